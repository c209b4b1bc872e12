/* quoth-xml-plain.c - tells the elements of plain XML, fast
 *
 * XML 1.0 and its namespaces, as far as they are plain. The document is walked twice: once
 * to see that it is, once to tell it; the second time values are unescaped where they
 * stand, in a copy. Walking is a loop, so that depth costs no stack.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-xml-plain"

#include "config.h"

#include "quoth-xml-plain.h"

#include "quoth-xml-plain-private.h"

#include <string.h>

#define XML_URI   "http://www.w3.org/XML/1998/namespace"
#define XMLNS_URI "http://www.w3.org/2000/xmlns/"
/* Doubles are looked for pair by pair, and namespaces one by one. */
#define MAX_ATTRIBUTES 64
#define MAX_NAMESPACES 64
#define MAX_DEPTH      200
/* How many elements go by between looks at whether the user has had enough. */
#define STRIDE 1024

/* A name as it stands there, with or without a prefix. */
typedef struct
{
  char  *at;
  gsize  length;
  char  *local; /* within it */
} Name;

typedef struct
{
  Name      name;
  char     *value;
  gsize     n_value;
  gboolean  is_raw; /* it stands there as it is meant */
} Attribute;

typedef struct
{
  const char *prefix; /* not ended; NULL: of what has none */
  gsize       n_prefix;
  const char *uri;    /* ended by NUL while the document is told */
  guint       depth;  /* of the element that declares it */
} Namespace;

typedef struct
{
  Name        name;
  const char *uri;
} Element;

struct _QuothXmlPlain
{
  const char *bytes;  /* borrowed */
  char       *copy;   /* ended by NUL */
  char       *end;
  char       *p;
  gsize       n_counted; /* bytes that @line counts the lines of */
  guint       line;
  gboolean    tell;
  guint       depth;
  Element     elements[MAX_DEPTH + 1];
  guint       n_namespaces;
  Namespace   namespaces[MAX_NAMESPACES];
  guint       n_attributes;
  Attribute   attributes[MAX_ATTRIBUTES];

  /* While it is told. */
  const QuothXmlHandler *handler;
  gpointer               user_data;
  GError               **error;
};

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t';
}

static void
skip_blanks (QuothXmlPlain *self)
{
  while (is_blank (*self->p))
    self->p++;
}

