/* quoth-review-hints.c - the keys of review, each with what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-hints"

#include "config.h"

#include "quoth-review-hints.h"

#include <glib/gi18n.h>

#include "quoth-fit-layout.h"

#include <string.h>

struct _QuothReviewHints
{
  GtkWidget     parent_instance;

  QuothKeymap  *keymap;  /* owned */
  GActionGroup *actions; /* owned */
};

G_DEFINE_FINAL_TYPE (QuothReviewHints, quoth_review_hints, GTK_TYPE_WIDGET)

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
  { "review.reason", N_("Reason") },
  { "review.list", N_("List") },
  { "review.go-on", N_("Next article") },
};

GtkWidget *
quoth_review_hints_create_key (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "quoth-key");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
clicked_cb (QuothReviewHints *self,
            GtkWidget        *button)
{
  g_action_group_activate_action (self->actions, gtk_widget_get_name (button), NULL);
}

static void
enabled_cb (QuothReviewHints *self,
            const char       *action,
            gboolean          enabled)
{
  for (GtkWidget *hint = gtk_widget_get_first_child (GTK_WIDGET (self)); hint != NULL;
       hint = gtk_widget_get_next_sibling (hint))
    if (g_str_equal (gtk_widget_get_name (hint), action))
      gtk_widget_set_sensitive (hint, enabled);
}

static void
empty (QuothReviewHints *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
fill (QuothReviewHints *self)
{
  empty (self);
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      g_autofree char *key = quoth_keymap_dup_label (self->keymap, hints[i].action);
      const char *name = hints[i].action + strlen ("review.");
      GtkWidget *button = gtk_button_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (box), gtk_label_new (_(hints[i].label)));
      gtk_box_append (GTK_BOX (box), quoth_review_hints_create_key (key));
      gtk_button_set_child (GTK_BUTTON (button), box);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "quoth-chip");
      gtk_widget_set_can_focus (button, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(hints[i].label), -1);
      gtk_widget_set_name (button, name);
      gtk_widget_set_sensitive (button, g_action_group_get_action_enabled (self->actions, name));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
}

/**
 * quoth_review_hints_set_up:
 * @self: a row of hints, once
 * @keymap: which key does what
 * @actions: what the buttons do
 */
void
quoth_review_hints_set_up (QuothReviewHints *self,
                           QuothKeymap      *keymap,
                           GActionGroup     *actions)
{
  g_return_if_fail (QUOTH_IS_REVIEW_HINTS (self));
  g_return_if_fail (self->keymap == NULL);

  self->keymap = g_object_ref (keymap);
  self->actions = g_object_ref (actions);
  fill (self);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "action-enabled-changed", G_CALLBACK (enabled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
quoth_review_hints_dispose (GObject *object)
{
  QuothReviewHints *self = QUOTH_REVIEW_HINTS (object);

  empty (self);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (quoth_review_hints_parent_class)->dispose (object);
}

static void
quoth_review_hints_class_init (QuothReviewHintsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_review_hints_dispose;
  gtk_widget_class_set_css_name (widget_class, "hintbar");
}

static void
quoth_review_hints_init (QuothReviewHints *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), quoth_fit_layout_new (3));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keys"), -1);
}
