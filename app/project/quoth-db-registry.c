/* quoth-db-registry.c - reads articles, texts, layers, entities and the scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-registry"

#include "config.h"

#include "quoth-db-private.h"

#include <string.h>

#define ENTITY_COLUMNS "row, id, kind, name, status, wikidata, note, merged_into"

gint64
quoth_db_article_row (QuothDb    *self,
                      const char *id)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, "SELECT row FROM article WHERE id = ?1",
                                                 NULL);

  if (stmt == NULL)
    return 0;
  quoth_stmt_bind_text (stmt, 1, id);
  return quoth_db_step (self, stmt, NULL) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
}

QuothArticle *
quoth_db_read_article (QuothDb     *self,
                       const char  *id,
                       GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT " QUOTH_ARTICLE_COLUMNS " FROM article a WHERE id = ?1", error);

  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, id);
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return NULL;
  return quoth_db_article_from_row (self, stmt, 0, error);
}

/* The text of @article in @column; a null there is damage. */
QuothText *
quoth_db_text_from_row (QuothStmt  *stmt,
                        int         column,
                        gint64      article,
                        GError    **error)
{
  const char *utf8 = quoth_stmt_text (stmt, column);
  g_autoptr (GError) local_error = NULL;
  QuothText *text = NULL;

  if (utf8 != NULL)
    text = quoth_text_new (utf8, sqlite3_column_bytes (stmt, column), &local_error);
  if (text == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "the text of article %" G_GINT64_FORMAT " %s%s", article,
                 utf8 != NULL ? "is damaged: " : "is not there",
                 local_error != NULL ? local_error->message : "");
  return text;
}

QuothText *
quoth_db_read_text (QuothDb  *self,
                    gint64    article,
                    GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT text FROM article_text WHERE row = ?1", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, article);
  rc = quoth_db_step (self, stmt, error);
  if (rc == SQLITE_ROW)
    return quoth_db_text_from_row (stmt, 0, article, error);
  if (rc == SQLITE_DONE)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "the text of article %" G_GINT64_FORMAT " is not there", article);
  return NULL;
}

/* A file of the first version that cannot be brought up to date, or is too damaged for it, is
 * read as it is. Asked of the table, as a damaged file may say any version. */
gboolean
quoth_db_has_guidelines (QuothDb *self)
{
  if (!self->has_guidelines)
    self->has_guidelines = sqlite3_table_column_metadata (self->handle, NULL, "layer", "guidelines",
                                                          NULL, NULL, NULL, NULL, NULL)
                           == SQLITE_OK;
  return self->has_guidelines;
}

/* @column: of the state; behind it stand the guidelines. */
QuothLayer *
quoth_db_layer_from_row (QuothDb    *self,
                         const char *name,
                         QuothStmt  *stmt,
                         int         column)
{
  const char *state = quoth_db_get_word (self, sqlite3_column_int64 (stmt, column));
  QuothLayer *layer = quoth_layer_new (name, state != NULL ? state : "open");

  if (sqlite3_column_type (stmt, column + 1) == SQLITE_INTEGER)
    quoth_layer_set_guidelines (layer, quoth_db_get_word (self,
                                                          sqlite3_column_int64 (stmt, column + 1)));
  return layer;
}

QuothLayer *
quoth_db_read_layer (QuothDb     *self,
                     gint64       article,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    quoth_db_has_guidelines (self)
      ? "SELECT state, guidelines FROM layer WHERE article = ?1 AND layer = ?2"
      : "SELECT state, NULL FROM layer WHERE article = ?1 AND layer = ?2", error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, article);
  sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (self, name));
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return NULL;
  return quoth_db_layer_from_row (self, name, stmt, 0);
}

static QuothEntity *
entity_from_row (QuothStmt  *stmt,
                 GError    **error)
{
  const char *id = quoth_stmt_text_or_empty (stmt, 1);
  const char *kind = quoth_stmt_text_or_empty (stmt, 2);
  const char *name = quoth_stmt_text_or_empty (stmt, 3);
  const char *status = quoth_stmt_text_or_empty (stmt, 4);
  QuothEntity *entity;

  /* The table's rules forbid it, but a damaged file knows no rules. */
  if (*id == '\0' || *kind == '\0' || *name == '\0' || *status == '\0')
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                   "an entity without id, kind, name or status");
      return NULL;
    }
  entity = quoth_entity_new (kind, name);
  quoth_entity_set_id (entity, id);
  quoth_entity_set_status (entity, status);
  quoth_entity_set_wikidata (entity, quoth_stmt_text (stmt, 5));
  quoth_entity_set_note (entity, quoth_stmt_text (stmt, 6));
  quoth_entity_set_merged_into (entity, quoth_stmt_text (stmt, 7));
  return entity;
}

