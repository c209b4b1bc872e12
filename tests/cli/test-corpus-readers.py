#!/usr/bin/python3
# test-corpus-readers.py - what corpus builders load, read by the rules of those who read it:
# brat's server, PolNeAR's events, DirectQuote's columns, a browser's idea of our pages
#
# The rules are written down here from the readers, not from our writers.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-corpus-readers.py QUOTHCTL
import collections
import csv
import glob
import html.parser
import importlib
import io
import os
import random
import re

kit = importlib.import_module('test-roundtrip-kit')
want = kit.want

BITS = ['a', 'Word', 'über', ' ', ' ', ' ', ',', '.', '\n', '\r\n', '\r', '\t', '“', '”', '"', '😀',
        'e\u0301', '\u00a0', '\u0085', '\u2028', '\v', '\f', '\x1d', 'שלום', '\u202e', '\u3000',
        '-DOCSTART-', '\\', '<b>', '&amp;', '</script>', ']]>', ';', '\ufeff', '\x01', '\uffff',
        '\U0001D49C', 'T1', '#', '|']
TYPES = ['person', 'source', 'claim', 'cue', 'x;y', '</script>', 'odd type', 'odd_type', 'Пример']
ROLES = ['speaker', 'cue', 'a:b', 'odd role']
VALUES = ['direct', 'two\nlines', '=1', 'a|b', ', x', ' ', 5, True, ['b', 'c d'], None, '😀', '\x01']
RESERVED = ['<ANY>', '<ENTITY>', '<RELATION>', '<EVENT>', '<NONE>', '<REL-TYPE>', '<OVL-TYPE>']


def parts_of(rand, length):
    cuts = sorted(rand.randrange(length + 1) for _ in range(rand.choice([2, 2, 4, 6])))
    parts = [[s, e] for s, e in zip(cuts[::2], cuts[1::2]) if s < e]
    return parts or [[0, length]]


def article(rand, number):
    text = '%d' % number + ''.join(rand.choices(BITS, k=rand.randrange(1, 120)))
    made = []
    for i in range(rand.randrange(30)):
        named = {'odd %s' % rand.choice('abc'): rand.choice(VALUES) for _ in range(2)}
        kind = rand.choice(TYPES)
        made.append({'id': '%d-%d%s' % (number, i, rand.choice(['', ' "', '\n'])), 'type': kind,
                     'layer': rand.choice(['anna', 'b/n', '=ben']), 'attributes': named,
                     'parts': parts_of(rand, len(text)), 'note': rand.choice([None, 'a\tb\n']),
                     'entity': 'e\n1' if kind in ('person', 'source') else None})
        near = [m['id'] for m in made[:-1] if m['layer'] == made[-1]['layer']]
        made[-1]['links'] = [{'role': role, 'to': to} for role, to in
                             {(rand.choice(ROLES), rand.choice(near)) for _ in range(3) if near}]
    return {'id': rand.choice(['a%d', '../%d', '%d/</script>', '"%d\n']) % number,
            'name': rand.choice(['', '</title><script>', 'N\n"']), 'text': text, 'annotations': made}


def nasty(place):
    rand = random.Random(11)
    made = [article(rand, n) for n in range(8)] + [{'id': 'empty', 'text': '', 'annotations': []}]
    people = [{'id': 'e\n1', 'kind': 'person', 'name': 'Zoë\n"\t</script>', 'wikidata': 'Q1'}]
    return made, place.project(place.jsonl(made, people))


def files(folder, pattern):
    found = sorted(glob.glob(glob.escape(folder) + '/**/' + pattern, recursive=True))
    want(found, folder, 'holds no', pattern)
    return found


def text_of(path):
    text = kit.read(path).decode()
    want('\r' not in text, path, 'has a carriage return')
    return text


