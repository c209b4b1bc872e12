#!/usr/bin/env python3
# test-package.py - packages sent around, and taken back
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-package.py QUOTHCTL
import json
import os
import re
import shutil

from cases import run, run_cases, want

NAMES = ['Ada Roe', 'Ben Poe', 'Cleo Moe', 'Dora Loe']
FILES = ['articles.jsonl', 'entities.jsonl', 'package.json', 'scheme.json', 'versions.jsonl']


def ok(*arguments):
    code, out, err = run(*arguments)
    want(code == 0, arguments, code, out, err)
    return out


def read(*parts):
    with open(os.path.join(*parts), 'rb') as file:
        return file.read()


def write(data, *parts):
    with open(os.path.join(*parts), 'wb') as file:
        file.write(data)


def tree(folder):
    return {name: read(folder, name) for name in sorted(os.listdir(folder))}


SESSION = re.compile(rb'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')


def without_sessions(files):
    """Each session has a random name: called by the order in which they are named."""
    names = {}

    def rename(found):
        return b'session-%d' % names.setdefault(found[0], len(names))
    return {name: SESSION.sub(rename, data) for name, data in files.items()}


def lines(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def as_lines(rows):
    return ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows).encode()


def text(number):
    return '%s said that bridge %d was safe.' % (NAMES[number], number)


def note(number, layer, more=None):
    return {'id': '%s-%d' % (layer, number), 'layer': layer, 'type': 'person',
            'parts': [[0, len(NAMES[number])]], 'entity': 'e-%s-%d' % (layer, number),
            **(more or {})}


