/* quoth-release-card.c - the data card of a release
 *
 * What data cards ask for and a program can know: how much there is, of what, by whom, in
 * which splits, under which licence, and what each format had to leave out (after Gebru
 * and others, “Datasheets for Datasets”, 2021). README.md and datacard.json say the same;
 * both are in English, as the ids in the data are, so that a release has the same bytes
 * whoever makes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release"

#include "config.h"

#include "quoth-json-writer.h"
#include "quoth-release-private.h"

#include <inttypes.h>
#include <string.h>

static const char *const split_words[] = { "article", "publisher", "date", "entity" };

static const char *
split_name (const QuothReleaseCounts *counts,
            guint                     split)
{
  const QuothExportOptions *corpus = &counts->options->corpus;

  return corpus->n_splits > 0 ? corpus->splits[split].name : "all";
}

static guint64
sum (const QuothReleaseCounts *counts,
     const guint64            *values)
{
  guint64 total = 0;

  for (guint i = 0; i < counts->n_splits; i++)
    total += values[i];
  return total;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static GList *
sorted_names (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), compare_names);
}

/* JSON */

static void
write_numbers (QuothJsonWriter          *writer,
               const char               *key,
               const QuothReleaseCounts *counts,
               const guint64            *values)
{
  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < counts->n_splits; i++)
    quoth_json_writer_int (writer, (gint64) values[i]);
  quoth_json_writer_end_array (writer);
}

static void
write_table (QuothJsonWriter          *writer,
             const char               *key,
             const QuothReleaseCounts *counts,
             GHashTable               *table)
{
  g_autoptr (GList) names = sorted_names (table);

  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    write_numbers (writer, l->data, counts, g_hash_table_lookup (table, l->data));
  quoth_json_writer_end_object (writer);
}

static void
write_choices (QuothJsonWriter          *writer,
               const QuothReleaseCounts *counts)
{
  const QuothReleaseOptions *options = counts->options;
  const QuothExportOptions *corpus = &options->corpus;

  quoth_json_writer_member (writer, "title", options->title);
  quoth_json_writer_member (writer, "licence", options->licence);
  quoth_json_writer_member (writer, "guidelines", options->guidelines);
  quoth_json_writer_key (writer, "layers");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; corpus->layers != NULL && corpus->layers[i] != NULL; i++)
    quoth_json_writer_string (writer, corpus->layers[i]);
  if (corpus->layers == NULL)
    quoth_json_writer_string (writer, corpus->layer != NULL ? corpus->layer : "all");
  quoth_json_writer_end_array (writer);
  quoth_json_writer_member (writer, "zones", corpus->zones == QUOTH_ZONES_BODY ? "body" : "all");
  quoth_json_writer_key (writer, "with_text");
  quoth_json_writer_boolean (writer, !corpus->without_text);
  quoth_json_writer_member (writer, "split_by", split_words[corpus->split_by]);
  quoth_json_writer_key (writer, "seed");
  quoth_json_writer_int (writer, (gint64) corpus->seed);
}

static void
write_splits (QuothJsonWriter          *writer,
              const QuothReleaseCounts *counts)
{
  const QuothExportOptions *corpus = &counts->options->corpus;

  quoth_json_writer_key (writer, "splits");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < counts->n_splits; i++)
    {
      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "name", split_name (counts, i));
      quoth_json_writer_key (writer, "share");
      quoth_json_writer_double (writer, corpus->n_splits > 0 ? corpus->splits[i].share : 1);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static void
write_formats (QuothJsonWriter          *writer,
               const QuothReleaseCounts *counts,
               const guint64            *losses)
{
  const char *const *formats = counts->options->formats;

  quoth_json_writer_key (writer, "losses");
  quoth_json_writer_begin_object (writer);
  for (guint i = 0; formats[i] != NULL; i++)
    {
      quoth_json_writer_key (writer, formats[i]);
      quoth_json_writer_int (writer, (gint64) losses[i]);
    }
  quoth_json_writer_end_object (writer);
}

/* Documented in quoth-release-private.h. */
char *
quoth_release_card_json (const QuothReleaseCounts *counts,
                         QuothScheme              *scheme,
                         const guint64            *losses)
{
  const char *agreement = counts->options->agreement;
  GString *out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, TRUE);
  quoth_json_writer_begin_object (&writer);
  write_choices (&writer, counts);
  quoth_json_writer_member (&writer, "scheme", quoth_scheme_get_name (scheme));
  write_splits (&writer, counts);
  write_numbers (&writer, "articles", counts, counts->articles);
  write_numbers (&writer, "characters", counts, counts->characters);
  write_numbers (&writer, "annotations", counts, counts->annotations);
  write_table (&writer, "labels", counts, counts->labels);
  write_table (&writer, "links", counts, counts->roles);
  write_table (&writer, "values", counts, counts->values);
  write_table (&writer, "annotators", counts, counts->layers);
  write_table (&writer, "guidelines_versions", counts, counts->guidelines);
  quoth_json_writer_key (&writer, "entities");
  quoth_json_writer_int (&writer, g_hash_table_size (counts->entities));
  write_table (&writer, "languages", counts, counts->languages);
  write_table (&writer, "publishers", counts, counts->publishers);
  write_table (&writer, "licences", counts, counts->licences);
  quoth_json_writer_member (&writer, "first_date", counts->first_date);
  quoth_json_writer_member (&writer, "last_date", counts->last_date);
  write_formats (&writer, counts, losses);
  quoth_json_writer_key (&writer, "agreement");
  if (agreement != NULL)
    quoth_json_writer_raw (&writer, agreement);
  else
    quoth_json_writer_null (&writer);
  quoth_json_writer_end_object (&writer);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* Markdown */

