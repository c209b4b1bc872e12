/* quoth-bulk-scheme.c - types and entities that a corpus brings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-scheme"

#include "config.h"

#include "quoth-bulk-private.h"
#include "quoth-id.h"
#include "quoth-scheme-edit.h"

#include <string.h>

/* In bytes. Every type that an attribute applies to is named by it, and every addition copies
 * the scheme. */
#define MAX_ID 1000
#define MAX_SHOWN 60

static void
take_scheme (QuothBulk    *self,
             QuothScheme  *scheme)
{
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
}

static void
add_line (QuothBulk  *self,
          const char *what,
          const char *id)
{
  g_ptr_array_add (self->additions, g_strdup_printf ("%s: %s", what, id));
}

/* Whether the project is as it was made, with the built-in scheme. */
static gboolean
is_untouched (QuothBulk  *self,
              gboolean   *out_untouched,
              GError    **error)
{
  g_autoptr (QuothScheme) built_in = quoth_scheme_new_default ();
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  *out_untouched = FALSE;
  if (!quoth_scheme_equal (self->scheme, built_in))
    return TRUE;
  stmt = quoth_db_prepare (self->db, "SELECT 1 FROM article LIMIT 1", error);
  if (stmt == NULL)
    return FALSE;
  rc = quoth_db_step (self->db, stmt, error);
  *out_untouched = rc == SQLITE_DONE;
  return rc == SQLITE_DONE || rc == SQLITE_ROW;
}

/**
 * quoth_bulk_add_scheme:
 * @self: a writer inside a unit
 * @scheme: what the corpus says of its types
 * @error: return location for a #QuothProjectError
 *
 * Adds what the project's scheme lacks. A project without articles that nobody has
 * given a scheme of its own takes @scheme whole, so that what was exported comes back
 * as it was.
 */
gboolean
quoth_bulk_add_scheme (QuothBulk    *self,
                       QuothScheme  *scheme,
                       GError      **error)
{
  gboolean untouched;

  g_return_val_if_fail (self != NULL && self->in_unit && scheme != NULL, FALSE);

  if (!is_untouched (self, &untouched, error))
    return FALSE;
  if (untouched)
    {
      take_scheme (self, quoth_scheme_ref (scheme));
      return TRUE;
    }
  take_scheme (self, quoth_scheme_merge (self->scheme, scheme, self->additions));
  return TRUE;
}

/* What a type is that nothing but one annotation tells of. */
static QuothTypeKind
guess_kind (QuothAnnotation *annotation)
{
  if (annotation->entity != NULL)
    return QUOTH_TYPE_KIND_MENTION;
  if (quoth_annotation_get_link (annotation, "speaker") != NULL ||
      quoth_annotation_get_link (annotation, "cue") != NULL ||
      quoth_attributes_get_boolean (annotation->attributes, "no_speaker"))
    return QUOTH_TYPE_KIND_CLAIM;
  return QUOTH_TYPE_KIND_SPAN;
}

/* Whether the scheme holds every value of a choice; free kinds hold any. */
static gboolean
knows_value (QuothScheme *scheme,
             const char  *type,
             const char  *id,
             const char  *json)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
  gsize length = strlen (json);

  if (attribute == NULL || !quoth_attribute_applies (attribute, type))
    return FALSE;
  if (attribute->kind != QUOTH_ATTRIBUTE_SINGLE && attribute->kind != QUOTH_ATTRIBUTE_MULTIPLE)
    return TRUE;
  if (*json != '"' || length < 2)
    return FALSE;
  for (guint i = 0; i < attribute->values->len; i++)
    {
      const char *value = ((QuothValue *) attribute->values->pdata[i])->id;

      if (strlen (value) == length - 2 && memcmp (value, json + 1, length - 2) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The input's fault, not the project's: a corpus names no such number of things. */
static gboolean
check_room (QuothBulk   *self,
            const char  *what,
            const char  *id,
            GError     **error)
{
  gboolean is_long = strnlen (id, MAX_ID + 1) > MAX_ID;
  g_autofree char *shown = NULL;
  g_autofree char *valid = NULL;

  if (!is_long && !quoth_scheme_is_full (self->scheme))
    return TRUE;
  shown = g_strndup (id, MAX_SHOWN);
  valid = g_utf8_make_valid (shown, -1);
  if (is_long)
    g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                 "the %s \"%s\"… has a name of more than %d bytes", what, valid, MAX_ID);
  else
    g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                 "no room for the %s \"%s\" in the scheme, which has thousands of entries", what,
                 valid);
  return FALSE;
}

