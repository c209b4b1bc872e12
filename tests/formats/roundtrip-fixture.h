/* roundtrip-fixture.h - random corpora with everything an article can hold
 *
 * For formats that claim to lose nothing: what comes back is compared by id, with the
 * offsets moved as the format moves them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "corpus-fixture.h"
#include "quoth-standoff.h"

static inline const char *
roundtrip_pick (GRand             *rand,
                const char *const *words)
{
  return words[g_rand_int_range (rand, 0, (int) g_strv_length ((char **) words))];
}

static inline QuothAttributes *
roundtrip_attributes (GRand *rand)
{
  static const char *const pairs[][2] = {
    { "quote_type", "\"direct\"" }, { "quote_type", "\"odd\"" }, { "certainty", "5" },
    { "confidence", "\"5\"" }, { "topic", "\"a=b\\n\\u00e9\\ud83d\\ude00 x\"" }, { "topic", "\"\"" },
    { "topic", "[\"a\",\"b c\"]" }, { "no_speaker", "true" }, { "no_speaker", "\"yes\"" },
    { "no_speaker", "\"true\"" }, { "date_said", "\"2026-01-31\"" }, { "odd=name", "\"x\"" },
    { "odd number", "1.5" }, { "odd number", "\"1.5\"" }, { "odd list", "[\"a\",\"b\"]" },
    { "odd list", "[\"a\"]" }, { "odd list", "[]" }, { "odd list", "[1,\"1\"]" },
    { "odd list", "[\"1\",\"2\"]" }, { "odd map", "{\"k\":[null,{\"x\":\"\\u00fc\"}]}" },
    { "odd null", "null" }, { "label", "\"y\"" }, { "attribute:text", "\"z\"" }, { "ü:json", "\"w\"" },
    { "50%3D", "\"p\"" }, { "flag", "false" },
  };
  QuothAttributes *attributes = NULL;

  for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      guint k = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (pairs));
      QuothAttributes *more = quoth_attributes_with_json (attributes, pairs[k][0], pairs[k][1]);

      quoth_attributes_unref (attributes);
      attributes = more;
    }
  return attributes;
}

static inline void
roundtrip_add_annotations (Corpus           *corpus,
                           QuothArticleData *data,
                           GRand            *rand,
                           const char       *layer)
{
  static const char *const types[] = { "person", "source", "claim", "cue", "my <type>", "ünïcode",
                                       NULL };
  static const char *const roles[] = { "speaker", "cue", "odd \"role\"", "same", NULL };
  static const char *const notes[] = { "said \"so\"\n😀", "a=b", " ", "x\ty", "]]>", NULL };
  guint length = quoth_text_get_length (data->text);
  guint first = data->annotations->len;
  guint n = (guint) g_rand_int_range (rand, 0, 14);

  for (guint i = 0; i < n; i++)
    {
      QuothSpan parts[3];
      guint n_parts = g_rand_int_range (rand, 0, 3) == 0 ? (guint) g_rand_int_range (rand, 2, 4) : 1;
      const char *type = roundtrip_pick (rand, types);
      QuothAnnotation *annotation;
      g_autofree char *id = g_strdup_printf ("%u-%s-%u%s", corpus->articles->len, layer, i,
                                            i % 3 == 0 ? " \"é" : "");

      for (guint j = 0; j < n_parts; j++)
        {
          parts[j].start = (guint) g_rand_int_range (rand, 0, (int) length);
          parts[j].end = parts[j].start + (guint) g_rand_int_range (rand, 1, 12);
          parts[j].end = MIN (parts[j].end, length);
        }
      annotation = quoth_annotation_new (type, layer, parts, n_parts);
      quoth_annotation_set_id (annotation, id);
      quoth_annotation_take_attributes (annotation, roundtrip_attributes (rand));
      if (g_rand_int_range (rand, 0, 4) == 0)
        quoth_annotation_set_note (annotation, roundtrip_pick (rand, notes));
      if (strcmp (type, "person") == 0 || strcmp (type, "source") == 0)
        quoth_annotation_set_entity (annotation, ((QuothEntity *) corpus->entities->pdata[
                                       g_rand_int_range (rand, 0, (int) corpus->entities->len)])->id);
      g_ptr_array_add (data->annotations, annotation);
    }
  for (guint i = 0; n > 1 && i < n; i++)
    {
      QuothAnnotation *from = data->annotations->pdata[first + (guint) g_rand_int_range (rand, 0, (int) n)];
      QuothAnnotation *to = data->annotations->pdata[first + (guint) g_rand_int_range (rand, 0, (int) n)];
      g_autoptr (QuothAttributes) said = i % 3 == 0 ? roundtrip_attributes (rand) : NULL;

      if (from != to && !quoth_annotation_links_to (from, to->id))
        quoth_annotation_add_link (from, roundtrip_pick (rand, roles), to->id, said);
    }
}

/* Two articles in two layers, and four entities. */
static inline void
roundtrip_fill (Corpus   *corpus,
                GRand    *rand,
                gboolean  two_layers)
{
  static const char *const wikidata[] = { "Q42", NULL, "Q43", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (wikidata); i++)
    {
      QuothEntity *entity = quoth_entity_new (i == 1 ? "organisation" : "person",
                                              i == 3 ? "O'\\n \"<é>" : "Mia Roe");
      g_autofree char *id = g_strdup_printf ("e %u;é", i);

      quoth_entity_set_id (entity, id);
      if (wikidata[i] != NULL)
        quoth_entity_set_wikidata (entity, wikidata[i]);
      if (i == 3)
        {
          quoth_entity_add_alias (entity, "A & B");
          quoth_entity_set_status (entity, "unnamed");
          quoth_entity_set_note (entity, "two\nlines");
        }
      g_ptr_array_add (corpus->entities, entity);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *utf8 = corpus_random_text (rand, 80, TRUE);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      g_autoptr (QuothArticle) article = quoth_article_new ("A, \"B\" <ü>", text);
      g_autofree char *id = g_strdup_printf ("doc %u/é", i);
      QuothArticleData *data;

      quoth_article_set_id (article, id);
      quoth_article_set_language (article, "de");
      quoth_article_take_metadata (article, roundtrip_attributes (rand));
      quoth_article_take_tags (article, roundtrip_attributes (rand));
      data = quoth_article_data_new (article, text);
      quoth_article_data_add_layer (data, "anna b", "done");
      roundtrip_add_annotations (corpus, data, rand, "anna b");
      if (two_layers)
        {
          quoth_article_data_add_layer (data, "Zoë", "open");
          roundtrip_add_annotations (corpus, data, rand, "Zoë");
        }
      g_ptr_array_add (corpus->articles, data);
    }
}

