/* quoth-rows-items.c - the spans, relations and tokens of a row, in whatever words
 *
 * Takes them as objects, as arrays, or as columns of one member each, and promises of a
 * span no more than that it begins, ends, and does so in this order: whether it fits the
 * text is found out when all of the row is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-rows-private.h"

#include <string.h>

static const char *
keep (QuothRowsReader *self,
      QuothSlice       slice)
{
  return g_string_chunk_insert_len (self->strings, slice.bytes, (gssize) slice.length);
}

/* Documented in quoth-rows-private.h. */
guint
quoth_rows_count (QuothRowsReader *self)
{
  guint n = 0;

  quoth_json_scan_array (&self->scan);
  for (; quoth_json_scan_element (&self->scan); n++)
    quoth_json_scan_raw (&self->scan, NULL);
  return n;
}

/* Documented in quoth-rows-private.h. Most tokens have the same tag. */
const char *
quoth_rows_read_name (QuothRowsReader *self)
{
  QuothSlice value;
  char first = quoth_json_scan_peek (&self->scan);

  if (quoth_json_scan_null (&self->scan))
    return NULL;
  if (first == '-' || g_ascii_isdigit (first))
    return quoth_json_scan_raw (&self->scan, &value) ? keep (self, value) : NULL;
  if (!quoth_json_scan_string (&self->scan, &value))
    return NULL;
  return quoth_slice_is (value, "O") ? "O" : keep (self, value);
}

static QuothRowsField
find_field (const QuothRowsKey *keys,
            QuothSlice          key)
{
  for (guint i = 0; keys[i].key != NULL; i++)
    if (quoth_slice_is (key, keys[i].key))
      return keys[i].field;
  return QUOTH_ROWS_IGNORED;
}

static void
read_extent (QuothRowsReader *self,
             QuothRowsSpan   *span)
{
  quoth_json_scan_array (&self->scan);
  for (guint i = 0; quoth_json_scan_element (&self->scan); i++)
    if (i < 2)
      quoth_json_scan_offset (&self->scan, i == 0 ? &span->start : &span->end);
    else
      quoth_json_scan_raw (&self->scan, NULL);
}

static void
read_span_member (QuothRowsReader *self,
                  QuothRowsField   field,
                  QuothRowsSpan   *span)
{
  switch (field)
    {
    case QUOTH_ROWS_START:
    case QUOTH_ROWS_END:
      if (span->bytes)
        span->start = span->end = G_MAXUINT; /* characters count, not bytes */
      span->bytes = FALSE;
      quoth_json_scan_offset (&self->scan, field == QUOTH_ROWS_START ? &span->start : &span->end);
      break;
    case QUOTH_ROWS_START_BYTE:
    case QUOTH_ROWS_END_BYTE:
      if (!span->bytes && (span->start != G_MAXUINT || span->end != G_MAXUINT))
        {
          quoth_json_scan_raw (&self->scan, NULL);
          break;
        }
      span->bytes = TRUE;
      quoth_json_scan_offset (&self->scan,
                              field == QUOTH_ROWS_START_BYTE ? &span->start : &span->end);
      break;
    case QUOTH_ROWS_EXTENT: read_extent (self, span); break;
    case QUOTH_ROWS_TOKEN_END:
      if (!quoth_json_scan_null (&self->scan))
        quoth_json_scan_offset (&self->scan, &span->token_end);
      break;
    case QUOTH_ROWS_LABEL: span->label = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_TYPE:
      if (span->label == NULL)
        span->label = quoth_rows_read_name (self);
      else
        quoth_json_scan_raw (&self->scan, NULL);
      break;
    case QUOTH_ROWS_COVERED: span->covered = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_ID: span->id = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_KB_ID: span->kb_id = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_NOTE: span->note = quoth_rows_read_name (self); break;
    default: quoth_json_scan_raw (&self->scan, NULL); break;
    }
}

static const QuothRowsSpan no_span = { G_MAXUINT, G_MAXUINT, FALSE, QUOTH_ROWS_NO_TOKEN, NULL };

static gboolean
check_span (QuothRowsReader     *self,
            const QuothRowsSpan *span)
{
  if (self->scan.error != NULL)
    return FALSE;
  if (span->start == G_MAXUINT || span->end == G_MAXUINT)
    return quoth_json_scan_refuse (&self->scan, "a span does not say where it %s",
                                   span->start == G_MAXUINT ? "begins" : "ends");
  if (span->start > span->end)
    return quoth_json_scan_refuse (&self->scan, "a span ends before it begins: %u %u",
                                   span->start, span->end);
  return TRUE;
}

/* An object, or [start, end, label]. */
static gboolean
read_span (QuothRowsReader *self,
           QuothRowsSpan   *span)
{
  static const QuothRowsField order[] = { QUOTH_ROWS_START, QUOTH_ROWS_END, QUOTH_ROWS_LABEL,
                                          QUOTH_ROWS_NOTE };
  /* Where tokens count, some repeat what the fourth says: their words. */
  guint n_fields = self->inclusive ? 3 : G_N_ELEMENTS (order);
  QuothSlice key;
  guint i = 0;

  *span = no_span;
  if (quoth_json_scan_peek (&self->scan) == '[')
    {
      quoth_json_scan_array (&self->scan);
      while (quoth_json_scan_element (&self->scan))
        {
          read_span_member (self, i < n_fields ? order[i] : QUOTH_ROWS_IGNORED, span);
          i++;
        }
    }
  else
    {
      quoth_json_scan_object (&self->scan);
      while (quoth_json_scan_member (&self->scan, &key))
        read_span_member (self, find_field (self->dialect->span, key), span);
    }
  return check_span (self, span);
}

