/* test-export.c - exports: the same bytes again, into place, in splits, without zones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-export.h"
#include "quoth-import.h"
#include "quoth-json-writer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char         *folder;
  QuothProject *project;
} Fixture;

static QuothProject *
new_project (Fixture    *self,
             const char *name)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  QuothProject *project = quoth_project_create (path, scheme, &error);

  g_assert_no_error (error);
  return project;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  self->project = new_project (self, "test.quoth");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  quoth_project_close (self->project);
  g_object_unref (self->project);
  remove_tree (self->folder);
  g_free (self->folder);
}

static char *
path_of (Fixture    *self,
         const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
put (Fixture    *self,
     const char *name,
     const char *bytes)
{
  g_autofree char *path = path_of (self, name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

static char *
get (Fixture    *self,
     const char *name)
{
  g_autofree char *path = path_of (self, name);
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, NULL, NULL);
  return bytes;
}

static void
assert_same (Fixture    *self,
             const char *a,
             const char *b)
{
  static const char *const names[] = { "scheme.json", "entities.jsonl", "articles.jsonl" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first_name = g_build_filename (a, names[i], NULL);
      g_autofree char *second_name = g_build_filename (b, names[i], NULL);
      g_autofree char *first = get (self, first_name);
      g_autofree char *second = get (self, second_name);

      g_assert_nonnull (first);
      g_assert_cmpstr (first, ==, second);
    }
}

static void
import (Fixture      *self,
        QuothProject *project,
        const char   *name)
{
  g_autofree char *path = path_of (self, name);
  const char *const paths[] = { path, NULL };
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = quoth_import_run (project, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (report->n_refused > 0)
    g_error ("%s", ((QuothNotice *) report->refused->pdata[0])->message);
}

static QuothExportReport *
export (Fixture                  *self,
        const char               *name,
        const QuothExportOptions *options,
        GError                  **error)
{
  g_autofree char *path = path_of (self, name);

  return quoth_export_run (self->project, "quoth-jsonl", path, options, NULL, error);
}

/* Code points that have broken something somewhere. */
static const gunichar pool[] = {
  'a', 'b', ' ', '.', '"', '\\', '/', '\t', '\n', '\r', 0x7f, 0x01, 0x1f, 0x85, 0xa0, 0xad, 0xe9,
  0x301, 0x5d0, 0x627, 0x200b, 0x200f, 0x2028, 0x2029, 0x201c, 0x2019, 0x4e2d, 0xfeff, 0xfffd,
  0xffff, 0x1f600, 0x1f468, 0x200d, 0x10ffff
};

static char *
random_string (GRand *rand,
               guint  min,
               guint  max)
{
  GString *out = g_string_new (NULL);

  for (guint n = g_rand_int_range (rand, min, max + 1); n > 0; n--)
    {
      gunichar c = pool[g_rand_int_range (rand, 0, G_N_ELEMENTS (pool))];

      g_string_append_unichar (out, c);
      if (c == '\r' && g_rand_boolean (rand))
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static QuothAttributes *
random_attributes (GRand *rand)
{
  static const char *const values[] = { "true", "null", "-1.5", "12345678901234567", "[]", "{}",
                                        "[1,[\"a\",{\"b\":null}]]", "{\"z\":1,\"a\":[2]}", "\"\"" };
  QuothAttributes *attributes = NULL;

  for (guint n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      g_autofree char *name = random_string (rand, 1, 4);
      g_autofree char *text = random_string (rand, 0, 8);
      QuothAttributes *with;

      if (g_rand_boolean (rand))
        with = quoth_attributes_with_string (attributes, name, text);
      else
        with = quoth_attributes_with_json (attributes, name,
                                           values[g_rand_int_range (rand, 0,
                                                                    G_N_ELEMENTS (values))]);
      quoth_attributes_unref (attributes);
      attributes = with;
    }
  return attributes;
}

static void
append_random_annotation (GRand     *rand,
                          GString   *out,
                          QuothText *text,
                          guint      article,
                          guint      index,
                          guint      n)
{
  static const char *const types[] = { "person", "claim", "cue", "made up", "Ñ" };
  g_autoptr (QuothAnnotation) annotation = NULL;
  g_autofree char *id = g_strdup_printf ("a%02u.%u", article, index);
  g_autofree char *note = random_string (rand, 0, 5);
  guint length = quoth_text_get_length (text);
  QuothSpan parts[4];
  guint n_parts = 0;
  guint at = 0;

  for (guint i = 0; i < 4 && at < length; i++)
    {
      parts[i].start = g_rand_int_range (rand, at, length);
      parts[i].end = g_rand_int_range (rand, parts[i].start + 1, length + 1);
      at = parts[i].end;
      n_parts++;
      if (g_rand_boolean (rand))
        break;
    }
  annotation = quoth_annotation_new (types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))],
                                     index % 2 ? "anna" : "ben", parts, n_parts);
  quoth_annotation_set_id (annotation, id);
  quoth_annotation_take_attributes (annotation, random_attributes (rand));
  quoth_annotation_set_note (annotation, *note != '\0' ? note : NULL);
  quoth_annotation_set_entity (annotation, g_rand_boolean (rand) ? "e1" : NULL);
  /* To another of the same layer. */
  if (n > 2 && g_rand_boolean (rand))
    {
      g_autofree char *to = g_strdup_printf ("a%02u.%u", article, index >= 2 ? index - 2
                                                                            : index + 2);
      g_autoptr (QuothAttributes) attributes = random_attributes (rand);

      if (index + 2 < n || index >= 2)
        quoth_annotation_add_link (annotation, "speaker", to, attributes);
    }
  quoth_annotation_append_json (annotation, g_rand_boolean (rand) ? text : NULL, out);
}

