/* quoth-review-find.c - what review finds out about articles, in threads of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-find"

#include "config.h"

#include "quoth-review-find.h"

#include "quoth-project-query.h"
#include "quoth-review-letters.h"

#define PAGE 100

typedef struct
{
  char          *article;
  QuothStrategy  strategy;
} Task;

static void
task_free (gpointer data)
{
  g_free (((Task *) data)->article);
  g_free (data);
}

void
quoth_review_found_free (QuothReviewFound *self)
{
  g_clear_pointer (&self->review, quoth_review_free);
  g_clear_object (&self->all);
  g_free (self);
}

/**
 * quoth_review_find:
 * @project: of the calling thread
 * @article: an id
 * @strategy: what counts as agreed
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what layers say of the article
 */
QuothReviewFound *
quoth_review_find (QuothProject   *project,
                   const char     *article,
                   QuothStrategy   strategy,
                   GError        **error)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, NULL, error);
  g_auto (GStrv) letters = NULL;
  QuothReview *review;
  QuothReviewFound *found;

  if (data == NULL)
    return NULL;
  letters = quoth_review_letters_read (project, article);
  review = quoth_review_new (quoth_project_get_scheme (project), data,
                             quoth_project_get_registry (project), strategy,
                             (const char *const *) letters, error);
  if (review == NULL)
    return NULL;
  found = g_new0 (QuothReviewFound, 1);
  found->review = review;
  found->all = quoth_document_new (data, NULL, quoth_project_get_scheme (project));
  return found;
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Task *self = data;
  GError *error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open_again (source, &error);
  QuothReviewFound *found = NULL;

  if (project != NULL)
    found = quoth_review_find (project, self->article, self->strategy, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) quoth_review_found_free);
  else
    g_task_return_error (task, error);
}

static void
run (QuothProject        *project,
     const char          *article,
     QuothStrategy        strategy,
     GTaskThreadFunc      func,
     gpointer             tag,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (project, cancellable, callback, user_data);
  Task *data = g_new0 (Task, 1);

  data->article = g_strdup (article);
  data->strategy = strategy;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, task_free);
  g_task_run_in_thread (task, func);
}

void
quoth_review_find_async (QuothProject        *project,
                         const char          *article,
                         QuothStrategy        strategy,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  run (project, article, strategy, find_thread, quoth_review_find_async, cancellable, callback,
       user_data);
}

QuothReviewFound *
quoth_review_find_finish (QuothProject  *project,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, project), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Whether there is something to review in an article. */
static gboolean
is_unfinished (QuothProject   *project,
               const char     *article,
               QuothStrategy   strategy)
{
  g_autoptr (QuothReviewFound) found = quoth_review_find (project, article, strategy, NULL);

  return found != NULL && quoth_review_can_compare (found->review)
         && (!quoth_review_is_finished (found->review)
             || quoth_review_count_open (found->review) > 0);
}

/* From the article behind @task's to the last, then from the first; NULL without any. */
static char *
find_next (QuothProject *project,
           Task         *task,
           GCancellable *cancellable)
{
  gint64 here = quoth_project_get_article_row (project, task->article);
  gint64 row = here;
  gboolean turned = FALSE;

  while (!g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (project, NULL, row, FALSE, PAGE,
                                                                NULL);

      for (guint i = 0; rows != NULL && i < rows->len; i++)
        {
          QuothArticleRow *next = rows->pdata[i];

          row = next->row;
          if ((turned && row >= here) || g_cancellable_is_cancelled (cancellable))
            return NULL;
          if (is_unfinished (project, next->article->id, task->strategy))
            return g_strdup (next->article->id);
        }
      if (rows == NULL || (rows->len == 0 && turned))
        return NULL;
      if (rows->len == 0)
        {
          turned = TRUE;
          row = 0;
        }
    }
  return NULL;
}

static void
next_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open_again (source, &error);

  if (project == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, find_next (project, data, cancellable), g_free);
}

void
quoth_review_find_next_async (QuothProject        *project,
                              const char          *article,
                              QuothStrategy        strategy,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  run (project, article, strategy, next_thread, quoth_review_find_next_async, cancellable,
       callback, user_data);
}

char *
quoth_review_find_next_finish (QuothProject  *project,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, project), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
