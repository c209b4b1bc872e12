/* quoth-columns-place.c - which token bears which annotation
 *
 * A column has one tag per token: where annotations cross, the longest one wins, and who
 * asks is told why another cannot stand there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-columns"

#include "config.h"

#include "quoth-columns.h"

#include <string.h>

/**
 * quoth_columns_compare_lengths:
 * @a: (type QuothAnnotation**): a member of an array of annotations
 * @b: (type QuothAnnotation**): another
 *
 * Orders annotations for a column in which the longest one wins, for g_ptr_array_sort().
 *
 * Returns: below, at or above 0
 */
int
quoth_columns_compare_lengths (gconstpointer a,
                               gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;
  guint left_length = quoth_annotation_get_n_chars (left);
  guint right_length = quoth_annotation_get_n_chars (right);

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  if (left->parts[0].start != right->parts[0].start)
    return left->parts[0].start < right->parts[0].start ? -1 : 1;
  return strcmp (left->id, right->id);
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/**
 * quoth_columns_collect_edges:
 * @annotations: (element-type QuothAnnotation): annotations of one text
 *
 * Returns: (transfer full) (element-type guint): where their parts begin and end, sorted
 */
GArray *
quoth_columns_collect_edges (GPtrArray *annotations)
{
  GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * annotations->len);
  gboolean sorted = TRUE;
  guint last = 0;

  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      for (guint j = 0; j < annotation->n_parts; j++)
        {
          g_array_append_val (edges, annotation->parts[j].start);
          g_array_append_val (edges, annotation->parts[j].end);
          sorted = sorted && last <= annotation->parts[j].start;
          last = annotation->parts[j].end;
        }
    }
  if (!sorted)
    g_array_sort (edges, compare_edges);
  return edges;
}

/**
 * quoth_columns_lookup:
 * @tokens: (element-type QuothColumnsToken): the tokens of a text
 * @offset: a code point
 *
 * Returns: the index of the first token that does not begin before @offset
 */
guint
quoth_columns_lookup (GArray *tokens,
                      guint   offset)
{
  guint low = 0;
  guint high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, QuothColumnsToken, middle).span.start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * quoth_columns_place:
 * @tokens: (element-type QuothColumnsToken): the tokens of a text
 * @owners: for each token the annotation whose tag it bears, or %NULL
 * @annotation: takes its tokens; longer ones must have come before
 *
 * Returns: (nullable): why it cannot stand in a column of tags
 */
const char *
quoth_columns_place (GArray           *tokens,
                     QuothAnnotation **owners,
                     QuothAnnotation  *annotation)
{
  guint first = quoth_columns_lookup (tokens, annotation->parts[0].start);
  guint end = quoth_columns_lookup (tokens, annotation->parts[0].end);

  if (annotation->n_parts > 1)
    return "has more than one part";
  if (first == end)
    return "covers only blanks";
  /* All that stand there are as long or longer: one of the ends must lie in it. */
  if (owners[first] != NULL || owners[end - 1] != NULL)
    return "a longer span stands there";
  for (guint i = first; i < end; i++)
    owners[i] = annotation;
  return NULL;
}
