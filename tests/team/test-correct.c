/* test-correct.c - corrected texts, and what becomes of annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#include "quoth-correct.h"
#include "quoth-lost.h"
#include "quoth-project-care.h"
#include "quoth-project-versions.h"
#include "quoth-review-private.h"

#define MAX_WORDS 80

static QuothText *
text_of (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  QuothText *text = quoth_text_new (utf8, -1, &error);

  g_assert_no_error (error);
  return text;
}

static QuothArticleData *
article_of (const char *utf8)
{
  g_autoptr (QuothText) text = text_of (utf8);
  g_autoptr (QuothArticle) article = quoth_article_new ("News", text);

  quoth_article_set_id (article, "old");
  return quoth_article_data_new (article, text);
}

/* Marks words, several parts with "|" between them; "*" is the whole text. */
static QuothAnnotation *
mark (QuothArticleData *data,
      const char       *id,
      const char       *layer,
      const char       *type,
      const char       *words)
{
  const char *utf8 = quoth_text_get_utf8 (data->text);
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothAnnotation *annotation;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *at = strcmp (words, "*") == 0 ? utf8 : strstr (utf8, parts[i]);
      gsize start = (gsize) (at - utf8);
      gsize n = at == utf8 && *words == '*' ? strlen (utf8) : strlen (parts[i]);
      QuothSpan span = { quoth_text_from_bytes (data->text, start),
                         quoth_text_from_bytes (data->text, start + n) };

      g_assert_nonnull (at);
      g_array_append_val (spans, span);
    }
  annotation = quoth_annotation_new (type, layer, (QuothSpan *) spans->data, spans->len);
  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static QuothAnnotation *
find (GPtrArray  *annotations,
      const char *id)
{
  for (guint i = 0; i < annotations->len; i++)
    if (strcmp (((QuothAnnotation *) annotations->pdata[i])->id, id) == 0)
      return annotations->pdata[i];
  return NULL;
}

/* The mark of what was lost. */
static QuothAnnotation *
find_mark (GPtrArray  *annotations,
           const char *id)
{
  for (guint i = 0; i < annotations->len; i++)
    {
      g_autoptr (QuothAnnotation) lost = NULL;

      if (!quoth_lost_is_mark (annotations->pdata[i]))
        continue;
      lost = quoth_lost_dup_annotation (annotations->pdata[i], NULL);
      if (lost != NULL && strcmp (lost->id, id) == 0)
        return annotations->pdata[i];
    }
  return NULL;
}

/* @expected: its words now; after "?" those near which it was lost. */
static void
assert_fate (QuothCarry *carry,
             QuothText  *text,
             const char *id,
             const char *expected)
{
  gboolean lost = *expected == '?';
  QuothAnnotation *annotation = lost ? find_mark (carry->annotations, id)
                                     : find (carry->annotations, id);
  g_autofree char *words = NULL;

  g_test_message ("%s", id);
  g_assert_nonnull (annotation);
  g_assert_true (quoth_annotation_validate (annotation, quoth_text_get_length (text), NULL));
  words = quoth_annotation_dup_text (annotation, text, "|");
  g_assert_cmpstr (words, ==, expected + lost);
  g_assert_true (!lost || find (carry->annotations, id) == NULL);
}

