/* quoth-format-hf.c - Hugging Face data sets: JSON Lines with tokens, tags, spans, relations
 *
 * Every row has the same members and none is ever null: Arrow fixes the types of columns
 * by the first rows. Spans in code points. Rows of GLiNER and GLiREL ("tokenized_text" and "ner")
 * and of SpERT, whose spans count tokens, are read too, and the records of tokens of Argilla 1.
 * What describes the article stands as JSON in a string, as its members vary.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-hf"

#include "config.h"

#include "quoth-columns.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "hf.jsonl"

static const QuothRowsKey row_keys[] = {
  { "text", QUOTH_ROWS_TEXT },         { "sentence", QUOTH_ROWS_SENTENCE },
  { "doc", QUOTH_ROWS_DOCUMENT },
  { "name", QUOTH_ROWS_NAME },         { "layer", QUOTH_ROWS_LAYER },
  { "tokens", QUOTH_ROWS_TOKENS },     { "words", QUOTH_ROWS_TOKENS },
  { "ner_tags", QUOTH_ROWS_TOKEN_TAGS }, { "tags", QUOTH_ROWS_TOKEN_TAGS },
  { "labels", QUOTH_ROWS_TOKEN_TAGS }, { "spans", QUOTH_ROWS_SPANS },
  { "tokenized_text", QUOTH_ROWS_TOKENS }, { "ner", QUOTH_ROWS_TOKEN_SPANS },
  { "entities", QUOTH_ROWS_SPANS },    { "relations", QUOTH_ROWS_RELATIONS },
  { "annotation", QUOTH_ROWS_SPANS },  { "prediction", QUOTH_ROWS_GUESSES },
  { "annotation_agent", QUOTH_ROWS_LAYER }, { "meta", QUOTH_ROWS_META },
  { NULL }
};

static const QuothRowsKey span_keys[] = {
  { "start", QUOTH_ROWS_START }, { "end", QUOTH_ROWS_END }, { "label", QUOTH_ROWS_LABEL },
  { "text", QUOTH_ROWS_COVERED }, { "id", QUOTH_ROWS_ID }, { "type", QUOTH_ROWS_TYPE },
  { "entity_group", QUOTH_ROWS_TYPE }, { "entity_type", QUOTH_ROWS_TYPE },
  { "position", QUOTH_ROWS_EXTENT }, { NULL }
};

static const QuothRowsKey relation_keys[] = {
  { "head", QUOTH_ROWS_FROM }, { "tail", QUOTH_ROWS_TO }, { "label", QUOTH_ROWS_LABEL },
  { "type", QUOTH_ROWS_TYPE }, { "relation_text", QUOTH_ROWS_LABEL }, { NULL }
};

static const QuothRowsDialect dialect = {
  .row = row_keys, .span = span_keys, .relation = relation_keys, .keeps_unknown = TRUE,
};

/* Rows with a text that are no lines of ours: in an array, or numbered. */
static gboolean
is_plain (const char *head,
          gsize       n_head)
{
  const char *id = g_strstr_len (head, (gssize) n_head, "\"id\":");

  return !quoth_rows_has (head, n_head, "\"data\":{")
         && (*head == '[' || quoth_rows_has (head, n_head, "\"data\":[{")
             || (id != NULL && g_ascii_isdigit (id[strlen ("\"id\":")])));
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  static const char *const spans[] = { "\"entities\":[{", "\"entities\":{\"", "\"spans\":[{",
                                       "\"spans\":{\"" };

  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_is_file (path, FILE_NAME, head, n_head))
    return 92;
  if (quoth_rows_has (head, n_head, "\"ner_tags\"")
      || quoth_rows_has (head, n_head, "\"tokenized_text\":["))
    return 85;
  if (quoth_rows_has (head, n_head, "\"annotation_agent\":")
      && quoth_rows_has (head, n_head, "\"prediction_agent\":"))
    return 88;
  if (quoth_rows_has (head, n_head, "\"sentence\":\"")
      && (quoth_rows_has (head, n_head, "\"labels\":[") || quoth_rows_has (head, n_head, "\"tags\":[")
          || quoth_rows_has (head, n_head, "\"entities\":[{")))
    return 70;
  if ((quoth_rows_has (head, n_head, "\"tokens\":[\"") || quoth_rows_has (head, n_head, "\"words\":[\""))
      && (quoth_rows_has (head, n_head, "\"tags\":[\"")
          || quoth_rows_has (head, n_head, "\"labels\":[\"")))
    return 70;
  if (quoth_rows_has (head, n_head, "\"tokens\":[\"") && quoth_rows_has (head, n_head, "\"start\":")
      && quoth_rows_has (head, n_head, "\"entities\":[{"))
    return 70;
  if (!quoth_rows_has (head, n_head, "\"text\":\""))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (quoth_rows_has (head, n_head, spans[i]) && quoth_rows_has (head, n_head, "\"start\":"))
      return 60;
  return is_plain (head, n_head) ? 42 : 0;
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
write_tokens (QuothRowsRow *row)
{
  quoth_json_writer_key (&row->json, "tokens");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->tokens->len; i++)
    {
      if (i > 0)
        quoth_json_append_literal (row->json.out, ",");
      quoth_rows_append_token (row, i);
    }
  quoth_json_writer_end_array (&row->json);
}

