/* test-import-preview.c - what an import would find, and maps of labels on the way in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-import-preview.h"
#include "quoth-project-query.h"

#include <glib/gstdio.h>

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

  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
}

static QuothImportPreview *
look (Fixture    *self,
      const char *format)
{
  const char *const paths[] = { self->input, NULL };
  g_autoptr (GError) error = NULL;
  QuothImportPreview *preview = quoth_import_preview (self->project, paths, format, NULL, NULL,
                                                      &error);

  g_assert_no_error (error);
  return preview;
}

static QuothImportReport *
import (Fixture    *self,
        const char *map)
{
  const char *const paths[] = { self->input, NULL };
  g_autoptr (QuothLabelMap) labels =
    map != NULL ? quoth_label_map_new_from_json (map, -1, NULL) : NULL;
  const QuothReadOptions options = { .labels = labels };
  g_autoptr (GError) error = NULL;
  QuothImportReport *report = quoth_import_run (self->project, paths, NULL, &options, NULL,
                                                &error);

  g_assert_no_error (error);
  return report;
}

static const QuothPreviewLabel *
find (QuothImportPreview *preview,
      QuothLabelKind      kind,
      const char         *name)
{
  for (guint i = 0; i < preview->labels->len; i++)
    {
      const QuothPreviewLabel *label = preview->labels->pdata[i];

      if (label->kind == kind && g_str_equal (label->label, name))
        return label;
    }
  return NULL;
}

static void
put_brat (Fixture *self)
{
  put (self, "1.txt", "Jane Doe said so to Bob.\n");
  put (self, "1.ann",
       "T1\tPER 0 8\tJane Doe\nT2\tSay 9 13\tsaid\nT3\tPER 20 23\tBob\n"
       "R1\tAgent Arg1:T2 Arg2:T1\t\nA1\tsure T2\n");
}

static void
test_brat (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autoptr (QuothProjectInfo) info = NULL;
  QuothAnnotation *second;

  put_brat (self);
  preview = look (self, NULL);
  g_assert_cmpuint (preview->n_units, ==, 1);
  g_assert_true (preview->complete);
  g_assert_cmpstr (preview->formats->pdata[0], ==, "brat");
  g_assert_cmpstr (g_array_index (preview->guesses, QuothPreviewGuess, 0).format, ==, "brat");
  g_assert_cmpstr (preview->name, ==, "1");
  g_assert_cmpstr (preview->beginning, ==, "Jane Doe said so to Bob.\n");
  g_assert_cmpuint (preview->annotations->len, ==, 3);
  second = preview->annotations->pdata[1];
  g_assert_cmpstr (second->type, ==, "Say");
  g_assert_cmpuint (find (preview, QUOTH_LABEL_TYPE, "PER")->n_uses, ==, 2);
  g_assert_false (find (preview, QUOTH_LABEL_TYPE, "PER")->known);
  g_assert_cmpstr (find (preview, QUOTH_LABEL_TYPE, "PER")->target, ==, "PER");
  g_assert_true (find (preview, QUOTH_LABEL_TYPE, "PER")->lacking);
  g_assert_cmpuint (find (preview, QUOTH_LABEL_ROLE, "Agent")->n_uses, ==, 1);
  g_assert_nonnull (find (preview, QUOTH_LABEL_ATTRIBUTE, "sure"));
  g_assert_true (quoth_import_preview_asks (preview));
  /* Nothing was written. */
  info = quoth_project_get_info (self->project, NULL);
  g_assert_cmpuint (info->n_articles, ==, 0);
  g_assert_null (quoth_scheme_lookup_type (quoth_project_get_scheme (self->project), "PER"));
}

/* What tells the format stands behind a text that is longer than a head. */
static void
test_long_row (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autofree char *blanks = g_strnfill (100000, ' ');
  g_autofree char *row = g_strdup_printf ("{\"id\":1,\"text\":\"Ada%s\",\"label\":[[0,3,\"PER\"]]}\n",
                                          blanks);

  put (self, "all.txt", row);
  preview = look (self, NULL);
  g_assert_cmpuint (preview->n_units, ==, 1);
  g_assert_cmpstr (preview->formats->pdata[0], ==, "doccano");
  g_assert_cmpstr (g_array_index (preview->guesses, QuothPreviewGuess, 0).format, ==, "doccano");
  g_assert_cmpuint (preview->annotations->len, ==, 1);
}

