/* jsonl-helper.h - a sink that keeps what a reader finds, for tests of one format alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  QuothScheme *scheme;
  GPtrArray   *entities;
  GPtrArray   *articles; /* of QuothArticleData */
  GPtrArray   *notices;  /* of char* "LINE: message" */
  guint        n_articles;
  gboolean     count_only;
} Found;

static inline gboolean
found_scheme_cb (gpointer      user_data,
                 QuothScheme  *scheme,
                 GError      **error)
{
  Found *self = user_data;

  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (scheme);
  return TRUE;
}

static inline gboolean
found_entity_cb (gpointer      user_data,
                 QuothEntity  *entity,
                 GError      **error)
{
  g_ptr_array_add (((Found *) user_data)->entities, quoth_entity_ref (entity));
  return TRUE;
}

static inline gboolean
found_article_cb (gpointer           user_data,
                  QuothArticleData  *data,
                  GError           **error)
{
  Found *self = user_data;
  QuothArticleData *copy;

  self->n_articles++;
  if (self->count_only)
    return TRUE;
  copy = quoth_article_data_new (data->article, data->text);
  for (guint i = 0; i < data->layers->len; i++)
    g_ptr_array_add (copy->layers, quoth_layer_copy (data->layers->pdata[i]));
  for (guint i = 0; i < data->annotations->len; i++)
    g_ptr_array_add (copy->annotations, quoth_annotation_ref (data->annotations->pdata[i]));
  g_ptr_array_add (self->articles, copy);
  return TRUE;
}

static inline void
found_notice_cb (gpointer    user_data,
                 const char *path,
                 guint       line,
                 const char *message)
{
  g_ptr_array_add (((Found *) user_data)->notices, g_strdup_printf ("%u: %s", line, message));
}

static inline void
found_init (Found *self)
{
  *self = (Found) { NULL };
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  self->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
}

static inline void
found_clear (Found *self)
{
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static inline gboolean
found_read (Found       *self,
            const char  *format,
            const char  *path,
            GError     **error)
{
  const QuothReadOptions options = { .layer = "me" };
  const QuothSink sink = { found_scheme_cb, found_entity_cb, found_article_cb, found_notice_cb,
                           self };

  return quoth_formats_lookup (format)->read (path, &options, &sink, NULL, error);
}

/* Only of folders made by a test. */
static inline void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
}
