/* test-import.c - walking, detecting, and importing whole units or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-import.h"
#include "quoth-project-query.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char         *folder;
  char         *input;
  QuothProject *project;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  self->input = g_build_filename (self->folder, "input", NULL);
  g_mkdir (self->input, 0700);
  path = g_build_filename (self->folder, "test.quoth", NULL);
  self->project = quoth_project_create (path, scheme, &error);
  g_assert_no_error (error);
  quoth_project_set_annotator (self->project, "anna");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  quoth_project_close (self->project);
  g_object_unref (self->project);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->input);
}

static void
put (Fixture    *self,
     const char *name,
     const char *bytes)
{
  g_autofree char *path = g_build_filename (self->input, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

/* Everything as one string: units, then what is refused, then notices. */
static char *
plan (Fixture    *self,
      const char *format)
{
  const char *const paths[] = { self->input, NULL };
  QuothImportReport *report = quoth_import_run (self->project, (const char *const[]) { NULL }, NULL,
                                                NULL, NULL, NULL);
  g_autoptr (GPtrArray) units = quoth_import_plan (paths, format, report, NULL, NULL);
  GString *out = g_string_new (NULL);
  gsize skip = strlen (self->input) + 1;

  for (guint i = 0; i < units->len; i++)
    {
      QuothUnit *unit = units->pdata[i];

      g_string_append_printf (out, "%s %s\n", unit->format,
                              strlen (unit->path) > skip ? unit->path + skip : ".");
    }
  for (guint i = 0; i < report->refused->len; i++)
    g_string_append_printf (out, "! %s\n", ((QuothNotice *) report->refused->pdata[i])->message);
  for (guint i = 0; i < report->notices->len; i++)
    {
      QuothNotice *notice = report->notices->pdata[i];

      g_string_append_printf (out, "? %s: %s\n", notice->path + skip, notice->message);
    }
  quoth_import_report_free (report);
  return g_string_free (out, FALSE);
}

/* UTF-16 with and without a mark. */
static void
test_utf16 (Fixture       *self,
            gconstpointer  data)
{
  static const char xmi[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
                            "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\""
                            " xmlns:cas=\"http:///uima/cas.ecore\" xmi:version=\"2.0\">"
                            "<cas:Sofa xmi:id=\"1\" sofaString=\"\xf0\x9f\x98\x80\"/></xmi:XMI>\n";
  static const struct { const char *name; const char *bytes; const char *encoding; } files[] = {
    { "a.xmi", xmi, "UTF-16LE" }, { "b.xmi", xmi, "UTF-16BE" },
    { "c.csv", "\xef\xbb\xbfid,text\n1,Mia\n", "UTF-16LE" },
  };
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->input, files[i].name, NULL);
      gsize n_bytes = 0;
      g_autofree char *bytes = g_convert (files[i].bytes, -1, files[i].encoding, "UTF-8", NULL,
                                          &n_bytes, NULL);

      g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
    }
  found = plan (self, NULL);
  g_assert_cmpstr (found, ==, "cas-xmi a.xmi\ncas-xmi b.xmi\ntable c.csv\n");
}

