#!/usr/bin/python3
# test-roundtrip.py - random articles through every format and back
#
# Articles and annotations are made from a seed (QUOTH_TEST_SEED starts elsewhere,
# QUOTH_TEST_ROUNDS makes more). The native format must give the same bytes; of the
# others, all must come back that their losses do not name.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-roundtrip.py QUOTHCTL
import importlib
import os
import random
import re

kit = importlib.import_module('test-roundtrip-kit')
want, ok, dump = kit.want, kit.ok, kit.dump

BITS = ['a', 'Word', 'über', ' ', ' ', ' ', ',', '.', '\n', '\n\n', '\r\n', '\r', '\r\r\n', '\t',
        '“', '”', '"', '’s', 'é', 'e\u0301', '\U0001F600', '\U0001F469\u200d\U0001F680', '\u00a0',
        '\u0085', '\u2028', '\u2029', '\v', '\f', '\x1c', '\x1e', '\x1f', 'שלום', 'مرحبا', '\u202e',
        '漢字', '\u3000', '-DOCSTART-', '\\', '\\n', '=', '|', 'T1', '#', '\u200b', '\U0001D49C',
        '\ufeff', '\x01', '\x7f', 'B-x', '<b>', '&amp;', '{', '\uffff', '\U0010FFFF', ';', 'Mr. ']
TYPES = ['person', 'source', 'claim', 'cue', 'role', 'zone', 'quote', 'odd type', 'odd_type',
         'Пример', 'Source', 'a\tb', 'Content', 'x;y']
LAYERS = ['anna', 'ben b', '../up', 'Anna', 'ש', 'index.csv']
ROLES = ['speaker', 'speaker', 'cue', 'addressee', 'parent', 'supports', 'odd role', 'a:b']
ORIGINS = ['human', 'import', 'names']
NAMES = ['Ann', 'Ann', 'A. “B” Ç', 'two\nlines', 'tab\there', '=1', 'O\'\\n']


def random_text(rand, n):
    return ''.join(rand.choice(BITS) for _ in range(n)) or 'x'


def random_value(rand, name):
    free = lambda: random_text(rand, rand.randrange(6)).strip('\0')
    values = {
        'quote_type': lambda: rand.choice(['direct', 'mixed', 'odd']),
        'certainty': lambda: rand.choice(['certain', 'no such', 5]),
        'topic': free,
        'date_said': lambda: '2026-01-31',
        'no_speaker': lambda: rand.choice([True, False, 'yes']),
        'odd text': free,
        'odd number': lambda: rand.choice([0, -7, 1.5, 1e300, 9223372036854775807, -9223372036854775808]),
        'odd_number': lambda: rand.choice([1, '1']),
        'odd flag': lambda: True,
        'odd list': lambda: rand.choice([[], ['a', 'b c'], ['b|c'], [1, '1'], ['a', 'a'], [None]]),
        'odd map': lambda: {'k': [1, {'x': None}], 'ü': '\n'},
        'odd null': lambda: None,
    }
    return values[name]()


VALUES = ['quote_type', 'certainty', 'topic', 'date_said', 'no_speaker', 'odd text', 'odd number',
          'odd_number', 'odd flag', 'odd list', 'odd map', 'odd null']


def random_attributes(rand, most):
    return {n: random_value(rand, n) for n in rand.sample(VALUES, rand.randrange(most))}


def random_parts(rand, length, others):
    n = rand.choice([1, 1, 1, 2, 3])
    cuts = sorted(rand.randrange(length + 1) for _ in range(2 * n))
    if others and rand.random() < 0.4:  # share an end with another, or nest in it
        cuts[rand.randrange(2)] = rand.choice(rand.choice(others)['parts'])[rand.randrange(2)]
        cuts.sort()
    parts = [[s, e] for s, e in zip(cuts[::2], cuts[1::2]) if s < e]
    return parts or [[length - 1, length]]


