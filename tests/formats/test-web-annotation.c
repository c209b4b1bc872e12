/* test-web-annotation.c - W3C Web Annotations of plain texts
 *
 * Golden documents are written by hand from https://www.w3.org/TR/annotation-model/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roundtrip-fixture.h"

#include <json-glib/json-glib.h>

#define FORMAT (quoth_formats_lookup ("web-annotation"))

static gboolean
read_bytes (Corpus      *corpus,
            const char  *text,
            const char  *bytes,
            gssize       n_bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.jsonld", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  gboolean ok;

  corpus_init (corpus);
  if (text != NULL)
    corpus_put_file (folder, "a.txt", text, -1);
  corpus_put_file (folder, "a.jsonld", bytes, n_bytes);
  ok = corpus_read (corpus, FORMAT, path, scheme, error);
  corpus_remove_folder (folder);
  return ok;
}

static void
check (const char *text,
       const char *bytes,
       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_autofree char *found = NULL;

  read_bytes (&corpus, text, bytes, -1, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
}

#define CONTEXT "\"@context\":\"http://www.w3.org/ns/anno.jsonld\""
#define POSITION(start, end) \
  "{\"type\":\"TextPositionSelector\",\"start\":" start ",\"end\":" end "}"
#define QUOTE(exact) "{\"type\":\"TextQuoteSelector\",\"exact\":\"" exact "\"}"
#define TARGET(selectors) "{\"source\":\"https://x.example/a.txt\",\"selector\":" selectors "}"
#define ANNOTATION(id, label, target) \
  "{" CONTEXT ",\"id\":\"" id "\",\"type\":\"Annotation\",\"body\":{\"type\":\"TextualBody\"," \
  "\"purpose\":\"tagging\",\"value\":\"" label "\"},\"target\":" target "}"

static void
test_golden (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  QuothArticleData *data;
  QuothAnnotation *first;

  read_bytes (&corpus, "Mia Roe said it, \"twice\".",
              "{" CONTEXT ",\"id\":\"http://x.example/page1\",\"type\":\"AnnotationPage\",\"items\":["
              "{\"id\":\"http://x.example/1\",\"type\":\"Annotation\",\"created\":\"2026-01-31T12:00:00Z\","
              "\"creator\":{\"id\":\"http://x.example/anna\",\"type\":\"Person\",\"name\":\"anna\"},"
              "\"motivation\":[\"tagging\",\"identifying\"],\"body\":["
              "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Person\"},"
              "{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"value\":\"she\"},"
              "{\"type\":\"SpecificResource\",\"purpose\":\"identifying\","
              "\"source\":\"http://www.wikidata.org/entity/Q42\"}],"
              "\"target\":" TARGET ("[" POSITION ("0", "7") "," QUOTE ("Mia Roe") "]") "},"
              "{\"id\":\"http://x.example/2\",\"type\":\"Annotation\",\"creator\":"
              "{\"name\":\"anna\"},\"body\":["
              "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"quote_type=mixed\"},"
              "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"topic=a=b\"},"
              "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"no_speaker=true\"},"
              "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"value\":\"w:json=[1]\"},"
              "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"claim\"}],"
              "\"target\":[" TARGET (POSITION ("13", "15")) "," TARGET (POSITION ("17", "24")) "]},"
              "{\"id\":\"http://x.example/3\",\"type\":\"Annotation\",\"motivation\":\"linking\","
              "\"body\":{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Speaker\"},"
              "\"target\":[{\"id\":\"http://x.example/2\"},\"http://x.example/1\"]}]}", -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==,
                   "claim 13-15 17-24 {\"no_speaker\":true,\"quote_type\":\"mixed\",\"topic\":\"a=b\","
                   "\"w\":[1]} speaker>(person 0-7 @Mia Roe/Q42 note=she)\n"
                   "person 0-7 @Mia Roe/Q42 note=she\n");
  first = data->annotations->pdata[0];
  g_assert_cmpstr (first->layer, ==, "anna");
  g_assert_cmpuint (corpus.notices->len, ==, 0);
}

/* One annotation, an array, a collection; bodies and targets of every form. */
static void
test_forms (void)
{
  check ("Mia spoke", ANNOTATION ("http://x.example/1", "person", TARGET (POSITION ("0", "3"))),
         "person 0-3\n");
  check ("Mia spoke",
         "[" ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("0", "3"))) ",\n"
         ANNOTATION ("urn:x:2", "cue", "\"a.txt#char=4,9\"") "]", "cue 4-9\nperson 0-3\n");
  check ("Mia spoke",
         "{" CONTEXT ",\"type\":\"AnnotationCollection\",\"label\":\"x\",\"first\":{\"items\":["
         ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("0", "3"))) "]}}", "person 0-3\n");
  check ("Mia spoke",
         "{" CONTEXT ",\"id\":\"urn:x:1\",\"type\":\"Annotation\",\"motivation\":\"highlighting\","
         "\"bodyValue\":\"nice\",\"target\":{\"source\":{\"id\":\"a.txt\"},\"selector\":"
         "{\"type\":\"FragmentSelector\",\"conformsTo\":\"http://tools.ietf.org/rfc/rfc5147\","
         "\"value\":\"char=0,3\"}}}", "highlighting 0-3 note=nice\n");
  check ("Mia spoke",
         "{" CONTEXT ",\"id\":\"urn:x:1\",\"type\":\"Annotation\",\"body\":{\"type\":\"Choice\","
         "\"items\":[{\"type\":\"TextualBody\",\"value\":\"a\"},{\"type\":\"TextualBody\","
         "\"value\":\"b\",\"purpose\":\"classifying\"}]},\"target\":" TARGET (POSITION ("0", "3"))
         "}", "b 0-3 note=a\n");
}

