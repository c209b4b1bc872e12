/* quoth-page-keys.c - plain keys of a window in which everything has one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-page-keys"

#include "config.h"

#include "quoth-page-keys.h"

#include "quoth-latin-keys.h"

typedef struct
{
  QuothKeymap *keymap; /* owned */
  char        *page;
  char        *digits; /* nullable */
  char        *undo;   /* nullable */
} PageKeys;

static void
free_keys (gpointer  data,
           GClosure *closure)
{
  PageKeys *self = data;

  g_object_unref (self->keymap);
  g_free (self->page);
  g_free (self->digits);
  g_free (self->undo);
  g_free (self);
}

static gboolean
press (PageKeys        *self,
       GtkWidget       *window,
       guint            keyval,
       GdkModifierType  state)
{
  const char *action = quoth_keymap_lookup_page (self->keymap, self->page, keyval, state);

  if (self->digits != NULL && state == 0 && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return gtk_widget_activate_action (window, self->digits, "u", keyval - GDK_KEY_1);
  if (action == NULL && self->undo != NULL
      && g_strcmp0 (quoth_keymap_lookup_global (self->keymap, keyval, state), "win.undo") == 0)
    action = self->undo;
  return action != NULL && gtk_widget_activate_action (window, action, NULL);
}

static gboolean
key_cb (GtkEventController *controller,
        guint               keyval,
        guint               keycode,
        GdkModifierType     state,
        gpointer            data)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  guint latin;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  /* On a button, Enter does what it says there. */
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
      && (GTK_IS_BUTTON (focus) || GTK_IS_MENU_BUTTON (focus)))
    return FALSE;
  if (press (data, window, keyval, state))
    return TRUE;
  latin = quoth_latin_keys_translate (gtk_event_controller_get_current_event (controller));
  return latin != keyval && press (data, window, latin, state);
}

/**
 * quoth_page_keys_attach:
 * @window: a window, once
 * @keymap: which key does what
 * @page: what its actions begin with, such as "feedback."
 * @digits: (nullable): an action that 1 to 9 activate with 0 to 8, of type "u"
 * @undo: (nullable): an action that the key of undo activates in place of the main window's
 */
void
quoth_page_keys_attach (GtkWidget   *window,
                        QuothKeymap *keymap,
                        const char  *page,
                        const char  *digits,
                        const char  *undo)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  PageKeys *self;

  g_return_if_fail (GTK_IS_WINDOW (window) && QUOTH_IS_KEYMAP (keymap) && page != NULL);

  self = g_new0 (PageKeys, 1);
  self->keymap = g_object_ref (keymap);
  self->page = g_strdup (page);
  self->digits = g_strdup (digits);
  self->undo = g_strdup (undo);
  /* Before lists and buttons, which have a use of their own for some plain keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (key_cb), self, free_keys, 0);
  gtk_widget_add_controller (window, keys);
}
