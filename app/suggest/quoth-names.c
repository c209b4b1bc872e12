/* quoth-names.c - where the next name stands
 *
 * A run of capitalised words names a person when a title or a known forename says
 * so, when it has several words and none that speaks against it, or when the
 * registry knows it; after that its last word alone does, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-names"

#include "config.h"

#include "quoth-names.h"

#include "quoth-lexicon-private.h"
#include "quoth-runs-private.h"
#include "quoth-zones.h"

#include <string.h>

static gboolean
names_person (QuothTokens *tokens,
              QuothRun    *run)
{
  const QuothToken *first = quoth_tokens_get (tokens, run->first);
  const QuothToken *last = quoth_tokens_get (tokens, run->last);

  if (run->n_words == 1
      && first->kinds & (QUOTH_WORD_ORIGIN | QUOTH_WORD_TITLE | QUOTH_WORD_PERSON
                         | QUOTH_WORD_BODY | QUOTH_WORD_NO_PERSON)
      && !run->forename)
    return FALSE;
  if (run->forename && !(first->kinds & QUOTH_WORD_NO_PERSON))
    return run->n_words <= 2 || !(last->kinds & QUOTH_WORD_NO_PERSON);
  if (run->no_person || strchr (first->folded, '.') != NULL)
    return FALSE;
  if (run->title)
    return TRUE;
  return run->n_words >= 2 && !run->article && !(last->kinds & QUOTH_WORD_TITLE);
}

/* A capitalised word that nothing is known of: a surname, perhaps. */
static gboolean
is_bare_word (QuothTokens *tokens,
              QuothText   *text,
              QuothRun    *run)
{
  const QuothToken *token = quoth_tokens_get (tokens, run->first);
  const char *utf8;
  gsize n_bytes;

  if (run->n_words != 1 || token->kinds != 0 || run->article || run->no_person)
    return FALSE;
  /* Not NATO, nor a letter. */
  utf8 = quoth_text_peek_slice (text, token->span.start, token->span.end, &n_bytes);
  return n_bytes > 2 && g_unichar_islower (g_utf8_get_char (g_utf8_next_char (utf8)));
}

/* "says", "told", and no form that is a noun as well: "Recent reports". */
static gboolean
is_speaking (QuothTokens      *tokens,
             guint             index,
             const QuothToken *beside)
{
  static const char *const forms[] = { "says",  "said", "tells", "told",    "adds",  "asks",
                                       "wrote", "sang", "swore", "writes", "argues" };
  const QuothToken *token = quoth_tokens_get (tokens, index);

  if (!quoth_token_is (token, QUOTH_WORD_REPORTING) || token->capital
      || token->sentence != beside->sentence)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (token->folded, forms[i]) == 0)
      return TRUE;
  return g_str_has_suffix (token->folded, "ed");
}

static gboolean
follows_preposition (QuothTokens *tokens,
                     guint        index)
{
  return index > 0
         && quoth_token_is (quoth_tokens_get (tokens, index - 1), QUOTH_WORD_PREPOSITION);
}

/* "Roe, 45,", "Roe, a former senator" */
static gboolean
is_described (QuothTokens *tokens,
              guint        comma)
{
  const QuothToken *first;

  if (comma + 2 >= tokens->array->len || quoth_tokens_get (tokens, comma)->mark != ',')
    return FALSE;
  first = quoth_tokens_get (tokens, comma + 1);
  if (first->mark != 0)
    return FALSE;
  if (g_ascii_isdigit (*first->folded))
    return quoth_tokens_get (tokens, comma + 2)->mark == ',';
  for (guint i = comma + 2; first->kinds & QUOTH_WORD_DETERMINER && i < comma + 6; i++)
    {
      const QuothToken *token = i < tokens->array->len ? quoth_tokens_get (tokens, i) : NULL;

      if (token == NULL || token->mark != 0 || token->kinds & QUOTH_WORD_PREPOSITION)
        return FALSE;
      if (token->kinds & QUOTH_WORD_PERSON)
        return TRUE;
    }
  return FALSE;
}

/* "Roe said", "said Roe", "Roe, 45,": only people speak and have an age. */
static gboolean
acts_as_person (QuothTokens *tokens,
                QuothText   *text,
                QuothRun    *run)
{
  const QuothToken *token = quoth_tokens_get (tokens, run->first);
  guint after = run->last + 1;

  if (!is_bare_word (tokens, text, run) || token->possessive)
    return FALSE;
  if (is_described (tokens, after))
    return TRUE;
  /* "Roe openly said" */
  while (after + 1 < tokens->array->len && after < run->last + 3
         && quoth_tokens_get (tokens, after)->mark == 0
         && g_str_has_suffix (quoth_tokens_get (tokens, after)->folded, "ly"))
    after++;
  if (after < tokens->array->len && is_speaking (tokens, after, token)
      && !follows_preposition (tokens, run->first))
    return TRUE;
  return run->first > 0 && is_speaking (tokens, run->first - 1, token);
}

