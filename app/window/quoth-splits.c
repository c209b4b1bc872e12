/* quoth-splits.c - "train=80,dev=10,test=10", as people write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-splits"

#include "config.h"

#include "quoth-splits.h"

#include <string.h>

/**
 * quoth_splits_parse:
 * @self: all zero; gets the splits
 * @text: names and shares; nothing means no splits
 *
 * Returns: %FALSE when @text cannot be read
 */
gboolean
quoth_splits_parse (QuothSplits *self,
                    const char  *text)
{
  g_auto (GStrv) list = g_strsplit (text, ",", -1);

  for (guint i = 0; list[i] != NULL && *g_strstrip (list[i]) != '\0'; i++)
    {
      char *equals = strchr (list[i], '=');
      char *end;
      guint n = self->n_splits;

      if (n == QUOTH_MAX_SPLITS || equals == NULL || equals == list[i])
        return FALSE;
      *equals = '\0';
      self->splits[n].share = g_ascii_strtod (equals + 1, &end);
      if (*end != '\0' || !(self->splits[n].share > 0) || strchr (list[i], '/') != NULL
          || list[i][0] == '.')
        return FALSE;
      self->names[n] = g_strdup (list[i]);
      self->splits[n].name = self->names[n];
      self->n_splits++;
    }
  return TRUE;
}

void
quoth_splits_clear (QuothSplits *self)
{
  for (guint i = 0; i < QUOTH_MAX_SPLITS; i++)
    g_clear_pointer (&self->names[i], g_free);
  self->n_splits = 0;
}
