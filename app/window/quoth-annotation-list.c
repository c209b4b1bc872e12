/* quoth-annotation-list.c - the annotations of the open article in reading order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation-list"

#include "config.h"

#include "quoth-annotation-list.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-priority.h"

#define PAGE_SIZE 200

struct _QuothAnnotationList
{
  GtkWidget           parent_instance;

  QuothWorkspace     *workspace; /* owned */
  QuothKeymap        *keymap;    /* owned */
  GListStore         *store;     /* of GtkStringObject: annotation ids */
  GPtrArray          *shown;     /* of QuothAnnotation: what the rows of @store say */
  GPtrArray          *bound;     /* of GtkListItem, borrowed: those with a widget */
  GtkSingleSelection *selection;
  guint               page;
  guint               n_pages;
  guint               update_id;
  gboolean            filling;
  gboolean            selecting; /* the selection follows the workspace, not the user */
  GtkWidget          *filter;
  GtkWidget          *stack;
  GtkWidget          *list;
  GtkWidget          *empty;     /* inside @stack */
  GtkWidget          *pager;
  GtkWidget          *position;
};

G_DEFINE_FINAL_TYPE (QuothAnnotationList, quoth_annotation_list, GTK_TYPE_WIDGET)

static gboolean
passes (QuothAnnotationList *self,
        QuothDocument       *document,
        QuothAnnotation     *annotation)
{
  QuothScheme *scheme = quoth_document_get_scheme (document);
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  /* What a rule finds by itself (zones, quotation marks) is listed when asked for. */
  if (row == 0 || row == GTK_INVALID_LIST_POSITION)
    {
      const QuothType *type = quoth_document_get_type_of (document, annotation);

      return type == NULL || !type->automatic;
    }
  if (row == 1)
    return quoth_document_is_open_task (document, annotation);
  if (row - 2 >= quoth_scheme_get_n_types (scheme))
    return TRUE;
  return g_str_equal (annotation->type, quoth_scheme_get_type_at (scheme, row - 2)->id);
}

static GPtrArray *
collect (QuothAnnotationList *self,
         QuothDocument       *document)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  QuothSpanIndex *index = quoth_document_get_index (document);
  guint n = quoth_span_index_get_n (index);

  for (guint i = 0; i < n; i++)
    {
      const QuothIndexEntry *entry = quoth_span_index_get (index, i);

      if (entry->part == 0 && passes (self, document, entry->annotation))
        g_ptr_array_add (all, quoth_annotation_ref (entry->annotation));
    }
  return all;
}

/* Replaces only the rows between the first and the last that differ, so that the
 * list keeps its place and its focus. */
static void
replace_rows (QuothAnnotationList *self,
              GPtrArray           *rows)
{
  guint n_old = self->shown->len;
  guint head = 0;
  guint tail = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < n_old && head < rows->len && self->shown->pdata[head] == rows->pdata[head])
    head++;
  while (tail < n_old - head && tail < rows->len - head
         && self->shown->pdata[n_old - 1 - tail] == rows->pdata[rows->len - 1 - tail])
    tail++;
  for (guint i = head; i < rows->len - tail; i++)
    g_ptr_array_add (items,
                     gtk_string_object_new (((QuothAnnotation *) rows->pdata[i])->id));
  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_ref (rows);
  self->selecting = TRUE;
  g_list_store_splice (self->store, head, n_old - head - tail, items->pdata, items->len);
  self->selecting = FALSE;
}

static guint
find_active (QuothAnnotationList *self,
             GPtrArray           *rows)
{
  QuothAnnotation *active = quoth_workspace_get_active (self->workspace);

  for (guint i = 0; active != NULL && i < rows->len; i++)
    if (rows->pdata[i] == active)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
is_filtered (QuothAnnotationList *self)
{
  guint row = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  return row != 0 && row != GTK_INVALID_LIST_POSITION;
}

static void
show_first_keys (QuothAnnotationList *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *text = NULL;

  if (document != NULL)
    text = quoth_describe_first_keys (quoth_document_get_scheme (document), self->keymap);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), text);
}

