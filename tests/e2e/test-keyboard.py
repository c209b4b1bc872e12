#!/usr/bin/python3
"""test-keyboard.py - the keyboard keeps its place, in every layout

Where the keyboard is after each gesture, the way back to the article, what keys mean in
lists and menus, layouts without Latin letters, and an export made by keys alone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess

from harness import Atspi, links, of_type, opened, run, wait_for, words

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    'Mayor Ilse Brandt defended the plan on Monday, saying it would bring work.\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n'
    '\n'
    'Pell said that Brandt told him “the quay is safe” on Sunday.\n')

# The keys by their place on the keyboard, as Linux counts them: what is printed on a US one.
PLACES = {'n': 57, 'p': 33, 'q': 24, 'c': 54, 'v': 55, 'e': 26, 'z': 52, 'o': 32,
          '1': 10, 'period': 60, 'bracketright': 35, 'Control': 37}


def quoth():
    return opened({'harbour': ARTICLE})


def escape_leads_back():
    with quoth() as app:
        app.key('n', 'p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        app.key('F6')
        wait_for(lambda: not app.in_text(), 'the keyboard in the details')
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard back from the details')
        wait_for(lambda: app.card() == 'Person', 'the person still selected')
        app.key('F6', 'F6')
        wait_for(lambda: not app.in_text(), 'the keyboard in the articles')
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard back from the articles')
        app.key('F10')
        wait_for(lambda: app.focused() == 'New Project…', 'the keyboard in the main menu')
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard back from the main menu')
        app.key('F2')
        wait_for(lambda: not app.in_text(), 'the keyboard in the note')
        app.type('n p')
        app.key('Escape')
        wait_for(app.in_text, 'the keyboard back from the note')
        found = app.wait_annotations(lambda a: a[0]['note'] == 'n p' and a, 'the note kept')
        assert len(found) == 1, found


def delete_in_a_list_of_articles():
    with quoth() as app:
        app.key('n', 'p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        app.key('F6', 'F6')
        wait_for(lambda: not app.in_text(), 'the keyboard in the articles')
        app.key('Tab', 'Tab', 'Delete', 'BackSpace', 'Escape')
        wait_for(app.in_text, 'the keyboard back in the article')
        assert len(app.annotations()) == 1


def rows_keep_the_keyboard():
    with quoth() as app:
        app.key('q', 'c')
        app.wait_annotations(lambda a: of_type(a, 'claim'), 'a claim')
        app.key('F6')
        wait_for(lambda: not app.in_text(), 'the keyboard in the details')
        # While the keyboard moves, nothing has it for a moment: that is no place to go on from.
        wait_for(app.focused, 'a row with the keyboard')
        app.tab_to('Attribution  (A)')
        app.key('Return')
        wait_for(lambda: (app.focus() or app.frame).get_role() == Atspi.Role.LIST_ITEM,
                 'the values')
        # Keys choose among the values here: nothing is marked by them.
        app.key('p', 'Down', 'Return')
        app.wait_annotations(lambda a: 'attribution' in a[0]['attributes'], 'a value')
        wait_for(lambda: app.focused() == 'Attribution  (A)', 'the same row again')
        assert not of_type(app.annotations(), 'person')


def top(accessible):
    return accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW).y


def bottom(accessible):
    box = accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return box.y + box.height


def said(accessible, words_said):
    """What is said for a moment stands last in the tree: there the search begins."""
    if accessible.get_name() == words_said:
        return accessible
    for i in reversed(range(accessible.get_child_count())):
        child = accessible.get_child_at_index(i)
        found = said(child, words_said) if child is not None else None
        if found is not None:
            return found
    return None


def stands_above(app, toast, keys):
    return toast is not None and app.has_place(toast) and bottom(toast) <= top(keys)


def redone_split_joins():
    with quoth() as app:
        app.show('Ilse Brandt defended')
        app.key('p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        app.put_caret(ARTICLE.index(' defended'))
        app.key('minus')
        app.wait_annotations(lambda a: len(a) == 2, 'a split')
        keys = app.find(lambda a: a.get_name() == 'What you can do here')
        app.key('ctrl+z')
        # Looked up each time: what was found the last time may have gone.
        wait_for(lambda: stands_above(app, said(app.frame, 'Undone: Annotation split'), keys),
                 'the keys below what is said')
        app.wait_annotations(lambda a: len(a) == 1, 'its undoing')
        app.key('ctrl+shift+z')
        app.wait_says('Redone: Annotation split')
        app.wait_annotations(lambda a: len(a) == 2, 'its redoing')
        app.key('plus')
        app.wait_annotations(lambda a: len(a) == 1, 'a join')


def jumps_start_at_the_cursor():
    """Also when something far away is active."""
    with quoth() as app:
        app.key('n', 'p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        app.key('ctrl+End')
        wait_for(lambda: app.caret() == len(ARTICLE), 'the end')
        app.key('shift+q')
        wait_for(lambda: app.selection() == '“the quay is safe”', 'the last quotation')
        app.key('Escape', 'ctrl+Home', 'shift+n', 'shift+j', 'ctrl+End')
        wait_for(lambda: app.caret() == len(ARTICLE), 'the end again')
        app.key('shift+j')
        wait_for(lambda: app.card() == 'Person', 'the annotation before the cursor')


def edges_of_the_part_at_the_cursor():
    with quoth() as app:
        app.key('q', 'c', 'period')
        app.wait_annotations(lambda a: len(a[0]['parts']) == 2, 'two parts')
        app.key('braceright')
        app.wait_annotations(lambda a: a[0]['quotes'][1] == 'Nobody will lose a home.”',
                             'a later start of the second part')
        app.put_caret(ARTICLE.index('will build'))
        app.key('bracketleft', 'bracketleft')
        found = app.wait_annotations(lambda a: 'quay' not in a[0]['quotes'][0] and a,
                                     'an earlier end of the first part')
        assert found[0]['quotes'][0].startswith('“We will build'), found
        assert found[0]['quotes'][1].endswith('home.”'), found


def who_and_whom_it_is_told():
    """A role of the scheme by its key, and the speaker by 0, from the selected words."""
    with quoth() as app:
        app.show('the quay is safe')
        app.key('c')
        app.wait_annotations(lambda a: of_type(a, 'claim'), 'a claim')
        app.put_caret(ARTICLE.index('him'))
        app.key('ctrl+shift+Right')
        wait_for(lambda: app.selection().strip() == 'him', 'words selected')
        app.key('l')
        found = app.wait_annotations(lambda a: links(of_type(a, 'claim')[0], 'addressee') and a,
                                     'an addressee')
        told = links(of_type(found, 'claim')[0], 'addressee')
        assert [words(a) for a in found if a['id'] in told] == ['him'], found
        app.key('1')
        app.wait_annotations(lambda a: links(of_type(a, 'claim')[0], 'speaker'), 'some speaker')
        app.put_caret(ARTICLE.index('Pell'))
        app.key('0')
        app.wait_says('First select the words that name the speaker')
        app.key('ctrl+shift+Right', '0')
        found = app.wait_annotations(
            lambda a: [x for x in a if words(x) == 'Pell'
                       and links(of_type(a, 'claim')[0], 'speaker') == [x['id']]] and a,
            'Pell as the only speaker')
        assert links(of_type(found, 'claim')[0], 'addressee') == told, found


def sticky_claim_by_pointer():
    with quoth() as app:
        app.key('q', 'c')
        app.wait_annotations(lambda a: of_type(a, 'claim'), 'a claim')
        app.key('s', 'Escape')
        wait_for(lambda: any('All: Claim' in label for label in app.labels()), 'the sticky type')
        place = app.place_of(ARTICLE.index('quay is safe') + 1)
        app.actions = 0
        app.click(*place, times=3)
        found = app.wait_annotations(lambda a: len(of_type(a, 'claim')) == 2 and a, 'a claim')
        assert app.actions == 1
        assert '“the quay is safe”' in [words(a) for a in found], found


class layout:
    """Another layout of the keyboard for a while."""

    def __init__(self, *names):
        self.names = names

    def __enter__(self):
        subprocess.run(['setxkbmap', *self.names], check=True)

    def __exit__(self, *exception):
        subprocess.run(['setxkbmap', 'us'], check=True)


def press(app, *keys):
    """Presses keys by their place, so that the layout says what they mean."""
    for key in keys:
        *modifiers, key = key.split('+')
        for modifier in modifiers:
            app.xdo('keydown', str(PLACES[modifier]))
        app.xdo('key', str(PLACES[key]))
        for modifier in modifiers:
            app.xdo('keyup', str(PLACES[modifier]))


def work_in_layout(*names):
    with quoth() as app, layout(*names):
        press(app, 'n')
        wait_for(lambda: app.selection() == 'Ilse Brandt', 'the first name')
        press(app, 'p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        press(app, 'e')
        app.wait_annotations(lambda a: a[0]['entity'], 'an entry')
        press(app, 'Control+z')
        app.wait_annotations(lambda a: not a[0]['entity'], 'undo')
        press(app, 'q', 'c', 'period', '1', 'v')
        found = app.wait_annotations(
            lambda a: [x for x in of_type(a, 'claim') if len(x['parts']) == 2
                       and 'verifiable' in x['attributes'] and links(x, 'speaker')], 'a claim')
        assert words(found[0]) == '“We will build the quay,” … “Nobody will lose a home.”'


def greek_beside_latin():
    work_in_layout('-layout', 'gr,us')


def cyrillic_alone():
    work_in_layout('-layout', 'ru')


def digits_above_letters():
    """French keyboards give digits with Shift only."""
    with quoth() as app, layout('-layout', 'fr'):
        app.key('q', 'c')
        app.wait_annotations(lambda a: of_type(a, 'claim'), 'a claim')
        press(app, '1')
        app.wait_annotations(lambda a: links(of_type(a, 'claim')[0], 'speaker'), 'a speaker')


def position_survives():
    text = '\n\n'.join('Paragraph %d has a few words in it, and no more than that.' % i
                       for i in range(120))
    with opened({'long': text, 'short': 'Nothing here.'}) as app:
        long_first = 'Paragraph' in app.read(app.text)
        if not long_first:
            app.key('alt+Page_Down')
            wait_for(lambda: 'Paragraph' in app.read(app.text), 'the long article')
        app.show('Paragraph 90 has')
        wait_for(lambda: app.extents(text.index('Paragraph 90')), 'the place')

        def top():
            return [i for i in range(120)
                    if app.extents(text.index('Paragraph %d ' % i)).y > 0][0]

        before = wait_for(top, 'the first line')
        assert before > 60, before
        app.restart()
        wait_for(lambda: 'Paragraph' in app.read(app.text), 'the long article again')
        wait_for(lambda: abs(top() - before) <= 1, 'the same place')


def long_text(name):
    return '\n\n'.join('%s %d has a few words in it, and no more than that.' % (name, i)
                       for i in range(120))


def top_of(app, name):
    """The first paragraph that is on the screen."""
    text = long_text(name)
    return [i for i in range(120) if app.extents(text.index('%s %d ' % (name, i))).y > 0][0]


def place_in(app, name, least):
    """The same, once it is far enough and nothing moves any more."""
    def still():
        first = top_of(app, name)
        return first > least and first == top_of(app, name) and first

    return wait_for(still, 'the place in ' + name)


def each_article_has_its_position():
    with opened({'a': long_text('Alpha'), 'b': long_text('Beta')}) as app:
        if 'Beta' in app.read(app.text):
            app.key('alt+Page_Up')
        wait_for(lambda: 'Alpha' in app.read(app.text), 'the first article')
        app.show('Alpha 90 has')
        alpha = place_in(app, 'Alpha', 60)
        app.key('alt+Page_Down')
        wait_for(lambda: 'Beta' in app.read(app.text), 'the second article')
        app.show('Beta 60 has')
        beta = place_in(app, 'Beta', 30)
        assert alpha > beta > 30, (alpha, beta)
        app.restart()
        wait_for(lambda: 'Beta' in app.read(app.text), 'the second article again')
        wait_for(lambda: abs(top_of(app, 'Beta') - beta) <= 1, 'its place')
        app.key('alt+Page_Up')
        wait_for(lambda: 'Alpha' in app.read(app.text), 'the first article again')
        wait_for(lambda: abs(top_of(app, 'Alpha') - alpha) <= 1, 'its own place')


def keep_settings(app):
    app.env['GSETTINGS_BACKEND'] = 'keyfile'


def set_spin(app, name, value):
    app.tab_to(name)
    assert app.focus().get_role() == Atspi.Role.SPIN_BUTTON, 'one stop for each number'
    app.key('ctrl+a')
    app.type(value)
    app.key('Return')


def reading_is_set_and_stays():
    """Text size, line height and line length change what is seen, now and after a restart."""
    text = 'Words stand here and words stand there, ' * 12
    with opened({'words': text + '\n\nEnd.'}, keep_settings) as app:
        app.wait_says('Press N for the next name and P to mark it as “Person”.')

        def lines():
            """Where lines begin, and how high a letter is."""
            tops = sorted({app.extents(i).y for i in range(len(text))})
            return tops, app.extents(0).height

        def measure():
            tops, height = lines()
            return len(tops), tops[1] - tops[0], height

        count, step, height = measure()
        app.key('ctrl+plus', 'ctrl+plus')
        wait_for(lambda: measure()[2] > height, 'larger letters')
        app.key('ctrl+0')
        wait_for(lambda: measure() == (count, step, height), 'letters as before')
        app.key('ctrl+comma')
        app.front('Preferences')
        app.wait_focus('Your name, for your layer and the history')
        set_spin(app, 'Text size', '1.5')
        set_spin(app, 'Line height', '2')
        set_spin(app, 'Line length', '40')
        app.key('Escape')
        app.front('words.*Test')
        now = wait_for(lambda: measure()[0] > count and measure()[1] > step
                       and measure()[2] > height and measure(), 'larger, wider, narrower')
        app.restart()
        wait_for(lambda: measure() == now, 'the same after a restart')


def export_by_keys():
    with quoth() as app:
        app.key('q', 'c', 'period', '1', 'v')
        app.wait_annotations(lambda a: of_type(a, 'claim')
                             and 'verifiable' in of_type(a, 'claim')[0]['attributes'], 'a claim')
        target = os.path.join(app.folder, 'out')
        by_window = os.path.join(target, 'by-window')
        os.mkdir(target)
        app.key('ctrl+e')
        wait_for(lambda: app.dialog('Export'), 'the dialog')
        app.key('alt+e')
        wait_for(lambda: app.dialog('Export to a New Folder'), 'the choice of a folder')
        app.key('ctrl+a')
        app.type(by_window)
        app.key('Return')
        wait_for(lambda: os.path.exists(os.path.join(by_window, 'articles.jsonl')), 'the files')
        # What a window manager does when a dialog closes.
        app.xdo('windowfocus', '--sync', app.window)
        wait_for(app.in_text, 'the keyboard back in the article')
        by_command = os.path.join(target, 'by-command')
        app.control('export', app.project, '--format', 'quoth-jsonl', '--to', by_command)
        assert sorted(os.listdir(by_window)) == sorted(os.listdir(by_command))
        for name in os.listdir(by_command):
            with open(os.path.join(by_window, name), 'rb') as one, \
                 open(os.path.join(by_command, name), 'rb') as other:
                assert one.read() == other.read(), name


def keys_that_find_nothing_say_so():
    with opened({'bridge': 'Ada Roe met Ben Poe.\n'}) as app:
        for key, words_said in (('q', 'No more quotations to mark below'),
                                ('minus', 'First select an annotation'),
                                ('u', 'First select a claim'), ('j', 'No more annotations below'),
                                ('F2', 'First select an annotation'),
                                ('F3', 'There is no open comment here'),
                                ('shift+e', 'First select a person or source')):
            app.key(key)
            app.wait_says(words_said)
        # Whoever was linked to last is not offered for another name.
        app.key('n', 'p', 'e', 'n', 'p', 'Return')
        app.wait_says('No more names to mark below')
        assert [a['entity'] is None for a in app.annotations()] == [False, True]
        app.key('shift+j', 'j')
        wait_for(lambda: app.card_words() == 'Ben Poe', 'the second person')
        app.key('e', 't')
        app.wait_says('No more open tasks below')


def row_of_key(app):
    """What the row with the keyboard says."""
    return [a.get_name() for a in app.walk(app.focus()) if a.get_role() == Atspi.Role.LABEL]


def a_key_is_given_and_taken_back():
    with opened({'bridge': 'Ada Roe met Ben Poe.\n'}) as app:
        app.key('F1')
        app.front('Keyboard Shortcuts')
        app.wait_focus('Next name')
        app.key('Return')
        app.wait_says('Press the new key. Escape keeps the old one.')
        app.key('shift+p')
        app.wait_says('This key means “Person”. Press another.')
        # What leads to the third level of a layout is no key by itself.
        app.key('ISO_Level3_Shift', 'k')
        wait_for(lambda: row_of_key(app) == ['Next name', 'K'], 'the row with its new key')
        app.key('Escape')
        app.front('bridge — Test')
        wait_for(app.in_text, 'the keyboard in the article')
        app.key('n', 'k')
        wait_for(lambda: app.selection() == 'Ada Roe', 'the first name')
        app.key('F1')
        app.front('Keyboard Shortcuts')
        app.wait_focus('Next name')
        app.key('Tab')
        app.wait_focus('Use the built-in key again')
        app.key('space')
        wait_for(lambda: row_of_key(app) == ['Next name', 'N'], 'the row with its old key')
        app.key('Escape')
        app.front('bridge — Test')


run(a_key_is_given_and_taken_back, keys_that_find_nothing_say_so, escape_leads_back, delete_in_a_list_of_articles, rows_keep_the_keyboard, redone_split_joins,
    jumps_start_at_the_cursor, edges_of_the_part_at_the_cursor, who_and_whom_it_is_told,
    sticky_claim_by_pointer,
    greek_beside_latin, cyrillic_alone, digits_above_letters, position_survives, each_article_has_its_position, reading_is_set_and_stays, export_by_keys)