static void
test_walk (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (self->input, "b", "loop", NULL);
  g_autofree char *dangling = g_build_filename (self->input, "dangling.txt", NULL);
  g_autofree char *pipe = g_build_filename (self->input, "pipe.txt", NULL);
  g_autofree char *found = NULL;

  put (self, "z.txt", "z");
  put (self, "b/2.txt", "2");
  put (self, "b/10.txt", "10");
  put (self, "b/.hidden.txt", "h");
  put (self, ".git/x.txt", "x");
  put (self, "a.jsonl", "{\"text\":\"a\"}");
  put (self, "picture.png", "\x89PNG");
  put (self, "README", "words");
  put (self, "corpus/articles.jsonl", "{\"text\":\"b\"}");
  put (self, "corpus/entities.jsonl", "");
  put (self, "corpus/notes.txt", "within a unit");
  g_assert_cmpint (symlink ("..", link), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  found = plan (self, NULL);
  g_assert_cmpstr (found, ==,
                   "quoth-jsonl a.jsonl\n"
                   "text b/10.txt\n"
                   "text b/2.txt\n"
                   "quoth-jsonl corpus\n"
                   "text z.txt\n"
                   "? dangling.txt: No such file or directory\n"
                   "? pipe.txt: is not a regular file\n"
                   "? README: no format explains this file\n"
                   "? picture.png: no format explains this file\n");
}

static void
test_forced (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *found = NULL;

  put (self, "a.txt", "a");
  put (self, "b.jsonl", "{}");
  put (self, "c.png", "p");
  found = plan (self, "text");
  g_assert_cmpstr (found, ==, "text a.txt\n");
}

/* A text that is named brings the annotations beside it, once. */
static void
test_pair (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *text = g_build_filename (self->input, "a.txt", NULL);
  g_autofree char *standoff = g_build_filename (self->input, "a.ann", NULL);
  const char *const alone[] = { text, NULL };
  const char *const both[] = { text, standoff, NULL };
  const struct
  {
    const char *const *paths;
    const char        *format;
    const char        *unit;
    const char        *unit_format;
  } cases[] = {
    { alone, NULL, standoff, "brat" }, { alone, "brat", standoff, "brat" },
    { alone, "text", text, "text" }, { both, NULL, standoff, "brat" },
  };
  g_autoptr (QuothImportReport) report = NULL;

  put (self, "a.txt", "Mia left.");
  put (self, "a.ann", "T1\tperson 0 3\tMia\n");
  report = quoth_import_run (self->project, (const char *const[]) { NULL }, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) units = quoth_import_plan (cases[i].paths, cases[i].format, report,
                                                       NULL, NULL);

      g_assert_cmpuint (units->len, ==, 1);
      g_assert_cmpstr (((QuothUnit *) units->pdata[0])->path, ==, cases[i].unit);
      g_assert_cmpstr (((QuothUnit *) units->pdata[0])->format, ==, cases[i].unit_format);
    }
  g_assert_cmpuint (report->n_refused, ==, 0);
  g_assert_cmpuint (report->n_notices, ==, 0);
}

static QuothImportReport *
import (Fixture    *self,
        const char *name,
        const char *format,
        GError    **error)
{
  g_autofree char *path = g_build_filename (self->input, name, NULL);
  const char *const paths[] = { path, NULL };

  return quoth_import_run (self->project, paths, format, NULL, NULL, error);
}

static void
test_named (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothImportReport) missing = NULL;
  g_autoptr (QuothImportReport) readme = NULL;
  g_autoptr (QuothImportReport) picture = NULL;
  g_autoptr (GError) error = NULL;

  missing = import (self, "missing.txt", NULL, &error);
  g_assert_cmpuint (missing->n_refused, ==, 1);
  put (self, "README", "Some words.");
  readme = import (self, "README", NULL, &error);
  g_assert_cmpuint (readme->counts.n_articles, ==, 1);
  g_assert_nonnull (readme->first_article);
  put (self, "picture.xml", "<x/>");
  picture = import (self, "picture.xml", NULL, &error);
  g_assert_cmpuint (picture->n_refused, ==, 1);
  g_assert_cmpstr (((QuothNotice *) picture->refused->pdata[0])->message, ==,
                   "no format explains this file");
  g_assert_null (import (self, "README", "nonsense", &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN);
}

static void
test_text (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothImportReport) first = NULL;
  g_autoptr (QuothImportReport) again = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "a b.v1.txt", "\xef\xbb\xbfOne\r\ntwo\rthree\xc2\x85");
  put (self, "latin.txt", "Ein M\xe4rchen f\xfcr gro\xdf und klein, sagte die Gro\xdfmutter.");
  put (self, "same.txt", "One\r\ntwo\rthree\xc2\x85");
  put (self, "empty.txt", "");
  first = import (self, "", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->n_units, ==, 4);
  g_assert_cmpuint (first->counts.n_articles, ==, 3);
  g_assert_cmpuint (first->counts.n_duplicates, ==, 1);
  g_assert_cmpuint (first->n_refused, ==, 0);
  g_assert_cmpuint (first->n_notices, ==, 2);
  g_assert_nonnull (first->first_article);
  article = quoth_project_read_article (self->project, first->first_article, NULL, &error);
  g_assert_cmpstr (quoth_text_get_utf8 (article->text), ==, "One\r\ntwo\rthree\xc2\x85");
  g_assert_cmpstr (article->article->name, ==, "a b.v1");
  g_assert_cmpuint (article->annotations->len, ==, 0);

  again = import (self, "", NULL, &error);
  g_assert_cmpuint (again->counts.n_articles, ==, 0);
  g_assert_cmpuint (again->counts.n_duplicates, ==, 4);
}

