/* quoth-xml-scan.c - tells the elements of XML that is in memory, one after the other
 *
 * libxml2 reads; its SAX2 interface builds nothing. Three of its lists are searched from end
 * to end, so that a hostile file could keep it busy for hours where nobody can stop it: the
 * attributes of an element, which are counted beforehand, the open namespaces, and the names
 * of a bucket of its dictionary, which has no more than some thousands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-scan"

#include "config.h"

#include "quoth-xml-scan.h"

#include "quoth-encoding.h"
#include "quoth-format.h"

#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_ATTRIBUTES 10000
/* As libxml2 counts, which is twice for each before version 2.12. */
#define MAX_NAMESPACES 2000
#define MAX_NAMES      100000
#define MAX_DEPTH      2048
/* Of a name with its namespace, which stands once in a file and counts for each element. */
#define MAX_NAME       2048
/* How many elements go by between looks at whether the user has had enough. */
#define STRIDE 1024
/* Where what tells the encoding ends at the latest. */
#define MAX_DECLARATION 256
/* Of libxml2's array of attributes: name, prefix, namespace, value, and its end. */
#define N_FIELDS 5

#if LIBXML_VERSION >= 21200
typedef const xmlError FoundError;
#else
typedef xmlError FoundError;
#endif

typedef struct
{
  const QuothXmlHandler *handler;
  gpointer               user_data;
  const char            *path;
  QuothProgress         *progress;
  xmlParserCtxt         *context;
  GArray                *attributes; /* of QuothXmlAttribute; kept for its memory */
  const char            *last_uri;   /* nullable; libxml2 keeps each but once */
  gsize                  n_last_uri;
  guint                  n_elements;
  guint                  depth;
  GError                *error;
} Scan;

static guint
get_line (Scan *self)
{
  return (guint) xmlSAX2GetLineNumber (self->context);
}

static void
doctype_cb (void          *data,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system)
{
  Scan *self = data;

  if (self->error == NULL)
    quoth_format_refuse (&self->error, self->path, get_line (self),
                         "a document type is not taken");
  xmlStopParser (self->context);
}

static gboolean
check_name (Scan       *self,
            const char *uri,
            const char *name)
{
  if (uri != self->last_uri)
    {
      self->last_uri = uri;
      self->n_last_uri = uri != NULL ? strlen (uri) : 0;
    }
  return self->n_last_uri + strnlen (name, MAX_NAME + 1) <= MAX_NAME
         || quoth_format_refuse (&self->error, self->path, get_line (self),
                                 "a name with its namespace is longer than %d bytes", MAX_NAME);
}

static gboolean
read_attributes (Scan           *self,
                 const xmlChar **fields,
                 guint           n_attributes)
{
  g_array_set_size (self->attributes, n_attributes);
  for (guint i = 0; i < n_attributes; i++, fields += N_FIELDS)
    {
      QuothXmlAttribute *attribute = &g_array_index (self->attributes, QuothXmlAttribute, i);

      attribute->name = (const char *) fields[0];
      attribute->uri = (const char *) fields[2];
      attribute->value = (const char *) fields[3];
      attribute->n_value = (gsize) (fields[4] - fields[3]);
      if (!check_name (self, attribute->uri, attribute->name))
        return FALSE;
    }
  return TRUE;
}

static gboolean
start (Scan           *self,
       const char     *uri,
       const char     *name,
       const xmlChar **fields,
       guint           n_attributes)
{
  if (++self->n_elements % STRIDE == 0
      && quoth_progress_set_error_if_cancelled (self->progress, &self->error))
    return FALSE;
  if (++self->depth > MAX_DEPTH)
    return quoth_format_refuse (&self->error, self->path, get_line (self),
                                "more than %d elements in each other", MAX_DEPTH);
  if (self->context->nsNr > MAX_NAMESPACES)
    return quoth_format_refuse (&self->error, self->path, get_line (self),
                                "too many namespaces at once");
  if (xmlDictSize (self->context->dict) > MAX_NAMES)
    return quoth_format_refuse (&self->error, self->path, get_line (self),
                                "more than %d different names", MAX_NAMES);
  if (!check_name (self, uri, name))
    return FALSE;
  if (self->handler->start == NULL)
    return TRUE;
  if (!read_attributes (self, fields, n_attributes))
    return FALSE;
  return self->handler->start (self->user_data, uri, name,
                               (const QuothXmlAttribute *) self->attributes->data, n_attributes,
                               get_line (self), &self->error);
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
          const xmlChar **fields)
{
  Scan *self = data;

  if (self->error == NULL
      && !start (self, (const char *) uri, (const char *) name, fields, (guint) n_attributes))
    xmlStopParser (self->context);
}

static void
end_cb (void          *data,
        const xmlChar *name,
        const xmlChar *prefix,
        const xmlChar *uri)
{
  Scan *self = data;

  self->depth--;
  if (self->error == NULL && self->handler->end != NULL
      && !self->handler->end (self->user_data, (const char *) uri, (const char *) name,
                              &self->error))
    xmlStopParser (self->context);
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
    xmlStopParser (self->context);
}

/* The parser is not stopped: who reports an error may go on with what that frees. Nothing is
 * told any more, and most errors end the parsing anyhow. */
static void
error_cb (void       *data,
          FoundError *found)
{
  Scan *self = data;
  g_autofree char *message = NULL;

  /* A namespace is a name, whether or not an address could be written so. */
  if (found->level < XML_ERR_ERROR || found->code == XML_WAR_NS_URI || self->error != NULL)
    return;
  message = g_strchomp (g_strdup (found->message != NULL ? found->message : "unknown"));
  quoth_format_refuse (&self->error, self->path, get_line (self), "not well-formed XML: %s",
                       message);
}

