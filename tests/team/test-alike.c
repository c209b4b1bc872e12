/* test-alike.c - the same dispute in many places, decided once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-alike.h"
#include "quoth-bulk.h"
#include "quoth-review-letters.h"

#include <glib/gstdio.h>
#include <string.h>

/* 0 Ada Roe  8 said  13 it was  20 and  24 Roe  28 said  33 it was */
static const char words[] = "Ada Roe said it was, and Roe said it was.";

typedef struct
{
  QuothScheme      *scheme;
  QuothArticleData *data;
  guint             n_made;
} Fixture;

static QuothArticleData *
make_article (const char *id,
              const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new (id, text);
  QuothArticleData *data;

  quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  quoth_article_data_add_layer (data, "ben", "done");
  return data;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->scheme = quoth_scheme_new_default ();
  self->data = make_article ("first", words);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  quoth_article_data_free (self->data);
  quoth_scheme_unref (self->scheme);
}

static QuothAnnotation *
mark (Fixture          *self,
      QuothArticleData *data,
      const char       *layer,
      const char       *type,
      guint             start,
      guint             end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);
  g_autofree char *id = g_strdup_printf ("n%03u", self->n_made++);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static QuothReview *
open_review (Fixture          *self,
             QuothArticleData *data)
{
  g_autoptr (GError) error = NULL;
  QuothReview *review = quoth_review_new (self->scheme, data, NULL, QUOTH_STRATEGY_ALL, NULL,
                                          &error);

  g_assert_no_error (error);
  return review;
}

/* The number of open disputes like the first of its cause, itself included. */
static guint
count_alike (QuothReview *review,
             QuothCause   cause)
{
  GPtrArray *disputes = quoth_review_get_disputes (review);

  for (guint i = 0; i < disputes->len; i++)
    if (quoth_case_get_cause (((QuothDispute *) disputes->pdata[i])->found) == cause)
      {
        g_autofree char *pattern = quoth_alike_dup_pattern (review, disputes->pdata[i]);
        g_autoptr (GPtrArray) alike = quoth_alike_list (review, pattern);

        return alike->len;
      }
  return 0;
}

/* Who said which does not matter, what is to choose from does. */
static void
test_identity (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothArticleData) other = make_article ("other", "ROE, Roe and Roe");
  g_autoptr (QuothReview) review = NULL;

  quoth_annotation_set_entity (mark (self, other, "anna", "person", 0, 3), "ada");
  quoth_annotation_set_entity (mark (self, other, "ben", "person", 0, 3), "rob");
  quoth_annotation_set_entity (mark (self, other, "anna", "person", 5, 8), "rob");
  quoth_annotation_set_entity (mark (self, other, "ben", "person", 5, 8), "ada");
  quoth_annotation_set_entity (mark (self, other, "anna", "person", 13, 16), "ada");
  quoth_annotation_set_entity (mark (self, other, "ben", "person", 13, 16), "ida");
  review = open_review (self, other);
  g_assert_cmpuint (quoth_review_get_disputes (review)->len, ==, 3);
  g_assert_cmpuint (count_alike (review, QUOTH_CAUSE_IDENTITY), ==, 2);
}

static void
test_boundary (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothArticleData) other
    = make_article ("other", "Mr Roe, Mr Roe, Mr Roe and Mr Poe");
  g_autoptr (QuothReview) review = NULL;

  for (guint i = 0; i < 2; i++)
    {
      mark (self, other, i == 0 ? "anna" : "ben", "person", 8 * i, 8 * i + 6);
      mark (self, other, i == 0 ? "ben" : "anna", "person", 8 * i + 3, 8 * i + 6);
    }
  /* Other boundaries of the same words, and the same boundaries of other words. */
  mark (self, other, "anna", "person", 16, 22);
  mark (self, other, "ben", "person", 16, 21);
  mark (self, other, "anna", "person", 27, 33);
  mark (self, other, "ben", "person", 30, 33);
  review = open_review (self, other);
  g_assert_cmpuint (quoth_review_get_disputes (review)->len, ==, 4);
  g_assert_cmpuint (count_alike (review, QUOTH_CAUSE_BOUNDARY), ==, 2);
}

static void
test_label (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothArticleData) other = make_article ("other", "Bank, bank and Bank");
  g_autoptr (QuothReview) review = NULL;

  mark (self, other, "anna", "person", 0, 4);
  mark (self, other, "ben", "source", 0, 4);
  mark (self, other, "anna", "source", 6, 10);
  mark (self, other, "ben", "person", 6, 10);
  mark (self, other, "anna", "person", 15, 19);
  mark (self, other, "ben", "role", 15, 19);
  review = open_review (self, other);
  g_assert_cmpuint (count_alike (review, QUOTH_CAUSE_TYPE), ==, 2);
}

