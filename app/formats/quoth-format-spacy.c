/* quoth-format-spacy.c - spaCy Doc JSON, one document per line
 *
 * As Doc.from_json() of spaCy 3.3 and later takes it: tokens cover the text but for one
 * blank after each, "ents" do not overlap, the span group "quoth" holds all spans.
 * Offsets are code points; spans begin and end with tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-spacy"

#include "config.h"

#include "quoth-chars.h"
#include "quoth-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "spacy.jsonl"
#define GROUP     "quoth"

static const QuothRowsKey row_keys[] = {
  { "text", QUOTH_ROWS_TEXT },    { "tokens", QUOTH_ROWS_TOKENS }, { "spans", QUOTH_ROWS_SPANS },
  { "ents", QUOTH_ROWS_SPANS },   { "meta", QUOTH_ROWS_META },     { "sents", QUOTH_ROWS_IGNORED },
  { "entities", QUOTH_ROWS_SPANS }, { "links", QUOTH_ROWS_IGNORED }, { NULL }
};

static const QuothRowsKey span_keys[] = {
  { "start", QUOTH_ROWS_START }, { "end", QUOTH_ROWS_END }, { "label", QUOTH_ROWS_LABEL },
  { "kb_id", QUOTH_ROWS_KB_ID }, { "text", QUOTH_ROWS_COVERED }, { NULL }
};

static const QuothRowsKey relation_keys[] = { { NULL } };

static const QuothRowsDialect dialect = {
  .row = row_keys, .span = span_keys, .relation = relation_keys, .keeps_unknown = TRUE,
};

/* Pairs of a text and {"entities": [[start, end, label], …]}, bare or wrapped up. */
static gboolean
is_pairs (const char *head,
          gsize       n_head)
{
  return head != NULL && n_head > 3
         && (strncmp (head, "[[\"", 3) == 0 || strncmp (head, "[\"", 2) == 0
             || (*head == '{' && (quoth_rows_has (head, n_head, "\"annotations\":[[\"")
                                  || quoth_rows_has (head, n_head, "\"data\":[[\""))))
         && quoth_rows_has (head, n_head, ",{\"entities\":[");
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (is_pairs (head, n_head))
    return 84;
  if (!quoth_rows_may_be (head, n_head))
    return 0;
  if (quoth_rows_is_file (path, FILE_NAME, head, n_head))
    return 92;
  if (!quoth_rows_has (head, n_head, "\"text\""))
    return 0;
  /* A document without entities has no "ents" at all. */
  return quoth_rows_has (head, n_head, "\"ents\"")
         || (quoth_rows_has (head, n_head, "\"tokens\":[{\"id\":0,\"start\":")
             && (quoth_rows_has (head, n_head, "\"spans\":{")
                 || quoth_rows_has (head, n_head, "\"sents\":[")
                 || quoth_rows_has (head, n_head, "\"dep\":"))) ? 82 : 0;
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
  GString *out = row->json.out;

  quoth_json_writer_key (&row->json, "tokens");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->tokens->len; i++)
    {
      QuothSpan token = g_array_index (row->tokens, QuothColumnsToken, i).span;

      if (i > 0)
        quoth_json_append_literal (out, ",");
      quoth_json_append_literal (out, "{\"id\":");
      quoth_json_append_uint (out, i);
      quoth_json_append_literal (out, ",\"start\":");
      quoth_json_append_uint (out, token.start);
      quoth_json_append_literal (out, ",\"end\":");
      quoth_json_append_uint (out, token.end);
      quoth_json_append_literal (out, "}");
    }
  quoth_json_writer_end_array (&row->json);
}

static void
write_span (QuothRowsRow         *row,
            const QuothRowsPiece *piece)
{
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_key_int (row, "start", piece->span.start);
  quoth_rows_key_int (row, "end", piece->span.end);
  quoth_rows_key_string (row, "label", piece->annotation->type);
  quoth_rows_key_string (row, "kb_id", quoth_rows_get_kb_id (row, piece->annotation));
  quoth_json_writer_end_object (&row->json);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const QuothRowsPiece *left = *(const QuothRowsPiece *const *) a;
  const QuothRowsPiece *right = *(const QuothRowsPiece *const *) b;
  guint left_length = left->span.end - left->span.start;
  guint right_length = right->span.end - right->span.start;

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  return (left > right) - (left < right);
}

/* As Python's str.isspace(), by which spaCy knows the tokens that entities must not begin
 * or end with (its error E024). */
static gboolean
is_space (gunichar c)
{
  return quoth_char_is_blank (c) || (c >= 0x1c && c <= 0x1f);
}

static gboolean
has_blank_end (QuothRowsRow         *row,
               const QuothRowsPiece *piece)
{
  QuothText *text = row->data->text;

  return is_space (quoth_text_get_char (text, piece->span.start))
         || is_space (quoth_text_get_char (text, piece->span.end - 1));
}

/* Entities exclude each other, and blanks at their ends: the longest are taken. */
static void
write_entities (QuothRowsRow *row)
{
  g_autoptr (GPtrArray) longest = g_ptr_array_new ();
  g_autofree guint8 *taken = g_new0 (guint8, (gsize) row->tokens->len + 1);
  g_autofree guint8 *chosen = g_new0 (guint8, (gsize) row->pieces->len + 1);

  for (guint i = 0; i < row->pieces->len; i++)
    g_ptr_array_add (longest, &g_array_index (row->pieces, QuothRowsPiece, i));
  g_ptr_array_sort (longest, compare_lengths);
  for (guint i = 0; i < longest->len; i++)
    {
      const QuothRowsPiece *piece = longest->pdata[i];

      /* Those that stand there are as long or longer: one of the ends lies in them. */
      if (taken[piece->first] || taken[piece->last] || has_blank_end (row, piece))
        continue;
      for (guint k = piece->first; k <= piece->last; k++)
        taken[k] = 1;
      chosen[piece - (const QuothRowsPiece *) row->pieces->data] = 1;
    }
  quoth_json_writer_key (&row->json, "ents");
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    if (chosen[i])
      write_span (row, &g_array_index (row->pieces, QuothRowsPiece, i));
  quoth_json_writer_end_array (&row->json);
}

static void
write_group (QuothRowsRow *row)
{
  quoth_json_writer_key (&row->json, "spans");
  quoth_json_writer_begin_object (&row->json);
  quoth_json_writer_key (&row->json, GROUP);
  quoth_json_writer_begin_array (&row->json);
  for (guint i = 0; i < row->pieces->len; i++)
    write_span (row, &g_array_index (row->pieces, QuothRowsPiece, i));
  quoth_json_writer_end_array (&row->json);
  quoth_json_writer_end_object (&row->json);
}

static void
write_row (QuothRowsRow *row)
{
  quoth_rows_key_text (row, "text");
  write_entities (row);
  write_group (row);
  write_tokens (row);
  quoth_json_writer_key (&row->json, "meta");
  quoth_json_writer_begin_object (&row->json);
  quoth_rows_write_meta (row);
  quoth_json_writer_end_object (&row->json);
}

static const QuothRowsKind kind = {
  .tokens = QUOTH_ROWS_ALL_TEXT,
  .holds_wikidata = TRUE,
  .write = write_row,
};

static const char *const extensions[] = { "jsonl", "json", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_spacy = {
  .name = "spacy",
  .title = N_("spaCy documents"),
  .description = N_("Doc JSON with entities and a span group; loses parts, attributes and links"),
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
