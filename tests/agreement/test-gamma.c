/* test-gamma.c - gamma, exact for two annotators
 *
 * The continua and their disorders are the published reference data of
 * pygamma-agreement 0.5.9 (computed there with single precision), which dkpro-statistics
 * uses as well. The random continua replayed here make a gamma without chance.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-gamma.h"

#include <string.h>

/* One string an annotator: "start:end:category", one letter. */
static void
parse (const char      *line,
       QuothGammaRater *rater)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  QuothGammaUnit *units = g_new (QuothGammaUnit, g_strv_length (words));

  *rater = (QuothGammaRater) { units, g_strv_length (words) };
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *p;

      units[i].start = g_ascii_strtod (words[i], &p);
      units[i].end = g_ascii_strtod (p + 1, &p);
      units[i].category = (guint) p[1];
    }
}

static double
disorder (const char        *a,
          const char        *b,
          const char        *c,
          QuothGammaWeights  weights)
{
  QuothGammaRater raters[3], turned[3];
  double result, other;
  guint n = c != NULL ? 3 : 2;

  parse (a, &raters[0]);
  parse (b, &raters[1]);
  if (c != NULL)
    parse (c, &raters[2]);
  for (guint i = 0; i < n; i++)
    turned[n - 1 - i] = raters[i];
  g_assert_true (quoth_gamma_disorder_many (raters, n, &weights, &result));
  g_assert_true (quoth_gamma_disorder_many (turned, n, &weights, &other));
  assert_same (result, other);
  if (c == NULL)
    {
      g_assert_true (quoth_gamma_disorder (&raters[0], &raters[1], &weights, &other));
      assert_same (result, other);
      g_assert_true (quoth_gamma_disorder (&raters[1], &raters[0], &weights, &other));
      assert_same (result, other);
    }
  for (guint i = 0; i < n; i++)
    g_free ((gpointer) raters[i].units);
  return result;
}

#define PLAIN QUOTH_GAMMA_WEIGHTS
#define assert_disorder(value, expected) \
  g_assert_cmpfloat_with_epsilon (value, expected, 0.0000011)

static void
test_fixtures (void)
{
  GString *a = g_string_new (NULL), *b = g_string_new (NULL);
  const QuothGammaWeights weighted = { 3, 2, 1 };

  assert_disorder (disorder ("1:5:a 6:10:b 11:15:a", "2:6:a 7:11:b 12:16:a", NULL, PLAIN), 0.0625);
  assert_same (disorder ("1:5:a 6:10:b 20:24:a 30:34:b", "2:6:a 31:35:b", NULL, PLAIN), 2.125 / 3);
  assert_same (disorder ("1:5:a 10:15:b 20:25:c", "1:5:a 10:15:b 20:25:c", NULL, PLAIN), 0);
  assert_disorder (disorder ("1:5:a 10:14:b", "2:6:a 11:15:b", "1:4:a 9:14:c", PLAIN), 0.408756);
  for (guint i = 0; i < 16; i++)
    {
      g_string_append_printf (a, "%s%u:%u:%c", i > 0 ? " " : "", 1 + 10 * i, 6 + 10 * i,
                              "abc"[i % 3]);
      g_string_append_printf (b, "%s%u:%u:%c", i > 0 ? " " : "", 2 + 10 * i, 8 + 10 * i,
                              "bca"[i % 3]);
    }
  assert_disorder (disorder (a->str, b->str, NULL, PLAIN), 1.074380);
  assert_disorder (disorder ("1:5:a 6:10:b 11:15:c", "2:7:a 8:12:b 11:15:a", NULL, weighted),
                   1.027778);
  g_string_free (a, TRUE);
  g_string_free (b, TRUE);
}

typedef struct
{
  const char *a;
  const char *b;
  double      disorder;
} Replay;

