/* quoth-import-report.c - what an import tells: counts, refusals, duplicates, notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-private.h"

#include <string.h>

void
quoth_notice_free (gpointer data)
{
  QuothNotice *self = data;

  g_free (self->path);
  g_free (self->message);
  g_free (self->article);
  g_free (self);
}

/* Appends to @list while it is short enough; returns what was appended, or NULL. */
QuothNotice *
quoth_import_list_notice (GPtrArray  *list,
                          const char *path,
                          guint       line,
                          const char *message)
{
  QuothNotice *notice;

  if (list->len >= QUOTH_IMPORT_MAX_LISTED)
    return NULL;
  notice = g_new0 (QuothNotice, 1);
  notice->path = g_strdup (path);
  notice->line = line;
  notice->message = g_utf8_make_valid (message, -1);
  g_ptr_array_add (list, notice);
  return notice;
}

QuothImportReport *
quoth_import_report_new (void)
{
  QuothImportReport *self = g_new0 (QuothImportReport, 1);

  self->refused = g_ptr_array_new_with_free_func (quoth_notice_free);
  self->notices = g_ptr_array_new_with_free_func (quoth_notice_free);
  self->scheme_additions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * quoth_import_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
quoth_import_report_free (QuothImportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->scheme_additions);
  g_free (self->first_article);
  g_free (self->known_article);
  g_free (self);
}

void
quoth_import_report_notice (QuothImportReport *self,
                            const char        *path,
                            guint              line,
                            const char        *message)
{
  self->n_notices++;
  quoth_import_list_notice (self->notices, path, line, message);
}

void
quoth_import_report_refuse (QuothImportReport *self,
                            const char        *path,
                            guint              line,
                            const char        *message)
{
  self->n_refused++;
  quoth_import_list_notice (self->refused, path, line, message);
}

/* Takes "FILE:LINE: reason" apart again. A colon within the unit's own path is no mark. */
void
quoth_import_report_refuse_unit (QuothImportReport *self,
                                 const char        *path,
                                 const char        *message)
{
  const char *from = g_str_has_prefix (message, path) ? message + strlen (path) : message;
  const char *colon = strstr (from, ": ");
  const char *digits = colon;
  g_autofree char *file = NULL;
  guint64 line = 0;

  if (colon == NULL)
    {
      quoth_import_report_refuse (self, path, 0, message);
      return;
    }
  while (digits > from && g_ascii_isdigit (digits[-1]))
    digits--;
  if (digits < colon && digits > message && digits[-1] == ':')
    {
      line = g_ascii_strtoull (digits, NULL, 10);
      file = g_strndup (message, (gsize) (digits - 1 - message));
    }
  else
    file = g_strndup (message, (gsize) (colon - message));
  quoth_import_report_refuse (self, file, (guint) MIN (line, G_MAXUINT), colon + 2);
}

/* Each addition once: one attribute of five types is one line. */
void
quoth_import_report_take_additions (QuothImportReport *self,
                                    GPtrArray         *additions)
{
  for (guint i = 0; i < additions->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->scheme_additions, additions->pdata[i],
                                           g_str_equal, NULL))
      g_ptr_array_add (self->scheme_additions, g_strdup (additions->pdata[i]));
}
