/* quoth-workspace-jumps.c - to the next name, quotation, annotation, open task
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-clauses.h"
#include "quoth-names.h"
#include "quoth-workspace-private.h"

/* Whether an annotation of @kind covers all of @span. */
static gboolean
is_covered (QuothWorkspace *self,
            QuothSpan       span,
            QuothTypeKind   kind)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  quoth_span_index_overlap (quoth_document_get_index (self->document), span.start, span.end,
                            entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (entries, QuothIndexEntry, i);
      const QuothType *type = quoth_document_get_type_of (self->document, entry->annotation);

      if (type != NULL && type->kind == kind && entry->start <= span.start
          && entry->end >= span.end)
        return TRUE;
    }
  return FALSE;
}

/**
 * quoth_workspace_next_name:
 * @self: a workspace
 * @from: code point to start after (or, @backwards, before)
 * @backwards: the direction
 * @out_span: (out): the name
 *
 * Finds the next name that is not marked yet.
 *
 * Returns: whether there is one
 */
gboolean
quoth_workspace_next_name (QuothWorkspace *self,
                           guint           from,
                           gboolean        backwards,
                           QuothSpan      *out_span)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (self->document == NULL)
    return FALSE;
  if (self->names == NULL)
    self->names = quoth_names_find (quoth_document_get_text (self->document),
                                    quoth_project_get_registry (self->project));
  for (guint i = 0; i < self->names->len; i++)
    {
      guint position = backwards ? self->names->len - 1 - i : i;
      QuothSpan name = g_array_index (self->names, QuothSpan, position);

      if (backwards ? name.end >= from : name.start < from)
        continue;
      if (is_covered (self, name, QUOTH_TYPE_KIND_MENTION))
        continue;
      *out_span = name;
      return TRUE;
    }
  return FALSE;
}

/**
 * quoth_workspace_next_quote:
 * @self: a workspace
 * @from: code point to start after (or, @backwards, before)
 * @backwards: the direction
 * @out_span: (out): the quotation with its marks, and the "that" before it
 *
 * Finds the next outermost quotation that no claim holds yet.
 *
 * Returns: whether there is one
 */
gboolean
quoth_workspace_next_quote (QuothWorkspace *self,
                            guint           from,
                            gboolean        backwards,
                            QuothSpan      *out_span)
{
  QuothQuotes *quotes;
  guint n;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (self->document == NULL)
    return FALSE;
  quotes = quoth_document_get_quotes (self->document);
  n = quoth_quotes_get_n (quotes);
  for (guint i = 0; i < n; i++)
    {
      const QuothQuote *quote = quoth_quotes_get (quotes, backwards ? n - 1 - i : i);

      if (quote->depth > 0
          || (backwards ? quote->outer.end >= from : quote->outer.start < from)
          || is_covered (self, quote->outer, QUOTH_TYPE_KIND_CLAIM))
        continue;
      *out_span = quoth_clauses_widen (quoth_document_get_text (self->document), quote->outer);
      return TRUE;
    }
  return FALSE;
}

typedef gboolean (*Wanted) (QuothWorkspace  *self,
                            QuothAnnotation *annotation);

static gboolean
is_any (QuothWorkspace  *self,
        QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (self->document, annotation);

  return type == NULL || !type->hidden;
}

static gboolean
is_task (QuothWorkspace  *self,
         QuothAnnotation *annotation)
{
  return quoth_document_is_open_task (self->document, annotation);
}

/* Steps through first parts in the order of the text, from the active annotation when
 * @from is there, else from @from, and makes the next wanted one active. */
static gboolean
step (QuothWorkspace *self,
      guint           from,
      gboolean        backwards,
      Wanted          wanted)
{
  QuothSpanIndex *index;
  QuothAnnotation *active;
  guint n;
  guint position;

  if (self->document == NULL)
    return FALSE;
  index = quoth_document_get_index (self->document);
  n = quoth_span_index_get_n (index);
  active = quoth_workspace_get_active (self);
  if (active != NULL && (from < quoth_annotation_get_start (active)
                         || from > quoth_annotation_get_end (active)))
    active = NULL;
  position = quoth_span_index_lower_bound (index, active != NULL ? active->parts[0].start : from);
  if (active != NULL)
    {
      while (position < n && quoth_span_index_get (index, position)->annotation != active)
        position++;
      if (!backwards)
        position++;
    }
  while (backwards ? position > 0 : position < n)
    {
      const QuothIndexEntry *entry =
        quoth_span_index_get (index, backwards ? --position : position++);

      if (entry->part != 0 || !wanted (self, entry->annotation))
        continue;
      quoth_workspace_set_active (self, entry->annotation->id);
      g_signal_emit_by_name (self, "show", entry->start, entry->end);
      return TRUE;
    }
  return FALSE;
}

gboolean
quoth_workspace_next_annotation (QuothWorkspace *self,
                                 guint           from,
                                 gboolean        backwards)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  return step (self, from, backwards, is_any);
}

gboolean
quoth_workspace_next_task (QuothWorkspace *self,
                           guint           from,
                           gboolean        backwards)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  return step (self, from, backwards, is_task);
}
