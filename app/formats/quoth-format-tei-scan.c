/* quoth-format-tei-scan.c - the text of a TEI file, and the elements that matter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-private.h"

#include <string.h>

#define NOWHERE QUOTH_TEI_NOWHERE
/* Deeper, it is no document but an attack. */
#define MAX_DEPTH 10000

typedef QuothTeiDocument Document;
typedef QuothTeiElement Element;

typedef enum
{
  PLACE_OUTSIDE,
  PLACE_HEADER,
  PLACE_STANDOFF,
  PLACE_TEXT
} Place;

/* An element that is open. */
typedef struct
{
  Place         place;
  QuothTeiFlow  flow;
  gboolean      preserve;
  gboolean      hidden;
  guint         mark;     /* index + 1 in marks */
  guint         range;    /* index + 1 in ranges */
  guint         person;   /* index + 1 in people: what is within belongs to it */
  guint         span;     /* index + 1 in spans: of an annotation, likewise */
  gboolean      captures; /* its text is asked for */
} Open;

typedef struct
{
  const char   *path;
  QuothTeiFunc  func;
  gpointer      user_data;
  Document      document;
  GArray       *stack;      /* of Open */
  GString      *capture;    /* the text of the element that is asked for */
  Element       captured;
  gboolean      capturing;
  const char   *uri;        /* nullable: the namespace of the document; borrowed */
  const char   *group_type; /* of the interpGrp or spanGrp that is open */
  const char   *group_resp;
  guint         header_rank; /* how much what stands here tells of the text; 0: of something else */
  guint         n_documents;
} Scan;

static void
reset (Scan *self)
{
  if (self->document.strings != NULL)
    quoth_tei_document_clear (&self->document);
  self->document = (Document) { .title = NULL };
  quoth_tei_document_init (&self->document);
  self->group_type = self->group_resp = NULL;
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  return g_strv_contains (names, name);
}

/* Whether blanks are kept from here on: the last word of the elements around counts. */
static gboolean
get_preserve (const QuothXmlAttribute *attributes,
              guint                    n,
              gboolean                 before)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (attributes[i].name, "space") == 0)
      return attributes[i].n_value == strlen ("preserve")
             && memcmp (attributes[i].value, "preserve", attributes[i].n_value) == 0;
  return before;
}

/* Whether a line begins amid a word. */
static gboolean
breaks_no_word (const QuothXmlAttribute *attributes,
                guint                    n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (attributes[i].name, "break") == 0)
      return attributes[i].n_value == 2 && memcmp (attributes[i].value, "no", 2) == 0;
  return FALSE;
}

/* That of the text counts before those that the header tells are used. */
static void
take_language (Scan                    *self,
               const QuothXmlAttribute *attributes,
               guint                    n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (attributes[i].name, "lang") == 0 && attributes[i].n_value > 0)
      self->document.language = g_string_chunk_insert_len (self->document.strings,
                                                           attributes[i].value,
                                                           (gssize) attributes[i].n_value);
}

/* What TEI allows in the text as well as beside it. */
static gboolean
is_beside_text (const char *name)
{
  static const char *const names[] = { "spanGrp", "span", "interpGrp", "interp", "listRelation",
                                       "listAnnotation", "annotation", NULL };

  return is_one_of (name, names);
}

static Place
get_place (const char *name,
           Place       before)
{
  if (before == PLACE_TEXT && is_beside_text (name))
    return PLACE_STANDOFF;
  if (strcmp (name, "teiHeader") == 0)
    return PLACE_HEADER;
  if (strcmp (name, "standOff") == 0)
    return PLACE_STANDOFF;
  if (strcmp (name, "text") == 0 && before == PLACE_OUTSIDE)
    return PLACE_TEXT;
  return before;
}

static void
count_left_out (Document   *document,
                const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (document->left_out, name));

  g_hash_table_insert (document->left_out, (gpointer) name, GUINT_TO_POINTER (n + 1));
}

/* An element in the text: it may have a place of its own, and mean an annotation. */
static void
start_in_text (Scan    *self,
               Open    *open,
               Element *element)
{
  Document *document = &self->document;
  gboolean marks = quoth_tei_is_mark (element->name) && !open->hidden;
  guint breaks = open->flow == QUOTH_TEI_FLOW_BLOCK ? 2 : open->flow == QUOTH_TEI_FLOW_LINE ? 1 : 0;

  if (open->flow == QUOTH_TEI_FLOW_HIDDEN || quoth_tei_is_left_out (element->name))
    count_left_out (document, element->name);
  if (open->hidden)
    return;
  if (!open->preserve)
    document->breaks = MAX (document->breaks, breaks);
  if (!marks && element->id == NULL)
    return;
  quoth_tei_flush_blanks (document);
  if (element->id != NULL)
    {
      const QuothSpan range = { document->length, document->length };

      g_array_append_val (document->ranges, range);
      open->range = document->ranges->len;
      if (!g_hash_table_contains (document->ids, element->id))
        g_hash_table_insert (document->ids, (gpointer) element->id,
                             GUINT_TO_POINTER (document->ranges->len));
    }
  if (marks)
    {
      element->start = element->end = document->length;
      g_array_append_val (document->marks, *element);
      open->mark = document->marks->len;
    }
}

