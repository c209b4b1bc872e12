/* quoth-format-tei-document.c - what is gathered of a TEI document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-private.h"

#include <string.h>

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
