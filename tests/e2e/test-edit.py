#!/usr/bin/python3
"""test-edit.py - changing what is marked, by keys and by pointer, and taking it back

Every gesture is checked on the disk, then one Ctrl+Z must bring back exactly what was
there, and one Ctrl+Shift+Z what was made.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os

from harness import Atspi, fold, links, of_type, opened, run, wait_for, words

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    'Mayor Ilse Brandt defended the plan on Monday, saying it would bring work.\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n'
    '\n'
    'Pell said that Brandt told him “the quay is safe” on Sunday.\n'
    '\n'
    'Critics disagreed. Brandt’s office declined to comment.\n')


def quoth():
    return opened({'harbour': ARTICLE})


def state(annotations):
    """What undo must restore: all but the order and the clock."""
    return sorted((a['id'], a['type'], str(a['parts']), str(sorted(map(str, a['links']))),
                   str(sorted(a['attributes'].items())), a['entity'] or '', a['note'] or '')
                  for a in annotations)


def gesture(app, keys, condition, what):
    """Makes a gesture by one key, sees it on the disk, takes it back, makes it again."""
    before = state(app.annotations())
    app.actions = 0
    app.key(keys)
    found = app.wait_annotations(lambda a: condition(a) and a, what)
    assert app.actions == 1
    after = state(found)
    app.key('ctrl+z')
    app.wait_annotations(lambda a: state(a) == before, 'the undoing of ' + what)
    app.key('ctrl+shift+z')
    app.wait_annotations(lambda a: state(a) == after, 'the redoing of ' + what)
    return found


def one(annotations, kind):
    found = of_type(annotations, kind)
    assert len(found) == 1, found
    return found[0]


def is_one(kind, text):
    return lambda a: [x for x in of_type(a, kind) if words(x) == text]


def mark(app, text, key, kind):
    app.show(text)
    app.key(key)
    return app.wait_annotations(lambda a: [x for x in of_type(a, kind)
                                           if fold(words(x)) == fold(text)], 'a ' + kind)[0]


def boundaries_by_word_and_character():
    with quoth() as app:
        mark(app, 'Brandt defended', 'p', 'person')
        for key, text in (('bracketright', 'Brandt defended the'),
                          ('bracketleft', 'Brandt defended'),
                          ('braceleft', 'Ilse Brandt defended'),
                          ('braceright', 'Brandt defended'),
                          ('ctrl+bracketleft', 'Brandt defende'),
                          ('ctrl+bracketright', 'Brandt defended'),
                          ('ctrl+braceright', 'randt defended'),
                          ('ctrl+braceleft', 'Brandt defended'),
                          ('alt+bracketright', 'Brandt defended the plan on Monday'),
                          ('alt+braceleft', 'Mayor Ilse Brandt defended the plan on Monday'),
                          ('alt+bracketright', ARTICLE.split('\n')[2]),
                          ('alt+braceright', 'saying it would bring work.')):
            gesture(app, key, is_one('person', text), '%s to "%s"' % (key, text))


def selections_widen_to_words():
    with quoth() as app:
        app.put_caret(ARTICLE.index('se Brandt defended'))
        app.xdo('key', '--repeat', '4', '--delay', '4', 'shift+Right')
        wait_for(lambda: app.selection() == 'se B', 'letters selected')
        app.key('p')
        app.wait_annotations(is_one('person', 'Ilse Brandt'), 'whole words')
        app.key('ctrl+z')
        app.wait_annotations(lambda a: not a, 'undo')
        app.put_caret(ARTICLE.index('se Brandt defended'))
        app.xdo('key', '--repeat', '4', '--delay', '4', 'shift+Right')
        wait_for(lambda: app.selection() == 'se B', 'letters selected')
        app.key('alt+p')
        app.wait_annotations(is_one('person', 'se B'), 'letters as selected')
        app.show("Brandt's office")
        app.key('r')
        app.wait_annotations(is_one('role', 'Brandt’s office'), 'a span with a possessive')
        app.put_caret(ARTICLE.index('Brandt’s office'))
        app.key('ctrl+shift+Right')
        wait_for(app.selection, 'a word selected')
        app.key('p')
        app.wait_annotations(is_one('person', 'Brandt'), 'a person without the possessive')


def a_second_speaker():
    with quoth() as app:
        app.key('q', 'c', '1')
        found = app.wait_annotations(lambda a: of_type(a, 'claim')
                                     and links(one(a, 'claim'), 'speaker') and a, 'a speaker')
        first = links(one(found, 'claim'), 'speaker')
        # A wrong one is as soon corrected, and the key for it is shown.
        app.wait_says('Instead: ')
        gesture(app, '2', lambda a: links(one(a, 'claim'), 'speaker') not in ([], first),
                'another speaker')
        gesture(app, 'ctrl+1', lambda a: len(links(one(a, 'claim'), 'speaker')) == 2,
                'a second speaker')


def split_and_join():
    with quoth() as app:
        first = mark(app, 'Ilse Brandt defended', 'p', 'person')
        app.put_caret(ARTICLE.index(' defended'))
        found = gesture(app, 'minus', lambda a: len(of_type(a, 'person')) == 2, 'a split')
        halves = sorted(words(a) for a in of_type(found, 'person'))
        assert halves == ['Ilse Brandt', 'defended'], halves
        app.key('Escape', 'ctrl+Home', 'j', 'j')
        wait_for(lambda: app.card_words() == 'defended', 'the second half')
        found = gesture(app, 'plus', lambda a: len(of_type(a, 'person')) == 1, 'a join')
        joined = one(found, 'person')
        assert joined['id'] == first['id']
        assert words(joined) in ('Ilse Brandt … defended', 'Ilse Brandt defended'), words(joined)


def retype_keeps_id_and_links():
    with quoth() as app:
        app.key('q', 'c', '1')
        found = app.wait_annotations(lambda a: of_type(a, 'claim')
                                     and links(one(a, 'claim'), 'speaker') and a, 'a speaker')
        claim = one(found, 'claim')
        person = one(found, 'person')
        app.click(*app.place_of(person['parts'][0][0] + 1))
        wait_for(lambda: app.card() == 'Person', 'the card of the speaker')
        found = gesture(app, 'shift+g', lambda a: of_type(a, 'source'), 'another type')
        source = one(found, 'source')
        assert source['id'] == person['id'] and source['parts'] == person['parts']
        assert one(found, 'claim')['links'] == claim['links'], found


def fragment_by_selection():
    with quoth() as app:
        claim = mark(app, 'it would bring work', 'c', 'claim')
        app.put_caret(ARTICLE.index('Nobody') - 1)
        app.actions = 0
        app.key('ctrl+shift+Right', 'ctrl+shift+Right')
        wait_for(lambda: 'Nobody' in app.selection(), 'words selected by keys')
        app.key('period')
        found = app.wait_annotations(lambda a: len(of_type(a, 'claim')[0]['parts']) == 2 and a,
                                     'a second part')
        assert app.actions == 3
        assert one(found, 'claim')['id'] == claim['id']
        assert words(one(found, 'claim')).startswith('it would bring work … “Nobody'), found
        app.key('ctrl+z')
        app.wait_annotations(lambda a: len(of_type(a, 'claim')[0]['parts']) == 1, 'undo')


def fragments_go_one_by_one():
    """By a key the one at the cursor, by its button any of them; the last one stays."""
    with quoth() as app:
        mark(app, '"We will build the quay,"', 'c', 'claim')
        app.key('period')
        app.wait_annotations(lambda a: len(one(a, 'claim')['parts']) == 2, 'a second fragment')
        gesture(app, 'shift+Delete',
                lambda a: one(a, 'claim')['quotes'] == ['“We will build the quay,”'],
                'the removal of the fragment at the cursor')
        app.key('shift+Delete', 'ctrl+z')
        app.wait_annotations(lambda a: len(one(a, 'claim')['parts']) == 2,
                             'both fragments: the only one was not removed')
        button = wait_for(lambda: app.find(lambda a: a.get_name() == 'Remove this fragment'
                                           and a.get_role() == Atspi.Role.PUSH_BUTTON),
                          'the buttons on the card')
        app.click(*app.middle_of(button))
        app.wait_annotations(
            lambda a: one(a, 'claim')['quotes'] == ['“Nobody will lose a home.”'],
            'the removal of the first fragment')
        wait_for(lambda: not app.says('Fragments'), 'a card without fragments')


def handle_by_pointer():
    """The end of the active annotation is dragged and snaps to words; one undo."""
    with quoth() as app:
        mark(app, 'Brandt defended', 'p', 'person')
        before = state(app.annotations())
        start, end = ARTICLE.index(' the plan on'), ARTICLE.index('an on Monday')
        x, y = app.gap_before(start)
        to_x, to_y = app.gap_before(end)
        app.xdo('mousemove', str(x), str(y), 'mousedown', '1')
        for at_x, at_y in (((x + to_x) // 2, (y + to_y) // 2), (to_x, to_y)):
            app.xdo('mousemove', str(at_x), str(at_y))
        app.xdo('mouseup', '1')
        app.wait_annotations(is_one('person', 'Brandt defended the plan'), 'the new end')
        app.key('ctrl+z')
        app.wait_annotations(lambda a: state(a) == before, 'the old end')


def claims_nest_and_overlap():
    with quoth() as app:
        outer = mark(app, 'Brandt told him "the quay is safe" on Sunday', 'c', 'claim')
        inner = mark(app, '"the quay is safe"', 'c', 'claim')
        found = app.wait_annotations(lambda a: len(of_type(a, 'claim')) == 2 and a, 'both')
        by_id = {a['id']: a for a in found}
        assert links(by_id[inner['id']], 'parent') == [outer['id']], found
        # Sharing its end with the outer claim, and crossing the inner one.
        crossing = mark(app, 'is safe" on Sunday', 'c', 'claim')
        found = app.wait_annotations(lambda a: len(of_type(a, 'claim')) == 3 and a, 'all three')
        by_id = {a['id']: a for a in found}
        assert links(by_id[crossing['id']], 'parent') == [outer['id']], found
        assert links(by_id[inner['id']], 'parent') == [outer['id']], found
        # The outer one goes: nobody may point to it any more.
        app.pick(ARTICLE.index('told him'),
                 lambda: (app.card_words() or '').startswith('Brandt told'), 'the outer one')
        found = gesture(app, 'Delete', lambda a: len(of_type(a, 'claim')) == 2, 'a removal')
        assert not [a for a in found if links(a, 'parent')], found


def removal_takes_links_along():
    with quoth() as app:
        app.key('q', 'c', '1')
        found = app.wait_annotations(lambda a: of_type(a, 'claim')
                                     and links(one(a, 'claim'), 'speaker') and a, 'a speaker')
        person = one(found, 'person')
        app.click(*app.place_of(person['parts'][0][0] + 1))
        wait_for(lambda: app.card() == 'Person', 'the card of the speaker')
        found = gesture(app, 'Delete', lambda a: not of_type(a, 'person'), 'a removal')
        assert not links(one(found, 'claim'), 'speaker'), found


def sticky_type_by_pointer():
    with quoth() as app:
        app.key('s')
        place = app.place_of(ARTICLE.index('Critics') + 2)
        app.actions = 0
        app.click(*place, times=2)
        app.wait_annotations(is_one('person', 'Critics'), 'T1 by pointer')
        assert app.actions == 1, app.actions
        app.drag(ARTICLE.index('Mayor') + 1, ARTICLE.index(' defended'))
        app.wait_annotations(is_one('person', 'Mayor Ilse Brandt'), 'a person by dragging')
        assert app.actions == 2, app.actions
        app.key('Escape', 'Escape')
        app.drag(ARTICLE.index('Pell'), ARTICLE.index(' said that'))
        wait_for(lambda: app.selection() == 'Pell', 'a selection by dragging')
        app.key('p')
        app.wait_annotations(is_one('person', 'Pell'), 'a person by selection and key')


def clicks_cycle():
    with quoth() as app:
        mark(app, 'Brandt told him "the quay is safe" on Sunday', 'c', 'claim')
        mark(app, '"the quay is safe"', 'c', 'claim')
        mark(app, 'the quay', 'r', 'role')
        app.key('Escape', 'Escape')
        wait_for(lambda: app.card() is None, 'nothing to be active')
        place = app.place_of(ARTICLE.index('quay is safe') + 1)
        app.click(*place)
        wait_for(lambda: app.card() == 'Role', 'the smallest')
        app.click(*place)
        wait_for(lambda: app.card_words() == '“the quay is safe”', 'the next larger')
        app.click(*place)
        wait_for(lambda: (app.card_words() or '').startswith('Brandt told'), 'the largest')
        app.click(*place)
        wait_for(lambda: app.card() == 'Role', 'the smallest again')


def note_by_key():
    with quoth() as app:
        mark(app, 'Pell said', 'p', 'person')
        app.key('F2')
        wait_for(lambda: not app.in_text(), 'the keyboard in the note')
        app.type('check this')
        app.key('Return')
        app.wait_annotations(lambda a: one(a, 'person')['note'] == 'check this', 'the note')
        wait_for(app.in_text, 'the keyboard back in the article')
        app.key('ctrl+z')
        app.wait_annotations(lambda a: not one(a, 'person')['note'], 'no note')


def attributes_by_key():
    with quoth() as app:
        mark(app, 'it would bring work', 'c', 'claim')

        def has(name, value):
            return lambda a: one(a, 'claim')['attributes'].get(name) == value

        gesture(app, 'v', has('verifiable', 'yes'), 'verifiable')
        gesture(app, 'v', has('verifiable', 'partly'), 'the next value')
        gesture(app, 'd', has('quote_type', 'direct'), 'a value by its own key')
        gesture(app, 'm', has('quote_type', 'mixed'), 'another value')
        gesture(app, 'u', has('no_speaker', True), 'no source in text')
        gesture(app, 'u', has('no_speaker', None), 'taking that back')


def jumps():
    with quoth() as app:
        app.key('n')
        wait_for(lambda: app.selection() == 'Ilse Brandt', 'the first name')
        app.key('n')
        wait_for(lambda: app.selected()[0] == ARTICLE.index('Ilse Brandt said'), 'the second')
        app.key('shift+n')
        wait_for(lambda: app.selected()[0] == ARTICLE.index('Ilse Brandt'), 'the first again')
        app.key('q')
        wait_for(lambda: app.selection() == '“We will build the quay,”', 'the first quotation')
        app.key('q')
        wait_for(lambda: app.selection() == '“Nobody will lose a home.”', 'the second')
        app.key('shift+q')
        wait_for(lambda: app.selection() == '“We will build the quay,”', 'the first again')
        app.key('c', 'n', 'p', 'Escape')
        app.wait_annotations(lambda a: of_type(a, 'person') and of_type(a, 'claim'), 'both')
        app.key('ctrl+Home', 't')
        wait_for(lambda: app.card() == 'Claim', 'the first open task')
        app.key('t')
        wait_for(lambda: app.card() == 'Person', 'the next open task')
        app.key('shift+t')
        wait_for(lambda: app.card() == 'Claim', 'the one before')
        app.key('j')
        wait_for(lambda: app.card() == 'Person', 'the next annotation')
        app.key('shift+j')
        wait_for(lambda: app.card() == 'Claim', 'the annotation before')
        app.key('Escape')
        wait_for(lambda: app.card() is None, 'stepping back')


def undo_survives_a_restart():
    with quoth() as app:
        app.key('q', 'c', 'period', '1', 'v')
        after = state(app.wait_annotations(
            lambda a: of_type(a, 'claim')
            and 'verifiable' in one(a, 'claim')['attributes'] and a, 'a whole claim'))
        app.restart()
        sizes = []
        for _ in range(4):
            before = state(app.annotations())
            app.key('ctrl+z')
            sizes.append(len(app.wait_annotations(lambda a: state(a) != before and [a],
                                                  'one step back')[0]))
        assert sizes == [3, 1, 1, 0], sizes
        app.restart()
        for _ in range(4):
            before = state(app.annotations())
            app.key('ctrl+shift+z')
            app.wait_annotations(lambda a: state(a) != before, 'one step forth')
        assert state(app.annotations()) == after


def a_type_called_link(app):
    """Its key is a letter that is underlined where the list of articles finds nothing."""
    folder = os.path.join(app.folder, 'native')
    app.control('export', app.project, '--format', 'quoth-jsonl', '--to', folder)
    with open(os.path.join(folder, 'scheme.json'), encoding='utf-8') as file:
        scheme = json.load(file)
    values = [v for a in scheme['attributes'] for v in a.get('values', ())]
    for other in scheme['roles'] + values:
        if other.get('key') == 'l':
            del other['key']
    scheme['types'].append({'id': 'link', 'name': 'Link', 'kind': 'span', 'key': 'l'})
    path = os.path.join(app.folder, 'scheme.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(scheme, file)
    os.remove(app.project)
    app.control('new', app.project, '--scheme', path)
    app.control('import', app.project, folder)


def marking_goes_before_mnemonics():
    """While the keyboard is in the article, Alt and the key of a type mark, whatever has the
    letter underlined."""
    with opened({'harbour': ARTICLE}, a_type_called_link) as app:
        app.show('quay')
        app.key('F6')
        app.tab_to('Find an article by name')
        app.type('nothing has this name')
        app.wait_button('Show All')
        app.key('F6')
        wait_for(app.in_text, 'the keyboard in the article')
        app.put_caret(ARTICLE.index('ayor'))
        app.xdo('key', '--repeat', '2', '--delay', '4', 'shift+Right')
        wait_for(lambda: app.selection() == 'ay', 'letters selected')
        app.key('alt+l')
        app.wait_annotations(is_one('link', 'ay'), 'letters as selected')
        app.wait_button('Show All')


def menu_by_pointer_and_by_key():
    """The right button is about what is under it, the menu key about what is active."""
    with quoth() as app:
        x, y = app.place_of(ARTICLE.index('Critics') + 2)
        app.xdo('mousemove', str(x), str(y), 'click', '3')
        app.wait_focus('Person')
        app.key('Return')
        found = app.wait_annotations(lambda a: of_type(a, 'person'), 'the first type')
        assert words(found[0]) == 'Critics', words(found[0])
        app.key('shift+F10')
        app.wait_focus('Choose person or source')
        app.key('Up')
        app.wait_focus('Remove annotation')
        app.key('Return')
        app.wait_annotations(lambda a: not of_type(a, 'person'), 'it to be gone')
        wait_for(app.in_text, 'the keyboard in the text again')


run(boundaries_by_word_and_character, selections_widen_to_words, a_second_speaker,
    split_and_join, retype_keeps_id_and_links,
    fragment_by_selection, fragments_go_one_by_one, handle_by_pointer, claims_nest_and_overlap, removal_takes_links_along,
    sticky_type_by_pointer, clicks_cycle, note_by_key, attributes_by_key, jumps,
    marking_goes_before_mnemonics, undo_survives_a_restart, menu_by_pointer_and_by_key)
