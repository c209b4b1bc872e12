/* quoth-agreement-open.c - attributes whose values no list ends: texts, dates, sets of choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include "quoth-sort.h"

#include <math.h>
#include <string.h>

/* Between choices of a set; no id of a value holds it. */
#define SEPARATOR "\x1f"

/* What is expected of sets is a sum over pairs of different ones. */
#define MAX_SETS 512

gboolean
quoth_agreement_is_open (const QuothAttribute *attribute)
{
  return attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE || attribute->kind == QUOTH_ATTRIBUTE_TEXT
         || attribute->kind == QUOTH_ATTRIBUTE_DATE;
}

/* One word for a value, equal for equal ones: sets have no order, texts no outer blanks. */
static char *
dup_value (const QuothAttribute *attribute,
           QuothAnnotation      *annotation)
{
  g_auto (GStrv) set = NULL;
  g_autofree char *text = NULL;

  if (attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
    {
      set = quoth_attributes_dup_strv (annotation->attributes, attribute->id);
      if (set == NULL || set[0] == NULL)
        return NULL;
      qsort (set, g_strv_length (set), sizeof (char *), quoth_compare_strings);
      return g_strjoinv (SEPARATOR, set);
    }
  text = quoth_attributes_dup_string (annotation->attributes, attribute->id);
  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;
  return g_steal_pointer (&text);
}

/* MASI (Passonneau 2006): 1 - J * M, where J is Jaccard's coefficient and M is 1 for equal
 * sets, 2/3 when one holds the other, 1/3 when they share something, else 0. */
static double
get_masi (char **x,
          char **y)
{
  guint n_x = g_strv_length (x), n_y = g_strv_length (y), n_both = 0;
  double share, kind;

  /* Both are sorted. */
  for (guint i = 0, k = 0; i < n_x && k < n_y;)
    {
      int order = strcmp (x[i], y[k]);

      n_both += order == 0;
      i += order <= 0;
      k += order >= 0;
    }
  share = n_both / (double) (n_x + n_y - n_both);
  kind = n_both == 0 ? 0 : n_both == n_x && n_both == n_y ? 1
         : n_both == n_x || n_both == n_y ? 2 / 3.0 : 1 / 3.0;
  return 1 - share * kind;
}

static double
get_distance (const QuothAttribute *attribute,
              const char           *a,
              const char           *b)
{
  g_auto (GStrv) x = NULL;
  g_auto (GStrv) y = NULL;

  if (strcmp (a, b) == 0)
    return 0;
  if (attribute->kind != QUOTH_ATTRIBUTE_MULTIPLE)
    return 1;
  x = g_strsplit (a, SEPARATOR, -1);
  y = g_strsplit (b, SEPARATOR, -1);
  return get_masi (x, y);
}

static void
count (GHashTable *values,
       const char *value,
       guint       n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (values, value));

  g_hash_table_insert (values, g_strdup (value), GUINT_TO_POINTER (before + n));
}

static GHashTable *
get_values (QuothAgreement *self,
            guint           pair,
            guint           attribute)
{
  GHashTable **values = &self->values[pair * self->attributes->len + attribute];

  if (*values == NULL)
    *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return *values;
}

/* Counts where both have set something. */
void
quoth_agreement_add_open (QuothAgreement  *self,
                          guint            pair,
                          guint            index,
                          QuothAnnotation *a,
                          QuothAnnotation *b)
{
  const QuothAttribute *attribute = self->attributes->pdata[index];
  g_autofree char *x = dup_value (attribute, a);
  g_autofree char *y = dup_value (attribute, b);
  double *sums;

  if (x == NULL || y == NULL)
    return;
  sums = quoth_agreement_judgements (self, pair, index, 2);
  sums[0] += 2;
  sums[1] += get_distance (attribute, x, y);
  count (get_values (self, pair, index), x, 1);
  count (get_values (self, pair, index), y, 1);
}

/* Adds what was named in @article, or in another pair of the same. */
void
quoth_agreement_add_values (QuothAgreement *self,
                            guint           pair,
                            QuothAgreement *article,
                            guint           from_pair)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      GHashTable *from = article->values[from_pair * self->attributes->len + i];
      GHashTableIter iter;
      gpointer value, n;

      if (from == NULL)
        continue;
      g_hash_table_iter_init (&iter, from);
      while (g_hash_table_iter_next (&iter, &value, &n))
        count (get_values (self, pair, i), value, GPOINTER_TO_UINT (n));
    }
}

/* The distance of two values drawn by chance, times n (n - 1). */
static double
get_expected (const QuothAttribute *attribute,
              GHashTable           *values,
              double                n)
{
  guint n_values;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (values, &n_values);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  double expected = 0;

  if (attribute->kind != QUOTH_ATTRIBUTE_MULTIPLE)
    {
      for (guint i = 0; i < n_values; i++)
        expected += pow (GPOINTER_TO_UINT (g_hash_table_lookup (values, names[i])), 2);
      return n * n - expected;
    }
  if (n_values > MAX_SETS)
    return NAN;
  /* In one order, whatever the table's is: sums of fractions depend on it. */
  qsort (names, n_values, sizeof (char *), quoth_compare_strings);
  for (guint i = 0; i < n_values; i++)
    {
      guint n_i = GPOINTER_TO_UINT (g_hash_table_lookup (values, names[i]));

      g_ptr_array_add (sets, g_strsplit (names[i], SEPARATOR, -1));
      for (guint k = 0; k < i; k++)
        expected += 2.0 * n_i * GPOINTER_TO_UINT (g_hash_table_lookup (values, names[k]))
                    * get_masi (sets->pdata[i], sets->pdata[k]);
    }
  return expected;
}

/* Krippendorff's alpha. What is expected needs how often each value was used over all articles,
 * no sum that a bootstrap could weigh: it comes without interval. */
void
quoth_agreement_estimate_open (QuothAgreement *self,
                               guint           pair,
                               guint           index,
                               const double   *sums,
                               QuothEstimate  *out_estimate)
{
  double n = sums[0], observed = 2 * sums[1] / n;
  double expected = get_expected (self->attributes->pdata[index], get_values (self, pair, index),
                                  n) / (n * (n - 1));

  out_estimate->n = n;
  if (n > 1 && expected > 0)
    out_estimate->value = 1 - observed / expected;
}
