/* quoth-insights-page-show.c - the plot that is chosen, or why there is none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-page"

#include "config.h"

#include "quoth-insights-page-private.h"

#include <glib/gi18n.h>

QuothStatistic
_quoth_insights_get_statistic (QuothInsightsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->statistics));

  return selected < QUOTH_N_STATISTICS ? (QuothStatistic) selected : QUOTH_STATISTIC_F1_OVERLAP;
}

void
_quoth_insights_tell (QuothInsightsPage *self,
                      const char        *title,
                      const char        *description,
                      const char        *button,
                      const char        *action)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->message), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->message), description);
  gtk_widget_set_visible (self->message_button, button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->message_button), button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->message_button), action);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), "message");
}

static void
show_nothing (QuothInsightsPage *self)
{
  QuothInsightsLoad *load = self->loads[quoth_insight_get_part (self->insight)];

  if (load->part == QUOTH_INSIGHTS_AGREEMENT
      && (load->insights == NULL || load->insights->articles->len == 0))
    _quoth_insights_tell (self, _("Agreement needs two annotators"),
                          _("As soon as an article has the work of two people, you see here how "
                            "much they agree, and on what they do not. Import another "
                            "annotator’s work, or give the same articles to somebody else."),
                          _("_Import…"), "win.import");
  else if (load->part == QUOTH_INSIGHTS_AGREEMENT)
    _quoth_insights_tell (self, _("Nothing to compare"),
                          _("What these articles have says nothing about this. Choose another "
                            "type or another statistic."), NULL, NULL);
  else if (load->part == QUOTH_INSIGHTS_VOICES)
    _quoth_insights_tell (self, _("Nobody has said anything yet"),
                          _("Mark claims and their speakers; here you see who said how much."),
                          NULL, NULL);
  else
    _quoth_insights_tell (self, _("No work yet"),
                          _("Here you see how far each annotator is and how much is made each "
                            "day. What was imported does not count as made here."), NULL, NULL);
}

static void
show_choices (QuothInsightsPage *self)
{
  gboolean agreement = quoth_insight_get_part (self->insight) == QUOTH_INSIGHTS_AGREEMENT
                       && self->insight != QUOTH_INSIGHT_ATTRIBUTES;
  gboolean voices = self->insight == QUOTH_INSIGHT_VOICES;

  gtk_widget_set_visible (self->statistics,
                          agreement && self->insight != QUOTH_INSIGHT_STATISTICS);
  gtk_widget_set_visible (self->types, agreement && self->insight != QUOTH_INSIGHT_TYPES);
  gtk_widget_set_visible (self->layers, voices);
  gtk_widget_set_visible (self->measures, voices);
  gtk_widget_set_visible (self->choices, agreement || voices);
}

void
_quoth_insights_forget (QuothInsightsPage *self)
{
  quoth_plot_view_set_plot (self->view, NULL);
  quoth_plot_table_set_plot (self->table, NULL);
  g_clear_pointer (&self->plot, quoth_plot_free);
  gtk_label_set_label (GTK_LABEL (self->number), "");
  gtk_label_set_label (GTK_LABEL (self->note), "");
  gtk_widget_set_visible (self->below, FALSE);
}

void
_quoth_insights_show (QuothInsightsPage *self)
{
  QuothInsightsLoad *load = self->loads[quoth_insight_get_part (self->insight)];
  gboolean table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));
  QuothPlot *plot;

  gtk_label_set_label (GTK_LABEL (self->heading), quoth_insight_get_name (self->insight));
  show_choices (self);
  _quoth_insights_forget (self);
  plot = load != NULL
           ? quoth_insights_load_plot (load, quoth_project_get_registry (self->project),
                                       self->insight,
                                       gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types)),
                                       _quoth_insights_get_statistic (self),
                                       gtk_drop_down_get_selected (
                                         GTK_DROP_DOWN (self->measures)) == 1)
           : NULL;
  gtk_widget_set_sensitive (self->table_button, plot != NULL);
  gtk_widget_set_sensitive (self->export_button, plot != NULL);
  if (load == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->content), "busy");
      return;
    }
  if (plot == NULL)
    {
      show_nothing (self);
      return;
    }
  self->plot = plot;
  gtk_label_set_label (GTK_LABEL (self->heading), plot->title);
  gtk_label_set_label (GTK_LABEL (self->note), plot->note);
  quoth_plot_view_set_plot (self->view, plot);
  quoth_plot_table_set_plot (self->table, plot);
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), table ? "table" : "plot");
  gtk_widget_set_visible (self->number, !table);
}

void
_quoth_insights_fill (QuothInsightsPage *self,
                      GtkWidget         *drop_down,
                      GtkStringList     *names,
                      guint              selected)
{
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  self->filling = FALSE;
}
