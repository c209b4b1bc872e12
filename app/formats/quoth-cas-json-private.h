/* quoth-cas-json-private.h - the two halves of the CAS JSON format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas-write.h"

G_BEGIN_DECLS

extern const QuothCasKind quoth_cas_json_kind;

G_END_DECLS
