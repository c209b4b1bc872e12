/* quoth-project-journal.c - the entries of the journal and the stack they make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-journal"

#include "config.h"

#include "quoth-id.h"
#include "quoth-project-private.h"

/* Changes per part: a part is parsed whole, and must stay far below what the JSON
 * reader accepts even when notes are long. */
#define PART_CHANGES 400

void
quoth_journal_entry_clear (QuothJournalEntry *entry)
{
  g_clear_pointer (&entry->verb, g_free);
}

/**
 * quoth_journal_peek:
 * @db: a connection
 * @state: %QUOTH_JOURNAL_ACTIVE for what undo takes next, %QUOTH_JOURNAL_UNDONE for redo
 * @out_entry: (out): the entry; its seq is 0 when there is none
 * @error: return location for a #QuothProjectError
 *
 * Returns: %FALSE only with @error set
 */
gboolean
quoth_journal_peek (QuothDb            *db,
                    QuothJournalState   state,
                    QuothJournalEntry  *out_entry,
                    GError            **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    state == QUOTH_JOURNAL_ACTIVE
    ? "SELECT seq, n_articles, verb FROM journal WHERE kind = 0 AND state = 0"
      " ORDER BY seq DESC LIMIT 1"
    : "SELECT seq, n_articles, verb FROM journal WHERE kind = 0 AND state = 1"
      " ORDER BY seq LIMIT 1", error);
  int rc;

  *out_entry = (QuothJournalEntry) { 0 };
  if (stmt == NULL)
    return FALSE;
  rc = quoth_db_step (db, stmt, error);
  if (rc == SQLITE_ROW)
    {
      out_entry->seq = sqlite3_column_int64 (stmt, 0);
      out_entry->n_articles = sqlite3_column_int64 (stmt, 1);
      out_entry->verb = g_strdup (quoth_stmt_text (stmt, 2));
    }
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static QuothCommand *
part_from_row (QuothStmt          *stmt,
               QuothJournalEntry  *entry,
               GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  QuothCommand *part = quoth_command_new_from_json (entry->verb, quoth_stmt_text (stmt, 0),
                                                    sqlite3_column_bytes (stmt, 0), &local_error);

  if (part == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "journal entry %" G_GINT64_FORMAT ": %s", entry->seq, local_error->message);
  return part;
}

/**
 * quoth_journal_read_parts:
 * @db: a connection
 * @entry: an entry
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when the journal cannot be understood
 *
 * Returns: (transfer container) (element-type QuothCommand): its changes, in order
 */
GPtrArray *
quoth_journal_read_parts (QuothDb            *db,
                          QuothJournalEntry  *entry,
                          GError            **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT changes FROM journal_part WHERE seq = ?1 ORDER BY part", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_command_unref);
  sqlite3_bind_int64 (stmt, 1, entry->seq);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothCommand *part = part_from_row (stmt, entry, error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&parts) : NULL;
}

/**
 * quoth_journal_list_parts:
 * @db: a connection
 * @seq: an entry
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the numbers of its parts, in order
 */
GArray *
quoth_journal_list_parts (QuothDb  *db,
                          gint64    seq,
                          GError  **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT part FROM journal_part WHERE seq = ?1 ORDER BY part", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, seq);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (numbers, number);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&numbers) : NULL;
}

/**
 * quoth_journal_read_part:
 * @db: a connection
 * @entry: an entry
 * @part: the number of one of its parts
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when the journal cannot be understood
 *
 * Returns: (transfer full) (nullable): its changes
 */
QuothCommand *
quoth_journal_read_part (QuothDb            *db,
                         QuothJournalEntry  *entry,
                         gint64              part,
                         GError            **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT changes FROM journal_part WHERE seq = ?1 AND part = ?2", error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, entry->seq);
  sqlite3_bind_int64 (stmt, 2, part);
  return quoth_db_step (db, stmt, error) == SQLITE_ROW ? part_from_row (stmt, entry, error) : NULL;
}

/**
 * quoth_journal_append:
 * @db: a connection in a write transaction
 * @who: the annotator
 * @verb: of the command
 * @kind: what happens
 * @target: the entry that is undone or redone; 0 for a do
 * @n_articles: how many articles the entry brought by import
 * @error: return location for a #QuothProjectError
 *
 * Returns: the new entry's number; 0 with @error set
 */
