/* test-pages.c - articles as pages to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "outgoing-fixture.h"

#include <libxml/HTMLparser.h>

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
test_sample (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = outgoing_write ("html", FALSE, losses);
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

/* Where everything crosses everything, a page must not say everything everywhere: our own reader
 * refuses one that is too large. */
static void
test_crowded (void)
{
  g_autofree char *utf8 = g_strnfill (6000, 'x');
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("News", text);
  QuothArticleData *data = quoth_article_data_new (article, text);
  g_autofree char *page = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      QuothSpan part = { i, 3000 + i };

      g_ptr_array_add (data->annotations, quoth_annotation_new ("claim", "anna", &part, 1));
    }
  page = write_page (data);
  g_assert_nonnull (strstr (page, " · …\">"));
  g_assert_nonnull (strstr (page, "x …</a>"));
  g_assert_cmpuint (strlen (page), <, 10 * 1000 * 1000);
}

static void
test_random (void)
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
  g_test_add_func ("/pages/sample", test_sample);
  g_test_add_func ("/pages/crowded", test_crowded);
  g_test_add_func ("/pages/random", test_random);
  return g_test_run ();
}
