/* test-cas.c - UIMA CAS as XMI and as JSON
 *
 * Golden files are written by hand from the specifications and from how INCEpTION and
 * DKPro lay their types out, not by our writer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"
#include "quoth-cas.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>

#define HEAD                                                                                   \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" "   \
  "xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" "               \
  "xmlns:custom=\"http:///webanno/custom.ecore\" xmlns:quoth=\"http:///quoth.ecore\" "         \
  "xmlns:ner=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" "                    \
  "xmlns:seg=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" "           \
  "xmlns:coref=\"http:///de/tudarmstadt/ukp/dkpro/core/api/coref/type.ecore\" "                \
  "xmlns:nope=\"http:///uima/noNamespace.ecore\" "                                             \
  "xmlns:meta=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\" "              \
  "xmi:version=\"2.0\"><cas:NULL xmi:id=\"0\"/>"
#define SOFA(text) "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" "             \
  "mimeType=\"text\" sofaString=\"" text "\"/>"
#define TAIL "</xmi:XMI>\n"

static void
read_files (Corpus             *corpus,
            const char         *format,
            const char         *name,
            const char         *bytes,
            gssize              n_bytes,
            const char         *types,
            GError            **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  corpus_init (corpus);
  corpus_put_file (folder, name, bytes, n_bytes);
  if (types != NULL)
    corpus_put_file (folder, "TypeSystem.xml", types, -1);
  corpus_read (corpus, quoth_formats_lookup (format), path, scheme, error);
  corpus_remove_folder (folder);
}

static const char *
format_of (const char *bytes)
{
  return *bytes == '<' ? "cas-xmi" : "cas-json";
}

/* What comes of the first article. */
static void
check_typed (const char *bytes,
             const char *types,
             const char *expected)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_files (&corpus, format_of (bytes), "a.in", bytes, -1, types, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
}

static void
check (const char *bytes,
       const char *expected)
{
  check_typed (bytes, NULL, expected);
}

/* "😀 Mia said: “Go”, and left." in UTF-16 units: Mia 3-6, said 7-11, quotation 13-17. */
#define TEXT "&#128512; Mia said: “Go”, and&#10;left."

static void
test_xmi_own (void)
{
  check (HEAD
         "<tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"28\" language=\"en\"/>"
         "<quoth:Span xmi:id=\"3\" sofa=\"1\" begin=\"3\" end=\"6\" label=\"person\" uid=\"p\""
         " identifier=\"http://www.wikidata.org/entity/Q42\" entity=\"Mia Roe\"/>"
         "<quoth:Span xmi:id=\"4\" sofa=\"1\" begin=\"13\" end=\"17\" label=\"claim\" uid=\"c\""
         " quote_type=\"direct\" no_speaker=\"true\" x_odd_20_name=\"1\" note=\"a&#10;b\"/>"
         "<quoth:Span xmi:id=\"5\" sofa=\"1\" begin=\"19\" end=\"22\" label=\"claim\" uid=\"c\""
         " quote_type=\"direct\"/>"
         "<quoth:Relation xmi:id=\"6\" sofa=\"1\" begin=\"3\" end=\"6\" Governor=\"5\""
         " Dependent=\"3\" label=\"speaker\" uid=\"r\"/>"
         SOFA (TEXT) "<cas:View sofa=\"1\" members=\"2 3 4 5 6\"/>" TAIL,
         "claim 12-16 18-21 {\"no_speaker\":true,\"odd name\":\"1\",\"quote_type\":\"direct\"} "
         "note=a\nb speaker>(person 2-5 @Mia Roe/Q42)\n"
         "person 2-5 @Mia Roe/Q42\n");
  /* "values" says what is no string, unless the feature was changed since. */
  check (HEAD
         "<quoth:Span xmi:id=\"3\" sofa=\"1\" begin=\"3\" end=\"6\" label=\"x\" rank=\"5\""
         " old=\"6\" list=\"[1]\" word=\"7\" values='{\"rank\":5,\"old\":7,\"list\":[1]}'/>"
         SOFA (TEXT) TAIL,
         "x 2-5 {\"list\":[1],\"old\":\"6\",\"rank\":5,\"word\":\"7\"}\n");
}

/* Layers as projects of INCEpTION have them. */
static void
test_xmi_foreign (void)
{
  check (HEAD
         "<meta:DocumentMetaData xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"28\" documentTitle=\"T\"/>"
         "<seg:Token xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"2\"/>"
         "<seg:Sentence xmi:id=\"4\" sofa=\"1\" begin=\"0\" end=\"28\"/>"
         "<ner:NamedEntity xmi:id=\"5\" sofa=\"1\" begin=\"3\" end=\"6\" value=\"PER\""
         " identifier=\"http://www.wikidata.org/entity/Q7\"/>"
         "<ner:NamedEntity xmi:id=\"6\" sofa=\"1\" begin=\"14\" end=\"16\" value=\"ORG\"/>"
         "<custom:Claim xmi:id=\"7\" sofa=\"1\" begin=\"13\" end=\"17\" certainty=\"certain\"/>"
         "<custom:Odd xmi:id=\"8\" sofa=\"1\" begin=\"7\" end=\"11\"/>"
         "<custom:Speaker xmi:id=\"9\" sofa=\"1\" begin=\"3\" end=\"6\" Governor=\"7\""
         " Dependent=\"5\" sure=\"yes\"/>"
         "<custom:Rel xmi:id=\"10\" sofa=\"1\" begin=\"7\" end=\"11\" Governor=\"7\""
         " Dependent=\"8\" value=\"cue\"/>"
         "<custom:Rel xmi:id=\"11\" sofa=\"1\" begin=\"7\" end=\"11\" Governor=\"7\""
         " Dependent=\"3\"/>"
         SOFA (TEXT) TAIL,
         "NamedEntity 13-15 {\"value\":\"ORG\"}\n"
         "Odd 6-10\n"
         "claim 12-16 {\"certainty\":\"certain\"} cue>(Odd 6-10) speaker>(person 2-5 @Mia/Q7)\n"
         "person 2-5 @Mia/Q7\n");
}

