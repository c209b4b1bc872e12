/* quoth-document-index.c - which article the files DOC.* of an export hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-document-index"

#include "config.h"

#include "quoth-document-index.h"

#include "quoth-format.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_INDEX_BYTES (512 * 1024 * 1024)
#define N_COLUMNS 3 /* of interest: document, id, name */

typedef struct
{
  guint hash;
  gsize offset; /* of its row */
} Row;

typedef struct
{
  char   *path;
  gint64  size;
  gint64  mtime;
  char   *bytes;
  gsize   n_bytes;
  int     columns[N_COLUMNS];
  GArray *rows;  /* of Row, sorted by hash: small beside the file itself */
} Index;

static void
index_free (Index *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->bytes);
  g_array_unref (self->rows);
  g_free (self);
}

/* What this thread looked at last: all units of a folder ask for the same. */
typedef struct
{
  Index   *index;   /* nullable: the last that was read */
  guint    session; /* 0: none, what follows means nothing */
  char    *folder;
  gboolean found;   /* whether @index is that of @folder; else it has none */
  gboolean above;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *self = data;

  index_free (self->index);
  g_free (self->folder);
  g_free (self);
}

static GPrivate last_seen = G_PRIVATE_INIT (seen_free);

/* Where the plain field at @p ends. */
static const char *
plain_end (const char *p,
           const char *end)
{
  while (p < end && *p != ',' && *p != '\n' && *p != '\r')
    p++;
  return p;
}

/* The same for what stands behind the quotation mark before @p; @value gets what it says, and
 * what stands between its end and the next comma. */
static const char *
read_quoted (const char *p,
             const char *end,
             GString    *value)
{
  const char *stop;

  while (p < end)
    {
      const char *mark = memchr (p, '"', (gsize) (end - p));

      if (mark == NULL)
        mark = end;
      g_string_append_len (value, p, mark - p);
      p = mark < end ? mark + 1 : end;
      if (p == end || *p != '"')
        break;
      g_string_append_c (value, *p++);
    }
  stop = plain_end (p, end);
  g_string_append_len (value, p, stop - p);
  return stop;
}

/* Reads one field of RFC 4180 at @*cursor and moves behind it; @out_last tells
 * whether the record ended. */
static char *
next_field (const char **cursor,
            const char  *end,
            gboolean    *out_last)
{
  const char *p = *cursor;
  char *field;

  if (p < end && *p == '"')
    {
      GString *value = g_string_new (NULL);

      p = read_quoted (p + 1, end, value);
      field = g_string_free (value, FALSE);
    }
  else
    {
      p = plain_end (p, end);
      field = g_strndup (*cursor, (gsize) (p - *cursor));
    }
  *out_last = p >= end || *p != ',';
  if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n')
    p++;
  *cursor = p < end ? p + 1 : end;
  return field;
}

/* Puts the fields of interest of the record at @*cursor into @out_fields. */
static void
next_record (const Index  *self,
             const char  **cursor,
             char         *out_fields[N_COLUMNS])
{
  gboolean last = FALSE;

  for (int column = 0; !last; column++)
    {
      g_autofree char *field = next_field (cursor, self->bytes + self->n_bytes, &last);

      for (guint i = 0; i < N_COLUMNS; i++)
        if (self->columns[i] == column && out_fields[i] == NULL)
          out_fields[i] = g_strdup (field);
    }
}

static void
clear_fields (char *fields[N_COLUMNS])
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&fields[i], g_free);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *left = a;
  const Row *right = b;

  return (left->hash > right->hash) - (left->hash < right->hash);
}

static void
read_header (Index       *self,
             const char **cursor)
{
  static const char *const names[N_COLUMNS] = { "document", "id", "name" };
  gboolean last = FALSE;

  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = (int) i;
  for (int column = 0; !last; column++)
    {
      g_autofree char *field = next_field (cursor, self->bytes + self->n_bytes, &last);

      for (guint i = 0; i < N_COLUMNS; i++)
        if (strcmp (field, names[i]) == 0)
          self->columns[i] = column;
    }
}

