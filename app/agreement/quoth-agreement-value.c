/* quoth-agreement-value.c - statistics made of sums, and their intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include "quoth-coding.h"
#include "quoth-coreference.h"

#include <math.h>

/* The ends of the interval: 2.5 in 100 samples lie below, as many above. */
#define TAIL 0.025

static const char *const statistic_ids[QUOTH_N_STATISTICS] = {
  [QUOTH_STATISTIC_F1_EXACT] = "f1_exact",
  [QUOTH_STATISTIC_F1_OVERLAP] = "f1_overlap",
  [QUOTH_STATISTIC_F1_CHARACTERS] = "f1_characters",
  [QUOTH_STATISTIC_KAPPA] = "kappa",
  [QUOTH_STATISTIC_ALPHA] = "alpha",
  [QUOTH_STATISTIC_ALPHA_U] = "alpha_u",
  [QUOTH_STATISTIC_KAPPA_NESTED] = "kappa_nested",
  [QUOTH_STATISTIC_ALPHA_NESTED] = "alpha_nested",
  [QUOTH_STATISTIC_ALPHA_U_NESTED] = "alpha_u_nested",
  [QUOTH_STATISTIC_GAMMA] = "gamma",
  [QUOTH_STATISTIC_DIRECTED] = "directed",
  [QUOTH_STATISTIC_SPEAKER_SPAN] = "speaker_span",
  [QUOTH_STATISTIC_SPEAKER_ENTITY] = "speaker_entity",
  [QUOTH_STATISTIC_ALPHA_ENTITY] = "alpha_entity",
  [QUOTH_STATISTIC_MUC] = "muc",
  [QUOTH_STATISTIC_B_CUBED] = "b_cubed",
  [QUOTH_STATISTIC_CEAF] = "ceaf",
  [QUOTH_STATISTIC_CONLL] = "conll",
  [QUOTH_STATISTIC_RELATIONS] = "relations"
};

/**
 * quoth_statistic_get_id:
 * @statistic: one
 *
 * Returns: its name in files and on the command line
 */
const char *
quoth_statistic_get_id (QuothStatistic statistic)
{
  return statistic_ids[statistic];
}

static double
ratio (double part,
       double whole)
{
  return whole > 0 ? part / whole : (double) NAN;
}

/* Fleiss' kappa of two categories, from items, the sum of their agreement, and how often
 * each category was used. */
static double
fleiss (const double *sums)
{
  double values = sums[2] + sums[3], expected;

  if (sums[0] <= 0)
    return NAN;
  expected = (sums[2] * sums[2] + sums[3] * sums[3]) / (values * values);
  return expected < 1 ? (sums[1] / sums[0] - expected) / (1 - expected) : (double) NAN;
}

static double
kappa (const double *sums,
       gboolean      nested,
       gboolean      all,
       double       *out_n)
{
  const double *tokens = sums + (nested ? SUM_TOKENS_NESTED : SUM_TOKENS);
  const double *items = sums + (nested ? SUM_FLEISS_NESTED : SUM_FLEISS);
  QuothScore score;

  if (all)
    {
      *out_n = items[0];
      return fleiss (items);
    }
  score = quoth_kappa_cohen_table (tokens, 2);
  *out_n = score.n;
  return score.value;
}

static double
alpha (const double *sums,
       gboolean      nested,
       double       *out_n)
{
  const double *pairs = sums + (nested ? SUM_COINCIDENCE_NESTED : SUM_COINCIDENCE);
  const double matrix[] = { pairs[0], pairs[1], pairs[1], pairs[2] };
  QuothScore score = quoth_alpha (matrix, 2, QUOTH_METRIC_NOMINAL, NULL);

  *out_n = score.n;
  return score.value;
}

static double
alpha_u (const double *sums,
         gboolean      nested,
         double       *out_n)
{
  const double *units = sums + (nested ? SUM_UNITS_NESTED : SUM_UNITS);

  *out_n = units[0];
  return quoth_unitizing_alpha ((QuothUnitizing) { units[1], units[2] });
}

