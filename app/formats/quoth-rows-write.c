/* quoth-rows-write.c - the frame around rows of JSON
 *
 * [LAYER/]FILE, one article per line, ASCII only: readers guess encodings and cut lines
 * at every line end of Unicode. Each part of an annotation is a span of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-columns.h"
#include "quoth-rows.h"

#include <string.h>

/* What rows say of an entity is its Wikidata id. */
static const char *
get_wikidata (QuothRowsRow    *row,
              QuothAnnotation *annotation)
{
  const QuothEntity *entity = NULL;

  if (row->kind->holds_wikidata)
    entity = quoth_format_entities_find (row->writer->base.entities, annotation->entity);
  return entity != NULL ? entity->wikidata : NULL;
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const QuothRowsPiece *left = a;
  const QuothRowsPiece *right = b;

  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;
  if (left->span.end != right->span.end)
    return left->span.end > right->span.end ? -1 : 1;
  return strcmp (left->annotation->id, right->annotation->id);
}

/* Finds the tokens of @piece. Where blanks are tokens as they are cut by others, a
 * span shrinks to whole ones; FALSE when none is left. */
static gboolean
align (QuothRowsRow   *row,
       QuothRowsPiece *piece)
{
  guint end = quoth_columns_lookup (row->tokens, piece->span.end);

  piece->first = quoth_columns_lookup (row->tokens, piece->span.start);
  while (end > piece->first
         && g_array_index (row->tokens, QuothColumnsToken, end - 1).span.end > piece->span.end)
    end--;
  if (end <= piece->first)
    return FALSE;
  piece->last = end - 1;
  if (row->kind->tokens == QUOTH_ROWS_ALL_TEXT)
    {
      piece->span.start = g_array_index (row->tokens, QuothColumnsToken, piece->first).span.start;
      piece->span.end = g_array_index (row->tokens, QuothColumnsToken, piece->last).span.end;
    }
  return TRUE;
}

static void
add_reason (GString    *reasons,
            const char *reason)
{
  g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? ", " : "", reason);
}

static void
tell_losses (QuothRowsRow    *row,
             QuothAnnotation *annotation,
             GString         *reasons)
{
  const QuothRowsKind *kind = row->kind;

  if (annotation->n_parts > 1)
    add_reason (reasons, "its parts are spans of their own");
  if (annotation->attributes != NULL)
    add_reason (reasons, "no place for its attributes");
  if (annotation->n_links > 0 && !kind->holds_links)
    add_reason (reasons, "no place for its links");
  for (guint i = 0; kind->holds_links && i < annotation->n_links; i++)
    if (annotation->links[i].attributes != NULL)
      {
        add_reason (reasons, "no place for the attributes of its links");
        break;
      }
  if (annotation->entity != NULL && get_wikidata (row, annotation) == NULL)
    add_reason (reasons, "no place for its entity");
  if (annotation->note != NULL && !kind->holds_note)
    add_reason (reasons, "no place for its note");
  if (reasons->len > 0)
    quoth_writer_lose (row->writer, annotation->id, reasons->str);
}

static void
add_pieces (QuothRowsRow    *row,
            QuothAnnotation *annotation)
{
  g_autoptr (GString) reasons = g_string_new (NULL);
  gboolean trimmed = FALSE;
  gboolean dropped = FALSE;

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothRowsPiece piece = { annotation, annotation->parts[i], i, 0, 0 };
      gboolean found = row->tokens == NULL || align (row, &piece);

      if (!found && row->kind->tokens == QUOTH_ROWS_ALL_TEXT)
        {
          dropped = TRUE;
          continue;
        }
      if (piece.span.start != annotation->parts[i].start
          || piece.span.end != annotation->parts[i].end)
        trimmed = TRUE;
      g_array_append_val (row->pieces, piece);
    }
  if (dropped)
    add_reason (reasons, "no token for its blanks");
  else if (trimmed)
    add_reason (reasons, "no place for the blanks at its ends");
  tell_losses (row, annotation, reasons);
}

