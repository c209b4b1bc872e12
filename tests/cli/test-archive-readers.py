#!/usr/bin/python3
# test-archive-readers.py - our Web Annotations, TEI and Label Studio files, read by others:
# PyLD as RDF, xmllint and its libxml2, Python's own JSON and XML
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-archive-readers.py QUOTHCTL
import collections
import glob
import importlib
import json
import os
import random
import shutil
import subprocess
import xml.etree.ElementTree as tree

kit = importlib.import_module('test-roundtrip-kit')
want, ok = kit.want, kit.ok

OA = 'http://www.w3.org/ns/oa#'
DC = 'http://purl.org/dc/elements/1.1/'
TERMS = 'http://purl.org/dc/terms/'
AS = 'http://www.w3.org/ns/activitystreams#'
RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
TEI = '{http://www.tei-c.org/ns/1.0}'
ID = '{http://www.w3.org/XML/1998/namespace}id'
# What the context of Web Annotation says of the members that it has: no network is asked.
LINKS = {'body': OA + 'hasBody', 'target': OA + 'hasTarget', 'source': OA + 'hasSource',
         'selector': OA + 'hasSelector', 'creator': TERMS + 'creator', 'partOf': AS + 'partOf'}
WORDS = {'value': RDF + 'value', 'exact': OA + 'exact', 'prefix': OA + 'prefix',
         'suffix': OA + 'suffix', 'start': OA + 'start', 'end': OA + 'end',
         'startIndex': AS + 'startIndex', 'format': DC + 'format', 'language': DC + 'language',
         'created': TERMS + 'created', 'name': 'http://xmlns.com/foaf/0.1/name',
         'label': 'http://www.w3.org/2000/01/rdf-schema#label'}
TYPES = {'Annotation': OA + 'Annotation', 'TextualBody': OA + 'TextualBody',
         'SpecificResource': OA + 'SpecificResource', 'Text': 'http://purl.org/dc/dcmitype/Text',
         'TextQuoteSelector': OA + 'TextQuoteSelector',
         'TextPositionSelector': OA + 'TextPositionSelector',
         'Person': 'http://xmlns.com/foaf/0.1/Person',
         'AnnotationPage': AS + 'OrderedCollectionPage',
         'AnnotationCollection': AS + 'OrderedCollection'}
MOTIVES = ['tagging', 'classifying', 'commenting', 'identifying', 'linking', 'describing',
           'assessing']
BITS = ['a', 'Word', ' ', ' ', '\n', '\r\n', '\r', '\t', '“', '😀', '\u0085', '\u2028', '\u00a0',
        '\ufeff', 'שלום', 'e\u0301', '<b>', '&amp;', '"', '\U0001D49C', ']]>']


def context():
    known = {'id': '@id', 'type': '@type'}
    known.update({name: {'@id': iri, '@type': '@id'} for name, iri in LINKS.items()})
    known.update({name: {'@id': iri} for name, iri in WORDS.items()})
    known.update(TYPES)
    known.update({name: OA + name for name in MOTIVES})
    known['items'] = {'@id': AS + 'items', '@type': '@id', '@container': '@list'}
    known['motivation'] = {'@id': OA + 'motivatedBy', '@type': '@vocab'}
    known['purpose'] = {'@id': OA + 'hasPurpose', '@type': '@vocab'}
    return {'@context': known}


def articles(seed):
    rand = random.Random(seed)
    made = []
    for n in range(6):
        text = 'x' + ''.join(rand.choice(BITS) for _ in range(rand.randrange(1, 80)))
        annotations = []
        for i in range(rand.randrange(9)):
            cuts = sorted(rand.randrange(len(text) + 1) for _ in range(4))
            parts = [[s, e] for s, e in [cuts[:2], cuts[2:]] if s < e] or [[0, 1]]
            kind = rand.choice(['claim', 'person', 'odd type'])
            annotations.append({
                'id': 'n%d "%d"' % (n, i), 'layer': 'anna', 'parts': parts, 'type': kind,
                'entity': 'e1' if kind == 'person' else None,
                'attributes': {'odd name': rand.choice(['a\nb', 'é<', 5, ['a', 'b']]),
                               'quote_type': rand.choice(['direct', 'mixed'])},
                'links': [{'role': 'speaker', 'to': a['id']} for a in annotations[:1]],
                'note': rand.choice([None, 'two\n“lines”'])})
        made.append({'id': 'doc %d' % n, 'name': 'N & %d' % n, 'text': text, 'language': 'en',
                     'tags': {'genre': 'news'}, 'annotations': annotations})
    return made


