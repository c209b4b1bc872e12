/* quoth-project-query-layers.c - who works on which article, and how far they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-work.h"

static void
clear_layer (gpointer data)
{
  QuothLayerWork *self = data;

  g_ref_string_release (self->layer);
  g_ref_string_release (self->state);
  g_clear_pointer (&self->guidelines, g_ref_string_release);
}

/**
 * quoth_article_work_free:
 * @self: (transfer full): of a list
 */
void
quoth_article_work_free (QuothArticleWork *self)
{
  g_free (self->id);
  g_array_unref (self->layers);
  g_free (self);
}

/* A layer is known by its state, by its annotations, or by both. The range is given to both,
 * so that one article costs no look at the others. Where all marks are gone again, somebody
 * has begun who worked under some guidelines. */
#define LAYERS(begun, guidelines) \
  "SELECT a.row, a.id, a.length, w.text, coalesce (s.text, 'open'), d.has, g.text" \
  " FROM article a LEFT JOIN" \
  " (SELECT article, layer, max (has) AS has, max (state) AS state, max (rules) AS rules FROM" \
  "   (SELECT DISTINCT article, layer, 1 AS has, NULL AS state, NULL AS rules FROM annotation" \
  "     WHERE article BETWEEN ?1 AND ?2" \
  "     UNION ALL SELECT article, layer, " begun ", state, " guidelines " FROM layer" \
  "     WHERE article BETWEEN ?1 AND ?2)" \
  "   GROUP BY article, layer) d ON d.article = a.row" \
  " LEFT JOIN word w ON w.row = d.layer LEFT JOIN word s ON s.row = d.state" \
  " LEFT JOIN word g ON g.row = d.rules" \
  " WHERE a.removed = 0 AND a.row BETWEEN ?1 AND ?2 ORDER BY a.row, w.text"

static void
add_layer (GPtrArray *list,
           QuothStmt *stmt)
{
  gint64 row = sqlite3_column_int64 (stmt, 0);
  QuothArticleWork *work = list->len > 0 ? list->pdata[list->len - 1] : NULL;
  const char *layer = quoth_stmt_text (stmt, 3);

  if (work == NULL || work->row != row)
    {
      work = g_new0 (QuothArticleWork, 1);
      work->row = row;
      work->id = g_strdup (quoth_stmt_text_or_empty (stmt, 1));
      work->length = (guint) sqlite3_column_int64 (stmt, 2);
      work->layers = g_array_new (FALSE, FALSE, sizeof (QuothLayerWork));
      g_array_set_clear_func (work->layers, clear_layer);
      g_ptr_array_add (list, work);
    }
  if (layer != NULL)
    {
      const char *rules = quoth_stmt_text (stmt, 6);
      QuothLayerWork one = {
        g_ref_string_new_intern (layer),
        g_ref_string_new_intern (quoth_stmt_text_or_empty (stmt, 4)),
        rules != NULL ? g_ref_string_new_intern (rules) : NULL,
        sqlite3_column_int (stmt, 5) != 0
      };

      g_array_append_val (work->layers, one);
    }
}

/**
 * quoth_project_list_work:
 * @self: a project
 * @row: row of an article, to look at it alone, 0 for all articles
 * @progress: (nullable): may cancel it
 * @error: return location
 *
 * Neither texts nor annotations are read; of all articles it is work for a thread.
 *
 * Returns: (transfer full) (element-type QuothArticleWork) (nullable): the layers of each
 *   article by name, articles in the order of their arrival
 */
GPtrArray *
quoth_project_list_work (QuothProject   *self,
                         gint64          row,
                         QuothProgress  *progress,
                         GError        **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_work_free);
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = quoth_project_get_db (self);
  int rc;

  if (db == NULL)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the project is closed");
      return NULL;
    }
  stmt = quoth_db_prepare (db, quoth_db_has_guidelines (db)
                                 ? LAYERS ("guidelines IS NOT NULL", "guidelines")
                                 : LAYERS ("0", "NULL"), error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  sqlite3_bind_int64 (stmt, 2, row > 0 ? row : G_MAXINT64);
  quoth_db_watch (db, progress);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    add_layer (list, stmt);
  quoth_db_watch (db, NULL);
  return rc == SQLITE_DONE ? g_steal_pointer (&list) : NULL;
}
