/* test-webanno.c - WebAnno TSV, from the examples of its specification
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#define FORMAT "#FORMAT=WebAnno TSV 3.3\n"
#define NER    "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

static void
read_bytes (Corpus      *corpus,
            const char  *bytes,
            gssize       n_bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.tsv", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  corpus_init (corpus);
  corpus_put_file (folder, "a.tsv", bytes, n_bytes);
  corpus_read (corpus, quoth_formats_lookup ("webanno-tsv"), path, scheme, error);
  corpus_remove_folder (folder);
}

static void
check (const char *bytes,
       const char *text,
       const char *expected)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  QuothArticleData *data;

  read_bytes (&corpus, bytes, -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, text);
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_spans (void)
{
  /* Over several tokens, stacked, without a value, in part of a token. */
  check (FORMAT "#T_SP=" NER "|identifier|value\n#T_SP=webanno.custom.Mood|\n\n\n"
         "#Text=Ms. Haag plays\n"
         "1-1\t0-3\tMs.\t*[1]|*[2]\tPER[1]|PERpart[2]\t_\t\n"
         "1-2\t4-8\tHaag\t*[1]\tPER[1]\t_\t\n"
         "1-3\t9-14\tplays\t_\t_\t*\t\n"
         "1-3.1\t9-12\tpla\thttp://www.wikidata.org/entity/Q5\tORG\t_\t\n",
         "Ms. Haag plays",
         "Mood 9-14\n"
         "NamedEntity 0-3 {\"value\":\"PERpart\"}\n"
         "NamedEntity 9-12 {\"value\":\"ORG\"} @pla/Q5\n"
         "person 0-8\n");
  /* UTF-16 units; words that need a backslash; an annotation of no width. */
  check (FORMAT "#T_SP=webanno.custom.Mark|value\n\n\n"
         "#Text=I 😊 a\\_b\n"
         "1-1\t0-1\tI\t\\_\\*a\\|b\\[3\\]\\\\\\->\\;\t\n"
         "1-2\t2-4\t😊\t*\t\n"
         "1-2.1\t2-2\t\tnone\t\n"
         "1-3\t5-8\ta\\_b\t_\t\n",
         "I 😊 a_b",
         "Mark 0-1 {\"value\":\"_*a|b[3]\\\\->;\"}\nMark 2-3\n");
}

static void
test_text (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;

  /* Lines of one sentence, returns, blanks before, and what lies between sentences. */
  check (FORMAT "#T_SP=webanno.custom.Mark|value\n\n\n"
         "#Sentence.id=s1\n#Text=This is\\r\n#Text= a\\ttest .\n"
         "1-1\t2-6\tThis\tx[1]\t\n1-2\t7-9\tis\tx[1]\t\n1-3\t12-13\ta\tx[1]\t\n"
         "1-4\t14-18\ttest\t_\t\n1-5\t19-20\t.\t_\t\n\n"
         "#Text=  Go\n2-1\t23-25\tGo\t_\t",
         "\n\nThis is\r\n a\ttest .\n  Go", "Mark 2-13 {\"value\":\"x\"}\n");
  /* As a program counts that knows code points alone. */
  check (FORMAT "#T_SP=webanno.custom.Mark|value\n\n\n#Text=😊 you\n"
         "1-1\t0-1\t😊\t_\t\n1-2\t2-5\tyou\ty\t\n",
         "😊 you", "Mark 2-5 {\"value\":\"y\"}\n");
  read_bytes (&corpus, "\xef\xbb\xbf" FORMAT "#source=http://example.org/\n\n\n#Text=Go\n"
              "1-1\t0-2\tGo\t\n", -1, &error);
  g_assert_no_error (error);
  source = quoth_attributes_to_json (((QuothArticleData *) corpus.articles->pdata[0])
                                       ->article->metadata);
  g_assert_cmpstr (source, ==, "{\"source\":\"http://example.org/\"}");
}

