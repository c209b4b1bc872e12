/* quoth-scheme-edit-join.c - several changes of types as one command
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-edit.h"

#include <string.h>

/* What becomes of one annotation when all commands are carried out. */
typedef struct
{
  char            *article;
  QuothAnnotation *before;
  QuothAnnotation *after; /* NULL when it goes */
} Fate;

static void
fate_free (gpointer data)
{
  Fate *fate = data;

  g_free (fate->article);
  g_clear_pointer (&fate->before, quoth_annotation_unref);
  g_clear_pointer (&fate->after, quoth_annotation_unref);
  g_free (fate);
}

static gboolean
has_link (const QuothAnnotation *annotation,
          const QuothLink       *link)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (strcmp (annotation->links[i].role, link->role) == 0
        && strcmp (annotation->links[i].to, link->to) == 0)
      return TRUE;
  return FALSE;
}

/* Does to @fate what another command does to the same annotation: another type, fewer
 * links, or its end. */
static void
carry_over (Fate              *fate,
            const QuothChange *change)
{
  QuothAnnotation *before = change->before;
  QuothAnnotation *after = change->after;
  QuothAnnotation *joined;

  if (fate->after == NULL)
    return;
  if (after == NULL)
    {
      g_clear_pointer (&fate->after, quoth_annotation_unref);
      return;
    }
  joined = quoth_annotation_copy (fate->after);
  if (g_strcmp0 (before->type, after->type) != 0)
    quoth_annotation_set_type (joined, after->type);
  for (guint i = 0; i < before->n_links; i++)
    if (!has_link (after, &before->links[i]))
      quoth_annotation_remove_link (joined, before->links[i].role, before->links[i].to);
  quoth_annotation_unref (fate->after);
  fate->after = joined;
}

static void
collect (GHashTable        *by_id,
         GPtrArray         *fates,
         const QuothChange *change)
{
  QuothAnnotation *before = change->before;
  Fate *fate = g_hash_table_lookup (by_id, before->id);

  if (fate != NULL)
    {
      carry_over (fate, change);
      return;
    }
  fate = g_new0 (Fate, 1);
  fate->article = g_strdup (change->article);
  fate->before = quoth_annotation_ref (before);
  fate->after = change->after != NULL ? quoth_annotation_ref (change->after) : NULL;
  g_ptr_array_add (fates, fate);
  g_hash_table_insert (by_id, fate->before->id, fate);
}

/**
 * quoth_scheme_join_commands:
 * @verb: of the command
 * @commands: (element-type QuothCommand): changes of the scheme and of the types of
 *   annotations, each made for the project as it is now
 *
 * Commands made one by one do not know of each other, and a second change of the same
 * annotation would not fit any more. Here every annotation changes once.
 *
 * Returns: (transfer full): one command that does what all do
 */
QuothCommand *
quoth_scheme_join_commands (const char *verb,
                            GPtrArray  *commands)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) fates = g_ptr_array_new_with_free_func (fate_free);
  gboolean has_scheme = FALSE;
  QuothCommand *joined;

  g_return_val_if_fail (verb != NULL && commands != NULL, NULL);

  joined = quoth_command_new (verb);
  for (guint i = 0; i < commands->len; i++)
    for (guint j = 0; j < quoth_command_get_n_changes (commands->pdata[i]); j++)
      {
        const QuothChange *change = quoth_command_get_change (commands->pdata[i], j);

        if (change->kind == QUOTH_RECORD_ANNOTATION && change->before != NULL)
          collect (by_id, fates, change);
        else if (change->kind == QUOTH_RECORD_SCHEME && !has_scheme)
          {
            quoth_command_add_scheme (joined, change->before, change->after);
            has_scheme = TRUE;
          }
      }
  for (guint i = 0; i < fates->len; i++)
    {
      Fate *fate = fates->pdata[i];

      quoth_command_add_annotation (joined, fate->article, fate->before, fate->after);
    }
  return joined;
}
