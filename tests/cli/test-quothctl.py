#!/usr/bin/env python3
# test-quothctl.py - bytes, exit codes, messages and quietness of quothctl
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-quothctl.py QUOTHCTL
import functools
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess

from cases import QUOTHCTL, run as run_for, run_cases, want

TEXT = ('The mayor\n\n“We pay 4\u00a0million,” Jane Doé said. \U0001F4F0\r\n'
        'A second line\u2028and the end.')

run = functools.partial(run_for, timeout=60)


def ok(*arguments):
    code, out, err = run(*arguments)
    want(code == 0, arguments, code, out, err)
    return out, err


def fails(code, pattern, *arguments):
    got, out, err = run(*arguments)
    want(got == code and out == '' and re.search(pattern, err), arguments, got, out, err)
    return err


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def tree(folder):
    return {os.path.relpath(os.path.join(where, name), folder): read(os.path.join(where, name))
            for where, _, names in os.walk(folder) for name in names}


class Case:
    """A folder of its own with a project that holds one article."""

    def __init__(self, folder):
        self.folder = folder
        self.project = self.path('news.quoth')

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def make(self):
        ok('new', self.project)
        write(self.path('in', 'mayor.txt'), TEXT)
        ok('import', self.project, self.path('in'))

    def jsonl(self, name, *lines):
        return write(self.path(name, 'articles.jsonl'),
                     ''.join(line if isinstance(line, str) else json.dumps(line) + '\n'
                             for line in lines))


def test_help(case):
    out, err = ok('--help')
    for name in ['new', 'import', 'export', 'release', 'formats', 'info', 'check', 'search',
                 'agreement']:
        want(name in out, out)
        text, _ = ok(name, '--help')
        want('quothctl ' + name in text, text)
        same, _ = ok('help', name)
        want(same == text, same)
        want(ok(name, '-h')[0] == text and '--help' in text, text)
        # Help that does not reach its reader is a failure, too.
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([QUOTHCTL, name, '--help'], stdout=full, check=False,
                                  stderr=subprocess.PIPE, timeout=60)
        want(done.returncode == 1 and done.stderr, name, done)
    for name in ['suggest', 'serve']:
        want(name not in out, out)
        fails(2, 'not part of this release', name, 'x')
    want(re.fullmatch(r'quothctl \d+\.\d+\.\d+\n', ok('--version')[0]))
    text, _ = ok('export', '--help')
    for option in ['--format', '--to', '--layer', '--zones', '--split', '--split-by', '--seed',
                   '--iobes', '--four-columns', '--code-points', '--preview', '--spreadsheet',
                   '--with-ids']:
        want(option in text, option)


def test_usage(case):
    case.make()
    p = case.project
    to = case.path('out')
    for arguments in [(), ('nonsense',), ('new',), ('new', 'a', 'b'), ('import', p),
                      ('info', p, '--nonsense'), ('search', p), ('search', p, 'a', 'b'),
                      ('search', p, 'a', '--limit', '0'), ('search', p, 'a', '--limit', 'x'),
                      ('import', p, 'x', '--format', 'nonsense'), ('import', p, 'x', '--layer', ''),
                      ('export', p), ('export', p, '--format', 'quoth-jsonl'),
                      ('export', p, '--to', to), ('export', p, '--format', 'text', '--to', to),
                      ('export', p, '--format', 'brat', '--to', to, '--preview'),
                      ('formats', 'x')]:
        fails(2, 'help', *arguments)
    for extra in [('--zones', 'x'), ('--split', 'x'), ('--split', 'a=0,b=1'),
                  ('--split', 'a=1,a=2'), ('--split', '../a=1'), ('--split', 'a=nan'),
                  ('--split', ''), ('--seed', '1'), ('--split-by', 'date'), ('--layer', ''),
                  ('--split', 'a=1,b=1', '--split-by', 'x'),
                  ('--split', 'a=1,b=1', '--seed', '-1')]:
        fails(2, 'help', 'export', p, '--format', 'quoth-jsonl', '--to', to, *extra)
    want(not os.path.exists(to))


