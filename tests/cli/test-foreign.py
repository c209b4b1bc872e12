#!/usr/bin/python3
# test-foreign.py - the exports of other tools, found out and read without being told what they are
#
# The inputs are written by hand as the tools write them, with their habits: members in
# another order, a text longer than anybody reads to find out a format, no work in the first
# articles, an array instead of lines, another extension or none.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-foreign.py QUOTHCTL
import io
import json
import os
import zipfile

from cases import run, run_cases, want

TEXT = 'Ada Lovelace met “Grace” Hopper in Łódź.\r\nThe \U0001f600 emoji said: Grace\tended.'
LONG = 'The minister spoke for a long time about nothing. ' * 200
ADA, HOPPER, EMOJI = 'Ada Lovelace', 'Hopper', 'emoji said'
ALL = sorted([ADA, HOPPER, EMOJI])


def line(record):
    """As pandas and Qt write: no blank that need not be."""
    return json.dumps(record, ensure_ascii=False, separators=(',', ':')) + '\n'


def units(text):
    return len(text.encode('utf-16-le')) // 2


def place(text, covered, count=len):
    start = count(text[:text.index(covered)])
    return start, start + count(covered)


def triples(text, count=units):
    return [[*place(text, ADA, count), 'PER'], [*place(text, HOPPER, count), 'PER'],
            [*place(text, EMOJI, count), 'Cue']]


def spans(text):
    return [{'start': start, 'end': end, 'label': label}
            for start, end, label in triples(text, len)]


def imported(folder, name, content):
    """What an import of a file makes: articles, and what annotations cover."""
    path = os.path.join(folder, name)
    project = os.path.join(folder, 'p.quoth')
    out = os.path.join(folder, 'out')
    if isinstance(content, str):
        content = content.encode()
    with open(path, 'wb') as file:
        file.write(content)
    want(run('new', project)[0] == 0)
    status, _, errors = run('import', project, path)
    want(status == 0, name, errors)
    want(run('export', project, '--format', 'quoth-jsonl', '--to', out)[0] == 0)
    with open(os.path.join(out, 'articles.jsonl'), encoding='utf-8') as file:
        articles = [json.loads(row) for row in file]
    for path in (path, project):
        os.remove(path)
    os.rename(out, out + '-' + name)
    return articles


def covered(articles):
    return sorted(''.join(article['text'][start:end] for start, end in annotation['parts'])
                  for article in articles for annotation in article['annotations'])


def take(folder, name, content, wanted=tuple(ALL), links=0, layer=None):
    articles = imported(folder, name, content)
    annotations = [a for article in articles for a in article['annotations']]
    want(covered(articles) == sorted(wanted), name, covered(articles))
    want(sum(len(a['links']) for a in annotations if 'links' in a) == links, name, annotations)
    if layer is not None:
        want({a['layer'] for a in annotations} == {layer}, name, annotations)
    return articles


def refused(folder, name, content):
    """What is said of a file that no format reads; nothing else may come of it."""
    path = os.path.join(folder, name)
    project = os.path.join(folder, 'p.quoth')
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    want(run('new', project)[0] == 0)
    status, _, errors = run('import', project, path)
    want(status == 3 and errors.startswith('%s:1: ' % path), name, status, errors)
    os.remove(path)
    want(json.loads(run('info', project, '--json')[1])['articles'] == 0, name)
    os.remove(project)
    return errors


