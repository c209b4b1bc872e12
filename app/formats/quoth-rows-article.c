/* quoth-rows-article.c - a row of JSON becomes an article
 *
 * What dangles is noticed, never fatal; offsets that do not fit the text are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-gather.h"
#include "quoth-rows-private.h"
#include "quoth-scheme-edit.h"

#include <string.h>

/* Adding a link costs a walk over those that are there. */
#define MAX_LINKS 1024

/* The annotations of a row, and how they are found. */
typedef struct
{
  QuothRowsReader  *reader;
  const char       *layer;
  GPtrArray        *annotations;
  GHashTable       *by_id;    /* nullable keys are not in it; values borrowed */
  GHashTable       *by_place; /* QuothRowsSpan → annotation: same ends, same label */
  GHashTable       *by_token; /* last token + 1 → annotation */
} Row;

static void
row_clear (Row *self)
{
  g_ptr_array_unref (self->annotations);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->by_token);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static void
know_mention (QuothRowsReader *self,
              const char      *type)
{
  QuothScheme *scheme;

  if (quoth_scheme_lookup_type (self->scheme, type) != NULL || quoth_scheme_is_full (self->scheme))
    return;
  scheme = quoth_scheme_with_type (self->scheme, type, QUOTH_TYPE_KIND_MENTION);
  quoth_scheme_unref (self->scheme);
  self->scheme = scheme;
}

/* The entity that a knowledge base knows by @kb_id, named after its first mention. */
static gboolean
set_entity (QuothRowsReader  *self,
            QuothAnnotation  *annotation,
            const char       *kb_id,
            GError          **error)
{
  QuothEntity *entity = g_hash_table_lookup (self->entities, kb_id);
  const char *wikidata = quoth_gather_find_wikidata (kb_id);

  know_mention (self, annotation->type);
  if (entity == NULL)
    {
      const QuothType *type = quoth_scheme_lookup_type (self->scheme, annotation->type);
      g_autofree char *covered = quoth_annotation_dup_text (annotation, self->text, " ");

      entity = quoth_entity_new (type->entity_kind != NULL ? type->entity_kind : type->id,
                                 covered);
      if (wikidata != NULL)
        quoth_entity_set_wikidata (entity, wikidata);
      else
        quoth_entity_set_note (entity, kb_id);
      g_hash_table_insert (self->entities, g_strdup (kb_id), entity);
      if (!self->sink->entity (self->sink->user_data, entity, error))
        return FALSE;
    }
  quoth_annotation_set_entity (annotation, entity->id);
  return TRUE;
}

static guint
hash_place (gconstpointer key)
{
  const QuothRowsSpan *span = key;

  /* Many spans are as long, and many begin where others end. */
  return g_str_hash (span->label) ^ span->start * 0x9e3779b1u ^ span->end * 0x85ebca6bu;
}

static gboolean
equal_place (gconstpointer a,
             gconstpointer b)
{
  const QuothRowsSpan *left = a;
  const QuothRowsSpan *right = b;

  return left->start == right->start && left->end == right->end
         && strcmp (left->label, right->label) == 0;
}

static gboolean
has_entity (const QuothRowsSpan *span)
{
  return span->kb_id != NULL && *span->kb_id != '\0' && strcmp (span->kb_id, "NIL") != 0;
}

static gboolean
add_annotation (Row                  *row,
                const QuothRowsSpan  *span,
                GError              **error)
{
  QuothRowsReader *self = row->reader;
  const QuothSpan part = { span->start, span->end };
  QuothAnnotation *annotation;

  if (span->start == span->end)
    {
      quoth_rows_notice (self, FALSE, "\"%s\" at %u covers no text: left out", span->label,
                         span->start);
      return TRUE;
    }
  /* Formats that list a span under more than one name mean one; each may say something of it. */
  annotation = span->id == NULL ? g_hash_table_lookup (row->by_place, span) : NULL;
  if (annotation != NULL)
    return annotation->entity != NULL || !has_entity (span)
           || set_entity (self, annotation, span->kb_id, error);
  annotation = quoth_annotation_new (quoth_gather_map_type (self->scheme, span->label),
                                     row->layer, &part, 1);
  g_ptr_array_add (row->annotations, annotation);
  quoth_annotation_set_origin (annotation, "import");
  if (span->note != NULL && *span->note != '\0')
    quoth_annotation_set_note (annotation, span->note);
  /* Only our own ids are known to be the only ones of the whole corpus. */
  if (span->id != NULL && *span->id != '\0' && self->document != NULL
      && !g_hash_table_contains (row->by_id, span->id) && !g_ascii_isdigit (*span->id))
    quoth_annotation_set_id (annotation, span->id);
  if (span->id != NULL)
    g_hash_table_insert (row->by_id, (gpointer) span->id, annotation);
  g_hash_table_insert (row->by_place, (gpointer) span, annotation);
  if (span->token_end != QUOTH_ROWS_NO_TOKEN)
    g_hash_table_insert (row->by_token, GUINT_TO_POINTER (span->token_end + 1), annotation);
  return !has_entity (span) || set_entity (self, annotation, span->kb_id, error);
}

