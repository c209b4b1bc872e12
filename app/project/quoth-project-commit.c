/* quoth-project-commit.c - do, undo and redo: one transaction, one journal entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-commit"

#include "config.h"

#include "quoth-project-private.h"

/* An undone import names its articles to listeners up to so many; beyond that they
 * are told to reload. */
#define MAX_NAMED_ARTICLES 1000

/* Steps with more changes than this are not told to listeners one by one either. */
#define MAX_NAMED_CHANGES 2000

/* Another process may have changed the scheme that decides what is an open task. */
static gboolean
refresh_scheme (QuothProject  *self,
                GError       **error)
{
  QuothScheme *scheme;
  gint64 version;

  if (!quoth_db_get_int (self->db, "PRAGMA data_version", &version, error))
    return FALSE;
  if (version == self->data_version)
    return TRUE;
  quoth_project_forget_guidelines (self);
  scheme = quoth_db_read_scheme (self->db, error);
  if (scheme == NULL)
    return FALSE;
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
  return TRUE;
}

/* Begins a gesture. Returns (transfer full) the scheme to return to when it fails, or NULL. */
QuothScheme *
quoth_project_begin_gesture (QuothProject  *self,
                             GError       **error)
{
  if (!quoth_project_check_writable (self, error) || !quoth_db_begin (self->db, error))
    return NULL;
  if (!refresh_scheme (self, error))
    {
      quoth_db_rollback (self->db);
      return NULL;
    }
  return quoth_scheme_ref (self->scheme);
}

void
quoth_project_roll_back (QuothProject *self,
                         QuothScheme  *scheme)
{
  quoth_db_rollback (self->db);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (scheme);
}

static gboolean
write_do (QuothProject  *self,
          QuothCommand  *command,
          GError       **error)
{
  gint64 part = 0;
  gint64 seq;

  if (!quoth_project_write_changes (self, command, error) ||
      !quoth_journal_discard_undone (self->db, error))
    return FALSE;
  seq = quoth_journal_append (self->db, self->annotator, quoth_command_get_verb (command),
                              QUOTH_JOURNAL_DO, 0, 0, error);
  return seq != 0 &&
         quoth_journal_add_changes (self->db, seq, &part, command, error) &&
         quoth_db_commit (self->db, error);
}

/**
 * quoth_project_commit:
 * @self: a project
 * @command: what to change
 * @error: %QUOTH_PROJECT_ERROR_STALE when a record changed meanwhile; else any
 *   #QuothProjectError
 *
 * Writes a command in one transaction with one journal entry. When this returns
 * %TRUE it is on the disk, open documents and the registry have changed, and
 * ::committed was emitted. When it returns %FALSE nothing has changed at all.
 * What was undone before can no longer be redone. An empty command does nothing.
 * Where the project has guidelines, layers keep which version it was made under: what
 * ::committed tells may be longer than @command by that.
 */
gboolean
quoth_project_commit (QuothProject  *self,
                      QuothCommand  *command,
                      GError       **error)
{
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (QuothCommand) whole = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  if (quoth_command_is_empty (command))
    return TRUE;
  scheme = quoth_project_begin_gesture (self, error);
  if (scheme == NULL)
    return FALSE;
  whole = quoth_project_stamp_layers (self, command, error);
  if (whole == NULL || !write_do (self, whole, error))
    {
      quoth_project_roll_back (self, scheme);
      return FALSE;
    }
  /* What it discarded cannot be redone. */
  quoth_project_emit_committed (self, whole, TRUE, FALSE);
  return TRUE;
}

/* Takes the articles of an import out, or brings them back. */
static gboolean
set_removed (QuothProject  *self,
             gint64         import,
             gboolean       removed,
             GError       **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "UPDATE article SET removed = ?2 WHERE import = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, import);
  sqlite3_bind_int (stmt, 2, removed);
  self->db->versions_changed = TRUE;
  return quoth_db_run (self->db, stmt, error);
}