def conf_terms(path):
    """annotation.conf as brat's projectconfig.py parses it: section, term → arguments."""
    sections, section = collections.defaultdict(dict), None
    for line in text_of(path).split('\n'):
        head = re.match(r'^\s*\[(.*)\]\s*$', line)
        if head:
            section = sections[head.group(1)]
        elif line.strip() and not re.match(r'^\s*#', line):
            indent, term, rest = re.match(r'^(\s*)(\S+)(?:\s+(.*))?$', line).groups()
            want(not indent and re.match(r'^([a-zA-Z0-9_-]+|<OVERLAP>)$', term), line)
            arguments = {}
            for argument in filter(None, (a.strip() for a in (rest or '').split(','))):
                key, types = re.match(r'^(\S*?):(\S*)$', argument).groups()
                want(key in RESERVED or key not in arguments, line)
                want(all(types.split('|')), line)
                arguments[key.rstrip('?*+')] = types.split('|')
            section[term] = arguments
    want(set(sections) == {'entities', 'relations', 'events', 'attributes'}, sections)
    return sections


def read_span(path, text, data, tail):
    """A T line as annotation.py takes it; returns type and parts."""
    kind, rest = data.split(' ', 1)
    spans = [tuple(map(int, span.split(' '))) for span in rest.split(';')]
    want(all(s < e for s, e in spans) and all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), path,
         spans)
    want(tail == '\t' + ' '.join(text[s:e] for s, e in spans), path, data, tail)
    return kind, spans


def read_ann(path, text):
    """The lines of an .ann by id, split as Python splits them: id → (data, tail)."""
    lines = {}
    for line in kit.read(path).decode().splitlines():
        name, rest = line.split('\t', 1)
        want(re.match(r'^[TRAEN#]\d+$', name) and name not in lines, path, line)
        data, tab, tail = rest.partition('\t')
        lines[name] = data, tab + tail
    return lines


def brat_server(options):
    def case(place):
        made, project = nasty(place)
        folder = place.export(project, 'brat', *options)
        conf = conf_terms(os.path.join(folder, 'annotation.conf'))
        n_spans = n_links = 0
        for path in files(folder, '*.txt'):
            text, lines = text_of(path), read_ann(path[:-3] + 'ann', path)
            targets = []
            for name, (data, tail) in lines.items():
                words = data.split(' ')
                if name[0] == 'T':
                    kind, _ = read_span(path, text, data, tail)
                    want(kind in conf['entities'], path, data)
                    n_spans += 1
                elif name[0] == 'R':
                    want(len(words) == 3 and words[0] in conf['relations'], path, data)
                    want([w.split(':')[0] for w in words[1:]] == ['Arg1', 'Arg2'], path, data)
                    targets += [w.split(':')[1] for w in words[1:]]
                    n_links += 1
                elif name[0] == 'A':
                    known = conf['attributes'][words[0]].get('Value')
                    want(words[2:] == [] if known is None else words[2] in known, path, data, known)
                    targets.append(words[1])
                elif name[0] == 'N':
                    want(re.match(r'^(\S+) (\S+) (\S+?):(\S+)$', data), path, data)
                    targets.append(words[1])
                else:
                    want(name[0] == '#' and len(words) == 2, path, name, data)
                    targets.append(words[1])
            want(set(targets) <= set(lines), path, set(targets) - set(lines))
        lost = sum('covers nothing' in r for v in kit.losses(folder).values() for r in v.values())
        annotations = [a for m in made for a in m['annotations']]
        want(n_spans == len(annotations) - lost, n_spans, len(annotations), lost)
        want(lost or n_links == sum(len(a['links']) for a in annotations), n_links)
    return case


