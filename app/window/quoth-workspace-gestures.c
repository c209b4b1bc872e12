/* quoth-workspace-gestures.c - gestures that mark, move, split, join and remove
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-clauses.h"
#include "quoth-words.h"
#include "quoth-workspace-private.h"

/* Commits @command (taken; NULL with @error set means that the gesture makes no sense)
 * and makes @active the active annotation. Announces once, when all is in place. @error is
 * taken too, from where it is: as a value it could be read before it is set. */
gboolean
_quoth_workspace_make (QuothWorkspace *self,
                       QuothCommand   *command,
                       GError        **error,
                       const char     *active)
{
  g_autoptr (QuothCommand) owned = command;
  g_autoptr (GError) owned_error = g_steal_pointer (error);
  gboolean ok;

  if (owned == NULL)
    {
      if (owned_error != NULL)
        _quoth_workspace_fail (self, owned_error);
      return FALSE;
    }
  self->quiet++;
  ok = quoth_command_is_empty (owned)
       || quoth_project_commit (self->project, owned, &owned_error);
  if (ok && active != NULL)
    quoth_workspace_set_active (self, active);
  if (quoth_workspace_get_active (self) == NULL)
    quoth_workspace_set_active (self, NULL);
  self->quiet--;
  if (!ok)
    {
      /* Somebody else wrote first: take up their state, the user decides anew. */
      if (g_error_matches (owned_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE))
        quoth_project_poll (self->project);
      _quoth_workspace_fail (self, owned_error);
    }
  _quoth_workspace_propose (self);
  _quoth_workspace_emit_changed (self);
  return ok;
}

/**
 * quoth_workspace_commit:
 * @self: a workspace with a project
 * @command: a command made elsewhere (the registry's page, the scheme editor)
 * @error: return location for a #QuothProjectError
 *
 * Returns: whether @command is on the disk
 */
gboolean
quoth_workspace_commit (QuothWorkspace  *self,
                        QuothCommand    *command,
                        GError         **error)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (self->project != NULL, FALSE);

  return quoth_project_commit (self->project, command, error);
}

static gboolean
is_ready (QuothWorkspace *self)
{
  return self->document != NULL;
}

/**
 * quoth_workspace_mark:
 * @self: a workspace
 * @type: a type id
 * @span: code points
 *
 * Marks @span. While a claim is active, a type that fills one of its slots (a cue)
 * fills it in the same gesture.
 *
 * Returns: whether something is marked now
 */
gboolean
quoth_workspace_mark (QuothWorkspace *self,
                      const char     *type,
                      QuothSpan       span)
{
  const QuothType *active_type;
  const QuothType *cue_type;
  g_autofree char *id = NULL;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (type != NULL, FALSE);

  if (!is_ready (self))
    return FALSE;
  active_type = quoth_workspace_get_active_type (self);
  cue_type = quoth_scheme_get_cue_type (quoth_document_get_scheme (self->document));
  if (active_type != NULL && active_type->kind == QUOTH_TYPE_KIND_CLAIM
      && cue_type != NULL && g_str_equal (cue_type->id, type))
    return quoth_workspace_set_cue (self, &span);
  command = quoth_edit_mark (self->document, quoth_project_get_registry (self->project), type,
                             &span, 1, &id, &error);
  return _quoth_workspace_make (self, command, &error, id);
}

gboolean
quoth_workspace_delete (QuothWorkspace *self)
{
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  command = quoth_edit_delete (self->document, self->active, &error);
  if (!_quoth_workspace_make (self, command, &error, NULL))
    return FALSE;
  _quoth_workspace_done (self, "delete", 1);
  return TRUE;
}

gboolean
quoth_workspace_retype (QuothWorkspace *self,
                        const char     *type)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (type != NULL, FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_retype (self->document, self->active, type, &error),
                                &error, NULL);
}

/* The fragment that most likely continues @claim: the next quotation after its end
 * that no claim holds, as long as it stands in the same paragraph or the next. */
