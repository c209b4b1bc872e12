/* quoth-format-label-studio.c - reads tasks of Label Studio
 *
 * An array of tasks as Label Studio exports and imports them, with its labelling interface
 * beside them where there is one. Regions of text are annotations; per-region choices,
 * texts, numbers and dates are their attributes. Offsets have been UTF-16 units and code
 * points, with CR LF as one and as two: the covered texts tell.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"
#include "quoth-json-stream.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>


typedef QuothLabelStudioReader Reader;
typedef QuothLabelStudioSet Set;

static void
result_clear (gpointer data)
{
  QuothLabelStudioResult *self = data;

  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
}

static void
reader_init (Reader                 *self,
             const char             *path,
             const QuothReadOptions *options,
             const QuothSink        *sink)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *config = g_build_filename (folder, QUOTH_LABEL_STUDIO_CONFIG, NULL);

  quoth_gather_init (&self->gather, path, options, sink);
  quoth_json_scan_init (&self->scan, path);
  self->config = quoth_label_studio_config_load (config);
  self->stem = g_strndup (base, strcspn (base, "."));
  self->strings = g_string_chunk_new (4096);
  self->data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->results = g_array_new (FALSE, TRUE, sizeof (QuothLabelStudioResult));
  g_array_set_clear_func (self->results, result_clear);
  self->sets = g_array_new (FALSE, TRUE, sizeof (Set));
}

static void
reader_clear (Reader *self)
{
  quoth_gather_clear (&self->gather);
  quoth_json_scan_clear (&self->scan);
  quoth_label_studio_config_free (self->config);
  g_free (self->stem);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->data);
  g_array_unref (self->results);
  g_array_unref (self->sets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
reset (Reader *self)
{
  quoth_gather_reset (&self->gather);
  g_string_chunk_clear (self->strings);
  g_hash_table_remove_all (self->data);
  g_array_set_size (self->results, 0);
  g_array_set_size (self->sets, 0);
}

/* A string of the task's data; NULL when it is none. It has been scanned already, as a
 * member of a task that was taken. */
static char *
dup_data_string (Reader     *self,
                 const char *name)
{
  const char *json = g_hash_table_lookup (self->data, name);

  if (json == NULL || *json != '"')
    return NULL;
  quoth_json_scan_begin (&self->scan, self->line, json, strlen (json));
  return quoth_json_scan_dup (&self->scan);
}

/* What the first region covers; NULL: nobody says. */
static const char *
get_covered (Reader *self)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      const QuothLabelStudioResult *result = &g_array_index (self->results,
                                                             QuothLabelStudioResult, i);

      if (result->labels != NULL && result->covered != NULL)
        return result->covered;
    }
  return NULL;
}

/* The longest of several strings that may be the text: in which stands what is marked. */
static const char *
guess_text_key (Reader *self)
{
  const char *covered = get_covered (self);
  const char *key = NULL;
  gsize n_best = 0;
  GHashTableIter iter;
  gpointer name;
  gpointer json;

  g_hash_table_iter_init (&iter, self->data);
  while (g_hash_table_iter_next (&iter, &name, &json))
    {
      g_autofree char *text = dup_data_string (self, name);
      gsize n = text != NULL ? strlen (text) : 0;

      if (n == 0 || (covered != NULL && strstr (text, covered) == NULL)
          || (key != NULL && (n < n_best || (n == n_best && strcmp (name, key) > 0))))
        continue;
      key = name;
      n_best = n;
    }
  if (key != NULL)
    quoth_gather_notice_once (&self->gather, "“%.60s” is taken for the text: no interface that is "
                              "called " QUOTH_LABEL_STUDIO_CONFIG " stands beside", key);
  return key;
}

/* The member of the data that holds the text: the one that the interface shows, else
 * "text", else the only string, else the one that is most like it. */
static const char *
find_text_key (Reader *self)
{
  const char *key = NULL;
  guint n_strings = 0;
  GHashTableIter iter;
  gpointer name;
  gpointer json;

  if (self->config != NULL && self->config->first != NULL)
    key = g_hash_table_lookup (self->config->keys, self->config->first);
  if (key != NULL && g_hash_table_contains (self->data, key))
    return key;
  if (g_hash_table_contains (self->data, "text"))
    return "text";
  key = NULL;
  g_hash_table_iter_init (&iter, self->data);
  while (g_hash_table_iter_next (&iter, &name, &json))
    {
      if (*(const char *) json != '"')
        continue;
      n_strings++;
      key = name;
    }
  return n_strings > 1 ? guess_text_key (self) : key;
}

