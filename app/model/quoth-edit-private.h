/* quoth-edit-private.h - a gesture while it is put together
 *
 * Collects the records a gesture touches; each ends as one change of the command.
 * When it ends, what follows from the parts of claims (computed attributes, parent
 * links) is brought along. A value counts as set by hand, and is left alone, when
 * it differs from what its own former parts would give: so nothing beside the value
 * needs to be stored or exported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-edit.h"

G_BEGIN_DECLS

typedef struct
{
  QuothDocument *document; /* borrowed */
  GPtrArray     *order;    /* ids (borrowed from the keys), as they were first touched */
  GHashTable    *pending;  /* id -> QuothAnnotation as it will be; NULL when it goes */
} QuothEdit;

void             quoth_edit_init       (QuothEdit         *self,
                                        QuothDocument     *document);
void             quoth_edit_clear      (QuothEdit         *self);
/* The annotation as the gesture leaves it so far; NULL when it is not there. */
QuothAnnotation *quoth_edit_peek       (QuothEdit         *self,
                                        const char        *id);
/* A copy that may be altered. */
QuothAnnotation *quoth_edit_change     (QuothEdit         *self,
                                        const char        *id);
QuothAnnotation *quoth_edit_take_new   (QuothEdit         *self,
                                        QuothAnnotation   *annotation);
void             quoth_edit_drop       (QuothEdit         *self,
                                        const char        *id);
QuothCommand    *quoth_edit_finish     (QuothEdit         *self,
                                        const char        *verb);

gboolean         quoth_edit_fail       (GError           **error,
                                        QuothModelError    code,
                                        const char        *format,
                                        ...) G_GNUC_PRINTF (3, 4);
/* Begins a gesture on annotation @id; NULL, with an error, when it is not there. */
QuothAnnotation *quoth_edit_begin      (QuothEdit         *self,
                                        QuothDocument     *document,
                                        const char        *id,
                                        GError           **error);
QuothTypeKind    quoth_edit_kind_of    (QuothDocument     *document,
                                        QuothAnnotation   *annotation);
/* Normalised copy of @parts; NULL, with an error, when the text has no such parts. */
QuothSpan       *quoth_edit_check_parts (QuothDocument    *document,
                                         const QuothSpan  *parts,
                                         guint            *inout_n_parts,
                                         GError          **error);
/* Marks parts, or finds the annotation of that type that has them already. */
QuothAnnotation *quoth_edit_mark_parts (QuothEdit         *self,
                                        QuothRegistry     *registry,
                                        const char        *type,
                                        const QuothSpan   *parts,
                                        guint              n_parts,
                                        GError           **error);
gboolean         quoth_edit_link       (QuothEdit         *self,
                                        const char        *id,
                                        const char        *role,
                                        const char        *to,
                                        GError           **error);

/* What computed attributes of a claim of these parts are; NULL when it has none. */
QuothAttributes *quoth_edit_compute    (QuothDocument     *document,
                                        QuothAnnotation   *claim);
void             quoth_edit_refresh    (QuothEdit         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothEdit, quoth_edit_clear)

G_END_DECLS
