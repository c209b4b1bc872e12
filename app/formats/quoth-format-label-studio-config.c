/* quoth-format-label-studio-config.c - the labelling interface beside the tasks
 *
 * Results name controls, and Label Studio takes only those that this file declares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"

#include "quoth-sort.h"

#include <libxml/xmlreader.h>
#include <string.h>

#define MAX_CONFIG_BYTES (4 * 1024 * 1024)

void
quoth_label_studio_config_free (QuothLabelStudioConfig *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->kinds);
  g_free (self->first);
  g_free (self);
}

static char *
get_attribute (xmlTextReader *xml,
               const char    *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (xml, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static void
set_kind (QuothLabelStudioConfig *self,
          const char             *name,
          QuothAttributeKind      kind)
{
  g_hash_table_insert (self->kinds, g_strdup (name), GUINT_TO_POINTER ((guint) kind + 1));
}

/* @inout_choices: the control whose choices come. One that only tells true from false is
 * a flag. */
static void
take_control (QuothLabelStudioConfig  *self,
              xmlTextReader           *xml,
              char                   **inout_choices)
{
  const char *tag = (const char *) xmlTextReaderConstLocalName (xml);
  g_autofree char *name = get_attribute (xml, "name");
  g_autofree char *value = get_attribute (xml, "value");
  g_autofree char *choice = get_attribute (xml, "choice");

  if (strcmp (tag, "Choice") == 0 && *inout_choices != NULL && g_strcmp0 (value, "true") != 0
      && g_strcmp0 (value, "false") != 0)
    {
      set_kind (self, *inout_choices, QUOTH_ATTRIBUTE_SINGLE);
      g_clear_pointer (inout_choices, g_free);
    }
  if (name == NULL)
    return;
  g_clear_pointer (inout_choices, g_free);
  if (strcmp (tag, "Text") == 0 && value != NULL && *value == '$')
    {
      if (self->first == NULL)
        self->first = g_strdup (name);
      g_hash_table_insert (self->keys, g_steal_pointer (&name), g_strdup (value + 1));
    }
  else if (strcmp (tag, "Choices") == 0 && g_strcmp0 (choice, "multiple") == 0)
    set_kind (self, name, QUOTH_ATTRIBUTE_MULTIPLE);
  else if (strcmp (tag, "Choices") == 0)
    {
      set_kind (self, name, QUOTH_ATTRIBUTE_FLAG);
      *inout_choices = g_steal_pointer (&name);
    }
  else if (strcmp (tag, "TextArea") == 0)
    set_kind (self, name, QUOTH_ATTRIBUTE_TEXT);
}

/**
 * quoth_label_studio_config_load:
 * @path: a file
 *
 * Returns: (transfer full) (nullable): what it says of texts and choices; %NULL when it is
 *   not there or not well-formed, as tasks can be read without
 */
QuothLabelStudioConfig *
quoth_label_studio_config_load (const char *path)
{
  QuothLabelStudioConfig *self;
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  g_autofree char *choices = NULL;
  xmlTextReader *xml;
  int status;

  if (!quoth_format_load (path, MAX_CONFIG_BYTES, &bytes, &n_bytes, NULL))
    return NULL;
  xml = xmlReaderForMemory (bytes, (int) n_bytes, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (xml == NULL)
    return NULL;
  self = g_new0 (QuothLabelStudioConfig, 1);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((status = xmlTextReaderRead (xml)) == 1)
    if (xmlTextReaderNodeType (xml) == XML_READER_TYPE_ELEMENT)
      take_control (self, xml, &choices);
  xmlFreeTextReader (xml);
  if (status == 0)
    return self;
  quoth_label_studio_config_free (self);
  return NULL;
}

static gboolean
is_reserved (const char *name)
{
  return strcmp (name, QUOTH_LABEL_STUDIO_LABEL) == 0
         || strcmp (name, QUOTH_LABEL_STUDIO_TEXT) == 0
         || g_str_has_prefix (name, QUOTH_LABEL_STUDIO_PREFIX);
}

char *
quoth_label_studio_to_name (const char *attribute)
{
  return g_strconcat (is_reserved (attribute) ? QUOTH_LABEL_STUDIO_PREFIX : "", attribute, NULL);
}

const char *
quoth_label_studio_from_name (const char *name)
{
  const char *rest = name + strlen (QUOTH_LABEL_STUDIO_PREFIX);

  return g_str_has_prefix (name, QUOTH_LABEL_STUDIO_PREFIX) && is_reserved (rest) ? rest : name;
}

const char *
quoth_label_studio_get_control (QuothScheme *scheme,
                                const char  *attribute)
{
  const QuothAttribute *known = quoth_scheme_lookup_attribute (scheme, attribute);

  if (known == NULL)
    return "textarea";
  switch (known->kind)
    {
    case QUOTH_ATTRIBUTE_SINGLE:
    case QUOTH_ATTRIBUTE_MULTIPLE:
    case QUOTH_ATTRIBUTE_FLAG:
      return "choices";
    case QUOTH_ATTRIBUTE_NUMBER:
      return "number";
    case QUOTH_ATTRIBUTE_DATE:
      return "datetime";
    case QUOTH_ATTRIBUTE_TEXT:
    default:
      return "textarea";
    }
}

/* @value as an attribute's value: no character that XML forbids comes into a scheme's
 * ids but by a foreign corpus; it is replaced. */
static void
append_value (GString    *out,
              const char *name,
              const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_printf (out, "&#%u;", c);
      else if (c < 0x20 || c == 0xfffe || c == 0xffff)
        g_string_append_unichar (out, 0xfffd);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

/* What @used adds under @prefix, sorted; borrowed. */
static GPtrArray *
list_used (GHashTable *used,
           const char *prefix)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      g_ptr_array_add (names, (char *) key + strlen (prefix));
  g_ptr_array_sort (names, quoth_compare_strings);
  return names;
}

static void
write_labels (QuothScheme *scheme,
              GHashTable  *used,
              GString     *out)
{
  g_autoptr (GPtrArray) others = list_used (used, "type ");

  g_string_append (out, "  <Labels name=\"" QUOTH_LABEL_STUDIO_LABEL "\" toName=\""
                        QUOTH_LABEL_STUDIO_TEXT "\">\n");
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      g_string_append (out, "    <Label");
      append_value (out, "value", type->id);
      if (type->color != NULL)
        append_value (out, "background", type->color);
      if (type->key != NULL)
        append_value (out, "hotkey", type->key);
      g_string_append (out, "/>\n");
    }
  for (guint i = 0; i < others->len; i++)
    if (quoth_scheme_lookup_type (scheme, others->pdata[i]) == NULL)
      {
        g_string_append (out, "    <Label");
        append_value (out, "value", others->pdata[i]);
        g_string_append (out, "/>\n");
      }
  g_string_append (out, "  </Labels>\n  <Text name=\"" QUOTH_LABEL_STUDIO_TEXT
                        "\" value=\"$text\" granularity=\"symbol\"/>\n");
}

