/* quoth-insights-save.c - a plot to a file that somebody chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-save"

#include "config.h"

#include "quoth-insights-save.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-compat.h"
#include "quoth-plot-file.h"

/* In pixels: a column of a page, with room for names. */
#define WIDTH 720

/* Bytes of a name before its suffix; most disks take 255 in all. */
#define MAX_NAME 200

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file =
    files != NULL && g_list_model_get_n_items (files) > 0 ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
      return;
    }
  g_file_replace_contents_bytes_async (file, g_task_get_task_data (task), NULL, FALSE,
                                       G_FILE_CREATE_NONE, NULL, written_cb,
                                       g_object_ref (task));
}

/**
 * quoth_insights_save_dup_name:
 * @plot: a plot, whose title may hold the name of a type
 * @suffix: as of quoth_insights_save_async()
 *
 * Returns: (transfer full): a file name that any disk takes
 */
char *
quoth_insights_save_dup_name (const QuothPlot *plot,
                              const char      *suffix)
{
  GString *name = g_string_new (NULL);

  for (const char *p = plot->title; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (name->len + 4 > MAX_NAME)
        break;
      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        c = '-';
      g_string_append_unichar (name, c);
    }
  g_string_append_printf (name, ".%s", suffix);
  return g_string_free (name, FALSE);
}

void
quoth_insights_save_async (GtkWindow           *parent,
                           const QuothPlot     *plot,
                           const char          *suffix,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, NULL, callback, user_data);
  g_autofree char *pattern = g_strconcat ("*.", suffix, NULL);
  g_autofree char *name = quoth_insights_save_dup_name (plot, suffix);
  g_autofree char *filter = g_ascii_strup (suffix, -1);
  const char *const patterns[] = { pattern, NULL };
  QuothPlotFileKind kind = g_str_equal (suffix, "svg") ? QUOTH_PLOT_FILE_SVG
                           : g_str_equal (suffix, "png") ? QUOTH_PLOT_FILE_PNG
                                                         : QUOTH_PLOT_FILE_CSV;
  GError *error = NULL;
  GBytes *bytes = quoth_plot_file_render (plot, kind, WIDTH, &error);

  g_task_set_source_tag (task, quoth_insights_save_async);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  quoth_compat_choose_files_async (parent, QUOTH_FILE_SAVE, _("Save the Plot"), name, filter,
                                   patterns, chosen_cb, g_steal_pointer (&task));
}

gboolean
quoth_insights_save_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
