/* quoth-insights-cache.c - what articles came to when they were last measured
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-insights-cache.h"

#include <string.h>

/* An article with six layers takes some 14 kB. What does not fit is measured anew. */
#define MOST_BYTES (128 * 1024 * 1024)

struct _QuothInsightsCache
{
  GMutex      lock;
  GHashTable *articles;  /* id → QuothMeasured */
  GHashTable *forgotten; /* id → guint64: when; what is older must not be kept */
  char      **layers;    /* nullable: what was compared */
  guint64     now;       /* counts what was forgotten */
  guint64     cleared;   /* when all was */
  gsize       n_bytes;
};

void
quoth_measured_free (QuothMeasured *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_free (self);
}

static QuothMeasured *
copy (const QuothMeasured *self)
{
  QuothMeasured *other = g_new (QuothMeasured, 1);

  *other = *self;
  other->name = g_strdup (self->name);
  other->packed = g_bytes_ref (self->packed);
  return other;
}

QuothInsightsCache *
quoth_insights_cache_new (void)
{
  QuothInsightsCache *self = g_atomic_rc_box_new0 (QuothInsightsCache);

  g_mutex_init (&self->lock);
  self->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) quoth_measured_free);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

QuothInsightsCache *
quoth_insights_cache_ref (QuothInsightsCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
finalize (gpointer data)
{
  QuothInsightsCache *self = data;

  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->articles);
  g_hash_table_unref (self->forgotten);
  g_strfreev (self->layers);
}

void
quoth_insights_cache_unref (QuothInsightsCache *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, finalize);
}

guint64
quoth_insights_cache_begin (QuothInsightsCache *self)
{
  guint64 now;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

/* With the lock. */
static void
clear (QuothInsightsCache *self)
{
  self->cleared = ++self->now;
  self->n_bytes = 0;
  g_hash_table_remove_all (self->articles);
  g_hash_table_remove_all (self->forgotten);
}

void
quoth_insights_cache_clear (QuothInsightsCache *self)
{
  g_mutex_lock (&self->lock);
  clear (self);
  g_mutex_unlock (&self->lock);
}

static void
drop (QuothInsightsCache *self,
      const char         *article)
{
  const QuothMeasured *measured = g_hash_table_lookup (self->articles, article);

  if (measured == NULL)
    return;
  self->n_bytes -= g_bytes_get_size (measured->packed);
  g_hash_table_remove (self->articles, article);
}

static void
forget_article (QuothInsightsCache *self,
                const char         *article)
{
  guint64 *at = g_new (guint64, 1);

  *at = ++self->now;
  drop (self, article);
  g_hash_table_insert (self->forgotten, g_strdup (article), at);
}

/* Of an entity only its heir is looked at: whom somebody names or adds changes no number of
 * another article. */
static gboolean
moves_entity (const QuothChange *change)
{
  const QuothEntity *before = change->before, *after = change->after;

  return g_strcmp0 (before != NULL ? before->merged_into : NULL,
                    after != NULL ? after->merged_into : NULL) != 0;
}

/* With the lock. Returns: whether all is forgotten. */
static gboolean
forget_change (QuothInsightsCache *self,
               const QuothChange  *change)
{
  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
    case QUOTH_RECORD_LAYER:
      forget_article (self, change->article);
      return FALSE;
    case QUOTH_RECORD_ARTICLE:
      forget_article (self, quoth_change_get_id (change));
      return FALSE;
    case QUOTH_RECORD_ENTITY:
      return moves_entity (change);
    case QUOTH_RECORD_SETTING:
      return FALSE;
    case QUOTH_RECORD_SCHEME:
    default:
      return TRUE;
    }
}

/**
 * quoth_insights_cache_forget:
 * @self: a cache
 * @command: what the project was told
 *
 * Forgets what @command may have changed.
 */
void
quoth_insights_cache_forget (QuothInsightsCache *self,
                             QuothCommand       *command)
{
  guint n = quoth_command_get_n_changes (command);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < n; i++)
    if (forget_change (self, quoth_command_get_change (command, i)))
      {
        clear (self);
        break;
      }
  g_mutex_unlock (&self->lock);
}

void
quoth_insights_cache_prepare (QuothInsightsCache *self,
                              const char *const  *layers)
{
  g_mutex_lock (&self->lock);
  if (self->layers == NULL || !g_strv_equal ((const char *const *) self->layers, layers))
    {
      /* Not clear(): what is measured now is of these layers. */
      self->n_bytes = 0;
      g_hash_table_remove_all (self->articles);
      g_strfreev (self->layers);
      self->layers = g_strdupv ((char **) layers);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * quoth_insights_cache_lookup:
 * @self: a cache
 * @article: an id
 * @gamma: whether gamma is needed
 *
 * Returns: (transfer full) (nullable): what the article came to
 */
QuothMeasured *
quoth_insights_cache_lookup (QuothInsightsCache *self,
                             const char         *article,
                             gboolean            gamma)
{
  const QuothMeasured *found;
  QuothMeasured *measured;

  g_mutex_lock (&self->lock);
  found = g_hash_table_lookup (self->articles, article);
  measured = found != NULL && (found->gamma || !gamma) ? copy (found) : NULL;
  g_mutex_unlock (&self->lock);
  return measured;
}

/**
 * quoth_insights_cache_store:
 * @self: a cache
 * @since: from quoth_insights_cache_begin(), before the article was read
 * @article: an id
 * @measured: (transfer full): what it came to
 *
 * Keeps it unless the article has changed since.
 */
void
quoth_insights_cache_store (QuothInsightsCache *self,
                            guint64             since,
                            const char         *article,
                            QuothMeasured      *measured)
{
  gsize size = g_bytes_get_size (measured->packed);
  const guint64 *forgotten;

  g_mutex_lock (&self->lock);
  forgotten = g_hash_table_lookup (self->forgotten, article);
  drop (self, article);
  if (self->cleared <= since && (forgotten == NULL || *forgotten <= since)
      && self->n_bytes + size <= MOST_BYTES)
    {
      self->n_bytes += size;
      g_hash_table_insert (self->articles, g_strdup (article), g_steal_pointer (&measured));
    }
  g_mutex_unlock (&self->lock);
  quoth_measured_free (measured);
}
