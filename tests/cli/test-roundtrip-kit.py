# test-roundtrip-kit.py - what the tests of quothctl with whole corpora share
#
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

QUOTHCTL = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else 'quothctl'
# Where brat's own reader ends a line: spans are cut there.
LINE_ENDS = '\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029'


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def want(condition, *details):
    if not condition:
        raise Failure(' '.join(d if isinstance(d, str) else repr(d) for d in details)[:3000])


class Run:
    """One quothctl that has ended; its time is that of the processor."""

    def __init__(self, arguments, timeout=120, memory=None, file_size=None, user=None):
        def limit():
            if memory is not None:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            if file_size is not None:
                # Beyond it writing fails, as on a full disk.
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
            if user is not None:
                os.setgid(user)
                os.setuid(user)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen([QUOTHCTL, *arguments], stdout=out, stderr=err,
                                     stdin=subprocess.DEVNULL, preexec_fn=limit)
            try:
                child.wait(timeout)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                raise
            out.seek(0)
            err.seek(0)
            self.code = child.returncode
            self.out = out.read().decode(errors='replace')
            self.err = err.read().decode(errors='replace')


def ok(*arguments, **limits):
    done = Run(arguments, **limits)
    want(done.code == 0, arguments, done.code, done.err)
    return done


def formats(ability):
    return [f['name'] for f in json.loads(ok('formats', '--json').out) if f[ability]]


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


def lines(data):
    return [json.loads(line) for line in data.decode().split('\n') if line]


def dump(record):
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


class Place:
    """A folder with projects in it."""

    def __init__(self, folder):
        self.folder = folder
        self.n = 0

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def fresh(self, stem):
        self.n += 1
        return self.path('%s-%d' % (stem, self.n))

    def project(self, *paths, options=()):
        """A new project with @paths imported and found sound."""
        path = self.fresh('project') + '.quoth'
        ok('new', path)
        self.last = ok('import', path, *paths, *options) if paths else None
        ok('check', path)
        return path

    def export(self, project, name, *options):
        folder = self.fresh(name)
        ok('export', project, '--format', name, '--to', folder, *options)
        return folder

    def corpus(self, project):
        return Corpus(tree(self.export(project, 'quoth-jsonl')))

    def jsonl(self, articles, entities=(), scheme=None):
        folder = self.fresh('in')
        write(os.path.join(folder, 'articles.jsonl'), ''.join(dump(a) + '\n' for a in articles))
        write(os.path.join(folder, 'entities.jsonl'), ''.join(dump(e) + '\n' for e in entities))
        if scheme is not None:
            write(os.path.join(folder, 'scheme.json'), dump(scheme))
        return folder


class Corpus:
    """The export in the native format."""

    def __init__(self, files):
        self.files = files
        self.articles = {a['id']: a for a in lines(files['articles.jsonl'])}
        self.entities = {e['id']: e for e in lines(files['entities.jsonl'])}

    def entity(self, annotation):
        """What every format must keep of the entity that a mention names."""
        entity = self.entities.get(annotation['entity'])
        if entity is None:
            return annotation['entity']
        return [entity['name'], entity['wikidata'] or '']


def losses(folder):
    path = os.path.join(folder, 'losses.json')
    return json.loads(read(path)) if os.path.exists(path) else {}


class Lines:
    """A text as a file of lines keeps it: CR LF and CR become LF, offsets move along."""

    def __init__(self, text):
        self.text = re.sub('\r\n?', '\n', text)
        self.offsets = []
        moved = 0
        for i, c in enumerate(text):
            self.offsets.append(i - moved)
            if c == '\n' and i > 0 and text[i - 1] == '\r':
                moved += 1
                self.offsets[i] -= 1
        self.offsets.append(len(text) - moved)

    def moved(self, parts):
        moved = [[self.offsets[s], self.offsets[e]] for s, e in parts]
        return [[s, e] for s, e in moved if s < e]

    def words(self, parts):
        """What parts cover, blanks apart: cutting them at line ends does not change it."""
        return sorted({i for s, e in parts for i in range(s, e) if not self.blank(i)})

    def same(self, parts, others):
        """Equal offsets; equal words where a line end stands in a part, which is cut there."""
        if any(c in LINE_ENDS for s, e in parts for c in self.text[s:e]):
            return self.words(parts) == self.words(others)
        return parts == others

    def blank(self, i):
        return self.text[i] in LINE_ENDS or self.text[i].isspace()


def main(cases):
    failed = False
    print('1..%d' % len(cases))
    for number, (name, function) in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as folder:
            result = 'ok %d - %s' % (number, name)
            try:
                function(Place(folder))
            except Skip as reason:
                result += ' # SKIP %s' % reason
            except (Failure, subprocess.SubprocessError, OSError, ValueError, KeyError) as problem:
                result = 'not ' + result
                failed = True
                print('# %s: %s' % (type(problem).__name__, str(problem).replace('\n', '\n# ')))
        print(result, flush=True)
    sys.exit(1 if failed else 0)
