#!/usr/bin/env python3
# test-guidelines.py - versions of the guidelines, and what was made under which
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-guidelines.py QUOTHCTL
import hashlib
import json
import os

from cases import run, run_cases, want

RULES = ['# Rules\n', '# Rules\n\nMark names.\n']


def ok(*arguments):
    code, out, err = run(*arguments)
    want(code == 0, arguments, code, out, err)
    return out


def identity(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.project = self.path('news.quoth')
        ok('new', self.project)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def articles(self, name, rows):
        return self.write(name, ''.join(json.dumps(row) + '\n' for row in rows))

    def export(self, name, project=None):
        ok('export', project or self.project, '--format', 'quoth-jsonl', '--to', self.path(name))
        with open(os.path.join(self.path(name), 'articles.jsonl'), encoding='utf-8') as file:
            return file.read()

    def set_rules(self):
        for i, text in enumerate(RULES):
            ok('guidelines', self.project, '--set', self.write('rules-%d.md' % i, text))


def article(number, layers):
    return {'id': 'a%d' % number, 'name': 'A %d' % number, 'text': 'Ada Roe said no to %d.' % number,
            'layers': layers,
            'annotations': [{'id': layer['name'], 'layer': layer['name'], 'type': 'person',
                             'parts': [[0, 7]]} for layer in layers]}


def test_versions(case):
    case.set_rules()
    found = json.loads(ok('guidelines', case.project, '--json'))
    want([(v['version'], v['id'], v['text']) for v in found]
         == [(i + 1, identity(text), text) for i, text in enumerate(RULES)], found)
    want(ok('guidelines', case.project, '--version', '1') == RULES[0])


def test_exchange(case):
    """What the exchange format tells of a layer comes back, and nothing is made up."""
    layers = [{'name': 'anna', 'state': 'done', 'guidelines': identity(RULES[0])},
              {'name': 'ben', 'state': 'open', 'guidelines': None},
              {'name': 'cleo', 'state': 'open', 'guidelines': ''},
              {'name': 'dora', 'state': 'open'}]
    case.set_rules()
    ok('import', case.project, case.articles('in.jsonl', [article(1, layers)]),
       '--format', 'quoth-jsonl')
    first = case.export('first')
    want(json.loads(first)['layers']
         == [layers[0]] + [{'name': n, 'state': 'open'} for n in ('ben', 'cleo', 'dora')], first)
    again = case.path('again.quoth')
    ok('new', again)
    ok('import', again, case.path('first'))
    want(case.export('second', again) == first)
    ok('check', again)


def test_known(case):
    """What comes for an article that is there says under which version it was made."""
    def bring(layer, *starts):
        row = article(1, [layer])
        row['annotations'] = [{'id': 'm%d' % i, 'layer': 'anna', 'type': 'cue', 'parts': [[i, i + 2]]}
                              for i in starts]
        ok('import', case.project, case.articles('in.jsonl', [row]), '--format', 'quoth-jsonl')
        ok('check', case.project)
        layers = json.loads(case.export('out%d' % len(os.listdir(case.folder))))['layers']
        return layers[0].get('guidelines')
    case.set_rules()
    first, second = identity(RULES[0]), identity(RULES[1])
    given = {'name': 'anna', 'state': 'open'}
    want(bring(given) is None, 'it was only given to her')
    want(bring(under('anna', 0), 0) == first)
    want(bring(under('anna', 1), 0) == first, 'nothing new came with it')
    want(bring(given, 0, 4) == first, 'unknown is no version')
    want(bring(under('anna', 1), 0, 4, 9) == second)


def under(name, number):
    return {'name': name, 'state': 'open', 'guidelines': identity(RULES[number])}


def prepare(case):
    """Three articles: anna went on under the second version, dora knows of another one."""
    case.set_rules()
    other = {'name': 'dora', 'state': 'open', 'guidelines': 'ffffffffffffffff'}
    rows = [article(1, [under('anna', 0), under('ben', 1)]),
            article(2, [under('anna', 1), {'name': 'ben', 'state': 'open'}]),
            article(3, [under('anna', 1), other])]
    # Who only was given the article did nothing under unknown guidelines.
    rows[2]['layers'].append({'name': 'emil', 'state': 'open'})
    ok('import', case.project, case.articles('in.jsonl', rows), '--format', 'quoth-jsonl')


def test_info(case):
    want(json.loads(ok('info', case.project, '--json'))['guidelines'] == [])
    prepare(case)
    found = {v['id']: v for v in json.loads(ok('info', case.project, '--json'))['guidelines']}
    want({key: (v['version'], v['layers']) for key, v in found.items()} == {
        identity(RULES[0]): (1, {'anna': 1}),
        identity(RULES[1]): (2, {'anna': 2, 'ben': 1}),
        'ffffffffffffffff': (None, {'dora': 1})}, found)
    text = ok('info', case.project)
    for line in ('  1, anna: 1\n', '  2, anna: 2\n', '  2, ben: 1\n', '  ffffffffffffffff, dora: 1\n'):
        want(line in text, line, text)


def test_agreement(case):
    """Where layers that are compared were made under different versions; unknown is none."""
    prepare(case)
    found = json.loads(ok('agreement', case.project, '--json'))
    apart = {a['id']: a['guidelines'] for a in found['articles'] if 'guidelines' in a}
    want(found['guidelines_apart'] == 2 and sorted(apart) == ['a1', 'a3'], apart)
    want(apart['a1'] == {'anna': identity(RULES[0]), 'ben': identity(RULES[1])}, apart)
    want(apart['a3']['dora'] == 'ffffffffffffffff', apart)
    want('In 2 of them the layers follow different guidelines' in ok('agreement', case.project))
    text = ok('agreement', case.project, '--layers', 'ben,dora,emil')
    want('different guidelines' not in text, text)
    some = json.loads(ok('agreement', case.project, '--layers', 'anna,dora', '--json'))
    want([a['id'] for a in some['articles'] if 'guidelines' in a] == ['a3'], some)


def test_release(case):
    prepare(case)
    ok('release', case.project, '--to', case.path('out'), '--formats', 'quoth-jsonl')
    with open(os.path.join(case.path('out'), 'datacard.json'), encoding='utf-8') as file:
        card = json.load(file)
    want(card['guidelines_versions'] == {identity(RULES[0]): [1], identity(RULES[1]): [3],
                                         'ffffffffffffffff': [1], 'unknown': [1]}, card)
    with open(os.path.join(case.path('out'), 'README.md'), encoding='utf-8') as file:
        readme = file.read()
    want('| %s | 3 |' % identity(RULES[1]) in readme and '| unknown | 1 |' in readme, readme)


def test_refused(case):
    for number, wrong in enumerate([7, ['x'], {'id': 'x'}, True]):
        layers = [{'name': 'anna', 'state': 'open', 'guidelines': wrong}]
        path = case.articles('wrong-%d.jsonl' % number, [article(1, layers)])
        code, _, err = run('import', case.project, path, '--format', 'quoth-jsonl')
        want(code == 3 and ':1:' in err, wrong, code, err)
    want(case.export('none') == '')


run_cases(globals(), Case)
