/* quoth-scheme-edit-fields.c - changed members of one entry of a scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-edit.h"

#include <string.h>

#include "quoth-scheme-edit-private.h"

GPtrArray *
_quoth_scheme_entries (QuothScheme     *self,
                       QuothSchemePart  part)
{
  switch (part)
    {
    case QUOTH_SCHEME_TYPES:      return self->types;
    case QUOTH_SCHEME_ATTRIBUTES: return self->attributes;
    case QUOTH_SCHEME_ROLES:      return self->roles;
    default:                      g_return_val_if_reached (NULL);
    }
}

GHashTable *
_quoth_scheme_table (QuothScheme     *self,
                     QuothSchemePart  part)
{
  switch (part)
    {
    case QUOTH_SCHEME_TYPES:      return self->types_by_id;
    case QUOTH_SCHEME_ATTRIBUTES: return self->attributes_by_id;
    case QUOTH_SCHEME_ROLES:      return self->roles_by_id;
    default:                      g_return_val_if_reached (NULL);
    }
}

/* Types, attributes, roles and values all begin with their id. */
const char *
_quoth_scheme_entry_id (gconstpointer entry)
{
  return *(char *const *) entry;
}

gpointer
_quoth_scheme_find (QuothScheme            *self,
                    const QuothSchemePlace *place)
{
  QuothAttribute *attribute;

  if (place->value == NULL)
    return g_hash_table_lookup (_quoth_scheme_table (self, place->part), place->id);
  attribute = g_hash_table_lookup (self->attributes_by_id, place->id);
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    if (strcmp (_quoth_scheme_entry_id (attribute->values->pdata[i]), place->value) == 0)
      return attribute->values->pdata[i];
  return NULL;
}

/* Each of the three finds a member of an entry, or NULL when it has no such member. */
static char **
find_text (QuothScheme            *self,
           const QuothSchemePlace *place,
           QuothSchemeField        field)
{
  gpointer entry = _quoth_scheme_find (self, place);
  QuothType *type = place->part == QUOTH_SCHEME_TYPES ? entry : NULL;
  QuothAttribute *attribute =
    place->part == QUOTH_SCHEME_ATTRIBUTES && place->value == NULL ? entry : NULL;
  QuothRole *role = place->part == QUOTH_SCHEME_ROLES ? entry : NULL;
  QuothValue *value = place->value != NULL ? entry : NULL;

  if (entry == NULL)
    return NULL;
  switch (field)
    {
    case QUOTH_FIELD_NAME:
      return type != NULL ? &type->name : attribute != NULL ? &attribute->name
             : role != NULL ? &role->name : &value->name;
    case QUOTH_FIELD_KEY:
      return type != NULL ? &type->key : attribute != NULL ? &attribute->key
             : role != NULL ? &role->key : &value->key;
    case QUOTH_FIELD_DESCRIPTION:
      return type != NULL ? &type->description : attribute != NULL ? &attribute->description : NULL;
    case QUOTH_FIELD_COLOR:
      return type != NULL ? &type->color : NULL;
    case QUOTH_FIELD_ENTITY_KIND:
      return type != NULL ? &type->entity_kind : NULL;
    default:
      return NULL;
    }
}

