/* quoth-annotation-card-rows.c - what an annotation is, who said it, and its fragments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation-card"

#include "config.h"

#include "quoth-annotation-card-private.h"

#include <glib/gi18n.h>

#include "quoth-control-row.h"
#include "quoth-tooltip.h"
#include "quoth-window-menus.h"

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

static GtkWidget *
create_icon_button (const char *icon,
                    const char *tooltip,
                    const char *action,
                    const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  quoth_tooltip_set (button, tooltip);
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

void
_quoth_annotation_card_add_header (QuothAnnotationCard *self,
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
    quoth_tooltip_set (title, type->description);
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
void
_quoth_annotation_card_add_part_rows (QuothAnnotationCard *self,
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
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
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

void
_quoth_annotation_card_add_claim_rows (QuothAnnotationCard *self,
                                       QuothAnnotation     *claim)
{
  GtkWidget *group = adw_preferences_group_new ();
  gboolean no_speaker = quoth_attributes_get_boolean (claim->attributes, "no_speaker");
  GtkWidget *menu_button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_role_menu (self, claim);

  if (quoth_annotation_get_link (claim, "speaker") == NULL)
    {
      GtkWidget *row = quoth_control_row_new ();
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
  quoth_tooltip_set (menu_button, _("Use the selected words as…"));
  gtk_widget_add_css_class (menu_button, "flat");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Who and how"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                           changes (self, menu_button));
  gtk_box_append (GTK_BOX (self->box), group);
}

void
_quoth_annotation_card_add_mention_rows (QuothAnnotationCard *self,
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
