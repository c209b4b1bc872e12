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
  scheme = quoth_db_read_scheme (self->db, error);
  if (scheme == NULL)
    return FALSE;
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
  return TRUE;
}

/* Begins a gesture; @out_scheme holds what to return to when it fails. */
static gboolean
begin (QuothProject  *self,
       QuothScheme  **out_scheme,
       GError       **error)
{
  if (!quoth_project_check_writable (self, error) || !quoth_db_begin (self->db, error))
    return FALSE;
  if (!refresh_scheme (self, error))
    {
      quoth_db_rollback (self->db);
      return FALSE;
    }
  *out_scheme = quoth_scheme_ref (self->scheme);
  return TRUE;
}

static void
roll_back (QuothProject *self,
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
 */
gboolean
quoth_project_commit (QuothProject  *self,
                      QuothCommand  *command,
                      GError       **error)
{
  g_autoptr (QuothScheme) scheme = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  if (quoth_command_is_empty (command))
    return TRUE;
  if (!begin (self, &scheme, error))
    return FALSE;
  if (!write_do (self, command, error))
    {
      roll_back (self, scheme);
      return FALSE;
    }
  quoth_project_emit_committed (self, command);
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

/* The changes that undo (the last first) or redo makes, one command per part. */
static GPtrArray *
plan (QuothProject       *self,
      QuothJournalEntry  *entry,
      QuothJournalKind    kind,
      GError            **error)
{
  g_autoptr (GPtrArray) parts = quoth_journal_read_parts (self->db, entry, error);
  GPtrArray *inverse;

  if (parts == NULL || kind == QUOTH_JOURNAL_REDO)
    return g_steal_pointer (&parts);
  inverse = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_command_unref);
  for (guint i = parts->len; i > 0; i--)
    g_ptr_array_add (inverse, quoth_command_invert (parts->pdata[i - 1]));
  return inverse;
}

static gboolean
write_parts (QuothProject  *self,
             gint64         seq,
             GPtrArray     *parts,
             QuothCommand  *whole,
             GError       **error)
{
  gint64 next = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      if (!quoth_project_write_changes (self, parts->pdata[i], error) ||
          !quoth_journal_add_changes (self->db, seq, &next, parts->pdata[i], error))
        return FALSE;
      quoth_command_append (whole, parts->pdata[i]);
    }
  return TRUE;
}

static gboolean
write_step (QuothProject       *self,
            QuothJournalKind    kind,
            QuothJournalEntry  *entry,
            QuothCommand      **out_command,
            GError            **error)
{
  gboolean undo = kind == QUOTH_JOURNAL_UNDO;
  g_autoptr (QuothCommand) whole = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  gint64 seq;

  if (!quoth_journal_peek (self->db, undo ? QUOTH_JOURNAL_ACTIVE : QUOTH_JOURNAL_UNDONE,
                           entry, error))
    return FALSE;
  if (entry->seq == 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                   undo ? "nothing to undo" : "nothing to redo");
      return FALSE;
    }
  whole = quoth_command_new (entry->verb);
  parts = plan (self, entry, kind, error);
  if (parts == NULL)
    return FALSE;
  seq = quoth_journal_append (self->db, self->annotator, entry->verb, kind, entry->seq,
                              entry->n_articles, error);
  if (seq == 0 ||
      (entry->n_articles > 0 && (!set_removed (self, entry->seq, undo, error) ||
                                 !name_articles (self, entry->seq, whole, error))) ||
      !write_parts (self, seq, parts, whole, error) ||
      !quoth_journal_set_state (self->db, entry->seq,
                                undo ? QUOTH_JOURNAL_UNDONE : QUOTH_JOURNAL_ACTIVE, error) ||
      !quoth_db_commit (self->db, error))
    return FALSE;
  *out_command = g_steal_pointer (&whole);
  return TRUE;
}

static QuothCommand *
step (QuothProject      *self,
      QuothJournalKind   kind,
      GError           **error)
{
  g_auto (QuothJournalEntry) entry = { 0 };
  g_autoptr (QuothScheme) scheme = NULL;
  QuothCommand *command = NULL;

  if (!begin (self, &scheme, error))
    return NULL;
  if (!write_step (self, kind, &entry, &command, error))
    {
      roll_back (self, scheme);
      return NULL;
    }
  quoth_project_emit_committed (self, command);
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
 * Returns: (transfer full) (nullable): what changed
 */
QuothCommand *
quoth_project_undo (QuothProject  *self,
                    GError       **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return step (self, QUOTH_JOURNAL_UNDO, error);
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

  return step (self, QUOTH_JOURNAL_REDO, error);
}
