/* quoth-cas-xmi-write.c - [LAYER/]DOC.xmi, and TypeSystem.xml above them
 *
 * UIMA references, "XMI CAS Serialization Reference". The text stands in an attribute, so
 * that its line ends and tabs are written as references; a character that XML 1.0 cannot
 * hold becomes one U+FFFD, which leaves the offsets alone, and is named as lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-xmi-private.h"

#include <string.h>

#define SOFA_ID 1
#define META_ID 2

#define TYPE_URI "http:///de/tudarmstadt/ukp/dkpro/core/api/"

typedef struct
{
  GString *out;
  guint    n_replaced; /* characters that XML cannot hold */
} Output;

/* The types are those of the scheme, and what else turns up. */
gboolean
quoth_cas_xmi_start (gpointer   writer,
                     GError   **error)
{
  QuothCasWriter *self = writer;
  QuothScheme *scheme = self->base.options.scheme;

  if (!quoth_cas_writer_start (self, error))
    return FALSE;
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      for (guint k = 0; attribute->types != NULL && attribute->types[k] != NULL; k++)
        if (strcmp (attribute->types[k], "article") != 0)
          {
            g_tree_insert (self->attributes, quoth_cas_name_to_feature (attribute->id), NULL);
            break;
          }
    }
  return TRUE;
}

/* Whether a byte may be copied as it is: ASCII without what XML or its readers change. */
static inline gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' && c < 0x7f;
}

static void
append_char (Output   *self,
             gunichar  c)
{
  switch (c)
    {
    case '&':
      g_string_append (self->out, "&amp;");
      break;
    case '<':
      g_string_append (self->out, "&lt;");
      break;
    case '>':
      g_string_append (self->out, "&gt;");
      break;
    case '"':
      g_string_append (self->out, "&quot;");
      break;
    default:
      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        {
          g_string_append (self->out, "\xef\xbf\xbd");
          self->n_replaced++;
        }
      /* Controls, and what some take for a line end. */
      else if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029)
        g_string_append_printf (self->out, "&#%u;", c);
      else
        g_string_append_unichar (self->out, c);
    }
}

static void
append_value (Output     *self,
              const char *value,
              gsize       n_bytes)
{
  const char *end = value + n_bytes;

  while (value < end)
    {
      const char *run = value;

      while (value < end && is_plain ((guchar) *value))
        value++;
      g_string_append_len (self->out, run, value - run);
      if (value == end)
        break;
      append_char (self, g_utf8_get_char (value));
      value = g_utf8_next_char (value);
    }
}

static void
put_cb (gpointer    user_data,
        const char *feature,
        const char *value)
{
  Output *self = user_data;

  g_string_append_printf (self->out, " %s=\"", feature);
  append_value (self, value, strlen (value));
  g_string_append_c (self->out, '"');
}

static void
tell_replaced (QuothCasPlan *plan,
               Output       *output,
               const char   *id,
               const char   *what)
{
  g_autofree char *reason = NULL;

  if (output->n_replaced > 0)
    {
      reason = g_strdup_printf ("%u characters of %s that XML cannot hold became U+FFFD",
                                output->n_replaced, what);
      quoth_writer_lose (plan->writer, id, reason);
    }
  output->n_replaced = 0;
}

static void
open_span (QuothCasPlan *plan,
           Output       *output,
           const char   *element,
           guint         id,
           QuothSpan     span)
{
  QuothText *text = plan->data->text;

  g_string_append_printf (output->out,
                          "<%s xmi:id=\"%u\" sofa=\"%d\" begin=\"%u\" end=\"%u\"", element, id,
                          SOFA_ID, quoth_text_to_utf16 (text, span.start),
                          quoth_text_to_utf16 (text, span.end));
}

static void
write_meta (QuothCasPlan *plan,
            Output       *output)
{
  QuothArticle *article = plan->data->article;
  const QuothSpan all = { 0, quoth_text_get_length (plan->data->text) };

  open_span (plan, output, "metadata:DocumentMetaData", META_ID, all);
  put_cb (output, "language", article->language != NULL ? article->language : "x-unspecified");
  put_cb (output, "documentTitle", article->name);
  put_cb (output, "documentId", article->id);
  g_string_append (output->out, " isLastSegment=\"false\"/>\n");
  if (quoth_cas_is_for_inception (plan))
    return;
  g_string_append_printf (output->out, "<quoth:Article xmi:id=\"%u\"", META_ID + 1);
  quoth_cas_put_article (plan, put_cb, output);
  g_string_append (output->out, "/>\n");
}

