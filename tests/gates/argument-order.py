#!/usr/bin/env python3
# argument-order.py - no argument of a call is the error that another of its arguments sets
#
# C leaves open in which order arguments are computed: in `f (g (&error), error)` GCC hands
# over what `error` was before g(). An error of g() is lost then, and leaks.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: argument-order.py SOURCE_ROOT
import re
import sys

from tap import Tap, read, sources

SET = re.compile(r'&(\w*error)\b')
# Comments, strings and letters keep their place but say nothing.
SILENT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
NO_CALLS = ('if', 'while', 'for', 'switch', 'return', 'sizeof')


def arguments(text, at):
    """The arguments of the call whose parenthesis is at @at; none when it is never closed."""
    parts, start, depth = [], at + 1, 0
    for i in range(at, len(text)):
        if text[i] in '([{':
            depth += 1
        elif text[i] in ')]}':
            depth -= 1
            if depth == 0:
                return parts + [text[start:i]]
        elif text[i] == ',' and depth == 1:
            parts.append(text[start:i])
            start = i + 1
    return []


def is_set(part, others):
    """The error that a call in @part sets and one of @others reads."""
    for name in SET.findall(part) if '(' in part else []:
        plain = re.compile(r'(?<![&\w.>])' + name + r'\b')
        if any(plain.search(other) for other in others):
            return name
    return None


def faults(text):
    text = SILENT.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)
    for call in re.finditer(r'(\w+) ?\(', text):
        if call.group(1) in NO_CALLS:
            continue
        parts = arguments(text, call.end() - 1)
        for i, part in enumerate(parts):
            name = is_set(part, parts[:i] + parts[i + 1:])
            if name is not None:
                yield 'line %d: %s() may get `%s` before it is set' % (
                    text.count('\n', 0, call.start()) + 1, call.group(1), name)


def main(top):
    tap = Tap()
    complaints = [path + ', ' + fault for folder in ('app', 'tests')
                  for path in sources(top, folder, ('.c', '.h'))
                  for fault in faults(read(top, path))]
    tap.case('errors are set before they are handed over', complaints)
    seen = list(faults('f (a, g (1, &error), error);')) and not list(faults('f (g (&error), b);'))
    tap.case('the gate sees', [] if seen else ['it is blind'])
    tap.done()


main(sys.argv[1])
