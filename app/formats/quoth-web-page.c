/* quoth-web-page.c - a page of HTML as a flat array of nodes
 *
 * libxml2 tells start, end and letters; no tree is built, so nothing recurses and no
 * entity is ever declared, loaded or expanded but those of HTML. Elements beyond the
 * depth at which its own stack becomes slow stop the parser.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* Of scripts and of meta elements that are kept. */
#define MAX_JSON_BYTES (1024 * 1024)
#define MAX_JSON       32
#define MAX_METAS      512
/* Bytes: where the parser cuts names (HTML_PARSER_BUFFER_SIZE). */
#define MAX_NAME       100

typedef struct
{
  htmlParserCtxtPtr  context; /* owned */
  QuothWebPage      *page;    /* owned */
  GArray            *open;    /* of guint: open elements, the root first, the innermost last */
  GString           *script;  /* of JSON-LD that is being read; NULL elsewhere; owned */
  const char        *failure; /* nullable: static */
} Builder;

static void
builder_clear (Builder *self)
{
  if (self->context != NULL)
    {
      if (self->context->myDoc != NULL)
        xmlFreeDoc (self->context->myDoc);
      htmlFreeParserCtxt (self->context);
    }
  g_clear_pointer (&self->page, quoth_web_page_free);
  g_array_unref (self->open);
  if (self->script != NULL)
    g_string_free (self->script, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

void
quoth_web_page_free (QuothWebPage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->metas);
  g_ptr_array_unref (self->json);
  g_free (self->canonical);
  g_free (self->language);
  g_free (self->time);
  g_free (self);
}

static void
fail (Builder    *self,
      const char *reason)
{
  self->failure = reason;
  xmlStopParser (self->context);
}

static guint
innermost (Builder *self)
{
  return self->open->len > 0 ? g_array_index (self->open, guint, self->open->len - 1)
                             : QUOTH_WEB_NONE;
}

/* Pages may begin with anything: one node holds all of it. */
static void
add_root (Builder *self)
{
  const QuothWebNode root = { QUOTH_WEB_NONE, 1, 0, 0, QUOTH_WEB_BODY, 0 };
  const guint index = 0;

  g_array_append_val (self->page->nodes, root);
  g_array_append_val (self->open, index);
}

static guint
add_node (Builder       *self,
          QuothWebKind   kind,
          QuothWebFlags  flags)
{
  QuothWebPage *page = self->page;
  QuothWebNode node = { innermost (self), page->nodes->len + 1, page->text->len, page->text->len,
                        kind, flags };
  const QuothWebNode *parent = quoth_web_page_node (page, node.parent);

  node.flags |= parent->flags & QUOTH_WEB_IN_BLOCK;
  if (parent->kind == QUOTH_WEB_PARAGRAPH || parent->kind == QUOTH_WEB_HEADING
      || parent->kind == QUOTH_WEB_H1 || parent->kind == QUOTH_WEB_ITEM)
    node.flags |= QUOTH_WEB_IN_BLOCK;
  if (page->nodes->len >= QUOTH_WEB_MAX_NODES)
    fail (self, "more than a million elements");
  g_array_append_val (page->nodes, node);
  return page->nodes->len - 1;
}

static const char *
get_attribute (const char *const *attributes,
               const char        *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1];
  return NULL;
}

/* The first of each name counts, as with browsers' own readers. */
static void
keep_meta (QuothWebPage *page,
           const char   *name,
           const char   *content)
{
  char *key;

  if (name == NULL || content == NULL || g_hash_table_size (page->metas) >= MAX_METAS)
    return;
  key = g_ascii_strdown (name, -1);
  if (g_hash_table_contains (page->metas, key))
    g_free (key);
  else
    g_hash_table_insert (page->metas, key, g_strdup (content));
}

static void
keep_once (char       **place,
           const char  *value)
{
  if (*place == NULL && value != NULL && *value != '\0')
    *place = g_strdup (value);
}

