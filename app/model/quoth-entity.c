/* quoth-entity.c - an entry of the project's registry, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-entity"

#include "config.h"

#include "quoth-entity.h"

#include "quoth-id.h"
#include "quoth-intern.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"
#include "quoth-sort.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (QuothEntity, quoth_entity, quoth_entity_ref, quoth_entity_unref)

static void
set_interned (char       **field,
              const char  *value)
{
  char *interned = quoth_intern (value);

  g_clear_pointer (field, g_ref_string_release);
  *field = interned;
}

static void
set_string (char       **field,
            const char  *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * quoth_entity_new:
 * @kind: what it is: "person", "organisation" …
 * @name: its name, not empty
 *
 * Returns: (transfer full): a named entity with a new id
 */
QuothEntity *
quoth_entity_new (const char *kind,
                  const char *name)
{
  QuothEntity *self;

  g_return_val_if_fail (kind != NULL && name != NULL && *name != '\0', NULL);

  self = g_new0 (QuothEntity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = quoth_id_new ();
  self->name = g_strdup (name);
  self->aliases = g_new0 (char *, 1);
  set_interned (&self->kind, kind);
  set_interned (&self->status, "named");
  return self;
}

/**
 * quoth_entity_copy:
 * @self: an entity
 *
 * Returns: (transfer full): a copy with the same id, to be altered
 */
QuothEntity *
quoth_entity_copy (QuothEntity *self)
{
  QuothEntity *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (QuothEntity, 1);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->kind = g_ref_string_acquire (self->kind);
  copy->name = g_strdup (self->name);
  copy->aliases = g_strdupv (self->aliases);
  copy->status = g_ref_string_acquire (self->status);
  copy->wikidata = g_strdup (self->wikidata);
  copy->note = g_strdup (self->note);
  copy->merged_into = g_strdup (self->merged_into);
  return copy;
}

/**
 * quoth_entity_ref:
 * @self: an entity
 *
 * Returns: (transfer full): @self; safe from any thread
 */
QuothEntity *
quoth_entity_ref (QuothEntity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_entity_unref:
 * @self: (transfer full): an entity
 */
void
quoth_entity_unref (QuothEntity *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_clear_pointer (&self->kind, g_ref_string_release);
  g_free (self->name);
  g_strfreev (self->aliases);
  g_clear_pointer (&self->status, g_ref_string_release);
  g_free (self->wikidata);
  g_free (self->note);
  g_free (self->merged_into);
  g_free (self);
}

/**
 * quoth_entity_equal:
 * @a: an entity
 * @b: another
 *
 * Returns: whether they agree in every member, their ids included
 */
gboolean
quoth_entity_equal (QuothEntity *a,
                    QuothEntity *b)
{
  if (a == b)
    return TRUE;
  return strcmp (a->id, b->id) == 0
         && strcmp (a->kind, b->kind) == 0
         && strcmp (a->name, b->name) == 0
         && g_strv_equal ((const char *const *) a->aliases, (const char *const *) b->aliases)
         && strcmp (a->status, b->status) == 0
         && g_strcmp0 (a->wikidata, b->wikidata) == 0
         && g_strcmp0 (a->note, b->note) == 0
         && g_strcmp0 (a->merged_into, b->merged_into) == 0;
}

void
quoth_entity_set_id (QuothEntity *self,
                     const char  *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  set_string (&self->id, id);
}

void
quoth_entity_set_kind (QuothEntity *self,
                       const char  *kind)
{
  g_return_if_fail (self != NULL && kind != NULL);

  set_interned (&self->kind, kind);
}

/**
 * quoth_entity_set_name:
 * @self: a copy that nobody else holds
 * @name: the new name, not empty
 *
 * An alias that reads like the new name goes; the old name is not kept.
 */
void
quoth_entity_set_name (QuothEntity *self,
                       const char  *name)
{
  g_return_if_fail (self != NULL && name != NULL && *name != '\0');

  set_string (&self->name, name);
  quoth_entity_remove_alias (self, self->name);
}

/**
 * quoth_entity_set_aliases:
 * @self: a copy that nobody else holds
 * @aliases: (nullable) (array zero-terminated=1): other names, in any order
 *
 * Sorts them and leaves out repeated ones, empty ones and the name itself.
 */
void
quoth_entity_set_aliases (QuothEntity       *self,
                          const char *const *aliases)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  guint n = 0;

  g_return_if_fail (self != NULL);

  for (guint i = 0; aliases != NULL && aliases[i] != NULL; i++)
    if (*aliases[i] != '\0' && strcmp (aliases[i], self->name) != 0)
      g_ptr_array_add (kept, (gpointer) aliases[i]);
  g_ptr_array_sort (kept, quoth_compare_strings);
  for (guint i = 0; i < kept->len; i++)
    if (n == 0 || strcmp (kept->pdata[n - 1], kept->pdata[i]) != 0)
      kept->pdata[n++] = kept->pdata[i];
  g_ptr_array_set_size (kept, (int) n);
  for (guint i = 0; i < n; i++)
    kept->pdata[i] = g_strdup (kept->pdata[i]);
  g_ptr_array_add (kept, NULL);
  g_strfreev (self->aliases);
  self->aliases = (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

/**
 * quoth_entity_add_alias:
 * @self: a copy that nobody else holds
 * @alias: another name
 *
 * Returns: whether it is new: neither empty, nor the name, nor an alias already
 */
gboolean
quoth_entity_add_alias (QuothEntity *self,
                        const char  *alias)
{
  guint n;
  guint place = 0;

  g_return_val_if_fail (self != NULL && alias != NULL, FALSE);

  if (*alias == '\0' || strcmp (alias, self->name) == 0
      || g_strv_contains ((const char *const *) self->aliases, alias))
    return FALSE;
  n = g_strv_length (self->aliases);
  while (place < n && strcmp (self->aliases[place], alias) < 0)
    place++;
  self->aliases = g_renew (char *, self->aliases, n + 2);
  memmove (self->aliases + place + 1, self->aliases + place, (n - place + 1) * sizeof (char *));
  self->aliases[place] = g_strdup (alias);
  return TRUE;
}

/**
 * quoth_entity_remove_alias:
 * @self: a copy that nobody else holds
 * @alias: a name
 *
 * Returns: whether it was an alias
 */
gboolean
quoth_entity_remove_alias (QuothEntity *self,
                           const char  *alias)
{
  g_return_val_if_fail (self != NULL && alias != NULL, FALSE);

  for (guint i = 0; self->aliases[i] != NULL; i++)
    if (strcmp (self->aliases[i], alias) == 0)
      {
        g_free (self->aliases[i]);
        for (; self->aliases[i + 1] != NULL; i++)
          self->aliases[i] = self->aliases[i + 1];
        self->aliases[i] = NULL;
        return TRUE;
      }
  return FALSE;
}

void
quoth_entity_set_status (QuothEntity *self,
                         const char  *status)
{
  g_return_if_fail (self != NULL && status != NULL);

  set_interned (&self->status, status);
}

void
quoth_entity_set_wikidata (QuothEntity *self,
                           const char  *wikidata)
{
  g_return_if_fail (self != NULL);

  set_string (&self->wikidata, wikidata);
}

void
quoth_entity_set_note (QuothEntity *self,
                       const char  *note)
{
  g_return_if_fail (self != NULL);

  set_string (&self->note, note);
}

/**
 * quoth_entity_set_merged_into:
 * @self: a copy that nobody else holds
 * @heir: (nullable): id of the entity that takes its place; %NULL brings it back
 */
void
quoth_entity_set_merged_into (QuothEntity *self,
                              const char  *heir)
{
  g_return_if_fail (self != NULL);

  set_string (&self->merged_into, heir);
}

/**
 * quoth_entity_append_json:
 * @self: an entity
 * @out: where to append
 *
 * Appends one JSON object on one line, its members in the order of the native
 * exchange format: id, kind, name, aliases, status, wikidata, note, and
 * merged_into where it is set.
 */
void
quoth_entity_append_json (QuothEntity *self,
                          GString     *out)
{
  QuothJsonWriter writer;

  g_return_if_fail (self != NULL && out != NULL);

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_member (&writer, "id", self->id);
  quoth_json_writer_member (&writer, "kind", self->kind);
  quoth_json_writer_member (&writer, "name", self->name);
  quoth_json_writer_key (&writer, "aliases");
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; self->aliases[i] != NULL; i++)
    quoth_json_writer_string (&writer, self->aliases[i]);
  quoth_json_writer_end_array (&writer);
  quoth_json_writer_member (&writer, "status", self->status);
  quoth_json_writer_member (&writer, "wikidata", self->wikidata);
  quoth_json_writer_member (&writer, "note", self->note);
  if (self->merged_into != NULL)
    quoth_json_writer_member (&writer, "merged_into", self->merged_into);
  quoth_json_writer_end_object (&writer);
}

static void
read_aliases (QuothJsonCursor *cursor,
              GPtrArray       *aliases)
{
  gboolean first = TRUE;

  g_ptr_array_set_size (aliases, 0);
  if (!quoth_json_cursor_enter (cursor, '['))
    return;
  while (quoth_json_cursor_more (cursor, ']', &first))
    {
      char *alias = NULL;

      if (quoth_json_cursor_string (cursor, &alias))
        g_ptr_array_add (aliases, alias);
    }
}

static void
read_member (QuothJsonCursor  *cursor,
             const char       *name,
             QuothEntity      *self,
             GPtrArray        *aliases,
             char            **kind,
             char            **status)
{
  if (strcmp (name, "id") == 0)
    quoth_json_cursor_string (cursor, &self->id);
  else if (strcmp (name, "kind") == 0)
    quoth_json_cursor_nullable_string (cursor, kind);
  else if (strcmp (name, "name") == 0)
    quoth_json_cursor_string (cursor, &self->name);
  else if (strcmp (name, "aliases") == 0)
    read_aliases (cursor, aliases);
  else if (strcmp (name, "status") == 0)
    quoth_json_cursor_nullable_string (cursor, status);
  else if (strcmp (name, "wikidata") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->wikidata);
  else if (strcmp (name, "note") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->note);
  else if (strcmp (name, "merged_into") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->merged_into);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

/**
 * quoth_entity_new_from_json:
 * @json: one JSON object, see quoth_entity_append_json()
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID
 *
 * Only `name` is required; without a kind it is a "person", without a status it
 * is "named". Members it does not know are passed over.
 *
 * Returns: (transfer full) (nullable): the entity
 */
QuothEntity *
quoth_entity_new_from_json (const char  *json,
                            gssize       length,
                            GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (QuothEntity) self = NULL;
  g_autoptr (GPtrArray) aliases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *kind = NULL;
  g_autofree char *status = NULL;
  gboolean first = TRUE;
  const char *name;

  g_return_val_if_fail (json != NULL, NULL);

  if (!quoth_json_cursor_init (&cursor, "entity", json, length, error))
    return NULL;
  self = g_new0 (QuothEntity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (quoth_json_cursor_enter (&cursor, '{'))
    while ((name = quoth_json_cursor_member (&cursor, &first)) != NULL)
      read_member (&cursor, name, self, aliases, &kind, &status);
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  if (self->name == NULL || *self->name == '\0')
    quoth_json_cursor_fail (&cursor, "\"name\" is missing");
  if (self->id != NULL && *self->id == '\0')
    quoth_json_cursor_fail (&cursor, "\"id\" is empty");
  if (cursor.failed)
    return NULL;
  if (self->id == NULL)
    self->id = quoth_id_new ();
  self->kind = quoth_intern (kind != NULL ? kind : "person");
  self->status = quoth_intern (status != NULL ? status : "named");
  g_ptr_array_add (aliases, NULL);
  quoth_entity_set_aliases (self, (const char *const *) aliases->pdata);
  return g_steal_pointer (&self);
}