def test_doccano(folder):
    done = {'id': 7, 'text': TEXT, 'label': triples(TEXT), 'Comments': []}
    nothing = {'id': 6, 'text': 'Nothing here.', 'label': [], 'Comments': []}
    take(folder, 'all.jsonl', line(done))
    take(folder, 'admin.jsonl', line(nothing) + line(done))
    take(folder, 'long.jsonl', line({'id': 7, 'text': LONG + TEXT, 'label': triples(LONG + TEXT)}))
    take(folder, 'none.jsonl', line({'id': 7, 'text': LONG, 'label': []}), [])
    take(folder, 'data.jsonl', line({'id': 7, 'data': TEXT, 'label': triples(TEXT)}))
    take(folder, 'marked.jsonl', b'\xef\xbb\xbf' + line(done).replace('\n', '\r\n').encode())
    take(folder, 'DONE.JSONL', line(done))
    take(folder, 'done.txt', line(done))
    take(folder, 'done', line(done))
    take(folder, 'array.json', json.dumps([done]))
    take(folder, 'broken-lines.json', json.dumps([done], indent=4))
    take(folder, 'broken-lines.jsonl', json.dumps(done, indent=4))
    take(folder, 'labels.jsonl', line({'id': 7, 'text': TEXT, 'meta': {}, 'labels': triples(TEXT),
                                       'annotation_approver': None}))


def test_doccano_zip(folder):
    """One file for all annotators, or one for each; the articles are the same."""
    row = {'id': 7, 'text': LONG + TEXT, 'label': triples(LONG + TEXT), 'Comments': []}
    nothing = {'id': 8, 'text': 'Nothing here.', 'label': [], 'Comments': []}

    def packed(files):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return whole.getvalue()

    take(folder, 'one.zip', packed({'all.jsonl': line(row) + line(nothing)}))
    articles = take(folder, 'each.zip', packed({'kim.jsonl': line(row) + line(nothing),
                                                'lee.jsonl': line(row)}), ALL * 2)
    want(len(articles) == 2, articles)
    want({a['layer'] for article in articles for a in article['annotations']} == {'kim', 'lee'})


def test_doccano_objects(folder):
    entities = [{'id': 11 + i, 'label': label, 'start_offset': start, 'end_offset': end}
                for i, (start, end, label) in enumerate(triples(TEXT))]
    relations = [{'id': 1, 'from_id': 13, 'to_id': 11, 'type': 'speaker'}]
    row = {'id': 7, 'text': TEXT, 'entities': entities, 'relations': relations, 'Comments': []}
    take(folder, 'all.jsonl', line(row), links=1)
    take(folder, 'first.jsonl', line({'id': 6, 'text': LONG, 'entities': [], 'relations': [],
                                      'Comments': []}) + line(row), links=1)
    take(folder, 'intents.jsonl', line({'id': 7, 'text': TEXT, 'cats': ['sports'],
                                        'entities': triples(TEXT), 'Comments': []}))
    # The first versions named labels by their numbers.
    articles = take(folder, 'old.jsonl', line({
        'id': 7, 'text': TEXT, 'meta': {}, 'annotation_approver': None, 'annotations': [
            dict(entity, label=3, user=1, prob=0.0) for entity in entities]}))
    want(set(articles[0].get('metadata', {})) <= {'meta'}, articles[0])


def test_labelbuddy(folder):
    old = {'annotation_approver': 'kim', 'document_md5_checksum': '0' * 32,
           'labels': triples(TEXT, len), 'long_title': 'Long', 'meta': {}, 'text': TEXT,
           'title': 'A title'}
    take(folder, 'old.json', '[\n%s]\n' % line(old), layer='kim')
    take(folder, 'old.jsonl', line(old), layer='kim')
    take(folder, 'later.jsonl', line({
        'labels': [triple + ['why'] for triple in triples(TEXT, len)], 'meta': {}, 'text': TEXT,
        'utf8_text_md5_checksum': '0' * 32}))
    done = {'annotations': [{'start_char': s, 'end_char': e, 'label_name': label}
                            for s, e, label in triples(TEXT, len)],
            'display_title': 'D', 'list_title': 'L', 'metadata': {'id': 'doc-2'}, 'text': TEXT,
            'utf8_text_md5_checksum': '0' * 32}
    nothing = dict(done, annotations=[], text=LONG, utf8_text_md5_checksum='1' * 32)
    take(folder, 'long.jsonl', line(nothing) + line(done))
    take(folder, 'exported', json.dumps([nothing, done]))


