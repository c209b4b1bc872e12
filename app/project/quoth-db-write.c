/* quoth-db-write.c - writes the records of the model
 *
 * All within a write transaction of the caller, who has checked that what stands
 * in the file is what `before` says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-write"

#include "config.h"

#include "quoth-db-private.h"

/* Rows of an import that go into one statement (or twice as many): opening and closing the cursors of a table
 * and its indices takes a quarter of the time of a row. OR FAIL keeps SQLite from noting what
 * to go back to before each such statement; whoever writes several rows takes back more than
 * them when one fails. */
#define ANNOTATION_BATCH 5
#define LINK_BATCH 4

#define ANNOTATION_COLUMNS 14
#define ANNOTATION_INTO \
  " INTO annotation (article, id, layer, type, start, end, parts, entity, attributes," \
  " n_links, open, origin, created, note) VALUES " ANNOTATION_ROW
#define ANNOTATION_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define ANNOTATION_ROWS \
  ", " ANNOTATION_ROW ", " ANNOTATION_ROW ", " ANNOTATION_ROW ", " ANNOTATION_ROW

#define LINK_COLUMNS 6
#define LINK_INTO \
  " INTO link (article, annotation, position, role, target, attributes) VALUES " LINK_ROW
#define LINK_ROW "(?, ?, ?, ?, ?, ?)"
#define LINK_ROWS ", " LINK_ROW ", " LINK_ROW ", " LINK_ROW

static char *
parts_to_text (QuothAnnotation *annotation)
{
  GString *text;

  if (annotation->n_parts < 2)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (text, i == 0 ? "%u %u" : " %u %u",
                            annotation->parts[i].start, annotation->parts[i].end);
  return g_string_free (text, FALSE);
}

static char *
attributes_to_text (QuothAttributes *attributes)
{
  return attributes != NULL && quoth_attributes_get_n (attributes) > 0
         ? quoth_attributes_to_json (attributes) : NULL;
}

/* What is not bound is null: most members of most annotations are. */
static void
bind_nullable (QuothStmt  *stmt,
               int         index,
               const char *text)
{
  if (text != NULL)
    quoth_stmt_bind_text (stmt, index, text);
}

static void
bind_made (QuothStmt *stmt,
           int        index,
           char      *text,
           GPtrArray *strings)
{
  if (text == NULL)
    return;
  quoth_stmt_bind_text (stmt, index, text);
  g_ptr_array_add (strings, text);
}

/* Binds the row that begins after parameter @base. Strings that are made for it go to
 * @strings; they and @annotation must stay until the statement has run. */
static gboolean
bind_annotation (QuothDb          *self,
                 QuothStmt        *stmt,
                 int               base,
                 gint64            article,
                 QuothAnnotation  *annotation,
                 gboolean          open,
                 GPtrArray        *strings,
                 GError          **error)
{
  gint64 layer = quoth_db_intern_word (self, annotation->layer, error);
  gint64 type = layer != 0 ? quoth_db_intern_word (self, annotation->type, error) : 0;
  gint64 origin = type != 0 ? quoth_db_intern_word (self, annotation->origin, error) : 0;

  if (origin == 0)
    return FALSE;
  sqlite3_bind_int64 (stmt, base + 1, article);
  quoth_stmt_bind_text (stmt, base + 2, annotation->id);
  sqlite3_bind_int64 (stmt, base + 3, layer);
  sqlite3_bind_int64 (stmt, base + 4, type);
  sqlite3_bind_int64 (stmt, base + 5, quoth_annotation_get_start (annotation));
  sqlite3_bind_int64 (stmt, base + 6, quoth_annotation_get_end (annotation));
  bind_made (stmt, base + 7, parts_to_text (annotation), strings);
  bind_nullable (stmt, base + 8, annotation->entity);
  bind_made (stmt, base + 9, attributes_to_text (annotation->attributes), strings);
  sqlite3_bind_int64 (stmt, base + 10, annotation->n_links);
  sqlite3_bind_int (stmt, base + 11, open);
  sqlite3_bind_int64 (stmt, base + 12, origin);
  quoth_stmt_bind_text (stmt, base + 13, annotation->created);
  bind_nullable (stmt, base + 14, annotation->note);
  return TRUE;
}

