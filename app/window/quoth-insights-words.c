/* quoth-insights-words.c - statistics and stretches of time, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-words"

#include "config.h"

#include "quoth-insights-words.h"

#include <glib/gi18n.h>

#include "quoth-cases.h"

#define MARKS (QUOTH_CAUSE_MISSING | QUOTH_CAUSE_TYPE | QUOTH_CAUSE_BOUNDARY)

typedef struct
{
  const char *name;
  const char *explain;
  guint       causes;
} Words;

/* Names of statistics are the same in most languages. */
static const Words words[QUOTH_N_STATISTICS] = {
  [QUOTH_STATISTIC_F1_EXACT] = { N_("F1, exact"),
    N_("Marks of exactly the same words, of all marks."), MARKS },
  [QUOTH_STATISTIC_F1_OVERLAP] = { N_("F1, overlap"),
    N_("Marks that share at least half of their letters count as the same."),
    QUOTH_CAUSE_MISSING | QUOTH_CAUSE_TYPE },
  [QUOTH_STATISTIC_F1_CHARACTERS] = { N_("F1, letters"),
    N_("Letters that both marked, of all that either did."), MARKS },
  [QUOTH_STATISTIC_KAPPA] = { N_("Cohen’s and Fleiss’ κ"),
    N_("Word by word, inside or outside, beyond chance. Rare types make it low."), MARKS },
  [QUOTH_STATISTIC_ALPHA] = { N_("Krippendorff’s α"),
    N_("Word by word, beyond chance. From 0.80 on data are called reliable, from 0.667 on "
       "tentative."), MARKS },
  [QUOTH_STATISTIC_ALPHA_U] = { N_("Krippendorff’s α for stretches"),
    N_("Beginnings and ends of marks and of what lies between them, beyond chance."), MARKS },
  [QUOTH_STATISTIC_KAPPA_NESTED] = { N_("κ of nested marks"),
    N_("Only of marks that lie upon others of their type."), MARKS },
  [QUOTH_STATISTIC_ALPHA_NESTED] = { N_("α of nested marks"),
    N_("Only of marks that lie upon others of their type."), MARKS },
  [QUOTH_STATISTIC_ALPHA_U_NESTED] = { N_("α for nested stretches"),
    N_("Only of marks that lie upon others of their type."), MARKS },
  [QUOTH_STATISTIC_GAMMA] = { N_("γ"),
    N_("Places and types of marks together, beyond chance. Of more than two annotators: the mean "
       "of their pairs."), MARKS },
  [QUOTH_STATISTIC_DIRECTED] = { N_("Touched by the other"),
    N_("Marks of each that some mark of the other touches."), QUOTH_CAUSE_MISSING },
  [QUOTH_STATISTIC_SPEAKER_SPAN] = { N_("Speaker, same words"),
    N_("Matched claims whose speakers share words, or which have none."), QUOTH_CAUSE_SPEAKER },
  [QUOTH_STATISTIC_SPEAKER_ENTITY] = { N_("Speaker, same entry"),
    N_("Matched claims whose speakers are the same entries of the registry."),
    QUOTH_CAUSE_SPEAKER | QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_ALPHA_ENTITY] = { N_("α of speakers"),
    N_("Which entry of the registry speaks, beyond chance."),
    QUOTH_CAUSE_SPEAKER | QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_MUC] = { N_("MUC"),
    N_("Mentions of the same people: links between them."), QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_B_CUBED] = { N_("B³"),
    N_("Mentions of the same people: mention by mention."), QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_CEAF] = { N_("CEAF"),
    N_("Mentions of the same people: person by person."), QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_CONLL] = { N_("CoNLL"),
    N_("Mentions of the same people: the mean of MUC, B³ and CEAF."), QUOTH_CAUSE_IDENTITY },
  [QUOTH_STATISTIC_RELATIONS] = { N_("Relations, F1"),
    N_("Links from claim to claim."), QUOTH_CAUSE_ATTRIBUTE },
};

const char *
quoth_insights_words_name (QuothStatistic statistic)
{
  return _(words[statistic].name);
}

const char *
quoth_insights_words_explain (QuothStatistic statistic)
{
  return _(words[statistic].explain);
}

guint
quoth_insights_words_causes (QuothStatistic statistic)
{
  return words[statistic].causes;
}

/**
 * quoth_insights_words_period:
 * @period: how long
 * @first: its first day
 *
 * Returns: (transfer full): short enough to stand below an axis
 */
char *
quoth_insights_words_period (QuothPeriod period,
                             guint32     first)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, first);
  time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                              g_date_get_day (&date), 0, 0, 0);
  switch (period)
    {
    case QUOTH_PERIOD_WEEK:
    case QUOTH_PERIOD_DAY:
      /* Translators: day and month below a plot, as g_date_time_format() wants it: "3 Mar" */
      return g_date_time_format (time, _("%-e %b"));
    case QUOTH_PERIOD_MONTH:
      /* Translators: month and year below a plot: "Mar 2026" */
      return g_date_time_format (time, _("%b %Y"));
    case QUOTH_PERIOD_QUARTER:
      /* Translators: a quarter of a year below a plot: "Q1 2026" */
      return g_strdup_printf (_("Q%d %d"), (g_date_time_get_month (time) - 1) / 3 + 1,
                              g_date_time_get_year (time));
    case QUOTH_PERIOD_YEAR:
    default:
      return g_date_time_format (time, "%Y");
    }
}

/**
 * quoth_insights_words_causes_of:
 * @causes: bits of #QuothCause
 *
 * Returns: (transfer full): why annotators differ, the gravest cause first
 */
char *
quoth_insights_words_causes_of (guint causes)
{
  /* Translators: reasons why two annotators differ; in a list: "missing, speaker" */
  static const char *const names[QUOTH_N_CAUSES] = { N_("missing"), N_("type"), N_("boundary"),
                                                     N_("speaker"), N_("cue"), N_("identity"),
                                                     N_("attribute") };
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < QUOTH_N_CAUSES; i++)
    if ((causes & (1u << i)) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _(names[i]));
  return g_string_free (list, FALSE);
}