class Case:
    """A lead with four articles, and what annotators are sent."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.lead = self.new('lead')
        self.add(self.lead, [{'id': 'a%d' % i, 'name': 'Article %d' % i, 'text': text(i),
                              'language': 'en'} for i in range(4)])

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def fresh(self, word):
        self.count += 1
        return self.path('%s-%d' % (word, self.count))

    def new(self, name):
        path = self.path(name + '.quoth')
        ok('new', path)
        return path

    def add(self, project, articles, entities=()):
        folder = self.fresh('in')
        os.makedirs(folder)
        write(as_lines(articles), folder, 'articles.jsonl')
        write(as_lines(entities), folder, 'entities.jsonl')
        ok('import', project, folder)

    def annotate(self, project, layer, numbers):
        """As the annotator does it at home: marks names, adds people to the registry."""
        self.add(project,
                 [{'id': 'a%d' % i, 'name': 'Article %d' % i, 'text': text(i), 'language': 'en',
                   'annotations': [note(i, layer)]} for i in numbers],
                 [{'id': 'e-%s-%d' % (layer, i), 'kind': 'person', 'name': NAMES[i]}
                  for i in numbers])

    def package(self, project, *options):
        folder = self.fresh('package')
        ok('package', project, '--to', folder, *options)
        return folder

    def merge(self, project, *packages):
        return json.loads(ok('merge', project, *packages, '--json'))

    def dump(self, project):
        folder = self.fresh('dump')
        ok('export', project, '--format', 'quoth-jsonl', '--to', folder)
        return tree(folder)

    def refused(self, package, word, project=None):
        """Refused with a reason; what was there is there, and nothing more."""
        project = project or self.lead
        before = self.dump(project)
        code, out, err = run('merge', project, package)
        want(code == 3 and out == '' and word in err, package, code, out, err)
        want(self.dump(project) == before, package)

    def team(self):
        """Two annotators got a package each, worked, and sent theirs back."""
        back = []
        for layer, numbers in [('anna', [0, 1]), ('ben', [1, 2])]:
            home = self.new(layer)
            self.merge(home, self.package(self.lead, '--for', layer))
            self.annotate(home, layer, numbers)
            back.append(self.package(home))
        return back


def annotations(dump):
    return {note['id']: note for row in lines(dump['articles.jsonl'])
            for note in row['annotations']}


def test_there_and_back(case):
    anna, ben = case.team()
    report, = case.merge(case.lead, anna)
    # Two mentions, two people; the layers come with them.
    want(report['added'] >= 4 and report['articles'] == 0 and not report['conflicts'], report)
    once = case.dump(case.lead)
    want(set(annotations(once)) == {'anna-0', 'anna-1'}, annotations(once))
    case.merge(case.lead, ben)
    whole = case.dump(case.lead)
    want(set(annotations(whole)) == {'anna-0', 'anna-1', 'ben-1', 'ben-2'})
    want(set(row['id'] for row in lines(whole['entities.jsonl']))
         == {'e-anna-0', 'e-anna-1', 'e-ben-1', 'e-ben-2'}, whole['entities.jsonl'])


def test_again(case):
    anna, ben = case.team()
    case.merge(case.lead, anna, ben)
    whole = case.dump(case.lead)
    for package in [anna, ben, anna]:
        report, = case.merge(case.lead, package)
        want([report[key] for key in ['articles', 'added', 'changed', 'removed']] == [0] * 4,
             report)
        want(case.dump(case.lead) == whole, package)


def test_other_order(case):
    anna, ben = case.team()
    other = case.path('other.quoth')
    shutil.copy(case.lead, other)
    case.merge(case.lead, anna, ben)
    case.merge(other, ben, anna, ben)
    want(case.dump(case.lead) == case.dump(other))
    # Also by way of somebody else, who begins with nothing.
    third = case.new('third')
    case.merge(third, ben, anna)
    want(case.dump(case.lead) == case.dump(third))


def test_partial(case):
    anna, _ = case.team()
    home = case.path('anna.quoth')
    part = case.package(home, '--articles', 'a1')
    want([row['id'] for row in lines(read(part, 'articles.jsonl'))] == ['a1'])
    case.merge(case.lead, part)
    want(set(annotations(case.dump(case.lead))) == {'anna-1'})
    case.merge(case.lead, anna)
    whole = case.dump(case.lead)
    want(set(annotations(whole)) == {'anna-0', 'anna-1'})
    # The part again, which is older than nothing: nothing goes.
    case.merge(case.lead, part)
    want(case.dump(case.lead) == whole)
    # Only what is assigned.
    ok('assign', case.lead, '--annotators', 'cleo,dora')
    ids = {}
    for name in ['cleo', 'dora']:
        package = case.package(case.lead, '--for', name, '--assigned')
        ids[name] = {row['id'] for row in lines(read(package, 'articles.jsonl'))}
    want(ids['cleo'] | ids['dora'] == {'a0', 'a1', 'a2', 'a3'}, ids)
    want(not ids['cleo'] & ids['dora'], ids)


def test_blind(case):
    """The same package, whoever else did what in the meantime."""
    case.package(case.lead)
    one, two = case.path('one.quoth'), case.path('two.quoth')
    shutil.copy(case.lead, one)
    shutil.copy(case.lead, two)
    case.annotate(one, 'ben', [0, 1, 2])
    case.annotate(two, 'Zoë Ålesund', [3])
    case.annotate(two, 'cleo', [0, 1])
    want(case.dump(one) != case.dump(two))
    packages = [tree(case.package(project, '--for', 'anna')) for project in [case.lead, one, two]]
    want(sorted(packages[0]) == FILES, sorted(packages[0]))
    want(packages[0] == packages[1] and packages[0] == packages[2],
         [name for name in FILES if len({p[name] for p in packages}) > 1])
    # With work of her own in it, too.
    for project in [case.lead, one, two]:
        case.add(project, [{'id': 'a0', 'name': 'Article 0', 'text': text(0), 'annotations': [
            note(0, 'anna', {'entity': None, 'created': '2026-01-31T12:00:00Z'})]}])
    packages = [without_sessions(tree(case.package(project, '--for', 'anna')))
                for project in [case.lead, one, two]]
    want(packages[0] == packages[1] and packages[0] == packages[2])
    want(set(annotations(packages[0])) == {'anna-0'})


def test_blind_version(case):
    """Nor does a corrected text tell what others had marked in the one before."""
    case.add(case.lead, [{'id': 'a0', 'name': 'Article 0', 'text': text(0), 'annotations': [
        note(0, 'anna', {'entity': None, 'created': '2026-01-31T12:00:00Z'})]}])
    new = case.path('new.txt')
    write((text(0).replace('Ada', 'Adda') + 'More.').encode(), new)
    case.package(case.lead)
    projects = [case.path('%d.quoth' % n) for n in range(3)]
    for project in projects:
        shutil.copy(case.lead, project)
    case.annotate(projects[1], 'ben', [0, 1, 2])
    case.annotate(projects[2], 'cleo', [0, 3])
    for project in projects:
        ok('correct', project, 'a0', '--with', new)
    want(json.loads(ok('lost', projects[1], '--json')))
    packages = [without_sessions(tree(case.package(project, '--for', 'anna')))
                for project in projects]
    want(packages[0] == packages[1] and packages[0] == packages[2],
         [name for name in FILES if len({p[name] for p in packages}) > 1])
    want(b'More.' in packages[0]['articles.jsonl'])
    want(text(0) not in [a['text'] for a in map(json.loads, packages[0]['articles.jsonl'].splitlines())])


def test_another_project(case):
    anna, _ = case.team()
    stranger = case.new('stranger')
    case.add(stranger, [{'id': 'a0', 'name': 'Article 0', 'text': text(0)}])
    case.annotate(stranger, 'eve', [0])
    case.refused(case.package(stranger), 'another project')
    case.refused(anna, 'another project', stranger)
    # An annotator's file belongs to the team since it took the first package.
    case.refused(case.package(stranger), 'another project', case.path('anna.quoth'))


def damaged(case, source, name, change):
    package = case.fresh('bad')
    shutil.copytree(source, package)
    write(change(read(source, name)), package, name)
    return package


def test_truncated(case):
    anna, _ = case.team()
    for name in FILES:
        whole = read(anna, name)
        for length in [1, len(whole) // 2, len(whole) - 2]:
            case.refused(damaged(case, anna, name, lambda data, n=length: data[:n]), name)
    for project in [case.lead, case.new('empty')]:
        package = damaged(case, anna, 'versions.jsonl', lambda data: data + b'{"article":"a0"')
        case.refused(package, 'versions.jsonl', project)
        os.remove(os.path.join(package, 'articles.jsonl'))
        case.refused(package, '', project)
    package = damaged(case, anna, 'versions.jsonl', lambda data: data + b'\xff\xfe')
    case.refused(package, 'versions.jsonl')


def test_hostile(case):
    anna, _ = case.team()
    empty = case.new('empty')

    def versions(record, article='a0'):
        row = {'article': article, 'records': [record]}
        return damaged(case, anna, 'versions.jsonl', lambda data: as_lines([row]))

    def annotation(content, *clocks):
        return {'kind': 'annotation', 'id': 'anna-0', 'layer': 'anna',
                'versions': [{'clock': {'x/y': 1}, 'content': None},
                             {'clock': clocks[0] if clocks else {'z/y': 1}, 'content': content}]}

    good = {**note(0, 'anna'), 'attributes': {}, 'links': []}
    for clock in [{'x': 0}, {'x': -1}, {'x': 2 ** 62}, {'x': 10 ** 30}, {'x': 1.5}, {'x': 'y'},
                  {'x': None}, [], 7]:
        case.refused(versions(annotation(good, clock)), 'versions.jsonl:1')
    case.refused(versions(annotation({**good, 'id': 'other'})), 'versions.jsonl:1')
    case.refused(versions({**annotation(good), 'kind': 'setting'}), 'versions.jsonl:1')
    case.refused(versions(annotation(good), None), 'versions.jsonl:1')
    nested = b'[' * 200000 + b'\n'
    case.refused(damaged(case, anna, 'versions.jsonl', lambda data: nested), 'versions.jsonl:1')
    case.refused(damaged(case, anna, 'package.json', lambda data: nested), 'package.json')
    # Past the end of the text: nobody's articles come in either.
    for parts in [[[0, 10 ** 9]], [[5, 2]], [[-1, 3]], [[0, 2 ** 70]], []]:
        for project in [case.lead, empty]:
            case.refused(versions(annotation({**good, 'parts': parts})), '', project)
            rows = lines(read(anna, 'articles.jsonl'))
            rows[0]['annotations'] = [{**good, 'parts': parts}]
            case.refused(damaged(case, anna, 'articles.jsonl', lambda data, r=rows: as_lines(r)),
                         'articles.jsonl:1', project)
    for manifest in [{'format': 'other', 'version': 1}, {'format': 'quoth-package', 'version': 2},
                     {'format': 'quoth-package', 'version': 10 ** 30}, [], None,
                     {'format': 'quoth-package', 'version': 1, 'project': 7}]:
        case.refused(damaged(case, anna, 'package.json',
                             lambda data, m=manifest: json.dumps(m).encode()), 'package.json:1')
    write(b'[{"text":1}]', anna, 'guidelines.json')
    for project in [case.lead, empty]:
        case.refused(anna, 'guidelines.json', project)


def test_names_are_no_paths(case):
    """Ids and names that look like paths stay ids and names."""
    evil = '../../../evil'
    source = case.new('source')
    case.add(source, [{'id': evil, 'name': '/etc/passwd', 'text': text(0), 'annotations': [
        {**note(0, evil), 'id': '../n', 'entity': '/e'}]}], [{'id': '/e', 'name': '../../e'}])
    package = case.package(source)
    want(sorted(os.listdir(package)) == FILES, os.listdir(package))
    outside = sorted(os.listdir(case.folder))
    target = case.new('target')
    case.merge(target, package)
    want(sorted(os.listdir(case.folder)) == sorted([*outside, 'target.quoth']),
         os.listdir(case.folder))
    want(case.dump(source) == case.dump(target))
    # A file that is no file is not followed into a device or a pipe.
    os.remove(os.path.join(package, 'versions.jsonl'))
    os.symlink('/dev/zero', os.path.join(package, 'versions.jsonl'))
    case.refused(package, 'versions.jsonl', target)


def test_nothing_half_made(case):
    folder = case.package(case.lead)
    before = tree(folder)
    code, _, err = run('package', case.lead, '--to', folder)
    want(code == 1 and 'already' in err, code, err)
    want(tree(folder) == before)
    want(not [name for name in os.listdir(case.folder) if name.endswith('.part')])
    want(run('merge', case.lead, case.path('nowhere'))[0] == 1)


def given_back(case, package, who, value, numbers=(0,)):
    """The package as somebody gives it back who noted something in these articles."""
    folder = case.fresh('from-' + who)
    shutil.copytree(package, folder)
    articles = lines(read(folder, 'articles.jsonl'))
    for number in numbers:
        articles[number]['annotations'][0]['note'] = value
    write(as_lines(articles), folder, 'articles.jsonl')
    versions = lines(read(folder, 'versions.jsonl'))
    for record in [record for line in versions for record in line['records']]:
        if record['id'] in ['anna-%d' % number for number in numbers]:
            record['versions'][0]['clock']['place-of-%s/%s' % (who, who)] = 1
    write(as_lines(versions), folder, 'versions.jsonl')
    return folder


def conflicts(case):
    return json.loads(ok('conflicts', case.lead, '--json'))


def test_conflicts_are_settled(case):
    want(conflicts(case) == [] and ok('conflicts', case.lead) == '')
    case.annotate(case.lead, 'anna', [0])
    package = case.package(case.lead)
    case.merge(case.lead, given_back(case, package, 'ben', 'of ben'),
               given_back(case, package, 'cleo', 'of cleo'))
    found, = conflicts(case)
    want(found['id'] == 'anna-0' and found['article'] == 'a0' and found['kind'] == 'annotation')
    want(found['before']['note'] is None, found)
    want(sorted((version['by'], version['content']['note']) for version in found['versions'])
         == [('ben', 'of ben'), ('cleo', 'of cleo')], found)
    want('anna-0' in ok('conflicts', case.lead))
    before = case.dump(case.lead)
    for wrong in [['--take', 'ours'], ['--id', 'anna-0'], ['--take', 'mine', '--all']]:
        want(run('conflicts', case.lead, *wrong)[0] == 2, wrong)
    for unknown in [['--take', '3', '--id', 'anna-0'], ['--take', 'ours', '--id', 'nobody']]:
        want(run('conflicts', case.lead, *unknown)[0] == 1, unknown)
    want(case.dump(case.lead) == before and len(conflicts(case)) == 1)
    ok('conflicts', case.lead, '--take', 'theirs', '--id', 'anna-0')
    want(conflicts(case) == [])
    want(annotations(case.dump(case.lead))['anna-0']['note']
         == found['versions'][1]['content']['note'])
    # The decision follows from both versions, and counts for all who merge it.
    home = case.new('home')
    case.merge(home, case.package(case.lead))
    want(json.loads(ok('conflicts', home, '--json')) == [])


def test_all_are_settled_or_none(case):
    """Of one that has no such version, none is settled."""
    case.annotate(case.lead, 'anna', [0, 1])
    package = case.package(case.lead)
    case.merge(case.lead, given_back(case, package, 'ben', 'of ben', [0, 1]),
               given_back(case, package, 'cleo', 'of cleo', [0, 1]),
               given_back(case, package, 'dora', 'of dora', [1]))
    want([len(found['versions']) for found in conflicts(case)] == [2, 3], conflicts(case))
    before = case.dump(case.lead)
    # Of one article alone; others, and those of no article, are left out.
    want([found['article'] for found in json.loads(ok('conflicts', case.lead, '--json', '--article',
                                                      'a1'))] == ['a1'])
    want('anna-0' not in ok('conflicts', case.lead, '--article', 'a1'))
    want(ok('conflicts', case.lead, '--article', 'nothing') == '')
    want(run('conflicts', case.lead, '--take', 'ours', '--id', 'anna-0', '--article', 'a1')[0] == 1)
    want(run('conflicts', case.lead, '--take', 'ours', '--article', 'a1')[0] == 2)
    for many in ['theirs', '3']:
        want(run('conflicts', case.lead, '--all', '--take', many)[0] == 1)
        want(case.dump(case.lead) == before and len(conflicts(case)) == 2)
    ok('conflicts', case.lead, '--all', '--take', '2', '--article', 'a1')
    want([found['article'] for found in conflicts(case)] == ['a0'], conflicts(case))
    ok('conflicts', case.lead, '--all', '--take', '2')
    want(conflicts(case) == [])


def proposals(case):
    return [(found['entity']['id'], found['other']['id'], found['reason'])
            for found in json.loads(ok('proposals', case.lead, '--json'))]


# What a merge announces is what people find where they are led to.
def test_a_merge_proposes_what_is_listed(case):
    other = case.new('other')
    case.add(other, [], [
        {'id': 'poe-2', 'kind': 'person', 'name': 'Ben Poe', 'wikidata': 'Q2'},
        {'id': 'roe-2', 'kind': 'person', 'name': 'A. Roe', 'aliases': ['Ada Roe']}])
    case.add(case.lead, [], [
        {'id': 'poe', 'kind': 'person', 'name': 'Ben Poe', 'wikidata': 'Q1'},
        {'id': 'roe', 'kind': 'person', 'name': 'Ada Roe'},
        {'id': 'moe', 'kind': 'person', 'name': 'Cleo Moe'},
        {'id': 'moe-2', 'kind': 'person', 'name': 'Cleo Moe'}])
    report, = case.merge(case.lead, case.package(other))
    found = [(pair['entity'], pair['other'], pair['reason']) for pair in report['proposals']]
    # Those that were here before stand in the list alone.
    want([set(pair[:2]) for pair in found] == [{'roe', 'roe-2'}], found)
    want(found[0] in proposals(case) and len(proposals(case)) == 2, found, proposals(case))


def test_proposals_are_decided(case):
    case.annotate(case.lead, 'anna', [0, 1])
    case.add(case.lead, [], [
        {'id': 'roe', 'kind': 'person', 'name': 'A. Roe', 'aliases': ['ada roe']},
        {'id': 'state', 'kind': 'state', 'name': 'Ada Roe'},
        {'id': 'poe', 'kind': 'person', 'name': 'B. Poe', 'aliases': ['Ben Poe'],
         'wikidata': 'Q1'},
        {'id': 'writer', 'kind': 'person', 'name': 'B. J. Poe', 'aliases': ['Ben Poe'],
         'wikidata': 'Q2'}])
    # Two different Wikidata ids are two people; who is mentioned more stays.
    want(proposals(case) == [('roe', 'e-anna-0', 'name'), ('poe', 'e-anna-1', 'name'),
                             ('writer', 'e-anna-1', 'name')], proposals(case))
    want('roe,e-anna-0' in ok('proposals', case.lead))
    want(run('proposals', case.lead, '--merge', 'roe')[0] == 2)
    want(run('proposals', case.lead, '--keep-apart', 'roe,nobody')[0] == 1)
    want(run('proposals', case.lead, '--merge', 'roe,e-anna-0', '--keep-apart',
             'e-anna-1,writer')[0] == 2)
    want(len(proposals(case)) == 3)
    ok('proposals', case.lead, '--keep-apart', 'e-anna-1,writer')
    ok('proposals', case.lead, '--keep-apart', 'writer,e-anna-1')
    want(len(proposals(case)) == 2, proposals(case))
    ok('proposals', case.lead, '--merge', 'poe,e-anna-1')
    # What was merged into it is kept apart from the writer as well.
    want(proposals(case) == [('roe', 'e-anna-0', 'name')], proposals(case))
    ok('proposals', case.lead, '--merge', 'roe,e-anna-0')
    want(proposals(case) == [])
    people = {row['id']: row for row in lines(case.dump(case.lead)['entities.jsonl'])}
    want('A. Roe' in people['e-anna-0']['aliases'], people)


run_cases(globals(), Case)
