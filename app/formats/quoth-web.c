/* quoth-web.c - the main text of a web page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <string.h>

/**
 * quoth_web_article_free:
 * @self: (transfer full) (nullable): an article
 */
void
quoth_web_article_free (QuothWebArticle *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->text);
  g_free (self->language);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  g_free (self);
}

static void
add_fact (QuothAttributes **metadata,
          const char       *name,
          const char       *value)
{
  QuothAttributes *more;

  if (value == NULL)
    return;
  more = quoth_attributes_with_string (*metadata, name, value);
  quoth_attributes_unref (*metadata);
  *metadata = more;
}

static QuothWebArticle *
make_article (QuothWebMeta *meta,
              char         *text)
{
  QuothWebArticle *article = g_new0 (QuothWebArticle, 1);

  add_fact (&article->metadata, "author", meta->author);
  add_fact (&article->metadata, "date", meta->date);
  add_fact (&article->metadata, "publisher", meta->publisher);
  add_fact (&article->metadata, "title", meta->title);
  add_fact (&article->metadata, "url", meta->url);
  article->title = g_strdup (meta->title != NULL ? meta->title : "");
  article->language = g_steal_pointer (&meta->language);
  article->text = text;
  return article;
}

/* The first line that says something. */
static char *
first_line (const char *text)
{
  while (*text != '\0')
    {
      gsize n = strcspn (text, "\r\n");
      g_autofree char *line = g_strndup (text, n);
      char *clean = quoth_web_clean (line);

      if (clean != NULL)
        return clean;
      text += n + strspn (text + n, "\r\n");
    }
  return NULL;
}

static QuothWebArticle *
refuse (GError    **error,
        const char *reason)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason);
  return NULL;
}

/* Documented in quoth-web-private.h. */
QuothWebArticle *
quoth_web_extract_utf8 (const char  *html,
                        gsize        n_bytes,
                        const char  *url,
                        GError     **error)
{
  g_autoptr (QuothWebPage) page = quoth_web_page_new (html, n_bytes, error);
  g_auto (QuothWebMeta) meta = { NULL };
  g_autofree char *text = NULL;
  QuothWebBody body;

  if (page == NULL)
    return NULL;
  quoth_web_page_judge (page);
  quoth_web_meta_read (&meta, page, url);
  if (!quoth_web_page_find (page, meta.title, &body))
    return refuse (error, "no article text on this page");
  text = quoth_web_page_write (page, &body, meta.title);
  if (*text == '\0')
    return refuse (error, "no article text on this page");
  /* People know an article by the headline that they see. */
  if (body.headline != QUOTH_WEB_NONE)
    {
      char *shown = quoth_web_page_dup_text (page, body.headline, G_MAXSIZE);

      if (shown != NULL)
        {
          g_free (meta.title);
          meta.title = shown;
        }
    }
  if (meta.title == NULL)
    meta.title = first_line (text);
  return make_article (&meta, g_steal_pointer (&text));
}

/* Documented in quoth-web-private.h. */
QuothWebArticle *
quoth_web_plain_utf8 (const char  *text,
                      const char  *url,
                      GError     **error)
{
  g_auto (QuothWebMeta) meta = { .title = first_line (text) };

  if (meta.title == NULL)
    return refuse (error, "the page is empty");
  meta.url = url != NULL ? quoth_web_address (url, NULL) : NULL;
  return make_article (&meta, g_strdup (text));
}

/**
 * quoth_web_extract:
 * @html: (array length=n_bytes): a page as it was sent
 * @n_bytes: its length
 * @encoding: (nullable): what the server, or a person, says it is written in
 * @url: (nullable): where it was found: links are resolved by it, and it is recorded
 *   when the page names no better address
 * @error: return location for %G_IO_ERROR_INVALID_DATA, or a #QuothTextError
 *
 * Takes the article out of a page: the headline, then the body with captions, without
 * what stands around. Safe on any bytes: work and memory grow with their number alone.
 *
 * Returns: (transfer full) (nullable): the article; its text is not empty
 */
QuothWebArticle *
quoth_web_extract (const char  *html,
                   gsize        n_bytes,
                   const char  *encoding,
                   const char  *url,
                   GError     **error)
{
  g_autofree char *utf8 = NULL;
  gsize n_utf8;

  g_return_val_if_fail (html != NULL || n_bytes == 0, NULL);

  utf8 = quoth_web_decode (html, n_bytes, encoding, NULL, &n_utf8, error);
  return utf8 != NULL ? quoth_web_extract_utf8 (utf8, n_utf8, url, error) : NULL;
}