static gboolean
set_aliases (QuothDb      *self,
             QuothEntity  *entity,
             QuothStmt    *alias_stmt,
             gint64        row,
             GError      **error)
{
  g_autoptr (GPtrArray) names = NULL;
  int rc;

  sqlite3_bind_int64 (alias_stmt, 1, row);
  while ((rc = quoth_db_step (self, alias_stmt, error)) == SQLITE_ROW)
    {
      if (names == NULL)
        names = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (names, g_strdup (quoth_stmt_text_or_empty (alias_stmt, 0)));
    }
  sqlite3_reset (alias_stmt);
  if (names != NULL)
    {
      g_ptr_array_add (names, NULL);
      quoth_entity_set_aliases (entity, (const char *const *) names->pdata);
    }
  return rc == SQLITE_DONE;
}

static gboolean
read_entities (QuothDb    *self,
               QuothStmt  *stmt,
               GPtrArray  *entities,
               GError    **error)
{
  g_autoptr (QuothStmt) alias_stmt = quoth_db_prepare (self,
    "SELECT name FROM alias WHERE entity = ?1 ORDER BY name", error);
  int rc;

  if (alias_stmt == NULL)
    return FALSE;
  while ((rc = quoth_db_step (self, stmt, error)) == SQLITE_ROW)
    {
      QuothEntity *entity = entity_from_row (stmt, error);

      if (entity == NULL)
        return FALSE;
      g_ptr_array_add (entities, entity);
      if (!set_aliases (self, entity, alias_stmt, sqlite3_column_int64 (stmt, 0), error))
        return FALSE;
    }
  return rc == SQLITE_DONE;
}

QuothEntity *
quoth_db_read_entity (QuothDb     *self,
                      const char  *id,
                      GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT " ENTITY_COLUMNS " FROM entity WHERE id = ?1", error);
  g_autoptr (GPtrArray) entities = NULL;

  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, id);
  entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  if (!read_entities (self, stmt, entities, error) || entities->len == 0)
    return NULL;
  return quoth_entity_ref (entities->pdata[0]);
}

GPtrArray *
quoth_db_read_entities (QuothDb  *self,
                        GError  **error)
{
  g_autoptr (GPtrArray) entities = NULL;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT " ENTITY_COLUMNS " FROM entity ORDER BY id", error);

  if (stmt == NULL)
    return NULL;
  entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  return read_entities (self, stmt, entities, error) ? g_steal_pointer (&entities) : NULL;
}

QuothScheme *
quoth_db_read_scheme (QuothDb  *self,
                      GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, "SELECT json FROM scheme", error);
  g_autoptr (GError) local_error = NULL;
  QuothScheme *scheme = NULL;
  int rc;

  if (stmt == NULL)
    return NULL;
  rc = quoth_db_step (self, stmt, error);
  if (rc == SQLITE_ROW)
    scheme = quoth_scheme_new_from_json (quoth_stmt_text_or_empty (stmt, 0),
                                         sqlite3_column_bytes (stmt, 0), &local_error);
  if (scheme == NULL && (rc == SQLITE_ROW || rc == SQLITE_DONE))
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED, "the scheme: %s",
                 local_error != NULL ? local_error->message : "there is none");
  return scheme;
}

/**
 * quoth_db_is_open:
 * @scheme: the scheme that gives the annotation's type its kind
 * @annotation: an annotation
 *
 * Returns: whether it is an open task: a mention without entity, or a claim
 *   without speaker that does not say that the text names none
 */
gboolean
quoth_db_is_open (QuothScheme     *scheme,
                  QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (scheme, annotation->type);

  if (type == NULL || type->kind == QUOTH_TYPE_KIND_SPAN)
    return FALSE;
  if (type->kind == QUOTH_TYPE_KIND_MENTION)
    return annotation->entity == NULL;
  return quoth_annotation_get_link (annotation, "speaker") == NULL &&
         !quoth_attributes_get_boolean (annotation->attributes, "no_speaker");
}
