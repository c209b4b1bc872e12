/* quoth-agreement-claims.c - what two layers say of the marks they share
 *
 * Speakers, attributes and relations of matched marks, and the clusters of mentions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-agreement-private.h"

#include "quoth-coreference.h"
#include "quoth-sort.h"

#include <string.h>

/* The annotations that a role of @from leads to. */
static GPtrArray *
list_targets (const QuothLayerSide *side,
              QuothAnnotation      *from,
              const char           *role)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (guint i = 0; i < from->n_links; i++)
    {
      QuothAnnotation *to = strcmp (from->links[i].role, role) == 0
                            ? g_hash_table_lookup (side->by_id, from->links[i].to) : NULL;

      if (to != NULL)
        g_ptr_array_add (targets, to);
    }
  return targets;
}

static GArray *
cover_targets (GPtrArray *targets)
{
  g_autofree QuothMark *marks = g_new (QuothMark, targets->len);

  for (guint i = 0; i < targets->len; i++)
    {
      QuothAnnotation *target = targets->pdata[i];

      marks[i] = (QuothMark) { target->parts, target->n_parts };
    }
  return quoth_marks_cover (marks, targets->len);
}

/* One name for the set of entities that speak; the empty name for nobody. NULL while a
 * speaker is an open task, or when nobody is linked and nobody said that nobody is. */
static char *
name_speakers (QuothComparison *self,
               QuothAnnotation *claim,
               GPtrArray       *speakers)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < speakers->len; i++)
    {
      const char *entity = ((QuothAnnotation *) speakers->pdata[i])->entity;
      const char *id = entity != NULL ? quoth_agreement_resolve (self->registry, entity) : NULL;

      if (id == NULL)
        return g_string_free (name, TRUE);
      g_ptr_array_add (ids, (gpointer) id);
    }
  if (ids->len == 0 && !quoth_attributes_get_boolean (claim->attributes, "no_speaker"))
    return g_string_free (name, TRUE);
  g_ptr_array_sort (ids, quoth_compare_strings);
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 || strcmp (ids->pdata[i], ids->pdata[i - 1]) != 0)
      g_string_append_printf (name, "%s\x1f", (char *) ids->pdata[i]);
  return g_string_free (name, FALSE);
}

