/* quoth-review-page.c - where annotators differ, settled by one key each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-page"

#include "config.h"

#include "quoth-review-page.h"

#include <glib/gi18n.h>

#include "quoth-article-view.h"
#include "quoth-fit-layout.h"
#include "quoth-latin-keys.h"
#include "quoth-review-session.h"
#include "quoth-review-words.h"

/* Rows are made once: making them anew takes longer than a frame. */
#define MOST_VARIANTS 9

#define NONE G_MAXUINT

struct _QuothReviewPage
{
  GtkWidget            parent_instance;

  QuothWorkspace      *workspace; /* owned */
  QuothKeymap         *keymap;    /* owned */
  QuothReviewSession  *session;   /* owned */
  GSimpleActionGroup  *actions;   /* owned: the group "review" */
  QuothReview         *voiced;    /* borrowed, only compared: whose voices are shown */
  gboolean             filling;

  GtkWidget           *stack;
  GtkWidget           *paned;
  QuothArticleView    *view;
  GtkWidget           *hints;
  GtkWidget           *progress_label;
  GtkWidget           *progress;
  GtkWidget           *variants;
  GtkWidget           *more;
  GtkWidget           *reason;
  GtkWidget           *queue;
  GtkWidget           *names;
  GtkWidget           *majority;
  GtkWidget           *variant_rows[MOST_VARIANTS];
  GtkWidget           *queue_rows[QUOTH_N_CAUSES];
  GtkWidget           *queue_counts[QUOTH_N_CAUSES];
};

enum
{
  SIGNAL_EDIT,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewPage, quoth_review_page, GTK_TYPE_WIDGET)

/* --- the text --- */

static void
add_voices (QuothReviewPage    *self,
            const QuothDispute *dispute,
            gboolean            agreed,
            GArray             *voices)
{
  QuothReview *review = quoth_review_session_get_review (self->session);

  for (guint v = 0; v < (agreed ? MIN (1, dispute->variants->len) : dispute->variants->len); v++)
    {
      const QuothVariant *variant = &g_array_index (dispute->variants, QuothVariant, v);
      g_autofree char *label = quoth_review_words_layers (review, variant->layers, FALSE);

      for (guint p = 0; p < variant->annotation->n_parts; p++)
        {
          QuothVoice voice = { variant->annotation->parts[p], agreed ? 0 : v,
                               dispute == quoth_review_session_get_current (self->session), "" };

          if (!agreed && p == 0)
            g_strlcpy (voice.label, label, sizeof voice.label);
          else if (!agreed)
            g_strlcpy (voice.label, "…", sizeof voice.label);
          g_array_append_val (voices, voice);
        }
    }
}

/* What is decided is shown by gold itself. */
static void
show_voices (QuothReviewPage *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  g_autoptr (GArray) voices = g_array_new (FALSE, FALSE, sizeof (QuothVoice));
  GPtrArray *disputes = quoth_review_get_disputes (review);
  GPtrArray *agreed = quoth_review_get_agreed (review);

  for (guint i = 0; i < disputes->len; i++)
    if (quoth_review_get_settled (review, disputes->pdata[i]) == QUOTH_SETTLED_NOT)
      add_voices (self, disputes->pdata[i], FALSE, voices);
  if (!quoth_review_is_finished (review))
    for (guint i = 0; i < agreed->len; i++)
      add_voices (self, agreed->pdata[i], TRUE, voices);
  quoth_article_view_set_voices (self->view, voices);
}

static void
show_place (QuothReviewPage *self)
{
  QuothDispute *current = quoth_review_session_get_current (self->session);
  GPtrArray *chosen = quoth_review_session_get_chosen (self->session);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) preview = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint v = 0; current != NULL && v < current->variants->len; v++)
    g_array_append_val (spans, g_array_index (current->variants, QuothVariant,
                                              v).annotation->parts[0]);
  for (guint i = 1; i < chosen->len; i++)
    g_array_append_val (preview, ((QuothDispute *) chosen->pdata[i])->found->hull);
  quoth_article_view_set_candidates (self->view, spans->len > 0 ? spans : NULL);
  quoth_article_view_set_preview (self->view, preview->len > 0 ? preview : NULL);
  if (current == NULL)
    return;
  quoth_article_view_scroll_to (self->view, current->found->hull);
  quoth_article_view_place_caret (self->view, current->found->hull.start);
}

