/* quoth-chars.h - classes of characters that news texts need
 *
 * One answer, for every room, to: what is a blank, what ends a paragraph, what is
 * an apostrophe, what is a quotation mark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Unicode's White_Space, and the invisible marks that pages leave between words. */
static inline gboolean
quoth_char_is_blank (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= 0x09 && c <= 0x0d);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) || c == 0x2028
         || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff;
}

/* U+2028 breaks a line within its paragraph. */
static inline gboolean
quoth_char_is_paragraph_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2029;
}

static inline gboolean
quoth_char_is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static inline gboolean
quoth_char_is_double_mark (gunichar c)
{
  return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb || c == 0x300c
         || c == 0x300d || c == 0x300e || c == 0x300f || c == 0xff02;
}

static inline gboolean
quoth_char_is_single_mark (gunichar c)
{
  return c == '\'' || (c >= 0x2018 && c <= 0x201b) || c == 0x2039 || c == 0x203a;
}

static inline gboolean
quoth_char_is_mark (gunichar c)
{
  return quoth_char_is_double_mark (c) || quoth_char_is_single_mark (c);
}

static inline gboolean
quoth_char_is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static inline gboolean
quoth_char_is_combining (gunichar c)
{
  return c >= 0x300 && g_unichar_ismark (c);
}

G_END_DECLS
