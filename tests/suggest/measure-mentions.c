/* measure-mentions.c - names and identity as an annotator would be offered them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "measure.h"

#include "quoth-edit.h"
#include "quoth-names.h"

#include <string.h>

#define MAX_CHOICES 9

static const char *const before_names[] = {
  "The", "A", "An", "Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Sir", "Lady",
  "Lord", "President", "Vice", "Prime", "Minister", "Secretary", "State", "General", "Gen.",
  "Senator", "Sen.", "Rep.", "Representative", "Governor", "Gov.", "Mayor", "Chancellor", "King",
  "Queen", "Prince", "Princess", "Captain", "Colonel", "Major", "Professor", "Judge", "Justice",
  "Congressman", "Congresswoman", "Democratic", "Republican", "American", "British", "Russian",
  "Green", "Party", "House", "Senate", "Majority", "Minority", "Leader", "Speaker", "Ambassador",
  "Director", "Chairman", "Chairwoman", "Attorney", "Uncle", "Aunt", "Master", "Madame",
  "Monsieur", "Mother", "Father", "Brother", "Sister", "Reverend", "Doctor", "GOP", "Candidate",
  "Former", "Afghan", "Israeli", "French", "German", "Foreign", "Defense", "Campaign", "Manager",
  "Independent", "CEO", "Chief", "Executive", "Saint", "St.", "Sergeant", "Lieutenant", "Baron",
  "Count", "Countess", "Duke", "Duchess", "Dame", "Baronet", "Squire", "Deputy", "Host",
  "Correspondent", "Reporter", "Spokesman", "Spokeswoman", "Nominee", "Rev.", "Hon.", "Hon"
};

static const char *const no_names[] = {
  "I", "He", "She", "They", "We", "You", "It", "His", "Her", "Their", "My", "Your", "Our", "Many",
  "Some", "Others", "Americans", "One", "Who", "This", "That", "These", "Those", "Most", "All",
  "Both", "Everyone", "Each", "Other", "Democrats", "Republicans", "Critics", "People", "No",
  "Voters", "Several", "Two", "Three", "Nobody", "Him", "God", "Them", "Himself", "Another",
  "Women", "Men", "Sources", "Officials", "Thy", "Thou", "Mine", "Papa", "Mamma", "Such",
  "Somebody", "Anybody", "Every", "Any", "Little", "Old", "Poor", "Dear", "Young", "Me", "Us",
  "None", "Neither", "Girls", "Boys", "Gentlemen", "Ladies", "Ma'am", "Police"
};

static gboolean
is_among (const char        *word,
          const char *const *words,
          guint              n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_particle (const char *word)
{
  static const char *const particles[] = { "van", "von", "der", "de", "la", "al", "bin", "du" };

  return is_among (word, particles, G_N_ELEMENTS (particles));
}

gboolean
measure_find_name (QuothText *text,
                   QuothSpan  mention,
                   QuothSpan *out_name)
{
  g_autofree char *all = quoth_text_slice (text, mention.start, mention.end);
  g_auto (GStrv) words = g_strsplit_set (all, " \n\t", -1);
  guint at = mention.start;
  gboolean begun = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], ",(:;\"");
      gboolean last = words[i][length] != '\0';
      const char *apostrophe = strstr (words[i], "’s");
      gunichar first = g_utf8_get_char (words[i]);
      g_autofree char *word = NULL;

      if (apostrophe == NULL)
        apostrophe = strstr (words[i], "'s");
      if (apostrophe != NULL && (gsize) (apostrophe - words[i]) < length)
        {
          length = (gsize) (apostrophe - words[i]);
          last = TRUE;
        }
      word = g_strndup (words[i], length);
      if (g_unichar_isupper (first) && is_among (word, no_names, G_N_ELEMENTS (no_names)))
        return FALSE;
      if (g_unichar_isupper (first) && is_among (word, before_names, G_N_ELEMENTS (before_names))
          && !begun)
        first = 0;
      if (g_unichar_isupper (first))
        {
          if (!begun)
            out_name->start = at;
          out_name->end = at + (guint) g_utf8_strlen (word, -1);
          begun = TRUE;
        }
      else if (begun && !is_particle (word))
        {
          static const char *const after[] = { "who", "of", "from", "in", "on", "at", "and", "or",
                                               "whose", "with", "himself", "herself", "", "-" };

          /* "Harlow voters": the name is not what is spoken of. */
          if (!is_among (word, after, G_N_ELEMENTS (after)))
            return FALSE;
          break;
        }
      if (last && (begun || apostrophe != NULL))
        break;
      at += (guint) g_utf8_strlen (words[i], -1) + 1;
    }
  return begun;
}

static gboolean
is_person (QuothAnnotation *annotation)
{
  return strcmp (annotation->type, "person") == 0 || strcmp (annotation->type, "PER") == 0;
}

/* Whether @span is a name within a mention of a person. */
static gboolean
is_wanted (QuothArticleData *gold,
           QuothSpan         span)
{
  for (guint i = 0; i < gold->annotations->len; i++)
    {
      QuothAnnotation *annotation = gold->annotations->pdata[i];
      QuothSpan name;

      if (is_person (annotation) && measure_find_name (gold->text, annotation->parts[0], &name)
          && name.start < span.end && span.start < name.end)
        return TRUE;
    }
  return FALSE;
}