/* A claim with a cue and a speaker of the same layer. */
static QuothAnnotation *
claim (Fixture         *self,
       const char      *layer,
       guint            start,
       guint            end,
       QuothAnnotation *cue,
       QuothAnnotation *speaker)
{
  QuothAnnotation *annotation = mark (self, self->data, layer, "claim", start, end);

  quoth_annotation_add_link (annotation, "cue", cue->id, NULL);
  if (speaker != NULL)
    quoth_annotation_add_link (annotation, "speaker", speaker->id, NULL);
  return annotation;
}

/* Both layers mark the two mentions and cues alike; what they say of claims is up to the case. */
static void
mark_frame (Fixture         *self,
            QuothAnnotation *mentions[2][2],
            QuothAnnotation *cues[2][2])
{
  for (guint l = 0; l < 2; l++)
    {
      const char *layer = l == 0 ? "anna" : "ben";

      mentions[l][0] = mark (self, self->data, layer, "person", 0, 7);
      mentions[l][1] = mark (self, self->data, layer, "person", 25, 28);
      quoth_annotation_set_entity (mentions[l][0], "ada");
      quoth_annotation_set_entity (mentions[l][1], "rob");
      cues[l][0] = mark (self, self->data, layer, "cue", 8, 12);
      cues[l][1] = mark (self, self->data, layer, "cue", 29, 33);
    }
}

/* Where only the speaker is in dispute, the same people are to choose from. */
static void
test_speaker (Fixture       *self,
              gconstpointer  data)
{
  QuothAnnotation *mentions[2][2], *cues[2][2];
  g_autoptr (QuothReview) review = NULL;

  mark_frame (self, mentions, cues);
  for (guint l = 0; l < 2; l++)
    {
      claim (self, l == 0 ? "anna" : "ben", 13, 19, cues[l][0], mentions[l][l]);
      claim (self, l == 0 ? "anna" : "ben", 34, 40, cues[l][1], mentions[l][1 - l]);
    }
  review = open_review (self, self->data);
  g_assert_cmpuint (quoth_review_get_disputes (review)->len, ==, 2);
  g_assert_cmpuint (count_alike (review, QUOTH_CAUSE_SPEAKER), ==, 2);
}

/* Else parts, cue, speaker and attributes are one object. */
static void
test_claim (Fixture       *self,
            gconstpointer  data)
{
  for (guint odd = 0; odd < 4; odd++)
    {
      QuothAnnotation *mentions[2][2], *cues[2][2];
      g_autoptr (QuothReview) review = NULL;

      g_ptr_array_set_size (self->data->annotations, 0);
      mark_frame (self, mentions, cues);
      for (guint i = 0; i < 2; i++)
        {
          guint shift = 21 * i;
          QuothAnnotation *mine = claim (self, "anna", 13 + shift, 19 + shift, cues[0][i],
                                         odd == 1 && i == 1 ? NULL : mentions[0][0]);

          claim (self, "ben", 16 + shift, 19 + shift, cues[1][odd == 2 ? 1 - i : i],
                 mentions[1][0]);
          if (odd == 3 && i == 1)
            quoth_annotation_take_attributes (mine, quoth_attributes_with_string (NULL, "certainty",
                                                                                  "possible"));
        }
      review = open_review (self, self->data);
      /* "said" is "said", wherever it stands: another cue is no other answer when it reads alike. */
      g_assert_cmpuint (count_alike (review, QUOTH_CAUSE_BOUNDARY), ==,
                        odd == 0 || odd == 2 ? 2 : 1);
    }
}

static void
test_letters (Fixture       *self,
              gconstpointer  data)
{
  g_auto (GStrv) first = quoth_review_letters_list (self->data, NULL);
  const char *later[] = { "zoe", "abe", "kim", "lou", "max" };
  char **known = g_strdupv (first);

  g_assert_cmpuint (g_strv_length (first), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      char **next;

      quoth_article_data_add_layer (self->data, later[i], "open");
      next = quoth_review_letters_list (self->data, (const char *const *) known);
      g_assert_cmpuint (g_strv_length (next), ==, 3 + i);
      for (guint l = 0; known[l] != NULL; l++)
        g_assert_cmpstr (next[l], ==, known[l]);
      g_assert_cmpstr (next[2 + i], ==, later[i]);
      g_strfreev (known);
      known = next;
    }
  /* Who has gone keeps the letter; nobody moves up. */
  g_ptr_array_remove_index (self->data->layers, 0);
  {
    g_auto (GStrv) left = quoth_review_letters_list (self->data, (const char *const *) known);

    g_assert_true (g_strv_equal ((const char *const *) left, (const char *const *) known));
  }
  g_strfreev (known);
}

