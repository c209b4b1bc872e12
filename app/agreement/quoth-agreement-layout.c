/* quoth-agreement-layout.c - an article laid out for comparing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include <string.h>

/* Letters, digits and underscores together, any other character that is no blank alone. */
static GArray *
find_tokens (QuothText *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  const char *p = quoth_text_get_utf8 (text);
  guint n = quoth_text_get_length (text);
  gboolean in_word = FALSE;

  for (guint i = 0; i < n; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean word = g_unichar_isalnum (c) || c == '_';
      QuothSpan token = { i, i + 1 };

      if (word && in_word)
        g_array_index (tokens, QuothSpan, tokens->len - 1).end++;
      else if (!g_unichar_isspace (c))
        g_array_append_val (tokens, token);
      in_word = word;
    }
  return tokens;
}

/* A set of code points has one form: parts that touch are one. */
static QuothMark
make_mark (QuothComparison *self,
           QuothAnnotation *annotation)
{
  QuothSpan *parts = g_memdup2 (annotation->parts, sizeof (QuothSpan) * annotation->n_parts);
  guint n = 0;

  for (guint i = 1; i < annotation->n_parts; i++)
    {
      if (parts[i].start <= parts[n].end)
        parts[n].end = MAX (parts[n].end, parts[i].end);
      else
        parts[++n] = parts[i];
    }
  g_ptr_array_add (self->parts, parts);
  return (QuothMark) { parts, n + 1 };
}

static int
compare_outer_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const QuothMark *marks = user_data;
  const QuothMark *x = &marks[*(const guint *) a], *y = &marks[*(const guint *) b];
  guint end_x = x->parts[x->n_parts - 1].end, end_y = y->parts[y->n_parts - 1].end;

  if (x->parts[0].start != y->parts[0].start)
    return x->parts[0].start < y->parts[0].start ? -1 : 1;
  if (end_x != end_y)
    return end_x > end_y ? -1 : 1;
  return (x->n_parts > y->n_parts) - (x->n_parts < y->n_parts);
}

static int
compare_offsets_cb (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  guint x = GPOINTER_TO_UINT (a), y = GPOINTER_TO_UINT (b);

  return (x > y) - (x < y);
}

static gboolean
is_taken (GTree           *taken,
          const QuothMark *mark)
{
  for (guint i = 0; i < mark->n_parts; i++)
    {
      GTreeNode *node = g_tree_lower_bound (taken, GUINT_TO_POINTER (mark->parts[i].end));

      node = node != NULL ? g_tree_node_previous (node) : g_tree_node_last (taken);
      if (node != NULL && GPOINTER_TO_UINT (g_tree_node_value (node)) > mark->parts[i].start)
        return TRUE;
    }
  return FALSE;
}

static int
compare_spans_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothSpan *x = a, *y = b;

  return (x->start > y->start) - (x->start < y->start);
}

/* Takes the marks that lie on nothing taken before, from the left and the longest first;
 * leaves the others in @order. What is taken are disjoint parts. */
static GArray *
take_level (const QuothMark *marks,
            GArray          *order)
{
  g_autoptr (GTree) taken = g_tree_new_with_data (compare_offsets_cb, NULL);
  GArray *level = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint n_left = 0;

  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      const QuothMark *mark = &marks[index];

      if (is_taken (taken, mark))
        {
          g_array_index (order, guint, n_left++) = index;
          continue;
        }
      for (guint p = 0; p < mark->n_parts; p++)
        g_tree_insert (taken, GUINT_TO_POINTER (mark->parts[p].start),
                       GUINT_TO_POINTER (mark->parts[p].end));
      g_array_append_vals (level, mark->parts, mark->n_parts);
    }
  g_array_set_size (order, n_left);
  g_array_sort (level, compare_spans_cb);
  return level;
}

static void
find_levels (QuothLayerMarks *self)
{
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->n);

  for (guint i = 0; i < self->n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_outer_cb, self->marks);
  self->levels[0] = take_level (self->marks, order);
  self->levels[1] = take_level (self->marks, order);
}

/* The first token that ends behind @offset. */
static guint
find_token (GArray *tokens,
            guint   offset)
{
  guint low = 0, high = tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (tokens, QuothSpan, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The numbers of the tokens that @units, disjoint and in order, hold at least in part. */
static GArray *
find_held (GArray *tokens,
           GArray *units)
{
  GArray *held = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), units->len);
  guint end = 0;

  for (guint i = 0; i < units->len; i++)
    {
      QuothSpan unit = g_array_index (units, QuothSpan, i);
      QuothSpan range = { MAX (find_token (tokens, unit.start), end),
                          find_token (tokens, unit.end) };

      /* The last may go on behind the unit. */
      if (range.end < tokens->len && g_array_index (tokens, QuothSpan, range.end).start < unit.end)
        range.end++;
      if (range.start >= range.end)
        continue;
      g_array_append_val (held, range);
      end = range.end;
    }
  return held;
}

