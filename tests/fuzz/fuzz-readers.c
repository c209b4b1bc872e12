/* fuzz-readers.c - every format that reads files
 *
 * The first line of an input names the format; what follows are files, see input-files.h.
 * No input may crash a reader, and what it takes must keep the rules of the model. Every
 * format of the table that reads needs an input that it takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-head.h"

#include "input-files.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_FORMATS 64

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
char *fuzz_missing (void);

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);
  g_autoptr (QuothScheme) again = quoth_scheme_new_from_json (json, -1, NULL);

  if (again == NULL)
    g_error ("the scheme cannot be read again: %s", json);
  return TRUE;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  if (*entity->name == '\0')
    abort ();
  return TRUE;
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) invalid = NULL;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (!quoth_annotation_validate (annotation, quoth_text_get_length (data->text), &invalid))
        g_error ("%s", invalid->message);
      if (!g_hash_table_add (ids, annotation->id))
        g_error ("two annotations have the id %s", annotation->id);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      for (guint j = 0; j < annotation->n_links; j++)
        if (!g_hash_table_contains (ids, annotation->links[j].to))
          g_error ("a link names %s, which is not there", annotation->links[j].to);
    }
  return TRUE;
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  if (message == NULL || *message == '\0' || !g_utf8_validate (message, -1, NULL))
    g_error ("no message: %s", message);
}

/* Formats of which an input was taken: one that none reaches is not tested. */
static gboolean taken[MAX_FORMATS];

static void
note_taken (const QuothFormat *format)
{
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);

  g_assert_cmpuint (n, <=, MAX_FORMATS);
  for (guint i = 0; i < n; i++)
    if (formats[i] == format)
      taken[i] = TRUE;
}

/* Called when all inputs were run. */
char *
fuzz_missing (void)
{
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);
  GString *missing = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (formats[i]->read != NULL && !taken[i])
      g_string_append_printf (missing, " %s", formats[i]->name);
  return g_string_free (missing, missing->len == 0);
}

static void
probe_all (const char *path,
           const char *head,
           gsize       n_head)
{
  guint n;
  const QuothFormat *const *formats = quoth_formats_list (&n);

  for (guint i = 0; i < n; i++)
    if (formats[i]->probe != NULL)
      {
        int score = formats[i]->probe (path, head, n_head);

        g_assert_cmpint (score, >=, 0);
        g_assert_cmpint (score, <=, 100);
      }
}

/* As an import looks at the file. */
static void
probe_head (const char *path)
{
  char head[QUOTH_HEAD_BYTES + 1];
  int fd = quoth_format_open (path, NULL, NULL);
  gssize n_head;

  if (fd < 0)
    return;
  n_head = quoth_head_read (fd, path, head, NULL);
  close (fd);
  if (n_head < 0)
    return;
  g_assert_cmpint (n_head, <=, QUOTH_HEAD_BYTES);
  g_assert_cmpint (head[n_head], ==, '\0');
  probe_all (path, head, (gsize) n_head);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *begin = (const char *) data;
  const char *end = begin + size;
  const char *stop = size > 0 ? input_files_line (begin, end) : begin;
  g_autofree char *name = g_strndup (begin, (gsize) MIN (stop - begin, 20));
  g_autofree char *path = NULL;
  g_autofree char *head = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GError) error = NULL;
  const QuothReadOptions options = { .layer = "me", .scheme = scheme };
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, NULL };
  const QuothFormat *format = quoth_formats_lookup (name);
  gsize n_head = 0;
  gboolean ok;

  if (format == NULL || format->read == NULL || stop == end)
    return 0;
  path = input_files_write (stop + 1, end);
  if (path == NULL)
    return 0;
  ok = format->read (path, &options, &sink, NULL, &error);
  if (ok != (error == NULL))
    abort ();
  if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
    g_error ("no message: %s", error->message);
  if (ok)
    note_taken (format);
  if (g_file_get_contents (path, &head, &n_head, NULL))
    probe_all (path, head, MIN (n_head, 4096));
  probe_head (path);
  input_files_clear ();
  return 0;
}
