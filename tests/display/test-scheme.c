/* test-scheme.c - the scheme editor in a window: names, problems, what is asked; its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-annotate-keys.h"
#include "quoth-annotation-card.h"
#include "quoth-attribute-row.h"
#include "quoth-bulk.h"
#include "quoth-scheme-draft.h"
#include "quoth-scheme-fate-dialog.h"
#include "quoth-scheme-terms.h"
#include "quoth-scheme-window.h"
#include "quoth-span-colors.h"

#include <glib/gstdio.h>

typedef struct
{
  char           *folder;
  QuothProject   *project;
  QuothWorkspace *workspace;
  QuothKeymap    *keymap;
} Fixture;

static void
import (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new ("Mayor Ilse Brandt spoke in Pellport.", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Harbour", text);
  g_autoptr (QuothArticleData) data = NULL;
  QuothBulk *bulk = quoth_bulk_begin (project, &error);

  quoth_article_set_id (article, "a");
  data = quoth_article_data_new (article, text);
  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  g_assert_true (quoth_bulk_add_article (bulk, data, &error));
  g_assert_true (quoth_bulk_end_unit (bulk, &error));
  g_assert_true (quoth_bulk_finish (bulk, &error));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);
  path = g_build_filename (fixture->folder, "news.quoth", NULL);
  fixture->project = quoth_project_create (path, NULL, &error);
  g_assert_no_error (error);
  import (fixture->project);
  fixture->keymap = quoth_keymap_new (NULL);
  fixture->workspace = quoth_workspace_new ();
  quoth_workspace_set_project (fixture->workspace, fixture->project);
  g_assert_true (quoth_workspace_open_article (fixture->workspace, "a"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->keymap);
  quoth_project_close (fixture->project);
  g_clear_object (&fixture->project);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL);
}

/* Of what people act on; the parts of those are theirs. Returns how many. */
static guint
check_names (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_visible (widget)
      || (GTK_IS_REVEALER (widget) && !gtk_revealer_get_reveal_child (GTK_REVEALER (widget))))
    return 0;
  if (GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget)
      || GTK_IS_CHECK_BUTTON (widget) || ADW_IS_PREFERENCES_ROW (widget))
    {
      if (!has_name (widget))
        g_error ("a %s in a %s has no name (%s)", G_OBJECT_TYPE_NAME (widget),
                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                 gtk_widget_get_tooltip_text (widget));
      n++;
    }
  /* The pen of a row to type in, and the arrow of a combo row, are libadwaita's. */
  if (ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget)
      || GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_POPOVER (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_names (child);
  return n;
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    QuothSchemePart  part;
    const char      *id;
    guint            n;
  } forms[] = { { QUOTH_SCHEME_TYPES, "person", 8 },
                { QUOTH_SCHEME_ATTRIBUTES, "quote_type", 20 },
                { QUOTH_SCHEME_ROLES, "speaker", 20 } };
  GtkWidget *window = quoth_scheme_window_new (NULL, fixture->workspace, fixture->keymap);
  QuothScheme *scheme = quoth_project_get_scheme (fixture->project);
  guint n_list;

  gtk_window_present (GTK_WINDOW (window));
  n_list = check_names (window);
  g_assert_cmpuint (n_list, >, quoth_scheme_get_n_types (scheme)
                                 + quoth_scheme_get_n_attributes (scheme)
                                 + quoth_scheme_get_n_roles (scheme));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      quoth_scheme_window_open (QUOTH_SCHEME_WINDOW (window), forms[i].part, forms[i].id);
      g_assert_cmpuint (check_names (window), >=, n_list + forms[i].n);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_key (QuothSchemeDraft *draft,
          const char       *key)
{
  const QuothSchemePlace cue = { QUOTH_SCHEME_TYPES, "cue" };

  quoth_scheme_draft_take (draft, quoth_scheme_with_text (quoth_scheme_draft_get_scheme (draft),
                                                          &cue, QUOTH_FIELD_KEY, key));
}

