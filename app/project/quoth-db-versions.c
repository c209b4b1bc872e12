/* quoth-db-versions.c - which articles are older versions of others
 *
 * A version names the text it corrects, and nothing else says so: what follows from it is kept
 * in article.removed, where lists look in any case. Whatever changes a name or takes an article
 * out or in calls these.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db"

#include "config.h"

#include "quoth-db-private.h"

/* Two that name each other follow nobody: else both would be gone. */
#define FOLLOWED \
  "EXISTS (SELECT 1 FROM article n INDEXED BY article_previous" \
  " WHERE json_extract (n.metadata, '$.previous') = lower (hex (article.hash))" \
  " AND n.removed <> 1 AND n.hash <> article.hash" \
  " AND coalesce (json_extract (article.metadata, '$.previous'), '') <> lower (hex (n.hash)))"

/* The article of the text that @previous names. */
static gboolean
mark_older (QuothDb     *self,
            const char  *previous,
            GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "UPDATE article SET removed = 2 WHERE digest = ?1 AND hash = ?2 AND removed = 0 AND " FOLLOWED,
    error);
  guchar bytes[32];

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (previous, bytes));
  sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_STATIC);
  return quoth_db_run (self, stmt, error);
}

/* @which picks out articles by one number. */
static gboolean
follow (QuothDb     *self,
        const char  *which,
        gint64       number,
        GError     **error)
{
  g_autofree char *update = g_strconcat ("UPDATE article SET removed = 2 WHERE ", which,
                                         " AND removed = 0 AND " FOLLOWED, NULL);
  g_autofree char *select = g_strconcat ("SELECT json_extract (metadata, '$.previous')"
                                         " FROM article WHERE ", which, " AND removed <> 1"
                                         " AND json_extract (metadata, '$.previous') IS NOT NULL",
                                         NULL);
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothStmt) own = quoth_db_prepare (self, update, error);
  g_autoptr (QuothStmt) stmt = own != NULL ? quoth_db_prepare (self, select, error) : NULL;
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (own, 1, number);
  sqlite3_bind_int64 (stmt, 1, number);
  if (!quoth_db_run (self, own, error))
    return FALSE;
  while ((rc = quoth_db_step (self, stmt, error)) == SQLITE_ROW)
    g_ptr_array_add (named, g_strdup (quoth_stmt_text (stmt, 0)));
  if (rc != SQLITE_DONE)
    return FALSE;
  for (guint i = 0; i < named->len; i++)
    if (!mark_older (self, named->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * quoth_db_follow_article:
 * @self: a connection in a write transaction
 * @row: of an article that came, or came back, or names another text than before
 * @error: return location for a #QuothProjectError
 *
 * Marks it when it is an older version, and the one it follows.
 */
gboolean
quoth_db_follow_article (QuothDb  *self,
                         gint64    row,
                         GError  **error)
{
  return follow (self, "row = ?1", row, error);
}

/* The same for what an import had brought and is there again. */
gboolean
quoth_db_follow_import (QuothDb  *self,
                        gint64    import,
                        GError  **error)
{
  return follow (self, "import = ?1", import, error);
}

/**
 * quoth_db_release_older:
 * @self: a connection in a write transaction
 * @error: return location for a #QuothProjectError
 *
 * What no version follows any longer is in the lists again. Along a small index: cheap.
 */
gboolean
quoth_db_release_older (QuothDb  *self,
                        GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "UPDATE article SET removed = 0 WHERE removed <> 0 AND removed = 2 AND NOT " FOLLOWED, error);

  return stmt != NULL && quoth_db_run (self, stmt, error);
}
