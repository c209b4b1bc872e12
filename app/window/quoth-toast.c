/* quoth-toast.c - what a window says for a moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-toast"

#include "config.h"

#include "quoth-toast.h"

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

  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  return toast;
}
