/* quoth-sort.h - strings in the order of their bytes, the same in every locale
 *
 * What is written in this order is the same bytes on every machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For qsort() and g_ptr_array_sort(): compares what two pointers to strings point to. */
int       quoth_compare_strings (gconstpointer  a,
                                 gconstpointer  b);
gpointer *quoth_list_keys       (GHashTable    *table,
                                 guint         *out_n);

G_END_DECLS