/* A change with a problem waits; keys of the window count, too. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  const QuothSchemePlace cue = { QUOTH_SCHEME_TYPES, "cue" };
  g_autoptr (QuothSchemeDraft) draft = quoth_scheme_draft_new (fixture->workspace,
                                                               fixture->keymap);
  g_autofree char *of_window = NULL;
  g_autofree char *of_type = NULL;
  g_autofree char *verb = NULL;
  g_autoptr (GError) error = NULL;

  take_key (draft, "n");
  g_assert_true (quoth_scheme_draft_is_waiting (draft));
  of_window = quoth_scheme_draft_dup_problem (draft, &cue, QUOTH_FIELD_KEY);
  g_assert_cmpstr (of_window, ==, "This key already means “Next name”.");
  take_key (draft, "p");
  of_type = quoth_scheme_draft_dup_problem (draft, &cue, QUOTH_FIELD_KEY);
  g_assert_cmpstr (of_type, ==, "This key already means “Person”.");
  g_assert_cmpstr (quoth_scheme_lookup_type (quoth_project_get_scheme (fixture->project),
                                             "cue")->key, ==, "w");
  verb = quoth_project_dup_undo_verb (fixture->project);
  g_assert_cmpstr (verb, !=, "change-scheme");
  take_key (draft, ",");
  g_assert_false (quoth_scheme_draft_is_waiting (draft));
  g_assert_cmpstr (quoth_scheme_lookup_type (quoth_project_get_scheme (fixture->project),
                                             "cue")->key, ==, ",");
  /* Undone elsewhere, it is shown here. */
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_cmpstr (quoth_scheme_get_text (quoth_scheme_draft_get_scheme (draft), &cue,
                                          QUOTH_FIELD_KEY), ==, "w");
}

/* The open article has the new scheme at once. */
static void
test_article_follows (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (QuothSchemeDraft) draft = quoth_scheme_draft_new (fixture->workspace,
                                                               fixture->keymap);

  take_key (draft, ",");
  g_assert_cmpstr (quoth_scheme_lookup_type (
                     quoth_document_get_scheme (quoth_workspace_get_document (fixture->workspace)),
                     "cue")->key, ==, ",");
}

static void
answered_cb (QuothSchemeFateDialog  *dialog,
             QuothFateOption        *option,
             const char             *heir,
             char                  **out_answer)
{
  g_free (*out_answer);
  *out_answer = g_strdup (option == NULL ? "cancelled" : heir != NULL ? heir : option->label);
}

static GtkWidget *
create_dialog (char **out_answer)
{
  GPtrArray *options = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_fate_option_free);
  GtkWidget *dialog;

  for (guint i = 0; i < 2; i++)
    {
      QuothFateOption *option = g_new0 (QuothFateOption, 1);

      option->label = g_strdup (i == 0 ? "Keep" : "Move");
      option->has_fate = i == 1;
      option->kind = QUOTH_FATE_MOVE;
      if (i == 1)
        {
          option->heirs = g_ptr_array_new_with_free_func (g_free);
          option->heir_names = g_ptr_array_new_with_free_func (g_free);
          g_ptr_array_add (option->heirs, g_strdup ("person"));
          g_ptr_array_add (option->heir_names, g_strdup ("Person"));
        }
      g_ptr_array_add (options, option);
    }
  dialog = quoth_scheme_fate_dialog_new (NULL, "Remove?", "1 annotation", options);
  g_signal_connect (dialog, "answered", G_CALLBACK (answered_cb), out_answer);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

/* Whatever closes it, it answers once; only its button carries anything out. */
static void
test_fate_dialog (void)
{
  g_autofree char *answer = NULL;
  GtkWidget *dialog = create_dialog (&answer);

  g_assert_cmpuint (check_names (dialog), >=, 6);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpstr (answer, ==, "cancelled");
}

