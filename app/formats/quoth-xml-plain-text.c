/* quoth-xml-plain-text.c - what stands between the tags and marks of plain XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-plain"

#include "config.h"

#include "quoth-xml-plain-private.h"

#include "quoth-bytes.h"
#include "quoth-json-scan-private.h"

#include <string.h>

static gboolean
has_word (const char *p,
          const char *end,
          const char *word)
{
  gsize length = strlen (word);

  while (p < end && (p = memchr (p, word[0], (gsize) (end - p))) != NULL)
    if ((gsize) (end - p) >= length && memcmp (p, word, length) == 0)
      return TRUE;
    else
      p++;
  return FALSE;
}

/* Documented in quoth-xml-plain-private.h. */
gboolean
quoth_xml_plain_check (const char *p,
                       const char *end)
{
  if (quoth_json_scan_find_invalid (p, end) != NULL || has_word (p, end, "]]>")
      || has_word (p, end, "\xef\xbf\xbe") || has_word (p, end, "\xef\xbf\xbf"))
    return FALSE;
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);

      if (quoth_bytes_any (quoth_bytes_below (block, 0x20) & ~quoth_bytes_equal (block, '\n')
                           & ~quoth_bytes_equal (block, '\t')))
        return FALSE;
    }
  while (p < end && ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t'))
    p++;
  return p == end;
}

/* A reference to a character, at its "&"; @out_length: with the ";". 0 for what is none. */
static gunichar
read_reference (const char *p,
                gsize      *out_length)
{
  static const struct { const char *word; gunichar c; } words[] = {
    { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };
  gboolean hex = p[1] == '#' && p[2] == 'x';
  gunichar c = 0;
  gsize n = hex ? 3 : 2;
  gsize first = n;

  for (guint i = 0; i < G_N_ELEMENTS (words) && p[1] != '#'; i++)
    if (g_str_has_prefix (p, words[i].word))
      {
        *out_length = strlen (words[i].word);
        return words[i].c;
      }
  if (p[1] != '#')
    return 0;
  for (; n < first + 7 && (hex ? g_ascii_isxdigit (p[n]) : g_ascii_isdigit (p[n])); n++)
    c = c * (hex ? 16 : 10) + (gunichar) g_ascii_xdigit_value (p[n]);
  *out_length = n + 1;
  if (n == first || p[n] != ';' || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
      || (c >= 0xd800 && c < 0xe000) || c == 0xfffe || c == 0xffff || c > 0x10ffff)
    return 0;
  return c;
}

/* The next byte that is @quote, "<", "&" or, in an attribute, a blank to be made a space. */
static char *
find_special (char *p,
              char *end,
              char  quote)
{
  gboolean is_text = quote == '<';

  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes special = quoth_bytes_equal (block, (guint8) quote)
                           | quoth_bytes_equal (block, '<') | quoth_bytes_equal (block, '&');

      if (!is_text)
        special |= quoth_bytes_below (block, 0x20);
      if (quoth_bytes_any (special))
        return p + quoth_bytes_first (special);
    }
  while (p < end && *p != quote && *p != '<' && *p != '&' && (is_text || (guchar) *p >= 0x20))
    p++;
  return p;
}

/* Documented in quoth-xml-plain-private.h. */
gboolean
quoth_xml_plain_text (char     **inout_p,
                      char      *end,
                      char       quote,
                      gboolean   unescape,
                      char     **out_text,
                      gsize     *out_n_text)
{
  char *p = *inout_p;
  char *to = p;

  *out_text = to;
  for (;;)
    {
      char *run = p;
      gsize length;
      gunichar c = ' ';

      p = find_special (run, end, quote);
      length = (gsize) (p - run);
      if (unescape && to != run)
        memmove (to, run, length);
      to += length;
      if (p == end || *p == quote || *p == '<')
        break;
      length = 1;
      if (*p == '&')
        c = read_reference (p, &length);
      if (c == 0)
        return FALSE;
      p += length;
      if (unescape)
        to += g_unichar_to_utf8 (c, to);
    }
  *inout_p = p;
  *out_n_text = (gsize) (to - *out_text);
  return *p == quote;
}
