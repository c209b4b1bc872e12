/* quoth-coreference.c - do two annotators see the same people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-coreference.h"

#include "quoth-assignment.h"

#include <math.h>

/* Mentions that a cluster of each side has in common; or, with one side missing, those
 * that only the other knows. */
typedef struct
{
  guint key;
  guint response;
  guint n;
} Overlap;

static int
compare_overlaps_cb (gconstpointer a,
                     gconstpointer b)
{
  const Overlap *x = a, *y = b;

  return x->key != y->key ? (x->key < y->key ? -1 : 1)
         : (x->response > y->response) - (x->response < y->response);
}

/* Sorted by cluster, each pair of clusters once: no table of all pairs is needed. */
static GArray *
count_overlaps (const guint *keys,
                const guint *responses,
                guint        n_mentions)
{
  GArray *overlaps = g_array_sized_new (FALSE, FALSE, sizeof (Overlap), n_mentions);
  guint n = 0;

  for (guint i = 0; i < n_mentions; i++)
    {
      Overlap overlap = { keys[i], responses[i], 1 };

      g_array_append_val (overlaps, overlap);
    }
  g_array_sort (overlaps, compare_overlaps_cb);
  for (guint i = 0; i < overlaps->len; i++)
    {
      Overlap overlap = g_array_index (overlaps, Overlap, i);

      if (n > 0
          && compare_overlaps_cb (&overlap, &g_array_index (overlaps, Overlap, n - 1)) == 0)
        g_array_index (overlaps, Overlap, n - 1).n++;
      else
        g_array_index (overlaps, Overlap, n++) = overlap;
    }
  g_array_set_size (overlaps, n);
  return overlaps;
}

/* Numbers clusters from 0 in the order they come; @sizes gets their sizes. */
static guint *
number_clusters (const guint *clusters,
                 guint        n_mentions,
                 GArray      *sizes)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  guint *out = g_new (guint, n_mentions);

  for (guint i = 0; i < n_mentions; i++)
    {
      gpointer number;
      guint one = 1;

      out[i] = QUOTH_NO_CLUSTER;
      if (clusters[i] == QUOTH_NO_CLUSTER)
        continue;
      if (g_hash_table_lookup_extended (numbers, GUINT_TO_POINTER (clusters[i]), NULL, &number))
        {
          out[i] = GPOINTER_TO_UINT (number);
          g_array_index (sizes, guint, out[i])++;
          continue;
        }
      out[i] = sizes->len;
      g_hash_table_insert (numbers, GUINT_TO_POINTER (clusters[i]), GUINT_TO_POINTER (out[i]));
      g_array_append_val (sizes, one);
    }
  return out;
}

/* MUC counts the links that hold a cluster together and those that the other side keeps:
 * size - 1, and size - (pieces it falls into, each unknown mention being a piece). */
static void
add_muc (double *good,
         double *all,
         GArray *sizes,
         GArray *overlaps,
         gboolean by_key)
{
  g_autofree double *pieces = g_new0 (double, sizes->len);

  for (guint i = 0; i < overlaps->len; i++)
    {
      Overlap *overlap = &g_array_index (overlaps, Overlap, i);
      guint mine = by_key ? overlap->key : overlap->response;
      guint other = by_key ? overlap->response : overlap->key;

      if (mine != QUOTH_NO_CLUSTER)
        pieces[mine] += other == QUOTH_NO_CLUSTER ? overlap->n : 1;
    }
  for (guint i = 0; i < sizes->len; i++)
    {
      *good += g_array_index (sizes, guint, i) - pieces[i];
      *all += g_array_index (sizes, guint, i) - 1.0;
    }
}

static void
add_b_cubed (QuothRatio *ratio,
             GArray     *key_sizes,
             GArray     *response_sizes,
             GArray     *overlaps)
{
  for (guint i = 0; i < overlaps->len; i++)
    {
      Overlap *overlap = &g_array_index (overlaps, Overlap, i);
      double n = overlap->n;

      if (overlap->key != QUOTH_NO_CLUSTER)
        ratio->recall_all += n;
      if (overlap->response != QUOTH_NO_CLUSTER)
        ratio->precision_all += n;
      if (overlap->key == QUOTH_NO_CLUSTER || overlap->response == QUOTH_NO_CLUSTER)
        continue;
      ratio->recall_good += n * n / g_array_index (key_sizes, guint, overlap->key);
      ratio->precision_good += n * n / g_array_index (response_sizes, guint, overlap->response);
    }
}