/* What elements tell beside the text. */
static void
keep_facts (Builder           *self,
            const char        *name,
            const char *const *attributes)
{
  QuothWebPage *page = self->page;
  const char *content = get_attribute (attributes, "content");
  const char *type = get_attribute (attributes, "type");
  const char *rel = get_attribute (attributes, "rel");

  if (strcmp (name, "meta") == 0)
    {
      const char *equiv = get_attribute (attributes, "http-equiv");

      keep_meta (page, get_attribute (attributes, "property"), content);
      keep_meta (page, get_attribute (attributes, "name"), content);
      keep_meta (page, get_attribute (attributes, "itemprop"), content);
      if (equiv != NULL && g_ascii_strcasecmp (equiv, "content-language") == 0)
        keep_meta (page, equiv, content);
    }
  else if (strcmp (name, "link") == 0 && rel != NULL && g_ascii_strcasecmp (rel, "canonical") == 0)
    keep_once (&page->canonical, get_attribute (attributes, "href"));
  else if (strcmp (name, "html") == 0)
    {
      keep_once (&page->language, get_attribute (attributes, "lang"));
      keep_once (&page->language, get_attribute (attributes, "xml:lang"));
    }
  else if (strcmp (name, "time") == 0)
    keep_once (&page->time, get_attribute (attributes, "datetime"));
  else if (strcmp (name, "script") == 0 && self->script == NULL && type != NULL
           && g_ascii_strncasecmp (type, "application/ld+json", 19) == 0
           && page->json->len < MAX_JSON)
    self->script = g_string_new (NULL);
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Builder *self = user_data;
  QuothWebKind kind;
  QuothWebFlags flags;
  guint node;

  if (self->failure != NULL)
    return;
  if (self->open->len > QUOTH_WEB_MAX_DEPTH)
    {
      fail (self, "elements nested deeper than 512 levels");
      return;
    }
  keep_facts (self, (const char *) name, (const char *const *) attributes);
  quoth_web_element ((const char *) name, (const char *const *) attributes, &kind, &flags);
  node = add_node (self, kind, flags);
  g_array_append_val (self->open, node);
}

static void
close_innermost (Builder *self)
{
  QuothWebNode *node = quoth_web_page_node (self->page, innermost (self));

  node->end = self->page->nodes->len;
  node->text_end = self->page->text->len;
  g_array_set_size (self->open, self->open->len - 1);
}

/* The parser ends every element it began, the innermost first. */
static void
end_element_cb (void          *user_data,
                const xmlChar *name)
{
  Builder *self = user_data;

  if (self->open->len > 1)
    close_innermost (self);
  if (self->script != NULL && strcmp ((const char *) name, "script") == 0)
    {
      g_ptr_array_add (self->page->json, g_string_free (self->script, FALSE));
      self->script = NULL;
    }
}

/* Character references come alone. Browsers read &#128; to &#159; as windows-1252, which
 * is what their writers meant (WHATWG HTML, "numeric character reference end state"). */
static gunichar
meant_by (gunichar c)
{
  static const gunichar meant[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
  };

  return meant[c - 0x80];
}

static void
characters_cb (void          *user_data,
               const xmlChar *letters,
               int            n_bytes)
{
  Builder *self = user_data;
  GString *text = self->page->text;
  QuothWebNode *last;

  if (self->failure != NULL || n_bytes <= 0 || self->script != NULL)
    return;
  last = quoth_web_page_node (self->page, self->page->nodes->len - 1);
  if (last->kind != QUOTH_WEB_TEXT || last->parent != innermost (self))
    add_node (self, QUOTH_WEB_TEXT, 0);
  if (n_bytes == 2 && letters[0] == 0xc2 && letters[1] >= 0x80 && letters[1] < 0xa0)
    g_string_append_unichar (text, meant_by (letters[1]));
  else
    g_string_append_len (text, (const char *) letters, n_bytes);
  last = quoth_web_page_node (self->page, self->page->nodes->len - 1);
  last->text_end = text->len;
}

/* What scripts and styles hold. */
static void
cdata_cb (void          *user_data,
          const xmlChar *letters,
          int            n_bytes)
{
  Builder *self = user_data;

  if (self->script != NULL && n_bytes > 0 && self->script->len + (gsize) n_bytes <= MAX_JSON_BYTES)
    g_string_append_len (self->script, (const char *) letters, n_bytes);
}

/* Behind the first @word from @at on, in any case, or the end. */
static const char *
find (const char *at,
      const char *end,
      const char *word)
{
  gsize n = strlen (word);

  for (; (gsize) (end - at) >= n; at++)
    if (*at == word[0] && g_ascii_strncasecmp (at, word, n) == 0)
      return at + n;
  return end;
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (":-_.", c) != NULL);
}

/* Behind the value that begins at @at. */
static const char *
skip_value (const char *at,
            const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  if (at < end && (*at == '"' || *at == '\''))
    {
      at = memchr (at + 1, *at, (gsize) (end - at - 1));
      return at != NULL ? at + 1 : end;
    }
  while (at < end && !g_ascii_isspace (*at) && *at != '>')
    at++;
  return at;
}