def random_annotations(rand, article, text, entities):
    made = []
    for i in range(rand.randrange(14)):
        layer = rand.choice(LAYERS[:rand.choice([1, 2, len(LAYERS)])])
        kind = rand.choice(TYPES)
        mention = kind in ('person', 'source')
        made.append({
            'id': '%s-%02d%s' % (article, i, rand.choice(['', ' x', '"ü'])), 'layer': layer,
            'type': kind, 'parts': random_parts(rand, len(text), made),
            'entity': rand.choice(entities)['id'] if mention and rand.random() < 0.6 else None,
            'attributes': random_attributes(rand, 4), 'links': [],
            'origin': rand.choice(ORIGINS), 'created': '2026-01-%02dT12:00:00Z' % (i + 1),
            'note': random_text(rand, 5) if rand.random() < 0.3 else None})
    for annotation in made:
        near = [m for m in made if m['layer'] == annotation['layer'] and m is not annotation]
        chosen = {(rand.choice(ROLES), rand.choice(near)['id']) for _ in range(rand.randrange(4))
                  if near}
        for role, to in sorted(chosen):
            link = {'role': role, 'to': to}
            said = random_attributes(rand, 3) if rand.random() < 0.2 else None
            if said:
                link['attributes'] = said
            annotation['links'].append(link)
        annotation['quotes'] = [text[s:e] for s, e in annotation['parts']]
    return made


def random_corpus(seed):
    rand = random.Random(seed)
    entities = [{'id': i, 'kind': rand.choice(['person', 'organisation', 'odd kind']),
                 'name': rand.choice(NAMES) + ' %d' % n, 'aliases': ['A%d' % n, 'ü'][:n % 3],
                 'status': rand.choice(['named', 'unnamed']),
                 'wikidata': 'Q%d' % (40 + n) if rand.random() < 0.4 else None,
                 'note': rand.choice([None, 'two\nlines'])}
                for n, i in enumerate(['e1', 'E1', 'e/2', 'e 3', 'ü', 'e,4;=', 'e%20',
                                       'e\u2028\u00a05'])]
    articles = []
    for i in range(8):
        article = rand.choice(['a%d', 'A%d', '../a%d', 'a b%d', 'ü%d', 'a_%d', 'a%d.b']) % i
        # One is empty: there is but one of a text.
        text = '%d ' % i + random_text(rand, rand.randrange(1, 90)) if i != 5 else ''
        made = random_annotations(rand, article, text, entities) if text else []
        states = {m['layer']: rand.choice(['open', 'done', 'locked']) for m in made}
        articles.append({
            'id': article, 'name': rand.choice(NAMES), 'text': text,
            'language': rand.choice([None, 'en', 'ar']), 'metadata': random_attributes(rand, 4),
            'tags': random_attributes(rand, 3), 'annotations': made,
            'layers': [{'name': n, 'state': s} for n, s in states.items()]})
    return articles, entities


def compare_native(articles, entities, corpus):
    """Everything that went in is there."""
    want(set(corpus.articles) == {a['id'] for a in articles}, 'articles', list(corpus.articles))
    for entity in entities:
        want(corpus.entities.get(entity['id']) == entity, entity, corpus.entities[entity['id']])
    for article in articles:
        got = corpus.articles[article['id']]
        for key in ['name', 'text', 'language', 'metadata', 'tags']:
            want(dump(got[key]) == dump(article[key]), article['id'], key, got[key], article[key])
        states = {layer['name']: layer['state'] for layer in got['layers']}
        want(states == {layer['name']: layer['state'] for layer in article['layers']}, states)
        there = {a['id']: a for a in got['annotations']}
        want(set(there) == {a['id'] for a in article['annotations']}, article['id'])
        for annotation in article['annotations']:
            mine, theirs = dict(annotation), dict(there[annotation['id']])
            for record in mine, theirs:
                record['links'] = sorted(map(dump, record['links']))
            want(dump(mine) == dump(theirs), article['id'], dump(mine), dump(theirs))


