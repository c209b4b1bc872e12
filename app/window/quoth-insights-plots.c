/* quoth-insights-plots.c - agreement, as plots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-plots"

#include "config.h"

#include "quoth-insights-plots.h"

#include <glib/gi18n.h>
#include <math.h>

#include "quoth-insights-words.h"
#include "quoth-places.h"

/* The rows that are drawn; the others are in the table and in the file. */
#define MOST_ARTICLES 40
/* Of articles, in a note. */
#define MOST_NAMES 3

const char *
quoth_insight_get_name (QuothInsight insight)
{
  static const char *const names[QUOTH_N_INSIGHTS] = {
    [QUOTH_INSIGHT_STATISTICS] = N_("All statistics"),
    [QUOTH_INSIGHT_TYPES] = N_("By type"),
    [QUOTH_INSIGHT_PAIRS] = N_("By pair"),
    [QUOTH_INSIGHT_ARTICLES] = N_("By article"),
    [QUOTH_INSIGHT_ATTRIBUTES] = N_("By attribute"),
    [QUOTH_INSIGHT_TIME] = N_("Over time"),
    [QUOTH_INSIGHT_PROGRESS] = N_("Progress"),
    [QUOTH_INSIGHT_THROUGHPUT] = N_("Throughput"),
    [QUOTH_INSIGHT_VOICES] = N_("Who said how much"),
  };

  return _(names[insight]);
}

/* Agreement goes from none to all; what is worse than chance goes below. */
static void
set_scale (QuothPlot  *plot,
           const char *row,
           const char *series,
           const char *value)
{
  quoth_plot_set_titles (plot, row, series, value);
  /* Translators: the ends of an interval, and how many marks a number rests on; columns */
  quoth_plot_set_measure_titles (plot, _("From"), _("To"), _("n"));
  plot->min = 0;
  plot->max = 1;
  plot->digits = 2;
}

static void
set_cell (QuothPlot           *plot,
          guint                row,
          guint                series,
          const QuothEstimate *estimate,
          QuothPlacesQuery     query)
{
  if (isnan (estimate->value))
    return;
  quoth_plot_set (plot, row, series, estimate->value, quoth_places_query_pack (&query));
  quoth_plot_set_measure (plot, row, series, estimate->low, estimate->high, estimate->n);
}

static const char *
get_type_id (QuothInsights *self,
             guint          type)
{
  const QuothType *found = quoth_agreement_get_type_at (self->agreement, type);

  return found != NULL ? found->id : NULL;
}

static const char *
get_type_name (QuothInsights *self,
               guint          type)
{
  const QuothType *found = quoth_agreement_get_type_at (self->agreement, type);

  return found != NULL ? found->name : _("All types");
}

static char *
make_title (QuothInsights  *self,
            const char     *what,
            guint           type,
            QuothStatistic  statistic)
{
  /* Translators: a plot's title: what is compared, the type, and the statistic, such as
   * "Agreement by pair: Claim, F1, exact" */
  return g_strdup_printf (_("%s: %s, %s"), what, get_type_name (self, type),
                          quoth_insights_words_name (statistic));
}

typedef struct
{
  guint         what; /* a statistic or a type */
  QuothEstimate estimate;
} Shown;

/* Each estimate is computed once: an interval is the work of hundreds of samples. */
static void
add_if_known (QuothInsights  *self,
              guint           type,
              QuothStatistic  statistic,
              guint           what,
              GArray         *shown)
{
  Shown entry = { .what = what };

  if (quoth_agreement_estimate (self->agreement, quoth_agreement_get_n_pairs (self->agreement),
                                type, statistic, &entry.estimate)
      && !isnan (entry.estimate.value))
    g_array_append_val (shown, entry);
}

