/* quoth-document-list.c - the annotations of an open article by what they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-document"

#include "config.h"

#include "quoth-document.h"

#include <string.h>

/**
 * quoth_document_list:
 * @self: a document
 * @type: (nullable): a type id; %NULL for all
 *
 * Returns: (transfer full) (element-type QuothAnnotation): the annotations of
 *   @type, in the order in which they start
 */
GPtrArray *
quoth_document_list (QuothDocument *self,
                     const char    *type)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  QuothSpanIndex *index;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), list);

  index = quoth_document_get_index (self);
  for (guint i = 0; i < quoth_span_index_get_n (index); i++)
    {
      const QuothIndexEntry *entry = quoth_span_index_get (index, i);

      if (entry->part == 0 && (type == NULL || strcmp (entry->annotation->type, type) == 0))
        g_ptr_array_add (list, quoth_annotation_ref (entry->annotation));
    }
  return list;
}

/**
 * quoth_document_list_kind:
 * @self: a document
 * @kind: a kind of types
 *
 * Returns: (transfer full) (element-type QuothAnnotation): the annotations of all
 *   types of @kind, in the order in which they start
 */
GPtrArray *
quoth_document_list_kind (QuothDocument *self,
                          QuothTypeKind  kind)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  QuothSpanIndex *index;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), list);

  index = quoth_document_get_index (self);
  for (guint i = 0; i < quoth_span_index_get_n (index); i++)
    {
      const QuothIndexEntry *entry = quoth_span_index_get (index, i);
      const QuothType *type = entry->part == 0
                                ? quoth_document_get_type_of (self, entry->annotation) : NULL;

      if (type != NULL && type->kind == kind)
        g_ptr_array_add (list, quoth_annotation_ref (entry->annotation));
    }
  return list;
}

/**
 * quoth_document_is_open_task:
 * @self: a document
 * @annotation: an annotation
 *
 * Returns: whether it waits for somebody: a mention without entity, or a claim
 *   without speaker that does not say that the text names none
 */
gboolean
quoth_document_is_open_task (QuothDocument   *self,
                             QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (self, annotation);

  if (type == NULL)
    return FALSE;
  if (type->kind == QUOTH_TYPE_KIND_MENTION)
    return annotation->entity == NULL;
  return type->kind == QUOTH_TYPE_KIND_CLAIM
         && quoth_annotation_get_link (annotation, "speaker") == NULL
         && !quoth_attributes_get_boolean (annotation->attributes, "no_speaker");
}
