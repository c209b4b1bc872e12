/* quoth-scheme-json.c - reads schemes from files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme.h"

#include "quoth-annotation.h"
#include "quoth-json-cursor-private.h"
#include "quoth-scheme-private.h"

#include <string.h>

static gboolean
read_choice (QuothJsonCursor   *cursor,
             const char *const *names,
             guint              n_names,
             guint             *out_choice)
{
  g_autofree char *value = NULL;

  if (!quoth_json_cursor_string (cursor, &value))
    return FALSE;
  for (guint i = 0; i < n_names; i++)
    if (strcmp (names[i], value) == 0)
      {
        *out_choice = i;
        return TRUE;
      }
  return quoth_json_cursor_fail (cursor, "unknown kind \"%s\"", value);
}

static void
read_strv (QuothJsonCursor   *cursor,
           char            ***out_values)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gboolean first = TRUE;

  if (!quoth_json_cursor_enter (cursor, '['))
    return;
  while (quoth_json_cursor_more (cursor, ']', &first))
    {
      char *value = NULL;

      if (quoth_json_cursor_string (cursor, &value))
        g_ptr_array_add (values, value);
    }
  g_ptr_array_add (values, NULL);
  g_strfreev (*out_values);
  *out_values = (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

static void
read_key (QuothJsonCursor  *cursor,
          char            **out_key)
{
  if (!quoth_json_cursor_nullable_string (cursor, out_key) || *out_key == NULL)
    return;
  if (**out_key == '\0')
    g_clear_pointer (out_key, g_free);
  else if (g_utf8_strlen (*out_key, -1) != 1 || !g_unichar_isgraph (g_utf8_get_char (*out_key)))
    quoth_json_cursor_fail (cursor, "key \"%s\" is not one letter", *out_key);
}

static void
read_color (QuothJsonCursor  *cursor,
            char            **out_color)
{
  if (!quoth_json_cursor_string (cursor, out_color))
    return;
  for (guint i = 1; **out_color == '#' && g_ascii_isxdigit ((*out_color)[i]); i++)
    if (i == 6 && (*out_color)[7] == '\0')
      return;
  quoth_json_cursor_fail (cursor, "color \"%s\" is not #rrggbb", *out_color);
}

/* What every entry has; FALSE when @name is none of it. */
static gboolean
read_common (QuothJsonCursor  *cursor,
             const char       *name,
             char            **id,
             char            **title,
             char            **key)
{
  if (strcmp (name, "id") == 0)
    quoth_json_cursor_string (cursor, id);
  else if (strcmp (name, "name") == 0)
    quoth_json_cursor_nullable_string (cursor, title);
  else if (strcmp (name, "key") == 0)
    read_key (cursor, key);
  else
    return FALSE;
  return TRUE;
}

/* An entry without a name for people shows its id. */
static gboolean
finish_common (QuothJsonCursor  *cursor,
               const char       *what,
               const char       *id,
               char            **title)
{
  if (cursor->failed)
    return FALSE;
  if (id == NULL || *id == '\0')
    return quoth_json_cursor_fail (cursor, "%s without id", what);
  if (*title == NULL || **title == '\0')
    {
      g_free (*title);
      *title = g_strdup (id);
    }
  return TRUE;
}

