/* quoth-progress.h - how far a long job is, and the wish to stop it
 *
 * A worker counts steps, the window samples the fraction every 100 ms: no
 * message crosses the threads per step. All calls are safe from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _QuothProgress QuothProgress;

QuothProgress *quoth_progress_new            (GCancellable   *cancellable);
QuothProgress *quoth_progress_ref            (QuothProgress  *self);
void           quoth_progress_unref          (QuothProgress  *self);
GCancellable  *quoth_progress_get_cancellable (QuothProgress *self);
void           quoth_progress_set_total      (QuothProgress  *self,
                                              guint64         total);
void           quoth_progress_add            (QuothProgress  *self,
                                              guint64         steps);
guint64        quoth_progress_get_done       (QuothProgress  *self);
guint64        quoth_progress_get_total      (QuothProgress  *self);
double         quoth_progress_get_fraction   (QuothProgress  *self);
gboolean       quoth_progress_is_cancelled   (QuothProgress  *self);
gboolean       quoth_progress_set_error_if_cancelled (QuothProgress  *self,
                                                      GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothProgress, quoth_progress_unref)

G_END_DECLS
