/* quoth-window.h - one window on one project
 *
 * Pages: annotate, people, search; a start page while no project is open. Other parts
 * reach it by actions: win.show-place (article, start, end), win.show-entity (id),
 * win.page (name), and by quoth_window_toast().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-job.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_WINDOW (quoth_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothWindow, quoth_window, QUOTH, WINDOW, AdwApplicationWindow)

GtkWidget      *quoth_window_new           (GtkApplication *application);
QuothWorkspace *quoth_window_get_workspace (QuothWindow    *self);
QuothJobBar    *quoth_window_get_job_bar   (QuothWindow    *self);
GSettings      *quoth_window_get_settings  (QuothWindow    *self);
/* Opens a project file; says what is wrong when it cannot. */
gboolean        quoth_window_open          (QuothWindow    *self,
                                            const char     *path);
/* What could only be read was mended: opens it to be written. */
gboolean        quoth_window_reopen        (QuothWindow    *self);
/* The open file turned out to be damaged: reads it from now on, and offers a way back. */
void            quoth_window_distrust      (QuothWindow    *self);
gboolean        quoth_window_create        (QuothWindow    *self,
                                            const char     *path);
/* The path of the open project; NULL without one. */
const char     *quoth_window_get_path      (QuothWindow    *self);
/* @action: nullable; what the toast's button does, labelled @button. */
void            quoth_window_toast         (QuothWindow    *self,
                                            const char     *title,
                                            const char     *button,
                                            const char     *action);
void            quoth_window_show_error    (QuothWindow    *self,
                                            const GError   *error);

/* Whether the page of review is shown. */
gboolean        quoth_window_is_reviewing (QuothWindow *self);

G_END_DECLS