/* The registry's entry, or how the corpus calls it. */
static inline void
roundtrip_describe_entity (Corpus     *corpus,
                           const char *id,
                           GString    *out)
{
  for (guint i = 0; i < corpus->entities->len; i++)
    {
      QuothEntity *entity = corpus->entities->pdata[i];

      if (strcmp (entity->id, id) == 0)
        quoth_entity_append_json (entity, out);
    }
}

/* All that an annotation says. @moved: nullable, moves offsets, and drops what is gone. */
static inline char *
roundtrip_describe (Corpus            *corpus,
                    QuothAnnotation   *annotation,
                    QuothStandoffText *moved,
                    GHashTable        *gone)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothAnnotation) joined = NULL;

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan part = annotation->parts[i];

      if (moved != NULL)
        {
          part.start = quoth_standoff_text_map (moved, part.start);
          part.end = quoth_standoff_text_map (moved, part.end);
        }
      if (part.start < part.end)
        g_array_append_val (parts, part);
    }
  joined = quoth_annotation_new ("x", "x", (QuothSpan *) parts->data, parts->len);
  g_string_append_printf (out, "%s | %s | %s", annotation->id, annotation->layer, annotation->type);
  for (guint i = 0; i < joined->n_parts; i++)
    g_string_append_printf (out, " %u-%u", joined->parts[i].start, joined->parts[i].end);
  g_string_append (out, " | ");
  if (annotation->attributes != NULL)
    quoth_attributes_append_json (annotation->attributes, out);
  g_string_append_printf (out, " | %s | ", annotation->note != NULL ? annotation->note : "");
  if (annotation->entity != NULL)
    roundtrip_describe_entity (corpus, annotation->entity, out);
  for (guint i = 0; i < annotation->n_links; i++)
    {
      g_autofree char *said = quoth_attributes_to_json (annotation->links[i].attributes);

      if (gone == NULL || !g_hash_table_contains (gone, annotation->links[i].to))
        g_ptr_array_add (links, g_strdup_printf (" | %s>%s %s", annotation->links[i].role,
                                                 annotation->links[i].to, said));
    }
  g_ptr_array_sort (links, corpus_compare);
  for (guint i = 0; i < links->len; i++)
    g_string_append (out, links->pdata[i]);
  return g_string_free (out, FALSE);
}

