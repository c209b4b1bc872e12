#!/usr/bin/env python3
# test-release.py - a corpus as it is handed to others
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-release.py QUOTHCTL
import csv
import hashlib
import json
import os
import random
import shutil

from cases import run, run_cases, want

FORMATS = 'quoth-jsonl,brat,csv,conll2003'
SPLITS = ['--split', 'train=60,dev=20,test=20']
WORDS = ('harbour council bridge ferry budget water report mayor union river station library '
         'market winter season player keeper court judge museum painting baker oven thief').split()


def ok(*arguments):
    code, _, err = run(*arguments)
    want(code == 0, arguments, code, err)


def fails(code, word, *arguments):
    got, _, err = run(*arguments)
    want(got == code and word in err, arguments, got, err)


def tree(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def article(number, text, publisher, layers=('anna',)):
    """A claim with a speaker in each layer."""
    notes = []
    for layer in layers:
        ids = ['%s%d%s' % (kind, number, layer) for kind in 'ps']
        notes.append({'id': ids[0], 'layer': layer, 'type': 'person', 'parts': [[0, 4]],
                      'entity': 'e%d' % (number % 3)})
        notes.append({'id': ids[1], 'layer': layer, 'type': 'claim', 'parts': [[5, 20]],
                      'attributes': {'quote_type': 'indirect'},
                      'links': [{'role': 'speaker', 'to': ids[0]}]})
    return {'id': 'a%03d' % number, 'name': 'Article %d' % number, 'text': text, 'language': 'en',
            'metadata': {'publisher': publisher, 'date': '2026-01-%02d' % (number % 28 + 1)},
            'annotations': notes}


def story(generator, length=120):
    return 'Anna ' + ' '.join(generator.choice(WORDS) for _ in range(length)) + '.'


def edited(text, generator):
    """What another paper makes of it: a few words changed, a sentence more."""
    words = text.split(' ')
    for _ in range(4):
        words[generator.randrange(1, len(words))] = 'changed'
    return ' '.join(words) + ' More follows.'


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.project = self.path('news.quoth')
        generator = random.Random(5)
        articles = [article(i, story(generator), 'Paper %d' % (i % 5)) for i in range(40)]
        # Article i + 40 is article i, printed by somebody else.
        self.pairs = [(i, i + 40) for i in range(0, 40, 2)]
        articles += [article(b, edited(articles[a]['text'], generator), 'Paper 9')
                     for a, b in self.pairs]
        os.makedirs(self.path('in'))
        with open(self.path('in', 'articles.jsonl'), 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in articles)
        with open(self.path('in', 'entities.jsonl'), 'w', encoding='utf-8') as file:
            file.writelines('{"id":"e%d","name":"Person %d"}\n' % (i, i) for i in range(3))
        ok('new', self.project)
        ok('import', self.project, self.path('in'))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def release(self, name, *options, project=None, formats=FORMATS):
        ok('release', project or self.project, '--to', self.path(name), '--formats', formats,
           *options)
        return tree(self.path(name))

    def splits(self, files):
        rows = csv.DictReader(files['splits.csv'].decode().splitlines())
        return {row['id']: row['split'] for row in rows}


def test_same_bytes_after_import(case):
    """The release is the corpus: whoever has it makes the same release, in every format."""
    every = ','.join(f['name'] for f in json.loads(run('formats', '--json')[1]) if f['export'])
    options = [*SPLITS, '--seed', '4', '--title', 'News | said', '--licence', 'CC-BY-4.0',
               '--guidelines', '3']
    files = case.release('one', *options, formats=every)
    want(files == case.release('one', *options, formats=every))
    want({name.split('/')[0] for name in files if '/' in name} == set(every.split(',')), every)
    copy = case.path('other.quoth')
    ok('new', copy)
    # In another order than it was made.
    for split in ['test', 'dev', 'train']:
        ok('import', copy, case.path('one', 'quoth-jsonl', split))
    again = case.release('two', *options, project=copy, formats=every)
    want(again == files, sorted(k for k in files if files[k] != again.get(k)))
    other = case.release('three', *SPLITS, '--seed', '5')
    want(case.splits(other) != case.splits(files))


def disputed(number, generator):
    """What two layers say of an article: something else, at places of their own."""
    made = article(number, story(generator), 'P', ['anna', 'ben'])
    for note in made['annotations']:
        note.pop('entity', None)
        start = generator.randrange(200)
        note['parts'] = [[start, start + generator.randrange(1, 90)]]
    made['tags'] = {'publisher': made['metadata'].pop('publisher'),
                    'date': made['metadata'].pop('date')}
    return made


def test_order_of_import(case):
    """Nothing hangs on it: not even the last digits of agreement. What tags know counts."""
    generator = random.Random(8)
    made = [disputed(n, generator) for n in range(12)]
    found = []
    for name, lines in [('ahead', made), ('back', made[::-1])]:
        with open(case.path(name + '.jsonl'), 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in lines)
        project = case.path(name + '.quoth')
        ok('new', project)
        ok('import', project, case.path(name + '.jsonl'))
        found.append(case.release(name, *SPLITS, project=project, formats='csv'))
    want(found[0] == found[1], [k for k in found[0] if found[0][k] != found[1][k]])
    agreement = json.loads(found[0]['datacard.json'])['agreement']
    want(agreement['n_articles'] == 12 and agreement['all']['types']['*']['alpha_u'], agreement)
    rows = list(csv.DictReader(found[0]['splits.csv'].decode().splitlines()))
    want({(row['publisher'], row['date'][:8]) for row in rows} == {('P', '2026-01-')}, rows)


def test_sums(case):
    files = case.release('out', *SPLITS)
    listed = dict(reversed(line.split('  ', 1))
                  for line in files['SHA256SUMS'].decode().splitlines())
    want(set(listed) == set(files) - {'SHA256SUMS'}, listed)
    for name, digest in listed.items():
        want(hashlib.sha256(files[name]).hexdigest() == digest, name)


def test_nothing_leaks(case):
    """Almost equal texts, and what else must stay together, never part."""
    for by in ['article', 'publisher', 'date']:
        splits = case.splits(case.release('by-' + by, *SPLITS, '--split-by', by, '--seed', '2'))
        want(len(splits) == 60)
        for a, b in case.pairs:
            want(splits['a%03d' % a] == splits['a%03d' % b], by, a, b)
    splits = case.splits(case.release('by', *SPLITS, '--seed', '2'))
    want(len(set(splits.values())) == 3, splits)
    # An export does not look at the texts, so the pairs do get torn apart there.
    ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path('plain'), *SPLITS,
       '--seed', '2')
    where = {}
    for name, content in tree(case.path('plain')).items():
        if name.endswith('articles.jsonl'):
            for line in content.decode().splitlines():
                where[json.loads(line)['id']] = name
    want(any(where['a%03d' % a] != where['a%03d' % b] for a, b in case.pairs))


