/* quoth-span-index.c - finds the annotations at an offset or in a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-span-index"

#include "config.h"

#include "quoth-span-index.h"

#include <string.h>

/* Entries per block; a power of two. Seven levels cover every guint. */
#define FANOUT_BITS 5
#define FANOUT (1u << FANOUT_BITS)
#define MAX_LEVELS 7

struct _QuothSpanIndex
{
  GArray *entries;            /* of QuothIndexEntry, sorted */
  GArray *levels[MAX_LEVELS]; /* of guint: [k][i] is the greatest end of block i of
                                 FANOUT^(k+1) entries */
  guint   n_levels;
  guint   clean;              /* block ends of the entries before this one are right */
};

static inline const QuothIndexEntry *
entry_at (QuothSpanIndex *self,
          guint           position)
{
  return &g_array_index (self->entries, QuothIndexEntry, position);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const QuothIndexEntry *left = a;
  const QuothIndexEntry *right = b;
  int result;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  if (left->end != right->end)
    return left->end > right->end ? -1 : 1;
  result = strcmp (left->annotation->id, right->annotation->id);
  return result != 0 ? result : (left->part > right->part) - (left->part < right->part);
}

static void
entry_clear (gpointer data)
{
  quoth_annotation_unref (((QuothIndexEntry *) data)->annotation);
}

/**
 * quoth_span_index_new:
 *
 * Returns: (transfer full): an empty index
 */
