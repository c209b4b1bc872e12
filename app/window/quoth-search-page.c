/* quoth-search-page.c - the corpus searched as you type, as a concordance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search-page"

#include "config.h"

#include "quoth-search-page.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-hit-row.h"
#include "quoth-project-care-mend.h"
#include "quoth-search-list.h"
#include "quoth-search.h"

#define PAGE_SIZE 200
#define PER_ARTICLE 20
#define MAX_COMMENTS 50

struct _QuothSearchPage
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned */
  GPtrArray      *hits;      /* of QuothHit: what the rows show */
  GListStore     *store;     /* of GtkStringObject, one per hit: only its place counts */
  GArray         *starts;    /* of gint64: the row each page seen so far starts after */
  GCancellable   *running;   /* nullable */

  GtkWidget      *entry;
  GtkWidget      *count;
  GtkWidget      *spinner;
  GtkWidget      *stack;
  GtkWidget      *list;
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *status;
};

/* One question to a worker: a page of hits first, then how many articles there are. */
typedef struct
{
  QuothProject *project; /* owned; only to open another connection */
  char         *query;
  gint64        from;
  gboolean      count;
  gboolean      mended;  /* the index was damaged, and made anew */
} Question;

G_DEFINE_FINAL_TYPE (QuothSearchPage, quoth_search_page, GTK_TYPE_WIDGET)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->project);
  g_free (question->query);
  g_free (question);
}

/* What people said about the articles stands before what is in them. */
static GPtrArray *
find (QuothProject   *project,
      Question       *question,
      QuothProgress  *progress,
      GError        **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  GPtrArray *texts;

  if (question->from == 0)
    {
      hits = quoth_search_comments (project, question->query, MAX_COMMENTS, progress, error);
      if (hits == NULL)
        return NULL;
    }
  texts = quoth_search_run (project, question->query, question->from, PAGE_SIZE - MAX_COMMENTS,
                            PER_ARTICLE, progress, error);
  if (texts == NULL || hits == NULL)
    return texts;
  g_ptr_array_extend_and_steal (hits, texts);
  return g_steal_pointer (&hits);
}

/* An index that is damaged is made anew, when nothing else is; perhaps somebody else has done
 * so by the time it is looked at. */
static GPtrArray *
find_or_mend (QuothProject   *project,
              Question       *question,
              QuothProgress  *progress,
              GError        **error)
{
  GError *local_error = NULL;
  GPtrArray *hits = find (project, question, progress, &local_error);

  if (hits != NULL || quoth_project_is_read_only (project)
      || !g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return hits;
    }
  g_clear_error (&local_error);
  question->mended = quoth_project_mend (quoth_project_get_path (project), TRUE, progress, NULL)
                       != QUOTH_MEND_NOTHING;
  return find (project, question, progress, error);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Question *question = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (QuothProject) project = NULL;
  GError *error = NULL;
  GPtrArray *hits = NULL;
  gint64 n = -1;

  project = quoth_project_open_again (question->project, &error);
  if (project != NULL && question->count)
    n = quoth_search_count_articles (project, question->query, progress, &error);
  else if (project != NULL)
    hits = find_or_mend (project, question, progress, &error);
  if (project != NULL)
    quoth_project_close (project);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (question->count)
    g_task_return_int (task, n);
  else
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

static void
stop (QuothSearchPage *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static void
ask (QuothSearchPage     *self,
     gboolean             count,
     GAsyncReadyCallback  callback)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = g_task_new (self, self->running, callback, NULL);

  question->project = g_object_ref (quoth_workspace_get_project (self->workspace));
  question->query = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  question->from = g_array_index (self->starts, gint64, self->starts->len - 1);
  question->count = count;
  g_task_set_source_tag (task, ask);
  g_task_set_name (task, "quoth search");
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_in_thread);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  QuothSearchPage *self = QUOTH_SEARCH_PAGE (source);
  g_autoptr (GError) error = NULL;
  gint64 n = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *label = NULL;

  if (error != NULL || self->entry == NULL)
    return;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
  label = g_strdup_printf (ngettext ("%u article", "%u articles", (guint) n), (guint) n);
  gtk_label_set_label (GTK_LABEL (self->count), label);
}

static void
show_hits (QuothSearchPage *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_texts = 0;
  gboolean more;

  for (guint i = 0; i < self->hits->len; i++)
    n_texts += ((QuothHit *) self->hits->pdata[i])->author == NULL;
  more = n_texts >= PAGE_SIZE - MAX_COMMENTS;
  for (guint i = 0; i < self->hits->len; i++)
    g_ptr_array_add (items, gtk_string_object_new (((QuothHit *) self->hits->pdata[i])->article));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_widget_set_visible (self->previous, self->starts->len > 1);
  gtk_widget_set_visible (self->next, more);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->hits->len > 0 ? "hits" : "status");
}

