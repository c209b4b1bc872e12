/* quoth-format-csv.c - tables for statistics programs and spreadsheets
 *
 * spans.csv (a row per part), attributes.csv (of annotations, and of articles where the
 * id is empty), relations.csv, persons.csv; and for readers claims.csv (a row per claim)
 * and articles.csv. RFC 4180; offsets are code points. For spreadsheets with a byte
 * order mark, and formulas defused. Python's pandas takes "NA" and "None" for missing
 * unless keep_default_na is False.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-csv"

#include "config.h"

#include "quoth-csv.h"
#include "quoth-formats-private.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  TABLE_SPANS,
  TABLE_ATTRIBUTES,
  TABLE_RELATIONS,
  TABLE_PERSONS,
  TABLE_CLAIMS,
  TABLE_ARTICLES,
  N_TABLES
} Table;

static const char *const files[] = { "spans.csv", "attributes.csv", "relations.csv",
                                     "persons.csv", "claims.csv", "articles.csv", NULL };

static const char *const headers[] = {
  "document,annotator,id,piece,label,start,end,text,person,wikidata\r\n",
  "document,id,name,value\r\n",
  "document,annotator,id,label,from,to\r\n",
  "id,name,wikidata,kind,status,aliases,note\r\n",
  "document,annotator,id,claim,speaker,person,wikidata,cue,article,date,publisher,url\r\n",
  "id,name,language,length\r\n"
};

typedef struct
{
  QuothWriter  base;
  QuothOutput *tables[N_TABLES];
  gboolean     defuse;
  GString     *id;       /* of a link */
  GString     *document; /* the first field of most rows, with the comma behind it */
} Writer;

static gboolean
start (gpointer   writer,
       GError   **error)
{
  Writer *self = writer;

  self->defuse = (self->base.options.flags & QUOTH_WRITE_SPREADSHEET) != 0;
  self->id = g_string_new (NULL);
  self->document = g_string_new (NULL);
  for (guint i = 0; i < N_TABLES; i++)
    {
      self->tables[i] = quoth_writer_open (self, self->base.options.path, files[i]);
      if (self->defuse)
        g_string_append (self->tables[i]->buffer, "\xef\xbb\xbf");
      g_string_append (self->tables[i]->buffer, headers[i]);
    }
  return TRUE;
}

static void
clear (gpointer writer)
{
  Writer *self = writer;

  g_string_free (self->id, TRUE);
  g_string_free (self->document, TRUE);
}

/* A field, with the comma or the line end behind it. */
static void
put (Writer     *self,
     Table       table,
     const char *field,
     const char *after)
{
  GString *out = self->tables[table]->buffer;

  if (field != NULL)
    quoth_csv_append_field (out, field, -1, self->defuse);
  quoth_json_append_bytes (out, after, strlen (after));
}

static void
put_document (Writer *self,
              Table   table)
{
  quoth_json_append_bytes (self->tables[table]->buffer, self->document->str, self->document->len);
}

/* The words of an annotation, if there is one and they are wanted. Most stand in one place,
 * where they need no copy. */
static void
put_words (Writer          *self,
           Table            table,
           QuothAnnotation *annotation,
           QuothText       *text)
{
  g_autofree char *words = NULL;
  const char *slice;
  gsize n_bytes;

  if (annotation != NULL && !self->base.options.without_text && annotation->n_parts == 1)
    {
      slice = quoth_text_peek_slice (text, annotation->parts[0].start, annotation->parts[0].end,
                                     &n_bytes);
      quoth_csv_append_field (self->tables[table]->buffer, slice, (gssize) n_bytes, self->defuse);
    }
  else if (annotation != NULL && !self->base.options.without_text)
    words = quoth_annotation_dup_text (annotation, text, " … ");
  put (self, table, words, ",");
}

static void
put_number (Writer *self,
            Table   table,
            guint   number)
{
  quoth_json_append_uint (self->tables[table]->buffer, number);
  quoth_json_append_literal (self->tables[table]->buffer, ",");
}

static gboolean
add_entity (gpointer      writer,
            QuothEntity  *entity,
            GError      **error)
{
  Writer *self = writer;
  g_autofree char *aliases = g_strjoinv ("|", entity->aliases);

  quoth_writer_keep_entity (self, entity, NULL);
  put (self, TABLE_PERSONS, entity->id, ",");
  put (self, TABLE_PERSONS, entity->name, ",");
  put (self, TABLE_PERSONS, entity->wikidata, ",");
  put (self, TABLE_PERSONS, entity->kind, ",");
  put (self, TABLE_PERSONS, entity->status, ",");
  put (self, TABLE_PERSONS, aliases, ",");
  put (self, TABLE_PERSONS, entity->note, "\r\n");
  return quoth_output_flush (self->tables[TABLE_PERSONS], QUOTH_OUTPUT_ENOUGH, error);
}

