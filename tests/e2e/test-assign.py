#!/usr/bin/python3
"""test-assign.py - articles divided among annotators, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil

from harness import Atspi, opened, run, wait_for

TEXTS = {'article-%02d' % n: 'Ada Roe said that bridge %d was safe. ' % n * (n % 5 + 1)
         for n in range(12)}


def layers(app, project=None):
    """Who has which article."""
    target = os.path.join(app.folder, 'exported')
    shutil.rmtree(target, ignore_errors=True)
    app.control('export', project or app.project, '--format', 'quoth-jsonl', '--to', target)
    with open(os.path.join(target, 'articles.jsonl'), encoding='utf-8') as file:
        articles = [json.loads(line) for line in file]
    return {a['name']: sorted(layer['name'] for layer in a['layers']) for a in articles}


def copy(app):
    app.other = os.path.join(app.folder, 'Other.quoth')
    shutil.copy(app.project, app.other)


def open_window(app, focus=None):
    app.key('ctrl+shift+a')
    app.front('Assign Articles')
    if focus is not None:
        app.wait_focus(focus)


def add(app, name):
    app.wait_focus('Add an annotator')
    app.type(name)
    app.key('Return')
    wait_for(lambda: app.find(lambda a: a.get_name() == name and app.has_place(a)), name)


def set_number(app, name, value):
    app.tab_to(name)
    # The row comes first, then the number in it.
    if app.focus().get_role() == Atspi.Role.LIST_ITEM:
        app.key('Tab')
        wait_for(lambda: app.focus() and app.focus().get_role() != Atspi.Role.LIST_ITEM, 'a number')
    app.key('ctrl+a')
    app.type(value)


def by_keys_as_quothctl_does():
    with opened(TEXTS, copy) as app:
        open_window(app)
        app.wait_says('Choose who annotates')
        app.tab_to('Add an annotator')
        before = app.actions
        for name in ('anna', 'ben', 'carla'):
            add(app, name)
            app.tab_to('Add an annotator')
        assert app.actions - before <= 6, app.actions - before
        app.wait_says('12 new assignments')
        app.wait_says('1 annotator: 12 articles')
        set_number(app, 'Share with one annotator more', '25')
        set_number(app, 'Seed', '7')
        app.key('Tab')
        app.wait_says('15 new assignments')
        app.wait_says('1 annotator: 9 articles · 2 annotators: 3 articles')
        before = app.actions
        app.key('alt+a')
        app.wait_says('Articles assigned')
        assert app.actions - before == 1
        app.control('assign', app.other, '--annotators', 'anna,ben,carla', '--double', '0.25',
                    '--seed', '7')
        found = layers(app)
        assert found == layers(app, app.other), found
        assert sum(len(names) for names in found.values()) == 15
        # The table is in front, and tells who has what.
        app.wait_page('Not begun')
        app.key('ctrl+z')
        wait_for(lambda: not any(layers(app).values()), 'the assignment to be undone')
        app.wait_says('Nobody has an article yet')


def give_out(app):
    app.control('assign', app.project, '--annotators', 'anna,ben')


def what_is_begun_stays():
    """Carla comes for ben, who has begun one article."""
    def prepare(app):
        give_out(app)
        articles, _ = app.export()
        app.begun = next(a for a in articles if a['layers'][0]['name'] == 'ben')
        app.import_native([dict(app.begun, annotations=[
            {'id': 'roe', 'layer': 'ben', 'type': 'person', 'parts': [[0, 7]]}])])

    with opened(TEXTS, prepare) as app:
        before = layers(app)
        open_window(app, 'anna')
        app.wait_says('All of this is assigned already')
        app.tab_to('ben')
        app.key('space')
        app.tab_to('Add an annotator')
        add(app, 'carla')
        app.tab_to('Take back what nobody has begun')
        app.key('space')
        n_ben = sum(names == ['ben'] for names in before.values())
        app.wait_says('are taken back')
        app.key('alt+a')
        app.wait_says('Articles assigned')
        after = layers(app)
        assert 'ben' in after[app.begun['name']], after
        assert sum('ben' in names for names in after.values()) == 1 < n_ben, after
        assert any('carla' in names for names in after.values()), after


def says_what_is_wrong():
    with opened(TEXTS, give_out) as app:
        open_window(app, 'anna')
        set_number(app, 'Annotators per article', '3')
        app.key('Tab')
        app.wait_says('An article needs more annotators than are chosen')
        before = layers(app)
        app.key('alt+a')
        app.tab_to('Add an annotator')
        app.type('gold')
        app.key('Return')
        app.wait_says('This name is taken by Quoth itself')
        app.key('ctrl+a')
        add(app, 'carla')
        app.wait_says('3 annotators: 12 articles')
        assert layers(app) == before


def different_rules(app):
    """Anna and ben have begun the same article under two versions of the guidelines."""
    rules = app.set_guidelines('Mark people.\n', 'Mark sources.\n')
    app.import_native([{'id': 'apart', 'name': 'apart', 'text': 'Ada Roe went.', 'layers': [
        {'name': name, 'state': 'open', 'guidelines': version}
        for name, version in zip(('anna', 'ben'), rules)], 'annotations': [
            {'id': name, 'layer': name, 'type': 'person', 'parts': [[0, 7]]}
            for name in ('anna', 'ben')]}])
    give_out(app)


def packages_for_all():
    def read(folder):
        found = {}
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), 'rb') as file:
                found[name] = file.read()
        return found

    with opened(TEXTS, different_rules) as app:
        behind, behind_window = app.frame, app.window
        late = os.path.join(app.folder, 'late.txt')
        with open(late, 'w', encoding='utf-8') as file:
            file.write('Ada Roe came late.')
        open_window(app, 'anna')
        app.key('alt+w')
        main = app.frame
        app.wait_button('Make Packages…')
        app.wait_page('In work, guidelines version 1')
        app.wait_page('In work, guidelines version 2')
        app.key('alt+m')
        app.front('Packages in a New Folder')
        wait_for(app.focus, 'the keyboard in the choice of a folder')
        target = os.path.join(app.folder, 'packages')
        # Somebody adds to the project meanwhile: the window notices, and packs what is there now.
        app.control('import', app.project, late)
        app.xdo('windowfocus', '--sync', behind_window)
        app.frame = behind
        app.wait_says('late')
        app.front('Packages in a New Folder')
        app.key('ctrl+a')
        app.type(target)
        app.key('Return')
        wait_for(lambda: os.path.isdir(target), 'the packages')
        app.frame = main
        app.wait_says('2 packages are ready to send')
        assert sorted(os.listdir(target)) == ['Test for anna', 'Test for ben'], os.listdir(target)
        for name in ('anna', 'ben'):
            same = os.path.join(app.folder, 'same-' + name)
            app.control('package', app.project, '--to', same, '--for', name, '--assigned')
            assert read(same) == read(os.path.join(target, 'Test for ' + name)), name


run(by_keys_as_quothctl_does, what_is_begun_stays, says_what_is_wrong, packages_for_all)
