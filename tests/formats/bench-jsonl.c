/* bench-jsonl.c - how fast the native exchange format comes in and goes out
 *
 * CPU time of this process, as one JSON object. usage: bench-jsonl [ARTICLES]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-export.h"
#include "quoth-format-jsonl-private.h"
#include "quoth-import.h"
#include "quoth-json-writer.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define TEXT_BYTES  3000
#define ANNOTATIONS 10

static const char *const words[] = { "the", "minister", "said", "on", "Tuesday", "that", "talks",
                                     "would", "go", "on", "“until", "it", "is", "done”", "in",
                                     "Geneva", "a", "spokesman", "for", "Brüning" };

static double
cpu (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static long
peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void
append_article (GRand   *rand,
                GString *out,
                guint    number)
{
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;

  while (utf8->len < TEXT_BYTES)
    {
      g_string_append (utf8, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      g_string_append (utf8, g_rand_int_range (rand, 0, 40) == 0 ? ".\n\n" : " ");
    }
  text = quoth_text_new (utf8->str, (gssize) utf8->len, NULL);
  g_string_append_printf (out, "{\"id\":\"%08u\",\"name\":\"Article %u\",\"text\":", number, number);
  quoth_json_append_string (out, utf8->str, utf8->len, FALSE);
  g_string_append_printf (out, ",\"language\":\"en\",\"metadata\":{\"date\":\"2026-01-%02u\",\"url\":"
                          "\"https://example.org/%u\"},\"tags\":{},\"layers\":[],\"annotations\":[",
                          1 + number % 28, number);
  for (guint i = 0; i < ANNOTATIONS; i++)
    {
      guint length = quoth_text_get_length (text);
      QuothSpan part;
      g_autoptr (QuothAnnotation) annotation = NULL;
      g_autofree char *id = g_strdup_printf ("%08u-%02u", number, i);

      part.start = g_rand_int_range (rand, 0, length - 60);
      part.end = part.start + g_rand_int_range (rand, 4, 50);
      annotation = quoth_annotation_new (i % 3 == 0 ? "claim" : "person", "anna", &part, 1);
      quoth_annotation_set_id (annotation, id);
      if (i % 3 == 0)
        {
          g_autofree char *to = g_strdup_printf ("%08u-%02u", number, (i + 1) % ANNOTATIONS);

          quoth_annotation_take_attributes (annotation,
            quoth_attributes_with_string (NULL, "quote_type", i % 2 ? "direct" : "indirect"));
          quoth_annotation_add_link (annotation, "speaker", to, NULL);
        }
      if (i > 0)
        g_string_append_c (out, ',');
      quoth_annotation_append_json (annotation, text, out);
    }
  g_string_append (out, "]}\n");
}

static gsize
generate (const char *path,
          guint       n_articles)
{
  GRand *rand = g_rand_new_with_seed (1);
  g_autoptr (GString) out = g_string_new (NULL);
  FILE *file = fopen (path, "w");
  gsize size = 0;

  g_assert (file != NULL);
  for (guint i = 0; i < n_articles; i++)
    {
      g_string_truncate (out, 0);
      append_article (rand, out, i);
      fwrite (out->str, 1, out->len, file);
      size += out->len;
    }
  fclose (file);
  g_rand_free (rand);
  return size;
}

typedef struct
{
  GString *out;
  gsize    n_bytes;
  double   seconds;
} Written;

/* Times the serialiser alone, while articles come from the reader. */
static gboolean
write_cb (gpointer           user_data,
          QuothArticleData  *data,
          GError           **error)
{
  Written *self = user_data;
  double begin = cpu ();

  for (guint i = 0; i < 20; i++)
    {
      g_string_truncate (self->out, 0);
      quoth_jsonl_append_article (self->out, data);
      self->n_bytes += self->out->len;
    }
  self->seconds += cpu () - begin;
  return TRUE;
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
}

int
main (int   argc,
      char *argv[])
{
  guint n_articles = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("quoth-bench-XXXXXX", NULL);
  g_autofree char *input = g_build_filename (folder, "input.jsonl", NULL);
  g_autofree char *file = g_build_filename (folder, "bench.quoth", NULL);
  g_autofree char *output = g_build_filename (folder, "output", NULL);
  const char *const paths[] = { input, NULL };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothImportReport) imported = NULL;
  g_autoptr (QuothExportReport) exported = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Found) found = { .count_only = TRUE };
  Written written = { .out = g_string_new (NULL) };
  const QuothReadOptions options = { .layer = "me" };
  const QuothSink sink = { .article = write_cb, .notice = notice_cb, .user_data = &written };
  double parse;
  double import;
  double export;
  long before;
  gsize size;

  g_assert (n_articles > 0);
  size = generate (input, n_articles);
  before = peak_memory ();

  found_init (&found);
  found.count_only = TRUE;
  parse = cpu ();
  found_read (&found, "quoth-jsonl", input, &error);
  parse = cpu () - parse;
  g_assert_no_error (error);
  if (n_articles <= 20000)
    quoth_formats_lookup ("quoth-jsonl")->read (input, &options, &sink, NULL, &error);
  g_assert_no_error (error);

  project = quoth_project_create (file, scheme, &error);
  g_assert_no_error (error);
  import = cpu ();
  imported = quoth_import_run (project, paths, NULL, NULL, NULL, &error);
  import = cpu () - import;
  g_assert_no_error (error);
  g_assert_cmpuint (imported->counts.n_articles, ==, n_articles);
  export = cpu ();
  exported = quoth_export_run (project, "quoth-jsonl", output, NULL, NULL, &error);
  export = cpu () - export;
  g_assert_no_error (error);
  g_assert_cmpuint (exported->n_articles, ==, n_articles);

  g_print ("{\"articles\":%u,\"bytes\":%" G_GSIZE_FORMAT ",\"parse_mb_per_s\":%.0f,"
           "\"write_mb_per_s\":%.0f,\"import_articles_per_s\":%.0f,\"export_articles_per_s\":%.0f,"
           "\"memory_before_kb\":%ld,\"memory_peak_kb\":%ld}\n",
           n_articles, size, (double) size / 1e6 / parse,
           written.seconds > 0 ? (double) written.n_bytes / 1e6 / written.seconds : 0,
           n_articles / import, n_articles / export, before, peak_memory ());
  g_string_free (written.out, TRUE);
  quoth_project_close (project);
  remove_tree (folder);
  return 0;
}
