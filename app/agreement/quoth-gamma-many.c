/* quoth-gamma-many.c - the best alignment of more than two annotators
 *
 * An integer programme: choose unitary alignments (a unit or nothing of each annotator)
 * that hold every unit once, at the least cost. Alignments dearer than their units alone
 * can never help, so the problem falls into small groups, each of which is searched
 * with a bound. Exact, or refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-gamma.h"

#include <string.h>

#define MAX_TUPLES 200000
#define MAX_STEPS 2000000
#define MAX_UNITS 2000 /* branch() goes as deep as that */
#define NOTHING G_MAXUINT

typedef struct
{
  const QuothGammaRater   *raters;
  guint                    n_raters;
  const QuothGammaWeights *weights;
  guint                   *first;   /* number of each rater's first unit; one more at the end */
  GArray                  *members; /* of guint: n_raters a tuple, unit numbers or NOTHING */
  GArray                  *costs;   /* of double, a tuple */
  GPtrArray               *of_unit; /* of GArray of guint: the tuples of each unit */
  guint                   *group;   /* of a unit: union-find */
  double                  *bound;   /* the least a unit can cost */
  gboolean                *covered;
  guint64                  n_steps;
} Problem;

static guint
find_group (Problem *self,
            guint    unit)
{
  while (self->group[unit] != unit)
    unit = self->group[unit] = self->group[self->group[unit]];
  return unit;
}

static const QuothGammaUnit *
get_unit (Problem *self,
          guint    rater,
          guint    unit)
{
  return &self->raters[rater].units[unit - self->first[rater]];
}

static void
add_tuple (Problem     *self,
           const guint *tuple,
           double       cost,
           guint        size)
{
  guint id = self->costs->len, root = NOTHING;

  g_array_append_vals (self->members, tuple, self->n_raters);
  g_array_append_val (self->costs, cost);
  for (guint r = 0; r < self->n_raters; r++)
    if (tuple[r] != NOTHING)
      {
        g_array_append_val ((GArray *) self->of_unit->pdata[tuple[r]], id);
        self->bound[tuple[r]] = MIN (self->bound[tuple[r]], cost / size);
        if (root == NOTHING)
          root = find_group (self, tuple[r]);
        else
          self->group[find_group (self, tuple[r])] = root;
      }
}

/* @cost: of the pairs among the first @rater annotators. A pair with nothing in it costs
 * an empty unit. What is dearer already than all units alone is given up. */
static gboolean
collect (Problem *self,
         guint   *tuple,
         guint    rater,
         guint    size,
         double   cost)
{
  double pairs = self->n_raters * (self->n_raters - 1.0) / 2;

  if (self->costs->len > MAX_TUPLES || ++self->n_steps > MAX_STEPS)
    return FALSE;
  if (cost / pairs >= self->weights->empty * (size + self->n_raters - rater))
    return TRUE;
  if (rater == self->n_raters)
    {
      if (size > 1)
        add_tuple (self, tuple, cost / pairs, size);
      return TRUE;
    }
  tuple[rater] = NOTHING;
  if (!collect (self, tuple, rater + 1, size, cost + rater * self->weights->empty))
    return FALSE;
  for (guint unit = self->first[rater]; unit < self->first[rater + 1]; unit++)
    {
      double more = cost;

      tuple[rater] = unit;
      for (guint r = 0; r < rater; r++)
        more += tuple[r] == NOTHING ? self->weights->empty
                : quoth_gamma_distance (get_unit (self, r, tuple[r]), get_unit (self, rater, unit),
                                        self->weights);
      if (!collect (self, tuple, rater + 1, size + 1, more))
        return FALSE;
    }
  tuple[rater] = NOTHING;
  return TRUE;
}

static gboolean
is_free (Problem *self,
         guint    tuple)
{
  for (guint r = 0; r < self->n_raters; r++)
    {
      guint unit = g_array_index (self->members, guint, tuple * self->n_raters + r);

      if (unit != NOTHING && self->covered[unit])
        return FALSE;
    }
  return TRUE;
}

/* Returns what the covered units add to the bound. */
static double
cover (Problem  *self,
       guint     tuple,
       gboolean  covered)
{
  double bound = 0;

  for (guint r = 0; r < self->n_raters; r++)
    {
      guint unit = g_array_index (self->members, guint, tuple * self->n_raters + r);

      if (unit == NOTHING)
        continue;
      self->covered[unit] = covered;
      bound += self->bound[unit];
    }
  return bound;
}