static void
count_name (GHashTable *counts,
            const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static void
add_speakers (QuothComparison *self,
              guint            pair,
              guint            a,
              guint            b,
              QuothAnnotation *claim_a,
              QuothAnnotation *claim_b,
              double          *sums)
{
  g_autoptr (GPtrArray) speakers_a = list_targets (&self->sides[a], claim_a, "speaker");
  g_autoptr (GPtrArray) speakers_b = list_targets (&self->sides[b], claim_b, "speaker");
  g_autoptr (GArray) cover_a = cover_targets (speakers_a);
  g_autoptr (GArray) cover_b = cover_targets (speakers_b);
  QuothMark mark_a = { (const QuothSpan *) cover_a->data, cover_a->len };
  QuothMark mark_b = { (const QuothSpan *) cover_b->data, cover_b->len };
  g_autofree char *name_a = name_speakers (self, claim_a, speakers_a);
  g_autofree char *name_b = name_speakers (self, claim_b, speakers_b);

  sums[SUM_SPEAKERS]++;
  if (cover_a->len + cover_b->len == 0
      || quoth_solid_common (&self->solid, &mark_a, &mark_b) > 0)
    sums[SUM_SPEAKERS + 1]++;
  if (name_a == NULL || name_b == NULL)
    return;
  sums[SUM_ENTITIES]++;
  sums[SUM_ENTITIES + 1] += strcmp (name_a, name_b) == 0;
  count_name (self->agreement->speakers[pair], name_a);
  count_name (self->agreement->speakers[pair], name_b);
}

/* The number of a value; -1 when nothing that counts is set. What the scheme calls initial
 * is meant where nothing is set, and a flag that is not set is off. */
static int
get_choice (const QuothAttribute *attribute,
            QuothAnnotation      *annotation)
{
  g_autofree char *value = NULL;

  if (attribute->kind == QUOTH_ATTRIBUTE_FLAG)
    return quoth_attributes_get_boolean (annotation->attributes, attribute->id);
  value = quoth_attributes_dup_string (annotation->attributes, attribute->id);
  for (guint i = 0; i < attribute->values->len; i++)
    if (g_strcmp0 (((const QuothValue *) attribute->values->pdata[i])->id,
                   value != NULL ? value : attribute->initial) == 0)
      return (int) i;
  return -1;
}

static gboolean
get_number (const QuothAttribute *attribute,
            QuothAnnotation      *annotation,
            double               *out_number)
{
  const char *json = quoth_attributes_lookup (annotation->attributes, attribute->id);
  char *end = NULL;

  if (json == NULL)
    return FALSE;
  *out_number = g_ascii_strtod (json, &end);
  return end != json && *end == '\0';
}

/* What each mark of a layer and type says of each attribute: a choice, of others any number;
 * -1 for nothing, or where the attribute does not apply. Read once, for all pairs. */
static const int *
get_choices (QuothComparison *self,
             guint            layer,
             guint            type)
{
  QuothLayerMarks *marks = &self->sides[layer].types[type];
  const char *id = ((const QuothType *) self->agreement->types->pdata[type])->id;
  guint n = self->agreement->attributes->len;

  if (marks->choices != NULL)
    return marks->choices;
  marks->choices = g_new (int, (gsize) n * marks->n);
  for (guint k = 0; k < n; k++)
    {
      const QuothAttribute *attribute = self->agreement->attributes->pdata[k];
      gboolean applies = quoth_attribute_applies (attribute, id);
      gboolean free = attribute->kind == QUOTH_ATTRIBUTE_NUMBER
                      || quoth_agreement_is_open (attribute);

      for (guint i = 0; i < marks->n; i++)
        {
          QuothAnnotation *annotation = marks->annotations->pdata[i];

          marks->choices[(gsize) i * n + k]
            = !applies ? -1 : !free ? get_choice (attribute, annotation)
              : quoth_attributes_lookup (annotation->attributes, attribute->id) != NULL ? 0 : -1;
        }
    }
  return marks->choices;
}

/* Choices fill a coincidence matrix. Of numbers four sums are enough for the interval
 * metric: how many, their sum, the sum of their squares, and the squared differences. */
static void
add_attribute (QuothComparison *self,
               guint            pair,
               guint            index,
               QuothAnnotation *a,
               QuothAnnotation *b,
               int              choice_a,
               int              choice_b)
{
  const QuothAttribute *attribute = self->agreement->attributes->pdata[index];
  guint n = quoth_agreement_judgement_size (attribute);
  double *sums;

  if (quoth_agreement_is_open (attribute))
    quoth_agreement_add_open (self->agreement, pair, index, a, b);
  else if (attribute->kind == QUOTH_ATTRIBUTE_NUMBER)
    {
      double x, y;

      if (!get_number (attribute, a, &x) || !get_number (attribute, b, &y))
        return;
      sums = quoth_agreement_judgements (self->agreement, pair, index, n);
      sums[0] += 2;
      sums[1] += x + y;
      sums[2] += x * x + y * y;
      sums[3] += (x - y) * (x - y);
    }
  else
    {
      guint width = attribute->kind == QUOTH_ATTRIBUTE_FLAG ? 2 : attribute->values->len;
      guint x = (guint) choice_a, y = (guint) choice_b;

      sums = quoth_agreement_judgements (self->agreement, pair, index, n);
      sums[x * width + y]++;
      sums[y * width + x]++;
    }
}

static void
add_attributes (QuothComparison *self,
                guint            pair,
                QuothAnnotation *a,
                QuothAnnotation *b,
                const int       *choices_a,
                const int       *choices_b)
{
  for (guint i = 0; i < self->agreement->attributes->len; i++)
    if (choices_a[i] >= 0 && choices_b[i] >= 0)
      add_attribute (self, pair, i, a, b, choices_a[i], choices_b[i]);
}

static gboolean
is_claim (QuothComparison *self,
          QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->agreement->scheme, annotation->type);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
}

/* Links from claim to claim; @partners (nullable) counts those that B has as well. */
static guint
count_relations (QuothComparison *self,
                 guint            layer,
                 GHashTable      *partners,
                 guint           *out_both)
{
  QuothLayerSide *side = &self->sides[layer];
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, side->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      QuothAnnotation *from = value;

      for (guint i = 0; i < from->n_links && is_claim (self, from); i++)
        {
          QuothAnnotation *to = g_hash_table_lookup (side->by_id, from->links[i].to);
          QuothAnnotation *other_from, *other_to;

          if (to == NULL || !is_claim (self, to))
            continue;
          n++;
          if (partners == NULL)
            continue;
          other_from = g_hash_table_lookup (partners, from);
          other_to = g_hash_table_lookup (partners, to);
          for (guint l = 0; other_from != NULL && other_to != NULL && l < other_from->n_links; l++)
            if (strcmp (other_from->links[l].to, other_to->id) == 0
                && strcmp (other_from->links[l].role, from->links[i].role) == 0)
              {
                (*out_both)++;
                break;
              }
        }
    }
  return n;
}

/**
 * quoth_comparison_claims:
 * @self: an article
 * @pair: the number of the pair
 * @a: a layer
 * @b: another
 * @matchings: by type: which mark of @a goes with which of @b
 *
 * Adds speakers and attributes of matched marks, and relations of matched claims.
 */
