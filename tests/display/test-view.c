/* test-view.c - the article view in a window: geometry, selection, pointer, keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-article-view-private.h"
#include "view-fixture.h"

#include <adwaita.h>

static const char story[]
  = "Mayor Ilka Brenn said on Tuesday that the wall would hold. “It will,” Brenn said, “hold for a "
    "hundred years.”\n\nقال الصياد إن the wall لن يصمد طويلا.\n\nThe end of it.\n";

typedef struct
{
  Fixture          *fixture;
  QuothDocument    *document;
  GtkWidget        *window;
  QuothArticleView *view;
  char             *clicked; /* of the last signal */
  guint             n_clicked;
  guint             n_settled;
  QuothSpan         word;
  QuothSpan         resized;
  guint             n_resized;
  guint             n_keys;
} Setup;

static void
clicked_cb (QuothArticleView *view,
            const char       *id,
            Setup            *setup)
{
  g_free (setup->clicked);
  setup->clicked = g_strdup (id);
  setup->n_clicked++;
}

static void
settled_cb (QuothArticleView *view,
            Setup            *setup)
{
  setup->n_settled++;
}

static void
word_cb (QuothArticleView *view,
         guint             start,
         guint             end,
         Setup            *setup)
{
  setup->word = (QuothSpan){ start, end };
}

static void
resized_cb (QuothArticleView *view,
            const char       *id,
            guint             part,
            guint             start,
            guint             end,
            Setup            *setup)
{
  setup->resized = (QuothSpan){ start, end };
  setup->n_resized++;
}

static void
show (Setup *setup)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  setup->document = fixture_document (setup->fixture);
  setup->window = gtk_window_new ();
  setup->view = QUOTH_ARTICLE_VIEW (quoth_article_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (setup->view));
  gtk_window_set_child (GTK_WINDOW (setup->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (setup->window), 900, 500);
  gtk_window_set_title (GTK_WINDOW (setup->window), "test-window-view");
  quoth_article_view_set_document (setup->view, setup->document);
  g_signal_connect (setup->view, "annotation-clicked", G_CALLBACK (clicked_cb), setup);
  g_signal_connect (setup->view, "selection-settled", G_CALLBACK (settled_cb), setup);
  g_signal_connect (setup->view, "word-activated", G_CALLBACK (word_cb), setup);
  g_signal_connect (setup->view, "part-resized", G_CALLBACK (resized_cb), setup);
  gtk_window_present (GTK_WINDOW (setup->window));
  for (int i = 0; i < 3; i++)
    fixture_wait_frame (setup->window);
}

static void
done (Setup *setup)
{
  gtk_window_destroy (GTK_WINDOW (setup->window));
  g_object_unref (setup->document);
  fixture_free (setup->fixture);
  g_free (setup->clicked);
}

/* The middle of the character at @offset, widget coordinates. */
static void
point_at (Setup  *setup,
          guint   offset,
          double *x,
          double *y)
{
  GdkRectangle rect;

  g_assert_true (quoth_article_view_get_offset_rect (setup->view, offset, &rect));
  *x = rect.x + rect.width / 2.0;
  *y = rect.y + rect.height / 2.0;
}

static gboolean
clicked (gpointer data)
{
  return ((Setup *) data)->n_clicked > 0;
}

static const char *
click_at (Setup *setup,
          guint  offset)
{
  double x, y;

  point_at (setup, offset, &x, &y);
  setup->n_clicked = 0;
  g_assert_false (quoth_article_view_press (setup->view, 1, x, y));
  quoth_article_view_set_caret (setup->view, offset); /* as GtkTextView does */
  quoth_article_view_release (setup->view);
  g_assert_true (fixture_wait (clicked, setup));
  return setup->clicked;
}

