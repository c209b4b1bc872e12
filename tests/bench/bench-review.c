/* bench-review.c - what review costs in the whole window
 *
 * A megabyte of text with six layers of 2,000 annotations each, which agree on most and
 * differ by boundary, type, or in being there at all. Opening counts from the article that
 * is there to its disputes on the screen, the worker's time included; deciding counts
 * until the next dispute is on the screen, the transaction that waits for the disk
 * included.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-article.h"

#include "quoth-bulk.h"
#include "quoth-window.h"


#define N_LAYERS 6
#define N_PER_LAYER 2000
#define CASE "1 MB, 6 layers x 2,000"

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What GTK lays out behind the first frame shall not count for the next one. Something may
 * always move in a window of several pages: a pause has an end. */
static void
rest (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* One annotator: four annotations, a mention, a cue and two claims, every 2,000 characters. */
static void
add_layer (QuothArticleData *data,
           guint             layer)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (layer + 1);
  g_autofree char *name = g_strdup_printf ("annotator %u", layer);
  guint room = quoth_text_get_length (data->text) / (N_PER_LAYER / 4);

  quoth_article_data_add_layer (data, name, "done");
  for (guint i = 0; i < N_PER_LAYER / 4; i++)
    {
      static const struct
      {
        const char *type;
        guint       start;
        guint       end;
      } marks[] = {
        { "person", 10, 22 }, { "cue", 24, 28 }, { "claim", 30, 170 }, { "claim", 300, 420 }
      };
      QuothAnnotation *made[G_N_ELEMENTS (marks)];

      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        {
          guint late = g_rand_int_range (rand, 0, 10) == 0 ? 3 : 0;
          QuothSpan span = { i * room + marks[m].start, i * room + marks[m].end - late };
          g_autofree char *id = g_strdup_printf ("l%u-%05u-%u", layer, i, m);

          /* Some things are something else to some. */
          made[m] = quoth_annotation_new (m == 0 && g_rand_int_range (rand, 0, 10) == 0
                                            ? "source" : marks[m].type, name, &span, 1);
          quoth_annotation_set_id (made[m], id);
          g_ptr_array_add (data->annotations, made[m]);
        }
      quoth_annotation_add_link (made[2], "cue", made[1]->id, NULL);
      quoth_annotation_add_link (made[2], "speaker", made[0]->id, NULL);
    }
}

static void
make_project (const char *path)
{
  const BenchCase text = { CASE, 1000000, 5, FALSE };
  g_autoptr (QuothProject) project = quoth_project_create (path, NULL, NULL);
  g_autoptr (QuothArticleData) data = bench_article_new (&text);
  QuothBulk *bulk = quoth_bulk_begin (project, NULL);

  g_ptr_array_set_size (data->annotations, 0);
  g_ptr_array_set_size (data->layers, 0);
  for (guint l = 0; l < N_LAYERS; l++)
    add_layer (data, l);
  quoth_article_set_id (data->article, "review");
  if (!quoth_bulk_begin_unit (bulk, NULL) || !quoth_bulk_add_article (bulk, data, NULL)
      || !quoth_bulk_end_unit (bulk, NULL) || !quoth_bulk_finish (bulk, NULL))
    g_error ("cannot make the project");
  quoth_project_close (project);
}

/* The review page, once it has something to decide. */
static gboolean
can_decide (GtkWidget *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_first_child (page))),
                    "review") == 0;
}

static GtkWidget *
find_page (GtkWidget  *widget,
           const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_page (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
show_page (GtkWidget  *window,
           const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "page", g_variant_new_string (name));
}

static void
bench_open (GtkWidget *window,
            GtkWidget *page)
{
  BenchSeries series;

  bench_series_init (&series, "review", CASE, "first-frame");
  for (guint i = 0; i < 5; i++)
    {
      show_page (window, "annotate");
      rest (3000);
      bench_series_start (&series);
      show_page (window, "review");
      while (!can_decide (page))
        g_main_context_iteration (NULL, TRUE);
      bench_wait_frame (window);
      bench_series_stop (&series);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
}

static void
bench_decide (GtkWidget *window,
              GtkWidget *page)
{
  BenchSeries series, kept;
  static const char *const verdicts[] = { "review.take", "review.reject", "review.take" };

  bench_series_init (&series, "review", CASE, "decide");
  bench_series_init (&kept, "review", CASE, "decide-kept");
  for (guint i = 0; i < 30; i++)
    {
      const char *verdict = verdicts[i % G_N_ELEMENTS (verdicts)];

      rest (300);
      bench_series_start (&series);
      kept.started_cpu = series.started_cpu;
      kept.started_wall = series.started_wall;
      if (!gtk_widget_activate_action (page, verdict,
                                       g_str_equal (verdict, "review.take") ? "u" : NULL, 0))
        g_error ("cannot decide");
      bench_series_stop (&kept);
      bench_wait_frame (window);
      bench_series_stop (&series);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
  bench_series_print (&kept, 0, bench_rss_mb ());
}

static void
run (GtkWidget  *window,
     const char *path)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (QUOTH_WINDOW (window));
  GtkWidget *page;

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  gtk_window_present (GTK_WINDOW (window));
  if (!quoth_window_open (QUOTH_WINDOW (window), path)
      || !quoth_workspace_open_article (workspace, "review"))
    g_error ("cannot open %s", path);
  rest (5000);
  page = find_page (window, "QuothReviewPage");
  bench_open (window, page);
  rest (10000);
  bench_decide (window, page);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quoth-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.quoth", NULL);
  GtkWidget *window;

  if (!bench_display_init ("review"))
    return 77;
  application = bench_application_new ();
  make_project (path);
  window = quoth_window_new (GTK_APPLICATION (application));
  run (window, path);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_remove_folder (folder);
  return 0;
}
