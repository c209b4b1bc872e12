/* quoth-project-apply.c - writes the changes of a command, if nobody was faster
 *
 * Every change is compared with what the file holds before it is written. Thus a
 * command made from records that another window or process has changed meanwhile
 * is refused whole, and undo can trust what the journal says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-apply"

#include "config.h"

#include "quoth-project-private.h"

#include <string.h>

static gboolean
stale (const char  *what,
       const char  *id,
       GError     **error)
{
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE,
               "%s %s changed meanwhile", what, id);
  return FALSE;
}

/* Whether the record read (NULL with @read_error: not readable) is the one expected. */
static gboolean
check (gboolean      same,
       const char   *what,
       const char   *id,
       GError       *read_error,
       GError      **error)
{
  if (read_error != NULL)
    {
      g_propagate_error (error, g_error_copy (read_error));
      return FALSE;
    }
  return same || stale (what, id, error);
}

/* Gestures that reach over the whole corpus change what was removed, too, so that it fits
 * when it comes back. */
static gboolean
is_wide (const char *verb)
{
  static const char *const wide[] = { "change-scheme", "merge-entities", "split-entity", NULL };

  return g_strv_contains (wide, verb);
}

/* A removed article can only be brought back, or changed by a wide gesture, and not even
 * that when the import that brought it was undone for good: another import may take its
 * place (quoth-bulk.c). */
static gboolean
find_article (QuothProject  *self,
              const char    *id,
              gboolean       even_removed,
              gint64        *out_row,
              guint         *out_length, /* of its text; optional */
              GError       **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT row, removed, EXISTS (SELECT 1 FROM journal WHERE seq = import AND state = 2), length"
    " FROM article WHERE id = ?1", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, id);
  rc = quoth_db_step (self->db, stmt, error);
  if (rc == SQLITE_ROW && (sqlite3_column_int (stmt, 1) != QUOTH_ARTICLE_REMOVED ||
                           (even_removed && sqlite3_column_int (stmt, 2) == 0)))
    {
      *out_row = sqlite3_column_int64 (stmt, 0);
      if (out_length != NULL)
        *out_length = (guint) sqlite3_column_int64 (stmt, 3);
      return TRUE;
    }
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                 "no article %s", id != NULL ? id : "without an id");
  return FALSE;
}

static gboolean
write_annotation (QuothProject       *self,
                  const QuothChange  *change,
                  gboolean            wide,
                  GError            **error)
{
  QuothAnnotation *before = change->before;
  QuothAnnotation *after = change->after;
  const char *id = after != NULL ? after->id : before->id;
  g_autoptr (QuothAnnotation) stored = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 row;
  guint length;

  if (!find_article (self, change->article, wide, &row, &length, error))
    return FALSE;
  if (before != NULL && after != NULL && strcmp (before->id, after->id) != 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "a change cannot give annotation %s another id", before->id);
      return FALSE;
    }
  stored = quoth_db_read_annotation (self->db, row, id, &local_error);
  if (!check (stored == NULL || before == NULL ? stored == before
                                               : quoth_annotation_equal (stored, before),
              "annotation", id, local_error, error))
    return FALSE;
  /* The file would hold what nobody could read again. */
  if (after != NULL && !quoth_annotation_validate (after, length, &local_error))
    {
      g_set_error_literal (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                           local_error->message);
      return FALSE;
    }
  return quoth_db_write_annotation (self->db, row, before, after, self->scheme, error);
}

static gboolean
write_entity (QuothProject       *self,
              const QuothChange  *change,
              gboolean            wide,
              GError            **error)
{
  QuothEntity *before = change->before;
  const char *id = change->after != NULL ? ((QuothEntity *) change->after)->id : before->id;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothEntity) stored = quoth_db_read_entity (self->db, id, &local_error);

  if (!check (stored == NULL || before == NULL ? stored == before
                                               : quoth_entity_equal (stored, before),
              "entity", id, local_error, error))
    return FALSE;
  return quoth_db_write_entity (self->db, before, change->after, error);
}

