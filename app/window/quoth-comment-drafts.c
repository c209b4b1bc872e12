/* quoth-comment-drafts.c - comments that somebody has begun, each with what it is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-comment-drafts"

#include "config.h"

#include "quoth-comment-drafts.h"

#include "quoth-remark.h"

static void
draft_free (QuothCommentDraft *self)
{
  g_free (self->article);
  g_clear_pointer (&self->on, quoth_annotation_unref);
  g_free (self->text);
  g_free (self);
}

GPtrArray *
quoth_comment_drafts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) draft_free);
}

static gboolean
is_about (QuothCommentDraft *self,
          const char        *article,
          QuothAnnotation   *on)
{
  g_autofree char *mine = self->on != NULL ? quoth_remark_subject_of (self->on) : NULL;
  g_autofree char *other = on != NULL ? quoth_remark_subject_of (on) : NULL;

  return g_strcmp0 (self->article, article) == 0 && g_strcmp0 (mine, other) == 0;
}

/**
 * quoth_comment_drafts_get:
 * @drafts: (element-type QuothCommentDraft): drafts
 * @document: an article
 * @on: (nullable): an annotation of it; %NULL for the article
 *
 * Returns: (transfer none): the draft about @on as it is now, which is empty when there
 *   was none
 */
QuothCommentDraft *
quoth_comment_drafts_get (GPtrArray       *drafts,
                          QuothDocument   *document,
                          QuothAnnotation *on)
{
  const char *article = quoth_document_get_article_id (document);
  QuothCommentDraft *found = NULL;

  for (guint i = 0; i < drafts->len && found == NULL; i++)
    if (is_about (drafts->pdata[i], article, on))
      found = drafts->pdata[i];
  if (found == NULL)
    {
      found = g_new0 (QuothCommentDraft, 1);
      found->article = g_strdup (article);
      found->length = quoth_text_get_length (quoth_document_get_text (document));
      found->text = g_strdup ("");
      g_ptr_array_add (drafts, found);
    }
  /* Its words may have changed since. */
  g_clear_pointer (&found->on, quoth_annotation_unref);
  found->on = on != NULL ? quoth_annotation_ref (on) : NULL;
  return found;
}

void
quoth_comment_draft_set_text (QuothCommentDraft *self,
                              const char        *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
}

/**
 * quoth_comment_draft_to_command:
 * @self: a draft
 * @project: where its article is
 *
 * Returns: (transfer full) (nullable): the command that writes the comment; %NULL when it
 *   says nothing
 */
QuothCommand *
quoth_comment_draft_to_command (QuothCommentDraft *self,
                                QuothProject      *project)
{
  g_autofree char *text = g_strstrip (g_strdup (self->text));

  if (*text == '\0')
    return NULL;
  return quoth_remark_comment (quoth_project_get_scheme (project), self->article, self->length,
                               self->on, text, quoth_project_get_annotator (project), NULL);
}
