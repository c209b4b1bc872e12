/* quoth-anchor.c - carries spans from one version of a text to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-anchor"

#include "config.h"

#include "quoth-anchor.h"

#include "quoth-chars.h"
#include "quoth-diff.h"

#include <string.h>

/* So many words more than three for one are no replacement, see quoth_anchor_near(). */
#define MAX_SLACK 8

/* A run of letters and digits, or any other single character that is no blank. */
typedef struct
{
  QuothSpan *spans;
  guint     *ids;   /* equal words have equal ids */
  guint      n;
  guint      length; /* of the text */
} Tokens;

struct _QuothAnchor
{
  Tokens  from;
  Tokens  to;
  guint  *match; /* token of `to` that each of `from` became */
  guint  *runs;  /* tokens of one run stand together in both texts */
  guint  *first; /* where in `to` what stands for a token of `from` begins … */
  guint  *last;  /* … and ends; less than that when nothing stands for it; end-exclusive */
};

typedef struct
{
  const char *bytes;
  gsize       n_bytes;
} Slice;

static guint
slice_hash (gconstpointer key)
{
  const Slice *slice = key;
  guint hash = 5381;

  for (gsize i = 0; i < slice->n_bytes; i++)
    hash = hash * 33 + (guchar) slice->bytes[i];
  return hash;
}

static gboolean
slice_equal (gconstpointer a,
             gconstpointer b)
{
  const Slice *x = a, *y = b;

  return x->n_bytes == y->n_bytes && memcmp (x->bytes, y->bytes, x->n_bytes) == 0;
}

/* Marks that an editor straightens or curls stay the same token. */
static Slice
canonical (gunichar    c,
           const char *bytes,
           gsize       n_bytes)
{
  if (c == '"' || (c >= 0x201c && c <= 0x201f))
    return (Slice) { "\"", 1 };
  if (quoth_char_is_apostrophe (c) || (c >= 0x2018 && c <= 0x201b))
    return (Slice) { "'", 1 };
  if (quoth_char_is_dash (c))
    return (Slice) { "-", 1 };
  return (Slice) { bytes, n_bytes };
}

static guint
intern (GHashTable *known,
        Slice       slice)
{
  gpointer id;

  if (!g_hash_table_lookup_extended (known, &slice, NULL, &id))
    {
      id = GUINT_TO_POINTER (g_hash_table_size (known));
      g_hash_table_insert (known, g_memdup2 (&slice, sizeof slice), id);
    }
  return GPOINTER_TO_UINT (id);
}

static void
tokens_init (Tokens     *self,
             QuothText  *text,
             GHashTable *known)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *at = quoth_text_get_utf8 (text);
  guint offset = 0;

  while (*at)
    {
      gunichar c = g_utf8_get_char (at);
      const char *start = at;
      QuothSpan span = { offset, 0 };
      guint id;

      at = g_utf8_next_char (at);
      offset++;
      if (quoth_char_is_blank (c))
        continue;
      if (g_unichar_isalnum (c))
        for (; *at; at = g_utf8_next_char (at), offset++)
          {
            gunichar next = g_utf8_get_char (at);

            if (!g_unichar_isalnum (next) && !quoth_char_is_combining (next))
              break;
          }
      span.end = offset;
      id = intern (known, canonical (c, start, (gsize) (at - start)));
      g_array_append_val (spans, span);
      g_array_append_val (ids, id);
    }
  self->n = spans->len;
  self->length = offset;
  self->spans = (QuothSpan *) g_array_free (g_steal_pointer (&spans), FALSE);
  self->ids = (guint *) g_array_free (g_steal_pointer (&ids), FALSE);
}

static void
tokens_clear (Tokens *self)
{
  g_free (self->spans);
  g_free (self->ids);
}

/* What stands between the neighbours that live on stands for what does not. */
static void
find_neighbours (QuothAnchor *self)
{
  guint at = 0;

  self->first = g_new (guint, self->from.n + 1);
  self->last = g_new (guint, self->from.n + 1);
  for (guint i = 0; i < self->from.n; i++)
    {
      self->first[i] = self->match[i] != QUOTH_DIFF_GONE ? self->match[i] : at;
      at = self->match[i] != QUOTH_DIFF_GONE ? self->match[i] + 1 : at;
    }
  at = self->to.n;
  for (guint i = self->from.n; i > 0; i--)
    {
      self->last[i - 1] = self->match[i - 1] != QUOTH_DIFF_GONE ? self->match[i - 1] + 1 : at;
      at = self->match[i - 1] != QUOTH_DIFF_GONE ? self->match[i - 1] : at;
    }
}

/**
 * quoth_anchor_new:
 * @from: the version that the spans belong to
 * @to: the version that they shall belong to
 *
 * Compares two versions. The work grows as n log n, however much they differ.
 *
 * Returns: (transfer full): what carries spans over
 */
QuothAnchor *
quoth_anchor_new (QuothText *from,
                  QuothText *to)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (slice_hash, slice_equal, g_free, NULL);
  QuothAnchor *self;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  self = g_new0 (QuothAnchor, 1);
  tokens_init (&self->from, from, known);
  tokens_init (&self->to, to, known);
  self->match = quoth_diff_match (self->from.ids, self->from.n, self->to.ids, self->to.n);
  self->runs = g_new (guint, self->from.n + 1);
  for (guint i = 0, run = 0; i < self->from.n; i++)
    {
      if (i == 0 || self->match[i] == QUOTH_DIFF_GONE
          || self->match[i - 1] == QUOTH_DIFF_GONE || self->match[i] != self->match[i - 1] + 1)
        run++;
      self->runs[i] = run;
    }
  find_neighbours (self);
  return self;
}