/* The longest span takes a token: all of them stand in "spans". */
static void
write_tags (QuothRowsRow *row)
{
  g_autofree QuothAnnotation **owners = g_new0 (QuothAnnotation *, (gsize) row->tokens->len + 1);

  for (guint i = 0; i < row->annotations->len; i++)
    quoth_columns_place (row->tokens, owners, row->annotations->pdata[i]);
  quoth_json_writer_key (&row->json, "ner_tags");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->tokens->len; i++)
    {
      gboolean begins = i == 0 || owners[i - 1] != owners[i];
      g_autofree char *tag = NULL;

      if (owners[i] == NULL)
        {
          quoth_json_append_bytes (row->json.out, i > 0 ? ",\"O\"" : "\"O\"", i > 0 ? 4 : 3);
          continue;
        }
      tag = g_strconcat (begins ? "B-" : "I-", owners[i]->type, NULL);
      row->json.need_comma = i > 0;
      quoth_json_writer_string (&row->json, tag);
    }
  quoth_json_writer_end_array (&row->json);
}

static char *
make_id (const QuothRowsPiece *piece)
{
  return piece->part == 0 ? g_strdup (piece->annotation->id)
                          : g_strdup_printf ("%s.%u", piece->annotation->id, piece->part + 1);
}

static void
write_spans (QuothRowsRow *row)
{
  quoth_json_writer_key (&row->json, "spans");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    {
      const QuothRowsPiece *piece = &g_array_index (row->pieces, QuothRowsPiece, i);
      g_autofree char *id = make_id (piece);

      quoth_json_writer_begin_object (&row->json);
      quoth_rows_key_int (row, "start", piece->span.start);
      quoth_rows_key_int (row, "end", piece->span.end);
      quoth_rows_key_string (row, "label", piece->annotation->type);
      quoth_json_writer_key (&row->json, "text");
      quoth_rows_append_slice (row, piece->span);
      row->json.need_comma = TRUE;
      quoth_rows_key_string (row, "id", id);
      quoth_json_writer_end_object (&row->json);
      quoth_output_relieve (row->output);
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_relations (QuothRowsRow *row)
{
  quoth_json_writer_key (&row->json, "relations");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->annotations->len; i++)
    {
      QuothAnnotation *annotation = row->annotations->pdata[i];

      for (guint j = 0; j < annotation->n_links; j++)
        {
          const QuothRowsPiece *from;
          const QuothRowsPiece *to;
          g_autofree char *head = NULL;
          g_autofree char *tail = NULL;

          if (!quoth_rows_get_link (row, annotation, j, &from, &to))
            continue;
          head = make_id (from);
          tail = make_id (to);
          quoth_json_writer_begin_object (&row->json);
          quoth_rows_key_string (row, "head", head);
          quoth_rows_key_string (row, "tail", tail);
          quoth_rows_key_string (row, "label", annotation->links[j].role);
          quoth_json_writer_end_object (&row->json);
        }
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_meta (QuothRowsRow *row)
{
  g_autoptr (GString) meta = g_string_new (NULL);
  QuothJsonWriter outer = row->json;

  quoth_json_writer_init (&row->json, meta, TRUE);
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_write_meta (row);
  quoth_json_writer_end_object (&row->json);
  row->json = outer;
  quoth_rows_key_string (row, "meta", meta->str);
}

static void
write_row (QuothRowsRow *row)
{
  quoth_rows_key_string (row, "doc", row->data->article->id);
  quoth_rows_key_text (row, "text");
  write_tokens (row);
  write_tags (row);
  write_spans (row);
  write_relations (row);
  write_meta (row);
}

static const QuothRowsKind kind = {
  .tokens = QUOTH_ROWS_WORDS,
  .holds_links = TRUE,
  .holds_same = TRUE,
  .write = write_row,
};

static const char *const extensions[] = { "jsonl", "json", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_hf = {
  .name = "hf",
  .title = N_("Hugging Face JSON Lines"),
  .description = N_("Tokens with tags, spans and relations; loses parts and attributes"),
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
