/* quoth-rows-read.c - reads rows of JSON, whatever words they use
 *
 * A file holds one object per line, or objects one after another, or an array of
 * objects. Only lines are read without holding the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-json-stream.h"
#include "quoth-line-reader.h"
#include "quoth-rows-private.h"

#include <string.h>
#include <unistd.h>

/* How many different things are told of a file. */
#define MAX_NOTICED 1000

static void
reader_init (QuothRowsReader        *self,
             const QuothRowsDialect *dialect,
             const QuothReadOptions *options,
             const QuothSink        *sink,
             const char             *path)
{
  g_autofree char *base = g_path_get_basename (path);

  *self = (QuothRowsReader) { .dialect = dialect, .options = options, .sink = sink };
  quoth_json_scan_init (&self->scan, path);
  self->scheme = options->scheme != NULL ? quoth_scheme_ref (options->scheme)
                                         : quoth_scheme_new_default ();
  self->stem = g_strndup (base, strcspn (base, "."));
  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) quoth_entity_unref);
  self->noticed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->strings = g_string_chunk_new (4096);
  self->tokens = g_ptr_array_new ();
  self->token_spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  self->token_tags = g_ptr_array_new ();
  self->spans = g_array_new (FALSE, FALSE, sizeof (QuothRowsSpan));
  self->relations = g_array_new (FALSE, FALSE, sizeof (QuothRowsRelation));
}

static void
reset_row (QuothRowsReader *self)
{
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  g_clear_pointer (&self->tags, quoth_attributes_unref);
  g_string_chunk_clear (self->strings);
  self->document = self->name = self->language = NULL;
  self->layer = self->state = self->answer = self->tags_key = NULL;
  self->numbered_tags = self->has_tokens = self->inclusive = FALSE;
  g_ptr_array_set_size (self->tokens, 0);
  g_array_set_size (self->token_spans, 0);
  g_ptr_array_set_size (self->token_tags, 0);
  g_array_set_size (self->spans, 0);
  g_array_set_size (self->relations, 0);
}

static void
reader_clear (QuothRowsReader *self)
{
  reset_row (self);
  quoth_json_scan_clear (&self->scan);
  quoth_scheme_unref (self->scheme);
  g_free (self->stem);
  g_hash_table_unref (self->entities);
  g_hash_table_unref (self->noticed);
  g_strfreev (self->names);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->tokens);
  g_array_unref (self->token_spans);
  g_ptr_array_unref (self->token_tags);
  g_array_unref (self->spans);
  g_array_unref (self->relations);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothRowsReader, reader_clear)

void
quoth_rows_notice (QuothRowsReader *self,
                   gboolean         once,
                   const char      *format,
                   ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = quoth_format_phrase (format, args);
  va_end (args);
  if (once && (g_hash_table_contains (self->noticed, message)
               || g_hash_table_size (self->noticed) >= MAX_NOTICED))
    return;
  self->sink->notice (self->sink->user_data, self->scan.path, self->scan.line, message);
  if (once)
    g_hash_table_add (self->noticed, g_steal_pointer (&message));
}

static gboolean
read_row (QuothRowsReader *self,
          guint            line,
          const char      *bytes,
          gsize            n_bytes,
          GError         **error)
{
  reset_row (self);
  self->n_rows++;
  return quoth_rows_parse (self, line, bytes, n_bytes, error) && quoth_rows_deliver (self, error);
}

