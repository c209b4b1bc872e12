/* test-shortcuts.c - the help knows every key, and no two of them meet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-keymap.h"
#include "quoth-shortcuts-window.h"

#include <adwaita.h>
#include <string.h>

/* "title|key|key" of each row in @widget. */
static void
append_rows (GtkWidget *widget,
             GString   *row,
             GPtrArray *rows)
{
  gboolean is_row = ADW_IS_ACTION_ROW (widget);

  if (is_row)
    g_string_assign (row, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "quoth-key"))
    g_string_append_printf (row, "|%s", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_rows (child, row, rows);
  if (is_row)
    g_ptr_array_add (rows, g_strdup (row->str));
}

static char *
dup_row (const char *title,
         const char *keys)
{
  GString *row = g_string_new (title);
  g_auto (GStrv) list = g_strsplit (keys, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      GdkModifierType state;
      guint keyval;
      g_autofree char *label = NULL;

      g_assert_true (gtk_accelerator_parse (list[i], &keyval, &state));
      label = gtk_accelerator_get_label (keyval, state);
      g_string_append_printf (row, "|%s", label);
    }
  return g_string_free (row, FALSE);
}

static void
assert_row (GPtrArray  *rows,
            const char *title,
            const char *keys)
{
  g_autofree char *wanted = dup_row (title, keys);

  if (!g_ptr_array_find_with_equal_func (rows, wanted, g_str_equal, NULL))
    g_error ("the help lacks %s", wanted);
}

static void
assert_scheme (GPtrArray   *rows,
               QuothScheme *scheme)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->key != NULL)
        assert_row (rows, type->name, type->key);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      if (attribute->key != NULL)
        assert_row (rows, attribute->name, attribute->key);
    }
}

static void
test_help (void)
{
  g_autoptr (QuothKeymap) keymap = quoth_keymap_new (NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) row = g_string_new (NULL);
  GtkWidget *window = quoth_shortcuts_window_new (NULL, keymap, scheme);
  guint n;
  const QuothKeyEntry *entries = quoth_keymap_get_entries (&n);

  append_rows (window, row, rows);
  for (guint i = 0; i < n; i++)
    assert_row (rows, entries[i].title, entries[i].keys);
  /* Numbers have no entries of their own: see what asks for GDK_KEY_1. */
  assert_row (rows, "Speaker, or person, of that number", "1 9");
  assert_row (rows, "One more speaker", "<Control>1 <Control>9");
  assert_row (rows, "Take the variant of that number", "1 9");
  assert_row (rows, "Take the version of that number", "1 9");
  assert_row (rows, "Merge under the entry of that number", "1 2");
  assert_row (rows, "The repair of that number", "1 9");
  assert_scheme (rows, scheme);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_no_clash (void)
{
  g_autoptr (QuothKeymap) keymap = quoth_keymap_new (NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  guint n;
  const QuothKeyEntry *entries = quoth_keymap_get_entries (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) keys = g_strsplit (entries[i].keys, " ", -1);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          g_autofree char *clash = quoth_keymap_find_clash (keymap, entries[i].action, keys[k],
                                                            scheme);
          GdkModifierType state;
          guint keyval;

          if (clash != NULL)
            g_error ("%s of %s means “%s”, too", keys[k], entries[i].action, clash);
          g_assert_true (gtk_accelerator_parse (keys[k], &keyval, &state));
          g_assert_true (quoth_keymap_can_be (entries[i].action, keyval, state));
        }
    }
}

static void
assert_clash (const char *action,
              const char *keys,
              const char *wanted)
{
  g_autoptr (QuothKeymap) keymap = quoth_keymap_new (NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *clash = quoth_keymap_find_clash (keymap, action, keys, scheme);

  g_assert_cmpstr (clash, ==, wanted);
}

static void
test_clashes (void)
{
  assert_clash ("annotate.next-name", "p", "Person");
  assert_clash ("annotate.next-name", "<Shift>p", "Person");
  assert_clash ("win.find", "<Alt>p", "Person");
  assert_clash ("review.skip", "p", NULL);
  assert_clash ("review.skip", "3", "Take the variant of that number");
  assert_clash ("consistency.next", "3", "The repair of that number");
  assert_clash ("feedback.next", "3", NULL);
  assert_clash ("annotate.next-name", "3", "Speaker, or person, of that number");
  assert_clash ("annotate.next-name", "<Control>3", "One more speaker");
  assert_clash ("annotate.next-name", "q", "Next quotation");
  assert_clash ("review.skip", "q", NULL);
  assert_clash ("review.skip", "<Control>z", "Undo");
  g_assert_false (quoth_keymap_can_be ("win.find", GDK_KEY_x, 0));
  g_assert_false (quoth_keymap_can_be ("win.find", GDK_KEY_Tab, 0));
  g_assert_false (quoth_keymap_can_be ("review.skip", GDK_KEY_Tab, 0));
  g_assert_true (quoth_keymap_can_be ("win.find", GDK_KEY_x, GDK_CONTROL_MASK));
  g_assert_true (quoth_keymap_can_be ("win.find", GDK_KEY_F7, 0));
  g_assert_true (quoth_keymap_can_be ("review.skip", GDK_KEY_x, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add_func ("/shortcuts/help", test_help);
  g_test_add_func ("/shortcuts/no-clash", test_no_clash);
  g_test_add_func ("/shortcuts/clashes", test_clashes);
  return g_test_run ();
}
