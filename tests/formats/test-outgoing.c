/* test-outgoing.c - schema.org and DirectQuote, and what formats that are only written lose
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "outgoing-fixture.h"

#include <json-glib/json-glib.h>

static void
test_schema_org (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = outgoing_write ("schema-org", FALSE, losses);
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
  g_autofree char *folder = outgoing_write ("directquote", FALSE, losses);
  g_autofree char *content = NULL;

  content = corpus_get_file (folder, "directquote.txt");
  g_assert_cmpstr (content, ==,
                   "“\tB-RightSpeaker\nIt\tI-RightSpeaker\nis\tI-RightSpeaker\n"
                   "”\tI-RightSpeaker\n,\tOut\n=\tB-Speaker\nMia\tI-Speaker\nsaid\tOut\n.\tOut\n\n"
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

/* doccano refuses a row whose text is empty. */
static void
test_no_text (void)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothText) text = quoth_text_new ("", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Empty", text);
  g_autofree char *folder = corpus_make_folder ();
  g_autofree char *rows = NULL;
  g_auto (Corpus) corpus = { NULL };
  QuothWriteOptions options = { .path = folder, .scheme = scheme };

  corpus_init (&corpus);
  outgoing_fill (&corpus);
  quoth_article_set_id (article, "e");
  g_ptr_array_add (corpus.articles, quoth_article_data_new (article, text));
  corpus_write (&corpus, quoth_formats_lookup ("doccano"), &options, losses);
  rows = corpus_get_file (folder, "doccano.jsonl");
  g_assert_true (strchr (rows, '\n') == rows + strlen (rows) - 1);
  g_assert_cmpstr (losses->pdata[losses->len - 1], ==, "e: an article without text has no place");
  corpus_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outgoing/schema-org", test_schema_org);
  g_test_add_func ("/outgoing/directquote", test_directquote);
  g_test_add_func ("/outgoing/losses", test_losses);
  g_test_add_func ("/outgoing/no-text", test_no_text);
  return g_test_run ();
}
