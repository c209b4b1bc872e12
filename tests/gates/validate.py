#!/usr/bin/env python3
# validate.py - the files for the desktop satisfy its own validators
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: validate.py SOURCE_ROOT BUILD_ROOT
import glob
import os
import shutil
import subprocess
import sys

from tap import Tap, sources

ID = 'io.github.quoth.Quoth'


class Validators:
    def __init__(self, tap):
        self.tap = tap

    def run(self, name, command, paths, quiet=False, rendered=False, env=None):
        """One case: @command on all @paths succeeds, and with @quiet says nothing, at least
        not on standard error when it @rendered the file on standard output."""
        if not shutil.which(command[0]):
            self.tap.skip(name, 'no %s here' % command[0])
            return
        complaints = [] if paths else ['nothing to validate']
        if paths:
            run = subprocess.run(command + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 text=True, check=False, env=dict(os.environ, **(env or {})))
            said = run.stderr if rendered else run.stdout + run.stderr
            if run.returncode != 0 or (quiet and said.strip()):
                complaints = said.strip().split('\n') or ['failed']
        self.tap.case(name, complaints)


def main(top, build):
    tap = Tap()
    validators = Validators(tap)
    data = os.path.join(top, 'data')
    made = os.path.join(build, 'data')

    validators.run('the desktop file', ['desktop-file-validate'],
                   [os.path.join(made, ID + '.desktop')], quiet=True)
    validators.run('the metainfo', ['appstreamcli', 'validate', '--no-net', '--explain'],
                   [os.path.join(made, ID + '.metainfo.xml')])
    validators.run('the settings', ['glib-compile-schemas', '--strict', '--dry-run'], [data])
    xml = [os.path.join(top, p) for folder in ('resources', 'data')
           for p in sources(top, folder, ['.ui', '.xml', '.xml.in', '.svg'])]
    validators.run('XML is well-formed', ['xmllint', '--noout', '--nonet'], xml, quiet=True)
    for path in sorted(glob.glob(os.path.join(top, 'po', '*.po'))):
        validators.run('translation ' + os.path.basename(path),
                       ['msgfmt', '--check', '--output-file', os.devnull], [path], quiet=True)
    for path in sorted(glob.glob(os.path.join(data, '*.1'))):
        # Without a page width of its own, man would take that of a terminal.
        validators.run('manual page ' + os.path.basename(path),
                       ['man', '--warnings', '--encoding=UTF-8', '--local-file', '-Tutf8',
                        '--ditroff'], [path], quiet=True, rendered=True,
                       env={'MANWIDTH': '80', 'MANROFFSEQ': '', 'LC_ALL': 'C.UTF-8'})
    tap.done()


main(sys.argv[1], sys.argv[2])
