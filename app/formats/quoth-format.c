/* quoth-format.c - the small interface behind which every corpus format stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-format.h"
#include "quoth-formats-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (quoth-format-error-quark, quoth_format_error)

/* In the order in which people see them. One line per format. */
static const QuothFormat *const formats[] = {
  &quoth_format_jsonl,
  &quoth_format_brat,
  &quoth_format_polnear,
  &quoth_format_cas_xmi,
  &quoth_format_cas_json,
  &quoth_format_conll2003,
  &quoth_format_hf,
  &quoth_format_spacy,
  &quoth_format_prodigy,
  &quoth_format_doccano,
  &quoth_format_labelbuddy,
  &quoth_format_label_studio,
  &quoth_format_web_annotation,
  &quoth_format_tei,
  &quoth_format_csv,
  &quoth_format_schema_org,
  &quoth_format_directquote,
  &quoth_format_html,
  &quoth_format_text,
  &quoth_format_webanno_tsv,
  &quoth_format_inception_zip,
  &quoth_format_conllu,
  &quoth_format_litbank,
  &quoth_format_german_quotes,
  &quoth_format_docx,
  &quoth_format_table,
  NULL
};

/* Leaves room for a number and an extension within the 255 bytes of a file name. */
#define MAX_SAFE_NAME 200

void
quoth_unit_free (QuothUnit *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->format);
  g_free (self);
}

/**
 * quoth_formats_list:
 * @out_n: (out) (optional): how many there are
 *
 * Returns: (transfer none): every format, ended by %NULL
 */
const QuothFormat *const *
quoth_formats_list (guint *out_n)
{
  if (out_n != NULL)
    *out_n = G_N_ELEMENTS (formats) - 1;
  return formats;
}

/**
 * quoth_formats_lookup:
 * @name: a format's name, as on the command line
 *
 * Returns: (transfer none) (nullable): the format
 */
const QuothFormat *
quoth_formats_lookup (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; formats[i] != NULL; i++)
    if (strcmp (formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

/**
 * quoth_format_phrase:
 * @format: as for printf()
 * @args: its arguments
 *
 * What stands in a file is cut where it is long, maybe in the middle of a character.
 *
 * Returns: (transfer full): a message, UTF-8 in any case
 */
char *
quoth_format_phrase (const char *format,
                     va_list     args)
{
  char *phrase = g_strdup_vprintf (format, args);
  char *valid;

  if (g_utf8_validate (phrase, -1, NULL))
    return phrase;
  valid = g_utf8_make_valid (phrase, -1);
  g_free (phrase);
  return valid;
}

/**
 * quoth_format_refuse:
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 * @path: the file that is wrong
 * @line: the line, counted from 1; 0 when there is none
 * @format: the reason, a short lower-case phrase, as for printf()
 * @...: its arguments
 *
 * Returns: always %FALSE, so that a reader can return what this returns
 */
gboolean
quoth_format_refuse (GError    **error,
                     const char *path,
                     guint       line,
                     const char *format,
                     ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = quoth_format_phrase (format, args);
  va_end (args);
  if (line > 0)
    g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED, "%s:%u: %s", path, line,
                 reason);
  else
    g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED, "%s: %s", path, reason);
  return FALSE;
}

static gboolean
fail_io (GError    **error,
         const char *path,
         int         saved_errno)
{
  g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", path,
               g_strerror (saved_errno));
  return FALSE;
}

/**
 * quoth_format_open:
 * @path: a file
 * @out_size: (out) (optional): its size in bytes
 * @error: return location for %QUOTH_FORMAT_ERROR_IO, or REFUSED for what is no file
 *
 * Opens a regular file for reading. A pipe or device is refused without waiting on it.
 *
 * Returns: a file descriptor, or -1
 */
int
quoth_format_open (const char *path,
                   guint64    *out_size,
                   GError    **error)
{
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, -1);

  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      fail_io (error, path, errno);
      if (fd >= 0)
        close (fd);
      return -1;
    }
  if (!S_ISREG (info.st_mode))
    {
      close (fd);
      quoth_format_refuse (error, path, 0, "is not a regular file");
      return -1;
    }
  if (out_size != NULL)
    *out_size = (guint64) info.st_size;
  return fd;
}

/**
 * quoth_format_read:
 * @fd: from quoth_format_open()
 * @path: for messages
 * @buffer: where to put the bytes
 * @n_bytes: how many at most
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Returns: how many bytes were read, less than @n_bytes only at the end of the file; -1 on error
 */
