/* quoth-csv.c - fields of comma-separated values, as RFC 4180 has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-bytes.h"
#include "quoth-csv.h"
#include "quoth-json-writer.h"

#include <string.h>

static inline gboolean
is_odd (QuothBytes block)
{
  return quoth_bytes_any (quoth_bytes_equal (block, ',') | quoth_bytes_equal (block, '"')
                          | quoth_bytes_equal (block, '\r') | quoth_bytes_equal (block, '\n'));
}

static inline gboolean
needs_quotes (const char *p,
              const char *end)
{
  for (; end - p > QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    if (is_odd (quoth_bytes_load (p)))
      return TRUE;
  return p < end && is_odd (quoth_bytes_load_few (p, (gsize) (end - p)));
}

/**
 * quoth_csv_append_field:
 * @out: where to append
 * @field: UTF-8
 * @n_bytes: its length, or -1 when it ends with NUL
 * @defuse: whether a field that begins with = + - @ TAB or CR is begun with an
 *   apostrophe, so that no spreadsheet computes it (OWASP, CSV Injection)
 *
 * Quotes the field when it holds a comma, a quotation mark or a line end (RFC 4180,
 * section 2).
 */
void
quoth_csv_append_field (GString    *out,
                        const char *field,
                        gssize      n_bytes,
                        gboolean    defuse)
{
  const char *end = field + (n_bytes >= 0 ? (gsize) n_bytes : strlen (field));
  gboolean formula = defuse && field < end && strchr ("=+-@\t\r", *field) != NULL;
  gboolean quote = needs_quotes (field, end);

  if (quote)
    quoth_json_append_literal (out, "\"");
  if (formula)
    quoth_json_append_literal (out, "'");
  for (const char *mark; quote && (mark = memchr (field, '"', (gsize) (end - field))) != NULL;
       field = mark + 1)
    {
      quoth_json_append_bytes (out, field, (gsize) (mark + 1 - field));
      quoth_json_append_literal (out, "\"");
    }
  quoth_json_append_bytes (out, field, (gsize) (end - field));
  if (quote)
    quoth_json_append_literal (out, "\"");
}