void
measure_names (Measure          *self,
               QuothArticleData *gold,
               gboolean          complete)
{
  g_autoptr (GArray) names = quoth_names_find (gold->text, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gold->annotations->len; i++)
    {
      QuothAnnotation *annotation = gold->annotations->pdata[i];
      QuothSpan name, got = { 0, 0 };
      gboolean found = FALSE, shown;

      if (!is_person (annotation)
          || !measure_find_name (gold->text, annotation->parts[0], &name)
          || !g_hash_table_add (seen, GUINT_TO_POINTER (name.start + 1)))
        continue;
      for (guint k = 0; k < names->len && !found; k++)
        {
          got = g_array_index (names, QuothSpan, k);
          found = got.start < name.end && name.start < got.end;
        }
      shown = measure_add (self, found, "name: found");
      if (found)
        shown = measure_add (self, got.start == name.start && got.end == name.end,
                             "name: extent equal") || shown;
      if (shown)
        measure_show ("name", gold->text, annotation->parts[0], &name, found ? &got : NULL);
    }
  for (guint k = 0; complete && k < names->len; k++)
    {
      QuothSpan got = g_array_index (names, QuothSpan, k);

      if (measure_add (self, is_wanted (gold, got), "name: jump leads to one"))
        measure_show ("jump", gold->text, got, NULL, &got);
    }
}

static void
apply (QuothDocument *document,
       QuothRegistry *registry,
       QuothCommand  *command)
{
  quoth_document_apply (document, command);
  quoth_registry_apply (registry, command);
}

static gboolean
is_offered (QuothRegistry *registry,
            const char    *words,
            const char    *wanted,
            guint         *out_place)
{
  g_autoptr (GArray) found = quoth_registry_candidates (registry, words, "person", MAX_CHOICES);

  for (*out_place = 0; *out_place < found->len; (*out_place)++)
    if (strcmp (g_array_index (found, QuothCandidate, *out_place).entity->id, wanted) == 0)
      return TRUE;
  return FALSE;
}

/* The same name in another article is the same person, as far as anybody can tell. */
static gboolean
is_namesake (QuothRegistry *registry,
             const char    *entity,
             const char    *words)
{
  QuothEntity *found = entity != NULL ? quoth_registry_lookup (registry, entity) : NULL;

  return found != NULL && strchr (words, ' ') != NULL && strcmp (found->name, words) == 0;
}

static void
identify (Measure          *self,
          QuothArticleData *gold,
          QuothDocument    *document,
          QuothRegistry    *registry,
          GHashTable       *people,
          QuothAnnotation  *mention)
{
  g_autoptr (QuothCommand) mark = NULL;
  g_autoptr (QuothCommand) link = NULL;
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  g_autofree char *entity = NULL;
  QuothSpan span = mention->parts[0];
  gboolean named = measure_find_name (gold->text, span, &span);
  const char *kind = named ? "named" : "described";
  const char *wanted = g_hash_table_lookup (people, mention->entity);
  const char *got;
  gboolean shown = FALSE;
  guint place = MAX_CHOICES;

  if (!named)
    span = mention->parts[0];
  mark = quoth_edit_mark (document, registry, "person", &span, 1, &id, NULL);
  if (mark == NULL)
    return;
  apply (document, registry, mark);
  got = quoth_document_lookup (document, id)->entity;
  words = quoth_text_slice (gold->text, span.start, span.end);
  if (wanted == NULL && is_namesake (registry, got, words))
    {
      g_hash_table_insert (people, g_strdup (mention->entity), g_strdup (got));
      wanted = got;
    }
  shown = measure_add (self, got == NULL || g_strcmp0 (got, wanted) == 0,
                       "identity, %s: no wrong link", kind);
  if (wanted != NULL)
    {
      gboolean offered = got == NULL && is_offered (registry, words, wanted, &place);

      shown = measure_add (self, g_strcmp0 (got, wanted) == 0, "identity, %s: no key", kind)
              || shown;
      shown = measure_add (self, g_strcmp0 (got, wanted) == 0 || place == 0,
                           "identity, %s: no key or Enter", kind) || shown;
      shown = measure_add (self, g_strcmp0 (got, wanted) == 0 || offered,
                           "identity, %s: at most one key", kind) || shown;
    }
  if (shown)
    {
      QuothEntity *one = wanted != NULL ? quoth_registry_lookup (registry, wanted) : NULL;
      QuothEntity *other = got != NULL ? quoth_registry_lookup (registry, got) : NULL;

      g_print ("#%u %s → %s; is %s\n", place + 1, words, other ? other->name : "-",
               one ? one->name : "(new)");
    }
  if (wanted == NULL)
    {
      link = quoth_edit_new_entity (document, registry, id, NULL, NULL, &entity, NULL);
      g_hash_table_insert (people, g_strdup (mention->entity), g_steal_pointer (&entity));
    }
  else
    link = quoth_edit_set_entity (document, registry, id, wanted, NULL);
  if (link != NULL)
    apply (document, registry, link);
}

void
measure_identity (Measure          *self,
                  QuothArticleData *gold,
                  QuothScheme      *scheme,
                  QuothRegistry    *registry,
                  GHashTable       *people)
{
  g_autoptr (GPtrArray) mentions = measure_list (gold, scheme, 0, "person");
  g_autoptr (QuothArticleData) data = quoth_article_data_new (gold->article, gold->text);
  g_autoptr (QuothDocument) document = quoth_document_new (data, "anna", scheme);

  for (guint i = 0; i < mentions->len; i++)
    {
      QuothAnnotation *mention = mentions->pdata[i];

      if (mention->entity != NULL)
        identify (self, gold, document, registry, people, mention);
    }
}
