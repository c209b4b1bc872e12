/* quoth-project-query-since.c - what was done since somebody looked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-project-private.h"
#include "quoth-project-query.h"

/* Whoever missed more than that looks at everything again. */
#define MAX_PARTS 200

void
quoth_deed_free (QuothDeed *self)
{
  g_free (self->who);
  quoth_command_unref (self->command);
  g_free (self);
}

/**
 * quoth_project_get_moment:
 * @self: a project
 * @out_moment: (out): where the journal and the articles end
 * @error: return location for a #QuothProjectError
 *
 * Within quoth_project_begin_look() it belongs to all that is read there.
 *
 * Returns: %FALSE only with @error set
 */
gboolean
quoth_project_get_moment (QuothProject  *self,
                          QuothMoment   *out_moment,
                          GError       **error)
{
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && out_moment != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  return quoth_db_get_int (db, "SELECT max (seq) FROM journal", &out_moment->entry, error)
         && quoth_db_get_int (db, "SELECT max (rowid) FROM journal_part", &out_moment->part, error)
         && quoth_db_get_int (db, "SELECT max (row) FROM article", &out_moment->article, error);
}

/* Reads see one state until quoth_project_end_look(); nobody waits for them. */
gboolean
quoth_project_begin_look (QuothProject  *self,
                          gboolean      *out_begun, /* not within a transaction */
                          GError       **error)
{
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && out_begun != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  *out_begun = !db->in_transaction;
  return !*out_begun || quoth_db_begin_read (db, error);
}

void
quoth_project_end_look (QuothProject *self,
                        gboolean      begun)
{
  g_return_if_fail (QUOTH_IS_PROJECT (self));

  if (begun)
    quoth_db_end_read (quoth_project_get_db (self));
}

/* Articles come and go without a change of their own: by an import, its undo, or because it
 * was stopped. An entry that grows is an import as well. */
static gboolean
find_large (QuothDb            *db,
            const QuothMoment  *then,
            const QuothMoment  *now,
            gboolean           *out_large,
            GError            **error)
{
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  *out_large = now->article != then->article || now->entry < then->entry
               || now->part < then->part || now->part - then->part > MAX_PARTS;
  if (*out_large)
    return TRUE;
  stmt = quoth_db_prepare (db,
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM journal WHERE seq > ?1 AND n_articles > 0)"
    " OR EXISTS (SELECT 1 FROM journal_part WHERE rowid > ?2 AND seq <= ?1)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, then->entry);
  sqlite3_bind_int64 (stmt, 2, then->part);
  rc = quoth_db_step (db, stmt, error);
  *out_large = rc == SQLITE_ROW;
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static GPtrArray *
read_deeds (QuothDb            *db,
            const QuothMoment  *then,
            GError            **error)
{
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_deed_free);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT p.seq, j.who, j.verb, p.changes FROM journal_part p JOIN journal j ON j.seq = p.seq"
    " WHERE p.rowid > ?1 ORDER BY p.rowid", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, then->part);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      g_autoptr (GError) local_error = NULL;
      QuothCommand *command
        = quoth_command_new_from_json (quoth_stmt_text_or_empty (stmt, 2),
                                       quoth_stmt_text_or_empty (stmt, 3),
                                       sqlite3_column_bytes (stmt, 3), &local_error);
      QuothDeed *deed;

      if (command == NULL)
        {
          g_set_error_literal (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                               local_error->message);
          return NULL;
        }
      deed = g_new0 (QuothDeed, 1);
      deed->sequence = sqlite3_column_int64 (stmt, 0);
      deed->who = g_strdup (quoth_stmt_text_or_empty (stmt, 1));
      deed->command = command;
      g_ptr_array_add (deeds, deed);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&deeds) : NULL;
}

/**
 * quoth_project_list_since:
 * @self: a project
 * @inout_moment: from quoth_project_get_moment(); moved to now
 * @out_large: (out): too much was done to be told, or articles came or went: then the list
 *   is empty
 * @error: return location for a #QuothProjectError
 *
 * Also what is done by @self is told.
 *
 * Returns: (transfer full) (nullable) (element-type QuothDeed): what was done since, in order
 */
GPtrArray *
quoth_project_list_since (QuothProject  *self,
                          QuothMoment   *inout_moment,
                          gboolean      *out_large,
                          GError       **error)
{
  g_autoptr (GPtrArray) deeds = NULL;
  QuothMoment now;
  gboolean begun;
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);
  g_return_val_if_fail (inout_moment != NULL && out_large != NULL, NULL);

  db = quoth_project_get_db (self);
  if (!quoth_project_begin_look (self, &begun, error))
    return NULL;
  if (quoth_project_get_moment (self, &now, error)
      && find_large (db, inout_moment, &now, out_large, error))
    {
      const QuothMoment *from = *out_large || now.part == inout_moment->part ? &now : inout_moment;

      deeds = read_deeds (db, from, error);
    }
  quoth_project_end_look (self, begun);
  if (deeds != NULL)
    *inout_moment = now;
  return g_steal_pointer (&deeds);
}

/**
 * quoth_deeds_foreach_touch:
 * @deeds: (element-type QuothDeed): from quoth_project_list_since()
 * @func: told what quoth_project_foreach_touch() would tell: each record once for each entry
 * @user_data: for @func
 */
void
quoth_deeds_foreach_touch (GPtrArray       *deeds,
                           QuothTouchFunc   func,
                           gpointer         user_data)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (deeds != NULL && func != NULL);

  for (guint i = 0; i < deeds->len; i++)
    {
      const QuothDeed *deed = deeds->pdata[i];

      for (guint k = 0; k < quoth_command_get_n_changes (deed->command); k++)
        {
          const QuothChange *change = quoth_command_get_change (deed->command, k);
          const QuothTouch touch = {
            change->article != NULL ? change->article : "", quoth_change_get_id (change),
            deed->sequence, deed->who, quoth_command_get_verb (deed->command), FALSE
          };
          char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%s/%s", deed->sequence, touch.article,
                                       touch.record);

          if (g_hash_table_add (told, key) && !func (&touch, user_data))
            return;
        }
    }
}

/**
 * quoth_project_is_removed:
 * @self: a project
 * @hash: of a text
 *
 * Returns: whether the article of this text was removed by a gesture of its own, and so is
 *   known; one that went because its import was undone is not
 */
gboolean
quoth_project_is_removed (QuothProject *self,
                          const char   *hash)
{
  g_autoptr (QuothStmt) stmt = NULL;
  guchar bytes[32];
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && hash != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  stmt = quoth_db_prepare (db,
    "SELECT 1 FROM article a LEFT JOIN journal j ON j.seq = a.import WHERE a.digest = ?1"
    " AND a.hash = ?2 AND a.removed = 1 AND coalesce (j.state, 0) = 0", NULL);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (hash, bytes));
  sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_STATIC);
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW;
}
