#!/usr/bin/python3
"""test-scheme.py - the scheme editor by keys alone, with what it does to the corpus

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import contextlib
import json
import os
import tempfile

from harness import Atspi, Quoth, of_type, opened, run, wait_for, words

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    'Mayor Ilse Brandt defended the plan in Pellport on Monday.\n')


def scheme_of(app):
    """The scheme as it stands on the disk."""
    target = os.path.join(tempfile.mkdtemp(dir=app.folder), 'export')
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


def begin_move(app, name, used):
    """Removes the type whose row has the keyboard; its annotations become persons."""
    app.key('Delete')
    app.front('Remove “%s”[?]' % name)
    wait_for(lambda: app.focused() == 'Keep them, hidden', 'the mildest answer first')
    app.wait_says(used)
    app.key('Down')
    wait_for(lambda: app.focused() == 'Move them to another type', 'the second answer')
    app.key('Return')
    app.front('Scheme')


def remove_by_move(app, name):
    begin_move(app, name, '1 annotation in 1 article has this type.')
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
        # The scheme alone was like that after the move, too.
        wait_for(lambda: not app.annotations(), 'no annotation')
        wait_for(lambda: scheme_of(app) == before, 'the scheme of the beginning')
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


def write_theirs(app):
    """A file that adds a type, gives another a new name, and has no roles and no “mixed”."""
    scheme = json.loads(scheme_of(app))
    scheme['types'] = [t for t in scheme['types'] if t['id'] != 'role']
    scheme['types'].append({'id': 'place', 'name': 'Place', 'kind': 'span', 'color': '#c01c88',
                            'key': 'k'})
    for entry in scheme['types']:
        if entry['id'] == 'cue':
            entry['name'] = 'Signal'
    for attribute in scheme['attributes']:
        if attribute['id'] == 'quote_type':
            attribute['values'] = [v for v in attribute['values'] if v['id'] != 'indirect']
    path = os.path.join(app.folder, 'theirs.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(scheme, file)
    return path


def import_scheme(app, path):
    app.key('F10')
    wait_for(lambda: app.find(lambda a: a.get_name() == 'Import…'), 'the menu')
    app.key('Return')
    app.front('Import a Scheme')
    wait_for(lambda: app.find(lambda a: a.get_name() == 'Cancel'), 'the file dialog')
    app.type(path)
    # The first Return may only take what the entry completes by itself.
    for _ in range(4):
        app.key('Return')
        with contextlib.suppress(AssertionError):
            wait_for(lambda: app.dialog('Import a Scheme') is None, 'the end of the dialog', 5)
            return
    raise AssertionError('the file dialog takes no file')


def wait_preview(app, title):
    wait_for(lambda: app.dialog('Preview'), 'the preview')
    app.front('Preview')
    app.wait_says(title)


def choose(app, row, down):
    """Another answer in a row that offers several."""
    app.tab_to(row)
    app.key('Return')
    wait_for(lambda: app.find(lambda a: a.get_role() == Atspi.Role.LIST_ITEM
                              and a.get_state_set().contains(Atspi.StateType.FOCUSED)),
             'the answers')
    app.key(*['Down'] * down, 'Return')


def a_file_is_shown_then_merged_or_taken_whole():
    with opened({'harbour': ARTICLE}) as app:
        app.show('Mayor')
        app.key('r')
        app.wait_annotations(lambda a: of_type(a, 'role'), 'a role')
        app.show('defended the plan')
        app.key('c')
        kept = app.wait_annotations(lambda a: len(a) == 2 and a, 'a claim')
        before = scheme_of(app)
        path = write_theirs(app)
        edit_scheme(app)

        import_scheme(app, path)
        wait_preview(app, 'New')
        assert 'Place' in app.labels(), app.labels()
        for title in ('Changed', 'No Longer There'):
            assert title not in app.labels(), app.labels()
        app.key('Escape')
        app.front('Scheme')
        assert scheme_of(app) == before, 'a preview changed something'

        import_scheme(app, path)
        wait_preview(app, 'New')
        app.key('alt+i')
        app.front('Scheme')
        wait_for(lambda: type_named(app, 'Place'), 'the new type')
        assert type_named(app, 'Role')['key'] == 'r', type_named(app, 'Role')
        app.key('ctrl+z')
        wait_for(lambda: scheme_of(app) == before, 'the scheme of the beginning')

        import_scheme(app, path)
        wait_preview(app, 'New')
        choose(app, 'How', 1)
        app.wait_says('No Longer There')
        app.wait_says('Keep it')
        for name in ('Quote type: Indirect', 'Changed', 'Signal'):
            assert name in app.labels(), app.labels()
        app.key('alt+i')
        app.front('Scheme')
        wait_for(lambda: type_named(app, 'Signal'), 'the new name')
        assert type_named(app, 'Role')['hidden'], type_named(app, 'Role')
        assert app.annotations() == kept, app.annotations()
        app.key('ctrl+z')
        wait_for(lambda: scheme_of(app) == before, 'the scheme of the beginning again')

        import_scheme(app, path)
        wait_preview(app, 'New')
        choose(app, 'How', 1)
        app.wait_says('Keep it')
        choose(app, 'What is in use and not in the file', 1)
        app.wait_says('Delete it')
        app.key('alt+i')
        app.front('Scheme')
        app.wait_annotations(lambda a: [x['type'] for x in a] == ['claim'], 'no role any more')
        assert app.annotations()[0]['attributes'].get('quote_type') != 'indirect'
        assert type_named(app, 'Role') is None
        app.key('ctrl+z')
        app.wait_annotations(lambda a: a == kept, 'the role again')
        wait_for(lambda: scheme_of(app) == before, 'the scheme of the beginning at last')
        leave(app)


def a_bad_file_changes_nothing():
    with opened({'harbour': ARTICLE}) as app:
        before = scheme_of(app)
        path = os.path.join(app.folder, 'bad.json')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('[' * 100000)
        edit_scheme(app)
        import_scheme(app, path)
        app.front('Scheme')
        app.wait_says('“bad.json” is no scheme that can be read')
        assert scheme_of(app) == before
        leave(app)


def free_keys_are_offered():
    """By the name first; one press takes it, and the keyboard stays."""
    with opened({'harbour': ARTICLE}) as app:
        edit_scheme(app)
        app.key('End')
        app.type('Kiosk')
        app.key('Return')
        wait_form(app, 'Kiosk')
        app.tab_to('Use K')
        app.key('Return')
        wait_for(lambda: type_named(app, 'Kiosk').get('key') == 'k', 'the key')
        app.wait_focus('Key that marks it')
        assert not app.says('Free keys'), app.labels()
        app.key('Escape')
        has_focus(app, 'Kiosk')
        leave(app)
        app.show('Pellport')
        app.key('k')
        app.wait_annotations(lambda a: of_type(a, 'kiosk'), 'a mark by the new key')


LONG = 20000  # articles


def many(app):
    """More annotations than can be changed within a moment."""
    app.import_native([{'id': 'a%05d' % n, 'name': 'Article %d' % n,
                        'text': 'Mayor Ilse Brandt, number %d.\n' % n,
                        'annotations': [
                            {'id': 'r%05d' % n, 'layer': 'tester', 'type': 'role',
                             'parts': [[0, 5]]},
                            {'id': 's%05d' % n, 'layer': 'tester', 'type': 'role',
                             'parts': [[6, 10]]}]} for n in range(LONG)])


def types_of(app):
    """How many annotations of each type there are."""
    return collections.Counter(x['type'] for a in app.export()[0] for x in a['annotations'])


def go_down(app, name):
    """To a row of the list."""
    for _ in range(12):
        before = app.focused()
        if name in before:
            return
        app.key('Down')
        wait_for(lambda: app.focused() not in (None, before), 'another row')  # pylint: disable=cell-var-from-loop
    raise AssertionError('there is no row ' + name)


def a_long_change_is_stopped_made_and_taken_back():
    """Thousands of annotations become persons: with a bar that stops it, as one gesture."""
    with opened({'harbour': ARTICLE}, many) as app:
        used = '40000 annotations in 20000 articles have this type.'
        before = scheme_of(app)
        app.key('F9')
        edit_scheme(app)
        go_down(app, 'Role')
        begin_move(app, 'Role', used)
        # A look at the window would take longer than the change may.
        app.key('Escape')
        app.wait_says('Stopped. Nothing was changed.')
        assert scheme_of(app) == before
        assert types_of(app) == {'role': 2 * LONG}, types_of(app)

        has_focus(app, 'Role')
        begin_move(app, 'Role', used)
        wait_for(lambda: scheme_of(app) != before, 'the new scheme', 60)
        assert types_of(app) == {'person': 2 * LONG}, types_of(app)

        app.key('ctrl+z')
        wait_for(lambda: scheme_of(app) == before, 'one undo for all', 60)
        assert types_of(app) == {'role': 2 * LONG}, types_of(app)
        has_focus(app, 'Person')
        leave(app)

        app.key('ctrl+shift+z')
        wait_for(lambda: scheme_of(app) != before, 'the same once more', 60)
        wait_for(app.in_text, 'the keyboard in the article again')


def fill_and_damage(app):
    """Articles enough for the middle of the file to be a text, which is damaged."""
    app.import_native([{'name': 'Article %d' % n, 'text': 'Article %d\n\n' % n + ARTICLE * 60}
                       for n in range(40)])
    app.damage()


def is_usable(accessible):
    """GTK says of an ancestor only that it cannot be used."""
    while accessible is not None and accessible.get_role() != Atspi.Role.APPLICATION:
        if not accessible.get_state_set().contains(Atspi.StateType.SENSITIVE):
            return False
        accessible = accessible.get_parent()
    return True


def a_damaged_file_has_a_scheme_to_read():
    """The editor says why nothing can be changed, shows all, and offers nothing to change."""
    app = Quoth({})
    try:
        fill_and_damage(app)
        with open(app.project, 'rb') as file:
            before = file.read()
        app.start_damaged()
        app.key('ctrl+t')
        app.front('Scheme')
        app.wait_says('This project can only be read here, so its scheme cannot be changed.')
        app.wait_focus('Menu')
        for name in ('Name of the scheme', 'Person', 'Add a type', 'Quote type', 'Speaker'):
            row = app.find(lambda a: a.get_name() == name)  # pylint: disable=cell-var-from-loop
            assert row is not None and not is_usable(row), name
        assert app.says('Role') and app.says('Quote type'), app.labels()
        # Neither the keys that change entries nor those that undo do anything.
        app.key('Delete', 'alt+Down', 'ctrl+z')
        assert app.dialog('Remove “Person”?') is None
        app.key('Escape')
        wait_for(lambda: app.dialog('Scheme') is None, 'the editor to close')
        with open(app.project, 'rb') as file:
            assert file.read() == before, 'the damaged file was changed'
        app.stop()
    except Exception:
        app.shoot()
        raise
    finally:
        app.clean()


run(a_type_from_its_first_use_to_its_end, export_is_what_quothctl_reads,
    a_file_is_shown_then_merged_or_taken_whole, a_bad_file_changes_nothing,
    free_keys_are_offered, a_long_change_is_stopped_made_and_taken_back,
    a_damaged_file_has_a_scheme_to_read)
