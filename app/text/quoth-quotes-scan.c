/* quoth-quotes-scan.c - the scan that pairs quotation marks
 *
 * One pass with a short stack of open marks. A mark is judged by itself, its two
 * neighbours and what is open; a mark that finds no partner within its paragraph
 * is dropped, unless the next paragraph reopens the quotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-quotes-scan"

#include "config.h"

#include "quoth-quotes-private.h"

#include "quoth-chars.h"

#define MAX_OPEN 16
#define NONE G_MAXUINT

typedef struct
{
  gunichar mark;
  guint    entry;         /* index into entries */
  gboolean single;
  guint    perhaps;       /* end of an ending that may be an apostrophe (dogs’), or NONE */
} Open;

typedef struct
{
  GArray   *entries;      /* of QuothQuote; an empty outer span is a dropped one */
  Open      open[MAX_OPEN];
  guint     n_open;
  guint     pending;      /* entry left open by an earlier paragraph, or NONE */
  guint     text_end;     /* end of the last character of the paragraph that is no blank */
  gboolean  fresh;        /* nothing but blanks so far in this paragraph */
  gunichar  before;       /* the neighbours of the mark in hand; 0 = start or end of text */
  gunichar  after;
  gunichar  after_blank;  /* what follows when `after` is a blank */
} Scan;

static QuothQuote *
entry_at (Scan  *scan,
          guint  index)
{
  return &g_array_index (scan->entries, QuothQuote, index);
}

static gboolean
is_edge (gunichar c)
{
  return c == 0 || quoth_char_is_blank (c);
}

static void
close_entry (Scan  *scan,
             guint  index,
             guint  mark)
{
  QuothQuote *entry = entry_at (scan, index);

  entry->outer.end = mark + 1;
  entry->inner.end = mark;
  entry->closed = TRUE;
}

/* Takes the marks from @level up off the stack; they found no partner, unless an
 * ending that might have been an apostrophe was their end after all. */
static void
pop_to (Scan  *scan,
        guint  level)
{
  while (scan->n_open > level)
    {
      Open *open = &scan->open[--scan->n_open];

      if (open->perhaps != NONE)
        close_entry (scan, open->entry, open->perhaps);
      else
        entry_at (scan, open->entry)->outer.end = 0;
    }
}

static void
push (Scan     *scan,
      guint     offset,
      gunichar  mark,
      gboolean  single)
{
  QuothQuote entry = { .outer = { offset, 0 }, .inner = { offset + 1, 0 } };

  /* A second opening mark of one kind says that the first was a stray. */
  for (guint i = scan->n_open; i > 0; i--)
    {
      if (scan->open[i - 1].mark == mark)
        {
          pop_to (scan, i - 1);
          break;
        }
      if (single && !scan->open[i - 1].single)
        break;
    }
  if (scan->n_open == MAX_OPEN)
    return;
  g_array_append_val (scan->entries, entry);
  scan->open[scan->n_open++] = (Open) { mark, scan->entries->len - 1, single, NONE };
}

static gboolean
closes (gunichar mark,
        gunichar opener)
{
  switch (mark)
    {
    case '"':
    case 0xff02:
      return opener == '"' || opener == 0xff02 || (opener >= 0x201c && opener <= 0x201f);
    case 0x201d:
      return opener == '"' || (opener >= 0x201c && opener <= 0x201f);
    case 0x201c:
      return opener == 0x201e;
    case 0xbb:
      return opener == 0xab;
    case 0xab:
      return opener == 0xbb;
    case 0x203a:
      return opener == 0x2039;
    case 0x2039:
      return opener == 0x203a;
    case 0x300d:
      return opener == 0x300c;
    case 0x300f:
      return opener == 0x300e;
    case '\'':
      return opener == '\'' || opener == 0x2018;
    case 0x2019:
      return opener == 0x2018 || opener == 0x201a || opener == 0x201b || opener == '\'';
    case 0x2018:
      return opener == 0x201a;
    default:
      return FALSE;
    }
}

/* The level that @mark closes, or NONE. A single mark does not reach out of a
 * double pair. */
static guint
find_opener (Scan     *scan,
             gunichar  mark,
             gboolean  single)
{
  for (guint i = scan->n_open; i > 0; i--)
    {
      if (closes (mark, scan->open[i - 1].mark))
        return i - 1;
      if (single && !scan->open[i - 1].single)
        break;
    }
  return NONE;
}

/* A mark that both opens and closes, seen where only an opening one stands. */
static gboolean
looks_opening (Scan *scan)
{
  return is_edge (scan->before) && !is_edge (scan->after)
         && (g_unichar_isalnum (scan->after) || quoth_char_is_mark (scan->after));
}