/* For listeners only: these changes are not written one by one. */
static gboolean
name_articles (QuothProject  *self,
               gint64         import,
               QuothCommand  *command,
               GError       **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT " QUOTH_ARTICLE_COLUMNS " FROM article a WHERE import = ?1 ORDER BY row LIMIT %d",
    MAX_NAMED_ARTICLES);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, import);
  while ((rc = quoth_db_step (self->db, stmt, error)) == SQLITE_ROW)
    {
      g_autoptr (QuothArticle) after = quoth_db_article_from_row (self->db, stmt, 0, error);
      g_autoptr (QuothArticle) before = NULL;

      if (after == NULL)
        return FALSE;
      before = quoth_article_copy (after);
      before->removed = !after->removed;
      quoth_command_add_article (command, before, after);
    }
  return rc == SQLITE_DONE;
}

static gboolean
move_articles (QuothProject       *self,
               QuothJournalEntry  *entry,
               gboolean            out,
               QuothCommand       *whole,
               GError            **error)
{
  return entry->n_articles == 0
         || (set_removed (self, entry->seq, out, error)
             && name_articles (self, entry->seq, whole, error));
}

/* Does or undoes the parts of an entry, the last one first for undo, one at a time: an
 * entry may be as large as the corpus. */
static gboolean
write_parts (QuothProject       *self,
             QuothJournalEntry  *entry,
             gint64              seq,
             gboolean            undo,
             QuothProgress      *progress,
             QuothCommand       *whole,
             GError            **error)
{
  g_autoptr (GArray) numbers = quoth_journal_list_parts (self->db, entry->seq, error);
  gint64 next = 0;

  if (numbers == NULL)
    return FALSE;
  if (progress != NULL)
    quoth_progress_set_total (progress, numbers->len);
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, undo ? numbers->len - 1 - i : i);
      g_autoptr (QuothCommand) part = quoth_journal_read_part (self->db, entry, number, error);
      g_autoptr (QuothCommand) made = NULL;

      if (part == NULL)
        return FALSE;
      made = undo ? quoth_command_invert (part) : quoth_command_ref (part);
      if ((progress != NULL && quoth_progress_set_error_if_cancelled (progress, error)) ||
          !quoth_project_write_changes (self, made, error) ||
          !quoth_journal_add_changes (self->db, seq, &next, made, error))
        return FALSE;
      if (quoth_command_get_n_changes (whole) <= MAX_NAMED_CHANGES)
        quoth_command_append (whole, made);
      if (progress != NULL)
        quoth_progress_add (progress, 1);
    }
  return TRUE;
}

/* @out_more: whether another such step can follow */
static gboolean
write_step (QuothProject       *self,
            QuothJournalKind    kind,
            QuothJournalEntry  *entry,
            QuothProgress      *progress,
            QuothCommand      **out_command,
            gboolean           *out_more,
            GError            **error)
{
  gboolean undo = kind == QUOTH_JOURNAL_UNDO;
  QuothJournalState from = undo ? QUOTH_JOURNAL_ACTIVE : QUOTH_JOURNAL_UNDONE;
  g_auto (QuothJournalEntry) next = { 0 };
  g_autoptr (QuothCommand) whole = NULL;
  gint64 seq;

  if (!quoth_journal_peek (self->db, from, entry, error))
    return FALSE;
  if (entry->seq == 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                   undo ? "nothing to undo" : "nothing to redo");
      return FALSE;
    }
  whole = quoth_command_new (entry->verb);
  seq = quoth_journal_append (self->db, self->annotator, entry->verb, kind, entry->seq,
                              entry->n_articles, error);
  /* A gesture that brought articles may have changed them as well: that is possible only
   * while they are there. */
  if (seq == 0 ||
      (!undo && !move_articles (self, entry, FALSE, whole, error)) ||
      !write_parts (self, entry, seq, undo, progress, whole, error) ||
      (undo && !move_articles (self, entry, TRUE, whole, error)) ||
      !quoth_journal_set_state (self->db, entry->seq,
                                undo ? QUOTH_JOURNAL_UNDONE : QUOTH_JOURNAL_ACTIVE, error) ||
      !quoth_journal_peek (self->db, from, &next, error))
    return FALSE;
  *out_more = next.seq != 0;
  /* From here on it is too late to stop. */
  quoth_db_watch (self->db, NULL);
  if (!quoth_db_commit (self->db, error))
    return FALSE;
  *out_command = g_steal_pointer (&whole);
  return TRUE;
}

