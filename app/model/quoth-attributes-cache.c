/* quoth-attributes-cache.c - reads the same attributes many times, parses them once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-attributes"

#include "config.h"

#include "quoth-attributes-cache.h"

#include <string.h>

/* Each text has one place, where it takes over from what stood there. */
#define N_PLACES 256

/* Larger sets (metadata mostly) hardly repeat. */
#define MAX_BYTES 256

typedef struct
{
  char            *json;       /* NULL: nothing yet */
  gsize            n_bytes;
  QuothAttributes *attributes;
} Place;

struct _QuothAttributesCache
{
  Place places[N_PLACES];
};

QuothAttributesCache *
quoth_attributes_cache_new (void)
{
  return g_new0 (QuothAttributesCache, 1);
}

void
quoth_attributes_cache_free (QuothAttributesCache *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_PLACES; i++)
    {
      g_free (self->places[i].json);
      quoth_attributes_unref (self->places[i].attributes);
    }
  g_free (self);
}

static guint
hash (const char *bytes,
      gsize       n_bytes)
{
  guint value = 2166136261u; /* FNV-1a */

  for (gsize i = 0; i < n_bytes; i++)
    value = (value ^ (guchar) bytes[i]) * 16777619u;
  return value;
}

/**
 * quoth_attributes_cache_parse:
 * @self: a cache
 * @json: an object
 * @n_bytes: its length
 * @error: return location for a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the attributes; %NULL for none, and with @error set
 */
QuothAttributes *
quoth_attributes_cache_parse (QuothAttributesCache  *self,
                              const char            *json,
                              gsize                  n_bytes,
                              GError               **error)
{
  Place *place;
  QuothAttributes *attributes;
  GError *local_error = NULL;

  g_return_val_if_fail (self != NULL && json != NULL, NULL);

  if (n_bytes > MAX_BYTES)
    return quoth_attributes_new_from_json (json, (gssize) n_bytes, error);
  place = &self->places[hash (json, n_bytes) % N_PLACES];
  if (place->json != NULL && place->n_bytes == n_bytes
      && memcmp (place->json, json, n_bytes) == 0)
    return quoth_attributes_ref (place->attributes);

  attributes = quoth_attributes_new_from_json (json, (gssize) n_bytes, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  g_free (place->json);
  quoth_attributes_unref (place->attributes);
  *place = (Place) { g_memdup2 (json, n_bytes), n_bytes, quoth_attributes_ref (attributes) };
  return attributes;
}