def test_prodigy(folder):
    text = LONG + TEXT
    tokens = [{'text': word, 'start': i, 'end': i + 1, 'id': i, 'ws': False}
              for i, word in enumerate(text)]
    marks = [dict(span, token_start=span['start'], token_end=span['end'] - 1)
             for span in spans(text)]
    row = {'text': text, '_input_hash': -1, '_task_hash': 2, 'tokens': tokens,
           '_view_id': 'ner_manual', 'spans': marks, 'answer': 'accept', '_timestamp': 1650000000,
           '_annotator_id': 'news-kim', '_session_id': 'news-kim'}
    take(folder, 'db-out.jsonl', line(row), layer='news-kim')
    for name in ('_input_hash', '_task_hash', '_view_id'):
        del row[name]
    take(folder, 'bare.jsonl', line(row), layer='news-kim')


def test_prodigy_sessions(folder):
    """Older versions name who worked in the session alone, or only when it began."""
    row = {'text': TEXT, '_input_hash': 1, '_task_hash': 2, 'spans': spans(TEXT),
           'answer': 'accept'}
    take(folder, 'named.jsonl', line(dict(row, _session_id='news-lee')), layer='news-lee')
    articles = take(folder, 'timed.jsonl', line(dict(row, _session_id='2021-06-01_12-13-14')))
    want('2021' not in articles[0]['annotations'][0]['layer'], articles)


def test_spacy(folder):
    tokens = [{'id': i, 'start': i, 'end': i + 1, 'tag': '', 'pos': '', 'morph': '', 'lemma': '',
               'dep': '', 'head': i} for i in range(len(TEXT))]
    take(folder, 'doc.json', json.dumps({'text': LONG + TEXT, 'ents': spans(LONG + TEXT),
                                         'tokens': []}))
    known = [dict(spans(TEXT)[0], kb_id='Q7259')]
    articles = take(folder, 'known.jsonl', line({'text': TEXT, 'ents': spans(TEXT)[:1],
                                                 'spans': {'sc': known}, 'tokens': tokens}), [ADA])
    want(articles[0]['annotations'][0]['entity'] is not None, articles)
    take(folder, 'doc-without-ents.json', json.dumps(
        {'text': TEXT, 'tokens': tokens, 'spans': {'sc': spans(TEXT)}}, indent=2))


def test_hugging_face(folder):
    row = {'id': '0', 'tokens': ['EU', 'rejects', 'German', 'call'],
           'ner_tags': ['B-ORG', 'O', 'B-MISC', 'O']}
    take(folder, 'train.json', json.dumps([row]), ['EU', 'German'])
    take(folder, 'train.jsonl', line({'tokens': ['word'] * 3000 + ['EU'],
                                      'ner_tags': ['O'] * 3000 + ['B-ORG']}), ['EU'])
    take(folder, 'words.jsonl', line({'words': ['EU', 'calls'], 'tags': ['B-ORG', 'O']}), ['EU'])
    take(folder, 'entities.jsonl', line({'text': TEXT, 'entities': spans(TEXT)}))
    take(folder, 'spans.jsonl', line({'text': LONG + TEXT, 'spans': spans(LONG + TEXT)}))
    # A list of structs, as the library that keeps it in columns writes it.
    columns = {key: [span[key] for span in spans(TEXT)] for key in ('start', 'end', 'label')}
    take(folder, 'columns.jsonl', line({'id': 3, 'text': TEXT, 'spans': columns}))
    take(folder, 'columns.json', json.dumps([{'text': TEXT, 'entities': columns}]))


