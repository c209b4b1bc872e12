/* test-tei.c - TEI P5, in the text and in standOff
 *
 * Golden documents are written by hand from the TEI Guidelines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roundtrip-fixture.h"

#include <libxml/parser.h>

#define FORMAT (quoth_formats_lookup ("tei"))

static gboolean
read_bytes (Corpus      *corpus,
            const char  *bytes,
            gssize       n_bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.xml", NULL);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  gboolean ok;

  corpus_init (corpus);
  corpus_put_file (folder, "a.xml", bytes, n_bytes);
  ok = corpus_read (corpus, FORMAT, path, scheme, error);
  corpus_remove_folder (folder);
  return ok;
}

#define TEI(header, body) \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n" \
  "<teiHeader><fileDesc><titleStmt><title>The\n  News</title></titleStmt></fileDesc>" header \
  "</teiHeader>\n" body "</TEI>\n"
#define TEXT(body) "<text><body>" body "</body></text>"

static void
check (const char *bytes,
       const char *text,
       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (Corpus) corpus = { NULL };
  g_autofree char *found = NULL;
  QuothArticleData *data;

  read_bytes (&corpus, bytes, -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, text);
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==, expected);
}

/* Mark-up in the text: people, claims of several parts, and who speaks. */
static void
test_inline (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;

  check (TEI ("<profileDesc><particDesc><listPerson>"
              "<person xml:id=\"mia\"><persName>Mia Roe</persName><persName>M. Roe</persName>"
              "<idno type=\"Wikidata\">Q42</idno></person><person xml:id=\"bo\"/>"
              "</listPerson></particDesc></profileDesc>",
              TEXT ("<head>A  <emph>head</emph></head>\n<p>\n  <said who=\"#mia\" direct=\"true\" "
                    "xml:id=\"s1\" next=\"#s2\">No,</said>\n   said <persName ref=\"#mia\">Mia"
                    "</persName> <said xml:id=\"s2\" prev=\"#s1\">&amp;  yes</said>. "
                    "<q>so</q> <quote who=\"#bo\">x</quote><note>gone</note></p>"
                    "<p><rs key=\"http://www.wikidata.org/entity/Q7\">he</rs> "
                    "<rs type=\"place\">there</rs> <orgName>UN</orgName></p>")),
         "A head\n\nNo, said Mia & yes. so x\n\nhe there UN",
         "claim 31-32 {\"who\":\"bo\"}\n"
         "claim 8-11 21-26 {\"quote_type\":\"direct\"} speaker>(person 17-20 @Mia Roe/Q42)\n"
         "person 17-20 @Mia Roe/Q42\n"
         "person 34-36 @he/Q7\n"
         "quote 28-30\n"
         "source 43-45\n");
  read_bytes (&corpus, TEI ("", TEXT ("<p>Mia</p>")), -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "The News");
}

/* Parts by @part; a choice reads as the source does; blanks that are to be kept are. */
static void
test_text (void)
{
  check (TEI ("", TEXT ("<lg><l><q part=\"I\">Oh</q>,</l><l>she <q part=\"F\">no</q></l></lg>"
                        "<p>a<lb/>b <choice><sic>c</sic><corr>d</corr></choice><del>e</del></p>"
                        "<ab xml:space=\"preserve\"> x\n\n y </ab><p>z</p>")),
         "Oh,\nshe no\n\na\nb c\n\n x\n\n y \n\nz", "quote 0-2 8-10\n");
}

