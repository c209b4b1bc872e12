/* quoth-window-menus.c - the parts of the main menu that depend on what there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-menus"

#include "config.h"

#include "quoth-window-menus.h"

#include "quoth-measuring.h"
#include "quoth-project-query.h"

#define MAX_RECENT 8
#define MAX_ROWS 4

static int
compare_recent (gconstpointer a,
                gconstpointer b)
{
  GDateTime *x = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *y = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (y, x);
}

/**
 * quoth_window_menus_item_new:
 * @label: a name, shown as it is
 * @action: an action's name
 * @target: (nullable): what to call it with; taken when it floats
 *
 * Returns: (transfer full): an item
 */
GMenuItem *
quoth_window_menus_item_new (const char *label,
                             const char *action,
                             GVariant   *target)
{
  /* A name is no mnemonic: its underscores are doubled. */
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("__", parts);
  GMenuItem *item = g_menu_item_new (plain, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  return item;
}

/**
 * quoth_window_menus_append:
 * @menu: gets an item
 * @label: a name, shown as it is
 * @action: an action's name
 * @target: the string to call it with
 */
void
quoth_window_menus_append (GMenu      *menu,
                           const char *label,
                           const char *action,
                           const char *target)
{
  g_autoptr (GMenuItem) item = quoth_window_menus_item_new (label, action,
                                                            g_variant_new_string (target));

  g_menu_append_item (menu, item);
}

/* Returns: (transfer full) (element-type GtkRecentInfo): those that are still there,
 * newest first */
static GPtrArray *
list_recent (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  items = g_list_sort (items, compare_recent);
  for (GList *l = items; l != NULL && list->len < MAX_RECENT; l = l->next)
    if (g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".quoth")
        && gtk_recent_info_exists (l->data))
      g_ptr_array_add (list, gtk_recent_info_ref (l->data));
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  return list;
}

/**
 * quoth_window_menus_fill_recent:
 * @menu: gets the projects opened last that are still there, newest first
 */
void
quoth_window_menus_fill_recent (GMenu *menu)
{
  g_autoptr (GPtrArray) recent = list_recent ();

  g_menu_remove_all (menu);
  for (guint i = 0; i < recent->len; i++)
    quoth_window_menus_append (menu, gtk_recent_info_get_display_name (recent->pdata[i]),
                               "app.open-recent", gtk_recent_info_get_uri (recent->pdata[i]));
}

/**
 * quoth_window_menus_fill_recent_list:
 * @list: gets a row for each of the projects opened last, and hides without any
 */
void
quoth_window_menus_fill_recent_list (GtkListBox *list)
{
  g_autoptr (GPtrArray) recent = list_recent ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  for (guint i = 0; i < MIN (recent->len, MAX_ROWS); i++)
    {
      GtkRecentInfo *info = recent->pdata[i];
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *path = gtk_recent_info_get_uri_display (info);
      g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     gtk_recent_info_get_display_name (info));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-recent");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                        gtk_recent_info_get_uri (info));
      gtk_list_box_append (list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (list), recent->len > 0);
}

/**
 * quoth_window_menus_fill_layers:
 * @menu: gets the layers of the project, and the annotator's own in any case
 * @workspace: a workspace
 */
void
quoth_window_menus_fill_layers (GMenu          *menu,
                                QuothWorkspace *workspace)
{
  QuothProject *project = quoth_workspace_get_project (workspace);
  g_autoptr (QuothProjectInfo) info = NULL;
  gboolean own = FALSE;

  g_menu_remove_all (menu);
  if (project == NULL)
    return;
  info = quoth_project_get_info (project, NULL);
  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    {
      const char *name = g_array_index (info->layer_counts, QuothNamedCount, i).name;

      /* Decisions and remarks are nobody's annotations. */
      if (quoth_layer_is_about (name))
        continue;
      quoth_window_menus_append (menu, name, "win.layer", name);
      own = own || g_str_equal (name, quoth_project_get_annotator (project));
    }
  if (!own)
    quoth_window_menus_append (menu, quoth_project_get_annotator (project), "win.layer",
                               quoth_project_get_annotator (project));
}

#define KEYBOARD_KEY "quoth-keyboard"

/* Kept with the button of a menu. */
typedef struct
{
  GWeakRef last;   /* what has the keyboard */
  GWeakRef before; /* what had it before the menu */
} Keyboard;

static void
focus_cb (GtkMenuButton *button,
          GParamSpec    *pspec,
          GtkWindow     *window)
{
  Keyboard *keyboard = g_object_get_data (G_OBJECT (button), KEYBOARD_KEY);
  GtkWidget *menu = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *focus = gtk_window_get_focus (window);
  g_autoptr (GtkWidget) last = NULL;

  if (keyboard == NULL || menu == NULL)
    return;
  last = g_weak_ref_get (&keyboard->last);
  if (focus != NULL && gtk_widget_is_ancestor (focus, menu)
      && (last == NULL || !gtk_widget_is_ancestor (last, menu)))
    g_weak_ref_set (&keyboard->before, last);
  g_weak_ref_set (&keyboard->last, focus);
}

static void
closed_cb (GtkMenuButton *menu_button)
{
  Keyboard *keyboard = g_object_get_data (G_OBJECT (menu_button), KEYBOARD_KEY);
  GtkWidget *button = GTK_WIDGET (menu_button);
  GtkRoot *root = gtk_widget_get_root (button);
  g_autoptr (GtkWidget) before = NULL;
  GtkWidget *focus;

  if (keyboard == NULL || root == NULL)
    return;
  focus = gtk_root_get_focus (root);
  before = g_weak_ref_get (&keyboard->before);
  /* An action of the menu may have given the keyboard to something else. */
  if (before == NULL || (focus != NULL && !gtk_widget_is_ancestor (focus, button)))
    return;
  if (gtk_widget_get_mapped (before) && !gtk_widget_is_ancestor (before, button))
    gtk_widget_grab_focus (before);
}

static void
free_keyboard (gpointer data)
{
  Keyboard *keyboard = data;

  g_weak_ref_clear (&keyboard->last);
  g_weak_ref_clear (&keyboard->before);
  g_free (keyboard);
}

/**
 * quoth_window_menus_give_back:
 * @window: the window
 * @button: opens a menu in it
 *
 * GTK leaves the keyboard on the button: there, the keys of the article mean nothing.
 */
void
quoth_window_menus_give_back (GtkWindow     *window,
                              GtkMenuButton *button)
{
  Keyboard *keyboard = g_new0 (Keyboard, 1);

  g_weak_ref_init (&keyboard->last, NULL);
  g_weak_ref_init (&keyboard->before, NULL);
  g_object_set_data_full (G_OBJECT (button), KEYBOARD_KEY, keyboard, free_keyboard);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_cb), button,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (closed_cb),
                           button, G_CONNECT_SWAPPED);
}
