/* test-tables.c - tables out and in, schema.org, DirectQuote and pages to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "corpus-fixture.h"

#include "quoth-csv.h"
#include "quoth-tables.h"

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>

/* “It is”, Mia said. It … went on. */
static void
fill (Corpus *corpus)
{
  g_autoptr (QuothText) text = quoth_text_new ("“It is”, =Mia said.\n“No”, a woman", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("A, <b>\"B\"", text);
  QuothEntity *mia = quoth_entity_new ("person", "Mia & Roe");
  QuothAnnotation *person = quoth_annotation_new ("person", "anna", &(QuothSpan) { 9, 13 }, 1);
  QuothAnnotation *claim = quoth_annotation_new ("claim", "anna",
                                                 (QuothSpan[]) { { 0, 7 }, { 20, 24 } }, 2);
  QuothAnnotation *cue = quoth_annotation_new ("cue", "anna", &(QuothSpan) { 14, 18 }, 1);
  QuothArticleData *data;

  quoth_entity_set_id (mia, "mia");
  quoth_entity_set_wikidata (mia, "Q42");
  g_ptr_array_add (corpus->entities, mia);
  quoth_article_set_id (article, "n1");
  quoth_article_set_language (article, "en");
  quoth_article_take_metadata (article, quoth_attributes_with_string (NULL, "url", "javascript:x"));
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, "anna", "done");
  quoth_annotation_set_id (person, "p1");
  quoth_annotation_set_entity (person, "mia");
  quoth_annotation_set_id (claim, "c1");
  quoth_annotation_set_note (claim, "line\n<script>");
  quoth_annotation_take_attributes (claim, quoth_attributes_with_string (NULL, "quote_type",
                                                                         "direct"));
  quoth_annotation_set_id (cue, "u1");
  quoth_annotation_add_link (claim, "speaker", "p1", NULL);
  quoth_annotation_add_link (claim, "cue", "u1", NULL);
  g_ptr_array_add (data->annotations, person);
  g_ptr_array_add (data->annotations, claim);
  g_ptr_array_add (data->annotations, cue);
  g_ptr_array_add (corpus->articles, data);
}

static char *
export (const char        *format,
        gboolean           spreadsheet,
        GPtrArray         *losses)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  char *folder = corpus_make_folder ();
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme,
                                .flags = spreadsheet ? QUOTH_WRITE_SPREADSHEET : 0 };

  corpus_init (&corpus);
  fill (&corpus);
  corpus_write (&corpus, quoth_formats_lookup (format), &options, losses);
  return folder;
}

static void
check_file (const char *folder,
            const char *name,
            const char *expected)
{
  g_autofree char *content = corpus_get_file (folder, name);

  g_assert_cmpstr (content, ==, expected);
}

static void
test_csv (void)
{
  g_autofree char *folder = export ("csv", FALSE, NULL);

  check_file (folder, "spans.csv",
              "document,annotator,id,piece,label,start,end,text,person,wikidata\r\n"
              "n1,anna,p1,1,person,9,13,=Mia,mia,Q42\r\n"
              "n1,anna,c1,1,claim,0,7,“It is”,,\r\n"
              "n1,anna,c1,2,claim,20,24,“No”,,\r\n"
              "n1,anna,u1,1,cue,14,18,said,,\r\n");
  check_file (folder, "attributes.csv",
              "document,id,name,value\r\n"
              "n1,,metadata.url,javascript:x\r\n"
              "n1,,state.anna,done\r\n"
              "n1,c1,quote_type,direct\r\n"
              "n1,c1,note,\"line\n<script>\"\r\n");
  check_file (folder, "relations.csv",
              "document,annotator,id,label,from,to\r\n"
              "n1,anna,c1.1,cue,c1,u1\r\n"
              "n1,anna,c1.2,speaker,c1,p1\r\n");
  check_file (folder, "claims.csv",
              "document,annotator,id,claim,speaker,person,wikidata,cue,article,date,publisher,url\r\n"
              "n1,anna,c1,“It is” … “No”,=Mia,Mia & Roe,Q42,said,\"A, <b>\"\"B\"\"\",,,javascript:x\r\n");
  corpus_remove_folder (folder);
}

