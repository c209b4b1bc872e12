/* quoth-conllu-line.c - the columns of a line of CoNLL-U
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conllu"

#include "config.h"

#include "quoth-format-conllu-private.h"

/* Documented in quoth-format-conllu-private.h. */
guint
quoth_conllu_split (char *line,
                    char *columns[QUOTH_CONLLU_N_COLUMNS])
{
  guint n = 0;

  for (char *p = line; ; p++)
    {
      columns[n++] = p;
      while (*p != '\t' && *p != '\0')
        p++;
      if (*p == '\0')
        return n;
      *p = '\0';
      if (n == QUOTH_CONLLU_N_COLUMNS)
        return QUOTH_CONLLU_N_COLUMNS + 1;
    }
}

/* What g_ascii_strtoull() does, without its cost for what nearly all words have. */
guint64
quoth_conllu_parse_id (char  *column,
                       char **out_end)
{
  char *p = column;
  guint id = 0;

  for (; g_ascii_isdigit (*p) && p - column < 9; p++)
    id = id * 10 + (guint) (*p - '0');
  if (p == column || g_ascii_isdigit (*p))
    return g_ascii_strtoull (column, out_end, 10);
  *out_end = p;
  return id;
}
