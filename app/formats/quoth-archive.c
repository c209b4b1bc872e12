/* quoth-archive.c - members of a zip file, in memory and within limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-archive"

#include "config.h"

#include "quoth-archive.h"

#include "quoth-format.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define CHUNK (64 * 1024)

static gboolean
refuse (struct archive  *archive,
        const char      *path,
        GError         **error)
{
  const char *reason = archive_error_string (archive);
  g_autofree char *valid = g_utf8_make_valid (reason != NULL ? reason : "not a zip file", -1);

  return quoth_format_refuse (error, path, 0, "%s", valid);
}

/* The bytes of the member that stands next; @inout_left is what all may still come to. */
static gboolean
unpack (struct archive  *archive,
        const char      *path,
        const char      *name,
        GString         *out,
        gsize           *inout_left,
        GError         **error)
{
  g_string_truncate (out, 0);
  for (;;)
    {
      gsize before = out->len;
      la_ssize_t n;

      g_string_set_size (out, before + CHUNK);
      n = archive_read_data (archive, out->str + before, CHUNK);
      g_string_set_size (out, before + (n > 0 ? (gsize) n : 0));
      if (n < 0)
        return refuse (archive, path, error);
      if (n == 0)
        return TRUE;
      if ((gsize) n > *inout_left || out->len > QUOTH_ARCHIVE_MAX_BYTES)
        return quoth_format_refuse (error, path, 0, "%s: unpacks to more than %u bytes", name,
                                    QUOTH_ARCHIVE_MAX_BYTES);
      *inout_left -= (gsize) n;
    }
}

static gboolean
walk (struct archive     *archive,
      const char         *path,
      gsize               n_zip,
      QuothArchiveWants   wants,
      QuothArchiveFunc    func,
      gpointer            user_data,
      GError            **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  gsize left = MAX (QUOTH_ARCHIVE_MAX_BYTES, n_zip * QUOTH_ARCHIVE_MAX_RATIO);
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || status == ARCHIVE_WARN)
    {
      const char *raw = archive_entry_pathname_utf8 (entry);
      g_autofree char *name = NULL;
      GError *local_error = NULL;

      if (raw == NULL)
        raw = archive_entry_pathname (entry);
      if (raw == NULL || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      name = g_utf8_make_valid (raw, -1);
      if (wants != NULL && !wants (name, user_data))
        continue;
      if (!unpack (archive, path, name, bytes, &left, error))
        return FALSE;
      if (func (name, bytes->str, bytes->len, user_data, &local_error))
        continue;
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return status == ARCHIVE_EOF ? TRUE : refuse (archive, path, error);
}

/**
 * quoth_archive_foreach:
 * @path: a zip file
 * @wants: (nullable): which members are wanted; %NULL for all
 * @func: is given each
 * @user_data: for both
 * @error: return location for a #QuothFormatError, or what @func gave
 *
 * Nothing is written to the disk: names that point elsewhere harm nobody.
 *
 * Returns: %TRUE when the walk came to its end or @func ended it
 */
gboolean
quoth_archive_foreach (const char         *path,
                       QuothArchiveWants   wants,
                       QuothArchiveFunc    func,
                       gpointer            user_data,
                       GError            **error)
{
  struct archive *archive = archive_read_new ();
  struct stat info;
  gsize n_zip = g_stat (path, &info) == 0 && info.st_size > 0 ? (gsize) info.st_size : 0;
  gboolean ok;

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, path, CHUNK) == ARCHIVE_OK)
    ok = walk (archive, path, n_zip, wants, func, user_data, error);
  else
    ok = refuse (archive, path, error);
  archive_read_free (archive);
  return ok;
}

gboolean
quoth_archive_foreach_bytes (const char         *path,
                             const char         *zip,
                             gsize               n_zip,
                             QuothArchiveWants   wants,
                             QuothArchiveFunc    func,
                             gpointer            user_data,
                             GError            **error)
{
  struct archive *archive = archive_read_new ();
  gboolean ok;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, zip, n_zip) == ARCHIVE_OK)
    ok = walk (archive, path, n_zip, wants, func, user_data, error);
  else
    ok = refuse (archive, path, error);
  archive_read_free (archive);
  return ok;
}