static void
test_relations (void)
{
  check (FORMAT "#T_SP=" NER "|value\n#T_RL=webanno.custom.Relation|value|BT_" NER "\n\n\n"
         "#Text=This is a test .\n"
         "1-1\t0-4\tThis\t*\t_\t_\n1-2\t5-7\tis\tB[3]\t_\t_\n1-3\t8-9\ta\tB[3]\t_\t_\n"
         "1-4\t10-14\ttest\t_\t_\t_\n"
         "1-5\t15-16\t.\tx[1]|y[2]\t*|speaker\t1-1[0_1]|1-2[3_2]\n",
         "This is a test .",
         "NamedEntity 0-4 Relation>(NamedEntity 15-16 {\"value\":\"x\"})\n"
         "NamedEntity 15-16 {\"value\":\"x\"}\n"
         "NamedEntity 15-16 {\"value\":\"y\"}\n"
         "NamedEntity 5-9 {\"value\":\"B\"} speaker>(NamedEntity 15-16 {\"value\":\"y\"})\n");
  /* Tokens are no annotations: what leads from one to another is left out and told. */
  check (FORMAT "#T_RL=webanno.custom.Dep|value|BT_de.tudarmstadt.ukp.dkpro.core.api.segmentation"
         ".type.Token\n\n\n#Text=This is\n1-1\t0-4\tThis\tnsubj\t1-2\t\n1-2\t5-7\tis\t_\t_\t\n",
         "This is", "");
}

static void
test_slots (void)
{
  check (FORMAT "#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:Roles_webanno.custom."
         "FrameRolesLink|webanno.custom.Lu\n#T_SP=webanno.custom.Lu|luvalue\n\n\n"
         "#Text=Bob auctioned the clock to John .\n"
         "1-1\t0-3\tBob\t_\t_\t_\tbob\t\n"
         "1-2\t4-13\tauctioned\ttransaction\tseller;goods;buyer\t1-1;1-3[4];1-6\t_\t\n"
         "1-3\t14-17\tthe\t_\t_\t_\tclock[4]\t\n1-4\t18-23\tclock\t_\t_\t_\tclock[4]\t\n"
         "1-5\t24-26\tto\t_\t_\t_\t_\t\n1-6\t27-31\tJohn\t_\t_\t_\tjohn\t\n"
         "1-7\t32-33\t.\tempty\t*\t_\t_\t\n",
         "Bob auctioned the clock to John .",
         "Frame 32-33 {\"FE\":\"empty\"}\n"
         "Frame 4-13 {\"FE\":\"transaction\"} buyer>(Lu 27-31 {\"luvalue\":\"john\"}) "
         "goods>(Lu 14-23 {\"luvalue\":\"clock\"}) seller>(Lu 0-3 {\"luvalue\":\"bob\"})\n"
         "Lu 0-3 {\"luvalue\":\"bob\"}\nLu 14-23 {\"luvalue\":\"clock\"}\n"
         "Lu 27-31 {\"luvalue\":\"john\"}\n");
  /* Slots of any type, from an annotation of no width, which is none here. */
  check (FORMAT "#T_SP=webanno.custom.SimpleSpan|\n#T_SP=webanno.custom.Host|"
         "ROLE_webanno.custom.Host:links_webanno.custom.LinkType|uima.tcas.Annotation\n\n\n"
         "#Text=This is\n1-1\t0-4\tThis\t_\tp1;p2\t1-2[2];1-2[1]\t\n1-1.1\t0-0\t\t_\tp\t1-2[1]\t\n"
         "1-2\t5-7\tis\t*[1]|*[2]\t_\t_\t\n",
         "This is", "Host 0-4 p1>(SimpleSpan 5-7) p2>(SimpleSpan 5-7)\nSimpleSpan 5-7\n"
         "SimpleSpan 5-7\n");
}

