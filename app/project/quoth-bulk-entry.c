/* quoth-bulk-entry.c - the journal entry of a gesture that imports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk"

#include "config.h"

#include "quoth-bulk-private.h"

/* The entry's state tells whether somebody undid the import while it ran. */
static gboolean
check_entry (QuothBulk  *self,
             GError    **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT state FROM journal WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->seq);
  if (quoth_db_step (self->db, stmt, error) == SQLITE_ROW &&
      sqlite3_column_int (stmt, 0) == QUOTH_JOURNAL_ACTIVE)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE,
                 "the import was undone while it ran");
  return FALSE;
}

/* Articles name their entry before it stands in the journal. */
gboolean
quoth_bulk_reserve_entry (QuothBulk  *self,
                          GError    **error)
{
  if (self->seq != 0)
    return check_entry (self, error);
  return quoth_journal_discard_undone (self->db, error) &&
         quoth_db_get_int (self->db, "SELECT 1 + coalesce (max (seq), 0) FROM journal",
                           &self->seq, error);
}

static gboolean
append_entry (QuothBulk  *self,
              GError    **error)
{
  gint64 seq = quoth_journal_append (self->db, self->project->annotator, self->verb,
                                     QUOTH_JOURNAL_DO, 0, (gint64) self->counts.n_articles,
                                     error);

  if (seq != 0 && seq != self->seq)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "the journal has no place for an entry");
  return seq == self->seq;
}

static gboolean
update_entry (QuothBulk  *self,
              GError    **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "UPDATE journal SET n_articles = ?2 WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->seq);
  sqlite3_bind_int64 (stmt, 2, (gint64) self->counts.n_articles);
  return quoth_db_run (self->db, stmt, error);
}

/* At the end of the first part, when the articles can be counted: a page that is written to
 * the log, left alone for long and written again in one transaction has SQLite read the log
 * from there on and make all its checksums anew. */
gboolean
quoth_bulk_write_entry (QuothBulk  *self,
                        GError    **error)
{
  return self->committed ? update_entry (self, error) : append_entry (self, error);
}
