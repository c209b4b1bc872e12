/* quoth-clock.h - which edits a version of a record knows of
 *
 * For each place (one session of work on a file, and one annotator; see quoth-edit-places.h)
 * how many journal entries of that place touched the record: a version vector. No time of day is in it, so that
 * a wrong clock decides nothing. A version that knows of everything another knows,
 * and of more, follows from it; two that each know of something else stand apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _QuothClock QuothClock;

typedef enum
{
  QUOTH_CLOCK_SAME,
  QUOTH_CLOCK_BEFORE, /* a knows less than b */
  QUOTH_CLOCK_AFTER,
  QUOTH_CLOCK_APART
} QuothClockOrder;

QuothClock      *quoth_clock_new         (void);
QuothClock      *quoth_clock_copy        (const QuothClock *self);
void             quoth_clock_free        (QuothClock       *self);
void             quoth_clock_raise       (QuothClock       *self,
                                          const char       *place,
                                          gint64            n);
void             quoth_clock_join        (QuothClock       *self,
                                          const QuothClock *other);
QuothClockOrder  quoth_clock_compare     (const QuothClock *a,
                                          const QuothClock *b);
gint64           quoth_clock_get         (const QuothClock *self,
                                          const char       *place);
gint64           quoth_clock_get_sum     (const QuothClock *self);
/* Of all places whose names begin with @id and a slash. */
gint64           quoth_clock_get_sum_at  (const QuothClock *self,
                                          const char       *id);
/* As a JSON object, sorted by place. */
char            *quoth_clock_to_json     (const QuothClock *self);
QuothClock      *quoth_clock_new_from_node (JsonNode       *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothClock, quoth_clock_free)

G_END_DECLS