static void
test_chains (void)
{
  check (FORMAT "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|"
         "referenceRelation\n\n\n#Text=He shot Ann Roe with his gun\n"
         "1-1\t0-2\tHe\tpr[1]\tcoref->1-1\t\n1-2\t3-7\tshot\t_\t_\t\n"
         "1-3\t8-11\tAnn\tnam[2]|*[1]\t*->2-1|*->1-3\t\n1-4\t12-15\tRoe\tnam[2]\t*->2-1\t\n"
         "1-5\t16-20\twith\t_\t_\t\n1-6\t21-24\this\tpr[1]\tcoref->1-2\t\n1-7\t25-28\tgun\t_\t_\t\n",
         "He shot Ann Roe with his gun",
         "CoreferenceLink 0-2 {\"referenceRelation\":\"coref\",\"referenceType\":\"pr\"} @Ann/\n"
         "CoreferenceLink 21-24 {\"referenceRelation\":\"coref\",\"referenceType\":\"pr\"} @Ann/\n"
         "CoreferenceLink 8-11 @Ann/\n"
         "CoreferenceLink 8-15 {\"referenceType\":\"nam\"} @Ann Roe/\n");
  /* The columns in the other order, with values in neither of them. */
  check (FORMAT "#T_CH=webanno.custom.SimpleLink|referenceRelation|referenceType\n\n\n#Text=He is it\n"
         "1-1\t0-2\tHe\t*->1-1\t*[1]\t\n1-2\t3-5\tis\t_\t_\t\n1-3\t6-8\tit\tr->1-2\t*[1]\t\n",
         "He is it",
         "SimpleLink 0-2 @He/\nSimpleLink 6-8 {\"referenceRelation\":\"r\"} @He/\n");
}

static void
check_refused (const char *bytes,
               gssize      n_bytes,
               const char *message)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus, bytes, n_bytes, &error);
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s is not %s", error->message, message);
}

static void
test_refused (void)
{
  check_refused ("#FORMAT=WebAnno TSV 2\n", -1, "*a.tsv:1: not #FORMAT=WebAnno TSV 3");
  check_refused (FORMAT "#Text=a\n", -1, "*a.tsv: the file holds no token");
  check_refused (FORMAT "1-1\t0-1\ta\t\n", -1, "*a.tsv:2: no #Text=*");
  check_refused (FORMAT "#Text=a\nx\t0-1\ta\n", -1, "*a.tsv:3: “x” is no number of a token");
  check_refused (FORMAT "#Text=a\n1-1\t1-0\ta\n", -1, "*a.tsv:3: the token 1-1 has no place");
  check_refused (FORMAT "#Text=a\n1-1\t0-1\n", -1, "*a.tsv:3: the token 1-1 is missing");
  check_refused (FORMAT "#Text=a b\n1-1\t0-1\ta\n1-2\t2-3\tc\n", -1,
                 "*a.tsv:4: the token 1-2 is “c”, but the text there is “b”");
  check_refused (FORMAT "#Text=a b\n1-1\t0-1\ta\n1-2\t2-9\tb\n", -1, "*a.tsv:4: *is not in the text");
  check_refused (FORMAT "#Text=ab\n1-1\t0-2\tab\n\n#Text=c\n2-1\t1-2\tc\n", -1,
                 "*a.tsv:5: the sentence begins at 1, where the one before it has not ended");
  check_refused (FORMAT "#Text=a\n1-1\t4000000000-4000000001\ta\n", -1, "*a.tsv:2: *too far*");
  check_refused (FORMAT "#Text=\xff\n", -1, "*a.tsv:2: not UTF-8");
  check_refused (FORMAT "#Text=a\0b\n", sizeof FORMAT + 9, "*a.tsv:2: U+0000 cannot be kept");
  check_refused (FORMAT "#Text=a\n1-1\t0-1\ta\n#T_SP=x|y\n", -1, "*a.tsv:4: a layer is declared*");
}

static void
test_truncated (void)
{
  static const char whole[] = FORMAT "#T_SP=" NER "|value|ROLE_x:links_y|" NER "\n#T_CH=c.Link|a|b\n"
    "#T_RL=r.Rel|value|BT_" NER "\n\n\n#Text=This is é 😊\n"
    "1-1\t0-4\tThis\tA[1]|B[2]\tp;q\t1-2;1-1[2]\t*[1]\tx->1-1\tv\t1-2[0_1]\t\n"
    "1-2\t5-7\tis\tC\t_\t_\t*[1]\t*->1-2\t_\t_\t\n1-3\t8-9\té\tA[1]\t_\t_\t_\t_\t_\t_\t\n";

  for (gsize n = 0; n <= strlen (whole); n++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_bytes (&corpus, whole, (gssize) n, &error);
      g_assert_true ((error == NULL) == (corpus.articles->len == 1));
      g_assert_true (n < strlen (whole) || error == NULL);
    }
}

