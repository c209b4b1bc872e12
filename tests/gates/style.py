#!/usr/bin/env python3
# style.py - the house style, as far as a machine can see it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: style.py SOURCE_ROOT
import re
import sys

from tap import Tap, read, sources

FILE_WARN, FILE_FAIL = 500, 800
FUNCTION_FAIL = 60
COLUMNS = 100

# Deprecated in current GTK and libadwaita, or not yet in GTK 4.8 and libadwaita 1.2.
WIDGETS = '''
AdwFlap AdwLeaflet AdwSqueezer AdwViewSwitcherTitle AdwPreferencesWindow
GtkTreeView GtkListStore GtkTreeStore GtkTreeModelFilter GtkTreeModelSort GtkCellRenderer
GtkComboBox GtkComboBoxText GtkEntryCompletion GtkIconView GtkAssistant GtkLockButton
GtkDialog GtkMessageDialog GtkFileChooserDialog GtkFileChooserWidget GtkColorButton GtkFontButton
GtkColorChooserDialog GtkFontChooserDialog GtkInfoBar GtkStatusbar GtkVolumeButton GtkAppChooserButton
AdwToolbarView AdwNavigationView AdwNavigationSplitView AdwOverlaySplitView AdwBreakpoint
AdwBreakpointBin AdwBanner AdwSpinner AdwSwitchRow AdwSpinRow AdwDialog AdwAlertDialog
AdwPreferencesDialog AdwTabOverview AdwBottomSheet AdwToggleGroup
'''.split()
CALLS = '''
gtk_widget_show gtk_widget_hide gtk_widget_get_allocation gtk_widget_get_allocated_width
gtk_widget_get_allocated_height gtk_widget_translate_coordinates gtk_snapshot_render_layout
gtk_snapshot_render_background gtk_snapshot_render_frame gtk_css_provider_load_from_data
gtk_show_uri gtk_dialog_run gtk_style_context_add_class gtk_window_set_help_overlay
'''.split()
# The one file that may call what newer versions replace.
COMPAT = 'app/window/quoth-compat.c'

COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
UNFINISHED = re.compile(r'\b(' + '|'.join(['TO' 'DO', 'FIX' 'ME', 'X' 'XX', 'HA' 'CK']) + r')\b')
SLEEP = re.compile(r'\b(g_usleep|usleep|sleep|nanosleep)\s*\(|\btime\s*\.\s*sleep\b')


def underscored(widget):
    return re.sub(r'(?<=[a-z])(?=[A-Z])', '_', widget).lower() + '_'


def without_comments(text):
    """Comments become blanks, so that line numbers stay."""
    return COMMENT.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)


def functions(text):
    """(name, first line, length) of each function of a GNU-style file."""
    name, first, body = None, 0, None
    for number, line in enumerate(text.split('\n'), 1):
        if body is not None:
            if line.startswith('}'):
                yield name, first, number - first + 1
                body = None
                name = None
        elif line.startswith('{') and name:
            body = number
        else:
            match = re.match(r'([A-Za-z_]\w*) \(', line)
            if match:
                name, first = match.group(1), number
            elif line.startswith(('struct', 'enum', 'typedef', 'static const', 'static Q')):
                name = None


def line_of(text, match):
    return text.count('\n', 0, match.start()) + 1


def main(top):
    tap = Tap()
    code = sources(top, 'app', ['.c', '.h'])
    tests = sources(top, 'tests', ['.c', '.h', '.py', '.sh'])
    texts = {path: read(top, path) for path in code + tests}
    plain = {path: without_comments(texts[path]) for path in code}

    lengths = {path: texts[path].count('\n') for path in code if path.endswith('.c')}
    tap.case('files are short',
             ['%s: %d lines, at most %d' % (p, n, FILE_FAIL)
              for p, n in lengths.items() if n > FILE_FAIL],
             ['note: %s: %d lines, aim at %d' % (p, n, FILE_WARN)
              for p, n in lengths.items() if FILE_WARN < n <= FILE_FAIL])

    tap.case('functions are short',
             ['%s:%d: %s has %d lines, at most %d' % (path, first, name, length, FUNCTION_FAIL)
              for path in lengths for name, first, length in functions(plain[path])
              if length > FUNCTION_FAIL and not name.endswith('_class_init')])

    complaints, notes = [], []
    for path in code:
        head = texts[path].split('\n')[:25]
        if not head[0].startswith('/* ' + path.rsplit('/', 1)[1] + ' - '):
            complaints.append('%s:1: does not open with its name and purpose' % path)
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in head):
            complaints.append('%s: names no licence' % path)
        for number, line in enumerate(texts[path].split('\n'), 1):
            if '\t' in line:
                complaints.append('%s:%d: a tab' % (path, number))
            if len(line) > COLUMNS:
                notes.append('note: %s:%d: %d columns' % (path, number, len(line)))
    tap.case('files say what they are for', complaints, notes)

    tap.case('nothing is left unfinished',
             ['%s:%d: %s' % (path, line_of(texts[path], m), m.group())
              for path in sorted(texts) for m in UNFINISHED.finditer(texts[path])])

    tap.case('tests wait for conditions',
             ['%s:%d: %s' % (path, line_of(texts[path], m), m.group())
              for path in tests for m in SLEEP.finditer(texts[path])])

    tap.case('pages go by key',
             ['%s:%d: %s' % (path, line_of(plain[path], m), m.group())
              for path in code for m in STRING.finditer(plain[path])
              if re.search(r'\bOFFSET\b', m.group())])

    # xgettext knows PRId64 and its like, but not GLib's macros: such a string is never found.
    broken = re.compile(r'\b(?:_|N_|C_|NC_|ngettext) ?\((?:[^;"]|"(?:\\.|[^"\\\n])*")*?'
                        r'\bG_G(?:U?INT(?:64|32|16)|S?SIZE)_(?:FORMAT|MODIFIER)\b')
    tap.case('strings with numbers can be translated',
             ['%s:%d: use the macros of inttypes.h' % (path, line_of(plain[path], m))
              for path in code for m in broken.finditer(plain[path])])

    interface = sources(top, 'resources', ['.ui'])
    words = re.compile(r'\b(' + '|'.join(WIDGETS + CALLS
                                         + [underscored(w) + r'\w*' for w in WIDGETS]) + r')\b')
    complaints = []
    for path in [p for p in code if p != COMPAT] + interface:
        text = plain[path] if path in plain else read(top, path)
        complaints += ['%s:%d: %s' % (path, line_of(text, m), m.group())
                       for m in words.finditer(text)]
    tap.case('widgets are neither deprecated nor too new', complaints)
    tap.done()


main(sys.argv[1])