def polnear_events(place):
    """One event for each claim with a cue; what it names is there and of the role's type."""
    made, project = nasty(place)
    folder = place.export(project, 'polnear')
    n_events = 0
    for path in files(folder, '*.ann'):
        stem = os.path.basename(path)[:-4]
        text = text_of(max((p for p in files(folder, '*.txt')
                            if stem.startswith(os.path.basename(p)[:-4] + '_')), key=len))
        lines = read_ann(path, text)
        kinds = {name: read_span(path, text, data, tail)[0]
                 for name, (data, tail) in lines.items() if name[0] == 'T'}
        for name, (data, _) in lines.items():
            want(name[0] in 'TE', path, name)
            if name[0] != 'E':
                continue
            n_events += 1
            roles = [tuple(word.split(':')) for word in data.split(' ')]
            want([r for r, _ in roles[:3]] == ['Attribution', 'Content', 'Cue'], path, data)
            for role, target in roles:
                # A source may be what is no mention; all else is of its role.
                kind = kinds[target]
                want(kind == role or role[:6] == 'Source', path, data, kinds)
    # Types that nobody knew may have become claims, by what they link to.
    cued = [a for m in made for a in m['annotations']
            if any(k['role'] == 'cue' for k in a['links'])]
    want(0 < n_events <= len(cued), n_events, len(cued))


def directquote_columns(place):
    """Two columns; a quotation is whole, and of one kind."""
    text = '“One two,” Mia said. “Three,” said Roe. “Four.” Nobody said that.'
    notes = [{'id': 'm', 'type': 'person', 'parts': [[11, 14]]},
             {'id': 'r', 'type': 'person', 'parts': [[35, 38]]}]
    for i, (span, speaker) in enumerate([([0, 10], 'm'), ([21, 29], 'r'), ([40, 47], None)]):
        notes.append({'id': 'c%d' % i, 'type': 'claim', 'parts': [span], 'attributes': {
            'quote_type': 'direct'}})
        if speaker is not None:
            notes[-1]['links'] = [{'role': 'speaker', 'to': speaker}]
    folder = place.export(place.project(place.jsonl([{'text': text, 'annotations': [
        dict(n, layer='anna') for n in notes]}])), 'directquote', '--layer', 'anna')
    found, words = [], ''
    for line in text_of(files(folder, '*.txt')[0]).split('\n'):
        if not line:
            continue
        token, tag = line.split('\t')
        words += token
        if tag[:2] == 'B-':
            found.append([tag[2:], token])
        elif tag != 'Out':
            want(tag == 'I-' + found[-1][0], tag, found)
            found[-1][1] += token
    want(words == text.replace(' ', ''), words)
    want(found == [['RightSpeaker', '“Onetwo,”'], ['Speaker', 'Mia'], ['RightSpeaker', '“Three,”'],
                   ['Speaker', 'Roe'], ['Unknown', '“Four.”']], found)


class Page(html.parser.HTMLParser):
    """The text of an article as a page shows it, and the rows of who said what."""

    def __init__(self, page):
        super().__init__()
        self.stack, self.text, self.rows, self.targets, self.ids = [], '', [], [], []
        self.feed(page)

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        self.ids += [attributes['id']] if 'id' in attributes else []
        if name in ('meta', 'br'):
            return
        self.stack.append((name, attributes.get('class')))
        if name == 'tr':
            self.rows.append([])
        elif name in ('td', 'th'):
            self.rows[-1].append('')
        elif name == 'a' and attributes['href'].startswith('#'):
            self.targets.append(attributes['href'][1:])

    def handle_endtag(self, name):
        want(self.stack.pop()[0] == name, 'unbalanced', name, self.stack)

    def handle_data(self, data):
        if ('div', 'text') in self.stack:
            self.text += data
        elif self.stack and self.rows and any(n in ('td', 'th') for n, _ in self.stack):
            self.rows[-1][-1] += data


