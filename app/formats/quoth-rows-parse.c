/* quoth-rows-parse.c - the members of a row, in whatever words
 *
 * Only takes what stands there: whether it fits the text is found out when all of it
 * is known, as members come in any order. What is no member of the dialect is kept as
 * metadata or told in a notice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-rows-private.h"

#include <string.h>

/* Of an unknown name in a notice. */
#define MAX_SHOWN 60

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

/* %NULL: @key is none of them. */
static const QuothRowsKey *
find_key (const QuothRowsKey *keys,
          QuothSlice          key)
{
  for (guint i = 0; keys[i].key != NULL; i++)
    if (quoth_slice_is (key, keys[i].key))
      return &keys[i];
  return NULL;
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

/* "news-kim", or of whom nobody knows "2021-06-01_12-13-14". */
static void
read_session (QuothRowsReader *self)
{
  const char *session = quoth_rows_read_name (self);

  if (session != NULL && self->layer == NULL
      && (strspn (session, "0123456789-_") != strlen (session) || strchr (session, '_') == NULL))
    self->layer = session;
}

static void
skip_guesses (QuothRowsReader *self)
{
  guint n = quoth_rows_count (self);

  if (n > 0)
    quoth_rows_notice (self, FALSE, "%u spans that a model predicted are left out", n);
}

static void
read_member (QuothRowsReader *self,
             QuothRowsField   field)
{
  switch (field)
    {
    case QUOTH_ROWS_TEXT:
    case QUOTH_ROWS_SENTENCE: read_text (self); break;
    case QUOTH_ROWS_DOCUMENT: self->document = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_NAME: self->name = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_LANGUAGE: self->language = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_LAYER: self->layer = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_SESSION: read_session (self); break;
    case QUOTH_ROWS_STATE: self->state = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_ANSWER: self->answer = quoth_rows_read_name (self); break;
    case QUOTH_ROWS_METADATA:
      quoth_attributes_unref (self->metadata);
      self->metadata = read_attributes (self);
      break;
    case QUOTH_ROWS_TAGS:
      quoth_attributes_unref (self->tags);
      self->tags = read_attributes (self);
      break;
    case QUOTH_ROWS_META: read_meta (self); break;
    case QUOTH_ROWS_TOKENS: quoth_rows_read_tokens (self); break;
    case QUOTH_ROWS_TOKEN_TAGS: quoth_rows_read_token_tags (self); break;
    case QUOTH_ROWS_SPANS:
      /* Those of characters say more than those of tokens. */
      if (self->inclusive)
        g_array_set_size (self->spans, 0);
      self->inclusive = FALSE;
      quoth_rows_read_spans (self);
      break;
    case QUOTH_ROWS_TOKEN_SPANS:
      self->inclusive = TRUE;
      quoth_rows_read_spans (self);
      break;
    case QUOTH_ROWS_GUESSES: skip_guesses (self); break;
    case QUOTH_ROWS_RELATIONS: quoth_rows_read_relations (self); break;
    default: quoth_json_scan_raw (&self->scan, NULL); break;
    }
}

/* Of the array that comes, the byte that its first element begins with; NUL: it is no array. */
static char
peek_element (QuothRowsReader *self)
{
  const char *p;

  if (quoth_json_scan_peek (&self->scan) != '[')
    return '\0';
  for (p = self->scan.p + 1; p < self->scan.end && g_ascii_isspace (*p); p++)
    ;
  return p < self->scan.end ? *p : '\0';
}

static gboolean
begins_with (char        first,
             const char *any)
{
  return first != '\0' && strchr (any, first) != NULL;
}

/* Whether the value that comes may be what its name says: a text, a list or a word about the whole
 * article may be called as spans and tags are. */
static gboolean
holds_field (QuothRowsReader *self,
             QuothRowsField   field)
{
  char first = quoth_json_scan_peek (&self->scan);

  switch (field)
    {
    case QUOTH_ROWS_SENTENCE:
      return first == '"' && self->text == NULL;
    case QUOTH_ROWS_TOKEN_TAGS:
      return first == 'n' || begins_with (peek_element (self), "\"-0123456789n]");
    case QUOTH_ROWS_TOKEN_SPANS:
      /* What counts characters comes first. */
      return self->spans->len == 0 && begins_with (peek_element (self), "[{");
    case QUOTH_ROWS_GUESSES:
      return begins_with (peek_element (self), "[{");
    case QUOTH_ROWS_SPANS:
      return begins_with (first, "{n") || begins_with (peek_element (self), "[{]n");
    default:
      return TRUE;
    }
}

/* The object is open. */
static void
read_members (QuothRowsReader    *self,
              const QuothRowsKey *keys,
              gboolean            keeps_unknown)
{
  QuothSlice key;

  while (quoth_json_scan_member (&self->scan, &key))
    {
      const QuothRowsKey *known = find_key (keys, key);

      if (known != NULL && holds_field (self, known->field))
        {
          const char *value = self->scan.p;

          read_member (self, known->field);
          if (known->field != QUOTH_ROWS_TOKEN_TAGS)
            continue;
          self->tags_key = known->key;
          self->tags_json = (QuothSlice) { value, (gsize) (self->scan.p - value) };
        }
      else if (keeps_unknown)
        keep_unknown (self, key);
      else
        {
          quoth_rows_notice (self, TRUE, "member \"%.*s\" is unknown and was left out",
                             (int) MIN (key.length, MAX_SHOWN), key.bytes);
          quoth_json_scan_raw (&self->scan, NULL);
        }
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
      quoth_rows_read_spans (self);
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
