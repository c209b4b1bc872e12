/* quoth-scheme-draft.h - the scheme as the editor shows it
 *
 * Every change is a gesture of its own and is on the disk at once, unless it brings a
 * problem: then it waits here, shown but not in use, until the problem is put right. What
 * others change in the project takes the place of what waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-scheme-migrate.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_DRAFT (quoth_scheme_draft_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeDraft, quoth_scheme_draft, QUOTH, SCHEME_DRAFT, GObject)

/* What is to become of an entry that may be in use. */
typedef struct
{
  const QuothSchemePlace *place;
  QuothScheme            *after;   /* without it, or with it changed */
  gboolean                removal;
} QuothSchemeQuestion;

/* signal ::changed (): another scheme, other problems
 * signal ::applied (): a change is in use
 * signal ::failed (const GError *error)
 * signal ::ask (const QuothSchemeQuestion *question) */

QuothSchemeDraft *quoth_scheme_draft_new            (QuothWorkspace         *workspace,
                                                     QuothKeymap            *keymap);
QuothWorkspace   *quoth_scheme_draft_get_workspace  (QuothSchemeDraft       *self);
QuothScheme      *quoth_scheme_draft_get_scheme     (QuothSchemeDraft       *self);
/* The scheme that is in use, whose ids no new entry may have. */
QuothScheme      *quoth_scheme_draft_get_used       (QuothSchemeDraft       *self);
gboolean          quoth_scheme_draft_is_read_only   (QuothSchemeDraft       *self);
gboolean          quoth_scheme_draft_is_waiting     (QuothSchemeDraft       *self);
gboolean          quoth_scheme_draft_can_use        (QuothSchemeDraft       *self,
                                                     QuothScheme            *scheme);
char             *quoth_scheme_draft_dup_problem    (QuothSchemeDraft       *self,
                                                     const QuothSchemePlace *place,
                                                     QuothSchemeField        field);
char             *quoth_scheme_draft_dup_any_problem (QuothSchemeDraft      *self,
                                                      QuothSchemePart        part,
                                                      const char            *id);
char             *quoth_scheme_draft_dup_free_keys  (QuothSchemeDraft       *self,
                                                     const QuothSchemePlace *place,
                                                     guint                   most);
void              quoth_scheme_draft_take           (QuothSchemeDraft       *self,
                                                     QuothScheme            *scheme);
void              quoth_scheme_draft_take_anyway    (QuothSchemeDraft       *self,
                                                     QuothScheme            *scheme);
void              quoth_scheme_draft_ask            (QuothSchemeDraft       *self,
                                                     const QuothSchemePlace *place,
                                                     QuothScheme            *after,
                                                     gboolean                removal);
void              quoth_scheme_draft_revert         (QuothSchemeDraft       *self);
/* Lets all rows show the draft again: an answer was not given. */
void              quoth_scheme_draft_refresh        (QuothSchemeDraft       *self);

G_END_DECLS
