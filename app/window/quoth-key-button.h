/* quoth-key-button.h - a button that shows its key, in a row that wraps
 *
 * For windows in which everything has a key: the buttons are for the pointer and for
 * learning the keys. A click leaves the keyboard where it is; Tab reaches them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *quoth_key_button_new (const char *key,
                                 const char *label,
                                 const char *action,
                                 GVariant   *target);
void       quoth_key_button_add (GtkFlowBox *row,
                                 GtkWidget  *button);

G_END_DECLS
