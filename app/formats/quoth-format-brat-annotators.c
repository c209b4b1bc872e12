/* quoth-format-brat-annotators.c - whose annotations a folder holds
 *
 * brat knows no annotators: who lets several people mark up the same texts gives each a copy
 * of the folder, anna/DOC.ann and ben/DOC.ann. A text that stands in a folder beside its own
 * too, with annotations of its own, is annotated by several, and the folders are called after
 * them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Where there are more, folders are no annotators. */
#define MAX_FOLDERS 32

/* The folders beside one, as of one session. */
typedef struct
{
  char      *folder;
  guint      session;
  GPtrArray *beside; /* of char*: paths */
} Seen;

static void
seen_free (gpointer data)
{
  Seen *self = data;

  g_free (self->folder);
  g_ptr_array_unref (self->beside);
  g_free (self);
}

static GPrivate last_seen = G_PRIVATE_INIT (seen_free);

/* Whether @path is one of @paths or stands in one: others are none of the user's concern. */
static gboolean
is_within (const char         *path,
           const char *const  *paths)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *named = g_canonicalize_filename (paths[i], NULL);
      gsize length = strlen (named);

      if (strncmp (whole, named, length) == 0 && (whole[length] == '\0' || whole[length] == '/'))
        return TRUE;
    }
  return FALSE;
}

static void
look (Seen               *self,
      const char         *folder,
      const char *const  *paths)
{
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *own = g_path_get_basename (folder);
  g_autoptr (GDir) dir = g_dir_open (above, 0, NULL);
  const char *name;

  g_ptr_array_set_size (self->beside, 0);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (above, name, NULL);

      if (*name == '.' || strcmp (name, own) == 0 || !g_file_test (path, G_FILE_TEST_IS_DIR)
          || !is_within (path, paths))
        continue;
      if (self->beside->len == MAX_FOLDERS)
        {
          g_ptr_array_set_size (self->beside, 0);
          return;
        }
      g_ptr_array_add (self->beside, g_steal_pointer (&path));
    }
}

static GPtrArray *
get_beside (const char         *folder,
            guint               session,
            const char *const  *paths)
{
  Seen *self = g_private_get (&last_seen);

  if (self == NULL)
    {
      self = g_new0 (Seen, 1);
      self->beside = g_ptr_array_new_with_free_func (g_free);
      g_private_set (&last_seen, self);
    }
  if (session == 0 || self->session != session || g_strcmp0 (self->folder, folder) != 0)
    {
      look (self, folder, paths);
      g_free (self->folder);
      self->folder = g_strdup (folder);
      self->session = session;
    }
  return self->beside;
}

/* Whether both hold the same; what cannot be read does not. */
static gboolean
is_same (const char *path,
         const char *other)
{
  GStatBuf info;
  GStatBuf other_info;
  g_autofree char *bytes = NULL;
  g_autofree char *other_bytes = NULL;
  gsize n_bytes;
  gsize n_other;

  return g_stat (path, &info) == 0 && g_stat (other, &other_info) == 0
         && info.st_size == other_info.st_size
         && quoth_format_load (path, QUOTH_STANDOFF_MAX_BYTES, &bytes, &n_bytes, NULL)
         && quoth_format_load (other, QUOTH_STANDOFF_MAX_BYTES, &other_bytes, &n_other, NULL)
         && n_bytes == n_other && memcmp (bytes, other_bytes, n_bytes) == 0;
}

/* Documented in quoth-format-brat-private.h. */
char *
quoth_brat_find_annotator (const char             *path,
                           const char             *text_path,
                           const QuothReadOptions *options)
{
  g_autofree char *given = g_path_get_dirname (path);
  /* Nothing stands above ".", and folders are not called so. */
  g_autofree char *folder = g_canonicalize_filename (given, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text_name = g_path_get_basename (text_path);
  g_autofree char *own = g_path_get_basename (folder);
  GPtrArray *beside = get_beside (folder, options->session, options->paths);

  for (guint i = 0; i < beside->len; i++)
    {
      g_autofree char *other = g_build_filename (beside->pdata[i], name, NULL);
      g_autofree char *text = g_build_filename (beside->pdata[i], text_name, NULL);

      if (g_file_test (other, G_FILE_TEST_IS_REGULAR) && is_same (text_path, text))
        return g_filename_display_name (own);
    }
  return NULL;
}
