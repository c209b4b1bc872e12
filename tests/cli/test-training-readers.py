#!/usr/bin/python3
# test-training-readers.py - what trainers and analysts load, read by others: NLTK, pandas,
# DuckDB, the rules of spaCy and Prodigy, and our pages in a browser
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-training-readers.py QUOTHCTL
import collections
import glob
import html.parser
import http.server
import importlib
import json
import os
import random
import shutil
import subprocess
import threading

kit = importlib.import_module('test-roundtrip-kit')
want = kit.want

# Cells that readers of tables take for a missing one, and that tear tables apart.
WORDS = ['NA', 'null', 'nan', 'None', '12', '1e5', 'true', 'Zoë', '😀', 'שלום', '“so', 'it”', 'a,b',
         '=1+1', '"hm"', "'s", 'x;y', 'e\u0301t\u00e9', '2026-01-31', 'Anna', 'said', '<b>', '&amp;']
N_ARTICLES = 8
ELEMENTS = {'html', 'head', 'meta', 'title', 'style', 'body', 'nav', 'main', 'h1', 'h2', 'p', 'div',
            'span', 'sub', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'br', 'footer'}
BROWSERS = ['chromium', 'chromium-browser', 'google-chrome']
DUCK = """
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(process.argv[1]);
  console.log(JSON.stringify(reader.getRowsJson()));
})();
"""


