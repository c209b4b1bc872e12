/* quoth-cases.c - what several layers say of the same thing, and where they differ
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-cases.h"
#include "quoth-cases-private.h"

#include "quoth-agreement-private.h"

#include <string.h>

static const char *const cause_ids[QUOTH_N_CAUSES] = {
  "missing", "type", "boundary", "speaker", "cue", "identity", "attribute"
};

/**
 * quoth_case_get_cause:
 * @self: a case
 *
 * Returns: the gravest cause that it has; 0 when all agree
 */
QuothCause
quoth_case_get_cause (const QuothCase *self)
{
  return (QuothCause) (self->causes & ~(self->causes - 1));
}

/**
 * quoth_cause_get_id:
 * @cause: one cause
 *
 * Returns: its name in files
 */
const char *
quoth_cause_get_id (QuothCause cause)
{
  int bit = g_bit_nth_lsf (cause, -1);

  return bit >= 0 && bit < QUOTH_N_CAUSES ? cause_ids[bit] : "none";
}

void
quoth_case_free (QuothCase *self)
{
  for (guint l = 0; l < self->n_layers; l++)
    g_clear_pointer (&self->members[l], quoth_annotation_unref);
  g_free (self->members);
  g_free (self->variants);
  g_ptr_array_unref (self->details);
  g_free (self);
}

static int
compare_nodes_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothNode *x = a, *y = b;

  if (x->layer != y->layer)
    return x->layer < y->layer ? -1 : 1;
  return strcmp (x->annotation->id, y->annotation->id);
}

static void
collect_nodes (QuothCaseWork     *self,
               QuothArticleData  *data,
               const char *const *layers)
{
  self->present = quoth_layers_present (layers, self->scheme, data);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      int layer = quoth_layers_find (layers, annotation->layer);
      QuothNode node = { annotation, quoth_scheme_lookup_type (self->scheme, annotation->type),
                         (guint) layer, 0 };

      if (layer < 0 || node.type == NULL || node.type->automatic)
        continue;
      g_array_append_val (self->nodes, node);
    }
  g_array_sort (self->nodes, compare_nodes_cb);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      QuothNode *node = &g_array_index (self->nodes, QuothNode, i);

      node->group = i;
      g_hash_table_insert (self->by_id[node->layer], node->annotation->id, GUINT_TO_POINTER (i));
    }
}

/* The nodes that belong to a claim of their layer: its cue. */
static gboolean *
find_owned (QuothCaseWork *self)
{
  gboolean *owned = g_new0 (gboolean, self->nodes->len);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const QuothNode *node = &g_array_index (self->nodes, QuothNode, i);

      for (guint l = 0; node->type->kind == QUOTH_TYPE_KIND_CLAIM
                        && l < node->annotation->n_links; l++)
        {
          gpointer target;

          if (g_hash_table_lookup_extended (self->by_id[node->layer],
                                            node->annotation->links[l].to, NULL, &target)
              && g_array_index (self->nodes, QuothNode, GPOINTER_TO_UINT (target)).type->slot)
            owned[GPOINTER_TO_UINT (target)] = TRUE;
        }
    }
  return owned;
}

static QuothCase *
make_case (QuothCaseWork *self,
           const guint   *nodes)
{
  QuothCase *found = g_new0 (QuothCase, 1);

  found->n_layers = self->n_layers;
  found->members = g_new0 (QuothAnnotation *, self->n_layers);
  found->details = g_ptr_array_new_with_free_func (g_free);
  found->variants = g_new (guint, self->n_layers);
  found->hull = (QuothSpan) { G_MAXUINT, 0 };
  for (guint l = 0; l < self->n_layers; l++)
    {
      QuothAnnotation *annotation;

      if (nodes[l] == G_MAXUINT)
        continue;
      annotation = g_array_index (self->nodes, QuothNode, nodes[l]).annotation;
      found->members[l] = quoth_annotation_ref (annotation);
      found->hull.start = MIN (found->hull.start, quoth_annotation_get_start (annotation));
      found->hull.end = MAX (found->hull.end, quoth_annotation_get_end (annotation));
    }
  quoth_cases_judge (self, found, nodes);
  return found;
}

/* By where they stand; then the longer first, as claims before what lies in them. */
static int
compare_cases_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothCase *x = *(const QuothCase *const *) a, *y = *(const QuothCase *const *) b;

  if (x->hull.start != y->hull.start)
    return x->hull.start < y->hull.start ? -1 : 1;
  if (x->hull.end != y->hull.end)
    return x->hull.end > y->hull.end ? -1 : 1;
  for (guint l = 0; l < x->n_layers; l++)
    {
      QuothAnnotation *one = x->members[l], *other = y->members[l];
      int order = (one == NULL) - (other == NULL);

      if (order == 0 && one != NULL)
        order = strcmp (one->id, other->id);
      if (order != 0)
        return order;
    }
  return 0;
}

static GPtrArray *
list_cases (QuothCaseWork *self)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_case_free);
  g_autofree gboolean *owned = find_owned (self);
  g_autofree guint *members = g_new (guint, (gsize) self->nodes->len * self->n_layers);
  g_autofree gboolean *free_standing = g_new0 (gboolean, self->nodes->len);

  for (gsize i = 0; i < (gsize) self->nodes->len * self->n_layers; i++)
    members[i] = G_MAXUINT;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint root = quoth_cases_find_group (self, i);

      members[(gsize) root * self->n_layers + g_array_index (self->nodes, QuothNode, i).layer] = i;
      if (!owned[i])
        free_standing[root] = TRUE;
    }
  for (guint i = 0; i < self->nodes->len; i++)
    if (free_standing[i])
      g_ptr_array_add (cases, make_case (self, members + (gsize) i * self->n_layers));
  g_ptr_array_sort (cases, compare_cases_cb);
  return cases;
}

/**
 * quoth_cases_find:
 * @scheme: the project's
 * @data: an article with the annotations of all layers
 * @layers: (array zero-terminated): names, each once, at most %QUOTH_AGREEMENT_MAX_LAYERS
 * @registry: (nullable): to follow merged entities
 * @out_present: (out) (optional): which layers were compared, as quoth_layers_present() says
 * @error: return location
 *
 * Annotations go together from a Dice coefficient of one half on, the most alike first,
 * and of unlike types only what found nothing of its own type.
 *
 * Returns: (transfer full) (nullable) (element-type QuothCase): all cases by place, those
 *   without a cause too; %NULL with %QUOTH_AGREEMENT_ERROR_CROWDED
 */
GPtrArray *
quoth_cases_find (QuothScheme        *scheme,
                  QuothArticleData   *data,
                  const char *const  *layers,
                  QuothRegistry      *registry,
                  guint32            *out_present,
                  GError            **error)
{
  guint n_layers = g_strv_length ((char **) layers);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (QuothNode));
  g_autofree GHashTable **by_id = g_new (GHashTable *, n_layers);
  QuothCaseWork work = { scheme, registry, n_layers, 0, nodes, by_id };
  GPtrArray *cases = NULL;

  g_return_val_if_fail (n_layers <= QUOTH_AGREEMENT_MAX_LAYERS, NULL);

  for (guint l = 0; l < n_layers; l++)
    by_id[l] = g_hash_table_new (g_str_hash, g_str_equal);
  collect_nodes (&work, data, layers);
  if (out_present != NULL)
    *out_present = work.present;
  if (quoth_cases_group (&work, data->text, error))
    cases = list_cases (&work);
  for (guint l = 0; l < n_layers; l++)
    g_hash_table_unref (by_id[l]);
  return cases;
}
