/* quoth-import-dialog.c - what an import would find, and what its labels shall become
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import-dialog"

#include "config.h"

#include "quoth-import-dialog.h"

#include <glib/gi18n.h>

#include "quoth-label-rows.h"
#include "quoth-preview-words.h"
#include "quoth-reader-names.h"
#include "quoth-report-window.h"

/* What files are in when they do not say so, besides UTF-8. */
static const char *const encodings[] = {
  "UTF-8", "windows-1252", "ISO-8859-15", "windows-1250", "windows-1251", "windows-1253",
  "windows-1254", "windows-1255", "windows-1256", "UTF-16LE", "UTF-16BE", "Shift_JIS", "EUC-JP",
  "GB18030", "Big5", "EUC-KR", NULL
};

struct _QuothImportDialog
{
  AdwWindow           parent_instance;

  QuothWindow        *window;     /* owned */
  char              **paths;
  GPtrArray          *formats;    /* of QuothFormat*, static: those of the rows after the first */
  QuothImportPreview *preview;    /* nullable: while one is made anew */
  QuothLabelMap      *labels;     /* what is decided so far */
  GCancellable       *running;    /* of the running preview, nullable */
  guint               preview_id; /* timeout, 0 when none is due */
  gboolean            filling;    /* the choices change by themselves */

  GtkWidget          *add_button;
  GtkWidget          *format;
  GtkWidget          *encoding;
  GtkWidget          *found_row;
  GtkWidget          *spinner;
  GtkWidget          *loss_row;
  GtkWidget          *article_group;
  GtkWidget          *beginning;
  GtkWidget          *annotations;
  GtkWidget          *labels_group;
  GtkWidget          *labels_box;
  GtkWidget          *rows[QUOTH_N_LABEL_KINDS];
};

/* A copy of the choices for a worker. */
typedef struct
{
  QuothProject *project;
  char        **paths;
  char         *format;
  char         *encoding;
  char         *layer;
} LookData;

enum
{
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothImportDialog, quoth_import_dialog, ADW_TYPE_WINDOW)

static void
look_data_free (gpointer data)
{
  LookData *look = data;

  g_object_unref (look->project);
  g_strfreev (look->paths);
  g_free (look->format);
  g_free (look->encoding);
  g_free (look->layer);
  g_free (look);
}

static QuothProject *
get_project (QuothImportDialog *self)
{
  return quoth_workspace_get_project (quoth_window_get_workspace (self->window));
}

static void
show_found (QuothImportDialog *self)
{
  const QuothImportPreview *preview = self->preview;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  title = g_strdup_printf (ngettext ("%u article", "%u articles", (guint) preview->n_articles),
                           (guint) preview->n_articles);
  subtitle = g_strdup_printf (ngettext ("%u annotation", "%u annotations",
                                        (guint) preview->n_annotations),
                              (guint) preview->n_annotations);
  if (!preview->complete)
    {
      g_autofree char *read = g_steal_pointer (&title);

      /* Translators: only the beginning of a corpus was read; %s is such as “20 articles” */
      title = g_strdup_printf (_("%s read so far, there are more"), read);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->found_row), subtitle);
}

static void
show_losses (QuothImportDialog *self)
{
  const QuothImportReport *report = self->preview->report;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  const QuothNotice *first = NULL;

  if (report->n_refused > 0)
    title = g_strdup_printf (ngettext ("%u file will be refused", "%u files will be refused",
                                       (guint) report->n_refused), (guint) report->n_refused);
  else if (report->n_notices > 0)
    /* Translators: remarks about an import, such as what is lost */
    title = g_strdup_printf (ngettext ("%u note", "%u notes", (guint) report->n_notices),
                             (guint) report->n_notices);
  gtk_widget_set_visible (self->loss_row, title != NULL);
  if (title == NULL)
    return;
  if (report->refused->len > 0)
    first = report->refused->pdata[0];
  else if (report->notices->len > 0)
    first = report->notices->pdata[0];
  subtitle = first != NULL ? g_markup_escape_text (first->message, -1) : NULL;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->loss_row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->loss_row), subtitle);
}

static void
show_article (QuothImportDialog *self)
{
  const QuothImportPreview *preview = self->preview;
  g_autoptr (PangoAttrList) lines = NULL;
  g_autofree char *name = NULL;
  g_autofree char *list = NULL;

  gtk_widget_set_visible (self->article_group, preview->beginning != NULL);
  if (preview->beginning == NULL)
    return;
  lines = quoth_preview_words_underline (preview);
  list = quoth_preview_words_list (preview);
  name = g_markup_escape_text (preview->name, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->article_group), name);
  gtk_label_set_text (GTK_LABEL (self->beginning), preview->beginning);
  gtk_label_set_attributes (GTK_LABEL (self->beginning), lines);
  gtk_label_set_text (GTK_LABEL (self->annotations), list);
  gtk_widget_set_visible (self->annotations, *list != '\0');
}

