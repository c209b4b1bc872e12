/* test-polnear.c - two annotators of real articles
 *
 * Reads the standoff lines by itself: this room knows no format. Needs the corpus beside
 * the checkout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-coding.h"
#include "quoth-gamma.h"
#include "quoth-matching.h"
#include "quoth-unitizing.h"

#include <stdlib.h>
#include <string.h>

static const char *const roles[] = { "Source", "Cue", "Content" };

enum
{
  CONTENT = 2
};

/* What one annotator marked: by role, marks whose parts stand in one array each. */
typedef struct
{
  GArray *marks[3]; /* of QuothMark */
} Work;

static void
add_mark (Work       *work,
          guint       role,
          const char *ranges)
{
  g_auto (GStrv) pieces = g_strsplit (ranges, ";", -1);
  QuothSpan *parts = g_new (QuothSpan, g_strv_length (pieces));
  QuothMark mark = { parts, g_strv_length (pieces) };

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char *end;

      parts[i].start = (guint) strtoul (pieces[i], &end, 10);
      parts[i].end = (guint) strtoul (end, NULL, 10);
    }
  g_array_append_val (work->marks[role], mark);
}

static void
read_work (Work       *work,
           const char *path)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint r = 0; r < 3; r++)
    work->marks[r] = g_array_new (FALSE, FALSE, sizeof (QuothMark));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = lines[i][0] == 'T' ? g_strsplit (lines[i], "\t", 3) : NULL;
      char *blank = fields != NULL ? strchr (fields[1], ' ') : NULL;

      if (blank == NULL)
        continue;
      *blank = '\0';
      for (guint r = 0; r < 3; r++)
        if (strcmp (fields[1], roles[r]) == 0)
          add_mark (work, r, blank + 1);
    }
}

