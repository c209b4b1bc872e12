#!/usr/bin/python3
"""test-find.py - the corpus-wide search and the list of articles, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import sqlite3

from harness import opened, run, wait_for

ENTITIES = [
    {'id': 'ana', 'kind': 'person', 'name': 'Ana Rivera', 'aliases': [], 'status': 'named',
     'wikidata': None, 'note': None},
    {'id': 'bo', 'kind': 'person', 'name': 'Bo Stone', 'aliases': [], 'status': 'named',
     'wikidata': None, 'note': None},
]
STATUSES = ('new', 'in_work', 'done')


def article(number):
    """Every second mentions Ana, every third is done, every fifth has an open task, every
    seventh a claim; the words are spelled as newspapers do."""
    name = 'Ana Rivera' if number % 2 == 0 else 'Bo Stone'
    text = ('Report %d\n\n%s said the Café Zürich “doesn’t open before 10\u00a0o’clock”.\n'
            % (number, name))
    start = text.index(name)
    annotations = [{'id': 'm%d' % number, 'layer': 'tester', 'type': 'person',
                    'parts': [[start, start + len(name)]],
                    'entity': 'ana' if number % 2 == 0 else 'bo'}]
    if number % 5 == 0:
        annotations.append({'id': 'o%d' % number, 'layer': 'tester', 'type': 'person',
                            'parts': [[text.index('Café'), text.index(' “')]], 'entity': None})
    if number % 7 == 0:
        annotations.append({'id': 'c%d' % number, 'layer': 'tester', 'type': 'claim',
                            'parts': [[text.index('the Café'), text.index('.\n')]],
                            'links': [{'role': 'speaker', 'to': 'm%d' % number}]})
    return {'id': 'a%04d' % number, 'name': 'Report %d' % number, 'text': text,
            'language': 'en', 'metadata': {}, 'tags': {'status': STATUSES[number % 3]},
            'annotations': annotations}


def prepare(app):
    app.import_native([article(n) for n in range(250)], ENTITIES)


def quoth():
    return opened({}, prepare)


def search(app, words):
    app.key('alt+3')
    app.wait_focus('Search all articles')
    app.key('ctrl+a')
    app.type(words)


def hits_fold_and_lead_to_their_place():
    with quoth() as app:
        search(app, 'cafe zurich')
        app.wait_says('250 articles')
        search(app, '"before 10 o\'clock"')
        app.wait_says('250 articles')
        search(app, 'zzz')
        app.wait_says('Nothing found')
        search(app, '"report 249"')
        app.wait_says('1 article')
        app.key('Return')
        app.wait_focus('Hits')
        app.key('Return')
        wait_for(lambda: app.selection() == 'Report 249', 'the hit, selected')
        # The list of articles turned to its page.
        app.wait_says('201–250 of 250')
        app.key('alt+Page_Up')
        wait_for(lambda: app.read(app.text).startswith('Report 248'), 'the article before')


def the_next_article_turns_the_page():
    with quoth() as app:
        search(app, '"report 99"')
        app.wait_says('1 article')
        app.key('Return')
        app.wait_focus('Hits')
        app.key('Return')
        wait_for(lambda: app.selection() == 'Report 99', 'the last article of a page')
        app.wait_says('1–100 of 250')
        app.key('alt+Page_Down')
        wait_for(lambda: app.read(app.text).startswith('Report 100'), 'the first of the next')
        app.wait_says('101–200 of 250')


def choose(app, choice, value):
    """Takes one more than what is chosen until it is value."""
    app.tab_to(choice)
    for _ in range(12):
        app.key('Down')
        now = wait_for(lambda: app.focused() not in (None, choice) and app.focused(), 'a choice')
        choice = now
        if now.endswith(': ' + value):
            return
    raise AssertionError('%s is not offered' % value)


def filters_combine():
    with quoth() as app:
        app.key('F6', 'F6')
        app.wait_focus('Find an article by name')
        app.wait_says('1–100 of 250')
        app.key('Tab')
        app.wait_focus('Filter articles')
        app.key('Return')
        app.tab_to('Anybody')
        app.key('Return')
        app.wait_focus('Find a person or source')
        app.type('ana')
        app.key('Return')
        app.wait_says('1–100 of 125')
        app.tab_to('Only with open tasks')
        app.key('space')
        # Even numbers that five divides.
        app.wait_says('1–25 of 25')
        app.key('Escape')
        app.wait_says('With Ana Rivera · Open tasks')
        app.key('shift+Tab')
        app.wait_focus('Find an article by name')
        app.type('report 10')
        app.wait_says('1–2 of 2')
        app.type('x')
        app.wait_says('No article fits')
        app.tab_to('Show All')
        app.key('Return')
        app.wait_says('1–100 of 250')


def fill_and_damage_index(app):
    prepare(app)
    app.control('search', app.project, 'zurich')
    with sqlite3.connect(app.project) as db:
        db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
        (root,), = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'search_data'")
        (size,), = db.execute('PRAGMA page_size')
    db.close()
    with open(app.project, 'r+b') as file:
        file.seek((root - 1) * size)
        file.write(b'\xa5' * size)
    # Without a place for backups, which would come upon it too, it is the search that does.
    os.makedirs(os.path.join(app.env['XDG_DATA_HOME'], 'quoth'))
    with open(os.path.join(app.env['XDG_DATA_HOME'], 'quoth', 'backups'), 'wb'):
        pass


def a_damaged_index_is_rebuilt():
    with opened({}, fill_and_damage_index) as app:
        search(app, 'cafe zurich')
        app.wait_says('The search index was damaged; it has been rebuilt.')
        app.wait_says('250 articles')
        app.key('alt+1')
        app.key('ctrl+Home', 'shift+ctrl+Right', 'p')
        wait_for(lambda: any('Report' in a['quotes'] for a in app.export()[0][0]['annotations']),
                 'work to go on')
        app.control('check', app.project)


run(hits_fold_and_lead_to_their_place, a_damaged_index_is_rebuilt,
    the_next_article_turns_the_page, filters_combine)
