/* quoth-search-query.c - what a person typed into a search field, understood
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-search-query-private.h"
#include "quoth-project.h"

#include <string.h>

/* More than anybody types; FTS5 limits the size of its expressions, too. */
#define MAX_TYPED_BYTES 4096
#define MAX_WORDS 128

/* Stands in the index for letters that SQLite may not know for such. */
#define UNKNOWN_LETTER "ʭ"

/* What the index (unicode61 over folded text) takes for part of a word. Combining
 * marks belong to the letter before them. */
gboolean
quoth_query_is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c)
         || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static gboolean
is_phrase_mark (gunichar c)
{
  return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb;
}

/* Letters of which the index surely knows that they are letters: those of scripts
 * with blanks between words that Unicode has held for long. Chinese, Japanese, Thai
 * and others have no blanks: the index holds whole sentences of them as one word. */
static gboolean
is_known_to_index (gunichar c)
{
  return c < 0x800                      /* Latin to Arabic and Syriac */
         || (c >= 0x900 && c < 0xe00)   /* the scripts of India */
         || (c >= 0x10a0 && c < 0x1100) /* Georgian */
         || (c >= 0x1e00 && c < 0x2000) /* Latin and Greek with accents */
         || (c >= 0xac00 && c < 0xd7a4); /* Korean */
}

/**
 * quoth_query_index_form:
 * @utf8: the text of an article
 *
 * Makes the text so that SQLite's tokenizer, whose tables of Unicode are its own,
 * finds the words that this file finds: known letters stay, a run of others becomes
 * one letter, marks go, and whatever is not part of a word becomes a blank.
 *
 * Returns: (transfer full): what goes into the index
 */
char *
quoth_query_index_form (const char *utf8)
{
  g_autofree char *folded = quoth_fold_string (utf8);
  GString *out = g_string_sized_new (strlen (folded));
  gboolean unknown = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c))
        continue;
      if (!quoth_query_is_word_char (c))
        g_string_append_c (out, ' ');
      else if (is_known_to_index (c))
        g_string_append_unichar (out, c);
      else if (!unknown)
        g_string_append (out, UNKNOWN_LETTER);
      unknown = quoth_query_is_word_char (c) && !is_known_to_index (c);
    }
  return g_string_free (out, FALSE);
}

/* Latin, Greek and Cyrillic: here the index and the text room agree on words. */
static gboolean
is_plain_word (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x530 || (c >= 0x300 && c < 0x370))
        return FALSE;
    }
  return TRUE;
}

static QuothQueryTerm *
term_new (void)
{
  QuothQueryTerm *term = g_new0 (QuothQueryTerm, 1);

  term->words = g_ptr_array_new_with_free_func (g_free);
  return term;
}

static void
term_free (gpointer data)
{
  QuothQueryTerm *term = data;

  g_ptr_array_unref (term->words);
  g_free (term);
}

void
quoth_query_free (QuothQuery *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_clear_pointer (&self->whole, term_free);
  g_free (self->match);
  g_free (self);
}

/* A mark without a letter before it is no word to the index. */
static gboolean
has_bare_mark (QuothQueryTerm *term)
{
  for (guint i = 0; i < term->words->len; i++)
    if (g_unichar_ismark (g_utf8_get_char (term->words->pdata[i])))
      return TRUE;
  return FALSE;
}

/* Adds one term for @typed: words between blanks, or all of a phrase. */
static void
add_term (QuothQuery *self,
          const char *typed,
          gsize       n_bytes,
          gboolean    prefix)
{
  g_autofree char *piece = g_strndup (typed, n_bytes);
  g_autofree char *folded = quoth_fold_string (piece);
  QuothQueryTerm *term;
  const char *word = NULL;

  g_strstrip (folded);
  if (*folded == '\0')
    return;
  term = term_new ();
  g_ptr_array_add (self->terms, term);
  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      term->literal = term->literal || (quoth_query_is_word_char (c) && !is_known_to_index (c));
    }
  for (const char *p = folded; !term->literal; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && quoth_query_is_word_char (g_utf8_get_char (p));

      if (inside && word == NULL)
        word = p;
      if (!inside && word != NULL)
        {
          g_ptr_array_add (term->words, g_strndup (word, (gsize) (p - word)));
          word = NULL;
        }
      if (*p == '\0')
        break;
    }
  if (term->words->len == 0 || has_bare_mark (term))
    {
      term->literal = TRUE;
      g_ptr_array_set_size (term->words, 0);
      g_ptr_array_add (term->words, g_strdup (folded));
    }
  /* "Mr." is finished by its point; only a word that ends the input may go on. */
  term->prefix = prefix && !term->literal
                 && quoth_query_is_word_char (g_utf8_get_char (g_utf8_prev_char (folded + strlen (folded))));
}