/* Marks, activates and unmarks: no character may move. */
static void
test_no_reflow (void)
{
  Setup setup = { .fixture = fixture_new (story) };
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  QuothAnnotation *claim;
  GdkRectangle     rect;
  guint            length;

  show (&setup);
  length = quoth_text_get_length (setup.fixture->text);
  for (guint i = 0; i < length; i += 3)
    {
      quoth_article_view_get_offset_rect (setup.view, i, &rect);
      g_array_append_val (before, rect);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *word = g_strndup ("the wall would hold", 8 + 2 * i);

      claim = fixture_mark (setup.fixture, i % 2 ? "claim" : "person", word, 0);
      quoth_command_add_annotation (command, quoth_document_get_article_id (setup.document), NULL,
                                    claim);
    }
  quoth_document_apply (setup.document, command);
  quoth_article_view_set_active (setup.view, "a001");
  fixture_wait_frame (setup.window);
  for (guint i = 0; i < length; i += 3)
    {
      quoth_article_view_get_offset_rect (setup.view, i, &rect);
      g_assert_true (gdk_rectangle_equal (&rect, &g_array_index (before, GdkRectangle, i / 3)));
    }
  done (&setup);
}

/* Right-to-left runs have a width, lie on their line, and together cover the span. */
static void
test_runs (void)
{
  Setup setup = { .fixture = fixture_new (story) };
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (QuothRun));
  QuothSpan span;
  guint     n_rtl = 0, n_ltr = 0, covered = 0;

  show (&setup);
  span = fixture_find (setup.fixture, "الصياد إن the wall لن", 0);
  quoth_article_view_find_runs (setup.view, span, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const QuothRun *run = &g_array_index (runs, QuothRun, i);

      g_assert_cmpint (run->width, >, 0);
      g_assert_cmpint (run->height, >, 0);
      g_assert_cmpuint (run->start, <, run->end);
      covered += run->end - run->start;
      if (run->rtl)
        n_rtl++;
      else
        n_ltr++;
    }
  g_assert_cmpuint (covered, ==, span.end - span.start);
  g_assert_cmpuint (n_rtl, >=, 2);
  g_assert_cmpuint (n_ltr, >=, 1);
  done (&setup);
}

static void
test_click_cycles (void)
{
  Setup            setup = { .fixture = fixture_new (story) };
  QuothAnnotation *claim = fixture_mark (setup.fixture, "claim", "the wall would hold", 0);
  QuothAnnotation *person = fixture_mark (setup.fixture, "person", "wall", 0);
  guint            at = person->parts[0].start + 1;
  double           x, y;

  show (&setup);
  point_at (&setup, at, &x, &y);
  g_assert_cmpstr (quoth_article_view_annotation_at (setup.view, x, y), ==, person->id);
  g_assert_cmpstr (click_at (&setup, at), ==, person->id);
  quoth_article_view_set_active (setup.view, setup.clicked);
  g_assert_cmpstr (click_at (&setup, at), ==, claim->id);
  quoth_article_view_set_active (setup.view, setup.clicked);
  g_assert_cmpstr (click_at (&setup, at), ==, person->id);
  g_assert_cmpstr (click_at (&setup, 2), ==, NULL);
  done (&setup);
}

static void
test_double_click (void)
{
  Setup     setup = { .fixture = fixture_new (story) };
  QuothSpan name, selected;
  double    x, y;

  show (&setup);
  name = fixture_find (setup.fixture, "Brenn", 0);
  point_at (&setup, name.start + 2, &x, &y);
  g_assert_true (quoth_article_view_press (setup.view, 2, x, y));
  g_assert_cmpuint (setup.word.start, ==, name.start);
  g_assert_cmpuint (setup.word.end, ==, name.end);
  g_assert_true (quoth_article_view_get_selection (setup.view, &selected));
  g_assert_cmpuint (selected.start, ==, name.start);

  /* Three clicks in a quotation take it with its marks, elsewhere the sentence. */
  name = fixture_find (setup.fixture, "“hold for a hundred years.”", 0);
  point_at (&setup, name.start + 4, &x, &y);
  g_assert_true (quoth_article_view_press (setup.view, 3, x, y));
  g_assert_true (quoth_article_view_get_selection (setup.view, &selected));
  g_assert_cmpuint (selected.start, ==, name.start);
  g_assert_cmpuint (selected.end, ==, name.end);
  g_assert_cmpuint (setup.word.start, ==, name.start);
  g_assert_cmpuint (setup.word.end, ==, name.end);
  done (&setup);
}

