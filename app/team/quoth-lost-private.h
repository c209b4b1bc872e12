/* quoth-lost-private.h - how marks of what was lost are made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-lost.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A link from what was carried to what was lost. */
typedef struct
{
  char            *from;
  char            *role;
  QuothAttributes *attributes; /* nullable */
} QuothLostLink;

QuothLostLink   *quoth_lost_link_new  (const char       *from,
                                       const char       *role,
                                       QuothAttributes  *attributes);
void             quoth_lost_link_free (gpointer          data);

/* The id of the mark of @annotation in @article: always the same. */
char            *quoth_lost_make_id   (const char       *article,
                                       const char       *annotation);
QuothAnnotation *quoth_lost_mark_new  (const char       *article,
                                       QuothAnnotation  *annotation,
                                       QuothText        *text,
                                       const QuothSpan  *parts,
                                       guint             n_parts,
                                       GPtrArray        *links);
QuothScheme     *quoth_lost_scheme    (void);

/* @by: nullable */
QuothAnnotation *quoth_lost_mark_settled (QuothAnnotation *mark,
                                          const char      *how,
                                          const char      *by);
/* The member of a mark's content, when it is of the type; a mark may have come from anywhere. */
JsonNode        *quoth_lost_read_content (QuothAnnotation  *mark,
                                          const char       *member,
                                          JsonNodeType      type,
                                          GError          **error);

G_END_DECLS
