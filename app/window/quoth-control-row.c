/* quoth-control-row.c - a row that is its switch, number or check mark
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-control-row"

#include "config.h"

#include "quoth-control-row.h"

struct _QuothControlRow
{
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (QuothControlRow, quoth_control_row, ADW_TYPE_ACTION_ROW)

static gboolean
quoth_control_row_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return child != NULL && gtk_widget_child_focus (child, direction);
}

/* The list asks for this when arrows move through it. */
static gboolean
quoth_control_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  if (gtk_widget_get_focus_child (widget) != NULL)
    return TRUE;
  return child != NULL && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
quoth_control_row_class_init (QuothControlRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = quoth_control_row_focus;
  widget_class->grab_focus = quoth_control_row_grab_focus;
}

static void
quoth_control_row_init (QuothControlRow *self)
{
}

/**
 * quoth_control_row_new:
 *
 * Returns: (transfer floating): a row; give it one control, as its activatable widget
 */
GtkWidget *
quoth_control_row_new (void)
{
  return g_object_new (QUOTH_TYPE_CONTROL_ROW, NULL);
}