/* Documented in quoth-agreement-private.h. */
int
quoth_layers_find (const char *const *layers,
                   const char        *name)
{
  for (guint i = 0; layers[i] != NULL; i++)
    if (strcmp (layers[i], name) == 0)
      return (int) i;
  return -1;
}

/**
 * quoth_layers_present:
 * @layers: (array zero-terminated): names, at most %QUOTH_AGREEMENT_MAX_LAYERS
 * @scheme: knows which types are automatic
 * @data: an article
 *
 * A layer is there when something is marked in it, or when it says by its state that there
 * is nothing to mark. What was assigned and not begun is missing, and no disagreement.
 *
 * Returns: a bit for each of @layers that is there
 */
guint32
quoth_layers_present (const char *const *layers,
                      QuothScheme       *scheme,
                      QuothArticleData  *data)
{
  guint32 present = 0;

  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];
      int number = quoth_layers_find (layers, layer->name);

      if (number >= 0 && quoth_layer_is_answer (layer))
        present |= 1u << number;
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      const QuothType *type = quoth_scheme_lookup_type (scheme, annotation->type);
      int number = type != NULL && !type->automatic ? quoth_layers_find (layers, annotation->layer) : -1;

      if (number >= 0)
        present |= 1u << number;
    }
  return present;
}

static void
fill_sides (QuothComparison *self)
{
  QuothAgreement *agreement = self->agreement;
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint t = 1; t < agreement->types->len; t++)
    g_hash_table_insert (types, ((const QuothType *) agreement->types->pdata[t])->id,
                         GUINT_TO_POINTER (t));
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      guint type = GPOINTER_TO_UINT (g_hash_table_lookup (types, annotation->type));
      int layer = quoth_layers_find ((const char *const *) agreement->layers, annotation->layer);

      if (layer < 0)
        continue;
      g_hash_table_insert (self->sides[layer].by_id, annotation->id, annotation);
      if (type > 0)
        g_ptr_array_add (self->sides[layer].types[type].annotations, annotation);
    }
}

/**
 * quoth_comparison_init:
 * @self: to be filled; clear it
 * @agreement: layers and types; the sums go there
 * @data: an article, borrowed
 * @registry: (nullable): to follow merged entities
 *
 * Sorts the annotations of an article by layer and type.
 */
void
quoth_comparison_init (QuothComparison  *self,
                       QuothAgreement   *agreement,
                       QuothArticleData *data,
                       QuothRegistry    *registry)
{
  guint32 present;

  *self = (QuothComparison) { .agreement = agreement, .registry = registry, .data = data };
  quoth_solid_init (&self->solid, data->text);
  self->tokens = find_tokens (data->text);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->sides = g_new0 (QuothLayerSide, agreement->n_layers);
  for (guint l = 0; l < agreement->n_layers; l++)
    {
      self->sides[l].types = g_new0 (QuothLayerMarks, agreement->types->len);
      self->sides[l].by_id = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint t = 0; t < agreement->types->len; t++)
        self->sides[l].types[t].annotations = g_ptr_array_new ();
    }
  present = quoth_layers_present ((const char *const *) agreement->layers, agreement->scheme, data);
  for (guint l = 0; l < agreement->n_layers; l++)
    self->sides[l].present = (present >> l & 1) != 0;
  fill_sides (self);
  for (guint l = 0; l < agreement->n_layers; l++)
    for (guint t = 0; t < agreement->types->len; t++)
      {
        QuothLayerMarks *marks = &self->sides[l].types[t];

        marks->n = marks->annotations->len;
        marks->marks = g_new (QuothMark, marks->n);
        for (guint i = 0; i < marks->n; i++)
          marks->marks[i] = make_mark (self, marks->annotations->pdata[i]);
        find_levels (marks);
        for (guint level = 0; level < 2; level++)
          marks->held[level] = find_held (self->tokens, marks->levels[level]);
      }
}

void
quoth_comparison_clear (QuothComparison *self)
{
  for (guint l = 0; l < self->agreement->n_layers; l++)
    {
      for (guint t = 0; t < self->agreement->types->len; t++)
        {
          QuothLayerMarks *marks = &self->sides[l].types[t];

          g_free (marks->marks);
          g_ptr_array_unref (marks->annotations);
          g_free (marks->choices);
          for (guint level = 0; level < 2; level++)
            {
              g_array_unref (marks->levels[level]);
              g_array_unref (marks->held[level]);
            }
        }
      g_free (self->sides[l].types);
      g_hash_table_unref (self->sides[l].by_id);
    }
  g_clear_pointer (&self->sides, g_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->tokens, g_array_unref);
  quoth_solid_clear (&self->solid);
}
