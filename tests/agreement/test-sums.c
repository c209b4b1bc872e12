/* test-sums.c - what is added up, of tokens and in bootstrap samples, by the plainest way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-agreement-private.h"

#define N_SAMPLES 43
#define N_ARTICLES 9
#define N_UNITS 60

static const char *const anna_ben[] = { "anna", "ben", NULL };

static guint
find_type (QuothAgreement *agreement,
           const char     *id)
{
  for (guint i = 1; i < quoth_agreement_get_n_types (agreement); i++)
    if (strcmp (quoth_agreement_get_type_at (agreement, i)->id, id) == 0)
      return i;
  g_assert_not_reached ();
}

static QuothAgreement *
make_empty (guint n_samples)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = { 1, 0, n_samples };

  return quoth_agreement_new (scheme, anna_ben, &settings);
}

/* Words, marks and blanks, and marks that begin and end anywhere, also side by side. */
static QuothArticleData *
make_random (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = g_strdup_printf ("article %u", seed);
  QuothArticleData *data;

  for (guint i = 0; i < 300; i++)
    g_string_append_c (text, "abcd_7  ,."[g_rand_int_range (rand, 0, 10)]);
  data = make_article (id, text->str, anna_ben);
  for (guint l = 0; l < 2; l++)
    for (guint i = 0, at = 0; i < N_UNITS && at < 290; i++)
      {
        guint start = at + (guint) g_rand_int_range (rand, 0, 4);
        guint end = start + (guint) g_rand_int_range (rand, 1, 6);

        mark (data, anna_ben[l], "claim", start, end);
        at = end;
      }
  return data;
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gboolean
is_inside (QuothArticleData *data,
           const char       *layer,
           guint             start,
           guint             end)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (strcmp (annotation->layer, layer) == 0 && annotation->parts[0].start < end
          && annotation->parts[0].end > start)
        return TRUE;
    }
  return FALSE;
}

/* Each token by itself, against each mark: neither, only Ben, only Anna, both. */
static void
count_tokens (QuothArticleData *data,
              guint             counts[4])
{
  const char *text = quoth_text_get_utf8 (data->text);

  for (guint start = 0, end; text[start] != '\0'; start = end)
    {
      end = start + 1;
      while (is_letter (text[start]) && is_letter (text[end]))
        end++;
      if (text[start] != ' ')
        counts[2 * is_inside (data, "anna", start, end) + is_inside (data, "ben", start, end)]++;
    }
}

static void
test_tokens (void)
{
  g_autoptr (QuothAgreement) empty = make_empty (0);

  for (guint seed = 0; seed < 200; seed++)
    {
      QuothArticleData *data = make_random (seed);
      g_autoptr (QuothAgreement) agreement = quoth_agreement_compare (empty, data, NULL, NULL);
      const double *sums = quoth_agreement_sums (agreement, 0, find_type (agreement, "claim"));
      guint counts[4] = { 0 };

      count_tokens (data, counts);
      for (guint i = 0; i < 4; i++)
        g_assert_cmpfloat (sums[SUM_TOKENS + i], ==, counts[i]);
      quoth_article_data_free (data);
    }
}

/* Knuth's way to draw from a Poisson distribution by its sums. */
static guint
draw (GRand *rand)
{
  double share = exp (-1), left = g_rand_double (rand) - share;
  guint n = 0;

  for (; left >= 0 && n < 16; left -= share)
    share /= ++n;
  return n;
}

static void
add_plainly (QuothAgreement *article,
             const char     *id,
             float           samples[N_SUMS][N_SAMPLES])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31 + g_str_hash (id));
  const double *sums = quoth_agreement_sums (article, 0, find_type (article, "claim"));

  for (guint r = 0; r < N_SAMPLES; r++)
    {
      guint weight = draw (rand);

      for (guint i = 0; i < N_SUMS; i++)
        samples[i][r] += (float) (weight * sums[i]);
    }
}

/* Counts and fractions alike, to the last bit. */
static void
test_samples (void)
{
  g_autoptr (QuothAgreement) total = make_empty (N_SAMPLES);
  static float expected[N_SUMS][N_SAMPLES];
  const QuothTally *tally;
  gsize stride;

  for (guint seed = 0; seed < N_ARTICLES; seed++)
    {
      QuothArticleData *data = make_random (seed);
      g_autoptr (QuothAgreement) one = quoth_agreement_compare (total, data, NULL, NULL);

      quoth_agreement_add (total, one, data->article->id);
      add_plainly (one, data->article->id, expected);
      quoth_article_data_free (data);
    }
  tally = total->cells[find_type (total, "claim")];
  stride = quoth_agreement_get_stride (total);
  g_assert_cmpuint (stride, >=, N_SAMPLES);
  for (guint i = 0; i < N_SUMS; i++)
    for (guint r = 0; r < N_SAMPLES; r++)
      g_assert_cmpfloat (tally->replicates[i * stride + r], ==, expected[i][r]);
  g_assert_cmpfloat (expected[SUM_UNITS + 1][0], !=, floorf (expected[SUM_UNITS + 1][0]));
}

/* Counts, fractions and words: what is unpacked is what was packed, to the last bit. */
static void
test_packed (void)
{
  g_autoptr (QuothAgreement) like = make_empty (N_SAMPLES);
  QuothArticleData *data = make_random (1);
  g_autoptr (QuothAgreement) one = quoth_agreement_compare (like, data, NULL, NULL);
  g_autoptr (QuothAgreement) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint type = find_type (one, "claim"), n_same = 0;
  double *judged = quoth_agreement_judgements (one, 0, 0, 3);

  judged[0] = 1.0 / 3;
  judged[2] = 7;
  g_hash_table_insert (one->speakers[0], g_strdup ("doe"), GUINT_TO_POINTER (3));
  g_hash_table_insert (one->speakers[0], g_strdup (""), GUINT_TO_POINTER (1));
  one->values[1] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (one->values[1], g_strdup ("münchen"), GUINT_TO_POINTER (2));
  bytes = quoth_agreement_pack (one);
  again = quoth_agreement_unpack (like, bytes);
  for (guint i = 0; i < (one->n_pairs + 1) * one->types->len; i++)
    {
      g_assert_cmpint (one->cells[i] != NULL, ==, again->cells[i] != NULL);
      for (guint k = 0; one->cells[i] != NULL && k < N_SUMS; k++, n_same++)
        g_assert_cmpfloat (one->cells[i]->sums[k], ==, again->cells[i]->sums[k]);
    }
  g_assert_cmpuint (n_same, >, 0);
  g_assert_cmpfloat (one->cells[type]->sums[SUM_A], >, 0);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpfloat (again->judgements[0]->sums[k], ==, judged[k]);
  g_assert_cmpuint (again->judgements[0]->n, ==, 3);
  g_assert_cmpuint (again->n_articles, ==, 1);
  g_assert_cmpuint (g_hash_table_size (again->speakers[0]), ==, 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (again->speakers[0], "doe")), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (again->values[1], "münchen")), ==, 2);
  quoth_article_data_free (data);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sums/tokens", test_tokens);
  g_test_add_func ("/sums/packed", test_packed);
  g_test_add_func ("/sums/samples", test_samples);
  return g_test_run ();
}