/* A key of a multiple choice puts its value in and takes it out; of a single one it sets. */
static void
test_multiple_choice (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char json[] =
    "{\"types\":[{\"id\":\"person\",\"kind\":\"mention\",\"key\":\"p\"}],"
    "\"attributes\":[{\"id\":\"topics\",\"kind\":\"multiple\",\"types\":[\"person\"],\"values\":"
    "[{\"id\":\"sea\",\"key\":\"v\"},{\"id\":\"port\",\"key\":\"b\"},{\"id\":\"town\","
    "\"key\":\"c\"}]},{\"id\":\"one\",\"kind\":\"single\",\"types\":[\"person\"],"
    "\"values\":[{\"id\":\"yes\",\"key\":\"y\"}]}]}";
  static const struct
  {
    guint       key;
    const char *attribute;
    const char *value;
  } presses[] = { { GDK_KEY_b, "topics", "[\"port\"]" },
                  { GDK_KEY_c, "topics", "[\"port\",\"town\"]" },
                  { GDK_KEY_b, "topics", "[\"town\"]" },
                  { GDK_KEY_c, "topics", NULL },
                  { GDK_KEY_y, "one", "\"yes\"" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (QuothCommand) command = quoth_command_new ("change-scheme");
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *view = g_object_ref_sink (quoth_article_view_new ());

  scheme = quoth_scheme_new_from_json (json, -1, &error);
  g_assert_no_error (error);
  quoth_command_add_scheme (command, quoth_project_get_scheme (fixture->project), scheme);
  g_assert_true (quoth_workspace_commit (fixture->workspace, command, &error));
  g_assert_true (quoth_workspace_mark (fixture->workspace, "person", (QuothSpan){ 6, 17 }));
  for (guint i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      QuothAnnotation *active;

      g_assert_true (quoth_annotate_keys_press (fixture->workspace, QUOTH_ARTICLE_VIEW (view),
                                                fixture->keymap, G_ACTION_GROUP (actions),
                                                presses[i].key, 0));
      active = quoth_workspace_get_active (fixture->workspace);
      g_assert_cmpstr (quoth_attributes_lookup (active->attributes, presses[i].attribute), ==,
                       presses[i].value);
    }
  g_object_unref (view);
}

/* An action cannot take a letter that the scheme uses anywhere, nor a digit. */
static void
test_rebinding (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *keys;
    const char *clash;
  } cases[] = { { "p", "Person" },  { "d", "Direct" },   { "a", "Attribution" },
                { "l", "Related links" }, { "n", "Next name" }, { "comma", NULL },
                { "<Control>d", NULL } };
  QuothScheme *scheme = quoth_project_get_scheme (fixture->project);
  g_autofree char *digit = quoth_keymap_find_clash (fixture->keymap, "annotate.note", "3", scheme);
  g_autofree char *use = quoth_keymap_find_use (fixture->keymap, ".");
  g_autofree char *nothing = quoth_keymap_find_use (fixture->keymap, ",");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clash = quoth_keymap_find_clash (fixture->keymap, "annotate.note",
                                                        cases[i].keys, scheme);

      g_assert_cmpstr (clash, ==, cases[i].clash);
    }
  g_assert_nonnull (digit);
  g_assert_cmpstr (use, ==, "Add next fragment");
  g_assert_null (nothing);
}

/* All colours that are offered can be seen in light and dark, as lines and under text, and
 * none is offered twice. */
static void
test_palette (void)
{
  const QuothPaintTheme themes[] = { { 0xffffff, 0x202020, FALSE, FALSE },
                                     { 0x1e1e1e, 0xffffff, TRUE, FALSE } };
  const double weight = 0.3;

  for (guint i = 0; i < G_N_ELEMENTS (quoth_color_choices); i++)
    for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
      {
        guint32 color = quoth_color_parse (quoth_color_choices[i].id, 0);
        guint32 fill = quoth_color_fill (&themes[t], &color, &weight, 1);

        g_test_message ("%s", quoth_color_choices[i].name);
        g_assert_cmpfloat (quoth_color_contrast (color, themes[t].background), >=, 2.7);
        g_assert_cmpfloat (quoth_color_contrast (quoth_color_line (&themes[t], color),
                                                 themes[t].background), >=, QUOTH_CONTRAST_LINE);
        g_assert_cmpfloat (quoth_color_contrast (fill, themes[t].foreground), >=,
                           QUOTH_CONTRAST_TEXT);
        g_assert_cmpint (quoth_named_choice_find (quoth_color_choices,
                                                  G_N_ELEMENTS (quoth_color_choices),
                                                  quoth_color_choices[i].id), ==, (int) i);
      }
}