static QuothRatio
get_ratio (const double *sums,
           guint         first)
{
  return (QuothRatio) { sums[first], sums[first + 1], sums[first + 2], sums[first + 3] };
}

static double
coreference (const double   *sums,
             QuothStatistic  statistic)
{
  QuothCoreference counts = { get_ratio (sums, SUM_MUC), get_ratio (sums, SUM_B_CUBED),
                              get_ratio (sums, SUM_CEAF) };

  if (statistic == QUOTH_STATISTIC_MUC)
    return quoth_ratio_f1 (&counts.muc);
  if (statistic == QUOTH_STATISTIC_B_CUBED)
    return quoth_ratio_f1 (&counts.b_cubed);
  if (statistic == QUOTH_STATISTIC_CEAF)
    return quoth_ratio_f1 (&counts.ceaf);
  return quoth_coreference_conll (&counts);
}

/* How much is shared. Two layers that both have nothing of a type agree. */
static double
overlap (const double   *sums,
         QuothStatistic  statistic)
{
  double n = sums[SUM_A] + sums[SUM_B];

  switch ((int) statistic)
    {
    case QUOTH_STATISTIC_F1_EXACT:
      return quoth_f1 (sums[SUM_EXACT], sums[SUM_A], sums[SUM_B]);
    case QUOTH_STATISTIC_F1_OVERLAP:
      return quoth_f1 (sums[SUM_OVERLAP], sums[SUM_A], sums[SUM_B]);
    case QUOTH_STATISTIC_F1_CHARACTERS:
      return quoth_f1 (sums[SUM_SOLID_BOTH], sums[SUM_SOLID_A], sums[SUM_SOLID_B]);
    default:
      /* Both ways, and then the mean; nothing can be missed where nothing is. */
      if (n <= 0)
        return NAN;
      if (sums[SUM_A] <= 0 || sums[SUM_B] <= 0)
        return 0;
      return (sums[SUM_TOUCHED_A] / sums[SUM_A] + sums[SUM_TOUCHED_B] / sums[SUM_B]) / 2;
    }
}

static double
speakers (const double   *sums,
          QuothStatistic  statistic,
          double         *out_n)
{
  gboolean by_span = statistic == QUOTH_STATISTIC_SPEAKER_SPAN;

  *out_n = sums[by_span ? SUM_SPEAKERS : SUM_ENTITIES];
  return ratio (sums[by_span ? SUM_SPEAKERS + 1 : SUM_ENTITIES + 1], *out_n);
}

static double
compute (const double   *sums,
         QuothStatistic  statistic,
         gboolean        all,
         double         *out_n)
{
  *out_n = sums[SUM_A] + sums[SUM_B];
  switch (statistic)
    {
    case QUOTH_STATISTIC_KAPPA:
    case QUOTH_STATISTIC_KAPPA_NESTED:
      return kappa (sums, statistic == QUOTH_STATISTIC_KAPPA_NESTED, all, out_n);
    case QUOTH_STATISTIC_ALPHA:
    case QUOTH_STATISTIC_ALPHA_NESTED:
      return alpha (sums, statistic == QUOTH_STATISTIC_ALPHA_NESTED, out_n);
    case QUOTH_STATISTIC_ALPHA_U:
    case QUOTH_STATISTIC_ALPHA_U_NESTED:
      return alpha_u (sums, statistic == QUOTH_STATISTIC_ALPHA_U_NESTED, out_n);
    case QUOTH_STATISTIC_GAMMA:
      *out_n = sums[SUM_DISORDER];
      return 1 - ratio (sums[SUM_DISORDER + 1], sums[SUM_DISORDER + 2]);
    case QUOTH_STATISTIC_SPEAKER_SPAN:
    case QUOTH_STATISTIC_SPEAKER_ENTITY:
      return speakers (sums, statistic, out_n);
    case QUOTH_STATISTIC_MUC:
    case QUOTH_STATISTIC_B_CUBED:
    case QUOTH_STATISTIC_CEAF:
    case QUOTH_STATISTIC_CONLL:
      *out_n = sums[SUM_MENTIONS];
      return coreference (sums, statistic);
    case QUOTH_STATISTIC_RELATIONS:
      *out_n = sums[SUM_RELATIONS] + sums[SUM_RELATIONS + 1];
      return *out_n > 0 ? 2 * sums[SUM_RELATIONS + 2] / *out_n : (double) NAN;
    case QUOTH_STATISTIC_F1_EXACT:
    case QUOTH_STATISTIC_F1_OVERLAP:
    case QUOTH_STATISTIC_F1_CHARACTERS:
    case QUOTH_STATISTIC_DIRECTED:
    case QUOTH_STATISTIC_ALPHA_ENTITY:
    default:
      return overlap (sums, statistic);
    }
}

