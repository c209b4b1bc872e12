/* quoth-scheme-rows.c - rows for texts, and for what is wrong with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-rows"

#include "config.h"

#include "quoth-scheme-rows-private.h"

#include <glib/gi18n.h>

#define ROW_KEY "quoth-scheme-row"

static void
row_free (gpointer data)
{
  QuothSchemeRow *row = data;

  g_object_unref (row->draft);
  g_free ((char *) row->place.id);
  g_free ((char *) row->place.value);
  g_free (row->shown);
  g_free (row);
}

/* @changed is called with @widget when the draft has changed, and once now. */
QuothSchemeRow *
_quoth_scheme_row_attach (GtkWidget              *widget,
                          QuothSchemeDraft       *draft,
                          const QuothSchemePlace *place,
                          QuothSchemeField        field,
                          GCallback               changed)
{
  QuothSchemeRow *row = g_new0 (QuothSchemeRow, 1);

  row->draft = g_object_ref (draft);
  row->place = (QuothSchemePlace){ place->part, g_strdup (place->id), g_strdup (place->value) };
  row->field = field;
  g_object_set_data_full (G_OBJECT (widget), ROW_KEY, row, row_free);
  g_signal_connect_object (draft, "changed", changed, widget, G_CONNECT_SWAPPED);
  ((void (*) (GtkWidget *)) changed) (widget);
  return row;
}

QuothSchemeRow *
_quoth_scheme_row_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), ROW_KEY);
}

QuothScheme *
_quoth_scheme_row_scheme (QuothSchemeRow *row)
{
  return quoth_scheme_draft_get_scheme (row->draft);
}

static void
mark (GtkWidget *widget,
      gboolean   wrong)
{
  if (wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

/* What is being typed stays; what the draft says otherwise is shown. */
static void
text_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  const char *text = quoth_scheme_get_text (_quoth_scheme_row_scheme (row), &row->place,
                                            row->field);
  g_autofree char *wanted = row->field == QUOTH_FIELD_KEY && text != NULL
                              ? g_utf8_strup (text, -1) : g_strdup (text != NULL ? text : "");
  const char *now = gtk_editable_get_text (GTK_EDITABLE (widget));
  g_autofree char *problem = quoth_scheme_draft_dup_problem (row->draft, &row->place, row->field);
  gboolean typing = row->shown != NULL && !g_str_equal (now, row->shown);

  if (!typing && !g_str_equal (now, wanted))
    gtk_editable_set_text (GTK_EDITABLE (widget), wanted);
  g_free (row->shown);
  row->shown = g_steal_pointer (&wanted);
  mark (widget, problem != NULL);
}

/**
 * quoth_scheme_settle_entry:
 * @entry: a text of the editor; anything else is passed over
 *
 * Takes what is being typed.
 */
void
quoth_scheme_settle_entry (GtkWidget *entry)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (entry);
  g_autofree char *text = NULL;
  QuothScheme *changed;

  if (row == NULL || row->shown == NULL || !GTK_IS_EDITABLE (entry)
      || !quoth_scheme_has (_quoth_scheme_row_scheme (row), &row->place))
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  changed = quoth_scheme_with_text (_quoth_scheme_row_scheme (row), &row->place, row->field, text);
  /* From now on the text is the draft's again. */
  g_free (row->shown);
  row->shown = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  if (changed == _quoth_scheme_row_scheme (row))
    {
      quoth_scheme_unref (changed);
      text_changed_cb (entry);
      return;
    }
  quoth_scheme_draft_take (row->draft, changed);
}

static void
left_cb (GtkEventControllerFocus *controller)
{
  quoth_scheme_settle_entry (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
}

static void
watch_entry (GtkWidget *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), NULL);
  gtk_widget_add_controller (entry, focus);
}

/**
 * quoth_scheme_undo_typing:
 * @focus: (nullable): what has the keyboard
 *
 * Returns: whether something was being typed there, which is given up now
 */
gboolean
quoth_scheme_undo_typing (GtkWidget *focus)
{
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      QuothSchemeRow *row = _quoth_scheme_row_get (widget);

      if (row == NULL || row->shown == NULL || !GTK_IS_EDITABLE (widget)
          || g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), row->shown))
        continue;
      gtk_editable_set_text (GTK_EDITABLE (widget), row->shown);
      return TRUE;
    }
  return FALSE;
}

static void
limit_to_key (GtkWidget *entry)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  gtk_text_set_max_length (text, 1);
}

static void
problem_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  g_autofree char *problem = quoth_scheme_draft_dup_problem (row->draft, &row->place, row->field);

  gtk_widget_set_visible (widget, problem != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), problem != NULL ? problem : "");
}

GtkWidget *
quoth_scheme_add_problem_row (GtkWidget              *group,
                              QuothSchemeDraft       *draft,
                              const QuothSchemePlace *place,
                              QuothSchemeField        field)
{
  GtkWidget *widget = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (widget), "dialog-warning-symbolic");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 0);
  gtk_widget_add_css_class (widget, "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
  _quoth_scheme_row_attach (widget, draft, place, field, G_CALLBACK (problem_changed_cb));
  return widget;
}

/**
 * quoth_scheme_add_text_row:
 * @group: an #AdwPreferencesGroup
 * @draft: the scheme
 * @place: an entry
 * @field: one of its texts
 * @title: what it is called
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
quoth_scheme_add_text_row (GtkWidget              *group,
                           QuothSchemeDraft       *draft,
                           const QuothSchemePlace *place,
                           QuothSchemeField        field,
                           const char             *title)
{
  GtkWidget *widget = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  if (field == QUOTH_FIELD_KEY)
    limit_to_key (widget);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
  _quoth_scheme_row_attach (widget, draft, place, field, G_CALLBACK (text_changed_cb));
  g_signal_connect (widget, "entry-activated", G_CALLBACK (quoth_scheme_settle_entry), NULL);
  watch_entry (widget);
  quoth_scheme_add_problem_row (group, draft, place, field);
  return widget;
}

/**
 * quoth_scheme_key_entry_new:
 * @draft: the scheme
 * @place: an entry that has a key
 *
 * Returns: (transfer floating): an entry for one letter
 */
GtkWidget *
quoth_scheme_key_entry_new (QuothSchemeDraft       *draft,
                            const QuothSchemePlace *place)
{
  GtkWidget *widget = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (widget), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (widget), 2);
  gtk_editable_set_alignment (GTK_EDITABLE (widget), 0.5f);
  gtk_entry_set_placeholder_text (GTK_ENTRY (widget), "–");
  gtk_widget_set_tooltip_text (widget, _("Key"));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  limit_to_key (widget);
  _quoth_scheme_row_attach (widget, draft, place, QUOTH_FIELD_KEY, G_CALLBACK (text_changed_cb));
  g_signal_connect (widget, "activate", G_CALLBACK (quoth_scheme_settle_entry), NULL);
  watch_entry (widget);
  return widget;
}

static void
add_clicked_cb (GtkWidget *adder)
{
  g_signal_emit_by_name (adder, "entry-activated");
  gtk_widget_grab_focus (adder);
}

/**
 * quoth_scheme_adder_new:
 * @title: what can be added
 * @add: called by Enter and by the row's button
 * @data: an object for @add
 *
 * Returns: (transfer floating): a row for a name
 */
GtkWidget *
quoth_scheme_adder_new (const char *title,
                        GCallback   add,
                        gpointer    data)
{
  GtkWidget *adder = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (adder), title);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, title);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked_cb), adder,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (adder), button);
  g_signal_connect_object (adder, "entry-activated", add, data, G_CONNECT_SWAPPED);
  return adder;
}
