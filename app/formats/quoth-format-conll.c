/* quoth-format-conll.c - CoNLL-2003 columns: a token and its tag per line
 *
 * Reads two or more columns, by tabs or blanks, the token first and the tag last; also with a
 * number before the token and more than one column of tags, as GermEval 2014 has them. IOB1,
 * IOB2, IOBES, BILOU and BMEWO, whose tags explain themselves when every change of label begins a
 * span; also labels alone, as few-NERD has them. The text is rebuilt: one blank between tokens, one line per sentence, one article per
 * "-DOCSTART-".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conll"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-columns.h"
#include "quoth-document-index.h"
#include "quoth-format-conll-private.h"
#include "quoth-json-writer.h"
#include "quoth-standoff.h"

#include <glib/gi18n.h>
#include <string.h>

/* The span that is open in a column of tags. */
typedef struct
{
  char      *label; /* nullable: none is */
  QuothSpan  span;  /* in bytes */
} Open;

typedef struct
{
  const char             *path;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  const char             *layer;
  char                   *id;         /* nullable: of the first article */
  char                   *name;
  QuothConllLayout        layout;
  guint                   n_articles;
  GString                *text;
  gboolean                new_sentence;
  gboolean                begun;      /* by a "-DOCSTART-": an article, with tokens or without */
  GPtrArray              *annotations; /* their parts in bytes: characters are counted later */
  Open                    open[QUOTH_CONLL_MAX_TAGS]; /* the last column first */
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->id);
  g_free (self->name);
  for (guint i = 0; i < QUOTH_CONLL_MAX_TAGS; i++)
    g_free (self->open[i].label);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->annotations);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
has_extension (const char *path)
{
  static const char *const known[] = { ".conll", ".conll03", ".conll2003", ".iob", ".iob2",
                                       ".bio", ".bioes", ".iobes" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_suffix (path, known[i]))
      return TRUE;
  return FALSE;
}

/* Whether every whole line of the head has as many columns and a tag. */
static int
probe_tags (const char *path,
            const char *head,
            gsize       n_head)
{
  QuothConllField fields[QUOTH_CONLL_MAX_COLUMNS];
  guint n_columns = 0;
  gboolean tagged = FALSE;
  const char *at = head, *line;
  gsize n;

  while (quoth_conll_next_line (&at, head + n_head, n_columns == 0, &line, &n))
    {
      guint n_fields;

      if (quoth_conll_is_document (line, n))
        return 90;
      n_fields = quoth_conll_split (line, n, memchr (line, '\t', n) != NULL, fields);
      if (quoth_conll_is_comment (line, n, &fields[n_fields - 1]))
        continue;
      if (n_fields < 2 || (n_columns > 0 && n_fields != n_columns)
          || !quoth_conll_is_tag (&fields[n_fields - 1]))
        return 0;
      n_columns = n_fields;
      /* Of several columns of tags, the last may long be empty. */
      for (guint i = n_fields; i > 1 && !tagged && quoth_conll_is_tag (&fields[i - 1]); i--)
        tagged = fields[i - 1].n > 1;
    }
  if (n_columns == 0)
    return 0;
  return has_extension (path) ? 85 : tagged ? 70 : 0;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  int certainty;

  if (head == NULL || n_head == 0)
    return 0;
  if (n_head > 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      head += 3;
      n_head -= 3;
    }
  certainty = probe_tags (path, head, n_head);
  if (certainty == 0 && quoth_conll_holds_labels (head, n_head))
    return 60;
  /* What is called so and is not is for the reader to refuse, with the line. */
  return certainty > 0 || !has_extension (path) ? certainty : 2;
}

static void
close_span (Reader *self,
            Open   *open)
{
  QuothAnnotation *annotation;

  if (open->label == NULL)
    return;
  annotation = quoth_annotation_new (open->label, self->layer, &open->span, 1);
  quoth_annotation_set_origin (annotation, "import");
  g_ptr_array_add (self->annotations, annotation);
  g_clear_pointer (&open->label, g_free);
}

static void
close_spans (Reader *self)
{
  for (guint i = 0; i < QUOTH_CONLL_MAX_TAGS; i++)
    close_span (self, &self->open[i]);
}

static gboolean
has_label (const Open            *open,
           const QuothConllField *tag,
           gsize                  n_prefix)
{
  return open->label != NULL && strlen (open->label) == tag->n - n_prefix
         && memcmp (open->label, tag->start + n_prefix, tag->n - n_prefix) == 0;
}

