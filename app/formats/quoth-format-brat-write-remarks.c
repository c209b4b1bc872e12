/* quoth-format-brat-write-remarks.c - what a standoff file says of its spans
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-write-private.h"
#include "quoth-json-writer.h"

#include <string.h>

static void
write_note (QuothBratFile *self,
            char           kind,
            guint          number,
            const char    *prefix,
            const char    *separator,
            const char    *value)
{
  GString *out = self->writer->later;

  quoth_standoff_append_begin (out, '#', ++self->n_notes, "AnnotatorNotes");
  quoth_standoff_append_id (out, kind, number);
  quoth_json_append_literal (out, "\t");
  quoth_json_append_bytes (out, prefix, strlen (prefix));
  quoth_json_append_bytes (out, separator, strlen (separator));
  quoth_standoff_append_escaped (out, value);
  quoth_json_append_literal (out, "\n");
}

static gboolean
is_value (const QuothAttribute *attribute,
          const char           *id)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
write_choice (QuothBratFile *self,
              guint          number,
              const char    *name,
              const char    *value)
{
  GString *out = self->writer->later;

  quoth_standoff_append_begin (out, 'A', ++self->n_attributes, name);
  quoth_standoff_append_id (out, 'T', number);
  if (value != NULL)
    {
      const char *known = quoth_brat_names_to_brat (self->writer->names, QUOTH_BRAT_VALUE, value);

      quoth_json_append_literal (out, " ");
      quoth_json_append_bytes (out, known, strlen (known));
    }
  quoth_json_append_literal (out, "\n");
}

/* As many lines as there are values; FALSE when they are not all strings of the scheme. */
static gboolean
write_choices (QuothBratFile        *self,
               guint                 number,
               const QuothAttribute *attribute,
               const char           *name,
               const char           *json,
               const char *const    *values)
{
  g_autoptr (QuothAttributes) strings = NULL;
  const char *as_strings = NULL;

  if (values == NULL || values[0] == NULL)
    return FALSE;
  strings = quoth_attributes_with_strv (NULL, "values", values);
  quoth_attributes_get (strings, 0, &as_strings);
  if (strcmp (as_strings, json) != 0)
    return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    if (!is_value (attribute, values[i]))
      return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    write_choice (self, number, name, values[i]);
  return TRUE;
}

/* Each sort of attribute is written as the reader expects it of that sort; a value of
 * another sort goes as JSON, so that it comes back as it was. */
static void
write_attribute (QuothBratFile   *self,
                 QuothAnnotation *annotation,
                 guint            number,
                 const char      *id,
                 const char      *json)
{
  QuothBratWriter *writer = self->writer;
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (writer->base.options.scheme, id);
  const char *name = quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_ATTRIBUTE, id);
  QuothAttributeKind kind = attribute != NULL ? attribute->kind : QUOTH_ATTRIBUTE_TEXT;
  gboolean is_string = *json == '"';
  g_autofree char *value = NULL;

  if (attribute != NULL && !quoth_attribute_applies (attribute, annotation->type))
    g_hash_table_add (writer->wide, g_strconcat ("attribute ", id, NULL));
  if (strcmp (json, "true") == 0 && (attribute == NULL || kind == QUOTH_ATTRIBUTE_FLAG))
    {
      write_choice (self, number, name, NULL);
      return;
    }
  if (*json == '[' && kind == QUOTH_ATTRIBUTE_MULTIPLE)
    {
      g_auto (GStrv) values = quoth_attributes_dup_strv (annotation->attributes, id);

      if (write_choices (self, number, attribute, name, json, (const char *const *) values))
        return;
    }
  value = is_string ? quoth_attributes_dup_string (annotation->attributes, id) : NULL;
  if (is_string && kind == QUOTH_ATTRIBUTE_SINGLE && is_value (attribute, value))
    write_choice (self, number, name, value);
  else if (is_string && (kind == QUOTH_ATTRIBUTE_SINGLE || kind == QUOTH_ATTRIBUTE_TEXT
                         || kind == QUOTH_ATTRIBUTE_DATE))
    write_note (self, 'T', number, name, "=", value);
  else if (kind == QUOTH_ATTRIBUTE_NUMBER && (*json == '-' || g_ascii_isdigit (*json)))
    write_note (self, 'T', number, name, "=", json);
  else
    write_note (self, 'T', number, name, ":json=", json);
}

