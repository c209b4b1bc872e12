/* quoth-workspace-undo.c - takes gestures back and makes them again, and shows which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-workspace-private.h"

/* How well a change says what a command was about; 0 for not at all. What an undo brings
 * back comes first; what is made anew comes first when it is of the type of what it was
 * made from, as the second half of a split; a mention made as a speaker does not. */
static int
rate_change (QuothWorkspace    *self,
             const QuothChange *change,
             const char        *changed_type,
             gboolean           redo)
{
  QuothAnnotation *annotation = change->after != NULL ? change->after : change->before;

  if (change->kind != QUOTH_RECORD_ANNOTATION || g_strcmp0 (annotation->layer, self->layer) != 0)
    return 0;
  if (change->after == NULL)
    return 1;
  if (change->before != NULL)
    return 3;
  return !redo || g_strcmp0 (annotation->type, changed_type) == 0 ? 4 : 2;
}

/* Returns: (nullable): the change of @command that people will look for */
static const QuothChange *
find_main_change (QuothWorkspace *self,
                  QuothCommand   *command,
                  gboolean        redo)
{
  const QuothChange *main_change = NULL;
  const char *changed_type = NULL;
  int best = 0;

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (change->kind == QUOTH_RECORD_ANNOTATION && change->before != NULL
          && change->after != NULL)
        changed_type = ((QuothAnnotation *) change->after)->type;
    }
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);
      int rating = rate_change (self, change, changed_type, redo);

      if (rating <= best)
        continue;
      best = rating;
      main_change = change;
    }
  return main_change;
}

/* Brings the place that @command touched into view, opening its article first. A change of
 * the scheme is about no place, whatever it did to annotations. */
static void
show_command (QuothWorkspace *self,
              QuothCommand   *command,
              gboolean        redo)
{
  const QuothChange *change = find_main_change (self, command, redo);
  QuothAnnotation *annotation;

  if (change == NULL || g_str_equal (quoth_command_get_verb (command), "change-scheme"))
    return;
  annotation = change->after != NULL ? change->after : change->before;
  if ((self->document == NULL
       || g_strcmp0 (quoth_document_get_article_id (self->document), change->article) != 0)
      && !quoth_workspace_open_article (self, change->article))
    return;
  quoth_workspace_set_active (self, change->after != NULL ? annotation->id : NULL);
  g_signal_emit_by_name (self, "show", annotation->parts[0].start, annotation->parts[0].end);
}

/* What came or went is named by its type; what was changed is told by the verb. */
static void
tell (QuothWorkspace *self,
      QuothCommand   *command,
      gboolean        redo)
{
  const QuothChange *change = find_main_change (self, command, redo);
  const QuothType *type = NULL;
  QuothAnnotation *annotation;

  if (change != NULL && (change->before == NULL || change->after == NULL))
    {
      annotation = change->after != NULL ? change->after : change->before;
      type = quoth_scheme_lookup_type (quoth_project_get_scheme (self->project), annotation->type);
    }
  g_signal_emit_by_name (self, "stepped", quoth_command_get_verb (command),
                         (int) quoth_command_get_n_changes (command),
                         type != NULL ? type->name : NULL, redo);
}

static gboolean
undo_or_redo (QuothWorkspace *self,
              gboolean        redo)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return FALSE;
  if (redo ? !quoth_project_can_redo (self->project) : !quoth_project_can_undo (self->project))
    return FALSE;
  command = redo ? quoth_project_redo (self->project, &error)
                 : quoth_project_undo (self->project, &error);
  if (command == NULL)
    {
      _quoth_workspace_fail (self, error);
      return FALSE;
    }
  show_command (self, command, redo);
  tell (self, command, redo);
  return TRUE;
}

gboolean
quoth_workspace_undo (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  return undo_or_redo (self, FALSE);
}

gboolean
quoth_workspace_redo (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  return undo_or_redo (self, TRUE);
}
