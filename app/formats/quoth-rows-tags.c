/* quoth-rows-tags.c - rows that give tokens and a tag for each
 *
 * Tags as in CoNLL columns: IOB1, IOB2, IOBES and BILOU, and labels without a prefix.
 * Without a text, tokens are joined by blanks, and spans count tokens: who wrote them had
 * no characters to count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-chars.h"
#include "quoth-rows-private.h"

#include <string.h>

static gboolean
join_tokens (QuothRowsReader *self,
             GError         **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->tokens->len; i++)
    {
      if (self->tokens->pdata[i] == NULL)
        return quoth_format_refuse (error, self->scan.path, self->scan.line,
                                    "the row has no text, and token %u has none", i);
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, self->tokens->pdata[i]);
    }
  self->text = quoth_text_new (text->str, (gssize) text->len, error);
  return self->text != NULL;
}

/* Finds every token in the text, one after the other, with only blanks between. */
static gboolean
align_tokens (QuothRowsReader *self,
              GError         **error)
{
  const char *p = quoth_text_get_utf8 (self->text);
  const char *end = p + quoth_text_get_n_bytes (self->text);
  guint at = 0;

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const char *token = self->tokens->pdata[i];
      QuothSpan *span = &g_array_index (self->token_spans, QuothSpan, i);
      gsize length;

      if (token == NULL)
        continue; /* its place is given */
      length = strlen (token);
      while (p < end && ((gsize) (end - p) < length || memcmp (p, token, length) != 0)
             && quoth_char_is_blank (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          at++;
        }
      if ((gsize) (end - p) < length || memcmp (p, token, length) != 0)
        return quoth_format_refuse (error, self->scan.path, self->scan.line,
                                    "token %u, “%.80s”, is not in the text at %u", i, token, at);
      span->start = at;
      at += (guint) g_utf8_strlen (token, (gssize) length);
      span->end = at;
      p += length;
    }
  return TRUE;
}

static void
add_span (QuothRowsReader *self,
          const char      *label,
          QuothSpan        extent)
{
  QuothRowsSpan span = { extent.start, extent.end, FALSE, QUOTH_ROWS_NO_TOKEN, label };

  if (label != NULL)
    g_array_append_val (self->spans, span);
}

static void
read_tags (QuothRowsReader *self)
{
  const char *open = NULL;
  QuothSpan extent = { 0, 0 };

  for (guint i = 0; i < self->token_tags->len; i++)
    {
      const char *tag = self->token_tags->pdata[i];
      QuothSpan token = g_array_index (self->token_spans, QuothSpan, i);
      gboolean prefixed = tag[0] != '\0' && tag[1] == '-' && strchr ("BIESLU", tag[0]) != NULL
                          && tag[2] != '\0';
      const char *label = prefixed ? tag + 2 : tag;

      if (*tag == '\0' || strcmp (tag, "O") == 0)
        label = NULL;
      if (open != NULL && (label == NULL || strcmp (label, open) != 0
                           || (prefixed && strchr ("BSU", tag[0]) != NULL)))
        {
          add_span (self, open, extent);
          open = NULL;
        }
      if (label != NULL && open == NULL)
        {
          open = label;
          extent.start = token.start;
        }
      extent.end = token.end;
      if (open != NULL && prefixed && strchr ("ESLU", tag[0]) != NULL)
        {
          add_span (self, open, extent);
          open = NULL;
        }
    }
  add_span (self, open, extent);
}

/* Where the tokens stand that a span counts; FALSE: there are none. */
static gboolean
find_tokens (QuothRowsReader     *self,
             const QuothRowsSpan *span,
             gboolean             inclusive,
             QuothSpan           *out_extent)
{
  guint n_tokens = self->token_spans->len;
  guint end = span->end;

  if (span->start >= n_tokens || end > n_tokens || (inclusive && end == n_tokens))
    return FALSE;
  out_extent->start = g_array_index (self->token_spans, QuothSpan, span->start).start;
  out_extent->end = out_extent->start;
  if (inclusive)
    out_extent->end = g_array_index (self->token_spans, QuothSpan, end).end;
  else if (end > span->start)
    out_extent->end = g_array_index (self->token_spans, QuothSpan, end - 1).end;
  return TRUE;
}

/* Whether all spans are of tokens and cover what they say. */
static gboolean
fits_tokens (QuothRowsReader *self,
             gboolean         inclusive)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const QuothRowsSpan *span = &g_array_index (self->spans, QuothRowsSpan, i);
      const char *slice;
      QuothSpan extent;
      gsize n_bytes;

      if (!find_tokens (self, span, inclusive, &extent))
        return FALSE;
      if (span->covered == NULL)
        continue;
      slice = quoth_text_peek_slice (self->text, extent.start, extent.end, &n_bytes);
      if (strlen (span->covered) != n_bytes || memcmp (span->covered, slice, n_bytes) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The ends of relations, where they are spans. */
static void
convert_relations (QuothRowsReader *self,
                   gboolean         inclusive)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      QuothRowsRelation *relation = &g_array_index (self->relations, QuothRowsRelation, i);
      QuothRowsSpan *ends[] = { &relation->from_span, &relation->to_span };

      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          QuothSpan extent;

          if (ends[j]->label == NULL)
            continue;
          if (!find_tokens (self, ends[j], inclusive, &extent))
            {
              ends[j]->label = NULL; /* leads nowhere */
              continue;
            }
          ends[j]->start = extent.start;
          ends[j]->end = extent.end;
        }
    }
}

