/* quoth-window-menus.c - the parts of the main menu that depend on what there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-menus"

#include "config.h"

#include "quoth-window-menus.h"

#include "quoth-project-query.h"

#define MAX_RECENT 8

static int
compare_recent (gconstpointer a,
                gconstpointer b)
{
  GDateTime *x = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *y = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (y, x);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *target)
{
  /* A name is no mnemonic: its underscores are doubled. */
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("__", parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (plain, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/**
 * quoth_window_menus_fill_recent:
 * @menu: gets the projects opened last that are still there, newest first
 */
void
quoth_window_menus_fill_recent (GMenu *menu)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  g_menu_remove_all (menu);
  items = g_list_sort (items, compare_recent);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next)
    {
      const char *uri = gtk_recent_info_get_uri (l->data);

      if (!g_str_has_suffix (uri, ".quoth") || !gtk_recent_info_exists (l->data))
        continue;
      append_item (menu, gtk_recent_info_get_display_name (l->data), "app.open-recent", uri);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
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

      append_item (menu, name, "win.layer", name);
      own = own || g_str_equal (name, quoth_project_get_annotator (project));
    }
  if (!own)
    append_item (menu, quoth_project_get_annotator (project), "win.layer",
                 quoth_project_get_annotator (project));
}