static gboolean
is_blank (const char *bytes,
          gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (bytes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_lines (QuothRowsReader  *self,
            QuothProgress    *progress,
            GError          **error)
{
  g_auto (QuothLineReader) lines = { 0 };
  g_autoptr (GError) local_error = NULL;
  const char *line;
  gsize n_bytes;

  if (!quoth_line_reader_open (&lines, self->scan.path, progress, error))
    return FALSE;
  while (quoth_line_reader_next (&lines, &line, &n_bytes, &local_error))
    {
      if (is_blank (line, n_bytes))
        continue;
      if (quoth_progress_set_error_if_cancelled (progress, error)
          || !read_row (self, lines.line, line, n_bytes, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What some tools write for a text that nobody has looked at. */
static gboolean
is_null (const char *bytes,
         gsize       n_bytes)
{
  return n_bytes >= 4 && memcmp (bytes, "null", 4) == 0 && is_blank (bytes + 4, n_bytes - 4);
}

/* An array of rows, or rows one after another, however they are broken into lines. */
static gboolean
read_values (QuothRowsReader  *self,
             QuothProgress    *progress,
             GError          **error)
{
  g_auto (QuothJsonStream) stream = { 0 };
  g_autoptr (GError) local_error = NULL;
  const char *row;
  gsize n_bytes;
  guint line;

  if (!quoth_json_stream_open (&stream, self->scan.path, progress, error))
    return FALSE;
  while (quoth_json_stream_next (&stream, &row, &n_bytes, &line, &local_error))
    if (quoth_progress_set_error_if_cancelled (progress, error)
        || (!is_null (row, n_bytes) && !read_row (self, line, row, n_bytes, error)))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether a row may stand on every line: there are arrays, and objects broken into lines, in
 * files that are called so. What cannot be read is for the reader to say. */
static gboolean
holds_lines (const char *path)
{
  gsize length = strlen (path);
  char head[64];
  gssize n_head;
  gssize i = 0;
  int fd;

  if (length < 6 || g_ascii_strcasecmp (path + length - 6, ".jsonl") != 0)
    return FALSE;
  fd = quoth_format_open (path, NULL, NULL);
  if (fd < 0)
    return TRUE;
  n_head = quoth_format_read (fd, path, head, sizeof head, NULL);
  close (fd);
  if (n_head >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < n_head && g_ascii_isspace (head[i]))
    i++;
  if (i >= n_head || head[i] == '[')
    return i >= n_head;
  for (i++; i < n_head && g_ascii_isspace (head[i]); i++)
    if (head[i] == '\n')
      return FALSE;
  return TRUE;
}

/**
 * quoth_rows_read:
 * @dialect: the words of the format
 * @path: a file; only one that ends in .jsonl is believed to hold a row on every line, unless
 *   it begins otherwise
 * @options: as for every format
 * @sink: as for every format
 * @progress: (nullable): counts bytes, stops the reader
 * @error: return location for a #QuothFormatError
 *
 * Returns: %TRUE when every row was taken
 */
gboolean
quoth_rows_read (const QuothRowsDialect  *dialect,
                 const char              *path,
                 const QuothReadOptions  *options,
                 const QuothSink         *sink,
                 QuothProgress           *progress,
                 GError                 **error)
{
  g_auto (QuothRowsReader) reader = { NULL };
  gboolean ok;

  reader_init (&reader, dialect, options, sink, path);
  ok = holds_lines (path) ? read_lines (&reader, progress, error)
                          : read_values (&reader, progress, error);
  if (ok && reader.n_rows == 0)
    return quoth_format_refuse (error, path, 0, "the file holds no article");
  return ok;
}

/* Documented in quoth-rows.h. */
gboolean
quoth_rows_read_bytes (const QuothRowsDialect  *dialect,
                       const char              *path,
                       const char              *bytes,
                       gsize                    n_bytes,
                       const QuothReadOptions  *options,
                       const QuothSink         *sink,
                       QuothProgress           *progress,
                       GError                 **error)
{
  g_auto (QuothRowsReader) reader = { NULL };
  const char *end = bytes + n_bytes;
  guint line = 1;

  reader_init (&reader, dialect, options, sink, path);
  for (const char *next; bytes < end; bytes = next + 1, line++)
    {
      next = memchr (bytes, '\n', (gsize) (end - bytes));
      if (next == NULL)
        next = end;
      if (is_blank (bytes, (gsize) (next - bytes)))
        continue;
      if (quoth_progress_set_error_if_cancelled (progress, error)
          || !read_row (&reader, line, bytes, (gsize) (next - bytes), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_rows_companions:
 * @path: a file of rows
 *
 * Returns: (transfer full): the list of losses that an export writes beside it
 */
char **
quoth_rows_companions (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const folders[] = { folder, above };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *losses = g_build_filename (folders[i], "losses.json", NULL);

      g_strv_builder_add (builder, losses);
    }
  return g_strv_builder_end (builder);
}

gboolean
quoth_rows_has (const char *head,
                gsize       n_head,
                const char *member)
{
  return g_strstr_len (head, (gssize) n_head, member) != NULL;
}

gboolean
quoth_rows_may_be (const char *head,
                   gsize       n_head)
{
  char first[2] = { '\0', '\0' };

  for (gsize i = 0, n = 0; head != NULL && i < n_head && n < G_N_ELEMENTS (first); i++)
    if (!g_ascii_isspace (head[i]))
      first[n++] = head[i];
  return (first[0] == '{' && strchr ("\"}", first[1]) != NULL)
         || (first[0] == '[' && strchr ("{]", first[1]) != NULL);
}

gboolean
quoth_rows_is_file (const char *path,
                    const char *file,
                    const char *head,
                    gsize       n_head)
{
  g_autofree char *base = g_path_get_basename (path);

  return strcmp (base, file) == 0 && (is_blank (head, n_head) || quoth_rows_may_be (head, n_head));
}
