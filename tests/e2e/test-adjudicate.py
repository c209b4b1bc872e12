#!/usr/bin/python3
"""test-adjudicate.py - six annotators of PolNeAR, settled through the real window by keys

The annotator training of PolNeAR becomes six layers an article. In each article the
reviewer agrees with another annotator in everything, one key each decision; so what gold
must say in the end is known without asking Quoth: what that annotator's files say. The
values of quothctl agreement and the disputes by cause are told in the output.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json
import os
import re

from harness import Atspi, GLib, opened, run, skip, wait_for

POLNEAR = os.path.join(os.environ.get('QUOTH_TEST_SHARED', '/nonexistent'), 'corpora', 'polnear',
                       'annotator-training')
CAUSES = ('Missing', 'Type', 'Boundary', 'Speaker', 'Cue', 'Identity', 'Attribute')

if not os.path.isdir(POLNEAR):
    skip('needs ../shared/corpora/polnear/annotator-training')


def tell_agreement(app):
    value = json.loads(app.control('agreement', app.project, '--json'))
    assert len(value['layers']) == 6 and len(value['pairs']) == 15, value['layers']
    print('# %d articles, layers %s' % (value['n_articles'], ', '.join(value['layers'])))
    for kind, numbers in sorted(value['all']['types'].items()):
        print('# %s: %s' % (kind, ', '.join(
            '%s %.3f [%.3f, %.3f] n %d' % (name, n['value'], n['low'], n['high'], n['n'])
            for name, n in sorted(numbers.items()) if n['value'] is not None)), flush=True)


def place(annotation):
    return annotation['type'], tuple(tuple(part) for part in annotation['parts'])


def content(annotations, layer):
    """What a layer says, without ids: what stands where, and what it leads to."""
    mine = [a for a in annotations if a['layer'] == layer]
    by_id = {a['id']: a for a in mine}
    return {place(a) + (frozenset((link['role'], place(by_id[link['to']])) for link in a['links']),
                        json.dumps(a['attributes'], sort_keys=True)) for a in mine}


class Panel:
    """What stands beside the text; found once, because looking through a window takes long."""

    def __init__(self, app):
        self.app = app
        self.progress = wait_for(lambda: app.find(
            lambda a: a.get_role() == Atspi.Role.LABEL
            and re.match(r'\d+ of \d+ decided', a.get_name() or '')), 'the progress')
        self.variants = wait_for(lambda: app.find(
            lambda a: a.get_role() == Atspi.Role.LIST and a.get_child_count() > 0
            and '1' in self.labels(a.get_child_at_index(0))), 'the variants')

    def labels(self, accessible):
        return [a.get_name() for a in self.app.walk(accessible)
                if a.get_role() == Atspi.Role.LABEL]

    def counts(self):
        """Decided, all."""
        found = re.match(r'(\d+) of (\d+) decided', self.progress.get_name())
        return int(found.group(1)), int(found.group(2))

    def key_for(self, layer):
        """The digit of the variant that this annotator is for; else it is to be rejected."""
        for i in range(self.variants.get_child_count()):
            row = self.variants.get_child_at_index(i)
            labels = self.labels(row) if row is not None else []
            if any(layer in label.split('\n')[-1].replace(',', ' ').split() for label in labels):
                return labels[0]
        return 'r'


def show_names(app):
    app.tab_to('Show names', 60)
    app.key('space')
    app.key('Escape')


def decide_article(app, layer):
    """Returns how many decisions it took."""
    panel = Panel(app)
    decided, n = panel.counts()
    labels = app.labels()
    causes = [(label, labels[i + 1]) for i, label in enumerate(labels[:-1])
              if label in CAUSES and labels[i + 1].isdigit()]
    assert sum(int(number) for _, number in causes) == n, causes
    print('# %d disputes: %s' % (n, ', '.join('%s %s' % pair for pair in causes)), flush=True)
    decisions = 0
    while decided < n:
        before = decided
        app.key(panel.key_for(layer))
        decisions += 1
        decided = wait_for(lambda: panel.counts()[0] if panel.counts()[0] > before else 0,  # pylint: disable=cell-var-from-loop
                           'decision %d of %d' % (decisions, n))
    return decisions


def current_article(app, names):
    """The article whose text stands in the review, by its first words."""
    def found():
        for accessible in app.walk():
            try:
                if (accessible.get_role() == Atspi.Role.TEXT
                        and accessible.get_state_set().contains(Atspi.StateType.FOCUSED)):
                    return names.get(app.read(accessible)[:80])
            except GLib.Error:
                continue
        return None
    return wait_for(found, 'the article of the review')


def six_annotators():
    def prepare(app):
        app.control('import', app.project, POLNEAR)

    with opened({}, prepare) as app:
        tell_agreement(app)
        before, _ = app.export()
        names = {article['text'][:80]: article['name'] for article in before}
        layers = sorted({layer['name'] for article in before for layer in article['layers']})
        expected = {article['name']: layers[i % len(layers)] for i, article in enumerate(before)}
        app.key('alt+4')
        app.wait_says('decided')
        show_names(app)
        app.actions = 0
        decisions, done = 0, []
        while len(done) < len(before):
            name = current_article(app, names)
            assert name not in done, done
            decisions += decide_article(app, expected[name])
            done.append(name)
            app.key('Return')
            if len(done) < len(before):
                wait_for(lambda: current_article(app, names) != name, 'the next article')  # pylint: disable=cell-var-from-loop
        app.wait_says('No other article is to be reviewed.')
        print('# %d actions for %d decisions in %d articles' % (app.actions, decisions, len(done)),
              flush=True)
        assert app.actions <= decisions + len(done), (app.actions, decisions, len(done))
        after, _ = app.export()
        for article in after:
            gold = content(article['annotations'], 'gold')
            wanted = content(article['annotations'], expected[article['name']])
            assert gold == wanted, (article['name'], gold ^ wanted)
            records = [a for a in article['annotations'] if a['layer'] == 'review']
            print('# %s: %d annotations of %s are gold, %d decisions kept: %s' % (
                article['name'], len(gold), expected[article['name']], len(records),
                dict(collections.Counter(a['attributes']['review_cause'] for a in records))))
            assert len({a['attributes']['review_by'] for a in records}) == 1, records
        assert sum(a['layer'] == 'review' for article in after
                   for a in article['annotations']) == decisions


run(six_annotators)
