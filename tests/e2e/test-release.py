#!/usr/bin/python3
"""test-release.py - a corpus handed to others, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os

from harness import opened, run, wait_for


def quoth():
    articles = {'harbour': 'Ilse Brandt said the quay is safe.\n', 'bridge': 'The mayor left.\n',
                'school': 'Nobody came to the school.\n'}
    return opened(articles)


def release_dialog(app):
    app.key('ctrl+shift+e')
    app.frame = wait_for(lambda: app.dialog('Release'), 'the release dialog')
    app.wait_focus('Title')


def release_writes_what_was_chosen():
    with quoth() as app:
        target = os.path.join(app.folder, 'harbour-corpus')
        main = app.frame
        release_dialog(app)
        app.type('Harbour')
        app.tab_to('Formats')
        app.key('alt+r')
        app.frame = wait_for(lambda: app.dialog('Release to a New Folder'), 'the name')
        wait_for(app.focus, 'the keyboard in the dialog for the name')
        app.key('ctrl+a')
        app.type(target)
        app.key('Return')
        app.frame = main
        wait_for(lambda: os.path.exists(os.path.join(target, 'SHA256SUMS')), 'the release')
        app.wait_says('3 articles released')
        with open(os.path.join(target, 'datacard.json'), encoding='utf-8') as file:
            assert 'Harbour' in json.dumps(json.load(file))
        assert os.path.isdir(os.path.join(target, 'quoth-jsonl')), os.listdir(target)


def wrong_splits_are_shown():
    with quoth() as app:
        main = app.frame
        release_dialog(app)
        app.tab_to('Split, such as train=80,dev=10,test=10')
        app.key('ctrl+a')
        app.type('train')
        app.key('alt+r')
        app.wait_focus('Split, such as train=80,dev=10,test=10')
        assert app.dialog('Release to a New Folder') is None
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('Release') is None, 'Escape to close it')


run(release_writes_what_was_chosen, wrong_splits_are_shown)