/* Whether a reader could take the note for "name=value". */
static gboolean
looks_named (const char *note)
{
  gsize length = strspn (note, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789_-");

  return *note == '\0' || *note == '\t'
         || (length > 0 && (note[length] == '=' || note[length] == ':'));
}

static void
write_reference (QuothBratFile   *self,
                 QuothAnnotation *annotation,
                 guint            number)
{
  QuothBratWriter *writer = self->writer;
  GString *out = writer->later;
  QuothEntity *entity = quoth_format_entities_find (writer->base.entities, annotation->entity);

  if (entity == NULL)
    {
      quoth_writer_lose (writer, annotation->id,
                    "its entity is not in the registry");
      return;
    }
  quoth_standoff_append_begin (out, 'N', ++self->n_references, "Reference");
  quoth_standoff_append_id (out, 'T', number);
  if (entity->wikidata != NULL)
    {
      quoth_json_append_literal (out, " Wikidata:");
      g_string_append (out, entity->wikidata);
    }
  else
    {
      quoth_json_append_literal (out, " Quoth:");
      /* brat takes an id to end at any blank of Unicode. */
      g_string_append_uri_escaped (out, entity->id, ":/,;=@", FALSE);
    }
  quoth_json_append_literal (out, "\t");
  quoth_standoff_append_escaped (out, entity->name);
  quoth_json_append_literal (out, "\n");
}

static gboolean
has_type (char       **types,
          const char  *type)
{
  return types == NULL || types[0] == NULL || g_strv_contains ((const char *const *) types, type);
}

/* brat has attributes for none but spans and events, and notes on everything. */
static void
write_link_attributes (QuothBratFile   *self,
                       const QuothLink *link)
{
  for (guint i = 0; i < quoth_attributes_get_n (link->attributes); i++)
    {
      const char *json;
      const char *id = quoth_attributes_get (link->attributes, i, &json);
      const char *name = quoth_brat_names_to_brat (self->writer->names, QUOTH_BRAT_ATTRIBUTE, id);
      g_autofree char *string = *json == '"' ? quoth_attributes_dup_string (link->attributes, id)
                                             : NULL;

      write_note (self, 'R', self->n_relations, name, string != NULL ? "=" : ":json=",
                  string != NULL ? string : json);
    }
}

static void
write_links (QuothBratFile   *self,
             QuothAnnotation *annotation,
             guint            number)
{
  QuothBratWriter *writer = self->writer;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      guint target = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, link->to));
      const QuothRole *role = quoth_scheme_lookup_role (writer->base.options.scheme, link->role);
      QuothAnnotation *to;
      g_autofree char *reason = NULL;

      if (target == 0)
        {
          reason = g_strdup_printf ("link %s: its target is not in the file", link->role);
          quoth_writer_lose (writer, annotation->id, reason);
          continue;
        }
      to = self->written->pdata[target - 1];
      if (role != NULL
          && !(has_type (role->from, annotation->type) && has_type (role->to, to->type)))
        g_hash_table_add (writer->wide, g_strconcat ("role ", link->role, NULL));
      quoth_standoff_append_begin (writer->later, 'R', ++self->n_relations,
                                   quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_ROLE,
                                                             link->role));
      quoth_json_append_literal (writer->later, "Arg1:");
      quoth_standoff_append_id (writer->later, 'T', number);
      quoth_json_append_literal (writer->later, " Arg2:");
      quoth_standoff_append_id (writer->later, 'T', target);
      quoth_json_append_literal (writer->later, "\n");
      write_link_attributes (self, link);
    }
}

void
quoth_brat_write_remarks (QuothBratFile *self)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      QuothAnnotation *annotation = self->written->pdata[i];
      guint number = i + 1;

      write_links (self, annotation, number);
      for (guint j = 0; j < quoth_attributes_get_n (annotation->attributes); j++)
        {
          const char *json;
          const char *id = quoth_attributes_get (annotation->attributes, j, &json);

          write_attribute (self, annotation, number, id, json);
        }
      if (annotation->entity != NULL)
        write_reference (self, annotation, number);
      if (annotation->note != NULL)
        write_note (self, 'T', number, looks_named (annotation->note) ? "note=" : "", "",
                    annotation->note);
      if (self->writer->base.options.flags & QUOTH_WRITE_IDS)
        write_note (self, 'T', number, "quoth:id", "=", annotation->id);
    }
  quoth_brat_write_comments (self);
}