/* A unit with one bad line brings nothing, the others come whole. */
static void
test_all_or_nothing (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  QuothNotice *notice;

  put (self, "1.jsonl", "{\"text\":\"one\",\"annotations\":[{\"type\":\"new\",\"parts\":[[0,1]]}]}\n"
                        "{\"text\":\"two\"}\n{\"text\":\"three\",\"annotations\":[{}]}\n");
  put (self, "2.jsonl", "{\"text\":\"four\",\"annotations\":[{\"type\":\"other\",\"parts\":[[0,4]],"
                        "\"attributes\":{\"mood\":\"grim\"},\"quotes\":[\"four\"]}]}\n");
  put (self, "3.jsonl", "{\"text\":\"five\",\"annotations\":[{\"type\":\"person\",\"parts\":[[0,4]],"
                        "\"entity\":\"nobody\"}]}\n");
  report = import (self, "", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_units, ==, 3);
  g_assert_cmpuint (report->n_refused, ==, 2);
  g_assert_cmpuint (report->counts.n_articles, ==, 1);
  g_assert_cmpuint (report->counts.n_annotations, ==, 1);
  notice = report->refused->pdata[0];
  g_assert_true (g_str_has_suffix (notice->path, "1.jsonl"));
  g_assert_cmpuint (notice->line, ==, 3);
  g_assert_true (g_str_has_prefix (notice->message, "column "));
  notice = report->refused->pdata[1];
  g_assert_true (g_str_has_suffix (notice->path, "3.jsonl"));
  g_assert_nonnull (quoth_scheme_lookup_type (quoth_project_get_scheme (self->project), "other"));
  g_assert_null (quoth_scheme_lookup_type (quoth_project_get_scheme (self->project), "new"));
  g_assert_cmpuint (report->scheme_additions->len, ==, 2);
  g_assert_true (quoth_project_can_undo (self->project));
  g_object_unref (quoth_project_open_again (self->project, NULL));
}

static void
test_layer (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  g_autoptr (GError) error = NULL;

  put (self, "1.jsonl", "{\"text\":\"one\",\"annotations\":[{\"type\":\"cue\",\"parts\":[[0,1]]},"
                        "{\"type\":\"cue\",\"parts\":[[1,2]],\"layer\":\"ben\"}]}\n");
  report = import (self, "1.jsonl", NULL, &error);
  article = quoth_project_read_article (self->project, report->first_article, NULL, &error);
  g_assert_cmpuint (article->layers->len, ==, 2);
  g_assert_cmpstr (((QuothLayer *) article->layers->pdata[0])->name, ==, "anna");
  g_assert_cmpstr (((QuothLayer *) article->layers->pdata[1])->name, ==, "ben");
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  const char *const paths[] = { self->input, NULL };
  g_autoptr (GError) error = NULL;

  put (self, "a.txt", "a");
  g_cancellable_cancel (cancellable);
  g_assert_null (quoth_import_run (self->project, paths, NULL, NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (quoth_project_can_undo (self->project));
}

static void
test_progress (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);
  g_autoptr (QuothImportReport) report = NULL;
  const char *const paths[] = { self->input, NULL };

  put (self, "a.txt", "four");
  put (self, "c/articles.jsonl", "{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
  put (self, "c/entities.jsonl", "{\"name\":\"b\"}\n");
  report = quoth_import_run (self->project, paths, NULL, NULL, progress, NULL);
  g_assert_cmpuint (report->counts.n_articles, ==, 3);
  g_assert_cmpuint (quoth_progress_get_total (progress), ==, 43);
  g_assert_cmpuint (quoth_progress_get_done (progress), ==, 43);
}

static void
test_at_hand (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothAttributes) metadata = quoth_attributes_with_string (NULL, "url", "https://x.example");
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothImportReport) again = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  g_autoptr (GError) error = NULL;

  report = quoth_import_text (self->project, NULL, "First line\nsecond", 17, metadata, &error);
  g_assert_no_error (error);
  article = quoth_project_read_article (self->project, report->first_article, NULL, &error);
  g_assert_cmpstr (article->article->name, ==, "First line second");
  g_assert_true (quoth_attributes_equal (article->article->metadata, metadata));
  again = quoth_import_text (self->project, "Name", "First line\nsecond", 17, NULL, &error);
  g_assert_cmpuint (again->counts.n_duplicates, ==, 1);
  g_assert_cmpstr (again->first_article, ==, report->first_article);
  g_assert_null (quoth_import_text (self->project, "Name", "a\0b", 3, NULL, &error));
  g_assert_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID);
}

