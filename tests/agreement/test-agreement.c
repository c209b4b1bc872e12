/* test-agreement.c - layers of articles compared and added up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-agreement.h"

#include <string.h>

static const char *const anna_ben[] = { "anna", "ben", NULL };
static const char *const three[] = { "anna", "ben", "cleo", NULL };

static QuothAnnotation *
mention (QuothArticleData *data,
         const char       *layer,
         guint             start,
         guint             end,
         const char       *entity)
{
  QuothAnnotation *annotation = mark (data, layer, "person", start, end);

  quoth_annotation_set_entity (annotation, entity);
  return annotation;
}

static void
set_attribute (QuothAnnotation *annotation,
               const char      *name,
               const char      *json)
{
  quoth_annotation_take_attributes (annotation, quoth_attributes_with_json (annotation->attributes,
                                                                            name, json));
}

/* The default scheme, and an attribute of several choices. */
static QuothAgreement *
compare (QuothArticleData  *data,
         const char *const *layers)
{
  g_autoptr (QuothScheme) plain = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_with_attribute (plain, "claim", "themes",
                                                                "[\"a\",\"b\",\"c\"]");
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_autoptr (QuothAgreement) empty = quoth_agreement_new (scheme, layers, &settings);
  g_autoptr (GError) error = NULL;
  QuothAgreement *result = quoth_agreement_compare (empty, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static guint
find_type (QuothAgreement *agreement,
           const char     *id)
{
  for (guint i = 1; id != NULL && i < quoth_agreement_get_n_types (agreement); i++)
    if (strcmp (quoth_agreement_get_type_at (agreement, i)->id, id) == 0)
      return i;
  return 0;
}

static QuothEstimate
get (QuothAgreement *agreement,
     guint           pair,
     const char     *type,
     QuothStatistic  statistic)
{
  QuothEstimate estimate;

  quoth_agreement_estimate (agreement, pair, find_type (agreement, type), statistic, &estimate);
  return estimate;
}

static QuothEstimate
get_attribute (QuothAgreement *agreement,
               const char     *id)
{
  QuothEstimate estimate = { NAN, NAN, NAN, -1 };

  for (guint i = 0; i < quoth_agreement_get_n_attributes (agreement); i++)
    if (strcmp (quoth_agreement_get_attribute_at (agreement, i)->id, id) == 0)
      quoth_agreement_estimate_attribute (agreement, 0, i, &estimate);
  return estimate;
}

static const char text[] = "Ada Roe said the bridge was safe, and Ben Poe denied that it was.";

/* Two claims that differ in boundary, speaker and attribute. */
static void
test_claims (void)
{
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);

  for (guint i = 0; i < 2; i++)
    {
      const char *layer = anna_ben[i];
      QuothAnnotation *roe = mention (data, layer, 0, 7, "roe");
      QuothAnnotation *poe = mention (data, layer, 38, 45, "poe");
      QuothAnnotation *first = mark (data, layer, "claim", i == 0 ? 13 : 17, 32);
      QuothAnnotation *second = mark (data, layer, "claim", 53, 64);

      quoth_annotation_add_link (first, "speaker", roe->id, NULL);
      quoth_annotation_add_link (second, "speaker", i == 0 ? poe->id : roe->id, NULL);
      quoth_annotation_add_link (second, "contradicts", first->id, NULL);
      set_attribute (first, "certainty", "\"certain\"");
      set_attribute (second, "certainty", i == 0 ? "\"certain\"" : "\"probable\"");
    }
  agreement = compare (data, anna_ben);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_F1_EXACT).value, 0.5);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_F1_EXACT).n, 4);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_F1_OVERLAP).value, 1);
  /* "the bridge was safe" and "bridge was safe": 16 and 13 letters; "that it was" has 9. */
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_F1_CHARACTERS).value,
               2.0 * (13 + 9) / (16 + 9 + 13 + 9));
  assert_same (get (agreement, 0, "person", QUOTH_STATISTIC_KAPPA).value, 1);
  assert_same (get (agreement, 0, "person", QUOTH_STATISTIC_ALPHA_U).value, 1);
  assert_same (get (agreement, 0, "person", QUOTH_STATISTIC_GAMMA).value, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_SPAN).value, 0.5);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_ENTITY).value, 0.5);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_ENTITY).n, 2);
  /* Roe three times, Poe once: De = 1 - (3·2 + 0) / (4·3) = 1/2, Do = 1/2. */
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_ALPHA_ENTITY).value, 0);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_CEAF).value, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_RELATIONS).value, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_DIRECTED).value, 1);
  /* certain-certain and certain-probable: three and one, one pair differing. */
  assert_same (get_attribute (agreement, "certainty").value, 0);
  assert_same (get_attribute (agreement, "certainty").n, 4);
  g_assert_true (isnan (get (agreement, 0, NULL, QUOTH_STATISTIC_F1_EXACT).low));
  quoth_article_data_free (data);
}

