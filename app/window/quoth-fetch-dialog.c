/* quoth-fetch-dialog.c - fetches web pages and shows what was found, to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-fetch-dialog"

#include "config.h"

#include "quoth-fetch-dialog.h"

#include <glib/gi18n.h>

#include "quoth-fetch-row.h"
#include "quoth-reader-names.h"

/* At a time: polite to a site, and quick enough. */
#define MAX_RUNNING 4
/* In one dialog: more would be a list for a script. */
#define MAX_ADDRESSES 200

struct _QuothFetchDialog
{
  AdwWindow     parent_instance;

  QuothProject *project; /* owned */
  GPtrArray    *rows;    /* of QuothFetchRow, which the list owns */
  GtkWidget    *addresses;
  GtkWidget    *fetch_button;
  GtkWidget    *add_button;
  GtkWidget    *progress;
  GtkWidget    *message;
  GtkWidget    *list;
};

enum
{
  SIGNAL_ADD,
  SIGNAL_SHOW_ARTICLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFetchDialog, quoth_fetch_dialog, ADW_TYPE_WINDOW)

static guint
count_state (QuothFetchDialog *self,
             QuothFetchState   state)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += quoth_fetch_row_get_state (self->rows->pdata[i]) == state;
  return n;
}

static guint
count_chosen (QuothFetchDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += quoth_fetch_row_is_chosen (self->rows->pdata[i]);
  return n;
}

static gboolean
is_busy (QuothFetchDialog *self)
{
  return count_state (self, QUOTH_FETCH_WAITING) + count_state (self, QUOTH_FETCH_RUNNING) > 0;
}

static void
say (QuothFetchDialog *self,
     const char       *words)
{
  gtk_label_set_label (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

/* How it went, in one line; the rows have the particulars. */
static void
say_result (QuothFetchDialog *self)
{
  guint n_found = count_state (self, QUOTH_FETCH_FOUND);
  guint n_known = count_state (self, QUOTH_FETCH_KNOWN);
  guint n_failed = count_state (self, QUOTH_FETCH_FAILED);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, ngettext ("%u new article found", "%u new articles found",
                                           n_found), n_found);
  if (n_known > 0)
    g_string_append_printf (words, ngettext (", %u was there already", ", %u were there already",
                                             n_known), n_known);
  if (n_failed > 0)
    g_string_append_printf (words, ngettext (", %u could not be fetched",
                                             ", %u could not be fetched", n_failed), n_failed);
  say (self, words->str);
}

static void
show_progress (QuothFetchDialog *self)
{
  guint n_left = count_state (self, QUOTH_FETCH_WAITING) + count_state (self, QUOTH_FETCH_RUNNING);
  guint n_done = self->rows->len - n_left;
  g_autofree char *words = g_strdup_printf (_("Fetched %u of %u"), n_done, self->rows->len);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 (n_done + 0.1) / (self->rows->len + 0.1));
  say (self, words);
}

/* Starts what may start, and shows where things are. */
static void
update (QuothFetchDialog *self)
{
  gboolean busy = is_busy (self);

  gtk_button_set_label (GTK_BUTTON (self->fetch_button), busy ? _("_Stop") : _("_Fetch"));
  gtk_widget_set_sensitive (self->add_button, count_chosen (self) > 0);
  gtk_widget_set_visible (self->progress, busy);
  gtk_widget_set_visible (self->list, self->rows->len > 0);
  if (busy)
    show_progress (self);
  else if (self->rows->len > 0)
    say_result (self);
}

static void
pump (QuothFetchDialog *self)
{
  for (guint i = 0;
       i < self->rows->len && count_state (self, QUOTH_FETCH_RUNNING) < MAX_RUNNING; i++)
    if (quoth_fetch_row_get_state (self->rows->pdata[i]) == QUOTH_FETCH_WAITING)
      quoth_fetch_row_start (self->rows->pdata[i]);
  update (self);
}

static gboolean
found_elsewhere (QuothFetchDialog *self,
                 QuothFetchRow    *row)
{
  const char *hash = quoth_fetch_row_get_hash (row);

  for (guint i = 0; hash != NULL && i < self->rows->len; i++)
    if (self->rows->pdata[i] != row
        && quoth_fetch_row_get_state (self->rows->pdata[i]) == QUOTH_FETCH_FOUND
        && g_strcmp0 (quoth_fetch_row_get_hash (self->rows->pdata[i]), hash) == 0)
      return TRUE;
  return FALSE;
}

static void
changed_cb (QuothFetchDialog *self,
            QuothFetchRow    *row)
{
  gboolean was_busy = gtk_widget_get_visible (self->progress);

  if (quoth_fetch_row_get_state (row) == QUOTH_FETCH_FOUND && found_elsewhere (self, row))
    {
      quoth_fetch_row_set_same (row);
      return;
    }
  if (quoth_fetch_row_get_state (row) > QUOTH_FETCH_RUNNING)
    pump (self);
  /* The next key adds what was found. */
  if (was_busy && !is_busy (self) && count_chosen (self) > 0)
    gtk_widget_grab_focus (self->add_button);
}