static void
test_xmi_chains (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  QuothEntity *entity;

  read_files (&corpus, "cas-xmi", "a.xmi", HEAD
              "<coref:CoreferenceLink xmi:id=\"5\" sofa=\"1\" begin=\"0\" end=\"2\" next=\"6\""
              " referenceType=\"pro\"/>"
              "<coref:CoreferenceLink xmi:id=\"6\" sofa=\"1\" begin=\"9\" end=\"12\" next=\"5\"/>"
              "<coref:CoreferenceChain xmi:id=\"7\" sofa=\"1\" first=\"5\"/>"
              SOFA ("He said: Mia left.") TAIL, -1, NULL, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==,
                   "CoreferenceLink 0-2 {\"referenceType\":\"pro\"} @Mia/\n"
                   "CoreferenceLink 9-12 @Mia/\n");
  g_assert_cmpuint (corpus.entities->len, ==, 1);
  entity = corpus.entities->pdata[0];
  g_assert_cmpstr (entity->status, ==, "named");
  g_assert_cmpint (quoth_scheme_lookup_type (corpus.scheme, "CoreferenceLink")->kind, ==,
                   QUOTH_TYPE_KIND_MENTION);
}

/* Layers of coreference that are relations, as GUM has them: people are one. */
static void
test_xmi_coreference (void)
{
  check (HEAD
         "<custom:Referent xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"2\" entity=\"person\"/>"
         "<custom:Referent xmi:id=\"3\" sofa=\"1\" begin=\"9\" end=\"12\" entity=\"person\"/>"
         "<custom:Referent xmi:id=\"4\" sofa=\"1\" begin=\"13\" end=\"17\" entity=\"person\""
         " identity=\"Mia_Roe\"/>"
         "<custom:Referent xmi:id=\"5\" sofa=\"1\" begin=\"3\" end=\"7\" entity=\"event\"/>"
         "<custom:Referent xmi:id=\"6\" sofa=\"1\" begin=\"3\" end=\"12\" entity=\"event\"/>"
         "<custom:Coref xmi:id=\"7\" sofa=\"1\" begin=\"9\" end=\"12\" Governor=\"2\" Dependent=\"3\""
         " type=\"coref\"/>"
         "<custom:Coref xmi:id=\"8\" sofa=\"1\" begin=\"9\" end=\"12\" Governor=\"4\" Dependent=\"3\""
         " type=\"bridge:other\"/>"
         "<custom:Coref xmi:id=\"9\" sofa=\"1\" begin=\"3\" end=\"12\" Governor=\"5\" Dependent=\"6\"/>"
         SOFA ("He said: Mia left.") TAIL,
         "Referent 3-12 {\"entity\":\"event\"}\n"
         "Referent 3-7 {\"entity\":\"event\"} Coref>(Referent 3-12 {\"entity\":\"event\"})\n"
         "person 0-2 @Mia/ Coref>(person 9-12 @Mia/)\n"
         "person 13-17 @Mia Roe/ Coref>(person 9-12 @Mia/)\n"
         "person 9-12 @Mia/\n");
}

/* With types, what a text means is known; without, slots are. */
static void
test_xmi_types (void)
{
  static const char types[] =
    "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>"
    "<typeDescription><name>webanno.custom.Base</name>"
    "<supertypeName>uima.tcas.Annotation</supertypeName><features>"
    "<featureDescription><name>n</name><rangeTypeName>uima.cas.Integer</rangeTypeName>"
    "</featureDescription><featureDescription><name>ok</name>"
    "<rangeTypeName>uima.cas.Boolean</rangeTypeName></featureDescription>"
    "<featureDescription><name>who</name><rangeTypeName>webanno.custom.Base</rangeTypeName>"
    "</featureDescription><featureDescription><name>all</name>"
    "<rangeTypeName>uima.cas.FSArray</rangeTypeName></featureDescription>"
    "<featureDescription><name>words</name>"
    "<rangeTypeName>uima.cas.StringArray</rangeTypeName></featureDescription>"
    "</features></typeDescription>"
    "<typeDescription><name>webanno.custom.Frame</name>"
    "<supertypeName>webanno.custom.Base</supertypeName></typeDescription>"
    "<typeDescription><name>my.Document</name>"
    "<supertypeName>uima.tcas.DocumentAnnotation</supertypeName></typeDescription>"
    "</types></typeSystemDescription>";
  static const char bytes[] = HEAD
    "<doc:Document xmlns:doc=\"http:///my.ecore\" xmi:id=\"9\" sofa=\"1\" begin=\"0\" end=\"9\"/>"
    "<custom:Base xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\" n=\"-5\" ok=\"true\"/>"
    "<custom:Frame xmi:id=\"4\" sofa=\"1\" begin=\"4\" end=\"9\" n=\"x\" who=\"3\" all=\"6\">"
    "<words>a</words><words>b &amp; c</words></custom:Frame>"
    "<custom:Link xmi:id=\"5\" role=\"Goal\" target=\"3\"/>"
    "<cas:FSArray xmi:id=\"6\" elements=\"5 3\"/>"
    "<custom:Host xmi:id=\"7\" sofa=\"1\" begin=\"4\" end=\"9\" links=\"5\"/>"
    SOFA ("Mia spoke") TAIL;

  check_typed (bytes, types,
               "Base 0-3 {\"n\":-5,\"ok\":true}\n"
               "Frame 4-9 {\"n\":\"x\",\"words\":[\"a\",\"b & c\"]} Goal>(Base 0-3 {\"n\":-5,"
               "\"ok\":true}) all>(Base 0-3 {\"n\":-5,\"ok\":true}) who>(Base 0-3 {\"n\":-5,"
               "\"ok\":true})\n"
               "Host 4-9 Goal>(Base 0-3 {\"n\":-5,\"ok\":true})\n");
  check (HEAD "<custom:Base xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\"/>"
         "<custom:Link xmi:id=\"5\" role=\"Goal\" target=\"3\"/>"
         "<custom:Host xmi:id=\"7\" sofa=\"1\" begin=\"4\" end=\"9\" links=\"5\" n=\"5 6\"/>"
         SOFA ("Mia spoke") TAIL,
         "Base 0-3\nHost 4-9 {\"n\":\"5 6\"} Goal>(Base 0-3)\n");
}

