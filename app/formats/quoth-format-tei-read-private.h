/* quoth-format-tei-read-private.h - a TEI document as it becomes an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format-tei-private.h"

G_BEGIN_DECLS

typedef struct
{
  QuothGather       gather;
  QuothTeiDocument *document; /* borrowed */
  GHashTable       *layers;   /* xml:id → name, both borrowed from the document */
  guint             n_articles;
} QuothTeiReader;

/* A word as quoth_tei_append_word() made it, in files that are ours. */
char       *quoth_tei_decode        (QuothTeiReader   *self,
                                     const char       *word);
/* What a pointer names within the file, or the pointer. */
const char *quoth_tei_local         (const char       *pointer);
void        quoth_tei_add_said      (QuothTeiReader   *self,
                                     guint             line,
                                     QuothAnnotation  *annotation,
                                     const char       *word,
                                     const char       *value);
/* The first of @pointers is the mention's entity. */
gboolean    quoth_tei_set_entity    (QuothTeiReader   *self,
                                     QuothAnnotation  *annotation,
                                     const char       *pointers,
                                     GError          **error);
/* Per element the one that goes on where it stops (@next, @prev), and whether it is the
 * first of its chain. */
guint      *quoth_tei_chain         (const GArray     *elements,
                                     gboolean        **out_heads);
/* What is marked up in the text. */
gboolean    quoth_tei_read_marks    (QuothTeiReader   *self,
                                     GError          **error);
/* Spans, notes and relations beside it. */
gboolean    quoth_tei_read_standoff (QuothTeiReader   *self,
                                     GError          **error);

G_END_DECLS
