/* quoth-latin-keys.c - keys that are letters, in layouts that have no such letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-latin-keys"

#include "config.h"

#include "quoth-latin-keys.h"

#include <string.h>

typedef struct
{
  guint       first; /* hardware key of the first sign */
  const char *plain;
  const char *shifted;
} Row;

/* The rows of a US keyboard by the key codes that Linux gives to X11 and Wayland. */
static const Row rows[] = {
  { 10, "1234567890-=", "!@#$%^&*()_+" },
  { 24, "qwertyuiop[]", "QWERTYUIOP{}" },
  { 38, "asdfghjkl;'`", "ASDFGHJKL:\"~" },
  { 51, "\\zxcvbnm,./", "|ZXCVBNM<>?" },
};

/**
 * quoth_latin_keys_at:
 * @keycode: a hardware key
 * @shifted: whether Shift is held
 *
 * Returns: the key value it has on a US keyboard; 0 when it is none of the rows of signs
 */
guint
quoth_latin_keys_at (guint    keycode,
                     gboolean shifted)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (keycode >= rows[i].first && keycode < rows[i].first + strlen (rows[i].plain))
      return (guint) (shifted ? rows[i].shifted : rows[i].plain)[keycode - rows[i].first];
  return 0;
}

static gboolean
types_latin (GdkDisplay *display,
             guint       layout)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n = 0;

  if (!gdk_display_map_keyval (display, GDK_KEY_n, &keys, &n))
    return FALSE;
  for (int i = 0; i < n; i++)
    if (keys[i].group == (int) layout)
      return TRUE;
  return FALSE;
}

/* The digit on a key that gives it with Shift only. */
static guint
find_digit (GdkKeymapKey *keys,
            guint        *keyvals,
            int           n,
            int           layout)
{
  for (int i = 0; i < n; i++)
    if (keys[i].group == layout && keys[i].level == 1 && keyvals[i] >= GDK_KEY_0
        && keyvals[i] <= GDK_KEY_9)
      return keyvals[i];
  return 0;
}

/* What another layout gives that key. */
static guint
find_beside (GdkKeymapKey *keys,
             guint        *keyvals,
             int           n,
             int           layout,
             int           level)
{
  for (int i = 0; i < n; i++)
    if (keys[i].group != layout && keys[i].level == level && keyvals[i] < 0x80)
      return keyvals[i];
  return 0;
}

/**
 * quoth_latin_keys_translate:
 * @event: a key press that means nothing by its own key value
 *
 * Returns: another key value that it may mean; its own when there is none
 */
guint
quoth_latin_keys_translate (GdkEvent *event)
{
  GdkDisplay *display = gdk_event_get_display (event);
  guint keyval = gdk_key_event_get_keyval (event);
  guint keycode = gdk_key_event_get_keycode (event);
  int layout = (int) gdk_key_event_get_layout (event);
  gboolean shifted = (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0;
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  guint found;
  int n = 0;

  /* Above are Return, arrows and the like, which no layout changes. */
  if (gdk_keyval_to_unicode (keyval) <= ' '
      || !gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    return keyval;
  if (types_latin (display, (guint) layout))
    found = shifted ? 0 : find_digit (keys, keyvals, n, layout);
  else
    {
      found = find_beside (keys, keyvals, n, layout, shifted ? 1 : 0);
      if (found == 0)
        found = quoth_latin_keys_at (keycode, shifted);
    }
  return found != 0 ? found : keyval;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               data)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint latin = quoth_latin_keys_translate (event);
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;
  const char *action;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (latin == keyval || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    return FALSE;
  action = quoth_keymap_lookup_global (QUOTH_KEYMAP (data), latin, state);
  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return FALSE;
  return gtk_widget_activate_action_variant (window, name, target);
}

/**
 * quoth_latin_keys_attach:
 * @window: a window
 * @keymap: which key does what
 *
 * GTK itself tries the other layouts that are set up; this is for when there are none.
 */
void
quoth_latin_keys_attach (GtkWidget   *window,
                         QuothKeymap *keymap)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), keymap, 0);
  gtk_widget_add_controller (window, keys);
}
