/* quoth-web.c - the main text of a web page, and fetching one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web.h"

void
quoth_web_article_free (QuothWebArticle *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self->language);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  g_free (self);
}

void
quoth_web_fetch_async (const char          *url,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, quoth_web_fetch_async);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "web pages cannot be fetched yet");
}

QuothWebArticle *
quoth_web_fetch_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
