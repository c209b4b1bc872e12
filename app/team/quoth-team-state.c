/* quoth-team-state.c - what a project knows of the versions of its records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team-state"

#include "config.h"

#include "quoth-team-state.h"

#include "quoth-edit-places.h"
#include "quoth-holds.h"

#include <string.h>

struct _QuothTeamState
{
  QuothProject *project;
  QuothEditPlaces *places;
  QuothHistoryReader *history;
  GHashTable   *edits; /* article id or "" -> (record -> QuothClock) */
  GHashTable   *apart; /* record -> QuothClock: edits of shared records that no work made */
  gint64        n_settled; /* records that decisions about conflicts touched, undone ones too */
  GHashTable   *work;  /* of gint64: journal entries that touch annotations, layers or import */
};

/**
 * quoth_team_ensure_place:
 * @project: a project
 * @error: return location for a #QuothProjectError
 *
 * A random name: one that tells a time or a machine would show through in packages.
 */
gboolean
quoth_team_ensure_place (QuothProject  *project,
                         GError       **error)
{
  g_autofree char *place = quoth_project_dup_setting (project, QUOTH_TEAM_PLACE_SETTING);
  g_autofree char *fresh = NULL;

  if (place != NULL)
    return TRUE;
  fresh = g_uuid_string_random ();
  return quoth_project_set_setting (project, QUOTH_TEAM_PLACE_SETTING, fresh, error);
}

static gboolean
is_no_edit (const QuothTouch *touch)
{
  return strcmp (touch->verb, QUOTH_TEAM_MERGE_VERB) == 0
         || strcmp (touch->verb, QUOTH_TEAM_SETTLE_VERB) == 0;
}

static gboolean
find_work_cb (const QuothTouch *touch,
              gpointer          user_data)
{
  QuothTeamState *self = user_data;

  if (*touch->article != '\0' || touch->imports || is_no_edit (touch))
    g_hash_table_add (self->work, g_memdup2 (&touch->sequence, sizeof touch->sequence));
  return TRUE;
}

static void
count (GHashTable *clocks,
       const char *record,
       const char *place)
{
  QuothClock *clock = g_hash_table_lookup (clocks, record);

  if (clock == NULL)
    {
      clock = quoth_clock_new ();
      g_hash_table_insert (clocks, g_strdup (record), clock);
    }
  quoth_clock_raise (clock, place, 1 + quoth_clock_get (clock, place));
}

static gboolean
count_cb (const QuothTouch *touch,
          gpointer          user_data)
{
  QuothTeamState *self = user_data;
  g_autofree char *place = NULL;
  GHashTable *clocks;

  if (strcmp (touch->verb, QUOTH_TEAM_SETTLE_VERB) == 0)
    self->n_settled++;
  if (is_no_edit (touch))
    return TRUE;
  place = quoth_edit_places_dup (self->places, touch->sequence, touch->who);
  clocks = g_hash_table_lookup (self->edits, touch->article);
  if (clocks == NULL)
    {
      clocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) quoth_clock_free);
      g_hash_table_insert (self->edits, g_strdup (touch->article), clocks);
    }
  count (clocks, touch->record, place);
  if (*touch->article == '\0' && !g_hash_table_contains (self->work, &touch->sequence))
    count (self->apart, touch->record, place);
  return TRUE;
}

/**
 * quoth_team_state_new:
 * @project: a project with a name of its own, see quoth_team_ensure_place()
 * @error: return location for a #QuothProjectError
 *
 * Counts the edits in the journal.
 *
 * Returns: (transfer full) (nullable): the state; valid until the project changes
 */
