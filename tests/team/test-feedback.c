/* test-feedback.c - what adjudication changed, and examples in the guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-feedback.h"
#include "quoth-guidelines-section.h"
#include "quoth-measuring.h"
#include "quoth-review.h"

#include "fixture.h"

/* 0 Ada Roe  8 said  13 the bridge was safe  34 and  38 Ben Poe  46 denied  53 that it was */
static const char words[] = "Ada Roe said the bridge was safe, and Ben Poe denied that it was.";

static QuothAnnotation *
mark (QuothArticleData *data,
      const char       *layer,
      const char       *id,
      const char       *type,
      guint             start,
      guint             end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

/* Both mark Roe; anna's claim begins later than ben's; only ben marks Poe. */
static void
prepare (Fixture *self)
{
  g_autoptr (QuothText) text = quoth_text_new (words, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Bridge", text);
  g_autoptr (QuothArticleData) data = NULL;
  QuothAnnotation *claim;

  quoth_article_set_id (article, "bridge");
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  quoth_article_data_add_layer (data, "ben", "done");
  mark (data, "anna", "a1", "person", 0, 7);
  claim = mark (data, "anna", "a2", "claim", 17, 32);
  quoth_annotation_add_link (claim, "speaker", "a1", NULL);
  mark (data, "ben", "b1", "person", 0, 7);
  claim = mark (data, "ben", "b2", "claim", 13, 32);
  quoth_annotation_add_link (claim, "speaker", "b1", NULL);
  mark (data, "ben", "b3", "person", 38, 45);
  fixture_import (self->project, data);
}

static void
decide (Fixture    *self,
        gboolean    finish,
        const char *reason)
{
  g_autoptr (GError) error = NULL;
  QuothArticleData *data = quoth_project_read_article (self->project, "bridge", NULL, &error);
  g_autoptr (QuothReview) review = NULL;

  g_assert_no_error (error);
  review = quoth_review_new (quoth_project_get_scheme (self->project), data,
                             quoth_project_get_registry (self->project), QUOTH_STRATEGY_ALL,
                             NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < quoth_review_get_disputes (review)->len; i++)
    {
      QuothDispute *dispute = quoth_review_get_disputes (review)->pdata[i];
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (QuothCommand) command = NULL;
      QuothDecision decision = { .verdict = QUOTH_VERDICT_TAKE, .by = "cleo", .reason = reason };

      /* Ben is right in all. */
      for (guint v = 0; v < dispute->variants->len; v++)
        if (strcmp (g_array_index (dispute->variants, QuothVariant, v).annotation->layer, "ben")
            == 0)
          decision.variant = v;
      if (!finish && i > 0)
        break;
      g_ptr_array_add (one, dispute);
      command = quoth_review_decide (review, one, &decision, &error);
      g_assert_no_error (error);
      quoth_project_commit (self->project, command, &error);
      g_assert_no_error (error);
      quoth_review_apply (review, command);
    }
  if (finish)
    {
      g_autoptr (QuothCommand) command = quoth_review_finish (review);

      quoth_project_commit (self->project, command, &error);
      g_assert_no_error (error);
    }
  quoth_article_data_free (data);
}

static GPtrArray *
find (Fixture    *self,
      const char *layer)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *cards = quoth_feedback_find (self->project, layer, 100, NULL, &error);

  g_assert_no_error (error);
  return cards;
}

static void
test_deck (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) annas = NULL;
  g_autoptr (GPtrArray) bens = NULL;
  const QuothFeedbackCard *card;

  prepare (self);
  none = find (self, "anna");
  g_assert_cmpuint (none->len, ==, 0);
  decide (self, TRUE, "The article belongs to it.");
  annas = find (self, "anna");
  g_assert_cmpuint (annas->len, ==, 2);
  card = annas->pdata[0];
  g_assert_cmpstr (card->theirs->words, ==, "bridge was safe");
  g_assert_cmpstr (card->gold->words, ==, "the bridge was safe");
  g_assert_cmpstr (card->gold->speaker, ==, "Ada Roe");
  g_assert_cmpuint (card->causes, ==, QUOTH_CAUSE_BOUNDARY);
  g_assert_cmpstr (card->reason, ==, "The article belongs to it.");
  g_assert_cmpstr (card->match, ==, "the bridge was safe");
  g_assert_cmpstr (card->before, ==, "Ada Roe said ");
  g_assert_cmpstr (quoth_feedback_card_get_type_id (card), ==, "claim");
  card = annas->pdata[1];
  g_assert_null (card->theirs);
  g_assert_cmpstr (card->gold->words, ==, "Ben Poe");
  g_assert_cmpstr (card->reason, ==, "The article belongs to it.");
  bens = find (self, "ben");
  g_assert_cmpuint (bens->len, ==, 0);
}

