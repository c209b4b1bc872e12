/* quoth-conflict-facts.h - what a version of a record says, one fact at a time, as people read it
 *
 * Types, attributes, values and roles by their names in the scheme, people by their
 * names in the registry, parts as the words between their neighbours. Facts of two
 * versions that have the same key are about the same thing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-conflicts.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;    /* in the order in which facts are told */
  char *title;  /* for people */
  char *raw;    /* to compare with the same fact of other versions */
  char *markup; /* for people */
} QuothFact;

/* @data: nullable: the article with all its layers.
 * Returns: (transfer full): of QuothFact; empty for a deleted record. */
GPtrArray       *quoth_facts_new    (QuothProject        *project,
                                     QuothArticleData    *data,
                                     QuothRecordKind      kind,
                                     const char          *content);
/* NULL when it says nothing of it. */
const QuothFact *quoth_facts_lookup (GPtrArray           *facts,
                                     const char          *key);

G_END_DECLS
