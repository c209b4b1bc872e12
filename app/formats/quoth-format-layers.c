/* quoth-format-layers.c - the work of each annotator on an article, for readers and writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-formats-private.h"

#include "quoth-sort.h"

#include <string.h>

/* Documented in quoth-formats-private.h. */
const char *
quoth_format_state_of_layer (const QuothReadOptions *options,
                             const char             *layer,
                             guint                   n_annotations)
{
  if (options->own && g_strcmp0 (layer, options->layer) == 0)
    return "open";
  return quoth_layer_state_of_file (n_annotations);
}

/* Documented in quoth-formats-private.h. */
GPtrArray *
quoth_format_list_layers (QuothArticleData *data)
{
  GPtrArray *names = g_ptr_array_new ();
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];

      last = layer->name;
      g_ptr_array_add (names, layer->name);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      /* Many in a row are of one layer. */
      if (last != NULL && strcmp (annotation->layer, last) == 0)
        continue;
      last = annotation->layer;
      g_ptr_array_add (names, annotation->layer);
    }
  g_ptr_array_sort (names, quoth_compare_strings);
  for (guint i = 0; i < names->len; i++)
    if (n == 0 || strcmp (names->pdata[n - 1], names->pdata[i]) != 0)
      names->pdata[n++] = names->pdata[i];
  g_ptr_array_set_size (names, (int) n);
  return names;
}

/* Documented in quoth-formats-private.h. */
int
quoth_format_compare_starts (gconstpointer a,
                             gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;
  guint left_start = quoth_annotation_get_start (left);
  guint right_start = quoth_annotation_get_start (right);

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  return strcmp (left->id, right->id);
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

/* The part of @parts that holds the work of @layer; %NULL when no name of @layers is its. */
static QuothArticleData *
find_part (GPtrArray  *parts,
           GPtrArray  *layers,
           const char *layer)
{
  guint low = 0;
  guint high = layers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = strcmp (layer, layers->pdata[middle]);

      if (order == 0)
        return parts->pdata[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

/* Documented in quoth-formats-private.h. */
GPtrArray *
quoth_format_split_layers (QuothArticleData *data,
                           GPtrArray        *layers)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  QuothArticleData *part = NULL;
  const char *last = NULL;

  for (guint i = 0; i < layers->len; i++)
    g_ptr_array_add (parts, begin_layer (data));
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (last == NULL || strcmp (annotation->layer, last) != 0)
        part = find_part (parts, layers, annotation->layer);
      last = annotation->layer;
      if (part != NULL)
        g_ptr_array_add (part->annotations, annotation);
    }
  return parts;
}