gssize
quoth_format_read (int         fd,
                   const char *path,
                   char       *buffer,
                   gsize       n_bytes,
                   GError    **error)
{
  gsize done = 0;

  while (done < n_bytes)
    {
      gssize n = read (fd, buffer + done, n_bytes - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail_io (error, path, errno);
          return -1;
        }
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

/**
 * quoth_format_load:
 * @path: a file
 * @max_bytes: how large it may be
 * @out_bytes: (out) (transfer full): its bytes, followed by NUL
 * @out_n_bytes: (out): how many, without that NUL
 * @error: return location for a #QuothFormatError
 *
 * Loads a whole file: for formats whose files hold one article.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_format_load (const char *path,
                   gsize       max_bytes,
                   char      **out_bytes,
                   gsize      *out_n_bytes,
                   GError    **error)
{
  g_autofree char *bytes = NULL;
  guint64 size = 0;
  gssize n;
  int fd;

  g_return_val_if_fail (out_bytes != NULL && out_n_bytes != NULL, FALSE);

  fd = quoth_format_open (path, &size, error);
  if (fd < 0)
    return FALSE;
  if (size > max_bytes)
    {
      close (fd);
      return quoth_format_refuse (error, path, 0, "larger than %" G_GSIZE_FORMAT " bytes",
                                  max_bytes);
    }
  bytes = g_malloc (size + 1);
  n = quoth_format_read (fd, path, bytes, size, error);
  close (fd);
  if (n < 0)
    return FALSE;
  bytes[n] = '\0';
  *out_bytes = g_steal_pointer (&bytes);
  *out_n_bytes = (gsize) n;
  return TRUE;
}

/**
 * quoth_format_save:
 * @path: a file, made anew
 * @bytes: what to write
 * @n_bytes: how many
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Writes a whole file. It need not be safe against a crash: the export moves its
 * folder into place when all files are written.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_format_save (const char *path,
                   const char *bytes,
                   gsize       n_bytes,
                   GError    **error)
{
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_io (error, path, errno);
  if (!quoth_format_write (fd, path, bytes, n_bytes, error))
    {
      close (fd);
      return FALSE;
    }
  if (close (fd) != 0)
    return fail_io (error, path, errno);
  return TRUE;
}

/**
 * quoth_format_write:
 * @fd: an open file
 * @path: for messages
 * @bytes: what to append
 * @n_bytes: how many
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Returns: %TRUE when all was written
 */
gboolean
quoth_format_write (int         fd,
                    const char *path,
                    const char *bytes,
                    gsize       n_bytes,
                    GError    **error)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, bytes, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_io (error, path, errno);
      bytes += n;
      n_bytes -= (gsize) n;
    }
  return TRUE;
}

static gboolean
is_device_name (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul" };
  gsize stem = strcspn (name, ".");

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (stem == 3 && g_ascii_strncasecmp (name, devices[i], 3) == 0)
      return TRUE;
  return stem == 4 && g_ascii_isdigit (name[3])
         && (g_ascii_strncasecmp (name, "com", 3) == 0 || g_ascii_strncasecmp (name, "lpt", 3) == 0);
}

/**
 * quoth_format_safe_name:
 * @id: any string
 * @taken: (nullable) (element-type utf8 guint): the names given so far; owns its keys
 *
 * A file name for @id that every file system takes: ASCII letters, digits, "." "_"
 * "-", no leading "." or "-", at most 200 bytes. With @taken, names differ even
 * where case does not count; a second one gets "-2". The same ids in the same order
 * give the same names.
 *
 * Returns: (transfer full): the name, without extension
 */
char *
quoth_format_safe_name (const char *id,
                        GHashTable *taken)
{
  GString *name = g_string_new (NULL);
  g_autofree char *key = NULL;
  gsize length;

  g_return_val_if_fail (id != NULL, NULL);

  for (const char *p = id; *p != '\0' && name->len < MAX_SAFE_NAME; p = g_utf8_next_char (p))
    {
      gboolean safe = g_ascii_isalnum (*p) || *p == '_'
                      || ((*p == '-' || *p == '.') && name->len > 0);

      g_string_append_c (name, safe ? *p : '_');
    }
  while (name->len > 0 && name->str[name->len - 1] == '.')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0 || is_device_name (name->str))
    g_string_prepend_c (name, '_');
  if (taken == NULL)
    return g_string_free (name, FALSE);

  /* The value counts how often a name was wanted, so that many alike stay cheap. */
  length = name->len;
  key = g_ascii_strdown (name->str, -1);
  while (g_hash_table_contains (taken, key))
    {
      g_autofree char *base = g_ascii_strdown (name->str, (gssize) length);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (taken, base)) + 1;

      g_hash_table_insert (taken, g_steal_pointer (&base), GUINT_TO_POINTER (n));
      g_string_truncate (name, length);
      g_string_append_printf (name, "-%u", n);
      g_free (key);
      key = g_ascii_strdown (name->str, -1);
    }
  g_hash_table_insert (taken, g_steal_pointer (&key), GUINT_TO_POINTER (1));
  return g_string_free (name, FALSE);
}

/* Whether a file beside the folders of layers may have the name. */
static gboolean
is_file_name (const char *name)
{
  static const char *const endings[] = { ".ann", ".conf", ".conll", ".csv", ".json", ".jsonld",
                                         ".txt", ".xmi", ".xml" };
  g_autofree char *key = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (key, endings[i]))
      return TRUE;
  return FALSE;
}

/* Documented in quoth-formats-private.h. */
char *
quoth_format_layer_folder (const QuothWriteOptions *options,
                           const char              *layer,
                           GError                 **error)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  if (!options->layer_folders || layer == NULL)
    return g_strdup (options->path);
  name = quoth_format_safe_name (layer, NULL);
  if (strcmp (name, layer) != 0 || is_file_name (name))
    {
      /* Two layers must not share a folder only because their names are not safe. */
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, layer, -1);
      g_autofree char *longer = g_strdup_printf ("%s-%.8s", name, hash);

      g_free (name);
      name = g_steal_pointer (&longer);
    }
  folder = g_build_filename (options->path, name, NULL);
  if (g_mkdir (folder, 0777) != 0 && errno != EEXIST)
    {
      fail_io (error, folder, errno);
      return NULL;
    }
  return g_steal_pointer (&folder);
}
