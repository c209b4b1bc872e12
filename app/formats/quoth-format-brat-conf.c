/* quoth-format-brat-conf.c - writes annotation.conf
 *
 * brat refuses what its configuration does not allow: without the OVERLAP rule nested
 * and crossing spans, and every type, relation and value that is not named.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"

#include <string.h>

/* "claim|person", or any type when @types names none or the file does not keep to them. */
static void
append_types (QuothBratNames *names,
              char          **types,
              gboolean        wide,
              GString        *out)
{
  gsize before = out->len;

  for (guint i = 0; !wide && types != NULL && types[i] != NULL; i++)
    if (strcmp (types[i], "article") != 0)
      g_string_append_printf (out, "%s%s", out->len > before ? "|" : "",
                              quoth_brat_names_to_brat (names, QUOTH_BRAT_TYPE, types[i]));
  if (out->len == before)
    g_string_append (out, "<ENTITY>");
}

static gboolean
is_wide (GHashTable *wide,
         const char *what,
         const char *id)
{
  g_autofree char *key = g_strconcat (what, id, NULL);

  return g_hash_table_contains (wide, key);
}

static void
append_relations (QuothBratNames *names,
                  QuothScheme    *scheme,
                  GHashTable     *wide,
                  GString        *out)
{
  GPtrArray *roles = quoth_brat_names_list (names, QUOTH_BRAT_ROLE);

  g_string_append (out, "\n[relations]\n"
                        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
  for (guint i = 0; i < roles->len; i++)
    {
      const char *id = roles->pdata[i];
      const QuothRole *role = quoth_scheme_lookup_role (scheme, id);
      gboolean anywhere = role == NULL || is_wide (wide, "role ", id);

      g_string_append_printf (out, "%s\tArg1:",
                              quoth_brat_names_to_brat (names, QUOTH_BRAT_ROLE, id));
      append_types (names, role != NULL ? role->from : NULL, anywhere, out);
      g_string_append (out, ", Arg2:");
      append_types (names, role != NULL ? role->to : NULL, anywhere, out);
      g_string_append_c (out, '\n');
    }
}

static gboolean
is_of_article (const QuothAttribute *attribute)
{
  return attribute->types != NULL && attribute->types[0] != NULL
         && strcmp (attribute->types[0], "article") == 0 && attribute->types[1] == NULL;
}

static void
append_attribute (QuothBratNames *names,
                  QuothScheme    *scheme,
                  GHashTable     *wide,
                  const char     *id,
                  GString        *out)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
  gboolean is_flag = attribute == NULL || attribute->kind == QUOTH_ATTRIBUTE_FLAG;

  if (attribute != NULL
      && (is_of_article (attribute) || (!is_flag && attribute->values->len == 0)))
    return;
  g_string_append_printf (out, "%s\tArg:",
                          quoth_brat_names_to_brat (names, QUOTH_BRAT_ATTRIBUTE, id));
  append_types (names, attribute != NULL ? attribute->types : NULL,
                is_wide (wide, "attribute ", id), out);
  for (guint i = 0; !is_flag && i < attribute->values->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? ", Value:" : "|",
                            quoth_brat_names_to_brat (names, QUOTH_BRAT_VALUE,
                                                      ((QuothValue *) attribute->values->pdata[i])
                                                        ->id));
  g_string_append_c (out, '\n');
}

/* Documented in quoth-format-brat-private.h. */
void
quoth_brat_append_conf (QuothBratNames *names,
                        QuothScheme    *scheme,
                        GHashTable     *wide,
                        GString        *out)
{
  GPtrArray *types = quoth_brat_names_list (names, QUOTH_BRAT_TYPE);
  GPtrArray *attributes = quoth_brat_names_list (names, QUOTH_BRAT_ATTRIBUTE);

  g_string_append (out, "# The lines that begin with #quoth keep what brat has no word for.\n");
  quoth_brat_names_append (names, out);
  g_string_append (out, "\n[entities]\n");
  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (out, "%s\n",
                            quoth_brat_names_to_brat (names, QUOTH_BRAT_TYPE, types->pdata[i]));
  append_relations (names, scheme, wide, out);
  g_string_append (out, "\n[events]\n\n[attributes]\n");
  for (guint i = 0; i < attributes->len; i++)
    append_attribute (names, scheme, wide, attributes->pdata[i], out);
}