QuothTeamState *
quoth_team_state_new (QuothProject  *project,
                      GError       **error)
{
  g_autoptr (QuothTeamState) self = g_new0 (QuothTeamState, 1);

  self->project = g_object_ref (project);
  self->history = quoth_history_reader_new (project);
  self->places = quoth_edit_places_new (project, error);
  self->edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_hash_table_unref);
  self->apart = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) quoth_clock_free);
  self->work = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (self->places == NULL
      || !quoth_project_foreach_touch (project, find_work_cb, self, error)
      || !quoth_project_foreach_touch (project, count_cb, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
quoth_team_state_follow (QuothTeamState  *self,
                         GPtrArray       *deeds,
                         GError         **error)
{
  QuothEditPlaces *places = quoth_edit_places_new (self->project, error);

  if (places == NULL)
    return FALSE;
  quoth_edit_places_free (self->places);
  self->places = places;
  quoth_deeds_foreach_touch (deeds, find_work_cb, self);
  quoth_deeds_foreach_touch (deeds, count_cb, self);
  return TRUE;
}

void
quoth_team_state_free (QuothTeamState *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->project);
  g_clear_pointer (&self->history, quoth_history_reader_free);
  g_clear_pointer (&self->places, quoth_edit_places_free);
  g_clear_pointer (&self->edits, g_hash_table_unref);
  g_clear_pointer (&self->apart, g_hash_table_unref);
  g_clear_pointer (&self->work, g_hash_table_unref);
  g_free (self);
}

static QuothClock *
find_edits (QuothTeamState *self,
            const char     *article,
            const char     *record)
{
  GHashTable *clocks = g_hash_table_lookup (self->edits, article);

  return clocks != NULL ? g_hash_table_lookup (clocks, record) : NULL;
}

gint64
quoth_team_state_n_edits (QuothTeamState *self,
                          const char     *article,
                          const char     *record)
{
  QuothClock *clock = find_edits (self, article, record);

  return clock != NULL ? quoth_clock_get_sum (clock) : 0;
}

void
quoth_team_state_raise_settled (QuothTeamState *self,
                                QuothClock     *clock)
{
  g_autofree char *place = g_strconcat (quoth_project_get_session (self->project), "/settled",
                                        NULL);

  quoth_clock_raise (clock, place, 1 + MAX (self->n_settled, quoth_clock_get (clock, place)));
}

/* Whether people saw one version of several, and the others still wait for a decision.
 * Of entities and the scheme they saw the union. Who deletes what is shown has not decided
 * about the others either, unless what was shown had been deleted before. */
static gboolean
goes_on_from_one (const QuothVersions *stamp,
                  const char          *content)
{
  if (stamp->kind == QUOTH_RECORD_ENTITY || stamp->kind == QUOTH_RECORD_SCHEME)
    return FALSE;
  if (quoth_versions_is_deleted (stamp))
    return content != NULL;
  return quoth_versions_n_contents (stamp) > 1;
}

static void
take_content (QuothVersions *versions,
              QuothClock    *clock,   /* transfer full */
              char          *content, /* transfer full, nullable */
              QuothGone     *gone)    /* nullable: its members are taken */
{
  if (content != NULL)
    quoth_versions_take (versions, clock, content);
  else
    quoth_versions_take_deletion (versions, clock,
                                  gone != NULL ? g_steal_pointer (&gone->was) : NULL,
                                  gone != NULL ? g_steal_pointer (&gone->by) : NULL);
}

/* The edits since then count at a place of their own: they know nothing of the versions
 * that were not shown, even where earlier edits of the same person made those. Where all
 * were deletions, what was taken away had been shown, and the edits follow from none. */
static void
go_on (QuothTeamState      *self,
       QuothVersions       *versions,
       const QuothVersions *stamp,
       const QuothClock    *edits,   /* nullable */
       char                *content, /* transfer full, nullable */
       QuothGone           *gone)    /* nullable */
{
  const QuothVersion *shown = stamp->list->pdata[0];
  QuothClock *clock = shown->content != NULL ? quoth_clock_copy (shown->clock)
                                             : quoth_clock_new ();

  quoth_edit_places_raise_since (self->places, clock, edits, stamp->n_seen);
  quoth_versions_join (versions, stamp);
  take_content (versions, clock, content, gone);
}

/* An edit made here since the stamp follows from all that was in view. */
static void
add (QuothTeamState  *self,
     GHashTable      *table,
     GHashTable      *stamps,
     const char      *article,
     QuothVersions   *versions, /* transfer full; empty */
     char            *content,  /* transfer full, nullable */
     QuothGone       *gone)     /* nullable: what was deleted */
{
  char *key = quoth_versions_dup_key (versions->kind, versions->id);
  QuothVersions *stamp = g_hash_table_lookup (stamps, key);
  QuothClock *edits = find_edits (self, article, versions->id);
  gint64 n_edits = edits != NULL ? quoth_clock_get_sum (edits) : 0;

  if (stamp != NULL && stamp->n_seen == n_edits)
    {
      quoth_versions_fill (stamp, content);
      quoth_versions_join (versions, stamp);
      g_free (content);
    }
  else if (stamp != NULL && goes_on_from_one (stamp, content))
    go_on (self, versions, stamp, edits, content, gone);
  else
    {
      QuothClock *clock = edits != NULL ? quoth_clock_copy (edits) : quoth_clock_new ();

      for (guint i = 0; stamp != NULL && i < stamp->list->len; i++)
        quoth_clock_join (clock, ((QuothVersion *) stamp->list->pdata[i])->clock);
      if (stamp != NULL)
        quoth_versions_learn (versions, stamp);
      take_content (versions, clock, content, gone);
    }
  g_hash_table_insert (table, key, versions);
}

static gboolean
is_known (QuothTeamState  *self,
          GHashTable      *stamps,
          QuothRecordKind  kind,
          const char      *article,
          const char      *id)
{
  g_autofree char *key = quoth_versions_dup_key (kind, id);

  return g_hash_table_contains (stamps, key) || find_edits (self, article, id) != NULL;
}

static void
add_deleted (QuothTeamState *self,
             GHashTable     *table,
             GHashTable     *stamps,
             const char     *article)
{
  GHashTable *clocks = g_hash_table_lookup (self->edits, article);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, stamps);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (table, key))
      {
        const QuothVersions *stamp = value;
        g_auto (QuothGone) was = { NULL };

        /* A stamp that nothing was done since knows more than the history. */
        if (stamp->n_seen != quoth_team_state_n_edits (self, article, stamp->id))
          quoth_team_read_gone (self->history, stamp->kind, stamp->id, &was);
        add (self, table, stamps, article,
             quoth_versions_new (stamp->kind, stamp->id, stamp->layer), NULL, &was);
      }
  if (clocks == NULL)
    return;
  g_hash_table_iter_init (&iter, clocks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr (QuothVersions) gone = NULL;
      g_autofree char *gone_key = NULL;
      g_auto (QuothGone) was = { NULL };
      g_autofree char *annotation = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION, key);
      g_autofree char *layer = quoth_versions_dup_key (QUOTH_RECORD_LAYER, key);
      g_autofree char *entity = quoth_versions_dup_key (QUOTH_RECORD_ENTITY, key);

      if (g_hash_table_contains (table, annotation) || g_hash_table_contains (table, layer)
          || g_hash_table_contains (table, entity) || *(char *) key == '\0')
        continue;
      gone = quoth_team_make_tombstone (self->history, article, key, &was);
      if (gone == NULL)
        continue;
      gone_key = quoth_versions_dup_key (gone->kind, gone->id);
      if (!g_hash_table_contains (table, gone_key))
        add (self, table, stamps, article, g_steal_pointer (&gone), NULL, &was);
    }
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) quoth_versions_free);
}

