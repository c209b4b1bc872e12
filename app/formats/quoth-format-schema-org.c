/* quoth-format-schema-org.c - claims as schema.org has them, one JSON-LD graph
 *
 * claims.jsonld: a Claim with its words, its author (the speaker) and its appearance (the
 * article) for each claim. https://schema.org/Claim has no offsets; how the claim is
 * worded and judged stands in its keywords, as an author's paraphrase is not the
 * speaker's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-schema-org"

#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "claims.jsonld"

typedef struct
{
  QuothWriter  base;
  QuothOutput *graph;
  gboolean     any;        /* a claim stands there */
  GPtrArray   *claims;     /* of the article, borrowed */
  GString     *appearance; /* the article as its claims have it */
  GString     *scratch;    /* a value that is put together */
} Writer;

static gboolean
start (gpointer   writer,
       GError   **error)
{
  Writer *self = writer;

  self->graph = quoth_writer_open (self, self->base.options.path, FILE_NAME);
  self->claims = g_ptr_array_new ();
  self->appearance = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  g_string_append (self->graph->buffer, "{\"@context\":\"https://schema.org\",\"@graph\":[");
  return TRUE;
}

static void
clear (gpointer writer)
{
  Writer *self = writer;

  g_ptr_array_unref (self->claims);
  g_string_free (self->appearance, TRUE);
  g_string_free (self->scratch, TRUE);
}

static void
put (QuothJsonWriter *json,
     const char      *key,
     const char      *value)
{
  if (value == NULL)
    return;
  quoth_json_writer_key (json, key);
  quoth_json_writer_string (json, value);
}

static void
put_urn (Writer          *self,
         QuothJsonWriter *json,
         const char      *kind,
         const char      *id)
{
  g_string_assign (self->scratch, "urn:quoth:");
  g_string_append (self->scratch, kind);
  g_string_append_uri_escaped (self->scratch, id, NULL, FALSE);
  put (json, "@id", self->scratch->str);
}

/* The words of an annotation. Most stand in one place, where they need no copy. */
static void
put_words (QuothJsonWriter *json,
           const char      *key,
           QuothAnnotation *annotation,
           QuothText       *text)
{
  g_autofree char *words = NULL;
  const char *slice;
  gsize n_bytes;

  if (annotation->n_parts == 1)
    {
      slice = quoth_text_peek_slice (text, annotation->parts[0].start, annotation->parts[0].end,
                                     &n_bytes);
      quoth_json_writer_key (json, key);
      quoth_json_writer_string_len (json, slice, n_bytes);
      return;
    }
  words = quoth_annotation_dup_text (annotation, text, " … ");
  put (json, key, words);
}

static void
put_entity (Writer            *self,
            QuothJsonWriter   *json,
            const QuothEntity *entity)
{
  gboolean person = strcmp (entity->kind, QUOTH_ENTITY_KIND_PERSON) == 0;

  put (json, "@type", person ? "Person" : "Organization");
  put_urn (self, json, "person:", entity->id);
  put (json, "name", entity->name);
  if (entity->aliases[0] != NULL)
    {
      quoth_json_writer_key (json, "alternateName");
      quoth_json_writer_begin_array (json);
      for (guint i = 0; entity->aliases[i] != NULL; i++)
        quoth_json_writer_string (json, entity->aliases[i]);
      quoth_json_writer_end_array (json);
    }
  if (entity->wikidata != NULL)
    {
      g_autofree char *address = g_strconcat ("http://www.wikidata.org/entity/", entity->wikidata,
                                              NULL);

      put (json, "sameAs", address);
    }
}

/* Every speaker, known by name or only by the words of the mention. */
static void
put_authors (Writer           *self,
             QuothJsonWriter  *json,
             QuothArticleData *data,
             QuothAnnotation  *claim,
             GHashTable       *by_id)
{
  gboolean any = FALSE;

  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *mention = g_hash_table_lookup (by_id, claim->links[i].to);
      QuothEntity *entity;

      if (strcmp (claim->links[i].role, "speaker") != 0 || mention == NULL)
        continue;
      if (!any)
        {
          quoth_json_writer_key (json, "author");
          quoth_json_writer_begin_array (json);
          any = TRUE;
        }
      entity = quoth_format_entities_find (self->base.entities, mention->entity);
      quoth_json_writer_begin_object (json);
      if (entity != NULL)
        put_entity (self, json, entity);
      else
        {
          put (json, "@type", "Person");
          put_words (json, "name", mention, data->text);
        }
      quoth_json_writer_end_object (json);
    }
  if (any)
    quoth_json_writer_end_array (json);
}

/* Once for all claims of @article. */
static void
make_appearance (Writer       *self,
                 QuothArticle *article)
{
  g_autofree char *url = quoth_format_dup_fact (article, "url");
  g_autofree char *date = quoth_format_dup_fact (article, "date");
  g_autofree char *publisher = quoth_format_dup_fact (article, "publisher");
  QuothJsonWriter json;

  g_string_truncate (self->appearance, 0);
  quoth_json_writer_init (&json, self->appearance, TRUE);
  quoth_json_writer_begin_object (&json);
  put (&json, "@type", "NewsArticle");
  put_urn (self, &json, "article:", article->id);
  put (&json, "headline", article->name);
  put (&json, "inLanguage", article->language);
  put (&json, "url", url);
  put (&json, "datePublished", date);
  if (publisher != NULL)
    {
      quoth_json_writer_key (&json, "publisher");
      quoth_json_writer_begin_object (&json);
      put (&json, "@type", "Organization");
      put (&json, "name", publisher);
      quoth_json_writer_end_object (&json);
    }
  quoth_json_writer_end_object (&json);
}

