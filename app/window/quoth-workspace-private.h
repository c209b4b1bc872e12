/* quoth-workspace-private.h - what the files of the workspace share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-edit.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

struct _QuothWorkspace
{
  GObject        parent_instance;

  QuothProject  *project;     /* owned, nullable */
  QuothDocument *document;    /* owned, nullable */
  char          *layer;       /* the annotator's own layer */
  char          *active;      /* nullable: annotation id */
  char          *sticky;      /* nullable: type id */

  /* Proposals; made anew whenever the document or the active annotation changes. */
  GArray        *speakers;    /* of QuothSpeaker, nullable */
  GArray        *entities;    /* of QuothCandidate, nullable */
  GArray        *occurrences; /* of QuothSpan, nullable: previewed, not yet marked */
  QuothSpan      cue;
  gboolean       has_cue;

  GArray        *names;       /* of QuothSpan, nullable: for the open text */
  guint          quiet;       /* > 0: a gesture is under way, announce once at its end */
  guint          n_failed;    /* how many failures were announced */
};

void     _quoth_workspace_propose       (QuothWorkspace *self);
void     _quoth_workspace_emit_changed  (QuothWorkspace *self);
void     _quoth_workspace_fail          (QuothWorkspace *self,
                                         GError         *error);
void     _quoth_workspace_done          (QuothWorkspace *self,
                                         const char     *verb,
                                         guint           n);
/* Commits @command (takes it) and makes @active the active annotation (NULL keeps it). */
gboolean _quoth_workspace_make          (QuothWorkspace *self,
                                         QuothCommand   *command,
                                         GError        **error,
                                         const char     *active);
const char *_quoth_workspace_mention_type (QuothWorkspace *self,
                                           const char     *entity);

G_END_DECLS
