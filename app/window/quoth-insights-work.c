/* quoth-insights-work.c - how far annotators are, and who says how much, as plots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-work"

#include "config.h"

#include "quoth-insights-plots.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-insights-words.h"
#include "quoth-places.h"
#include "quoth-project-work.h"

#define MOST_VOICES 40
#define MOST_PERIODS 31
/* Lines that can still be told apart; the others are in the table of Progress. */
#define MOST_LINES 6

/* Names of layers in the order in which the array has them, each once. */
static GPtrArray *
list_layers (GArray *array,
             gsize   size)
{
  GPtrArray *layers = g_ptr_array_new ();

  for (guint i = 0; i < array->len; i++)
    {
      /* The name is the first member of both structs. */
      char *layer = *(char **) (void *) (array->data + i * size);

      if (!quoth_layer_is_about (layer)
          && (layers->len == 0 || strcmp (layers->pdata[layers->len - 1], layer) != 0))
        g_ptr_array_add (layers, layer);
    }
  return layers;
}

static guint
find_state (const QuothLayerShare *share)
{
  if (strcmp (share->state, "locked") == 0)
    return 0;
  if (strcmp (share->state, "done") == 0)
    return 1;
  return share->begun ? 2 : 3;
}

/**
 * quoth_insight_plot_progress:
 * @shares: (element-type QuothLayerShare): from quoth_project_count_states()
 * @n_articles: how many articles the project has
 *
 * Returns: (transfer full): a plot
 */
QuothPlot *
quoth_insight_plot_progress (GArray *shares,
                             guint   n_articles)
{
  static const char *const states[] = { "locked", "done", "open", QUOTH_STATE_ASSIGNED };
  g_autofree char *note = g_strdup_printf (
    ngettext ("Articles of each annotator, of %u in the project.",
              "Articles of each annotator, of %u in the project.", n_articles), n_articles);
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_STACK, _("Progress of annotators"), note);
  g_autoptr (GPtrArray) layers = list_layers (shares, sizeof (QuothLayerShare));

  quoth_plot_set_titles (plot, _("Annotator"), _("State"), _("Articles"));
  for (guint l = 0; l < layers->len; l++)
    quoth_plot_add_row (plot, layers->pdata[l]);
  /* Translators: states of an annotator's work on an article */
  quoth_plot_add_series (plot, _("Locked"));
  quoth_plot_add_series (plot, _("Done"));
  quoth_plot_add_series (plot, _("In work"));
  quoth_plot_add_series (plot, _("Not begun"));
  for (guint i = 0; i < shares->len; i++)
    {
      const QuothLayerShare *share = &g_array_index (shares, QuothLayerShare, i);
      guint state = find_state (share), row;

      if (!g_ptr_array_find_with_equal_func (layers, share->layer, g_str_equal, &row))
        continue;
      if (quoth_plot_get (plot, row, state)->target == NULL)
        quoth_plot_set (plot, row, state, 0, quoth_places_query_pack (&(QuothPlacesQuery) {
          .kind = QUOTH_PLACES_STATE, .layer = share->layer, .subject = states[state] }));
      quoth_plot_raise (plot, row, state, share->n_articles);
    }
  return plot;
}

typedef struct
{
  QuothPeriod period;
  guint32     first; /* day */
  guint32     last;
} Stretch;

static gboolean
find_stretch (GArray  *days,
              Stretch *out)
{
  out->first = G_MAXUINT32;
  out->last = 0;
  for (guint i = 0; i < days->len; i++)
    {
      const QuothLayerDay *day = &g_array_index (days, QuothLayerDay, i);

      if (day->n_made == 0 || quoth_layer_is_about (day->layer))
        continue;
      out->first = MIN (out->first, day->julian);
      out->last = MAX (out->last, day->julian);
    }
  if (out->last == 0)
    return FALSE;
  out->period = quoth_period_choose (out->first, out->last, MOST_PERIODS);
  return quoth_period_count (out->period, out->first, out->last) <= MOST_PERIODS * 10;
}

static int
compare_counts_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  guint x = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, *(char *const *) a));
  guint y = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, *(char *const *) b));

  return (x < y) - (x > y);
}

/* Those who made anything, who made most first. */
static GPtrArray *
list_makers (GArray *days)
{
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *makers = g_ptr_array_new ();

  for (guint i = 0; i < days->len; i++)
    {
      const QuothLayerDay *day = &g_array_index (days, QuothLayerDay, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (made, day->layer));

      if (day->n_made == 0 || quoth_layer_is_about (day->layer))
        continue;
      if (before == 0)
        g_ptr_array_add (makers, day->layer);
      g_hash_table_insert (made, day->layer, GUINT_TO_POINTER (before + day->n_made));
    }
  g_ptr_array_sort_with_data (makers, compare_counts_cb, made);
  if (makers->len > MOST_LINES)
    g_ptr_array_set_size (makers, MOST_LINES);
  return makers;
}

