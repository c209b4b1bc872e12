/* quoth-edit-slots.h - several slots of one claim filled by one gesture
 *
 * A digit sets the speaker, marks the mention it stands for, links it to its person,
 * and takes the proposed cue: four changes, one command, one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

typedef struct
{
  const char *role;
  const char *type;        /* of the annotation to make when none stands at @span */
  QuothSpan   span;        /* code points */
  const char *annotation;  /* nullable: id of the annotation to point to */
  const char *entity;      /* nullable: links a mention that has no entity yet */
  gboolean    keep_others; /* what the role holds stays, where it takes several */
} QuothSlotFill;

QuothCommand *quoth_edit_fill_slots (QuothDocument       *document,
                                     QuothRegistry       *registry,
                                     const char          *id,
                                     const QuothSlotFill *slots,
                                     guint                n_slots,
                                     GError             **error);

G_END_DECLS
