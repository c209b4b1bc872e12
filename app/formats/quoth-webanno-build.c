/* quoth-webanno-build.c - a WebAnno TSV file becomes a CAS
 *
 * Relations and slots name a token, and the number of an annotation on it where there is
 * more than one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-webanno"

#include "config.h"

#include "quoth-webanno-build-private.h"

#include <string.h>

/* The id in the CAS of a span: they follow the text. */
static guint
get_id (guint span)
{
  return span + QUOTH_WEBANNO_SOFA + 1;
}

/* What a row has of a layer: the one with the number, or the first. Any layer will do
 * when @type is none of the file's. Returns the id in the CAS, or 0. */
static guint
find_on_row (QuothWebannoBuild *self,
             guint              row_index,
             const char        *type,
             guint              id)
{
  const QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);
  guint any = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, GUINT_TO_POINTER (id)));
  gboolean is_layer = FALSE;

  for (guint l = 0; type != NULL && l < self->file->layers->len; l++)
    is_layer = is_layer || strcmp (quoth_webanno_get_layer (self, l)->name, type) == 0;
  if (!is_layer && type != NULL && !g_str_has_prefix (type, "uima."))
    return 0;
  for (guint i = 0; i < row->n; i++)
    {
      guint index = g_array_index (self->on_rows, guint, row->first + i);
      const QuothWebannoSpan *span = quoth_webanno_get_span (self, index);

      if (is_layer && strcmp (quoth_webanno_get_layer (self, span->layer)->name, type) != 0)
        continue;
      if (id == 0 || span->id == id)
        return get_id (index);
    }
  return id > 0 && any > 0 ? get_id (any - 1) : 0;
}

/* "2-3[4]" */
static guint
find_address (QuothWebannoBuild *self,
              char              *address,
              const char        *type)
{
  guint id = quoth_webanno_cut_number (address);
  guint row = GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address));

  return row > 0 ? find_on_row (self, row - 1, type, id) : 0;
}

static void
add_text (QuothWebannoBuild *self,
          const char        *name,
          const char        *value)
{
  g_autofree char *text = quoth_webanno_unescape (value);

  quoth_cas_add_feature (self->cas, name, text, strlen (text), QUOTH_CAS_STRING);
}

static void
add_ref (QuothWebannoBuild *self,
         const char        *name,
         guint              id)
{
  g_autofree char *ref = g_strdup_printf ("%u", id);

  quoth_cas_add_feature (self->cas, name, ref, strlen (ref), QUOTH_CAS_REFS);
}

static void
begin_span (QuothWebannoBuild *self,
            const char        *type,
            guint              id,
            guint              start,
            guint              end,
            guint              line)
{
  QuothCasFs *fs;

  quoth_cas_add (self->cas, type, id, line);
  fs = quoth_cas_last (self->cas);
  fs->sofa = QUOTH_WEBANNO_SOFA;
  fs->begin = start;
  fs->end = end;
}

/* The slots of a span: what its first row says of them. Their ids are appended. */
static gboolean
add_slots (QuothWebannoBuild          *self,
           const QuothWebannoSpan     *span,
           guint                       place,
           const QuothWebannoFeature  *feature,
           const char                 *roles,
           GString                    *ids,
           GError                    **error)
{
  const QuothWebannoRow *row = quoth_webanno_get_row (self, span->row);
  g_autoptr (GPtrArray) stacked = quoth_webanno_split (self, row->columns[feature->column + 1],
                                                       '|');
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) targets = NULL;

  if (stacked->len == 0)
    return TRUE;
  names = quoth_webanno_split (self, roles, ';');
  targets = quoth_webanno_split (self, stacked->pdata[MIN (place, stacked->len - 1)], ';');
  for (guint i = 0; i < MIN (names->len, targets->len); i++)
    {
      guint target = find_address (self, targets->pdata[i], feature->target);

      quoth_cas_add (self->cas, "slot", self->next_id, row->line);
      if (strcmp (names->pdata[i], "*") != 0)
        add_text (self, "role", names->pdata[i]);
      add_ref (self, "target", target);
      g_string_append_printf (ids, "%s%u", ids->len > 0 ? " " : "", self->next_id++);
      if (!quoth_cas_end (self->cas, error))
        return FALSE;
    }
  return TRUE;
}

