/* test-matching.c - which marks of two annotators mean the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-matching.h"

#include <string.h>

#define MARK(...) \
  ((QuothMark) { (const QuothSpan[]) { __VA_ARGS__ }, \
                 G_N_ELEMENTS (((const QuothSpan[]) { __VA_ARGS__ })) })

static void
solid_of (QuothSolid *solid,
          const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);

  quoth_solid_init (solid, text);
}

static void
test_title (void)
{
  g_auto (QuothSolid) solid = { 0 };
  g_auto (QuothMatching) matching = { 0 };
  const QuothMark name = MARK ({ 10, 24 }), whole = MARK ({ 0, 24 });

  solid_of (&solid, "President Vladimir Putin said so.");
  g_assert_cmpuint (quoth_solid_count (&solid, &name), ==, 13);
  g_assert_cmpuint (quoth_solid_count (&solid, &whole), ==, 22);
  g_assert_cmpuint (quoth_match_exact (&name, 1, &whole, 1), ==, 0);
  assert_same (quoth_marks_dice (&solid, &name, &whole), 26 / 35.0);
  g_assert_true (quoth_match_overlap (&solid, &name, 1, &whole, 1, &matching));
  g_assert_cmpuint (matching.n_matches, ==, 1);
}

static void
test_parts (void)
{
  g_auto (QuothSolid) solid = { 0 };
  g_auto (QuothMatching) matching = { 0 };
  g_autoptr (GArray) cover = NULL;
  const QuothMark a[] = { MARK ({ 0, 4 }, { 10, 14 }), MARK ({ 5, 8 }), MARK ({ 2, 6 }) };
  const QuothMark b[] = { MARK ({ 0, 4 }), MARK ({ 0, 4 }, { 10, 14 }), MARK ({ 10, 14 }) };

  solid_of (&solid, "abcdefghijklmnopqrst");
  g_assert_cmpuint (quoth_match_exact (a, 3, b, 3), ==, 1);
  g_assert_cmpuint (quoth_solid_common (&solid, &a[0], &b[1]), ==, 8);
  g_assert_cmpuint (quoth_solid_common (&solid, &a[2], &b[1]), ==, 2);
  assert_same (quoth_marks_dice (&solid, &a[0], &b[0]), 8 / 12.0);
  g_assert_true (quoth_match_overlap (&solid, a, 3, b, 3, &matching));
  /* The whole claim takes the whole claim; what is left fits half with the first part. */
  g_assert_cmpint (matching.match_of_a[0], ==, 1);
  g_assert_cmpint (matching.match_of_a[1], ==, -1);
  g_assert_cmpint (matching.match_of_a[2], ==, 0);
  g_assert_cmpuint (matching.n_a_touched, ==, 2);
  g_assert_cmpuint (matching.n_b_touched, ==, 3);
  /* Each is taken once, though it stands there twice. */
  g_assert_cmpuint (quoth_match_exact (b, 1, (const QuothMark[]) { b[0], b[0] }, 2), ==, 1);
  cover = quoth_marks_cover (a, 3);
  g_assert_cmpuint (cover->len, ==, 2);
  g_assert_cmpuint (g_array_index (cover, QuothSpan, 0).end, ==, 8);
  g_assert_cmpuint (g_array_index (cover, QuothSpan, 1).start, ==, 10);
}

/* Ties go to the earlier one, and blanks at the ends do not count. */
static void
test_ties (void)
{
  g_auto (QuothSolid) solid = { 0 };
  g_auto (QuothMatching) matching = { 0 };
  const QuothMark a[] = { MARK ({ 2, 6 }) };
  const QuothMark b[] = { MARK ({ 4, 8 }), MARK ({ 0, 4 }) };
  const QuothMark blank[] = { MARK ({ 10, 16 }) }, bare[] = { MARK ({ 11, 15 }) };

  solid_of (&solid, "abcdefghij klmn \n");
  g_assert_true (quoth_match_overlap (&solid, a, 1, b, 2, &matching));
  g_assert_cmpint (matching.match_of_a[0], ==, 1);
  assert_same (quoth_marks_dice (&solid, blank, bare), 1);
  g_assert_cmpuint (quoth_match_exact (blank, 1, bare, 1), ==, 0);
}

