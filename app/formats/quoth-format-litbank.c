/* quoth-format-litbank.c - the quotations of LitBank
 *
 * https://github.com/dbamman/litbank, quotations/tsv: beside DOC.txt, a sentence per line
 * and a blank between tokens, DOC.ann, whose lines name tokens:
 *
 *   QUOTE<TAB>Q1<TAB>sentence<TAB>token<TAB>sentence<TAB>token<TAB>text
 *   ATTRIB<TAB>Q1<TAB>Name_of_speaker-7
 *
 * Both count from 0, and the last token belongs to the quotation. A quotation is a claim.
 * Its speaker is a person of the book, not a place in the text: it becomes an entry of the
 * registry, and the claim says its name as "who". LitBank's entities are brat.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-litbank"

#include "config.h"

#include "quoth-gather.h"
#include "quoth-standoff.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_QUOTE  7
#define N_ATTRIB 3

typedef struct
{
  QuothGather gather;
  GArray     *tokens;    /* of QuothSpan: code points, of all sentences */
  GArray     *sentences; /* of guint: the first token of each, and how many there are */
} Reader;

static void
reader_clear (Reader *self)
{
  quoth_gather_clear (&self->gather);
  g_array_unref (self->tokens);
  g_array_unref (self->sentences);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static char *
text_path (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".ann"));

  return g_strconcat (stem, ".txt", NULL);
}

static void
find_tokens (Reader *self)
{
  const char *p = quoth_text_get_utf8 (self->gather.text);
  guint length = quoth_text_get_length (self->gather.text);
  guint first = 0;
  QuothSpan token = { 0, 0 };
  gboolean inside = FALSE;

  g_array_append_val (self->sentences, first);
  for (guint i = 0; i <= length; i++)
    {
      gunichar c = i < length ? g_utf8_get_char (p) : '\n';
      gboolean blank = g_unichar_isspace (c) || c == 0x0b || c == 0x85 || (c >= 0x1c && c <= 0x1f);

      if (!blank && !inside)
        token.start = i;
      token.end = i;
      if (blank && inside)
        g_array_append_val (self->tokens, token);
      inside = !blank;
      if (c == '\n')
        g_array_append_val (self->sentences, self->tokens->len);
      p = i < length ? g_utf8_next_char (p) : p;
    }
}

static gboolean
parse_number (const char *word,
              guint      *out_number)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;
  *out_number = (guint) number;
  return TRUE;
}

/* The token of a sentence; FALSE when there is none. */
static gboolean
find_token (Reader     *self,
            const char *sentence,
            const char *token,
            guint      *out_index)
{
  guint row;
  guint column;

  if (!parse_number (sentence, &row) || !parse_number (token, &column)
      || row + 1 >= self->sentences->len)
    return FALSE;
  if (column >= g_array_index (self->sentences, guint, row + 1)
                - g_array_index (self->sentences, guint, row))
    return FALSE;
  *out_index = g_array_index (self->sentences, guint, row) + column;
  return TRUE;
}

/* Whether the tokens from @first to @last are what @said says, blanks apart. */
static gboolean
says (Reader     *self,
      guint       first,
      guint       last,
      const char *said)
{
  for (guint i = first; i <= last; i++)
    {
      QuothSpan token = g_array_index (self->tokens, QuothSpan, i);
      gsize n_bytes;
      const char *slice = quoth_text_peek_slice (self->gather.text, token.start, token.end,
                                                 &n_bytes);

      said += strspn (said, " ");
      if (strncmp (said, slice, n_bytes) != 0)
        return FALSE;
      said += n_bytes;
    }
  return said[strspn (said, " \r")] == '\0';
}

static gboolean
read_quote (Reader        *self,
            guint          line,
            char         **words,
            GError       **error)
{
  const QuothType *type = quoth_scheme_first_of_kind (self->gather.scheme, QUOTH_TYPE_KIND_CLAIM);
  QuothSpan part;
  guint first;
  guint last;

  if (!find_token (self, words[2], words[3], &first) || !find_token (self, words[4], words[5], &last)
      || first > last)
    return quoth_format_refuse (error, self->gather.path, line,
                                "%.60s: the text has no tokens from %.20s %.20s to %.20s %.20s",
                                words[1], words[2], words[3], words[4], words[5]);
  part.start = g_array_index (self->tokens, QuothSpan, first).start;
  part.end = g_array_index (self->tokens, QuothSpan, last).end;
  if (!says (self, first, last, words[6]))
    {
      g_autofree char *wanted = g_utf8_substring (words[6], 0,
                                                  MIN (g_utf8_strlen (words[6], -1), 40));
      g_autofree char *there = quoth_text_slice (self->gather.text, part.start,
                                                 MIN (part.end, part.start + 40));

      return quoth_format_refuse (error, self->gather.path, line,
                                  "%.60s says “%s”, but the text there is “%s”", words[1], wanted,
                                  there);
    }
  if (type == NULL)
    quoth_gather_know_type (&self->gather, "claim", QUOTH_TYPE_KIND_CLAIM);
  quoth_gather_add (&self->gather, line, words[1], type != NULL ? type->id : "claim", NULL, &part,
                    1);
  return TRUE;
}

