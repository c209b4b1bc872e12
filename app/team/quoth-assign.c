/* quoth-assign.c - who annotates which article
 *
 * Longest article first, each to those who have least so far: the greedy rule for
 * equal loads (Graham, Bounds on multiprocessing timing anomalies, 1969), at most a
 * third above the best when every article goes to one person. Ties are broken by a number drawn
 * from seed, article and annotator, so that it is not always the first of the list who gets more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign"

#include "config.h"

#include "quoth-assign.h"

#include "quoth-measuring.h"

#include <math.h>
#include <string.h>

/* Articles between two looks whether the work is still wanted. */
#define BATCH 64

/* What becomes of an article in the hands of one annotator. */
enum
{
  HAS = 1 << 0,   /* will have it */
  HAD = 1 << 1    /* had it, and it can be taken back */
};

typedef struct
{
  const QuothArticleWork *work;
  guint64  draw;     /* by seed: which articles get one annotator more */
  guint8  *hands;    /* per annotator: see above */
  guint    n_wanted; /* 0: the article is not to be touched */
} Item;

typedef struct
{
  const QuothAssignOptions *options;
  guint            n_annotators;
  GHashTable      *chosen; /* ids, nullable: all */
  GPtrArray       *items;  /* of Item */
  QuothAssignPlan *plan;
} Work;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_free (self->hands);
  g_free (self);
}

static void
load_free (gpointer data)
{
  QuothAssignLoad *self = data;

  g_free (self->annotator);
  g_free (self);
}

/**
 * quoth_assign_plan_free:
 * @self: (transfer full): a plan
 */
void
quoth_assign_plan_free (QuothAssignPlan *self)
{
  g_clear_pointer (&self->command, quoth_command_unref);
  g_ptr_array_unref (self->loads);
  g_array_unref (self->by_number);
  g_free (self);
}

/**
 * quoth_assign_is_name:
 * @layer: a name
 *
 * Returns: whether work can be given to somebody of this name
 */
gboolean
quoth_assign_is_name (const char *layer)
{
  return *layer != '\0' && strcmp (layer, QUOTH_LAYER_GOLD) != 0 && !quoth_layer_is_about (layer);
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

static int
compare_draw (gconstpointer a,
              gconstpointer b)
{
  const Item *left = *(const Item *const *) a;
  const Item *right = *(const Item *const *) b;

  if (left->draw != right->draw)
    return left->draw < right->draw ? -1 : 1;
  return strcmp (left->work->id, right->work->id);
}

static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  const Item *left = *(const Item *const *) a;
  const Item *right = *(const Item *const *) b;

  if (left->work->length != right->work->length)
    return left->work->length > right->work->length ? -1 : 1;
  return compare_draw (a, b);
}

static void
give (Work  *self,
      Item  *item,
      guint  annotator)
{
  QuothAssignLoad *load = self->plan->loads->pdata[annotator];

  item->hands[annotator] |= HAS;
  load->n_articles++;
  load->n_chars += item->work->length;
}

/* Only what nobody has begun. */
static gboolean
is_taken (const Work           *self,
          const Item           *item,
          const QuothLayerWork *layer)
{
  return self->options->afresh && item->n_wanted > 0 && !layer->begun
         && strcmp (layer->state, "open") == 0 && quoth_assign_is_name (layer->layer);
}

static void
add_item (Work                   *self,
          const QuothArticleWork *work)
{
  Item *item = g_new0 (Item, 1);

  item->work = work;
  item->n_wanted = self->chosen == NULL || g_hash_table_contains (self->chosen, work->id) ? 1 : 0;
  item->draw = draw (self->options->seed, work->id, "");
  item->hands = g_new0 (guint8, self->n_annotators);
  g_ptr_array_add (self->items, item);
  for (guint i = 0; i < work->layers->len; i++)
    {
      const QuothLayerWork *layer = &g_array_index (work->layers, QuothLayerWork, i);

      for (guint k = 0; k < self->n_annotators; k++)
        if (strcmp (layer->layer, self->options->annotators[k]) == 0)
          {
            /* What somebody has already counts before anything new is given. */
            if (is_taken (self, item, layer))
              item->hands[k] = HAD;
            else
              give (self, item, k);
          }
    }
}

/* Who has least, of those who do not have the article. */
static guint
find_next (Work *self,
           Item *item)
{
  guint best = G_MAXUINT;

  for (guint k = 0; k < self->n_annotators; k++)
    {
      const QuothAssignLoad *load = self->plan->loads->pdata[k];
      const QuothAssignLoad *other = best != G_MAXUINT ? self->plan->loads->pdata[best] : NULL;

      if (item->hands[k] & HAS)
        continue;
      if (other != NULL
          && (load->n_chars > other->n_chars
              || (load->n_chars == other->n_chars
                  && draw (self->options->seed, item->work->id, load->annotator)
                     >= draw (self->options->seed, item->work->id, other->annotator))))
        continue;
      best = k;
    }
  return best;
}

