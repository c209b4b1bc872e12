/* quoth-guidelines.h - the rules of annotation, part of the project, every version kept
 *
 * Markdown. A new text is a new version with number, time and author; earlier ones
 * stay readable. Setting them is one command: journaled, and one undo. Numbers count
 * in one file; what a version is known by everywhere is an id that follows from its text.
 * A layer keeps the id of the version that it was last worked on under.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

/* The setting that holds them, a JSON array of objects. */
#define QUOTH_GUIDELINES_SETTING "guidelines"
/* All versions together must stay below what the JSON reader accepts. */
#define QUOTH_GUIDELINES_MAX_BYTES (8 * 1024 * 1024)

typedef struct
{
  char  *id;     /* the same text has the same id in every file */
  guint  number; /* from 1 */
  char  *at;     /* ISO 8601, UTC */
  char  *author;
  char  *text;   /* Markdown */
} QuothGuidelines;

void          quoth_guidelines_free      (QuothGuidelines  *self);
/* Oldest first; empty when there are none. */
GPtrArray    *quoth_guidelines_list      (QuothProject     *project,
                                          GError          **error);
GPtrArray    *quoth_guidelines_from_json (const char       *json,
                                          GError          **error);
/* The newest version that an id names; NULL when there is none, or @id is NULL. */
const QuothGuidelines *quoth_guidelines_find (GPtrArray        *list,
                                              const char       *id);
/* The id of the newest version; NULL when there are none. Cheap: it is remembered. */
const char   *quoth_guidelines_get_current (QuothProject     *project);
/* The command that adds a version; empty when the newest reads the same. */
QuothCommand *quoth_guidelines_set       (QuothProject     *project,
                                          const char       *text,
                                          GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothGuidelines, quoth_guidelines_free)

G_END_DECLS
