/* quoth-attribute-row.h - a form row for one attribute of the scheme
 *
 * The same rows serve the attributes of an annotation and the tags of an article.
 * Text is applied on Enter or when the row loses the keyboard, never per key stroke.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-attributes.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

/* @json_value: NULL takes the attribute off. */
typedef void (*QuothAttributeFunc) (gpointer    user_data,
                                    const char *attribute,
                                    const char *json_value);

GtkWidget *quoth_attribute_row_new (const QuothAttribute *attribute,
                                    QuothAttributes      *values,
                                    QuothAttributeFunc    func,
                                    gpointer              user_data);
void       quoth_attribute_row_lock (GtkWidget            *row);

G_END_DECLS
