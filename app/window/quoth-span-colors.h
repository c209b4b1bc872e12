/* quoth-span-colors.h - colours of annotations that stay readable
 *
 * Blends the colours of a scheme with the theme's background and corrects them until
 * the text on them, or the line of them, has the contrast that WCAG 2.1 asks for.
 * Colours are 0xrrggbb in sRGB.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUOTH_CONTRAST_TEXT 4.5
#define QUOTH_CONTRAST_LINE 3.0

typedef struct
{
  guint32  background;
  guint32  foreground;
  gboolean dark;
  gboolean high_contrast;
} QuothPaintTheme;

guint32 quoth_color_parse    (const char            *hex,
                              guint32                fallback);
double  quoth_color_contrast (guint32                a,
                              guint32                b);
/* For style sheets that do not say what letters of that colour stand on. */
guint32 quoth_color_guess_background (guint32        foreground);
guint32 quoth_color_blend    (guint32                under,
                              guint32                over,
                              double                 alpha);
guint32 quoth_color_fill     (const QuothPaintTheme *theme,
                              const guint32         *colors,
                              const double          *weights,
                              guint                  n_colors);
guint32 quoth_color_line     (const QuothPaintTheme *theme,
                              guint32                color);

G_END_DECLS