static const char list_types[] =
  "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>"
  "<typeDescription><name>webanno.custom.Base</name>"
  "<supertypeName>uima.tcas.Annotation</supertypeName><features>"
  "<featureDescription><name>words</name>"
  "<rangeTypeName>uima.cas.StringArray</rangeTypeName></featureDescription>"
  "<featureDescription><name>shares</name>"
  "<rangeTypeName>uima.cas.DoubleArray</rangeTypeName></featureDescription>"
  "<featureDescription><name>codes</name><rangeTypeName>uima.cas.StringList</rangeTypeName>"
  "<multipleReferencesAllowed>true</multipleReferencesAllowed></featureDescription>"
  "<featureDescription><name>shared</name><rangeTypeName>uima.cas.IntegerArray</rangeTypeName>"
  "<multipleReferencesAllowed> true </multipleReferencesAllowed></featureDescription>"
  "<featureDescription><name>counts</name><rangeTypeName>uima.cas.IntegerArray</rangeTypeName>"
  "<multipleReferencesAllowed>false</multipleReferencesAllowed></featureDescription>"
  "</features></typeDescription></types></typeSystemDescription>";

/* Arrays that several features may name stand in elements of their own; the others in the
 * feature, where a number is no id whatever has that id. */
static void
test_lists (void)
{
  static const char arrays[] =
    "<cas:StringArray xmi:id=\"5\"><elements>a b</elements><elements>7</elements>"
    "</cas:StringArray><cas:IntegerArray xmi:id=\"6\" elements=\"8 9\"/>"
    "<cas:NonEmptyStringList xmi:id=\"7\" head=\"1\" tail=\"8\"/>"
    "<cas:NonEmptyStringList xmi:id=\"8\" tail=\"9\"><head>2 3</head></cas:NonEmptyStringList>"
    "<cas:EmptyStringList xmi:id=\"9\"/>";
  g_autofree char *bytes = NULL;

  bytes = g_strconcat (HEAD
               "<custom:Base xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"3\" shared=\"6\""
               " codes=\"7\"/><custom:Base xmi:id=\"4\" sofa=\"1\" begin=\"4\" end=\"9\" shares=\"5 NaN\""
               " shared=\"1 2\" counts=\"6\" words=\"5  a\"/>"
               "<custom:Base xmi:id=\"10\" sofa=\"1\" begin=\"5\" end=\"9\" counts=\" 6  7 \">"
               "<words>5</words></custom:Base>",
               arrays, SOFA ("Mia spoke") TAIL, NULL);
  check_typed (bytes, list_types,
               "Base 0-3 {\"codes\":[\"1\",\"2 3\"],\"shared\":[8,9]}\n"
               "Base 4-9 {\"counts\":[6],\"shared\":[1,2],\"shares\":[\"5\",\"NaN\"],"
               "\"words\":[\"5\",\"a\"]}\n"
               "Base 5-9 {\"counts\":[6,7],\"words\":[\"5\"]}\n");
}

/* What is said of the whole document has no place here, and is not dropped without a word. */
static void
test_placeless (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_files (&corpus, "cas-xmi", "a.xmi", HEAD SOFA ("Mia")
              "<custom:Genre xmi:id=\"3\" sofa=\"1\" value=\"news\"/>"
              "<custom:Genre xmi:id=\"4\" sofa=\"1\" value=\"opinion\"/>"
              "<custom:Chain xmi:id=\"5\" sofa=\"1\" first=\"6\"/>"
              "<custom:Person xmi:id=\"6\" sofa=\"1\" begin=\"0\" end=\"3\"/>"
              TAIL, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "Genre has no place in the text: left out (2"));
}

static void
test_views (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *second;
  g_autofree char *found = NULL;

  read_files (&corpus, "cas-xmi", "a.xmi", HEAD SOFA ("Mia")
              "<cas:Sofa xmi:id=\"2\" sofaNum=\"2\" sofaID=\"German\" sofaString=\"Ja, Mia\"/>"
              "<cas:Sofa xmi:id=\"3\" sofaNum=\"3\" sofaID=\"Sound\" sofaURI=\"file:a.ogg\"/>"
              "<custom:Person xmi:id=\"4\" sofa=\"2\" begin=\"4\" end=\"7\"/>"
              "<custom:Person xmi:id=\"5\" sofa=\"1\" begin=\"0\" end=\"3\"/>"
              TAIL, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
  second = corpus.articles->pdata[1];
  g_assert_cmpstr (second->article->name, ==, "a (German)");
  found = corpus_dump (&corpus, second);
  g_assert_cmpstr (found, ==, "person 4-7\n");
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "1: the view Sound holds no text: left out");
}