/* What the first entries of the choices say: what was found. */
static void
show_detected (QuothImportDialog *self)
{
  GtkStringList *formats = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->format)));
  GtkStringList *list = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->encoding)));
  g_autofree char *format = NULL;
  g_autofree char *encoding = NULL;

  if (self->preview->formats->len == 1)
    format = g_strdup_printf (_("Found: %s"),
                              _(quoth_formats_lookup (self->preview->formats->pdata[0])->title));
  else
    format = g_strdup_printf (ngettext ("Found: %u format", "Found: %u formats",
                                        self->preview->formats->len), self->preview->formats->len);
  if (adw_combo_row_get_selected (ADW_COMBO_ROW (self->format)) == 0)
    gtk_string_list_splice (formats, 0, 1, (const char *const[]){ format, NULL });
  if (self->preview->guesses->len > 1)
    {
      const QuothPreviewGuess *second = &g_array_index (self->preview->guesses, QuothPreviewGuess,
                                                        1);
      /* Translators: %s is the name of a file format */
      g_autofree char *other = g_strdup_printf (_("May also be %s"),
                                                _(quoth_formats_lookup (second->format)->title));

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format), other);
    }
  gtk_widget_set_visible (self->encoding, self->preview->encoding != NULL);
  if (self->preview->encoding == NULL
      || adw_combo_row_get_selected (ADW_COMBO_ROW (self->encoding)) != 0)
    return;
  encoding = g_strdup_printf (_("Found: %s"), self->preview->encoding);
  gtk_string_list_splice (list, 0, 1, (const char *const[]){ encoding, NULL });
}

static void
show_preview (QuothImportDialog *self)
{
  QuothScheme *scheme = quoth_project_get_scheme (get_project (self));
  gboolean any = FALSE;

  self->filling = TRUE;
  show_detected (self);
  self->filling = FALSE;
  show_found (self);
  show_losses (self);
  show_article (self);
  for (guint kind = 0; kind < QUOTH_N_LABEL_KINDS; kind++)
    {
      quoth_label_rows_set (QUOTH_LABEL_ROWS (self->rows[kind]), kind, self->preview, scheme,
                            self->labels);
      any = any || gtk_widget_get_visible (self->rows[kind]);
    }
  gtk_widget_set_visible (self->labels_group, any);
  gtk_widget_set_sensitive (self->add_button, self->preview->n_units > 0);
}

static LookData *
collect (QuothImportDialog *self)
{
  LookData *look = g_new0 (LookData, 1);
  QuothWorkspace *workspace = quoth_window_get_workspace (self->window);

  look->project = g_object_ref (get_project (self));
  look->paths = g_strdupv (self->paths);
  look->format = g_strdup (quoth_import_dialog_get_format (self));
  look->encoding = g_strdup (quoth_import_dialog_get_encoding (self));
  look->layer = g_strdup (quoth_workspace_get_layer (workspace));
  return look;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  LookData *look = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (QuothProject) project = NULL;
  QuothReadOptions options = { .layer = look->layer, .encoding = look->encoding };
  QuothImportPreview *preview = NULL;
  GError *error = NULL;

  project = quoth_project_open_again (look->project, &error);
  if (project != NULL)
    {
      preview = quoth_import_preview (project, (const char *const *) look->paths, look->format,
                                      &options, progress, &error);
      quoth_project_close (project);
    }
  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) quoth_import_preview_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  QuothImportDialog *self = QUOTH_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothImportPreview) preview = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->window == NULL
      || get_project (self) == NULL)
    return;
  g_clear_object (&self->running);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  gtk_widget_set_visible (self->spinner, FALSE);
  if (preview == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), error->message);
      return;
    }
  self->preview = g_steal_pointer (&preview);
  show_preview (self);
}

static void
stop (QuothImportDialog *self)
{
  g_clear_handle_id (&self->preview_id, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static gboolean
look_again_cb (gpointer data)
{
  QuothImportDialog *self = data;
  g_autoptr (GTask) task = NULL;

  self->preview_id = 0;
  if (get_project (self) == NULL)
    return G_SOURCE_REMOVE;
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, looked_cb, NULL);
  g_task_set_source_tag (task, look_again_cb);
  g_task_set_name (task, "quoth import preview");
  g_task_set_task_data (task, collect (self), look_data_free);
  g_task_run_in_thread (task, look_in_thread);
  return G_SOURCE_REMOVE;
}

/* What was decided so far outlives a look at the files as something else. */
static void
choice_cb (QuothImportDialog *self)
{
  if (self->window == NULL || self->filling)
    return;
  if (self->preview != NULL)
    for (guint kind = 0; kind < QUOTH_N_LABEL_KINDS; kind++)
      quoth_label_rows_get (QUOTH_LABEL_ROWS (self->rows[kind]), self->labels);
  g_clear_pointer (&self->preview, quoth_import_preview_free);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), _("Looking…"));
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  stop (self);
  self->preview_id = g_timeout_add (150, look_again_cb, self);
}

