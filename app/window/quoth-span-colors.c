/* quoth-span-colors.c - colours of annotations that stay readable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-span-colors"

#include "config.h"

#include "quoth-span-colors.h"

#include <math.h>

#define RED(c) (((c) >> 16) & 0xff)
#define GREEN(c) (((c) >> 8) & 0xff)
#define BLUE(c) ((c) & 0xff)
#define RGB(r, g, b) (((guint32) (r) << 16) | ((guint32) (g) << 8) | (guint32) (b))

/**
 * quoth_color_parse:
 * @hex: (nullable): "#rrggbb"
 * @fallback: what anything else means
 *
 * Returns: 0xrrggbb
 */
guint32
quoth_color_parse (const char *hex,
                   guint32     fallback)
{
  guint32 color = 0;

  if (hex == NULL || hex[0] != '#')
    return fallback;
  for (int i = 1; i <= 6; i++)
    {
      int digit = g_ascii_xdigit_value (hex[i]);

      if (digit < 0)
        return fallback;
      color = color << 4 | (guint32) digit;
    }
  return hex[7] == '\0' ? color : fallback;
}

/* WCAG 2.1, relative luminance. The powers are a table: this runs for every atom. */
static double
luminance (guint32 color)
{
  static double linear[256];

  if (linear[255] == 0)
    for (int i = 0; i < 256; i++)
      {
        double c = i / 255.0;

        linear[i] = c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
      }
  return 0.2126 * linear[RED (color)] + 0.7152 * linear[GREEN (color)]
         + 0.0722 * linear[BLUE (color)];
}

/**
 * quoth_color_contrast:
 * @a: 0xrrggbb
 * @b: 0xrrggbb
 *
 * Returns: the contrast ratio of WCAG 2.1, 1 to 21
 */
double
quoth_color_contrast (guint32 a,
                      guint32 b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static guint32
mix_channel (guint32 under,
             guint32 over,
             double  alpha)
{
  return (guint32) (under + (over - (double) under) * alpha + 0.5);
}

/**
 * quoth_color_blend:
 * @under: an opaque colour
 * @over: what is laid on it
 * @alpha: how much of @over, 0 to 1
 *
 * Returns: 0xrrggbb
 */
guint32
quoth_color_blend (guint32 under,
                   guint32 over,
                   double  alpha)
{
  return RGB (mix_channel (RED (under), RED (over), alpha),
              mix_channel (GREEN (under), GREEN (over), alpha),
              mix_channel (BLUE (under), BLUE (over), alpha));
}

/**
 * quoth_color_guess_background:
 * @foreground: the colour of letters
 *
 * Returns: what they can be read on
 */
guint32
quoth_color_guess_background (guint32 foreground)
{
  return quoth_color_contrast (foreground, 0xffffff) >= quoth_color_contrast (foreground, 0x000000)
           ? 0xffffff : 0x1e1e1e;
}

/* The share of @to that @from needs, by bisection, so that its contrast to @against
 * reaches @wanted; contrast grows with the share wherever this is called. */
static guint32
move_until_contrast (guint32 from,
                     guint32 to,
                     guint32 against,
                     double  wanted)
{
  double low = 0, high = 1;

  if (quoth_color_contrast (from, against) >= wanted)
    return from;
  for (int i = 0; i < 8; i++)
    {
      double middle = (low + high) / 2;

      if (quoth_color_contrast (quoth_color_blend (from, to, middle), against) >= wanted)
        high = middle;
      else
        low = middle;
    }
  return quoth_color_blend (from, to, high);
}

/**
 * quoth_color_fill:
 * @theme: background and text colour
 * @colors: of the annotations, the largest first
 * @weights: how strong each is, 0 to 1
 * @n_colors: how many
 *
 * Lays the colours over the background one after the other; what would make the
 * text hard to read is taken back towards the background.
 *
 * Returns: an opaque 0xrrggbb
 */
guint32
quoth_color_fill (const QuothPaintTheme *theme,
                  const guint32         *colors,
                  const double          *weights,
                  guint                  n_colors)
{
  double  wanted = theme->high_contrast ? 7.0 : QUOTH_CONTRAST_TEXT;
  guint32 fill = theme->background;

  for (guint i = 0; i < n_colors; i++)
    fill = quoth_color_blend (fill, colors[i], weights[i]);
  return move_until_contrast (fill, theme->background, theme->foreground, wanted);
}

/**
 * quoth_color_line:
 * @theme: background and text colour
 * @color: of a type
 *
 * Returns: @color, moved towards the text colour as far as a thin line needs to be seen
 */
guint32
quoth_color_line (const QuothPaintTheme *theme,
                  guint32                color)
{
  double wanted = theme->high_contrast ? QUOTH_CONTRAST_TEXT : QUOTH_CONTRAST_LINE;

  return move_until_contrast (color, theme->foreground, theme->background, wanted);
}
