#!/usr/bin/python3
"""test-annotate.py - the interaction budget, counted on the real window

The tasks T1, T2, T3, T6 and T7 of the design page, by keys alone, on an article made
for this test; then what is on the disk is compared to the last code point.

SPDX-License-Identifier: GPL-3.0-or-later
"""
from harness import of_type, opened, run, wait_for, words

ARTICLE = (
    'Harbour plan divides council\n'
    '\n'
    'Mayor Ilse Brandt defended the plan on Monday, saying it would bring work.\n'
    '\n'
    '“We will build the quay,” Ilse Brandt said at the meeting. “Nobody will lose a home.”\n'
    '\n'
    'Critics disagreed. Brandt’s office declined to comment.\n'
    '\n'
    'Jonas Pell asked for a study. Later Ilse Brandt left, and Ilse Brandt’s deputy stayed.\n')


def quoth():
    return opened({'harbour': ARTICLE})


def t1_mark_a_person():
    with quoth() as app:
        app.actions = 0
        app.key('n')
        wait_for(lambda: app.selection() == 'Ilse Brandt', 'the first name to be selected')
        app.key('p')
        found = app.wait_annotations(lambda a: of_type(a, 'person'), 'a person on the disk')
        assert words(found[0]) == 'Ilse Brandt', words(found[0])
        assert app.actions <= 2, app.actions


def t2_link_without_an_action():
    with quoth() as app:
        app.key('n', 'p', 'e')
        app.wait_annotations(lambda a: [x for x in of_type(a, 'person') if x['entity']],
                             'a new entry in the registry')
        app.actions = 0
        app.key('n', 'p')
        found = app.wait_annotations(lambda a: len(of_type(a, 'person')) == 2
                                     and of_type(a, 'person'), 'the second mention')
        assert app.actions <= 2, app.actions
        assert found[0]['entity'] and found[0]['entity'] == found[1]['entity'], found
        _, entities = app.export()
        assert [e['name'] for e in entities] == ['Ilse Brandt'], entities


def t3_speaker_by_digit():
    with quoth() as app:
        app.key('q', 'c')
        app.wait_annotations(lambda a: of_type(a, 'claim'), 'a claim')
        app.actions = 0
        app.key('1')
        found = app.wait_annotations(
            lambda a: [x for x in of_type(a, 'claim') if x['links']] and a, 'a speaker')
        assert app.actions == 1
        claim = of_type(found, 'claim')[0]
        speakers = [link['to'] for link in claim['links'] if link['role'] == 'speaker']
        assert len(speakers) == 1, claim
        mention = [a for a in found if a['id'] == speakers[0]][0]
        assert words(mention) == 'Ilse Brandt', words(mention)


def t6_whole_split_quote():
    with quoth() as app:
        app.actions = 0
        app.key('q')
        wait_for(lambda: app.selection() == '“We will build the quay,”', 'the quotation')
        app.key('c', 'period', '1', 'v', 'Return')
        found = app.wait_annotations(
            lambda a: [x for x in of_type(a, 'claim')
                       if len(x['parts']) == 2 and 'verifiable' in x['attributes']] and a,
            'the whole claim')
        assert app.actions <= 6, app.actions
        claim = of_type(found, 'claim')[0]
        assert words(claim) == '“We will build the quay,” … “Nobody will lose a home.”', words(claim)
        roles = {link['role']: link['to'] for link in claim['links']}
        by_id = {a['id']: a for a in found}
        assert words(by_id[roles['speaker']]) == 'Ilse Brandt'
        assert words(by_id[roles['cue']]) == 'said'
        assert claim['attributes']['quote_type'] == 'direct', claim['attributes']


def t7_all_occurrences_and_one_undo():
    with quoth() as app:
        app.key('n', 'p', 'e')
        app.wait_annotations(lambda a: [x for x in of_type(a, 'person') if x['entity']],
                             'the first mention')
        app.actions = 0
        app.key('o', 'Return')
        expected = ARTICLE.count('Ilse Brandt')
        found = app.wait_annotations(lambda a: len(of_type(a, 'person')) == expected
                                     and of_type(a, 'person'), 'all occurrences')
        assert app.actions == 2
        assert len({a['entity'] for a in found}) == 1
        app.key('ctrl+z')
        app.wait_annotations(lambda a: len(of_type(a, 'person')) == 1, 'one undo of them all')


def accessible_names():
    with quoth() as app:
        app.key('n', 'p')
        app.wait_annotations(lambda a: of_type(a, 'person'), 'a person')
        wait_for(lambda: any('Ilse Brandt' in label and 'Person' in label
                             for label in app.labels()), 'the row of the annotation list')
        nameless = [a.get_role_name() for a in app.walk()
                    if a.get_role_name() in ('push button', 'toggle button', 'text', 'list')
                    and not a.get_name() and not a.get_description()
                    and not any(c.get_name() for c in app.walk(a))]
        assert not nameless, nameless


def annotation_list():
    """The list as a screen reader reads it, in the order of the text, up to date."""
    with quoth() as app:
        app.key('q', 'c', '1')
        found = app.wait_annotations(lambda a: of_type(a, 'person') and of_type(a, 'cue') and a,
                                     'a claim with its speaker and cue')
        rows = wait_for(lambda: len(app.rows('Annotations')) == 3 and app.rows('Annotations'),
                        'three rows')
        assert [row.split()[1] for row in rows] == ['Claim', 'Person', 'Cue'], rows
        assert '“We will build the quay,”' in rows[0] and 'Ilse Brandt' in rows[0], rows
        app.click(*app.place_of(of_type(found, 'person')[0]['parts'][0][0] + 1))
        wait_for(lambda: app.card() == 'Person', 'the card of the speaker')
        app.key('braceright')
        app.wait_annotations(lambda a: words(of_type(a, 'person')[0]) == 'Brandt', 'a shorter name')
        wait_for(lambda: 'Ilse' not in app.rows('Annotations')[0], 'the row of the claim')
        assert app.text.get_name() == 'Article text', app.text.get_name()


run(t1_mark_a_person, t2_link_without_an_action, t3_speaker_by_digit, t6_whole_split_quote,
    t7_all_occurrences_and_one_undo, accessible_names, annotation_list)
