/* quoth-layer.c - one annotator's work on one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-layer"

#include "config.h"

#include "quoth-layer.h"

#include "quoth-intern.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

/* Articles by the thousand name the same few annotators, states and versions. */
static void
set_interned (char       **member,
              const char  *value) /* nullable */
{
  char *old = *member;

  *member = value != NULL ? quoth_intern (value) : NULL;
  g_clear_pointer (&old, g_ref_string_release);
}

/**
 * quoth_layer_new:
 * @name: the annotator's name, or "gold"
 * @state: "open", "done" or "locked"
 *
 * Returns: (transfer full): a layer, made under unknown guidelines
 */
QuothLayer *
quoth_layer_new (const char *name,
                 const char *state)
{
  QuothLayer *self;

  g_return_val_if_fail (name != NULL && state != NULL, NULL);

  self = g_new0 (QuothLayer, 1);
  set_interned (&self->name, name);
  set_interned (&self->state, state);
  return self;
}

/**
 * quoth_layer_copy:
 * @self: a layer
 *
 * Returns: (transfer full): a copy
 */
QuothLayer *
quoth_layer_copy (const QuothLayer *self)
{
  QuothLayer *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = quoth_layer_new (self->name, self->state);
  set_interned (&copy->guidelines, self->guidelines);
  return copy;
}

/**
 * quoth_layer_free:
 * @self: (transfer full): a layer
 */
void
quoth_layer_free (QuothLayer *self)
{
  g_return_if_fail (self != NULL);

  g_ref_string_release (self->name);
  g_ref_string_release (self->state);
  g_clear_pointer (&self->guidelines, g_ref_string_release);
  g_free (self);
}

gboolean
quoth_layer_equal (const QuothLayer *a,
                   const QuothLayer *b)
{
  return strcmp (a->name, b->name) == 0 && strcmp (a->state, b->state) == 0
         && g_strcmp0 (a->guidelines, b->guidelines) == 0;
}

void
quoth_layer_set_state (QuothLayer *self,
                       const char *state)
{
  g_return_if_fail (self != NULL && state != NULL);

  set_interned (&self->state, state);
}

/**
 * quoth_layer_set_guidelines:
 * @self: a layer that nobody else holds yet
 * @guidelines: (nullable): the id of a version; %NULL when it is unknown
 */
void
quoth_layer_set_guidelines (QuothLayer *self,
                            const char *guidelines)
{
  g_return_if_fail (self != NULL);

  set_interned (&self->guidelines, guidelines);
}

gboolean
quoth_layer_is_answer (const QuothLayer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strcmp (self->state, "open") != 0;
}

const char *
quoth_layer_state_of_file (guint n_annotations)
{
  return n_annotations > 0 ? "open" : "done";
}

/**
 * quoth_layer_is_about:
 * @name: of a layer
 *
 * Returns: whether nobody's annotations are in it, only what is said about them
 */
gboolean
quoth_layer_is_about (const char *name)
{
  return strcmp (name, QUOTH_LAYER_REVIEW) == 0 || strcmp (name, QUOTH_LAYER_REMARKS) == 0;
}

/**
 * quoth_layer_append_json:
 * @self: a layer
 * @out: where to
 *
 * What is unknown is left out, so that a layer reads as it did before there was such a member.
 */
void
quoth_layer_append_json (const QuothLayer *self,
                         GString          *out)
{
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_member (&writer, "name", self->name);
  quoth_json_writer_member (&writer, "state", self->state);
  if (self->guidelines != NULL)
    quoth_json_writer_member (&writer, "guidelines", self->guidelines);
  quoth_json_writer_end_object (&writer);
}

/**
 * quoth_layer_new_from_json:
 * @json: what quoth_layer_append_json() wrote; unknown members are passed over
 * @length: of @json in bytes; -1 when it ends with NUL
 * @error: return location for a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the layer; "open" without a state
 */
QuothLayer *
quoth_layer_new_from_json (const char  *json,
                           gssize       length,
                           GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *state = NULL;
  g_autofree char *guidelines = NULL;
  gboolean first = TRUE;
  const char *member;
  QuothLayer *self;

  if (!quoth_json_cursor_init (&cursor, "layer", json, length, error)
      || !quoth_json_cursor_enter (&cursor, '{'))
    return NULL;
  while ((member = quoth_json_cursor_member (&cursor, &first)) != NULL)
    {
      if (strcmp (member, "name") == 0)
        quoth_json_cursor_string (&cursor, &name);
      else if (strcmp (member, "state") == 0)
        quoth_json_cursor_string (&cursor, &state);
      else if (strcmp (member, "guidelines") == 0)
        quoth_json_cursor_nullable_string (&cursor, &guidelines);
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
  self = quoth_layer_new (name, state != NULL ? state : "open");
  quoth_layer_set_guidelines (self, guidelines);
  return self;
}