static void
test_plain (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autofree char *text = g_strnfill (5000, 'x');

  put (self, "1.txt", "Ein M\xe4rchen f\xfcr gro\xdf und klein, sagte die Gro\xdfmutter.");
  put (self, "2.txt", text);
  preview = look (self, NULL);
  g_assert_false (quoth_import_preview_asks (preview));
  g_assert_cmpuint (preview->n_units, ==, 2);
  g_assert_false (preview->complete);
  g_assert_cmpuint (preview->n_articles, ==, 1);
  g_assert_nonnull (preview->encoding);
  g_assert_cmpstr (preview->encoding, !=, "UTF-8");
  g_assert_cmpuint (preview->labels->len, ==, 0);
}

static void
test_own (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (QuothImportPreview) preview = NULL;

  put (self, "1.jsonl", "{\"text\":\"one two\",\"annotations\":["
                        "{\"type\":\"person\",\"parts\":[[0,1]]},"
                        "{\"type\":\"claim\",\"parts\":[[1,2]],"
                        "\"attributes\":{\"no_speaker\":true}}]}\n");
  preview = look (self, NULL);
  g_assert_cmpuint (preview->n_annotations, ==, 2);
  g_assert_cmpstr (preview->encoding, ==, "UTF-8");
  g_assert_false (quoth_import_preview_asks (preview));
}

/* Values count where the scheme has a list of them; the rest is free. */
static void
test_values (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autoptr (QuothImportPreview) again = NULL;
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  g_autofree char *high = quoth_label_of_value ("certainty", "high");
  g_autofree char *possible = quoth_label_of_value ("certainty", "possible");
  g_autofree char *free_text = quoth_label_of_value ("topic", "money");

  put (self, "1.jsonl", "{\"text\":\"one two\",\"annotations\":["
                        "{\"type\":\"claim\",\"parts\":[[0,1]],"
                        "\"attributes\":{\"certainty\":\"high\",\"topic\":\"money\"}},"
                        "{\"type\":\"claim\",\"parts\":[[1,2]],"
                        "\"attributes\":{\"certainty\":\"possible\"}}]}\n");
  preview = look (self, NULL);
  g_assert_false (find (preview, QUOTH_LABEL_VALUE, high)->known);
  g_assert_true (find (preview, QUOTH_LABEL_VALUE, possible)->known);
  for (guint i = 0; i < preview->labels->len; i++)
    g_assert_cmpstr (((QuothPreviewLabel *) preview->labels->pdata[i])->label, !=, free_text);
  g_assert_true (quoth_import_preview_asks (preview));

  report = import (self, "{\"values\":{\"certainty\":{\"high\":\"certain\"}}}");
  g_assert_cmpuint (report->scheme_additions->len, ==, 0);
  article = quoth_project_read_article (self->project, report->first_article, NULL, NULL);
  g_assert_cmpstr (quoth_attributes_lookup (((QuothAnnotation *) article->annotations->pdata[0])
                                              ->attributes, "certainty"), ==, "\"certain\"");
  again = look (self, NULL);
  g_assert_true (find (again, QUOTH_LABEL_VALUE, high)->mapped);
  g_assert_false (quoth_import_preview_asks (again));
}