/* A cell or a line of its own: no name can break the table or become markup. */
static void
append_escaped (GString    *out,
                const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_{}[]<>#|", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, (guchar) *p < ' ' ? ' ' : *p);
    }
}

static void
append_head (GString                  *out,
             const QuothReleaseCounts *counts,
             const char               *title,
             const char               *first)
{
  g_string_append_printf (out, "\n## %s\n\n| %s |", title, first);
  for (guint i = 0; i < counts->n_splits; i++)
    {
      g_string_append_c (out, ' ');
      append_escaped (out, split_name (counts, i));
      g_string_append (out, " |");
    }
  g_string_append (out, counts->n_splits > 1 ? " all |\n|---|" : "\n|---|");
  for (guint i = 0; i < counts->n_splits + (counts->n_splits > 1); i++)
    g_string_append (out, "--:|");
  g_string_append_c (out, '\n');
}

static void
append_row (GString                  *out,
            const QuothReleaseCounts *counts,
            const char               *name,
            const guint64            *values)
{
  g_string_append (out, "| ");
  append_escaped (out, name);
  g_string_append (out, " |");
  for (guint i = 0; i < counts->n_splits; i++)
    g_string_append_printf (out, " %" PRIu64 " |", values[i]);
  if (counts->n_splits > 1)
    g_string_append_printf (out, " %" PRIu64 " |", sum (counts, values));
  g_string_append_c (out, '\n');
}

static void
append_table (GString                  *out,
              const QuothReleaseCounts *counts,
              const char               *title,
              const char               *first,
              GHashTable               *table)
{
  g_autoptr (GList) names = sorted_names (table);

  if (names == NULL)
    return;
  append_head (out, counts, title, first);
  for (GList *l = names; l != NULL; l = l->next)
    append_row (out, counts, l->data, g_hash_table_lookup (table, l->data));
}

static void
append_line (GString    *out,
             const char *name,
             const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "- %s: ", name);
  append_escaped (out, value);
  g_string_append_c (out, '\n');
}

static void
append_choices (GString                  *out,
                const QuothReleaseCounts *counts,
                QuothScheme              *scheme)
{
  const QuothReleaseOptions *options = counts->options;
  const QuothExportOptions *corpus = &options->corpus;
  g_autofree char *layers = corpus->layers != NULL ? g_strjoinv (", ", (char **) corpus->layers)
                                                   : g_strdup (corpus->layer);
  g_autofree char *seed = g_strdup_printf ("%" PRIu64, corpus->seed);
  g_autofree char *dates = NULL;

  if (counts->first_date != NULL)
    dates = g_strdup_printf ("%s to %s", counts->first_date, counts->last_date);
  append_line (out, "Licence", options->licence);
  append_line (out, "Guidelines", options->guidelines);
  append_line (out, "Scheme", quoth_scheme_get_name (scheme));
  append_line (out, "Annotations of", layers != NULL ? layers : "everybody");
  append_line (out, "Zones", corpus->zones == QUOTH_ZONES_BODY ? "body only" : "all");
  append_line (out, "Texts", corpus->without_text ? "left out; splits.csv has their SHA-256"
                                                  : "included");
  append_line (out, "Published", dates);
  if (corpus->n_splits == 0)
    return;
  append_line (out, "Kept together", split_words[corpus->split_by]);
  append_line (out, "Seed of the splits", seed);
  if (corpus->keep_similar)
    g_string_append (out, "- Articles with almost the same text are in the same split.\n");
}

static void
append_formats (GString                  *out,
                const QuothReleaseCounts *counts,
                const guint64            *losses)
{
  const char *const *formats = counts->options->formats;

  g_string_append (out, "\n## Formats\n\n| folder | left out, see its losses.json |\n|---|--:|\n");
  for (guint i = 0; formats[i] != NULL; i++)
    g_string_append_printf (out, "| %s | %" PRIu64 " |\n", formats[i], losses[i]);
}

/* Documented in quoth-release-private.h. */
char *
quoth_release_card_markdown (const QuothReleaseCounts *counts,
                             QuothScheme              *scheme,
                             const guint64            *losses)
{
  GString *out = g_string_new (NULL);

  quoth_release_append_hub (out, counts->options);
  g_string_append (out, "# ");
  append_escaped (out, counts->options->title != NULL ? counts->options->title : "Data card");
  g_string_append (out, "\n\nWho said what in news articles: people, claims, cues and speakers."
                        " Offsets count Unicode code points from 0, and an end is the offset"
                        " behind the last character, where a format does not say otherwise.\n\n");
  append_choices (out, counts, scheme);
  append_head (out, counts, "Size", "");
  append_row (out, counts, "articles", counts->articles);
  append_row (out, counts, "characters", counts->characters);
  append_row (out, counts, "annotations", counts->annotations);
  append_table (out, counts, "Labels", "type", counts->labels);
  append_table (out, counts, "Links", "role", counts->roles);
  append_table (out, counts, "Attributes", "value", counts->values);
  append_table (out, counts, "Annotators", "name", counts->layers);
  append_table (out, counts, "Layers by version of the guidelines", "version",
                counts->guidelines);
  append_table (out, counts, "Languages", "articles in", counts->languages);
  append_table (out, counts, "Publishers", "articles of", counts->publishers);
  append_table (out, counts, "Licences of the articles", "licence", counts->licences);
  append_formats (out, counts, losses);
  if (counts->options->agreement != NULL)
    g_string_append (out, "\n## Agreement\n\nHow far the annotators agree is in datacard.json,"
                          " under “agreement”.\n");
  g_string_append (out, "\n## Check it\n\n`sha256sum -c SHA256SUMS` tells whether all files are as"
                        " they were released.\n");
  return g_string_free (out, FALSE);
}