static gboolean *
find_flag (QuothScheme            *self,
           const QuothSchemePlace *place,
           QuothSchemeField        field)
{
  gpointer entry = place->value == NULL ? _quoth_scheme_find (self, place) : NULL;

  if (entry == NULL)
    return NULL;
  switch (place->part)
    {
    case QUOTH_SCHEME_TYPES:
      return field == QUOTH_FIELD_HIDDEN ? &((QuothType *) entry)->hidden : NULL;
    case QUOTH_SCHEME_ATTRIBUTES:
      return field == QUOTH_FIELD_HIDDEN ? &((QuothAttribute *) entry)->hidden
             : field == QUOTH_FIELD_REQUIRED ? &((QuothAttribute *) entry)->required : NULL;
    case QUOTH_SCHEME_ROLES:
      return field == QUOTH_FIELD_MULTIPLE ? &((QuothRole *) entry)->multiple
             : field == QUOTH_FIELD_REQUIRED ? &((QuothRole *) entry)->required : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static char ***
find_list (QuothScheme            *self,
           const QuothSchemePlace *place,
           QuothSchemeField        field)
{
  gpointer entry = place->value == NULL ? _quoth_scheme_find (self, place) : NULL;

  if (entry == NULL)
    return NULL;
  if (place->part == QUOTH_SCHEME_ATTRIBUTES && field == QUOTH_FIELD_TYPES)
    return &((QuothAttribute *) entry)->types;
  if (place->part == QUOTH_SCHEME_ROLES && field == QUOTH_FIELD_FROM)
    return &((QuothRole *) entry)->from;
  if (place->part == QUOTH_SCHEME_ROLES && field == QUOTH_FIELD_TO)
    return &((QuothRole *) entry)->to;
  return NULL;
}

/**
 * quoth_scheme_get_text:
 * @self: a scheme
 * @place: an entry
 * @field: a text
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const char *
quoth_scheme_get_text (QuothScheme            *self,
                       const QuothSchemePlace *place,
                       QuothSchemeField        field)
{
  char **text;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  text = find_text (self, place, field);
  return text != NULL ? *text : NULL;
}

/* Keys are kept small, colours too; only a name and a colour may be "". */
static char *
normalize (QuothSchemeField  field,
           const char       *text)
{
  g_autofree char *stripped = g_strdup (text != NULL ? text : "");

  if (field == QUOTH_FIELD_NAME || field == QUOTH_FIELD_DESCRIPTION)
    return field == QUOTH_FIELD_NAME || *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
  g_strstrip (stripped);
  if (field == QUOTH_FIELD_COLOR)
    return g_ascii_strdown (stripped, -1);
  if (*stripped == '\0')
    return NULL;
  return field == QUOTH_FIELD_KEY ? g_utf8_strdown (stripped, -1) : g_steal_pointer (&stripped);
}

/**
 * quoth_scheme_with_text:
 * @self: a scheme, which does not change
 * @place: an entry
 * @field: a text
 * @text: (nullable): what shall stand there
 *
 * Returns: (transfer full): a scheme where it does
 */
QuothScheme *
quoth_scheme_with_text (QuothScheme            *self,
                        const QuothSchemePlace *place,
                        QuothSchemeField        field,
                        const char             *text)
{
  g_autofree char *wanted = NULL;
  QuothScheme *copy;
  char **now;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  wanted = normalize (field, text);
  now = find_text (self, place, field);
  if (now == NULL || g_strcmp0 (*now, wanted) == 0)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  now = find_text (copy, place, field);
  g_free (*now);
  *now = g_steal_pointer (&wanted);
  return copy;
}

gboolean
quoth_scheme_get_flag (QuothScheme            *self,
                       const QuothSchemePlace *place,
                       QuothSchemeField        field)
{
  gboolean *flag;

  g_return_val_if_fail (self != NULL && place != NULL, FALSE);

  flag = find_flag (self, place, field);
  return flag != NULL && *flag;
}

QuothScheme *
quoth_scheme_with_flag (QuothScheme            *self,
                        const QuothSchemePlace *place,
                        QuothSchemeField        field,
                        gboolean                set)
{
  QuothScheme *copy;
  gboolean *now;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  now = find_flag (self, place, field);
  if (now == NULL || !*now == !set)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  *find_flag (copy, place, field) = set != FALSE;
  return copy;
}

const char *const *
quoth_scheme_get_list (QuothScheme            *self,
                       const QuothSchemePlace *place,
                       QuothSchemeField        field)
{
  static const char *const empty[] = { NULL };
  char ***list;

  g_return_val_if_fail (self != NULL && place != NULL, empty);

  list = find_list (self, place, field);
  return list != NULL ? (const char *const *) *list : empty;
}

/* @list without @type and, when @other is not NULL and not there, with @other in its
 * place; takes @list. */
char **
_quoth_scheme_replace_in_list (char       **list,
                               const char  *type,
                               const char  *other)
{
  gboolean there = other == NULL || g_strv_contains ((const char *const *) list, other);
  guint n = 0;

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (strcmp (list[i], type) != 0)
        {
          list[n++] = list[i];
          continue;
        }
      g_free (list[i]);
      if (!there)
        list[n++] = g_strdup (other);
      there = TRUE;
    }
  list[n] = NULL;
  return list;
}

/**
 * quoth_scheme_with_listed:
 * @self: a scheme, which does not change
 * @place: an attribute or a role
 * @field: a list
 * @type: a type id, or "article"
 * @listed: whether the list shall hold it
 *
 * Returns: (transfer full): a scheme where it does, or does not
 */
QuothScheme *
quoth_scheme_with_listed (QuothScheme            *self,
                          const QuothSchemePlace *place,
                          QuothSchemeField        field,
                          const char             *type,
                          gboolean                listed)
{
  QuothScheme *copy;
  char ***list;
  guint n;

  g_return_val_if_fail (self != NULL && place != NULL && type != NULL, NULL);

  list = find_list (self, place, field);
  if (list == NULL || g_strv_contains ((const char *const *) *list, type) == !!listed)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  list = find_list (copy, place, field);
  if (!listed)
    {
      *list = _quoth_scheme_replace_in_list (*list, type, NULL);
      return copy;
    }
  n = g_strv_length (*list);
  *list = g_renew (char *, *list, n + 2);
  (*list)[n] = g_strdup (type);
  (*list)[n + 1] = NULL;
  return copy;
}

guint
quoth_scheme_get_kind (QuothScheme            *self,
                       const QuothSchemePlace *place)
{
  gpointer entry;

  g_return_val_if_fail (self != NULL && place != NULL, 0);

  entry = place->value == NULL ? _quoth_scheme_find (self, place) : NULL;
  if (entry != NULL && place->part == QUOTH_SCHEME_TYPES)
    return ((QuothType *) entry)->kind;
  if (entry != NULL && place->part == QUOTH_SCHEME_ATTRIBUTES)
    return ((QuothAttribute *) entry)->kind;
  return 0;
}

/**
 * quoth_scheme_with_kind:
 * @self: a scheme, which does not change
 * @place: a type or an attribute
 * @kind: a #QuothTypeKind or a #QuothAttributeKind
 *
 * An attribute keeps its values until quoth_scheme_tidied(), so that nothing is lost
 * when somebody only looks what other kinds are like.
 *
 * Returns: (transfer full): a scheme where it is of @kind
 */
QuothScheme *
quoth_scheme_with_kind (QuothScheme            *self,
                        const QuothSchemePlace *place,
                        guint                   kind)
{
  QuothScheme *copy;
  gpointer entry;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  if (_quoth_scheme_find (self, place) == NULL || place->value != NULL
      || place->part == QUOTH_SCHEME_ROLES || quoth_scheme_get_kind (self, place) == kind)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  entry = _quoth_scheme_find (copy, place);
  if (place->part == QUOTH_SCHEME_TYPES)
    ((QuothType *) entry)->kind = (QuothTypeKind) kind;
  else
    ((QuothAttribute *) entry)->kind = (QuothAttributeKind) kind;
  return copy;
}

QuothScheme *
quoth_scheme_with_name (QuothScheme *self,
                        const char  *name)
{
  QuothScheme *copy;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  if (strcmp (self->name, name) == 0)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  g_free (copy->name);
  copy->name = g_strdup (name);
  return copy;
}
