/* quoth-intern.c - one copy of words that come again and again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-intern"

#include "config.h"

#include "quoth-intern.h"

#include <string.h>

#define N_RECENT 32
/* A longer word is none that comes again, and would only take memory. */
#define MAX_RECENT_BYTES 64

typedef struct
{
  char *words[N_RECENT]; /* nullable: GRefString */
} Recent;

static void
recent_free (gpointer data)
{
  Recent *self = data;

  for (guint i = 0; i < N_RECENT; i++)
    g_clear_pointer (&self->words[i], g_ref_string_release);
  g_free (self);
}

static GPrivate last_recent = G_PRIVATE_INIT (recent_free);

/**
 * quoth_intern:
 * @word: a word
 *
 * Returns: (transfer full): the interned #GRefString that says the same
 */
char *
quoth_intern (const char *word)
{
  Recent *self = g_private_get (&last_recent);
  gsize length = strlen (word);
  guint place;

  if (length == 0 || length > MAX_RECENT_BYTES)
    return g_ref_string_new_intern (word);
  if (self == NULL)
    {
      self = g_new0 (Recent, 1);
      g_private_set (&last_recent, self);
    }
  place = ((guint) length + (guchar) word[0] * 5u + (guchar) word[length - 1] * 3u) % N_RECENT;
  if (self->words[place] == NULL || strcmp (self->words[place], word) != 0)
    {
      g_clear_pointer (&self->words[place], g_ref_string_release);
      self->words[place] = g_ref_string_new_intern (word);
    }
  return g_ref_string_acquire (self->words[place]);
}