/* The piece before @end that covers the same under the same label, else @end. */
static guint
find_twin (QuothRowsRow         *row,
           guint                 end,
           const QuothRowsPiece *piece)
{
  for (guint i = end; i > 0; i--)
    {
      const QuothRowsPiece *other = &g_array_index (row->pieces, QuothRowsPiece, i - 1);

      if (other->span.start != piece->span.start || other->span.end != piece->span.end)
        break;
      if (strcmp (other->annotation->type, piece->annotation->type) == 0)
        return i - 1;
    }
  return end;
}

/* Where a span is known by what it covers and its label, only the first counts; links
 * of the others become its links. */
static void
drop_same (QuothRowsRow *row)
{
  guint kept = 0;

  for (guint i = 0; i < row->pieces->len; i++)
    {
      QuothRowsPiece *piece = &g_array_index (row->pieces, QuothRowsPiece, i);
      guint twin = find_twin (row, kept, piece);

      if (twin == kept)
        {
          g_array_index (row->pieces, QuothRowsPiece, kept++) = *piece;
          continue;
        }
      if (!g_hash_table_contains (row->first, piece->annotation->id))
        g_hash_table_insert (row->first, piece->annotation->id, GUINT_TO_POINTER (twin + 1));
      quoth_writer_lose (row->writer, piece->annotation->id,
                         "only one span of a label can cover the same text");
    }
  g_array_set_size (row->pieces, kept);
}

/* A link needs both its ends, and that they differ. */
static void
tell_lost_links (QuothRowsRow *row)
{
  for (guint i = 0; i < row->annotations->len; i++)
    {
      QuothAnnotation *annotation = row->annotations->pdata[i];

      for (guint j = 0; j < annotation->n_links; j++)
        {
          const QuothRowsPiece *from = NULL;
          const QuothRowsPiece *to = NULL;

          if (!quoth_rows_get_link (row, annotation, j, &from, &to) || from == to)
            quoth_writer_lose (row->writer, annotation->id, "the other end of a link is lost");
        }
    }
}

static void
fill_row (QuothRowsRow *row)
{
  const QuothRowsKind *kind = row->kind;

  g_ptr_array_extend (row->annotations, row->data->annotations, NULL, NULL);
  if (kind->tokens != QUOTH_ROWS_NO_TOKENS)
    {
      g_autoptr (GArray) edges = quoth_columns_collect_edges (row->annotations);

      row->tokens = kind->tokens == QUOTH_ROWS_WORDS
                    ? quoth_columns_tokenize (row->data->text, edges)
                    : quoth_columns_tokenize_all (row->data->text, edges);
    }
  g_ptr_array_sort (row->annotations, quoth_columns_compare_lengths);
  for (guint i = 0; i < row->annotations->len; i++)
    add_pieces (row, row->annotations->pdata[i]);
  g_array_sort (row->pieces, compare_pieces);
  if (!kind->holds_same)
    drop_same (row);
  for (guint i = 0; i < row->pieces->len; i++)
    {
      QuothRowsPiece *piece = &g_array_index (row->pieces, QuothRowsPiece, i);

      if (!g_hash_table_contains (row->first, piece->annotation->id))
        g_hash_table_insert (row->first, piece->annotation->id, GUINT_TO_POINTER (i + 1));
    }
  if (kind->holds_links)
    tell_lost_links (row);
}

static gboolean
write_row (gpointer          writer,
           const QuothView  *view,
           GError          **error)
{
  QuothRowsWriter *self = writer;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (QuothRowsPiece));
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) tokens = NULL;
  QuothRowsRow row = { .writer = self, .kind = self->base.format->kind, .data = view->data,
                       .layer = view->layer, .annotations = annotations, .pieces = pieces, .first = first };

  if (row.kind->needs_text && quoth_text_get_length (row.data->text) == 0)
    {
      quoth_writer_lose (self, row.data->article->id, "an article without text has no place");
      return TRUE;
    }
  fill_row (&row);
  tokens = row.tokens;
  if (self->base.options.dry_run)
    return TRUE;
  row.output = quoth_writer_open_view (self, view, self->base.format->files[0], error);
  if (row.output == NULL)
    return FALSE;
  quoth_json_writer_init (&row.json, row.output->buffer, TRUE);
  quoth_json_writer_begin_object (&row.json);
  row.kind->write (&row);
  quoth_json_writer_end_object (&row.json);
  g_string_append_c (row.output->buffer, '\n');
  return quoth_output_flush (row.output, QUOTH_OUTPUT_ENOUGH, error);
}

