/* quoth-cas-json-write.c - [LAYER/]DOC.json, each with its types
 *
 * As the implementations of UIMA and DKPro read it: "begin" and "end" without a marker,
 * no header, the text before what points into it. ASCII only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-json-private.h"

#include "quoth-json-writer.h"

#include <string.h>

#define SOFA_ID 1
#define META_ID 2

/* Those of one file. */
typedef struct
{
  QuothJsonWriter  json;
  GTree           *attributes; /* features of spans */
  GTree           *said;       /* of relations */
} Output;

static void
put_cb (gpointer    user_data,
        const char *feature,
        const char *value)
{
  Output *self = user_data;

  quoth_json_writer_key (&self->json, feature);
  quoth_json_writer_string (&self->json, value);
}

static void
put_number (Output     *self,
            const char *key,
            guint       number)
{
  quoth_json_writer_key (&self->json, key);
  quoth_json_writer_int (&self->json, number);
}

static void
open_structure (Output     *self,
                guint       id,
                const char *type)
{
  g_string_append_c (self->json.out, '\n');
  quoth_json_writer_begin_object (&self->json);
  put_number (self, "%ID", id);
  put_cb (self, "%TYPE", type);
}

static void
open_span (Output       *self,
           QuothCasPlan *plan,
           guint         id,
           const char   *type,
           QuothSpan     span)
{
  open_structure (self, id, type);
  put_number (self, "@sofa", SOFA_ID);
  put_number (self, "begin", quoth_text_to_utf16 (plan->data->text, span.start));
  put_number (self, "end", quoth_text_to_utf16 (plan->data->text, span.end));
}

static void
write_head (Output       *self,
            QuothCasPlan *plan)
{
  QuothArticle *article = plan->data->article;
  const QuothSpan all = { 0, quoth_text_get_length (plan->data->text) };

  open_structure (self, SOFA_ID, "uima.cas.Sofa");
  put_number (self, "sofaNum", 1);
  put_cb (self, "sofaID", "_InitialView");
  put_cb (self, "mimeType", "text");
  quoth_json_writer_key (&self->json, "sofaString");
  quoth_json_writer_string_len (&self->json, quoth_text_get_utf8 (plan->data->text),
                                quoth_text_get_n_bytes (plan->data->text));
  quoth_json_writer_end_object (&self->json);
  open_span (self, plan, META_ID, QUOTH_CAS_META, all);
  put_cb (self, "language", article->language != NULL ? article->language : "x-unspecified");
  put_cb (self, "documentTitle", article->name);
  put_cb (self, "documentId", article->id);
  quoth_json_writer_key (&self->json, "isLastSegment");
  quoth_json_writer_boolean (&self->json, FALSE);
  quoth_json_writer_end_object (&self->json);
  if (quoth_cas_is_for_inception (plan))
    return;
  open_structure (self, META_ID + 1, QUOTH_CAS_ARTICLE);
  quoth_cas_put_article (plan, put_cb, self);
  quoth_json_writer_end_object (&self->json);
}

static void
write_spans (Output       *self,
             QuothCasPlan *plan,
             guint         first)
{
  guint n = plan->pieces->len;

  for (guint i = 0; i < n; i++)
    {
      const QuothCasPiece *piece = &g_array_index (plan->pieces, QuothCasPiece, i);

      open_span (self, plan, first + i, QUOTH_CAS_SPAN, piece->span);
      quoth_cas_put_span (plan, piece, put_cb, self);
      quoth_json_writer_end_object (&self->json);
    }
  for (guint i = 0; i < plan->relations->len; i++)
    {
      const QuothCasRelation *relation = &g_array_index (plan->relations, QuothCasRelation, i);

      open_span (self, plan, first + n + i, QUOTH_CAS_RELATION,
                 g_array_index (plan->pieces, QuothCasPiece, relation->target).span);
      put_number (self, "@Governor", first + relation->first);
      put_number (self, "@Dependent", first + relation->target);
      quoth_cas_put_relation (plan, relation, put_cb, self);
      quoth_json_writer_end_object (&self->json);
    }
  for (guint i = 0; i < plan->sentences->len; i++)
    {
      open_span (self, plan, first + n + plan->relations->len + i, QUOTH_CAS_SENTENCE,
                 g_array_index (plan->sentences, QuothSpan, i));
      quoth_json_writer_end_object (&self->json);
    }
}

