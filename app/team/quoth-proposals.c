/* quoth-proposals.c - entries of the registry that may be the same, until somebody decides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-proposals"

#include "config.h"

#include "quoth-proposals.h"

#include "quoth-fold.h"
#include "quoth-json-writer.h"
#include "quoth-json.h"
#include "quoth-project-query.h"
#include "quoth-sort.h"

#include <string.h>

/* A record of commands: history and undo know of it. A JSON array of pairs. */
#define APART_SETTING "entities-apart"
/* Entries that share a name are compared each with each only while they are so few. */
#define MAX_NAMESAKES 12

/* --- what is kept apart --- */

struct _QuothApart
{
  QuothRegistry *registry; /* owned */
  GHashTable    *pairs;    /* of char*: see pair_key() */
};

static char *
pair_key (const char *a,
          const char *b)
{
  return strcmp (a, b) < 0 ? g_strdup_printf ("%s\n%s", a, b) : g_strdup_printf ("%s\n%s", b, a);
}

/* What an entry was merged into is kept apart as well. */
static const char *
resolve (QuothRegistry *registry,
         const char    *id)
{
  QuothEntity *entity = quoth_registry_resolve (registry, id);

  return entity != NULL ? entity->id : id;
}

static const char *
get_string (JsonArray *array,
            guint      n)
{
  JsonNode *node = n < json_array_get_length (array) ? json_array_get_element (array, n) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

QuothApart *
quoth_apart_read (QuothProject  *project,
                  GError       **error)
{
  g_autoptr (QuothApart) self = g_new0 (QuothApart, 1);
  g_autofree char *json = quoth_project_dup_setting (project, APART_SETTING);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *pairs;

  self->registry = g_object_ref (quoth_project_get_registry (project));
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (json == NULL)
    return g_steal_pointer (&self);
  root = quoth_json_parse (json, -1, error);
  if (root == NULL)
    return NULL;
  pairs = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonNode *node = json_array_get_element (pairs, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (pair != NULL && get_string (pair, 0) != NULL && get_string (pair, 1) != NULL)
        g_hash_table_add (self->pairs, pair_key (resolve (self->registry, get_string (pair, 0)),
                                                 resolve (self->registry, get_string (pair, 1))));
    }
  return g_steal_pointer (&self);
}

void
quoth_apart_free (QuothApart *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->registry);
  g_clear_pointer (&self->pairs, g_hash_table_unref);
  g_free (self);
}

gboolean
quoth_apart_has (const QuothApart *self,
                 const char       *entity,
                 const char       *other)
{
  g_autofree char *key = pair_key (resolve (self->registry, entity),
                                   resolve (self->registry, other));

  return g_hash_table_contains (self->pairs, key);
}

static char *
apart_to_json (const QuothApart *self)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (self->pairs, &n);
  GString *json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) pair = g_strsplit (keys[i], "\n", 2);

      quoth_json_writer_begin_array (&writer);
      quoth_json_writer_string (&writer, pair[0]);
      quoth_json_writer_string (&writer, pair[1]);
      quoth_json_writer_end_array (&writer);
    }
  quoth_json_writer_end_array (&writer);
  return g_string_free (json, FALSE);
}

/**
 * quoth_proposal_keep_apart:
 * @project: a project
 * @entity: an entry of its registry
 * @other: another
 * @error: %QUOTH_PROJECT_ERROR_MISSING when one of them is unknown
 *
 * Returns: (transfer full) (nullable): the command; empty when that is remembered already
 */
QuothCommand *
quoth_proposal_keep_apart (QuothProject  *project,
                           const char    *entity,
                           const char    *other,
                           GError       **error)
{
  g_autoptr (QuothCommand) command = quoth_command_new (QUOTH_PROPOSALS_APART_VERB);
  g_autofree char *json = quoth_project_dup_setting (project, APART_SETTING);
  g_autoptr (QuothApart) apart = quoth_apart_read (project, error);
  g_autoptr (QuothSetting) before = NULL;
  g_autoptr (QuothSetting) after = NULL;
  g_autofree char *fresh = NULL;

  if (apart == NULL)
    return NULL;
  for (guint i = 0; i < 2; i++)
    if (quoth_registry_resolve (apart->registry, i == 0 ? entity : other) == NULL)
      {
        g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                     "there is no entity “%s”", i == 0 ? entity : other);
        return NULL;
      }
  if (quoth_apart_has (apart, entity, other))
    return g_steal_pointer (&command);
  g_hash_table_add (apart->pairs, pair_key (resolve (apart->registry, entity),
                                            resolve (apart->registry, other)));
  fresh = apart_to_json (apart);
  before = json != NULL ? quoth_setting_new (APART_SETTING, json) : NULL;
  after = quoth_setting_new (APART_SETTING, fresh);
  quoth_command_add_setting (command, before, after);
  return g_steal_pointer (&command);
}

