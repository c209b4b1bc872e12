/* quoth-scheme-rows-choices.c - rows for flags, kinds, colours and types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-rows"

#include "config.h"

#include "quoth-scheme-rows-private.h"

#include <glib/gi18n.h>

#include "quoth-control-row.h"
#include "quoth-scheme-terms.h"

#define ARTICLE "article"

static void
take (QuothSchemeRow *row,
      QuothScheme    *changed)
{
  quoth_scheme_draft_take (row->draft, changed);
}

static void
flag_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);

  row->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (widget),
                         quoth_scheme_get_flag (_quoth_scheme_row_scheme (row), &row->place,
                                                row->field));
  row->filling = FALSE;
}

static void
flag_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);

  if (!row->filling)
    take (row, quoth_scheme_with_flag (_quoth_scheme_row_scheme (row), &row->place, row->field,
                                       gtk_switch_get_active (GTK_SWITCH (widget))));
}

GtkWidget *
quoth_scheme_add_flag_row (GtkWidget              *group,
                           QuothSchemeDraft       *draft,
                           const QuothSchemePlace *place,
                           QuothSchemeField        field,
                           const char             *title,
                           const char             *subtitle)
{
  GtkWidget *action_row = quoth_control_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action_row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (action_row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (action_row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (action_row), widget);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), action_row);
  _quoth_scheme_row_attach (widget, draft, place, field, G_CALLBACK (flag_changed_cb));
  g_signal_connect (widget, "notify::active", G_CALLBACK (flag_cb), NULL);
  return action_row;
}

static GtkWidget *
create_combo (GtkWidget              *group,
              const char             *title,
              const QuothNamedChoice *choices,
              guint                   n_choices,
              const char             *first)
{
  GtkWidget *widget = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (first != NULL)
    gtk_string_list_append (names, first);
  for (guint i = 0; i < n_choices; i++)
    gtk_string_list_append (names, _(choices[i].name));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
  return widget;
}

static void
select_row (GtkWidget *widget,
            guint      selected)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);

  row->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget), selected);
  row->filling = FALSE;
}

static void
kind_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);

  select_row (widget, quoth_scheme_get_kind (_quoth_scheme_row_scheme (row), &row->place));
}

/* What is there of the old kind may not fit the new one. */
static void
kind_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);

  if (!row->filling)
    quoth_scheme_draft_ask (
      row->draft, &row->place,
      quoth_scheme_with_kind (_quoth_scheme_row_scheme (row), &row->place,
                              adw_combo_row_get_selected (ADW_COMBO_ROW (widget))),
      FALSE);
}

GtkWidget *
quoth_scheme_add_kind_row (GtkWidget              *group,
                           QuothSchemeDraft       *draft,
                           const QuothSchemePlace *place)
{
  gboolean type = place->part == QUOTH_SCHEME_TYPES;
  GtkWidget *widget =
    create_combo (group, type ? _("Kind") : _("Holds"),
                  type ? quoth_type_kind_choices : quoth_attribute_kind_choices,
                  type ? G_N_ELEMENTS (quoth_type_kind_choices)
                       : G_N_ELEMENTS (quoth_attribute_kind_choices),
                  NULL);

  _quoth_scheme_row_attach (widget, draft, place, QUOTH_FIELD_NAME, G_CALLBACK (kind_changed_cb));
  g_signal_connect (widget, "notify::selected", G_CALLBACK (kind_cb), NULL);
  return widget;
}

static void
entity_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  QuothScheme *scheme = _quoth_scheme_row_scheme (row);
  int at = quoth_named_choice_find (quoth_entity_kind_choices,
                                    G_N_ELEMENTS (quoth_entity_kind_choices),
                                    quoth_scheme_get_text (scheme, &row->place, row->field));

  gtk_widget_set_visible (widget, quoth_scheme_get_kind (scheme, &row->place)
                                    == QUOTH_TYPE_KIND_MENTION);
  select_row (widget, (guint) (at + 1));
}

static void
entity_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));

  if (!row->filling)
    take (row, quoth_scheme_with_text (_quoth_scheme_row_scheme (row), &row->place, row->field,
                                       selected > 0 ? quoth_entity_kind_choices[selected - 1].id
                                                    : NULL));
}

GtkWidget *
quoth_scheme_add_entity_row (GtkWidget              *group,
                             QuothSchemeDraft       *draft,
                             const QuothSchemePlace *place)
{
  GtkWidget *widget = create_combo (group, _("New entries are"), quoth_entity_kind_choices,
                                    G_N_ELEMENTS (quoth_entity_kind_choices), _("Not said"));

  _quoth_scheme_row_attach (widget, draft, place, QUOTH_FIELD_ENTITY_KIND,
                            G_CALLBACK (entity_changed_cb));
  g_signal_connect (widget, "notify::selected", G_CALLBACK (entity_cb), NULL);
  return widget;
}

static void
color_setup_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

