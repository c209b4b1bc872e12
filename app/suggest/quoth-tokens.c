/* quoth-tokens.c - a stretch of an article as words and marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-tokens"

#include "config.h"

#include "quoth-tokens-private.h"

#include "quoth-chars.h"
#include "quoth-fold.h"
#include "quoth-lexicon-private.h"

#include <string.h>

#define MAX_PARENTHESIS 40 /* code points; longer ones are text like any other */

typedef struct
{
  QuothTokens *tokens;
  const char  *at;
  const char  *end;
  guint        offset;     /* of `at`, code points */
  guint        sentence;
  guint        paragraph;
  guint        n_words;
  guint        parenthesis_end; /* offset */
  gboolean     ended;      /* the sentence ended; the next word starts another */
  gboolean     fresh;      /* at the start of a paragraph */
} Reader;

static gunichar
peek (Reader     *reader,
      const char *at)
{
  return at < reader->end ? g_utf8_get_char (at) : 0;
}

/* Whether the word goes on after a full stop, apostrophe or hyphen in it. */
static gboolean
joins (Reader   *reader,
       gunichar  c,
       guint     run)
{
  gunichar next = peek (reader, g_utf8_next_char (reader->at));

  if (!g_unichar_isalnum (next))
    return FALSE;
  /* "U.S", but not "end.Next" */
  return quoth_char_is_apostrophe (c) || c == '-' || c == 0x2010 || c == 0x2011
         || (c == '.' && run == 1);
}

static void
shape_word (Reader     *reader,
            QuothToken *token,
            const char *start)
{
  gsize n_bytes = (gsize) (reader->at - start);
  g_autofree char *word = g_strndup (start, n_bytes);
  g_autofree char *folded = quoth_fold_string (word);
  gsize length = strlen (folded);

  if (length > 2 && strcmp (folded + length - 2, "'s") == 0)
    {
      folded[length - 2] = '\0';
      token->possessive = TRUE;
      token->span.end -= 2;
    }
  token->folded = g_string_chunk_insert_const (reader->tokens->strings, folded);
  token->kinds = quoth_lexicon_lookup (token->folded);
  token->capital = g_unichar_isupper (g_utf8_get_char (start));
  /* "al-Assad", "d'Estaing": the capital stands after the particle. */
  for (const char *p = start; !token->capital && p < reader->at; p = g_utf8_next_char (p))
    if ((*p == '-' || quoth_char_is_apostrophe (g_utf8_get_char (p))) && p - start <= 3)
      token->capital = g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (p)));
}

static void
read_word (Reader     *reader,
           QuothToken *token)
{
  const char *start = reader->at;
  guint run = 0;

  while (reader->at < reader->end)
    {
      gunichar c = g_utf8_get_char (reader->at);

      if (g_unichar_isalnum (c) || quoth_char_is_combining (c) || c == '_')
        run++;
      else if (joins (reader, c, run))
        run = 0;
      else
        break;
      reader->at = g_utf8_next_char (reader->at);
      reader->offset++;
    }
  token->span.end = reader->offset;
  shape_word (reader, token, start);
  token->word = reader->n_words++;
}

/* Whether a full stop after @before is no end of a sentence: "Mr.", "J.", "U.S." */
static gboolean
is_abbreviated (const QuothToken *before)
{
  guint length = before->span.end - before->span.start;

  if (before->mark != 0)
    return FALSE;
  return (before->capital && length == 1) || (strchr (before->folded, '.') != NULL)
         || (length <= 4 && (before->kinds & (QUOTH_WORD_TITLE | QUOTH_WORD_CALENDAR)) != 0
             && before->capital);
}

static void
read_mark (Reader     *reader,
           QuothToken *token,
           gunichar    c)
{
  GArray *array = reader->tokens->array;

  token->mark = c;
  token->span.end = ++reader->offset;
  token->word = reader->n_words;
  reader->at = g_utf8_next_char (reader->at);
  if (c == '(')
    {
      const char *at = reader->at;

      guint i = 0;

      for (; i < MAX_PARENTHESIS && at < reader->end && *at != ')'; i++)
        at = g_utf8_next_char (at);
      if (i < MAX_PARENTHESIS && at < reader->end)
        reader->parenthesis_end = MAX (reader->parenthesis_end, reader->offset + i + 1);
    }
  if (c == '!' || c == '?' || c == 0x2026 || c == 0x3002
      || (c == '.' && array->len > 0
          && !is_abbreviated (&g_array_index (array, QuothToken, array->len - 1))))
    reader->ended = TRUE;
  /* "Roe (D-Ore.), Poe": nothing ends before a comma. */
  else if (c == ',' || c == ';')
    reader->ended = FALSE;
}

static void
read_token (Reader      *reader,
            QuothQuotes *quotes,
            gunichar     c)
{
  QuothToken token = { .span = { reader->offset, reader->offset } };
  gboolean is_word = g_unichar_isalnum (c);
  const QuothQuote *quote = quotes != NULL ? quoth_quotes_at (quotes, reader->offset) : NULL;

  /* A small letter after "?" goes on with the sentence. */
  if ((is_word && reader->ended && !g_unichar_islower (c)) || reader->fresh)
    {
      reader->sentence++;
      token.starts_sentence = is_word;
      reader->ended = FALSE;
    }
  else if (is_word)
    reader->ended = FALSE;
  if (is_word)
    read_word (reader, &token);
  else
    read_mark (reader, &token, c);
  reader->fresh = FALSE;
  token.sentence = reader->sentence;
  token.paragraph = reader->paragraph;
  token.parenthesis = token.span.start < reader->parenthesis_end;
  token.quote = quote != NULL ? quote->outer.start + 1 : 0;
  if (is_word && reader->tokens->array->len > 0)
    {
      QuothToken *before = quoth_tokens_get (reader->tokens, reader->tokens->array->len - 1);

      /* An opening quotation mark does not hide that a sentence starts. */
      if (before->mark != 0 && quoth_char_is_mark (before->mark)
          && (reader->tokens->array->len == 1
              || quoth_tokens_get (reader->tokens, reader->tokens->array->len - 2)->paragraph
                   != token.paragraph))
        token.starts_sentence = TRUE;
    }
  g_array_append_val (reader->tokens->array, token);
}

void
quoth_tokens_init (QuothTokens *self,
                   QuothText   *text,
                   QuothQuotes *quotes,
                   QuothSpan    range)
{
  Reader reader = { .tokens = self, .offset = range.start, .fresh = TRUE };
  gsize n_bytes;

  self->array = g_array_new (FALSE, FALSE, sizeof (QuothToken));
  self->strings = g_string_chunk_new (1024);
  reader.at = quoth_text_peek_slice (text, range.start, range.end, &n_bytes);
  reader.end = reader.at + n_bytes;
  while (reader.at < reader.end)
    {
      gunichar c = g_utf8_get_char (reader.at);

      if (!quoth_char_is_blank (c))
        {
          read_token (&reader, quotes, c);
          continue;
        }
      if (quoth_char_is_paragraph_end (c))
        {
          reader.paragraph += !reader.fresh;
          reader.fresh = TRUE;
        }
      reader.at = g_utf8_next_char (reader.at);
      reader.offset++;
    }
}

void
quoth_tokens_clear (QuothTokens *self)
{
  g_clear_pointer (&self->array, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
}

guint
quoth_tokens_find (QuothTokens *self,
                   guint        offset)
{
  guint low = 0, high = self->array->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (quoth_tokens_get (self, middle)->span.end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