/* Beside the text: anchors, elements with ids, and what belongs to them. */
static void
test_standoff (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *found = NULL;

  read_bytes (&corpus,
              TEI ("<profileDesc><langUsage><language ident=\"de\">German</language></langUsage>"
                   "</profileDesc>",
                   TEXT ("<ab xml:id=\"text\" xml:space=\"preserve\"><anchor xml:id=\"a\"/>Mia"
                         "<anchor xml:id=\"b\"/>  said <seg xml:id=\"w\">it</seg>."
                         "<anchor xml:id=\"c\"/></ab>")
                   "<standOff><listPerson><person xml:id=\"mia\"><persName>Mia Roe</persName>"
                   "</person></listPerson>"
                   "<interpGrp type=\"quote_type\"><interp xml:id=\"i\">indirect</interp></interpGrp>"
                   "<spanGrp resp=\"#anna\"><span xml:id=\"s1\" type=\"person\" from=\"#a\" to=\"#b\" "
                   "corresp=\"#mia\"/><span xml:id=\"s2\" type=\"claim\" from=\"#w\" ana=\"#i\" "
                   "next=\"#s3\"/><span xml:id=\"s3\" type=\"claim\" target=\"#text\" from=\"#nix\"/>"
                   "<span xml:id=\"s4\" type=\"x\" from=\"#nix\" to=\"#b\"/>"
                   "<span xml:id=\"s5\" type=\"y\" from=\"#c\" to=\"#a\"/></spanGrp>"
                   "<note target=\"#s1\">n</note><note target=\"#s9\">n</note>"
                   "<listRelation><relation name=\"speaker\" active=\"#s2\" passive=\"#s1\"/>"
                   "<relation name=\"speaker\" active=\"#s2\" passive=\"#s8\"/></listRelation>"
                   "</standOff>"), -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->language, ==, "de");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Mia  said it.");
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==,
                   "claim 0-13 {\"quote_type\":\"indirect\"} speaker>(person 0-3 @Mia Roe/ note=n)\n"
                   "person 0-3 @Mia Roe/ note=n\n");
  g_assert_cmpstr (((QuothAnnotation *) data->annotations->pdata[0])->layer, ==, "anna");
  g_assert_cmpuint (corpus.notices->len, ==, 4);
}

/* Of several dates the one that is nearest to the text itself. */
static void
test_header (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *json = NULL;

  read_bytes (&corpus,
              TEI ("<fileDesc><titleStmt><title>T</title><author>Mia Roe</author>"
                   "<author><persName>Bo</persName></author><respStmt><name>x</name></respStmt>"
                   "</titleStmt><publicationStmt><publisher>A library</publisher>"
                   "<date when=\"2026-01-31\">now</date></publicationStmt>"
                   "<sourceDesc><bibl><publisher> The Courier </publisher><date>1914</date></bibl>"
                   "</sourceDesc></fileDesc><revisionDesc><change><date>2027</date></change>"
                   "</revisionDesc>", TEXT ("<p>Mia</p>")), -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  json = quoth_attributes_to_json (data->article->metadata);
  g_assert_cmpstr (json, ==, "{\"author\":\"Mia Roe, Bo\",\"date\":\"1914\","
                   "\"publisher\":\"The Courier\"}");
}

/* Who speaks to whom, by pointers or by a name, and what else is marked up. */
static void
test_people (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  read_bytes (&corpus,
              TEI ("", TEXT ("<p><persName ref=\"#mia\">Mia</persName> to <persName ref=\"#bo\">Bo"
                             "</persName>: <said who=\"#mia\" toWhom=\"#bo #zoe\">so</said> "
                             "<said who=\"Ada Roe\">and</said> <said who=\"bo\">so</said> on "
                             "<date when=\"2026\">then</date>.</p><sp who=\"#bo\"><p>x</p></sp>")
                   "<standOff><listPerson><person xml:id=\"zoe\"><persName>Zoe</persName></person>"
                   "</listPerson><linkGrp><link target=\"#mia #bo\"/></linkGrp></standOff>"),
              -1, &error);
  g_assert_no_error (error);
  found = corpus_dump (&corpus, corpus.articles->pdata[0]);
  g_assert_cmpstr (found, ==,
                   "claim 11-13 {\"toWhom\":\"Zoe\"} addressee>(person 7-9 @Bo/) "
                   "speaker>(person 0-3 @Mia/)\n"
                   "claim 14-17 {\"who\":\"Ada Roe\"}\n"
                   "claim 18-20 speaker>(person 7-9 @Bo/)\n"
                   "person 0-3 @Mia/\nperson 7-9 @Bo/\n");
  g_assert_cmpuint (corpus.notices->len, ==, 3);
  g_assert_nonnull (strstr (corpus.notices->pdata[0], "1 × <date> is no annotation"));
  g_assert_nonnull (strstr (corpus.notices->pdata[1], "1 × <link> is no annotation"));
  g_assert_nonnull (strstr (corpus.notices->pdata[2], "1 × <sp> is no annotation"));
}

/* What belongs to the text may stand amid it, and what stands amid it need not. */
static void
test_amid (void)
{
  static const char *const notices[] = {
    "2 × <note> is no text of the article: left out",
    "1 × <placeName> is no annotation here: left out",
  };
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *found = NULL;

  read_bytes (&corpus,
              TEI ("<profileDesc><langUsage><language ident=\"de\"/><language ident=\"la\"/>"
                   "</langUsage></profileDesc>",
                   "<text xml:lang=\"la\"><body><p><anchor xml:id=\"a\"/>Mia<anchor xml:id=\"b\"/>"
                   "<note>x<note>y</note></note> <x:persName xmlns:x=\"urn:x\" id=\"a\">spo"
                   "<lb break=\"no\"/>ke</x:persName> <placeName>there</placeName>.</p>"
                   "<spanGrp type=\"person\"><span from=\"#a\" to=\"#b\"/></spanGrp>"
                   "<p><span type=\"cue\" from=\"#c\">of course</span><seg xml:id=\"c\">Yes</seg></p>"
                   "</body></text>"
                   "<standOff><listAnnotation>"
                   "<annotation target=\"#c\"><persName ref=\"http://www.wikidata.org/entity/Q7\">M"
                   "</persName><note>n</note></annotation>"
                   "<annotation type=\"odd\" target=\"#c\"><ptr target=\"#nix\"/></annotation>"
                   "<annotation target=\"#c\"><rs type=\"place\">M</rs></annotation>"
                   "</listAnnotation></standOff>"), -1, &error);
  g_assert_no_error (error);
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->language, ==, "la");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Mia spoke there.\n\nYes");
  found = corpus_dump (&corpus, data);
  g_assert_cmpstr (found, ==,
                   "cue 18-21 note=of course\n"
                   "odd 18-21\n"
                   "person 0-3\n"
                   "person 18-21 @Yes/Q7 note=n\n"
                   "rs 18-21\n");
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    g_assert_nonnull (strstr (corpus.notices->pdata[i], notices[i]));
}

