/* quoth-format-conll-columns.c - what the columns of a CoNLL file are
 *
 * Found from its first lines: nothing in the file says it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conll"

#include "config.h"

#include "quoth-columns.h"
#include "quoth-format-conll-private.h"

#include <string.h>

/* How many tokens tell what the columns are. */
#define MAX_SAMPLE 2000
/* So many tokens, a third of them without a label, are no accident. */
#define MIN_LABELLED 5
#define MAX_LABEL 64

static gboolean
is_separator (char     c,
              gboolean by_tabs)
{
  return c == '\t' || (!by_tabs && c == ' ');
}

/* Where the column at @p ends. By a call where that is one byte: no processor foresees how long
 * a word is. */
static inline const char *
column_end (const char *p,
            const char *end,
            gboolean    by_tabs)
{
  if (by_tabs)
    {
      const char *tab = memchr (p, '\t', (gsize) (end - p));

      return tab != NULL ? tab : end;
    }
  while (p < end && !is_separator (*p, FALSE))
    p++;
  return p;
}

/* Documented in quoth-format-conll-private.h. */
guint
quoth_conll_split (const char      *line,
                   gsize            n,
                   gboolean         by_tabs,
                   QuothConllField *fields)
{
  const char *end = line + n;
  guint n_fields = 0;

  for (const char *p = line; p < end && n_fields < QUOTH_CONLL_MAX_COLUMNS; p++)
    {
      while (!by_tabs && p < end && is_separator (*p, FALSE))
        p++;
      if (p == end)
        break;
      fields[n_fields].start = p;
      p = column_end (p, end, by_tabs);
      fields[n_fields].n = (gsize) (p - fields[n_fields].start);
      n_fields++;
    }
  return n_fields;
}

/* "O", or one of B I E S L U M W, a hyphen, and a label. */
gboolean
quoth_conll_is_tag (const QuothConllField *field)
{
  if (field->n == 1)
    return field->start[0] == 'O';
  return field->n > 2 && field->start[1] == '-' && field->start[0] != '\0'
         && strchr ("BIESLUMW", field->start[0]) != NULL;
}