/* --- beside the text --- */

static guint32
silent_layers (QuothReview        *review,
               const QuothDispute *dispute)
{
  guint32 silent = 0;

  for (guint l = 0; l < quoth_review_get_n_layers (review); l++)
    if (dispute->found->members[l] == NULL)
      silent |= 1u << l;
  return silent;
}

static void
show_variant (QuothReviewPage    *self,
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

static void
show_dispute (QuothReviewPage *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothDispute *current = quoth_review_session_get_current (self->session);
  guint n = current != NULL ? MIN (current->variants->len, MOST_VARIANTS) : 0;
  guint n_chosen = quoth_review_session_get_chosen (self->session)->len;
  QuothCause cause = current != NULL ? quoth_case_get_cause (current->found) : 0;
  g_autoptr (GString) said = g_string_new (NULL);

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
        quoth_review_is_finished (review)
          ? _("Enter goes to the next article.")
          : _("Enter takes what is agreed into gold and goes to the next article."));
      return;
    }
  if (cause == QUOTH_CAUSE_MISSING)
    {
      g_autofree char *silent
        = quoth_review_words_layers (review, silent_layers (review, current),
                                     gtk_switch_get_active (GTK_SWITCH (self->names)));

      /* Translators: %s are letters of annotators, such as "A, C" */
      g_string_append_printf (said, _("Not marked by %s."), silent);
    }
  if (n_chosen > 1)
    g_string_append_printf (said, ngettext (" The decision also settles %u other place.",
                                            " The decision also settles %u other places.",
                                            n_chosen - 1), n_chosen - 1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->variants),
                                   quoth_review_words_question (cause));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->variants),
                                         said->len > 0 ? said->str : NULL);
}

static void
show_queue (QuothReviewPage *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  GPtrArray *disputes = quoth_review_get_disputes (review);
  guint open[QUOTH_N_CAUSES] = { 0 }, all[QUOTH_N_CAUSES] = { 0 }, n_open = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[i];
      int bit = g_bit_nth_lsf (quoth_case_get_cause (dispute->found), -1);

      all[bit]++;
      if (quoth_review_get_settled (review, dispute) != QUOTH_SETTLED_NOT)
        continue;
      open[bit]++;
      n_open++;
    }
  for (guint c = 0; c < QUOTH_N_CAUSES; c++)
    {
      g_autofree char *count = g_strdup_printf ("%u", open[c]);

      gtk_label_set_label (GTK_LABEL (self->queue_counts[c]), count);
      gtk_widget_set_visible (self->queue_rows[c], open[c] > 0);
    }
  gtk_widget_set_visible (self->queue, n_open > 0);
  /* Translators: how many disputes are decided, of how many; how many annotations are agreed */
  words = g_strdup_printf (_("%u of %u decided · %u agreed"), disputes->len - n_open,
                           disputes->len, quoth_review_get_agreed (review)->len);
  gtk_label_set_label (GTK_LABEL (self->progress_label), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 disputes->len > 0
                                   ? (disputes->len - n_open) / (double) disputes->len : 1);
}

static void
enable_actions (QuothReviewPage *self)
{
  static const char *const of_dispute[] = { "both", "neither", "reject", "edit", "skip", "alike" };
  gboolean current = quoth_review_session_get_current (self->session) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_dispute); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), of_dispute[i])),
      current);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "go-on")),
    !current);
  for (GtkWidget *hint = gtk_widget_get_first_child (self->hints); hint != NULL;
       hint = gtk_widget_get_next_sibling (hint))
    gtk_widget_set_sensitive (hint, g_action_group_get_action_enabled (
                                      G_ACTION_GROUP (self->actions), gtk_widget_get_name (hint)));
}

