/* quoth-label-map.h - what labels of other people's corpora are called here
 *
 * A map says of a foreign type, attribute or role which id of the scheme it becomes, or
 * that it is left out; and the same of the values of an attribute. What a map does not
 * name stays as it is. As a file it is one JSON object, in which null means "leave out":
 *
 *   {"types": {"PER": "person", "MISC": null}, "attributes": {…}, "roles": {…},
 *    "values": {"sureness": {"high": "certain", "?": null}}}
 *
 * Attributes whose values are mapped are named as the corpus names them. Where a value is
 * a list, each of its entries is mapped; numbers and truth values are named by their JSON.
 *
 * Applying a map changes no record that anybody else holds; what has to change is copied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_LABEL_TYPE,
  QUOTH_LABEL_ATTRIBUTE, /* of annotations, and tags of articles */
  QUOTH_LABEL_ROLE,
  QUOTH_LABEL_VALUE,     /* quoth_label_of_value() */
  QUOTH_N_LABEL_KINDS
} QuothLabelKind;

/* What was left out because a map says so, or because it hung on what was. */
typedef struct
{
  guint64 n_annotations;
  guint64 n_attributes;
  guint64 n_links;
} QuothLabelCounts;

typedef struct _QuothLabelMap QuothLabelMap;

QuothLabelMap    *quoth_label_map_new           (void);
QuothLabelMap    *quoth_label_map_new_from_json (const char           *json,
                                                 gssize                length,
                                                 GError              **error);
QuothLabelMap    *quoth_label_map_copy          (QuothLabelMap        *self);
void              quoth_label_map_free          (QuothLabelMap        *self);
char             *quoth_label_map_to_json       (QuothLabelMap        *self);

char             *quoth_label_of_value          (const char           *attribute,
                                                 const char           *value);
const char       *quoth_label_split_value       (const char           *label,
                                                 char                **out_attribute);

gboolean          quoth_label_map_is_empty      (QuothLabelMap        *self);
void              quoth_label_map_set           (QuothLabelMap        *self,
                                                 QuothLabelKind        kind,
                                                 const char           *label,
                                                 const char           *target);
gboolean          quoth_label_map_lookup        (QuothLabelMap        *self,
                                                 QuothLabelKind        kind,
                                                 const char           *label,
                                                 const char          **out_target);
gboolean          quoth_label_map_names_values  (QuothLabelMap        *self,
                                                 const char           *attribute);
char             *quoth_label_map_apply_values  (QuothLabelMap        *self,
                                                 const char           *attribute,
                                                 const char           *json,
                                                 guint64              *n_left_out);
void              quoth_label_map_add_all       (QuothLabelMap        *self,
                                                 QuothLabelMap        *other);

QuothArticleData *quoth_label_map_apply         (QuothLabelMap        *self,
                                                 QuothArticleData     *data,
                                                 QuothLabelCounts     *counts);
QuothScheme      *quoth_label_map_apply_scheme  (QuothLabelMap        *self,
                                                 QuothScheme          *scheme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothLabelMap, quoth_label_map_free)

G_END_DECLS
