/* quoth-prose-undo.c - undo of words that are being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-prose-undo"

#include "config.h"

#include "quoth-prose-undo.h"

static void
step_text (GtkTextBuffer *buffer,
           gboolean       redo)
{
  if (redo ? gtk_text_buffer_get_can_redo (buffer) : gtk_text_buffer_get_can_undo (buffer))
    (redo ? gtk_text_buffer_redo : gtk_text_buffer_undo) (buffer);
}

/* @focus: the innermost part of an entry, which has the keyboard for it */
static gboolean
is_prose_entry (GtkWidget *focus)
{
  GtkInputHints hints = 0;

  if (!GTK_IS_TEXT (focus))
    return FALSE;
  g_object_get (focus, "input-hints", &hints, NULL);
  return (hints & GTK_INPUT_HINT_SPELLCHECK) != 0;
}

gboolean
quoth_prose_undo_step (GtkApplication *application,
                       gboolean        redo)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  GtkWidget *focus = window != NULL ? gtk_window_get_focus (window) : NULL;

  if (focus == NULL)
    return FALSE;
  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    step_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), redo);
  else if (is_prose_entry (focus))
    gtk_widget_activate_action (focus, redo ? "text.redo" : "text.undo", NULL);
  else
    return FALSE;
  return TRUE;
}