static void
put_keywords (Writer          *self,
              QuothJsonWriter *json,
              QuothAttributes *attributes)
{
  if (quoth_attributes_get_n (attributes) == 0)
    return;
  quoth_json_writer_key (json, "keywords");
  quoth_json_writer_begin_array (json);
  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *value = NULL;
      const char *name = quoth_attributes_get (attributes, i, &value);
      g_autofree char *string = quoth_attributes_dup_string (attributes, name);

      g_string_assign (self->scratch, name);
      g_string_append (self->scratch, ": ");
      g_string_append (self->scratch, string != NULL ? string : value);
      quoth_json_writer_string (json, self->scratch->str);
    }
  quoth_json_writer_end_array (json);
}

static void
put_claim (Writer           *self,
           QuothArticleData *data,
           QuothAnnotation  *claim,
           GHashTable       *by_id)
{
  QuothJsonWriter json;

  g_string_append (self->graph->buffer, self->any ? ",\n" : "\n");
  self->any = TRUE;
  quoth_json_writer_init (&json, self->graph->buffer, TRUE);
  quoth_json_writer_begin_object (&json);
  put (&json, "@type", "Claim");
  put_urn (self, &json, "", claim->id);
  put_words (&json, "text", claim, data->text);
  put_authors (self, &json, data, claim, by_id);
  quoth_json_writer_key (&json, "appearance");
  quoth_json_append_bytes (json.out, self->appearance->str, self->appearance->len);
  json.need_comma = TRUE;
  put_keywords (self, &json, claim->attributes);
  put (&json, "description", claim->note);
  quoth_json_writer_end_object (&json);
}

/* A claim is its words, its speakers and what is said of it, as keywords. */
static void
list_lost_of_claim (GString         *reasons,
                    QuothAnnotation *claim)
{
  if (quoth_format_has_link_but (claim, "speaker"))
    quoth_format_append_lost (reasons, "links but to speakers");
  quoth_format_append_rest (reasons, claim,
                            QUOTH_KEPT_PARTS | QUOTH_KEPT_ATTRIBUTES | QUOTH_KEPT_LINKS
                              | QUOTH_KEPT_NOTE);
}

/* A speaker is a name: that of its entity, else its words. */
static void
list_lost_of_speaker (Writer          *self,
                      GString         *reasons,
                      QuothAnnotation *mention)
{
  quoth_format_append_lost (reasons, "its type");
  quoth_format_append_rest (reasons, mention, QUOTH_KEPT_PARTS | QUOTH_KEPT_ENTITY);
  if (mention->entity != NULL
      && quoth_format_entities_find (self->base.entities, mention->entity) == NULL)
    quoth_format_append_lost (reasons, "an entity that the registry does not know");
}

/* Claims come in the order of the annotations. */
static void
tell_losses (Writer           *self,
             QuothArticleData *data,
             GHashTable       *speakers)
{
  GString *reasons = self->base.reasons;
  guint next = 0;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      gboolean claim = next < self->claims->len && self->claims->pdata[next] == annotation;

      next += claim;
      if (!claim && !g_hash_table_contains (speakers, annotation->id))
        {
          quoth_writer_lose (self, annotation->id,
                      "only claims and their speakers have a place");
          continue;
        }
      g_string_truncate (reasons, 0);
      quoth_format_append_lost (reasons, "where it stands");
      if (claim)
        list_lost_of_claim (reasons, annotation);
      else
        list_lost_of_speaker (self, reasons, annotation);
      quoth_writer_lose (self, annotation->id, reasons->str);
    }
}

static gboolean
add_article (gpointer           writer,
             QuothArticleData  *data,
             GError           **error)
{
  Writer *self = writer;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) speakers = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_set_size (self->claims, 0);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      g_hash_table_insert (by_id, annotation->id, annotation);
      if (!quoth_writer_is_claim (self, annotation))
        continue;
      g_ptr_array_add (self->claims, annotation);
      for (guint k = 0; k < annotation->n_links; k++)
        if (strcmp (annotation->links[k].role, "speaker") == 0)
          g_hash_table_add (speakers, annotation->links[k].to);
    }
  if (self->claims->len > 0)
    make_appearance (self, data->article);
  for (guint i = 0; i < self->claims->len; i++)
    put_claim (self, data, self->claims->pdata[i], by_id);
  tell_losses (self, data, speakers);
  return quoth_output_flush (self->graph, QUOTH_OUTPUT_ENOUGH, error);
}

static gboolean
end (gpointer   writer,
     GError   **error)
{
  Writer *self = writer;

  g_string_append (self->graph->buffer, "\n]}\n");
  return TRUE;
}

static const char *const extensions[] = { "jsonld", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_schema_org = {
  .name = "schema-org",
  .title = N_("schema.org claims"),
  .description = N_("Claims, speakers and articles as JSON-LD; loses everything else"),
  .extensions = extensions,
  .writer_size = sizeof (Writer),
  .start = start,
  .entity = quoth_writer_keep_entity,
  .article = add_article,
  .end = end,
  .clear = clear,
  .files = files,
};