void
quoth_anchor_free (QuothAnchor *self)
{
  g_return_if_fail (self != NULL);

  tokens_clear (&self->from);
  tokens_clear (&self->to);
  g_free (self->match);
  g_free (self->runs);
  g_free (self->first);
  g_free (self->last);
  g_free (self);
}

/* The first token that ends after @offset. */
static guint
token_after (Tokens *tokens,
             guint   offset)
{
  guint low = 0, high = tokens->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (tokens->spans[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Carries an offset in the blanks before token @next; FALSE when those changed. */
static gboolean
map_blank (QuothAnchor *self,
           guint        offset,
           guint        next,
           guint       *out_offset)
{
  guint before = next > 0 ? self->from.spans[next - 1].end : 0;
  guint after = next < self->from.n ? self->from.spans[next].start : self->from.length;
  guint to_next = next < self->from.n ? self->match[next] : self->to.n;
  guint to_before, to_after;

  if (to_next == QUOTH_DIFF_GONE
      || (next > 0 ? self->match[next - 1] + 1 != to_next : to_next != 0))
    return FALSE;
  to_before = to_next > 0 ? self->to.spans[to_next - 1].end : 0;
  to_after = to_next < self->to.n ? self->to.spans[to_next].start : self->to.length;
  if (after - before != to_after - to_before)
    return FALSE;
  *out_offset = to_before + (offset - before);
  return TRUE;
}

static QuothSpan
map_tokens (QuothAnchor *self,
            QuothSpan    span,
            guint        first,
            guint        last)
{
  QuothSpan head = self->from.spans[first], tail = self->from.spans[last];
  QuothSpan to = {
    self->to.spans[self->match[first]].start,
    self->to.spans[self->match[last]].end
  };
  guint offset;

  if (span.start > head.start)
    to.start += span.start - head.start;
  else if (span.start < head.start && map_blank (self, span.start, first, &offset))
    to.start = offset;
  if (span.end < tail.end)
    to.end -= tail.end - span.end;
  else if (span.end > tail.end && map_blank (self, span.end, last + 1, &offset))
    to.end = offset;
  return to;
}

/**
 * quoth_anchor_map:
 * @span: in code points of the old version
 * @out_span: (out): in code points of the new one
 *
 * A span is carried over when every word and mark in it lives on and nothing came
 * between them. Blanks may have changed, and quotation marks their shape; a blank at
 * an end that changed falls away.
 *
 * Returns: %FALSE when the span did not survive whole
 */
gboolean
quoth_anchor_map (QuothAnchor *self,
                  QuothSpan    span,
                  QuothSpan   *out_span)
{
  guint first, last;

  g_return_val_if_fail (self != NULL && out_span != NULL, FALSE);

  if (span.start > span.end || span.end > self->from.length)
    return FALSE;
  first = token_after (&self->from, span.start);
  if (first == self->from.n || self->from.spans[first].start >= span.end)
    return map_blank (self, span.start, first, &out_span->start)
           && map_blank (self, span.end, first, &out_span->end);
  last = token_after (&self->from, span.end - 1);
  if (last == self->from.n || self->from.spans[last].start >= span.end)
    last--;
  if (self->match[first] == QUOTH_DIFF_GONE || self->runs[first] != self->runs[last])
    return FALSE;
  *out_span = map_tokens (self, span, first, last);
  return TRUE;
}

/**
 * quoth_anchor_near:
 * @span: in code points of the old version, not empty
 * @out_span: (out): in code points of the new one; empty only when that is empty
 *
 * Where a span that did not survive may belong: from its first word that lives on, or what
 * replaced it, to its last. What was replaced by far more is met only by its beginning.
 *
 * Returns: %FALSE when nothing stands in its place; then @out_span is the word that follows
 */
gboolean
quoth_anchor_near (QuothAnchor *self,
                   QuothSpan    span,
                   QuothSpan   *out_span)
{
  guint first, last, start, end;

  g_return_val_if_fail (self != NULL && out_span != NULL, FALSE);
  g_return_val_if_fail (span.start < span.end, FALSE);

  *out_span = (QuothSpan) { 0, MIN (1, self->to.length) };
  if (self->to.n == 0 || self->from.n == 0)
    return FALSE;
  first = MIN (token_after (&self->from, span.start), self->from.n - 1);
  last = MIN (token_after (&self->from, span.end - 1), self->from.n - 1);
  if (last > first && self->from.spans[last].start >= span.end)
    last--;
  start = self->first[first];
  end = MIN (self->last[last], start + 3 * (last - first + 1) + MAX_SLACK);
  if (start >= end)
    {
      *out_span = self->to.spans[MIN (start, self->to.n - 1)];
      return FALSE;
    }
  out_span->start = self->to.spans[start].start;
  out_span->end = self->to.spans[end - 1].end;
  return TRUE;
}

static void
append_new (QuothAnchor *self,
            GArray      *spans,
            guint        from,
            guint        to)
{
  QuothSpan span;

  if (from >= to)
    return;
  span = (QuothSpan) { self->to.spans[from].start, self->to.spans[to - 1].end };
  g_array_append_val (spans, span);
}

/* Documented in the header. */
GArray *
quoth_anchor_list_new (QuothAnchor *self)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint at = 0;

  g_return_val_if_fail (self != NULL, spans);

  for (guint i = 0; i < self->from.n; i++)
    if (self->match[i] != QUOTH_DIFF_GONE)
      {
        append_new (self, spans, at, self->match[i]);
        at = self->match[i] + 1;
      }
  append_new (self, spans, at, self->to.n);
  return spans;
}