/* Steps between values count where the scheme says that they are ordered. */
static void
test_ordered (void)
{
  static const char *const values[2][4] = { { "certain", "probable", "possible", "certain" },
                                            { "probable", "probable", "unknown", "certain" } };
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);
  const double n[] = { 3, 3, 1, 1 };
  double observed, expected = 0;

  for (guint i = 0; i < 2; i++)
    for (guint c = 0; c < 4; c++)
      {
        g_autofree char *json = g_strdup_printf ("\"%s\"", values[i][c]);

        set_attribute (mark (data, anna_ben[i], "claim", c * 8, c * 8 + 7), "certainty", json);
      }
  agreement = compare (data, anna_ben);
  /* Distances by the definition: all values between, the ends by half. */
  observed = (2 * pow (3, 2) + 2 * pow (1, 2)) / 8;
  for (guint a = 0; a < 4; a++)
    for (guint b = 0; b < 4; b++)
      {
        double between = -(n[a] + n[b]) / 2;

        for (guint g = MIN (a, b); g <= MAX (a, b); g++)
          between += n[g];
        expected += a == b ? 0 : n[a] * n[b] * between * between / (8 * 7);
      }
  assert_same (get_attribute (agreement, "certainty").value, 1 - observed / expected);
  quoth_article_data_free (data);
}

/* Sets of choices by MASI, texts and dates by being the same; where both have set something. */
static void
test_open (void)
{
  static const char *const sets[2][4] = { { "[\"a\",\"b\"]", "[\"a\"]", "[\"a\",\"c\"]", "[]" },
                                          { "[\"b\",\"a\"]", "[\"a\",\"b\"]", "[\"a\",\"b\"]",
                                            "[\"a\"]" } };
  static const char *const topics[2][4] = { { "\"war\"", "\"war\"", "\" trade\"", "\"war\"" },
                                            { "\"war\"", "\"peace\"", "\"trade\"", NULL } };
  g_autoptr (QuothAgreement) agreement = NULL, sum = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;

  for (guint i = 0; i < 2; i++)
    for (guint c = 0; c < 4; c++)
      {
        QuothAnnotation *claim = mark (data, anna_ben[i], "claim", c * 8, c * 8 + 7);

        set_attribute (claim, "themes", sets[i][c]);
        if (topics[i][c] != NULL)
          set_attribute (claim, "topic", topics[i][c]);
      }
  agreement = compare (data, anna_ben);
  /* Distances 0, 1 - 1/2 · 2/3 and 1 - 1/3 · 1/3; {a, b} four times, {a} and {a, c} once. */
  assert_same (get_attribute (agreement, "themes").value,
               1 - (2 * (2 / 3.0 + 8 / 9.0) / 6)
                     / ((8 * 2 / 3.0 + 8 * 8 / 9.0 + 2 * 2 / 3.0) / (6 * 5)));
  assert_same (get_attribute (agreement, "themes").n, 6);
  /* War three times, trade twice, peace once; one pair of three differs. */
  assert_same (get_attribute (agreement, "topic").value,
               1 - (1 / 3.0) / ((36 - 9 - 4 - 1) / 30.0));
  g_assert_true (isnan (get_attribute (agreement, "topic").low));
  /* Over two articles that are alike the values are counted together. */
  sum = quoth_agreement_new (quoth_agreement_get_scheme (agreement), anna_ben, &settings);
  quoth_agreement_add (sum, agreement, "x");
  quoth_agreement_add (sum, agreement, "y");
  assert_same (get_attribute (sum, "topic").n, 12);
  assert_same (get_attribute (sum, "topic").value,
               1 - (1 / 3.0) / ((144 - 36 - 16 - 4) / (12 * 11.0)));
  quoth_article_data_free (data);
}

