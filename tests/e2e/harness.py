"""harness.py - drives the real window by keys and reads it back by AT-SPI

Keys go in by xdotool, what the window says comes out by the accessibility bus and by
quothctl. Nothing here sleeps for a fixed time: every wait is for a condition, with a
deadline. Each key chord counts as one action.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

SKIP = 77
DEADLINE = 40.0 if os.environ.get('QUOTH_SANITIZED') else 20.0


def skip(reason):
    print('1..0 # SKIP ' + reason)
    sys.exit(SKIP)


for tool in ('xdotool', 'dbus-daemon'):
    if shutil.which(tool) is None:
        skip(tool + ' is not installed')
if not os.environ.get('DISPLAY'):
    skip('no display')
try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, GLib
except (ImportError, ValueError):
    skip('the accessibility library is not installed')


def wait_for(condition, what, deadline=None):
    """Polls until condition() is true; returns its value."""
    end = time.monotonic() + (deadline or DEADLINE)
    context = GLib.MainContext.default()
    while True:
        try:
            value = condition()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError('waited in vain for ' + what)
        # Woken by accessibility events, else looks again after a moment.
        GLib.timeout_add(20, lambda: GLib.SOURCE_REMOVE)
        context.iteration(True)


class Quoth:
    """One run of the application on one project."""

    def __init__(self, articles, scheme=None):
        self.folder = tempfile.mkdtemp(prefix='quoth-e2e-')
        self.project = os.path.join(self.folder, 'Test.quoth')
        self.quothctl = os.environ['QUOTH_TEST_QUOTHCTL']
        self.actions = 0
        self.env = dict(os.environ)
        for kind in ('CONFIG', 'DATA', 'CACHE', 'STATE'):
            path = os.path.join(self.folder, kind.lower())
            os.makedirs(path)
            self.env['XDG_%s_HOME' % kind] = path
        self.env.update({
            'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11', 'GTK_A11Y': 'atspi',
            'GSETTINGS_BACKEND': 'memory', 'NO_AT_BRIDGE': '0', 'LC_ALL': 'C.UTF-8',
            'GIO_USE_VFS': 'local', 'ADW_DISABLE_PORTAL': '1', 'GTK_USE_PORTAL': '0',
            'QUOTH_ANNOTATOR': 'tester'})
        self.control('new', self.project)
        for name, text in articles.items():
            path = os.path.join(self.folder, name + '.txt')
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
            self.control('import', self.project, path)
        self.process = None

    def control(self, *arguments):
        done = subprocess.run([self.quothctl, *arguments], env=self.env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise AssertionError('quothctl %s: %s' % (' '.join(arguments), done.stderr))
        return done.stdout

    def start(self):
        self.process = subprocess.Popen([os.environ['QUOTH_TEST_QUOTH'], self.project],
                                        env=self.env)
        self.frame = wait_for(self.find_frame, 'the window')
        self.window = wait_for(self.find_window, 'the X window')
        self.xdo('windowfocus', '--sync', self.window)
        self.text = wait_for(lambda: self.find(lambda a: a.get_role() == Atspi.Role.TEXT
                                               and self.read(a)), 'the article')

    def find_frame(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is None or application.get_process_id() != self.process.pid:
                continue
            if application.get_child_count() > 0:
                return application.get_child_at_index(0)
        if self.process.poll() is not None:
            raise AssertionError('the application ended with %d' % self.process.returncode)
        return None

    def find_window(self):
        done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                               str(self.process.pid)], text=True, stdout=subprocess.PIPE,
                              check=False)
        windows = done.stdout.split()
        return windows[-1] if windows else None

    def xdo(self, *arguments):
        subprocess.run(['xdotool', *arguments], check=True)

    def key(self, *chords):
        """Each chord is one action: 'n', 'shift+p', 'ctrl+z', 'period'."""
        for chord in chords:
            self.actions += 1
            self.xdo('key', '--clearmodifiers', chord)

    def walk(self, accessible=None, depth=0):
        accessible = accessible or self.frame
        yield accessible
        if depth > 40:
            return
        for i in range(accessible.get_child_count()):
            child = accessible.get_child_at_index(i)
            if child is not None:
                yield from self.walk(child, depth + 1)

    def find(self, condition):
        for accessible in self.walk():
            try:
                if condition(accessible):
                    return accessible
            except GLib.Error:
                continue
        return None

    @staticmethod
    def read(accessible):
        text = accessible.get_text_iface()
        return text.get_text(0, -1) if text is not None else ''

    def selection(self):
        """The selected words of the article, as a screen reader hears them."""
        text = self.text.get_text_iface()
        if text.get_n_selections() == 0:
            return ''
        part = text.get_selection(0)
        return text.get_text(part.start_offset, part.end_offset)

    def labels(self):
        """Every text on the screen but the article's."""
        found = []
        for accessible in self.walk():
            if accessible.get_role() == Atspi.Role.LABEL:
                found.append(accessible.get_name() or self.read(accessible))
        return found

    def export(self):
        """What is on the disk now, as the native format says it."""
        target = tempfile.mkdtemp(dir=self.folder)
        os.rmdir(target)
        self.control('export', self.project, '--format', 'quoth-jsonl', '--to', target)
        with open(os.path.join(target, 'articles.jsonl'), encoding='utf-8') as file:
            articles = [json.loads(line) for line in file]
        with open(os.path.join(target, 'entities.jsonl'), encoding='utf-8') as file:
            entities = [json.loads(line) for line in file]
        return articles, entities

    def annotations(self, article=0):
        articles, _ = self.export()
        return articles[article]['annotations']

    def wait_annotations(self, condition, what):
        return wait_for(lambda: condition(self.annotations()), what)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.xdo('key', '--clearmodifiers', 'ctrl+q')
            try:
                self.process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError('the application does not quit') from None
        if self.process is not None and self.process.returncode != 0:
            raise AssertionError('the application ended with %d' % self.process.returncode)

    def clean(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def run(*cases):
    """Runs each case and reports it by TAP."""
    print('1..%d' % len(cases), flush=True)
    failed = 0
    for number, case in enumerate(cases, 1):
        try:
            case()
            print('ok %d - %s' % (number, case.__name__), flush=True)
        except Exception as problem:  # pylint: disable=broad-except
            failed += 1
            print('not ok %d - %s' % (number, case.__name__), flush=True)
            print('# %s: %s' % (type(problem).__name__, str(problem).replace('\n', '\n# ')),
                  flush=True)
            if os.environ.get('QUOTH_E2E_SHOTS'):
                subprocess.run(['import', '-window', 'root',
                                os.path.join(os.environ['QUOTH_E2E_SHOTS'],
                                             case.__name__ + '.png')], check=False)
    sys.exit(1 if failed else 0)