/* Nothing made is a number too, between the first day and the last. */
static void
add_moments (QuothPlot     *plot,
             const Stretch *stretch,
             GPtrArray     *makers)
{
  guint row = 0;

  for (guint32 day = stretch->first; quoth_period_begin (stretch->period, day) <= stretch->last;
       day = quoth_period_next (stretch->period, day))
    {
      guint32 first = quoth_period_begin (stretch->period, day);
      g_autofree char *name = quoth_insights_words_period (stretch->period, first);

      quoth_plot_add_row (plot, name);
    }
  for (guint m = 0; m < makers->len; m++)
    quoth_plot_add_series (plot, makers->pdata[m]);
  for (guint32 day = stretch->first; quoth_period_begin (stretch->period, day) <= stretch->last;
       day = quoth_period_next (stretch->period, day), row++)
    for (guint m = 0; m < makers->len; m++)
      quoth_plot_set (plot, row, m, 0, quoth_places_query_pack (&(QuothPlacesQuery) {
        .kind = QUOTH_PLACES_MADE, .layer = makers->pdata[m],
        .first = quoth_period_begin (stretch->period, day),
        .last = quoth_period_next (stretch->period, day) - 1 }));
}

/**
 * quoth_insight_plot_throughput:
 * @days: (element-type QuothLayerDay): from quoth_project_count_days()
 *
 * Returns: (transfer full): a plot
 */
QuothPlot *
quoth_insight_plot_throughput (GArray *days)
{
  static const char *const titles[] = { N_("Annotations made each day"),
                                        N_("Annotations made each week"),
                                        N_("Annotations made each month"),
                                        N_("Annotations made each quarter"),
                                        N_("Annotations made each year") };
  Stretch stretch = { QUOTH_PERIOD_DAY, 0, 0 };
  gboolean any = find_stretch (days, &stretch);
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_LINES, _(titles[stretch.period]),
                                    _("Without what was imported. Days begin at midnight UTC."));
  g_autoptr (GPtrArray) makers = list_makers (days);

  quoth_plot_set_titles (plot, _("Time"), _("Annotator"), _("Annotations"));
  if (!any)
    return plot;
  add_moments (plot, &stretch, makers);
  for (guint i = 0; i < days->len; i++)
    {
      const QuothLayerDay *day = &g_array_index (days, QuothLayerDay, i);
      guint maker;

      if (!g_ptr_array_find_with_equal_func (makers, day->layer, g_str_equal, &maker)
          || day->n_made == 0)
        continue;
      quoth_plot_raise (plot, quoth_period_count (stretch.period, stretch.first, day->julian) - 1,
                        maker, day->n_made);
    }
  return plot;
}

static double
get_amount (const QuothEntityVoice *voice,
            gboolean                letters)
{
  return letters ? (double) voice->n_chars : voice->n_claims;
}

static int
compare_letters_cb (gconstpointer a,
                    gconstpointer b)
{
  const QuothEntityVoice *x = *(const QuothEntityVoice *const *) a;
  const QuothEntityVoice *y = *(const QuothEntityVoice *const *) b;

  return (x->n_chars < y->n_chars) - (x->n_chars > y->n_chars);
}

/**
 * quoth_insight_plot_voices:
 * @voices: (element-type QuothEntityVoice): from quoth_project_count_voices()
 * @registry: knows names
 * @layer: whose work was counted
 * @letters: how long claims are, not how many
 *
 * Returns: (transfer full): a plot
 */
QuothPlot *
quoth_insight_plot_voices (GPtrArray     *voices,
                           QuothRegistry *registry,
                           const char    *layer,
                           gboolean       letters)
{
  /* Translators: %s is the name of an annotator's layer */
  g_autofree char *note = g_strdup_printf (
    voices->len > MOST_VOICES
      ? _("Speakers of claims in the layer “%s”; the table has those who say less.")
      : _("Speakers of claims in the layer “%s”."), layer);
  QuothPlot *plot = quoth_plot_new (QUOTH_PLOT_BARS,
                                    letters ? _("Who said how much: letters")
                                            : _("Who said how much: claims"), note);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (voices, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  if (letters)
    g_ptr_array_sort (sorted, compare_letters_cb);
  quoth_plot_set_titles (plot, _("Speaker"), NULL, letters ? _("Letters") : _("Claims"));
  plot->n_drawn = MOST_VOICES;
  quoth_plot_add_series (plot, letters ? _("Letters") : _("Claims"));
  for (guint i = 0; i < sorted->len; i++)
    {
      const QuothEntityVoice *voice = sorted->pdata[i];
      QuothEntity *entity =
        voice->entity != NULL ? quoth_registry_lookup (registry, voice->entity) : NULL;

      /* Translators: a row for claims whose speaker is a mention without an entry */
      quoth_plot_add_row (plot, entity != NULL ? entity->name
                                : voice->entity != NULL ? voice->entity : _("Not linked yet"));
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      const QuothEntityVoice *voice = sorted->pdata[i];

      quoth_plot_set (plot, i, 0, get_amount (voice, letters),
                      voice->entity != NULL
                        ? quoth_places_query_pack (&(QuothPlacesQuery) {
                            .kind = QUOTH_PLACES_SAID, .layer = layer, .subject = voice->entity })
                        : NULL);
    }
  return plot;
}
