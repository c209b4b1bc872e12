/* quoth-web-judge.c - marks what stands around an article and is none of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

/* An element that holds so much of the page is not what stands around, whatever its class
 * says: in percent of the page's letters. */
#define TOO_MUCH 60
/* A list of links, in percent of its letters. */
#define LINKED 80

/* Sums over the nodes before each node: what a range holds is one subtraction. */
typedef struct
{
  guint64 *letters;
  guint64 *linked;
  guint   *marks; /* headlines and elements that say they are the text */
  guint   *items;
} Sums;

static void
sums_clear (Sums *self)
{
  g_free (self->letters);
  g_free (self->linked);
  g_free (self->marks);
  g_free (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static guint64
count_letters (const char *text,
               gsize       n_bytes)
{
  guint64 n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n += !g_ascii_isspace (text[i]);
  return n;
}

static gboolean
is_mark (const QuothWebNode *node)
{
  return node->kind == QUOTH_WEB_H1 || node->kind == QUOTH_WEB_MAIN
         || (node->flags & (QUOTH_WEB_IS_BODY | QUOTH_WEB_IS_HEADLINE)) != 0;
}

static void
sum_up (Sums         *self,
        QuothWebPage *page)
{
  guint n = page->nodes->len;
  guint link_end = 0;

  self->letters = g_new0 (guint64, n + 1);
  self->linked = g_new0 (guint64, n + 1);
  self->marks = g_new0 (guint, n + 1);
  self->items = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const QuothWebNode *node = quoth_web_page_node (page, i);
      guint64 letters = 0;

      if (node->kind == QUOTH_WEB_LINK)
        link_end = MAX (link_end, node->end);
      if (node->kind == QUOTH_WEB_TEXT)
        letters = count_letters (page->text->str + node->text, node->text_end - node->text);
      self->letters[i + 1] = self->letters[i] + letters;
      self->linked[i + 1] = self->linked[i] + (i < link_end ? letters : 0);
      self->marks[i + 1] = self->marks[i] + is_mark (node);
      self->items[i + 1] = self->items[i] + (node->kind == QUOTH_WEB_ITEM);
    }
}

/* Words inside a paragraph belong to it, whatever class they have. */
static gboolean
can_be_suspect (const QuothWebNode *node)
{
  switch (node->kind)
    {
    case QUOTH_WEB_BODY:
    case QUOTH_WEB_MAIN:
    case QUOTH_WEB_H1:
      return FALSE;
    case QUOTH_WEB_SECTION:
    case QUOTH_WEB_LIST:
    case QUOTH_WEB_ITEM:
      return TRUE;
    default:
      return (node->flags & QUOTH_WEB_IN_BLOCK) == 0;
    }
}

static gboolean
is_around (QuothWebPage *page,
           const Sums   *sums,
           guint         index,
           gboolean      in_article)
{
  const QuothWebNode *node = quoth_web_page_node (page, index);
  guint64 letters = sums->letters[node->end] - sums->letters[index];
  guint64 linked = sums->linked[node->end] - sums->linked[index];
  guint64 all = sums->letters[page->nodes->len];
  gboolean marked = sums->marks[node->end] > sums->marks[index];
  gboolean large = letters * 100 > all * TOO_MUCH;

  if (node->kind == QUOTH_WEB_DROP || node->kind == QUOTH_WEB_TITLE)
    return TRUE;
  /* Pages hide their body until a script shows it. */
  if ((node->flags & QUOTH_WEB_IS_HIDDEN) != 0 && node->kind != QUOTH_WEB_BODY)
    return TRUE;
  if ((node->flags & QUOTH_WEB_IS_SUSPECT) != 0 && can_be_suspect (node) && !marked
      && (!large || sums->marks[page->nodes->len] > 0))
    return TRUE;
  switch (node->kind)
    {
    case QUOTH_WEB_FOOTER:
      return quoth_web_page_node (page, node->parent)->kind != QUOTH_WEB_BLOCKQUOTE;
    case QUOTH_WEB_HEADER:
      return !in_article && !marked;
    case QUOTH_WEB_FORM:
      /* Some sites put their whole page into one. */
      return !large && !marked;
    case QUOTH_WEB_LIST:
      return sums->items[node->end] - sums->items[index] > 1 && linked * 100 >= letters * LINKED;
    default:
      return FALSE;
    }
}

/* Documented in quoth-web-private.h. */
void
quoth_web_page_judge (QuothWebPage *self)
{
  g_auto (Sums) sums = { 0 };
  guint article_end = 0;
  guint i = 0;

  sum_up (&sums, self);
  while (i < self->nodes->len)
    {
      QuothWebNode *node = quoth_web_page_node (self, i);

      if (is_around (self, &sums, i, i < article_end))
        {
          node->flags |= QUOTH_WEB_IS_DROPPED;
          i = node->end;
          continue;
        }
      if (node->kind == QUOTH_WEB_ARTICLE || node->kind == QUOTH_WEB_MAIN)
        article_end = MAX (article_end, node->end);
      i++;
    }
}
