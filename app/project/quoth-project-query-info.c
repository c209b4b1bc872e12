/* quoth-project-query-info.c - what a project holds, in numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-query.h"

static void
clear_count (gpointer data)
{
  QuothNamedCount *count = data;

  g_free (count->name);
}

static GArray *
new_counts (void)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (QuothNamedCount));

  g_array_set_clear_func (counts, clear_count);
  return counts;
}

void
quoth_project_info_free (QuothProjectInfo *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->type_counts, g_array_unref);
  g_clear_pointer (&self->layer_counts, g_array_unref);
  g_clear_pointer (&self->status_counts, g_array_unref);
  g_free (self);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const QuothNamedCount *left = a;
  const QuothNamedCount *right = b;

  return g_strcmp0 (left->name, right->name);
}

/* Rows of @sql are (name, count); those that come to nothing are left out. */
static GArray *
read_counts (QuothDb     *db,
             const char  *sql,
             GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, sql, error);
  g_autoptr (GArray) counts = new_counts ();
  int rc;

  if (stmt == NULL)
    return NULL;
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothNamedCount count = { NULL, sqlite3_column_int64 (stmt, 1) };

      if (count.count == 0)
        continue;
      count.name = g_strdup (quoth_stmt_text (stmt, 0));
      g_array_append_val (counts, count);
    }
  if (rc != SQLITE_DONE)
    return NULL;
  g_array_sort (counts, compare_counts);
  return g_steal_pointer (&counts);
}

/* Counting all along a small index and taking off the few that are out of the lists is
 * much cheaper than to ask for each annotation whether its article is there. */
#define COUNT_BY(column) \
  "SELECT w.text, c.n - coalesce (r.n, 0)" \
  " FROM (SELECT " column " AS word, count (*) AS n FROM annotation GROUP BY 1) c" \
  " LEFT JOIN (SELECT " column " AS word, count (*) AS n FROM article a" \
  "   CROSS JOIN annotation ON annotation.article = a.row WHERE a.removed <> 0 GROUP BY 1) r" \
  "   ON r.word = c.word" \
  " JOIN word w ON w.row = c.word"

static gboolean
read_info (QuothDb           *db,
           QuothProjectInfo  *info,
           GError           **error)
{
  if (!quoth_db_get_int (db, "SELECT count (*) FROM article WHERE removed = 0",
                         &info->n_articles, error)
      || !quoth_db_get_int (db, "SELECT count (*) FROM entity WHERE merged_into IS NULL",
                            &info->n_entities, error)
      || !quoth_db_get_int (db, "SELECT count (*) FROM (SELECT layer FROM annotation"
                                " UNION SELECT layer FROM layer)",
                            &info->n_layers, error))
    return FALSE;
  info->type_counts = read_counts (db, COUNT_BY ("type"), error);
  if (info->type_counts == NULL)
    return FALSE;
  info->layer_counts = read_counts (db, COUNT_BY ("layer"), error);
  if (info->layer_counts == NULL)
    return FALSE;
  info->status_counts =
    read_counts (db, "SELECT coalesce (json_extract (a.tags, '$.status'), 'new'), count (*)"
                     " FROM article a WHERE a.removed = 0 GROUP BY 1", error);
  if (info->status_counts == NULL)
    return FALSE;
  for (guint i = 0; i < info->type_counts->len; i++)
    info->n_annotations += g_array_index (info->type_counts, QuothNamedCount, i).count;
  return TRUE;
}

/**
 * quoth_project_get_info:
 * @self: a project
 * @error: return location for a #QuothProjectError
 *
 * Counts what is in the project, from one snapshot; removed articles and what hangs
 * on them are left out. Articles without a status count as "new".
 *
 * Returns: (transfer full) (nullable): the counts, each list by name
 */
QuothProjectInfo *
quoth_project_get_info (QuothProject  *self,
                        GError       **error)
{
  g_autoptr (QuothProjectInfo) info = g_new0 (QuothProjectInfo, 1);
  QuothDb *db;
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = quoth_project_get_db (self);
  if (db == NULL)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the project is closed");
      return NULL;
    }
  if (!quoth_db_begin_read (db, error))
    return NULL;
  ok = read_info (db, info, error);
  quoth_db_rollback (db);
  return ok ? g_steal_pointer (&info) : NULL;
}

/**
 * quoth_project_list_layers:
 * @self: a project
 * @error: return location for a #QuothProjectError
 *
 * Empty layers are named too: somebody looked and found nothing.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated): the names of all layers,
 *   sorted
 */
char **
quoth_project_list_layers (QuothProject  *self,
                           GError       **error)
{
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = quoth_project_get_db (self);
  if (db == NULL)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the project is closed");
      return NULL;
    }
  counts = read_counts (db, "SELECT w.text, 1 FROM (SELECT layer AS word FROM annotation"
                            " UNION SELECT layer FROM layer) l JOIN word w ON w.row = l.word",
                        error);
  if (counts == NULL)
    return NULL;
  for (guint i = 0; i < counts->len; i++)
    g_strv_builder_add (names, g_array_index (counts, QuothNamedCount, i).name);
  return g_strv_builder_end (names);
}

/**
 * quoth_project_count_type:
 * @self: a project
 * @type: a type's id
 *
 * Returns: how many annotations are of this type, in all layers, those of removed
 *   articles included: they come back with undo; -1 when that cannot be told
 */
gint64
quoth_project_count_type (QuothProject *self,
                          const char   *type)
{
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && type != NULL, -1);

  db = quoth_project_get_db (self);
  stmt = db != NULL ? quoth_db_prepare (db, "SELECT count (*) FROM annotation WHERE type = ?1",
                                        NULL) : NULL;
  if (stmt == NULL)
    return -1;
  sqlite3_bind_int64 (stmt, 1, quoth_db_find_word (db, type));
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : -1;
}

/**
 * quoth_project_find_by_hash:
 * @self: a project
 * @hash: SHA-256 of a text in hexadecimal
 *
 * Returns: (transfer full) (nullable): id of the article with this text
 */
char *
quoth_project_find_by_hash (QuothProject *self,
                            const char   *hash)
{
  g_autoptr (QuothStmt) stmt = NULL;
  guchar bytes[32];
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && hash != NULL, NULL);

  db = quoth_project_get_db (self);
  stmt = db != NULL ? quoth_db_prepare (db, "SELECT id FROM article WHERE digest = ?1"
                                            " AND hash = ?2 AND removed <> 1", NULL) : NULL;
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (hash, bytes));
  sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_STATIC);
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW ? g_strdup (quoth_stmt_text (stmt, 0)) : NULL;
}
