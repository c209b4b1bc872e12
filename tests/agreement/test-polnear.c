/* test-polnear.c - two annotators of real articles
 *
 * Reads the standoff lines by itself: this room knows no format. Needs the corpus beside
 * the checkout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-cases.h"
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

static const char *const annotators[] = { "4b22", "4e07", "5fec", "6b86", "d473", "ef2d", NULL };

static gboolean
is_role (const char *field,
         const char *role)
{
  gsize n = strlen (role);

  return strncmp (field, role, n) == 0 && (field[n] == ':' || g_ascii_isdigit (field[n]));
}

static QuothAnnotation *
add_annotation (QuothArticleData *data,
                const char       *layer,
                const char       *type,
                GArray           *parts)
{
  g_autofree char *id = g_strdup_printf ("n%u", data->annotations->len);
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, (QuothSpan *) parts->data,
                                                      parts->len);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

/* The ranges of a line "T1 Role 1 2;3 4", appended. */
static void
append_ranges (const char *line,
               GArray     *parts)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", 3);
  g_auto (GStrv) pieces = g_strsplit (strchr (fields[1], ' ') + 1, ";", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      QuothSpan part = { 0, 0 };
      char *end;

      part.start = (guint) strtoul (pieces[i], &end, 10);
      part.end = (guint) strtoul (end, NULL, 10);
      g_array_append_val (parts, part);
    }
}

/* One event: its contents are a claim, its sources the speakers. */
static void
add_event (QuothArticleData *data,
           const char       *layer,
           const char       *line,
           GHashTable       *lines,
           GHashTable       *known)
{
  g_auto (GStrv) fields = g_strsplit_set (line, "\t ", -1);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothAnnotation *claim;

  for (guint i = 1; fields[i] != NULL; i++)
    if (is_role (fields[i], "Content"))
      append_ranges (g_hash_table_lookup (lines, strchr (fields[i], ':') + 1), parts);
  if (parts->len == 0)
    return;
  claim = add_annotation (data, layer, "claim", parts);
  for (guint i = 1; fields[i] != NULL; i++)
    {
      gboolean cue = is_role (fields[i], "Cue");
      char *id = strchr (fields[i], ':');
      QuothAnnotation *target;

      if (!cue && !is_role (fields[i], "Source"))
        continue;
      target = g_hash_table_lookup (known, id + 1);
      if (target == NULL)
        {
          g_array_set_size (parts, 0);
          append_ranges (g_hash_table_lookup (lines, id + 1), parts);
          target = add_annotation (data, layer, cue ? "cue" : "source", parts);
          g_hash_table_insert (known, g_strdup (id + 1), target);
        }
      quoth_annotation_add_link (claim, cue ? "cue" : "speaker", target->id, NULL);
    }
}

static void
add_layer (QuothArticleData *data,
           const char       *article,
           const char       *layer)
{
  g_autofree char *suffix = g_strdup_printf ("_%s.ann", layer);
  g_autofree char *path = find_file ("attributions", article, suffix);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) all = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  all = g_strsplit (content, "\n", -1);
  quoth_article_data_add_layer (data, layer, "done");
  for (guint i = 0; all[i] != NULL; i++)
    if (all[i][0] == 'T')
      g_hash_table_insert (lines, g_strndup (all[i], strcspn (all[i], "\t")), all[i]);
  for (guint i = 0; all[i] != NULL; i++)
    if (all[i][0] == 'E')
      add_event (data, layer, all[i], lines, known);
}

static QuothArticleData *
read_article (const char *name)
{
  g_autofree char *path = find_file ("text", name, ".txt");
  g_autofree char *content = NULL;
  g_autoptr (QuothText) made = NULL;
  g_autoptr (QuothArticle) article = NULL;
  QuothArticleData *data;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  made = quoth_text_new (content, -1, NULL);
  article = quoth_article_new (name, made);
  data = quoth_article_data_new (article, made);
  for (guint i = 0; annotators[i] != NULL; i++)
    add_layer (data, name, annotators[i]);
  return data;
}

/* Every annotation of six people is in one case, or is the cue of a claim that is, and the
 * order of the people changes no case. */
static void
test_cases (void)
{
  static const char *const turned[] = { "ef2d", "5fec", "4e07", "d473", "4b22", "6b86", NULL };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      QuothArticleData *data = read_article (rows[i].article);
      g_autoptr (GPtrArray) cases = quoth_cases_find (scheme, data, annotators, NULL, NULL, NULL);
      g_autoptr (GPtrArray) others = quoth_cases_find (scheme, data, turned, NULL, NULL, NULL);
      guint n_members = 0, n_cues = 0, counts[QUOTH_N_CAUSES + 1] = { 0 };
      guint others_counts[QUOTH_N_CAUSES + 1] = { 0 };

      g_assert_cmpuint (cases->len, ==, others->len);
      for (guint c = 0; c < cases->len; c++)
        {
          const QuothCase *found = cases->pdata[c], *other = others->pdata[c];

          for (guint l = 0; l < found->n_layers; l++)
            n_members += found->members[l] != NULL;
          counts[g_bit_nth_lsf (quoth_case_get_cause (found), -1) + 1]++;
          others_counts[g_bit_nth_lsf (quoth_case_get_cause (other), -1) + 1]++;
        }
      for (guint a = 0; a < data->annotations->len; a++)
        n_cues += strcmp (((QuothAnnotation *) data->annotations->pdata[a])->type, "cue") == 0;
      g_assert_cmpuint (n_members + n_cues, ==, data->annotations->len);
      for (guint cause = 0; cause <= QUOTH_N_CAUSES; cause++)
        {
          g_assert_cmpuint (counts[cause], ==, others_counts[cause]);
          g_test_message ("%s: %s %u", rows[i].article,
                          cause == 0 ? "agreed" : quoth_cause_get_id (1u << (cause - 1)),
                          counts[cause]);
        }
      quoth_article_data_free (data);
    }
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
  gboolean there;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("QUOTH_TEST_SHARED") != NULL)
    path = find_file ("text", rows[0].article, ".txt");
  there = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  g_test_add_func ("/polnear/rows", there ? test_rows : test_skipped);
  g_test_add_func ("/polnear/cases", there ? test_cases : test_skipped);
  return g_test_run ();
}