static void
show_page (QuothAnnotationList *self,
           GPtrArray           *all)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  guint first;
  g_autofree char *label = NULL;

  self->n_pages = MAX (1, (all->len + PAGE_SIZE - 1) / PAGE_SIZE);
  self->page = MIN (self->page, self->n_pages - 1);
  first = self->page * PAGE_SIZE;
  for (guint i = first; i < MIN (first + PAGE_SIZE, all->len); i++)
    g_ptr_array_add (rows, quoth_annotation_ref (all->pdata[i]));
  replace_rows (self, rows);
  gtk_widget_set_visible (self->pager, self->n_pages > 1);
  /* Translators: first and last row of the page, and how many there are in all */
  label = g_strdup_printf (_("%u–%u of %u"), first + 1, first + rows->len, all->len);
  gtk_label_set_label (GTK_LABEL (self->position), label);
  if (rows->len == 0)
    show_first_keys (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    rows->len > 0 ? "list" : is_filtered (self) ? "none" : "empty");
}

static void
show_row (QuothAnnotationList *self,
          GtkListItem         *list_item)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  guint position = gtk_list_item_get_position (list_item);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *markup = NULL;

  if (document == NULL || position >= self->shown->len)
    return;
  markup = quoth_describe_annotation (document,
                                      quoth_project_get_registry (
                                        quoth_workspace_get_project (self->workspace)),
                                      self->shown->pdata[position]);
  if (!g_str_equal (gtk_label_get_label (label), markup))
    gtk_label_set_markup (label, markup);
}

/* What a claim's row says of its speaker, other records decide. */
static void
refresh_rows (QuothAnnotationList *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_row (self, self->bound->pdata[i]);
}

static void
update (QuothAnnotationList *self,
        gboolean             follow_active)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autoptr (GPtrArray) all = NULL;
  guint active;

  if (document == NULL)
    all = g_ptr_array_new ();
  else
    all = collect (self, document);
  active = find_active (self, all);
  if (follow_active && active != GTK_INVALID_LIST_POSITION)
    self->page = active / PAGE_SIZE;
  show_page (self, all);
  refresh_rows (self);
  self->selecting = TRUE;
  active = find_active (self, self->shown);
  gtk_single_selection_set_selected (self->selection, active);
  if (follow_active && active != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", active);
  self->selecting = FALSE;
}

static gboolean
update_cb (gpointer data)
{
  QuothAnnotationList *self = data;

  self->update_id = 0;
  update (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_later (QuothAnnotationList *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add_full (QUOTH_PRIORITY_FOLLOW, 60, update_cb, self, NULL);
}

static void
selected_cb (QuothAnnotationList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  QuothAnnotation *annotation;

  if (self->selecting || position >= self->shown->len)
    return;
  annotation = self->shown->pdata[position];
  quoth_workspace_set_active (self->workspace, annotation->id);
  g_signal_emit_by_name (self->workspace, "show", annotation->parts[0].start,
                         annotation->parts[0].end);
}

/* The selection has made it active already: now the keyboard follows to the text. */
static void
activate_cb (QuothAnnotationList *self)
{
  selected_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "annotate.focus-text", NULL);
}

static void
filter_cb (QuothAnnotationList *self)
{
  if (!self->filling)
    update (self, FALSE);
}

static void
page_cb (QuothAnnotationList *self,
         GtkButton           *button)
{
  gboolean forwards = g_object_get_data (G_OBJECT (button), "quoth-forwards") != NULL;

  if (forwards && self->page + 1 < self->n_pages)
    self->page++;
  else if (!forwards && self->page > 0)
    self->page--;
  update (self, FALSE);
}

/* Articles of one project have the same types: filling a drop-down takes as long as drawing a
 * page of text. */
static void
fill_filter (QuothAnnotationList *self,
             QuothScheme         *scheme)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GtkStringList) list = NULL;
  GListModel *shown = gtk_drop_down_get_model (GTK_DROP_DOWN (self->filter));
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));
  guint n = shown != NULL ? g_list_model_get_n_items (shown) : 0, same = 0;

  g_ptr_array_add (names, (gpointer) _("All annotations"));
  g_ptr_array_add (names, (gpointer) _("Open tasks"));
  for (guint i = 0; scheme != NULL && i < quoth_scheme_get_n_types (scheme); i++)
    g_ptr_array_add (names, quoth_scheme_get_type_at (scheme, i)->name);
  while (same < MIN (n, names->len)
         && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (shown), same),
                         names->pdata[same]))
    same++;
  if (same == n && n == names->len)
    return;
  g_ptr_array_add (names, NULL);
  list = gtk_string_list_new ((const char *const *) names->pdata);
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->filter), G_LIST_MODEL (list));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (list)))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->filter), selected);
  self->filling = FALSE;
}