/* The first fixture's random continua. */
static const Replay first[] = {
  { "673002:4673002:a 5099477:9099477:b 10706344:14706344:a",
    "540361:4540361:a 5368021:9368021:b 10758210:14758210:b", 0.3352583348751068 },
  { "530765:4530765:b 5842293:9842293:b 10238499:14238499:a",
    "1466862:5466862:a 6097153:10097153:a 10531492:14531492:a", 0.6880640983581543 },
  { "993230:4993230:a 6118531:10118531:a 11282315:15282315:a",
    "2091510:6091510:a 7155738:11155738:b 11933317:15933317:a", 0.3897045850753784 },
  { "131356:531356:b 681126:1081126:a 1217137:1617137:a",
    "104290:504290:a 721113:1121113:a 1238489:1638489:a", 0.33914053440093994 },
  { "-80912:3919088:b 5361659:9361659:b 10368677:14368677:b",
    "786582:4786582:b 5892578:9892578:b 11203630:15203630:a", 0.36940765380859375 },
  { "1098970:5098970:a 5757555:9757555:a 11004729:15004729:b",
    "1534015:5534015:b 5948760:9948760:a 10821449:14821449:b", 0.3387378454208374 },
  { "1017433:5017433:a 6185893:10185893:a 11518667:15518667:a",
    "826711:4826711:a 5813553:9813553:a 9843361:13843361:b", 0.39545130729675293 },
  { "1660757:5660757:b 6841432:10841432:a 11782183:15782183:b",
    "949821:4949821:b 6228080:10228080:a 11141357:15141357:a", 0.36025598645210266 },
  { "1401112:5401112:b 6474716:10474716:a 11535234:15535234:a",
    "1415402:5415402:b 6651322:10651322:a 11427261:15427261:b", 0.3342302143573761 },
  { "467067:4467067:a 5308505:9308505:b 10657891:14657891:b",
    "955314:4955314:a 5978656:9978656:a 10661140:14661140:b", 0.3476562201976776 },
};

/* Of the second (unequal numbers) and the third fixture. */
static const Replay further[] = {
  { "596375:996375:a 2994267:3394267:b", "-231122:168878:b -105842:294158:b", 2 },
  { "150367:550367:b 2163898:2563898:a 2518744:2918744:a", "-504927:-104927:a 11160:411160:a",
    1.6484464406967163 },
  { "-2163698:-1763698:a -321951:78049:a 2359:402359:a",
    "-900381:-500381:a 303689:703689:b 661594:1061594:a", 1.8558326959609985 },
  { "1545518:1945518:a 3034307:3434307:a", "807377:1207377:a", 2 },
  { "-5462702:-1462702:a 11040049:15040049:a", "-2648163:1351837:a", 0.9967345595359802 },
  { "-203712:196288:a", "486336:886336:b 583024:983024:a 2755360:3155360:a", 2 },
  { "962431:1362431:b 2536146:2936146:a 4438833:4838833:b",
    "1602396:2002396:b 2928321:3328321:a 5487355:5887355:a", 1.6537526845932007 },
  { "624796:1024796:a 2418654:2818654:a", "442940:842940:b 642001:1042001:b", 1.500925064086914 },
  { "408857:880073:c 790626:1235606:b 1537343:1942074:c",
    "239035:708827:b 904959:1298724:a 1491508:2043923:a", 1.066645860671997 },
  { "365571:783976:b 943789:1441948:c 1818170:2248594:b",
    "-124371:382174:a 522321:874951:a 1109403:1490596:c", 1.0541988611221313 },
  { "454390:904262:a 840890:1310731:a 1314606:1675289:c",
    "496431:1014271:c 1650839:2064788:b 1984511:2487054:b", 1.6341396570205688 },
  { "603245:1060605:b 1759374:2205510:a 2438210:2912086:a",
    "340281:821028:b 913259:1422320:c 1845207:2347289:b", 1.1148637533187866 },
  { "460790:957776:b 1326027:1831259:a 1695908:2191522:c",
    "125323:596359:b 278940:699794:a 1076317:1580891:a", 0.9211693406105042 },
};

