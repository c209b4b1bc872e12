/* quoth-format-conll-write.c - writes CoNLL-2003 columns
 *
 * [LAYER/]DOC.conll: "-DOCSTART- -X- O O", an empty line, then one token and its tag per
 * line and an empty line after each sentence. A token has one tag: the longest span
 * takes it, the others are named as lost, and so is all that a tag cannot say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conll"

#include "config.h"

#include "quoth-chars.h"
#include "quoth-columns.h"
#include "quoth-format-conll-private.h"
#include "quoth-json-writer.h"
#include "quoth-words.h"

#include <string.h>

typedef QuothConllWriter Writer;

/* One file. */
typedef struct
{
  Writer            *writer;
  QuothArticleData  *data;
  GPtrArray         *annotations; /* longest first; borrowed */
  GArray            *tokens;      /* of QuothColumnsToken */
  QuothAnnotation  **owners;      /* per token, nullable */
} File;

gboolean
quoth_conll_writer_start (gpointer   writer,
                          GError   **error)
{
  Writer *self = writer;

  self->label = g_string_new (NULL);
  return TRUE;
}

void
quoth_conll_writer_clear (gpointer writer)
{
  Writer *self = writer;

  g_string_free (self->label, TRUE);
}

/* Returns why the span cannot stand in a column, NULL when it does; what a tag cannot
 * say of it is told in @reasons. */
static const char *
place (File            *self,
       QuothAnnotation *annotation,
       GString         *reasons)
{
  const char *reason = quoth_columns_place (self->tokens, self->owners, annotation);

  if (reason != NULL)
    return reason;
  /* Only spans of one part are placed. */
  quoth_format_append_rest (reasons, annotation, QUOTH_KEPT_PARTS);
  return NULL;
}

static void
place_all (File *self)
{
  for (guint i = 0; i < self->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->annotations->pdata[i];
      GString *reasons = self->writer->base.reasons;
      const char *reason;

      g_string_truncate (reasons, 0);
      reason = place (self, annotation, reasons);
      if (reason == NULL && reasons->len > 0)
        reason = reasons->str;
      if (reason != NULL)
        quoth_writer_lose (self->writer, annotation->id, reason);
    }
}

/* A type holds no blank in a column. */
static void
make_label (GString    *out,
            const char *type)
{
  const char *p = type;

  while (g_ascii_isgraph (*p))
    p++;
  g_string_truncate (out, 0);
  quoth_json_append_bytes (out, type, (gsize) (p - type));
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (quoth_char_is_blank (c) || g_unichar_iscntrl (c))
        g_string_append_c (out, '_');
      else
        g_string_append_unichar (out, c);
    }
}

/* The tag of a token that an annotation owns. */
static void
append_tag (File  *self,
            guint  token)
{
  GString *out = self->writer->base.out;
  QuothAnnotation *owner = self->owners[token];
  gboolean begins = token == 0 || self->owners[token - 1] != owner;
  gboolean ends = token + 1 == self->tokens->len || self->owners[token + 1] != owner;

  if (begins)
    make_label (self->writer->label, owner->type);
  if ((self->writer->base.options.flags & QUOTH_WRITE_IOBES) && ends)
    quoth_json_append_bytes (out, begins ? "S-" : "E-", 2);
  else
    quoth_json_append_bytes (out, begins ? "B-" : "I-", 2);
  quoth_json_append_bytes (out, self->writer->label->str, self->writer->label->len);
  quoth_json_append_literal (out, "\n");
}

/* Writes the tokens from @first on that stand outside of all spans and before @limit; returns
 * which is the next. Nearly all tokens are such: there is room for all of them at once, so
 * that nothing is asked for each but how long it is. */
