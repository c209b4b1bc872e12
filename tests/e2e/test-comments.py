#!/usr/bin/python3
"""test-comments.py - comments on annotations and articles, by keys alone

Counts actions: one to begin, one to keep what was typed, one to resolve. Comments come
back from the exchange format byte by byte, and other formats say that they lose them.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import sqlite3

from harness import opened, run, wait_for

TEXT = 'Ada Roe said that the bridge was safe.\n'
OTHER = 'Nothing happened elsewhere.\n'


def prepare(app):
    app.import_native([
        {'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
            {'id': 'roe', 'layer': 'tester', 'type': 'person', 'parts': [[0, 7]]}]},
        {'id': 'quiet', 'name': 'quiet', 'text': OTHER}])


def prepare_two(app):
    app.import_native([
        {'id': 'both', 'name': 'both', 'text': 'Ada Roe met Ben Poe.\n', 'annotations': [
            {'id': 'roe', 'layer': 'tester', 'type': 'person', 'parts': [[0, 7]]},
            {'id': 'poe', 'layer': 'tester', 'type': 'person', 'parts': [[12, 19]]}]}])


def comments(app):
    articles, _ = app.export()
    return [a for article in articles for a in article['annotations']
            if a['type'] == 'remark_comment']


def write_and_resolve():
    with opened({}, prepare) as app:
        app.key('j')
        wait_for(lambda: app.card() == 'Person', 'the card of the mention')
        app.actions = 0
        app.key('shift+F2')
        app.wait_focus('Comment on this')
        app.type('is that her full name?')
        app.key('Return')
        wait_for(lambda: comments(app), 'the comment on the disk')
        assert app.actions == 2, app.actions
        app.wait_says('is that her full name?')
        found = comments(app)[0]
        assert found['note'] == 'is that her full name?', found
        assert found['attributes']['remark_on'] == 'tester/roe', found
        assert found['parts'] == [[0, 7]] and found['layer'] == 'remarks', found
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard in the article')
        app.actions = 0
        app.key('F3')
        app.wait_says('Resolved by')
        assert app.actions == 1
        assert comments(app)[0]['attributes']['remark_resolved'] is True, comments(app)
        app.key('ctrl+z')
        wait_for(lambda: 'remark_resolved' not in comments(app)[0]['attributes'], 'undo')
        app.key('ctrl+z')
        wait_for(lambda: not comments(app), 'undo of the comment')


def half_typed():
    """Words go to what they were typed about, whatever is shown when they are kept."""
    def begin(app, words):
        wait_for(lambda: app.card_words() == words, 'the card of ' + words)
        app.key('shift+F2')
        app.wait_focus('Comment on this')

    def leave(app):
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard in the article')
        app.key('j')

    with opened({}, prepare_two) as app:
        app.key('j')
        begin(app, 'Ada Roe')
        app.type('her full')
        leave(app)
        begin(app, 'Ben Poe')
        app.type('his')
        app.key('Return')
        found = wait_for(lambda: comments(app), 'the comment on the disk')
        assert [(c['note'], c['attributes']['remark_on']) for c in found] \
            == [('his', 'tester/poe')], found
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard in the article')
        app.key('shift+j')
        begin(app, 'Ada Roe')
        app.key('End')
        app.type(' name')
        app.stop()
        found = {c['attributes']['remark_on']: c['note'] for c in comments(app)}
        assert found == {'tester/poe': 'his', 'tester/roe': 'her full name'}, found


def not_saved():
    """What cannot be saved holds the window open, and is in its field afterwards."""
    with opened({}, prepare) as app:
        app.key('j')
        wait_for(lambda: app.card() == 'Person', 'the card of the mention')
        app.key('shift+F2')
        app.wait_focus('Comment on this')
        app.type('not yet')
        window = app.frame
        # Somebody else writes, and does not come to an end.
        other = sqlite3.connect(app.project, isolation_level=None)
        other.execute('BEGIN IMMEDIATE')
        app.key('ctrl+q')
        app.frame = wait_for(lambda: app.dialog('Comment Not Saved'), 'the message')
        other.execute('ROLLBACK')
        other.close()
        assert not comments(app), comments(app)
        app.key('Escape')
        wait_for(lambda: app.dialog('Comment Not Saved') is None, 'the message to go')
        app.frame = window
        app.key('ctrl+q')
        wait_for(lambda: app.process.poll() is not None, 'the end of the application')
        found = comments(app)
        assert [c['note'] for c in found] == ['not yet'], found


def on_the_article():
    with opened({}, prepare) as app:
        app.key('shift+F2')
        app.wait_focus('Comment on the article')
        app.type('who sent this?')
        app.key('Return')
        app.wait_says('who sent this?')
        found = wait_for(lambda: comments(app), 'the comment on the disk')[0]
        assert found['parts'] == [[0, len(TEXT)]], found
        assert 'remark_on' not in found['attributes'], found
        # Found in the corpus, by where it stands.
        app.key('alt+3')
        app.wait_focus('Search all articles')
        app.type('who sent')
        app.wait_says('Comment by')


def exported():
    with opened({}, prepare) as app:
        app.key('j')
        wait_for(lambda: app.card() == 'Person', 'the card of the mention')
        app.key('shift+F2')
        app.wait_focus('Comment on this')
        app.type('why?')
        app.key('Return')
        wait_for(lambda: comments(app), 'the comment on the disk')
        first, second = (os.path.join(app.folder, name) for name in ('first', 'second'))
        again = os.path.join(app.folder, 'Again.quoth')
        app.control('export', app.project, '--format', 'quoth-jsonl', '--to', first)
        app.control('new', again)
        app.control('import', again, first)
        app.control('export', again, '--format', 'quoth-jsonl', '--to', second)
        for name in ('articles.jsonl', 'entities.jsonl', 'scheme.json'):
            with open(os.path.join(first, name), 'rb') as one, \
                    open(os.path.join(second, name), 'rb') as other:
                assert one.read() == other.read(), name
        package = os.path.join(app.folder, 'package')
        app.control('package', app.project, '--to', package)
        with open(os.path.join(package, 'articles.jsonl'), encoding='utf-8') as file:
            assert 'why?' in file.read()
        released = os.path.join(app.folder, 'released')
        app.control('release', app.project, '--to', released, '--formats', 'quoth-jsonl,brat')
        for folder, _, files in os.walk(released):
            for name in files:
                with open(os.path.join(folder, name), 'rb') as file:
                    assert b'why?' not in file.read(), name
        brat, conll = (os.path.join(app.folder, name) for name in ('brat', 'conll2003'))
        app.control('export', app.project, '--format', 'brat', '--to', brat)
        with open(os.path.join(brat, 'tester', 'bridge.ann'), encoding='utf-8') as file:
            kept = file.read()
        assert 'AnnotatorNotes' in kept and 'why?' in kept, kept
        app.control('export', app.project, '--format', 'conll2003', '--to', conll)
        with open(os.path.join(conll, 'losses.json'), encoding='utf-8') as file:
            losses = json.load(file)
        assert 'a comment' in losses['bridge'].values(), losses
        for folder, _, files in os.walk(conll):
            for name in files:
                with open(os.path.join(folder, name), 'rb') as file:
                    assert b'why?' not in file.read(), name


if __name__ == '__main__':
    run(write_and_resolve, half_typed, not_saved, on_the_article, exported)
