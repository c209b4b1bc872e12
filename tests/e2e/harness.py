"""harness.py - drives the real window by keys and reads it back by AT-SPI

Keys go in by xdotool, what the window says comes out by the accessibility bus and by
quothctl. Nothing here sleeps for a fixed time: every wait is for a condition, with a
deadline. Each key chord counts as one action.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import ctypes
import functools
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SKIP = 77
case_name = ''  # of the case that runs, for its picture
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
    from gi.repository import Atspi, Gio, GLib
except (ImportError, ValueError):
    skip('the accessibility library is not installed')


def hold_display():
    """Keeps one client on the display: a virtual screen starts anew when the last one
    leaves, and whoever comes at that moment finds no display."""
    library = ctypes.CDLL('libX11.so.6')
    library.XOpenDisplay.restype = ctypes.c_void_p
    return library.XOpenDisplay(None)


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


ACCESSIBLE = 'org.a11y.atspi.Accessible'


class ReaderBus:
    """The accessibility bus, to ask many questions at once."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def ask(self, questions):
        """The answers in the order of the questions; None where there is none."""
        answers = [None] * len(questions)
        waiting = set(range(len(questions)))

        def answered(connection, result, number):
            waiting.discard(number)
            with contextlib.suppress(GLib.Error):
                answers[number] = connection.call_finish(result).unpack()

        for number, (owner, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(owner, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, int(DEADLINE * 1000), None, answered,
                                 number)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers


@functools.lru_cache(None)
def reader_bus():
    return ReaderBus()


def fold(words):
    """Letters that any layout has, for those of the article."""
    for curly, plain in (('“', '"'), ('”', '"'), ('’', "'"), ('\u00a0', ' ')):
        words = words.replace(curly, plain)
    return words.lower()


class Quoth:
    """One run of the application on one project."""

    def __init__(self, articles, scheme=None):
        self.folder = tempfile.mkdtemp(prefix='quoth-e2e-')
        self.project = os.path.join(self.folder, 'Test.quoth')
        self.said = os.path.join(self.folder, 'stderr')  # of every run
        self.quothctl = os.environ['QUOTH_TEST_QUOTHCTL']
        self.actions = 0
        self.clicked = 0.0
        self.env = dict(os.environ)
        for kind in ('CONFIG', 'DATA', 'CACHE', 'STATE'):
            path = os.path.join(self.folder, kind.lower())
            os.makedirs(path)
            self.env['XDG_%s_HOME' % kind] = path
        self.env.update({
            'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11', 'GTK_A11Y': 'atspi',
            'GSETTINGS_BACKEND': 'memory',  # unless a case wants settings that last
            'NO_AT_BRIDGE': '0', 'LC_ALL': 'C.UTF-8',
            'GIO_USE_VFS': 'local', 'ADW_DISABLE_PORTAL': '1', 'GTK_USE_PORTAL': '0'})
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

    def make_newer(self):
        """As if a newer version had made the project, which can then only be read."""
        connection = sqlite3.connect(self.project)
        version = connection.execute('pragma user_version').fetchone()[0]
        connection.execute('pragma user_version = %d' % (version + 1))
        connection.commit()
        connection.close()

    def damage(self):
        """Overwrites a page in the middle of the file, as a failing disk would."""
        with open(self.project, 'r+b') as file:
            page = int.from_bytes(file.read(18)[16:], 'big')
            file.seek(os.path.getsize(self.project) // 2 // page * page)
            file.write(b'\xa5' * page)
        for suffix in ('-wal', '-shm'):
            if os.path.exists(self.project + suffix):
                os.unlink(self.project + suffix)

    def destroy(self, name):
        """Overwrites the page that a table or an index begins on."""
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            database.execute('PRAGMA wal_checkpoint (TRUNCATE)')
            page, = database.execute('SELECT rootpage FROM sqlite_schema WHERE name = ?',
                                     (name,)).fetchone()
            size, = database.execute('PRAGMA page_size').fetchone()
        with open(self.project, 'r+b') as file:
            file.seek((page - 1) * size)
            file.write(b'\xa5' * size)

    def start(self):
        self.text = None
        with open(self.said, 'ab') as said:
            self.process = subprocess.Popen([os.environ['QUOTH_TEST_QUOTH'], self.project],
                                            env=self.env, stderr=said)
        self.frame = wait_for(self.find_frame, 'the window')
        self.application = self.frame.get_application()
        self.window = wait_for(self.find_window, 'the X window')
        self.xdo('windowfocus', '--sync', self.window)
        self.border = self.measure_border()
        self.text = wait_for(self.find_article, 'the article')

    def ask_damaged(self):
        """Starts on a project that turns out to be damaged; its question has the keyboard.
        Returns the window behind."""
        self.text = None
        with open(self.said, 'ab') as said:
            self.process = subprocess.Popen([os.environ['QUOTH_TEST_QUOTH'], self.project],
                                            env=self.env, stderr=said)
        main = wait_for(self.find_frame, 'the window')
        self.application = main.get_application()
        self.frame = wait_for(self.find_other, 'a word about the damage')
        self.wait_says('This Project Is Damaged')
        self.window = wait_for(self.find_window, 'the X window')
        self.xdo('windowfocus', '--sync', self.window)
        self.wait_focus('Recover…')
        return main

    def start_damaged(self):
        """Starts on a damaged project, and only looks at it."""
        main = self.ask_damaged()
        self.key('Escape')
        wait_for(lambda: self.find_other() is None, 'the question to go')
        self.frame = main
        self.window = wait_for(self.find_window, 'the X window')
        self.xdo('windowfocus', '--sync', self.window)
        self.text = wait_for(self.find_article, 'the article')

    def find_other(self):
        """A second window of the application."""
        n = self.application.get_child_count()
        return self.application.get_child_at_index(n - 1) if n > 1 else None

    def measure_border(self):
        """The window draws its own border, which accessible places leave out."""
        done = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', self.window],
                              text=True, stdout=subprocess.PIPE, check=True)
        width = int(dict(line.split('=') for line in done.stdout.split())['WIDTH'])
        inner = self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width
        return (width - inner) // 2

    def restart(self):
        """Quits and opens the project again; what was set in memory is gone."""
        self.stop()
        self.start()

    def kill(self):
        """Ends the process as a power cut would."""
        self.process.kill()
        self.process.wait()

    def find_article(self):
        """The view of the article: the one text on the screen with words in it."""
        return self.find(lambda a: a.get_role() == Atspi.Role.TEXT and self.read(a))

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

    def front(self, title):
        """Goes to the window of that title, which other windows of the run may stand behind.

        Nothing manages windows on the virtual screen: the keyboard is given by hand."""
        def named():
            application = self.application
            for i in range(application.get_child_count()):
                window = application.get_child_at_index(i)
                if window is not None and re.fullmatch(title, window.get_name() or ''):
                    return window
            return None

        def mapped():
            done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name',
                                   '^(%s)$' % title], text=True, stdout=subprocess.PIPE,
                                  check=False)
            return done.stdout.split()

        self.frame = wait_for(named, 'the window ' + title)
        self.window = wait_for(mapped, 'the X window ' + title)[-1]
        self.xdo('windowfocus', '--sync', self.window)

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

    def type(self, words):
        """Types letters that the layout has into what has the keyboard."""
        self.xdo('type', '--delay', '4', words)

    def show(self, words, turn=1):
        """Selects words of the article by finding them, as a user would."""
        self.key('ctrl+f')
        wait_for(lambda: self.focused() == 'Find in the article', 'the find bar')
        self.key('ctrl+a')
        self.type(words)
        wait_for(lambda: fold(self.selection()) == fold(words), words)
        for _ in range(turn - 1):
            start = self.selected()[0]
            self.key('Return')
            wait_for(lambda: self.selected()[0] > start, words + ' further on')
        self.key('Escape')
        wait_for(self.in_text, 'the keyboard in the article')

    def put_caret(self, offset):
        """Moves the cursor of the article by keys to a code point."""
        self.key('Left')
        wait_for(lambda: not self.selection(), 'a cursor without a selection')
        while self.caret() != offset:
            before = self.caret()
            step = offset - before
            self.xdo('key', '--delay', '4', '--repeat', str(abs(step)),
                     'Right' if step > 0 else 'Left')
            wait_for(lambda: self.caret() == offset, 'the cursor at %d' % offset)

    def caret(self):
        return self.text.get_text_iface().get_caret_offset()

    def focus(self):
        """What has the keyboard."""
        return self.find(lambda a: a.get_state_set().contains(Atspi.StateType.FOCUSED))

    def focused(self):
        """The name of what has the keyboard."""
        found = self.focus()
        while found is not None and not found.get_name():
            found = found.get_parent()
        return found.get_name() if found is not None else None

    def dialog(self, title):
        """A window of the application by its title."""
        for i in range(self.application.get_child_count()):
            window = self.application.get_child_at_index(i)
            if window is not None and window.get_name() == title:
                return window
        return None

    def wait_button(self, name):
        """Until a button is shown for the first time: from then on its mnemonic works."""
        return wait_for(lambda: self.find(lambda a: a.get_role() == Atspi.Role.PUSH_BUTTON
                                          and a.get_name() == name and self.has_place(a)),
                        'the button "%s"' % name)

    def wait_page(self, words):
        """Until a page that says this has been shown: pages of a stack are in the tree before
        anybody sees them, but have no place."""
        wait_for(lambda: self.find(lambda a: a.get_role() == Atspi.Role.LABEL
                                   and words in (a.get_name() or self.read(a))
                                   and self.has_place(a)), 'the page "%s"' % words)

    @staticmethod
    def has_place(accessible):
        box = accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.width > 0 and box.height > 0

    def wait_focus(self, name):
        wait_for(lambda: self.focused() == name, 'the keyboard in "%s"' % name)

    def tab_to(self, name, most=30):
        """Moves the keyboard by Tab to what has this name."""
        path, found = self.named_focus()
        for _ in range(most):
            if found == name:
                return
            self.key('Tab')
            was = path
            path, found = wait_for(lambda: self.focus_after(was),  # pylint: disable=cell-var-from-loop
                                   'the keyboard to move on')
        assert found == name, '"%s" is not reached by Tab' % name

    def choose(self, row, value, most=40):
        """Chooses a value of a row that lists some, which has the keyboard, by going down."""
        def offered():
            item = self.focus()
            if item is None or item.get_role() != Atspi.Role.LIST_ITEM:
                return None
            return next((a.get_name() for a in self.walk(item) if a.get_name()
                         and a.get_role() == Atspi.Role.LABEL), None)

        self.wait_focus(row)
        self.key('space')
        for _ in range(most):
            seen = wait_for(offered, 'the list of ' + row)
            if seen == value:
                break
            self.key('Down')
            wait_for(lambda: offered() != seen, 'what comes after ' + seen)  # pylint: disable=cell-var-from-loop
        self.key('Return')
        self.wait_focus(row)

    def named_focus(self):
        """Where the keyboard is, and what that is called, in one look at the tree."""
        found = self.focus()
        path = found.path if found is not None else None
        while found is not None and not found.get_name():
            found = found.get_parent()
        return path, found.get_name() if found is not None else None

    def focus_after(self, path):
        now = self.named_focus()
        return now if now[0] is not None and now[0] != path else None

    def says(self, words):
        """Whether these words are on the screen, as a label or in one."""
        return any(words in label for label in self.each_label())

    def wait_says(self, words):
        wait_for(lambda: self.says(words), '"%s" on the screen' % words)

    def import_native(self, articles, entities=()):
        """Adds what is given as dictionaries of the native format."""
        folder = tempfile.mkdtemp(dir=self.folder)
        for name, records in (('articles', articles), ('entities', entities)):
            with open(os.path.join(folder, name + '.jsonl'), 'w', encoding='utf-8') as file:
                file.writelines(json.dumps(r, ensure_ascii=False) + '\n' for r in records)
        self.control('import', self.project, folder)

    def set_guidelines(self, *texts):
        """Makes each a version of the guidelines; their ids, which follow from the texts."""
        path = os.path.join(self.folder, 'rules.md')
        for text in texts:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
            self.control('guidelines', self.project, '--set', path)
        return [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts]

    def in_text(self):
        return self.text.get_state_set().contains(Atspi.StateType.FOCUSED)

    def click(self, x, y, times=1):
        """A click, or a double click, is one action. Clicks by themselves come far enough
        apart to be no double click."""
        self.actions += 1
        wait_for(lambda: time.monotonic() > self.clicked + 0.5, 'the time of a double click')
        self.clicked = time.monotonic()
        self.xdo('mousemove', str(x), str(y), 'click', '--repeat', str(times), '--delay', '30', '1')

    def place_of(self, offset):
        """The middle of a character of the article on the screen."""
        box = wait_for(lambda: self.extents(offset), 'the place of %d' % offset)
        return box.x + self.border + box.width // 2, box.y + self.border + box.height // 2

    def pick(self, offset, shown, what):
        """Clicks a character until shown() is true: on a busy machine the text may still move
        between the moment it tells where the character is and the click."""
        for _ in range(2):
            self.click(*self.place_of(offset))
            try:
                return wait_for(shown, what, 5)
            except AssertionError:
                pass
        self.click(*self.place_of(offset))
        return wait_for(shown, what)

    def middle_of(self, accessible):
        """Of something on the window, on the screen."""
        box = accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return (box.x + self.border + box.width // 2, box.y + self.border + box.height // 2)

    def gap_before(self, offset):
        box = wait_for(lambda: self.extents(offset), 'the place of %d' % offset)
        return box.x + self.border, box.y + self.border + box.height // 2

    def extents(self, offset):
        box = self.text.get_text_iface().get_character_extents(offset, Atspi.CoordType.WINDOW)
        return box if box.height > 0 else None

    def drag(self, start, end):
        """Selects with the pointer, from one gap between characters to another."""
        self.actions += 1
        (x, y), (to_x, to_y) = self.gap_before(start), self.gap_before(end)
        self.xdo('mousemove', str(x), str(y), 'mousedown', '1')
        for at_x, at_y in (((x + to_x) // 2, (y + to_y) // 2), (to_x, to_y)):
            self.xdo('mousemove', str(at_x), str(at_y))
        wait_for(lambda: self.caret() == end, 'the cursor at the pointer')
        self.xdo('mouseup', '1')

    def card_labels(self):
        card = self.find(lambda a: a.get_name() == 'Selected annotation')
        if card is None:
            return []
        return [a.get_name() for a in self.walk(card) if a.get_role() == Atspi.Role.LABEL]

    def card(self):
        """The type on the card of the active annotation; None when nothing is active."""
        found = self.card_labels()
        return found[0].replace('●', '').strip() if found else None

    def card_words(self):
        found = self.card_labels()
        return found[1] if found else None

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

    def selected(self):
        """The ends of the selection, in code points."""
        part = self.text.get_text_iface().get_selection(0)
        return part.start_offset, part.end_offset

    def rows(self, name):
        """What each row of a list says, by the list's name."""
        found = self.find(lambda a: a.get_name() == name and a.get_role() == Atspi.Role.LIST)
        if found is None:
            return []
        items = [found.get_child_at_index(i) for i in range(found.get_child_count())]
        assert all(i.get_role() == Atspi.Role.LIST_ITEM for i in items), found
        return [' '.join(a.get_name() for a in self.walk(item)
                         if a.get_role() == Atspi.Role.LABEL) for item in items]

    def labels(self):
        """Every text on the screen but the article's."""
        return list(self.each_label())

    def each_label(self):
        """The same one by one: a look at all of them may take longer than a message stays.

        A whole generation of the tree is asked at once, which takes less time than asking
        one after the other as a screen reader does."""
        owner = self.frame.app.bus_name
        paths = [self.frame.path]
        bus = reader_bus()
        while paths:
            named = bus.ask([(owner, path, 'org.freedesktop.DBus.Properties', 'Get',
                              GLib.Variant('(ss)', (ACCESSIBLE, 'Name'))) for path in paths])
            roles = bus.ask([(owner, path, ACCESSIBLE, 'GetRole', None) for path in paths])
            empty = []
            for path, name, role in zip(paths, named, roles):
                if role is None or role[0] != int(Atspi.Role.LABEL):
                    continue
                if name and name[0]:
                    yield name[0]
                else:
                    empty.append(path)
            read = bus.ask([(owner, path, 'org.a11y.atspi.Text', 'GetText',
                             GLib.Variant('(ii)', (0, -1))) for path in empty])
            yield from (text[0] for text in read if text)
            below = bus.ask([(owner, path, ACCESSIBLE, 'GetChildren', None) for path in paths])
            paths = [child for children in below if children for _, child in children[0]]

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

    def shoot(self):
        """Keeps a picture of the screen, says what has the keyboard and what was said."""
        if os.path.exists(self.said):
            with open(self.said, encoding='utf-8', errors='replace') as said:
                for line in said.readlines()[-12:]:
                    print('# ' + line.rstrip(), flush=True)
        try:
            print('# the keyboard is in: %s' % self.focused(), flush=True)
        except (GLib.Error, AttributeError):
            pass
        if os.environ.get('QUOTH_E2E_SHOTS') and shutil.which('import'):
            path = os.path.join(os.environ['QUOTH_E2E_SHOTS'], case_name + '.png')
            subprocess.run(['import', '-window', 'root', path], check=False)

    def clean(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def opened(articles, prepare=None):
    """A window on a new project with these articles; quits cleanly at the end.
    prepare(app) may do more to the project before the window opens."""
    app = Quoth(articles)
    try:
        if prepare is not None:
            prepare(app)
        app.start()
        yield app
        app.stop()
    except Exception:
        app.shoot()
        raise
    finally:
        app.clean()


def of_type(annotations, kind):
    return [a for a in annotations if a['type'] == kind]


def words(annotation):
    return ' … '.join(annotation['quotes'])


def links(annotation, role):
    return [link['to'] for link in annotation['links'] if link['role'] == role]


def run(*cases):
    """Runs each case and reports it by TAP."""
    global case_name  # pylint: disable=global-statement
    if os.environ.get('QUOTH_E2E_ONLY'):
        cases = [c for c in cases if c.__name__ in os.environ['QUOTH_E2E_ONLY'].split()]
    print('1..%d' % len(cases), flush=True)
    wait_for(hold_display, 'the display')
    failed = 0
    for number, case in enumerate(cases, 1):
        case_name = case.__name__
        problem = attempt(case)
        told = ''
        if problem is not None:
            # A display, two buses and the window share two cores with whatever else runs: that
            # can fail once where the window is right. It is said, and counted by count-results.
            problem = attempt(case)
            told = ' (at the second try)'
        if problem is None:
            print('ok %d - %s%s' % (number, case.__name__, told), flush=True)
        else:
            failed += 1
            print('not ok %d - %s' % (number, case.__name__), flush=True)
    sys.exit(1 if failed else 0)


def attempt(case):
    """Runs a case; returns what went wrong, having said it."""
    try:
        case()
    except Exception as problem:  # pylint: disable=broad-except
        print('# %s: %s: %s' % (case.__name__, type(problem).__name__,
                                str(problem).replace('\n', '\n# ')), flush=True)
        return problem
    return None
