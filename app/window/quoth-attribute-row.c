/* quoth-attribute-row.c - a form row for one attribute of the scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-attribute-row"

#include "config.h"

#include "quoth-attribute-row.h"

#include <glib/gi18n.h>

#include "quoth-control-row.h"
#include "quoth-json.h"
#include "quoth-reader-names.h"
#include "quoth-tooltip.h"

/* What a row knows; the scheme that @attribute belongs to is kept alive by the form. */
typedef struct
{
  char               *id;
  QuothAttributeKind  kind;
  GPtrArray          *value_ids; /* of char*: of the choices */
  char               *applied;   /* JSON that was last reported; "" = none */
  QuothAttributeFunc  func;
  gpointer            user_data;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_ptr_array_unref (row->value_ids);
  g_free (row->applied);
  g_free (row);
}

static void
report (Row        *row,
        const char *json)
{
  const char *value = json != NULL ? json : "";

  if (g_str_equal (row->applied, value))
    return;
  g_free (row->applied);
  row->applied = g_strdup (value);
  row->func (row->user_data, row->id, json);
}

static void
report_string (Row        *row,
               const char *value)
{
  g_autoptr (QuothAttributes) one = NULL;

  if (value == NULL || *value == '\0')
    {
      report (row, NULL);
      return;
    }
  one = quoth_attributes_with_string (NULL, "v", value);
  report (row, quoth_attributes_lookup (one, "v"));
}

/* The name, the key that sets the next value, and whether there must be one. */
static char *
get_title (const QuothAttribute *attribute)
{
  g_autofree char *key = attribute->key != NULL ? g_utf8_strup (attribute->key, -1) : NULL;
  gboolean by_key = key != NULL && (attribute->kind == QUOTH_ATTRIBUTE_SINGLE
                                    || attribute->kind == QUOTH_ATTRIBUTE_FLAG);

  return g_strconcat (attribute->name, by_key ? "  (" : "", by_key ? key : "",
                      by_key ? ")" : "", attribute->required ? " *" : "", NULL);
}

static void
combo_changed_cb (AdwComboRow *combo,
                  GParamSpec  *pspec,
                  Row         *row)
{
  guint selected = adw_combo_row_get_selected (combo);

  report_string (row, selected > 0 && selected <= row->value_ids->len
                        ? row->value_ids->pdata[selected - 1] : NULL);
}

static GtkWidget *
create_single (const QuothAttribute *attribute,
               QuothAttributes      *values,
               Row                  *row)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *now = quoth_attributes_dup_string (values, attribute->id);
  guint selected = 0;

  gtk_string_list_append (names, "—");
  for (guint i = 0; i < attribute->values->len; i++)
    {
      QuothValue *value = attribute->values->pdata[i];
      g_autofree char *key = value->key != NULL ? g_utf8_strup (value->key, -1) : NULL;
      g_autofree char *name =
        key != NULL ? g_strdup_printf ("%s  (%s)", value->name, key) : g_strdup (value->name);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (now, value->id) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  g_signal_connect (combo, "notify::selected", G_CALLBACK (combo_changed_cb), row);
  return combo;
}

static void
switch_changed_cb (GtkSwitch  *widget,
                   GParamSpec *pspec,
                   Row        *row)
{
  report (row, gtk_switch_get_active (widget) ? "true" : NULL);
}

static GtkWidget *
create_flag (const QuothAttribute *attribute,
             QuothAttributes      *values,
             Row                  *row)
{
  GtkWidget *action_row = quoth_control_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (widget),
                         quoth_attributes_get_boolean (values, attribute->id));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action_row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (action_row), widget);
  g_signal_connect (widget, "notify::active", G_CALLBACK (switch_changed_cb), row);
  return action_row;
}

static void
check_toggled_cb (GtkCheckButton *check,
                  Row            *row)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (check));
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (QuothAttributes) one = NULL;
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_ptr_array_add (chosen, row->value_ids->pdata[i]);
  if (chosen->len == 0)
    {
      report (row, NULL);
      return;
    }
  g_ptr_array_add (chosen, NULL);
  one = quoth_attributes_with_strv (NULL, "v", (const char *const *) chosen->pdata);
  report (row, quoth_attributes_lookup (one, "v"));
}

static GtkWidget *
create_multiple (const QuothAttribute *attribute,
                 QuothAttributes      *values,
                 Row                  *row)
{
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_auto (GStrv) now = quoth_attributes_dup_strv (values, attribute->id);
  g_autofree char *subtitle = now != NULL ? g_strjoinv (", ", now) : NULL;

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      QuothValue *value = attribute->values->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (value->name);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   now != NULL
                                     && g_strv_contains ((const char *const *) now, value->id));
      g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), row);
      gtk_box_append (GTK_BOX (box), check);
    }
  if (subtitle != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), box);
  return expander;
}

