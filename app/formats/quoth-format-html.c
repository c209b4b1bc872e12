/* quoth-format-html.c - a saved web page: one file is one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-html"

#include "config.h"

#include "quoth-format-html-private.h"
#include "quoth-web-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNIFF_BYTES 512

static const char *const extensions[] = { "html", "htm", "xhtml", NULL };

static gboolean
has_extension (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Without the NULs of UTF-16, in lower case, from the first bracket. */
static gboolean
looks_like_html (const char *head,
                 gsize       n_head)
{
  char plain[SNIFF_BYTES + 1];
  const char *at = plain;
  gsize n = 0;

  for (gsize i = 0; i < n_head && n < SNIFF_BYTES; i++)
    if (head[i] != '\0')
      plain[n++] = g_ascii_tolower (head[i]);
  plain[n] = '\0';
  /* A byte order mark of any encoding. */
  while ((guchar) *at >= 0x80)
    at++;
  at += strspn (at, " \t\r\n\f");
  if (*at != '<')
    return FALSE;
  return g_str_has_prefix (at, "<!doctype html") || g_str_has_prefix (at, "<html")
         || ((g_str_has_prefix (at, "<?xml") || g_str_has_prefix (at, "<!--"))
             && (strstr (at, "<html") != NULL || strstr (at, "<!doctype html") != NULL));
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL)
    return 0;
  if (has_extension (path))
    return 60;
  return looks_like_html (head, n_head) ? 30 : 0;
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
  g_autoptr (QuothWebArticle) page = NULL;
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize n_bytes;
  gsize n_utf8;

  if (!quoth_format_load (path, QUOTH_WEB_MAX_BYTES, &bytes, &n_bytes, error)
      || quoth_progress_set_error_if_cancelled (progress, error))
    return FALSE;
  utf8 = quoth_web_decode (bytes, n_bytes, options->encoding, &encoding, &n_utf8, &local_error);
  if (utf8 != NULL)
    page = quoth_web_extract_utf8 (utf8, n_utf8, NULL, &local_error);
  if (page != NULL)
    text = quoth_text_new (page->text, -1, &local_error);
  if (text == NULL)
    return quoth_format_refuse (error, path, 0, "%s", local_error->message);
  if (g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autofree char *message = g_strdup_printf ("read as %s", encoding);

      sink->notice (sink->user_data, path, 0, message);
    }

  name = *page->title != '\0' ? g_strdup (page->title) : name_of (path);
  article = quoth_article_new (name, text);
  if (page->language != NULL)
    quoth_article_set_language (article, page->language);
  quoth_article_take_metadata (article, g_steal_pointer (&page->metadata));
  data = quoth_article_data_new (article, text);
  return sink->article (sink->user_data, data, error);
}

static const char *const files[] = { QUOTH_HTML_INDEX, NULL };

const QuothFormat quoth_format_html = {
  .name = "html",
  .title = N_("Web pages"),
  .description = N_("In: the article of a saved page. Out: a page per article, to read and to print"),
  .extensions = extensions,
  .plain = TRUE,
  .probe = probe,
  .read = read_unit,
  .writer_size = sizeof (QuothHtmlWriter),
  .start = quoth_html_writer_start,
  .entity = quoth_writer_keep_entity,
  .article = quoth_html_writer_article,
  .end = quoth_html_writer_end,
  .names_documents = TRUE,
  .files = files,
};
