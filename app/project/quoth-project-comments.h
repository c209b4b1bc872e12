/* quoth-project-comments.h - what people said about annotations and articles
 *
 * Read-only; comments are made by the commands of quoth-remark.h. Found along the index of
 * types, so that the cost is that of the comments there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  gint64           row;          /* of the article, in order of arrival */
  char            *article;      /* id */
  char            *article_name;
  QuothAnnotation *comment;
} QuothCommentRow;

void       quoth_comment_row_free      (QuothCommentRow *self);
/* Of one article, or (NULL) of all in order of arrival; those of an article by time. About
 * one annotation when there is a @subject. */
GPtrArray *quoth_project_list_comments (QuothProject    *self,
                                        const char      *article,
                                        const char      *subject,
                                        guint            limit,
                                        GError         **error);

/* The same for remarks of another type. */
GPtrArray *quoth_project_list_remarks  (QuothProject    *self,
                                        const char      *type,
                                        const char      *article,
                                        const char      *subject,
                                        guint            limit,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCommentRow, quoth_comment_row_free)

G_END_DECLS