/* The quote decides in what the numbers count, and where they are wrong. */
static void
test_places (void)
{
  check ("😀 Mia", ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("2", "5"))), "person 2-5\n");
  check ("😀 Mia", ANNOTATION ("urn:x:1", "person",
                               TARGET ("[" POSITION ("3", "6") "," QUOTE ("Mia") "]")),
         "person 2-5\n");
  check ("a\r\nMia", ANNOTATION ("urn:x:1", "person",
                                 TARGET ("[" QUOTE ("Mia") "," POSITION ("2", "5") "]")),
         "person 3-6\n");
  /* Positions that nothing explains: the nearest quote. */
  check ("Mia, Mia, Mia", ANNOTATION ("urn:x:1", "person",
                                      TARGET ("[" QUOTE ("Mia") "," POSITION ("6", "9") "]")),
         "person 5-8\n");
  /* The context comes before nearness. */
  check ("Mia, Mia! Mia", ANNOTATION ("urn:x:1", "person",
                                      TARGET ("[{\"type\":\"TextQuoteSelector\",\"exact\":\"Mia\","
                                              "\"prefix\":\"! \"}," POSITION ("1", "4") "]")),
         "person 10-13\n");
  check ("Mia, Mia! Mia", ANNOTATION ("urn:x:1", "person",
                                      TARGET ("{\"type\":\"TextQuoteSelector\",\"exact\":\"Mia\","
                                              "\"suffix\":\"!\"}")),
         "person 5-8\n");
  /* Blanks may be others. */
  check ("So Mia\n\n Roé spoke", ANNOTATION ("urn:x:1", "person", TARGET (QUOTE ("Mia Roé"))),
         "person 3-12\n");
}

/* A selector may be refined (W3C Web Annotation Data Model, 4.2.9): what it selects is
 * then only looked at for the part. */
static void
test_refined (void)
{
  check ("Mia, she said, Mia",
         ANNOTATION ("urn:x:1", "person",
                     TARGET ("{\"type\":\"TextQuoteSelector\",\"exact\":\"she said, Mia\","
                             "\"refinedBy\":" POSITION ("4", "8") "}")),
         "person 9-13\n");
  check ("Mia, she said, Mia",
         ANNOTATION ("urn:x:1", "person",
                     TARGET ("{\"type\":\"TextPositionSelector\",\"start\":5,\"end\":18,"
                             "\"refinedBy\":" QUOTE ("Mia") "}")),
         "person 15-18\n");
  /* One that says nothing of plain text: neither the part nor the whole is meant. */
  check ("Mia, she said",
         "[" ANNOTATION ("urn:x:1", "person",
                         TARGET ("{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":8,"
                                 "\"refinedBy\":{\"type\":\"CssSelector\",\"value\":\"a\"}}"))
         "," ANNOTATION ("urn:x:2", "person", TARGET (POSITION ("0", "3"))) "]",
         "person 0-3\n");
}