static QuothCommand *
step (QuothProject      *self,
      QuothJournalKind   kind,
      QuothProgress     *progress,
      GError           **error)
{
  g_auto (QuothJournalEntry) entry = { 0 };
  g_autoptr (QuothScheme) scheme = quoth_project_begin_gesture (self, error);
  QuothCommand *command = NULL;
  gboolean undo = kind == QUOTH_JOURNAL_UNDO;
  gboolean done, more;

  if (scheme == NULL)
    return NULL;
  quoth_db_watch (self->db, progress);
  done = write_step (self, kind, &entry, progress, &command, &more, error);
  quoth_db_watch (self->db, NULL);
  if (!done)
    {
      quoth_project_roll_back (self, scheme);
      return NULL;
    }
  if (quoth_command_get_n_changes (command) > MAX_NAMED_CHANGES)
    {
      quoth_project_reload (self);
      return command;
    }
  quoth_project_emit_committed (self, command, !undo || more, undo || more);
  if (entry.n_articles > MAX_NAMED_ARTICLES)
    quoth_project_emit_reloaded (self);
  return command;
}

/**
 * quoth_project_undo:
 * @self: a project
 * @error: %QUOTH_PROJECT_ERROR_MISSING when there is nothing to undo,
 *   %QUOTH_PROJECT_ERROR_STALE when a record is not as the journal says
 *
 * Takes back the newest gesture that is not yet taken back, whoever made it, by
 * appending its inverse to the journal. Survives closing the file.
 *
 * Returns: (transfer full) (nullable): what changed; of very large gestures the beginning
 */
QuothCommand *
quoth_project_undo (QuothProject  *self,
                    GError       **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return step (self, QUOTH_JOURNAL_UNDO, NULL, error);
}

/**
 * quoth_project_redo:
 * @self: a project
 * @error: as for quoth_project_undo()
 *
 * Does again what the last quoth_project_undo() took back.
 *
 * Returns: (transfer full) (nullable): what changed
 */
QuothCommand *
quoth_project_redo (QuothProject  *self,
                    GError       **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return step (self, QUOTH_JOURNAL_REDO, NULL, error);
}

/**
 * quoth_project_step:
 * @self: a project, in a worker
 * @redo: whether to redo, else to undo
 * @progress: counts parts, see quoth_project_get_step_size(); cancelling leaves all as
 *   it was
 * @error: as for quoth_project_undo(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): as quoth_project_undo()
 */
QuothCommand *
quoth_project_step (QuothProject   *self,
                    gboolean        redo,
                    QuothProgress  *progress,
                    GError        **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return step (self, redo ? QUOTH_JOURNAL_REDO : QUOTH_JOURNAL_UNDO, progress, error);
}

/**
 * quoth_project_get_step_size:
 * @self: a project
 * @redo: of the next redo, else of the next undo
 *
 * Returns: how many parts of the journal it has to read, each of some hundred changes at most;
 *   0 when there is nothing to do
 */
guint
quoth_project_get_step_size (QuothProject *self,
                             gboolean      redo)
{
  g_auto (QuothJournalEntry) entry = { 0 };
  g_autoptr (GArray) numbers = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), 0);

  if (self->db == NULL
      || !quoth_journal_peek (self->db, redo ? QUOTH_JOURNAL_UNDONE : QUOTH_JOURNAL_ACTIVE, &entry,
                              NULL)
      || entry.seq == 0)
    return 0;
  numbers = quoth_journal_list_parts (self->db, entry.seq, NULL);
  return numbers != NULL ? numbers->len : 0;
}
