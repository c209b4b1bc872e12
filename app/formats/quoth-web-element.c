/* quoth-web-element.c - what an element of a page is, by its name and attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORD 32

typedef struct
{
  const char   *name;
  QuothWebKind  kind;
} Element;

/* Sorted by name. What is not here and has a dash in its name is a section (elements that
 * sites make up hold blocks), anything else is inline. */
static const Element elements[] = {
  { "a", QUOTH_WEB_LINK },
  { "address", QUOTH_WEB_BLOCK },
  { "applet", QUOTH_WEB_DROP },
  { "article", QUOTH_WEB_ARTICLE },
  { "aside", QUOTH_WEB_DROP },
  { "audio", QUOTH_WEB_DROP },
  { "blockquote", QUOTH_WEB_BLOCKQUOTE },
  { "body", QUOTH_WEB_BODY },
  { "br", QUOTH_WEB_BREAK },
  { "button", QUOTH_WEB_DROP },
  { "canvas", QUOTH_WEB_DROP },
  { "caption", QUOTH_WEB_CAPTION },
  { "center", QUOTH_WEB_SECTION },
  { "dd", QUOTH_WEB_ITEM },
  { "details", QUOTH_WEB_SECTION },
  { "dialog", QUOTH_WEB_DROP },
  { "dir", QUOTH_WEB_LIST },
  { "div", QUOTH_WEB_SECTION },
  { "dl", QUOTH_WEB_LIST },
  { "dt", QUOTH_WEB_ITEM },
  { "embed", QUOTH_WEB_DROP },
  { "fieldset", QUOTH_WEB_SECTION },
  { "figcaption", QUOTH_WEB_CAPTION },
  { "figure", QUOTH_WEB_BLOCK },
  { "footer", QUOTH_WEB_FOOTER },
  { "form", QUOTH_WEB_FORM },
  { "frameset", QUOTH_WEB_DROP },
  { "h1", QUOTH_WEB_H1 },
  { "h2", QUOTH_WEB_HEADING },
  { "h3", QUOTH_WEB_HEADING },
  { "h4", QUOTH_WEB_HEADING },
  { "h5", QUOTH_WEB_HEADING },
  { "h6", QUOTH_WEB_HEADING },
  { "head", QUOTH_WEB_SECTION },
  { "header", QUOTH_WEB_HEADER },
  { "hgroup", QUOTH_WEB_SECTION },
  { "hr", QUOTH_WEB_BLOCK },
  { "html", QUOTH_WEB_BODY },
  { "iframe", QUOTH_WEB_DROP },
  { "input", QUOTH_WEB_DROP },
  { "li", QUOTH_WEB_ITEM },
  { "main", QUOTH_WEB_MAIN },
  { "map", QUOTH_WEB_DROP },
  { "math", QUOTH_WEB_DROP },
  { "menu", QUOTH_WEB_DROP },
  { "nav", QUOTH_WEB_DROP },
  { "noembed", QUOTH_WEB_DROP },
  { "noframes", QUOTH_WEB_DROP },
  { "noscript", QUOTH_WEB_DROP },
  { "object", QUOTH_WEB_DROP },
  { "ol", QUOTH_WEB_LIST },
  { "option", QUOTH_WEB_DROP },
  { "p", QUOTH_WEB_PARAGRAPH },
  { "pre", QUOTH_WEB_PRE },
  { "progress", QUOTH_WEB_DROP },
  { "q", QUOTH_WEB_QUOTE },
  { "rp", QUOTH_WEB_DROP },
  { "rt", QUOTH_WEB_DROP },
  { "script", QUOTH_WEB_DROP },
  { "section", QUOTH_WEB_SECTION },
  { "select", QUOTH_WEB_DROP },
  { "style", QUOTH_WEB_DROP },
  { "summary", QUOTH_WEB_BLOCK },
  { "svg", QUOTH_WEB_DROP },
  { "table", QUOTH_WEB_SECTION },
  { "tbody", QUOTH_WEB_SECTION },
  { "td", QUOTH_WEB_CELL },
  { "template", QUOTH_WEB_DROP },
  { "textarea", QUOTH_WEB_DROP },
  { "tfoot", QUOTH_WEB_SECTION },
  { "th", QUOTH_WEB_CELL },
  { "thead", QUOTH_WEB_SECTION },
  { "title", QUOTH_WEB_TITLE },
  { "tr", QUOTH_WEB_ROW },
  { "ul", QUOTH_WEB_LIST },
  { "video", QUOTH_WEB_DROP },
};

/* Words of a class or id that name what stands around an article. Sorted. */
static const char *const suspects[] = {
  "ad", "adbox", "ads", "advert", "advertisement", "adverts", "breadcrumb", "breadcrumbs",
  "comment", "comments", "consent", "cookie", "cookies", "disqus", "menu", "modal", "mostread",
  "nav", "navbar", "navigation", "newsletter", "outbrain", "pager", "pagination", "popup",
  "promo", "promos", "recirculation", "recommendation", "recommendations", "recommended",
  "related", "relatedlinks", "respond", "share", "sharebar", "sharedaddy", "shares", "sharing",
  "sidebar", "signup", "skip", "social", "sponsored", "subscribe", "subscription", "taboola",
  "toolbar", "tools",
};

