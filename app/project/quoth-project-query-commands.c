/* quoth-project-query-commands.c - commands that reach over many articles
 *
 * Each reads what it will change along an index and returns it as one command: one
 * gesture, one undo. Removed articles are changed too, so that they fit when undo
 * brings them back; those of an import that was undone cannot come back under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-query.h"

#include <string.h>

typedef struct
{
  QuothDb      *db;
  QuothCommand *command;
  const char   *entity; /* what annotations shall point to */
} Rewrite;

static gboolean fail (GError            **error,
                      QuothProjectError   code,
                      const char         *format,
                      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError            **error,
      QuothProjectError   code,
      const char         *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, QUOTH_PROJECT_ERROR, code, message);
  return FALSE;
}

static QuothEntity *
lookup_entity (QuothProject  *self,
               const char    *id,
               GError       **error)
{
  QuothEntity *entity = quoth_registry_lookup (quoth_project_get_registry (self), id);

  if (entity == NULL)
    fail (error, QUOTH_PROJECT_ERROR_MISSING, "no entity “%s”", id);
  else if (entity->merged_into != NULL)
    fail (error, QUOTH_PROJECT_ERROR_FAILED, "entity “%s” was merged already", entity->name);
  else
    return entity;
  return NULL;
}

static void
rewrite_annotation (Rewrite         *rewrite,
                    const char      *article,
                    QuothAnnotation *before)
{
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (before);

  quoth_annotation_set_entity (after, rewrite->entity);
  quoth_command_add_annotation (rewrite->command, article, before, after);
}

/* Rows of @stmt are an article's id and %QUOTH_ANNOTATION_COLUMNS. */
static gboolean
rewrite_rows (Rewrite    *rewrite,
              QuothStmt  *stmt,
              GError    **error)
{
  int rc;

  while ((rc = quoth_db_step (rewrite->db, stmt, error)) == SQLITE_ROW)
    {
      g_autoptr (QuothAnnotation) before = quoth_db_annotation_from_row (rewrite->db, stmt, 1,
                                                                         error);

      if (before == NULL)
        return FALSE;
      rewrite_annotation (rewrite, quoth_stmt_text (stmt, 0), before);
    }
  return rc == SQLITE_DONE;
}

static void
take_names (QuothEntity *heir,
            QuothEntity *from)
{
  if (strcmp (heir->name, from->name) != 0)
    quoth_entity_add_alias (heir, from->name);
  for (guint i = 0; from->aliases[i] != NULL; i++)
    if (strcmp (heir->name, from->aliases[i]) != 0)
      quoth_entity_add_alias (heir, from->aliases[i]);
  if (heir->wikidata == NULL)
    quoth_entity_set_wikidata (heir, from->wikidata);
  if (heir->note == NULL)
    quoth_entity_set_note (heir, from->note);
}

/**
 * quoth_project_merge_entities:
 * @self: a project
 * @from: id of the entity that goes
 * @into: id of the one that stays
 * @error: return location for a #QuothProjectError
 *
 * All mentions of @from become mentions of @into, which takes its names, and its
 * Wikidata id and note where it has none. @from stays in the file and names its heir.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_project_merge_entities (QuothProject  *self,
                              const char    *from,
                              const char    *into,
                              GError       **error)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (QuothEntity) heir = NULL;
  g_autoptr (QuothEntity) merged = NULL;
  g_autoptr (QuothStmt) stmt = NULL;
  QuothEntity *old_heir;
  QuothEntity *old;
  Rewrite rewrite = { 0 };

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && from != NULL && into != NULL, NULL);

  old = lookup_entity (self, from, error);
  old_heir = old != NULL ? lookup_entity (self, into, error) : NULL;
  if (old_heir == NULL)
    return NULL;
  if (old == old_heir)
    {
      fail (error, QUOTH_PROJECT_ERROR_FAILED, "entity “%s” cannot merge with itself", old->name);
      return NULL;
    }
  heir = quoth_entity_copy (old_heir);
  take_names (heir, old);
  merged = quoth_entity_copy (old);
  quoth_entity_set_merged_into (merged, into);
  command = quoth_command_new ("merge-entities");
  quoth_command_add_entity (command, old_heir, heir);
  quoth_command_add_entity (command, old, merged);

  rewrite.db = quoth_project_get_db (self);
  rewrite.command = command;
  rewrite.entity = into;
  stmt = quoth_db_prepare (rewrite.db, "SELECT a.id, " QUOTH_ANNOTATION_COLUMNS
                           " FROM annotation n INDEXED BY annotation_entity"
                           " CROSS JOIN article a ON a.row = n.article WHERE n.entity = ?1"
                           " AND (a.removed <> 1 OR EXISTS (SELECT 1 FROM journal j"
                           " WHERE j.seq = a.import AND j.state = 0))", error);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, from);
  return rewrite_rows (&rewrite, stmt, error) ? g_steal_pointer (&command) : NULL;
}

/* What the caller holds may be old: the record is read again. */
static gboolean
split_row (Rewrite         *rewrite,
           const char      *entity,
           QuothLedgerRow  *row,
           GError         **error)
{
  gint64 article = quoth_db_article_row (rewrite->db, row->article);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothAnnotation) before = NULL;

  if (article != 0)
    before = quoth_db_read_annotation (rewrite->db, article, row->annotation->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (before == NULL || g_strcmp0 (before->entity, entity) != 0)
    return fail (error, QUOTH_PROJECT_ERROR_STALE, "mention %s has changed", row->annotation->id);
  rewrite_annotation (rewrite, row->article, before);
  return TRUE;
}

