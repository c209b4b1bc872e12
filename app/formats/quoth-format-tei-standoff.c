/* quoth-format-tei-standoff.c - annotations as TEI's standOff
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-write-private.h"
#include "quoth-named-values.h"

#include <string.h>

/* Of a value that its xml:id spells out. */
#define MAX_SPELLED 48

typedef QuothTeiFile File;

/* The words of a value, and the name they stand under: with ":json" where only JSON says
 * it. */
static GPtrArray *
split (File        *self,
       const char  *name,
       const char  *json,
       char       **out_name)
{
  GPtrArray *words = quoth_named_values_split (self->writer->options.scheme, FALSE, name, json);
  g_autoptr (GString) word = g_string_new (NULL);

  quoth_tei_append_word (word, name);
  if (words == NULL)
    {
      words = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (words, g_strdup (json));
      g_string_append (word, ":json");
    }
  *out_name = g_strdup (word->str);
  return words;
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_about (File            *self,
                     const char      *type,
                     QuothAttributes *attributes)
{
  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json = NULL;
      const char *id = quoth_attributes_get (attributes, i, &json);
      g_autofree char *name = NULL;
      g_autoptr (GPtrArray) words = split (self, id, json, &name);

      for (guint k = 0; k < words->len; k++)
        {
          g_autofree char *said = g_strconcat (name, "=", words->pdata[k], NULL);

          quoth_tei_put_element (self, "note", type, said);
          g_string_append_c (self->writer->out, '\n');
        }
    }
}

/* One interp per value that any annotation or link has; ids are kept for @ana. */
static void
put_interps (File            *self,
             QuothAttributes *attributes)
{
  GString *out = self->writer->out;

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json = NULL;
      const char *attribute = quoth_attributes_get (attributes, i, &json);
      g_autofree char *name = NULL;
      g_autoptr (GPtrArray) words = split (self, attribute, json, &name);

      for (guint k = 0; k < words->len; k++)
        {
          g_autofree char *key = g_strconcat (name, "\n", words->pdata[k], NULL);
          g_autofree char *spelled = g_strconcat (name, ".", words->pdata[k], NULL);
          const char *xml_id;

          if (g_hash_table_contains (self->interps, key))
            continue;
          xml_id = quoth_tei_make_id (self, strlen (spelled) <= MAX_SPELLED ? spelled : NULL,
                                      "value");
          g_hash_table_insert (self->interps, g_steal_pointer (&key), (gpointer) xml_id);
          g_string_append (out, "<interpGrp");
          quoth_tei_put_attribute (self, "type", name);
          g_string_append (out, "><interp");
          quoth_tei_put_attribute (self, "xml:id", xml_id);
          g_string_append_c (out, '>');
          quoth_tei_put_text (self, words->pdata[k], strlen (words->pdata[k]));
          g_string_append (out, "</interp></interpGrp>\n");
        }
    }
}

static void
put_ana (File            *self,
         QuothAttributes *attributes)
{
  g_autoptr (GString) ana = g_string_new (NULL);

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json = NULL;
      const char *attribute = quoth_attributes_get (attributes, i, &json);
      g_autofree char *name = NULL;
      g_autoptr (GPtrArray) words = split (self, attribute, json, &name);

      for (guint k = 0; k < words->len; k++)
        {
          g_autofree char *key = g_strconcat (name, "\n", words->pdata[k], NULL);

          g_string_append_printf (ana, "%s#%s", ana->len > 0 ? " " : "",
                                  (char *) g_hash_table_lookup (self->interps, key));
        }
    }
  if (ana->len > 0)
    quoth_tei_put_attribute (self, "ana", ana->str);
}

static void
put_pointer (File       *self,
             const char *name,
             const char *xml_id)
{
  g_autofree char *pointer = g_strconcat ("#", xml_id, NULL);

  quoth_tei_put_attribute (self, name, pointer);
}

/* With the id of ours where the xml:id is another. */
static void
put_ids (File       *self,
         const char *xml_id,
         const char *id)
{
  quoth_tei_put_attribute (self, "xml:id", xml_id);
  if (strcmp (xml_id, id) != 0)
    quoth_tei_put_word (self, "n", id);
}