gint64
quoth_journal_append (QuothDb           *db,
                      const char        *who,
                      const char        *verb,
                      QuothJournalKind   kind,
                      gint64             target,
                      gint64             n_articles,
                      GError           **error)
{
  g_autofree char *now = quoth_now ();
  gint64 seq;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "INSERT INTO journal (at, who, verb, kind, target, state, n_articles)"
    " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)", error);

  if (stmt == NULL)
    return 0;
  quoth_stmt_bind_text (stmt, 1, now);
  quoth_stmt_bind_text (stmt, 2, who);
  quoth_stmt_bind_text (stmt, 3, verb);
  sqlite3_bind_int (stmt, 4, kind);
  if (target != 0)
    sqlite3_bind_int64 (stmt, 5, target);
  sqlite3_bind_int64 (stmt, 6, n_articles);
  if (!quoth_db_run (db, stmt, error))
    return 0;
  seq = sqlite3_last_insert_rowid (db->handle);
  return quoth_db_note_session (db, seq, error) ? seq : 0;
}

static void
add_change (QuothCommand      *command,
            const QuothChange *change)
{
  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      quoth_command_add_annotation (command, change->article, change->before, change->after);
      break;
    case QUOTH_RECORD_ENTITY:
      quoth_command_add_entity (command, change->before, change->after);
      break;
    case QUOTH_RECORD_ARTICLE:
      quoth_command_add_article (command, change->before, change->after);
      break;
    case QUOTH_RECORD_LAYER:
      quoth_command_add_layer (command, change->article, change->before, change->after);
      break;
    case QUOTH_RECORD_SCHEME:
      quoth_command_add_scheme (command, change->before, change->after);
      break;
    case QUOTH_RECORD_SETTING:
      quoth_command_add_setting (command, change->before, change->after);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
write_part (QuothDb       *db,
            gint64         seq,
            gint64         part,
            QuothCommand  *command,
            GError       **error)
{
  g_autofree char *changes = quoth_command_changes_to_json (command);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "INSERT INTO journal_part (seq, part, changes) VALUES (?1, ?2, ?3)", error);
  g_autoptr (QuothStmt) record_stmt = quoth_db_prepare (db,
    "INSERT OR IGNORE INTO journal_record (record, seq, article, part) VALUES (?1, ?2, ?3, ?4)",
    error);

  if (stmt == NULL || record_stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, seq);
  sqlite3_bind_int64 (stmt, 2, part);
  quoth_stmt_bind_text (stmt, 3, changes);
  if (!quoth_db_run (db, stmt, error))
    return FALSE;
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      quoth_stmt_bind_text (record_stmt, 1, quoth_change_get_id (change));
      sqlite3_bind_int64 (record_stmt, 2, seq);
      quoth_stmt_bind_text (record_stmt, 3, change->article != NULL ? change->article : "");
      sqlite3_bind_int64 (record_stmt, 4, part);
      if (!quoth_db_run (db, record_stmt, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_journal_add_changes:
 * @db: a connection in a write transaction
 * @seq: the entry
 * @inout_part: the number of the next part; advanced
 * @command: the changes
 * @error: return location for a #QuothProjectError
 *
 * Adds changes to an entry, cut into parts.
 */
gboolean
quoth_journal_add_changes (QuothDb       *db,
                           gint64         seq,
                           gint64        *inout_part,
                           QuothCommand  *command,
                           GError       **error)
{
  guint n_changes = quoth_command_get_n_changes (command);

  if (n_changes <= PART_CHANGES)
    return n_changes == 0 || write_part (db, seq, (*inout_part)++, command, error);

  for (guint from = 0; from < n_changes; from += PART_CHANGES)
    {
      g_autoptr (QuothCommand) part = quoth_command_new (quoth_command_get_verb (command));

      for (guint i = from; i < MIN (from + PART_CHANGES, n_changes); i++)
        add_change (part, quoth_command_get_change (command, i));
      if (!write_part (db, seq, (*inout_part)++, part, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
quoth_journal_set_state (QuothDb            *db,
                         gint64              seq,
                         QuothJournalState   state,
                         GError            **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "UPDATE journal SET state = ?2 WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, seq);
  sqlite3_bind_int (stmt, 2, state);
  return quoth_db_run (db, stmt, error);
}

/* What was undone can no longer be brought back once something else is done. */
gboolean
quoth_journal_discard_undone (QuothDb  *db,
                              GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "UPDATE journal SET state = 2 WHERE kind = 0 AND state = 1", error);

  return stmt != NULL && quoth_db_run (db, stmt, error);
}
