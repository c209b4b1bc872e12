/* quoth-cases-group.c - which annotations of several layers mean the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-cases-private.h"

#include "quoth-agreement.h"
#include "quoth-matching.h"

#include <string.h>

/* Two annotations of different layers that lie upon each other. */
typedef struct
{
  QuothMatchPair pair;  /* nodes, not marks */
  gboolean       alike; /* of one type */
} Bond;

guint
quoth_cases_find_group (QuothCaseWork *self,
                        guint          node)
{
  QuothNode *nodes = (QuothNode *) self->nodes->data;

  while (nodes[node].group != node)
    node = nodes[node].group = nodes[nodes[node].group].group;
  return node;
}

/* Whether A stands for the earlier name must not matter, so that ties end with ids. */
static int
compare_bonds_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const Bond *x = a, *y = b;
  QuothCaseWork *self = user_data;
  int order = y->alike - x->alike;

  if (order == 0)
    order = quoth_match_pair_compare (&x->pair, &y->pair);
  for (guint i = 0; order == 0 && i < 2; i++)
    {
      guint left = i == 0 ? x->pair.a : x->pair.b, right = i == 0 ? y->pair.a : y->pair.b;

      order = strcmp (g_array_index (self->nodes, QuothNode, left).annotation->id,
                      g_array_index (self->nodes, QuothNode, right).annotation->id);
    }
  return order;
}

static gboolean
add_bonds (QuothCaseWork  *self,
           QuothSolid     *solid,
           const QuothMark *marks,
           const guint    *first,
           GArray         *bonds)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (QuothMatchPair));

  for (guint a = 0; a < self->n_layers; a++)
    for (guint b = a + 1; b < self->n_layers; b++)
      {
        g_array_set_size (pairs, 0);
        if (!quoth_match_list (solid, marks + first[a], first[a + 1] - first[a],
                               marks + first[b], first[b + 1] - first[b], pairs))
          return FALSE;
        for (guint i = 0; i < pairs->len; i++)
          {
            Bond bond = { g_array_index (pairs, QuothMatchPair, i), FALSE };
            const QuothType *type_a, *type_b;

            bond.pair.a += first[a];
            bond.pair.b += first[b];
            type_a = g_array_index (self->nodes, QuothNode, bond.pair.a).type;
            type_b = g_array_index (self->nodes, QuothNode, bond.pair.b).type;
            bond.alike = type_a == type_b;
            /* A cue is a piece of its claim; it is never another name for something else. */
            if (bond.alike || !(type_a->slot || type_b->slot))
              g_array_append_val (bonds, bond);
          }
      }
  return TRUE;
}

/* The strongest bond first, like types before unlike ones; a case never gets two
 * annotations of one layer. */
static void
join (QuothCaseWork *self,
      GArray        *bonds)
{
  g_autofree guint32 *layers = g_new0 (guint32, self->nodes->len);

  for (guint i = 0; i < self->nodes->len; i++)
    layers[i] = 1u << g_array_index (self->nodes, QuothNode, i).layer;
  for (guint i = 0; i < bonds->len; i++)
    {
      Bond *bond = &g_array_index (bonds, Bond, i);
      guint a = quoth_cases_find_group (self, bond->pair.a);
      guint b = quoth_cases_find_group (self, bond->pair.b);

      if (a == b || (layers[a] & layers[b]) != 0)
        continue;
      g_array_index (self->nodes, QuothNode, MAX (a, b)).group = MIN (a, b);
      layers[MIN (a, b)] |= layers[MAX (a, b)];
    }
}

/**
 * quoth_cases_group:
 * @self: nodes, sorted by layer, each a group of its own
 * @text: their text
 * @error: return location
 *
 * Joins the nodes that mean the same.
 *
 * Returns: %FALSE with %QUOTH_AGREEMENT_ERROR_CROWDED
 */
gboolean
quoth_cases_group (QuothCaseWork  *self,
                   QuothText      *text,
                   GError        **error)
{
  g_auto (QuothSolid) solid = { 0 };
  g_autofree QuothMark *marks = g_new (QuothMark, self->nodes->len);
  g_autofree guint *first = g_new0 (guint, (gsize) self->n_layers + 1);
  g_autoptr (GArray) bonds = g_array_new (FALSE, FALSE, sizeof (Bond));

  quoth_solid_init (&solid, text);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      QuothNode *node = &g_array_index (self->nodes, QuothNode, i);

      marks[i] = (QuothMark) { node->annotation->parts, node->annotation->n_parts };
      first[node->layer + 1]++;
    }
  for (guint l = 0; l < self->n_layers; l++)
    first[l + 1] += first[l];
  if (!add_bonds (self, &solid, marks, first, bonds))
    {
      g_set_error (error, QUOTH_AGREEMENT_ERROR, QUOTH_AGREEMENT_ERROR_CROWDED,
                   "too many annotations lie upon each other");
      return FALSE;
    }
  g_array_sort_with_data (bonds, compare_bonds_cb, self);
  join (self, bonds);
  return TRUE;
}