static gboolean
is_date (const char *value)
{
  GDate date;

  g_date_clear (&date, 1);
  if (strlen (value) != 10 || value[4] != '-' || value[7] != '-')
    return FALSE;
  return g_date_valid_dmy (atoi (value + 8), atoi (value + 5), atoi (value));
}

/* A number or a date that cannot be read is marked and not applied. */
static void
apply_text (AdwEntryRow *entry,
            Row         *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean good = TRUE;

  if (!gtk_editable_get_editable (GTK_EDITABLE (entry)))
    return;
  if (row->kind == QUOTH_ATTRIBUTE_NUMBER && *text != '\0')
    {
      g_autofree char *json = NULL;
      char *end;
      double value = g_ascii_strtod (text, &end);

      good = *end == '\0' && value > -1e300 && value < 1e300;
      json = good ? quoth_json_canonical (text, -1, NULL) : NULL;
      good = json != NULL;
      if (good)
        report (row, json);
    }
  else if (row->kind == QUOTH_ATTRIBUTE_DATE && *text != '\0' && !is_date (text))
    good = FALSE;
  else
    report_string (row, text);
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static void
text_left_cb (GtkEventControllerFocus *controller,
              Row                     *row)
{
  apply_text (ADW_ENTRY_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))),
              row);
}

static GtkWidget *
create_text (const QuothAttribute *attribute,
             QuothAttributes      *values,
             Row                  *row)
{
  GtkWidget *entry = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *now = quoth_attributes_dup_string (values, attribute->id);
  const char *json = quoth_attributes_lookup (values, attribute->id);

  gtk_editable_set_text (GTK_EDITABLE (entry), now != NULL ? now : json != NULL ? json : "");
  if (attribute->kind == QUOTH_ATTRIBUTE_NUMBER)
    quoth_tooltip_set (entry, _("A number"));
  else if (attribute->kind == QUOTH_ATTRIBUTE_DATE)
    quoth_tooltip_set (entry, _("A date such as 2026-01-31"));
  g_signal_connect (entry, "entry-activated", G_CALLBACK (apply_text), row);
  g_signal_connect (focus, "leave", G_CALLBACK (text_left_cb), row);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/**
 * quoth_attribute_row_new:
 * @attribute: an attribute of the scheme
 * @values: (nullable): what is set now
 * @func: called with the new value when the user changed it
 * @user_data: for @func; must outlive the row
 *
 * Returns: (transfer floating): a row for an #AdwPreferencesGroup
 */
GtkWidget *
quoth_attribute_row_new (const QuothAttribute *attribute,
                         QuothAttributes      *values,
                         QuothAttributeFunc    func,
                         gpointer              user_data)
{
  Row *row = g_new0 (Row, 1);
  const char *json = quoth_attributes_lookup (values, attribute->id);
  g_autofree char *title = get_title (attribute);
  GtkWidget *widget;

  row->id = g_strdup (attribute->id);
  row->kind = attribute->kind;
  row->value_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < attribute->values->len; i++)
    g_ptr_array_add (row->value_ids,
                     g_strdup (((QuothValue *) attribute->values->pdata[i])->id));
  row->applied = g_strdup (json != NULL ? json : "");
  row->func = func;
  row->user_data = user_data;
  if (attribute->kind == QUOTH_ATTRIBUTE_SINGLE)
    widget = create_single (attribute, values, row);
  else if (attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
    widget = create_multiple (attribute, values, row);
  else if (attribute->kind == QUOTH_ATTRIBUTE_FLAG)
    widget = create_flag (attribute, values, row);
  else
    widget = create_text (attribute, values, row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  if (attribute->description != NULL && attribute->kind != QUOTH_ATTRIBUTE_NUMBER
      && attribute->kind != QUOTH_ATTRIBUTE_DATE)
    quoth_tooltip_set (widget, attribute->description);
  g_object_set_data_full (G_OBJECT (widget), "quoth-row", row, row_free);
  if (ADW_IS_ENTRY_ROW (widget))
    quoth_reader_names_apply (widget);
  return widget;
}

/**
 * quoth_attribute_row_lock:
 * @row: a row of a form
 *
 * Takes from @row that it changes anything, for a project that can only be read. A text can
 * still be scrolled, selected and copied.
 */
void
quoth_attribute_row_lock (GtkWidget *row)
{
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (GTK_IS_EDITABLE (row))
    gtk_editable_set_editable (GTK_EDITABLE (row), FALSE);
  else
    gtk_widget_set_sensitive (row, FALSE);
}
