/* quoth-annotation.h - one annotation, immutable
 *
 * A type, one or more parts, attributes, links, a registry entity, and where it
 * came from. To change one, copy it, alter the copy before anyone else holds it,
 * and put the pair (before, after) into a command. Undo, history and sharing
 * between threads rest on this. Parts are sorted and do not overlap each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-attributes.h"
#include "quoth-text.h"

G_BEGIN_DECLS

#define QUOTH_MODEL_ERROR (quoth_model_error_quark ())

typedef enum
{
  QUOTH_MODEL_ERROR_INVALID, /* breaks a rule of the model; the message says which */
  QUOTH_MODEL_ERROR_MISSING  /* names something that is not there */
} QuothModelError;

GQuark quoth_model_error_quark (void);

typedef struct
{
  char            *role;       /* GRefString, interned */
  char            *to;         /* id of an annotation of the same article and layer */
  QuothAttributes *attributes; /* nullable */
} QuothLink;

typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  char            *layer;      /* GRefString, interned */
  char            *type;       /* GRefString, interned: a type id of the scheme */
  QuothSpan       *parts;
  guint            n_parts;    /* >= 1 */
  char            *entity;     /* nullable: id in the registry */
  QuothAttributes *attributes; /* nullable */
  QuothLink       *links;      /* sorted by role, then as they were added */
  guint            n_links;
  char            *origin;     /* GRefString: "human", "import" or a suggester's name */
  char            *created;    /* ISO 8601, UTC */
  char            *note;       /* nullable */
} QuothAnnotation;

#define QUOTH_TYPE_ANNOTATION (quoth_annotation_get_type ())

GType            quoth_annotation_get_type    (void);

QuothAnnotation *quoth_annotation_new         (const char       *type,
                                               const char       *layer,
                                               const QuothSpan  *parts,
                                               guint             n_parts);
QuothAnnotation *quoth_annotation_copy        (QuothAnnotation  *self);
QuothAnnotation *quoth_annotation_ref         (QuothAnnotation  *self);
void             quoth_annotation_unref       (QuothAnnotation  *self);
gboolean         quoth_annotation_equal       (QuothAnnotation  *a,
                                               QuothAnnotation  *b);

/* Only on a copy that nobody else holds yet. */
void             quoth_annotation_set_id      (QuothAnnotation  *self,
                                               const char       *id);
void             quoth_annotation_set_layer   (QuothAnnotation  *self,
                                               const char       *layer);
void             quoth_annotation_set_type    (QuothAnnotation  *self,
                                               const char       *type);
void             quoth_annotation_set_parts   (QuothAnnotation  *self,
                                               const QuothSpan  *parts,
                                               guint             n_parts);
void             quoth_annotation_set_entity  (QuothAnnotation  *self,
                                               const char       *entity);
void             quoth_annotation_take_attributes (QuothAnnotation *self,
                                                   QuothAttributes *attributes);
void             quoth_annotation_set_origin  (QuothAnnotation  *self,
                                               const char       *origin);
void             quoth_annotation_set_created (QuothAnnotation  *self,
                                               const char       *created);
void             quoth_annotation_set_note    (QuothAnnotation  *self,
                                               const char       *note);
void             quoth_annotation_add_link    (QuothAnnotation  *self,
                                               const char       *role,
                                               const char       *to,
                                               QuothAttributes  *attributes);
gboolean         quoth_annotation_remove_link (QuothAnnotation  *self,
                                               const char       *role,
                                               const char       *to);

guint            quoth_annotation_get_start   (QuothAnnotation  *self);
guint            quoth_annotation_get_end     (QuothAnnotation  *self);
guint            quoth_annotation_get_n_chars (QuothAnnotation  *self);
gboolean         quoth_annotation_covers      (QuothAnnotation  *self,
                                               guint             offset);
const QuothLink *quoth_annotation_get_link    (QuothAnnotation  *self,
                                               const char       *role);
gboolean         quoth_annotation_links_to    (QuothAnnotation  *self,
                                               const char       *to);
char            *quoth_annotation_dup_text    (QuothAnnotation  *self,
                                               QuothText        *text,
                                               const char       *separator);
gboolean         quoth_annotation_validate    (QuothAnnotation  *self,
                                               guint             text_length,
                                               GError          **error);
gboolean         quoth_spans_normalize        (QuothSpan        *spans,
                                               guint            *n_spans);

void             quoth_annotation_append_json (QuothAnnotation  *self,
                                               QuothText        *text,
                                               GString          *out);
QuothAnnotation *quoth_annotation_new_from_json (const char     *json,
                                                 gssize          length,
                                                 GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAnnotation, quoth_annotation_unref)

G_END_DECLS
