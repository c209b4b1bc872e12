/* quoth-format-directquote.c - columns as in the DirectQuote corpus
 *
 * [LAYER/]directquote.txt: a token and its tag per line, an empty line after each
 * paragraph. A direct quotation is LeftSpeaker or RightSpeaker, by where its speaker
 * stands in the paragraph, or Unknown; what speaks is Speaker, everything else Out
 * (Zhang and Liu, DirectQuote, LREC 2022, section 3).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-directquote"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-chars.h"
#include "quoth-columns.h"
#include "quoth-formats-private.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "directquote.txt"

/* A span that has a tag: a part of a claim, or a speaker. */
typedef struct
{
  QuothSpan        span;
  const char      *label;
  QuothAnnotation *annotation; /* borrowed */
} Tagged;

/* The first byte from @p on that begins a character that may end a paragraph. */
static const char *
find_break_byte (const char *p,
                 const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes fits = quoth_bytes_equal (block, '\n') | quoth_bytes_equal (block, '\r')
                        | quoth_bytes_equal (block, 0xc2) | quoth_bytes_equal (block, 0xe2);

      if (quoth_bytes_any (fits))
        return p + quoth_bytes_first (fits);
    }
  while (p < end && *p != '\n' && *p != '\r' && (guchar) *p != 0xc2 && (guchar) *p != 0xe2)
    p++;
  return p;
}

/* Where paragraphs end: once, as a text may be one paragraph with thousands of claims. */
static GArray *
find_breaks (QuothText *text)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *utf8 = quoth_text_get_utf8 (text);
  const char *end = utf8 + quoth_text_get_n_bytes (text);

  for (const char *p = find_break_byte (utf8, end); p < end; p = find_break_byte (p + 1, end))
    {
      guint offset = quoth_text_from_bytes (text, (gsize) (p - utf8));

      if (quoth_char_is_paragraph_end (g_utf8_get_char (p)))
        g_array_append_val (breaks, offset);
    }
  return breaks;
}

/* The index of the first break at @offset or behind it. */
static guint
lookup_break (GArray *breaks,
              guint   offset)
{
  guint low = 0;
  guint high = breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (breaks, guint, middle) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The paragraph around @span. */
static QuothSpan
find_paragraph (QuothText *text,
                GArray    *breaks,
                QuothSpan  span)
{
  guint first = lookup_break (breaks, span.start);
  guint next = lookup_break (breaks, span.end);

  return (QuothSpan) {
    first > 0 ? g_array_index (breaks, guint, first - 1) + 1 : 0,
    next < breaks->len ? g_array_index (breaks, guint, next) : quoth_text_get_length (text)
  };
}

static const char *
find_side (QuothArticleData *data,
           QuothAnnotation  *claim,
           QuothSpan         part,
           GArray           *breaks,
           GHashTable       *by_id)
{
  QuothSpan paragraph = find_paragraph (data->text, breaks, part);
  const QuothLink *link = quoth_annotation_get_link (claim, "speaker");
  QuothAnnotation *speaker = link != NULL ? g_hash_table_lookup (by_id, link->to) : NULL;
  guint start;

  if (speaker == NULL)
    return "Unknown";
  start = quoth_annotation_get_start (speaker);
  if (start < paragraph.start || quoth_annotation_get_end (speaker) > paragraph.end)
    return "Unknown";
  return start < part.start ? "LeftSpeaker" : "RightSpeaker";
}

/* Tells what the tags of a claim do not say. */
static void
tell_lost_of_claim (QuothWriter      *self,
                    QuothArticleData *data,
                    QuothAnnotation  *claim,
                    gboolean          indirect)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (indirect)
    quoth_format_append_lost (reasons, "its parts without quotation marks");
  if (quoth_format_has_link_but (claim, "speaker"))
    quoth_format_append_lost (reasons, "links but to speakers");
  quoth_format_append_rest (reasons, claim, QUOTH_KEPT_LINKS);
  if (reasons->len > 0)
    quoth_writer_lose (self, claim->id, reasons->str);
}

static void
add_claim (QuothWriter      *self,
           GArray           *tagged,
           QuothArticleData *data,
           QuothAnnotation  *claim,
           GArray           *breaks,
           GHashTable       *by_id,
           GHashTable       *speakers)
{
  gboolean direct = FALSE;
  gboolean indirect = FALSE;

  for (guint i = 0; i < claim->n_parts; i++)
    {
      Tagged item = { claim->parts[i], NULL, claim };

      if (!quoth_char_is_mark (quoth_text_get_char (data->text, item.span.start)))
        {
          indirect = TRUE;
          continue;
        }
      item.label = find_side (data, claim, item.span, breaks, by_id);
      g_array_append_val (tagged, item);
      direct = TRUE;
    }
  if (direct)
    tell_lost_of_claim (self, data, claim, indirect);
  else
    quoth_writer_lose (self, claim->id, "is no direct quotation");
  for (guint i = 0; direct && i < claim->n_links; i++)
    if (strcmp (claim->links[i].role, "speaker") == 0)
      g_hash_table_add (speakers, claim->links[i].to);
}

/* A speaker is a tag on the first part of its words. */
static void
tell_lost_of_speaker (QuothWriter      *self,
                      QuothArticleData *data,
                      QuothAnnotation  *mention)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (mention->n_parts > 1)
    quoth_format_append_lost (reasons, "parts but the first");
  quoth_format_append_lost (reasons, "its type");
  quoth_format_append_rest (reasons, mention, QUOTH_KEPT_PARTS);
  quoth_writer_lose (self, mention->id, reasons->str);
}

