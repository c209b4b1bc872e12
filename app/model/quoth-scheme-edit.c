/* quoth-scheme-edit.c - changed schemes, one change at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-edit.h"

#include <string.h>

#include "quoth-scheme-edit-private.h"

/* Ids longer than this, in bytes, are no help to who reads an export. */
#define MAX_ID 40
/* What attributes of whole articles name instead of a type. */
#define ARTICLE "article"

guint
quoth_scheme_get_n_entries (QuothScheme     *self,
                            QuothSchemePart  part)
{
  g_return_val_if_fail (self != NULL, 0);

  return _quoth_scheme_entries (self, part)->len;
}

const char *
quoth_scheme_get_id_at (QuothScheme     *self,
                        QuothSchemePart  part,
                        guint            index)
{
  g_return_val_if_fail (self != NULL && index < _quoth_scheme_entries (self, part)->len, NULL);

  return _quoth_scheme_entry_id (_quoth_scheme_entries (self, part)->pdata[index]);
}

gboolean
quoth_scheme_has (QuothScheme            *self,
                  const QuothSchemePlace *place)
{
  g_return_val_if_fail (self != NULL && place != NULL && place->id != NULL, FALSE);

  return _quoth_scheme_find (self, place) != NULL;
}

static gboolean
is_taken (QuothScheme            *self,
          QuothScheme            *avoid,
          const QuothSchemePlace *place)
{
  const char *id = place->value != NULL ? place->value : place->id;

  return _quoth_scheme_find (self, place) != NULL
         || (avoid != NULL && _quoth_scheme_find (avoid, place) != NULL)
         || (place->part == QUOTH_SCHEME_TYPES && strcmp (id, ARTICLE) == 0);
}

/* The letters and digits of @name in ASCII; "" when it has none. */
static char *
to_ascii_id (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *id = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && id->len < MAX_ID; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, g_ascii_tolower (*p));
    else if (id->len > 0 && id->str[id->len - 1] != '_')
      g_string_append_c (id, '_');
  if (id->len > 0 && id->str[id->len - 1] == '_')
    g_string_truncate (id, id->len - 1);
  return g_string_free (id, FALSE);
}

static char *
make_id (QuothScheme      *self,
         QuothScheme      *avoid,
         QuothSchemePlace  place,
         const char       *name,
         const char       *fallback)
{
  const char **slot = place.id == NULL ? &place.id : &place.value;
  g_autofree char *stem = to_ascii_id (name);
  g_autofree char *id = NULL;

  if (*stem == '\0')
    {
      g_free (stem);
      stem = g_strdup (fallback);
    }
  id = g_strdup (stem);
  *slot = id;
  for (guint n = 2; is_taken (self, avoid, &place); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s_%u", stem, n);
      *slot = id;
    }
  return g_steal_pointer (&id);
}

static char **
new_list (const char *type)
{
  char **list = g_new0 (char *, 2);

  list[0] = g_strdup (type);
  return list;
}

/**
 * quoth_scheme_with_entry:
 * @self: a scheme, which does not change
 * @avoid: (nullable): a scheme whose ids the new entry may not have, because
 *   annotations may still use them
 * @part: which list it shall end
 * @name: its name
 * @out_id: (out) (transfer full) (optional): its id
 *
 * A new type is plain; an attribute is a choice of the first claim type; a role goes
 * from there to anything.
 *
 * Returns: (transfer full): a scheme that has it
 */