static void
declare_feature (Output     *self,
                 const char *name,
                 const char *range)
{
  quoth_json_writer_key (&self->json, name);
  quoth_json_writer_begin_object (&self->json);
  put_cb (self, "%NAME", name);
  put_cb (self, "%RANGE", range);
  quoth_json_writer_end_object (&self->json);
}

static gboolean
declare_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  declare_feature (user_data, key, "uima.cas.String");
  return FALSE;
}

/* @said: nullable: features beside @names. */
static void
declare_type (Output            *self,
              const char        *name,
              const char        *super,
              const char *const *names,
              GTree             *said)
{
  g_string_append_c (self->json.out, '\n');
  quoth_json_writer_key (&self->json, name);
  quoth_json_writer_begin_object (&self->json);
  put_cb (self, "%NAME", name);
  put_cb (self, "%SUPER_TYPE", super);
  if (strcmp (name, QUOTH_CAS_RELATION) == 0)
    {
      declare_feature (self, "Governor", QUOTH_CAS_SPAN);
      declare_feature (self, "Dependent", QUOTH_CAS_SPAN);
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    declare_feature (self, names[i], "uima.cas.String");
  if (strcmp (name, QUOTH_CAS_META) == 0)
    declare_feature (self, "isLastSegment", "uima.cas.Boolean");
  if (said != NULL)
    g_tree_foreach (said, declare_cb, self);
  quoth_json_writer_end_object (&self->json);
}

static void
declare_types (Output       *self,
               QuothCasPlan *plan)
{
  declare_type (self, QUOTH_CAS_SPAN, "uima.tcas.Annotation", quoth_cas_span_features,
                plan->writer->attributes);
  declare_type (self, QUOTH_CAS_RELATION, "uima.tcas.Annotation", quoth_cas_relation_features,
                plan->writer->said);
  if (!quoth_cas_is_for_inception (plan))
    declare_type (self, QUOTH_CAS_ARTICLE, "uima.cas.TOP", quoth_cas_article_features, NULL);
  declare_type (self, QUOTH_CAS_META, "uima.tcas.DocumentAnnotation", quoth_cas_meta_features,
                NULL);
  declare_type (self, QUOTH_CAS_SENTENCE, "uima.tcas.Annotation", NULL, NULL);
}

/* The view, which lists all. */
static void
write_views (Output *self,
             guint   end)
{
  quoth_json_writer_key (&self->json, "%VIEWS");
  quoth_json_writer_begin_object (&self->json);
  quoth_json_writer_key (&self->json, "_InitialView");
  quoth_json_writer_begin_object (&self->json);
  put_number (self, "%SOFA", SOFA_ID);
  quoth_json_writer_key (&self->json, "%MEMBERS");
  quoth_json_writer_begin_array (&self->json);
  for (guint i = META_ID; i < end; i++)
    quoth_json_writer_int (&self->json, i);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
  quoth_json_writer_end_object (&self->json);
}

/* The types stand first, but which there are shows only when the rest is written. */
static gboolean
write_document (QuothCasPlan  *plan,
                GError       **error)
{
  g_autoptr (GString) body = g_string_new (NULL);
  GString *out = plan->writer->base.out;
  Output output = { .attributes = plan->writer->attributes, .said = plan->writer->said };
  guint first = quoth_cas_is_for_inception (plan) ? META_ID + 1 : META_ID + 2;

  g_tree_remove_all (plan->writer->attributes);
  g_tree_remove_all (plan->writer->said);
  quoth_json_writer_init (&output.json, body, TRUE);
  write_head (&output, plan);
  write_spans (&output, plan, first);
  if (plan->writer->base.options.dry_run)
    return TRUE;
  g_string_truncate (out, 0);
  quoth_json_writer_init (&output.json, out, TRUE);
  quoth_json_writer_begin_object (&output.json);
  quoth_json_writer_key (&output.json, "%TYPES");
  quoth_json_writer_begin_object (&output.json);
  declare_types (&output, plan);
  quoth_json_writer_end_object (&output.json);
  g_string_append_c (out, '\n');
  quoth_json_writer_key (&output.json, "%FEATURE_STRUCTURES");
  quoth_json_writer_begin_array (&output.json);
  g_string_append_len (out, body->str, (gssize) body->len);
  quoth_json_writer_end_array (&output.json);
  g_string_append_c (out, '\n');
  write_views (&output, first + plan->pieces->len + plan->relations->len + plan->sentences->len);
  quoth_json_writer_end_object (&output.json);
  g_string_append_c (out, '\n');
  return quoth_writer_save (plan->writer, plan->view, ".json", out->str, out->len, error);
}

const QuothCasKind quoth_cas_json_kind = { write_document };