gboolean
quoth_rows_writer_article (gpointer           writer,
                           QuothArticleData  *data,
                           GError           **error)
{
  return quoth_writer_each_view (writer, data, write_row, error);
}

/* A corpus without articles is a file without rows. */
gboolean
quoth_rows_writer_end (gpointer   writer,
                       GError   **error)
{
  QuothWriter *self = writer;

  return quoth_writer_open_any (self, self->format->files[0], error);
}

void
quoth_rows_key_text (QuothRowsRow *row,
                     const char   *key)
{
  quoth_json_writer_key (&row->json, key);
  quoth_json_writer_string_len (&row->json, quoth_text_get_utf8 (row->data->text),
                                quoth_text_get_n_bytes (row->data->text));
}

void
quoth_rows_append_slice (QuothRowsRow *row,
                         QuothSpan     span)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (row->data->text, span.start, span.end, &n_bytes);

  quoth_json_append_string (row->json.out, slice, n_bytes, row->json.ascii);
}

void
quoth_rows_append_token (QuothRowsRow *row,
                         guint         index)
{
  const QuothColumnsToken *token = &g_array_index (row->tokens, QuothColumnsToken, index);

  quoth_json_append_slice (row->json.out, quoth_text_get_utf8 (row->data->text) + token->byte,
                           token->n_bytes, quoth_text_get_n_bytes (row->data->text) - token->byte,
                           row->json.ascii);
}

void
quoth_rows_key_int (QuothRowsRow *row,
                    const char   *key,
                    guint64       value)
{
  quoth_json_writer_key (&row->json, key);
  quoth_json_writer_int (&row->json, (gint64) value);
}

void
quoth_rows_key_string (QuothRowsRow *row,
                       const char   *key,
                       const char   *value)
{
  quoth_json_writer_key (&row->json, key);
  quoth_json_writer_string (&row->json, value);
}

static void
key_attributes (QuothRowsRow    *row,
                const char      *key,
                QuothAttributes *attributes)
{
  g_autofree char *json = NULL;

  if (quoth_attributes_get_n (attributes) == 0)
    return;
  json = quoth_attributes_to_json (attributes);
  quoth_json_writer_key (&row->json, key);
  quoth_json_writer_raw (&row->json, json);
}

void
quoth_rows_write_meta (QuothRowsRow *row)
{
  QuothArticle *article = row->data->article;

  quoth_rows_key_string (row, "doc", article->id);
  quoth_rows_key_string (row, "name", article->name);
  if (article->language != NULL)
    quoth_rows_key_string (row, "language", article->language);
  for (guint i = 0; row->layer != NULL && i < row->data->layers->len; i++)
    {
      const QuothLayer *layer = row->data->layers->pdata[i];

      if (strcmp (layer->name, row->layer) != 0)
        continue;
      quoth_rows_key_string (row, "layer", layer->name);
      quoth_rows_key_string (row, "state", layer->state);
    }
  key_attributes (row, "metadata", article->metadata);
  key_attributes (row, "tags", article->tags);
}

const char *
quoth_rows_get_kb_id (QuothRowsRow    *row,
                      QuothAnnotation *annotation)
{
  const char *wikidata = get_wikidata (row, annotation);

  return wikidata != NULL ? wikidata : "";
}

guint64
quoth_rows_next_number (QuothRowsRow *row)
{
  return ++row->writer->number;
}

gboolean
quoth_rows_get_link (QuothRowsRow          *row,
                     QuothAnnotation       *annotation,
                     guint                  index,
                     const QuothRowsPiece **out_from,
                     const QuothRowsPiece **out_to)
{
  guint from = GPOINTER_TO_UINT (g_hash_table_lookup (row->first, annotation->id));
  guint to = GPOINTER_TO_UINT (g_hash_table_lookup (row->first, annotation->links[index].to));

  if (from == 0 || to == 0)
    return FALSE;
  *out_from = &g_array_index (row->pieces, QuothRowsPiece, from - 1);
  *out_to = &g_array_index (row->pieces, QuothRowsPiece, to - 1);
  return TRUE;
}
