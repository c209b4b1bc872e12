/* quoth-format-tei.c - reads TEI P5: marked up in the text, or beside it in standOff
 *
 * said, quote and q are claims or quotations, persName, rs and orgName are mentions, with
 * @who, @ref and @key naming people; spans of standOff are annotations of their @type.
 * Where parts belong together, @next, @prev or @part say so. Real files carry mistakes:
 * what points nowhere is noticed and left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-document-index.h"
#include "quoth-format-tei-read-private.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>

typedef QuothTeiReader Reader;
typedef QuothTeiElement Element;

static void
reader_clear (Reader *self)
{
  quoth_gather_clear (&self->gather);
  g_hash_table_unref (self->layers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Documented in quoth-format-tei-read-private.h. */
char *
quoth_tei_decode (Reader     *self,
                  const char *word)
{
  char *plain = self->gather.keep_ids ? g_uri_unescape_string (word, NULL) : NULL;

  return plain != NULL ? plain : g_strdup (word);
}

/* Documented in quoth-format-tei-read-private.h. */
const char *
quoth_tei_local (const char *pointer)
{
  const char *hash = strrchr (pointer, '#');

  return hash != NULL ? hash + 1 : pointer;
}

/* Documented in quoth-format-tei-read-private.h. */
void
quoth_tei_add_said (Reader          *self,
                    guint            line,
                    QuothAnnotation *annotation,
                    const char      *word,
                    const char      *value)
{
  gboolean json = self->gather.keep_ids && g_str_has_suffix (word, ":json");
  g_autofree char *plain = json ? g_strndup (word, strlen (word) - strlen (":json")) : NULL;
  g_autofree char *name = quoth_tei_decode (self, plain != NULL ? plain : word);

  if (json)
    quoth_gather_add_json (&self->gather, line, annotation, name, value);
  else
    quoth_gather_add_value (&self->gather, line, annotation, name, value);
}

static void
take_layers (Reader *self)
{
  for (guint i = 0; i < self->document->layers->len; i++)
    {
      const Element *layer = &g_array_index (self->document->layers, Element, i);

      if (layer->id == NULL || layer->said == NULL || *layer->said == '\0')
        continue;
      g_hash_table_insert (self->layers, (gpointer) layer->id, (gpointer) layer->said);
      if (self->gather.keep_ids)
        quoth_gather_add_layer (&self->gather, layer->said, layer->type);
    }
}

static gboolean
is_type (const Element *element,
         const char    *type)
{
  return element->type != NULL && g_ascii_strcasecmp (element->type, type) == 0;
}

/* What an element within a person says of it. */
static void
take_detail (const Element  *detail,
             QuothEntity   **inout_entity,
             const char     *kind)
{
  g_autofree char *said = g_strstrip (g_strdup (detail->said));

  if (strcmp (detail->name, "idno") == 0 || strcmp (detail->name, "note") == 0)
    {
      if (*inout_entity == NULL || *said == '\0')
        return;
      if (is_type (detail, "Wikidata") && quoth_gather_find_wikidata (said) != NULL)
        quoth_entity_set_wikidata (*inout_entity, quoth_gather_find_wikidata (said));
      else if (is_type (detail, "kind"))
        quoth_entity_set_kind (*inout_entity, detail->said);
      else if (is_type (detail, "status"))
        quoth_entity_set_status (*inout_entity, strcmp (said, "unnamed") == 0 ? "unnamed" : "named");
      else if (strcmp (detail->name, "note") == 0)
        quoth_entity_set_note (*inout_entity, detail->said);
    }
  else if (*inout_entity == NULL && *detail->said != '\0')
    *inout_entity = quoth_entity_new (kind, detail->said);
  else if (*said != '\0' && *inout_entity != NULL)
    quoth_entity_add_alias (*inout_entity, detail->said);
}

