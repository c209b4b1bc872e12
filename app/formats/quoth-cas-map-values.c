/* quoth-cas-map-values.c - which type, which role, which attributes
 *
 * Quoth's own spans say what they are in "label". Of others, the name of the layer is
 * the type, unless the scheme has no such type and the layer's own label names one: a
 * NamedEntity whose value is PER is a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-map-private.h"
#include "quoth-gather.h"

#include <string.h>

/* Each costs a copy of those that are there. */
#define MAX_ATTRIBUTES 1024

/* Features by which layers say what an annotation is. */
static const char *const labels[] = { "value", "label", "entity", "type", "category", "kind",
                                      "tag", "class" };

static const char *
find_person_type (QuothScheme *scheme)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == QUOTH_TYPE_KIND_MENTION
          && g_strcmp0 (type->entity_kind, QUOTH_ENTITY_KIND_PERSON) == 0)
        return type->id;
    }
  return NULL;
}

/* The scheme's type of that id or name, whatever its case; NULL when there is none. */
static const char *
find_type (QuothScheme *scheme,
           const char  *name)
{
  const char *type = quoth_gather_map_type (scheme, name);

  if (quoth_scheme_lookup_type (scheme, type) != NULL)
    return type;
  if (g_ascii_strcasecmp (name, "PER") == 0 || g_ascii_strcasecmp (name, "PERSON") == 0)
    return find_person_type (scheme);
  return NULL;
}

const QuothCasFeature *
quoth_cas_map_label (QuothCasMap      *self,
                     const QuothCasFs *fs)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const QuothCasFeature *feature = quoth_cas_get_feature (self->cas, fs, labels[i]);

      if (feature != NULL && feature->kind == QUOTH_CAS_STRING && *feature->value != '\0')
        return feature;
    }
  return NULL;
}

void
quoth_cas_map_name (QuothCasMap   *self,
                    QuothCasGroup *group)
{
  const QuothCasFs *fs = quoth_cas_get (self->cas, group->fs);
  const char *short_name = quoth_cas_short_name (fs->type);
  const char *label = quoth_cas_get_string (self->cas, fs, "label");

  group->label = NULL;
  if (strcmp (fs->type, QUOTH_CAS_SPAN) == 0)
    {
      group->type = label != NULL && *label != '\0' ? label : short_name;
      return;
    }
  group->type = find_type (self->scheme, short_name);
  for (guint i = 0; i < G_N_ELEMENTS (labels) && group->type == NULL; i++)
    {
      const char *value = quoth_cas_get_string (self->cas, fs, labels[i]);

      group->type = value != NULL && *value != '\0' ? find_type (self->scheme, value) : NULL;
      group->label = group->type != NULL ? labels[i] : NULL;
    }
  if (group->type == NULL)
    group->type = *short_name != '\0' ? short_name : "annotation";
}

/* A text as the scheme understands the attribute. */
static QuothAttributes *
with_string (QuothCasMap     *self,
             QuothAttributes *attributes,
             const char      *name,
             const char      *value)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (self->scheme, name);
  gboolean is_true = strcmp (value, "true") == 0;
  char *end = NULL;

  if (attribute != NULL && attribute->kind == QUOTH_ATTRIBUTE_FLAG
      && (is_true || strcmp (value, "false") == 0))
    return quoth_attributes_with_boolean (attributes, name, is_true);
  if (attribute != NULL && attribute->kind == QUOTH_ATTRIBUTE_NUMBER
      && (g_ascii_isdigit (*value) || *value == '-')
      && (g_ascii_strtod (value, &end), end != value && *end == '\0'))
    {
      g_autofree char *json = g_strdup_printf ("{\"n\":%s}", value);
      g_autoptr (QuothAttributes) number = quoth_attributes_new_from_json (json, -1, NULL);

      if (number != NULL)
        return quoth_attributes_with_json (attributes, name,
                                           quoth_attributes_lookup (number, "n"));
    }
  return quoth_attributes_with_string (attributes, name, value);
}

