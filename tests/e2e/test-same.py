#!/usr/bin/python3
"""test-same.py - entries that may be the same, merged or kept apart by one key each

SPDX-License-Identifier: GPL-3.0-or-later
"""
from harness import opened, run, wait_for

TEXT = ('Ada Roe said that the bridge was safe. Roe smiled.\n'
        'Ben Poe left. Poe of the harbour stayed.\n')
PEOPLE = [{'id': 'ada', 'kind': 'person', 'name': 'Ada Roe', 'aliases': ['Roe']},
          {'id': 'roe', 'kind': 'person', 'name': 'A. Roe', 'aliases': ['Roe', 'Ms Roe']},
          {'id': 'ben', 'kind': 'person', 'name': 'Ben Poe', 'aliases': ['Poe']},
          {'id': 'poe', 'kind': 'person', 'name': 'B. Poe', 'aliases': ['Poe']},
          {'id': 'mr', 'kind': 'person', 'name': 'Mr Poe', 'wikidata': 'Q7'},
          {'id': 'sir', 'kind': 'person', 'name': 'Sir Poe', 'wikidata': 'Q7'}]


def mark(entity, words):
    start = TEXT.index(words)
    return {'id': 'of-' + entity, 'layer': 'tester', 'type': 'person',
            'parts': [[start, start + len(words)]], 'entity': entity}


def twice(app):
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
        mark('ada', 'Ada Roe'), mark('roe', 'Roe smiled'), mark('ben', 'Ben Poe')]}], PEOPLE)


def show(app):
    app.key('ctrl+shift+j')
    app.front('Who Is the Same')


def entries(app):
    return app.rows('Entries')


def wait_pair(app, name):
    wait_for(lambda: any('Names: ' + name in row for row in entries(app)), 'the pair of ' + name)
    return entries(app)


def one_key_each():
    with opened({}, twice) as app:
        show(app)
        app.actions = 0
        rows = wait_pair(app, 'Mr Poe')
        assert len(rows) == 2 and all('Wikidata: Q7' in row for row in rows), rows
        app.key('1')
        wait_pair(app, 'Ben Poe')
        app.key('n')
        rows = wait_pair(app, 'Ada Roe')
        ada = next(row for row in rows if 'Names: Ada Roe, Roe' in row)
        assert '1 mention' in ada and 'said that the bridge' in ada, ada
        assert any('Ms Roe' in row and 'smiled' in row for row in rows), rows
        app.key(str(1 + rows.index(ada)))
        app.wait_says('Nobody stands twice')
        assert app.actions == 3, app.actions
        annotations = {note['id']: note for note in app.annotations()}
        assert annotations['of-roe']['entity'] == 'ada', annotations
        people = {row['id']: row for row in app.export()[1]}
        assert 'Ms Roe' in people['ada']['aliases'], people
        app.key('Escape')


def apart_for_good():
    with opened({}, twice) as app:
        show(app)
        wait_pair(app, 'Mr Poe')
        app.key('s')
        wait_pair(app, 'Ben Poe')
        app.key('n')
        wait_pair(app, 'Ada Roe')
        app.key('ctrl+z')
        wait_pair(app, 'Ben Poe')
        app.key('n')
        wait_pair(app, 'Ada Roe')
        app.key('n')
        wait_pair(app, 'Mr Poe')
        app.key('Escape')
        app.front('bridge — Test')
        app.restart()
        show(app)
        wait_pair(app, 'Mr Poe')
        app.wait_says('1 of 1')
        app.key('2')
        app.wait_says('Nobody stands twice')
        app.key('ctrl+z')
        wait_pair(app, 'Mr Poe')
        app.key('Escape')


def three_of_a_name(app):
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': []}],
                      [{'id': name, 'kind': 'person', 'name': name, 'aliases': ['Roe']}
                       for name in ('ada', 'bea', 'cid')])


def answered_along():
    """Who is merged into one that is kept apart is kept apart as well."""
    with opened({}, three_of_a_name) as app:
        show(app)
        first = wait_for(lambda: entries(app), 'a pair')
        app.key('n')
        second = wait_for(lambda: entries(app) != first and entries(app), 'the next pair')
        app.key('1')
        wait_for(lambda: not entries(app), 'the end of the questions')
        app.key('ctrl+z')
        wait_for(lambda: entries(app) == second, 'the question again')
        app.key('Escape')


if __name__ == '__main__':
    run(one_key_each, apart_for_good, answered_along)
