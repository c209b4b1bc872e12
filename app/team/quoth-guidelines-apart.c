/* quoth-guidelines-apart.c - whether annotators of an article followed different rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-guidelines-apart.h"

#include <string.h>

#include "quoth-insights.h"

/**
 * quoth_guidelines_are_apart:
 * @layers: (element-type QuothLayer): of an article
 * @names: (nullable) (array zero-terminated): the layers to look at; %NULL for all that
 *   annotators work in
 *
 * Returns: whether two of them were last worked on under different versions
 */
gboolean
quoth_guidelines_are_apart (GPtrArray          *layers,
                            const char *const  *names)
{
  const char *first = NULL;

  for (guint i = 0; i < layers->len; i++)
    {
      const QuothLayer *layer = layers->pdata[i];
      gboolean meant = names != NULL ? g_strv_contains (names, layer->name)
                                     : quoth_insights_is_compared (layer->name);

      if (layer->guidelines == NULL || !meant)
        continue;
      if (first != NULL && strcmp (layer->guidelines, first) != 0)
        return TRUE;
      first = layer->guidelines;
    }
  return FALSE;
}