static char *
random_articles (guint32 seed,
                 guint   n_articles)
{
  GRand *rand = g_rand_new_with_seed (seed);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *utf8 = random_string (rand, 2, 60);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      g_autoptr (QuothAttributes) metadata = random_attributes (rand);
      guint n = g_rand_int_range (rand, 0, 8);

      g_string_append_printf (out, "{\"id\":\"article %u\",\"text\":", n_articles - i);
      quoth_json_append_string (out, utf8, strlen (utf8), g_rand_boolean (rand));
      g_string_append (out, ",\"metadata\":");
      quoth_attributes_append_json (metadata, out);
      g_string_append (out, ",\"annotations\":[");
      for (guint k = 0; k < n; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          append_random_annotation (rand, out, text, i, k, n);
        }
      g_string_append (out, "]}\n");
    }
  g_rand_free (rand);
  return g_string_free (out, FALSE);
}

/* Import, export; twice the same; into an empty project, out again: the same. */
static void
test_round_trip (Fixture       *self,
                 gconstpointer  data)
{
  guint32 seed = g_test_rand_int ();
  g_autofree char *articles = random_articles (seed, 60);
  g_autoptr (QuothProject) second = new_project (self, "second.quoth");
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (QuothExportReport) again = NULL;
  g_autoptr (QuothExportReport) third = NULL;
  g_autofree char *out = path_of (self, "out3");
  g_autoptr (GError) error = NULL;

  g_test_message ("seed %u", seed);
  put (self, "in/articles.jsonl", articles);
  put (self, "in/entities.jsonl", "{\"id\":\"e1\",\"name\":\"Ann \\ud83d\\ude00\",\"aliases\":[\"b\","
                                  "\"a\"]}\n{\"id\":\"e0\",\"name\":\"Ben\",\"status\":\"unnamed\"}\n");
  import (self, self->project, "in");
  report = export (self, "out1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_articles, >, 30);
  g_assert_cmpuint (report->n_losses, ==, 0);
  again = export (self, "out2", NULL, &error);
  assert_same (self, "out1", "out2");
  import (self, second, "out1");
  third = quoth_export_run (second, "quoth-jsonl", out, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_same (self, "out1", "out3");
  quoth_project_close (second);
}

static void
test_target (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothExportReport) first = NULL;
  g_autoptr (QuothExportReport) second = NULL;
  g_autofree char *empty = path_of (self, "empty");
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "in/some.jsonl", "{\"text\":\"one\"}\n");
  import (self, self->project, "in");
  g_mkdir (empty, 0700);
  first = export (self, "empty", NULL, &error);
  g_assert_no_error (error);
  second = export (self, "empty", NULL, &error);
  g_assert_no_error (error);

  /* A file of somebody else: nothing is touched. */
  put (self, "empty/mine.txt", "mine");
  put (self, "empty/articles.jsonl", "left alone");
  g_assert_null (export (self, "empty", NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "mine.txt"));
  g_clear_error (&error);
  left = get (self, "empty/articles.jsonl");
  g_assert_cmpstr (left, ==, "left alone");
  put (self, "file", "f");
  g_assert_null (export (self, "file", NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (export (self, "file/below", NULL, &error));
  g_clear_error (&error);
  g_assert_null (quoth_export_run (self->project, "text", empty, NULL, NULL, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);
  g_autoptr (QuothExportReport) first = NULL;
  g_autofree char *path = path_of (self, "out");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  put (self, "in/some.jsonl", "{\"text\":\"one\"}\n");
  import (self, self->project, "in");
  first = export (self, "out", NULL, &error);
  before = get (self, "out/articles.jsonl");
  n = count_entries (self->folder);
  put (self, "in/some.jsonl", "{\"text\":\"two\"}\n");
  import (self, self->project, "in");
  g_cancellable_cancel (quoth_progress_get_cancellable (progress));
  g_assert_null (quoth_export_run (self->project, "quoth-jsonl", path, NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = get (self, "out/articles.jsonl");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_entries (self->folder), ==, n);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

static const QuothSplit splits[] = { { "train", 80 }, { "dev", 10 }, { "test", 10 } };

static void
test_splits (Fixture       *self,
             gconstpointer  data)
{
  QuothExportOptions options = { .splits = splits, .n_splits = 3, .seed = 7 };
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (QuothExportReport) first = NULL;
  g_autoptr (QuothExportReport) second = NULL;
  g_autoptr (QuothExportReport) other = NULL;
  g_autofree char *train = NULL;
  g_autofree char *dev = NULL;
  g_autofree char *test = NULL;
  g_autofree char *test2 = NULL;
  g_autofree char *test3 = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, "{\"id\":\"%03u\",\"text\":\"text %u\"}\n", i, i);
  put (self, "in/some.jsonl", json->str);
  import (self, self->project, "in");
  first = export (self, "out", &options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_articles, ==, 100);
  train = get (self, "out/train/articles.jsonl");
  dev = get (self, "out/dev/articles.jsonl");
  test = get (self, "out/test/articles.jsonl");
  g_assert_cmpuint (count_lines (train), ==, 80);
  g_assert_cmpuint (count_lines (dev), ==, 10);
  g_assert_cmpuint (count_lines (test), ==, 10);
  second = export (self, "out", &options, &error);
  g_assert_no_error (error);
  test2 = get (self, "out/test/articles.jsonl");
  g_assert_cmpstr (test, ==, test2);
  options.seed = 8;
  other = export (self, "out", &options, &error);
  test3 = get (self, "out/test/articles.jsonl");
  g_assert_cmpstr (test, !=, test3);
}

/* The words @key=… of every line stand in one split only. */
static void
assert_apart (Fixture    *self,
              const char *folder,
              const char *key)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autofree char *name = g_build_filename (folder, splits[i].name, "articles.jsonl", NULL);
      g_autofree char *text = get (self, name);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint k = 0; lines[k] != NULL; k++)
        {
          const char *found = strstr (lines[k], key);
          g_autofree char *value = NULL;
          gpointer split;

          if (found == NULL)
            continue;
          n++;
          found += strlen (key);
          value = g_strndup (found, strcspn (found, ",}\\ T"));
          if (g_hash_table_lookup_extended (seen, value, NULL, &split))
            g_assert_cmpuint (GPOINTER_TO_UINT (split), ==, i);
          g_hash_table_insert (seen, g_steal_pointer (&value), GUINT_TO_POINTER (i));
        }
    }
  g_assert_cmpuint (n, ==, 60);
}

static void
test_split_groups (Fixture       *self,
                   gconstpointer  data)
{
  QuothExportOptions options = { .splits = splits, .n_splits = 3, .seed = 1 };
  g_autoptr (GString) articles = g_string_new (NULL);
  g_autoptr (GString) entities = g_string_new (NULL);
  static const struct { QuothSplitBy by; const char *key; } cases[] = {
    { QUOTH_SPLIT_BY_PUBLISHER, "\"publisher\":" },
    { QUOTH_SPLIT_BY_DATE, "2026-01-" },
    { QUOTH_SPLIT_BY_ENTITY, "component " },
  };

  /* Article i shares entity i with article i + 12: twelve chains of five. */
  for (guint i = 0; i < 80; i++)
    g_string_append_printf (entities, "{\"id\":\"e%u\",\"name\":\"n%u\"}\n", i, i);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (articles, "{\"id\":\"%02u\",\"text\":\"%02u component %u \",\"metadata\":"
                            "{\"publisher\":\"p%u\",\"date\":\"2026-01-%02uT12:00:00Z\"},"
                            "\"annotations\":[{\"type\":\"person\",\"parts\":[[0,1]],\"entity\":\"e%u\"},"
                            "{\"type\":\"person\",\"parts\":[[1,2]],\"entity\":\"e%u\"}]}\n",
                            i, i, i % 12, i % 9, 10 + i % 11, i, i + 12);
  put (self, "in/articles.jsonl", articles->str);
  put (self, "in/entities.jsonl", entities->str);
  import (self, self->project, "in");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("out%u", i);
      g_autoptr (QuothExportReport) report = NULL;
      g_autoptr (GError) error = NULL;

      options.split_by = cases[i].by;
      report = export (self, name, &options, &error);
      g_assert_no_error (error);
      assert_apart (self, name, cases[i].key);
    }
}

