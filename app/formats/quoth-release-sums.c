/* quoth-release-sums.c - the checksums of a release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release"

#include "config.h"

#include "quoth-release-private.h"

#include "quoth-sort.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Format, split, layer, and a format's own folder. */
#define MAX_DEPTH 4

#define BUFFER_BYTES (256 * 1024)

/* Of a list that is looked at. */
#define MAX_LIST_BYTES (256 * 1024 * 1024)

static gboolean
fail (GError     **error,
      const char  *path,
      int          saved_errno)
{
  g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", path,
               g_strerror (saved_errno));
  return FALSE;
}

/* Adds paths relative to @root: plain files only, what else there is is in the way. */
static gboolean
list_files (const char  *root,
            const char  *below,
            guint        depth,
            GPtrArray   *files,
            GError     **error)
{
  g_autofree char *path = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return fail (error, path, errno);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = *below == '\0' ? g_strdup (name) : g_build_filename (below, name, NULL);
      g_autofree char *whole = g_build_filename (root, child, NULL);
      struct stat info;

      if (lstat (whole, &info) != 0)
        return fail (error, whole, errno);
      if (S_ISREG (info.st_mode))
        g_ptr_array_add (files, g_steal_pointer (&child));
      else if (!S_ISDIR (info.st_mode) || depth == MAX_DEPTH)
        return fail (error, whole, S_ISDIR (info.st_mode) ? ELOOP : EINVAL);
      else if (!list_files (root, child, depth + 1, files, error))
        return FALSE;
    }
  return TRUE;
}

static char *
sum_file (const char     *path,
          char           *buffer,
          QuothProgress  *progress,
          GError        **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  int fd = quoth_format_open (path, NULL, error);
  gssize n;

  if (fd < 0)
    return NULL;
  while ((n = quoth_format_read (fd, path, buffer, BUFFER_BYTES, error)) > 0)
    {
      g_checksum_update (sum, (const guchar *) buffer, n);
      if (quoth_progress_set_error_if_cancelled (progress, error))
        {
          n = -1;
          break;
        }
    }
  close (fd);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

/* Documented in quoth-release-private.h. */
gboolean
quoth_release_sums_write (const char     *folder,
                          QuothProgress  *progress,
                          GError        **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *target = g_build_filename (folder, QUOTH_RELEASE_SUMS, NULL);
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);

  if (!list_files (folder, "", 0, files, error))
    return FALSE;
  g_ptr_array_sort (files, quoth_compare_strings);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, files->pdata[i], NULL);
      g_autofree char *sum = sum_file (path, buffer, progress, error);

      if (sum == NULL)
        return FALSE;
      g_string_append_printf (list, "%s  %s\n", sum, (const char *) files->pdata[i]);
    }
  return quoth_format_save (target, list->str, list->len, error);
}

/* Returns: (transfer full): names of files → their sums as they were released; of the list
 * itself there is none */
static GHashTable *
load_sums (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, QUOTH_RELEASE_SUMS, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !quoth_format_load (path, MAX_LIST_BYTES, &bytes, &n_bytes, NULL))
    return sums;
  g_hash_table_insert (sums, g_strdup (QUOTH_RELEASE_SUMS), NULL);
  for (char *line = bytes, *end; line != NULL && *line != '\0'; line = end)
    {
      const char *name = strstr (line, "  ");

      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      if (name != NULL)
        g_hash_table_insert (sums, g_strdup (name + 2), g_strndup (line, (gsize) (name - line)));
    }
  return sums;
}

/* Somebody may have written into it since, such as a word more into the data card. */
static gboolean
is_as_released (const char     *folder,
                const char     *name,
                const char     *released,
                char           *buffer,
                QuothProgress  *progress,
                GError        **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *sum = sum_file (path, buffer, progress, error);

  if (sum == NULL)
    return FALSE;
  if (strcmp (sum, released) == 0)
    return TRUE;
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
               "%s: was changed since it was released, so its folder is not replaced", path);
  return FALSE;
}

/* Documented in quoth-release-private.h. */
gboolean
quoth_release_sums_covers (const char     *folder,
                           QuothProgress  *progress,
                           GError        **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) sums = NULL;
  g_autofree char *buffer = NULL;
  struct stat info;

  if (lstat (folder, &info) != 0)
    return errno == ENOENT || fail (error, folder, errno);
  if (!S_ISDIR (info.st_mode))
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s: is not a folder", folder);
      return FALSE;
    }
  if (!list_files (folder, "", 0, files, error))
    return FALSE;
  sums = load_sums (folder);
  buffer = g_malloc (BUFFER_BYTES);
  for (guint i = 0; i < files->len; i++)
    {
      const char *name = files->pdata[i];
      gpointer sum;

      if (!g_hash_table_lookup_extended (sums, name, NULL, &sum))
        {
          g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                       "%s/%s: is not from a release, so its folder is not replaced", folder,
                       name);
          return FALSE;
        }
      if (sum != NULL && !is_as_released (folder, name, sum, buffer, progress, error))
        return FALSE;
    }
  return TRUE;
}
