/* quoth-web-text.c - the body of a page as text
 *
 * Blocks become paragraphs with an empty line between them; items of lists, rows of
 * tables and <br> become lines. Blanks collapse as browsers show them; a no-break space
 * is no such blank and stays, as does every other letter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-chars.h"
#include "quoth-web-private.h"

#include <string.h>

typedef enum
{
  GAP_NONE,
  GAP_CELL,
  GAP_LINE,
  GAP_PARAGRAPH
} Gap;

typedef struct
{
  QuothWebPage *page;
  GString      *out;
  GString      *line;     /* letters since the last gap */
  gboolean      blank;    /* one is owed before the next letter of this line */
  Gap           gap;      /* owed before the next line that is not empty */
  GArray       *open;     /* of guint: elements whose end matters, the innermost last */
  guint         n_items;  /* of those */
  guint         n_pres;
  guint         n_quotes;
} Writer;

/* Lines of nothing but blanks are not there. Returns whether there was one. */
static gboolean
end_line (Writer *self,
          Gap     gap)
{
  static const char *const gaps[] = { "", "\t", "\n", "\n\n" };
  gsize length = self->line->len;
  gsize start = 0;
  gboolean empty = TRUE;

  /* Only <pre> puts line ends into a line. */
  while (length > 0 && self->line->str[length - 1] == '\n')
    length--;
  while (start < length && self->line->str[start] == '\n')
    start++;
  for (const char *p = self->line->str + start; p < self->line->str + length && empty;
       p = g_utf8_next_char (p))
    empty = quoth_char_is_blank (g_utf8_get_char (p));
  if (!empty)
    {
      if (self->out->len > 0)
        g_string_append (self->out, gaps[self->gap]);
      g_string_append_len (self->out, self->line->str + start, (gssize) (length - start));
      self->gap = GAP_NONE;
    }
  g_string_truncate (self->line, 0);
  self->blank = FALSE;
  self->gap = MAX (self->gap, gap);
  return !empty;
}

static gboolean
collapses (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
append_letters (Writer     *self,
                const char *text,
                gsize       n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      const char *start = text;

      while (text < end && !collapses (*text))
        text++;
      if (text > start)
        {
          if (self->blank && self->line->len > 0)
            g_string_append_c (self->line, ' ');
          self->blank = FALSE;
          g_string_append_len (self->line, start, text - start);
        }
      for (start = text; text < end && collapses (*text); text++)
        ;
      self->blank |= text > start;
    }
}

/* Letters of <pre> stay as they are; its lines end as all lines do. */
static void
append_plain (Writer     *self,
              const char *text,
              gsize       n_bytes)
{
  for (const char *end = text + n_bytes; text < end; text++)
    if (*text != '\r' || text + 1 == end || text[1] != '\n')
      g_string_append_c (self->line, *text == '\r' ? '\n' : *text);
}

static void
append_mark (Writer   *self,
             gboolean  opens)
{
  static const char *const marks[][2] = { { "“", "”" }, { "‘", "’" } };
  const char *mark = marks[self->n_quotes % 2][opens ? 0 : 1];

  /* A closing mark stands before a blank that is owed, as browsers draw it. */
  if (opens)
    append_letters (self, mark, strlen (mark));
  else
    g_string_append (self->line, mark);
}

/* Two <br> make an empty line, more make no more. */
static void
break_line (Writer *self)
{
  gboolean owed = self->gap >= GAP_LINE;

  if (!end_line (self, GAP_LINE) && owed)
    self->gap = GAP_PARAGRAPH;
}

static Gap
gap_around (Writer       *self,
            QuothWebKind  kind)
{
  switch (kind)
    {
    case QUOTH_WEB_TEXT:
    case QUOTH_WEB_INLINE:
    case QUOTH_WEB_LINK:
    case QUOTH_WEB_QUOTE:
    case QUOTH_WEB_BREAK:
      return GAP_NONE;
    case QUOTH_WEB_CELL:
      return GAP_CELL;
    case QUOTH_WEB_ITEM:
    case QUOTH_WEB_ROW:
      return GAP_LINE;
    default:
      return self->n_items > 0 ? GAP_LINE : GAP_PARAGRAPH;
    }
}