static gboolean
may_open (Scan     *scan,
          gunichar  mark)
{
  switch (mark)
    {
    case 0x201c:
    case 0x201e:
    case 0x201f:
    case 0xab:
    case 0x2018:
    case 0x201a:
    case 0x201b:
    case 0x2039:
    case 0x300c:
    case 0x300e:
      return scan->after != 0;
    case '"':
    case 0xff02:
      return !is_edge (scan->after) && !g_unichar_isalnum (scan->before)
             && scan->after != ',' && scan->after != '.' && scan->after != ')';
    case '\'':
      return g_unichar_isalpha (scan->after) && !g_unichar_isalnum (scan->before)
             && !quoth_char_is_apostrophe (scan->before);
    case 0x201d:
    case 0xbb:
    case 0x203a:
      return looks_opening (scan);
    default:
      return FALSE;
    }
}

static void
handle_double (Scan     *scan,
               guint     offset,
               gunichar  mark)
{
  guint level = find_opener (scan, mark, FALSE);

  if (level != NONE && (mark == '"' || mark == 0xff02) && scan->open[level].mark == mark
      && looks_opening (scan))
    level = NONE;
  if (level == NONE)
    {
      if (may_open (scan, mark))
        push (scan, offset, mark, FALSE);
      return;
    }
  pop_to (scan, level + 1);
  close_entry (scan, scan->open[level].entry, offset);
  scan->n_open = level;
}

static void
handle_single (Scan     *scan,
               guint     offset,
               gunichar  mark)
{
  guint level = find_opener (scan, mark, TRUE);
  gboolean ends = !is_edge (scan->before) && !g_unichar_isalnum (scan->after);

  if (level != NONE && (ends || mark == 0x203a || mark == 0x2039))
    {
      Open *open = &scan->open[level];

      pop_to (scan, level + 1);
      if ((scan->before == 's' || scan->before == 'S' || scan->before == 'n')
          && quoth_char_is_apostrophe (mark) && g_unichar_islower (scan->after_blank))
        {
          open->perhaps = offset;
          return;
        }
      close_entry (scan, open->entry, offset);
      scan->n_open = level;
      return;
    }
  if (may_open (scan, mark))
    push (scan, offset, mark, TRUE);
}

/* At the first character of a paragraph: does it take up what an earlier one left? */
static void
settle_pending (Scan     *scan,
                gunichar  c)
{
  QuothQuote *entry;

  if (scan->pending == NONE)
    return;
  entry = entry_at (scan, scan->pending);
  if (quoth_char_is_double_mark (c))
    entry->continues = TRUE;
  else
    entry->outer.end = 0;
  scan->pending = NONE;
}

static void
end_paragraph (Scan *scan)
{
  guint level = 0;

  while (level < scan->n_open && scan->open[level].single)
    level++;
  if (level < scan->n_open)
    {
      QuothQuote *entry;

      pop_to (scan, level + 1);
      scan->pending = scan->open[level].entry;
      entry = entry_at (scan, scan->pending);
      entry->outer.end = entry->inner.end = MAX (scan->text_end, entry->inner.start);
      scan->n_open = level;
    }
  pop_to (scan, 0);
  scan->fresh = TRUE;
}

static gunichar
char_at (const char *at)
{
  return *at ? g_utf8_get_char (at) : 0;
}

static void
look_around (Scan       *scan,
             const char *next)
{
  scan->after = char_at (next);
  scan->after_blank = 0;
  if (scan->after != 0 && quoth_char_is_blank (scan->after))
    scan->after_blank = char_at (g_utf8_next_char (next));
}

GArray *
quoth_quotes_scan (QuothText *text)
{
  Scan scan = { .pending = NONE, .fresh = TRUE };
  const char *at = quoth_text_get_utf8 (text);
  guint kept = 0;

  scan.entries = g_array_new (FALSE, TRUE, sizeof (QuothQuote));
  for (guint offset = 0; *at; offset++)
    {
      gunichar c = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      if (quoth_char_is_paragraph_end (c))
        end_paragraph (&scan);
      else if (!quoth_char_is_blank (c))
        {
          if (scan.fresh)
            settle_pending (&scan, c);
          scan.fresh = FALSE;
          if (c == '\'' || c == '"' || c > 0xa0)
            {
              look_around (&scan, at);
              if (quoth_char_is_double_mark (c))
                handle_double (&scan, offset, c);
              else if (quoth_char_is_single_mark (c))
                handle_single (&scan, offset, c);
            }
          scan.text_end = offset + 1;
        }
      scan.before = c;
    }
  end_paragraph (&scan);
  settle_pending (&scan, 0);

  for (guint i = 0; i < scan.entries->len; i++)
    if (entry_at (&scan, i)->outer.end > 0)
      *entry_at (&scan, kept++) = *entry_at (&scan, i);
  g_array_set_size (scan.entries, kept);
  return scan.entries;
}
