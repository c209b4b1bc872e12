/* quoth-breaks.c - ICU's break iterators over a text, in code points
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-breaks"

#include "config.h"

#include "quoth-breaks-private.h"

#include <unicode/utext.h>

static void
close_iterator (gpointer iterator)
{
  ubrk_close (iterator);
}

static GPrivate characters = G_PRIVATE_INIT (close_iterator);
static GPrivate words = G_PRIVATE_INIT (close_iterator);
static GPrivate sentences = G_PRIVATE_INIT (close_iterator);

static UBreakIterator *
get_iterator (UBreakIteratorType kind)
{
  GPrivate *slot = kind == UBRK_WORD ? &words : kind == UBRK_SENTENCE ? &sentences : &characters;
  UBreakIterator *iterator = g_private_get (slot);
  UErrorCode status = U_ZERO_ERROR;

  if (iterator == NULL)
    {
      /* Root rules: the same text must break alike on every machine. */
      iterator = ubrk_open (kind, "", NULL, 0, &status);
      if (U_FAILURE (status))
        g_error ("ICU has no break rules: %s", u_errorName (status));
      g_private_set (slot, iterator);
    }
  return iterator;
}

void
quoth_breaks_init (QuothBreaks        *self,
                   QuothText          *text,
                   UBreakIteratorType  kind)
{
  UErrorCode status = U_ZERO_ERROR;

  self->text = text;
  self->utext = utext_openUTF8 (NULL, quoth_text_get_utf8 (text),
                                (int64_t) quoth_text_get_n_bytes (text), &status);
  self->iterator = get_iterator (kind);
  ubrk_setUText (self->iterator, self->utext, &status);
  if (U_FAILURE (status))
    g_error ("ICU cannot read a text: %s", u_errorName (status));
}

void
quoth_breaks_clear (QuothBreaks *self)
{
  g_clear_pointer (&self->utext, utext_close);
}

static guint
to_offset (QuothBreaks *self,
           int32_t      byte)
{
  return byte == UBRK_DONE ? QUOTH_BREAKS_DONE : quoth_text_from_bytes (self->text, (gsize) byte);
}

guint
quoth_breaks_first (QuothBreaks *self)
{
  return to_offset (self, ubrk_first (self->iterator));
}

guint
quoth_breaks_step (QuothBreaks *self)
{
  return to_offset (self, ubrk_next (self->iterator));
}

guint
quoth_breaks_step_back (QuothBreaks *self)
{
  return to_offset (self, ubrk_previous (self->iterator));
}

/* The first boundary after @offset. */
guint
quoth_breaks_following (QuothBreaks *self,
                        guint        offset)
{
  return to_offset (self, ubrk_following (self->iterator,
                                          (int32_t) quoth_text_to_bytes (self->text, offset)));
}

/* The last boundary before @offset. */
guint
quoth_breaks_preceding (QuothBreaks *self,
                        guint        offset)
{
  return to_offset (self, ubrk_preceding (self->iterator,
                                          (int32_t) quoth_text_to_bytes (self->text, offset)));
}

/* Whether what ends at the boundary just found holds letters or digits. */
gboolean
quoth_breaks_is_word (QuothBreaks *self)
{
  return ubrk_getRuleStatus (self->iterator) >= UBRK_WORD_NUMBER;
}
