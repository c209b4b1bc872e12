/* quoth-scheme-migrate-values.c - values of an attribute that became of another kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-migrate.h"

#include "quoth-json.h"

#include <string.h>

/* Texts of lists that become one text. */
#define SEPARATOR "; "

static char *
string_to_json (const char *value)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_string (NULL, "v", value);

  return g_strdup (quoth_attributes_lookup (one, "v"));
}

static char *
fit_multiple (const char *const *values)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_strv (NULL, "v", values);

  return g_strdup (quoth_attributes_lookup (one, "v"));
}

static char *
fit_text (char **values)
{
  g_autofree char *joined = g_strjoinv (SEPARATOR, values);

  return string_to_json (joined);
}

static char *
fit_number (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *json = NULL;

  if (*stripped != '-' && !g_ascii_isdigit (*stripped))
    return NULL;
  json = quoth_json_canonical (stripped, -1, NULL);
  return g_steal_pointer (&json);
}

static char *
fit_date (const char *text)
{
  GDate date;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-'
      || strspn (text, "0123456789-") != 10)
    return NULL;
  g_date_clear (&date, 1);
  return g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                           (GDateYear) atoi (text))
           ? string_to_json (text) : NULL;
}

static char *
fit_flag (const char *text)
{
  static const char *const yes[] = { "true", "yes", "1", NULL };
  static const char *const no[] = { "false", "no", "0", NULL };
  g_autofree char *small = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, small))
    return g_strdup ("true");
  return g_strv_contains (no, small) ? g_strdup ("false") : NULL;
}

static gboolean
is_of_kind (QuothAttributeKind  kind,
            const char         *json)
{
  switch (kind)
    {
    case QUOTH_ATTRIBUTE_SINGLE:
    case QUOTH_ATTRIBUTE_TEXT:
      return json[0] == '"';
    case QUOTH_ATTRIBUTE_MULTIPLE:
      return json[0] == '[';
    case QUOTH_ATTRIBUTE_NUMBER:
      return json[0] == '-' || g_ascii_isdigit (json[0]);
    case QUOTH_ATTRIBUTE_FLAG:
      return strcmp (json, "true") == 0 || strcmp (json, "false") == 0;
    case QUOTH_ATTRIBUTE_DATE:
    default:
      return FALSE;
    }
}

/**
 * quoth_attribute_fit_value:
 * @attribute: an attribute
 * @json: a value as canonical JSON, of whatever kind
 *
 * A choice keeps values that it does not offer: they say what somebody meant.
 *
 * Returns: (transfer full) (nullable): the same value as @attribute writes it; %NULL
 *   when it cannot be said that way
 */
char *
quoth_attribute_fit_value (const QuothAttribute *attribute,
                           const char           *json)
{
  g_autoptr (QuothAttributes) one = NULL;
  g_auto (GStrv) values = NULL;

  g_return_val_if_fail (attribute != NULL && json != NULL, NULL);

  if (is_of_kind (attribute->kind, json))
    return g_strdup (json);
  one = quoth_attributes_with_json (NULL, "v", json);
  values = quoth_attributes_dup_strv (one, "v");
  if (values == NULL || values[0] == NULL || json[0] == '{')
    return NULL;
  if (attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
    return fit_multiple ((const char *const *) values);
  if (attribute->kind == QUOTH_ATTRIBUTE_TEXT)
    return fit_text (values);
  if (values[1] != NULL)
    return NULL;
  switch (attribute->kind)
    {
    case QUOTH_ATTRIBUTE_NUMBER: return fit_number (values[0]);
    case QUOTH_ATTRIBUTE_DATE:   return fit_date (values[0]);
    case QUOTH_ATTRIBUTE_FLAG:   return fit_flag (values[0]);
    case QUOTH_ATTRIBUTE_SINGLE:
    case QUOTH_ATTRIBUTE_MULTIPLE:
    case QUOTH_ATTRIBUTE_TEXT:
    default:                     return string_to_json (values[0]);
    }
}
