/* quoth-format-web-annotation-selectors.c - what of a text a selector says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#include "config.h"

#include "quoth-format-web-annotation-private.h"

#include <string.h>

#define NOWHERE QUOTH_WEB_ANNOTATION_NOWHERE

typedef QuothWebAnnotationDocument Document;
typedef QuothWebAnnotationTarget Target;

/* Documented in quoth-format-web-annotation-private.h. */
gboolean
quoth_web_annotation_parse_fragment (const char *value,
                                     Target     *target)
{
  guint64 start = 0;
  guint64 end = 0;
  char *rest = NULL;

  if (value == NULL || !g_str_has_prefix (value, "char="))
    return FALSE;
  start = g_ascii_strtoull (value + 5, &rest, 10);
  if (*rest != ',')
    return FALSE;
  end = g_ascii_strtoull (rest + 1, &rest, 10);
  if ((*rest != '\0' && *rest != ';') || start >= NOWHERE || end >= NOWHERE)
    return FALSE;
  target->start = (guint) start;
  target->end = (guint) end;
  return TRUE;
}

/* A selector within what another selects. */
static void
read_refinement (Document *self,
                 Target   *target,
                 guint     level)
{
  Target inner = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;

  quoth_web_annotation_read_selector (self, &inner, NULL, level + 1);
  target->inner_start = inner.start;
  target->inner_end = inner.end;
  target->inner_exact = inner.exact;
  target->inner_prefix = inner.prefix;
  target->inner_suffix = inner.suffix;
}

/* Takes over what one selector says; FALSE when that is nothing of plain text. */
static gboolean
take_selector (Target       *target,
               const Target *found,
               const char   *type,
               const char   *value)
{
  target->is_range = FALSE;
  if (found->exact != NULL)
    {
      target->exact = found->exact;
      target->prefix = found->prefix != NULL ? found->prefix : "";
      target->suffix = found->suffix != NULL ? found->suffix : "";
    }
  else if (g_strcmp0 (type, "DataPositionSelector") != 0 && found->start != NOWHERE
           && found->end != NOWHERE)
    {
      target->start = found->start;
      target->end = found->end;
    }
  else if (!quoth_web_annotation_parse_fragment (value, target))
    return FALSE;
  if (found->inner_exact != NULL || found->inner_start != NOWHERE)
    {
      target->inner_start = found->inner_start;
      target->inner_end = found->inner_end;
      target->inner_exact = found->inner_exact;
      target->inner_prefix = found->inner_prefix;
      target->inner_suffix = found->inner_suffix;
    }
  return TRUE;
}

static gboolean
says_where (const Target *target)
{
  return target->exact != NULL || target->start != NOWHERE;
}

/* From where @first begins to where @last does
 * (https://www.w3.org/TR/annotation-model/#range-selector); a selector beside it that says both at
 * once is better. */
static void
take_range (Target       *target,
            const Target *first,
            Target       *end,
            const Target *last)
{
  if (says_where (target))
    return;
  take_selector (target, first, NULL, NULL);
  *end = *last;
  target->is_range = end->has_selector = TRUE;
}

/* Documented in quoth-format-web-annotation-private.h. */
void
quoth_web_annotation_read_selector (Document *self,
                                    Target   *target,
                                    Target   *end,
                                    guint     level)
{
  const char *type = NULL;
  const char *value = NULL;
  QuothSlice key;
  Target found = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;
  Target first = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;
  Target last = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;
  gboolean refined = FALSE;

  target->has_selector = TRUE;
  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      self->unknown = TRUE;
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_jsonld_is_key (key, "type"))
      type = quoth_jsonld_read_first (self);
    else if (quoth_jsonld_is_key (key, "start") && quoth_json_scan_peek (&self->scan) != '"')
      quoth_json_scan_offset (&self->scan, &found.start);
    else if (quoth_jsonld_is_key (key, "end") && quoth_json_scan_peek (&self->scan) != '"')
      quoth_json_scan_offset (&self->scan, &found.end);
    else if (quoth_jsonld_is_key (key, "exact"))
      found.exact = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "prefix"))
      found.prefix = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "suffix"))
      found.suffix = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "value"))
      value = quoth_jsonld_read_string (self);
    else if (level == 0 && end != NULL && quoth_jsonld_is_key (key, "startSelector"))
      quoth_web_annotation_read_selector (self, &first, NULL, level + 1);
    else if (level == 0 && end != NULL && quoth_jsonld_is_key (key, "endSelector"))
      quoth_web_annotation_read_selector (self, &last, NULL, level + 1);
    else if (quoth_jsonld_is_key (key, "refinedBy"))
      {
        refined = TRUE;
        if (level == 0 && quoth_json_scan_peek (&self->scan) == '{')
          read_refinement (self, &found, level);
        else
          quoth_json_scan_raw (&self->scan, NULL);
      }
    else
      quoth_json_scan_raw (&self->scan, NULL);
  if (!refined && says_where (&first) && says_where (&last))
    {
      take_range (target, &first, end, &last);
      return;
    }
  /* What is not understood of a part must not become the whole. */
  if ((refined && found.inner_exact == NULL && found.inner_start == NOWHERE)
      || !take_selector (target, &found, type, value))
    self->unknown = TRUE;
}