static void
put_entity (File        *self,
            QuothEntity *entity)
{
  GString *out = self->writer->out;
  gboolean person = strcmp (entity->kind, QUOTH_ENTITY_KIND_PERSON) == 0;
  const char *name = person ? "persName" : "orgName";
  const char *xml_id = quoth_tei_make_id (self, entity->id, "entity");

  g_hash_table_insert (self->people, entity->id, (gpointer) xml_id);
  g_string_append_printf (out, person ? "<listPerson><person" : "<listOrg><org");
  put_ids (self, xml_id, entity->id);
  g_string_append_c (out, '>');
  quoth_tei_put_element (self, name, NULL, entity->name);
  for (guint i = 0; entity->aliases[i] != NULL; i++)
    quoth_tei_put_element (self, name, "alias", entity->aliases[i]);
  if (entity->wikidata != NULL)
    quoth_tei_put_element (self, "idno", "Wikidata", entity->wikidata);
  if (!person)
    quoth_tei_put_element (self, "note", "kind", entity->kind);
  quoth_tei_put_element (self, "note", "status", entity->status);
  if (entity->note != NULL)
    quoth_tei_put_element (self, "note", "note", entity->note);
  g_string_append (out, person ? "</person></listPerson>\n" : "</org></listOrg>\n");
  quoth_tei_tell_replaced (self, entity->id, "what is said of it");
}

static void
put_entities (File *self)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      QuothEntity *entity = quoth_format_entities_find (self->writer->entities,
                                                        annotation->entity);

      if (entity != NULL && !g_hash_table_contains (self->people, entity->id))
        put_entity (self, entity);
      else if (annotation->entity != NULL && entity == NULL)
        quoth_writer_lose (self->writer, annotation->id,
                            "its entity is not in the registry");
    }
}

/* The parts that are left when CRs are gone, as they are written. */
static GArray *
list_parts (File            *self,
            QuothAnnotation *annotation,
            gboolean         tell)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan part = { quoth_standoff_text_map (self->text, annotation->parts[i].start),
                         quoth_standoff_text_map (self->text, annotation->parts[i].end) };

      if (part.start < part.end)
        g_array_append_val (parts, part);
    }
  if (tell && parts->len < annotation->n_parts)
    quoth_writer_lose (self->writer, annotation->id,
                        parts->len == 0 ? "covers only a carriage return"
                                        : "a part covers only a carriage return");
  return parts;
}

static const char *
find_annotation (File       *self,
                 const char *id)
{
  return g_hash_table_lookup (self->ids, id);
}

/* A span per part, chained by @next; what is said stands on the first. */
static void
put_annotation (File            *self,
                QuothAnnotation *annotation)
{
  GString *out = self->writer->out;
  g_autoptr (GArray) parts = list_parts (self, annotation, TRUE);
  QuothEntity *entity = quoth_format_entities_find (self->writer->entities, annotation->entity);
  const char *xml_id = find_annotation (self, annotation->id);
  const char *before = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      QuothSpan part = g_array_index (parts, QuothSpan, i);
      const char *next = i + 1 < parts->len ? quoth_tei_make_id (self, NULL, "part") : NULL;
      g_autofree char *from = g_strdup_printf ("p%u", part.start);
      g_autofree char *to = g_strdup_printf ("p%u", part.end);

      g_string_append (out, "<span");
      if (i == 0)
        put_ids (self, xml_id, annotation->id);
      else
        quoth_tei_put_attribute (self, "xml:id", xml_id);
      quoth_tei_put_word (self, "type", annotation->type);
      put_pointer (self, "from", from);
      put_pointer (self, "to", to);
      if (i == 0)
        put_ana (self, annotation->attributes);
      if (i == 0 && entity != NULL)
        put_pointer (self, "corresp", g_hash_table_lookup (self->people, entity->id));
      if (before != NULL)
        put_pointer (self, "prev", before);
      if (next != NULL)
        put_pointer (self, "next", next);
      g_string_append (out, "/>\n");
      before = xml_id;
      xml_id = next;
    }
}

static void
put_note (File            *self,
          QuothAnnotation *annotation)
{
  GString *out = self->writer->out;

  if (annotation->note != NULL)
    {
      g_string_append (out, "<note");
      put_pointer (self, "target", find_annotation (self, annotation->id));
      g_string_append_c (out, '>');
      quoth_tei_put_text (self, annotation->note, strlen (annotation->note));
      g_string_append (out, "</note>\n");
    }
}

