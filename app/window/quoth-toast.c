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

/* As that of a toast, but all of it: on a phone a sentence has two lines, and its end says what
 * to do. */
static GtkWidget *
create_title (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

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
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, create_title (text));
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
  GQueue *toasts;  /* of AdwToast: the one that is there, and those that wait behind it */
  gint64  changed; /* when a toast came or went, and another may have come for it */
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_queue_free_full (shown->toasts, g_object_unref);
  g_free (shown);
}

static Shown *
get_shown (AdwToastOverlay *overlay)
{
  Shown *shown = g_object_get_data (G_OBJECT (overlay), "quoth-shown");

  if (shown == NULL)
    {
      shown = g_new0 (Shown, 1);
      shown->toasts = g_queue_new ();
      g_object_set_data_full (G_OBJECT (overlay), "quoth-shown", shown, shown_free);
    }
  return shown;
}

static void
dismissed_cb (AdwToastOverlay *overlay,
              AdwToast        *toast)
{
  Shown *shown = get_shown (overlay);

  if (g_queue_peek_head (shown->toasts) == toast)
    shown->changed = g_get_monotonic_time ();
  if (g_queue_remove (shown->toasts, toast))
    g_object_unref (toast);
}

static gboolean
offers (AdwToast *toast)
{
  return adw_toast_get_button_label (toast) != NULL;
}

static void
rewrite (AdwToast *toast,
         AdwToast *as)
{
  GtkLabel *title = GTK_LABEL (adw_toast_get_custom_title (toast));

  gtk_label_set_label (title, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (as))));
  adw_toast_set_button_label (toast, adw_toast_get_button_label (as));
  adw_toast_set_action_target_value (toast, adw_toast_get_action_target_value (as));
  adw_toast_set_action_name (toast, adw_toast_get_action_name (as));
}

/* What waits and only says something is old when there is something newer to say. */
static void
drop_waiting (Shown *shown)
{
  GList *next = shown->toasts->head != NULL ? shown->toasts->head->next : NULL;

  while (next != NULL)
    {
      AdwToast *toast = next->data;

      next = next->next;
      if (!offers (toast))
        adw_toast_dismiss (toast);
    }
}

/**
 * quoth_toast_replace:
 * @overlay: where a window says things
 * @toast: (transfer full): from quoth_toast_new()
 *
 * Shows @toast, which tells what came of a gesture, instead of the one that may still be
 * there: its Undo would take back what this one tells of, and ten gestures would fill
 * minutes with toasts.
 * What follows while a toast may still be coming is written into that toast.
 */
void
quoth_toast_replace (AdwToastOverlay *overlay,
                     AdwToast        *toast)
{
  Shown *shown;
  AdwToast *there;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  shown = get_shown (overlay);
  drop_waiting (shown);
  there = g_queue_peek_head (shown->toasts);
  if (there != NULL && g_get_monotonic_time () - shown->changed < COMING)
    {
      rewrite (there, toast);
      g_object_unref (toast);
      return;
    }
  if (there != NULL)
    adw_toast_dismiss (there);
  shown->changed = g_get_monotonic_time ();
  quoth_toast_add_behind (overlay, toast);
}

/**
 * quoth_toast_add:
 * @overlay: where a window says things
 * @toast: (transfer full): from quoth_toast_new()
 *
 * Shows @toast now when it offers something, or when the one that is there offers nothing;
 * else after that one, which keeps its button for its time. Of those that only say something
 * and wait the last is said.
 */
void
quoth_toast_add (AdwToastOverlay *overlay,
                 AdwToast        *toast)
{
  Shown *shown;
  AdwToast *there;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay) && ADW_IS_TOAST (toast));

  shown = get_shown (overlay);
  there = g_queue_peek_head (shown->toasts);
  if (there == NULL || offers (toast) || !offers (there))
    {
      quoth_toast_replace (overlay, toast);
      return;
    }
  drop_waiting (shown);
  quoth_toast_add_behind (overlay, toast);
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

  g_queue_push_tail (get_shown (overlay)->toasts, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, toast);
}
