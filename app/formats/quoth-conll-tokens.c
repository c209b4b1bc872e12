/* quoth-conll-tokens.c - cuts a text into tokens for column formats
 *
 * Words, single marks, and nothing that a reader could cut again: readers split lines
 * at every blank of Unicode. An annotation's edge always ends a token, so that no span
 * is lost because it begins inside a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conll"

#include "config.h"

#include "quoth-chars.h"
#include "quoth-format-conll-private.h"

#include <string.h>

typedef enum
{
  CLASS_BLANK,
  CLASS_WORD,   /* letters and digits */
  CLASS_EXTEND, /* belongs to what stands before it */
  CLASS_MARK
} Class;

static Class
classify (gunichar c)
{
  if (quoth_char_is_blank (c) || (c >= 0x1c && c <= 0x1f))
    return CLASS_BLANK;
  if (g_unichar_isalnum (c) || c == '_')
    return CLASS_WORD;
  /* Joiners, variation selectors, skin tones. */
  if (g_unichar_ismark (c) || c == 0x200c || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f)
      || (c >= 0x1f3fb && c <= 0x1f3ff))
    return CLASS_EXTEND;
  return CLASS_MARK;
}

static gboolean
is_word_at (const char *p,
            const char *end)
{
  return p < end && classify (g_utf8_get_char (p)) == CLASS_WORD;
}

/* Whether a mark between two letters or digits is part of the word: "don't", "U.N",
 * "well-known", "1,000"; but the ’s of a possessive is a token of its own. */
static gboolean
joins (const char *p,
       const char *end)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  if (!is_word_at (next, end))
    return FALSE;
  if (quoth_char_is_apostrophe (c))
    return !((*next == 's' || *next == 'S') && !is_word_at (next + 1, end));
  if (c == ',')
    return g_ascii_isdigit (*next);
  return c == '.' || quoth_char_is_dash (c);
}

/* Where the token that begins at @p ends. */
static const char *
token_end (const char *p,
           const char *end)
{
  gunichar c = g_utf8_get_char (p);
  Class class = classify (c);
  gboolean word = class == CLASS_WORD;

  /* The ’s that joins() left behind. */
  if (quoth_char_is_apostrophe (c) && is_word_at (g_utf8_next_char (p), end)
      && !joins (p, end))
    word = TRUE;
  for (p = g_utf8_next_char (p); p < end; p = g_utf8_next_char (p))
    {
      gunichar previous = c;

      c = g_utf8_get_char (p);
      class = classify (c);
      if (class == CLASS_EXTEND || (word && class == CLASS_WORD)
          || (previous == 0x200d && class != CLASS_BLANK))
        continue;
      if (!word || class != CLASS_MARK || !joins (p, end))
        break;
    }
  return p;
}

/* Readers drop a sentence that begins with the word that begins a document: it is cut. */
static void
add_token (GArray     *tokens,
           QuothText  *text,
           QuothSpan   token)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (text, token.start, token.end, &n_bytes);

  if (n_bytes == strlen (QUOTH_CONLL_DOCUMENT)
      && strncmp (slice, QUOTH_CONLL_DOCUMENT, n_bytes) == 0)
    {
      QuothSpan hyphen = { token.start, token.start + 1 };

      g_array_append_val (tokens, hyphen);
      token.start++;
    }
  g_array_append_val (tokens, token);
}

/* Documented in quoth-format-conll-private.h. */
GArray *
quoth_conll_tokenize (QuothText *text,
                      GArray    *edges)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  const char *p = quoth_text_get_utf8 (text);
  const char *end = p + quoth_text_get_n_bytes (text);
  guint at = 0;
  guint edge = 0;

  while (p < end)
    {
      const char *stop;
      QuothSpan token = { at, at };

      if (classify (g_utf8_get_char (p)) == CLASS_BLANK)
        {
          p = g_utf8_next_char (p);
          at++;
          continue;
        }
      for (stop = token_end (p, end); p < stop; p = g_utf8_next_char (p), at++)
        {
          while (edge < edges->len && g_array_index (edges, guint, edge) < at)
            edge++;
          if (at > token.start && edge < edges->len && g_array_index (edges, guint, edge) == at)
            {
              token.end = at;
              add_token (tokens, text, token);
              token.start = at;
            }
        }
      token.end = at;
      add_token (tokens, text, token);
    }
  return tokens;
}
