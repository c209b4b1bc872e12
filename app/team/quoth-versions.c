/* quoth-versions.c - all versions of one record that nothing newer has replaced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-versions"

#include "config.h"

#include "quoth-versions.h"

#include <string.h>

static void
version_free (gpointer data)
{
  QuothVersion *self = data;

  quoth_clock_free (self->clock);
  g_free (self->content);
  g_free (self->was);
  g_free (self->by);
  g_free (self);
}

QuothVersions *
quoth_versions_new (QuothRecordKind  kind,
                    const char      *id,
                    const char      *layer)
{
  QuothVersions *self = g_new0 (QuothVersions, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->layer = g_strdup (layer);
  self->list = g_ptr_array_new_with_free_func (version_free);
  self->knew = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

QuothVersions *
quoth_versions_copy (const QuothVersions *self)
{
  QuothVersions *copy = quoth_versions_new (self->kind, self->id, self->layer);

  copy->n_seen = self->n_seen;
  copy->implied = self->implied;
  quoth_versions_join (copy, self);
  return copy;
}

void
quoth_versions_free (QuothVersions *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->layer);
  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->knew);
  g_free (self);
}

/* The best first. Clocks are compared last, so that sets of equal members have one order. */
static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  const QuothVersion *left = *(const QuothVersion *const *) a;
  const QuothVersion *right = *(const QuothVersion *const *) b;
  gint64 left_sum = quoth_clock_get_sum (left->clock);
  gint64 right_sum = quoth_clock_get_sum (right->clock);
  g_autofree char *left_clock = NULL;
  g_autofree char *right_clock = NULL;
  int order;

  if ((left->content == NULL) != (right->content == NULL))
    return left->content == NULL ? 1 : -1;
  if (left_sum != right_sum)
    return left_sum > right_sum ? -1 : 1;
  order = g_strcmp0 (right->content, left->content);
  if (order != 0)
    return order;
  left_clock = quoth_clock_to_json (left->clock);
  right_clock = quoth_clock_to_json (right->clock);
  return strcmp (left_clock, right_clock);
}

static void
take_greater (char       **member,
              const char  *other)
{
  if (g_strcmp0 (other, *member) <= 0)
    return;
  g_free (*member);
  *member = g_strdup (other);
}

/* One deletion tells the same everywhere; should it not, all choose the same. */
static void
join_deletion (QuothVersion       *self,
               const QuothVersion *other)
{
  take_greater (&self->was, other->was);
  take_greater (&self->by, other->by);
}

/* Entries of the registry go only when whoever made them undoes that. Others may have got
 * them meanwhile, and mentions lead to them from any article: while somebody has one, it
 * stays. Returns whether @version is one that goes for that. */
static gboolean
gives_way (QuothVersions      *self,
           const QuothVersion *version)
{
  if (self->kind != QUOTH_RECORD_ENTITY)
    return FALSE;
  for (guint i = self->list->len; i > 0; i--)
    {
      const QuothVersion *other = self->list->pdata[i - 1];

      if (version->content == NULL && other->content != NULL)
        return TRUE;
      if (version->content != NULL && other->content == NULL)
        g_ptr_array_remove_index (self->list, i - 1);
    }
  return FALSE;
}

static void
take (QuothVersions *self,
      QuothVersion  *version) /* transfer full */
{
  if (gives_way (self, version))
    {
      version_free (version);
      return;
    }
  for (guint i = self->list->len; i > 0; i--)
    {
      QuothVersion *other = self->list->pdata[i - 1];
      QuothClockOrder order = quoth_clock_compare (version->clock, other->clock);
      gboolean same = order == QUOTH_CLOCK_SAME
                      && g_strcmp0 (version->content, other->content) == 0;

      if (same)
        join_deletion (other, version);
      if (order == QUOTH_CLOCK_BEFORE || same)
        {
          version_free (version);
          return;
        }
      if (order == QUOTH_CLOCK_AFTER)
        g_ptr_array_remove_index (self->list, i - 1);
    }
  g_ptr_array_add (self->list, version);
  g_ptr_array_sort (self->list, compare_versions);
}

/**
 * quoth_versions_take:
 * @self: a set
 * @clock: (transfer full): a version's clock
 * @content: (transfer full) (nullable): its content, %NULL when the record is deleted
 *
 * Adds a version, unless one that is there follows from it; what it follows from goes.
 */
void
quoth_versions_take (QuothVersions *self,
                     QuothClock    *clock,
                     char          *content)
{
  QuothVersion *version = g_new0 (QuothVersion, 1);

  version->clock = clock;
  version->content = content;
  take (self, version);
}

/**
 * quoth_versions_take_deletion:
 * @self: a set
 * @clock: (transfer full): a version's clock
 * @was: (transfer full) (nullable): content of the annotation that was deleted
 * @by: (transfer full) (nullable): who deleted it
 *
 * As quoth_versions_take(), and remembers what was taken away, and by whom.
 */
void
quoth_versions_take_deletion (QuothVersions *self,
                              QuothClock    *clock,
                              char          *was,
                              char          *by)
{
  QuothVersion *version = g_new0 (QuothVersion, 1);

  version->clock = clock;
  version->was = was;
  version->by = by;
  take (self, version);
}

void
quoth_versions_learn (QuothVersions       *self,
                      const QuothVersions *other)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, other->knew);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->knew, id))
      g_hash_table_add (self->knew, g_strdup (id));
}

void
quoth_versions_join (QuothVersions       *self,
                     const QuothVersions *other)
{
  for (guint i = 0; i < other->list->len; i++)
    {
      const QuothVersion *version = other->list->pdata[i];
      QuothVersion *copy = g_new0 (QuothVersion, 1);

      copy->clock = quoth_clock_copy (version->clock);
      copy->content = g_strdup (version->content);
      copy->was = g_strdup (version->was);
      copy->by = g_strdup (version->by);
      take (self, copy);
    }
  quoth_versions_learn (self, other);
}

