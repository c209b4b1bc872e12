#!/usr/bin/python3
# test-corpora.py - real corpora through import, export and import again
#
# The corpora stand in a folder `shared` beside the checkout; without it the cases are
# skipped. An independent reader of standoff compares what was imported, and what is
# exported, with the original files: whatever is missing must be named by a note of the
# import or a loss of the export.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-corpora.py QUOTHCTL
import collections
import csv
import glob
import importlib
import os
import re

kit = importlib.import_module('test-roundtrip-kit')
want, dump, read = kit.want, kit.dump, kit.read

SHARED = os.environ.get('QUOTH_TEST_SHARED', os.path.join(os.path.dirname(__file__), '..', '..',
                                                          '..', 'shared'))
CORPORA = os.path.join(SHARED, 'corpora')


def need(*parts):
    path = os.path.join(SHARED, *parts)
    if not os.path.exists(path):
        raise kit.Skip('%s is not beside the checkout' % os.path.join('shared', *parts))
    return path


class Standoff:
    """An .ann file, read as the format's description says and no further."""

    def __init__(self, path, text):
        self.spans, self.events, self.rest = {}, {}, []
        for line in read(path).decode().split('\n'):
            name, _, rest = line.partition('\t')
            if name.startswith('T'):
                head, _, words = rest.partition('\t')
                kind, _, places = head.partition(' ')
                parts = [tuple(map(int, p.split())) for p in places.split(';')]
                covered = ' '.join(text[s:e] for s, e in parts)
                want(covered == words, path, name, covered, words)
                self.spans[name] = (kind, parts)
            elif name.startswith('E'):
                (kind, trigger), *roles = [a.split(':') for a in rest.split()]
                self.events[name] = (kind, trigger, roles)
            elif line:
                self.rest.append(line)

    def plain(self):
        return sorted((kind, sorted(parts)) for kind, parts in self.spans.values())

    def without_events(self, names):
        """Leaves out events that bind nothing to a content; they must be such."""
        for name in names:
            want(not any(role.startswith('Content') for role, _ in self.events.pop(name)[2]), name)
        return self

    def cover(self, *names):
        """What spans cover: pieces that touch, or that are told one by one, are the same."""
        return tuple(sorted({i for n in names for s, e in self.spans[n][1] for i in range(s, e)}))

    def attributions(self):
        """Of each event: its type, and what its content, cue and sources cover."""
        found, bound = [], set()
        for kind, trigger, roles in self.events.values():
            by_role = collections.defaultdict(list)
            for role, target in roles:
                by_role[role.rstrip('0123456789')].append(target)
                bound.add(target)
            bound.add(trigger)
            want(set(by_role) <= {'Source', 'Cue', 'Content'}, roles)
            found.append((kind, self.cover(*by_role['Content']), self.cover(*by_role['Cue']),
                          tuple(sorted(self.cover(s) for s in by_role['Source']))))
        loose = [(kind, self.cover(name)) for name, (kind, _) in self.spans.items()
                 if name not in bound]
        return sorted(found), sorted(loose)


def text_of(path):
    return re.sub('\r\n?', '\n', read(path).decode())


def without_ids(corpus):
    """Articles and annotations, with links that name what their targets are."""
    found = collections.Counter()
    for article in corpus.articles.values():
        plain = {}
        for annotation in article['annotations']:
            keep = {k: v for k, v in annotation.items() if k not in ('id', 'created', 'links')}
            keep['entity'] = corpus.entity(annotation)
            plain[annotation['id']] = dump(keep)
        head = dump({k: v for k, v in article.items() if k not in ('id', 'annotations')})
        found[head] += 1
        for annotation in article['annotations']:
            links = sorted([link['role'], plain[link['to']], dump(link.get('attributes'))]
                           for link in annotation['links'])
            found[dump([head, plain[annotation['id']], links])] += 1
    return found


def same(one, other, *what):
    want(one == other, *what, 'gone:', list((one - other).keys())[:3], 'new:',
         list((other - one).keys())[:3])


def unexpected(notes):
    """Notes that tell of more than new types, and further layers of a text."""
    return [n for n in notes.split('\n') if n and 'Added to the scheme: ' not in n
            and 'is there already, ' not in n]


def again(place, project, name, *options):
    """Exports and imports into a fresh project. Equal, and so is what that one exports."""
    folder = place.export(project, name, *options)
    want(kit.losses(folder) == {}, name, kit.losses(folder))
    second = place.project(folder)
    want(not unexpected(place.last.err), name, unexpected(place.last.err))
    same(without_ids(place.corpus(project)), without_ids(place.corpus(second)), name)
    files = kit.tree(folder)
    others = kit.tree(place.export(second, name, *options))
    want(list(files) == list(others), name, 'other files')
    for file in files:
        # Ids that have no place in a file are new, and the lines are in their order; new
        # types come in the order in which documents use them.
        one, other = (sorted(f[file].split(b'\n')) for f in (files, others))
        want(file.endswith('.ann') or one == other, name, file,
             [line for line in one if line not in other], [l for l in other if l not in one])
    return folder