static int
compare_element (gconstpointer key,
                 gconstpointer element)
{
  return strcmp (key, ((const Element *) element)->name);
}

static int
compare_word (gconstpointer key,
              gconstpointer word)
{
  return strcmp (key, *(const char *const *) word);
}

/* Whether @list, words between blanks, holds @word in any case. */
static gboolean
has_word (const char *list,
          const char *word)
{
  gsize length = strlen (word);

  while (*list != '\0')
    {
      gsize n = strcspn (list, " \t\r\n\f");

      if (n == length && g_ascii_strncasecmp (list, word, n) == 0)
        return TRUE;
      list += n;
      list += strspn (list, " \t\r\n\f");
    }
  return FALSE;
}

/* Classes are words in all spellings: "share-bar", "shareBar", "share_bar". */
static QuothWebFlags
judge_words (const char *list)
{
  QuothWebFlags flags = 0;
  char word[MAX_WORD + 1];
  gsize n = 0;

  for (const char *p = list;; p++)
    {
      gboolean upper = g_ascii_isupper (*p) && p > list && g_ascii_islower (p[-1]);

      if ((!g_ascii_isalpha (*p) || upper) && n > 0)
        {
          word[n] = '\0';
          if (n < MAX_WORD
              && bsearch (word, suspects, G_N_ELEMENTS (suspects), sizeof *suspects, compare_word))
            flags |= QUOTH_WEB_IS_SUSPECT;
          if (strcmp (word, "byline") == 0 || strcmp (word, "author") == 0)
            flags |= QUOTH_WEB_IS_AUTHOR;
          n = 0;
        }
      if (*p == '\0')
        return flags;
      if (g_ascii_isalpha (*p) && n < MAX_WORD)
        word[n++] = g_ascii_tolower (*p);
    }
}

static gboolean
style_hides (const char *style)
{
  static const char *const hiding[] = { "display:none", "visibility:hidden" };
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = style; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));
  for (guint i = 0; i < G_N_ELEMENTS (hiding); i++)
    if (strstr (plain->str, hiding[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
judge_role (const char   *role,
            QuothWebKind *kind)
{
  static const char *const around[] = { "navigation", "complementary", "search", "banner",
                                        "contentinfo", "dialog", "menu", "toolbar" };

  if (has_word (role, "main"))
    *kind = QUOTH_WEB_MAIN;
  else if (has_word (role, "article"))
    *kind = QUOTH_WEB_ARTICLE;
  else if (*kind == QUOTH_WEB_SECTION || *kind == QUOTH_WEB_LIST)
    for (guint i = 0; i < G_N_ELEMENTS (around); i++)
      if (has_word (role, around[i]))
        *kind = QUOTH_WEB_DROP;
}

static void
judge_attribute (const char    *name,
                 const char    *value,
                 QuothWebKind  *kind,
                 QuothWebFlags *flags)
{
  if (strcmp (name, "hidden") == 0
      || (strcmp (name, "aria-hidden") == 0 && g_ascii_strcasecmp (value, "true") == 0)
      || (strcmp (name, "style") == 0 && style_hides (value)))
    *flags |= QUOTH_WEB_IS_HIDDEN;
  else if (strcmp (name, "class") == 0 || strcmp (name, "id") == 0)
    *flags |= judge_words (value);
  else if (strcmp (name, "role") == 0 && *kind != QUOTH_WEB_BODY)
    judge_role (value, kind);
  else if (strcmp (name, "rel") == 0 && has_word (value, "author"))
    *flags |= QUOTH_WEB_IS_AUTHOR;
  else if (strcmp (name, "itemprop") == 0)
    {
      if (has_word (value, "articleBody"))
        *flags |= QUOTH_WEB_IS_BODY;
      if (has_word (value, "headline"))
        *flags |= QUOTH_WEB_IS_HEADLINE;
      if (has_word (value, "author"))
        *flags |= QUOTH_WEB_IS_AUTHOR;
      if (has_word (value, "comment"))
        *flags |= QUOTH_WEB_IS_SUSPECT;
    }
}

/* Documented in quoth-web-private.h. */
void
quoth_web_element (const char        *name,
                   const char *const *attributes,
                   QuothWebKind      *out_kind,
                   QuothWebFlags     *out_flags)
{
  const Element *element = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements,
                                    compare_element);

  *out_flags = 0;
  if (element != NULL)
    *out_kind = element->kind;
  else
    *out_kind = strchr (name, '-') != NULL ? QUOTH_WEB_SECTION : QUOTH_WEB_INLINE;
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    judge_attribute (attributes[i], attributes[i + 1] != NULL ? attributes[i + 1] : "", out_kind,
                     out_flags);
}
