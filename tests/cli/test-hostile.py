#!/usr/bin/python3
# test-hostile.py - files made to do harm: refused with file, line and reason, no change
#
# Each case tells quothctl to read something that nobody sane would write. It must not
# crash, hang, or take more memory than an honest file; it says `file:line: reason`, its
# exit code is 3, and the project is afterwards what it was.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-hostile.py QUOTHCTL [CASE…]
import importlib
import json
import os
import random
import re
import shutil
import sqlite3
import struct
import sys
import zipfile

kit = importlib.import_module('test-roundtrip-kit')
want, ok, read, write, dump = kit.want, kit.ok, kit.read, kit.write, kit.dump

# Far above what the files need, far below what a bomb takes. Sanitizers map terabytes.
MEMORY = None if os.environ.get('QUOTH_SANITIZED') else 2 << 30
SECRET = 'the-secret-of-this-machine'
TEXT = 'The mayor\n\n“We pay 4\u00a0million,” Jane Doé said. \U0001F4F0\nNo more.'
ARTICLE = {'id': 'a1', 'name': 'mayor', 'text': TEXT, 'annotations': [
    {'id': 'p', 'layer': 'ann', 'type': 'person', 'parts': [[33, 41]], 'entity': 'e'},
    {'id': 'q', 'layer': 'ann', 'type': 'cue', 'parts': [[42, 46]]},
    {'id': 'c', 'layer': 'ann', 'type': 'claim', 'parts': [[12, 18], [19, 28]],
     'attributes': {'topic': 'money'}, 'note': 'x',
     'links': [{'role': 'speaker', 'to': 'p'}, {'role': 'cue', 'to': 'q'}]}]}
ENTITY = {'id': 'e', 'kind': 'person', 'name': 'Jane Doé', 'aliases': ['Doé'], 'status': 'named',
          'wikidata': 'Q42', 'note': None}
# Where the formats differ only in the words for it.
DEEP = {'[': '[' * 100000, '{': '{"a":' * 100000, 'text': '{"text":' + '[' * 100000}


class Victim:
    """A project with an article; whatever is done to it must leave it as it was."""

    def __init__(self, place):
        self.place = place
        self.path = place.project(place.jsonl([ARTICLE], [ENTITY]))
        self.before = self.state()

    def state(self):
        """Every row that is in the file, by another reader than ours: past and index, too."""
        with sqlite3.connect(self.path) as db:
            sound = db.execute('PRAGMA integrity_check').fetchall()
            want(sound == [('ok',)], self.path, sound)
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"
                                " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").fetchall()
            rows = {t: db.execute('SELECT * FROM "%s"' % t).fetchall() for t, in tables}
        db.close()
        want('journal' in rows and 'article' in rows, list(rows))
        return rows

    def unharmed(self, *what):
        want(self.state() == self.before, *what, 'the project has changed')

    def run(self, *paths, options=()):
        return kit.Run(['import', self.path, *paths, *options], memory=MEMORY)

    def refuses(self, path, *options, pattern=''):
        done = self.run(path, options=options)
        want(done.code == 3, path, options, done.code, done.err)
        want(re.search('(?m)^' + re.escape(path) + r'[^:\n]*:\d+: .*' + pattern, done.err), path,
             options, done.err)
        want(len(done.err) < 4000 or '\n' in done.err[:4000], 'a reason of great length')
        self.unharmed(path, *options)

    def survives(self, path, *options):
        """It may be taken or refused; nothing else."""
        done = self.run(path, options=options)
        want(done.code in (0, 3), path, options, done.code, done.err)
        if done.code == 3:
            want(re.search(r'(?m)^[^\n]+:\d+: .', done.err), path, options, done.err)
        # Of a folder the other files are taken.
        if done.code == 3 and not os.path.isdir(path):
            self.unharmed(path, *options)
        else:
            ok('check', self.path)
            self.before = self.state()
        return done.code


def readers():
    return [f for f in json.loads(ok('formats', '--json').out) if f['import']]


