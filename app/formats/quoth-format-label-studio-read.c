/* quoth-format-label-studio-read.c - the work of an annotator becomes a layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"

#include <string.h>

#define NOWHERE QUOTH_LABEL_STUDIO_NOWHERE
/* What a relation without a label becomes. */
#define ANY_RELATION "related"

typedef QuothLabelStudioReader Reader;
typedef QuothLabelStudioResult Result;
typedef QuothLabelStudioSet Set;

/* Whether a result is about another text than the one that is read. */
static gboolean
is_elsewhere (Reader       *self,
              const Result *result)
{
  return self->config != NULL && result->to_name != NULL && self->config->first != NULL
         && strcmp (result->to_name, self->config->first) != 0
         && g_hash_table_contains (self->config->keys, result->to_name);
}

static gboolean
is_region (Reader       *self,
           const Result *result)
{
  return result->labels != NULL && result->start != NOWHERE && result->end != NOWHERE
         && !is_elsewhere (self, result);
}

/* In a page without any markup, places in its letters are places in the text: if the letters
 * there are those that the region covers. */
static void
place_in_letters (Reader *self)
{
  QuothText *text = self->gather.text;
  gboolean has_markup = strpbrk (quoth_text_get_utf8 (text), "<&") != NULL;

  for (guint i = 0; i < self->results->len && !has_markup; i++)
    {
      Result *result = &g_array_index (self->results, Result, i);
      const char *slice;
      gsize n_bytes;

      if (result->labels == NULL || result->start != NOWHERE || result->end != NOWHERE
          || result->global_start >= result->global_end
          || result->global_end > quoth_text_get_length (text))
        continue;
      slice = quoth_text_peek_slice (text, result->global_start, result->global_end, &n_bytes);
      if (result->covered != NULL && (strlen (result->covered) != n_bytes
                                      || memcmp (result->covered, slice, n_bytes) != 0))
        continue;
      result->start = result->global_start;
      result->end = result->global_end;
    }
}

/* Documented in quoth-format-label-studio-private.h. */
gboolean
quoth_label_studio_resolve (Reader  *self,
                            GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (QuothPlace));
  const char *unit = NULL;
  guint wrong = 0;
  guint next = 0;

  place_in_letters (self);
  for (guint i = 0; i < self->results->len; i++)
    {
      const Result *result = &g_array_index (self->results, Result, i);
      QuothPlace place = { result->start, result->end, result->covered,
                           result->covered != NULL ? strlen (result->covered) : 0 };

      if (is_region (self, result))
        g_array_append_val (places, place);
    }
  if (!quoth_places_resolve ((QuothPlace *) places->data, places->len, self->gather.text, &unit,
                             &wrong))
    return quoth_place_refuse (&g_array_index (places, QuothPlace, wrong), self->gather.text,
                               self->gather.path, self->line, error);
  if (unit != NULL)
    quoth_gather_notice_once (&self->gather, "offsets were counted in %s", unit);
  for (guint i = 0; i < self->results->len; i++)
    {
      Result *result = &g_array_index (self->results, Result, i);

      if (!is_region (self, result))
        continue;
      result->start = g_array_index (places, QuothPlace, next).start;
      result->end = g_array_index (places, QuothPlace, next).end;
      next++;
    }
  return TRUE;
}

static guint
find_root (Reader *self,
           guint   index)
{
  Result *results = (Result *) self->results->data;

  while (results[index].root != index)
    {
      results[index].root = results[results[index].root].root;
      index = results[index].root;
    }
  return index;
}

static gboolean
is_same_span (const Result *result)
{
  return result->relations != NULL && result->relations->len == 1
         && strcmp (result->relations->pdata[0], QUOTH_LABEL_STUDIO_SAME) == 0;
}