static void
test_notices (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus, "Mia, Mia",
              "[" ANNOTATION ("urn:x:1", "person", TARGET (QUOTE ("Mia"))) ","
              ANNOTATION ("urn:x:2", "person", TARGET ("{\"type\":\"XPathSelector\",\"value\":\"/\"}"))
              "," ANNOTATION ("urn:x:3", "cue", TARGET (POSITION ("1", "1"))) ","
              ANNOTATION ("urn:x:4", "speaker", "[\"urn:x:1\",\"urn:x:9\",\"urn:x:1\"]") "]",
              -1, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, "person 0-3\n");
  g_assert_cmpuint (corpus.notices->len, ==, 6);
}

static void
test_refused (void)
{
  static const char *const cases[][3] = {
    { "Mia", "", "*" },
    { "Mia", "7", "*neither*" },
    { "Mia", "{}", "*no annotation*" },
    { "Mia", "[[]]", "*no annotation*" },
    { "Mia", "{\"target\":", "*:1:*" },
    { NULL, ANNOTATION ("urn:x:1", "person", TARGET (QUOTE ("Mia"))), "*is not there*" },
    { "", ANNOTATION ("urn:x:1", "person", TARGET (QUOTE ("Mia"))), "*the text holds no “Mia”*" },
    { "Mia", ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("0", "4"))),
      "*span 0 to 4 is not in the text of 3 characters*" },
    { "Mia", ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("2", "1"))), "*ends before*" },
    { "Mia", ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("0", "99999999999"))),
      "*too large*" },
    { "Mia", ANNOTATION ("urn:x:1", "person", TARGET (QUOTE ("Moo"))), "*the text holds no “Moo”*" },
    { "Mia", ANNOTATION ("urn:x:1", "person", TARGET ("[" POSITION ("0", "3") "," QUOTE ("Moo") "]")),
      "*the text holds no “Moo”*" },
    /* Of an empty quote no place is better than another, and none is narrower. */
    { "Mia", ANNOTATION ("urn:x:1", "person",
                         TARGET ("{\"type\":\"TextQuoteSelector\",\"exact\":\"Mia\",\"refinedBy\":"
                                 "{\"type\":\"TextQuoteSelector\",\"exact\":\"\",\"prefix\":\"x\"}}")),
      "*a part has an empty quote*" },
    { "Mia", ANNOTATION ("urn:x:1", "person",
                         TARGET ("[" POSITION ("20", "5") ",{\"type\":\"TextQuoteSelector\","
                                 "\"exact\":\"\",\"refinedBy\":" QUOTE ("a") "}]")),
      "*ends before*" },
    { "Mia", ANNOTATION ("urn:x:1", "\\ud800", TARGET (QUOTE ("Mia"))), "*surrogate*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, cases[i][0], cases[i][1], -1, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][2], error->message))
        g_error ("%s is not %s", error->message, cases[i][2]);
    }
}

/* From where one selector begins to where another does, in whatever unit. */
static void
test_ranges (void)
{
#define RANGE(first, last) \
  "{\"type\":\"RangeSelector\",\"startSelector\":" first ",\"endSelector\":" last "}"
  check ("\xf0\x9f\x98\x80 Mia Roe said it.",
         "[" ANNOTATION ("urn:x:1", "a", TARGET (RANGE (POSITION ("3", "3"), POSITION ("10", "11")))) ","
         ANNOTATION ("urn:x:2", "b", TARGET ("[" RANGE (QUOTE ("Mia"), QUOTE (" said")) "]")) ","
         ANNOTATION ("urn:x:3", "c", TARGET ("[" RANGE (QUOTE ("Mia"), QUOTE (" said")) ","
                                             QUOTE ("said") "]")) ","
         ANNOTATION ("urn:x:4", "d", TARGET (RANGE (QUOTE ("said"), QUOTE ("Mia")))) ","
         ANNOTATION ("urn:x:5", "e", TARGET (RANGE (QUOTE ("Mia"), "{\"type\":\"XPathSelector\"}"))) ","
         ANNOTATION ("urn:x:6", "f", TARGET ("[" POSITION ("11", "15") "," QUOTE ("said") "]")) "]",
         "a 2-9\nb 2-9\nc 10-14\nf 10-14\n");
#undef RANGE
}

