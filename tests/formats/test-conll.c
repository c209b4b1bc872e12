/* test-conll.c - CoNLL-2003 columns, read and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "corpus-fixture.h"
#include "quoth-chars.h"

#define CONLL (&quoth_format_conll2003)

/* All articles of @content: their texts and annotations. */
static char *
read_all (const char *content,
          gssize      length,
          GError    **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "doc.conll", NULL);
  g_auto (Corpus) corpus = { 0 };
  GString *out = NULL;

  corpus_init (&corpus);
  corpus_put_file (folder, "doc.conll", content, length);
  if (corpus_read (&corpus, CONLL, path, NULL, error))
    {
      out = g_string_new (NULL);
      for (guint i = 0; i < corpus.articles->len; i++)
        {
          QuothArticleData *data = corpus.articles->pdata[i];
          g_autofree char *dump = corpus_dump (&corpus, data);

          g_string_append_printf (out, "%s: %s\n%s", data->article->name,
                                  quoth_text_get_utf8 (data->text), dump);
        }
    }
  corpus_remove_folder (folder);
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

static void
assert_read (const char *content,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = read_all (content, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_read_schemes (void)
{
  /* IOB2, by tabs. */
  assert_read ("Anna\tB-PER\nAzure\tI-PER\nBen\tB-PER\nsaid\tO\n",
               "doc: Anna Azure Ben said\nPER 0-10\nPER 11-14\n");
  /* IOB1: B only where two of a kind meet. */
  assert_read ("Anna I-PER\nAzure I-PER\nBen B-PER\nNew I-LOC\nYork I-LOC\n",
               "doc: Anna Azure Ben New York\nLOC 15-23\nPER 0-10\nPER 11-14\n");
  /* IOBES, BILOU and BMEWO. */
  assert_read ("A\tB-x\nb\tI-x\nc\tE-x\nd\tS-x\ne\tS-x\n", "doc: A b c d e\nx 0-5\nx 6-7\nx 8-9\n");
  assert_read ("A\tB-x\nb\tL-x\nc\tU-x\nd\tO\n", "doc: A b c d\nx 0-3\nx 4-5\n");
  assert_read ("A\tB-x\nb\tM-x\nc\tE-x\nd\tW-x\ne\tW-x\n", "doc: A b c d e\nx 0-5\nx 6-7\nx 8-9\n");
}

static void
test_read_layout (void)
{
  assert_read ("-DOCSTART- -X- -X- O\n\nAnna NNP I-NP B-PER\n. . O O\n\nBen NNP I-NP B-PER\n"
               "\n\n-DOCSTART- -X- -X- O\n\nCléo\tX\tX\tO\r\n",
               "doc: Anna .\nBen\nPER 0-4\nPER 7-10\ndoc 2: Cléo\n");
  assert_read ("\xef\xbb\xbf" "a\tb\tB-x y\n", "doc: a\nx y 0-1\n");
  /* A span ends with its sentence. */
  assert_read ("a B-x\n\nb I-x\n", "doc: a\nb\nx 0-1\nx 2-3\n");
}

/* GermEval 2014: where it is from, the number of the token, tags outside and inside. */
static void
test_read_numbered (void)
{
  static const char germeval[] =
    "#\thttp://de.wikipedia.org/wiki/Manfred_Korfmann\t[2009-10-17]\n"
    "1\tBei\tO\tO\n2\tBayern\tB-ORG\tB-LOC\n3\tMünchen\tI-ORG\tB-LOC\n4\t#\tO\tO\n\n"
    "#\thttp://de.wikipedia.org/wiki/Ada\t[2009-10-18]\n1\t1\tO\tO\n2\tAda\tB-PER\tO\n";

  assert_read (germeval, "doc: Bei Bayern München #\n1 Ada\n"
               "LOC 11-18\nLOC 4-10\nORG 4-18\nPER 23-26\n");
  g_assert_cmpint (CONLL->probe ("x.tsv", germeval, strlen (germeval)), ==, 70);
  /* Phrases are no annotations, nor is a number that does not count. */
  assert_read ("1 CD B-NP O\nAda NNP I-NP B-PER\n", "doc: 1 Ada\nPER 2-5\n");
  assert_read ("1 X O\n2 X B-n\n\n1 X O\n1 X O\n", "doc: 1 2\n1 1\nn 2-3\n");
  assert_read ("0\tAda\tB-x\n1\tspoke\tO\n\n0\tBen\tB-x\n", "doc: Ada spoke\nBen\nx 0-3\nx 10-13\n");
  /* MultiCoNER says where the text is from, and splits by blanks. */
  assert_read ("# id d16b1b1c\tdomain=en\nAda _ _ B-PER\n# _ _ O\n", "doc: Ada #\nPER 0-3\n");
  assert_read ("# id 7\n\n# id 8\nAda\tB-PER\n", "doc: Ada\nPER 0-3\n");
}

/* few-NERD: a label of two, and no word on where an annotation begins. */
static void
test_read_labels (void)
{
  static const char labels[] =
    "Ada\tperson-scholar\nLovelace\tperson-scholar\nmet\tO\nBen\tperson-other\n"
    "Roe\tperson-scholar\n.\tO\n\nRome\tlocation-GPE\nfell\tO\n";

  assert_read (labels, "doc: Ada Lovelace met Ben Roe .\nRome fell\nlocation-GPE 27-31\n"
               "person-other 17-20\nperson-scholar 0-12\nperson-scholar 21-24\n");
  g_assert_cmpint (CONLL->probe ("x.txt", labels, strlen (labels)), ==, 60);
  /* Neither a list of words and their classes, nor one of words alone, nor a few lines. */
  g_assert_cmpint (CONLL->probe ("x.txt", "a\tDT\nb\tNN\nc\tVB\nd\tNN\ne\tO\n", 25), ==, 0);
  g_assert_cmpint (CONLL->probe ("x.txt", "a b\tx\nc\tO\n\nd\tO\ne\tO\nf\tO\n", 26), ==, 0);
  g_assert_cmpint (CONLL->probe ("x.txt", "a\tx\nb\tO\n", 8), ==, 0);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *content;
    const char *message;
  } cases[] = {
    { "Anna\n", ":1: the line has 1 columns, not at least 2" },
    { "Anna\tO\nBen\tX\tO\n", ":2: the line has 3 columns, not 2" },
    { "Anna\tPER\n", ":1: “PER” is no tag" },
    { "Anna\tB-\n", ":1: “B-” is no tag" },
    { "a\tO\n\n\tO\n", ":3: the line has no token" },
    { "", ": the file holds no article" },
    { "\n\n", ": the file holds no article" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_all (cases[i].content, -1, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_str_has_suffix (error->message, cases[i].message))
        g_error ("%s", error->message);
    }
}

static void
test_truncated (void)
{
  const char *content = "-DOCSTART- -X- O O\n\nÄnna\tB-PER\n’s\tI-PER\n\nsaid\tS-x\n";

  for (gsize n = 0; n <= strlen (content); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = read_all (content, (gssize) n, &error);

      g_assert_true ((found == NULL) == (error != NULL));
    }
}

static QuothArticleData *
add_article (Corpus     *corpus,
             const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Doc", text);
  QuothArticleData *data;

  quoth_article_set_id (article, "doc");
  data = quoth_article_data_new (article, text);
  g_ptr_array_add (corpus->articles, data);
  return data;
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
assert_written (Corpus     *corpus,
                gboolean    iobes,
                gboolean    four_columns,
                const char *expected,
                GPtrArray  *losses)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE,
                                .flags = (iobes ? QUOTH_WRITE_IOBES : 0)
                                         | (four_columns ? QUOTH_WRITE_FOUR_COLUMNS : 0) };
  g_autofree char *found = NULL;

  corpus_write (corpus, CONLL, &options, losses);
  found = corpus_get_file (folder, "anna/doc.conll");
  g_assert_cmpstr (found, ==, expected);
  corpus_remove_folder (folder);
}

static void
test_write_golden (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_auto (Corpus) corpus = { 0 };
  QuothSpan parts[] = { { 0, 4 }, { 7, 11 } };
  QuothArticleData *data;

  corpus_init (&corpus);
  /* 0 Anna  4 's  7 dogs\xa0ran  15 .  17 “Yes”  23 -DOCSTART- */
  data = add_article (&corpus, "Anna's dogs\xc2\xa0ran. “Yes”, -DOCSTART-\nwent.");
  add (data, "a", "my type", 0, 4);
  add (data, "b", "person", 9, 11);
  add (data, "c", "claim", 17, 22);
  add (data, "d", "quote", 18, 21);
  add (data, "e", "x", 11, 12);
  quoth_annotation_set_note (add (data, "f", "claim", 33, 39), "n");
  quoth_annotation_set_parts (add (data, "g", "claim", 0, 1), parts, 2);
  assert_written (&corpus, FALSE, FALSE,
                  "-DOCSTART- -X- O O\n\n"
                  "Anna\tB-my_type\n's\tO\ndo\tO\ngs\tB-person\nran\tO\n.\tO\n\n"
                  "“\tB-claim\nYes\tI-claim\n”\tI-claim\n,\tO\n-\tO\nDOCSTART\tO\n"
                  "-\tB-claim\nwent\tI-claim\n.\tO\n\n",
                  losses);
  g_ptr_array_sort (losses, corpus_compare);
  g_assert_cmpuint (losses->len, ==, 4);
  g_assert_cmpstr (losses->pdata[0], ==, "d: a longer span stands there");
  g_assert_cmpstr (losses->pdata[1], ==, "e: covers only blanks");
  g_assert_cmpstr (losses->pdata[2], ==, "f: no place for its note");
  g_assert_cmpstr (losses->pdata[3], ==, "g: has more than one part");
  assert_written (&corpus, TRUE, TRUE,
                  "-DOCSTART- -X- O O\n\n"
                  "Anna\t-X-\tO\tS-my_type\n's\t-X-\tO\tO\ndo\t-X-\tO\tO\ngs\t-X-\tO\tS-person\n"
                  "ran\t-X-\tO\tO\n.\t-X-\tO\tO\n\n"
                  "“\t-X-\tO\tB-claim\nYes\t-X-\tO\tI-claim\n”\t-X-\tO\tE-claim\n,\t-X-\tO\tO\n"
                  "-\t-X-\tO\tO\nDOCSTART\t-X-\tO\tO\n-\t-X-\tO\tB-claim\nwent\t-X-\tO\tE-claim\n"
                  ".\t-X-\tO\tO\n\n",
                  NULL);
}

/* The word may come about by edges that cut a longer one. */
static void
test_document_word (void)
{
  g_auto (Corpus) corpus = { 0 };
  QuothArticleData *data;

  corpus_init (&corpus);
  data = add_article (&corpus, "a-DOCSTART-b");
  add (data, "a", "x", 1, 11);
  assert_written (&corpus, FALSE, FALSE,
                  "-DOCSTART- -X- O O\n\na\tO\n-\tB-x\nDOCSTART-\tI-x\nb\tO\n\n", NULL);
}

static gboolean
is_blank (gunichar c)
{
  /* No reader cuts at what has no width. */
  return (quoth_char_is_blank (c) && c != 0x200b && c != 0xfeff) || (c >= 0x1c && c <= 0x1f);
}

/* What a column can keep of a span: its type and letters, and how many letters of the
 * text stand before it. */
static char *
visible (QuothText       *text,
         QuothAnnotation *annotation)
{
  GString *out = g_string_new (annotation->type);
  guint before = 0;
  const char *p = quoth_text_get_utf8 (text);

  for (guint i = 0; i < annotation->parts[0].end; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        continue;
      if (i < annotation->parts[0].start)
        before++;
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_printf (out, "@%u", before);
  return g_string_free (out, FALSE);
}

static char *
dump_visible (QuothArticleData *data,
              GPtrArray        *losses)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      g_autofree char *prefix = g_strconcat (annotation->id, ": ", NULL);
      gboolean lost = FALSE;

      for (guint j = 0; losses != NULL && j < losses->len; j++)
        lost = lost || g_str_has_prefix (losses->pdata[j], prefix);
      if (!lost)
        g_ptr_array_add (lines, visible (data->text, annotation));
    }
  g_ptr_array_sort (lines, corpus_compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
check_tokens (const char *content)
{
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      g_assert_false (g_str_has_prefix (lines[i], "-DOCSTART-\t"));
      for (const char *p = lines[i]; p < tab; p = g_utf8_next_char (p))
        g_assert_false (is_blank (g_utf8_get_char (p)));
    }
}

static void
round_trip (guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "anna", "doc.conll", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { 0 };
  g_auto (Corpus) again = { 0 };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .layer_folders = TRUE,
                                .flags = (seed % 2 ? QUOTH_WRITE_IOBES : 0)
                                         | (seed % 3 == 0 ? QUOTH_WRITE_FOUR_COLUMNS : 0) };
  g_autofree char *utf8 = corpus_random_text (rand, 60, TRUE);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autofree char *content = NULL;
  QuothArticleData *data;
  QuothArticleData *result;

  corpus_init (&corpus);
  corpus_init (&again);
  data = add_article (&corpus, utf8);
  for (guint i = 0; i < 12; i++)
    {
      static const char *const types[] = { "person", "claim", "O", "B-x" };
      g_autofree char *id = g_strdup_printf ("a%u", i);
      guint length = quoth_text_get_length (data->text);
      guint start = (guint) g_rand_int_range (rand, 0, (int) length);

      add (data, id, types[i % 4], start,
           (guint) g_rand_int_range (rand, (int) start + 1, (int) MIN (length, start + 20) + 1));
    }
  corpus_write (&corpus, CONLL, &options, losses);
  content = corpus_get_file (folder, "anna/doc.conll");
  check_tokens (content);
  corpus_put_file (folder, "index.csv", "document,id,name\ndoc,d7,Name\n", -1);
  corpus_read (&again, CONLL, path, scheme, &error);
  g_assert_no_error (error);
  result = again.articles->pdata[0];
  g_assert_cmpstr (result->article->id, ==, "d7");
  g_assert_cmpstr (((QuothLayer *) result->layers->pdata[0])->name, ==, "anna");
  expected = dump_visible (data, losses);
  found = dump_visible (result, NULL);
  g_assert_cmpstr (found, ==, expected);
  corpus_remove_folder (folder);
}