/* Inserts @n annotations by a statement that has as many rows. */
static gboolean
insert_annotations (QuothDb           *self,
                    const char        *sql,
                    gint64             article,
                    QuothAnnotation  **annotations,
                    guint              n,
                    QuothScheme       *scheme,
                    GError           **error)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!bind_annotation (self, stmt, (int) i * ANNOTATION_COLUMNS, article, annotations[i],
                          quoth_db_is_open (scheme, annotations[i]), strings, error))
      return FALSE;
  return quoth_db_run (self, stmt, error);
}

/* A link and where it stands. */
typedef struct
{
  QuothAnnotation *annotation;
  guint            position;
} LinkPlace;

static gboolean
insert_link_rows (QuothDb          *self,
                  const char       *sql,
                  gint64            article,
                  const LinkPlace  *places,
                  guint             n,
                  GError          **error)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const QuothLink *link = &places[i].annotation->links[places[i].position];
      gint64 role = quoth_db_intern_word (self, link->role, error);
      int base = (int) i * LINK_COLUMNS;

      if (role == 0)
        return FALSE;
      sqlite3_bind_int64 (stmt, base + 1, article);
      quoth_stmt_bind_text (stmt, base + 2, places[i].annotation->id);
      sqlite3_bind_int64 (stmt, base + 3, places[i].position);
      sqlite3_bind_int64 (stmt, base + 4, role);
      quoth_stmt_bind_text (stmt, base + 5, link->to);
      bind_made (stmt, base + 6, attributes_to_text (link->attributes), strings);
    }
  return quoth_db_run (self, stmt, error);
}

static gboolean
insert_links (QuothDb           *self,
              gint64             article,
              QuothAnnotation  **annotations,
              guint              n,
              GError           **error)
{
  LinkPlace places[LINK_BATCH];
  guint n_places = 0;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < annotations[i]->n_links; k++)
      {
        places[n_places++] = (LinkPlace) { annotations[i], k };
        if (n_places < LINK_BATCH)
          continue;
        if (!insert_link_rows (self, "INSERT OR FAIL" LINK_INTO LINK_ROWS, article, places,
                               n_places, error))
          return FALSE;
        n_places = 0;
      }
  for (guint i = 0; i < n_places; i++)
    if (!insert_link_rows (self, "INSERT" LINK_INTO, article, &places[i], 1, error))
      return FALSE;
  return TRUE;
}

/* Runs a statement with an article's row and perhaps a text. */
static gboolean
run_with_key (QuothDb     *self,
              const char  *sql,
              gint64       row,
              const char  *text,
              GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  if (text != NULL)
    quoth_stmt_bind_text (stmt, 2, text);
  return quoth_db_run (self, stmt, error);
}

/**
 * quoth_db_write_annotation:
 * @self: a connection in a write transaction
 * @article: row of its article
 * @before: (nullable): what stands in the file
 * @after: (nullable): what shall stand there
 * @scheme: decides whether @after is an open task
 * @error: return location for a #QuothProjectError
 */
gboolean
quoth_db_write_annotation (QuothDb          *self,
                           gint64            article,
                           QuothAnnotation  *before,
                           QuothAnnotation  *after,
                           QuothScheme      *scheme,
                           GError          **error)
{
  if (before != NULL && before->n_links > 0 &&
      !run_with_key (self, "DELETE FROM link WHERE article = ?1 AND annotation = ?2",
                     article, before->id, error))
    return FALSE;
  if (after == NULL)
    return run_with_key (self, "DELETE FROM annotation WHERE article = ?1 AND id = ?2",
                         article, before->id, error);

  return insert_annotations (self, before != NULL ? "INSERT OR REPLACE" ANNOTATION_INTO
                                                  : "INSERT" ANNOTATION_INTO,
                             article, &after, 1, scheme, error) &&
         insert_links (self, article, &after, 1, error);
}

/**
 * quoth_db_insert_annotations:
 * @self: a connection in a write transaction
 * @article: row of their article
 * @annotations: (element-type QuothAnnotation): none of which stands in the file
 * @scheme: decides which of them are open tasks
 * @error: return location for a #QuothProjectError
 *
 * Does what quoth_db_write_annotation() does for each, faster.
 */
