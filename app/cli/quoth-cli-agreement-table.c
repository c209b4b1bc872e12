/* quoth-cli-agreement-table.c - agreement as a table for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-agreement-private.h"
#include "quoth-cli-private.h"

#include <inttypes.h>
#include <math.h>

#define NAME_WIDTH 22
#define COLUMN_WIDTH 10

typedef struct
{
  QuothStatistic  statistic;
  const char     *title; /* N_() */
} Column;

static const Column columns[] = {
  /* Translators: heads of narrow columns; at most 9 letters */
  { QUOTH_STATISTIC_F1_EXACT, N_("F1 exact") },
  { QUOTH_STATISTIC_F1_OVERLAP, N_("F1 near") },
  { QUOTH_STATISTIC_F1_CHARACTERS, N_("F1 chars") },
  { QUOTH_STATISTIC_KAPPA, N_("kappa") },
  { QUOTH_STATISTIC_ALPHA, N_("alpha") },
  { QUOTH_STATISTIC_ALPHA_U, N_("alpha_u") },
  { QUOTH_STATISTIC_GAMMA, N_("gamma") },
  { QUOTH_STATISTIC_DIRECTED, N_("directed") },
};

static const Column lines[] = {
  { QUOTH_STATISTIC_SPEAKER_SPAN, N_("Speaker, the same words") },
  { QUOTH_STATISTIC_SPEAKER_ENTITY, N_("Speaker, the same entity") },
  { QUOTH_STATISTIC_ALPHA_ENTITY, N_("Speaker, alpha over entities") },
  { QUOTH_STATISTIC_MUC, N_("Who is the same: MUC") },
  { QUOTH_STATISTIC_B_CUBED, N_("Who is the same: B³") },
  { QUOTH_STATISTIC_CEAF, N_("Who is the same: CEAF") },
  { QUOTH_STATISTIC_CONLL, N_("Who is the same: CoNLL") },
  { QUOTH_STATISTIC_RELATIONS, N_("Relations between claims, F1") },
};

/* Letters, not bytes, are what fills a column; too long names push the rest along. */
static void
print_padded (const char *text,
              guint       width,
              gboolean    right)
{
  glong n = g_utf8_strlen (text, -1);
  int blanks = n < (glong) width ? (int) (width - n) : 0;

  if (right)
    quoth_cli_print ("%*s%s", blanks, "", text);
  else
    quoth_cli_print ("%s%*s", text, blanks, "");
}

static void
print_value (double value)
{
  char digits[16];

  g_snprintf (digits, sizeof digits, "%.3f", value);
  print_padded (isnan (value) ? "–" : digits, COLUMN_WIDTH, TRUE);
}

static void
print_heads (const char *title)
{
  quoth_cli_print ("\n");
  print_padded (title, NAME_WIDTH, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    print_padded (_(columns[i].title), COLUMN_WIDTH, TRUE);
  quoth_cli_print ("\n");
}

static void
print_row (QuothAgreement *agreement,
           const char     *name,
           guint           pair,
           guint           type)
{
  QuothEstimate estimate;

  if (!quoth_agreement_estimate (agreement, pair, type, QUOTH_STATISTIC_F1_EXACT, &estimate))
    return;
  print_padded (name, NAME_WIDTH, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      quoth_agreement_estimate (agreement, pair, type, columns[i].statistic, &estimate);
      print_value (estimate.value);
    }
  quoth_cli_print ("\n");
}

static void
print_line (const char    *title,
            QuothEstimate *estimate)
{
  if (estimate->n <= 0)
    return;
  print_padded (title, NAME_WIDTH + COLUMN_WIDTH, FALSE);
  print_value (estimate->value);
  if (!isnan (estimate->low))
    quoth_cli_print ("  [%.3f, %.3f]", estimate->low, estimate->high);
  /* Translators: %d is the number of things that a value rests on */
  quoth_cli_print (_("  n = %" PRId64), (gint64) llround (estimate->n));
  quoth_cli_print ("\n");
}

static void
print_lines (QuothAgreement *agreement)
{
  guint all = quoth_agreement_get_n_pairs (agreement);
  QuothEstimate estimate;

  quoth_cli_print ("\n");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (quoth_agreement_estimate (agreement, all, 0, lines[i].statistic, &estimate))
      print_line (_(lines[i].title), &estimate);
  for (guint i = 0; i < quoth_agreement_get_n_attributes (agreement); i++)
    {
      const QuothAttribute *attribute = quoth_agreement_get_attribute_at (agreement, i);
      /* Translators: %s is an attribute such as “Certainty”; alpha is a statistic */
      g_autofree char *title = g_strdup_printf (_("%s, alpha"), attribute->name);

      if (quoth_agreement_estimate_attribute (agreement, all, i, &estimate))
        print_line (title, &estimate);
    }
}

/**
 * quoth_cli_agreement_print:
 * @agreement: of a project
 * @n_apart: articles whose layers were made under different versions of the guidelines
 *
 * Prints types, pairs, and what is said of marks that are matched.
 */
void
quoth_cli_agreement_print (QuothAgreement *agreement,
                           guint64         n_apart)
{
  g_autofree char *names = g_strjoinv (", ", (char **) quoth_agreement_get_layers (agreement));
  guint n_pairs = quoth_agreement_get_n_pairs (agreement);

  quoth_cli_print (_("Layers: %s"), names);
  quoth_cli_print ("\n");
  quoth_cli_print (_("Articles that two or more of them have: %u"),
                   quoth_agreement_get_n_articles (agreement));
  quoth_cli_print ("\n");
  if (quoth_agreement_get_n_articles (agreement) == 0)
    return;
  if (quoth_agreement_get_n_articles (agreement) == 1)
    {
      quoth_cli_print (_("One article alone has no intervals: its marks depend on each other."));
      quoth_cli_print ("\n");
    }
  if (n_apart > 0)
    {
      quoth_cli_print (ngettext ("In %u of them the layers follow different guidelines; --json "
                                 "tells which.",
                                 "In %u of them the layers follow different guidelines; --json "
                                 "tells which.", (gulong) n_apart), (guint) n_apart);
      quoth_cli_print ("\n");
    }
  print_heads (_("Type"));
  for (guint t = 1; t < quoth_agreement_get_n_types (agreement); t++)
    print_row (agreement, quoth_agreement_get_type_at (agreement, t)->name, n_pairs, t);
  print_row (agreement, _("All types"), n_pairs, 0);
  print_heads (_("Pair"));
  for (guint pair = 0; pair < n_pairs; pair++)
    {
      g_autofree char *title = NULL;
      const char *a, *b;

      quoth_agreement_get_pair (agreement, pair, &a, &b);
      title = g_strdup_printf ("%s – %s", a, b);
      print_row (agreement, title, pair, 0);
    }
  print_lines (agreement);
}
