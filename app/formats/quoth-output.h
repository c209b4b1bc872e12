/* quoth-output.h - a file that an export writes bit by bit
 *
 * What is written gathers in a buffer; between, no file is open, so that an export may
 * have a file per layer however many layers there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Written at once; more would only cost memory. */
#define QUOTH_OUTPUT_ENOUGH (256 * 1024)
/* In the middle of an article, which but for crowded ones is never reached. */
#define QUOTH_OUTPUT_TOO_MUCH (4 * 1024 * 1024)

typedef struct
{
  char     *path;
  GString  *buffer;  /* append to it, then flush */
  gboolean  dry_run; /* nothing is written */
  gboolean  begun;
  GError   *broken;  /* nullable: what quoth_output_relieve() met */
} QuothOutput;

void     quoth_output_init   (QuothOutput  *self,
                              const char   *folder,
                              const char   *name,
                              gboolean      dry_run);
gboolean quoth_output_flush  (QuothOutput  *self,
                              gsize         enough,
                              GError      **error);
void     quoth_output_relieve (QuothOutput *self);
gboolean quoth_output_finish (QuothOutput  *self,
                              gboolean      ok,
                              GError      **error);

G_END_DECLS
