/* quoth-backups-window.c - the rolling backups of a project, to go back to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-backups-window"

#include "config.h"

#include "quoth-backups-window.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-control-row.h"
#include "quoth-reader-names.h"

struct _QuothBackupsWindow
{
  AdwWindow  parent_instance;

  char      *folder;
  GtkWidget *group;
};

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothBackupsWindow, quoth_backups_window, ADW_TYPE_WINDOW)

static void
restore_cb (GtkButton          *button,
            QuothBackupsWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0,
                 g_object_get_data (G_OBJECT (button), "quoth-path"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_folder_cb (QuothBackupsWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->folder);

  quoth_compat_show_in_files (GTK_WINDOW (self), file);
}

static GtkWidget *
create_row (QuothBackupsWindow *self,
            const char         *path)
{
  GtkWidget *row = quoth_control_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open a Copy…"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) utc = info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %X")
                                        : g_path_get_basename (path);
  g_autofree char *size = info != NULL ? g_format_size ((guint64) g_file_info_get_size (info))
                                       : g_strdup ("");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  when, -1);
  g_object_set_data_full (G_OBJECT (button), "quoth-path", g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  /* The row would give its title to the button as a name, in place of what it does. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  gtk_button_get_child (GTK_BUTTON (button)), NULL, -1);
  return row;
}

static void
fill (QuothBackupsWindow *self,
      GPtrArray          *backups)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->group);

  for (guint i = 0; i < backups->len; i++)
    {
      GtkWidget *row = create_row (self, backups->pdata[i]);

      adw_preferences_group_add (group, row);
      /* The newest is what most people want. */
      if (i == 0)
        gtk_window_set_focus (GTK_WINDOW (self),
                              adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
    }
  adw_preferences_group_set_description (
    group, backups->len == 0
             ? _("There is no backup yet. One is made a while after the first change.")
             : _("Quoth keeps the newest few, one for each day of a week, and one for each week "
                 "of a month. A backup is never changed: you go on with a copy of it."));
}

/**
 * quoth_backups_window_new:
 * @parent: the window it belongs to
 * @folder: where backups are
 * @backups: (element-type filename): their paths, the newest first
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_backups_window_new (GtkWindow  *parent,
                          const char *folder,
                          GPtrArray  *backups)
{
  QuothBackupsWindow *self =
    g_object_new (QUOTH_TYPE_BACKUPS_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  self->folder = g_strdup (folder);
  fill (self, backups);
  quoth_reader_names_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static void
quoth_backups_window_finalize (GObject *object)
{
  g_free (QUOTH_BACKUPS_WINDOW (object)->folder);
  G_OBJECT_CLASS (quoth_backups_window_parent_class)->finalize (object);
}

static void
quoth_backups_window_class_init (QuothBackupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = quoth_backups_window_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-backups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothBackupsWindow, group);
  gtk_widget_class_bind_template_callback (widget_class, show_folder_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[SIGNAL_RESTORE] =
    g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_backups_window_init (QuothBackupsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
