/* quoth-db-tasks.c - which annotations are open tasks after a change of the scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-write"

#include "config.h"

#include "quoth-db-private.h"

static gboolean
refresh_type (QuothDb        *self,
              const char     *type,
              QuothTypeKind   kind,
              GError        **error)
{
  static const char *const sql[] = {
    [QUOTH_TYPE_KIND_SPAN] = "UPDATE annotation SET open = 0 WHERE type = ?1 AND open = 1",
    [QUOTH_TYPE_KIND_MENTION] = "UPDATE annotation SET open = entity IS NULL WHERE type = ?1",
    [QUOTH_TYPE_KIND_CLAIM] =
      "UPDATE annotation SET open = coalesce (json_extract (attributes, '$.no_speaker'), 0) = 0"
      " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.article = annotation.article"
      " AND l.annotation = annotation.id AND l.role = ?2) WHERE type = ?1",
  };
  gint64 row = quoth_db_find_word (self, type);
  g_autoptr (QuothStmt) stmt = NULL;

  if (row == 0)
    return TRUE;
  stmt = quoth_db_prepare (self, sql[kind], error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  if (kind == QUOTH_TYPE_KIND_CLAIM)
    sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (self, "speaker"));
  return quoth_db_run (self, stmt, error);
}

static int
kind_of (QuothScheme *scheme,
         const char  *type)
{
  const QuothType *found = quoth_scheme_lookup_type (scheme, type);

  return found != NULL ? (int) found->kind : QUOTH_TYPE_KIND_SPAN;
}

/**
 * quoth_db_refresh_open:
 * @self: a connection in a write transaction
 * @before: the scheme so far
 * @after: the scheme from now on
 * @error: return location for a #QuothProjectError
 *
 * Sets annotation.open anew for every type whose kind changes.
 */
gboolean
quoth_db_refresh_open (QuothDb      *self,
                       QuothScheme  *before,
                       QuothScheme  *after,
                       GError      **error)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (before); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (before, i);

      if (kind_of (after, type->id) != (int) type->kind &&
          !refresh_type (self, type->id, kind_of (after, type->id), error))
        return FALSE;
    }
  for (guint i = 0; i < quoth_scheme_get_n_types (after); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (after, i);

      if (quoth_scheme_lookup_type (before, type->id) == NULL &&
          !refresh_type (self, type->id, type->kind, error))
        return FALSE;
    }
  return TRUE;
}
