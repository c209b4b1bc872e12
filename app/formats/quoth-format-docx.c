/* quoth-format-docx.c - the text of a Word document
 *
 * ECMA-376, part 1, section 17: the paragraphs of word/document.xml, as they read when
 * all changes are accepted; title and author from docProps/core.xml. Tables give a
 * paragraph per cell. No entity is ever resolved.
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

#define DOCUMENT   "word/document.xml"
#define PROPERTIES "docProps/core.xml"

typedef struct
{
  const char *path;
  GString    *text;   /* nullable: no document was there */
  char       *title;  /* nullable */
  char       *author; /* nullable */
} Reader;

static void
reader_clear (Reader *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self->title);
  g_free (self->author);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
wants (const char *name,
       gpointer    user_data)
{
  return strcmp (name, DOCUMENT) == 0 || strcmp (name, PROPERTIES) == 0;
}

/* Elements whose text is none: what was deleted, what fields compute, and what repeats
 * the picture beside it. */
static gboolean
is_hidden (const char *name)
{
  static const char *const hidden[] = { "del", "moveFrom", "instrText", "delText", "Fallback",
                                        "pPr", "rPr", "sectPr" };

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

/* An element that stands for a character, or ends a paragraph. */
static void
take_element (GString    *text,
              const char *name,
              gboolean    ends)
{
  if (ends)
    {
      if (strcmp (name, "p") == 0)
        end_paragraph (text);
      return;
    }
  if (strcmp (name, "tab") == 0)
    g_string_append_c (text, '\t');
  else if (strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
    g_string_append_c (text, '\n');
  else if (strcmp (name, "noBreakHyphen") == 0)
    g_string_append (text, "\xe2\x80\x91");
  else if (strcmp (name, "softHyphen") == 0)
    g_string_append (text, "\xc2\xad");
}

static void
take_node (xmlTextReader *xml,
           GString       *text,
           int           *inout_hidden,
           gboolean      *inout_in_text)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (xml);
  int depth = xmlTextReaderDepth (xml);
  int type = xmlTextReaderNodeType (xml);

  if (*inout_hidden >= 0)
    {
      if (type == XML_READER_TYPE_END_ELEMENT && depth == *inout_hidden)
        *inout_hidden = -1;
      return;
    }
  switch (type)
    {
    case XML_READER_TYPE_ELEMENT:
      if (is_hidden (name) && !xmlTextReaderIsEmptyElement (xml))
        *inout_hidden = depth;
      else if (strcmp (name, "t") == 0)
        *inout_in_text = !xmlTextReaderIsEmptyElement (xml);
      else
        take_element (text, name, xmlTextReaderIsEmptyElement (xml) && strcmp (name, "p") == 0);
      break;
    case XML_READER_TYPE_END_ELEMENT:
      if (strcmp (name, "t") == 0)
        *inout_in_text = FALSE;
      take_element (text, name, TRUE);
      break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_CDATA:
      if (*inout_in_text)
        g_string_append (text, (const char *) xmlTextReaderConstValue (xml));
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
  gboolean in_text = FALSE;
  gboolean declared = FALSE;
  int hidden = -1;
  int status;

  if (self->text == NULL)
    self->text = g_string_new (NULL);
  while (!declared && (status = xmlTextReaderRead (xml)) == 1)
    {
      /* What an entity stands for would be missing from the text. */
      declared = xmlTextReaderNodeType (xml) == XML_READER_TYPE_DOCUMENT_TYPE;
      take_node (xml, self->text, &hidden, &in_text);
    }
  if (declared)
    quoth_format_refuse (error, self->path, 0, DOCUMENT ": declares a document type, as no Word"
                         " document does");
  else if (status != 0)
    quoth_format_refuse (error, self->path, 0, DOCUMENT ": no well-formed XML at line %d",
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

  if (strcmp (name, DOCUMENT) == 0)
    return read_document (self, bytes, n_bytes, error);
  read_properties (self, bytes, n_bytes);
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

static gboolean
deliver (Reader           *self,
         const QuothSink  *sink,
         GError          **error)
{
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autofree char *name = NULL;

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
    return quoth_format_refuse (error, path, 0, "no Word document: " DOCUMENT " is missing");
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