static gboolean
write_article (QuothProject       *self,
               const QuothChange  *change,
               gboolean            wide,
               GError            **error)
{
  QuothArticle *before = change->before;
  QuothArticle *after = change->after;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothArticle) stored = NULL;
  gint64 row;

  if (before == NULL || after == NULL)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "articles come by import and go by being marked as removed");
      return FALSE;
    }
  if (!find_article (self, before->id, wide || !after->removed, &row, NULL, error))
    return FALSE;
  stored = quoth_db_read_article (self->db, before->id, &local_error);
  if (!check (stored != NULL && quoth_article_equal (stored, before),
              "article", before->id, local_error, error))
    return FALSE;
  return quoth_db_write_article (self->db, row, after, error);
}

static gboolean
write_layer (QuothProject       *self,
             const QuothChange  *change,
             gboolean            wide,
             GError            **error)
{
  const QuothLayer *before = change->before;
  const char *name = change->after != NULL ? ((QuothLayer *) change->after)->name : before->name;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothLayer) stored = NULL;
  gboolean same;
  gint64 row;

  if (!find_article (self, change->article, FALSE, &row, NULL, error))
    return FALSE;
  stored = quoth_db_read_layer (self->db, row, name, &local_error);
  if (stored != NULL && before != NULL)
    same = quoth_layer_equal (stored, before);
  else
    /* A layer without a state of its own is open, and was shown so. */
    same = stored == before || (stored == NULL && strcmp (before->state, "open") == 0);
  if (!check (same, "layer", name, local_error, error))
    return FALSE;
  return quoth_db_write_layer (self->db, row, before, change->after, error);
}

static gboolean
write_scheme (QuothProject       *self,
              const QuothChange  *change,
              gboolean            wide,
              GError            **error)
{
  QuothScheme *before = change->before;
  QuothScheme *after = change->after;
  g_autoptr (QuothScheme) stored = quoth_db_read_scheme (self->db, error);

  if (stored == NULL)
    return FALSE;
  if (before == NULL || after == NULL || !quoth_scheme_equal (stored, before))
    return stale ("the scheme", "", error);
  if (!quoth_db_write_scheme (self->db, after, error) ||
      !quoth_db_refresh_open (self->db, stored, after, error))
    return FALSE;
  /* Annotations that follow in this command are judged by the new scheme. Should the
   * transaction fail, quoth_project_commit() reads the old one again. */
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (after);
  return TRUE;
}

static gboolean
write_setting (QuothProject       *self,
               const QuothChange  *change,
               gboolean            wide,
               GError            **error)
{
  const QuothSetting *before = change->before;
  const QuothSetting *after = change->after;
  const char *name = after != NULL ? after->name : before->name;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothSetting) stored = quoth_db_read_setting (self->db, name, &local_error);

  if (!check (stored == NULL || before == NULL ? (gconstpointer) stored == before
                                               : quoth_setting_equal (stored, before),
              "setting", name, local_error, error))
    return FALSE;
  return quoth_db_write_setting (self->db, before, after, error);
}

/**
 * quoth_project_write_changes:
 * @self: a project in a write transaction
 * @command: the changes
 * @error: %QUOTH_PROJECT_ERROR_STALE when a record is not what the command expects
 *
 * Returns: %FALSE with @error set; the caller rolls back
 */
gboolean
quoth_project_write_changes (QuothProject  *self,
                             QuothCommand  *command,
                             GError       **error)
{
  static gboolean (*const write[]) (QuothProject *, const QuothChange *, gboolean, GError **) = {
    [QUOTH_RECORD_ANNOTATION] = write_annotation,
    [QUOTH_RECORD_ENTITY] = write_entity,
    [QUOTH_RECORD_ARTICLE] = write_article,
    [QUOTH_RECORD_LAYER] = write_layer,
    [QUOTH_RECORD_SCHEME] = write_scheme,
    [QUOTH_RECORD_SETTING] = write_setting,
  };
  gboolean wide = is_wide (quoth_command_get_verb (command));

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (change->before == NULL && change->after == NULL)
        continue;
      if (!write[change->kind] (self, change, wide, error))
        return FALSE;
    }
  return TRUE;
}
