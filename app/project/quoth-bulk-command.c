/* quoth-bulk-command.c - a command as part of a gesture that imports
 *
 * What brings articles and changes others at once is one gesture, and so one entry of the
 * journal. As long as it is one unit it is one transaction as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk"

#include "config.h"

#include "quoth-bulk-private.h"

void
quoth_bulk_set_verb (QuothBulk  *self,
                     const char *verb)
{
  g_return_if_fail (self != NULL && self->seq == 0 && verb != NULL);

  self->verb = verb;
}

static void
set_scheme (QuothScheme **scheme,
            QuothScheme  *to)
{
  QuothScheme *old = *scheme;

  *scheme = quoth_scheme_ref (to);
  g_clear_pointer (&old, quoth_scheme_unref);
}

/**
 * quoth_bulk_add_command:
 * @self: a writer inside a unit
 * @command: made from records as they stand within the unit
 * @error: as for quoth_project_commit()
 *
 * Writes a command as part of the gesture; undo takes it back with the articles. After an
 * error only quoth_bulk_cancel() makes sense.
 */
gboolean
quoth_bulk_add_command (QuothBulk     *self,
                        QuothCommand  *command,
                        GError       **error)
{
  g_return_val_if_fail (self != NULL && self->in_unit && command != NULL, FALSE);

  if (!quoth_bulk_write_scheme (self, error) || !quoth_bulk_flush_changes (self, 1, error))
    return FALSE;
  if (self->project_scheme == NULL)
    set_scheme (&self->project_scheme, self->project->scheme);
  /* Annotations are judged by the scheme as it is in the file. */
  set_scheme (&self->project->scheme, self->scheme);
  if (!quoth_project_write_changes (self->project, command, error)
      || !quoth_journal_add_changes (self->db, self->seq, &self->next_part, command, error))
    return FALSE;
  self->n_rows += quoth_command_get_n_changes (command);
  set_scheme (&self->scheme, self->project->scheme);
  set_scheme (&self->written_scheme, self->project->scheme);
  return TRUE;
}

/* A gesture that is taken back leaves the project with the scheme it had. */
void
quoth_bulk_restore_scheme (QuothBulk *self)
{
  if (self->project_scheme != NULL)
    set_scheme (&self->project->scheme, self->project_scheme);
}
