/* quoth-words.c - words of an article, and spans that snap to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-words"

#include "config.h"

#include "quoth-words.h"

#include "quoth-breaks-private.h"
#include "quoth-chars.h"

/* What lies between two boundaries of UAX #29, and what this program makes of it. */
typedef struct
{
  QuothSpan segment;
  QuothSpan word;   /* without ’s, with the last full stop of "U.N." */
  gboolean  is_word;
  gboolean  is_tail; /* the s of "U.N.’s", which comes as four segments */
} Segment;

/* "U.N" with a full stop after it: letters that each stand alone. */
static gboolean
is_initials (QuothText *text,
             QuothSpan  span)
{
  if (span.end - span.start < 3 || (span.end - span.start) % 2 == 0 || span.end - span.start > 15)
    return FALSE;
  for (guint i = span.start; i < span.end; i++)
    {
      gunichar c = quoth_text_get_char (text, i);

      if ((i - span.start) % 2 ? c != '.' : !g_unichar_isalpha (c))
        return FALSE;
    }
  return quoth_text_get_char (text, span.end) == '.';
}

static gboolean
is_possessive (QuothText *text,
               guint      start)
{
  gunichar s = quoth_text_get_char (text, start + 1);

  return quoth_char_is_apostrophe (quoth_text_get_char (text, start)) && (s == 's' || s == 'S');
}

static void
shape_word (QuothText *text,
            Segment   *segment)
{
  QuothSpan word = segment->segment;
  gunichar first = quoth_text_get_char (text, word.start);

  segment->is_tail = word.end - word.start == 1 && (first == 's' || first == 'S')
                     && word.start > 2
                     && quoth_char_is_apostrophe (quoth_text_get_char (text, word.start - 1))
                     && quoth_text_get_char (text, word.start - 2) == '.';
  if (segment->is_tail)
    segment->is_word = FALSE;
  else if (word.end - word.start > 2 && is_possessive (text, word.end - 2))
    word.end -= 2;
  else if (is_initials (text, word))
    word.end++;
  segment->word = word;
}

/* The segment that holds the character at @offset, which must not be the end. */
static void
segment_at (QuothBreaks *breaks,
            guint        offset,
            Segment     *out_segment)
{
  guint end = quoth_breaks_following (breaks, offset);

  out_segment->is_word = quoth_breaks_is_word (breaks);
  out_segment->segment.end = end;
  out_segment->segment.start = quoth_breaks_step_back (breaks);
  shape_word (breaks->text, out_segment);
}

/* The same, but a lone s counts as part of what possesses. */
static void
word_segment_at (QuothBreaks *breaks,
                 guint        offset,
                 Segment     *out_segment)
{
  segment_at (breaks, offset, out_segment);
  if (out_segment->is_tail)
    segment_at (breaks, out_segment->segment.start - 3, out_segment);
}

/**
 * quoth_words_at:
 * @offset: in code points
 * @out_word: (out): the word, without ’s, quotation marks or blanks
 *
 * The word that holds the character at @offset, else the word that ends there.
 *
 * Returns: %FALSE when there is none
 */
gboolean
quoth_words_at (QuothText *text,
                guint      offset,
                QuothSpan *out_word)
{
  g_auto (QuothBreaks) breaks = { 0 };
  guint length;
  Segment segment;

  g_return_val_if_fail (text != NULL && out_word != NULL, FALSE);

  length = quoth_text_get_length (text);
  quoth_breaks_init (&breaks, text, UBRK_WORD);
  if (offset < length)
    {
      word_segment_at (&breaks, offset, &segment);
      if (segment.is_word)
        {
          *out_word = segment.word;
          return TRUE;
        }
    }
  if (offset == 0 || offset > length)
    return FALSE;
  word_segment_at (&breaks, offset - 1, &segment);
  *out_word = segment.word;
  return segment.is_word;
}

/**
 * quoth_words_next:
 * @offset: in code points
 * @out_word: (out): the word
 *
 * Returns: %FALSE when no word starts at @offset or after it
 */
gboolean
quoth_words_next (QuothText *text,
                  guint      offset,
                  QuothSpan *out_word)
{
  g_auto (QuothBreaks) breaks = { 0 };
  guint start, end;

  g_return_val_if_fail (text != NULL && out_word != NULL, FALSE);

  if (offset >= quoth_text_get_length (text))
    return FALSE;
  quoth_breaks_init (&breaks, text, UBRK_WORD);
  start = offset == 0 ? quoth_breaks_first (&breaks) : quoth_breaks_following (&breaks, offset - 1);
  while ((end = quoth_breaks_step (&breaks)) != QUOTH_BREAKS_DONE)
    {
      Segment segment = { .segment = { start, end }, .is_word = quoth_breaks_is_word (&breaks) };

      shape_word (text, &segment);
      if (segment.is_word)
        {
          *out_word = segment.word;
          return TRUE;
        }
      start = end;
    }
  return FALSE;
}