gboolean
quoth_team_layer_is_implied (QuothArticleData *data,
                             QuothLayer       *layer)
{
  if (strcmp (layer->state, "open") != 0 || layer->guidelines != NULL)
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, layer->name) == 0)
      return TRUE;
  return FALSE;
}

/* Of the article itself; its edits stand among those of shared records. */
static void
add_article (QuothTeamState *self,
             GHashTable     *table,
             GHashTable     *stamps,
             QuothArticle   *article)
{
  if (is_known (self, stamps, QUOTH_RECORD_ARTICLE, "", article->id))
    add (self, table, stamps, "", quoth_versions_new (QUOTH_RECORD_ARTICLE, article->id, NULL),
         quoth_record_to_content (QUOTH_RECORD_ARTICLE, article), NULL);
}

/**
 * quoth_team_state_article:
 * @self: a project's state
 * @data: an article with all its layers
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): key to #QuothVersions. A layer that only its
 *   annotations prove is no record of its own, nor is an article nobody changed.
 */
GHashTable *
quoth_team_state_article (QuothTeamState    *self,
                          QuothArticleData  *data,
                          GError           **error)
{
  const char *article = data->article->id;
  g_autoptr (GHashTable) stamps = quoth_team_stamps_read (self->project, article, error);
  g_autoptr (GHashTable) standing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) table = new_table ();

  if (stamps == NULL)
    return NULL;
  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];

      if (!quoth_team_layer_is_implied (data, layer)
          || is_known (self, stamps, QUOTH_RECORD_LAYER, article, layer->name))
        add (self, table, stamps, article,
             quoth_versions_new (QUOTH_RECORD_LAYER, layer->name, layer->name),
             quoth_record_to_content (QUOTH_RECORD_LAYER, layer), NULL);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      add (self, table, stamps, article,
           quoth_versions_new (QUOTH_RECORD_ANNOTATION, annotation->id, annotation->layer),
           quoth_record_to_content (QUOTH_RECORD_ANNOTATION, annotation), NULL);
      g_hash_table_add (standing, annotation->id);
    }
  add_article (self, table, stamps, data->article);
  add_deleted (self, table, stamps, article);
  quoth_holds_find (table, standing);
  return g_steal_pointer (&table);
}

