/* test-painter.c - plans of annotations, their colours, and display breaks, as data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-soft-breaks.h"
#include "quoth-span-painter.h"
#include "view-fixture.h"

#include <string.h>

static const QuothPaintTheme themes[] = {
  { 0xffffff, 0x333333, FALSE, FALSE },
  { 0x1e1e1e, 0xffffff, TRUE, FALSE },
  { 0xffffff, 0x000000, FALSE, TRUE },
  { 0x000000, 0xffffff, TRUE, TRUE },
};

static const char *const types[] = { "person", "claim", "cue", "source", "role", "quote" };

static QuothSpan
everything (Fixture *f)
{
  return (QuothSpan){ 0, quoth_text_get_length (f->text) };
}

static const QuothLane *
lane_of (QuothSpanPlan   *plan,
         QuothAnnotation *annotation,
         guint            part,
         gboolean         gap)
{
  for (guint i = 0; i < plan->lanes->len; i++)
    {
      const QuothLane *lane = &g_array_index (plan->lanes, QuothLane, i);

      if (g_str_equal (lane->annotation->id, annotation->id) && lane->part == part
          && ((lane->flags & QUOTH_LANE_GAP) != 0) == gap)
        return lane;
    }
  return NULL;
}

static void
test_nested (void)
{
  g_autoptr (Fixture) f = fixture_new ("one two three four five six");
  QuothAnnotation *claim = fixture_mark (f, "claim", "two three four five", 0);
  QuothAnnotation *person = fixture_mark (f, "person", "three", 0);
  QuothAnnotation *role = fixture_mark (f, "role", "three four", 0);
  g_autoptr (QuothDocument) document = fixture_document (f);
  g_autoptr (QuothSpanPlan) plan = quoth_span_plan_new ();
  static const QuothSpan expected[] = { { 4, 8 }, { 8, 13 }, { 13, 18 }, { 18, 23 } };

  quoth_span_plan_make (plan, document, &themes[0], NULL, everything (f));
  g_assert_cmpuint (plan->n_lanes, ==, 3);
  g_assert_cmpuint (lane_of (plan, person, 0, FALSE)->lane, ==, 0);
  g_assert_cmpuint (lane_of (plan, role, 0, FALSE)->lane, ==, 1);
  g_assert_cmpuint (lane_of (plan, claim, 0, FALSE)->lane, ==, 2);
  g_assert_true (lane_of (plan, claim, 0, FALSE)->flags & QUOTH_LANE_BRACKET);
  g_assert_true (lane_of (plan, person, 0, FALSE)->flags & QUOTH_LANE_OPEN);
  g_assert_cmpint (lane_of (plan, person, 0, FALSE)->pattern, !=,
                   lane_of (plan, role, 0, FALSE)->pattern);
  g_assert_cmpuint (plan->atoms->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < plan->atoms->len; i++)
    {
      const QuothAtom *atom = &g_array_index (plan->atoms, QuothAtom, i);

      g_assert_cmpuint (atom->start, ==, expected[i].start);
      g_assert_cmpuint (atom->end, ==, expected[i].end);
      g_assert_cmpuint (atom->fill, !=, themes[0].background);
    }
  g_assert_cmpuint (g_array_index (plan->atoms, QuothAtom, 0).fill, ==,
                    g_array_index (plan->atoms, QuothAtom, 3).fill);
}

static void
test_active (void)
{
  g_autoptr (Fixture) f = fixture_new ("one two three");
  QuothAnnotation *claim = fixture_mark (f, "claim", "two", 0);
  g_autoptr (QuothDocument) document = fixture_document (f);
  g_autoptr (QuothSpanPlan) plan = quoth_span_plan_new ();
  guint32 fill;

  quoth_span_plan_make (plan, document, &themes[0], NULL, everything (f));
  fill = g_array_index (plan->atoms, QuothAtom, 0).fill;
  g_assert_false (lane_of (plan, claim, 0, FALSE)->flags & QUOTH_LANE_ACTIVE);
  quoth_span_plan_make (plan, document, &themes[0], claim->id, everything (f));
  g_assert_true (lane_of (plan, claim, 0, FALSE)->flags & QUOTH_LANE_ACTIVE);
  g_assert_cmpuint (g_array_index (plan->atoms, QuothAtom, 0).fill, !=, fill);
}

static void
test_parts (void)
{
  g_autoptr (Fixture) f = fixture_new ("aa bb cc dd ee ff gg");
  QuothAnnotation *claim = fixture_mark_parts (f, "claim", "bb", "dd", 0);
  QuothAnnotation *cue = fixture_mark (f, "cue", "cc", 0);
  g_autoptr (QuothDocument) document = fixture_document (f);
  g_autoptr (QuothSpanPlan) plan = quoth_span_plan_new ();
  const QuothLane *lane;

  quoth_span_plan_make (plan, document, &themes[0], NULL, everything (f));
  lane = lane_of (plan, claim, 1, TRUE);
  g_assert_nonnull (lane);
  g_assert_cmpuint (lane->start, ==, 5);
  g_assert_cmpuint (lane->end, ==, 9);
  g_assert_cmpint (lane->pattern, ==, QUOTH_PATTERN_DOTTED);
  g_assert_cmpuint (lane->lane, ==, lane_of (plan, claim, 0, FALSE)->lane);
  g_assert_cmpuint (lane->lane, !=, lane_of (plan, cue, 0, FALSE)->lane);

  /* Each part in a range of its own: they point to each other. */
  quoth_span_plan_make (plan, document, &themes[0], NULL, (QuothSpan){ 0, 6 });
  g_assert_true (lane_of (plan, claim, 0, FALSE)->flags & QUOTH_LANE_TO);
  g_assert_false (lane_of (plan, claim, 0, FALSE)->flags & QUOTH_LANE_FROM);
  quoth_span_plan_make (plan, document, &themes[0], NULL, (QuothSpan){ 8, 20 });
  g_assert_true (lane_of (plan, claim, 1, FALSE)->flags & QUOTH_LANE_FROM);

  /* A range that cuts a part: no caps where it is cut. */
  quoth_span_plan_make (plan, document, &themes[0], NULL, (QuothSpan){ 4, 10 });
  lane = lane_of (plan, claim, 0, FALSE);
  g_assert_cmpuint (lane->start, ==, 4);
  g_assert_false (lane->flags & QUOTH_LANE_CAP_START);
  g_assert_true (lane->flags & QUOTH_LANE_CAP_END);
}

