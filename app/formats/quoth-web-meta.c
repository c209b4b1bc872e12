/* quoth-web-meta.c - what a page tells of its article: title, date, author, publisher
 *
 * JSON-LD first, for it is written for machines; then Open Graph, then older names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LETTERS  300
#define MAX_LANGUAGE 35
#define MAX_URL      2000
/* Nodes that are looked at for an author on the page. */
#define MAX_BYLINE 300

void
quoth_web_meta_clear (QuothWebMeta *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->publisher, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->language, g_free);
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_clean (const char *string)
{
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;
  guint n = 0;

  while (*string != '\0' && n < MAX_LETTERS)
    {
      gunichar c = g_utf8_get_char_validated (string, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;
      string = g_utf8_next_char (string);
      if (g_ascii_isspace (c) || g_unichar_iscntrl (c))
        {
          blank = TRUE;
          continue;
        }
      if (blank && out->len > 0)
        g_string_append_c (out, ' ');
      blank = FALSE;
      g_string_append_unichar (out, c);
      n++;
    }
  return g_string_free (out, out->len == 0);
}

static gboolean
is_day (const char *string)
{
  static const char pattern[] = "dddd-dd-dd";
  GDate date;

  for (guint i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (string[i]) : string[i] != pattern[i])
      return FALSE;
  g_date_clear (&date, 1);
  return g_date_valid_dmy ((GDateDay) atoi (string + 8), atoi (string + 5),
                           (GDateYear) atoi (string));
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_date (const char *string)
{
  g_autofree char *clean = quoth_web_clean (string);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (clean == NULL)
    return NULL;
  if (is_day (clean))
    {
      if (clean[10] == '\0')
        return g_steal_pointer (&clean);
      if (clean[10] == ' ')
        clean[10] = 'T';
      time = g_date_time_new_from_iso8601 (clean, utc);
      /* The day is right even when what follows is no time: a time that names no zone is
       * that of the place, and is kept so. */
      if (time == NULL || strlen (clean) > 40)
        clean[10] = '\0';
      return g_steal_pointer (&clean);
    }
  time = g_date_time_new_from_iso8601 (clean, utc);
  if (time == NULL)
    time = soup_date_time_new_from_http_string (clean);
  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_language (const char *string)
{
  g_autofree char *clean = quoth_web_clean (string);
  gsize n;

  if (clean == NULL)
    return NULL;
  n = strcspn (clean, ",; ");
  clean[n] = '\0';
  g_strdelimit (clean, "_", '-');
  if (n < 2 || n > MAX_LANGUAGE || strspn (clean, "-") > 0 || clean[n - 1] == '-')
    return NULL;
  for (const char *p = clean; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return NULL;
  n = strcspn (clean, "-");
  return n == 2 || n == 3 ? g_steal_pointer (&clean) : NULL;
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_address (const char *url,
                   const char *base)
{
  g_autoptr (GUri) from = base != NULL ? g_uri_parse (base, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autoptr (GUri) uri = g_uri_parse_relative (from, url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (scheme == NULL || (strcmp (scheme, "http") != 0 && strcmp (scheme, "https") != 0)
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || strlen (url) > MAX_URL)
    return NULL;
  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO | G_URI_HIDE_FRAGMENT);
}

static void
take_first (char              **place,
            QuothWebPage       *page,
            const char *const  *names,
            char             *(*read) (const char *))
{
  for (guint i = 0; *place == NULL && names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (page->metas, names[i]);

      if (value != NULL)
        *place = read (value);
    }
}

/* An author's page on a social network is no name. */
static char *
read_person (const char *string)
{
  char *clean = quoth_web_clean (string);

  if (clean != NULL && strstr (clean, "://") != NULL)
    g_clear_pointer (&clean, g_free);
  else if (clean != NULL && g_ascii_strncasecmp (clean, "by ", 3) == 0)
    memmove (clean, clean + 3, strlen (clean + 3) + 1);
  return clean;
}

static void
take_metas (QuothWebMeta *self,
            QuothWebPage *page)
{
  static const char *const titles[] = { "og:title", "twitter:title", "dc.title", "dcterms.title",
                                        "parsely-title", "sailthru.title", NULL };
  static const char *const dates[] = { "article:published_time", "og:article:published_time",
                                       "datepublished", "dc.date.issued", "dcterms.created",
                                       "dcterms.date", "dc.date", "parsely-pub-date",
                                       "sailthru.date", "publish-date", "publishdate", "pubdate",
                                       "date", NULL };
  static const char *const authors[] = { "author", "article:author", "dc.creator",
                                         "dcterms.creator", "parsely-author", "sailthru.author",
                                         "byl", NULL };
  static const char *const publishers[] = { "og:site_name", "dc.publisher", "dcterms.publisher",
                                            "publisher", "application-name", NULL };
  static const char *const languages[] = { "content-language", "dc.language", "og:locale", NULL };

  take_first (&self->title, page, titles, quoth_web_clean);
  take_first (&self->date, page, dates, quoth_web_date);
  take_first (&self->author, page, authors, read_person);
  take_first (&self->publisher, page, publishers, quoth_web_clean);
  if (page->language != NULL)
    {
      /* What the document itself says of its words goes before what a script says of it. */
      char *language = quoth_web_language (page->language);

      if (language != NULL)
        {
          g_free (self->language);
          self->language = language;
        }
    }
  take_first (&self->language, page, languages, quoth_web_language);
}

/* The <title> often ends in the name of the site. */
static char *
read_title (QuothWebMeta *self,
            QuothWebPage *page)
{
  char *title = NULL;
  gsize n, n_site;

  for (guint i = 0; i < page->nodes->len && title == NULL; i++)
    {
      const QuothWebNode *node = quoth_web_page_node (page, i);

      if (node->kind == QUOTH_WEB_TITLE)
        title = quoth_web_page_dup_text (page, i, MAX_URL);
    }
  if (title == NULL || self->publisher == NULL)
    return title;
  n = strlen (title);
  n_site = strlen (self->publisher);
  if (n > n_site && g_str_has_suffix (title, self->publisher))
    {
      static const char *const joins[] = { " | ", " - ", " – ", " — ", " · " };

      for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
        {
          gsize n_join = strlen (joins[i]);

          if (n > n_site + n_join && strncmp (title + n - n_site - n_join, joins[i], n_join) == 0)
            {
              title[n - n_site - n_join] = '\0';
              break;
            }
        }
    }
  return title;
}

/* The innermost element that says it names the author. */
static char *
read_byline (QuothWebPage *page)
{
  guint n_seen = 0;

  for (guint i = 0; i < page->nodes->len && n_seen < MAX_BYLINE; i++)
    {
      const QuothWebNode *node = quoth_web_page_node (page, i);
      gboolean holds = FALSE;

      if ((node->flags & QUOTH_WEB_IS_DROPPED) != 0)
        i = node->end - 1;
      if ((node->flags & QUOTH_WEB_IS_AUTHOR) == 0 || (node->flags & QUOTH_WEB_IS_DROPPED) != 0)
        continue;
      n_seen++;
      for (guint k = i + 1; k < node->end && k < i + MAX_BYLINE && !holds; k++)
        holds = (quoth_web_page_node (page, k)->flags & QUOTH_WEB_IS_AUTHOR) != 0;
      /* A name is short: what is longer is a box about the author. */
      if (!holds && node->text_end - node->text <= MAX_BYLINE)
        {
          g_autofree char *text = quoth_web_page_dup_text (page, i, MAX_BYLINE);

          if (text != NULL && g_utf8_strlen (text, -1) <= 80)
            return read_person (text);
        }
    }
  return NULL;
}

/**
 * quoth_web_meta_read:
 * @self: what was gathered so far, all %NULL at first
 * @page: a page that was judged
 * @url: (nullable): where it was found
 */
void
quoth_web_meta_read (QuothWebMeta *self,
                     QuothWebPage *page,
                     const char   *url)
{
  const char *shared = g_hash_table_lookup (page->metas, "og:url");

  if (page->canonical != NULL)
    self->url = quoth_web_address (page->canonical, url);
  for (guint i = 0; i < page->json->len; i++)
    quoth_web_meta_add_json (self, page->json->pdata[i]);
  take_metas (self, page);
  if (self->title == NULL)
    self->title = read_title (self, page);
  if (self->author == NULL)
    self->author = read_byline (page);
  if (self->date == NULL && page->time != NULL)
    self->date = quoth_web_date (page->time);
  if (self->url == NULL && shared != NULL)
    self->url = quoth_web_address (shared, url);
  if (self->url == NULL && url != NULL)
    self->url = quoth_web_address (url, NULL);
}
