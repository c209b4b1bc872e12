/* quoth-toast.c - what a window says for a moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-toast"

#include "config.h"

#include "quoth-toast.h"

/* Who reads slowly, or reaches a button by keys, needs longer than five seconds. */
#define SECONDS 10

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

/**
 * quoth_toast_add:
 * @overlay: where a window says things
 * @toast: (transfer full): from quoth_toast_new()
 *
 * Shows @toast instead of the one with a button that may still be there: its Undo would take
 * back what this one tells of, and ten gestures would fill minutes with toasts. What is said
 * again, as a key that finds nothing is pressed again, is said once.
 */
void
quoth_toast_add (AdwToastOverlay *overlay,
                 AdwToast        *toast)
{
  AdwToast *before = g_object_get_data (G_OBJECT (overlay), "quoth-toast");

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  if (before != NULL
      && (adw_toast_get_button_label (before) != NULL
          || g_str_equal (adw_toast_get_title (before), adw_toast_get_title (toast))))
    adw_toast_dismiss (before);
  g_object_set_data_full (G_OBJECT (overlay), "quoth-toast", g_object_ref (toast), g_object_unref);
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
