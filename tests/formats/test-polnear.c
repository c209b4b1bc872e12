/* test-polnear.c - the layout of the PolNeAR corpus, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "corpus-fixture.h"
#include "quoth-format-polnear-private.h"

#define POLNEAR (&quoth_format_polnear)

/* 0 Mayor Ben Azul  15 said  20 it rains  29 , and  34 The Courier  46 wrote  52 "no"
 * 57 ; he too: 68 yes */
static const char text[] = "Mayor Ben Azul said it rains, and The Courier wrote \"no\"; he too: yes.";
static const char ann[] =
  "T1\tSource 0 14\tMayor Ben Azul\n"
  "T2\tCue 15 19\tsaid\n"
  "T3\tContent 20 28\tit rains\n"
  "T4\tAttribution 15 19\tsaid\n"
  "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 Content2:T9\n"
  "T5\tSource 34 45\tThe Courier\n"
  "T6\tCue 46 51\twrote\n"
  "T7\tContent 52 56\t\"no\"\n"
  "T8\tAttribution 46 51\twrote\n"
  "E2\tAttribution:T8 Source:T5 Source2:T1 Cue:T6 Content:T7\n"
  "T9\tContent 66 69\tyes\n"
  "T10\tAttribution-no-source 61 64\ttoo\n"
  "T11\tCue 61 64\ttoo\n"
  "T12\tContent 58 60\the\n"
  "E3\tAttribution-no-source:T10 Content:T12 Cue:T11\n"
  "T13\tDiscard 30 33;58 60\tand he\n"
  "E4\tAttribution-no-source:T10 \n";
static const char dump[] =
  "Discard 30-33 58-60\n"
  "claim 20-28 66-69 cue>(cue 15-19) speaker>(person 0-14)\n"
  "claim 52-56 cue>(cue 46-51) speaker>(person 0-14) speaker>(source 34-45)\n"
  "claim 58-60 {\"no_speaker\":true} cue>(cue 61-64)\n"
  "cue 15-19\n"
  "cue 46-51\n"
  "cue 61-64\n"
  "person 0-14\n"
  "source 34-45\n";

static void
test_read (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "attributions", "a_b_4b22.ann", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { 0 };
  g_autofree char *found = NULL;
  QuothArticleData *data;

  corpus_init (&corpus);
  corpus_put_file (folder, "text/a_b.txt", text, -1);
  corpus_put_file (folder, "attributions/a_b_4b22.ann", ann, -1);
  g_assert_cmpint (POLNEAR->probe (path, ann, strlen (ann)), ==, 95);
  g_assert_cmpint (quoth_format_brat.probe (path, ann, strlen (ann)), <, 95);
  corpus_read (&corpus, POLNEAR, path, scheme, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "a_b");
  g_assert_cmpstr (((QuothLayer *) data->layers->pdata[0])->name, ==, "4b22");
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==, dump);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "17: E4 has no content: nothing is attributed");
  corpus_remove_folder (folder);
}

static void
test_other_scheme (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "attributions", "a_b_4b22.ann", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme =
    quoth_scheme_new_from_json ("{\"name\":\"x\",\"types\":["
                                "{\"id\":\"who\",\"name\":\"Who\",\"kind\":\"mention\",\"color\":\"#3584e4\"},"
                                "{\"id\":\"what\",\"name\":\"What\",\"kind\":\"claim\",\"color\":\"#e66100\"}],"
                                "\"attributes\":[],\"roles\":[]}", -1, &error);
  g_auto (Corpus) corpus = { 0 };
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  corpus_init (&corpus);
  corpus_put_file (folder, "text/a_b.txt", text, -1);
  corpus_put_file (folder, "attributions/a_b_4b22.ann", ann, -1);
  corpus_read (&corpus, POLNEAR, path, scheme, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_nonnull (strstr (found, "what 58-60 {\"no_speaker\":true} cue>(Cue 61-64)\n"));
  g_assert_nonnull (strstr (found, "who 34-45\n"));
  corpus_remove_folder (folder);
}

static QuothAnnotation *
add (QuothArticleData *data,
     const char       *id,
     const char       *type,
     guint             start,
     guint             end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, "anna", &span, 1);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static void
test_write_golden (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothText) article_text = quoth_text_new (text, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Rain", article_text);
  g_auto (Corpus) corpus = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE };
  QuothArticleData *data = quoth_article_data_new (article, article_text);
  QuothSpan parts[] = { { 20, 28 }, { 66, 69 } };
  g_autofree char *written = NULL;
  QuothAnnotation *claim;

  corpus_init (&corpus);
  g_ptr_array_add (corpus.articles, data);
  quoth_article_set_id (data->article, "d1");
  add (data, "ben", "person", 6, 14);
  add (data, "title", "role", 0, 5);
  add (data, "said", "cue", 15, 19);
  claim = add (data, "rain", "claim", 20, 28);
  quoth_annotation_set_parts (claim, parts, 2);
  quoth_annotation_add_link (claim, "speaker", "ben", NULL);
  quoth_annotation_add_link (claim, "speaker", "paper", NULL);
  quoth_annotation_add_link (claim, "cue", "said", NULL);
  quoth_annotation_add_link (claim, "addressee", "paper", NULL);
  quoth_annotation_set_note (claim, "hm");
  add (data, "paper", "source", 34, 45);
  claim = add (data, "no", "claim", 52, 56);
  quoth_annotation_take_attributes (claim,
                                    quoth_attributes_with_boolean (NULL, "no_speaker", TRUE));
  quoth_annotation_add_link (claim, "cue", "wrote", NULL);
  add (data, "wrote", "cue", 46, 51);
  claim = add (data, "lone", "claim", 66, 69);
  quoth_annotation_add_link (claim, "speaker", "he", NULL);
  add (data, "he", "person", 58, 60);
  add (data, "rest", "Discuss", 30, 33);
  add (data, "mark", "quote", 52, 56);
  corpus_write (&corpus, POLNEAR, &options, losses);
  written = corpus_get_file (folder, "attributions/d1_anna.ann");
  g_assert_cmpstr (written, ==,
                   "T1\tCue 15 19\tsaid\n"
                   "T2\tSource 0 14\tMayor Ben Azul\n"
                   "T3\tSource 34 45\tThe Courier\n"
                   "T4\tContent 20 28;66 69\tit rains yes\n"
                   "T5\tAttribution 15 19\tsaid\n"
                   "E1\tAttribution:T5 Content:T4 Cue:T1 Source:T2 Source2:T3\n"
                   "T6\tCue 46 51\twrote\n"
                   "T7\tContent 52 56\t\"no\"\n"
                   "T8\tAttribution-no-source 46 51\twrote\n"
                   "E2\tAttribution-no-source:T8 Content:T7 Cue:T6\n"
                   "T9\tContent 66 69\tyes\n"
                   "T10\tDiscuss 30 33\tand\n");
  g_free (written);
  written = corpus_get_file (folder, "text/d1.txt");
  g_assert_cmpstr (written, ==, text);
  g_ptr_array_sort (losses, corpus_compare);
  g_assert_cmpuint (losses->len, ==, 5);
  g_assert_cmpstr (losses->pdata[0], ==, "he: a mention that speaks for no claim with a cue");
  g_assert_cmpstr (losses->pdata[1], ==, "lone: no place for link speaker");
  g_assert_cmpstr (losses->pdata[2], ==, "mark: no place for its type");
  g_assert_cmpstr (losses->pdata[3], ==, "rain: no place for link addressee, its note");
  g_assert_cmpstr (losses->pdata[4], ==, "title: became part of the source beside it");
  corpus_remove_folder (folder);
}

