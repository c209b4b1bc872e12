/* quoth-job.h - long work in a thread, with a bar, a cancel button and an end
 *
 * The worker gets its own connection to the project file. The bar appears after
 * 300 ms, samples the progress every 100 ms, and goes when the work is done. While it is
 * there, Escape stops the work if nothing else in the window wants the key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-project.h"

G_BEGIN_DECLS

/* Runs in a thread; returns what @finished gets. @project is the worker's own. */
typedef gpointer (*QuothJobFunc)     (QuothProject  *project,
                                      QuothProgress *progress,
                                      gpointer       data,
                                      GError       **error);
/* Runs in the main thread; @result is NULL when @error is set (also when cancelled);
 * @result stays the callee's to free. */
typedef void     (*QuothJobDoneFunc) (gpointer       result,
                                      const GError  *error,
                                      gpointer       owner);

#define QUOTH_TYPE_JOB_BAR (quoth_job_bar_get_type ())

G_DECLARE_FINAL_TYPE (QuothJobBar, quoth_job_bar, QUOTH, JOB_BAR, GtkWidget)

GtkWidget  *quoth_job_bar_new       (void);
gboolean    quoth_job_bar_is_busy   (QuothJobBar      *self);
const char *quoth_job_bar_get_title (QuothJobBar      *self);
/* One at a time; at the end, after @finished, the bar emits ::ended. */
void        quoth_job_bar_run       (QuothJobBar      *self,
                                     const char       *title,
                                     QuothProject     *project,
                                     QuothJobFunc      func,
                                     gpointer          data,
                                     GDestroyNotify    free_data,
                                     QuothJobDoneFunc  finished,
                                     gpointer          owner);
void        quoth_job_bar_cancel    (QuothJobBar      *self);

G_END_DECLS