static void
write_relations (QuothScheme *scheme,
                 GHashTable  *used,
                 GString     *out)
{
  g_autoptr (GPtrArray) others = list_used (used, "role ");

  g_string_append (out, "  <Relations>\n");
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    {
      g_string_append (out, "    <Relation");
      append_value (out, "value", quoth_scheme_get_role_at (scheme, i)->id);
      g_string_append (out, "/>\n");
    }
  for (guint i = 0; i < others->len; i++)
    if (quoth_scheme_lookup_role (scheme, others->pdata[i]) == NULL)
      {
        g_string_append (out, "    <Relation");
        append_value (out, "value", others->pdata[i]);
        g_string_append (out, "/>\n");
      }
  g_string_append (out, "    <Relation value=\"" QUOTH_LABEL_STUDIO_SAME "\"/>\n"
                        "  </Relations>\n");
}

static void
write_choice (GString    *out,
              const char *value)
{
  g_string_append (out, "    <Choice");
  append_value (out, "value", value);
  g_string_append (out, "/>\n");
}

static void
write_choices (const QuothAttribute *attribute,
               GHashTable           *used,
               GString              *out)
{
  g_autofree char *prefix = g_strdup_printf ("value %s\t", attribute->id);
  g_autoptr (GPtrArray) others = list_used (used, prefix);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  append_value (out, "choice", attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE ? "multiple"
                                                                           : "single");
  g_string_append (out, ">\n");
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      g_hash_table_add (known, value->id);
      write_choice (out, value->id);
    }
  if (attribute->kind == QUOTH_ATTRIBUTE_FLAG)
    {
      write_choice (out, "true");
      write_choice (out, "false");
      g_hash_table_add (known, (char *) "true");
      g_hash_table_add (known, (char *) "false");
    }
  for (guint i = 0; i < others->len; i++)
    if (!g_hash_table_contains (known, others->pdata[i]))
      write_choice (out, others->pdata[i]);
  g_string_append (out, "  </Choices>\n");
}

/* Where the control shows up; names with commas cannot be listed. */
static void
write_condition (const QuothAttribute *attribute,
                 GString              *out)
{
  g_autofree char *types = g_strjoinv (",", attribute->types);
  guint n_commas = 0;

  for (const char *p = types; *p != '\0'; p++)
    n_commas += *p == ',';
  if (attribute->types[0] == NULL || n_commas + 1 != g_strv_length (attribute->types))
    return;
  append_value (out, "whenTagName", QUOTH_LABEL_STUDIO_LABEL);
  append_value (out, "whenLabelValue", types);
}

static void
write_control (QuothScheme *scheme,
               const char  *id,
               GHashTable  *used,
               GString     *out)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
  const char *control = quoth_label_studio_get_control (scheme, id);
  gboolean choices = strcmp (control, "choices") == 0;
  g_autofree char *name = quoth_label_studio_to_name (id);

  g_string_append_printf (out, "  <%s", choices ? "Choices"
                                        : strcmp (control, "number") == 0 ? "Number"
                                        : strcmp (control, "datetime") == 0 ? "DateTime"
                                                                            : "TextArea");
  append_value (out, "name", name);
  append_value (out, "toName", QUOTH_LABEL_STUDIO_TEXT);
  append_value (out, "perRegion", "true");
  if (attribute != NULL)
    write_condition (attribute, out);
  if (choices)
    write_choices (attribute, used, out);
  else
    g_string_append (out, "/>\n");
}

void
quoth_label_studio_config_write (QuothScheme *scheme,
                                 GHashTable  *used,
                                 GString     *out)
{
  g_autoptr (GPtrArray) others = list_used (used, "attribute ");

  g_string_append (out, "<View>\n");
  write_labels (scheme, used, out);
  write_relations (scheme, used, out);
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      if (!g_strv_contains ((const char *const *) attribute->types, "article")
          || attribute->types[1] != NULL)
        write_control (scheme, attribute->id, used, out);
    }
  for (guint i = 0; i < others->len; i++)
    if (quoth_scheme_lookup_attribute (scheme, others->pdata[i]) == NULL)
      write_control (scheme, others->pdata[i], used, out);
  g_string_append (out, "</View>\n");
}