static void
test_json (void)
{
  /* As the implementations write it. */
  check ("{\n  \"%TYPES\" : {\n    \"my.Frame\" : { \"%NAME\" : \"my.Frame\",\n"
         "      \"%SUPER_TYPE\" : \"uima.tcas.Annotation\",\n"
         "      \"who\" : { \"%NAME\" : \"who\", \"%RANGE\" : \"uima.cas.TOP\" } } },\n"
         "  \"%FEATURE_STRUCTURES\" : [ {\n"
         "    \"%ID\" : 1, \"%TYPE\" : \"uima.cas.Sofa\", \"sofaNum\" : 1,\n"
         "    \"sofaID\" : \"_InitialView\", \"mimeType\" : \"text\",\n"
         "    \"sofaString\" : \"\\ud83d\\ude00 Mia said: Go\" }, {\n"
         "    \"%ID\" : 2, \"%TYPE\" : \"uima.tcas.DocumentAnnotation\", \"@sofa\" : 1,\n"
         "    \"begin\" : 0, \"end\" : 15, \"language\" : \"x-unspecified\" }, {\n"
         "    \"%ID\" : 3, \"%TYPE\" : \"webanno.custom.Person\", \"@sofa\" : 1,\n"
         "    \"begin\" : 3, \"end\" : 6, \"n\" : 5, \"ok\" : false, \"none\" : null,\n"
         "    \"#f\" : \"NaN\" }, {\n"
         "    \"%ID\" : 4, \"%TYPE\" : \"my.Frame\", \"@sofa\" : 1, \"begin\" : 7, \"end\" : 11,\n"
         "    \"@who\" : 3, \"@words\" : 5, \"@all\" : 6 }, {\n"
         "    \"%ID\" : 5, \"%TYPE\" : \"uima.cas.StringArray\", \"%ELEMENTS\" : [ \"a\", null ] }, {\n"
         "    \"%ID\" : 6, \"%TYPE\" : \"uima.cas.FSArray\", \"%ELEMENTS\" : [ 3, null ] } ],\n"
         "  \"%VIEWS\" : { \"_InitialView\" : { \"%SOFA\" : 1, \"%MEMBERS\" : [ 2, 3, 4 ] } }\n}\n",
         "Frame 6-10 {\"words\":[\"a\"]} all>(person 2-5 {\"f\":\"NaN\",\"n\":5,\"ok\":false}) "
         "who>(person 2-5 {\"f\":\"NaN\",\"n\":5,\"ok\":false})\n"
         "person 2-5 {\"f\":\"NaN\",\"n\":5,\"ok\":false}\n");
  /* As the draft has it: an object of structures, marked offsets; the text comes last. */
  check ("{\"%HEADER\":{\"%VERSION\":\"1\"},\"%FEATURE_STRUCTURES\":{"
         "\"3\":{\"%TYPE\":\"quoth.Span\",\"@sofa\":1,\"^begin\":0,\"^end\":3,\"label\":\"person\"},"
         "\"7\":{\"%TYPE\":\"uima.cas.NonEmptyFSList\",\"@head\":3,\"@tail\":8},"
         "\"8\":{\"%TYPE\":\"uima.cas.EmptyFSList\"},"
         "\"9\":{\"%TYPE\":\"my.Frame\",\"@sofa\":1,\"begin\":0,\"end\":3,\"@speaker\":7},"
         "\"1\":{\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":\"Mia\"}}}",
         "Frame 0-3 speaker>(person 0-3)\nperson 0-3\n");
  /* Plain values that stand in structures of their own. */
  check ("{\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":\"Mia\"},"
         "{\"%ID\":2,\"%TYPE\":\"uima.cas.StringArray\",\"%ELEMENTS\":[null, \"n,]\\\"\", null]},"
         "{\"%ID\":3,\"%TYPE\":\"uima.cas.DoubleArray\",\"%ELEMENTS\":[1.5, -2]},"
         "{\"%ID\":4,\"%TYPE\":\"uima.cas.IntegerArray\",\"%ELEMENTS\":[]},"
         "{\"%ID\":5,\"%TYPE\":\"uima.cas.NonEmptyStringList\",\"head\":\"x\",\"@tail\":6},"
         "{\"%ID\":6,\"%TYPE\":\"uima.cas.NonEmptyStringList\",\"head\":\"y\",\"@tail\":7},"
         "{\"%ID\":7,\"%TYPE\":\"uima.cas.EmptyStringList\"},"
         "{\"%ID\":9,\"%TYPE\":\"my.Odd\",\"@sofa\":1,\"begin\":0,\"end\":3,"
         "\"@a\":2,\"@b\":3,\"@c\":4,\"@d\":5,\"@e\":7}]}",
         "Odd 0-3 {\"a\":[\"n,]\\\"\"],\"b\":[1.5,-2],\"d\":[\"x\",\"y\"]}\n");
}

static void
check_refused (const char *bytes,
               gssize      n_bytes,
               const char *message)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_files (&corpus, format_of (bytes), "a.in", bytes, n_bytes, NULL, &error);
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  if (!g_pattern_match_simple (message, error->message))
    g_error ("%s is not %s", error->message, message);
  g_assert_cmpuint (corpus.articles->len, ==, 0);
}

#define SPAN(begin, end) "\n<custom:Person xmi:id=\"4\" sofa=\"1\" begin=\"" begin "\" end=\"" end "\"/>"
#define JSON_HEAD "{\"%FEATURE_STRUCTURES\":[\n{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\","          \
  "\"sofaString\":\"\\ud83d\\ude00 Mia\"},\n"
#define JSON_TAIL "]}"
#define JSON(span) JSON_HEAD span JSON_TAIL

static void
test_refused (void)
{
  check_refused (HEAD SOFA (TEXT) SPAN ("0", "1") TAIL, -1,
                 "*a.in:2: Person 4 from 0 to 1 begins or ends inside a character");
  check_refused (HEAD SOFA (TEXT) SPAN ("0", "99") TAIL, -1, "*a.in:2: *is not in the text of 28*");
  check_refused (HEAD SOFA (TEXT) SPAN ("5", "4") TAIL, -1, "*a.in:2: *from 5 to 4 is not in*");
  check_refused (HEAD SOFA (TEXT) SPAN ("-1", "4") TAIL, -1, "*a.in:2: begin of Person is no *");
  check_refused (HEAD SOFA (TEXT) SPAN ("0", "99999999999999999999") TAIL, -1, "*:2: end of *");
  check_refused (HEAD SOFA (TEXT) SPAN ("3", "6") SPAN ("3", "6") TAIL, -1,
                 "*a.in:3: two structures have the id 4");
  check_refused (HEAD SPAN ("0", "0") TAIL, -1, "*a.in: the CAS holds no text");
  check_refused (HEAD "<cas:Sofa xmi:id=\"1\" sofaURI=\"http://example.org/\"/>" TAIL, -1,
                 "*a.in:1: the CAS holds no text, only a pointer*");
  check_refused (HEAD SOFA ("a&#1;") TAIL, -1, "*a.in:1: not well-formed XML: *");
  check_refused (HEAD SOFA ("a"), -1, "*a.in:1: not well-formed XML: *");
  check_refused ("<TEI/>", -1, "*a.in:1: no XMI, but <TEI>");
  check_refused ("<!DOCTYPE x [<!ENTITY a \"b\">]>" HEAD SOFA ("&a;") TAIL, -1, "*a document type*");
  check_refused ("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>", -1, "*a document type*");
  check_refused (JSON ("{\"%ID\":3,\"%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":1,\"end\":2}"), -1,
                 "*a.in:3: B 3 from 1 to 2 begins or ends inside a character");
  check_refused (JSON ("{\"%ID\":3,\"%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":0,\"end\":7}"), -1,
                 "*a.in:3: B 3 from 0 to 7 is not in the text of 6*");
  check_refused (JSON ("{\"%ID\":-3}"), -1, "*a.in:3: column *");
  check_refused (JSON ("{\"%ID\":3}"), -1, "*has no %TYPE*");
  check_refused (JSON ("{\"%ID\":3,\"%TYPE\":\"a.B\",\"x\":\"\\ud83d\"}"), -1, "*surrogate*");
  check_refused ("{\"%TYPES\":{}}", -1, "*%FEATURE_STRUCTURES is missing*");
  check_refused ("{\"%TYPES\":{},\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[]}}}", -1,
                 "*the CAS holds no text*");
  check_refused ("{\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\"}]}", -1,
                 "*a.in:1: the CAS holds no text, only*");
  check_refused ("{\"%FEATURE_STRUCTURES\":[]}", -1, "*the CAS holds no text*");
}

