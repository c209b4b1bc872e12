/* quoth-conflict-trace.c - who made which side of a conflict, and from what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts"

#include "config.h"

#include "quoth-conflicts.h"

#include "quoth-edit-places.h"
#include "quoth-json.h"
#include "quoth-project-query.h"
#include "quoth-team-state.h"

#include <string.h>

/* A record with a longer history than this has forgotten where it came from. */
#define MAX_HISTORY 5000
#define DELETED "null"

/* The name in "UUID/name"; NULL for places where no single person edits. */
static const char *
name_in_place (const char *place)
{
  const char *slash = strchr (place, '/');

  if (slash == NULL || slash[1] == '\0' || strcmp (slash + 1, "settled") == 0
      || g_str_has_prefix (slash + 1, "since-"))
    return NULL;
  return slash + 1;
}

static const char *
get_content (const QuothVersion *version)
{
  return version->content != NULL ? version->content : DELETED;
}

/* Whether a version of another content does not know all edits that @clock knows of @place. */
static gboolean
is_news (const QuothVersions *versions,
         const char          *content,
         const char          *place,
         gint64               n)
{
  for (guint i = 0; i < versions->list->len; i++)
    {
      const QuothVersion *other = versions->list->pdata[i];

      if (strcmp (get_content (other), content) != 0 && quoth_clock_get (other->clock, place) < n)
        return TRUE;
    }
  return FALSE;
}

