/* quoth-export-zones.c - leaves out what lies in headlines, captions and the like
 *
 * Zones are those that annotators marked, and those the text's own rules find where
 * no marked zone touches them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-zones.h"

#include <string.h>

static const char *const zone_kinds[] = { "headline", "byline", "dateline", "caption", "credit",
                                          "related-links", "correction" };

static gboolean
names_zones (const QuothAttribute *attribute)
{
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      for (guint k = 0; k < G_N_ELEMENTS (zone_kinds); k++)
        if (strcmp (value->id, zone_kinds[k]) == 0)
          return TRUE;
    }
  return FALSE;
}

/* A type marks zones when an attribute of it says which kind of zone: no type's name
 * is known here. */
static gboolean
marks_zones (QuothScheme *scheme,
             const char  *type)
{
  const QuothType *known = quoth_scheme_lookup_type (scheme, type);

  if (known == NULL || !known->automatic)
    return FALSE;
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      if (quoth_attribute_applies (attribute, type) && names_zones (attribute))
        return TRUE;
    }
  return FALSE;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const QuothSpan *left = a;
  const QuothSpan *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

/* Sorted, none overlapping or touching: a part lies in one zone or in none. */
static void
unite (GArray *spans)
{
  guint n = 0;

  if (spans->len == 0)
    return;
  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len; i++)
    {
      QuothSpan span = g_array_index (spans, QuothSpan, i);
      QuothSpan *last = &g_array_index (spans, QuothSpan, n);

      if (span.start > last->end)
        g_array_index (spans, QuothSpan, ++n) = span;
      else
        last->end = MAX (last->end, span.end);
    }
  g_array_set_size (spans, n + 1);
}

/* The zone that ends last of those that begin at or before @start. */
static const QuothSpan *
zone_before (GArray *zones,
             guint   start)
{
  guint low = 0;
  guint high = zones->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (zones, QuothSpan, middle).start <= start)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (zones, QuothSpan, low - 1) : NULL;
}

static gboolean
touches (GArray    *zones,
         QuothSpan  span)
{
  const QuothSpan *zone = span.end > 0 ? zone_before (zones, span.end - 1) : NULL;

  return zone != NULL && zone->end > span.start;
}

static GArray *
find_zones (QuothArticleData *data,
            QuothScheme      *scheme)
{
  g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) computed = quoth_zones_find (data->text);
  g_autoptr (GHashTable) types = g_hash_table_new (g_direct_hash, g_direct_equal);
  GArray *zones = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      gpointer known; /* type ids are interned: their address is enough */

      if (!g_hash_table_lookup_extended (types, annotation->type, NULL, &known))
        {
          known = GINT_TO_POINTER (marks_zones (scheme, annotation->type));
          g_hash_table_insert (types, annotation->type, known);
        }
      if (known != NULL)
        g_array_append_vals (marked, annotation->parts, annotation->n_parts);
    }
  unite (marked);
  for (guint i = 0; i < computed->len; i++)
    {
      QuothSpan span = g_array_index (computed, QuothZone, i).span;

      if (!touches (marked, span))
        g_array_append_val (zones, span);
    }
  g_array_append_vals (zones, marked->data, marked->len);
  unite (zones);
  return zones;
}

static gboolean
lies_in (QuothAnnotation *annotation,
         GArray          *zones)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    {
      const QuothSpan *zone = zone_before (zones, annotation->parts[i].start);

      if (zone == NULL || zone->end < annotation->parts[i].end)
        return FALSE;
    }
  return TRUE;
}

static QuothAnnotation *
without_links_to (QuothAnnotation *annotation,
                  GHashTable      *gone,
                  const char      *article,
                  QuothLossFunc    loss,
                  gpointer         loss_data)
{
  QuothAnnotation *copy = NULL;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      g_autofree char *reason = NULL;

      if (!g_hash_table_contains (gone, link->to))
        continue;
      if (copy == NULL)
        copy = quoth_annotation_copy (annotation);
      quoth_annotation_remove_link (copy, link->role, link->to);
      reason = g_strdup_printf ("link \"%s\" leads out of the body", link->role);
      loss (loss_data, article, annotation->id, reason);
    }
  return copy != NULL ? copy : quoth_annotation_ref (annotation);
}

/* Documented in quoth-export-private.h. */
QuothArticleData *
quoth_export_body_only (QuothArticleData *data,
                        QuothScheme      *scheme,
                        QuothLossFunc     loss,
                        gpointer          loss_data)
{
  QuothArticleData *body = quoth_article_data_new (data->article, data->text);
  g_autoptr (GArray) zones = find_zones (data, scheme);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < data->layers->len; i++)
    g_ptr_array_add (body->layers, quoth_layer_copy (data->layers->pdata[i]));
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (lies_in (annotation, zones))
        g_hash_table_add (gone, annotation->id);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (!g_hash_table_contains (gone, annotation->id))
        g_ptr_array_add (body->annotations,
                         without_links_to (annotation, gone, data->article->id, loss, loss_data));
    }
  return body;
}