/* φ4 is the Dice coefficient of two clusters; the best alignment counts. */
static void
add_ceaf (QuothRatio *ratio,
          GArray     *key_sizes,
          GArray     *response_sizes,
          GArray     *overlaps)
{
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (QuothGain));
  g_autofree int *rights = g_new (int, key_sizes->len);
  double sum;

  for (guint i = 0; i < overlaps->len; i++)
    {
      Overlap *overlap = &g_array_index (overlaps, Overlap, i);
      QuothGain gain = { overlap->key, overlap->response, 0 };

      if (overlap->key == QUOTH_NO_CLUSTER || overlap->response == QUOTH_NO_CLUSTER)
        continue;
      gain.gain = 2.0 * overlap->n
                  / ((double) g_array_index (key_sizes, guint, overlap->key)
                     + g_array_index (response_sizes, guint, overlap->response));
      g_array_append_val (gains, gain);
    }
  sum = quoth_assignment_solve ((const QuothGain *) gains->data, gains->len, key_sizes->len,
                                response_sizes->len, rights);
  ratio->recall_good += sum;
  ratio->precision_good += sum;
  ratio->recall_all += key_sizes->len;
  ratio->precision_all += response_sizes->len;
}

/**
 * quoth_coreference_measure:
 * @keys: (array length=n_mentions): the cluster of each mention by the first annotator,
 *   or %QUOTH_NO_CLUSTER
 * @responses: (array length=n_mentions): the same by the second
 * @n_mentions: mentions that either has, each once
 * @out_result: (inout): the counts are added to it
 *
 * MUC: Vilain and others (1995). B³: Bagga and Baldwin (1998). CEAF-φ4: Luo (2005).
 *
 * Returns: %FALSE when nobody has a cluster
 */
gboolean
quoth_coreference_measure (const guint      *keys,
                           const guint      *responses,
                           guint             n_mentions,
                           QuothCoreference *out_result)
{
  g_autoptr (GArray) key_sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) response_sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *numbered_keys = number_clusters (keys, n_mentions, key_sizes);
  g_autofree guint *numbered_responses = number_clusters (responses, n_mentions, response_sizes);
  g_autoptr (GArray) overlaps = count_overlaps (numbered_keys, numbered_responses, n_mentions);

  if (key_sizes->len == 0 && response_sizes->len == 0)
    return FALSE;
  add_muc (&out_result->muc.recall_good, &out_result->muc.recall_all, key_sizes, overlaps, TRUE);
  add_muc (&out_result->muc.precision_good, &out_result->muc.precision_all, response_sizes,
           overlaps, FALSE);
  add_b_cubed (&out_result->b_cubed, key_sizes, response_sizes, overlaps);
  add_ceaf (&out_result->ceaf, key_sizes, response_sizes, overlaps);
  return TRUE;
}

double
quoth_ratio_recall (const QuothRatio *self)
{
  return self->recall_all > 0 ? self->recall_good / self->recall_all : (double) NAN;
}

double
quoth_ratio_precision (const QuothRatio *self)
{
  return self->precision_all > 0 ? self->precision_good / self->precision_all : (double) NAN;
}

/* Where only one side has something to find, nothing of it was found. */
double
quoth_ratio_f1 (const QuothRatio *self)
{
  double recall = quoth_ratio_recall (self), precision = quoth_ratio_precision (self);

  if (isnan (recall) && isnan (precision))
    return NAN;
  if (isnan (recall) || isnan (precision) || recall + precision <= 0)
    return 0;
  return 2 * recall * precision / (recall + precision);
}

/**
 * quoth_coreference_conll:
 * @self: counts
 *
 * Returns: the mean of the three F1; NAN where MUC has no links to count
 */
double
quoth_coreference_conll (const QuothCoreference *self)
{
  return (quoth_ratio_f1 (&self->muc) + quoth_ratio_f1 (&self->b_cubed)
          + quoth_ratio_f1 (&self->ceaf)) / 3;
}