/* Fetched pages come together: one gesture, what is there already is named. */
static void
test_several_texts (Fixture       *self,
                    gconstpointer  data)
{
  const QuothImportText texts[] = {
    { "One", "one", 3, "de", NULL },
    { "Bad", "a\0b", 3, NULL, NULL },
    { "Same", "one", 3, NULL, NULL },
    { NULL, "two words", 9, NULL, NULL },
  };
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothImportReport) again = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  QuothNotice *notice;

  report = quoth_import_texts (self->project, texts, G_N_ELEMENTS (texts), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->counts.n_articles, ==, 2);
  g_assert_cmpuint (report->counts.n_duplicates, ==, 1);
  g_assert_cmpuint (report->n_refused, ==, 1);
  notice = report->refused->pdata[0];
  g_assert_cmpstr (notice->path, ==, "Bad");
  notice = report->notices->pdata[0];
  g_assert_cmpstr (notice->article, ==, report->first_article);
  g_assert_cmpstr (report->known_article, ==, report->first_article);
  article = quoth_project_lookup_article (self->project, report->first_article, &error);
  g_assert_cmpstr (article->name, ==, "One");
  g_assert_cmpstr (article->language, ==, "de");

  again = quoth_import_texts (self->project, texts, 1, NULL, &error);
  g_assert_null (again->first_article);
  g_assert_cmpstr (again->known_article, ==, report->first_article);
  g_cancellable_cancel (cancellable);
  g_assert_null (quoth_import_texts (self->project, texts, 1, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Five types that bring the same attribute make one line of the report. */
static void
test_additions_once (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  put (self, "1.jsonl",
       "{\"text\":\"one\",\"annotations\":["
       "{\"type\":\"new\",\"parts\":[[0,1]],\"attributes\":{\"mood\":\"a\"}},"
       "{\"type\":\"claim\",\"parts\":[[0,1]],\"attributes\":{\"mood\":\"b\"}},"
       "{\"type\":\"cue\",\"parts\":[[0,1]],\"attributes\":{\"mood\":\"c\"}}],"
       "\"tags\":{\"topics\":[\"sport\",\"trade\"]}}\n");
  report = import (self, "1.jsonl", NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->scheme_additions->len; i++)
    g_assert_true (g_hash_table_add (seen, report->scheme_additions->pdata[i]));
  g_assert_true (g_hash_table_contains (seen, "attribute: mood"));
  /* What was there and has but learnt values is no new attribute. */
  g_assert_true (g_hash_table_contains (seen, "values: topics"));
  g_assert_false (g_hash_table_contains (seen, "attribute: topics"));
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/import/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("walk", test_walk);
  add ("utf16", test_utf16);
  add ("forced", test_forced);
  add ("pair", test_pair);
  add ("named", test_named);
  add ("text", test_text);
  add ("all-or-nothing", test_all_or_nothing);
  add ("layer", test_layer);
  add ("cancelled", test_cancelled);
  add ("progress", test_progress);
  add ("at-hand", test_at_hand);
  add ("several-texts", test_several_texts);
  add ("additions-once", test_additions_once);
  return g_test_run ();
}
