/* quoth-scheme-merge.c - schemes that grow with what corpora bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme.h"

#include "quoth-annotation.h"
#include "quoth-json.h"
#include "quoth-scheme-private.h"

#include <string.h>

/* A choice with more values than this is a free text with habits. */
#define MAX_VALUES 64
/* Longer strings, in bytes, are prose and no value of a choice. */
#define MAX_VALUE_LENGTH 40

/* For types that come without a colour; far apart in hue, of middle lightness. */
static const char *const palette[] = { "#c01c88", "#1c8fc0", "#8f9a1c", "#c05a1c", "#5a4fcf",
                                       "#1ca06e", "#b03a48", "#7a6652", "#4f7d1c", "#a24fcf",
                                       "#2a7f8a", "#b8860b" };

static gboolean
claim_key (GHashTable  *taken,
           GHashTable  *everywhere,
           const char  *key,
           const char  *owner,
           GError     **error)
{
  gpointer letter;
  const char *other;

  if (key == NULL)
    return TRUE;
  letter = GUINT_TO_POINTER (g_unichar_tolower (g_utf8_get_char (key)));
  other = g_hash_table_lookup (taken, letter);
  if (other == NULL && everywhere != NULL)
    other = g_hash_table_lookup (everywhere, letter);
  if (other != NULL)
    {
      g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                   "scheme: key \"%s\" means both \"%s\" and \"%s\"", key, other, owner);
      return FALSE;
    }
  g_hash_table_insert (taken, letter, (gpointer) owner);
  return TRUE;
}

static GHashTable *
context_of (GHashTable *contexts,
            const char *type)
{
  GHashTable *context = g_hash_table_lookup (contexts, type);

  if (context == NULL)
    {
      context = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (contexts, (gpointer) type, context);
    }
  return context;
}

static gboolean
claim_attribute_keys (const QuothAttribute  *attribute,
                      GHashTable            *context,
                      GHashTable            *everywhere,
                      GError               **error)
{
  if (!claim_key (context, everywhere, attribute->key, attribute->id, error))
    return FALSE;
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      if (!claim_key (context, everywhere, value->key, value->id, error))
        return FALSE;
    }
  return TRUE;
}

/* A type's key works everywhere; those of attributes, values and roles where an
 * annotation of their types is selected. */
gboolean
quoth_scheme_check_keys (QuothScheme  *self,
                         GError      **error)
{
  g_autoptr (GHashTable) everywhere = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) contexts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                           (GDestroyNotify) g_hash_table_unref);

  for (guint i = 0; i < self->types->len; i++)
    {
      const QuothType *type = self->types->pdata[i];

      if (!claim_key (everywhere, NULL, type->key, type->id, error))
        return FALSE;
    }
  for (guint i = 0; i < self->roles->len; i++)
    {
      const QuothRole *role = self->roles->pdata[i];

      if (role->from[0] == NULL && !claim_key (everywhere, NULL, role->key, role->id, error))
        return FALSE;
      for (guint j = 0; role->from[j] != NULL; j++)
        if (!claim_key (context_of (contexts, role->from[j]), everywhere, role->key, role->id,
                        error))
          return FALSE;
    }
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const QuothAttribute *attribute = self->attributes->pdata[i];

      for (guint j = 0; attribute->types[j] != NULL; j++)
        if (!claim_attribute_keys (attribute, context_of (contexts, attribute->types[j]),
                                   everywhere, error))
          return FALSE;
    }
  return TRUE;
}

static const char *
unused_color (QuothScheme *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    {
      gboolean used = FALSE;

      for (guint j = 0; j < self->types->len && !used; j++)
        used = g_ascii_strcasecmp (((QuothType *) self->types->pdata[j])->color, palette[i]) == 0;
      if (!used)
        return palette[i];
    }
  return palette[self->types->len % G_N_ELEMENTS (palette)];
}

