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

/* What quoth_json_scan_peek() does, without a call where no blank stands: files that
 * programs write have hardly any. */
static inline char
quoth_json_scan_look (QuothJsonScan *self)
{
  if (self->error == NULL && self->p < self->end && (guchar) *self->p > ' ')
    return *self->p;
  return quoth_json_scan_peek (self);
}

G_END_DECLS
