/* quoth-conllu-line.c - the parts of a line of CoNLL-U
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conllu"

#include "config.h"

#include "quoth-format-conllu-private.h"

#include <string.h>

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

/* Documented in quoth-format-conllu-private.h. */
const char *
quoth_conllu_get_value (const char *line,
                        const char *name)
{
  gsize length = strlen (name);
  const char *p = line + 1;

  p += strspn (p, " ");
  if (strncmp (p, name, length) != 0)
    return NULL;
  p += length;
  p += strspn (p, " ");
  return *p == '=' ? p + 1 + strspn (p + 1, " ") : NULL;
}

/* Documented in quoth-format-conllu-private.h. */
gboolean
quoth_conllu_begins (const char *line,
                     const char *word)
{
  const char *p = line + 1 + strspn (line + 1, " ");
  gsize length = strlen (word);

  return strncmp (p, word, length) == 0 && (p[length] == '\0' || p[length] == ' ');
}

/* How many there are between commas. */
static guint
count_items (const char *list)
{
  guint n = 1;

  for (const char *p = list; *p != '\0'; p++)
    n += *p == ',';
  return n;
}

/* Documented in quoth-format-conllu-private.h. */
const char *
quoth_conllu_name_loss (const char *member,
                        guint      *out_n)
{
  const char *value = strchr (member, '=');

  if (value == NULL || *++value == '\0')
    return NULL;
  *out_n = count_items (value);
  if (g_str_has_prefix (member, "Bridge="))
    return "bridges between mentions are left out";
  if (g_str_has_prefix (member, "SplitAnte="))
    return "split antecedents are left out";
  *out_n = 1;
  return g_ascii_strncasecmp (member, "ner=", strlen ("ner=")) == 0
         && strchr ("BSU", *value) != NULL && value[1] == '-'
         ? "names that are told by tags are left out: only Entity= is read" : NULL;
}
