/* bench-view.c - what the article view costs, in CPU time
 *
 * usage: bench-view [CASE…] (5kB, 100kB, 1MB, 200kB-line, 5MB; all by default)
 * One JSON object a line: case, metric, CPU milliseconds (median and worst of the runs),
 * target. Time is that of the whole process, so that work put off to threads counts;
 * it ends when the frame that shows the change has been painted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-article-view.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  const char *name;
  guint       n_bytes;
  guint       n_spans;
  double      open_target;
  double      edit_target;
  gboolean    one_line; /* a single paragraph */
} Case;

static const Case cases[] = {
  { "5kB", 5000, 100, 15, 3 },
  { "100kB", 100000, 1000, 25, 3 },
  { "1MB", 1000000, 10000, 50, 3 },
  { "200kB-line", 200000, 2000, 0, 0, TRUE },
  { "5MB", 5000000, 50000, 200, 5 },
};

static const char *const words[] = {
  "the", "minister", "said", "on", "Tuesday", "that", "support", "for", "peace", "would", "not",
  "end", "before", "winter", "a", "spokeswoman", "Anna", "Kovac", "denied", "it", "and", "called",
  "critics", "wrong", "in", "Geneva", "after", "talks", "about", "grain", "of", "prices",
};

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static double
rss_mb (void)
{
  g_autofree char *statm = NULL;
  unsigned long    size = 0, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    sscanf (statm, "%lu %lu", &size, &resident);
  return resident * 4096.0 / 1e6;
}

/* --- the article --- */

static QuothText *
make_text (const Case *c,
           GRand      *rand)
{
  GString *text = g_string_sized_new (c->n_bytes + 64);
  gsize    paragraph = 0;

  while (text->len < c->n_bytes)
    {
      g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      if (text->len - paragraph > 600)
        {
          g_string_append (text, c->one_line ? ". " : ".\n\n");
          paragraph = text->len;
        }
      else
        g_string_append_c (text, ' ');
    }
  return quoth_text_new (text->str, (gssize) text->len, NULL);
}

/* A fifth are claims of up to 200 characters, the rest stand in or across them, so
 * that annotations lie up to five deep. */
static QuothDocument *
make_document (const Case *c)
{
  static const char *const types[] = { "claim", "person", "cue", "source", "role" };
  g_autoptr (GRand)        rand = g_rand_new_with_seed (c->n_spans);
  QuothText               *text = make_text (c, rand);
  QuothArticle            *article = quoth_article_new ("bench", text);
  QuothArticleData        *data = quoth_article_data_new (article, text);
  g_autoptr (QuothScheme)  scheme = quoth_scheme_new_default ();
  guint                    step = quoth_text_get_length (text) / c->n_spans;
  QuothDocument           *document;

  for (guint i = 0; i < c->n_spans; i++)
    {
      guint            length = i % 5 == 0 ? (guint) g_rand_int_range (rand, 60, 200)
                                           : (guint) g_rand_int_range (rand, 3, 20);
      QuothSpan        span = { i * step, MIN (i * step + length, quoth_text_get_length (text)) };
      QuothAnnotation *annotation = quoth_annotation_new (types[i % 5], "me", &span, 1);
      g_autofree char *id = g_strdup_printf ("s%06u", i);

      quoth_annotation_set_id (annotation, id);
      g_ptr_array_add (data->annotations, annotation);
    }
  quoth_article_data_add_layer (data, "me", "open");
  document = quoth_document_new (data, "me", scheme);
  quoth_article_data_free (data);
  quoth_article_unref (article);
  quoth_text_unref (text);
  return document;
}

/* --- frames --- */

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

static void
wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean       painted = FALSE;
  gulong         handler
    = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until the text is measured and nothing happens for a tenth of a second. */
static void
settle (void)
{
  gboolean quiet = FALSE;

  while (!quiet)
    {
      gboolean late = FALSE;
      guint    source;

      while (g_main_context_iteration (NULL, FALSE))
        ;
      source = g_timeout_add (100, wake_cb, &late);
      quiet = TRUE;
      while (!late)
        if (g_main_context_iteration (NULL, TRUE) && !late)
          quiet = FALSE;
      (void) source;
    }
}