gboolean
quoth_db_insert_annotations (QuothDb      *self,
                             gint64        article,
                             GPtrArray    *annotations,
                             QuothScheme  *scheme,
                             GError      **error)
{
  QuothAnnotation **all = (QuothAnnotation **) annotations->pdata;
  guint done = 0;

  for (; annotations->len - done >= 2 * ANNOTATION_BATCH; done += 2 * ANNOTATION_BATCH)
    if (!insert_annotations (self, "INSERT OR FAIL" ANNOTATION_INTO ANNOTATION_ROWS ", "
                             ANNOTATION_ROW ANNOTATION_ROWS, article, &all[done],
                             2 * ANNOTATION_BATCH, scheme, error))
      return FALSE;
  for (; annotations->len - done >= ANNOTATION_BATCH; done += ANNOTATION_BATCH)
    if (!insert_annotations (self, "INSERT OR FAIL" ANNOTATION_INTO ANNOTATION_ROWS, article,
                             &all[done], ANNOTATION_BATCH, scheme, error))
      return FALSE;
  for (; done < annotations->len; done++)
    if (!insert_annotations (self, "INSERT" ANNOTATION_INTO, article, &all[done], 1, scheme, error))
      return FALSE;
  return insert_links (self, article, all, annotations->len, error);
}

static gboolean
write_aliases (QuothDb      *self,
               gint64        row,
               QuothEntity  *entity,
               GError      **error)
{
  if (!run_with_key (self, "DELETE FROM alias WHERE entity = ?1", row, NULL, error))
    return FALSE;
  for (guint i = 0; entity->aliases != NULL && entity->aliases[i] != NULL; i++)
    if (!run_with_key (self, "INSERT OR IGNORE INTO alias (entity, name) VALUES (?1, ?2)",
                       row, entity->aliases[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
find_entity_row (QuothDb     *self,
                 const char  *id,
                 gint64      *out_row,
                 GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, "SELECT row FROM entity WHERE id = ?1",
                                                 error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, id);
  rc = quoth_db_step (self, stmt, error);
  if (rc == SQLITE_ROW)
    *out_row = sqlite3_column_int64 (stmt, 0);
  else if (rc == SQLITE_DONE)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "the entity %s cannot be found", id);
  return rc == SQLITE_ROW;
}

/* To have the row returned by the statement would make a table for each entity. */
static gboolean
upsert_entity (QuothDb      *self,
               QuothEntity  *entity,
               gint64       *out_row,
               GError      **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "INSERT INTO entity (id, kind, name, status, wikidata, note, merged_into)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3,"
    " status = ?4, wikidata = ?5, note = ?6, merged_into = ?7", error);

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, entity->id);
  quoth_stmt_bind_text (stmt, 2, entity->kind);
  quoth_stmt_bind_text (stmt, 3, entity->name);
  quoth_stmt_bind_text (stmt, 4, entity->status);
  quoth_stmt_bind_text (stmt, 5, entity->wikidata);
  quoth_stmt_bind_text (stmt, 6, entity->note);
  quoth_stmt_bind_text (stmt, 7, entity->merged_into);
  sqlite3_set_last_insert_rowid (self->handle, 0);
  if (!quoth_db_run (self, stmt, error))
    return FALSE;
  *out_row = sqlite3_last_insert_rowid (self->handle);
  /* It was there, and is altered. */
  return *out_row != 0 || find_entity_row (self, entity->id, out_row, error);
}

/**
 * quoth_db_write_entity:
 * @self: a connection in a write transaction
 * @before: (nullable): what stands in the file
 * @after: (nullable): what shall stand there
 * @error: return location for a #QuothProjectError
 */
gboolean
quoth_db_write_entity (QuothDb      *self,
                       QuothEntity  *before,
                       QuothEntity  *after,
                       GError      **error)
{
  g_autoptr (QuothStmt) stmt = NULL;
  gint64 row;

  if (after != NULL)
    return upsert_entity (self, after, &row, error) && write_aliases (self, row, after, error);

  stmt = quoth_db_prepare (self, "DELETE FROM entity WHERE id = ?1 RETURNING row", error);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, before->id);
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return FALSE;
  row = sqlite3_column_int64 (stmt, 0);
  return run_with_key (self, "DELETE FROM alias WHERE entity = ?1", row, NULL, error);
}