/* @replicate: of the bootstrap; -1 for the sums themselves. */
static void
get_sums (QuothAgreement *self,
          QuothTally     *tally,
          int             replicate,
          double         *out_sums)
{
  gsize stride = quoth_agreement_get_stride (self);

  for (guint i = 0; i < tally->n; i++)
    out_sums[i] = replicate < 0 ? tally->sums[i]
                  : (double) tally->replicates[i * stride + (guint) replicate];
}

/* Gamma of all layers is the mean over the pairs that have one. */
static double
compute_cell (QuothAgreement *self,
              guint           pair,
              guint           type,
              QuothStatistic  statistic,
              int             replicate,
              double         *out_n)
{
  double sums[N_SUMS], total = 0, n_pairs = 0, n_units = 0;
  gboolean all = pair == self->n_pairs;

  if (!all || statistic != QUOTH_STATISTIC_GAMMA)
    {
      get_sums (self, self->cells[pair * self->types->len + type], replicate, sums);
      return compute (sums, statistic, all, out_n);
    }
  for (guint p = 0; p < self->n_pairs; p++)
    {
      QuothTally *tally = self->cells[p * self->types->len + type];
      double value;

      if (tally == NULL)
        continue;
      get_sums (self, tally, replicate, sums);
      value = compute (sums, statistic, FALSE, out_n);
      if (isnan (value))
        continue;
      total += value;
      n_pairs++;
      n_units += *out_n;
    }
  *out_n = n_units;
  return ratio (total, n_pairs);
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts the samples; those where the statistic is not defined do not count. */
static void
find_interval (GArray        *samples,
               QuothEstimate *estimate)
{
  guint tail = (guint) (TAIL * samples->len);

  if (samples->len == 0)
    return;
  g_array_sort (samples, compare_doubles_cb);
  estimate->low = g_array_index (samples, double, tail);
  estimate->high = g_array_index (samples, double, samples->len - 1 - tail);
}

/* Alpha over entities needs how often each was named, over all articles: no sum that a
 * bootstrap could weigh, so it comes without interval. */
static void
estimate_entities (QuothAgreement *self,
                   guint           pair,
                   const double   *sums,
                   QuothEstimate  *estimate)
{
  double n = 2 * sums[SUM_ENTITIES], squares = 0, expected;
  GHashTableIter iter;
  gpointer count;

  g_hash_table_iter_init (&iter, self->speakers[pair]);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    squares += pow (GPOINTER_TO_UINT (count), 2);
  estimate->n = n;
  expected = n > 1 ? (n * n - squares) / (n * (n - 1)) : 0;
  if (expected > 0)
    estimate->value = 1 - (1 - sums[SUM_ENTITIES + 1] / sums[SUM_ENTITIES]) / expected;
}

/**
 * quoth_agreement_estimate:
 * @self: sums
 * @pair: a pair, or the number of pairs for all layers
 * @type: a type, or 0 for all
 * @statistic: what to know
 * @out_estimate: (out): the value, its interval, and what it rests on
 *
 * Returns: %FALSE when neither layer has the type in any article that both have
 */
gboolean
quoth_agreement_estimate (QuothAgreement *self,
                          guint           pair,
                          guint           type,
                          QuothStatistic  statistic,
                          QuothEstimate  *out_estimate)
{
  QuothTally *tally = self->cells[pair * self->types->len + type];
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));

  *out_estimate = (QuothEstimate) { NAN, NAN, NAN, 0 };
  if (tally == NULL)
    return FALSE;
  if (statistic == QUOTH_STATISTIC_ALPHA_ENTITY)
    {
      if (type == 0)
        estimate_entities (self, pair, tally->sums, out_estimate);
      return TRUE;
    }
  out_estimate->value = compute_cell (self, pair, type, statistic, -1, &out_estimate->n);
  for (guint r = 0; tally->n_articles > 1 && r < self->settings.n_replicates; r++)
    {
      double n, value = compute_cell (self, pair, type, statistic, (int) r, &n);

      if (!isnan (value) && n > 0)
        g_array_append_val (samples, value);
    }
  if (!isnan (out_estimate->value))
    find_interval (samples, out_estimate);
  return TRUE;
}

