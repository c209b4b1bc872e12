#!/usr/bin/python3
"""test-care.py - pasting, exporting, another process, a damaged file, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import subprocess

from harness import Quoth, opened, run, wait_for

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n')


def quoth(prepare=None):
    return opened({'harbour': ARTICLE}, prepare)


def names(app):
    return sorted(a['name'] for a in app.export()[0])


def pasted_text_becomes_an_article():
    with quoth() as app:
        app.show('We will build the quay')
        app.key('ctrl+c', 'ctrl+shift+v')
        wait_for(lambda: names(app) == ['We will build the quay', 'harbour'], 'a second article')
        app.wait_says('1 article added')
        wait_for(lambda: app.read(app.find_article()) == 'We will build the quay', 'it is shown')
        # The same once more is reported and not doubled.
        app.key('ctrl+shift+v')
        app.wait_says('1 article was there already')
        assert len(names(app)) == 2
        app.key('ctrl+z')
        wait_for(lambda: names(app) == ['harbour'], 'one undo for the paste')


def export_says_what_is_lost():
    with quoth() as app:
        app.key('q', 'c', '1')
        app.wait_annotations(lambda a: len(a) > 2, 'a claim with its speaker')
        main = app.frame
        app.key('ctrl+e')
        app.frame = wait_for(lambda: app.dialog('Export'), 'the export dialog')
        app.wait_says('Nothing is lost')
        app.wait_focus('Format')
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('Export') is None, 'Escape to close it')


def another_process_writes():
    """The window shares its file: it shows what quothctl added, and goes on writing."""
    with quoth() as app:
        path = os.path.join(app.folder, 'second.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('A second article.\n\nJonas Pell said so.\n')
        app.control('import', app.project, path)
        app.key('n', 'p')
        wait_for(lambda: len(app.export()[0]) == 2
                 and any(a['annotations'] for a in app.export()[0]), 'both to have written')
        # Coming back to the window is when it looks.
        app.key('ctrl+comma')
        wait_for(lambda: app.dialog('Preferences'), 'another window')
        app.key('Escape')
        app.wait_says('1–2 of 2')


def fill_and_damage(app):
    """Articles enough for the middle of the file to be a text, which is damaged."""
    app.import_native(
        [{'id': 'a%d' % n, 'name': 'Article %d' % n, 'language': 'en', 'metadata': {}, 'tags': {},
          'text': 'Article %d\n\n' % n + 'Ilse Brandt said so. ' * 200, 'annotations': []}
         for n in range(40)])
    app.damage()


def begin(app):
    """Starts on a project that cannot be opened as it is: no article to wait for."""
    app.process = subprocess.Popen([os.environ['QUOTH_TEST_QUOTH'], app.project], env=app.env)
    app.frame = wait_for(app.find_frame, 'the window')
    app.window = wait_for(app.find_window, 'the X window')
    app.xdo('windowfocus', '--sync', app.window)


def windows(app):
    application = app.frame.get_parent()
    return [application.get_child_at_index(i) for i in range(application.get_child_count())]


def anywhere(app, words):
    """Whether any window of the application says so, or what it offers is called so."""
    return any(words in (a.get_name() or '') for w in windows(app) if w for a in app.walk(w))


def damaged_file_is_recovered():
    app = Quoth({})
    try:
        fill_and_damage(app)
        with open(app.project, 'rb') as file:
            before = file.read()
        begin(app)
        wait_for(lambda: anywhere(app, 'This Project Is Damaged'), 'a word about the damage')
        app.key('alt+r')
        wait_for(lambda: len(windows(app)) > 1 and anywhere(app, 'Save'), 'the file dialog')
        target = os.path.join(app.folder, 'Saved.quoth')
        app.key('ctrl+a')
        app.type(target[:-len('.quoth')])
        app.key('Return')
        wait_for(lambda: os.path.exists(target), 'a new project')
        wait_for(lambda: anywhere(app, 'Saved'), 'it to be opened')
        info = json.loads(app.control('info', target, '--json'))
        assert info['articles'] > 0, info
        app.control('check', target)
        with open(app.project, 'rb') as file:
            assert file.read() == before, 'the damaged file stays as it is'
        app.stop()
    except Exception:
        app.shoot()
        raise
    finally:
        app.clean()


def damaged_index_is_rebuilt_behind():
    """What cannot be opened to be written is read at once, and written again once mended."""
    with quoth() as app:
        app.key('n', 'p')
        app.wait_annotations(lambda a: len(a) == 1, 'a person')
        app.stop()
        app.destroy('journal_stack')
        app.start()
        app.wait_says('Indexes of the project were damaged; they have been rebuilt.')
        app.text = wait_for(app.find_article, 'the article again')
        wait_for(app.in_text, 'the keyboard in it')
        app.key('ctrl+z')
        app.wait_annotations(lambda a: not a, 'an undo')
        app.control('check', app.project)


def add_file(app, name, data):
    """Adds a file by the dialog, its path typed."""
    path = os.path.join(app.folder, name)
    with open(path, 'wb') as file:
        file.write(data)
    before = len(windows(app))
    app.key('ctrl+i')
    wait_for(lambda: len(windows(app)) > before and anywhere(app, 'Cancel'), 'the file dialog')
    app.type(path)
    app.key('Return')


def encodings_are_reported_and_refusals_explained():
    with quoth() as app:
        add_file(app, 'latin.txt', 'Le café était fermé. «\xa0Rien\xa0», dit-elle.\n'
                 .encode('windows-1252'))
        app.wait_says('1 article added · 1 note')
        wait_for(lambda: any('Le café était fermé' in a['text'] for a in app.export()[0]),
                 'the letters as they were meant')
        add_file(app, 'broken.txt', b'Text with a NUL \x00 inside.\n')
        wait_for(lambda: anywhere(app, '1 file was refused. Nothing of it was added.'),
                 'the refusal')
        wait_for(lambda: any('broken.txt' in (app.read(a) or '') for w in windows(app) if w
                             for a in app.walk(w)), 'the name of the refused file')
        app.key('Escape')
        assert len(names(app)) == 2


def recent_project_opens_from_the_start():
    with quoth() as app:
        app.stop()
        app.process = subprocess.Popen([os.environ['QUOTH_TEST_QUOTH']], env=app.env)
        app.frame = wait_for(app.find_frame, 'the window')
        app.window = wait_for(app.find_window, 'the X window')
        app.xdo('windowfocus', '--sync', app.window)
        app.wait_says('Who said what?')
        app.tab_to('Test.quoth')
        app.key('Return')
        app.text = wait_for(app.find_article, 'its article')
        assert app.read(app.text) == ARTICLE


run(pasted_text_becomes_an_article, export_says_what_is_lost, another_process_writes,
    damaged_file_is_recovered, damaged_index_is_rebuilt_behind, encodings_are_reported_and_refusals_explained,
    recent_project_opens_from_the_start)
