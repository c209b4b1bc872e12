/* quoth-command.c - one gesture: a set of changes that happen together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-command"

#include "config.h"

#include "quoth-command.h"

#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

struct _QuothCommand
{
  gatomicrefcount  ref_count;
  char            *verb;
  GArray          *changes; /* of QuothChange, in the order they happen */
};

G_DEFINE_BOXED_TYPE (QuothCommand, quoth_command, quoth_command_ref, quoth_command_unref)

/* In the order of QuothRecordKind. */
static const char *const kind_names[] = { "annotation", "entity", "article", "layer", "scheme" };

static gpointer
record_ref (QuothRecordKind kind,
            gpointer        record)
{
  if (record == NULL)
    return NULL;
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: return quoth_annotation_ref (record);
    case QUOTH_RECORD_ENTITY:     return quoth_entity_ref (record);
    case QUOTH_RECORD_ARTICLE:    return quoth_article_ref (record);
    case QUOTH_RECORD_LAYER:      return quoth_layer_copy (record);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_ref (record);
    default:                      g_assert_not_reached ();
    }
}

static void
record_unref (QuothRecordKind kind,
              gpointer        record)
{
  if (record == NULL)
    return;
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: quoth_annotation_unref (record); break;
    case QUOTH_RECORD_ENTITY:     quoth_entity_unref (record); break;
    case QUOTH_RECORD_ARTICLE:    quoth_article_unref (record); break;
    case QUOTH_RECORD_LAYER:      quoth_layer_free (record); break;
    case QUOTH_RECORD_SCHEME:     quoth_scheme_unref (record); break;
    default:                      g_assert_not_reached ();
    }
}

static gboolean
layer_equal (const QuothLayer *a,
             const QuothLayer *b)
{
  return strcmp (a->name, b->name) == 0 && strcmp (a->state, b->state) == 0;
}

static gboolean
record_equal (QuothRecordKind kind,
              gpointer        a,
              gpointer        b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: return quoth_annotation_equal (a, b);
    case QUOTH_RECORD_ENTITY:     return quoth_entity_equal (a, b);
    case QUOTH_RECORD_ARTICLE:    return quoth_article_equal (a, b);
    case QUOTH_RECORD_LAYER:      return layer_equal (a, b);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_equal (a, b);
    default:                      g_assert_not_reached ();
    }
}

static void
change_clear (gpointer data)
{
  QuothChange *self = data;

  g_free (self->article);
  record_unref (self->kind, self->before);
  record_unref (self->kind, self->after);
}

/**
 * quoth_command_new:
 * @verb: what the gesture does, a short code such as "mark"; the window makes
 *   the sentence
 *
 * Returns: (transfer full): an empty command
 */