def documents(folder):
    """The files of an export by the names of their articles."""
    with open(os.path.join(folder, 'index.csv'), newline='', encoding='utf-8') as file:
        return {row['document']: row['name'] for row in csv.DictReader(file)}


def count(corpus):
    return len(corpus.articles), sum(len(a['annotations']) for a in corpus.articles.values())


def polnear(part):
    def case(place):
        source = need('corpora', 'polnear', part)
        texts = {os.path.basename(p)[:-4]: p for p in glob.glob(source + '/text/*.txt')}
        views = {os.path.basename(p)[:-4]: p for p in glob.glob(source + '/attributions/*.ann')}
        want(texts and views, 'an empty corpus')
        project = place.project(source)
        notes = unexpected(place.last.err)
        want(all(re.search(r'\.ann:\d+: [ET]\d+ ', n) for n in notes), notes)
        want(count(place.corpus(project))[0] == len(texts), count(place.corpus(project)))
        folder = again(place, project, 'polnear')
        index = documents(folder)
        back = {}
        for path in glob.glob(folder + '/attributions/*.ann'):
            document, layer = os.path.basename(path)[:-4].rsplit('_', 1)
            back['%s_%s' % (index[document], layer)] = path
        want(set(views) == set(back), sorted(set(views) ^ set(back)))
        for name in sorted(views):
            document = name.rsplit('_', 1)[0]
            text = text_of(texts[document])
            exported = os.path.basename(back[name]).rsplit('_', 1)[0] + '.txt'
            want(text == read(os.path.join(folder, 'text', exported)).decode(), document)
            told = re.findall(re.escape(name) + r'\.ann:\d+: (E\d+) has no content',
                              '\n'.join(notes))
            compare_views(Standoff(views[name], text).without_events(told),
                          Standoff(back[name], text), name)
        again(place, project, 'brat')
        again(place, project, 'quoth-jsonl')
    return case


def compare_views(original, exported, name):
    events, loose = original.attributions()
    got_events, got_loose = exported.attributions()
    gone = [e for e in events if e not in got_events]
    new = [e for e in got_events if e not in events]
    want(events == got_events, name, 'attributions gone:', gone, 'new:', new)
    want(loose == got_loose, name, 'spans gone:', [s for s in loose if s not in got_loose], 'new:',
         [s for s in got_loose if s not in loose])


def litbank(place):
    source = need('corpora', 'litbank', 'entities-brat')
    names = [os.path.basename(p)[:-4] for p in glob.glob(source + '/*.ann')]
    want(names, 'an empty corpus')
    project = place.project(source)
    corpus = place.corpus(project)
    want(len(corpus.articles) == len(names), count(corpus))
    folder = again(place, project, 'brat')
    back = {read(p[:-4] + '.txt').decode(): p
            for p in glob.glob(folder + '/**/*.ann', recursive=True)}
    for name in sorted(names):
        text = text_of(os.path.join(source, name + '.txt'))
        original = Standoff(os.path.join(source, name + '.ann'), text)
        want(not original.rest and not original.events, name)
        want(text in back, name, 'no such text came back')
        want(original.plain() == Standoff(back[text], text).plain(), name)
    again(place, project, 'brat', '--with-ids')
    again(place, project, 'quoth-jsonl')


def seed_article(place):
    source = need('seed-article.txt')
    text = read(source).decode()
    project = place.project(source)
    want(place.last.err == '', place.last.err)
    article, = place.corpus(project).articles.values()
    want(article['text'] == text, 'the text has changed')
    for name in kit.formats('export'):
        if name in ('brat', 'quoth-jsonl'):
            again(place, project, name)
    marked = dict(article, annotations=[
        {'type': 'person' if i % 2 else 'claim', 'layer': 'a', 'parts': [[s, e]]}
        for i, (s, e) in enumerate(m.span() for m in re.finditer(r'\w+’\w|“[^”]*”|\S+', text))])
    project = place.project(place.jsonl([marked]))
    want(count(place.corpus(project)) == (1, len(marked['annotations'])))
    for name in ('brat', 'quoth-jsonl'):
        again(place, project, name)


kit.main([('polnear-dev', polnear('dev')), ('polnear-training', polnear('annotator-training')),
          ('litbank', litbank), ('seed-article', seed_article)])