/* "Mrs_Bennet-7": the name of a person of the book, and its number there. */
static gboolean
read_speaker (Reader        *self,
              guint          line,
              char         **words,
              GError       **error)
{
  QuothAnnotation *claim = quoth_gather_find (&self->gather, words[1]);
  g_autofree char *name = g_strdelimit (g_strdup (words[2]), "_", ' ');
  g_autoptr (QuothEntity) entity = NULL;
  char *dash = strrchr (name, '-');

  if (dash != NULL && dash != name && dash[1] != '\0'
      && strspn (dash + 1, "0123456789") == strlen (dash + 1))
    *dash = '\0';
  g_strstrip (name);
  if (claim == NULL)
    {
      quoth_gather_notice (&self->gather, line, "%.60s is attributed, but not there: left out",
                           words[1]);
      return TRUE;
    }
  if (*name == '\0')
    return TRUE;
  quoth_gather_add_value (&self->gather, line, claim, "who", name);
  entity = quoth_entity_new (QUOTH_ENTITY_KIND_PERSON, name);
  return quoth_gather_add_entity (&self->gather, words[2], entity, error);
}

static gboolean
read_line (Reader       *self,
           guint         line,
           const char   *bytes,
           GError      **error)
{
  g_auto (GStrv) words = NULL;
  guint n;

  if (*bytes == '\0' || strcmp (bytes, "\r") == 0)
    return TRUE;
  words = g_strsplit (bytes, "\t", N_QUOTE);
  n = g_strv_length (words);
  if (strcmp (words[0], "QUOTE") == 0 && n == N_QUOTE)
    return read_quote (self, line, words, error);
  if (strcmp (words[0], "ATTRIB") == 0 && n == N_ATTRIB)
    {
      g_strchomp (words[2]);
      return read_speaker (self, line, words, error);
    }
  return quoth_format_refuse (error, self->gather.path, line,
                              "the line is neither a QUOTE nor an ATTRIB");
}

static gboolean
read_lines (Reader        *self,
            QuothProgress *progress,
            GError       **error)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  guint number = 0;
  char *end;

  if (!quoth_format_load (self->gather.path, QUOTH_STANDOFF_MAX_BYTES, &bytes, &n_bytes, error))
    return FALSE;
  if (strlen (bytes) != n_bytes || !g_utf8_validate_len (bytes, n_bytes, NULL))
    return quoth_format_refuse (error, self->gather.path, 0, "the file is not UTF-8");
  for (char *line = bytes; line != NULL && *line != '\0'; line = end)
    {
      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      if (!read_line (self, ++number, line, error)
          || quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_text (Reader  *self,
           GError **error)
{
  g_autofree char *path = text_path (self->gather.path);
  g_autofree char *encoding = NULL;
  gboolean mark;

  if (!g_str_has_suffix (self->gather.path, ".ann") || !g_file_test (path, G_FILE_TEST_EXISTS))
    return quoth_format_refuse (error, self->gather.path, 0, "the text %s is not there", path);
  self->gather.text = quoth_standoff_load_text (path, self->gather.options->encoding, &mark,
                                                &encoding, error);
  return self->gather.text != NULL;
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (Reader) self = {
    .tokens = g_array_new (FALSE, FALSE, sizeof (QuothSpan)),
    .sentences = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = NULL;
  g_autoptr (QuothArticle) article = NULL;
  const char *layer;

  quoth_gather_init (&self.gather, path, options, sink);
  if (!load_text (&self, error))
    return FALSE;
  find_tokens (&self);
  if (!read_lines (&self, progress, error))
    return FALSE;
  base[strlen (base) - strlen (".ann")] = '\0';
  name = g_filename_display_name (base);
  article = quoth_article_new (name, self.gather.text);
  layer = quoth_gather_get_layer (&self.gather);
  quoth_gather_add_layer (&self.gather, layer,
                          quoth_format_state_of_layer (options, layer,
                                                       self.gather.annotations->len));
  return quoth_gather_deliver (&self.gather, article, error);
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL || !g_str_has_suffix (path, ".ann"))
    return 0;
  return n_head >= 6 && strncmp (head, "QUOTE\t", 6) == 0 ? 92 : 0;
}

static char **
companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = g_str_has_suffix (path, ".ann") ? text_path (path) : g_strdup (path);

  if (g_str_has_suffix (path, ".ann"))
    g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

static const char *const extensions[] = { NULL };

const QuothFormat quoth_format_litbank = {
  .name = "litbank",
  .title = N_("LitBank quotations"),
  .description = N_("The quotations of novels and who speaks them, beside tokenized texts"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
};