static Fixture *
random_fixture (GRand *rand,
                guint  n)
{
  g_autofree char *text = g_strnfill (300, 'x');
  Fixture         *f = fixture_new (text);

  for (guint i = 0; i < n; i++)
    {
      guint            start = (guint) g_rand_int_range (rand, 0, 280);
      QuothSpan        span = { start, start + (guint) g_rand_int_range (rand, 1, 20) };
      QuothAnnotation *annotation
        = quoth_annotation_new (types[g_rand_int_range (rand, 0, 6)], "anna", &span, 1);
      g_autofree char *id = g_strdup_printf ("r%u", i);

      quoth_annotation_set_id (annotation, id);
      g_ptr_array_add (f->annotations, annotation);
    }
  return f;
}

static gboolean
filled_at (Fixture *f,
           guint    offset)
{
  for (guint i = 0; i < f->annotations->len; i++)
    {
      QuothAnnotation *annotation = g_ptr_array_index (f->annotations, i);

      if (!g_str_equal (annotation->type, "quote") && quoth_annotation_covers (annotation, offset))
        return TRUE;
    }
  return FALSE;
}

static void
check_plan (QuothSpanPlan         *plan,
            Fixture               *f,
            const QuothPaintTheme *theme)
{
  guint offset = 0;

  for (guint i = 0; i < plan->atoms->len; i++)
    {
      const QuothAtom *atom = &g_array_index (plan->atoms, QuothAtom, i);

      g_assert_cmpuint (atom->start, >=, offset);
      g_assert_cmpuint (atom->end, >, atom->start);
      for (; offset < atom->start; offset++)
        g_assert_false (filled_at (f, offset));
      for (; offset < atom->end; offset++)
        g_assert_true (filled_at (f, offset));
      g_assert_cmpfloat (quoth_color_contrast (atom->fill, theme->foreground), >=,
                         theme->high_contrast ? 7.0 : QUOTH_CONTRAST_TEXT);
    }
  for (guint i = 0; i < plan->lanes->len; i++)
    {
      const QuothLane *a = &g_array_index (plan->lanes, QuothLane, i);

      g_assert_cmpfloat (quoth_color_contrast (a->color, theme->background), >=,
                         QUOTH_CONTRAST_LINE);
      for (guint j = i + 1; j < plan->lanes->len; j++)
        {
          const QuothLane *b = &g_array_index (plan->lanes, QuothLane, j);

          if (a->lane == b->lane && a->lane < QUOTH_PAINT_MAX_LANES - 1)
            g_assert_true (a->end <= b->start || b->end <= a->start);
        }
    }
}

