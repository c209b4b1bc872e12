/* quoth-conflicts.c - what was changed in two places apart, until somebody decides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts"

#include "config.h"

#include "quoth-conflicts.h"

#include "quoth-bulk.h"
#include "quoth-holds.h"
#include "quoth-project-query.h"
#include "quoth-project-versions.h"
#include "quoth-sort.h"
#include "quoth-team-state.h"

#include <string.h>

#define DELETED "null"

static gboolean
is_listed (GPtrArray           *contents,
           const QuothVersions *versions,
           const char          *content) /* nullable */
{
  for (guint i = 0; i < contents->len; i++)
    {
      const char *known = contents->pdata[i];

      if (quoth_versions_agree (versions, strcmp (known, DELETED) == 0 ? NULL : known, content))
        return TRUE;
    }
  return FALSE;
}

/**
 * quoth_conflict_new:
 * @article: (nullable): where the record belongs to one
 * @versions: what is known of it
 *
 * Returns: (transfer full): the different contents, the one shown first
 */
QuothConflict *
quoth_conflict_new (const char          *article,
                    const QuothVersions *versions)
{
  QuothConflict *self = g_new0 (QuothConflict, 1);

  self->kind = versions->kind;
  self->article = g_strdup (article);
  self->id = g_strdup (versions->id);
  self->layer = g_strdup (versions->layer);
  self->contents = g_ptr_array_new_with_free_func (g_free);
  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->leads = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  for (guint i = 0; i < versions->list->len; i++)
    {
      const char *content = ((QuothVersion *) versions->list->pdata[i])->content;

      if (!is_listed (self->contents, versions, content))
        g_ptr_array_add (self->contents, g_strdup (content != NULL ? content : DELETED));
    }
  if (versions->held)
    g_ptr_array_insert (self->contents, 0, quoth_versions_dup_shown (versions));
  return self;
}

void
quoth_conflict_free (QuothConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->id);
  g_free (self->layer);
  g_ptr_array_unref (self->contents);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->leads);
  g_free (self->base);
  g_free (self);
}

/* --- finding them --- */

typedef struct
{
  QuothProject   *project;
  QuothTeamState *state;
  GPtrArray      *conflicts;
} Search;

static void
gather (Search     *self,
        const char *article,
        GHashTable *table)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (table, &n);
  g_autoptr (GHashTable) leads = NULL;

  for (guint i = 0; i < n; i++)
    {
      const QuothVersions *versions = g_hash_table_lookup (table, keys[i]);
      QuothConflict *conflict;

      if (quoth_versions_n_contents (versions) < 2)
        continue;
      conflict = quoth_conflict_new (article, versions);
      quoth_conflict_trace (conflict, self->project, versions);
      /* What is held is rare, and all of an article is read to see what leads where. */
      if (versions->held && leads == NULL)
        leads = quoth_holds_index (table);
      if (versions->held)
        quoth_holds_list (leads, versions, conflict->leads);
      g_ptr_array_add (self->conflicts, conflict);
    }
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Search *self = user_data;
  g_autofree char *name = quoth_team_stamp_name (data->article->id);
  g_autofree char *stamps = quoth_project_dup_setting (self->project, name);
  g_autoptr (GHashTable) table = NULL;

  /* What no package ever brought cannot stand apart. */
  if (stamps == NULL)
    return TRUE;
  table = quoth_team_state_article (self->state, data, error);
  if (table == NULL)
    return FALSE;
  gather (self, data->article->id, table);
  return TRUE;
}

/**
 * quoth_conflicts_list:
 * @project: a project
 * @progress: (nullable): stops it
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (element-type QuothConflict) (nullable): all that wait for a
 *   decision: shared records first, then by article
 */
GPtrArray *
quoth_conflicts_list (QuothProject   *project,
                      QuothProgress  *progress,
                      GError        **error)
{
  g_autoptr (QuothTeamState) state = NULL;
  g_autoptr (GPtrArray) conflicts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_conflict_free);
  g_autoptr (GHashTable) shared = NULL;
  Search search = { project, NULL, conflicts };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), NULL);

  state = quoth_team_state_new (project, error);
  shared = state != NULL ? quoth_team_state_shared (state, error) : NULL;
  if (shared == NULL)
    return NULL;
  search.state = state;
  gather (&search, NULL, shared);
  if (!quoth_project_foreach_version (project, NULL, progress, article_cb, &search, error))
    return NULL;
  return g_steal_pointer (&conflicts);
}

/* --- settling one --- */

static gpointer
find_annotation (QuothArticleData *data,
                 const char       *id)
{
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->id, id) == 0)
      return data->annotations->pdata[i];
  return NULL;
}