static void
show_status (QuothSearchPage *self,
             const char      *title,
             const char      *description)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), description);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  QuothSearchPage *self = QUOTH_SEARCH_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->entry == NULL)
    return;
  if (((Question *) g_task_get_task_data (G_TASK (result)))->mended)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search-rebuilt", NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *text = quoth_describe_error (error);

      gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
      show_status (self, _("The search failed"), text);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
      return;
    }
  g_ptr_array_unref (self->hits);
  self->hits = g_steal_pointer (&hits);
  show_status (self, _("Nothing found"),
               _("Try fewer or other words. Case, accents and quotation marks do not matter."));
  show_hits (self);
  ask (self, TRUE, counted_cb);
}

static void
search (QuothSearchPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  stop (self);
  gtk_label_set_label (GTK_LABEL (self->count), "");
  if (*query == '\0' || quoth_workspace_get_project (self->workspace) == NULL)
    {
      gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
      g_ptr_array_set_size (self->hits, 0);
      show_status (self, _("Search the corpus"),
                   _("Every article that holds the words, each hit between its neighbours. "
                     "“Words in quotation marks” are found as they stand."));
      show_hits (self);
      return;
    }
  self->running = g_cancellable_new ();
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), TRUE);
  ask (self, FALSE, found_cb);
}

static void
search_changed_cb (QuothSearchPage *self)
{
  gint64 start = 0;

  g_array_set_size (self->starts, 0);
  g_array_append_val (self->starts, start);
  search (self);
}

static void
next_cb (QuothSearchPage *self)
{
  const QuothHit *last;
  gint64 start;

  if (self->hits->len == 0)
    return;
  last = self->hits->pdata[self->hits->len - 1];
  start = last->row;
  g_array_append_val (self->starts, start);
  search (self);
}

static void
previous_cb (QuothSearchPage *self)
{
  if (self->starts->len < 2)
    return;
  g_array_set_size (self->starts, self->starts->len - 1);
  search (self);
}

static void
activate_cb (QuothSearchPage *self,
             guint            position)
{
  const QuothHit *hit;

  if (position >= self->hits->len)
    return;
  hit = self->hits->pdata[position];
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "(suu)", hit->article,
                              hit->span.start, hit->span.end);
}

static void
setup_row_cb (QuothSearchPage *self,
              GtkListItem     *list_item)
{
  gtk_list_item_set_child (list_item, quoth_hit_row_new ());
}

static void
bind_row_cb (QuothSearchPage *self,
             GtkListItem     *list_item)
{
  guint position = gtk_list_item_get_position (list_item);
  g_autofree char *comment = NULL;
  const QuothHit *hit;

  if (position >= self->hits->len)
    return;
  hit = self->hits->pdata[position];
  if (hit->author != NULL)
    /* Translators: who wrote a comment, and the article it is about */
    comment = g_strdup_printf (_("Comment by %s: %s"), hit->author, hit->name);
  quoth_hit_row_set (QUOTH_HIT_ROW (gtk_list_item_get_child (list_item)),
                     comment != NULL ? comment : hit->name, hit->before, hit->match, hit->after);
}

void
quoth_search_page_focus (QuothSearchPage *self,
                         const char      *query)
{
  g_return_if_fail (QUOTH_IS_SEARCH_PAGE (self));

  if (query != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * quoth_search_page_set_workspace:
 * @self: a page
 * @workspace: whose project to search
 */
void
quoth_search_page_set_workspace (QuothSearchPage *self,
                                 QuothWorkspace  *workspace)
{
  g_return_if_fail (QUOTH_IS_SEARCH_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  search_changed_cb (self);
}

static void
quoth_search_page_dispose (GObject *object)
{
  QuothSearchPage *self = QUOTH_SEARCH_PAGE (object);
  GtkWidget *child;

  stop (self);
  self->entry = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  G_OBJECT_CLASS (quoth_search_page_parent_class)->dispose (object);
}

static void
quoth_search_page_class_init (QuothSearchPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_search_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
create_bar (QuothSearchPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->entry = gtk_search_entry_new ();
  self->count = gtk_label_new (NULL);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 60);
  g_object_set (self->entry, "placeholder-text", _("Search all articles"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search all articles"), -1);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
create_list (QuothSearchPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;

  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), g_steal_pointer (&factory));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "quoth-concordance");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Hits"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  quoth_search_list_join (self->entry, GTK_LIST_VIEW (self->list), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static GtkWidget *
create_pager (QuothSearchPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->previous = gtk_button_new_with_mnemonic (_("_Earlier Hits"));
  self->next = gtk_button_new_with_mnemonic (_("_More Hits"));
  gtk_widget_set_hexpand (self->next, TRUE);
  gtk_widget_set_halign (self->next, GTK_ALIGN_END);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  g_signal_connect_object (self->previous, "clicked", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), self->next);
  return box;
}

static void
quoth_search_page_init (QuothSearchPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_hit_free);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_set_parent (create_bar (self), GTK_WIDGET (self));
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "hits");
  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "quoth-search-corpus-symbolic");
  gtk_stack_add_named (GTK_STACK (self->stack), self->status, "status");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_parent (create_pager (self), GTK_WIDGET (self));
}
