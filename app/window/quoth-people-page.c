/* quoth-people-page.c - everybody in the registry, and all they said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-people-page"

#include "config.h"

#include "quoth-people-page.h"

#include <glib/gi18n.h>

#include "quoth-entity-form.h"
#include "quoth-entity-item.h"
#include "quoth-entity-picker.h"
#include "quoth-ledger.h"
#include "quoth-project-query.h"
#include "quoth-search-list.h"

#define MAX_ROWS 200

struct _QuothPeoplePage
{
  GtkWidget           parent_instance;

  QuothWorkspace     *workspace;  /* owned */
  char               *entity;     /* nullable: what the right side shows */
  GListStore         *store;      /* of QuothEntityItem */
  GtkSingleSelection *selection;
  guint               refresh_id;
  gboolean            filling;
  gboolean            narrow;
  gboolean            splitting;  /* the ledger shows ticks */

  GtkWidget          *paned;
  GtkWidget          *left;
  GtkWidget          *search;
  GtkWidget          *kind;
  GtkWidget          *list_stack;
  GtkWidget          *list;
  GtkWidget          *right;      /* GtkStack: none, entity */
  GtkWidget          *back_button;
  GtkWidget          *title;
  GtkWidget          *counts;
  GtkWidget          *split_button;
  GtkWidget          *split_bar;
  GtkWidget          *split_name;
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
  self->splitting = splitting;
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
  show_counts (self);
  quoth_ledger_set_entity (self->claims, self->workspace, entity->id, TRUE);
  quoth_ledger_set_entity (self->mentions, self->workspace, entity->id, FALSE);
  apply_layout (self);
}

static const char *
get_kind (QuothPeoplePage *self)
{
  static const char *const kinds[] = { NULL, "person", "organisation", "state", "group",
                                       "document", "other" };
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  return row < G_N_ELEMENTS (kinds) ? kinds[row] : NULL;
}

/* The entries that fit, at most so many that a list of GTK 4.8 scrolls steadily. */
static GPtrArray *
find_entities (QuothPeoplePage *self)
{
  QuothRegistry *registry = quoth_project_get_registry (get_project (self));
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);

  if (*query != '\0')
    {
      g_autoptr (GArray) hits = quoth_registry_search (registry, query, get_kind (self), MAX_ROWS);

      for (guint i = 0; i < hits->len; i++)
        g_ptr_array_add (found,
                         quoth_entity_ref (g_array_index (hits, QuothCandidate, i).entity));
    }
  else
    {
      g_autoptr (GPtrArray) all = quoth_registry_list (registry, get_kind (self));

      for (guint i = 0; i < MIN (all->len, MAX_ROWS); i++)
        g_ptr_array_add (found, quoth_entity_ref (all->pdata[i]));
    }
  return found;
}

static void
refresh (QuothPeoplePage *self)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint selected = GTK_INVALID_LIST_POSITION;

  if (get_project (self) == NULL)
    return;
  found = find_entities (self);
  for (guint i = 0; i < found->len; i++)
    {
      QuothEntity *entity = found->pdata[i];

      g_ptr_array_add (items, quoth_entity_item_new (entity));
      if (g_strcmp0 (entity->id, self->entity) == 0)
        selected = i;
    }
  self->filling = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, selected);
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), found->len > 0 ? "list"
                                                                                 : "empty");
}

static gboolean
refresh_cb (gpointer data)
{
  QuothPeoplePage *self = data;

  self->refresh_id = 0;
  refresh (self);
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

static void
query_cb (QuothPeoplePage *self)
{
  if (!self->filling)
    refresh (self);
}

static void
selected_cb (QuothPeoplePage *self)
{
  QuothEntityItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->filling || item == NULL)
    return;
  set_splitting (self, FALSE);
  g_free (self->entity);
  self->entity = g_strdup (quoth_entity_item_get_entity (item)->id);
  show_entity (self);
}

static void
back_cb (QuothPeoplePage *self)
{
  g_clear_pointer (&self->entity, g_free);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  show_entity (self);
  gtk_widget_grab_focus (self->search);
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
  quoth_entity_picker_open (QUOTH_ENTITY_PICKER (self->picker),
                            quoth_project_get_registry (get_project (self)), entity->kind, "",
                            &place);
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

  g_clear_pointer (&self->entity, g_free);
  show_entity (self);
  if (project == NULL)
    {
      g_list_store_remove_all (self->store);
      return;
    }
  g_signal_connect_object (project, "committed", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "reloaded", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
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

  if (g_strcmp0 (self->entity, entity) != 0)
    {
      g_free (self->entity);
      self->entity = g_strdup (entity);
    }
  refresh (self);
  show_entity (self);
}

void
quoth_people_page_focus_search (QuothPeoplePage *self)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_PAGE (self));

  if (self->narrow && self->entity != NULL)
    back_cb (self);
  gtk_widget_grab_focus (self->search);
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
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  QuothEntity *entity = quoth_entity_item_get_entity (gtk_list_item_get_item (list_item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *aliases = gtk_widget_get_next_sibling (name);
  g_autofree char *others = g_strjoinv (", ", entity->aliases);

  gtk_label_set_label (GTK_LABEL (name), entity->name);
  gtk_label_set_label (GTK_LABEL (aliases), others);
  gtk_widget_set_visible (aliases, *others != '\0');
}

static void
quoth_people_page_dispose (GObject *object)
{
  QuothPeoplePage *self = QUOTH_PEOPLE_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->picker, gtk_widget_unparent);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
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
  g_type_ensure (QUOTH_TYPE_LEDGER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, paned);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, left);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, search);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, kind);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, right);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, title);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, counts);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, split_name);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, form);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, views);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, claims);
  gtk_widget_class_bind_template_child (widget_class, QuothPeoplePage, mentions);
  gtk_widget_class_bind_template_callback (widget_class, query_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
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
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (QUOTH_TYPE_ENTITY_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  quoth_search_list_join (self->search, GTK_LIST_VIEW (self->list), FALSE);
  self->picker = quoth_entity_picker_new ();
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (merge_into_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (refresh_later), NULL);
}
