#!/usr/bin/python3
"""test-packages.py - packages made for annotators, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os

from harness import opened, run, wait_for

TEXTS = {'bridge': 'Ada Roe said that the bridge was safe.\n',
         'harbour': 'Ben Poe said that the harbour was full.\n',
         'school': 'Ada Roe and Ben Poe said that the school was old.\n'}


def mark(name, layer, article, words):
    start = TEXTS[article].index(words)
    return {'id': name, 'layer': layer, 'type': 'person', 'parts': [[start, start + len(words)]]}


def team(app):
    """Anna has two articles, ben one; each has marked one name."""
    marks = {'bridge': [mark('roe', 'anna', 'bridge', 'Ada Roe')],
             'harbour': [mark('poe', 'ben', 'harbour', 'Ben Poe')], 'school': []}
    layers = {'bridge': 'anna', 'harbour': 'ben', 'school': 'anna'}
    app.import_native([{'id': name, 'name': name, 'text': TEXTS[name], 'annotations': marks[name],
                        'layers': [{'name': layers[name], 'state': 'open'}]} for name in TEXTS])


def read(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), 'rb') as file:
            found[name] = file.read()
    return found


def articles_of(folder):
    lines = read(folder)['articles.jsonl'].decode().splitlines()
    return {json.loads(line)['name']: json.loads(line) for line in lines}


def open_dialog(app):
    app.key('ctrl+shift+p')
    app.frame = wait_for(lambda: app.dialog('Make a Package'), 'the dialog')
    app.wait_focus('Annotator')


def make(app, main, target):
    """Lets the dialog, in which all is chosen, write into a folder."""
    app.key('alt+m')
    wait_for(lambda: app.dialog('Package in a New Folder'), 'the choice of a folder')
    app.frame = app.dialog('Package in a New Folder')
    wait_for(app.focus, 'the keyboard in the choice of a folder')
    app.key('ctrl+a')
    app.type(target)
    app.key('Return')
    wait_for(lambda: os.path.exists(os.path.join(target, 'package.json')), 'the package')
    app.frame = main
    app.wait_says('The package is ready to send')


def assigned_to_one():
    with opened({}, team) as app:
        main = app.frame
        open_dialog(app)
        app.wait_says('3 articles')
        app.wait_says('1 annotation of anna')
        app.key('Tab')
        app.choose('Articles', 'Those assigned to the annotator')
        app.wait_says('2 articles')
        target = os.path.join(app.folder, 'for-anna')
        make(app, main, target)
        other = os.path.join(app.folder, 'the-same')
        app.control('package', app.project, '--to', other, '--for', 'anna', '--assigned')
        assert read(target) == read(other), os.listdir(target)
        found = articles_of(target)
        assert sorted(found) == ['bridge', 'school'], found
        assert b'ben' not in read(target)['articles.jsonl']


def somebody_new_gets_what_is_listed():
    with opened({}, team) as app:
        main = app.frame
        app.tab_to('Find an article by name', 60)
        app.type('school')
        wait_for(lambda: len(app.rows('Articles')) == 1, 'one article in the list')
        open_dialog(app)
        app.choose('Annotator', 'Somebody new…')
        app.wait_says('Whom is it for?')
        app.key('Tab')
        app.wait_focus('Name of the annotator')
        app.type('gold')
        app.wait_says('This name is taken by Quoth itself')
        app.key('ctrl+a')
        app.type('carla')
        app.wait_says('0 annotations of carla')
        app.tab_to('Articles')
        app.choose('Articles', 'Those assigned to the annotator')
        app.wait_says('Nothing is assigned to carla')
        app.choose('Articles', 'Those that pass the filter')
        app.wait_says('1 article')
        target = os.path.join(app.folder, 'for-carla')
        make(app, main, target)
        found = articles_of(target)
        assert sorted(found) == ['school'] and found['school']['annotations'] == [], found


run(assigned_to_one, somebody_new_gets_what_is_listed)
