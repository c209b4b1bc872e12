/* quoth-workspace.h - what the annotator works on, and every gesture made on it
 *
 * Holds the open project, the open document, the active annotation, the sticky
 * type and what is proposed next (numbered speakers or entities, a cue, the other
 * occurrences of a name). Each gesture becomes one command, is committed, and is
 * announced; the widgets only show this object's state and call its gestures. No
 * GTK in here, so that gestures are tested without a display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"
#include "quoth-speakers.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_WORKSPACE (quoth_workspace_get_type ())

G_DECLARE_FINAL_TYPE (QuothWorkspace, quoth_workspace, QUOTH, WORKSPACE, GObject)

/* properties: project, document, active (annotation id), sticky (type id)
 * signals:
 *   ::changed (): the document's content, the active annotation or the proposals changed
 *   ::failed (GError *error): a gesture could not be made; nothing changed
 *   ::done (const char *verb, int n): a gesture worth a word (with Undo) was made
 *   ::stepped (const char *verb, int n, const char *type, gboolean redo): a gesture was taken
 *     back or made again; @type (nullable): the name of what came or went
 *   ::show (guint start, guint end): bring this into view and select it */

QuothWorkspace  *quoth_workspace_new             (void);

QuothProject    *quoth_workspace_get_project     (QuothWorkspace  *self);
void             quoth_workspace_set_project     (QuothWorkspace  *self,
                                                  QuothProject    *project);
QuothDocument   *quoth_workspace_get_document    (QuothWorkspace  *self);
const char      *quoth_workspace_get_layer       (QuothWorkspace  *self);
void             quoth_workspace_set_layer       (QuothWorkspace  *self,
                                                  const char      *layer);
gboolean         quoth_workspace_open_article    (QuothWorkspace  *self,
                                                  const char      *article);
void             quoth_workspace_close_article   (QuothWorkspace  *self);

guint            quoth_workspace_get_n_failed    (QuothWorkspace  *self);
/* Says that a gesture made elsewhere went wrong. */
void             quoth_workspace_announce_failure (QuothWorkspace *self,
                                                   const GError   *error);

QuothAnnotation *quoth_workspace_get_active      (QuothWorkspace  *self);
const QuothType *quoth_workspace_get_active_type (QuothWorkspace  *self);
void             quoth_workspace_set_active      (QuothWorkspace  *self,
                                                  const char      *id);
const char      *quoth_workspace_get_sticky      (QuothWorkspace  *self);
void             quoth_workspace_set_sticky      (QuothWorkspace  *self,
                                                  const char      *type);

/* Proposals for the active annotation; borrowed, may be NULL or empty. */
GArray          *quoth_workspace_get_speakers    (QuothWorkspace  *self);
GArray          *quoth_workspace_get_entities    (QuothWorkspace  *self);
gboolean         quoth_workspace_get_cue         (QuothWorkspace  *self,
                                                  QuothSpan       *out_cue);
GArray          *quoth_workspace_get_occurrences (QuothWorkspace  *self);

/* Gestures. */
gboolean         quoth_workspace_commit          (QuothWorkspace  *self,
                                                  QuothCommand    *command,
                                                  GError         **error);
gboolean         quoth_workspace_mark            (QuothWorkspace  *self,
                                                  const char      *type,
                                                  QuothSpan        span);
gboolean         quoth_workspace_delete          (QuothWorkspace  *self);
gboolean         quoth_workspace_retype          (QuothWorkspace  *self,
                                                  const char      *type);
gboolean         quoth_workspace_add_part        (QuothWorkspace  *self,
                                                  const QuothSpan *span);
gboolean         quoth_workspace_remove_part     (QuothWorkspace  *self,
                                                  guint            part);
gboolean         quoth_workspace_set_part        (QuothWorkspace  *self,
                                                  const char      *id,
                                                  guint            part,
                                                  QuothSpan        span);
typedef enum
{
  QUOTH_EDGE_START,
  QUOTH_EDGE_END
} QuothEdge;

typedef enum
{
  QUOTH_STEP_WORD,
  QUOTH_STEP_CHARACTER,
  QUOTH_STEP_CLAUSE
} QuothStep;

/* Moves an edge of the active annotation's part at @near, else of its first or last one,
 * by one word, character or clause (@steps: -1 or 1). */
gboolean         quoth_workspace_move_edge       (QuothWorkspace  *self,
                                                  guint            near,
                                                  QuothEdge        edge,
                                                  int              steps,
                                                  QuothStep        by,
                                                  guint           *out_offset);
gboolean         quoth_workspace_split           (QuothWorkspace  *self,
                                                  guint            offset);
gboolean         quoth_workspace_join_previous   (QuothWorkspace  *self);
/* The digit @n (1 to 9): a speaker of the active claim, or an entity of the mention. */
gboolean         quoth_workspace_choose          (QuothWorkspace  *self,
                                                  guint            n,
                                                  gboolean         add);
gboolean         quoth_workspace_set_speaker     (QuothWorkspace  *self,
                                                  QuothSpan        span);
gboolean         quoth_workspace_set_no_speaker  (QuothWorkspace  *self);
gboolean         quoth_workspace_set_role        (QuothWorkspace  *self,
                                                  const char      *role,
                                                  QuothSpan        span);
gboolean         quoth_workspace_unlink          (QuothWorkspace  *self,
                                                  const char      *role,
                                                  const char      *to);
gboolean         quoth_workspace_set_cue         (QuothWorkspace  *self,
                                                  const QuothSpan *span);
gboolean         quoth_workspace_set_entity      (QuothWorkspace  *self,
                                                  const char      *entity);
gboolean         quoth_workspace_new_entity      (QuothWorkspace  *self,
                                                  const char      *name,
                                                  gboolean         unnamed);
gboolean         quoth_workspace_set_attribute   (QuothWorkspace  *self,
                                                  const char      *name,
                                                  const char      *json_value);
gboolean         quoth_workspace_set_note        (QuothWorkspace  *self,
                                                  const char      *note);
gboolean         quoth_workspace_set_article_tag (QuothWorkspace  *self,
                                                  const char      *name,
                                                  const char      *json_value);
/* First call shows the other occurrences, the second marks them. */
gboolean         quoth_workspace_mark_occurrences (QuothWorkspace *self);
/* Whether confirming links the active mention to the first entity. */
gboolean         quoth_workspace_offers_entity   (QuothWorkspace  *self);
/* Commits what is proposed and not yet taken (a cue, previewed occurrences, the first
 * entity); FALSE when there was nothing to take. */
gboolean         quoth_workspace_confirm         (QuothWorkspace  *self);
gboolean         quoth_workspace_cancel          (QuothWorkspace  *self);
gboolean         quoth_workspace_undo            (QuothWorkspace  *self);
gboolean         quoth_workspace_redo            (QuothWorkspace  *self);

/* Jumps. Each returns what to show; FALSE at the end of the article. */
gboolean         quoth_workspace_next_name       (QuothWorkspace  *self,
                                                  guint            from,
                                                  gboolean         backwards,
                                                  QuothSpan       *out_span);
gboolean         quoth_workspace_next_quote      (QuothWorkspace  *self,
                                                  guint            from,
                                                  gboolean         backwards,
                                                  QuothSpan       *out_span);
gboolean         quoth_workspace_next_annotation (QuothWorkspace  *self,
                                                  guint            from,
                                                  gboolean         backwards);
gboolean         quoth_workspace_next_task       (QuothWorkspace  *self,
                                                  guint            from,
                                                  gboolean         backwards);

G_END_DECLS