static void
split_terms (QuothQuery *self,
             const char *typed)
{
  const char *start = NULL;
  gboolean in_phrase = FALSE;
  const char *p;

  for (p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean mark = is_phrase_mark (c);

      if (mark || (!in_phrase && g_unichar_isspace (c)))
        {
          if (start != NULL)
            add_term (self, start, (gsize) (p - start), FALSE);
          start = NULL;
          in_phrase = mark ? !in_phrase : in_phrase;
        }
      else if (start == NULL)
        start = p;
    }
  if (start != NULL)
    add_term (self, start, (gsize) (p - start), TRUE);
}

static guint
count_words (QuothQuery *self)
{
  guint n = 0;

  for (guint i = 0; i < self->terms->len; i++)
    n += ((QuothQueryTerm *) self->terms->pdata[i])->words->len;
  return n;
}

/* Words hold letters, digits and marks only, so that quoting them is safe; what the
 * person typed never reaches FTS5 as syntax. */
static void
build_match (QuothQuery *self)
{
  GString *match = g_string_new (NULL);

  self->exact = self->terms->len > 0;
  for (guint i = 0; i < self->terms->len; i++)
    {
      QuothQueryTerm *term = self->terms->pdata[i];

      if (term->literal)
        {
          self->exact = FALSE;
          continue;
        }
      g_string_append (match, match->len > 0 ? " AND \"" : "\"");
      for (guint j = 0; j < term->words->len; j++)
        {
          g_autofree char *word = quoth_query_index_form (term->words->pdata[j]);

          self->exact = self->exact && is_plain_word (term->words->pdata[j]);
          g_string_append_printf (match, "%s%s", j > 0 ? " " : "", word);
        }
      g_string_append (match, term->prefix ? "\"*" : "\"");
    }
  self->match = g_string_free (match, match->len == 0);
}

static void
build_whole (QuothQuery *self)
{
  if (self->terms->len < 2)
    return;
  for (guint i = 0; i < self->terms->len; i++)
    if (((QuothQueryTerm *) self->terms->pdata[i])->literal)
      return;
  self->whole = term_new ();
  for (guint i = 0; i < self->terms->len; i++)
    {
      QuothQueryTerm *term = self->terms->pdata[i];

      for (guint j = 0; j < term->words->len; j++)
        g_ptr_array_add (self->whole->words, g_strdup (term->words->pdata[j]));
      self->whole->prefix = term->prefix;
    }
}

/**
 * quoth_query_new:
 * @typed: what a person typed, UTF-8
 * @error: return location for %QUOTH_PROJECT_ERROR_FAILED
 *
 * Reads a query: words, and phrases between quotation marks of any shape. The last
 * word matches as a prefix unless a blank or a mark ends it.
 *
 * Returns: (transfer full) (nullable): the query; without terms when nothing was typed
 */
QuothQuery *
quoth_query_new (const char  *typed,
                 GError     **error)
{
  g_autoptr (QuothQuery) self = g_new0 (QuothQuery, 1);

  g_return_val_if_fail (typed != NULL, NULL);

  self->terms = g_ptr_array_new_with_free_func (term_free);
  if (!g_utf8_validate (typed, -1, NULL))
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the query is not valid UTF-8");
      return NULL;
    }
  if (strlen (typed) <= MAX_TYPED_BYTES)
    split_terms (self, typed);
  if (strlen (typed) > MAX_TYPED_BYTES || count_words (self) > MAX_WORDS)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "the query is longer than %d words", MAX_WORDS);
      return NULL;
    }
  build_match (self);
  build_whole (self);
  return g_steal_pointer (&self);
}
