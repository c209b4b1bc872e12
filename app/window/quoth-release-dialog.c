/* quoth-release-dialog.c - a corpus as it is handed to others, in one go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release-dialog"

#include "config.h"

#include "quoth-release-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-agreement-json.h"
#include "quoth-compat.h"
#include "quoth-control-row.h"
#include "quoth-format-options.h"
#include "quoth-loss-row.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-release.h"
#include "quoth-splits.h"

struct _QuothReleaseDialog
{
  AdwWindow    parent_instance;

  QuothWindow *window; /* owned */
  GPtrArray   *checks; /* of GtkCheckButton, borrowed: one per format */
  GPtrArray   *names;  /* of char*, static: the formats of @checks */
  GPtrArray   *asked;  /* of QuothFormatOptions, borrowed: what @names are asked for */
  GPtrArray   *layer_checks; /* of GtkCheckButton, borrowed: one per layer */
  GPtrArray   *layers; /* of char*: the layers of @layer_checks */

  GtkWidget   *release_button;
  GtkWidget   *formats;
  GtkWidget   *options_group;
  GtkWidget   *options;
  GtkWidget   *layers_row;
  GtkWidget   *body_only;
  GtkWidget   *with_text;
  GtkWidget   *losses;
  GtkWidget   *split;
  GtkWidget   *split_by;
  GtkWidget   *seed;
  GtkWidget   *corpus_title;
  GtkWidget   *licence;
};

/* A copy of the choices for a worker. */
typedef struct
{
  QuothReleaseOptions options;
  char              **formats;
  QuothWriteFlags    *flags; /* one per format */
  char               *path;
  char              **layers; /* NULL: all */
  char               *title;
  char               *licence;
  QuothSplits         splits;
} ReleaseData;

G_DEFINE_FINAL_TYPE (QuothReleaseDialog, quoth_release_dialog, ADW_TYPE_WINDOW)

static void
release_data_free (gpointer data)
{
  ReleaseData *release = data;

  g_strfreev (release->formats);
  g_free (release->flags);
  g_free (release->path);
  g_strfreev (release->layers);
  g_free (release->title);
  g_free (release->licence);
  quoth_splits_clear (&release->splits);
  g_free (release);
}

static char *
dup_text (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_chosen (QuothReleaseDialog *self,
           guint               format)
{
  GtkWidget *check = self->checks->pdata[format];

  return gtk_widget_is_sensitive (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static char **
list_formats (QuothReleaseDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (is_chosen (self, i))
      g_strv_builder_add (builder, self->names->pdata[i]);
  return g_strv_builder_end (builder);
}

/* What the chosen formats are asked for, in their order. */
static QuothWriteFlags *
list_flags (QuothReleaseDialog *self)
{
  QuothWriteFlags *flags = g_new0 (QuothWriteFlags, self->checks->len);
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    if (is_chosen (self, i))
      flags[n++] = quoth_format_options_get_flags (self->asked->pdata[i]);
  return flags;
}

/* NULL: all, also where there are none. */
static char **
list_layers (QuothReleaseDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean all = TRUE;

  for (guint i = 0; i < self->layer_checks->len; i++)
    if (gtk_check_button_get_active (self->layer_checks->pdata[i]))
      g_strv_builder_add (builder, self->layers->pdata[i]);
    else
      all = FALSE;
  return all ? NULL : g_strv_builder_end (builder);
}

static QuothZoneChoice
get_zones (QuothReleaseDialog *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->body_only)) ? QUOTH_ZONES_BODY
                                                              : QUOTH_ZONES_ALL;
}

static ReleaseData *
collect (QuothReleaseDialog *self)
{
  ReleaseData *release = g_new0 (ReleaseData, 1);
  QuothExportOptions *corpus = &release->options.corpus;

  release->formats = list_formats (self);
  release->options.formats = (const char *const *) release->formats;
  release->options.flags = release->flags = list_flags (self);
  release->layers = list_layers (self);
  corpus->layers = (const char *const *) release->layers;
  corpus->zones = get_zones (self);
  corpus->without_text = !gtk_switch_get_active (GTK_SWITCH (self->with_text));
  corpus->split_by = adw_combo_row_get_selected (ADW_COMBO_ROW (self->split_by));
  corpus->seed = (guint64) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->seed));
  corpus->keep_similar = TRUE;
  release->options.title = release->title = dup_text (self->corpus_title);
  release->options.licence = release->licence = dup_text (self->licence);
  if (!quoth_splits_parse (&release->splits, gtk_editable_get_text (GTK_EDITABLE (self->split))))
    {
      gtk_widget_add_css_class (self->split, "error");
      gtk_widget_grab_focus (self->split);
      release_data_free (release);
      return NULL;
    }
  gtk_widget_remove_css_class (self->split, "error");
  corpus->n_splits = release->splits.n_splits;
  corpus->splits = corpus->n_splits > 0 ? release->splits.splits : NULL;
  return release;
}