static void
test_handles (void)
{
  Setup              setup = { .fixture = fixture_new (story) };
  QuothAnnotation   *claim = fixture_mark (setup.fixture, "claim", "the wall would", 0);
  const QuothHandle *end = NULL;
  double             x, y;
  int                wx, wy;

  show (&setup);
  quoth_article_view_set_active (setup.view, claim->id);
  fixture_wait_frame (setup.window);
  for (guint i = 0; i < setup.view->handles->len; i++)
    if (g_array_index (setup.view->handles, QuothHandle, i).end)
      end = &g_array_index (setup.view->handles, QuothHandle, i);
  g_assert_nonnull (end);
  g_assert_cmpuint (setup.view->handles->len, ==, 2);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (setup.view), GTK_TEXT_WINDOW_WIDGET, end->x,
                                         end->y + end->height / 2, &wx, &wy);
  g_assert_true (quoth_article_view_press (setup.view, 1, wx, wy));
  point_at (&setup, claim->parts[0].end + 2, &x, &y); /* the “o” of “hold” */
  g_assert_true (quoth_article_view_motion (setup.view, x, y + 5, FALSE));
  fixture_wait_frame (setup.window);
  g_assert_true (quoth_article_view_release (setup.view));
  g_assert_cmpuint (setup.n_resized, ==, 1);
  g_assert_cmpuint (setup.resized.start, ==, claim->parts[0].start);
  g_assert_cmpuint (setup.resized.end, ==, fixture_find (setup.fixture, "hold", 0).end);

  /* Without snapping: to the character. */
  fixture_wait_frame (setup.window);
  g_assert_true (quoth_article_view_press (setup.view, 1, wx, wy));
  g_assert_true (quoth_article_view_motion (setup.view, x - 1, y + 5, TRUE));
  g_assert_true (quoth_article_view_release (setup.view));
  g_assert_cmpuint (setup.resized.end, <, fixture_find (setup.fixture, "hold", 0).end);
  done (&setup);
}

static void
add_span (GArray    *spans,
          QuothSpan  span)
{
  g_array_append_val (spans, span);
}

/* What starts at one place hides no digit of another, in either direction. */
static void
test_badges (void)
{
  Setup setup = { .fixture = fixture_new (story) };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothSpan arabic = fixture_find (setup.fixture, "لن", 0);
  GArray *badges;

  add_span (spans, fixture_find (setup.fixture, "the wall would", 0));
  add_span (spans, fixture_find (setup.fixture, "the wall would hold", 0));
  add_span (spans, fixture_find (setup.fixture, "the", 0));
  add_span (spans, fixture_find (setup.fixture, "hundred", 0));
  add_span (spans, arabic);
  add_span (spans, (QuothSpan){ arabic.start, arabic.end + 5 });
  show (&setup);
  quoth_article_view_set_candidates (setup.view, spans);
  fixture_wait_frame (setup.window);
  badges = setup.view->badges;
  g_assert_cmpuint (badges->len, ==, spans->len);
  for (guint i = 0; i < badges->len; i++)
    for (guint k = 0; k < i; k++)
      g_assert_false (graphene_rect_intersection (&g_array_index (badges, graphene_rect_t, i),
                                                  &g_array_index (badges, graphene_rect_t, k),
                                                  NULL));
  /* On with the words: the Arabic ones go to the left. */
  g_assert_cmpfloat (g_array_index (badges, graphene_rect_t, 1).origin.x, >,
                     g_array_index (badges, graphene_rect_t, 0).origin.x);
  g_assert_cmpfloat (g_array_index (badges, graphene_rect_t, 5).origin.x, <,
                     g_array_index (badges, graphene_rect_t, 4).origin.x);
  quoth_article_view_set_candidates (setup.view, NULL);
  fixture_wait_frame (setup.window);
  g_assert_cmpuint (badges->len, ==, 0);
  done (&setup);
}

/* Where there are no words, no cursor blinks. */
static void
test_no_text (void)
{
  Setup setup = { .fixture = fixture_new ("") };
  g_autoptr (Fixture) other = fixture_new (story);
  g_autoptr (QuothDocument) document = fixture_document (other);

  show (&setup);
  g_assert_false (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (setup.view)));
  quoth_article_view_set_document (setup.view, document);
  g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (setup.view)));
  quoth_article_view_set_document (setup.view, NULL);
  g_assert_false (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (setup.view)));
  done (&setup);
}

static gboolean
end_is_visible (gpointer data)
{
  GdkRectangle rect;

  return quoth_article_view_get_offset_rect (((Setup *) data)->view, 199999, &rect);
}

