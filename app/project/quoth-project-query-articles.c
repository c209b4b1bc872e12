/* quoth-project-query-articles.c - the list of articles, filtered and paged by key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-fold.h"
#include "quoth-project-query.h"
#include "quoth-remark.h"

#include <string.h>

/* The same expression as in index article_status. */
#define STATUS "coalesce (json_extract (a.tags, '$.status'), 'new')"

/* A comment that waits for somebody. */
#define OPEN_COMMENT(table) \
  table ".type = :comment AND json_extract (" table ".attributes, '$." QUOTH_ATTRIBUTE_RESOLVED \
  "') IS NOT 1"

static const QuothArticleFilter no_filter;

void
quoth_article_row_free (QuothArticleRow *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->article, quoth_article_unref);
  g_free (self);
}

static gboolean
contains_folded (const char *haystack,
                 const char *needle)
{
  g_autofree char *folded = haystack != NULL ? quoth_fold_string (haystack) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

/* quoth_named (name, title, needle): whether one of the first two holds the folded third. */
static void
named_func (sqlite3_context  *context,
            int               n_arguments,
            sqlite3_value   **arguments)
{
  const char *needle = (const char *) sqlite3_value_text (arguments[2]);
  gboolean found = FALSE;

  for (int i = 0; i < 2 && needle != NULL && !found; i++)
    found = contains_folded ((const char *) sqlite3_value_text (arguments[i]), needle);
  sqlite3_result_int (context, found);
}

/* Once per connection: to register again would expire its prepared statements. */
static gboolean
register_functions (QuothProject  *self,
                    QuothDb       *db,
                    GError       **error)
{
  static const char key[] = "quoth-query-functions";
  int rc;

  if (g_object_get_data (G_OBJECT (self), key) == db->handle)
    return TRUE;
  rc = sqlite3_create_function_v2 (db->handle, "quoth_named", 3,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                   named_func, NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return quoth_db_set_error (db, rc, error);
  g_object_set_data (G_OBJECT (self), key, db->handle);
  return TRUE;
}

static gboolean
is_by_annotation (const QuothArticleFilter *filter)
{
  return filter->entity != NULL || filter->open_tasks || filter->type != NULL;
}

/* What the rows are drawn from. The most selective filter drives, along an index
 * that is already in the order of rows: a page reads what it shows and no more. */
static void
append_source (GString                  *sql,
               const QuothArticleFilter *filter)
{
  const char *index = NULL;

  if (filter->entity != NULL)
    index = "annotation_entity WHERE n.entity = :entity";
  else if (filter->open_tasks)
    index = "annotation_open WHERE n.open = 1";
  else if (filter->type != NULL)
    index = "annotation_type WHERE n.type = :type";
  else if (filter->open_comments)
    index = "annotation_type WHERE " OPEN_COMMENT ("n");

  if (index != NULL)
    {
      const char *where = strchr (index, ' ');

      g_string_append_printf (sql, " FROM annotation n INDEXED BY %.*s CROSS JOIN article a"
                              " ON a.row = n.article%s AND a.removed = 0",
                              (int) (where - index), index, where);
      if (filter->layer != NULL && is_by_annotation (filter))
        g_string_append (sql, " AND n.layer = :layer");
    }
  else if (filter->status != NULL)
    g_string_append (sql, " FROM article a INDEXED BY article_status WHERE a.removed = 0");
  else
    g_string_append (sql, " FROM article a WHERE a.removed = 0");
}

static void
append_exists (GString                  *sql,
               const QuothArticleFilter *filter,
               const char               *condition)
{
  g_string_append_printf (sql, " AND EXISTS (SELECT 1 FROM annotation x WHERE x.article = a.row"
                          " AND %s%s)", condition,
                          filter->layer != NULL ? " AND x.layer = :layer" : "");
}

/* The row in the words of the driving index, so that SQLite sees it is in order. */
static const char *
row_column (const QuothArticleFilter *filter)
{
  return is_by_annotation (filter) || filter->open_comments ? "n.article" : "a.row";
}

/* @comparison: (nullable): how the row compares to :row */
static void
append_filter (GString                  *sql,
               const QuothArticleFilter *filter,
               const char               *comparison)
{
  append_source (sql, filter);
  if (filter->entity != NULL && filter->open_tasks)
    append_exists (sql, filter, "x.open = 1");
  if ((filter->entity != NULL || filter->open_tasks) && filter->type != NULL)
    append_exists (sql, filter, "x.type = :type");
  if (is_by_annotation (filter) && filter->open_comments)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM annotation x WHERE x.article = a.row AND "
                     OPEN_COMMENT ("x") ")");
  if (filter->status != NULL)
    g_string_append (sql, " AND " STATUS " = :status");
  if (filter->text != NULL && *filter->text != '\0')
    g_string_append (sql, " AND quoth_named (a.name, json_extract (a.metadata, '$.title'), :text)");
  if (comparison != NULL)
    g_string_append_printf (sql, " AND %s %s :row", row_column (filter), comparison);
  if (is_by_annotation (filter) || filter->open_comments)
    g_string_append (sql, " GROUP BY n.article");
}

static void
bind_text (QuothStmt  *stmt,
           const char *name,
           const char *text)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  if (index > 0)
    sqlite3_bind_text (stmt, index, text, -1, SQLITE_TRANSIENT);
}