static void
show_article_cb (QuothFetchDialog *self,
                 const char       *article)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ARTICLE], 0, article);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_address (QuothFetchDialog *self,
             const char       *address)
{
  GtkWidget *row;

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (quoth_fetch_row_get_address (self->rows->pdata[i]), address))
      {
        if (quoth_fetch_row_get_state (self->rows->pdata[i]) == QUOTH_FETCH_FAILED)
          quoth_fetch_row_wait (self->rows->pdata[i]);
        return;
      }
  if (self->rows->len >= MAX_ADDRESSES)
    return;
  row = quoth_fetch_row_new (address, self->project);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "retry", G_CALLBACK (pump), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "show-article", G_CALLBACK (show_article_cb), self,
                           G_CONNECT_SWAPPED);
}

static char **
typed_addresses (QuothFetchDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->addresses));
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *words = NULL;
  g_auto (GStrv) found = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  found = quoth_web_find_addresses (words, NULL);
  /* What was typed alone is meant to be an address, also where only a site is named. */
  if (*found == NULL && *words != '\0' && strpbrk (words, " \t\r\n") == NULL)
    {
      g_auto (GStrv) one = g_new0 (char *, 2);

      one[0] = strstr (words, "://") != NULL ? g_strdup (words)
                                             : g_strconcat ("https://", words, NULL);
      return g_steal_pointer (&one);
    }
  return g_steal_pointer (&found);
}

static void
fetch_cb (QuothFetchDialog *self)
{
  g_auto (GStrv) addresses = NULL;

  if (is_busy (self))
    {
      for (guint i = 0; i < self->rows->len; i++)
        quoth_fetch_row_stop (self->rows->pdata[i]);
      return;
    }
  addresses = typed_addresses (self);
  if (*addresses == NULL)
    {
      say (self, _("There is no web address here. Paste one as a browser shows it."));
      gtk_widget_grab_focus (self->addresses);
      return;
    }
  for (guint i = 0; addresses[i] != NULL; i++)
    add_address (self, addresses[i]);
  pump (self);
  if (g_strv_length (addresses) > MAX_ADDRESSES)
    {
      g_autofree char *words = g_strdup_printf (_("Only the first %u addresses are taken."),
                                                MAX_ADDRESSES);

      say (self, words);
    }
}

static void
add_cb (QuothFetchDialog *self)
{
  g_autoptr (GPtrArray) articles
    = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_web_article_free);

  for (guint i = 0; i < self->rows->len; i++)
    if (quoth_fetch_row_is_chosen (self->rows->pdata[i]))
      g_ptr_array_add (articles, quoth_fetch_row_steal_article (self->rows->pdata[i]));
  if (articles->len == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_ADD], 0, articles);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (QuothFetchDialog *self,
              GtkListBoxRow    *row)
{
  quoth_fetch_row_toggle (QUOTH_FETCH_ROW (row));
}

/* Return fetches; with Shift it begins a line, as in a chat. */
static gboolean
key_cb (QuothFetchDialog *self,
        guint             keyval,
        guint             keycode,
        GdkModifierType   state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  if (!is_busy (self))
    fetch_cb (self);
  return GDK_EVENT_STOP;
}

static void
clipboard_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (QuothFetchDialog) self = data;
  g_autofree char *words = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_auto (GStrv) found = NULL;
  g_autofree char *lines = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  gboolean only;

  if (words == NULL || self->addresses == NULL)
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->addresses));
  found = quoth_web_find_addresses (words, &only);
  /* What the user began to type goes first. */
  if (!only || gtk_text_buffer_get_char_count (buffer) > 0)
    return;
  lines = g_strjoinv ("\n", found);
  gtk_text_buffer_set_text (buffer, lines, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static gboolean
close_request_cb (QuothFetchDialog *self)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->rows);

  /* Rows that end now have nobody to tell. */
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      g_signal_handlers_disconnect_by_data (rows->pdata[i], self);
      quoth_fetch_row_stop (rows->pdata[i]);
    }
  return FALSE;
}

/**
 * quoth_fetch_dialog_new:
 * @parent: the window it belongs to
 * @project: asked which articles are there already
 * @addresses: (nullable) (array zero-terminated=1): fetched at once; without them the
 *   clipboard is looked at
 *
 * Returns: (transfer full): a dialog; present it
 */
GtkWidget *
quoth_fetch_dialog_new (GtkWindow         *parent,
                        QuothProject      *project,
                        const char *const *addresses)
{
  QuothFetchDialog *self
    = g_object_new (QUOTH_TYPE_FETCH_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->project = g_object_ref (project);
  if (addresses != NULL && *addresses != NULL)
    {
      g_autofree char *lines = g_strjoinv ("\n", (char **) addresses);

      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->addresses)), lines,
                                -1);
      fetch_cb (self);
    }
  else
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (parent)), NULL,
                                   clipboard_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

static void
quoth_fetch_dialog_dispose (GObject *object)
{
  QuothFetchDialog *self = QUOTH_FETCH_DIALOG (object);

  self->addresses = NULL;
  g_clear_object (&self->project);
  G_OBJECT_CLASS (quoth_fetch_dialog_parent_class)->dispose (object);
}

static void
quoth_fetch_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (QUOTH_FETCH_DIALOG (object)->rows);
  G_OBJECT_CLASS (quoth_fetch_dialog_parent_class)->finalize (object);
}

static void
quoth_fetch_dialog_class_init (QuothFetchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_fetch_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_fetch_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-fetch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, addresses);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, message);
  gtk_widget_class_bind_template_child (widget_class, QuothFetchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, fetch_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_SHOW_ARTICLE]
    = g_signal_new ("show-article", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_fetch_dialog_init (QuothFetchDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_reader_names_apply (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->addresses);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  update (self);
}