/* Claims in claims are a question of their own. */
static void
test_nested (void)
{
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);

  for (guint i = 0; i < 2; i++)
    {
      mark (data, anna_ben[i], "claim", 0, 45);
      mark (data, anna_ben[i], "claim", i == 0 ? 13 : 0, i == 0 ? 32 : 12);
    }
  agreement = compare (data, anna_ben);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_KAPPA).value, 1);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_ALPHA_U).value, 1);
  g_assert_cmpfloat (get (agreement, 0, "claim", QUOTH_STATISTIC_KAPPA_NESTED).value, <, 0);
  g_assert_cmpfloat (get (agreement, 0, "claim", QUOTH_STATISTIC_ALPHA_NESTED).value, <, 0);
  g_assert_cmpfloat (get (agreement, 0, "claim", QUOTH_STATISTIC_ALPHA_U_NESTED).value, <, 0);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_ALPHA_U_NESTED).n, 2);
  quoth_article_data_free (data);
}

/* Both found nothing: agreement for F1, and no question for kappa and alpha. */
static void
test_empty (void)
{
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);
  QuothEstimate estimate;

  agreement = compare (data, anna_ben);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_F1_EXACT).value, 1);
  g_assert_cmpfloat (get (agreement, 0, NULL, QUOTH_STATISTIC_KAPPA).n, ==, 0);
  g_assert_false (quoth_agreement_estimate (agreement, 0, find_type (agreement, "claim"),
                                            QUOTH_STATISTIC_KAPPA, &estimate));
  quoth_article_data_free (data);
}

/* Who did not work on the article, or was only assigned it, did not find nothing; what Quoth
 * marked by rule is no work. */
static void
test_missing (void)
{
  static const char *const states[] = { NULL, "open", "done", "locked" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      QuothArticleData *data = make_article ("x", text, (const char *const[]) { "anna", NULL });
      g_autoptr (QuothAgreement) agreement = NULL;
      QuothEstimate estimate;
      gboolean answered = i > 1;

      mark (data, "anna", "claim", 0, 7);
      mark (data, "ben", "quote", 0, 7);
      if (states[i] != NULL)
        quoth_article_data_add_layer (data, "ben", states[i]);
      agreement = compare (data, anna_ben);
      g_assert_cmpuint (quoth_agreement_count_layers (agreement, data), ==, answered ? 2 : 1);
      g_assert_cmpuint (quoth_agreement_get_n_articles (agreement), ==, answered ? 1 : 0);
      g_assert_true (quoth_agreement_estimate (agreement, 0, 0, QUOTH_STATISTIC_F1_EXACT,
                                               &estimate) == answered);
      if (answered)
        assert_same (estimate.value, 0);
      quoth_article_data_free (data);
    }
}

static void
test_unequal (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_autoptr (QuothAgreement) empty = quoth_agreement_new (scheme, anna_ben, &settings);
  g_autoptr (GError) error = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);
  QuothText *other = quoth_text_new ("Another text.", -1, NULL);
  QuothText *right = data->text;

  data->text = other;
  g_assert_null (quoth_agreement_compare (empty, data, NULL, &error));
  g_assert_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_UNEQUAL);
  g_clear_error (&error);
  data->text = right;
  quoth_text_unref (other);
  mark (data, "ben", "claim", 60, 200);
  g_assert_null (quoth_agreement_compare (empty, data, NULL, &error));
  g_assert_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_UNEQUAL);
  quoth_article_data_free (data);
}

/* The same marks of @layers, each moved a little by chance; @turn says who is who. */
static QuothArticleData *
make_random (guint32            seed,
             const char *const *layers,
             guint              turn,
             gboolean           alike)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *id = g_strdup_printf ("article %u", seed);
  g_autoptr (GString) words = g_string_new (NULL);
  guint n_layers = g_strv_length ((char **) layers);
  QuothArticleData *data;

  for (guint i = 0; i < 80; i++)
    g_string_append (words, i % 7 == 0 ? "word, " : "words ");
  data = make_article (id, words->str, layers);
  for (guint i = 0; i < 12; i++)
    {
      static const char *const types[] = { "person", "claim", "cue" };
      const char *type = types[i % 3];
      guint start = (guint) g_rand_int_range (rand, 5, 400);
      guint length = (guint) g_rand_int_range (rand, 2, 40);
      guint who = (guint) g_rand_int_range (rand, 0, 4);

      for (guint l = 0; l < n_layers; l++)
        {
          guint shift = alike ? 0 : (guint) g_rand_int_range (rand, 0, 3);
          gboolean missing = !alike && g_rand_int_range (rand, 0, 5) == 0;
          guint other = alike ? who : (guint) g_rand_int_range (rand, 0, 4);
          const char *layer = layers[(l + turn) % n_layers];
          QuothAnnotation *annotation;
          char entity[] = "e0";

          if (missing)
            continue;
          annotation = mark (data, layer, type, start + shift, start + shift + length);
          entity[1] = (char) ('0' + other);
          if (i % 3 == 0)
            quoth_annotation_set_entity (annotation, entity);
          else if (i % 3 == 1)
            set_attribute (annotation, "polarity", other > 1 ? "\"positive\"" : "\"negative\"");
        }
    }
  return data;
}

