/* quoth-plain-keys.c - a window in which plain keys decide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-plain-keys"

#include "config.h"

#include "quoth-plain-keys.h"

#include "quoth-latin-keys.h"

typedef struct
{
  QuothKeymap *keymap; /* owned */
  char        *prefix; /* such as "conflicts." */
} PlainKeys;

static void
plain_keys_free (gpointer data,
                 GClosure *closure)
{
  PlainKeys *self = data;

  g_object_unref (self->keymap);
  g_free (self->prefix);
  g_free (self);
}

static gboolean
press (PlainKeys       *self,
       GtkWidget       *window,
       guint            keyval,
       GdkModifierType  state)
{
  const char *action = quoth_keymap_lookup_page (self->keymap, self->prefix, keyval, state);
  g_autofree char *take = g_strconcat (self->prefix, "take", NULL);
  g_autofree char *undo = g_strconcat (self->prefix, "undo", NULL);

  if (state == 0 && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return gtk_widget_activate_action (window, take, "u", keyval - GDK_KEY_0);
  if (action != NULL)
    return gtk_widget_activate_action (window, action, NULL);
  if (g_strcmp0 (quoth_keymap_lookup_global (self->keymap, keyval, state), "win.undo") == 0)
    return gtk_widget_activate_action (window, undo, NULL);
  if (state != 0 || keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static gboolean
key_cb (GtkEventController *controller,
        guint               keyval,
        guint               keycode,
        GdkModifierType     state,
        gpointer            data)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);
  guint latin;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (press (data, window, keyval, state))
    return TRUE;
  latin = quoth_latin_keys_translate (gtk_event_controller_get_current_event (controller));
  return latin != keyval && press (data, window, latin, state);
}

void
quoth_plain_keys_attach (GtkWindow   *window,
                         QuothKeymap *keymap,
                         const char  *group)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  PlainKeys *self = g_new (PlainKeys, 1);

  g_return_if_fail (GTK_IS_WINDOW (window) && QUOTH_IS_KEYMAP (keymap));

  self->keymap = g_object_ref (keymap);
  self->prefix = g_strconcat (group, ".", NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (key_cb), self, plain_keys_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