/* Attributes of annotations of @type, or tags of an article ("article"). The ones that
 * Quoth itself reads, like no_speaker, need no place in the scheme. */
gboolean
quoth_bulk_know_attributes (QuothBulk        *self,
                            const char       *type,
                            QuothAttributes  *attributes,
                            GError          **error)
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *id = quoth_attributes_get (attributes, i, &json);
      const QuothAttribute *known;
      QuothScheme *scheme;

      if (strcmp (id, "no_speaker") == 0 || knows_value (self->scheme, type, id, json))
        continue;
      if (!check_room (self, "attribute", id, error) || !check_room (self, "type", type, error))
        return FALSE;
      known = quoth_scheme_lookup_attribute (self->scheme, id);
      scheme = quoth_scheme_with_attribute (self->scheme, type, id, json);
      /* A choice that was there for this type has but learnt another value. */
      if (scheme != self->scheme)
        add_line (self, known != NULL && quoth_attribute_applies (known, type) ? "values"
                                                                               : "attribute", id);
      take_scheme (self, scheme);
    }
  return TRUE;
}

gboolean
quoth_bulk_know_type (QuothBulk        *self,
                      QuothAnnotation  *annotation,
                      GError          **error)
{
  if (quoth_scheme_lookup_type (self->scheme, annotation->type) == NULL)
    {
      if (!check_room (self, "type", annotation->type, error))
        return FALSE;
      take_scheme (self, quoth_scheme_with_type (self->scheme, annotation->type,
                                                 guess_kind (annotation)));
      add_line (self, "type", annotation->type);
    }
  if (!quoth_bulk_know_attributes (self, annotation->type, annotation->attributes, error))
    return FALSE;
  for (guint i = 0; i < annotation->n_links; i++)
    if (quoth_scheme_lookup_role (self->scheme, annotation->links[i].role) == NULL)
      {
        if (!check_room (self, "role", annotation->links[i].role, error))
          return FALSE;
        take_scheme (self, quoth_scheme_with_role (self->scheme, annotation->links[i].role));
        add_line (self, "role", annotation->links[i].role);
      }
  return TRUE;
}

/* Ids of this shape are made by Quoth and never collide by chance. */
static gboolean
is_own_id (const char *id)
{
  return strlen (id) == QUOTH_ID_LENGTH &&
         strspn (id, "0123456789abcdefghjkmnpqrstvwxyz") == QUOTH_ID_LENGTH;
}

static gboolean
is_same (QuothEntity *a,
         QuothEntity *b)
{
  return strcmp (a->kind, b->kind) == 0 && strcmp (a->name, b->name) == 0 &&
         (a->wikidata == NULL || b->wikidata == NULL || strcmp (a->wikidata, b->wikidata) == 0);
}

/* Two entries of one corpus are two, whatever they are called: only what was there
 * before the unit can be the same. */
