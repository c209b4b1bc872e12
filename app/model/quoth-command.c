/* quoth-command.c - one gesture: a set of changes that happen together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-command"

#include "config.h"

#include "quoth-command.h"

#include "quoth-command-private.h"

#include <string.h>

struct _QuothCommand
{
  gatomicrefcount  ref_count;
  char            *verb;
  GArray          *changes; /* of QuothChange, in the order they happen */
};

G_DEFINE_BOXED_TYPE (QuothCommand, quoth_command, quoth_command_ref, quoth_command_unref)

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
    case QUOTH_RECORD_SETTING:    return quoth_setting_copy (record);
    default:                      g_assert_not_reached ();
    }
}

void
quoth_record_unref (QuothRecordKind kind,
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
    case QUOTH_RECORD_SETTING:    quoth_setting_free (record); break;
    default:                      g_assert_not_reached ();
    }
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
    case QUOTH_RECORD_LAYER:      return quoth_layer_equal (a, b);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_equal (a, b);
    case QUOTH_RECORD_SETTING:    return quoth_setting_equal (a, b);
    default:                      g_assert_not_reached ();
    }
}

static void
change_clear (gpointer data)
{
  QuothChange *self = data;

  g_free (self->article);
  quoth_record_unref (self->kind, self->before);
  quoth_record_unref (self->kind, self->after);
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
 * quoth_change_get_id:
 * @self: a change
 *
 * Returns: (transfer none): the id of its record, or the name of a layer or a setting; "" for
 *   the scheme, of which there is one
 */
const char *
quoth_change_get_id (const QuothChange *self)
{
  gconstpointer record = self->after != NULL ? self->after : self->before;

  if (record == NULL)
    return "";
  switch (self->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      return ((const QuothAnnotation *) record)->id;
    case QUOTH_RECORD_ENTITY:
      return ((const QuothEntity *) record)->id;
    case QUOTH_RECORD_ARTICLE:
      return ((const QuothArticle *) record)->id;
    case QUOTH_RECORD_LAYER:
      return ((const QuothLayer *) record)->name;
    case QUOTH_RECORD_SETTING:
      return ((const QuothSetting *) record)->name;
    case QUOTH_RECORD_SCHEME:
    default:
      return "";
    }
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
void
quoth_command_add_change (QuothCommand    *self,
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

  quoth_command_add_change (self, QUOTH_RECORD_ANNOTATION, article, before, after);
}

void
quoth_command_add_entity (QuothCommand *self,
                          QuothEntity  *before,
                          QuothEntity  *after)
{
  g_return_if_fail (self != NULL);

  quoth_command_add_change (self, QUOTH_RECORD_ENTITY, NULL, before, after);
}

void
quoth_command_add_article (QuothCommand *self,
                           QuothArticle *before,
                           QuothArticle *after)
{
  g_return_if_fail (self != NULL);

  quoth_command_add_change (self, QUOTH_RECORD_ARTICLE, NULL, before, after);
}

void
quoth_command_add_layer (QuothCommand     *self,
                         const char       *article,
                         const QuothLayer *before,
                         const QuothLayer *after)
{
  g_return_if_fail (self != NULL && article != NULL);

  quoth_command_add_change (self, QUOTH_RECORD_LAYER, article, (gpointer) before, (gpointer) after);
}

void
quoth_command_add_scheme (QuothCommand *self,
                          QuothScheme  *before,
                          QuothScheme  *after)
{
  g_return_if_fail (self != NULL);

  quoth_command_add_change (self, QUOTH_RECORD_SCHEME, NULL, before, after);
}

void
quoth_command_add_setting (QuothCommand       *self,
                           const QuothSetting *before,
                           const QuothSetting *after)
{
  g_return_if_fail (self != NULL);

  quoth_command_add_change (self, QUOTH_RECORD_SETTING, NULL, (gpointer) before, (gpointer) after);
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

      quoth_command_add_change (self, change.kind, change.article, change.before, change.after);
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

      quoth_command_add_change (inverse, change->kind, change->article, change->after, change->before);
    }
  return inverse;
}