static gboolean
take_people (Reader  *self,
             GError **error)
{
  const GArray *details = self->document->details;
  guint next = 0;

  for (guint i = 0; i < self->document->people->len; i++)
    {
      const Element *person = &g_array_index (self->document->people, Element, i);
      gboolean is_org = strcmp (person->name, "org") == 0;
      const char *kind = is_org ? "organisation" : QUOTH_ENTITY_KIND_PERSON;
      g_autoptr (QuothEntity) entity = NULL;

      for (; next < details->len && g_array_index (details, Element, next).start <= i; next++)
        if (g_array_index (details, Element, next).start == i)
          take_detail (&g_array_index (details, Element, next), &entity, kind);
      if (person->id == NULL)
        continue;
      if (entity == NULL)
        entity = quoth_entity_new (kind, person->id);
      if (self->gather.keep_ids)
        {
          g_autofree char *id = quoth_tei_decode (self, person->n != NULL ? person->n
                                                                          : person->id);

          quoth_entity_set_id (entity, id);
        }
      if (!quoth_gather_add_entity (&self->gather, person->id, entity, error))
        return FALSE;
    }
  return TRUE;
}

/* Documented in quoth-format-tei-read-private.h. */
gboolean
quoth_tei_set_entity (Reader           *self,
                      QuothAnnotation  *annotation,
                      const char       *pointers,
                      GError          **error)
{
  g_auto (GStrv) words = g_strsplit_set (pointers, " \t\n", 2);
  const char *key = quoth_tei_local (words[0]);

  if (*key == '\0')
    return TRUE;
  /* An address outside the file is known as a whole. */
  if (!g_hash_table_contains (self->gather.entities, key)
      && quoth_gather_find_wikidata (words[0]) != NULL)
    key = words[0];
  return quoth_gather_set_entity (&self->gather, annotation, key, NULL, error);
}

/* Documented in quoth-format-tei-read-private.h. */
guint *
quoth_tei_chain (const GArray  *elements,
                 gboolean     **out_heads)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = elements->len;
  guint *next = g_new (guint, (gsize) n + 1);
  g_autofree gboolean *followed = g_new0 (gboolean, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    {
      const Element *element = &g_array_index (elements, Element, i);

      next[i] = QUOTH_TEI_NOWHERE;
      if (element->id != NULL)
        g_hash_table_insert (by_id, (gpointer) element->id, GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < n; i++)
    {
      const Element *element = &g_array_index (elements, Element, i);
      gpointer other;

      if (element->next != NULL
          && g_hash_table_lookup_extended (by_id, quoth_tei_local (element->next), NULL, &other)
          && !followed[GPOINTER_TO_UINT (other)] && GPOINTER_TO_UINT (other) != i)
        {
          next[i] = GPOINTER_TO_UINT (other);
          followed[next[i]] = TRUE;
        }
    }
  for (guint i = 0; i < n; i++)
    {
      const Element *element = &g_array_index (elements, Element, i);
      gpointer other;

      if (element->prev == NULL || followed[i]
          || !g_hash_table_lookup_extended (by_id, quoth_tei_local (element->prev), NULL, &other)
          || next[GPOINTER_TO_UINT (other)] != QUOTH_TEI_NOWHERE || GPOINTER_TO_UINT (other) == i)
        continue;
      next[GPOINTER_TO_UINT (other)] = i;
      followed[i] = TRUE;
    }
  *out_heads = g_new0 (gboolean, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    (*out_heads)[i] = !followed[i];
  return next;
}

/* "name=value" of the header. */
static void
take_about (Reader          *self,
            QuothAnnotation *metadata,
            QuothAnnotation *tags)
{
  for (guint i = 0; self->gather.keep_ids && i < self->document->about->len; i++)
    {
      const Element *note = &g_array_index (self->document->about, Element, i);
      const char *equals = strchr (note->said, '=');
      g_autofree char *name = NULL;

      if (equals == NULL || !(is_type (note, "metadata") || is_type (note, "tag")))
        continue;
      name = g_strndup (note->said, (gsize) (equals - note->said));
      quoth_tei_add_said (self, note->line, is_type (note, "tag") ? tags : metadata, name,
                          equals + 1);
    }
}

static char *
make_name (Reader *self)
{
  g_autofree char *title = NULL;
  g_autofree char *base = g_path_get_basename (self->gather.path);
  char *dot = strrchr (base, '.');
  gboolean blank = FALSE;
  char *to;

  if (self->document->title != NULL && self->gather.keep_ids && *self->document->title != '\0')
    return g_strdup (self->document->title);
  title = g_strstrip (g_strdup (self->document->title != NULL ? self->document->title : ""));
  to = title;
  for (const char *p = title; *p != '\0'; p++)
    {
      if (!blank || !g_ascii_isspace (*p))
        *to++ = g_ascii_isspace (*p) ? ' ' : *p;
      blank = g_ascii_isspace (*p);
    }
  *to = '\0';
  if (*title != '\0')
    return g_steal_pointer (&title);
  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_filename_display_name (base);
}

static gboolean
deliver (Reader  *self,
         GError **error)
{
  static const char *const facts[] = { "author", "publisher", "date" };
  const QuothSpan all = { 0, 1 };
  g_autoptr (QuothAnnotation) metadata = quoth_annotation_new ("article", "metadata", &all, 1);
  g_autoptr (QuothAnnotation) tags = quoth_annotation_new ("article", "tags", &all, 1);
  g_autofree char *name = make_name (self);
  g_autoptr (QuothArticle) article = quoth_article_new (name, self->gather.text);

  if (self->gather.keep_ids && *self->document->article != '\0')
    quoth_article_set_id (article, self->document->article);
  if (self->document->language != NULL && *self->document->language != '\0')
    quoth_article_set_language (article, self->document->language);
  take_about (self, metadata, tags);
  for (guint i = 0; i < QUOTH_TEI_N_FACTS && !self->gather.keep_ids; i++)
    if (self->document->facts[i] != NULL)
      quoth_gather_add_value (&self->gather, 0, metadata, facts[i], self->document->facts[i]);
  quoth_article_take_metadata (article, quoth_attributes_ref (metadata->attributes));
  quoth_article_take_tags (article, quoth_attributes_ref (tags->attributes));
  return quoth_gather_deliver (&self->gather, article, error);
}

/* What of the text is not in the article, or no annotation of it. */
static void
tell_left_out (Reader *self)
{
  GHashTable *left_out = self->document->left_out;
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (left_out), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *name = l->data;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (left_out, name));

      if (quoth_tei_is_left_out (name))
        quoth_gather_notice (&self->gather, 0, "%u × <%s> is no annotation here: left out", n, name);
      else
        quoth_gather_notice (&self->gather, 0, "%u × <%s> is no text of the article: left out", n,
                             name);
    }
}

