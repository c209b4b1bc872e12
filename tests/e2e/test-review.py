#!/usr/bin/python3
"""test-review.py - what two layers say differently, settled by keys alone

Counts actions: one a decision and one an article. What gold holds in the end is compared
with what was decided, and so is the project after a restart and after undo.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import sqlite3

from harness import of_type, opened, run, wait_for, words

TEXT = 'Ada Roe said the bridge was safe, and Ben Poe denied that it was.\n'
QUIET = 'Cora Lane said nothing.\n'


def mark(name, layer, kind, start, end, links=()):
    return {'id': '%s-%s' % (layer, name), 'layer': layer, 'type': kind, 'parts': [[start, end]],
            'links': [{'role': role, 'to': '%s-%s' % (layer, to)} for role, to in links]}


def layers(app):
    """Two layers: a claim of other boundaries, a mention that one lacks, one of another type."""
    rules = app.set_guidelines('Mark people.\n', 'Mark people.\n\nAnd sources.\n')
    app.import_native([
        {'id': 'bridge', 'name': 'bridge', 'text': TEXT,
         'layers': [{'name': name, 'state': 'done', 'guidelines': version}
                    for name, version in zip(('anna', 'ben'), rules)],
         'annotations': [
            mark('ada', 'anna', 'person', 0, 7), mark('said', 'anna', 'cue', 8, 12),
            mark('safe', 'anna', 'claim', 13, 32, [('speaker', 'ada'), ('cue', 'said')]),
            mark('poe', 'anna', 'person', 38, 45),
            mark('ada', 'ben', 'person', 0, 7), mark('said', 'ben', 'cue', 8, 12),
            mark('safe', 'ben', 'claim', 17, 32, [('speaker', 'ada'), ('cue', 'said')]),
            mark('poe', 'ben', 'source', 38, 45), mark('that', 'ben', 'claim', 53, 64)]},
        {'id': 'quiet', 'name': 'quiet', 'text': QUIET, 'annotations': [
            mark('cora', 'anna', 'person', 0, 9), mark('cora', 'ben', 'person', 0, 9)]}])


def of_layer(app, name, article='bridge'):
    articles, _ = app.export()
    found = [a for a in articles if a['name'] == article][0]
    return [a for a in found['annotations'] if a['layer'] == name]


def records(app):
    return of_layer(app, 'review')


def show_review(app, decided):
    app.key('alt+4')
    app.wait_says(decided)


def different_rules(app):
    """The layers were made under two versions of the guidelines: who which, and what changed."""
    app.tab_to('Made under different guidelines', 60)
    said = [label for label in app.labels() if 'version 1' in label]
    assert said in (['A: version 1\nB: version 2'], ['B: version 1\nA: version 2']), said
    app.key('Return')
    frame, window = app.frame, app.window
    app.front('Changes in the Guidelines')
    wait_for(lambda: app.find(lambda a: '+ And sources.' in app.read(a)), 'what changed')
    app.key('Escape')
    app.frame, app.window = frame, window
    wait_for(lambda: app.dialog('Changes in the Guidelines') is None, 'the changes to go')
    app.xdo('windowfocus', '--sync', window)
    app.key('Escape')
    app.wait_focus('Article text')


def all_by_keys():
    with opened({}, layers) as app:
        show_review(app, '0 of 3 decided')
        different_rules(app)
        app.key('w')
        app.wait_focus('Reason (optional)')
        app.type('no name')
        # What is undone there are words, and no gesture: the last was the import.
        app.key('ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+shift+z', 'ctrl+z', 'ctrl+z')
        app.type('no name')
        app.key('Return')
        app.wait_focus('Article text')
        # The keyboard stays in the text: there a screen reader hears what is asked.
        heard = app.focus().get_description()
        assert heard.startswith('0 of 3 decided') and ' 1: ' in heard, heard
        app.actions = 0
        app.key('r')
        app.wait_says('1 of 3 decided')
        app.key('1')
        app.wait_says('2 of 3 decided')
        app.key('1')
        app.wait_says('3 of 3 decided')
        assert len(records(app)) == 3, records(app)
        app.key('Return')
        app.wait_says('0 of 0 decided')
        assert app.actions == 4, app.actions
        gold = of_layer(app, 'gold')
        assert len(of_type(gold, 'claim')) == 1, gold
        claim = of_type(gold, 'claim')[0]
        assert sorted(link['role'] for link in claim['links']) == ['cue', 'speaker'], claim
        assert sorted(words(a) for a in gold if a['type'] in ('person', 'source')) \
            == ['Ada Roe', 'Ben Poe'], gold
        assert len(of_type(gold, 'cue')) == 1, gold
        verdicts = sorted(a['attributes']['review_verdict'] for a in records(app))
        assert verdicts == ['reject', 'take', 'take'], verdicts
        reasons = [a['note'] for a in records(app)]
        assert sorted(reasons, key=str) == [None, None, 'no name'], reasons
        reviewers = {a['attributes']['review_by'] for a in records(app)}
        assert len(reviewers) == 1, reviewers
        app.key('Return')
        app.wait_says('No other article is to be reviewed.')
        agreed = of_layer(app, 'gold', 'quiet')
        assert [words(a) for a in agreed] == ['Cora Lane'], agreed


def twins(app):
    """The same dispute twice in one article and once in two others."""
    texts = {'first': 'Roe spoke. Roe left.\n', 'second': 'Then Roe came.\n',
             'third': 'Nobody saw Roe.\n'}
    starts = {'first': (0, 11), 'second': (5,), 'third': (11,)}
    app.import_native([
        {'id': name, 'name': name, 'text': text, 'annotations': [
            mark('%s%d' % (name, start), layer, kind, start, start + 3)
            for layer, kind in (('anna', 'person'), ('ben', 'source')) for start in starts[name]]}
        for name, text in texts.items()])


def gold_of_all(app):
    articles, _ = app.export()
    return {article['name']: sorted(a['parts'][0][0] for a in article['annotations']
                                    if a['layer'] == 'gold') for article in articles}


def the_same_everywhere():
    with opened({}, twins) as app:
        show_review(app, '0 of 2 decided')
        app.key('a')
        app.wait_says('The same in 3 other places')
        app.wait_says('In 3 articles. The next decision also settles 3 places.')
        app.wait_says('third')
        app.key('Escape')
        wait_for(lambda: not app.says('The same in 3 other places'), 'the preview to go')
        app.actions = 0
        app.key('a')
        app.wait_says('The same in 3 other places')
        app.key('1')
        app.wait_says('2 of 2 decided')
        assert app.actions == 2, app.actions
        gold = gold_of_all(app)
        assert gold == {'first': [0, 11], 'second': [5], 'third': [11]}, gold
        app.key('ctrl+z')
        app.wait_says('0 of 2 decided')
        assert not any(gold_of_all(app).values()), gold_of_all(app)
        # What is not ticked is left out.
        app.key('a')
        app.wait_says('The same in 3 other places')
        app.tab_to('Roe left.')
        for name in ('Then Roe came.', 'Nobody saw Roe.'):
            app.key('Down')
            app.wait_focus(name)
        app.key('Return')
        app.wait_says('In 3 articles. The next decision also settles 2 places.')
        app.key('1')
        app.wait_says('2 of 2 decided')
        gold = gold_of_all(app)
        assert gold == {'first': [0, 11], 'second': [5], 'third': []}, gold


def any_side_is_edited():
    with opened({}, layers) as app:
        show_review(app, '0 of 3 decided')
        app.key('r')
        app.wait_says('1 of 3 decided')
        app.wait_says('What is it?')
        app.key('s')
        app.wait_says('Where does it begin and end?')
        app.key('e')
        app.wait_says('Which one is to be edited?')
        app.key('Escape')
        wait_for(lambda: not app.says('Which one is to be edited?'), 'the question to go')
        app.key('e')
        app.wait_says('Which one is to be edited?')
        app.key('2')
        app.wait_annotations(lambda a: of_type(a, 'review_decision')
                             and 'edit' in [d['attributes']['review_verdict']
                                            for d in of_type(a, 'review_decision')], 'the decision')
        claim = of_type(of_layer(app, 'gold'), 'claim')[0]
        edit = [r for r in records(app) if r['attributes']['review_verdict'] == 'edit'][0]
        layer = edit['attributes']['review_taken'][0].split('/')[0]
        assert claim['parts'] == of_type(of_layer(app, layer), 'claim')[0]['parts'], (claim, edit)
        wait_for(lambda: app.card_words() == words(claim), 'the claim to be active')
        app.wait_says('You are working in gold')
        # Back from the review everybody works in their own layer again.
        app.key('alt+4')
        app.wait_says('2 of 3 decided')
        app.key('alt+1')
        # So far nothing is there: another's work is shown, and said to be theirs.
        app.wait_says('You are working in the layer of ben')
        app.wait_button('Own Layer')
        app.key('alt+o')
        wait_for(lambda: not app.rows('Annotations'), 'the own layer')
        before = of_layer(app, 'gold')
        app.show('Ben Poe')
        app.key('p')
        others = ('anna', 'ben', 'gold', 'review')
        own = wait_for(lambda: [a for a in app.annotations() if a['layer'] not in others],
                       'a mark in the own layer')
        assert [words(a) for a in own] == ['Ben Poe'] and of_layer(app, 'gold') == before, own


def listed_by_cause():
    with opened({}, layers) as app:
        show_review(app, '0 of 3 decided')
        app.key('l')
        app.wait_focus('Words in dispute')
        app.wait_says('Missing · 1')
        app.wait_says('Type · 1')
        app.wait_says('Boundary · 1')
        app.type('poe')
        wait_for(lambda: not app.says('Missing · 1'), 'the list to be narrowed')
        app.key('Down', 'Return')
        app.wait_says('What is it?')
        wait_for(lambda: app.focused() == 'Article text', 'the keyboard in the text')
        app.key('n')
        app.wait_says('1 of 3 decided')
        # What is decided is found again, with how it was decided.
        app.key('l')
        app.wait_focus('Words in dispute')
        app.key('Down', 'Return')
        app.wait_says('found that nobody is right.')
        app.key('1')
        wait_for(lambda: len(records(app)) == 2, 'the second decision')
        assert [words(a) for a in of_layer(app, 'gold')] == ['Ben Poe'], of_layer(app, 'gold')


def switch_strategy(app, strategy):
    """The last switch of the panel; what it says is kept in the project."""
    app.tab_to('Majority decides', 60)
    app.key('space')
    wait_for(lambda: kept_strategy(app) == strategy, strategy)


def kept_strategy(app):
    with contextlib.closing(sqlite3.connect(app.project)) as database:
        row = database.execute("SELECT value FROM setting WHERE name = 'review-strategy'").fetchone()
    return row and row[0]


def undo_and_restart():
    with opened({}, layers) as app:
        show_review(app, '0 of 3 decided')
        app.key('n')
        app.wait_says('1 of 3 decided')
        app.key('ctrl+z')
        app.wait_says('0 of 3 decided')
        assert not records(app) and not of_layer(app, 'gold'), app.export()
        app.key('b')
        app.wait_says('1 of 3 decided')
        # What counts as agreed is remembered with the project.
        switch_strategy(app, 'majority')
        app.restart()
        show_review(app, '1 of 3 decided')
        switch_strategy(app, 'all')
        app.key('Escape')
        app.wait_focus('Article text')
        app.key('s', 's', 'n')
        app.wait_says('2 of 3 decided')


def nothing_to_compare():
    with opened({'alone': TEXT}) as app:
        app.key('alt+4')
        app.wait_says('Nothing to compare')
        # The import is a gesture too; before it was none.
        app.key('ctrl+z')
        app.wait_says('Undone: ')
        app.key('ctrl+z')
        app.wait_says('Nothing to undo')
        app.key('ctrl+shift+z')
        wait_for(lambda: app.export()[0], 'the article again')
        app.key('ctrl+shift+z')
        app.wait_says('Nothing to redo')


run(all_by_keys, the_same_everywhere, any_side_is_edited, listed_by_cause, undo_and_restart, nothing_to_compare)