static gboolean
count_entities (QuothBulk  *self,
                GError    **error)
{
  g_autoptr (QuothStmt) stmt = NULL;

  if (self->last_entity >= 0)
    return TRUE;
  stmt = quoth_db_prepare (self->db, "SELECT coalesce(max(row), 0) FROM entity", error);
  if (stmt == NULL || quoth_db_step (self->db, stmt, error) != SQLITE_ROW)
    return FALSE;
  self->last_entity = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/* Another entity of the same kind and name that does not contradict; NULL for none. */
static char *
find_same (QuothBulk    *self,
           QuothEntity  *entity,
           GError      **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT id FROM entity WHERE name = ?1 AND kind = ?2 AND merged_into IS NULL"
    " AND (wikidata IS NULL OR ?3 IS NULL OR wikidata = ?3) AND row <= ?4"
    " ORDER BY row LIMIT 1", error);

  if (stmt == NULL || !count_entities (self, error))
    return NULL;
  quoth_stmt_bind_text (stmt, 1, entity->name);
  quoth_stmt_bind_text (stmt, 2, entity->kind);
  quoth_stmt_bind_text (stmt, 3, entity->wikidata);
  sqlite3_bind_int64 (stmt, 4, self->last_entity);
  if (quoth_db_step (self->db, stmt, error) != SQLITE_ROW)
    return NULL;
  return g_strdup (quoth_stmt_text (stmt, 0));
}

static gboolean
insert_entity (QuothBulk    *self,
               QuothEntity  *entity,
               GError      **error)
{
  g_hash_table_insert (self->entities, g_strdup (entity->id), g_strdup (entity->id));
  quoth_command_add_entity (self->changes, NULL, entity);
  self->counts.n_entities++;
  self->n_rows++;
  return quoth_db_write_entity (self->db, NULL, entity, error);
}

/**
 * quoth_bulk_add_entity:
 * @self: a writer inside a unit
 * @entity: an entity of the corpus
 * @error: return location for a #QuothProjectError
 *
 * An entity is the project's own when it has the same id (if that id is of the kind
 * Quoth makes, or kind and name agree as well), or the same kind and name, and no
 * other Wikidata id. Else it is added, under a new id when its own is taken.
 */
gboolean
quoth_bulk_add_entity (QuothBulk    *self,
                       QuothEntity  *entity,
                       GError      **error)
{
  g_autoptr (QuothEntity) stored = NULL;
  g_autoptr (QuothEntity) renamed = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *same = NULL;

  g_return_val_if_fail (self != NULL && self->in_unit && entity != NULL, FALSE);

  stored = quoth_db_read_entity (self->db, entity->id, &local_error);
  if (stored != NULL && (is_own_id (entity->id) || is_same (stored, entity)))
    same = g_strdup (stored->id);
  else if (local_error == NULL && entity->merged_into == NULL)
    same = find_same (self, entity, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (same != NULL)
    {
      g_hash_table_insert (self->entities, g_strdup (entity->id), g_steal_pointer (&same));
      return TRUE;
    }
  if (stored == NULL)
    return insert_entity (self, entity, error);

  renamed = quoth_entity_copy (entity);
  same = quoth_id_new ();
  quoth_entity_set_id (renamed, same);
  g_hash_table_insert (self->entities, g_strdup (entity->id), g_strdup (same));
  return insert_entity (self, renamed, error);
}

/* The project's id of an entity that an annotation names; NULL with @error set when
 * there is none. */
const char *
quoth_bulk_map_entity (QuothBulk   *self,
                       const char  *id,
                       GError     **error)
{
  const char *mapped = g_hash_table_lookup (self->entities, id);
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  if (mapped != NULL)
    return mapped;
  stmt = quoth_db_prepare (self->db, "SELECT 1 FROM entity WHERE id = ?1", error);
  if (stmt == NULL)
    return NULL;
  quoth_stmt_bind_text (stmt, 1, id);
  rc = quoth_db_step (self->db, stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                 "there is no entity %s", id);
  if (rc != SQLITE_ROW)
    return NULL;
  g_hash_table_insert (self->entities, g_strdup (id), g_strdup (id));
  return g_hash_table_lookup (self->entities, id);
}
