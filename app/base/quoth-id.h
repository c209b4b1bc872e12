/* quoth-id.h - identifiers that sort by the time they were made
 *
 * Every record that travels between projects carries such an id. Ids are
 * opaque to all other code: a foreign corpus may bring ids of any shape.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUOTH_ID_LENGTH 20

void  quoth_id_fill (char out_id[QUOTH_ID_LENGTH + 1]);
char *quoth_id_new  (void);
char *quoth_now     (void);

G_END_DECLS
