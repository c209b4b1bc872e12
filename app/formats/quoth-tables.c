/* quoth-tables.c - records of comma-separated values, as RFC 4180 has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-tables"

#include "config.h"

#include "quoth-tables.h"

#include "quoth-format.h"

#include <string.h>

/* A record with more fields is no record of articles but an attack. */
#define MAX_FIELDS 4096

/**
 * quoth_table_init:
 * @self: a table
 * @path: the file it comes from
 * @utf8: its bytes, which must stay
 * @n_bytes: how many
 * @separator: between fields: a comma, a semicolon, a tab
 */
void
quoth_table_init (QuothTable *self,
                  const char *path,
                  const char *utf8,
                  gsize       n_bytes,
                  char        separator)
{
  *self = (QuothTable) { .path = path, .p = utf8, .end = utf8 + n_bytes, .separator = separator,
                         .next_line = 1 };
  self->bytes = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
}

void
quoth_table_clear (QuothTable *self)
{
  if (self->bytes == NULL)
    return;
  g_string_free (self->bytes, TRUE);
  g_array_unref (self->starts);
  self->bytes = NULL;
}

/* @self->p stands on a quotation mark. */
static gboolean
read_quoted (QuothTable *self,
             GError    **error)
{
  guint line = self->next_line;

  for (self->p++; self->p < self->end; self->p++)
    {
      if (*self->p == '\n')
        self->next_line++;
      if (*self->p != '"')
        g_string_append_c (self->bytes, *self->p);
      else if (self->p + 1 < self->end && self->p[1] == '"')
        g_string_append_c (self->bytes, *++self->p);
      else
        break;
    }
  if (self->p == self->end)
    return quoth_format_refuse (error, self->path, line, "a quoted field does not end");
  self->p++;
  /* What some programs write behind the mark belongs to the field. */
  while (self->p < self->end && *self->p != self->separator && *self->p != '\n'
         && *self->p != '\r')
    g_string_append_c (self->bytes, *self->p++);
  return TRUE;
}

/**
 * quoth_table_next:
 * @self: a table
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 *
 * Reads a record, which may hold line ends in quoted fields. Empty lines are no records.
 *
 * Returns: %FALSE at the end, or with @error
 */
gboolean
quoth_table_next (QuothTable *self,
                  GError    **error)
{
  while (self->p < self->end && (*self->p == '\n' || *self->p == '\r'))
    if (*self->p++ == '\n')
      self->next_line++;
  if (self->p == self->end)
    return FALSE;
  self->line = self->next_line;
  g_string_truncate (self->bytes, 0);
  g_array_set_size (self->starts, 0);
  for (;;)
    {
      g_array_append_val (self->starts, self->bytes->len);
      if (self->starts->len > MAX_FIELDS)
        return quoth_format_refuse (error, self->path, self->line, "more than %d fields",
                                    MAX_FIELDS);
      if (self->p < self->end && *self->p == '"')
        {
          if (!read_quoted (self, error))
            return FALSE;
        }
      else
        {
          while (self->p < self->end && *self->p != self->separator && *self->p != '\n'
                 && *self->p != '\r')
            g_string_append_c (self->bytes, *self->p++);
        }
      g_string_append_c (self->bytes, '\0');
      if (self->p == self->end || *self->p != self->separator)
        return TRUE;
      self->p++;
    }
}

guint
quoth_table_get_n (QuothTable *self)
{
  return self->starts->len;
}

/**
 * quoth_table_get:
 * @self: a table
 * @index: of a field of the record that was read last
 *
 * Returns: (transfer none): the field; "" when the record has no such field
 */
const char *
quoth_table_get (QuothTable *self,
                 guint       index)
{
  return index < self->starts->len ? self->bytes->str + g_array_index (self->starts, gsize, index)
                                   : "";
}
