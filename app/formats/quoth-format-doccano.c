/* quoth-format-doccano.c - doccano JSON Lines, as its relation projects take them
 *
 * Offsets are UTF-16 units, as in a browser, unless code points are asked for. Both kinds of
 * its projects are read: sequence labelling ("label") and relations ("entities"). Its exports
 * are zip files: of "all.jsonl", or of one file for each annotator, called after them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-doccano"

#include "config.h"

#include "quoth-archive.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "doccano.jsonl"

static const QuothRowsKey row_keys[] = {
  { "text", QUOTH_ROWS_TEXT },          { "data", QUOTH_ROWS_TEXT },
  { "label", QUOTH_ROWS_SPANS },        { "labels", QUOTH_ROWS_SPANS },
  { "entities", QUOTH_ROWS_SPANS },     { "relations", QUOTH_ROWS_RELATIONS },
  { "annotations", QUOTH_ROWS_SPANS },
  { "doc", QUOTH_ROWS_DOCUMENT },       { "name", QUOTH_ROWS_NAME },
  { "language", QUOTH_ROWS_LANGUAGE },  { "layer", QUOTH_ROWS_LAYER },
  { "state", QUOTH_ROWS_STATE },        { "metadata", QUOTH_ROWS_METADATA },
  { "tags", QUOTH_ROWS_TAGS },          { "meta", QUOTH_ROWS_META },
  { "id", QUOTH_ROWS_IGNORED },         { "annotation_approver", QUOTH_ROWS_IGNORED },
  { NULL }
};

static const QuothRowsKey span_keys[] = {
  { "id", QUOTH_ROWS_ID }, { "start_offset", QUOTH_ROWS_START }, { "end_offset", QUOTH_ROWS_END },
  { "label", QUOTH_ROWS_LABEL }, { NULL }
};

static const QuothRowsKey relation_keys[] = {
  { "from_id", QUOTH_ROWS_FROM }, { "to_id", QUOTH_ROWS_TO }, { "type", QUOTH_ROWS_LABEL },
  { NULL }
};

static const QuothRowsDialect dialect = {
  .row = row_keys, .span = span_keys, .relation = relation_keys, .keeps_unknown = TRUE,
  .utf16 = TRUE,
};

/* What is known of a zip file. */
typedef struct
{
  const char             *path;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothProgress          *progress;
  guint                   n_rows;   /* files of them */
  guint                   n_others;
} Archive;

static gboolean
is_zip (const char *head,
        gsize       n_head)
{
  return head != NULL && n_head >= 4 && memcmp (head, "PK\3\4", 4) == 0;
}

static gboolean
wants_rows (const char *name,
            gpointer    user_data)
{
  Archive *self = user_data;
  gboolean wanted = g_str_has_suffix (name, ".jsonl");

  if (wanted)
    self->n_rows++;
  else
    self->n_others++;
  return wanted && self->sink != NULL;
}

static gboolean
holds_rows (const char *path)
{
  Archive archive = { .path = path };

  quoth_archive_foreach (path, wants_rows, NULL, &archive, NULL);
  return archive.n_rows > 0 && archive.n_others == 0;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (is_zip (head, n_head))
    return holds_rows (path) ? 85 : 0;
  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_is_file (path, FILE_NAME, head, n_head))
    return 92;
  if (quoth_rows_has (head, n_head, "\"start_offset\""))
    return 85;
  if (quoth_rows_has (head, n_head, "\"label\":[[") || quoth_rows_has (head, n_head, "\"labels\":[[")
      || quoth_rows_has (head, n_head, "\"entities\":[[")
      || (quoth_rows_has (head, n_head, "\"text\":") && quoth_rows_has (head, n_head, "\"Comments\":[")))
    return 78;
  /* Nobody has marked anything in the first articles. */
  return quoth_rows_has (head, n_head, "\"label\":[]") || quoth_rows_has (head, n_head, "\"labels\":[]")
         ? 45 : 0;
}

