/* test-label-studio.c - tasks of Label Studio
 *
 * Golden tasks are written by hand from what Label Studio exports.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roundtrip-fixture.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>

#define FORMAT (quoth_formats_lookup ("label-studio"))

static gboolean
read_bytes (Corpus      *corpus,
            const char  *bytes,
            gssize       n_bytes,
            const char  *config,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "tasks.json", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  gboolean ok;

  corpus_init (corpus);
  corpus_put_file (folder, "tasks.json", bytes, n_bytes);
  if (config != NULL)
    corpus_put_file (folder, "labelstudio.xml", config, -1);
  ok = corpus_read (corpus, FORMAT, path, scheme, error);
  corpus_remove_folder (folder);
  return ok;
}

static void
check (const char *bytes,
       const char *config,
       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_autofree char *found = NULL;

  read_bytes (&corpus, bytes, -1, config, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
}

#define REGION(id, start, end, text, label) \
  "{\"id\":\"" id "\",\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"labels\"," \
  "\"origin\":\"manual\",\"value\":{\"start\":" start ",\"end\":" end ",\"text\":\"" text "\"," \
  "\"labels\":[\"" label "\"]}}"
#define SAID(id, from, type, key, value) \
  "{\"id\":\"" id "\",\"from_name\":\"" from "\",\"to_name\":\"text\",\"type\":\"" type "\"," \
  "\"value\":{\"start\":0,\"end\":3,\"" key "\":" value "}}"
#define RELATION(from, to, direction, labels) \
  "{\"from_id\":\"" from "\",\"to_id\":\"" to "\",\"type\":\"relation\"," \
  "\"direction\":\"" direction "\",\"labels\":" labels "}"
#define TASK(text, results) \
  "[{\"id\":1,\"data\":{\"text\":\"" text "\",\"url\":\"https://news.example\"}," \
  "\"annotations\":[{\"id\":7,\"completed_by\":1,\"was_cancelled\":false,\"result\":[" \
  results "]}],\"predictions\":[]}]"

static void
test_golden (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *url = NULL;
  QuothArticleData *data;

  read_bytes (&corpus,
              TASK ("Mia Roe said it, \\\"twice\\\".",
                    REGION ("a", "0", "7", "Mia Roe", "Person") ","
                    REGION ("b", "8", "12", "said", "cue") ","
                    REGION ("c", "13", "15", "it", "claim") ","
                    REGION ("d", "17", "24", "\\\"twice\\\"", "claim") ","
                    SAID ("c", "quote_type", "choices", "choices", "[\"mixed\"]") ","
                    SAID ("c", "topic", "textarea", "text", "[\"one\",\"two\"]") ","
                    SAID ("c", "weight", "number", "number", "2.5") ","
                    SAID ("x", "genre", "choices", "choices", "[\"news\"]") ","
                    RELATION ("c", "a", "right", "[\"Speaker\"]") ","
                    RELATION ("b", "c", "left", "[\"cue\"]") ","
                    RELATION ("c", "d", "right", "[\"same_span\"]")),
              -1, NULL, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==,
                   "claim 13-15 17-24 {\"quote_type\":\"mixed\",\"topic\":[\"one\",\"two\"],\"weight\":2.5}"
                   " cue>(cue 8-12) speaker>(person 0-7)\n"
                   "cue 8-12\nperson 0-7\n");
  url = quoth_attributes_dup_string (data->article->metadata, "url");
  g_assert_cmpstr (url, ==, "https://news.example");
  g_assert_cmpstr (((QuothAnnotation *) data->annotations->pdata[0])->layer, ==, "annotator-1");
  g_assert_cmpuint (corpus.notices->len, ==, 1);
}

/* The covered text decides in what the numbers count. */
static void
test_units (void)
{
  check (TASK ("\\ud83d\\ude00 Mia", REGION ("a", "2", "5", "Mia", "person")), NULL, "person 2-5\n");
  check (TASK ("\\ud83d\\ude00 Mia", REGION ("a", "3", "6", "Mia", "person")), NULL, "person 2-5\n");
  check (TASK ("a\\r\\nMia\\r\\nRoe", REGION ("a", "2", "9", "Mia\\nRoe", "person")), NULL,
         "person 3-11\n");
  check (TASK ("a\\r\\nMia\\r\\nRoe", REGION ("a", "3", "11", "Mia\\r\\nRoe", "person")), NULL,
         "person 3-11\n");
  check (TASK ("a\\nMia\\nRoe", REGION ("a", "2", "9", "Mia\\\\nRoe", "person")), NULL,
         "person 2-9\n");
  /* Without a covered text the numbers are code points. */
  check ("[{\"data\":{\"text\":\"\\ud83d\\ude00 Mia\"},\"annotations\":[{\"result\":[{\"id\":\"a\","
         "\"from_name\":\"l\",\"to_name\":\"t\",\"type\":\"labels\",\"value\":{\"start\":2,\"end\":5,"
         "\"labels\":[\"person\"]}}]}]}]", NULL, "person 2-5\n");
}

