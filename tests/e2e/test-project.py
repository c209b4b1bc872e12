#!/usr/bin/python3
"""test-project.py - pages from the web, work that runs, and other ways to the same file

SPDX-License-Identifier: GPL-3.0-or-later
"""
import http.server
import json
import os
import subprocess
import threading

from harness import opened, run, wait_for

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n')

WORDS = ('The council of Velmora voted on Tuesday to repair the old lighthouse before winter, '
         'after a debate that went on until midnight and left nobody quite content. ')

PAGE = ('<!DOCTYPE html><html lang="en"><head><title>Lighthouse to be repaired</title>'
        '<meta property="og:site_name" content="The Velmora Courier">'
        '<meta name="author" content="Petra Sandoval">'
        '<meta property="article:published_time" content="2026-03-03T09:00:00Z">'
        '</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>'
        '<h1>Lighthouse to be repaired</h1>%s</article></body></html>'
        % ''.join('<p>%s%d.</p>' % (WORDS, n) for n in range(6)))


class Site(http.server.BaseHTTPRequestHandler):
    """A newspaper on this machine; /slow answers when the test is over."""
    over = threading.Event()

    def do_GET(self):  # pylint: disable=invalid-name
        if self.path == '/moved':
            self.send_response(301)
            self.send_header('Location', '/lighthouse')
            self.end_headers()
        elif self.path == '/slow':
            self.over.wait(120)
        elif self.path == '/big':
            self.send_response(200)
            self.send_header('Content-Type', 'text/html')
            self.send_header('Content-Length', str(1 << 33))
            self.end_headers()
        else:
            data = PAGE.encode()
            self.send_response(200)
            self.send_header('Content-Type', 'text/html; charset=utf-8')
            self.send_header('Content-Length', str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, *_):  # pylint: disable=arguments-differ
        pass


def serve():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, 'http://127.0.0.1:%d' % server.server_address[1]


def quoth(prepare=None):
    return opened({'harbour': ARTICLE}, prepare)


def names(app):
    return sorted(a['name'] for a in app.export()[0])


def rows_say(app, words):
    return lambda: any(words in label for label in app.labels())


def open_pages(app):
    app.key('ctrl+l')
    app.frame = wait_for(lambda: app.dialog('Add Web Pages'), 'the dialog')
    wait_for(lambda: app.focused() == 'Addresses', 'the keyboard in the addresses')


def pages_are_fetched():
    """Through a redirect, with what the page says of itself; once, however often it is
    named; and what is too large is refused and said."""
    server, site = serve()
    with quoth() as app:
        main = app.frame
        open_pages(app)
        for number, path in enumerate(('/moved', '/copy', '/big')):
            if number:
                app.key('shift+Return')
            app.type(site + path)
        app.key('Return')
        app.wait_says('1 new article found, 1 was there already, 1 could not be fetched')
        wait_for(lambda: app.focused() == 'Add', 'the keyboard on what adds')
        app.key('Return')
        app.frame = main
        wait_for(lambda: names(app) == ['Lighthouse to be repaired', 'harbour'], 'the article')
        article = [a for a in app.export()[0] if a['name'] != 'harbour'][0]
        said = article['metadata']
        assert said['title'] == 'Lighthouse to be repaired', said
        assert said['author'] == 'Petra Sandoval', said
        assert said['publisher'] == 'The Velmora Courier', said
        assert said['date'].startswith('2026-03-03'), said
        assert 'Home' not in article['text'], article['text']
        # The same page another day is there already.
        open_pages(app)
        app.key('ctrl+a')
        app.type(site + '/lighthouse')
        app.key('Return')
        app.wait_says('0 new articles found, 1 was there already')
        app.key('Escape')
        app.frame = main
    server.shutdown()


def fetching_is_stopped():
    Site.over.clear()
    server, site = serve()
    with quoth() as app:
        main = app.frame
        open_pages(app)
        app.type(site + '/slow')
        app.key('Return')
        app.wait_says('Fetched 0 of 1')
        app.key('alt+s')
        app.wait_says('0 new articles found, 1 could not be fetched')
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('Add Web Pages') is None, 'the dialog to close')
        assert names(app) == ['harbour']
    Site.over.set()
    server.shutdown()


def start_long_import(app):
    path = os.path.join(app.folder, 'many.jsonl')
    with open(path, 'w', encoding='utf-8') as file:
        for number in range(150000):
            file.write(json.dumps({'name': 'Article %d' % number,
                                   'text': 'Number %d, Jonas Pell said.' % number,
                                   'annotations': [{'type': 'person', 'parts': [[0, 6]]}] * 3})
                       + '\n')
    app.key('ctrl+i')
    wait_for(lambda: app.frame.get_parent().get_child_count() > 1, 'the file dialog')
    app.type(path)
    app.key('Return')


def closing_asks_while_work_runs():
    with quoth() as app:
        main = app.frame
        start_long_import(app)
        app.wait_says('Adding articles…')
        app.key('ctrl+q')
        app.frame = wait_for(lambda: app.dialog('Stop and Close?'), 'the question')
        app.key('Escape')
        app.frame = main
        wait_for(lambda: app.dialog('Stop and Close?') is None, 'the question to go')
        assert app.process.poll() is None
        app.wait_says('Adding articles…')
        app.key('ctrl+q')
        app.frame = wait_for(lambda: app.dialog('Stop and Close?'), 'the question again')
        app.key('alt+s')
        wait_for(lambda: app.process.poll() is not None, 'the application to end')
        assert app.process.returncode == 0
        assert names(app) == ['harbour']
        app.control('check', app.project)


def another_path_is_the_same_window():
    with quoth() as app:
        link = os.path.join(app.folder, 'Other name.quoth')
        os.symlink(app.project, link)
        before = app.frame.get_parent().get_child_count()
        done = subprocess.run([os.environ['QUOTH_TEST_QUOTH'], link], env=app.env, check=False,
                              timeout=60)
        assert done.returncode == 0
        app.key('n', 'p')
        wait_for(lambda: app.annotations(), 'the window to go on')
        assert app.frame.get_parent().get_child_count() == before


def others_are_seen_without_coming_back():
    with quoth() as app:
        path = os.path.join(app.folder, 'second.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('A second article.\n\nJonas Pell said so.\n')
        app.control('import', app.project, path)
        app.wait_says('1–2 of 2')


run(pages_are_fetched, fetching_is_stopped, closing_asks_while_work_runs,
    another_path_is_the_same_window, others_are_seen_without_coming_back)
