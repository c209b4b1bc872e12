/* quoth-format-web-annotation-text.c - finds the text that annotations are of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#include "config.h"

#include "quoth-format-web-annotation-private.h"
#include "quoth-standoff.h"

#include <string.h>

typedef QuothWebAnnotationDocument Document;
typedef QuothWebAnnotationTarget Target;

/* Documented in quoth-format-web-annotation-private.h. */
char *
quoth_web_annotation_replace_extension (const char *path,
                                        const char *extension)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (slash != NULL ? slash : path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);

  return g_strconcat (stem, extension, NULL);
}

/* The file that the targets name, if it stands beside the document; else the one that is
 * called as the document is. */
static char *
find_text (QuothGather  *gather,
           Document     *document,
           const char  **out_source)
{
  g_autofree char *folder = g_path_get_dirname (gather->path);

  for (guint i = 0; i < document->targets->len; i++)
    {
      const Target *target = &g_array_index (document->targets, Target, i);
      g_autofree char *plain = target->source != NULL
                               ? g_uri_unescape_string (target->source, NULL) : NULL;
      g_autofree char *base = plain != NULL ? g_path_get_basename (plain) : NULL;
      g_autofree char *path = base != NULL ? g_build_filename (folder, base, NULL) : NULL;

      if (path == NULL || !target->has_selector)
        continue;
      if (g_str_has_suffix (base, ".txt") && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          *out_source = target->source;
          return g_steal_pointer (&path);
        }
      break;
    }
  return quoth_web_annotation_replace_extension (gather->path, ".txt");
}

/* Documented in quoth-format-web-annotation-private.h. */
gboolean
quoth_web_annotation_load_text (QuothGather  *gather,
                                Document     *document,
                                GError      **error)
{
  const char *source = NULL;
  g_autofree char *path = find_text (gather, document, &source);
  g_autofree char *encoding = NULL;
  gboolean mark;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return quoth_format_refuse (error, gather->path, 0, "the text %s is not there", path);
  gather->text = quoth_standoff_load_text (path, gather->options->encoding, &mark, &encoding,
                                           error);
  if (gather->text == NULL)
    return FALSE;
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    quoth_gather_notice (gather, 0, "the text was read as %s", encoding);
  if (source != NULL)
    quoth_web_annotation_drop_others (gather, document, source);
  return TRUE;
}