/* A hundred thousand values in a cell, and relations that name them all. */
static void
test_hostile (void)
{
  g_autoptr (GString) bytes = g_string_new (FORMAT "#T_SP=a.B|v\n#T_RL=r.Rel|value|BT_a.B\n\n\n"
                                            "#Text=a\n1-1\t0-1\ta\t");
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < 100000; i++)
    g_string_append_printf (bytes, "x[%u]|", i);
  g_string_append (bytes, "x\t_\t");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (bytes, "1-1[%u_%u]|", i, 100000 - i);
  g_string_append (bytes, "1-1\t\n");
  read_bytes (&corpus, bytes->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (((QuothArticleData *) corpus.articles->pdata[0])->annotations->len, ==, 10000);
}

static guint
count_people (Corpus *corpus,
              guint  *out_entities)
{
  g_autoptr (GHashTable) entities = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < corpus->articles->len; i++)
    {
      QuothArticleData *data = corpus->articles->pdata[i];

      for (guint k = 0; k < data->annotations->len; k++)
        {
          QuothAnnotation *annotation = data->annotations->pdata[k];

          if (strcmp (annotation->type, "person") != 0)
            continue;
          n++;
          g_assert_nonnull (annotation->entity);
          g_hash_table_add (entities, annotation->entity);
        }
    }
  *out_entities = g_hash_table_size (entities);
  return n;
}

/* Of one article: the same people as in CoNLL-U, where Entity= tells them. */
static void
check_gum (const char *path,
           guint      *out_annotations,
           guint      *out_links,
           guint      *out_people)
{
  g_auto (Corpus) mine = { NULL };
  g_auto (Corpus) theirs = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".tsv"));
  g_autofree char *other = g_strconcat (stem, ".conllu", NULL);
  QuothArticleData *data;
  guint n_mine;
  guint n_theirs;
  guint n_people;

  corpus_init (&mine);
  corpus_init (&theirs);
  corpus_read (&mine, quoth_formats_lookup ("webanno-tsv"), path, scheme, &error);
  g_assert_no_error (error);
  corpus_read (&theirs, quoth_formats_lookup ("conllu"), other, scheme, &error);
  g_assert_no_error (error);
  n_people = count_people (&mine, &n_mine);
  g_assert_cmpuint (n_people, ==, count_people (&theirs, &n_theirs));
  g_assert_cmpuint (n_mine, ==, n_theirs);
  data = mine.articles->pdata[0];
  *out_people += n_people;
  *out_annotations += data->annotations->len;
  for (guint i = 0; i < data->annotations->len; i++)
    *out_links += ((QuothAnnotation *) data->annotations->pdata[i])->n_links;
}

static void
test_gum (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "../shared", "corpora",
                                              "gum-news", NULL);
  g_autoptr (GPtrArray) paths = corpus_list_files (folder, ".tsv");
  guint n_annotations = 0;
  guint n_links = 0;
  guint n_people = 0;

  if (paths->len == 0)
    {
      g_test_skip ("the corpus is not there");
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    check_gum (paths->pdata[i], &n_annotations, &n_links, &n_people);
  g_assert_cmpuint (paths->len, ==, 8);
  g_assert_cmpuint (n_annotations, ==, 1615);
  g_assert_cmpuint (n_links, ==, 778);
  g_assert_cmpuint (n_people, ==, 472);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/webanno/spans", test_spans);
  g_test_add_func ("/webanno/text", test_text);
  g_test_add_func ("/webanno/relations", test_relations);
  g_test_add_func ("/webanno/slots", test_slots);
  g_test_add_func ("/webanno/chains", test_chains);
  g_test_add_func ("/webanno/refused", test_refused);
  g_test_add_func ("/webanno/truncated", test_truncated);
  g_test_add_func ("/webanno/hostile", test_hostile);
  g_test_add_func ("/webanno/gum", test_gum);
  return g_test_run ();
}
