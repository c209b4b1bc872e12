/* quoth-annotation-card.c - the active annotation as a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation-card"

#include "config.h"

#include "quoth-annotation-card.h"

#include <glib/gi18n.h>

#include "quoth-attribute-row.h"
#include "quoth-priority.h"
#include "quoth-row-focus.h"
#include "quoth-window-menus.h"

struct _QuothAnnotationCard
{
  GtkWidget        parent_instance;

  QuothWorkspace  *workspace; /* owned */
  QuothKeymap     *keymap;    /* owned */
  QuothAnnotation *shown;     /* owned reference: what the rows say */
  QuothScheme     *scheme;    /* owned reference: the rows point into it */
  GtkWidget       *box;
  GtkWidget       *note;      /* inside @box, nullable */
  GHashTable      *rows;      /* attribute id → its row inside @box */
  guint            update_id;
};

G_DEFINE_FINAL_TYPE (QuothAnnotationCard, quoth_annotation_card, GTK_TYPE_WIDGET)

static QuothDocument *
get_document (QuothAnnotationCard *self)
{
  return quoth_workspace_get_document (self->workspace);
}

static char *
dup_words (QuothAnnotationCard *self,
           QuothAnnotation     *annotation)
{
  return quoth_annotation_dup_text (annotation, quoth_document_get_text (get_document (self)),
                                    " … ");
}

static void
attribute_cb (gpointer    user_data,
              const char *attribute,
              const char *json_value)
{
  QuothAnnotationCard *self = user_data;

  quoth_workspace_set_attribute (self->workspace, attribute, json_value);
}

static GtkWidget *
create_icon_button (const char *icon,
                    const char *tooltip,
                    const char *action,
                    const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

/* What would change something is no use in a project that can only be read. An action would
 * make its button usable again. */
static GtkWidget *
changes (QuothAnnotationCard *self,
         GtkWidget           *widget)
{
  if (!quoth_project_is_read_only (quoth_workspace_get_project (self->workspace)))
    return widget;
  if (GTK_IS_ACTIONABLE (widget))
    gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), NULL);
  gtk_widget_set_sensitive (widget, FALSE);
  return widget;
}

static void
add_header (QuothAnnotationCard *self,
            QuothAnnotation     *annotation,
            const QuothType     *type)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *quote = gtk_label_new (NULL);
  g_autofree char *name = g_markup_escape_text (type != NULL ? type->name : annotation->type, -1);
  g_autofree char *markup =
    g_strdup_printf ("<span foreground=\"%s\">●</span> <b>%s</b>",
                     type != NULL && type->color != NULL ? type->color : "#77767b", name);
  g_autofree char *words = dup_words (self, annotation);

  gtk_label_set_markup (GTK_LABEL (title), markup);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  if (type != NULL && type->description != NULL)
    gtk_widget_set_tooltip_text (title, type->description);
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header),
                  create_icon_button ("document-open-recent-symbolic", _("History"),
                                      "win.history", annotation->id));
  gtk_box_append (GTK_BOX (header),
                  changes (self, create_icon_button ("user-trash-symbolic",
                                                     _("Remove annotation"), "annotate.delete",
                                                     NULL)));
  gtk_label_set_label (GTK_LABEL (quote), words);
  gtk_label_set_xalign (GTK_LABEL (quote), 0);
  gtk_label_set_wrap (GTK_LABEL (quote), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (quote), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (quote), 4);
  gtk_label_set_ellipsize (GTK_LABEL (quote), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (quote, "dim-label");
  gtk_box_append (GTK_BOX (self->box), header);
  gtk_box_append (GTK_BOX (self->box), quote);
}

/* Each part of several by itself, so that one can be taken away. */
static void
add_part_rows (QuothAnnotationCard *self,
               QuothAnnotation     *annotation)
{
  GtkWidget *group = adw_preferences_group_new ();
  QuothText *text = quoth_document_get_text (get_document (self));

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      g_autofree char *words = quoth_text_slice (text, annotation->parts[i].start,
                                                 annotation->parts[i].end);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = create_icon_button ("list-remove-symbolic", _("Remove this fragment"),
                                              "annotate.remove-part-at", NULL);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_strdelimit (words, "\r\n", ' '));
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), changes (self, button));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Fragments"));
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
unlink_cb (GtkButton           *button,
           QuothAnnotationCard *self)
{
  const char *role = g_object_get_data (G_OBJECT (button), "quoth-role");
  const char *to = g_object_get_data (G_OBJECT (button), "quoth-to");

  quoth_workspace_unlink (self->workspace, role, to);
}

