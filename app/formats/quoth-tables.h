/* quoth-tables.h - records of comma-separated values, as RFC 4180 has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads records of a table in memory, whose fields are separated by @separator. */
typedef struct
{
  const char *path;      /* not owned: for messages */
  const char *p;
  const char *end;
  char        separator;
  guint       line;      /* of the record that was read last */
  guint       next_line;
  GString    *bytes;     /* fields of the record, each ended by NUL */
  GArray     *starts;    /* of gsize, into @bytes */
} QuothTable;

void        quoth_table_init  (QuothTable   *self,
                               const char   *path,
                               const char   *utf8,
                               gsize         n_bytes,
                               char          separator);
void        quoth_table_clear (QuothTable   *self);
/* FALSE without @error at the end. */
gboolean    quoth_table_next  (QuothTable   *self,
                               GError      **error);
guint       quoth_table_get_n (QuothTable   *self);
const char *quoth_table_get   (QuothTable   *self,
                               guint         index);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothTable, quoth_table_clear)

G_END_DECLS
