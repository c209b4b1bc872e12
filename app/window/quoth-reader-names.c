/* quoth-reader-names.c - names for what shows only a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-reader-names"

#include "config.h"

#include "quoth-reader-names.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The part of a menu button or a choice that takes the keyboard. */
static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What is chosen belongs to the name: the reader hears nothing else of it. */
static void
name_choice_cb (GtkDropDown *choice)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (choice));
  GObject *item = gtk_drop_down_get_selected_item (choice);
  const char *chosen = GTK_IS_STRING_OBJECT (item)
                         ? gtk_string_object_get_string (GTK_STRING_OBJECT (item)) : "";
  const char *name = gtk_widget_get_tooltip_text (GTK_WIDGET (choice));
  /* Translators: the name of a choice, and what is chosen; read aloud */
  g_autofree char *both = name != NULL ? g_strdup_printf (_("%s: %s"), name, chosen)
                                       : g_strdup (chosen);

  if (button != NULL)
    set_name (button, both);
}

/* GTK 4.8 gives the label with its underscore as a name, and then the label again. */
static void
name_button_cb (GtkButton *button)
{
  if (GTK_IS_LABEL (gtk_button_get_child (button)))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* The text in the row takes the keyboard, and libadwaita 1.2 hides it from readers. */
static void
name_entry_row (GtkWidget *row)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  if (!gtk_widget_get_realized (text))
    g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  set_name (text, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
name_widget (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  GtkWidget *inner = gtk_widget_get_first_child (widget);

  if (ADW_IS_ENTRY_ROW (widget))
    name_entry_row (widget);
  else if (GTK_IS_DROP_DOWN (widget))
    {
      g_signal_connect (widget, "notify::selected-item", G_CALLBACK (name_choice_cb), NULL);
      name_choice_cb (GTK_DROP_DOWN (widget));
    }
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      g_signal_connect (widget, "notify::label", G_CALLBACK (name_button_cb), NULL);
      name_button_cb (GTK_BUTTON (widget));
    }
  else if (tooltip == NULL)
    return;
  else if (GTK_IS_MENU_BUTTON (widget) && inner != NULL
           && gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL)
    set_name (inner, tooltip);
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    set_name (widget, tooltip);
}

/* The next widget in the tree below @root; NULL at the end. */
static GtkWidget *
next_widget (GtkWidget *root,
             GtkWidget *widget)
{
  GtkWidget *next = gtk_widget_get_first_child (widget);

  while (next == NULL && widget != root)
    {
      next = gtk_widget_get_next_sibling (widget);
      widget = gtk_widget_get_parent (widget);
    }
  return next;
}

/**
 * quoth_reader_names_apply:
 * @root: a window or a part of one
 *
 * Names what is in @root now; call it once for each widget.
 */
void
quoth_reader_names_apply (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    name_widget (widget);
}

void
quoth_reader_append_markup (GString    *words,
                            const char *between,
                            const char *markup)
{
  g_autofree char *text = NULL;

  if (markup == NULL || *markup == '\0'
      || !pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
    return;
  g_string_append_printf (words, "%s%s", between, text);
}