/* Several texts, one after another, each of somebody. */
static gboolean
holds_dialogue (Reader *self)
{
  GHashTableIter iter;
  gpointer json;

  g_hash_table_iter_init (&iter, self->data);
  while (g_hash_table_iter_next (&iter, NULL, &json))
    {
      const char *p = (const char *) json + 1;

      if (*(const char *) json != '[')
        continue;
      while (g_ascii_isspace (*p))
        p++;
      if (*p == '{')
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_text (Reader  *self,
           GError **error)
{
  const char *key = find_text_key (self);
  g_autofree char *text = key != NULL ? dup_data_string (self, key) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (text == NULL && holds_dialogue (self))
    return quoth_format_refuse (error, self->gather.path, self->line, "a task is a dialogue of "
                                "several texts (Paragraphs), which is not read: put them together "
                                "as one text");
  if (text == NULL)
    return quoth_format_refuse (error, self->gather.path, self->line, "a task has no text");
  self->gather.text = quoth_text_new (text, -1, &local_error);
  if (self->gather.text == NULL)
    return quoth_format_refuse (error, self->gather.path, self->line, "%s", local_error->message);
  g_hash_table_remove (self->data, key);
  return TRUE;
}

/* Layers as we write them; borrowed names, the first is number 1. */
static void
take_layers (Reader    *self,
             GPtrArray *names)
{
  const char *json = g_hash_table_lookup (self->data, "layers");
  QuothSlice key;

  if (json == NULL)
    return;
  quoth_json_scan_begin (&self->scan, self->line, json, strlen (json));
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      g_autofree char *name = NULL;
      g_autofree char *state = NULL;

      quoth_json_scan_object (&self->scan);
      while (quoth_json_scan_member (&self->scan, &key))
        if (name == NULL && quoth_slice_is (key, "name"))
          name = quoth_json_scan_dup (&self->scan);
        else if (state == NULL && quoth_slice_is (key, "state"))
          state = quoth_json_scan_dup (&self->scan);
        else
          quoth_json_scan_raw (&self->scan, NULL);
      if (name == NULL || *name == '\0')
        break;
      quoth_gather_add_layer (&self->gather, name, state);
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  /* What is no list of ours is what the task says of its article. */
  if (quoth_json_scan_finish (&self->scan, NULL) && (names->len > 0 || self->gather.keep_ids))
    g_hash_table_remove (self->data, "layers");
}

static gboolean
take_entities (Reader  *self,
               GError **error)
{
  const char *json = g_hash_table_lookup (self->data, "entities");
  g_autoptr (GPtrArray) entities =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  QuothSlice value;

  if (json == NULL)
    return TRUE;
  quoth_json_scan_begin (&self->scan, self->line, json, strlen (json));
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan) && quoth_json_scan_raw (&self->scan, &value))
    {
      QuothEntity *entity = quoth_entity_new_from_json (value.bytes, (gssize) value.length, NULL);

      if (entity == NULL)
        return TRUE;
      g_ptr_array_add (entities, entity);
    }
  if (!quoth_json_scan_finish (&self->scan, NULL))
    return TRUE;
  for (guint i = 0; i < entities->len; i++)
    if (!quoth_gather_add_entity (&self->gather, NULL, entities->pdata[i], error))
      return FALSE;
  g_hash_table_remove (self->data, "entities");
  return TRUE;
}

/* Whose work a set is. Two sets of one annotator are two layers. */
static char *
name_layer (Reader    *self,
            const Set *set,
            GPtrArray *names,
            GHashTable *taken)
{
  g_autofree char *base = NULL;
  char *name;

  if (set->who != NULL && *set->who != '\0')
    base = g_strdup (set->who);
  else if (set->number > 0 && set->number <= names->len)
    base = g_strdup (names->pdata[set->number - 1]);
  else if (set->number > 0)
    base = g_strdup_printf ("annotator-%" G_GINT64_FORMAT, set->number);
  else
    base = g_strdup (quoth_gather_get_layer (&self->gather));
  name = g_strdup (base);
  for (guint i = 2; g_hash_table_contains (taken, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, i);
    }
  g_hash_table_add (taken, g_strdup (name));
  return name;
}

/* What is left of the data is the article's metadata. */
static QuothAttributes *
take_metadata (Reader *self)
{
  const char *json = g_hash_table_lookup (self->data, "metadata");
  QuothAttributes *metadata = json != NULL && *json == '{'
                              ? quoth_attributes_new_from_json (json, -1, NULL) : NULL;
  g_autoptr (GList) names = NULL;

  if (json != NULL && *json == '{')
    g_hash_table_remove (self->data, "metadata");
  names = g_list_sort (g_hash_table_get_keys (self->data), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      QuothAttributes *more;

      if (*(const char *) l->data == '\0')
        continue;
      more = quoth_attributes_with_json (metadata, l->data,
                                         g_hash_table_lookup (self->data, l->data));
      quoth_attributes_unref (metadata);
      metadata = more;
    }
  return metadata;
}

static char *
take_string (Reader     *self,
             const char *name)
{
  char *value = dup_data_string (self, name);

  if (value != NULL)
    g_hash_table_remove (self->data, name);
  return value;
}

