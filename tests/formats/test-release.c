/* test-release.c - releases do not hang on who makes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jsonl-helper.h"
#include "quoth-import.h"
#include "quoth-release.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/* Its first letter runs from right to left, its language does not; it has no name, and what
 * is known of it stands among its tags, as its metadata are empty. */
#define ARTICLE \
  "{\"id\":\"first\",\"name\":\"\",\"language\":\"en-GB\",\"text\":\"\u0634 said Ann.\"," \
  "\"metadata\":{\"publisher\":\"\",\"date\":\"\"}," \
  "\"tags\":{\"publisher\":\"The Gazette\",\"date\":\"2026-01-31\"},\"annotations\":[" \
  "{\"type\":\"claim\",\"layer\":\"anna\",\"parts\":[[0,1]]}]}\n"

static QuothProject *
new_project (const char *folder)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *path = g_build_filename (folder, "test.quoth", NULL);
  g_autofree char *file = g_build_filename (folder, "some.jsonl", NULL);
  const char *paths[] = { file, NULL };
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  QuothProject *project = quoth_project_create (path, scheme, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (file, ARTICLE, -1, NULL));
  report = quoth_import_run (project, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  return project;
}

static char *
get (const char *folder,
     const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  return bytes;
}

static void
test_language (void)
{
  static const char *const formats[] = { "html", "csv", "schema-org", NULL };
  const QuothReleaseOptions options = { .formats = formats };
  g_autofree char *folder = g_dir_make_tmp ("quoth-XXXXXX", NULL);
  g_autofree char *exported = g_build_filename (folder, "exported", NULL);
  g_autofree char *released = g_build_filename (folder, "released", NULL);
  g_autofree char *index = NULL, *ours = NULL, *page = NULL, *claims = NULL, *graph = NULL;
  g_autofree QuothReleaseReport *report = NULL;
  g_autoptr (QuothExportReport) plain = NULL;
  g_autoptr (QuothProject) project = new_project (folder);
  g_autoptr (GError) error = NULL;

  plain = quoth_export_run (project, "html", exported, NULL, NULL, &error);
  g_assert_no_error (error);
  report = quoth_release_run (project, released, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plain->n_articles, ==, 1);
  g_assert_cmpuint (report->n_articles, ==, 1);
  ours = get (exported, "index.html");
  index = get (released, "html/index.html");
  page = get (released, "html/anna/first.html");
  claims = get (released, "csv/claims.csv");
  graph = get (released, "schema-org/claims.jsonld");
  g_assert_nonnull (strstr (index, "<h1>Articles</h1>"));
  g_assert_nonnull (strstr (index, ">first</a>"));
  g_assert_nonnull (strstr (index, "2026-01-31"));
  g_assert_nonnull (strstr (index, "The Gazette"));
  g_assert_nonnull (strstr (page, "2026-01-31 · The Gazette"));
  g_assert_nonnull (strstr (page, "<div class=\"text\" dir=\"ltr\">"));
  g_assert_nonnull (strstr (claims, "2026-01-31,The Gazette"));
  g_assert_nonnull (strstr (graph, "The Gazette"));
  quoth_project_close (project);
  remove_tree (folder);
  if (strcmp (_("Articles"), "Articles") == 0)
    g_test_skip ("there is no translation to speak in");
  else
    g_assert_null (strstr (ours, "<h1>Articles</h1>"));
}

int
main (int   argc,
      char *argv[])
{
  const char *translations = g_getenv ("QUOTH_TEST_PO");

  g_setenv ("LANGUAGE", "de", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  if (translations != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, translations);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  g_test_add_func ("/release/language", test_language);
  return g_test_run ();
}
