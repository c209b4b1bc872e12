/* quoth-cas-names.c - names and values that features of UIMA cannot hold as they are
 *
 * A feature is called with ASCII letters, digits and "_", and begins with a letter. A
 * name that is no such, that the format or Python uses, or that begins with "x_", becomes
 * "x_" and the name, in which everything but letters and digits is its code point in
 * hexadecimal between underscores: "odd name" is x_odd_20_name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas.h"

#include <string.h>

#define MARK "x_"

gboolean
quoth_cas_is_reserved (const char *feature)
{
  static const char *const reserved[] = {
    "label", "uid", "identifier", "entity", "note", "values",
    "sofa", "begin", "end", "Governor", "Dependent",
  };

  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (strcmp (feature, reserved[i]) == 0)
      return TRUE;
  return FALSE;
}

/* DKPro cassis makes Python of a type: its features must not be words of that language,
 * nor what it calls its own. */
static gboolean
is_python (const char *name)
{
  static const char *const words[] = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try", "type",
    "while", "with", "xmiID", "yield",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (name, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_plain (const char *name)
{
  if (!g_ascii_isalpha (*name) || g_str_has_prefix (name, MARK) || quoth_cas_is_reserved (name)
      || is_python (name))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

char *
quoth_cas_name_to_feature (const char *name)
{
  GString *out;

  if (is_plain (name))
    return g_strdup (name);
  out = g_string_new (MARK);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "_%x_", g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* What another program wrote stays as it is. */
char *
quoth_cas_feature_to_name (const char *feature)
{
  g_autoptr (GString) out = NULL;

  if (!g_str_has_prefix (feature, MARK))
    return g_strdup (feature);
  out = g_string_new (NULL);
  for (const char *p = feature + strlen (MARK); *p != '\0'; p++)
    {
      char *end = NULL;
      guint64 c;

      if (*p != '_')
        {
          g_string_append_c (out, *p);
          continue;
        }
      if (!g_ascii_isxdigit (p[1]))
        return g_strdup (feature);
      c = g_ascii_strtoull (p + 1, &end, 16);
      if (*end != '_' || c == 0 || c > 0x10ffff || !g_unichar_validate ((gunichar) c))
        return g_strdup (feature);
      g_string_append_unichar (out, (gunichar) c);
      p = end;
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup (feature);
}

char *
quoth_cas_value_to_string (const char *json)
{
  g_autoptr (QuothAttributes) one = NULL;

  if (*json != '"')
    return g_strdup (json);
  one = quoth_attributes_with_json (NULL, "value", json);
  return quoth_attributes_dup_string (one, "value");
}
