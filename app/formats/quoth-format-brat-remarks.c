/* quoth-format-brat-remarks.c - what a standoff file says of its spans
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"

#include <string.h>

/* As MAX_LINKS: each costs a copy of those that are there. */
#define MAX_ATTRIBUTES 1024
#define MAX_NOTE_BYTES 65536
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

/* How the values of an attribute are to be understood; NULL when nothing tells. */
static const char *
get_sort (QuothBratReader *self,
          const char      *name)
{
  static const char *const sorts[] = { "single", "multiple", "text", "number", "date", "flag" };
  const char *sort = quoth_brat_names_get_sort (self->names, QUOTH_BRAT_ATTRIBUTE, name);
  const QuothAttribute *attribute;

  if (sort != NULL)
    return sort;
  attribute = quoth_scheme_lookup_attribute (self->scheme, name);
  return attribute != NULL ? sorts[attribute->kind] : NULL;
}

static gboolean
has_room (QuothBratReader         *self,
          const QuothStandoffItem *item,
          QuothAnnotation         *annotation)
{
  if (quoth_attributes_get_n (annotation->attributes) < MAX_ATTRIBUTES)
    return TRUE;
  quoth_brat_reader_notice (self, item, "%s has too many attributes: one is left out",
                            item->target);
  return FALSE;
}

static void
add_choice (QuothAnnotation *annotation,
            const char      *name,
            const char      *value,
            const char      *sort)
{
  g_auto (GStrv) values = quoth_attributes_dup_strv (annotation->attributes, name);
  guint n = values != NULL ? g_strv_length (values) : 0;
  QuothAttributes *attributes;

  if (n >= MAX_ATTRIBUTES)
    return;
  if (n == 0 && g_strcmp0 (sort, "multiple") != 0)
    {
      attributes = quoth_attributes_with_string (annotation->attributes, name, value);
    }
  else
    {
      values = g_renew (char *, values, n + 2);
      values[n] = g_strdup (value);
      values[n + 1] = NULL;
      attributes = quoth_attributes_with_strv (annotation->attributes, name,
                                               (const char *const *) values);
    }
  quoth_annotation_take_attributes (annotation, attributes);
}

static void
read_attribute (QuothBratReader         *self,
                const QuothStandoffItem *item,
                QuothAnnotation         *annotation)
{
  const char *name = quoth_brat_names_from_brat (self->names, QUOTH_BRAT_ATTRIBUTE, item->type);

  if (!has_room (self, item, annotation))
    return;
  if (item->value == NULL)
    quoth_annotation_take_attributes (
      annotation, quoth_attributes_with_boolean (annotation->attributes, name, TRUE));
  else
    add_choice (annotation, name,
                quoth_brat_names_from_brat (self->names, QUOTH_BRAT_VALUE, item->value),
                get_sort (self, name));
}

static gboolean
is_wikidata_id (const char *id)
{
  return id[0] == 'Q' && id[1] >= '1' && id[1] <= '9' && strlen (id) <= 12
         && strspn (id + 1, "0123456789") == strlen (id + 1);
}

/* "Wikidata:Q42" is a known entity, "Quoth:ID" one of ours without such an id; what
 * another resource calls it stays as a note. */
static QuothEntity *
make_entity (QuothBratReader         *self,
             const QuothStandoffItem *item,
             QuothAnnotation         *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->scheme, annotation->type);
  g_autofree char *covered = quoth_annotation_dup_text (annotation, self->text, " ");
  g_autofree char *name = quoth_standoff_unescape (item->name != NULL ? item->name : "");
  g_autofree char *id = NULL;
  QuothEntity *entity;

  entity = quoth_entity_new (type != NULL && type->entity_kind != NULL ? type->entity_kind
                                                                       : annotation->type,
                             *name != '\0' ? name : covered);
  if (g_str_has_prefix (item->value, "Quoth:"))
    id = g_uri_unescape_string (item->value + strlen ("Quoth:"), NULL);
  if (g_ascii_strncasecmp (item->value, "Wikidata:", 9) == 0 && is_wikidata_id (item->value + 9))
    quoth_entity_set_wikidata (entity, item->value + 9);
  else if (id != NULL && *id != '\0')
    quoth_entity_set_id (entity, id);
  else
    quoth_entity_set_note (entity, item->value);
  return entity;
}

static void
read_reference (QuothBratReader         *self,
                const QuothStandoffItem *item,
                QuothAnnotation         *annotation)
{
  QuothEntity *entity;

  if (annotation->entity != NULL)
    {
      quoth_brat_reader_notice (self, item, "%s has a reference already: %s is left out",
                                item->target, item->value);
      return;
    }
  quoth_brat_reader_know_type (self, annotation->type, QUOTH_TYPE_KIND_MENTION);
  if (self->entities == NULL)
    self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) quoth_entity_unref);
  entity = g_hash_table_lookup (self->entities, item->value);
  if (entity == NULL)
    {
      entity = make_entity (self, item, annotation);
      g_hash_table_insert (self->entities, g_strdup (item->value), entity);
    }
  quoth_annotation_set_entity (annotation, entity->id);
}