/* The record as it stands: borrowed. */
static gpointer
find_record (QuothProject        *project,
             const QuothConflict *conflict,
             QuothArticleData    *data)
{
  switch (conflict->kind)
    {
    case QUOTH_RECORD_ENTITY:
      return quoth_registry_lookup (quoth_project_get_registry (project), conflict->id);
    case QUOTH_RECORD_SCHEME:
      return quoth_project_get_scheme (project);
    case QUOTH_RECORD_ARTICLE:
      return data->article;
    case QUOTH_RECORD_ANNOTATION:
      return find_annotation (data, conflict->id);
    case QUOTH_RECORD_LAYER:
      return quoth_project_has_layer (project, data->article->id, conflict->id)
             ? quoth_article_data_lookup_layer (data, conflict->id) : NULL;
    case QUOTH_RECORD_SETTING:
    default:
      return NULL;
    }
}

/* A link that leads to nothing any more goes, as it does when its target goes. */
static void
drop_loose_links (QuothAnnotation  *annotation,
                  QuothArticleData *data)
{
  for (guint i = annotation->n_links; i > 0; i--)
    {
      const QuothLink link = annotation->links[i - 1];
      QuothAnnotation *target = find_annotation (data, link.to);

      if (target == NULL || strcmp (target->layer, annotation->layer) != 0)
        quoth_annotation_remove_link (annotation, link.role, link.to);
    }
}

static gboolean
fail_stale (GError **error)
{
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE,
               "the conflict is settled or has changed");
  return FALSE;
}

static gboolean
add_record (QuothCommand         *command,
            QuothProject         *project,
            const QuothConflict  *conflict,
            QuothArticleData     *data,
            const char           *content,
            GError              **error)
{
  gpointer before = find_record (project, conflict, data);
  gpointer after = NULL;

  if (content != NULL)
    {
      after = quoth_record_from_content (conflict->kind, content, error);
      if (after == NULL)
        return FALSE;
      if (conflict->kind == QUOTH_RECORD_ANNOTATION)
        drop_loose_links (after, data);
    }
  if (before != NULL || after != NULL)
    quoth_content_add_change (command, conflict->kind, conflict->article, before, after);
  quoth_content_unref (conflict->kind, after);
  return TRUE;
}

/* What a decision needs to know. */
typedef struct
{
  QuothProject        *project;
  QuothCommand        *command;
  QuothTeamState      *state;
  const QuothConflict *conflict;
  QuothArticleData    *data;   /* nullable: of shared records */
  GHashTable          *table;  /* key -> QuothVersions */
  GHashTable          *stamps; /* what will be remembered */
} Decision;

static void
add_stamp (Decision            *self,
           const QuothVersions *all,
           QuothVersions       *settled) /* transfer full */
{
  gboolean shared = self->conflict->article == NULL || all->kind == QUOTH_RECORD_ARTICLE;

  settled->n_seen = quoth_team_state_n_edits (self->state,
                                              shared ? "" : self->conflict->article, all->id);
  g_hash_table_insert (self->stamps, quoth_versions_dup_key (all->kind, all->id), settled);
}

/* The stamp that says: this follows from all of them. */
static void
settle (Decision            *self,
        const QuothVersions *all,
        const char          *content)
{
  QuothVersions *settled = quoth_versions_new (all->kind, all->id, all->layer);
  QuothClock *clock = quoth_clock_new ();

  for (guint i = 0; i < all->list->len; i++)
    quoth_clock_join (clock, ((QuothVersion *) all->list->pdata[i])->clock);
  quoth_team_state_raise_settled (self->state, clock);
  if (content != NULL)
    quoth_versions_take (settled, clock, g_strdup (content));
  else
    quoth_versions_take_deletion (settled, clock,
                                  all->kind == QUOTH_RECORD_ANNOTATION
                                  ? quoth_versions_dup_live (all) : NULL,
                                  g_strdup (quoth_project_get_annotator (self->project)));
  /* What led to it until now holds it no longer. */
  quoth_versions_learn (settled, all);
  if (content == NULL && all->kind == QUOTH_RECORD_ANNOTATION)
    quoth_holds_learn (self->table, settled);
  add_stamp (self, all, settled);
}

/* What goes takes the links to it along. Of the record that loses one only the version
 * that is shown is followed: another dispute about it stays. */