/* The longest first: they take their tokens. */
static int
compare_tagged (gconstpointer a,
                gconstpointer b)
{
  const Tagged *left = a;
  const Tagged *right = b;
  guint left_length = left->span.end - left->span.start;
  guint right_length = right->span.end - right->span.start;

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

static GArray *
collect (QuothWriter      *self,
         QuothArticleData *data,
         GPtrArray        *annotations,
         GArray           *breaks)
{
  GArray *tagged = g_array_new (FALSE, FALSE, sizeof (Tagged));
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) speakers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_insert (by_id, ((QuothAnnotation *) annotations->pdata[i])->id,
                         annotations->pdata[i]);
  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      if (quoth_writer_is_claim (self, annotation))
        add_claim (self, tagged, data, annotation, breaks, by_id, speakers);
    }
  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];
      Tagged item = { annotation->parts[0], "Speaker", annotation };

      if (quoth_writer_is_claim (self, annotation))
        continue;
      if (g_hash_table_contains (speakers, annotation->id))
        {
          g_array_append_val (tagged, item);
          tell_lost_of_speaker (self, data, annotation);
        }
      else
        quoth_writer_lose (self, annotation->id,
                    "only direct quotations and their speakers have a place");
    }
  g_array_sort (tagged, compare_tagged);
  return tagged;
}

/* For each token the index of what it belongs to + 1. A span that goes on in the next
 * paragraph begins there anew. */
static guint *
place (QuothWriter      *self,
       QuothArticleData *data,
       GArray           *tokens,
       GArray           *tagged)
{
  guint *owners = g_new0 (guint, (gsize) tokens->len + 1);

  for (guint i = 0; i < tagged->len; i++)
    {
      const Tagged *item = &g_array_index (tagged, Tagged, i);
      guint first = quoth_columns_lookup (tokens, item->span.start);
      guint end = quoth_columns_lookup (tokens, item->span.end);

      /* All that stand there are as long or longer: one of the ends must lie in it. */
      if (first == end || owners[first] != 0 || owners[end - 1] != 0)
        quoth_writer_lose (self, item->annotation->id,
                    first == end ? "covers only blanks" : "a longer span stands there");
      for (guint k = first; k < end; k++)
        if (owners[k] == 0)
          owners[k] = i + 1;
    }
  return owners;
}

static void
write_tokens (GString     *out,
              QuothText   *text,
              GArray      *breaks,
              GArray      *tokens,
              GArray      *tagged,
              const guint *owners)
{
  const char *utf8 = quoth_text_get_utf8 (text);
  gsize n_bytes = quoth_text_get_n_bytes (text);
  guint passed = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const QuothColumnsToken *token = &g_array_index (tokens, QuothColumnsToken, i);
      gboolean fresh = i == 0;
      const char *label;

      /* What ends a paragraph is a blank, and stands in no token. */
      for (; passed < breaks->len && g_array_index (breaks, guint, passed) < token->span.start;
           passed++)
        fresh = TRUE;
      if (fresh && i > 0)
        g_string_append_c (out, '\n');
      if (owners[i] == 0)
        {
          quoth_columns_append (out, utf8, n_bytes, token, "\tOut\n", 5);
          continue;
        }
      quoth_columns_append (out, utf8, n_bytes, token,
                            fresh || owners[i - 1] != owners[i] ? "\tB-" : "\tI-", 3);
      label = g_array_index (tagged, Tagged, owners[i] - 1).label;
      quoth_json_append_bytes (out, label, strlen (label));
      quoth_json_append_literal (out, "\n");
    }
  if (tokens->len > 0)
    g_string_append_c (out, '\n');
}

static gboolean
write_view (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  QuothWriter *self = writer;
  QuothArticleData *data = view->data;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GArray) breaks = NULL;
  g_autoptr (GArray) tagged = NULL;
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GArray) tokens = NULL;
  g_autofree guint *owners = NULL;
  QuothOutput *output;

  g_ptr_array_extend (annotations, data->annotations, NULL, NULL);
  breaks = find_breaks (data->text);
  tagged = collect (self, data, annotations, breaks);
  edges = quoth_columns_collect_edges (annotations);
  tokens = quoth_columns_tokenize (data->text, edges);
  owners = place (self, data, tokens, tagged);
  if (self->options.dry_run)
    return TRUE;
  output = quoth_writer_open_view (self, view, FILE_NAME, error);
  if (output == NULL)
    return FALSE;
  write_tokens (output->buffer, data->text, breaks, tokens, tagged, owners);
  return quoth_output_flush (output, QUOTH_OUTPUT_ENOUGH, error);
}

static gboolean
add_article (gpointer           writer,
             QuothArticleData  *data,
             GError           **error)
{
  return quoth_writer_each_view (writer, data, write_view, error);
}

static gboolean
end (gpointer   writer,
     GError   **error)
{
  return quoth_writer_open_any (writer, FILE_NAME, error);
}

static const char *const extensions[] = { "txt", NULL };
static const char *const files[] = { FILE_NAME, NULL };

const QuothFormat quoth_format_directquote = {
  .name = "directquote",
  .title = N_("DirectQuote columns"),
  .description = N_("Direct quotations and the side of their speaker; loses everything else"),
  .extensions = extensions,
  .writer_size = sizeof (QuothWriter),
  .article = add_article,
  .end = end,
  .files = files,
};
