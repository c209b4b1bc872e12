/* quoth-scheme-form.c - one entry of a scheme: what it is called, looks like and means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-form"

#include "config.h"

#include "quoth-scheme-form.h"

#include <glib/gi18n.h>

#include "quoth-scheme-free-keys.h"
#include "quoth-scheme-rows.h"
#include "quoth-scheme-values.h"

struct _QuothSchemeForm
{
  GtkWidget         parent_instance;

  QuothSchemeDraft *draft;  /* owned */
  QuothSchemePart   part;
  char             *id;
  GtkWidget        *page;
  GPtrArray        *texts;  /* of GtkWidget, borrowed: the rows that are typed in */
  GtkWidget        *values; /* nullable */
};

G_DEFINE_FINAL_TYPE (QuothSchemeForm, quoth_scheme_form, GTK_TYPE_WIDGET)

static GtkWidget *
add_group (QuothSchemeForm *self,
           const char      *title,
           const char      *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
add_text (QuothSchemeForm  *self,
          GtkWidget        *group,
          QuothSchemeField  field,
          const char       *title)
{
  QuothSchemePlace place = quoth_scheme_form_get_place (self);

  GtkWidget *row = quoth_scheme_add_text_row (group, self->draft, &place, field, title);

  g_ptr_array_add (self->texts, row);
  if (field == QUOTH_FIELD_KEY)
    quoth_scheme_add_free_keys_row (group, self->draft, &place, row);
}

static void
fill_type (QuothSchemeForm        *self,
           const QuothSchemePlace *place)
{
  GtkWidget *group = add_group (self, NULL, NULL);

  add_text (self, group, QUOTH_FIELD_NAME, _("Name"));
  add_text (self, group, QUOTH_FIELD_DESCRIPTION, _("Description"));
  group = add_group (self, NULL, NULL);
  add_text (self, group, QUOTH_FIELD_KEY, _("Key that marks it"));
  quoth_scheme_add_color_row (group, self->draft, place);
  group = add_group (self, NULL, NULL);
  quoth_scheme_add_kind_row (group, self->draft, place);
  quoth_scheme_add_entity_row (group, self->draft, place);
  quoth_scheme_add_flag_row (group, self->draft, place, QUOTH_FIELD_HIDDEN, _("Hidden"),
                             _("Its annotations stay, and are not shown."));
}

static void
fill_attribute (QuothSchemeForm        *self,
                const QuothSchemePlace *place)
{
  GtkWidget *group = add_group (self, NULL, NULL);

  add_text (self, group, QUOTH_FIELD_NAME, _("Name"));
  add_text (self, group, QUOTH_FIELD_DESCRIPTION, _("Description"));
  group = add_group (self, NULL, NULL);
  quoth_scheme_add_kind_row (group, self->draft, place);
  add_text (self, group, QUOTH_FIELD_KEY, _("Key that goes to the next value"));
  self->values = quoth_scheme_values_new (self->draft, self->id);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page),
                            ADW_PREFERENCES_GROUP (self->values));
  group = add_group (self, NULL, NULL);
  quoth_scheme_add_flag_row (group, self->draft, place, QUOTH_FIELD_REQUIRED, _("Required"), NULL);
  quoth_scheme_add_flag_row (group, self->draft, place, QUOTH_FIELD_HIDDEN, _("Hidden"),
                             _("Its values stay, and are not shown."));
  group = add_group (self, _("Applies to"), NULL);
  quoth_scheme_add_type_rows (group, self->draft, place, QUOTH_FIELD_TYPES, TRUE);
}

static void
fill_role (QuothSchemeForm        *self,
           const QuothSchemePlace *place)
{
  GtkWidget *group = add_group (self, NULL, NULL);

  add_text (self, group, QUOTH_FIELD_NAME, _("Name"));
  add_text (self, group, QUOTH_FIELD_KEY, _("Key that links the selected words"));
  group = add_group (self, NULL, NULL);
  quoth_scheme_add_flag_row (group, self->draft, place, QUOTH_FIELD_MULTIPLE, _("Several at once"),
                             NULL);
  quoth_scheme_add_flag_row (group, self->draft, place, QUOTH_FIELD_REQUIRED, _("Required"), NULL);
  group = add_group (self, _("From"), _("The types it starts from; none chosen means any."));
  quoth_scheme_add_type_rows (group, self->draft, place, QUOTH_FIELD_FROM, FALSE);
  group = add_group (self, _("To"), _("The types it points to; none chosen means any."));
  quoth_scheme_add_type_rows (group, self->draft, place, QUOTH_FIELD_TO, FALSE);
}

/**
 * quoth_scheme_form_get_place:
 * @self: a form
 *
 * Returns: the entry it shows; its strings live as long as @self
 */
QuothSchemePlace
quoth_scheme_form_get_place (QuothSchemeForm *self)
{
  return (QuothSchemePlace){ self->part, self->id };
}

/**
 * quoth_scheme_form_focus:
 * @self: a form
 *
 * Gives the keyboard to the name.
 */
void
quoth_scheme_form_focus (QuothSchemeForm *self)
{
  g_return_if_fail (QUOTH_IS_SCHEME_FORM (self));

  gtk_widget_grab_focus (self->texts->pdata[0]);
}

/**
 * quoth_scheme_form_settle:
 * @self: a form
 *
 * Takes what is being typed.
 */
void
quoth_scheme_form_settle (QuothSchemeForm *self)
{
  g_return_if_fail (QUOTH_IS_SCHEME_FORM (self));

  for (guint i = 0; i < self->texts->len; i++)
    quoth_scheme_settle_entry (self->texts->pdata[i]);
  if (self->values != NULL)
    quoth_scheme_values_settle (QUOTH_SCHEME_VALUES (self->values));
}

/**
 * quoth_scheme_form_new:
 * @draft: the scheme
 * @place: a type, attribute or role of it
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
quoth_scheme_form_new (QuothSchemeDraft       *draft,
                       const QuothSchemePlace *place)
{
  QuothSchemeForm *self = g_object_new (QUOTH_TYPE_SCHEME_FORM, NULL);

  self->draft = g_object_ref (draft);
  self->part = place->part;
  self->id = g_strdup (place->id);
  if (place->part == QUOTH_SCHEME_TYPES)
    fill_type (self, place);
  else if (place->part == QUOTH_SCHEME_ATTRIBUTES)
    fill_attribute (self, place);
  else
    fill_role (self, place);
  gtk_widget_set_sensitive (self->page, !quoth_scheme_draft_is_read_only (draft));
  return GTK_WIDGET (self);
}

static void
quoth_scheme_form_dispose (GObject *object)
{
  QuothSchemeForm *self = QUOTH_SCHEME_FORM (object);

  self->values = NULL;
  g_ptr_array_set_size (self->texts, 0);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (quoth_scheme_form_parent_class)->dispose (object);
}

static void
quoth_scheme_form_finalize (GObject *object)
{
  QuothSchemeForm *self = QUOTH_SCHEME_FORM (object);

  g_ptr_array_unref (self->texts);
  g_free (self->id);
  G_OBJECT_CLASS (quoth_scheme_form_parent_class)->finalize (object);
}

static void
quoth_scheme_form_class_init (QuothSchemeFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = quoth_scheme_form_dispose;
  object_class->finalize = quoth_scheme_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_scheme_form_init (QuothSchemeForm *self)
{
  self->texts = g_ptr_array_new ();
  self->page = adw_preferences_page_new ();
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}
