/* quoth-review-page.c - where annotators differ, settled by one key each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-page"

#include "config.h"

#include "quoth-review-page.h"

#include <glib/gi18n.h>

#include "quoth-article-view.h"
#include "quoth-latin-keys.h"
#include "quoth-review-alike.h"
#include "quoth-review-hints.h"
#include "quoth-review-list.h"
#include "quoth-review-marks.h"
#include "quoth-review-panel.h"
#include "quoth-review-session.h"

struct _QuothReviewPage
{
  GtkWidget            parent_instance;

  QuothWorkspace      *workspace; /* owned */
  QuothKeymap         *keymap;    /* owned */
  QuothReviewSession  *session;   /* owned */
  QuothReviewAlike    *alike;     /* owned */
  GSimpleActionGroup  *actions;   /* owned: the group "review" */
  GtkWidget           *stack;
  GtkWidget           *paned;
  QuothArticleView    *view;
  QuothReviewHints    *hints;
  QuothJobBar         *job_bar;
  GtkWidget           *side;
  QuothReviewPanel    *panel;
  QuothReviewList     *list;
};

enum
{
  SIGNAL_EDIT,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewPage, quoth_review_page, GTK_TYPE_WIDGET)

static void
enable_actions (QuothReviewPage *self)
{
  static const char *const of_dispute[] = { "both", "neither", "reject", "edit", "skip", "alike",
                                            "reason" };
  gboolean current = quoth_review_session_get_current (self->session) != NULL;
  /* What is being decided stays in view until it is. */
  gboolean idle = !quoth_review_alike_is_deciding (self->alike);

  for (guint i = 0; i < G_N_ELEMENTS (of_dispute); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), of_dispute[i])),
      current && idle);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "go-on")),
    !current && idle);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "list")), idle);
  gtk_widget_set_sensitive (self->side, idle);
}

static void
asked_cb (QuothReviewPage *self)
{
  g_autofree char *words = quoth_review_panel_dup_words (self->panel);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
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
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  if (state != QUOTH_REVIEW_READY)
    return;
  quoth_review_marks_show_place (self->session, self->view);
  enable_actions (self);
}

/* --- decisions --- */

static void
decide (QuothReviewPage *self,
        QuothVerdict     verdict,
        guint            variant)
{
  guint n_failed = quoth_workspace_get_n_failed (self->workspace);
  gboolean number = verdict == QUOTH_VERDICT_TAKE || verdict == QUOTH_VERDICT_EDIT;

  if (!quoth_review_alike_decide (self->alike, verdict, variant,
                                  quoth_review_panel_get_reason (self->panel)))
    {
      /* What was announced already says more. */
      if (quoth_review_alike_is_busy (self->alike)
          || (number && quoth_workspace_get_n_failed (self->workspace) == n_failed))
        g_signal_emit (self, signals[SIGNAL_SAY], 0, quoth_review_alike_explain (self->alike, TRUE));
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  enable_actions (self);
}

/* Until now the reason may be needed once more. */
static void
decided_cb (QuothReviewPage *self)
{
  quoth_review_panel_clear_reason (self->panel);
}

/* Which of several is to be altered is asked first; the next digit answers. */
static void
edit (QuothReviewPage *self)
{
  QuothDispute *current = quoth_review_session_get_current (self->session);

  if (current->variants->len > 1 && !quoth_review_panel_get_picking (self->panel))
    quoth_review_panel_set_picking (self->panel, TRUE);
  else
    decide (self, QUOTH_VERDICT_EDIT, 0);
}

static void
verdict_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "edit"))
    edit (data);
  else
    decide (data, g_str_equal (name, "both") ? QUOTH_VERDICT_BOTH
                  : g_str_equal (name, "neither") ? QUOTH_VERDICT_NEITHER
                  : QUOTH_VERDICT_REJECT, 0);
}

static void
take_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  decide (data, QUOTH_VERDICT_TAKE, g_variant_get_uint32 (parameter));
}

static void
show_side (QuothReviewPage *self,
           gboolean         list)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->side), list ? "list" : "dispute");
  gtk_widget_grab_focus (list ? GTK_WIDGET (self->list) : GTK_WIDGET (self->view));
}

static void
list_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothReviewPage *self = data;

  show_side (self, !gtk_widget_get_mapped (GTK_WIDGET (self->list)));
}

static void
chosen_cb (QuothReviewPage *self)
{
  show_side (self, FALSE);
}

static void
reason_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothReviewPage *self = data;

  quoth_review_panel_take_reason_focus (self->panel);
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

  quoth_review_alike_toggle (self->alike);
}

