/* quoth-format-jsonl-entities.c - reads the registry of the native exchange format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-jsonl"

#include "config.h"

#include "quoth-format-jsonl-private.h"
#include "quoth-line-reader.h"

#include <string.h>

typedef struct
{
  const char *id;
  const char *kind;
  const char *name;
  const char *status;
  const char *wikidata;
  const char *note;
  const char *merged_into;
} Fields;

/* What an entity is when it does not say: what mentions of the scheme refer to. */
static const char *
default_kind (QuothJsonlReader *self)
{
  const QuothType *type = NULL;

  if (self->options->scheme != NULL)
    type = quoth_scheme_first_of_kind (self->options->scheme, QUOTH_TYPE_KIND_MENTION);
  return type != NULL && type->entity_kind != NULL ? type->entity_kind : "person";
}

static void
read_aliases (QuothJsonlReader *self,
              GPtrArray        *aliases)
{
  if (quoth_json_scan_null (&self->scan))
    return;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *alias = quoth_jsonl_reader_string (self, FALSE);

      if (alias == NULL)
        return;
      g_ptr_array_add (aliases, (gpointer) alias);
    }
}

static gboolean
read_fields (QuothJsonlReader *self,
             Fields           *fields,
             GPtrArray        *aliases)
{
  static const char *const names[] = { "id", "kind", "name", "aliases", "status", "wikidata",
                                       "note", "merged_into", NULL };
  guint seen = 0;
  int member;

  quoth_json_scan_object (&self->scan);
  while ((member = quoth_jsonl_reader_next (self, "entity", names, &seen)) != QUOTH_JSONL_END)
    switch (member)
      {
      case 0: fields->id = quoth_jsonl_reader_string (self, FALSE); break;
      case 1: fields->kind = quoth_jsonl_reader_string (self, FALSE); break;
      case 2: fields->name = quoth_jsonl_reader_string (self, FALSE); break;
      case 3: read_aliases (self, aliases); break;
      case 4: fields->status = quoth_jsonl_reader_string (self, FALSE); break;
      case 5: fields->wikidata = quoth_jsonl_reader_string (self, TRUE); break;
      case 6: fields->note = quoth_jsonl_reader_string (self, TRUE); break;
      case 7: fields->merged_into = quoth_jsonl_reader_string (self, TRUE); break;
      default: quoth_json_scan_raw (&self->scan, NULL); break;
      }
  if (self->scan.error != NULL)
    return FALSE;
  if (fields->name == NULL)
    return quoth_json_scan_refuse_record (&self->scan, "an entity has no \"name\"");
  if (fields->status != NULL && strcmp (fields->status, "named") != 0
      && strcmp (fields->status, "unnamed") != 0)
    return quoth_json_scan_refuse_record (&self->scan, "entity status \"%s\" is neither named nor "
                                          "unnamed", fields->status);
  if (fields->id != NULL && g_hash_table_contains (self->entities, fields->id))
    return quoth_json_scan_refuse_record (&self->scan, "entity id \"%s\" stands twice", fields->id);
  return TRUE;
}

static QuothEntity *
read_entity (QuothJsonlReader *self,
             GPtrArray        *aliases)
{
  Fields fields = { NULL };
  QuothEntity *entity;

  g_ptr_array_set_size (aliases, 0);
  if (!read_fields (self, &fields, aliases))
    return NULL;
  g_ptr_array_add (aliases, NULL);
  entity = quoth_entity_new (fields.kind != NULL ? fields.kind : default_kind (self), fields.name);
  if (fields.id != NULL)
    quoth_entity_set_id (entity, fields.id);
  quoth_entity_set_aliases (entity, (const char *const *) aliases->pdata);
  if (fields.status != NULL)
    quoth_entity_set_status (entity, fields.status);
  if (fields.wikidata != NULL)
    quoth_entity_set_wikidata (entity, fields.wikidata);
  if (fields.note != NULL)
    quoth_entity_set_note (entity, fields.note);
  if (fields.merged_into != NULL)
    quoth_entity_set_merged_into (entity, fields.merged_into);
  return entity;
}

/* An heir may stand behind the entity that was merged into it. */
static gboolean
check_heirs (QuothJsonlReader  *self,
             GHashTable        *heirs,
             GError           **error)
{
  GHashTableIter iter;
  gpointer heir;
  gpointer line;

  g_hash_table_iter_init (&iter, heirs);
  while (g_hash_table_iter_next (&iter, &heir, &line))
    if (!g_hash_table_contains (self->entities, heir))
      return quoth_format_refuse (error, self->scan.path, GPOINTER_TO_UINT (line),
                                  "merged into \"%s\", which is not in this file", (char *) heir);
  return TRUE;
}

gboolean
quoth_jsonl_read_entities (QuothJsonlReader  *self,
                           const char        *path,
                           GError           **error)
{
  g_auto (QuothLineReader) lines = { 0 };
  g_autoptr (GHashTable) heirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();
  GError *local_error = NULL;
  const char *line;
  gsize n_bytes;

  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scan.path = path;
  if (!quoth_line_reader_open (&lines, path, self->progress, error))
    return FALSE;
  while (quoth_line_reader_next (&lines, &line, &n_bytes, &local_error))
    {
      g_autoptr (QuothEntity) entity = NULL;

      if (quoth_jsonl_is_blank (line, n_bytes))
        continue;
      g_string_chunk_clear (self->strings);
      quoth_json_scan_begin (&self->scan, lines.line, line, n_bytes);
      entity = read_entity (self, aliases);
      if (!quoth_json_scan_finish (&self->scan, error)
          || !self->sink->entity (self->sink->user_data, entity, error))
        return FALSE;
      g_hash_table_add (self->entities, g_strdup (entity->id));
      if (entity->merged_into != NULL)
        g_hash_table_insert (heirs, g_strdup (entity->merged_into), GUINT_TO_POINTER (lines.line));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return check_heirs (self, heirs, error);
}
