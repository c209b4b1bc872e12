/* outgoing-fixture.h - an article for formats that are only written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "corpus-fixture.h"

/* “It is”, Mia said. It … went on. */
static inline void
outgoing_fill (Corpus *corpus)
{
  g_autoptr (QuothText) text = quoth_text_new ("“It is”, =Mia said.\n“No”, a woman", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("A, <b>\"B\"", text);
  QuothEntity *mia = quoth_entity_new ("person", "Mia & Roe");
  QuothAnnotation *person = quoth_annotation_new ("person", "anna", &(QuothSpan) { 9, 13 }, 1);
  QuothAnnotation *claim = quoth_annotation_new ("claim", "anna",
                                                 (QuothSpan[]) { { 0, 7 }, { 20, 24 } }, 2);
  QuothAnnotation *cue = quoth_annotation_new ("cue", "anna", &(QuothSpan) { 14, 18 }, 1);
  QuothArticleData *data;

  quoth_entity_set_id (mia, "mia");
  quoth_entity_set_wikidata (mia, "Q42");
  g_ptr_array_add (corpus->entities, mia);
  quoth_article_set_id (article, "n1");
  quoth_article_set_language (article, "en");
  quoth_article_take_metadata (article, quoth_attributes_with_string (NULL, "url", "javascript:x"));
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  quoth_annotation_set_id (person, "p1");
  quoth_annotation_set_entity (person, "mia");
  quoth_annotation_set_id (claim, "c1");
  quoth_annotation_set_note (claim, "line\n<script>");
  quoth_annotation_take_attributes (claim, quoth_attributes_with_string (NULL, "quote_type",
                                                                         "direct"));
  quoth_annotation_set_id (cue, "u1");
  quoth_annotation_add_link (claim, "speaker", "p1", NULL);
  quoth_annotation_add_link (claim, "cue", "u1", NULL);
  g_ptr_array_add (data->annotations, person);
  g_ptr_array_add (data->annotations, claim);
  g_ptr_array_add (data->annotations, cue);
  g_ptr_array_add (corpus->articles, data);
}

/* Returns the folder that it was written into. */
static inline char *
outgoing_write (const char *format,
                gboolean    spreadsheet,
                GPtrArray  *losses)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  char *folder = corpus_make_folder ();
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme,
                                .flags = spreadsheet ? QUOTH_WRITE_SPREADSHEET : 0 };

  corpus_init (&corpus);
  outgoing_fill (&corpus);
  corpus_write (&corpus, quoth_formats_lookup (format), &options, losses);
  return folder;
}
