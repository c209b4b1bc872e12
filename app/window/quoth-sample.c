/* quoth-sample.c - the sample project that comes with Quoth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-sample"

#include "config.h"

#include "quoth-sample.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "quoth-import.h"
#include "quoth-scheme-words.h"

#define SAMPLE_PREFIX "/io/github/quoth/Quoth/sample/"

static const char *const names[] = { "scheme.json", "entities.jsonl", "articles.jsonl" };

static gboolean
unpack (const char  *folder,
        GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *resource = g_strconcat (SAMPLE_PREFIX, names[i], NULL);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GBytes) bytes =
        g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (bytes == NULL
          || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_project (const char  *folder,
              const char  *path,
              GError     **error)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_words_new ();
  g_autoptr (QuothProject) project = quoth_project_create (path, scheme, error);
  QuothReadOptions options = { .layer = "sample" };
  g_autoptr (QuothImportReport) report = NULL;

  if (project == NULL)
    return FALSE;
  options.scheme = quoth_project_get_scheme (project);
  report = quoth_import_run (project, (const char *const[]){ folder, NULL }, "quoth-jsonl",
                             &options, NULL, error);
  quoth_project_close (project);
  return report != NULL && report->n_refused == 0;
}

static void
remove_unpacked (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * quoth_sample_ensure:
 * @error: return location
 *
 * Makes the sample project in the user's data folder, unless it is there: what the
 * user did in it is never overwritten. It is made under another name and moved into
 * place whole.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
quoth_sample_ensure (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "quoth", NULL);
  /* Translators: the file name of the sample project */
  g_autofree char *name = g_strconcat (_("Sample"), ".quoth", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *fresh = NULL;
  g_autofree char *unpacked = NULL;
  gboolean ok;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return NULL;
    }
  unpacked = g_dir_make_tmp ("quoth-sample-XXXXXX", error);
  if (unpacked == NULL)
    return NULL;
  fresh = g_strdup_printf ("%s.%u.new", path, g_random_int ());
  ok = unpack (unpacked, error) && make_project (unpacked, fresh, error);
  remove_unpacked (unpacked);
  if (ok && g_rename (fresh, path) == 0)
    return g_steal_pointer (&path);
  if (ok)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  g_unlink (fresh);
  return NULL;
}
