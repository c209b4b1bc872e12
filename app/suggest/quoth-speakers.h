/* quoth-speakers.h - who may be the speaker of a claim, best first
 *
 * Candidates near the claim: mentions that are marked, names that are not yet,
 * pronouns and person nouns; ranked by cue, distance, and who spoke last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

typedef struct
{
  QuothSpan   span;
  char       *annotation; /* nullable: id of the mention that stands there already */
  char       *entity;     /* nullable: id of the only entity that fits */
  double      score;
  const char *reason;     /* static code: "cue", "previous-speaker", "paragraph", "sentence" */
} QuothSpeaker;

void    quoth_speaker_clear (QuothSpeaker   *self);
/* Array of QuothSpeaker (element-clear set), at most @limit. */
GArray *quoth_speakers_rank (QuothDocument  *document,
                             QuothRegistry  *registry,
                             const char     *claim,
                             guint           limit);

G_END_DECLS
