/* quoth-insights-page-private.h - what the files of the page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-insights-load.h"
#include "quoth-insights-page.h"
#include "quoth-job.h"
#include "quoth-places-list.h"
#include "quoth-plot-table.h"
#include "quoth-plot-view.h"

G_BEGIN_DECLS

struct _QuothInsightsPage
{
  GtkWidget           parent_instance;

  QuothWorkspace     *workspace;  /* owned */
  QuothKeymap        *keymap;     /* owned */
  QuothProject       *project;    /* owned, nullable: the one that is listened to */
  GSimpleActionGroup *actions;    /* owned: the group "insights" */
  QuothInsightsLoad  *loads[QUOTH_N_INSIGHTS_PARTS]; /* owned, nullable */
  QuothInsightsLoad  *growing; /* owned, nullable: agreement as far as it has been measured */
  QuothInsightsCache *cache;   /* owned, nullable: of the project */
  guint               generation; /* raised when the project changes */
  guint               asked;      /* which one the job that runs is about */
  QuothPlot          *plot;       /* owned, nullable: what is shown */
  QuothInsight        insight;
  gboolean            shown;
  gboolean            stopped;    /* by the user: not begun again by itself */
  gboolean            filling;
  guint               turn;       /* raised when another plot is chosen */
  gboolean            drawing;    /* the job of the draw bar is for what is chosen */
  gboolean            redraw;     /* when the job of the draw bar has ended */
  guint               row;        /* where the keyboard is, or was last, in the plot */
  guint               series;

  GtkWidget          *box;
  GtkWidget          *side;
  GtkWidget          *main;
  GtkWidget          *views;
  GtkWidget          *chooser;
  GtkWidget          *heading;
  GtkWidget          *table_button;
  GtkWidget          *export_button;
  GtkWidget          *choices;
  GtkWidget          *statistics;
  GtkWidget          *types;
  GtkWidget          *layers;
  GtkWidget          *measures;
  GtkWidget          *note;
  GtkWidget          *go_on;
  GtkWidget          *paned;
  GtkWidget          *content;
  GtkWidget          *message;
  GtkWidget          *message_button;
  QuothPlotView      *view;
  QuothPlotTable     *table;
  GtkWidget          *number;
  GtkWidget          *below;
  QuothPlacesList    *places;
  QuothJobBar        *draw_bar;   /* of the plot: also while other things are measured */
  QuothJobBar        *job_bar;
};

/* quoth-insights-page-show.c */
QuothStatistic _quoth_insights_get_statistic (QuothInsightsPage *self);
void           _quoth_insights_fill          (QuothInsightsPage *self,
                                              GtkWidget         *drop_down,
                                              GtkStringList     *names,
                                              guint              selected);
/* Instead of a plot. */
void           _quoth_insights_tell          (QuothInsightsPage *self,
                                              const char        *title,
                                              const char        *description,
                                              const char        *button,
                                              const char        *action);
void           _quoth_insights_forget        (QuothInsightsPage *self);
/* What was chosen, from its beginning. */
void           _quoth_insights_show          (QuothInsightsPage *self);
/* The same as before with newer numbers: what was opened of it stays. */
void           _quoth_insights_refresh       (QuothInsightsPage *self);
void           _quoth_insights_tell_number   (QuothInsightsPage *self);
void           _quoth_insights_redraw        (QuothInsightsPage *self);

/* quoth-insights-page-load.c: measures what is shown and was not, or not as it is now. */
void           _quoth_insights_load          (QuothInsightsPage *self);
/* Returns: (transfer none) (nullable): what there is of what is shown. */
QuothInsightsLoad *_quoth_insights_get_load  (QuothInsightsPage *self);

G_END_DECLS
