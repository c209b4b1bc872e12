/* test-conllu.c - people in CoNLL-U
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#define CONLLU (quoth_formats_lookup ("conllu"))

static gboolean
read_bytes (Corpus      *corpus,
            const char  *bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.conllu", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  gboolean ok;

  corpus_init (corpus);
  corpus_put_file (folder, "a.conllu", bytes, -1);
  ok = corpus_read (corpus, CONLLU, path, scheme, error);
  corpus_remove_folder (folder);
  return ok;
}

#define W(id, form, upos, misc) id "\t" form "\t_\t" upos "\t_\t_\t_\t_\t_\t" misc "\n"

static void
test_corefud (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *dump = NULL;

  read_bytes (&corpus,
              "# newdoc id = one\n# global.Entity = eid-etype-head-other\n# newpar\n# sent_id = 1\n"
              W ("1", "Mia", "PROPN", "Entity=(e1-person-1-x")
              W ("2", "Roe", "PROPN", "Entity=e1)|SpaceAfter=No")
              W ("3", ",", "PUNCT", "_")
              W ("4-5", "du", "_", "_")
              W ("4", "de", "ADP", "_")
              W ("5", "le", "DET", "_")
              W ("6", "coach", "NOUN", "Entity=(e2[1/2]-person-1-)")
              W ("6.1", "_", "_", "Entity=(e9-person-1-)")
              W ("7", "Élan", "PROPN", "Entity=(e3-place-1-)(e1-person-1-)|SpaceAfter=No")
              "\n# newpar\n# sent_id = 2\n"
              W ("1", "Ende", "NOUN", "Entity=(e2[2/2]-person-1-)")
              "\n# newdoc id = two\n# sent_id = 3\n"
              W ("1", "She", "PRON", "Entity=(e1-person-1-)")
              "\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "one");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Mia Roe, du coach Élan\n\nEnde");
  dump = corpus_dump (&corpus, data);
  g_assert_cmpstr (dump, ==,
                   "person 0-7 @Mia Roe/\n"
                   "person 12-17 24-28 @coach/\n"
                   "person 18-22 @Mia Roe/\n");
  g_assert_cmpuint (corpus.notices->len, ==, 2);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 mentions have no word in the text"));
  g_assert_nonnull (strstr (corpus.notices->pdata[1], "1 mentions of place are left out"));
  g_assert_cmpstr (((QuothEntity *) corpus.entities->pdata[1])->status, ==, "unnamed");
}

/* What is not kept is named and counted. */
static void
test_losses (void)
{
  static const char *const wanted[] = {
    "3 bridges between mentions are left out",
    "1 mentions of place are left out",
    "2 names that are told by tags are left out",
    "1 sentences read otherwise in “# text”",
    "2 split antecedents are left out",
  };
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus,
              "# global.Entity = eid-etype-head-other\n# sent_id = 1\n# text = Mia Roe, they \n"
              W ("1", "Mia", "PROPN", "Bridge=e1<e2,e1<e3|Entity=(e1-person-1-)|ner=S-PER")
              W ("2", "Roe", "PROPN", "Entity=(e2-place-1-)|SpaceAfter=No|NER=B-LOC")
              W ("3", ",", "PUNCT", "Bridge=e1<e2|ner=O")
              W ("4", "they", "PRON", "SplitAnte=e1<e4,e2<e4")
              "\n# sent_id = 2\n# text = She left\n"
              W ("1", "She", "PRON", "_")
              W ("2", "went", "VERB", "_"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.notices->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (corpus.notices->pdata[i], wanted[i]));
}

/* A cluster's type may stand on one of its mentions, and what names it in another column. */
static void
test_fields (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  read_bytes (&corpus,
              "# newdoc id = one\n# global.Entity = eid-etype-head-other\n# sent_id = 1\n"
              W ("1", "Mia", "PROPN", "Entity=(e1--1)(e2--1)")
              W ("2", "she", "PRON", "Entity=(e1-person-1)")
              W ("3", "her", "PRON", "Entity=(e1)")
              "\n# newdoc id = two\n"
              "# global.Entity = entity-GRP-infstat-MIN-coref_type-identity\n# sent_id = 2\n"
              W ("1", "Mia", "PROPN", "Entity=(person-1-giv:act-1-coref-Mia_Roe)")
              W ("2", "Bo", "PROPN", "Entity=(person-2-new-1-coref")
              W ("3", "Ray", "PROPN", "Entity=2)")
              "\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
  first = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (first, ==, "person 0-3 @Mia/\nperson 4-7 @Mia/\nperson 8-11 @Mia/\n");
  second = corpus_dump (&corpus, corpus.articles->pdata[1]);
  g_assert_cmpstr (second, ==, "person 0-3 @Mia Roe/\nperson 4-10 @Bo Ray/\n");
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "mentions of no type are left out"));
}