/**
 * quoth_team_state_shared:
 * @self: a project's state
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): key to #QuothVersions of entities and the scheme
 */
GHashTable *
quoth_team_state_shared (QuothTeamState  *self,
                         GError         **error)
{
  g_autoptr (GHashTable) stamps = quoth_team_stamps_read (self->project, "", error);
  g_autoptr (GHashTable) table = new_table ();
  g_autoptr (GPtrArray) entities = NULL;

  if (stamps == NULL)
    return NULL;
  entities = quoth_project_list_entities (self->project, error);
  if (entities == NULL)
    return NULL;
  for (guint i = 0; i < entities->len; i++)
    add (self, table, stamps, "",
         quoth_versions_new (QUOTH_RECORD_ENTITY, ((QuothEntity *) entities->pdata[i])->id, NULL),
         quoth_record_to_content (QUOTH_RECORD_ENTITY, entities->pdata[i]), NULL);
  add (self, table, stamps, "", quoth_versions_new (QUOTH_RECORD_SCHEME, "", NULL),
       quoth_record_to_content (QUOTH_RECORD_SCHEME, quoth_project_get_scheme (self->project)),
       NULL);
  add_deleted (self, table, stamps, "");
  return g_steal_pointer (&table);
}

/* The newest state that no entry with annotations in it made; NULL when none did. */
static char *
find_apart (QuothTeamState  *self,
            const char      *id,
            const char      *current,
            GError         **error)
{
  g_autoptr (GPtrArray) rows = quoth_project_list_history (self->project, id, G_MAXINT, error);

  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    return g_strdup (current);
  for (guint i = 0; i < rows->len; i++)
    if (!g_hash_table_contains (self->work, &((QuothHistoryRow *) rows->pdata[i])->sequence))
      return g_strdup (((QuothHistoryRow *) rows->pdata[i])->after);
  return g_strdup (((QuothHistoryRow *) rows->pdata[rows->len - 1])->before);
}

QuothVersions *
quoth_team_state_apart (QuothTeamState   *self,
                        QuothRecordKind   kind,
                        const char       *id,
                        gpointer          record,
                        GError          **error)
{
  g_autofree char *current = quoth_record_to_content (kind, record);
  g_autofree char *content = find_apart (self, id, current, error);
  const QuothClock *clock = g_hash_table_lookup (self->apart, id);
  g_autoptr (QuothVersions) versions = NULL;

  if (content == NULL)
    return NULL;
  versions = quoth_versions_new (kind, id, NULL);
  quoth_versions_take (versions, clock != NULL ? quoth_clock_copy (clock) : quoth_clock_new (),
                       g_steal_pointer (&content));
  return g_steal_pointer (&versions);
}