static gpointer
release_func (QuothProject   *project,
              QuothProgress  *progress,
              gpointer        data,
              GError        **error)
{
  ReleaseData *release = data;
  QuothReleaseOptions options = release->options;
  g_autofree char *agreement = NULL;

  if (!quoth_agreement_json_measure (project, &options.corpus, progress, &agreement, error))
    return NULL;
  options.agreement = agreement;
  return quoth_release_run (project, release->path, &options, progress, error);
}

static void
released_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  QuothWindow *window = owner;
  g_autofree QuothReleaseReport *report = result;
  g_autoptr (GString) text = g_string_new (NULL);

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  g_string_append_printf (text, ngettext ("%u article released", "%u articles released",
                                          (guint) report->n_articles),
                          (guint) report->n_articles);
  if (report->n_losses > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u thing is left out", "%u things are left out",
                                              (guint) report->n_losses),
                              (guint) report->n_losses);
    }
  if (report->n_empty_splits > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u part of the split is empty",
                                              "%u parts of the split are empty",
                                              report->n_empty_splits), report->n_empty_splits);
    }
  quoth_window_toast (window, text->str, _("_Show in Folder"), "win.show-export");
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  QuothReleaseDialog *self = QUOTH_RELEASE_DIALOG (source);
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  QuothJobBar *bar;
  ReleaseData *release;

  release = file != NULL && self->window != NULL ? collect (self) : NULL;
  if (release == NULL)
    return;
  release->path = g_file_get_path (file);
  bar = quoth_window_get_job_bar (self->window);
  if (release->path == NULL || quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (self->window, _("Wait until the present work is done."), NULL, NULL);
      release_data_free (release);
      return;
    }
  g_object_set_data_full (G_OBJECT (self->window), "quoth-export", g_object_ref (file),
                          g_object_unref);
  quoth_job_bar_run (bar, _("Releasing…"),
                     quoth_workspace_get_project (quoth_window_get_workspace (self->window)),
                     release_func, release, release_data_free, released_cb, self->window);
  gtk_window_close (GTK_WINDOW (self));
}

static void
release_cb (QuothReleaseDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (self->window));
  ReleaseData *release = project != NULL ? collect (self) : NULL;
  g_autofree char *project_name = NULL;
  g_autofree char *name = NULL;

  if (release == NULL)
    return;
  release_data_free (release);
  project_name = quoth_project_dup_name (project);
  name = g_strdup_printf ("%s-release", project_name);
  /* A new folder is named like a file to save. */
  quoth_compat_choose_files_async (GTK_WINDOW (self), QUOTH_FILE_SAVE, _("Release to a New Folder"),
                                   name, NULL, NULL, folder_chosen_cb, NULL);
}

/* Asks what the chosen formats would lose. */
static void
ask (QuothReleaseDialog *self)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (self->window));
  QuothLossQuestion *question;

  if (project == NULL)
    return;
  question = g_new0 (QuothLossQuestion, 1);
  question->formats = list_formats (self);
  question->flags = list_flags (self);
  question->layers = list_layers (self);
  question->zones = get_zones (self);
  question->without_text = !gtk_switch_get_active (GTK_SWITCH (self->with_text));
  question->without_remarks = TRUE;
  quoth_loss_row_ask (QUOTH_LOSS_ROW (self->losses), project, question);
}

/* Says under @row what is chosen; returns whether anything is. @chosen: NULL for all */
static gboolean
show_chosen (GtkWidget         *row,
             const char *const *chosen,
             const char        *all)
{
  g_autofree char *list = chosen != NULL ? g_strjoinv (", ", (char **) chosen) : g_strdup (all);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 *list != '\0' ? list : _("Choose at least one"));
  return *list != '\0';
}

/* What holds the text cannot go along when the text stays at home, and only what goes along
 * is asked for something. */
