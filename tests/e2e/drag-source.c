/* drag-source.c - a small window out of which files can be dragged, as from a file manager
 *
 * usage: drag-source PATH…
 *
 * Every drag that starts in it carries all the files. It says on a line each: "begin" when a
 * drag begins, "welcome" when what is under the pointer takes the files, "end" when they were
 * dropped and read, "failed" when they were not. It ends when it is killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gtk/gtk.h>

#define SIZE 120 /* pixels */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            GPtrArray     *files)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, files->len));
  return gdk_content_provider_new_for_value (&value);
}

static void
say (const char *word)
{
  g_print ("%s\n", word);
}

static void
action_cb (GdkDrag *drag)
{
  if (gdk_drag_get_selected_action (drag) != 0)
    say ("welcome");
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag)
{
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (action_cb), NULL);
  say ("begin");
}

static void
end_cb (void)
{
  say ("end");
}

static gboolean
cancel_cb (void)
{
  say ("failed");
  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkDragSource *source;
  GtkWidget *window;

  if (!gtk_init_check ())
    return 77;
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (files, g_file_new_for_path (argv[i]));
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Drag source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), SIZE, SIZE);
  source = gtk_drag_source_new ();
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), files);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), NULL);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  return 0;
}