static void
add_link_row (QuothAnnotationCard *self,
              GtkWidget           *group,
              const QuothLink     *link)
{
  QuothAnnotation *target = quoth_document_lookup (get_document (self), link->to);
  const QuothRole *role = quoth_scheme_lookup_role (self->scheme, link->role);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;
  g_autofree char *words = target != NULL ? dup_words (self, target) : NULL;
  g_autofree char *title = g_markup_escape_text (words != NULL ? words : link->to, -1);
  QuothEntity *entity = NULL;

  if (target != NULL && target->entity != NULL)
    entity = quoth_registry_resolve (
      quoth_project_get_registry (quoth_workspace_get_project (self->workspace)), target->entity);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (entity != NULL)
    {
      /* Translators: role of a part of a claim (speaker, cue), and the person it is */
      g_autofree char *plain = g_strdup_printf (_("%s · %s"),
                                                role != NULL ? role->name : link->role,
                                                entity->name);
      g_autofree char *subtitle = g_markup_escape_text (plain, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  else
    {
      g_autofree char *subtitle = g_markup_escape_text (role != NULL ? role->name : link->role,
                                                        -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  button = create_icon_button ("list-remove-symbolic", _("Take off"), NULL, NULL);
  g_object_set_data_full (G_OBJECT (button), "quoth-role", g_strdup (link->role), g_free);
  g_object_set_data_full (G_OBJECT (button), "quoth-to", g_strdup (link->to), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unlink_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), changes (self, button));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* In the order of the scheme, which says who first; then what it does not know. */
static void
add_link_rows (QuothAnnotationCard *self,
               GtkWidget           *group,
               QuothAnnotation     *claim)
{
  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    for (guint j = 0; j < claim->n_links; j++)
      if (g_str_equal (claim->links[j].role, quoth_scheme_get_role_at (self->scheme, i)->id))
        add_link_row (self, group, &claim->links[j]);
  for (guint j = 0; j < claim->n_links; j++)
    if (quoth_scheme_lookup_role (self->scheme, claim->links[j].role) == NULL)
      add_link_row (self, group, &claim->links[j]);
}

static void
no_speaker_toggled_cb (GtkSwitch           *widget,
                       GParamSpec          *pspec,
                       QuothAnnotationCard *self)
{
  quoth_workspace_set_no_speaker (self->workspace);
}

static GMenuModel *
create_role_menu (QuothAnnotationCard *self,
                  QuothAnnotation     *claim)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (self->scheme, i);

      if (role->from != NULL && role->from[0] != NULL
          && !g_strv_contains ((const char *const *) role->from, claim->type))
        continue;
      quoth_window_menus_append (menu, role->name, "annotate.set-role", role->id);
    }
  return G_MENU_MODEL (menu);
}

static void
add_claim_rows (QuothAnnotationCard *self,
                QuothAnnotation     *claim)
{
  GtkWidget *group = adw_preferences_group_new ();
  gboolean no_speaker = quoth_attributes_get_boolean (claim->attributes, "no_speaker");
  GtkWidget *menu_button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_role_menu (self, claim);

  if (quoth_annotation_get_link (claim, "speaker") == NULL)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *widget = gtk_switch_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("No source in text"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   no_speaker ? NULL : _("Who said it? Press a number."));
      gtk_switch_set_active (GTK_SWITCH (widget), no_speaker);
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      g_signal_connect_object (widget, "notify::active", G_CALLBACK (no_speaker_toggled_cb), self,
                               0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), changes (self, row));
    }
  add_link_rows (self, group, claim);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu_button), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu_button), menu);
  gtk_widget_set_tooltip_text (menu_button, _("Use the selected words as…"));
  gtk_widget_add_css_class (menu_button, "flat");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Who and how"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                           changes (self, menu_button));
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
add_mention_rows (QuothAnnotationCard *self,
                  QuothAnnotation     *mention)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  QuothEntity *entity = NULL;
  g_autofree char *title = NULL;

  if (mention->entity != NULL)
    entity = quoth_registry_resolve (
      quoth_project_get_registry (quoth_workspace_get_project (self->workspace)),
      mention->entity);
  title = g_markup_escape_text (entity != NULL ? entity->name : _("Who is it?"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (entity == NULL)
    {
      g_autofree char *key = quoth_keymap_dup_label (self->keymap, "annotate.new-entity");
      /* Translators: %s is a key */
      g_autofree char *hint = g_strdup_printf (_("Press a number, or %s for a new entry."), key);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint);
    }
  else if (entity->aliases[0] != NULL)
    {
      g_autofree char *aliases = g_strjoinv (", ", entity->aliases);
      g_autofree char *subtitle = g_markup_escape_text (aliases, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
    }
  if (entity != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_icon_button ("go-next-symbolic", _("Show in People"),
                                                   "win.show-entity", entity->id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             changes (self, create_icon_button ("document-edit-symbolic",
                                                                _("Choose another"),
                                                                "annotate.pick-entity", NULL)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
note_applied_cb (AdwEntryRow         *entry,
                 QuothAnnotationCard *self)
{
  quoth_workspace_set_note (self->workspace, gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_widget_activate_action (GTK_WIDGET (self), "annotate.focus-text", NULL);
}

static void
note_left_cb (GtkEventControllerFocus *controller,
              QuothAnnotationCard     *self)
{
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  const char *text;

  if (self->note == NULL || active == NULL || self->shown == NULL
      || !g_str_equal (active->id, self->shown->id))
    return;
  text = gtk_editable_get_text (GTK_EDITABLE (self->note));
  if (g_strcmp0 (text, active->note != NULL ? active->note : "") != 0)
    quoth_workspace_set_note (self->workspace, text);
}

static void
add_attribute_rows (QuothAnnotationCard *self,
                    QuothAnnotation     *annotation)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);
      GtkWidget *row;

      if (attribute->hidden || !quoth_attribute_applies (attribute, annotation->type))
        continue;
      row = quoth_attribute_row_new (attribute, annotation->attributes, attribute_cb, self);
      g_hash_table_insert (self->rows, g_strdup (attribute->id), row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  self->note = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note), _("Note"));
  gtk_editable_set_text (GTK_EDITABLE (self->note),
                         annotation->note != NULL ? annotation->note : "");
  g_signal_connect_object (self->note, "entry-activated", G_CALLBACK (note_applied_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (note_left_cb), self, 0);
  gtk_widget_add_controller (self->note, focus);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->note);
  gtk_box_append (GTK_BOX (self->box), changes (self, group));
}

static void
fill (QuothAnnotationCard *self,
      QuothAnnotation     *active)
{
  const QuothType *type;

  self->shown = quoth_annotation_ref (active);
  self->scheme = quoth_scheme_ref (quoth_document_get_scheme (get_document (self)));
  type = quoth_scheme_lookup_type (self->scheme, active->type);
  add_header (self, active, type);
  if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
    add_claim_rows (self, active);
  else if (type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION)
    add_mention_rows (self, active);
  if (active->n_parts > 1)
    add_part_rows (self, active);
  add_attribute_rows (self, active);
}

static gboolean
update_cb (gpointer data)
{
  QuothAnnotationCard *self = data;
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  g_autoptr (QuothRowFocus) focus = NULL;
  GtkWidget *child;

  self->update_id = 0;
  if (active == self->shown && (active == NULL || active->entity == NULL))
    return G_SOURCE_REMOVE;
  focus = quoth_row_focus_save (self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), active != NULL);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->note = NULL;
  g_hash_table_remove_all (self->rows);
  g_clear_pointer (&self->shown, quoth_annotation_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  if (active != NULL)
    fill (self, active);
  if (!quoth_row_focus_restore (focus, self->box))
    gtk_widget_activate_action (GTK_WIDGET (self), "annotate.focus-text", NULL);
  return G_SOURCE_REMOVE;
}

/* What is about to get the keyboard must be that of the active annotation. */
static void
update_now (QuothAnnotationCard *self)
{
  if (self->update_id == 0)
    return;
  g_clear_handle_id (&self->update_id, g_source_remove);
  update_cb (self);
}

/* After the frame: GTK draws at a higher priority than this. */
static void
update_later (QuothAnnotationCard *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (QUOTH_PRIORITY_FOLLOW, update_cb, self, NULL);
}

/**
 * quoth_annotation_card_set_workspace:
 * @self: a card
 * @workspace: whose active annotation to show
 * @keymap: which key does what
 */
void
quoth_annotation_card_set_workspace (QuothAnnotationCard *self,
                                     QuothWorkspace      *workspace,
                                     QuothKeymap         *keymap)
{
  g_return_if_fail (QUOTH_IS_ANNOTATION_CARD (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  update_later (self);
}

/**
 * quoth_annotation_card_focus_note:
 * @self: a card
 *
 * Puts the cursor into the note of the active annotation.
 */
void
quoth_annotation_card_focus_note (QuothAnnotationCard *self)
{
  g_return_if_fail (QUOTH_IS_ANNOTATION_CARD (self));

  update_now (self);
  if (self->note != NULL)
    gtk_widget_grab_focus (self->note);
}

void
quoth_annotation_card_focus_attribute (QuothAnnotationCard *self,
                                       const char          *attribute)
{
  GtkWidget *row;

  g_return_if_fail (QUOTH_IS_ANNOTATION_CARD (self));

  update_now (self);
  row = g_hash_table_lookup (self->rows, attribute);
  if (row != NULL && !gtk_widget_grab_focus (row))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
quoth_annotation_card_dispose (GObject *object)
{
  QuothAnnotationCard *self = QUOTH_ANNOTATION_CARD (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->note = NULL;
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->shown, quoth_annotation_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  G_OBJECT_CLASS (quoth_annotation_card_parent_class)->dispose (object);
}

static void
quoth_annotation_card_class_init (QuothAnnotationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_annotation_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "annotationcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
quoth_annotation_card_init (QuothAnnotationCard *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Selected annotation"), -1);
}
