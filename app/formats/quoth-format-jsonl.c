/* quoth-format-jsonl.c - the native exchange format: a folder of scheme, registry, articles
 *
 * scheme.json, entities.jsonl, articles.jsonl; described by data/quoth-jsonl.schema.json.
 * A single file of articles is read as well. Unknown members are left out and told
 * of; what contradicts itself (quotes, links, offsets) is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-jsonl"

#include "config.h"

#include "quoth-format-jsonl-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SCHEME_BYTES (16 * 1024 * 1024)

gboolean
quoth_jsonl_is_blank (const char *bytes,
                      gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
      return FALSE;
  return TRUE;
}

static gboolean
holds (const char *folder,
       const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
contains (const char *head,
          gsize       n_head,
          const char *member)
{
  return g_strstr_len (head, (gssize) n_head, member) != NULL;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  g_autofree char *base = NULL;

  if (head == NULL)
    {
      if (holds (path, QUOTH_JSONL_ARTICLES))
        return 100;
      /* Not whole: taken, so that reading it says what is missing. */
      return holds (path, QUOTH_JSONL_SCHEME) && holds (path, QUOTH_JSONL_ENTITIES) ? 60 : 0;
    }
  base = g_path_get_basename (path);
  if (strcmp (base, QUOTH_JSONL_ARTICLES) == 0)
    return 90;
  if (strcmp (base, QUOTH_JSONL_ENTITIES) == 0 || !g_str_has_suffix (base, ".jsonl"))
    return 0;
  if (contains (head, n_head, "\"annotations\"") && contains (head, n_head, "\"parts\""))
    return 80;
  return contains (head, n_head, "\"text\"") ? 40 : 10;
}

static gboolean
read_scheme (const char       *path,
             const QuothSink  *sink,
             GError          **error)
{
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *json = NULL;
  const char *begin;
  gsize n_bytes;

  if (!quoth_format_load (path, MAX_SCHEME_BYTES, &json, &n_bytes, error))
    return FALSE;
  begin = json;
  if (n_bytes >= 3 && memcmp (json, "\xef\xbb\xbf", 3) == 0)
    {
      begin += 3;
      n_bytes -= 3;
    }
  scheme = quoth_scheme_new_from_json (begin, (gssize) n_bytes, &local_error);
  if (scheme == NULL)
    return quoth_format_refuse (error, path, 0, "%s", local_error->message);
  return sink->scheme (sink->user_data, scheme, error);
}

static gboolean
read_folder (QuothJsonlReader  *reader,
             const char        *folder,
             GError           **error)
{
  g_autofree char *scheme = g_build_filename (folder, QUOTH_JSONL_SCHEME, NULL);
  g_autofree char *entities = g_build_filename (folder, QUOTH_JSONL_ENTITIES, NULL);
  g_autofree char *articles = g_build_filename (folder, QUOTH_JSONL_ARTICLES, NULL);

  if (!g_file_test (articles, G_FILE_TEST_EXISTS))
    return quoth_format_refuse (error, folder, 0, QUOTH_JSONL_ARTICLES " is missing");
  if (g_file_test (scheme, G_FILE_TEST_EXISTS) && !read_scheme (scheme, reader->sink, error))
    return FALSE;
  if (g_file_test (entities, G_FILE_TEST_EXISTS)
      && !quoth_jsonl_read_entities (reader, entities, error))
    return FALSE;
  return quoth_jsonl_read_articles (reader, articles, error);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (QuothJsonlReader) reader = { 0 };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  quoth_jsonl_reader_init (&reader, options, sink, progress);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return read_folder (&reader, path, error);
  /* Given the file, its neighbours are meant as well: articles refer to them. */
  if (strcmp (base, QUOTH_JSONL_ARTICLES) == 0)
    return read_folder (&reader, folder, error);
  return quoth_jsonl_read_articles (&reader, path, error);
}

static char **
companions (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  static const char *const names[] = { QUOTH_JSONL_SCHEME, QUOTH_JSONL_ENTITIES };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (base, QUOTH_JSONL_ARTICLES) == 0)
      {
        g_autofree char *companion = g_build_filename (folder, names[i], NULL);

        g_strv_builder_add (builder, companion);
      }
  return g_strv_builder_end (builder);
}

static const char *const extensions[] = { "jsonl", NULL };
static const char *const files[] = { QUOTH_JSONL_SCHEME, QUOTH_JSONL_ENTITIES,
                                     QUOTH_JSONL_ARTICLES, NULL };

const QuothFormat quoth_format_jsonl = {
  .name = "quoth-jsonl",
  .title = N_("Quoth JSON Lines"),
  .description = N_("Keeps everything: texts, annotations, people, scheme"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .writer_size = sizeof (QuothJsonlWriter),
  .start = quoth_jsonl_writer_start,
  .entity = quoth_jsonl_writer_entity,
  .article = quoth_jsonl_writer_article,
  .files = files,
  .keeps_registry = TRUE,
  .keeps_remarks = TRUE,
  .keeps_versions = TRUE,
  .textless = TRUE,
};
