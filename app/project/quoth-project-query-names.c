/* quoth-project-query-names.c - what an alias of an entity rests on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-fold.h"
#include "quoth-project-query.h"

/* Entries of the journal: an entity that was changed more often keeps what it has. */
#define MAX_HISTORY 40

static gboolean
has_alias (const char *json, /* nullable */
           const char *name)
{
  g_autoptr (QuothEntity) entity =
    json != NULL ? quoth_entity_new_from_json (json, -1, NULL) : NULL;

  return entity != NULL && g_strv_contains ((const char *const *) entity->aliases, name);
}

/* Whether the entry of the journal that brought the alias links @mention, too; what was
 * imported or typed in has no such entry. */
static gboolean
was_taught_by (QuothProject  *self,
               QuothEntity   *entity,
               const char    *name,
               const char    *mention,
               GError       **error)
{
  g_autoptr (GPtrArray) of_entity = quoth_project_list_history (self, entity->id, MAX_HISTORY,
                                                                error);
  g_autoptr (GPtrArray) of_mention = NULL;
  gint64 taught = -1;

  for (guint i = 0; of_entity != NULL && i < of_entity->len && taught < 0; i++)
    {
      const QuothHistoryRow *row = of_entity->pdata[i];

      if (has_alias (row->after, name) && !has_alias (row->before, name))
        taught = row->sequence;
    }
  if (taught < 0)
    return FALSE;
  of_mention = quoth_project_list_history (self, mention, MAX_HISTORY, error);
  for (guint i = 0; of_mention != NULL && i < of_mention->len; i++)
    if (((QuothHistoryRow *) of_mention->pdata[i])->sequence == taught)
      return TRUE;
  return FALSE;
}

/* Whether another mention of @entity reads so; SQLite counts code points, as we do. */
static int
is_used_elsewhere (QuothProject  *self,
                   QuothEntity   *entity,
                   const char    *name,
                   const char    *mention,
                   GError       **error)
{
  QuothDb *db = quoth_project_get_db (self);
  g_autofree char *fold = quoth_fold_string (name);
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT substr (t.text, n.start + 1, n.end - n.start)"
                          " FROM annotation n INDEXED BY annotation_entity"
                          " CROSS JOIN article a ON a.row = n.article"
                          " CROSS JOIN article_text t ON t.row = n.article"
                          " WHERE n.entity = ?1 AND a.removed = 0 AND n.id <> ?2"
                          " AND n.end - n.start = ?3", error);
  int rc;

  if (stmt == NULL)
    return -1;
  quoth_stmt_bind_text (stmt, 1, entity->id);
  quoth_stmt_bind_text (stmt, 2, mention);
  sqlite3_bind_int64 (stmt, 3, g_utf8_strlen (name, -1));
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      g_autofree char *words = quoth_fold_string (quoth_stmt_text (stmt, 0));

      if (g_str_equal (words, fold))
        return 1;
    }
  return rc == SQLITE_DONE ? 0 : -1;
}

/**
 * quoth_project_alias_rests_on:
 * @self: a project
 * @entity: an entity
 * @name: an alias of it
 * @mention: id of a mention of it
 * @error: return location for a #QuothProjectError
 *
 * Returns: whether linking @mention taught @entity the alias, and no other mention of it,
 *   in whatever article and layer, reads so; %FALSE with @error set when that cannot be told
 */
gboolean
quoth_project_alias_rests_on (QuothProject  *self,
                              QuothEntity   *entity,
                              const char    *name,
                              const char    *mention,
                              GError       **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && entity != NULL, FALSE);
  g_return_val_if_fail (name != NULL && mention != NULL, FALSE);

  return was_taught_by (self, entity, name, mention, error)
         && is_used_elsewhere (self, entity, name, mention, error) == 0;
}
