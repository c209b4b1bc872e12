#!/usr/bin/python3
"""test-feedback.py - the cards of what adjudication changed, by keys alone

Counts actions: one for the next card, one to make a card an example of the guidelines.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import os
import sqlite3

from harness import opened, run, wait_for

TEXT = 'Ada Roe said the bridge was safe, and Ben Poe denied that it was.\n'
RULES = '# Rules\n\n## Claim\n\nThe article belongs to it.\n\n## Cue\n\nOne word.\n'


def mark(layer, name, kind, start, end):
    return {'id': '%s-%s' % (layer, name), 'layer': layer, 'type': kind, 'parts': [[start, end]]}


def settled(app):
    """Gold is done: a claim of anna's begins elsewhere, and she lacks a mention."""
    app.import_native([{
        'id': 'bridge', 'name': 'bridge', 'text': TEXT,
        'layers': [{'name': 'anna', 'state': 'done'}, {'name': 'gold', 'state': 'done'}],
        'annotations': [
            mark('anna', 'roe', 'person', 0, 7), mark('anna', 'safe', 'claim', 17, 32),
            mark('anna', 'that', 'claim', 53, 64), mark('anna', 'denied', 'role', 46, 52),
            mark('gold', 'roe', 'person', 0, 7), mark('gold', 'safe', 'claim', 13, 32),
            mark('gold', 'that', 'claim', 53, 64)]}])
    path = os.path.join(app.folder, 'rules.md')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(RULES)
    app.control('guidelines', app.project, '--set', path)


def guidelines(app):
    return app.control('guidelines', app.project)


def show(app, title):
    app.key('ctrl+j')
    app.front('Feedback')
    app.wait_says(title)


def cards_and_example():
    with opened({}, settled) as app:
        show(app, '1 of 2 · anna')
        app.wait_says('Claim “bridge was safe”')
        app.wait_says('Claim “the bridge was safe”')
        app.wait_says('The article belongs to it.')
        # The keyboard stays there from card to card: so much a screen reader hears of each.
        app.wait_focus('Open in the article')
        heard = app.focus().get_description()
        assert heard.startswith('1 of 2 · anna. ') and \
            'Marked: Claim “bridge was safe”. Right: Claim “the bridge was safe”.' in heard, heard
        app.actions = 0
        app.key('e')
        app.wait_says('Added to the guidelines')
        wait_for(lambda: '**the bridge was safe**' in guidelines(app), 'the example')
        assert app.actions == 1, app.actions
        text = guidelines(app)
        assert text.index('- Wrong: Claim “bridge was safe”') < text.index('## Cue'), text
        app.key('ctrl+z')
        wait_for(lambda: '**' not in guidelines(app), 'undo')
        app.actions = 0
        app.key('n')
        app.wait_says('2 of 2 · anna')
        assert app.actions == 1, app.actions
        app.wait_says('Nothing is marked here.')
        wait_for(lambda: app.focus().get_description().startswith('2 of 2 · anna. '),
                 'the next card to be told')
        app.key('shift+n')
        app.wait_says('1 of 2 · anna')


def nothing_changed():
    with opened({'alone': TEXT}) as app:
        app.key('ctrl+j')
        app.front('Feedback')
        app.wait_page('Nothing was changed')


def two_annotators(app):
    """What review changed for the one is not what it changed for the other."""
    app.import_native([{
        'id': 'bridge', 'name': 'bridge', 'text': TEXT,
        'layers': [{'name': name, 'state': 'done'} for name in ('anna', 'anna_b', 'gold')],
        'annotations': [
            mark('anna', 'safe', 'claim', 17, 32), mark('anna_b', 'safe', 'claim', 24, 32),
            mark('gold', 'safe', 'claim', 13, 32)]}])


def other_layer():
    with opened({}, two_annotators) as app:
        show(app, '1 of 1 · anna')
        app.wait_says('Claim “bridge was safe”')
        app.tab_to('Whose layer')
        app.key('space')
        app.wait_says('anna_b')
        # The keys that act on a card find none while the window looks.
        app.key('Down', 'Return', 'e', 'shift+n')
        app.wait_says('1 of 1 · anna_b')
        app.wait_says('Claim “was safe”')


def change_rows(app, statement, *values):
    with contextlib.closing(sqlite3.connect(app.project)) as database:
        assert database.execute(statement, values).rowcount == 1, statement
        database.commit()


def not_looked_through():
    """What could not be looked through does not pass for nothing changed."""
    with opened({'alone': TEXT}, settled) as app:
        spoil = "UPDATE annotation SET parts = ? WHERE id = 'gold-safe'"
        change_rows(app, spoil, 'spoilt')
        app.key('ctrl+j')
        app.front('Feedback')
        app.wait_page('Not looked through')
        change_rows(app, spoil, None)
        app.tab_to('Look Again')
        app.key('Return')
        app.wait_says('1 of 2 · anna')


if __name__ == '__main__':
    run(cards_and_example, nothing_changed, other_layer, not_looked_through)
