#!/usr/bin/env python3
# mnemonics.py - every letter that is underlined in a window means one thing there
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: mnemonics.py SOURCE_ROOT
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

from tap import Tap, sources

# What can stand on the screen at the same time, by the names of the files. The toasts of
# dialogs come up when these are gone.
MAIN = ('window.c', 'window-actions', 'window-import', 'window-packages', 'export-dialog.c',
        'release-dialog.c', 'package-dialog.c', 'banner', 'job')
TOGETHER = {
    'the window without a project': ('window.ui',),
    'the page Annotate': MAIN + ('annotate-page', 'articles-pane', 'inspector'),
    'the page People': MAIN + ('people-page', 'entity-list', 'people-list', 'ledger'),
    'the page Search': MAIN + ('search-page', 'search-list'),
    'the page Review': MAIN + ('review-page', 'review-panel', 'review-list', 'comment-list'),
    'the page Insights': MAIN + ('insights-page', 'insights-page-load', 'insights-page-show',
                                 'plot-table', 'places-list'),
    'the export': ('export-dialog.ui', 'loss-row'),
    'the release': ('release-dialog.ui', 'loss-row'),
    'the import': ('import-dialog',),
    'web pages': ('fetch-dialog', 'fetch-row'),
    'the filters': ('filter-button',),
    'the scheme': ('scheme-window', 'scheme-list', 'scheme-form', 'job'),
    'the import of a scheme': ('scheme-import',),
    'the fate of what is used': ('scheme-fate-dialog',),
    'consistency': ('consistency-window', 'flaw-list', 'job'),
    'feedback': ('feedback-window', 'job'),
    'decisions on conflicts and on people': ('decision-window', 'conflicts-window',
                                             'proposals-window'),
    'a package': ('package-dialog.ui',),
    'assignments': ('assign-window', 'job'),
}
# Of one button, which says one of them.
SAME_BUTTON = [{'_Stop', '_Fetch'}, {'_Measure', '_Try Again', '_Import…'}, {'_Discard'}]
LABEL = re.compile(r'"((?:[^"\\_]|\\.)*_[^\W_](?:[^"\\_]|\\.)*)"')


def labels(path):
    """What has a letter underlined, in the order of the file."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    if path.endswith('.ui'):
        return [m for m in re.findall(r'<property name="label"[^>]*>([^<]*)<', text)
                if re.search(r'_\w', m)]
    return [m for call in re.findall(r'[^N]_\(("[^"]*")\)', text) for m in LABEL.findall(call)]


def menus(path):
    """The labels of each menu, which has its letters for itself: sections belong to it,
    submenus are menus of their own."""
    def own(menu):
        for child in menu:
            if child.tag == 'submenu':
                yield from (a.text for a in child.findall('attribute') if a.get('name') == 'label')
            elif child.tag in ('section', 'item'):
                yield from own(child)
            elif child.tag == 'attribute' and menu.tag == 'item' and child.get('name') == 'label':
                yield child.text

    tree = ElementTree.parse(path)
    for menu in list(tree.iter('menu')) + list(tree.iter('submenu')):
        yield menu.get('id') or menu.findtext('attribute'), [w for w in own(menu) if '_' in w]


def letter(label):
    return label[label.index('_') + 1].lower()


def in_reach(name, files):
    stem = re.sub(r'\.(c|ui)$', '', name)
    return name in files or stem in files


top = sys.argv[1]
paths = sources(top, 'app/window', ('.c',)) + sources(top, 'resources/window', ('.ui',))
found = {}
for path in paths:
    name = os.path.basename(path)[len('quoth-'):]
    for label in labels(os.path.join(top, path)):
        found.setdefault(name, []).append(label)

with open(os.path.join(top, 'app/model/default-scheme.json'), encoding='utf-8') as scheme:
    marking = {t['key'] for t in json.load(scheme)['types'] if t.get('key')}

tap = Tap()
tap.case('there are underlined letters', [] if len(found) > 10 else ['found %r' % found])
for place, files in TOGETHER.items():
    # Of the toasts one is seen at a time: those that say the same are the same. So are the
    # words for a button in a template and in its code.
    here = sorted({(letter(w), w, 'a toast' if in_reach(name, MAIN) else name.split('.')[0])
                   for name, words in found.items() if in_reach(name, files) for w in words})
    tap.case(place + ': no letter twice',
             ['%s and %s' % (a[1], b[1]) for a, b in zip(here, here[1:]) if a[0] == b[0]
              and not any(a[1] in s and b[1] in s for s in SAME_BUTTON)])
annotate = {w for name, words in found.items() for w in words
            if in_reach(name, TOGETHER['the page Annotate'])}
for path in sources(top, 'resources/window', ('.ui',)):
    for title, words in menus(os.path.join(top, path)):
        here = sorted((letter(w), w) for w in words)
        tap.case('%s: no letter twice' % title,
                 ['%s and %s' % (a[1], b[1]) for a, b in zip(here, here[1:]) if a[0] == b[0]])
tap.case('no letter that marks in the article',
         [w for w in sorted(annotate) if letter(w) in marking])
tap.done()
