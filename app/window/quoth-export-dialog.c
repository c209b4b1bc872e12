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
#include "quoth-loss-row.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-splits.h"

struct _QuothExportDialog
{
  AdwWindow    parent_instance;

  QuothWindow *window;  /* owned */
  GPtrArray   *formats; /* of QuothFormat*, static */
  GPtrArray   *layers;  /* of char*, in the order of the rows after "all" */

  GtkWidget   *export_button;
  GtkWidget   *format_group;
  GtkWidget   *format;
  GtkWidget   *layer;
  GtkWidget   *body_only;
  GtkWidget   *options;
  GtkWidget   *split;
  GtkWidget   *split_by;
  GtkWidget   *losses;
};

/* A copy of the choices for a worker. */
typedef struct
{
  char               *format;
  char               *path;
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

static const QuothFormat *
get_format (QuothExportDialog *self)
{
  return self->formats->pdata[adw_combo_row_get_selected (ADW_COMBO_ROW (self->format))];
}

/* NULL: all. */
static const char *
get_layer (QuothExportDialog *self)
{
  guint layer = adw_combo_row_get_selected (ADW_COMBO_ROW (self->layer));

  return layer > 0 && layer <= self->layers->len ? self->layers->pdata[layer - 1] : NULL;
}

static QuothZoneChoice
get_zones (QuothExportDialog *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->body_only)) ? QUOTH_ZONES_BODY
                                                              : QUOTH_ZONES_ALL;
}

static ExportData *
collect (QuothExportDialog *self)
{
  ExportData *export = g_new0 (ExportData, 1);

  export->format = g_strdup (get_format (self)->name);
  export->layer = g_strdup (get_layer (self));
  export->options.layer = export->layer;
  export->options.flags =
    quoth_format_options_get_flags (QUOTH_FORMAT_OPTIONS (self->options));
  export->options.zones = get_zones (self);
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

/* Asks what would be lost. */
static void
ask (QuothExportDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (self->window));
  QuothLossQuestion *question;
  const char *layers[] = { get_layer (self), NULL };

  if (project == NULL)
    return;
  question = g_new0 (QuothLossQuestion, 1);
  question->formats = g_strdupv ((char *[]) { (char *) get_format (self)->name, NULL });
  question->flags = g_new (QuothWriteFlags, 1);
  question->flags[0] = quoth_format_options_get_flags (QUOTH_FORMAT_OPTIONS (self->options));
  question->layers = layers[0] != NULL ? g_strdupv ((char **) layers) : NULL;
  question->zones = get_zones (self);
  quoth_loss_row_ask (QUOTH_LOSS_ROW (self->losses), project, question);
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
  ask (self);
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

  g_clear_object (&self->window);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_export_dialog_parent_class)->dispose (object);
}

static void
quoth_export_dialog_class_init (QuothExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (QUOTH_TYPE_CONTROL_ROW);
  g_type_ensure (QUOTH_TYPE_FORMAT_OPTIONS);
  g_type_ensure (QUOTH_TYPE_LOSS_ROW);
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
  gtk_widget_class_bind_template_child (widget_class, QuothExportDialog, losses);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
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
