/* quoth-zones.c - what on the page is not body text
 *
 * Judges one paragraph after the other by what a reader sees: its first words, its
 * last parenthesis, its length, its place. Looks at a bounded head and tail of each,
 * so the work grows with the text, whatever the paragraphs are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-zones"

#include "config.h"

#include "quoth-zones.h"

#include "quoth-chars.h"
#include "quoth-fold.h"
#include "quoth-words.h"

#include <string.h>

/* All in code points. */
#define MAX_HEAD 120
/* So much of a paragraph tells most of them from all that zones begin with. */
#define SHORT_HEAD 20
#define MAX_CREDIT 160
#define MAX_CAPTION 700
#define MAX_LINK 200
#define MAX_HEADLINE 160
#define MAX_DATELINE 70
/* Headline, byline and dateline stand this many paragraphs from the top at most. */
#define TOP_PARAGRAPHS 8

typedef struct
{
  QuothText *text;
  GArray    *zones;      /* of QuothZone */
  QuothSpan  paragraph;  /* without blanks at its ends; not empty */
  char      *head;       /* its start, folded */
  guint      n;          /* paragraphs before it that are not empty */
  gboolean   in_links;
  gboolean   has_headline;
} Finder;

/* All folded, that is in small letters without accents. */
static const char *const link_starts[] = {
  "read more", "read also", "read next", "related:", "related stories", "related articles",
  "related coverage", "see also", "also read", "more from", "more on this", "more coverage",
  "lesen sie auch", "lesen sie mehr", "mehr zum thema", "lire aussi", "a lire aussi",
  "lea tambien", "leer mas", "mas informacion", "leggi anche", "lees ook", "leia tambem", NULL
};

static const char *const correction_starts[] = {
  "correction:", "corrections:", "correction (", "correction -", "clarification:",
  "editor's note:", "editors' note:", "editor's note -", "an earlier version of this",
  "a previous version of this", "this article has been corrected", "this story has been corrected",
  "this article has been updated to correct", "korrektur:", "berichtigung:",
  "anmerkung der redaktion:", "rectificatif", "correccion:", "fe de errores", "errata corrige", NULL
};

static const char *const byline_starts[] = {
  "by ", "von ", "par ", "por ", "di ", "door ", NULL
};

static const char *const agency_starts[] = { "(reporting by", "(writing by", NULL };

static const char *const credit_words[] = {
  "photo", "foto", "via ap", "ap images", "associated press", "reuters", "getty", "afp", "epa",
  "agency", "agence", "bloomberg", "press", "pool", "image", "courtesy", "handout", "credit",
  "bild", "dpa", "xinhua", "tass", "\xc2\xa9", "for the", NULL
};

static gboolean
starts_with_any (const char        *folded,
                 const char *const *starts)
{
  for (; *starts != NULL; starts++)
    if (**starts == *folded && g_str_has_prefix (folded, *starts))
      return TRUE;
  return FALSE;
}

/* Whether what begins with @folded may be more of one of the starts. */
static gboolean
may_start_with_any (const char        *folded,
                    const char *const *starts)
{
  for (; *starts != NULL; starts++)
    if (**starts == *folded
        && (g_str_has_prefix (folded, *starts) || g_str_has_prefix (*starts, folded)))
      return TRUE;
  return FALSE;
}

/* Whether one of the words stands in it, at the start of a word. */
static gboolean
contains_any (const char        *folded,
              const char *const *words)
{
  for (; *words != NULL; words++)
    for (const char *at = strstr (folded, *words); at != NULL; at = strstr (at + 1, *words))
      if (at == folded || !g_ascii_isalnum (at[-1]))
        return TRUE;
  return FALSE;
}

static void
add_zone (Finder     *finder,
          guint       start,
          guint       end,
          const char *kind)
{
  QuothZone zone = { { start, end }, kind };

  g_array_append_val (finder->zones, zone);
}

static guint
length_of (QuothSpan span)
{
  return span.end - span.start;
}

static gboolean
ends_sentence (Finder *finder)
{
  gunichar c = quoth_text_get_char (finder->text, finder->paragraph.end - 1);

  if ((quoth_char_is_mark (c) || c == ')') && length_of (finder->paragraph) > 1)
    c = quoth_text_get_char (finder->text, finder->paragraph.end - 2);
  return c == '.' || c == 0x2026 || c == 0x3002;
}

