#!/usr/bin/python3
"""test-people.py - the registry: ledger, merge, split, names, by keys alone

SPDX-License-Identifier: GPL-3.0-or-later
"""
from harness import Atspi, of_type, opened, run, wait_for

ENTITIES = [
    {'id': 'ilse', 'kind': 'person', 'name': 'Ilse Brandt', 'aliases': ['Brandt'],
     'status': 'named', 'wikidata': None, 'note': None},
    {'id': 'mayor', 'kind': 'person', 'name': 'The mayor', 'aliases': [],
     'status': 'unnamed', 'wikidata': None, 'note': None},
    {'id': 'council', 'kind': 'organisation', 'name': 'City council', 'aliases': [],
     'status': 'named', 'wikidata': None, 'note': None},
]


def article(number):
    """Two mentions of one person, a claim of each."""
    text = ('Report %d\n\nIlse Brandt said the quay is safe. The mayor said nobody will lose a '
            'home.\n' % number)

    def span(words):
        return [[text.index(words), text.index(words) + len(words)]]

    prefix = 'r%d' % number
    return {
        'id': prefix, 'name': 'Report %d' % number, 'text': text, 'language': 'en',
        'metadata': {}, 'tags': {},
        'annotations': [
            {'id': prefix + 'p1', 'layer': 'tester', 'type': 'person',
             'parts': span('Ilse Brandt'), 'entity': 'ilse'},
            {'id': prefix + 'p2', 'layer': 'tester', 'type': 'person',
             'parts': span('The mayor'), 'entity': 'mayor'},
            {'id': prefix + 'c1', 'layer': 'tester', 'type': 'claim',
             'parts': span('the quay is safe'),
             'links': [{'role': 'speaker', 'to': prefix + 'p1'}]},
            {'id': prefix + 'c2', 'layer': 'tester', 'type': 'claim',
             'parts': span('nobody will lose a home'),
             'links': [{'role': 'speaker', 'to': prefix + 'p2'}]}]}


def prepare(app):
    app.import_native([article(n) for n in (1, 2, 3)], ENTITIES)


def quoth():
    return opened({}, prepare)


def show(app, name, query, mentions='3 mentions'):
    """Finds somebody on the people page, as a user would."""
    app.key('alt+2')
    app.wait_focus('Find a person or source')
    app.type(query)
    app.key('Return')
    app.wait_focus('People and other sources')
    app.wait_says(name)
    app.wait_says(mentions)


def linked(app):
    """Which entries the mentions point to, over the whole corpus."""
    articles, entities = app.export()
    ids = [a['entity'] for x in articles for a in of_type(x['annotations'], 'person')]
    return sorted(ids), {e['id']: e for e in entities}


def ledger_leads_to_the_place():
    with quoth() as app:
        show(app, 'Ilse Brandt', 'bran')
        app.wait_says('3 claims')
        app.tab_to('Places in the corpus')
        app.actions = 0
        app.key('Down', 'Return')
        wait_for(lambda: app.selection() == 'the quay is safe', 'the claim, selected')
        assert app.in_text() and app.read(app.text).startswith('Report 2'), app.read(app.text)


def a_place_in_another_layer_says_so():
    """The words are shown, and in whose layer their mark is; the button goes there."""
    both = article(1)
    mention, claim = both['annotations'][0], both['annotations'][3]
    both['annotations'] += [
        {**mention, 'id': 'theirs-p', 'layer': 'anna'},
        {**claim, 'id': 'theirs-c', 'layer': 'anna',
         'links': [{'role': 'speaker', 'to': 'theirs-p'}]}]
    with opened({}, lambda app: app.import_native([both], ENTITIES)) as app:
        show(app, 'Ilse Brandt', 'bran', '2 mentions')
        app.wait_says('2 claims')
        app.tab_to('Places in the corpus')
        app.key('Down', 'Return')
        wait_for(lambda: app.selection() == 'nobody will lose a home', 'the words')
        app.wait_says('This mark is in the layer “anna”')
        assert len(app.rows('Annotations')) == 4
        app.key('alt+h')
        wait_for(lambda: len(app.rows('Annotations')) == 2,
                 'the marks of that layer')


def merge_takes_all_links_along():
    with quoth() as app:
        before, _ = linked(app)
        show(app, 'The mayor', 'mayor')
        app.tab_to('Merge into another entry…')
        app.key('space')
        app.wait_focus('Find a person or source')
        app.type('zzz')
        app.wait_says('Nobody fits')
        app.key('ctrl+a')
        app.type('ilse')
        app.wait_says('Brandt')
        app.key('Return')
        wait_for(lambda: linked(app)[0] == ['ilse'] * 6, 'all mentions to point to the heir')
        app.wait_says('6 mentions')
        _, entities = linked(app)
        assert 'mayor' not in entities or entities['mayor'].get('merged_into') == 'ilse', entities
        app.key('ctrl+z')
        wait_for(lambda: linked(app)[0] == before, 'one undo for all')