def need(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise kit.Skip('%s is not installed' % name)


def articles(flat):
    """Texts of sentences; annotations of whole words in one sentence, side by side if @flat."""
    rand = random.Random(3)
    made = []
    for n in range(N_ARTICLES):
        text, annotations = '', []
        for _ in range(4):
            starts = []
            for word in ['Here'] + rand.choices(WORDS, k=9) + ['ends']:
                starts.append((len(text), len(text) + len(word)))
                text += word + ' '
            text = text[:-1] + '.\n'
            cuts = sorted(rand.sample(range(len(starts) + 1), 4))
            for first, last in [cuts[:2], cuts[2:]] + ([] if flat else [[cuts[0], cuts[3]]]):
                annotations.append({'id': 'n%d-%d' % (n, len(annotations)), 'layer': 'anna',
                                    'type': rand.choice(['person', 'claim', 'cue']),
                                    'parts': [[starts[first][0], starts[last - 1][1]]]})
        annotations[0]['type'] = 'claim'
        annotations[0]['links'] = [{'role': 'speaker', 'to': annotations[1]['id']}]
        made.append({'id': 'doc%d' % n, 'name': 'null', 'text': text, 'annotations': annotations})
    return made


def exported(place, name, *options, flat=False):
    made = articles(flat)
    return made, place.export(place.project(place.jsonl(made)), name, *options)


def files(folder, pattern):
    found = sorted(glob.glob(folder + '/**/' + pattern, recursive=True))
    want(found, folder, 'holds no', pattern)
    return found


def letters(text):
    return ''.join(text.split())


def nltk_chunks(options, columns, iobes):
    def case(place):
        need('nltk')
        from nltk.chunk import conlltags2tree
        from nltk.corpus.reader import ConllCorpusReader
        made, folder = exported(place, 'conll2003', *options, flat=True)
        names = [os.path.relpath(p, folder) for p in files(folder, '*.conll')]
        reader = ConllCorpusReader(folder, names, columns)
        found, words = collections.Counter(), ''
        for name in names:
            for sentence in reader.tagged_sents(name):
                words += letters(''.join(word for word, _ in sentence))
                tags = [tag for _, tag in sentence]
                for tag, after in zip(tags, tags[1:] + ['O']):
                    # Where each ends, told by the tag alone and by the tag that follows.
                    ends = tag[0] in 'ES'
                    want(not iobes or tag == 'O' or ends == (after[0] not in 'IE'), tag, after)
                plain = [(w, '', tag.replace('S-', 'B-', 1).replace('E-', 'I-', 1))
                         for w, tag in sentence]
                tree = conlltags2tree(plain, strict=True)
                found.update((t.label(), letters(''.join(w for w, _ in t)))
                             for t in tree.subtrees() if t is not tree)
        expected = collections.Counter((a['type'], letters(article['text'][s:e]))
                                       for article in made for a in article['annotations']
                                       for s, e in a['parts'])
        want(len(words) == sum(len(letters(a['text'])) for a in made), 'letters are missing')
        want(found == expected, 'gone:', expected - found, 'new:', found - expected)
    return case


def spans_of(made):
    return sorted((article['id'], x['id'], x['type'], s, e, article['text'][s:e])
                  for article in made for x in article['annotations'] for s, e in x['parts'])


def pandas_tables(place):
    pandas = need('pandas')
    for options in [], ['--spreadsheet']:
        made, folder = exported(place, 'csv', *options)
        frames = {os.path.basename(path): pandas.read_csv(path, keep_default_na=False)
                  for path in files(folder, '*.csv')}
        spans = frames['spans.csv']
        want(spans['start'].dtype.kind == 'i' and spans['end'].dtype.kind == 'i', spans.dtypes)
        found = sorted(spans[['document', 'id', 'label', 'start', 'end', 'text']]
                       .itertuples(index=False, name=None))
        expected = spans_of(made)
        if options:
            # What a spreadsheet would compute has a mark before it.
            found = [row[:-1] + (row[-1][row[-1][:2] == "'=":],) for row in found]
        want(found == expected, [row for row in found if row not in expected][:3],
             [row for row in expected if row not in found][:3])
        want(sorted(frames['articles.csv']['length']) == sorted(len(a['text']) for a in made))
        want(list(frames['articles.csv']['name']) == ['null'] * N_ARTICLES)
        want(len(frames['relations.csv']) == N_ARTICLES, frames['relations.csv'])


def pandas_lines(place):
    pandas = need('pandas')
    for name in 'hf', 'spacy', 'prodigy', 'doccano', 'labelbuddy':
        made, folder = exported(place, name)
        for path in files(folder, '*.jsonl'):
            frame = pandas.read_json(path, lines=True, dtype=False, convert_dates=False)
            want(sorted(frame['text']) == sorted(a['text'] for a in made), path)
            # A missing member of a line would be NaN.
            want(not frame.isnull().values.any(), path, frame.isnull().sum())


def tokens_cover(text, tokens, path):
    at = 0
    for i, token in enumerate(tokens):
        want(token['id'] == i and token['start'] < token['end'], path, token)
        want(text[at:token['start']] in ('', ' '), path, token, text[at:token['start']])
        at = token['end']
    want(text[at:] in ('', ' '), path, text[at:])


def spacy_docs(place):
    """Doc.from_json() takes spans that begin and end with tokens, and no overlapping ents."""
    made, folder = exported(place, 'spacy')
    found = []
    for path in files(folder, 'spacy.jsonl'):
        for doc in kit.lines(kit.read(path)):
            text = doc['text']
            tokens_cover(text, doc['tokens'], path)
            starts = {t['start'] for t in doc['tokens']}
            ends = {t['end'] for t in doc['tokens']}
            at = 0
            for span in doc['ents']:
                want(at <= span['start'] and span in doc['spans']['quoth'], path, span)
                at = span['end']
            for span in doc['spans']['quoth']:
                want(span['start'] in starts and span['end'] in ends, path, span)
                found.append((doc['meta']['doc'], span['label'], span['start'], span['end']))
    want(sorted(found) == sorted(row[:1] + row[2:5] for row in spans_of(made)))


def prodigy_tasks(place):
    """Tokens with their blanks give the text; token_end is the last token, not behind it."""
    made, folder = exported(place, 'prodigy')
    found, n_relations = [], 0
    for path in files(folder, 'prodigy.jsonl'):
        for task in kit.lines(kit.read(path)):
            text, tokens = task['text'], task['tokens']
            tokens_cover(text, tokens, path)
            want(''.join(t['text'] + ' ' * t['ws'] for t in tokens) == text, path, text)
            for span in task['spans']:
                first, last = tokens[span['token_start']], tokens[span['token_end']]
                want((first['start'], last['end']) == (span['start'], span['end']), path, span)
                found.append((task['meta']['doc'], span['label'], span['start'], span['end']))
            for relation in task['relations']:
                for end in 'head', 'child':
                    want(relation[end] == relation[end + '_span']['token_end'], path, relation)
                n_relations += 1
    want(sorted(found) == sorted(row[:1] + row[2:5] for row in spans_of(made)))
    want(n_relations == N_ARTICLES, n_relations)


def duck(query):
    done = subprocess.run(['node', '-e', DUCK, query], capture_output=True, timeout=60)
    want(done.returncode == 0, query, done.stderr.decode())
    return json.loads(done.stdout)


def duckdb(place):
    """Is used where Node finds @duckdb/node-api (NODE_PATH); nothing is fetched."""
    if shutil.which('node') is None or subprocess.run(
            ['node', '-e', 'require.resolve("@duckdb/node-api")'], capture_output=True).returncode:
        raise kit.Skip('Node or @duckdb/node-api is not installed')
    made, folder = exported(place, 'csv')
    path, = files(folder, 'spans.csv')
    rows = duck('SELECT document, id, label, "start"::INT, "end"::INT, text FROM '
                "read_csv('%s', header=true, nullstr='\\N')" % path)
    want(sorted(map(tuple, rows)) == spans_of(made), rows[:3])
    made, folder = exported(place, 'hf')
    path, = files(folder, 'hf.jsonl')
    rows = duck('SELECT doc, s.id, s.label, s."start"::INT, s."end"::INT, s.text FROM '
                "(SELECT doc, unnest(spans) AS s FROM read_json('%s'))" % path)
    want(sorted(map(tuple, rows)) == spans_of(made), rows[:3])


class Asked(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments):
        pass


class Elements(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.names, self.problems, self.text = set(), [], ''
        self.feed(page)

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, name, attributes):
        self.names.add(name)
        # Links of the reader's are no requests; everything else that has an address is one.
        self.problems += [(name, k, v) for k, v in attributes
                          if k.startswith('on') or k in ('src', 'srcset', 'style', 'data')]


def browser(place):
    """Pages show, print, run nothing and ask for nothing."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None or shutil.which('identify') is None:
        raise kit.Skip('Chromium or ImageMagick is not installed')
    server = http.server.HTTPServer(('127.0.0.1', 0), Asked)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    nasty = ('</div></title></style><img src="http://127.0.0.1:%d/a"><script>document.title="run";'
             'fetch("http://127.0.0.1:%d/b")</script>' % (server.server_port, server.server_port))
    made = articles(False)
    for article in made:
        article['text'] += nasty
        article['name'] = 'N ' + nasty
        article['metadata'] = {'publisher': nasty, 'url': 'javascript:alert(1)'}
        article['annotations'][0]['note'] = nasty
    folder = place.export(place.project(place.jsonl(made)), 'html')
    pages = files(folder, '*.html')
    want(len(pages) == N_ARTICLES + 1, pages)
    options = ['--headless', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
               '--disable-background-networking', '--user-data-dir=' + place.path('profile')]
    # The sandbox wants a user who is not root.
    options += ['--no-sandbox'] if os.getuid() == 0 else []
    shown = ''
    for page in pages:
        elements = Elements(kit.read(page).decode())
        want(not elements.problems and elements.names <= ELEMENTS, page, elements.problems,
             elements.names - ELEMENTS)
        shown += elements.text
    for article in made:
        want(article['text'] in shown, article['text'])
    for page in pages[0], os.path.join(folder, 'index.html'):
        shot, printed = place.path('shot.png'), place.path('print.pdf')
        for what in '--screenshot=' + shot, '--print-to-pdf=' + printed, '--dump-dom':
            done = subprocess.run([program, *options, what, 'file://' + page], capture_output=True,
                                  timeout=120)
            want(done.returncode == 0, what, done.stderr.decode())
        want(b'<script' not in done.stdout and b'<title>run<' not in done.stdout, page)
        colors = subprocess.run(['identify', '-format', '%k', shot], capture_output=True)
        want(int(colors.stdout) > 16, page, 'is blank', colors.stdout)
        want(kit.read(printed).startswith(b'%PDF') and os.path.getsize(printed) > 4000, page)
    server.shutdown()
    want(not server.asked, server.asked)


kit.main([('nltk-iob2', nltk_chunks([], ('words', 'pos'), False)),
          ('nltk-iobes', nltk_chunks(['--iobes', '--four-columns'],
                                     ('words', 'ignore', 'chunk', 'pos'), True)),
          ('pandas-csv', pandas_tables), ('pandas-jsonl', pandas_lines), ('spacy', spacy_docs),
          ('prodigy', prodigy_tasks), ('duckdb', duckdb), ('browser', browser)])