static QuothPlot *
plot_statistics (QuothInsights *self,
                 guint          type,
                 QuothProgress *progress)
{
  g_autofree char *title = g_strdup_printf (_("Agreement of all annotators: %s"),
                                            get_type_name (self, type));
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_BARS, title,
    quoth_agreement_get_n_articles (self->agreement) < 2
      ? _("No number tells all: κ and α fall where a type is rare, F1 knows nothing of chance.")
      /* xgettext:no-c-format */
      : _("No number tells all: κ and α fall where a type is rare, F1 knows nothing of chance. "
          "Bars end at the value; the line across each end is its 95 % interval."));
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (Shown));

  set_scale (plot, _("Statistic"), NULL, _("Agreement"));
  for (guint s = 0; s < QUOTH_N_STATISTICS && !quoth_progress_is_cancelled (progress); s++)
    if (s != QUOTH_STATISTIC_GAMMA || self->gamma)
      add_if_known (self, type, (QuothStatistic) s, s, shown);
  for (guint i = 0; i < shown->len; i++)
    quoth_plot_add_row (plot, quoth_insights_words_name (
                                (QuothStatistic) g_array_index (shown, Shown, i).what));
  quoth_plot_add_series (plot, _("Agreement"));
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *entry = &g_array_index (shown, Shown, i);

      set_cell (plot, i, 0, &entry->estimate, (QuothPlacesQuery) {
        .subject = get_type_id (self, type),
        .causes = quoth_insights_words_causes ((QuothStatistic) entry->what) });
    }
  return plot;
}

static QuothPlot *
plot_types (QuothInsights  *self,
            QuothStatistic  statistic,
            QuothProgress  *progress)
{
  g_autofree char *title = g_strdup_printf (_("Agreement by type: %s"),
                                            quoth_insights_words_name (statistic));
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_BARS, title,
                                    quoth_insights_words_explain (statistic));
  guint n = quoth_agreement_get_n_types (self->agreement);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (Shown));

  set_scale (plot, _("Type"), NULL, quoth_insights_words_name (statistic));
  for (guint t = 0; t < n && !quoth_progress_is_cancelled (progress); t++)
    add_if_known (self, t, statistic, t, shown);
  for (guint i = 0; i < shown->len; i++)
    quoth_plot_add_row (plot, get_type_name (self, g_array_index (shown, Shown, i).what));
  quoth_plot_add_series (plot, quoth_insights_words_name (statistic));
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *entry = &g_array_index (shown, Shown, i);

      set_cell (plot, i, 0, &entry->estimate, (QuothPlacesQuery) {
        .subject = get_type_id (self, entry->what),
        .causes = quoth_insights_words_causes (statistic) });
    }
  return plot;
}

static QuothPlot *
plot_pairs (QuothInsights  *self,
            guint           type,
            QuothStatistic  statistic,
            QuothProgress  *progress)
{
  g_autofree char *title = make_title (self, _("Agreement by pair"), type, statistic);
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_MATRIX, title,
                                    quoth_insights_words_explain (statistic));
  const char *const *layers = quoth_agreement_get_layers (self->agreement);
  guint n = g_strv_length ((char **) layers), pair = 0;

  set_scale (plot, _("Annotator"), _("Other"), quoth_insights_words_name (statistic));
  plot->symmetric = TRUE;
  for (guint l = 0; l < n; l++)
    {
      quoth_plot_add_row (plot, layers[l]);
      quoth_plot_add_series (plot, layers[l]);
    }
  if (progress != NULL)
    quoth_progress_set_total (progress, quoth_agreement_get_n_pairs (self->agreement));
  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n && !quoth_progress_is_cancelled (progress); b++, pair++)
      {
        const QuothPlacesQuery query = { .layer = layers[a], .other = layers[b],
                                         .subject = get_type_id (self, type),
                                         .causes = quoth_insights_words_causes (statistic) };
        QuothEstimate estimate;

        quoth_agreement_estimate (self->agreement, pair, type, statistic, &estimate);
        if (progress != NULL)
          quoth_progress_add (progress, 1);
        set_cell (plot, a, b, &estimate, query);
        set_cell (plot, b, a, &estimate, query);
      }
  return plot;
}

typedef struct
{
  const QuothInsightsArticle *article;
  QuothEstimate               estimate;
} Ranked;

/* The least agreement first; where it is alike, what rests on more. */
static int
compare_ranked_cb (gconstpointer a,
                   gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->estimate.value < y->estimate.value || x->estimate.value > y->estimate.value)
    return x->estimate.value < y->estimate.value ? -1 : 1;
  if (x->estimate.n < y->estimate.n || x->estimate.n > y->estimate.n)
    return x->estimate.n > y->estimate.n ? -1 : 1;
  return g_strcmp0 (x->article->id, y->article->id);
}

