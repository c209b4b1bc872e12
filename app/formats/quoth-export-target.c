/* quoth-export-target.c - where an export goes
 *
 * Everything is written into a hidden folder beside the target and moved into place
 * at the end, so that a failed export leaves what was there. A folder that holds
 * something is replaced only when every file in it is one that an export in the same
 * format writes: nothing of anybody else is ever removed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Split, layer, and a format's own folder; deeper, it is no export. */
#define MAX_DEPTH 3

/* Of an index.csv that is looked at. */
#define MAX_INDEX_BYTES (256 * 1024 * 1024)

static gboolean
fail (GError     **error,
      const char  *path,
      int          saved_errno)
{
  g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", path,
               g_strerror (saved_errno));
  return FALSE;
}

/* The names of documents, the first column, which holds nothing that is quoted. */
static void
load_index (const char *folder,
            GHashTable *documents)
{
  g_autofree char *path = g_build_filename (folder, "index.csv", NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !quoth_format_load (path, MAX_INDEX_BYTES, &bytes, &n_bytes, NULL))
    return;
  for (char *line = bytes, *end; line != NULL && *line != '\0'; line = end)
    {
      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      g_hash_table_add (documents, g_strndup (line, strcspn (line, ",")));
    }
}

/* DOC.txt, DOC_LAYER.ann: whatever begins with the name of a document. */
static gboolean
names_document (const char *name,
                GHashTable *documents)
{
  g_autofree char *stem = g_strdup (name);

  for (gsize i = strlen (stem); i > 0; i--)
    if (stem[i] == '.' || stem[i] == '_')
      {
        stem[i] = '\0';
        if (g_hash_table_contains (documents, stem))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_known_file (const QuothFormat *format,
               const char        *name,
               GHashTable        *documents)
{
  if (strcmp (name, "losses.json") == 0 || strcmp (name, "index.csv") == 0)
    return TRUE;
  for (guint i = 0; format->files != NULL && format->files[i] != NULL; i++)
    if (strcmp (name, format->files[i]) == 0)
      return TRUE;
  return names_document (name, documents);
}

/* At most MAX_DEPTH deep. */
static gboolean
check_folder (const char         *path,
              const QuothFormat  *format,
              GHashTable         *documents,
              guint               depth,
              GError            **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return fail (error, path, errno);
  load_index (path, documents);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat info;
      gboolean known = lstat (child, &info) == 0;

      if (known && S_ISDIR (info.st_mode) && depth < MAX_DEPTH)
        {
          if (!check_folder (child, format, documents, depth + 1, error))
            return FALSE;
          continue;
        }
      if (known && S_ISREG (info.st_mode) && is_known_file (format, name, documents))
        continue;
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s: is not from an export as %s, so its folder is not replaced", child,
                   format->name);
      return FALSE;
    }
  return TRUE;
}

/* Documented in quoth-export-private.h. */
gboolean
quoth_export_target_check (const char         *path,
                           const QuothFormat  *format,
                           GError            **error)
{
  g_autoptr (GHashTable) documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  struct stat info;

  if (lstat (path, &info) != 0)
    return errno == ENOENT || fail (error, path, errno);
  if (!S_ISDIR (info.st_mode))
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s: is not a folder", path);
      return FALSE;
    }
  return check_folder (path, format, documents, 0, error);
}

static char *
sibling (const char *path,
         const char *infix)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%.100s.%s-XXXXXX", base, infix);

  return g_build_filename (folder, name, NULL);
}

char *
quoth_export_target_begin (const char  *path,
                           GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *temporary = sibling (path, "export");

  if (g_mkdir_with_parents (parent, 0777) != 0)
    {
      fail (error, parent, errno);
      return NULL;
    }
  if (g_mkdtemp_full (temporary, 0777) == NULL)
    {
      fail (error, parent, errno);
      return NULL;
    }
  return g_steal_pointer (&temporary);
}

gboolean
quoth_export_target_commit (const char  *temporary,
                            const char  *path,
                            GError     **error)
{
  g_autofree char *old = NULL;

  /* Onto nothing, or onto an empty folder. */
  if (g_rename (temporary, path) == 0)
    return TRUE;
  if (errno != ENOTEMPTY && errno != EEXIST)
    return fail (error, path, errno);
  old = sibling (path, "old");
  if (g_mkdtemp_full (old, 0700) == NULL || g_rename (path, old) != 0)
    {
      int saved_errno = errno;

      g_rmdir (old);
      return fail (error, path, saved_errno);
    }
  if (g_rename (temporary, path) != 0)
    {
      int saved_errno = errno;

      if (g_rename (old, path) != 0)
        g_warning ("the former export stays in %s", old);
      return fail (error, path, saved_errno);
    }
  quoth_export_remove_tree (old);
  return TRUE;
}

/* Only of folders that an export wrote: a few levels deep. Links are not followed. */
void
quoth_export_remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      struct stat info;

      if (lstat (child, &info) == 0 && S_ISDIR (info.st_mode))
        quoth_export_remove_tree (child);
      else
        g_unlink (child);
    }
  if (dir != NULL)
    g_dir_close (dir);
  g_rmdir (path);
}
