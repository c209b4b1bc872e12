/* quoth-lexicon-private.h - what kind of word a word is
 *
 * A small closed list for English, German, Spanish and French news. A word may be
 * of several kinds. Words are looked up as quoth_fold_string() folds them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_WORD_REPORTING   = 1 << 0,  /* say, tell, write: signals speech by itself */
  QUOTH_WORD_ATTITUDE    = 1 << 1,  /* believe, deny, criticism: signals a claim when near one */
  QUOTH_WORD_AUXILIARY   = 1 << 2,
  QUOTH_WORD_NEGATION    = 1 << 3,
  QUOTH_WORD_PRONOUN     = 1 << 4,  /* one that can speak: he, she, who */
  QUOTH_WORD_PERSON      = 1 << 5,  /* spokesman, critics */
  QUOTH_WORD_BODY        = 1 << 6,  /* report, government, poll: no person, yet a source */
  QUOTH_WORD_DETERMINER  = 1 << 7,
  QUOTH_WORD_TITLE       = 1 << 8,  /* Mr, President: before a name and no part of it */
  QUOTH_WORD_FUNCTION    = 1 << 9,  /* a capital letter on it only starts a sentence */
  QUOTH_WORD_CALENDAR    = 1 << 10, /* months, weekdays */
  QUOTH_WORD_PARTICLE    = 1 << 11, /* van, bin: small letters within a name */
  QUOTH_WORD_FORENAME    = 1 << 12,
  QUOTH_WORD_NO_PERSON   = 1 << 13, /* University, Syria: a run with it names no person */
  QUOTH_WORD_ORIGIN      = 1 << 14, /* Russian, German: before a name and no part of it */
  QUOTH_WORD_ACCORDING   = 1 << 15, /* the source follows: according (to), laut, selon */
  QUOTH_WORD_PREPOSITION = 1 << 16
} QuothWordKind;

/* What may govern a claim. */
#define QUOTH_WORD_CUE_VERB (QUOTH_WORD_REPORTING | QUOTH_WORD_ATTITUDE | QUOTH_WORD_ACCORDING)

guint quoth_lexicon_lookup (const char *folded);

G_END_DECLS