/* However much there is, only the first is read. */
static void
test_bounded (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (QuothImportPreview) preview = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (lines, "{\"text\":\"%u %0*d\"}\n", i, i == 0 ? 900 : 1, 7);
  put (self, "1.jsonl", lines->str);
  put (self, "2.jsonl", "{\"text\":\"unread\",\"annotations\":["
                        "{\"type\":\"late\",\"parts\":[[0,1]]}]}\n");
  preview = look (self, NULL);
  g_assert_false (preview->complete);
  g_assert_cmpuint (preview->n_articles, <, 3000);
  g_assert_cmpuint (preview->n_articles, >, 0);
  g_assert_cmpuint (preview->report->n_refused, ==, 0);
  g_assert_cmpuint (g_utf8_strlen (preview->beginning, -1), ==, QUOTH_PREVIEW_CHARS);
  g_assert_cmpuint (preview->n_chars, >, QUOTH_PREVIEW_CHARS);
  g_assert_null (find (preview, QUOTH_LABEL_TYPE, "late"));
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const char *const paths[] = { self->input, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  QuothNotice *notice;

  put (self, "1.txt", "Jane Doe said so.\n");
  put (self, "1.ann", "T1\tPER 0 8\tJohn Doe\n");
  preview = look (self, NULL);
  g_assert_cmpuint (preview->report->n_refused, ==, 1);
  notice = preview->report->refused->pdata[0];
  g_assert_nonnull (strstr (notice->message, "John Doe"));
  g_assert_cmpuint (notice->line, ==, 1);
  g_assert_null (preview->text);
  g_cancellable_cancel (cancellable);
  g_assert_null (quoth_import_preview (self->project, paths, NULL, NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (quoth_import_preview (self->project, paths, "nonsense", NULL, NULL, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN);
}

static void
test_mapped (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothImportReport) again = NULL;
  g_autoptr (QuothImportPreview) preview = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  g_autoptr (QuothLabelMap) remembered = NULL;
  QuothScheme *scheme;

  put_brat (self);
  report = import (self, "{\"types\":{\"PER\":\"person\",\"Say\":null},"
                         "\"attributes\":{\"sure\":null}}");
  g_assert_cmpuint (report->n_refused, ==, 0);
  g_assert_cmpuint (report->counts.n_annotations, ==, 2);
  g_assert_cmpuint (report->left_out.n_annotations, ==, 1);
  article = quoth_project_read_article (self->project, report->first_article, NULL, NULL);
  g_assert_cmpstr (((QuothAnnotation *) article->annotations->pdata[0])->type, ==, "person");
  scheme = quoth_project_get_scheme (self->project);
  g_assert_null (quoth_scheme_lookup_type (scheme, "PER"));
  g_assert_null (quoth_scheme_lookup_type (scheme, "Say"));
  g_assert_nonnull (quoth_scheme_lookup_type (scheme, "person"));

  /* The next file of the format is taken the same way, and nobody is asked. */
  remembered = quoth_import_remembered_labels (self->project, "brat");
  g_assert_nonnull (remembered);
  g_assert_null (quoth_import_remembered_labels (self->project, "quoth-jsonl"));
  put (self, "1.txt", "Jim left.\n");
  put (self, "1.ann", "T1\tPER 0 3\tJim\nT2\tSay 4 8\tleft\n");
  preview = look (self, NULL);
  g_assert_false (quoth_import_preview_asks (preview));
  again = import (self, NULL);
  g_assert_cmpuint (again->counts.n_annotations, ==, 1);
  g_assert_cmpuint (again->left_out.n_annotations, ==, 1);
  g_assert_cmpuint (again->scheme_additions->len, ==, 0);
}

static void
test_forgotten (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (QuothImportReport) first = NULL;
  g_autoptr (QuothImportReport) second = NULL;

  put_brat (self);
  first = import (self, "{\"types\":{\"PER\":\"person\"}}");
  put (self, "1.txt", "Jim left.\n");
  put (self, "1.ann", "T1\tPER 0 3\tJim\n");
  second = import (self, "{}");
  g_assert_cmpuint (second->scheme_additions->len, ==, 1);
  g_assert_cmpstr (second->scheme_additions->pdata[0], ==, "type: PER");
  g_assert_null (quoth_import_remembered_labels (self->project, "brat"));
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/import-preview/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("brat", test_brat);
  add ("long-row", test_long_row);
  add ("plain", test_plain);
  add ("own", test_own);
  add ("values", test_values);
  add ("bounded", test_bounded);
  add ("refused", test_refused);
  add ("mapped", test_mapped);
  add ("forgotten", test_forgotten);
  return g_test_run ();
}
