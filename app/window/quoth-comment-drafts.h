/* quoth-comment-drafts.h - comments that somebody has begun, each with what it is about
 *
 * Who looks at something else while writing finds the words again where they belong. A
 * draft knows all that its comment needs, so that it can be kept when what it is about is
 * no longer shown, or gone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  char            *article; /* id */
  guint            length;  /* of its text, code points */
  QuothAnnotation *on;      /* nullable: about the article */
  char            *text;    /* as it was typed */
} QuothCommentDraft;

/* An array of drafts; the last reference frees them. */
GPtrArray         *quoth_comment_drafts_new         (void);
QuothCommentDraft *quoth_comment_drafts_get         (GPtrArray         *drafts,
                                                     QuothDocument     *document,
                                                     QuothAnnotation   *on);
void               quoth_comment_draft_set_text     (QuothCommentDraft *self,
                                                     const char        *text);
QuothCommand      *quoth_comment_draft_to_command   (QuothCommentDraft *self,
                                                     QuothProject      *project);

G_END_DECLS
