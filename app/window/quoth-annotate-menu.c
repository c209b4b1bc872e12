/* quoth-annotate-menu.c - what can be done with the words or the annotation that was clicked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-menu"

#include "config.h"

#include "quoth-annotate-menu.h"

#include <glib/gi18n.h>

#include "quoth-window-menus.h"

/* Takes @target. */
static void
append (GMenu      *menu,
        const char *label,
        const char *keys,
        const char *action,
        GVariant   *target)
{
  g_autoptr (GMenuItem) item = quoth_window_menus_item_new (label, action, target);

  if (keys != NULL && *keys != '\0')
    {
      g_auto (GStrv) each = g_strsplit (keys, " ", 2);

      g_menu_item_set_attribute (item, "accel", "s", each[0]);
    }
  g_menu_append_item (menu, item);
}

/* By the name and key that the help knows it by. */
static void
append_action (GMenu       *menu,
               QuothKeymap *keymap,
               const char  *action)
{
  guint n;
  const QuothKeyEntry *entries = quoth_keymap_get_entries (&n);
  g_autofree char *keys = quoth_keymap_dup_keys (keymap, action);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (entries[i].action, action))
      append (menu, _(entries[i].title), keys, action, NULL);
}

static GMenuModel *
create_types (QuothScheme *scheme,
              const char  *action,
              const char  *without)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      /* With Shift the key of a type changes what is active, which takes no more than that. */
      if (!type->hidden && g_strcmp0 (type->id, without) != 0)
        append (menu, type->name, without == NULL ? type->key : NULL, action,
                g_variant_new_string (type->id));
    }
  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu      *menu,
                const char *label,
                GMenuModel *section)
{
  if (g_menu_model_get_n_items (section) > 0)
    g_menu_append_section (menu, label, section);
}

/* What changes the active annotation, by what it is. */
static void
append_changes (GMenu           *menu,
                QuothKeymap     *keymap,
                QuothDocument   *document,
                QuothAnnotation *active,
                gboolean         selected)
{
  const QuothType *type = quoth_document_get_type_of (document, active);
  g_autoptr (GMenu) links = g_menu_new ();
  g_autoptr (GMenu) bounds = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  g_autoptr (GMenuModel) types = create_types (quoth_document_get_scheme (document),
                                               "annotate.retype", active->type);

  if (type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
    {
      if (selected)
        append_action (links, keymap, "annotate.speaker");
      append_action (links, keymap, "annotate.no-speaker");
      append_action (bounds, keymap, "annotate.add-part");
    }
  else if (type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION)
    {
      append_action (links, keymap, "annotate.pick-entity");
      append_action (links, keymap, "annotate.new-entity");
      append_action (links, keymap, "annotate.occurrences");
    }
  if (active->n_parts > 1)
    append_action (bounds, keymap, "annotate.remove-part");
  append_action (bounds, keymap, "annotate.split");
  append_action (bounds, keymap, "annotate.join");
  g_menu_append_submenu (rest, _("Type"), types);
  append_action (rest, keymap, "annotate.note");
  append_action (rest, keymap, "annotate.comment");
  append_action (rest, keymap, "annotate.delete");
  append_section (menu, NULL, G_MENU_MODEL (links));
  append_section (menu, NULL, G_MENU_MODEL (bounds));
  append_section (menu, NULL, G_MENU_MODEL (rest));
}

static GMenuModel *
create_menu (QuothWorkspace   *workspace,
             QuothArticleView *view,
             QuothKeymap      *keymap)
{
  QuothDocument *document = quoth_workspace_get_document (workspace);
  QuothAnnotation *active = quoth_workspace_get_active (workspace);
  g_autoptr (GMenu) copy = g_menu_new ();
  GMenu *menu = g_menu_new ();
  QuothSpan selection;
  gboolean selected = quoth_article_view_get_selection (view, &selection);

  if (!quoth_project_is_read_only (quoth_workspace_get_project (workspace)))
    {
      if (selected || active == NULL)
        {
          g_autoptr (GMenuModel) types = create_types (quoth_document_get_scheme (document),
                                                       "annotate.mark", NULL);

          /* Translators: above the types that the words can be marked as */
          append_section (menu, _("Mark As"), types);
        }
      if (active != NULL)
        append_changes (menu, keymap, document, active, selected);
    }
  if (selected)
    append (copy, _("Copy"), "<Control>c", "annotate.copy", NULL);
  append_section (menu, NULL, G_MENU_MODEL (copy));
  return G_MENU_MODEL (menu);
}

/**
 * quoth_annotate_menu_popup:
 * @popover: has a parent in which the actions are known
 * @workspace: with an article
 * @view: that shows it
 * @keymap: the keys to tell
 * @x: where in @view
 * @y: where in @view
 *
 * Shows what can be done now. In a project that can only be read, where nothing is selected,
 * that is nothing.
 */
void
quoth_annotate_menu_popup (GtkPopoverMenu   *popover,
                           QuothWorkspace   *workspace,
                           QuothArticleView *view,
                           QuothKeymap      *keymap,
                           int               x,
                           int               y)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  g_autoptr (GMenuModel) menu = NULL;
  graphene_point_t at;

  g_return_if_fail (GTK_IS_POPOVER_MENU (popover) && parent != NULL);

  menu = create_menu (workspace, view, keymap);
  if (g_menu_model_get_n_items (menu) == 0
      || !gtk_widget_compute_point (GTK_WIDGET (view), parent,
                                    &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  gtk_popover_menu_set_menu_model (popover, menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int) at.x, (int) at.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}
