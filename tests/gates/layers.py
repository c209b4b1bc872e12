#!/usr/bin/env python3
# layers.py - a lower room cannot include a header of an upper one
#
# Compiles a file with exactly the flags of a room's own sources (taken from the
# build's compile_commands.json) that asks for each header the room must not see,
# and one that includes it for real and must fail.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: layers.py SOURCE_ROOT BUILD_ROOT
import json
import os
import shlex
import subprocess
import sys
import tempfile

from tap import Tap, sources

# Room: the rooms it may use directly. The one table of the layering.
MAY_USE = {
    'base': [],
    'plot': ['base'],
    'text': ['base'],
    'model': ['text'],
    'project': ['model'],
    'formats': ['project'],
    'agreement': ['model'],
    'suggest': ['project'],
    'team': ['formats', 'agreement'],
    'cli': ['formats', 'agreement', 'suggest', 'team'],
    'window': ['plot', 'formats', 'agreement', 'suggest', 'team'],
}
TOOLKIT = ['gtk/gtk.h', 'adwaita.h']


def below(room):
    seen = {room}
    pending = [room]
    while pending:
        for other in MAY_USE[pending.pop()]:
            if other not in seen:
                seen.add(other)
                pending.append(other)
    return seen


def room_flags(top, build):
    """Compiler words of one source of each room, without input and output."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        commands = json.load(file)
    flags = {}
    for command in commands:
        source = os.path.realpath(os.path.join(command['directory'], command['file']))
        parts = os.path.relpath(source, top).split(os.sep)
        if len(parts) < 3 or parts[0] != 'app' or parts[1] in flags:
            continue
        words = []
        skip = False
        for word in shlex.split(command['command']):
            if skip:
                skip = False
            elif word in ('-o', '-MF', '-MQ', '-MT'):
                skip = True
            elif word not in ('-c', '-MD', command['file']) and not word.startswith('-fsanitize'):
                words.append(word)
        flags[parts[1]] = (words, command['directory'])
    return flags


def compiles(flags, code):
    words, directory = flags
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'gate.c')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(code)
        run = subprocess.run(words + ['-fdiagnostics-color=never', '-fsyntax-only', path], cwd=directory,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return run.returncode == 0, run.stderr


def main(top, build):
    tap = Tap()
    top = os.path.realpath(top)
    flags = room_flags(top, build)
    headers = {room: [os.path.basename(h) for h in sources(top, 'app/' + room, ['.h'])]
               for room in MAY_USE}
    rooms = {name for name in os.listdir(os.path.join(top, 'app')) if '.' not in name}
    tap.case('every room is in the table of layers.py', sorted(rooms - set(MAY_USE)))
    for room in MAY_USE:
        if room not in flags:
            continue
        complaints = []
        ok, message = compiles(flags[room], ''.join('#include "%s"\n' % h for h in headers[room]
                                                    if not h.endswith('-private.h'))
                               + 'typedef int gate;\n')
        if not ok:
            complaints += ['%s cannot include its own headers:' % room] + message.splitlines()[:5]
        banned = [(other, h) for other in MAY_USE if other not in below(room)
                  for h in headers[other]]
        if room != 'window':
            banned += [('GTK', h) for h in TOOLKIT]
        code = ''.join('#if __has_include("%s") || __has_include(<%s>)\n#error "sees %s"\n#endif\n'
                       % (h, h, h) for _, h in banned) + 'typedef int gate;\n'
        ok, message = compiles(flags[room], code)
        if not ok:
            complaints += ['%s: %s' % (room, line) for line in message.splitlines()
                           if 'error' in line][:20]
        for other in sorted({name for name, _ in banned}):
            header = next(h for name, h in banned if name == other)
            ok, _ = compiles(flags[room], '#include "%s"\n' % header)
            if ok:
                complaints.append('%s can include %s of %s' % (room, header, other))
        tap.case('%s sees nothing above it' % room, complaints)
    tap.done()


main(sys.argv[1], sys.argv[2])