def test_new(case):
    want(ok('new', case.project) == ('', ''))
    before = read(case.project)
    fails(1, 'nothing was changed', 'new', case.project)
    want(read(case.project) == before)
    fails(1, '.', 'new', case.path('none', 'x.quoth'))
    scheme = write(case.path('scheme.json'), '{"name": "Mine",\n "types": [}')
    fails(3, r'scheme\.json:\d+: ', 'new', case.path('b.quoth'), '--scheme', scheme)
    want(not os.path.exists(case.path('b.quoth')))
    deep = write(case.path('deep.json'), '[' * 100000)
    fails(3, r'deep\.json:\d+: ', 'new', case.path('b.quoth'), '--scheme', deep)
    fails(1, 'No such file', 'new', case.path('b.quoth'), '--scheme', case.path('none.json'))
    ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path('out'))
    ok('new', case.path('c.quoth'), '--scheme', case.path('out', 'scheme.json'))


def test_import(case):
    case.make()
    _, err = ok('import', case.project, case.path('in', 'mayor.txt'))
    want('there already' in err, err)
    info = json.loads(ok('info', case.project, '--json')[0])
    want(info['articles'] == 1, info)
    write(case.path('in', 'latin.txt'), 'Der B\u00fcrgermeister sprach.'.encode('latin-1'))
    ok('import', case.project, case.path('in', 'latin.txt'), '--encoding', 'ISO-8859-1')
    want(json.loads(ok('search', case.project, 'burgermeister', '--json')[0]))
    case.jsonl('a', {'text': 'Ann.', 'annotations': [{'type': 'person', 'parts': [[0, 3]]}]})
    ok('import', case.project, case.path('a'), '--layer', 'ben', '--format', 'quoth-jsonl')
    info = json.loads(ok('info', case.project, '--json')[0])
    want(info['by_layer'] == {'ben': 1}, info)


def test_refusals(case):
    case.make()
    good = {'text': 'Good.'}
    case.jsonl('bad', good, '{"text": "no end\n')
    case.jsonl('range', {'text': 'x', 'annotations': [{'type': 'person', 'parts': [[0, 9]]}]})
    case.jsonl('deep', '[' * 100000 + '\n')
    case.jsonl('nul', '{"text": "a\\u0000b"}\n')
    case.jsonl('good', {'text': 'Another.'})
    before = json.loads(ok('info', case.project, '--json')[0])
    for name, line in [('bad', 2), ('range', 1), ('deep', 1), ('nul', 1)]:
        pattern = '(?m)^' + re.escape(case.path(name)) + r'[^:]*:%d: .' % line
        fails(3, pattern, 'import', case.project, case.path(name), '--format', 'quoth-jsonl')
        want(json.loads(ok('info', case.project, '--json')[0]) == before)
    err = fails(3, '.', 'import', case.project, case.path('bad'), case.path('good'),
                case.path('missing'))
    want(re.search(r'(?m)^' + re.escape(case.path('missing')) + r':\d+: ', err), err)
    want(json.loads(ok('info', case.project, '--json')[0])['articles'] == 2)
    ok('check', case.project)


def test_projects_refused(case):
    case.make()
    write(case.path('text.quoth'), 'This is no project.\n' * 100)
    write(case.path('newer.quoth'), b'')
    shutil.copy(case.project, case.path('newer.quoth'))
    with sqlite3.connect(case.path('newer.quoth')) as db:
        db.execute('PRAGMA user_version = 1000')
    db.close()
    for name in ['text.quoth', 'newer.quoth']:
        before = read(case.path(name))
        for arguments in [('info',), ('check',), ('search', 'x'), ('import', case.path('in')),
                          ('export', '--format', 'quoth-jsonl', '--to', case.path('no'))]:
            fails(3, re.escape(case.path(name)) + r':\d+: ', arguments[0], case.path(name),
                  *arguments[1:])
        want(read(case.path(name)) == before, name)
    for arguments in [('info',), ('check',), ('search', 'x'), ('import', case.path('in'))]:
        fails(1, 'quothctl new', arguments[0], case.path('none.quoth'), *arguments[1:])
    want(not os.path.exists(case.path('none.quoth')))