static void
choice_cb (QuothReleaseDialog *self)
{
  gboolean with_text = gtk_switch_get_active (GTK_SWITCH (self->with_text));
  gboolean can_ask = FALSE;
  gboolean any_format;
  gboolean any_layer;
  g_auto (GStrv) formats = NULL;
  g_auto (GStrv) layers = NULL;

  if (self->window == NULL)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    {
      const QuothFormat *format = quoth_formats_lookup (self->names->pdata[i]);
      GtkWidget *row = gtk_widget_get_ancestor (self->checks->pdata[i], ADW_TYPE_ACTION_ROW);

      gtk_widget_set_sensitive (row, with_text || format->textless);
      gtk_widget_set_visible (self->asked->pdata[i],
                              format->options != NULL && is_chosen (self, i));
      can_ask = can_ask || gtk_widget_get_visible (self->asked->pdata[i]);
    }
  gtk_widget_set_visible (self->options_group, can_ask);
  formats = list_formats (self);
  layers = list_layers (self);
  any_format = show_chosen (self->formats, (const char *const *) formats, NULL);
  any_layer = show_chosen (self->layers_row, (const char *const *) layers, _("All layers"));
  gtk_widget_set_sensitive (self->release_button, any_format && any_layer);
  gtk_widget_set_sensitive (self->losses, any_format && any_layer);
  if (any_format && any_layer)
    ask (self);
}

/* What a format offers, under its name; what is chosen is shared with the exports. */
static GtkWidget *
add_options (QuothReleaseDialog *self,
             const QuothFormat  *format)
{
  GtkWidget *options = g_object_new (QUOTH_TYPE_FORMAT_OPTIONS, "title", _(format->title), NULL);

  quoth_format_options_show (QUOTH_FORMAT_OPTIONS (options), format,
                             quoth_window_get_settings (self->window));
  gtk_box_append (GTK_BOX (self->options), options);
  g_signal_connect_object (options, "changed", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  return options;
}

/* A row of @list to choose; returns its check button. */
static GtkWidget *
add_check (QuothReleaseDialog *self,
           GtkWidget          *list,
           const char         *title,
           gboolean            chosen)
{
  GtkWidget *row = quoth_control_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (list), row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  return check;
}

static void
fill_formats (QuothReleaseDialog *self)
{
  const QuothFormat *const *formats;
  guint n;

  formats = quoth_formats_list (&n);
  for (guint i = 0; i < n; i++)
    {
      if (formats[i]->article == NULL)
        continue;
      /* The first of the table is lossless. */
      g_ptr_array_add (self->checks, add_check (self, self->formats, _(formats[i]->title),
                                                self->checks->len == 0));
      g_ptr_array_add (self->names, (gpointer) formats[i]->name);
      g_ptr_array_add (self->asked, add_options (self, formats[i]));
    }
}

/* Where a review has given gold, that is what others want. */
static void
fill_layers (QuothReleaseDialog *self)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (self->window);
  g_autoptr (QuothProjectInfo) info =
    quoth_project_get_info (quoth_workspace_get_project (workspace), NULL);
  gboolean has_gold = FALSE;

  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    g_ptr_array_add (self->layers,
                     g_strdup (g_array_index (info->layer_counts, QuothNamedCount, i).name));
  for (guint i = 0; i < self->layers->len; i++)
    has_gold = has_gold || strcmp (self->layers->pdata[i], QUOTH_LAYER_GOLD) == 0;
  for (guint i = 0; i < self->layers->len; i++)
    {
      const char *name = self->layers->pdata[i];
      gboolean chosen = !has_gold || strcmp (name, QUOTH_LAYER_GOLD) == 0;

      g_ptr_array_add (self->layer_checks, add_check (self, self->layers_row, name, chosen));
    }
  gtk_widget_set_sensitive (self->layers_row, self->layers->len > 0);
}

/**
 * quoth_release_dialog_new:
 * @window: a window with a project
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_release_dialog_new (QuothWindow *window)
{
  QuothReleaseDialog *self = g_object_new (QUOTH_TYPE_RELEASE_DIALOG, "transient-for", window,
                                           "modal", TRUE, NULL);

  self->window = g_object_ref (window);
  fill_formats (self);
  fill_layers (self);
  choice_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->corpus_title);
  return GTK_WIDGET (self);
}

static void
quoth_release_dialog_dispose (GObject *object)
{
  QuothReleaseDialog *self = QUOTH_RELEASE_DIALOG (object);

  g_clear_object (&self->window);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->layer_checks, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_release_dialog_parent_class)->dispose (object);
}

static void
quoth_release_dialog_class_init (QuothReleaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (QUOTH_TYPE_CONTROL_ROW);
  g_type_ensure (QUOTH_TYPE_LOSS_ROW);
  G_OBJECT_CLASS (klass)->dispose = quoth_release_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-release-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, release_button);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, options_group);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, options);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, layers_row);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, body_only);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, with_text);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, losses);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, split);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, split_by);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, seed);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, corpus_title);
  gtk_widget_class_bind_template_child (widget_class, QuothReleaseDialog, licence);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_release_dialog_init (QuothReleaseDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->asked = g_ptr_array_new ();
  self->layer_checks = g_ptr_array_new ();
  self->layers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_reader_names_apply (GTK_WIDGET (self));
}