static void
test_csv_defused (void)
{
  g_autofree char *folder = export ("csv", TRUE, NULL);
  g_autofree char *spans = corpus_get_file (folder, "spans.csv");

  g_assert_true (g_str_has_prefix (spans, "\xef\xbb\xbf" "document,"));
  g_assert_nonnull (strstr (spans, ",9,13,'=Mia,mia,Q42\r\n"));
  corpus_remove_folder (folder);
}

/* What is written as a field is read as it was, whatever it holds. */
static void
test_fields (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_auto (QuothTable) table = { NULL };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 6; i++)
        {
          g_ptr_array_add (fields, i == 4 ? g_strdup ("") : corpus_random_text (rand, 8, TRUE));
          if (i > 0)
            g_string_append_c (out, ',');
          quoth_csv_append_field (out, fields->pdata[i], -1, FALSE);
        }
      g_string_append (out, "\r\nlast\n");
      quoth_table_init (&table, "x", out->str, out->len, ',');
      g_assert_true (quoth_table_next (&table, &error));
      g_assert_cmpuint (quoth_table_get_n (&table), ==, 6);
      for (guint i = 0; i < 6; i++)
        g_assert_cmpstr (quoth_table_get (&table, i), ==, fields->pdata[i]);
      g_assert_true (quoth_table_next (&table, &error));
      g_assert_cmpstr (quoth_table_get (&table, 0), ==, "last");
      g_assert_cmpstr (quoth_table_get (&table, 9), ==, "");
      g_assert_false (quoth_table_next (&table, &error));
      g_assert_no_error (error);
    }
}

/* A field is quoted for what stands at any place in it, and nothing behind it is looked at. */
static void
test_quoted_fields (void)
{
  for (gsize n = 0; n < 40; n++)
    for (gsize place = 0; place <= n; place++)
      {
        g_autoptr (GString) out = g_string_new (NULL);
        g_autofree char *field = g_malloc (n + 1);

        memset (field, 'x', n);
        field[n] = ',';
        field[place] = ',';
        quoth_csv_append_field (out, field, (gssize) n, FALSE);
        g_assert_cmpuint (out->len, ==, place < n ? n + 2 : n);
        g_assert_cmpint (out->str[0] == '"', ==, place < n);
      }
}

static void
read_table (Corpus      *corpus,
            const char  *bytes,
            GError     **error)
{
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);

  corpus_init (corpus);
  corpus_put_file (folder, "a.csv", bytes, -1);
  corpus_read (corpus, quoth_formats_lookup ("table"), path, NULL, error);
  corpus_remove_folder (folder);
}

static void
test_read_table (void)
{
  g_auto (Corpus) corpus = { NULL };
  g_autoptr (GError) error = NULL;
  QuothArticleData *data;
  g_autofree char *metadata = NULL;

  read_table (&corpus,
              "\xef\xbb\xbfTitle;Body;Publish Date;Outlet;Section\r\n"
              "One;\"Mia said \"\"so\"\".\r\n\r\nMore\";2026-01-02;The Day;Home\r\n"
              ";;x;;\r\n"
              ";Two;;;\r\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (corpus.articles->len, ==, 2);
  g_assert_cmpuint (corpus.notices->len, ==, 1);
  g_assert_cmpstr (corpus.notices->pdata[0], ==, "5: the row has no text: left out");
  data = corpus.articles->pdata[0];
  g_assert_cmpstr (data->article->name, ==, "One");
  g_assert_cmpstr (quoth_text_get_utf8 (data->text), ==, "Mia said \"so\".\r\n\r\nMore");
  metadata = quoth_attributes_to_json (data->article->metadata);
  g_assert_cmpstr (metadata, ==,
                   "{\"date\":\"2026-01-02\",\"publisher\":\"The Day\",\"section\":\"Home\"}");
  g_assert_cmpstr (((QuothArticleData *) corpus.articles->pdata[1])->article->name, ==, "a 6");
}

/* What a spreadsheet says of its separator, and rows of which a comma went unquoted. */
static void
test_separators (void)
{
  static const char semicolon[] = "sep=;\r\nid;text\r\n1;a, b, c\r\n";
  static const char tab[] = "\xef\xbb\xbfSEP=\t\nid\tArtikeltext\n1\ta; b, c\n";
  static const char unquoted[] = "text,id\na,1,\nb,2,more\n";
  static const struct { const char *bytes; const char *text; const char *notice; } cases[] = {
    { semicolon, "a, b, c", NULL },
    { tab, "a; b, c", NULL },
    { "sep=,\ntext\na\n", "a", NULL },
    { "sep=a\ntext\n", NULL, NULL },
    { unquoted, "a", "3: the row has more fields than there are columns: they are left out" },
  };
  const QuothFormat *table = quoth_formats_lookup ("table");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_table (&corpus, cases[i].bytes, &error);
      if (cases[i].text == NULL)
        {
          g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (quoth_text_get_utf8 (((QuothArticleData *) corpus.articles->pdata[0])->text),
                       ==, cases[i].text);
      g_assert_cmpuint (corpus.notices->len, ==, cases[i].notice != NULL);
      if (cases[i].notice != NULL)
        g_assert_cmpstr (corpus.notices->pdata[0], ==, cases[i].notice);
    }
  g_assert_cmpint (table->probe ("a.csv", semicolon, strlen (semicolon)), ==, 75);
  g_assert_cmpint (table->probe ("a.csv", tab, strlen (tab)), ==, 75);
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "", "*empty*" },
    { "a,b\n1,2\n", "*a.csv:1: no column of texts*" },
    { "text\n\"no end\n\n", "*a.csv:2: a quoted field does not end*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Corpus) corpus = { NULL };
      g_autoptr (GError) error = NULL;

      read_table (&corpus, cases[i][0], &error);
      g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
      if (!g_pattern_match_simple (cases[i][1], error->message))
        g_error ("%s is not %s", error->message, cases[i][1]);
    }
}

