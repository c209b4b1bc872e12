/* quoth-release-counts.c - counts what is in a release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release"

#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-release-private.h"

#include <string.h>

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Documented in quoth-release-private.h. */
void
quoth_release_counts_init (QuothReleaseCounts        *self,
                           const QuothReleaseOptions *options)
{
  guint n_splits = MAX (options->corpus.n_splits, 1);

  *self = (QuothReleaseCounts) {
    .options = options,
    .n_splits = n_splits,
    .articles = g_new0 (guint64, n_splits),
    .characters = g_new0 (guint64, n_splits),
    .annotations = g_new0 (guint64, n_splits),
    .labels = new_table (),
    .roles = new_table (),
    .values = new_table (),
    .layers = new_table (),
    .guidelines = new_table (),
    .entities = new_table (),
    .languages = new_table (),
    .publishers = new_table (),
    .licences = new_table (),
  };
}

void
quoth_release_counts_clear (QuothReleaseCounts *self)
{
  GHashTable **const tables[] = { &self->labels, &self->roles, &self->values, &self->layers,
                                  &self->guidelines, &self->entities, &self->languages,
                                  &self->publishers, &self->licences };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (tables[i], g_hash_table_unref);
  g_clear_pointer (&self->articles, g_free);
  g_clear_pointer (&self->characters, g_free);
  g_clear_pointer (&self->annotations, g_free);
  g_clear_pointer (&self->first_date, g_free);
  g_clear_pointer (&self->last_date, g_free);
}

static void
count_name (QuothReleaseCounts *self,
            GHashTable         *table,
            const char         *name,
            guint               split)
{
  guint64 *values;

  if (name == NULL || *name == '\0')
    return;
  values = g_hash_table_lookup (table, name);
  if (values == NULL)
    {
      values = g_new0 (guint64, self->n_splits);
      g_hash_table_insert (table, g_strdup (name), values);
    }
  values[split]++;
}

/* Only what people choose from a list: free text would make the table a copy of the data. */
static void
count_values (QuothReleaseCounts *self,
              QuothScheme        *scheme,
              QuothAttributes    *attributes,
              guint               split)
{
  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json;
      const char *id = quoth_attributes_get (attributes, i, &json);
      const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
      g_auto (GStrv) values = NULL;

      if (attribute == NULL || attribute->values->len == 0)
        continue;
      values = quoth_attributes_dup_strv (attributes, id);
      for (guint k = 0; values != NULL && values[k] != NULL; k++)
        {
          g_autofree char *name = g_strdup_printf ("%s=%s", id, values[k]);

          count_name (self, self->values, name, split);
        }
    }
}

static void
count_annotation (QuothReleaseCounts *self,
                  QuothScheme        *scheme,
                  QuothAnnotation    *annotation,
                  guint               split)
{
  self->annotations[split]++;
  count_name (self, self->labels, annotation->type, split);
  count_name (self, self->layers, annotation->layer, split);
  count_name (self, self->entities, annotation->entity, split);
  for (guint i = 0; i < annotation->n_links; i++)
    count_name (self, self->roles, annotation->links[i].role, split);
  if (annotation->attributes != NULL)
    count_values (self, scheme, annotation->attributes, split);
}

static void
count_fact (QuothReleaseCounts *self,
            GHashTable         *table,
            QuothArticle       *article,
            const char         *name,
            guint               split)
{
  g_autofree char *value = quoth_format_dup_fact (article, name);

  count_name (self, table, value, split);
}

static void
count_date (QuothReleaseCounts *self,
            QuothArticle       *article)
{
  g_autofree char *date = quoth_format_dup_fact (article, "date");

  if (date == NULL || *date == '\0')
    return;
  if (self->first_date == NULL || strcmp (date, self->first_date) < 0)
    {
      g_free (self->first_date);
      self->first_date = g_strdup (date);
    }
  if (self->last_date == NULL || strcmp (date, self->last_date) > 0)
    {
      g_free (self->last_date);
      self->last_date = g_strdup (date);
    }
}

/* By their id: another project that holds the same numbers its versions as it likes. */
static void
count_guidelines (QuothReleaseCounts *self,
                  QuothArticleData   *data,
                  guint               split)
{
  g_autoptr (GHashTable) begun = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (begun, ((QuothAnnotation *) data->annotations->pdata[i])->layer);
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      if (quoth_layer_is_about (layer->name))
        continue;
      if (layer->guidelines != NULL)
        count_name (self, self->guidelines, layer->guidelines, split);
      else if (g_hash_table_contains (begun, layer->name))
        count_name (self, self->guidelines, "unknown", split);
    }
}

/* Documented in quoth-release-private.h. */
void
quoth_release_counts_add (QuothReleaseCounts *self,
                          QuothScheme        *scheme,
                          QuothArticleData   *data,
                          guint               split)
{
  self->articles[split]++;
  self->characters[split] += data->article->length;
  count_name (self, self->languages, data->article->language, split);
  count_fact (self, self->publishers, data->article, "publisher", split);
  count_fact (self, self->licences, data->article, "licence", split);
  count_date (self, data->article);
  count_guidelines (self, data, split);
  for (guint i = 0; i < data->annotations->len; i++)
    count_annotation (self, scheme, data->annotations->pdata[i], split);
}