static void
test_round_trip (void)
{
  for (guint seed = 0; seed < 200; seed++)
    round_trip (seed);
}

/* The index above a folder counts, and gives the layer the folder's name, by "." as well. */
static void
test_index_above (void)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *anna = g_build_filename (folder, "anna", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  static const char *const paths[] = { "./doc.conll", "doc.conll" };

  corpus_put_file (folder, "index.csv", "document,id,name\ndoc,d7,Name\n", -1);
  corpus_put_file (folder, "anna/doc.conll", "Mia\tB-person\nsaid\tO\n", -1);
  g_assert_cmpint (g_chdir (anna), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Corpus) corpus = { 0 };
      g_autoptr (GError) error = NULL;
      QuothArticleData *data;

      corpus_init (&corpus);
      corpus_read (&corpus, CONLL, paths[i], scheme, &error);
      g_assert_no_error (error);
      data = corpus.articles->pdata[0];
      g_assert_cmpstr (data->article->id, ==, "d7");
      g_assert_cmpstr (((QuothLayer *) data->layers->pdata[0])->name, ==, "anna");
    }
  g_assert_cmpint (g_chdir (before), ==, 0);
  corpus_remove_folder (folder);
}

static void
test_probe (void)
{
  static const char columns[] = "Anna\tB-PER\nsaid\tO\nhal";
  static const char prose[] = "Anna said\nBen O\n";
  static const char nested[] = "Anna\tB-PER\tO\tO\nher\tB-PER\tB-PER\tO\nson\tI-PER\tO\tO\n";

  g_assert_cmpint (CONLL->probe ("x.conll", columns, strlen (columns)), ==, 85);
  g_assert_cmpint (CONLL->probe ("x.txt", columns, strlen (columns)), ==, 70);
  g_assert_cmpint (CONLL->probe ("x.txt", prose, strlen (prose)), ==, 0);
  g_assert_cmpint (CONLL->probe ("x", "-DOCSTART- -X- O O\n", 19), ==, 90);
  g_assert_cmpint (CONLL->probe ("x.tsv", nested, strlen (nested)), ==, 70);
  g_assert_cmpint (CONLL->probe ("x", "\xef\xbb\xbf-DOCSTART- -X- O O\n", 22), ==, 90);
  g_assert_cmpint (CONLL->probe ("x.conll", NULL, 0), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conll/read/schemes", test_read_schemes);
  g_test_add_func ("/conll/read/layout", test_read_layout);
  g_test_add_func ("/conll/read/numbered", test_read_numbered);
  g_test_add_func ("/conll/read/labels", test_read_labels);
  g_test_add_func ("/conll/read/refused", test_refused);
  g_test_add_func ("/conll/read/truncated", test_truncated);
  g_test_add_func ("/conll/write/golden", test_write_golden);
  g_test_add_func ("/conll/write/document-word", test_document_word);
  g_test_add_func ("/conll/round-trip", test_round_trip);
  g_test_add_func ("/conll/index-above", test_index_above);
  g_test_add_func ("/conll/probe", test_probe);
  return g_test_run ();
}
