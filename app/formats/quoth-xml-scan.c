/* quoth-xml-scan.c - tells the elements of XML that is in memory, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-scan"

#include "config.h"

#include "quoth-xml-scan.h"

#include "quoth-format.h"

#include <errno.h>
#include <expat.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Between the namespace and the name: no namespace that Expat lets pass holds it. */
#define SEPARATOR '\n'
/* Expat counts bytes in an int and takes them into a buffer of twice the size. */
#define MAX_BYTES      (512 * 1024 * 1024)
#define MAX_ATTRIBUTES 10000
#define MAX_DEPTH      2048
/* Of a name with its namespace, which stands once in a file and counts for each element. */
#define MAX_NAME       2048
/* What Expat may need: a few times the file, as its values grow by doubling. Each attribute
 * with a prefix has a copy of its namespace, and one element can have any number of them. */
#define MEMORY_BASE    (32 * 1024 * 1024)
#define MEMORY_FACTOR  32
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
  gboolean               wide;       /* in an encoding of several bytes a character */
  char                  *encoding;   /* nullable: its name */
  GError                *error;
} Scan;

/* Before each block that Expat asked for; what follows is aligned for everything. */
typedef union
{
  gsize       size;
  max_align_t align;
} Block;

/* What is left for the scan of this thread; Expat tells its allocator nothing else. */
static GPrivate memory_left = G_PRIVATE_INIT (NULL);

static void *
allocate_again (void   *memory,
                size_t  size)
{
  gsize *left = g_private_get (&memory_left);
  Block *old = memory != NULL ? (Block *) memory - 1 : NULL;
  gsize n_old = old != NULL ? old->size : 0;
  Block *block;

  if (size > n_old && size - n_old > *left)
    return NULL;
  block = realloc (old, sizeof (Block) + size);
  if (block == NULL)
    return NULL;
  *left = *left + n_old - size;
  block->size = size;
  return block + 1;
}

static void *
allocate (size_t size)
{
  return allocate_again (NULL, size);
}

static void
give_back (void *memory)
{
  gsize *left = g_private_get (&memory_left);
  Block *block = memory != NULL ? (Block *) memory - 1 : NULL;

  if (block == NULL)
    return;
  *left += block->size;
  free (block);
}

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
check_name (Scan       *self,
            const char *name)
{
  return strnlen (name, MAX_NAME + 1) <= MAX_NAME
         || quoth_format_refuse (&self->error, self->path, get_line (self),
                                 "a name with its namespace is longer than %d bytes", MAX_NAME);
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
      if (!check_name (self, at[0]))
        return FALSE;
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
  if (!check_name (self, name))
    return FALSE;
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
 * are asked of iconv. In those of several it is iconv that reads, see convert(). */
static int
encoding_cb (void         *data,
             const char   *name,
             XML_Encoding *encoding)
{
  Scan *self = data;
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
      if (g_iconv (converter, &in, &n_in, &out, &n_out) == (gsize) -1)
        self->wide = self->wide || errno == EINVAL;
      else if (g_utf8_strlen (utf8, out - utf8) == 1)
        encoding->map[c] = (int) g_utf8_get_char (utf8);
      g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  g_iconv_close (converter);
  if (self->wide)
    self->encoding = g_strdup (name);
  return self->wide ? XML_STATUS_ERROR : XML_STATUS_OK;
}

static gboolean
parse (Scan        *self,
       const char  *encoding, /* nullable: what the document says */
       const char  *bytes,
       gsize        n_bytes,
       GError     **error)
{
  static const XML_Memory_Handling_Suite memory = { allocate, allocate_again, give_back };
  static const char separator[] = { SEPARATOR, '\0' };
  enum XML_Status status;

  self->parser = XML_ParserCreate_MM (encoding, &memory, separator);
  if (self->parser == NULL)
    return quoth_format_refuse (error, self->path, 0, "there is not enough memory");
  XML_SetUserData (self->parser, self);
  XML_SetStartDoctypeDeclHandler (self->parser, doctype_cb);
  XML_SetElementHandler (self->parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (self->parser, text_cb);
  XML_SetUnknownEncodingHandler (self->parser, encoding_cb, self);
  status = XML_Parse (self->parser, bytes, (int) n_bytes, XML_TRUE);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (status != XML_STATUS_OK && !self->wide)
    quoth_format_refuse (error, self->path, get_line (self),
                         XML_GetErrorCode (self->parser) == XML_ERROR_NO_MEMORY
                           ? "not readable as XML: %s" : "not well-formed XML: %s",
                         XML_ErrorString (XML_GetErrorCode (self->parser)));
  XML_ParserFree (self->parser);
  return status == XML_STATUS_OK;
}

/* Nothing was told before the encoding was known. */
static gboolean
convert (Scan        *self,
         const char  *bytes,
         gsize        n_bytes,
         GError     **error)
{
  gsize n_utf8;
  g_autofree char *utf8 = g_convert (bytes, (gssize) n_bytes, "UTF-8", self->encoding, NULL,
                                     &n_utf8, NULL);

  self->wide = FALSE;
  if (utf8 == NULL || n_utf8 > MAX_BYTES)
    return quoth_format_refuse (error, self->path, 1, "the file is not in %s, as it says",
                                self->encoding);
  return parse (self, "UTF-8", utf8, n_utf8, error);
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
  gpointer before = g_private_get (&memory_left);
  gsize left = MEMORY_BASE + MEMORY_FACTOR * n_bytes;
  gboolean ok;

  if (n_bytes == 0 || n_bytes > MAX_BYTES)
    return quoth_format_refuse (error, path, 0, n_bytes == 0 ? "the file is empty"
                                                             : "the file is too large");
  g_private_set (&memory_left, &left);
  self.attributes = g_array_new (FALSE, FALSE, sizeof (QuothXmlAttribute));
  self.uris = g_string_chunk_new (256);
  self.uri = g_string_new (NULL);
  ok = parse (&self, NULL, bytes, n_bytes, error);
  if (!ok && self.wide)
    ok = convert (&self, bytes, n_bytes, error);
  g_string_free (self.uri, TRUE);
  g_string_chunk_free (self.uris);
  g_array_unref (self.attributes);
  g_free (self.encoding);
  g_private_set (&memory_left, before);
  return ok;
}