static void
bind_int (QuothStmt  *stmt,
          const char *name,
          gint64      value)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  if (index > 0)
    sqlite3_bind_int64 (stmt, index, value);
}

static void
bind_filter (QuothDb                  *db,
             QuothStmt                *stmt,
             const QuothArticleFilter *filter)
{
  if (filter->text != NULL)
    {
      g_autofree char *folded = quoth_fold_string (filter->text);

      bind_text (stmt, ":text", folded);
    }
  bind_text (stmt, ":status", filter->status);
  bind_text (stmt, ":entity", filter->entity);
  /* A word nobody used yet is 0, and matches nothing. */
  bind_int (stmt, ":type", filter->type != NULL ? quoth_db_find_word (db, filter->type) : 0);
  bind_int (stmt, ":comment", quoth_db_find_word (db, QUOTH_TYPE_ID_COMMENT));
  bind_int (stmt, ":layer", filter->layer != NULL ? quoth_db_find_word (db, filter->layer) : 0);
}

static gboolean
count_comments (QuothDb          *db,
                QuothArticleRow  *row,
                GError          **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT count (*) FROM annotation n INDEXED BY annotation_type WHERE n.article = :article AND "
    OPEN_COMMENT ("n"), error);

  if (stmt == NULL)
    return FALSE;
  bind_int (stmt, ":article", row->row);
  bind_int (stmt, ":comment", quoth_db_find_word (db, QUOTH_TYPE_ID_COMMENT));
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return FALSE;
  row->n_open_comments = (guint) sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* What is said about annotations is none itself. */
static gboolean
count_annotations (QuothDb                   *db,
                   const QuothArticleFilter  *filter,
                   QuothArticleRow           *row,
                   GError                   **error)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, filter->layer != NULL
                            ? "SELECT count (*), total (open) FROM annotation"
                              " WHERE article = :article AND layer = :layer"
                            : "SELECT count (*), total (open) FROM annotation"
                              " WHERE article = :article AND layer <> :remarks", error);

  if (stmt == NULL)
    return FALSE;
  bind_int (stmt, ":article", row->row);
  if (filter->layer != NULL)
    bind_int (stmt, ":layer", quoth_db_find_word (db, filter->layer));
  bind_int (stmt, ":remarks", quoth_db_find_word (db, QUOTH_LAYER_REMARKS));
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return FALSE;
  row->n_annotations = (guint) sqlite3_column_int64 (stmt, 0);
  row->n_open_tasks = (guint) sqlite3_column_int64 (stmt, 1);
  return count_comments (db, row, error);
}

static gboolean
read_rows (QuothDb                   *db,
           QuothStmt                 *stmt,
           const QuothArticleFilter  *filter,
           GPtrArray                 *rows,
           GError                   **error)
{
  int rc;

  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothArticleRow *row = g_new0 (QuothArticleRow, 1);

      g_ptr_array_add (rows, row);
      row->row = sqlite3_column_int64 (stmt, 0);
      row->article = quoth_db_article_from_row (db, stmt, 0, error);
      if (row->article == NULL || !count_annotations (db, filter, row, error))
        return FALSE;
    }
  return rc == SQLITE_DONE;
}

static void
reverse (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer row = rows->pdata[i];

      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = row;
    }
}

static QuothDb *
get_db (QuothProject  *self,
        GError       **error)
{
  QuothDb *db = quoth_project_get_db (self);

  if (db == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED, "the project is closed");
  return db != NULL && register_functions (self, db, error) ? db : NULL;
}

