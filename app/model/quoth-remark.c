/* quoth-remark.c - what people say about annotations, kept beside them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-remark"

#include "config.h"

#include "quoth-remark.h"

#include <string.h>

#define BY "remark_by"
#define RESOLVED_BY "remark_resolved_by"

static const char remark_scheme[] =
  "{\"name\":\"\",\"types\":["
  "{\"id\":\"" QUOTH_TYPE_ID_COMMENT "\",\"name\":\"Comment\","
  "\"description\":\"What somebody says about an annotation or an article.\","
  "\"kind\":\"span\",\"color\":\"#77767b\",\"hidden\":true,\"automatic\":true},"
  "{\"id\":\"" QUOTH_TYPE_ID_RIGHT "\",\"name\":\"Right as it is\","
  "\"description\":\"What looks wrong to a rule, and is not.\","
  "\"kind\":\"span\",\"color\":\"#77767b\",\"hidden\":true,\"automatic\":true}],"
  "\"attributes\":["
  "{\"id\":\"" BY "\",\"name\":\"Author\",\"kind\":\"text\",\"types\":[\"" QUOTH_TYPE_ID_COMMENT
  "\",\"" QUOTH_TYPE_ID_RIGHT "\"],\"hidden\":true},"
  "{\"id\":\"" QUOTH_ATTRIBUTE_SUBJECT "\",\"name\":\"About\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_COMMENT "\"],\"hidden\":true},"
  "{\"id\":\"" QUOTH_ATTRIBUTE_RESOLVED "\",\"name\":\"Resolved\",\"kind\":\"flag\","
  "\"types\":[\"" QUOTH_TYPE_ID_COMMENT "\"],\"hidden\":true},"
  "{\"id\":\"" RESOLVED_BY "\",\"name\":\"Resolved by\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_COMMENT "\"],\"hidden\":true},"
  "{\"id\":\"" QUOTH_ATTRIBUTE_FINDING "\",\"name\":\"Finding\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_RIGHT "\"],\"hidden\":true}],\"roles\":[]}";

gboolean
quoth_remark_is_comment (QuothAnnotation *remark)
{
  g_return_val_if_fail (remark != NULL, FALSE);

  return strcmp (remark->layer, QUOTH_LAYER_REMARKS) == 0
         && strcmp (remark->type, QUOTH_TYPE_ID_COMMENT) == 0;
}

gboolean
quoth_remark_is_resolved (QuothAnnotation *comment)
{
  g_return_val_if_fail (comment != NULL, FALSE);

  return quoth_attributes_get_boolean (comment->attributes, QUOTH_ATTRIBUTE_RESOLVED);
}

char *
quoth_remark_dup_author (QuothAnnotation *remark)
{
  g_return_val_if_fail (remark != NULL, NULL);

  return quoth_attributes_dup_string (remark->attributes, BY);
}

char *
quoth_remark_dup_resolver (QuothAnnotation *comment)
{
  g_return_val_if_fail (comment != NULL, NULL);

  return quoth_remark_is_resolved (comment)
         ? quoth_attributes_dup_string (comment->attributes, RESOLVED_BY) : NULL;
}

char *
quoth_remark_dup_subject (QuothAnnotation *comment)
{
  g_return_val_if_fail (comment != NULL, NULL);

  return quoth_attributes_dup_string (comment->attributes, QUOTH_ATTRIBUTE_SUBJECT);
}

/**
 * quoth_remark_subject_of:
 * @annotation: an annotation of any layer
 *
 * Returns: (transfer full): how a comment names it
 */
char *
quoth_remark_subject_of (QuothAnnotation *annotation)
{
  g_return_val_if_fail (annotation != NULL, NULL);

  return g_strconcat (annotation->layer, "/", annotation->id, NULL);
}

char *
quoth_remark_dup_finding (QuothAnnotation *remark)
{
  g_return_val_if_fail (remark != NULL, NULL);

  if (strcmp (remark->type, QUOTH_TYPE_ID_RIGHT) != 0)
    return NULL;
  return quoth_attributes_dup_string (remark->attributes, QUOTH_ATTRIBUTE_FINDING);
}

static void
set_string (QuothAnnotation *remark,
            const char      *name,
            const char      *value)
{
  quoth_annotation_take_attributes (
    remark, value != NULL ? quoth_attributes_with_string (remark->attributes, name, value)
                          : quoth_attributes_with_json (remark->attributes, name, NULL));
}

/**
 * quoth_remark_dup_scheme:
 * @scheme: a scheme
 *
 * Returns: (transfer full): @scheme, which knows of remarks
 */
QuothScheme *
quoth_remark_dup_scheme (QuothScheme *scheme)
{
  g_autoptr (QuothScheme) known = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (scheme != NULL, NULL);

  if (quoth_scheme_lookup_type (scheme, QUOTH_TYPE_ID_COMMENT) != NULL
      && quoth_scheme_lookup_type (scheme, QUOTH_TYPE_ID_RIGHT) != NULL)
    return quoth_scheme_ref (scheme);
  known = quoth_scheme_new_from_json (remark_scheme, -1, &error);
  g_assert_no_error (error);
  return quoth_scheme_merge (scheme, known, NULL);
}

/* The scheme learns of remarks with the first of them. */
static void
add_scheme (QuothCommand *command,
            QuothScheme  *scheme)
{
  g_autoptr (QuothScheme) merged = quoth_remark_dup_scheme (scheme);

  if (merged != scheme)
    quoth_command_add_scheme (command, scheme, merged);
}

/**
 * quoth_remark_new_comment:
 * @parts: the words it is about, code points
 * @n_parts: how many, at least 1
 * @text: what it says
 * @by: whose it is
 *
 * Returns: (transfer full): a comment that names no subject yet
 */