/* What is about another text has no place in this one. */
static void
test_others (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus, "Mia spoke.",
              "[" ANNOTATION ("urn:x:1", "a", TARGET (POSITION ("0", "3"))) ","
              ANNOTATION ("urn:x:2", "b", "\"a.txt#char=4,9\"") ","
              ANNOTATION ("urn:x:3", "c", "{\"source\":\"https://x.example/b.txt\",\"selector\":"
                          POSITION ("0", "99") "}") "]", -1, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, "a 0-3\nb 4-9\n");
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 targets are of another text than “a.txt”"));
}

/* A link may join its body to its target, and nothing may vanish without a word. */
static void
test_bodies (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus, "Mia spoke.",
              "[" ANNOTATION ("urn:x:1", "a", TARGET (POSITION ("0", "3"))) ","
              ANNOTATION ("urn:x:2", "b", TARGET (POSITION ("4", "9"))) ","
              "{" CONTEXT ",\"type\":\"Annotation\",\"motivation\":\"linking\",\"body\":\"urn:x:1\","
              "\"target\":\"urn:x:2\"},"
              "{" CONTEXT ",\"type\":\"Annotation\",\"body\":\"urn:x:9\",\"target\":\"a.txt\"},"
              "{" CONTEXT ",\"type\":\"Annotation\",\"bodyValue\":\"x\"}]", -1, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, "a 0-3\nb 4-9 related>(a 0-3)\n");
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 annotations name no target"));
  g_assert_nonnull (strstr (corpus.notices->pdata[1], "the whole text by urn:x:9"));
}

