/* quoth-entity-form.c - one registry entry: its names, its kind, its identity
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-entity-form"

#include "config.h"

#include "quoth-entity-form.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-control-row.h"
#include "quoth-reader-names.h"

struct _QuothEntityForm
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned, nullable */
  QuothEntity    *entity;    /* owned reference: what the rows say; nullable */
  gboolean        filling;
  GtkWidget      *box;
  GtkWidget      *name;
  GtkWidget      *kind;
  GtkWidget      *unnamed;
  GtkWidget      *wikidata;
  GtkWidget      *open;      /* there is nothing to open without an id */
  GtkWidget      *note;
  GtkWidget      *aliases;   /* AdwPreferencesGroup */
  GPtrArray      *alias_rows; /* of GtkWidget, borrowed from @aliases */
  GtkWidget      *new_alias;
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothEntityForm, quoth_entity_form, GTK_TYPE_WIDGET)

/* What an entry can be; other kinds that a corpus brought stay as they are. */
static const struct
{
  const char *id;
  const char *name;
} kinds[] = {
  { "person", N_("Person") },
  { "organisation", N_("Organisation") },
  { "state", N_("State") },
  { "group", N_("Group") },
  { "document", N_("Document") },
  { "other", N_("Other") },
};

/* Commits @changed in place of the shown entry, when it differs; takes @changed. */
static void
commit (QuothEntityForm *self,
        QuothEntity     *changed)
{
  g_autoptr (QuothEntity) owned = changed;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (quoth_entity_equal (self->entity, owned))
    return;
  command = quoth_command_new ("entity");
  quoth_command_add_entity (command, self->entity, owned);
  if (!quoth_workspace_commit (self->workspace, command, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (self->entity != NULL && g_str_equal (self->entity->id, owned->id))
    quoth_entity_form_set_entity (self, self->workspace, owned);
}

static gboolean
is_ready (QuothEntityForm *self)
{
  return self->entity != NULL && !self->filling;
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
mark (GtkWidget *row,
      gboolean   good)
{
  if (good)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
}

static gboolean
is_wikidata_id (const char *text)
{
  if (text[0] != 'Q' || text[1] < '1' || text[1] > '9')
    return FALSE;
  return strspn (text + 1, "0123456789") == strlen (text + 1);
}

/* Applies every text row; one that cannot be is marked and keeps what it had. */
static void
apply_texts (QuothEntityForm *self)
{
  QuothEntity *changed;
  g_autofree char *name = NULL;
  g_autofree char *wikidata = NULL;

  if (!is_ready (self))
    return;
  changed = quoth_entity_copy (self->entity);
  name = g_strstrip (g_strdup (get_text (self->name)));
  wikidata = g_strstrip (g_strdup (get_text (self->wikidata)));
  mark (self->name, *name != '\0');
  mark (self->wikidata, *wikidata == '\0' || is_wikidata_id (wikidata));
  if (*name != '\0' && !g_str_equal (name, changed->name))
    {
      /* The old name still finds its mentions. */
      g_autofree char *old = g_strdup (changed->name);

      quoth_entity_set_name (changed, name);
      quoth_entity_remove_alias (changed, name);
      quoth_entity_add_alias (changed, old);
    }
  if (*wikidata == '\0' || is_wikidata_id (wikidata))
    quoth_entity_set_wikidata (changed, *wikidata != '\0' ? wikidata : NULL);
  quoth_entity_set_note (changed, *get_text (self->note) != '\0' ? get_text (self->note) : NULL);
  commit (self, changed);
}

static void
kind_cb (QuothEntityForm *self)
{
  guint row = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind));
  QuothEntity *changed;

  if (!is_ready (self) || row >= G_N_ELEMENTS (kinds))
    return;
  changed = quoth_entity_copy (self->entity);
  quoth_entity_set_kind (changed, kinds[row].id);
  commit (self, changed);
}

static void
unnamed_cb (QuothEntityForm *self)
{
  QuothEntity *changed;

  if (!is_ready (self))
    return;
  changed = quoth_entity_copy (self->entity);
  quoth_entity_set_status (changed, gtk_switch_get_active (GTK_SWITCH (self->unnamed)) ? "unnamed"
                                                                                       : "named");
  commit (self, changed);
}

static void
add_alias_cb (QuothEntityForm *self)
{
  g_autofree char *alias = g_strstrip (g_strdup (get_text (self->new_alias)));
  QuothEntity *changed;

  if (!is_ready (self) || *alias == '\0')
    return;
  changed = quoth_entity_copy (self->entity);
  quoth_entity_add_alias (changed, alias);
  gtk_editable_set_text (GTK_EDITABLE (self->new_alias), "");
  commit (self, changed);
  gtk_widget_grab_focus (self->new_alias);
}

static void
remove_alias_cb (GtkWidget       *button,
                 QuothEntityForm *self)
{
  QuothEntity *changed = quoth_entity_copy (self->entity);

  quoth_entity_remove_alias (changed, g_object_get_data (G_OBJECT (button), "quoth-alias"));
  commit (self, changed);
}

static void
open_wikidata_cb (QuothEntityForm *self)
{
  g_autofree char *uri = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->entity == NULL || self->entity->wikidata == NULL)
    return;
  uri = g_strconcat ("https://www.wikidata.org/wiki/", self->entity->wikidata, NULL);
  file = g_file_new_for_uri (uri);
  quoth_compat_show_in_files (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file);
}