static gboolean
apply_token_spans (QuothRowsReader *self,
                   GError         **error)
{
  gboolean inclusive = self->inclusive
                       || (!fits_tokens (self, FALSE) && fits_tokens (self, TRUE));

  for (guint i = 0; i < self->spans->len; i++)
    {
      QuothRowsSpan *span = &g_array_index (self->spans, QuothRowsSpan, i);
      QuothSpan extent;

      if (!find_tokens (self, span, inclusive, &extent))
        return quoth_format_refuse (error, self->scan.path, self->scan.line,
                                    "span %u to %u of \"%s\" is not in the %u tokens", span->start,
                                    span->end, span->label, self->token_spans->len);
      span->start = extent.start;
      span->end = extent.end;
    }
  convert_relations (self, inclusive);
  return TRUE;
}

/* Numbers become names, where somebody says which; FALSE with @error: one has none. */
static gboolean
name_tags (QuothRowsReader *self,
           GError         **error)
{
  guint n_names;

  if (self->names == NULL && !self->no_names)
    {
      self->names = quoth_rows_find_names (self->scan.path, self->tags_key);
      self->no_names = TRUE;
    }
  if (self->names == NULL)
    return quoth_format_refuse (error, self->scan.path, self->scan.line,
                                "the tags are numbers: put the data set's card, README.md, or "
                                "their names, a line each in labels.txt, beside the file");
  n_names = g_strv_length (self->names);
  for (guint i = 0; i < self->token_tags->len; i++)
    {
      const char *tag = self->token_tags->pdata[i];
      guint64 number = 0;

      /* What was not to be learned has a number below all. */
      if (*tag == '-' || strcmp (tag, "O") == 0)
        self->token_tags->pdata[i] = (gpointer) "O";
      else if (g_ascii_string_to_unsigned (tag, 10, 0, n_names - 1, &number, NULL))
        self->token_tags->pdata[i] = self->names[number];
      else
        return quoth_format_refuse (error, self->scan.path, self->scan.line,
                                    "tag %s has no name: there are %u of them", tag, n_names);
    }
  return TRUE;
}

/* Whether the tags may be those of the words between blanks, which are the tokens then. */
static gboolean
split_words (QuothRowsReader *self)
{
  const char *text = quoth_text_get_utf8 (self->text);
  const char *end = text + quoth_text_get_n_bytes (self->text);
  const char *word = NULL;
  gboolean any = self->numbered_tags;

  for (guint i = 0; i < self->token_tags->len; i++)
    any = any || strcmp (self->token_tags->pdata[i], "O") == 0;
  for (const char *p = text; any && p <= end; p = p < end ? g_utf8_next_char (p) : p + 1)
    {
      gboolean blank = p == end || quoth_char_is_blank (g_utf8_get_char (p));
      const QuothSpan none = { 0, 0 };

      if (!blank && word == NULL)
        word = p;
      if (!blank || word == NULL)
        continue;
      g_ptr_array_add (self->tokens, g_string_chunk_insert_len (self->strings, word, p - word));
      g_array_append_val (self->token_spans, none);
      word = NULL;
    }
  return any && self->tokens->len == self->token_tags->len;
}

/* What is called as tags are may be said of the whole text: it is kept beside. */
static gboolean
keep_tags (QuothRowsReader *self)
{
  g_autofree char *json = g_strndup (self->tags_json.bytes, self->tags_json.length);
  QuothAttributes *metadata = quoth_attributes_with_json (self->metadata, self->tags_key, json);

  quoth_attributes_unref (self->metadata);
  self->metadata = metadata;
  g_ptr_array_set_size (self->tokens, 0);
  g_array_set_size (self->token_spans, 0);
  return TRUE;
}

/* Documented in quoth-rows-private.h. */
gboolean
quoth_rows_apply_tags (QuothRowsReader *self,
                       GError         **error)
{
  const char *path = self->scan.path;
  guint line = self->scan.line;
  gboolean tagged = FALSE;
  gboolean of_tokens = self->spans->len > 0 && self->tokens->len > 0
                       && (self->inclusive || self->text == NULL);

  for (guint i = 0; i < self->token_tags->len; i++)
    tagged = tagged || (strcmp (self->token_tags->pdata[i], "O") != 0
                        && strcmp (self->token_tags->pdata[i], "0") != 0);
  if (self->text == NULL && self->has_tokens && !join_tokens (self, error))
    return FALSE;
  if (of_tokens)
    return align_tokens (self, error) && apply_token_spans (self, error);
  if (self->text != NULL && self->token_tags->len > 0 && !self->has_tokens)
    {
      if (!split_words (self))
        return keep_tags (self);
      if (self->numbered_tags && !name_tags (self, NULL))
        {
          quoth_rows_notice (self, TRUE, "\"%s\" may be tags of words: without their names, a line "
                             "each in labels.txt, they are kept as metadata", self->tags_key);
          return keep_tags (self);
        }
    }
  if (self->text == NULL || self->tokens->len == 0)
    return TRUE;
  /* Spans say more than tags; whoever has them needs no tags. */
  if (self->spans->len > 0 || !tagged)
    return TRUE;
  if (self->token_tags->len != self->tokens->len)
    return quoth_format_refuse (error, path, line, "%u tokens have %u tags", self->tokens->len,
                                self->token_tags->len);
  if (self->numbered_tags && self->has_tokens && !name_tags (self, error))
    return FALSE;
  if (!align_tokens (self, error))
    return FALSE;
  read_tags (self);
  return TRUE;
}
