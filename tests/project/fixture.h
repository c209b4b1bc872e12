/* fixture.h - a project in a folder of its own, with articles to work on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char         *folder;
  char         *path;
  QuothProject *project;
} Fixture;

static inline void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "news.quoth", NULL);
  self->project = quoth_project_create (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->project);
}

static inline void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static inline void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  g_clear_object (&self->project);
  fixture_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

static inline void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->project);
  self->project = quoth_project_open (self->path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->project);
}

static inline QuothAnnotation *
fixture_annotation (const char *id,
                    const char *type,
                    guint       start,
                    guint       end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", &span, 1);

  if (id != NULL)
    quoth_annotation_set_id (annotation, id);
  return annotation;
}

/* An article called @id whose text holds @id, without annotations. */
static inline QuothArticleData *
fixture_article (const char *id,
                 const char *words)
{
  g_autofree char *utf8 = g_strdup_printf ("%s\n\nMinister Jane Doe said: “%s”, her office "
                                           "told reporters. \U0001F4F0 The end.\n", id, words);
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new (id, text);

  quoth_article_set_id (article, id);
  return quoth_article_data_new (article, text);
}

static inline void
fixture_import (QuothProject     *project,
                QuothArticleData *data)
{
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = quoth_bulk_begin (project, &error);

  g_assert_no_error (error);
  quoth_bulk_begin_unit (bulk, &error);
  g_assert_no_error (error);
  quoth_bulk_add_article (bulk, data, &error);
  g_assert_no_error (error);
  quoth_bulk_end_unit (bulk, &error);
  g_assert_no_error (error);
  quoth_bulk_finish (bulk, &error);
  g_assert_no_error (error);
}

static inline void
fixture_import_new (QuothProject *project,
                    const char   *id,
                    const char   *words)
{
  g_autoptr (QuothArticleData) data = fixture_article (id, words);

  fixture_import (project, data);
}

/* Asks the file itself, past all that is to be tested. */
static inline guint
fixture_count (const char *path,
               const char *sql)
{
  sqlite3_stmt *stmt;
  sqlite3 *handle;
  guint count;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  count = (guint) sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return count;
}

static inline gboolean
fixture_dump_cb (QuothArticleData  *data,
                 gpointer           user_data,
                 GError           **error)
{
  GString *out = user_data;

  quoth_article_append_json (data->article, out);
  g_string_append (out, quoth_text_get_utf8 (data->text));
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      g_string_append (out, "\n layer ");
      quoth_layer_append_json (layer, out);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      g_string_append (out, "\n ");
      quoth_annotation_append_json (data->annotations->pdata[i], data->text, out);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

/* Everything of a project as text, to compare. */
static inline char *
fixture_dump (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *scheme = quoth_scheme_to_json (quoth_project_get_scheme (project));
  g_autoptr (GPtrArray) entities = NULL;
  g_autofree char *guidelines = quoth_project_dup_setting (project, "guidelines");
  GString *out = g_string_new (scheme);

  g_string_append_printf (out, "\n%s\n", guidelines != NULL ? guidelines : "");
  entities = quoth_registry_list (quoth_project_get_registry (project), NULL);
  for (guint i = 0; i < entities->len; i++)
    {
      quoth_entity_append_json (entities->pdata[i], out);
      g_string_append_c (out, '\n');
    }
  quoth_project_foreach_article (project, NULL, NULL, fixture_dump_cb, out, &error);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}
