/* quoth-xml-scan.c - tells the elements of XML that is in memory, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-scan"

#include "config.h"

#include "quoth-xml-scan.h"

#include "quoth-format.h"
#include "quoth-xml-plain.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* Looking for doubles costs libxml2 the square of what an element has. */
#define MAX_ATTRIBUTES 10000
/* How many elements go by between looks at whether the user has had enough. */
#define STRIDE 1024

typedef struct
{
  const QuothXmlHandler *handler;
  gpointer               user_data;
  const char            *path;
  QuothProgress         *progress;
  xmlParserCtxt         *context;
  GArray                *attributes; /* of QuothXmlAttribute; kept for its memory */
  guint                  n_elements;
  GError                *error;
} Scan;

static void
stop (Scan *self)
{
  xmlStopParser (self->context);
}

static void
doctype_cb (void          *data,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system)
{
  Scan *self = data;

  if (self->error == NULL)
    quoth_format_refuse (&self->error, self->path, (guint) xmlSAX2GetLineNumber (self->context),
                         "a document type is not taken");
  stop (self);
}

static void
start_cb (void           *data,
          const xmlChar  *name,
          const xmlChar  *prefix,
          const xmlChar  *uri,
          int             n_namespaces,
          const xmlChar **namespaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **attributes)
{
  Scan *self = data;

  if (self->error != NULL)
    return;
  g_array_set_size (self->attributes, 0);
  for (int i = 0; i < n_attributes; i++)
    {
      const xmlChar **at = attributes + 5 * i;
      QuothXmlAttribute attribute = { (const char *) at[0], (const char *) at[2],
                                      (const char *) at[3], (gsize) (at[4] - at[3]) };

      g_array_append_val (self->attributes, attribute);
    }
  if (++self->n_elements % STRIDE == 0
      && quoth_progress_set_error_if_cancelled (self->progress, &self->error))
    stop (self);
  else if (self->handler->start != NULL
           && !self->handler->start (self->user_data, (const char *) uri, (const char *) name,
                                     (const QuothXmlAttribute *) self->attributes->data,
                                     self->attributes->len,
                                     (guint) xmlSAX2GetLineNumber (self->context), &self->error))
    stop (self);
}

static void
end_cb (void          *data,
        const xmlChar *name,
        const xmlChar *prefix,
        const xmlChar *uri)
{
  Scan *self = data;

  if (self->error == NULL && self->handler->end != NULL
      && !self->handler->end (self->user_data, (const char *) uri, (const char *) name,
                              &self->error))
    stop (self);
}

static void
text_cb (void          *data,
         const xmlChar *text,
         int            n_bytes)
{
  Scan *self = data;

  if (self->error == NULL && self->handler->text != NULL
      && !self->handler->text (self->user_data, (const char *) text, (gsize) n_bytes,
                               &self->error))
    stop (self);
}

static gboolean
has_too_many_attributes (const char *bytes,
                         gsize       n_bytes)
{
  const char *end = bytes + n_bytes;

  for (const char *p = bytes, *next; p < end; p = next)
    {
      guint n = 0;

      next = memchr (p + 1, '<', (gsize) (end - p - 1));
      if (next == NULL)
        next = end;
      while ((p = memchr (p, '=', (gsize) (next - p))) != NULL)
        if (++p < next && (*p == '"' || *p == '\'') && ++n > MAX_ATTRIBUTES)
          return TRUE;
    }
  return FALSE;
}

static gboolean
finish (Scan    *self,
        GError **error)
{
  const xmlError *found = xmlCtxtGetLastError (self->context);
  g_autofree char *reason = NULL;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (self->context->wellFormed)
    return TRUE;
  reason = g_utf8_make_valid (found != NULL && found->message != NULL ? found->message
                                                                      : "no document", -1);
  return quoth_format_refuse (error, self->path, found != NULL ? (guint) MAX (found->line, 0) : 0,
                              "not well-formed XML: %s", g_strstrip (reason));
}

/**
 * quoth_xml_scan:
 * @handler: is told what stands there
 * @user_data: for @handler
 * @path: the file, for messages
 * @bytes: its content
 * @n_bytes: how much
 * @progress: (nullable): stops the scan
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED, %G_IO_ERROR_CANCELLED, or what
 *   @handler gave
 *
 * Returns: %TRUE when the whole document was well-formed and told
 */
gboolean
quoth_xml_scan (const QuothXmlHandler  *handler,
                gpointer                user_data,
                const char             *path,
                const char             *bytes,
                gsize                   n_bytes,
                QuothProgress          *progress,
                GError                **error)
{
  Scan self = { .handler = handler, .user_data = user_data, .path = path, .progress = progress };
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = doctype_cb,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
  };
  g_autoptr (QuothXmlPlain) plain = NULL;
  gboolean ok;

  if (n_bytes == 0 || n_bytes > G_MAXINT - 1)
    return quoth_format_refuse (error, path, 0, n_bytes == 0 ? "the file is empty"
                                                             : "the file is too large");
  if (has_too_many_attributes (bytes, n_bytes))
    return quoth_format_refuse (error, path, 0, "an element has more than %d attributes",
                                MAX_ATTRIBUTES);
  plain = quoth_xml_plain_new (bytes, n_bytes);
  if (plain != NULL)
    return quoth_xml_plain_tell (plain, handler, user_data, progress, error);
  self.context = xmlCreateMemoryParserCtxt (bytes, (int) n_bytes);
  if (self.context == NULL)
    return quoth_format_refuse (error, path, 0, "there is not enough memory");
  *self.context->sax = sax;
  self.context->userData = &self;
  /* Texts stand in attributes, which are limited to 10 MB otherwise; what that limit is
   * for, entities, cannot be declared. NOENT concerns the five of XML alone, too: without
   * it, libxml2 leaves "&#38;" in attributes. */
  xmlCtxtUseOptions (self.context, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
  self.attributes = g_array_new (FALSE, FALSE, sizeof (QuothXmlAttribute));
  xmlParseDocument (self.context);
  ok = finish (&self, error);
  g_array_unref (self.attributes);
  g_clear_error (&self.error);
  xmlFreeDoc (self.context->myDoc);
  self.context->myDoc = NULL;
  xmlFreeParserCtxt (self.context);
  return ok;
}
