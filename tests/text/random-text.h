/* random-text.h - seeded random Unicode for property tests
 *
 * Mixes what breaks offset code: astral characters, combining marks, right-to-left
 * letters, every line end, tabs, no-break spaces, quotation marks, plain ASCII.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

static inline gunichar
random_char (GRand *rand)
{
  static const gunichar special[] = {
    0x0a, 0x0d, 0x85, 0x2028, 0x2029, 0x09, 0xa0, 0x20, 0x200b, 0x200d, 0xfeff, 0x2018, 0x2019,
    0x201c, 0x201d, 0x201e, 0xab, 0xbb, '"', '\'', 0x301, 0x308, 0x5d0, 0x5d1, 0x627, 0x644,
    0x1f600, 0x1f469, 0x1f1e9, 0xfe0f, 0x10ffff, 0xffff, 0xe000, 0xd7ff, 0x4e2d, 0x0e01, 0x0f, 0x7f
  };

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      return special[g_rand_int_range (rand, 0, G_N_ELEMENTS (special))];
    case 1:
      return (gunichar) g_rand_int_range (rand, 0x10000, 0x110000);
    case 2:
      return (gunichar) g_rand_int_range (rand, 0xa1, 0x800);
    default:
      return (gunichar) g_rand_int_range (rand, 0x20, 0x7f);
    }
}

static inline char *
random_utf8 (GRand *rand,
             guint  n_chars)
{
  GString *out = g_string_new (NULL);
  gboolean ascii = g_rand_int_range (rand, 0, 8) == 0;

  for (guint i = 0; i < n_chars; i++)
    g_string_append_unichar (out, ascii ? (gunichar) g_rand_int_range (rand, 1, 0x80)
                                        : random_char (rand));
  return g_string_free (out, FALSE);
}
