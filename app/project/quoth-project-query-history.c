/* quoth-project-query-history.c - what happened to one record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-query.h"

/* Parts of the journal that a reader remembers, of some hundred changes each. */
#define MAX_PARTS 32

struct _QuothHistoryReader
{
  QuothProject *project; /* owned */
  GHashTable   *parts;   /* see fill_changes() */
};

void
quoth_history_row_free (QuothHistoryRow *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_free (self->who);
  g_free (self->verb);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static char *
record_json (const QuothChange *change,
             gpointer           record)
{
  GString *json;

  if (record == NULL)
    return NULL;
  json = g_string_new (NULL);
  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      quoth_annotation_append_json (record, NULL, json);
      break;
    case QUOTH_RECORD_ENTITY:
      quoth_entity_append_json (record, json);
      break;
    case QUOTH_RECORD_ARTICLE:
      quoth_article_append_json (record, json);
      break;
    case QUOTH_RECORD_SCHEME:
      g_string_free (json, TRUE);
      return quoth_scheme_to_json (record);
    case QUOTH_RECORD_SETTING:
      quoth_setting_append_json (record, json);
      break;
    case QUOTH_RECORD_LAYER:
    default:
      g_string_append (json, "{}");
      break;
    }
  return g_string_free (json, FALSE);
}

/* An entry may touch a record more than once: the first before and the last after. */
static void
fill_from_command (QuothHistoryRow *row,
                   QuothCommand    *command,
                   const char      *record)
{
  gboolean found = FALSE;

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (g_strcmp0 (quoth_change_get_id (change), record) != 0)
        continue;
      if (!found)
        row->before = record_json (change, change->before);
      g_free (row->after);
      row->after = record_json (change, change->after);
      found = TRUE;
    }
}

/* A part of the journal; NULL without @error when there is none. */
static QuothCommand *
read_part (QuothDb          *db,
           const char       *verb,
           gint64            sequence,
           gint64            part,
           GError          **error)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT changes FROM journal_part WHERE seq = ?1 AND part = ?2", error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, sequence);
  sqlite3_bind_int64 (stmt, 2, part);
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return NULL;
  return quoth_command_new_from_json (verb, quoth_stmt_text (stmt, 0),
                                      sqlite3_column_bytes (stmt, 0), error);
}

/* @parts: nullable: "sequence part" -> QuothCommand: what was read last. */
static gboolean
fill_changes (QuothDb          *db,
              GHashTable       *parts,
              QuothHistoryRow  *row,
              const char       *record,
              gint64            part,
              GError          **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->sequence,
                                          part);
  QuothCommand *known = parts != NULL ? g_hash_table_lookup (parts, key) : NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothCommand) command = NULL;

  command = known != NULL ? quoth_command_ref (known)
                          : read_part (db, row->verb, row->sequence, part, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (command == NULL)
    return TRUE;
  fill_from_command (row, command, record);
  if (parts == NULL || known != NULL)
    return TRUE;
  if (g_hash_table_size (parts) >= MAX_PARTS)
    g_hash_table_remove_all (parts);
  g_hash_table_insert (parts, g_steal_pointer (&key), g_steal_pointer (&command));
  return TRUE;
}

static char *
full_verb (const char *verb,
           int         kind)
{
  static const char *const prefixes[] = { "", "undo:", "redo:" };

  if (kind < 0 || kind > 2 || g_str_has_prefix (verb, prefixes[kind]))
    return g_strdup (verb);
  return g_strconcat (prefixes[kind], verb, NULL);
}

static GPtrArray *
list_history (QuothProject  *self,
              GHashTable    *parts, /* nullable */
              const char    *record,
              guint          limit,
              GError       **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;
  int rc;

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, NULL);
  stmt = quoth_db_prepare (db, "SELECT j.seq, j.at, j.who, j.verb, j.kind, r.part"
                               " FROM journal_record r CROSS JOIN journal j ON j.seq = r.seq"
                               " WHERE r.record = ?1 ORDER BY r.seq DESC LIMIT ?2", error);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, record);
  sqlite3_bind_int64 (stmt, 2, limit);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_history_row_free);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothHistoryRow *row = g_new0 (QuothHistoryRow, 1);

      g_ptr_array_add (rows, row);
      row->sequence = sqlite3_column_int64 (stmt, 0);
      row->at = g_strdup (quoth_stmt_text (stmt, 1));
      row->who = g_strdup (quoth_stmt_text (stmt, 2));
      row->verb = full_verb (quoth_stmt_text (stmt, 3), sqlite3_column_int (stmt, 4));
      if (!fill_changes (db, parts, row, record, sqlite3_column_int64 (stmt, 5), error))
        return NULL;
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * quoth_project_list_history:
 * @self: a project
 * @record: id of an annotation, an entity or an article; "" for the scheme
 * @limit: how many entries at most
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (element-type QuothHistoryRow) (nullable): what happened
 *   to the record, the newest first
 */
GPtrArray *
quoth_project_list_history (QuothProject  *self,
                            const char    *record,
                            guint          limit,
                            GError       **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && record != NULL, NULL);

  return list_history (self, NULL, record, limit, error);
}

/**
 * quoth_history_reader_new:
 * @project: a project
 *
 * Many records of one large gesture stand in the same parts of the journal: who asks for one
 * after the other would have a whole part parsed for each.
 *
 * Returns: (transfer full): a reader; good until the project changes
 */
QuothHistoryReader *
quoth_history_reader_new (QuothProject *project)
{
  QuothHistoryReader *self = g_new0 (QuothHistoryReader, 1);

  self->project = g_object_ref (project);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) quoth_command_unref);
  return self;
}

void
quoth_history_reader_free (QuothHistoryReader *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->project);
  g_hash_table_unref (self->parts);
  g_free (self);
}

/**
 * quoth_history_reader_dup_last:
 * @self: a reader
 * @record: id of an annotation, an entity or an article
 *
 * Returns: (transfer full) (nullable): what happened to it last, as far as it can be read
 */
QuothHistoryRow *
quoth_history_reader_dup_last (QuothHistoryReader *self,
                               const char         *record)
{
  g_autoptr (GPtrArray) rows = list_history (self->project, self->parts, record, 1, NULL);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}
