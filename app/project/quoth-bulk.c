/* quoth-bulk.c - the gesture that imports: units, transactions, taking back
 *
 * One transaction holds many units, each behind a savepoint. Between units the
 * transaction is committed when it has grown, so that other writers get their
 * turn. The journal entry comes with the first of them and is valid from then on: when
 * the program dies, what was committed stays as an import that can be undone, and it
 * consists of whole units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk"

#include "config.h"

#include "quoth-bulk-private.h"

/* Rows between commits: some tens of milliseconds of work, and few enough that their
 * pages fit into the cache, so that none is written to the log twice. */
#define PART_ROWS 7000

/* In KiB: holds the pages of a part, and of a unit that is larger those that every article
 * touches: a leaf of each index for each entity, and most leaves of the digests. With half
 * of it 100,000 articles make two and a half times as many reads, and three times the log. */
#define BULK_CACHE 8192

/* Articles that a cancelled import takes back in one transaction. */
#define PURGE_ARTICLES 2000

static void
quoth_bulk_free (QuothBulk *self)
{
  g_clear_object (&self->project);
  g_clear_pointer (&self->mark.scheme, quoth_scheme_unref);
  g_clear_pointer (&self->project_scheme, quoth_scheme_unref);
  g_clear_pointer (&self->written_scheme, quoth_scheme_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->additions, g_ptr_array_unref);
  g_clear_pointer (&self->changes, quoth_command_unref);
  g_clear_pointer (&self->entities, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->new_ids, g_ptr_array_unref);
  g_free (self);
}

/* Parts need not reach the disk one by one: quoth_bulk_finish() sees to it for all. */
static void
begin_fast (QuothDb *db)
{
  quoth_db_exec (db, "PRAGMA synchronous = NORMAL;"
                 "PRAGMA cache_size = -" G_STRINGIFY (BULK_CACHE), NULL);
}

/* Outside a transaction, where alone SQLite lets that be changed. */
static void
end_fast (QuothDb *db)
{
  g_return_if_fail (!db->in_transaction);

  quoth_db_exec (db, "PRAGMA synchronous = FULL;"
                 "PRAGMA cache_size = -" G_STRINGIFY (QUOTH_DB_CACHE), NULL);
}

/**
 * quoth_bulk_begin:
 * @project: a project; it must not be used for anything else until the end
 * @error: %QUOTH_PROJECT_ERROR_READ_ONLY
 *
 * Begins a gesture that ends with quoth_bulk_finish() or quoth_bulk_cancel().
 *
 * Returns: (transfer full) (nullable): the writer
 */
QuothBulk *
quoth_bulk_begin (QuothProject  *project,
                  GError       **error)
{
  QuothBulk *self;
  QuothScheme *scheme;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), NULL);

  if (!quoth_project_check_writable (project, error))
    return NULL;
  scheme = quoth_db_read_scheme (project->db, error);
  if (scheme == NULL)
    return NULL;
  self = g_new0 (QuothBulk, 1);
  self->project = g_object_ref (project);
  self->verb = "import";
  self->db = project->db;
  self->written_scheme = scheme;
  self->scheme = quoth_scheme_ref (scheme);
  self->additions = g_ptr_array_new_with_free_func (g_free);
  self->changes = quoth_command_new ("import");
  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->last_entity = -1;
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->new_ids = g_ptr_array_new_with_free_func (g_free);
  begin_fast (self->db);
  return self;
}

/* A row number is never given twice, see quoth-schema.c; another connection may have
 * brought articles between two transactions. */
static gboolean
find_next_row (QuothBulk  *self,
               GError    **error)
{
  gint64 next;

  if (!quoth_db_get_int (self->db,
        "SELECT 1 + max (coalesce ((SELECT max (row) FROM article), 0),"
        " coalesce ((SELECT row FROM search_state), 0))", &next, error))
    return FALSE;
  self->next_row = MAX (self->next_row, next);
  return TRUE;
}

static gboolean
begin_part (QuothBulk  *self,
            GError    **error)
{
  gint64 seq = self->seq;

  if (!quoth_db_begin (self->db, error))
    return FALSE;
  self->n_rows = 0;
  if (find_next_row (self, error) && quoth_bulk_reserve_entry (self, error))
    return TRUE;
  self->seq = seq;
  quoth_db_rollback (self->db);
  return FALSE;
}

static gboolean
commit_part (QuothBulk  *self,
             GError    **error)
{
  if (!quoth_bulk_write_entry (self, error) || !quoth_db_commit (self->db, error))
    return FALSE;
  self->committed = TRUE;
  return TRUE;
}

/**
 * quoth_bulk_begin_unit:
 * @self: a writer outside a unit
 * @error: %QUOTH_PROJECT_ERROR_BUSY when another program writes and does not end
 *
 * After an error only quoth_bulk_cancel() makes sense.
 */
