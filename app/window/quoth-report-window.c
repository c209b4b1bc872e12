/* quoth-report-window.c - a list of what was refused, lost or found, to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-report-window"

#include "config.h"

#include "quoth-report-window.h"

#include <glib/gi18n.h>

/**
 * quoth_report_window_show:
 * @parent: the window it belongs to
 * @title: what was done
 * @summary: one sentence
 * @lines: (array zero-terminated=1): the particulars
 */
void
quoth_report_window_show (GtkWindow         *parent,
                          const char        *title,
                          const char        *summary,
                          const char *const *lines)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "title", title, "default-width", 620, "default-height", 420,
                                    NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (summary);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autofree char *text = g_strjoinv ("\n", (char **) lines);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  gtk_widget_add_css_class (label, "heading");
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_notices (GStrvBuilder *builder,
             GPtrArray    *notices)
{
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    {
      const QuothNotice *notice = notices->pdata[i];
      g_autofree char *line = NULL;

      if (notice->path == NULL || strstr (notice->message, notice->path) != NULL)
        line = g_strdup (notice->message);
      else if (notice->line > 0)
        line = g_strdup_printf ("%s:%u: %s", notice->path, notice->line, notice->message);
      else
        line = g_strdup_printf ("%s: %s", notice->path, notice->message);
      g_strv_builder_add (builder, line);
    }
}

static char *
dup_import_summary (const QuothImportReport *report)
{
  guint added = (guint) report->counts.n_articles;
  guint known = (guint) report->counts.n_duplicates;

  if (report->n_refused > 0)
    return g_strdup_printf (ngettext ("%u file was refused. Nothing of it was added.",
                                      "%u files were refused. Nothing of them was added.",
                                      (guint) report->n_refused),
                            (guint) report->n_refused);
  if (added == 0 && known > 0)
    return g_strdup_printf (ngettext ("%u article was there already.",
                                      "%u articles were there already.", known),
                            known);
  return g_strdup_printf (ngettext ("%u article was added.", "%u articles were added.", added),
                          added);
}

static void
add_left_out (GStrvBuilder           *builder,
              const QuothLabelCounts *counts)
{
  guint n = (guint) (counts->n_annotations + counts->n_attributes + counts->n_links);
  g_autofree char *line = NULL;

  if (n == 0)
    return;
  g_strv_builder_add (builder, "");
  line = g_strdup_printf (ngettext ("%u thing was left out, as you chose for its label.",
                                    "%u things were left out, as you chose for their labels.", n),
                          n);
  g_strv_builder_add (builder, line);
}

static void
add_scheme_additions (GStrvBuilder *builder,
                      GPtrArray    *additions)
{
  if (additions == NULL || additions->len == 0)
    return;
  g_strv_builder_add (builder, "");
  g_strv_builder_add (builder, _("New in the scheme of this project:"));
  for (guint i = 0; i < additions->len; i++)
    g_strv_builder_add (builder, additions->pdata[i]);
}

/**
 * quoth_report_window_show_import:
 * @parent: the window it belongs to
 * @report: what an import found
 */
void
quoth_report_window_show_import (GtkWindow               *parent,
                                 const QuothImportReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autofree char *summary = dup_import_summary (report);

  add_notices (builder, report->refused);
  if (report->n_refused > 0 && report->n_notices > 0)
    g_strv_builder_add (builder, "");
  add_notices (builder, report->notices);
  add_left_out (builder, &report->left_out);
  add_scheme_additions (builder, report->scheme_additions);
  lines = g_strv_builder_end (builder);
  quoth_report_window_show (parent, _("Add Articles"), summary, (const char *const *) lines);
}

/**
 * quoth_report_window_show_preview:
 * @parent: the window it belongs to
 * @report: what an import would refuse and say
 */
void
quoth_report_window_show_preview (GtkWindow               *parent,
                                  const QuothImportReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  add_notices (builder, report->refused);
  if (report->n_refused > 0 && report->n_notices > 0)
    g_strv_builder_add (builder, "");
  add_notices (builder, report->notices);
  lines = g_strv_builder_end (builder);
  quoth_report_window_show (parent, _("What Will Be Refused or Lost"),
                            _("Nothing has been added yet."), (const char *const *) lines);
}