static void
put_attribute (Writer     *self,
               const char *id,
               const char *prefix,
               const char *name,
               const char *value)
{
  g_autofree char *whole = g_strconcat (prefix, name, NULL);

  put_document (self, TABLE_ATTRIBUTES);
  put (self, TABLE_ATTRIBUTES, id, ",");
  put (self, TABLE_ATTRIBUTES, whole, ",");
  put (self, TABLE_ATTRIBUTES, value, "\r\n");
}

/* A string as it is, a row for each of several, anything else as JSON. */
static void
put_attributes (Writer          *self,
                const char      *id,
                const char      *prefix,
                QuothAttributes *attributes)
{
  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json = NULL;
      const char *name = quoth_attributes_get (attributes, i, &json);

      if (*json == '"')
        {
          g_autofree char *value = quoth_attributes_dup_string (attributes, name);

          put_attribute (self, id, prefix, name, value);
        }
      else if (g_str_has_prefix (json, "[\""))
        {
          g_auto (GStrv) values = quoth_attributes_dup_strv (attributes, name);

          for (guint k = 0; values != NULL && values[k] != NULL; k++)
            put_attribute (self, id, prefix, name, values[k]);
        }
      else
        put_attribute (self, id, prefix, name, json);
    }
}

static void
put_spans (Writer           *self,
           QuothArticleData *data,
           QuothAnnotation  *annotation)
{
  GString *out = self->tables[TABLE_SPANS]->buffer;
  const QuothEntity *entity = quoth_format_entities_find (self->base.entities,
                                                          annotation->entity);

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      gsize n_bytes;
      const char *slice = quoth_text_peek_slice (data->text, annotation->parts[i].start,
                                                 annotation->parts[i].end, &n_bytes);

      put_document (self, TABLE_SPANS);
      put (self, TABLE_SPANS, annotation->layer, ",");
      put (self, TABLE_SPANS, annotation->id, ",");
      put_number (self, TABLE_SPANS, i + 1);
      put (self, TABLE_SPANS, annotation->type, ",");
      put_number (self, TABLE_SPANS, annotation->parts[i].start);
      put_number (self, TABLE_SPANS, annotation->parts[i].end);
      if (!self->base.options.without_text)
        quoth_csv_append_field (out, slice, (gssize) n_bytes, self->defuse);
      g_string_append_c (out, ',');
      put (self, TABLE_SPANS, annotation->entity, ",");
      put (self, TABLE_SPANS, entity != NULL ? entity->wikidata : NULL, "\r\n");
    }
}

static void
put_relations (Writer           *self,
               QuothArticleData *data,
               QuothAnnotation  *annotation)
{
  GString *id = self->id;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];

      g_string_truncate (id, 0);
      quoth_json_append_bytes (id, annotation->id, strlen (annotation->id));
      quoth_json_append_literal (id, ".");
      quoth_json_append_uint (id, i + 1);
      put_document (self, TABLE_RELATIONS);
      put (self, TABLE_RELATIONS, annotation->layer, ",");
      put (self, TABLE_RELATIONS, id->str, ",");
      put (self, TABLE_RELATIONS, link->role, ",");
      put (self, TABLE_RELATIONS, annotation->id, ",");
      put (self, TABLE_RELATIONS, link->to, "\r\n");
      put_attributes (self, id->str, "", link->attributes);
    }
}

static QuothAnnotation *
find_target (GHashTable      *by_id,
             QuothAnnotation *claim,
             const char      *role)
{
  const QuothLink *link = quoth_annotation_get_link (claim, role);

  return link != NULL ? g_hash_table_lookup (by_id, link->to) : NULL;
}

/* Several are rare, and all of them count: "Anna; Ben". Who has no @item keeps an empty place,
 * so that the n-th of each column is of one speaker; a semicolon would make two of it. */
static void
append_item (GString    *list,
             gboolean    first,
             const char *item)
{
  gsize at;

  g_string_append (list, first ? "" : "; ");
  at = list->len;
  g_string_append (list, item != NULL ? item : "");
  for (char *p = strchr (list->str + at, ';'); p != NULL; p = strchr (p + 1, ';'))
    *p = ',';
}