/* The place of a span among those of its layer on its first row. */
static guint
get_place (QuothWebannoBuild      *self,
           const QuothWebannoSpan *span,
           guint                   index)
{
  const QuothWebannoRow *row = quoth_webanno_get_row (self, span->row);
  guint place = 0;

  for (guint i = 0; i < row->n; i++)
    {
      guint other = g_array_index (self->on_rows, guint, row->first + i);

      if (other == index)
        break;
      place += quoth_webanno_get_span (self, other)->layer == span->layer;
    }
  return place;
}

static gboolean
emit_span (QuothWebannoBuild  *self,
           guint               index,
           guint               next,
           GError            **error)
{
  const QuothWebannoSpan *span = quoth_webanno_get_span (self, index);
  const QuothWebannoLayer *layer = quoth_webanno_get_layer (self, span->layer);
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_free);

  for (guint f = 0; f < layer->features->len; f++)
    {
      const QuothWebannoFeature *feature = quoth_webanno_get_feature (layer, f);
      g_autoptr (GString) ids = g_string_new (NULL);

      if (!feature->is_slot || span->values[f] == NULL)
        continue;
      if (!add_slots (self, span, get_place (self, span, index), feature, span->values[f], ids,
                      error))
        return FALSE;
      if (ids->len == 0)
        continue;
      g_ptr_array_add (slots, g_strdup (feature->name));
      g_ptr_array_add (slots, g_string_free (g_steal_pointer (&ids), FALSE));
    }
  begin_span (self, layer->name, get_id (index), span->start, span->end,
              quoth_webanno_get_row (self, span->row)->line);
  for (guint f = 0; f < layer->features->len; f++)
    {
      const QuothWebannoFeature *feature = quoth_webanno_get_feature (layer, f);

      if (!feature->is_slot && span->values[f] != NULL)
        add_text (self, feature->name, span->values[f]);
    }
  for (guint i = 0; i < slots->len; i += 2)
    quoth_cas_add_feature (self->cas, slots->pdata[i], slots->pdata[i + 1],
                           strlen (slots->pdata[i + 1]), QUOTH_CAS_REFS);
  if (next > 0)
    add_ref (self, "next", next);
  return quoth_cas_end (self->cas, error);
}

static int
compare_links (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  QuothWebannoBuild *self = data;
  const QuothWebannoSpan *left = quoth_webanno_get_span (self, *(const guint *) a);
  const QuothWebannoSpan *right = quoth_webanno_get_span (self, *(const guint *) b);

  if (left->layer != right->layer)
    return left->layer < right->layer ? -1 : 1;
  if (left->chain != right->chain)
    return left->chain < right->chain ? -1 : 1;
  return (left->id > right->id) - (left->id < right->id);
}

/* The next link of the chain; G_MAXUINT at its end. @place: of @links. */
static guint
get_next (QuothWebannoBuild *self,
          GArray            *links,
          guint              place)
{
  const QuothWebannoSpan *span = quoth_webanno_get_span (self,
                                                         g_array_index (links, guint, place));
  const QuothWebannoSpan *next;

  if (place + 1 >= links->len)
    return G_MAXUINT;
  next = quoth_webanno_get_span (self, g_array_index (links, guint, place + 1));
  return next->layer == span->layer && next->chain == span->chain
         ? g_array_index (links, guint, place + 1) : G_MAXUINT;
}

