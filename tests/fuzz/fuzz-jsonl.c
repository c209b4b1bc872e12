/* fuzz-jsonl.c - lines of the native exchange format
 *
 * No input may crash the reader. What it takes must come out the same when it is
 * written and read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-format-jsonl-private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  if (!g_utf8_validate (message, -1, NULL))
    abort ();
}

static void
check_line (QuothJsonlReader *reader,
            const char       *line,
            gsize             n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) first = NULL;
  g_autoptr (QuothArticleData) second = NULL;
  g_autoptr (GString) once = NULL;
  g_autoptr (GString) twice = NULL;

  first = quoth_jsonl_read_article (reader, 1, line, n_bytes, &error);
  if ((first == NULL) != (error != NULL))
    abort ();
  if (first == NULL)
    return;
  once = g_string_new (NULL);
  quoth_jsonl_append_article (once, first, TRUE);
  second = quoth_jsonl_read_article (reader, 1, once->str, once->len, &error);
  if (second == NULL)
    g_error ("%s\n%s", error->message, once->str);
  twice = g_string_new (NULL);
  quoth_jsonl_append_article (twice, second, TRUE);
  if (!g_string_equal (once, twice))
    g_error ("%s\n%s", once->str, twice->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const QuothReadOptions options = { .layer = "me" };
  const QuothSink sink = { .notice = notice_cb };
  g_auto (QuothJsonlReader) reader = { 0 };
  const char *p = (const char *) data;
  const char *end = p + size;

  quoth_jsonl_reader_init (&reader, &options, &sink, NULL);
  reader.stem = g_strdup ("input");
  while (p < end)
    {
      const char *newline = memchr (p, '\n', (size_t) (end - p));
      const char *stop = newline != NULL ? newline : end;

      check_line (&reader, p, (gsize) (stop - p));
      p = newline != NULL ? newline + 1 : end;
    }
  return 0;
}
