/* quoth-format-layers.c - the work of each annotator on an article, for writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-formats-private.h"

#include "quoth-sort.h"

#include <string.h>

/* Documented in quoth-formats-private.h. */
GPtrArray *
quoth_format_list_layers (QuothArticleData *data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new ();
  const char *last = NULL;

  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];

      if (g_hash_table_add (seen, layer->name))
        g_ptr_array_add (names, layer->name);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      /* Many in a row are of one layer. */
      if (last != NULL && strcmp (annotation->layer, last) == 0)
        continue;
      last = annotation->layer;
      if (g_hash_table_add (seen, annotation->layer))
        g_ptr_array_add (names, annotation->layer);
    }
  g_ptr_array_sort (names, quoth_compare_strings);
  return names;
}

/* With the annotations borrowed. */
static QuothArticleData *
begin_layer (QuothArticleData *data)
{
  QuothArticleData *part = g_new (QuothArticleData, 1);

  part->article = quoth_article_ref (data->article);
  part->text = quoth_text_ref (data->text);
  part->layers = g_ptr_array_ref (data->layers);
  part->annotations = g_ptr_array_new ();
  return part;
}

/* Documented in quoth-formats-private.h. */
GPtrArray *
quoth_format_split_layers (QuothArticleData *data,
                           GPtrArray        *layers)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  QuothArticleData *part = NULL;
  const char *last = NULL;

  for (guint i = 0; i < layers->len; i++)
    {
      g_ptr_array_add (parts, begin_layer (data));
      g_hash_table_insert (by_name, layers->pdata[i], parts->pdata[i]);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (last == NULL || strcmp (annotation->layer, last) != 0)
        part = g_hash_table_lookup (by_name, annotation->layer);
      last = annotation->layer;
      if (part != NULL)
        g_ptr_array_add (part->annotations, annotation);
    }
  return parts;
}
