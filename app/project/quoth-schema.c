/* quoth-schema.c - the tables of a project file and their versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-schema"

#include "config.h"

#include "quoth-schema.h"

#include <errno.h>
#include <glib/gstdio.h>

/* What a project file holds
 * -------------------------
 * word        Short names that repeat endlessly (layers, types, origins, roles, states)
 *             are stored once; other tables hold their row. Words are never deleted.
 * article     One row per text. `row` is the order of arrival and the key of paging; it is
 *             never given twice, not even after a cancelled import (see quoth-bulk.c), so
 *             that an index filled behind can remember how far it came. `id` is what other
 *             programs see. `hash` is SHA-256 of the text, 32 bytes; `digest` its first
 *             eight as a number, because an index of those is a quarter of the size.
 *             `import` is the journal entry that brought the article. `removed` = 1: taken
 *             out, invisible everywhere but to undo. 2: an older version, for a later one
 *             names its text; lists look for 0 and so leave it out, but it can be read and
 *             written. Follows from the rows and is kept by quoth-db-versions.c. (Since
 *             version 3.)
 * article_text  Apart from article, so that lists never read over texts. Never changed.
 * layer       A layer of an article whose state was ever set, or that was worked on while
 *             the project had guidelines: `guidelines` is the word for the id of their
 *             version then, null where it is unknown. A layer that only its annotations
 *             prove is "open". (Since version 2.)
 * annotation  Clustered by (article, id): an article is read in one sweep, already in the
 *             order of export, and there is no second tree to keep. An id is unique within
 *             its article only. `start` and `end` are those of the whole; `parts` is null
 *             unless there are several, then "start end start end …". `n_links` says
 *             whether it is worth asking `link`. `open` = an open task: a mention without
 *             entity, or a claim without speaker that does not say that it has none. It
 *             follows from the row, its links and the kinds of the scheme, and is kept by
 *             whoever writes those (quoth_db_write_annotation(), quoth_db_refresh_open()).
 * link        By position within its annotation. `target` is an annotation's id in the
 *             same article.
 * entity, alias  The registry. Small: always read whole.
 * scheme, setting  JSON of the scheme; odds and ends by name, and where each session began
 *             (quoth-project-sessions.c).
 * journal     Everything that ever happened, in order; rows are never deleted and only
 *             `state` changes. kind 0 = do, 1 = undo, 2 = redo; the latter two name the do
 *             in `target`. Only rows of kind 0 make the stack: state 0 = active, 1 = undone
 *             (redo can bring it back), 2 = discarded (something else was done instead).
 *             Always: every active row is older than every undone one. Thus undo takes the
 *             newest active row, redo the oldest undone.
 * journal_part  The changes of an entry as JSON, in order, in parts that can be parsed one
 *             at a time. Entries of undo and redo hold their own changes too, so that each
 *             entry can be read alone. Articles that came by import are not repeated here:
 *             the entry's `n_articles` counts them, article.import names them.
 * journal_record  Which entries touched a record, and in which part first: its history.
 *             `article` is an id, and "" for entities and the scheme (whose record is "").
 * search, search_state  Full text, filled behind up to article_text.row = search_state.row.
 *             Holds the text as quoth_fold_string() makes it (only words, no text), so that
 *             index, query and what is highlighted agree on what is the same. Nothing is
 *             ever taken out: texts never change, and rows that a cancelled import took
 *             back are never given again, so that joining with article leaves them out.
 */
static const char tables[] =
  "CREATE TABLE word (row INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"

  "CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
  "  digest INTEGER NOT NULL, hash BLOB NOT NULL, name TEXT NOT NULL, language TEXT,"
  "  length INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0, metadata TEXT, tags TEXT,"
  "  import INTEGER NOT NULL) STRICT;"
  "CREATE INDEX article_digest ON article (digest);"
  "CREATE INDEX article_import ON article (import);"
  "CREATE INDEX article_status ON article (coalesce (json_extract (tags, '$.status'), 'new'))"
  "  WHERE removed = 0;"
  "CREATE INDEX article_removed ON article (row) WHERE removed <> 0;"
  "CREATE INDEX article_previous ON article (json_extract (metadata, '$.previous'))"
  "  WHERE json_extract (metadata, '$.previous') IS NOT NULL;"
  "CREATE TABLE article_text (row INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"

  "CREATE TABLE layer (article INTEGER NOT NULL, layer INTEGER NOT NULL, state INTEGER NOT NULL,"
  "  guidelines INTEGER, PRIMARY KEY (article, layer)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE annotation (article INTEGER NOT NULL, id TEXT NOT NULL,"
  "  layer INTEGER NOT NULL, type INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,"
  "  parts TEXT, entity TEXT, attributes TEXT, n_links INTEGER NOT NULL, open INTEGER NOT NULL,"
  "  origin INTEGER NOT NULL, created TEXT NOT NULL, note TEXT,"
  "  PRIMARY KEY (article, id)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX annotation_type ON annotation (type);"
  "CREATE INDEX annotation_entity ON annotation (entity) WHERE entity IS NOT NULL;"
  "CREATE INDEX annotation_open ON annotation (article) WHERE open = 1;"

  "CREATE TABLE link (article INTEGER NOT NULL, annotation TEXT NOT NULL,"
  "  position INTEGER NOT NULL, role INTEGER NOT NULL, target TEXT NOT NULL, attributes TEXT,"
  "  PRIMARY KEY (article, annotation, position)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE entity (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
  "  name TEXT NOT NULL, status TEXT NOT NULL, wikidata TEXT, note TEXT, merged_into TEXT)"
  "  STRICT;"
  "CREATE INDEX entity_name ON entity (name);"
  "CREATE TABLE alias (entity INTEGER NOT NULL, name TEXT NOT NULL,"
  "  PRIMARY KEY (entity, name)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE scheme (row INTEGER PRIMARY KEY CHECK (row = 1), json TEXT NOT NULL) STRICT;"
  "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
  "  STRICT, WITHOUT ROWID;"

  "CREATE TABLE journal (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,"
  "  verb TEXT NOT NULL, kind INTEGER NOT NULL, target INTEGER, state INTEGER NOT NULL,"
  "  n_articles INTEGER NOT NULL DEFAULT 0) STRICT;"
  "CREATE INDEX journal_stack ON journal (state, seq) WHERE kind = 0;"
  "CREATE TABLE journal_part (seq INTEGER NOT NULL, part INTEGER NOT NULL, changes TEXT NOT NULL,"
  "  PRIMARY KEY (seq, part)) STRICT;"
  "CREATE TABLE journal_record (record TEXT NOT NULL, seq INTEGER NOT NULL,"
  "  article TEXT NOT NULL, part INTEGER NOT NULL,"
  "  PRIMARY KEY (record, seq, article)) STRICT, WITHOUT ROWID;"

  "CREATE VIRTUAL TABLE search USING fts5 (text, content='', columnsize=0,"
  "  tokenize='unicode61 remove_diacritics 2');"
  "CREATE TABLE search_state (one INTEGER PRIMARY KEY CHECK (one = 1), row INTEGER NOT NULL)"
  "  STRICT;"
  "INSERT INTO search_state VALUES (1, 0);";

