/* quoth-polnear-individual.c - whether the words of a source name one individual
 *
 * PolNeAR does not tell people from other sources, and English gives enough away to
 * guess. In this order: a pronoun decides; several joined by "and" are no individual;
 * a title before a name, or a word for a person as the head (the last word before
 * "of", "for", "who", a comma …) is one, its plural is none; a word for an
 * organisation or a document is none; what is left is one when it looks like a name:
 * one to four capitalised words, no article before them, not all capitals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-polnear"

#include "config.h"

#include "quoth-format-polnear-private.h"

#include <string.h>

#define MAX_WORDS 64
/* No word of the lists below is longer. */
#define MAX_WORD_BYTES 20

static const char *const singular_pronouns[] = {
  "i", "me", "my", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself",
  "who", "whom", "one", "someone", "somebody", "anyone", "everyone", "nobody", "another", NULL
};
static const char *const other_pronouns[] = {
  "it", "its", "itself", "they", "them", "their", "themselves", "we", "us", "our", "you", "your",
  "this", "that", "these", "those", "which", "what", "many", "some", "others", "most", "several",
  "few", "all", "both", "two", "three", NULL
};
static const char *const titles[] = {
  "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "sen", "rep", "gov", "gen", "col", "lt",
  "sgt", "capt", "maj", "adm", "rev", "prof", "hon", "pres", "president", "senator",
  "congressman", "congresswoman", "governor", "mayor", "general", "secretary", "judge", "justice",
  "king", "queen", "prince", "princess", "pope", "professor", "chancellor", "ambassador",
  "minister", "chairman", "representative", NULL
};
static const char *const persons[] = {
  "man", "woman", "boy", "girl", "person", "spokesman", "spokeswoman", "spokesperson", "official",
  "officer", "president", "senator", "congressman", "congresswoman", "governor", "mayor",
  "general", "secretary", "judge", "minister", "chancellor", "ambassador", "chairman",
  "chairwoman", "chair", "leader", "director", "manager", "candidate", "nominee", "author",
  "writer", "reporter", "journalist", "editor", "columnist", "blogger", "correspondent", "host",
  "anchor", "analyst", "expert", "professor", "scientist", "researcher", "economist",
  "historian", "lawyer", "attorney", "prosecutor", "doctor", "teacher", "student", "activist",
  "adviser", "advisor", "aide", "assistant", "strategist", "consultant", "founder", "owner",
  "executive", "ceo", "chief", "member", "source", "insider", "witness", "victim", "resident",
  "voter", "supporter", "critic", "opponent", "rival", "father", "mother", "son", "daughter",
  "brother", "sister", "husband", "wife", "friend", "colleague", "singer", "actor", "actress",
  "filmmaker", "comedian", "coach", "player", "captain", "soldier", "farmer", "worker",
  "mogul", "businessman", "businesswoman", "billionaire", "lawmaker", "republican", "democrat",
  "user", "pollster", "moderator", "king", "queen", "prince", "princess", "pope", "bishop",
  "priest", "imam", "rabbi", "detective", "sheriff", "commander", "speaker", "commentator", NULL
};
static const char *const groups[] = {
  "post", "times", "news", "journal", "press", "tribune", "gazette", "herald", "magazine",
  "newspaper", "daily", "reuters", "network", "radio", "tv", "television", "website", "party",
  "campaign", "committee", "commission", "council", "congress", "senate", "house", "parliament",
  "government", "administration", "department", "ministry", "agency", "bureau", "office", "court",
  "police", "army", "force", "forces", "university", "college", "school", "institute",
  "foundation", "association", "union", "organization", "organisation", "company",
  "corporation", "inc", "corp", "group", "team", "bank", "fund", "center", "centre", "report",
  "study", "survey", "poll", "article", "story", "book", "letter", "statement", "document",
  "documents", "email", "emails", "memo", "tweet", "video", "film", "transcript", "law", "bill",
  "data", "statistics", "figures", "records", "evidence", "research", "media", "public", "board",
  "states", "kingdom", "nation", "nations", "country", "coalition", "alliance", "league",
  "editorial", "ad", "advertisement", "suit", "lawsuit", "complaint", "pac", "pacs", "exchange",
  "service", "project", "crowd", "family", "staff", "majority", "voters", "people", "americans",
  "democrats", "republicans", NULL
};
/* What follows describes the head, and is not it. */
static const char *const ends_head[] = {
  "of", "for", "from", "with", "who", "whom", "whose", "that", "which", "in", "at", "on", "to",
  "by", "familiar", "close", "behind", "named", "called", "inside", "within", NULL
};

/* What a word is, of a source that is looked at; a word may be more than one of these. */
enum
{
  SINGULAR_PRONOUN = 1 << 0,
  OTHER_PRONOUN = 1 << 1,
  TITLE = 1 << 2,
  PERSON = 1 << 3,
  GROUP = 1 << 4,
  ENDS_HEAD = 1 << 5,
  JOINS = 1 << 6,
  ARTICLE = 1 << 7
};

