/* quoth-review-panel.c - the dispute that is to be decided, and what is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-panel"

#include "config.h"

#include "quoth-review-panel.h"

#include <glib/gi18n.h>

#include "quoth-reader-names.h"
#include "quoth-review-guidelines.h"
#include "quoth-review-hints.h"
#include "quoth-review-places.h"
#include "quoth-review-words.h"
#include "quoth-row-layout.h"
#include "quoth-tooltip.h"

/* Rows are made once: making them anew takes longer than a frame. */
#define MOST_VARIANTS 9

struct _QuothReviewPanel
{
  GtkWidget            parent_instance;

  QuothWorkspace      *workspace; /* owned */
  QuothReviewSession  *session;   /* owned */
  QuothReviewAlike    *alike;     /* owned */
  gboolean             filling;
  gboolean             picking;
  guint                serial;    /* of the review whose guidelines are shown; 0: of none */

  GtkWidget           *scroller;
  GtkWidget           *progress_label;
  GtkWidget           *progress;
  GtkWidget           *guidelines;
  GtkWidget           *variants;
  GtkWidget           *more;
  GtkWidget           *reason;
  QuothReviewPlaces   *places;
  GtkWidget           *settings;
  GtkWidget           *queue;
  GtkWidget           *names;
  GtkWidget           *majority;
  GtkWidget           *variant_rows[MOST_VARIANTS];
  GtkWidget           *queue_rows[QUOTH_N_CAUSES];
  GtkWidget           *queue_counts[QUOTH_N_CAUSES];
};

enum
{
  SIGNAL_TAKE,
  SIGNAL_EDIT,
  SIGNAL_BACK,
  SIGNAL_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewPanel, quoth_review_panel, GTK_TYPE_WIDGET)

static guint32
silent_layers (QuothReview        *review,
               const QuothDispute *dispute)
{
  guint32 silent = 0;

  for (guint l = 0; l < quoth_review_get_n_layers (review); l++)
    if (dispute->found->members[l] == NULL && ((quoth_review_get_present (review) >> l) & 1) != 0)
      silent |= 1u << l;
  return silent;
}

static void
show_variant (QuothReviewPanel    *self,
              const QuothDispute *dispute,
              guint               v)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  const QuothVariant *variant = &g_array_index (dispute->variants, QuothVariant, v);
  gboolean names = gtk_switch_get_active (GTK_SWITCH (self->names));
  g_autofree char *words = quoth_review_words_variant (quoth_review_session_get_all (self->session),
                                                       quoth_project_get_registry (project),
                                                       dispute, v);
  g_autofree char *layers = quoth_review_words_layers (review, variant->layers, names);
  g_autofree char *escaped = g_markup_escape_text (layers, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->variant_rows[v]), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->variant_rows[v]), escaped);
}

/* How the current dispute was decided before, and what is missing of it. */
static char *
describe (QuothReviewPanel   *self,
          const QuothDispute *current)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothAnnotation *record = quoth_review_get_record (review, current);

  if (self->picking)
    return g_strdup (_("Press its number."));
  if (record != NULL)
    return quoth_review_words_record (record);
  if (quoth_case_get_cause (current->found) == QUOTH_CAUSE_MISSING)
    {
      g_autofree char *silent
        = quoth_review_words_layers (review, silent_layers (review, current),
                                     gtk_switch_get_active (GTK_SWITCH (self->names)));

      /* Translators: %s are letters of annotators, such as "A, C" */
      return g_strdup_printf (_("Not marked by %s."), silent);
    }
  return NULL;
}

static void
fill_dispute (QuothReviewPanel *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothDispute *current = quoth_review_session_get_current (self->session);
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  guint n = current != NULL ? MIN (current->variants->len, MOST_VARIANTS) : 0;
  QuothCause cause = current != NULL ? quoth_case_get_cause (current->found) : 0;
  g_autofree char *said = NULL;
  g_autofree char *escaped = NULL;

  for (guint v = 0; v < MOST_VARIANTS; v++)
    {
      if (v < n)
        show_variant (self, current, v);
      gtk_widget_set_visible (self->variant_rows[v], v < n);
    }
  gtk_widget_set_visible (self->more, current != NULL);
  if (current == NULL)
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->variants),
                                       quoth_review_is_finished (review)
                                         ? _("Settled") : _("Everything is decided"));
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->variants),
        quoth_review_session_is_exhausted (self->session)
          ? _("No other article is to be reviewed.")
          : quoth_review_is_finished (review) || quoth_project_is_read_only (project)
          ? _("Enter goes to the next article.")
          : _("Enter takes what is agreed into gold and goes to the next article."));
      return;
    }
  said = describe (self, current);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->variants),
                                   self->picking ? _("Which one is to be edited?")
                                                 : quoth_review_words_question (cause));
  escaped = said != NULL ? g_markup_escape_text (said, -1) : NULL;
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->variants), escaped);
}

