/* quoth-entity-list.c - everybody in the registry, searched as you type
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-entity-list"

#include "config.h"

#include "quoth-entity-list.h"

#include <glib/gi18n.h>

#include "quoth-entity-item.h"
#include "quoth-search-list.h"
#include "quoth-tooltip.h"

#define PAGE_SIZE 100

struct _QuothEntityList
{
  GtkWidget           parent_instance;

  QuothRegistry      *registry;  /* owned, nullable */
  char               *entity;    /* nullable: what is selected */
  guint               first;     /* place of the first row of the page */
  GListStore         *store;     /* of QuothEntityItem */
  GtkSingleSelection *selection;
  gboolean            filling;

  GtkWidget          *box;
  GtkWidget          *search;
  GtkWidget          *kind;
  GtkWidget          *stack;
  GtkWidget          *list;
  GtkWidget          *pager;
  GtkWidget          *previous;
  GtkWidget          *position;
  GtkWidget          *next;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothEntityList, quoth_entity_list, GTK_TYPE_WIDGET)

static const char *
get_kind (QuothEntityList *self)
{
  static const char *const kinds[] = { NULL, "person", "organisation", "state", "group",
                                       "document", "other" };
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  return row < G_N_ELEMENTS (kinds) ? kinds[row] : NULL;
}

static const char *
get_query (QuothEntityList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/* Everybody who fits, in the order of the rows. */
static GPtrArray *
find_entities (QuothEntityList *self)
{
  GPtrArray *found;
  g_autoptr (GArray) hits = NULL;

  if (*get_query (self) == '\0')
    return quoth_registry_list (self->registry, get_kind (self));
  hits = quoth_registry_search (self->registry, get_query (self), get_kind (self), G_MAXUINT);
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, quoth_entity_ref (g_array_index (hits, QuothCandidate, i).entity));
  return found;
}

static guint
find_place (GPtrArray  *found,
            const char *entity)
{
  for (guint i = 0; entity != NULL && i < found->len; i++)
    if (g_str_equal (((QuothEntity *) found->pdata[i])->id, entity))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
show_position (QuothEntityList *self,
               guint            end,
               guint            n_found)
{
  /* Translators: first and last row of the page, and how many there are in all */
  g_autofree char *label = g_strdup_printf (_("%u–%u of %u"), self->first + 1, end, n_found);

  gtk_label_set_label (GTK_LABEL (self->position), label);
  gtk_widget_set_visible (self->pager, n_found > PAGE_SIZE);
  gtk_widget_set_sensitive (self->previous, self->first > 0);
  gtk_widget_set_sensitive (self->next, end < n_found);
}

static void
show_page (QuothEntityList *self,
           GPtrArray       *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint place = find_place (found, self->entity);
  const char *empty;
  guint end;

  if (self->first >= found->len)
    self->first = found->len > 0 ? (found->len - 1) / PAGE_SIZE * PAGE_SIZE : 0;
  end = MIN (found->len, self->first + PAGE_SIZE);
  for (guint i = self->first; i < end; i++)
    g_ptr_array_add (items, quoth_entity_item_new (found->pdata[i]));
  self->filling = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection,
                                     place >= self->first && place < end
                                       ? place - self->first : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  show_position (self, end, found->len);
  empty = quoth_registry_get_n (self->registry) > 0 ? "none" : "empty";
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), found->len > 0 ? "list" : empty);
}

/**
 * quoth_entity_list_refresh:
 * @self: a list
 *
 * Reads the registry anew; the page stays.
 */
void
quoth_entity_list_refresh (QuothEntityList *self)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_if_fail (QUOTH_IS_ENTITY_LIST (self));

  if (self->registry == NULL)
    return;
  found = find_entities (self);
  show_page (self, found);
}

static void
query_cb (QuothEntityList *self)
{
  if (self->filling)
    return;
  self->first = 0;
  quoth_entity_list_refresh (self);
}

static void
lift_search (QuothEntityList *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), 0);
  self->filling = FALSE;
}