/* Spans that are links, in the order of their chains. */
static gboolean
emit_chains (QuothWebannoBuild  *self,
             GError            **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean begins = TRUE;

  for (guint i = 0; i < self->spans->len; i++)
    if (quoth_webanno_get_kind (self, i) == QUOTH_WEBANNO_CHAIN)
      g_array_append_val (links, i);
  g_array_sort_with_data (links, compare_links, self);
  for (guint i = 0; i < links->len; i++)
    {
      guint index = g_array_index (links, guint, i);
      guint next = get_next (self, links, i);
      guint row = quoth_webanno_get_span (self, index)->row;

      if (!emit_span (self, index, next != G_MAXUINT ? get_id (next) : 0, error))
        return FALSE;
      if (begins)
        {
          quoth_cas_add (self->cas, "chain", self->next_id++,
                         quoth_webanno_get_row (self, row)->line);
          add_ref (self, "first", get_id (index));
          if (!quoth_cas_end (self->cas, error))
            return FALSE;
        }
      begins = next == G_MAXUINT;
    }
  return TRUE;
}

/* "1-3[2_1]": the governor's token, its number, and that of the dependent on this row. */
static gboolean
emit_relation (QuothWebannoBuild        *self,
               const QuothWebannoLayer  *layer,
               guint                     row_index,
               char                     *address,
               guint                     place,
               GError                  **error)
{
  const QuothWebannoRow *row = quoth_webanno_get_row (self, row_index);
  char *open = strchr (address, '[');
  guint ids[2] = { 0, 0 };
  guint source;

  if (open != NULL)
    {
      char *end = NULL;

      ids[0] = (guint) MIN (g_ascii_strtoull (open + 1, &end, 10), G_MAXUINT - 1);
      if (*end == '_')
        ids[1] = (guint) MIN (g_ascii_strtoull (end + 1, NULL, 10), G_MAXUINT - 1);
      *open = '\0';
    }
  source = GPOINTER_TO_UINT (g_hash_table_lookup (self->addresses, address));
  begin_span (self, layer->name, self->next_id++, row->start, row->end, row->line);
  add_ref (self, "Governor",
           source > 0 ? find_on_row (self, source - 1, layer->base, ids[0]) : 0);
  add_ref (self, "Dependent", find_on_row (self, row_index, layer->base, ids[1]));
  for (guint f = 0; f < layer->features->len; f++)
    {
      const QuothWebannoFeature *feature = quoth_webanno_get_feature (layer, f);
      g_autoptr (GPtrArray) values = quoth_webanno_split (self, row->columns[feature->column], '|');

      if (place < values->len && strcmp (values->pdata[place], "*") != 0)
        add_text (self, feature->name, values->pdata[place]);
    }
  return quoth_cas_end (self->cas, error);
}

static gboolean
emit_relations (QuothWebannoBuild  *self,
                guint               layer_index,
                GError            **error)
{
  const QuothWebannoLayer *layer = quoth_webanno_get_layer (self, layer_index);

  for (guint r = 0; r < self->file->rows->len; r++)
    {
      const char *cell = quoth_webanno_get_row (self, r)->columns[layer->address];
      g_autoptr (GPtrArray) addresses = NULL;

      if (quoth_webanno_is_none (cell))
        continue;
      addresses = quoth_webanno_split (self, cell, '|');
      for (guint i = 0; i < addresses->len; i++)
        if (!emit_relation (self, layer, r, addresses->pdata[i], i, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
quoth_webanno_build (QuothWebanno  *self,
                     QuothCas      *cas,
                     GError       **error)
{
  g_auto (QuothWebannoBuild) build = { NULL };

  quoth_webanno_build_init (&build, self, cas);
  if (!quoth_cas_add_sofa (cas, QUOTH_WEBANNO_SOFA, NULL, quoth_text_get_utf8 (self->text),
                           quoth_text_get_n_bytes (self->text), 1, error))
    return FALSE;
  quoth_webanno_read_rows (&build);
  build.next_id = get_id (build.spans->len);
  for (guint i = 0; i < build.spans->len; i++)
    if (quoth_webanno_get_kind (&build, i) == QUOTH_WEBANNO_SPAN
        && !emit_span (&build, i, 0, error))
      return FALSE;
  if (!emit_chains (&build, error))
    return FALSE;
  for (guint i = 0; i < self->layers->len; i++)
    if (quoth_webanno_get_layer (&build, i)->kind == QUOTH_WEBANNO_RELATION
        && !emit_relations (&build, i, error))
      return FALSE;
  return TRUE;
}