def test_card(case):
    files = case.release('out', *SPLITS, '--title', 'T', '--licence', 'CC0-1.0', '--zones', 'body')
    card = json.loads(files['datacard.json'])
    want(sum(card['articles']) == 60 and sum(card['labels']['claim']) == 60, card)
    want(sum(card['values']['quote_type=indirect']) == 60, card['values'])
    want(sum(card['annotators']['anna']) == 120 and card['entities'] == 3, card)
    want(card['licence'] == 'CC0-1.0' and card['zones'] == 'body' and card['with_text'], card)
    want([s['name'] for s in card['splits']] == ['train', 'dev', 'test'], card)
    want(set(card['losses']) == set(FORMATS.split(',')), card['losses'])
    for folder, losses in card['losses'].items():
        name = folder + '/losses.json'
        named = sum(len(v) for v in json.loads(files[name]).values()) if name in files else 0
        want(losses >= named and (losses > 0) == (named > 0), folder, losses, named)
    readme = files['README.md'].decode()
    want('| claim |' in readme and 'CC0-1.0' in readme, readme)
    want('an end is the offset behind the last character' in readme, readme)


def test_chosen_layers(case):
    extra = [article(100 + i, 'Anna said the ferry number %d was late.' % i, 'P',
                     ['anna', 'ben', 'gold']) for i in range(2)]
    with open(case.path('more.jsonl'), 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(line) + '\n' for line in extra)
    ok('import', case.project, case.path('more.jsonl'))
    card = json.loads(case.release('gold', '--layer', 'gold')['datacard.json'])
    want(set(card['annotators']) == {'gold'}, card)
    want(card['agreement'] is None, card)
    card = json.loads(case.release('two', '--layer', 'gold', '--layer', 'ben')['datacard.json'])
    want(set(card['annotators']) == {'gold', 'ben'}, card)
    files = case.release('all')
    agreement = json.loads(files['datacard.json'])['agreement']
    want(agreement['layers'] == ['anna', 'ben'] and agreement['n_articles'] == 2, agreement)
    want(agreement['all']['types']['claim']['f1_exact']['value'] == 1, agreement)
    want(b'## Agreement' in files['README.md'])


