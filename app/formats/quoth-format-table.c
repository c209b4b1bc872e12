/* quoth-format-table.c - articles from a spreadsheet: one per row
 *
 * Comma-separated values with a row of column names. The columns are known by usual
 * names; all that have no use of their own become metadata.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-table"

#include "config.h"

#include "quoth-formats-private.h"
#include "quoth-json-writer.h"
#include "quoth-standoff.h"
#include "quoth-tables.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  COLUMN_TEXT,
  COLUMN_NAME,
  COLUMN_LANGUAGE,
  COLUMN_ID,
  N_USES
} Use;

/* The usual names of columns, the likelier first. */
static const char *const names[N_USES][18] = {
  { "text", "body", "content", "article", "full_text", "fulltext", "article_text", "maintext",
    "volltext", "texto", "inhalt", "artikeltext", "artikel", "cuerpo", "contenido", "story", NULL },
  { "name", "title", "headline", "titel", "titulo", "título", "überschrift", NULL },
  { "language", "lang", "sprache", "idioma", NULL },
  { "id", "doc", "doc_id", "article_id", NULL }
};

/* What metadata is called here, and elsewhere. */
static const char *const facts[][8] = {
  { "date", "published", "publish_date", "publication_date", "datum", "fecha", NULL },
  { "author", "byline", "authors", "autor", NULL },
  { "publisher", "source", "outlet", "newspaper", "medium", "publication", "quelle", NULL },
  { "url", "link", "uri", "web_url", NULL }
};

typedef struct
{
  const char             *path;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothTable              table;
  GPtrArray              *columns;       /* of char*: the names of the metadata */
  int                     uses[N_USES];  /* column, or -1 */
} Reader;

