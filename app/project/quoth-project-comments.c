/* quoth-project-comments.c - what people said about annotations and articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-comments.h"
#include "quoth-remark.h"

static const char comments_sql[] =
  "SELECT " QUOTH_ANNOTATION_COLUMNS ", a.id, a.name"
  " FROM annotation n INDEXED BY annotation_type CROSS JOIN article a ON a.row = n.article"
  " WHERE n.type = ?1 AND n.article >= ?2 AND n.article <= ?3"
  " AND (a.removed = 0 OR (a.removed = 2 AND ?2 = ?3))"
  " AND (?4 IS NULL OR json_extract (n.attributes, '$." QUOTH_ATTRIBUTE_SUBJECT "') = ?4)"
  " ORDER BY n.article DESC, n.created DESC, n.id DESC LIMIT ?5";

void
quoth_comment_row_free (QuothCommentRow *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->article_name);
  g_clear_pointer (&self->comment, quoth_annotation_unref);
  g_free (self);
}

/**
 * quoth_project_list_remarks:
 * @self: a project
 * @type: the type of remarks, such as %QUOTH_TYPE_ID_COMMENT
 * @article: (nullable): id of an article; %NULL for all articles
 * @subject: (nullable): only those on this annotation, see quoth_remark_subject_of()
 * @limit: how many at most; the newest are kept, of all articles those that came last
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable) (element-type QuothCommentRow): remarks, resolved
 *   ones too
 */
GPtrArray *
quoth_project_list_remarks (QuothProject  *self,
                            const char    *type,
                            const char    *article,
                            const char    *subject,
                            guint          limit,
                            GError       **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_comment_row_free);
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;
  gint64 row;
  int rc;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = quoth_project_get_db (self);
  stmt = db != NULL ? quoth_db_prepare (db, comments_sql, error) : NULL;
  if (stmt == NULL)
    return NULL;
  row = article != NULL ? quoth_db_article_row (db, article) : 0;
  sqlite3_bind_int64 (stmt, 1, quoth_db_find_word (db, type));
  sqlite3_bind_int64 (stmt, 2, row);
  sqlite3_bind_int64 (stmt, 3, article != NULL ? row : G_MAXINT64);
  quoth_stmt_bind_text (stmt, 4, subject);
  sqlite3_bind_int64 (stmt, 5, limit);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothCommentRow *found = g_new0 (QuothCommentRow, 1);

      g_ptr_array_add (rows, found);
      found->row = sqlite3_column_int64 (stmt, 0);
      found->comment = quoth_db_annotation_from_row (db, stmt, 0, error);
      if (found->comment == NULL)
        return NULL;
      found->article = g_strdup (quoth_stmt_text (stmt, QUOTH_ANNOTATION_N_COLUMNS));
      found->article_name = g_strdup (quoth_stmt_text (stmt, QUOTH_ANNOTATION_N_COLUMNS + 1));
    }
  if (rc != SQLITE_DONE)
    return NULL;
  /* People read from the oldest on. */
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer kept = rows->pdata[i];

      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = kept;
    }
  return g_steal_pointer (&rows);
}

/* Documented in the header. */
GPtrArray *
quoth_project_list_comments (QuothProject  *self,
                             const char    *article,
                             const char    *subject,
                             guint          limit,
                             GError       **error)
{
  return quoth_project_list_remarks (self, QUOTH_TYPE_ID_COMMENT, article, subject, limit, error);
}