gboolean
quoth_versions_equal (const QuothVersions *a,
                      const QuothVersions *b)
{
  GHashTableIter iter;
  gpointer id;

  if (a->list->len != b->list->len
      || g_hash_table_size (a->knew) != g_hash_table_size (b->knew))
    return FALSE;
  g_hash_table_iter_init (&iter, a->knew);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b->knew, id))
      return FALSE;
  for (guint i = 0; i < a->list->len; i++)
    {
      const QuothVersion *left = a->list->pdata[i];
      const QuothVersion *right = b->list->pdata[i];

      if (g_strcmp0 (left->content, right->content) != 0
          || g_strcmp0 (left->was, right->was) != 0
          || g_strcmp0 (left->by, right->by) != 0
          || quoth_clock_compare (left->clock, right->clock) != QUOTH_CLOCK_SAME)
        return FALSE;
    }
  return TRUE;
}

gboolean
quoth_versions_is_deleted (const QuothVersions *self)
{
  return self->list->len > 0 && !self->implied
         && ((QuothVersion *) self->list->pdata[0])->content == NULL;
}

/* The state that a version of a layer stands for. One that went is as if nobody had ever
 * said anything of it. */
static char *
dup_state (const char *content) /* nullable */
{
  QuothLayer *layer = content != NULL
                      ? quoth_record_from_content (QUOTH_RECORD_LAYER, content, NULL) : NULL;
  char *state = g_strdup (layer != NULL ? layer->state : "open");

  g_clear_pointer (&layer, quoth_layer_free);
  return state;
}

/**
 * quoth_versions_agree:
 * @self: a set
 * @a: (nullable): content of one of its versions
 * @b: (nullable): of another one
 *
 * Returns: whether both say the same. Under which guidelines a layer was last worked on is
 *   no matter to decide about: the better version tells.
 */
gboolean
quoth_versions_agree (const QuothVersions *self,
                      const char          *a,
                      const char          *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (self->kind != QUOTH_RECORD_LAYER)
    return FALSE;
  left = dup_state (a);
  right = dup_state (b);
  return strcmp (left, right) == 0;
}

guint
quoth_versions_n_contents (const QuothVersions *self)
{
  guint n = self->held ? 1 : 0;

  for (guint i = 0; i < self->list->len; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < i; k++)
        known = known || quoth_versions_agree (self,
                                               ((QuothVersion *) self->list->pdata[i])->content,
                                               ((QuothVersion *) self->list->pdata[k])->content);
      n += known ? 0 : 1;
    }
  return n;
}

static void
add_names (QuothEntity *into,
           QuothEntity *other)
{
  quoth_entity_add_alias (into, other->name);
  for (guint i = 0; other->aliases[i] != NULL; i++)
    quoth_entity_add_alias (into, other->aliases[i]);
  if (into->wikidata == NULL)
    quoth_entity_set_wikidata (into, other->wikidata);
  if (into->note == NULL)
    quoth_entity_set_note (into, other->note);
}

/* Folds what is live, the best first. */
static char *
fold (const QuothVersions *self)
{
  gpointer shown = NULL;
  char *content;

  for (guint i = 0; i < self->list->len; i++)
    {
      const QuothVersion *version = self->list->pdata[i];
      gpointer record = version->content != NULL
                        ? quoth_record_from_content (self->kind, version->content, NULL) : NULL;

      if (record == NULL)
        continue;
      if (shown == NULL)
        shown = g_steal_pointer (&record);
      else if (self->kind == QUOTH_RECORD_ENTITY)
        {
          add_names (shown, record);
          quoth_entity_unref (record);
        }
      else
        {
          QuothScheme *both = quoth_scheme_merge (shown, record, NULL);

          quoth_scheme_unref (shown);
          quoth_scheme_unref (record);
          shown = both;
        }
    }
  if (shown == NULL)
    return NULL;
  content = quoth_record_to_content (self->kind, shown);
  if (self->kind == QUOTH_RECORD_ENTITY)
    quoth_entity_unref (shown);
  else
    quoth_scheme_unref (shown);
  return content;
}

char *
quoth_versions_dup_shown (const QuothVersions *self)
{
  if (self->list->len == 0)
    return NULL;
  if (self->held)
    return g_strdup (((QuothVersion *) self->list->pdata[0])->was);
  if (self->list->len > 1
      && (self->kind == QUOTH_RECORD_ENTITY || self->kind == QUOTH_RECORD_SCHEME))
    return fold (self);
  return g_strdup (((QuothVersion *) self->list->pdata[0])->content);
}

char *
quoth_versions_dup_live (const QuothVersions *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const QuothVersion *version = self->list->pdata[i];

      if (version->content != NULL || version->was != NULL)
        return g_strdup (version->content != NULL ? version->content : version->was);
    }
  return NULL;
}

char *
quoth_versions_dup_key (QuothRecordKind  kind,
                        const char      *id)
{
  return g_strdup_printf ("%d:%s", kind, id);
}

/**
 * quoth_versions_fill:
 * @self: what was read
 * @content: (nullable): the record as it stands beside it
 *
 * A single live version is written without its content, which stands in the
 * articles or the registry already.
 */
void
quoth_versions_fill (QuothVersions *self,
                     const char    *content)
{
  QuothVersion *only = self->implied && self->list->len == 1 ? self->list->pdata[0] : NULL;

  if (only == NULL)
    return;
  g_free (only->content);
  only->content = g_strdup (content);
  self->implied = FALSE;
}
