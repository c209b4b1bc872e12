/* fuzz-text.c - bytes of any encoding, and all that is found in a text
 *
 * The first line of an input is an encoding (empty: none is named), the rest are bytes.
 * What is decoded is valid; words, sentences, quotations and zones lie within the text;
 * a text goes over into another one without leaving it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-anchor.h"
#include "quoth-encoding.h"
#include "quoth-fold.h"
#include "quoth-quotes.h"
#include "quoth-words.h"
#include "quoth-zones.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
check_span (QuothText *text,
            QuothSpan  span)
{
  g_assert_cmpuint (span.start, <=, span.end);
  g_assert_cmpuint (span.end, <=, quoth_text_get_length (text));
}

/* Words step forward, so that whoever follows them comes to the end. */
static void
check_words (QuothText *text)
{
  guint offset = 0;
  QuothSpan word;
  QuothSpan snapped;

  while (quoth_words_next (text, offset, &word))
    {
      check_span (text, word);
      g_assert_cmpuint (word.end, >, offset);
      if (quoth_words_snap (text, (QuothSpan) { offset, word.end }, &snapped))
        check_span (text, snapped);
      offset = word.end;
    }
  for (offset = 0; offset < quoth_text_get_length (text);)
    {
      guint next = quoth_words_next_grapheme (text, offset);

      g_assert_cmpuint (next, >, offset);
      g_assert_cmpuint (quoth_words_previous_grapheme (text, next), <, next);
      offset = next;
    }
}

static void
check_sentences (QuothText *text)
{
  g_autoptr (GArray) sentences = quoth_sentences_find (text);
  guint before = 0;

  for (guint i = 0; i < sentences->len; i++)
    {
      QuothSpan span = g_array_index (sentences, QuothSpan, i);

      check_span (text, span);
      g_assert_cmpuint (span.start, >=, before);
      g_assert_cmpuint (span.end, >, span.start);
      before = span.end;
    }
}

static void
check_quotes (QuothText *text)
{
  g_autoptr (QuothQuotes) quotes = quoth_quotes_new (text);
  QuothSpan all = { 0, quoth_text_get_length (text) };

  for (guint i = 0; i < quoth_quotes_get_n (quotes); i++)
    {
      const QuothQuote *quote = quoth_quotes_get (quotes, i);

      check_span (text, quote->outer);
      check_span (text, quote->inner);
      g_assert_cmpuint (quote->outer.start, <=, quote->inner.start);
      g_assert_cmpuint (quote->outer.end, >=, quote->inner.end);
    }
  if (all.end > 0)
    {
      double share = quoth_quotes_share (quotes, &all, 1);

      g_assert_true (share >= 0 && share <= 1);
    }
}

static void
check_zones (QuothText *text)
{
  g_autoptr (GArray) zones = quoth_zones_find (text);

  for (guint i = 0; i < zones->len; i++)
    check_span (text, g_array_index (zones, QuothZone, i).span);
}

static void
check_fold (QuothText *text)
{
  g_autoptr (QuothFold) fold = quoth_fold_new (text);
  g_autofree char *query = quoth_text_slice (text, 0, MIN (8, quoth_text_get_length (text)));
  g_autoptr (GArray) found = quoth_fold_find_all (fold, query, FALSE, 100);

  for (guint i = 0; i < found->len; i++)
    check_span (text, g_array_index (found, QuothSpan, i));
}

static void
check_anchor (QuothText *text)
{
  guint length = quoth_text_get_length (text);
  g_autofree char *tail = quoth_text_slice (text, length / 3, length);
  g_autoptr (QuothText) other = quoth_text_new (tail, -1, NULL);
  g_autoptr (QuothAnchor) anchor = quoth_anchor_new (text, other);
  QuothSpan span;

  for (guint i = 0; i + 5 < length; i += 1 + length / 16)
    if (quoth_anchor_map (anchor, (QuothSpan) { i, i + 5 }, &span))
      check_span (other, span);
}

static void
check_offsets (QuothText *text)
{
  guint offset;

  for (guint i = 0; i <= quoth_text_get_length (text); i++)
    {
      g_assert_cmpuint (quoth_text_from_bytes (text, quoth_text_to_bytes (text, i)), ==, i);
      g_assert_true (quoth_text_from_utf16 (text, quoth_text_to_utf16 (text, i), &offset));
      g_assert_cmpuint (offset, ==, i);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *begin = (const char *) data;
  const char *newline = size > 0 ? memchr (begin, '\n', size) : NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *found = NULL;
  g_autofree char *utf8 = NULL;
  g_autoptr (QuothText) text = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  if (newline == NULL)
    return 0;
  encoding = newline > begin ? g_strndup (begin, (gsize) MIN (newline - begin, 40)) : NULL;
  utf8 = quoth_encoding_to_utf8 (newline + 1, size - (gsize) (newline + 1 - begin), encoding,
                                 &found, &n_bytes, &error);
  if ((utf8 == NULL) != (error != NULL))
    abort ();
  if (utf8 == NULL)
    return 0;
  text = quoth_text_new (utf8, (gssize) n_bytes, &error);
  if (text == NULL)
    return 0;
  check_offsets (text);
  check_words (text);
  check_sentences (text);
  check_quotes (text);
  check_zones (text);
  check_fold (text);
  check_anchor (text);
  return 0;
}