static void
test_truncated (void)
{
  static const char whole[] = ANNOTATION ("urn:x:1", "person", TARGET (POSITION ("0", "3")));

  for (gsize n = 0; n < strlen (whole); n++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, "Mia", whole, (gssize) n, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

static void
test_deep (void)
{
  static const char *const starts[] = { "{\"items\":", "{\"body\":", "{\"target\":", "" };

  for (guint k = 0; k < G_N_ELEMENTS (starts); k++)
    {
      g_autoptr (GString) bytes = g_string_new (starts[k]);
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 100000; i++)
        g_string_append (bytes, i % 2 ? "[" : "{\"items\":");
      g_assert_false (read_bytes (&corpus, "Mia", bytes->str, -1, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

/* A page whose every quote has to be looked for in a text that holds it everywhere ends. */
static void
test_costly (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) bytes = g_string_new ("[");
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append_c (text, 'a');
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (bytes, "%s{\"id\":\"urn:%u\",\"target\":{\"selector\":[{\"start\":%u,\"end\":%u},"
                            "{\"exact\":\"aa\"}]}}", i > 0 ? "," : "", i, i, i + 1);
  g_string_append_c (bytes, ']');
  g_assert_false (read_bytes (&corpus, text->str, bytes->str, -1, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "too many quotes"));
}

/* Only members that the context of Web Annotation knows: others vanish as RDF. */
static void
check_keys (JsonNode *node)
{
  static const char *const known[] = {
    "@context", "id", "type", "partOf", "label", "startIndex", "items", "motivation", "created",
    "creator", "name", "body", "target", "purpose", "value", "format", "source", "selector",
    "start", "end", "exact", "prefix", "suffix", "language", NULL
  };

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        check_keys (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) names = json_object_get_members (object);

      for (GList *l = names; l != NULL; l = l->next)
        {
          if (!g_strv_contains (known, l->data))
            g_error ("%s is no member of Web Annotations", (char *) l->data);
          check_keys (json_object_get_member (object, l->data));
        }
    }
}

static void
check_file (const char       *folder,
            const char       *file,
            QuothArticleData *data)
{
  g_autofree char *name = g_strconcat (file, ".jsonld", NULL);
  g_autofree char *text_name = g_strconcat (file, ".txt", NULL);
  g_autofree char *bytes = corpus_get_file (folder, name);
  g_autofree char *text = corpus_get_file (folder, text_name);
  g_autoptr (JsonParser) parser = json_parser_new ();

  for (const char *p = bytes; *p != '\0'; p++)
    g_assert_true ((guchar) *p < 0x7f && ((guchar) *p >= 0x20 || *p == '\n'));
  g_assert_true (json_parser_load_from_data (parser, bytes, -1, NULL));
  check_keys (json_parser_get_root (parser));
  g_assert_cmpstr (text, ==, quoth_text_get_utf8 (data->text));
}

static void
check_round_trip (GRand *rand)
{
  static const char *const files[] = { "doc_0__", "doc_1__" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };

  corpus_init (&corpus);
  roundtrip_fill (&corpus, rand, TRUE);
  corpus_write (&corpus, FORMAT, &options, losses);
  g_assert_cmpuint (losses->len, ==, 0);
  for (guint i = 0; i < corpus.articles->len; i++)
    {
      QuothArticleData *data = corpus.articles->pdata[i];
      g_autofree char *name = g_strconcat (files[i], ".jsonld", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_auto (Corpus) again = { NULL };
      QuothArticleData *result;

      check_file (folder, files[i], data);
      corpus_init (&again);
      corpus_read (&again, FORMAT, path, scheme, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (again.notices->len, ==, 0);
      result = again.articles->pdata[0];
      g_assert_cmpstr (quoth_text_get_utf8 (result->text), ==, quoth_text_get_utf8 (data->text));
      roundtrip_compare_article (data, result);
      roundtrip_compare (&corpus, data, &again, result, NULL, losses);
      for (guint k = 0; k < data->annotations->len; k++)
        {
          QuothAnnotation *annotation = data->annotations->pdata[k];

          g_assert_cmpstr (roundtrip_find (result, annotation->id)->created, ==,
                           annotation->created);
        }
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

/* A mark that belongs to the text is not taken for the file's; quotes get enough around
 * them to be unique. */
static void
test_edges (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "x.jsonld", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GString) utf8 = g_string_new ("\xef\xbb\xbf");
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_auto (Corpus) again = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  const QuothSpan part = { 41, 45 };
  QuothArticleData *data;

  for (guint i = 0; i < 40; i++)
    g_string_append (utf8, "Mia, ");
  text = quoth_text_new (utf8->str, -1, NULL);
  article = quoth_article_new ("x", text);
  quoth_article_set_id (article, "x");
  data = quoth_article_data_new (article, text);
  g_ptr_array_add (data->annotations, quoth_annotation_new ("cue", "a", &part, 1));
  corpus_init (&corpus);
  corpus_init (&again);
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, FORMAT, &options, NULL);
  bytes = corpus_get_file (folder, "x.jsonld");
  g_assert_nonnull (strstr (bytes, "\"prefix\":\"\\ufeffMia, "));
  corpus_read (&again, FORMAT, path, scheme, &error);
  g_assert_no_error (error);
  data = again.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, utf8->str);
  dump = corpus_dump (&again, data);
  g_assert_cmpstr (dump, ==, "cue 41-45\n");
  corpus_remove_folder (folder);
}

static void
test_probe (void)
{
  static const char page[] = "{" CONTEXT ",";
  static const char claims[] = "{\"@context\":\"https://schema.org\",";

  g_assert_cmpint (FORMAT->probe ("/a/b.jsonld", page, strlen (page)), >, 90);
  g_assert_cmpint (FORMAT->probe ("/a/b.json", page, strlen (page)), >, 90);
  g_assert_cmpint (FORMAT->probe ("/a/b.jsonld", claims, strlen (claims)), ==, 0);
  g_assert_cmpint (FORMAT->probe ("/a/b.txt", page, strlen (page)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web-annotation/golden", test_golden);
  g_test_add_func ("/web-annotation/forms", test_forms);
  g_test_add_func ("/web-annotation/places", test_places);
  g_test_add_func ("/web-annotation/refined", test_refined);
  g_test_add_func ("/web-annotation/notices", test_notices);
  g_test_add_func ("/web-annotation/refused", test_refused);
  g_test_add_func ("/web-annotation/ranges", test_ranges);
  g_test_add_func ("/web-annotation/others", test_others);
  g_test_add_func ("/web-annotation/bodies", test_bodies);
  g_test_add_func ("/web-annotation/truncated", test_truncated);
  g_test_add_func ("/web-annotation/deep", test_deep);
  g_test_add_func ("/web-annotation/costly", test_costly);
  g_test_add_func ("/web-annotation/round-trip", test_round_trip);
  g_test_add_func ("/web-annotation/edges", test_edges);
  g_test_add_func ("/web-annotation/probe", test_probe);
  return g_test_run ();
}
