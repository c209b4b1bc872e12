#!/usr/bin/python3
# test-cas-readers.py - our CAS files, read by others: libxml2's xmllint and Apache UIMA
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-cas-readers.py QUOTHCTL
import base64
import glob
import importlib
import json
import os
import random
import shutil
import subprocess
import unicodedata

kit = importlib.import_module('test-roundtrip-kit')
want, ok = kit.want, kit.ok

HERE = os.path.dirname(os.path.abspath(__file__))
JAR = '/usr/share/java/uimaj-core.jar'
BITS = ['a', 'Word', ' ', ' ', '\n', '\r\n', '\t', '“', '😀', '\u0085', '\u2028', '\u00a0', '\ufeff',
        'שלום', 'e\u0301', '<b>', '&amp;', '"', '\U0001D49C', ']]>']


def articles(seed):
    rand = random.Random(seed)
    made = []
    for n in range(6):
        text = ''.join(rand.choice(BITS) for _ in range(rand.randrange(1, 80))) or 'x'
        annotations = []
        for i in range(rand.randrange(9)):
            cuts = sorted(rand.randrange(len(text) + 1) for _ in range(4))
            parts = [[s, e] for s, e in [cuts[:2], cuts[2:]] if s < e] or [[0, 1]]
            links = [{'role': 'speaker', 'to': a['id']} for a in annotations[:1]]
            annotations.append({'id': 'n%d "%d"' % (n, i), 'layer': 'anna', 'parts': parts,
                                'type': rand.choice(['claim', 'person', 'odd type']),
                                'attributes': {'odd name': rand.choice(['a\nb', 'é<', 5])},
                                'links': links, 'note': rand.choice([None, 'two\n“lines”'])})
        made.append({'id': 'doc %d' % n, 'name': 'N & %d' % n, 'text': text,
                     'annotations': annotations})
    return made


def export(place, seed, *options):
    project = place.project(place.jsonl(articles(seed)))
    return articles(seed), place.export(project, 'cas-xmi', *options)


def well_formed(place):
    if shutil.which('xmllint') is None:
        raise kit.Skip('xmllint is not installed')
    for options in (), ('--inception',):
        _, folder = export(place, 1, *options)
        files = glob.glob(folder + '/**/*.x*', recursive=True)
        want(len(files) > 6, files)
        done = subprocess.run(['xmllint', '--nonet', '--noout', *files], capture_output=True)
        want(done.returncode == 0 and not done.stderr, done.stderr.decode())


def read_by_uima(folder, files):
    done = subprocess.run(['java', '-cp', JAR, os.path.join(HERE, 'ReadXmi.java'),
                           os.path.join(folder, 'TypeSystem.xml'), *files],
                          capture_output=True, timeout=120)
    want(done.returncode == 0, done.stderr.decode(errors='replace'))
    plain = lambda word: None if word == '-' else base64.b64decode(word).decode()
    return [[line.split(' ')[0]] + [plain(w) for w in line.split(' ')[1:]]
            for line in done.stdout.decode().splitlines()]


def expected(article):
    text = article['text']
    spans = [['quoth.Span', a['type'], a['id'], text[s:e]]
             for a in article['annotations'] for s, e in a['parts']]
    first = {a['id']: text[slice(*a['parts'][0])] for a in article['annotations']}
    relations = [['quoth.Relation', link['role'],
                  '%s %s %s' % (a['id'], link['role'], link['to']), a['id'], link['to'],
                  first[link['to']]]
                 for a in article['annotations'] for link in a['links']]
    return spans + relations


def uima(place):
    if shutil.which('javac') is None or shutil.which('java') is None or not os.path.exists(JAR):
        raise kit.Skip('a JDK and libuima-core-java are not installed')
    for seed in 1, 2:
        made, folder = export(place, seed)
        for article in made:
            name = article['id'].replace(' ', '_') + '.xmi'
            files = glob.glob(os.path.join(folder, '**', name), recursive=True)
            want(len(files) == 1, name, files)
            article['file'] = files[0]
        lines = read_by_uima(folder, [a['file'] for a in made])
        for article in made:
            want(lines.pop(0) == ['text', article['text']], article['text'])
            mine = expected(article)
            theirs = [lines.pop(0) for _ in mine]
            want(sorted(map(json.dumps, theirs)) == sorted(map(json.dumps, mine)), theirs, mine)
        want(not lines, lines)


def is_invisible(c):
    return c.isspace() or unicodedata.category(c) in ('Cc', 'Cf', 'Zs', 'Zl', 'Zp')


def doctor(place):
    """What INCEpTION's CAS doctor demands, checked without our reader."""
    for seed in range(1, 6):
        project = place.project(place.jsonl(articles(seed)))
        folder = place.export(project, 'cas-json', '--inception')
        for path in glob.glob(folder + '/**/*.json', recursive=True):
            cas = json.loads(kit.read(path))
            if '%FEATURE_STRUCTURES' not in cas:
                continue
            structures = {fs['%ID']: fs for fs in cas['%FEATURE_STRUCTURES']}
            units = structures[cas['%VIEWS']['_InitialView']['%SOFA']]['sofaString']
            units = units.encode('utf-16-le')
            covered = lambda fs: units[2 * fs['begin']:2 * fs['end']].decode('utf-16-le')
            members = [structures[m] for m in cas['%VIEWS']['_InitialView']['%MEMBERS']]
            want(len(members) == len(structures) - 1, path)
            named = lambda name: [fs for fs in members if fs['%TYPE'].endswith(name)]
            sentences = named('.Sentence')
            want(len(named('.DocumentMetaData')) == 1 and not named('.Article'), path)
            for fs in named('.Span') + named('.Relation') + sentences:
                text = covered(fs)
                want(text and not is_invisible(text[0]) and not is_invisible(text[-1]), fs, text)
                for end in 'begin', 'end':
                    want(any(s['begin'] <= fs[end] <= s['end'] for s in sentences), fs, sentences)
            for fs in named('.Relation'):
                dependent = structures[fs['@Dependent']]
                want([fs['begin'], fs['end']] == [dependent['begin'], dependent['end']], fs)
                want(structures[fs['@Governor']]['%TYPE'] == 'quoth.Span', fs)


kit.main([('xmllint', well_formed), ('uima', uima), ('doctor', doctor)])
