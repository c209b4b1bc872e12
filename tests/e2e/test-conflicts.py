#!/usr/bin/python3
"""test-conflicts.py - what two people changed apart, decided by one key each

SPDX-License-Identifier: GPL-3.0-or-later
"""
import copy
import json
import os
import shutil

from harness import Atspi, links, opened, run, wait_for

TEXT = 'Ada Roe said that the bridge was safe. Ben Poe left.\n'
PEOPLE = [{'id': 'e-roe', 'kind': 'person', 'name': 'Ada Roe'},
          {'id': 'e-poe', 'kind': 'person', 'name': 'Ben Poe'}]


def mark(name, kind, text, **more):
    at = TEXT.index(text)
    return {'id': name, 'layer': 'tester', 'type': kind, 'parts': [[at, at + len(text)]], **more}


def load(path):
    with open(path, encoding='utf-8') as file:
        return [json.loads(line) for line in file]


def save(path, rows):
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)


def give_back(app, package, who, changes):
    """The package as somebody gives it back who changed annotations; None deletes one."""
    folder = os.path.join(app.folder, 'from-' + who)
    shutil.copytree(package, folder)
    articles = load(os.path.join(folder, 'articles.jsonl'))
    records = []
    for note in copy.copy(articles[0]['annotations']):
        if note['id'] not in changes:
            continue
        version = {'clock': {'place-of-%s/%s' % (who, who): 1}}
        if changes[note['id']] is None:
            articles[0]['annotations'].remove(note)
            version['content'] = None
            version['was'] = {key: note[key] for key in note if key != 'quotes'}
        else:
            note.update(changes[note['id']])
            note['quotes'] = [TEXT[start:end] for start, end in note['parts']]
        records.append({'kind': 'annotation', 'id': note['id'], 'layer': note['layer'],
                        'versions': [version]})
    save(os.path.join(folder, 'articles.jsonl'), articles)
    versions = load(os.path.join(folder, 'versions.jsonl'))
    save(os.path.join(folder, 'versions.jsonl'),
         versions + [{'article': 'bridge', 'records': records}])
    return folder


def apart(app):
    """Anna and ben each changed three annotations of the same layer."""
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
        mark('roe', 'person', 'Ada Roe', entity='e-roe'),
        mark('claim', 'claim', 'that the bridge was safe', attributes={'certainty': 'probable'},
             links=[{'role': 'speaker', 'to': 'roe'}]),
        mark('poe', 'person', 'Ben Poe')]}], PEOPLE)
    package = os.path.join(app.folder, 'package')
    app.control('package', app.project, '--to', package)
    anna = give_back(app, package, 'anna', {
        'claim': {'attributes': {'certainty': 'certain'}}, 'poe': {'entity': 'e-poe'},
        'roe': {'parts': [[0, 3]]}})
    ben = give_back(app, package, 'ben', {
        'claim': {'attributes': {'certainty': 'possible'}, 'note': 'hm'}, 'poe': None,
        'roe': {'entity': 'e-poe'}})
    app.control('merge', app.project, anna, ben)


def show(app):
    app.key('ctrl+shift+k')
    app.front('Conflicts')


def deleted_and_linked(app):
    """Ben deleted what anna made the speaker of a claim."""
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
        mark('claim', 'claim', 'that the bridge was safe'),
        mark('poe', 'person', 'Ben Poe')]}], PEOPLE)
    package = os.path.join(app.folder, 'package')
    app.control('package', app.project, '--to', package)
    anna = give_back(app, package, 'anna',
                     {'claim': {'links': [{'role': 'speaker', 'to': 'poe'}]}})
    app.control('merge', app.project, anna, give_back(app, package, 'ben', {'poe': None}))


def version_of(app, who):
    """The number of the version that somebody made."""
    rows = [row for row in app.rows('Versions') if ' By ' in row]
    return next(number for number, row in enumerate(rows, 1) if 'By %s' % who in row)


def decide(app, title, who):
    app.wait_says(title)
    number = wait_for(lambda: version_of(app, who), 'the version of ' + who)
    app.key(str(number))
    return number


def words_of_people():
    with opened({}, apart) as app:
        show(app)
        app.wait_says('Claim “that the bridge was safe”')
        app.wait_says('In the layer of tester in “bridge”')
        rows = app.rows('Versions')
        assert len(rows) == 3, rows
        assert rows[0].startswith('Before') and 'Certainty: Probable' in rows[0], rows
        anna = next(row for row in rows if 'By anna' in row)
        ben = next(row for row in rows if 'By ben' in row)
        assert 'Certainty: Certain' in anna and 'Note: –' in anna, anna
        assert 'Certainty: Possible' in ben and 'Note: hm' in ben, ben
        assert 'Stands now' in rows[1] and 'Replaces what stands now' in rows[2], rows
        assert not any('{' in row for row in rows), rows
        app.key('s')
        app.wait_says('Person “Ben Poe”')
        rows = app.rows('Versions')
        assert any('By anna' in row and 'Points to: Ben Poe' in row for row in rows), rows
        assert any('By ben' in row and 'Deleted' in row for row in rows), rows
        app.key('shift+s')
        app.wait_says('Claim “that the bridge was safe”')
        app.key('Escape')


