/* quoth-agreement-group.c - all layers of one article at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include "quoth-coding.h"

/* Present layers; every one of the agreement's must be there for Fleiss' kappa, which
 * needs the same number of values for each item. */
static guint
list_present (QuothComparison *self,
              guint           *layers)
{
  guint n = 0;

  for (guint l = 0; l < self->agreement->n_layers; l++)
    if (self->sides[l].present)
      layers[n++] = l;
  return n;
}

/* @inside: of each token, how many of @n layers have it inside a mark. */
static void
add_tokens (QuothComparison *self,
            const guint     *inside,
            guint            n,
            double          *fleiss,
            double          *coincidence)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      double in = inside[i], out = (double) n - inside[i];

      coincidence[0] += out * (out - 1) / (n - 1.0);
      coincidence[1] += in * out / (n - 1.0);
      coincidence[2] += in * (in - 1) / (n - 1.0);
      if (n < self->agreement->n_layers)
        continue;
      fleiss[0]++;
      fleiss[1] += (in * (in - 1) + out * (out - 1)) / (n * (n - 1.0));
      fleiss[2] += in;
      fleiss[3] += out;
    }
}

static void
add_level (QuothComparison *self,
           const guint     *layers,
           guint            n,
           guint            type,
           guint            level)
{
  g_autofree QuothRater *raters = g_new (QuothRater, n);
  g_autofree guint *inside = g_new0 (guint, self->tokens->len);
  QuothUnitizing measured;
  double *sums, *units;
  guint n_units = 0;

  for (guint i = 0; i < n; i++)
    {
      GArray *spans = self->sides[layers[i]].types[type].levels[level];

      raters[i] = (QuothRater) { (const QuothSpan *) spans->data, spans->len };
      n_units += spans->len;
    }
  if (n_units == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      GArray *held = self->sides[layers[i]].types[type].held[level];

      for (guint k = 0; k < held->len; k++)
        for (guint token = g_array_index (held, QuothSpan, k).start;
             token < g_array_index (held, QuothSpan, k).end; token++)
          inside[token]++;
    }
  sums = quoth_agreement_sums (self->agreement, self->agreement->n_pairs, type);
  add_tokens (self, inside, n, sums + (level == 0 ? SUM_FLEISS : SUM_FLEISS_NESTED),
              sums + (level == 0 ? SUM_COINCIDENCE : SUM_COINCIDENCE_NESTED));
  measured = quoth_unitizing_measure (raters, n, (QuothSpan) { 0, self->solid.length });
  units = sums + (level == 0 ? SUM_UNITS : SUM_UNITS_NESTED);
  units[0] += n_units;
  units[1] += measured.observed * self->solid.length;
  units[2] += measured.expected * self->solid.length;
}

/* What is a sum over pairs already: all but tokens, units, and gamma, whose mean over
 * pairs is taken at the end. */
static gboolean
is_pairwise (guint sum)
{
  return sum < SUM_TOKENS || sum >= SUM_SPEAKERS;
}

/* What the sum would be, were A called B. Each pair counts half either way, so that over
 * all layers nobody is the key. */
static guint
mirror (guint sum)
{
  if (sum == SUM_A || sum == SUM_SOLID_A || sum == SUM_TOUCHED_A || sum == SUM_RELATIONS)
    return sum + 1;
  if (sum == SUM_B || sum == SUM_SOLID_B || sum == SUM_TOUCHED_B || sum == SUM_RELATIONS + 1)
    return sum - 1;
  if (sum >= SUM_MUC && sum < SUM_RELATIONS)
    return (sum - SUM_MUC) % 4 < 2 ? sum + 2 : sum - 2;
  return sum;
}

static void
add_pairs (QuothAgreement *self)
{
  guint n_types = self->types->len;

  for (guint cell = 0; cell < self->n_pairs * n_types; cell++)
    {
      const double *from = self->cells[cell] != NULL ? self->cells[cell]->sums : NULL;
      double *sums;

      if (from == NULL)
        continue;
      sums = quoth_agreement_sums (self, self->n_pairs, cell % n_types);
      for (guint i = 0; i < N_SUMS; i++)
        if (is_pairwise (i))
          sums[i] += (from[i] + from[mirror (i)]) / 2;
    }
  for (guint cell = 0; cell < self->n_pairs * self->attributes->len; cell++)
    {
      QuothTally *tally = self->judgements[cell];
      double *sums;

      if (tally == NULL)
        continue;
      sums = quoth_agreement_judgements (self, self->n_pairs, cell % self->attributes->len,
                                         tally->n);
      for (guint i = 0; i < tally->n; i++)
        sums[i] += tally->sums[i];
    }
  for (guint pair = 0; pair < self->n_pairs; pair++)
    {
      GHashTableIter iter;
      gpointer name, n;

      quoth_agreement_add_values (self, self->n_pairs, self, pair);
      g_hash_table_iter_init (&iter, self->speakers[pair]);
      while (g_hash_table_iter_next (&iter, &name, &n))
        {
          gpointer before = g_hash_table_lookup (self->speakers[self->n_pairs], name);

          g_hash_table_insert (self->speakers[self->n_pairs], g_strdup (name),
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (before)
                                                 + GPOINTER_TO_UINT (n)));
        }
    }
}

/**
 * quoth_comparison_group:
 * @self: an article whose pairs have been compared
 *
 * Adds what takes all layers at once, and sums up the pairs.
 */
void
quoth_comparison_group (QuothComparison *self)
{
  QuothAgreement *agreement = self->agreement;
  g_autofree guint *layers = g_new (guint, agreement->n_layers);
  guint n = list_present (self, layers), n_types = agreement->types->len;

  for (guint t = 1; t < n_types; t++)
    for (guint level = 0; level < 2; level++)
      add_level (self, layers, n, t, level);
  add_pairs (agreement);
  /* Over all types: disagreement on units adds up, the rest is summed by pairs. */
  for (guint t = 1; t < n_types; t++)
    if (agreement->cells[agreement->n_pairs * n_types + t] != NULL)
      {
        double *all = quoth_agreement_sums (agreement, agreement->n_pairs, 0);
        const double *sums = agreement->cells[agreement->n_pairs * n_types + t]->sums;

        for (guint i = SUM_UNITS; i < SUM_DISORDER; i++)
          all[i] += sums[i];
      }
}
