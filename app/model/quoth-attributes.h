/* quoth-attributes.h - named JSON values, immutable
 *
 * Attributes of annotations and links, metadata and tags of articles. Each value
 * is kept as canonical JSON text, so that anything a corpus brings comes back as
 * it was. Sorted by name, each name once. %NULL is the empty set everywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _QuothAttributes QuothAttributes;

QuothAttributes *quoth_attributes_new_from_json (const char       *json,
                                                 gssize            length,
                                                 GError          **error);
QuothAttributes *quoth_attributes_ref           (QuothAttributes  *self);
void             quoth_attributes_unref         (QuothAttributes  *self);
char            *quoth_attributes_to_json       (QuothAttributes  *self);
void             quoth_attributes_append_json   (QuothAttributes  *self,
                                                 GString          *out);
gboolean         quoth_attributes_equal         (QuothAttributes  *a,
                                                 QuothAttributes  *b);
guint            quoth_attributes_get_n         (QuothAttributes  *self);
const char      *quoth_attributes_get           (QuothAttributes  *self,
                                                 guint             index,
                                                 const char      **out_json);
const char      *quoth_attributes_lookup        (QuothAttributes  *self,
                                                 const char       *name);
char            *quoth_attributes_dup_string    (QuothAttributes  *self,
                                                 const char       *name);
char           **quoth_attributes_dup_strv      (QuothAttributes  *self,
                                                 const char       *name);
gboolean         quoth_attributes_get_boolean   (QuothAttributes  *self,
                                                 const char       *name);
QuothAttributes *quoth_attributes_with_json     (QuothAttributes  *self,
                                                 const char       *name,
                                                 const char       *json);
QuothAttributes *quoth_attributes_with_string   (QuothAttributes  *self,
                                                 const char       *name,
                                                 const char       *value);
QuothAttributes *quoth_attributes_with_strv     (QuothAttributes   *self,
                                                 const char        *name,
                                                 const char *const *values);
QuothAttributes *quoth_attributes_with_boolean  (QuothAttributes  *self,
                                                 const char       *name,
                                                 gboolean          value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAttributes, quoth_attributes_unref)

G_END_DECLS
