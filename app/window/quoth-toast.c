/* quoth-toast.c - what a window says for a moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-toast"

#include "config.h"

#include "quoth-toast.h"

/* Who reads slowly, or reaches a button by keys, needs longer than five seconds. */
#define SECONDS 10

/* In microseconds. libadwaita 1.2 crashes when a toast goes whose coming (half a second) is
 * still being drawn when its going (less) has ended. */
#define COMING (G_USEC_PER_SEC * 7 / 10)

/**
 * quoth_toast_new:
 * @text: what to say, as it is: names and paths may hold what markup means
 * @button: (nullable): the label of its button
 * @action: (nullable): the action of its button
 *
 * Returns: (transfer full): a toast, for adw_toast_overlay_add_toast ()
 */
AdwToast *
quoth_toast_new (const char *text,
                 const char *button,
                 const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, SECONDS);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  return toast;
}

typedef struct
{
  AdwToast *last;    /* nullable: what was added last, while it is there or waits */
  gint64    changed; /* when a toast came or went, and another may have come for it */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_clear_object (&shown->last);
  g_free (shown);
}

static Shown *
get_shown (AdwToastOverlay *overlay)
{
  Shown *shown = g_object_get_data (G_OBJECT (overlay), "quoth-shown");

  if (shown == NULL)
    {
      shown = g_new0 (Shown, 1);
      g_object_set_data_full (G_OBJECT (overlay), "quoth-shown", shown, shown_free);
    }
  return shown;
}

static void
dismissed_cb (AdwToastOverlay *overlay,
              AdwToast        *toast)
{
  Shown *shown = get_shown (overlay);

  shown->changed = g_get_monotonic_time ();
  if (shown->last == toast)
    g_clear_object (&shown->last);
}

static void
rewrite (AdwToast *toast,
         AdwToast *as)
{
  adw_toast_set_title (toast, adw_toast_get_title (as));
  adw_toast_set_button_label (toast, adw_toast_get_button_label (as));
  adw_toast_set_action_target_value (toast, adw_toast_get_action_target_value (as));
  adw_toast_set_action_name (toast, adw_toast_get_action_name (as));
}

/**
 * quoth_toast_add:
 * @overlay: where a window says things
 * @toast: (transfer full): from quoth_toast_new()
 *
 * Shows @toast instead of the one with a button that may still be there: its Undo would take
 * back what this one tells of, and ten gestures would fill minutes with toasts. What is said
 * again, as a key that finds nothing is pressed again, is said once.
 * What follows while a toast may still be coming is written into that toast.
 */
void
quoth_toast_add (AdwToastOverlay *overlay,
                 AdwToast        *toast)
{
  Shown *shown;
  gboolean replace;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  shown = get_shown (overlay);
  replace = shown->last != NULL
            && (adw_toast_get_button_label (shown->last) != NULL
                || g_str_equal (adw_toast_get_title (shown->last), adw_toast_get_title (toast)));
  if (replace && g_get_monotonic_time () - shown->changed < COMING)
    {
      rewrite (shown->last, toast);
      g_object_unref (toast);
      return;
    }
  if (replace)
    adw_toast_dismiss (shown->last);
  g_set_object (&shown->last, toast);
  shown->changed = g_get_monotonic_time ();
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, toast);
}

/**
 * quoth_toast_add_behind:
 * @overlay: where a window says things
 * @toast: (transfer full): from quoth_toast_new()
 *
 * Shows @toast after the one that may still be there, which is about the same gesture and
 * must not lose its button to it.
 */
void
quoth_toast_add_behind (AdwToastOverlay *overlay,
                        AdwToast        *toast)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  adw_toast_overlay_add_toast (overlay, toast);
}
