/* quoth-review-list.c - all disputes of the article, grouped by cause
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-list"

#include "config.h"

#include "quoth-review-list.h"

#include <glib/gi18n.h>

#include "quoth-fold.h"
#include "quoth-review-words.h"
#include "quoth-search-list.h"
#include "quoth-tooltip.h"

#include <string.h>

#define PAGE 200

/* Code points of the words in dispute that a row shows. */
#define MOST_CHARS 120

struct _QuothReviewList
{
  GtkWidget           parent_instance;

  QuothReviewSession *session;  /* owned */
  GPtrArray          *passing;  /* of QuothDispute, of the session's review */
  guint               counts[QUOTH_N_CAUSES]; /* of those */
  guint               first;    /* of the rows */
  GListStore         *store;    /* of GtkStringObject: numbers into @passing */

  GtkWidget          *search;
  GtkWidget          *cause;
  GtkWidget          *state;
  GtkWidget          *stack;
  GtkWidget          *list;
  GtkWidget          *pager;
  GtkWidget          *previous;
  GtkWidget          *next;
  GtkWidget          *range;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewList, quoth_review_list, GTK_TYPE_WIDGET)

static guint
get_cause (const QuothDispute *dispute)
{
  return (guint) g_bit_nth_lsf (quoth_case_get_cause (dispute->found), -1);
}

static char *
dup_words (QuothReviewList    *self,
           const QuothDispute *dispute,
           guint               most)
{
  QuothText *text = quoth_document_get_text (quoth_review_session_get_all (self->session));
  QuothSpan hull = dispute->found->hull;
  char *words = quoth_text_slice (text, hull.start, MIN (hull.end, hull.start + most));

  for (char *p = words; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      *p = ' ';
  return words;
}

static gboolean
passes (QuothReviewList    *self,
        const QuothDispute *dispute,
        const char         *needle)
{
  guint cause = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->cause));
  guint state = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->state));
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if (cause != 0 && get_cause (dispute) + 1 != cause)
    return FALSE;
  if (state != 0 && (dispute->settled == QUOTH_SETTLED_NOT) != (state == 1))
    return FALSE;
  if (*needle == '\0')
    return TRUE;
  words = dup_words (self, dispute, G_MAXINT);
  folded = quoth_fold_string (words);
  return strstr (folded, needle) != NULL;
}