def split_moves_what_is_ticked():
    with quoth() as app:
        before, _ = linked(app)
        show(app, 'Ilse Brandt', 'bran')
        app.tab_to('Split: move some mentions to a new entry')
        app.key('space')
        app.wait_focus('Name of the new entry')
        app.type('Ilse Brandt the younger')
        app.tab_to('Places in the corpus')
        app.key('Return')
        app.wait_says('Move 1 mention')
        app.key('Down', 'Down', 'Return')
        app.wait_says('Move 2 mentions')
        app.tab_to('Name of the new entry', 40)
        app.key('Return')
        wait_for(lambda: linked(app)[0].count('ilse') == 1, 'two mentions to move')
        app.wait_says('2 mentions')
        ids, entities = linked(app)
        moved = [i for i in ids if i not in ('ilse', 'mayor')]
        assert len(moved) == 2 and moved[0] == moved[1], ids
        assert entities[moved[0]]['name'] == 'Ilse Brandt the younger', entities
        app.key('alt+1', 'ctrl+z')
        wait_for(lambda: linked(app)[0] == before, 'one undo for the split')


def names_and_identity():
    with quoth() as app:
        show(app, 'Ilse Brandt', 'bran')
        app.tab_to('Entry')
        app.key('space')
        app.tab_to('Name')
        app.key('ctrl+a')
        app.type('Ilse Maria Brandt')
        app.key('Return')
        wait_for(lambda: linked(app)[1]['ilse']['name'] == 'Ilse Maria Brandt', 'the new name')
        assert 'Ilse Brandt' in linked(app)[1]['ilse']['aliases'], 'the old name still finds'
        app.tab_to('Wikidata id, such as Q42')
        app.type('Q12x')
        app.key('Return')
        app.key('BackSpace')
        app.key('Return')
        wait_for(lambda: linked(app)[1]['ilse']['wikidata'] == 'Q12', 'the id, without the x')
        app.tab_to('Add a name')
        app.type('I. Brandt')
        app.key('Return')
        wait_for(lambda: 'I. Brandt' in linked(app)[1]['ilse']['aliases'], 'another name')


def articles_of_a_person():
    with quoth() as app:
        show(app, 'Ilse Brandt', 'bran')
        app.tab_to('Articles with this entry')
        app.key('space')
        app.wait_says('With Ilse Brandt')
        app.wait_says('1–3 of 3')


def aliases_are_learned():
    with opened({'harbour': 'Ilse Brandt spoke.\n\nLater Mayor Brandt left.\n'}) as app:
        app.key('n', 'p', 'e')
        wait_for(lambda: app.export()[1], 'an entry in one action')
        app.show('Mayor Brandt')
        app.key('alt+p', '1')
        wait_for(lambda: 'Mayor Brandt' in app.export()[1][0]['aliases'], 'another name of hers')
        # It was somebody else after all: what the wrong link taught goes with it.
        app.key('e')
        wait_for(lambda: [e['aliases'] for e in app.export()[1]] == [[], []], 'it forgotten')
        app.key('ctrl+z')
        wait_for(lambda: [e['aliases'] for e in app.export()[1]] == [['Mayor Brandt']],
                 'it known again')


def only_to_read(app):
    app.import_native([article(1)], ENTITIES)
    app.make_newer()


def usable(app, name):
    """Whether what has this name can be used; None while it is not there."""
    found = app.find(lambda a: a.get_name() == name and a.get_role() != Atspi.Role.LABEL)
    return found and ('yes' if found.get_state_set().contains(Atspi.StateType.SENSITIVE)
                      else 'no')


def what_can_only_be_read_offers_no_change():
    """What cannot be done is not offered, but everything can be looked at."""
    changes = ('Remove annotation', 'Choose another')
    people = ('Merge into another entry…', 'Split: move some mentions to a new entry')
    for prepare, expected in ((lambda app: app.import_native([article(1)], ENTITIES), 'yes'),
                              (only_to_read, 'no')):
        with opened({}, prepare) as app:
            if expected == 'no':
                app.wait_says('This project can only be read here.')
            app.key('j')
            wait_for(lambda: usable(app, 'History'), 'the card')
            assert usable(app, 'History') == 'yes'
            for name in changes:
                assert usable(app, name) == expected, (name, usable(app, name))
            app.key('alt+2')
            app.wait_focus('Find a person or source')
            app.type('Ilse')
            app.key('Return')
            app.wait_says('1 mention')
            for name in people:
                wait_for(lambda: usable(app, name) == expected,  # pylint: disable=cell-var-from-loop
                         name + ' to be usable: ' + expected)


run(ledger_leads_to_the_place, a_place_in_another_layer_says_so, merge_takes_all_links_along,
    split_moves_what_is_ticked, what_can_only_be_read_offers_no_change, names_and_identity,
    articles_of_a_person, aliases_are_learned)
