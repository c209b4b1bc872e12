/* quoth-edit-state.c - a gesture while it is put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit-private.h"

#include "quoth-sort.h"

#include <string.h>

static void
unref_pending (gpointer annotation)
{
  if (annotation != NULL)
    quoth_annotation_unref (annotation);
}

void
quoth_edit_init (QuothEdit     *self,
                 QuothDocument *document)
{
  self->document = document;
  self->order = g_ptr_array_new ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_pending);
}

void
quoth_edit_clear (QuothEdit *self)
{
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
}

gboolean
quoth_edit_fail (GError          **error,
                 QuothModelError   code,
                 const char       *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, QUOTH_MODEL_ERROR, code, message);
  return FALSE;
}

QuothAnnotation *
quoth_edit_peek (QuothEdit  *self,
                 const char *id)
{
  gpointer annotation;

  if (g_hash_table_lookup_extended (self->pending, id, NULL, &annotation))
    return annotation;
  return quoth_document_lookup (self->document, id);
}

/* Takes @annotation, which may be NULL. */
static void
set_pending (QuothEdit       *self,
             const char      *id,
             QuothAnnotation *annotation)
{
  char *key;

  if (g_hash_table_contains (self->pending, id))
    {
      g_hash_table_insert (self->pending, g_strdup (id), annotation);
      return;
    }
  key = g_strdup (id);
  g_hash_table_insert (self->pending, key, annotation);
  g_ptr_array_add (self->order, key);
}

QuothAnnotation *
quoth_edit_change (QuothEdit  *self,
                   const char *id)
{
  QuothAnnotation *annotation = g_hash_table_lookup (self->pending, id);

  if (annotation != NULL)
    return annotation;
  annotation = quoth_document_lookup (self->document, id);
  g_assert (annotation != NULL);
  annotation = quoth_annotation_copy (annotation);
  set_pending (self, id, annotation);
  return annotation;
}

QuothAnnotation *
quoth_edit_take_new (QuothEdit       *self,
                     QuothAnnotation *annotation)
{
  set_pending (self, annotation->id, annotation);
  return annotation;
}

/* Links to what goes are taken off in the same gesture. */
void
quoth_edit_drop (QuothEdit  *self,
                 const char *id)
{
  g_autoptr (GPtrArray) referrers = quoth_document_list_referrers (self->document, id);

  for (guint i = 0; i < referrers->len; i++)
    {
      QuothAnnotation *referrer = referrers->pdata[i];

      if (quoth_edit_peek (self, referrer->id) != NULL)
        quoth_annotation_remove_link (quoth_edit_change (self, referrer->id), NULL, id);
    }
  set_pending (self, id, NULL);
}

QuothCommand *
quoth_edit_finish (QuothEdit  *self,
                   const char *verb)
{
  QuothCommand *command = quoth_command_new (verb);

  quoth_edit_refresh (self);
  for (guint i = 0; i < self->order->len; i++)
    {
      const char *id = self->order->pdata[i];

      quoth_command_add_annotation (command, quoth_document_get_article_id (self->document),
                                    quoth_document_lookup (self->document, id),
                                    g_hash_table_lookup (self->pending, id));
    }
  return command;
}

QuothAnnotation *
quoth_edit_begin (QuothEdit      *self,
                  QuothDocument  *document,
                  const char     *id,
                  GError        **error)
{
  QuothAnnotation *annotation = quoth_document_lookup (document, id);

  if (annotation == NULL)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no annotation %s", id);
      return NULL;
    }
  quoth_edit_init (self, document);
  return annotation;
}

/* A type that the scheme lacks is a plain span. */
QuothTypeKind
quoth_edit_kind_of (QuothDocument   *document,
                    QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (document, annotation);

  return type != NULL ? type->kind : QUOTH_TYPE_KIND_SPAN;
}

QuothSpan *
quoth_edit_check_parts (QuothDocument    *document,
                        const QuothSpan  *parts,
                        guint            *inout_n_parts,
                        GError          **error)
{
  g_autofree QuothSpan *copy = g_memdup2 (parts, *inout_n_parts * sizeof *parts);
  guint length = quoth_text_get_length (quoth_document_get_text (document));

  if (!quoth_spans_normalize (copy, inout_n_parts))
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "an empty part");
      return NULL;
    }
  if (copy[*inout_n_parts - 1].end > length)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "a part ends after the text");
      return NULL;
    }
  return g_steal_pointer (&copy);
}

