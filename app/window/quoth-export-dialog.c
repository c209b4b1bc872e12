/* quoth-export-dialog.c - writes the corpus in a format, after saying what is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export-dialog"

#include "config.h"

#include "quoth-export-dialog.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-control-row.h"
#include "quoth-export.h"
#include "quoth-format-options.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-report-window.h"
#include "quoth-splits.h"

struct _QuothExportDialog
{
  AdwWindow          parent_instance;

  QuothWindow       *window;     /* owned */
  GPtrArray         *formats;    /* of QuothFormat*, static */
  GPtrArray         *layers;     /* of char*, in the order of the rows after "all" */
  GCancellable      *preview;    /* of the running preview, nullable */
  QuothExportReport *report;     /* of the last preview, nullable */
  guint              preview_id; /* timeout, 0 when none is due */

  GtkWidget         *export_button;
  GtkWidget         *format_group;
  GtkWidget         *format;
  GtkWidget         *layer;
  GtkWidget         *body_only;
  GtkWidget         *options;
  GtkWidget         *split;
  GtkWidget         *split_by;
  GtkWidget         *loss_row;
  GtkWidget         *spinner;
  GtkWidget         *loss_button;
};

/* A copy of the choices for a worker. */
typedef struct
{
  char               *format;
  char               *path;  /* NULL for a preview */
  char               *layer;
  QuothExportOptions  options;
  QuothSplits         splits;
} ExportData;

G_DEFINE_FINAL_TYPE (QuothExportDialog, quoth_export_dialog, ADW_TYPE_WINDOW)

static void
export_data_free (gpointer data)
{
  ExportData *export = data;

  g_free (export->format);
  g_free (export->path);
  g_free (export->layer);
  quoth_splits_clear (&export->splits);
  g_free (export);
}

static ExportData *
collect (QuothExportDialog *self)
{
  ExportData *export = g_new0 (ExportData, 1);
  guint format = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  guint layer = adw_combo_row_get_selected (ADW_COMBO_ROW (self->layer));

  export->format = g_strdup (((const QuothFormat *) self->formats->pdata[format])->name);
  if (layer > 0 && layer <= self->layers->len)
    export->layer = g_strdup (self->layers->pdata[layer - 1]);
  export->options.layer = export->layer;
  export->options.flags =
    quoth_format_options_get_flags (QUOTH_FORMAT_OPTIONS (self->options));
  export->options.zones = gtk_switch_get_active (GTK_SWITCH (self->body_only)) ? QUOTH_ZONES_BODY
                                                                               : QUOTH_ZONES_ALL;
  export->options.split_by = adw_combo_row_get_selected (ADW_COMBO_ROW (self->split_by));
  if (!quoth_splits_parse (&export->splits, gtk_editable_get_text (GTK_EDITABLE (self->split))))
    {
      gtk_widget_add_css_class (self->split, "error");
      gtk_widget_grab_focus (self->split);
      export_data_free (export);
      return NULL;
    }
  gtk_widget_remove_css_class (self->split, "error");
  export->options.n_splits = export->splits.n_splits;
  export->options.splits = export->options.n_splits > 0 ? export->splits.splits : NULL;
  return export;
}

static void
preview_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  ExportData *export = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  QuothProject *shared = g_object_get_data (G_OBJECT (task), "quoth-project");
  g_autoptr (QuothProject) project = NULL;
  QuothExportReport *report = NULL;
  GError *error = NULL;

  project = quoth_project_open_again (shared, &error);
  if (project != NULL)
    {
      report = quoth_export_preview (project, export->format, &export->options, progress, &error);
      quoth_project_close (project);
    }
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) quoth_export_report_free);
  else
    g_task_return_error (task, error);
}

static void
show_losses (QuothExportDialog *self)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (self->report->n_losses == 0)
    title = g_strdup (_("Nothing is lost"));
  else
    title = g_strdup_printf (ngettext ("%u thing is left out", "%u things are left out",
                                       (guint) self->report->n_losses),
                             (guint) self->report->n_losses);
  subtitle = g_strdup_printf (ngettext ("%u article", "%u articles",
                                        (guint) self->report->n_articles),
                              (guint) self->report->n_articles);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->loss_row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->loss_row), subtitle);
  gtk_widget_set_visible (self->loss_button, self->report->n_losses > 0);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  QuothExportDialog *self = QUOTH_EXPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  QuothExportReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->spinner == NULL)
    {
      g_clear_pointer (&report, quoth_export_report_free);
      return;
    }
  g_clear_object (&self->preview);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  gtk_widget_set_visible (self->spinner, FALSE);
  g_clear_pointer (&self->report, quoth_export_report_free);
  self->report = report;
  if (report != NULL)
    show_losses (self);
  else
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->loss_row), error->message);
}

static void
stop_preview (QuothExportDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->preview != NULL)
    g_cancellable_cancel (self->preview);
  g_clear_object (&self->preview);
}

static gboolean
start_preview_cb (gpointer data)
{
  QuothExportDialog *self = data;
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (self->window));
  ExportData *export;
  g_autoptr (GTask) task = NULL;

  self->preview_id = 0;
  export = project != NULL ? collect (self) : NULL;
  if (export == NULL)
    return G_SOURCE_REMOVE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->loss_row), _("Looking…"));
  gtk_widget_set_visible (self->loss_button, FALSE);
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  self->preview = g_cancellable_new ();
  task = g_task_new (self, self->preview, previewed_cb, NULL);
  g_task_set_source_tag (task, start_preview_cb);
  g_task_set_name (task, "quoth export preview");
  g_task_set_task_data (task, export, export_data_free);
  g_object_set_data_full (G_OBJECT (task), "quoth-project", g_object_ref (project),
                          g_object_unref);
  g_task_run_in_thread (task, preview_in_thread);
  return G_SOURCE_REMOVE;
}