QuothCommand *
quoth_command_new (const char *verb)
{
  QuothCommand *self;

  g_return_val_if_fail (verb != NULL, NULL);

  self = g_new (QuothCommand, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->verb = g_strdup (verb);
  self->changes = g_array_new (FALSE, FALSE, sizeof (QuothChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

/**
 * quoth_command_ref:
 * @self: a command
 *
 * Returns: (transfer full): @self; safe from any thread
 */
QuothCommand *
quoth_command_ref (QuothCommand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_command_unref:
 * @self: (transfer full): a command
 */
void
quoth_command_unref (QuothCommand *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->verb);
  g_array_unref (self->changes);
  g_free (self);
}

/**
 * quoth_command_get_verb:
 * @self: a command
 *
 * Returns: (transfer none): its verb, see quoth_command_new()
 */
const char *
quoth_command_get_verb (QuothCommand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->verb;
}

/**
 * quoth_command_is_empty:
 * @self: a command
 *
 * Returns: whether it changes nothing
 */
gboolean
quoth_command_is_empty (QuothCommand *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->changes->len == 0;
}

/**
 * quoth_command_get_n_changes:
 * @self: a command
 *
 * Returns: how many records change
 */
guint
quoth_command_get_n_changes (QuothCommand *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

/**
 * quoth_command_get_change:
 * @self: a command
 * @index: below quoth_command_get_n_changes()
 *
 * Returns: (transfer none): the change at @index, in the order they happen
 */
const QuothChange *
quoth_command_get_change (QuothCommand *self,
                          guint         index)
{
  g_return_val_if_fail (self != NULL && index < self->changes->len, NULL);

  return &g_array_index (self->changes, QuothChange, index);
}

/* What does not differ is no change. */
static void
add_change (QuothCommand    *self,
            QuothRecordKind  kind,
            const char      *article,
            gpointer         before,
            gpointer         after)
{
  QuothChange change;

  if (record_equal (kind, before, after))
    return;
  change.kind = kind;
  change.article = g_strdup (article);
  change.before = record_ref (kind, before);
  change.after = record_ref (kind, after);
  g_array_append_val (self->changes, change);
}

/**
 * quoth_command_add_annotation:
 * @self: a command that nobody else holds yet
 * @article: id of its article
 * @before: (nullable) (transfer none): as it was, %NULL when it is new
 * @after: (nullable) (transfer none): as it will be, %NULL when it goes
 *
 * Adds a change; equal records are none. The other add functions work alike.
 */
void
quoth_command_add_annotation (QuothCommand    *self,
                              const char      *article,
                              QuothAnnotation *before,
                              QuothAnnotation *after)
{
  g_return_if_fail (self != NULL && article != NULL);

  add_change (self, QUOTH_RECORD_ANNOTATION, article, before, after);
}

void
quoth_command_add_entity (QuothCommand *self,
                          QuothEntity  *before,
                          QuothEntity  *after)
{
  g_return_if_fail (self != NULL);

  add_change (self, QUOTH_RECORD_ENTITY, NULL, before, after);
}

void
quoth_command_add_article (QuothCommand *self,
                           QuothArticle *before,
                           QuothArticle *after)
{
  g_return_if_fail (self != NULL);

  add_change (self, QUOTH_RECORD_ARTICLE, NULL, before, after);
}

void
quoth_command_add_layer (QuothCommand     *self,
                         const char       *article,
                         const QuothLayer *before,
                         const QuothLayer *after)
{
  g_return_if_fail (self != NULL && article != NULL);

  add_change (self, QUOTH_RECORD_LAYER, article, (gpointer) before, (gpointer) after);
}

void
quoth_command_add_scheme (QuothCommand *self,
                          QuothScheme  *before,
                          QuothScheme  *after)
{
  g_return_if_fail (self != NULL);

  add_change (self, QUOTH_RECORD_SCHEME, NULL, before, after);
}

/**
 * quoth_command_append:
 * @self: a command that nobody else holds yet
 * @other: what happens after it in the same gesture
 */
void
quoth_command_append (QuothCommand *self,
                      QuothCommand *other)
{
  guint n_changes;

  g_return_if_fail (self != NULL && other != NULL);

  n_changes = other->changes->len;
  for (guint i = 0; i < n_changes; i++)
    {
      QuothChange change = g_array_index (other->changes, QuothChange, i);

      add_change (self, change.kind, change.article, change.before, change.after);
    }
}

/**
 * quoth_command_invert:
 * @self: a command
 *
 * Returns: (transfer full): the command of the same verb that takes every change
 *   back, last one first
 */
QuothCommand *
quoth_command_invert (QuothCommand *self)
{
  QuothCommand *inverse;

  g_return_val_if_fail (self != NULL, NULL);

  inverse = quoth_command_new (self->verb);
  for (guint i = self->changes->len; i > 0; i--)
    {
      const QuothChange *change = &g_array_index (self->changes, QuothChange, i - 1);

      add_change (inverse, change->kind, change->article, change->after, change->before);
    }
  return inverse;
}

static void
write_layer (const QuothLayer *layer,
             GString          *out)
{
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "name");
  quoth_json_writer_string (&writer, layer->name);
  quoth_json_writer_key (&writer, "state");
  quoth_json_writer_string (&writer, layer->state);
  quoth_json_writer_end_object (&writer);
}

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
      write_layer (record, writer->out);
      break;
    case QUOTH_RECORD_SCHEME:
      write_scheme (record, writer->out);
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
  for (guint i = 0; i < self->changes->len; i++)
    {
      const QuothChange *change = &g_array_index (self->changes, QuothChange, i);

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

static QuothLayer *
layer_from_json (const char  *json,
                 gssize       length,
                 GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *state = NULL;
  gboolean first = TRUE;
  const char *member;

  if (!quoth_json_cursor_init (&cursor, "layer", json, length, error)
      || !quoth_json_cursor_enter (&cursor, '{'))
    return NULL;
  while ((member = quoth_json_cursor_member (&cursor, &first)) != NULL)
    {
      if (strcmp (member, "name") == 0)
        quoth_json_cursor_string (&cursor, &name);
      else if (strcmp (member, "state") == 0)
        quoth_json_cursor_string (&cursor, &state);
      else
        quoth_json_cursor_raw (&cursor, NULL, NULL);
    }
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  if (name == NULL)
    {
      quoth_json_cursor_fail (&cursor, "\"name\" is missing");
      return NULL;
    }
  return quoth_layer_new (name, state != NULL ? state : "open");
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
    case QUOTH_RECORD_LAYER:      return layer_from_json (json, length, error);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_new_from_json (json, length, error);
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
    add_change (self, change.kind, change.article, change.before, change.after);
  record_unref (change.kind, change.before);
  record_unref (change.kind, change.after);
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
