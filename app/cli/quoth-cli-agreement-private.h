/* quoth-cli-agreement-private.h - agreement as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-measuring.h"

G_BEGIN_DECLS

void quoth_cli_agreement_print (QuothAgreement *agreement);

G_END_DECLS
