/* quoth-scheme-differences.c - what another scheme adds, changes and lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-migrate.h"

#include "quoth-scheme-edit-private.h"

#include <string.h>

void
quoth_scheme_difference_free (QuothSchemeDifference *self)
{
  g_free (self->id);
  g_free (self->value);
  g_free (self);
}

static void
report (GPtrArray              *differences,
        QuothDifferenceKind     kind,
        const QuothSchemePlace *place)
{
  QuothSchemeDifference *difference = g_new0 (QuothSchemeDifference, 1);

  difference->kind = kind;
  difference->part = place->part;
  difference->id = g_strdup (place->id);
  difference->value = g_strdup (place->value);
  g_ptr_array_add (differences, difference);
}

/* A scheme of that entry alone says all there is to say of it. */
static char *
describe (QuothSchemePart part,
          gconstpointer   entry)
{
  g_autoptr (QuothScheme) alone = quoth_scheme_empty ();

  if (part == QUOTH_SCHEME_TYPES)
    quoth_scheme_take_type (alone, quoth_type_copy (entry));
  else if (part == QUOTH_SCHEME_ROLES)
    quoth_scheme_take_role (alone, quoth_role_copy (entry));
  else
    {
      QuothAttribute *attribute = quoth_attribute_copy (entry);

      /* Values are compared one by one. */
      g_ptr_array_set_size (attribute->values, 0);
      quoth_scheme_take_attribute (alone, attribute);
    }
  return quoth_scheme_to_json (alone);
}

static void
compare_values (QuothScheme *before,
                QuothScheme *after,
                const char  *attribute,
                GPtrArray   *differences)
{
  QuothSchemePlace place = { QUOTH_SCHEME_ATTRIBUTES, attribute };
  GPtrArray *old = ((QuothAttribute *) _quoth_scheme_find (before, &place))->values;
  GPtrArray *new = ((QuothAttribute *) _quoth_scheme_find (after, &place))->values;

  for (guint i = 0; i < new->len; i++)
    {
      const QuothValue *value = new->pdata[i];
      const QuothValue *other;

      place.value = value->id;
      other = _quoth_scheme_find (before, &place);
      if (other == NULL)
        report (differences, QUOTH_DIFFERENCE_ADDED, &place);
      else if (strcmp (value->name, other->name) != 0 || g_strcmp0 (value->key, other->key) != 0)
        report (differences, QUOTH_DIFFERENCE_CHANGED, &place);
    }
  for (guint i = 0; i < old->len; i++)
    {
      place.value = ((QuothValue *) old->pdata[i])->id;
      if (_quoth_scheme_find (after, &place) == NULL)
        report (differences, QUOTH_DIFFERENCE_REMOVED, &place);
    }
}

static void
compare_part (QuothScheme     *before,
              QuothScheme     *after,
              QuothSchemePart  part,
              GPtrArray       *differences)
{
  GPtrArray *old = _quoth_scheme_entries (before, part);
  GPtrArray *new = _quoth_scheme_entries (after, part);

  for (guint i = 0; i < new->len; i++)
    {
      const QuothSchemePlace place = { part, _quoth_scheme_entry_id (new->pdata[i]) };
      gconstpointer other = _quoth_scheme_find (before, &place);
      g_autofree char *left = other != NULL ? describe (part, other) : NULL;
      g_autofree char *right = describe (part, new->pdata[i]);

      if (other == NULL)
        report (differences, QUOTH_DIFFERENCE_ADDED, &place);
      else if (strcmp (left, right) != 0)
        report (differences, QUOTH_DIFFERENCE_CHANGED, &place);
      if (other != NULL && part == QUOTH_SCHEME_ATTRIBUTES)
        compare_values (before, after, place.id, differences);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const QuothSchemePlace place = { part, _quoth_scheme_entry_id (old->pdata[i]) };

      if (_quoth_scheme_find (after, &place) == NULL)
        report (differences, QUOTH_DIFFERENCE_REMOVED, &place);
    }
}

/**
 * quoth_scheme_find_differences:
 * @before: a scheme
 * @after: another
 *
 * The order of entries is no difference.
 *
 * Returns: (transfer full) (element-type QuothSchemeDifference): what @after adds,
 *   changes and lacks; of the values of an attribute only when both have it
 */
GPtrArray *
quoth_scheme_find_differences (QuothScheme *before,
                               QuothScheme *after)
{
  GPtrArray *differences;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  differences = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_scheme_difference_free);
  for (guint part = 0; part < QUOTH_SCHEME_N_PARTS; part++)
    compare_part (before, after, (QuothSchemePart) part, differences);
  return differences;
}

static void
keep_value (QuothScheme            *copy,
            QuothScheme            *from,
            const QuothSchemePlace *place)
{
  const QuothSchemePlace owner = { place->part, place->id };
  QuothAttribute *attribute = _quoth_scheme_find (copy, &owner);
  const QuothValue *value = _quoth_scheme_find (from, place);

  if (attribute != NULL)
    g_ptr_array_add (attribute->values, quoth_value_new (value->id, value->name, NULL));
}

static void
keep_entry (QuothScheme            *copy,
            QuothScheme            *from,
            const QuothSchemePlace *place)
{
  gconstpointer entry = _quoth_scheme_find (from, place);

  if (place->part == QUOTH_SCHEME_TYPES)
    {
      QuothType *type = quoth_type_copy (entry);

      type->hidden = TRUE;
      g_clear_pointer (&type->key, g_free);
      quoth_scheme_take_type (copy, type);
    }
  else if (place->part == QUOTH_SCHEME_ATTRIBUTES)
    {
      QuothAttribute *attribute = quoth_attribute_copy (entry);

      attribute->hidden = TRUE;
      attribute->required = FALSE;
      g_clear_pointer (&attribute->key, g_free);
      for (guint i = 0; i < attribute->values->len; i++)
        g_clear_pointer (&((QuothValue *) attribute->values->pdata[i])->key, g_free);
      quoth_scheme_take_attribute (copy, attribute);
    }
  else
    {
      QuothRole *role = quoth_role_copy (entry);

      role->required = FALSE;
      g_clear_pointer (&role->key, g_free);
      quoth_scheme_take_role (copy, role);
    }
}

/**
 * quoth_scheme_with_kept:
 * @self: a scheme, which does not change
 * @from: another
 * @place: an entry of @from
 *
 * For what is still in use although @self has no place for it: it ends its list, hidden
 * where that can be, and without a key.
 *
 * Returns: (transfer full): a scheme that has the entry
 */
QuothScheme *
quoth_scheme_with_kept (QuothScheme            *self,
                        QuothScheme            *from,
                        const QuothSchemePlace *place)
{
  QuothScheme *copy;

  g_return_val_if_fail (self != NULL && from != NULL && place != NULL, NULL);

  if (_quoth_scheme_find (from, place) == NULL || _quoth_scheme_find (self, place) != NULL)
    return quoth_scheme_ref (self);
  copy = quoth_scheme_copy (self);
  if (place->value != NULL)
    keep_value (copy, from, place);
  else
    keep_entry (copy, from, place);
  return copy;
}
