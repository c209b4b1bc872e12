"""cases.py - runs the cases of a test of quothctl, each in a folder of its own

The program is the first argument of the test that imports this.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import subprocess
import sys
import tempfile

QUOTHCTL = os.path.abspath(sys.argv[1])


class Failure(Exception):
    """What was wanted is not so."""


class Skip(Exception):
    """What the case needs is not there."""


def want(condition, *details):
    if not condition:
        raise Failure(' '.join(repr(d)[:2000] for d in details))


def run(*arguments, timeout=120):
    """Returns the exit status, and what was said on both streams."""
    done = subprocess.run([QUOTHCTL, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, check=False, timeout=timeout)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def run_cases(functions, prepare=lambda folder: folder):
    """Reports by TAP on every function called test_…, in the order of their names.

    Each is given what @prepare makes of its folder. Ends the program."""
    cases = [value for name, value in sorted(functions.items()) if name.startswith('test_')]
    failed = False
    print('1..%d' % len(cases))
    for number, function in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as folder:
            result, note = 'ok', ''
            try:
                function(prepare(folder))
            except Skip as reason:
                note = ' # SKIP %s' % reason
            except (Failure, subprocess.SubprocessError, OSError, ValueError, KeyError,
                    StopIteration) as problem:
                result = 'not ok'
                failed = True
                print('# %s: %s' % (type(problem).__name__, problem))
        print('%s %d - %s%s' % (result, number, function.__name__, note), flush=True)
    sys.exit(1 if failed else 0)