static void
document_cb (QuothAnnotationList *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  self->page = 0;
  /* Without an article it stays as it is for the next one. */
  if (document != NULL || gtk_drop_down_get_model (GTK_DROP_DOWN (self->filter)) == NULL)
    fill_filter (self, document != NULL ? quoth_document_get_scheme (document) : NULL);
  update_later (self);
}

/**
 * quoth_annotation_list_set_workspace:
 * @self: a list
 * @workspace: whose document's annotations to list
 * @keymap: which key does what
 */
void
quoth_annotation_list_set_workspace (QuothAnnotationList *self,
                                     QuothWorkspace      *workspace,
                                     QuothKeymap         *keymap)
{
  g_return_if_fail (QUOTH_IS_ANNOTATION_LIST (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (update_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_cb), self,
                           G_CONNECT_SWAPPED);
  document_cb (self);
}

static void
setup_row_cb (QuothAnnotationList *self,
              GtkListItem         *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_row_cb (QuothAnnotationList *self,
             GtkListItem         *list_item)
{
  g_ptr_array_add (self->bound, list_item);
  show_row (self, list_item);
}

static void
unbind_row_cb (QuothAnnotationList *self,
               GtkListItem         *list_item)
{
  g_ptr_array_remove_fast (self->bound, list_item);
}

static GtkWidget *
create_pager (QuothAnnotationList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *previous = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *next = gtk_button_new_from_icon_name ("go-next-symbolic");

  self->position = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->position, TRUE);
  gtk_widget_add_css_class (self->position, "caption");
  gtk_widget_add_css_class (self->position, "dim-label");
  gtk_widget_add_css_class (previous, "flat");
  gtk_widget_add_css_class (next, "flat");
  gtk_widget_set_tooltip_text (previous, _("Earlier annotations"));
  gtk_widget_set_tooltip_text (next, _("Later annotations"));
  g_object_set_data (G_OBJECT (next), "quoth-forwards", GINT_TO_POINTER (1));
  g_signal_connect_object (previous, "clicked", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (next, "clicked", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), previous);
  gtk_box_append (GTK_BOX (box), self->position);
  gtk_box_append (GTK_BOX (box), next);
  return box;
}

static GtkWidget *
create_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "quoth-person-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing marked yet"));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

/* What the filter asks for is not there, which for open tasks is good news. */
static GtkWidget *
create_none (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("None in this article"));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
create_list (QuothAnnotationList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)),
                                  g_steal_pointer (&factory));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Annotations"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static void
quoth_annotation_list_dispose (GObject *object)
{
  QuothAnnotationList *self = QUOTH_ANNOTATION_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_annotation_list_parent_class)->dispose (object);
}

static void
quoth_annotation_list_class_init (QuothAnnotationListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_annotation_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
quoth_annotation_list_init (QuothAnnotationList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->bound = g_ptr_array_new ();
  self->filter = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_margin_start (self->filter, 6);
  gtk_widget_set_margin_end (self->filter, 6);
  gtk_widget_set_margin_bottom (self->filter, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which annotations to list"), -1);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (filter_cb), self,
                           G_CONNECT_SWAPPED);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  self->empty = create_empty ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), create_none (), "none");
  self->pager = create_pager (self);
  gtk_widget_set_parent (self->filter, GTK_WIDGET (self));
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_parent (self->pager, GTK_WIDGET (self));
}