/* A colour that is none of ours keeps its place at the end, named by its code. */
static void
color_bind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkStringObject *name = GTK_STRING_OBJECT (gtk_list_item_get_item (item));
  guint at = gtk_list_item_get_position (item);
  const char *text = gtk_string_object_get_string (name);
  const char *color = text;
  g_autofree char *markup = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (quoth_color_choices); i++)
    if (g_str_equal (text, _(quoth_color_choices[i].name)))
      color = quoth_color_choices[i].id;
  if (color[0] != '#')
    color = at < G_N_ELEMENTS (quoth_color_choices) ? quoth_color_choices[at].id : "#77767b";
  markup = g_markup_printf_escaped ("<span foreground=\"%s\">●</span>  %s", color, text);
  gtk_label_set_markup (GTK_LABEL (gtk_list_item_get_child (item)), markup);
}

static void
color_changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (widget)));
  const char *color = quoth_scheme_get_text (_quoth_scheme_row_scheme (row), &row->place,
                                             row->field);
  guint n = G_N_ELEMENTS (quoth_color_choices);
  int at = quoth_named_choice_find (quoth_color_choices, n, color);

  row->filling = TRUE;
  if (at < 0)
    gtk_string_list_splice (names, n, g_list_model_get_n_items (G_LIST_MODEL (names)) - n,
                            (const char *const[]){ color != NULL ? color : "", NULL });
  row->filling = FALSE;
  select_row (widget, at < 0 ? n : (guint) at);
}

static void
color_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));

  if (!row->filling && selected < G_N_ELEMENTS (quoth_color_choices))
    take (row, quoth_scheme_with_text (_quoth_scheme_row_scheme (row), &row->place, row->field,
                                       quoth_color_choices[selected].id));
}

GtkWidget *
quoth_scheme_add_color_row (GtkWidget              *group,
                            QuothSchemeDraft       *draft,
                            const QuothSchemePlace *place)
{
  GtkWidget *widget = create_combo (group, _("Colour"), quoth_color_choices,
                                    G_N_ELEMENTS (quoth_color_choices), NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (color_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (color_bind_cb), NULL);
  adw_combo_row_set_factory (ADW_COMBO_ROW (widget), factory);
  _quoth_scheme_row_attach (widget, draft, place, QUOTH_FIELD_COLOR,
                            G_CALLBACK (color_changed_cb));
  g_signal_connect (widget, "notify::selected", G_CALLBACK (color_cb), NULL);
  return widget;
}

static const char *
get_type (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "quoth-type");
}

static void
listed_changed_cb (GtkWidget *check)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (check);
  const char *const *list = quoth_scheme_get_list (_quoth_scheme_row_scheme (row), &row->place,
                                                   row->field);

  row->filling = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               get_type (check) != NULL
                                 && g_strv_contains (list, get_type (check)));
  row->filling = FALSE;
}

/* Annotations of a type that is taken out may have the attribute, or such links. */
static void
listed_cb (GtkWidget *check)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (check);
  gboolean listed = gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
  QuothScheme *changed;

  if (row->filling)
    return;
  changed = quoth_scheme_with_listed (_quoth_scheme_row_scheme (row), &row->place, row->field,
                                      get_type (check), listed);
  /* An empty list of a role means any type: nothing is lost by the first one. */
  if (listed && row->place.part == QUOTH_SCHEME_ATTRIBUTES)
    take (row, changed);
  else
    quoth_scheme_draft_ask (row->draft, &row->place, changed, FALSE);
}

static void
add_type_row (GtkWidget              *group,
              QuothSchemeDraft       *draft,
              const QuothSchemePlace *place,
              QuothSchemeField        field,
              const char             *id,
              const char             *name)
{
  GtkWidget *action_row = quoth_control_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (action_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (action_row), name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "quoth-type", g_strdup (id), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (action_row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (action_row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), action_row);
  _quoth_scheme_row_attach (check, draft, place, field, G_CALLBACK (listed_changed_cb));
  g_signal_connect (check, "toggled", G_CALLBACK (listed_cb), NULL);
}

/**
 * quoth_scheme_add_type_rows:
 * @group: an #AdwPreferencesGroup
 * @draft: the scheme
 * @place: an attribute or a role
 * @field: one of its lists of types
 * @with_article: whether whole articles can be chosen, too
 *
 * Adds a row for each type that there is now.
 */
void
quoth_scheme_add_type_rows (GtkWidget              *group,
                            QuothSchemeDraft       *draft,
                            const QuothSchemePlace *place,
                            QuothSchemeField        field,
                            gboolean                with_article)
{
  QuothScheme *scheme = quoth_scheme_draft_get_scheme (draft);

  quoth_scheme_add_problem_row (group, draft, place, field);
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      add_type_row (group, draft, place, field, type->id, type->name);
    }
  if (with_article)
    add_type_row (group, draft, place, field, ARTICLE, _("Whole article"));
}