static void
list_losses_cb (QuothImportDialog *self)
{
  if (self->preview != NULL)
    quoth_report_window_show_preview (GTK_WINDOW (self), self->preview->report);
}

static void
add_cb (QuothImportDialog *self)
{
  if (self->preview == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fill (QuothImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ "", NULL });
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const[]){ "", NULL });
  const QuothFormat *const *formats = quoth_formats_list (NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (formats[i]->read != NULL)
      {
        g_ptr_array_add (self->formats, (gpointer) formats[i]);
        gtk_string_list_append (names, _(formats[i]->title));
      }
  for (guint i = 0; encodings[i] != NULL; i++)
    gtk_string_list_append (list, encodings[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->format), G_LIST_MODEL (names));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->encoding), G_LIST_MODEL (list));
}

/**
 * quoth_import_dialog_new:
 * @window: a window with a project that can be written
 * @paths: (array zero-terminated=1): what shall be added
 * @preview: (transfer full): of @paths
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_import_dialog_new (QuothWindow        *window,
                         const char *const  *paths,
                         QuothImportPreview *preview)
{
  QuothImportDialog *self = g_object_new (QUOTH_TYPE_IMPORT_DIALOG, "transient-for", window,
                                          "modal", TRUE, NULL);

  fill (self);
  self->paths = g_strdupv ((char **) paths);
  self->preview = preview;
  self->labels = quoth_label_map_copy (preview->remembered);
  self->window = g_object_ref (window);
  show_preview (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->add_button);
  return GTK_WIDGET (self);
}

const char *const *
quoth_import_dialog_get_paths (QuothImportDialog *self)
{
  g_return_val_if_fail (QUOTH_IS_IMPORT_DIALOG (self), NULL);

  return (const char *const *) self->paths;
}

const char *
quoth_import_dialog_get_format (QuothImportDialog *self)
{
  guint selected;

  g_return_val_if_fail (QUOTH_IS_IMPORT_DIALOG (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->format));
  if (selected == 0 || selected > self->formats->len)
    return NULL;
  return ((const QuothFormat *) self->formats->pdata[selected - 1])->name;
}

const char *
quoth_import_dialog_get_encoding (QuothImportDialog *self)
{
  guint selected;

  g_return_val_if_fail (QUOTH_IS_IMPORT_DIALOG (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->encoding));
  return selected > 0 && selected < G_N_ELEMENTS (encodings) ? encodings[selected - 1] : NULL;
}

QuothLabelMap *
quoth_import_dialog_dup_labels (QuothImportDialog *self)
{
  QuothLabelMap *labels;

  g_return_val_if_fail (QUOTH_IS_IMPORT_DIALOG (self), NULL);

  labels = quoth_label_map_copy (self->labels);
  for (guint kind = 0; kind < QUOTH_N_LABEL_KINDS; kind++)
    quoth_label_rows_get (QUOTH_LABEL_ROWS (self->rows[kind]), labels);
  return labels;
}

static void
quoth_import_dialog_dispose (GObject *object)
{
  QuothImportDialog *self = QUOTH_IMPORT_DIALOG (object);

  stop (self);
  g_clear_object (&self->window);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->preview, quoth_import_preview_free);
  g_clear_pointer (&self->labels, quoth_label_map_free);
  G_OBJECT_CLASS (quoth_import_dialog_parent_class)->dispose (object);
}

static void
quoth_import_dialog_class_init (QuothImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_import_dialog_dispose;
  signals[SIGNAL_ADD] = g_signal_new ("add", QUOTH_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, encoding);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, found_row);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, loss_row);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, article_group);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, beginning);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, annotations);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, labels_group);
  gtk_widget_class_bind_template_child (widget_class, QuothImportDialog, labels_box);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_losses_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_import_dialog_init (QuothImportDialog *self)
{
  self->formats = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint kind = 0; kind < QUOTH_N_LABEL_KINDS; kind++)
    {
      self->rows[kind] = quoth_label_rows_new ();
      gtk_box_append (GTK_BOX (self->labels_box), self->rows[kind]);
    }
  quoth_reader_names_apply (GTK_WIDGET (self));
}
