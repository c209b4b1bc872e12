/* quoth-article.c - what is known of an article beside its text, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article"

#include "config.h"

#include "quoth-article.h"

#include "quoth-id.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (QuothArticle, quoth_article, quoth_article_ref, quoth_article_unref)

static void
set_string (char       **field,
            const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * quoth_article_new:
 * @name: what people call it
 * @text: its text; only the hash and the length are kept
 *
 * Returns: (transfer full): an article with a new id
 */
QuothArticle *
quoth_article_new (const char *name,
                   QuothText  *text)
{
  QuothArticle *self;

  g_return_val_if_fail (name != NULL && text != NULL, NULL);

  self = g_new0 (QuothArticle, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = quoth_id_new ();
  self->name = g_strdup (name);
  self->hash = quoth_text_get_hash (text);
  self->length = quoth_text_get_length (text);
  return self;
}

/**
 * quoth_article_copy:
 * @self: an article
 *
 * Returns: (transfer full): a copy with the same id, to be altered
 */
QuothArticle *
quoth_article_copy (QuothArticle *self)
{
  QuothArticle *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (QuothArticle, 1);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->language = g_strdup (self->language);
  copy->hash = g_strdup (self->hash);
  copy->length = self->length;
  copy->removed = self->removed;
  copy->older = self->older;
  copy->metadata = quoth_attributes_ref (self->metadata);
  copy->tags = quoth_attributes_ref (self->tags);
  return copy;
}

/**
 * quoth_article_ref:
 * @self: an article
 *
 * Returns: (transfer full): @self; safe from any thread
 */
QuothArticle *
quoth_article_ref (QuothArticle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_article_unref:
 * @self: (transfer full): an article
 */
void
quoth_article_unref (QuothArticle *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->language);
  g_free (self->hash);
  quoth_attributes_unref (self->metadata);
  quoth_attributes_unref (self->tags);
  g_free (self);
}

/**
 * quoth_article_equal:
 * @a: an article
 * @b: another
 *
 * Returns: whether they agree in every member, their ids included
 */
gboolean
quoth_article_equal (QuothArticle *a,
                     QuothArticle *b)
{
  if (a == b)
    return TRUE;
  return strcmp (a->id, b->id) == 0
         && strcmp (a->name, b->name) == 0
         && g_strcmp0 (a->language, b->language) == 0
         && g_strcmp0 (a->hash, b->hash) == 0
         && a->length == b->length
         && a->removed == b->removed
         && quoth_attributes_equal (a->metadata, b->metadata)
         && quoth_attributes_equal (a->tags, b->tags);
}

void
quoth_article_set_id (QuothArticle *self,
                      const char   *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  set_string (&self->id, id);
}

void
quoth_article_set_name (QuothArticle *self,
                        const char   *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  set_string (&self->name, name);
}

/**
 * quoth_article_set_language:
 * @self: a copy that nobody else holds
 * @language: (nullable): a BCP 47 tag
 */
void
quoth_article_set_language (QuothArticle *self,
                            const char   *language)
{
  g_return_if_fail (self != NULL);

  set_string (&self->language, language);
}

/**
 * quoth_article_take_metadata:
 * @self: a copy that nobody else holds
 * @metadata: (nullable) (transfer full): where the article came from
 */
void
quoth_article_take_metadata (QuothArticle    *self,
                             QuothAttributes *metadata)
{
  g_return_if_fail (self != NULL);

  quoth_attributes_unref (self->metadata);
  self->metadata = metadata;
}

/**
 * quoth_article_take_tags:
 * @self: a copy that nobody else holds
 * @tags: (nullable) (transfer full): what is said of the article as a whole
 */
void
quoth_article_take_tags (QuothArticle    *self,
                         QuothAttributes *tags)
{
  g_return_if_fail (self != NULL);

  quoth_attributes_unref (self->tags);
  self->tags = tags;
}

static void
write_attributes (QuothJsonWriter *writer,
                  const char      *name,
                  QuothAttributes *attributes)
{
  quoth_json_writer_key (writer, name);
  quoth_attributes_append_json (attributes, writer->out);
  writer->need_comma = TRUE;
}

/**
 * quoth_article_append_json:
 * @self: an article
 * @out: where to append
 *
 * Appends one JSON object on one line for the journal: id, name, language, hash,
 * length, removed, metadata, tags. The text is not part of it.
 */
void
quoth_article_append_json (QuothArticle *self,
                           GString      *out)
{
  QuothJsonWriter writer;

  g_return_if_fail (self != NULL && out != NULL);

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "id");
  quoth_json_writer_string (&writer, self->id);
  quoth_json_writer_key (&writer, "name");
  quoth_json_writer_string (&writer, self->name);
  quoth_json_writer_key (&writer, "language");
  quoth_json_writer_string (&writer, self->language);
  quoth_json_writer_key (&writer, "hash");
  quoth_json_writer_string (&writer, self->hash);
  quoth_json_writer_key (&writer, "length");
  quoth_json_writer_int (&writer, self->length);
  quoth_json_writer_key (&writer, "removed");
  quoth_json_writer_boolean (&writer, self->removed);
  write_attributes (&writer, "metadata", self->metadata);
  write_attributes (&writer, "tags", self->tags);
  quoth_json_writer_end_object (&writer);
}

