/* quoth-columns.c - the tokens of formats that count in tokens
 *
 * Words, single marks, and nothing that a reader could cut again: readers split lines
 * at every blank of Unicode. U+200B and U+FEFF have no width, but no reader takes them for
 * blanks: they belong to a token, or they would be lost. An annotation's edge always ends a
 * token, so that no span is lost because it begins inside a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-columns"

#include "config.h"

#include "quoth-columns.h"

#include "quoth-bytes.h"
#include "quoth-chars.h"

#include <string.h>

typedef enum
{
  CLASS_MARK,
  CLASS_BLANK,
  CLASS_WORD,  /* letters and digits */
  CLASS_EXTEND /* belongs to what stands before it */
} Class;

static Class
classify_any (gunichar c)
{
  if (c == 0x200b || c == 0xfeff)
    return CLASS_EXTEND;
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

/* Of ASCII, as classify_any() says; what is not named is a mark. */
static const guint8 ascii_classes[0x80] = {
  [0x09 ... 0x0d] = CLASS_BLANK,
  [0x1c ... ' '] = CLASS_BLANK,
  ['0' ... '9'] = CLASS_WORD,
  ['A' ... 'Z'] = CLASS_WORD,
  ['_'] = CLASS_WORD,
  ['a' ... 'z'] = CLASS_WORD,
};

static inline Class
classify (gunichar c)
{
  return c < 0x80 ? ascii_classes[c] : classify_any (c);
}

/* Most characters are ASCII: no call for those. */
static inline gunichar
get_char (const char *p)
{
  return (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
}

/* Letters and digits, as ascii_classes says. */
static inline QuothBytes
find_word (QuothBytes block)
{
  QuothBytes letters = (block | quoth_bytes_all (0x20)) - quoth_bytes_all ('a');

  return quoth_bytes_below (letters, 26) | quoth_bytes_equal (block, '_')
         | quoth_bytes_below (block - quoth_bytes_all ('0'), 10);
}

/* The first byte from @p on that is not an ASCII character of @class. */
static inline const char *
skip_class (const char *p,
            const char *end,
            Class       class)
{
  while (p < end && (guchar) *p < 0x80 && ascii_classes[(guchar) *p] == class)
    p++;
  return p;
}

/* The same for letters and digits: sixteen bytes at a time, as where a word ends is what a
 * processor cannot foresee. */
static inline const char *
skip_word (const char *p,
           const char *end)
{
  while (end - p >= QUOTH_BYTES_BLOCK)
    {
      QuothBytes other = ~find_word (quoth_bytes_load (p));

      if (quoth_bytes_any (other))
        return p + quoth_bytes_first (other);
      p += QUOTH_BYTES_BLOCK;
    }
  return skip_class (p, end, CLASS_WORD);
}

static gboolean
is_word_at (const char *p,
            const char *end)
{
  return p < end && classify (get_char (p)) == CLASS_WORD;
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

/* Where the token that begins at @p ends. @stop: where its letters and digits of ASCII do. */
static const char *
token_end (const char *p,
           const char *stop,
           const char *end)
{
  gunichar c;
  gboolean word;

  /* The rest only looks at words that hold more than ASCII or a mark. */
  p = MAX (p, stop - 1);
  c = get_char (p);
  word = classify (c) == CLASS_WORD;
  /* The ’s that joins() left behind. */
  if (quoth_char_is_apostrophe (c) && is_word_at (g_utf8_next_char (p), end)
      && !joins (p, end))
    word = TRUE;
  for (p = g_utf8_next_char (p); p < end; p = g_utf8_next_char (p))
    {
      gunichar previous = c;
      Class class;

      c = get_char (p);
      class = classify (c);
      if (class == CLASS_EXTEND || (word && class == CLASS_WORD)
          || (previous == 0x200d && class != CLASS_BLANK))
        continue;
      if (!word || class != CLASS_MARK || !joins (p, end))
        break;
    }
  return p;
}

/* What cuts a text: the tokens it has made, and where it stands. */
typedef struct
{
  const char *utf8;
  GArray     *tokens; /* of QuothColumnsToken */
  guint       room;   /* tokens that fit before the array must grow */
  GArray     *edges;  /* of guint */
  guint       edge;   /* the first of them that may lie ahead */
  guint       next;   /* where that is; %G_MAXUINT when there is none */
} Cutter;

/* Goes to the first edge behind @offset. */
static void
find_edge (Cutter *self,
           guint   offset)
{
  while (self->edge < self->edges->len
         && g_array_index (self->edges, guint, self->edge) <= offset)
    self->edge++;
  self->next = self->edge < self->edges->len
                 ? g_array_index (self->edges, guint, self->edge) : G_MAXUINT;
}

static void
cutter_init (Cutter    *self,
             QuothText *text,
             GArray    *edges)
{
  *self = (Cutter) { .utf8 = quoth_text_get_utf8 (text), .edges = edges };
  self->room = (guint) (quoth_text_get_n_bytes (text) / 4) + 16;
  self->tokens = g_array_sized_new (FALSE, FALSE, sizeof (QuothColumnsToken), self->room);
  find_edge (self, 0);
}

static inline void
add_token (Cutter     *self,
           const char *bytes,
           const char *end,
           QuothSpan   span)
{
  GArray *tokens = self->tokens;
  QuothColumnsToken token = { span, (guint) (bytes - self->utf8), (guint) (end - bytes) };

  if (G_UNLIKELY (tokens->len == self->room))
    {
      g_array_set_size (tokens, self->room *= 2);
      tokens->len = self->room / 2;
    }
  g_array_index (tokens, QuothColumnsToken, tokens->len++) = token;
}

/* Readers drop a sentence that begins with the word that begins a document: it is cut. */
static inline void
add_word (Cutter     *self,
          const char *bytes,
          const char *end,
          QuothSpan   span)
{
  if (G_UNLIKELY (*bytes == '-') && end - bytes == strlen (QUOTH_COLUMNS_DOCUMENT)
      && memcmp (bytes, QUOTH_COLUMNS_DOCUMENT, strlen (QUOTH_COLUMNS_DOCUMENT)) == 0)
    {
      add_token (self, bytes, bytes + 1, (QuothSpan) { span.start, span.start + 1 });
      bytes++;
      span.start++;
    }
  add_token (self, bytes, end, span);
}

/* The characters from @p to @stop. */
static inline guint
count_chars (const char *p,
             const char *stop)
{
  guint n = 0;

  for (; p < stop; p++)
    n += (*p & 0xc0) != 0x80;
  return n;
}

/* What stands from @p to @stop, cut at the edges in it; @ascii when it holds nothing else.
 * Returns where it ends, in code points. */
static inline guint
add_cut (Cutter     *self,
         const char *p,
         const char *stop,
         guint       start,
         gboolean    ascii)
{
  guint end = start + (ascii ? (guint) (stop - p) : count_chars (p, stop));

  if (self->next <= start)
    find_edge (self, start);
  while (G_UNLIKELY (self->next < end))
    {
      const char *first = p;
      guint at = start;

      for (; at < self->next; p = g_utf8_next_char (p))
        at++;
      add_word (self, first, p, (QuothSpan) { start, at });
      start = at;
      find_edge (self, start);
    }
  add_word (self, p, stop, (QuothSpan) { start, end });
  return end;
}

/* Takes words of ASCII with one blank behind each, as most of a text is: what of them need
 * not be asked is not. Stops before anything else, an edge inside a word included. Returns
 * where, and moves *@at there. */
static inline const char *
add_plain_words (Cutter     *self,
                 const char *p,
                 const char *end,
                 guint      *at)
{
  QuothColumnsToken *tokens = (QuothColumnsToken *) (gpointer) self->tokens->data;
  guint n = self->tokens->len;
  guint start = *at;

  while (end - p > QUOTH_BYTES_BLOCK && n < self->room)
    {
      QuothBytes other = ~find_word (quoth_bytes_load (p));
      guint length;

      if (!quoth_bytes_any (other))
        break;
      length = quoth_bytes_first (other);
      if (length == 0 || (p[length] != ' ' && p[length] != '\n') || self->next < start + length)
        break;
      tokens[n++] = (QuothColumnsToken) { { start, start + length }, (guint) (p - self->utf8),
                                          length };
      p += length + 1;
      start += length + 1;
    }
  self->tokens->len = n;
  *at = start;
  return p;
}

/**
 * quoth_columns_tokenize:
 * @text: a text
 * @edges: (element-type guint): code points at which a token ends, sorted
 *
 * Returns: (transfer full) (element-type QuothColumnsToken): the tokens of @text, without
 *   blanks
 */
GArray *
quoth_columns_tokenize (QuothText *text,
                        GArray    *edges)
{
  const char *p = quoth_text_get_utf8 (text);
  const char *end = p + quoth_text_get_n_bytes (text);
  Cutter cutter;
  guint at = 0;

  cutter_init (&cutter, text, edges);
  while ((p = add_plain_words (&cutter, p, end, &at)) < end)
    {
      Class class = (guchar) *p < 0x80 ? ascii_classes[(guchar) *p] : CLASS_EXTEND;
      const char *stop = p;

      if (class == CLASS_BLANK)
        {
          p++;
          at++;
          continue;
        }
      if (class == CLASS_WORD)
        stop = skip_word (p, end);
      /* Most words end so; only what else there is must be looked at closely. */
      if (stop > p && (stop == end || *stop == ' ' || *stop == '\n'))
        at = add_cut (&cutter, p, stop, at, TRUE);
      else if ((guchar) *p >= 0x80 && classify_any (g_utf8_get_char (p)) == CLASS_BLANK)
        {
          stop = g_utf8_next_char (p);
          at++;
        }
      else
        {
          stop = token_end (p, stop, end);
          at = add_cut (&cutter, p, stop, at, FALSE);
        }
      p = stop;
    }
  return cutter.tokens;
}

/**
 * quoth_columns_tokenize_all:
 * @text: a text
 * @edges: (element-type guint): code points at which a token ends, sorted
 *
 * The tokens of quoth_columns_tokenize() and the blanks between them, as spaCy aligns words
 * with a text: one blank U+0020 after a token belongs to nobody, what follows it up to
 * the next token is one token (spacy.util.get_words_and_spaces).
 *
 * Returns: (transfer full) (element-type QuothColumnsToken): tokens, between which at most
 *   one blank is left out
 */
GArray *
quoth_columns_tokenize_all (QuothText *text,
                            GArray    *edges)
{
  g_autoptr (GArray) words = quoth_columns_tokenize (text, edges);
  QuothColumnsToken rest = { { quoth_text_get_length (text), 0 },
                             (guint) quoth_text_get_n_bytes (text), 0 };
  guint at = 0; /* where the word before ends */
  guint byte = 0;
  Cutter cutter;

  cutter_init (&cutter, text, edges);
  for (guint i = 0; i <= words->len; i++)
    {
      const QuothColumnsToken *word = i < words->len
                                        ? &g_array_index (words, QuothColumnsToken, i) : &rest;

      if (i > 0 && byte < word->byte && cutter.utf8[byte] == ' ')
        {
          at++;
          byte++;
        }
      if (byte < word->byte)
        add_token (&cutter, cutter.utf8 + byte, cutter.utf8 + word->byte,
                   (QuothSpan) { at, word->span.start });
      at = word->span.end;
      byte = word->byte + word->n_bytes;
      if (i < words->len)
        add_token (&cutter, cutter.utf8 + word->byte, cutter.utf8 + byte, word->span);
    }
  return cutter.tokens;
}