static void
end_in_text (Scan *self,
             Open *open)
{
  Document *document = &self->document;

  if (open->range > 0)
    g_array_index (document->ranges, QuothSpan, open->range - 1).end = document->length;
  if (open->mark > 0)
    g_array_index (document->marks, Element, open->mark - 1).end = document->length;
  if (!open->hidden && !open->preserve && open->flow != QUOTH_TEI_FLOW_INLINE)
    document->breaks = MAX (document->breaks, open->flow == QUOTH_TEI_FLOW_BLOCK ? 2 : 1);
  /* A kept block is still apart from what comes behind it. */
  else if (!open->hidden && open->preserve && open->flow == QUOTH_TEI_FLOW_BLOCK)
    document->breaks = 2;
}

static gboolean
is_asked_for (const char *name,
              Place       place,
              const Open *parent)
{
  static const char *const header[] = { "title", "idno", "language", "note", "name", "respStmt",
                                        "author", "publisher", "date", NULL };
  static const char *const people[] = { "persName", "orgName", "name", "idno", "note", NULL };
  static const char *const standoff[] = { "note", "interp", "span", NULL };

  if (parent->span > 0)
    return strcmp (name, "note") == 0;
  if (parent->person > 0)
    return is_one_of (name, people);
  if (place == PLACE_HEADER)
    return is_one_of (name, header) && strcmp (name, "respStmt") != 0;
  return place == PLACE_STANDOFF && is_one_of (name, standoff);
}

/* An annotation of its own: what it is about, and what it says, stands in elements within. */
static void
start_in_annotation (Scan          *self,
                     const Element *element,
                     guint          span)
{
  Element *annotation = &g_array_index (self->document.spans, Element, span - 1);
  gboolean marks = quoth_tei_is_mark (element->name);

  if (annotation->type == NULL && marks && !quoth_tei_is_mark (annotation->name))
    {
      annotation->name = element->name;
      annotation->who = element->type;
    }
  if (annotation->corresp == NULL && marks)
    annotation->corresp = element->ref != NULL ? element->ref : element->corresp;
}

/* An element outside the text. */
static void
start_beside_text (Scan    *self,
                   Open    *open,
                   Element *element,
                   guint    parent_person,
                   guint    parent_span)
{
  Document *document = &self->document;
  const char *name = element->name;

  if (open->place == PLACE_HEADER)
    self->header_rank = quoth_tei_get_header_rank (name, self->header_rank);
  if (parent_span > 0)
    {
      start_in_annotation (self, element, parent_span);
      open->span = parent_span;
      return;
    }
  if (strcmp (name, "annotation") == 0 && open->place == PLACE_STANDOFF)
    {
      g_array_append_val (document->spans, *element);
      open->span = document->spans->len;
    }
  else if (strcmp (name, "interpGrp") == 0 || strcmp (name, "spanGrp") == 0)
    {
      self->group_type = element->type;
      self->group_resp = element->resp;
    }
  else if (strcmp (name, "listRelation") == 0)
    self->group_resp = element->resp;
  else if (strcmp (name, "link") == 0 && open->place == PLACE_STANDOFF)
    count_left_out (document, "link");
  else if (strcmp (name, "respStmt") == 0)
    g_array_append_val (document->layers, *element);
  else if (strcmp (name, "person") == 0 || strcmp (name, "org") == 0
           || strcmp (name, "personGrp") == 0)
    {
      g_array_append_val (document->people, *element);
      open->person = document->people->len;
    }
  else if (strcmp (name, "relation") == 0)
    {
      if (element->resp == NULL)
        element->resp = self->group_resp;
      g_array_append_val (document->relations, *element);
    }
  if (open->person == 0)
    open->person = parent_person;
}