static void
append_name (GString    *names,
             GHashTable *known, /* of char* */
             const char *name)
{
  if (g_hash_table_add (known, g_strdup (name)))
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

static gboolean
is_edit (const char *verb)
{
  if (g_str_has_prefix (verb, "undo:") || g_str_has_prefix (verb, "redo:"))
    verb += 5;
  return strcmp (verb, QUOTH_TEAM_MERGE_VERB) != 0 && strcmp (verb, QUOTH_TEAM_SETTLE_VERB) != 0;
}

/* Edits since a merge have a place without a name, as they may be of several people: of the
 * last @n that were made there the journal knows who it was. */
static void
append_since (GString               *names,
              GHashTable            *known,
              QuothProject          *project,
              const QuothEditPlaces *here,
              const char            *id,
              const char            *place,
              gint64                 n)
{
  g_autoptr (GPtrArray) rows = quoth_project_list_history (project, id, MAX_HISTORY, NULL);

  for (guint i = 0; rows != NULL && i < rows->len && n > 0; i++)
    {
      const QuothHistoryRow *row = rows->pdata[i];

      if (!is_edit (row->verb) || !quoth_edit_places_holds (here, place, row->sequence))
        continue;
      if (row->who != NULL)
        append_name (names, known, row->who);
      n--;
    }
}

/* The one who ever edited, if nobody else did. */
static char *
dup_only_name (const QuothClock *clock)
{
  g_autofree char *json = quoth_clock_to_json (clock);
  g_autoptr (JsonNode) node = quoth_json_parse (json, -1, NULL);
  g_autoptr (GList) places =
    node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
  const char *only = NULL;

  for (GList *l = places; l != NULL; l = l->next)
    {
      const char *name = name_in_place (l->data);

      if (name == NULL || (only != NULL && strcmp (only, name) != 0))
        return NULL;
      only = name;
    }
  return g_strdup (only);
}

/* Who deleted it, where every deletion tells: those that packages of older programs bring do
 * not, but may be by the only one there is. */
static char *
dup_deleters (const QuothVersions *versions)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < versions->list->len; i++)
    {
      const QuothVersion *version = versions->list->pdata[i];
      g_autofree char *name = NULL;

      if (version->content != NULL)
        continue;
      name = version->by != NULL ? g_strdup (version->by) : dup_only_name (version->clock);
      if (name == NULL)
        return NULL;
      append_name (names, known, name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Edits since a merge: whose they are is known in the file alone that they were made in. */
static gboolean
is_since (const char *place)
{
  const char *slash = strchr (place, '/');

  return slash != NULL && g_str_has_prefix (slash + 1, "since-");
}

/* Whose edits made @content what the others are not: names joined by commas. NULL where
 * somebody unknown had a hand in it: to name the others alone would be wrong. */
static char *
dup_authors (QuothProject        *project,
             const QuothVersions *versions,
             const char          *content)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (QuothEditPlaces) here = quoth_edit_places_new (project, NULL);
  /* Layers and the scheme have no id that is theirs alone. */
  gboolean has_id = versions->kind != QUOTH_RECORD_LAYER && versions->kind != QUOTH_RECORD_SCHEME;

  for (guint i = 0; here != NULL && i < versions->list->len; i++)
    {
      const QuothVersion *version = versions->list->pdata[i];
      g_autofree char *json = quoth_clock_to_json (version->clock);
      g_autoptr (JsonNode) node = quoth_json_parse (json, -1, NULL);
      g_autoptr (GList) places = NULL;

      if (node == NULL || strcmp (get_content (version), content) != 0)
        continue;
      places = json_object_get_members (json_node_get_object (node));
      for (GList *l = places; l != NULL; l = l->next)
        {
          const char *name = name_in_place (l->data);
          gint64 n = quoth_clock_get (version->clock, l->data);

          if (!is_news (versions, content, l->data, n))
            continue;
          if (name != NULL)
            append_name (names, known, name);
          else if (is_since (l->data) && !quoth_edit_places_has (here, l->data))
            return NULL;
          else if (has_id && is_since (l->data))
            append_since (names, known, project, here, versions->id, l->data, n);
        }
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* How many of the edits made in this file all versions know of. */
static gint64
count_common (const QuothVersions   *versions,
              const QuothEditPlaces *here)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < versions->list->len; i++)
    {
      const QuothVersion *version = versions->list->pdata[i];
      g_autofree char *json = quoth_clock_to_json (version->clock);
      g_autoptr (JsonNode) node = quoth_json_parse (json, -1, NULL);
      g_autoptr (GList) places = NULL;
      gint64 n = 0;

      places = node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
      for (GList *l = places; l != NULL; l = l->next)
        if (quoth_edit_places_has (here, l->data) && name_in_place (l->data) != NULL)
          n += quoth_clock_get (version->clock, l->data);
      least = MIN (least, n);
    }
  return least;
}

/* What the record was after the last edit made here that all know of: the journal holds
 * it unless it came and went in other files alone. */
static char *
dup_base (QuothProject        *project,
          const QuothVersions *versions,
          const QuothConflict *conflict)
{
  g_autoptr (QuothEditPlaces) here = quoth_edit_places_new (project, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 n_common = here != NULL ? count_common (versions, here) : 0;
  const char *base = NULL;
  gint64 n = 0;

  /* Layers and the scheme have no id that is theirs alone. */
  if (here == NULL || versions->kind == QUOTH_RECORD_LAYER
      || versions->kind == QUOTH_RECORD_SCHEME)
    return NULL;
  rows = quoth_project_list_history (project, versions->id, MAX_HISTORY, NULL);
  if (rows == NULL || rows->len == MAX_HISTORY)
    return NULL;
  /* The oldest comes last. */
  for (guint i = rows->len; i > 0; i--)
    {
      const QuothHistoryRow *row = rows->pdata[i - 1];
      gboolean side = row->after != NULL
                      && g_ptr_array_find_with_equal_func (conflict->contents, row->after,
                                                           g_str_equal, NULL);

      if (n == n_common && (is_edit (row->verb) || side))
        {
          base = row->before;
          break;
        }
      n += is_edit (row->verb) ? 1 : 0;
      base = row->after;
    }
  return base != NULL && !g_ptr_array_find_with_equal_func (conflict->contents, base, g_str_equal,
                                                            NULL) ? g_strdup (base) : NULL;
}

/**
 * quoth_conflict_trace:
 * @self: a conflict
 * @project: where it waits
 * @versions: what it was made of
 *
 * Fills in who made each side, as far as clocks tell it, and from what, as far as the
 * journal does.
 */
void
quoth_conflict_trace (QuothConflict       *self,
                      QuothProject        *project,
                      const QuothVersions *versions)
{
  g_ptr_array_set_size (self->authors, 0);
  for (guint i = 0; i < self->contents->len; i++)
    {
      const char *content = self->contents->pdata[i];
      char *names = strcmp (content, DELETED) == 0 ? dup_deleters (versions) : NULL;

      g_ptr_array_add (self->authors,
                       names != NULL ? names : dup_authors (project, versions, content));
    }
  g_free (self->base);
  self->base = dup_base (project, versions, self);
}
