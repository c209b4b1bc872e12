/* quoth-application.c - the application: windows, projects, preferences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-application"

#include "config.h"

#include "quoth-application.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "quoth-compat.h"
#include "quoth-preferences.h"
#include "quoth-sample.h"
#include "quoth-window.h"

struct _QuothApplication
{
  AdwApplication  parent_instance;
  GSettings      *settings; /* owned */
};

G_DEFINE_FINAL_TYPE (QuothApplication, quoth_application, ADW_TYPE_APPLICATION)

static const char *const project_patterns[] = { "*.quoth", NULL };

/* Links and other spellings of a path lead to one file, which needs but one window. */
static gboolean
is_same_file (const char *a,
              const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = g_canonicalize_filename (b, NULL);
  GStatBuf one;
  GStatBuf other;

  if (g_str_equal (first, second))
    return TRUE;
  return g_stat (first, &one) == 0 && g_stat (second, &other) == 0
         && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* A window that shows @path already, else one without a project, else a new one. */
static QuothWindow *
get_window_for (QuothApplication *self,
                const char       *path)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  QuothWindow *empty = NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      const char *open;

      if (!QUOTH_IS_WINDOW (l->data))
        continue;
      open = quoth_window_get_path (l->data);
      if (open == NULL)
        {
          empty = l->data;
          continue;
        }
      if (path != NULL && is_same_file (open, path))
        return l->data;
    }
  return empty != NULL ? empty : QUOTH_WINDOW (quoth_window_new (GTK_APPLICATION (self)));
}

static void
open_path (QuothApplication *self,
           const char       *path)
{
  QuothWindow *window = get_window_for (self, path);

  gtk_window_present (GTK_WINDOW (window));
  if (quoth_window_get_path (window) == NULL)
    quoth_window_open (window, path);
}

static void
new_chosen_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  QuothApplication *self = data;
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  QuothWindow *window;

  if (files == NULL)
    return;
  file = g_list_model_get_item (files, 0);
  path = g_file_get_path (file);
  if (path == NULL)
    return;
  if (!g_str_has_suffix (path, ".quoth"))
    {
      char *with_suffix = g_strconcat (path, ".quoth", NULL);

      g_free (path);
      path = with_suffix;
    }
  window = get_window_for (self, NULL);
  gtk_window_present (GTK_WINDOW (window));
  quoth_window_create (window, path);
}

static void
new_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  GtkWindow *parent = gtk_application_get_active_window (data);

  quoth_compat_choose_files_async (parent, QUOTH_FILE_SAVE, _("New Project"),
                                   /* Translators: the file name of a new project */
                                   _("My project.quoth"), _("Quoth projects"), project_patterns,
                                   new_chosen_cb, data);
}

static void
open_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (files == NULL)
    return;
  file = g_list_model_get_item (files, 0);
  path = g_file_get_path (file);
  if (path != NULL)
    open_path (data, path);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  quoth_compat_choose_files_async (gtk_application_get_active_window (data), QUOTH_FILE_OPEN,
                                   _("Open Project"), NULL, _("Quoth projects"), project_patterns,
                                   open_chosen_cb, data);
}

static void
open_recent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    open_path (data, path);
}

static void
sample_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = quoth_sample_ensure (&error);

  if (path != NULL)
    open_path (data, path);
  else
    {
      QuothWindow *window = get_window_for (data, NULL);

      gtk_window_present (GTK_WINDOW (window));
      quoth_window_show_error (window, error);
    }
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  quoth_compat_show_about (gtk_application_get_active_window (data));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  QuothApplication *self = data;

  quoth_preferences_show (gtk_application_get_active_window (data), self->settings);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GList *windows;

  /* Closing each window settles what is being typed; quitting would not. */
  while ((windows = gtk_application_get_windows (data)) != NULL)
    {
      GtkWindow *window = windows->data;

      gtk_window_close (window);
      if (gtk_application_get_windows (data) != NULL
          && gtk_application_get_windows (data)->data == window)
        break;
    }
}

static const GActionEntry entries[] = {
  { "new", new_cb },
  { "open", open_cb },
  { "open-recent", open_recent_cb, "s" },
  { "sample", sample_cb },
  { "preferences", preferences_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static void
color_scheme_cb (QuothApplication *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "color-scheme");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (name, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (name, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
quoth_application_startup (GApplication *application)
{
  QuothApplication *self = QUOTH_APPLICATION (application);

  G_APPLICATION_CLASS (quoth_application_parent_class)->startup (application);
  self->settings = g_settings_new (QUOTH_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_cb),
                           self, G_CONNECT_SWAPPED);
  color_scheme_cb (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_window_set_default_icon_name (QUOTH_APPLICATION_ID);
}

static void
quoth_application_activate (GApplication *application)
{
  QuothApplication *self = QUOTH_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *last = g_settings_get_string (self->settings, "last-project");

  if (window != NULL)
    gtk_window_present (window);
  else if (*last != '\0' && g_settings_get_boolean (self->settings, "reopen-last")
           && g_file_test (last, G_FILE_TEST_EXISTS))
    open_path (self, last);
  else
    gtk_window_present (GTK_WINDOW (get_window_for (self, NULL)));
}

static void
quoth_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        open_path (QUOTH_APPLICATION (application), path);
    }
}

/**
 * quoth_application_new:
 *
 * Returns: (transfer full): the application
 */
QuothApplication *
quoth_application_new (void)
{
  return g_object_new (QUOTH_TYPE_APPLICATION,
                       "application-id", QUOTH_APPLICATION_ID,
                       "resource-base-path", "/io/github/quoth/Quoth/window",
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

static void
quoth_application_finalize (GObject *object)
{
  g_clear_object (&QUOTH_APPLICATION (object)->settings);
  G_OBJECT_CLASS (quoth_application_parent_class)->finalize (object);
}

static void
quoth_application_class_init (QuothApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = quoth_application_finalize;
  application_class->startup = quoth_application_startup;
  application_class->activate = quoth_application_activate;
  application_class->open = quoth_application_open;
}

static void
add_version_option (QuothApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and end"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

static int
handle_local_options_cb (GApplication *application,
                         GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("quoth %s\n", QUOTH_VERSION);
  return 0;
}

static void
quoth_application_init (QuothApplication *self)
{
  add_version_option (self);
  g_signal_connect (self, "handle-local-options", G_CALLBACK (handle_local_options_cb), NULL);
}
