#!/usr/bin/env python3
# keys.py - every key of the keyboard help does something
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: keys.py SOURCE_ROOT
import os
import re
import sys

from tap import Tap

ENTRY = re.compile(r'\{ "(\w+)\.([a-z-]+)(?:::[a-z]+)?",')
# Of GTK itself.
BUILT_IN = {('window', 'close')}


def main():
    root = sys.argv[1]
    folder = os.path.join(root, 'app', 'window')
    with open(os.path.join(folder, 'quoth-keymap-table.c'), encoding='utf-8') as file:
        entries = set(ENTRY.findall(file.read())) - BUILT_IN
    sources = ''
    for name in sorted(os.listdir(folder)):
        if name.endswith('.c') and name != 'quoth-keymap-table.c':
            with open(os.path.join(folder, name), encoding='utf-8') as file:
                sources += file.read()
    tap = Tap()
    # As a member of a table of actions, or made alone.
    lost = ['%s.%s' % (group, name) for group, name in sorted(entries)
            if '{ "%s",' % name not in sources and '_new ("%s"' % name not in sources
            and not re.search(r'action_new\w* \(\s*"%s"' % name, sources)
            and '"%s.%s"' % (group, name) not in sources]
    tap.case('every key of the keyboard help does something',
             ['nothing is called ' + action for action in lost] if entries else ['no table'])
    tap.done()


main()