static QuothAgreement *
measure_random (guint              n_articles,
                gboolean           backwards,
                guint              turn,
                gboolean           alike)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  QuothAgreement *total = quoth_agreement_new (scheme, three, &settings);

  for (guint i = 0; i < n_articles; i++)
    {
      QuothArticleData *data = make_random (backwards ? n_articles - i : i + 1, three, turn, alike);
      g_autoptr (QuothAgreement) one = compare (data, three);

      quoth_agreement_add (total, one, data->article->id);
      quoth_article_data_free (data);
    }
  return total;
}

static void
test_perfect (void)
{
  g_autoptr (QuothAgreement) agreement = measure_random (5, FALSE, 0, TRUE);

  for (guint pair = 0; pair <= 3; pair++)
    for (guint t = 0; t < quoth_agreement_get_n_types (agreement); t++)
      for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
        {
          QuothEstimate estimate;

          if (quoth_agreement_estimate (agreement, pair, t, (QuothStatistic) s, &estimate)
              && estimate.n > 0 && !isnan (estimate.value))
            assert_same (estimate.value, 1);
        }
  assert_same (get (agreement, 3, "claim", QUOTH_STATISTIC_GAMMA).value, 1);
  assert_same (get (agreement, 3, NULL, QUOTH_STATISTIC_CONLL).value, 1);
}

/* Whose work is whose, and which article comes first, changes nothing over all layers. */
static void
test_permuted (void)
{
  g_autoptr (QuothAgreement) agreement = measure_random (12, FALSE, 0, FALSE);
  g_autoptr (QuothAgreement) backwards = measure_random (12, TRUE, 0, FALSE);
  g_autoptr (QuothAgreement) turned = measure_random (12, FALSE, 1, FALSE);

  for (guint t = 0; t < quoth_agreement_get_n_types (agreement); t++)
    for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
      {
        QuothStatistic statistic = (QuothStatistic) s;
        QuothEstimate one, same, other;

        if (!quoth_agreement_estimate (agreement, 3, t, statistic, &one) || isnan (one.value))
          continue;
        g_assert_true (quoth_agreement_estimate (backwards, 3, t, statistic, &same));
        assert_same (one.value, same.value);
        g_assert_cmpfloat_with_epsilon (one.low, same.low, 1e-4);
        g_assert_cmpfloat_with_epsilon (one.high, same.high, 1e-4);
        g_assert_cmpfloat (one.low, <=, one.value);
        g_assert_cmpfloat (one.high, >=, one.value);
        g_assert_cmpfloat (one.value, <=, 1);
        g_assert_cmpfloat (one.value, >=, -1);
        /* Chance draws anew for other names. */
        g_assert_true (quoth_agreement_estimate (turned, 3, t, statistic, &other));
        if (statistic == QUOTH_STATISTIC_GAMMA)
          g_assert_cmpfloat_with_epsilon (one.value, other.value, 0.1);
        else
          assert_same (one.value, other.value);
      }
}

/* Of two layers, the pair and "all" are computed in two ways and must be the same; and
 * where nobody left anything out, Fleiss' kappa follows from alpha. */
static void
test_two_ways (void)
{
  static const QuothStatistic same[] = { QUOTH_STATISTIC_ALPHA, QUOTH_STATISTIC_ALPHA_U,
                                         QUOTH_STATISTIC_ALPHA_NESTED,
                                         QUOTH_STATISTIC_ALPHA_U_NESTED, QUOTH_STATISTIC_GAMMA };
  static const char *const types[] = { "person", "claim", "cue" };

  for (guint run = 1; run < 30; run++)
    {
      QuothArticleData *data = make_random (run, anna_ben, 0, FALSE);
      QuothArticleData *more = make_random (run, three, 0, FALSE);
      g_autoptr (QuothAgreement) two = compare (data, anna_ben);
      g_autoptr (QuothAgreement) all = compare (more, three);

      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        {
          QuothEstimate alpha = get (all, 3, types[t], QUOTH_STATISTIC_ALPHA);

          for (guint s = 0; s < G_N_ELEMENTS (same); s++)
            {
              QuothEstimate pair = get (two, 0, types[t], same[s]);
              QuothEstimate group = get (two, 1, types[t], same[s]);

              g_assert_true (isnan (pair.value) == isnan (group.value));
              assert_same (pair.n, group.n);
              if (!isnan (pair.value))
                assert_same (pair.value, group.value);
            }
          assert_same (get (all, 3, types[t], QUOTH_STATISTIC_KAPPA).value,
                       1 - (1 - alpha.value) * alpha.n / (alpha.n - 1));
        }
      quoth_article_data_free (data);
      quoth_article_data_free (more);
    }
}

