/* test-toast.c - what a window says when much is done at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-toast.h"

typedef struct
{
  GtkWindow       *window;
  AdwToastOverlay *overlay;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (fixture->overlay, gtk_label_new ("text"));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->overlay));
  gtk_window_present (fixture->window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->overlay)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
}

/* In the order of the widgets. */
static void
append_labels (GtkWidget *widget,
               GString   *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (words, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, words);
}

static char *
dup_shown (Fixture *fixture)
{
  GString *words = g_string_new (NULL);
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (fixture->overlay));

  if (g_str_equal (gtk_widget_get_css_name (last), "toast"))
    append_labels (last, words);
  return g_string_free (words, FALSE);
}

static void
wait_for (Fixture    *fixture,
          const char *wanted)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autofree char *shown = dup_shown (fixture);

  while (!g_str_equal (shown, wanted) && g_get_monotonic_time () < deadline)
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (shown);
      shown = dup_shown (fixture);
    }
  g_assert_cmpstr (shown, ==, wanted);
}

static void
add (Fixture    *fixture,
     const char *text,
     const char *button)
{
  AdwToast *toast = quoth_toast_new (text, button, button != NULL ? "win.undo" : NULL);

  adw_toast_set_timeout (toast, 2);
  quoth_toast_add (fixture->overlay, toast);
}

static void
replace (Fixture    *fixture,
         const char *text)
{
  AdwToast *toast = quoth_toast_new (text, NULL, NULL);

  adw_toast_set_timeout (toast, 2);
  quoth_toast_replace (fixture->overlay, toast);
}

/* Gestures that follow faster than toasts come: the last is said, and goes by itself. */
static void
test_fast (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const texts[] = { "Person marked", "Cue marked", "Claim marked", "Marked" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add (fixture, texts[i], "Undo");
  wait_for (fixture, "Marked|Undo|");
  replace (fixture, "Undone");
  wait_for (fixture, "Undone|");
  wait_for (fixture, "");
  add (fixture, "Person marked", "Undo");
  wait_for (fixture, "Person marked|Undo|");
}

/* A key that finds nothing more takes no Undo away: the last such word follows. */
static void
test_offer (Fixture       *fixture,
            gconstpointer  data)
{
  add (fixture, "Person marked", "Undo");
  wait_for (fixture, "Person marked|Undo|");
  add (fixture, "No more names", NULL);
  add (fixture, "No more tasks", NULL);
  wait_for (fixture, "Person marked|Undo|");
  wait_for (fixture, "No more tasks|");
  add (fixture, "No more claims", NULL);
  wait_for (fixture, "No more claims|");
  wait_for (fixture, "");
}

/* What came of a gesture is said at once; what waited is old by then. */
static void
test_outcome (Fixture       *fixture,
              gconstpointer  data)
{
  add (fixture, "Person marked", "Undo");
  wait_for (fixture, "Person marked|Undo|");
  add (fixture, "No more names", NULL);
  replace (fixture, "Undone");
  wait_for (fixture, "Undone|");
  add (fixture, "Claim marked", "Undo");
  wait_for (fixture, "Claim marked|Undo|");
  wait_for (fixture, "");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/toast/fast", Fixture, NULL, set_up, test_fast, tear_down);
  g_test_add ("/toast/offer", Fixture, NULL, set_up, test_offer, tear_down);
  g_test_add ("/toast/outcome", Fixture, NULL, set_up, test_outcome, tear_down);
  return g_test_run ();
}
