/* quoth-key-button.c - a button that shows its key, in a row that wraps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-key-button"

#include "config.h"

#include "quoth-key-button.h"

#include "quoth-tooltip.h"

/* What holds a button in its row. GTK's own takes the keyboard for itself first, and keeps it
 * from the button when it must not: then Tab gets stuck. */
#define QUOTH_TYPE_KEY_CELL (quoth_key_cell_get_type ())

G_DECLARE_FINAL_TYPE (QuothKeyCell, quoth_key_cell, QUOTH, KEY_CELL, GtkFlowBoxChild)

struct _QuothKeyCell
{
  GtkFlowBoxChild parent_instance;
};

G_DEFINE_FINAL_TYPE (QuothKeyCell, quoth_key_cell, GTK_TYPE_FLOW_BOX_CHILD)

static gboolean
quoth_key_cell_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (widget)),
                                 direction);
}

static void
quoth_key_cell_class_init (QuothKeyCellClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = quoth_key_cell_focus;
}

static void
quoth_key_cell_init (QuothKeyCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * quoth_key_button_new:
 * @key: the key as people read it
 * @label: what it does
 * @action: a detailed action's name
 * @target: (nullable) (transfer floating): of the action
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
quoth_key_button_new (const char *key,
                      const char *label,
                      const char *action,
                      GVariant   *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cap = gtk_label_new (key);
  GtkWidget *text = gtk_label_new (label);

  gtk_widget_add_css_class (cap, "quoth-key");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 32);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  quoth_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  return button;
}

/**
 * quoth_key_button_add:
 * @row: a row of them
 * @button: (transfer floating): from quoth_key_button_new()
 */
void
quoth_key_button_add (GtkFlowBox *row,
                      GtkWidget  *button)
{
  GtkWidget *cell = g_object_new (QUOTH_TYPE_KEY_CELL, "child", button, NULL);

  gtk_flow_box_append (row, cell);
}