/* Behind the attributes that begin at @at; NULL when there could be too many. Only a word
 * that the parser takes for a name can have a value: quotation marks elsewhere hide
 * nothing. It cuts names that are too long in pieces, which count as well. */
static const char *
skip_attributes (const char *at,
                 const char *end)
{
  gboolean is_name = FALSE;
  gboolean between = TRUE;
  gsize n_word = 0;
  guint n_words = 0;

  while (at < end && *at != '>')
    {
      char c = *at++;

      if (g_ascii_isspace (c))
        between = TRUE;
      else if (c == '=' && is_name)
        {
          at = skip_value (at, end);
          between = TRUE;
          is_name = FALSE;
        }
      else
        {
          if (between)
            {
              is_name = is_name_char (c) && !g_ascii_isdigit (c) && c != '-';
              n_word = 0;
            }
          is_name = is_name && is_name_char (c);
          between = FALSE;
          n_words += n_word++ % MAX_NAME == 0;
          if (n_words > QUOTH_WEB_MAX_WORDS)
            return NULL;
        }
    }
  return at;
}

/* Behind the tag whose name begins at @at, or NULL. @out_raw: the end tag up to which what
 * follows is no markup, or NULL. */
static const char *
skip_tag (const char  *at,
          const char  *end,
          const char **out_raw)
{
  const char *name = at;
  gsize n_name;

  while (at < end && is_name_char (*at))
    at++;
  n_name = (gsize) (at - name);
  at = skip_attributes (at, end);
  if (at == NULL || at[-1] == '/')
    return at;
  if (n_name == 6 && g_ascii_strncasecmp (name, "script", 6) == 0)
    *out_raw = "</script";
  else if (n_name == 5 && g_ascii_strncasecmp (name, "style", 5) == 0)
    *out_raw = "</style";
  return at;
}

/* The parser compares every attribute with all before it. Counts, in one pass, what could
 * be attributes of one tag; where the parser might see a tag, this sees one. */
static gboolean
check_tags (const char *html,
            gsize       n_bytes)
{
  const char *end = html + n_bytes;
  const char *at = html;

  while (at < end && (at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      const char *raw = NULL;

      at++;
      if (end - at >= 3 && memcmp (at, "!--", 3) == 0)
        at = find (at + 1, end, "-->");
      else if (at < end && (g_ascii_isalpha (*at) || strchr ("_:", *at) != NULL))
        at = skip_tag (at, end, &raw);
      if (at == NULL)
        return FALSE;
      if (raw != NULL)
        at = find (at, end, raw);
    }
  return TRUE;
}

static gboolean
open_parser (Builder    *self,
             const char *html,
             gsize       n_bytes)
{
  htmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = cdata_cb,
  };

  xmlInitParser ();
  self->context = htmlCreateMemoryParserCtxt (html, (int) n_bytes);
  if (self->context == NULL)
    return FALSE;
  *self->context->sax = handler;
  self->context->userData = self;
  htmlCtxtUseOptions (self->context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                       | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD
                                       | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding (self->context, XML_CHAR_ENCODING_UTF8);
  return TRUE;
}

/**
 * quoth_web_page_new:
 * @html: UTF-8
 * @n_bytes: its length
 * @error: return location for %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the page
 */
QuothWebPage *
quoth_web_page_new (const char  *html,
                    gsize        n_bytes,
                    GError     **error)
{
  g_auto (Builder) self = { .open = g_array_new (FALSE, FALSE, sizeof (guint)) };

  self.page = g_new0 (QuothWebPage, 1);
  self.page->nodes = g_array_new (FALSE, FALSE, sizeof (QuothWebNode));
  self.page->text = g_string_new (NULL);
  self.page->metas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.page->json = g_ptr_array_new_with_free_func (g_free);
  add_root (&self);

  if (n_bytes == 0)
    self.failure = "the page is empty";
  else if (!check_tags (html, n_bytes))
    self.failure = "a tag with more than 512 attributes";
  else if (!open_parser (&self, html, n_bytes))
    self.failure = "the page cannot be parsed";
  else
    htmlParseDocument (self.context);
  if (self.failure != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, self.failure);
      return NULL;
    }
  while (self.open->len > 0)
    close_innermost (&self);
  return g_steal_pointer (&self.page);
}

/* Documented in quoth-web-private.h. */
char *
quoth_web_page_dup_text (QuothWebPage *self,
                         guint         node,
                         gsize         max_bytes)
{
  QuothWebNode *at = quoth_web_page_node (self, node);
  gsize n = MIN (at->text_end - at->text, max_bytes);
  g_autofree char *piece = g_strndup (self->text->str + at->text, n);

  return quoth_web_clean (piece);
}