static void
fill_aliases (QuothEntityForm *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->aliases);

  for (guint i = 0; i < self->alias_rows->len; i++)
    adw_preferences_group_remove (group, self->alias_rows->pdata[i]);
  g_ptr_array_set_size (self->alias_rows, 0);
  g_object_ref (self->new_alias);
  adw_preferences_group_remove (group, self->new_alias);
  for (guint i = 0; self->entity != NULL && self->entity->aliases[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
      g_autofree char *title = g_markup_escape_text (self->entity->aliases[i], -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _("Remove this name"));
      g_object_set_data_full (G_OBJECT (button), "quoth-alias",
                              g_strdup (self->entity->aliases[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_alias_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      quoth_reader_names_apply (row);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->alias_rows, row);
    }
  adw_preferences_group_add (group, self->new_alias);
  g_object_unref (self->new_alias);
}

static void
set_text (GtkWidget  *row,
          const char *text)
{
  mark (row, TRUE);
  if (g_strcmp0 (get_text (row), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * quoth_entity_form_set_entity:
 * @self: a form
 * @workspace: where changes are committed
 * @entity: (nullable): what to show
 */
void
quoth_entity_form_set_entity (QuothEntityForm *self,
                              QuothWorkspace  *workspace,
                              QuothEntity     *entity)
{
  guint kind = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (QUOTH_IS_ENTITY_FORM (self));

  /* What is being typed belongs to the entry that was shown. */
  if (entity == NULL || self->entity == NULL || !g_str_equal (entity->id, self->entity->id))
    apply_texts (self);
  g_set_object (&self->workspace, workspace);
  if (entity != NULL)
    quoth_entity_ref (entity);
  g_clear_pointer (&self->entity, quoth_entity_unref);
  self->entity = entity;
  if (entity == NULL)
    return;
  self->filling = TRUE;
  set_text (self->name, entity->name);
  set_text (self->wikidata, entity->wikidata);
  gtk_widget_set_visible (self->open, entity->wikidata != NULL);
  set_text (self->note, entity->note);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, entity->kind))
      kind = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), kind);
  gtk_switch_set_active (GTK_SWITCH (self->unnamed), g_str_equal (entity->status, "unnamed"));
  fill_aliases (self);
  gtk_widget_set_sensitive (self->box,
                            !quoth_project_is_read_only (quoth_workspace_get_project (workspace)));
  self->filling = FALSE;
}

GtkWidget *
quoth_entity_form_new (void)
{
  return g_object_new (QUOTH_TYPE_ENTITY_FORM, NULL);
}

static void
quoth_entity_form_dispose (GObject *object)
{
  QuothEntityForm *self = QUOTH_ENTITY_FORM (object);

  g_clear_pointer (&self->entity, quoth_entity_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->alias_rows, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_entity_form_parent_class)->dispose (object);
}

static void
quoth_entity_form_class_init (QuothEntityFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_entity_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkWidget *
add_entry (QuothEntityForm *self,
           GtkWidget       *group,
           const char      *title)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (apply_texts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (apply_texts), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_kind_rows (QuothEntityForm *self,
               GtkWidget       *group)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = quoth_control_row_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (names, _(kinds[i].name));
  self->kind = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind), _("Kind"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (names));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind);
  self->unnamed = gtk_switch_new ();
  gtk_widget_set_valign (self->unnamed, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("The text gives no name"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->unnamed);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->unnamed);
  g_signal_connect_object (self->unnamed, "notify::active", G_CALLBACK (unnamed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
quoth_entity_form_init (QuothEntityForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *open = gtk_button_new_from_icon_name ("web-browser-symbolic");

  self->alias_rows = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->name = add_entry (self, group, _("Name"));
  add_kind_rows (self, group);
  self->wikidata = add_entry (self, group, _("Wikidata id, such as Q42"));
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_set_tooltip_text (open, _("Open in the browser"));
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_wikidata_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->wikidata), open);
  self->open = open;
  self->note = add_entry (self, group, _("Note"));
  self->aliases = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->aliases), _("Other names"));
  self->new_alias = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_alias), _("Add a name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->new_alias), TRUE);
  g_signal_connect_object (self->new_alias, "apply", G_CALLBACK (add_alias_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->aliases), self->new_alias);
  gtk_box_append (GTK_BOX (self->box), group);
  gtk_box_append (GTK_BOX (self->box), self->aliases);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