/* Chains the regions that are parts of one annotation, from the first one. */
static void
join_parts (Reader     *self,
            const Set  *set,
            GHashTable *by_id)
{
  Result *results = (Result *) self->results->data;

  for (guint i = set->first; i < set->first + set->n; i++)
    results[i].root = results[i].last = i;
  for (guint i = set->first; i < set->first + set->n; i++)
    {
      gpointer from;
      gpointer to;
      guint head;
      guint tail;

      if (!is_same_span (&results[i]) || results[i].from_id == NULL || results[i].to_id == NULL
          || !g_hash_table_lookup_extended (by_id, results[i].from_id, NULL, &from)
          || !g_hash_table_lookup_extended (by_id, results[i].to_id, NULL, &to))
        continue;
      head = find_root (self, GPOINTER_TO_UINT (from));
      tail = find_root (self, GPOINTER_TO_UINT (to));
      if (head == tail)
        continue;
      results[results[head].last].next = tail;
      results[head].last = results[tail].last;
      results[tail].root = head;
    }
}

static void
add_json_attributes (Reader          *self,
                     QuothAnnotation *annotation,
                     const char      *json)
{
  g_autoptr (QuothAttributes) attributes = quoth_attributes_new_from_json (json, -1, NULL);

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *value = NULL;
      const char *name = quoth_attributes_get (attributes, i, &value);

      quoth_gather_add_json (&self->gather, self->line, annotation, name, value);
    }
}

/* The annotation of a chain of regions; one per label, where there is more than one. */
static gboolean
add_region (Reader      *self,
            guint        index,
            const char  *layer,
            GError     **error)
{
  const Result *results = (const Result *) self->results->data;
  const Result *head = &results[index];
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint i = index; i != NOWHERE; i = results[i].next)
    {
      QuothSpan part = { results[i].start, results[i].end };

      g_array_append_val (parts, part);
    }
  if (head->labels->len == 0)
    quoth_gather_notice (&self->gather, self->line, "region “%s” has no label: left out",
                         head->id != NULL ? head->id : "");
  for (guint i = 0; i < head->labels->len; i++)
    {
      QuothAnnotation *annotation = quoth_gather_add (&self->gather, self->line,
                                                      i == 0 ? head->id : NULL,
                                                      head->labels->pdata[i], layer,
                                                      (QuothSpan *) parts->data, parts->len);

      if (annotation == NULL)
        continue;
      if (head->note != NULL)
        quoth_annotation_set_note (annotation, head->note);
      if (head->attributes != NULL || head->entity != NULL)
        add_json_attributes (self, annotation, head->attributes != NULL ? head->attributes : "{}");
      if (head->entity != NULL
          && !quoth_gather_set_entity (&self->gather, annotation, head->entity, NULL, error))
        return FALSE;
      for (guint k = index; i == 0 && k != NOWHERE; k = results[k].next)
        quoth_gather_alias (&self->gather, results[k].id, annotation);
    }
  return TRUE;
}

/* An attribute that the scheme does not know is what its control makes it. */
static void
know_attribute (Reader          *self,
                QuothAnnotation *annotation,
                const Result    *result,
                const char      *name)
{
  guint kind = 0;
  g_autoptr (QuothAttributes) sample = NULL;
  const char *const words[] = { result->words->pdata[0], NULL };

  if (self->config != NULL)
    kind = GPOINTER_TO_UINT (g_hash_table_lookup (self->config->kinds, result->from_name));
  if (kind == 0 || kind - 1 == QUOTH_ATTRIBUTE_FLAG || *name == '\0')
    return;
  sample = kind - 1 == QUOTH_ATTRIBUTE_MULTIPLE ? quoth_attributes_with_strv (NULL, name, words)
                                                : quoth_attributes_with_string (NULL, name, words[0]);
  quoth_gather_know_attribute (&self->gather, annotation->type, name,
                               quoth_attributes_lookup (sample, name));
}