static void
show_rows (QuothReviewList *self)
{
  guint last = MIN (self->first + PAGE, self->passing->len);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *range = NULL;

  for (guint i = self->first; i < last; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      g_ptr_array_add (items, gtk_string_object_new (number));
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  /* Translators: which rows of how many are shown, such as "1–100 of 240" */
  range = g_strdup_printf (_("%u–%u of %u"), MIN (self->first + 1, last), last,
                           self->passing->len);
  gtk_label_set_label (GTK_LABEL (self->range), range);
  gtk_widget_set_visible (self->pager, self->passing->len > PAGE);
  gtk_widget_set_sensitive (self->previous, self->first > 0);
  gtk_widget_set_sensitive (self->next, last < self->passing->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->passing->len > 0 ? "list" : "empty");
}

static void
update (QuothReviewList *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  g_autofree char *needle
    = quoth_fold_string (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GPtrArray *disputes;

  g_ptr_array_set_size (self->passing, 0);
  memset (self->counts, 0, sizeof self->counts);
  /* Rows of a review that may be gone by the time they are seen are not kept. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && review != NULL
      && quoth_review_session_get_state (self->session) == QUOTH_REVIEW_READY)
    {
      disputes = quoth_review_get_disputes (review);
      for (guint i = 0; i < disputes->len; i++)
        if (passes (self, disputes->pdata[i], needle))
          {
            g_ptr_array_add (self->passing, disputes->pdata[i]);
            self->counts[get_cause (disputes->pdata[i])]++;
          }
    }
  if (self->first >= self->passing->len)
    self->first = 0;
  show_rows (self);
}

static void
narrow_cb (QuothReviewList *self)
{
  self->first = 0;
  update (self);
}

static void
turn_cb (QuothReviewList *self,
         GtkWidget       *button)
{
  self->first = button == self->next ? self->first + PAGE : self->first - MIN (PAGE, self->first);
  show_rows (self);
}

/* --- rows --- */

static GtkWidget *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (QuothReviewList *self,
          GtkListItem     *item)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *head = add_label (row, "heading");

  gtk_widget_set_margin_top (head, 12);
  gtk_widget_set_margin_bottom (head, 6);
  add_label (row, "body");
  add_label (row, "caption");
  gtk_list_item_set_child (item, row);
}

/* Translators: whether a disagreement is decided */
static const char *const states[] = { N_("Open"), N_("Decided"), N_("Settled with another") };

static void
bind_cb (QuothReviewList *self,
         GtkListItem     *item)
{
  guint i = (guint) g_ascii_strtoull (
    gtk_string_object_get_string (gtk_list_item_get_item (item)), NULL, 10);
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothDispute *dispute = self->passing->pdata[i];
  guint cause = get_cause (dispute);
  GtkWidget *head = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *body = gtk_widget_get_next_sibling (head);
  GtkWidget *caption = gtk_widget_get_next_sibling (body);
  g_autofree char *words = dup_words (self, dispute, MOST_CHARS);
  g_autofree char *title = g_strdup_printf ("%s · %u",
                                            quoth_review_words_cause ((QuothCause) (1u << cause)),
                                            self->counts[cause]);
  g_autoptr (GString) said = g_string_new (_(states[dispute->settled]));
  g_autofree char *all = NULL;

  for (guint v = 0; v < dispute->variants->len; v++)
    {
      g_autofree char *letters = quoth_review_words_layers (
        review, g_array_index (dispute->variants, QuothVariant, v).layers, FALSE);

      g_string_append_printf (said, "%s%s", v == 0 ? " · " : " / ", letters);
    }
  gtk_label_set_label (GTK_LABEL (head), title);
  gtk_widget_set_visible (head, i == self->first || get_cause (self->passing->pdata[i - 1]) != cause);
  gtk_label_set_label (GTK_LABEL (body), words);
  gtk_label_set_label (GTK_LABEL (caption), said->str);
  quoth_tooltip_set (body, words);
  if (dispute->settled == QUOTH_SETTLED_NOT)
    gtk_widget_remove_css_class (body, "dim-label");
  else
    gtk_widget_add_css_class (body, "dim-label");
  all = g_strdup_printf ("%s: %s, %s", quoth_review_words_cause ((QuothCause) (1u << cause)), words,
                         said->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_item_get_child (item)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
activate_cb (QuothReviewList *self,
             guint            position)
{
  guint i = self->first + position;

  if (i >= self->passing->len)
    return;
  quoth_review_session_set_current (self->session, self->passing->pdata[i]);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

/* --- what is made once --- */

static GtkWidget *
create_cause_filter (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All causes"));
  for (guint c = 0; c < QUOTH_N_CAUSES; c++)
    gtk_string_list_append (names, quoth_review_words_cause ((QuothCause) (1u << c)));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static GtkWidget *
create_state_filter (void)
{
  const char *const names[] = { _("All states"), _("Open"), _("Settled"), NULL };

  return gtk_drop_down_new_from_strings (names);
}

static GtkWidget *
create_filters (QuothReviewList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Words in dispute"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Words in dispute"), -1);
  self->cause = create_cause_filter ();
  self->state = create_state_filter ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cause), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Cause"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("State"), -1);
  gtk_widget_set_hexpand (self->cause, TRUE);
  gtk_widget_set_hexpand (self->state, TRUE);
  gtk_box_append (GTK_BOX (line), self->cause);
  gtk_box_append (GTK_BOX (line), self->state);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (narrow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cause, "notify::selected", G_CALLBACK (narrow_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::selected", G_CALLBACK (narrow_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
create_list (QuothReviewList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection
    = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Disputes"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
create_turn (QuothReviewList *self,
             const char      *icon,
             const char      *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  quoth_tooltip_set (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), button);
  return button;
}

static void
create_pager (QuothReviewList *self)
{
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->pager, GTK_ALIGN_CENTER);
  self->range = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->range, "numeric");
  self->previous = create_turn (self, "go-previous-symbolic", _("Previous disputes"));
  gtk_box_append (GTK_BOX (self->pager), self->range);
  self->next = create_turn (self, "go-next-symbolic", _("Next disputes"));
}

/**
 * quoth_review_list_set_up:
 * @self: a list, once
 * @session: whose disputes are listed
 */
void
quoth_review_list_set_up (QuothReviewList    *self,
                          QuothReviewSession *session)
{
  g_return_if_fail (QUOTH_IS_REVIEW_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
}

static gboolean
quoth_review_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (QUOTH_REVIEW_LIST (widget)->search);
}

static void
quoth_review_list_dispose (GObject *object)
{
  QuothReviewList *self = QUOTH_REVIEW_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->passing, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (quoth_review_list_parent_class)->dispose (object);
}

static void
quoth_review_list_class_init (QuothReviewListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_review_list_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = quoth_review_list_grab_focus;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
quoth_review_list_init (QuothReviewList *self)
{
  GtkLayoutManager *layout = gtk_box_layout_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *empty = gtk_label_new (_("No dispute is like that."));

  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
  self->passing = g_ptr_array_new ();
  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  gtk_widget_set_parent (create_filters (self), GTK_WIDGET (self));
  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_stack_add_named (GTK_STACK (self->stack), create_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  create_pager (self);
  gtk_widget_set_parent (self->pager, GTK_WIDGET (self));
  quoth_search_list_join (self->search, GTK_LIST_VIEW (self->list), FALSE);
}
