/* quoth-edit-places.c - which session made a journal entry: the places of clocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit-places"

#include "config.h"

#include "quoth-edit-places.h"

#include <string.h>

#include "quoth-team-state.h"

struct _QuothEditPlaces
{
  char       *name;     /* of the file: of what was done before the first session */
  GPtrArray  *sessions; /* of QuothSession, in order */
  GHashTable *ids;      /* of those and @name, borrowed */
};

/**
 * quoth_edit_places_new:
 * @project: a project
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable): its places, until another session begins
 */
QuothEditPlaces *
quoth_edit_places_new (QuothProject  *project,
                       GError       **error)
{
  GPtrArray *sessions = quoth_project_list_sessions (project, error);
  QuothEditPlaces *self;

  if (sessions == NULL)
    return NULL;
  self = g_new0 (QuothEditPlaces, 1);
  self->sessions = sessions;
  self->name = quoth_project_dup_setting (project, QUOTH_TEAM_PLACE_SETTING);
  if (self->name == NULL)
    self->name = g_strdup ("");
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (self->ids, self->name);
  for (guint i = 0; i < sessions->len; i++)
    g_hash_table_add (self->ids, ((QuothSession *) sessions->pdata[i])->id);
  return self;
}

void
quoth_edit_places_free (QuothEditPlaces *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->sessions);
  g_free (self->name);
  g_free (self);
}

/* How many of the sessions began at @sequence or before. */
static guint
count_begun (const QuothEditPlaces *self,
             gint64                 sequence)
{
  guint low = 0;
  guint high = self->sessions->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((QuothSession *) self->sessions->pdata[middle])->first <= sequence)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The one after @n sessions began. */
static const char *
get_id (const QuothEditPlaces *self,
        guint                  n)
{
  return n > 0 ? ((QuothSession *) self->sessions->pdata[n - 1])->id : self->name;
}

char *
quoth_edit_places_dup (const QuothEditPlaces *self,
                       gint64                 sequence,
                       const char            *who)
{
  return g_strconcat (get_id (self, count_begun (self, sequence)), "/", who, NULL);
}

gboolean
quoth_edit_places_has (const QuothEditPlaces *self,
                       const char            *place)
{
  const char *slash = strchr (place, '/');
  g_autofree char *id = slash != NULL ? g_strndup (place, (gsize) (slash - place)) : NULL;

  return id != NULL && g_hash_table_contains (self->ids, id);
}

gboolean
quoth_edit_places_holds (const QuothEditPlaces *self,
                         const char            *place,
                         gint64                 sequence)
{
  const char *id = get_id (self, count_begun (self, sequence));
  gsize length = strlen (id);

  return strncmp (place, id, length) == 0 && place[length] == '/';
}

/**
 * quoth_edit_places_raise_since:
 * @self: the places of a file
 * @clock: what to raise
 * @edits: all edits of a record in that file
 * @n_seen: how many of them, the oldest, are not to be counted
 *
 * Counts the others at places of their own, which know nothing of those before. Sessions
 * follow each other, so that the sums tell which of them the oldest edits were made in.
 */
void
quoth_edit_places_raise_since (const QuothEditPlaces *self,
                               QuothClock            *clock,
                               const QuothClock      *edits,
                               gint64                 n_seen)
{
  gint64 n_left = n_seen;

  for (guint i = 0; edits != NULL && i <= self->sessions->len; i++)
    {
      const char *id = get_id (self, i);
      gint64 n = quoth_clock_get_sum_at (edits, id);
      gint64 n_skipped = MIN (n, n_left);
      g_autofree char *place = NULL;

      n_left -= n_skipped;
      if (n == n_skipped)
        continue;
      place = g_strdup_printf ("%s/since-%" G_GINT64_FORMAT, id, n_seen);
      quoth_clock_raise (clock, place, n - n_skipped);
    }
}