/* --- finding pairs --- */

typedef struct
{
  QuothProject     *project;
  const QuothApart *apart;
  GHashTable       *seen;      /* of char*: see pair_key() */
  GHashTable       *counts;    /* id of an entry -> gint64: how often it is named */
  GPtrArray        *proposals; /* of QuothProposal */
} Search;

/* Each entry once: one of many namesakes is in as many pairs. */
static gint64
count_mentions (Search     *self,
                const char *entity)
{
  const gint64 *known = g_hash_table_lookup (self->counts, entity);
  gint64 mentions = 0;

  if (known != NULL)
    return *known;
  quoth_project_count_ledger (self->project, entity, &mentions, NULL, NULL);
  g_hash_table_insert (self->counts, g_strdup (entity), g_memdup2 (&mentions, sizeof mentions));
  return mentions;
}

static void
propose (Search      *self,
         QuothEntity *a,
         QuothEntity *b,
         const char  *reason)
{
  g_autofree char *key = pair_key (a->id, b->id);
  QuothProposal *proposal;
  gboolean a_stays;

  if (a == b || quoth_apart_has (self->apart, a->id, b->id)
      || (a->wikidata != NULL && b->wikidata != NULL && strcmp (a->wikidata, b->wikidata) != 0)
      || !g_hash_table_add (self->seen, g_steal_pointer (&key)))
    return;
  a_stays = count_mentions (self, a->id) > count_mentions (self, b->id);
  proposal = g_new0 (QuothProposal, 1);
  proposal->entity = g_strdup (a_stays ? b->id : a->id);
  proposal->other = g_strdup (a_stays ? a->id : b->id);
  proposal->name = g_strdup (a_stays ? b->name : a->name);
  proposal->reason = reason;
  g_ptr_array_add (self->proposals, proposal);
}

static void
index_by (GHashTable  *index,
          char        *key, /* transfer full */
          QuothEntity *entity)
{
  GPtrArray *same = g_hash_table_lookup (index, key);

  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (index, g_strdup (key), same);
    }
  /* A name that is also an alias comes twice in a row. */
  if (same->len == 0 || same->pdata[same->len - 1] != entity)
    g_ptr_array_add (same, entity);
  g_free (key);
}

static char *
name_key (const QuothEntity *entity,
          const char        *name)
{
  g_autofree char *folded = quoth_fold_string (name);

  return g_strconcat (entity->kind, "\n", folded, NULL);
}

static gboolean
gather (Search         *self,
        GHashTable     *index,
        const char     *reason,
        QuothProgress  *progress,
        GError        **error)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (index, &n);

  for (guint i = 0; i < n; i++)
    {
      GPtrArray *same = g_hash_table_lookup (index, keys[i]);
      guint most = MIN (same->len, MAX_NAMESAKES);

      if (progress != NULL && quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      for (guint a = 0; a < most; a++)
        for (guint b = a + 1; b < most; b++)
          propose (self, same->pdata[a], same->pdata[b], reason);
      for (guint b = most; b < same->len; b++)
        propose (self, same->pdata[0], same->pdata[b], reason);
    }
  return TRUE;
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

/**
 * quoth_proposals_list:
 * @project: a project
 * @progress: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type QuothProposal) (nullable): the pairs of living
 *   entries that may be the same and that nobody keeps apart; those of the same Wikidata
 *   id first, then by name
 */
GPtrArray *
quoth_proposals_list (QuothProject   *project,
                      QuothProgress  *progress,
                      GError        **error)
{
  g_autoptr (QuothApart) apart = quoth_apart_read (project, error);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) proposals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_proposal_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) names = new_index ();
  g_autoptr (GHashTable) wikidata = new_index ();
  Search search = { project, apart, seen, counts, proposals };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), NULL);

  all = apart != NULL ? quoth_project_list_entities (project, error) : NULL;
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      QuothEntity *entity = all->pdata[i];

      if (entity->merged_into != NULL)
        continue;
      if (entity->wikidata != NULL)
        index_by (wikidata, g_strdup (entity->wikidata), entity);
      index_by (names, name_key (entity, entity->name), entity);
      for (guint k = 0; entity->aliases[k] != NULL; k++)
        index_by (names, name_key (entity, entity->aliases[k]), entity);
    }
  if (!gather (&search, wikidata, "wikidata", progress, error)
      || !gather (&search, names, "name", progress, error))
    return NULL;
  return g_steal_pointer (&proposals);
}