/**
 * quoth_project_list_articles:
 * @self: a project
 * @filter: (nullable): which articles
 * @from: the row after (before) which to begin; 0 = from the end it starts at
 * @backwards: whether the page ends before @from
 * @limit: how many at most
 * @error: return location for a #QuothProjectError
 *
 * Reads a page of articles. The counts in each row are those of @filter's layer,
 * or of all layers.
 *
 * Returns: (transfer full) (element-type QuothArticleRow) (nullable): rows, ascending
 */
GPtrArray *
quoth_project_list_articles (QuothProject              *self,
                             const QuothArticleFilter  *filter,
                             gint64                     from,
                             gboolean                   backwards,
                             guint                      limit,
                             GError                   **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT " QUOTH_ARTICLE_COLUMNS);
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = get_db (self, error);
  if (db == NULL)
    return NULL;
  filter = filter != NULL ? filter : &no_filter;
  append_filter (sql, filter, backwards ? "<" : ">");
  g_string_append_printf (sql, " ORDER BY %s%s LIMIT :limit", row_column (filter),
                          backwards ? " DESC" : "");
  stmt = quoth_db_prepare (db, sql->str, error);
  if (stmt == NULL)
    return NULL;
  bind_filter (db, stmt, filter);
  bind_int (stmt, ":row", backwards && from == 0 ? G_MAXINT64 : from);
  bind_int (stmt, ":limit", limit);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_row_free);
  if (!read_rows (db, stmt, filter, rows, error))
    return NULL;
  if (backwards)
    reverse (rows);
  return g_steal_pointer (&rows);
}

static gint64
count_rows (QuothProject              *self,
            const QuothArticleFilter  *filter,
            gint64                     up_to,
            GError                   **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count (*) FROM (SELECT a.row");
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);

  if (db == NULL)
    return -1;
  filter = filter != NULL ? filter : &no_filter;
  append_filter (sql, filter, up_to < G_MAXINT64 ? "<=" : NULL);
  g_string_append_c (sql, ')');
  stmt = quoth_db_prepare (db, sql->str, error);
  if (stmt == NULL)
    return -1;
  bind_filter (db, stmt, filter);
  bind_int (stmt, ":row", up_to);
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return -1;
  return sqlite3_column_int64 (stmt, 0);
}

/**
 * quoth_project_count_articles:
 * @self: a project
 * @filter: (nullable): which articles
 * @error: return location for a #QuothProjectError
 *
 * Returns: how many articles pass @filter, or -1
 */
gint64
quoth_project_count_articles (QuothProject              *self,
                              const QuothArticleFilter  *filter,
                              GError                   **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), -1);

  return count_rows (self, filter, G_MAXINT64, error);
}

/**
 * quoth_project_article_position:
 * @self: a project
 * @filter: (nullable): which articles
 * @row: the row of an article, whether it passes @filter or not
 * @error: return location for a #QuothProjectError
 *
 * Returns: how many articles that pass @filter stand at or before @row, or -1
 */
gint64
quoth_project_article_position (QuothProject              *self,
                                const QuothArticleFilter  *filter,
                                gint64                     row,
                                GError                   **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), -1);

  return count_rows (self, filter, MIN (row, G_MAXINT64 - 1), error);
}

/**
 * quoth_project_get_article_row:
 * @self: a project
 * @article: an article's id
 *
 * Returns: its row, the key of paging; 0 when there is no such article
 */
gint64
quoth_project_get_article_row (QuothProject *self,
                               const char   *article)
{
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && article != NULL, 0);

  db = get_db (self, NULL);
  return db != NULL ? quoth_db_article_row (db, article) : 0;
}

/**
 * quoth_project_lookup_article:
 * @self: a project
 * @article: an article's id
 * @error: return location for %QUOTH_PROJECT_ERROR_MISSING and others
 *
 * Returns: (transfer full) (nullable): the article, also one that was removed
 */
QuothArticle *
quoth_project_lookup_article (QuothProject  *self,
                              const char    *article,
                              GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  QuothArticle *found;
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && article != NULL, NULL);

  db = get_db (self, error);
  if (db == NULL)
    return NULL;
  found = quoth_db_read_article (db, article, &local_error);
  if (found == NULL && local_error == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING, "no article “%s”",
                 article);
  else if (found == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return found;
}
