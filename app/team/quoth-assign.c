/* quoth-assign.c - who annotates which article
 *
 * Longest article first, each to those who have least so far: the greedy rule for
 * equal loads (Graham, Bounds on multiprocessing timing anomalies, 1969), at most a
 * third above the best when every article goes to one person. Ties are broken by a number drawn from seed, article
 * and annotator, so that it is not always the first of the list who gets more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign"

#include "config.h"

#include "quoth-assign.h"

#include "quoth-bulk.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char    *id;
  guint    length;
  guint64  draw;     /* by seed: which articles get one annotator more */
  gboolean *has;     /* per annotator: has it already */
  guint    n_wanted;
} Item;

typedef struct
{
  const QuothAssignOptions *options;
  guint      n_annotators;
  GPtrArray *items;  /* of Item */
  GPtrArray *loads;  /* of QuothAssignLoad */
} Plan;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_free (self->id);
  g_free (self->has);
  g_free (self);
}

static void
load_free (gpointer data)
{
  QuothAssignLoad *self = data;

  g_free (self->annotator);
  g_free (self);
}

/* The same on every machine, unlike what GLib's hashes promise. */
static guint64
draw (guint64     seed,
      const char *article,
      const char *annotator)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT "\n%s\n%s", seed, article,
                                           annotator);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  sum[16] = '\0';
  return g_ascii_strtoull (sum, NULL, 16);
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Plan *plan = user_data;
  Item *item = g_new0 (Item, 1);

  item->id = g_strdup (data->article->id);
  item->length = data->article->length;
  item->draw = draw (plan->options->seed, item->id, "");
  item->has = g_new0 (gboolean, plan->n_annotators);
  for (guint i = 0; i < data->layers->len; i++)
    for (guint k = 0; k < plan->n_annotators; k++)
      if (strcmp (((QuothLayer *) data->layers->pdata[i])->name, plan->options->annotators[k]) == 0)
        item->has[k] = TRUE;
  g_ptr_array_add (plan->items, item);
  return TRUE;
}

static int
compare_draw (gconstpointer a,
              gconstpointer b)
{
  const Item *left = *(const Item *const *) a;
  const Item *right = *(const Item *const *) b;

  if (left->draw != right->draw)
    return left->draw < right->draw ? -1 : 1;
  return strcmp (left->id, right->id);
}

static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  const Item *left = *(const Item *const *) a;
  const Item *right = *(const Item *const *) b;

  if (left->length != right->length)
    return left->length > right->length ? -1 : 1;
  return compare_draw (a, b);
}

static void
give (Plan  *plan,
      Item  *item,
      guint  annotator)
{
  QuothAssignLoad *load = plan->loads->pdata[annotator];

  load->n_articles++;
  load->n_chars += item->length;
}

/* Who has least, of those who do not have the article. */
static guint
find_next (Plan *plan,
           Item *item)
{
  guint best = G_MAXUINT;
  guint64 best_draw = 0;

  for (guint k = 0; k < plan->n_annotators; k++)
    {
      const QuothAssignLoad *load = plan->loads->pdata[k];
      const QuothAssignLoad *other = best != G_MAXUINT ? plan->loads->pdata[best] : NULL;
      guint64 number = draw (plan->options->seed, item->id, load->annotator);

      if (item->has[k])
        continue;
      if (other != NULL && (load->n_chars > other->n_chars
                            || (load->n_chars == other->n_chars && number >= best_draw)))
        continue;
      best = k;
      best_draw = number;
    }
  return best;
}

static void
assign_item (Plan         *plan,
             Item         *item,
             QuothCommand *command)
{
  guint n = 0;

  for (guint k = 0; k < plan->n_annotators; k++)
    n += item->has[k] ? 1 : 0;
  for (; n < item->n_wanted; n++)
    {
      guint k = find_next (plan, item);
      g_autoptr (QuothLayer) layer = NULL;

      if (k == G_MAXUINT)
        return;
      layer = quoth_layer_new (plan->options->annotators[k], "open");
      quoth_command_add_layer (command, item->id, NULL, layer);
      item->has[k] = TRUE;
      give (plan, item, k);
    }
}

static gboolean
check_options (const QuothAssignOptions  *options,
               guint                      n,
               GError                   **error)
{
  gboolean ok = n > 0 && options->overlap >= 1 && options->share >= 0 && options->share <= 1
                && options->overlap + (options->share > 0 ? 1 : 0) <= n;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      ok = ok && strcmp (options->annotators[i], options->annotators[k]) != 0;
  for (guint i = 0; i < n; i++)
    ok = ok && *options->annotators[i] != '\0';
  if (!ok)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                 "annotators need names of their own, and no article more annotators than there are");
  return ok;
}

static void
assign_all (Plan         *plan,
            QuothCommand *command)
{
  guint n_more = (guint) floor (plan->options->share * plan->items->len + 0.5);

  /* What somebody has already counts before anything new is given. */
  for (guint i = 0; i < plan->items->len; i++)
    for (guint k = 0; k < plan->n_annotators; k++)
      if (((Item *) plan->items->pdata[i])->has[k])
        give (plan, plan->items->pdata[i], k);
  g_ptr_array_sort (plan->items, compare_draw);
  for (guint i = 0; i < plan->items->len; i++)
    ((Item *) plan->items->pdata[i])->n_wanted = plan->options->overlap + (i < n_more ? 1 : 0);
  g_ptr_array_sort (plan->items, compare_length);
  for (guint i = 0; i < plan->items->len; i++)
    assign_item (plan, plan->items->pdata[i], command);
}

/**
 * quoth_assign:
 * @project: a project
 * @options: who, how many per article, and the seed
 * @out_loads: (out) (optional) (transfer full) (element-type QuothAssignLoad): what each has
 * @error: %QUOTH_PROJECT_ERROR_FAILED when @options make no sense
 *
 * Returns: (transfer full) (nullable): the command that opens the layers; empty when
 *   everything is assigned already
 */
QuothCommand *
quoth_assign (QuothProject              *project,
              const QuothAssignOptions  *options,
              GPtrArray                **out_loads,
              GError                   **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GPtrArray) loads = g_ptr_array_new_with_free_func (load_free);
  g_autoptr (QuothCommand) command = quoth_command_new ("assign");
  Plan plan = { options, 0, items, loads };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && options != NULL, NULL);

  plan.n_annotators = g_strv_length ((char **) options->annotators);
  if (!check_options (options, plan.n_annotators, error))
    return NULL;
  for (guint k = 0; k < plan.n_annotators; k++)
    {
      QuothAssignLoad *load = g_new0 (QuothAssignLoad, 1);

      load->annotator = g_strdup (options->annotators[k]);
      g_ptr_array_add (loads, load);
    }
  if (!quoth_project_foreach_article (project, NULL, NULL, article_cb, &plan, error))
    return NULL;
  assign_all (&plan, command);
  if (out_loads != NULL)
    *out_loads = g_steal_pointer (&loads);
  return g_steal_pointer (&command);
}
