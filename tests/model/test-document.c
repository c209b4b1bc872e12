/* test-document.c - documents follow commands, links are known both ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-document.h"

#include <time.h>

static QuothArticleData *
data_new (const char *utf8)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("Test", text);

  return quoth_article_data_new (article, text);
}

static QuothAnnotation *
add (QuothArticleData *data,
     const char       *type,
     const char       *layer,
     guint             start,
     guint             end)
{
  const QuothSpan part = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &part, 1);

  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

static void
count_cb (QuothDocument *document,
          gpointer       command,
          guint         *count)
{
  (*count)++;
}

static void
test_follow (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothArticleData) data = data_new ("Ada said she was there.");
  QuothAnnotation *person = add (data, "person", "anna", 0, 3);
  QuothAnnotation *claim = add (data, "claim", "anna", 9, 22);
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothCommand) command = quoth_command_new ("test");
  g_autoptr (QuothCommand) inverse = NULL;
  g_autoptr (QuothAnnotation) linked = quoth_annotation_copy (claim);
  g_autoptr (GPtrArray) referrers = NULL;
  g_autoptr (GPtrArray) none = NULL;
  guint count = 0;

  add (data, "claim", "ben", 4, 22);
  document = quoth_document_new (data, "anna", scheme);
  g_signal_connect (document, "changed", G_CALLBACK (count_cb), &count);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 2);
  g_assert_true (quoth_document_is_open_task (document, person));
  g_assert_true (quoth_document_is_open_task (document, claim));

  quoth_annotation_add_link (linked, "speaker", person->id, NULL);
  quoth_annotation_add_link (linked, "addressee", person->id, NULL);
  quoth_command_add_annotation (command, data->article->id, claim, linked);
  quoth_document_apply (document, command);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (quoth_document_lookup (document, claim->id) == linked);
  g_assert_false (quoth_document_is_open_task (document, linked));
  referrers = quoth_document_list_referrers (document, person->id);
  g_assert_cmpuint (referrers->len, ==, 1);
  g_assert_true (referrers->pdata[0] == linked);

  inverse = quoth_command_invert (command);
  quoth_document_apply (document, inverse);
  g_assert_cmpuint (count, ==, 2);
  none = quoth_document_list_referrers (document, person->id);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_foreign (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothArticleData) data = data_new ("Ada said she was there.");
  g_autoptr (QuothDocument) document = quoth_document_new (data, "anna", scheme);
  g_autoptr (QuothCommand) command = quoth_command_new ("test");
  g_autoptr (QuothArticle) renamed = quoth_article_copy (data->article);
  g_autoptr (QuothCommand) rename = quoth_command_new ("rename");
  const QuothSpan part = { 0, 3 };
  g_autoptr (QuothAnnotation) other_layer = quoth_annotation_new ("person", "ben", &part, 1);
  g_autoptr (QuothAnnotation) other_article = quoth_annotation_new ("person", "anna", &part, 1);
  guint count = 0;

  g_signal_connect (document, "changed", G_CALLBACK (count_cb), &count);
  quoth_command_add_annotation (command, data->article->id, NULL, other_layer);
  quoth_command_add_annotation (command, "elsewhere", NULL, other_article);
  quoth_document_apply (document, command);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 0);

  quoth_article_set_name (renamed, "Other");
  quoth_command_add_article (rename, data->article, renamed);
  quoth_document_apply (document, rename);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (quoth_document_get_article (document)->name, ==, "Other");
}

static void
test_bulk (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothArticleData) data = data_new ("Ada said she was there.");
  g_autoptr (QuothDocument) document = quoth_document_new (data, "anna", scheme);
  g_autoptr (QuothCommand) command = quoth_command_new ("test");
  g_autoptr (QuothCommand) inverse = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) claims = NULL;

  for (guint i = 0; i < 500; i++)
    {
      const QuothSpan part = { i % 20, i % 20 + 1 + i % 3 };
      g_autoptr (QuothAnnotation) annotation =
        quoth_annotation_new (i % 2 == 0 ? "person" : "claim", "anna", &part, 1);

      quoth_command_add_annotation (command, data->article->id, NULL, annotation);
    }
  quoth_document_apply (document, command);
  g_assert_cmpuint (quoth_span_index_get_n (quoth_document_get_index (document)), ==, 500);
  people = quoth_document_list (document, "person");
  claims = quoth_document_list_kind (document, QUOTH_TYPE_KIND_CLAIM);
  g_assert_cmpuint (people->len, ==, 250);
  g_assert_cmpuint (claims->len, ==, 250);
  inverse = quoth_command_invert (command);
  quoth_document_apply (document, inverse);
  g_assert_cmpuint (quoth_span_index_get_n (quoth_document_get_index (document)), ==, 0);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 0);
}

static void
test_large (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothArticleData) data = data_new ("x");
  g_autoptr (QuothDocument) document = NULL;
  clock_t start;

  for (guint i = 0; i < 50000; i++)
    {
      QuothAnnotation *annotation =
        add (data, "claim", "anna", (i * 7919) % 1000000, (i * 7919) % 1000000 + 80);

      if (i > 0)
        quoth_annotation_add_link (annotation, "speaker",
                                   ((QuothAnnotation *) data->annotations->pdata[i / 3])->id,
                                   NULL);
    }
  start = clock ();
  document = quoth_document_new (data, "anna", scheme);
  g_test_message ("a document of 50,000 annotations: %.1f ms",
                  1e3 * (double) (clock () - start) / CLOCKS_PER_SEC);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 50000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/follow", test_follow);
  g_test_add_func ("/document/foreign", test_foreign);
  g_test_add_func ("/document/bulk", test_bulk);
  g_test_add_func ("/document/large", test_large);
  return g_test_run ();
}
