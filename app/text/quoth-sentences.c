/* quoth-sentences.c - sentences and paragraphs of an article
 *
 * Unicode's rules tell where a sentence may end; this file takes back the ends that news
 * texts do not mean: after a title or an initial, and before a small letter
 * ("“Why?” he asked").
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-sentences"

#include "config.h"

#include "quoth-words.h"

#include "quoth-breaks-private.h"
#include "quoth-chars.h"
#include "quoth-sentence-ends-private.h"

#include <string.h>

/* Sorted. Abbreviations that a capital letter commonly follows. */
static const char *const abbreviations[] = {
  "Adm", "Bros", "Brig", "Capt", "Col", "Cpl", "Dr", "Dra", "Fr", "Gen", "Gov", "Hon", "Jr",
  "Lt", "Maj", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "No", "Pres", "Prof", "Rep",
  "Rev", "Sen", "Sgt", "Sr", "Sra", "St", "Ste", "Supt", "bzw", "ca", "ff", "lic", "vs"
};

static int
compare_strings (gconstpointer key,
                 gconstpointer item)
{
  return strcmp (key, *(const char *const *) item);
}

/* The word of letters just before @offset, with its length; "" when too long to matter. */
static guint
letters_before (QuothText *text,
                guint      offset,
                char       out_word[16])
{
  char reversed[8];
  guint n = 0;

  while (n < offset && n < sizeof reversed)
    {
      gunichar c = quoth_text_get_char (text, offset - n - 1);

      if (!g_unichar_isalpha (c))
        break;
      reversed[n++] = c < 0x80 ? (char) c : '?';
    }
  for (guint i = 0; i < n; i++)
    out_word[i] = reversed[n - 1 - i];
  out_word[n] = '\0';
  return n;
}

/* Whether the full stop at @stop belongs to a title or an initial. */
static gboolean
is_abbreviation (QuothText *text,
                 guint      stop)
{
  char word[16];
  guint n = letters_before (text, stop, word);

  if (n == 1)
    return g_unichar_isupper (quoth_text_get_char (text, stop - 1));
  return n > 0 && n < 6
         && bsearch (word, abbreviations, G_N_ELEMENTS (abbreviations), sizeof (char *),
                     compare_strings) != NULL;
}

/* Whether a sentence really ends where the rules propose, within a paragraph. */
static gboolean
is_sentence_end (QuothText *text,
                 guint      boundary)
{
  guint length = quoth_text_get_length (text);
  guint at = boundary;
  gunichar c;

  if (boundary == 0 || boundary >= length)
    return TRUE;
  c = quoth_text_get_char (text, boundary - 1);
  if (quoth_char_is_paragraph_end (c) || c == 0x2028)
    return TRUE;
  /* Bounded, for hostile texts repeat what is skipped here without end. */
  while (at < length && at < boundary + 8
         && (quoth_char_is_mark (c = quoth_text_get_char (text, at)) || c == '('))
    at++;
  if (g_unichar_islower (quoth_text_get_char (text, at)))
    return FALSE;
  at = boundary;
  while (at > 0 && boundary - at < 64 && quoth_char_is_blank (quoth_text_get_char (text, at - 1)))
    at--;
  return !(at > 1 && quoth_text_get_char (text, at - 1) == '.' && is_abbreviation (text, at - 1));
}

static QuothSpan
trimmed (QuothText *text,
         guint      start,
         guint      end)
{
  QuothSpan span = { start, end };

  if (!quoth_words_trim (text, span, &span))
    span = (QuothSpan) { start, start };
  return span;
}

/**
 * quoth_sentence_at:
 * @offset: in code points
 *
 * Returns: the sentence that holds @offset, without blanks at its ends; empty in
 *   an empty paragraph
 */
QuothSpan
quoth_sentence_at (QuothText *text,
                   guint      offset)
{
  g_auto (QuothBreaks) breaks = { 0 };
  QuothSpan paragraph;
  guint start, end;

  g_return_val_if_fail (text != NULL, ((QuothSpan) { 0, 0 }));

  offset = MIN (offset, quoth_text_get_length (text));
  paragraph = quoth_paragraph_at (text, offset);
  if (paragraph.start == paragraph.end)
    return paragraph;
  offset = CLAMP (offset, paragraph.start, paragraph.end - 1);
  quoth_breaks_init (&breaks, text, UBRK_SENTENCE);
  start = quoth_breaks_preceding (&breaks, offset + 1);
  while (start != QUOTH_BREAKS_DONE && start > paragraph.start && !is_sentence_end (text, start))
    start = quoth_breaks_step_back (&breaks);
  end = quoth_breaks_following (&breaks, offset);
  while (end != QUOTH_BREAKS_DONE && end < paragraph.end && !is_sentence_end (text, end))
    end = quoth_breaks_step (&breaks);
  return trimmed (text, start == QUOTH_BREAKS_DONE ? paragraph.start : MAX (start, paragraph.start),
                  MIN (end, paragraph.end));
}

/**
 * quoth_sentences_find:
 *
 * Returns: (transfer full): every sentence as a #QuothSpan in order, without
 *   blanks at their ends; none is empty
 */
GArray *
quoth_sentences_find (QuothText *text)
{
  const char *utf8;
  GArray *sentences;
  gsize n_bytes, byte = 0;
  guint start = 0;

  g_return_val_if_fail (text != NULL, NULL);

  sentences = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  utf8 = quoth_text_get_utf8 (text);
  n_bytes = quoth_text_get_n_bytes (text);
  while (byte < n_bytes)
    {
      QuothSpan span;
      guint end;

      byte = quoth_sentence_ends_next (utf8, n_bytes, byte);
      end = quoth_text_from_bytes (text, byte);
      if (!is_sentence_end (text, end))
        continue;
      span = trimmed (text, start, end);
      if (span.start < span.end)
        g_array_append_val (sentences, span);
      start = end;
    }
  return sentences;
}

/* Whether the character that starts at byte @at ends a paragraph. */
static gboolean
ends_paragraph (const char *utf8,
                gsize       at)
{
  guchar lead = (guchar) utf8[at];

  if (lead == '\n' || lead == '\r')
    return TRUE;
  if (lead != 0xc2 && lead != 0xe2)
    return FALSE;
  return quoth_char_is_paragraph_end (g_utf8_get_char (utf8 + at));
}

/**
 * quoth_paragraph_at:
 * @offset: in code points
 *
 * A paragraph ends with LF, CR, CR LF, U+0085 or U+2029; the mark that ends it
 * counts as its own when asked for, but is not part of what is returned.
 *
 * Returns: the paragraph that holds @offset, without its line end
 */
QuothSpan
quoth_paragraph_at (QuothText *text,
                    guint      offset)
{
  const char *utf8;
  gsize n_bytes, start, end;

  g_return_val_if_fail (text != NULL, ((QuothSpan) { 0, 0 }));

  utf8 = quoth_text_get_utf8 (text);
  n_bytes = quoth_text_get_n_bytes (text);
  start = end = quoth_text_to_bytes (text, offset);
  if (start > 0 && start < n_bytes && utf8[start] == '\n' && utf8[start - 1] == '\r')
    start = end = start - 1;
  while (end < n_bytes && !ends_paragraph (utf8, end))
    end++;
  while (start > 0)
    {
      gsize before = start - 1;

      while ((utf8[before] & 0xc0) == 0x80)
        before--;
      if (ends_paragraph (utf8, before))
        break;
      start = before;
    }
  return (QuothSpan) { quoth_text_from_bytes (text, start), quoth_text_from_bytes (text, end) };
}