static void
test_carry (void)
{
  g_autoptr (QuothArticleData) data = article_of (
    "Lead gone. Minster Jane Doe said: “We go”, she added, “and stay”. שלום עולם \U0001F98A\U0001F98A"
    " Last gone.");
  g_autoptr (QuothText) text = text_of (
    "Minister Jane Doe said: “We go”, she added, “and leave”. Oh, שלום עולם \U0001F98A\U0001F98A");
  g_autoptr (QuothCarry) carry = NULL;

  mark (data, "lead", "anna", "claim", "Lead gone.");
  mark (data, "name", "anna", "person", "Jane Doe");
  mark (data, "title", "ben", "person", "Minster Jane Doe");
  mark (data, "split", "anna", "claim", "“We go”|“and stay”");
  mark (data, "first", "anna", "claim", "“We go”");
  mark (data, "inner", "anna", "claim", "We");
  mark (data, "rtl", "ben", "person", "עולם");
  mark (data, "fox", "ben", "person", "\U0001F98A\U0001F98A");
  mark (data, "last", "ben", "claim", "Last gone.");
  mark (data, "about", QUOTH_LAYER_REMARKS, QUOTH_TYPE_ID_COMMENT, "*");
  mark (data, "said", QUOTH_LAYER_REMARKS, QUOTH_TYPE_ID_COMMENT, "“and stay”");
  carry = quoth_carry_new (data, "new", text, NULL, NULL, NULL);
  assert_fate (carry, text, "lead", "?Minister");
  assert_fate (carry, text, "name", "Jane Doe");
  assert_fate (carry, text, "title", "?Minister Jane Doe");
  assert_fate (carry, text, "split", "?“We go”|“and leave”");
  assert_fate (carry, text, "first", "“We go”");
  assert_fate (carry, text, "inner", "We");
  assert_fate (carry, text, "rtl", "עולם");
  assert_fate (carry, text, "fox", "\U0001F98A\U0001F98A");
  assert_fate (carry, text, "last", "?\U0001F98A");
  assert_fate (carry, text, "about", quoth_text_get_utf8 (text));
  assert_fate (carry, text, "said", "“and leave”");
  g_assert_cmpuint (carry->n_carried, ==, 7);
  g_assert_cmpuint (carry->n_lost, ==, 4);
  g_assert_cmpuint (carry->layers->len, ==, 2);
  g_assert_cmpstr (((QuothCarryLayer *) carry->layers->pdata[0])->layer, ==, "anna");
  g_assert_cmpuint (((QuothCarryLayer *) carry->layers->pdata[0])->n_lost, ==, 2);
}

/* What review took is known to it by its id, and what is said of that names it. */
static void
test_gold (void)
{
  g_autoptr (QuothArticleData) data = article_of ("Jane Doe went home.");
  g_autoptr (QuothText) text = text_of ("Yesterday Jane Doe went.");
  g_autoptr (QuothCarry) carry = NULL;
  g_autofree char *before = quoth_review_make_gold_id ("old", "anna", "name");
  g_autofree char *after = quoth_review_make_gold_id ("new", "anna", "name");
  g_autofree char *subject = NULL, *finding = NULL;
  QuothAnnotation *comment, *right;

  mark (data, "name", "anna", "person", "Jane Doe");
  mark (data, before, QUOTH_LAYER_GOLD, "person", "Jane Doe");
  quoth_remark_set_subject (mark (data, "said", QUOTH_LAYER_REMARKS, QUOTH_TYPE_ID_COMMENT, "Doe"),
                            find (data->annotations, before));
  right = mark (data, "right", QUOTH_LAYER_REMARKS, QUOTH_TYPE_ID_RIGHT, "went");
  quoth_annotation_take_attributes (
    right, quoth_attributes_with_string (NULL, QUOTH_ATTRIBUTE_FINDING, "speaker anna/ 9-13"));
  carry = quoth_carry_new (data, "new", text, NULL, NULL, NULL);
  assert_fate (carry, text, after, "Jane Doe");
  comment = find (carry->annotations, "said");
  subject = quoth_remark_dup_subject (comment);
  g_assert_cmpstr (subject + strlen ("gold/"), ==, after);
  finding = quoth_remark_dup_finding (find (carry->annotations, "right"));
  g_assert_cmpstr (finding, ==, "speaker anna/ 19-23");
}

/* --- whatever was edited --- */

static const char *const vocabulary[] = { "said", "Doe", "the", "a", "“", "”", ",", "שלום", "é",
                                          "\U0001F98A", "e\u0301", "don’t", "\n", "mayor" };