def one_key_each():
    with opened({}, apart) as app:
        show(app)
        app.actions = 0
        decide(app, 'Claim “that the bridge was safe”', 'ben')
        decide(app, 'Person “Ben Poe”', 'ben')
        decide(app, 'Person “Ada', 'anna')
        app.wait_says('Nothing waits for a decision')
        assert app.actions == 3, app.actions

        def settled():
            found = {note['id']: note for note in app.annotations()}
            return (sorted(found) == ['claim', 'roe']
                    and found['claim']['attributes']['certainty'] == 'possible'
                    and links(found['claim'], 'speaker') == ['roe']
                    and found['roe']['quotes'] == ['Ada'] and found['roe']['entity'] == 'e-roe')

        wait_for(settled, 'what was decided on the disk')
        app.key('Escape')


def undone_and_kept():
    with opened({}, apart) as app:
        show(app)
        decide(app, 'Claim “that the bridge was safe”', 'ben')
        app.wait_says('Person “Ben Poe”')
        app.key('ctrl+z')
        app.wait_says('Claim “that the bridge was safe”')
        decide(app, 'Claim “that the bridge was safe”', 'anna')
        app.wait_says('Person “Ben Poe”')
        app.key('Escape')
        app.front('bridge — Test')
        app.restart()
        show(app)
        app.wait_says('Person “Ben Poe”')
        decide(app, 'Person “Ben Poe”', 'anna')
        decide(app, 'Person “Ada', 'anna')
        app.wait_says('Nothing waits for a decision')
        found = {note['id']: note for note in app.annotations()}
        assert found['claim']['attributes']['certainty'] == 'certain', found
        assert found['poe']['entity'] == 'e-poe', found
        app.key('Escape')


def what_is_deleted_stays():
    with opened({}, deleted_and_linked) as app:
        show(app)
        app.wait_says('Person “Ben Poe”')
        app.wait_says('It was deleted, but a link or a comment leads to it.')
        rows = app.rows('Versions')
        assert len(rows) == 2 and 'As it was' in rows[0] and 'Deleted' in rows[1], rows
        assert 'By ben' in rows[1], rows
        app.wait_says('tester links to it: Claim “that the bridge was safe”')
        # The only one leads to no other.
        for name in ('Skip for now', 'Previous conflict'):
            step = app.find(lambda a: a.get_name() == name  # pylint: disable=cell-var-from-loop
                            and a.get_role() == Atspi.Role.PUSH_BUTTON)
            assert not step.get_state_set().contains(Atspi.StateType.SENSITIVE), name
        app.key('1')
        app.wait_says('Nothing waits for a decision')
        found = {note['id']: note for note in app.annotations()}
        assert links(found['claim'], 'speaker') == ['poe'], found
        app.key('Escape')


def target_deleted(app):
    """Both changed a claim; ben deleted its speaker, whom anna changed."""
    app.import_native([{'id': 'bridge', 'name': 'bridge', 'text': TEXT, 'annotations': [
        mark('roe', 'person', 'Ada Roe', entity='e-roe'),
        mark('claim', 'claim', 'that the bridge was safe', attributes={'certainty': 'probable'},
             links=[{'role': 'speaker', 'to': 'roe'}])]}], PEOPLE)
    package = os.path.join(app.folder, 'package')
    app.control('package', app.project, '--to', package)
    anna = give_back(app, package, 'anna', {
        'claim': {'attributes': {'certainty': 'possible'}}, 'roe': {'parts': [[0, 3]]}})
    ben = give_back(app, package, 'ben', {
        'claim': {'attributes': {'certainty': 'certain'}, 'links': []}, 'roe': None})
    app.control('merge', app.project, anna, ben)


def one_changes_another():
    """A deletion takes the link out of the claim that waits, which can still be settled."""
    with opened({}, target_deleted) as app:
        show(app)
        app.wait_says('Claim “that the bridge was safe”')
        app.key('s')
        decide(app, 'Person “Ada', 'ben')
        app.wait_says('1 of 1')
        decide(app, 'Claim “that the bridge was safe”', 'anna')
        wait_for(lambda: not app.rows('Versions'), 'the end of the questions')
        found = {note['id']: note for note in app.annotations()}
        assert sorted(found) == ['claim'] and links(found['claim'], 'speaker') == [], found
        app.key('Escape')


if __name__ == '__main__':
    run(words_of_people, one_key_each, undone_and_kept, what_is_deleted_stays,
        one_changes_another)
