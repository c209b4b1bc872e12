/* quoth-fold.c - texts made comparable for search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "quoth-fold"

#include "config.h"

#include "quoth-fold.h"

#include "quoth-chars.h"

#include <string.h>

/* The way back from the folded text is kept for every so many code points only; the
 * rest is folded again when asked for. */
#define SAMPLE 128

typedef struct
{
  guint32 folded : 31; /* byte in the folded text */
  guint32 blank : 1;   /* the folded text so far ends in a blank */
} Sample;

struct _QuothFold
{
  QuothText *text;
  GString   *folded;
  Sample    *samples;
};

/* Accents, points and vowel marks that readers leave out when they type. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x487) || (c >= 0x591 && c <= 0x5c7)
         || (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670
         || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff)
         || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe00 && c <= 0xfe0f)
         || (c >= 0xfe20 && c <= 0xfe2f);
}

static gboolean
is_ignored (gunichar c)
{
  return c == 0xad || c == 0x640 || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

/* Letters that no decomposition of Unicode takes apart. */
static const char *
fold_letter (gunichar c)
{
  switch (c)
    {
    case 0xdf:
    case 0x1e9e:
      return "ss";
    case 0xc6:
    case 0xe6:
      return "ae";
    case 0x152:
    case 0x153:
      return "oe";
    case 0xd8:
    case 0xf8:
      return "o";
    case 0x110:
    case 0x111:
    case 0xd0:
    case 0xf0:
      return "d";
    case 0x141:
    case 0x142:
      return "l";
    case 0x131:
      return "i";
    case 0xde:
    case 0xfe:
      return "th";
    case 0x3c2:
      return "σ";
    case 0x2026:
      return "...";
    default:
      return NULL;
    }
}

static void
append_decomposed (GString  *out,
                   gunichar  c)
{
  gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, pieces, G_N_ELEMENTS (pieces));

  for (gsize i = 0; i < n; i++)
    {
      const char *letter = fold_letter (pieces[i]);

      if (letter != NULL)
        g_string_append (out, letter);
      else if (!is_accent (pieces[i]) && !is_ignored (pieces[i]))
        g_string_append_unichar (out, g_unichar_tolower (pieces[i]));
    }
}

/* Appends what @c folds to; a run of blanks becomes one. */
static void
append_folded (GString  *out,
               gunichar  c,
               gboolean *blank)
{
  gsize before = out->len;

  if (quoth_char_is_blank (c) && !is_ignored (c))
    {
      if (!*blank)
        g_string_append_c (out, ' ');
      *blank = TRUE;
      return;
    }
  if (c < 0x80)
    g_string_append_c (out, g_ascii_tolower ((char) c));
  else if (quoth_char_is_apostrophe (c) || quoth_char_is_single_mark (c))
    g_string_append_c (out, '\'');
  else if (quoth_char_is_double_mark (c))
    g_string_append_c (out, '"');
  else if (quoth_char_is_dash (c))
    g_string_append_c (out, '-');
  else
    append_decomposed (out, c);
  if (out->len > before)
    *blank = FALSE;
}

/**
 * quoth_fold_string:
 * @utf8: a valid string
 *
 * Folds a string the way texts are folded for search. Folding twice changes nothing.
 *
 * Returns: (transfer full): its folded form
 */
char *
quoth_fold_string (const char *utf8)
{
  GString *out;
  gboolean blank = FALSE;

  g_return_val_if_fail (utf8 != NULL, NULL);

  out = g_string_new (NULL);
  for (const char *at = utf8; *at; at = g_utf8_next_char (at))
    append_folded (out, g_utf8_get_char (at), &blank);
  return g_string_free (out, FALSE);
}

/**
 * quoth_fold_new:
 *
 * Returns: (transfer full): @text, folded once for many searches
 */
QuothFold *
quoth_fold_new (QuothText *text)
{
  QuothFold *self;
  const char *at;
  gboolean blank = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (QuothFold, 1);
  self->text = quoth_text_ref (text);
  self->folded = g_string_sized_new (quoth_text_get_n_bytes (text));
  self->samples = g_new (Sample, quoth_text_get_length (text) / SAMPLE + 1);
  at = quoth_text_get_utf8 (text);
  for (guint offset = 0; ; offset++)
    {
      if (offset % SAMPLE == 0)
        self->samples[offset / SAMPLE] = (Sample) { (guint32) self->folded->len, blank };
      if (*at == '\0')
        return self;
      append_folded (self->folded, g_utf8_get_char (at), &blank);
      at = g_utf8_next_char (at);
    }
}

void
quoth_fold_free (QuothFold *self)
{
  g_return_if_fail (self != NULL);

  quoth_text_unref (self->text);
  g_string_free (self->folded, TRUE);
  g_free (self->samples);
  g_free (self);
}

/* Folds again from the sample before, until @offset or until the character is
 * reached that makes the folded @byte; returns that character's offset. */
