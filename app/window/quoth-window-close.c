/* quoth-window-close.c - closing a window whose work is not done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-close"

#include "config.h"

#include "quoth-window-close.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-window-private.h"

/* Set while the user is asked, or while the work that was told to stop ends. */
#define CLOSING_KEY "quoth-closing"

static void
ended_cb (QuothWindow *window)
{
  g_object_set_data (G_OBJECT (window), CLOSING_KEY, NULL);
  gtk_window_close (GTK_WINDOW (window));
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  QuothWindow *window = QUOTH_WINDOW (source);
  QuothJobBar *bar = quoth_window_get_job_bar (window);
  g_autofree char *answer = quoth_compat_ask_finish (result);

  if (g_strcmp0 (answer, "stop") != 0)
    {
      g_object_set_data (G_OBJECT (window), CLOSING_KEY, NULL);
      return;
    }
  /* It may have come to its end while the question stood. */
  if (!quoth_job_bar_is_busy (bar))
    {
      ended_cb (window);
      return;
    }
  g_signal_connect_object (bar, "ended", G_CALLBACK (ended_cb), window,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  quoth_job_bar_cancel (bar);
}

/* Documented in the header. */
gboolean
quoth_window_close_may (QuothWindow *window)
{
  QuothJobBar *bar = quoth_window_get_job_bar (window);
  g_autofree char *body = NULL;

  if (!quoth_job_bar_is_busy (bar))
    return TRUE;
  if (g_object_get_data (G_OBJECT (window), CLOSING_KEY) != NULL)
    return FALSE;
  g_object_set_data (G_OBJECT (window), CLOSING_KEY, GINT_TO_POINTER (TRUE));
  /* Translators: %s is what runs, such as “Adding articles…” */
  body = g_strdup_printf (_("“%s” is not done yet. If you stop it, nothing of it is kept; the "
                            "project stays as it was before."),
                          quoth_job_bar_get_title (bar));
  quoth_compat_ask_async (GTK_WINDOW (window), _("Stop and Close?"), body, "stop", _("_Stop"), TRUE,
                          NULL, NULL, answer_cb, NULL);
  return FALSE;
}

/* --- what was typed --- */

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      closes)
{
  QuothWindow *window = QUOTH_WINDOW (source);
  g_autofree char *answer = quoth_compat_ask_finish (result);

  g_object_set_data (G_OBJECT (window), CLOSING_KEY, NULL);
  if (g_strcmp0 (answer, "discard") != 0)
    return;
  quoth_annotate_page_discard_comments (window->annotate);
  if (closes != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

/* Documented in the header. */
gboolean
quoth_window_close_settle (QuothWindow *window,
                           gboolean     closes)
{
  /* Closing again while the question stands changes nothing. */
  if (g_object_get_data (G_OBJECT (window), CLOSING_KEY) != NULL)
    return FALSE;
  if (quoth_workspace_get_project (window->workspace) == NULL
      || quoth_annotate_page_settle (window->annotate))
    return TRUE;
  g_object_set_data (G_OBJECT (window), CLOSING_KEY, GINT_TO_POINTER (TRUE));
  quoth_compat_ask_async (GTK_WINDOW (window), _("Comment Not Saved"),
                          _("What you wrote could not be saved in the project and is still in "
                            "its field. You can try again, or copy it before you discard it."),
                          "discard", _("_Discard"), TRUE, NULL, NULL, discard_cb,
                          GINT_TO_POINTER (closes));
  return FALSE;
}