static guint
append_outside (File  *self,
                guint  first,
                guint  limit)
{
  static const char tails[2][QUOTH_COLUMNS_SLACK] = { "\tO\n", "\t-X-\tO\tO\n" };
  const char *tail = tails[(self->writer->base.options.flags & QUOTH_WRITE_FOUR_COLUMNS) != 0];
  gsize n_tail = strlen (tail);
  const char *utf8 = quoth_text_get_utf8 (self->data->text);
  const char *end = utf8 + quoth_text_get_n_bytes (self->data->text);
  const QuothColumnsToken *tokens = (const QuothColumnsToken *) (gpointer) self->tokens->data;
  gsize n_bytes = 0;
  guint next = first;
  char *to;

  for (; next < self->tokens->len && self->owners[next] == NULL
         && tokens[next].span.start < limit; next++)
    n_bytes += tokens[next].n_bytes + n_tail;
  to = quoth_json_reserve (self->writer->base.out, n_bytes + QUOTH_COLUMNS_SLACK);
  for (guint i = first; i < next; i++)
    {
      to = quoth_columns_put (to, utf8, end, &tokens[i]);
      memcpy (to, tail, QUOTH_COLUMNS_SLACK);
      to += n_tail;
    }
  quoth_json_commit (self->writer->base.out, to);
  return next;
}

static void
append_inside (File  *self,
               guint  token)
{
  gboolean four_columns = (self->writer->base.options.flags & QUOTH_WRITE_FOUR_COLUMNS) != 0;

  quoth_columns_append (self->writer->base.out, quoth_text_get_utf8 (self->data->text),
                        quoth_text_get_n_bytes (self->data->text),
                        &g_array_index (self->tokens, QuothColumnsToken, token),
                        four_columns ? "\t-X-\tO\t" : "\t", four_columns ? 7 : 1);
  append_tag (self, token);
}

static void
write_tokens (File *self)
{
  GString *out = self->writer->base.out;
  g_autoptr (GArray) sentences = quoth_sentences_find (self->data->text);
  guint sentence = 0;

  g_string_assign (out, QUOTH_COLUMNS_DOCUMENT " -X- O O\n\n");
  for (guint i = 0; i < self->tokens->len;)
    {
      guint start = g_array_index (self->tokens, QuothColumnsToken, i).span.start;
      gboolean fresh = FALSE;

      while (sentence < sentences->len
             && g_array_index (sentences, QuothSpan, sentence).start <= start)
        {
          sentence++;
          fresh = TRUE;
        }
      /* Readers end a span with the sentence: one that goes on keeps both together. */
      if (fresh && i > 0
          && (self->owners[i] == NULL || self->owners[i] != self->owners[i - 1]))
        g_string_append_c (out, '\n');
      if (self->owners[i] != NULL)
        append_inside (self, i++);
      else
        i = append_outside (self, i, sentence < sentences->len
                                       ? g_array_index (sentences, QuothSpan, sentence).start
                                       : G_MAXUINT);
    }
  if (self->tokens->len > 0)
    g_string_append_c (out, '\n');
}

static gboolean
write_file (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  Writer *self = writer;
  QuothArticleData *data = view->data;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GArray) tokens = NULL;
  g_autofree QuothAnnotation **owners = NULL;
  File file = { .writer = self, .data = data, .annotations = annotations };

  g_ptr_array_extend (annotations, data->annotations, NULL, NULL);
  edges = quoth_columns_collect_edges (annotations);
  file.tokens = tokens = quoth_columns_tokenize (data->text, edges);
  file.owners = owners = g_new0 (QuothAnnotation *, (gsize) tokens->len + 1);
  g_ptr_array_sort (annotations, quoth_columns_compare_lengths);
  place_all (&file);
  if (self->base.options.dry_run)
    return TRUE;
  write_tokens (&file);
  return quoth_writer_save (self, view, ".conll", self->base.out->str, self->base.out->len, error);
}

gboolean
quoth_conll_writer_article (gpointer           writer,
                            QuothArticleData  *data,
                            GError           **error)
{
  return quoth_writer_each_view (writer, data, write_file, error);
}
