/* test-quotes.c - corpora of quotations: LitBank's, and that of German news
 *
 * Golden files are written by hand from the descriptions of the corpora.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

static gboolean
read_files (Corpus      *corpus,
            const char  *format,
            const char  *file,
            const char  *bytes,
            const char  *text,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  gboolean ok;

  corpus_init (corpus);
  corpus_put_file (folder, file, bytes, -1);
  if (text != NULL)
    corpus_put_file (folder, "a.txt", text, -1);
  ok = corpus_read (corpus, quoth_formats_lookup (format), path, scheme, error);
  corpus_remove_folder (folder);
  return ok;
}

#define NOVEL "One .\n\" Go \xf0\x9f\x98\x80 on , \" said  Mia . \" Now ! \"\n\n\" Why\n ? \" Bo asked .\n"

static void
test_litbank (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  QuothArticleData *data;

  read_files (&corpus, "litbank", "a.ann",
              "QUOTE\tQ1\t1\t0\t1\t5\t\" Go \xf0\x9f\x98\x80 on , \"\n"
              "QUOTE\tQ2\t3\t0\t4\t1\t\" Why ? \"\n"
              "ATTRIB\tQ1\tMia_Roe-3\nATTRIB\tQ2\tBo-x\nATTRIB\tQ9\tBo-1\n", NOVEL, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "a");
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==, "claim 43-53 {\"who\":\"Bo-x\"}\nclaim 6-19 {\"who\":\"Mia Roe\"}\n");
  g_assert_cmpuint (corpus.entities->len, ==, 2);
  g_assert_cmpstr (((QuothEntity *) corpus.entities->pdata[0])->name, ==, "Mia Roe");
  g_assert_cmpuint (corpus.notices->len, ==, 1);
}

static void
test_litbank_refused (void)
{
  static const char *const cases[][3] = {
    { "QUOTE\tQ1\t1\t0\t1\t5\t\" Go away \"\n", NOVEL, "*a.ann:1: Q1 says “\" Go away \"”*" },
    { "\nQUOTE\tQ1\t1\t0\t1\t99\tx\n", NOVEL, "*a.ann:2: Q1: the text has no tokens*" },
    { "QUOTE\tQ1\t1\t3\t1\t2\tx\n", NOVEL, "*a.ann:1: Q1: the text has no tokens*" },
    { "QUOTE\tQ1\t99\t0\t99\t1\tx\n", NOVEL, "*a.ann:1: Q1: the text has no tokens*" },
    { "QUOTE\tQ1\t-1\t0\t1\t1\tx\n", NOVEL, "*a.ann:1: Q1: the text has no tokens*" },
    { "QUOTE\tQ1\t2\t0\t2\t0\tx\n", NOVEL, "*a.ann:1: Q1: the text has no tokens*" },
    { "QUOTE\tQ1\t1\n", NOVEL, "*a.ann:1: the line is neither*" },
    { "T1\tx 0 1\ty\n", NOVEL, "*a.ann:1: the line is neither*" },
    { "ATTRIB\tQ1\n", NOVEL, "*a.ann:1: the line is neither*" },
    { "\xff\n", NOVEL, "*not UTF-8*" },
    { "", NULL, "*a.txt is not there*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_files (&corpus, "litbank", "a.ann", cases[i][0], cases[i][1], &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][2], error->message))
        g_error ("%s is not %s", error->message, cases[i][2]);
    }
}

static void
test_litbank_real (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  const QuothFormat *format = quoth_formats_lookup ("litbank");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "/", "corpora", "litbank",
                                              "quotations", NULL);
  g_autoptr (GPtrArray) paths = corpus_list_files (folder, ".ann");
  guint n = 0;

  if (paths->len == 0)
    {
      g_test_skip ("the shared corpora are not here");
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      g_file_get_contents (paths->pdata[i], &bytes, &n_bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (format->probe (paths->pdata[i], bytes, n_bytes), ==, n_bytes > 0 ? 92 : 0);
      corpus_init (&corpus);
      corpus_read (&corpus, format, paths->pdata[i], NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (corpus.notices->len, ==, 0);
      n += ((QuothArticleData *) corpus.articles->pdata[0])->annotations->len;
    }
  g_assert_cmpuint (n, ==, 309);
}

#define SPAN(begin, end) "{\"begin\":0,\"charBegin\":" begin ",\"charEnd\":" end ",\"end\":1}"
#define SLOT(name, spans, text) \
  "\"" name "\":{\"spans\":[" spans "],\"text\":\"" text "\",\"tokenIds\":[0]}"
#define NONE(name) "\"" name "\":{\"spans\":[],\"text\":\"\",\"tokenIds\":[]}"
#define NEWS(text, annotations) \
  "{\n  \"annotations\": [" annotations "],\n  \"documentName\": \"7 - Neues (2026)\",\n" \
  "  \"originalText\": \"" text "\",\n  \"sentences\": [{\"tokens\":[\"Mia\"]}]\n}\n"

static void
test_german (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  QuothArticleData *data;

  read_files (&corpus, "german-quotes", "a.pretty.json",
              NEWS ("\\ud83d\\ude00 Mia sagt Bo, es werde „gut“, und geht.",
                    "{" SLOT ("addressee", SPAN ("11", "13"), "Bo") ","
                    SLOT ("cue", SPAN ("6", "10"), "sagt") ","
                    SLOT ("frame", SPAN ("2", "13"), "Mia sagt Bo") ",\"hasNested\":true,"
                    "\"id\":0,\"isNested\":false,\"medium\":\"Speech\","
                    SLOT ("quote", SPAN ("15", "23") "," SPAN ("30", "39"), "es werde  und geht.") ","
                    SLOT ("speaker", SPAN ("2", "5"), "Mia") ",\"type\":\"Reported\"},"
                    "{\"addressee\":[]," NONE ("cue") "," NONE ("frame") ",\"hasNested\":false,"
                    "\"id\":1,\"isNested\":true,\"medium\":\"Speech\","
                    SLOT ("quote", SPAN ("24", "29"), "„gut“") ","
                    SLOT ("speaker", SPAN ("2", "5"), "Mia") ",\"type\":\"Direct\"}"),
              NULL, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "7 - Neues (2026)");
  g_assert_cmpstr (data->article->language, ==, "de");
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==,
                   "claim 15-23 30-39 {\"form\":\"Reported\",\"medium\":\"Speech\","
                   "\"quote_type\":\"indirect\"} addressee>(source 11-13) cue>(cue 6-10) "
                   "frame>(frame 2-13) speaker>(source 2-5)\n"
                   "claim 24-29 {\"medium\":\"Speech\",\"quote_type\":\"direct\"} "
                   "parent>(claim 15-23 30-39 {\"form\":\"Reported\",\"medium\":\"Speech\","
                   "\"quote_type\":\"indirect\"}) speaker>(source 2-5)\n"
                   "cue 6-10\nframe 2-13\nsource 11-13\nsource 2-5\n");
  g_assert_cmpuint (corpus.notices->len, ==, 0);
}

/* In UTF-16 units, as the covered text proves. */
static void
test_german_units (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_files (&corpus, "german-quotes", "a.json",
              NEWS ("\\ud83d\\ude00 gut", "{" SLOT ("quote", SPAN ("3", "6"), "gut") "}"), NULL,
              &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, "claim 2-5\n");
  g_assert_cmpuint (corpus.notices->len, ==, 1);
}

