#!/usr/bin/env python3
# potfiles.py - po/POTFILES.in names exactly the files with translatable strings
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: potfiles.py SOURCE_ROOT [--write | --lenient]
import json
import os
import re
import sys

from tap import Tap, read, sources

CALL = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2|gettext) \(\s*"'
                  r'|\b(?:_|N_|C_|NC_)\("')
MARK = re.compile(r'translatable="yes"')
LIST = 'po/POTFILES.in'
SCHEME = 'app/model/default-scheme.json'
SCHEME_WORDS = 'app/window/quoth-scheme-words.c'


def wanted(top):
    paths = [p for p in sources(top, 'app', ['.c', '.h']) if CALL.search(read(top, p))]
    paths += [p for p in sources(top, 'resources', ['.ui']) if MARK.search(read(top, p))]
    paths += [p for p in sources(top, 'data', ['.desktop.in', '.xml.in', '.gschema.xml'])]
    return sorted(paths)


def scheme_words(top):
    """What people read in the default scheme, which is data and holds no marks."""
    scheme = json.loads(read(top, SCHEME))
    words = {scheme['name']}
    for entry in scheme['types'] + scheme['attributes'] + scheme['roles']:
        words.update([entry['name'], entry.get('description')])
        words.update(value['name'] for value in entry.get('values', []))
    return {word for word in words if word and not word.isdigit()}


def marked_words(top):
    calls = re.findall(r'NC_\("scheme",\s*((?:"[^"]*"\s*)+)\)', read(top, SCHEME_WORDS))
    return {''.join(re.findall('"([^"]*)"', call)) for call in calls}


def main(top, write, lenient):
    if write:
        with open(os.path.join(top, LIST), 'w', encoding='utf-8') as file:
            file.write('# Written by build-aux/update-po.\n')
            file.write(''.join(path + '\n' for path in wanted(top)))
        return
    tap = Tap()
    listed = [line for line in read(top, LIST).split('\n') if line and not line.startswith('#')]
    want = wanted(top)
    missing = ['%s is not in %s: run build-aux/update-po' % (p, LIST) for p in want
               if p not in listed]
    if lenient:
        tap.case('every file with strings is listed', [], missing)
    else:
        tap.case('every file with strings is listed', missing)
    tap.case('every listed file has strings',
             ['%s lists %s in vain: run build-aux/update-po' % (LIST, p) for p in listed
              if p not in want])
    want, marked = scheme_words(top), marked_words(top)
    tap.case('the words of the default scheme can be translated',
             ['%s lacks “%s”' % (SCHEME_WORDS, word) for word in sorted(want - marked)]
             + ['%s has “%s” in vain' % (SCHEME_WORDS, word) for word in sorted(marked - want)])
    tap.done()


main(sys.argv[1], '--write' in sys.argv[2:], '--lenient' in sys.argv[2:])
