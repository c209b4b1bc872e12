#!/usr/bin/python3
"""test-correct.py - a text is corrected, and what lost its place is settled, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

from harness import Atspi, links, opened, run, wait_for

OLD = 'Minster Ada Roe said: “We go.” The end.\n'
NEW = OLD.replace('Minster', 'Minister')


def prepare(app):
    def place(words):
        return [[OLD.index(words), OLD.index(words) + len(words)]]

    app.import_native([{'id': 'news', 'name': 'news', 'text': OLD, 'annotations': [
        {'id': 'title', 'layer': 'tester', 'type': 'role', 'parts': place('Minster Ada')},
        {'id': 'whole', 'layer': 'ben', 'type': 'person', 'parts': place('Minster Ada Roe')},
        {'id': 'name', 'layer': 'tester', 'type': 'person', 'parts': place('Ada Roe')},
        {'id': 'claim', 'layer': 'tester', 'type': 'claim', 'parts': place('“We go.”'),
         'links': [{'role': 'speaker', 'to': 'name'}]},
        {'id': 'said', 'layer': 'ben', 'type': 'claim', 'parts': place('“We go.”'),
         'links': [{'role': 'speaker', 'to': 'whole'}]}]}])


def later(app):
    """The annotations of the later version by their ids; None while there is none."""
    found = [article for article in app.export()[0] if article['text'] == NEW]
    return {a['id']: a for a in found[0]['annotations']} if found else None


def settled_by_keys():
    with opened({}, prepare) as app:
        before = app.export()
        app.key('ctrl+shift+t')
        main = app.frame
        app.frame = wait_for(lambda: app.dialog('Correct Text'), 'the dialog')
        app.wait_focus('Corrected text')
        app.wait_says('Change the text')
        app.key('ctrl+Home', 'Right', 'Right', 'Right')
        app.type('i')
        app.wait_says('3 annotations come along · 2 lose their place')
        app.wait_says('“Minster Ada Roe” → “Minister Ada Roe”')
        wait_for(lambda: app.find(lambda a: a.get_name() == 'Correct'
                                  and a.get_state_set().contains(Atspi.StateType.SENSITIVE)),
                 'the button')
        app.key('alt+o')
        found = wait_for(lambda: later(app), 'the later version')
        assert links(found['claim'], 'speaker') == ['name'] and not found['said']['links'], found
        wait_for(lambda: app.dialog('Correct Text') is None, 'the dialog to go')
        app.frame = main
        app.wait_says('2 annotations have lost their place')
        # The words that may be meant are selected; one key places, one drops, one takes back.
        app.actions = 0
        app.key('F4')
        wait_for(lambda: app.selection() == 'Minister Ada', 'the words of the first')
        app.wait_says('1 of 2: Role of tester, “Minster Ada”')
        app.key('ctrl+F4')
        wait_for(lambda: app.selection() == 'Minister Ada Roe', 'the words of the second')
        app.wait_says('1 of 1: Person of ben')
        app.key('shift+F4')
        found = wait_for(lambda: 'whole' in later(app) and later(app), 'what was placed')
        assert found['whole']['quotes'] == ['Minister Ada Roe'], found
        assert links(found['said'], 'speaker') == ['whole'] and 'title' not in found, found
        assert app.actions == 3, app.actions
        wait_for(lambda: not app.says('Person of ben'), 'the bar to go')
        app.key('ctrl+z')
        app.wait_says('1 annotation has lost its place')
        app.key('ctrl+z')
        app.wait_says('2 annotations have lost their place')
        app.key('ctrl+z')
        wait_for(lambda: app.export() == before, 'the article as it was')


def offered_after_import():
    """Another text of the same name is added, and may be taken for a correction of the first."""
    with opened({}, prepare) as app:
        main = app.frame
        path = os.path.join(app.folder, 'news.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(NEW)
        app.key('ctrl+i')
        app.frame = wait_for(lambda: app.dialog('Add Articles'), 'the dialog for files')
        wait_for(app.focus, 'the keyboard in the dialog for files')
        app.type(path)
        app.key('Return')
        app.frame = main
        wait_for(lambda: len(app.export()[0]) == 2, 'the article')
        app.wait_says('Another article has this name or address')
        app.key('alt+t')
        app.frame = wait_for(lambda: app.dialog('Correct Text'), 'the dialog')
        app.wait_says('3 annotations come along · 2 lose their place')
        app.key('alt+o')
        wait_for(lambda: 'claim' in later(app), 'the annotations in the later version')
        wait_for(lambda: app.dialog('Correct Text') is None, 'the dialog to go')
        app.frame = main
        app.wait_says('2 annotations have lost their place')
        assert len(app.export()[0]) == 2
        # The older version is one step away, and so is the way back.
        app.key('F10')
        wait_for(lambda: app.find(lambda a: a.get_name() == 'Show Older Version'
                                  and app.has_place(a)), 'the main menu')
        app.key('w')
        app.wait_says('This is an older version of the article.')
        wait_for(lambda: OLD in app.read(app.text), 'the older text')
        app.key('alt+v')
        wait_for(lambda: NEW in app.read(app.text), 'the later text')
        app.wait_says('2 annotations have lost their place')


run(settled_by_keys, offered_after_import)