/* Depth and number that have ended other readers. */
static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (HEAD SOFA ("Mia"));
  g_autoptr (GString) wide = g_string_new (HEAD SOFA ("Mia") "<custom:X xmi:id=\"4\"");
  g_autoptr (GString) brackets = g_string_new ("{\"%FEATURE_STRUCTURES\":");
  g_autoptr (GString) texts = g_string_new (HEAD SOFA ("Mia"));
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (deep, "<a>");
      g_string_append_printf (wide, " a%u=\"\"", i);
      g_string_append_c (brackets, '[');
    }
  for (guint i = 2; i < 2000; i++)
    g_string_append_printf (texts, "<cas:Sofa xmi:id=\"%u\" sofaString=\"a\"/>", i);
  g_string_append (texts, TAIL);
  g_string_append (wide, "/>" TAIL);
  check_refused (texts->str, -1, "*more than 1000 texts*");
  check_refused (deep->str, -1, "*more than 2048 elements in each other*");
  check_refused (wide->str, -1, "*more than 10000 attributes*");
  check_refused (brackets->str, -1, "*");
  read_files (&corpus, "cas-json", "a.json",
              JSON ("{\"%ID\":3,\"%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":0,\"end\":2,\"@x\":3,\"@y\":9,"
                    "\"@z\":4,\"%ELEMENTS\":{},\"\":1,\"@\":3},{\"%ID\":4,\"%TYPE\":"
                    "\"uima.cas.NonEmptyFSList\",\"@head\":4,\"@tail\":4}"), -1, NULL, &error);
  g_assert_no_error (error);
}

static void
test_truncated (void)
{
  static const char *const wholes[] = {
    HEAD "<quoth:Span xmi:id=\"3\" sofa=\"1\" begin=\"3\" end=\"6\" label=\"person\" uid=\"p\"/>"
    "<quoth:Relation xmi:id=\"6\" sofa=\"1\" begin=\"3\" end=\"6\" Governor=\"3\" Dependent=\"3\"/>"
    SOFA (TEXT) TAIL,
    JSON ("{\"%ID\":3,\"%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":0,\"end\":2,\"@x\":3,\"y\":\"\\u00e9\"}")
  };

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    for (gsize n = 1; n + 2 < strlen (wholes[i]); n++)
      {
        g_auto (Corpus) corpus = { NULL };
        g_autoptr (GError) error = NULL;

        read_files (&corpus, format_of (wholes[i]), "a.in", wholes[i], (gssize) n, NULL, &error);
        g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      }
}

static QuothAttributes *
random_attributes (GRand *rand)
{
  static const char *const names[] = { "quote_type", "odd name", "label", "x_y", "no_speaker", "ü",
                                       "begin", "a_b", "_", "9", "x_20_", "class" };
  static const char *const values[] = { "\"direct\"", "5", "\"5\"", "true", "\"true\"", "null",
                                        "[\"a\",1]", "{\"k\":\"ü\"}", "\"a\\nb\\t\\r<&>\\\"\"", "\"\"",
                                        "-1.5", "\"\\ud83d\\ude00\\u0085\\u2028\"" };
  QuothAttributes *attributes = NULL;

  for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
      const char *value = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
      QuothAttributes *more = quoth_attributes_with_json (attributes, name, value);

      quoth_attributes_unref (attributes);
      attributes = more;
    }
  return attributes;
}

static void
add_random_annotation (GRand            *rand,
                       QuothArticleData *data,
                       GPtrArray        *entities,
                       guint             number)
{
  static const char *const types[] = { "person", "claim", "cue", "odd type", "Person", "Ü" };
  guint length = quoth_text_get_length (data->text);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autofree char *id = g_strdup_printf ("id \"%u\" ü", number);
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) length);
  QuothAnnotation *annotation;

  do
    {
      guint end = (guint) g_rand_int_range (rand, (gint32) at + 1, (gint32) length + 1);
      QuothSpan part = { at, MIN (end, at + 9) };

      g_array_append_val (parts, part);
      at = part.end + (guint) g_rand_int_range (rand, 0, 3);
    }
  while (at < length && g_rand_boolean (rand));
  annotation = quoth_annotation_new (types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))], "me",
                                     (QuothSpan *) parts->data, parts->len);
  quoth_annotation_set_id (annotation, id);
  if (g_rand_boolean (rand))
    quoth_annotation_set_note (annotation, "a <note>\n& “more”");
  if (g_rand_boolean (rand))
    quoth_annotation_set_entity (annotation,
                                 ((QuothEntity *) entities->pdata[number % entities->len])->id);
  quoth_annotation_take_attributes (annotation, random_attributes (rand));
  for (guint i = 0; i < data->annotations->len && g_rand_int_range (rand, 0, 3) == 0; i++)
    {
      g_autoptr (QuothAttributes) said = random_attributes (rand);

      quoth_annotation_add_link (annotation, g_rand_boolean (rand) ? "speaker" : "odd role",
                                 ((QuothAnnotation *) data->annotations->pdata[i])->id, said);
    }
  g_ptr_array_add (data->annotations, annotation);
}

