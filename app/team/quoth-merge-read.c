/* quoth-merge-read.c - reads a package, which anybody may have written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-json.h"
#include "quoth-package.h"

#include <string.h>

/* All versions of a package are held at once. */
#define MAX_VERSIONS_BYTES (512 * 1024 * 1024)

static GHashTable *
table_of (QuothMerge *self,
          const char *article)
{
  GHashTable *table = g_hash_table_lookup (self->incoming, article);

  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) quoth_versions_free);
      g_hash_table_insert (self->incoming, g_strdup (article), table);
    }
  return table;
}

/* What belongs to a single article, and what to all. */
static gboolean
fits (const QuothVersions *versions,
      const char          *article)
{
  gboolean shared = versions->kind == QUOTH_RECORD_ENTITY || versions->kind == QUOTH_RECORD_SCHEME;

  return shared == (*article == '\0')
         && (versions->kind != QUOTH_RECORD_ARTICLE || strcmp (versions->id, article) == 0)
         && (versions->kind != QUOTH_RECORD_ANNOTATION || versions->layer != NULL);
}

static gboolean
read_line (QuothMerge  *self,
           const char  *path,
           guint        number,
           const char  *line,
           gsize        length,
           GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) root = quoth_json_parse (line, (gssize) length, &local_error);
  JsonObject *object;
  JsonNode *article;
  JsonNode *records;
  const char *id = "";

  if (root == NULL)
    return quoth_format_refuse (error, path, number, "%s", local_error->message);
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  article = object != NULL ? json_object_get_member (object, "article") : NULL;
  records = object != NULL ? json_object_get_member (object, "records") : NULL;
  if (article != NULL && JSON_NODE_HOLDS_VALUE (article)
      && json_node_get_value_type (article) == G_TYPE_STRING)
    id = json_node_get_string (article);
  else if (article == NULL || !JSON_NODE_HOLDS_NULL (article))
    return quoth_format_refuse (error, path, number, "\"article\" must be a string or null");
  if (records == NULL || !JSON_NODE_HOLDS_ARRAY (records))
    return quoth_format_refuse (error, path, number, "\"records\" must be an array");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (records)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (records), i);
      QuothVersions *versions = quoth_versions_new_from_node (node);

      if (versions == NULL || !fits (versions, id))
        {
          quoth_versions_free (versions);
          return quoth_format_refuse (error, path, number, "record %u makes no sense", i + 1);
        }
      g_hash_table_insert (table_of (self, id),
                           quoth_versions_dup_key (versions->kind, versions->id), versions);
    }
  return TRUE;
}

/* A plain folder of the exchange format has no versions: then nobody edited anything. */
gboolean
quoth_merge_read_versions (QuothMerge  *self,
                           GError     **error)
{
  g_autofree char *path = g_build_filename (self->path, QUOTH_PACKAGE_VERSIONS, NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  guint number = 1;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!quoth_format_load (path, MAX_VERSIONS_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  for (const char *line = bytes; line < bytes + n_bytes; number++)
    {
      const char *end = memchr (line, '\n', (gsize) (bytes + n_bytes - line));

      if (end == NULL)
        end = bytes + n_bytes;
      if (end > line && !read_line (self, path, number, line, (gsize) (end - line), error))
        return FALSE;
      line = end + 1;
    }
  return TRUE;
}

QuothVersions *
quoth_merge_lookup (QuothMerge *self,
                    const char *article,
                    const char *key)
{
  GHashTable *table = g_hash_table_lookup (self->incoming, article);

  return table != NULL ? g_hash_table_lookup (table, key) : NULL;
}

/* Contents that stand in no article were read by no format. */
gboolean
quoth_merge_check_article (QuothMerge    *self,
                           QuothArticle  *article,
                           GError       **error)
{
  GHashTable *table = g_hash_table_lookup (self->incoming, article->id);
  GHashTableIter iter;
  gpointer value;

  if (table == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QuothVersions *versions = value;

      for (guint i = 0; versions->kind == QUOTH_RECORD_ANNOTATION && i < versions->list->len; i++)
        {
          const QuothVersion *version = versions->list->pdata[i];
          const char *content = version->content != NULL ? version->content : version->was;
          g_autoptr (QuothAnnotation) annotation = NULL;
          g_autoptr (GError) local_error = NULL;

          if (content == NULL)
            continue;
          annotation = quoth_annotation_new_from_json (content, -1, &local_error);
          if (annotation == NULL
              || !quoth_annotation_validate (annotation, article->length, &local_error))
            return quoth_format_refuse (error, self->path, 0, "a version of annotation %s: %s",
                                        versions->id, local_error->message);
        }
    }
  return TRUE;
}

gboolean
quoth_merge_read (QuothMerge       *self,
                  const QuothSink  *sink,
                  GError          **error)
{
  const QuothFormat *format = quoth_formats_lookup ("quoth-jsonl");
  const QuothReadOptions options = {
    .layer = quoth_project_get_annotator (self->project),
    .scheme = quoth_project_get_scheme (self->project),
  };

  return format->read (self->path, &options, sink, self->progress, error);
}
