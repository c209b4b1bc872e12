/* quoth-xml-scan.c - tells the elements of XML that is in memory, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-scan"

#include "config.h"

#include "quoth-xml-scan.h"

#include "quoth-format.h"

#include <expat.h>
#include <string.h>

/* Between the namespace and the name: no namespace that Expat lets pass holds it. */
#define SEPARATOR '\n'
#define MAX_ATTRIBUTES 10000
#define MAX_DEPTH      2048
/* How many elements go by between looks at whether the user has had enough. */
#define STRIDE 1024

typedef struct
{
  const QuothXmlHandler *handler;
  gpointer               user_data;
  const char            *path;
  QuothProgress         *progress;
  XML_Parser             parser;
  GArray                *attributes; /* of QuothXmlAttribute; kept for its memory */
  GStringChunk          *uris;       /* each namespace once */
  GString               *uri;        /* for looking one up */
  const char            *last_uri;   /* within @uris, nullable */
  gsize                  n_last_uri;
  guint                  n_elements;
  guint                  depth;
  GError                *error;
} Scan;

static guint
get_line (Scan *self)
{
  return (guint) XML_GetCurrentLineNumber (self->parser);
}

/* Returns: the name behind its namespace; elements in a row mostly share one. */
static const char *
split_name (Scan        *self,
            const char  *name,
            const char **out_uri)
{
  const char *end = strchr (name, SEPARATOR);
  gsize n_uri;

  *out_uri = NULL;
  if (end == NULL)
    return name;
  n_uri = (gsize) (end - name);
  if (self->last_uri == NULL || n_uri != self->n_last_uri
      || memcmp (self->last_uri, name, n_uri) != 0)
    {
      g_string_truncate (self->uri, 0);
      g_string_append_len (self->uri, name, (gssize) n_uri);
      self->last_uri = g_string_chunk_insert_const (self->uris, self->uri->str);
      self->n_last_uri = n_uri;
    }
  *out_uri = self->last_uri;
  return end + 1;
}

static void
doctype_cb (void       *data,
            const char *name,
            const char *system,
            const char *external,
            int         has_subset)
{
  Scan *self = data;

  if (self->error == NULL)
    quoth_format_refuse (&self->error, self->path, get_line (self),
                         "a document type is not taken");
  XML_StopParser (self->parser, XML_FALSE);
}

static gboolean
read_attributes (Scan        *self,
                 const char **attributes)
{
  g_array_set_size (self->attributes, 0);
  for (const char **at = attributes; at[0] != NULL; at += 2)
    {
      QuothXmlAttribute attribute = { .value = at[1], .n_value = strlen (at[1]) };

      if (self->attributes->len >= MAX_ATTRIBUTES)
        return quoth_format_refuse (&self->error, self->path, get_line (self),
                                    "an element has more than %d attributes", MAX_ATTRIBUTES);
      attribute.name = split_name (self, at[0], &attribute.uri);
      g_array_append_val (self->attributes, attribute);
    }
  return TRUE;
}

static gboolean
start (Scan        *self,
       const char  *name,
       const char **attributes)
{
  const char *uri;

  if (++self->n_elements % STRIDE == 0
      && quoth_progress_set_error_if_cancelled (self->progress, &self->error))
    return FALSE;
  if (++self->depth > MAX_DEPTH)
    return quoth_format_refuse (&self->error, self->path, get_line (self),
                                "more than %d elements in each other", MAX_DEPTH);
  if (self->handler->start == NULL)
    return TRUE;
  if (!read_attributes (self, attributes))
    return FALSE;
  name = split_name (self, name, &uri);
  return self->handler->start (self->user_data, uri, name,
                               (const QuothXmlAttribute *) self->attributes->data,
                               self->attributes->len,
                               get_line (self), &self->error);
}

static void
start_cb (void        *data,
          const char  *name,
          const char **attributes)
{
  Scan *self = data;

  if (self->error == NULL && !start (self, name, attributes))
    XML_StopParser (self->parser, XML_FALSE);
}

static void
end_cb (void       *data,
        const char *name)
{
  Scan *self = data;
  const char *uri;

  self->depth--;
  if (self->error != NULL || self->handler->end == NULL)
    return;
  name = split_name (self, name, &uri);
  if (!self->handler->end (self->user_data, uri, name, &self->error))
    XML_StopParser (self->parser, XML_FALSE);
}

static void
text_cb (void       *data,
         const char *text,
         int         n_bytes)
{
  Scan *self = data;

  if (self->error == NULL && self->handler->text != NULL
      && !self->handler->text (self->user_data, text, (gsize) n_bytes, &self->error))
    XML_StopParser (self->parser, XML_FALSE);
}

/* Expat knows UTF-8, UTF-16, ASCII and ISO 8859-1; the others of one byte a character
 * are asked of iconv. */
static int
encoding_cb (void         *data,
             const char   *name,
             XML_Encoding *encoding)
{
  GIConv converter = g_iconv_open ("UTF-8", name);

  if (converter == (GIConv) -1)
    return XML_STATUS_ERROR;
  for (int c = 0; c < 256; c++)
    {
      char byte = (char) c;
      char utf8[8] = { 0 };
      char *in = &byte, *out = utf8;
      gsize n_in = 1, n_out = sizeof utf8 - 1;

      encoding->map[c] = -1;
      if (g_iconv (converter, &in, &n_in, &out, &n_out) != (gsize) -1
          && g_utf8_strlen (utf8, out - utf8) == 1)
        encoding->map[c] = (int) g_utf8_get_char (utf8);
      g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  g_iconv_close (converter);
  return XML_STATUS_OK;
}

static gboolean
scan (Scan        *self,
      const char  *bytes,
      gsize        n_bytes,
      GError     **error)
{
  enum XML_Status status = XML_Parse (self->parser, bytes, (int) n_bytes, XML_TRUE);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return status == XML_STATUS_OK
         || quoth_format_refuse (error, self->path,
                                 get_line (self), "not well-formed XML: %s",
                                 XML_ErrorString (XML_GetErrorCode (self->parser)));
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
  gboolean ok;

  if (n_bytes == 0 || n_bytes > G_MAXINT)
    return quoth_format_refuse (error, path, 0, n_bytes == 0 ? "the file is empty"
                                                             : "the file is too large");
  self.parser = XML_ParserCreateNS (NULL, SEPARATOR);
  if (self.parser == NULL)
    return quoth_format_refuse (error, path, 0, "there is not enough memory");
  XML_SetUserData (self.parser, &self);
  XML_SetStartDoctypeDeclHandler (self.parser, doctype_cb);
  XML_SetElementHandler (self.parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (self.parser, text_cb);
  XML_SetUnknownEncodingHandler (self.parser, encoding_cb, NULL);
  self.attributes = g_array_new (FALSE, FALSE, sizeof (QuothXmlAttribute));
  self.uris = g_string_chunk_new (256);
  self.uri = g_string_new (NULL);
  ok = scan (&self, bytes, n_bytes, error);
  g_string_free (self.uri, TRUE);
  g_string_chunk_free (self.uris);
  g_array_unref (self.attributes);
  XML_ParserFree (self.parser);
  return ok;
}