def test_numbered_tags(folder):
    """The library that most data sets come from writes numbers, and their names elsewhere."""
    row = {'tokens': ['EU', 'rejects', 'German', 'call'], 'ner_tags': [1, 0, 2, -100]}
    errors = refused(folder, 'train.jsonl', line(row))
    want('labels.txt' in errors, errors)
    column = '  - name: %s\n    sequence:\n      class_label:\n        names:\n'
    features = {'pos_tags': {'feature': {'names': ['X', 'Y', 'Z']}},
                'ner_tags': {'feature': {'names': ['O', 'B-ORG', 'B-MISC']}}}
    for name, content in (
            ('labels.txt', 'O\r\nB-ORG\r\nB-MISC\r\n'),
            ('dataset_infos.json', json.dumps({'default': {'features': features}})),
            ('README.md', '---\ndataset_info:\n  features:\n' + column % 'pos_tags'
             + "          '0': X\n          '1': Y\n" + column % 'ner_tags'
             + "          '0': O\n          '1': B-ORG\n          '2': B-MISC\n---\n# A card\n")):
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(content)
        articles = take(folder, 'of-%s.jsonl' % name, line(row), ['EU', 'German'])
        want([a['type'] for a in articles[0]['annotations']] == ['ORG', 'MISC'], name, articles)
        os.remove(path)
    with open(os.path.join(folder, 'labels.txt'), 'w', encoding='utf-8') as file:
        file.write('O\nB-ORG\n')
    want('tag 2 has no name' in refused(folder, 'short.jsonl', line(row)))


def test_words_by_blanks(folder):
    """Tags of a sentence that nobody has cut into tokens; and what only looks like them."""
    take(folder, 'tags.jsonl', line({'id': 1, 'sentence': 'Ada Löw\u00a0spoke .',
                                     'tags': ['B-PER', 'I-PER', 'O', 'O']}), ['Ada Löw'])
    for key, value in (('labels', ['sports', 'politics']), ('tags', 'sports'), ('labels', [1, 0])):
        articles = take(folder, 'whole.json', json.dumps([{'text': 'Two words', key: value}]), [])
        want(articles[0]['metadata'][key] == value, articles)
        os.rename(os.path.join(folder, 'out-whole.json'), os.path.join(folder, repr(value)))


def test_argilla(folder):
    """Records of version 1: what a model predicted is told of, what a person said is read."""
    row = {'text': TEXT, 'tokens': TEXT.split(), 'prediction': [dict(spans(TEXT)[0], score=0.9)],
           'prediction_agent': 'model', 'annotation': spans(TEXT), 'annotation_agent': 'kim',
           'id': 'a-1', 'metadata': {'split': 'train'}, 'status': 'Validated',
           'event_timestamp': None, 'metrics': {}}
    take(folder, 'records.jsonl', line(row), layer='kim')
    take(folder, 'records.json', json.dumps([dict(row, text=LONG + TEXT,
                                                  annotation=spans(LONG + TEXT))]), layer='kim')


def test_plain_rows(folder):
    """Nothing but texts, with what else is known of them."""
    for name, content in (('numbered.jsonl', line({'id': 4, 'text': TEXT, 'year': 1843})),
                          ('array.json', json.dumps([{'text': TEXT, 'year': 1843}])),
                          ('data.json', json.dumps({'data': [{'text': TEXT, 'year': 1843}]}))):
        articles = take(folder, name, content, [])
        want(articles[0]['text'] == TEXT and articles[0]['metadata']['year'] == 1843, articles)


def test_wrapped(folder):
    """A whole data set in one object, as it comes from hubs and web tools."""
    row = {'id': '0', 'tokens': ['EU', 'rejects', 'German', 'call'],
           'ner_tags': ['B-ORG', 'O', 'B-MISC', 'O']}
    other = {'id': '1', 'tokens': ['Ada', 'spoke'], 'ner_tags': ['B-PER', 'O']}
    take(folder, 'data.json', json.dumps({'version': '1.1', 'data': [row, other]}, indent=1),
         ['Ada', 'EU', 'German'])
    take(folder, 'doccano.json', json.dumps({'data': [{'text': LONG + TEXT,
                                                       'label': triples(LONG + TEXT)}]}))


def test_pairs(folder):
    """What spaCy was trained with, and the web tools that make it."""
    pairs = [[LONG, {'entities': []}], [TEXT, {'entities': triples(TEXT, len)}]]
    take(folder, 'train.json', json.dumps(pairs))
    take(folder, 'train.jsonl', ''.join(json.dumps(pair) + '\n' for pair in pairs))
    take(folder, 'annotator.json', json.dumps({'classes': ['PER', 'CUE'],
                                               'annotations': [pairs[1], None, pairs[0]]}))


