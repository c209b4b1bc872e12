/* quoth-remark.h - what people say about annotations, kept beside them
 *
 * A comment on an annotation or on a whole article, and the word that something which
 * looks wrong is right. Both are annotations of the layer "remarks", of types that are
 * hidden and automatic: nobody is offered them, and they count as nobody's work. So they
 * have history and undo, merge record by record, and travel with the exchange format
 * without a change to it.
 *
 * A comment stands over the words it is about (over the whole text when it is about the
 * article), names the annotation as "layer/id" and stays when that goes. Its text is the
 * note, its time that of its making.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-command.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ID_COMMENT "remark_comment"
#define QUOTH_TYPE_ID_RIGHT "remark_right"
#define QUOTH_ATTRIBUTE_RESOLVED "remark_resolved"
/* What quoth_remark_dup_subject() and quoth_remark_dup_finding() tell. */
#define QUOTH_ATTRIBUTE_SUBJECT "remark_on"
#define QUOTH_ATTRIBUTE_FINDING "remark_finding"

gboolean      quoth_remark_is_comment       (QuothAnnotation  *remark);
gboolean      quoth_remark_is_resolved      (QuothAnnotation  *comment);
char         *quoth_remark_dup_author       (QuothAnnotation  *remark);
/* Who settled it; NULL while it is open. */
char         *quoth_remark_dup_resolver     (QuothAnnotation  *comment);
/* "layer/id" of the annotation it is about; NULL for the article. */
char         *quoth_remark_dup_subject      (QuothAnnotation  *comment);
char         *quoth_remark_subject_of       (QuothAnnotation  *annotation);

/* What formats that know comments read. */
QuothAnnotation *quoth_remark_new_comment   (const QuothSpan  *parts,
                                             guint             n_parts,
                                             const char       *text,
                                             const char       *by);
void          quoth_remark_set_subject      (QuothAnnotation  *comment,
                                             QuothAnnotation  *on);
void          quoth_remark_resolve          (QuothAnnotation  *comment,
                                             const char       *by);
QuothScheme  *quoth_remark_dup_scheme       (QuothScheme      *scheme);

/* @on: what it is about, NULL for an article of @length code points. */
QuothCommand *quoth_remark_comment          (QuothScheme      *scheme,
                                             const char       *article,
                                             guint             length,
                                             QuothAnnotation  *on,
                                             const char       *text,
                                             const char       *by,
                                             char            **out_id);
QuothCommand *quoth_remark_set_text         (const char       *article,
                                             QuothAnnotation  *comment,
                                             const char       *text);
QuothCommand *quoth_remark_set_resolved     (const char       *article,
                                             QuothAnnotation  *comment,
                                             gboolean          resolved,
                                             const char       *by);
QuothCommand *quoth_remark_remove           (const char       *article,
                                             QuothAnnotation  *comment);

/* @finding: names what is right, see quoth_remark_dup_finding(). */
QuothCommand *quoth_remark_accept           (QuothScheme      *scheme,
                                             const char       *article,
                                             QuothSpan         span,
                                             const char       *finding,
                                             const char       *by);
/* What a remark says is right; NULL when it is of another kind. */
char         *quoth_remark_dup_finding      (QuothAnnotation  *remark);

G_END_DECLS
