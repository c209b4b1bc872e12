/* quoth-json-scan-private.h - what the files of the JSON scanner share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-json-scan.h"

G_BEGIN_DECLS

gboolean    quoth_json_scan_expected     (QuothJsonScan *self,
                                          const char    *what);
/* Passes over a number; FALSE without a message when there is none. */
gboolean    quoth_json_scan_pass_number  (QuothJsonScan *self);
/* @buffer: nullable, where a string with escapes is unescaped. */
gboolean    quoth_json_scan_read_string  (QuothJsonScan *self,
                                          GString       *buffer,
                                          QuothSlice    *out_value);
const char *quoth_json_scan_find_invalid (const char    *p,
                                          const char    *end);

G_END_DECLS
