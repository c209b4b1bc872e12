#!/usr/bin/python3
"""test-scheme.py - the scheme editor by keys alone, with what it does to the corpus

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os

from harness import of_type, opened, run, wait_for, words

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    'Mayor Ilse Brandt defended the plan in Pellport on Monday.\n')


def scheme_of(app):
    """The scheme as it stands on the disk."""
    target = os.path.join(app.folder, 'export-%d' % len(os.listdir(app.folder)))
    app.control('export', app.project, '--format', 'quoth-jsonl', '--to', target)
    with open(os.path.join(target, 'scheme.json'), 'rb') as file:
        return file.read()


def type_named(app, name):
    found = [t for t in json.loads(scheme_of(app))['types'] if t['name'] == name]
    return found[0] if found else None


def has_focus(app, words_of_it):
    return wait_for(lambda: words_of_it in (app.focused() or ''), words_of_it + ' with the keyboard')


def wait_form(app, name):
    """The window is called like the entry whose form is open."""
    wait_for(lambda: app.frame.get_name() == name, 'the form of ' + name)


def edit_scheme(app):
    app.key('ctrl+t')
    app.front('Scheme')
    has_focus(app, 'Person')


def leave(app):
    app.key('Escape')
    app.front('harbour.*Test')
    wait_for(app.in_text, 'the keyboard in the article')


def add_place(app):
    """A type of that name with the key comma; its form is open afterwards."""
    app.key('End')
    app.type('Place')
    app.key('Return')
    wait_form(app, 'Place')
    # Description, its button, key.
    app.key('Tab', 'Tab')
    app.type('x')
    app.key('Return')
    wait_for(lambda: 'This key already means “Polarity”.' in app.labels(), 'the clash, in words')
    wait_for(lambda: 'Not in use yet: put right what is marked.' in app.labels(), 'the banner')
    assert type_named(app, 'Place').get('key') is None, 'a key that clashes is in use'
    app.key('ctrl+a')
    app.type(',')
    app.key('Return')
    wait_for(lambda: type_named(app, 'Place').get('key') == ',', 'the key of the new type')
    wait_for(lambda: 'This key already means “Polarity”.' not in app.labels(), 'no clash')


def mark_place(app):
    app.show('Pellport')
    app.key('comma')
    app.wait_annotations(lambda a: [x for x in of_type(a, 'place') if words(x) == 'Pellport'],
                         'a place')


def remove_by_move(app, name):
    """Removes the type whose row has the keyboard; its annotations become persons."""
    app.key('Delete')
    app.front('Remove “%s”[?]' % name)
    wait_for(lambda: app.focused() == 'Keep them, hidden', 'the mildest answer first')
    assert '1 annotation in 1 article has this type.' in app.labels(), app.labels()
    app.key('Down')
    wait_for(lambda: app.focused() == 'Move them to another type', 'the second answer')
    app.key('Return')
    app.front('Scheme')
    wait_for(lambda: 'Scheme changed, with 1 annotation' in app.labels(), 'the toast')


def a_type_from_its_first_use_to_its_end():
    with opened({'harbour': ARTICLE}) as app:
        before = scheme_of(app)
        edit_scheme(app)
        add_place(app)
        app.key('Escape')
        has_focus(app, 'Place')
        leave(app)
        wait_for(lambda: 'Place' in app.labels(), 'the hint of the new type')
        mark_place(app)
        place = of_type(app.annotations(), 'place')[0]

        edit_scheme(app)
        app.key('End', 'Up')
        has_focus(app, 'Place')
        app.key('Return')
        wait_form(app, 'Place')
        app.key('ctrl+a')
        app.type('Spot')
        app.key('Return')
        wait_for(lambda: type_named(app, 'Spot'), 'the new name')
        assert type_named(app, 'Spot')['id'] == 'place', type_named(app, 'Spot')
        app.key('Escape')
        has_focus(app, 'Spot')
        remove_by_move(app, 'Spot')
        moved = app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        assert [a['id'] for a in moved] == [place['id']], (moved, place)
        assert type_named(app, 'Spot') is None, 'the type is still there'
        has_focus(app, 'Person')

        app.key('ctrl+z')
        app.wait_annotations(lambda a: of_type(a, 'place'), 'the place again')
        assert type_named(app, 'Spot')['key'] == ',', type_named(app, 'Spot')
        app.key('ctrl+shift+z')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'the person again')
        # The move, the name, the mark, the key, the type.
        app.key('ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+z')
        wait_for(lambda: scheme_of(app) == before, 'the scheme of the beginning')
        assert not app.annotations(), app.annotations()
        leave(app)


def export_is_what_quothctl_reads():
    with opened({'harbour': ARTICLE}) as app:
        edit_scheme(app)
        add_place(app)
        app.key('Escape')
        has_focus(app, 'Place')
        path = os.path.join(app.folder, 'mine.json')
        app.key('F10')
        wait_for(lambda: app.find(lambda a: a.get_name() == 'Export…'), 'the menu')
        app.key('Down', 'Return')
        app.front('Export the Scheme')
        app.key('ctrl+a')
        app.type(path)
        app.key('Return')
        wait_for(lambda: os.path.exists(path), 'the file')
        with open(path, 'rb') as file:
            exported = file.read()
        assert exported == scheme_of(app), exported
        other = os.path.join(app.folder, 'Other.quoth')
        app.control('new', other, '--scheme', path)
        app.front('Scheme')
        leave(app)


run(a_type_from_its_first_use_to_its_end, export_is_what_quothctl_reads)