static void
test_german_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*a.json:1:*" },
    { "[]", "*a.json:1:*" },
    { "{}", "*no originalText*" },
    { NEWS ("a\\u0000", ""), "*U+0000*" },
    { NEWS ("gut", "{" SLOT ("quote", SPAN ("0", "3"), "bad") "}"), "*says “bad”, but*“gut”*" },
    { NEWS ("gut", "{" SLOT ("quote", SPAN ("0", "4"), "") "}"), "*not in the text of 3*" },
    { NEWS ("gut", "{\"quote\":{\"spans\":[{\"charBegin\":0}]}}"), "*where it ends*" },
    { NEWS ("gut", "{\"quote\":{\"spans\":[{\"charBegin\":-1,\"charEnd\":1}]}}"), "*a.json:*" },
    { NEWS ("gut", "[[["), "*a.json:*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_files (&corpus, "german-quotes", "a.json", cases[i][0], NULL, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

static void
test_german_probe (void)
{
  const QuothFormat *format = quoth_formats_lookup ("german-quotes");
  static const char long_one[] = "{\n    \"annotations\": [\n {\n  \"addressee\": {}, \"cue\": {},"
                                 " \"hasNested\": false,";
  static const char short_one[] = NEWS ("gut", "");

  g_assert_cmpint (format->probe ("/a/b.pretty.json", long_one, strlen (long_one)), >, 80);
  g_assert_cmpint (format->probe ("/a/b.json", short_one, strlen (short_one)), >, 80);
  g_assert_cmpint (format->probe ("/a/b.json", "{\"text\":\"a\"}", 12), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/litbank/golden", test_litbank);
  g_test_add_func ("/litbank/refused", test_litbank_refused);
  g_test_add_func ("/litbank/real", test_litbank_real);
  g_test_add_func ("/german-quotes/golden", test_german);
  g_test_add_func ("/german-quotes/units", test_german_units);
  g_test_add_func ("/german-quotes/refused", test_german_refused);
  g_test_add_func ("/german-quotes/probe", test_german_probe);
  return g_test_run ();
}