/* The share of a claim's letters and digits inside quotation marks decides: all of
 * them make it direct, none indirect. */
static const char *
quote_type_of (QuothDocument   *document,
               QuothAnnotation *claim)
{
  double share = quoth_quotes_share (quoth_document_get_quotes (document), claim->parts,
                                     claim->n_parts);

  if (share >= 1)
    return "direct";
  return share > 0 ? "mixed" : "indirect";
}

static gboolean
has_value (const QuothAttribute *attribute,
           const char           *id)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

QuothAttributes *
quoth_edit_compute (QuothDocument   *document,
                    QuothAnnotation *claim)
{
  QuothScheme *scheme = quoth_document_get_scheme (document);
  QuothAttributes *computed = NULL;
  const char *value = NULL;

  if (quoth_edit_kind_of (document, claim) != QUOTH_TYPE_KIND_CLAIM)
    return NULL;
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);
      QuothAttributes *more;

      if (!attribute->computed || !quoth_attribute_applies (attribute, claim->type))
        continue;
      if (value == NULL)
        value = quote_type_of (document, claim);
      if (!has_value (attribute, value))
        continue;
      more = quoth_attributes_with_string (computed, attribute->id, value);
      quoth_attributes_unref (computed);
      computed = more;
    }
  return computed;
}

/* @before: NULL when the annotation is new. */
static void
refresh_computed (QuothEdit       *self,
                  QuothAnnotation *before,
                  QuothAnnotation *after)
{
  g_autoptr (QuothAttributes) old = NULL;
  g_autoptr (QuothAttributes) new = NULL;

  if (before != NULL && strcmp (before->type, after->type) == 0
      && before->n_parts == after->n_parts
      && memcmp (before->parts, after->parts, before->n_parts * sizeof (QuothSpan)) == 0)
    return;
  old = before != NULL ? quoth_edit_compute (self->document, before) : NULL;
  new = quoth_edit_compute (self->document, after);
  for (guint i = 0; i < quoth_attributes_get_n (new); i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (new, i, &json);
      const char *present = quoth_attributes_lookup (after->attributes, name);

      if (present == NULL || g_strcmp0 (present, quoth_attributes_lookup (old, name)) == 0)
        quoth_annotation_take_attributes (after, quoth_attributes_with_json (after->attributes,
                                                                             name, json));
    }
}

static gboolean
contains (QuothAnnotation *outer,
          QuothAnnotation *inner)
{
  guint j = 0;

  for (guint i = 0; i < inner->n_parts; i++)
    {
      while (j < outer->n_parts && outer->parts[j].end < inner->parts[i].end)
        j++;
      if (j == outer->n_parts || outer->parts[j].start > inner->parts[i].start)
        return FALSE;
    }
  return quoth_annotation_get_n_chars (outer) > quoth_annotation_get_n_chars (inner);
}

static gboolean
is_smaller (QuothAnnotation *a,
            QuothAnnotation *b)
{
  guint a_size = quoth_annotation_get_n_chars (a);
  guint b_size = quoth_annotation_get_n_chars (b);

  return a_size != b_size ? a_size < b_size : strcmp (a->id, b->id) < 0;
}

static QuothAnnotation *
state_of (QuothEdit  *self,
          const char *id,
          gboolean    after)
{
  return after ? quoth_edit_peek (self, id) : quoth_document_lookup (self->document, id);
}

static QuothAnnotation *
better_parent (QuothEdit       *self,
               QuothAnnotation *claim,
               QuothAnnotation *candidate,
               QuothAnnotation *best)
{
  if (candidate == NULL || strcmp (candidate->id, claim->id) == 0
      || quoth_edit_kind_of (self->document, candidate) != QUOTH_TYPE_KIND_CLAIM
      || !contains (candidate, claim) || (best != NULL && !is_smaller (candidate, best)))
    return best;
  return candidate;
}

