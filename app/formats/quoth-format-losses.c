/* quoth-format-losses.c - words for what a writer has no place for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-formats-private.h"

#include <string.h>

/* Documented in quoth-formats-private.h. */
char *
quoth_format_dup_fact (QuothArticle *article,
                       const char   *name)
{
  QuothAttributes *const places[] = { article->metadata, article->tags };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *value = quoth_attributes_dup_string (places[i], name);

      if (value != NULL && *value != '\0')
        return g_steal_pointer (&value);
    }
  return NULL;
}

/* Documented in quoth-formats-private.h. */
void
quoth_format_append_lost (GString    *reasons,
                          const char *what)
{
  g_string_append (reasons, reasons->len > 0 ? ", " : "no place for ");
  g_string_append (reasons, what);
}

/* Documented in quoth-formats-private.h. */
gboolean
quoth_format_has_link_but (QuothAnnotation *annotation,
                           const char      *role)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (strcmp (annotation->links[i].role, role) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_link_attributes (QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (quoth_attributes_get_n (annotation->links[i].attributes) > 0)
      return TRUE;
  return FALSE;
}

/* Documented in quoth-formats-private.h. */
void
quoth_format_append_rest (GString         *reasons,
                          QuothAnnotation *annotation,
                          QuothKept        kept)
{
  if (annotation->n_parts > 1 && !(kept & QUOTH_KEPT_PARTS))
    quoth_format_append_lost (reasons, "what joins its parts");
  if (quoth_attributes_get_n (annotation->attributes) > 0 && !(kept & QUOTH_KEPT_ATTRIBUTES))
    quoth_format_append_lost (reasons, "its attributes");
  if (annotation->n_links > 0 && !(kept & QUOTH_KEPT_LINKS))
    quoth_format_append_lost (reasons, "its links");
  else if (has_link_attributes (annotation) && !(kept & QUOTH_KEPT_LINK_ATTRIBUTES))
    quoth_format_append_lost (reasons, "the attributes of its links");
  if (annotation->entity != NULL && !(kept & QUOTH_KEPT_ENTITY))
    quoth_format_append_lost (reasons, "its entity");
  if (annotation->note != NULL && !(kept & QUOTH_KEPT_NOTE))
    quoth_format_append_lost (reasons, "its note");
}
