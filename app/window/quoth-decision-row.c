/* quoth-decision-row.c - how a question and its choices look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-decision-row"

#include "config.h"

#include "quoth-decision-row.h"

/**
 * quoth_decision_label_new:
 * @text: plain text, or markup
 * @style: (nullable): a class of the style sheet
 * @markup: whether @text is markup
 *
 * Returns: (transfer floating): a label as wide as it may be, which wraps
 */
GtkWidget *
quoth_decision_label_new (const char *text,
                          const char *style,
                          gboolean    markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (markup)
    gtk_label_set_markup (GTK_LABEL (label), text);
  else
    gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * quoth_decision_row_new:
 * @key: (nullable): the key that takes it; %NULL when there is nothing to choose
 * @heading: plain text
 * @markup: what it says
 * @note: (nullable): what taking it does
 *
 * Returns: (transfer floating): a row, named by all that it says
 */
GtkWidget *
quoth_decision_row_new (const char *key,
                        const char *heading,
                        const char *markup,
                        const char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "quoth-key");
      gtk_widget_set_valign (cap, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_box_append (GTK_BOX (lines), quoth_decision_label_new (heading, "heading", FALSE));
  gtk_box_append (GTK_BOX (lines), quoth_decision_label_new (markup, NULL, TRUE));
  if (note != NULL)
    gtk_box_append (GTK_BOX (lines), quoth_decision_label_new (note, "dim-label", FALSE));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), key != NULL);
  pango_parse_markup (markup, -1, 0, NULL, &words, NULL, NULL);
  name = g_strjoin (". ", heading, words != NULL ? words : markup, note, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}