static gboolean
is_known (QuothText     *text,
          QuothRegistry *registry,
          QuothRun      *run)
{
  g_autofree char *name = NULL;

  if (registry == NULL)
    return FALSE;
  name = quoth_text_slice (text, run->span.start, run->span.end);
  return quoth_registry_only_fit (registry, name, NULL) != NULL;
}

/* The word by which a person is named after the first time: the surname. */
static const char *
surname_of (QuothTokens *tokens,
            QuothRun    *run)
{
  for (guint i = run->last; i > run->first; i--)
    {
      const QuothToken *token = quoth_tokens_get (tokens, i);

      if (token->mark == 0 && strcmp (token->folded, "jr") != 0
          && strcmp (token->folded, "sr") != 0)
        return token->folded;
    }
  return quoth_tokens_get (tokens, run->first)->folded;
}

/* The surname without its particle: "al-Assad" comes back as "Assad". */
static const char *
bare (const char *surname)
{
  const char *hyphen = strchr (surname, '-');

  return hyphen != NULL && hyphen - surname <= 3 && hyphen[1] != '\0' ? hyphen + 1 : surname;
}

/* "Ada Roe Goes Home": in a headline any word has a capital, and where the text says
 * "Roe" elsewhere, the name ends there. */
static void
trim_headlines (QuothTokens *tokens,
                GArray      *runs)
{
  g_autoptr (GHashTable) alone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < runs->len; i++)
    {
      QuothRun *run = &g_array_index (runs, QuothRun, i);

      if (run->n_words == 1)
        g_hash_table_add (alone, (char *) quoth_tokens_get (tokens, run->first)->folded);
    }
  for (guint i = 0; i < runs->len; i++)
    {
      QuothRun *run = &g_array_index (runs, QuothRun, i);

      if (!run->forename || run->n_words < 3
          || g_hash_table_contains (alone, surname_of (tokens, run)))
        continue;
      for (guint k = run->last - 1; k > run->first; k--)
        if (quoth_tokens_get (tokens, k)->mark == 0
            && g_hash_table_contains (alone, quoth_tokens_get (tokens, k)->folded))
          {
            run->n_words = k - run->first + 1;
            run->last = k;
            run->span.end = quoth_tokens_get (tokens, k)->span.end;
            break;
          }
    }
}

/* Spans of credits, in order. */
static GArray *
find_credits (QuothText *text)
{
  GArray *credits = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) zones = quoth_zones_find (text);

  for (guint i = 0; i < zones->len; i++)
    {
      QuothZone *zone = &g_array_index (zones, QuothZone, i);

      if (strcmp (zone->kind, "credit") == 0)
        g_array_append_val (credits, zone->span);
    }
  return credits;
}

/**
 * quoth_names_find:
 * @registry: (nullable): whose entities are names, too
 *
 * Looks through a whole article but for the credits of its pictures.
 *
 * Returns: (transfer full): where names of people stand, as #QuothSpan, in order
 */
GArray *
quoth_names_find (QuothText     *text,
                  QuothRegistry *registry)
{
  g_auto (QuothTokens) tokens = { NULL };
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GHashTable) surnames = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) credits = NULL;
  g_autofree gboolean *taken = NULL;
  guint credit = 0;
  GArray *names;

  g_return_val_if_fail (text != NULL, NULL);

  names = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  quoth_tokens_init (&tokens, text, NULL, (QuothSpan) { 0, quoth_text_get_length (text) });
  runs = quoth_runs_find (&tokens);
  credits = find_credits (text);
  taken = g_new0 (gboolean, runs->len + 1);
  trim_headlines (&tokens, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      QuothRun *run = &g_array_index (runs, QuothRun, i);

      taken[i] = names_person (&tokens, run) || is_known (text, registry, run)
                 || acts_as_person (&tokens, text, run);
      if (taken[i])
        g_hash_table_add (surnames, (char *) bare (surname_of (&tokens, run)));
    }
  for (guint i = 0; i < runs->len; i++)
    {
      QuothRun *run = &g_array_index (runs, QuothRun, i);
      const char *word = quoth_tokens_get (&tokens, run->first)->folded;

      while (credit < credits->len
             && g_array_index (credits, QuothSpan, credit).end <= run->span.start)
        credit++;
      /* Who took the picture is nobody of the story. */
      if (credit < credits->len
          && g_array_index (credits, QuothSpan, credit).start <= run->span.start)
        continue;
      if (taken[i] || (run->n_words == 1 && g_hash_table_contains (surnames, bare (word))))
        g_array_append_val (names, run->span);
    }
  return names;
}
