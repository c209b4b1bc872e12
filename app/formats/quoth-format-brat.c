/* quoth-format-brat.c - brat standoff: DOC.txt with DOC.ann beside it
 *
 * Described at http://brat.nlplab.org/standoff.html; where the page and the tool
 * differ, as the tool reads. The layout of an export, and what annotation.conf keeps
 * beside it, is in quoth-format-brat-write.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-document-index.h"
#include "quoth-format-brat-write-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const extensions[] = { "ann", "a1", NULL };
static const char *const side_files[] = { "annotation.conf", "visual.conf", "tools.conf",
                                          "kb_shortcuts.conf", NULL };
static const char *const written_files[] = { "annotation.conf", NULL };

static char *
replace_extension (const char *path,
                   const char *extension)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (slash != NULL ? slash : path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);

  return g_strconcat (stem, ".", extension, NULL);
}

static gboolean
has_extension (const char *path,
               const char *extension)
{
  const char *dot = strrchr (path, '.');

  return dot != NULL && g_ascii_strcasecmp (dot + 1, extension) == 0;
}

/* Whether the first line could be one of a standoff file. */
static gboolean
looks_right (const char *head,
             gsize       n_head)
{
  gsize i = 1;

  if (n_head == 0)
    return TRUE;
  if (strchr ("TREAMN#*", head[0]) == NULL || head[0] == '\0')
    return FALSE;
  while (i < n_head && head[i] != '\t' && head[i] > ' ')
    i++;
  return i == n_head || head[i] == '\t';
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  g_autofree char *text = NULL;

  if (head == NULL || !(has_extension (path, "ann") || has_extension (path, "a1")))
    return 0;
  if (n_head >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      head += 3;
      n_head -= 3;
    }
  text = replace_extension (path, "txt");
  if (g_file_test (text, G_FILE_TEST_IS_REGULAR))
    return looks_right (head, n_head) ? 85 : 60;
  return looks_right (head, n_head) ? 50 : 0;
}

static char **
companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = replace_extension (path, "txt");
  g_autofree char *second = replace_extension (path, "a2");

  g_strv_builder_add (builder, text);
  if (has_extension (path, "a1"))
    g_strv_builder_add (builder, second);
  quoth_document_index_add_companions (builder, path, side_files);
  return g_strv_builder_end (builder);
}

static char *
get_document (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_filename_display_name (base);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (QuothBratReader) reader = { 0 };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *document = get_document (path);
  g_autofree char *layer = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  const char *paths[3] = { path, NULL, NULL };

  if (quoth_progress_set_error_if_cancelled (progress, error))
    return FALSE;
  text = replace_extension (path, "txt");
  if (has_extension (path, "a1"))
    {
      second = replace_extension (path, "a2");
      if (g_file_test (second, G_FILE_TEST_EXISTS))
        paths[1] = second;
    }
  quoth_brat_reader_init (&reader, options, sink);
  reader.names = quoth_brat_folder_names (folder, options->session, &layer);
  if (layer == NULL)
    layer = quoth_brat_find_annotator (path, text, options);
  if (layer != NULL)
    reader.layer = layer;
  if (!quoth_brat_reader_load (&reader, text, paths, error))
    {
      if (g_file_test (text, G_FILE_TEST_EXISTS))
        return FALSE;
      g_clear_error (error);
      return quoth_format_refuse (error, path, 0, "the text %s is not there", text);
    }
  quoth_brat_reader_finish (&reader);
  quoth_document_index_lookup (folder, document, options->session, &id, &name, NULL);
  return quoth_brat_reader_deliver (&reader, name != NULL ? name : document, id, error);
}

static const QuothFormatOption options[] = {
  { QUOTH_WRITE_IDS, "with-ids", N_("Ids of annotations"),
    N_("Write the ids of annotations in notes") },
  { 0 }
};

const QuothFormat quoth_format_brat = {
  .name = "brat",
  .title = N_("brat standoff"),
  .description = N_("Text files with annotation files beside them; line ends become plain"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .writer_size = sizeof (QuothBratWriter),
  .start = quoth_brat_writer_start,
  .entity = quoth_writer_keep_entity,
  .article = quoth_brat_writer_article,
  .end = quoth_brat_writer_end,
  .clear = quoth_brat_writer_clear,
  .names_documents = TRUE,
  .keeps_remarks = TRUE,
  .options = options,
  .files = written_files,
};
