/* quoth-format-jsonl-read.c - reads articles of the native exchange format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-jsonl"

#include "config.h"

#include "quoth-format-jsonl-private.h"
#include "quoth-line-reader.h"

#include <string.h>

/* Of an unknown name in a notice, and how many such names are told. */
#define MAX_SHOWN_BYTES 200
#define MAX_NOTICED     1000

/* Each layer is compared with those before it. */
#define MAX_LAYERS 10000

void
quoth_jsonl_reader_init (QuothJsonlReader       *self,
                         const QuothReadOptions *options,
                         const QuothSink        *sink,
                         QuothProgress          *progress)
{
  *self = (QuothJsonlReader) { .options = options, .sink = sink, .progress = progress };
  quoth_json_scan_init (&self->scan, "");
  self->noticed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->strings = g_string_chunk_new (4096);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  self->links = g_array_new (FALSE, FALSE, sizeof (QuothLink));
  self->quotes = g_array_new (FALSE, FALSE, sizeof (QuothJsonlQuotes));
  self->order = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  self->cache = quoth_attributes_cache_new ();
  self->blank = quoth_annotation_new ("", "", NULL, 0);
  /* What each annotation has of its own need not be copied first. */
  self->began = g_steal_pointer (&self->blank->created);
  g_clear_pointer (&self->blank->id, g_free);
}

void
quoth_jsonl_reader_clear (QuothJsonlReader *self)
{
  if (self->strings == NULL)
    return;
  quoth_json_scan_clear (&self->scan);
  g_clear_pointer (&self->noticed, g_hash_table_unref);
  g_clear_pointer (&self->entities, g_hash_table_unref);
  g_clear_pointer (&self->stem, g_free);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_pointer (&self->quotes, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->blank, quoth_annotation_unref);
  g_clear_pointer (&self->began, g_free);
  g_clear_pointer (&self->cache, quoth_attributes_cache_free);
}

static int
find_member (QuothJsonlReader  *self,
             const char        *record,
             QuothSlice         key,
             const char *const *names,
             guint             *seen)
{
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;

  for (int i = 0; names[i] != NULL; i++)
    {
      /* Nearly all differ in the first letter. */
      if (key.length == 0 || names[i][0] != key.bytes[0] || !quoth_slice_is (key, names[i]))
        continue;
      if (*seen & 1u << i)
        quoth_json_scan_refuse (&self->scan, "member \"%s\" stands twice", names[i]);
      *seen |= 1u << i;
      return i;
    }
  shown = g_utf8_make_valid (key.bytes, (gssize) MIN (key.length, MAX_SHOWN_BYTES));
  name = g_strdup_printf ("%s: member \"%s\" is unknown and was left out", record, shown);
  if (!g_hash_table_contains (self->noticed, name) && g_hash_table_size (self->noticed) < MAX_NOTICED)
    {
      self->sink->notice (self->sink->user_data, self->scan.path, self->scan.line, name);
      g_hash_table_add (self->noticed, g_steal_pointer (&name));
    }
  return QUOTH_JSONL_UNKNOWN;
}

/* Documented in quoth-format-jsonl-private.h, as all that is shared here. */
int
quoth_jsonl_reader_next (QuothJsonlReader  *self,
                         const char        *record,
                         const char *const *names,
                         guint             *seen)
{
  guint next = *seen != 0 ? g_bit_storage (*seen) : 0;
  QuothSlice key;

  /* Nearly always they stand in the order in which we write them. */
  if (names[next] != NULL && quoth_json_scan_pass_member (&self->scan, names[next]))
    {
      *seen |= 1u << next;
      return (int) next;
    }
  if (!quoth_json_scan_member (&self->scan, &key))
    return QUOTH_JSONL_END;
  return find_member (self, record, key, names, seen);
}

QuothAttributes *
quoth_jsonl_reader_attributes (QuothJsonlReader *self)
{
  QuothAttributes *attributes;
  g_autoptr (GError) error = NULL;
  QuothSlice json;

  if (quoth_json_scan_null (&self->scan))
    return NULL;
  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_object (&self->scan); /* says what was expected */
      return NULL;
    }
  if (!quoth_json_scan_raw (&self->scan, &json))
    return NULL;
  attributes = quoth_attributes_cache_parse (self->cache, json.bytes, json.length, &error);
  if (error != NULL)
    quoth_json_scan_refuse_record (&self->scan, "%s", error->message);
  return attributes;
}

