/* quoth-search-list.c - a search entry and the list it narrows, as one thing for the keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search-list"

#include "config.h"

#include "quoth-search-list.h"

static gboolean
is_empty (GtkListView *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == 0;
}

/* Returns whether there is a first row. */
static gboolean
take_first (GtkListView *list)
{
  if (is_empty (list))
    {
      gtk_widget_error_bell (GTK_WIDGET (list));
      return FALSE;
    }
  gtk_selection_model_select_item (gtk_list_view_get_model (list), 0, TRUE);
  return TRUE;
}

static void
go_cb (GtkListView *list)
{
  if (take_first (list))
    gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}

static void
open_cb (GtkListView *list)
{
  if (take_first (list))
    gtk_widget_activate_action (GTK_WIDGET (list), "list.activate-item", "u", 0);
}

static gboolean
key_pressed_cb (GtkListView     *list,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || is_empty (list))
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}

/**
 * quoth_search_list_join:
 * @search: a search entry
 * @list: a list with a selection model, which must not be replaced later
 * @open_first: whether Enter opens the first row, not only leads to it
 *
 * Nobody should have to press Tab past the filters to reach what was found.
 */
void
quoth_search_list_join (GtkWidget   *search,
                        GtkListView *list,
                        gboolean     open_first)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_SEARCH_ENTRY (search));
  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  /* Before the entry, which would make Down its own. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), list,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (search, controller);
  g_signal_connect_object (search, "activate",
                           G_CALLBACK (open_first ? open_cb : go_cb), list,
                           G_CONNECT_SWAPPED);
}
