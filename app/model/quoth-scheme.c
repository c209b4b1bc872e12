/* quoth-scheme.c - what can be annotated: types, attributes, roles; immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme.h"

#include <gio/gio.h>

#include "quoth-model-resources.h"
#include "quoth-scheme-private.h"

#include <string.h>

#define DEFAULT_SCHEME "/io/github/quoth/Quoth/model/default-scheme.json"

G_DEFINE_BOXED_TYPE (QuothScheme, quoth_scheme, quoth_scheme_ref, quoth_scheme_unref)

QuothType *
quoth_type_copy (const QuothType *self)
{
  QuothType *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->entity_kind = g_strdup (self->entity_kind);
  copy->color = g_strdup (self->color);
  copy->key = g_strdup (self->key);
  return copy;
}

void
quoth_type_free (QuothType *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->entity_kind);
  g_free (self->color);
  g_free (self->key);
  g_free (self);
}

QuothValue *
quoth_value_new (const char *id,
                 const char *name,
                 const char *key)
{
  QuothValue *self = g_new (QuothValue, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->key = g_strdup (key);
  return self;
}

void
quoth_value_free (QuothValue *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_free (self);
}

QuothAttribute *
quoth_attribute_copy (const QuothAttribute *self)
{
  QuothAttribute *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->types = g_strdupv (self->types);
  copy->values = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_value_free);
  for (guint i = 0; i < self->values->len; i++)
    {
      const QuothValue *value = self->values->pdata[i];

      g_ptr_array_add (copy->values, quoth_value_new (value->id, value->name, value->key));
    }
  copy->initial = g_strdup (self->initial);
  copy->key = g_strdup (self->key);
  return copy;
}

void
quoth_attribute_free (QuothAttribute *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_strfreev (self->types);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->initial);
  g_free (self->key);
  g_free (self);
}

QuothRole *
quoth_role_copy (const QuothRole *self)
{
  QuothRole *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->from = g_strdupv (self->from);
  copy->to = g_strdupv (self->to);
  copy->key = g_strdup (self->key);
  return copy;
}

void
quoth_role_free (QuothRole *self)
{
  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->from);
  g_strfreev (self->to);
  g_free (self->key);
  g_free (self);
}

QuothScheme *
quoth_scheme_empty (void)
{
  QuothScheme *self = g_new0 (QuothScheme, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup ("");
  self->types = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_type_free);
  self->attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_attribute_free);
  self->roles = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_role_free);
  self->types_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->attributes_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->roles_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

gboolean
quoth_scheme_take_type (QuothScheme *self,
                        QuothType   *type)
{
  if (g_hash_table_contains (self->types_by_id, type->id))
    {
      quoth_type_free (type);
      return FALSE;
    }
  g_ptr_array_add (self->types, type);
  g_hash_table_insert (self->types_by_id, type->id, type);
  return TRUE;
}

gboolean
quoth_scheme_take_attribute (QuothScheme    *self,
                             QuothAttribute *attribute)
{
  if (g_hash_table_contains (self->attributes_by_id, attribute->id))
    {
      quoth_attribute_free (attribute);
      return FALSE;
    }
  g_ptr_array_add (self->attributes, attribute);
  g_hash_table_insert (self->attributes_by_id, attribute->id, attribute);
  return TRUE;
}

gboolean
quoth_scheme_take_role (QuothScheme *self,
                        QuothRole   *role)
{
  if (g_hash_table_contains (self->roles_by_id, role->id))
    {
      quoth_role_free (role);
      return FALSE;
    }
  g_ptr_array_add (self->roles, role);
  g_hash_table_insert (self->roles_by_id, role->id, role);
  return TRUE;
}

QuothScheme *
quoth_scheme_copy (QuothScheme *self)
{
  QuothScheme *copy = quoth_scheme_empty ();

  g_free (copy->name);
  copy->name = g_strdup (self->name);
  for (guint i = 0; i < self->types->len; i++)
    quoth_scheme_take_type (copy, quoth_type_copy (self->types->pdata[i]));
  for (guint i = 0; i < self->attributes->len; i++)
    quoth_scheme_take_attribute (copy, quoth_attribute_copy (self->attributes->pdata[i]));
  for (guint i = 0; i < self->roles->len; i++)
    quoth_scheme_take_role (copy, quoth_role_copy (self->roles->pdata[i]));
  return copy;
}

/**
 * quoth_scheme_new_default:
 *
 * Returns: (transfer full): the scheme "people and claims" that comes with Quoth
 */
QuothScheme *
quoth_scheme_new_default (void)
{
  static gsize once;
  static QuothScheme *scheme;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resource_lookup_data (quoth_model_get_resource (),
                                                         DEFAULT_SCHEME,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

      if (bytes != NULL)
        scheme = quoth_scheme_new_from_json (g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), &error);
      if (scheme == NULL)
        g_error ("the default scheme cannot be read: %s", error->message);
      g_once_init_leave (&once, 1);
    }
  return quoth_scheme_ref (scheme);
}

