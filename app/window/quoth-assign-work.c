/* quoth-assign-work.c - what the window of assignments asks of a project, in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-work"

#include "config.h"

#include "quoth-assign-work.h"

#include <glib/gi18n.h>

/**
 * quoth_assign_work_new:
 * @project: (transfer none): the main thread's
 * @annotators: (transfer full): who is chosen; options may be set in the result
 * @works: (transfer none) (nullable): what is known from an earlier answer
 *
 * Returns: (transfer full): a question
 */
QuothAssignWork *
quoth_assign_work_new (QuothProject  *project,
                       char         **annotators,
                       GPtrArray     *works)
{
  QuothAssignWork *self = g_new0 (QuothAssignWork, 1);

  self->project = g_object_ref (project);
  self->annotators = annotators;
  self->works = works != NULL ? g_ptr_array_ref (works) : NULL;
  return self;
}

/**
 * quoth_assign_work_free:
 * @self: (transfer full): a question
 */
void
quoth_assign_work_free (QuothAssignWork *self)
{
  g_object_unref (self->project);
  g_strfreev (self->annotators);
  quoth_article_choice_clear (&self->articles);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->plan, quoth_assign_plan_free);
  g_free (self);
}

/* A choice that makes no plan is no error: who works on what is known all the same. */
static gboolean
makes_sense (const QuothAssignWork *self)
{
  guint n = g_strv_length (self->annotators);

  return n > 0 && self->options.overlap + (self->options.share > 0 ? 1 : 0) <= n;
}

static gboolean
answer (QuothAssignWork  *self,
        QuothProject     *project,
        QuothProgress    *progress,
        GError          **error)
{
  g_auto (GStrv) articles = NULL;

  if (self->works == NULL)
    self->works = quoth_project_list_work (project, 0, progress, error);
  if (self->works == NULL)
    return FALSE;
  if (!makes_sense (self))
    return TRUE;
  if (!quoth_article_choice_list (&self->articles, project, progress, &articles, error))
    return FALSE;
  self->options.annotators = (const char *const *) self->annotators;
  self->options.articles = (const char *const *) articles;
  self->plan = quoth_assign_plan (self->works, &self->options, progress, error);
  self->options.articles = NULL;
  return self->plan != NULL;
}

static void
answer_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  QuothAssignWork *self = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  GError *error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open_again (self->project, &error);
  gboolean ok = project != NULL && answer (self, project, progress, &error);

  if (project != NULL)
    quoth_project_close (project);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * quoth_assign_work_ask_async:
 * @self: (transfer full): a question
 * @source: whose question it is
 * @cancellable: when another is asked instead
 * @callback: gets the answer
 */
void
quoth_assign_work_ask_async (QuothAssignWork     *self,
                             GObject             *source,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, NULL);

  g_task_set_source_tag (task, quoth_assign_work_ask_async);
  g_task_set_name (task, "quoth assign");
  g_task_set_task_data (task, self, (GDestroyNotify) quoth_assign_work_free);
  g_task_run_in_thread (task, answer_in_thread);
}

/**
 * quoth_assign_work_ask_finish:
 * @result: of quoth_assign_work_ask_async()
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the question, answered
 */
QuothAssignWork *
quoth_assign_work_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * quoth_assign_work_dup_names:
 * @works: (element-type QuothArticleWork): who works on what
 *
 * Returns: (transfer full): names of annotators who have an article
 */
char **
quoth_assign_work_dup_names (GPtrArray *works)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < works->len; i++)
    {
      const QuothArticleWork *work = works->pdata[i];

      for (guint k = 0; k < work->layers->len; k++)
        {
          char *name = g_array_index (work->layers, QuothLayerWork, k).layer;

          if (quoth_assign_is_name (name) && g_hash_table_add (seen, name))
            g_ptr_array_add (names, g_strdup (name));
        }
    }
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
add_sentence (GString *words,
              char    *sentence) /* transfer full */
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, sentence);
  g_free (sentence);
}

/**
 * quoth_assign_work_dup_numbers:
 * @plan: a plan
 *
 * Returns: (transfer full) (nullable): how many articles 0, 1, 2 … annotators would have, and
 *   what is taken back, in words
 */
char *
quoth_assign_work_dup_numbers (const QuothAssignPlan *plan)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint k = 0; k < plan->by_number->len; k++)
    {
      guint n = g_array_index (plan->by_number, guint, k);
      g_autofree char *articles = g_strdup_printf (ngettext ("%'u article", "%'u articles", n), n);

      if (n == 0)
        continue;
      /* Translators: how many articles (%s is such as “12 articles”) so many annotators have */
      add_sentence (words, g_strdup_printf (ngettext ("%u annotator: %s", "%u annotators: %s", k),
                                            k, articles));
    }
  if (plan->n_taken > 0)
    add_sentence (words, g_strdup_printf (ngettext ("%'u is taken back", "%'u are taken back",
                                                    plan->n_taken), plan->n_taken));
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
