/* keep-modules.c - leaves shared libraries loaded until the process has ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK closes modules whose drivers leave small blocks behind. Once a module is
 * unloaded, LeakSanitizer cannot tell whose block it was ("unknown module"), and
 * no suppression matches. Linked into sanitized test programs only.
 */
#include <dlfcn.h>

#include <glib.h>

int
dlclose (void *handle G_GNUC_UNUSED)
{
  return 0;
}
