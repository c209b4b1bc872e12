/* quoth-project-care-salvage.c - opening a damaged file and walking its tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-salvage-private.h"
#include "quoth-project-private.h"
#include "quoth-schema.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define HEADER_BYTES 100
#define MAX_PAGE_BYTES QUOTH_PROJECT_PAGE_BYTES
/* Row numbers grow by one; no project has more. */
#define MAX_ROW ((gint64) 1 << 40)

static void
put_be (guchar  *bytes,
        guint    n_bytes,
        guint64  value)
{
  for (guint i = n_bytes; i-- > 0; value >>= 8)
    bytes[i] = (guchar) (value & 0xff);
}

/* What projects are made with, and what earlier ones were. */
static const guint page_sizes[] = { QUOTH_PROJECT_PAGE_BYTES, 8192 };

/* The first 100 bytes of a database, see "The Database Header" in SQLite's
 * description of its file format. */
static void
make_header (guchar   header[HEADER_BYTES],
             guint    page_bytes,
             guint64  file_size,
             gboolean has_log)
{
  memset (header, 0, HEADER_BYTES);
  memcpy (header, "SQLite format 3", 16);
  put_be (header + 16, 2, page_bytes);
  header[18] = header[19] = has_log ? 2 : 1;
  header[21] = 64;
  header[22] = 32;
  header[23] = 32;
  put_be (header + 24, 4, 1);
  put_be (header + 28, 4, file_size / page_bytes);
  put_be (header + 40, 4, 1);
  put_be (header + 44, 4, 4);
  put_be (header + 56, 4, 1);
  put_be (header + 60, 4, QUOTH_SCHEMA_VERSION);
  put_be (header + 68, 4, QUOTH_SCHEMA_APPLICATION_ID);
  put_be (header + 92, 4, 1);
  put_be (header + 96, 4, SQLITE_VERSION_NUMBER);
}

static gboolean
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                      NULL, NULL, NULL, error);
}

/* Copies the file and what is in its log, and puts @n_start bytes over its start. */
static gboolean
mend_copy (const char  *path,
           const char  *scratch,
           guint        page_bytes,
           guchar      *start,
           gsize        n_start,
           GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *scratch_log = g_strconcat (scratch, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (scratch);
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GOutputStream *out;
  gboolean has_log;

  if (!copy_file (path, scratch, error))
    return FALSE;
  has_log = g_file_test (log, G_FILE_TEST_IS_REGULAR) && copy_file (log, scratch_log, NULL);
  stream = g_file_open_readwrite (file, NULL, error);
  info = stream != NULL ? g_file_io_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                       NULL, error) : NULL;
  if (info == NULL)
    return FALSE;
  make_header (start, page_bytes, (guint64) g_file_info_get_size (info), has_log);
  out = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  return g_output_stream_write_all (out, start, n_start, NULL, NULL, error)
         && g_io_stream_close (G_IO_STREAM (stream), NULL, error);
}

/* The first page of a new project, which says where each table begins. The tables of a
 * project are made in one go: they begin on the same pages in every file, and on others, the
 * same too, in one that was @rewritten since, as quoth_project_mend() does. */
static gboolean
read_first_page (const char  *scratch,
                 guint        page_bytes,
                 gboolean     rewritten,
                 guchar       page[MAX_PAGE_BYTES],
                 GError     **error)
{
  g_autofree char *path = g_strconcat (scratch, "-new", NULL);
  g_autofree char *bytes = NULL;
  QuothProject *project = quoth_project_create_paged (path, NULL, page_bytes, error);
  gsize length = 0;

  if (project == NULL)
    return FALSE;
  if (rewritten)
    quoth_db_exec (quoth_project_get_db (project), "VACUUM", NULL);
  quoth_project_close (project);
  g_object_unref (project);
  if (g_file_get_contents (path, &bytes, &length, error) && length >= page_bytes)
    memcpy (page, bytes, page_bytes);
  g_unlink (path);
  return bytes != NULL && length >= page_bytes;
}

static gboolean
has_tables (QuothDb *db)
{
  gint64 n = 0;

  return quoth_db_get_int (db, "SELECT count (*) FROM sqlite_schema WHERE name IN"
                               " ('article', 'article_text', 'annotation')", &n, NULL)
         && n == 3;
}

static QuothDb *
open_mended (const char  *path,
             const char  *scratch,
             guint        page_bytes,
             guchar      *start,
             gsize        n_start,
             GError     **error)
{
  g_autoptr (QuothDb) mended = NULL;

  if (!mend_copy (path, scratch, page_bytes, start, n_start, error))
    return NULL;
  mended = quoth_db_open (scratch, 0, error);
  if (mended == NULL || has_tables (mended))
    return g_steal_pointer (&mended);
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
               "nothing in it can be read");
  return NULL;
}

/* Whether the tables are where the new first page says, and not those of an older version
 * that was brought up to date: then its words would pass for texts. */
static gboolean
is_in_place (QuothDb *db)
{
  g_autoptr (QuothScheme) scheme = quoth_db_read_scheme (db, NULL);

  return scheme != NULL;
}

static QuothDb *
open_with_new_header (const char  *path,
                      const char  *scratch,
                      GError     **error)
{
  guchar header[HEADER_BYTES];
  QuothDb *db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (page_sizes) && db == NULL; i++)
    {
      g_clear_error (error);
      db = open_mended (path, scratch, page_sizes[i], header, sizeof header, error);
    }
  return db;
}

