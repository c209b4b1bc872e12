/* quoth-row-focus.c - where people are in a form whose rows are made anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-row-focus"

#include "config.h"

#include "quoth-row-focus.h"

#include <adwaita.h>

struct _QuothRowFocus
{
  char      *title;    /* nullable: of the row with the keyboard */
  char      *check;    /* nullable: label of the check button in it that has it */
  GPtrArray *unfolded; /* of char*: titles */
};

typedef gboolean (*Visit) (GtkWidget *widget,
                           gpointer   data);

/* Goes through all that is in @widget until @visit is satisfied. Forms are shallow. */
static gboolean
walk (GtkWidget *widget,
      Visit      visit,
      gpointer   data)
{
  if (visit (widget, data))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (walk (child, visit, data))
      return TRUE;
  return FALSE;
}

static const char *
get_title (GtkWidget *widget)
{
  return ADW_IS_PREFERENCES_ROW (widget)
           ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) : NULL;
}

static gboolean
note_unfolded (GtkWidget *widget,
               gpointer   data)
{
  if (ADW_IS_EXPANDER_ROW (widget) && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (widget)))
    g_ptr_array_add (data, g_strdup (get_title (widget)));
  return FALSE;
}

/**
 * quoth_row_focus_save:
 * @form: a widget in a window, with rows in it
 *
 * Returns: (transfer full): where people are in it
 */
QuothRowFocus *
quoth_row_focus_save (GtkWidget *form)
{
  QuothRowFocus *self = g_new0 (QuothRowFocus, 1);
  GtkRoot *root = gtk_widget_get_root (form);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->unfolded = g_ptr_array_new_with_free_func (g_free);
  walk (form, note_unfolded, self->unfolded);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, form))
    return self;
  if (GTK_IS_CHECK_BUTTON (focus))
    self->check = g_strdup (gtk_check_button_get_label (GTK_CHECK_BUTTON (focus)));
  /* A row that is unfolded holds rows of its own, without titles. */
  while (focus != form && (get_title (focus) == NULL || *get_title (focus) == '\0'))
    focus = gtk_widget_get_parent (focus);
  self->title = g_strdup (focus != form ? get_title (focus) : "");
  return self;
}

static gboolean
unfold (GtkWidget *widget,
        gpointer   data)
{
  QuothRowFocus *self = data;

  for (guint i = 0; ADW_IS_EXPANDER_ROW (widget) && i < self->unfolded->len; i++)
    if (g_strcmp0 (self->unfolded->pdata[i], get_title (widget)) == 0)
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  return FALSE;
}

static gboolean
focus_check (GtkWidget *widget,
             gpointer   data)
{
  QuothRowFocus *self = data;

  return GTK_IS_CHECK_BUTTON (widget)
         && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), self->check) == 0
         && gtk_widget_grab_focus (widget);
}

static gboolean
focus_row (GtkWidget *widget,
           gpointer   data)
{
  QuothRowFocus *self = data;

  if (g_strcmp0 (get_title (widget), self->title) != 0)
    return FALSE;
  if (self->check != NULL && walk (widget, focus_check, self))
    return TRUE;
  return gtk_widget_grab_focus (widget)
         || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/**
 * quoth_row_focus_restore:
 * @self: where people were
 * @form: the widget, with new rows
 *
 * Returns: %FALSE when they were in a row that is not there any more
 */
gboolean
quoth_row_focus_restore (QuothRowFocus *self,
                         GtkWidget     *form)
{
  walk (form, unfold, self);
  return self->title == NULL || walk (form, focus_row, self);
}

void
quoth_row_focus_free (QuothRowFocus *self)
{
  g_free (self->title);
  g_free (self->check);
  g_ptr_array_unref (self->unfolded);
  g_free (self);
}
