/* quoth-agreement-pair.c - two layers of one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include "quoth-gamma.h"

static double
count_solid (QuothSolid *solid,
             GArray     *spans)
{
  QuothMark mark = { (const QuothSpan *) spans->data, spans->len };

  return quoth_solid_count (solid, &mark);
}

static void
add_characters (QuothComparison       *self,
                const QuothLayerMarks *a,
                const QuothLayerMarks *b,
                double                *sums)
{
  g_autoptr (GArray) cover_a = quoth_marks_cover (a->marks, a->n);
  g_autoptr (GArray) cover_b = quoth_marks_cover (b->marks, b->n);
  QuothMark whole_a = { (const QuothSpan *) cover_a->data, cover_a->len };
  QuothMark whole_b = { (const QuothSpan *) cover_b->data, cover_b->len };

  sums[SUM_SOLID_A] += count_solid (&self->solid, cover_a);
  sums[SUM_SOLID_B] += count_solid (&self->solid, cover_b);
  sums[SUM_SOLID_BOTH] += quoth_solid_common (&self->solid, &whole_a, &whole_b);
}

static guint
count_held (GArray *ranges)
{
  guint n = 0;

  for (guint i = 0; i < ranges->len; i++)
    n += g_array_index (ranges, QuothSpan, i).end - g_array_index (ranges, QuothSpan, i).start;
  return n;
}

static guint
count_held_by_both (GArray *a,
                    GArray *b)
{
  guint n = 0;

  for (guint i = 0, k = 0; i < a->len && k < b->len;)
    {
      QuothSpan x = g_array_index (a, QuothSpan, i), y = g_array_index (b, QuothSpan, k);
      guint start = MAX (x.start, y.start), end = MIN (x.end, y.end);

      n += end > start ? end - start : 0;
      if (x.end <= y.end)
        i++;
      else
        k++;
    }
  return n;
}

/* One level of one type: tokens inside and outside, and units. */
static void
add_level (QuothComparison *self,
           guint            a,
           guint            b,
           guint            type,
           guint            level,
           double          *sums)
{
  GArray *held_a = self->sides[a].types[type].held[level];
  GArray *held_b = self->sides[b].types[type].held[level];
  GArray *units_a = self->sides[a].types[type].levels[level];
  GArray *units_b = self->sides[b].types[type].levels[level];
  QuothRater raters[] = { { (const QuothSpan *) units_a->data, units_a->len },
                          { (const QuothSpan *) units_b->data, units_b->len } };
  double *tokens = sums + (level == 0 ? SUM_TOKENS : SUM_TOKENS_NESTED);
  double *coincidence = sums + (level == 0 ? SUM_COINCIDENCE : SUM_COINCIDENCE_NESTED);
  double *units = sums + (level == 0 ? SUM_UNITS : SUM_UNITS_NESTED);
  guint counts[4];
  QuothUnitizing measured;

  if (units_a->len + units_b->len == 0)
    return;
  counts[3] = count_held_by_both (held_a, held_b);
  counts[2] = count_held (held_a) - counts[3];
  counts[1] = count_held (held_b) - counts[3];
  counts[0] = self->tokens->len - counts[1] - counts[2] - counts[3];
  for (guint i = 0; i < 4; i++)
    tokens[i] += counts[i];
  coincidence[0] += 2.0 * counts[0];
  coincidence[1] += (double) counts[1] + counts[2];
  coincidence[2] += 2.0 * counts[3];
  measured = quoth_unitizing_measure (raters, 2, (QuothSpan) { 0, self->solid.length });
  units[0] += (double) units_a->len + units_b->len;
  units[1] += measured.observed * self->solid.length;
  units[2] += measured.expected * self->solid.length;
}

/* Units of one type, or of all when @type is 0. */
static QuothGammaUnit *
list_units (QuothComparison *self,
            guint            layer,
            guint            type,
            guint           *out_n)
{
  guint from = type > 0 ? type : 1, to = type > 0 ? type + 1 : self->agreement->types->len;
  QuothGammaUnit *units;
  guint n = 0;

  for (guint t = from; t < to; t++)
    n += self->sides[layer].types[t].n;
  units = g_new (QuothGammaUnit, n);
  *out_n = n;
  n = 0;
  for (guint t = from; t < to; t++)
    for (guint i = 0; i < self->sides[layer].types[t].n; i++)
      {
        const QuothMark *mark = &self->sides[layer].types[t].marks[i];

        units[n++] = (QuothGammaUnit) { mark->parts[0].start,
                                        mark->parts[mark->n_parts - 1].end, t };
      }
  return units;
}