static void
drop_links_to (Decision   *self,
               const char *id)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *before = self->data->annotations->pdata[i];
      g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION, before->id);
      const QuothVersions *all = g_hash_table_lookup (self->table, key);
      g_autoptr (QuothAnnotation) after = quoth_annotation_copy (before);
      QuothVersions *settled;
      QuothClock *clock;

      for (guint k = before->n_links; k > 0; k--)
        if (strcmp (before->links[k - 1].to, id) == 0)
          quoth_annotation_remove_link (after, before->links[k - 1].role, id);
      if (after->n_links == before->n_links || all == NULL)
        continue;
      quoth_command_add_annotation (self->command, self->data->article->id, before, after);
      settled = quoth_versions_copy (all);
      clock = quoth_versions_is_deleted (all)
              ? quoth_clock_new ()
              : quoth_clock_copy (((QuothVersion *) all->list->pdata[0])->clock);
      quoth_team_state_raise_settled (self->state, clock);
      quoth_versions_take (settled, clock,
                           quoth_record_to_content (QUOTH_RECORD_ANNOTATION, after));
      add_stamp (self, all, settled);
    }
}

/* What is known where @conflict waits: key -> QuothVersions; @out_data stays %NULL where it
 * is about a shared record. */
static GHashTable *
read_table (QuothTeamState       *state,
            QuothProject         *project,
            const QuothConflict  *conflict,
            QuothArticleData    **out_data,
            GError              **error)
{
  if (conflict->article == NULL)
    return quoth_team_state_shared (state, error);
  *out_data = quoth_project_read_article (project, conflict->article, NULL, error);
  return *out_data != NULL ? quoth_team_state_article (state, *out_data, error) : NULL;
}

/**
 * quoth_conflict_renew:
 * @self: a conflict of @project
 * @project: a project
 * @error: return location for an error of reading
 *
 * Brings @self up to what other decisions have made of it: a deletion takes the links to
 * what goes out of the versions of other records.
 *
 * Returns: whether it still waits; %FALSE without @error when it does not
 */
gboolean
quoth_conflict_renew (QuothConflict  *self,
                      QuothProject   *project,
                      GError        **error)
{
  g_autoptr (QuothTeamState) state = quoth_team_state_new (project, error);
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (QuothConflict) now = NULL;
  g_autoptr (GHashTable) table =
    state != NULL ? read_table (state, project, self, &data, error) : NULL;
  g_autofree char *key = quoth_versions_dup_key (self->kind, self->id);
  const QuothVersions *versions = table != NULL ? g_hash_table_lookup (table, key) : NULL;
  QuothConflict before = *self;

  if (versions == NULL || quoth_versions_n_contents (versions) < 2)
    return FALSE;
  now = quoth_conflict_new (self->article, versions);
  quoth_conflict_trace (now, project, versions);
  if (versions->held)
    {
      g_autoptr (GHashTable) leads = quoth_holds_index (table);

      quoth_holds_list (leads, versions, now->leads);
    }
  *self = *now;
  *now = before;
  return TRUE;
}

/**
 * quoth_conflict_settle:
 * @project: a project
 * @conflict: a conflict of it
 * @choice: which of its contents shall stand
 * @error: %QUOTH_PROJECT_ERROR_STALE when it is none any more, or another error of reading
 *
 * Returns: (transfer full) (nullable): the command that decides it
 */
QuothCommand *
quoth_conflict_settle (QuothProject         *project,
                       const QuothConflict  *conflict,
                       guint                 choice,
                       GError              **error)
{
  g_autoptr (QuothCommand) command = quoth_command_new (QUOTH_TEAM_SETTLE_VERB);
  g_autoptr (QuothTeamState) state = quoth_team_state_new (project, error);
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (QuothConflict) now = NULL;
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (GHashTable) stamps = NULL;
  g_autofree char *key = quoth_versions_dup_key (conflict->kind, conflict->id);
  const QuothVersions *all;
  const char *content;
  Decision decision;

  g_return_val_if_fail (choice < conflict->contents->len, NULL);

  if (state == NULL)
    return NULL;
  table = read_table (state, project, conflict, &data, error);
  stamps = table != NULL ? quoth_team_stamps_read (project, data != NULL ? conflict->article : "",
                                                   error) : NULL;
  if (stamps == NULL)
    return NULL;
  all = g_hash_table_lookup (table, key);
  now = all != NULL ? quoth_conflict_new (conflict->article, all) : NULL;
  content = conflict->contents->pdata[choice];
  if (now == NULL || now->contents->len < 2
      || !g_ptr_array_find_with_equal_func (now->contents, content, g_str_equal, NULL))
    {
      fail_stale (error);
      return NULL;
    }
  content = strcmp (content, DELETED) != 0 ? content : NULL;
  decision = (Decision) { project, command, state, conflict, data, table, stamps };
  if (!add_record (command, project, conflict, data, content, error))
    return NULL;
  settle (&decision, all, content);
  if (content == NULL && conflict->kind == QUOTH_RECORD_ANNOTATION)
    drop_links_to (&decision, conflict->id);
  quoth_team_stamps_add_change (command, project, data != NULL ? conflict->article : "", stamps);
  return g_steal_pointer (&command);
}
