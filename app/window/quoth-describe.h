/* quoth-describe.h - sentences about annotations and gestures, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-keymap.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

/* Pango markup on one line: type, words, who, what is missing, how many parts. */
char       *quoth_describe_annotation (QuothDocument   *document,
                                       QuothRegistry   *registry,
                                       QuothAnnotation *annotation);
char       *quoth_describe_speakers   (QuothDocument   *document,
                                       QuothRegistry   *registry,
                                       QuothAnnotation *claim);
/* The name of a type and the words that are marked with it, in quotation marks unless they
 * bring some along. */
char       *quoth_describe_words      (const char      *type,
                                       const char      *words);
/* What a command did, as a sentence for a toast or the history. */
char       *quoth_describe_verb       (const char      *verb,
                                       int              n);
/* The same of what undo took back or redo made again; @type: nullable name of what it was. */
char       *quoth_describe_step       (const char      *verb,
                                       int              n,
                                       const char      *type,
                                       gboolean         redo);
/* What went wrong and what to do about it. */
char       *quoth_describe_error      (const GError    *error);
/* The keys to begin with, as keymap and scheme have them. */
char       *quoth_describe_first_keys (QuothScheme     *scheme,
                                       QuothKeymap     *keymap);
/* Why a web page gave no article, and what to do about it. */
char       *quoth_describe_fetch_error (const GError   *error);

G_END_DECLS
