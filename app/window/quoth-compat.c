/* quoth-compat.c - calls that newer versions of GTK and libadwaita replace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-compat"

#include "config.h"

#include "quoth-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "quoth-reader-names.h"

/* What replaces these calls is newer than the version we ask for, and they themselves
 * are deprecated there: this file alone is built without those warnings. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/**
 * quoth_compat_load_css:
 * @provider: a provider
 * @css: its new style sheet
 */
void
quoth_compat_load_css (GtkCssProvider *provider,
                       const char     *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}

static void
chooser_response_cb (GtkNativeDialog *dialog,
                     int              response,
                     GTask           *task)
{
  GListModel *files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, files, g_object_unref);
  g_object_unref (task);
}

void
quoth_compat_choose_files_async (GtkWindow           *parent,
                                 QuothFileMode        mode,
                                 const char          *title,
                                 const char          *name,
                                 const char          *filter_name,
                                 const char *const   *patterns,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  static const GtkFileChooserAction actions[] = {
    [QUOTH_FILE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [QUOTH_FILE_OPEN_MULTIPLE] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [QUOTH_FILE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [QUOTH_FILE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, actions[mode],
                                 mode == QUOTH_FILE_SAVE ? _("_Save")
                                 : mode == QUOTH_FILE_FOLDER ? _("_Select") : _("_Open"),
                                 _("_Cancel"));
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, quoth_compat_choose_files_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog),
                                        mode == QUOTH_FILE_OPEN_MULTIPLE);
  if (name != NULL && mode == QUOTH_FILE_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (patterns != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, filter_name);
      for (guint i = 0; patterns[i] != NULL; i++)
        gtk_file_filter_add_pattern (filter, patterns[i]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GListModel *
quoth_compat_choose_files_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
ask_response_cb (AdwMessageDialog *dialog,
                 const char       *response,
                 GTask            *task)
{
  g_task_return_pointer (task, g_strdup (response), g_free);
  g_object_unref (task);
}

void
quoth_compat_ask_async (GtkWindow           *parent,
                        const char          *heading,
                        const char          *body,
                        const char          *first_id,
                        const char          *first_label,
                        gboolean             destructive,
                        const char          *second_id,
                        const char          *second_label,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, quoth_compat_ask_async);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  if (second_id != NULL)
    adw_message_dialog_add_response (dialog, second_id, second_label);
  adw_message_dialog_add_response (dialog, first_id, first_label);
  adw_message_dialog_set_response_appearance (dialog, first_id,
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : first_id);
  adw_message_dialog_set_close_response (dialog, "cancel");
  quoth_reader_names_apply (GTK_WIDGET (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (ask_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
quoth_compat_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
quoth_compat_show_about (GtkWindow *parent)
{
  static const char *const developers[] = { "The Quoth contributors", NULL };

  adw_show_about_window (parent,
                         "application-name", _("Quoth"),
                         "application-icon", QUOTH_APPLICATION_ID,
                         "version", QUOTH_VERSION,
                         "developer-name", _("The Quoth contributors"),
                         "developers", developers,
                         "comments", _("Mark up news articles: who said what."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one on each line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* What the user can do by hand then. */
static void
say_where (GtkWindow *parent,
           GFile     *file)
{
  g_autofree char *path = g_file_get_parse_name (file);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("No File Manager Was Found"), path);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  quoth_reader_names_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
uri_shown_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GFile) file = data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    say_where (GTK_WINDOW (source), file);
}

static void
items_shown_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  GFile *file = g_task_get_task_data (task);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GVariant) answer = NULL;

  if (source != NULL)
    answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (answer == NULL)
    gtk_show_uri_full (g_task_get_source_object (task), uri, GDK_CURRENT_TIME, NULL, uri_shown_cb,
                       g_object_ref (file));
}

/* File managers show a file within its folder only when they are asked over the bus;
 * where none listens there, whatever opens folders is asked, and else the user told. */
void
quoth_compat_show_in_files (GtkWindow *parent,
                            GFile     *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  const char *uris[] = { uri, NULL };
  GTask *task = g_task_new (parent, NULL, NULL, NULL);

  g_task_set_source_tag (task, quoth_compat_show_in_files);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (bus == NULL)
    {
      items_shown_cb (NULL, NULL, task);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, items_shown_cb, task);
}

G_GNUC_END_IGNORE_DEPRECATIONS
