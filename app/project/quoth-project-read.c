/* quoth-project-read.c - articles read, and documents kept true while open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-read"

#include "config.h"

#include "quoth-project-private.h"

#include <string.h>

static QuothArticleData *
read_article (QuothProject  *self,
              QuothArticle  *article,
              gint64         row,
              const char    *layer,
              GError       **error)
{
  g_autoptr (QuothText) text = quoth_db_read_text (self->db, row, error);
  g_autoptr (QuothArticleData) data = NULL;

  if (text == NULL)
    return NULL;
  data = quoth_article_data_new (article, text);
  if (!quoth_db_read_annotations (self->db, row, layer, data->annotations, error) ||
      !quoth_db_read_layers (self->db, row, layer, data, error))
    return NULL;
  return g_steal_pointer (&data);
}

/**
 * quoth_project_read_article:
 * @self: a project
 * @article: id of an article, also of a removed one
 * @layer: (nullable): only this layer
 * @error: %QUOTH_PROJECT_ERROR_MISSING when there is no such article
 *
 * Returns: (transfer full) (nullable): the article, its text, layers by name, and
 *   annotations by id
 */
QuothArticleData *
quoth_project_read_article (QuothProject  *self,
                            const char    *article,
                            const char    *layer,
                            GError       **error)
{
  g_autoptr (QuothArticle) found = NULL;
  g_autoptr (GError) local_error = NULL;
  QuothArticleData *data = NULL;
  gboolean own;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  /* One snapshot, or text and annotations could be of different moments. */
  own = !self->db->in_transaction;
  if (own && !quoth_db_begin_read (self->db, error))
    return NULL;
  found = quoth_db_read_article (self->db, article, &local_error);
  if (found != NULL)
    data = read_article (self, found, quoth_db_article_row (self->db, article), layer,
                         &local_error);
  else if (local_error == NULL)
    g_set_error (&local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                 "no article %s", article);
  if (own)
    quoth_db_end_read (self->db);
  if (data == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return data;
}

/* Open documents, strong references; forgets those that are gone. */
static GPtrArray *
list_open (QuothProject *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->documents->len; i > 0; i--)
    {
      QuothDocument *document = g_weak_ref_get (self->documents->pdata[i - 1]);

      if (document != NULL)
        g_ptr_array_add (open, document);
      else
        g_ptr_array_remove_index_fast (self->documents, i - 1);
    }
  return open;
}

/**
 * quoth_project_open_document:
 * @self: a project
 * @article: id of an article
 * @layer: the layer to work in
 * @error: return location for a #QuothProjectError
 *
 * A document follows every command until it is disposed of.
 *
 * Returns: (transfer full) (nullable): the document; the same object while one for
 *   this article and layer lives
 */
QuothDocument *
quoth_project_open_document (QuothProject  *self,
                             const char    *article,
                             const char    *layer,
                             GError       **error)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  QuothDocument *document;
  GWeakRef *weak;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  open = list_open (self);
  for (guint i = 0; i < open->len; i++)
    if (strcmp (quoth_document_get_article_id (open->pdata[i]), article) == 0 &&
        g_strcmp0 (quoth_document_get_layer (open->pdata[i]), layer) == 0)
      return g_object_ref (open->pdata[i]);

  data = quoth_project_read_article (self, article, layer, error);
  if (data == NULL)
    return NULL;
  document = quoth_document_new (data, layer, self->scheme);
  weak = g_new (GWeakRef, 1);
  g_weak_ref_init (weak, document);
  g_ptr_array_add (self->documents, weak);
  return document;
}

void
quoth_project_apply_to_open (QuothProject *self,
                             QuothCommand *command)
{
  g_autoptr (GPtrArray) open = list_open (self);

  for (guint i = 0; i < open->len; i++)
    quoth_document_apply (open->pdata[i], command);
}

/* A document whose article cannot be read any more stays as it was: showing what
 * was there is better than showing nothing. */
void
quoth_project_reload_documents (QuothProject *self)
{
  g_autoptr (GPtrArray) open = list_open (self);

  for (guint i = 0; i < open->len; i++)
    {
      QuothDocument *document = open->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothArticleData) data =
        quoth_project_read_article (self, quoth_document_get_article_id (document),
                                    quoth_document_get_layer (document), &error);

      if (data != NULL)
        quoth_document_reload (document, data, self->scheme);
      else
        g_warning ("cannot reload article %s: %s", quoth_document_get_article_id (document),
                   error->message);
    }
}
