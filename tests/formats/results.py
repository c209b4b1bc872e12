#!/usr/bin/python3
# results.py - writes RESULTS.md: real corpora into every format and back
#
# The corpora stand in a folder `shared` beside the checkout. What is counted is counted in
# the native export, not by the report of an import: annotations are the same when they have
# the same type and cover the same letters of the same text. Blanks do not count, for columns
# of tokens cannot keep them. The same program and corpora give the same bytes.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: results.py QUOTHCTL
import collections
import glob
import importlib
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'cli'))
kit = importlib.import_module('test-roundtrip-kit')

CORPORA = os.path.join(os.environ.get('QUOTH_TEST_SHARED', os.path.join(HERE, '..', '..', '..',
                                                                        'shared')), 'corpora')
SOURCES = [('PolNeAR, dev', 'polnear/dev', None),
           ('PolNeAR, training of annotators', 'polnear/annotator-training', None),
           ('LitBank, entities', 'litbank/entities-brat', None),
           ('LitBank, quotations', 'litbank/quotations', None),
           ('GUM news, CoNLL-U', 'gum-news', '*.conllu'),
           ('GUM news, WebAnno TSV', 'gum-news', '*.tsv')]
# A page is read as an article that somebody wrote; what is marked on it is for eyes.
ONE_WAY = {'html'}
KEPT_REASONS = 6


class Counted:
    """What a project holds, in a form that survives other ids and other blanks."""

    def __init__(self, corpus):
        self.annotations, self.links, self.people = (collections.Counter() for _ in range(3))
        self.n_articles, self.n_entities = len(corpus.articles), len(corpus.entities)
        self.texts = collections.Counter()
        for article in corpus.articles.values():
            self.add(corpus, article)

    def add(self, corpus, article):
        before, keys = [0], {}
        for c in article['text']:
            before.append(before[-1] + (not c.isspace()))
        text = ''.join(article['text'].split())
        self.texts[text] += 1
        for annotation in article['annotations']:
            parts = []
            for start, end in annotation['parts']:
                if parts and parts[-1][1] == before[start]:
                    parts[-1][1] = before[end]
                else:
                    parts.append([before[start], before[end]])
            key = keys[annotation['id']] = (text, annotation['type'], str(parts))
            self.annotations[key] += 1
            if annotation['entity'] is not None:
                self.people[key, corpus.entities[annotation['entity']]['name']] += 1
        for annotation in article['annotations']:
            for link in annotation['links']:
                self.links[keys[annotation['id']], link['role'], keys[link['to']]] += 1


def back(one, other):
    """How many of @one are in @other, and how many there are."""
    n, whole = (one & other).total(), one.total()
    return '–' if whole == 0 else '%d' % n if n == whole else '%d of %d' % (n, whole)


def table(columns, rows):
    lines = ['| %s |' % ' | '.join(columns),
             '|%s|' % '|'.join('---' if i == 0 else '--:' for i in range(len(columns)))]
    return lines + ['| %s |' % ' | '.join(str(cell) for cell in row) for row in rows] + ['']


def plain(message, path):
    """A message without what differs from line to line."""
    message = re.sub(r'^(quothctl: )?(%s\S*?:(\d+:)? )?' % re.escape(path), '', message)
    return re.sub(r'\b[A-Z]?\d+\b', 'N', re.sub(r'“[^”]*”|"[^"]*"', '…', message))


def imported(place, folder, pattern):
    """A project, with what its import said."""
    root = os.path.join(CORPORA, folder)
    paths = sorted(glob.glob(os.path.join(root, pattern))) if pattern else [root]
    kit.want(paths and os.path.exists(paths[0]), root, 'is not there')
    project = place.fresh('project') + '.quoth'
    kit.ok('new', project)
    done = kit.Run(['import', project, *paths])
    kit.want(done.code in (0, 3), done.err)
    kit.ok('check', project)
    said = [plain(line, root) for line in done.err.splitlines()]
    added = [line for line in said if line.startswith('Added to the scheme: ')]
    # A refused file is the one thing that makes the exit status 3.
    rest = [line for line in said if line not in added and 'is there already' not in line]
    return project, done.code, added, rest


def losses(folder):
    reasons = [reason for article in kit.losses(folder).values() for told in article.values()
               for reason in re.split('[,;] ', told)]
    return collections.Counter(plain(reason, folder) for reason in reasons)


def round_trips(place, project, first, tally):
    for name in kit.formats('export'):
        folder = place.export(project, name)
        lost = losses(folder)
        tally[name].update(lost)
        row = [name]
        if name in ONE_WAY or name not in kit.formats('import'):
            row += ['not read'] + [''] * 3
        else:
            second = Counted(place.corpus(place.project(folder)))
            row += [back(getattr(first, what), getattr(second, what))
                    for what in ('texts', 'annotations', 'links', 'people')]
        yield row + [lost.total() or '–']


def report(place):
    out = ['# Real corpora, in and out', '',
           'Written by `tests/formats/results.py`; do not edit. Numbers are annotations and links '
           'of the project,', 'counted in its native export. An annotation has come back when its '
           'type and the letters it covers are', 'the same; a link, when its role and both ends '
           'are; a person, when the mention and the name are.', '–: there are none.', '',
           '## Import', '']
    rows, details, tally, notes = [], [], collections.defaultdict(collections.Counter), []
    for title, folder, pattern in SOURCES:
        project, code, added, said = imported(place, folder, pattern)
        first = Counted(place.corpus(project))
        rows.append([title, first.n_articles, first.annotations.total(), first.links.total(),
                     first.n_entities, first.people.total(), '–' if code == 0 else 'some',
                     len(added) or '–', len(said) or '–'])
        notes += ['- %s: %s%s' % (title, message, ' (%d ×)' % n if n > 1 else '')
                  for message, n in sorted(collections.Counter(said).items())]
        details += ['### ' + title, '']
        details += table(['format', 'texts', 'annotations', 'links', 'people', 'losses named'],
                         round_trips(place, project, first, tally))
    out += table(['corpus', 'articles', 'annotations', 'links', 'people', 'mentions of people',
                  'refused', 'added to the scheme', 'notices'], rows)
    out += ['What the notices say:', ''] + notes + ['', '## Export, and import of the export', '']
    out += details + ['## What the losses are', '', 'Over all corpora, the most frequent first.',
                      '']
    for name, lost in tally.items():
        common = sorted(lost.items(), key=lambda item: (-item[1], item[0]))
        words = ['%s (%d)' % item for item in common[:KEPT_REASONS]]
        words += ['and %d others' % len(common[KEPT_REASONS:])] if common[KEPT_REASONS:] else []
        out.append('- %s: %s' % (name, '; '.join(words) or 'none'))
    return '\n'.join(out) + '\n'


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit('usage: results.py QUOTHCTL')
    with tempfile.TemporaryDirectory() as scratch:
        try:
            text = report(kit.Place(scratch))
        except kit.Failure as failure:
            sys.exit('results.py: %s' % failure)
    kit.write(os.path.join(HERE, 'RESULTS.md'), text)
