/* quoth-cas-write.c - what XMI and CAS JSON write alike
 *
 *   quoth.Span      label (the type), uid, identifier (of the entity), entity (its name),
 *                   note, a string per attribute; the pieces of an annotation share uid
 *   quoth.Relation  Governor (from), Dependent (to), label (the role), uid, a string per
 *                   attribute of the link
 *   quoth.Article   id, layer, state, metadata, tags
 *
 * "values" holds as JSON those attributes that are no strings, so that they come back as
 * they were. For INCEpTION spans are cut as its CAS doctor demands: none begins or ends
 * with what cannot be seen, and all lie in sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-write.h"

#include "quoth-chars.h"
#include "quoth-words.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const quoth_cas_span_features[] = { "label", "uid", "identifier", "entity", "note",
                                                "values", NULL };
const char *const quoth_cas_relation_features[] = { "label", "uid", "values", NULL };
const char *const quoth_cas_article_features[] = { "id", "layer", "state", "metadata", "tags",
                                                   NULL };
const char *const quoth_cas_meta_features[] = { "documentTitle", "documentId", NULL };

const QuothFormatOption quoth_cas_options[] = {
  { QUOTH_WRITE_INCEPTION, "inception", N_("For INCEpTION"),
    N_("Cut spans as INCEpTION demands, and write sentences") },
  { 0 }
};

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return strcmp (a, b);
}

gboolean
quoth_cas_writer_start (gpointer   writer,
                        GError   **error)
{
  QuothCasWriter *self = writer;

  self->attributes = g_tree_new_full (compare_names, NULL, g_free, NULL);
  self->said = g_tree_new_full (compare_names, NULL, g_free, NULL);
  return TRUE;
}

void
quoth_cas_writer_clear (gpointer writer)
{
  QuothCasWriter *self = writer;

  g_tree_unref (self->attributes);
  g_tree_unref (self->said);
}

gboolean
quoth_cas_is_for_inception (QuothCasPlan *plan)
{
  return (plan->writer->base.options.flags & QUOTH_WRITE_INCEPTION) != 0;
}

/* What INCEpTION takes for nothing at the ends of a span, and more of the kind. */
static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return quoth_char_is_blank (c);
    }
}

/* FALSE when nothing is left. */
static gboolean
trim (QuothText *text,
      QuothSpan *span)
{
  while (span->start < span->end && is_invisible (quoth_text_get_char (text, span->start)))
    span->start++;
  while (span->start < span->end && is_invisible (quoth_text_get_char (text, span->end - 1)))
    span->end--;
  return span->start < span->end;
}

static void
add_pieces (QuothCasPlan    *plan,
            QuothAnnotation *annotation)
{
  guint before = plan->pieces->len;
  guint n_cut = 0;

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothCasPiece piece = { annotation, annotation->parts[i] };

      if (!quoth_cas_is_for_inception (plan)
          || trim (plan->data->text, &piece.span))
        g_array_append_val (plan->pieces, piece);
      n_cut += annotation->parts[i].end - annotation->parts[i].start
               - (piece.span.end - piece.span.start);
    }
  if (plan->pieces->len == before)
    quoth_writer_lose (plan->writer, annotation->id, "covers only blanks and what cannot be seen");
  else if (n_cut > 0)
    {
      g_autofree char *reason = g_strdup_printf ("%u blanks at the ends are cut off", n_cut);

      quoth_writer_lose (plan->writer, annotation->id, reason);
    }
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const QuothCasPiece *left = a;
  const QuothCasPiece *right = b;
  int order;

  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;
  if (left->span.end != right->span.end)
    return left->span.end > right->span.end ? -1 : 1;
  order = strcmp (left->annotation->layer, right->annotation->layer);
  return order != 0 ? order : strcmp (left->annotation->id, right->annotation->id);
}

static void
add_relations (QuothCasPlan *plan)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = plan->pieces->len; i > 0; i--)
    g_hash_table_insert (first, g_array_index (plan->pieces, QuothCasPiece, i - 1).annotation->id,
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < plan->pieces->len; i++)
    {
      QuothAnnotation *from = g_array_index (plan->pieces, QuothCasPiece, i).annotation;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (first, from->id)) != i + 1)
        continue;
      g_array_index (plan->pieces, QuothCasPiece, i).first = TRUE;
      for (guint k = 0; k < from->n_links; k++)
        {
          guint to = GPOINTER_TO_UINT (g_hash_table_lookup (first, from->links[k].to));
          QuothCasRelation relation = { from, &from->links[k], i, to - 1 };
          g_autofree char *reason = NULL;

          if (to > 0)
            {
              g_array_append_val (plan->relations, relation);
              continue;
            }
          reason = g_strdup_printf ("link %s: its target is not in the file", from->links[k].role);
          quoth_writer_lose (plan->writer, from->id, reason);
        }
    }
}

/* Sentences that hold every character that can be seen. */
static void
add_sentences (QuothCasPlan *plan)
{
  g_autoptr (GArray) found = quoth_sentences_find (plan->data->text);
  guint length = quoth_text_get_length (plan->data->text);
  guint at = 0;

  for (guint i = 0; i <= found->len; i++)
    {
      guint end = i < found->len ? g_array_index (found, QuothSpan, i).end : length;
      QuothSpan sentence = { at, MAX (end, at) };

      at = sentence.end;
      if (trim (plan->data->text, &sentence))
        g_array_append_val (plan->sentences, sentence);
    }
}

/* An annotation that crosses sentences would be no error, but one whose end lies between
 * two would: those cannot be, because both are cut at the same characters. */
