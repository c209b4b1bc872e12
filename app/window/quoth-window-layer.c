/* quoth-window-layer.c - whose work is shown and altered, said where it is not one's own
 *
 * Gold is altered by hand where annotators work. Whoever goes on to another article or back
 * to the review works in their own layer again: nothing may get into gold, or be missing from
 * one's own work, because a reviewer once pressed a key. Nor may anybody mark in the work of
 * another without having been told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#include <glib/gi18n.h>

#include "quoth-project-query.h"

static gboolean
is_annotating (QuothWindow *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages)),
                    "annotate")
         == 0;
}

/* Gold of the article that was to be altered is what is still worked on. */
static gboolean
is_altering (QuothWindow *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  return document != NULL && is_annotating (self)
         && g_strcmp0 (quoth_document_get_layer (document), QUOTH_LAYER_GOLD) == 0
         && g_strcmp0 (quoth_document_get_article_id (document), self->altered) == 0;
}

/**
 * _quoth_window_alter_gold:
 * @self: a window
 * @id: an annotation of gold, in the open article
 */
void
_quoth_window_alter_gold (QuothWindow *self,
                          const char  *id)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *layer = g_strdup (quoth_workspace_get_layer (self->workspace));

  if (document == NULL)
    return;
  quoth_workspace_set_layer (self->workspace, QUOTH_LAYER_GOLD);
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->pages), "annotate");
  quoth_workspace_set_active (self->workspace, id);
  quoth_annotate_page_show_active (self->annotate);
  if (g_strcmp0 (layer, QUOTH_LAYER_GOLD) != 0)
    {
      g_free (self->own_layer);
      self->own_layer = g_steal_pointer (&layer);
      g_free (self->altered);
      self->altered = g_strdup (quoth_document_get_article_id (
        quoth_workspace_get_document (self->workspace)));
    }
}

/**
 * _quoth_window_leave_gold:
 * @self: a window
 *
 * Goes back to the layer that was worked in before, unless gold is still being altered, or
 * another layer was chosen since.
 */
void
_quoth_window_leave_gold (QuothWindow *self)
{
  g_autofree char *layer = NULL;

  if (self->own_layer == NULL || is_altering (self))
    return;
  layer = g_steal_pointer (&self->own_layer);
  g_clear_pointer (&self->altered, g_free);
  if (quoth_workspace_get_project (self->workspace) != NULL
      && g_strcmp0 (quoth_workspace_get_layer (self->workspace), QUOTH_LAYER_GOLD) == 0)
    quoth_workspace_set_layer (self->workspace, layer);
}

/**
 * _quoth_window_count_layers:
 * @self: a window whose project was just opened, or written by another
 *
 * Where one annotator alone has worked, everybody means that work.
 */
void
_quoth_window_count_layers (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_auto (GStrv) layers = project != NULL ? quoth_project_list_layers (project, NULL) : NULL;
  guint n = 0;

  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    n += !quoth_layer_is_about (layers[i]) && !g_str_equal (layers[i], QUOTH_LAYER_GOLD) ? 1 : 0;
  self->several = n > 1;
}

/**
 * _quoth_window_show_layer:
 * @self: a window
 *
 * Returns: whether the banner says whose work is altered
 */
gboolean
_quoth_window_show_layer (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  const char *layer = document != NULL ? quoth_document_get_layer (document) : NULL;
  const char *own = project != NULL ? quoth_project_get_annotator (project) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;

  if (layer == NULL || own == NULL || !is_annotating (self) || g_str_equal (layer, own))
    return FALSE;
  if (g_str_equal (layer, QUOTH_LAYER_GOLD))
    {
      /* Translators: “gold” is the layer that the review of several annotators makes */
      quoth_banner_show (self->banner, _("You are working in gold, which the review makes."),
                         _("Back to _Review"), "win.page::review");
      return TRUE;
    }
  if (!self->several)
    return FALSE;
  /* Translators: %s is the name of an annotator */
  text = g_strdup_printf (_("You are working in the layer of %s."), layer);
  target = g_variant_ref_sink (g_variant_new_string (own));
  action = g_action_print_detailed_name ("win.layer", target);
  quoth_banner_show (self->banner, text, _("_Own Layer"), action);
  return TRUE;
}