static void
read_named_value (QuothBratReader *self,
                  QuothAnnotation *annotation,
                  const char      *brat_name,
                  const char      *value)
{
  const char *name = quoth_brat_names_from_brat (self->names, QUOTH_BRAT_ATTRIBUTE, brat_name);
  const char *sort = get_sort (self, name);
  char *end = NULL;
  QuothAttributes *attributes;

  if (g_strcmp0 (sort, "number") == 0 && *value != '\0'
      && (g_ascii_strtod (value, &end), *end == '\0'))
    attributes = quoth_attributes_with_json (annotation->attributes, name, value);
  else
    attributes = quoth_attributes_with_string (annotation->attributes, name, value);
  quoth_annotation_take_attributes (annotation, attributes);
}

static void
add_note (QuothAnnotation *annotation,
          const char      *note)
{
  g_autofree char *both = NULL;

  if (annotation->note != NULL && strlen (annotation->note) > MAX_NOTE_BYTES)
    return;
  if (annotation->note != NULL)
    both = g_strconcat (annotation->note, "\n", note, NULL);
  quoth_annotation_set_note (annotation, both != NULL ? both : note);
}

/* "name=value" is an attribute of free text, "name:json=…" one of any other value,
 * "quoth:id=…" an id of ours, "quoth:comment:…" a comment, everything else a note. */
static void
read_note (QuothBratReader         *self,
           const QuothStandoffItem *item,
           QuothAnnotation         *annotation)
{
  gsize length = strspn (item->value, NAME_LETTERS);
  g_autofree char *name = g_strndup (item->value, length);
  const char *rest = item->value + length;
  g_autofree char *value = NULL;

  if (strcmp (name, "quoth") == 0 && quoth_brat_reader_comment (self, annotation, rest))
    return;
  if (strcmp (name, "quoth") == 0 && g_str_has_prefix (rest, ":id=") && rest[4] != '\0')
    {
      value = quoth_standoff_unescape (rest + 4);
      if (self->ids == NULL)
        self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (!self->ids_are_used && g_hash_table_add (self->ids, g_strdup (value)))
        quoth_annotation_set_id (annotation, value);
    }
  else if (length > 0 && g_str_has_prefix (rest, ":json="))
    {
      value = quoth_standoff_unescape (rest + 6);
      if (has_room (self, item, annotation))
        quoth_annotation_take_attributes (
          annotation,
          quoth_attributes_with_json (annotation->attributes,
                                      quoth_brat_names_from_brat (self->names,
                                                                  QUOTH_BRAT_ATTRIBUTE, name),
                                      value));
    }
  else if (length > 0 && *rest == '=' && strcmp (name, "note") != 0)
    {
      value = quoth_standoff_unescape (rest + 1);
      if (has_room (self, item, annotation))
        read_named_value (self, annotation, name, value);
    }
  else
    {
      value = quoth_standoff_unescape (length > 0 && *rest == '=' ? rest + 1 : item->value);
      add_note (annotation, value);
    }
}

/* "name=value" and "name:json=…" of a relation; FALSE for any other note. */
static gboolean
read_note_of_link (QuothBratReader         *self,
                   const QuothStandoffItem *item)
{
  gsize length = strspn (item->value, NAME_LETTERS);
  const char *rest = item->value + length;
  gboolean json = g_str_has_prefix (rest, ":json=");
  QuothAttributes *before;
  g_autofree char *brat_name = g_strndup (item->value, length);
  g_autofree char *value = NULL;
  const char *name;

  if (self->of_links == NULL)
    self->of_links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) quoth_attributes_unref);
  before = g_hash_table_lookup (self->of_links, item->target);
  if (length == 0 || !(json || *rest == '=') || quoth_attributes_get_n (before) >= MAX_ATTRIBUTES)
    return FALSE;
  name = quoth_brat_names_from_brat (self->names, QUOTH_BRAT_ATTRIBUTE, brat_name);
  value = quoth_standoff_unescape (rest + (json ? strlen (":json=") : 1));
  g_hash_table_insert (self->of_links, g_strdup (item->target),
                       json ? quoth_attributes_with_json (before, name, value)
                            : quoth_attributes_with_string (before, name, value));
  return TRUE;
}

/* What is said of annotations: attributes, references, notes. */
void
quoth_brat_reader_remarks (QuothBratReader *self)
{
  for (guint i = 0; i < self->standoff->items->len; i++)
    {
      const QuothStandoffItem *item = &g_array_index (self->standoff->items, QuothStandoffItem, i);
      QuothAnnotation *annotation;

      if (strchr ("AN#", item->kind) == NULL)
        continue;
      annotation = quoth_brat_reader_find (self, item->target);
      if (annotation == NULL && item->kind == '#' && *item->target == 'R'
          && quoth_standoff_lookup (self->standoff, item->target) != NULL
          && read_note_of_link (self, item))
        continue;
      if (annotation == NULL)
        quoth_brat_reader_notice (self, item, "%s is about %s, which holds no annotation: left out",
                                  item->id, item->target);
      else if (item->kind == 'A')
        read_attribute (self, item, annotation);
      else if (item->kind == 'N')
        read_reference (self, item, annotation);
      else
        read_note (self, item, annotation);
    }
}
