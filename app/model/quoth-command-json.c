/* quoth-command-json.c - commands as the journal keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-command"

#include "config.h"

#include "quoth-command.h"

#include "quoth-command-private.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

/* In the order of QuothRecordKind. */
static const char *const kind_names[] = { "annotation", "entity", "article", "layer", "scheme",
                                          "setting" };

static void
write_scheme (QuothScheme *scheme,
              GString     *out)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);

  g_string_append (out, json);
}

static void
write_record (QuothJsonWriter *writer,
              const char      *name,
              QuothRecordKind  kind,
              gpointer         record)
{
  quoth_json_writer_key (writer, name);
  if (record == NULL)
    {
      quoth_json_writer_null (writer);
      return;
    }
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      quoth_annotation_append_json (record, NULL, writer->out);
      break;
    case QUOTH_RECORD_ENTITY:
      quoth_entity_append_json (record, writer->out);
      break;
    case QUOTH_RECORD_ARTICLE:
      quoth_article_append_json (record, writer->out);
      break;
    case QUOTH_RECORD_LAYER:
      quoth_layer_append_json (record, writer->out);
      break;
    case QUOTH_RECORD_SCHEME:
      write_scheme (record, writer->out);
      break;
    case QUOTH_RECORD_SETTING:
      quoth_setting_append_json (record, writer->out);
      break;
    default:
      g_assert_not_reached ();
    }
  writer->need_comma = TRUE;
}

/**
 * quoth_command_changes_to_json:
 * @self: a command
 *
 * Writes the changes for the journal as an array of objects with the members
 * kind, article, before and after; a record is written as its own JSON.
 *
 * Returns: (transfer full): the JSON
 */
char *
quoth_command_changes_to_json (QuothCommand *self)
{
  GString *out;
  QuothJsonWriter writer;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < quoth_command_get_n_changes (self); i++)
    {
      const QuothChange *change = quoth_command_get_change (self, i);

      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_key (&writer, "kind");
      quoth_json_writer_string (&writer, kind_names[change->kind]);
      quoth_json_writer_key (&writer, "article");
      quoth_json_writer_string (&writer, change->article);
      write_record (&writer, "before", change->kind, change->before);
      write_record (&writer, "after", change->kind, change->after);
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  return g_string_free (out, FALSE);
}

static gpointer
record_from_json (QuothRecordKind   kind,
                  const char       *json,
                  gsize             n_bytes,
                  GError          **error)
{
  gssize length = (gssize) n_bytes;

  if (json == NULL || (n_bytes == 4 && memcmp (json, "null", 4) == 0))
    return NULL;
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: return quoth_annotation_new_from_json (json, length, error);
    case QUOTH_RECORD_ENTITY:     return quoth_entity_new_from_json (json, length, error);
    case QUOTH_RECORD_ARTICLE:    return quoth_article_new_from_json (json, length, error);
    case QUOTH_RECORD_LAYER:      return quoth_layer_new_from_json (json, length, error);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_new_from_json (json, length, error);
    case QUOTH_RECORD_SETTING:    return quoth_setting_new_from_json (json, length, error);
    default:                      g_assert_not_reached ();
    }
}

/* A change as it stands in the journal; the JSON is borrowed. */
typedef struct
{
  char       *kind;
  char       *article;
  const char *before;
  const char *after;
  gsize       n_before;
  gsize       n_after;
} RawChange;

static void
raw_change_clear (RawChange *self)
{
  g_free (self->kind);
  g_free (self->article);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawChange, raw_change_clear)

static gboolean
add_raw_change (QuothCommand     *self,
                const RawChange  *raw,
                QuothJsonCursor  *cursor)
{
  g_autoptr (GError) local_error = NULL;
  QuothChange change = { .article = raw->article };
  guint kind = 0;

  while (kind < G_N_ELEMENTS (kind_names) && g_strcmp0 (kind_names[kind], raw->kind) != 0)
    kind++;
  if (kind == G_N_ELEMENTS (kind_names))
    return quoth_json_cursor_fail (cursor, "a change of unknown kind");
  change.kind = (QuothRecordKind) kind;
  if ((change.kind == QUOTH_RECORD_ANNOTATION || change.kind == QUOTH_RECORD_LAYER)
      && raw->article == NULL)
    return quoth_json_cursor_fail (cursor, "a change without article");
  change.before = record_from_json (change.kind, raw->before, raw->n_before, &local_error);
  if (local_error == NULL)
    change.after = record_from_json (change.kind, raw->after, raw->n_after, &local_error);
  if (local_error != NULL)
    quoth_json_cursor_fail (cursor, "%s", local_error->message);
  else
    quoth_command_add_change (self, change.kind, change.article, change.before, change.after);
  quoth_record_unref (change.kind, change.before);
  quoth_record_unref (change.kind, change.after);
  return local_error == NULL;
}

static gboolean
read_change (QuothCommand    *self,
             QuothJsonCursor *cursor)
{
  g_auto (RawChange) raw = { NULL };
  gboolean first = TRUE;
  const char *name;

  if (!quoth_json_cursor_enter (cursor, '{'))
    return FALSE;
  while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
    {
      if (strcmp (name, "kind") == 0)
        quoth_json_cursor_string (cursor, &raw.kind);
      else if (strcmp (name, "article") == 0)
        quoth_json_cursor_nullable_string (cursor, &raw.article);
      else if (strcmp (name, "before") == 0)
        quoth_json_cursor_raw (cursor, &raw.before, &raw.n_before);
      else if (strcmp (name, "after") == 0)
        quoth_json_cursor_raw (cursor, &raw.after, &raw.n_after);
      else
        quoth_json_cursor_raw (cursor, NULL, NULL);
    }
  return !cursor->failed && add_raw_change (self, &raw, cursor);
}

/**
 * quoth_command_new_from_json:
 * @verb: the command's verb
 * @changes: what quoth_command_changes_to_json() returned
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_command_new_from_json (const char  *verb,
                             const char  *changes,
                             gssize       length,
                             GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (QuothCommand) self = NULL;
  gboolean first = TRUE;

  g_return_val_if_fail (verb != NULL && changes != NULL, NULL);

  if (!quoth_json_cursor_init (&cursor, "journal entry", changes, length, error)
      || !quoth_json_cursor_enter (&cursor, '['))
    return NULL;
  self = quoth_command_new (verb);
  while (quoth_json_cursor_more (&cursor, ']', &first))
    if (!read_change (self, &cursor))
      return NULL;
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  return g_steal_pointer (&self);
}
