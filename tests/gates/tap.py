# tap.py - what the gates share: TAP output and walking the sources
#
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys

SKIP = 77


class Tap:
    """One case per question; a case fails when it has complaints."""

    def __init__(self):
        self.number = 0
        self.failed = False

    def case(self, name, complaints, notes=()):
        self.number += 1
        for note in notes:
            print('# ' + note)
        for complaint in complaints:
            print('# ' + complaint)
        if complaints:
            self.failed = True
        print('%s %d - %s' % ('not ok' if complaints else 'ok', self.number, name))

    def skip(self, name, reason):
        self.number += 1
        print('ok %d - %s # SKIP %s' % (self.number, name, reason))

    def done(self):
        print('1..%d' % self.number)
        sys.exit(1 if self.failed else 0)


def sources(top, folder, suffixes):
    """Paths below top/folder, relative to top, sorted."""
    found = []
    for where, folders, names in os.walk(os.path.join(top, folder)):
        folders[:] = sorted(f for f in folders if f != '__pycache__')
        for name in sorted(names):
            if name.endswith(tuple(suffixes)):
                found.append(os.path.relpath(os.path.join(where, name), top))
    return found


def read(top, path):
    with open(os.path.join(top, path), encoding='utf-8') as file:
        return file.read()