static char *
random_words (GRand *rand)
{
  GString *out = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, MAX_WORDS);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", vocabulary[g_rand_int_range (rand, 0,
                                                      G_N_ELEMENTS (vocabulary))],
                            g_rand_boolean (rand) ? " " : "");
  return g_string_free (out, FALSE);
}

static char *
edit (GRand     *rand,
      QuothText *text)
{
  guint length = quoth_text_get_length (text);
  guint start = (guint) g_rand_int_range (rand, 0, (gint32) length + 1);
  guint end = (guint) g_rand_int_range (rand, (gint32) start, (gint32) MIN (length, start + 20) + 1);
  g_autofree char *head = quoth_text_slice (text, 0, start);
  g_autofree char *tail = quoth_text_slice (text, end, length);
  g_autofree char *middle = g_rand_boolean (rand) ? random_words (rand) : g_strdup ("");

  return g_strconcat (head, middle, tail, "x", NULL);
}

/* Letters and marks alone: blanks may change, and quotation marks their shape. */
static char *
letters_of (QuothAnnotation *annotation,
            QuothText       *text)
{
  g_autofree char *words = quoth_annotation_dup_text (annotation, text, "|");
  GString *out = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || *p == '|')
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
mark_at_random (GRand            *rand,
                QuothArticleData *data)
{
  guint length = quoth_text_get_length (data->text);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%02u", i);
      QuothSpan parts[2];
      QuothAnnotation *annotation;
      guint n_parts = 2;

      for (guint k = 0; k < 2; k++)
        {
          parts[k].start = (guint) g_rand_int_range (rand, 0, (gint32) length);
          parts[k].end = (guint) g_rand_int_range (rand, (gint32) parts[k].start + 1,
                                                   (gint32) MIN (length, parts[k].start + 30) + 1);
        }
      quoth_spans_normalize (parts, &n_parts);
      annotation = quoth_annotation_new ("claim", people[i % 3], parts, n_parts);
      quoth_annotation_set_id (annotation, id);
      if (i >= 3)
        quoth_annotation_add_link (annotation, "repeats",
                                   ((QuothAnnotation *) data->annotations->pdata[i - 3])->id, NULL);
      g_ptr_array_add (data->annotations, annotation);
    }
}

static void
check_one (QuothCarry       *carry,
           QuothArticleData *data,
           QuothText        *text,
           guint             i)
{
  QuothAnnotation *source = data->annotations->pdata[i];
  QuothAnnotation *carried = find (carry->annotations, source->id);
  QuothAnnotation *lost = find_mark (carry->annotations, source->id);
  g_autoptr (QuothAnnotation) held = NULL;

  g_assert_true ((carried == NULL) != (lost == NULL));
  g_assert_true (quoth_annotation_validate (carried != NULL ? carried : lost,
                                            quoth_text_get_length (text), NULL));
  if (carried != NULL)
    {
      g_autofree char *before = letters_of (source, data->text);
      g_autofree char *after = letters_of (carried, text);

      g_assert_cmpstr (before, ==, after);
      for (guint k = 0; k < carried->n_links; k++)
        g_assert_nonnull (find (carry->annotations, carried->links[k].to));
      return;
    }
  held = quoth_lost_dup_annotation (lost, NULL);
  g_assert_true (quoth_annotation_equal (held, source));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);

  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *words = random_words (rand);
      g_autoptr (QuothArticleData) data = article_of (words);
      g_autofree char *edited = edit (rand, data->text);
      g_autoptr (QuothText) text = text_of (edited);
      g_autoptr (QuothCarry) carry = NULL, again = NULL;

      mark_at_random (rand, data);
      carry = quoth_carry_new (data, "new", text, NULL, NULL, NULL);
      g_assert_cmpuint (carry->n_carried + carry->n_lost, ==, 20);
      g_assert_cmpuint (carry->annotations->len, ==, 20);
      for (guint i = 0; i < 20; i++)
        check_one (carry, data, text, i);
      again = quoth_carry_new (data, "new", text, carry->annotations, NULL, NULL);
      g_assert_cmpuint (again->annotations->len, ==, 0);
      g_assert_cmpuint (again->n_known, ==, 20);
    }
}

