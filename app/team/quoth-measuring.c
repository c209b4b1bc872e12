/* quoth-measuring.c - the agreement of a project's layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-measuring.h"

#include "quoth-project-query.h"
#include "quoth-project-work.h"
#include "quoth-remark.h"
#include "quoth-sort.h"

#include <string.h>

#define PAGE 200

G_DEFINE_QUARK (quoth-team-error-quark, quoth_team_error)

typedef struct
{
  QuothProject         *project;
  QuothRegistry        *registry;
  QuothAgreement       *agreement;
  QuothProgress        *progress; /* nullable */
  QuothArticleMeasured  measured; /* nullable */
  gpointer              user_data;
} Measuring;

static gboolean
measure_article (Measuring   *self,
                 const char  *id,
                 GError     **error)
{
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = quoth_project_read_article (self->project, id, NULL, error);

  if (data == NULL)
    return FALSE;
  if (quoth_agreement_count_layers (self->agreement, data) < 2)
    {
      quoth_article_data_free (data);
      return TRUE;
    }
  agreement = quoth_agreement_compare (self->agreement, data, self->registry, error);
  if (agreement != NULL)
    {
      quoth_agreement_add (self->agreement, agreement, id);
      if (self->measured != NULL)
        self->measured (data, agreement, self->user_data);
    }
  else
    g_prefix_error (error, "%s: ", data->article->name);
  quoth_article_data_free (data);
  return agreement != NULL;
}

static gboolean
step (Measuring  *self,
      GError    **error)
{
  if (self->progress == NULL)
    return TRUE;
  quoth_progress_add (self->progress, 1);
  return !quoth_progress_set_error_if_cancelled (self->progress, error);
}

/* Most articles of a large corpus are one person's: their texts need not be read. */
static GPtrArray *
list_shared (Measuring  *self,
             GError    **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 from = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (self->project, NULL, from, FALSE,
                                                                PAGE, error);

      if (rows == NULL)
        return NULL;
      if (rows->len == 0)
        return g_steal_pointer (&ids);
      for (guint i = 0; i < rows->len; i++)
        {
          const QuothArticleRow *row = rows->pdata[i];

          from = row->row;
          if (quoth_project_count_article_layers (self->project, from) >= 2)
            g_ptr_array_add (ids, g_strdup (row->article->id));
          else if (!step (self, error))
            return NULL;
        }
    }
}

/* By their ids: sums of fractions depend on their order in the last digits, and that in which
 * articles were imported is nobody's business. */
static gboolean
measure_articles (Measuring  *self,
                  GError    **error)
{
  g_autoptr (GPtrArray) ids = list_shared (self, error);

  if (ids == NULL)
    return FALSE;
  g_ptr_array_sort (ids, quoth_compare_strings);
  for (guint i = 0; i < ids->len; i++)
    if (!measure_article (self, ids->pdata[i], error) || !step (self, error))
      return FALSE;
  return TRUE;
}

/* Each name once, and only such as are there. */
static char **
choose_layers (QuothProject       *project,
               const char *const  *names,
               GError            **error)
{
  g_auto (GStrv) there = quoth_project_list_layers (project, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (there == NULL)
    return NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) there, names[i]))
      {
        g_set_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_NO_LAYER, "%s", names[i]);
        return NULL;
      }
  for (guint i = 0; there[i] != NULL; i++)
    if (names != NULL ? g_strv_contains (names, there[i])
                      : strcmp (there[i], QUOTH_LAYER_GOLD) != 0
                          && !quoth_layer_is_about (there[i]))
      g_strv_builder_add (builder, there[i]);
  chosen = g_strv_builder_end (builder);
  if (g_strv_length (chosen) < 2)
    {
      g_set_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS,
                   "fewer than two layers to compare");
      return NULL;
    }
  if (g_strv_length (chosen) > QUOTH_AGREEMENT_MAX_LAYERS)
    {
      g_set_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_MANY_LAYERS,
                   "more than %d layers", QUOTH_AGREEMENT_MAX_LAYERS);
      return NULL;
    }
  return g_steal_pointer (&chosen);
}

/**
 * quoth_measure_project:
 * @project: a project, of the calling thread
 * @layers: (nullable) (array zero-terminated): names of layers; all but
 *   those that review makes when %NULL
 * @settings: seed and numbers of samples
 * @progress: (nullable): counts articles
 * @measured: (nullable): called for each article that was compared
 * @user_data: for @measured
 * @error: return location; besides errors of the project #QuothTeamError and
 *   #QuothAgreementError
 *
 * Articles that fewer than two of the layers have are passed over.
 *
 * Returns: (transfer full) (nullable): the sums over all articles
 */
QuothAgreement *
quoth_measure_project (QuothProject                  *project,
                       const char *const             *layers,
                       const QuothAgreementSettings  *settings,
                       QuothProgress                 *progress,
                       QuothArticleMeasured           measured,
                       gpointer                       user_data,
                       GError                       **error)
{
  g_autoptr (QuothAgreement) agreement = NULL;
  g_auto (GStrv) chosen = NULL;
  Measuring self = { project, NULL, NULL, progress, measured, user_data };
  gint64 n_articles;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && settings != NULL, NULL);

  chosen = choose_layers (project, layers, error);
  if (chosen == NULL)
    return NULL;
  n_articles = quoth_project_count_articles (project, NULL, error);
  if (n_articles < 0)
    return NULL;
  if (progress != NULL)
    quoth_progress_set_total (progress, (guint64) n_articles);
  agreement = quoth_agreement_new (quoth_project_get_scheme (project),
                                   (const char *const *) chosen, settings);
  self.registry = quoth_project_get_registry (project);
  self.agreement = agreement;
  return measure_articles (&self, error) ? g_steal_pointer (&agreement) : NULL;
}
