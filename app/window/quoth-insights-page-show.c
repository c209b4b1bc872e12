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
  QuothInsightsLoad *load = _quoth_insights_get_load (self);

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
  QuothInsightsLoad *load = _quoth_insights_get_load (self);
  /* Without an answer there is nothing to choose from. */
  gboolean agreement = load != NULL && load->insights != NULL
                       && self->insight != QUOTH_INSIGHT_ATTRIBUTES;
  gboolean voices = load != NULL && load->layer != NULL
                    && self->insight == QUOTH_INSIGHT_VOICES;

  gtk_widget_set_visible (self->statistics,
                          agreement && self->insight != QUOTH_INSIGHT_STATISTICS);
  gtk_widget_set_visible (self->types, agreement && self->insight != QUOTH_INSIGHT_TYPES);
  gtk_widget_set_visible (self->layers, voices);
  gtk_widget_set_visible (self->measures, voices);
  gtk_widget_set_visible (self->choices, agreement || voices);
}

void
_quoth_insights_tell_number (QuothInsightsPage *self)
{
  g_autofree char *words = NULL;

  if (self->plot != NULL && self->row < self->plot->rows->len
      && self->series < self->plot->series->len)
    words = quoth_plot_view_describe (self->plot, self->row, self->series);
  gtk_label_set_label (GTK_LABEL (self->number), words != NULL ? words : "");
}

static void
take_plot (QuothInsightsPage *self)
{
  quoth_plot_view_set_plot (self->view, NULL);
  quoth_plot_table_set_plot (self->table, NULL);
  g_clear_pointer (&self->plot, quoth_plot_free);
  gtk_widget_set_visible (self->go_on, FALSE);
}

void
_quoth_insights_forget (QuothInsightsPage *self)
{
  take_plot (self);
  gtk_label_set_label (GTK_LABEL (self->number), "");
  gtk_label_set_label (GTK_LABEL (self->note), "");
  gtk_widget_set_visible (self->below, FALSE);
}

/* @plot: (transfer full) (nullable): of what is shown, or nothing to show
 * @anew: whether it is another one than before */
static void
show_plot (QuothInsightsPage *self,
           QuothPlot         *plot,
           gboolean           anew)
{
  gboolean table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));
  gboolean told = gtk_label_get_label (GTK_LABEL (self->number))[0] != '\0';

  if (anew || plot == NULL)
    _quoth_insights_forget (self);
  else
    take_plot (self);
  gtk_widget_set_sensitive (self->table_button, plot != NULL);
  gtk_widget_set_sensitive (self->export_button, plot != NULL);
  gtk_label_set_label (GTK_LABEL (self->heading),
                       plot != NULL ? plot->title : quoth_insight_get_name (self->insight));
  if (plot == NULL)
    {
      show_nothing (self);
      return;
    }
  self->plot = plot;
  gtk_label_set_label (GTK_LABEL (self->note), plot->note);
  quoth_plot_view_set_plot (self->view, plot);
  quoth_plot_table_set_plot (self->table, plot);
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), table ? "table" : "plot");
  gtk_widget_set_visible (self->number, !table);
  gtk_widget_set_visible (self->go_on, self->stopped
                                         && _quoth_insights_get_load (self) == self->growing);
  if (!anew && told)
    _quoth_insights_tell_number (self);
}

typedef struct
{
  QuothInsightsLoad *load; /* owned */
  QuothInsight       insight;
  guint              type;
  QuothStatistic     statistic;
  guint              turn; /* what is chosen, counted */
  gboolean           anew;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  quoth_insights_load_unref (drawing->load);
  g_free (drawing);
}

typedef struct
{
  QuothPlot *plot; /* nullable */
  guint      turn;
  gboolean   anew;
} Drawn;

static gpointer
draw_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  const Drawing *drawing = data;
  g_autoptr (QuothPlot) plot =
    quoth_insights_load_plot (drawing->load, NULL, drawing->insight, drawing->type,
                              drawing->statistic, FALSE, progress);
  Drawn *drawn;

  if (quoth_progress_set_error_if_cancelled (progress, error))
    return NULL;
  drawn = g_new (Drawn, 1);
  *drawn = (Drawn) { g_steal_pointer (&plot), drawing->turn, drawing->anew };
  return drawn;
}

static void
drawn_cb (gpointer      result,
          const GError *error,
          gpointer      owner)
{
  QuothInsightsPage *self = owner;
  g_autofree Drawn *drawn = result;

  if (self->box == NULL || self->redraw || (drawn != NULL && drawn->turn != self->turn))
    {
      if (drawn != NULL)
        g_clear_pointer (&drawn->plot, quoth_plot_free);
      return;
    }
  if (drawn != NULL)
    show_plot (self, drawn->plot, drawn->anew);
  else if (self->drawing)
    {
      _quoth_insights_forget (self);
      _quoth_insights_tell (self, _("The plot was not made"), NULL, _("_Try Again"),
                            "insights.draw");
    }
}

/* Hundreds of pairs with an interval each are felt: beside the main thread. What was there
 * stays until then. */
static void
draw (QuothInsightsPage *self,
      QuothInsightsLoad *load,
      gboolean           anew)
{
  Drawing *drawing;

  self->redraw = quoth_job_bar_is_busy (self->draw_bar);
  if (self->redraw)
    return;
  drawing = g_new0 (Drawing, 1);
  *drawing = (Drawing) { quoth_insights_load_ref (load), self->insight,
                         gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types)),
                         _quoth_insights_get_statistic (self), self->turn, anew };
  self->drawing = TRUE;
  quoth_job_bar_run (self->draw_bar, _("Making the plot…"), NULL, draw_func, drawing,
                     drawing_free, drawn_cb, self);
}

void
_quoth_insights_redraw (QuothInsightsPage *self)
{
  if (self->box != NULL && self->redraw)
    _quoth_insights_show (self);
}

static void
show (QuothInsightsPage *self,
      gboolean           anew)
{
  QuothInsightsLoad *load = _quoth_insights_get_load (self);

  show_choices (self);
  /* What is being drawn is no longer asked for. */
  self->turn++;
  self->drawing = self->redraw = FALSE;
  quoth_job_bar_cancel (self->draw_bar);
  if (load == NULL)
    {
      _quoth_insights_forget (self);
      gtk_label_set_label (GTK_LABEL (self->heading), quoth_insight_get_name (self->insight));
      gtk_widget_set_sensitive (self->table_button, FALSE);
      gtk_widget_set_sensitive (self->export_button, FALSE);
      gtk_stack_set_visible_child_name (GTK_STACK (self->content), "busy");
    }
  else if (load->insights != NULL)
    draw (self, load, anew);
  else
    show_plot (self, quoth_insights_load_plot (
                       load, quoth_project_get_registry (self->project), self->insight, 0,
                       QUOTH_STATISTIC_F1_OVERLAP,
                       gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measures)) == 1, NULL),
               anew);
}

void
_quoth_insights_show (QuothInsightsPage *self)
{
  show (self, TRUE);
}

void
_quoth_insights_refresh (QuothInsightsPage *self)
{
  show (self, FALSE);
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
