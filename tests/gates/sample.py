#!/usr/bin/env python3
# sample.py - the sample imports whole, checks, and comes back by an export
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: sample.py QUOTHCTL SOURCE_ROOT
import json
import os
import shutil
import subprocess
import sys
import tempfile

from tap import Tap


def run(complaints, *command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          check=False)
    if done.returncode != 0:
        complaints.append('%s: exit %d' % (' '.join(command[1:3]), done.returncode))
        complaints.extend(done.stderr.split('\n')[:20])
    return done.stdout


def read_lines(path):
    with open(path, encoding='utf-8', newline='\n') as file:
        return {record['id']: record for record in map(json.loads, file)}


def compare(complaints, want, got):
    if sorted(want) != sorted(got):
        complaints.append('articles: %s, not %s' % (sorted(got), sorted(want)))
        return
    for key, article in want.items():
        if article['text'] != got[key]['text']:
            complaints.append(key + ': the text changed')
        there = {a['id']: a for a in got[key]['annotations']}
        for annotation in article['annotations']:
            other = there.get(annotation['id'], {})
            for member in ('type', 'parts', 'quotes', 'entity', 'attributes', 'links'):
                if annotation[member] != other.get(member):
                    complaints.append('%s: %s is %s, not %s' % (
                        annotation['id'], member, other.get(member), annotation[member]))


def main(program, top):
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(folder, 'sample')
        shutil.copytree(os.path.join(top, 'data', 'sample'), sample,
                        ignore=shutil.ignore_patterns('source', 'meson.build', '*.xml'))
        shutil.copy(os.path.join(top, 'app', 'model', 'default-scheme.json'),
                    os.path.join(sample, 'scheme.json'))
        project = os.path.join(folder, 'Sample.quoth')
        back = os.path.join(folder, 'back')
        complaints = []
        run(complaints, program, 'new', project)
        run(complaints, program, 'import', project, sample)
        tap.case('the sample is imported', complaints)
        complaints = []
        run(complaints, program, 'check', project)
        tap.case('the project is sound', complaints)
        complaints = []
        run(complaints, program, 'export', project, '--format', 'quoth-jsonl', '--to', back)
        if not complaints:
            compare(complaints, read_lines(os.path.join(sample, 'articles.jsonl')),
                    read_lines(os.path.join(back, 'articles.jsonl')))
        tap.case('it comes back as it was', complaints)
    tap.done()


main(sys.argv[1], sys.argv[2])