static void
count (Writer       *self,
       QuothWebKind  kind,
       gboolean      opens)
{
  guint step = opens ? 1 : -1u;

  self->n_items += kind == QUOTH_WEB_ITEM ? step : 0;
  self->n_pres += kind == QUOTH_WEB_PRE ? step : 0;
  self->n_quotes += kind == QUOTH_WEB_QUOTE ? step : 0;
}

static void
open_node (Writer *self,
           guint   index)
{
  const QuothWebNode *node = quoth_web_page_node (self->page, index);
  const char *letters = self->page->text->str + node->text;
  Gap gap = gap_around (self, node->kind);

  if (node->kind == QUOTH_WEB_TEXT)
    {
      if (self->n_pres > 0)
        append_plain (self, letters, node->text_end - node->text);
      else
        append_letters (self, letters, node->text_end - node->text);
      return;
    }
  if (node->kind == QUOTH_WEB_BREAK)
    {
      break_line (self);
      return;
    }
  if (gap != GAP_NONE)
    end_line (self, gap);
  if (node->kind == QUOTH_WEB_QUOTE)
    append_mark (self, TRUE);
  count (self, node->kind, TRUE);
  if (gap != GAP_NONE || node->kind == QUOTH_WEB_QUOTE)
    g_array_append_val (self->open, index);
}

static void
close_node (Writer *self)
{
  guint index = g_array_index (self->open, guint, self->open->len - 1);
  const QuothWebNode *node = quoth_web_page_node (self->page, index);
  Gap gap;

  g_array_set_size (self->open, self->open->len - 1);
  count (self, node->kind, FALSE);
  gap = gap_around (self, node->kind);
  if (node->kind == QUOTH_WEB_QUOTE)
    append_mark (self, FALSE);
  else
    end_line (self, gap);
}

static void
close_until (Writer *self,
             guint   index)
{
  while (self->open->len > 0)
    {
      guint innermost = g_array_index (self->open, guint, self->open->len - 1);

      if (quoth_web_page_node (self->page, innermost)->end > index)
        return;
      close_node (self);
    }
}

static void
write_range (Writer *self,
             guint   begin,
             guint   end,
             guint   except)
{
  guint i = begin;

  end_line (self, GAP_PARAGRAPH);
  while (i < end)
    {
      const QuothWebNode *node = quoth_web_page_node (self->page, i);

      close_until (self, i);
      if (i == except || (node->flags & QUOTH_WEB_IS_DROPPED) != 0)
        {
          /* What stands there on the page still parts what is before and after. */
          if (gap_around (self, node->kind) > GAP_CELL)
            end_line (self, gap_around (self, node->kind));
          i = node->end;
          continue;
        }
      open_node (self, i);
      i++;
    }
  close_until (self, G_MAXUINT);
  end_line (self, GAP_PARAGRAPH);
}

/**
 * quoth_web_page_write:
 * @self: a page
 * @body: where the article is
 * @headline: (nullable): what to put first when the page shows no headline
 *
 * Returns: (transfer full): the text, empty when there is none
 */
char *
quoth_web_page_write (QuothWebPage       *self,
                      const QuothWebBody *body,
                      const char         *headline)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Writer writer = { .page = self, .out = g_string_new (NULL), .line = line, .open = open };
  guint first = body->headline;

  if (first != QUOTH_WEB_NONE)
    write_range (&writer, first, quoth_web_page_node (self, first)->end, QUOTH_WEB_NONE);
  else if (headline != NULL)
    append_letters (&writer, headline, strlen (headline));
  write_range (&writer, body->begin, body->end, first);
  return g_string_free (writer.out, FALSE);
}