QuothSpanIndex *
quoth_span_index_new (void)
{
  QuothSpanIndex *self = g_new0 (QuothSpanIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  for (guint i = 0; i < MAX_LEVELS; i++)
    self->levels[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * quoth_span_index_free:
 * @self: (transfer full): an index
 */
void
quoth_span_index_free (QuothSpanIndex *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->entries);
  for (guint i = 0; i < MAX_LEVELS; i++)
    g_array_unref (self->levels[i]);
  g_free (self);
}

static guint
block_end (QuothSpanIndex *self,
           guint           level,
           guint           block)
{
  guint n = level == 0 ? self->entries->len : self->levels[level - 1]->len;
  guint last = MIN (n, (block + 1) << FANOUT_BITS);
  guint end = 0;

  for (guint i = block << FANOUT_BITS; i < last; i++)
    end = MAX (end, level == 0 ? entry_at (self, i)->end
                               : g_array_index (self->levels[level - 1], guint, i));
  return end;
}

/* Brings the block ends up to date, from the first entry that moved. */
static void
refresh (QuothSpanIndex *self)
{
  guint n = self->entries->len;
  guint first = self->clean;

  if (self->clean == G_MAXUINT)
    return;
  self->n_levels = 0;
  while (n > FANOUT && self->n_levels < MAX_LEVELS)
    {
      GArray *level = self->levels[self->n_levels];

      n = ((n - 1) >> FANOUT_BITS) + 1;
      first >>= FANOUT_BITS;
      first = MIN (first, level->len);
      g_array_set_size (level, n);
      for (guint i = first; i < n; i++)
        g_array_index (level, guint, i) = block_end (self, self->n_levels, i);
      self->n_levels++;
    }
  for (guint i = self->n_levels; i < MAX_LEVELS; i++)
    g_array_set_size (self->levels[i], 0);
  self->clean = G_MAXUINT;
}

static QuothIndexEntry
entry_of (QuothAnnotation *annotation,
          guint            part)
{
  QuothIndexEntry entry = { annotation->parts[part].start, annotation->parts[part].end, part,
                            annotation };

  return entry;
}

/**
 * quoth_span_index_add_all:
 * @self: an index
 * @annotations: (element-type QuothAnnotation): what to add
 *
 * Adds many at once, which costs one sort.
 */
void
quoth_span_index_add_all (QuothSpanIndex *self,
                          GPtrArray      *annotations)
{
  gboolean sorted = TRUE;

  g_return_if_fail (self != NULL && annotations != NULL);

  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      for (guint part = 0; part < annotation->n_parts; part++)
        {
          QuothIndexEntry entry = entry_of (annotation, part);

          quoth_annotation_ref (annotation);
          sorted = sorted && (self->entries->len == 0
                              || compare_entries (entry_at (self, self->entries->len - 1),
                                                  &entry) <= 0);
          g_array_append_val (self->entries, entry);
        }
    }
  if (!sorted)
    g_array_sort (self->entries, compare_entries);
  self->clean = 0;
}

/* The position of @entry, or where it would be inserted. */
static guint
find_place (QuothSpanIndex        *self,
            const QuothIndexEntry *entry)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_entries (entry_at (self, middle), entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * quoth_span_index_add:
 * @self: an index
 * @annotation: an annotation, of which the index takes a reference
 */
void
quoth_span_index_add (QuothSpanIndex  *self,
                      QuothAnnotation *annotation)
{
  g_return_if_fail (self != NULL && annotation != NULL);

  for (guint part = 0; part < annotation->n_parts; part++)
    {
      QuothIndexEntry entry = entry_of (annotation, part);
      guint place = find_place (self, &entry);

      quoth_annotation_ref (annotation);
      g_array_insert_val (self->entries, place, entry);
      self->clean = MIN (self->clean, place);
    }
}

/**
 * quoth_span_index_remove:
 * @self: an index
 * @annotation: an annotation with the id and parts of one that was added
 *
 * Returns: whether it was there
 */
gboolean
quoth_span_index_remove (QuothSpanIndex  *self,
                         QuothAnnotation *annotation)
{
  gboolean removed = FALSE;

  g_return_val_if_fail (self != NULL && annotation != NULL, FALSE);

  for (guint part = 0; part < annotation->n_parts; part++)
    {
      QuothIndexEntry entry = entry_of (annotation, part);
      guint place = find_place (self, &entry);

      if (place >= self->entries->len || compare_entries (entry_at (self, place), &entry) != 0)
        continue;
      g_array_remove_index (self->entries, place);
      self->clean = MIN (self->clean, place);
      removed = TRUE;
    }
  return removed;
}

/**
 * quoth_span_index_get_n:
 * @self: an index
 *
 * Returns: how many parts it holds
 */
guint
quoth_span_index_get_n (QuothSpanIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * quoth_span_index_get:
 * @self: an index
 * @position: below quoth_span_index_get_n()
 *
 * Returns: (transfer none): the entry, valid until the index changes
 */
const QuothIndexEntry *
quoth_span_index_get (QuothSpanIndex *self,
                      guint           position)
{
  g_return_val_if_fail (self != NULL && position < self->entries->len, NULL);

  return entry_at (self, position);
}

/**
 * quoth_span_index_lower_bound:
 * @self: an index
 * @start: an offset in code points
 *
 * Returns: the position of the first entry that starts at @start or later
 */
guint
quoth_span_index_lower_bound (QuothSpanIndex *self,
                              guint           start)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (self != NULL, 0);

  high = self->entries->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (entry_at (self, middle)->start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many entries from @position on end at @start or before, by the greatest
 * block that begins there. */
static guint
skip_length (QuothSpanIndex *self,
             guint           position,
             guint           start)
{
  for (guint level = self->n_levels; level > 0; level--)
    {
      guint bits = FANOUT_BITS * level;

      if ((position & ((1u << bits) - 1)) == 0
          && g_array_index (self->levels[level - 1], guint, position >> bits) <= start)
        return 1u << bits;
    }
  return 0;
}

/**
 * quoth_span_index_overlap:
 * @self: an index
 * @start: an offset in code points
 * @end: another, exclusive
 * @out_entries: (element-type QuothIndexEntry): is emptied, then filled in the
 *   order of the index; the annotations in it are borrowed
 *
 * Finds all parts that share a character with [@start, @end). When both are the
 * same, the parts that have characters on both sides of it.
 */
void
quoth_span_index_overlap (QuothSpanIndex *self,
                          guint           start,
                          guint           end,
                          GArray         *out_entries)
{
  guint position = 0;
  guint last;

  g_return_if_fail (self != NULL && out_entries != NULL);

  g_array_set_size (out_entries, 0);
  refresh (self);
  last = quoth_span_index_lower_bound (self, end);
  while (position < last)
    {
      guint skip = position % FANOUT == 0 ? skip_length (self, position, start) : 0;

      if (skip > 0)
        {
          position = last - position > skip ? position + skip : last;
          continue;
        }
      if (entry_at (self, position)->end > start)
        g_array_append_vals (out_entries, entry_at (self, position), 1);
      position++;
    }
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const QuothIndexEntry *left = a;
  const QuothIndexEntry *right = b;
  guint left_size = quoth_annotation_get_n_chars (left->annotation);
  guint right_size = quoth_annotation_get_n_chars (right->annotation);

  if (left_size != right_size)
    return left_size < right_size ? -1 : 1;
  if (left->start != right->start)
    return left->start > right->start ? -1 : 1;
  return strcmp (left->annotation->id, right->annotation->id);
}

/**
 * quoth_span_index_at:
 * @self: an index
 * @offset: in code points
 * @out_entries: (element-type QuothIndexEntry): is emptied, then filled with the
 *   parts that hold the character at @offset, those of the smallest annotation
 *   first; the annotations in it are borrowed
 */
void
quoth_span_index_at (QuothSpanIndex *self,
                     guint           offset,
                     GArray         *out_entries)
{
  g_return_if_fail (self != NULL && out_entries != NULL);

  quoth_span_index_overlap (self, offset, offset == G_MAXUINT ? offset : offset + 1, out_entries);
  g_array_sort (out_entries, compare_sizes);
}