static void
write_spans (QuothCasPlan *plan,
             Output       *output,
             guint         first)
{
  guint n = plan->pieces->len;

  for (guint i = 0; i < n; i++)
    {
      const QuothCasPiece *piece = &g_array_index (plan->pieces, QuothCasPiece, i);

      open_span (plan, output, "quoth:Span", first + i, piece->span);
      quoth_cas_put_span (plan, piece, put_cb, output);
      g_string_append (output->out, "/>\n");
      if (piece->first)
        tell_replaced (plan, output, piece->annotation->id, "what is said of it");
      output->n_replaced = 0;
    }
  for (guint i = 0; i < plan->relations->len; i++)
    {
      const QuothCasRelation *relation = &g_array_index (plan->relations, QuothCasRelation, i);

      open_span (plan, output, "quoth:Relation", first + n + i,
                 g_array_index (plan->pieces, QuothCasPiece, relation->target).span);
      g_string_append_printf (output->out, " Governor=\"%u\" Dependent=\"%u\"",
                              first + relation->first, first + relation->target);
      quoth_cas_put_relation (plan, relation, put_cb, output);
      g_string_append (output->out, "/>\n");
      tell_replaced (plan, output, relation->from->id, "its links");
    }
  for (guint i = 0; i < plan->sentences->len; i++)
    {
      open_span (plan, output, "segmentation:Sentence", first + n + plan->relations->len + i,
                 g_array_index (plan->sentences, QuothSpan, i));
      g_string_append (output->out, "/>\n");
    }
}

static gboolean
write_document (QuothCasPlan  *plan,
                GError       **error)
{
  Output output = { plan->writer->base.out };
  guint first = quoth_cas_is_for_inception (plan) ? META_ID + 1 : META_ID + 2;
  guint end = first + plan->pieces->len + plan->relations->len + plan->sentences->len;

  g_string_assign (output.out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\""
                   " xmlns:cas=\"http:///uima/cas.ecore\" xmlns:quoth=\"http:///quoth.ecore\""
                   " xmlns:metadata=\"" TYPE_URI "metadata/type.ecore\""
                   " xmlns:segmentation=\"" TYPE_URI "segmentation/type.ecore\""
                   " xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
  write_meta (plan, &output);
  tell_replaced (plan, &output, plan->data->article->id, "what is said of the article");
  write_spans (plan, &output, first);
  g_string_append_printf (output.out, "<cas:Sofa xmi:id=\"%d\" sofaNum=\"1\" "
                          "sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"", SOFA_ID);
  append_value (&output, quoth_text_get_utf8 (plan->data->text),
                quoth_text_get_n_bytes (plan->data->text));
  tell_replaced (plan, &output, plan->data->article->id, "the text");
  g_string_append_printf (output.out, "\"/>\n<cas:View sofa=\"%d\" members=\"%d", SOFA_ID,
                          META_ID);
  for (guint i = META_ID + 1; i < end; i++)
    g_string_append_printf (output.out, " %u", i);
  g_string_append (output.out, "\"/>\n</xmi:XMI>\n");
  return quoth_writer_save (plan->writer, plan->view, ".xmi", output.out->str, output.out->len,
                            error);
}

const QuothCasKind quoth_cas_xmi_kind = { write_document };

static void
declare_feature (GString    *out,
                 const char *name,
                 const char *range)
{
  g_string_append_printf (out, "<featureDescription><name>%s</name><description/>"
                          "<rangeTypeName>%s</rangeTypeName></featureDescription>\n", name, range);
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
declare_type (GString           *out,
              const char        *name,
              const char        *super,
              const char *const *names,
              GTree             *said)
{
  g_string_append_printf (out, "<typeDescription><name>%s</name><description/>"
                          "<supertypeName>%s</supertypeName><features>\n", name, super);
  if (strcmp (name, QUOTH_CAS_RELATION) == 0)
    {
      declare_feature (out, "Governor", QUOTH_CAS_SPAN);
      declare_feature (out, "Dependent", QUOTH_CAS_SPAN);
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    declare_feature (out, names[i], "uima.cas.String");
  if (strcmp (name, QUOTH_CAS_META) == 0)
    declare_feature (out, "isLastSegment", "uima.cas.Boolean");
  if (said != NULL)
    g_tree_foreach (said, declare_cb, out);
  g_string_append (out, "</features></typeDescription>\n");
}

static gboolean
write_types (QuothCasWriter  *self,
             GError         **error)
{
  g_autofree char *path = g_build_filename (self->base.options.path, QUOTH_CAS_TYPE_SYSTEM, NULL);
  GString *out = self->base.out;

  g_string_assign (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n"
                   "<name>Quoth</name><description/><version>1.0</version><vendor/>\n<types>\n");
  declare_type (out, QUOTH_CAS_SPAN, "uima.tcas.Annotation", quoth_cas_span_features,
                self->attributes);
  declare_type (out, QUOTH_CAS_RELATION, "uima.tcas.Annotation", quoth_cas_relation_features,
                self->said);
  if (!(self->base.options.flags & QUOTH_WRITE_INCEPTION))
    declare_type (out, QUOTH_CAS_ARTICLE, "uima.cas.TOP", quoth_cas_article_features, NULL);
  declare_type (out, QUOTH_CAS_META, "uima.tcas.DocumentAnnotation", quoth_cas_meta_features,
                NULL);
  declare_type (out, QUOTH_CAS_SENTENCE, "uima.tcas.Annotation", NULL, NULL);
  g_string_append (out, "</types>\n</typeSystemDescription>\n");
  return quoth_format_save (path, out->str, out->len, error);
}

gboolean
quoth_cas_xmi_end (gpointer   writer,
                   GError   **error)
{
  QuothCasWriter *self = writer;

  return self->base.options.dry_run || write_types (self, error);
}
