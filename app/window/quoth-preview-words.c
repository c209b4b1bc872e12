/* quoth-preview-words.c - what a preview says of the first article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import-dialog"

#include "config.h"

#include "quoth-preview-words.h"

#include <glib/gi18n.h>

/* As many as can be taken in at a glance; words in code points. */
#define MAX_LISTED 12
#define MAX_WORDS 40

/* Returns: (transfer full): lines under what is annotated in the beginning of the article;
 * the list below says what it is */
PangoAttrList *
quoth_preview_words_underline (const QuothImportPreview *preview)
{
  PangoAttrList *list = pango_attr_list_new ();
  guint length = (guint) g_utf8_strlen (preview->beginning, -1);

  for (guint i = 0; i < preview->annotations->len; i++)
    {
      const QuothAnnotation *annotation = preview->annotations->pdata[i];

      for (guint k = 0; k < annotation->n_parts; k++)
        {
          PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
          const char *start = g_utf8_offset_to_pointer (preview->beginning,
                                                        MIN (annotation->parts[k].start, length));
          const char *end = g_utf8_offset_to_pointer (preview->beginning,
                                                      MIN (annotation->parts[k].end, length));

          line->start_index = (guint) (start - preview->beginning);
          line->end_index = (guint) (end - preview->beginning);
          pango_attr_list_insert (list, line);
        }
    }
  return list;
}

/* Returns: (transfer full): a line for each of the first annotations */
char *
quoth_preview_words_list (const QuothImportPreview *preview)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < preview->annotations->len && i < MAX_LISTED; i++)
    {
      QuothAnnotation *annotation = preview->annotations->pdata[i];
      g_autofree char *words = quoth_annotation_dup_text (annotation, preview->text, " … ");
      g_autofree char *start = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), MAX_WORDS));

      g_strdelimit (start, "\r\n\t", ' ');
      /* Translators: a label of a corpus, and the words that carry it */
      g_string_append_printf (out, _("%s: “%s”"), annotation->type, start);
      g_string_append_c (out, '\n');
    }
  if (out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