static void
test_individuals (void)
{
  static const char *const individuals[] = {
    "Hillary Clinton", "Trump", "he", "she", "who", "Mayor Ben Azul", "Mr. Trump", "a spokesman",
    "a spokeswoman for the campaign", "Russian Foreign Minister Sergei Lavrov", "sources’s rival",
    "one official, who was not named", "Sen. Bernie Sanders", "Clinton campaign manager Robby Mook",
    "Ludwig van Beethoven", "the Democratic presidential nominee"
  };
  static const char *const others[] = {
    "The New York Post", "they", "critics", "CNN", "U.N. statistics", "The Courier", "FBI",
    "Clinton and Trump", "police", "the campaign", "it", "a report by the council", "sources",
    "Democrats", "the Justice Department", "", "“”", "Fox News", "Breitbart News"
  };

  for (guint i = 0; i < G_N_ELEMENTS (individuals); i++)
    if (!quoth_polnear_is_individual (individuals[i]))
      g_error ("“%s” is an individual", individuals[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (quoth_polnear_is_individual (others[i]))
      g_error ("“%s” is no individual", others[i]);
}

static void
test_truncated (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "attributions", "a_x.ann", NULL);

  corpus_put_file (folder, "text/a.txt", text, -1);
  for (gsize n = 0; n <= strlen (ann); n++)
    {
      g_auto (Corpus) corpus = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean ok;

      corpus_init (&corpus);
      corpus_put_file (folder, "attributions/a_x.ann", ann, (gssize) n);
      ok = corpus_read (&corpus, POLNEAR, path, scheme, &error);
      g_assert_true (ok == (error == NULL));
      g_assert_cmpuint (corpus.articles->len, ==, ok ? 1 : 0);
    }
  corpus_remove_folder (folder);
}

/* What the corpus holds comes back from an export as it was. */
static void
assert_stable (const char *path)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *again = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) first = { 0 };
  g_auto (Corpus) second = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE };
  QuothArticleData *data;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  corpus_init (&first);
  corpus_init (&second);
  corpus_read (&first, POLNEAR, path, scheme, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < first.notices->len; i++)
    g_test_message ("%s: %s", path, (char *) first.notices->pdata[i]);
  data = first.articles->pdata[0];
  quoth_article_set_id (data->article, "doc");
  expected = corpus_dump (&first, data);
  corpus_write (&first, POLNEAR, &options, losses);
  for (guint i = 0; i < losses->len; i++)
    g_test_message ("%s: %s", path, (char *) losses->pdata[i]);
  g_assert_cmpuint (losses->len, ==, 0);
  again = g_strdup_printf ("%s/attributions/doc_%s.ann", folder,
                           ((QuothLayer *) data->layers->pdata[0])->name);
  corpus_read (&second, POLNEAR, again, scheme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.notices->len, ==, 0);
  found = corpus_dump (&second, second.articles->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
  corpus_remove_folder (folder);
}

static void
test_corpus (void)
{
  static const char *const sets[] = { "dev", "annotator-training" };
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *folder = g_build_filename (shared != NULL ? shared : "/nonexistent",
                                                  "corpora", "polnear", sets[i], "attributions",
                                                  NULL);
      g_autoptr (GPtrArray) paths = corpus_list_files (folder, ".ann");

      n += paths->len;
      for (guint j = 0; j < paths->len; j++)
        assert_stable (paths->pdata[j]);
    }
  if (n == 0)
    g_test_skip ("the shared corpora are not here");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polnear/read", test_read);
  g_test_add_func ("/polnear/other-scheme", test_other_scheme);
  g_test_add_func ("/polnear/write/golden", test_write_golden);
  g_test_add_func ("/polnear/individuals", test_individuals);
  g_test_add_func ("/polnear/truncated", test_truncated);
  g_test_add_func ("/polnear/corpus", test_corpus);
  return g_test_run ();
}
