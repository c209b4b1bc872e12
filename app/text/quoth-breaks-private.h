/* quoth-breaks-private.h - ICU's break iterators over a text, in code points
 *
 * An iterator is opened once per thread and kind, for opening one costs more than
 * most questions put to it. The text is read in place, as UTF-8.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

#include <unicode/ubrk.h>

G_BEGIN_DECLS

/* Valid on the stack until quoth_breaks_clear(); not to be nested with the same kind. */
typedef struct
{
  QuothText      *text;
  UText          *utext;
  UBreakIterator *iterator;
} QuothBreaks;

#define QUOTH_BREAKS_DONE G_MAXUINT

void     quoth_breaks_init      (QuothBreaks        *self,
                                 QuothText          *text,
                                 UBreakIteratorType  kind);
void     quoth_breaks_clear     (QuothBreaks        *self);
guint    quoth_breaks_first     (QuothBreaks        *self);
guint    quoth_breaks_step      (QuothBreaks        *self);
guint    quoth_breaks_step_back (QuothBreaks        *self);
guint    quoth_breaks_following (QuothBreaks        *self,
                                 guint               offset);
guint    quoth_breaks_preceding (QuothBreaks        *self,
                                 guint               offset);
gboolean quoth_breaks_is_word   (QuothBreaks        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothBreaks, quoth_breaks_clear)

G_END_DECLS