/* What is not decided yet is nobody's mistake. */
static void
test_unfinished (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) cards = NULL;

  prepare (self);
  decide (self, FALSE, NULL);
  cards = find (self, "anna");
  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_null (((QuothFeedbackCard *) cards->pdata[0])->reason);
}

/* A link that gold lacks is told by what it leads to. */
static void
test_links (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothText) text = quoth_text_new (words, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Bridge", text);
  g_autoptr (QuothArticleData) given = quoth_article_data_new (article, text);
  g_autoptr (GPtrArray) cards = NULL;
  const QuothFeedbackCard *card;
  QuothAnnotation *claim;

  quoth_article_set_id (article, "bridge");
  quoth_article_data_add_layer (given, "anna", "done");
  quoth_article_data_add_layer (given, "gold", "done");
  claim = mark (given, "anna", "a1", "claim", 13, 32);
  mark (given, "anna", "a2", "claim", 53, 64);
  quoth_annotation_add_link (claim, "supports", "a2", NULL);
  mark (given, "gold", "g1", "claim", 13, 32);
  mark (given, "gold", "g2", "claim", 53, 64);
  fixture_import (self->project, given);
  cards = find (self, "anna");
  g_assert_cmpuint (cards->len, ==, 1);
  card = cards->pdata[0];
  g_assert_cmpuint (card->details->len, ==, 1);
  g_assert_cmpstr (card->details->pdata[0], ==, "supports");
  g_assert_cmpstr (card->theirs->linked->pdata[0], ==, "that it was");
  g_assert_null (card->gold->linked->pdata[0]);
}

static void
assert_section (const char *text,
                const char *name,
                const char *expected)
{
  const char *const names[] = { name, NULL };
  g_autofree char *section = quoth_guidelines_dup_section (text, names);

  g_assert_cmpstr (section, ==, expected);
}

static void
test_sections (void)
{
  const char *text = "# Rules\n\n## Claim ##\n\nAll of it.\n\n### Ends\n\nAt the mark.\n\n"
                     "```\n## Person\n```\n\n## person\nThe name only.\n";

  assert_section (text, "Claim", "All of it.\n\n### Ends\n\nAt the mark.\n\n```\n## Person\n```");
  assert_section (text, "Person", "The name only.");
  assert_section (text, "Cue", NULL);
  assert_section ("#Claim\nNo heading.", "Claim", NULL);
  assert_section ("# Claim", "Claim", NULL);
  assert_section ("", "Claim", NULL);
}

static void
assert_example (const char *text,
                const char *expected)
{
  const char *const names[] = { "Claim", "claim", NULL };
  g_autofree char *longer = quoth_guidelines_with_example (text, names, "> It is.");

  g_assert_cmpstr (longer, ==, expected);
}

static void
test_examples (void)
{
  g_autofree char *escaped = quoth_guidelines_escape ("a*b\n#c");

  assert_example ("", "## Claim\n\n> It is.\n");
  assert_example ("# Rules\n", "# Rules\n\n## Claim\n\n> It is.\n");
  assert_example ("## Claim\n\nAll.\n\n## Cue\n\nOne.\n",
                  "## Claim\n\nAll.\n\n> It is.\n\n## Cue\n\nOne.\n");
  assert_example ("## claim", "## claim\n\n> It is.\n");
  g_assert_cmpstr (escaped, ==, "a\\*b \\#c");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/feedback/deck", Fixture, NULL, fixture_set_up, test_deck, fixture_tear_down);
  g_test_add ("/feedback/unfinished", Fixture, NULL, fixture_set_up, test_unfinished,
              fixture_tear_down);
  g_test_add ("/feedback/links", Fixture, NULL, fixture_set_up, test_links, fixture_tear_down);
  g_test_add_func ("/feedback/sections", test_sections);
  g_test_add_func ("/feedback/examples", test_examples);
  return g_test_run ();
}