/**
 * quoth_project_split_entity:
 * @self: a project
 * @entity: id of the entity that stands for more than one
 * @new_name: what the other is called
 * @ledger_rows: (element-type QuothLedgerRow): the mentions that mean the other
 * @out_entity: (out) (optional) (transfer full): id of the new entity
 * @error: %QUOTH_PROJECT_ERROR_STALE when a mention points elsewhere by now
 *
 * Makes a new entity of the same kind and moves the mentions to it. When @new_name
 * was an alias of @entity, it is one no longer.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_project_split_entity (QuothProject  *self,
                            const char    *entity,
                            const char    *new_name,
                            GPtrArray     *ledger_rows,
                            char         **out_entity,
                            GError       **error)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (QuothEntity) other = NULL;
  g_autoptr (QuothEntity) rest = NULL;
  QuothEntity *old;
  Rewrite rewrite = { 0 };

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && entity != NULL && new_name != NULL, NULL);
  g_return_val_if_fail (ledger_rows != NULL, NULL);

  old = lookup_entity (self, entity, error);
  if (old == NULL)
    return NULL;
  if (*new_name == '\0')
    {
      fail (error, QUOTH_PROJECT_ERROR_FAILED, "an entity needs a name");
      return NULL;
    }
  other = quoth_entity_new (old->kind, new_name);
  quoth_entity_set_status (other, old->status);
  command = quoth_command_new ("split-entity");
  quoth_command_add_entity (command, NULL, other);
  rest = quoth_entity_copy (old);
  if (quoth_entity_remove_alias (rest, new_name))
    quoth_command_add_entity (command, old, rest);

  rewrite.db = quoth_project_get_db (self);
  rewrite.command = command;
  rewrite.entity = other->id;
  for (guint i = 0; i < ledger_rows->len; i++)
    if (!split_row (&rewrite, entity, ledger_rows->pdata[i], error))
      return NULL;
  if (out_entity != NULL)
    *out_entity = g_strdup (other->id);
  return g_steal_pointer (&command);
}

/**
 * quoth_project_remove_articles:
 * @self: a project
 * @articles: ids, ended by %NULL; those that are gone already are passed over
 * @error: %QUOTH_PROJECT_ERROR_MISSING when there is no such article
 *
 * Takes articles out of every list. Their texts and annotations stay in the file, so
 * that undo can bring them back.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_project_remove_articles (QuothProject       *self,
                               const char *const  *articles,
                               GError            **error)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && articles != NULL, NULL);

  command = quoth_command_new ("remove-articles");
  for (guint i = 0; articles[i] != NULL; i++)
    {
      g_autoptr (QuothArticle) before = quoth_project_lookup_article (self, articles[i], error);
      g_autoptr (QuothArticle) after = NULL;

      if (before == NULL)
        return NULL;
      if (before->removed || !g_hash_table_add (seen, (gpointer) articles[i]))
        continue;
      after = quoth_article_copy (before);
      after->removed = TRUE;
      quoth_command_add_article (command, before, after);
    }
  return g_steal_pointer (&command);
}