/* Opens the list at the first link; returns whether it is open. */
static gboolean
put_links (File            *self,
           QuothAnnotation *annotation,
           gboolean         open)
{
  GString *out = self->writer->out;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      const char *to = find_annotation (self, link->to);

      if (to == NULL)
        {
          quoth_writer_lose (self->writer, annotation->id,
                              "the other end of a link is lost");
          continue;
        }
      if (!open)
        {
          g_string_append (out, "<listRelation");
          put_pointer (self, "resp", g_hash_table_lookup (self->layer_ids, annotation->layer));
          g_string_append (out, ">\n");
          open = TRUE;
        }
      g_string_append (out, "<relation");
      quoth_tei_put_word (self, "name", link->role);
      put_pointer (self, "active", find_annotation (self, annotation->id));
      put_pointer (self, "passive", to);
      put_ana (self, link->attributes);
      g_string_append (out, "/>\n");
    }
  return open;
}

static void
put_layer (File       *self,
           const char *layer)
{
  GString *out = self->writer->out;
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  gboolean open = FALSE;

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      if (strcmp (annotation->layer, layer) != 0)
        continue;
      if (find_annotation (self, annotation->id) != NULL)
        g_ptr_array_add (here, annotation);
      else
        g_array_unref (list_parts (self, annotation, TRUE));
    }
  if (here->len == 0)
    return;
  g_string_append (out, "<spanGrp");
  put_pointer (self, "resp", g_hash_table_lookup (self->layer_ids, layer));
  g_string_append (out, ">\n");
  for (guint i = 0; i < here->len; i++)
    put_annotation (self, here->pdata[i]);
  g_string_append (out, "</spanGrp>\n");
  for (guint i = 0; i < here->len; i++)
    put_note (self, here->pdata[i]);
  for (guint i = 0; i < here->len; i++)
    open = put_links (self, here->pdata[i], open);
  if (open)
    g_string_append (out, "</listRelation>\n");
  self->n_replaced = 0;
}

/* Ids of the annotations that are written: links may point forward. */
static void
take_ids (File *self)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      g_autoptr (GArray) parts = list_parts (self, annotation, FALSE);

      if (parts->len > 0)
        g_hash_table_insert (self->ids, annotation->id,
                             (gpointer) quoth_tei_make_id (self, annotation->id, "a"));
    }
}

static guint
count_forbidden (const char *text)
{
  guint n = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
    }
  return n;
}

/* What of an annotation, its note and its links XML cannot hold. */
static void
tell_annotation (File            *self,
                 QuothAnnotation *annotation)
{
  self->n_replaced = count_forbidden (annotation->note);
  for (guint i = 0; i <= annotation->n_links; i++)
    {
      QuothAttributes *attributes = i < annotation->n_links ? annotation->links[i].attributes
                                                            : annotation->attributes;

      for (guint k = 0; k < quoth_attributes_get_n (attributes); k++)
        {
          const char *json = NULL;
          const char *id = quoth_attributes_get (attributes, k, &json);
          g_autofree char *name = NULL;
          g_autoptr (GPtrArray) words = split (self, id, json, &name);

          for (guint w = 0; w < words->len; w++)
            self->n_replaced += count_forbidden (words->pdata[w]);
        }
    }
  quoth_tei_tell_replaced (self, annotation->id, "what is said of it");
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_standoff (File *self)
{
  GString *out = self->writer->out;

  if (self->data->annotations->len == 0)
    return;
  take_ids (self);
  g_string_append (out, "<standOff>\n");
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      put_interps (self, annotation->attributes);
      for (guint k = 0; k < annotation->n_links; k++)
        put_interps (self, annotation->links[k].attributes);
    }
  /* What was replaced is told annotation by annotation: a value may be that of many. */
  self->n_replaced = 0;
  put_entities (self);
  for (guint i = 0; i < self->layers->len; i++)
    put_layer (self, self->layers->pdata[i]);
  g_string_append (out, "</standOff>\n");
  for (guint i = 0; i < self->data->annotations->len; i++)
    if (find_annotation (self, ((QuothAnnotation *) self->data->annotations->pdata[i])->id) != NULL)
      tell_annotation (self, self->data->annotations->pdata[i]);
}
