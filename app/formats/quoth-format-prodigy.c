/* quoth-format-prodigy.c - Prodigy tasks, one per line
 *
 * Spans in code points, with the tokens they begin and end with (token_end is the last
 * one); relations name the last tokens of their spans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-prodigy"

#include "config.h"

#include "quoth-rows.h"

#include <glib/gi18n.h>

#define FILE_NAME "prodigy.jsonl"

static const QuothRowsKey row_keys[] = {
  { "text", QUOTH_ROWS_TEXT },           { "tokens", QUOTH_ROWS_TOKENS },
  { "spans", QUOTH_ROWS_SPANS },         { "relations", QUOTH_ROWS_RELATIONS },
  { "answer", QUOTH_ROWS_ANSWER },       { "meta", QUOTH_ROWS_META },
  { "_annotator_id", QUOTH_ROWS_LAYER }, { "_session_id", QUOTH_ROWS_SESSION },
  { "_input_hash", QUOTH_ROWS_IGNORED }, { "_task_hash", QUOTH_ROWS_IGNORED },
  { "_is_binary", QUOTH_ROWS_IGNORED },  { "_view_id", QUOTH_ROWS_IGNORED },
  { "_timestamp", QUOTH_ROWS_IGNORED },  { NULL }
};

static const QuothRowsKey span_keys[] = {
  { "start", QUOTH_ROWS_START }, { "end", QUOTH_ROWS_END }, { "label", QUOTH_ROWS_LABEL },
  { "token_end", QUOTH_ROWS_TOKEN_END }, { "text", QUOTH_ROWS_COVERED }, { "id", QUOTH_ROWS_ID },
  { NULL }
};

static const QuothRowsKey relation_keys[] = {
  { "head", QUOTH_ROWS_FROM }, { "child", QUOTH_ROWS_TO }, { "label", QUOTH_ROWS_LABEL },
  { "head_span", QUOTH_ROWS_FROM_SPAN }, { "child_span", QUOTH_ROWS_TO_SPAN }, { NULL }
};

static const QuothRowsDialect dialect = {
  .row = row_keys, .span = span_keys, .relation = relation_keys, .keeps_unknown = TRUE,
  .by_tokens = TRUE,
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
  if (quoth_rows_has (head, n_head, "\"_input_hash\"")
      || quoth_rows_has (head, n_head, "\"_task_hash\"")
      || quoth_rows_has (head, n_head, "\"token_start\"")
      || quoth_rows_has (head, n_head, "\"ws\""))
    return 84;
  return quoth_rows_has (head, n_head, "\"spans\"") && quoth_rows_has (head, n_head, "\"answer\"")
         ? 80 : 0;
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

/* Most of the file is tokens: they are put together without the writer's care for commas. */
static void
write_tokens (QuothRowsRow *row)
{
  guint length = quoth_text_get_length (row->data->text);
  GString *out = row->json.out;

  quoth_json_writer_key (&row->json, "tokens");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->tokens->len; i++)
    {
      QuothSpan token = g_array_index (row->tokens, QuothColumnsToken, i).span;
      guint next = i + 1 < row->tokens->len
                     ? g_array_index (row->tokens, QuothColumnsToken, i + 1).span.start : length;

      if (i > 0)
        quoth_json_append_literal (out, ",");
      quoth_json_append_literal (out, "{\"text\":");
      quoth_rows_append_token (row, i);
      quoth_json_append_literal (out, ",\"start\":");
      quoth_json_append_uint (out, token.start);
      quoth_json_append_literal (out, ",\"end\":");
      quoth_json_append_uint (out, token.end);
      quoth_json_append_literal (out, ",\"id\":");
      quoth_json_append_uint (out, i);
      if (next > token.end)
        quoth_json_append_literal (out, ",\"ws\":true}");
      else
        quoth_json_append_literal (out, ",\"ws\":false}");
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_span (QuothRowsRow         *row,
            const QuothRowsPiece *piece,
            gboolean              with_id)
{
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_key_int (row, "start", piece->span.start);
  quoth_rows_key_int (row, "end", piece->span.end);
  quoth_rows_key_int (row, "token_start", piece->first);
  quoth_rows_key_int (row, "token_end", piece->last);
  quoth_rows_key_string (row, "label", piece->annotation->type);
  if (with_id && piece->part == 0)
    quoth_rows_key_string (row, "id", piece->annotation->id);
  quoth_json_writer_end_object (&row->json);
}

static void
write_relation (QuothRowsRow    *row,
                QuothAnnotation *annotation,
                guint            index)
{
  const QuothRowsPiece *from;
  const QuothRowsPiece *to;

  if (!quoth_rows_get_link (row, annotation, index, &from, &to))
    return;
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_key_int (row, "head", from->last);
  quoth_rows_key_int (row, "child", to->last);
  quoth_json_writer_key (&row->json, "head_span");
  write_span (row, from, FALSE);
  quoth_json_writer_key (&row->json, "child_span");
  write_span (row, to, FALSE);
  quoth_rows_key_string (row, "label", annotation->links[index].role);
  quoth_json_writer_end_object (&row->json);
}

static void
write_row (QuothRowsRow *row)
{
  quoth_rows_key_text (row, "text");
  quoth_json_writer_key (&row->json, "spans");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    write_span (row, &g_array_index (row->pieces, QuothRowsPiece, i), TRUE);
  quoth_json_writer_end_array (&row->json);
  quoth_json_writer_key (&row->json, "relations");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->annotations->len; i++)
    for (guint j = 0; j < ((QuothAnnotation *) row->annotations->pdata[i])->n_links; j++)
      write_relation (row, row->annotations->pdata[i], j);
  quoth_json_writer_end_array (&row->json);
  write_tokens (row);
  quoth_json_writer_key (&row->json, "meta");
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_write_meta (row);
  quoth_json_writer_end_object (&row->json);
  quoth_rows_key_string (row, "answer", "accept");
}

static const QuothRowsKind kind = {
  .tokens = QUOTH_ROWS_ALL_TEXT,
  .holds_links = TRUE,
  .write = write_row,
};

static const char *const extensions[] = { "jsonl", "json", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_prodigy = {
  .name = "prodigy",
  .title = N_("Prodigy tasks"),
  .description = N_("Spans and relations on tokens; loses parts and attributes"),
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
