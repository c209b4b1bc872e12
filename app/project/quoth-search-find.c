/* quoth-search-find.c - where a text holds what a query asks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-search-query-private.h"

#include <string.h>

/* A run of words in the text, in code points. */
typedef struct
{
  guint start;
  guint end;
} Run;

/* What a character of the text becomes in the index. Marks, and what folding leaves
 * out (a soft hyphen, a mark of direction), do not end a word; a sign such as "™"
 * becomes letters. @last: whether its last letter counts or its first. */
typedef enum
{
  BECOMES_NOTHING,
  BECOMES_GAP,
  BECOMES_WORD
} Becomes;

static Becomes
becomes (gunichar c,
         gboolean last)
{
  char utf8[7];
  g_autofree char *folded = NULL;
  const char *p;

  if (c < 0x80)
    return g_ascii_isalnum ((char) c) ? BECOMES_WORD : BECOMES_GAP;
  if (g_unichar_ismark (c))
    return BECOMES_NOTHING;
  if (g_unichar_isalpha (c))
    return BECOMES_WORD;
  utf8[g_unichar_to_utf8 (c, utf8)] = '\0';
  folded = quoth_fold_string (utf8);
  if (*folded == '\0')
    return BECOMES_NOTHING;
  p = last ? g_utf8_prev_char (folded + strlen (folded)) : folded;
  return quoth_query_is_word_char (g_utf8_get_char (p)) ? BECOMES_WORD : BECOMES_GAP;
}

static gboolean
continues_word (QuothText *text,
                guint      offset)
{
  Becomes before = BECOMES_NOTHING;

  while (offset > 0 && before == BECOMES_NOTHING)
    before = becomes (quoth_text_get_char (text, --offset), TRUE);
  return before == BECOMES_WORD;
}

static gboolean
goes_on (QuothText *text,
         guint      offset,
         guint      length)
{
  Becomes after = BECOMES_NOTHING;

  while (offset < length && after == BECOMES_NOTHING)
    after = becomes (quoth_text_get_char (text, offset++), FALSE);
  return after == BECOMES_WORD;
}

/* A letter that folds to several ("æ") does not begin with the second of them. */
static gboolean
begins_with (QuothText  *text,
             QuothSpan   span,
             const char *word)
{
  g_autofree char *slice = NULL;
  g_autofree char *folded = NULL;

  if (quoth_text_get_char (text, span.start) < 0x80)
    return TRUE;
  slice = quoth_text_slice (text, span.start, span.end);
  folded = quoth_fold_string (slice);
  return g_str_has_prefix (folded, word);
}

/* Occurrences of one folded word as a word of its own, or as the start of one. */
static GArray *
find_word (QuothFold  *fold,
           QuothText  *text,
           const char *word,
           gboolean    prefix)
{
  g_autoptr (GArray) all = quoth_fold_find_all (fold, word, !prefix, 0);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Run));
  guint length = quoth_text_get_length (text);

  for (guint i = 0; i < all->len; i++)
    {
      QuothSpan span = g_array_index (all, QuothSpan, i);
      Run run = { span.start, span.end };

      if (continues_word (text, run.start) || !begins_with (text, span, word))
        continue;
      while (run.end < length && g_unichar_ismark (quoth_text_get_char (text, run.end)))
        run.end++;
      if (prefix || !goes_on (text, run.end, length))
        g_array_append_val (found, run);
    }
  return found;
}

static guint
skip_between_words (QuothText *text,
                    guint      offset)
{
  guint length = quoth_text_get_length (text);
  const char *p = quoth_text_get_utf8 (text) + quoth_text_to_bytes (text, offset);

  for (; offset < length && becomes (g_utf8_get_char (p), FALSE) != BECOMES_WORD;
       p = g_utf8_next_char (p))
    offset++;
  return offset;
}

/* Keeps the runs that go on with one of @next, both sorted, in one pass. */
static void
join_runs (QuothText *text,
           GArray    *runs,
           GArray    *next)
{
  guint n_kept = 0;
  guint j = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      Run run = g_array_index (runs, Run, i);
      guint start = skip_between_words (text, run.end);

      while (j < next->len && g_array_index (next, Run, j).start < start)
        j++;
      if (j == next->len)
        break;
      if (g_array_index (next, Run, j).start != start)
        continue;
      run.end = g_array_index (next, Run, j).end;
      g_array_index (runs, Run, n_kept++) = run;
    }
  g_array_set_size (runs, n_kept);
}

/* @out_runs: (element-type Run): every place where @term stands, in order. */
static GArray *
find_term (QuothFold      *fold,
           QuothText      *text,
           QuothQueryTerm *term)
{
  GArray *runs;

  if (term->literal)
    return quoth_fold_find_all (fold, term->words->pdata[0], FALSE, 0);
  runs = find_word (fold, text, term->words->pdata[0], term->prefix && term->words->len == 1);
  for (guint i = 1; i < term->words->len && runs->len > 0; i++)
    {
      gboolean last = i + 1 == term->words->len;
      g_autoptr (GArray) next = find_word (fold, text, term->words->pdata[i],
                                           last && term->prefix);

      join_runs (text, runs, next);
    }
  return runs;
}

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end == right->end ? 0 : (left->end > right->end ? -1 : 1);
}

/* Copies up to @limit runs that do not overlap the one before. */
static GArray *
to_spans (GArray *runs,
          guint   limit)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint end = 0;

  for (guint i = 0; i < runs->len && spans->len < limit; i++)
    {
      Run run = g_array_index (runs, Run, i);
      QuothSpan span = { run.start, run.end };

      if (run.start < end)
        continue;
      end = run.end;
      g_array_append_val (spans, span);
    }
  return spans;
}

/**
 * quoth_query_find:
 * @self: a query
 * @text: the text of an article
 * @limit: how many spans at most
 *
 * Finds what is asked for. Where all terms follow each other, these places are the
 * answer; else every place of every term is.
 *
 * Returns: (transfer full) (element-type QuothSpan): spans in order, without
 *   overlaps; empty when a term is nowhere
 */
GArray *
quoth_query_find (QuothQuery *self,
                  QuothText  *text,
                  guint       limit)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (QuothFold) fold = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);
  G_STATIC_ASSERT (sizeof (Run) == sizeof (QuothSpan));

  if (self->terms->len == 0)
    return to_spans (all, 0);
  fold = quoth_fold_new (text);
  if (self->whole != NULL)
    {
      g_autoptr (GArray) runs = find_term (fold, text, self->whole);

      if (runs->len > 0)
        return to_spans (runs, limit);
    }
  for (guint i = 0; i < self->terms->len; i++)
    {
      g_autoptr (GArray) runs = find_term (fold, text, self->terms->pdata[i]);

      if (runs->len == 0)
        return to_spans (runs, 0);
      g_array_append_vals (all, runs->data, runs->len);
    }
  g_array_sort (all, compare_runs);
  return to_spans (all, limit);
}
