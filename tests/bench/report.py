#!/usr/bin/env python3
"""report.py - writes RESULTS.md and results.jsonl from what the benchmarks printed

usage: meson test -C build --benchmark
       tests/bench/report.py build        (or files of JSON lines, later ones win)

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = ['5 kB, 100', '100 kB, 1k', '1 MB, 10k', '5 MB, 50k']
LABELBUDDY_OPEN = dict(zip(CASES, (18, 79, 944, 24400)))
LABELBUDDY_EDIT = dict(zip(CASES[1:], (15, 45, 222)))
LABELBUDDY_SCROLL = {'100 kB, 1k': 6.8, '5 MB, 50k': 21}

# Of each table: title, [(bench, case, metric, name, target, what labelbuddy takes)].
# Rates are per CPU second, more is better; all else is CPU milliseconds, less is better.
OPEN = [('window', c, 'first-frame', f'{c} annotations', t, LABELBUDDY_OPEN[c])
        for c, t in zip(CASES, (15, 25, 50, 200))]
EDITS = [('window', c, m, f'{m}, {c}', t, LABELBUDDY_EDIT.get(c))
         for c, t in zip(CASES, (3, 3, 3, 5)) for m in ('add', 'delete', 'relabel', 'undo')]
KEPT = [('window', c, f'{m}-kept', f'{m}, {c}', None, None)
        for c in CASES for m in ('add', 'delete', 'relabel', 'undo')]
VIEW = [('view', c, m, f'{m}, {c}', None, None)
        for c in CASES
        for m in ('plain-textview', 'first-frame', 'add', 'delete', 'relabel', 'undo')]
SCROLL = [('view', c, 'scroll-page', c, 16, LABELBUDDY_SCROLL.get(c)) for c in CASES]
BEHIND = [('window', c, m, f'{m}, {c}', None, None)
          for c in CASES for m in ('first-frame-behind', 'gesture-behind')]
SIZES = ['1000', '10000', '100000']
CORPUS = [('corpus', n, m, f'{m}, {int(n):,} articles', t, rivals[n])
          for m, t, rivals in (
              ('import', 10000, dict(zip(SIZES, (2080, 2490, 2080)))),
              ('export', 40000, dict(zip(SIZES, (4760, 9280, 9560)))),
              ('index', None, dict.fromkeys(SIZES)),
              ('import and index', None, dict.fromkeys(SIZES)),
              ('bare-sqlite', None, dict.fromkeys(SIZES)))
          for n in SIZES]
SEARCH = [('corpus', '100000', m, m, None, r)
          for m, r in (('search-rare', 721), ('search-common', 556), ('search-phrase', 441),
                       ('search-prefix', None), ('search-nothing', 331), ('count-common', None),
                       ('open', None))]
AGREEMENT = [('agreement', c, m, f'{m}, {c}', t, None)
             for c, m, t in (('10 x 100,000', 'alpha-nominal', 10),
                             ('2 x 100,000', 'kappa-cohen', 10),
                             ('10 x 100,000', 'kappa-fleiss', 10),
                             ('3 x 10,000', 'alpha-u', 50),
                             ('2 x 10,000', 'f1-exact', 50),
                             ('2 x 10,000', 'f1-overlap', 50),
                             ('2 x 100', 'gamma-30-samples', None),
                             ('2 x 1,000', 'gamma-30-samples', 2000),
                             ('3 x 100', 'gamma-exact-alignment', 1000),
                             ('6 layers x 60', 'article', None),
                             ('6 layers x 2,000', 'article', None))]
REVIEW = [('review', '1 MB, 6 layers x 2,000', m, n, t, None)
          for m, n, t in (('first-frame', 'to the first dispute', 300),
                          ('decide', 'to the next dispute', 16),
                          ('decide-kept', 'until it is on the disk', None))]
TABLES = [
    ('The first frame of an article, in the whole window', OPEN,
     'From the wish to open it to the painted frame: reading the file, the annotations, the lists, '
     'the text. Five annotations deep.'),
    ('A gesture, in the whole window', EDITS,
     'From the gesture to the painted frame, the transaction that waits for the disk included.'),
    ('A gesture until it is on the disk', KEPT,
     'The part of the above before the frame: the command, the transaction with its fsync, and '
     'telling everybody.'),
    ('Scrolling by a page', SCROLL, 'The article view by itself.'),
    ('The article view by itself', VIEW,
     'What of the above is drawing. `plain-textview` is GTK\'s own text view with the same text and '
     'no annotations, in the same run: it tells how fast the machine is.'),
    ('What the window puts off', BEHIND,
     'Work after the frame until nothing moves any more: GTK measures the rest of the text, lists '
     'are brought up to date, animations (toasts) run. It does not keep the user waiting.'),
    ('Review, in the whole window', REVIEW,
     'An article of 1 MB with six layers of 2,000 annotations each: from the article to its '
     'disputes on the screen, the worker included; from a decision to the next dispute.'),
    ('A corpus', CORPUS,
     'Articles of 3 kB with 10 annotations, two of them claims with speaker, cue and an attribute; '
     'per CPU second, in `quoth-jsonl`. `import` ends when all is on the disk and can be worked on. '
     'The search index is filled behind it, in a worker of its own: that is `index`, and not a part '
     'of `import`; `import and index` is both one after the other. `bare-sqlite` inserts the texts '
     'and ten bare rows each into two tables without indices in the same run: it tells how fast the '
     'machine is.'),
    ('Searching 100,000 articles', SEARCH, 'The first 20 hits with their context. labelbuddy scans.'),
    ('Agreement', AGREEMENT,
     'Raters by items, or annotators by units. `gamma-exact-alignment` is the best alignment of '
     'three annotators, without chance; `article` is all statistics of one article, bootstrap '
     'included. labelbuddy has none of this.'),
]


def lines_of(path):
    """The results in a build directory, in meson's log, or in a file of JSON lines."""
    if os.path.isdir(path):
        path = os.path.join(path, 'meson-logs', 'benchmarklog.json')
    with open(path, encoding='utf-8') as file:
        for line in file:
            if not line.startswith('{'):
                continue
            value = json.loads(line)
            if 'stdout' in value:
                yield from (l for l in value['stdout'].splitlines() if l.startswith('{'))
            elif 'bench' in value:
                yield line.strip()