def columns(lines):
    """The features of a card: [(name, members or None)], nested as they are indented."""
    found = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if line.lstrip().startswith('- name: '):
            name = line.split(': ')[1]
            if depth == 2:
                found.append((name, []))
            else:
                found[-1][1].append(name)
    return found


def test_hub(case):
    """A loader that guesses types by the first rows is told them, for each member of a row."""
    files = case.release('hub', '--split', 'train=1,test=1', formats='hf')
    head = files['README.md'].decode().split('---\n')[1].splitlines()
    paths = [line.split('"')[1] for line in head if 'path: ' in line]
    want(paths == ['hf/train/**/hf.jsonl', 'hf/test/**/hf.jsonl'], head)
    want([line for line in head if 'split: ' in line] == ['  - split: train', '  - split: test'])
    told = columns(head)
    rows = [json.loads(line) for name, data in files.items() if name.endswith('hf.jsonl')
            for line in data.decode().splitlines()]
    want(rows and any(row['relations'] for row in rows), rows)
    for row in rows:
        want(list(row) == [name for name, _ in told], row, told)
        for name, members in told:
            want(all(list(item) == members for item in row[name] if members), name, row[name])
    whole = case.release('whole', formats='hf')['README.md'].decode()
    want('  - split: train\n    path: "hf/**/hf.jsonl"\n' in whole, whole)
    want(not case.release('other', formats='brat')['README.md'].startswith(b'---'))


def test_without_text(case):
    files = case.release('bare', '--without-text', formats='quoth-jsonl,csv')
    words = [word.encode() for word in ['harbour', 'council', 'ferry', 'bridge']]
    for name, content in files.items():
        want(not any(word in content for word in words), name)
    want(not [name for name in files if name.endswith('losses.json')], sorted(files))
    # Who has the texts gets the annotations.
    bare = case.path('texts.quoth')
    ok('new', bare)
    with open(case.path('in', 'articles.jsonl'), encoding='utf-8') as file:
        lines = [json.loads(line) for line in file]
    for line in lines:
        del line['annotations']
    with open(case.path('texts.jsonl'), 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(line) + '\n' for line in lines)
    ok('import', bare, case.path('texts.jsonl'))
    ok('import', bare, case.path('bare', 'quoth-jsonl'))
    want(case.release('full', project=bare, formats='quoth-jsonl')
         == case.release('whole', formats='quoth-jsonl'))
    empty = case.path('empty.quoth')
    ok('new', empty)
    fails(3, 'articles.jsonl:1: the text of SHA-256', 'import', empty,
          case.path('bare', 'quoth-jsonl'))
    fails(2, 'brat', 'release', case.project, '--to', case.path('x'), '--formats', 'brat',
          '--without-text')


def test_no_word_of_the_text(case):
    """Neither in what people wrote about it, nor in a name that is its first line."""
    text = 'The Quay Is Safe Today\n\n“The quay is as safe as any in the north,” Brandt said.'
    noted = {'id': 'n1', 'layer': 'anna', 'type': 'claim', 'parts': [[24, 66]],
             'note': 'It says: THE QUAY is as\tsafe, odd', 'attributes': {
                 'topic': 'the quay', 'evidence': 'quay is as safe as', 'stance_target': 'Brandt'}}
    listed = {'id': 'n2', 'layer': 'anna', 'type': 'claim', 'parts': [[24, 66]], 'note': 'short',
              'attributes': {'odd map': {'k': 'as any in\nthe north'}},
              'links': [{'role': 'supports', 'to': 'n1', 'attributes': {
                  'why': 'any in the north Brandt', 'sure': 'yes'}}]}
    line = {'id': 'q', 'name': 'The quay is safe', 'text': text, 'annotations': [noted, listed],
            'metadata': {'publisher': 'The Quay', 'headline': 'The Quay is safe today',
                         'url': 'https://example.org/1/the-quay-is-as-any-in'},
            'tags': {'author': 'It is safe today: the quay'}}
    with open(case.path('q.jsonl'), 'w', encoding='utf-8') as file:
        file.write(json.dumps(line) + '\n')
    project = case.path('q.quoth')
    ok('new', project)
    ok('import', project, case.path('q.jsonl'))
    os.makedirs(case.path('people'))
    shutil.copy(case.path('q.jsonl'), case.path('people', 'articles.jsonl'))
    with open(case.path('people', 'entities.jsonl'), 'w', encoding='utf-8') as file:
        file.write(json.dumps({'id': 'e1', 'kind': 'person', 'name': 'Brandt',
                               'note': 'said the quay is as safe as any'}) + '\n')
    ok('import', project, case.path('people'))
    code, _, err = run('release', project, '--to', case.path('out'), '--formats',
                       'quoth-jsonl,csv', '--without-text')
    want(code == 0 and '8 losses' in err, code, err)
    files = tree(case.path('out'))
    for name, content in files.items():
        for word in b'safe', b'north', b'SAFE':
            want(word not in content, name, content[max(content.find(word) - 200, 0):][:400])
    for folder in 'quoth-jsonl', 'csv':
        want(json.loads(files[folder + '/losses.json']) == {'q': {
            '': 'its name repeats the text; metadata headline repeats the text;'
                ' tag author repeats the text',
            'n1': 'its note repeats the text; attribute evidence repeats the text',
            'n2': "attribute odd map repeats the text; a link's why repeats the text"},
            '': {'e1': 'its note may repeat a text'}}, folder,
             files[folder + '/losses.json'])
    record, = [json.loads(x) for x in files['quoth-jsonl/articles.jsonl'].decode().splitlines()]
    first, second = record['annotations']
    want(first['attributes'] == {'topic': 'the quay', 'stance_target': 'Brandt'}, first)
    want(second['attributes'] == {} and second['note'] == 'short', second)
    want(second['links'] == [{'role': 'supports', 'to': 'n1', 'attributes': {'sure': 'yes'}}])
    # The address stays: by it the texts can be fetched.
    want(set(record['metadata']) == {'publisher', 'url'}, record)
    # Whoever has the text keeps the name that it has there.
    del line['annotations']
    with open(case.path('q.jsonl'), 'w', encoding='utf-8') as file:
        file.write(json.dumps(line) + '\n')
    other = case.path('other.quoth')
    ok('new', other)
    ok('import', other, case.path('q.jsonl'))
    ok('import', other, case.path('out', 'quoth-jsonl'))
    case.release('again', project=other, formats='quoth-jsonl')
    want('"name":"The quay is safe"' in
         tree(case.path('again'))['quoth-jsonl/articles.jsonl'].decode())


