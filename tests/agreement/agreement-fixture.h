/* agreement-fixture.h - articles to compare, and numbers that are the same but for rounding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"

#include <math.h>

/* As exact as the sources print: half a unit of the last of five decimals. */
#define assert_printed(value, expected) \
  g_assert_cmpfloat_with_epsilon (value, expected, 0.0000051)

/* The same by another way. */
#define assert_same(value, expected) \
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-9)

static inline void
shuffle_ints (GRand *rand,
              guint *values,
              guint  n)
{
  for (guint i = n; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (int) i);
      guint value = values[i - 1];

      values[i - 1] = values[other];
      values[other] = value;
    }
}

static inline QuothArticleData *
make_article (const char        *id,
              const char        *utf8,
              const char *const *layers)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new (id, text);
  QuothArticleData *data;

  quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  for (guint i = 0; layers[i] != NULL; i++)
    quoth_article_data_add_layer (data, layers[i], "done");
  return data;
}

static inline QuothAnnotation *
mark (QuothArticleData *data,
      const char       *layer,
      const char       *type,
      guint             start,
      guint             end)
{
  QuothSpan span = { start, end };
  QuothAnnotation *annotation = quoth_annotation_new (type, layer, &span, 1);
  g_autofree char *id = g_strdup_printf ("a%u", data->annotations->len);

  quoth_annotation_set_id (annotation, id);
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}
