/* quoth-project-sessions.c - which stretches of work a file knows of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project"

#include "config.h"

#include "quoth-project-private.h"
#include "quoth-project-query.h"

#include <string.h>

/* Settings without history: what is undone was made in a session all the same. */
#define PREFIX "session/"
/* The first name behind all of these: '0' follows '/'. */
#define PREFIX_END "session0"

static void
session_free (gpointer data)
{
  QuothSession *self = data;

  g_free (self->id);
  g_free (self);
}

/**
 * quoth_db_note_session:
 * @db: a connection in a write transaction
 * @seq: the entry that was just written
 * @error: return location for a #QuothProjectError
 *
 * Notes that the session of @db began there, unless it began before. What is rolled back
 * takes the note along, so that nothing but the file says whether it is there.
 */
gboolean
quoth_db_note_session (QuothDb  *db,
                       gint64    seq,
                       GError  **error)
{
  g_autofree char *name = g_strconcat (PREFIX, db->session, NULL);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "INSERT OR IGNORE INTO setting (name, value) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, name);
  quoth_stmt_bind_text (stmt, 2, value);
  return quoth_db_run (db, stmt, error);
}

/* A worker goes on in the session of its window. */
void
quoth_project_join_session (QuothProject *self,
                            QuothProject *other)
{
  g_free (self->session);
  self->session = g_strdup (other->session);
  g_free (self->db->session);
  self->db->session = g_strdup (other->session);
}

const char *
quoth_project_get_session (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return self->session;
}

/**
 * quoth_project_list_sessions:
 * @self: a project
 * @error: return location for a #QuothProjectError
 *
 * Two programs that write at the same time take turns within one file: which of their
 * sessions an entry is counted to does not matter, as long as no copy has the same.
 *
 * Returns: (transfer full) (nullable) (element-type QuothSession): in order
 */
GPtrArray *
quoth_project_list_sessions (QuothProject  *self,
                             GError       **error)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (session_free);
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, NULL);

  stmt = quoth_db_prepare (self->db,
    "SELECT name, CAST (value AS INTEGER) FROM setting WHERE name >= '" PREFIX "'"
    " AND name < '" PREFIX_END "' ORDER BY 2, 1", error);
  if (stmt == NULL)
    return NULL;
  while ((rc = quoth_db_step (self->db, stmt, error)) == SQLITE_ROW)
    {
      QuothSession *session = g_new (QuothSession, 1);

      session->id = g_strdup (quoth_stmt_text_or_empty (stmt, 0) + strlen (PREFIX));
      session->first = sqlite3_column_int64 (stmt, 1);
      g_ptr_array_add (sessions, session);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&sessions) : NULL;
}
