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

static gboolean
is_one_of (const char *const *list,
           const char        *word)
{
  return g_strv_contains (list, word);
}

/* Words in lower case without possessive and marks; @out_original the same as written.
 * A comma ends the reading: what follows describes. */
static GPtrArray *
split_words (const char *source,
             GPtrArray  *out_original)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) pieces = g_strsplit_set (source, " \t\n", -1);

  for (guint i = 0; pieces[i] != NULL && words->len < MAX_WORDS; i++)
    {
      char *word = pieces[i];
      gboolean comma = g_str_has_suffix (word, ",");
      char *lower;
      gsize length;

      while (*word != '\0' && g_ascii_ispunct (*word))
        word++;
      length = strlen (word);
      while (length > 0 && g_ascii_ispunct (word[length - 1]))
        word[--length] = '\0';
      if (g_str_has_suffix (word, "'s"))
        word[length - 2] = '\0';
      else if (g_str_has_suffix (word, "’s"))
        word[length - strlen ("’s")] = '\0';
      if (*word == '\0')
        continue;
      lower = g_utf8_strdown (word, -1);
      g_ptr_array_add (words, lower);
      g_ptr_array_add (out_original, word = g_strdup (word));
      if (comma && words->len > 0)
        break;
    }
  return words;
}

static gboolean
is_all_capitals (const char *word)
{
  guint n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return FALSE;
  return n > 1;
}

/* One to four capitalised words, at least one of them not an abbreviation. */
static gboolean
looks_like_name (GPtrArray *originals,
                 guint      n)
{
  gboolean has_plain = FALSE;

  if (n == 0 || n > 4)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const char *word = originals->pdata[i];

      /* "de", "al-", "von" stand inside names, not at their ends. */
      if (!g_unichar_isupper (g_utf8_get_char (word)) && (i == 0 || i + 1 == n))
        return FALSE;
      has_plain = has_plain || !is_all_capitals (word);
    }
  return has_plain;
}

/* Documented in quoth-format-polnear-private.h. */
gboolean
quoth_polnear_is_individual (const char *source)
{
  g_autoptr (GPtrArray) originals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = split_words (source, originals);
  guint n = 0;
  const char *head;

  if (words->len == 0 || is_one_of (other_pronouns, words->pdata[0]))
    return FALSE;
  if (is_one_of (singular_pronouns, words->pdata[0]) && words->len == 1)
    return TRUE;
  while (n < words->len && (n == 0 || !is_one_of (ends_head, words->pdata[n])))
    n++;
  for (guint i = 1; i + 1 < n; i++)
    if (strcmp (words->pdata[i], "and") == 0 || strcmp (words->pdata[i], "or") == 0)
      return FALSE;
  head = words->pdata[n - 1];
  if (is_one_of (persons, head))
    return TRUE;
  if (is_one_of (groups, head))
    return FALSE;
  if (n > 1 && is_one_of (titles, words->pdata[0]))
    return TRUE;
  for (guint i = 0; i + 1 < n; i++)
    if (is_one_of (persons, words->pdata[i]) || is_one_of (titles, words->pdata[i]))
      /* "Russian Foreign Minister Sergei Lavrov" */
      return g_unichar_isupper (g_utf8_get_char (originals->pdata[n - 1]))
             && !is_all_capitals (originals->pdata[n - 1]);
  if (is_one_of (singular_pronouns, words->pdata[0]))
    return n == 1;
  return strcmp (words->pdata[0], "the") != 0 && looks_like_name (originals, n);
}
