/* quoth-scheme-values.c - the values of a choice: names, keys, order
 *
 * Each row has the name and the key of a value; Alt and an arrow move it, its button
 * removes it. The last row adds one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-values"

#include "config.h"

#include "quoth-scheme-values.h"

#include <glib/gi18n.h>

#include "quoth-reader-names.h"
#include "quoth-scheme-rows.h"

typedef struct
{
  char      *id;
  GtkWidget *row;
  GtkWidget *key;
  GtkWidget *problem;     /* of the name; made with @row */
  GtkWidget *key_problem;
} Value;

struct _QuothSchemeValues
{
  AdwPreferencesGroup  parent_instance;

  QuothSchemeDraft    *draft;     /* owned */
  char                *attribute;
  GPtrArray           *values;    /* of Value */
  GtkWidget           *adder;
};

G_DEFINE_FINAL_TYPE (QuothSchemeValues, quoth_scheme_values, ADW_TYPE_PREFERENCES_GROUP)

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->id);
  g_free (value);
}

static const QuothAttribute *
get_attribute (QuothSchemeValues *self)
{
  return quoth_scheme_lookup_attribute (quoth_scheme_draft_get_scheme (self->draft),
                                        self->attribute);
}

static QuothSchemePlace
place_of (QuothSchemeValues *self,
          const Value       *value)
{
  return (QuothSchemePlace){ QUOTH_SCHEME_ATTRIBUTES, self->attribute, value->id };
}

static Value *
get_focused (QuothSchemeValues *self)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = self->values->pdata[i];

      if (gtk_widget_get_focus_child (value->row) != NULL || gtk_widget_is_focus (value->row))
        return value;
    }
  return NULL;
}

static void
remove_value (QuothSchemeValues *self,
              const Value       *value)
{
  QuothSchemePlace place = place_of (self, value);

  quoth_scheme_draft_ask (self->draft, &place,
                          quoth_scheme_without (quoth_scheme_draft_get_scheme (self->draft), &place,
                                                NULL),
                          TRUE);
}

static void
remove_cb (GtkWidget         *button,
           QuothSchemeValues *self)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = self->values->pdata[i];

      if (!gtk_widget_is_ancestor (button, value->row))
        continue;
      remove_value (self, value);
      return;
    }
}

static void
name_parts (QuothSchemeValues *self,
            Value             *value)
{
  QuothSchemePlace place = place_of (self, value);
  const char *name = quoth_scheme_get_text (quoth_scheme_draft_get_scheme (self->draft), &place,
                                            QUOTH_FIELD_NAME);
  /* Translators: %s is a value of an attribute */
  g_autofree char *label = g_strdup_printf (_("Key of “%s”"), name != NULL ? name : "");

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (value->key))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static Value *
add_value (QuothSchemeValues *self,
           const QuothValue  *entry)
{
  Value *value = g_new0 (Value, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  QuothSchemePlace place;

  value->id = g_strdup (entry->id);
  place = place_of (self, value);
  value->row = quoth_scheme_add_text_row (GTK_WIDGET (self), self->draft, &place, QUOTH_FIELD_NAME,
                                          _("Value"));
  value->problem = gtk_widget_get_next_sibling (value->row);
  value->key = quoth_scheme_key_entry_new (self->draft, &place);
  value->key_problem = quoth_scheme_add_problem_row (GTK_WIDGET (self), self->draft, &place,
                                                     QUOTH_FIELD_KEY);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _("Remove this value"));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (value->row), value->key);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (value->row), remove);
  g_ptr_array_add (self->values, value);
  return value;
}

static gboolean
is_in_order (QuothSchemeValues    *self,
             const QuothAttribute *attribute)
{
  if (attribute->values->len != self->values->len)
    return FALSE;
  for (guint i = 0; i < self->values->len; i++)
    if (!g_str_equal (((Value *) self->values->pdata[i])->id,
                      ((QuothValue *) attribute->values->pdata[i])->id))
      return FALSE;
  return TRUE;
}