static gboolean
find_next_fragment (QuothWorkspace  *self,
                    QuothAnnotation *claim,
                    QuothSpan       *out_span)
{
  QuothQuotes *quotes = quoth_document_get_quotes (self->document);
  QuothText *text = quoth_document_get_text (self->document);
  guint end = quoth_annotation_get_end (claim);
  QuothSpan paragraph = quoth_paragraph_at (text, end > 0 ? end - 1 : 0);
  const QuothQuote *quote = quoth_quotes_next (quotes, end);

  while (quote != NULL && quote->depth > 0)
    quote = quoth_quotes_next (quotes, quote->outer.start + 1);
  if (quote == NULL)
    return FALSE;
  if (quote->outer.start > paragraph.end)
    {
      QuothSpan next = quoth_paragraph_at (text, quote->outer.start);

      /* More than one paragraph away it is hardly the same claim. */
      if (next.start > paragraph.end + 2)
        return FALSE;
    }
  *out_span = quote->outer;
  return TRUE;
}

/**
 * quoth_workspace_add_part:
 * @self: a workspace
 * @span: (nullable): the part; %NULL takes the next quotation after the active claim
 *
 * Returns: whether the active annotation has one more part
 */
gboolean
quoth_workspace_add_part (QuothWorkspace  *self,
                          const QuothSpan *span)
{
  QuothAnnotation *active;
  QuothSpan part;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  active = quoth_workspace_get_active (self);
  if (active == NULL)
    return FALSE;
  if (span != NULL)
    part = *span;
  else if (!find_next_fragment (self, active, &part))
    return FALSE;
  command = quoth_edit_add_part (self->document, self->active, part, &error);
  return _quoth_workspace_make (self, command, &error, NULL);
}

gboolean
quoth_workspace_remove_part (QuothWorkspace *self,
                             guint           part)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_remove_part (self->document, self->active, part, &error),
                                &error, NULL);
}

/**
 * quoth_workspace_set_part:
 * @self: a workspace
 * @id: an annotation
 * @part: which of its parts
 * @span: where the part shall stand, code points
 *
 * Returns: whether the part stands there now
 */
gboolean
quoth_workspace_set_part (QuothWorkspace *self,
                          const char     *id,
                          guint           part,
                          QuothSpan       span)
{
  QuothAnnotation *annotation;
  g_autofree QuothSpan *parts = NULL;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  annotation = is_ready (self) ? quoth_document_lookup (self->document, id) : NULL;
  if (annotation == NULL || part >= annotation->n_parts || span.start >= span.end)
    return FALSE;
  parts = g_memdup2 (annotation->parts, annotation->n_parts * sizeof (QuothSpan));
  parts[part] = span;
  command = quoth_edit_set_parts (self->document, id, parts, annotation->n_parts, &error);
  return _quoth_workspace_make (self, command, &error, id);
}

static guint
step_edge (QuothText *text,
           guint      offset,
           QuothEdge  edge,
           int        steps,
           QuothStep  by)
{
  QuothSpan word;

  if (by == QUOTH_STEP_CLAUSE)
    return quoth_clauses_step (text, offset, edge == QUOTH_EDGE_END, steps > 0);
  if (by == QUOTH_STEP_CHARACTER)
    return steps > 0 ? quoth_words_next_grapheme (text, offset)
                     : quoth_words_previous_grapheme (text, offset);
  if (steps > 0)
    {
      guint from = offset;

      /* A start edge goes to the start of the next word, an end edge to a word's end. */
      if (!quoth_words_next (text, edge == QUOTH_EDGE_START ? from + 1 : from, &word))
        return quoth_text_get_length (text);
      if (edge == QUOTH_EDGE_END && word.end <= from
          && !quoth_words_next (text, word.end + 1, &word))
        return quoth_text_get_length (text);
      return edge == QUOTH_EDGE_START ? word.start : word.end;
    }
  if (!quoth_words_previous (text, offset, &word))
    return 0;
  if (edge == QUOTH_EDGE_END && word.end >= offset
      && !quoth_words_previous (text, word.start, &word))
    return 0;
  return edge == QUOTH_EDGE_START ? word.start : word.end;
}