const char *
quoth_jsonl_reader_string (QuothJsonlReader *self,
                           gboolean          nullable)
{
  QuothSlice value;

  if (nullable && quoth_json_scan_null (&self->scan))
    return NULL;
  if (!quoth_json_scan_string (&self->scan, &value))
    return NULL;
  if (value.length == 0 && !nullable)
    {
      quoth_json_scan_refuse (&self->scan, "an empty string");
      return NULL;
    }
  return g_string_chunk_insert_len (self->strings, value.bytes, (gssize) value.length);
}

static gboolean
is_layer_state (const char *state)
{
  return strcmp (state, "open") == 0 || strcmp (state, "done") == 0
         || strcmp (state, "locked") == 0;
}

/* The layers into an array of QuothLayer. */
static gboolean
read_layers (QuothJsonlReader *self,
             GPtrArray        *out)
{
  static const char *const names[] = { "name", "state", "guidelines", NULL };
  int member;

  if (quoth_json_scan_null (&self->scan))
    return TRUE;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *name = NULL;
      const char *state = "open";
      const char *guidelines = NULL;
      guint seen = 0;

      quoth_json_scan_object (&self->scan);
      while ((member = quoth_jsonl_reader_next (self, "layer", names, &seen)) != QUOTH_JSONL_END)
        switch (member)
          {
          case 0: name = quoth_jsonl_reader_string (self, FALSE); break;
          case 1: state = quoth_jsonl_reader_string (self, FALSE); break;
          case 2: guidelines = quoth_jsonl_reader_string (self, TRUE); break;
          default: quoth_json_scan_raw (&self->scan, NULL); break;
          }
      if (self->scan.error != NULL)
        return FALSE;
      if (name == NULL)
        return quoth_json_scan_refuse (&self->scan, "a layer has no \"name\"");
      if (!is_layer_state (state))
        return quoth_json_scan_refuse (&self->scan, "layer state \"%s\" is none of open, done, "
                                       "locked", state);
      for (guint i = 0; i < out->len; i++)
        if (strcmp (((QuothLayer *) out->pdata[i])->name, name) == 0)
          return quoth_json_scan_refuse (&self->scan, "layer \"%s\" stands twice", name);
      if (out->len >= MAX_LAYERS)
        return quoth_json_scan_refuse (&self->scan, "more than %d layers", MAX_LAYERS);
      g_ptr_array_add (out, quoth_layer_new (name, state));
      if (guidelines != NULL && *guidelines != '\0')
        quoth_layer_set_guidelines (out->pdata[out->len - 1], guidelines);
    }
  return self->scan.error == NULL;
}

static QuothText *
read_text (QuothJsonlReader *self)
{
  g_autoptr (GError) error = NULL;
  QuothText *text;
  QuothSlice value;

  if (!quoth_json_scan_string (&self->scan, &value))
    return NULL;
  text = quoth_text_new (value.bytes, (gssize) value.length, &error);
  if (text == NULL)
    quoth_json_scan_refuse (&self->scan, "%s", error->message);
  return text;
}

typedef struct
{
  const char      *id;
  const char      *name;
  const char      *language;
  const char      *hash;
  QuothText       *text;
  QuothAttributes *metadata;
  QuothAttributes *tags;
  GPtrArray       *layers;      /* of QuothLayer */
  GPtrArray       *annotations;
} Record;

