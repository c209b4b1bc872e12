/* fuzz-readers.c - every format that reads files
 *
 * The first line of an input names the format and the file; what follows is its content,
 * and after a line "==== NAME" that of a file beside it. No input may crash a reader, and
 * what it takes must keep the rules of the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-formats-private.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MARK "\n==== "

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);
  g_autoptr (QuothScheme) again = quoth_scheme_new_from_json (json, -1, NULL);

  if (again == NULL)
    g_error ("the scheme cannot be read again: %s", json);
  return TRUE;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  if (*entity->name == '\0')
    abort ();
  return TRUE;
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) invalid = NULL;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (!quoth_annotation_validate (annotation, quoth_text_get_length (data->text), &invalid))
        g_error ("%s", invalid->message);
      if (!g_hash_table_add (ids, annotation->id))
        g_error ("two annotations have the id %s", annotation->id);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      for (guint j = 0; j < annotation->n_links; j++)
        if (!g_hash_table_contains (ids, annotation->links[j].to))
          g_error ("a link names %s, which is not there", annotation->links[j].to);
    }
  return TRUE;
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  if (message == NULL || *message == '\0')
    abort ();
}

/* A name that stays in the folder. */
static char *
take_path (const char *folder,
           const char *name,
           gsize       length)
{
  g_autofree char *base = g_strndup (name, MIN (length, 60));

  for (char *p = base; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '_')
      *p = '_';
  if (*base == '\0' || *base == '.')
    return g_build_filename (folder, "input", NULL);
  return g_build_filename (folder, base, NULL);
}

static const char *
line_end (const char *p,
          const char *end)
{
  const char *newline = memchr (p, '\n', (size_t) (end - p));

  return newline != NULL ? newline : end;
}

/* Writes the files; returns the first one's path. */
static char *
write_files (const char *folder,
             const char *p,
             const char *end)
{
  char *first = NULL;

  while (p < end)
    {
      const char *stop = line_end (p, end);
      g_autofree char *path = take_path (folder, p, (gsize) (stop - p));
      const char *next;

      p = stop < end ? stop + 1 : end;
      next = g_strstr_len (p, end - p, MARK);
      g_file_set_contents (path, p, next != NULL ? next - p : end - p, NULL);
      if (first == NULL)
        first = g_steal_pointer (&path);
      p = next != NULL ? next + strlen (MARK) : end;
    }
  return first;
}

static void
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
}

static char *folder;

static void
remove_folder (void)
{
  clear_folder (folder);
  g_rmdir (folder);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *begin = (const char *) data;
  const char *end = begin + size;
  const char *stop = size > 0 ? line_end (begin, end) : begin;
  g_autofree char *name = g_strndup (begin, (gsize) MIN (stop - begin, 20));
  g_autofree char *path = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GError) error = NULL;
  const QuothReadOptions options = { .layer = "me", .scheme = scheme };
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, NULL };
  const QuothFormat *format = quoth_formats_lookup (name);

  if (format == NULL || format->read == NULL || stop == end)
    return 0;
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("quoth-fuzz-XXXXXX", NULL);
      atexit (remove_folder);
    }
  path = write_files (folder, stop + 1, end);
  if (path != NULL)
    {
      gboolean ok = format->read (path, &options, &sink, NULL, &error);

      if (ok != (error == NULL))
        abort ();
      if (format->probe != NULL)
        format->probe (path, begin, MIN (size, 4096));
    }
  clear_folder (folder);
  return 0;
}