void
quoth_comparison_claims (QuothComparison *self,
                         guint            pair,
                         guint            a,
                         guint            b,
                         QuothMatching   *matchings)
{
  g_autoptr (GHashTable) partners = g_hash_table_new (NULL, NULL);
  double *all = quoth_agreement_sums (self->agreement, pair, 0);
  guint both = 0;

  for (guint t = 1; t < self->agreement->types->len; t++)
    for (guint i = 0; matchings[t].match_of_a != NULL && i < self->sides[a].types[t].n; i++)
      {
        QuothAnnotation *mine = self->sides[a].types[t].annotations->pdata[i], *other;
        gsize n = self->agreement->attributes->len;
        int k = matchings[t].match_of_a[i];

        if (k < 0)
          continue;
        other = self->sides[b].types[t].annotations->pdata[k];
        g_hash_table_insert (partners, mine, other);
        if (is_claim (self, mine))
          add_speakers (self, pair, a, b, mine, other,
                        quoth_agreement_sums (self->agreement, pair, t));
        add_attributes (self, pair, mine, other, get_choices (self, a, t) + i * n,
                        get_choices (self, b, t) + (guint) k * n);
      }
  all[SUM_RELATIONS] += count_relations (self, a, partners, &both);
  all[SUM_RELATIONS + 1] += count_relations (self, b, NULL, NULL);
  all[SUM_RELATIONS + 2] += both;
}

/* A mention is known by its type's kind, its parts, and the entity it is linked to. */
static void
collect_mentions (QuothComparison *self,
                  guint            layer,
                  guint            side,
                  GHashTable      *rows,
                  GArray          *clusters[2],
                  GHashTable      *numbers)
{
  guint none = QUOTH_NO_CLUSTER;

  for (guint t = 1; t < self->agreement->types->len; t++)
    for (guint i = 0; i < self->sides[layer].types[t].n; i++)
      {
        const QuothType *type = self->agreement->types->pdata[t];
        QuothAnnotation *annotation = self->sides[layer].types[t].annotations->pdata[i];
        const QuothMark *mark = &self->sides[layer].types[t].marks[i];
        const char *id;
        GBytes *key;
        gpointer row, number;

        if (type->kind != QUOTH_TYPE_KIND_MENTION || annotation->entity == NULL)
          continue;
        id = quoth_agreement_resolve (self->registry, annotation->entity);
        if (!g_hash_table_lookup_extended (numbers, id, NULL, &number))
          {
            number = GUINT_TO_POINTER (g_hash_table_size (numbers));
            g_hash_table_insert (numbers, g_strdup (id), number);
          }
        key = g_bytes_new (mark->parts, sizeof (QuothSpan) * mark->n_parts);
        if (g_hash_table_lookup_extended (rows, key, NULL, &row))
          g_bytes_unref (key);
        else
          {
            row = GUINT_TO_POINTER (clusters[0]->len);
            g_hash_table_insert (rows, key, row);
            g_array_append_val (clusters[0], none);
            g_array_append_val (clusters[1], none);
          }
        /* The same words linked twice by one annotator: the first link counts. */
        if (g_array_index (clusters[side], guint, GPOINTER_TO_UINT (row)) == none)
          g_array_index (clusters[side], guint, GPOINTER_TO_UINT (row))
            = GPOINTER_TO_UINT (number);
      }
}

/**
 * quoth_comparison_mentions:
 * @self: an article
 * @pair: the number of the pair
 * @a: a layer, the key
 * @b: another
 *
 * Compares who is the same. Mentions that are not linked yet do not count.
 */
void
quoth_comparison_mentions (QuothComparison *self,
                           guint            pair,
                           guint            a,
                           guint            b)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                       (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) responses = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *clusters[] = { keys, responses };
  QuothCoreference result = { { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } };
  double *sums = quoth_agreement_sums (self->agreement, pair, 0);

  collect_mentions (self, a, 0, rows, clusters, numbers);
  collect_mentions (self, b, 1, rows, clusters, numbers);
  if (!quoth_coreference_measure ((const guint *) keys->data, (const guint *) responses->data,
                                  keys->len, &result))
    return;
  sums[SUM_MENTIONS] += keys->len;
  for (guint i = 0; i < 3; i++)
    {
      const QuothRatio *ratio = i == 0 ? &result.muc : i == 1 ? &result.b_cubed : &result.ceaf;
      double *to = sums + SUM_MUC + 4 * i;

      to[0] += ratio->recall_good;
      to[1] += ratio->recall_all;
      to[2] += ratio->precision_good;
      to[3] += ratio->precision_all;
    }
}