static void
test_body_only (Fixture       *self,
                gconstpointer  data)
{
  const QuothExportOptions options = { .zones = QUOTH_ZONES_BODY };
  g_autoptr (QuothExportReport) report = NULL;
  g_autofree char *articles = NULL;
  g_autofree char *losses = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "in/some.jsonl",
       "{\"id\":\"x\",\"text\":\"It rained and rained, said Ann all day long in the rain, as ever.\","
       "\"annotations\":["
       "{\"id\":\"z\",\"type\":\"zone\",\"parts\":[[23,31]],\"attributes\":{\"zone\":\"caption\"}},"
       "{\"id\":\"in\",\"type\":\"person\",\"parts\":[[28,31]]},"
       "{\"id\":\"across\",\"type\":\"cue\",\"parts\":[[23,35]]},"
       "{\"id\":\"out\",\"type\":\"claim\",\"parts\":[[0,20]],"
       "\"links\":[{\"role\":\"speaker\",\"to\":\"in\"},{\"role\":\"cue\",\"to\":\"across\"}]}]}\n");
  import (self, self->project, "in");
  report = export (self, "out", &options, &error);
  g_assert_no_error (error);
  articles = get (self, "out/articles.jsonl");
  losses = get (self, "out/losses.json");
  g_assert_null (strstr (articles, "\"id\":\"in\""));
  g_assert_null (strstr (articles, "\"id\":\"z\""));
  g_assert_nonnull (strstr (articles, "\"id\":\"across\""));
  g_assert_nonnull (strstr (articles, "\"links\":[{\"role\":\"cue\",\"to\":\"across\"}]"));
  g_assert_cmpstr (losses, ==, "{\n\"x\":{\"out\":\"link \\\"speaker\\\" leads out of the body\"}\n}\n");
  g_assert_cmpuint (report->n_losses, ==, 1);
  g_assert_cmpuint (report->n_annotations, ==, 2);
}

