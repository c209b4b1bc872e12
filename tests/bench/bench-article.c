/* bench-article.c - articles of all sizes, and frames to wait for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-article.h"

#include <stdio.h>

const BenchCase bench_cases[] = {
  { "5 kB, 100", 5000, 100 },
  { "100 kB, 1k", 100000, 1000 },
  { "1 MB, 10k", 1000000, 10000 },
  { "5 MB, 50k", 5000000, 50000 },
  { "200 kB in one paragraph, 2k", 200000, 2000, TRUE },
  { NULL },
};

/* Where the five annotations of a group stand, in hundredths of its length. */
static const struct
{
  const char *type;
  guint       start;
  guint       end;
} group[] = {
  { "claim", 4, 84 },
  { "quote", 10, 84 },
  { "role", 20, 44 },
  { "person", 26, 40 },
  { "cue", 34, 56 },
};

QuothArticleData *
bench_article_new (const BenchCase *c)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (c->n_spans);
  g_autofree char *utf8 = bench_make_text (rand, c->n_bytes, c->one_line);
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new (c->name, text);
  QuothArticleData *data = quoth_article_data_new (article, text);
  guint length = quoth_text_get_length (text) / c->n_spans * G_N_ELEMENTS (group);

  for (guint i = 0; i < c->n_spans; i++)
    {
      guint base = i / G_N_ELEMENTS (group) * length;
      guint k = i % G_N_ELEMENTS (group);
      QuothSpan span = { base + group[k].start * length / 100, base + group[k].end * length / 100 };
      QuothAnnotation *annotation = quoth_annotation_new (group[k].type, "me", &span, 1);
      g_autofree char *id = g_strdup_printf ("s%06u", i);

      quoth_annotation_set_id (annotation, id);
      g_ptr_array_add (data->annotations, annotation);
    }
  quoth_article_data_add_layer (data, "me", "open");
  return data;
}

gboolean
bench_is_wanted (const BenchCase  *c,
                 int               argc,
                 char            **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (c->name, argv[i]))
      return TRUE;
  return argc == 1;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

void
bench_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler
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

void
bench_settle (void)
{
  gboolean quiet = FALSE;

  while (!quiet)
    {
      gboolean late = FALSE;

      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_timeout_add (100, wake_cb, &late);
      quiet = TRUE;
      while (!late)
        if (g_main_context_iteration (NULL, TRUE) && !late)
          quiet = FALSE;
    }
}

AdwApplication *
bench_application_new (void)
{
  AdwApplication *application
    = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path",
                    "/io/github/quoth/Quoth/window", NULL);

  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    g_error ("cannot register the application");
  return application;
}

gboolean
bench_display_init (const char *bench)
{
  if (!gtk_init_check ())
    {
      printf ("{\"bench\":\"%s\",\"skipped\":\"no display\"}\n", bench);
      return FALSE;
    }
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  bench_machine (bench);
  return TRUE;
}
