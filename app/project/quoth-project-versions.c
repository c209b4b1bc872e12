/* quoth-project-versions.c - texts that correct others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-versions"

#include "config.h"

#include "quoth-project-versions.h"

#include "quoth-project-private.h"
#include "quoth-project-query.h"

static char *
dup_first (QuothStmt *stmt,
           QuothDb   *db)
{
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW ? g_strdup (quoth_stmt_text (stmt, 0)) : NULL;
}

/**
 * quoth_project_dup_next_version:
 * @self: a project
 * @article: an article's id
 *
 * Returns: (transfer full) (nullable): the id of the article that corrects its text; of several
 *   the one that came last
 */
char *
quoth_project_dup_next_version (QuothProject *self,
                                const char   *article)
{
  g_autoptr (QuothStmt) stmt = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL && article != NULL, NULL);

  stmt = quoth_db_prepare (self->db,
    "SELECT n.id FROM article a JOIN article n"
    " ON json_extract (n.metadata, '$.previous') = lower (hex (a.hash))"
    " WHERE a.id = ?1 AND a.removed = 2 AND n.removed <> 1 ORDER BY n.row DESC LIMIT 1", NULL);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, article);
  return dup_first (stmt, self->db);
}

/**
 * quoth_project_dup_previous_version:
 * @self: a project
 * @article: an article's id
 *
 * Returns: (transfer full) (nullable): the id of the article whose text this one corrects;
 *   %NULL also when that is not in the project
 */
char *
quoth_project_dup_previous_version (QuothProject *self,
                                    const char   *article)
{
  g_autoptr (QuothArticle) found = NULL;
  g_autofree char *previous = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL && article != NULL, NULL);

  found = quoth_project_lookup_article (self, article, NULL);
  if (found != NULL)
    previous = quoth_attributes_dup_string (found->metadata, QUOTH_METADATA_PREVIOUS);
  return previous != NULL ? quoth_project_find_by_hash (self, previous) : NULL;
}

/**
 * quoth_project_find_namesake:
 * @self: a project
 * @name: (nullable): the name of a text that is to come
 * @url: (nullable): its address
 * @hash: of the text
 *
 * Looks at every article: meant for a few texts, or for a worker.
 *
 * Returns: (transfer full) (nullable): the id of the article with the same address, else with
 *   the same name, that has another text and that no version follows
 */
char *
quoth_project_find_namesake (QuothProject *self,
                             const char   *name,
                             const char   *url,
                             const char   *hash)
{
  g_autoptr (QuothStmt) stmt = NULL;
  guchar bytes[32];

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL && hash != NULL, NULL);

  stmt = quoth_db_prepare (self->db,
    "SELECT id, json_extract (metadata, '$.url') = ?2 AS same_url FROM article"
    " WHERE removed = 0 AND hash <> ?3 AND (name = ?1 OR same_url)"
    " ORDER BY coalesce (same_url, 0) DESC, row LIMIT 1", NULL);
  if (stmt == NULL)
    return NULL;
  quoth_db_hash_from_text (hash, bytes);
  quoth_stmt_bind_text (stmt, 1, name);
  quoth_stmt_bind_text (stmt, 2, url);
  sqlite3_bind_blob (stmt, 3, bytes, sizeof bytes, SQLITE_STATIC);
  return dup_first (stmt, self->db);
}

/**
 * quoth_project_find_named:
 * @self: a project
 * @name: a name
 * @out_several: (out): whether it is the name of more than one
 *
 * Returns: (transfer full) (nullable): the id of the first article of this name
 */
char *
quoth_project_find_named (QuothProject *self,
                          const char   *name,
                          gboolean     *out_several)
{
  g_autoptr (QuothStmt) stmt = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL && name != NULL, NULL);

  *out_several = FALSE;
  stmt = quoth_db_prepare (self->db, "SELECT id FROM article WHERE removed = 0 AND name = ?1"
                                     " ORDER BY row LIMIT 2", NULL);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, name);
  id = dup_first (stmt, self->db);
  *out_several = id != NULL && quoth_db_step (self->db, stmt, NULL) == SQLITE_ROW;
  return g_steal_pointer (&id);
}

/**
 * quoth_project_was_touched:
 * @self: a project
 * @article: an article's id
 * @record: the id of a record of that article
 *
 * Returns: whether something was done to the record, other than to import it with its article,
 *   and is not undone. When the record is not there, somebody deleted it on purpose.
 */
gboolean
quoth_project_was_touched (QuothProject *self,
                           const char   *article,
                           const char   *record)
{
  g_autoptr (QuothStmt) stmt = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (article != NULL && record != NULL, FALSE);

  stmt = quoth_db_prepare (self->db,
    "SELECT 1 FROM journal_record r JOIN journal j ON j.seq = r.seq"
    " WHERE r.record = ?1 AND r.article = ?2 AND j.kind = 0 AND j.state = 0", NULL);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, record);
  quoth_stmt_bind_text (stmt, 2, article);
  return quoth_db_step (self->db, stmt, NULL) == SQLITE_ROW;
}