/* A token from byte @start to the end of the text has this tag. */
static void
read_tag (Reader                *self,
          Open                  *open,
          const QuothConllField *tag,
          guint                  start)
{
  char prefix = self->layout.bare ? 'I' : tag->start[0];
  gsize n_prefix = self->layout.bare ? 0 : 2;

  if (tag->n == 1 && tag->start[0] == 'O')
    {
      close_span (self, open);
      return;
    }
  if (strchr ("BSUW", prefix) != NULL || !has_label (open, tag, n_prefix))
    {
      close_span (self, open);
      open->label = g_strndup (tag->start + n_prefix, tag->n - n_prefix);
      open->span.start = start;
    }
  open->span.end = (guint) self->text->len;
  if (strchr ("ESLUW", prefix) != NULL)
    close_span (self, open);
}

static gboolean
deliver (Reader  *self,
         GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;

  close_spans (self);
  if (self->text->len == 0 && !self->begun)
    return TRUE;
  text = quoth_text_new (self->text->str, (gssize) self->text->len, error);
  if (text == NULL)
    return FALSE;
  self->n_articles++;
  name = self->n_articles == 1 ? g_strdup (self->name)
                               : g_strdup_printf ("%s %u", self->name, self->n_articles);
  article = quoth_article_new (name, text);
  if (self->id != NULL && self->n_articles == 1)
    quoth_article_set_id (article, self->id);
  data = quoth_article_data_new (article, text);
  quoth_article_data_add_layer (data, self->layer,
                                quoth_format_state_of_layer (self->options, self->layer,
                                                             self->annotations->len));
  for (guint i = 0; i < self->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->annotations->pdata[i];
      QuothSpan span = { quoth_text_from_bytes (text, annotation->parts[0].start),
                         quoth_text_from_bytes (text, annotation->parts[0].end) };

      quoth_annotation_set_parts (annotation, &span, 1);
      g_ptr_array_add (data->annotations, quoth_annotation_ref (annotation));
    }
  g_ptr_array_set_size (self->annotations, 0);
  g_string_truncate (self->text, 0);
  self->new_sentence = FALSE;
  return self->sink->article (self->sink->user_data, data, error);
}

static void
read_tags (Reader                *self,
           const QuothConllField *fields,
           guint                  start)
{
  static const QuothConllField outside = { "O", 1 };
  guint n = self->layout.n_columns;

  for (guint i = 0; i < self->layout.n_tags; i++)
    {
      const QuothConllField *tag = &fields[n - 1 - i];

      if (i > 0 && (!quoth_conll_is_tag (tag) || quoth_conll_is_chunk (tag)))
        tag = &outside;
      read_tag (self, &self->open[i], tag, start);
    }
}

static gboolean
read_token (Reader      *self,
            const char  *line,
            gsize        n,
            guint        number,
            GError     **error)
{
  QuothConllField fields[QUOTH_CONLL_MAX_COLUMNS];
  const QuothConllLayout *layout = &self->layout;
  const QuothConllField *token = &fields[layout->token];
  guint n_fields = quoth_conll_split (line, n, layout->by_tabs, fields);
  guint start;

  if (n_fields > 0 && quoth_conll_is_comment (line, n, &fields[n_fields - 1]))
    return TRUE;
  if (n_fields < 2 || n_fields != layout->n_columns)
    {
      if (line[0] == '#')
        return TRUE;
      return quoth_format_refuse (error, self->path, number,
                                  layout->n_columns >= 2
                                  ? "the line has %u columns, not %u"
                                  : "the line has %u columns, not at least 2",
                                  n_fields, layout->n_columns);
    }
  if (token->n == 0)
    return quoth_format_refuse (error, self->path, number, "the line has no token");
  if (self->layout.bare ? !quoth_conll_is_label (&fields[n_fields - 1])
                        : !quoth_conll_is_tag (&fields[n_fields - 1]))
    return quoth_format_refuse (error, self->path, number, "“%.*s” is no tag",
                                (int) MIN (fields[n_fields - 1].n, 80), fields[n_fields - 1].start);
  if (self->text->len > 0)
    g_string_append_c (self->text, self->new_sentence ? '\n' : ' ');
  self->new_sentence = FALSE;
  start = (guint) self->text->len;
  quoth_json_append_bytes (self->text, token->start, token->n);
  read_tags (self, fields, start);
  return TRUE;
}

/* How long the token is where the line at @line is "token<TAB>O", as nearly all are, and 0
 * where it may be anything else: one look at sixteen bytes, where all questions that
 * read_token() asks take many. */
static inline gsize
plain_token (const Reader *self,
             const char   *line,
             const char   *end)
{
  QuothBytes block, ends;
  gsize n;

  if (!self->layout.by_tabs || self->layout.n_columns != 2 || end - line < QUOTH_BYTES_BLOCK
      || *line == QUOTH_COLUMNS_DOCUMENT[0])
    return 0;
  block = quoth_bytes_load (line);
  ends = quoth_bytes_equal (block, '\t') | quoth_bytes_equal (block, '\n');
  if (!quoth_bytes_any (ends))
    return 0;
  n = quoth_bytes_first (ends);
  return n + 3 <= QUOTH_BYTES_BLOCK && memcmp (line + n, "\tO\n", 3) == 0 ? n : 0;
}