QuothAnnotation *
quoth_remark_new_comment (const QuothSpan *parts,
                          guint            n_parts,
                          const char      *text,
                          const char      *by)
{
  QuothAnnotation *comment = quoth_annotation_new (QUOTH_TYPE_ID_COMMENT, QUOTH_LAYER_REMARKS,
                                                   parts, n_parts);

  quoth_annotation_set_note (comment, text);
  set_string (comment, BY, by);
  return comment;
}

/**
 * quoth_remark_set_subject:
 * @comment: a comment that nobody else holds
 * @on: the annotation it is about
 */
void
quoth_remark_set_subject (QuothAnnotation *comment,
                          QuothAnnotation *on)
{
  g_autofree char *subject = quoth_remark_subject_of (on);

  set_string (comment, QUOTH_ATTRIBUTE_SUBJECT, subject);
}

/**
 * quoth_remark_resolve:
 * @comment: a comment that nobody else holds
 * @by: who says that there is nothing left to do about it
 */
void
quoth_remark_resolve (QuothAnnotation *comment,
                      const char      *by)
{
  quoth_annotation_take_attributes (
    comment, quoth_attributes_with_boolean (comment->attributes, QUOTH_ATTRIBUTE_RESOLVED, TRUE));
  set_string (comment, RESOLVED_BY, by);
}

static QuothCommand *
change (const char      *verb,
        const char      *article,
        QuothAnnotation *before,
        QuothAnnotation *after)
{
  QuothCommand *command = quoth_command_new (verb);

  if (after == NULL || !quoth_annotation_equal (before, after))
    quoth_command_add_annotation (command, article, before, after);
  return command;
}

/**
 * quoth_remark_comment:
 * @scheme: the project's, which learns of comments if it must
 * @article: id of an article
 * @length: of its text, code points, at least 1
 * @on: (nullable): what the comment is about; %NULL for the whole article
 * @text: what it says
 * @by: whose it is
 * @out_id: (out) (optional): its id
 *
 * Verb: "comment".
 *
 * Returns: (transfer full): the command
 */
QuothCommand *
quoth_remark_comment (QuothScheme      *scheme,
                      const char       *article,
                      guint             length,
                      QuothAnnotation  *on,
                      const char       *text,
                      const char       *by,
                      char            **out_id)
{
  QuothCommand *command = quoth_command_new ("comment");
  const QuothSpan whole = { 0, length };
  g_autoptr (QuothAnnotation) comment =
    quoth_remark_new_comment (on != NULL ? on->parts : &whole, on != NULL ? on->n_parts : 1, text,
                              by);

  add_scheme (command, scheme);
  if (on != NULL)
    quoth_remark_set_subject (comment, on);
  quoth_command_add_annotation (command, article, NULL, comment);
  if (out_id != NULL)
    *out_id = g_strdup (comment->id);
  return command;
}

/**
 * quoth_remark_set_text:
 * @article: id of the article
 * @comment: a comment
 * @text: what it shall say
 *
 * Verb: "edit-comment".
 *
 * Returns: (transfer full): the command
 */
QuothCommand *
quoth_remark_set_text (const char      *article,
                       QuothAnnotation *comment,
                       const char      *text)
{
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (comment);

  quoth_annotation_set_note (after, text);
  return change ("edit-comment", article, comment, after);
}

/**
 * quoth_remark_set_resolved:
 * @article: id of the article
 * @comment: a comment
 * @resolved: whether there is nothing left to do about it
 * @by: who says so
 *
 * Verb: "resolve-comment" or "reopen-comment".
 *
 * Returns: (transfer full): the command; empty when it says so already
 */
QuothCommand *
quoth_remark_set_resolved (const char      *article,
                           QuothAnnotation *comment,
                           gboolean         resolved,
                           const char      *by)
{
  g_autoptr (QuothAnnotation) after = NULL;

  if (quoth_remark_is_resolved (comment) == resolved)
    return quoth_command_new (resolved ? "resolve-comment" : "reopen-comment");
  after = quoth_annotation_copy (comment);
  if (resolved)
    {
      quoth_remark_resolve (after, by);
    }
  else
    {
      set_string (after, QUOTH_ATTRIBUTE_RESOLVED, NULL);
      set_string (after, RESOLVED_BY, NULL);
    }
  return change (resolved ? "resolve-comment" : "reopen-comment", article, comment, after);
}

/* Verb: "remove-comment". */
QuothCommand *
quoth_remark_remove (const char      *article,
                     QuothAnnotation *comment)
{
  return change ("remove-comment", article, comment, NULL);
}

/**
 * quoth_remark_accept:
 * @scheme: the project's, which learns of such remarks if it must
 * @article: id of an article
 * @span: the words it is about, code points, not empty
 * @finding: what looked wrong, as whoever finds such things names it
 * @by: who says that it is right
 *
 * Verb: "accept-finding".
 *
 * Returns: (transfer full): the command
 */
QuothCommand *
quoth_remark_accept (QuothScheme *scheme,
                     const char  *article,
                     QuothSpan    span,
                     const char  *finding,
                     const char  *by)
{
  QuothCommand *command = quoth_command_new ("accept-finding");
  g_autoptr (QuothAnnotation) remark =
    quoth_annotation_new (QUOTH_TYPE_ID_RIGHT, QUOTH_LAYER_REMARKS, &span, 1);

  add_scheme (command, scheme);
  set_string (remark, BY, by);
  set_string (remark, QUOTH_ATTRIBUTE_FINDING, finding);
  quoth_command_add_annotation (command, article, NULL, remark);
  return command;
}