def test_empty_parts(case):
    """All are of one paper: the other parts have nothing, and that is said."""
    for command in ['release', '--formats'], ['export', '--format']:
        for by, word in [('publisher', '2 parts'), ('article', '')]:
            made = [article(n, 'Anna said that number %d is no other.' % n, 'P') for n in range(9)]
            for line in made:
                for note in line['annotations']:
                    note.pop('entity', None)
                line['text'] += ''.join(' w%d-%d' % (n, made.index(line)) for n in range(50))
            with open(case.path('one.jsonl'), 'w', encoding='utf-8') as file:
                file.writelines(json.dumps(line) + '\n' for line in made)
            project = case.path('one-%s-%s.quoth' % (command[0], by))
            ok('new', project)
            ok('import', project, case.path('one.jsonl'))
            code, _, err = run(command[0], project, command[1], 'csv', '--to',
                               case.path('%s-%s' % (command[0], by)), '--split',
                               'train=1,dev=1,test=1', '--split-by', by)
            want(code == 0 and (word in err if word else not err), command, by, err)


def test_refusals(case):
    out = case.path('out')
    fails(2, '--formats', 'release', case.project, '--to', out)
    fails(2, 'nosuch', 'release', case.project, '--to', out, '--formats', 'brat,nosuch')
    fails(2, 'csv', 'release', case.project, '--to', out, '--formats', 'csv,csv')
    fails(2, '--split', 'release', case.project, '--to', out, '--formats', 'csv', '--split', 'x')
    fails(2, '--split', 'release', case.project, '--to', out, '--formats', 'csv', '--split',
          'a\nb=1,c=1')
    for name in 'nosuch', 'gold':
        fails(2, name, 'release', case.project, '--to', out, '--formats', 'csv', '--layer', name)
        fails(2, name, 'export', case.project, '--to', out, '--format', 'csv', '--layer', 'anna',
              '--layer', name)
    want(not os.path.exists(out))
    files = case.release('out')
    with open(case.path('out', 'mine.txt'), 'w', encoding='utf-8') as file:
        file.write('mine')
    fails(1, 'something else', 'release', case.project, '--to', out, '--formats', 'csv')
    want(tree(out) == {**files, 'mine.txt': b'mine'})
    os.remove(case.path('out', 'mine.txt'))
    with open(case.path('out', 'README.md'), 'a', encoding='utf-8') as file:
        file.write('mine')
    fails(1, 'something else', 'release', case.project, '--to', out, '--formats', 'csv')
    want(tree(out) == {**files, 'README.md': files['README.md'] + b'mine'})
    want(not [name for name in os.listdir(case.folder) if name.startswith('.')],
         os.listdir(case.folder))


run_cases(globals(), Case)