/* Whether @after changes which versions are older ones. */
static gboolean
changes_versions (QuothDb       *self,
                  gint64         row,
                  QuothArticle  *after,
                  gboolean      *out_changes,
                  GError       **error)
{
  g_autofree char *previous = quoth_attributes_dup_string (after->metadata,
                                                           QUOTH_METADATA_PREVIOUS);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT (removed = 1) <> ?2 OR json_extract (metadata, '$.previous') IS NOT ?3"
    " FROM article WHERE row = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  sqlite3_bind_int (stmt, 2, after->removed);
  quoth_stmt_bind_text (stmt, 3, previous);
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return FALSE;
  *out_changes = sqlite3_column_int (stmt, 0) != 0;
  return TRUE;
}

/**
 * quoth_db_write_article:
 * @self: a connection in a write transaction
 * @row: row of the article
 * @after: what shall stand there; its id, hash and length never change
 * @error: return location for a #QuothProjectError
 */
gboolean
quoth_db_write_article (QuothDb       *self,
                        gint64         row,
                        QuothArticle  *after,
                        GError       **error)
{
  g_autofree char *metadata = attributes_to_text (after->metadata);
  g_autofree char *tags = attributes_to_text (after->tags);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "UPDATE article SET name = ?2, language = ?3, metadata = ?5, tags = ?6,"
    " removed = CASE WHEN ?4 THEN 1 WHEN removed = 2 THEN 2 ELSE 0 END WHERE row = ?1", error);
  gboolean versions;

  if (stmt == NULL || !changes_versions (self, row, after, &versions, error))
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  quoth_stmt_bind_text (stmt, 2, after->name);
  quoth_stmt_bind_text (stmt, 3, after->language);
  sqlite3_bind_int (stmt, 4, after->removed);
  quoth_stmt_bind_text (stmt, 5, metadata);
  quoth_stmt_bind_text (stmt, 6, tags);
  self->versions_changed |= versions;
  return quoth_db_run (self, stmt, error);
}

/**
 * quoth_db_write_layer:
 * @self: a connection in a write transaction
 * @article: row of its article
 * @before: (nullable): what stands in the file
 * @after: (nullable): what shall stand there
 * @error: return location for a #QuothProjectError
 */
gboolean
quoth_db_write_layer (QuothDb           *self,
                      gint64             article,
                      const QuothLayer  *before,
                      const QuothLayer  *after,
                      GError           **error)
{
  gint64 name = quoth_db_intern_word (self, after != NULL ? after->name : before->name, error);
  gint64 state = name != 0 && after != NULL ? quoth_db_intern_word (self, after->state, error) : 0;
  gint64 guidelines = 0;
  g_autoptr (QuothStmt) stmt = NULL;

  if (name == 0 || (after != NULL && state == 0))
    return FALSE;
  if (after != NULL && after->guidelines != NULL
      && (guidelines = quoth_db_intern_word (self, after->guidelines, error)) == 0)
    return FALSE;
  stmt = quoth_db_prepare (self,
    after != NULL ? "INSERT OR REPLACE INTO layer (article, layer, state, guidelines)"
                    " VALUES (?1, ?2, ?3, nullif (?4, 0))"
                  : "DELETE FROM layer WHERE article = ?1 AND layer = ?2", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, article);
  sqlite3_bind_int64 (stmt, 2, name);
  if (after != NULL)
    {
      sqlite3_bind_int64 (stmt, 3, state);
      sqlite3_bind_int64 (stmt, 4, guidelines);
    }
  return quoth_db_run (self, stmt, error);
}

gboolean
quoth_db_write_scheme (QuothDb      *self,
                       QuothScheme  *scheme,
                       GError      **error)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "INSERT OR REPLACE INTO scheme (row, json) VALUES (1, ?1)", error);

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, json);
  return quoth_db_run (self, stmt, error);
}