typedef struct
{
  GArray *marks;  /* of QuothMark */
  GArray *parts;  /* of QuothSpan */
} Marks;

static void
marks_clear (Marks *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->parts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marks, marks_clear)

static void
make_marks (GRand *rand,
            guint  n,
            Marks *out)
{
  out->marks = g_array_new (FALSE, FALSE, sizeof (QuothMark));
  out->parts = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), 3 * n + 1);
  for (guint i = 0; i < n; i++)
    {
      QuothMark mark = { (QuothSpan *) out->parts->data + out->parts->len, 0 };
      guint at = (guint) g_rand_int_range (rand, 0, 60);

      for (guint p = 0; p < 3 && (p == 0 || g_rand_boolean (rand)); p++)
        {
          QuothSpan part = { at, at + (guint) g_rand_int_range (rand, 1, 12) };

          at = part.end + (guint) g_rand_int_range (rand, 1, 5);
          g_array_append_val (out->parts, part);
          mark.n_parts++;
        }
      g_array_append_val (out->marks, mark);
    }
}

static void
test_properties (void)
{
  g_auto (QuothSolid) solid = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1945);
  g_autofree char *text = g_strnfill (200, 'x');

  for (guint i = 0; i < 200; i += 5)
    text[i] = ' ';
  solid_of (&solid, text);
  for (guint run = 0; run < 500; run++)
    {
      guint n_a = (guint) g_rand_int_range (rand, 0, 15);
      guint n_b = (guint) g_rand_int_range (rand, 0, 15);
      g_auto (Marks) a = { 0 }, b = { 0 };
      g_auto (QuothMatching) ab = { 0 }, ba = { 0 }, aa = { 0 };
      const QuothMark *marks_a, *marks_b;
      guint exact;

      make_marks (rand, n_a, &a);
      make_marks (rand, n_b, &b);
      marks_a = (const QuothMark *) a.marks->data;
      marks_b = (const QuothMark *) b.marks->data;
      exact = quoth_match_exact (marks_a, n_a, marks_b, n_b);
      g_assert_cmpuint (exact, ==, quoth_match_exact (marks_b, n_b, marks_a, n_a));
      g_assert_cmpuint (quoth_match_exact (marks_a, n_a, marks_a, n_a), ==, n_a);
      g_assert_true (quoth_match_overlap (&solid, marks_a, n_a, marks_b, n_b, &ab));
      g_assert_true (quoth_match_overlap (&solid, marks_b, n_b, marks_a, n_a, &ba));
      g_assert_true (quoth_match_overlap (&solid, marks_a, n_a, marks_a, n_a, &aa));
      g_assert_cmpuint (ab.n_matches, ==, ba.n_matches);
      g_assert_cmpuint (ab.n_a_touched, ==, ba.n_b_touched);
      g_assert_cmpuint (ab.n_matches, >=, exact);
      g_assert_cmpuint (ab.n_matches, <=, MIN (n_a, n_b));
      for (guint i = 0; i < n_a; i++)
        if (ab.match_of_a[i] >= 0)
          g_assert_cmpfloat (quoth_marks_dice (&solid, &marks_a[i], &marks_b[ab.match_of_a[i]]),
                             >=, 0.5);
    }
  assert_same (quoth_f1 (0, 0, 0), 1);
  assert_same (quoth_f1 (0, 0, 3), 0);
}

static void
test_hostile (void)
{
  g_auto (QuothSolid) solid = { 0 };
  g_auto (QuothMatching) matching = { 0 };
  const guint n = 10000;
  g_autofree QuothMark *marks = g_new (QuothMark, n);
  const QuothSpan whole = { 0, 4 };

  solid_of (&solid, "abcd");
  for (guint i = 0; i < n; i++)
    marks[i] = (QuothMark) { &whole, 1 };
  g_assert_cmpuint (quoth_match_exact (marks, n, marks, n), ==, n);
  g_assert_false (quoth_match_overlap (&solid, marks, n, marks, n, &matching));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matching/title", test_title);
  g_test_add_func ("/matching/parts", test_parts);
  g_test_add_func ("/matching/ties", test_ties);
  g_test_add_func ("/matching/properties", test_properties);
  g_test_add_func ("/matching/hostile", test_hostile);
  return g_test_run ();
}
