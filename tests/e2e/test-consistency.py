#!/usr/bin/python3
"""test-consistency.py - what looks forgotten, settled by one key each

Counts actions: one a finding, and the next is selected. What is right does not come back,
also not after a restart, unless it is undone.

SPDX-License-Identifier: GPL-3.0-or-later
"""
from harness import Atspi, links, of_type, opened, run, wait_for, words

TEXT = ('“The bridge is safe,” said Ada Roe.\n'
        'Cora Lane denied that it had ever been closed. Ada Roe smiled.\n')
PEOPLE = [{'id': 'roe', 'kind': 'person', 'name': 'Ada Roe'}]


def mark(name, kind, text, start=0, **more):
    at = TEXT.index(text, start)
    return {'id': name, 'layer': 'tester', 'type': kind, 'parts': [[at, at + len(text)]], **more}


def forgetful(app):
    """One finding of most kinds."""
    lane = TEXT.index('Cora')
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
        mark('safe', 'claim', '“The bridge is safe,”', attributes={'quote_type': 'direct'}),
        mark('said', 'cue', 'said'),
        mark('roe', 'person', 'Ada Roe'),
        mark('lane', 'person', 'Cora Lane', lane),
        mark('denied', 'cue', 'denied'),
        mark('ever', 'claim', 'that it had ever been close',
             links=[{'role': 'speaker', 'to': 'lane'}, {'role': 'cue', 'to': 'denied'}]),
    ]}], PEOPLE)


def show(app, count):
    app.key('ctrl+k')
    app.front('Consistency')
    app.wait_says(count)


def reviewed(app):
    """Gold lacks the speaker of a claim that the annotator has; hers lacks nothing."""
    no_speaker = {'quote_type': 'direct', 'no_speaker': True}
    claim = mark('safe', 'claim', '“The bridge is safe,”', attributes=no_speaker)
    gold = dict(mark('gold', 'claim', '“The bridge is safe,”',
                     attributes={'quote_type': 'direct'}), layer='gold')
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT,
                        'layers': [{'name': name, 'state': 'done'} for name in ('tester', 'gold')],
                        'annotations': [claim, gold]}])


def gold_and_own():
    with opened({}, reviewed) as app:
        app.key('alt+4')
        app.wait_page('Nothing to compare')
        show(app, '1 finding in the layer “gold”')
        app.tab_to('Whose layer')
        app.key('space')
        app.wait_says('tester')
        app.key('Down', 'Return')
        app.wait_says('0 findings in the layer “tester”')


def one_key_each():
    with opened({}, forgetful) as app:
        show(app, '7 findings in the layer')
        app.wait_says('Claims without a speaker · 1')
        app.wait_says('Known names that are not linked · 2')
        app.wait_says('Speaker: Ada Roe')
        # By Tab and its button, which one leaves for the next finding.
        app.tab_to('Speaker: Ada Roe', 1)
        app.actions = 0
        app.key('space')
        app.wait_says('6 findings')
        app.wait_says('Link to Ada Roe')
        wait_for(lambda: (app.focus() or app.frame).get_role() == Atspi.Role.LIST_ITEM,
                 'the keyboard in the list again')
        app.key('1')
        app.wait_says('5 findings')
        app.wait_says('Mark as Ada Roe')
        app.key('1')
        app.wait_says('4 findings')
        app.wait_says('Add Cora Lane')
        app.key('1')
        app.wait_says('3 findings')
        app.wait_says('Cue of ““The bridge is safe,””')
        app.key('1')
        app.wait_says('2 findings')
        app.wait_says('Quote type must be set.')
        app.key('2')
        app.wait_says('1 finding in')
        app.wait_says('Extend to “that it had ever been closed”')
        app.key('1')
        app.wait_says('Nothing looks forgotten')
        assert app.actions == 7, app.actions
        found = app.annotations()
        claims = of_type(found, 'claim')
        assert all(links(claim, 'speaker') and links(claim, 'cue') for claim in claims), claims
        assert sorted(words(claim) for claim in claims) == \
            ['that it had ever been closed', '“The bridge is safe,”'], claims
        people = of_type(found, 'person')
        assert [p['entity'] is not None for p in people] == [True] * 3, people


def right_for_good():
    with opened({}, forgetful) as app:
        show(app, '7 findings in the layer')
        app.key('r')
        app.wait_says('6 findings in the layer')
        app.key('ctrl+z')
        app.wait_says('7 findings in the layer')
        app.key('Home')
        app.wait_says('Speaker: Ada Roe')
        app.key('r')
        app.wait_says('6 findings in the layer')
        remarks = [a for a in app.annotations() if a['layer'] == 'remarks']
        assert len(remarks) == 1, remarks
        app.key('Escape')
        app.front('bridge — Test')
        app.restart()
        show(app, '6 findings in the layer')


def open_in_article():
    with opened({}, forgetful) as app:
        show(app, '7 findings in the layer')
        app.key('n', 'n', 'n', 'n', 'n')
        app.wait_says('Quote type must be set.')
        app.key('Return')
        app.front('bridge — Test')
        wait_for(lambda: app.card() == 'Claim', 'the card of the claim')


def more_than_it_lists(app):
    """The list keeps 500 of a kind, and counts the others; it hides no kind behind them."""
    cut = {'id': 'cut', 'layer': 'tester', 'type': 'person', 'parts': [[2550, 2553]]}
    app.import_native([{'id': 'many', 'name': 'many', 'text': 'said ' * 510 + 'Jonathan',
                        'annotations': [cut] + [
        {'id': 'cue-%d' % i, 'layer': 'tester', 'type': 'cue', 'parts': [[5 * i, 5 * i + 4]]}
        for i in range(510)]}])


def counts_hold():
    with opened({}, more_than_it_lists) as app:
        show(app, '511 findings in the layer')
        app.wait_says('Cues without a claim · the first 199 of 510')
        app.wait_says('Ends inside a word · 1')
        app.key('r')
        app.wait_says('510 findings in the layer')
        app.wait_says('· the first 199 of 509')
        app.key('r')
        app.wait_says('509 findings in the layer')
        app.key('ctrl+z')
        app.wait_says('510 findings in the layer')
        app.key('End')
        app.wait_says('Extend to “Jonathan”')
        app.key('1')
        app.wait_says('509 findings in the layer')
        app.wait_says('· the first 200 of 509')


def only_to_read(app):
    forgetful(app)
    app.make_newer()


def findings_of_what_can_only_be_read():
    """They can be looked at, and that is all that is offered."""
    with opened({}, only_to_read) as app:
        show(app, '7 findings in the layer')
        app.wait_says('Open in the article')
        for words_of_a_change in ('Speaker: Ada Roe', 'This is right'):
            assert not app.says(words_of_a_change), words_of_a_change


if __name__ == '__main__':
    run(one_key_each, gold_and_own, right_for_good, open_in_article, counts_hold,
        findings_of_what_can_only_be_read)
