/* quoth-cli-agreement-private.h - agreement as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-measuring.h"

G_BEGIN_DECLS

/* @n_apart: how many articles have layers that were made under different guidelines. */
void quoth_cli_agreement_print (QuothAgreement *agreement,
                                guint64         n_apart);

G_END_DECLS
