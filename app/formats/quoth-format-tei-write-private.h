/* quoth-format-tei-write-private.h - a TEI file as it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format-tei-private.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

typedef struct
{
  QuothWriter       *writer;
  QuothArticleData  *data;
  QuothStandoffText *text;
  GPtrArray         *layers;    /* names, borrowed */
  GArray            *edges;     /* of guint, sorted: where anchors stand */
  GHashTable        *taken;     /* of char*: the xml:ids of the file */
  GHashTable        *layer_ids; /* layer → xml:id, all borrowed */
  GHashTable        *ids;       /* id of an annotation, borrowed → xml:id */
  GHashTable        *people;    /* id of an entity, borrowed → xml:id */
  GHashTable        *interps;   /* "name\nword" → xml:id, borrowed */
  guint              n_ids;
  guint              n_replaced; /* characters that XML has not */
} QuothTeiFile;

void        quoth_tei_put_text      (QuothTeiFile    *self,
                                     const char      *text,
                                     gsize            n_bytes);
void        quoth_tei_put_attribute (QuothTeiFile    *self,
                                     const char      *name,
                                     const char      *value);
/* A value without blanks, as quoth_tei_append_word() makes it. */
void        quoth_tei_put_word      (QuothTeiFile    *self,
                                     const char      *name,
                                     const char      *word);
void        quoth_tei_put_element   (QuothTeiFile    *self,
                                     const char      *name,
                                     const char      *type,
                                     const char      *text);
void        quoth_tei_put_about     (QuothTeiFile    *self,
                                     const char      *type,
                                     QuothAttributes *attributes);
/* Names what was replaced since the last time. */
void        quoth_tei_tell_replaced (QuothTeiFile    *self,
                                     const char      *id,
                                     const char      *what);
/* An xml:id that is taken from now on: @wanted where that can be one. */
const char *quoth_tei_make_id       (QuothTeiFile    *self,
                                     const char      *wanted,
                                     const char      *prefix);
void        quoth_tei_put_standoff  (QuothTeiFile    *self);

G_END_DECLS
