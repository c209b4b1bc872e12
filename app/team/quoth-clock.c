/* quoth-clock.c - which edits a version of a record knows of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-clock"

#include "config.h"

#include "quoth-clock.h"

#include "quoth-json-writer.h"

#include <string.h>

/* What no count of edits reaches: a package that claims more is refused, as it would
 * win over everything for ever. */
#define MAX_EDITS G_GINT64_CONSTANT (1000000000)

typedef struct
{
  char   *place;
  gint64  n; /* > 0 */
} Entry;

struct _QuothClock
{
  GArray *entries; /* of Entry, sorted by place */
};

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->place);
}

static Entry *
entry_at (const QuothClock *self,
          guint             index)
{
  return &g_array_index (self->entries, Entry, index);
}

QuothClock *
quoth_clock_new (void)
{
  QuothClock *self = g_new (QuothClock, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

QuothClock *
quoth_clock_copy (const QuothClock *self)
{
  QuothClock *copy = quoth_clock_new ();

  quoth_clock_join (copy, self);
  return copy;
}

void
quoth_clock_free (QuothClock *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * quoth_clock_raise:
 * @self: a clock
 * @place: a session of work on a file, and an annotator
 * @n: the number of its edits that are known; less than known already changes nothing
 */
void
quoth_clock_raise (QuothClock *self,
                   const char *place,
                   gint64      n)
{
  guint index = 0;
  Entry entry;

  g_return_if_fail (self != NULL && place != NULL);

  if (n <= 0)
    return;
  while (index < self->entries->len && strcmp (entry_at (self, index)->place, place) < 0)
    index++;
  if (index < self->entries->len && strcmp (entry_at (self, index)->place, place) == 0)
    {
      entry_at (self, index)->n = MAX (entry_at (self, index)->n, n);
      return;
    }
  entry = (Entry) { g_strdup (place), n };
  g_array_insert_val (self->entries, index, entry);
}

void
quoth_clock_join (QuothClock       *self,
                  const QuothClock *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  for (guint i = 0; i < other->entries->len; i++)
    quoth_clock_raise (self, entry_at (other, i)->place, entry_at (other, i)->n);
}

/* Whether @a has an edit that @b does not know of. */
static gboolean
knows_more (const QuothClock *a,
            const QuothClock *b)
{
  guint k = 0;

  for (guint i = 0; i < a->entries->len; i++)
    {
      const Entry *entry = entry_at (a, i);

      while (k < b->entries->len && strcmp (entry_at (b, k)->place, entry->place) < 0)
        k++;
      if (k == b->entries->len || strcmp (entry_at (b, k)->place, entry->place) != 0
          || entry_at (b, k)->n < entry->n)
        return TRUE;
    }
  return FALSE;
}

QuothClockOrder
quoth_clock_compare (const QuothClock *a,
                     const QuothClock *b)
{
  gboolean more = knows_more (a, b);
  gboolean less = knows_more (b, a);

  if (more)
    return less ? QUOTH_CLOCK_APART : QUOTH_CLOCK_AFTER;
  return less ? QUOTH_CLOCK_BEFORE : QUOTH_CLOCK_SAME;
}

gint64
quoth_clock_get (const QuothClock *self,
                 const char       *place)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (strcmp (entry_at (self, i)->place, place) == 0)
      return entry_at (self, i)->n;
  return 0;
}

gint64
quoth_clock_get_sum (const QuothClock *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->entries->len; i++)
    sum += entry_at (self, i)->n;
  return sum;
}

gint64
quoth_clock_get_sum_at (const QuothClock *self,
                        const char       *id)
{
  gsize length = strlen (id);
  gint64 sum = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const char *place = entry_at (self, i)->place;

      if (strncmp (place, id, length) == 0 && place[length] == '/')
        sum += entry_at (self, i)->n;
    }
  return sum;
}

char *
quoth_clock_to_json (const QuothClock *self)
{
  GString *json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_object (&writer);
  for (guint i = 0; i < self->entries->len; i++)
    {
      quoth_json_writer_key (&writer, entry_at (self, i)->place);
      quoth_json_writer_int (&writer, entry_at (self, i)->n);
    }
  quoth_json_writer_end_object (&writer);
  return g_string_free (json, FALSE);
}

/**
 * quoth_clock_new_from_node:
 * @node: (nullable): what quoth_clock_to_json() wrote, parsed
 *
 * Returns: (transfer full) (nullable): the clock; %NULL when @node is something else
 */
QuothClock *
quoth_clock_new_from_node (JsonNode *node)
{
  g_autoptr (QuothClock) self = quoth_clock_new ();
  JsonObjectIter iter;
  const char *place;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &place, &value))
    {
      gint64 n = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64
                 ? json_node_get_int (value) : 0;

      if (n <= 0 || n > MAX_EDITS)
        return NULL;
      quoth_clock_raise (self, place, n);
    }
  return g_steal_pointer (&self);
}
