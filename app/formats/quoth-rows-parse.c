/* quoth-rows-parse.c - the members of a row, in whatever words
 *
 * Only takes what stands there: whether it fits the text is found out when all of it
 * is known, as members come in any order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-rows-private.h"

#include <string.h>

/* Of an unknown name in a notice. */
#define MAX_SHOWN 60

static const char *
keep (QuothRowsReader *self,
      QuothSlice       slice)
{
  return g_string_chunk_insert_len (self->strings, slice.bytes, (gssize) slice.length);
}

/* A string, or the digits of a number; NULL for null. Most tokens have the same tag. */
static const char *
read_name (QuothRowsReader *self)
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

/* Where it stands twice, the later one counts, as in every reader of JSON. */
static void
read_text (QuothRowsReader *self)
{
  g_autoptr (GError) error = NULL;
  QuothSlice value;

  if (quoth_json_scan_null (&self->scan) || !quoth_json_scan_string (&self->scan, &value))
    return;
  g_clear_pointer (&self->text, quoth_text_unref);
  self->text = quoth_text_new (value.bytes, (gssize) value.length, &error);
  if (self->text == NULL)
    quoth_json_scan_refuse (&self->scan, "%s", error->message);
}

static QuothAttributes *
read_attributes (QuothRowsReader *self)
{
  g_autoptr (GError) error = NULL;
  QuothAttributes *attributes;
  QuothSlice json;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return NULL;
    }
  if (!quoth_json_scan_raw (&self->scan, &json))
    return NULL;
  attributes = quoth_attributes_new_from_json (json.bytes, (gssize) json.length, &error);
  if (error != NULL)
    quoth_json_scan_refuse_record (&self->scan, "%s", error->message);
  return attributes;
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

static gboolean
knows (const QuothRowsKey *keys,
       QuothSlice          key)
{
  for (guint i = 0; keys[i].key != NULL; i++)
    if (quoth_slice_is (key, keys[i].key))
      return TRUE;
  return FALSE;
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
    case QUOTH_ROWS_TOKEN_END:
      if (!quoth_json_scan_null (&self->scan))
        quoth_json_scan_offset (&self->scan, &span->token_end);
      break;
    case QUOTH_ROWS_LABEL: span->label = read_name (self); break;
    case QUOTH_ROWS_TYPE:
      if (span->label == NULL)
        span->label = read_name (self);
      else
        quoth_json_scan_raw (&self->scan, NULL);
      break;
    case QUOTH_ROWS_COVERED: span->covered = read_name (self); break;
    case QUOTH_ROWS_ID: span->id = read_name (self); break;
    case QUOTH_ROWS_KB_ID: span->kb_id = read_name (self); break;
    case QUOTH_ROWS_NOTE: span->note = read_name (self); break;
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

static void
read_spans (QuothRowsReader *self)
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
    case QUOTH_ROWS_LABEL: relation->label = read_name (self); break;
    case QUOTH_ROWS_FROM: relation->from = read_name (self); break;
    case QUOTH_ROWS_TO: relation->to = read_name (self); break;
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

static void
read_relations (QuothRowsReader *self)
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
    text = read_name (self);
  g_ptr_array_add (self->tokens, (gpointer) text);
  g_array_append_val (self->token_spans, span);
}

static void
read_tokens (QuothRowsReader *self)
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

static void
read_token_tags (QuothRowsReader *self)
{
  g_ptr_array_set_size (self->token_tags, 0);
  if (quoth_json_scan_null (&self->scan))
    return;
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *tag;

      self->numbered_tags = self->numbered_tags || quoth_json_scan_peek (&self->scan) != '"';
      tag = read_name (self);
      g_ptr_array_add (self->token_tags, (gpointer) (tag != NULL ? tag : "O"));
    }
}

