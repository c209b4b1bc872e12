/* quoth-csv.c - fields of comma-separated values, as RFC 4180 has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-csv.h"

#include <string.h>

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
  gboolean quote = FALSE;

  for (const char *p = field; p < end && !quote; p++)
    quote = *p == ',' || *p == '"' || *p == '\r' || *p == '\n';
  if (quote)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = field; p < end; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  if (quote)
    g_string_append_c (out, '"');
}