/* Documented in quoth-format-conll-private.h. */
gboolean
quoth_conll_is_label (const QuothConllField *field)
{
  if (field->n == 0 || field->n > MAX_LABEL || !g_ascii_isalpha (*field->start))
    return FALSE;
  for (gsize i = 0; i < field->n; i++)
    if (!g_ascii_isalnum (field->start[i]) && strchr ("-_/.", field->start[i]) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
quoth_conll_next_line (const char **at,
                       const char  *end,
                       gboolean     first,
                       const char **out_line,
                       gsize       *out_n)
{
  while (*at < end)
    {
      const char *line = *at;
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      if (stop == NULL && !first)
        return FALSE;
      if (stop == NULL)
        stop = end;
      *at = stop + 1;
      *out_line = line;
      *out_n = quoth_conll_trim (line, (gsize) (stop - line));
      if (*out_n > 0)
        return TRUE;
    }
  return FALSE;
}

/* Documented in quoth-format-conll-private.h. */
gboolean
quoth_conll_holds_labels (const char *head,
                          gsize       n_head)
{
  guint n_tokens = 0;
  guint n_outside = 0;
  gboolean bare = FALSE;
  const char *at = head, *line;
  gsize n;

  while (n_tokens < MAX_SAMPLE
         && quoth_conll_next_line (&at, head + n_head, n_tokens == 0, &line, &n))
    {
      QuothConllField fields[QUOTH_CONLL_MAX_COLUMNS];

      if (quoth_conll_split (line, n, TRUE, fields) != 2 || fields[0].n == 0
          || memchr (fields[0].start, ' ', fields[0].n) != NULL || !quoth_conll_is_label (&fields[1]))
        return FALSE;
      n_tokens++;
      n_outside += fields[1].n == 1 && *fields[1].start == 'O';
      bare = bare || !quoth_conll_is_tag (&fields[1]);
    }
  return bare && n_tokens >= MIN_LABELLED && 3 * n_outside >= n_tokens;
}

/* Documented in quoth-format-conll-private.h. */
gboolean
quoth_conll_is_chunk (const QuothConllField *tag)
{
  static const char *const chunks[] = { "ADJP", "ADVP", "CONJP", "INTJ", "LST", "NC", "NP", "PC",
                                        "PP", "PRT", "SBAR", "UCP", "VC", "VP" };

  for (guint i = 0; tag->n > 2 && i < G_N_ELEMENTS (chunks); i++)
    if (strlen (chunks[i]) == tag->n - 2
        && memcmp (tag->start + 2, chunks[i], tag->n - 2) == 0)
      return TRUE;
  return FALSE;
}

/* Documented in quoth-format-conll-private.h. */
gsize
quoth_conll_trim (const char *line,
                  gsize       n)
{
  while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
    n--;
  return n;
}

gboolean
quoth_conll_is_document (const char *line,
                         gsize       n)
{
  gsize length = strlen (QUOTH_COLUMNS_DOCUMENT);

  return n >= length && strncmp (line, QUOTH_COLUMNS_DOCUMENT, length) == 0
         && (n == length || is_separator (line[length], FALSE));
}

gboolean
quoth_conll_is_comment (const char            *line,
                        gsize                  n,
                        const QuothConllField *last)
{
  return line[0] == '#' && (n == 1 || is_separator (line[1], FALSE)) && !quoth_conll_is_tag (last);
}

static gboolean
is_number (const QuothConllField *field,
           guint                  number)
{
  guint64 value = 0;

  for (gsize i = 0; i < field->n && i < 9; i++)
    {
      if (!g_ascii_isdigit (field->start[i]))
        return FALSE;
      value = value * 10 + (guint64) (field->start[i] - '0');
    }
  return field->n > 0 && field->n < 9 && value == number;
}

/* How many of the last columns may hold tags, never the token's own. */
static guint
count_tags (const QuothConllField *fields,
            guint                  n_fields)
{
  guint n = 0;

  while (n + 1 < n_fields && n < QUOTH_CONLL_MAX_TAGS
         && quoth_conll_is_tag (&fields[n_fields - 1 - n]))
    n++;
  return n;
}

/* What is found out on the way. */
typedef struct
{
  QuothConllLayout *layout;
  guint             n_tokens;
  guint             number;   /* of the token in its sentence, from 1 */
  guint             first;    /* what the first column counts from: 0 or 1 */
  guint             longest;
  gboolean          numbered; /* by the first column */
} Sample;

static void
sample_line (Sample     *self,
             const char *line,
             gsize       n)
{
  QuothConllField fields[QUOTH_CONLL_MAX_COLUMNS];
  QuothConllLayout *layout = self->layout;
  gboolean tabs = self->n_tokens == 0 ? memchr (line, '\t', n) != NULL : layout->by_tabs;
  guint n_fields = quoth_conll_split (line, n, tabs, fields);

  if (n_fields == 0 || quoth_conll_is_comment (line, n, &fields[n_fields - 1]))
    return;
  if (self->n_tokens++ == 0)
    {
      layout->by_tabs = tabs;
      layout->n_columns = n_fields;
    }
  if (n_fields != layout->n_columns)
    return;
  if (self->n_tokens == 1)
    self->first = is_number (&fields[0], 0) ? 0 : 1;
  self->numbered = self->numbered && n_fields > 2
                   && is_number (&fields[0], self->first + self->number++);
  self->longest = MAX (self->longest, self->number);
  layout->n_tags = MIN (layout->n_tags, count_tags (fields, n_fields));
}

/* Whether more lines cannot tell anything: of two columns, one is the token. */
static gboolean
is_known (const Sample *self)
{
  return self->n_tokens >= MAX_SAMPLE || (self->n_tokens > 0 && self->layout->n_columns <= 2);
}

/**
 * quoth_conll_find_layout:
 * @utf8: a file
 * @n_bytes: its length
 * @out_layout: (out): what its columns are
 *
 * The first token tells how many there are. Where the first column counts the tokens of every
 * sentence from 0 or 1, the token is in the second. Of the last columns as many are tags as look so
 * in all lines.
 */
void
quoth_conll_find_layout (const char       *utf8,
                         gsize             n_bytes,
                         QuothConllLayout *out_layout)
{
  Sample sample = { .layout = out_layout, .numbered = TRUE };
  const char *limit = utf8 + n_bytes;
  guint n_others;

  *out_layout = (QuothConllLayout) { .n_tags = QUOTH_CONLL_MAX_TAGS };
  for (const char *line = utf8, *end; line < limit && !is_known (&sample); line = end + 1)
    {
      gsize n;

      end = memchr (line, '\n', (gsize) (limit - line));
      if (end == NULL)
        end = limit;
      n = quoth_conll_trim (line, (gsize) (end - line));
      if (n == 0 || quoth_conll_is_document (line, n))
        sample.number = 0;
      else
        sample_line (&sample, line, n);
    }
  out_layout->bare = quoth_conll_holds_labels (utf8, n_bytes);
  out_layout->token = sample.numbered && sample.longest > 1 ? 1 : 0;
  n_others = out_layout->token + 1;
  if (out_layout->n_tags + n_others > out_layout->n_columns)
    out_layout->n_tags = MAX (out_layout->n_columns, n_others) - n_others;
  out_layout->n_tags = MAX (out_layout->n_tags, 1);
}