static void
test_gum (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *dump = NULL;
  g_autofree char *url = NULL;

  read_bytes (&corpus,
              "# newdoc id = x\n# global.Entity = GRP-etype-infstat-identity\n"
              "# meta::title = The News\n# meta::sourceURL = https://news.example\n"
              W ("1", "President", "NOUN", "Entity=(1-person-new-Mia_Roe-Lee(2-person-acc-")
              W ("2", "Roe", "PROPN", "Entity=2)1)")
              W ("3", "she", "PRON", "Entity=(1-person-giv-Mia_Roe-Lee)"), &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "The News");
  url = quoth_attributes_dup_string (data->article->metadata, "url");
  g_assert_cmpstr (url, ==, "https://news.example");
  dump = corpus_dump (&corpus, data);
  g_assert_cmpstr (dump, ==,
                   "person 0-13 @Mia Roe-Lee/\n"
                   "person 0-13 @President Roe/\n"
                   "person 14-17 @Mia Roe-Lee/\n");
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*a.conllu: the file holds no article*" },
    { "1\tMia\n", "*a.conllu:1: the line has 2 columns, not 10*" },
    { W ("x", "Mia", "_", "_"), "*a.conllu:1: “x” is no number of a word*" },
    { W ("1", "", "_", "_"), "*a.conllu:1: the word is empty*" },
    { "# x\n" W ("1", "Mia", "_", "Entity=()"), "*a.conllu:2: “Entity=()” is no Entity*" },
    { W ("1", "Mia", "_", "Entity=e1"), "*a.conllu:1: “Entity=e1” is no Entity*" },
    { W ("1", "\xff", "_", "_"), "*a.conllu:1: the line is not UTF-8*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, cases[i][0], &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

/* Ends and beginnings without a partner are told, never fatal. */
static void
test_loose (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus, W ("1", "Mia", "_", "Entity=e9)(e1-person-1-x"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "2 mentions begin or end alone"));
}

/* Words that were left unsaid have a line, but no place; parts of mentions may stand on them. */
static void
test_unsaid (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  read_bytes (&corpus,
              "# global.Entity = eid-etype-head-other\n"
              W ("0.1", "_", "PRON", "Entity=(e1-person-1)(e2-person-2-(e5[1/2]-person-1-")
              W ("1", "Came", "VERB", "Entity=e5[1/2])")
              W ("1.1", "_", "PRON", "Entity=e2)(e3-person-2-")
              W ("2-3", "delMia", "_", "_")
              W ("2", "de", "ADP", "_")
              W ("2.1", "_", "PRON", "Entity=(e6-person-1")
              W ("3", "lMia", "PROPN", "Entity=e3)e6)")
              W ("3.1", "_", "PRON", "Entity=(e5[2/2])(e7[1/2]-person-1-)")
              "\n", &error);
  g_assert_no_error (error);
  dump = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (dump, ==,
                   "person 0-4 @Came/\nperson 0-4 @Came/\n"
                   "person 5-11 @delMia/\nperson 5-11 @delMia/\n");
  g_assert_cmpuint (corpus.notices->len, ==, 2);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 mentions begin or end alone"));
  g_assert_nonnull (strstr (corpus.notices->pdata[1], "1 mentions have no word in the text"));
}

/* Two mentions of one person, each in parts, one within the other. */
static void
test_parts (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  read_bytes (&corpus,
              "# global.Entity = eid-etype-head-other\n"
              W ("1", "A", "_", "Entity=(e1[1/2]-person-1-)")
              W ("2", "B", "_", "Entity=(e1[1/2]-person-1-)")
              W ("3", "C", "_", "Entity=(e1[2/2])")
              W ("4", "D", "_", "Entity=(e1[2/2])")
              W ("5", "E", "_", "Entity=(e1[2/2])")
              "\n", &error);
  g_assert_no_error (error);
  dump = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (dump, ==, "person 0-1 6-7 @A/\nperson 2-3 4-5 @A/\nperson 8-9 @A/\n");
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 mentions begin or end alone"));
}

static void
test_real (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "/", "corpora", "gum-news",
                                              NULL);
  g_autoptr (GPtrArray) paths = corpus_list_files (folder, ".conllu");
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

      corpus_init (&corpus);
      corpus_read (&corpus, CONLLU, paths->pdata[i], NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (corpus.articles->len, ==, 1);
      n += ((QuothArticleData *) corpus.articles->pdata[0])->annotations->len;
    }
  g_assert_cmpuint (n, >, 400);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conllu/corefud", test_corefud);
  g_test_add_func ("/conllu/losses", test_losses);
  g_test_add_func ("/conllu/fields", test_fields);
  g_test_add_func ("/conllu/gum", test_gum);
  g_test_add_func ("/conllu/refused", test_refused);
  g_test_add_func ("/conllu/loose", test_loose);
  g_test_add_func ("/conllu/unsaid", test_unsaid);
  g_test_add_func ("/conllu/parts", test_parts);
  g_test_add_func ("/conllu/real", test_real);
  return g_test_run ();
}
