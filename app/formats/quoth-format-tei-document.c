/* quoth-format-tei-document.c - what is gathered of a TEI document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-private.h"

#include <string.h>

/* Of their names, joined. */
#define MAX_AUTHORS 1024

typedef QuothTeiDocument Document;
typedef QuothTeiElement Element;

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_document_init (Document *self)
{
  GArray **const arrays[] = { &self->marks, &self->spans, &self->notes, &self->relations,
                              &self->interps, &self->people, &self->details, &self->layers,
                              &self->about };

  self->strings = g_string_chunk_new (4096);
  self->text = g_string_new (NULL);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->left_out = g_hash_table_new (g_str_hash, g_str_equal);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = g_array_new (FALSE, FALSE, sizeof (Element));
}

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_document_clear (Document *self)
{
  GArray *const arrays[] = { self->marks, self->spans, self->notes, self->relations,
                             self->interps, self->people, self->details, self->layers,
                             self->about, self->ranges };

  g_string_chunk_free (self->strings);
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->left_out);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (arrays[i]);
}

static const char *
keep (Document                 *self,
      const QuothXmlAttribute  *attribute)
{
  return g_string_chunk_insert_len (self->strings, attribute->value,
                                    (gssize) attribute->n_value);
}

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_take_attributes (Document                *self,
                           Element                 *element,
                           const QuothXmlAttribute *attributes,
                           guint                    n)
{
  const struct
  {
    const char  *name;
    const char **value;
  } known[] = {
    { "id", &element->id },           { "n", &element->n },
    { "type", &element->type },       { "next", &element->next },
    { "prev", &element->prev },       { "part", &element->part },
    { "who", &element->who },         { "ref", &element->ref },
    { "direct", &element->direct },   { "from", &element->from },
    { "to", &element->to },           { "target", &element->target },
    { "ana", &element->ana },         { "corresp", &element->corresp },
    { "resp", &element->resp },       { "active", &element->active },
    { "passive", &element->passive }, { "name", &element->relation },
    { "ident", &element->ident },     { "toWhom", &element->addressee },
    { "when", &element->when },
  };

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (known); k++)
      if (*attributes[i].name == *known[k].name && strcmp (attributes[i].name, known[k].name) == 0)
        *known[k].value = keep (self, &attributes[i]);
  for (guint i = 0; i < n && element->ref == NULL; i++)
    if (strcmp (attributes[i].name, "key") == 0)
      element->ref = keep (self, &attributes[i]);
}

/* Documented in quoth-format-tei-private.h. */
char **
quoth_tei_split_people (const char *people)
{
  if (strpbrk (people, "#:/") != NULL)
    return g_strsplit_set (people, " \t\n\r", 64);
  return g_strsplit (people, "\n", 1);
}

static gboolean
is_type (const QuothTeiElement *element,
         const char    *type)
{
  return element->type != NULL && g_ascii_strcasecmp (element->type, type) == 0;
}

static void
take_fact (QuothTeiDocument      *document,
           const QuothTeiElement *element,
           QuothTeiFact           fact,
           guint                  rank)
{
  const char *value = fact == QUOTH_TEI_DATE && element->when != NULL ? element->when
                                                                      : element->said;
  g_autofree char *plain = g_strstrip (g_strdup (value));
  const char *before = document->facts[fact];

  if (*plain == '\0' || rank == 0 || rank < document->ranks[fact])
    return;
  if (rank > document->ranks[fact])
    document->facts[fact] = g_string_chunk_insert (document->strings, plain);
  else if (fact == QUOTH_TEI_AUTHOR && strlen (before) < MAX_AUTHORS)
    {
      g_autofree char *both = g_strconcat (before, ", ", plain, NULL);

      document->facts[fact] = g_string_chunk_insert (document->strings, both);
    }
  document->ranks[fact] = rank;
}

/* Documented in quoth-format-tei-private.h. */
guint
quoth_tei_get_header_rank (const char *name,
                           guint       before)
{
  static const struct { const char *name; guint rank; } parts[] = {
    { "titleStmt", 1 }, { "publicationStmt", 1 }, { "sourceDesc", 2 }, { "creation", 3 },
    { "editionStmt", 0 }, { "seriesStmt", 0 }, { "encodingDesc", 0 }, { "langUsage", 0 },
    { "revisionDesc", 0 }, { "respStmt", 0 }, { "availability", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].name, name) == 0)
      return parts[i].rank;
  return before;
}

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_take_header (QuothTeiDocument *document,
                       QuothTeiElement  *element,
                       guint             rank)
{
  QuothTeiElement *layer = document->layers->len > 0
                   ? &g_array_index (document->layers, QuothTeiElement, document->layers->len - 1) : NULL;

  if (strcmp (element->name, "title") == 0 && document->title == NULL)
    document->title = element->said;
  else if (strcmp (element->name, "idno") == 0 && is_type (element, "quoth"))
    document->article = element->said;
  else if (strcmp (element->name, "language") == 0 && document->language == NULL)
    document->language = g_strcmp0 (element->ident, "und") == 0 && *element->said != '\0'
                         ? element->said : element->ident;
  else if (strcmp (element->name, "name") == 0 && layer != NULL)
    layer->said = element->said;
  else if (strcmp (element->name, "note") == 0 && is_type (element, "state") && layer != NULL)
    layer->type = element->said;
  else if (strcmp (element->name, "note") == 0)
    g_array_append_val (document->about, *element);
  else if (strcmp (element->name, "author") == 0)
    take_fact (document, element, QUOTH_TEI_AUTHOR, rank);
  else if (strcmp (element->name, "publisher") == 0)
    take_fact (document, element, QUOTH_TEI_PUBLISHER, rank);
  else if (strcmp (element->name, "date") == 0)
    take_fact (document, element, QUOTH_TEI_DATE, rank);
}
