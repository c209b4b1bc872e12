#!/usr/bin/env python3
"""make-sample.py - makes the sample project from marked-up texts

usage: make-sample.py SOURCE_FOLDER TARGET_FOLDER [--check]

Reads entities.json and NN-NAME.txt in SOURCE_FOLDER and writes entities.jsonl and
articles.jsonl in TARGET_FOLDER, so that nobody counts offsets. With --check it
writes nothing and fails when the target differs.

A text begins with `key: value` lines (name, language, `tag.…`, else metadata) up
to a line `---`, and ends at the end of the file or a line `===`. Marks in it:

    ⟨p3=ost:Mara Ostrander⟩   starts annotation p3, linked to entity ost, and ends it
    ⟨p=ost:…⟩                 the same where nothing refers to it
    ⟨/c1⟩                     ends c1 where marks cross
    ⟨u00A0⟩                   the character of that number

The letters say the type (TYPES below); the same id again is a further part of the
same annotation. Lines after `===` add to annotations:

    c1 speaker=p3 cue=k1 certainty=probable no_speaker note="open question"

where a role's value names annotations (separated by commas) and other words are
attributes. Layers are left out: they are named when the sample is imported.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import re
import shlex
import sys

TYPES = {'p': 'person', 'c': 'claim', 'k': 'cue', 's': 'source', 'r': 'role', 'q': 'quote',
         'z': 'zone'}
ROLES = ('speaker', 'cue', 'addressee', 'via', 'parent', 'repeats', 'contradicts', 'supports')
CREATED = '2026-03-08T09:00:00Z'
MARK = re.compile(r'⟨u([0-9A-F]{4,6})⟩|⟨/([a-z]+[0-9]+)⟩|'
                  r'⟨([a-z]+)([0-9]*)(?:=([\w-]+))?:|(⟩)|(⟨)')


class Mistake(Exception):
    pass


def parse_text(marked):
    """The plain text, and for each annotation its parts and entity."""
    plain, annotations, open_marks = [], {}, []
    length, position = 0, 0

    def put(piece):
        nonlocal length
        plain.append(piece)
        length += len(piece)

    def close(index):
        name, start = open_marks.pop(index)
        annotations[name]['parts'].append([start, length])

    for mark in MARK.finditer(marked):
        put(marked[position:mark.start()])
        position = mark.end()
        code, closed, letters, number, entity, end, stray = mark.groups()
        if code:
            put(chr(int(code, 16)))
        elif closed:
            found = [i for i, (name, _) in enumerate(open_marks) if name == closed]
            if not found:
                raise Mistake('%s ends without a start' % closed)
            close(found[-1])
        elif letters:
            if letters not in TYPES:
                raise Mistake('unknown letters %s' % letters)
            name = letters + number if number else '%s-%d' % (letters, len(annotations))
            known = annotations.setdefault(name, {'type': TYPES[letters], 'parts': [],
                                                  'entity': None})
            known['entity'] = entity or known['entity']
            open_marks.append((name, length))
        elif end:
            if not open_marks:
                raise Mistake('⟩ closes nothing near "%s"' % marked[max(0, position - 40):position])
            close(-1)
        elif stray:
            raise Mistake('stray ⟨ near "%s"' % marked[position:position + 40])
    put(marked[position:])
    if open_marks:
        raise Mistake('%s never ends' % open_marks[-1][0])
    return ''.join(plain), annotations


def inside_quotes(text):
    """For each code point whether it stands inside double quotation marks."""
    inside = [False] * len(text)
    opened = None
    for i, char in enumerate(text):
        if char in '“„«' and opened is None:
            opened = '“' if char == '„' else '»' if char == '«' else '”'
        elif opened is not None and (char == opened or char == '\n'):
            opened = None
        elif opened is not None:
            inside[i] = True
    return inside


def quote_type(text, parts):
    inside = inside_quotes(text)
    counted = [inside[i] for start, end in parts for i in range(start, end) if text[i].isalnum()]
    if all(counted):
        return 'direct'
    return 'mixed' if any(counted) else 'indirect'


def apply_line(line, annotations):
    words = shlex.split(line)
    name = words[0]
    if name not in annotations:
        raise Mistake('%s is not in the text' % name)
    annotation = annotations[name]
    for word in words[1:]:
        key, _, value = word.partition('=')
        if key in ROLES:
            for target in value.split(','):
                if target not in annotations:
                    raise Mistake('%s: %s is not in the text' % (name, target))
                annotation.setdefault('links', []).append((key, target))
        elif key == 'note':
            annotation['note'] = value
        else:
            annotation.setdefault('attributes', {})[key] = value if value else True


def read_article(path):
    with open(path, encoding='utf-8', newline='') as file:
        content = file.read()
    head, _, rest = content.partition('\n---\n')
    marked, _, lines = rest.partition('\n===\n')
    article = {'id': os.path.basename(path)[:-4], 'name': '', 'language': 'en'}
    metadata, tags = {}, {}
    for line in head.split('\n'):
        key, _, value = line.partition(': ')
        if key in ('name', 'language'):
            article[key] = value
        elif key.startswith('tag.'):
            tags[key[4:]] = value.split(', ') if key == 'tag.topics' else value
        else:
            metadata[key] = value
    text, annotations = parse_text(marked.rstrip('\n'))
    for line in lines.split('\n'):
        if line.strip():
            apply_line(line, annotations)
    for name, annotation in annotations.items():
        annotation['parts'].sort()
        if annotation['type'] == 'claim':
            annotation.setdefault('attributes', {}).setdefault(
                'quote_type', quote_type(text, annotation['parts']))
    article.update(text=text, metadata=metadata, tags=tags)
    return article, annotations


def article_line(article, annotations):
    prefix = article['id'] + '-'
    records = []
    for name, annotation in annotations.items():
        records.append({
            'id': prefix + name,
            'type': annotation['type'],
            'parts': annotation['parts'],
            'quotes': [article['text'][start:end] for start, end in annotation['parts']],
            'entity': annotation['entity'],
            'attributes': dict(sorted(annotation.get('attributes', {}).items())),
            'links': [{'role': role, 'to': prefix + to}
                      for role, to in sorted(annotation.get('links', []), key=lambda l: l[0])],
            'origin': 'human',
            'created': CREATED,
            'note': annotation.get('note'),
        })
    records.sort(key=lambda record: record['id'])
    line = {key: article[key] for key in ('id', 'name', 'text', 'language')}
    line['metadata'] = dict(sorted(article['metadata'].items()))
    line['tags'] = dict(sorted(article['tags'].items()))
    line['annotations'] = records
    return line


def dump(records):
    return ''.join(json.dumps(record, ensure_ascii=False, separators=(',', ':')) + '\n'
                   for record in sorted(records, key=lambda record: record['id']))


def make(source):
    with open(os.path.join(source, 'entities.json'), encoding='utf-8') as file:
        entities = json.load(file)
    full = [{'id': key, 'kind': entry.get('kind', 'person'), 'name': entry['name'],
             'aliases': sorted(entry.get('aliases', [])),
             'status': entry.get('status', 'named'), 'wikidata': None,
             'note': entry.get('note')} for key, entry in entities.items()]
    articles = []
    for name in sorted(os.listdir(source)):
        if name.endswith('.txt'):
            try:
                article, annotations = read_article(os.path.join(source, name))
                for key, annotation in annotations.items():
                    if annotation['entity'] and annotation['entity'] not in entities:
                        raise Mistake('%s: no entity %s' % (key, annotation['entity']))
            except Mistake as mistake:
                sys.exit('%s: %s' % (name, mistake))
            articles.append(article_line(article, annotations))
    return {'entities.jsonl': dump(full), 'articles.jsonl': dump(articles)}


def main(source, target, check):
    for name, content in make(source).items():
        path = os.path.join(target, name)
        if not check:
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(content)
            continue
        with open(path, encoding='utf-8', newline='') as file:
            if file.read() != content:
                sys.exit('%s is out of date: run build-aux/make-sample.py' % path)


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], '--check' in sys.argv[3:])