/* --- in projects --- */

#define OLD "Minster Jane Doe said: “We go”, she added, “and stay”. The end."
#define NEW "Minister Jane Doe stated: “We go”, she added, “and leave”. The end."

static void
import_old (QuothProject *project)
{
  g_autoptr (QuothArticleData) data = article_of (OLD);

  mark (data, "name", "anna", "person", "Jane Doe");
  mark (data, "title", "ben", "person", "Minster Jane Doe");
  mark (data, "cue", "anna", "cue", "said");
  quoth_annotation_add_link (mark (data, "whole", "anna", "claim", "“We go”"), "cue", "cue", NULL);
  quoth_annotation_add_link (data->annotations->pdata[3], "speaker", "name", NULL);
  quoth_annotation_add_link (mark (data, "split", "anna", "claim", "“We go”|“and stay”"), "cue",
                             "cue", NULL);
  quoth_article_data_add_layer (data, "anna", "done");
  fixture_import (project, data);
}

static QuothCorrection *
correct (QuothProject *project,
         const char   *article,
         const char   *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = text_of (utf8);
  QuothCorrection *correction = quoth_correct_text (project, article, text, NULL, &error);

  g_assert_no_error (error);
  return correction;
}

static void
assert_refused (QuothProject *project,
                const char   *article,
                const char   *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = text_of (utf8);

  g_assert_null (quoth_correct_text (project, article, text, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS);
}

static QuothArticleData *
read_article (QuothProject *project,
              const char   *id)
{
  QuothArticleData *data = quoth_project_read_article (project, id, NULL, NULL);

  g_assert_nonnull (data);
  return data;
}

static void
settle (QuothProject *project,
        const char   *article,
        const char   *id,
        gboolean      place)
{
  g_autoptr (QuothArticleData) data = read_article (project, article);
  QuothAnnotation *lost = find_mark (data->annotations, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = NULL;

  g_assert_nonnull (lost);
  command = place ? quoth_lost_place (quoth_project_get_scheme (project), data, lost, lost->parts,
                                      lost->n_parts, "anna", &error)
                  : quoth_lost_drop (article, lost, "anna");
  g_assert_no_error (error);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static guint
count_open (QuothProject *project,
            const char   *article)
{
  g_autoptr (QuothArticleData) data = read_article (project, article);
  g_autoptr (GPtrArray) open = quoth_lost_list_open (data);

  return open->len;
}

static gint64
count_listed (QuothProject *project)
{
  return quoth_project_count_articles (project, NULL, NULL);
}

static void
check_sound (QuothProject *project)
{
  g_autoptr (GPtrArray) messages = quoth_project_check (project, NULL, NULL);

  g_assert_nonnull (messages);
  g_assert_cmpstr (messages->len > 0 ? messages->pdata[0] : NULL, ==, NULL);
}

static void
test_undo (Team          *team,
           gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autofree char *before = NULL, *after = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (QuothCorrection) correction = NULL;
  g_autoptr (QuothArticle) old = NULL;
  g_autofree char *older = NULL, *newer = NULL;

  import_old (project);
  before = dump (team, project);
  correction = correct (project, "old", NEW);
  g_assert_true (correction->fresh);
  g_assert_cmpuint (correction->carry->n_carried, ==, 2);
  g_assert_cmpuint (correction->carry->n_lost, ==, 3);
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  old = quoth_project_lookup_article (project, "old", NULL);
  g_assert_true (old->older && !old->removed);
  older = quoth_project_dup_previous_version (project, correction->article);
  g_assert_cmpstr (older, ==, "old");
  newer = quoth_project_dup_next_version (project, "old");
  g_assert_cmpstr (newer, ==, correction->article);
  check_sound (project);
  after = dump (team, project);
  quoth_command_unref (quoth_project_undo (project, NULL));
  undone = dump (team, project);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  quoth_command_unref (quoth_project_redo (project, NULL));
  redone = dump (team, project);
  g_assert_cmpstr (redone, ==, after);
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  check_sound (project);
}

/* What was lost comes back with its links, in whatever order; each is one undo. */
static void
test_settle (Team          *team,
             gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothCorrection) correction = NULL, again = NULL;
  g_autoptr (QuothArticleData) settled = NULL;
  QuothAnnotation *claim;

  import_old (project);
  correction = correct (project, "old", NEW);
  settle (project, correction->article, "split", TRUE);
  settle (project, correction->article, "cue", TRUE);
  settle (project, correction->article, "title", FALSE);
  g_assert_cmpuint (count_open (project, correction->article), ==, 0);
  settled = read_article (project, correction->article);
  claim = find (settled->annotations, "whole");
  g_assert_cmpstr (quoth_annotation_get_link (claim, "cue")->to, ==, "cue");
  g_assert_cmpstr (quoth_annotation_get_link (claim, "speaker")->to, ==, "name");
  claim = find (settled->annotations, "split");
  g_assert_cmpstr (quoth_annotation_get_link (claim, "cue")->to, ==, "cue");
  g_assert_null (find (settled->annotations, "title"));
  check_sound (project);
  again = quoth_correct_again (project, correction->article, NULL);
  g_assert_cmpuint (again->carry->annotations->len, ==, 0);
  quoth_command_unref (quoth_project_undo (project, NULL));
  g_assert_cmpuint (count_open (project, correction->article), ==, 1);
  quoth_command_unref (quoth_project_undo (project, NULL));
  g_assert_cmpuint (count_open (project, correction->article), ==, 2);
}

/* Only what is new comes over again: not what somebody deleted, nor what is settled. */
static void
test_again (Team          *team,
            gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothCorrection) correction = NULL, again = NULL, once = NULL;
  g_autoptr (QuothArticleData) later = NULL, last = NULL;
  g_autoptr (QuothAnnotation) late = fixture_annotation ("late", "person", 57, 60);
  g_autoptr (QuothCommand) work = quoth_command_new ("mark");

  import_old (project);
  correction = correct (project, "old", NEW);
  later = read_article (project, correction->article);
  quoth_command_add_annotation (work, correction->article, find (later->annotations, "whole"), NULL);
  quoth_command_add_annotation (work, "old", NULL, late);
  g_assert_true (quoth_project_commit (project, work, NULL));
  again = quoth_correct_again (project, correction->article, NULL);
  g_assert_false (again->fresh);
  g_assert_cmpuint (again->carry->n_carried, ==, 1);
  g_assert_cmpuint (again->carry->n_lost, ==, 0);
  once = correct (project, "old", NEW);
  g_assert_cmpuint (once->carry->annotations->len, ==, 0);
  last = read_article (project, correction->article);
  g_assert_null (find (last->annotations, "whole"));
  g_assert_nonnull (find (last->annotations, "late"));
  check_sound (project);
}

static gboolean
is_older (QuothProject *project,
          const char   *id)
{
  g_autoptr (QuothArticle) article = quoth_project_lookup_article (project, id, NULL);

  return article->older;
}

/* Versions of versions; texts that cannot be the next one; the last one goes. */
static void
test_chain (Team          *team,
            gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothCorrection) second = NULL, third = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) empty = text_of ("");

  import_old (project);
  second = correct (project, "old", NEW);
  third = correct (project, second->article, NEW " More.");
  assert_refused (project, third->article, NEW " More.");
  assert_refused (project, third->article, OLD);
  assert_refused (project, "old", "Something else.");
  g_assert_null (quoth_correct_text (project, third->article, empty, NULL, &error));
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  /* What was lost once is still to be settled. */
  g_assert_cmpuint (count_open (project, third->article), ==, 3);
  command = quoth_project_remove_articles (
    project, (const char *const[]) { third->article, NULL }, NULL);
  g_assert_true (quoth_project_commit (project, command, NULL));
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  g_assert_false (is_older (project, second->article));
  quoth_command_unref (quoth_project_undo (project, NULL));
  g_assert_true (is_older (project, second->article));
  check_sound (project);
}