/* How many sums an attribute needs: a coincidence matrix, the moments of numbers, or how many
 * values there are and how far they are apart. */
guint
quoth_agreement_judgement_size (const QuothAttribute *attribute)
{
  if (attribute->kind == QUOTH_ATTRIBUTE_NUMBER)
    return 4;
  if (quoth_agreement_is_open (attribute))
    return 2;
  return attribute->kind == QUOTH_ATTRIBUTE_FLAG ? 4
         : attribute->values->len * attribute->values->len;
}

static double
compute_judgement (const QuothAttribute *attribute,
                   const double         *sums,
                   double               *out_n)
{
  QuothScore score;

  if (attribute->kind == QUOTH_ATTRIBUTE_NUMBER)
    {
      /* The squared differences of all pairs of n numbers are 2 (n Σx² - (Σx)²). */
      double n = sums[0], expected = 2 * (n * sums[2] - sums[1] * sums[1]);

      *out_n = n;
      return n > 1 && expected > 0 ? 1 - (2 * sums[3] / n) / (expected / (n * (n - 1)))
                                   : (double) NAN;
    }
  score = quoth_alpha (sums, attribute->kind == QUOTH_ATTRIBUTE_FLAG ? 2 : attribute->values->len,
                       attribute->ordered ? QUOTH_METRIC_ORDINAL : QUOTH_METRIC_NOMINAL, NULL);
  *out_n = score.n;
  return score.value;
}

/**
 * quoth_agreement_estimate_attribute:
 * @self: sums
 * @pair: a pair, or the number of pairs for all layers
 * @attribute: an attribute
 * @out_estimate: (out): Krippendorff's alpha on matched marks: ordinal where the scheme
 *   says that the values are ordered, interval for numbers, MASI for sets of choices, else
 *   nominal; without interval for sets, texts and dates
 *
 * Returns: %FALSE when there is nothing to compare
 */
gboolean
quoth_agreement_estimate_attribute (QuothAgreement *self,
                                    guint           pair,
                                    guint           attribute,
                                    QuothEstimate  *out_estimate)
{
  const QuothAttribute *definition = self->attributes->pdata[attribute];
  QuothTally *tally = self->judgements[pair * self->attributes->len + attribute];
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *sums = NULL;

  *out_estimate = (QuothEstimate) { NAN, NAN, NAN, 0 };
  if (tally == NULL)
    return FALSE;
  if (quoth_agreement_is_open (definition))
    {
      quoth_agreement_estimate_open (self, pair, attribute, tally->sums, out_estimate);
      return TRUE;
    }
  sums = g_new (double, tally->n);
  out_estimate->value = compute_judgement (definition, tally->sums, &out_estimate->n);
  for (guint r = 0; tally->n_articles > 1 && r < self->settings.n_replicates; r++)
    {
      double n, value;

      get_sums (self, tally, (int) r, sums);
      value = compute_judgement (definition, sums, &n);
      if (!isnan (value))
        g_array_append_val (samples, value);
    }
  if (!isnan (out_estimate->value))
    find_interval (samples, out_estimate);
  return TRUE;
}