/* Atoms cover exactly what is marked, lanes do not collide, text stays readable in
 * every theme. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (QuothSpanPlan) plan = quoth_span_plan_new ();

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (Fixture) f = random_fixture (rand, 3 + round * 2);
      g_autoptr (QuothDocument) document = fixture_document (f);
      const QuothPaintTheme *theme = &themes[round % G_N_ELEMENTS (themes)];

      quoth_span_plan_make (plan, document, theme, NULL, everything (f));
      check_plan (plan, f, theme);
    }
}

/* The same annotations look the same, in whatever order they were made. */
static void
test_stable (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (Fixture) f = random_fixture (rand, 40);
  g_autoptr (QuothDocument) before = fixture_document (f);
  g_autoptr (QuothDocument) after = NULL;
  g_autoptr (QuothSpanPlan) a = quoth_span_plan_new ();
  g_autoptr (QuothSpanPlan) b = quoth_span_plan_new ();

  for (guint i = f->annotations->len - 1; i > 0; i--)
    {
      guint    j = (guint) g_rand_int_range (rand, 0, (int) i + 1);
      gpointer swap = f->annotations->pdata[i];

      f->annotations->pdata[i] = f->annotations->pdata[j];
      f->annotations->pdata[j] = swap;
    }
  after = fixture_document (f);
  quoth_span_plan_make (a, before, &themes[0], NULL, everything (f));
  quoth_span_plan_make (b, after, &themes[0], NULL, everything (f));
  g_assert_cmpuint (a->lanes->len, ==, b->lanes->len);
  for (guint i = 0; i < a->lanes->len; i++)
    {
      const QuothLane *x = &g_array_index (a->lanes, QuothLane, i);
      const QuothLane *y = &g_array_index (b->lanes, QuothLane, i);

      g_assert_cmpstr (x->annotation->id, ==, y->annotation->id);
      g_assert_cmpuint (x->lane, ==, y->lane);
    }
  g_assert_cmpmem (a->atoms->data, a->atoms->len * sizeof (QuothAtom), b->atoms->data,
                   b->atoms->len * sizeof (QuothAtom));
}

static void
test_colors (void)
{
  g_assert_cmpuint (quoth_color_parse ("#3584e4", 0), ==, 0x3584e4);
  g_assert_cmpuint (quoth_color_parse ("#3584e", 7), ==, 7);
  g_assert_cmpuint (quoth_color_parse ("#3584e4f", 7), ==, 7);
  g_assert_cmpuint (quoth_color_parse (NULL, 7), ==, 7);
  g_assert_cmpfloat_with_epsilon (quoth_color_contrast (0xffffff, 0x000000), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (quoth_color_contrast (0x777777, 0xffffff), 4.48, 0.01);
  g_assert_cmphex (quoth_color_guess_background (0x000000), ==, 0xffffff);
  g_assert_cmphex (quoth_color_guess_background (0x3d3846), ==, 0xffffff);
  g_assert_cmpfloat (quoth_color_contrast (quoth_color_guess_background (0xffffff), 0xffffff), >=,
                     7);
  g_assert_cmpuint (quoth_color_blend (0x000000, 0xffffff, 0.5), ==, 0x808080);
}

/* --- display breaks --- */

static char *
random_text (GRand *rand,
             guint  n_chars,
             gboolean blanks)
{
  static const gunichar letters[] = { 'a', 'b', '.', 0xE9, 0x301, 0x5D0, 0x1F30A, '\n', '\r',
                                      0x2029, 0x85, 0x2028, 0xA0, '\t', 'x', 'y' };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_chars; i++)
    {
      guint kind = (guint) g_rand_int_range (rand, 0, blanks ? 200 : 1000);

      if (blanks && kind < 40)
        g_string_append_c (text, ' ');
      else if (kind == 41)
        g_string_append_unichar (text, letters[g_rand_int_range (rand, 7, 10)]);
      else
        g_string_append_unichar (text, letters[g_rand_int_range (rand, 0, 7)]);
    }
  return g_string_free (text, FALSE);
}