/* The end of a relation: by its span, its id, its token, or its place in the list. */
static QuothAnnotation *
find_end (Row                 *row,
          const QuothRowsSpan *span,
          const char          *name)
{
  QuothAnnotation *found = NULL;
  guint64 number = 0;

  if (span->label != NULL)
    found = g_hash_table_lookup (row->by_place, span);
  if (found != NULL || name == NULL)
    return found;
  if (!row->reader->dialect->by_tokens)
    {
      found = g_hash_table_lookup (row->by_id, name);
      if (found != NULL)
        return found;
    }
  if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT - 1, &number, NULL))
    return NULL;
  if (row->reader->dialect->by_tokens)
    return g_hash_table_lookup (row->by_token, GUINT_TO_POINTER ((guint) number + 1));
  if (g_hash_table_size (row->by_id) == 0 && number < row->annotations->len)
    return row->annotations->pdata[number];
  return NULL;
}

static void
add_links (Row *row)
{
  QuothRowsReader *self = row->reader;

  for (guint i = 0; i < self->relations->len; i++)
    {
      const QuothRowsRelation *relation = &g_array_index (self->relations, QuothRowsRelation, i);
      QuothAnnotation *from = find_end (row, &relation->from_span, relation->from);
      QuothAnnotation *to = find_end (row, &relation->to_span, relation->to);
      const char *label = relation->label;

      if (label == NULL || *label == '\0')
        quoth_rows_notice (self, FALSE, "relation %u has no label: left out", i);
      else if (from == NULL || to == NULL)
        quoth_rows_notice (self, FALSE, "relation %u, \"%s\", names a span that is not there: left "
                           "out", i, label);
      else if (from == to)
        quoth_rows_notice (self, FALSE, "relation %u, \"%s\", joins a span to itself: left out", i,
                           label);
      else if (from->n_links >= MAX_LINKS)
        quoth_rows_notice (self, FALSE, "a span has too many relations: one is left out");
      else
        quoth_annotation_add_link (from, quoth_gather_map_role (self->scheme, label), to->id, NULL);
    }
}

static gboolean
add_annotations (Row     *row,
                 GError **error)
{
  QuothRowsReader *self = row->reader;

  if (self->answer != NULL && strcmp (self->answer, "accept") != 0)
    {
      QuothAttributes *metadata;

      if (self->spans->len > 0)
        quoth_rows_notice (self, FALSE, "the answer is \"%s\": the spans are left out",
                           self->answer);
      /* What was asked is kept beside, be it a label, and must not look as if it were true. */
      metadata = quoth_attributes_with_string (self->metadata, "answer", self->answer);
      quoth_attributes_unref (self->metadata);
      self->metadata = metadata;
      return TRUE;
    }
  if (!quoth_rows_find_unit (self, error))
    return FALSE;
  for (guint i = 0; i < self->spans->len; i++)
    if (!add_annotation (row, &g_array_index (self->spans, QuothRowsSpan, i), error))
      return FALSE;
  add_links (row);
  return TRUE;
}

static gboolean
is_state (const char *state)
{
  return strcmp (state, "open") == 0 || strcmp (state, "done") == 0
         || strcmp (state, "locked") == 0;
}

static gboolean
deliver_article (Row     *row,
                 GError **error)
{
  QuothRowsReader *self = row->reader;
  g_autofree char *name = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;

  if (self->name != NULL && *self->name != '\0')
    name = g_strdup (self->name);
  else
    name = g_strdup_printf ("%s %u", self->stem, self->n_rows);
  article = quoth_article_new (name, self->text);
  if (self->document != NULL && *self->document != '\0')
    quoth_article_set_id (article, self->document);
  if (self->language != NULL && *self->language != '\0')
    quoth_article_set_language (article, self->language);
  quoth_article_take_metadata (article, g_steal_pointer (&self->metadata));
  quoth_article_take_tags (article, g_steal_pointer (&self->tags));
  data = quoth_article_data_new (article, self->text);
  if (row->annotations->len > 0 || self->layer != NULL)
    quoth_article_data_add_layer (data, row->layer,
                                  self->state != NULL && is_state (self->state)
                                    ? self->state
                                    : quoth_layer_state_of_file (row->annotations->len));
  for (guint i = 0; i < row->annotations->len; i++)
    g_ptr_array_add (data->annotations, quoth_annotation_ref (row->annotations->pdata[i]));
  if (self->scheme != self->options->scheme && self->sink->scheme != NULL
      && !self->sink->scheme (self->sink->user_data, self->scheme, error))
    return FALSE;
  return self->sink->article (self->sink->user_data, data, error);
}

/* Documented in quoth-rows-private.h. */
gboolean
quoth_rows_deliver (QuothRowsReader *self,
                    GError         **error)
{
  g_auto (Row) row = {
    .reader = self,
    .layer = self->layer != NULL && *self->layer != '\0' ? self->layer
             : self->options->layer != NULL ? self->options->layer : "import",
    .annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .by_place = g_hash_table_new (hash_place, equal_place),
    .by_token = g_hash_table_new (NULL, NULL),
  };

  if (!quoth_rows_apply_tags (self, error))
    return FALSE;
  if (self->text == NULL)
    return quoth_format_refuse (error, self->scan.path, self->scan.line, "an article has no text%s",
                                self->dialect->no_text != NULL ? self->dialect->no_text : "");
  if (!add_annotations (&row, error))
    return FALSE;
  return deliver_article (&row, error);
}