static QuothDb *
open_with_new_page (const char *path,
                    const char *scratch)
{
  g_autofree guchar *page = g_malloc (MAX_PAGE_BYTES);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (page_sizes); i++)
    {
      guint page_bytes = page_sizes[i / 2];
      g_autoptr (QuothDb) db = NULL;

      if (read_first_page (scratch, page_bytes, i % 2 == 1, page, NULL))
        db = open_mended (path, scratch, page_bytes, page, page_bytes, NULL);
      if (db != NULL && is_in_place (db))
        return g_steal_pointer (&db);
    }
  return NULL;
}

/* Documented in the header. */
QuothDb *
quoth_salvage_open (const char  *path,
                    const char  *scratch,
                    GError     **error)
{
  g_autoptr (QuothDb) db = quoth_db_open (path, QUOTH_DB_READ_ONLY, NULL);
  g_autoptr (GError) local_error = NULL;

  if (db == NULL || !has_tables (db))
    {
      g_clear_pointer (&db, quoth_db_free);
      db = open_with_new_header (path, scratch, &local_error);
    }
  if (db == NULL)
    db = open_with_new_page (path, scratch);
  if (db != NULL)
    quoth_db_learn_words (db);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&db);
}

/* Documented in the header. */
gboolean
quoth_salvage_is_sound (QuothDb    *db,
                        const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM pragma_quick_check ('%s')"
                                          " WHERE quick_check <> 'ok'", table);
  gint64 n = 0;

  return quoth_db_get_int (db, sql, &n, NULL) && n == 0;
}

/* The first row at or after @from: 0 when there is none, -1 when that cannot be read. */
static gint64
row_from (QuothDb    *db,
          const char *sql,
          gint64      from)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, sql, NULL);
  int rc;

  if (stmt == NULL)
    return -1;
  sqlite3_bind_int64 (stmt, 1, from);
  rc = quoth_db_step (db, stmt, NULL);
  if (rc == SQLITE_ROW)
    return sqlite3_column_int64 (stmt, 0);
  return rc == SQLITE_DONE ? 0 : -1;
}

/* Damage covers whole pages, so what is behind it starts somewhere: doubles the step
 * until a row can be read again, then halves to the first such place. */
static gint64
row_behind_damage (QuothDb    *db,
                   const char *sql,
                   gint64      from)
{
  gint64 bad = from;
  gint64 step = 1;
  gint64 good;

  while (row_from (db, sql, from + step) < 0)
    {
      bad = from + step;
      step *= 2;
      if (from + step > MAX_ROW)
        return 0;
    }
  good = from + step;
  while (good - bad > 1)
    {
      gint64 middle = bad + (good - bad) / 2;

      if (row_from (db, sql, middle) < 0)
        bad = middle;
      else
        good = middle;
    }
  return row_from (db, sql, good);
}

/* Documented in the header. */
gboolean
quoth_salvage_rows (QuothDb          *db,
                    const char       *table,
                    QuothSalvageFunc  func,
                    gpointer          user_data)
{
  g_autofree char *sql = g_strdup_printf ("SELECT row FROM %s NOT INDEXED WHERE row >= ?1"
                                          " ORDER BY row LIMIT 1", table);
  gint64 row = 0;

  for (gint64 from = 1; from < MAX_ROW; from = row + 1)
    {
      row = row_from (db, sql, from);
      if (row < 0)
        row = row_behind_damage (db, sql, from);
      if (row < from)
        return TRUE;
      if (!func (row, user_data))
        return FALSE;
    }
  return TRUE;
}

static void
add_aliases (QuothDb     *db,
             gint64       row,
             QuothEntity *entity)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, "SELECT name FROM alias WHERE entity = ?1",
                                                 NULL);

  if (stmt == NULL)
    return;
  sqlite3_bind_int64 (stmt, 1, row);
  while (quoth_db_step (db, stmt, NULL) == SQLITE_ROW)
    {
      const char *name = quoth_stmt_text (stmt, 0);

      if (name != NULL && *name != '\0' && g_utf8_validate (name, -1, NULL))
        quoth_entity_add_alias (entity, name);
    }
}

/* NULL when the column is null or no text. */
static const char *
valid_text (QuothStmt *stmt,
            int        column)
{
  const char *text = quoth_stmt_text (stmt, column);

  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

/* Documented in the header. */
QuothEntity *
quoth_salvage_entity (QuothDb *db,
                      gint64   row)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT id, kind, name, status, wikidata, note, merged_into FROM entity"
                      " WHERE row = ?1", NULL);
  QuothEntity *entity;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  if (quoth_db_step (db, stmt, NULL) != SQLITE_ROW || valid_text (stmt, 0) == NULL
      || valid_text (stmt, 1) == NULL || valid_text (stmt, 2) == NULL)
    return NULL;
  entity = quoth_entity_new (valid_text (stmt, 1), valid_text (stmt, 2));
  quoth_entity_set_id (entity, valid_text (stmt, 0));
  quoth_entity_set_status (entity, g_strcmp0 (valid_text (stmt, 3), "unnamed") == 0 ? "unnamed"
                                                                                    : "named");
  quoth_entity_set_wikidata (entity, valid_text (stmt, 4));
  quoth_entity_set_note (entity, valid_text (stmt, 5));
  quoth_entity_set_merged_into (entity, valid_text (stmt, 6));
  add_aliases (db, row, entity);
  return entity;
}