/* FALSE when there is no such file. */
static gboolean
load_index (Seen       *seen,
            const char *path)
{
  Index *self = seen->index;
  const char *cursor;
  struct stat info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  if (self != NULL && strcmp (self->path, path) == 0 && self->size == info.st_size
      && self->mtime == info.st_mtime)
    return TRUE;
  self = g_new0 (Index, 1);
  self->path = g_strdup (path);
  self->size = info.st_size;
  self->mtime = info.st_mtime;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  index_free (seen->index);
  seen->index = self;
  if (!quoth_format_load (path, MAX_INDEX_BYTES, &self->bytes, &self->n_bytes, NULL)
      || !g_utf8_validate_len (self->bytes, self->n_bytes, NULL))
    return TRUE;
  cursor = self->bytes;
  read_header (self, &cursor);
  while (cursor < self->bytes + self->n_bytes)
    {
      Row row = { 0, (gsize) (cursor - self->bytes) };
      char *fields[N_COLUMNS] = { NULL };

      next_record (self, &cursor, fields);
      if (fields[0] != NULL)
        {
          row.hash = g_str_hash (fields[0]);
          g_array_append_val (self->rows, row);
        }
      clear_fields (fields);
    }
  g_array_sort (self->rows, compare_rows);
  return TRUE;
}

static gboolean
find (Index       *self,
      const char  *document,
      char       **out_id,
      char       **out_name)
{
  guint hash = g_str_hash (document);
  guint low = 0;
  guint high = self->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->rows, Row, middle).hash < hash)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->rows->len && g_array_index (self->rows, Row, low).hash == hash; low++)
    {
      const char *cursor = self->bytes + g_array_index (self->rows, Row, low).offset;
      char *fields[N_COLUMNS] = { NULL };

      next_record (self, &cursor, fields);
      if (strcmp (fields[0], document) == 0)
        {
          *out_id = g_steal_pointer (&fields[1]);
          *out_name = g_steal_pointer (&fields[2]);
          clear_fields (fields);
          return TRUE;
        }
      clear_fields (fields);
    }
  return FALSE;
}

/* Finds the index of @folder, unless that was done in the same session. */
static Seen *
look (const char *folder,
      guint       session)
{
  Seen *self = g_private_get (&last_seen);
  g_autofree char *whole = NULL;
  g_autofree char *above = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (self != NULL && session != 0 && self->session == session
      && strcmp (self->folder, folder) == 0)
    return self;
  if (self == NULL)
    {
      self = g_new0 (Seen, 1);
      g_private_set (&last_seen, self);
    }
  /* Nothing stands above ".". */
  whole = g_canonicalize_filename (folder, NULL);
  above = g_path_get_dirname (whole);
  here = g_build_filename (whole, QUOTH_DOCUMENT_INDEX, NULL);
  there = g_build_filename (above, QUOTH_DOCUMENT_INDEX, NULL);
  self->above = !load_index (self, here);
  self->found = !self->above || load_index (self, there);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  self->session = session;
  return self;
}

/**
 * quoth_document_index_lookup:
 * @folder: where the files of @document stand
 * @document: their name, without extension
 * @session: see #QuothReadOptions
 * @out_id: (out) (nullable): the article's id
 * @out_name: (out) (nullable): the article's name
 * @out_above: (out) (optional): whether the index stands above @folder
 *
 * Returns: %FALSE when there is no index, or it does not know @document
 */
gboolean
quoth_document_index_lookup (const char  *folder,
                             const char  *document,
                             guint        session,
                             char       **out_id,
                             char       **out_name,
                             gboolean    *out_above)
{
  Seen *seen = look (folder, session);

  *out_id = NULL;
  *out_name = NULL;
  if (!seen->found || !find (seen->index, document, out_id, out_name))
    return FALSE;
  if (*out_id != NULL && **out_id == '\0')
    g_clear_pointer (out_id, g_free);
  if (*out_name != NULL && **out_name == '\0')
    g_clear_pointer (out_name, g_free);
  if (out_above != NULL)
    *out_above = seen->above;
  return TRUE;
}

/* Documented in quoth-document-index.h. */
void
quoth_document_index_add_companions (GStrvBuilder       *builder,
                                     const char         *path,
                                     const char *const  *names)
{
  static const char *const always[] = { QUOTH_DOCUMENT_INDEX, "losses.json", NULL };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  const char *const folders[] = { folder, above };
  const char *const *const lists[] = { names, always };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
      for (guint j = 0; lists[k] != NULL && lists[k][j] != NULL; j++)
        {
          g_autofree char *file = g_build_filename (folders[i], lists[k][j], NULL);

          g_strv_builder_add (builder, file);
        }
}

/* Documented in quoth-document-index.h. */
char **
quoth_document_index_companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  quoth_document_index_add_companions (builder, path, NULL);
  return g_strv_builder_end (builder);
}