/* The part of @annotation at @near; else its first or last. */
static guint
find_part (QuothAnnotation *annotation,
           QuothEdge        edge,
           guint            near)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    if (near >= annotation->parts[i].start && near <= annotation->parts[i].end)
      return i;
  return edge == QUOTH_EDGE_START ? 0 : annotation->n_parts - 1;
}

/**
 * quoth_workspace_move_edge:
 * @self: a workspace
 * @near: a code point: of several parts the one there is meant
 * @edge: which edge of the active annotation
 * @steps: 1 towards the end of the text, -1 towards its start
 * @by: what a step is
 * @out_offset: (out) (optional): where the edge is now
 *
 * Returns: whether the edge moved; links and id stay
 */
gboolean
quoth_workspace_move_edge (QuothWorkspace *self,
                           guint           near,
                           QuothEdge       edge,
                           int             steps,
                           QuothStep       by,
                           guint          *out_offset)
{
  QuothAnnotation *active;
  QuothText *text;
  QuothSpan span;
  guint part;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  active = quoth_workspace_get_active (self);
  if (active == NULL)
    return FALSE;
  text = quoth_document_get_text (self->document);
  part = find_part (active, edge, near);
  span = active->parts[part];
  if (edge == QUOTH_EDGE_START)
    span.start = step_edge (text, span.start, edge, steps, by);
  else
    span.end = step_edge (text, span.end, edge, steps, by);
  if (span.start >= span.end
      || (span.start == active->parts[part].start && span.end == active->parts[part].end))
    return FALSE;
  if (out_offset != NULL)
    *out_offset = edge == QUOTH_EDGE_START ? span.start : span.end;
  return quoth_workspace_set_part (self, self->active, part, span);
}

gboolean
quoth_workspace_split (QuothWorkspace *self,
                       guint           offset)
{
  g_autofree char *second = NULL;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  command = quoth_edit_split (self->document, self->active, offset, &second, &error);
  return _quoth_workspace_make (self, command, &error, second);
}

/**
 * quoth_workspace_join_previous:
 * @self: a workspace
 *
 * Joins the active annotation with the nearest one of its type before it.
 *
 * Returns: whether they are one now
 */
gboolean
quoth_workspace_join_previous (QuothWorkspace *self)
{
  QuothAnnotation *active;
  QuothAnnotation *best = NULL;
  g_autoptr (GPtrArray) same = NULL;
  g_autofree char *target = NULL;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  active = quoth_workspace_get_active (self);
  if (active == NULL)
    return FALSE;
  same = quoth_document_list (self->document, active->type);
  for (guint i = 0; i < same->len; i++)
    {
      QuothAnnotation *other = same->pdata[i];

      if (other != active
          && quoth_annotation_get_start (other) <= quoth_annotation_get_start (active)
          && (best == NULL
              || quoth_annotation_get_start (other) >= quoth_annotation_get_start (best)))
        best = other;
    }
  if (best == NULL)
    return FALSE;
  target = g_strdup (best->id);
  command = quoth_edit_join (self->document, target, self->active, &error);
  return _quoth_workspace_make (self, command, &error, target);
}

gboolean
quoth_workspace_set_attribute (QuothWorkspace *self,
                               const char     *name,
                               const char     *json_value)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_set_attribute (self->document, self->active, name,
                                                          json_value, &error),
                                &error, NULL);
}

gboolean
quoth_workspace_set_note (QuothWorkspace *self,
                          const char     *note)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_set_note (self->document, self->active, note, &error),
                                &error, NULL);
}

gboolean
quoth_workspace_set_article_tag (QuothWorkspace *self,
                                 const char     *name,
                                 const char     *json_value)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (!is_ready (self))
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_set_article_tag (self->document, name, json_value,
                                                            &error),
                                &error, NULL);
}