static const Replay weighted_ones[] = {
  { "135627:560411:b 552663:902410:b 895834:1373593:b",
    "234269:688323:c 730173:1192967:c 1341647:1781969:b", 2 },
  { "231051:597165:b 627764:1080341:b 1298592:1708513:a",
    "201883:596708:b 678215:1094063:a 1293054:1677224:a", 0.6703331470489502 },
  { "256686:4132607:a 5688432:9087545:b 9486186:13443605:c",
    "1502232:5768455:c 6152060:10466444:b 9004395:12941478:b", 1.3903924226760864 },
  { "1541924:5867458:a 5914087:9675800:b 10131896:14465123:a",
    "734050:4620339:a 6172281:10503633:b 10374208:14622187:b", 0.7472983002662659 },
};

typedef struct
{
  const char *raters[3];
  double      disorder;
} ReplayThree;

static const ReplayThree threes[] = {
  { { "373938:716439:c 1130082:1613892:a", "339553:673303:a 845304:1238337:c",
      "253388:677929:a 1017483:1427270:a" }, 0.8253426551818848 },
  { { "146993:636308:b 915119:1357042:a", "23548:551913:a 904188:1238351:b",
      "137902:569221:a 1247641:1649196:a" }, 0.9491503238677979 },
  { { "459006:843060:b 1277804:1677230:a", "244629:690938:b 1137832:1527671:a",
      "-106022:296146:b 574941:985434:a" }, 1.3278082609176636 },
  { { "375953:793299:b 931316:1340261:b", "74227:547656:a 686292:1105214:b",
      "510132:924142:a 1204920:1684628:c" }, 1.2716907262802124 },
  { { "3596508:8136128:a 10140772:14071268:a", "509526:5677162:a 5057392:8042500:c",
      "3101083:7221930:b 9168460:12887912:a" }, 1.2597535848617554 },
  { { "777966:4940123:b 6809143:11576064:c", "2289483:6306843:a 8331830:12597576:b",
      "-736441:3013054:c 6255549:9803028:a" }, 1.2535645961761475 },
  { { "178947:614370:b 842708:1167433:a", "418703:848526:a 1218986:1651023:b",
      "-131680:328416:a 516056:942626:c" }, 1.6669912338256836 },
  { { "502789:913229:c 1271944:1679323:a", "40737:391492:a 436440:817953:b",
      "255030:692545:b 1096131:1505732:b" }, 1.4450135231018066 },
  { { "4776937:9661317:a 11158490:14876850:a", "1891718:6408507:a 7884632:11672141:a",
      "-391852:3640004:c 3401192:7668193:a" }, 1.067697286605835 },
  { { "723244:1185461:c 1461119:1907544:b", "221961:607401:c 615953:920904:a",
      "176384:557248:a 732743:1125863:c" }, 1.4115846157073975 },
};

static void
test_replayed (void)
{
  const QuothGammaWeights weighted = { 3, 2, 1 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      double value = disorder (first[i].a, first[i].b, NULL, PLAIN);

      assert_disorder (value, first[i].disorder);
      sum += value;
    }
  /* gamma of the fixture, with these ten as chance. */
  g_assert_cmpfloat_with_epsilon (1 - 0.0625 / (sum / G_N_ELEMENTS (first)), 0.839658, 0.000001);
  for (guint i = 0; i < G_N_ELEMENTS (further); i++)
    assert_disorder (disorder (further[i].a, further[i].b, NULL, PLAIN), further[i].disorder);
  for (guint i = 0; i < G_N_ELEMENTS (weighted_ones); i++)
    assert_disorder (disorder (weighted_ones[i].a, weighted_ones[i].b, NULL, weighted),
                     weighted_ones[i].disorder);
  for (guint i = 0; i < G_N_ELEMENTS (threes); i++)
    assert_disorder (disorder (threes[i].raters[0], threes[i].raters[1], threes[i].raters[2],
                               PLAIN), threes[i].disorder);
}

