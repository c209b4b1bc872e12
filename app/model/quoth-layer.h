/* quoth-layer.h - one annotator's work on one article
 *
 * Its annotator's name, its state, and the version of the guidelines under which it was
 * last worked on or said to be done. That is unknown (%NULL) where nobody kept it, as in
 * what other programs wrote: it is never guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What review produces; compared only when it is asked for. */
#define QUOTH_LAYER_GOLD "gold"
/* Where review keeps what was decided; nobody's work, and never compared by itself. */
#define QUOTH_LAYER_REVIEW "review"
/* What people say about annotations, see quoth-remark.h. */
#define QUOTH_LAYER_REMARKS "remarks"

typedef struct
{
  char *name;       /* GRefString */
  char *state;      /* GRefString: "open", "done" or "locked" */
  char *guidelines; /* nullable, GRefString: the id of their version, see quoth-guidelines.h */
} QuothLayer;

QuothLayer *quoth_layer_new            (const char        *name,
                                        const char        *state);
QuothLayer *quoth_layer_copy           (const QuothLayer  *self);
void        quoth_layer_free           (QuothLayer        *self);
gboolean    quoth_layer_equal          (const QuothLayer  *a,
                                        const QuothLayer  *b);
void        quoth_layer_set_state      (QuothLayer        *self,
                                        const char        *state);
void        quoth_layer_set_guidelines (QuothLayer        *self,
                                        const char        *guidelines);
/* Whether a layer without a mark says that there is none: one that is open was given to
 * somebody who has not begun, or not finished. */
gboolean    quoth_layer_is_answer      (const QuothLayer  *self);
/* The state of what a file without states brings: who hands in a file without a mark has
 * looked, and found nothing. */
const char *quoth_layer_state_of_file  (guint              n_annotations);
/* Whether a layer only holds what is said about annotations: decisions, remarks. */
gboolean    quoth_layer_is_about       (const char        *name);
void        quoth_layer_append_json    (const QuothLayer  *self,
                                        GString           *out);
QuothLayer *quoth_layer_new_from_json  (const char        *json,
                                        gssize             length,
                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothLayer, quoth_layer_free)

G_END_DECLS
