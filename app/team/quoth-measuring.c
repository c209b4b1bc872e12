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
  QuothProject              *project;
  QuothRegistry             *registry;
  QuothAgreement            *agreement;
  QuothProgress             *progress; /* nullable */
  const QuothMeasuringHooks *hooks;
} Measuring;

/* @data: (nullable): when it was read */
static void
add_article (Measuring        *self,
             const char       *id,
             QuothAgreement   *article,
             QuothArticleData *data)
{
  const QuothMeasuringHooks *hooks = self->hooks;

  if (hooks->lock != NULL)
    g_mutex_lock (hooks->lock);
  quoth_agreement_add (self->agreement, article, id);
  if (hooks->measured != NULL)
    hooks->measured (id, data, article, hooks->user_data);
  if (hooks->lock != NULL)
    g_mutex_unlock (hooks->lock);
}

static gboolean
read_article (Measuring   *self,
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
    add_article (self, id, agreement, data);
  else
    g_prefix_error (error, "%s: ", data->article->name);
  quoth_article_data_free (data);
  return agreement != NULL;
}

static gboolean
measure_article (Measuring   *self,
                 const char  *id,
                 GError     **error)
{
  const QuothMeasuringHooks *hooks = self->hooks;
  g_autoptr (QuothAgreement) known =
    hooks->recall != NULL ? hooks->recall (id, hooks->user_data) : NULL;

  if (known != NULL)
    add_article (self, id, known, NULL);
  else if (!read_article (self, id, error))
    return FALSE;
  if (hooks->added != NULL)
    hooks->added (hooks->user_data);
  return TRUE;
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
  if (self->hooks->counted != NULL)
    self->hooks->counted (ids->len, self->hooks->user_data);
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
 * quoth_measuring_new:
 * @project: a project, of the calling thread
 * @layers: (nullable) (array zero-terminated): as for quoth_measure_project()
 * @settings: seed and numbers of samples
 * @error: return location; besides errors of the project #QuothTeamError
 *
 * Returns: (transfer full) (nullable): what quoth_measuring_run() adds to
 */
QuothAgreement *
quoth_measuring_new (QuothProject                  *project,
                     const char *const             *layers,
                     const QuothAgreementSettings  *settings,
                     GError                       **error)
{
  g_auto (GStrv) chosen = choose_layers (project, layers, error);

  return chosen != NULL ? quoth_agreement_new (quoth_project_get_scheme (project),
                                               (const char *const *) chosen, settings)
                        : NULL;
}

/**
 * quoth_measuring_run:
 * @project: a project, of the calling thread
 * @agreement: from quoth_measuring_new()
 * @hooks: who else takes part
 * @progress: (nullable): counts articles
 * @error: return location; besides errors of the project #QuothAgreementError
 *
 * Adds all articles that two of the layers have, in the order of their ids. What was added
 * when it fails or is stopped stands.
 *
 * Returns: whether all were added
 */
gboolean
quoth_measuring_run (QuothProject               *project,
                     QuothAgreement             *agreement,
                     const QuothMeasuringHooks  *hooks,
                     QuothProgress              *progress,
                     GError                    **error)
{
  Measuring self = { project, quoth_project_get_registry (project), agreement, progress, hooks };
  gint64 n_articles = quoth_project_count_articles (project, NULL, error);

  if (n_articles < 0)
    return FALSE;
  if (progress != NULL)
    quoth_progress_set_total (progress, (guint64) n_articles);
  return measure_articles (&self, error);
}

typedef struct
{
  QuothArticleMeasured measured;
  gpointer             user_data;
} Listener;

static void
tell_cb (const char       *article,
         QuothArticleData *data,
         QuothAgreement   *agreement,
         gpointer          user_data)
{
  const Listener *listener = user_data;

  listener->measured (data, agreement, listener->user_data);
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
  Listener listener = { measured, user_data };
  const QuothMeasuringHooks hooks = { .measured = measured != NULL ? tell_cb : NULL,
                                      .user_data = &listener };
  g_autoptr (QuothAgreement) agreement = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && settings != NULL, NULL);

  agreement = quoth_measuring_new (project, layers, settings, error);
  if (agreement == NULL || !quoth_measuring_run (project, agreement, &hooks, progress, error))
    return NULL;
  return g_steal_pointer (&agreement);
}