static QuothPlot *
plot_articles (QuothInsights  *self,
               guint           type,
               QuothStatistic  statistic)
{
  g_autofree char *title = make_title (self, _("Agreement by article"), type, statistic);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autofree char *note = NULL;
  QuothPlot *plot;

  for (guint i = 0; i < self->articles->len; i++)
    {
      Ranked entry = { self->articles->pdata[i], { 0 } };

      quoth_insights_get_article (self, entry.article, type, statistic, &entry.estimate);
      if (!isnan (entry.estimate.value))
        g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked_cb);
  note = ranked->len <= MOST_ARTICLES
           ? g_strdup (_("The article with least agreement comes first."))
           : g_strdup_printf (_("The %u articles with least agreement; the table has all %u."),
                              MOST_ARTICLES, ranked->len);
  plot = quoth_plot_new (QUOTH_PLOT_BARS, title, note);
  set_scale (plot, _("Article"), NULL, quoth_insights_words_name (statistic));
  plot->n_drawn = MOST_ARTICLES;
  quoth_plot_add_series (plot, quoth_insights_words_name (statistic));
  for (guint i = 0; i < ranked->len; i++)
    quoth_plot_add_row (plot, g_array_index (ranked, Ranked, i).article->name);
  for (guint i = 0; i < ranked->len; i++)
    {
      const Ranked *entry = &g_array_index (ranked, Ranked, i);

      set_cell (plot, i, 0, &entry->estimate, (QuothPlacesQuery) {
        .article = entry->article->id, .subject = get_type_id (self, type),
        .causes = quoth_insights_words_causes (statistic) });
    }
  return plot;
}

static QuothPlot *
plot_attributes (QuothInsights *self)
{
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_BARS, _("Agreement by attribute"),
    _("Krippendorff’s α on matched marks: by steps where values are ordered. From 0.80 on data "
      "are called reliable, from 0.667 on tentative."));
  guint n = quoth_agreement_get_n_attributes (self->agreement);
  guint all = quoth_agreement_get_n_pairs (self->agreement);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));
  QuothEstimate estimate;

  set_scale (plot, _("Attribute"), NULL, _("Krippendorff’s α"));
  quoth_plot_add_series (plot, _("Krippendorff’s α"));
  for (guint i = 0; i < n; i++)
    if (quoth_agreement_estimate_attribute (self->agreement, all, i, &estimate)
        && !isnan (estimate.value))
      {
        g_array_append_val (shown, i);
        quoth_plot_add_row (plot, quoth_agreement_get_attribute_at (self->agreement, i)->name);
      }
  for (guint i = 0; i < shown->len; i++)
    {
      guint attribute = g_array_index (shown, guint, i);

      quoth_agreement_estimate_attribute (self->agreement, all, attribute, &estimate);
      set_cell (plot, i, 0, &estimate, (QuothPlacesQuery) {
        .detail = quoth_agreement_get_attribute_at (self->agreement, attribute)->id,
        .causes = QUOTH_CAUSE_ATTRIBUTE });
    }
  return plot;
}

static QuothPlot *
plot_time (QuothInsights  *self,
           guint           type,
           QuothStatistic  statistic,
           QuothProgress  *progress)
{
  g_autofree char *title = make_title (self, _("Agreement over time"), type, statistic);
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_LINES, title,
    _("Articles by the day on which one of their annotators worked last."));

  set_scale (plot, _("Time"), NULL, quoth_insights_words_name (statistic));
  quoth_plot_add_series (plot, quoth_insights_words_name (statistic));
  for (guint i = 0; i < self->periods->len; i++)
    {
      const QuothInsightsPeriod *period = self->periods->pdata[i];
      g_autofree char *name = quoth_insights_words_period (self->period, period->first);

      quoth_plot_add_row (plot, name);
    }
  for (guint i = 0; i < self->periods->len && !quoth_progress_is_cancelled (progress); i++)
    {
      const QuothInsightsPeriod *period = self->periods->pdata[i];
      QuothEstimate estimate;

      if (quoth_insights_get_period (period, type, statistic, &estimate))
        set_cell (plot, i, 0, &estimate, (QuothPlacesQuery) {
          .subject = get_type_id (self, type), .first = period->first, .last = period->last,
          .causes = quoth_insights_words_causes (statistic) });
    }
  return plot;
}

