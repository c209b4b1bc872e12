/* bench-made.c - a made-up corpus, and steps in processes of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-made.h"

#include "bench-common.h"

#include "quoth-annotation.h"
#include "quoth-json-writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_ENTITIES 200

void
bench_die (const char   *what,
           const GError *error)
{
  g_printerr ("bench: %s: %s\n", what, error != NULL ? error->message : g_strerror (errno));
  exit (1);
}

static void
write_entities (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "corpus", "entities.jsonl", NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < N_ENTITIES; i++)
    g_string_append_printf (out, "{\"id\":\"e%03u\",\"kind\":\"person\",\"name\":\"Person %u\","
                            "\"aliases\":[],\"status\":\"named\",\"wikidata\":null,\"note\":null}\n",
                            i, i);
  g_file_set_contents (path, out->str, (gssize) out->len, NULL);
}

static QuothAnnotation *
make_annotation (guint article,
                 guint n,
                 guint n_entities)
{
  static const char *const types[] = { "claim", "person", "cue", "person", "quote" };
  static const guint lengths[] = { 120, 14, 6, 9, 40 };
  guint start = 50 + n * 260;
  QuothSpan span = { start, start + lengths[n % 5] };
  QuothAnnotation *annotation = quoth_annotation_new (types[n % 5], "anna", &span, 1);
  char id[32];
  char to[32];

  g_snprintf (id, sizeof id, "a%07u-%u", article, n);
  quoth_annotation_set_id (annotation, id);
  if (n % 5 == 1)
    {
      g_snprintf (to, sizeof to, "e%03u", (article + n) % n_entities);
      quoth_annotation_set_entity (annotation, to);
    }
  if (n % 5 == 0)
    {
      quoth_annotation_take_attributes (
        annotation, quoth_attributes_new_from_json ("{\"quote_type\":\"direct\"}", -1, NULL));
      g_snprintf (to, sizeof to, "a%07u-%u", article, n + 1);
      quoth_annotation_add_link (annotation, "speaker", to, NULL);
      g_snprintf (to, sizeof to, "a%07u-%u", article, n + 2);
      quoth_annotation_add_link (annotation, "cue", to, NULL);
    }
  return annotation;
}

static void
append_article (GString *out,
                GRand   *rand,
                guint    n)
{
  g_autofree char *utf8 = bench_make_text (rand, BENCH_TEXT_BYTES, FALSE);
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);

  g_string_append_printf (out, "{\"id\":\"%07u\",\"name\":\"Article %u\",\"text\":", n, n);
  quoth_json_append_string (out, utf8, strlen (utf8), FALSE);
  g_string_append_printf (out, ",\"language\":\"en\",\"metadata\":{\"publisher\":\"Paper %u\"},"
                          "\"tags\":{},\"layers\":[{\"name\":\"anna\",\"state\":\"done\"}],"
                          "\"annotations\":[", n % 50);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (QuothAnnotation) annotation = make_annotation (n, i, N_ENTITIES);

      if (i > 0)
        g_string_append_c (out, ',');
      quoth_annotation_append_json (annotation, text, out);
    }
  g_string_append (out, "]}\n");
}

void
bench_make_corpus (const char *folder,
                   guint       n_articles)
{
  g_autofree char *corpus = g_build_filename (folder, "corpus", NULL);
  g_autofree char *path = g_build_filename (corpus, "articles.jsonl", NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_articles);
  FILE *file;

  g_mkdir (corpus, 0700);
  write_entities (folder);
  file = g_fopen (path, "w");
  if (file == NULL)
    bench_die (path, NULL);
  for (guint i = 0; i < n_articles; i++)
    {
      g_string_truncate (out, 0);
      append_article (out, rand, i);
      fwrite (out->str, 1, out->len, file);
    }
  if (fclose (file) != 0)
    bench_die (path, NULL);
}

/* --- processes --- */

void
bench_remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      bench_remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

char *
bench_spawn (const char *program,
             const char *step,
             const char *folder,
             const char *name)
{
  const char *argv[] = { program, "--step", step, folder, name, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                     &error)
      || !g_spawn_check_wait_status (status, &error))
    bench_die (step, error);
  return out;
}