static void
fill_corpus (Corpus *corpus,
             GRand  *rand)
{
  g_autofree char *random = corpus_random_text (rand, 60, TRUE);
  const char *const texts[] = { random, "one line without end", "\xef\xbb\xbf" "BOM\r\n\r\xc2\x85\xe2\x80\xa8x" };

  for (guint i = 0; i < 3; i++)
    {
      QuothEntity *entity = quoth_entity_new ("person", i == 0 ? "Mia “Ö” Roe" : i == 1 ? "B" : "C");

      if (i > 0)
        quoth_entity_set_wikidata (entity, i == 1 ? "Q42" : "Q7");
      g_ptr_array_add (corpus->entities, entity);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *id = g_strdup_printf ("doc/%u", i);
      g_autoptr (QuothText) text = quoth_text_new (texts[i], -1, NULL);
      g_autoptr (QuothArticle) article = quoth_article_new ("A & “name”", text);
      QuothArticleData *data;

      quoth_article_set_id (article, id);
      quoth_article_set_language (article, "de");
      quoth_article_take_metadata (article, random_attributes (rand));
      quoth_article_take_tags (article, random_attributes (rand));
      data = quoth_article_data_new (article, text);
      quoth_article_data_add_layer (data, "me", "done");
      for (guint k = 0; k < 12 && i < 2; k++)
        add_random_annotation (rand, data, corpus->entities, 100 * i + k);
      g_ptr_array_add (corpus->articles, data);
    }
}

/* What XML 1.0 has no character for. */
static char *
replace_forbidden (const char *text,
                   guint      *out_n)
{
  GString *out = g_string_new (NULL);

  *out_n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean wrong = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;

      g_string_append_unichar (out, wrong ? 0xfffd : c);
      *out_n += wrong;
    }
  return g_string_free (out, FALSE);
}

static void
check_same (Corpus           *before,
            Corpus           *after,
            guint             index,
            const char       *format,
            const char       *losses)
{
  QuothArticleData *mine = before->articles->pdata[index];
  QuothArticleData *theirs = after->articles->pdata[0];
  g_autofree char *expected = corpus_dump (before, mine);
  g_autofree char *found = corpus_dump (after, theirs);
  g_autofree char *text = NULL;
  guint n_replaced;

  text = replace_forbidden (quoth_text_get_utf8 (mine->text), &n_replaced);
  if (strcmp (format, "cas-xmi") != 0)
    n_replaced = 0;
  g_assert_cmpstr (quoth_text_get_utf8 (theirs->text), ==,
                   n_replaced > 0 ? text : quoth_text_get_utf8 (mine->text));
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (strstr (losses, mine->article->id) != NULL, ==, n_replaced > 0);
  g_assert_cmpstr (theirs->article->id, ==, mine->article->id);
  g_assert_cmpstr (theirs->article->name, ==, mine->article->name);
  g_assert_cmpstr (theirs->article->language, ==, "de");
  g_assert_true (quoth_attributes_equal (theirs->article->metadata, mine->article->metadata));
  g_assert_true (quoth_attributes_equal (theirs->article->tags, mine->article->tags));
  g_assert_cmpuint (theirs->layers->len, ==, 1);
  g_assert_cmpstr (((QuothLayer *) theirs->layers->pdata[0])->name, ==, "me");
  g_assert_cmpstr (((QuothLayer *) theirs->layers->pdata[0])->state, ==, "done");
  for (guint i = 0; i < theirs->annotations->len; i++)
    g_assert_true (g_str_has_prefix (((QuothAnnotation *) theirs->annotations->pdata[i])->id, "id"));
}

static void
test_round_trip (gconstpointer user_data)
{
  const char *format = user_data;
  const char *extension = strcmp (format, "cas-xmi") == 0 ? "xmi" : "json";

  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *folder = corpus_make_folder ();
      g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *told = NULL;
      g_auto (Corpus) before = { NULL };
      QuothWriteOptions options = { .path = folder, .scheme = scheme };

      corpus_init (&before);
      fill_corpus (&before, rand);
      corpus_write (&before, quoth_formats_lookup (format), &options, losses);
      g_ptr_array_add (losses, NULL);
      told = g_strjoinv ("\n", (char **) losses->pdata);
      for (guint i = 0; i < before.articles->len; i++)
        {
          g_auto (Corpus) after = { NULL };
          g_autoptr (GError) error = NULL;
          g_autofree char *name = g_strdup_printf ("doc_%u.%s", i, extension);
          g_autofree char *path = g_build_filename (folder, name, NULL);

          corpus_init (&after);
          corpus_read (&after, quoth_formats_lookup (format), path, scheme, &error);
          g_assert_no_error (error);
          check_same (&before, &after, i, format, told);
        }
      corpus_remove_folder (folder);
    }
}