static void
nothing_alike_cb (QuothReviewPage *self)
{
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
edit_cb (QuothReviewPage *self,
         const char      *id)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, id);
}

static void
variant_cb (QuothReviewPage *self,
            guint            variant)
{
  decide (self, QUOTH_VERDICT_TAKE, variant);
}

static void
edit_variant_cb (QuothReviewPage *self,
                 guint            variant)
{
  decide (self, QUOTH_VERDICT_EDIT, variant);
}

static void
back_cb (QuothReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
press (QuothReviewPage *self,
       guint            keyval,
       GdkModifierType  state)
{
  const char *action;

  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    keyval = GDK_KEY_1 + (keyval - GDK_KEY_KP_1);
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9 && (state & ~GDK_SHIFT_MASK) == 0)
    {
      decide (self, quoth_review_panel_get_picking (self->panel) ? QUOTH_VERDICT_EDIT
                                                                 : QUOTH_VERDICT_TAKE,
              keyval - GDK_KEY_1);
      return TRUE;
    }
  action = quoth_keymap_lookup_review (self->keymap,
                                       keyval == GDK_KEY_KP_Enter ? GDK_KEY_Return : keyval, state);
  if (action == NULL)
    return FALSE;
  action += strlen ("review.");
  if (g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), action))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), action, NULL);
  else
    g_signal_emit (self, signals[SIGNAL_SAY], 0, quoth_review_alike_explain (self->alike, FALSE));
  return TRUE;
}

/* One thing after the other, the innermost first. */
static gboolean
escape (QuothReviewPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean open = quoth_review_alike_clear (self->alike)
                  || quoth_review_panel_get_picking (self->panel)
                  || gtk_widget_get_mapped (GTK_WIDGET (self->list))
                  || focus != GTK_WIDGET (self->view);

  quoth_review_panel_set_picking (self->panel, FALSE);
  if (open)
    show_side (self, FALSE);
  return open;
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
  if (keyval == GDK_KEY_Escape && state == 0)
    return escape (self);
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

static const GActionEntry entries[] = {
  { "take", take_cb, "u" },
  { "both", verdict_cb },
  { "neither", verdict_cb },
  { "reject", verdict_cb },
  { "edit", verdict_cb },
  { "skip", skip_cb },
  { "alike", alike_cb },
  { "reason", reason_cb },
  { "list", list_cb },
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
  self->alike = quoth_review_alike_new (workspace, self->session, self->job_bar);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review", G_ACTION_GROUP (self->actions));
  quoth_review_hints_set_up (self->hints, keymap, G_ACTION_GROUP (self->actions));
  g_settings_bind (settings, "text-scale", self->view, "text-scale", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "reading-width", self->view, "reading-width", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->panel, "take", G_CALLBACK (variant_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "edit", G_CALLBACK (edit_variant_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  quoth_review_list_set_up (self->list, self->session);
  quoth_review_marks_show_voices (self->session, self->view);
  g_signal_connect_object (self->panel, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alike, "nothing", G_CALLBACK (nothing_alike_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alike, "decided", G_CALLBACK (decided_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job_bar, "ended", G_CALLBACK (enable_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->alike, "failed", G_CALLBACK (quoth_workspace_announce_failure),
                           self->workspace, G_CONNECT_SWAPPED);
  quoth_review_panel_set_up (self->panel, workspace, self->session, self->alike);
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
quoth_review_page_show_place (QuothReviewPage *self,
                              const char      *article,
                              QuothSpan        span)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PAGE (self));

  if (!quoth_workspace_open_article (self->workspace, article))
    return;
  quoth_review_session_show (self->session, span);
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
  /* Below each other both need room: what is chosen from as much as where it stands. */
  gtk_paned_set_resize_end_child (GTK_PANED (self->paned), narrow);
}

GtkWidget *
quoth_review_page_get_hints (QuothReviewPage *self)
{
  return GTK_WIDGET (self->hints);
}

static void
quoth_review_page_dispose (GObject *object)
{
  QuothReviewPage *self = QUOTH_REVIEW_PAGE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->alike);
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
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  g_type_ensure (QUOTH_TYPE_REVIEW_HINTS);
  g_type_ensure (QUOTH_TYPE_REVIEW_LIST);
  g_type_ensure (QUOTH_TYPE_REVIEW_PANEL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, paned);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, hints);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, job_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, panel);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, side);
  gtk_widget_class_bind_template_child (widget_class, QuothReviewPage, list);
}

static void
quoth_review_page_init (QuothReviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the widgets: a letter on a row shall still decide. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
