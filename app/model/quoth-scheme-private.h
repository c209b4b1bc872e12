/* quoth-scheme-private.h - the insides of a scheme, for the files that build one
 *
 * A scheme may be altered only between quoth_scheme_copy() or quoth_scheme_empty()
 * and the moment it is handed out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme.h"

G_BEGIN_DECLS

struct _QuothScheme
{
  gatomicrefcount  ref_count;
  char            *name;
  GPtrArray       *types;      /* of QuothType, owned */
  GPtrArray       *attributes; /* of QuothAttribute, owned */
  GPtrArray       *roles;      /* of QuothRole, owned */
  GHashTable      *types_by_id;
  GHashTable      *attributes_by_id;
  GHashTable      *roles_by_id;
};

/* What kinds are called in files, in the order of QuothTypeKind and QuothAttributeKind. */
extern const char *const quoth_type_kind_names[3];
extern const char *const quoth_attribute_kind_names[6];

QuothScheme    *quoth_scheme_empty         (void);
QuothScheme    *quoth_scheme_copy          (QuothScheme          *self);
/* Each takes the entry over; FALSE when its id is there already, and it is freed. */
gboolean        quoth_scheme_take_type     (QuothScheme          *self,
                                            QuothType            *type);
gboolean        quoth_scheme_take_attribute (QuothScheme         *self,
                                             QuothAttribute      *attribute);
gboolean        quoth_scheme_take_role     (QuothScheme          *self,
                                            QuothRole            *role);

QuothType      *quoth_type_copy            (const QuothType      *self);
void            quoth_type_free            (QuothType            *self);
QuothValue     *quoth_value_new            (const char           *id,
                                            const char           *name,
                                            const char           *key);
void            quoth_value_free           (QuothValue           *self);
QuothAttribute *quoth_attribute_copy       (const QuothAttribute *self);
void            quoth_attribute_free       (QuothAttribute       *self);
QuothRole      *quoth_role_copy            (const QuothRole      *self);
void            quoth_role_free            (QuothRole            *self);

gboolean        quoth_key_equal            (const char           *a,
                                            const char           *b);
/* Sets an error naming the first key that two things want in one place. */
gboolean        quoth_scheme_check_keys    (QuothScheme          *self,
                                            GError              **error);
/* quoth-scheme-merge.c: give up keys that would clash where @attribute applies now. */
void            quoth_scheme_settle_key    (QuothScheme          *self,
                                            char                **key,
                                            char                 *wanted);
void            quoth_scheme_settle_keys   (QuothScheme          *self,
                                            QuothAttribute       *attribute);

G_END_DECLS