static gboolean
member_cb (const char  *name,
           const char  *bytes,
           gsize        n_bytes,
           gpointer     user_data,
           GError     **error)
{
  Archive *self = user_data;
  QuothReadOptions options = *self->options;
  g_autofree char *place = g_strconcat (self->path, "/", name, NULL);
  g_autofree char *base = g_path_get_basename (name);

  base[strlen (base) - strlen (".jsonl")] = '\0';
  if (strcmp (base, "all") != 0 && *base != '\0')
    options.layer = base;
  return quoth_rows_read_bytes (&dialect, place, bytes, n_bytes, &options, self->sink,
                                self->progress, error);
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  Archive archive = { .path = path, .options = options, .sink = sink, .progress = progress };
  char head[4];
  gssize n_head;
  int fd = quoth_format_open (path, NULL, error);

  if (fd < 0)
    return FALSE;
  n_head = quoth_format_read (fd, path, head, sizeof head, error);
  close (fd);
  if (n_head < 0)
    return FALSE;
  if (!is_zip (head, (gsize) n_head))
    return quoth_rows_read (&dialect, path, options, sink, progress, error);
  if (!quoth_archive_foreach (path, wants_rows, member_cb, &archive, error))
    return FALSE;
  return archive.n_rows > 0
         || quoth_format_refuse (error, path, 0, "the zip holds no file of rows");
}

static guint
get_offset (QuothRowsRow *row,
            guint         offset)
{
  if (row->writer->base.options.flags & QUOTH_WRITE_CODE_POINTS)
    return offset;
  return quoth_text_to_utf16 (row->data->text, offset);
}

static void
write_entities (QuothRowsRow *row,
                guint64      *numbers)
{
  quoth_json_writer_key (&row->json, "entities");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    {
      const QuothRowsPiece *piece = &g_array_index (row->pieces, QuothRowsPiece, i);

      numbers[i] = quoth_rows_next_number (row);
      quoth_json_writer_begin_object (&row->json);
      quoth_rows_key_int (row, "id", numbers[i]);
      quoth_rows_key_string (row, "label", piece->annotation->type);
      quoth_rows_key_int (row, "start_offset", get_offset (row, piece->span.start));
      quoth_rows_key_int (row, "end_offset", get_offset (row, piece->span.end));
      quoth_json_writer_end_object (&row->json);
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_relations (QuothRowsRow  *row,
                 const guint64 *numbers)
{
  const QuothRowsPiece *pieces = (const QuothRowsPiece *) row->pieces->data;

  quoth_json_writer_key (&row->json, "relations");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->annotations->len; i++)
    {
      QuothAnnotation *annotation = row->annotations->pdata[i];

      for (guint j = 0; j < annotation->n_links; j++)
        {
          const QuothRowsPiece *from;
          const QuothRowsPiece *to;

          if (!quoth_rows_get_link (row, annotation, j, &from, &to))
            continue;
          quoth_json_writer_begin_object (&row->json);
          quoth_rows_key_int (row, "id", quoth_rows_next_number (row));
          quoth_rows_key_int (row, "from_id", numbers[from - pieces]);
          quoth_rows_key_int (row, "to_id", numbers[to - pieces]);
          quoth_rows_key_string (row, "type", annotation->links[j].role);
          quoth_json_writer_end_object (&row->json);
        }
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_row (QuothRowsRow *row)
{
  g_autofree guint64 *numbers = g_new0 (guint64, (gsize) row->pieces->len + 1);

  quoth_rows_key_text (row, "text");
  write_entities (row, numbers);
  write_relations (row, numbers);
  quoth_rows_write_meta (row);
}

static const QuothRowsKind kind = {
  .holds_links = TRUE,
  .holds_same = TRUE,
  .needs_text = TRUE,
  .write = write_row,
};

static const char *const extensions[] = { "jsonl", "json", "zip", NULL };
static const char *const files[] = { FILE_NAME, NULL };

static const QuothFormatOption options[] = {
  { QUOTH_WRITE_CODE_POINTS, "code-points", N_("Offsets"),
    N_("Count offsets in code points instead of UTF-16 units"),
    N_("UTF-16 units"), N_("Code points") },
  { 0 }
};

const QuothFormat quoth_format_doccano = {
  .name = "doccano",
  .title = N_("doccano JSON Lines"),
  .description = N_("Spans and relations in UTF-16 units; loses parts and attributes"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = quoth_rows_companions,
  .writer_size = sizeof (QuothRowsWriter),
  .kind = &kind,
  .entity = quoth_writer_keep_entity,
  .article = quoth_rows_writer_article,
  .end = quoth_rows_writer_end,
  .files = files,
  .options = options,
};
