/* quoth-import-rehearse.c - an import that leaves everything as it was
 *
 * Only an import itself knows all that it would refuse, double, add to the scheme and leave
 * out; so it is done, to a copy of the project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-import-preview-private.h"
#include "quoth-import-private.h"
#include "quoth-project-care.h"

#include <string.h>

/* Whether the import refused the unit at @path, or a file of its name. */
static gboolean
is_refused (const QuothImportReport *report,
            const char              *path)
{
  for (guint i = 0; i < report->refused->len; i++)
    if (strcmp (((QuothNotice *) report->refused->pdata[i])->path, path) == 0)
      return TRUE;
  return FALSE;
}

static QuothImportReport *
import_into (const char              *folder,
             QuothProject            *project,
             const char *const       *paths,
             const char              *format,
             const QuothReadOptions  *options,
             QuothProgress           *progress,
             GError                 **error)
{
  g_autofree char *path = g_build_filename (folder, "project.quoth", NULL);
  g_autoptr (QuothProject) copy = NULL;
  QuothImportReport *report;

  if (!quoth_project_backup (project, path, progress, error))
    return NULL;
  copy = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, error);
  if (copy == NULL)
    return NULL;
  quoth_project_set_annotator (copy, quoth_project_get_annotator (project));
  report = quoth_import_run (copy, paths, format, options, progress, error);
  quoth_project_close (copy);
  return report;
}

/* Files may have changed since; what is refused only now has no preview. */
static gboolean
show_units (QuothProject             *project,
            GPtrArray                *units,
            const QuothImportReport  *report,
            const QuothReadOptions   *options,
            QuothPreviewFunc          func,
            gpointer                  user_data,
            QuothProgress            *progress,
            GError                  **error)
{
  for (guint i = 0; i < units->len; i++)
    {
      QuothUnit *unit = units->pdata[i];
      g_autoptr (QuothImportPreview) preview = NULL;

      if (is_refused (report, unit->path))
        continue;
      preview = quoth_import_preview_unit (project, unit, options, progress, error);
      if (preview == NULL)
        return FALSE;
      if (preview->report->n_refused == 0 && !func (preview, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_import_rehearse:
 * @project: where the import would go, on a connection of the calling thread; not written
 * @paths: (array zero-terminated=1): files and folders
 * @format: (nullable): a format's name, or %NULL to detect
 * @options: (nullable): as for quoth_import_run()
 * @func: is given each unit that would be kept, in the order of the import
 * @user_data: for @func
 * @progress: (nullable): counts bytes, stops the import
 * @error: return location for a #QuothProjectError, %QUOTH_FORMAT_ERROR_UNKNOWN or
 *   %G_IO_ERROR_CANCELLED, or what @func says
 *
 * Takes room for a copy of the project, where temporary files are.
 *
 * Returns: (transfer full) (nullable): what quoth_import_run() would report; the articles
 *   that it names are not there
 */
QuothImportReport *
quoth_import_rehearse (QuothProject            *project,
                       const char *const       *paths,
                       const char              *format,
                       const QuothReadOptions  *options,
                       QuothPreviewFunc         func,
                       gpointer                 user_data,
                       QuothProgress           *progress,
                       GError                 **error)
{
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothImportReport) planned = quoth_import_report_new ();
  g_autoptr (GPtrArray) units = NULL;
  g_autofree char *folder = NULL;
  QuothReadOptions all;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && paths != NULL && func != NULL, NULL);

  folder = g_dir_make_tmp ("quoth-preview-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  report = import_into (folder, project, paths, format, options, progress, error);
  quoth_export_remove_tree (folder);
  if (report == NULL)
    return NULL;
  all = quoth_import_complete_options (project, options);
  all.paths = paths;
  units = quoth_import_plan (paths, format, planned, progress, error);
  if (units == NULL
      || !show_units (project, units, report, &all, func, user_data, progress, error))
    return NULL;
  return g_steal_pointer (&report);
}