static void
choice_cb (QuothExportDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  const QuothFormat *format;

  if (self->window == NULL || selected >= self->formats->len)
    return;
  format = self->formats->pdata[selected];
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->format_group),
                                         _(format->description));
  quoth_format_options_show (QUOTH_FORMAT_OPTIONS (self->options), format,
                             quoth_window_get_settings (self->window));
  stop_preview (self);
  self->preview_id = g_timeout_add (150, start_preview_cb, self);
}

static void
list_losses_cb (QuothExportDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < self->report->losses->len; i++)
    g_strv_builder_add (builder, self->report->losses->pdata[i]);
  lines = g_strv_builder_end (builder);
  quoth_report_window_show (GTK_WINDOW (self), _("What the Format Cannot Hold"),
                            _("The same list is written as losses.json beside the export."),
                            (const char *const *) lines);
}

static gpointer
export_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  ExportData *export = data;

  return quoth_export_run (project, export->format, export->path, &export->options, progress,
                           error);
}

static void
exported_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  QuothWindow *window = owner;
  g_autoptr (QuothExportReport) report = result;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u article exported", "%u articles exported",
                                    (guint) report->n_articles),
                          (guint) report->n_articles);
  quoth_window_toast (window, text, _("_Show in Folder"), "win.show-export");
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  QuothExportDialog *self = QUOTH_EXPORT_DIALOG (source);
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  QuothJobBar *bar = quoth_window_get_job_bar (self->window);
  g_autoptr (GFile) file = NULL;
  ExportData *export;

  export = files != NULL ? collect (self) : NULL;
  if (export == NULL)
    return;
  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (self->window, _("Wait until the present work is done."), NULL, NULL);
      export_data_free (export);
      return;
    }
  file = g_list_model_get_item (files, 0);
  export->path = g_file_get_path (file);
  if (export->path == NULL)
    {
      export_data_free (export);
      return;
    }
  g_object_set_data_full (G_OBJECT (self->window), "quoth-export", g_object_ref (file),
                          g_object_unref);
  quoth_job_bar_run (bar, _("Exporting…"),
                     quoth_workspace_get_project (quoth_window_get_workspace (self->window)),
                     export_func, export, export_data_free, exported_cb, self->window);
  gtk_window_close (GTK_WINDOW (self));
}

static void
export_cb (QuothExportDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (self->window));
  ExportData *export = collect (self);
  g_autofree char *project_name = NULL;
  g_autofree char *name = NULL;

  if (export == NULL)
    return;
  project_name = quoth_project_dup_name (project);
  name = g_strdup_printf ("%s-%s", project_name, export->format);
  export_data_free (export);
  /* A new folder is named like a file to save. */
  quoth_compat_choose_files_async (GTK_WINDOW (self), QUOTH_FILE_SAVE, _("Export to a New Folder"),
                                   name, NULL, NULL, folder_chosen_cb, NULL);
}

static void
fill_formats (QuothExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const QuothFormat *const *formats;
  guint n;

  formats = quoth_formats_list (&n);
  for (guint i = 0; i < n; i++)
    {
      if (formats[i]->article == NULL)
        continue;
      g_ptr_array_add (self->formats, (gpointer) formats[i]);
      gtk_string_list_append (names, _(formats[i]->title));
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->format), G_LIST_MODEL (names));
}

static void
fill_layers (QuothExportDialog *self)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (self->window);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (QuothProjectInfo) info =
    quoth_project_get_info (quoth_workspace_get_project (workspace), NULL);

  gtk_string_list_append (names, _("All layers"));
  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    {
      const char *name = g_array_index (info->layer_counts, QuothNamedCount, i).name;

      g_ptr_array_add (self->layers, g_strdup (name));
      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->layer), G_LIST_MODEL (names));
}

/**
 * quoth_export_dialog_new:
 * @window: a window with a project
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_export_dialog_new (QuothWindow *window)
{
  QuothExportDialog *self = g_object_new (QUOTH_TYPE_EXPORT_DIALOG, "transient-for", window,
                                          "modal", TRUE, NULL);

  fill_formats (self);
  self->window = g_object_ref (window);
  fill_layers (self);
  choice_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->format);
  return GTK_WIDGET (self);
}

static void
quoth_export_dialog_dispose (GObject *object)
{
  QuothExportDialog *self = QUOTH_EXPORT_DIALOG (object);

  stop_preview (self);
  self->spinner = NULL;
  g_clear_object (&self->window);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->report, quoth_export_report_free);
  G_OBJECT_CLASS (quoth_export_dialog_parent_class)->dispose (object);
}

static void
quoth_export_dialog_class_init (QuothExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (QUOTH_TYPE_CONTROL_ROW);
  g_type_ensure (QUOTH_TYPE_FORMAT_OPTIONS);
  G_OBJECT_CLASS (klass)->dispose = quoth_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, format_group);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, layer);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, body_only);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, split);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, split_by);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, loss_row);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, loss_button);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_losses_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_export_dialog_init (QuothExportDialog *self)
{
  self->formats = g_ptr_array_new ();
  self->layers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_reader_names_apply (GTK_WIDGET (self));
}