static void
show_all_cb (QuothEntityList *self)
{
  lift_search (self);
  query_cb (self);
  gtk_widget_grab_focus (self->search);
}

/**
 * quoth_entity_list_select:
 * @self: a list
 * @entity: (nullable): id of a living entry
 *
 * Selects @entity and turns to its page, lifting a search that hides it.
 */
void
quoth_entity_list_select (QuothEntityList *self,
                          const char      *entity)
{
  g_autoptr (GPtrArray) found = NULL;
  guint place;

  g_return_if_fail (QUOTH_IS_ENTITY_LIST (self));

  if (self->entity != entity)
    {
      g_free (self->entity);
      self->entity = g_strdup (entity);
    }
  if (self->registry == NULL)
    return;
  found = find_entities (self);
  place = find_place (found, entity);
  if (entity != NULL && place == GTK_INVALID_LIST_POSITION)
    {
      lift_search (self);
      g_ptr_array_unref (found);
      found = find_entities (self);
      place = find_place (found, entity);
    }
  if (place != GTK_INVALID_LIST_POSITION)
    self->first = place / PAGE_SIZE * PAGE_SIZE;
  show_page (self, found);
}

void
quoth_entity_list_focus_search (QuothEntityList *self)
{
  g_return_if_fail (QUOTH_IS_ENTITY_LIST (self));

  gtk_widget_grab_focus (self->search);
}

/**
 * quoth_entity_list_set_registry:
 * @self: a list
 * @registry: (nullable): whom to list
 */
void
quoth_entity_list_set_registry (QuothEntityList *self,
                                QuothRegistry   *registry)
{
  g_return_if_fail (QUOTH_IS_ENTITY_LIST (self));

  g_set_object (&self->registry, registry);
  g_clear_pointer (&self->entity, g_free);
  self->first = 0;
  lift_search (self);
  self->filling = TRUE;
  g_list_store_remove_all (self->store);
  self->filling = FALSE;
  quoth_entity_list_refresh (self);
}

static void
previous_cb (QuothEntityList *self)
{
  self->first -= MIN (self->first, PAGE_SIZE);
  quoth_entity_list_refresh (self);
}

static void
next_cb (QuothEntityList *self)
{
  self->first += PAGE_SIZE;
  quoth_entity_list_refresh (self);
}

static void
selected_cb (QuothEntityList *self)
{
  QuothEntityItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->filling || item == NULL)
    return;
  g_free (self->entity);
  self->entity = g_strdup (quoth_entity_item_get_entity (item)->id);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->entity);
}

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), create_label (NULL));
  gtk_box_append (GTK_BOX (words), create_label ("caption"));
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  QuothEntity *entity = quoth_entity_item_get_entity (gtk_list_item_get_item (list_item));
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *aliases = gtk_widget_get_next_sibling (name);
  g_autofree char *others = g_strjoinv (", ", entity->aliases);
  g_autofree char *all = *others != '\0' ? g_strdup_printf ("%s\n%s", entity->name, others)
                                         : g_strdup (entity->name);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), g_str_equal (entity->kind, "person")
                                                    ? "quoth-person-symbolic"
                                                    : "quoth-source-symbolic");
  gtk_label_set_label (GTK_LABEL (name), entity->name);
  gtk_label_set_label (GTK_LABEL (aliases), others);
  gtk_widget_set_visible (aliases, *others != '\0');
  quoth_tooltip_set (gtk_list_item_get_child (list_item), all);
}

static void
quoth_entity_list_dispose (GObject *object)
{
  QuothEntityList *self = QUOTH_ENTITY_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->registry);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->entity, g_free);
  G_OBJECT_CLASS (quoth_entity_list_parent_class)->dispose (object);
}

static void
quoth_entity_list_class_init (QuothEntityListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_entity_list_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-entity-list.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, box);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, search);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, kind);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, list);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, pager);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, previous);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, position);
  gtk_widget_class_bind_template_child (widget_class, QuothEntityList, next);
  gtk_widget_class_bind_template_callback (widget_class, query_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_entity_list_init (QuothEntityList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filling = TRUE;
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
  self->filling = FALSE;
}
