/* quoth-project-stamp.c - notes with a gesture under which guidelines it was made
 *
 * Who annotates follows the guidelines as the project has them then. The first gesture in a
 * layer after they changed, and the word that an article is done, say so in the record of the
 * layer: as part of the same command, so that undo, journal and packages know of it. Without
 * guidelines nothing is noted and nothing is read; otherwise it costs one look at a key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-stamp"

#include "config.h"

#include "quoth-project-private.h"

#include "quoth-guidelines.h"

#include <string.h>

#define STATUS_TAG "status"
#define DONE "\"done\""

typedef struct
{
  QuothProject *project;
  GHashTable   *seen;    /* article and layer: each is looked at once */
  GHashTable   *own;     /* the same -> the last change that the command itself makes to it */
  QuothCommand *command; /* what is committed; the one that came in until something is added */
  QuothCommand *given;
} Stamping;

/* What others decided, or what reaches over everybody's work, is no work of these layers. */
static gboolean
is_work (const char *verb)
{
  static const char *const others[] = { "take-package", "settle-conflict", "change-scheme",
                                        "merge-entities", "split-entity", "import",
                                        "remove-articles", "set-guidelines", NULL };

  return !g_strv_contains (others, verb);
}

/**
 * quoth_guidelines_get_current:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): the id of the newest version, as far as this connection
 *   has heard of it; %NULL when there are no guidelines
 */
const char *
quoth_guidelines_get_current (QuothProject *self)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  if (self->knows_guidelines)
    return self->guidelines;
  list = quoth_guidelines_list (self, NULL);
  self->guidelines = list != NULL && list->len > 0
                     ? g_strdup (((QuothGuidelines *) list->pdata[list->len - 1])->id) : NULL;
  self->knows_guidelines = TRUE;
  return self->guidelines;
}

/* Somebody may have set them. */
void
quoth_project_forget_guidelines (QuothProject *self)
{
  g_clear_pointer (&self->guidelines, g_free);
  self->knows_guidelines = FALSE;
}

static char *
dup_key (const char *article,
         const char *layer)
{
  return g_strconcat (article, "\n", layer, NULL);
}

/* What the command itself makes of layers. */
static void
find_own_changes (Stamping *self)
{
  for (guint i = 0; i < quoth_command_get_n_changes (self->given); i++)
    {
      const QuothChange *change = quoth_command_get_change (self->given, i);

      if (change->kind == QUOTH_RECORD_LAYER && change->article != NULL)
        g_hash_table_insert (self->own, dup_key (change->article, quoth_change_get_id (change)),
                             (gpointer) change);
    }
}

static gboolean
stamp (Stamping    *self,
       const char  *article, /* nullable */
       const char  *layer,
       GError     **error)
{
  QuothDb *db = self->project->db;
  const char *guidelines = quoth_guidelines_get_current (self->project);
  gint64 row = article != NULL ? quoth_db_article_row (db, article) : 0;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothLayer) before = NULL;
  g_autoptr (QuothLayer) after = NULL;
  g_autofree char *key = NULL;
  const QuothChange *own;

  /* No article: the command is refused for that. */
  if (row == 0 || quoth_layer_is_about (layer))
    return TRUE;
  key = dup_key (article, layer);
  own = g_hash_table_lookup (self->own, key);
  if (!g_hash_table_add (self->seen, g_steal_pointer (&key)))
    return TRUE;
  if (own != NULL && own->after == NULL)
    return TRUE;
  before = own != NULL ? quoth_layer_copy (own->after)
                       : quoth_db_read_layer (db, row, layer, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (before != NULL && g_strcmp0 (before->guidelines, guidelines) == 0)
    return TRUE;
  after = before != NULL ? quoth_layer_copy (before) : quoth_layer_new (layer, "open");
  quoth_layer_set_guidelines (after, guidelines);
  if (self->command == self->given)
    {
      self->command = quoth_command_new (quoth_command_get_verb (self->given));
      quoth_command_append (self->command, self->given);
    }
  quoth_command_add_layer (self->command, article, before, after);
  return TRUE;
}

static gboolean
is_done (QuothArticle *article)
{
  const char *status = article != NULL ? quoth_attributes_lookup (article->tags, STATUS_TAG) : NULL;

  return g_strcmp0 (status, DONE) == 0;
}

/* Who says that the article is done means the own layer, if there is one. */
static gboolean
stamp_done (Stamping           *self,
            const QuothChange  *change,
            GError            **error)
{
  const char *layer = self->project->annotator;
  const char *article;
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  if (is_done (change->before) || !is_done (change->after))
    return TRUE;
  article = ((QuothArticle *) change->after)->id;
  stmt = quoth_db_prepare (self->project->db,
    "SELECT 1 FROM layer WHERE article = ?1 AND layer = ?2 UNION ALL"
    " SELECT 1 FROM annotation WHERE article = ?1 AND layer = ?2 LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_article_row (self->project->db, article));
  sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (self->project->db, layer));
  rc = quoth_db_step (self->project->db, stmt, error);
  return rc == SQLITE_ROW ? stamp (self, article, layer, error) : rc == SQLITE_DONE;
}

static gboolean
stamp_change (Stamping           *self,
              const QuothChange  *change,
              GError            **error)
{
  const QuothLayer *layer = change->after;

  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      return stamp (self, change->article,
                    ((QuothAnnotation *) (change->after != NULL ? change->after
                                                                : change->before))->layer, error);
    case QUOTH_RECORD_LAYER:
      return layer == NULL || strcmp (layer->state, "done") != 0
             || stamp (self, change->article, layer->name, error);
    case QUOTH_RECORD_ARTICLE:
      return stamp_done (self, change, error);
    case QUOTH_RECORD_ENTITY:
    case QUOTH_RECORD_SCHEME:
    case QUOTH_RECORD_SETTING:
    default:
      return TRUE;
    }
}

/**
 * quoth_project_stamp_layers:
 * @self: a project in a write transaction
 * @command: a gesture
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable): @command, or a longer one that notes as well which
 *   version of the guidelines stands now
 */
QuothCommand *
quoth_project_stamp_layers (QuothProject  *self,
                            QuothCommand  *command,
                            GError       **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Stamping stamping = { self, seen, own, command, command };
  gboolean ok = TRUE;

  if (!is_work (quoth_command_get_verb (command)) || quoth_guidelines_get_current (self) == NULL)
    return quoth_command_ref (command);
  find_own_changes (&stamping);
  for (guint i = 0; ok && i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (change->before == NULL && change->after == NULL)
        continue;
      ok = stamp_change (&stamping, change, error);
    }
  if (ok && stamping.command == command)
    return quoth_command_ref (command);
  if (ok)
    return stamping.command;
  if (stamping.command != command)
    quoth_command_unref (stamping.command);
  return NULL;
}
