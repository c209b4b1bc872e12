/* quoth-webanno-parse.c - the lines of a WebAnno TSV file
 *
 * The header names the layers and, in their order, the columns. A sentence is its text
 * and a line per token, and below a token per part of it that is annotated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-webanno"

#include "config.h"

#include "quoth-webanno-private.h"

#include <string.h>

#define MAX_COLUMNS 10000
#define BOM         "\xef\xbb\xbf"
#define MARK        "#FORMAT=WebAnno TSV 3"

static void
clear_feature (gpointer data)
{
  QuothWebannoFeature *self = data;

  g_free (self->name);
  g_free (self->target);
}

static void
clear_layer (gpointer data)
{
  QuothWebannoLayer *self = data;

  g_free (self->name);
  g_free (self->base);
  g_array_unref (self->features);
}

static void
clear_sentence (gpointer data)
{
  g_string_free (((QuothWebannoSentence *) data)->text, TRUE);
}

void
quoth_webanno_clear (QuothWebanno *self)
{
  g_clear_pointer (&self->layers, g_array_unref);
  g_clear_pointer (&self->sentences, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->bytes, g_free);
}

/* A backslash keeps what follows from meaning anything, but for three letters. */
char *
quoth_webanno_unescape (const char *value)
{
  GString *out;

  if (strchr (value, '\\') == NULL)
    return g_strdup (value);
  out = g_string_new (NULL);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p != '\\' || p[1] == '\0' || strchr ("\\[]|_;*-tnr", p[1]) == NULL
          || (p[1] == '-' && p[2] != '>'))
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
      g_string_append_c (out, *p == 't' ? '\t' : *p == 'n' ? '\n' : *p == 'r' ? '\r' : *p);
    }
  return g_string_free (out, FALSE);
}

/* "ROLE_my.Host:links_my.Link" is the slot "links". */
static char *
get_slot_name (const char *item)
{
  const char *colon = strrchr (item, ':');
  const char *name = colon != NULL ? colon + 1 : item + strlen ("ROLE_");

  return g_strndup (name, strcspn (name, "_"));
}

static gboolean
read_layer (QuothWebanno      *self,
            QuothWebannoKind   kind,
            const char        *declaration,
            guint              line,
            GError           **error)
{
  g_auto (GStrv) items = g_strsplit (declaration, "|", MAX_COLUMNS);
  QuothWebannoLayer layer = { .kind = kind };

  if (items[0] == NULL || *items[0] == '\0')
    return quoth_format_refuse (error, self->path, line, "a layer has no name");
  layer.name = g_strdup (items[0]);
  layer.features = g_array_new (FALSE, TRUE, sizeof (QuothWebannoFeature));
  g_array_set_clear_func (layer.features, clear_feature);
  for (guint i = 1; items[i] != NULL; i++)
    {
      QuothWebannoFeature feature = { .column = self->n_columns };

      if (g_str_has_prefix (items[i], "BT_"))
        {
          g_free (layer.base);
          layer.base = g_strdup (items[i] + strlen ("BT_"));
          continue;
        }
      feature.is_slot = g_str_has_prefix (items[i], "ROLE_");
      feature.name = feature.is_slot ? get_slot_name (items[i]) : g_strdup (items[i]);
      if (feature.is_slot && items[i + 1] != NULL)
        feature.target = g_strdup (items[++i]);
      self->n_columns += feature.is_slot ? 2 : 1;
      g_array_append_val (layer.features, feature);
    }
  /* A layer without features has a column all the same. */
  if (layer.features->len == 0 && kind == QUOTH_WEBANNO_SPAN)
    {
      QuothWebannoFeature feature = { .name = g_strdup (""), .column = self->n_columns++ };

      g_array_append_val (layer.features, feature);
    }
  if (kind == QUOTH_WEBANNO_RELATION)
    layer.address = self->n_columns++;
  g_array_append_val (self->layers, layer);
  if (self->n_columns > MAX_COLUMNS)
    return quoth_format_refuse (error, self->path, line, "more than %d columns", MAX_COLUMNS);
  return TRUE;
}

static void
add_fact (QuothWebanno *self,
          const char   *line)
{
  const char *equals = strchr (line, '=');
  g_autofree char *name = NULL;
  QuothAttributes *metadata;

  if (equals == NULL || equals == line + 1 || quoth_attributes_get_n (self->metadata) >= 100)
    return;
  name = g_strndup (line + 1, (gsize) (equals - line - 1));
  metadata = quoth_attributes_with_string (self->metadata, name, equals + 1);
  quoth_attributes_unref (self->metadata);
  self->metadata = metadata;
}

static gboolean
parse_number (const char **cursor,
              guint       *out_number)
{
  guint64 number = 0;
  const char *p = *cursor;

  while (g_ascii_isdigit (*p) && number < G_MAXUINT)
    number = number * 10 + (guint64) (*p++ - '0');
  if (p == *cursor || number >= G_MAXUINT)
    return FALSE;
  *out_number = (guint) number;
  *cursor = p;
  return TRUE;
}

/* "1-3" or "1-3.1" */
static gboolean
is_address (const char *word)
{
  guint number;

  if (!parse_number (&word, &number) || *word++ != '-' || !parse_number (&word, &number))
    return FALSE;
  return *word == '\0' || (*word++ == '.' && parse_number (&word, &number) && *word == '\0');
}

/* Cuts the next column off. */
static char *
next_column (char **cursor)
{
  char *column = *cursor;
  char *tab;

  if (column == NULL)
    return NULL;
  tab = strchr (column, '\t');
  *cursor = tab != NULL ? tab + 1 : NULL;
  if (tab != NULL)
    *tab = '\0';
  return column;
}