/* New types get a colour that has a name. */
static void
test_palette_is_that_of_new_types (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("type-%u", i);
      QuothScheme *grown = quoth_scheme_with_type (scheme, id, QUOTH_TYPE_KIND_SPAN);

      quoth_scheme_unref (scheme);
      scheme = grown;
    }
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    g_assert_cmpint (quoth_named_choice_find (quoth_color_choices,
                                              G_N_ELEMENTS (quoth_color_choices),
                                              quoth_scheme_get_type_at (scheme, i)->color), >=, 0);
}

static gboolean
lay_out_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
too_late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* GTK lays a long text out for seconds when nothing else is to be done: nothing that shows
 * what was done may wait for the end. */
static void
test_card_is_first (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *card = g_object_new (QUOTH_TYPE_ANNOTATION_CARD, "visible", FALSE, NULL);
  const QuothSpan span = { 6, 17 };
  gboolean late = FALSE;
  guint layout, timeout;

  gtk_window_set_child (GTK_WINDOW (window), card);
  quoth_annotation_card_set_workspace (QUOTH_ANNOTATION_CARD (card), fixture->workspace,
                                       fixture->keymap);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (gtk_widget_get_visible (card));
  layout = g_idle_add_full (GTK_TEXT_VIEW_PRIORITY_VALIDATE, lay_out_cb, NULL, NULL);
  timeout = g_timeout_add_seconds_full (G_PRIORITY_HIGH, 20, too_late_cb, &late, NULL);
  g_assert_true (quoth_workspace_mark (fixture->workspace, "person", span));
  while (!gtk_widget_get_visible (card) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_visible (card));
  g_source_remove (layout);
  g_source_remove (timeout);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
never_cb (gpointer    user_data,
          const char *attribute,
          const char *json_value)
{
  g_assert_not_reached ();
}

/* Where nothing can be changed, a long text can still be read to its end and copied. */
static void
test_locked_rows (void)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (QuothAttributes) set = quoth_attributes_new_from_json ("{\"a\":\"1.50\"}", -1, NULL);
  const QuothAttributeKind kinds[] = { QUOTH_ATTRIBUTE_TEXT, QUOTH_ATTRIBUTE_NUMBER,
                                       QUOTH_ATTRIBUTE_DATE, QUOTH_ATTRIBUTE_SINGLE,
                                       QUOTH_ATTRIBUTE_MULTIPLE, QUOTH_ATTRIBUTE_FLAG };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      QuothAttribute attribute = { .id = (char *) "a", .name = (char *) "A", .kind = kinds[i],
                                   .values = values };
      g_autoptr (GtkWidget) row = quoth_attribute_row_new (&attribute, set, never_cb, NULL);

      g_object_ref_sink (row);
      quoth_attribute_row_lock (row);
      g_assert_true (gtk_widget_get_sensitive (row) == GTK_IS_EDITABLE (row));
      if (!GTK_IS_EDITABLE (row))
        continue;
      g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (row)));
      g_signal_emit_by_name (row, "entry-activated");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("test-window-scheme");
  if (!gtk_init_check ())
    return 77;
  adw_init ();
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/scheme/names", test_names);
  ADD ("/scheme/draft", test_draft);
  ADD ("/scheme/article-follows", test_article_follows);
  ADD ("/scheme/multiple-choice", test_multiple_choice);
  ADD ("/scheme/rebinding", test_rebinding);
  ADD ("/card/is-first", test_card_is_first);
  g_test_add_func ("/scheme/fate-dialog", test_fate_dialog);
  g_test_add_func ("/scheme/locked-rows", test_locked_rows);
  g_test_add_func ("/scheme/palette", test_palette);
  g_test_add_func ("/scheme/palette-is-that-of-new-types", test_palette_is_that_of_new_types);
  return g_test_run ();
}