gboolean
quoth_bulk_begin_unit (QuothBulk  *self,
                       GError    **error)
{
  g_return_val_if_fail (self != NULL && !self->in_unit, FALSE);

  if (self->broken)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the import cannot go on after an error of the disk");
      return FALSE;
    }
  if (!self->db->in_transaction && !begin_part (self, error))
    return FALSE;
  if (!quoth_db_repeat (self->db, "SAVEPOINT unit", error))
    return FALSE;
  self->mark.counts = self->counts;
  self->mark.n_additions = self->additions->len;
  self->mark.next_row = self->next_row;
  self->mark.next_part = self->next_part;
  self->mark.n_rows = self->n_rows;
  g_clear_pointer (&self->mark.scheme, quoth_scheme_unref);
  self->mark.scheme = quoth_scheme_ref (self->scheme);
  self->in_unit = TRUE;
  return TRUE;
}

static void
forget_unit (QuothBulk *self)
{
  g_clear_pointer (&self->changes, quoth_command_unref);
  self->changes = quoth_command_new ("import");
  g_hash_table_remove_all (self->entities);
  self->last_entity = -1;
  self->in_unit = FALSE;
}

/**
 * quoth_bulk_abort_unit:
 * @self: a writer inside a unit
 *
 * Takes back everything since quoth_bulk_begin_unit(); the gesture goes on. Does
 * nothing after quoth_bulk_end_unit().
 */
void
quoth_bulk_abort_unit (QuothBulk *self)
{
  g_return_if_fail (self != NULL);

  if (!self->in_unit)
    return;

  if (sqlite3_get_autocommit (self->db->handle))
    self->broken = TRUE;
  else
    quoth_db_exec (self->db, "ROLLBACK TO unit; RELEASE unit", NULL);
  quoth_db_forget_words (self->db);
  self->counts = self->mark.counts;
  self->next_row = self->mark.next_row;
  self->next_part = self->mark.next_part;
  self->n_rows = self->mark.n_rows;
  g_ptr_array_set_size (self->additions, (int) self->mark.n_additions);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (self->mark.scheme);
  forget_unit (self);
}

/* Moves the recorded changes to the journal when there are @at_least so many. */
gboolean
quoth_bulk_flush_changes (QuothBulk  *self,
                          guint       at_least,
                          GError    **error)
{
  guint n_changes = quoth_command_get_n_changes (self->changes);

  if (n_changes == 0 || n_changes < at_least)
    return TRUE;
  if (!quoth_journal_add_changes (self->db, self->seq, &self->next_part, self->changes, error))
    return FALSE;
  self->n_rows += n_changes;
  g_clear_pointer (&self->changes, quoth_command_unref);
  self->changes = quoth_command_new ("import");
  return TRUE;
}

gboolean
quoth_bulk_write_scheme (QuothBulk  *self,
                         GError    **error)
{
  if (quoth_scheme_equal (self->written_scheme, self->scheme))
    return TRUE;
  quoth_command_add_scheme (self->changes, self->written_scheme, self->scheme);
  return quoth_db_write_scheme (self->db, self->scheme, error);
}

/**
 * quoth_bulk_end_unit:
 * @self: a writer inside a unit
 * @error: return location for a #QuothProjectError
 *
 * Returns: %FALSE with @error set, and nothing of the unit is kept
 */
gboolean
quoth_bulk_end_unit (QuothBulk  *self,
                     GError    **error)
{
  g_return_val_if_fail (self != NULL && self->in_unit, FALSE);

  if (!quoth_bulk_write_scheme (self, error) ||
      !quoth_bulk_flush_changes (self, 1, error) ||
      !quoth_db_repeat (self->db, "RELEASE unit", error))
    {
      quoth_bulk_abort_unit (self);
      return FALSE;
    }
  g_clear_pointer (&self->written_scheme, quoth_scheme_unref);
  self->written_scheme = quoth_scheme_ref (self->scheme);
  forget_unit (self);
  return self->n_rows < PART_ROWS || commit_part (self, error);
}

void
quoth_bulk_get_counts (QuothBulk       *self,
                       QuothBulkCounts *out_counts)
{
  g_return_if_fail (self != NULL && out_counts != NULL);

  *out_counts = self->counts;
}

/**
 * quoth_bulk_get_scheme_additions:
 * @self: a writer
 *
 * Returns: (transfer full) (element-type utf8): lines such as "type: PER"
 */
GPtrArray *
quoth_bulk_get_scheme_additions (QuothBulk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_ptr_array_ref (self->additions);
}