/* A corpus is as many articles as it holds. */
static void
test_corpus (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;

  read_bytes (&corpus, "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/>"
              "<TEI><teiHeader/><text><body><p>One</p></body></text></TEI>"
              "<TEI><teiHeader/><text><body><p>Two <persName>Mia</persName></p></body></text></TEI>"
              "</teiCorpus>", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*a.xml*" },
    { "<TEI", "*a.xml*" },
    { "<html/>", "*no TEI document*" },
    { "<TEI/>", "*no document with a text*" },
    { "<TEI><facsimile/></TEI>", "*no document with a text*" },
    { "<TEI>\n<text><p>a</q></text></TEI>", "*a.xml:2:*" },
    { "<!DOCTYPE TEI [<!ENTITY a \"b\">]>\n<TEI><text><p>&a;</p></text></TEI>", "*document type*" },
    { "<TEI><text><p>&b;</p></text></TEI>", "*a.xml:1:*" },
    { "<TEI><text><p>\x01</p></text></TEI>", "*a.xml:1:*" },
    { "<TEI><text><p>\xff</p></text></TEI>", "*a.xml:1:*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, cases[i][0], -1, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

static void
test_truncated (void)
{
  static const char whole[] = TEI ("", TEXT ("<p><said>Mia</said></p>"));

  /* Without its last line end it is whole. */
  for (gsize n = 0; n < strlen (whole) - 1; n++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (&corpus, whole, (gssize) n, &error));
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
    }
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("<TEI><text>");
  g_autoptr (GString) rings = g_string_new ("<TEI><text><p>");
  g_auto (Corpus) corpus = { NULL };
  g_auto (Corpus) ringed = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<q>");
  g_assert_false (read_bytes (&corpus, deep->str, -1, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  g_clear_error (&error);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (rings, "<q xml:id=\"i%u\" next=\"#i%u\" prev=\"#i%u\" who=\"#a #b\">x</q>",
                            i, (i * 7 + 1) % 20000, (i + 5) % 20000);
  g_string_append (rings, "</p></text></TEI>");
  g_assert_true (read_bytes (&ringed, rings->str, -1, &error));
  g_assert_no_error (error);
}

/* The text as XML can hold it, with plain line ends. */
static char *
expect_text (QuothText *text)
{
  g_auto (QuothStandoffText) moved = { 0 };
  GString *out = g_string_new (NULL);
  gsize n_bytes;

  quoth_standoff_text_init (&moved, text);
  for (const char *p = quoth_standoff_text_get (&moved, &n_bytes); *p != '\0';
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
        c = 0xfffd;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static void
check_round_trip (GRand *rand)
{
  static const char *const files[] = { "doc_0__.xml", "doc_1__.xml" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };

  corpus_init (&corpus);
  roundtrip_fill (&corpus, rand, TRUE);
  corpus_write (&corpus, FORMAT, &options, losses);
  for (guint i = 0; i < corpus.articles->len; i++)
    {
      QuothArticleData *data = corpus.articles->pdata[i];
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autofree char *text = expect_text (data->text);
      g_auto (QuothStandoffText) moved = { 0 };
      g_auto (Corpus) again = { NULL };
      QuothArticleData *result;
      xmlDoc *xml = xmlReadFile (path, NULL, XML_PARSE_NONET);
      gsize n_bytes;

      g_assert_nonnull (xml);
      xmlFreeDoc (xml);
      corpus_init (&again);
      corpus_read (&again, FORMAT, path, scheme, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (again.notices->len, ==, 0);
      result = again.articles->pdata[0];
      g_assert_cmpstr (quoth_text_get_utf8 (result->text), ==, text);
      quoth_standoff_text_init (&moved, data->text);
      g_assert_true ((strcmp (text, quoth_standoff_text_get (&moved, &n_bytes)) != 0)
                     == roundtrip_is_lost (losses, data->article->id));
      roundtrip_compare_article (data, result);
      roundtrip_compare (&corpus, data, &again, result, &moved, losses);
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

/* What XML has no character for becomes one of its own each, and is named where it was. */
static void
test_forbidden (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "x.xml", NULL);
  g_autoptr (QuothText) text = quoth_text_new ("\xef\xbb\xbf" "a\x01\xef\xbf\xbf" "b", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("x", text);
  const QuothSpan part = { 1, 4 };
  QuothArticleData *data = quoth_article_data_new (article, text);
  QuothAnnotation *annotation = quoth_annotation_new ("cue", "a", &part, 1);
  g_auto (Corpus) corpus = { NULL };
  g_auto (Corpus) again = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  g_autofree char *found = NULL;

  quoth_article_set_id (article, "x");
  quoth_annotation_set_id (annotation, "y");
  quoth_annotation_set_note (annotation, "\x02\r\n]]>");
  g_ptr_array_add (data->annotations, annotation);
  corpus_init (&corpus);
  corpus_init (&again);
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, FORMAT, &options, losses);
  g_assert_cmpuint (losses->len, ==, 2);
  g_assert_nonnull (strstr (losses->pdata[0], "2 characters of the text"));
  g_assert_nonnull (strstr (losses->pdata[1], "y: 1 characters of what is said of it"));
  corpus_read (&again, FORMAT, path, scheme, &error);
  g_assert_no_error (error);
  data = again.articles->pdata[0];
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "\xef\xbb\xbf" "a\xef\xbf\xbd\xef\xbf\xbd"
                   "b");
  found = corpus_dump (&again, data);
  g_assert_cmpstr (found, ==, "cue 1-4 note=\xef\xbf\xbd\r\n]]>\n");
  corpus_remove_folder (folder);
}

static void
test_probe (void)
{
  static const char tei[] = "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\">";
  static const char other[] = "<?xml version=\"1.0\"?><html>";

  g_assert_cmpint (FORMAT->probe ("/a/b.xml", tei, strlen (tei)), >, 85);
  g_assert_cmpint (FORMAT->probe ("/a/b.xml", other, strlen (other)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tei/inline", test_inline);
  g_test_add_func ("/tei/text", test_text);
  g_test_add_func ("/tei/standoff", test_standoff);
  g_test_add_func ("/tei/header", test_header);
  g_test_add_func ("/tei/people", test_people);
  g_test_add_func ("/tei/amid", test_amid);
  g_test_add_func ("/tei/corpus", test_corpus);
  g_test_add_func ("/tei/refused", test_refused);
  g_test_add_func ("/tei/truncated", test_truncated);
  g_test_add_func ("/tei/hostile", test_hostile);
  g_test_add_func ("/tei/round-trip", test_round_trip);
  g_test_add_func ("/tei/forbidden", test_forbidden);
  g_test_add_func ("/tei/probe", test_probe);
  return g_test_run ();
}
