/* quoth-webanno-spans.c - the annotations of a WebAnno TSV file
 *
 * A cell holds the values of all annotations of a layer on a token, "|" between, each
 * with its number in brackets where it could be mistaken. The same number on other tokens
 * is the same annotation. Links of chains are known by chain and place instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-webanno"

#include "config.h"

#include "quoth-webanno-build-private.h"

#include <string.h>

/* Of annotations on one token; more are an attack. */
#define MAX_STACK 10000

static void
clear_span (gpointer data)
{
  g_free (((QuothWebannoSpan *) data)->values);
}

void
quoth_webanno_build_init (QuothWebannoBuild *self,
                          QuothWebanno      *file,
                          QuothCas          *cas)
{
  *self = (QuothWebannoBuild) { .file = file, .cas = cas };
  self->spans = g_array_new (FALSE, FALSE, sizeof (QuothWebannoSpan));
  g_array_set_clear_func (self->spans, clear_span);
  self->on_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->by_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->addresses = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (4096);
}

void
quoth_webanno_build_clear (QuothWebannoBuild *self)
{
  g_array_unref (self->spans);
  g_array_unref (self->on_rows);
  g_hash_table_unref (self->by_number);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->addresses);
  g_string_chunk_free (self->strings);
}

QuothWebannoLayer *
quoth_webanno_get_layer (QuothWebannoBuild *self,
                         guint              index)
{
  return &g_array_index (self->file->layers, QuothWebannoLayer, index);
}

QuothWebannoSpan *
quoth_webanno_get_span (QuothWebannoBuild *self,
                        guint              index)
{
  return &g_array_index (self->spans, QuothWebannoSpan, index);
}

QuothWebannoKind
quoth_webanno_get_kind (QuothWebannoBuild *self,
                        guint              span)
{
  return quoth_webanno_get_layer (self, quoth_webanno_get_span (self, span)->layer)->kind;
}

const QuothWebannoFeature *
quoth_webanno_get_feature (const QuothWebannoLayer *layer,
                           guint                    index)
{
  return &g_array_index (layer->features, QuothWebannoFeature, index);
}

QuothWebannoRow *
quoth_webanno_get_row (QuothWebannoBuild *self,
                       guint              index)
{
  return &g_array_index (self->file->rows, QuothWebannoRow, index);
}

GPtrArray *
quoth_webanno_split (QuothWebannoBuild *self,
                     const char        *cell,
                     char               separator)
{
  GPtrArray *items = g_ptr_array_new ();
  const char *start = cell;

  for (const char *p = cell; items->len < MAX_STACK; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        {
          p++;
          continue;
        }
      if (*p != separator && *p != '\0')
        continue;
      g_ptr_array_add (items, g_string_chunk_insert_len (self->strings, start, p - start));
      start = p + 1;
      if (*p == '\0')
        break;
    }
  return items;
}

guint
quoth_webanno_cut_number (char *item)
{
  char *open = strrchr (item, '[');
  char *end = NULL;
  guint64 number;

  if (open == NULL || (open > item && open[-1] == '\\') || !g_ascii_isdigit (open[1]))
    return 0;
  number = g_ascii_strtoull (open + 1, &end, 10);
  if (strcmp (end, "]") != 0 || number >= G_MAXUINT)
    return 0;
  *open = '\0';
  return (guint) number;
}

gboolean
quoth_webanno_is_none (const char *cell)
{
  return strcmp (cell, "_") == 0;
}

/* The annotation that a key names, which grows by this row; a new one at first. */
static guint
find_span (QuothWebannoBuild *self,
           guint              layer,
           guint              row_index,
           guint              id,
           guint              chain,
           const char        *key)
{
  const QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);
  guint index = key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_number, key)) : 0;
  QuothWebannoSpan span = { layer, id, chain, row_index, row->start, row->end };
  guint n_features = quoth_webanno_get_layer (self, layer)->features->len;
  QuothWebannoSpan *known;

  if (index == 0)
    {
      span.values = g_new0 (const char *, (gsize) n_features + 1);
      g_array_append_val (self->spans, span);
      index = self->spans->len;
      if (key != NULL)
        g_hash_table_insert (self->by_number, g_strdup (key), GUINT_TO_POINTER (index));
      if (id > 0 && chain == 0 && !g_hash_table_contains (self->by_id, GUINT_TO_POINTER (id)))
        g_hash_table_insert (self->by_id, GUINT_TO_POINTER (id), GUINT_TO_POINTER (index));
      return index - 1;
    }
  known = quoth_webanno_get_span (self, index - 1);
  known->start = MIN (known->start, row->start);
  known->end = MAX (known->end, row->end);
  return index - 1;
}

static void
note_on_row (QuothWebannoBuild *self,
             guint              row_index,
             guint              span)
{
  QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);

  for (guint i = row->n; i > 0 && i + 8 > row->n; i--)
    if (g_array_index (self->on_rows, guint, row->first + i - 1) == span)
      return;
  g_array_append_val (self->on_rows, span);
  row->n++;
}

