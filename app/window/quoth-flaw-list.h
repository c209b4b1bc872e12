/* quoth-flaw-list.h - findings by kind, and which is selected
 *
 * Shows 200 of what is known, of each kind the first; as some are settled, others come up. Follows the
 * changes of single articles without losing the place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-flaws.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FLAW_LIST (quoth_flaw_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothFlawList, quoth_flaw_list, QUOTH, FLAW_LIST, GtkWidget)

/* signals ::selected (), ::activated () */

GtkWidget       *quoth_flaw_list_new          (void);
void             quoth_flaw_list_take         (QuothFlawList  *self,
                                               QuothFlaws     *flaws,
                                               const char     *layer);
gboolean         quoth_flaw_list_renew        (QuothFlawList  *self,
                                               QuothProject   *project,
                                               const char     *article,
                                               GError        **error);
guint64          quoth_flaw_list_get_total    (QuothFlawList  *self);
/* Whether all that it knows is settled, but not all there is. */
gboolean         quoth_flaw_list_is_exhausted (QuothFlawList  *self);
const QuothFlaw *quoth_flaw_list_get_selected (QuothFlawList  *self);
void             quoth_flaw_list_step         (QuothFlawList  *self,
                                               int             steps);

G_END_DECLS
