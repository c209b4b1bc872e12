#!/usr/bin/python3
"""test-rescue.py - folders in and out, the way to what was written, history, backups

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os

from gi.repository import Gio, GLib

from harness import opened, run, wait_for

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n')

FILE_MANAGER = """<node><interface name="org.freedesktop.FileManager1">
  <method name="ShowItems"><arg type="as" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>"""


def quoth(prepare=None):
    return opened({'harbour': ARTICLE}, prepare)


def names(app):
    return sorted(a['name'] for a in app.export()[0])


def windows(app):
    return app.application.get_child_count()


def choose(app, path):
    """Types a path into the file dialog that is opening."""
    wait_for(lambda: windows(app) > 1, 'the file dialog')
    app.type(path)
    app.key('Return')


def folder_is_added_whole():
    with quoth() as app:
        folder = os.path.join(app.folder, 'news')
        os.makedirs(os.path.join(folder, 'deeper'))
        for name in ('one.txt', 'deeper/two.txt', 'deeper/three.html'):
            with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
                file.write('<p>Three.</p>' if name.endswith('html') else 'This is %s.\n' % name)
        app.tab_to('Add articles')
        app.key('Return')
        wait_for(lambda: app.find(lambda a: a.get_name() == 'Folder…'), 'the menu')
        app.key('o')
        choose(app, folder)
        wait_for(lambda: len(names(app)) == 4, 'three more articles')
        app.key('ctrl+z')
        wait_for(lambda: names(app) == ['harbour'], 'one undo for the folder')


def export(app, target):
    app.key('ctrl+e')
    wait_for(lambda: app.dialog('Export'), 'the export dialog')
    app.key('alt+e')
    wait_for(lambda: app.dialog('Export to a New Folder'), 'the choice of a folder')
    app.key('ctrl+a')
    app.type(target)
    app.key('Return')
    wait_for(lambda: os.path.exists(os.path.join(target, 'articles.jsonl')), 'the files')
    # What a window manager does when a dialog closes.
    app.xdo('windowfocus', '--sync', app.window)
    wait_for(app.in_text, 'the keyboard back in the article')
    app.key('alt+s')


def export_is_shown_in_its_folder():
    """By the file manager that listens; without any, the window says where it is."""
    shown = []
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(FILE_MANAGER).interfaces[0]

    def called(_connection, _sender, _path, _interface, _method, arguments, invocation):
        shown.extend(arguments.unpack()[0])
        invocation.return_value(None)

    connection.register_object('/org/freedesktop/FileManager1', interface, called, None, None)
    owner = Gio.bus_own_name_on_connection(connection, 'org.freedesktop.FileManager1',
                                           Gio.BusNameOwnerFlags.NONE, None, None)
    with quoth() as app:
        target = os.path.join(app.folder, 'out')
        export(app, target)
        wait_for(lambda: shown == [GLib.filename_to_uri(target)], 'the file manager')
    Gio.bus_unown_name(owner)
    with quoth() as app:
        export(app, os.path.join(app.folder, 'out'))
        wait_for(lambda: app.dialog('No File Manager Was Found'), 'a word about it')
        app.key('Escape')
        wait_for(lambda: app.dialog('No File Manager Was Found') is None, 'it to close')


def history_tells_who_did_what():
    with quoth() as app:
        main = app.frame
        app.key('n', 'p')
        app.wait_annotations(lambda a: len(a) == 1, 'a person')
        app.tab_to('History')
        app.key('Return')
        app.frame = wait_for(lambda: app.dialog('History'), 'the history')
        wait_for(lambda: app.find(lambda a: 'Annotation added' in app.read(a)),
                 'what was done')
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('History') is None, 'Escape to close it')


def backup_is_made_and_opened():
    with quoth() as app:
        main = app.frame
        backups = os.path.join(app.env['XDG_DATA_HOME'], 'quoth', 'backups')
        wait_for(lambda: os.path.isdir(backups) and os.listdir(backups), 'a backup')
        app.key('F10')
        wait_for(lambda: app.find(lambda a: a.get_name() == 'Backups'), 'the menu')
        app.key('b')
        app.frame = wait_for(lambda: app.dialog('Backups'), 'the backups')
        app.front('Backups')
        app.wait_focus('Open a Copy…')
        app.key('Return')
        app.frame = main
        target = os.path.join(app.folder, 'Copy.quoth')
        wait_for(lambda: app.dialog('Go Back to a Backup'), 'the file dialog')
        app.key('ctrl+a')
        app.type(target[:-len('.quoth')])
        app.key('Return')
        wait_for(lambda: os.path.exists(target), 'a copy')
        wait_for(lambda: 'Copy' in (main.get_name() or ''), 'it to be opened')
        app.control('check', target)


def what_is_lost_comes_from_the_backup():
    """The texts are gone: the window says that they are as they were in the backup."""
    with quoth() as app:
        backups = os.path.join(app.env['XDG_DATA_HOME'], 'quoth', 'backups')
        wait_for(lambda: os.path.isdir(backups) and os.listdir(backups), 'a backup')
        app.stop()
        app.destroy('article_text')
        app.ask_damaged()
        app.key('Return')
        target = os.path.join(app.folder, 'Saved.quoth')
        wait_for(lambda: app.dialog('Recover'), 'the file dialog')
        app.front('Recover')
        app.key('ctrl+a')
        app.type(target[:-len('.quoth')])
        app.key('Return')
        wait_for(lambda: os.path.exists(target), 'a new project')
        app.front('.*Saved.*')
        app.wait_says('1 article is as it was in the newest backup')
        app.project = target
        assert names(app) == ['harbour'], names(app)
        app.control('check', target)


run(folder_is_added_whole, export_is_shown_in_its_folder, history_tells_who_did_what,
    backup_is_made_and_opened, what_is_lost_comes_from_the_backup)
