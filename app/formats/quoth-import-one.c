/* quoth-import-one.c - the text of one article from a file, without importing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-one.h"

#include "quoth-import-private.h"

#include <errno.h>

typedef struct
{
  const char       *path;
  QuothArticleData *found; /* nullable */
} One;

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  return TRUE;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  return TRUE;
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  One *self = user_data;

  if (self->found != NULL)
    return quoth_format_refuse (error, self->path, 0, "holds more than one article");
  self->found = quoth_article_data_new (data->article, data->text);
  return TRUE;
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
}

/* The only unit of the file. */
static const QuothUnit *
plan_one (GPtrArray   *units,
          const char  *path,
          GError     **error)
{
  if (units == NULL)
    return NULL;
  if (units->len != 1)
    {
      quoth_format_refuse (error, path, 0, units->len == 0 ? "is in no format that can be imported"
                                                           : "holds more than one file");
      return NULL;
    }
  return units->pdata[0];
}

/**
 * quoth_import_read_one:
 * @path: a file
 * @format: (nullable): its format's name, found out when %NULL
 * @options: how to read it, with a layer and a scheme
 * @progress: (nullable): stops it
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when it is not one article, %QUOTH_FORMAT_ERROR_IO when
 *   there is no such file
 *
 * Returns: (transfer full) (nullable): the article and its text; nothing of its annotations
 */
QuothArticleData *
quoth_import_read_one (const char              *path,
                       const char              *format,
                       const QuothReadOptions  *options,
                       QuothProgress           *progress,
                       GError                 **error)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (QuothImportReport) report = quoth_import_report_new ();
  g_autoptr (GPtrArray) units = NULL;
  One self = { path, NULL };
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, &self };
  const QuothUnit *unit;

  g_return_val_if_fail (path != NULL && options != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, g_strerror (ENOENT));
      return NULL;
    }
  units = quoth_import_plan (paths, format, report, progress, error);
  unit = plan_one (units, path, error);
  if (unit == NULL)
    return NULL;
  if (!quoth_formats_lookup (unit->format)->read (unit->path, options, &sink, progress, error))
    g_clear_pointer (&self.found, quoth_article_data_free);
  else if (self.found == NULL)
    quoth_format_refuse (error, path, 0, "holds no article");
  return self.found;
}