def test_damage(case):
    case.make()
    with sqlite3.connect(case.project) as db:
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
        db.execute("UPDATE article_text SET text = 'Other.'")
    db.close()
    fails(3, r'(?m)^' + re.escape(case.project) + r':\d+: ', 'check', case.project)
    data = bytearray(read(case.project))
    data[16384:] = b'\x55' * (len(data) - 16384)
    write(case.path('broken.quoth'), bytes(data))
    fails(3, r'broken\.quoth:\d+: ', 'check', case.path('broken.quoth'))
    fails(3, r'broken\.quoth:\d+: ', 'info', case.path('broken.quoth'))


def test_export(case):
    case.make()
    case.jsonl('a', {'id': 'x1', 'name': 'x', 'text': TEXT + 'x', 'annotations': [
        {'id': 'p', 'type': 'person', 'parts': [[33, 41]]},
        {'id': 'c', 'type': 'claim', 'parts': [[12, 28]], 'links': [{'role': 'speaker', 'to': 'p'}]}]})
    ok('import', case.project, case.path('a'), '--layer', 'ann')
    for folder in ['one', 'two']:
        want(ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path(folder))
             == ('', ''))
    one = tree(case.path('one'))
    want(set(one) == {'scheme.json', 'entities.jsonl', 'articles.jsonl'}, list(one))
    want(one == tree(case.path('two')), 'not stable')
    records = [json.loads(line) for line in one['articles.jsonl'].decode().split('\n') if line]
    want(sorted(r['text'] for r in records) == sorted([TEXT, TEXT + 'x']))
    ok('new', case.path('again.quoth'))
    ok('import', case.path('again.quoth'), case.path('one'))
    ok('export', case.path('again.quoth'), '--format', 'quoth-jsonl', '--to', case.path('three'))
    want(tree(case.path('three')) == one, 'changed on the way')
    ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path('split'),
       '--split', 'train=1,test=1', '--split-by', 'article', '--seed', '7')
    want({'train', 'test'} <= set(os.listdir(case.path('split'))))


def test_info_and_formats(case):
    case.make()
    info = json.loads(ok('info', case.project, '--json')[0])
    want(info['articles'] == 1 and info['annotations'] == 0 and info['entities'] == 0, info)
    want(info['path'] == os.path.realpath(case.project) or info['path'] == case.project, info)
    want({'layers', 'version', 'annotator', 'by_type', 'by_layer', 'by_status'} <= set(info), info)
    want(info['by_status'] == {'new': 1}, info)
    want('Articles: 1' in ok('info', case.project)[0])
    formats = json.loads(ok('formats', '--json')[0])
    names = {f['name']: f for f in formats}
    want(names['quoth-jsonl']['import'] and names['quoth-jsonl']['export'], names)
    want(names['text']['import'] and not names['text']['export'], names)
    for entry in formats:
        want(set(entry) == {'name', 'title', 'description', 'import', 'export', 'extensions'})
    want('quoth-jsonl' in ok('formats')[0])


def test_search(case):
    case.make()
    hits = json.loads(ok('search', case.project, '4 million', '--json')[0])
    want(len(hits) == 1 and hits[0]['match'] == '4\u00a0million', hits)
    want(TEXT[hits[0]['start']:hits[0]['end']] == '4\u00a0million', hits)
    want(json.loads(ok('search', case.project, 'doe', '--json')[0])[0]['match'] == 'Doé')
    want(json.loads(ok('search', case.project, 'absent', '--json')[0]) == [])
    want(ok('search', case.project, 'absent') == ('', ''))
    want(len(json.loads(ok('search', case.project, 'the', '--json', '--limit', '1')[0])) == 1)
    want('[Jane Doé]' in ok('search', case.project, '"jane doe"')[0])
    want(ok('search', case.project, '--', '-x')[0] == '')
    write(case.path('in', 'evil\x1b.txt'), 'Look: \x1b[31mred\x07')
    ok('import', case.project, case.path('in'))
    want('\x1b' not in ok('search', case.project, 'red')[0])


