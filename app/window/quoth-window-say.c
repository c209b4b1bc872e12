/* quoth-window-say.c - says what was done and what went wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-priority.h"
#include "quoth-toast.h"
#include "quoth-window-care.h"

/* In milliseconds: two frames, less than anybody notices. */
#define TOAST_DELAY 40

/**
 * quoth_window_toast:
 * @self: a window
 * @title: plain text
 * @button: (nullable): the label of its button
 * @action: (nullable): the action of its button
 */
void
quoth_window_toast (QuothWindow *self,
                    const char  *title,
                    const char  *button,
                    const char  *action)
{
  g_return_if_fail (QUOTH_IS_WINDOW (self));

  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (title, button, action));
}

/**
 * quoth_window_show_error:
 * @self: a window
 * @error: what went wrong, or that a job was stopped
 */
void
quoth_window_show_error (QuothWindow  *self,
                         const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (QUOTH_IS_WINDOW (self));

  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY)
      && quoth_job_bar_is_busy (quoth_window_get_job_bar (self)))
    text = g_strdup (_("The work that is going on writes to the project. Try again when it is "
                       "done, or stop it."));
  else
    text = quoth_describe_error (error);
  quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (text, NULL, NULL));
}

static void
failed_cb (QuothWindow  *self,
           const GError *error)
{
  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    quoth_window_care_doubt (self);
  quoth_window_show_error (self, error);
}

static gboolean
say_done_cb (gpointer data)
{
  QuothWindow *self = data;

  self->toast_id = 0;
  quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts),
                       quoth_toast_new (self->done_text, self->done_undoable ? _("_Undo") : NULL,
                                        self->done_undoable ? "win.undo" : NULL));
  g_clear_pointer (&self->done_text, g_free);
  return G_SOURCE_REMOVE;
}

/* After the frame that shows what was done: making a toast takes longer than that. Of
 * gestures that follow faster than frames the last is said. */
static void
say_soon (QuothWindow *self)
{
  if (self->toast_id == 0)
    self->toast_id = g_timeout_add_full (QUOTH_PRIORITY_FOLLOW, TOAST_DELAY, say_done_cb, self, NULL);
}

static void
done_cb (QuothWindow *self,
         const char  *verb,
         int          n)
{
  g_free (self->done_text);
  self->done_text = quoth_describe_verb (verb, n);
  self->done_undoable = n > 0;
  say_soon (self);
}

static void
people_done_cb (QuothWindow *self,
                const char  *verb)
{
  done_cb (self, verb, 1);
}

static void
say_cb (QuothWindow *self,
        const char  *words)
{
  quoth_window_toast (self, words, NULL, NULL);
}

/* Not an Undo: what was taken back is made again by the key that is known for it. */
static void
stepped_cb (QuothWindow *self,
            const char  *verb,
            int          n,
            const char  *type,
            gboolean     redo)
{
  g_free (self->done_text);
  self->done_text = quoth_describe_step (verb, n, type, redo);
  self->done_undoable = FALSE;
  say_soon (self);
}

/* Above what stands at the foot of the page: a row of keys is read while a toast is there. */
static gboolean
place_toasts_cb (GtkOverlay   *overlay,
                 GtkWidget    *toasts,
                 GdkRectangle *place,
                 QuothWindow  *self)
{
  GtkWidget *feet[] = { quoth_annotate_page_get_hints (self->annotate),
                        quoth_review_page_get_hints (self->review), GTK_WIDGET (self->job_bar),
                        self->switcher_bar };
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int bottom = gtk_widget_get_height (GTK_WIDGET (overlay));
  int natural;

  if (toasts != self->toasts)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (feet); i++)
    {
      graphene_rect_t box;

      if (gtk_widget_get_mapped (feet[i]) && gtk_widget_get_height (feet[i]) > 0
          && gtk_widget_compute_bounds (feet[i], GTK_WIDGET (overlay), &box))
        bottom = MIN (bottom, (int) box.origin.y);
    }
  gtk_widget_measure (toasts, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  place->width = MIN (natural, width);
  gtk_widget_measure (toasts, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL,
                      NULL);
  place->x = (width - place->width) / 2;
  place->y = MAX (0, bottom - place->height);
  return TRUE;
}

void
_quoth_window_set_up_saying (QuothWindow *self)
{
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (place_toasts_cb), self,
                           0);
  g_signal_connect_object (self->workspace, "stepped", G_CALLBACK (stepped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "done", G_CALLBACK (people_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "say", G_CALLBACK (say_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->insights, "say", G_CALLBACK (say_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "done", G_CALLBACK (done_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_quoth_window_stop_saying (QuothWindow *self)
{
  g_clear_handle_id (&self->toast_id, g_source_remove);
  g_clear_pointer (&self->done_text, g_free);
}