/* The parenthesis that ends the paragraph, when it reads like a credit. */
static gboolean
find_credit (Finder    *finder,
             QuothSpan *out_credit)
{
  QuothSpan paragraph = finder->paragraph;
  guint end = paragraph.end, start;
  guint lowest = MAX (paragraph.start, end > MAX_CREDIT ? end - MAX_CREDIT : 0);
  g_autofree char *slice = NULL;
  g_autofree char *folded = NULL;

  if (quoth_text_get_char (finder->text, end - 1) == '.')
    end--;
  if (end < lowest + 4 || quoth_text_get_char (finder->text, end - 1) != ')')
    return FALSE;
  for (start = end - 2; start > lowest; start--)
    if (quoth_text_get_char (finder->text, start) == '(')
      break;
  if (quoth_text_get_char (finder->text, start) != '(')
    return FALSE;
  slice = quoth_text_slice (finder->text, start + 1, end - 1);
  folded = quoth_fold_string (slice);
  if (!g_unichar_isupper (g_utf8_get_char (slice)) && !g_str_has_prefix (slice, "\xc2\xa9"))
    return FALSE;
  /* "Name/Agency" is a credit, "and/or" and "9/11" are not: both sides in capitals. */
  for (const char *slash = strchr (slice, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    if (slash > slice && g_unichar_isupper (g_utf8_get_char (slash + 1))
        && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (slash))))
      goto found;
  if (!contains_any (folded, credit_words) || strstr (folded, " - ") != NULL)
    return FALSE;
found:
  *out_credit = (QuothSpan) { start, end };
  return TRUE;
}

static gboolean
is_agency_byline (Finder *finder)
{
  return starts_with_any (finder->head, agency_starts);
}

static gboolean
find_caption (Finder *finder)
{
  QuothSpan credit, caption;

  if (length_of (finder->paragraph) > MAX_CAPTION || !find_credit (finder, &credit))
    return FALSE;
  if (is_agency_byline (finder))
    return FALSE;
  caption = (QuothSpan) { finder->paragraph.start, credit.start };
  if (quoth_words_trim (finder->text, caption, &caption))
    add_zone (finder, caption.start, caption.end, "caption");
  add_zone (finder, credit.start, credit.end, "credit");
  return TRUE;
}

static gboolean
find_byline (Finder *finder)
{
  guint at = finder->paragraph.start;

  if (is_agency_byline (finder))
    {
      add_zone (finder, finder->paragraph.start, finder->paragraph.end, "byline");
      return TRUE;
    }
  if (finder->n >= TOP_PARAGRAPHS || length_of (finder->paragraph) > MAX_HEAD
      || !starts_with_any (finder->head, byline_starts) || ends_sentence (finder))
    return FALSE;
  while (at < finder->paragraph.end
         && !quoth_char_is_blank (quoth_text_get_char (finder->text, at)))
    at++;
  if (at >= finder->paragraph.end
      || !g_unichar_isupper (quoth_text_get_char (finder->text, at + 1)))
    return FALSE;
  add_zone (finder, finder->paragraph.start, finder->paragraph.end, "byline");
  return TRUE;
}

/**
 * quoth_zones_find_dateline:
 * @text: an article
 * @paragraph: one of its paragraphs
 *
 * "WASHINGTON (AP) — ", "BERLIN, Sept. 15 - "
 *
 * Returns: where the place and day end that @paragraph begins with, after the dash, in code
 *   points; 0 when there are none
 */
guint
quoth_zones_find_dateline (QuothText *text,
                           QuothSpan  paragraph)
{
  guint end = MIN (paragraph.end, paragraph.start + MAX_DATELINE);
  guint n_capitals = 0, at;

  for (at = paragraph.start; at < end; at++)
    {
      gunichar c = quoth_text_get_char (text, at);

      if (g_unichar_isupper (c))
        n_capitals++;
      else
        break;
    }
  if (n_capitals < 3)
    return 0;
  for (; at < end; at++)
    {
      gunichar c = quoth_text_get_char (text, at);
      gunichar next = quoth_text_get_char (text, at + 1);
      gboolean lone = quoth_char_is_blank (quoth_text_get_char (text, at - 1))
                      && (quoth_char_is_blank (next) || next == '-');

      if (quoth_char_is_dash (c) && (c >= 0x2013 || lone))
        return next == '-' ? at + 2 : at + 1;
      if (c == ':' || c == ';' || quoth_char_is_double_mark (c))
        return 0;
    }
  return 0;
}

