/* quoth-format-text.c - plain text: one file is one article
 *
 * The text is kept as it stands, line ends included. Zones are computed by whoever
 * shows or exports the article, so none are stored here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-text"

#include "config.h"

#include "quoth-document-index.h"
#include "quoth-encoding.h"
#include "quoth-format-polnear-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TEXT_BYTES (256 * 1024 * 1024)

/* Files of these kinds are data: as an article they would only be a mistake. */
static const char *const data_extensions[] = {
  "ann", "a1", "a2", "conf", "conll", "conllu", "csv", "htm", "html", "json", "jsonl", "log",
  "quoth", "sqlite", "tsv", "xhtml", "xmi", "xml", "yaml", "yml", NULL
};

static const char *
get_extension (const char *path)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (slash != NULL ? slash : path, '.');

  return dot != NULL ? dot + 1 : "";
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  const char *extension = get_extension (path);

  if (head == NULL)
    return 0;
  if (g_ascii_strcasecmp (extension, "txt") == 0 || g_ascii_strcasecmp (extension, "text") == 0)
    return 50;
  for (guint i = 0; data_extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (extension, data_extensions[i]) == 0)
      return 0;
  /* Taken when it is named, not when it is found on a walk. */
  return n_head > 0 && memchr (head, '\0', n_head) == NULL ? QUOTH_PROBE_WHEN_NAMED : 0;
}

static char *
name_of (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_filename_display_name (base);
}

/* An article that nobody has annotated has but its text in the layout of PolNeAR. */
static void
look_up (const char  *path,
         guint        session,
         char       **out_id,
         char       **inout_name)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *name = NULL;
  gboolean above = FALSE;

  if (strcmp (folder_name, QUOTH_POLNEAR_TEXTS) != 0
      || !quoth_document_index_lookup (folder, *inout_name, session, out_id, &name, &above))
    return;
  if (!above)
    g_clear_pointer (out_id, g_free);
  else if (name != NULL)
    {
      g_free (*inout_name);
      *inout_name = g_steal_pointer (&name);
    }
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *utf8 = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize n_bytes;
  gsize n_utf8;

  if (!quoth_format_load (path, MAX_TEXT_BYTES, &bytes, &n_bytes, error)
      || quoth_progress_set_error_if_cancelled (progress, error))
    return FALSE;
  utf8 = quoth_encoding_take (g_steal_pointer (&bytes), n_bytes, options->encoding, &encoding,
                              &n_utf8, &local_error);
  if (utf8 == NULL)
    return quoth_format_refuse (error, path, 0, "%s", local_error->message);
  text = quoth_text_new_take (g_steal_pointer (&utf8), n_utf8, &local_error);
  if (text == NULL)
    return quoth_format_refuse (error, path, 0, "%s", local_error->message);
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autofree char *message = g_strdup_printf ("read as %s", encoding);

      sink->notice (sink->user_data, path, 0, message);
    }

  name = name_of (path);
  look_up (path, options->session, &id, &name);
  article = quoth_article_new (name, text);
  if (id != NULL)
    quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  return sink->article (sink->user_data, data, error);
}

static const char *const extensions[] = { "txt", "text", NULL };

const QuothFormat quoth_format_text = {
  .name = "text",
  .title = N_("Plain text"),
  .description = N_("One article per file, without annotations"),
  .extensions = extensions,
  .plain = TRUE,
  .probe = probe,
  .read = read_unit,
};