/**
 * quoth_scheme_with_type:
 * @self: a scheme, which does not change
 * @id: a type id
 * @kind: what a new type is
 *
 * Returns: (transfer full): a scheme that knows @id; @self when it did already
 */
QuothScheme *
quoth_scheme_with_type (QuothScheme   *self,
                        const char    *id,
                        QuothTypeKind  kind)
{
  QuothScheme *copy;
  QuothType *type;

  g_return_val_if_fail (self != NULL && id != NULL && *id != '\0', NULL);

  if (g_hash_table_contains (self->types_by_id, id))
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  type = g_new0 (QuothType, 1);
  type->id = g_strdup (id);
  type->name = g_strdup (id);
  type->kind = kind;
  type->color = g_strdup (unused_color (self));
  quoth_scheme_take_type (copy, type);
  return copy;
}

static gboolean
has_value (const QuothAttribute *self,
           const char           *id)
{
  for (guint i = 0; i < self->values->len; i++)
    if (strcmp (((QuothValue *) self->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* The values that a choice lacks; NULL when it lacks none or takes any. */
static GPtrArray *
missing_values (const QuothAttribute *attribute,
                const char           *json_value)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (QuothAttributes) wrapped = NULL;
  g_auto (GStrv) values = NULL;

  if (attribute->kind != QUOTH_ATTRIBUTE_SINGLE && attribute->kind != QUOTH_ATTRIBUTE_MULTIPLE)
    return NULL;
  wrapped = quoth_attributes_with_json (NULL, "value", json_value);
  values = quoth_attributes_dup_strv (wrapped, "value");
  missing = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (*values[i] != '\0' && !has_value (attribute, values[i]))
      g_ptr_array_add (missing, g_strdup (values[i]));
  return missing->len > 0 ? g_steal_pointer (&missing) : NULL;
}

static void
add_type_to (QuothAttribute *attribute,
             const char     *type)
{
  guint n = g_strv_length (attribute->types);

  attribute->types = g_renew (char *, attribute->types, n + 2);
  attribute->types[n] = g_strdup (type);
  attribute->types[n + 1] = NULL;
}

/* Sets *@key to @wanted (taken) unless that would clash. */
void
quoth_scheme_settle_key (QuothScheme  *scheme,
                         char        **key,
                         char         *wanted)
{
  *key = wanted;
  if (wanted != NULL && !quoth_scheme_check_keys (scheme, NULL))
    g_clear_pointer (key, g_free);
}

/* An attribute that has come to apply to more types may have keys that mean another
 * thing there: the newcomer loses those, because a scheme with clashes is none. */
void
quoth_scheme_settle_keys (QuothScheme    *scheme,
                          QuothAttribute *attribute)
{
  g_autofree char **wanted = NULL;
  char *own;

  if (quoth_scheme_check_keys (scheme, NULL))
    return;
  own = g_steal_pointer (&attribute->key);
  wanted = g_new0 (char *, attribute->values->len + 1);
  for (guint i = 0; i < attribute->values->len; i++)
    wanted[i] = g_steal_pointer (&((QuothValue *) attribute->values->pdata[i])->key);
  quoth_scheme_settle_key (scheme, &attribute->key, own);
  for (guint i = 0; i < attribute->values->len; i++)
    quoth_scheme_settle_key (scheme, &((QuothValue *) attribute->values->pdata[i])->key, wanted[i]);
}

static void
add_values_to (QuothAttribute *attribute,
               GPtrArray      *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = values->pdata[i];

      if (attribute->values->len >= MAX_VALUES || strlen (value) > MAX_VALUE_LENGTH)
        {
          attribute->kind = QUOTH_ATTRIBUTE_TEXT;
          return;
        }
      if (!has_value (attribute, value))
        g_ptr_array_add (attribute->values, quoth_value_new (value, value, NULL));
    }
}

/* What an attribute seen for the first time is, by its value. */
static QuothAttributeKind
kind_of_value (const char *json)
{
  if (json == NULL)
    return QUOTH_ATTRIBUTE_TEXT;
  if (strcmp (json, "true") == 0 || strcmp (json, "false") == 0)
    return QUOTH_ATTRIBUTE_FLAG;
  if (*json == '-' || g_ascii_isdigit (*json))
    return QUOTH_ATTRIBUTE_NUMBER;
  if (*json == '[')
    return QUOTH_ATTRIBUTE_MULTIPLE;
  if (*json == '"' && strlen (json) <= MAX_VALUE_LENGTH + 2 && strchr (json, '\\') == NULL)
    return QUOTH_ATTRIBUTE_SINGLE;
  return QUOTH_ATTRIBUTE_TEXT;
}

static QuothAttribute *
attribute_new (const char         *id,
               const char         *type,
               QuothAttributeKind  kind)
{
  QuothAttribute *self = g_new0 (QuothAttribute, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (id);
  self->kind = kind;
  self->types = g_new0 (char *, 1);
  add_type_to (self, type);
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_value_free);
  return self;
}

/**
 * quoth_scheme_with_attribute:
 * @self: a scheme, which does not change
 * @type: the type of the annotation that has it, or "article"
 * @id: an attribute id
 * @json_value: (nullable): its value as JSON
 *
 * A new attribute takes its kind from the value: short strings are choices. A
 * choice learns values up to a limit, then it becomes free text. Keys of @id that
 * mean something else where @type is marked are given up.
 *
 * Returns: (transfer full): a scheme where @id applies to @type and takes the
 *   value; @self when it did already
 */
QuothScheme *
quoth_scheme_with_attribute (QuothScheme *self,
                             const char  *type,
                             const char  *id,
                             const char  *json_value)
{
  g_autoptr (GPtrArray) missing = NULL;
  const QuothAttribute *known;
  QuothAttribute *attribute;
  QuothScheme *copy;

  g_return_val_if_fail (self != NULL && type != NULL && id != NULL && *id != '\0', NULL);

  known = g_hash_table_lookup (self->attributes_by_id, id);
  if (known != NULL && json_value != NULL)
    missing = missing_values (known, json_value);
  if (known != NULL && missing == NULL && quoth_attribute_applies (known, type))
    return quoth_scheme_ref (self);

  copy = quoth_scheme_copy (self);
  if (known == NULL)
    {
      attribute = attribute_new (id, type, kind_of_value (json_value));
      if (json_value != NULL)
        missing = missing_values (attribute, json_value);
      quoth_scheme_take_attribute (copy, attribute);
    }
  attribute = g_hash_table_lookup (copy->attributes_by_id, id);
  if (!quoth_attribute_applies (attribute, type))
    {
      add_type_to (attribute, type);
      quoth_scheme_settle_keys (copy, attribute);
    }
  if (missing != NULL)
    add_values_to (attribute, missing);
  return copy;
}

/**
 * quoth_scheme_with_role:
 * @self: a scheme, which does not change
 * @id: a role id
 *
 * Returns: (transfer full): a scheme that knows @id, from and to any type, as
 *   often as one likes; @self when it knew it already
 */
QuothScheme *
quoth_scheme_with_role (QuothScheme *self,
                        const char  *id)
{
  QuothScheme *copy;
  QuothRole *role;

  g_return_val_if_fail (self != NULL && id != NULL && *id != '\0', NULL);

  if (g_hash_table_contains (self->roles_by_id, id))
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  role = g_new0 (QuothRole, 1);
  role->id = g_strdup (id);
  role->name = g_strdup (id);
  role->from = g_new0 (char *, 1);
  role->to = g_new0 (char *, 1);
  role->multiple = TRUE;
  quoth_scheme_take_role (copy, role);
  return copy;
}

static void
report (GPtrArray  *added,
        const char *what,
        const char *id)
{
  if (added != NULL)
    g_ptr_array_add (added, g_strdup_printf ("%s: %s", what, id));
}

static gboolean
merge_attribute (QuothScheme          *self,
                 const QuothAttribute *other,
                 GPtrArray            *added)
{
  QuothAttribute *mine = g_hash_table_lookup (self->attributes_by_id, other->id);
  gboolean changed = FALSE;

  if (mine == NULL)
    {
      report (added, "attribute", other->id);
      return quoth_scheme_take_attribute (self, quoth_attribute_copy (other));
    }
  for (guint i = 0; other->types[i] != NULL; i++)
    if (!quoth_attribute_applies (mine, other->types[i]))
      {
        add_type_to (mine, other->types[i]);
        changed = TRUE;
      }
  for (guint i = 0; i < other->values->len; i++)
    {
      const QuothValue *value = other->values->pdata[i];

      if (has_value (mine, value->id))
        continue;
      g_ptr_array_add (mine->values, quoth_value_new (value->id, value->name, value->key));
      if (added != NULL)
        g_ptr_array_add (added, g_strdup_printf ("value: %s=%s", mine->id, value->id));
      changed = TRUE;
    }
  return changed;
}

/* Takes away the keys of entries that came in until no two clash: those that were
 * there keep theirs. Entries from @self stand first in every list. */
static void
drop_foreign_keys (QuothScheme *merged,
                   QuothScheme *self)
{
  for (guint i = self->types->len; i < merged->types->len; i++)
    g_clear_pointer (&((QuothType *) merged->types->pdata[i])->key, g_free);
  for (guint i = self->roles->len; i < merged->roles->len; i++)
    g_clear_pointer (&((QuothRole *) merged->roles->pdata[i])->key, g_free);
  for (guint i = 0; i < merged->attributes->len; i++)
    {
      QuothAttribute *attribute = merged->attributes->pdata[i];
      const QuothAttribute *old = quoth_scheme_lookup_attribute (self, attribute->id);

      if (old == NULL)
        g_clear_pointer (&attribute->key, g_free);
      for (guint j = old != NULL ? old->values->len : 0; j < attribute->values->len; j++)
        g_clear_pointer (&((QuothValue *) attribute->values->pdata[j])->key, g_free);
    }
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const QuothAttribute *old = self->attributes->pdata[i];
      QuothAttribute *attribute = g_hash_table_lookup (merged->attributes_by_id, old->id);

      if (g_strv_length (old->types) < g_strv_length (attribute->types))
        quoth_scheme_settle_keys (merged, attribute);
    }
}

/**
 * quoth_scheme_merge:
 * @self: a scheme, which does not change
 * @other: another
 * @out_added: (nullable) (element-type utf8): where to add a line such as
 *   "type: PER" for everything that @self lacked
 *
 * What both know stays as @self has it. Keys that @other brings are taken over
 * only when none of them clashes.
 *
 * Returns: (transfer full): a scheme that knows all of both; @self when it knew
 *   all already
 */
QuothScheme *
quoth_scheme_merge (QuothScheme *self,
                    QuothScheme *other,
                    GPtrArray   *out_added)
{
  g_autoptr (QuothScheme) copy = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL && other != NULL, NULL);

  copy = quoth_scheme_copy (self);
  for (guint i = 0; i < other->types->len; i++)
    if (quoth_scheme_take_type (copy, quoth_type_copy (other->types->pdata[i])))
      {
        report (out_added, "type", ((QuothType *) other->types->pdata[i])->id);
        changed = TRUE;
      }
  for (guint i = 0; i < other->attributes->len; i++)
    if (merge_attribute (copy, other->attributes->pdata[i], out_added))
      changed = TRUE;
  for (guint i = 0; i < other->roles->len; i++)
    if (quoth_scheme_take_role (copy, quoth_role_copy (other->roles->pdata[i])))
      {
        report (out_added, "role", ((QuothRole *) other->roles->pdata[i])->id);
        changed = TRUE;
      }
  if (!changed)
    return quoth_scheme_ref (self);
  if (!quoth_scheme_check_keys (copy, NULL))
    drop_foreign_keys (copy, self);
  return g_steal_pointer (&copy);
}