def verdict(value, target, rate):
    if target is None:
        return ''
    ratio = value / target if rate else target / value
    return f'met ({ratio:.1f} ×)' if ratio >= 1 else f'**missed by {100 * (1 / ratio - 1):.0f} %**'


def number(value, rate):
    if value is None:
        return '–'
    return f'{value:,.0f}' if rate or value >= 100 else f'{value:.2g}' if value < 10 else f'{value:.0f}'


def rows_of(rows, results):
    for bench, case, metric, name, target, rival in rows:
        found = results.get((bench, case, metric))
        if found is None:
            continue
        rate = 'per_cpu_s' in found
        value = found['per_cpu_s'] if rate else found['cpu_ms']
        worst = '' if rate else number(found['worst_ms'], False)
        yield (f'| {name} | {number(target, rate)} | {number(rival, rate)} | {number(value, rate)} '
               f'| {worst} | {found["memory_mb"]} | {verdict(value, target, rate)} |')


# Of formats: MB of the format's own files per CPU second, and MB of memory.
TEXT_OUT, TEXT_IN, XML, MEMORY = 200, 100, 40, 150
FORMATS = (
    'Every format, from the table of formats. *Alone* is the writer or reader by itself, on articles '
    'as they come from the project or go to nowhere; that is what the target is for ({0} MB/s out '
    'and {1} MB/s in for JSON and text, {2} MB/s for XML). Alone, a writer makes every byte of its '
    'files, and the system drops them; *with files* is the same with its files made, in memory, a '
    'reader\'s files always included. *Whole* is an export or import with the project, in articles '
    'and MB of files per CPU second. Best of three runs; `bare-files` is no format and not Quoth\'s: '
    'the texts alone, each opened, written and closed as a file of its own in the same run. What has '
    'files for each article cannot make them faster. `release` is none either: a release in '
    'quoth-jsonl, conll2003 and hf, with splits, sums and its card. Memory is the peak of the whole '
    'way, target {3} MB.'
).format(TEXT_OUT, TEXT_IN, XML, MEMORY)