def export(place, name):
    people = [{'id': 'e1', 'kind': 'person', 'name': 'Mia "R" <é>', 'wikidata': 'Q42'}]
    made = articles(1)
    return made, place.export(place.project(place.jsonl(made, people)), name)


def files(folder, pattern):
    found = sorted(glob.glob(folder + '/**/' + pattern, recursive=True))
    want(found, folder)
    return found


def leaves(node, keys, key=None):
    """The scalars that stand under @keys."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, keys, name)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, keys, key)
    elif key in keys:
        yield str(node)


def as_rdf(place):
    """Nothing vanishes where the pages are read as RDF."""
    try:
        from pyld import jsonld
    except ImportError:
        raise kit.Skip('PyLD is not installed')

    def loader(url, options):
        want(url == 'http://www.w3.org/ns/anno.jsonld', url)
        return {'contextUrl': None, 'documentUrl': url, 'document': context()}
    _, folder = export(place, 'web-annotation')
    for path in files(folder, '*.jsonld'):
        page = json.loads(kit.read(path))
        expanded = jsonld.expand(page, {'documentLoader': loader, 'base': 'http://x.example/'})
        want(sorted(leaves(page, set(WORDS))) == sorted(leaves(expanded, {'@value'})), path)
        quads = jsonld.to_rdf(page, {'documentLoader': loader, 'base': 'http://x.example/'})
        quads = [quad for graph in quads.values() for quad in graph]
        types = collections.Counter(q['object']['value'] for q in quads
                                    if q['predicate']['value'] == RDF + 'type')
        want(types[OA + 'Annotation'] == len(page['items']), path, types)
        want(types[OA + 'TextQuoteSelector'] == types[OA + 'TextPositionSelector'], path, types)


def selectors_agree(place):
    """Positions are code points of the text beside the page, and quotes are unique."""
    made, folder = export(place, 'web-annotation')
    n = 0
    for path in files(folder, '*.jsonld'):
        with open(path[:-len('jsonld')] + 'txt', encoding='utf-8', newline='') as file:
            text = file.read()
        for item in json.loads(kit.read(path))['items']:
            targets = item['target'] if isinstance(item['target'], list) else [item['target']]
            for target in targets:
                if not isinstance(target, dict) or 'selector' not in target:
                    continue
                position, quote = target['selector']
                start, end = position['start'], position['end']
                want(text[start:end] == quote['exact'], path, quote)
                before, behind = quote.get('prefix', ''), quote.get('suffix', '')
                want(text[:start].endswith(before) and text[end:].startswith(behind), path, quote)
                want(text.count(before + quote['exact'] + behind) == 1, path, quote)
                n += 1
    want(n == sum(len(a['parts']) for m in made for a in m['annotations']), n)


def tei_points(place):
    """Anchors, read by a parser of Python's, lie around the words."""
    made, folder = export(place, 'tei')
    paths = files(folder, '*.xml')
    if shutil.which('xmllint') is not None:
        done = subprocess.run(['xmllint', '--nonet', '--noout', *paths], capture_output=True)
        want(done.returncode == 0 and not done.stderr, done.stderr.decode())
    found = {}
    for path in paths:
        root = tree.parse(path).getroot()
        block = root.find('.//%sab' % TEI)
        text, places = block.text or '', {}
        for anchor in block:
            places['#' + anchor.get(ID)] = len(text)
            text += anchor.tail or ''
        ids = [e.get(ID) for e in root.iter() if e.get(ID) is not None]
        want(len(ids) == len(set(ids)), path, 'an id stands twice')
        for element in root.iter():
            for name in 'from', 'to', 'next', 'prev', 'ana', 'corresp', 'resp', 'target':
                for pointer in (element.get(name) or '').split():
                    want(pointer[0] == '#' and pointer[1:] in ids, path, pointer)
        spans = [(s.get('from'), s.get('to')) for s in root.iter(TEI + 'span')]
        found[text] = sorted(text[places[s]:places[e]] for s, e in spans)
    for article in made:
        text = kit.Lines(article['text'])
        want(found[text.text] == sorted(text.text[s:e] for a in article['annotations']
                                        for s, e in text.moved(a['parts'])), article)