static gboolean
document_cb (gpointer           user_data,
             QuothTeiDocument  *document,
             GError           **error)
{
  Reader *self = user_data;
  g_autoptr (GError) local_error = NULL;

  quoth_gather_reset (&self->gather);
  g_hash_table_remove_all (self->gather.entities);
  g_hash_table_remove_all (self->layers);
  self->document = document;
  self->gather.keep_ids = document->article != NULL;
  /* Facsimiles have none; an empty one is a text. */
  if (!document->has_text)
    {
      quoth_gather_notice (&self->gather, 0, "a document without text: left out");
      return TRUE;
    }
  self->n_articles++;
  self->gather.text = quoth_text_new (document->text->str, (gssize) document->text->len,
                                      &local_error);
  if (self->gather.text == NULL)
    return quoth_format_refuse (error, self->gather.path, 0, "%s", local_error->message);
  tell_left_out (self);
  take_layers (self);
  return take_people (self, error) && quoth_tei_read_marks (self, error)
         && quoth_tei_read_standoff (self, error) && deliver (self, error);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (Reader) self = { .layers = g_hash_table_new (g_str_hash, g_str_equal) };
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, QUOTH_STANDOFF_MAX_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  quoth_gather_init (&self.gather, path, options, sink);
  if (!quoth_tei_scan (path, bytes, n_bytes, progress, document_cb, &self, error))
    return FALSE;
  return self.n_articles > 0
         || quoth_format_refuse (error, path, 0, "the file holds no document with a text");
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL)
    return 0;
  if (quoth_rows_has (head, n_head, QUOTH_TEI_NAMESPACE))
    return 90;
  return g_str_has_suffix (path, ".xml")
         && (quoth_rows_has (head, n_head, "<TEI") || quoth_rows_has (head, n_head, "<teiCorpus"))
         ? 70 : 0;
}

static const char *const extensions[] = { "xml", "tei", NULL };

const QuothFormat quoth_format_tei = {
  .name = "tei",
  .title = N_("TEI P5"),
  .description = N_("XML for the humanities, annotated within the text or beside it"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = quoth_document_index_companions,
  .writer_size = sizeof (QuothWriter),
  .entity = quoth_writer_keep_entity,
  .article = quoth_tei_article,
  .names_documents = TRUE,
};