typedef struct
{
  const char *start;   /* as written, without possessive and marks */
  gsize       length;
  guint       meaning; /* of the above */
} Word;

static GHashTable *
get_meanings (void)
{
  static const char *const joins[] = { "and", "or", NULL };
  static const char *const articles[] = { "the", NULL };
  static const struct
  {
    const char *const *words;
    guint              meaning;
  } lists[] = {
    { singular_pronouns, SINGULAR_PRONOUN }, { other_pronouns, OTHER_PRONOUN },
    { titles, TITLE }, { persons, PERSON }, { groups, GROUP }, { ends_head, ENDS_HEAD },
    { joins, JOINS }, { articles, ARTICLE },
  };
  static GHashTable *meanings = NULL; /* word → what it is */

  if (g_once_init_enter (&meanings))
    {
      GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        for (const char *const *word = lists[i].words; *word != NULL; word++)
          {
            guint known = GPOINTER_TO_UINT (g_hash_table_lookup (table, *word));

            g_hash_table_insert (table, (char *) *word,
                                 GUINT_TO_POINTER (known | lists[i].meaning));
          }
      g_once_init_leave (&meanings, table);
    }
  return meanings;
}

/* In any case of its letters. */
static guint
find_meaning (const char *word,
              gsize       length)
{
  char lower[MAX_WORD_BYTES + 1];

  if (length > MAX_WORD_BYTES)
    return 0;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (word[i]);
  lower[length] = '\0';
  return GPOINTER_TO_UINT (g_hash_table_lookup (get_meanings (), lower));
}

static gboolean
ends_with (const Word *word,
           const char *end)
{
  gsize n = strlen (end);

  return word->length >= n && memcmp (word->start + word->length - n, end, n) == 0;
}

/* Returns how many words there are. A comma ends the reading: what follows describes. */
static guint
split_words (const char *source,
             Word        out_words[MAX_WORDS])
{
  const char *next = source;
  guint n = 0;

  while (*next != '\0' && n < MAX_WORDS)
    {
      Word word = { next, strcspn (next, " \t\n"), 0 };
      gboolean comma = ends_with (&word, ",");

      next += word.length;
      next += *next != '\0';
      for (; word.length > 0 && g_ascii_ispunct (*word.start); word.length--)
        word.start++;
      while (word.length > 0 && g_ascii_ispunct (word.start[word.length - 1]))
        word.length--;
      if (ends_with (&word, "'s"))
        word.length -= strlen ("'s");
      else if (ends_with (&word, "’s"))
        word.length -= strlen ("’s");
      if (word.length == 0)
        continue;
      word.meaning = find_meaning (word.start, word.length);
      out_words[n++] = word;
      if (comma)
        break;
    }
  return n;
}

static gboolean
is_capitalised (const Word *word)
{
  return g_unichar_isupper (g_utf8_get_char (word->start));
}

static gboolean
is_all_capitals (const Word *word)
{
  const char *end = word->start + word->length;
  guint n = 0;

  for (const char *p = word->start; p < end; p = g_utf8_next_char (p), n++)
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return FALSE;
  return n > 1;
}

/* One to four capitalised words, at least one of them not an abbreviation. */
static gboolean
looks_like_name (const Word *words,
                 guint       n)
{
  gboolean has_plain = FALSE;

  if (n == 0 || n > 4)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      /* "de", "al-", "von" stand inside names, not at their ends. */
      if (!is_capitalised (&words[i]) && (i == 0 || i + 1 == n))
        return FALSE;
      has_plain = has_plain || !is_all_capitals (&words[i]);
    }
  return has_plain;
}

/* Documented in quoth-format-polnear-private.h. */
gboolean
quoth_polnear_is_individual (const char *source)
{
  Word words[MAX_WORDS];
  guint n_words = split_words (source, words);
  guint n = 0;
  const Word *head;

  if (n_words == 0 || (words[0].meaning & OTHER_PRONOUN))
    return FALSE;
  if ((words[0].meaning & SINGULAR_PRONOUN) && n_words == 1)
    return TRUE;
  while (n < n_words && (n == 0 || !(words[n].meaning & ENDS_HEAD)))
    n++;
  for (guint i = 1; i + 1 < n; i++)
    if (words[i].meaning & JOINS)
      return FALSE;
  head = &words[n - 1];
  if (head->meaning & PERSON)
    return TRUE;
  if (head->meaning & GROUP)
    return FALSE;
  if (n > 1 && (words[0].meaning & TITLE))
    return TRUE;
  for (guint i = 0; i + 1 < n; i++)
    if (words[i].meaning & (PERSON | TITLE))
      /* "Russian Foreign Minister Sergei Lavrov" */
      return is_capitalised (head) && !is_all_capitals (head);
  if (words[0].meaning & SINGULAR_PRONOUN)
    return n == 1;
  return !(words[0].meaning & ARTICLE) && looks_like_name (words, n);
}
