#!/usr/bin/python3
"""test-insights.py - from a number to its sentences, by keys alone

What the plots say is compared with quothctl, the table with the plot, and the file with
both; a number leads to its sentence, and that into review or the article.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import json
import os

from harness import Atspi, opened, run, wait_for

TEXT = 'Ada Roe said the bridge was safe, and Ben Poe denied that it was.\n'


def mark(name, layer, kind, start, end, entity=None, links=()):
    return {'id': '%s-%s' % (layer, name), 'layer': layer, 'type': kind, 'parts': [[start, end]],
            'entity': entity, 'origin': 'human', 'created': '2026-03-0%dT10:00:00Z' % len(layer),
            'links': [{'role': role, 'to': '%s-%s' % (layer, to)} for role, to in links]}


def of_anna():
    return [mark('ada', 'anna', 'person', 0, 7, 'e-ada'),
            mark('safe', 'anna', 'claim', 13, 32, None, [('speaker', 'ada')]),
            mark('poe', 'anna', 'person', 38, 45)]


ADA = [{'id': 'e-ada', 'kind': 'person', 'name': 'Ada Roe', 'aliases': []}]


def two_layers(app):
    """Of the first article ben lacks a mention; on the second both agree."""
    rules = app.set_guidelines('Mark people.\n', 'Mark sources.\n')
    same = [mark('ada', 'anna', 'person', 0, 7), mark('ada', 'ben', 'person', 0, 7)]
    app.import_native([
        {'id': 'bridge', 'name': 'bridge', 'text': TEXT,
         'layers': [{'name': name, 'state': 'open', 'guidelines': version}
                    for name, version in zip(('anna', 'ben'), rules)],
         'annotations': of_anna() + [
            mark('ada', 'ben', 'person', 0, 7, 'e-ada'),
            mark('safe', 'ben', 'claim', 13, 32, None, [('speaker', 'ada')])]},
        {'id': 'other', 'name': 'other', 'text': TEXT + TEXT, 'annotations': same}], ADA)


def one_layer(app):
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': of_anna()}],
                      ADA)


def show_insights(app, words):
    """From then on only the page is read: the other pages are there too, and large."""
    whole(app)
    app.key('alt+5')
    page = wait_for(lambda: app.find(lambda a: a.get_name() == 'Plots'), 'the page')
    for _ in range(5):  # up from the list to what holds all of the page
        page = page.get_parent()
    app.whole, app.frame = app.frame, page
    app.wait_says(words)


def whole(app):
    app.frame = getattr(app, 'whole', app.frame)


def pick(app, heading, steps):
    """From wherever the keyboard is on the page to the plot that is so many rows below."""
    for _ in range(3):
        if on_list(app):
            break
        app.key('F6')
        try:
            wait_for(lambda: on_list(app), 'the list of plots', 3)
        except AssertionError:
            continue
    for _ in range(steps):
        app.key('Down')
    app.wait_says(heading)
    app.key('Return')
    wait_for(lambda: in_plot(app), 'the keyboard in the plot')


def on_list(app):
    focus = app.focus()
    return focus is not None and focus.get_role() == Atspi.Role.LIST_ITEM \
        and focus.get_parent().get_name() == 'Plots'


def in_plot(app):
    focus = app.focus()
    return focus is not None and focus.get_role() in (Atspi.Role.IMAGE, Atspi.Role.ICON)


def sentences(app, n):
    return wait_for(lambda: [r for r in [app.rows('Sentences behind the number')] if len(r) == n],
                    '%d sentences' % n)[0]


def measured(app):
    return json.loads(app.control('agreement', app.project, '--json'))


def choices(app):
    """What can be chosen of those that not every plot has."""
    return [name for name in ('Statistic', 'Type', 'Layer', 'Measure')
            if app.find(lambda a: a.get_name() == name  # pylint: disable=cell-var-from-loop
                        and a.get_role() == Atspi.Role.COMBO_BOX)]


def from_number_to_review():
    with opened({}, two_layers) as app:
        show_insights(app, 'Agreement of all annotators: All types')
        assert choices(app) == ['Type'], choices(app)
        pick(app, 'Agreement by type: F1, overlap', 1)
        app.wait_says('All types: 0.86')
        app.key('Down')
        app.wait_says('Person: 0.80')
        # A screen reader hears the number where the keyboard is.
        wait_for(lambda: 'Person: 0.80' in app.focus().get_description(), 'the number to be told')
        app.key('Return')
        rows = sentences(app, 1)
        assert 'Ben Poe' in rows[0] and 'missing' in rows[0] and 'not by ben' in rows[0], rows
        app.key('Escape')
        wait_for(lambda: in_plot(app), 'the keyboard in the plot again')
        app.key('Return')
        sentences(app, 1)
        app.key('Return')
        whole(app)
        app.wait_says('0 of 1 decided')
        # What was decided in review makes no dispute less: layers stay as they were.
        app.key('1')
        app.wait_says('1 of 1 decided')
        show_insights(app, 'Agreement by type: F1, overlap')


def pairs_and_articles():
    with opened({}, two_layers) as app:
        show_insights(app, 'Agreement of all annotators: All types')
        pick(app, 'Agreement by pair: All types, F1, overlap', 2)
        app.wait_says('anna – ben: 0.86')
        app.wait_says('In 1 article annotators followed different versions of the guidelines '
                      '(bridge).')
        pick(app, 'Agreement by article: All types, F1, overlap', 1)
        app.wait_says('bridge: 0.80')
        app.key('Down')
        app.wait_says('other: 1.00')
        app.wait_says('Single articles have no intervals: their marks depend on each other.')
        app.key('Return')
        app.wait_says('Nothing differs there.')


def table_says_the_same():
    with opened({}, two_layers) as app:
        show_insights(app, 'Agreement of all annotators: All types')
        pick(app, 'Agreement by type: F1, overlap', 1)
        app.key('t')
        table = wait_for(lambda: app.find(
            lambda a: a.get_name() == 'Agreement by type: F1, overlap'
            and a.get_role() not in (Atspi.Role.LABEL, Atspi.Role.IMAGE, Atspi.Role.ICON)),
            'the table')
        words = [a.get_name() for a in app.walk(table) if a.get_role() == Atspi.Role.LABEL]
        wait_for(lambda: app.focus().get_role() not in (Atspi.Role.IMAGE, Atspi.Role.ICON),
                 'the keyboard in the table')
        assert {'Type', 'Person', '0.80', 'All types', '0.86'} <= set(words), words
        app.key('Down')
        app.key('Return')
        sentences(app, 1)
        app.key('Escape')
        app.key('t')
        wait_for(lambda: in_plot(app), 'the plot again')


def save(app, entry, path):
    """The button stands before the plot."""
    for _ in range(6):
        was, name = app.named_focus()
        if name == 'Save the plot':
            break
        app.key('shift+Tab')
        wait_for(lambda: app.focus_after(was), 'the keyboard to move back')  # pylint: disable=cell-var-from-loop
    app.key('space')
    wait_for(lambda: app.find(lambda a: a.get_role() == Atspi.Role.MENU_ITEM), 'the menu')
    for _ in range(entry):
        app.key('Down')
    app.key('Return')
    app.frame = wait_for(lambda: app.dialog('Save the Plot'), 'the dialog')
    wait_for(lambda: app.focus() is not None, 'the name')
    app.key('ctrl+a')
    app.type(path)
    app.key('Return')
    wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, path)
    wait_for(lambda: app.dialog('Save the Plot') is None, 'the dialog to go')
    whole(app)


def files_say_the_same():
    with opened({}, two_layers) as app:
        show_insights(app, 'Agreement of all annotators: All types')
        pick(app, 'Agreement by type: F1, overlap', 1)
        path = os.path.join(app.folder, 'types.csv')
        save(app, 2, path)
        with open(path, encoding='utf-8', newline='') as file:
            rows = {row['Type']: row for row in csv.DictReader(file)}
        expected = measured(app)['all']['types']['person']['f1_overlap']
        assert abs(float(rows['Person']['F1, overlap']) - expected['value']) < 1e-6, rows
        assert float(rows['Person']['n']) == expected['n'], rows


def useful_alone():
    with opened({}, one_layer) as app:
        show_insights(app, 'Agreement needs two annotators')
        assert choices(app) == [], choices(app)
        for _ in range(6):
            app.key('Down')
        app.wait_says('Progress of annotators')
        app.key('Return')
        app.wait_says('anna, In work: 1')
        app.key('Return')
        assert 'bridge' in sentences(app, 1)[0]
        app.key('Escape')
        pick(app, 'Annotations made each day', 1)
        app.wait_says('4 Mar: 3')
        pick(app, 'Who said how much: claims', 1)
        app.wait_says('Ada Roe: 1')
        app.key('Return')
        assert 'the bridge was safe' in sentences(app, 1)[0]
        app.key('Return')
        wait_for(lambda: app.selection() == 'the bridge was safe', 'the claim in the article')


run(from_number_to_review, pairs_and_articles, table_says_the_same, files_say_the_same,
    useful_alone)
