/* quoth-backups-window.h - the rolling backups of a project, to go back to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_BACKUPS_WINDOW (quoth_backups_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothBackupsWindow, quoth_backups_window, QUOTH, BACKUPS_WINDOW, AdwWindow)

/* signal ::restore (const char *path): the user wants a copy of this backup */

/* @folder: where backups are; @backups: their paths, the newest first. */
GtkWidget *quoth_backups_window_new (GtkWindow  *parent,
                                     const char *folder,
                                     GPtrArray  *backups);

G_END_DECLS