static void
show_dispute (QuothReviewPanel *self)
{
  fill_dispute (self);
  g_signal_emit (self, signals[SIGNAL_ASKED], 0);
}

static void
show_queue (QuothReviewPanel *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  guint n = quoth_review_get_disputes (review)->len, n_open = quoth_review_count_open (review);
  g_autofree char *words = NULL;

  for (guint c = 0; c < QUOTH_N_CAUSES; c++)
    {
      guint open = quoth_review_count_open_of (review, (QuothCause) (1u << c));
      g_autofree char *count = g_strdup_printf ("%u", open);

      gtk_label_set_label (GTK_LABEL (self->queue_counts[c]), count);
      gtk_widget_set_visible (self->queue_rows[c], open > 0);
    }
  gtk_widget_set_visible (self->queue, n_open > 0
                                       && quoth_review_alike_get_places (self->alike) == NULL);
  /* Translators: how many disputes are decided, of how many; how many annotations are agreed */
  words = g_strdup_printf (_("%u of %u decided · %u agreed"), n - n_open, n,
                           quoth_review_get_agreed (review)->len);
  gtk_label_set_label (GTK_LABEL (self->progress_label), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 n > 0 ? (n - n_open) / (double) n : 1);
}

static void
show_guidelines (QuothReviewPanel *self)
{
  QuothDocument *gold = quoth_review_session_get_gold (self->session);
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  self->serial = quoth_review_session_get_serial (self->session);
  quoth_review_guidelines_show (QUOTH_REVIEW_GUIDELINES (self->guidelines), project,
                                quoth_document_get_article (gold)->id,
                                quoth_review_session_get_review (self->session),
                                gtk_switch_get_active (GTK_SWITCH (self->names)));
}

static void
session_changed_cb (QuothReviewPanel *self)
{
  self->picking = FALSE;
  if (quoth_review_session_get_state (self->session) != QUOTH_REVIEW_READY)
    return;
  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->majority),
                         quoth_review_session_get_strategy (self->session)
                           == QUOTH_STRATEGY_MAJORITY);
  self->filling = FALSE;
  show_queue (self);
  show_dispute (self);
  if (self->serial != quoth_review_session_get_serial (self->session))
    show_guidelines (self);
}

gboolean
quoth_review_panel_get_picking (QuothReviewPanel *self)
{
  return self->picking;
}

void
quoth_review_panel_set_picking (QuothReviewPanel *self,
                                gboolean          picking)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PANEL (self));

  if (self->picking == picking)
    return;
  self->picking = picking;
  if (quoth_review_session_get_state (self->session) == QUOTH_REVIEW_READY)
    show_dispute (self);
}

/* What a decision settles is what matters while it is shown. */
static void
alike_changed_cb (QuothReviewPanel *self)
{
  gboolean any = quoth_review_alike_get_places (self->alike) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->places), any);
  gtk_widget_set_visible (self->settings, !any);
  session_changed_cb (self);
}

static void
variant_cb (QuothReviewPanel *self,
            GtkWidget        *row)
{
  for (guint v = 0; v < MOST_VARIANTS; v++)
    if (self->variant_rows[v] == row)
      {
        g_signal_emit (self, signals[SIGNAL_TAKE], 0, v);
        return;
      }
}

/* A row of the queue leads to the first open dispute of its cause. */
static void
queue_cb (QuothReviewPanel *self,
          GtkWidget       *row)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  GPtrArray *disputes = quoth_review_get_disputes (review);

  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[i];
      int bit = g_bit_nth_lsf (quoth_case_get_cause (dispute->found), -1);

      if (self->queue_rows[bit] != row
          || quoth_review_get_settled (review, dispute) != QUOTH_SETTLED_NOT)
        continue;
      quoth_review_session_set_current (self->session, dispute);
      g_signal_emit (self, signals[SIGNAL_BACK], 0);
      return;
    }
}

static void
names_cb (QuothReviewPanel *self)
{
  if (quoth_review_session_get_state (self->session) != QUOTH_REVIEW_READY)
    return;
  show_dispute (self);
  show_guidelines (self);
}

static void
majority_cb (QuothReviewPanel *self)
{
  if (!self->filling)
    quoth_review_session_set_strategy (self->session,
      gtk_switch_get_active (GTK_SWITCH (self->majority)) ? QUOTH_STRATEGY_MAJORITY
                                                          : QUOTH_STRATEGY_ALL);
}