/* --- results --- */

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
report (const Case *c,
        const char *metric,
        GArray     *times,
        double      target)
{
  g_array_sort (times, compare_doubles);
  g_print ("{\"bench\":\"view\",\"case\":\"%s/%u\",\"metric\":\"%s\",\"runs\":%u,\"cpu_ms\":%.2f,"
           "\"best_ms\":%.2f,\"worst_ms\":%.2f,\"target_ms\":%g,\"rss_mb\":%.0f}\n",
           c->name, c->n_spans, metric, times->len, g_array_index (times, double, times->len / 2),
           g_array_index (times, double, 0), g_array_index (times, double, times->len - 1), target,
           rss_mb ());
  g_array_set_size (times, 0);
}

static void
apply (QuothArticleView *view,
       QuothDocument    *document,
       QuothAnnotation  *before,
       QuothAnnotation  *after,
       GArray           *times)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("bench");
  double                   start, end;

  quoth_command_add_annotation (command, quoth_document_get_article_id (document), before, after);
  settle ();
  start = cpu_ms ();
  quoth_document_apply (document, command);
  wait_frame (GTK_WIDGET (view));
  end = cpu_ms () - start;
  g_array_append_val (times, end);
}

static void
bench_edits (const Case       *c,
             QuothArticleView *view,
             QuothDocument    *document,
             GArray           *times)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) deletions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  guint              top = quoth_article_view_get_top (view);

  for (guint i = 0; i < 15; i++)
    {
      QuothSpan span = { top + 40 + i * 20, top + 55 + i * 20 };
      g_autoptr (QuothAnnotation) made = quoth_annotation_new ("person", "me", &span, 1);
      g_autoptr (QuothAnnotation) other = NULL;

      quoth_annotation_set_id (made, "bench");
      other = quoth_annotation_copy (made);
      quoth_annotation_set_type (other, "cue");
      apply (view, document, NULL, made, times);
      apply (view, document, made, other, others);
      apply (view, document, other, made, undos);
      apply (view, document, made, NULL, deletions);
    }
  report (c, "add", times, c->edit_target);
  report (c, "relabel", others, c->edit_target);
  report (c, "undo", undos, c->edit_target);
  report (c, "delete", deletions, c->edit_target);
}

static void
bench_scroll (const Case       *c,
              QuothArticleView *view,
              GArray           *times)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  for (guint i = 0; i < 15; i++)
    {
      double before = gtk_adjustment_get_value (adjustment);
      double start, end;

      settle ();
      start = cpu_ms ();
      gtk_adjustment_set_value (adjustment, before + gtk_adjustment_get_page_size (adjustment));
      if (gtk_adjustment_get_value (adjustment) <= before)
        break;
      wait_frame (GTK_WIDGET (view));
      end = cpu_ms () - start;
      g_array_append_val (times, end);
    }
  if (times->len > 0)
    report (c, "scroll-page", times, 16);
}

static void
bench_case (const Case *c)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget         *window = gtk_window_new ();
  GtkWidget         *scrolled = gtk_scrolled_window_new ();
  QuothArticleView  *view = QUOTH_ARTICLE_VIEW (quoth_article_view_new ());
  guint              runs = c->n_spans > 10000 ? 3 : 5;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (view));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1082, 798);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (QuothDocument) document = make_document (c);
      double                    start, end;

      quoth_article_view_set_document (view, NULL);
      settle ();
      start = cpu_ms ();
      quoth_article_view_set_document (view, document);
      wait_frame (GTK_WIDGET (view));
      end = cpu_ms () - start;
      g_array_append_val (times, end);
    }
  report (c, "first-frame", times, c->open_target);
  {
    double start = cpu_ms (), end;

    settle ();
    end = cpu_ms () - start;
    g_array_append_val (times, end);
    report (c, "rest-of-layout", times, 0);
  }
  bench_edits (c, view, quoth_article_view_get_document (view), times);
  bench_scroll (c, view, times);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    {
      g_print ("{\"bench\":\"view\",\"skipped\":\"no display\"}\n");
      return 77;
    }
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean wanted = argc == 1;

      for (int j = 1; j < argc; j++)
        wanted |= g_str_equal (argv[j], cases[i].name);
      if (wanted)
        bench_case (&cases[i]);
    }
  return 0;
}
