/* quoth-progress.c - how far a long job is, and the wish to stop it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-progress"

#include "config.h"

#include "quoth-progress.h"

#include <stdatomic.h>

struct _QuothProgress
{
  atomic_int       ref_count;
  _Atomic guint64  done;
  _Atomic guint64  total;       /* 0 while it is not known */
  GCancellable    *cancellable; /* owned */
};

/**
 * quoth_progress_new:
 * @cancellable: (nullable): what stops the job; made here when %NULL
 *
 * Returns: (transfer full): a progress at 0 of an unknown total
 */
QuothProgress *
quoth_progress_new (GCancellable *cancellable)
{
  QuothProgress *self = g_new0 (QuothProgress, 1);

  self->ref_count = 1;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  return self;
}

QuothProgress *
quoth_progress_ref (QuothProgress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  atomic_fetch_add (&self->ref_count, 1);
  return self;
}

void
quoth_progress_unref (QuothProgress *self)
{
  g_return_if_fail (self != NULL);

  if (atomic_fetch_sub (&self->ref_count, 1) > 1)
    return;
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * quoth_progress_get_cancellable:
 * @self: a progress
 *
 * Returns: (transfer none): what stops the job
 */
GCancellable *
quoth_progress_get_cancellable (QuothProgress *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cancellable;
}

void
quoth_progress_set_total (QuothProgress *self,
                          guint64        total)
{
  g_return_if_fail (self != NULL);

  self->total = total;
}

void
quoth_progress_add (QuothProgress *self,
                    guint64        steps)
{
  g_return_if_fail (self != NULL);

  atomic_fetch_add_explicit (&self->done, steps, memory_order_relaxed);
}

guint64
quoth_progress_get_done (QuothProgress *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->done;
}

guint64
quoth_progress_get_total (QuothProgress *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->total;
}

/**
 * quoth_progress_get_fraction:
 * @self: a progress
 *
 * Returns: the share that is done, from 0 to 1, or -1 while the total is not known
 */
double
quoth_progress_get_fraction (QuothProgress *self)
{
  guint64 total;

  g_return_val_if_fail (self != NULL, -1);

  total = self->total;
  return total == 0 ? -1 : MIN (1.0, (double) self->done / (double) total);
}

gboolean
quoth_progress_is_cancelled (QuothProgress *self)
{
  return self != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * quoth_progress_set_error_if_cancelled:
 * @self: (nullable): a progress
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when the job shall stop
 */
gboolean
quoth_progress_set_error_if_cancelled (QuothProgress  *self,
                                       GError        **error)
{
  return self != NULL && g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
