/* quoth-schema-renew.c - makes anew what follows from the tables that hold the work
 *
 * The old trees are not touched, for they may be damaged: the list of tables forgets them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-schema"

#include "config.h"

#include "quoth-schema.h"

/* Indexes that SQLite makes by itself to keep something unique: their entries in the list
 * of tables must stay, so one that is made by hand lends them its tree. */
static const struct
{
  const char *table;
  const char *columns;
} uniques[] = {
  { "word", "text" },
  { "article", "id" },
  { "entity", "id" },
  { "journal_part", "seq, part" },
};

/* Alters the list of tables by @sql, and has it read anew. */
static gboolean
alter_list (QuothDb     *db,
            const char  *sql,
            GError     **error)
{
  g_autofree char *all = g_strdup_printf ("PRAGMA writable_schema = ON; %s;"
                                          "PRAGMA writable_schema = RESET", sql);
  gboolean ok;

  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  ok = quoth_db_exec (db, all, error);
  if (!ok)
    quoth_db_exec (db, "PRAGMA writable_schema = RESET", NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return ok;
}

/* Runs what makes the objects that @which picks out in a new project, in its order: the
 * file's own list of tables is not asked, for it may be foreign. */
static gboolean
make_as_new (QuothDb     *db,
             const char  *which,
             GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                          " AND %s ORDER BY rowid", which);
  g_autoptr (QuothDb) model = quoth_db_open (":memory:", 0, error);
  g_autoptr (QuothStmt) stmt = NULL;
  int rc = SQLITE_ERROR;

  if (model == NULL || !quoth_schema_create (model, error))
    return FALSE;
  stmt = quoth_db_prepare (model, sql, error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = quoth_db_step (model, stmt, error)) == SQLITE_ROW)
    if (!quoth_db_exec (db, quoth_stmt_text (stmt, 0), error))
      return FALSE;
  return rc == SQLITE_DONE;
}

/**
 * quoth_schema_renew_search:
 * @db: a project in a transaction
 * @error: return location for a #QuothProjectError
 *
 * Makes an empty full text index in place of the present one.
 */
gboolean
quoth_schema_renew_search (QuothDb  *db,
                           GError  **error)
{
  return alter_list (db, "DELETE FROM sqlite_schema WHERE name = 'search'"
                         " OR name GLOB 'search_*'", error)
         && make_as_new (db, "name IN ('search', 'search_state')", error)
         && quoth_db_exec (db, "INSERT INTO search_state VALUES (1, 0)", error);
}

static gboolean
renew_unique (QuothDb     *db,
              const char  *table,
              const char  *columns,
              GError     **error)
{
  g_autofree char *make = g_strdup_printf ("CREATE UNIQUE INDEX renewed ON %s (%s)", table,
                                           columns);
  g_autofree char *lend =
    g_strdup_printf ("UPDATE sqlite_schema SET rootpage ="
                     " (SELECT rootpage FROM sqlite_schema WHERE name = 'renewed')"
                     " WHERE name = 'sqlite_autoindex_%s_1';"
                     "DELETE FROM sqlite_schema WHERE name = 'renewed'", table);

  return quoth_db_exec (db, make, error) && alter_list (db, lend, error);
}

/**
 * quoth_schema_renew_indexes:
 * @db: a project in a transaction
 * @error: return location for a #QuothProjectError; also when two rows have in common what
 *   only one may have
 *
 * Makes every index of a table anew.
 */
gboolean
quoth_schema_renew_indexes (QuothDb  *db,
                            GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (uniques); i++)
    if (!renew_unique (db, uniques[i].table, uniques[i].columns, error))
      return FALSE;
  return alter_list (db, "DELETE FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
                     error)
         && make_as_new (db, "type = 'index'", error);
}