/* All offsets are the article's, although a long paragraph is shown in pieces. */
static void
test_long_paragraph (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Setup     setup = { 0 };
  QuothSpan span, selected;

  while (text->len < 200000)
    g_string_append (text, "Somebody said that the wall would hold for years and years. ");
  setup.fixture = fixture_new (text->str);
  show (&setup);
  g_assert_nonnull (setup.view->breaks);
  span = (QuothSpan){ 150000, 150030 };
  quoth_article_view_select_span (setup.view, span, TRUE);
  g_assert_true (quoth_article_view_get_selection (setup.view, &selected));
  g_assert_cmpuint (selected.start, ==, span.start);
  g_assert_cmpuint (selected.end, ==, span.end);
  quoth_article_view_set_caret (setup.view, 199999);
  g_assert_cmpuint (quoth_article_view_get_caret (setup.view), ==, 199999);
  g_assert_true (fixture_wait (end_is_visible, &setup));
  done (&setup);
}

/* Every property, with and without a document; nothing is left behind. */
static void
test_properties (void)
{
  Setup   setup = { .fixture = fixture_new (story) };
  gpointer view;

  show (&setup);
  view = setup.view;
  g_object_set (view, "text-scale", 1.5, "line-height", 1.6, "reading-width", 40,
                "show-zones", FALSE, "active", "nobody", NULL);
  fixture_wait_frame (setup.window);
  g_assert_cmpfloat (quoth_article_view_get_text_scale (view), ==, 1.5);
  g_assert_cmpint (setup.view->text_width, ==, 40 * setup.view->char_width);
  quoth_article_view_set_document (view, NULL);
  fixture_wait_frame (setup.window);
  g_assert_false (quoth_article_view_get_selection (view, NULL));
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Article text");
  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (setup.window));
  g_assert_null (view);
  g_object_unref (setup.document);
  fixture_free (setup.fixture);
}

/* --- keys, by a real key event --- */

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        Setup                 *setup)
{
  setup->n_keys++;
  return GDK_EVENT_STOP;
}

static gboolean
has_keys (gpointer data)
{
  return ((Setup *) data)->n_keys > 0;
}

static void
press_key (const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "xdotool", "key", key, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static gboolean
caret_is_3 (gpointer data)
{
  return quoth_article_view_get_caret (data) == 3;
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
test_keys (void)
{
  static const char *const keys[] = { "p", "c", "1", "period", "BackSpace", "Delete", "Return",
                                      "ctrl+z", "Insert" };
  Setup               setup = { .fixture = fixture_new (story) };
  GtkEventController *controller;
  g_autofree char    *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    {
      g_test_skip ("no xdotool");
      fixture_free (setup.fixture);
      return;
    }
  show (&setup);
  gtk_widget_grab_focus (GTK_WIDGET (setup.view));
  {
    g_autoptr (GSubprocess) focus
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                          NULL, "xdotool", "search", "--onlyvisible", "--name", "test-window-view",
                          "windowfocus", NULL);

    g_subprocess_wait (focus, NULL, NULL);
  }
  if (!fixture_wait (is_active, setup.window))
    {
      g_test_skip ("the window gets no focus");
      done (&setup);
      return;
    }

  /* The caret walks although nothing can be typed. */
  quoth_article_view_set_caret (setup.view, 2);
  press_key ("Right");
  g_assert_true (fixture_wait (caret_is_3, setup.view));

  /* What the view does not need reaches the window. */
  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), &setup);
  gtk_widget_add_controller (setup.window, controller);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      setup.n_keys = 0;
      press_key (keys[i]);
      if (!fixture_wait (has_keys, &setup))
        g_error ("the view swallows %s", keys[i]);
    }
  done (&setup);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("test-window-view");
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add_func ("/view/no-reflow", test_no_reflow);
  g_test_add_func ("/view/runs", test_runs);
  g_test_add_func ("/view/click-cycles", test_click_cycles);
  g_test_add_func ("/view/double-click", test_double_click);
  g_test_add_func ("/view/handles", test_handles);
  g_test_add_func ("/view/badges", test_badges);
  g_test_add_func ("/view/no-text", test_no_text);
  g_test_add_func ("/view/long-paragraph", test_long_paragraph);
  g_test_add_func ("/view/properties", test_properties);
  g_test_add_func ("/view/keys", test_keys);
  return g_test_run ();
}
