/* bench-view.c - what the article view costs by itself
 *
 * usage: bench-view [CASE…] (all of bench-article.c by default)
 * A change is over when the frame that shows it has been painted. A plain GtkTextView
 * with the same text tells how fast the machine is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-article.h"

#include "quoth-article-view.h"

static GtkWidget *
present (GtkWidget *view)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1082, 798);
  gtk_window_present (GTK_WINDOW (window));
  bench_settle ();
  return window;
}

static void
bench_plain (const BenchCase *c,
             guint            runs)
{
  g_autoptr (QuothArticleData) data = bench_article_new (c);
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWidget *window;
  BenchSeries series;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  window = present (view);
  bench_series_init (&series, "view", c->name, "plain-textview");
  for (guint i = 0; i < runs; i++)
    {
      gtk_text_buffer_set_text (buffer, "", 0);
      bench_settle ();
      bench_series_start (&series);
      gtk_text_buffer_set_text (buffer, quoth_text_get_utf8 (data->text), -1);
      bench_wait_frame (view);
      bench_series_stop (&series);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
bench_open (const BenchCase  *c,
            QuothArticleView *view,
            guint             runs)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  BenchSeries series;

  bench_series_init (&series, "view", c->name, "first-frame");
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (QuothArticleData) data = bench_article_new (c);
      g_autoptr (QuothDocument) document = quoth_document_new (data, "me", scheme);

      quoth_article_view_set_document (view, NULL);
      bench_settle ();
      bench_series_start (&series);
      quoth_article_view_set_document (view, document);
      bench_wait_frame (GTK_WIDGET (view));
      bench_series_stop (&series);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
  bench_series_init (&series, "view", c->name, "rest-of-layout");
  bench_series_start (&series);
  bench_settle ();
  bench_series_stop (&series);
  bench_series_print (&series, 0, bench_rss_mb ());
}

static void
apply (QuothArticleView *view,
       QuothAnnotation  *before,
       QuothAnnotation  *after,
       BenchSeries      *series)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("bench");
  QuothDocument *document = quoth_article_view_get_document (view);

  quoth_command_add_annotation (command, quoth_document_get_article_id (document), before, after);
  bench_settle ();
  bench_series_start (series);
  quoth_document_apply (document, command);
  bench_wait_frame (GTK_WIDGET (view));
  bench_series_stop (series);
}

static void
bench_edits (const BenchCase  *c,
             QuothArticleView *view)
{
  static const char *const metrics[] = { "add", "relabel", "undo", "delete" };
  guint top = quoth_article_view_get_top (view);
  BenchSeries series[4];

  for (guint i = 0; i < 4; i++)
    bench_series_init (&series[i], "view", c->name, metrics[i]);
  for (guint i = 0; i < 15; i++)
    {
      QuothSpan span = { top + 40 + i * 20, top + 55 + i * 20 };
      g_autoptr (QuothAnnotation) made = quoth_annotation_new ("person", "me", &span, 1);
      g_autoptr (QuothAnnotation) other = NULL;

      quoth_annotation_set_id (made, "bench");
      other = quoth_annotation_copy (made);
      quoth_annotation_set_type (other, "cue");
      apply (view, NULL, made, &series[0]);
      apply (view, made, other, &series[1]);
      apply (view, other, made, &series[2]);
      apply (view, made, NULL, &series[3]);
    }
  for (guint i = 0; i < 4; i++)
    bench_series_print (&series[i], 0, bench_rss_mb ());
}

static void
bench_scroll (const BenchCase  *c,
              QuothArticleView *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  BenchSeries series;

  bench_series_init (&series, "view", c->name, "scroll-page");
  for (guint i = 0; i < 15; i++)
    {
      double step = gtk_adjustment_get_page_size (adjustment);
      double before = gtk_adjustment_get_value (adjustment);

      /* A short article is gone through several times. */
      if (before >= gtk_adjustment_get_upper (adjustment) - step)
        gtk_adjustment_set_value (adjustment, before = gtk_adjustment_get_lower (adjustment));
      bench_settle ();
      bench_series_start (&series);
      gtk_adjustment_set_value (adjustment, before + step);
      if (gtk_adjustment_get_value (adjustment) <= before)
        break;
      bench_wait_frame (GTK_WIDGET (view));
      bench_series_stop (&series);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
}

int
main (int    argc,
      char **argv)
{
  if (!bench_display_init ("view"))
    return 77;
  for (const BenchCase *c = bench_cases; c->name != NULL; c++)
    {
      guint runs = c->n_spans > 10000 ? 5 : 9;
      QuothArticleView *view;
      GtkWidget *window;

      if (!bench_is_wanted (c, argc, argv))
        continue;
      bench_plain (c, runs);
      view = QUOTH_ARTICLE_VIEW (quoth_article_view_new ());
      window = present (GTK_WIDGET (view));
      bench_open (c, view, runs);
      bench_edits (c, view);
      bench_scroll (c, view);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  return 0;
}
