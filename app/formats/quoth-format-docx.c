/* quoth-format-docx.c - the text of a Word document
 *
 * ECMA-376, part 1, section 17: the paragraphs of word/document.xml, as they read when
 * all changes are accepted; title and author from docProps/core.xml. Tables give a
 * paragraph per cell, text boxes stand behind the paragraph that holds them. No entity is
 * ever resolved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-docx"

#include "config.h"

#include "quoth-archive.h"
#include "quoth-formats-private.h"

#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
#include <string.h>

#define DOCUMENT   "word/document"
#define PROPERTIES "docProps/core.xml"

typedef struct
{
  const char *path;
  GString    *text;       /* nullable: no document was there */
  char       *title;      /* nullable */
  char       *author;     /* nullable */
  guint       n_notes;    /* at the foot of the page or the end */
  guint       n_comments;
} Reader;

/* Where in a document the reader is. */
typedef struct
{
  xmlTextReader *xml;
  Reader        *reader;
  GString       *boxes;    /* text of boxes, to stand behind the paragraph */
  guint          n_boxes;  /* that are open */
  int            hidden;   /* the depth of what is passed over; -1: nothing is */
  gboolean       vanishes; /* the properties that are passed over hide their run */
  gboolean       in_text;
} Walk;

static void
reader_clear (Reader *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self->title);
  g_free (self->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Some writers number it. */
static gboolean
is_document (const char *name)
{
  const char *p = name + strlen (DOCUMENT);

  return g_str_has_prefix (name, DOCUMENT)
         && strcmp (p + strspn (p, "0123456789"), ".xml") == 0;
}

static gboolean
wants (const char *name,
       gpointer    user_data)
{
  return is_document (name) || strcmp (name, PROPERTIES) == 0;
}

/* Elements whose text is none: what was deleted, what fields compute, how it is pronounced,
 * and what repeats the picture beside it. */
static gboolean
is_hidden (const char *name)
{
  static const char *const hidden[] = { "del", "moveFrom", "instrText", "delText", "Fallback",
                                        "pPr", "rPr", "sectPr", "rt" };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (strcmp (name, hidden[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
end_paragraph (GString *text)
{
  while (text->len > 0 && (text->str[text->len - 1] == ' ' || text->str[text->len - 1] == '\t'))
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append (text, "\n\n");
}

/* What boxes held stands behind the paragraph that they are anchored in. */
static void
end_outer (Walk *self)
{
  GString *text = self->reader->text;

  end_paragraph (text);
  g_string_append_len (text, self->boxes->str, (gssize) self->boxes->len);
  g_string_truncate (self->boxes, 0);
}

static void
end_element (Walk       *self,
             const char *name)
{
  if (strcmp (name, "t") == 0)
    self->in_text = FALSE;
  else if (strcmp (name, "p") == 0 && self->n_boxes > 0)
    end_paragraph (self->boxes);
  else if (strcmp (name, "p") == 0)
    end_outer (self);
  else if (strcmp (name, "txbxContent") == 0 && self->n_boxes > 0)
    self->n_boxes--;
}

/* Elements that stand for characters, and what is beside the text. */
static void
take_element (Walk       *self,
              const char *name)
{
  GString *text = self->n_boxes > 0 ? self->boxes : self->reader->text;

  if (strcmp (name, "tab") == 0)
    g_string_append_c (text, '\t');
  else if (strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
    g_string_append_c (text, '\n');
  else if (strcmp (name, "noBreakHyphen") == 0)
    g_string_append (text, "\xe2\x80\x91");
  else if (strcmp (name, "softHyphen") == 0)
    g_string_append (text, "\xc2\xad");
  else if (strcmp (name, "footnoteReference") == 0 || strcmp (name, "endnoteReference") == 0)
    self->reader->n_notes++;
  else if (strcmp (name, "commentReference") == 0)
    self->reader->n_comments++;
}

static void
start_element (Walk       *self,
               const char *name)
{
  gboolean is_empty = xmlTextReaderIsEmptyElement (self->xml);

  if (is_hidden (name))
    {
      self->hidden = is_empty ? -1 : xmlTextReaderDepth (self->xml);
      self->vanishes = FALSE;
    }
  else if (strcmp (name, "t") == 0)
    self->in_text = !is_empty;
  else if (strcmp (name, "txbxContent") == 0)
    self->n_boxes += !is_empty;
  else if (is_empty && strcmp (name, "p") == 0)
    end_element (self, name);
  else
    take_element (self, name);
}

/* Hidden text is that of a run whose properties say so; those of a paragraph are of its mark. */
static void
pass_over (Walk       *self,
           const char *name,
           int         type)
{
  int depth = xmlTextReaderDepth (self->xml);

  if (type == XML_READER_TYPE_ELEMENT && strcmp (name, "vanish") == 0
      && depth == self->hidden + 1)
    {
      const xmlChar *uri = xmlTextReaderConstNamespaceUri (self->xml);
      xmlChar *value = xmlTextReaderGetAttributeNs (self->xml, (const xmlChar *) "val", uri);

      self->vanishes = value == NULL || strchr ("0fo", *(const char *) value) == NULL
                       || strcmp ((const char *) value, "on") == 0;
      xmlFree (value);
    }
  if (type != XML_READER_TYPE_END_ELEMENT || depth != self->hidden)
    return;
  self->hidden = self->vanishes && strcmp (name, "rPr") == 0 ? depth - 1 : -1;
  self->vanishes = FALSE;
}

static void
take_node (Walk *self)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (self->xml);
  int type = xmlTextReaderNodeType (self->xml);

  if (self->hidden >= 0)
    {
      pass_over (self, name, type);
      return;
    }
  switch (type)
    {
    case XML_READER_TYPE_ELEMENT:
      start_element (self, name);
      break;
    case XML_READER_TYPE_END_ELEMENT:
      end_element (self, name);
      break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_CDATA:
      if (self->in_text)
        g_string_append (self->n_boxes > 0 ? self->boxes : self->reader->text,
                         (const char *) xmlTextReaderConstValue (self->xml));
      break;
    default:
      break;
    }
}

static xmlTextReader *
open_xml (const char *bytes,
          gsize       n_bytes)
{
  return xmlReaderForMemory (bytes, (int) MIN (n_bytes, G_MAXINT), NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

static gboolean
read_document (Reader      *self,
               const char  *bytes,
               gsize        n_bytes,
               GError     **error)
{
  xmlTextReader *xml = open_xml (bytes, n_bytes);
  Walk walk = { .xml = xml, .reader = self, .boxes = g_string_new (NULL), .hidden = -1 };
  gboolean declared = FALSE;
  int status;

  self->text = g_string_new (NULL);
  while (!declared && (status = xmlTextReaderRead (xml)) == 1)
    {
      /* What an entity stands for would be missing from the text. */
      declared = xmlTextReaderNodeType (xml) == XML_READER_TYPE_DOCUMENT_TYPE;
      take_node (&walk);
    }
  end_outer (&walk);
  g_string_free (walk.boxes, TRUE);
  if (declared)
    quoth_format_refuse (error, self->path, 0, DOCUMENT ".xml: declares a document type, as no Word"
                         " document does");
  else if (status != 0)
    quoth_format_refuse (error, self->path, 0, DOCUMENT ".xml: no well-formed XML at line %d",
                         xmlTextReaderGetParserLineNumber (xml));
  xmlFreeTextReader (xml);
  return !declared && status == 0;
}

/* Title and author; properties that cannot be read are none. */
static void
read_properties (Reader     *self,
                 const char *bytes,
                 gsize       n_bytes)
{
  xmlTextReader *xml = open_xml (bytes, n_bytes);
  char **wanted = NULL;

  while (xmlTextReaderRead (xml) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (xml);

      if (xmlTextReaderNodeType (xml) == XML_READER_TYPE_ELEMENT)
        wanted = strcmp (name, "title") == 0 ? &self->title
                 : strcmp (name, "creator") == 0 ? &self->author : NULL;
      else if (xmlTextReaderNodeType (xml) == XML_READER_TYPE_TEXT && wanted != NULL
               && *wanted == NULL)
        *wanted = g_strstrip (g_strdup ((const char *) xmlTextReaderConstValue (xml)));
      else if (xmlTextReaderNodeType (xml) == XML_READER_TYPE_END_ELEMENT)
        wanted = NULL;
    }
  xmlFreeTextReader (xml);
}

static gboolean
member_cb (const char  *name,
           const char  *bytes,
           gsize        n_bytes,
           gpointer     user_data,
           GError     **error)
{
  Reader *self = user_data;

  if (!is_document (name))
    read_properties (self, bytes, n_bytes);
  else if (self->text == NULL)
    return read_document (self, bytes, n_bytes, error);
  return TRUE;
}

static char *
name_of (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_filename_display_name (base);
}

static void
tell (Reader          *self,
      const QuothSink *sink,
      guint            n,
      const char      *what)
{
  g_autofree char *message = g_strdup_printf ("%u %s: left out", n, what);

  if (n > 0)
    sink->notice (sink->user_data, self->path, 0, message);
}

static gboolean
deliver (Reader           *self,
         const QuothSink  *sink,
         GError          **error)
{
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autofree char *name = NULL;

  tell (self, sink, self->n_notes, "notes at the foot of a page or the end");
  tell (self, sink, self->n_comments, "comments");
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == '\n')
    g_string_truncate (self->text, self->text->len - 1);
  text = quoth_text_new (self->text->str, (gssize) self->text->len, error);
  if (text == NULL)
    return FALSE;
  name = self->title != NULL && *self->title != '\0' ? g_strdup (self->title)
                                                     : name_of (self->path);
  article = quoth_article_new (name, text);
  if (self->author != NULL && *self->author != '\0')
    quoth_article_take_metadata (article,
                                 quoth_attributes_with_string (NULL, "author", self->author));
  data = quoth_article_data_new (article, text);
  return sink->article (sink->user_data, data, error);
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (Reader) self = { .path = path };

  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_archive_foreach (path, wants, member_cb, &self, error))
    return FALSE;
  if (self.text == NULL)
    return quoth_format_refuse (error, path, 0, "no Word document: " DOCUMENT ".xml is missing");
  return deliver (&self, sink, error);
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL || n_head < 4 || memcmp (head, "PK\3\4", 4) != 0)
    return 0;
  return g_str_has_suffix (path, ".docx") ? 90 : 0;
}

static const char *const extensions[] = { "docx", NULL };

const QuothFormat quoth_format_docx = {
  .name = "docx",
  .title = N_("Word document"),
  .description = N_("The text of each document, without what makes it look nice"),
  .extensions = extensions,
  .plain = TRUE,
  .probe = probe,
  .read = read_unit,
};