def tei_is_valid(place):
    """Against the schema of the TEI, which no package of Debian holds: tei_all.rng is looked
    for where TEI_SCHEMA says, beside the checkout, and where catalogues put it."""
    shared = os.environ.get('QUOTH_TEST_SHARED', '')
    schema = next((p for p in (os.environ.get('TEI_SCHEMA', ''),
                               os.path.join(shared, 'schemas', 'tei_all.rng'),
                               '/usr/share/xml/tei/schema/relaxng/tei_all.rng')
                   if os.path.isfile(p)), None)
    if schema is None:
        raise kit.Skip('no tei_all.rng: name one in TEI_SCHEMA')
    if shutil.which('jing') is not None:
        check = ['jing', schema]
    elif shutil.which('xmllint') is not None:
        check = ['xmllint', '--nonet', '--noout', '--relaxng', schema]
    else:
        raise kit.Skip('neither jing nor xmllint')
    made, folder = export(place, 'tei')
    want(made, 'nothing was exported')
    done = subprocess.run([*check, *files(folder, '*.xml')], capture_output=True)
    want(done.returncode == 0, (done.stdout + done.stderr).decode()[:2000])


def tei_keeps_to_the_guidelines(place):
    """What is allowed of TEI P5, for want of tei_all.rng written down from the Guidelines for
    the elements and attributes that we write."""
    if shutil.which('xmllint') is None:
        raise kit.Skip('xmllint is not installed')
    people = [{'id': 'e1', 'kind': 'person', 'name': 'Mia', 'aliases': ['M'], 'wikidata': 'Q42'},
              {'id': 'o 1', 'kind': 'odd kind', 'name': 'O', 'aliases': ['P', 'Q'],
               'wikidata': 'Q1', 'note': 'two\nlines', 'status': 'unnamed'}]
    made = articles(3)
    # A type with what no word of TEI holds, and a language that is none.
    made[0].update(language='en_US (old)', annotations=[
        {'id': '1 \u2028', 'layer': 'b n', 'type': 'a \u00a0\u200b\ue000\u0301=:%',
         'parts': [[0, 1]], 'entity': 'o 1', 'note': 'n', 'attributes': {'x y': ['', 'a b', 'a'], 'z': {'k': None}}}])
    folder = place.export(place.project(place.jsonl(made, people)), 'tei')
    schema = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tei-profile.rng')
    done = subprocess.run(['xmllint', '--nonet', '--noout', '--relaxng', schema,
                           *files(folder, '*.xml')], capture_output=True)
    want(done.returncode == 0, done.stderr.decode()[:2000])
    broken = kit.read(files(folder, '*.xml')[0]).replace(b' from="', b' begin="')
    done = subprocess.run(['xmllint', '--nonet', '--noout', '--relaxng', schema, '-'],
                          input=broken, capture_output=True)
    want(done.returncode != 0, 'the schema takes anything')


def label_studio_names(place):
    """Every result names a control of the interface, and covers what it says."""
    _, folder = export(place, 'label-studio')
    root = tree.parse(os.path.join(folder, 'labelstudio.xml')).getroot()
    controls = {e.get('name'): e for e in root.iter() if e.get('toName') == 'text'}
    labels = {e.get('value') for e in root.iter('Label')}
    relations = {e.get('value') for e in root.iter('Relation')}
    for task in json.loads(kit.read(os.path.join(folder, 'labelstudio.json'))):
        text = task['data']['text']
        for annotation in task['annotations']:
            ids = {r.get('id') for r in annotation['result']}
            for result in annotation['result']:
                if result['type'] == 'relation':
                    want(set(result['labels']) <= relations, result)
                    want({result['from_id'], result['to_id']} <= ids, result)
                    continue
                want(result['from_name'] in controls and result['to_name'] == 'text', result)
                tag = controls[result['from_name']].tag.lower()
                want(tag == result['type'], tag, result)
                value = result['value']
                if isinstance(value.get('text'), str):
                    want(text[value['start']:value['end']] == value['text'], result)
                if result['type'] == 'labels':
                    want(set(value['labels']) <= labels, result)
                if result['type'] == 'choices':
                    known = {c.get('value') for c in controls[result['from_name']]}
                    want(set(value['choices']) <= known, result)


kit.main([('as-rdf', as_rdf), ('selectors', selectors_agree), ('tei', tei_points),
          ('tei-schema', tei_is_valid), ('tei-profile', tei_keeps_to_the_guidelines),
          ('label-studio', label_studio_names)])
