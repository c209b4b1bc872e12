/* quoth-insights-cache.h - what articles came to when they were last measured
 *
 * Kept while a project is open, so that a gesture makes one article be read again and not
 * thousands. Nothing of it is written to the file. Who owns the project tells the cache of
 * every command; what was measured before a change is then neither found nor kept, whatever
 * thread it comes from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-agreement.h"
#include "quoth-command.h"

G_BEGIN_DECLS

/* Of one article; strings and bytes are owned. */
typedef struct
{
  char     *name;
  GBytes   *packed;  /* see quoth_agreement_pack() */
  guint32   day;     /* as in QuothInsightsArticle */
  gboolean  apart;
  gboolean  gamma;   /* whether it was measured too */
} QuothMeasured;

void                quoth_measured_free          (QuothMeasured       *self);

typedef struct _QuothInsightsCache QuothInsightsCache;

QuothInsightsCache *quoth_insights_cache_new     (void);
QuothInsightsCache *quoth_insights_cache_ref     (QuothInsightsCache  *self);
void                quoth_insights_cache_unref   (QuothInsightsCache  *self);
/* In the thread of the project, before it is opened again for measuring: a moment, for
 * quoth_insights_cache_store(). */
guint64             quoth_insights_cache_begin   (QuothInsightsCache  *self);
void                quoth_insights_cache_forget  (QuothInsightsCache  *self,
                                                  QuothCommand        *command);
void                quoth_insights_cache_clear   (QuothInsightsCache  *self);
/* What was measured of other layers is forgotten. */
void                quoth_insights_cache_prepare (QuothInsightsCache  *self,
                                                  const char *const   *layers);
QuothMeasured      *quoth_insights_cache_lookup  (QuothInsightsCache  *self,
                                                  const char          *article,
                                                  gboolean             gamma);
void                quoth_insights_cache_store   (QuothInsightsCache  *self,
                                                  guint64              since,
                                                  const char          *article,
                                                  QuothMeasured       *measured);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothMeasured, quoth_measured_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothInsightsCache, quoth_insights_cache_unref)

G_END_DECLS
