/* test-measuring.c - the agreement of a project's layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "quoth-measuring.h"
#include "quoth-project-query.h"

#define N_ARTICLES 5

static const QuothAgreementSettings settings = { 1, 30, 100 };

static void
add_articles (QuothProject *project)
{
  static const char *const layers[] = { "anna", "ben", "gold" };

  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article%u", i);
      g_autoptr (QuothArticleData) data = fixture_article (id, "words");

      /* The last one has a single layer. */
      for (guint l = 0; l < (i + 1 < N_ARTICLES ? 3 : 1); l++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%u", layers[l], i);
          QuothAnnotation *annotation = fixture_annotation (name, "claim", 20, l == 1 ? 25 : 30);

          quoth_annotation_set_layer (annotation, layers[l]);
          quoth_article_data_add_layer (data, layers[l], "done");
          g_ptr_array_add (data->annotations, annotation);
        }
      fixture_import (project, data);
    }
}

static double
get_exact (QuothAgreement *agreement)
{
  QuothEstimate estimate;

  g_assert_true (quoth_agreement_estimate (agreement, 0, 0, QUOTH_STATISTIC_F1_EXACT, &estimate));
  return estimate.value;
}

static void
count_cb (QuothArticleData *data,
          QuothAgreement   *agreement,
          gpointer          user_data)
{
  guint *n = user_data;

  g_assert_cmpuint (quoth_agreement_get_n_articles (agreement), ==, 1);
  g_assert_cmpstr (data->article->name, !=, "article4");
  (*n)++;
}

static void
test_layers (Fixture       *self,
             gconstpointer  data)
{
  const char *const gold[] = { "gold", "anna", NULL };
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);
  g_autoptr (QuothAgreement) plain = NULL, chosen = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  add_articles (self->project);
  plain = quoth_measure_project (self->project, NULL, &settings, progress, count_cb, &n, &error);
  g_assert_no_error (error);
  /* Gold is no annotator, and one layer alone agrees with nobody. */
  g_assert_cmpuint (g_strv_length ((char **) quoth_agreement_get_layers (plain)), ==, 2);
  g_assert_cmpuint (quoth_agreement_get_n_articles (plain), ==, N_ARTICLES - 1);
  g_assert_cmpuint (n, ==, N_ARTICLES - 1);
  g_assert_cmpfloat (get_exact (plain), ==, 0);
  g_assert_cmpfloat (quoth_progress_get_fraction (progress), ==, 1);
  chosen = quoth_measure_project (self->project, gold, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (get_exact (chosen), ==, 1);
}

static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  const char *const ids[] = { "article0", "article1", NULL };
  g_autoptr (QuothAgreement) agreement = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  add_articles (self->project);
  command = quoth_project_remove_articles (self->project, ids, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_project_commit (self->project, command, &error));
  agreement = quoth_measure_project (self->project, NULL, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (quoth_agreement_get_n_articles (agreement), ==, N_ARTICLES - 3);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const char *const unknown[] = { "anna", "dora", NULL };
  const char *const alone[] = { "anna", "anna", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_null (quoth_measure_project (self->project, NULL, &settings, NULL, NULL, NULL, &error));
  g_assert_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS);
  g_clear_error (&error);
  add_articles (self->project);
  g_assert_null (quoth_measure_project (self->project, unknown, &settings, NULL, NULL, NULL,
                                        &error));
  g_assert_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_NO_LAYER);
  g_assert_cmpstr (error->message, ==, "dora");
  g_clear_error (&error);
  g_assert_null (quoth_measure_project (self->project, alone, &settings, NULL, NULL, NULL,
                                        &error));
  g_assert_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (quoth_measure_project (self->project, NULL, &settings, progress, NULL, NULL,
                                        &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/measuring/layers", test_layers);
  ADD ("/measuring/removed", test_removed);
  ADD ("/measuring/refused", test_refused);
  return g_test_run ();
}
