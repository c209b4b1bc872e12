/* quoth-label-filter.c - a sink before another that puts a map to what passes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-label-filter-private.h"

/* A fresh project takes the first scheme it meets instead of its own. What the map makes
 * of a foreign one holds little of what labels were mapped to, so both go on together. */
static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  QuothLabelFilter *self = user_data;
  g_autoptr (QuothScheme) mapped = quoth_label_map_apply_scheme (self->labels, scheme);
  g_autoptr (QuothScheme) both = NULL;

  if (mapped == NULL)
    return TRUE;
  if (quoth_scheme_equal (mapped, scheme))
    return self->sink->scheme (self->sink->user_data, scheme, error);
  both = quoth_scheme_merge (self->scheme, mapped, self->additions);
  return self->sink->scheme (self->sink->user_data, both, error);
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  QuothLabelFilter *self = user_data;

  return self->sink->entity (self->sink->user_data, entity, error);
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothLabelFilter *self = user_data;
  g_autoptr (QuothArticleData) mapped = quoth_label_map_apply (self->labels, data, &self->counts);

  return self->sink->article (self->sink->user_data, mapped, error);
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  QuothLabelFilter *self = user_data;

  self->sink->notice (self->sink->user_data, path, line, message);
}

/* The sink to give to a reader; it must not outlive @self. */
QuothSink
quoth_label_filter_get_sink (QuothLabelFilter *self)
{
  return (QuothSink){ scheme_cb, entity_cb, article_cb, notice_cb, self };
}