static void
record_clear (Record *self)
{
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  g_clear_pointer (&self->tags, quoth_attributes_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->annotations, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

/* Only who has the text can read what was released without it. */
static void
find_text (QuothJsonlReader *self,
           Record           *record)
{
  if (record->hash != NULL && self->options->find_text != NULL)
    record->text = self->options->find_text (self->options->find_data, record->hash);
  if (record->text != NULL)
    return;
  if (record->hash == NULL)
    quoth_json_scan_refuse_record (&self->scan, "an article has no \"text\"");
  else
    quoth_json_scan_refuse_record (&self->scan,
                                   "the text of SHA-256 %s is not in the project: add it first",
                                   record->hash);
}

static gboolean
read_members (QuothJsonlReader *self,
              Record           *record)
{
  static const char *const names[] = { "id", "name", "text", "language", "metadata", "tags",
                                       "layers", "annotations", "text_sha256", NULL };
  guint seen = 0;
  int member;

  quoth_json_scan_object (&self->scan);
  while ((member = quoth_jsonl_reader_next (self, "article", names, &seen)) != QUOTH_JSONL_END)
    switch (member)
      {
      case 0: record->id = quoth_jsonl_reader_string (self, FALSE); break;
      case 1: record->name = quoth_jsonl_reader_string (self, TRUE); break;
      case 2: if (record->text == NULL) record->text = read_text (self); break;
      case 3: record->language = quoth_jsonl_reader_string (self, TRUE); break;
      case 4: if (record->metadata == NULL) record->metadata = quoth_jsonl_reader_attributes (self); break;
      case 5: if (record->tags == NULL) record->tags = quoth_jsonl_reader_attributes (self); break;
      case 6: read_layers (self, record->layers); break;
      case 7: quoth_jsonl_read_annotations (self, record->annotations); break;
      case 8: record->hash = quoth_jsonl_reader_string (self, FALSE); break;
      default: quoth_json_scan_raw (&self->scan, NULL); break;
      }
  if (self->scan.error == NULL && record->text == NULL)
    find_text (self, record);
  return self->scan.error == NULL;
}

/* Every layer that an annotation names is a layer of the article. */
static void
add_layers (QuothArticleData *data,
            Record           *record)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < record->layers->len; i++)
    {
      QuothLayer *layer = record->layers->pdata[i];

      g_ptr_array_add (data->layers, quoth_layer_copy (layer));
      g_hash_table_add (known, layer->name);
    }
  for (guint i = 0; i < record->annotations->len; i++)
    {
      QuothAnnotation *annotation = record->annotations->pdata[i];

      if (g_hash_table_add (known, annotation->layer))
        quoth_article_data_add_layer (data, annotation->layer, "open");
    }
}

QuothArticleData *
quoth_jsonl_read_article (QuothJsonlReader  *self,
                          guint              line,
                          const char        *bytes,
                          gsize              n_bytes,
                          GError           **error)
{
  g_auto (Record) record = { NULL };
  g_autoptr (QuothArticle) article = NULL;
  g_autofree char *name = NULL;
  QuothArticleData *data;

  record.layers = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_layer_free);
  record.annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  g_string_chunk_clear (self->strings);
  g_hash_table_remove_all (self->by_id);
  g_array_set_size (self->quotes, 0);
  g_array_set_size (self->order, 0);
  quoth_json_scan_begin (&self->scan, line, bytes, n_bytes);
  read_members (self, &record);
  if (!quoth_json_scan_finish (&self->scan, error))
    return NULL;
  if (!quoth_jsonl_check_annotations (self, record.text, record.annotations))
    {
      quoth_json_scan_finish (&self->scan, error);
      return NULL;
    }

  if (record.name == NULL || *record.name == '\0')
    name = record.id != NULL ? g_strdup (record.id) : g_strdup_printf ("%s %u", self->stem, line);
  article = quoth_article_new (name != NULL ? name : record.name, record.text);
  if (record.id != NULL)
    quoth_article_set_id (article, record.id);
  quoth_article_set_language (article, record.language);
  quoth_article_take_metadata (article, g_steal_pointer (&record.metadata));
  quoth_article_take_tags (article, g_steal_pointer (&record.tags));
  data = quoth_article_data_new (article, record.text);
  add_layers (data, &record);
  g_ptr_array_extend_and_steal (data->annotations, g_steal_pointer (&record.annotations));
  return data;
}

gboolean
quoth_jsonl_read_articles (QuothJsonlReader  *self,
                           const char        *path,
                           GError           **error)
{
  g_auto (QuothLineReader) lines = { 0 };
  g_autoptr (GError) local_error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  const char *line;
  gsize n_bytes;

  g_free (self->stem);
  self->stem = g_strndup (base, strcspn (base, "."));
  self->scan.path = path;
  if (!quoth_line_reader_open (&lines, path, self->progress, error))
    return FALSE;
  while (quoth_line_reader_next (&lines, &line, &n_bytes, &local_error))
    {
      g_autoptr (QuothArticleData) data = NULL;

      if (quoth_jsonl_is_blank (line, n_bytes))
        continue;
      if (quoth_progress_set_error_if_cancelled (self->progress, error))
        return FALSE;
      data = quoth_jsonl_read_article (self, lines.line, line, n_bytes, error);
      if (data == NULL || !self->sink->article (self->sink->user_data, data, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
