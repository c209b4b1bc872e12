/* quoth-window-take.c - what is dropped on the window or pasted into it
 *
 * Files and folders are imported, web addresses are fetched, and any other text becomes
 * an article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-take"

#include "config.h"

#include "quoth-window-take.h"

#include <glib/gi18n.h>

#include "quoth-fetch-dialog.h"
#include "quoth-window-import.h"

static gboolean
is_writable (QuothWindow *window)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (window));

  return project != NULL && !quoth_project_is_read_only (project);
}

static void
add_pages_cb (QuothWindow *window,
              GPtrArray   *articles)
{
  quoth_window_import_pages (window, articles);
}

static void
show_article_cb (QuothWindow *window,
                 const char  *article)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-place", "(suu)", article, 0, 0);
}

static void
open_fetch_dialog (QuothWindow       *window,
                   const char *const *addresses)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (window));
  GtkWidget *dialog = quoth_fetch_dialog_new (GTK_WINDOW (window), project, addresses);

  g_signal_connect_object (dialog, "add", G_CALLBACK (add_pages_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "show-article", G_CALLBACK (show_article_cb), window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The first line that says something, cut to a length that suits a list. */
static char *
name_from_text (const char *text)
{
  while (*text != '\0')
    {
      gsize n = strcspn (text, "\r\n");
      g_autofree char *line = g_strstrip (g_strndup (text, n));

      if (g_utf8_strlen (line, -1) > 80)
        {
          g_autofree char *head = g_utf8_substring (line, 0, 80);

          return g_strconcat (head, "…", NULL);
        }
      if (*line != '\0')
        return g_steal_pointer (&line);
      text += n + strspn (text + n, "\r\n");
    }
  return NULL;
}

static gboolean
take_text (QuothWindow *window,
           const char  *text)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) addresses = NULL;
  gboolean only;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  name = name_from_text (text);
  if (name == NULL)
    return FALSE;
  addresses = quoth_web_find_addresses (text, &only);
  if (only)
    open_fetch_dialog (window, (const char *const *) addresses);
  else
    quoth_window_import_text (window, name, text, NULL);
  return TRUE;
}

/* A link that a browser hands over is a file, too, by its name. */
static gboolean
take_files (QuothWindow *window,
            GSList      *files)
{
  g_autoptr (GListStore) local = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;
  guint n_local = 0;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      if (g_file_has_uri_scheme (l->data, "http") || g_file_has_uri_scheme (l->data, "https"))
        g_strv_builder_add (builder, uri);
      else if (g_file_peek_path (l->data) != NULL)
        {
          g_list_store_append (local, l->data);
          n_local++;
        }
    }
  addresses = g_strv_builder_end (builder);
  if (n_local > 0)
    quoth_window_import_files (window, G_LIST_MODEL (local));
  else if (*addresses != NULL)
    open_fetch_dialog (window, (const char *const *) addresses);
  else
    quoth_window_toast (window, _("This cannot be read from here. Copy it to a folder first."),
                        NULL, NULL);
  return TRUE;
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (QuothWindow) window = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (is_writable (window) && !take_text (window, text))
    quoth_window_toast (window, _("There is no text on the clipboard."), NULL, NULL);
}

static void
files_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (QuothWindow) window = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && is_writable (window))
    take_files (window, g_value_get_boxed (value));
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (data);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  /* A file manager also says the names of files as text: the files are meant. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, g_object_ref (data));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, g_object_ref (data));
}

static void
fetch_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  open_fetch_dialog (data, NULL);
}

/* Words of an article that are dragged about within the window are no new article. */
static gboolean
is_own (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL && gdk_drop_get_drag (drop) != NULL;
}

static gboolean
drop_cb (QuothWindow   *window,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  if (!is_writable (window) || is_own (target))
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return take_files (window, g_value_get_boxed (value));
  return G_VALUE_HOLDS_STRING (value) && take_text (window, g_value_get_string (value));
}

static const GActionEntry entries[] = {
  { "paste-article", paste_cb },
  { "fetch", fetch_cb },
};

/**
 * quoth_window_take_set_up:
 * @window: a window
 *
 * Adds the actions that paste and fetch, and takes drops of files, text and links.
 */
void
quoth_window_take_set_up (QuothWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
