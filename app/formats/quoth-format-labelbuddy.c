/* quoth-format-labelbuddy.c - labelbuddy documents with their annotations
 *
 * Offsets in code points and, for its newer versions, in bytes; where both stand, the
 * code points count. A span is known by what it covers and its label.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-labelbuddy"

#include "config.h"

#include "quoth-rows.h"

#include <glib/gi18n.h>

#define FILE_NAME "labelbuddy.jsonl"

static const QuothRowsKey row_keys[] = {
  { "text", QUOTH_ROWS_TEXT },           { "metadata", QUOTH_ROWS_META },
  { "meta", QUOTH_ROWS_META },           { "annotations", QUOTH_ROWS_SPANS },
  { "labels", QUOTH_ROWS_SPANS },        { "list_title", QUOTH_ROWS_NAME },
  { "short_title", QUOTH_ROWS_NAME },    { "display_title", QUOTH_ROWS_IGNORED },
  { "long_title", QUOTH_ROWS_IGNORED },  { "id", QUOTH_ROWS_IGNORED },
  { "utf8_text_md5_checksum", QUOTH_ROWS_IGNORED }, { "title", QUOTH_ROWS_NAME },
  { "document_md5_checksum", QUOTH_ROWS_IGNORED },
  { "annotation_approver", QUOTH_ROWS_LAYER }, { NULL }
};

static const QuothRowsKey span_keys[] = {
  { "start_char", QUOTH_ROWS_START },      { "end_char", QUOTH_ROWS_END },
  { "start_byte", QUOTH_ROWS_START_BYTE }, { "end_byte", QUOTH_ROWS_END_BYTE },
  { "label_name", QUOTH_ROWS_LABEL },      { "extra_data", QUOTH_ROWS_NOTE }, { NULL }
};

static const QuothRowsKey relation_keys[] = { { NULL } };

static const QuothRowsDialect dialect = {
  .row = row_keys, .span = span_keys, .relation = relation_keys,
  .no_text = ": it was exported without; export annotations together with the documents’ text",
};

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_is_file (path, FILE_NAME, head, n_head))
    return 92;
  if (quoth_rows_has (head, n_head, "\"utf8_text_md5_checksum\"")
      || quoth_rows_has (head, n_head, "\"document_md5_checksum\""))
    return 90;
  return quoth_rows_has (head, n_head, "\"label_name\"")
         || quoth_rows_has (head, n_head, "\"list_title\"") ? 85 : 0;
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  return quoth_rows_read (&dialect, path, options, sink, progress, error);
}

static void
write_annotations (QuothRowsRow *row)
{
  QuothText *text = row->data->text;

  quoth_json_writer_key (&row->json, "annotations");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    {
      const QuothRowsPiece *piece = &g_array_index (row->pieces, QuothRowsPiece, i);

      quoth_json_writer_begin_object (&row->json);
      quoth_rows_key_string (row, "label_name", piece->annotation->type);
      quoth_rows_key_int (row, "start_char", piece->span.start);
      quoth_rows_key_int (row, "end_char", piece->span.end);
      quoth_rows_key_int (row, "start_byte", quoth_text_to_bytes (text, piece->span.start));
      quoth_rows_key_int (row, "end_byte", quoth_text_to_bytes (text, piece->span.end));
      if (piece->annotation->note != NULL)
        quoth_rows_key_string (row, "extra_data", piece->annotation->note);
      quoth_json_writer_end_object (&row->json);
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_row (QuothRowsRow *row)
{
  g_autofree char *checksum = NULL;

  checksum = g_compute_checksum_for_data (G_CHECKSUM_MD5,
                                          (const guchar *) quoth_text_get_utf8 (row->data->text),
                                          quoth_text_get_n_bytes (row->data->text));
  quoth_rows_key_string (row, "utf8_text_md5_checksum", checksum);
  quoth_rows_key_string (row, "list_title", row->data->article->name);
  quoth_rows_key_string (row, "display_title", row->data->article->name);
  quoth_json_writer_key (&row->json, "metadata");
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_write_meta (row);
  quoth_json_writer_end_object (&row->json);
  quoth_rows_key_text (row, "text");
  write_annotations (row);
}

static const QuothRowsKind kind = {
  .holds_note = TRUE,
  .write = write_row,
};

static const char *const extensions[] = { "jsonl", "json", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_labelbuddy = {
  .name = "labelbuddy",
  .title = N_("labelbuddy"),
  .description = N_("Spans with a note each; loses parts, attributes and links"),
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
};
