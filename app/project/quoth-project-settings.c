/* quoth-project-settings.c - what a project remembers by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project"

#include "config.h"

#include "quoth-project-private.h"

QuothSetting *
quoth_db_read_setting (QuothDb     *self,
                       const char  *name,
                       GError     **error)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (self, "SELECT value FROM setting WHERE name = ?1", error);

  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, name);
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return NULL;
  return quoth_setting_new (name, quoth_stmt_text (stmt, 0));
}

gboolean
quoth_db_write_setting (QuothDb             *self,
                        const QuothSetting  *before,
                        const QuothSetting  *after,
                        GError             **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    after != NULL ? "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)"
                  : "DELETE FROM setting WHERE name = ?1", error);

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, after != NULL ? after->name : before->name);
  if (after != NULL)
    quoth_stmt_bind_text (stmt, 2, after->value);
  return quoth_db_run (self, stmt, error);
}

/**
 * quoth_project_dup_setting:
 * @self: a project
 * @name: of a setting
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
quoth_project_dup_setting (QuothProject *self,
                           const char   *name)
{
  g_autoptr (QuothStmt) stmt = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && name != NULL, NULL);

  if (self->db == NULL)
    return NULL;
  stmt = quoth_db_prepare (self->db, "SELECT value FROM setting WHERE name = ?1", NULL);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, name);
  if (quoth_db_step (self->db, stmt, NULL) != SQLITE_ROW)
    return NULL;
  return g_strdup (quoth_stmt_text (stmt, 0));
}

/**
 * quoth_project_set_setting:
 * @self: a project
 * @name: of a setting
 * @value: (nullable): UTF-8; %NULL takes the setting away
 * @error: return location for a #QuothProjectError
 *
 * Settings are no work of the annotator: no journal entry, no undo.
 */
gboolean
quoth_project_set_setting (QuothProject  *self,
                           const char    *name,
                           const char    *value,
                           GError       **error)
{
  g_autoptr (QuothStmt) stmt = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && name != NULL, FALSE);

  if (!quoth_project_check_writable (self, error))
    return FALSE;
  stmt = quoth_db_prepare (self->db,
    value != NULL ? "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)"
                  : "DELETE FROM setting WHERE name = ?1", error);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, name);
  if (value != NULL)
    quoth_stmt_bind_text (stmt, 2, value);
  return quoth_db_run (self->db, stmt, error);
}