def test_quiet_and_open_elsewhere(case):
    case.make()
    write(case.path('more', 'b.txt'), 'More.')
    db = sqlite3.connect(case.project)
    db.execute('BEGIN')
    db.execute('SELECT count(*) FROM article').fetchall()
    want(ok('import', case.project, case.path('more')) == ('', ''))
    db.rollback()
    want(db.execute('SELECT count(*) FROM article').fetchone()[0] == 2)
    db.close()
    want(ok('check', case.project)[1] == '')


def test_terminal(case):
    case.make()
    write(case.path('more', 'b.txt'), 'More.')
    leader, follower = pty.openpty()
    done = subprocess.Popen([QUOTHCTL, 'import', case.project, case.path('more')],
                            stdout=follower, stderr=follower, stdin=subprocess.DEVNULL)
    os.close(follower)
    shown = b''
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    want(done.wait(60) == 0 and b'1 new article' in shown, shown)


def test_map(case):
    ok('new', case.project)
    for number in '12':
        write(case.path(number, number + '.txt'), 'Jane Doe said so, %s.\n' % number)
        write(case.path(number, number + '.ann'),
              'T1\tPER 0 8\tJane Doe\nT2\tMISC 9 13\tsaid\nR1\tBy Arg1:T2 Arg2:T1\n')
    before = read(case.project)
    for wrong, reason in (('{"types": {"PER": 1}}', 'PER'), ('{"tipes": {}}', 'tipes'),
                          ('[' * 100000, '.'), ('{', '.')):
        bad = write(case.path('bad.json'), wrong)
        fails(3, r'bad\.json(:\d+)?: .*' + reason, 'import', case.project, case.path('1'),
              '--map', bad)
    fails(1, 'No such file', 'import', case.project, case.path('1'), '--map', case.path('no'))
    want(read(case.project) == before)
    good = write(case.path('map.json'), '{"types": {"PER": "person", "MISC": null}}')
    _, err = ok('import', case.project, case.path('1'), '--map', good)
    want('Left out as mapped: 1 annotation' in err and 'PER' not in err, err)
    _, err = ok('import', case.project, case.path('2'))
    want('Left out as mapped: 1 annotation' in err and 'PER' not in err, err)
    ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path('out'))
    types = [a['type'] for line in read(case.path('out', 'articles.jsonl')).splitlines()
             for a in json.loads(line)['annotations']]
    want(types == ['person', 'person'], types)
    ids = [t['id'] for t in json.loads(read(case.path('out', 'scheme.json')))['types']]
    want('PER' not in ids and 'MISC' not in ids and 'claim' in ids, ids)


