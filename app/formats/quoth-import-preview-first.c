/* quoth-import-preview-first.c - the format and the encoding that a file may be of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-preview-private.h"

#include "quoth-encoding.h"
#include "quoth-head.h"
#include "quoth-import-private.h"

#include <string.h>
#include <unistd.h>

#define ENCODING_BYTES (1024 * 1024)

/* Bytes at the end that begin a character which goes on behind them. */
static gsize
whole_characters (const char *bytes,
                  gsize       n_bytes)
{
  const char *end;

  if (g_utf8_validate (bytes, (gssize) n_bytes, &end)
      || g_utf8_get_char_validated (end, (gssize) (n_bytes - (gsize) (end - bytes)))
           != (gunichar) -2)
    return n_bytes & ~(gsize) 1; /* of UTF-16, as well */
  return (gsize) (end - bytes);
}

static void
note_encoding (QuothImportPreview *self,
               const char         *bytes,
               gsize               n_bytes,
               const char         *encoding)
{
  g_autofree char *utf8 = NULL;
  gsize n_utf8;

  /* An archive, which holds text but is none. */
  if (n_bytes > 3 && memcmp (bytes, "PK\3\4", 4) == 0)
    return;
  if (n_bytes == ENCODING_BYTES)
    n_bytes = whole_characters (bytes, n_bytes);
  utf8 = quoth_encoding_to_utf8 (bytes, n_bytes, encoding, &self->encoding, &n_utf8, NULL);
}

/* What can be told of the first unit without reading it as anything. */
void
quoth_import_preview_note_first (QuothImportPreview *self,
                                 const QuothUnit    *unit,
                                 const char         *encoding)
{
  g_autofree char *bytes = g_malloc (ENCODING_BYTES);
  char head[QUOTH_HEAD_BYTES + 1];
  g_autoptr (GArray) guesses = NULL;
  gboolean is_folder = g_file_test (unit->path, G_FILE_TEST_IS_DIR);
  gssize n_bytes = -1;
  gssize n_head = 0;
  int fd = is_folder ? -1 : quoth_format_open (unit->path, NULL, NULL);

  if (fd >= 0)
    {
      n_bytes = quoth_format_read (fd, unit->path, bytes, ENCODING_BYTES, NULL);
      n_head = lseek (fd, 0, SEEK_SET) == 0 ? quoth_head_read (fd, unit->path, head, NULL) : -1;
      close (fd);
    }
  if (!is_folder && (n_bytes < 0 || n_head < 0))
    return;
  if (n_bytes >= 0)
    note_encoding (self, bytes, (gsize) n_bytes, encoding);
  guesses = quoth_import_guess (unit->path, is_folder ? NULL : head, (gsize) n_head);
  self->path = g_strdup (unit->path);
  for (guint i = 0; i < guesses->len; i++)
    {
      const QuothImportGuess *guess = &g_array_index (guesses, QuothImportGuess, i);
      const QuothPreviewGuess told = { guess->format->name, guess->certainty };

      g_array_append_val (self->guesses, told);
    }
}
