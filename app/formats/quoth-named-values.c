/* quoth-named-values.c - values of attributes as plain words, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-named-values"

#include "config.h"

#include "quoth-named-values.h"

#include "quoth-json-writer.h"
#include "quoth-json.h"

#include <string.h>

/* Each value that is added costs a copy of those that are there. */
#define MAX_ATTRIBUTES 1024
#define MAX_LIST_BYTES (64 * 1024)

/* Of an attribute that the scheme does not know: its values tell their types. */
#define NO_KIND ((QuothAttributeKind) -1)

static QuothAttributeKind
get_kind (QuothScheme *scheme,
          const char  *name)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, name);

  return attribute != NULL ? attribute->kind : NO_KIND;
}

/* Whether any reader can be expected to know the attribute as one of @kind. */
static gboolean
is_certain (const char         *name,
            QuothAttributeKind  kind)
{
  static gsize once = 0;
  static QuothScheme *standard;

  if (g_once_init_enter (&once))
    {
      standard = quoth_scheme_new_default ();
      g_once_init_leave (&once, 1);
    }
  return kind != NO_KIND && get_kind (standard, name) == kind;
}

static gboolean
holds_strings (QuothAttributeKind kind)
{
  return kind == QUOTH_ATTRIBUTE_SINGLE || kind == QUOTH_ATTRIBUTE_MULTIPLE
         || kind == QUOTH_ATTRIBUTE_TEXT || kind == QUOTH_ATTRIBUTE_DATE;
}

/* Whether a word is read as a truth value or a number where no kind says otherwise. */
static gboolean
is_literal (const char *word)
{
  g_autofree char *canonical = NULL;

  if (strcmp (word, "true") == 0 || strcmp (word, "false") == 0)
    return TRUE;
  if (*word != '-' && !g_ascii_isdigit (*word))
    return FALSE;
  canonical = quoth_json_canonical (word, -1, NULL);
  return g_strcmp0 (canonical, word) == 0;
}

static GPtrArray *
one_word (const char *word)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (word));
  return words;
}

static char *
to_json_string (const char *word)
{
  GString *json = g_string_new (NULL);

  quoth_json_append_string (json, word, strlen (word), FALSE);
  return g_string_free (json, FALSE);
}

/* Lists of strings only: of one where lists are the rule, else of two and more. */
static GPtrArray *
split_list (QuothAttributeKind  kind,
            gboolean            certain,
            const char         *name,
            QuothAttributes    *holder)
{
  g_auto (GStrv) values = quoth_attributes_dup_strv (holder, name);
  g_autoptr (QuothAttributes) strings = NULL;
  GPtrArray *words;
  guint n = values != NULL ? g_strv_length (values) : 0;

  if (n < (certain && kind == QUOTH_ATTRIBUTE_MULTIPLE ? 1 : 2) || n > MAX_ATTRIBUTES)
    return NULL;
  strings = quoth_attributes_with_strv (NULL, name, (const char *const *) values);
  if (!quoth_attributes_equal (strings, holder)
      || strlen (quoth_attributes_lookup (holder, name)) > MAX_LIST_BYTES)
    return NULL;
  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      if (!(certain && holds_strings (kind)) && is_literal (values[i]))
        {
          g_ptr_array_unref (words);
          return NULL;
        }
      g_ptr_array_add (words, g_strdup (values[i]));
    }
  return words;
}

/**
 * quoth_named_values_split:
 * @scheme: the scheme of the values
 * @kinds_told: whether the file tells its readers the kinds of attributes
 * @name: an attribute
 * @json: its value, canonical
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the words that give @json back
 *   when quoth_named_values_add() adds them one after another
 */
GPtrArray *
quoth_named_values_split (QuothScheme *scheme,
                          gboolean     kinds_told,
                          const char  *name,
                          const char  *json)
{
  g_autoptr (QuothAttributes) holder = quoth_attributes_with_json (NULL, name, json);
  QuothAttributeKind kind = get_kind (scheme, name);
  gboolean certain = kinds_told || is_certain (name, kind);
  g_autofree char *string = NULL;

  if (*json == '[')
    return split_list (kind, certain, name, holder);
  if (*json == '"')
    {
      string = quoth_attributes_dup_string (holder, name);
      if (string == NULL || kind == QUOTH_ATTRIBUTE_MULTIPLE
          || (!(certain && holds_strings (kind)) && is_literal (string)))
        return NULL;
      return one_word (string);
    }
  /* A format that tells kinds tells that what the scheme does not know is text. */
  if (holds_strings (kind) || (kinds_told && kind == NO_KIND))
    return NULL;
  return is_literal (json) ? one_word (json) : NULL;
}

/**
 * quoth_named_values_add:
 * @scheme: the scheme that says how @value is to be understood
 * @attributes: (nullable): a set, which does not change
 * @name: an attribute; when it is in the set, its value becomes a list
 * @value: a word
 *
 * Returns: (transfer full) (nullable): the new set; %NULL when @attributes is full
 */
QuothAttributes *
quoth_named_values_add (QuothScheme     *scheme,
                        QuothAttributes *attributes,
                        const char      *name,
                        const char      *value)
{
  QuothAttributeKind kind = get_kind (scheme, name);
  const char *before = quoth_attributes_lookup (attributes, name);
  g_autofree char *element = !holds_strings (kind) && is_literal (value) ? g_strdup (value)
                                                                         : to_json_string (value);
  g_autofree char *json = NULL;

  if (before == NULL ? quoth_attributes_get_n (attributes) >= MAX_ATTRIBUTES
                     : strlen (before) > MAX_LIST_BYTES)
    return NULL;
  if (before == NULL)
    json = kind == QUOTH_ATTRIBUTE_MULTIPLE ? g_strdup_printf ("[%s]", element)
                                            : g_strdup (element);
  else if (*before == '[')
    json = g_strdup_printf ("%.*s%s%s]", (int) strlen (before) - 1, before,
                            before[1] == ']' ? "" : ",", element);
  else
    json = g_strdup_printf ("[%s,%s]", before, element);
  return quoth_attributes_with_json (attributes, name, json);
}