static const char *
state_of (QuothArticleData *data,
          const char       *layer)
{
  for (guint i = 0; i < data->layers->len; i++)
    if (strcmp (((QuothLayer *) data->layers->pdata[i])->name, layer) == 0)
      return ((QuothLayer *) data->layers->pdata[i])->state;
  return NULL;
}

/* Who has imported the corrected text already makes it the next version of the old one. What it
 * lacks comes along: assignments and tags, too. */
static void
test_known (Team          *team,
            gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothArticleData) known = article_of (NEW);
  g_autoptr (QuothCorrection) correction = NULL;
  g_autoptr (QuothCommand) assign = quoth_command_new ("assign");
  g_autoptr (QuothLayer) assigned = quoth_layer_new ("zoe", "open");
  g_autoptr (QuothArticle) tagged = NULL;
  g_autoptr (QuothArticle) untagged = NULL;
  g_autoptr (QuothArticleData) made = NULL;
  g_autofree char *before = NULL, *after = NULL, *genre = NULL, *status = NULL;

  import_old (project);
  untagged = quoth_project_lookup_article (project, "old", NULL);
  tagged = quoth_article_copy (untagged);
  quoth_article_take_tags (tagged, quoth_attributes_new_from_json (
    "{\"genre\":\"report\",\"status\":\"done\"}", -1, NULL));
  quoth_command_add_article (assign, untagged, tagged);
  quoth_command_add_layer (assign, "old", NULL, assigned);
  g_assert_true (quoth_project_commit (project, assign, NULL));
  quoth_article_take_tags (known->article, quoth_attributes_with_string (NULL, "genre", "news"));
  quoth_article_set_id (known->article, "known");
  mark (known, "mine", "carl", "person", "Minister Jane Doe");
  fixture_import (project, known);
  before = dump (team, project);
  correction = correct (project, "old", NEW);
  g_assert_cmpstr (correction->article, ==, "known");
  g_assert_cmpuint (correction->carry->n_carried, ==, 2);
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  made = read_article (project, "known");
  g_assert_cmpstr (state_of (made, "anna"), ==, "done");
  g_assert_cmpstr (state_of (made, "zoe"), ==, "open");
  g_assert_cmpstr (state_of (made, "carl"), ==, "open");
  genre = quoth_attributes_dup_string (made->article->tags, "genre");
  g_assert_cmpstr (genre, ==, "news");
  status = quoth_attributes_dup_string (made->article->tags, "status");
  g_assert_cmpstr (status, ==, "done");
  quoth_command_unref (quoth_project_undo (project, NULL));
  after = dump (team, project);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 2);
}

