/* quoth-scheme-edit-problems.c - what keeps a scheme from being used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-edit.h"

#include <string.h>

#include "quoth-scheme-edit-private.h"

/* More types, attributes and roles than any person can work with. */
#define MAX_ENTRIES 2000
/* Types that attributes apply to, and values. */
#define MAX_DETAILS 8000

/* Something that has a key. Strings are the scheme's. */
typedef struct
{
  QuothSchemePlace  place;
  const char       *name;
  const char       *attribute; /* nullable: name of the attribute whose value it is */
  const char       *key;
  gboolean          reported;  /* one problem with a key is enough */
} KeyUse;

typedef struct
{
  GPtrArray  *problems;   /* of QuothSchemeProblem */
  GHashTable *everywhere; /* letter -> KeyUse, of types and of roles that start anywhere */
  GHashTable *contexts;   /* type id -> (letter -> KeyUse) */
  GPtrArray  *uses;       /* of KeyUse, owned */
} Check;

void
quoth_scheme_problem_free (QuothSchemeProblem *self)
{
  g_free (self->id);
  g_free (self->value);
  g_free (self->other);
  g_free (self->other_attribute);
  g_free (self);
}

static QuothSchemeProblem *
report (Check                  *check,
        QuothSchemeProblemKind  kind,
        const QuothSchemePlace *place)
{
  QuothSchemeProblem *problem = g_new0 (QuothSchemeProblem, 1);

  problem->kind = kind;
  problem->part = place->part;
  problem->id = g_strdup (place->id);
  problem->value = g_strdup (place->value);
  g_ptr_array_add (check->problems, problem);
  return problem;
}

static void
report_taken (Check        *check,
              KeyUse       *use,
              const KeyUse *other)
{
  QuothSchemeProblem *problem;

  if (use->reported)
    return;
  use->reported = TRUE;
  problem = report (check, QUOTH_PROBLEM_KEY_TAKEN, &use->place);
  problem->other = g_strdup (other->name);
  problem->other_attribute = g_strdup (other->attribute);
}

/* Both sides of a clash are told: either may be the one that is being edited. */
static gboolean
clashes (Check      *check,
         GHashTable *taken,
         KeyUse     *use,
         gpointer    letter)
{
  KeyUse *other = g_hash_table_lookup (taken, letter);

  if (other == NULL || other == use)
    return FALSE;
  report_taken (check, use, other);
  report_taken (check, other, use);
  return TRUE;
}

/* @types: where the key works; NULL for everywhere */
static void
claim (Check             *check,
       KeyUse            *use,
       const char *const *types)
{
  gpointer letter = GUINT_TO_POINTER (g_unichar_tolower (g_utf8_get_char (use->key)));

  if (clashes (check, check->everywhere, use, letter))
    return;
  if (types == NULL)
    {
      g_hash_table_insert (check->everywhere, letter, use);
      return;
    }
  for (guint i = 0; types[i] != NULL; i++)
    {
      GHashTable *context = g_hash_table_lookup (check->contexts, types[i]);

      if (context == NULL)
        {
          context = g_hash_table_new (NULL, NULL);
          g_hash_table_insert (check->contexts, (gpointer) types[i], context);
        }
      if (!clashes (check, context, use, letter))
        g_hash_table_insert (context, letter, use);
    }
}

/* The digits choose speakers, and other letters are not found on every keyboard. */
static gboolean
is_good_key (const char *key)
{
  return g_ascii_isgraph (key[0]) && !g_ascii_isdigit (key[0]) && key[1] == '\0';
}

/* Returns: (nullable): the use of a key that is worth claiming */
static KeyUse *
check_key (Check            *check,
           QuothSchemePlace  place,
           const char       *name,
           const char       *attribute,
           const char       *key,
           QuothKeyUseFunc   key_use,
           gpointer          user_data)
{
  g_autofree char *outside = NULL;
  KeyUse *use;

  if (key == NULL)
    return NULL;
  if (!is_good_key (key))
    {
      report (check, QUOTH_PROBLEM_BAD_KEY, &place);
      return NULL;
    }
  outside = key_use != NULL ? key_use (key, user_data) : NULL;
  use = g_new0 (KeyUse, 1);
  *use = (KeyUse){ place, name, attribute, key, outside != NULL };
  g_ptr_array_add (check->uses, use);
  if (outside != NULL)
    report (check, QUOTH_PROBLEM_KEY_TAKEN, &place)->other = g_steal_pointer (&outside);
  return use;
}

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

static gboolean
is_color (const char *text)
{
  return text != NULL && strlen (text) == 7 && text[0] == '#'
         && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
}

