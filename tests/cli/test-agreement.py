#!/usr/bin/env python3
# test-agreement.py - quothctl agreement as a script meets it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-agreement.py QUOTHCTL
import json
import os
import sqlite3

from cases import Skip, run, run_cases, want

POLNEAR = os.path.join(os.environ.get('QUOTH_TEST_SHARED', '/nonexistent'), 'corpora', 'polnear',
                       'annotator-training')
TEXT = 'Ada Roe said the bridge was safe, and Ben Poe denied that it was.'


def ok(*arguments):
    code, out, err = run(*arguments)
    want(code == 0, arguments, code, out, err)
    return out


def fails(code, word, *arguments):
    got, out, err = run(*arguments)
    want(got == code and out == '' and word in err, arguments, got, out, err)


def near(value, expected, digits=5):
    want(value is not None and abs(value - expected) < 0.51 * 10 ** -digits, value, expected)


def mark(number, layer, kind, start, end, **more):
    return {'id': 'n%d' % number, 'layer': layer, 'type': kind, 'parts': [[start, end]], **more}


def article(name, text, annotations, layers=()):
    return {'id': name, 'name': name, 'text': text, 'annotations': annotations,
            'layers': [{'name': layer, 'state': 'done'} for layer in layers]}


def project(folder, *articles):
    path = os.path.join(folder, 'news.quoth')
    source = os.path.join(folder, 'in')
    os.makedirs(source)
    with open(os.path.join(source, 'articles.jsonl'), 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(line) + '\n' for line in articles)
    ok('new', path)
    ok('import', path, source)
    return path


def pair(folder):
    one = [mark(1, 'anna', 'person', 0, 7), mark(2, 'ben', 'person', 0, 7),
           mark(3, 'anna', 'claim', 13, 32), mark(4, 'ben', 'claim', 17, 32),
           mark(5, 'gold', 'claim', 13, 32)]
    two = [mark(6, 'anna', 'claim', 53, 64)]
    return project(folder, article('one', TEXT, one), article('two', TEXT + ' More.', two),
                   article('three', TEXT + ' Nothing.', [], ['anna', 'ben']))


def test_json(folder):
    path = pair(folder)
    text = ok('agreement', path, '--json')
    want(text == ok('agreement', path, '--json', '--layers', 'ben,anna'))
    value = json.loads(text)
    want(list(value) == ['layers', 'seed', 'gamma_samples', 'bootstrap_samples', 'intervals',
                         'n_articles', 'all', 'pairs', 'guidelines_apart', 'articles'], list(value))
    want(value['layers'] == ['anna', 'ben'] and value['seed'] == 1, value)
    want(value['gamma_samples'] == 30, value)
    # Only Anna has the second article; nobody found anything in the third.
    want(value['n_articles'] == 2, value['n_articles'])
    want([a['name'] for a in value['articles']] == ['one', 'three'], value['articles'])
    types = value['pairs'][0]['types']
    want(value['pairs'][0]['layers'] == ['anna', 'ben'])
    want(list(types) == ['*', 'person', 'claim'], list(types))
    near(types['claim']['f1_exact']['value'], 0)
    near(types['claim']['f1_overlap']['value'], 1)
    near(types['person']['kappa']['value'], 1)
    near(types['*']['f1_exact']['value'], 0.5)
    want(types['*']['f1_exact']['n'] == 4, types)
    want('kappa' not in types['*'], types)
    near(value['articles'][1]['pairs'][0]['types']['*']['f1_exact']['value'], 1)


def test_layers(folder):
    path = pair(folder)
    value = json.loads(ok('agreement', path, '--json', '--layers', 'gold,anna'))
    want(value['layers'] == ['anna', 'gold'], value['layers'])
    near(value['pairs'][0]['types']['claim']['f1_exact']['value'], 1)
    value = json.loads(ok('agreement', path, '--json', '--layers', 'gold,anna,ben'))
    want([p['layers'] for p in value['pairs']]
         == [['anna', 'ben'], ['anna', 'gold'], ['ben', 'gold']], value['pairs'])


def test_table(folder):
    out = ok('agreement', pair(folder))
    for word in ['anna, ben', 'F1 exact', 'gamma', 'Person', 'Claim', 'All types', 'anna – ben']:
        want(word in out, word, out)
    want('nan' not in out and max(map(len, out.split('\n'))) <= 110, out)