QuothScheme *
quoth_scheme_with_entry (QuothScheme      *self,
                         QuothScheme      *avoid,
                         QuothSchemePart   part,
                         const char       *name,
                         char            **out_id)
{
  static const char *const fallbacks[] = { "type", "attribute", "role" };
  g_autoptr (QuothScheme) grown = NULL;
  g_autofree char *id = NULL;
  QuothSchemePlace place = { part };
  const QuothType *owner;
  const char *owner_id;
  QuothScheme *named;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  id = make_id (self, avoid, place, name, fallbacks[part]);
  place.id = id;
  owner = quoth_scheme_first_of_kind (self, QUOTH_TYPE_KIND_CLAIM);
  if (owner == NULL && self->types->len > 0)
    owner = self->types->pdata[0];
  owner_id = owner != NULL ? owner->id : ARTICLE;
  if (part == QUOTH_SCHEME_TYPES)
    grown = quoth_scheme_with_type (self, id, QUOTH_TYPE_KIND_SPAN);
  else if (part == QUOTH_SCHEME_ROLES)
    grown = quoth_scheme_with_role (self, id);
  else
    grown = quoth_scheme_with_attribute (self, owner_id, id, NULL);
  /* Nobody else has seen it yet. */
  if (part == QUOTH_SCHEME_ATTRIBUTES)
    ((QuothAttribute *) _quoth_scheme_find (grown, &place))->kind = QUOTH_ATTRIBUTE_SINGLE;
  if (part == QUOTH_SCHEME_ROLES && owner != NULL)
    {
      QuothRole *role = _quoth_scheme_find (grown, &place);

      g_strfreev (role->from);
      role->from = new_list (owner_id);
    }
  named = quoth_scheme_with_text (grown, &place, QUOTH_FIELD_NAME, name);
  if (out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return named;
}

/**
 * quoth_scheme_with_value:
 * @self: a scheme, which does not change
 * @avoid: (nullable): a scheme whose ids the new value may not have
 * @attribute: an attribute id
 * @name: the value's name
 * @out_id: (out) (transfer full) (optional): its id
 *
 * Returns: (transfer full): a scheme where the attribute has this value, too
 */
QuothScheme *
quoth_scheme_with_value (QuothScheme  *self,
                         QuothScheme  *avoid,
                         const char   *attribute,
                         const char   *name,
                         char        **out_id)
{
  const QuothSchemePlace place = { QUOTH_SCHEME_ATTRIBUTES, attribute };
  g_autofree char *id = NULL;
  QuothAttribute *entry;
  QuothScheme *copy;

  g_return_val_if_fail (self != NULL && attribute != NULL && name != NULL, NULL);
  g_return_val_if_fail (_quoth_scheme_find (self, &place) != NULL, NULL);

  id = make_id (self, avoid, place, name, "value");
  copy = quoth_scheme_copy (self);
  entry = _quoth_scheme_find (copy, &place);
  g_ptr_array_add (entry->values, quoth_value_new (id, name, NULL));
  if (out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return copy;
}

static GPtrArray *
get_siblings (QuothScheme            *self,
              const QuothSchemePlace *place)
{
  const QuothSchemePlace owner = { place->part, place->id };

  return place->value == NULL ? _quoth_scheme_entries (self, place->part)
                              : ((QuothAttribute *) _quoth_scheme_find (self, &owner))->values;
}

/**
 * quoth_scheme_with_moved:
 * @self: a scheme, which does not change
 * @place: an entry
 * @steps: how far towards the end of its list; negative: towards the beginning
 *
 * Returns: (transfer full): a scheme where it stands there, or at the end it ran into
 */
QuothScheme *
quoth_scheme_with_moved (QuothScheme            *self,
                         const QuothSchemePlace *place,
                         int                     steps)
{
  GPtrArray *siblings;
  QuothScheme *copy;
  gpointer entry;
  guint from;
  guint to;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  entry = _quoth_scheme_find (self, place);
  if (entry == NULL)
    return quoth_scheme_ref (self);
  siblings = get_siblings (self, place);
  g_ptr_array_find (siblings, entry, &from);
  to = (guint) CLAMP ((gint64) from + steps, 0, (gint64) siblings->len - 1);
  if (to == from)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  siblings = get_siblings (copy, place);
  entry = g_ptr_array_steal_index (siblings, from);
  g_ptr_array_insert (siblings, (int) to, entry);
  return copy;
}

/* Takes @type out of the lists that name it. What was made for it alone goes with it,
 * for an empty list of a role would mean any type. */
static void
forget_type (QuothScheme *self,
             const char  *type,
             const char  *heir)
{
  for (guint i = self->attributes->len; i > 0; i--)
    {
      QuothAttribute *attribute = self->attributes->pdata[i - 1];

      if (!g_strv_contains ((const char *const *) attribute->types, type))
        continue;
      attribute->types = _quoth_scheme_replace_in_list (attribute->types, type, heir);
      if (attribute->types[0] != NULL)
        {
          quoth_scheme_settle_keys (self, attribute);
          continue;
        }
      g_hash_table_remove (self->attributes_by_id, attribute->id);
      g_ptr_array_remove_index (self->attributes, i - 1);
    }
  for (guint i = self->roles->len; i > 0; i--)
    {
      QuothRole *role = self->roles->pdata[i - 1];
      gboolean any_from = role->from[0] == NULL;
      gboolean any_to = role->to[0] == NULL;

      role->from = _quoth_scheme_replace_in_list (role->from, type, heir);
      role->to = _quoth_scheme_replace_in_list (role->to, type, heir);
      if ((any_from || role->from[0] != NULL) && (any_to || role->to[0] != NULL))
        {
          quoth_scheme_settle_key (self, &role->key, g_steal_pointer (&role->key));
          continue;
        }
      g_hash_table_remove (self->roles_by_id, role->id);
      g_ptr_array_remove_index (self->roles, i - 1);
    }
}

/**
 * quoth_scheme_without:
 * @self: a scheme, which does not change
 * @place: an entry
 * @heir: (nullable): for a type: the one that takes its attributes and roles
 *
 * Attributes and roles that only a removed type had go with it when there is no heir. The
 * heir's own keys stay; those that come to it and clash are given up.
 *
 * Returns: (transfer full): a scheme that lacks the entry
 */
QuothScheme *
quoth_scheme_without (QuothScheme            *self,
                      const QuothSchemePlace *place,
                      const char             *heir)
{
  QuothScheme *copy;
  gpointer entry;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  if (_quoth_scheme_find (self, place) == NULL)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  entry = _quoth_scheme_find (copy, place);
  if (place->value != NULL)
    {
      const QuothSchemePlace owner = { place->part, place->id };
      QuothAttribute *attribute = _quoth_scheme_find (copy, &owner);

      if (g_strcmp0 (attribute->initial, place->value) == 0)
        g_clear_pointer (&attribute->initial, g_free);
    }
  else
    {
      g_hash_table_remove (_quoth_scheme_table (copy, place->part), place->id);
      if (place->part == QUOTH_SCHEME_TYPES)
        forget_type (copy, place->id, heir);
    }
  g_ptr_array_remove (get_siblings (copy, place), entry);
  return copy;
}

/**
 * quoth_scheme_tidied:
 * @self: a scheme, which does not change
 *
 * Returns: (transfer full): a scheme without blanks around names, and without values
 *   that no kind of attribute shows
 */
QuothScheme *
quoth_scheme_tidied (QuothScheme *self)
{
  QuothScheme *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = quoth_scheme_copy (self);
  g_strstrip (copy->name);
  for (guint i = 0; i < copy->types->len; i++)
    g_strstrip (((QuothType *) copy->types->pdata[i])->name);
  for (guint i = 0; i < copy->roles->len; i++)
    g_strstrip (((QuothRole *) copy->roles->pdata[i])->name);
  for (guint i = 0; i < copy->attributes->len; i++)
    {
      QuothAttribute *attribute = copy->attributes->pdata[i];

      g_strstrip (attribute->name);
      for (guint j = 0; j < attribute->values->len; j++)
        g_strstrip (((QuothValue *) attribute->values->pdata[j])->name);
      if (attribute->kind == QUOTH_ATTRIBUTE_SINGLE || attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
        continue;
      g_ptr_array_set_size (attribute->values, 0);
      g_clear_pointer (&attribute->initial, g_free);
    }
  return copy;
}