static gboolean
deliver (Reader           *self,
         QuothAnnotation  *tags,
         GError          **error)
{
  g_autofree char *name = take_string (self, "name");
  g_autofree char *id = take_string (self, "doc");
  g_autofree char *language = take_string (self, "language");
  g_autoptr (QuothArticle) article = NULL;

  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", self->stem, self->n_tasks);
    }
  article = quoth_article_new (name, self->gather.text);
  if (id != NULL && *id != '\0')
    quoth_article_set_id (article, id);
  if (language != NULL && *language != '\0')
    quoth_article_set_language (article, language);
  quoth_article_take_tags (article, quoth_attributes_ref (tags->attributes));
  quoth_article_take_metadata (article, take_metadata (self));
  return quoth_gather_deliver (&self->gather, article, error);
}

static gboolean
read_task (Reader      *self,
           const char  *bytes,
           gsize        n_bytes,
           GError     **error)
{
  const QuothSpan all = { 0, 1 };
  g_autoptr (QuothAnnotation) tags = quoth_annotation_new ("article", "tags", &all, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *json;

  reset (self);
  self->n_tasks++;
  if (!quoth_label_studio_parse (self, bytes, n_bytes, error) || !take_text (self, error)
      || !quoth_label_studio_resolve (self, error))
    return FALSE;
  self->gather.keep_ids = g_hash_table_contains (self->data, "doc");
  take_layers (self, names);
  if (!take_entities (self, error))
    return FALSE;
  json = g_hash_table_lookup (self->data, "tags");
  if (json != NULL && *json == '{')
    {
      quoth_annotation_take_attributes (tags, quoth_attributes_new_from_json (json, -1, NULL));
      g_hash_table_remove (self->data, "tags");
    }
  for (guint i = 0; i < self->sets->len; i++)
    {
      const Set *set = &g_array_index (self->sets, Set, i);
      g_autofree char *layer = name_layer (self, set, names, taken);
      guint n_before = self->gather.annotations->len;

      if (set->cancelled)
        quoth_gather_notice (&self->gather, self->line, "the work of %s was cancelled: left out",
                             layer);
      else if (!quoth_label_studio_add_set (self, set, layer, tags, error))
        return FALSE;
      else
        quoth_gather_add_layer (
          &self->gather, layer,
          quoth_layer_state_of_file (self->gather.annotations->len - n_before));
    }
  return deliver (self, tags, error);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (Reader) self = { .stem = NULL };
  g_auto (QuothJsonStream) stream = { 0 };
  g_autoptr (GError) local_error = NULL;
  const char *task;
  gsize n_bytes;

  reader_init (&self, path, options, sink);
  if (!quoth_json_stream_open (&stream, path, progress, error))
    return FALSE;
  while (quoth_json_stream_next (&stream, &task, &n_bytes, &self.line, &local_error))
    if (quoth_progress_set_error_if_cancelled (progress, error)
        || !read_task (&self, task, n_bytes, error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self.n_tasks == 0)
    return quoth_format_refuse (error, path, 0, "the file holds no task");
  return TRUE;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_is_file (path, QUOTH_LABEL_STUDIO_TASKS, head, n_head))
    return 95;
  if (quoth_rows_has (head, n_head, "\"from_name\"") && quoth_rows_has (head, n_head, "\"to_name\""))
    return 90;
  if (quoth_rows_has (head, n_head, "\"annotation_id\":")
      && quoth_rows_has (head, n_head, "\"annotator\":"))
    return 86;
  if (quoth_rows_has (head, n_head, "\"completed_by\"")
      || quoth_rows_has (head, n_head, "\"file_upload\""))
    return 86;
  /* Tasks to be annotated, or with a long text before the work on it; not any object that
   * calls something its data. */
  return (quoth_rows_has (head, n_head, "\"data\":{") || quoth_rows_has (head, n_head, "\"data\": {"))
         && quoth_rows_has (head, n_head, "\"text\"") ? 40 : 0;
}

static char **
companions (const char *path)
{
  g_auto (GStrv) losses = quoth_rows_companions (path);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *config = g_build_filename (folder, QUOTH_LABEL_STUDIO_CONFIG, NULL);

  g_strv_builder_addv (builder, (const char **) losses);
  g_strv_builder_add (builder, config);
  return g_strv_builder_end (builder);
}

static const char *const extensions[] = { "json", "jsonl", NULL };
static const char *const files[] = { QUOTH_LABEL_STUDIO_TASKS, QUOTH_LABEL_STUDIO_CONFIG, NULL };

const QuothFormat quoth_format_label_studio = {
  .name = "label-studio",
  .title = N_("Label Studio"),
  .description = N_("Tasks with their labelling interface; line ends become plain"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .writer_size = sizeof (QuothLabelStudioWriter),
  .start = quoth_label_studio_start,
  .entity = quoth_writer_keep_entity,
  .article = quoth_label_studio_article,
  .end = quoth_label_studio_end,
  .clear = quoth_label_studio_clear,
  .files = files,
};