static inline gboolean
roundtrip_is_lost (GPtrArray  *losses,
                   const char *id)
{
  g_autofree char *prefix = g_strconcat (id, ": ", NULL);

  for (guint i = 0; i < losses->len; i++)
    if (g_str_has_prefix (losses->pdata[i], prefix))
      return TRUE;
  return FALSE;
}

static inline QuothAnnotation *
roundtrip_find (QuothArticleData *data,
                const char       *id)
{
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->id, id) == 0)
      return data->annotations->pdata[i];
  return NULL;
}

/* Everything is back, but for what carriage returns alone were covered by; and exactly
 * that is named as lost. @moved: NULL when the format keeps every character. */
static inline void
roundtrip_compare (Corpus            *corpus,
                   QuothArticleData  *data,
                   Corpus            *again,
                   QuothArticleData  *result,
                   QuothStandoffText *moved,
                   GPtrArray         *losses)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_left = 0;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      guint n_chars = 0;

      for (guint k = 0; k < annotation->n_parts; k++)
        n_chars += moved == NULL ? 1 : quoth_standoff_text_map (moved, annotation->parts[k].end)
                                       - quoth_standoff_text_map (moved, annotation->parts[k].start);
      if (n_chars == 0)
        g_hash_table_add (gone, annotation->id);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      QuothAnnotation *back = roundtrip_find (result, annotation->id);
      gboolean lost = g_hash_table_contains (gone, annotation->id);
      gboolean touched = lost;
      g_autofree char *wanted = NULL;
      g_autofree char *found = NULL;

      for (guint k = 0; k < annotation->n_links; k++)
        touched = touched || g_hash_table_contains (gone, annotation->links[k].to);
      for (guint k = 0; moved != NULL && k < annotation->n_parts; k++)
        touched = touched || quoth_standoff_text_map (moved, annotation->parts[k].start)
                             == quoth_standoff_text_map (moved, annotation->parts[k].end);
      if (roundtrip_is_lost (losses, annotation->id) != touched)
        {
          for (guint k = 0; k < losses->len; k++)
            g_printerr ("%s\n", (char *) losses->pdata[k]);
          g_error ("%s %s", annotation->id, touched ? "is lost without a word" : "need not be lost");
        }
      g_assert_true ((back == NULL) == lost);
      if (lost)
        continue;
      n_left++;
      wanted = roundtrip_describe (corpus, annotation, moved, gone);
      found = roundtrip_describe (again, back, NULL, NULL);
      g_assert_cmpstr (found, ==, wanted);
    }
  g_assert_cmpuint (result->annotations->len, ==, n_left);
}

static inline void
roundtrip_compare_article (QuothArticleData *data,
                           QuothArticleData *result)
{
  g_autofree char *metadata = quoth_attributes_to_json (data->article->metadata);
  g_autofree char *tags = quoth_attributes_to_json (data->article->tags);
  g_autofree char *metadata_back = quoth_attributes_to_json (result->article->metadata);
  g_autofree char *tags_back = quoth_attributes_to_json (result->article->tags);

  g_assert_cmpstr (result->article->id, ==, data->article->id);
  g_assert_cmpstr (result->article->name, ==, data->article->name);
  g_assert_cmpstr (result->article->language, ==, data->article->language);
  g_assert_cmpstr (metadata_back, ==, metadata);
  g_assert_cmpstr (tags_back, ==, tags);
  g_assert_cmpuint (result->layers->len, ==, data->layers->len);
  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];
      guint k = 0;

      while (k < result->layers->len
             && strcmp (((QuothLayer *) result->layers->pdata[k])->name, layer->name) != 0)
        k++;
      g_assert_cmpuint (k, <, result->layers->len);
      g_assert_cmpstr (((QuothLayer *) result->layers->pdata[k])->state, ==, layer->state);
    }
}