static void
work_clear (Work *work)
{
  for (guint r = 0; r < 3; r++)
    {
      for (guint i = 0; i < work->marks[r]->len; i++)
        g_free ((gpointer) g_array_index (work->marks[r], QuothMark, i).parts);
      g_array_unref (work->marks[r]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static const QuothMark *
marks_of (Work  *work,
          guint  role,
          guint *out_n)
{
  *out_n = work->marks[role]->len;
  return (const QuothMark *) work->marks[role]->data;
}

/* No two marks of one annotator overlap here, so that every code point has one label. */
static int *
label (Work  *work,
       guint  length)
{
  int *labels = g_new0 (int, 2 * length);

  for (guint r = 0; r < 3; r++)
    for (guint i = 0; i < work->marks[r]->len; i++)
      {
        QuothMark *mark = &g_array_index (work->marks[r], QuothMark, i);

        for (guint p = 0; p < mark->n_parts; p++)
          for (guint at = mark->parts[p].start; at < mark->parts[p].end; at++)
            labels[at] = (int) r + 1;
      }
  return labels;
}

static double
disorder (Work  *a,
          Work  *b,
          guint  from)
{
  Work *works[] = { a, b };
  QuothGammaUnit units[2][256];
  QuothGammaRater raters[2];
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  double result;

  for (guint w = 0; w < 2; w++)
    {
      raters[w] = (QuothGammaRater) { units[w], 0 };
      for (guint r = from; r < 3; r++)
        for (guint i = 0; i < works[w]->marks[r]->len; i++)
          {
            QuothMark *mark = &g_array_index (works[w]->marks[r], QuothMark, i);

            units[w][raters[w].n_units++] =
              (QuothGammaUnit) { mark->parts[0].start, mark->parts[mark->n_parts - 1].end, r };
          }
    }
  g_assert_true (quoth_gamma_disorder (&raters[0], &raters[1], &weights, &result));
  return result;
}

typedef struct
{
  const char *article;
  guint       length;
  guint       n_a;
  guint       n_b;
  guint       n_exact;
  guint       n_near;
  double      kappa;
  double      alpha;
  double      alpha_u;
  double      contents; /* disorder */
  double      all;      /* disorder of all roles; 0: not known */
} Row;

static const Row rows[] = {
  { "breitbart_2016-03-11_activists-who-lit-syria-revolt-w", 4685, 16, 18, 8, 14,
    0.86517, 0.86487, 0.94216, 0.387530, 0.333945 },
  { "breitbart_2016-03-11_afghanistan-thrash-zimbabwe-in-w", 1891, 2, 1, 1, 1,
    0.72886, 0.72778, 0.90421, 0.666667, 0 },
};

static char *
find_file (const char *folder,
           const char *article,
           const char *suffix)
{
  g_autofree char *name = g_strconcat (article, suffix, NULL);

  return g_build_filename (g_getenv ("QUOTH_TEST_SHARED"), "corpora", "polnear",
                           "annotator-training", folder, name, NULL);
}

static void
check_row (const Row *row,
           QuothText *text,
           Work      *a,
           Work      *b)
{
  g_auto (QuothSolid) solid = { 0 };
  g_auto (QuothMatching) matching = { 0 };
  guint n_a, n_b;
  const QuothMark *marks_a = marks_of (a, CONTENT, &n_a), *marks_b = marks_of (b, CONTENT, &n_b);
  g_autoptr (GArray) cover_a = quoth_marks_cover (marks_a, n_a);
  g_autoptr (GArray) cover_b = quoth_marks_cover (marks_b, n_b);
  const QuothRater raters[] = { { (const QuothSpan *) cover_a->data, cover_a->len },
                                { (const QuothSpan *) cover_b->data, cover_b->len } };
  guint length = quoth_text_get_length (text);
  g_autofree int *labels = label (a, length), *other = label (b, length);

  quoth_solid_init (&solid, text);
  g_assert_cmpuint (length, ==, row->length);
  g_assert_cmpuint (n_a, ==, row->n_a);
  g_assert_cmpuint (n_b, ==, row->n_b);
  g_assert_cmpuint (quoth_match_exact (marks_a, n_a, marks_b, n_b), ==, row->n_exact);
  g_assert_true (quoth_match_overlap (&solid, marks_a, n_a, marks_b, n_b, &matching));
  g_assert_cmpuint (matching.n_matches, ==, row->n_near);
  assert_printed (quoth_kappa_cohen (labels, other, length, 4).value, row->kappa);
  memcpy (labels + length, other, sizeof (int) * length);
  assert_printed (quoth_alpha_nominal (labels, 2, length, 4).value, row->alpha);
  assert_printed (quoth_unitizing_alpha (quoth_unitizing_measure (raters, 2,
                                                                  (QuothSpan) { 0, length })),
                  row->alpha_u);
  g_assert_cmpfloat_with_epsilon (disorder (a, b, CONTENT), row->contents, 0.00000051);
  if (row->all > 0)
    g_assert_cmpfloat_with_epsilon (disorder (a, b, 0), row->all, 0.00000051);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text_path = find_file ("text", rows[i].article, ".txt");
      g_autofree char *path_a = find_file ("attributions", rows[i].article, "_4b22.ann");
      g_autofree char *path_b = find_file ("attributions", rows[i].article, "_4e07.ann");
      g_autofree char *content = NULL;
      g_autoptr (QuothText) text = NULL;
      g_auto (Work) a = { { NULL } }, b = { { NULL } };

      read_work (&a, path_a);
      read_work (&b, path_b);
      g_assert_true (g_file_get_contents (text_path, &content, NULL, NULL));
      text = quoth_text_new (content, -1, NULL);
      check_row (&rows[i], text, &a, &b);
    }
  assert_printed (quoth_f1 (8, 16, 18), 0.47059);
  assert_printed (quoth_f1 (14, 16, 18), 0.82353);
  assert_printed (quoth_f1 (1, 2, 1), 0.66667);
}

static void
test_skipped (void)
{
  g_test_skip ("needs ../shared/corpora/polnear/annotator-training");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("QUOTH_TEST_SHARED") != NULL)
    path = find_file ("text", rows[0].article, ".txt");
  g_test_add_func ("/polnear/rows", path != NULL && g_file_test (path, G_FILE_TEST_EXISTS)
                                    ? test_rows : test_skipped);
  return g_test_run ();
}