/* Places alone say nothing. */
static void
put_list (Writer  *self,
          GString *list)
{
  put (self, TABLE_CLAIMS, strspn (list->str, "; ") < list->len ? list->str : NULL, ",");
}

static void
put_speakers (Writer           *self,
              QuothArticleData *data,
              QuothAnnotation  *claim,
              GHashTable       *by_id)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) wikidata = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < claim->n_links; i++)
    {
      const QuothLink *link = &claim->links[i];
      QuothAnnotation *speaker = strcmp (link->role, "speaker") == 0
                                   ? g_hash_table_lookup (by_id, link->to) : NULL;
      const QuothEntity *entity;
      g_autofree char *said = NULL;

      if (speaker == NULL)
        continue;
      if (!self->base.options.without_text)
        said = quoth_annotation_dup_text (speaker, data->text, " … ");
      append_item (words, first, said);
      entity = quoth_format_entities_find (self->base.entities, speaker->entity);
      append_item (names, first, entity != NULL ? entity->name : NULL);
      append_item (wikidata, first, entity != NULL ? entity->wikidata : NULL);
      first = FALSE;
    }
  put_list (self, words);
  put_list (self, names);
  put_list (self, wikidata);
}

static void
put_claim (Writer           *self,
           QuothArticleData *data,
           QuothAnnotation  *claim,
           GHashTable       *by_id)
{
  static const char *const facts[] = { "date", "publisher", "url" };
  QuothAnnotation *cue = find_target (by_id, claim, "cue");

  put_document (self, TABLE_CLAIMS);
  put (self, TABLE_CLAIMS, claim->layer, ",");
  put (self, TABLE_CLAIMS, claim->id, ",");
  put_words (self, TABLE_CLAIMS, claim, data->text);
  put_speakers (self, data, claim, by_id);
  put_words (self, TABLE_CLAIMS, cue, data->text);
  put (self, TABLE_CLAIMS, data->article->name, ",");
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *value = quoth_format_dup_fact (data->article, facts[i]);

      put (self, TABLE_CLAIMS, value, i + 1 < G_N_ELEMENTS (facts) ? "," : "\r\n");
    }
}

static void
put_article (Writer       *self,
             QuothArticle *article)
{
  put_document (self, TABLE_ARTICLES);
  put (self, TABLE_ARTICLES, article->name, ",");
  put (self, TABLE_ARTICLES, article->language, ",");
  quoth_json_append_uint (self->tables[TABLE_ARTICLES]->buffer, article->length);
  put (self, TABLE_ARTICLES, NULL, "\r\n");
  put_attributes (self, NULL, "metadata.", article->metadata);
  put_attributes (self, NULL, "", article->tags);
}

static gboolean
add_article (gpointer           writer,
             QuothArticleData  *data,
             GError           **error)
{
  Writer *self = writer;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_string_truncate (self->document, 0);
  quoth_csv_append_field (self->document, data->article->id, -1, self->defuse);
  quoth_json_append_literal (self->document, ",");
  put_article (self, data->article);
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      put_attribute (self, NULL, "state.", layer->name, layer->state);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_insert (by_id, ((QuothAnnotation *) data->annotations->pdata[i])->id,
                         data->annotations->pdata[i]);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      put_spans (self, data, annotation);
      put_attributes (self, annotation->id, "", annotation->attributes);
      if (annotation->note != NULL)
        put_attribute (self, annotation->id, "", "note", annotation->note);
      put_relations (self, data, annotation);
      if (quoth_writer_is_claim (self, annotation))
        put_claim (self, data, annotation, by_id);
      for (guint k = 0; k < N_TABLES; k++)
        quoth_output_relieve (self->tables[k]);
    }
  for (guint i = 0; i < N_TABLES; i++)
    if (!quoth_output_flush (self->tables[i], QUOTH_OUTPUT_ENOUGH, error))
      return FALSE;
  return TRUE;
}

static const char *const extensions[] = { "csv", NULL };

static const QuothFormatOption options[] = {
  { QUOTH_WRITE_SPREADSHEET, "spreadsheet", N_("For spreadsheets"),
    N_("Begin with a byte order mark, and defuse formulas") },
  { 0 }
};

const QuothFormat quoth_format_csv = {
  .name = "csv",
  .title = N_("Tables (CSV)"),
  .description = N_("Spans, claims, people and links for statistics and spreadsheets"),
  .extensions = extensions,
  .writer_size = sizeof (Writer),
  .start = start,
  .entity = add_entity,
  .article = add_article,
  .clear = clear,
  .files = files,
  .keeps_registry = TRUE,
  .textless = TRUE,
  .options = options,
};
