/* quoth-ledger.c - every place of one entity in the corpus, as a concordance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-ledger"

#include "config.h"

#include "quoth-ledger.h"

#include <glib/gi18n.h>

#include "quoth-hit-row.h"
#include "quoth-project-query.h"

#define PAGE_SIZE 100

struct _QuothLedger
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned, nullable */
  char           *entity;    /* nullable */
  gboolean        claims;
  gboolean        ticks;
  GPtrArray      *rows;      /* of QuothLedgerRow: what the list shows */
  GHashTable     *ticked;    /* article and annotation id -> QuothLedgerRow, owned: on any page */
  GPtrArray      *keys;      /* of char*, nullable entries: where each page seen begins */
  char           *next_key;  /* nullable: where the page after this one begins */
  GListStore     *store;     /* of GtkStringObject, one per row */
  GCancellable   *running;   /* nullable */

  GtkWidget      *stack;
  GtkWidget      *list;
  GtkWidget      *empty;
  GtkWidget      *pager;
  GtkWidget      *previous;
  GtkWidget      *next;
};

typedef struct
{
  QuothProject *project; /* owned; only to open another connection */
  char         *entity;
  char         *key;
  gboolean      claims;
} Question;

enum
{
  SIGNAL_TICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothLedger, quoth_ledger, GTK_TYPE_WIDGET)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->project);
  g_free (question->entity);
  g_free (question->key);
  g_free (question);
}

static void
ask_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Question *question = task_data;
  g_autoptr (QuothProject) project = NULL;
  GError *error = NULL;
  GPtrArray *rows = NULL;

  project = quoth_project_open_again (question->project, &error);
  if (project != NULL)
    {
      rows = quoth_project_list_ledger (project, question->entity, NULL, question->claims,
                                        &question->key, PAGE_SIZE, &error);
      quoth_project_close (project);
    }
  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_rows (QuothLedger *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (items,
                     gtk_string_object_new (((QuothLedgerRow *) self->rows->pdata[i])->article));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_widget_set_sensitive (self->previous, self->keys->len > 1);
  gtk_widget_set_sensitive (self->next, self->rows->len == PAGE_SIZE);
  gtk_widget_set_visible (self->pager, self->keys->len > 1 || self->rows->len == PAGE_SIZE);
  gtk_label_set_label (GTK_LABEL (self->empty),
                       self->claims ? _("No claim in the corpus has this speaker yet.")
                                    : _("No mention in the corpus is linked here yet."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->rows->len > 0 ? "list"
                                                                                 : "empty");
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  QuothLedger *self = QUOTH_LEDGER (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_warning ("Cannot read the ledger: %s", error->message);
      return;
    }
  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  g_free (self->next_key);
  self->next_key = g_strdup (question->key);
  show_rows (self);
}

static void
ask (QuothLedger *self)
{
  Question *question;
  g_autoptr (GTask) task = NULL;

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->entity == NULL || quoth_workspace_get_project (self->workspace) == NULL)
    {
      g_ptr_array_set_size (self->rows, 0);
      show_rows (self);
      return;
    }
  self->running = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->project = g_object_ref (quoth_workspace_get_project (self->workspace));
  question->entity = g_strdup (self->entity);
  question->key = g_strdup (self->keys->pdata[self->keys->len - 1]);
  question->claims = self->claims;
  task = g_task_new (self, self->running, answered_cb, NULL);
  g_task_set_source_tag (task, ask);
  g_task_set_name (task, "quoth ledger");
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_in_thread);
}

static void
clear_ticks (QuothLedger *self)
{
  g_hash_table_remove_all (self->ticked);
  g_signal_emit (self, signals[SIGNAL_TICKED], 0, 0);
}

/**
 * quoth_ledger_set_entity:
 * @self: a ledger
 * @workspace: whose project to read
 * @entity: (nullable): id in the registry
 * @claims: what it said, else where it is mentioned
 *
 * Reads the ledger anew; the same entity keeps its page.
 */
void
quoth_ledger_set_entity (QuothLedger    *self,
                         QuothWorkspace *workspace,
                         const char     *entity,
                         gboolean        claims)
{
  g_return_if_fail (QUOTH_IS_LEDGER (self));

  g_set_object (&self->workspace, workspace);
  if (g_strcmp0 (self->entity, entity) != 0 || self->claims != claims)
    {
      g_free (self->entity);
      self->entity = g_strdup (entity);
      self->claims = claims;
      g_ptr_array_set_size (self->keys, 0);
      g_ptr_array_add (self->keys, NULL);
      clear_ticks (self);
    }
  ask (self);
}

static void
next_cb (QuothLedger *self)
{
  g_ptr_array_add (self->keys, g_strdup (self->next_key));
  ask (self);
}

static void
previous_cb (QuothLedger *self)
{
  if (self->keys->len < 2)
    return;
  g_ptr_array_set_size (self->keys, self->keys->len - 1);
  ask (self);
}

void
quoth_ledger_set_ticks (QuothLedger *self,
                        gboolean     ticks)
{
  g_return_if_fail (QUOTH_IS_LEDGER (self));

  if (self->ticks == ticks)
    return;
  self->ticks = ticks;
  clear_ticks (self);
  show_rows (self);
}