def test_import_preview(case):
    """Tells what the import will tell, and changes nothing: no byte, and no file beside."""
    case.make()
    write(case.path('b', '1.txt'), 'Jane Doe said so.\n')
    write(case.path('b', '1.ann'), 'T1\tPER 0 8\tJane Doe\nT2\tMISC 9 13\tsaid\n'
                                   'T3\tSay 14 16\tso\nR1\tBy Arg1:T3 Arg2:T1\n')
    write(case.path('b', 'latin.txt'), 'Der B\u00fcrgermeister sprach.'.encode('latin-1'))
    case.jsonl('bad', {'text': 'Good.'}, {'text': 'x', 'annotations': [
        {'id': 'far', 'type': 'person', 'parts': [[0, 9]]}]})
    # A reader takes it; only who keeps it finds that an id comes twice.
    case.jsonl('twice', {'text': 'ab', 'annotations': [
        {'id': 'one', 'type': 'person', 'parts': [[n, n + 1]]} for n in (0, 1)]})
    good = write(case.path('map.json'), '{"types": {"PER": "person", "MISC": null}}')
    command = ('import', case.project, case.path('b'), '--map', good)
    before = read(case.project), os.listdir(case.folder)

    out, err = ok(*command, '--preview')
    for piece in ('1.ann: brat, UTF-8, 1 article, 3 annotations', 'latin.txt: text, ISO-8859-1',
                  '“1”: Jane Doe said so.', 'PER: “Jane Doe”', 'type PER (1): becomes person\n',
                  'type MISC (1): is left out', 'type Say (1): the scheme lacks it',
                  'role By (1): the scheme lacks it'):
        want(piece in out, piece, out)
    for piece in ('added to the scheme: type: Say', 'added to the scheme: role: By',
                  'Left out as mapped: 1 annotation', '2 articles would be new', 'latin.txt: read'):
        want(piece in err, piece, err)
    told = json.loads(ok(*command, '--preview', '--json')[0])
    want([file['format'] for file in told['files']] == ['brat', 'text'], told)
    first = told['files'][0]['first']
    want([(a['type'], a['words']) for a in first['annotations']]
         == [('PER', 'Jane Doe'), ('MISC', 'said'), ('Say', 'so')], first)
    becomes = {label['label']: (label['becomes'], label['in_scheme'])
               for label in told['files'][0]['labels']}
    want(becomes == {'PER': ('person', True), 'MISC': (None, False), 'Say': ('Say', False),
                     'By': ('By', False)}, becomes)
    want(told['left_out'] == {'annotations': 1, 'attributes': 0, 'links': 0}, told)
    known = json.loads(ok('import', case.project, case.path('in'), '--preview', '--json')[0])
    want(known['new_articles'] == 0 and 'there already' in known['notices'][0]['message'], known)

    for name, line in (('bad', 2), ('twice', 1), ('none', 1)):
        paths = ('import', case.project, case.path(name))
        reason = fails(3, r'(?m)^' + re.escape(case.path(name)) + r'[^:]*:%d: .' % line, *paths)
        code, out, err = run(*paths, '--preview')
        want(code == 3 and out == '' and err.startswith(reason), err, reason)
        code, out, err = run(*paths, '--preview', '--json')
        want(code == 3 and err == reason and json.loads(out)['n_refused'] == 1, out, err)
    fails(2, '--preview', *command, '--json')
    want((read(case.project), os.listdir(case.folder)) == before)

    _, err = ok(*command)
    want(all('Added to the scheme: ' + added in err for added in told['scheme_additions']), err)
    info = json.loads(ok('info', case.project, '--json')[0])
    want((told['new_articles'], told['new_annotations'])
         == (info['articles'] - 1, sum(info['by_layer'].values())) == (2, 2), told, info)


