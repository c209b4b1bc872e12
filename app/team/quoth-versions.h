/* quoth-versions.h - all versions of one record that nothing newer has replaced
 *
 * The rule of merging. What a project knows of a record is a set of versions, each
 * with a clock and its content (%NULL: deleted). Joining two sets keeps every version
 * that no other follows from. That is a set union with a filter by a partial order:
 * commutative, associative and idempotent, so that all who have seen the same packages
 * in whatever order hold the same set. What is shown is a pure function of the set:
 *
 * - A layer has one owner. While nobody else edits it, there is always one version and the
 *   newer one simply replaces the older. Only its state can be in conflict.
 * - Several versions are a conflict, which stays until somebody decides (see
 *   quoth-conflicts.h); the decision then follows from all of them. Meanwhile the one with
 *   more edits is shown, at a tie the greater content (a choice without meaning, but the
 *   same everywhere); an edit stays before a deletion. The others are kept with the project
 *   and in packages.
 * - A deletion remembers what it took away, and what was said of it that it knew of. Where
 *   something else leads to the deleted record, the two stand apart as well: what was taken
 *   away is shown until somebody decides (see quoth-holds.h).
 * - Of an entity the best version is shown with the names of all others as aliases, and
 *   facts it lacks taken from them; while anybody has it, that somebody undid having made it
 *   does not take it away. Of the scheme the union is shown: an annotation must
 *   not lose its type. Both remain conflicts, until an edit follows from the union.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-clock.h"
#include "quoth-command.h"
#include "quoth-json-writer.h"

G_BEGIN_DECLS

typedef struct
{
  QuothClock *clock;
  char       *content; /* nullable: canonical JSON of the record; NULL = deleted */
  char       *was;     /* nullable: of a deletion: the annotation that it took away */
  char       *by;      /* nullable: of a deletion: who made it, where that is known */
} QuothVersion;

typedef struct
{
  QuothRecordKind  kind;
  char            *id;       /* of an annotation, entity or article; a layer's name; "" */
  char            *layer;    /* nullable: of an annotation, also of a deleted one */
  gint64           n_seen;   /* stamps only: local edits when the stamp was made */
  gboolean         implied;  /* read without content: it is what the record itself says */
  gboolean         held;     /* deleted, but something leads to it: see quoth-holds.h */
  GHashTable      *knew;     /* ids of what led to it and was known by who deleted it */
  GPtrArray       *list;     /* of QuothVersion, the best first */
} QuothVersions;

QuothVersions *quoth_versions_new        (QuothRecordKind      kind,
                                          const char          *id,
                                          const char          *layer);
QuothVersions *quoth_versions_copy       (const QuothVersions *self);
void           quoth_versions_free       (QuothVersions       *self);
/* Takes both; drops what follows from nothing new. */
void           quoth_versions_take       (QuothVersions       *self,
                                          QuothClock          *clock,
                                          char                *content);
void           quoth_versions_take_deletion (QuothVersions    *self,
                                             QuothClock       *clock,
                                             char             *was,
                                             char             *by);
void           quoth_versions_join       (QuothVersions       *self,
                                          const QuothVersions *other);
/* Takes over what @other knows to lead there. */
void           quoth_versions_learn      (QuothVersions       *self,
                                          const QuothVersions *other);
gboolean       quoth_versions_equal      (const QuothVersions *a,
                                          const QuothVersions *b);
/* The best is a deletion; then all are. */
gboolean       quoth_versions_is_deleted (const QuothVersions *self);
gboolean       quoth_versions_agree      (const QuothVersions *self,
                                          const char          *a,
                                          const char          *b);
/* Different contents, as quoth_versions_agree() sees them: more than one is a conflict. */
guint          quoth_versions_n_contents (const QuothVersions *self);
/* What stands in the project: JSON, or NULL when the record is deleted. */
char          *quoth_versions_dup_shown  (const QuothVersions *self);
/* Of the best version what it holds, or what it took away; NULL when neither is known. */
char          *quoth_versions_dup_live   (const QuothVersions *self);
/* A key among the records of one article, or of the project. */
char          *quoth_versions_dup_key    (QuothRecordKind      kind,
                                          const char          *id);

void           quoth_versions_append_json (const QuothVersions *self,
                                           gboolean             with_seen,
                                           QuothJsonWriter     *writer);
QuothVersions *quoth_versions_new_from_node (JsonNode          *node);
/* Fills in what was left out because the record itself says it. */
void           quoth_versions_fill       (QuothVersions       *self,
                                          const char          *content);

/* A record as canonical JSON, and back. */
char          *quoth_record_to_content   (QuothRecordKind      kind,
                                          gpointer             record);
gpointer       quoth_record_from_content (QuothRecordKind      kind,
                                          const char          *content,
                                          GError             **error);

void           quoth_content_unref       (QuothRecordKind      kind,
                                          gpointer             record);
void           quoth_content_add_change  (QuothCommand        *command,
                                          QuothRecordKind      kind,
                                          const char          *article,
                                          gpointer             before,
                                          gpointer             after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothVersions, quoth_versions_free)

G_END_DECLS
