/* quoth-web-score.c - finds the body of an article on a page
 *
 * What the page itself calls its text is believed when enough text is in it. Else: the
 * letters of long blocks outside links are the score of every element above them, and
 * from the top one goes down as long as one child holds most of the score.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web-private.h"

#include <string.h>

/* Bytes: a shorter block is a label, and adds nothing to the score. */
#define MIN_BLOCK 40
/* Bytes: so much text is an article without comparing it to the page. */
#define MIN_BODY  140
/* Bytes between headline and body: byline, standfirst, a caption. */
#define MAX_LEAD  1200
/* Parts of a score, in percent. */
#define MOST_OF_KIND 50
#define PART_OF_PAGE 40
#define GO_DOWN      60
/* Headlines that are looked at, and their bytes. */
#define MAX_HEADLINES 64
#define MAX_HEADLINE  1000

typedef struct
{
  QuothWebPage *page;
  guint64      *before; /* the score of all nodes before each node */
  guint64      *letters; /* the same of letters that are not dropped, links included */
} Scores;

static void
scores_clear (Scores *self)
{
  g_free (self->before);
  g_free (self->letters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scores, scores_clear)

static guint64
score_of (const Scores *self,
          guint         index)
{
  return self->before[quoth_web_page_node (self->page, index)->end] - self->before[index];
}

static gboolean
is_block (QuothWebKind kind)
{
  return kind != QUOTH_WEB_TEXT && kind != QUOTH_WEB_INLINE && kind != QUOTH_WEB_LINK
         && kind != QUOTH_WEB_QUOTE && kind != QUOTH_WEB_BREAK;
}

static guint64
count_letters (QuothWebPage       *page,
               const QuothWebNode *node)
{
  guint64 n = 0;

  for (gsize i = node->text; i < node->text_end; i++)
    n += !g_ascii_isspace (page->text->str[i]);
  return n;
}

/* Gives each text to the block it stands in. */
static void
score (Scores       *self,
       QuothWebPage *page)
{
  guint n = page->nodes->len;
  g_autofree guint *block = g_new0 (guint, n + 1);
  g_autofree guint64 *own = g_new0 (guint64, n + 1);
  guint link_end = 0;
  guint drop_end = 0;

  self->page = page;
  self->before = g_new0 (guint64, n + 1);
  self->letters = g_new0 (guint64, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const QuothWebNode *node = quoth_web_page_node (page, i);
      guint64 letters = 0;

      if ((node->flags & QUOTH_WEB_IS_DROPPED) != 0)
        drop_end = MAX (drop_end, node->end);
      if (node->kind == QUOTH_WEB_LINK)
        link_end = MAX (link_end, node->end);
      block[i] = is_block (node->kind) ? i : block[node->parent];
      if (node->kind == QUOTH_WEB_TEXT && i >= drop_end)
        letters = count_letters (page, node);
      self->letters[i + 1] = self->letters[i] + letters;
      if (i >= link_end)
        own[block[i]] += letters;
    }
  for (guint i = 0; i < n; i++)
    {
      QuothWebKind kind = quoth_web_page_node (page, i)->kind;
      gboolean counts = own[i] >= MIN_BLOCK && kind != QUOTH_WEB_HEADING && kind != QUOTH_WEB_H1;

      self->before[i + 1] = self->before[i] + (counts ? own[i] : 0);
    }
}

typedef struct
{
  guint   best; /* node, or QUOTH_WEB_NONE */
  guint   first;
  guint   last;
  guint   n;
  guint64 sum;
} Choice;

/* Looks at the outermost elements that are meant. */
static Choice
choose (const Scores  *self,
        QuothWebKind   kind,
        QuothWebFlags  flag)
{
  Choice choice = { QUOTH_WEB_NONE, QUOTH_WEB_NONE, QUOTH_WEB_NONE, 0, 0 };
  guint i = 0;

  while (i < self->page->nodes->len)
    {
      const QuothWebNode *node = quoth_web_page_node (self->page, i);
      gboolean dropped = (node->flags & QUOTH_WEB_IS_DROPPED) != 0;

      if (dropped || !(flag != 0 ? (node->flags & flag) != 0 : node->kind == kind))
        {
          i = dropped ? node->end : i + 1;
          continue;
        }
      choice.n++;
      choice.sum += score_of (self, i);
      if (choice.first == QUOTH_WEB_NONE)
        choice.first = i;
      choice.last = i;
      if (choice.best == QUOTH_WEB_NONE || score_of (self, i) > score_of (self, choice.best))
        choice.best = i;
      i = node->end;
    }
  return choice;
}

static gboolean
is_enough (guint64 part,
           guint64 whole,
           guint    percent)
{
  return part > 0 && part * 100 >= whole * percent;
}

/* Down from @from to the element that holds most of the score, by itself. */
static guint
go_down (const Scores *self,
         guint         from)
{
  guint at = from;
  guint child = from + 1;

  while (child < quoth_web_page_node (self->page, at)->end)
    {
      const QuothWebNode *node = quoth_web_page_node (self->page, child);
      gboolean holds_blocks = node->kind == QUOTH_WEB_SECTION || node->kind == QUOTH_WEB_ARTICLE
                              || node->kind == QUOTH_WEB_MAIN || node->kind == QUOTH_WEB_BODY
                              || node->kind == QUOTH_WEB_FORM || node->kind == QUOTH_WEB_CELL
                              || node->kind == QUOTH_WEB_ROW;

      if (holds_blocks && is_enough (score_of (self, child), score_of (self, at), GO_DOWN))
        {
          at = child;
          child = at + 1;
        }
      else
        child = node->end;
    }
  return at;
}

static void
find_range (const Scores *self,
            QuothWebBody *body)
{
  guint64 all = self->before[self->page->nodes->len];
  guint64 little = MIN (MIN_BODY, all / 2);
  Choice choice = choose (self, 0, QUOTH_WEB_IS_BODY);
  guint root = QUOTH_WEB_NONE;

  if (choice.n > 0 && choice.sum > little)
    {
      gboolean one = is_enough (score_of (self, choice.best), choice.sum, MOST_OF_KIND);

      body->begin = one ? choice.best : choice.first;
      body->end = quoth_web_page_node (self->page, one ? choice.best : choice.last)->end;
      return;
    }
  choice = choose (self, QUOTH_WEB_ARTICLE, 0);
  if (choice.n > 0 && score_of (self, choice.best) > little
      && is_enough (score_of (self, choice.best), choice.sum, MOST_OF_KIND)
      && is_enough (score_of (self, choice.best), all, PART_OF_PAGE))
    root = choice.best;
  else
    {
      choice = choose (self, QUOTH_WEB_MAIN, 0);
      if (choice.n > 0 && is_enough (score_of (self, choice.best), all, PART_OF_PAGE))
        root = go_down (self, choice.best);
    }
  if (root == QUOTH_WEB_NONE)
    root = go_down (self, 0);
  body->begin = root;
  body->end = quoth_web_page_node (self->page, root)->end;
}

/* How well a headline on the page fits: 0 = not at all. */
static guint
rate (QuothWebPage       *page,
      guint               index,
      const char         *title,
      const QuothWebBody *body)
{
  const QuothWebNode *node = quoth_web_page_node (page, index);
  g_autofree char *text = quoth_web_page_dup_text (page, index, MAX_HEADLINE);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;
  g_autofree char *wanted = title != NULL ? g_utf8_casefold (title, -1) : NULL;

  if (folded == NULL || index >= body->end || node->text_end - node->text > MAX_HEADLINE)
    return 0;
  if (wanted != NULL && strcmp (folded, wanted) == 0)
    return 5;
  if (node->kind == QUOTH_WEB_HEADING)
    return 0;
  /* Titles carry the name of the site; sites shorten headlines. */
  if (wanted != NULL && strlen (folded) >= 12 && strstr (wanted, folded) != NULL)
    return 4;
  if ((node->flags & QUOTH_WEB_IS_HEADLINE) != 0)
    return 3;
  return index >= body->begin ? 2 : 1;
}

static guint
find_headline (QuothWebPage       *page,
               const char         *title,
               const QuothWebBody *body)
{
  guint best = QUOTH_WEB_NONE;
  guint best_rate = 0;
  guint n_seen = 0;
  guint i = 0;

  while (i < page->nodes->len && n_seen < MAX_HEADLINES)
    {
      const QuothWebNode *node = quoth_web_page_node (page, i);
      guint rated;

      if ((node->flags & QUOTH_WEB_IS_DROPPED) != 0)
        {
          i = node->end;
          continue;
        }
      i++;
      if (node->kind != QUOTH_WEB_H1 && node->kind != QUOTH_WEB_HEADING
          && ((node->flags & QUOTH_WEB_IS_HEADLINE) == 0 || node->end == i))
        continue;
      n_seen++;
      rated = rate (page, i - 1, title, body);
      /* Before the body the last one counts: the first is often the name of the site. */
      if (rated > best_rate || (rated == 1 && best_rate == 1))
        {
          best = i - 1;
          best_rate = rated;
        }
    }
  return best;
}

/**
 * quoth_web_page_find:
 * @self: a page that was judged
 * @title: (nullable): what it calls itself
 * @out_body: (out): where the article is
 *
 * Returns: %FALSE when there is no text
 */
gboolean
quoth_web_page_find (QuothWebPage *self,
                     const char   *title,
                     QuothWebBody *out_body)
{
  g_auto (Scores) scores = { NULL };
  const QuothWebNode *headline;

  score (&scores, self);
  find_range (&scores, out_body);
  out_body->headline = find_headline (self, title, out_body);
  if (out_body->headline == QUOTH_WEB_NONE)
    return scores.letters[out_body->end] > scores.letters[out_body->begin];

  headline = quoth_web_page_node (self, out_body->headline);
  if (headline->end <= out_body->begin
      && scores.letters[out_body->begin] - scores.letters[headline->end] <= MAX_LEAD)
    out_body->begin = headline->end;
  return scores.letters[self->nodes->len] > 0;
}