static void
read_attributes (QuothJsonCursor  *cursor,
                 QuothAttributes **out_attributes)
{
  GError *local_error = NULL;
  const char *json;
  gsize n_bytes;

  if (!quoth_json_cursor_raw (cursor, &json, &n_bytes))
    return;
  quoth_attributes_unref (*out_attributes);
  *out_attributes = quoth_attributes_new_from_json (json, (gssize) n_bytes, &local_error);
  if (local_error != NULL)
    quoth_json_cursor_fail (cursor, "%s", local_error->message);
  g_clear_error (&local_error);
}

static void
read_member (QuothJsonCursor *cursor,
             const char      *name,
             QuothArticle    *self)
{
  if (strcmp (name, "id") == 0)
    quoth_json_cursor_string (cursor, &self->id);
  else if (strcmp (name, "name") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->name);
  else if (strcmp (name, "language") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->language);
  else if (strcmp (name, "hash") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->hash);
  else if (strcmp (name, "length") == 0)
    quoth_json_cursor_uint (cursor, &self->length);
  else if (strcmp (name, "removed") == 0)
    quoth_json_cursor_boolean (cursor, &self->removed);
  else if (strcmp (name, "metadata") == 0)
    read_attributes (cursor, &self->metadata);
  else if (strcmp (name, "tags") == 0)
    read_attributes (cursor, &self->tags);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

/**
 * quoth_article_new_from_json:
 * @json: one JSON object, see quoth_article_append_json()
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID
 *
 * No member is required: without an id a new one is made, without a name that is
 * the id. Members it does not know are passed over.
 *
 * Returns: (transfer full) (nullable): the article
 */
QuothArticle *
quoth_article_new_from_json (const char  *json,
                             gssize       length,
                             GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (QuothArticle) self = NULL;
  gboolean first = TRUE;
  const char *name;

  g_return_val_if_fail (json != NULL, NULL);

  if (!quoth_json_cursor_init (&cursor, "article", json, length, error))
    return NULL;
  self = g_new0 (QuothArticle, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (quoth_json_cursor_enter (&cursor, '{'))
    while ((name = quoth_json_cursor_member (&cursor, &first)) != NULL)
      read_member (&cursor, name, self);
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  if (self->id != NULL && *self->id == '\0')
    {
      quoth_json_cursor_fail (&cursor, "\"id\" is empty");
      return NULL;
    }
  if (self->id == NULL)
    self->id = quoth_id_new ();
  if (self->name == NULL)
    self->name = g_strdup (self->id);
  return g_steal_pointer (&self);
}

/**
 * quoth_article_data_new:
 * @article: (transfer none): an article
 * @text: (transfer none): its text
 *
 * Returns: (transfer full): both together, without layers and annotations yet
 */
QuothArticleData *
quoth_article_data_new (QuothArticle *article,
                        QuothText    *text)
{
  QuothArticleData *self;

  g_return_val_if_fail (article != NULL && text != NULL, NULL);

  self = g_new (QuothArticleData, 1);
  self->article = quoth_article_ref (article);
  self->text = quoth_text_ref (text);
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_layer_free);
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  return self;
}

/**
 * quoth_article_data_free:
 * @self: (transfer full): an article with all that hangs on it
 */
void
quoth_article_data_free (QuothArticleData *self)
{
  g_return_if_fail (self != NULL);

  quoth_article_unref (self->article);
  quoth_text_unref (self->text);
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->annotations);
  g_free (self);
}

/**
 * quoth_article_data_lookup_layer:
 * @self: an article with all that hangs on it
 * @name: a layer's name
 *
 * Returns: (transfer none) (nullable): the layer among @self's layers; one that only its
 *   annotations prove need not be there
 */
QuothLayer *
quoth_article_data_lookup_layer (QuothArticleData *self,
                                 const char       *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->layers->len; i++)
    if (strcmp (((QuothLayer *) self->layers->pdata[i])->name, name) == 0)
      return self->layers->pdata[i];
  return NULL;
}

/**
 * quoth_article_data_add_layer:
 * @self: an article with all that hangs on it
 * @name: a layer's name
 * @state: (nullable): its state; %NULL for "open"
 *
 * Adds a layer; one that is there already keeps its state unless @state is given.
 */
void
quoth_article_data_add_layer (QuothArticleData *self,
                              const char       *name,
                              const char       *state)
{
  QuothLayer *layer;

  g_return_if_fail (self != NULL && name != NULL);

  layer = quoth_article_data_lookup_layer (self, name);
  if (layer == NULL)
    g_ptr_array_add (self->layers, quoth_layer_new (name, state != NULL ? state : "open"));
  else if (state != NULL)
    quoth_layer_set_state (layer, state);
}