static gboolean
run_for_entry (QuothBulk   *self,
               const char  *sql,
               GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->seq);
  return quoth_db_run (self->db, stmt, error);
}

#define SOME_ARTICLES \
  "(SELECT row FROM article WHERE import = ?1 ORDER BY row LIMIT " \
  G_STRINGIFY (PURGE_ARTICLES) ")"

/* Takes some articles of the batch out; @out_more tells whether it may have left some. */
static gboolean
purge_some (QuothBulk  *self,
            gboolean   *out_more,
            GError    **error)
{
  if (!quoth_db_begin (self->db, error))
    return FALSE;
  if (!run_for_entry (self, "DELETE FROM link WHERE article IN " SOME_ARTICLES, error) ||
      !run_for_entry (self, "DELETE FROM annotation WHERE article IN " SOME_ARTICLES, error) ||
      !run_for_entry (self, "DELETE FROM layer WHERE article IN " SOME_ARTICLES, error) ||
      !run_for_entry (self, "DELETE FROM article_text WHERE row IN " SOME_ARTICLES, error) ||
      !run_for_entry (self, "DELETE FROM article WHERE row IN " SOME_ARTICLES, error))
    {
      quoth_db_rollback (self->db);
      return FALSE;
    }
  *out_more = sqlite3_changes (self->db->handle) == PURGE_ARTICLES;
  return quoth_db_commit (self->db, error);
}

/* Takes back what the batch changed in records that were there before it. */
static gboolean
revert_changes (QuothBulk  *self,
                GError    **error)
{
  QuothJournalEntry entry = { self->seq, 0, (char *) self->verb };
  g_autoptr (GPtrArray) parts = quoth_journal_read_parts (self->db, &entry, error);

  if (parts == NULL)
    return FALSE;
  for (guint i = parts->len; i > 0; i--)
    {
      g_autoptr (QuothCommand) inverse = quoth_command_invert (parts->pdata[i - 1]);

      if (!quoth_project_write_changes (self->project, inverse, error))
        return FALSE;
    }
  return run_for_entry (self, "DELETE FROM journal_record WHERE seq = ?1", error) &&
         run_for_entry (self, "DELETE FROM journal_part WHERE seq = ?1", error) &&
         run_for_entry (self, "DELETE FROM journal WHERE seq = ?1", error);
}

/* Parts of the batch are on the disk. First the articles go, then the entry: when the
 * program dies in between, the entry still stands for what is left. */
static gboolean
take_back (QuothBulk  *self,
           GError    **error)
{
  gboolean more = TRUE;

  while (more)
    if (!purge_some (self, &more, error))
      return FALSE;
  if (!quoth_db_begin (self->db, error))
    return FALSE;
  self->db->versions_changed = TRUE;
  if (revert_changes (self, error) && quoth_db_commit (self->db, error))
    return TRUE;
  quoth_db_rollback (self->db);
  return FALSE;
}

/**
 * quoth_bulk_cancel:
 * @self: (transfer full): a writer
 *
 * Takes back everything since quoth_bulk_begin(), and frees @self.
 */
void
quoth_bulk_cancel (QuothBulk *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (self->db->in_transaction)
    quoth_db_rollback (self->db);
  /* The wish to stop has been heard; taking back must not hear it again. */
  quoth_db_watch (self->db, NULL);
  end_fast (self->db);
  if (self->committed && !take_back (self, &error))
    g_warning ("cannot take back all of a cancelled import, undo will: %s", error->message);
  quoth_bulk_restore_scheme (self);
  if (self->committed)
    quoth_project_reload (self->project);
  quoth_bulk_free (self);
}

/**
 * quoth_bulk_finish:
 * @self: (transfer full): a writer outside a unit
 * @error: return location for a #QuothProjectError
 *
 * Ends the gesture; when this returns %TRUE all of it is on the disk. A gesture that
 * brought nothing leaves no journal entry. Frees @self in any case.
 *
 * Returns: %FALSE with @error set, and nothing of the gesture is kept
 */
gboolean
quoth_bulk_finish (QuothBulk  *self,
                   GError    **error)
{
  gboolean empty;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->in_unit, FALSE);

  if (self->broken)
    {
      quoth_bulk_cancel (self);
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the import met an error of the disk");
      return FALSE;
    }
  empty = !self->committed && self->counts.n_articles == 0 && self->next_part == 0;
  if (empty && self->db->in_transaction)
    quoth_db_rollback (self->db);
  if (!empty)
    {
      if ((self->db->in_transaction && !commit_part (self, error))
          || !quoth_db_sync_log (self->db, error))
        {
          quoth_bulk_cancel (self);
          return FALSE;
        }
      quoth_project_reload (self->project);
    }
  end_fast (self->db);
  quoth_bulk_free (self);
  return TRUE;
}