/* How many values the tag from @p to @end has at most. */
static guint
count_values (const char *p,
              const char *end)
{
  guint n = 0;

  while (p < end && *p != '>')
    {
      if (*p == '"' || *p == '\'')
        {
          n++;
          p = memchr (p + 1, *p, (gsize) (end - p - 1));
          if (p == NULL)
            break;
        }
      p++;
    }
  return n;
}

/* Between two "<" there is no more than one tag, as no value may hold one. Comments and the
 * like may hold what looks like a tag: then more is refused than must be, but nothing that
 * somebody writes. */
static gboolean
check_attributes (const char  *path,
                  const char  *bytes,
                  gsize        n_bytes,
                  GError     **error)
{
  const char *end = bytes + n_bytes;
  const char *p = memchr (bytes, '<', n_bytes);

  while (p != NULL)
    {
      const char *next = memchr (p + 1, '<', (gsize) (end - p - 1));

      if (count_values (p + 1, next != NULL ? next : end) > MAX_ATTRIBUTES)
        return quoth_format_refuse (error, path, 0, "an element has more than %d attributes",
                                    MAX_ATTRIBUTES);
      p = next;
    }
  return TRUE;
}

/* What the declaration says; XML is in UTF-8 when it says nothing (XML 1.0, 4.3.3). */
static char *
dup_encoding (const char *bytes,
              gsize       n_bytes)
{
  static const char start[] = "<?xml ";
  const char *end = n_bytes >= strlen (start) && memcmp (bytes, start, strlen (start)) == 0
                    ? g_strstr_len (bytes, (gssize) MIN (n_bytes, MAX_DECLARATION), "?>") : NULL;
  const char *name = end != NULL ? g_strstr_len (bytes, end - bytes, "encoding") : NULL;
  const char *mark;

  for (name = name != NULL ? name + strlen ("encoding") : end;
       name < end && *name != '"' && *name != '\'';)
    name++;
  mark = name < end ? memchr (name + 1, *name, (gsize) (end - name - 1)) : NULL;
  if (mark != NULL)
    return g_strndup (name + 1, (gsize) (mark - name - 1));
  if (n_bytes > 1 && (bytes[0] == '\0' || bytes[1] == '\0'))
    return g_strdup (bytes[0] == '\0' ? "UTF-16BE" : "UTF-16LE");
  return g_strdup ("UTF-8");
}

/* Everything is counted in UTF-8: there are encodings in which any byte may be part of
 * anything. Returns: what @bytes are in UTF-8, NULL when they are that already. */
static gboolean
decode (const char  *path,
        const char  *bytes,
        gsize        n_bytes,
        char       **out_utf8,
        gsize       *out_n_bytes,
        GError     **error)
{
  g_autofree char *encoding = NULL;
  g_autoptr (GError) local_error = NULL;

  if (g_utf8_validate_len (bytes, n_bytes, NULL))
    return TRUE;
  encoding = dup_encoding (bytes, n_bytes);
  *out_utf8 = quoth_encoding_to_utf8 (bytes, n_bytes, encoding, NULL, out_n_bytes, &local_error);
  return *out_utf8 != NULL
         || quoth_format_refuse (error, path, 1, "%s", local_error->message);
}

static gboolean
scan (Scan    *self,
      GError **error)
{
  const xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = doctype_cb,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
    .serror = error_cb,
  };
  xmlStructuredErrorFunc before = xmlStructuredError;
  void *data_before = xmlStructuredErrorContext;

  *self->context->sax = sax;
  self->context->userData = self;
  /* Huge is what libxml2 calls a text of more than 10 MB. What that guards from without it
   * are entities, of which there are none here, and depth, which is counted above. Those of
   * XML itself stand in attributes as they were written if they are not asked for. */
  xmlCtxtUseOptions (self->context, XML_PARSE_HUGE | XML_PARSE_NOENT | XML_PARSE_NONET
                                      | XML_PARSE_IGNORE_ENC);
  /* Of this thread only: errors of encodings know of no context. */
  xmlSetStructuredErrorFunc (self, error_cb);
  xmlParseDocument (self->context);
  xmlSetStructuredErrorFunc (data_before, before);
  if (self->error == NULL && !self->context->wellFormed)
    quoth_format_refuse (&self->error, self->path, get_line (self), "not well-formed XML");
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
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
  g_autofree char *utf8 = NULL;
  gboolean ok;

  if (n_bytes == 0 || n_bytes > G_MAXINT)
    return quoth_format_refuse (error, path, 0, n_bytes == 0 ? "the file is empty"
                                                             : "the file is too large");
  if (!decode (path, bytes, n_bytes, &utf8, &n_bytes, error))
    return FALSE;
  bytes = utf8 != NULL ? utf8 : bytes;
  if (n_bytes > G_MAXINT)
    return quoth_format_refuse (error, path, 0, "the file is too large");
  if (!check_attributes (path, bytes, n_bytes, error))
    return FALSE;
  self.context = xmlCreateMemoryParserCtxt (bytes, (int) n_bytes);
  if (self.context == NULL)
    return quoth_format_refuse (error, path, 0, "there is not enough memory");
  self.attributes = g_array_new (FALSE, FALSE, sizeof (QuothXmlAttribute));
  ok = scan (&self, error);
  g_array_unref (self.attributes);
  xmlFreeParserCtxt (self.context);
  return ok;
}