def test_wrong(folder):
    path = pair(folder)
    fails(2, 'dora', 'agreement', path, '--layers', 'anna,dora')
    fails(1, 'two layers', 'agreement', path, '--layers', 'anna')
    fails(1, 'two layers', 'agreement', path, '--layers', 'anna,anna')
    fails(2, '', 'agreement')
    fails(2, '', 'agreement', path, '--seed', '-1')
    fails(1, 'no such project', 'agreement', os.path.join(folder, 'none.quoth'))
    with open(os.path.join(folder, 'no.quoth'), 'w', encoding='utf-8') as file:
        file.write('no project')
    fails(3, 'no.quoth:1:', 'agreement', os.path.join(folder, 'no.quoth'))
    empty = os.path.join(folder, 'empty.quoth')
    ok('new', empty)
    fails(1, 'two layers', 'agreement', empty)


def test_unequal(folder):
    path = pair(folder)
    db = sqlite3.connect(path)
    db.execute("UPDATE article SET hash = zeroblob (32) WHERE name = 'one'")
    db.commit()
    db.close()
    fails(3, 'news.quoth:1: one: the text', 'agreement', path)
    fails(3, 'news.quoth:1: one: the text', 'agreement', path, '--json')


def test_seed(folder):
    path = pair(folder)
    one = json.loads(ok('agreement', path, '--json', '--seed', '7'))
    two = json.loads(ok('agreement', path, '--json', '--seed', '8'))
    want(one['seed'] == 7 and two['seed'] == 8)
    gammas = [value['pairs'][0]['types']['claim'].pop('gamma')['value'] for value in (one, two)]
    want(gammas[0] != gammas[1], gammas)
    near(one['pairs'][0]['types']['claim']['alpha_u']['value'],
         two['pairs'][0]['types']['claim']['alpha_u']['value'])


def test_empty_files(folder):
    """A file without a mark is handed in by somebody who found nothing; an article that is only
    assigned is not."""
    path = os.path.join(folder, 'news.quoth')
    ok('new', path)
    for layer, label in [('anna', 'B-person'), ('ben', 'O')]:
        source = os.path.join(folder, layer + '.conll')
        with open(source, 'w', encoding='utf-8') as file:
            file.write('Jane %s\nspoke O\n' % label)
        ok('import', path, source, '--format', 'conll2003', '--layer', layer)
    value = json.loads(ok('agreement', path, '--json'))
    want(value['n_articles'] == 1, value['n_articles'])
    near(value['all']['types']['person']['f1_exact']['value'], 0)
    # Who imports a text to mark it up has not looked yet.
    raw, plain = os.path.join(folder, 'raw.quoth'), os.path.join(folder, 'raw')
    ok('new', raw)
    ok('import', raw, os.path.join(folder, 'ben.conll'), '--format', 'conll2003')
    ok('export', raw, '--format', 'quoth-jsonl', '--to', plain)
    with open(os.path.join(plain, 'articles.jsonl'), encoding='utf-8') as file:
        layers = json.load(file)['layers']
    want([layer['state'] for layer in layers] == ['open'], layers)
    given = dict(article('one', TEXT, [mark(1, 'anna', 'person', 0, 7)]),
                 layers=[{'name': 'anna', 'state': 'done'}, {'name': 'ben', 'state': 'open'}])
    os.makedirs(folder + '/given')
    path = project(folder + '/given', given)
    want(json.loads(ok('agreement', path, '--json'))['n_articles'] == 0, 'not begun')
    answer = dict(article('one', TEXT, []), layers=[{'name': 'ben', 'state': 'done'}])
    with open(folder + '/answer.jsonl', 'w', encoding='utf-8') as file:
        file.write(json.dumps(answer) + '\n')
    ok('import', path, folder + '/answer.jsonl')
    want(json.loads(ok('agreement', path, '--json'))['n_articles'] == 1, 'handed in')


def test_polnear(folder):
    if not os.path.isdir(POLNEAR):
        raise Skip('needs ../shared/corpora/polnear/annotator-training')
    path = os.path.join(folder, 'polnear.quoth')
    ok('new', path)
    ok('import', path, POLNEAR)
    value = json.loads(ok('agreement', path, '--json'))
    want(len(value['layers']) == 6 and len(value['pairs']) == 15, value['layers'])
    want(value['n_articles'] == 4 and len(value['articles']) == 4)
    # Claims of these two do not nest, so that their parts are the published units.
    for name, expected in [('lit-syria', .94216), ('zimbabwe', .90421)]:
        found = next(a for a in value['articles'] if name in a['name'])['pairs'][0]
        want(found['layers'] == ['4b22', '4e07'], found['layers'])
        near(found['types']['claim']['alpha_u']['value'], expected)
    claim = value['all']['types']['claim']
    # What trained annotators reach on all articles of the corpus: .67, .82.
    want(abs(claim['f1_exact']['value'] - .67) < .05, claim)
    want(abs(claim['f1_overlap']['value'] - .82) < .05, claim)
    for estimate in claim.values():
        if estimate['low'] is not None:
            want(estimate['low'] <= estimate['value'] <= estimate['high'], estimate)


run_cases(globals())