static void
session_changed_cb (QuothReviewPage *self)
{
  static const char *const names[] = { "none", "busy", "lonely", "failed", "review" };
  QuothReviewState state = quoth_review_session_get_state (self->session);
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *gold = quoth_review_session_get_gold (self->session);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), names[state]);
  quoth_article_view_set_registry (self->view,
                                   project != NULL ? quoth_project_get_registry (project) : NULL);
  if (quoth_article_view_get_document (self->view) != gold)
    {
      quoth_article_view_set_document (self->view, gold);
      /* The other page shows the article too and takes the keyboard for it. */
      if (gold != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
  if (state != QUOTH_REVIEW_READY)
    {
      quoth_article_view_set_voices (self->view, NULL);
      return;
    }
  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->majority),
                         quoth_review_session_get_strategy (self->session)
                           == QUOTH_STRATEGY_MAJORITY);
  self->filling = FALSE;
  show_voices (self);
  show_place (self);
  show_dispute (self);
  show_queue (self);
  enable_actions (self);
}

/* --- decisions --- */

static void
decide (QuothReviewPage *self,
        QuothVerdict     verdict,
        guint            variant)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  if (!quoth_review_session_decide (self->session, verdict, variant,
                                    *reason != '\0' ? reason : NULL))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
verdict_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  decide (data, g_str_equal (name, "both") ? QUOTH_VERDICT_BOTH
                : g_str_equal (name, "neither") ? QUOTH_VERDICT_NEITHER
                : g_str_equal (name, "reject") ? QUOTH_VERDICT_REJECT : QUOTH_VERDICT_EDIT, 0);
}

static void
take_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  decide (data, QUOTH_VERDICT_TAKE, g_variant_get_uint32 (parameter));
}

static void
skip_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothReviewPage *self = data;

  quoth_review_session_skip (self->session);
}

static void
alike_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  QuothReviewPage *self = data;

  if (!quoth_review_session_toggle_alike (self->session))
    g_signal_emit (self, signals[SIGNAL_SAY], 0, _("No other place is like this one"));
}

static void
go_on_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  QuothReviewPage *self = data;

  if (!quoth_review_session_go_on (self->session))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
exhausted_cb (QuothReviewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, _("No other article is to be reviewed"));
}

static void
edit_cb (QuothReviewPage *self,
         const char      *id)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, id);
}

static void
variant_cb (QuothReviewPage *self,
            GtkWidget       *row)
{
  for (guint v = 0; v < MOST_VARIANTS; v++)
    if (self->variant_rows[v] == row)
      {
        decide (self, QUOTH_VERDICT_TAKE, v);
        return;
      }
}

/* A row of the queue leads to the first open dispute of its cause. */
static void
queue_cb (QuothReviewPage *self,
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
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
}

static void
names_cb (QuothReviewPage *self)
{
  if (quoth_review_session_get_state (self->session) == QUOTH_REVIEW_READY)
    show_dispute (self);
}

static void
majority_cb (QuothReviewPage *self)
{
  if (!self->filling)
    quoth_review_session_set_strategy (self->session,
      gtk_switch_get_active (GTK_SWITCH (self->majority)) ? QUOTH_STRATEGY_MAJORITY
                                                          : QUOTH_STRATEGY_ALL);
}

static gboolean
press (QuothReviewPage *self,
       guint            keyval,
       GdkModifierType  state)
{
  const char *action;
  const char *name;

  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    keyval = GDK_KEY_1 + (keyval - GDK_KEY_KP_1);
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9 && (state & ~GDK_SHIFT_MASK) == 0)
    {
      decide (self, QUOTH_VERDICT_TAKE, keyval - GDK_KEY_1);
      return TRUE;
    }
  action = quoth_keymap_lookup_review (self->keymap,
                                       keyval == GDK_KEY_KP_Enter ? GDK_KEY_Return : keyval, state);
  if (action == NULL)
    return FALSE;
  name = action + strlen ("review.");
  if (g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), name))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), name, NULL);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
