/* quoth-scheme-fates.h - removes or changes an entry of the scheme that may be in use
 *
 * A worker counts the uses. Without any, the change is made at once; else the user says
 * what becomes of them, and a worker carries the whole corpus over: one gesture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-job.h"
#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

/* @reached: how many annotations changed; @error: nullable */
typedef void (*QuothSchemeFatesFunc) (guint64       reached,
                                      const GError *error,
                                      gpointer      owner);

void quoth_scheme_fates_ask     (GtkWindow                 *parent,
                                 QuothSchemeDraft          *draft,
                                 QuothJobBar               *bar,
                                 const QuothSchemeQuestion *question,
                                 QuothSchemeFatesFunc       done,
                                 gpointer                   owner);
/* Carries the corpus over without asking; @fates may be empty. */
void quoth_scheme_fates_migrate (QuothSchemeDraft          *draft,
                                 QuothJobBar               *bar,
                                 QuothScheme               *scheme,
                                 const QuothSchemeFate     *fates,
                                 guint                      n_fates,
                                 QuothSchemeFatesFunc       done,
                                 gpointer                   owner);

G_END_DECLS
