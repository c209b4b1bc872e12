/* quoth-quotes.c - the quotation marks of an article, paired
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-quotes"

#include "config.h"

#include "quoth-quotes-private.h"

#define NO_PARENT G_MAXUINT

struct _QuothQuotes
{
  QuothText *text;
  GArray    *entries; /* of QuothQuote, by start; a child follows its parent */
  guint     *parents; /* index of the pair around each entry, or NO_PARENT */
};

static void
set_depths (QuothQuotes *self)
{
  guint parent = NO_PARENT;

  self->parents = g_new (guint, self->entries->len);
  for (guint i = 0; i < self->entries->len; i++)
    {
      QuothQuote *entry = &g_array_index (self->entries, QuothQuote, i);

      while (parent != NO_PARENT
             && g_array_index (self->entries, QuothQuote, parent).outer.end <= entry->outer.start)
        parent = self->parents[parent];
      self->parents[i] = parent;
      entry->depth = parent == NO_PARENT
                       ? 0 : g_array_index (self->entries, QuothQuote, parent).depth + 1;
      parent = i;
    }
}

/**
 * quoth_quotes_new:
 *
 * Pairs the marks of a text, in one pass.
 *
 * Returns: (transfer full): the pairs
 */
QuothQuotes *
quoth_quotes_new (QuothText *text)
{
  QuothQuotes *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (QuothQuotes, 1);
  self->text = quoth_text_ref (text);
  self->entries = quoth_quotes_scan (text);
  set_depths (self);
  return self;
}

void
quoth_quotes_free (QuothQuotes *self)
{
  g_return_if_fail (self != NULL);

  quoth_text_unref (self->text);
  g_array_unref (self->entries);
  g_free (self->parents);
  g_free (self);
}

guint
quoth_quotes_get_n (QuothQuotes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/**
 * quoth_quotes_get:
 *
 * Returns: (transfer none) (nullable): the pair at @index, in order of their starts
 */
const QuothQuote *
quoth_quotes_get (QuothQuotes *self,
                  guint        index)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (index >= self->entries->len)
    return NULL;
  return &g_array_index (self->entries, QuothQuote, index);
}

/* How many pairs start before @offset. */
static guint
count_before (QuothQuotes *self,
              guint        offset)
{
  guint low = 0, high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->entries, QuothQuote, middle).outer.start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * quoth_quotes_at:
 * @offset: in code points
 *
 * Returns: (transfer none) (nullable): the innermost pair around the character at
 *   @offset, its marks included
 */
const QuothQuote *
quoth_quotes_at (QuothQuotes *self,
                 guint        offset)
{
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  n = offset == G_MAXUINT ? self->entries->len : count_before (self, offset + 1);
  for (guint i = n > 0 ? n - 1 : NO_PARENT; i != NO_PARENT; i = self->parents[i])
    if (offset < g_array_index (self->entries, QuothQuote, i).outer.end)
      return quoth_quotes_get (self, i);
  return NULL;
}

/**
 * quoth_quotes_next:
 * @offset: in code points
 *
 * Returns: (transfer none) (nullable): the first pair that starts at @offset or
 *   after it
 */
const QuothQuote *
quoth_quotes_next (QuothQuotes *self,
                   guint        offset)
{
  g_return_val_if_fail (self != NULL, NULL);

  return quoth_quotes_get (self, count_before (self, offset));
}

/* The end of the outermost pair around @offset, else 0. */
static guint
quoted_until (QuothQuotes *self,
              guint        offset)
{
  guint n = count_before (self, offset + 1);
  guint end = 0;

  for (guint i = n > 0 ? n - 1 : NO_PARENT; i != NO_PARENT; i = self->parents[i])
    end = g_array_index (self->entries, QuothQuote, i).outer.end;
  return end > offset ? end : 0;
}

/**
 * quoth_quotes_share:
 * @parts: (array length=n_parts): spans in code points
 *
 * Returns: the share of the parts' letters and digits that stands within quotation
 *   marks, from 0 to 1; 0 when there are none
 */
double
quoth_quotes_share (QuothQuotes     *self,
                    const QuothSpan *parts,
                    guint            n_parts)
{
  guint n_letters = 0, n_quoted = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (parts != NULL || n_parts == 0, 0);

  for (guint i = 0; i < n_parts; i++)
    {
      gsize n_bytes;
      const char *at = quoth_text_peek_slice (self->text, parts[i].start, parts[i].end, &n_bytes);
      const char *end = at + n_bytes;
      guint offset = parts[i].start, quoted = 0;
      guint checked = 0;

      for (; at < end; at = g_utf8_next_char (at), offset++)
        {
          if (offset >= checked)
            {
              const QuothQuote *next = quoth_quotes_next (self, offset + 1);

              quoted = quoted_until (self, offset);
              checked = quoted > 0 ? quoted : next != NULL ? next->outer.start : G_MAXUINT;
            }
          if (!g_unichar_isalnum (g_utf8_get_char (at)))
            continue;
          n_letters++;
          n_quoted += quoted > 0;
        }
    }
  return n_letters > 0 ? (double) n_quoted / n_letters : 0;
}