GPtrArray *
quoth_ledger_get_ticked (QuothLedger *self)
{
  GPtrArray *ticked;
  GHashTableIter iter;
  gpointer row;

  g_return_val_if_fail (QUOTH_IS_LEDGER (self), NULL);

  ticked = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->ticked);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (ticked, row);
  return ticked;
}

static QuothLedgerRow *
copy_row (const QuothLedgerRow *row)
{
  QuothLedgerRow *copy = g_new0 (QuothLedgerRow, 1);

  copy->article = g_strdup (row->article);
  copy->article_name = g_strdup (row->article_name);
  copy->annotation = quoth_annotation_ref (row->annotation);
  copy->before = g_strdup (row->before);
  copy->quote = g_strdup (row->quote);
  copy->after = g_strdup (row->after);
  return copy;
}

static char *
dup_tick_key (const QuothLedgerRow *row)
{
  return g_strconcat (row->article, " ", row->annotation->id, NULL);
}

static gboolean
is_ticked (QuothLedger          *self,
           const QuothLedgerRow *row)
{
  g_autofree char *key = dup_tick_key (row);

  return g_hash_table_contains (self->ticked, key);
}

/* The page may turn: a tick outlives the row it was made on. */
static void
set_tick (QuothLedger          *self,
          const QuothLedgerRow *row,
          gboolean              ticked)
{
  g_autofree char *key = dup_tick_key (row);

  if (is_ticked (self, row) == ticked)
    return;
  if (ticked)
    g_hash_table_insert (self->ticked, g_steal_pointer (&key), copy_row (row));
  else
    g_hash_table_remove (self->ticked, key);
  g_signal_emit (self, signals[SIGNAL_TICKED], 0, g_hash_table_size (self->ticked));
}

static void
ticked_cb (GtkCheckButton *check,
           GtkListItem    *list_item)
{
  QuothLedger *self = g_object_get_data (G_OBJECT (list_item), "quoth-ledger");
  guint position = gtk_list_item_get_position (list_item);

  if (position < self->rows->len && self->ticks)
    set_tick (self, self->rows->pdata[position], gtk_check_button_get_active (check));
}

static void
activate_cb (QuothLedger *self,
             guint        position)
{
  const QuothLedgerRow *row;

  if (position >= self->rows->len)
    return;
  row = self->rows->pdata[position];
  if (self->ticks)
    {
      g_autoptr (GtkStringObject) again = gtk_string_object_new (row->article);

      set_tick (self, row, !is_ticked (self, row));
      g_list_store_splice (self->store, position, 1, (gpointer *) &again, 1);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "(suu)", row->article,
                              row->annotation->parts[0].start, row->annotation->parts[0].end);
  /* The text is there, but its mark is in another layer than the one that is shown. */
  if (g_strcmp0 (row->annotation->layer, quoth_workspace_get_layer (self->workspace)) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say-layer", "s", row->annotation->layer);
}

static void
setup_row_cb (QuothLedger *self,
              GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = quoth_hit_row_new ();

  gtk_widget_set_hexpand (row, TRUE);
  /* The keyboard stays on the rows, where Enter ticks. */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), row);
  g_object_set_data (G_OBJECT (list_item), "quoth-ledger", self);
  g_signal_connect_object (check, "toggled", G_CALLBACK (ticked_cb), list_item, 0);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (QuothLedger *self,
             GtkListItem *list_item)
{
  guint position = gtk_list_item_get_position (list_item);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  QuothLedgerRow *row;

  if (position >= self->rows->len)
    return;
  row = self->rows->pdata[position];
  quoth_hit_row_set (QUOTH_HIT_ROW (gtk_widget_get_next_sibling (check)), row->article_name,
                     row->before, row->quote, row->after);
  gtk_widget_set_visible (check, self->ticks);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_ticked (self, row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->quote, -1);
}

GtkWidget *
quoth_ledger_new (void)
{
  return g_object_new (QUOTH_TYPE_LEDGER, NULL);
}

static void
quoth_ledger_dispose (GObject *object)
{
  QuothLedger *self = QUOTH_LEDGER (object);
  GtkWidget *child;

  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->stack = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->store);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ticked, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->entity, g_free);
  g_clear_pointer (&self->next_key, g_free);
  G_OBJECT_CLASS (quoth_ledger_parent_class)->dispose (object);
}

static void
quoth_ledger_class_init (QuothLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_ledger_dispose;
  signals[SIGNAL_TICKED] =
    g_signal_new ("ticked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
create_list (QuothLedger *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), g_steal_pointer (&factory));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "quoth-concordance");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Places in the corpus"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static void
quoth_ledger_init (QuothLedger *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_ledger_row_free);
  self->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) quoth_ledger_row_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->keys, NULL);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  self->empty = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->previous = gtk_button_new_with_mnemonic (_("_Earlier"));
  self->next = gtk_button_new_with_mnemonic (_("_Later"));
  gtk_widget_set_hexpand (self->next, TRUE);
  gtk_widget_set_halign (self->next, GTK_ALIGN_END);
  g_signal_connect_object (self->previous, "clicked", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), self->previous);
  gtk_box_append (GTK_BOX (self->pager), self->next);
  gtk_widget_set_visible (self->pager, FALSE);
  gtk_widget_set_parent (self->pager, GTK_WIDGET (self));
}