static void
set_value (QuothWebannoBuild *self,
           guint              span,
           guint              feature,
           const char        *value)
{
  const char **values = quoth_webanno_get_span (self, span)->values;

  if (values[feature] == NULL && strcmp (value, "*") != 0)
    values[feature] = value;
}

/* The annotations of a span layer on a row. A value without a number belongs to the one
 * that stands at its place in the columns before. */
static void
read_spans (QuothWebannoBuild *self,
            guint              layer_index,
            guint              row_index)
{
  const QuothWebannoLayer *layer = quoth_webanno_get_layer (self, layer_index);
  const QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);
  g_autoptr (GArray) here = NULL; /* of guint; most rows have nothing */

  for (guint f = 0; f < layer->features->len; f++)
    {
      guint column = quoth_webanno_get_feature (layer, f)->column;
      g_autoptr (GPtrArray) items = NULL;

      if (quoth_webanno_is_none (row->columns[column]))
        continue;
      items = quoth_webanno_split (self, row->columns[column], '|');
      if (here == NULL)
        here = g_array_new (FALSE, TRUE, sizeof (guint));
      if (here->len < items->len)
        g_array_set_size (here, items->len);
      for (guint i = 0; i < items->len; i++)
        {
          guint id = quoth_webanno_cut_number (items->pdata[i]);
          guint *place = &g_array_index (here, guint, i);
          g_autofree char *key = id > 0 ? g_strdup_printf ("%u:%u", layer_index, id) : NULL;

          if (quoth_webanno_is_none (items->pdata[i]))
            continue;
          if (key != NULL || *place == 0)
            {
              guint span = find_span (self, layer_index, row_index, id, 0, key);

              *place = *place == 0 ? span + 1 : *place;
              note_on_row (self, row_index, span);
              set_value (self, span, f, items->pdata[i]);
            }
          else
            set_value (self, *place - 1, f, items->pdata[i]);
        }
    }
}

/* "coref->1-2": the relation to the next, the chain, the place in it. */
static gboolean
cut_link (char  *item,
          guint *out_chain,
          guint *out_link)
{
  char *arrow = g_strrstr (item, "->");
  char *end = NULL;
  guint64 chain;
  guint64 link;

  if (arrow == NULL || !g_ascii_isdigit (arrow[2]))
    return FALSE;
  chain = g_ascii_strtoull (arrow + 2, &end, 10);
  if (*end != '-' || !g_ascii_isdigit (end[1]))
    return FALSE;
  link = g_ascii_strtoull (end + 1, &end, 10);
  if (chain >= G_MAXUINT || link >= G_MAXUINT)
    return FALSE;
  *out_chain = (guint) chain;
  *out_link = (guint) link;
  *arrow = '\0';
  return *end == '\0' || *end == '[';
}

static void
read_links (QuothWebannoBuild *self,
            guint              layer_index,
            guint              row_index)
{
  const QuothWebannoLayer *layer = quoth_webanno_get_layer (self, layer_index);
  const QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);
  g_autoptr (GPtrArray) types = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  guint relation;

  if (layer->features->len < 2)
    return;
  /* Both orders are written. */
  relation = strcmp (quoth_webanno_get_feature (layer, 0)->name, "referenceRelation") == 0 ? 0 : 1;
  types = quoth_webanno_split (self,
                               row->columns[quoth_webanno_get_feature (layer, 1 - relation)->column],
                               '|');
  relations = quoth_webanno_split (self,
                                   row->columns[quoth_webanno_get_feature (layer, relation)->column],
                                   '|');
  for (guint i = 0; i < relations->len; i++)
    {
      g_autofree char *key = NULL;
      guint chain;
      guint link;
      guint span;

      if (!cut_link (relations->pdata[i], &chain, &link))
        continue;
      key = g_strdup_printf ("%u:%u:%u", layer_index, chain, link);
      span = find_span (self, layer_index, row_index, link, chain, key);
      note_on_row (self, row_index, span);
      set_value (self, span, relation, relations->pdata[i]);
      if (i < types->len)
        {
          quoth_webanno_cut_number (types->pdata[i]);
          set_value (self, span, 1 - relation, types->pdata[i]);
        }
    }
}

void
quoth_webanno_read_rows (QuothWebannoBuild *self)
{
  for (guint r = 0; r < self->file->rows->len; r++)
    {
      QuothWebannoRow *row = quoth_webanno_get_row (self, r);

      row->first = self->on_rows->len;
      g_hash_table_insert (self->addresses, (gpointer) row->address, GUINT_TO_POINTER (r + 1));
      for (guint l = 0; l < self->file->layers->len; l++)
        switch (quoth_webanno_get_layer (self, l)->kind)
          {
          case QUOTH_WEBANNO_SPAN:
            read_spans (self, l, r);
            break;
          case QUOTH_WEBANNO_CHAIN:
            read_links (self, l, r);
            break;
          case QUOTH_WEBANNO_RELATION:
          default:
            break;
          }
    }
}