static void
read_type_member (QuothJsonCursor *cursor,
                  const char      *name,
                  QuothType       *type)
{
  guint kind = 0;

  if (read_common (cursor, name, &type->id, &type->name, &type->key))
    return;
  if (strcmp (name, "description") == 0)
    quoth_json_cursor_nullable_string (cursor, &type->description);
  else if (strcmp (name, "kind") == 0)
    {
      if (read_choice (cursor, quoth_type_kind_names, G_N_ELEMENTS (quoth_type_kind_names), &kind))
        type->kind = (QuothTypeKind) kind;
    }
  else if (strcmp (name, "entity_kind") == 0)
    quoth_json_cursor_nullable_string (cursor, &type->entity_kind);
  else if (strcmp (name, "color") == 0)
    read_color (cursor, &type->color);
  else if (strcmp (name, "hidden") == 0)
    quoth_json_cursor_boolean (cursor, &type->hidden);
  else if (strcmp (name, "automatic") == 0)
    quoth_json_cursor_boolean (cursor, &type->automatic);
  else if (strcmp (name, "slot") == 0)
    quoth_json_cursor_boolean (cursor, &type->slot);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

static gboolean
read_type (QuothJsonCursor *cursor,
           QuothScheme     *self)
{
  QuothType *type = g_new0 (QuothType, 1);
  g_autofree char *id = NULL;
  gboolean first = TRUE;
  const char *name;

  if (quoth_json_cursor_enter (cursor, '{'))
    while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
      read_type_member (cursor, name, type);
  if (!finish_common (cursor, "a type", type->id, &type->name))
    {
      quoth_type_free (type);
      return FALSE;
    }
  if (type->color == NULL)
    type->color = g_strdup ("#77767b");
  id = g_strdup (type->id);
  return quoth_scheme_take_type (self, type)
         || quoth_json_cursor_fail (cursor, "type \"%s\" is there twice", id);
}

static gboolean
read_value (QuothJsonCursor *cursor,
            QuothAttribute  *attribute,
            GHashTable      *seen)
{
  QuothValue *value = g_new0 (QuothValue, 1);
  gboolean first = TRUE;
  const char *name;

  if (quoth_json_cursor_enter (cursor, '{'))
    while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
      if (!read_common (cursor, name, &value->id, &value->name, &value->key))
        quoth_json_cursor_raw (cursor, NULL, NULL);
  if (finish_common (cursor, "a value", value->id, &value->name)
      && !g_hash_table_add (seen, value->id))
    {
      quoth_json_cursor_fail (cursor, "value \"%s\" is there twice", value->id);
      g_hash_table_remove_all (seen);
    }
  if (cursor->failed)
    quoth_value_free (value);
  else
    g_ptr_array_add (attribute->values, value);
  return !cursor->failed;
}

static void
read_values (QuothJsonCursor *cursor,
             QuothAttribute  *attribute)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean first = TRUE;

  g_ptr_array_set_size (attribute->values, 0);
  if (quoth_json_cursor_enter (cursor, '['))
    while (quoth_json_cursor_more (cursor, ']', &first))
      if (!read_value (cursor, attribute, seen))
        return;
}

static void
read_attribute_member (QuothJsonCursor *cursor,
                       const char      *name,
                       QuothAttribute  *attribute)
{
  guint kind = 0;

  if (read_common (cursor, name, &attribute->id, &attribute->name, &attribute->key))
    return;
  if (strcmp (name, "description") == 0)
    quoth_json_cursor_nullable_string (cursor, &attribute->description);
  else if (strcmp (name, "kind") == 0)
    {
      if (read_choice (cursor, quoth_attribute_kind_names,
                       G_N_ELEMENTS (quoth_attribute_kind_names), &kind))
        attribute->kind = (QuothAttributeKind) kind;
    }
  else if (strcmp (name, "types") == 0)
    read_strv (cursor, &attribute->types);
  else if (strcmp (name, "values") == 0)
    read_values (cursor, attribute);
  else if (strcmp (name, "initial") == 0)
    quoth_json_cursor_nullable_string (cursor, &attribute->initial);
  else if (strcmp (name, "required") == 0)
    quoth_json_cursor_boolean (cursor, &attribute->required);
  else if (strcmp (name, "hidden") == 0)
    quoth_json_cursor_boolean (cursor, &attribute->hidden);
  else if (strcmp (name, "computed") == 0)
    quoth_json_cursor_boolean (cursor, &attribute->computed);
  else if (strcmp (name, "ordered") == 0)
    quoth_json_cursor_boolean (cursor, &attribute->ordered);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

static gboolean
read_attribute (QuothJsonCursor *cursor,
                QuothScheme     *self)
{
  QuothAttribute *attribute = g_new0 (QuothAttribute, 1);
  g_autofree char *id = NULL;
  gboolean first = TRUE;
  const char *name;

  attribute->kind = QUOTH_ATTRIBUTE_TEXT;
  attribute->types = g_new0 (char *, 1);
  attribute->values = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_value_free);
  if (quoth_json_cursor_enter (cursor, '{'))
    while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
      read_attribute_member (cursor, name, attribute);
  if (!finish_common (cursor, "an attribute", attribute->id, &attribute->name))
    {
      quoth_attribute_free (attribute);
      return FALSE;
    }
  id = g_strdup (attribute->id);
  return quoth_scheme_take_attribute (self, attribute)
         || quoth_json_cursor_fail (cursor, "attribute \"%s\" is there twice", id);
}