static gboolean
pass (QuothXmlPlain *self,
      const char    *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

static gboolean
pass_declaration (QuothXmlPlain *self)
{
  static const char *const declarations[] = {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
    "<?xml version='1.0' encoding='UTF-8'?>", "<?xml version='1.0' encoding='utf-8'?>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>", "<?xml version=\"1.0\"?>",
  };

  if (!g_str_has_prefix (self->p, "<?"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (declarations); i++)
    if (pass (self, declarations[i]))
      return TRUE;
  return FALSE;
}

static gboolean
pass_word (QuothXmlPlain *self)
{
  if (!g_ascii_isalpha (*self->p) && *self->p != '_')
    return FALSE;
  while (g_ascii_isalnum (*self->p) || *self->p == '_' || *self->p == '-' || *self->p == '.')
    self->p++;
  return TRUE;
}

static gboolean
pass_name (QuothXmlPlain *self,
           Name          *out_name)
{
  out_name->at = out_name->local = self->p;
  if (!pass_word (self))
    return FALSE;
  if (*self->p == ':')
    {
      out_name->local = ++self->p;
      if (!pass_word (self))
        return FALSE;
    }
  out_name->length = (gsize) (self->p - out_name->at);
  return TRUE;
}

static gboolean
is_same (const Name *a,
         const Name *b)
{
  return a->length == b->length && memcmp (a->at, b->at, a->length) == 0;
}

static gsize
prefix_length (const Name *name)
{
  return name->local > name->at ? (gsize) (name->local - name->at) - 1 : 0;
}

static gboolean
is_declaration (const Name *name)
{
  return strncmp (name->at, "xmlns", 5) == 0 && (name->length == 5 || name->at[5] == ':');
}

/* Whether two attributes are one, or could be by their namespaces. */
static gboolean
has_double (QuothXmlPlain *self)
{
  for (guint i = 0; i < self->n_attributes; i++)
    for (guint k = 0; k < i; k++)
      {
        const Name *a = &self->attributes[i].name;
        const Name *b = &self->attributes[k].name;
        gsize n_a = a->length - (gsize) (a->local - a->at);
        gsize n_b = b->length - (gsize) (b->local - b->at);

        if (n_a != n_b || memcmp (a->local, b->local, n_a) != 0)
          continue;
        if (is_same (a, b) || (prefix_length (a) > 0 && prefix_length (b) > 0
                               && !is_declaration (a) && !is_declaration (b)))
          return TRUE;
      }
  return FALSE;
}

static gboolean
declare (QuothXmlPlain   *self,
         const Attribute *attribute)
{
  static const char *const reserved[] = { XML_URI, XMLNS_URI };
  const Name *name = &attribute->name;
  gboolean has_prefix = name->length > 5;
  Namespace *namespace = &self->namespaces[self->n_namespaces];

  if (self->n_namespaces == MAX_NAMESPACES || attribute->n_value == 0 || !attribute->is_raw
      || (has_prefix && strncmp (name->local, "xml", 3) == 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (attribute->n_value == strlen (reserved[i])
        && memcmp (attribute->value, reserved[i], attribute->n_value) == 0)
      return FALSE;
  *namespace = (Namespace) { has_prefix ? name->local : NULL,
                             has_prefix ? name->length - 6 : 0, attribute->value,
                             self->depth };
  if (self->tell)
    attribute->value[attribute->n_value] = '\0';
  self->n_namespaces++;
  return TRUE;
}

/* The namespace of a name; FALSE when its prefix is not declared. */
static gboolean
resolve (QuothXmlPlain  *self,
         const Name     *name,
         gboolean        is_attribute,
         const char    **out_uri)
{
  gsize n_prefix = prefix_length (name);

  *out_uri = NULL;
  if (n_prefix == 0 && is_attribute)
    return TRUE;
  if (n_prefix == 3 && memcmp (name->at, "xml", 3) == 0)
    {
      *out_uri = XML_URI;
      return TRUE;
    }
  for (guint i = self->n_namespaces; i > 0; i--)
    {
      const Namespace *namespace = &self->namespaces[i - 1];

      if (namespace->n_prefix == n_prefix
          && (n_prefix == 0 || memcmp (namespace->prefix, name->at, n_prefix) == 0))
        {
          *out_uri = namespace->uri;
          return TRUE;
        }
    }
  return n_prefix == 0;
}

static gboolean
pass_attributes (QuothXmlPlain *self)
{
  self->n_attributes = 0;
  for (;;)
    {
      Attribute *attribute = &self->attributes[self->n_attributes];
      gboolean blank = is_blank (*self->p);
      char quote;

      skip_blanks (self);
      if (*self->p == '>' || *self->p == '/')
        return self->tell || !has_double (self);
      if (!blank || self->n_attributes == MAX_ATTRIBUTES || !pass_name (self, &attribute->name)
          || *self->p++ != '=')
        return FALSE;
      quote = *self->p++;
      if ((quote != '"' && quote != '\'')
          || !quoth_xml_plain_text (&self->p, self->end, quote, self->tell, &attribute->value,
                                    &attribute->n_value))
        return FALSE;
      attribute->is_raw = attribute->value + attribute->n_value == self->p;
      self->p++;
      self->n_attributes++;
    }
}

/* Lines of the document as it came: in the copy, blanks in attributes are spaces by now. */
static guint
count_lines (QuothXmlPlain *self)
{
  const char *at = self->bytes + self->n_counted;
  const char *end = self->bytes + (self->p - self->copy);

  while (at < end && (at = memchr (at, '\n', (gsize) (end - at))) != NULL)
    {
      self->line++;
      at++;
    }
  self->n_counted = (gsize) (end - self->bytes);
  return self->line;
}

/* Behind the tag: what stands behind names is not needed any more. */
static gboolean
tell_start (QuothXmlPlain *self,
            Element       *element)
{
  QuothXmlAttribute attributes[MAX_ATTRIBUTES];
  guint n_attributes = 0;
  guint line = count_lines (self);

  for (guint i = 0; i < self->n_attributes; i++)
    {
      const Attribute *from = &self->attributes[i];
      QuothXmlAttribute *to = &attributes[n_attributes];

      if (is_declaration (&from->name))
        continue;
      *to = (QuothXmlAttribute) { .name = from->name.local, .value = from->value,
                                  .n_value = from->n_value };
      resolve (self, &from->name, TRUE, &to->uri);
      from->name.at[from->name.length] = '\0';
      n_attributes++;
    }
  element->name.at[element->name.length] = '\0';
  return self->handler->start == NULL
         || self->handler->start (self->user_data, element->uri, element->name.local, attributes,
                                  n_attributes, line, self->error);
}

static gboolean
leave (QuothXmlPlain *self)
{
  const Element *element = &self->elements[self->depth--];

  while (self->n_namespaces > 0
         && self->namespaces[self->n_namespaces - 1].depth > self->depth)
    self->n_namespaces--;
  return !self->tell || self->handler->end == NULL
         || self->handler->end (self->user_data, element->uri, element->name.local, self->error);
}

/* Namespaces of the attributes, and whether all prefixes are declared. */
static gboolean
resolve_attributes (QuothXmlPlain *self)
{
  const char *uri;

  for (guint i = 0; i < self->n_attributes; i++)
    if (is_declaration (&self->attributes[i].name) && !declare (self, &self->attributes[i]))
      return FALSE;
  for (guint i = 0; i < self->n_attributes && !self->tell; i++)
    if (!is_declaration (&self->attributes[i].name)
        && !resolve (self, &self->attributes[i].name, TRUE, &uri))
      return FALSE;
  return TRUE;
}

static gboolean
pass_start (QuothXmlPlain *self)
{
  gboolean is_empty;
  Element *element;

  if (self->depth == MAX_DEPTH)
    return FALSE;
  element = &self->elements[++self->depth];
  if (!pass_name (self, &element->name) || !pass_attributes (self) || !resolve_attributes (self)
      || !resolve (self, &element->name, FALSE, &element->uri))
    return FALSE;
  is_empty = *self->p == '/';
  return pass (self, is_empty ? "/>" : ">") && (!self->tell || tell_start (self, element))
         && (!is_empty || leave (self));
}

static gboolean
pass_end (QuothXmlPlain *self)
{
  Name name;

  if (!pass_name (self, &name))
    return FALSE;
  skip_blanks (self);
  return *self->p++ == '>' && (self->tell || is_same (&name, &self->elements[self->depth].name))
         && leave (self);
}

/* All of the document; FALSE when it is not plain, or told and the handler wants no more. */
static gboolean
walk (QuothXmlPlain *self,
      QuothProgress *progress)
{
  guint n_elements = 0;

  self->p = self->copy;
  self->n_counted = self->depth = self->n_namespaces = 0;
  self->line = 1;
  if (!pass_declaration (self))
    return FALSE;
  skip_blanks (self);
  do
    {
      char *text;
      gsize n_text;

      if (self->depth > 0)
        {
          if (!quoth_xml_plain_text (&self->p, self->end, '<', self->tell, &text, &n_text))
            return FALSE;
          if (self->tell && n_text > 0 && self->handler->text != NULL
              && !self->handler->text (self->user_data, text, n_text, self->error))
            return FALSE;
        }
      if (*self->p++ != '<')
        return FALSE;
      if (self->depth > 0 && *self->p == '/')
        {
          self->p++;
          if (!pass_end (self))
            return FALSE;
          continue;
        }
      if (++n_elements % STRIDE == 0
          && quoth_progress_set_error_if_cancelled (progress, self->error))
        return FALSE;
      if (!pass_start (self))
        return FALSE;
    }
  while (self->depth > 0);
  skip_blanks (self);
  return self->p == self->end;
}

void
quoth_xml_plain_free (QuothXmlPlain *self)
{
  g_free (self->copy);
  g_free (self);
}

/* Documented in quoth-xml-plain.h. */
QuothXmlPlain *
quoth_xml_plain_new (const char *bytes,
                     gsize       n_bytes)
{
  g_autoptr (QuothXmlPlain) self = NULL;

  if (!quoth_xml_plain_check (bytes, bytes + n_bytes))
    return NULL;
  self = g_new (QuothXmlPlain, 1);
  self->bytes = bytes;
  self->copy = g_malloc (n_bytes + 1);
  memcpy (self->copy, bytes, n_bytes);
  self->copy[n_bytes] = '\0';
  self->end = self->copy + n_bytes;
  self->tell = FALSE;
  self->error = NULL;
  return walk (self, NULL) ? g_steal_pointer (&self) : NULL;
}

/**
 * quoth_xml_plain_tell:
 * @self: a document, told once
 * @handler: is told what stands there, as by quoth_xml_scan()
 * @user_data: for @handler
 * @progress: (nullable): stops it
 * @error: return location for %G_IO_ERROR_CANCELLED or what @handler gave
 *
 * Returns: %TRUE when all of the document was told
 */
gboolean
quoth_xml_plain_tell (QuothXmlPlain          *self,
                      const QuothXmlHandler  *handler,
                      gpointer                user_data,
                      QuothProgress          *progress,
                      GError                **error)
{
  self->tell = TRUE;
  self->handler = handler;
  self->user_data = user_data;
  self->error = error;
  return walk (self, progress);
}
