/* quoth-project-care.c - finds what is wrong in a project file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care.h"
#include "quoth-project-care-check-private.h"

#include <string.h>

#define MAX_MESSAGES 1000

void
quoth_check_report (QuothCheck *check,
                    const char *format,
                    ...)
{
  va_list args;

  check->n_messages++;
  if (check->messages->len >= MAX_MESSAGES)
    return;
  va_start (args, format);
  g_ptr_array_add (check->messages, g_strdup_vprintf (format, args));
  va_end (args);
}

/* A statement that fails is a finding, unless the user cancelled. */
gboolean
quoth_check_take_error (QuothCheck  *check,
                        const char  *where,
                        GError      *local_error,
                        GError     **error)
{
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  quoth_check_report (check, "%s: %s", where, local_error->message);
  g_error_free (local_error);
  return TRUE;
}

/* Each row of @sql is a finding: its first column between @before and @after. */
static gboolean
report_rows (QuothCheck  *check,
             const char  *sql,
             const char  *before,
             const char  *after,
             GError     **error)
{
  GError *local_error = NULL;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (check->db, sql, &local_error);
  int rc;

  while (stmt != NULL && (rc = quoth_db_step (check->db, stmt, &local_error)) == SQLITE_ROW)
    quoth_check_report (check, "%s%s%s", before, quoth_stmt_text (stmt, 0), after);
  return local_error == NULL || quoth_check_take_error (check, "database", local_error, error);
}

/* One row may hold many lines, for each page that nobody owns one; and SQLite stops looking
 * when it has found as many as it was asked for. */
static gboolean
check_database (QuothCheck  *check,
                GError     **error)
{
  GError *local_error = NULL;
  g_autoptr (QuothStmt) stmt = NULL;

  stmt = quoth_db_prepare (check->db, check->loose_pages
                           ? "SELECT integrity_check FROM pragma_integrity_check (2147483647)"
                           : "SELECT integrity_check FROM pragma_integrity_check (200)",
                           &local_error);
  while (stmt != NULL && quoth_db_step (check->db, stmt, &local_error) == SQLITE_ROW)
    {
      g_auto (GStrv) lines = g_strsplit (quoth_stmt_text_or_empty (stmt, 0), "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        if (!g_str_equal (lines[i], "ok") && !g_str_has_prefix (lines[i], "***")
            && !(check->loose_pages && g_str_has_suffix (lines[i], "never used")))
          quoth_check_report (check, "database: %s", lines[i]);
    }
  return local_error == NULL || quoth_check_take_error (check, "database", local_error, error);
}

/* Rows that hang on nothing. All joins run along primary keys. */
static gboolean
check_orphans (QuothCheck  *check,
               GError     **error)
{
  static const struct
  {
    const char *sql;
    const char *before;
    const char *after;
  } questions[] = {
    { "SELECT t.row FROM article_text t WHERE NOT EXISTS"
      " (SELECT 1 FROM article a WHERE a.row = t.row)", "text ", " belongs to no article" },
    { "SELECT a.id FROM article a WHERE NOT EXISTS"
      " (SELECT 1 FROM article_text t WHERE t.row = a.row)", "article ", " has no text" },
    { "SELECT n.id FROM annotation n WHERE NOT EXISTS"
      " (SELECT 1 FROM article a WHERE a.row = n.article)",
      "annotation ", " belongs to no article" },
    { "SELECT l.annotation FROM link l WHERE NOT EXISTS (SELECT 1 FROM annotation n"
      " WHERE n.article = l.article AND n.id = l.annotation)",
      "a link starts from annotation ", ", which is not there" },
    { "SELECT l.article FROM layer l WHERE NOT EXISTS"
      " (SELECT 1 FROM article a WHERE a.row = l.article)", "a layer belongs to no article ", "" },
    { "SELECT e.name FROM alias e WHERE NOT EXISTS"
      " (SELECT 1 FROM entity x WHERE x.row = e.entity)", "alias “", "” belongs to no entity" },
    { "SELECT p.seq FROM journal_part p WHERE NOT EXISTS"
      " (SELECT 1 FROM journal j WHERE j.seq = p.seq)",
      "changes ", " belong to no journal entry" },
    { "SELECT 'more than one row or none' WHERE (SELECT count (*) FROM search_state) <> 1",
      "state of the search index: ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!report_rows (check, questions[i].sql, questions[i].before, questions[i].after,
                      error))
      return FALSE;
  return TRUE;
}

