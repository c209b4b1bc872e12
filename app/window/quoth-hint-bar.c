/* quoth-hint-bar.c - the keys that mean something right now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-hint-bar"

#include "config.h"

#include "quoth-hint-bar.h"

#include <glib/gi18n.h>

#include "quoth-fit-layout.h"
#include "quoth-hints.h"
#include "quoth-priority.h"
#include "quoth-still.h"

#include <string.h>

/* In milliseconds: two frames, less than anybody notices. */
#define UPDATE_DELAY 40

struct _QuothHintBar
{
  GtkWidget       parent_instance;

  QuothWorkspace *workspace; /* owned */
  QuothKeymap    *keymap;    /* owned */
  gboolean        has_selection;
  guint           update_id;
  GPtrArray      *chips;     /* of QuothHint: what is shown */
  GPtrArray      *buttons;   /* of Button: making widgets anew takes longer than a frame,
                              * so they are kept, and those left over are hidden */
};

typedef struct
{
  GtkWidget *button;
  GtkWidget *dot;
  GtkWidget *label;
  GtkWidget *key;
} Button;

G_DEFINE_FINAL_TYPE (QuothHintBar, quoth_hint_bar, GTK_TYPE_WIDGET)

static Button *
create_button (QuothHintBar *self)
{
  Button *new = g_new (Button, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  new->button = gtk_button_new ();
  new->dot = gtk_label_new (NULL);
  new->label = gtk_label_new (NULL);
  new->key = gtk_label_new (NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (new->dot), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (new->key, "quoth-key");
  gtk_widget_set_valign (new->key, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new->dot);
  gtk_box_append (GTK_BOX (box), new->label);
  gtk_box_append (GTK_BOX (box), new->key);
  gtk_button_set_child (GTK_BUTTON (new->button), box);
  gtk_widget_add_css_class (new->button, "flat");
  gtk_widget_add_css_class (new->button, "quoth-chip");
  /* The text keeps the keyboard: a click here is one action, not two. */
  gtk_widget_set_focus_on_click (new->button, FALSE);
  gtk_widget_set_can_focus (new->button, FALSE);
  gtk_widget_set_parent (new->button, GTK_WIDGET (self));
  return new;
}

/* @before: (nullable): what the button shows */
static void
show_chip (Button          *button,
           const QuothHint *before,
           const QuothHint *chip)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button->button);

  if (before == NULL || g_strcmp0 (before->color, chip->color) != 0)
    {
      g_autofree char *markup
        = g_strdup_printf ("<span foreground=\"%s\">●</span>", chip->color);

      gtk_label_set_markup (GTK_LABEL (button->dot), chip->color != NULL ? markup : "");
      gtk_widget_set_visible (button->dot, chip->color != NULL);
    }
  if (before == NULL || strcmp (before->label, chip->label) != 0)
    {
      gtk_label_set_label (GTK_LABEL (button->label), chip->label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button->button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, chip->label, -1);
    }
  gtk_label_set_label (GTK_LABEL (button->key), chip->key);
  gtk_widget_set_visible (button->key, chip->key[0] != '\0');
  if (before == NULL || before->checked != chip->checked)
    {
      if (chip->checked)
        gtk_widget_add_css_class (button->button, "quoth-sticky");
      else
        gtk_widget_remove_css_class (button->button, "quoth-sticky");
    }
  if (before != NULL && strcmp (before->action, chip->action) == 0
      && (before->target == chip->target
          || (before->target != NULL && chip->target != NULL
              && g_variant_equal (before->target, chip->target))))
    return;
  /* Never the new action with the old target. */
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, chip->target);
  gtk_actionable_set_action_name (actionable, chip->action);
}

static void
show_chips (QuothHintBar *self,
            GPtrArray    *next)
{
  for (guint i = 0; i < next->len; i++)
    {
      const QuothHint *before = i < self->chips->len ? self->chips->pdata[i] : NULL;

      if (i == self->buttons->len)
        g_ptr_array_add (self->buttons, create_button (self));
      show_chip (self->buttons->pdata[i], before, next->pdata[i]);
    }
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_visible (((Button *) self->buttons->pdata[i])->button, i < next->len);
}

static void
update (QuothHintBar *self)
{
  g_autoptr (GPtrArray) next = quoth_hints_list (self->workspace, self->keymap,
                                                 self->has_selection);

  show_chips (self, next);
  g_ptr_array_unref (self->chips);
  self->chips = g_steal_pointer (&next);
}

static gboolean
update_cb (gpointer data)
{
  QuothHintBar *self = data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/**
 * quoth_hint_bar_update:
 * @self: a hint bar
 * @has_selection: whether words are selected in the article
 *
 * Shows what can be done now, a moment later: the frame that shows a gesture in the
 * text shall not wait for it, and who types fast gets it once.
 */
void
quoth_hint_bar_update (QuothHintBar *self,
                       gboolean      has_selection)
{
  g_return_if_fail (QUOTH_IS_HINT_BAR (self));

  self->has_selection = has_selection;
  if (self->update_id == 0)
    self->update_id = g_timeout_add_full (QUOTH_PRIORITY_FOLLOW, UPDATE_DELAY, update_cb, self, NULL);
}

void
quoth_hint_bar_set_up (QuothHintBar   *self,
                       QuothWorkspace *workspace,
                       QuothKeymap    *keymap)
{
  g_return_if_fail (QUOTH_IS_HINT_BAR (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->keymap, keymap);
}

/**
 * quoth_hint_bar_new:
 *
 * Returns: (transfer floating): an empty hint bar
 */
GtkWidget *
quoth_hint_bar_new (void)
{
  return g_object_new (QUOTH_TYPE_HINT_BAR, NULL);
}

static void
quoth_hint_bar_dispose (GObject *object)
{
  QuothHintBar *self = QUOTH_HINT_BAR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  for (guint i = 0; self->buttons != NULL && i < self->buttons->len; i++)
    gtk_widget_unparent (((Button *) self->buttons->pdata[i])->button);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  G_OBJECT_CLASS (quoth_hint_bar_parent_class)->dispose (object);
}

static void
quoth_hint_bar_class_init (QuothHintBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_hint_bar_dispose;
  quoth_still_class_record (widget_class);
  gtk_widget_class_set_css_name (widget_class, "hintbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
quoth_hint_bar_init (QuothHintBar *self)
{
  self->chips = g_ptr_array_new ();
  self->buttons = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), quoth_fit_layout_new (3));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What you can do here"), -1);
}
