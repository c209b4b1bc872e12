/* quoth-spans.c - parts put in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-spans"

#include "config.h"

#include "quoth-annotation.h"

#include <stdlib.h>

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const QuothSpan *left = a;
  const QuothSpan *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

/**
 * quoth_spans_normalize:
 * @spans: (array) (inout): spans in code points, in any order
 * @n_spans: (inout): how many; fewer when some overlapped
 *
 * Sorts spans and unites those that overlap. Spans that merely touch stay apart:
 * corpora tell two adjoining parts from one.
 *
 * Returns: %FALSE, with nothing changed, when there is none or one is empty
 */
gboolean
quoth_spans_normalize (QuothSpan *spans,
                       guint     *n_spans)
{
  gboolean sorted = TRUE;
  guint n = 0;

  g_return_val_if_fail (n_spans != NULL, FALSE);

  if (*n_spans == 0)
    return FALSE;
  for (guint i = 0; i < *n_spans; i++)
    {
      if (spans[i].start >= spans[i].end)
        return FALSE;
      if (i > 0 && spans[i].start < spans[i - 1].end)
        sorted = FALSE;
    }
  if (sorted)
    return TRUE;
  qsort (spans, *n_spans, sizeof *spans, compare_spans);
  for (guint i = 1; i < *n_spans; i++)
    {
      if (spans[i].start >= spans[n].end)
        spans[++n] = spans[i];
      else
        spans[n].end = MAX (spans[n].end, spans[i].end);
    }
  *n_spans = n + 1;
  return TRUE;
}
