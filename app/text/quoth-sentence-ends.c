/* quoth-sentence-ends.c - where sentences may end by the rules of Unicode
 *
 * The rules SB1 to SB998 of UAX #29 with the classes that ICU knows. ICU's own iterator
 * takes each character through its tables, a third of the time of an export; but a
 * sentence only ends after a full stop and its like, so that all others need not be looked
 * at one by one. The tests compare both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-sentences"

#include "config.h"

#include "quoth-sentence-ends-private.h"

#include "quoth-bytes.h"

#include <unicode/uchar.h>

/* A character and where the next one begins; at the end of the text @class is -1. */
typedef struct
{
  const char *next;
  int         class; /* a USentenceBreak */
} Char;

static const guint8 *
get_ascii_classes (void)
{
  static guint8 classes[0x80];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (int c = 0; c < 0x80; c++)
        classes[c] = (guint8) u_getIntPropertyValue (c, UCHAR_SENTENCE_BREAK);
      g_once_init_leave (&once, 1);
    }
  return classes;
}

static inline Char
char_at (const guint8 *classes,
         const char   *p,
         const char   *end)
{
  if (p == end)
    return (Char) { end, -1 };
  if ((guchar) *p < 0x80)
    return (Char) { p + 1, classes[(guchar) *p] };
  return (Char) { g_utf8_next_char (p),
                  u_getIntPropertyValue ((UChar32) g_utf8_get_char (p), UCHAR_SENTENCE_BREAK) };
}

static gboolean
is_term (int class)
{
  return class == U_SB_ATERM || class == U_SB_STERM;
}

static gboolean
is_separator (int class)
{
  return class == U_SB_SEP || class == U_SB_CR || class == U_SB_LF;
}

/* SB5: what belongs to the character before it. */
static gboolean
is_extension (int class)
{
  return class == U_SB_EXTEND || class == U_SB_FORMAT;
}

/* Passes over characters of @class and what extends them, and what extends the one before. */
static const char *
skip (const guint8 *classes,
      const char   *p,
      const char   *end,
      int           class)
{
  for (;;)
    {
      Char c = char_at (classes, p, end);

      if (c.class != class && !is_extension (c.class))
        return p;
      p = c.next;
    }
}

/* The first byte from @p on of a character that may be a full stop or a line end. */
static const char *
find_candidate (const char *p,
                const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes fits = quoth_bytes_equal (block, '.') | quoth_bytes_equal (block, '!')
                        | quoth_bytes_equal (block, '?') | quoth_bytes_equal (block, '\n')
                        | quoth_bytes_equal (block, '\r') | quoth_bytes_wide (block);

      if (quoth_bytes_any (fits))
        return p + quoth_bytes_first (fits);
    }
  while (p < end && (guchar) *p < 0x80 && strchr (".!?\n\r", *p) == NULL)
    p++;
  return p;
}

/* The class of the character before @p without what extends it; -1 at the start. */
static int
class_before (const guint8 *classes,
              const char   *utf8,
              const char   *p)
{
  while (p > utf8)
    {
      Char c;

      p = g_utf8_prev_char (p);
      c = char_at (classes, p, NULL);
      if (!is_extension (c.class))
        return c.class;
    }
  return -1;
}

/* SB8: whether the next letter from @p on is a small one. */
static gboolean
goes_on_small (const guint8 *classes,
               const char   *p,
               const char   *end)
{
  for (;;)
    {
      Char c = char_at (classes, p, end);

      if (c.class == -1 || c.class == U_SB_OLETTER || c.class == U_SB_UPPER
          || is_separator (c.class) || is_term (c.class))
        return FALSE;
      if (c.class == U_SB_LOWER)
        return TRUE;
      p = c.next;
    }
}

/* Behind a line end, of which CR LF is one (SB3, SB4). */
static const char *
pass_separator (Char        separator,
                const char *end)
{
  if (separator.class == U_SB_CR && separator.next < end && *separator.next == '\n')
    return separator.next + 1;
  return separator.next;
}

/* Behind the full stop @term, which begins at @p: TRUE when the sentence ends at @out_next,
 * else its end is to be looked for from there on. */
static gboolean
ends_after (const guint8  *classes,
            const char    *utf8,
            const char    *p,
            const char    *end,
            Char           term,
            const char   **out_next)
{
  const char *at = skip (classes, term.next, end, U_SB_EXTEND);
  Char c = char_at (classes, at, end);

  *out_next = at;
  if (term.class == U_SB_ATERM && c.class == U_SB_NUMERIC) /* SB6 */
    return FALSE;
  if (term.class == U_SB_ATERM && c.class == U_SB_UPPER) /* SB7 */
    {
      int before = class_before (classes, utf8, p);

      if (before == U_SB_UPPER || before == U_SB_LOWER)
        return FALSE;
    }
  at = skip (classes, skip (classes, at, end, U_SB_CLOSE), end, U_SB_SP); /* SB9, SB10 */
  *out_next = at;
  c = char_at (classes, at, end);
  if (is_separator (c.class)) /* SB11 */
    *out_next = pass_separator (c, end);
  else if (c.class == U_SB_SCONTINUE || is_term (c.class)) /* SB8a */
    return FALSE;
  else if (term.class == U_SB_ATERM)
    return !goes_on_small (classes, at, end);
  return TRUE;
}

/**
 * quoth_sentence_ends_next:
 * @utf8: a text, valid UTF-8
 * @n_bytes: its length
 * @from: where a sentence begins, in bytes
 *
 * Returns: where it ends by UAX #29 and root rules, in bytes
 */
gsize
quoth_sentence_ends_next (const char *utf8,
                          gsize       n_bytes,
                          gsize       from)
{
  const guint8 *classes = get_ascii_classes ();
  const char *end = utf8 + n_bytes;
  const char *p = utf8 + from;

  while ((p = find_candidate (p, end)) < end)
    {
      Char c = char_at (classes, p, end);

      if (is_separator (c.class))
        return (gsize) (pass_separator (c, end) - utf8);
      if (!is_term (c.class))
        p = c.next;
      else if (ends_after (classes, utf8, p, end, c, &p))
        return (gsize) (p - utf8);
    }
  return n_bytes;
}
