#!/usr/bin/python3
"""test-guidelines.py - work tells under which version of the guidelines it was made

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import os

from harness import opened, run, wait_for

TEXT = 'Ada Roe met Ben Poe at the bridge.\n'
RULES = ['# Persons\n\nMark names.\nNever mark titles.\n',
         '# Persons\n\nMark names.\nMark pronouns, too.\n']


def identity(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def prepare(app):
    """Done under the first version; the second stands now."""
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT,
                        'layers': [{'name': 'tester', 'state': 'open',
                                    'guidelines': identity(RULES[0])}],
                        'annotations': [{'id': 'roe', 'layer': 'tester', 'type': 'person',
                                         'parts': [[0, 7]]}]}])
    for number, text in enumerate(RULES):
        path = os.path.join(app.folder, 'rules-%d.md' % number)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        app.control('guidelines', app.project, '--set', path)


def made_under(app):
    articles, _ = app.export()
    return articles[0]['layers'][0].get('guidelines')


def older():
    with opened({}, prepare) as app:
        app.key('shift+F2')
        app.wait_focus('Comment on the article')
        app.wait_says('Made under version 1')
        app.wait_says('Now version 2 stands')
        app.tab_to('Made under version 1')
        app.key('Return')
        app.front('Changes in the Guidelines')
        app.wait_says('From version 1 to version 2')
        found = wait_for(lambda: app.find(lambda a: '+ Mark pronouns, too.' in (app.read(a) or '')),
                         'what changed')
        assert '− Never mark titles.' in app.read(found), app.read(found)
        assert 'Mark names.' not in app.read(found), app.read(found)
        app.key('Escape')
        app.front('bridge — Test')
        # Who goes on works under what stands now; undo knows that as well.
        app.key('Escape')
        app.show('Ben Poe')
        app.key('p')
        wait_for(lambda: made_under(app) == identity(RULES[1]), 'the version of the gesture')
        app.key('ctrl+z')
        wait_for(lambda: made_under(app) == identity(RULES[0]), 'the version before')


if __name__ == '__main__':
    run(older)