def test_correct(case):
    """A corrected text takes annotations along; what lost its place is listed and settled."""
    def export(name):
        ok('export', case.project, '--format', 'quoth-jsonl', '--to', case.path(name))
        return tree(case.path(name))

    old, new = TEXT, TEXT.replace('Doé', 'Dohé')
    ok('new', case.project)
    write(case.path('in', 'articles.jsonl'), json.dumps({
        'id': 'one', 'name': 'Budget', 'text': old, 'layers': [{'name': 'anna', 'state': 'done'}],
        'metadata': {'url': 'https://example.org/budget'}, 'annotations': [
            {'id': 'who', 'layer': 'anna', 'type': 'person', 'parts': [[old.index('Jane'), old.index('Jane') + 8]]},
            {'id': 'what', 'layer': 'anna', 'type': 'claim', 'parts': [[old.index('“'), old.index('”') + 1]],
             'links': [{'role': 'speaker', 'to': 'who'}]}]}) + '\n')
    ok('import', case.project, case.path('in'))
    text = write(case.path('new.txt'), new)
    one = ('correct', case.project, 'Budget', '--with', text)
    planned = json.loads(ok(*one, '--preview', '--json')[0])
    want(json.loads(ok('info', case.project, '--json')[0])['articles'] == 1)
    want(not json.loads(ok('lost', case.project, '--json')[0]))
    done = json.loads(ok(*one, '--json')[0])
    want(done == planned and done['new'] and (done['carried'], done['lost']) == (1, 1), done)
    want(done['layers'] == [{'layer': 'anna', 'carried': 1, 'lost': 1}], done)
    want(json.loads(ok('info', case.project, '--json')[0])['articles'] == 1)
    ok('check', case.project)
    again = json.loads(ok('correct', case.project, 'Budget', '--again', '--json')[0])
    want(not again['new'] and (again['carried'], again['lost'], again['known']) == (0, 0, 2), again)
    # Both versions travel in the native format, and in no other.
    before = export('out')
    lines = [json.loads(line) for line in before['articles.jsonl'].splitlines()]
    want({line['text'] for line in lines} == {old, new}, lines)
    copy = case.path('copy.quoth')
    ok('new', copy)
    ok('import', copy, case.path('out'))
    ok('export', copy, '--format', 'quoth-jsonl', '--to', case.path('copied'))
    want(tree(case.path('copied')) == before)
    want(ok('lost', copy) == ok('lost', case.project))
    ok('export', case.project, '--format', 'brat', '--to', case.path('brat'))
    want(len([name for name in tree(case.path('brat')) if name.endswith('.txt')]) == 1)
    # Settled one by one.
    lost, = json.loads(ok('lost', case.project, '--json')[0])
    want(lost['annotation'] == 'who' and lost['words'] == 'Jane Doé', lost)
    want(lost['near_words'] == 'Jane Dohé' and lost['layer'] == 'anna', lost)
    fails(2, 'needs', 'lost', case.project, '--id', lost['id'])
    fails(2, 'wants', 'lost', case.project, '--id', lost['id'], '--place', '3')
    fails(1, 'settled', 'lost', case.project, '--id', 'nothing', '--drop')
    fails(1, '.', 'lost', case.project, '--id', lost['id'], '--place', '0-9999')
    ok('lost', case.project, '--id', lost['id'], '--place', 'near')
    want(ok('lost', case.project)[0] == '')
    placed = [line for line in map(json.loads, export('placed')['articles.jsonl'].splitlines())
              if line['text'] == new][0]
    notes = {note['id']: note for note in placed['annotations']}
    want(notes['who']['quotes'] == ['Jane Dohé'], notes)
    want(notes['what']['links'] == [{'role': 'speaker', 'to': 'who'}], notes)
    ok('lost', copy, '--id', lost['id'], '--drop')
    want(ok('lost', copy)[0] == '')
    # What cannot be the next version.
    fails(3, 'the same', *one)
    fails(3, 'older version', 'correct', case.project, 'Budget', '--with',
          write(case.path('old.txt'), old))
    fails(3, 'more than one', 'correct', case.project, 'Budget', '--with',
          os.path.join(case.path('out'), 'articles.jsonl'))
    fails(1, 'No such file', 'correct', case.project, 'Budget', '--with', case.path('no.txt'))
    fails(1, 'no article', 'correct', case.project, 'Nothing', '--with', text)
    fails(2, '--again', 'correct', case.project, 'Budget')
    # An import goes on adding articles, and says what else could be done.
    _, err = ok('import', case.project, write(case.path('Budget.txt'), 'All else.'))
    want('corrected text' in err, err)
    want(json.loads(ok('info', case.project, '--json')[0])['articles'] == 2)


def test_libraries(case):
    case.make()
    listing = subprocess.run(['ldd', QUOTHCTL], stdout=subprocess.PIPE, check=True,
                             text=True).stdout
    want(not re.search(r'lib(gtk|gdk|adwaita)', listing), listing)


run_cases(globals(), Case)
