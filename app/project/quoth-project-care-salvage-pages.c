/* quoth-project-care-salvage-pages.c - finds texts whose tree is lost
 *
 * A tree that has lost a page of its upper levels still has its leaves, but nothing leads to
 * them. Each page of the file, and of its log, is looked at by itself: where it has the
 * shape of a leaf, each of its records that has the shape of a text is offered, and whoever
 * asked says by its checksum whether it is one. So nothing depends on the page being what
 * it looks like. See "Database File Format" in SQLite's documentation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-salvage-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAF_TYPE 0x0d
#define LEAF_HEADER 8
#define LOG_HEADER 32
#define FRAME_HEADER 24
/* Of the header of the file, which comes before that of its first page. */
#define FILE_HEADER 100

/* A file and its log; by turns with the log's pages in place of the file's, and without. */
typedef struct
{
  int         fd;
  int         log_fd;     /* -1 = there is none */
  gsize       page_bytes;
  gint64      n_pages;
  GHashTable *frames;     /* number of a page → its place in the log, nullable */
  gint64      budget;     /* pages that may still be read to follow a text over its pages */
} Pages;

/* A record on a leaf. */
typedef struct
{
  gint64        row;
  gsize         n_bytes;  /* of the text */
  const guchar *local;    /* what of it stands on the leaf */
  gsize         n_local;
  guint32       next;     /* the page where it goes on; 0 = nowhere */
} Cell;

static guint32
get_be (const guchar *bytes,
        guint         n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | bytes[i];
  return value;
}

/* Returns: how many bytes the number takes; 0 when it does not end before @end */
static gsize
get_varint (const guchar *at,
            const guchar *end,
            guint64      *out_value)
{
  *out_value = 0;
  for (gsize i = 0; i < 9 && at + i < end; i++)
    {
      if (i == 8)
        {
          *out_value = *out_value << 8 | at[i];
          return 9;
        }
      *out_value = *out_value << 7 | (at[i] & 0x7f);
      if ((at[i] & 0x80) == 0)
        return i + 1;
    }
  return 0;
}

static gboolean
read_page (Pages   *pages,
           gint64   number,
           guchar  *page)
{
  gpointer place = pages->frames != NULL
                     ? g_hash_table_lookup (pages->frames, GUINT_TO_POINTER ((guint) number)) : NULL;
  gsize n = pages->page_bytes;

  if (number < 1 || number > G_MAXUINT)
    return FALSE;
  if (place != NULL)
    return pread (pages->log_fd, page, n, (off_t) GPOINTER_TO_SIZE (place)) == (gssize) n;
  return number <= pages->n_pages
         && pread (pages->fd, page, n, (off_t) ((gsize) (number - 1) * n)) == (gssize) n;
}

/* How much of a record stands on its leaf. */
static gsize
local_bytes (gsize page_bytes,
             gsize n_payload)
{
  gsize most = page_bytes - 35;
  gsize least = (page_bytes - 12) * 32 / 255 - 23;
  gsize best;

  if (n_payload <= most)
    return n_payload;
  best = least + (n_payload - least) % (page_bytes - 4);
  return best <= most ? best : least;
}

/* Whether what begins at @at is a record of a row number and one text, and nothing else. */
static gboolean
read_cell (Pages        *pages,
           const guchar *page,
           gsize         at,
           Cell         *cell)
{
  const guchar *end = page + pages->page_bytes;
  const guchar *next = page + at;
  guint64 n_payload, row, n_header, null, type;
  gsize n, n_local, n_head;

  if ((n = get_varint (next, end, &n_payload)) == 0)
    return FALSE;
  next += n;
  if ((n = get_varint (next, end, &row)) == 0 || row == 0 || row > G_MAXINT64
      || n_payload > (guint64) G_MAXINT32 || n_payload < 4)
    return FALSE;
  next += n;
  n_local = local_bytes (pages->page_bytes, n_payload);
  if (n_local + (n_local < n_payload ? 4 : 0) > (gsize) (end - next))
    return FALSE;
  cell->next = n_local < n_payload ? get_be (next + n_local, 4) : 0;
  if ((n = get_varint (next, next + n_local, &n_header)) == 0)
    return FALSE;
  n_head = n;
  /* The row number stands apart from the record, which has nothing in its place. */
  if ((n = get_varint (next + n_head, next + n_local, &null)) == 0 || null != 0)
    return FALSE;
  n_head += n;
  if ((n = get_varint (next + n_head, next + n_local, &type)) == 0 || type < 13 || type % 2 == 0)
    return FALSE;
  n_head += n;
  cell->row = (gint64) row;
  cell->n_bytes = (type - 13) / 2;
  cell->local = next + n_head;
  cell->n_local = n_local - n_head;
  return n_header == n_head && n_head <= n_local && cell->n_bytes + n_head == n_payload;
}

