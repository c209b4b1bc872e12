/* bench-window.c - what a gesture costs in the whole window
 *
 * usage: bench-window [CASE…] (all of bench-article.c by default)
 * The real window on a real file: reading from the disk, the command, the transaction
 * that waits for the disk, the lists and the inspector, and the frame that shows it.
 * What the window puts off until the user pauses is measured apart ("…-behind").
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-article.h"

#include "quoth-bulk.h"
#include "quoth-window.h"


typedef enum
{
  ADD,
  RELABEL,
  UNDO,
  DELETE,
  N_GESTURES
} Gesture;

static const char *const names[N_GESTURES] = { "add", "relabel", "undo", "delete" };

/* The part of each until it is on the disk and everybody has been told. */
static const char *const kept_names[N_GESTURES] = {
  "add-kept", "relabel-kept", "undo-kept", "delete-kept",
};

static void
make_project (const char  *path,
              int          argc,
              char       **argv)
{
  g_autoptr (QuothProject) project = quoth_project_create (path, NULL, NULL);
  QuothBulk *bulk = quoth_bulk_begin (project, NULL);

  quoth_bulk_begin_unit (bulk, NULL);
  for (const BenchCase *c = bench_cases; c->name != NULL; c++)
    {
      g_autoptr (QuothArticleData) data = NULL;

      if (!bench_is_wanted (c, argc, argv))
        continue;
      data = bench_article_new (c);
      quoth_article_set_id (data->article, c->name);
      if (!quoth_bulk_add_article (bulk, data, NULL))
        g_error ("cannot make the project");
    }
  quoth_bulk_end_unit (bulk, NULL);
  quoth_bulk_finish (bulk, NULL);
  quoth_project_close (project);
}

static void
bench_open (const BenchCase *c,
            GtkWidget       *window,
            QuothWorkspace  *workspace)
{
  BenchSeries series, rest;

  bench_series_init (&series, "window", c->name, "first-frame");
  bench_series_init (&rest, "window", c->name, "first-frame-behind");
  for (guint i = 0; i < 5; i++)
    {
      quoth_workspace_close_article (workspace);
      bench_settle ();
      bench_series_start (&series);
      if (!quoth_workspace_open_article (workspace, c->name))
        g_error ("cannot open %s", c->name);
      bench_wait_frame (window);
      bench_series_stop (&series);
      bench_series_start (&rest);
      bench_settle ();
      bench_series_stop (&rest);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
  bench_series_print (&rest, 0, bench_rss_mb ());
}

static gboolean
make (QuothWorkspace *workspace,
      Gesture         gesture,
      guint           start)
{
  switch (gesture)
    {
    case ADD:
      return quoth_workspace_mark (workspace, "person", (QuothSpan) { start, start + 15 });
    case RELABEL:
      return quoth_workspace_retype (workspace, "source");
    case UNDO:
      return quoth_workspace_undo (workspace);
    case DELETE:
    default:
      return quoth_workspace_delete (workspace);
    }
}

static void
bench_gestures (const BenchCase *c,
                GtkWidget       *window,
                QuothWorkspace  *workspace)
{
  BenchSeries series[N_GESTURES], kept[N_GESTURES], behind;

  bench_series_init (&behind, "window", c->name, "gesture-behind");
  for (guint i = 0; i < N_GESTURES; i++)
    {
      bench_series_init (&series[i], "window", c->name, names[i]);
      bench_series_init (&kept[i], "window", c->name, kept_names[i]);
    }
  for (guint i = 0; i < 15; i++)
    for (guint k = 0; k < N_GESTURES; k++)
      {
        /* The caret stands where the annotator works. */
        if (k == ADD)
          g_signal_emit_by_name (workspace, "show", 41 + i * 20, 56 + i * 20);
        bench_settle ();
        bench_series_start (&series[k]);
        kept[k].started_cpu = series[k].started_cpu;
        kept[k].started_wall = series[k].started_wall;
        if (!make (workspace, k, 41 + i * 20))
          g_error ("cannot %s", names[k]);
        bench_series_stop (&kept[k]);
        bench_wait_frame (window);
        bench_series_stop (&series[k]);
        bench_series_start (&behind);
        bench_settle ();
        bench_series_stop (&behind);
      }
  for (guint i = 0; i < N_GESTURES; i++)
    {
      bench_series_print (&series[i], 0, bench_rss_mb ());
      bench_series_print (&kept[i], 0, bench_rss_mb ());
    }
  bench_series_print (&behind, 0, bench_rss_mb ());
}

static void
run (GtkWidget   *window,
     const char  *path,
     int          argc,
     char       **argv)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (QUOTH_WINDOW (window));

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  gtk_window_present (GTK_WINDOW (window));
  if (!quoth_window_open (QUOTH_WINDOW (window), path))
    g_error ("cannot open %s", path);
  quoth_workspace_set_layer (workspace, "me");
  bench_settle ();
  for (const BenchCase *c = bench_cases; c->name != NULL; c++)
    if (bench_is_wanted (c, argc, argv))
      {
        bench_open (c, window, workspace);
        bench_gestures (c, window, workspace);
      }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quoth-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.quoth", NULL);
  GtkWidget *window;

  if (!bench_display_init ("window"))
    return 77;
  application = bench_application_new ();
  make_project (path, argc, argv);
  window = quoth_window_new (GTK_APPLICATION (application));
  run (window, path, argc, argv);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_remove_folder (folder);
  return 0;
}
