/* quoth-columns.c - the tokens of formats that count in tokens
 *
 * Words, single marks, and nothing that a reader could cut again: readers split lines
 * at every blank of Unicode. U+200B and U+FEFF have no width, but no reader takes them for
 * blanks: they belong to a token, or they would be lost. An annotation's edge always ends a token, so that no span
 * is lost because it begins inside a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-columns"

#include "config.h"

#include "quoth-columns.h"

#include "quoth-chars.h"

#include <string.h>

/* Farther on, the text itself finds a place faster than a walk does. */
#define FAR 64

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

/* Where the token that begins at @p ends. */
static const char *
token_end (const char *p,
           const char *end)
{
  gunichar c = get_char (p);
  Class class = classify (c);
  gboolean word = class == CLASS_WORD;

  /* The rest only looks at words that hold more than ASCII or a mark. */
  if (word && c < 0x80)
    {
      p = skip_class (p, end, CLASS_WORD);
      if (p == end || *p == ' ' || *p == '\n')
        return p;
      c = (guchar) *--p;
    }
  /* The ’s that joins() left behind. */
  if (quoth_char_is_apostrophe (c) && is_word_at (g_utf8_next_char (p), end)
      && !joins (p, end))
    word = TRUE;
  for (p = g_utf8_next_char (p); p < end; p = g_utf8_next_char (p))
    {
      gunichar previous = c;

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

/* Readers drop a sentence that begins with the word that begins a document: it is cut. */
static void
add_token (GArray     *tokens,
           const char *bytes,
           const char *end,
           QuothSpan   token)
{
  if (*bytes == '-' && end - bytes == strlen (QUOTH_COLUMNS_DOCUMENT)
      && memcmp (bytes, QUOTH_COLUMNS_DOCUMENT, strlen (QUOTH_COLUMNS_DOCUMENT)) == 0)
    {
      QuothSpan hyphen = { token.start, token.start + 1 };

      g_array_append_val (tokens, hyphen);
      token.start++;
    }
  g_array_append_val (tokens, token);
}

/* Where @n characters from @p on end. */
static inline const char *
skip_chars (const char *p,
            const char *end,
            guint       n)
{
  while (n > 0)
    {
      guint step = MIN (n, 8);
      guint64 bytes;

      if (end - p < 8)
        break;
      memcpy (&bytes, p, sizeof bytes);
      /* The first bytes are the low ones, so that those after @step are shifted out. */
      if ((GUINT64_FROM_LE (bytes) & G_GUINT64_CONSTANT (0x8080808080808080)) << (64 - 8 * step))
        break;
      p += step;
      n -= step;
    }
  for (; n > 0; n--)
    p = g_utf8_next_char (p);
  return p;
}

/**
 * quoth_columns_walk:
 * @walk: all zero before the first slice
 * @text: the text, the same each time
 * @span: in code points; its place costs least when it comes soon after the last one
 * @out_n_bytes: (out): the length of the slice
 *
 * Returns: (transfer none): what @span covers, not followed by NUL
 */
const char *
quoth_columns_walk (QuothColumnsWalk *walk,
                    QuothText        *text,
                    QuothSpan         span,
                    gsize            *out_n_bytes)
{
  const char *start = walk->end;
  const char *text_end;

  if (start == NULL || span.start < walk->offset || span.start - walk->offset > FAR
      || span.end - span.start > FAR)
    {
      start = quoth_text_peek_slice (text, span.start, span.end, out_n_bytes);
      *walk = (QuothColumnsWalk) { start + *out_n_bytes, span.end };
      return start;
    }
  text_end = quoth_text_get_utf8 (text) + quoth_text_get_n_bytes (text);
  start = skip_chars (start, text_end, span.start - walk->offset);
  *walk = (QuothColumnsWalk) { skip_chars (start, text_end, span.end - span.start), span.end };
  *out_n_bytes = (gsize) (walk->end - start);
  return start;
}

/* What stands from @p to @stop, cut at the edges in it. @edge: the first of @edges that may
 * lie in it. Returns where it ends, in code points. */
static guint
add_cut (GArray     *tokens,
         const char *p,
         const char *stop,
         guint       start,
         GArray     *edges,
         guint      *edge)
{
  for (;;)
    {
      const char *first = p;
      guint at = start;
      guint next;

      while (*edge < edges->len && g_array_index (edges, guint, *edge) <= start)
        ++*edge;
      next = *edge < edges->len ? g_array_index (edges, guint, *edge) : G_MAXUINT;
      for (; p < stop && at < next; p = g_utf8_next_char (p))
        at++;
      add_token (tokens, first, p, (QuothSpan) { start, at });
      if (p == stop)
        return at;
      start = at;
    }
}

/**
 * quoth_columns_tokenize:
 * @text: a text
 * @edges: (element-type guint): code points at which a token ends, sorted
 *
 * Returns: (transfer full) (element-type QuothSpan): the tokens of @text, without blanks
 */
GArray *
quoth_columns_tokenize (QuothText *text,
                        GArray    *edges)
{
  const char *p = quoth_text_get_utf8 (text);
  const char *end = p + quoth_text_get_n_bytes (text);
  GArray *tokens = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), (guint) ((end - p) / 4));
  guint at = 0;
  guint edge = 0;

  while (p < end)
    {
      const char *first = skip_class (p, end, CLASS_BLANK);
      const char *stop;

      at += (guint) (first - p);
      p = first;
      if (p == end)
        break;
      if ((guchar) *p >= 0x80 && classify_any (g_utf8_get_char (p)) == CLASS_BLANK)
        {
          p = g_utf8_next_char (p);
          at++;
          continue;
        }
      stop = token_end (p, end);
      at = add_cut (tokens, p, stop, at, edges, &edge);
      p = stop;
    }
  return tokens;
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
 * Returns: (transfer full) (element-type QuothSpan): tokens, between which at most one
 *   blank is left out
 */
GArray *
quoth_columns_tokenize_all (QuothText *text,
                            GArray    *edges)
{
  g_autoptr (GArray) words = quoth_columns_tokenize (text, edges);
  GArray *tokens = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), words->len);
  guint length = quoth_text_get_length (text);
  QuothColumnsWalk walk = { NULL };
  guint at = 0;

  for (guint i = 0; i <= words->len; i++)
    {
      QuothSpan word = { length, length };
      QuothSpan blank;
      gsize n_bytes;

      if (i < words->len)
        word = g_array_index (words, QuothSpan, i);
      blank = (QuothSpan) { at, word.start };
      if (i > 0 && blank.start < blank.end
          && *quoth_columns_walk (&walk, text, (QuothSpan) { at, at + 1 }, &n_bytes) == ' ')
        blank.start++;
      if (blank.start < blank.end)
        g_array_append_val (tokens, blank);
      if (i < words->len)
        g_array_append_val (tokens, word);
      at = word.end;
    }
  return tokens;
}