def lost(reasons, annotation, *words):
    """Whether what the losses say of an annotation names any of @words."""
    return any(word in reasons.get(annotation['id'], '') for word in words)


def expected_brat(corpus, article, named):
    """What brat must give back of an article, by the words of its losses."""
    text = kit.Lines(article['text'])
    kept = {}
    for annotation in article['annotations']:
        if lost(named, annotation, 'covers nothing but line ends'):
            want(not text.words(text.moved(annotation['parts'])), 'not forced', annotation)
            continue
        kept[annotation['id']] = annotation
    result = {}
    for key, annotation in kept.items():
        links = []
        for link in annotation['links']:
            if link['to'] not in kept:
                want(lost(named, annotation, 'link %s: its target' % link['role']), annotation)
                continue
            links.append([link['role'], link['to'], link.get('attributes') or {}])
        result[key] = {'layer': annotation['layer'], 'type': annotation['type'],
                       'parts': text.moved(annotation['parts']), 'note': annotation['note'],
                       'entity': corpus.entity(annotation), 'links': sorted(links),
                       'attributes': annotation['attributes']}
    return text, result


def view(corpus, article):
    return {
        a['id']: {'layer': a['layer'], 'type': a['type'], 'parts': a['parts'],
                  'note': a['note'], 'entity': corpus.entity(a),
                  'links': sorted([link['role'], link['to'], link.get('attributes') or {}]
                                  for link in a['links']),
                  'attributes': a['attributes']} for a in article['annotations']}


def compare_brat(corpus, folder, again):
    named = kit.losses(folder)
    want(set(again.articles) == set(corpus.articles), 'articles', list(again.articles))
    for key, article in corpus.articles.items():
        want(again.articles[key]['name'] == article['name'], key, 'name')
        layers = [{layer['name'] for layer in a['layers']}
                  for a in (article, again.articles[key])]
        want(layers[0] == layers[1], key, 'layers', layers)
        text, annotations = expected_brat(corpus, article, named.get(key, {}))
        got = view(again, again.articles[key])
        want(again.articles[key]['text'] == text.text, key, 'text')
        want(set(got) == set(annotations), key, sorted(set(got) ^ set(annotations)), named.get(key))
        for identifier, annotation in annotations.items():
            theirs = got[identifier]
            want(text.same(annotation['parts'], theirs['parts']), key, annotation, theirs,
                 article['text'])
            theirs['parts'] = annotation['parts']
            want(dump(annotation) == dump(theirs), key, identifier, dump(annotation), dump(theirs))


def anonymous(text, annotations):
    """The same without ids: links name the words of their targets."""
    for annotation in annotations.values():
        annotation['parts'] = text.words(annotation['parts'])
    says = {i: dump({k: v for k, v in a.items() if k != 'links'}) for i, a in annotations.items()}
    return sorted(dump([says[i], sorted([role, says[to], dump(said)] for role, to, said in a['links'])])
                  for i, a in annotations.items())


def compare_brat_without_ids(corpus, folder, again):
    named = kit.losses(folder)
    for key, article in corpus.articles.items():
        text, annotations = expected_brat(corpus, article, named.get(key, {}))
        expected = anonymous(text, annotations)
        got = anonymous(text, view(again, again.articles[key]))
        want(got == expected, key, [a for a in expected if a not in got],
             [a for a in got if a not in expected])


class Same:
    """A text that is kept as it is: for formats that carry every character."""

    def __init__(self, text):
        self.text = text

    def moved(self, parts):
        return parts


def compare_exact(corpus, folder, again):
    want(set(kit.losses(folder)) <= {''}, kit.losses(folder))
    compare_whole(corpus, folder, again, Same)


def compare_tei(corpus, folder, again):
    """As much, but for characters that XML has not: those are named where they were."""
    compare_whole(corpus, folder, again, kit.Lines, xml_holds)


def held(holds, values):
    return {n: holds(v) if isinstance(v, str) else v for n, v in (values or {}).items()}


