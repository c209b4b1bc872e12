#!/usr/bin/python3
"""test-release.py - a corpus handed to others, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil

from harness import opened, run, wait_for


def quoth(prepare=None):
    articles = {'harbour': 'Ilse Brandt said the quay is safe.\n', 'bridge': 'The mayor left.\n',
                'school': 'Nobody came to the school.\n'}
    return opened(articles, prepare)


def release_dialog(app):
    app.key('ctrl+shift+e')
    app.frame = wait_for(lambda: app.dialog('Release'), 'the release dialog')
    app.wait_focus('Title')


def name_folder(app, target):
    """Lets the dialog write into a folder."""
    app.key('alt+r')
    app.frame = wait_for(lambda: app.dialog('Release to a New Folder'), 'the name')
    wait_for(app.focus, 'the keyboard in the dialog for the name')
    app.key('ctrl+a')
    app.type(target)
    app.key('Return')


def sums(folder):
    with open(os.path.join(folder, 'SHA256SUMS'), encoding='utf-8') as file:
        return file.read()


def work_of_two(app):
    """Two people's claims, so that the data card can tell how far they agree."""
    path = os.path.join(app.folder, 'work.jsonl')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'text': 'Ilse Brandt said the quay is safe.\n', 'annotations': [
            {'layer': layer, 'type': 'claim', 'parts': [[start, 33]]}
            for layer, start in [('anna', 17), ('ben', 21)]]}, file)
        file.write('\n')
    app.control('import', app.project, path)


def release_writes_what_was_chosen():
    with quoth() as app:
        target = os.path.join(app.folder, 'harbour-corpus')
        main = app.frame
        release_dialog(app)
        app.type('Harbour')
        app.tab_to('Formats')
        name_folder(app, target)
        app.frame = main
        wait_for(lambda: os.path.exists(os.path.join(target, 'SHA256SUMS')), 'the release')
        app.wait_says('3 articles released')
        with open(os.path.join(target, 'datacard.json'), encoding='utf-8') as file:
            assert 'Harbour' in json.dumps(json.load(file))
        assert os.path.isdir(os.path.join(target, 'quoth-jsonl')), os.listdir(target)


def formats_are_asked_for_what_they_offer():
    """Only a chosen format is, and each for its own."""
    with quoth(work_of_two) as app:
        target = os.path.join(app.folder, 'asked')
        other = os.path.join(app.folder, 'other')
        main = app.frame
        release_dialog(app)
        app.tab_to('Formats')
        app.key('space')
        app.tab_to('CoNLL-2003 columns')
        assert not app.says('Tags')
        app.key('space')
        app.wait_says('Tags')
        assert not app.says('For INCEpTION')
        app.tab_to('Tags', most=60)
        app.choose('Tags', 'IOBES')
        app.tab_to('Columns')
        app.choose('Columns', 'Four, as in CoNLL-2003')
        name_folder(app, target)
        app.frame = main
        wait_for(lambda: os.path.exists(os.path.join(target, 'SHA256SUMS')), 'the release')
        app.control('release', app.project, '--formats', 'quoth-jsonl,conll2003', '--split',
                    'train=80,dev=10,test=10', '--iobes', '--four-columns', '--to', other)
        # The same as from the command line, and to the last byte.
        assert sums(target) == sums(other), (sums(target), sums(other))
        with open(os.path.join(target, 'datacard.json'), encoding='utf-8') as file:
            assert json.load(file)['agreement']['layers'] == ['anna', 'ben']
        shutil.rmtree(other)
        app.control('release', app.project, '--formats', 'quoth-jsonl,conll2003', '--split',
                    'train=80,dev=10,test=10', '--to', other)
        assert sums(target) != sums(other)


def noted_work_of_two(app):
    """The same, with what columns cannot hold."""
    path = os.path.join(app.folder, 'noted.jsonl')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'text': 'Ilse Brandt said the quay is safe.\n', 'annotations': [
            {'layer': layer, 'type': 'claim', 'parts': [[start, 33]], 'note': 'why?'}
            for layer, start in [('anna', 17), ('ben', 21)]]}, file)
        file.write('\n')
    app.control('import', app.project, path)


def layers_are_chosen_and_losses_told():
    """Before anything is written, and in the files."""
    with quoth(noted_work_of_two) as app:
        target = os.path.join(app.folder, 'chosen')
        other = os.path.join(app.folder, 'other')
        main = app.frame
        release_dialog(app)
        app.wait_says('Nothing is lost')
        app.tab_to('Formats')
        app.key('space')
        app.tab_to('CoNLL-2003 columns')
        app.key('space')
        app.wait_says('2 things are left out')
        assert app.says('CoNLL-2003 columns: 2')
        app.tab_to('Layers', most=60)
        app.key('space')
        app.tab_to('ben')
        app.key('space')
        app.wait_says('1 thing is left out')
        name_folder(app, target)
        app.frame = main
        wait_for(lambda: os.path.exists(os.path.join(target, 'SHA256SUMS')), 'the release')
        app.wait_says('1 thing is left out')
        app.control('release', app.project, '--formats', 'quoth-jsonl,conll2003', '--split',
                    'train=80,dev=10,test=10', '--layer', 'anna', '--to', other)
        assert sums(target) == sums(other), (sums(target), sums(other))


def nothing_wrong_is_released():
    """No split that is none, and not the work of nobody."""
    with quoth(work_of_two) as app:
        main = app.frame
        release_dialog(app)
        app.tab_to('Split, such as train=80,dev=10,test=10')
        app.key('ctrl+a')
        app.type('train')
        app.key('alt+r')
        app.wait_focus('Split, such as train=80,dev=10,test=10')
        assert app.dialog('Release to a New Folder') is None
        app.tab_to('Layers', most=60)
        app.key('space')
        for name in 'anna', 'ben':
            app.tab_to(name)
            app.key('space')
        app.wait_says('Choose at least one')
        app.key('alt+r')
        app.tab_to('Body text only')
        assert app.dialog('Release to a New Folder') is None
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('Release') is None, 'Escape to close it')


run(release_writes_what_was_chosen, formats_are_asked_for_what_they_offer,
    layers_are_chosen_and_losses_told, nothing_wrong_is_released)
