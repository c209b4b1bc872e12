/* quoth-format-label-studio-regions.c - annotations as results of Label Studio
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"
#include "quoth-named-values.h"

#include <string.h>

typedef QuothLabelStudioWriter Writer;
typedef QuothLabelStudioTask Task;

void
quoth_label_studio_put_attributes (QuothJsonWriter *json,
                                   const char      *key,
                                   QuothAttributes *attributes)
{
  g_autofree char *raw = NULL;

  if (quoth_attributes_get_n (attributes) == 0)
    return;
  raw = quoth_attributes_to_json (attributes);
  quoth_json_writer_key (json, key);
  quoth_json_writer_raw (json, raw);
}

static void
use (Writer     *self,
     const char *prefix,
     const char *name)
{
  g_hash_table_add (self->used, g_strconcat (prefix, name, NULL));
}

/* The text of a part with its line ends as they are written. */
static char *
dup_covered (Task      *self,
             QuothSpan  part)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (self->data->text, part.start, part.end, &n_bytes);
  char *covered = g_strndup (slice, n_bytes);
  gboolean before_lf = part.end < quoth_text_get_length (self->data->text)
                       && quoth_text_get_char (self->data->text, part.end) == '\n';
  char *to = covered;

  for (const char *p = covered; *p != '\0'; p++)
    {
      if (*p == '\r' && (p[1] == '\n' || (p[1] == '\0' && before_lf)))
        continue;
      *to++ = *p == '\r' ? '\n' : *p;
    }
  *to = '\0';
  return covered;
}

static void
begin_result (Task       *self,
              const char *id,
              const char *from_name,
              const char *type)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_json_writer_member (&self->json, "id", id);
  quoth_json_writer_member (&self->json, "from_name", from_name);
  quoth_json_writer_member (&self->json, "to_name", QUOTH_LABEL_STUDIO_TEXT);
  quoth_json_writer_member (&self->json, "type", type);
}

/* Leaves the value open; @with_text: the covered text is its "text". */
static void
begin_value (Task      *self,
             QuothSpan  part,
             gboolean   with_text)
{
  quoth_json_writer_key (&self->json, "value");
  quoth_json_writer_begin_object (&self->json);
  quoth_json_writer_member_int (&self->json, "start",
                                quoth_standoff_text_map (self->text, part.start));
  quoth_json_writer_member_int (&self->json, "end",
                                quoth_standoff_text_map (self->text, part.end));
  if (with_text)
    {
      g_autofree char *covered = dup_covered (self, part);

      quoth_json_writer_member (&self->json, "text", covered);
    }
}

static void
put_words (Task       *self,
           const char *key,
           GPtrArray  *words)
{
  quoth_json_writer_key (&self->json, key);
  quoth_json_writer_begin_array (&self->json);
  for (guint i = 0; i < words->len; i++)
    quoth_json_writer_string (&self->json, words->pdata[i]);
  quoth_json_writer_end_array (&self->json);
}

/* What the attribute's control can say of the value; NULL when it cannot. */
static GPtrArray *
split_value (Writer     *self,
             const char *name,
             const char *json)
{
  const char *control = quoth_label_studio_get_control (self->base.options.scheme, name);

  if (strcmp (control, "number") == 0 && *json != '-' && !g_ascii_isdigit (*json))
    return NULL;
  if (strcmp (control, "datetime") == 0 && *json != '"')
    return NULL;
  return quoth_named_values_split (self->base.options.scheme, TRUE, name, json);
}

static void
put_attribute (Task            *self,
               QuothAnnotation *annotation,
               QuothSpan        part,
               const char      *name,
               GPtrArray       *words)
{
  Writer *writer = self->writer;
  const char *control = quoth_label_studio_get_control (writer->base.options.scheme, name);
  g_autofree char *from_name = quoth_label_studio_to_name (name);
  gboolean choices = strcmp (control, "choices") == 0;
  gboolean textarea = strcmp (control, "textarea") == 0;

  use (writer, "attribute ", name);
  begin_result (self, annotation->id, from_name, control);
  begin_value (self, part, !textarea);
  if (choices || textarea)
    put_words (self, choices ? "choices" : "text", words);
  else if (strcmp (control, "number") == 0)
    {
      quoth_json_writer_key (&self->json, "number");
      quoth_json_writer_raw (&self->json, words->pdata[0]);
    }
  else
    quoth_json_writer_member (&self->json, control, words->pdata[0]);
  quoth_json_writer_end_object (&self->json);
  quoth_json_writer_end_object (&self->json);
  for (guint i = 0; choices && i < words->len; i++)
    {
      g_autofree char *value = g_strdup_printf ("value %s\t%s", name, (char *) words->pdata[i]);

      g_hash_table_add (writer->used, g_steal_pointer (&value));
    }
}

static void
put_meta (Task            *self,
          QuothAnnotation *annotation,
          QuothAttributes *others)
{
  QuothEntity *entity = quoth_format_entities_find (self->writer->base.entities, annotation->entity);

  if (annotation->entity != NULL && entity == NULL)
    quoth_writer_lose (self->writer, annotation->id,
                        "its entity is not in the registry");
  if (annotation->note == NULL && entity == NULL && quoth_attributes_get_n (others) == 0)
    return;
  quoth_json_writer_key (&self->json, "meta");
  quoth_json_writer_begin_object (&self->json);
  if (annotation->note != NULL)
    {
      quoth_json_writer_key (&self->json, "text");
      quoth_json_writer_begin_array (&self->json);
      quoth_json_writer_string (&self->json, annotation->note);
      quoth_json_writer_end_array (&self->json);
    }
  if (entity != NULL)
    quoth_json_writer_member (&self->json, "entity", entity->id);
  quoth_label_studio_put_attributes (&self->json, "attributes", others);
  quoth_json_writer_end_object (&self->json);
}