static void
test_schema_org (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = export ("schema-org", FALSE, losses);
  g_autofree char *content = corpus_get_file (folder, "claims.jsonld");
  g_autoptr (JsonNode) found = json_from_string (content, NULL);
  g_autoptr (JsonNode) expected = json_from_string (
    "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"Claim\","
    "\"@id\":\"urn:quoth:c1\",\"text\":\"“It is” … “No”\",\"author\":[{\"@type\":\"Person\","
    "\"@id\":\"urn:quoth:person:mia\",\"name\":\"Mia & Roe\","
    "\"sameAs\":\"http://www.wikidata.org/entity/Q42\"}],"
    "\"appearance\":{\"@type\":\"NewsArticle\",\"@id\":\"urn:quoth:article:n1\","
    "\"headline\":\"A, <b>\\\"B\\\"\",\"inLanguage\":\"en\",\"url\":\"javascript:x\"},"
    "\"keywords\":[\"quote_type: direct\"],\"description\":\"line\\n<script>\"}]}", NULL);

  g_assert_true (json_node_equal (found, expected));
  g_assert_cmpuint (losses->len, ==, 3);
  g_assert_cmpstr (losses->pdata[0], ==, "p1: no place for where it stands, its type");
  g_assert_cmpstr (losses->pdata[1], ==, "c1: no place for where it stands, links but to speakers");
  g_assert_cmpstr (losses->pdata[2], ==, "u1: only claims and their speakers have a place");
  corpus_remove_folder (folder);
}

static void
test_directquote (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = export ("directquote", FALSE, losses);

  check_file (folder, "directquote.txt",
              "“\tB-RightSpeaker\nIt\tI-RightSpeaker\nis\tI-RightSpeaker\n”\tI-RightSpeaker\n"
              ",\tOut\n=\tB-Speaker\nMia\tI-Speaker\nsaid\tOut\n.\tOut\n\n"
              "“\tB-Unknown\nNo\tI-Unknown\n”\tI-Unknown\n,\tOut\na\tOut\nwoman\tOut\n\n");
  g_assert_cmpuint (losses->len, ==, 3);
  g_assert_cmpstr (losses->pdata[0], ==,
                   "c1: no place for links but to speakers, what joins its parts, its attributes, "
                   "its note");
  g_assert_cmpstr (losses->pdata[1], ==, "p1: no place for its type, its entity");
  g_assert_cmpstr (losses->pdata[2], ==,
                   "u1: only direct quotations and their speakers have a place");
  corpus_remove_folder (folder);
}

static void
collect_text (xmlNode *node,
              GString *out)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_TEXT_NODE)
      g_string_append (out, (const char *) node->content);
    else
      collect_text (node->children, out);
}

