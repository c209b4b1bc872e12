/* quoth-output.c - a file that an export writes bit by bit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-output"

#include "config.h"

#include "quoth-output.h"

#include "quoth-format.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * quoth_output_init:
 * @self: an output without content
 * @folder: a folder that exists
 * @name: the file's name
 * @dry_run: whether what is appended shall be forgotten
 */
void
quoth_output_init (QuothOutput *self,
                   const char  *folder,
                   const char  *name,
                   gboolean     dry_run)
{
  *self = (QuothOutput) { .dry_run = dry_run };
  self->path = g_build_filename (folder, name, NULL);
  self->buffer = g_string_new (NULL);
}

static gboolean
fail (QuothOutput  *self,
      GError      **error)
{
  g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", self->path,
               g_strerror (errno));
  return FALSE;
}

/**
 * quoth_output_flush:
 * @self: an output
 * @enough: writes when so many bytes have gathered
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * The first time, what stood in the file is replaced.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_output_flush (QuothOutput  *self,
                    gsize         enough,
                    GError      **error)
{
  gboolean ok;
  int fd;

  if (self->broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->broken));
      return FALSE;
    }
  if (self->buffer->len < enough)
    return TRUE;
  if (self->dry_run)
    {
      g_string_truncate (self->buffer, 0);
      return TRUE;
    }
  fd = g_open (self->path, O_WRONLY | O_CREAT | O_CLOEXEC | (self->begun ? O_APPEND : O_TRUNC),
               0666);
  if (fd < 0)
    return fail (self, error);
  self->begun = TRUE;
  ok = quoth_format_write (fd, self->path, self->buffer->str, self->buffer->len, error);
  g_string_truncate (self->buffer, 0);
  if (close (fd) != 0 && ok)
    return fail (self, error);
  return ok;
}

/**
 * quoth_output_relieve:
 * @self: an output
 *
 * Between two annotations of an article: writes when so much has gathered that it should not be
 * kept, as where thousands of annotations that cover half of the article are each written with
 * their text. What fails is told by quoth_output_flush(), and then nothing more gathers.
 */
void
quoth_output_relieve (QuothOutput *self)
{
  if (self->buffer->len < QUOTH_OUTPUT_TOO_MUCH)
    return;
  if (self->broken != NULL || !quoth_output_flush (self, 0, &self->broken))
    g_string_truncate (self->buffer, 0);
}

/**
 * quoth_output_finish:
 * @self: an output, or one that was never set up
 * @ok: %FALSE to forget what has gathered
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Writes the rest; the file is there afterwards even when nothing was appended.
 *
 * Returns: @ok, and whether the rest could be written
 */
gboolean
quoth_output_finish (QuothOutput  *self,
                     gboolean      ok,
                     GError      **error)
{
  if (self->path == NULL)
    return ok;
  ok = ok && quoth_output_flush (self, self->begun ? 1 : 0, error);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->broken);
  g_free (self->path);
  *self = (QuothOutput) { NULL };
  return ok;
}