/* What "values" holds exactly, of those attributes that nobody has changed since. */
static QuothAttributes *
apply_exact (QuothCasMap     *self,
             QuothAttributes *attributes,
             const char      *json)
{
  g_autoptr (QuothAttributes) exact = quoth_attributes_new_from_json (json, -1, NULL);

  for (guint i = 0; i < quoth_attributes_get_n (exact); i++)
    {
      const char *value;
      const char *name = quoth_attributes_get (exact, i, &value);
      const char *there = quoth_attributes_lookup (attributes, name);
      g_autofree char *text = there != NULL ? quoth_cas_value_to_string (there) : NULL;
      g_autofree char *known = quoth_cas_value_to_string (value);
      QuothAttributes *changed;

      if (g_strcmp0 (text, known) != 0)
        continue;
      changed = quoth_attributes_with_json (attributes, name, value);
      quoth_attributes_unref (attributes);
      attributes = changed;
    }
  return attributes;
}

/* References that the file, without types, writes as text: all lead to slots. */
gboolean
quoth_cas_map_is_slot (QuothCasMap           *self,
                       const QuothCasFeature *feature)
{
  g_autoptr (GArray) indices = NULL;
  guint n_ids = 0;

  if (feature->kind == QUOTH_CAS_REFS)
    return TRUE;
  if (feature->kind != QUOTH_CAS_STRING || !g_ascii_isdigit (*feature->value)
      || strspn (feature->value, "0123456789 ") != strlen (feature->value))
    return FALSE;
  indices = g_array_new (FALSE, FALSE, sizeof (guint));
  quoth_cas_resolve (self->cas, feature->value, indices);
  for (guint i = 0; i < indices->len; i++)
    {
      const QuothCasFs *fs = quoth_cas_get (self->cas, g_array_index (indices, guint, i));

      if (fs->begin != QUOTH_CAS_NO_OFFSET
          || quoth_cas_get_feature (self->cas, fs, "target") == NULL)
        return FALSE;
    }
  for (const char *p = feature->value; *p != '\0'; p++)
    n_ids += *p != ' ' && (p[1] == ' ' || p[1] == '\0');
  return n_ids == indices->len;
}

static QuothAttributes *
with_feature (QuothCasMap           *self,
              QuothAttributes       *attributes,
              const char            *name,
              const QuothCasFeature *feature)
{
  g_autofree char *list = NULL;

  if (feature->kind == QUOTH_CAS_STRING)
    return with_string (self, attributes, name, feature->value);
  if (feature->kind == QUOTH_CAS_JSON)
    return quoth_attributes_with_json (attributes, name, feature->value);
  list = quoth_cas_map_list (self, feature);
  return list != NULL ? quoth_attributes_with_json (attributes, name, list)
                      : quoth_attributes_ref (attributes);
}

/* The features of @fs that are attributes; @used: the one that named its type. */
QuothAttributes *
quoth_cas_map_values (QuothCasMap      *self,
                      const QuothCasFs *fs,
                      const char       *used)
{
  gboolean own = strcmp (fs->type, QUOTH_CAS_SPAN) == 0
                 || strcmp (fs->type, QUOTH_CAS_RELATION) == 0;
  QuothAttributes *attributes = NULL;
  const char *exact = own ? quoth_cas_get_string (self->cas, fs, "values") : NULL;

  for (guint i = 0; i < fs->n_features; i++)
    {
      const QuothCasFeature *feature = &g_array_index (self->cas->features, QuothCasFeature,
                                                       fs->first + i);
      g_autofree char *name = NULL;
      QuothAttributes *changed;

      if ((!quoth_cas_map_is_list (self, feature) && quoth_cas_map_is_slot (self, feature))
          || g_strcmp0 (feature->name, used) == 0
          || (own && quoth_cas_is_reserved (feature->name)))
        continue;
      if (!own && (strcmp (feature->name, "identifier") == 0
                   || strcmp (feature->name, "identity") == 0))
        continue;
      if (quoth_attributes_get_n (attributes) >= MAX_ATTRIBUTES)
        {
          quoth_cas_map_tell (self, g_strdup ("attributes beyond 1024 are left out"));
          break;
        }
      name = own ? quoth_cas_feature_to_name (feature->name) : g_strdup (feature->name);
      changed = with_feature (self, attributes, name, feature);
      quoth_attributes_unref (attributes);
      attributes = changed;
    }
  return exact != NULL ? apply_exact (self, attributes, exact) : attributes;
}