static void
test_preview (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  put (self, "in/some.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");
  import (self, self->project, "in");
  n = count_entries (self->folder);
  report = quoth_export_preview (self->project, "quoth-jsonl", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_articles, ==, 2);
  g_assert_cmpuint (count_entries (self->folder), ==, n);
}

static void
test_layer (Fixture       *self,
            gconstpointer  data)
{
  const QuothExportOptions options = { .layer = "anna" };
  g_autoptr (QuothExportReport) report = NULL;
  g_autofree char *articles = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "in/some.jsonl",
       "{\"text\":\"one\",\"annotations\":[{\"type\":\"cue\",\"layer\":\"anna\",\"parts\":[[0,1]]},"
       "{\"type\":\"cue\",\"layer\":\"ben\",\"parts\":[[0,1]]}]}\n");
  import (self, self->project, "in");
  report = export (self, "out", &options, &error);
  g_assert_no_error (error);
  articles = get (self, "out/articles.jsonl");
  g_assert_nonnull (strstr (articles, "anna"));
  g_assert_null (strstr (articles, "ben"));
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/export/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("round-trip", test_round_trip);
  add ("target", test_target);
  add ("cancelled", test_cancelled);
  add ("splits", test_splits);
  add ("split-groups", test_split_groups);
  add ("body-only", test_body_only);
  add ("preview", test_preview);
  add ("layer", test_layer);
  return g_test_run ();
}
