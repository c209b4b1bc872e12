/* quoth-team-state.h - what a project knows of the versions of its records
 *
 * Three things together: the records as they stand, the journal, which counts the edits
 * made here, and stamps, which tell what earlier packages brought. A stamp is a setting
 * of each article, written by the same command as the records, so that undoing a merge
 * takes it back as well. Reading changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project-query.h"
#include "quoth-versions.h"

G_BEGIN_DECLS

/* The verb of a merge: its entries are no edits made here. */
#define QUOTH_TEAM_MERGE_VERB "take-package"
/* Nor is the settling of a conflict: the stamp says what it follows from. */
#define QUOTH_TEAM_SETTLE_VERB "settle-conflict"
/* A small setting without history: undo must not take a file's name away. */
#define QUOTH_TEAM_PLACE_SETTING "team-place"

typedef struct _QuothTeamState QuothTeamState;

/* What the journal tells of a deletion. */
typedef struct
{
  char *was; /* nullable: content of the annotation that was deleted */
  char *by;  /* nullable: who deleted it */
} QuothGone;

void            quoth_gone_clear         (QuothGone         *self);

/* Names this file among all others, if it has no name yet: writes once. */
gboolean        quoth_team_ensure_place  (QuothProject      *project,
                                          GError           **error);
QuothTeamState *quoth_team_state_new     (QuothProject      *project,
                                          GError           **error);
void            quoth_team_state_free    (QuothTeamState    *self);
/* Counts what was done since, of QuothDeed; the state is valid again. */
gboolean        quoth_team_state_follow  (QuothTeamState    *self,
                                          GPtrArray         *deeds,
                                          GError           **error);
/* Key to QuothVersions of every record of an article, deleted ones too. @data: with
 * all layers. */
GHashTable     *quoth_team_state_article (QuothTeamState    *self,
                                          QuothArticleData  *data,
                                          GError           **error);
/* The same of entities and the scheme. */
GHashTable     *quoth_team_state_shared  (QuothTeamState    *self,
                                          GError           **error);
/* Of a shared record (entity, article, scheme) only what was done apart from annotations,
 * so that no annotator's work shows through; NULL when nothing was. */
QuothVersions  *quoth_team_state_apart   (QuothTeamState    *self,
                                          QuothRecordKind    kind,
                                          const char        *id,
                                          gpointer           record,
                                          GError           **error);
/* Whether nothing but its annotations proves a layer: then it is no record. */
gboolean        quoth_team_layer_is_implied (QuothArticleData *data,
                                             QuothLayer       *layer);
/* Of a deleted record of an article ("" = shared): what it was; NULL when the journal tells
 * nothing of it. */
QuothVersions  *quoth_team_make_tombstone (QuothHistoryReader *reader,
                                           const char       *article,
                                           const char       *record,
                                           QuothGone        *out_gone);
void            quoth_team_read_gone     (QuothHistoryReader *reader,
                                          QuothRecordKind    kind,
                                          const char        *record,
                                          QuothGone         *out_gone);
/* The setting that keeps the stamps of an article ("" = shared records). */
char           *quoth_team_stamp_name    (const char        *article);
/* Whose stamps a setting keeps: a part of @name; NULL when it keeps none. */
const char     *quoth_team_stamp_get_article (const char     *name);
char           *quoth_team_stamps_to_json (GHashTable       *stamps);
GHashTable     *quoth_team_stamps_read   (QuothProject      *project,
                                          const char        *article,
                                          GError           **error);
/* Writes the stamps as part of a command. */
void            quoth_team_stamps_add_change (QuothCommand  *command,
                                              QuothProject  *project,
                                              const char    *article,
                                              GHashTable    *stamps);
/* Lets a clock know of one decision more than were made here. */
void            quoth_team_state_raise_settled (QuothTeamState *self,
                                                QuothClock     *clock);
gint64          quoth_team_state_n_edits (QuothTeamState    *self,
                                          const char        *article,
                                          const char        *record);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothGone, quoth_gone_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothTeamState, quoth_team_state_free)

G_END_DECLS