def test_token_spans(folder):
    tokens = 'Ada Lovelace met Grace Hopper .'.split()
    take(folder, 'gliner.json', json.dumps([{'tokenized_text': tokens,
                                             'ner': [[0, 1, 'person'], [4, 4, 'person']]}]),
         [ADA, HOPPER])
    take(folder, 'spert.json', json.dumps([{
        'tokens': tokens, 'entities': [{'type': 'Peop', 'start': 0, 'end': 2},
                                       {'type': 'Peop', 'start': 4, 'end': 5}],
        'relations': [{'type': 'met', 'head': 0, 'tail': 1}], 'orig_id': 5}]), [ADA, HOPPER],
         links=1)
    ends = [{'mention': ' '.join(tokens[first:last + 1]), 'position': [first, last],
             'type': 'PERSON'} for first, last in ((0, 1), (3, 4))]
    take(folder, 'glirel.jsonl', line({
        'tokenized_text': tokens, 'ner': [[0, 1, 'PERSON', ADA], [3, 4, 'PERSON', 'Grace Hopper']],
        'relations': [{'head': ends[0], 'tail': ends[1], 'relation_text': 'met'},
                      {'head': ends[0], 'tail': dict(ends[1], position=[9, 9]),
                       'relation_text': 'met'}]}), [ADA, 'Grace Hopper'], links=1)


def test_germeval(folder):
    take(folder, 'NER-de-dev.tsv', '#\thttp://de.wikipedia.org/wiki/Ada\t[2009-10-17]\r\n'
         '1\tFC\tB-ORG\tO\r\n2\tBayern\tI-ORG\tB-LOC\r\n3\tsiegt\tO\tO\r\n\r\n',
         ['FC Bayern', 'Bayern'])


def test_label_studio(folder):
    def values(text):
        return [{'start': s, 'end': e, 'text': word, 'labels': [label]}
                for word, (s, e, label) in zip((ADA, HOPPER, EMOJI), triples(text, len))]
    text = LONG + TEXT
    task = {'id': 1, 'data': {'text': text}, 'annotations': [{'id': 1, 'completed_by': 1, 'result': [
        {'id': str(i), 'from_name': 'label', 'to_name': 'text', 'type': 'labels', 'value': value}
        for i, value in enumerate(values(text))]}]}
    take(folder, 'task.json', json.dumps([task]))
    small = {'text': text, 'id': 1, 'label': values(text), 'sentiment': {'choices': ['good']},
             'annotator': 'kim@example.org', 'annotation_id': 1, 'created_at': '2024-01-01',
             'updated_at': '2024-01-02', 'lead_time': 2.5}
    take(folder, 'min.json', json.dumps([small]), layer='kim@example.org')
    # Two strings, none of them called text; offsets in strings; a region of a page.
    other = json.loads(json.dumps(task))
    other['data'] = {'article': text, 'headline': 'Ada spoke'}
    other['annotations'][0]['result'][0]['value'].update(start=str(values(text)[0]['start']),
                                                         end=str(values(text)[0]['end']))
    articles = take(folder, 'keys.json', json.dumps([other]))
    want(articles[0]['metadata'] == {'headline': 'Ada spoke'}, articles[0]['metadata'])
    errors = refused(folder, 'dialogue.json', json.dumps([{'id': 1, 'data': {'dialogue': [
        {'author': 'Ada', 'text': 'I said so.'}]}, 'annotations': [{'completed_by': 1, 'result': [
            {'id': 'a', 'from_name': 'label', 'to_name': 'text', 'type': 'paragraphlabels',
             'value': {'start': '0', 'end': '0', 'startOffset': 0, 'endOffset': 1,
                       'paragraphlabels': ['PER']}}]}]}]))
    want('dialogue' in errors, errors)
    take(folder, 'min-number.json', json.dumps([dict(small, annotator=4)]), layer='annotator-4')