/* steps[n] takes a file from version n + 1 to n + 2. */
static const char *const steps[] = {
  "ALTER TABLE layer ADD COLUMN guidelines INTEGER",
  "DROP INDEX IF EXISTS article_removed;"
  "CREATE INDEX article_removed ON article (row) WHERE removed <> 0;"
  "CREATE INDEX article_previous ON article (json_extract (metadata, '$.previous'))"
  "  WHERE json_extract (metadata, '$.previous') IS NOT NULL",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == QUOTH_SCHEMA_VERSION);

/**
 * quoth_schema_create:
 * @db: an empty database, writable
 * @error: return location for a #QuothProjectError
 *
 * Makes all tables and marks the file as a project.
 *
 * Returns: %FALSE with @error set
 */
gboolean
quoth_schema_create (QuothDb  *db,
                     GError  **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            QUOTH_SCHEMA_APPLICATION_ID, QUOTH_SCHEMA_VERSION);

  if (!quoth_db_begin (db, error))
    return FALSE;
  if (quoth_db_exec (db, tables, error) && quoth_db_exec (db, marks, error) &&
      quoth_db_commit (db, error))
    return TRUE;
  quoth_db_rollback (db);
  return FALSE;
}

/**
 * quoth_schema_check:
 * @db: an open database
 * @out_version: return location for the file's version
 * @error: %QUOTH_PROJECT_ERROR_NOT_PROJECT when the file is something else
 *
 * Returns: %TRUE when the file is a project, of whatever version
 */
gboolean
quoth_schema_check (QuothDb  *db,
                    int      *out_version,
                    GError  **error)
{
  gint64 application_id;
  gint64 version;

  if (!quoth_db_get_int (db, "PRAGMA application_id", &application_id, error) ||
      !quoth_db_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != QUOTH_SCHEMA_APPLICATION_ID || version < 1)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NOT_PROJECT,
                   "not a Quoth project");
      return FALSE;
    }
  *out_version = (int) version;
  return TRUE;
}

/* Copies the file as it is beside itself; an older copy of the same version stays. */
static gboolean
set_copy_aside (QuothDb  *db,
                int       version,
                GError  **error)
{
  g_autofree char *path = g_strdup_printf ("%s.version-%d", db->path, version);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (QuothStmt) stmt = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_unlink (part);
  stmt = quoth_db_prepare (db, "VACUUM INTO ?1", error);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, part);
  if (!quoth_db_run (db, stmt, error))
    return FALSE;
  if (g_rename (part, path) == 0)
    return TRUE;
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
               "cannot write %s: %s", path, g_strerror (errno));
  return FALSE;
}

/**
 * quoth_schema_migrate:
 * @db: a writable project of an older version
 * @version: its version
 * @error: return location for a #QuothProjectError
 *
 * Brings the file up to %QUOTH_SCHEMA_VERSION, one transaction per step. A copy of
 * the file as it was stays beside it as `NAME.quoth.version-N`.
 *
 * Returns: %FALSE with @error set; the steps done so far stay
 */
gboolean
quoth_schema_migrate (QuothDb  *db,
                      int       version,
                      GError  **error)
{
  if (version >= QUOTH_SCHEMA_VERSION)
    return TRUE;
  if (!set_copy_aside (db, version, error))
    return FALSE;
  for (; version < QUOTH_SCHEMA_VERSION; version++)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version + 1);
      gint64 now;

      if (!quoth_db_begin (db, error))
        return FALSE;
      /* Another process may have done this step while we waited for the lock. */
      if (!quoth_db_get_int (db, "PRAGMA user_version", &now, error) ||
          (now == version && (!quoth_db_exec (db, steps[version - 1], error) ||
                              !quoth_db_exec (db, mark, error))) ||
          !quoth_db_commit (db, error))
        {
          quoth_db_rollback (db);
          return FALSE;
        }
    }
  return TRUE;
}