/* The seed depends on what is compared, not on when. */
static guint32
make_seed (QuothComparison *self,
           guint            a,
           guint            b,
           guint            type)
{
  guint32 seed = self->agreement->settings.seed;

  seed = seed * 31 + g_str_hash (self->data->article->id);
  seed = seed * 31 + g_str_hash (self->agreement->layers[a]);
  seed = seed * 31 + g_str_hash (self->agreement->layers[b]);
  return seed * 31 + type;
}

/* Where too many units lie near each other there is no gamma, and all else goes on. */
static void
add_gamma (QuothComparison *self,
           guint            a,
           guint            b,
           guint            type,
           double          *sums)
{
  guint n_a, n_b;
  g_autofree QuothGammaUnit *units_a = list_units (self, a, type, &n_a);
  g_autofree QuothGammaUnit *units_b = list_units (self, b, type, &n_b);
  const QuothGammaRater rater_a = { units_a, n_a }, rater_b = { units_b, n_b };
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  double n = (double) n_a + n_b, observed, chance;

  if (n <= 0 || self->agreement->settings.n_samples == 0
      || !quoth_gamma_disorder (&rater_a, &rater_b, &weights, &observed)
      || !quoth_gamma_chance (&rater_a, &rater_b, &weights, self->solid.length,
                              self->agreement->settings.n_samples, make_seed (self, a, b, type),
                              &chance))
    return;
  sums[SUM_DISORDER] += n;
  sums[SUM_DISORDER + 1] += observed * n / 2;
  sums[SUM_DISORDER + 2] += chance * n / 2;
}

static gboolean
add_type (QuothComparison  *self,
          guint             pair,
          guint             a,
          guint             b,
          guint             type,
          QuothMatching    *out_matching,
          GError          **error)
{
  const QuothLayerMarks *marks_a = &self->sides[a].types[type];
  const QuothLayerMarks *marks_b = &self->sides[b].types[type];
  const QuothType *definition = self->agreement->types->pdata[type];
  double *sums;

  if (marks_a->n + marks_b->n == 0)
    return TRUE;
  if (!quoth_match_overlap (&self->solid, marks_a->marks, marks_a->n, marks_b->marks, marks_b->n,
                            out_matching))
    {
      g_set_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_CROWDED,
                   "too many annotations of type \"%s\" lie upon each other", definition->id);
      return FALSE;
    }
  sums = quoth_agreement_sums (self->agreement, pair, type);
  sums[SUM_A] += marks_a->n;
  sums[SUM_B] += marks_b->n;
  sums[SUM_EXACT] += quoth_match_exact (marks_a->marks, marks_a->n, marks_b->marks, marks_b->n);
  sums[SUM_OVERLAP] += out_matching->n_matches;
  sums[SUM_TOUCHED_A] += out_matching->n_a_touched;
  sums[SUM_TOUCHED_B] += out_matching->n_b_touched;
  add_characters (self, marks_a, marks_b, sums);
  add_level (self, a, b, type, 0, sums);
  add_level (self, a, b, type, 1, sums);
  add_gamma (self, a, b, type, sums);
  return TRUE;
}

/* Tokens of different types are different questions: kappa and alpha of all types
 * together would be none, so that they stay out of the sum. */
static gboolean
is_summed (guint sum)
{
  return !(sum >= SUM_TOKENS && sum < SUM_UNITS)
         && !(sum >= SUM_DISORDER && sum < SUM_DISORDER + 3);
}

/**
 * quoth_comparison_pair:
 * @self: an article
 * @pair: the number of the pair
 * @a: a layer that is present
 * @b: another
 * @error: return location
 *
 * Compares two layers, type by type and then over all types.
 *
 * Returns: %FALSE with %QUOTH_AGREEMENT_ERROR_CROWDED
 */
gboolean
quoth_comparison_pair (QuothComparison  *self,
                       guint             pair,
                       guint             a,
                       guint             b,
                       GError          **error)
{
  guint n_types = self->agreement->types->len;
  g_autofree QuothMatching *matchings = g_new0 (QuothMatching, n_types);
  gboolean ok = TRUE;

  for (guint t = 1; t < n_types && ok; t++)
    ok = add_type (self, pair, a, b, t, &matchings[t], error);
  if (ok)
    {
      double *all = quoth_agreement_sums (self->agreement, pair, 0);

      quoth_comparison_claims (self, pair, a, b, matchings);
      for (guint t = 1; t < n_types; t++)
        if (self->agreement->cells[pair * n_types + t] != NULL)
          for (guint i = 0; i < N_SUMS; i++)
            if (is_summed (i))
              all[i] += self->agreement->cells[pair * n_types + t]->sums[i];
      add_gamma (self, a, b, 0, all);
      quoth_comparison_mentions (self, pair, a, b);
    }
  for (guint t = 0; t < n_types; t++)
    quoth_matching_clear (&matchings[t]);
  return ok;
}