/* The whole text, read page by page, so that a length that is not true takes no memory. */
static GByteArray *
read_text (Pages      *pages,
           const Cell *cell,
           guchar     *scratch)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint32 next = cell->next;

  g_byte_array_append (text, cell->local, (guint) cell->n_local);
  while (text->len < cell->n_bytes)
    {
      gsize n = MIN (cell->n_bytes - text->len, pages->page_bytes - 4);

      if (pages->budget-- <= 0 || !read_page (pages, next, scratch))
        return NULL;
      g_byte_array_append (text, scratch + 4, (guint) n);
      next = get_be (scratch, 4);
    }
  return g_steal_pointer (&text);
}

static gboolean
scan_page (Pages                *pages,
           gsize                 header,
           const guchar         *page,
           guchar               *scratch,
           QuothSalvageTextFunc  func,
           gpointer              user_data)
{
  guint n_cells = get_be (page + header + 3, 2);

  if (page[header] != LEAF_TYPE || header + LEAF_HEADER + 2 * n_cells > pages->page_bytes)
    return TRUE;
  for (guint i = 0; i < n_cells; i++)
    {
      gsize at = get_be (page + header + LEAF_HEADER + 2 * i, 2);
      g_autoptr (GByteArray) text = NULL;
      Cell cell;

      if (at >= pages->page_bytes || !read_cell (pages, page, at, &cell)
          || !func (cell.row, NULL, cell.n_bytes, user_data))
        continue;
      text = read_text (pages, &cell, scratch);
      if (text != NULL)
        func (cell.row, (const char *) text->data, text->len, user_data);
    }
  return TRUE;
}

static gboolean
scan (Pages                *pages,
      QuothSalvageTextFunc  func,
      QuothProgress        *progress,
      gpointer              user_data)
{
  g_autofree guchar *page = g_malloc (pages->page_bytes);
  g_autofree guchar *scratch = g_malloc (pages->page_bytes);
  gint64 last = pages->n_pages;

  pages->budget = 4 * pages->n_pages + 1000;
  if (pages->frames != NULL)
    last += g_hash_table_size (pages->frames);
  for (gint64 i = 1; i <= last; i++)
    {
      if (progress != NULL && quoth_progress_is_cancelled (progress))
        return FALSE;
      if (read_page (pages, i, page))
        scan_page (pages, i == 1 ? FILE_HEADER : 0, page, scratch, func, user_data);
    }
  return TRUE;
}

/* Where the log has pages, the newest of each. */
static GHashTable *
read_log (Pages *pages)
{
  g_autoptr (GHashTable) frames = g_hash_table_new (NULL, NULL);
  guchar header[LOG_HEADER];
  guchar frame[FRAME_HEADER];
  gint64 at = LOG_HEADER;

  if (pages->log_fd < 0 || pread (pages->log_fd, header, sizeof header, 0) != sizeof header
      || get_be (header + 8, 4) != pages->page_bytes)
    return NULL;
  while (pread (pages->log_fd, frame, sizeof frame, (off_t) at) == sizeof frame)
    {
      /* Frames of an earlier log stand behind those of this one. */
      if (memcmp (frame + 8, header + 16, 8) == 0)
        g_hash_table_insert (frames, GUINT_TO_POINTER (get_be (frame, 4)),
                             GSIZE_TO_POINTER ((gsize) at + FRAME_HEADER));
      at += FRAME_HEADER + (gint64) pages->page_bytes;
    }
  return g_hash_table_size (frames) > 0 ? g_steal_pointer (&frames) : NULL;
}

/* Documented in the header. */
gboolean
quoth_salvage_texts (QuothDb              *db,
                     QuothSalvageTextFunc  func,
                     QuothProgress        *progress,
                     gpointer              user_data)
{
  g_autofree char *log = g_strconcat (db->path, "-wal", NULL);
  g_autoptr (GHashTable) frames = NULL;
  Pages pages = { -1, -1 };
  struct stat info;
  gint64 page_bytes = 0;
  gboolean ok = TRUE;

  if (!quoth_db_get_int (db, "PRAGMA page_size", &page_bytes, NULL) || page_bytes < 512
      || page_bytes > 65536)
    return TRUE;
  pages.page_bytes = (gsize) page_bytes;
  pages.fd = g_open (db->path, O_RDONLY | O_CLOEXEC, 0);
  pages.log_fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  if (pages.fd >= 0 && fstat (pages.fd, &info) == 0)
    {
      pages.n_pages = (gint64) info.st_size / page_bytes;
      frames = read_log (&pages);
      pages.frames = frames;
      ok = scan (&pages, func, progress, user_data);
      pages.frames = NULL;
      ok = ok && (frames == NULL || scan (&pages, func, progress, user_data));
    }
  if (pages.fd >= 0)
    close (pages.fd);
  if (pages.log_fd >= 0)
    close (pages.log_fd);
  return ok;
}
