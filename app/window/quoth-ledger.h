/* quoth-ledger.h - every place of one entity in the corpus, as a concordance
 *
 * Claims or mentions, 100 at a time, paged by key and read by a worker. With ticks,
 * rows can be chosen, to split an entry in two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_LEDGER (quoth_ledger_get_type ())

G_DECLARE_FINAL_TYPE (QuothLedger, quoth_ledger, QUOTH, LEDGER, GtkWidget)

/* signal ::ticked (guint n): so many rows are ticked, on any page */

GtkWidget *quoth_ledger_new        (void);
/* @entity: nullable */
void       quoth_ledger_set_entity (QuothLedger    *self,
                                    QuothWorkspace *workspace,
                                    const char     *entity,
                                    gboolean        claims);
void       quoth_ledger_set_ticks  (QuothLedger    *self,
                                    gboolean        ticks);
/* Returns: (transfer full): the ticked QuothLedgerRow, borrowed from the ledger */
GPtrArray *quoth_ledger_get_ticked (QuothLedger    *self);

G_END_DECLS