static gboolean
find_dateline (Finder *finder)
{
  guint end = finder->n < TOP_PARAGRAPHS
                ? quoth_zones_find_dateline (finder->text, finder->paragraph) : 0;

  if (end == 0 || finder->paragraph.end < end + 20)
    return FALSE;
  add_zone (finder, finder->paragraph.start, end, "dateline");
  return TRUE;
}

static gboolean
find_links (Finder *finder)
{
  gboolean starts = starts_with_any (finder->head, link_starts);

  if (length_of (finder->paragraph) > MAX_LINK || (ends_sentence (finder) && !starts))
    finder->in_links = FALSE;
  else if (starts && (!ends_sentence (finder) || strchr (finder->head, ':') != NULL))
    finder->in_links = TRUE;
  else if (!finder->in_links)
    return FALSE;
  if (!finder->in_links)
    return FALSE;
  /* One zone for the heading and all links under it. */
  if (!starts && finder->zones->len > 0)
    {
      QuothZone *last = &g_array_index (finder->zones, QuothZone, finder->zones->len - 1);

      if (strcmp (last->kind, "related-links") == 0)
        {
          last->span.end = finder->paragraph.end;
          return TRUE;
        }
    }
  add_zone (finder, finder->paragraph.start, finder->paragraph.end, "related-links");
  return TRUE;
}

static void
judge_paragraph (Finder *finder)
{
  if (find_links (finder))
    return;
  if (starts_with_any (finder->head, correction_starts))
    {
      add_zone (finder, finder->paragraph.start, finder->paragraph.end, "correction");
      return;
    }
  if (find_byline (finder) || find_caption (finder) || find_dateline (finder))
    return;
  if (finder->n == 0 && length_of (finder->paragraph) <= MAX_HEADLINE && !ends_sentence (finder)
      && strchr (finder->head, ' ') != NULL)
    {
      add_zone (finder, finder->paragraph.start, finder->paragraph.end, "headline");
      finder->has_headline = TRUE;
    }
}

static char *
dup_head (Finder *finder,
          guint   most)
{
  g_autofree char *head
    = quoth_text_slice (finder->text, finder->paragraph.start,
                        MIN (finder->paragraph.end, finder->paragraph.start + most));

  return quoth_fold_string (head);
}

/* Folding letter by letter is what takes long: a few letters will do for a paragraph that
 * cannot begin like a zone. The headline is asked for all of its head. */
static gboolean
is_short_head_enough (Finder *finder)
{
  return finder->n > 0 && finder->head[0] != '\0'
         && !may_start_with_any (finder->head, link_starts)
         && !may_start_with_any (finder->head, correction_starts)
         && !may_start_with_any (finder->head, byline_starts)
         && !may_start_with_any (finder->head, agency_starts);
}

static void
take_paragraph (Finder *finder,
                guint   start,
                guint   end)
{
  if (!quoth_words_trim (finder->text, (QuothSpan) { start, end }, &finder->paragraph))
    return;
  finder->head = dup_head (finder, SHORT_HEAD);
  if (!is_short_head_enough (finder))
    {
      g_free (finder->head);
      finder->head = dup_head (finder, MAX_HEAD);
    }
  judge_paragraph (finder);
  g_clear_pointer (&finder->head, g_free);
  finder->n++;
}

/* The bytes that paragraph ends begin with, or may. */
static gboolean
may_end_paragraph (char byte)
{
  return byte == '\n' || byte == '\r' || byte == '\xc2' || byte == '\xe2';
}

/**
 * quoth_zones_find:
 *
 * Proposes the zones of an article. A text of one paragraph has no headline.
 *
 * Returns: (transfer full): the zones as #QuothZone, in order, none overlapping
 */
GArray *
quoth_zones_find (QuothText *text)
{
  Finder finder = { .text = text };
  guint start = 0, offset = 0;

  g_return_val_if_fail (text != NULL, NULL);

  finder.zones = g_array_new (FALSE, FALSE, sizeof (QuothZone));
  for (const char *at = quoth_text_get_utf8 (text); *at != '\0'; at++)
    {
      if (may_end_paragraph (*at) && quoth_char_is_paragraph_end (g_utf8_get_char (at)))
        {
          take_paragraph (&finder, start, offset);
          start = offset + 1;
        }
      offset += (*at & 0xc0) != 0x80;
    }
  take_paragraph (&finder, start, offset);
  if (finder.has_headline && finder.n == 1)
    g_array_set_size (finder.zones, 0);
  return finder.zones;
}