/* What the type system and the view promise. */
static void
test_xmi_written (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_auto (Corpus) before = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  g_autofree char *types = NULL;
  g_autofree char *bytes = NULL;
  xmlDoc *doc;

  corpus_init (&before);
  fill_corpus (&before, rand);
  corpus_write (&before, quoth_formats_lookup ("cas-xmi"), &options, NULL);
  types = corpus_get_file (folder, "TypeSystem.xml");
  bytes = corpus_get_file (folder, "doc_0.xmi");
  doc = xmlReadMemory (bytes, (int) strlen (bytes), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  for (xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    for (xmlAttr *a = node->properties; a != NULL; a = a->next)
      {
        g_autofree char *declared = g_strdup_printf ("<name>%s</name>", (const char *) a->name);

        if (strcmp ((const char *) node->name, "Span") == 0 && a->ns == NULL
            && strcmp ((const char *) a->name, "sofa") != 0
            && strcmp ((const char *) a->name, "begin") != 0
            && strcmp ((const char *) a->name, "end") != 0)
          g_assert_nonnull (strstr (types, declared));
      }
  xmlFreeDoc (doc);
  corpus_remove_folder (folder);
}

/* Nothing begins or ends with what cannot be seen, and all lies in sentences. */
static void
test_inception (void)
{
  static const char text[] = "  One said.\xc2\xa0\n\nTwo \xe2\x80\x8b left. ";
  const QuothSpan parts[][2] = { { { 0, 12 } }, { { 0, 2 } }, { { 1, 5 }, { 11, 17 } }, { { 2, 11 } } };
  g_autofree char *folder = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme, .flags = QUOTH_WRITE_INCEPTION };
  g_autoptr (QuothText) loaded = quoth_text_new (text, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("n", loaded);
  QuothArticleData *data = quoth_article_data_new (article, loaded);
  g_autofree char *bytes = NULL;

  corpus_init (&corpus);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      QuothAnnotation *annotation = quoth_annotation_new ("claim", "me", parts[i], i == 2 ? 2 : 1);

      quoth_annotation_set_id (annotation, id);
      if (i > 0)
        quoth_annotation_add_link (annotation, "parent", i == 3 ? "1" : "0", NULL);
      g_ptr_array_add (data->annotations, annotation);
    }
  quoth_article_set_id (data->article, "d");
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, quoth_formats_lookup ("cas-json"), &options, losses);
  bytes = corpus_get_file (folder, "d.json");
  g_assert_nonnull (strstr (bytes, "Span\",\"@sofa\":1,\"begin\":2,\"end\":11,"));
  g_assert_nonnull (strstr (bytes, "Span\",\"@sofa\":1,\"begin\":2,\"end\":5,"));
  g_assert_nonnull (strstr (bytes, "Span\",\"@sofa\":1,\"begin\":14,\"end\":17,"));
  g_assert_nonnull (strstr (bytes, "Sentence\",\"@sofa\":1,\"begin\":2,\"end\":11}"));
  g_assert_nonnull (strstr (bytes, "Sentence\",\"@sofa\":1,\"begin\":14,\"end\":25}"));
  g_assert_null (strstr (bytes, "quoth.Article"));
  g_assert_cmpuint (losses->len, ==, 4);
  g_assert_cmpstr (losses->pdata[0], ==, "0: 3 blanks at the ends are cut off");
  g_assert_cmpstr (losses->pdata[1], ==, "1: covers only blanks and what cannot be seen");
  g_assert_cmpstr (losses->pdata[2], ==, "2: 4 blanks at the ends are cut off");
  g_assert_cmpstr (losses->pdata[3], ==, "3: link parent: its target is not in the file");
  corpus_remove_folder (folder);
}

static void
test_probe (void)
{
  static const char json[] = "{ \"%TYPES\" : {";
  const QuothFormat *xmi = quoth_formats_lookup ("cas-xmi");

  g_assert_cmpint (xmi->probe ("a.xmi", HEAD, strlen (HEAD)), >, 90);
  g_assert_cmpint (xmi->probe ("a.xml", "<TEI>", 5), ==, 0);
  g_assert_cmpint (xmi->probe ("a.xmi", "<?xml?><xmi:XMI xmlns:pos=\"a", 27), >, 90);
  g_assert_cmpint (quoth_formats_lookup ("cas-json")->probe ("a.json", json, strlen (json)), >, 90);
}

/* An array, or a structure, that many others share costs each of them all of it. */
static void
test_shared (void)
{
  g_autoptr (GString) array = g_string_new ("{\"%ID\":2,\"%TYPE\":\"uima.cas.FSArray\",\"%ELEMENTS\":[");
  g_autoptr (GString) features = g_string_new ("{\"%ID\":2,\"%TYPE\":\"a.B\"");
  g_autofree char *many = NULL, *wide = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *annotations;
  guint n_links = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (array, "%u,", 3 + i % 1100);
      g_string_append_printf (features, ",\"f%u\":1", i);
    }
  g_string_append (array, "3]}");
  g_string_append_c (features, '}');
  for (guint i = 0; i < 1100; i++)
    g_string_append_printf (array, ",{\"%%ID\":%u,\"%%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":0,"
                            "\"end\":2,\"@to\":2}", 3 + i);
  many = g_strconcat (JSON_HEAD, array->str, JSON_TAIL, NULL);
  read_files (&corpus, "cas-json", "a.json", many, -1, NULL, &error);
  g_assert_no_error (error);
  annotations = ((QuothArticleData *) corpus.articles->pdata[0])->annotations;
  for (guint i = 0; i < annotations->len; i++)
    n_links += ((QuothAnnotation *) annotations->pdata[i])->n_links;
  g_assert_cmpuint (n_links, ==, 100000);
  wide = g_strconcat (JSON_HEAD, features->str, JSON_TAIL, NULL);
  check_refused (wide, -1, "*more than 10000 features");
}