def compare_whole(corpus, folder, again, kind=kit.Lines, holds=str):
    """All of it is there: only parts that cover nothing but a CR before LF are not."""
    named = kit.losses(folder)
    want(set(again.articles) == set(corpus.articles), 'articles', list(again.articles))
    for key, article in corpus.articles.items():
        back, here = again.articles[key], named.get(key, {})
        text = kind(article['text'])
        want(back['text'] == holds(text.text), key, 'text')
        for member in ['name', 'language']:
            want(back[member] == article[member], key, member, article, back)
        for member in ['metadata', 'tags']:
            want(dump(back[member]) == dump(held(holds, article[member])), key, member, article,
                 back)
        poorer = holds(text.text) != text.text or any(
            held(holds, article[member]) != article[member] for member in ['metadata', 'tags'])
        want((key in here) == poorer, key, here)
        want(sorted(map(dump, back['layers'])) == sorted(map(dump, article['layers'])), key)
        compare_annotations(corpus, article, again, text, here, holds)


def compare_annotations(corpus, article, again, text, here, holds):
    key = article['id']
    kept = {a['id']: text.moved(a['parts']) for a in article['annotations']}
    kept = {i: parts for i, parts in kept.items() if parts}
    got = {a['id']: a for a in again.articles[key]['annotations']}
    want(set(got) == set(kept), key, sorted(set(got) ^ set(kept)), here)
    for exact in article['annotations']:
        mine = dict(exact, note=exact['note'] and holds(exact['note']),
                    attributes=held(holds, exact['attributes']),
                    links=[dict(link, attributes=held(holds, link['attributes']))
                           if 'attributes' in link else link for link in exact['links']])
        gone = [link for link in mine['links'] if link['to'] not in kept]
        short = len(text.moved(mine['parts'])) < len(mine['parts'])
        want((mine['id'] in here) == bool(gone or short or mine != exact), key, mine, here)
        if mine['id'] not in kept:
            continue
        theirs = got[mine['id']]
        want(joined(theirs['parts']) == joined(kept[mine['id']]), key, mine, theirs)
        for member in ['layer', 'type', 'note', 'attributes']:
            want(dump(theirs[member]) == dump(mine[member]), key, member, mine, theirs)
        want(corpus.entity(mine) == again.entity(theirs), key, mine, theirs)
        want(sorted(map(dump, theirs['links']))
             == sorted(dump(link) for link in mine['links'] if link['to'] in kept),
             key, mine, theirs)


def joined(parts):
    """Parts that touch cover the same as one."""
    return sorted({i for s, e in parts for i in range(s, e)})


def compare_conll(corpus, folder, again):
    """Of the words: those of the text. Of the annotations: those no loss speaks of."""
    named = kit.losses(folder)
    blank = lambda c: c.isspace() or ord(c) < 32
    squeeze = lambda text: ''.join(c for c in text if not blank(c))
    label = lambda t: ''.join('_' if c.isspace() or ord(c) < 32 else c for c in t)
    for key, article in corpus.articles.items():
        got = [a for a in again.articles.values() if a['name'] == article['name']
               and squeeze(a['text']) == squeeze(article['text'])]
        want(got, key, 'no such text came back', article['text'])
        # What stands between tokens belongs to none of them.
        want(not any(q[0] in ' \n' or q[-1] in ' \n' for g in got for a in g['annotations']
                     for q in a['quotes']), key, 'a span begins or ends between tokens')
        spans = sorted((a['layer'], a['type'], squeeze(q)) for g in got for a in g['annotations']
                       for q in a['quotes'])
        expected = []
        for annotation in article['annotations']:
            said = named.get(key, {}).get(annotation['id'], '')
            for what, field in [('attributes', 'attributes'), ('links', 'links'),
                                ('entity', 'entity'), ('note', 'note')]:
                if annotation[field] and not ('longer' in said or 'blanks' in said
                                              or 'part' in said):
                    want('its ' + what in said, key, annotation, said)
            if said == '' or said.startswith('no place for its'):
                expected.append((annotation['layer'], label(annotation['type']),
                                 squeeze(annotation['quotes'][0])))
        want([s[1:] for s in spans] == sorted(e[1:] for e in expected) or
             sorted(s[1:] for s in spans) == sorted(e[1:] for e in expected),
             key, 'spans', sorted(s[1:] for s in spans), sorted(e[1:] for e in expected))