static gboolean
read_row (QuothWebanno *self,
          char         *line,
          guint         number,
          GError      **error)
{
  QuothWebannoRow row = { .line = number };
  char *cursor = line;
  const char *offsets;

  row.address = next_column (&cursor);
  offsets = next_column (&cursor);
  row.form = next_column (&cursor);
  if (!is_address (row.address))
    return quoth_format_refuse (error, self->path, number, "“%.40s” is no number of a token",
                                row.address);
  if (offsets == NULL || !parse_number (&offsets, &row.start) || *offsets++ != '-'
      || !parse_number (&offsets, &row.end) || *offsets != '\0' || row.start > row.end)
    return quoth_format_refuse (error, self->path, number, "the token %s has no place",
                                row.address);
  if (row.form == NULL)
    return quoth_format_refuse (error, self->path, number, "the token %s is missing", row.address);
  row.columns = g_new (char *, (gsize) self->n_columns + 1);
  g_ptr_array_add (self->cells, row.columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      row.columns[i] = next_column (&cursor);
      if (row.columns[i] == NULL || *row.columns[i] == '\0')
        row.columns[i] = (char *) "_";
    }
  if (self->sentences->len == 0)
    return quoth_format_refuse (error, self->path, number, "no #Text= stands before the token");
  g_array_append_val (self->rows, row);
  return TRUE;
}

/* More than one line belongs to a sentence that holds line ends. */
static void
read_text (QuothWebanno *self,
           const char   *value,
           guint         number,
           gboolean      goes_on)
{
  g_autofree char *text = quoth_webanno_unescape (value);
  QuothWebannoSentence sentence = { .row = self->rows->len, .line = number };

  if (goes_on)
    {
      GString *before = g_array_index (self->sentences, QuothWebannoSentence,
                                       self->sentences->len - 1).text;

      g_string_append_c (before, '\n');
      g_string_append (before, text);
      return;
    }
  sentence.text = g_string_new (text);
  g_array_append_val (self->sentences, sentence);
}

static gboolean
read_line (QuothWebanno *self,
           char         *line,
           guint         number,
           gboolean     *inout_in_text,
           GError      **error)
{
  static const char *const kinds[] = { "#T_SP=", "#T_CH=", "#T_RL=" };
  gboolean goes_on = *inout_in_text;

  *inout_in_text = FALSE;
  if (*line == '\0')
    return TRUE;
  if (*line != '#')
    return read_row (self, line, number, error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (line, kinds[i]))
      {
        if (self->sentences->len > 0)
          return quoth_format_refuse (error, self->path, number,
                                      "a layer is declared behind the first sentence");
        return read_layer (self, (QuothWebannoKind) i, line + strlen (kinds[i]), number, error);
      }
  if (g_str_has_prefix (line, "#Text="))
    {
      read_text (self, line + strlen ("#Text="), number, goes_on);
      *inout_in_text = TRUE;
    }
  else if (self->sentences->len == 0 && !g_str_has_prefix (line, "#FORMAT=")
           && !g_str_has_prefix (line, "#Sentence.id="))
    add_fact (self, line);
  return TRUE;
}

static gboolean
check_head (QuothWebanno *self,
            gsize         n_bytes,
            GError      **error)
{
  const char *wrong;

  if (!g_utf8_validate_len (self->bytes, n_bytes, &wrong))
    {
      guint line = 1;

      for (const char *p = self->bytes; p < wrong; p++)
        line += *p == '\n';
      return quoth_format_refuse (error, self->path, line, *wrong == '\0' ? "U+0000 cannot be kept"
                                                                         : "not UTF-8");
    }
  if (!g_str_has_prefix (self->bytes, MARK) && !g_str_has_prefix (self->bytes, BOM MARK))
    return quoth_format_refuse (error, self->path, 1, "not #FORMAT=WebAnno TSV 3");
  return TRUE;
}

gboolean
quoth_webanno_parse (QuothWebanno  *self,
                     const char    *path,
                     char          *bytes,
                     gsize          n_bytes,
                     GError       **error)
{
  gboolean in_text = FALSE;
  guint number = 0;

  memset (self, 0, sizeof *self);
  self->path = path;
  self->bytes = bytes;
  self->layers = g_array_new (FALSE, FALSE, sizeof (QuothWebannoLayer));
  g_array_set_clear_func (self->layers, clear_layer);
  self->sentences = g_array_new (FALSE, FALSE, sizeof (QuothWebannoSentence));
  g_array_set_clear_func (self->sentences, clear_sentence);
  self->rows = g_array_new (FALSE, FALSE, sizeof (QuothWebannoRow));
  self->cells = g_ptr_array_new_with_free_func (g_free);
  if (!check_head (self, n_bytes, error))
    return FALSE;
  if (g_str_has_prefix (bytes, BOM))
    bytes += strlen (BOM);
  for (char *line = bytes, *next; line != NULL; line = next)
    {
      char *newline = strchr (line, '\n');

      next = newline != NULL ? newline + 1 : NULL;
      if (newline != NULL)
        *newline = '\0';
      if (newline != NULL && newline > line && newline[-1] == '\r')
        newline[-1] = '\0';
      if (!read_line (self, line, ++number, &in_text, error))
        return FALSE;
    }
  /* The head alone is how an empty document is written. */
  if (self->sentences->len > 0 && self->rows->len == 0)
    return quoth_format_refuse (error, path, 0, "the file holds no token");
  return TRUE;
}
