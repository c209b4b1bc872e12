/* quoth-scheme-json-write.c - writes schemes as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme.h"

#include "quoth-json-writer.h"
#include "quoth-scheme-private.h"

const char *const quoth_type_kind_names[] = { "span", "mention", "claim" };
const char *const quoth_attribute_kind_names[] = { "single", "multiple", "text", "number",
                                                   "date", "flag" };

static void
write_string (QuothJsonWriter *writer,
              const char      *name,
              const char      *value)
{
  if (value == NULL)
    return;
  quoth_json_writer_key (writer, name);
  quoth_json_writer_string (writer, value);
}

static void
write_flag (QuothJsonWriter *writer,
            const char      *name,
            gboolean         value)
{
  if (!value)
    return;
  quoth_json_writer_key (writer, name);
  quoth_json_writer_boolean (writer, TRUE);
}

static void
write_strv (QuothJsonWriter   *writer,
            const char        *name,
            const char *const *values)
{
  quoth_json_writer_key (writer, name);
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; values[i] != NULL; i++)
    quoth_json_writer_string (writer, values[i]);
  quoth_json_writer_end_array (writer);
}

static void
write_type (QuothJsonWriter *writer,
            gconstpointer    data)
{
  const QuothType *type = data;

  write_string (writer, "id", type->id);
  write_string (writer, "name", type->name);
  write_string (writer, "description", type->description);
  write_string (writer, "kind", quoth_type_kind_names[type->kind]);
  write_string (writer, "entity_kind", type->entity_kind);
  write_string (writer, "color", type->color);
  write_string (writer, "key", type->key);
  write_flag (writer, "hidden", type->hidden);
  write_flag (writer, "automatic", type->automatic);
  write_flag (writer, "slot", type->slot);
}

static void
write_attribute (QuothJsonWriter *writer,
                 gconstpointer    data)
{
  const QuothAttribute *attribute = data;

  write_string (writer, "id", attribute->id);
  write_string (writer, "name", attribute->name);
  write_string (writer, "description", attribute->description);
  write_string (writer, "kind", quoth_attribute_kind_names[attribute->kind]);
  write_strv (writer, "types", (const char *const *) attribute->types);
  quoth_json_writer_key (writer, "values");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      quoth_json_writer_begin_object (writer);
      write_string (writer, "id", value->id);
      write_string (writer, "name", value->name);
      write_string (writer, "key", value->key);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
  write_string (writer, "initial", attribute->initial);
  write_string (writer, "key", attribute->key);
  write_flag (writer, "required", attribute->required);
  write_flag (writer, "hidden", attribute->hidden);
  write_flag (writer, "computed", attribute->computed);
  write_flag (writer, "ordered", attribute->ordered);
}

static void
write_role (QuothJsonWriter *writer,
            gconstpointer    data)
{
  const QuothRole *role = data;

  write_string (writer, "id", role->id);
  write_string (writer, "name", role->name);
  write_strv (writer, "from", (const char *const *) role->from);
  write_strv (writer, "to", (const char *const *) role->to);
  write_flag (writer, "multiple", role->multiple);
  write_flag (writer, "required", role->required);
  write_string (writer, "key", role->key);
}

/* One entry a line: two versions of a scheme can be compared line by line. */
static void
write_list (QuothJsonWriter *writer,
            const char      *name,
            GPtrArray       *entries,
            void           (*write_entry) (QuothJsonWriter *, gconstpointer))
{
  g_string_append (writer->out, ",\n");
  writer->need_comma = FALSE;
  quoth_json_writer_key (writer, name);
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    {
      g_string_append (writer->out, i > 0 ? ",\n" : "\n");
      writer->need_comma = FALSE;
      quoth_json_writer_begin_object (writer);
      write_entry (writer, entries->pdata[i]);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

/**
 * quoth_scheme_to_json:
 * @self: a scheme
 *
 * Returns: (transfer full): the scheme as a file, one type, attribute or role a
 *   line; the same scheme always gives the same bytes
 */
char *
quoth_scheme_to_json (QuothScheme *self)
{
  GString *out;
  QuothJsonWriter writer;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  write_string (&writer, "name", self->name);
  write_list (&writer, "types", self->types, write_type);
  write_list (&writer, "attributes", self->attributes, write_attribute);
  write_list (&writer, "roles", self->roles, write_role);
  quoth_json_writer_end_object (&writer);
  return g_string_free (out, FALSE);
}