key_pressed_cb (QuothReviewPage       *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean text = focus == GTK_WIDGET (self->view);
  guint latin;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (!text && keyval == GDK_KEY_Escape && state == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (quoth_review_session_get_state (self->session) != QUOTH_REVIEW_READY
      || (focus != NULL && GTK_IS_EDITABLE (focus)))
    return FALSE;
  /* On a row or a switch, Enter does what it says there. */
  if (!text && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    return FALSE;
  if (press (self, keyval, state))
    return TRUE;
  latin = quoth_latin_keys_translate (event);
  return latin != keyval && press (self, latin, state);
}

/* --- what is made once --- */

static GtkWidget *
create_key (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "quoth-key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
create_rows (QuothReviewPage *self)
{
  for (guint v = 0; v < MOST_VARIANTS; v++)
    {
      g_autofree char *digit = g_strdup_printf ("%u", v + 1);
      GtkWidget *row = adw_action_row_new ();

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_key (digit));
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

static void
hint_cb (QuothReviewPage *self,
         GtkWidget       *button)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), gtk_widget_get_name (button),
                                  NULL);
}

static void
fill_hints (QuothReviewPage *self)
{
  static const struct
  {
    const char *action;
    const char *label;
  } hints[] = {
    /* Translators: short, on buttons with their keys: verdicts on a disagreement */
    { "review.both", N_("Both") },
    { "review.neither", N_("Nobody is right") },
    { "review.reject", N_("Reject") },
    { "review.edit", N_("Edit") },
    { "review.skip", N_("Skip") },
    { "review.alike", N_("Same everywhere") },
    { "review.go-on", N_("Next article") },
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->hints)) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      g_autofree char *key = quoth_keymap_dup_label (self->keymap, hints[i].action);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (box), gtk_label_new (_(hints[i].label)));
      gtk_box_append (GTK_BOX (box), create_key (key));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "quoth-chip");
      gtk_widget_set_can_focus (button, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(hints[i].label), -1);
      gtk_widget_set_name (button, hints[i].action + strlen ("review."));
      g_signal_connect_object (button, "clicked", G_CALLBACK (hint_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (button, self->hints);
    }
}

static const GActionEntry entries[] = {
  { "take", take_cb, "u" },
  { "both", verdict_cb },
  { "neither", verdict_cb },
  { "reject", verdict_cb },
  { "edit", verdict_cb },
  { "skip", skip_cb },
  { "alike", alike_cb },
  { "go-on", go_on_cb },
};

/**
 * quoth_review_page_set_up:
 * @self: a page, once
 * @workspace: what it works on
 * @keymap: which key does what
 * @settings: the application's settings
 */
void
quoth_review_page_set_up (QuothReviewPage *self,
                          QuothWorkspace  *workspace,
                          QuothKeymap     *keymap,
                          GSettings       *settings)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  self->session = quoth_review_session_new (workspace);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review", G_ACTION_GROUP (self->actions));
  fill_hints (self);
  g_settings_bind (settings, "text-scale", self->view, "text-scale", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "reading-width", self->view, "reading-width", G_SETTINGS_BIND_GET);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (fill_hints), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "exhausted", G_CALLBACK (exhausted_cb), self,
                           G_CONNECT_SWAPPED);
  session_changed_cb (self);
}

void
quoth_review_page_set_shown (QuothReviewPage *self,
                             gboolean         shown)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PAGE (self));

  quoth_review_session_set_running (self->session, shown);
  if (shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
quoth_review_page_set_narrow (QuothReviewPage *self,
                              gboolean         narrow)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned),
                                  narrow ? GTK_ORIENTATION_VERTICAL
                                         : GTK_ORIENTATION_HORIZONTAL);
}

static void
quoth_review_page_dispose (GObject *object)
{
  QuothReviewPage *self = QUOTH_REVIEW_PAGE (object);
  GtkWidget *child;

  if (self->hints != NULL)
    while ((child = gtk_widget_get_first_child (self->hints)) != NULL)
      gtk_widget_unparent (child);
  self->hints = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (quoth_review_page_parent_class)->dispose (object);
}

static void
quoth_review_page_class_init (QuothReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_review_page_dispose;
  signals[SIGNAL_EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SAY] = g_signal_new ("say", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (QUOTH_TYPE_ARTICLE_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, paned);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, hints);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, progress);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, variants);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, more);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, reason);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, queue);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, names);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, majority);
}

static void
quoth_review_page_init (QuothReviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->hints, quoth_fit_layout_new (3));
  create_rows (self);
  g_signal_connect_object (self->names, "notify::active", G_CALLBACK (names_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->majority, "notify::active", G_CALLBACK (majority_cb), self,
                           G_CONNECT_SWAPPED);
  /* Before the widgets: a letter on a row shall still decide. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