/* A corrected text that was taken out comes back as what it is: the next version. */
static void
test_removed (Team          *team,
              gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothArticleData) known = article_of (NEW);
  g_autoptr (QuothCorrection) first = NULL, again = NULL;
  g_autoptr (QuothCommand) command = NULL, second = NULL;

  import_old (project);
  quoth_article_set_id (known->article, "known");
  fixture_import (project, known);
  command = quoth_project_remove_articles (project, (const char *const[]) { "known", NULL }, NULL);
  g_assert_true (quoth_project_commit (project, command, NULL));
  first = correct (project, "old", NEW);
  g_assert_true (is_older (project, "old"));
  g_assert_cmpint (count_listed (project), ==, N_ARTICLES + 1);
  second = quoth_project_remove_articles (project, (const char *const[]) { first->article, NULL },
                                          NULL);
  g_assert_true (quoth_project_commit (project, second, NULL));
  again = correct (project, "old", NEW);
  g_assert_true (is_older (project, "old"));
  check_sound (project);
}

/* Two who correct alike have done the same; work on the old version comes along later. */
static void
test_merge (Team          *team,
            gconstpointer  data)
{
  g_autoptr (QuothCorrection) one = NULL, other = NULL, again = NULL;
  g_autoptr (QuothAnnotation) late = fixture_annotation ("late", "person", 57, 60);
  g_autoptr (QuothCommand) work = quoth_command_new ("mark");
  g_autofree char *left = NULL, *right = NULL;

  import_old (team->projects[0]);
  for (guint i = 1; i < 3; i++)
    {
      char *sent = package (team, team->projects[0], NULL);

      quoth_merge_report_free (take (team->projects[i], sent));
      discard (sent);
    }
  one = correct (team->projects[0], "old", NEW);
  other = correct (team->projects[1], "old", NEW);
  quoth_command_add_annotation (work, "old", NULL, late);
  g_assert_true (quoth_project_commit (team->projects[2], work, NULL));
  for (guint i = 1; i < 3; i++)
    {
      char *sent = package (team, team->projects[i], NULL);
      QuothMergeReport *report = take (team->projects[0], sent);

      g_assert_cmpuint (report->conflicts->len, ==, 0);
      quoth_merge_report_free (report);
      discard (sent);
    }
  again = quoth_correct_again (team->projects[0], one->article, NULL);
  g_assert_cmpuint (again->carry->n_carried, ==, 1);
  for (guint i = 1; i < 3; i++)
    {
      char *sent = package (team, team->projects[0], NULL);

      quoth_merge_report_free (take (team->projects[i], sent));
      discard (sent);
      g_assert_cmpint (count_listed (team->projects[i]), ==, N_ARTICLES + 1);
      check_sound (team->projects[i]);
    }
  left = dump (team, team->projects[0]);
  right = dump (team, team->projects[1]);
  g_assert_cmpstr (left, ==, right);
  g_clear_pointer (&right, g_free);
  right = dump (team, team->projects[2]);
  g_assert_cmpstr (left, ==, right);
}