/* Parts that touch are one set of code points, and speakers that are open tasks are no
 * answer, while nobody is one. */
static void
test_answers (void)
{
  static const QuothSpan parts[] = { { 13, 17 }, { 17, 32 } };
  g_autoptr (QuothAgreement) agreement = NULL;
  QuothArticleData *data = make_article ("x", text, anna_ben);

  for (guint i = 0; i < 2; i++)
    {
      QuothAnnotation *roe = mention (data, anna_ben[i], 0, 7, i == 0 ? "roe" : NULL);
      QuothAnnotation *first = mark (data, anna_ben[i], "claim", 13, 32);
      QuothAnnotation *second = mark (data, anna_ben[i], "claim", 53, 64);

      if (i == 0)
        quoth_annotation_set_parts (first, parts, 2);
      quoth_annotation_add_link (first, "speaker", roe->id, NULL);
      set_attribute (second, "no_speaker", "true");
    }
  agreement = compare (data, anna_ben);
  assert_same (get (agreement, 0, "claim", QUOTH_STATISTIC_F1_EXACT).value, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_SPAN).n, 2);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_SPAN).value, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_ENTITY).n, 1);
  assert_same (get (agreement, 0, NULL, QUOTH_STATISTIC_SPEAKER_ENTITY).value, 1);
  quoth_article_data_free (data);
}

/* Half of 400 articles agree: the share has a standard error of 1 / 40. */
static void
test_interval (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = { 1, 0, 500 };
  g_autoptr (QuothAgreement) total = quoth_agreement_new (scheme, anna_ben, &settings);
  QuothEstimate estimate;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("article %u", i);
      g_autoptr (QuothAgreement) one = NULL;
      QuothArticleData *data = make_article (id, text, anna_ben);

      mark (data, "anna", "claim", 13, 32);
      mark (data, "ben", "claim", i % 2 == 0 ? 13 : 17, 32);
      if (i == 7)
        mark (data, "ben", "cue", 8, 12);
      one = quoth_agreement_compare (total, data, NULL, NULL);
      quoth_agreement_add (total, one, id);
      quoth_article_data_free (data);
    }
  estimate = get (total, 0, "claim", QUOTH_STATISTIC_F1_EXACT);
  assert_same (estimate.value, 0.5);
  g_assert_cmpfloat_with_epsilon (estimate.low, 0.5 - 1.96 / 40, 0.005);
  g_assert_cmpfloat_with_epsilon (estimate.high, 0.5 + 1.96 / 40, 0.005);
  /* One article of them has a cue: nothing varies, and nothing is sure. */
  estimate = get (total, 0, "cue", QUOTH_STATISTIC_F1_EXACT);
  assert_same (estimate.value, 0);
  g_assert_true (isnan (estimate.low) && isnan (estimate.high));
}

static void
test_pairs (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  const char *const layers[] = { "d", "b", "c", "a", NULL };
  g_autoptr (QuothAgreement) agreement = quoth_agreement_new (scheme, layers, &settings);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < quoth_agreement_get_n_pairs (agreement); i++)
    {
      const char *a, *b;

      quoth_agreement_get_pair (agreement, i, &a, &b);
      g_string_append_printf (names, "%s%s ", a, b);
    }
  g_assert_cmpstr (names->str, ==, "ab ac ad bc bd cd ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agreement/claims", test_claims);
  g_test_add_func ("/agreement/ordered", test_ordered);
  g_test_add_func ("/agreement/open", test_open);
  g_test_add_func ("/agreement/nested", test_nested);
  g_test_add_func ("/agreement/empty", test_empty);
  g_test_add_func ("/agreement/missing", test_missing);
  g_test_add_func ("/agreement/unequal", test_unequal);
  g_test_add_func ("/agreement/perfect", test_perfect);
  g_test_add_func ("/agreement/permuted", test_permuted);
  g_test_add_func ("/agreement/two-ways", test_two_ways);
  g_test_add_func ("/agreement/answers", test_answers);
  g_test_add_func ("/agreement/interval", test_interval);
  g_test_add_func ("/agreement/pairs", test_pairs);
  return g_test_run ();
}
