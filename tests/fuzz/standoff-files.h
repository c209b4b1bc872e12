/* standoff-files.h - gives fuzz inputs to readers that want files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A folder for this process, removed at its end. */
static char *fuzz_folder;

static void
fuzz_remove_cb (void)
{
  static const char *const names[] = { "text/doc.txt", "attributions/doc_a.ann", "text",
                                       "attributions", "doc.txt", "doc.ann", "doc.conll", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fuzz_folder, names[i], NULL);

      g_remove (path);
    }
}

static char *
fuzz_put_file (const char *name,
               const char *bytes,
               gsize       n_bytes)
{
  g_autofree char *parent = NULL;
  char *path;

  if (fuzz_folder == NULL)
    {
      fuzz_folder = g_dir_make_tmp ("quoth-fuzz-XXXXXX", NULL);
      if (fuzz_folder == NULL)
        abort ();
      atexit (fuzz_remove_cb);
    }
  path = g_build_filename (fuzz_folder, name, NULL);
  parent = g_path_get_dirname (path);
  g_mkdir_with_parents (parent, 0700);
  if (!quoth_format_save (path, bytes, n_bytes, NULL))
    abort ();
  return path;
}

static gboolean
fuzz_scheme_cb (gpointer      user_data,
                QuothScheme  *scheme,
                GError      **error)
{
  return TRUE;
}

static gboolean
fuzz_entity_cb (gpointer      user_data,
                QuothEntity  *entity,
                GError      **error)
{
  if (!g_utf8_validate (entity->name, -1, NULL) || *entity->id == '\0')
    abort ();
  return TRUE;
}

/* Whatever a reader gives must keep the rules of the model. */
static gboolean
fuzz_article_cb (gpointer           user_data,
                 QuothArticleData  *data,
                 GError           **error)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      g_autoptr (GError) local_error = NULL;

      if (!quoth_annotation_validate (annotation, quoth_text_get_length (data->text),
                                      &local_error))
        g_error ("%s", local_error->message);
      if (!g_utf8_validate (annotation->type, -1, NULL))
        abort ();
    }
  return TRUE;
}

static void
fuzz_notice_cb (gpointer    user_data,
                const char *path,
                guint       line,
                const char *message)
{
  if (!g_utf8_validate (message, -1, NULL))
    abort ();
}

static void
fuzz_read (const QuothFormat *format,
           const char        *path)
{
  static QuothScheme *scheme;
  const QuothSink sink = { fuzz_scheme_cb, fuzz_entity_cb, fuzz_article_cb, fuzz_notice_cb, NULL };
  QuothReadOptions options = { .layer = "me" };
  g_autoptr (GError) error = NULL;

  if (scheme == NULL)
    scheme = quoth_scheme_new_default ();
  options.scheme = scheme;
  if (format->read (path, &options, &sink, NULL, &error) != (error == NULL))
    abort ();
  if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
    abort ();
}