/**
 * quoth_words_previous:
 * @offset: in code points
 * @out_word: (out): the word
 *
 * Returns: %FALSE when no word ends at @offset or before it
 */
gboolean
quoth_words_previous (QuothText *text,
                      guint      offset,
                      QuothSpan *out_word)
{
  g_auto (QuothBreaks) breaks = { 0 };
  guint at;

  g_return_val_if_fail (text != NULL && out_word != NULL, FALSE);

  at = MIN (offset, quoth_text_get_length (text));
  quoth_breaks_init (&breaks, text, UBRK_WORD);
  while (at > 0)
    {
      Segment segment;

      segment_at (&breaks, at - 1, &segment);
      if (segment.is_word && segment.word.end <= offset)
        {
          *out_word = segment.word;
          return TRUE;
        }
      at = segment.segment.start;
    }
  return FALSE;
}

/**
 * quoth_words_trim:
 * @span: in code points
 * @out_span: (out): the same without blanks at its ends
 *
 * Returns: %FALSE when it holds nothing else
 */
gboolean
quoth_words_trim (QuothText *text,
                  QuothSpan  span,
                  QuothSpan *out_span)
{
  guint length;

  g_return_val_if_fail (text != NULL && out_span != NULL, FALSE);

  length = quoth_text_get_length (text);
  span.end = MIN (span.end, length);
  span.start = MIN (span.start, span.end);
  /* A blank that carries a combining mark is a character of its own. */
  while (span.start < span.end
         && quoth_char_is_blank (quoth_text_get_char (text, span.start))
         && !quoth_char_is_combining (quoth_text_get_char (text, span.start + 1)))
    span.start++;
  while (span.start < span.end && quoth_char_is_blank (quoth_text_get_char (text, span.end - 1)))
    span.end--;
  *out_span = span;
  return span.start < span.end;
}

/**
 * quoth_words_snap:
 * @span: in code points; empty for a caret
 * @out_span: (out): where a careful hand would have put it
 *
 * Widens each end to the word it lies in, trims blanks, and leaves a possessive ’s
 * outside. Quotation marks stay only when they were within @span.
 *
 * Returns: %FALSE when there is no word and no other character to take
 */
gboolean
quoth_words_snap (QuothText *text,
                  QuothSpan  span,
                  QuothSpan *out_span)
{
  g_auto (QuothBreaks) breaks = { 0 };
  Segment first, last;

  g_return_val_if_fail (text != NULL && out_span != NULL, FALSE);

  if (span.start >= span.end)
    return quoth_words_at (text, span.start, out_span);
  if (!quoth_words_trim (text, span, &span))
    return FALSE;

  quoth_breaks_init (&breaks, text, UBRK_WORD);
  segment_at (&breaks, span.start, &first);
  segment_at (&breaks, span.end - 1, &last);
  if (last.is_tail)
    span.end = last.segment.start - 1;
  else if (last.is_word)
    span.end = last.word.end;
  else
    span.end = last.segment.end;
  if (span.start < first.word.end || !first.is_word)
    span.start = first.segment.start;
  else
    span.start = first.segment.end;
  if (span.start >= span.end) /* nothing but ’s was selected */
    return quoth_words_at (text, first.segment.start, out_span);
  return quoth_words_trim (text, span, out_span);
}

/**
 * quoth_words_next_grapheme:
 * @offset: in code points
 *
 * Returns: where the character, as readers see it, that holds @offset ends
 */
guint
quoth_words_next_grapheme (QuothText *text,
                           guint      offset)
{
  g_auto (QuothBreaks) breaks = { 0 };

  g_return_val_if_fail (text != NULL, offset);

  if (offset >= quoth_text_get_length (text))
    return quoth_text_get_length (text);
  quoth_breaks_init (&breaks, text, UBRK_CHARACTER);
  return quoth_breaks_following (&breaks, offset);
}

/**
 * quoth_words_previous_grapheme:
 * @offset: in code points
 *
 * Returns: where the character, as readers see it, before @offset starts
 */
guint
quoth_words_previous_grapheme (QuothText *text,
                               guint      offset)
{
  g_auto (QuothBreaks) breaks = { 0 };

  g_return_val_if_fail (text != NULL, offset);

  if (offset == 0)
    return 0;
  quoth_breaks_init (&breaks, text, UBRK_CHARACTER);
  return quoth_breaks_preceding (&breaks, MIN (offset, quoth_text_get_length (text)));
}
