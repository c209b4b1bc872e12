/* quoth-export-losses.c - names what a format could not hold
 *
 * losses.json is {article id: {annotation or link id: reason}}. Losses come with the
 * stream of articles, so that only those of one article are held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-json-writer.h"
#include "quoth-remark.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_LISTED 1000

void
quoth_losses_init (QuothLosses       *self,
                   const char        *folder,
                   QuothExportReport *report,
                   gboolean           dry_run)
{
  *self = (QuothLosses) { .report = report, .fd = -1, .dry_run = dry_run };
  self->path = g_build_filename (folder, "losses.json", NULL);
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
quoth_losses_clear (QuothLosses *self)
{
  if (self->path == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->article, g_free);
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  g_clear_error (&self->error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_bytes (QuothLosses *self,
             GString     *json)
{
  if (self->dry_run || self->error != NULL)
    return;
  quoth_format_write (self->fd, self->path, json->str, json->len, &self->error);
}

static gboolean
open_file (QuothLosses *self)
{
  if (self->fd >= 0 || self->dry_run)
    return FALSE;
  self->fd = g_open (self->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (self->fd < 0 && self->error == NULL)
    g_set_error (&self->error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", self->path,
                 g_strerror (errno));
  return TRUE;
}

/* Writes the losses of the last article. */
static void
flush (QuothLosses *self)
{
  g_autoptr (GString) json = NULL;
  g_autoptr (GList) names = NULL;
  QuothJsonWriter writer;

  if (self->article == NULL)
    return;
  json = g_string_new (open_file (self) ? "{\n" : ",\n");
  quoth_json_append_string (json, self->article, strlen (self->article), TRUE);
  g_string_append_c (json, ':');
  quoth_json_writer_init (&writer, json, TRUE);
  quoth_json_writer_begin_object (&writer);
  names = g_list_sort (g_hash_table_get_keys (self->reasons), compare_names);
  for (GList *l = names; l != NULL; l = l->next)
    {
      quoth_json_writer_key (&writer, l->data);
      quoth_json_writer_string (&writer, g_hash_table_lookup (self->reasons, l->data));
    }
  quoth_json_writer_end_object (&writer);
  write_bytes (self, json);
  g_hash_table_remove_all (self->reasons);
  g_clear_pointer (&self->article, g_free);
}

/* An article that is written once for each layer loses its own things each time. */
static gboolean
says (const char *known,
      const char *reason)
{
  gsize length = strlen (reason);

  for (const char *p = known; (p = strstr (p, reason)) != NULL; p++)
    if ((p == known || p[-1] == ' ') && (p[length] == '\0' || p[length] == ';'))
      return TRUE;
  return FALSE;
}

void
quoth_losses_add (gpointer    user_data,
                  const char *article,
                  const char *annotation,
                  const char *reason)
{
  QuothLosses *self = user_data;
  const char *known;

  article = article != NULL ? article : "";
  annotation = annotation != NULL ? annotation : "";
  if (g_strcmp0 (self->article, article) != 0)
    {
      flush (self);
      self->article = g_strdup (article);
    }
  known = g_hash_table_lookup (self->reasons, annotation);
  if (known != NULL && says (known, reason))
    return;
  if (self->report->losses->len < MAX_LISTED)
    g_ptr_array_add (self->report->losses,
                     g_strdup_printf ("%s %s: %s", article, annotation, reason));
  /* What has two reasons is one thing lost: the count is that of the file's entries. */
  self->report->n_losses += known == NULL;
  g_hash_table_insert (self->reasons, g_strdup (annotation),
                       known != NULL ? g_strconcat (known, "; ", reason, NULL)
                                     : g_strdup (reason));
}

/* What people say about annotations is none of the corpus: only a format that holds all of a
 * project takes it along. That somebody accepted what a rule found is no loss. */
void
quoth_export_drop_remarks (QuothArticleData *data,
                           QuothLossFunc     loss,
                           gpointer          loss_data)
{
  for (guint i = data->annotations->len; i > 0; i--)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i - 1];

      if (strcmp (annotation->layer, QUOTH_LAYER_REMARKS) != 0)
        continue;
      if (loss != NULL && quoth_remark_is_comment (annotation))
        loss (loss_data, data->article->id, annotation->id, "a comment");
      g_ptr_array_remove_index (data->annotations, i - 1);
    }
  for (guint i = data->layers->len; i > 0; i--)
    if (strcmp (((QuothLayer *) data->layers->pdata[i - 1])->name, QUOTH_LAYER_REMARKS) == 0)
      g_ptr_array_remove_index (data->layers, i - 1);
}

gboolean
quoth_losses_finish (QuothLosses  *self,
                     GError      **error)
{
  g_autoptr (GString) end = g_string_new ("\n}\n");

  flush (self);
  if (self->fd >= 0)
    {
      write_bytes (self, end);
      if (close (self->fd) != 0 && self->error == NULL)
        g_set_error (&self->error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", self->path,
                     g_strerror (errno));
      self->fd = -1;
    }
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