static void
add_words (Reader          *self,
           QuothAnnotation *annotation,
           const Result    *result)
{
  const char *name = quoth_label_studio_from_name (result->from_name);
  gboolean number = g_strcmp0 (result->type, "number") == 0
                    || g_strcmp0 (result->type, "rating") == 0;

  if (result->words->len == 0)
    return;
  if (number)
    {
      quoth_gather_add_json (&self->gather, self->line, annotation, name, result->words->pdata[0]);
      return;
    }
  know_attribute (self, annotation, result, name);
  for (guint i = 0; i < result->words->len; i++)
    quoth_gather_add_value (&self->gather, self->line, annotation, name, result->words->pdata[i]);
}

/* What is said of a region, or, without one, of the article: then it is a tag. */
static void
add_attribute (Reader          *self,
               QuothAnnotation *article,
               const Result    *result)
{
  QuothAnnotation *annotation = result->id != NULL ? quoth_gather_find (&self->gather, result->id)
                                                   : NULL;

  if (result->words == NULL || result->from_name == NULL)
    quoth_gather_notice_once (&self->gather, "a result of type “%.60s” says nothing of a text: "
                              "left out", result->type != NULL ? result->type : "");
  else if (annotation != NULL)
    add_words (self, annotation, result);
  else if (result->start == NOWHERE)
    add_words (self, article, result);
  else
    quoth_gather_notice (&self->gather, self->line,
                         "“%.60s” is said of a region without a label: left out",
                         result->from_name);
}

static void
add_links (Reader       *self,
           const Result *result)
{
  g_autoptr (QuothAttributes) attributes = NULL;
  gboolean left = g_strcmp0 (result->direction, "left") == 0;
  gboolean both = g_strcmp0 (result->direction, "bi") == 0;
  guint n = result->relations != NULL ? result->relations->len : 0;

  if (is_same_span (result) || result->from_id == NULL || result->to_id == NULL)
    return;
  if (result->attributes != NULL)
    attributes = quoth_attributes_new_from_json (result->attributes, -1, NULL);
  for (guint i = 0; i < MAX (n, 1); i++)
    {
      const char *role = n > 0 ? result->relations->pdata[i] : ANY_RELATION;

      if (!left)
        quoth_gather_link (&self->gather, self->line, result->from_id, role, result->to_id,
                           attributes);
      if (left || both)
        quoth_gather_link (&self->gather, self->line, result->to_id, role, result->from_id,
                           attributes);
    }
}

static gboolean
is_relation (const Result *result)
{
  return g_strcmp0 (result->type, "relation") == 0;
}

/* Documented in quoth-format-label-studio-private.h. */
gboolean
quoth_label_studio_add_set (Reader           *self,
                            const Set        *set,
                            const char       *layer,
                            QuothAnnotation  *article,
                            GError          **error)
{
  const Result *results = (const Result *) self->results->data;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint end = set->first + set->n;
  const Result *other = NULL;
  guint n_others = 0;

  quoth_gather_forget_ids (&self->gather);
  for (guint i = set->first; i < end; i++)
    if (is_region (self, &results[i]) && results[i].id != NULL
        && !g_hash_table_contains (by_id, results[i].id))
      g_hash_table_insert (by_id, (gpointer) results[i].id, GUINT_TO_POINTER (i));
  join_parts (self, set, by_id);
  for (guint i = set->first; i < end; i++)
    {
      if (is_region (self, &results[i]) && results[i].root == i
          && !add_region (self, i, layer, error))
        return FALSE;
      if (results[i].labels == NULL || is_region (self, &results[i]))
        continue;
      other = n_others++ == 0 ? &results[i] : other;
    }
  if (other != NULL)
    quoth_gather_notice (&self->gather, self->line, "%u regions that are not of the plain text are "
                         "left out, such as one of type “%.60s” in “%.60s”", n_others,
                         other->type != NULL ? other->type : "",
                         other->to_name != NULL ? other->to_name : "");
  for (guint i = set->first; i < end; i++)
    if (results[i].labels == NULL && !is_relation (&results[i]))
      add_attribute (self, article, &results[i]);
  for (guint i = set->first; i < end; i++)
    if (is_relation (&results[i]))
      add_links (self, &results[i]);
  return TRUE;
}