/* The smallest claim around @claim, before or after the gesture. */
static const char *
parent_of (QuothEdit       *self,
           QuothAnnotation *claim,
           gboolean         after)
{
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  QuothAnnotation *best = NULL;

  quoth_span_index_overlap (quoth_document_get_index (self->document), claim->parts[0].start,
                            claim->parts[0].end, around);
  for (guint i = 0; i < around->len; i++)
    {
      const char *id = g_array_index (around, QuothIndexEntry, i).annotation->id;

      best = better_parent (self, claim, state_of (self, id, after), best);
    }
  for (guint i = 0; after && i < self->order->len; i++)
    best = better_parent (self, claim, quoth_edit_peek (self, self->order->pdata[i]), best);
  return best != NULL ? best->id : NULL;
}

static void
add_claims_within (QuothEdit       *self,
                   QuothAnnotation *annotation,
                   GHashTable      *ids)
{
  g_autoptr (GArray) around = NULL;

  if (annotation == NULL
      || quoth_edit_kind_of (self->document, annotation) != QUOTH_TYPE_KIND_CLAIM)
    return;
  around = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  g_hash_table_add (ids, annotation->id);
  for (guint part = 0; part < annotation->n_parts; part++)
    {
      quoth_span_index_overlap (quoth_document_get_index (self->document),
                                annotation->parts[part].start, annotation->parts[part].end,
                                around);
      for (guint i = 0; i < around->len; i++)
        {
          QuothAnnotation *near = g_array_index (around, QuothIndexEntry, i).annotation;

          if (quoth_edit_kind_of (self->document, near) == QUOTH_TYPE_KIND_CLAIM)
            g_hash_table_add (ids, near->id);
        }
    }
}

static void
refresh_parent (QuothEdit  *self,
                const char *id)
{
  QuothAnnotation *before = quoth_document_lookup (self->document, id);
  QuothAnnotation *after = quoth_edit_peek (self, id);
  const QuothLink *link;
  const char *old = NULL;
  const char *new = NULL;
  gboolean was_claim = before != NULL
                       && quoth_edit_kind_of (self->document, before) == QUOTH_TYPE_KIND_CLAIM;

  if (after == NULL)
    return;
  if (was_claim)
    old = parent_of (self, before, FALSE);
  if (quoth_edit_kind_of (self->document, after) == QUOTH_TYPE_KIND_CLAIM)
    new = parent_of (self, after, TRUE);
  link = before != NULL ? quoth_annotation_get_link (before, "parent") : NULL;
  if (was_claim && g_strcmp0 (link != NULL ? link->to : NULL, old) != 0)
    return;
  link = quoth_annotation_get_link (after, "parent");
  if (g_strcmp0 (link != NULL ? link->to : NULL, new) == 0)
    return;
  after = quoth_edit_change (self, id);
  quoth_annotation_remove_link (after, "parent", NULL);
  if (new != NULL)
    quoth_annotation_add_link (after, "parent", new, NULL);
}

/* Whether the gesture moved @before's parts, or made or took it. */
static gboolean
moved (QuothAnnotation *before,
       QuothAnnotation *after)
{
  if (before == NULL || after == NULL)
    return before != after;
  return strcmp (before->type, after->type) != 0 || before->n_parts != after->n_parts
         || memcmp (before->parts, after->parts, before->n_parts * sizeof (QuothSpan)) != 0;
}

/* Brings along what follows from parts and types. */
void
quoth_edit_refresh (QuothEdit *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->order->len; i++)
    {
      QuothAnnotation *before = quoth_document_lookup (self->document, self->order->pdata[i]);
      QuothAnnotation *after = quoth_edit_peek (self, self->order->pdata[i]);

      if (after != NULL)
        refresh_computed (self, before, after);
      if (!moved (before, after))
        continue;
      add_claims_within (self, before, ids);
      add_claims_within (self, after, ids);
    }
  if (quoth_scheme_lookup_role (quoth_document_get_scheme (self->document), "parent") == NULL)
    return;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (sorted, id);
  /* In one order always, so that the same gesture gives the same command. */
  g_ptr_array_sort (sorted, quoth_compare_strings);
  for (guint i = 0; i < sorted->len; i++)
    refresh_parent (self, sorted->pdata[i]);
}
