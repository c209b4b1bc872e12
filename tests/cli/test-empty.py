#!/usr/bin/python3
# test-empty.py - articles without a single character, in and out of every format
#
# The inputs are written by hand, an empty article between others where a file holds
# several. Only a row of a table without a text, and a web page in which no article is
# found, are no articles: there nobody can tell what is empty from what is missing.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-empty.py QUOTHCTL
import importlib
import io
import json
import zipfile

kit = importlib.import_module('test-roundtrip-kit')
want, ok, write = kit.want, kit.ok, kit.write

XMI = ('<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
       'xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>'
       '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString=""/>'
       '<cas:View sofa="1" members=""/></xmi:XMI>')
CAS = {'%TYPES': {}, '%FEATURE_STRUCTURES': [
    {'%ID': 1, '%TYPE': 'uima.cas.Sofa', 'sofaNum': 1, 'sofaID': '_InitialView',
     'mimeType': 'text', 'sofaString': ''}],
    '%VIEWS': {'_InitialView': {'%SOFA': 1, '%MEMBERS': []}}}
TSV = '#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n'
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>%s</body></text></TEI>'
CORPUS = '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">%s</teiCorpus>'
PAGE = {'@context': 'http://www.w3.org/ns/anno.jsonld', 'id': 'urn:quoth:article:e#anna',
        'type': 'AnnotationPage', 'items': [],
        'partOf': {'id': 'urn:quoth:article:e', 'type': 'AnnotationCollection'}}
WORD = ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:body><w:p/></w:body></w:document>')


def packed(name, content):
    bytes_io = io.BytesIO()
    with zipfile.ZipFile(bytes_io, 'w') as archive:
        archive.writestr(name, content)
    return bytes_io.getvalue()


def rows(*records):
    return ''.join(json.dumps(r) + '\n' for r in records)


# Format, what is named, files, and the lengths of the articles in the order of their texts.
INPUTS = [
    ('quoth-jsonl', 'articles.jsonl', {'articles.jsonl': rows(
        {'text': 'One.'}, {'text': ''}, {'text': 'Three'})}, [0, 4, 5]),
    ('text', 'a.txt', {'a.txt': ''}, [0]),
    ('brat', 'a.ann', {'a.txt': '', 'a.ann': ''}, [0]),
    ('polnear', 'attributions', {'attributions/a.ann': '', 'text/a.txt': ''}, [0]),
    ('litbank', 'a.ann', {'a.ann': '', 'a.txt': ''}, [0]),
    ('cas-xmi', 'a.xmi', {'a.xmi': XMI}, [0]),
    ('cas-json', 'a.json', {'a.json': json.dumps(CAS)}, [0]),
    ('conll2003', 'a.conll', {'a.conll': '-DOCSTART- -X- O O\n\nOne O\n\n-DOCSTART- -X- O O\n\n'
                              '-DOCSTART- -X- O O\n\nThree B-person\n'}, [0, 3, 5]),
    ('hf', 'a.jsonl', {'a.jsonl': rows(
        {'tokens': ['One', '.'], 'ner_tags': ['O', 'O']}, {'tokens': [], 'ner_tags': []},
        {'tokens': ['Three'], 'ner_tags': ['B-person']})}, [0, 5, 5]),
    ('spacy', 'a.jsonl', {'a.jsonl': rows(
        {'text': 'One.', 'ents': [], 'tokens': [{'id': 0, 'start': 0, 'end': 4}]},
        {'text': '', 'ents': [], 'tokens': []})}, [0, 4]),
    ('prodigy', 'a.jsonl', {'a.jsonl': rows(
        {'text': 'One.', 'tokens': [], 'spans': [], 'answer': 'accept'},
        {'text': '', 'tokens': [], 'spans': [], 'answer': 'accept'})}, [0, 4]),
    ('doccano', 'a.jsonl', {'a.jsonl': rows(
        {'text': 'One.', 'label': [[0, 3, 'person']]}, {'text': '', 'label': []})}, [0, 4]),
    ('labelbuddy', 'a.jsonl', {'a.jsonl': rows(
        {'text': 'One.', 'annotations': []}, {'text': '', 'annotations': []})}, [0, 4]),
    ('label-studio', 'a.json', {'a.json': json.dumps([
        {'id': 1, 'data': {'text': 'One.'}, 'annotations': [{'completed_by': 1, 'result': []}]},
        {'id': 2, 'data': {'text': ''}, 'annotations': [{'completed_by': 1, 'result': []}]}])},
     [0, 4]),
    ('web-annotation', 'e.jsonld', {'e.jsonld': json.dumps(PAGE), 'e.txt': ''}, [0]),
    ('tei', 'a.xml', {'a.xml': CORPUS % (TEI % '<p>One.</p>' + TEI % '<p/>'
                                         + '<TEI><facsimile/></TEI>')}, [0, 4]),
    ('webanno-tsv', 'a.tsv', {'a.tsv': TSV}, [0]),
    ('inception-zip', 'a.zip', {'a.zip': packed('annotation/a.txt/anna.xmi', XMI)}, [0]),
    ('conllu', 'a.conllu', {'a.conllu': '# newdoc id = a\n# newdoc id = b\n# sent_id = b-1\n'
                            '1\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = c\n'}, [0, 3]),
    ('german-quotes', 'a.json', {'a.json': json.dumps(
        {'documentName': 'a', 'originalText': '', 'annotations': []})}, [0]),
    ('docx', 'a.docx', {'a.docx': packed('word/document.xml', WORD)}, [0]),
    ('table', 'a.csv', {'a.csv': 'name,text\na,One.\nb,\nc,Three\n'}, [4, 5]),
]


