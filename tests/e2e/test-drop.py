#!/usr/bin/python3
"""test-drop.py - files dragged from another program onto the window

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess

from harness import opened, run, wait_for

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n')


def quoth(prepare=None):
    return opened({'harbour': ARTICLE}, prepare)


def names(app):
    return sorted(a['name'] for a in app.export()[0])


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


class Source:
    """A window below ours, out of which these files can be dragged."""

    def __init__(self, app, *paths):
        self.app = app
        self.process = subprocess.Popen([os.environ['QUOTH_TEST_DRAG_SOURCE'], *paths],
                                        env=app.env, stdout=subprocess.PIPE)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.said = b''
        self.window = wait_for(self.find, 'the window to drag from')
        app.xdo('windowmove', '--sync', self.window, '20', '880')

    def find(self):
        done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                               str(self.process.pid)], text=True, stdout=subprocess.PIPE,
                              check=False)
        return done.stdout.split()[-1] if done.stdout.split() else None

    def says(self, word):
        self.said += self.process.stdout.read() or b''
        return word.encode() in self.said.split()

    def drag_to(self, x, y):
        """One drag, which ends when the files were dropped and read."""
        self.said = b''
        self.app.xdo('mousemove', '60', '920', 'mousedown', '1')
        self.app.xdo('mousemove', '80', '900', 'mousemove', '100', '880')
        wait_for(lambda: self.says('begin'), 'the drag to begin')
        self.app.xdo('mousemove', str(x - 10), str(y - 10), 'mousemove', str(x), str(y))
        wait_for(lambda: self.says('welcome'), 'the window to take the files')
        self.app.xdo('mouseup', '1')
        wait_for(lambda: self.says('end'), 'the end of the drag')
        assert not self.says('failed')

    def close(self):
        self.process.kill()
        self.process.wait()


def files_are_dropped():
    """On the list, on the text of the article and on a folder's worth; one undo each."""
    with quoth() as app:
        one = write(app.folder, 'one.txt', 'One.\n\nJonas Pell said so.\n')
        two = write(app.folder, 'two.txt', 'Two.\n\nNobody said so.\n')
        source = Source(app, one, two)
        source.drag_to(150, 400)
        wait_for(lambda: names(app) == ['harbour', 'one', 'two'], 'both articles')
        source.close()
        folder = os.path.join(app.folder, 'more')
        os.mkdir(folder)
        for name in ('three', 'four'):
            write(folder, name + '.txt', 'This is article %s.\n' % name)
        source = Source(app, folder)
        source.drag_to(600, 400)
        wait_for(lambda: names(app) == ['four', 'harbour', 'one', 'three', 'two'],
                 'the articles of the folder')
        source.close()
        app.xdo('windowfocus', '--sync', app.window)
        wait_for(app.focused, 'the keyboard back')
        app.key('ctrl+z')
        wait_for(lambda: names(app) == ['harbour', 'one', 'two'], 'one undo for the folder')
        app.key('ctrl+z')
        wait_for(lambda: names(app) == ['harbour'], 'one undo for both')


def words_of_an_article_are_no_new_one():
    """Dragged about within the window they change nothing."""
    with quoth() as app:
        start = ARTICLE.index('Ilse')
        app.show('Ilse Brandt')
        app.xdo('mousemove', *map(str, app.place_of(start + 3)), 'mousedown', '1')
        x, y = app.place_of(start + 6)
        app.xdo('mousemove', str(x), str(y + 60), 'mousemove', str(x), str(y + 160))
        app.xdo('mousemove', '150', '400', 'mousemove', '155', '405', 'mouseup', '1')
        app.key('ctrl+f')
        app.wait_focus('Find in the article')
        app.key('Escape')
        assert names(app) == ['harbour']


run(files_are_dropped, words_of_an_article_are_no_new_one)
