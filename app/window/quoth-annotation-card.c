/* quoth-annotation-card.c - the active annotation as a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation-card"

#include "config.h"

#include "quoth-annotation-card-private.h"

#include <glib/gi18n.h>

#include "quoth-attribute-row.h"
#include "quoth-priority.h"
#include "quoth-reader-names.h"
#include "quoth-row-focus.h"

G_DEFINE_FINAL_TYPE (QuothAnnotationCard, quoth_annotation_card, GTK_TYPE_WIDGET)

static void
attribute_cb (gpointer    user_data,
              const char *attribute,
              const char *json_value)
{
  QuothAnnotationCard *self = user_data;

  quoth_workspace_set_attribute (self->workspace, attribute, json_value);
}

static void
note_applied_cb (AdwEntryRow         *entry,
                 QuothAnnotationCard *self)
{
  if (gtk_editable_get_editable (GTK_EDITABLE (entry)))
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
  gboolean locked = quoth_project_is_read_only (quoth_workspace_get_project (self->workspace));

  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);
      GtkWidget *row;

      if (attribute->hidden || !quoth_attribute_applies (attribute, annotation->type))
        continue;
      row = quoth_attribute_row_new (attribute, annotation->attributes, attribute_cb, self);
      if (locked)
        quoth_attribute_row_lock (row);
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
  if (locked)
    quoth_attribute_row_lock (self->note);
  quoth_reader_names_apply (self->note);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->note);
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
fill (QuothAnnotationCard *self,
      QuothAnnotation     *active)
{
  const QuothType *type;

  self->shown = quoth_annotation_ref (active);
  self->scheme = quoth_scheme_ref (quoth_document_get_scheme (
    quoth_workspace_get_document (self->workspace)));
  type = quoth_scheme_lookup_type (self->scheme, active->type);
  _quoth_annotation_card_add_header (self, active, type);
  if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
    _quoth_annotation_card_add_claim_rows (self, active);
  else if (type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION)
    _quoth_annotation_card_add_mention_rows (self, active);
  if (active->n_parts > 1)
    _quoth_annotation_card_add_part_rows (self, active);
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
