/* quoth-people-list.c - who appears in the open article, and how often
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-people-list"

#include "config.h"

#include "quoth-people-list.h"

#include "quoth-tooltip.h"

#include <glib/gi18n.h>

#define MAX_ROWS 200

struct _QuothPeopleList
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned */
  GtkWidget      *scroller;
  GtkWidget      *list;
  guint           update_id;
};

/* One entity of the article. */
typedef struct
{
  const char *entity;     /* borrowed from a mention */
  guint       n_mentions;
  guint       n_claims;
} Count;

G_DEFINE_FINAL_TYPE (QuothPeopleList, quoth_people_list, GTK_TYPE_WIDGET)

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *x = *(const Count *const *) a;
  const Count *y = *(const Count *const *) b;

  if (x->n_claims != y->n_claims)
    return x->n_claims < y->n_claims ? 1 : -1;
  return x->n_mentions == y->n_mentions ? 0 : x->n_mentions < y->n_mentions ? 1 : -1;
}

static Count *
get_count (GHashTable *counts,
           const char *entity)
{
  Count *count = g_hash_table_lookup (counts, entity);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->entity = entity;
      g_hash_table_insert (counts, (gpointer) entity, count);
    }
  return count;
}

static void
count_claims (QuothDocument *document,
              GHashTable    *counts)
{
  g_autoptr (GPtrArray) claims = quoth_document_list_kind (document, QUOTH_TYPE_KIND_CLAIM);

  for (guint i = 0; i < claims->len; i++)
    {
      QuothAnnotation *claim = claims->pdata[i];

      for (guint l = 0; l < claim->n_links; l++)
        {
          QuothAnnotation *mention = quoth_document_lookup (document, claim->links[l].to);

          if (mention != NULL && mention->entity != NULL
              && g_str_equal (claim->links[l].role, "speaker"))
            get_count (counts, mention->entity)->n_claims++;
        }
    }
}

static GPtrArray *
count_people (QuothDocument *document)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) mentions = quoth_document_list_kind (document, QUOTH_TYPE_KIND_MENTION);
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer count;

  for (guint i = 0; i < mentions->len; i++)
    {
      QuothAnnotation *mention = mentions->pdata[i];

      if (mention->entity != NULL)
        get_count (counts, mention->entity)->n_mentions++;
    }
  count_claims (document, counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    g_ptr_array_add (result, count);
  g_ptr_array_sort (result, compare_counts);
  return result;
}

static GtkWidget *
create_row (QuothPeopleList *self,
            Count           *count)
{
  QuothRegistry *registry =
    quoth_project_get_registry (quoth_workspace_get_project (self->workspace));
  QuothEntity *entity = quoth_registry_resolve (registry, count->entity);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *mentions = g_strdup_printf (ngettext ("%u mention", "%u mentions",
                                                         count->n_mentions),
                                               count->n_mentions);
  g_autofree char *claims = g_strdup_printf (ngettext ("%u claim", "%u claims", count->n_claims),
                                             count->n_claims);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", claims, mentions);
  g_autofree char *title = g_markup_escape_text (entity != NULL ? entity->name : count->entity, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  quoth_tooltip_set (button, _("Show in People"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-entity");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", count->entity);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "quoth-entity", g_strdup (count->entity), g_free);
  return row;
}

static gboolean
update_cb (gpointer data)
{
  QuothPeopleList *self = data;
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autoptr (GPtrArray) people = NULL;
  GtkWidget *child;

  self->update_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    {
      /* The placeholder is a child as well, and not ours to remove. */
      if (!GTK_IS_LIST_BOX_ROW (child))
        break;
      gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
    }
  if (document == NULL)
    return G_SOURCE_REMOVE;
  people = count_people (document);
  for (guint i = 0; i < MIN (people->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (self, people->pdata[i]));
  return G_SOURCE_REMOVE;
}

static void
update_later (QuothPeopleList *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add_full (G_PRIORITY_LOW, 200, update_cb, self, NULL);
}

/* Each activation goes to the next mention of the person, and around. */
static void
row_activated_cb (QuothPeopleList *self,
                  GtkListBoxRow   *row)
{
  const char *entity = g_object_get_data (G_OBJECT (row), "quoth-entity");
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);
  g_autoptr (GPtrArray) mentions = NULL;
  QuothAnnotation *first = NULL;
  QuothAnnotation *next = NULL;

  if (document == NULL)
    return;
  mentions = quoth_document_list_kind (document, QUOTH_TYPE_KIND_MENTION);
  for (guint i = 0; i < mentions->len; i++)
    {
      QuothAnnotation *mention = mentions->pdata[i];
      guint start = mention->parts[0].start;

      if (g_strcmp0 (mention->entity, entity) != 0)
        continue;
      if (first == NULL || start < first->parts[0].start)
        first = mention;
      if (active != NULL && start > active->parts[0].start
          && (next == NULL || start < next->parts[0].start))
        next = mention;
    }
  if (next == NULL)
    next = first;
  if (next == NULL)
    return;
  quoth_workspace_set_active (self->workspace, next->id);
  g_signal_emit_by_name (self->workspace, "show", next->parts[0].start, next->parts[0].end);
}

/**
 * quoth_people_list_set_workspace:
 * @self: a list
 * @workspace: whose document's people to list
 */
void
quoth_people_list_set_workspace (QuothPeopleList *self,
                                 QuothWorkspace  *workspace)
{
  g_return_if_fail (QUOTH_IS_PEOPLE_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update_later), NULL);
  update_later (self);
}

static void
quoth_people_list_dispose (GObject *object)
{
  QuothPeopleList *self = QUOTH_PEOPLE_LIST (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_people_list_parent_class)->dispose (object);
}

static void
quoth_people_list_class_init (QuothPeopleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_people_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_people_list_init (QuothPeopleList *self)
{
  GtkWidget *empty = gtk_label_new (_("Nobody is linked in this article yet."));

  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_widget_set_margin_top (empty, 18);
  gtk_widget_set_margin_bottom (empty, 18);
  gtk_widget_set_margin_start (empty, 12);
  gtk_widget_set_margin_end (empty, 12);
  gtk_widget_add_css_class (empty, "dim-label");
  self->scroller = gtk_scrolled_window_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), empty);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->list, 6);
  gtk_widget_set_margin_bottom (self->list, 12);
  gtk_widget_set_margin_start (self->list, 12);
  gtk_widget_set_margin_end (self->list, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("People in this article"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