static void
read_role_member (QuothJsonCursor *cursor,
                  const char      *name,
                  QuothRole       *role)
{
  if (read_common (cursor, name, &role->id, &role->name, &role->key))
    return;
  if (strcmp (name, "from") == 0)
    read_strv (cursor, &role->from);
  else if (strcmp (name, "to") == 0)
    read_strv (cursor, &role->to);
  else if (strcmp (name, "multiple") == 0)
    quoth_json_cursor_boolean (cursor, &role->multiple);
  else if (strcmp (name, "required") == 0)
    quoth_json_cursor_boolean (cursor, &role->required);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

static gboolean
read_role (QuothJsonCursor *cursor,
           QuothScheme     *self)
{
  QuothRole *role = g_new0 (QuothRole, 1);
  g_autofree char *id = NULL;
  gboolean first = TRUE;
  const char *name;

  role->from = g_new0 (char *, 1);
  role->to = g_new0 (char *, 1);
  if (quoth_json_cursor_enter (cursor, '{'))
    while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
      read_role_member (cursor, name, role);
  if (!finish_common (cursor, "a role", role->id, &role->name))
    {
      quoth_role_free (role);
      return FALSE;
    }
  id = g_strdup (role->id);
  return quoth_scheme_take_role (self, role)
         || quoth_json_cursor_fail (cursor, "role \"%s\" is there twice", id);
}

static void
read_list (QuothJsonCursor *cursor,
           QuothScheme     *self,
           gboolean       (*read_entry) (QuothJsonCursor *, QuothScheme *))
{
  gboolean first = TRUE;

  if (quoth_json_cursor_enter (cursor, '['))
    while (quoth_json_cursor_more (cursor, ']', &first))
      if (!read_entry (cursor, self))
        return;
}

/**
 * quoth_scheme_new_from_json:
 * @json: a scheme as a file, see quoth-scheme.h
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID
 *
 * Reads a scheme. Only ids are required. Refused are repeated ids, unknown kinds,
 * colours that are none, and keys that mean two things in one place.
 *
 * Returns: (transfer full) (nullable): the scheme
 */
QuothScheme *
quoth_scheme_new_from_json (const char  *json,
                            gssize       length,
                            GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (QuothScheme) self = NULL;
  gboolean first = TRUE;
  const char *name;

  g_return_val_if_fail (json != NULL, NULL);

  if (!quoth_json_cursor_init (&cursor, "scheme", json, length, error))
    return NULL;
  self = quoth_scheme_empty ();
  if (quoth_json_cursor_enter (&cursor, '{'))
    while ((name = quoth_json_cursor_member (&cursor, &first)) != NULL)
      {
        if (strcmp (name, "name") == 0)
          quoth_json_cursor_string (&cursor, &self->name);
        else if (strcmp (name, "types") == 0)
          read_list (&cursor, self, read_type);
        else if (strcmp (name, "attributes") == 0)
          read_list (&cursor, self, read_attribute);
        else if (strcmp (name, "roles") == 0)
          read_list (&cursor, self, read_role);
        else
          quoth_json_cursor_raw (&cursor, NULL, NULL);
      }
  if (!quoth_json_cursor_finish (&cursor) || !quoth_scheme_check_keys (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