static QuothGammaUnit *
make_units (GRand *rand,
            guint  n)
{
  QuothGammaUnit *units = g_new (QuothGammaUnit, n);

  for (guint i = 0; i < n; i++)
    {
      double start = g_rand_int_range (rand, 0, 400);
      double length = g_rand_int_range (rand, 0, 10) == 0 ? 300 : g_rand_int_range (rand, 1, 30);

      units[i] = (QuothGammaUnit) { start, start + length, (guint) g_rand_int_range (rand, 0, 3) };
    }
  return units;
}

/* Two different algorithms must agree, and the order of the units must not matter. */
static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2015);
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;

  for (guint run = 0; run < 200; run++)
    {
      guint n_a = (guint) g_rand_int_range (rand, 0, 9);
      guint n_b = (guint) g_rand_int_range (rand, 1, 9);
      g_autofree QuothGammaUnit *a = make_units (rand, n_a);
      g_autofree QuothGammaUnit *b = make_units (rand, n_b);
      g_autofree QuothGammaUnit *turned = g_new (QuothGammaUnit, n_b);
      const QuothGammaRater raters[] = { { a, n_a }, { b, n_b } };
      const QuothGammaRater other = { turned, n_b };
      double exact, many, result;

      for (guint i = 0; i < n_b; i++)
        turned[n_b - 1 - i] = b[i];
      g_assert_true (quoth_gamma_disorder (&raters[0], &raters[1], &weights, &exact));
      g_assert_true (quoth_gamma_disorder_many (raters, 2, &weights, &many));
      assert_same (exact, many);
      g_assert_true (quoth_gamma_disorder (&raters[0], &other, &weights, &result));
      assert_same (exact, result);
      g_assert_cmpfloat (exact, >=, 0);
      g_assert_cmpfloat (exact, <=, 2);
      g_assert_true (quoth_gamma_disorder (&raters[1], &other, &weights, &result));
      assert_same (result, 0);
    }
}

static void
test_chance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (30);
  g_autofree QuothGammaUnit *a = make_units (rand, 40);
  g_autofree QuothGammaUnit *b = make_units (rand, 50);
  const QuothGammaRater rater_a = { a, 40 }, rater_b = { b, 50 };
  const QuothGammaRater nobody = { NULL, 0 };
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  double value, again, other;

  g_assert_true (quoth_gamma_chance (&rater_a, &rater_b, &weights, 1000, 30, 7, &value));
  g_assert_true (quoth_gamma_chance (&rater_a, &rater_b, &weights, 1000, 30, 7, &again));
  g_assert_true (quoth_gamma_chance (&rater_a, &rater_b, &weights, 1000, 30, 8, &other));
  g_assert_cmpfloat (value, ==, again);
  g_assert_cmpfloat (value, !=, other);
  g_assert_cmpfloat (value, >, 0.5);
  g_assert_cmpfloat (value, <=, 2);
  /* Chance never leaves two copies of the same work aligned. */
  g_assert_true (quoth_gamma_chance (&rater_a, &rater_a, &weights, 1000, 30, 7, &value));
  g_assert_cmpfloat (value, >, 0.3);
  g_assert_true (quoth_gamma_chance (&nobody, &nobody, &weights, 1000, 30, 7, &value));
  g_assert_cmpfloat (value, ==, 0);
}

/* Thousands of units upon each other are refused at once, not aligned for hours. */
static void
test_hostile (void)
{
  const guint n = 4000;
  g_autofree QuothGammaUnit *units = g_new (QuothGammaUnit, n);
  const QuothGammaRater rater = { units, n };
  const QuothGammaRater raters[] = { rater, rater, rater };
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  double value;

  for (guint i = 0; i < n; i++)
    units[i] = (QuothGammaUnit) { 0, 1000 + i, 0 };
  g_assert_false (quoth_gamma_disorder (&rater, &rater, &weights, &value));
  g_assert_false (quoth_gamma_disorder_many (raters, 3, &weights, &value));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gamma/fixtures", test_fixtures);
  g_test_add_func ("/gamma/replayed", test_replayed);
  g_test_add_func ("/gamma/properties", test_properties);
  g_test_add_func ("/gamma/chance", test_chance);
  g_test_add_func ("/gamma/hostile", test_hostile);
  return g_test_run ();
}