static gboolean
has_notice (Corpus     *corpus,
            const char *part)
{
  for (guint i = 0; i < corpus->notices->len; i++)
    if (strstr (corpus->notices->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

/* A list that bites its tail holds what its elements hold, and not what many turns would. */
static void
test_list_in_circle (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *head = g_strnfill (3000, 'x');
  g_autofree char *file =
    g_strconcat (JSON_HEAD "{\"%ID\":2,\"%TYPE\":\"uima.cas.NonEmptyStringList\",\"@tail\":3,"
                 "\"head\":\"", head, "\"},"
                 "{\"%ID\":3,\"%TYPE\":\"uima.cas.NonEmptyStringList\",\"head\":\"b\",\"@tail\":4},"
                 "{\"%ID\":4,\"%TYPE\":\"uima.cas.NonEmptyStringList\",\"head\":\"c\",\"@tail\":3},"
                 "{\"%ID\":5,\"%TYPE\":\"a.B\",\"@sofa\":1,\"begin\":0,\"end\":2,\"@w\":2}"
                 JSON_TAIL, NULL);
  g_autofree char *expected = g_strdup_printf ("B 0-1 {\"w\":[\"%s\",\"b\",\"c\"]}\n", head);
  g_autofree char *found = NULL;

  read_files (&corpus, "cas-json", "a.json", file, -1, NULL, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_true (g_str_equal (found, expected));
  g_assert_true (has_notice (&corpus, "leads back into itself"));
}

/* How many bytes the attributes "w" of all articles hold that @n annotations of each of @n_texts
 * texts get of one array or list, which starts with the structure 2. */
static gsize
count_bytes (const char *structures,
             guint       n,
             guint       n_texts,
             gboolean   *out_told)
{
  g_autoptr (GString) file = g_string_new ("{\"%FEATURE_STRUCTURES\":[");
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  for (guint i = 0; i < n_texts; i++)
    g_string_append_printf (file, "{\"%%ID\":%u,\"%%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"v%u\","
                            "\"sofaString\":\"Mia\"},", 1000 + i, i);
  g_string_append (file, structures);
  for (guint i = 0; i < n * n_texts; i++)
    g_string_append_printf (file, ",{\"%%ID\":%u,\"%%TYPE\":\"a.B\",\"@sofa\":%u,\"begin\":0,"
                            "\"end\":2,\"@w\":2}", 2000 + i, 1000 + i % n_texts);
  g_string_append (file, "]}");
  read_files (&corpus, "cas-json", "a.json", file->str, (gssize) file->len, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, n_texts);
  for (guint i = 0; i < n_texts; i++)
    {
      GPtrArray *annotations = ((QuothArticleData *) corpus.articles->pdata[i])->annotations;

      g_assert_cmpuint (annotations->len, ==, n);
      for (guint j = 0; j < n; j++)
        {
          QuothAnnotation *annotation = annotations->pdata[j];
          const char *value = quoth_attributes_lookup (annotation->attributes, "w");

          n_bytes += value != NULL ? strlen (value) : 0;
        }
    }
  *out_told = has_notice (&corpus, "lists hold too much");
  return n_bytes;
}

/* What one array or list holds, and what all annotations together get of them, has bounds. */
static void
test_list_bounds (void)
{
  g_autofree char *word = g_strnfill (50000, 'x');
  g_autofree char *most = g_strnfill (1000000, 'y');
  g_autofree char *array = g_strdup_printf ("{\"%%ID\":2,\"%%TYPE\":\"uima.cas.StringArray\","
                                            "\"%%ELEMENTS\":[\"%s\"]}", most);
  g_autofree char *double_array = g_strdup_printf ("{\"%%ID\":2,\"%%TYPE\":\"uima.cas.StringArray\","
                                                   "\"%%ELEMENTS\":[\"%s\",\"%s\"]}", most, most);
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean told;

  for (guint i = 0; i < 30; i++)
    {
      g_string_append_printf (list, "%s{\"%%ID\":%u,\"%%TYPE\":\"uima.cas.NonEmptyStringList\","
                              "\"head\":\"%s\",\"@tail\":%u}", i > 0 ? "," : "", 2 + i, word, 3 + i);
      if (i == 9)
        {
          g_assert_cmpuint (count_bytes (list->str, 1, 1, &told), ==, 10 * 50003 + 1);
          g_assert_false (told);
        }
    }
  g_assert_cmpuint (count_bytes (list->str, 1, 1, &told), ==, 0);
  g_assert_true (told);
  g_assert_cmpuint (count_bytes (array, 1, 1, &told), ==, 1000004);
  g_assert_false (told);
  g_assert_cmpuint (count_bytes (double_array, 1, 1, &told), ==, 0);
  g_assert_true (told);
  /* Of 90 only as many as 64 MB hold, however many texts they are about. */
  g_assert_cmpuint (count_bytes (array, 30, 3, &told), ==, 67 * 1000004);
  g_assert_true (told);
}

/* Every feature of a type is looked for by both names. */
static void
test_long_type (void)
{
  QuothCasTypes *types = quoth_cas_types_new ();
  g_autofree char *name = g_strnfill (5000, 't');

  quoth_cas_types_add (types, "short", name);
  quoth_cas_types_add_feature (types, name, "f", "uima.cas.Integer", FALSE);
  g_assert_null (quoth_cas_types_get_range (types, name, "f"));
  g_assert_null (quoth_cas_types_get_range (types, "short", "f"));
  g_assert_true (quoth_cas_types_is_a (types, name, name));
  quoth_cas_types_unref (types);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cas/xmi-own", test_xmi_own);
  g_test_add_func ("/cas/xmi-foreign", test_xmi_foreign);
  g_test_add_func ("/cas/xmi-chains", test_xmi_chains);
  g_test_add_func ("/cas/xmi-coreference", test_xmi_coreference);
  g_test_add_func ("/cas/xmi-types", test_xmi_types);
  g_test_add_func ("/cas/xmi-lists", test_lists);
  g_test_add_func ("/cas/placeless", test_placeless);
  g_test_add_func ("/cas/views", test_views);
  g_test_add_func ("/cas/json", test_json);
  g_test_add_func ("/cas/refused", test_refused);
  g_test_add_func ("/cas/hostile", test_hostile);
  g_test_add_func ("/cas/truncated", test_truncated);
  g_test_add_data_func ("/cas/round-trip/xmi", "cas-xmi", test_round_trip);
  g_test_add_data_func ("/cas/round-trip/json", "cas-json", test_round_trip);
  g_test_add_func ("/cas/xmi-written", test_xmi_written);
  g_test_add_func ("/cas/inception", test_inception);
  g_test_add_func ("/cas/probe", test_probe);
  g_test_add_func ("/cas/shared", test_shared);
  g_test_add_func ("/cas/list-in-circle", test_list_in_circle);
  g_test_add_func ("/cas/list-bounds", test_list_bounds);
  g_test_add_func ("/cas/long-type", test_long_type);
  return g_test_run ();
}