/* The same as read_token() for a line that is "token<TAB>O". */
static inline void
add_plain_token (Reader     *self,
                 const char *token,
                 gsize       n)
{
  char *to;

  close_span (self, &self->open[0]);
  to = quoth_json_reserve (self->text, QUOTH_BYTES_BLOCK + 1);
  if (self->text->len > 0)
    *to++ = self->new_sentence ? '\n' : ' ';
  self->new_sentence = FALSE;
  memcpy (to, token, QUOTH_BYTES_BLOCK);
  quoth_json_commit (self->text, to + n);
}

static gboolean
read_lines (Reader         *self,
            const char     *utf8,
            gsize           n_bytes,
            QuothProgress  *progress,
            GError        **error)
{
  guint number = 0;

  quoth_conll_find_layout (utf8, n_bytes, &self->layout);
  if (self->layout.bare)
    self->sink->notice (self->sink->user_data, self->path, 0,
                        "the labels do not say where an annotation begins: neighbours with one "
                        "label are one");
  for (const char *line = utf8, *end; line < utf8 + n_bytes; line = end + 1)
    {
      gsize n = plain_token (self, line, utf8 + n_bytes);

      number++;
      if (number % 4096 == 0 && quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      if (n > 0)
        {
          add_plain_token (self, line, n);
          end = line + n + strlen ("\tO");
          continue;
        }
      end = memchr (line, '\n', (gsize) (utf8 + n_bytes - line));
      if (end == NULL)
        end = utf8 + n_bytes;
      n = quoth_conll_trim (line, (gsize) (end - line));
      if (n == 0)
        {
          close_spans (self);
          self->new_sentence = TRUE;
        }
      else if (quoth_conll_is_document (line, n))
        {
          if (!deliver (self, error))
            return FALSE;
          self->begun = TRUE;
        }
      else if (!read_token (self, line, n, number, error))
        {
          return FALSE;
        }
    }
  if (!deliver (self, error))
    return FALSE;
  if (self->n_articles == 0)
    return quoth_format_refuse (error, self->path, 0, "the file holds no article");
  return TRUE;
}

static char *
get_document (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_filename_display_name (base);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (Reader) reader = { .path = path, .options = options, .sink = sink };
  g_autofree char *document = get_document (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *layer = NULL;
  g_autofree char *encoding = NULL;
  g_autoptr (QuothText) text = NULL;
  gboolean above = FALSE;
  gboolean mark;

  reader.text = g_string_new (NULL);
  reader.annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  text = quoth_standoff_load_text (path, options->encoding, &mark, &encoding, error);
  if (text == NULL)
    return FALSE;
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autofree char *message = g_strdup_printf ("read as %s", encoding);

      sink->notice (sink->user_data, path, 0, message);
    }
  if (quoth_document_index_lookup (folder, document, options->session, &reader.id, &reader.name, &above)
      && above)
    {
      g_autofree char *whole = g_canonicalize_filename (folder, NULL);
      g_autofree char *base = g_path_get_basename (whole);

      layer = g_filename_display_name (base);
    }
  if (reader.name == NULL)
    reader.name = g_steal_pointer (&document);
  reader.layer = layer != NULL ? layer : options->layer != NULL ? options->layer : "import";
  return read_lines (&reader, quoth_text_get_utf8 (text), quoth_text_get_n_bytes (text), progress,
                     error);
}

static const char *const extensions[] = { "conll", "iob", "bio", NULL };

static const QuothFormatOption options[] = {
  { QUOTH_WRITE_IOBES, "iobes", N_("Tags"), N_("Write IOBES tags instead of IOB2"),
    "IOB2", "IOBES" },
  { QUOTH_WRITE_FOUR_COLUMNS, "four-columns", N_("Columns"),
    N_("Write four columns instead of two"),
    /* Translators: of a table of tokens */
    N_("Token and tag"), N_("Four, as in CoNLL-2003") },
  { 0 }
};

const QuothFormat quoth_format_conll2003 = {
  .name = "conll2003",
  .title = N_("CoNLL-2003 columns"),
  .description = N_("One token and its tag per line; loses overlaps, parts, attributes and links"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = quoth_document_index_companions,
  .writer_size = sizeof (QuothConllWriter),
  .start = quoth_conll_writer_start,
  .article = quoth_conll_writer_article,
  .clear = quoth_conll_writer_clear,
  .names_documents = TRUE,
  .options = options,
};