/**
 * quoth_columns_compare_lengths:
 * @a: (type QuothAnnotation**): a member of an array of annotations
 * @b: (type QuothAnnotation**): another
 *
 * Orders annotations for a column in which the longest one wins, for g_ptr_array_sort().
 *
 * Returns: below, at or above 0
 */
int
quoth_columns_compare_lengths (gconstpointer a,
                               gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;
  guint left_length = quoth_annotation_get_n_chars (left);
  guint right_length = quoth_annotation_get_n_chars (right);

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  if (left->parts[0].start != right->parts[0].start)
    return left->parts[0].start < right->parts[0].start ? -1 : 1;
  return strcmp (left->id, right->id);
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/**
 * quoth_columns_collect_edges:
 * @annotations: (element-type QuothAnnotation): annotations of one text
 *
 * Returns: (transfer full) (element-type guint): where their parts begin and end, sorted
 */
GArray *
quoth_columns_collect_edges (GPtrArray *annotations)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      for (guint j = 0; j < annotation->n_parts; j++)
        {
          g_array_append_val (edges, annotation->parts[j].start);
          g_array_append_val (edges, annotation->parts[j].end);
        }
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/**
 * quoth_columns_lookup:
 * @tokens: (element-type QuothSpan): the tokens of a text
 * @offset: a code point
 *
 * Returns: the index of the first token that does not begin before @offset
 */
guint
quoth_columns_lookup (GArray *tokens,
                      guint   offset)
{
  guint low = 0;
  guint high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, QuothSpan, middle).start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * quoth_columns_place:
 * @tokens: (element-type QuothSpan): the tokens of a text
 * @owners: for each token the annotation whose tag it bears, or %NULL
 * @annotation: takes its tokens; longer ones must have come before
 *
 * Returns: (nullable): why it cannot stand in a column of tags
 */
const char *
quoth_columns_place (GArray           *tokens,
                     QuothAnnotation **owners,
                     QuothAnnotation  *annotation)
{
  guint first = quoth_columns_lookup (tokens, annotation->parts[0].start);
  guint end = quoth_columns_lookup (tokens, annotation->parts[0].end);

  if (annotation->n_parts > 1)
    return "has more than one part";
  if (first == end)
    return "covers only blanks";
  /* All that stand there are as long or longer: one of the ends must lie in it. */
  if (owners[first] != NULL || owners[end - 1] != NULL)
    return "a longer span stands there";
  for (guint i = first; i < end; i++)
    owners[i] = annotation;
  return NULL;
}