/* What is given to whom had it already is not given: nothing changes. */
static void
tell_of_item (Work *self,
              Item *item)
{
  QuothAssignPlan *plan = self->plan;

  for (guint i = 0; i < item->work->layers->len; i++)
    {
      const QuothLayerWork *layer = &g_array_index (item->work->layers, QuothLayerWork, i);
      g_autoptr (QuothLayer) before = NULL;
      guint k = 0;

      while (k < self->n_annotators && strcmp (layer->layer, self->options->annotators[k]) != 0)
        k++;
      if (!is_taken (self, item, layer) || (k < self->n_annotators && (item->hands[k] & HAS)))
        continue;
      before = quoth_layer_new (layer->layer, layer->state);
      quoth_command_add_layer (plan->command, item->work->id, before, NULL);
      plan->n_taken++;
      if (k < self->n_annotators)
        ((QuothAssignLoad *) plan->loads->pdata[k])->n_lost++;
    }
}

static void
assign_item (Work *self,
             Item *item)
{
  QuothAssignPlan *plan = self->plan;
  guint n = 0;

  for (guint k = 0; k < self->n_annotators; k++)
    n += item->hands[k] & HAS;
  for (; n < item->n_wanted; n++)
    {
      guint k = find_next (self, item);
      g_autoptr (QuothLayer) layer = NULL;

      if (k == G_MAXUINT)
        break;
      give (self, item, k);
      if (item->hands[k] & HAD)
        continue;
      layer = quoth_layer_new (self->options->annotators[k], "open");
      quoth_command_add_layer (plan->command, item->work->id, NULL, layer);
      plan->n_given++;
      ((QuothAssignLoad *) plan->loads->pdata[k])->n_new++;
    }
  tell_of_item (self, item);
  g_array_index (plan->by_number, guint, n)++;
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

static gboolean
assign_all (Work           *self,
            QuothProgress  *progress,
            GError        **error)
{
  guint n_more;
  guint n_seen = 0;

  for (guint i = 0; i < self->items->len; i++)
    self->plan->n_articles += ((Item *) self->items->pdata[i])->n_wanted;
  n_more = (guint) floor (self->options->share * self->plan->n_articles + 0.5);
  g_ptr_array_sort (self->items, compare_draw);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      if (item->n_wanted > 0)
        item->n_wanted = self->options->overlap + (n_seen++ < n_more ? 1 : 0);
    }
  g_ptr_array_sort (self->items, compare_length);
  for (guint i = 0; i < self->items->len; i++)
    {
      if (i % BATCH == 0 && progress != NULL
          && quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      if (((Item *) self->items->pdata[i])->n_wanted > 0)
        assign_item (self, self->items->pdata[i]);
    }
  return TRUE;
}

static QuothAssignPlan *
create_plan (const QuothAssignOptions *options,
             guint                     n)
{
  QuothAssignPlan *plan = g_new0 (QuothAssignPlan, 1);

  plan->command = quoth_command_new ("assign");
  plan->loads = g_ptr_array_new_with_free_func (load_free);
  plan->by_number = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (plan->by_number, n + 1);
  for (guint k = 0; k < n; k++)
    {
      QuothAssignLoad *load = g_new0 (QuothAssignLoad, 1);

      load->annotator = g_strdup (options->annotators[k]);
      g_ptr_array_add (plan->loads, load);
    }
  return plan;
}

/**
 * quoth_assign_plan:
 * @works: (element-type QuothArticleWork): all articles and who works on them
 * @options: who, how many per article, and the seed
 * @progress: (nullable): may cancel it
 * @error: %QUOTH_PROJECT_ERROR_FAILED when @options make no sense
 *
 * Returns: (transfer full) (nullable): the plan
 */
QuothAssignPlan *
quoth_assign_plan (GPtrArray                 *works,
                   const QuothAssignOptions  *options,
                   QuothProgress             *progress,
                   GError                   **error)
{
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (QuothAssignPlan) plan = NULL;
  Work work = { .options = options, .items = items };

  g_return_val_if_fail (works != NULL && options != NULL, NULL);

  work.n_annotators = g_strv_length ((char **) options->annotators);
  if (!check_options (options, work.n_annotators, error))
    return NULL;
  if (options->articles != NULL)
    {
      chosen = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; options->articles[i] != NULL; i++)
        g_hash_table_add (chosen, (char *) options->articles[i]);
    }
  work.chosen = chosen;
  work.plan = plan = create_plan (options, work.n_annotators);
  for (guint i = 0; i < works->len; i++)
    add_item (&work, works->pdata[i]);
  if (!assign_all (&work, progress, error))
    return NULL;
  return g_steal_pointer (&plan);
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
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (QuothAssignPlan) plan = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && options != NULL, NULL);

  works = quoth_project_list_work (project, 0, NULL, error);
  plan = works != NULL ? quoth_assign_plan (works, options, NULL, error) : NULL;
  if (plan == NULL)
    return NULL;
  if (out_loads != NULL)
    *out_loads = g_ptr_array_ref (plan->loads);
  return g_steal_pointer (&plan->command);
}
