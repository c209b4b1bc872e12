/* quoth-annotate-page-actions.c - what leads from the text to a field, a list or a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-page"

#include "config.h"

#include "quoth-annotate-page-private.h"

#include <glib/gi18n.h>

#include "quoth-annotate-keys.h"
#include "quoth-entity-picker.h"

static void
pick_entity_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  QuothAnnotatePage *self = data;
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  const QuothType *type = active != NULL ? quoth_document_get_type_of (document, active) : NULL;
  g_autofree char *words = NULL;
  graphene_point_t corner;
  GdkRectangle place = { 0 };
  gboolean visible;

  if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION)
    {
      quoth_annotate_keys_say (self->view, _("First select a person or source"));
      return;
    }
  words = quoth_annotation_dup_text (active, quoth_document_get_text (document), " ");
  visible = quoth_article_view_get_offset_rect (self->view, quoth_annotation_get_start (active),
                                                &place);
  if (visible && gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                           &GRAPHENE_POINT_INIT (place.x, place.y), &corner))
    {
      place.x = (int) corner.x;
      place.y = (int) corner.y;
    }
  quoth_entity_picker_open (QUOTH_ENTITY_PICKER (self->picker),
                            quoth_project_get_registry (
                              quoth_workspace_get_project (self->workspace)),
                            type->entity_kind, words, visible ? &place : NULL);
}

static void
note_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothAnnotatePage *self = data;

  if (quoth_workspace_get_active (self->workspace) == NULL)
    {
      quoth_annotate_keys_say (self->view, _("First select an annotation"));
      return;
    }
  quoth_annotate_page_set_pane_shown (self, TRUE, TRUE);
  quoth_inspector_focus_note (self->inspector);
}

/**
 * quoth_annotate_page_show_attribute:
 * @self: a page with an active annotation
 * @attribute: an attribute of it
 *
 * Moves the keyboard to the row of the attribute in the details.
 */
void
quoth_annotate_page_show_attribute (QuothAnnotatePage *self,
                                    const char        *attribute)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  if (quoth_workspace_get_active (self->workspace) == NULL)
    return;
  quoth_annotate_page_set_pane_shown (self, TRUE, TRUE);
  quoth_inspector_focus_attribute (self->inspector, attribute);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  quoth_annotate_page_find (data);
}

static void
focus_text_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  QuothAnnotatePage *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothAnnotatePage *self = data;

  gtk_widget_activate_action (GTK_WIDGET (self->view), "clipboard.copy", NULL);
}

static void
comment_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothAnnotatePage *self = data;

  if (quoth_workspace_get_document (self->workspace) == NULL)
    return;
  quoth_annotate_page_set_pane_shown (self, TRUE, TRUE);
  quoth_inspector_write_comment (self->inspector);
}

static void
resolve_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothAnnotatePage *self = data;

  if (!quoth_inspector_resolve_comment (self->inspector))
    quoth_annotate_keys_say (self->view, _("There is no open comment here"));
}

static void
next_lost_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  quoth_lost_bar_step (((QuothAnnotatePage *) data)->lost_bar, FALSE);
}

static void
place_lost_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  quoth_lost_bar_place (((QuothAnnotatePage *) data)->lost_bar);
}

static void
drop_lost_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  quoth_lost_bar_drop (((QuothAnnotatePage *) data)->lost_bar);
}

static const GActionEntry entries[] = {
  { "focus-text", focus_text_cb },
  { "pick-entity", pick_entity_cb },
  { "note", note_cb },
  { "comment", comment_cb },
  { "resolve", resolve_cb },
  { "find", find_cb },
  { "copy", copy_cb },
  { "next-lost", next_lost_cb },
  { "place-lost", place_lost_cb },
  { "drop-lost", drop_lost_cb },
};

void
_quoth_annotate_page_add_actions (QuothAnnotatePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