static void
check_breaks (QuothText *text,
              guint      longest)
{
  g_autoptr (QuothSoftBreaks) breaks = quoth_soft_breaks_new (text, longest);
  gsize            n_bytes;
  g_autofree char *display = quoth_soft_breaks_dup_display (breaks, &n_bytes);
  const char      *p = display;
  guint            length = quoth_text_get_length (text), at = 0, line = 0;

  g_assert_cmpuint (n_bytes, ==, quoth_text_get_n_bytes (text) + quoth_soft_breaks_get_n (breaks));
  for (guint offset = 0; offset <= length; offset++)
    {
      guint shown = quoth_soft_breaks_to_display (breaks, offset);
      guint end = quoth_soft_breaks_end_to_display (breaks, offset);

      g_assert_cmpuint (quoth_soft_breaks_from_display (breaks, shown), ==, offset);
      g_assert_cmpuint (quoth_soft_breaks_from_display (breaks, end), ==, offset);
      g_assert_cmpuint (end, <=, shown);
      if (offset == length)
        break;
      for (; at < shown; at++, p = g_utf8_next_char (p))
        if (at + 1 == shown && end < shown)
          {
            g_assert_cmpint (*p, ==, '\n');
            line = shown;
          }
      g_assert_cmpuint (g_utf8_get_char (p), ==, quoth_text_get_char (text, offset));
      if (strchr ("\n\r", *p) != NULL || g_utf8_get_char (p) == 0x2029)
        line = shown + 1;
      g_assert_cmpuint (shown - MIN (line, shown), <=, longest);
    }
}

static void
test_breaks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *utf8 = random_text (rand, 400, round % 2 == 0);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);

      g_assert_nonnull (text);
      check_breaks (text, 32 + round);
    }
}

/* What is just short enough stays whole; one character more, and it is shown in pieces. */
static void
test_breaks_longest (void)
{
  g_autofree char *utf8 = g_strnfill (QUOTH_SOFT_BREAKS_LONGEST + 1, 'a');
  g_autoptr (QuothText) longer = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothText) longest = quoth_text_new (utf8 + 1, -1, NULL);
  g_autoptr (QuothSoftBreaks) whole = quoth_soft_breaks_new (longest, QUOTH_SOFT_BREAKS_LONGEST);
  g_autoptr (QuothSoftBreaks) pieces = quoth_soft_breaks_new (longer, QUOTH_SOFT_BREAKS_LONGEST);

  g_assert_cmpuint (quoth_soft_breaks_get_n (whole), ==, 0);
  g_assert_cmpuint (quoth_soft_breaks_get_n (pieces), ==, 3);
  check_breaks (longer, QUOTH_SOFT_BREAKS_LONGEST);
}

/* Short paragraphs are never broken, long ones at the end of a sentence. */
static void
test_breaks_at_sentences (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothSoftBreaks) breaks = NULL;
  gsize n_bytes;
  g_autofree char *display = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append (string, "Somebody said that it rained. ");
  g_string_append (string, "\nShort.\n");
  text = quoth_text_new (string->str, -1, NULL);
  breaks = quoth_soft_breaks_new (text, QUOTH_SOFT_BREAKS_LONGEST);
  g_assert_cmpuint (quoth_soft_breaks_get_n (breaks), ==, 7);
  display = quoth_soft_breaks_dup_display (breaks, &n_bytes);
  lines = g_strsplit (display, "\n", -1);
  g_assert_true (g_str_has_suffix (lines[0], "rained. "));
  g_assert_true (g_str_has_prefix (lines[1], "Somebody"));
  g_assert_cmpstr (lines[8], ==, "Short.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painter/nested", test_nested);
  g_test_add_func ("/painter/active", test_active);
  g_test_add_func ("/painter/parts", test_parts);
  g_test_add_func ("/painter/random", test_random);
  g_test_add_func ("/painter/stable", test_stable);
  g_test_add_func ("/painter/colors", test_colors);
  g_test_add_func ("/soft-breaks/round-trip", test_breaks);
  g_test_add_func ("/soft-breaks/longest", test_breaks_longest);
  g_test_add_func ("/soft-breaks/sentences", test_breaks_at_sentences);
  return g_test_run ();
}
