/* quoth-people-page.c - everybody in the registry, and all they said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-people-page"

#include "config.h"

#include "quoth-people-page.h"

#include <glib/gi18n.h>

#include "quoth-entity-form.h"
#include "quoth-entity-list.h"
#include "quoth-entity-picker.h"
#include "quoth-ledger.h"
#include "quoth-project-query.h"

struct _QuothPeoplePage
{
  GtkWidget           parent_instance;

  QuothWorkspace     *workspace;  /* owned */
  char               *entity;     /* nullable: what the right side shows */
  guint               refresh_id;
  gboolean            narrow;

  GtkWidget          *paned;
  GtkWidget          *left;       /* QuothEntityList */
  GtkWidget          *right;      /* GtkStack: none, entity */
  GtkWidget          *back_button;
  GtkWidget          *title;
  GtkWidget          *counts;
  GtkWidget          *split_button;
  GtkWidget          *split_bar;
  GtkWidget          *split_name;
  GtkWidget          *move_button;
  GtkWidget          *merge_button;
  QuothEntityForm    *form;
  GtkWidget          *views;
  QuothLedger        *claims;
  QuothLedger        *mentions;
  GtkWidget          *picker;
};

enum
{
  SIGNAL_ARTICLES,
  SIGNAL_FAILED,
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothPeoplePage, quoth_people_page, GTK_TYPE_WIDGET)

static QuothProject *
get_project (QuothPeoplePage *self)
{
  return self->workspace != NULL ? quoth_workspace_get_project (self->workspace) : NULL;
}

static QuothEntity *
get_entity (QuothPeoplePage *self)
{
  if (self->entity == NULL || get_project (self) == NULL)
    return NULL;
  return quoth_registry_resolve (quoth_project_get_registry (get_project (self)), self->entity);
}

static void
apply_layout (QuothPeoplePage *self)
{
  gboolean entity = self->entity != NULL;

  gtk_widget_set_visible (self->left, !self->narrow || !entity);
  gtk_widget_set_visible (self->right, !self->narrow || entity);
  gtk_widget_set_visible (self->back_button, self->narrow);
}

static void
set_splitting (QuothPeoplePage *self,
               gboolean         splitting)
{
  gtk_widget_set_visible (self->split_bar, splitting);
  quoth_ledger_set_ticks (self->mentions, splitting);
  if (splitting)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->views), "mentions");
      gtk_widget_grab_focus (self->split_name);
    }
}

static void
show_counts (QuothPeoplePage *self)
{
  gint64 mentions = 0;
  gint64 claims = 0;
  g_autofree char *said = NULL;
  g_autofree char *named = NULL;
  g_autofree char *text = NULL;

  quoth_project_count_ledger (get_project (self), self->entity, &mentions, &claims, NULL);
  said = g_strdup_printf (ngettext ("%u claim", "%u claims", (guint) claims), (guint) claims);
  named = g_strdup_printf (ngettext ("%u mention", "%u mentions", (guint) mentions),
                           (guint) mentions);
  text = g_strdup_printf ("%s · %s", said, named);
  gtk_label_set_label (GTK_LABEL (self->counts), text);
}

static void
show_entity (QuothPeoplePage *self)
{
  QuothEntity *entity = get_entity (self);

  gtk_stack_set_visible_child_name (GTK_STACK (self->right), entity != NULL ? "entity" : "none");
  quoth_entity_form_set_entity (self->form, self->workspace, entity);
  if (entity == NULL)
    {
      g_clear_pointer (&self->entity, g_free);
      apply_layout (self);
      return;
    }
  if (!g_str_equal (entity->id, self->entity))
    {
      g_free (self->entity);
      self->entity = g_strdup (entity->id);
    }
  gtk_label_set_label (GTK_LABEL (self->title), entity->name);
  gtk_widget_set_sensitive (self->merge_button, !quoth_project_is_read_only (get_project (self)));
  gtk_widget_set_sensitive (self->split_button, !quoth_project_is_read_only (get_project (self)));
  show_counts (self);
  quoth_ledger_set_entity (self->claims, self->workspace, entity->id, TRUE);
  quoth_ledger_set_entity (self->mentions, self->workspace, entity->id, FALSE);
  apply_layout (self);
}

static gboolean
refresh_cb (gpointer data)
{
  QuothPeoplePage *self = data;

  self->refresh_id = 0;
  quoth_entity_list_refresh (QUOTH_ENTITY_LIST (self->left));
  show_entity (self);
  return G_SOURCE_REMOVE;
}

/* Only a page that is seen follows the project at once; mapping it catches up. */
static void
refresh_later (QuothPeoplePage *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add_full (G_PRIORITY_LOW, 150, refresh_cb, self, NULL);
}

/* What is being split is the entry that is shown. */
static void
set_entity (QuothPeoplePage *self,
            const char      *entity)
{
  if (g_strcmp0 (self->entity, entity) == 0)
    return;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->split_button), FALSE);
  g_free (self->entity);
  self->entity = g_strdup (entity);
}

static void
chosen_cb (QuothPeoplePage *self,
           const char      *entity)
{
  set_entity (self, entity);
  show_entity (self);
}

static void
back_cb (QuothPeoplePage *self)
{
  set_entity (self, NULL);
  quoth_entity_list_select (QUOTH_ENTITY_LIST (self->left), NULL);
  show_entity (self);
  quoth_entity_list_focus_search (QUOTH_ENTITY_LIST (self->left));
}

