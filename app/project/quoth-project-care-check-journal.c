/* quoth-project-care-check-journal.c - replays the journal backwards
 *
 * Walks from the newest entry to the oldest. Before each step a record must be what
 * the entry left; after it, it is what the entry found. Only fingerprints are kept,
 * of the records that the journal names: articles that came by import cost nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-check-private.h"
#include "quoth-project-private.h"

#include <string.h>

/* What a record that is not there looks like. */
#define NOTHING "-"

typedef struct
{
  QuothCheck *check;
  GHashTable *states; /* key of a record → fingerprint */
} Replay;

/* Undoing an import removes its articles without naming them, so that whether an
 * article is removed is left out. */
static void
append_article (QuothArticle *article,
                GString      *json)
{
  g_autoptr (QuothArticle) copy = quoth_article_copy (article);

  copy->removed = FALSE;
  quoth_article_append_json (copy, json);
}

static char *
fingerprint (QuothRecordKind kind,
             gpointer        record)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *scheme = NULL;

  if (record == NULL)
    return g_strdup (NOTHING);
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      quoth_annotation_append_json (record, NULL, json);
      break;
    case QUOTH_RECORD_ENTITY:
      quoth_entity_append_json (record, json);
      break;
    case QUOTH_RECORD_ARTICLE:
      append_article (record, json);
      break;
    case QUOTH_RECORD_LAYER:
      quoth_layer_append_json (record, json);
      break;
    case QUOTH_RECORD_SETTING:
      g_string_append (json, ((QuothSetting *) record)->value);
      break;
    case QUOTH_RECORD_SCHEME:
    default:
      scheme = quoth_scheme_to_json (record);
      g_string_append (json, scheme);
      break;
    }
  return g_compute_checksum_for_string (G_CHECKSUM_MD5, json->str, (gssize) json->len);
}

/* The record as it is in the file now. */
static char *
present_state (Replay            *replay,
               const QuothChange *change,
               const char        *id,
               GError           **error)
{
  QuothDb *db = replay->check->db;
  gint64 article = change->article != NULL ? quoth_db_article_row (db, change->article) : 0;
  g_autoptr (QuothAnnotation) annotation = NULL;
  g_autoptr (QuothEntity) entity = NULL;
  g_autoptr (QuothArticle) found = NULL;
  g_autoptr (QuothLayer) layer = NULL;
  g_autoptr (QuothSetting) setting = NULL;
  gpointer record = replay->check->scheme;

  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      record = annotation = quoth_db_read_annotation (db, article, id, error);
      break;
    case QUOTH_RECORD_ENTITY:
      record = entity = quoth_db_read_entity (db, id, error);
      break;
    case QUOTH_RECORD_ARTICLE:
      record = found = quoth_db_read_article (db, id, error);
      break;
    case QUOTH_RECORD_LAYER:
      record = layer = quoth_db_read_layer (db, article, id, error);
      break;
    case QUOTH_RECORD_SETTING:
      record = setting = quoth_db_read_setting (db, id, error);
      break;
    case QUOTH_RECORD_SCHEME:
    default:
      break;
    }
  return fingerprint (change->kind, record);
}

static gboolean
step_back (Replay             *replay,
           gint64              seq,
           const QuothChange  *change,
           GError            **error)
{
  GError *local_error = NULL;
  const char *id = quoth_change_get_id (change);
  g_autofree char *key = g_strdup_printf ("%d %s %s", change->kind,
                                          change->article != NULL ? change->article : "", id);
  const char *state = g_hash_table_lookup (replay->states, key);
  g_autofree char *present = NULL;
  g_autofree char *left = fingerprint (change->kind, change->after);

  if (state == NULL)
    state = present = present_state (replay, change, id, &local_error);
  if (local_error != NULL)
    return quoth_check_take_error (replay->check, id, local_error, error);
  if (strcmp (state, left) != 0)
    quoth_check_report (replay->check, "journal entry %" G_GINT64_FORMAT
                        " did not leave record %s as what came after it says", seq, id);
  g_hash_table_replace (replay->states, g_steal_pointer (&key),
                        fingerprint (change->kind, change->before));
  return TRUE;
}

static gboolean
step_back_entry (Replay             *replay,
                 QuothJournalEntry  *entry,
                 GError            **error)
{
  GError *local_error = NULL;
  g_autoptr (GPtrArray) parts = quoth_journal_read_parts (replay->check->db, entry, &local_error);

  if (parts == NULL)
    return quoth_check_take_error (replay->check, "journal", local_error, error);
  for (guint i = parts->len; i-- > 0;)
    for (guint j = quoth_command_get_n_changes (parts->pdata[i]); j-- > 0;)
      if (!step_back (replay, entry->seq, quoth_command_get_change (parts->pdata[i], j), error))
        return FALSE;
  return TRUE;
}

static gboolean
check_stack (QuothCheck  *check,
             GError     **error)
{
  GError *local_error = NULL;
  gint64 wrong = 0;

  if (!quoth_db_get_int (check->db, "SELECT (SELECT max (seq) FROM journal WHERE kind = 0"
                         " AND state = 0) > (SELECT min (seq) FROM journal WHERE kind = 0"
                         " AND state = 1)", &wrong, &local_error))
    return quoth_check_take_error (check, "journal", local_error, error);
  if (wrong)
    quoth_check_report (check, "journal: an undone entry is older than one that is not");
  return TRUE;
}

/**
 * quoth_check_journal:
 * @check: a check
 * @error: return location for %G_IO_ERROR_CANCELLED
 */
gboolean
quoth_check_journal (QuothCheck  *check,
                     GError     **error)
{
  GError *local_error = NULL;
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (QuothStmt) stmt = NULL;
  Replay replay = { check, states };

  if (!check_stack (check, error))
    return FALSE;
  stmt = quoth_db_prepare (check->db, "SELECT seq, verb FROM journal ORDER BY seq DESC",
                           &local_error);
  while (stmt != NULL && quoth_db_step (check->db, stmt, &local_error) == SQLITE_ROW)
    {
      g_auto (QuothJournalEntry) entry = { sqlite3_column_int64 (stmt, 0), 0,
                                           g_strdup (quoth_stmt_text (stmt, 1)) };

      if (quoth_progress_set_error_if_cancelled (check->progress, error)
          || !step_back_entry (&replay, &entry, error))
        return FALSE;
      if (check->progress != NULL)
        quoth_progress_add (check->progress, 1);
    }
  return local_error == NULL || quoth_check_take_error (check, "journal", local_error, error);
}