/* The interface says which member is the text, and where more than one value goes. */
static void
test_config (void)
{
  check ("[{\"data\":{\"body\":\"Mia spoke\",\"text\":\"no\"},\"completions\":[{\"result\":["
         "{\"id\":\"a\",\"from_name\":\"ner\",\"to_name\":\"t\",\"type\":\"labels\","
         "\"value\":{\"start\":0,\"end\":3,\"text\":\"Mia\",\"labels\":[\"PER\",\"x\"]}},"
         "{\"id\":\"a\",\"from_name\":\"how\",\"to_name\":\"t\",\"type\":\"choices\","
         "\"value\":{\"choices\":[\"loud\"]}},"
         "{\"id\":\"b\",\"from_name\":\"ner\",\"to_name\":\"other\",\"type\":\"labels\","
         "\"value\":{\"start\":0,\"end\":2,\"text\":\"no\",\"labels\":[\"PER\"]}}]}]}]",
         "<View><Text name=\"t\" value=\"$body\"/><Text name=\"other\" value=\"$text\"/>"
         "<Labels name=\"ner\" toName=\"t\"><Label value=\"PER\"/></Labels>"
         "<Choices name=\"how\" toName=\"t\" perRegion=\"true\" choice=\"multiple\"/></View>",
         "PER 0-3 {\"how\":[\"loud\"]}\nx 0-3\n");
}

