/* quoth-plot-file.h - a plot as a file: SVG, PNG or comma-separated values
 *
 * Drawings are light on white, whatever the window looks like: they go into papers and
 * pages. An SVG carries its title and its numbers as words for screen readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "quoth-plot.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_PLOT_FILE_SVG,
  QUOTH_PLOT_FILE_PNG,
  QUOTH_PLOT_FILE_CSV
} QuothPlotFileKind;

GBytes     *quoth_plot_file_render     (const QuothPlot    *plot,
                                        QuothPlotFileKind   kind,
                                        double              width,
                                        GError            **error);

G_END_DECLS