def test_label_studio_page(folder):
    """A page without markup is a text, and the places in its letters are known."""
    def task(text):
        value = {'start': '/p[1]/text()[1]', 'end': '/p[1]/text()[1]', 'startOffset': 0,
                 'endOffset': 12, 'globalOffsets': {'start': 0, 'end': 12}, 'text': ADA,
                 'hypertextlabels': ['PER']}
        return json.dumps([{'id': 1, 'data': {'text': text}, 'annotations': [{
            'id': 1, 'completed_by': 1, 'result': [
                {'id': 'h', 'from_name': 'ner', 'to_name': 'text', 'type': 'hypertextlabels',
                 'value': value}]}]}])
    take(folder, 'plain.json', task('Ada Lovelace said so.'), [ADA])
    take(folder, 'other.json', task('An Ada Lovelace said so.'), [])
    take(folder, 'page.json', task('<p>Ada Lovelace</p> said so.'), [])


def test_article(folder):
    """What only begins like JSON is an article, whatever it goes on with."""
    for name, text in (('note.txt', '[1] As the minister said: "label":[[0,1]]\n'),
                       ('photo.txt', '[Photo: "entities":[["start_offset"]]]\n'),
                       ('brace.txt', '{A brace} and "label":[[')):
        articles = take(folder, name, text, [])
        want(articles[0]['text'] == text, articles)


def test_named_refusals(folder):
    """Formats that are known well enough to tell what they are, and what helps."""
    for name, content, word in (
            ('a.pdf', b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'PDF'),
            ('b.rtf', '{\\rtf1\\ansi Ada spoke.}', 'RTF'),
            ('c.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600, 'Word'),
            ('d.xlsx', b'PK\3\4' + b'\0' * 60, 'CSV'),
            ('e.odt', b'PK\3\4' + b'\0' * 60, 'LibreOffice'),
            ('f.parquet', b'PAR1' + b'\x15\0' * 40 + b'PAR1', 'Parquet'),
            ('g.spacy', b'\x78\x9c' + b'\1' * 40, 'to_json()'),
            ('h.xml', '<?xml version="1.0"?>\n<GateDocument version="3"/>', 'GATE'),
            ('i.txt', '\ufeff<FoLiA xmlns="http://ilk.uvt.nl/folia"/>', 'FoLiA'),
            ('j.tsv', 'TOKEN\tNE-COARSE-LIT\tMISC\nParis\tB-loc\t_\n', 'HIPE'),
            ('k.conll', '#begin document (a); part 000\na 0 0 Ada NNP * - - - S * (0)\n', 'CorefUD'),
            ('l.json', json.dumps({'_context': {'_types': {'A': {}}}, '_views': {},
                                   '_referenced_fss': {}}), '0.4'),
            ('m.jsonl', line({'id': '1', 'fields': {'text': LONG},
                              'responses': {'spans': [{'value': []}]}}), 'Argilla'),
            ('n.jsonl', line({'id': '1', 'text': TEXT, 's.responses': [[]],
                              's.responses.users': ['u']}), 'Argilla'),
            ('o.json', json.dumps({'text': TEXT, 'annotation_sets': {'': {'annotations': []}},
                                   'features': {}, 'offset_type': 'p'}), 'GATE'),
            ('s.tsv', '# de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity | value\n'
             '#text=Mia spoke\n#id=1\n1-1\tMia\tB-PER\n1-2\tspoke\tO\n\n', 'TSV 3'),
            ('q.json', json.dumps({'rows': [{'user': 'acct:kim@hypothes.is', 'target': [
                {'source': 'https://example.org', 'selector': [
                    {'type': 'RangeSelector', 'startOffset': 0}]}]}]}), 'Hypothesis'),
            ('r.json', json.dumps([{'id': 0, 'paragraphs': [{'raw': 'Ada', 'sentences': [
                {'tokens': [{'id': 0, 'orth': 'Ada', 'ner': 'U-PER'}]}]}]}]), 'spaCy 2'),
            ('p.jsonl', line({'doc_key': 'a', 'sentences': [['Ada', 'spoke']], 'ner': [[]]}),
             'SciERC')):
        errors = refused(folder, name, content)
        want(word in errors, name, errors)


run_cases(dict(globals()))
