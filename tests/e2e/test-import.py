#!/usr/bin/python3
"""test-import.py - adding files: what is asked, what is mapped, what is remembered

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

from harness import opened, run, wait_for

TITLE = 'What Will Be Added'


def quoth():
    return opened({'harbour': 'The mayor left.\n'})


def brat(app, name, text, annotations):
    """A text with its standoff file; returns the path of the latter."""
    folder = os.path.join(app.folder, 'in')
    os.makedirs(folder, exist_ok=True)
    for extension, content in (('txt', text), ('ann', annotations)):
        with open(os.path.join(folder, name + '.' + extension), 'w', encoding='utf-8') as file:
            file.write(content)
    return os.path.join(folder, name + '.ann')


def add(app, path):
    """Adds a file by keys: the dialog for files takes a path that begins with a slash."""
    app.key('ctrl+i')
    chooser = wait_for(lambda: app.dialog('Add Articles'), 'the dialog for files')
    main, app.frame = app.frame, chooser
    wait_for(app.focus, 'the keyboard in the dialog for files')
    app.type(path)
    app.key('Return')
    app.frame = main


def types(app):
    """The types of the annotations of all articles."""
    articles, _ = app.export()
    return sorted(a['type'] for article in articles for a in article['annotations'])


def foreign_labels_are_asked_for_once():
    with quoth() as app:
        main = app.frame
        path = brat(app, 'one', 'Jane Doe said so in Bonn.\n',
                    'T1\tPER 0 8\tJane Doe\nT2\tMISC 20 24\tBonn\nT3\tSay 9 13\tsaid\n')
        add(app, path)
        app.frame = wait_for(lambda: app.dialog(TITLE), 'the preview')
        app.wait_says('Found: brat standoff')
        app.wait_says('Jane Doe said so in Bonn.')
        app.wait_says('PER: “Jane Doe”')
        assert types(app) == [], 'nothing is written yet'
        app.wait_focus('Add')
        # What PER becomes is guessed; MISC is left out by hand.
        app.tab_to('MISC')
        app.key('space')
        wait_for(lambda: app.focused() != 'MISC', 'the choices')
        app.key('Down', 'Return')
        app.wait_focus('MISC')
        app.key('alt+a')
        app.frame = main
        wait_for(lambda: types(app) == ['Say', 'person'], 'the annotations')
        # The same labels again are no question any more.
        path = brat(app, 'two', 'Jim left Rome.\n', 'T1\tPER 0 3\tJim\nT2\tMISC 9 13\tRome\n')
        add(app, path)
        wait_for(lambda: types(app) == ['Say', 'person', 'person'], 'the second file')
        assert app.dialog(TITLE) is None


def plain_text_is_no_question():
    with quoth() as app:
        path = os.path.join(app.folder, 'plain.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('Nobody is named here.\n')
        add(app, path)
        wait_for(lambda: len(app.export()[0]) == 2, 'the article')
        assert app.dialog(TITLE) is None


def an_empty_text_says_so():
    with quoth() as app:
        path = os.path.join(app.folder, 'nothing.txt')
        open(path, 'w', encoding='utf-8').close()
        add(app, path)
        wait_for(lambda: len(app.export()[0]) == 2, 'the article')
        app.wait_says('No text')
        # There is nothing to find or to mark, and the keys still lead elsewhere.
        app.key('n', 'p', 'q', 'c', 't')
        app.key('alt+Page_Up')
        wait_for(lambda: not app.says('No text'), 'the other article')
        assert types(app) == []


def escape_adds_nothing():
    with quoth() as app:
        main = app.frame
        add(app, brat(app, 'one', 'Jane Doe left.\n', 'T1\tPER 0 8\tJane Doe\n'))
        app.frame = wait_for(lambda: app.dialog(TITLE), 'the preview')
        app.wait_focus('Add')
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog(TITLE) is None, 'Escape to close it')
        assert len(app.export()[0]) == 1


run(foreign_labels_are_asked_for_once, plain_text_is_no_question, an_empty_text_says_so,
    escape_adds_nothing)
