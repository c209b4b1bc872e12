/* quoth-import-preview-private.h - what the parts of a preview share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import-preview.h"

G_BEGIN_DECLS

typedef struct
{
  QuothImportPreview *preview;
  QuothScheme        *scheme;
  GHashTable         *labels[QUOTH_N_LABEL_KINDS]; /* label → QuothPreviewLabel, borrowed */
  GHashTable         *layers;                      /* set of char*, owned */
  gint64              deadline; /* 0: all is read */
  gboolean            enough;   /* the reader was stopped by us */
} QuothLook;

/* quoth-import-preview.c */
QuothImportPreview *quoth_import_preview_unit (QuothProject            *project,
                                               QuothUnit               *unit,
                                               const QuothReadOptions  *options,
                                               QuothProgress           *progress,
                                               GError                 **error);

/* quoth-import-preview-labels.c */
void quoth_look_count_label       (QuothLook          *self,
                                   QuothLabelKind      kind,
                                   const char         *id,
                                   guint               n_uses);
void quoth_look_count_attributes  (QuothLook          *self,
                                   QuothAttributes    *attributes);
void quoth_preview_label_free     (gpointer            data);
int  quoth_preview_compare_labels (gconstpointer       a,
                                   gconstpointer       b);

/* quoth-import-preview-first.c */
void quoth_import_preview_note_first (QuothImportPreview *self,
                                      const QuothUnit    *unit,
                                      const char         *encoding);

G_END_DECLS