/* Below every number of agreement: rules that differ make annotators differ. */
static void
add_apart (QuothInsights *self,
           QuothPlot     *plot)
{
  g_autoptr (GString) note = g_string_new (plot->note);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->articles->len; i++)
    {
      const QuothInsightsArticle *article = self->articles->pdata[i];

      if (!article->apart)
        continue;
      if (n < MOST_NAMES)
        g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", article->name);
      n++;
    }
  if (n == 0)
    return;
  if (n > MOST_NAMES)
    g_string_append (names, ", …");
  if (note->len > 0)
    g_string_append_c (note, ' ');
  g_string_append_printf (note,
                          /* Translators: %s are names of articles */
                          ngettext ("In %u article annotators followed different versions of the "
                                    "guidelines (%s).",
                                    "In %u articles annotators followed different versions of the "
                                    "guidelines (%s).", n), n, names->str);
  g_free (plot->note);
  plot->note = g_string_free (g_steal_pointer (&note), FALSE);
}

static void
append_note (QuothPlot  *plot,
             const char *words)
{
  g_autofree char *note = plot->note;

  plot->note = note != NULL && *note != '\0' ? g_strdup_printf ("%s %s", note, words)
                                             : g_strdup (words);
}

/* Where an interval would stand: why there is none. */
static void
add_alone (QuothInsights *self,
           QuothPlot     *plot,
           QuothInsight   insight)
{
  if (insight == QUOTH_INSIGHT_ARTICLES)
    append_note (plot, _("Single articles have no intervals: their marks depend on each other."));
  else if (quoth_agreement_get_n_articles (self->agreement) == 1)
    append_note (plot, _("One article alone has no intervals: its marks depend on each other."));
}

/* Before all else: these are not the numbers of the project yet. */
static void
add_so_far (QuothInsights *self,
            QuothPlot     *plot)
{
  g_autofree char *note = NULL;

  if (self->n_done >= self->n_articles)
    return;
  /* Translators: agreement that is still being measured, or was stopped */
  note = g_strdup_printf (_("So far %u of %u articles. %s"), self->n_done, self->n_articles,
                          plot->note);
  g_free (plot->note);
  plot->note = g_strstrip (g_steal_pointer (&note));
}

static QuothPlot *
plot_agreement (QuothInsights  *insights,
                QuothInsight    insight,
                guint           type,
                QuothStatistic  statistic,
                QuothProgress  *progress)
{
  switch ((int) insight)
    {
    case QUOTH_INSIGHT_STATISTICS:
      return plot_statistics (insights, type, progress);
    case QUOTH_INSIGHT_TYPES:
      return plot_types (insights, statistic, progress);
    case QUOTH_INSIGHT_PAIRS:
      return plot_pairs (insights, type, statistic, progress);
    case QUOTH_INSIGHT_ARTICLES:
      return plot_articles (insights, type, statistic);
    case QUOTH_INSIGHT_ATTRIBUTES:
      return plot_attributes (insights);
    default:
      return plot_time (insights, type, statistic, progress);
    }
}

/**
 * quoth_insight_plot_agreement:
 * @insights: what was measured
 * @insight: which of its plots
 * @type: a type, 0 for all
 * @statistic: which agreement
 * @progress: (nullable): stops between two numbers; what is made then lacks the others
 *
 * Asks for nothing that belongs to a thread: may run in a worker.
 *
 * Returns: (transfer full): a plot, without rows where nothing is known
 */
QuothPlot *
quoth_insight_plot_agreement (QuothInsights  *insights,
                              QuothInsight    insight,
                              guint           type,
                              QuothStatistic  statistic,
                              QuothProgress  *progress)
{
  QuothPlot *plot = plot_agreement (insights, insight, type, statistic, progress);

  add_alone (insights, plot, insight);
  add_apart (insights, plot);
  add_so_far (insights, plot);
  return plot;
}