static void
add_article (Fixture    *self,
             QuothBulk  *bulk,
             const char *id,
             gboolean    swapped)
{
  g_autofree char *text = g_strconcat ("Roe met Roe. ", id, NULL);
  g_autoptr (QuothArticleData) data = make_article (id, text);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      mark (self, data, "anna", swapped ? "source" : "person", 8 * i, 8 * i + 3);
      mark (self, data, "ben", swapped ? "person" : "source", 8 * i, 8 * i + 3);
    }
  g_assert_true (quoth_bulk_add_article (bulk, data, &error));
}

static int
compare_places_cb (gconstpointer a,
                   gconstpointer b)
{
  return (int) (*(QuothAnnotation *const *) a)->parts[0].start
         - (int) (*(QuothAnnotation *const *) b)->parts[0].start;
}

static char *
tell_gold (QuothProject *project)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("article%u", i);
      g_autoptr (QuothArticleData) data = quoth_project_read_article (project, id, "gold", NULL);

      g_ptr_array_sort (data->annotations, compare_places_cb);
      for (guint a = 0; a < data->annotations->len; a++)
        {
          QuothAnnotation *annotation = data->annotations->pdata[a];

          g_string_append_printf (out, "%u:%u %s\n", i, annotation->parts[0].start,
                                  annotation->type);
        }
    }
  return g_string_free (out, FALSE);
}

/* One command for all articles but what was left out, and one undo. */
static void
decide_everywhere (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article0", NULL,
                                                                  &error);
  g_autoptr (QuothReview) review
    = quoth_review_new (quoth_project_get_scheme (project), data, NULL, QUOTH_STRATEGY_ALL, NULL,
                        &error);
  QuothDispute *dispute = quoth_review_get_disputes (review)->pdata[0];
  g_autofree char *pattern = quoth_alike_dup_pattern (review, dispute);
  g_autofree char *answer = quoth_alike_dup_answer (review, dispute, 0);
  QuothAlike alike = { pattern, answer, QUOTH_STRATEGY_ALL };
  QuothDecision decision = { QUOTH_VERDICT_TAKE, G_MAXUINT, "rita", NULL };
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);
  g_autoptr (GPtrArray) places = quoth_alike_search (project, &alike, NULL, progress, &error);
  g_autoptr (QuothCommand) command = NULL, undone = NULL;
  g_autofree char *type = g_strndup (answer, strcspn (answer, " "));
  g_autofree char *gold = NULL, *none = NULL, *expected = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (places->len, ==, 8);
  g_assert_cmpuint (quoth_progress_get_done (progress), ==, 4);
  g_assert_cmpstr (((QuothAlikePlace *) places->pdata[1])->before, ==, "Roe met ");
  g_assert_cmpstr (((QuothAlikePlace *) places->pdata[1])->words, ==, "Roe");
  g_ptr_array_remove_index (places, 3);
  command = quoth_alike_decide (project, &alike, places, &decision, progress, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_project_commit (project, command, &error));
  gold = tell_gold (project);
  expected = g_strdup_printf ("0:0 %s\n0:8 %s\n1:0 %s\n2:0 %s\n2:8 %s\n3:0 %s\n3:8 %s\n", type,
                              type, type, type, type, type, type);
  g_assert_cmpstr (gold, ==, expected);
  undone = quoth_project_undo (project, &error);
  g_assert_no_error (error);
  none = tell_gold (project);
  g_assert_cmpstr (none, ==, "");
}

static void
test_project (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "news.quoth", NULL);
  g_autoptr (QuothProject) project = quoth_project_create (path, NULL, &error);
  g_autoptr (QuothProgress) cancelled = quoth_progress_new (NULL);
  QuothAlike alike = { "2\nroe", NULL, QUOTH_STRATEGY_ALL };
  QuothBulk *bulk = quoth_bulk_begin (project, &error);
  g_autoptr (GPtrArray) none = NULL;
  const char *order[] = { "ben", "anna", NULL };
  g_auto (GStrv) kept = NULL;

  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("article%u", i);

      add_article (self, bulk, id, i % 2 == 1);
    }
  g_assert_true (quoth_bulk_end_unit (bulk, &error));
  g_assert_true (quoth_bulk_finish (bulk, &error));
  decide_everywhere (project);
  g_cancellable_cancel (quoth_progress_get_cancellable (cancelled));
  none = quoth_alike_search (project, &alike, NULL, cancelled, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_null (quoth_review_letters_read (project, "article0"));
  g_assert_true (quoth_review_letters_keep (project, "article0", order, &error));
  g_clear_object (&project);
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  kept = quoth_review_letters_read (project, "article0");
  g_assert_true (g_strv_equal ((const char *const *) kept, order));
  g_clear_object (&project);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/alike/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("identity", test_identity);
  ADD ("boundary", test_boundary);
  ADD ("label", test_label);
  ADD ("speaker", test_speaker);
  ADD ("claim", test_claim);
  ADD ("letters", test_letters);
  ADD ("project", test_project);
#undef ADD
  return g_test_run ();
}