static void
edit_cb (QuothReviewPanel *self,
         GtkWidget        *button)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "quoth-variant")));
}

static GtkWidget *
create_edit (QuothReviewPanel *self,
             guint             variant)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  quoth_tooltip_set (button, _("Take and Edit"));
  g_object_set_data (G_OBJECT (button), "quoth-variant", GUINT_TO_POINTER (variant));
  g_signal_connect_object (button, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
create_rows (QuothReviewPanel *self)
{
  for (guint v = 0; v < MOST_VARIANTS; v++)
    {
      g_autofree char *digit = g_strdup_printf ("%u", v + 1);
      GtkWidget *row = adw_action_row_new ();

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), quoth_review_hints_create_key (digit));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_edit (self, v));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (variant_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->variants), row);
      self->variant_rows[v] = row;
    }
  for (guint c = 0; c < QUOTH_N_CAUSES; c++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     quoth_review_words_cause ((QuothCause) (1u << c)));
      self->queue_counts[c] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->queue_counts[c], "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->queue_counts[c]);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (queue_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->queue), row);
      self->queue_rows[c] = row;
    }
}

/**
 * quoth_review_panel_set_up:
 * @self: a panel, once
 * @workspace: its registry tells who is meant
 * @session: what is shown
 * @alike: other places that the next decision settles
 */
void
quoth_review_panel_set_up (QuothReviewPanel   *self,
                           QuothWorkspace     *workspace,
                           QuothReviewSession *session,
                           QuothReviewAlike   *alike)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->workspace = g_object_ref (workspace);
  self->session = g_object_ref (session);
  self->alike = g_object_ref (alike);
  quoth_review_places_set_up (self->places, alike);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (alike, "changed", G_CALLBACK (alike_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * quoth_review_panel_get_reason:
 * @self: a panel
 *
 * Returns: (nullable): why the reviewer decides so, if that was written
 */
const char *
quoth_review_panel_get_reason (QuothReviewPanel *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  return *reason != '\0' ? reason : NULL;
}

/**
 * quoth_review_panel_dup_words:
 * @self: a panel
 *
 * The keyboard stays in the text from decision to decision, where a screen reader would hear
 * nothing of the next question.
 *
 * Returns: (transfer full): what the panel says of the current dispute
 */
char *
quoth_review_panel_dup_words (QuothReviewPanel *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->variants);
  GString *words = g_string_new (gtk_label_get_label (GTK_LABEL (self->progress_label)));

  quoth_reader_append_markup (words, ". ", adw_preferences_group_get_title (group));
  quoth_reader_append_markup (words, " ", adw_preferences_group_get_description (group));
  for (guint v = 0; v < MOST_VARIANTS && gtk_widget_get_visible (self->variant_rows[v]); v++)
    {
      AdwActionRow *row = ADW_ACTION_ROW (self->variant_rows[v]);

      g_string_append_printf (words, " %u", v + 1);
      quoth_reader_append_markup (words, ": ", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      quoth_reader_append_markup (words, " – ", adw_action_row_get_subtitle (row));
    }
  return g_string_free (words, FALSE);
}

void
quoth_review_panel_take_reason_focus (QuothReviewPanel *self)
{
  gtk_widget_grab_focus (self->reason);
}

/* Written: the next key decides. */
static void
reason_cb (QuothReviewPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

void
quoth_review_panel_clear_reason (QuothReviewPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
quoth_review_panel_dispose (GObject *object)
{
  QuothReviewPanel *self = QUOTH_REVIEW_PANEL (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->alike);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_review_panel_parent_class)->dispose (object);
}

static void
quoth_review_panel_class_init (QuothReviewPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_review_panel_dispose;
  signals[SIGNAL_TAKE] = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_BACK] = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[SIGNAL_ASKED] = g_signal_new ("asked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  g_type_ensure (QUOTH_TYPE_REVIEW_GUIDELINES);
  g_type_ensure (QUOTH_TYPE_REVIEW_PLACES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-review-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, progress_label);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, guidelines);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, variants);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, more);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, places);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, settings);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, queue);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, names);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPanel, majority);
}

static void
quoth_review_panel_init (QuothReviewPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_rows (self);
  quoth_row_layout_ease (self->scroller);
  g_signal_connect_object (self->names, "notify::active", G_CALLBACK (names_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "entry-activated", G_CALLBACK (reason_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->majority, "notify::active", G_CALLBACK (majority_cb), self,
                           G_CONNECT_SWAPPED);
}
