/* quoth-sort.c - strings in the order of their bytes, the same in every locale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-sort.h"

#include <stdlib.h>
#include <string.h>

int
quoth_compare_strings (gconstpointer a,
                       gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * quoth_list_keys:
 * @table: whose keys are strings
 * @out_n: (out): how many there are
 *
 * Returns: (transfer container): the keys, in order
 */
gpointer *
quoth_list_keys (GHashTable *table,
                 guint      *out_n)
{
  gpointer *keys = g_hash_table_get_keys_as_array (table, out_n);

  qsort (keys, *out_n, sizeof *keys, quoth_compare_strings);
  return keys;
}