/* An id for the region of a part that no other region has. */
static char *
part_id (Task            *self,
         QuothAnnotation *annotation,
         guint            part)
{
  char *id = g_strdup_printf ("%s#%u", annotation->id, part + 1);

  while (g_hash_table_contains (self->ids, id))
    {
      char *longer = g_strconcat (id, "#", NULL);

      g_free (id);
      id = longer;
    }
  return id;
}

static void
put_region (Task            *self,
            QuothAnnotation *annotation,
            const char      *id,
            QuothSpan        part,
            QuothAttributes *others,
            gboolean         first)
{
  begin_result (self, id, QUOTH_LABEL_STUDIO_LABEL, "labels");
  begin_value (self, part, TRUE);
  quoth_json_writer_key (&self->json, "labels");
  quoth_json_writer_begin_array (&self->json);
  quoth_json_writer_string (&self->json, annotation->type);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
  if (first)
    put_meta (self, annotation, others);
  quoth_json_writer_end_object (&self->json);
}

/* The parts that are left when CRs are gone. */
static GArray *
list_parts (Task            *self,
            QuothAnnotation *annotation)
{
  GArray *parts = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), annotation->n_parts);

  for (guint i = 0; i < annotation->n_parts; i++)
    if (quoth_standoff_text_map (self->text, annotation->parts[i].start)
        < quoth_standoff_text_map (self->text, annotation->parts[i].end))
      g_array_append_val (parts, annotation->parts[i]);
  if (parts->len < annotation->n_parts)
    quoth_writer_lose (self->writer, annotation->id,
                        parts->len == 0 ? "covers only a carriage return"
                                        : "a part covers only a carriage return");
  return parts;
}

/* Documented in quoth-format-label-studio-private.h. */
void
quoth_label_studio_put_annotation (Task            *self,
                                   QuothAnnotation *annotation)
{
  g_autoptr (GArray) parts = list_parts (self, annotation);
  g_autoptr (QuothAttributes) others = NULL;
  QuothSpan first;

  if (parts->len == 0)
    return;
  first = g_array_index (parts, QuothSpan, 0);
  use (self->writer, "type ", annotation->type);
  g_hash_table_insert (self->regions, annotation->id, GUINT_TO_POINTER (parts->len));
  for (guint i = 0; i < quoth_attributes_get_n (annotation->attributes); i++)
    {
      const char *json = NULL;
      const char *name = quoth_attributes_get (annotation->attributes, i, &json);
      g_autoptr (GPtrArray) words = split_value (self->writer, name, json);

      if (words == NULL)
        {
          QuothAttributes *more = quoth_attributes_with_json (others, name, json);

          quoth_attributes_unref (others);
          others = more;
        }
    }
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *id = i == 0 ? g_strdup (annotation->id) : part_id (self, annotation, i);

      put_region (self, annotation, id, g_array_index (parts, QuothSpan, i), others, i == 0);
    }
  for (guint i = 0; i < quoth_attributes_get_n (annotation->attributes); i++)
    {
      const char *json = NULL;
      const char *name = quoth_attributes_get (annotation->attributes, i, &json);
      g_autoptr (GPtrArray) words = split_value (self->writer, name, json);

      if (words != NULL)
        put_attribute (self, annotation, first, name, words);
    }
}

static void
put_relation (Task            *self,
              const char      *from,
              const char      *to,
              const char      *role,
              QuothAttributes *attributes)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_json_writer_member (&self->json, "from_id", from);
  quoth_json_writer_member (&self->json, "to_id", to);
  quoth_json_writer_member (&self->json, "type", "relation");
  quoth_json_writer_member (&self->json, "direction", "right");
  quoth_json_writer_key (&self->json, "labels");
  quoth_json_writer_begin_array (&self->json);
  quoth_json_writer_string (&self->json, role);
  quoth_json_writer_end_array (&self->json);
  quoth_label_studio_put_attributes (&self->json, "attributes", attributes);
  quoth_json_writer_end_object (&self->json);
}

/* Documented in quoth-format-label-studio-private.h. */
void
quoth_label_studio_put_relations (Task            *self,
                                  QuothAnnotation *annotation)
{
  Writer *writer = self->writer;
  guint n_parts = GPOINTER_TO_UINT (g_hash_table_lookup (self->regions, annotation->id));

  for (guint i = 1; i < n_parts; i++)
    {
      g_autofree char *id = part_id (self, annotation, i);

      put_relation (self, annotation->id, id, QUOTH_LABEL_STUDIO_SAME, NULL);
    }
  for (guint i = 0; n_parts > 0 && i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      const char *role = link->role;

      if (!g_hash_table_contains (self->regions, link->to))
        quoth_writer_lose (writer, annotation->id,
                      "the other end of a link is lost");
      else if (strcmp (role, QUOTH_LABEL_STUDIO_SAME) == 0)
        quoth_writer_lose (writer, annotation->id,
                      "the format joins parts by links of that name");
      else
        {
          use (writer, "role ", role);
          put_relation (self, annotation->id, link->to, role, link->attributes);
        }
    }
}