def xml_holds(value):
    """A string as XML 1.0 can hold it."""
    return re.sub('[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '\ufffd', value)


def as_is(value):
    return value


def cas_view(corpus, article, holds):
    held = lambda v: holds(v) if isinstance(v, str) else v
    said = lambda attributes: {name: held(v) for name, v in (attributes or {}).items()}
    return {
        a['id']: {'layer': a['layer'], 'type': a['type'], 'parts': a['parts'],
                  'note': held(a['note']), 'entity': corpus.entity(a),
                  'links': sorted(dump([k['role'], k['to'], said(k.get('attributes'))])
                                  for k in a['links']),
                  'attributes': said(a['attributes'])} for a in article['annotations']}


def compare_cas(holds):
    """All comes back; what XML has no character for is named, and nothing else is."""
    def compare(corpus, folder, again):
        named = kit.losses(folder)
        want(set(again.articles) == set(corpus.articles), list(again.articles))
        for key, article in corpus.articles.items():
            here, got = named.get(key, {}), again.articles[key]
            want(got['text'] == holds(article['text']), key, 'text')
            for field in ['name', 'language', 'metadata', 'tags']:
                want(holds(dump(got[field])) == holds(dump(article[field])), key, field, got[field],
                     article[field])
            want(sorted(map(dump, got['layers'])) == sorted(map(dump, article['layers'])), key)
            want((holds(article['text']) != article['text']) == ('of the text' in here.get(key, '')),
                 key, here)
            mine, theirs = cas_view(corpus, article, holds), cas_view(again, got, as_is)
            exact = cas_view(corpus, article, as_is)
            want(set(mine) == set(theirs), key, sorted(set(mine) ^ set(theirs)))
            for identifier in mine:
                want(dump(mine[identifier]) == dump(theirs[identifier]), key, identifier,
                     dump(mine[identifier]), dump(theirs[identifier]))
                want((mine[identifier] != exact[identifier]) == (identifier in here), key,
                     identifier, here)
    return compare


def polnear_type(kind):
    return {'person': 'source', 'Source': 'source', 'Content': 'claim'}.get(kind, kind)


def compare_polnear(corpus, folder, again):
    """Texts, claims, and every cue and source a claim is bound to; all else is named."""
    named = kit.losses(folder)
    want(set(again.articles) == set(corpus.articles), list(again.articles))
    for key, article in corpus.articles.items():
        text = kit.Lines(article['text'])
        want(again.articles[key]['text'] == text.text, key, 'text')
        here = named.get(key, {})
        got = again.articles[key]['annotations']
        places = {(polnear_type(a['type']), dump(text.words(a['parts']))) for a in got}
        for annotation in article['annotations']:
            said = here.get(annotation['id'], '')
            kind = polnear_type(annotation['type'])
            spot = (kind, dump(text.words(text.moved(annotation['parts']))))
            gone = any(w in said for w in ['covers nothing', 'speaks for no claim', 'no place for'
                                           ' its type', 'became part'])
            if kind in ('claim', 'cue') and not gone:
                want(spot in places, key, annotation, sorted(places), said)
            if kind not in ('claim', 'cue', 'source') and not gone:
                want(any(p == spot[1] for _, p in places), key, annotation, said)
            for field, word in [('note', 'its note'), ('entity', 'its entity')]:
                want(not annotation[field] or gone or word in said, key, field, annotation, said)
            for name in annotation['attributes']:
                want(gone or name == 'no_speaker' or 'attribute ' + name in said, key, annotation,
                     said)


def round_trip(seed):
    def case(place):
        articles, entities = random_corpus(seed)
        first = place.project(place.jsonl(articles, entities))
        corpus = place.corpus(first)
        compare_native(articles, entities, corpus)
        second = place.project(place.export(first, 'quoth-jsonl'))
        want(place.corpus(second).files == corpus.files, 'other bytes')
        available = kit.formats('export')
        mentioned = {x['entity'] for a in corpus.articles.values() for x in a['annotations']}
        for name, options, compare in [('brat', ('--with-ids',), compare_brat),
                                       ('brat', (), compare_brat_without_ids),
                                       ('polnear', (), compare_polnear),
                                       ('label-studio', (), compare_whole),
                                       ('web-annotation', (), compare_exact),
                                       ('tei', (), compare_tei),
                                       ('cas-json', (), compare_cas(as_is)),
                                       ('cas-xmi', (), compare_cas(xml_holds)),
                                       ('conll2003', (), compare_conll),
                                       ('conll2003', ('--iobes', '--four-columns'),
                                        compare_conll)]:
            if name not in available:
                continue
            folder = place.export(first, name, *options)
            want(kit.tree(folder) == kit.tree(place.export(first, name, *options)), 'not stable')
            again = place.project(folder)
            unmentioned = set(corpus.entities) - mentioned
            want(set(kit.losses(folder).get('', {})) == unmentioned, name, unmentioned)
            try:
                compare(corpus, folder, place.corpus(again))
            except kit.Failure as failure:
                raise kit.Failure('seed %d, %s: %s' % (seed, name, failure)) from failure
    return case


def plain_text(seed):
    """Texts as files, then their annotations: as if both had come at once."""
    def case(place):
        articles, entities = random_corpus(seed)
        folder = place.fresh('texts')
        for i, article in enumerate(articles):
            # A byte order mark is no letter of the text; a second one is.
            mark = '\ufeff' if i % 3 == 0 or article['text'].startswith('\ufeff') else ''
            kit.write(os.path.join(folder, '%d.txt' % i), mark + article['text'])
        project = place.project(folder, options=('--format', 'text'))
        texts = sorted(a['text'] for a in place.corpus(project).articles.values())
        want(texts == sorted(a['text'] for a in articles), 'seed %d' % seed, texts)
        ok('import', project, place.jsonl(articles, entities))
        ok('check', project)
        got = {a['text']: a for a in place.corpus(project).articles.values()}
        want(len(got) == len(articles), 'seed %d' % seed, list(got))
        for article in articles:
            parts = {a['id']: [a['parts'], a['quotes']] for a in article['annotations']}
            there = {a['id']: [a['parts'], a['quotes']]
                     for a in got[article['text']]['annotations']}
            want(parts == there, 'seed %d' % seed, article['id'], parts, there)
    return case


def nul_is_refused(place):
    project = place.project()
    before = place.corpus(project).files
    good = place.jsonl([{'text': 'Good.'}])
    for name, content in [('a.txt', b'one\0two'), ('articles.jsonl', b'{"text":"a\\u0000b"}\n'),
                          ('articles.jsonl', b'{"text":"a\0b"}\n'), ('b.conll', b'a\0\tO\n')]:
        path = kit.write(place.path(place.fresh('nul'), name), content)
        done = kit.Run(['import', project, path])
        want(done.code == 3 and path + ':1: ' in done.err, path, done.code, done.err)
        want(place.corpus(project).files == before, 'something was kept of ' + path)
    ok('import', project, good)
    ok('check', project)


def main():
    start = int(os.environ.get('QUOTH_TEST_SEED', '1'))
    rounds = int(os.environ.get('QUOTH_TEST_ROUNDS', '12'))
    cases = [('nul', nul_is_refused)]
    for seed in range(start, start + rounds):
        cases += [('seed-%d' % seed, round_trip(seed)), ('text-%d' % seed, plain_text(seed))]
    kit.main(cases)


main()
