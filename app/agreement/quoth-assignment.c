/* quoth-assignment.c - who goes with whom, so that the sum of gains is greatest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-assignment.h"

#define NOBODY G_MAXUINT

/* A step of the search that waits: to a right node, or (right = NOBODY) to the end where
 * left stays alone. */
typedef struct
{
  double distance;
  guint  left;
  guint  right;
} Step;

/* Cost is the negative gain. A left node may always stay alone at cost 0: as if each had a
 * right node of its own. The potentials keep every reduced cost from falling below 0. */
typedef struct
{
  guint     *first;  /* of each left node in gains; one more at the end */
  QuothGain *gains;  /* by left node */
  double    *left_potential;
  double    *right_potential;
  double    *distance;      /* of right nodes that the search has settled */
  guint     *from;          /* the left node a right one was reached by; NOBODY: not settled */
  guint     *left_of;       /* the match of a right node, or NOBODY */
  GArray    *settled;       /* of guint: right nodes, in order */
  GArray    *heap;          /* of Step */
} Solver;

static void
push (GArray *heap,
      Step    step)
{
  guint at = heap->len;
  Step *steps;

  g_array_append_val (heap, step);
  steps = (Step *) heap->data;
  for (; at > 0 && steps[(at - 1) / 2].distance > step.distance; at = (at - 1) / 2)
    steps[at] = steps[(at - 1) / 2];
  steps[at] = step;
}

static Step
pop (GArray *heap)
{
  Step *steps = (Step *) heap->data;
  Step top = steps[0], last = steps[heap->len - 1];
  guint n = heap->len - 1, at = 0;

  g_array_set_size (heap, n);
  while (2 * at + 1 < n)
    {
      guint child = 2 * at + 1;

      if (child + 1 < n && steps[child + 1].distance < steps[child].distance)
        child++;
      if (steps[child].distance >= last.distance)
        break;
      steps[at] = steps[child];
      at = child;
    }
  if (n > 0)
    steps[at] = last;
  return top;
}

/* A bucket per left node: linear, whatever order the gains come in. */
static void
sort_gains (Solver          *self,
            const QuothGain *gains,
            gsize            n_gains,
            guint            n_left)
{
  for (gsize i = 0; i < n_gains; i++)
    self->first[gains[i].left + 1]++;
  for (guint l = 0; l < n_left; l++)
    self->first[l + 1] += self->first[l];
  for (gsize i = n_gains; i-- > 0;)
    self->gains[--self->first[gains[i].left + 1]] = gains[i];
  /* Each entry now says where its predecessor's bucket begins. */
  for (guint l = 0; l < n_left; l++)
    self->first[l] = self->first[l + 1];
  self->first[n_left] = (guint) n_gains;
}

static void
look_around (Solver *self,
             guint   left,
             double  distance)
{
  double potential = self->left_potential[left];

  push (self->heap, (Step) { distance - potential, left, NOBODY });
  for (guint i = self->first[left]; i < self->first[left + 1]; i++)
    {
      guint right = self->gains[i].right;
      double reduced = -self->gains[i].gain - potential - self->right_potential[right];

      if (self->from[right] == NOBODY)
        push (self->heap, (Step) { distance + MAX (reduced, 0), left, right });
    }
}

/* The shortest way from @start to somebody free, or to one who can as well stay alone. */
static Step
search (Solver *self,
        guint   start)
{
  g_array_set_size (self->heap, 0);
  g_array_set_size (self->settled, 0);
  look_around (self, start, 0);
  for (;;)
    {
      Step step = pop (self->heap);

      if (step.right == NOBODY)
        return step;
      if (self->from[step.right] != NOBODY)
        continue;
      self->from[step.right] = step.left;
      self->distance[step.right] = step.distance;
      g_array_append_val (self->settled, step.right);
      if (self->left_of[step.right] == NOBODY)
        return step;
      look_around (self, self->left_of[step.right], step.distance);
    }
}

static void
raise_potentials (Solver *self,
                  guint   start,
                  double  distance)
{
  self->left_potential[start] += distance;
  for (guint i = 0; i < self->settled->len; i++)
    {
      guint right = g_array_index (self->settled, guint, i);
      double rest = distance - self->distance[right];

      self->right_potential[right] -= rest;
      if (self->left_of[right] != NOBODY)
        self->left_potential[self->left_of[right]] += rest;
    }
}

static void
add_left (Solver *self,
          guint   start,
          int    *rights)
{
  double lowest = 0;
  Step end;
  guint left;
  int right;

  for (guint i = self->first[start]; i < self->first[start + 1]; i++)
    lowest = MIN (lowest, -self->gains[i].gain - self->right_potential[self->gains[i].right]);
  self->left_potential[start] = lowest;
  end = search (self, start);
  raise_potentials (self, start, end.distance);
  /* Everybody on the way takes the next one. */
  left = end.left;
  right = end.right == NOBODY ? -1 : (int) end.right;
  for (;;)
    {
      int before = rights[left];

      rights[left] = right;
      if (right >= 0)
        self->left_of[right] = left;
      if (left == start)
        break;
      right = before;
      left = self->from[right];
    }
  for (guint i = 0; i < self->settled->len; i++)
    self->from[g_array_index (self->settled, guint, i)] = NOBODY;
}

/**
 * quoth_assignment_solve:
 * @gains: (array length=n_gains): what pairs gain, in any order, each pair once
 * @n_gains: how many pairs
 * @n_left: nodes on the left
 * @n_right: nodes on the right
 * @out_rights: (out) (array length=n_left): the match of each left node, or -1
 *
 * By shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), with a heap.
 *
 * Returns: the greatest sum of gains
 */
double
quoth_assignment_solve (const QuothGain *gains,
                        gsize            n_gains,
                        guint            n_left,
                        guint            n_right,
                        int             *out_rights)
{
  g_autofree guint *first = g_new0 (guint, (gsize) n_left + 1);
  g_autofree QuothGain *sorted = g_new (QuothGain, n_gains);
  g_autofree double *numbers = g_new0 (double, (gsize) n_left + 2 * (gsize) n_right);
  g_autofree guint *nodes = g_new (guint, 2 * (gsize) n_right);
  g_autoptr (GArray) settled = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Step));
  Solver solver = { first, sorted, numbers, numbers + n_left, numbers + n_left + n_right,
                    nodes, nodes + n_right, settled, heap };
  double sum = 0;

  sort_gains (&solver, gains, n_gains, n_left);
  for (guint r = 0; r < n_right; r++)
    solver.from[r] = solver.left_of[r] = NOBODY;
  for (guint l = 0; l < n_left; l++)
    out_rights[l] = -1;
  for (guint l = 0; l < n_left; l++)
    if (first[l] < first[l + 1])
      add_left (&solver, l, out_rights);
  for (guint l = 0; l < n_left; l++)
    for (guint i = first[l]; i < first[l + 1]; i++)
      if (out_rights[l] == (int) sorted[i].right)
        sum += sorted[i].gain;
  return sum;
}
