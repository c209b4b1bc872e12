/* fuzz-web.c - pages from the web, with what they tell of themselves
 *
 * The first line of an input is the encoding that a server names (empty: none); then
 * comes the page. No page may crash the reader, and what is taken from it can be kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-text.h"
#include "quoth-web-private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
check_string (const char *string)
{
  if (string != NULL && !g_utf8_validate (string, -1, NULL))
    abort ();
}

static void
check_article (QuothWebArticle *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (article->text, -1, &error);
  g_autofree char *metadata = NULL;

  if (text == NULL)
    g_error ("%s", error->message);
  check_string (article->title);
  check_string (article->language);
  if (article->metadata != NULL)
    metadata = quoth_attributes_to_json (article->metadata);
  check_string (metadata);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *begin = (const char *) data;
  const char *newline = size > 0 ? memchr (begin, '\n', size) : NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *words = g_strndup (begin, MIN (size, 10000));
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_auto (GStrv) addresses = NULL;
  g_autoptr (QuothWebArticle) article = NULL;
  g_autoptr (GError) error = NULL;
  gboolean only;

  addresses = quoth_web_find_addresses (valid, &only);
  if (newline == NULL)
    return 0;
  encoding = newline > begin ? g_strndup (begin, (gsize) MIN (newline - begin, 40)) : NULL;
  article = quoth_web_extract (newline + 1, size - (gsize) (newline + 1 - begin), encoding,
                               "https://example.com/news/1?x=y", &error);
  if ((article == NULL) != (error != NULL))
    abort ();
  if (article != NULL)
    check_article (article);
  return 0;
}