/**
 * quoth_scheme_ref:
 * @self: a scheme
 *
 * Returns: (transfer full): @self; safe from any thread
 */
QuothScheme *
quoth_scheme_ref (QuothScheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_scheme_unref:
 * @self: (transfer full): a scheme
 */
void
quoth_scheme_unref (QuothScheme *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_hash_table_unref (self->types_by_id);
  g_hash_table_unref (self->attributes_by_id);
  g_hash_table_unref (self->roles_by_id);
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->attributes);
  g_ptr_array_unref (self->roles);
  g_free (self);
}

/**
 * quoth_scheme_equal:
 * @a: a scheme
 * @b: another
 *
 * Returns: whether both say the same in the same order
 */
gboolean
quoth_scheme_equal (QuothScheme *a,
                    QuothScheme *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (a == b)
    return TRUE;
  left = quoth_scheme_to_json (a);
  right = quoth_scheme_to_json (b);
  return strcmp (left, right) == 0;
}

const char *
quoth_scheme_get_name (QuothScheme *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

guint
quoth_scheme_get_n_types (QuothScheme *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->types->len;
}

const QuothType *
quoth_scheme_get_type_at (QuothScheme *self,
                          guint        index)
{
  g_return_val_if_fail (self != NULL && index < self->types->len, NULL);

  return self->types->pdata[index];
}

/**
 * quoth_scheme_lookup_type:
 * @self: a scheme
 * @id: a type id
 *
 * Returns: (transfer none) (nullable): the type
 */
const QuothType *
quoth_scheme_lookup_type (QuothScheme *self,
                          const char  *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->types_by_id, id);
}

/* Keys are compared without case, so that Caps Lock does no harm. */
gboolean
quoth_key_equal (const char *a,
                 const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  return g_unichar_tolower (g_utf8_get_char (a)) == g_unichar_tolower (g_utf8_get_char (b));
}

/**
 * quoth_scheme_first_of_kind:
 * @self: a scheme
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): the first type of @kind that is not hidden,
 *   else the first
 */
const QuothType *
quoth_scheme_first_of_kind (QuothScheme   *self,
                            QuothTypeKind  kind)
{
  const QuothType *hidden = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->types->len; i++)
    {
      const QuothType *type = self->types->pdata[i];

      if (type->kind == kind && !type->hidden)
        return type;
      if (type->kind == kind && hidden == NULL)
        hidden = type;
    }
  return hidden;
}

const QuothType *
quoth_scheme_get_cue_type (QuothScheme *self)
{
  const QuothRole *cue;

  g_return_val_if_fail (self != NULL, NULL);

  cue = g_hash_table_lookup (self->roles_by_id, "cue");
  for (guint i = 0; cue != NULL && cue->to[i] != NULL; i++)
    {
      const QuothType *type = g_hash_table_lookup (self->types_by_id, cue->to[i]);

      if (type != NULL)
        return type;
    }
  return NULL;
}

guint
quoth_scheme_get_n_attributes (QuothScheme *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->attributes->len;
}

const QuothAttribute *
quoth_scheme_get_attribute_at (QuothScheme *self,
                               guint        index)
{
  g_return_val_if_fail (self != NULL && index < self->attributes->len, NULL);

  return self->attributes->pdata[index];
}

/**
 * quoth_scheme_lookup_attribute:
 * @self: a scheme
 * @id: an attribute id
 *
 * Returns: (transfer none) (nullable): the attribute
 */
const QuothAttribute *
quoth_scheme_lookup_attribute (QuothScheme *self,
                               const char  *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->attributes_by_id, id);
}

/**
 * quoth_attribute_applies:
 * @self: an attribute
 * @type: a type id, or "article" for the article as a whole
 *
 * Returns: whether annotations of @type can have the attribute
 */
gboolean
quoth_attribute_applies (const QuothAttribute *self,
                         const char           *type)
{
  g_return_val_if_fail (self != NULL && type != NULL, FALSE);

  return g_strv_contains ((const char *const *) self->types, type);
}

guint
quoth_scheme_get_n_roles (QuothScheme *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->roles->len;
}

const QuothRole *
quoth_scheme_get_role_at (QuothScheme *self,
                          guint        index)
{
  g_return_val_if_fail (self != NULL && index < self->roles->len, NULL);

  return self->roles->pdata[index];
}

/**
 * quoth_scheme_lookup_role:
 * @self: a scheme
 * @id: a role id
 *
 * Returns: (transfer none) (nullable): the role
 */
const QuothRole *
quoth_scheme_lookup_role (QuothScheme *self,
                          const char  *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return g_hash_table_lookup (self->roles_by_id, id);
}