def format_row(name, steps, alone, whole, target):
    if whole not in steps:
        return None
    speed = steps[alone]['mb_per_cpu_s']
    target = XML if steps[alone]['xml'] else target
    memory = steps[whole]['memory_mb']
    verdicts = [verdict(speed, target, True)]
    if memory > MEMORY:
        verdicts.append(f'**{memory} MB**')
    files = steps.get(alone + '-files', steps[alone])
    return (f'| {name} | {target} | {number(speed, True)} | {number(files["mb_per_cpu_s"], True)} '
            f'| {number(steps[whole]["mb_per_cpu_s"], True)} '
            f'| {number(steps[whole]["per_cpu_s"], True)} | {memory} | {", ".join(verdicts)} |')


def plain_row(steps, name, whole):
    """What is no format: it has no target."""
    speed = number(steps["mb_per_cpu_s"], True)
    return (f'| *{name}* | – | – | {"–" if whole else speed} | {speed if whole else "–"} '
            f'| {number(steps["per_cpu_s"], True)} | {steps["memory_mb"]} | |')


def format_tables(results):
    """Formats that landed since are in the results, so no list of them is needed here."""
    sizes = {}
    for (bench, case, _), value in results.items():
        if bench == 'formats':
            sizes.setdefault(int(case), {}).setdefault(value['format'], {})[value['metric']] = value
    for size, formats in sorted(sizes.items()):
        for title, alone, whole, target in (('out', 'write', 'export', TEXT_OUT),
                                            ('in', 'read', 'import', TEXT_IN)):
            rows = [format_row(name, steps, alone, whole, target) for name, steps in formats.items()]
            if title == 'out':
                rows[:0] = [plain_row(formats[name][name], name, whole)
                            for name, whole in (('bare-files', False), ('release', True))
                            if name in formats]
            yield from (f'## Formats {title}, {size:,} articles', '', FORMATS, '',
                        '| | target MB/s | alone MB/s | with files MB/s | whole MB/s | whole articles/s '
                        '| MB | |', '|---|--:|--:|--:|--:|--:|--:|---|', *filter(None, rows), '')
        missing = [name for name, steps in formats.items() if 'skipped' in steps]
        if missing:
            yield from ('Not measured, as they are only read and nothing makes their files: '
                        + ', '.join(missing) + '.', '')


def key_of(value):
    """What a later result of the same takes the place of."""
    if value['bench'] == 'formats':
        return 'formats', value['case'], value['format'] + ' ' + value['metric']
    return value['bench'], value['case'], value['metric']


def add_sums(results):
    """What is made of two steps, so that nobody has to reckon."""
    for size in SIZES:
        steps = [results.get(('corpus', size, m)) for m in ('import', 'index')]
        if all(steps):
            both = dict(steps[0], cpu_ms=sum(s['cpu_ms'] for s in steps),
                        memory_mb=max(s['memory_mb'] for s in steps))
            both['per_cpu_s'] = int(size) / (both['cpu_ms'] / 1000)
            results['corpus', size, 'import and index'] = both


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    results, machines, kept = {}, {}, []
    for path in sys.argv[1:]:
        for line in lines_of(path):
            value = json.loads(line)
            if 'machine' in value:
                machines[value['bench']] = value['machine']
            elif 'metric' in value:
                results[key_of(value)] = value
    for bench, machine in machines.items():
        kept.append({'bench': bench, 'machine': machine})
    kept += results.values()
    with open(os.path.join(HERE, 'results.jsonl'), 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(value, ensure_ascii=False) + '\n' for value in kept)
    with open(os.path.join(HERE, 'notes.md'), encoding='utf-8') as file:
        notes = file.read().strip()
    add_sums(results)
    machine = next(iter(machines.values()), {})
    out = ['<!-- Made by report.py from results.jsonl and notes.md; do not edit. -->', '# Benchmarks',
           '', f'{machine.get("cpu", "?")}, {machine.get("cores", "?")} cores, '
           f'{machine.get("memory_gb", "?")} GB, {machine.get("system", "?")}; load '
           + ', '.join(f'{m["load"]} ({b})' for b, m in machines.items()) + ' when they began.', '',
           notes, '']
    for title, rows, about in TABLES:
        body = list(rows_of(rows, results))
        if body:
            out += [f'## {title}', '', about, '',
                    '| | target | labelbuddy | Quoth | worst run | MB | |',
                    '|---|--:|--:|--:|--:|--:|---|', *body, '']
    out += format_tables(results)
    with open(os.path.join(HERE, 'RESULTS.md'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(out))


main()
