/* quoth-project-query-touches.c - which journal entries touched what, in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-query.h"

/**
 * quoth_project_foreach_touch:
 * @self: a project
 * @func: called for every record that an entry touched, entries in no order
 * @user_data: for @func
 * @error: return location for a #QuothProjectError
 *
 * Reads the whole index of the journal, none of its changes.
 */
gboolean
quoth_project_foreach_touch (QuothProject    *self,
                             QuothTouchFunc   func,
                             gpointer         user_data,
                             GError         **error)
{
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;
  int rc;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && func != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  stmt = quoth_db_prepare (db, "SELECT r.article, r.record, j.seq, j.who, j.verb, j.n_articles > 0"
                               " FROM journal_record r CROSS JOIN journal j ON j.seq = r.seq",
                           error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      const QuothTouch touch = {
        quoth_stmt_text_or_empty (stmt, 0), quoth_stmt_text_or_empty (stmt, 1),
        sqlite3_column_int64 (stmt, 2), quoth_stmt_text_or_empty (stmt, 3),
        quoth_stmt_text_or_empty (stmt, 4), sqlite3_column_int (stmt, 5) != 0
      };

      if (!func (&touch, user_data))
        return TRUE;
    }
  return rc == SQLITE_DONE;
}

/**
 * quoth_project_list_entities:
 * @self: a project
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (element-type QuothEntity) (nullable): the whole registry by id,
 *   also entities that were merged into others
 */
GPtrArray *
quoth_project_list_entities (QuothProject  *self,
                             GError       **error)
{
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, NULL);
  return quoth_db_read_entities (db, error);
}

/**
 * quoth_project_is_taken_back:
 * @self: a project
 * @article: an article's id
 *
 * Returns: whether the article is out because the gesture that brought it was undone; then
 *   it can be brought again
 */
gboolean
quoth_project_is_taken_back (QuothProject *self,
                             const char   *article)
{
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && article != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  stmt = quoth_db_prepare (db, "SELECT 1 FROM article a JOIN journal j ON j.seq = a.import"
                               " WHERE a.id = ?1 AND a.removed = 1 AND j.state <> 0", NULL);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, article);
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW;
}

/**
 * quoth_project_has_layer:
 * @self: a project
 * @article: an article's id
 * @layer: a layer's name
 *
 * Returns: whether the layer has a record of its own; one that only its annotations prove
 *   has none
 */
gboolean
quoth_project_has_layer (QuothProject *self,
                         const char   *article,
                         const char   *layer)
{
  g_autoptr (QuothLayer) found = NULL;
  QuothDb *db;
  gint64 row;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && article != NULL && layer != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  row = quoth_db_article_row (db, article);
  found = row != 0 ? quoth_db_read_layer (db, row, layer, NULL) : NULL;
  return found != NULL;
}

char *
quoth_project_dup_layer_guidelines (QuothProject *self,
                                    const char   *article,
                                    const char   *layer)
{
  g_autoptr (QuothLayer) found = NULL;
  QuothDb *db;
  gint64 row;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && article != NULL && layer != NULL, NULL);

  db = quoth_project_get_db (self);
  row = db != NULL ? quoth_db_article_row (db, article) : 0;
  found = row != 0 ? quoth_db_read_layer (db, row, layer, NULL) : NULL;
  return found != NULL ? g_strdup (found->guidelines) : NULL;
}