static guint
walk (QuothFold *self,
      guint      sample,
      guint      offset,
      gsize      byte,
      gsize     *out_byte)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  guint at = sample * SAMPLE;
  gsize folded = self->samples[sample].folded;
  gboolean blank = self->samples[sample].blank;
  const char *p = quoth_text_get_utf8 (self->text) + quoth_text_to_bytes (self->text, at);

  while (at < offset && *p)
    {
      g_string_truncate (scratch, 0);
      append_folded (scratch, g_utf8_get_char (p), &blank);
      if (folded + scratch->len > byte)
        break;
      folded += scratch->len;
      p = g_utf8_next_char (p);
      at++;
    }
  *out_byte = folded;
  return at;
}

static gsize
to_folded (QuothFold *self,
           guint      offset)
{
  gsize byte;

  offset = MIN (offset, quoth_text_get_length (self->text));
  walk (self, offset / SAMPLE, offset, G_MAXSIZE, &byte);
  return byte;
}

/* The character that made the folded @byte. */
static guint
from_folded (QuothFold *self,
             gsize      byte)
{
  guint low = 0, high = quoth_text_get_length (self->text) / SAMPLE + 1;
  gsize ignored;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->samples[middle].folded <= byte)
        low = middle;
      else
        high = middle;
    }
  return walk (self, low, G_MAXUINT, byte, &ignored);
}

static gboolean
alnum_at (QuothFold *self,
          gsize      byte)
{
  return byte < self->folded->len && g_unichar_isalnum (g_utf8_get_char (self->folded->str + byte));
}

static gboolean
alnum_before (QuothFold *self,
              gsize      byte)
{
  if (byte == 0)
    return FALSE;
  return g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (self->folded->str + byte)));
}

/* Whether a match may stand there; if not, *inout_next is where the next one may. */
static gboolean
is_whole (QuothFold *self,
          gsize      start,
          gsize      end,
          gsize     *inout_next)
{
  gboolean word_start = alnum_at (self, start);

  if (!(word_start && alnum_before (self, start))
      && !(alnum_before (self, end) && alnum_at (self, end)))
    return TRUE;
  /* No match can start further on in the same word: skipping it whole keeps a search
   * for "aaa" in "aaaa…" linear. */
  *inout_next = start;
  do
    *inout_next += (gsize) (g_utf8_next_char (self->folded->str + *inout_next)
                            - (self->folded->str + *inout_next));
  while (word_start && alnum_at (self, *inout_next));
  return FALSE;
}

/* Finds the next match from the folded byte @from on. */
static gboolean
find_folded (QuothFold  *self,
             const char *needle,
             gsize       n_needle,
             gsize       from,
             gboolean    whole_words,
             gsize      *out_start)
{
  while (from + n_needle <= self->folded->len)
    {
      const char *hit = memmem (self->folded->str + from, self->folded->len - from,
                                needle, n_needle);
      gsize start;

      if (hit == NULL)
        return FALSE;
      start = (gsize) (hit - self->folded->str);
      if (!whole_words || is_whole (self, start, start + n_needle, &from))
        {
          *out_start = start;
          return TRUE;
        }
    }
  return FALSE;
}

static QuothSpan
to_span (QuothFold *self,
         gsize      start,
         gsize      end)
{
  QuothSpan span = { from_folded (self, start), from_folded (self, end - 1) + 1 };

  while (is_accent (quoth_text_get_char (self->text, span.end)))
    span.end++;
  return span;
}

/**
 * quoth_fold_find:
 * @query: what to look for, folded here
 * @from: in code points
 * @whole_words: whether a letter or digit may not stand beside the match
 * @out_span: (out): the match, in code points of the text
 *
 * Returns: %FALSE when nothing matches at @from or after it
 */
gboolean
quoth_fold_find (QuothFold  *self,
                 const char *query,
                 guint       from,
                 gboolean    whole_words,
                 QuothSpan  *out_span)
{
  g_autofree char *needle = NULL;
  gsize n_needle, start;

  g_return_val_if_fail (self != NULL && query != NULL && out_span != NULL, FALSE);

  needle = quoth_fold_string (query);
  n_needle = strlen (needle);
  if (n_needle == 0
      || !find_folded (self, needle, n_needle, to_folded (self, from), whole_words, &start))
    return FALSE;
  *out_span = to_span (self, start, start + n_needle);
  return TRUE;
}

/**
 * quoth_fold_find_all:
 * @query: what to look for, folded here
 * @whole_words: whether a letter or digit may not stand beside a match
 * @limit: how many at most; 0 for all
 *
 * Returns: (transfer full): the matches as #QuothSpan, in order, none overlapping
 */
GArray *
quoth_fold_find_all (QuothFold  *self,
                     const char *query,
                     gboolean    whole_words,
                     guint       limit)
{
  g_autofree char *needle = NULL;
  gsize n_needle, from = 0, start;
  GArray *spans;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  needle = quoth_fold_string (query);
  n_needle = strlen (needle);
  while (n_needle > 0 && (limit == 0 || spans->len < limit)
         && find_folded (self, needle, n_needle, from, whole_words, &start))
    {
      QuothSpan span = to_span (self, start, start + n_needle);

      /* Two matches may share a letter that folds to several ("ß"). */
      if (spans->len == 0 || g_array_index (spans, QuothSpan, spans->len - 1).end <= span.start)
        g_array_append_val (spans, span);
      from = start + n_needle;
    }
  return spans;
}
