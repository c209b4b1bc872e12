/* quoth-scheme.h - what can be annotated: types, attributes, roles; immutable
 *
 * A scheme is data, read from and written to scheme.json. Behaviour hangs on a
 * type's kind, never on its id: only the default scheme file knows that a type
 * is called "person". To change a scheme, edit its JSON or use the with_/without_
 * functions, which return a new one.
 *
 * A scheme as a file is one JSON object:
 *
 *   {"name": "People and claims",
 *    "types": [{"id", "name", "description", "kind": "span" | "mention" | "claim",
 *               "entity_kind", "color": "#rrggbb", "key", "hidden", "automatic", "slot"}],
 *    "attributes": [{"id", "name", "description", "types": [type ids or "article"],
 *                    "kind": "single" | "multiple" | "text" | "number" | "date" | "flag",
 *                    "values": [{"id", "name", "key"}], "initial", "key",
 *                    "required", "hidden", "computed", "ordered"}],
 *    "roles": [{"id", "name", "from": [type ids], "to": [type ids],
 *               "multiple", "required", "key"}]}
 *
 * Only ids are required; members with the meaning of the structs below. Keys are one
 * letter, compared without case. A type's key works everywhere, so nothing else may
 * use it; the keys of attributes, values and roles must differ among those that apply
 * to one type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_TYPE_KIND_SPAN,    /* plain */
  QUOTH_TYPE_KIND_MENTION, /* points to the registry */
  QUOTH_TYPE_KIND_CLAIM    /* has slots: speakers, cue, addressee, via, parent */
} QuothTypeKind;

typedef enum
{
  QUOTH_ATTRIBUTE_SINGLE,   /* one of the values */
  QUOTH_ATTRIBUTE_MULTIPLE, /* any of the values */
  QUOTH_ATTRIBUTE_TEXT,
  QUOTH_ATTRIBUTE_NUMBER,
  QUOTH_ATTRIBUTE_DATE,
  QUOTH_ATTRIBUTE_FLAG
} QuothAttributeKind;

typedef struct
{
  char          *id;
  char          *name;        /* for people */
  char          *description; /* nullable: the definition shown at the point of use */
  QuothTypeKind  kind;
  char          *entity_kind; /* nullable: what a new registry entry of a mention is, "person" … */
  char          *color;       /* "#rrggbb" */
  char          *key;         /* nullable: one letter */
  gboolean       hidden;
  gboolean       automatic;   /* proposed by rule and not counted as work: quote, zone */
  gboolean       slot;        /* fills a slot of a claim (a cue): a span that the cue role points to */
} QuothType;

typedef struct
{
  char *id;
  char *name;
  char *key;  /* nullable: one letter that sets it */
} QuothValue;

typedef struct
{
  char               *id;
  char               *name;
  char               *description; /* nullable */
  QuothAttributeKind  kind;
  char              **types;       /* strv of type ids; "article" = a tag of the whole article */
  GPtrArray          *values;      /* of QuothValue; empty for free kinds */
  char               *initial;     /* nullable: value id taken when nothing is set */
  char               *key;         /* nullable: a letter that sets or cycles it */
  gboolean            required;
  gboolean            hidden;
  gboolean            computed;    /* pre-filled by Quoth until set by hand (quote_type) */
  gboolean            ordered;     /* the values ascend or descend: agreement counts steps */
} QuothAttribute;

typedef struct
{
  char     *id;       /* "speaker", "cue", "addressee", "via", "parent", "repeats" … */
  char     *name;
  char    **from;     /* strv of type ids it may start from; empty = any */
  char    **to;       /* strv of type ids it may point to; empty = any */
  gboolean  multiple; /* more than one of the role on one annotation */
  gboolean  required;
  char     *key;      /* nullable */
} QuothRole;

typedef struct _QuothScheme QuothScheme;

#define QUOTH_TYPE_SCHEME (quoth_scheme_get_type ())

GType        quoth_scheme_get_type        (void);

QuothScheme *quoth_scheme_new_default     (void);
QuothScheme *quoth_scheme_new_from_json   (const char   *json,
                                           gssize        length,
                                           GError      **error);
QuothScheme *quoth_scheme_ref             (QuothScheme  *self);
void         quoth_scheme_unref           (QuothScheme  *self);
char        *quoth_scheme_to_json         (QuothScheme  *self);
gboolean     quoth_scheme_equal           (QuothScheme  *a,
                                           QuothScheme  *b);

const char  *quoth_scheme_get_name        (QuothScheme  *self);
guint        quoth_scheme_get_n_types     (QuothScheme  *self);
const QuothType *quoth_scheme_get_type_at (QuothScheme  *self,
                                           guint         index);
const QuothType *quoth_scheme_lookup_type (QuothScheme  *self,
                                           const char   *id);
const QuothType *quoth_scheme_first_of_kind (QuothScheme   *self,
                                             QuothTypeKind  kind);
/* The type the "cue" role points to; NULL when the scheme has none. */
const QuothType *quoth_scheme_get_cue_type (QuothScheme *self);
guint        quoth_scheme_get_n_attributes (QuothScheme *self);
const QuothAttribute *quoth_scheme_get_attribute_at (QuothScheme *self,
                                                     guint        index);
const QuothAttribute *quoth_scheme_lookup_attribute (QuothScheme *self,
                                                     const char  *id);
gboolean     quoth_attribute_applies      (const QuothAttribute *self,
                                           const char           *type);
guint        quoth_scheme_get_n_roles     (QuothScheme  *self);
const QuothRole *quoth_scheme_get_role_at (QuothScheme  *self,
                                           guint         index);
const QuothRole *quoth_scheme_lookup_role (QuothScheme  *self,
                                           const char   *id);

/* Types, attributes, values and roles that a corpus brings and the scheme lacks.
 * Each returns a new scheme (a new reference when nothing was missing). */
QuothScheme *quoth_scheme_with_type       (QuothScheme  *self,
                                           const char   *id,
                                           QuothTypeKind kind);
QuothScheme *quoth_scheme_with_attribute  (QuothScheme  *self,
                                           const char   *type,
                                           const char   *id,
                                           const char   *json_value);
QuothScheme *quoth_scheme_with_role       (QuothScheme  *self,
                                           const char   *id);
QuothScheme *quoth_scheme_merge           (QuothScheme  *self,
                                           QuothScheme  *other,
                                           GPtrArray    *out_added);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothScheme, quoth_scheme_unref)

G_END_DECLS
