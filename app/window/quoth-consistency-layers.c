/* quoth-consistency-layers.c - whose work can be looked through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-consistency-window"

#include "config.h"

#include "quoth-consistency-layers.h"

#include "quoth-project-query.h"
#include "quoth-window-menus.h"

static void
append (GMenu      *menu,
        const char *layer)
{
  quoth_window_menus_append (menu, layer, "consistency.layer", layer);
}

char *
quoth_consistency_layers_fill (GMenu       *menu,
                               QuothWindow *window)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (window);
  g_auto (GStrv) layers = quoth_project_list_layers (quoth_workspace_get_project (workspace), NULL);
  const char *first = quoth_workspace_get_layer (workspace);
  gboolean own = FALSE, gold = FALSE;

  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    {
      if (quoth_layer_is_about (layers[i]))
        continue;
      append (menu, layers[i]);
      own = own || g_str_equal (layers[i], first);
      gold = gold || g_str_equal (layers[i], QUOTH_LAYER_GOLD);
    }
  if (!own)
    append (menu, first);
  return g_strdup (gold && quoth_window_is_reviewing (window) ? QUOTH_LAYER_GOLD : first);
}
