#!/usr/bin/python3
# test-durability.py - full disks, folders that cannot be written, kills, old files
#
# Whatever stops quothctl, the project holds what it held, and is sound. (What a window
# does is the same code; tests/project/test-kill.c kills that.)
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-durability.py QUOTHCTL [CASE…]
import gzip
import importlib
import json
import os
import random
import signal
import subprocess
import sys

kit = importlib.import_module('test-roundtrip-kit')
want, ok, read, write = kit.want, kit.ok, kit.read, kit.write

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'versions')
NOBODY = 65534
TEXT = '“We pay,” Jane Doe said. “Nothing else.” Number %d.\n' + 'And so on.\n' * 60


def article(i):
    return {'id': 'a%d' % i, 'name': 'n', 'text': TEXT % i, 'annotations': [
        {'id': 'p', 'layer': 'a', 'type': 'person', 'parts': [[10, 18]]},
        {'id': 'c', 'layer': 'a', 'type': 'claim', 'parts': [[0, 9], [25, 40]],
         'links': [{'role': 'speaker', 'to': 'p'}]}]}


def many(place, first, last):
    return place.jsonl([article(i) for i in range(first, last)])


def beside(place):
    """Everything but the log of a project, which stays when it cannot be written back."""
    return sorted(n for n in os.listdir(place.folder) if not n.endswith(('-wal', '-shm')))


def disk_full(place):
    """Wherever the room ends: exit code 1, a word about it, and the project is as before."""
    project = place.project(many(place, 0, 20))
    before = place.corpus(project).files
    size = os.path.getsize(project)
    more = many(place, 20, 3000)
    for room in [size + 1, size + (64 << 10), size + (512 << 10), size + (1 << 20)]:
        done = kit.Run(['import', project, more], file_size=room)
        want(done.code == 1 and 'no room' in done.err, room, done.code, done.err)
        ok('check', project)
        want(place.corpus(project).files == before, room, 'something has changed')
    ok('import', project, more)
    ok('check', project)
    # The index is filled when it is asked: that it cannot be is no loss.
    done = kit.Run(['search', project, 'pay', '--limit', '3'], file_size=os.path.getsize(project))
    want(done.code in (0, 1), done.code, done.err)
    for name in kit.formats('export'):
        target = place.path('target-' + name)
        ok('export', project, '--format', name, '--to', target)
        kept = kit.tree(target)
        names = beside(place)
        done = kit.Run(['export', project, '--format', name, '--to', target], file_size=300)
        want(done.code == 1 and done.err, name, done.code, done.err)
        want(kit.tree(target) == kept, name, 'the export that was there has changed')
        other = place.path('other-' + name)
        done = kit.Run(['export', project, '--format', name, '--to', other], file_size=300)
        want(done.code == 1 and not os.path.exists(other), name, done.code)
        want(beside(place) == names, name, 'left behind', beside(place))
    done = kit.Run(['new', place.path('new.quoth')], file_size=4096)
    want(done.code == 1 and not os.path.exists(place.path('new.quoth')), done.code, done.err)


def not_writable(place):
    """A folder or a file that belongs to others: read as it is, refused where it must write."""
    project = place.project(many(place, 0, 5))
    files = place.corpus(project).files
    more = many(place, 5, 10)
    user = None
    os.chmod(place.folder, 0o755)
    if os.geteuid() == 0:
        user = NOBODY
        if kit.Run(['--version'], user=user).code != 0:
            raise kit.Skip('quothctl stands where nobody else can run it')
    closed = place.path('closed')
    os.mkdir(closed)
    there = os.path.join(closed, 'news.quoth')
    write(there, read(project))
    out = place.path('out')
    os.mkdir(out, 0o777)
    os.chmod(out, 0o777)
    bytes_ = read(there)
    try:
        for mode, folder_mode in [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)]:
            os.chmod(there, mode)
            os.chmod(closed, folder_mode)
            refuse_to_write(there, more, closed, out, files, user)
            want(read(there) == bytes_ and os.listdir(closed) == ['news.quoth'],
                 os.listdir(closed))
    finally:
        os.chmod(closed, 0o755)


def refuse_to_write(project, more, closed, out, files, user):
    done = kit.Run(['import', project, more], user=user)
    want(done.code == 1 and 'cannot be written' in done.err, done.code, done.err)
    for arguments in [['check', project], ['info', project], ['search', project, 'pay']]:
        done = kit.Run(arguments, user=user)
        want(done.code == 0, arguments, done.code, done.err)
    target = os.path.join(out, 'export')
    done = kit.Run(['export', project, '--format', 'quoth-jsonl', '--to', target], user=user)
    want(done.code == 0 and kit.tree(target) == files, done.code, done.err)
    done = kit.Run(['export', project, '--format', 'brat', '--to', os.path.join(closed, 'x')],
                   user=user)
    want(done.code == 1 and done.err, done.code, done.err)
    done = kit.Run(['new', os.path.join(closed, 'x.quoth')], user=user)
    want(done.code == 1 and 'cannot be written' in done.err, done.code, done.err)


def killed(place):
    """kill -9 at a random moment: each file of a batch is there whole or not at all."""
    rand = random.Random(5)
    units = [place.jsonl([article(100 * u + i) for i in range(40)]) for u in range(12)]
    project = place.project(many(place, 9000, 9005))
    n_whole = n_cut = 0
    for _ in range(20):
        child = subprocess.Popen([kit.QUOTHCTL, 'import', project, *units],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(rand.uniform(0.001, 0.12))
            n_whole += 1
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            n_cut += child.wait() == -signal.SIGKILL
        ok('check', project)
        ids = {int(i[1:]) for i in place.corpus(project).articles}
        want({9000 + i for i in range(5)} <= ids, 'what was there is gone')
        for u in range(12):
            n = len([i for i in ids if 100 * u <= i < 100 * u + 40])
            want(n in (0, 40), 'unit', u, 'has', n, 'articles')
    print('# %d killed, %d ended before' % (n_cut, n_whole))
    ok('import', project, *units)
    want(len(place.corpus(project).articles) == 5 + 12 * 40)


def old_versions(place):
    """A file of every version there ever was opens and holds what it held."""
    names = sorted(n for n in os.listdir(DATA) if n.endswith('.quoth.gz'))
    want(names, 'no old files')
    for name in names:
        stem = name[:-len('.quoth.gz')]
        project = write(place.path(stem + '.quoth'), gzip.decompress(read(os.path.join(DATA, name))))
        ok('check', project)
        found = place.corpus(project)
        expected = json.loads(gzip.decompress(read(os.path.join(DATA, stem + '.json.gz'))))
        want(list(found.articles.values()) == expected['articles'], stem, 'articles')
        want(list(found.entities.values()) == expected['entities'], stem, 'entities')
        want(json.loads(found.files['scheme.json']) == expected['scheme'], stem, 'scheme')
        ok('import', project, many(place, 0, 3))
        hits = json.loads(ok('search', project, 'ferry', '--json').out)
        want(len(hits) == expected['hits'], stem, 'search', hits)
        want(json.loads(ok('search', project, 'pay', '--json').out), stem, 'search')
        ok('check', project)


ONLY = sys.argv[2:]

kit.main([(f.__name__.replace('_', '-'), f) for f in [
    disk_full, not_writable, killed, old_versions] if not ONLY or f.__name__ in ONLY])