/* @rest: the bound of all units of the group that are not covered yet. */
static gboolean
branch (Problem      *self,
        const GArray *units,
        guint         at,
        double        cost,
        double        rest,
        double       *best)
{
  const GArray *tuples;
  guint unit;

  if (++self->n_steps > MAX_STEPS)
    return FALSE;
  while (at < units->len && self->covered[g_array_index (units, guint, at)])
    at++;
  if (at == units->len)
    {
      *best = MIN (*best, cost);
      return TRUE;
    }
  if (cost + rest >= *best)
    return TRUE;
  unit = g_array_index (units, guint, at);
  tuples = self->of_unit->pdata[unit];
  for (guint i = 0; i < tuples->len; i++)
    {
      guint tuple = g_array_index (tuples, guint, i);
      double saved;

      if (!is_free (self, tuple))
        continue;
      saved = cover (self, tuple, TRUE);
      if (!branch (self, units, at + 1, cost + g_array_index (self->costs, double, tuple),
                   rest - saved, best))
        return FALSE;
      cover (self, tuple, FALSE);
    }
  self->covered[unit] = TRUE;
  if (!branch (self, units, at + 1, cost + self->weights->empty, rest - self->bound[unit], best))
    return FALSE;
  self->covered[unit] = FALSE;
  return TRUE;
}

static void
free_units (gpointer data)
{
  GArray *units = data;

  g_clear_pointer (&units, g_array_unref);
}

/* Group after group. */
static gboolean
solve (Problem *self,
       guint    n_units,
       double  *out_cost)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_units);

  g_ptr_array_set_size (groups, (int) n_units);
  for (guint unit = 0; unit < n_units; unit++)
    {
      guint root = find_group (self, unit);

      if (groups->pdata[root] == NULL)
        groups->pdata[root] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val ((GArray *) groups->pdata[root], unit);
    }
  for (guint i = 0; i < n_units; i++)
    {
      const GArray *units = groups->pdata[i];
      double best, rest = 0;

      if (units == NULL)
        continue;
      for (guint u = 0; u < units->len; u++)
        rest += self->bound[g_array_index (units, guint, u)];
      best = units->len * self->weights->empty;
      if (!branch (self, units, 0, 0, rest, &best))
        return FALSE;
      *out_cost += best;
    }
  return TRUE;
}

/**
 * quoth_gamma_disorder_many:
 * @raters: (array length=n_raters): the annotators
 * @n_raters: how many
 * @weights: the dissimilarity
 * @out_disorder: (out): the disorder of the best alignment; 0 when there is no unit
 *
 * Returns: %FALSE when the search would take too long
 */
gboolean
quoth_gamma_disorder_many (const QuothGammaRater   *raters,
                           guint                    n_raters,
                           const QuothGammaWeights *weights,
                           double                  *out_disorder)
{
  g_autofree guint *first = g_new0 (guint, (gsize) n_raters + 1);
  g_autofree guint *tuple = g_new0 (guint, n_raters);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) costs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GPtrArray) of_unit = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree guint *group = NULL;
  g_autofree double *bound = NULL;
  g_autofree gboolean *covered = NULL;
  Problem problem = { raters, n_raters, weights, first, members, costs, of_unit };
  guint n_units = 0;
  double cost = 0;

  *out_disorder = 0;
  for (guint r = 0; r < n_raters; r++)
    n_units = first[r + 1] = n_units + raters[r].n_units;
  if (n_raters < 2 || n_units == 0)
    return TRUE;
  if (n_units > MAX_UNITS)
    return FALSE;
  problem.group = group = g_new (guint, n_units);
  problem.bound = bound = g_new (double, n_units);
  problem.covered = covered = g_new0 (gboolean, n_units);
  for (guint unit = 0; unit < n_units; unit++)
    {
      group[unit] = unit;
      bound[unit] = weights->empty;
      g_ptr_array_add (of_unit, g_array_new (FALSE, FALSE, sizeof (guint)));
    }
  if (!collect (&problem, tuple, 0, 0, 0))
    return FALSE;
  problem.n_steps = 0;
  if (!solve (&problem, n_units, &cost))
    return FALSE;
  *out_disorder = cost / ((double) n_units / n_raters);
  return TRUE;
}
