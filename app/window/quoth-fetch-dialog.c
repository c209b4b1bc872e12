/* quoth-fetch-dialog.c - asks for an address, fetches the page, shows what was found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-fetch-dialog"

#include "config.h"

#include "quoth-fetch-dialog.h"

#include <glib/gi18n.h>

struct _QuothFetchDialog
{
  AdwWindow        parent_instance;

  GCancellable    *cancellable; /* of the running fetch, nullable */
  QuothWebArticle *article;     /* what was found, nullable */
  GtkWidget       *address;
  GtkWidget       *fetch_button;
  GtkWidget       *add_button;
  GtkWidget       *spinner;
  GtkWidget       *message;
  GtkWidget       *preview_scroller;
  GtkWidget       *preview;
};

enum
{
  SIGNAL_FETCHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFetchDialog, quoth_fetch_dialog, ADW_TYPE_WINDOW)

static void
show_state (QuothFetchDialog *self,
            const char       *message)
{
  gboolean busy = self->cancellable != NULL;

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_button_set_label (GTK_BUTTON (self->fetch_button), busy ? _("_Stop") : _("_Fetch"));
  gtk_widget_set_sensitive (self->add_button, self->article != NULL);
  gtk_widget_set_visible (self->preview_scroller, self->article != NULL);
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (QuothFetchDialog) self = data;
  g_autoptr (GError) error = NULL;
  QuothWebArticle *article = quoth_web_fetch_finish (result, &error);

  g_clear_object (&self->cancellable);
  self->article = article;
  if (self->address == NULL)
    return;
  if (article == NULL)
    {
      g_autofree char *text =
        g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          ? g_strdup (_("Stopped."))
          /* Translators: %s is a short technical reason in English */
          : g_strdup_printf (_("The page could not be fetched: %s"), error->message);

      show_state (self, text);
      return;
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->preview)),
                            article->text, -1);
  show_state (self, article->title);
  gtk_widget_grab_focus (self->add_button);
}

static void
fetch_cb (QuothFetchDialog *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address)));
  g_autofree char *address = NULL;

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return;
    }
  g_strstrip (typed);
  if (*typed == '\0')
    return;
  address = strstr (typed, "://") != NULL ? g_strdup (typed) : g_strconcat ("https://", typed, NULL);
  g_clear_pointer (&self->article, quoth_web_article_free);
  self->cancellable = g_cancellable_new ();
  show_state (self, NULL);
  quoth_web_fetch_async (address, self->cancellable, fetched_cb, g_object_ref (self));
}

static void
add_cb (QuothFetchDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_FETCHED], 0, self->article);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothFetchDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return FALSE;
}

/**
 * quoth_fetch_dialog_new:
 * @parent: the window it belongs to
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_fetch_dialog_new (GtkWindow *parent)
{
  return g_object_new (QUOTH_TYPE_FETCH_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
}

static void
quoth_fetch_dialog_dispose (GObject *object)
{
  QuothFetchDialog *self = QUOTH_FETCH_DIALOG (object);

  self->address = NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->article, quoth_web_article_free);
  G_OBJECT_CLASS (quoth_fetch_dialog_parent_class)->dispose (object);
}

static void
quoth_fetch_dialog_class_init (QuothFetchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_fetch_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-fetch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, address);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, message);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, preview_scroller);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, preview);
  gtk_widget_class_bind_template_callback (widget_class, fetch_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[SIGNAL_FETCHED] =
    g_signal_new ("fetched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
quoth_fetch_dialog_init (QuothFetchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  show_state (self, NULL);
}