def pages_show(place):
    made, project = nasty(place)
    folder = place.export(project, 'html', '--layer', 'anna')
    shown = []
    for path in files(folder, '*.html'):
        page = Page(kit.read(path).decode())
        want(not page.stack and len(page.ids) == len(set(page.ids)), path, page.stack)
        want(set(page.targets) <= set(page.ids), path, set(page.targets) - set(page.ids))
        if os.path.basename(path) != 'index.html':
            shown.append((page.text, len(page.rows)))
        else:
            want(len(page.rows) == len(made) + 1 and all(row[0].strip() for row in page.rows), path,
                 page.rows)
    plain = lambda text: re.sub(r'\s', ' ', re.sub('[\x01-\x08\x0b\x0c\x0e-\x1f]', '\ufffd',
                                                  re.sub('\r\n?', '\n', text)))
    for article in made:
        n = sum(a['type'] == 'claim' and a['layer'] == 'anna' for a in article['annotations'])
        rows = [rows for text, rows in shown if plain(text) == plain(article['text'])]
        want(rows and rows[0] >= n + (n > 0), article['text'], n, rows)


def all_speakers(place):
    """Of a claim that several make, the table for readers names all, each in its place."""
    people = [{'id': 'e0', 'kind': 'person', 'name': 'Mia; Roe'},
              {'id': 'e2', 'kind': 'person', 'name': 'Bo, Li', 'wikidata': 'Q2'}]
    spans = [[0, 3], [5, 7], [12, 15], [8, 11]]
    made = [{'id': 'd', 'text': 'Mia, Bo and all said so.', 'annotations': [
        {'id': 'p%d' % n, 'layer': 'anna', 'type': 'person', 'parts': [span],
         'entity': {0: 'e0', 2: 'e2'}.get(n)}
        for n, span in enumerate(spans)] + [
            {'id': 'c%d' % n, 'layer': 'anna', 'type': 'claim', 'parts': [[21, 23]],
             'links': [{'role': 'speaker', 'to': 'p%d' % k} for k in speakers]}
            for n, speakers in enumerate([(0, 1, 2), (1, 3), (2,), ()])]}]
    folder = place.export(place.project(place.jsonl(made, people)), 'csv')
    rows = csv.DictReader(io.StringIO(kit.read(folder + '/claims.csv').decode(), newline=''))
    told = {row['id']: (row['speaker'], row['person'], row['wikidata']) for row in rows}
    want(told == {'c0': ('Mia; Bo; all', 'Mia, Roe; ; Bo, Li', '; ; Q2'),
                  'c1': ('Bo; and', '', ''),
                  'c2': ('all', 'Bo, Li', 'Q2'),
                  'c3': ('', '', '')}, told)


def losses_before(place):
    """What a preview lists is what the export then loses, in every format."""
    _, project = nasty(place)
    for name in kit.formats('export'):
        done = kit.ok('export', project, '--format', name, '--preview')
        lines = done.out.split('\n')
        named = kit.losses(place.export(project, name))
        told = sorted('%s %s: %s' % (article, key, reason) for article, entries in named.items()
                      for key, reason in entries.items() if '\n' not in article + key)
        for line in told:
            head, _, reasons = line.partition(': ')
            want(all('%s: %s' % (head, reason) in lines for reason in reasons.split('; ')), name,
                 line, done.out)
        want('%d thing' % sum(map(len, named.values())) in done.err, name, done.err)


def losses_once(place):
    """What each layer's file loses of the same text is one loss, told once."""
    made = [{'id': 'd', 'text': 'one \x01 two', 'annotations': [
        {'layer': layer, 'type': 'cue', 'parts': [[0, 3]]} for layer in ('anna', 'ben')]}]
    folder = place.export(place.project(place.jsonl(made)), 'cas-xmi')
    want(kit.losses(folder) == {'d': {
        'd': '1 characters of the text that XML cannot hold became U+FFFD'}}, kit.losses(folder))


kit.main([('brat', brat_server(())), ('brat-ids', brat_server(('--with-ids',))),
          ('polnear', polnear_events), ('directquote', directquote_columns), ('pages', pages_show),
          ('speakers', all_speakers), ('losses', losses_once),
          ('preview', losses_before)])