static void
fill_plan (QuothCasPlan *plan)
{
  GPtrArray *annotations = plan->data->annotations;

  for (guint i = 0; i < annotations->len; i++)
    add_pieces (plan, annotations->pdata[i]);
  g_array_sort (plan->pieces, compare_pieces);
  add_relations (plan);
  if (quoth_cas_is_for_inception (plan))
    add_sentences (plan);
}

static gboolean
write_view (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  QuothCasWriter *self = writer;
  const QuothCasKind *kind = self->base.format->kind;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (QuothCasPiece));
  g_autoptr (GArray) relations = g_array_new (FALSE, FALSE, sizeof (QuothCasRelation));
  g_autoptr (GArray) sentences = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothCasPlan plan = { self, view, view->data, pieces, relations, sentences };

  fill_plan (&plan);
  return kind->write (&plan, error);
}

gboolean
quoth_cas_writer_article (gpointer           writer,
                          QuothArticleData  *data,
                          GError           **error)
{
  return quoth_writer_each_view (writer, data, write_view, error);
}

/* Whether a reader who has only the text and the scheme would take it as it is. */
static gboolean
is_told_by_text (QuothScheme *scheme,
                 const char  *name,
                 const char  *json)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, name);

  return *json == '"' && (attribute == NULL || (attribute->kind != QUOTH_ATTRIBUTE_FLAG
                                                && attribute->kind != QUOTH_ATTRIBUTE_NUMBER));
}

/* A feature per attribute; "values" has those that are no strings. */
static void
put_attributes (QuothCasPlan    *plan,
                QuothAttributes *attributes,
                GTree           *known,
                QuothCasPut      put,
                gpointer         user_data)
{
  g_autoptr (QuothAttributes) exact = NULL;
  g_autofree char *json = NULL;

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *value;
      const char *name = quoth_attributes_get (attributes, i, &value);
      g_autofree char *feature = quoth_cas_name_to_feature (name);
      g_autofree char *text = quoth_cas_value_to_string (value);
      QuothAttributes *more;

      put (user_data, feature, text);
      if (g_tree_lookup_extended (known, feature, NULL, NULL) == FALSE)
        g_tree_insert (known, g_steal_pointer (&feature), NULL);
      if (is_told_by_text (plan->writer->base.options.scheme, name, value))
        continue;
      more = quoth_attributes_with_json (exact, name, value);
      quoth_attributes_unref (exact);
      exact = more;
    }
  if (exact == NULL)
    return;
  json = quoth_attributes_to_json (exact);
  put (user_data, "values", json);
}

static void
put_entity (QuothCasPlan        *plan,
            const QuothCasPiece *piece,
            QuothCasPut          put,
            gpointer             user_data)
{
  const QuothEntity *entity = quoth_format_entities_find (plan->writer->base.entities,
                                                          piece->annotation->entity);
  g_autofree char *identifier = NULL;

  if (entity == NULL)
    {
      if (piece->first)
        quoth_writer_lose (plan->writer, piece->annotation->id, "its entity is not in the registry");
      return;
    }
  if (entity->wikidata != NULL)
    identifier = g_strconcat (QUOTH_CAS_WIKIDATA, entity->wikidata, NULL);
  else
    {
      g_autofree char *id = g_uri_escape_string (entity->id, NULL, FALSE);

      identifier = g_strconcat (QUOTH_CAS_PERSON, id, NULL);
    }
  put (user_data, "identifier", identifier);
  put (user_data, "entity", entity->name);
}

void
quoth_cas_put_span (QuothCasPlan        *plan,
                    const QuothCasPiece *piece,
                    QuothCasPut          put,
                    gpointer             user_data)
{
  QuothAnnotation *annotation = piece->annotation;

  put (user_data, "label", annotation->type);
  put (user_data, "uid", annotation->id);
  if (annotation->entity != NULL)
    put_entity (plan, piece, put, user_data);
  if (annotation->note != NULL)
    put (user_data, "note", annotation->note);
  put_attributes (plan, annotation->attributes, plan->writer->attributes, put, user_data);
}

void
quoth_cas_put_relation (QuothCasPlan           *plan,
                        const QuothCasRelation *relation,
                        QuothCasPut             put,
                        gpointer                user_data)
{
  const QuothLink *link = relation->link;
  g_autofree char *uid = g_strdup_printf ("%s %s %s", relation->from->id, link->role, link->to);

  put (user_data, "label", link->role);
  put (user_data, "uid", uid);
  put_attributes (plan, link->attributes, plan->writer->said, put, user_data);
}

void
quoth_cas_put_article (QuothCasPlan *plan,
                       QuothCasPut   put,
                       gpointer      user_data)
{
  QuothArticle *article = plan->data->article;
  g_autofree char *metadata = NULL;
  g_autofree char *tags = NULL;

  put (user_data, "id", article->id);
  for (guint i = 0; plan->view->layer != NULL && i < plan->data->layers->len; i++)
    {
      const QuothLayer *layer = plan->data->layers->pdata[i];

      if (strcmp (layer->name, plan->view->layer) == 0)
        put (user_data, "state", layer->state);
    }
  if (plan->view->layer != NULL)
    put (user_data, "layer", plan->view->layer);
  if (quoth_attributes_get_n (article->metadata) > 0)
    {
      metadata = quoth_attributes_to_json (article->metadata);
      put (user_data, "metadata", metadata);
    }
  if (quoth_attributes_get_n (article->tags) > 0)
    {
      tags = quoth_attributes_to_json (article->tags);
      put (user_data, "tags", tags);
    }
}
