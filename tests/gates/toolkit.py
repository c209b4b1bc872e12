#!/usr/bin/env python3
# toolkit.py - quothctl runs on machines without GTK
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: toolkit.py PROGRAM
import re
import shutil
import subprocess
import sys

from tap import SKIP, Tap

if len(sys.argv) < 2 or not shutil.which('ldd'):
    print('1..0 # SKIP no quothctl or no ldd')
    sys.exit(SKIP)
listing = subprocess.run(['ldd', sys.argv[1]], check=True, stdout=subprocess.PIPE,
                         text=True).stdout
tap = Tap()
tap.case('quothctl loads libraries at all', [] if 'libglib-2.0' in listing else [listing])
tap.case('quothctl loads no toolkit',
         [line.strip() for line in listing.split('\n')
          if re.search(r'lib(gtk|gdk|adwaita|X11|wayland|pango|cairo|gsk)', line)])
tap.done()
