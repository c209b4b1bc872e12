#!/usr/bin/python3
# results.py - writes RESULTS.md: how good proposals are on real annotated corpora
#
# The corpora stand in a folder `shared` beside the checkout. They are imported into projects,
# which `measure-suggest` then goes through as their annotators would have. Rules and weights are
# made while looking at the first half of the articles only; the second half tells whether they
# hold for others. The same programs and corpora give the same bytes.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: results.py BUILD
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CORPORA = os.path.join(os.environ.get('QUOTH_TEST_SHARED', os.path.join(HERE, '..', '..', '..',
                                                                        'shared')), 'corpora')
# What stands in a corpus decides what can be counted on it.
SOURCES = [('PolNeAR, dev', 'polnear/dev', None, ['claims', 'quotes', 'names']),
           ('GUM news', 'gum-news', '*.conllu', ['names', 'people']),
           ('LitBank, entities', 'litbank/entities-brat', None, ['names']),
           ('LitBank, quotations', 'litbank/quotations', None, ['quotes']),
           ('German quotations', 'german-quotations', None, ['claims', 'quotes'])]

HEAD = '''# How good proposals are

Written by `tests/suggest/results.py`; do not edit. Articles are gone through in the order of the
text, with all that was annotated before in place, as their annotators would have. *Development* is
every other article by name, which rules and weights are made on; *check* are the others. A few rules
were seen in articles that check PolNeAR: signatures ("— Name") and verbs in the paragraph before a
quotation, possessors, "by saying". Its numbers for direct and mixed claims are too good by these.

- speaker: the place of a true speaker among the candidates with digits, when nothing but claims,
  their speakers and cues is marked; *names marked*: after all names that *next name* leads to were
  marked. A candidate is a true one when it overlaps a source before its first preposition or comma.
- direct: more than nine tenths of the letters stand in quotation marks; indirect: less than one.
- cue: the proposed one has the same extent as the true one, or touches it.
- quotation: a part of a direct claim at whose start *next quotation* stops; extent: ends there, too.
- name: a name within the mention of a person (without titles), which *next name* leads to; extent:
  selects nothing else. Jump leads to one: the share of stops that are such names.
- identity: a mention whose entity has been linked before; no wrong link: of all mentions, those
  which were not linked to somebody else by themselves (the same whole name in another article is
  taken for the same person).
'''


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def measure(build, folder, pattern, what, half, at):
    project = os.path.join(at, 'p%d.quoth' % len(os.listdir(at)))
    paths = sorted(glob.glob(os.path.join(folder, pattern))) if pattern else [folder]
    quothctl = os.path.join(build, 'app', 'cli', 'quothctl')
    run(quothctl, 'new', project)
    run(quothctl, 'import', project, *paths)
    counts = {}
    for only in what:
        counts.update(json.loads(run(os.path.join(build, 'tests', 'suggest', 'measure-suggest'),
                                     '--json', '--half', str(half), '--only', only, project)))
    return counts


def cell(count):
    return '–' if count is None else '%.1f' % (100 * count[0] / count[1])


def section(title, one, other):
    lines = ['## %s' % title, '', '| % of | development | cases | check | cases |',
             '|---|--:|--:|--:|--:|']
    for name in sorted(set(one) | set(other)):
        a, b = one.get(name), other.get(name)
        lines.append('| %s | %s | %s | %s | %s |' % (name, cell(a), a[1] if a else '–',
                                                     cell(b), b[1] if b else '–'))
    return '\n'.join(lines) + '\n'


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: results.py BUILD')
    sections = []
    with tempfile.TemporaryDirectory() as at:
        for title, folder, pattern, what in SOURCES:
            path = os.path.join(CORPORA, folder)
            if not os.path.isdir(path):
                print('%s: not there, left out' % title, file=sys.stderr)
                continue
            sections.append(section(title, *(measure(sys.argv[1], path, pattern, what, half, at)
                                             for half in (1, 2))))
    if not sections:
        sys.exit('no corpora in %s' % CORPORA)
    with open(os.path.join(HERE, 'RESULTS.md'), 'w', encoding='utf-8') as out:
        out.write('\n'.join([HEAD] + sections))


main()
