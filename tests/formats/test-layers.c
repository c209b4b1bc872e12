/* test-layers.c - the work of several annotators, each for itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "corpus-fixture.h"

#define N_LAYERS 40
#define N_EACH   7

/* The layers take turns, and the last has no work. */
static QuothArticleData *
make_article (void)
{
  g_autoptr (QuothText) text = quoth_text_new ("Jonas Pell said it, and Ilse Brandt did.", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("a", text);
  QuothArticleData *data = quoth_article_data_new (article, text);

  quoth_article_set_id (article, "a");
  for (guint i = 0; i < N_EACH; i++)
    for (guint k = 0; k < N_LAYERS; k++)
      {
        g_autofree char *layer = g_strdup_printf ("layer%02u", k);
        g_autofree char *id = g_strdup_printf ("%u of %u", i, k);
        const QuothSpan part = { i * 5, i * 5 + 3 + k % 5 };
        QuothAnnotation *annotation = quoth_annotation_new ("person", layer, &part, 1);

        quoth_annotation_set_id (annotation, id);
        g_ptr_array_add (data->annotations, annotation);
      }
  quoth_article_data_add_layer (data, "none", "done");
  return data;
}

/* Every layer has all that is its own, in the order in which it came, and nothing else:
 * writers look no further. */
static void
test_split (void)
{
  g_autoptr (QuothArticleData) data = make_article ();
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);

  g_assert_cmpuint (layers->len, ==, N_LAYERS + 1);
  g_assert_cmpuint (parts->len, ==, layers->len);
  for (guint k = 0; k < N_LAYERS; k++)
    {
      const QuothArticleData *part = parts->pdata[k];

      g_assert_true (part->article == data->article && part->text == data->text);
      g_assert_cmpuint (part->layers->len, ==, 1);
      g_assert_cmpuint (part->annotations->len, ==, N_EACH);
      for (guint i = 0; i < N_EACH; i++)
        g_assert_true (part->annotations->pdata[i] == data->annotations->pdata[i * N_LAYERS + k]);
    }
  g_assert_cmpstr (layers->pdata[N_LAYERS], ==, "none");
  g_assert_cmpuint (((QuothArticleData *) parts->pdata[N_LAYERS])->annotations->len, ==, 0);
}

/* Layers that nobody asks for are left out. */
static void
test_some (void)
{
  g_autoptr (QuothArticleData) data = make_article ();
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = NULL;

  g_ptr_array_add (layers, (gpointer) "layer07");
  parts = quoth_format_split_layers (data, layers);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpuint (((QuothArticleData *) parts->pdata[0])->annotations->len, ==, N_EACH);
}

static char *
read_page (const char *path,
           guint       layer)
{
  g_autofree char *folder = g_strdup_printf ("layer%02u", layer);
  g_autofree char *page = g_build_filename (path, folder, "a.ann", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (page, &text, NULL, NULL));
  return text;
}

/* A writer gives each layer's folder what it would hold alone. */
static void
test_written (void)
{
  g_autofree char *path = corpus_make_folder ();
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  QuothWriteOptions options = { .path = path, .scheme = scheme, .layer_folders = TRUE };
  g_auto (Corpus) corpus = { NULL };

  corpus_init (&corpus);
  g_ptr_array_add (corpus.articles, make_article ());
  corpus_write (&corpus, quoth_formats_lookup ("brat"), &options, NULL);
  for (guint k = 0; k < N_LAYERS; k++)
    {
      g_autofree char *text = read_page (path, k);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      /* The last line ends, too. */
      g_assert_cmpuint (g_strv_length (lines), ==, N_EACH + 1);
    }
  corpus_remove_folder (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/split", test_split);
  g_test_add_func ("/layers/some", test_some);
  g_test_add_func ("/layers/written", test_written);
  return g_test_run ();
}