/* Every annotator is a layer, whatever ids their regions have. */
static void
test_layers (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  QuothArticleData *data;

  read_bytes (&corpus,
              "[{\"data\":{\"text\":\"Mia spoke\"},\"annotations\":["
              "{\"completed_by\":{\"id\":3,\"email\":\"a@x.example\"},\"result\":["
              REGION ("a", "0", "3", "Mia", "person") "]},"
              "{\"completed_by\":3,\"result\":[" REGION ("a", "4", "9", "spoke", "cue") ","
              SAID ("a", "topic", "textarea", "text", "[\"t\"]") "]},"
              "{\"completed_by\":3,\"result\":[]},"
              "{\"completed_by\":4,\"was_cancelled\":true,\"result\":["
              REGION ("a", "4", "9", "spoke", "cue") "]}],"
              "\"predictions\":[{\"model_version\":\"m1\",\"result\":["
              REGION ("a", "0", "3", "Mia", "person") "]},5]}]", -1, NULL, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  for (guint i = 0; i < data->layers->len; i++)
    g_string_append_printf (names, "%s,", ((QuothLayer *) data->layers->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, "a@x.example,annotator-3,annotator-3 2,m1,");
  g_assert_cmpuint (data->annotations->len, ==, 3);
  g_assert_nonnull (((QuothAnnotation *) data->annotations->pdata[1])->attributes);
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*no task*" },
    { "[]", "*no task*" },
    { "[", "*:1: the array does not end*" },
    { "[{\"data\":{\"text\":\"a\"}}", "*:1: the array does not end*" },
    { "[{\"data\":{\"text\":\"a\"}}\n{\"data\":{\"text\":\"a\"}}]", "*:2: a comma is missing*" },
    { "[{\"data\":{\"text\":\"a\"}}] x", "*behind the array*" },
    { "[{\"data\":{\"text\":\"a", "*:1: the file ends within a value*" },
    { "[7]", "*:1:*" },
    { "]", "*:1:*" },
    { "[{\"id\":1}]", "*:1:*a task has no data*" },
    { "[{\"data\":{\"n\":1}}]", "*:1: a task has no text*" },
    { "[{\"data\":[]}]", "*:1:*no object*" },
    { "[{\"data\":{\"text\":\"a\\ud800\"}}]", "*:1:*surrogate*" },
    { "[\n" "{\"data\":{\"text\":\"Mia\"},\"annotations\":[{\"result\":["
      REGION ("a", "0", "3", "Moo", "x") "]}]}]",
      "*:2: span 0 to 3 says “Moo”, but the text there is “Mia”*" },
    { TASK ("Mia", REGION ("a", "0", "9", "Mia", "x")), "*:1: span 0 to 9 is not in the text of 3*" },
    { TASK ("Mia", REGION ("a", "2", "1", "Mia", "x")), "*:1: a span ends before it begins*" },
    { TASK ("Mia", REGION ("a", "99999999999", "1", "Mia", "x")), "*:1:*too large*" },
    { TASK ("Mia", REGION ("a", "-1", "1", "Mia", "x")), "*:1:*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, cases[i][0], -1, NULL, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

/* Cut off anywhere, a file is refused or gives no less than whole tasks. */
static void
test_truncated (void)
{
  static const char whole[] = TASK ("Mia \\ud83d\\ude00", REGION ("a", "0", "3", "Mia", "person"));

  for (gsize n = 0; n < strlen (whole); n++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, whole, (gssize) n, NULL, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

static void
test_deep (void)
{
  static const char *const starts[] = { "[{\"data\":{\"text\":\"a\",\"x\":", "[", "" };

  for (guint k = 0; k < G_N_ELEMENTS (starts); k++)
    {
      g_autoptr (GString) bytes = g_string_new (starts[k]);
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 100000; i++)
        g_string_append (bytes, i % 2 ? "[" : "{\"a\":");
      g_assert_false (read_bytes (&corpus, bytes->str, -1, NULL, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

/* Whatever names each other in a circle, or too often, costs little and ends. */
static void
test_circles (void)
{
  g_autoptr (GString) bytes = g_string_new ("[{\"data\":{\"text\":\"Mia\"},\"annotations\":[{\"result\":[");
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (bytes, "{\"id\":\"r%u\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":1,"
                            "\"labels\":[\"x\"]}},{\"type\":\"relation\",\"from_id\":\"r%u\",\"to_id\":"
                            "\"r%u\",\"labels\":[\"same_span\"]},{\"type\":\"relation\",\"from_id\":\"r0\","
                            "\"to_id\":\"r1\",\"labels\":[\"a\"]},", i, i, (i * 7 + 1) % 20000);
  g_string_append (bytes, "{}]}]}]");
  read_bytes (&corpus, bytes->str, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 1);
}

static void
check_round_trip (GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "labelstudio.json", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *config = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (Corpus) corpus = { NULL };
  g_auto (Corpus) again = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  xmlDoc *xml;

  corpus_init (&corpus);
  corpus_init (&again);
  roundtrip_fill (&corpus, rand, TRUE);
  corpus_write (&corpus, FORMAT, &options, losses);
  bytes = corpus_get_file (folder, "labelstudio.json");
  for (const char *p = bytes; *p != '\0'; p++)
    g_assert_true ((guchar) *p < 0x7f && ((guchar) *p >= 0x20 || *p == '\n'));
  g_assert_true (json_parser_load_from_data (parser, bytes, -1, NULL));
  config = corpus_get_file (folder, "labelstudio.xml");
  xml = xmlReadMemory (config, (int) strlen (config), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (xml);
  xmlFreeDoc (xml);
  corpus_read (&again, FORMAT, path, scheme, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again.notices->len, ==, 0);
  g_assert_cmpuint (again.articles->len, ==, corpus.articles->len);
  for (guint i = 0; i < corpus.articles->len; i++)
    {
      QuothArticleData *data = corpus.articles->pdata[i];
      QuothArticleData *result = again.articles->pdata[i];
      g_auto (QuothStandoffText) text = { 0 };
      gsize n_bytes;

      quoth_standoff_text_init (&text, data->text);
      g_assert_cmpstr (quoth_text_get_utf8 (result->text), ==,
                       quoth_standoff_text_get (&text, &n_bytes));
      roundtrip_compare_article (data, result);
      roundtrip_compare (&corpus, data, &again, result, &text, losses);
    }
  corpus_remove_folder (folder);
}

static void
test_round_trip (void)
{
  for (guint32 seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      check_round_trip (rand);
    }
}

static void
test_probe (void)
{
  static const char exported[] = TASK ("Mia", REGION ("a", "0", "3", "Mia", "x"));
  static const char other[] = "{\"data\": {\"x\": 1}}";
  static const char rows[] = "{\"text\":\"a\",\"spans\":[]}";

  g_assert_cmpint (FORMAT->probe ("/a/labelstudio.json", "[\n]", 3), >, 90);
  g_assert_cmpint (FORMAT->probe ("/a/project-1.json", exported, strlen (exported)), >, 85);
  g_assert_cmpint (FORMAT->probe ("/a/b.json", rows, strlen (rows)), ==, 0);
  g_assert_cmpint (FORMAT->probe ("/a/b.json", other, strlen (other)), ==, 0);
  g_assert_cmpint (FORMAT->probe ("/a/b.txt", exported, strlen (exported)), >, 80);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-studio/golden", test_golden);
  g_test_add_func ("/label-studio/units", test_units);
  g_test_add_func ("/label-studio/config", test_config);
  g_test_add_func ("/label-studio/layers", test_layers);
  g_test_add_func ("/label-studio/refused", test_refused);
  g_test_add_func ("/label-studio/truncated", test_truncated);
  g_test_add_func ("/label-studio/deep", test_deep);
  g_test_add_func ("/label-studio/circles", test_circles);
  g_test_add_func ("/label-studio/round-trip", test_round_trip);
  g_test_add_func ("/label-studio/probe", test_probe);
  return g_test_run ();
}
