/* quoth-runs-private.h - runs of capitalised words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-tokens-private.h"

G_BEGIN_DECLS

/* The name alone: what stands before it (a title, an origin) is left out. */
typedef struct
{
  QuothSpan span;
  guint     first;    /* tokens, `last` included */
  guint     last;
  guint     n_words;
  gboolean  title;    /* a title or a word for a person stands right before it */
  gboolean  forename; /* it starts with one */
  gboolean  article;  /* "the" stands before it */
  gboolean  no_person; /* a word in it says so */
} QuothRun;

/* Array of QuothRun, in order. */
GArray *quoth_runs_find (QuothTokens *tokens);

G_END_DECLS
