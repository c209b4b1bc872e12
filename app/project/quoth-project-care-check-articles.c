/* quoth-project-care-check-articles.c - texts, annotations and what they point to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-check-private.h"

#include <string.h>

static void
check_link (QuothCheck      *check,
            GHashTable      *by_id,
            QuothAnnotation *from,
            const QuothLink *link)
{
  QuothAnnotation *to = g_hash_table_lookup (by_id, link->to);

  if (to == NULL)
    quoth_check_report (check, "annotation %s: link “%s” points to %s, which is not there",
                        from->id, link->role, link->to);
  else if (strcmp (to->layer, from->layer) != 0)
    quoth_check_report (check, "annotation %s: link “%s” points into another layer",
                        from->id, link->role);
}

static void
check_annotation (QuothCheck      *check,
                  GHashTable      *by_id,
                  QuothAnnotation *annotation,
                  guint            length)
{
  g_autoptr (GError) local_error = NULL;

  if (!quoth_annotation_validate (annotation, length, &local_error))
    quoth_check_report (check, "%s", local_error->message);
  if (annotation->entity != NULL
      && !g_hash_table_contains (check->entities, annotation->entity))
    quoth_check_report (check, "annotation %s: entity %s is not there", annotation->id,
                        annotation->entity);
  for (guint i = 0; i < annotation->n_links; i++)
    check_link (check, by_id, annotation, &annotation->links[i]);
}

/* The columns that are kept beside the record so that lists are quick. */
static gboolean
check_derived (QuothCheck  *check,
               gint64       row,
               GHashTable  *by_id,
               GError     **error)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (check->db, "SELECT id, start, end, n_links, open FROM annotation"
                      " WHERE article = ?1", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  while ((rc = quoth_db_step (check->db, stmt, error)) == SQLITE_ROW)
    {
      QuothAnnotation *annotation = g_hash_table_lookup (by_id, quoth_stmt_text (stmt, 0));

      if (annotation == NULL)
        continue;
      if (sqlite3_column_int64 (stmt, 1) != quoth_annotation_get_start (annotation)
          || sqlite3_column_int64 (stmt, 2) != quoth_annotation_get_end (annotation)
          || sqlite3_column_int64 (stmt, 3) != annotation->n_links)
        quoth_check_report (check, "annotation %s: its row contradicts itself", annotation->id);
      if (check->scheme != NULL
          && (sqlite3_column_int (stmt, 4) != 0) != quoth_db_is_open (check->scheme, annotation))
        quoth_check_report (check, "annotation %s: wrongly counted as %s task", annotation->id,
                            sqlite3_column_int (stmt, 4) != 0 ? "an open" : "no open");
    }
  return rc == SQLITE_DONE;
}

static gboolean
check_annotations (QuothCheck  *check,
                   gint64       row,
                   guint        length,
                   GError     **error)
{
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) quoth_annotation_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (!quoth_db_read_annotations (check->db, row, NULL, annotations, error))
    return FALSE;
  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_insert (by_id, ((QuothAnnotation *) annotations->pdata[i])->id,
                         annotations->pdata[i]);
  for (guint i = 0; i < annotations->len; i++)
    check_annotation (check, by_id, annotations->pdata[i], length);
  return check_derived (check, row, by_id, error);
}

static gboolean
check_text (QuothCheck    *check,
            QuothArticle  *article,
            gint64         row,
            gint64         digest,
            GError       **error)
{
  g_autoptr (QuothText) text = quoth_db_read_text (check->db, row, error);
  g_autofree char *hash = NULL;
  guchar bytes[32];

  if (text == NULL)
    return FALSE;
  hash = quoth_text_get_hash (text);
  if (strcmp (hash, article->hash) != 0)
    quoth_check_report (check, "article %s: the text is not what was imported", article->id);
  if (quoth_db_hash_from_text (article->hash, bytes) != digest)
    quoth_check_report (check, "article %s: its row contradicts itself", article->id);
  if (quoth_text_get_length (text) != article->length)
    quoth_check_report (check, "article %s: wrong length", article->id);
  return check_annotations (check, row, quoth_text_get_length (text), error);
}

/* What is wrong with one article must not hide what is wrong with the next. */
static gboolean
check_article (QuothCheck  *check,
               QuothStmt   *stmt,
               GError     **error)
{
  GError *local_error = NULL;
  gint64 row = sqlite3_column_int64 (stmt, 0);
  g_autoptr (QuothArticle) article = quoth_db_article_from_row (check->db, stmt, 0, &local_error);
  g_autofree char *where = g_strdup_printf ("article %s", article != NULL ? article->id : "?");

  if (article != NULL
      && check_text (check, article, row, sqlite3_column_int64 (stmt, QUOTH_ARTICLE_N_COLUMNS),
                     &local_error))
    return TRUE;
  return quoth_check_take_error (check, where,
                                 local_error != NULL ? local_error
                                   : g_error_new (QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                                                  "cannot be read"), error);
}

/**
 * quoth_check_articles:
 * @check: a check
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Checks every article, removed ones too.
 */
gboolean
quoth_check_articles (QuothCheck  *check,
                      GError     **error)
{
  GError *local_error = NULL;
  g_autoptr (QuothStmt) stmt = NULL;
  gint64 total = 0;
  int rc = SQLITE_DONE;

  if (check->progress != NULL
      && quoth_db_get_int (check->db, "SELECT (SELECT count (*) FROM article)"
                           " + (SELECT count (*) FROM journal)", &total, NULL))
    quoth_progress_set_total (check->progress, (guint64) total);
  stmt = quoth_db_prepare (check->db, "SELECT " QUOTH_ARTICLE_COLUMNS ", a.digest FROM article a"
                           " ORDER BY a.row", &local_error);
  while (stmt != NULL && (rc = quoth_db_step (check->db, stmt, &local_error)) == SQLITE_ROW)
    {
      if (quoth_progress_set_error_if_cancelled (check->progress, error)
          || !check_article (check, stmt, error))
        return FALSE;
      if (check->progress != NULL)
        quoth_progress_add (check->progress, 1);
    }
  return local_error == NULL || quoth_check_take_error (check, "articles", local_error, error);
}