static xmlNode *
find_text (xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      g_autofree char *class = NULL;
      xmlChar *value = node->type == XML_ELEMENT_NODE ? xmlGetProp (node, (xmlChar *) "class")
                                                      : NULL;
      xmlNode *found;

      class = g_strdup ((char *) value);
      xmlFree (value);
      if (g_strcmp0 (class, "text") == 0)
        return node;
      found = find_text (node->children);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A browser sees the text as it is, and nothing of it is mark-up. */
static void
check_page (const char *html,
            const char *utf8)
{
  htmlDocPtr document = htmlReadMemory (html, (int) strlen (html), NULL, "UTF-8",
                                        HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                        | HTML_PARSE_NONET);
  xmlNode *node = find_text (xmlDocGetRootElement (document));
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  g_assert_nonnull (node);
  collect_text (node->children, found);
  for (const char *p = utf8; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && strchr ("\n\t\r", *p) == NULL)
      g_string_append (expected, "\xef\xbf\xbd");
    else
      g_string_append_c (expected, *p);
  g_assert_cmpstr (found->str, ==, expected->str);
  xmlFreeDoc (document);
}

static void
test_html (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = export ("html", FALSE, losses);
  g_autofree char *page = corpus_get_file (folder, "n1.html");
  g_autofree char *index = corpus_get_file (folder, "index.html");

  check_page (page, "“It is”, =Mia said.\n“No”, a woman");
  g_assert_null (strstr (page, "<script>"));
  g_assert_null (strstr (page, "javascript:"));
  g_assert_nonnull (strstr (page, "<td dir=\"auto\">Mia &amp; Roe</td>"));
  g_assert_nonnull (strstr (page, "title=\"Person: Mia &amp; Roe\""));
  g_assert_nonnull (strstr (index, "<a href=\"n1.html\">A, &lt;b&gt;&quot;B&quot;</a>"));
  g_assert_cmpuint (losses->len, ==, 0);
  corpus_remove_folder (folder);
}

/* A claim with everything, said by a mention with everything, whose entity has an heir; and
 * a claim within it. */
static void
fill_rich (Corpus *corpus)
{
  g_autoptr (QuothText) text = quoth_text_new ("“Yes”, “a\001b” Mia Roe said.", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("R", text);
  g_autoptr (QuothAttributes) sure = quoth_attributes_with_string (NULL, "certainty", "certain");
  QuothEntity *old = quoth_entity_new ("person", "M. R.");
  QuothEntity *mia = quoth_entity_new ("person", "Mia Roe");
  QuothAnnotation *person = quoth_annotation_new ("person", "anna",
                                                  (QuothSpan[]) { { 13, 16 }, { 17, 20 } }, 2);
  QuothAnnotation *outer = quoth_annotation_new ("claim", "anna", &(QuothSpan) { 0, 12 }, 1);
  QuothAnnotation *inner = quoth_annotation_new ("claim", "anna", &(QuothSpan) { 7, 12 }, 1);
  QuothArticleData *data;

  quoth_entity_set_id (old, "old");
  quoth_entity_set_id (mia, "mia");
  quoth_entity_set_merged_into (old, "mia");
  g_ptr_array_add (corpus->entities, mia);
  g_ptr_array_add (corpus->entities, old);
  quoth_article_set_id (article, "r");
  data = quoth_article_data_new (article, text);
  quoth_annotation_set_id (person, "p");
  quoth_annotation_set_entity (person, "old");
  quoth_annotation_set_note (person, "she");
  quoth_annotation_take_attributes (person, quoth_attributes_ref (sure));
  quoth_annotation_set_id (outer, "c");
  quoth_annotation_set_note (outer, "loud");
  quoth_annotation_take_attributes (outer, quoth_attributes_ref (sure));
  quoth_annotation_add_link (outer, "speaker", "p", sure);
  quoth_annotation_set_id (inner, "d");
  quoth_annotation_add_link (inner, "parent", "c", NULL);
  g_ptr_array_add (data->annotations, person);
  g_ptr_array_add (data->annotations, outer);
  g_ptr_array_add (data->annotations, inner);
  g_ptr_array_add (corpus->articles, data);
}

/* What is lost is named, all of it and nothing else. */
static void
test_losses (void)
{
  static const char *const cases[][5] = {
    { "html", "p: no place for what joins its parts, its attributes, its note",
      "c: no place for the attributes of its links",
      "r: 1 characters of the text that HTML cannot hold became U+FFFD", NULL },
    { "schema-org", "p: no place for where it stands, its type, its attributes, its note",
      "c: no place for where it stands, the attributes of its links",
      "d: no place for where it stands, links but to speakers", NULL },
    { "directquote", "c: no place for its attributes, the attributes of its links, its note",
      "d: no place for links but to speakers",
      "p: no place for parts but the first, its type, its attributes, its entity, its note",
      "d: a longer span stands there" },
    { "conll2003", "c: no place for its attributes, its links, its note",
      "p: has more than one part", "d: a longer span stands there", NULL }
  };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *folder = corpus_make_folder ();
      g_auto (Corpus) corpus = { NULL };
      QuothWriteOptions options = { .path = folder, .scheme = scheme };

      corpus_init (&corpus);
      fill_rich (&corpus);
      corpus_write (&corpus, quoth_formats_lookup (cases[i][0]), &options, losses);
      for (guint k = 0; k < 4; k++)
        g_assert_cmpstr (k < losses->len ? losses->pdata[k] : NULL, ==, cases[i][k + 1]);
      g_assert_cmpuint (losses->len, <=, 4);
      corpus_remove_folder (folder);
    }
}

/* The page of an article with @data's annotations; a browser sees its text. */
static char *
write_page (QuothArticleData *data)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *folder = corpus_make_folder ();
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };
  char *page;

  corpus_init (&corpus);
  quoth_article_set_id (data->article, "n1");
  g_ptr_array_add (corpus.articles, data);
  corpus_write (&corpus, quoth_formats_lookup ("html"), &options, NULL);
  page = corpus_get_file (folder, "n1.html");
  check_page (page, quoth_text_get_utf8 (data->text));
  corpus_remove_folder (folder);
  return page;
}