static void
add_span (QuothRowsReader *self,
          QuothRowsSpan    span)
{
  if (span.label == NULL || *span.label == '\0')
    quoth_rows_notice (self, FALSE, "a span from %u to %u has no label: left out", span.start,
                       span.end);
  else
    g_array_append_val (self->spans, span);
}

/* Spans, or for each of @columns the value of one member: as Arrow keeps a list of structs.
 * @field: that member */
static void
read_span_list (QuothRowsReader *self,
                QuothRowsField   field,
                GArray          *columns)
{
  if (quoth_json_scan_null (&self->scan))
    return;
  quoth_json_scan_array (&self->scan);
  for (guint i = 0; quoth_json_scan_element (&self->scan); i++)
    {
      QuothRowsSpan span;

      if (field != QUOTH_ROWS_IGNORED && strchr ("{[", quoth_json_scan_peek (&self->scan)) == NULL)
        {
          if (i >= columns->len)
            g_array_append_val (columns, no_span);
          read_span_member (self, field, &g_array_index (columns, QuothRowsSpan, i));
        }
      else if (read_span (self, &span))
        add_span (self, span);
      else
        return;
    }
}

/* Documented in quoth-rows-private.h. */
void
quoth_rows_read_spans (QuothRowsReader *self)
{
  g_autoptr (GArray) columns = NULL;
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      read_span_list (self, QUOTH_ROWS_IGNORED, NULL);
      return;
    }
  columns = g_array_new (FALSE, FALSE, sizeof (QuothRowsSpan));
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    read_span_list (self, find_field (self->dialect->span, key), columns);
  for (guint i = 0; i < columns->len; i++)
    {
      const QuothRowsSpan *span = &g_array_index (columns, QuothRowsSpan, i);

      if (!check_span (self, span))
        return;
      add_span (self, *span);
    }
}

static void
read_relation_member (QuothRowsReader   *self,
                      QuothRowsField     field,
                      QuothRowsRelation *relation)
{
  switch (field)
    {
    case QUOTH_ROWS_TYPE:
    case QUOTH_ROWS_LABEL: relation->label = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_FROM:
      if (quoth_json_scan_peek (&self->scan) == '{')
        read_span (self, &relation->from_span);
      else
        relation->from = quoth_rows_read_name (self);
      break;
    case QUOTH_ROWS_TO:
      if (quoth_json_scan_peek (&self->scan) == '{')
        read_span (self, &relation->to_span);
      else
        relation->to = quoth_rows_read_name (self);
      break;
    case QUOTH_ROWS_FROM_SPAN: read_span (self, &relation->from_span); break;
    case QUOTH_ROWS_TO_SPAN: read_span (self, &relation->to_span); break;
    default: quoth_json_scan_raw (&self->scan, NULL); break;
    }
}

static void
read_relation (QuothRowsReader *self)
{
  QuothRowsRelation relation = { NULL };
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    read_relation_member (self, find_field (self->dialect->relation, key), &relation);
  if (self->scan.error == NULL)
    g_array_append_val (self->relations, relation);
}

/* One member of every relation. */
static void
read_relation_column (QuothRowsReader *self,
                      QuothRowsField   field)
{
  const QuothRowsRelation none = { NULL };

  quoth_json_scan_array (&self->scan);
  for (guint i = 0; quoth_json_scan_element (&self->scan); i++)
    {
      if (i >= self->relations->len)
        g_array_append_val (self->relations, none);
      read_relation_member (self, field,
                            &g_array_index (self->relations, QuothRowsRelation, i));
    }
}

/* Documented in quoth-rows-private.h. */
void
quoth_rows_read_relations (QuothRowsReader *self)
{
  QuothSlice key;

  if (quoth_json_scan_null (&self->scan))
    return;
  if (quoth_json_scan_peek (&self->scan) == '{')
    {
      quoth_json_scan_object (&self->scan);
      while (quoth_json_scan_member (&self->scan, &key))
        read_relation_column (self, find_field (self->dialect->relation, key));
      return;
    }
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    read_relation (self);
}

static void
read_token (QuothRowsReader *self)
{
  QuothSpan span = { 0, 0 };
  const char *text = NULL;
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) == '{')
    {
      quoth_json_scan_object (&self->scan);
      while (quoth_json_scan_member (&self->scan, &key))
        if (quoth_slice_is (key, "start"))
          quoth_json_scan_offset (&self->scan, &span.start);
        else if (quoth_slice_is (key, "end"))
          quoth_json_scan_offset (&self->scan, &span.end);
        else
          quoth_json_scan_raw (&self->scan, NULL);
    }
  else
    text = quoth_rows_read_name (self);
  g_ptr_array_add (self->tokens, (gpointer) text);
  g_array_append_val (self->token_spans, span);
}

/* Documented in quoth-rows-private.h. */
void
quoth_rows_read_tokens (QuothRowsReader *self)
{
  g_ptr_array_set_size (self->tokens, 0);
  g_array_set_size (self->token_spans, 0);
  if (quoth_json_scan_null (&self->scan))
    return;
  self->has_tokens = TRUE;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    read_token (self);
}

/* Documented in quoth-rows-private.h. */
void
quoth_rows_read_token_tags (QuothRowsReader *self)
{
  g_ptr_array_set_size (self->token_tags, 0);
  if (quoth_json_scan_null (&self->scan))
    return;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *tag;

      self->numbered_tags = self->numbered_tags || quoth_json_scan_peek (&self->scan) != '"';
      tag = quoth_rows_read_name (self);
      g_ptr_array_add (self->token_tags, (gpointer) (tag != NULL ? tag : "O"));
    }
}