static void
commit (QuothPeoplePage *self,
        QuothCommand    *command,
        GError          *error)
{
  g_autoptr (QuothCommand) owned = command;
  g_autoptr (GError) owned_error = error;
  g_autofree char *verb = NULL;

  if (owned == NULL || !quoth_workspace_commit (self->workspace, owned, &owned_error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, owned_error);
      return;
    }
  verb = g_strdup (quoth_command_get_verb (owned));
  g_signal_emit (self, signals[SIGNAL_DONE], 0, verb);
}

static void
merge_cb (QuothPeoplePage *self)
{
  QuothEntity *entity = get_entity (self);
  GdkRectangle place = { 0 };
  graphene_rect_t bounds;

  if (entity == NULL)
    return;
  if (gtk_widget_compute_bounds (self->merge_button, GTK_WIDGET (self), &bounds))
    place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                            (int) bounds.size.height };
  /* One person may have been entered under two kinds. */
  quoth_entity_picker_set_only_known (QUOTH_ENTITY_PICKER (self->picker), entity->id);
  quoth_entity_picker_open (QUOTH_ENTITY_PICKER (self->picker),
                            quoth_project_get_registry (get_project (self)), NULL, "", &place);
}

/* The entry that is shown goes; what pointed to it points to @heir. */
static void
merge_into_cb (QuothPeoplePage *self,
               const char      *heir)
{
  g_autofree char *from = g_strdup (self->entity);
  g_autofree char *into = g_strdup (heir);
  GError *error = NULL;
  QuothCommand *command;

  if (from == NULL || g_str_equal (from, into))
    return;
  command = quoth_project_merge_entities (get_project (self), from, into, &error);
  commit (self, command, error);
  quoth_people_page_show_entity (self, into);
}

static void
split_toggled_cb (QuothPeoplePage *self)
{
  set_splitting (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->split_button)));
}

static void
ticked_cb (QuothPeoplePage *self,
           guint            n)
{
  g_autofree char *label =
    n == 0 ? g_strdup (_("_Move"))
           : g_strdup_printf (ngettext ("_Move %u mention", "_Move %u mentions", n), n);

  gtk_button_set_label (GTK_BUTTON (self->move_button), label);
  gtk_widget_set_sensitive (self->move_button, n > 0);
}

static void
split_cb (QuothPeoplePage *self)
{
  g_autoptr (GPtrArray) ticked = quoth_ledger_get_ticked (self->mentions);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->split_name));
  g_autofree char *entity = NULL;
  GError *error = NULL;
  QuothCommand *command;

  if (ticked->len == 0 || *name == '\0')
    {
      gtk_widget_error_bell (self->split_name);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                  ticked->len == 0 ? _("First tick the mentions to move")
                                                   : _("First write whose mentions they are"));
      return;
    }
  command = quoth_project_split_entity (get_project (self), self->entity, name, ticked, &entity,
                                        &error);
  commit (self, command, error);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->split_button), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->split_name), "");
  if (entity != NULL)
    quoth_people_page_show_entity (self, entity);
}

static void
articles_cb (QuothPeoplePage *self)
{
  if (self->entity != NULL)
    g_signal_emit (self, signals[SIGNAL_ARTICLES], 0, self->entity);
}

static void
form_failed_cb (QuothPeoplePage *self,
                GError          *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
project_cb (QuothPeoplePage *self)
{
  QuothProject *project = get_project (self);

  set_entity (self, NULL);
  show_entity (self);
  quoth_entity_list_set_registry (QUOTH_ENTITY_LIST (self->left),
                                  project != NULL ? quoth_project_get_registry (project) : NULL);
  if (project == NULL)
    return;
  g_signal_connect_object (project, "committed", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "reloaded", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
}

/**
 * quoth_people_page_set_workspace:
 * @self: a page
 * @workspace: whose project's registry to show
 */
void
quoth_people_page_set_workspace (QuothPeoplePage *self,
                                 QuothWorkspace  *workspace)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  project_cb (self);
}

void
quoth_people_page_show_entity (QuothPeoplePage *self,
                               const char      *entity)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_PAGE (self));

  set_entity (self, entity);
  show_entity (self);
  quoth_entity_list_select (QUOTH_ENTITY_LIST (self->left), self->entity);
}

void
quoth_people_page_focus_search (QuothPeoplePage *self)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_PAGE (self));

  if (self->narrow && self->entity != NULL)
    back_cb (self);
  quoth_entity_list_focus_search (QUOTH_ENTITY_LIST (self->left));
}

void
quoth_people_page_set_narrow (QuothPeoplePage *self,
                              gboolean         narrow)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_PAGE (self));

  self->narrow = narrow;
  apply_layout (self);
}

static void
quoth_people_page_dispose (GObject *object)
{
  QuothPeoplePage *self = QUOTH_PEOPLE_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->picker, gtk_widget_unparent);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->entity, g_free);
  G_OBJECT_CLASS (quoth_people_page_parent_class)->dispose (object);
}

static void
quoth_people_page_class_init (QuothPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_people_page_dispose;
  g_type_ensure (QUOTH_TYPE_ENTITY_FORM);
  g_type_ensure (QUOTH_TYPE_ENTITY_LIST);
  g_type_ensure (QUOTH_TYPE_LEDGER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, paned);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, left);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, right);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, title);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, counts);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_name);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, move_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, form);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, views);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, claims);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, mentions);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticked_cb);
  gtk_widget_class_bind_template_callback (widget_class, articles_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_failed_cb);
  signals[SIGNAL_ARTICLES] = g_signal_new ("articles", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_people_page_init (QuothPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->picker = quoth_entity_picker_new ();
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (merge_into_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (refresh_later), NULL);
}