static void
rebuild (QuothSchemeValues    *self,
         const QuothAttribute *attribute)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  Value *focused = get_focused (self);
  g_autofree char *id = focused != NULL ? g_strdup (focused->id) : NULL;

  g_object_ref (self->adder);
  adw_preferences_group_remove (group, self->adder);
  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = self->values->pdata[i];

      adw_preferences_group_remove (group, value->row);
      adw_preferences_group_remove (group, value->problem);
      adw_preferences_group_remove (group, value->key_problem);
    }
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      Value *value = add_value (self, attribute->values->pdata[i]);

      if (g_strcmp0 (value->id, id) == 0)
        gtk_widget_grab_focus (value->row);
    }
  adw_preferences_group_add (group, self->adder);
  g_object_unref (self->adder);
  quoth_reader_names_apply (GTK_WIDGET (self));
}

static void
changed_cb (QuothSchemeValues *self)
{
  const QuothAttribute *attribute = get_attribute (self);
  gboolean choice = attribute != NULL && (attribute->kind == QUOTH_ATTRIBUTE_SINGLE
                                          || attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE);

  gtk_widget_set_visible (GTK_WIDGET (self), choice);
  if (!choice)
    return;
  if (!is_in_order (self, attribute))
    rebuild (self, attribute);
  for (guint i = 0; i < self->values->len; i++)
    name_parts (self, self->values->pdata[i]);
}

static void
add_cb (QuothSchemeValues *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->adder));
  g_autofree char *name = g_strstrip (g_strdup (text));

  if (*name == '\0' || get_attribute (self) == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->adder), "");
  quoth_scheme_draft_take (self->draft,
                           quoth_scheme_with_value (quoth_scheme_draft_get_scheme (self->draft),
                                                    quoth_scheme_draft_get_used (self->draft),
                                                    self->attribute, name, NULL));
  gtk_widget_grab_focus (self->adder);
}

static gboolean
key_cb (QuothSchemeValues *self,
        guint              keyval,
        guint              keycode,
        GdkModifierType    state)
{
  Value *value = get_focused (self);
  QuothSchemePlace place;

  if (value == NULL || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down)
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return FALSE;
  quoth_scheme_settle_entry (value->row);
  place = place_of (self, value);
  quoth_scheme_draft_take (self->draft,
                           quoth_scheme_with_moved (quoth_scheme_draft_get_scheme (self->draft),
                                                    &place, keyval == GDK_KEY_Up ? -1 : 1));
  return TRUE;
}

void
quoth_scheme_values_settle (QuothSchemeValues *self)
{
  g_return_if_fail (QUOTH_IS_SCHEME_VALUES (self));

  for (guint i = 0; i < self->values->len; i++)
    {
      quoth_scheme_settle_entry (((Value *) self->values->pdata[i])->row);
      quoth_scheme_settle_entry (((Value *) self->values->pdata[i])->key);
    }
}

/**
 * quoth_scheme_values_new:
 * @draft: the scheme
 * @attribute: id of an attribute
 *
 * Returns: (transfer floating): a group, hidden while the attribute is no choice
 */
GtkWidget *
quoth_scheme_values_new (QuothSchemeDraft *draft,
                         const char       *attribute)
{
  QuothSchemeValues *self = g_object_new (QUOTH_TYPE_SCHEME_VALUES, NULL);

  self->draft = g_object_ref (draft);
  self->attribute = g_strdup (attribute);
  g_signal_connect_object (draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

static void
quoth_scheme_values_finalize (GObject *object)
{
  QuothSchemeValues *self = QUOTH_SCHEME_VALUES (object);

  g_clear_object (&self->draft);
  g_free (self->attribute);
  g_ptr_array_unref (self->values);
  G_OBJECT_CLASS (quoth_scheme_values_parent_class)->finalize (object);
}

static void
quoth_scheme_values_class_init (QuothSchemeValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_scheme_values_finalize;
}

static void
quoth_scheme_values_init (QuothSchemeValues *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->values = g_ptr_array_new_with_free_func (value_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Values"));
  self->adder = quoth_scheme_adder_new (_("Add a value"), G_CALLBACK (add_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->adder);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
