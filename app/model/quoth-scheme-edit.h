/* quoth-scheme-edit.h - changed schemes, one change at a time
 *
 * Every function leaves the scheme it is given alone and returns another one, or a
 * new reference when nothing would change. Nothing is refused on the way: a name may
 * be empty while it is being typed. quoth_scheme_find_problems() says what keeps a
 * scheme from being used.
 *
 * Ids never change. Those of new entries are made from the name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-command.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_SCHEME_TYPES,
  QUOTH_SCHEME_ATTRIBUTES,
  QUOTH_SCHEME_ROLES
} QuothSchemePart;

#define QUOTH_SCHEME_N_PARTS (QUOTH_SCHEME_ROLES + 1)

/* Names one entry of a scheme. */
typedef struct
{
  QuothSchemePart  part;
  const char      *id;    /* of the type, attribute or role */
  const char      *value; /* nullable: of one of the attribute's values */
} QuothSchemePlace;

typedef enum
{
  QUOTH_FIELD_NAME,        /* texts */
  QUOTH_FIELD_DESCRIPTION,
  QUOTH_FIELD_KEY,
  QUOTH_FIELD_COLOR,
  QUOTH_FIELD_ENTITY_KIND,
  QUOTH_FIELD_HIDDEN,      /* flags */
  QUOTH_FIELD_REQUIRED,
  QUOTH_FIELD_MULTIPLE,
  QUOTH_FIELD_TYPES,       /* lists of type ids */
  QUOTH_FIELD_FROM,
  QUOTH_FIELD_TO
} QuothSchemeField;

/* An entry that lacks a field has NULL, FALSE, or an empty list there. */
const char  *quoth_scheme_get_text      (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField        field);
QuothScheme *quoth_scheme_with_text     (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField        field,
                                         const char             *text);
gboolean     quoth_scheme_get_flag      (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField        field);
QuothScheme *quoth_scheme_with_flag     (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField        field,
                                         gboolean                set);
const char *const *quoth_scheme_get_list (QuothScheme            *self,
                                          const QuothSchemePlace *place,
                                          QuothSchemeField        field);
QuothScheme *quoth_scheme_with_listed   (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField        field,
                                         const char             *type,
                                         gboolean                listed);
/* A QuothTypeKind or a QuothAttributeKind. */
guint        quoth_scheme_get_kind      (QuothScheme            *self,
                                         const QuothSchemePlace *place);
QuothScheme *quoth_scheme_with_kind     (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         guint                   kind);
QuothScheme *quoth_scheme_with_name     (QuothScheme            *self,
                                         const char             *name);

guint        quoth_scheme_get_n_entries (QuothScheme            *self,
                                         QuothSchemePart         part);
const char  *quoth_scheme_get_id_at     (QuothScheme            *self,
                                         QuothSchemePart         part,
                                         guint                   index);
gboolean     quoth_scheme_has           (QuothScheme            *self,
                                         const QuothSchemePlace *place);

QuothScheme *quoth_scheme_with_entry    (QuothScheme            *self,
                                         QuothScheme            *avoid,
                                         QuothSchemePart         part,
                                         const char             *name,
                                         char                  **out_id);
QuothScheme *quoth_scheme_with_value    (QuothScheme            *self,
                                         QuothScheme            *avoid,
                                         const char             *attribute,
                                         const char             *name,
                                         char                  **out_id);
QuothScheme *quoth_scheme_with_moved    (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         int                     steps);
QuothScheme *quoth_scheme_without       (QuothScheme            *self,
                                         const QuothSchemePlace *place,
                                         const char             *heir);
QuothScheme *quoth_scheme_tidied        (QuothScheme            *self);

typedef enum
{
  QUOTH_PROBLEM_NO_NAME,
  QUOTH_PROBLEM_BAD_COLOR, /* not "#rrggbb" */
  QUOTH_PROBLEM_BAD_KEY,   /* not one letter or sign that every keyboard has */
  QUOTH_PROBLEM_KEY_TAKEN, /* means @other, too */
  QUOTH_PROBLEM_NOWHERE    /* an attribute of nothing */
} QuothSchemeProblemKind;

typedef struct
{
  QuothSchemeProblemKind  kind;
  QuothSchemePart         part;
  char                   *id;
  char                   *value;           /* nullable */
  char                   *other;           /* nullable: the name of what has the key, too */
  char                   *other_attribute; /* nullable: the attribute whose value @other is */
} QuothSchemeProblem;

/* The name of what @key does outside the scheme (transfer full), NULL when nothing. */
typedef char *(*QuothKeyUseFunc) (const char *key,
                                  gpointer    user_data);

void         quoth_scheme_problem_free  (QuothSchemeProblem     *self);
GPtrArray   *quoth_scheme_find_problems (QuothScheme            *self,
                                         QuothKeyUseFunc         key_use,
                                         gpointer                user_data);

/* Whether imports must add no more: each entry costs a copy of all. */
gboolean      quoth_scheme_is_full       (QuothScheme           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSchemeProblem, quoth_scheme_problem_free)

G_END_DECLS