def reads(name, named, files, lengths):
    def case(place):
        folder = place.fresh('in')
        for path, content in files.items():
            write(folder + '/' + path, content)
        project = place.fresh('project') + '.quoth'
        ok('new', project)
        ok('import', project, folder + '/' + named, '--format', name)
        ok('check', project)
        found = sorted(len(a['text']) for a in place.corpus(project).articles.values())
        want(found == lengths, name, found, lengths)
    return case


def everything_works(place):
    """Nothing that is done with a project stumbles."""
    article = {'id': 'e', 'name': 'Nothing', 'text': '', 'metadata': {'publisher': 'P'},
               'layers': [{'name': 'anna', 'state': 'done'}, {'name': 'ben', 'state': 'open'}]}
    other = {'id': 'a', 'name': 'One', 'text': 'Ann said so.', 'annotations': [
        {'layer': 'anna', 'type': 'person', 'parts': [[0, 3]]}],
        'layers': [{'name': 'anna', 'state': 'done'}, {'name': 'ben', 'state': 'done'}]}
    project = place.project(place.jsonl([article, other]))
    files = place.corpus(project).files
    for name in kit.formats('export'):
        for layer in ('anna', 'all'):
            place.export(project, name, '--layer', layer)
    place.export(project, 'html', '--zones', 'body')
    place.export(project, 'quoth-jsonl', '--split', 'train=50,test=50', '--split-by', 'publisher')
    ok('agreement', project, '--json')
    want(json.loads(ok('search', project, 'Ann', '--json').out), 'nothing found')
    ok('release', project, '--to', place.fresh('release'), '--formats', 'quoth-jsonl,html',
       '--layer', 'anna')
    want(place.corpus(project).files == files, 'other bytes')
    page = kit.read(place.export(project, 'html', '--layer', 'anna') + '/e.html').decode()
    want('no text' in page, page[-400:])


def main():
    covered = {name for name, *_ in INPUTS} | {'html'}
    cases = [('every format has a case', lambda place: want(
        covered == set(kit.formats('import')), covered ^ set(kit.formats('import'))))]
    cases += [('reads an empty %s' % case[0], reads(*case)) for case in INPUTS]
    cases += [('everything works', everything_works)]
    kit.main(cases)


if __name__ == '__main__':
    main()