static gboolean
start_cb (gpointer                  user_data,
          const char               *uri,
          const char               *name,
          const QuothXmlAttribute  *attributes,
          guint                     n_attributes,
          guint                     line,
          GError                  **error)
{
  Scan *self = user_data;
  Open parent = { PLACE_OUTSIDE };
  Open open;
  Element element = { .line = line };
  gboolean begins = strcmp (name, "TEI") == 0 || strcmp (name, "TEI.2") == 0;

  if (self->stack->len >= MAX_DEPTH)
    return quoth_format_refuse (error, self->path, line, "more than %u elements in each other",
                                MAX_DEPTH);
  if (self->stack->len > 0)
    parent = g_array_index (self->stack, Open, self->stack->len - 1);
  if (begins)
    {
      reset (self);
      self->uri = uri;
    }
  /* Others may call theirs alike. */
  if (self->uri != uri && g_strcmp0 (self->uri, uri) != 0 && self->document.has_text)
    name = "";
  element.name = g_string_chunk_insert_const (self->document.strings, name);
  if (*name != '\0')
    quoth_tei_take_attributes (&self->document, &element, attributes, n_attributes);
  open = (Open) { .place = get_place (name, parent.place), .flow = quoth_tei_get_flow (name) };
  open.preserve = get_preserve (attributes, n_attributes, parent.preserve);
  open.hidden = parent.hidden || open.flow == QUOTH_TEI_FLOW_HIDDEN;
  if (open.flow == QUOTH_TEI_FLOW_LINE && breaks_no_word (attributes, n_attributes))
    open.flow = QUOTH_TEI_FLOW_INLINE;
  if (open.place == PLACE_TEXT)
    {
      self->document.has_text = TRUE;
      if (parent.place != PLACE_TEXT)
        take_language (self, attributes, n_attributes);
      start_in_text (self, &open, &element);
    }
  else
    start_beside_text (self, &open, &element, parent.person, parent.span);
  if (!self->capturing && open.place != PLACE_TEXT
      && is_asked_for (name, open.place, &parent))
    {
      self->capturing = open.captures = TRUE;
      self->captured = element;
      g_string_truncate (self->capture, 0);
    }
  g_array_append_val (self->stack, open);
  return TRUE;
}

/* The element that was asked for, with its text. */
static void
take_captured (Scan *self,
               guint person,
               guint span,
               Place place)
{
  Document *document = &self->document;
  Element element = self->captured;

  element.said = g_string_chunk_insert_len (document->strings, self->capture->str,
                                            (gssize) self->capture->len);
  if (span > 0)
    g_array_index (document->spans, Element, span - 1).note = element.said;
  else if (person > 0)
    {
      element.start = person - 1;
      g_array_append_val (document->details, element);
    }
  else if (place == PLACE_HEADER)
    quoth_tei_take_header (document, &element, self->header_rank);
  else if (strcmp (element.name, "interp") == 0)
    {
      if (element.type == NULL)
        element.type = self->group_type;
      g_array_append_val (document->interps, element);
    }
  else if (strcmp (element.name, "span") == 0)
    {
      if (element.type == NULL)
        element.type = *element.said != '\0' ? element.said : self->group_type;
      else if (*element.said != '\0')
        element.note = element.said;
      if (element.resp == NULL)
        element.resp = self->group_resp;
      g_array_append_val (document->spans, element);
    }
  else if (element.target != NULL)
    g_array_append_val (document->notes, element);
}

static gboolean
end_cb (gpointer     user_data,
        const char  *uri,
        const char  *name,
        GError     **error)
{
  Scan *self = user_data;
  Open open;

  if (self->stack->len == 0)
    return TRUE;
  open = g_array_index (self->stack, Open, self->stack->len - 1);
  g_array_set_size (self->stack, self->stack->len - 1);
  if (open.place == PLACE_TEXT)
    end_in_text (self, &open);
  if (open.captures)
    {
      self->capturing = FALSE;
      take_captured (self, open.person, open.span, open.place);
    }
  if (strcmp (name, "interpGrp") == 0 || strcmp (name, "spanGrp") == 0
      || strcmp (name, "listRelation") == 0)
    self->group_type = self->group_resp = NULL;
  if (strcmp (name, "TEI") != 0 && strcmp (name, "TEI.2") != 0)
    return TRUE;
  self->n_documents++;
  return self->func (self->user_data, &self->document, error);
}

static gboolean
text_cb (gpointer     user_data,
         const char  *text,
         gsize        n_bytes,
         GError     **error)
{
  Scan *self = user_data;
  const Open *open;

  /* In what is not well-formed, elements may end that never began. */
  if (self->stack->len == 0)
    return TRUE;
  open = &g_array_index (self->stack, Open, self->stack->len - 1);
  if (self->capturing)
    g_string_append_len (self->capture, text, (gssize) n_bytes);
  else if (open->place == PLACE_TEXT && !open->hidden)
    quoth_tei_add_text (&self->document, text, n_bytes, open->preserve);
  return TRUE;
}

/* Documented in quoth-format-tei-private.h. */
gboolean
quoth_tei_scan (const char     *path,
                const char     *bytes,
                gsize           n_bytes,
                QuothProgress  *progress,
                QuothTeiFunc    func,
                gpointer        user_data,
                GError        **error)
{
  const QuothXmlHandler handler = { start_cb, end_cb, text_cb };
  Scan self = { .path = path, .func = func, .user_data = user_data };
  gboolean ok;

  self.stack = g_array_new (FALSE, FALSE, sizeof (Open));
  self.capture = g_string_new (NULL);
  reset (&self);
  ok = quoth_xml_scan (&handler, &self, path, bytes, n_bytes, progress, error);
  quoth_tei_document_clear (&self.document);
  g_array_unref (self.stack);
  g_string_free (self.capture, TRUE);
  if (ok && self.n_documents == 0)
    return quoth_format_refuse (error, path, 0, "the file holds no TEI document");
  return ok;
}