/* Copies and what is saved of a damaged file know which version is which. */
static void
test_copies (Team          *team,
             gconstpointer  data)
{
  QuothProject *project = team->projects[0];
  g_autoptr (QuothCorrection) correction = NULL;
  g_autofree char *backup = g_build_filename (team->folder, "backup.quoth", NULL);
  g_autofree char *saved = g_build_filename (team->folder, "saved.quoth", NULL);
  const char *const paths[] = { backup, saved };
  g_autofree char *before = NULL;

  import_old (project);
  correction = correct (project, "old", NEW);
  before = dump (team, project);
  g_assert_true (quoth_project_backup (project, backup, NULL, NULL));
  g_assert_true (quoth_project_recover (backup, NULL, saved, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (QuothProject) copy = quoth_project_open (paths[i], QUOTH_PROJECT_OPEN_DEFAULT,
                                                          NULL);
      g_autofree char *after = dump (team, copy);

      g_assert_cmpstr (after, ==, before);
      g_assert_cmpint (count_listed (copy), ==, N_ARTICLES + 1);
      g_assert_true (is_older (copy, "old"));
    }
}

static void
set_up_fixture (Team          *team,
                gconstpointer  data)
{
  set_up (team);
}

static void
tear_down_fixture (Team          *team,
                   gconstpointer  data)
{
  tear_down (team);
}

static void
add (const char *path,
     void (*test) (Team *, gconstpointer))
{
  g_test_add (path, Team, NULL, set_up_fixture, test, tear_down_fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correct/carry", test_carry);
  g_test_add_func ("/correct/gold", test_gold);
  g_test_add_func ("/correct/random", test_random);
  add ("/correct/undo", test_undo);
  add ("/correct/settle", test_settle);
  add ("/correct/again", test_again);
  add ("/correct/chain", test_chain);
  add ("/correct/known", test_known);
  add ("/correct/removed", test_removed);
  add ("/correct/merge", test_merge);
  add ("/correct/copies", test_copies);
  return g_test_run ();
}