static gboolean
check_entities (QuothCheck  *check,
                GError     **error)
{
  GError *local_error = NULL;
  g_autoptr (GPtrArray) entities = quoth_db_read_entities (check->db, &local_error);

  if (local_error != NULL)
    return quoth_check_take_error (check, "registry", local_error, error);
  for (guint i = 0; i < entities->len; i++)
    {
      QuothEntity *entity = entities->pdata[i];

      g_hash_table_replace (check->entities, g_strdup (entity->id), quoth_entity_ref (entity));
    }
  for (guint i = 0; i < entities->len; i++)
    {
      QuothEntity *entity = entities->pdata[i];
      QuothEntity *heir = entity;
      guint n_steps = 0;

      if (entity->name == NULL || *entity->name == '\0')
        quoth_check_report (check, "entity %s has no name", entity->id);
      while (heir != NULL && heir->merged_into != NULL && n_steps++ <= entities->len)
        heir = g_hash_table_lookup (check->entities, heir->merged_into);
      if (heir == NULL)
        quoth_check_report (check, "entity %s is merged into one that is not there", entity->id);
      else if (n_steps > entities->len)
        quoth_check_report (check, "entity %s is merged in a circle", entity->id);
    }
  return TRUE;
}

static gboolean
check_scheme (QuothCheck  *check,
              GError     **error)
{
  GError *local_error = NULL;

  check->scheme = quoth_db_read_scheme (check->db, &local_error);
  return check->scheme != NULL || quoth_check_take_error (check, "scheme", local_error, error);
}

/**
 * quoth_search_verify:
 * @db: a writable project
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when the full text index contradicts itself
 */
gboolean
quoth_search_verify (QuothDb  *db,
                     GError  **error)
{
  return quoth_db_exec (db, "INSERT INTO search (search) VALUES ('integrity-check')", error);
}

/* The index cannot be asked read-only. */
static gboolean
check_search (QuothCheck  *check,
              GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (check->db->read_only || quoth_search_verify (check->db, &local_error))
    return TRUE;
  if (g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY)
      || g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY))
    return TRUE;
  return quoth_check_take_error (check, "search index", g_steal_pointer (&local_error), error);
}

static gboolean
run_checks (QuothCheck  *check,
            GError     **error)
{
  if (!check_database (check, error))
    return FALSE;
  /* Who asks whether all is well but for those pages need not know what else is not. */
  if (check->loose_pages && check->n_messages > 0)
    return TRUE;
  return check_orphans (check, error)
         && check_scheme (check, error)
         && check_entities (check, error)
         && quoth_check_articles (check, error)
         && quoth_check_journal (check, error);
}

static GPtrArray *
finish (QuothCheck *check,
        gboolean    ok)
{
  if (ok && check->n_messages > MAX_MESSAGES)
    g_ptr_array_add (check->messages,
                     g_strdup_printf ("%u more", check->n_messages - MAX_MESSAGES));
  g_hash_table_unref (check->entities);
  g_clear_pointer (&check->scheme, quoth_scheme_unref);
  if (!ok)
    g_clear_pointer (&check->messages, g_ptr_array_unref);
  return check->messages;
}

static void
begin (QuothCheck    *check,
       QuothDb       *db,
       QuothProgress *progress)
{
  *check = (QuothCheck) { 0 };
  check->db = db;
  check->progress = progress;
  check->messages = g_ptr_array_new_with_free_func (g_free);
  check->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) quoth_entity_unref);
}

/**
 * quoth_check_db:
 * @db: a project in a transaction
 * @loose_pages: whether pages that belong to nothing may be
 * @progress: (nullable): as for quoth_project_check()
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * What quoth_project_check() does, without the full text index, and no more than that
 * there is something when @loose_pages is set.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): messages; empty = all is well
 */
GPtrArray *
quoth_check_db (QuothDb        *db,
                gboolean        loose_pages,
                QuothProgress  *progress,
                GError        **error)
{
  QuothCheck check;

  begin (&check, db, progress);
  check.loose_pages = loose_pages;
  return finish (&check, run_checks (&check, error));
}

/**
 * quoth_project_check:
 * @self: a project
 * @progress: (nullable): counts articles and journal entries; stops the check when
 *   cancelled
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * Finds what is wrong, from one snapshot: SQLite's own integrity, texts that differ
 * from their hash, offsets outside of texts, links and entities that point nowhere,
 * derived values that are not what they are derived from, a journal that cannot be
 * replayed backwards to the beginning.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): messages, the first
 *   thousand; empty = all is well
 */
GPtrArray *
quoth_project_check (QuothProject   *self,
                     QuothProgress  *progress,
                     GError        **error)
{
  QuothDb *db;
  QuothCheck check;
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, NULL);
  begin (&check, db, progress);
  quoth_db_watch (db, progress);
  ok = check_search (&check, error) && quoth_db_begin_read (db, error);
  if (ok)
    {
      ok = run_checks (&check, error);
      quoth_db_rollback (db);
    }
  quoth_db_watch (db, NULL);
  return finish (&check, ok);
}