static void
reader_clear (Reader *self)
{
  quoth_table_clear (&self->table);
  g_ptr_array_unref (self->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* A folded name, with blanks and hyphens as underscores. */
static char *
fold_name (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  char *folded = g_utf8_strdown (trimmed, -1);

  return g_strdelimit (folded, " -", '_');
}

static gboolean
is_listed (const char *const *list,
           const char        *folded)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (strcmp (list[i], folded) == 0)
      return TRUE;
  return FALSE;
}

/* The separator of the first line: that which it holds most of. */
static char
find_separator (const char *utf8,
                gsize       n_bytes)
{
  static const char separators[] = ",;\t|";
  gsize length = 0;
  guint best = 0;
  char found = ',';

  while (length < n_bytes && utf8[length] != '\n' && utf8[length] != '\r')
    length++;
  for (guint i = 0; separators[i] != '\0'; i++)
    {
      guint n = 0;

      for (gsize k = 0; k < length; k++)
        n += utf8[k] == separators[i];
      if (n > best)
        {
          best = n;
          found = separators[i];
        }
    }
  return found;
}

/* Spreadsheets may say on a line of its own what separates the fields: returns its length, with the
 * line's end; 0: there is none. */
static gsize
find_separator_line (const char *utf8,
                     gsize       n_bytes,
                     char       *out_separator)
{
  static const char begin[] = "sep=";
  gsize length = strlen (begin);
  gsize end = length + 1;

  if (n_bytes <= end || g_ascii_strncasecmp (utf8, begin, length) != 0
      || strchr (",;\t|", utf8[length]) == NULL || utf8[length] == '\0'
      || (utf8[end] != '\n' && utf8[end] != '\r'))
    return 0;
  *out_separator = utf8[length];
  while (end < n_bytes && (utf8[end] == '\n' || utf8[end] == '\r'))
    end++;
  return end;
}

static void
take_column (Reader     *self,
             int         index,
             const char *name)
{
  g_autofree char *folded = fold_name (name);

  for (guint i = 0; i < N_USES; i++)
    if (self->uses[i] < 0 && is_listed (names[i], folded))
      {
        self->uses[i] = index;
        g_ptr_array_add (self->columns, NULL);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (is_listed (facts[i], folded))
      {
        g_ptr_array_add (self->columns, g_strdup (facts[i][0]));
        return;
      }
  g_ptr_array_add (self->columns, g_steal_pointer (&folded));
}

static gboolean
read_header (Reader  *self,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!quoth_table_next (&self->table, &local_error))
    {
      if (local_error == NULL)
        return quoth_format_refuse (error, self->path, 0, "the table is empty");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (quoth_table_get_n (&self->table) > QUOTH_FORMAT_MAX_FACTS)
    return quoth_format_refuse (error, self->path, 1, "more than %d columns",
                                QUOTH_FORMAT_MAX_FACTS);
  for (guint i = 0; i < N_USES; i++)
    self->uses[i] = -1;
  for (guint i = 0; i < quoth_table_get_n (&self->table); i++)
    take_column (self, (int) i, quoth_table_get (&self->table, i));
  if (self->uses[COLUMN_TEXT] < 0)
    return quoth_format_refuse (error, self->path, 1,
                                "no column of texts: name one of them \"text\"");
  return TRUE;
}

static const char *
get_field (Reader *self,
           Use     use)
{
  return self->uses[use] < 0 ? "" : quoth_table_get (&self->table, (guint) self->uses[use]);
}

static QuothAttributes *
get_metadata (Reader *self)
{
  QuothAttributes *metadata = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *value = quoth_table_get (&self->table, i);
      const char *name = self->columns->pdata[i];
      QuothAttributes *next;

      if (name == NULL || *name == '\0' || *value == '\0')
        continue;
      next = quoth_attributes_with_string (metadata, name, value);
      quoth_attributes_unref (metadata);
      metadata = next;
    }
  return metadata;
}

static gboolean
read_record (Reader  *self,
             GError **error)
{
  const char *utf8 = get_field (self, COLUMN_TEXT);
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autofree char *name = NULL;

  for (guint i = self->columns->len; i < quoth_table_get_n (&self->table); i++)
    if (*quoth_table_get (&self->table, i) != '\0')
      {
        self->sink->notice (self->sink->user_data, self->path, self->table.line,
                            "the row has more fields than there are columns: they are left out");
        break;
      }
  if (*utf8 == '\0')
    {
      self->sink->notice (self->sink->user_data, self->path, self->table.line,
                          "the row has no text: left out");
      return TRUE;
    }
  text = quoth_text_new (utf8, -1, error);
  if (text == NULL)
    return FALSE;
  name = g_strstrip (g_strdup (get_field (self, COLUMN_NAME)));
  if (*name == '\0')
    {
      g_autofree char *base = g_path_get_basename (self->path);

      g_free (name);
      name = g_strdup_printf ("%.*s %u", (int) strcspn (base, "."), base, self->table.line);
    }
  article = quoth_article_new (name, text);
  if (*get_field (self, COLUMN_LANGUAGE) != '\0')
    quoth_article_set_language (article, get_field (self, COLUMN_LANGUAGE));
  quoth_article_take_metadata (article, get_metadata (self));
  /* Ids of other programs need not be the only ones of a project. */
  if (*get_field (self, COLUMN_ID) != '\0')
    {
      QuothAttributes *metadata = quoth_attributes_with_string (article->metadata, "id",
                                                                get_field (self, COLUMN_ID));

      quoth_article_take_metadata (article, metadata);
    }
  data = quoth_article_data_new (article, text);
  return self->sink->article (self->sink->user_data, data, error);
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (Reader) self = { .path = path, .options = options, .sink = sink };
  g_autofree char *encoding = NULL;
  g_autoptr (QuothText) whole = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean mark;
  const char *utf8;
  gsize n_bytes;
  gsize n_before;
  char separator;

  self.columns = g_ptr_array_new_with_free_func (g_free);
  whole = quoth_standoff_load_text (path, options->encoding, &mark, &encoding, error);
  if (whole == NULL)
    return FALSE;
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0)
    {
      g_autofree char *message = g_strdup_printf ("read as %s", encoding);

      sink->notice (sink->user_data, path, 0, message);
    }
  utf8 = quoth_text_get_utf8 (whole);
  n_bytes = quoth_text_get_n_bytes (whole);
  n_before = find_separator_line (utf8, n_bytes, &separator);
  if (n_before == 0)
    separator = find_separator (utf8, n_bytes);
  quoth_table_init (&self.table, path, utf8 + n_before, n_bytes - n_before, separator);
  self.table.next_line = n_before > 0 ? 2 : 1;
  if (!read_header (&self, error))
    return FALSE;
  while (quoth_table_next (&self.table, &local_error))
    if (quoth_progress_set_error_if_cancelled (progress, error) || !read_record (&self, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the first line names a column of texts. */
static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  g_auto (QuothTable) table = { NULL };
  const char *line = head;
  gsize length = 0;
  gsize n_before;
  char separator;

  if (head == NULL || (!g_str_has_suffix (path, ".csv") && !g_str_has_suffix (path, ".tsv")))
    return 0;
  if (n_head >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      line += 3;
      n_head -= 3;
    }
  n_before = find_separator_line (line, n_head, &separator);
  line += n_before;
  n_head -= n_before;
  while (length < n_head && line[length] != '\n' && line[length] != '\r')
    length++;
  quoth_table_init (&table, path, line, length,
                    n_before > 0 ? separator : find_separator (line, length));
  if (!quoth_table_next (&table, NULL))
    return 0;
  for (guint i = 0; i < quoth_table_get_n (&table); i++)
    {
      const char *field = quoth_table_get (&table, i);
      g_autofree char *folded = NULL;

      if (!g_utf8_validate (field, -1, NULL))
        continue;
      folded = fold_name (field);
      if (is_listed (names[COLUMN_TEXT], folded))
        return 75;
    }
  return QUOTH_PROBE_WHEN_NAMED;
}

static const char *const extensions[] = { "csv", "tsv", NULL };

const QuothFormat quoth_format_table = {
  .name = "table",
  .title = N_("Table of articles"),
  .description = N_("A spreadsheet saved as CSV: one article per row, without annotations"),
  .extensions = extensions,
  .plain = TRUE,
  .probe = probe,
  .read = read_unit,
};