def named(place, folder, extension):
    return place.path(place.fresh(folder), 'x.' + extension)


def truncated(place):
    """What we write ourselves, cut at many places: taken whole, or refused."""
    victim = Victim(place)
    able = {f['name'] for f in readers()}
    rand = random.Random(1)
    for name in kit.formats('export'):
        if name not in able:
            continue
        folder = place.export(victim.path, name)
        for file, content in sorted(kit.tree(folder).items()):
            cuts = {0, len(content) - 1, len(content) // 2, rand.randrange(len(content))}
            for cut in sorted(cuts):
                write(os.path.join(folder, file), content[:cut])
                victim.survives(folder)
            write(os.path.join(folder, file), content)
    line = dump(dict(ARTICLE, text='other'))
    for cut in range(1, len(line), 61):
        path = write(named(place, 'line', 'jsonl'), line[:cut])
        victim.refuses(path, '--format', 'quoth-jsonl')


def deep_json(place):
    victim = Victim(place)
    for reader in readers():
        for extension in {'json', 'jsonl', 'jsonld'} & set(reader['extensions']):
            for key, content in DEEP.items():
                path = write(named(place, 'deep', extension), content)
                victim.refuses(path, '--format', reader['name'])
    folder = place.jsonl([dict(ARTICLE, text='another')], [ENTITY])
    for name in ['articles.jsonl', 'entities.jsonl', 'scheme.json']:
        for content in DEEP.values():
            copy = place.fresh('folder')
            shutil.copytree(folder, copy)
            write(os.path.join(copy, name), content)
            victim.refuses(copy)
    page = write(named(place, 'page', 'html'), '<script type="application/ld+json">%s</script>'
                 '<article><p>%s</p></article>' % (DEEP['{'], 'He said so, and more. ' * 20))
    want(victim.survives(page) == 0, 'a page with odd data')
    for content in DEEP.values():
        path = write(named(place, 'scheme', 'json'), content)
        project = place.path('none.quoth')
        done = kit.Run(['new', project, '--scheme', path], memory=MEMORY)
        want(done.code == 3 and re.match(re.escape(path) + r':\d+: ', done.err), done.err)
        want(not os.path.exists(project), 'a project was made')


def deep_markup(place):
    victim = Victim(place)
    page = '<div>' * 100000 + 'He said it.' + '</div>' * 100000
    victim.survives(write(named(place, 'deep', 'html'), page))
    victim.survives(write(named(place, 'wide', 'html'), '<p ' + 'a=b ' * 200000 + '>He said it.'))
    body = '<w:p>' * 100000 + '<w:r><w:t>He said it.</w:t></w:r>' + '</w:p>' * 100000
    path = docx(place, body)
    victim.survives(path)
    for reader in readers():
        for extension in {'xml', 'xmi', 'tei'} & set(reader['extensions']):
            path = write(named(place, 'deep', extension), '<a>' * 100000 + 'x' + '</a>' * 100000)
            victim.survives(path, '--format', reader['name'])


def docx(place, body, head='', **members):
    path = named(place, 'word', 'docx')
    os.makedirs(os.path.dirname(path))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('word/document.xml', '<?xml version="1.0"?>' + head +
                         '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
                         '2006/main"><w:body>' + body + '</w:body></w:document>')
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def bomb():
    entities = ''.join('<!ENTITY e%d "%s">' % (i, '&e%d;' % (i - 1) * 10) for i in range(1, 12))
    return '<!DOCTYPE a [<!ENTITY e0 "lol">' + entities + ']>'


def entities_of_xml(place):
    """Neither bombs nor files of this machine come out of entities."""
    victim = Victim(place)
    secret = write(place.path('secret.txt'), SECRET)
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file://%s">]>' % secret
    parameter = ('<!DOCTYPE a [<!ENTITY %% p SYSTEM "file://%s"> %%p;]>' % secret)
    body = '<w:p><w:r><w:t>He said &%s;.</w:t></w:r></w:p>'
    victim.refuses(docx(place, body % 'e11', bomb()))
    victim.refuses(docx(place, body % 'x', outside))
    for head, entity in [(bomb(), 'e11'), (outside, 'x'), (parameter, 'lt')]:
        page = write(named(place, 'page', 'html'),
                     head + '<article><p>He said &%s; so, and more.</p></article>' % entity)
        victim.survives(page)
        victim.survives(docx(place, body % 'lt', head))
        for reader in readers():
            for extension in {'xml', 'xmi', 'tei'} & set(reader['extensions']):
                path = write(named(place, 'xml', extension), '<?xml version="1.0"?>' + head +
                             '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>It &%s;</p>'
                             '</body></text></TEI>' % entity)
                victim.survives(path, '--format', reader['name'])
    everything = b''.join(victim.place.corpus(victim.path).files.values())
    want(SECRET.encode() not in everything, 'a file of this machine was read')
    want(b'lollollol' not in everything, 'an entity was unfolded')


def archives(place):
    victim = Victim(place)
    paragraph = '<w:p><w:r><w:t>%s</w:t></w:r></w:p>'
    path = named(place, 'bomb', 'docx')
    os.makedirs(os.path.dirname(path))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        with archive.open('word/document.xml', 'w', force_zip64=True) as member:
            for _ in range(300):
                member.write(b' ' * (1 << 20))
    victim.refuses(path)
    path = docx(place, paragraph % 'Escape.', **{'../../escape.txt': 'x', '/tmp/quoth-escape': 'x',
                                                 '../word/document.xml': 'x'})
    victim.survives(path)
    want(not os.path.exists(os.path.join(os.path.dirname(path), '..', '..', 'escape.txt'))
         and not os.path.exists('/tmp/quoth-escape'), 'a member was unpacked')
    whole = read(docx(place, paragraph % 'Cut.'))
    for content in [b'', b'PK', whole[:40], whole[:len(whole) // 2], b'PK\3\4' + b'\xff' * 200,
                    whole.replace(struct.pack('<H', 8), struct.pack('<H', 99))]:
        victim.refuses(write(named(place, 'cut', 'docx'), content), '--format', 'docx')
    empty = named(place, 'empty', 'docx')
    os.makedirs(os.path.dirname(empty))
    zipfile.ZipFile(empty, 'w').close()
    victim.refuses(empty)
    for reader in readers():
        if 'zip' in reader['extensions']:
            for content in [b'', whole, whole[:40]]:
                victim.survives(write(named(place, 'zip', 'zip'), content), '--format',
                                reader['name'])


def odd_names(place):
    """Folders with names that are commands, steps, lines or no letters at all."""
    victim = Victim(place)
    folder = place.path('odd')
    for i, name in enumerate([b'-rf', b'a\nb:1: x', b'\xff\xfe', b'a;b&c', b'\x1b[31m',
                              b'con', b'%s%n', b'a..', b' ', b'~', b'x' * 200, '\u202etxt'.encode()]):
        text = b'Text %d.' % i
        for extension, content in [(b'.txt', text), (b'.ann', b'T1\tperson 0 4\tText\n')]:
            path = os.path.join(folder.encode(), b'brat', name + extension)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'wb') as file:
                file.write(content)
    done = victim.run(folder)
    want(done.code == 0, done.code, done.err)
    want('\x1b' not in done.err, 'a terminal would obey')
    articles = place.corpus(victim.path).articles.values()
    want(sum(len(a['annotations']) for a in articles) == 12 + 3, 'annotations', len(articles))
    ok('check', victim.path)
    for name in kit.formats('export'):
        inside(place, victim.path, name)


def hostile_ids(place):
    """Ids and layers out of which nobody may make a path."""
    names = ['../../../escape', '/tmp/quoth-escape', '..', '.', 'con', 'a/b', 'a\\b', 'a:b', '-x',
             'x' * 3000, 'a\nb', '\u202e', 'A', 'a', 'losses.json', 'index.csv', 'scheme.json',
             'annotation.conf', '~', '$(x)', '%2e%2e/x', 'ü' * 200, 'text', 'attributions']
    articles = [dict(ARTICLE, id=n, name=n, text='%s %d' % (TEXT, i), annotations=[
        dict(a, layer=names[-i], entity=None) for a in ARTICLE['annotations']])
                for i, n in enumerate(names)]
    project = place.project(place.jsonl(articles))
    want(len(place.corpus(project).articles) == len(names))
    for name in kit.formats('export'):
        inside(place, project, name)
        inside(place, project, name, '--layer', '../../../escape')


def inside(place, project, name, *options):
    """Exports; nothing may come to be but in the target."""
    above = place.path(place.fresh('above'))
    target = os.path.join(above, 'a', 'b', 'target')
    os.makedirs(os.path.dirname(target))
    ok('export', project, '--format', name, '--to', target, *options)
    found = kit.tree(above)
    want(found and all(f.startswith('a/b/target/') for f in found), name, list(found)[:5])
    want(not os.path.exists('/tmp/quoth-escape'), name)
    want(all(re.fullmatch('[A-Za-z0-9_./-]+', f) for f in found), name, list(found)[:40])


def damaged(place):
    """Pages of the project overwritten at random."""
    whole = place.project(place.jsonl(
        [dict(ARTICLE, id='a%d' % i, text='%s %d' % (TEXT * 20, i)) for i in range(40)], [ENTITY]))
    # The index is filled when it is asked: later nothing is written only to read.
    ok('search', whole, 'mayor')
    with sqlite3.connect(whole) as db:
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
    db.close()
    sound, content = place.corpus(whole).files, read(whole)
    more = place.jsonl([{'text': 'One more.'}])
    rand = random.Random(7)
    codes = set()
    for round_ in range(40):
        data = bytearray(content)
        for _ in range(rand.choice([1, 1, 3, 20])):
            at = rand.randrange(len(data)) if round_ % 2 else rand.randrange(len(data) // 16384) * 16384
            size = rand.choice([1, 8, 100, 16384])
            data[at:at + size] = rand.randbytes(len(data[at:at + size]))
        if round_ % 10 == 9:
            del data[rand.randrange(len(data)):]
        path = write(place.path('damaged', '%d.quoth' % round_), bytes(data))
        codes.add(attack(place, path, bytes(data), sound, more))
    want(3 in codes, codes)
    path = write(place.path('damaged', 'journal.quoth'), without_root(whole, content, 'journal'))
    done = kit.Run(['check', path])
    want(done.code == 3 and 'database: ' in done.err, done.code, done.err)
    ok('export', path, '--format', 'quoth-jsonl', '--to', path + '.out')
    want(kit.tree(path + '.out') == sound, 'what can be read is read')
    want(kit.Run(['import', path, more]).code == 3)


def without_root(path, content, name):
    db = sqlite3.connect(path)
    (root,), = db.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?', [name])
    (size,), = db.execute('PRAGMA page_size')
    db.close()
    return content[:(root - 1) * size] + b'\xa5' * size + content[root * size:]


def damaged_indexes(place):
    """What follows from the work is rebuilt, and said to be."""
    whole = place.project(place.jsonl(
        [dict(ARTICLE, id='a%d' % i, text='%s %d' % (TEXT * 20, i)) for i in range(40)], [ENTITY]))
    ok('search', whole, 'mayor')
    with sqlite3.connect(whole) as db:
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
    db.close()
    sound, content = place.corpus(whole).files, read(whole)
    hits = kit.Run(['search', whole, 'mayor']).out
    for name, words in [('search_data', 'search index damaged'),
                        ('annotation_type', 'indexes damaged'),
                        ('journal_stack', 'indexes damaged')]:
        data = without_root(whole, content, name)
        path = write(place.path('damaged', name + '.quoth'), data)
        done = kit.Run(['check', path])
        want(done.code == 3 and done.err == '%s:1: %s: will be rebuilt\n' % (path, words), done.err)
        want(read(path) == data, 'a check changes nothing')
        done = kit.Run(['check', path, '--repair'])
        want(done.code == 0 and done.out == '%s: %s: rebuilt\n' % (path, words), done.out, done.err)
        want(ok('check', path) is not None and kit.Run(['search', path, 'mayor']).out == hits)
        want(place.corpus(path).files == sound, name)
    path = write(place.path('damaged', 'texts.quoth'), without_root(whole, content, 'article_text'))
    done = kit.Run(['recover', path, '--to', path + '.saved'])
    want(done.code == 0 and done.err == '' and 'articles: 40, annotations: 120' in done.out,
         done.out, done.err)
    want(place.corpus(path + '.saved').files == sound, 'every text is found')
    want(kit.Run(['recover', path, '--to', path + '.saved']).code == 1, 'never replaces a file')
    path = write(place.path('damaged', 'found.quoth'), without_root(whole, content, 'search_data'))
    done = kit.Run(['search', path, 'mayor'])
    want(done.code == 0 and done.out == hits and 'it has been rebuilt' in done.err, done.err)
    ok('check', path)


def attack(place, path, data, sound, more):
    checked = kit.Run(['check', path], memory=MEMORY)
    want(checked.code in (0, 3), path, checked.code, checked.err)
    if checked.code == 3:
        want(re.search('(?m)^' + re.escape(path) + r':\d+: .', checked.err), checked.err)
    for arguments in [['info', path], ['search', path, 'mayor'],
                      ['export', path, '--format', 'quoth-jsonl', '--to', path + '.out']]:
        done = kit.Run(arguments, memory=MEMORY)
        want(done.code in ((0,) if checked.code == 0 else (0, 3)), arguments, done.code, done.err)
    want(read(path) == data or checked.code == 0 or ' will be ' in checked.err,
         'reading has changed a damaged file')
    if checked.code == 0:
        want(kit.tree(path + '.out') == sound, 'found sound, but it is not what it was')
    done = kit.Run(['import', path, more], memory=MEMORY)
    want(done.code in ((0,) if checked.code == 0 else (0, 3)), path, done.code, done.err)
    return checked.code


def newer_version(place):
    victim = Victim(place)
    with sqlite3.connect(victim.path) as db:
        db.execute('PRAGMA user_version = 1000')
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
    db.close()
    before = read(victim.path)
    more = place.jsonl([{'text': 'One more.'}])
    for arguments in [['info', victim.path], ['check', victim.path], ['search', victim.path, 'x'],
                      ['import', victim.path, more],
                      ['export', victim.path, '--format', 'brat', '--to', place.path('no')]]:
        done = kit.Run(arguments)
        want(done.code == 3 and done.out == '', arguments, done.code, done.out)
        want(re.match(re.escape(victim.path) + ':1: .*newer', done.err), done.err)
    want(read(victim.path) == before and not os.path.exists(place.path('no')))


def no_files(place):
    """Loops, pipes, devices, and links to nowhere: nobody waits for them."""
    victim = Victim(place)
    folder = place.path('folder')
    write(os.path.join(folder, 'good.txt'), 'A good text.')
    os.symlink('..', os.path.join(folder, 'up'))
    os.symlink('self', os.path.join(folder, 'self'))
    os.symlink('nowhere', os.path.join(folder, 'gone.txt'))
    os.symlink('/dev/zero', os.path.join(folder, 'zero.txt'))
    for name in ['pipe', 'pipe.txt', 'a.ann', 'articles.jsonl', 'pipe.docx', 'pipe.html']:
        os.mkfifo(os.path.join(folder, name))
    write(os.path.join(folder, 'a.txt'), 'Beside a pipe.')
    os.mkdir(os.path.join(folder, 'annotation.conf'))
    for name in ['pipe.txt', 'zero.txt', 'self', 'gone.txt', 'pipe.docx']:
        victim.refuses(os.path.join(folder, name))
    for reader in readers():
        victim.refuses(os.path.join(folder, 'pipe'), '--format', reader['name'])
    done = kit.Run(['new', place.path('no.quoth'), '--scheme', os.path.join(folder, 'pipe')])
    want(done.code in (1, 3) and not os.path.exists(place.path('no.quoth')), done.code, done.err)
    for name in ['pipe', 'zero.txt', 'up']:
        done = kit.Run(['info', os.path.join(folder, name)])
        want(done.code == 3, name, done.code, done.err)
    # Folders of which some files are no files: found on the way, they are told, not waited for.
    done = victim.run(folder)
    want(done.code in (0, 3), done.code, done.err)
    for name in ['zero.txt', 'gone.txt', 'self']:
        want(name in done.err, name, done.err)
    ok('check', victim.path)


def enormous(place):
    """Two gigabytes of nothing, and lines without an end."""
    victim = Victim(place)
    for reader in readers():
        for extension in reader['extensions'] or ['txt']:
            path = write(named(place, 'sparse', extension), b'')
            os.truncate(path, 2 << 30)
            victim.refuses(path, '--format', reader['name'])
    path = write(named(place, 'scheme', 'json'), b'')
    os.truncate(path, 2 << 30)
    done = kit.Run(['new', place.path('no.quoth'), '--scheme', path], memory=MEMORY)
    want(done.code == 3 and not os.path.exists(place.path('no.quoth')), done.code, done.err)
    for reader in readers():
        for extension in reader['extensions'][:1]:
            for line in ['x' * (8 << 20), '{"text": "' + 'x' * (8 << 20), 'a\tb ' * (1 << 20),
                         '[' + '0,' * (1 << 20), '<p>' + 'x&amp;' * (1 << 20)]:
                victim.survives(write(named(place, 'line', extension), line), '--format',
                                reader['name'])


def names_without_end(place):
    """Types, attributes and roles by the ten thousand: each would cost a copy of all."""
    victim = Victim(place)
    numbers = range(20000)
    part = {'type': 'person', 'parts': [[0, 1]]}
    for annotations in [[dict(part, attributes={'k%d' % i: 1 for i in numbers})],
                        [dict(part, type='t%d' % (i % 200), attributes={'k%d' % (i % 199): 1})
                         for i in numbers],
                        [dict(part, id='a', links=[{'role': 'r%d' % i, 'to': 'b'}
                                                   for i in range(5000)]), dict(part, id='b')]]:
        folder = place.jsonl([{'text': 'x', 'annotations': annotations}])
        victim.refuses(os.path.join(folder, 'articles.jsonl'), pattern='no room')
    folder = place.jsonl([{'text': 'x', 'annotations': [dict(part, type='é' * 1001,
                                                             attributes={'k': 1})]}])
    victim.refuses(os.path.join(folder, 'articles.jsonl'), pattern='a name of more than')
    folder = place.fresh('brat')
    write(os.path.join(folder, 'a.txt'), 'word')
    write(os.path.join(folder, 'a.ann'), ''.join('T%d\tt%d 0 4\tword\n' % (i, i) for i in numbers))
    victim.refuses(os.path.join(folder, 'a.ann'), pattern='no room')


def facts_without_end(place):
    """What is said of an article, by the thousand: each would cost a copy of all."""
    victim = Victim(place)
    facts = dict([('text', 'word')] + [('k%d' % i, 'v') for i in range(3000)])
    for name, extension, content in [
            ('label-studio', 'json', json.dumps([{'data': facts, 'annotations': []}])),
            ('label-studio', 'json', json.dumps([facts])),
            ('doccano', 'jsonl', json.dumps(dict(facts, label=[]))),
            ('table', 'csv', ','.join(facts) + '\n' + ','.join(facts.values()) + '\n')]:
        victim.refuses(write(named(place, 'facts', extension), content), '--format', name,
                       pattern='more than 1024')


CASES = {f.__name__: f for f in [
    truncated, deep_json, deep_markup, entities_of_xml, archives, odd_names, hostile_ids, damaged,
    damaged_indexes,
    names_without_end, facts_without_end, newer_version, no_files, enormous]}

# A case that is asked for and not there is a mistake.
kit.main([(name.replace('_', '-'), CASES[name]) for name in sys.argv[2:] or CASES])