/* Where everything crosses everything, a page must not name everything everywhere. */
static void
test_html_crowded (void)
{
  g_autofree char *utf8 = g_strnfill (1000, 'x');
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("News", text);
  QuothArticleData *data = quoth_article_data_new (article, text);
  g_autofree char *page = NULL;

  for (guint i = 0; i < 500; i++)
    {
      QuothSpan part = { i, 500 + i };

      g_ptr_array_add (data->annotations, quoth_annotation_new ("quote", "anna", &part, 1));
    }
  page = write_page (data);
  g_assert_nonnull (strstr (page, " · …\">"));
  g_assert_cmpuint (strlen (page), <, 1000 * 1000);
}

static void
test_html_random (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *utf8 = corpus_random_text (rand, 60, TRUE);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      g_autoptr (QuothArticle) article = quoth_article_new ("News", text);
      g_autofree char *page = NULL;
      QuothArticleData *data = quoth_article_data_new (article, text);
      int length = (int) quoth_text_get_length (text);

      for (guint i = 0; i < 20; i++)
        {
          guint start = (guint) g_rand_int_range (rand, 0, length);
          QuothSpan part = { start, (guint) g_rand_int_range (rand, (int) start + 1, length + 1) };

          g_ptr_array_add (data->annotations,
                           quoth_annotation_new (i % 2 ? "claim" : "zone", "a\"<b", &part, 1));
        }
      page = write_page (data);
      g_assert_null (strstr (page, " · …\">"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/csv", test_csv);
  g_test_add_func ("/tables/csv-defused", test_csv_defused);
  g_test_add_func ("/tables/fields", test_fields);
  g_test_add_func ("/tables/quoted-fields", test_quoted_fields);
  g_test_add_func ("/tables/read", test_read_table);
  g_test_add_func ("/tables/separators", test_separators);
  g_test_add_func ("/tables/refused", test_refused);
  g_test_add_func ("/tables/schema-org", test_schema_org);
  g_test_add_func ("/tables/directquote", test_directquote);
  g_test_add_func ("/tables/html", test_html);
  g_test_add_func ("/tables/losses", test_losses);
  g_test_add_func ("/tables/html-crowded", test_html_crowded);
  g_test_add_func ("/tables/html-random", test_html_random);
  return g_test_run ();
}