static void
check_type (Check           *check,
            const QuothType *type,
            QuothKeyUseFunc  key_use,
            gpointer         user_data)
{
  const QuothSchemePlace place = { QUOTH_SCHEME_TYPES, type->id };
  KeyUse *use;

  if (is_blank (type->name))
    report (check, QUOTH_PROBLEM_NO_NAME, &place);
  if (!is_color (type->color))
    report (check, QUOTH_PROBLEM_BAD_COLOR, &place);
  use = check_key (check, place, type->name, NULL, type->key, key_use, user_data);
  if (use != NULL)
    claim (check, use, NULL);
}

static void
check_role (Check           *check,
            const QuothRole *role,
            QuothKeyUseFunc  key_use,
            gpointer         user_data)
{
  const QuothSchemePlace place = { QUOTH_SCHEME_ROLES, role->id };
  KeyUse *use;

  if (is_blank (role->name))
    report (check, QUOTH_PROBLEM_NO_NAME, &place);
  use = check_key (check, place, role->name, NULL, role->key, key_use, user_data);
  if (use != NULL)
    claim (check, use, role->from[0] != NULL ? (const char *const *) role->from : NULL);
}

static void
check_attribute (Check                *check,
                 const QuothAttribute *attribute,
                 QuothKeyUseFunc       key_use,
                 gpointer              user_data)
{
  const char *const *types = (const char *const *) attribute->types;
  QuothSchemePlace place = { QUOTH_SCHEME_ATTRIBUTES, attribute->id };
  KeyUse *use;

  if (is_blank (attribute->name))
    report (check, QUOTH_PROBLEM_NO_NAME, &place);
  if (types[0] == NULL)
    report (check, QUOTH_PROBLEM_NOWHERE, &place);
  use = check_key (check, place, attribute->name, NULL, attribute->key, key_use, user_data);
  if (use != NULL)
    claim (check, use, types);
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      place.value = value->id;
      if (is_blank (value->name))
        report (check, QUOTH_PROBLEM_NO_NAME, &place);
      use = check_key (check, place, value->name, attribute->name, value->key, key_use, user_data);
      if (use != NULL)
        claim (check, use, types);
    }
}

/**
 * quoth_scheme_find_problems:
 * @self: a scheme
 * @key_use: (nullable) (scope call): what keys do outside the scheme
 * @user_data: for @key_use
 *
 * A type's key works everywhere; those of attributes, values and roles where an
 * annotation of their types is selected. A scheme without problems can always be read
 * back from its file.
 *
 * Returns: (transfer full) (element-type QuothSchemeProblem): what is to be put right
 */
GPtrArray *
quoth_scheme_find_problems (QuothScheme     *self,
                            QuothKeyUseFunc  key_use,
                            gpointer         user_data)
{
  Check check = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  check.problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_scheme_problem_free);
  check.everywhere = g_hash_table_new (NULL, NULL);
  check.contexts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_hash_table_unref);
  check.uses = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->types->len; i++)
    check_type (&check, self->types->pdata[i], key_use, user_data);
  /* First those that start anywhere, so that the others meet them. */
  for (guint i = 0; i < self->roles->len; i++)
    if (((QuothRole *) self->roles->pdata[i])->from[0] == NULL)
      check_role (&check, self->roles->pdata[i], key_use, user_data);
  for (guint i = 0; i < self->roles->len; i++)
    if (((QuothRole *) self->roles->pdata[i])->from[0] != NULL)
      check_role (&check, self->roles->pdata[i], key_use, user_data);
  for (guint i = 0; i < self->attributes->len; i++)
    check_attribute (&check, self->attributes->pdata[i], key_use, user_data);
  g_hash_table_unref (check.everywhere);
  g_hash_table_unref (check.contexts);
  g_ptr_array_unref (check.uses);
  return check.problems;
}

/**
 * quoth_scheme_is_full:
 * @self: a scheme
 *
 * Whoever adds what hostile input names must ask first: every addition copies the
 * scheme, so that without an end the cost grows with the square.
 *
 * Returns: %TRUE when imports must add no more
 */
gboolean
quoth_scheme_is_full (QuothScheme *self)
{
  guint n_details = 0;

  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->attributes->len; i++)
    {
      const QuothAttribute *attribute = self->attributes->pdata[i];

      n_details += g_strv_length (attribute->types) + attribute->values->len;
    }
  return self->types->len + self->roles->len + self->attributes->len >= MAX_ENTRIES
         || n_details >= MAX_DETAILS;
}