static void
keep_unknown (QuothRowsReader *self,
              QuothSlice       key)
{
  g_autofree char *name = g_strndup (key.bytes, key.length);
  g_autofree char *json = NULL;
  QuothAttributes *metadata;
  QuothSlice value;

  if (*name == '\0' || quoth_json_scan_null (&self->scan)
      || !quoth_json_scan_raw (&self->scan, &value))
    {
      if (*name == '\0')
        quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  if (value.length == 2 && (*value.bytes == '[' || *value.bytes == '{' || *value.bytes == '"'))
    return;
  if (quoth_attributes_get_n (self->metadata) >= QUOTH_FORMAT_MAX_FACTS)
    {
      quoth_json_scan_refuse (&self->scan, "a row has more than %d members that are metadata",
                              QUOTH_FORMAT_MAX_FACTS);
      return;
    }
  json = g_strndup (value.bytes, value.length);
  metadata = quoth_attributes_with_json (self->metadata, name, json);
  quoth_attributes_unref (self->metadata);
  self->metadata = metadata;
}

static void read_members (QuothRowsReader    *self,
                          const QuothRowsKey *keys,
                          gboolean            keeps_unknown);

/* What describes the article, in an object of its own or in a string that holds one. */
static void
read_meta (QuothRowsReader *self)
{
  static const QuothRowsKey keys[] = {
    { "doc", QUOTH_ROWS_DOCUMENT }, { "name", QUOTH_ROWS_NAME },
    { "language", QUOTH_ROWS_LANGUAGE }, { "layer", QUOTH_ROWS_LAYER },
    { "state", QUOTH_ROWS_STATE }, { "metadata", QUOTH_ROWS_METADATA },
    { "tags", QUOTH_ROWS_TAGS }, { NULL }
  };
  QuothJsonScan outer = self->scan;
  g_autofree char *json = NULL;

  switch (quoth_json_scan_peek (&self->scan))
    {
    case '{':
      quoth_json_scan_object (&self->scan);
      read_members (self, keys, TRUE);
      return;
    case '"':
      json = quoth_json_scan_dup (&self->scan);
      break;
    default:
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  if (json == NULL || *json != '{')
    return;
  outer = self->scan;
  quoth_json_scan_init (&self->scan, outer.path);
  quoth_json_scan_begin (&self->scan, outer.line, json, strlen (json));
  quoth_json_scan_object (&self->scan);
  read_members (self, keys, TRUE);
  quoth_json_scan_finish (&self->scan, outer.error == NULL ? &outer.error : NULL);
  quoth_json_scan_clear (&self->scan);
  self->scan = outer;
}

static void
read_member (QuothRowsReader *self,
             QuothRowsField   field)
{
  switch (field)
    {
    case QUOTH_ROWS_TEXT: read_text (self); break;
    case QUOTH_ROWS_DOCUMENT: self->document = read_name (self); break;
    case QUOTH_ROWS_NAME: self->name = read_name (self); break;
    case QUOTH_ROWS_LANGUAGE: self->language = read_name (self); break;
    case QUOTH_ROWS_LAYER: self->layer = read_name (self); break;
    case QUOTH_ROWS_STATE: self->state = read_name (self); break;
    case QUOTH_ROWS_ANSWER: self->answer = read_name (self); break;
    case QUOTH_ROWS_METADATA:
      quoth_attributes_unref (self->metadata);
      self->metadata = read_attributes (self);
      break;
    case QUOTH_ROWS_TAGS:
      quoth_attributes_unref (self->tags);
      self->tags = read_attributes (self);
      break;
    case QUOTH_ROWS_META: read_meta (self); break;
    case QUOTH_ROWS_TOKENS: read_tokens (self); break;
    case QUOTH_ROWS_TOKEN_TAGS: read_token_tags (self); break;
    case QUOTH_ROWS_SPANS:
      /* Those of characters say more than those of tokens. */
      if (self->inclusive)
        g_array_set_size (self->spans, 0);
      self->inclusive = FALSE;
      read_spans (self);
      break;
    case QUOTH_ROWS_TOKEN_SPANS:
      self->inclusive = TRUE;
      read_spans (self);
      break;
    case QUOTH_ROWS_RELATIONS: read_relations (self); break;
    default: quoth_json_scan_raw (&self->scan, NULL); break;
    }
}

/* What is called so may be anything: spans are lists or objects, and what counts characters
 * comes first. */
static gboolean
holds_token_spans (QuothRowsReader *self)
{
  const char *p;

  if (self->spans->len > 0 || quoth_json_scan_peek (&self->scan) != '[')
    return FALSE;
  for (p = self->scan.p + 1; p < self->scan.end && g_ascii_isspace (*p); p++)
    ;
  return p < self->scan.end && (*p == '[' || *p == '{');
}

/* The object is open. */
static void
read_members (QuothRowsReader    *self,
              const QuothRowsKey *keys,
              gboolean            keeps_unknown)
{
  QuothSlice key;

  while (quoth_json_scan_member (&self->scan, &key))
    if (knows (keys, key)
        && (find_field (keys, key) != QUOTH_ROWS_TOKEN_SPANS || holds_token_spans (self)))
      read_member (self, find_field (keys, key));
    else if (keeps_unknown)
      keep_unknown (self, key);
    else
      {
        quoth_rows_notice (self, TRUE, "member \"%.*s\" is unknown and was left out",
                           (int) MIN (key.length, MAX_SHOWN), key.bytes);
        quoth_json_scan_raw (&self->scan, NULL);
      }
}

/* A text and what is known of it: [text, {member: …}], as spaCy was trained with. */
static void
read_pair (QuothRowsReader *self)
{
  guint i = 0;

  quoth_json_scan_array (&self->scan);
  for (; quoth_json_scan_element (&self->scan); i++)
    if (i == 0)
      read_text (self);
    else if (i == 1 && quoth_json_scan_peek (&self->scan) == '{')
      {
        quoth_json_scan_object (&self->scan);
        read_members (self, self->dialect->row, self->dialect->keeps_unknown);
      }
    else if (i == 1)
      read_spans (self);
    else
      quoth_json_scan_raw (&self->scan, NULL);
}

/* Documented in quoth-rows-private.h. */
gboolean
quoth_rows_parse (QuothRowsReader *self,
                  guint            line,
                  const char      *bytes,
                  gsize            n_bytes,
                  GError         **error)
{
  quoth_json_scan_begin (&self->scan, line, bytes, n_bytes);
  if (quoth_json_scan_peek (&self->scan) == '[')
    {
      read_pair (self);
    }
  else
    {
      quoth_json_scan_object (&self->scan);
      read_members (self, self->dialect->row, self->dialect->keeps_unknown);
    }
  return quoth_json_scan_finish (&self->scan, error);
}
