#!/usr/bin/python3
"""test-export.py - exports from the window: what a format offers, and stopping one

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import tempfile

from harness import opened, run, wait_for

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n')


def quoth(prepare=None):
    return opened({'harbour': ARTICLE}, prepare)


def a_loose_claim(app):
    """A claim that begins with a blank, which INCEpTION does not take."""
    start = ARTICLE.index(' “Nobody')
    app.import_native([{'name': 'loose', 'text': ARTICLE + 'More.\n', 'annotations': [
        {'type': 'claim', 'parts': [[start, start + 10]]},
        {'type': 'person', 'parts': [[56, 67]]}]}])


def contents(folder):
    """Every file below a folder, by its place in it."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def open_dialog(app):
    app.key('ctrl+e')
    app.frame = wait_for(lambda: app.dialog('Export'), 'the dialog')
    app.wait_focus('Format')


def begin(app, main, target):
    """Lets the dialog write into a folder."""
    app.key('alt+e')
    wait_for(lambda: app.dialog('Export to a New Folder'), 'the choice of a folder')
    app.key('ctrl+a')
    app.type(target)
    app.key('Return')
    wait_for(lambda: app.dialog('Export') is None, 'the dialogs to go')
    app.frame = main
    # What a window manager does when a dialog closes.
    app.xdo('windowfocus', '--sync', app.window)
    wait_for(app.in_text, 'the keyboard back in the article')


def save(app, main):
    """Exports into a new folder, and returns it."""
    target = os.path.join(tempfile.mkdtemp(dir=app.folder), 'out')
    begin(app, main, target)
    wait_for(lambda: os.path.exists(target), 'the folder')
    return target


def same(app, folder, name, *options):
    """Whether the export is that of the command line."""
    other = os.path.join(tempfile.mkdtemp(dir=app.folder), 'out')
    app.control('export', app.project, '--format', name, '--to', other, *options)
    return contents(folder) == contents(other)


def options_of_a_format():
    """Only what the format offers is asked for. It reaches the export and what is said to be
    lost, and is remembered for that format alone."""
    with quoth(a_loose_claim) as app:
        main = app.frame
        open_dialog(app)
        app.choose('Format', 'CoNLL-2003 columns')
        app.tab_to('Tags')
        app.choose('Tags', 'IOBES')
        target = save(app, main)
        assert same(app, target, 'conll2003', '--iobes')
        assert not same(app, target, 'conll2003')
        open_dialog(app)
        app.choose('Format', 'UIMA CAS JSON')
        app.wait_says('Nothing is lost')
        assert not app.says('Tags')
        app.tab_to('For INCEpTION')
        app.key('space')
        app.wait_says('1 thing is left out')
        target = save(app, main)
        assert same(app, target, 'cas-json', '--inception')
        open_dialog(app)
        app.choose('Format', 'CoNLL-2003 columns')
        app.tab_to('Columns')
        app.choose('Columns', 'Four, as in CoNLL-2003')
        target = save(app, main)
        assert same(app, target, 'conll2003', '--iobes', '--four-columns')


def many(app):
    """More than can be written within a moment."""
    path = os.path.join(app.folder, 'many.jsonl')
    with open(path, 'w', encoding='utf-8') as file:
        for number in range(30000):
            file.write(json.dumps({'name': 'Article %d' % number,
                                   'text': 'Number %d, Jonas Pell said.' % number,
                                   'annotations': [{'type': 'person', 'parts': [[0, 6]]}]})
                       + '\n')
    app.control('import', app.project, path)


def a_running_export_is_stopped():
    """By Escape. Nothing is left behind, and the window says so."""
    with quoth(many) as app:
        main = app.frame
        place = tempfile.mkdtemp(dir=app.folder)
        target = os.path.join(place, 'out')
        # Without the list of articles there is less to look through for what is said.
        app.key('F9')
        wait_for(lambda: not app.rows('Articles'), 'the list to go')
        open_dialog(app)
        app.choose('Format', 'brat standoff')
        begin(app, main, target)
        app.wait_button('Cancel')
        app.key('Escape')
        app.wait_says('Stopped. Nothing was changed.')
        assert os.listdir(place) == [], os.listdir(place)
        assert app.in_text()


run(options_of_a_format, a_running_export_is_stopped)
