/* quoth-web-addresses.c - web addresses in words that somebody pasted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-web.h"

#include <string.h>

/* What stands around an address in a mail or a list, and is none of it. */
#define OPENING "<([{\"'"
#define CLOSING ">)]}\"',;"
/* Longer than any that a server takes. */
#define MAX_ADDRESS 8192

static gboolean
has_scheme (const char *word)
{
  return g_ascii_strncasecmp (word, "http://", 7) == 0
         || g_ascii_strncasecmp (word, "https://", 8) == 0;
}

/* "news.example/a" and "localhost:8000/a", but not "e.g." or "anna@news.example". */
static gboolean
looks_like_host (const char *word)
{
  gsize n_host = strcspn (word, "/?#:");
  const char *dot = memchr (word, '.', n_host);

  if (strchr (word, '@') != NULL)
    return FALSE;
  if (g_ascii_strncasecmp (word, "www.", 4) == 0)
    return TRUE;
  if (word[n_host] != '/' && word[n_host] != ':')
    return FALSE;
  return (dot != NULL && dot > word && dot + 1 < word + n_host)
         || g_ascii_strncasecmp (word, "localhost", n_host) == 0;
}

static char *
take_address (const char *word)
{
  g_autofree char *bare = g_strdup (word + strspn (word, OPENING));
  gsize n = strlen (bare);

  while (n > 0 && strchr (CLOSING, bare[n - 1]) != NULL)
    {
      /* A bracket that the address itself opened is its own. */
      if (bare[n - 1] == ')' && memchr (bare, '(', n) != NULL)
        break;
      bare[--n] = '\0';
    }
  if (has_scheme (bare))
    return g_steal_pointer (&bare);
  return looks_like_host (bare) ? g_strconcat ("https://", bare, NULL) : NULL;
}

/**
 * quoth_web_find_addresses:
 * @words: any text
 * @out_only: (out) (optional): whether @words holds addresses, and nothing else
 *
 * Finds http and https addresses between blanks, without what people put around them; a
 * server's name that a path follows, or that begins with www, is taken to be https.
 *
 * Returns: (transfer full): the addresses in their order, each once
 */
char **
quoth_web_find_addresses (const char *words,
                          gboolean   *out_only)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean only = TRUE;
  const char *at = words;

  g_return_val_if_fail (words != NULL, NULL);

  while (*(at += strspn (at, " \t\r\n\f\v")) != '\0')
    {
      gsize n = strcspn (at, " \t\r\n\f\v");
      g_autofree char *word = g_strndup (at, n);
      g_autofree char *address = n <= MAX_ADDRESS ? take_address (word) : NULL;

      at += n;
      if (address == NULL)
        only = FALSE;
      else if (!g_hash_table_contains (seen, address))
        {
          g_strv_builder_add (builder, address);
          g_hash_table_add (seen, g_steal_pointer (&address));
        }
    }
  if (out_only != NULL)
    *out_only = only && g_hash_table_size (seen) > 0;
  return g_strv_builder_end (builder);
}
