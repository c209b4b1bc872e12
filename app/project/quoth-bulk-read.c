/* quoth-bulk-read.c - streams all articles from one snapshot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-read"

#include "config.h"

#include "quoth-bulk.h"
#include "quoth-db-private.h"
#include "quoth-project-versions.h"

#include <string.h>

/* In KiB. Each page is read once, so that a larger cache only touches more memory. */
#define STREAM_CACHE 512

static gboolean
wants (const char *const *layers,
       const char         *layer)
{
  return layers == NULL || g_strv_contains (layers, layer);
}

/* Taking out one by one would move the rest each time. */
static void
keep_layers (QuothArticleData   *data,
             const char *const  *layers)
{
  g_autoptr (GPtrArray) all = NULL;
  const char *last = NULL;
  gboolean wanted = FALSE;

  if (layers == NULL)
    return;
  all = data->annotations;
  data->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  for (guint i = 0; i < all->len; i++)
    {
      QuothAnnotation *annotation = all->pdata[i];

      /* Interned: the same pointer is the same name. */
      if (annotation->layer != last)
        wanted = wants (layers, annotation->layer);
      last = annotation->layer;
      if (wanted)
        g_ptr_array_add (data->annotations, quoth_annotation_ref (annotation));
    }
  for (guint i = data->layers->len; i > 0; i--)
    if (!wants (layers, ((QuothLayer *) data->layers->pdata[i - 1])->name))
      g_ptr_array_remove_index (data->layers, i - 1);
}

static QuothArticleData *
read_row (QuothDbSweeps      *sweeps,
          QuothStmt          *stmt,
          const char *const  *layers,
          GError            **error)
{
  gint64 row = sqlite3_column_int64 (stmt, 0);
  const char *only = layers != NULL && layers[0] != NULL && layers[1] == NULL ? layers[0] : NULL;
  g_autoptr (QuothArticle) article = quoth_db_article_from_row (sweeps->db, stmt, 0, error);
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticleData) data = NULL;

  if (article == NULL)
    return NULL;
  text = quoth_db_text_from_row (stmt, QUOTH_ARTICLE_N_COLUMNS, row, error);
  if (text == NULL)
    return NULL;
  data = quoth_article_data_new (article, text);
  if (!quoth_db_sweep_annotations (sweeps, row, only, data->annotations, error) ||
      !quoth_db_sweep_layers (sweeps, row, only, data, error))
    return NULL;
  if (only == NULL)
    keep_layers (data, layers);
  return g_steal_pointer (&data);
}

/* The text comes with the row: a statement of its own for each would take a tenth longer.
 * An article that lost its text must not be passed over. */
static gboolean
stream (QuothDb             *db,
        const char          *which,
        const char *const   *layers,
        QuothProgress       *progress,
        QuothArticleFunc     func,
        gpointer             user_data,
        GError             **error)
{
  g_autofree char *sql = g_strconcat (
    "SELECT " QUOTH_ARTICLE_COLUMNS ", t.text FROM article a"
    " LEFT JOIN article_text t ON t.row = a.row WHERE ", which, " ORDER BY id", NULL);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, sql, error);
  g_auto (QuothDbSweeps) sweeps = { NULL };
  int rc;

  if (stmt == NULL)
    return FALSE;
  quoth_db_sweeps_init (&sweeps, db, TRUE);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      g_autoptr (QuothArticleData) data = NULL;

      if (progress != NULL && quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      data = read_row (&sweeps, stmt, layers, error);
      if (data == NULL || !func (data, user_data, error))
        return FALSE;
      if (progress != NULL)
        quoth_progress_add (progress, 1);
    }
  return rc == SQLITE_DONE;
}

static gboolean
read_all (QuothProject       *project,
          const char         *which,
          const char *const  *layers,
          QuothProgress      *progress,
          QuothArticleFunc    func,
          gpointer            user_data,
          GError            **error)
{
  g_autofree char *count = g_strconcat ("SELECT count (*) FROM article WHERE ", which, NULL);
  QuothDb *db = quoth_project_get_db (project);
  gint64 total;
  gboolean own;
  gboolean done;

  g_return_val_if_fail (db != NULL, FALSE);

  own = !db->in_transaction;
  if (own && !quoth_db_begin_read (db, error))
    return FALSE;
  done = quoth_db_get_int (db, count, &total, error);
  if (done && progress != NULL)
    quoth_progress_set_total (progress, (guint64) total);
  quoth_db_exec (db, "PRAGMA cache_size = -" G_STRINGIFY (STREAM_CACHE), NULL);
  done = done && stream (db, which, layers, progress, func, user_data, error);
  quoth_db_exec (db, "PRAGMA cache_size = -" G_STRINGIFY (QUOTH_DB_CACHE), NULL);
  if (own)
    quoth_db_end_read (db);
  return done;
}

/**
 * quoth_project_foreach_article:
 * @project: a project
 * @layers: (nullable): only these layers, %NULL for all; articles without any of
 *   them come too, without annotations
 * @progress: (nullable): counts articles; cancelling it ends the stream
 * @func: called for each article; %FALSE with its error set ends the stream
 * @user_data: for @func
 * @error: return location for a #QuothProjectError, or what @func said
 *
 * Streams all articles that are not removed and no older versions, sorted by id, from one
 * snapshot: what others write meanwhile is not seen.
 */
gboolean
quoth_project_foreach_article (QuothProject       *project,
                               const char *const  *layers,
                               QuothProgress      *progress,
                               QuothArticleFunc    func,
                               gpointer            user_data,
                               GError            **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return read_all (project, "removed = 0", layers, progress, func, user_data, error);
}

/* Documented in the header. */
gboolean
quoth_project_foreach_version (QuothProject       *project,
                               const char *const  *layers,
                               QuothProgress      *progress,
                               QuothArticleFunc    func,
                               gpointer            user_data,
                               GError            **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return read_all (project, "removed <> 1", layers, progress, func, user_data, error);
}
