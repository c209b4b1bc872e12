/* quoth-standoff.c - lines of standoff annotation beside a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-standoff"

#include "config.h"

#include "quoth-standoff.h"

#include "quoth-encoding.h"
#include "quoth-format.h"

#include <string.h>

/* Where the item of an id is. A file has a dozen or two: to sort them once, by numbers, costs
 * a tenth of what a hash table does that grows to them, and no ids can be made up that
 * fall together. */
typedef struct
{
  guint64 key;   /* see key_of() */
  guint   index;
} IdPlace;

/* The line that is being read, for messages. */
typedef struct
{
  const char *path;
  guint       line;
} Place;

QuothStandoff *
quoth_standoff_new (void)
{
  QuothStandoff *self = g_new0 (QuothStandoff, 1);

  /* A file has some, and growing to them from one takes as long as reading them. */
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (QuothStandoffItem), 28);
  self->pieces = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), 12);
  self->arguments = g_array_sized_new (FALSE, FALSE, sizeof (QuothStandoffArgument), 12);
  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (IdPlace), 24);
  self->buffers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
quoth_standoff_free (QuothStandoff *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_array_unref (self->pieces);
  g_array_unref (self->arguments);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->buffers);
  g_free (self);
}

/* The length of an id and its first seven bytes. Ids that are longer fall together at eight. */
static guint64
key_of (const char *id)
{
  gsize length = strlen (id);
  guint64 key = MIN (length, 8);

  for (gsize i = 0; i < 7; i++)
    key = key << 8 | (i < length ? (guchar) id[i] : 0);
  return key;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const QuothStandoffItem *items = user_data;
  const IdPlace *left = a;
  const IdPlace *right = b;
  int order = 0;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  if (left->key >> 56 == 8)
    order = strcmp (items[left->index].id, items[right->index].id);
  return order != 0 ? order : left->index < right->index ? -1 : 1;
}

/* Makes every item so far be found; an id that is there twice is refused. */
static gboolean
index_ids (QuothStandoff  *self,
           GError        **error)
{
  const QuothStandoffItem *items = (const QuothStandoffItem *) self->items->data;
  const QuothStandoffItem *twice = NULL;

  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < self->items->len; i++)
    if (items[i].id != NULL)
      {
        IdPlace place = { key_of (items[i].id), i };

        g_array_append_val (self->ids, place);
      }
  g_array_sort_with_data (self->ids, compare_places, (gpointer) items);
  for (guint i = 1; i < self->ids->len; i++)
    {
      const IdPlace *places = &g_array_index (self->ids, IdPlace, i - 1);
      const QuothStandoffItem *item = &items[places[1].index];

      if (places[0].key == places[1].key && strcmp (items[places[0].index].id, item->id) == 0
          && (twice == NULL || item < twice))
        twice = item;
    }
  return twice == NULL || quoth_format_refuse (error, twice->path, twice->line,
                                               "%s is there twice", twice->id);
}

/* Cuts the next word off *@cursor at blanks; NULL when there is none. */
static char *
next_word (char **cursor)
{
  char *word = *cursor + strspn (*cursor, " ");
  gsize length = strcspn (word, " ");

  if (length == 0)
    return NULL;
  *cursor = word + length;
  if (**cursor != '\0')
    *(*cursor)++ = '\0';
  return word;
}

static gboolean
parse_number (char  **cursor,
              guint  *out_number)
{
  guint64 number = 0;
  char *p = *cursor;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      number = number * 10 + (guint64) (*p - '0');
      if (number > G_MAXUINT32)
        return FALSE;
    }
  *cursor = p;
  *out_number = (guint) number;
  return TRUE;
}

static gboolean
parse_pieces (QuothStandoff      *self,
              QuothStandoffItem  *item,
              char               *offsets,
              const Place        *place,
              GError            **error)
{
  char *p = offsets;

  item->first = self->pieces->len;
  for (;;)
    {
      QuothSpan span;

      p += strspn (p, " ");
      if (!parse_number (&p, &span.start) || *p != ' ')
        break;
      p += strspn (p, " ");
      if (!parse_number (&p, &span.end))
        break;
      if (span.start > span.end)
        return quoth_format_refuse (error, place->path, place->line,
                                    "%s ends before it begins: %u %u", item->id, span.start,
                                    span.end);
      g_array_append_val (self->pieces, span);
      item->n++;
      p += strspn (p, " ");
      if (*p == '\0')
        return TRUE;
      if (*p++ != ';')
        break;
    }
  return quoth_format_refuse (error, place->path, place->line, "the offsets of %s are no numbers",
                              item->id);
}

static gboolean
parse_span (QuothStandoff      *self,
            QuothStandoffItem  *item,
            char               *data,
            char               *tail,
            const Place        *place,
            GError            **error)
{
  item->type = next_word (&data);
  if (item->type == NULL)
    return quoth_format_refuse (error, place->path, place->line, "%s has no type", item->id);
  if (tail == NULL)
    return quoth_format_refuse (error, place->path, place->line,
                                "%s does not repeat its text after a tab", item->id);
  item->value = tail;
  return parse_pieces (self, item, data, place, error);
}

/* "label Arg1:T1 Arg2:T2", "Type:T1 Role:T2 …" (@trigger), or "Equiv T1 T2 …". */
static gboolean
parse_arguments (QuothStandoff      *self,
                 QuothStandoffItem  *item,
                 char               *data,
                 const Place        *place,
                 GError            **error)
{
  char *word = next_word (&data);
  char *colon;

  if (word == NULL)
    return quoth_format_refuse (error, place->path, place->line, "%s has no type",
                                item->id != NULL ? item->id : "*");
  item->type = word;
  item->first = self->arguments->len;
  if (item->kind == 'E')
    {
      colon = strchr (word, ':');
      if (colon == NULL || colon == word || colon[1] == '\0')
        return quoth_format_refuse (error, place->path, place->line,
                                    "%s does not name its trigger as TYPE:ID", item->id);
      *colon = '\0';
      item->target = colon + 1;
    }
  while ((word = next_word (&data)) != NULL)
    {
      QuothStandoffArgument argument = { NULL, word };

      colon = item->kind == '*' ? NULL : strchr (word, ':');
      if (item->kind != '*' && (colon == NULL || colon == word || colon[1] == '\0'))
        return quoth_format_refuse (error, place->path, place->line,
                                    "“%s” is no argument of the form ROLE:ID", word);
      if (colon != NULL)
        {
          *colon = '\0';
          argument.role = word;
          argument.target = colon + 1;
        }
      g_array_append_val (self->arguments, argument);
      item->n++;
    }
  if (item->kind == 'R' && item->n < 2)
    return quoth_format_refuse (error, place->path, place->line,
                                "%s does not name two arguments", item->id);
  return TRUE;
}

static gboolean
parse_remark (QuothStandoffItem  *item,
              char               *data,
              char               *tail,
              const Place        *place,
              GError            **error)
{
  item->type = next_word (&data);
  item->target = item->type != NULL ? next_word (&data) : NULL;
  if (item->target == NULL)
    return quoth_format_refuse (error, place->path, place->line, "%s names no target", item->id);
  data += strspn (data, " ");
  /* A tool that doubles the tab at every save leaves any number of them. */
  if (tail != NULL)
    tail += strspn (tail, "\t");
  if (item->kind == 'A')
    {
      item->value = *data != '\0' ? g_strchomp (data) : NULL;
    }
  else if (item->kind == 'N')
    {
      item->value = next_word (&data);
      item->name = tail != NULL && *tail != '\0' ? tail : NULL;
      if (item->value == NULL)
        return quoth_format_refuse (error, place->path, place->line, "%s names no resource",
                                    item->id);
    }
  else
    {
      item->value = tail != NULL ? tail : "";
    }
  return TRUE;
}

static gboolean
parse_line (QuothStandoff  *self,
            char           *line,
            const Place    *place,
            GError        **error)
{
  QuothStandoffItem item = { .line = place->line, .path = place->path };
  char *data = strchr (line, '\t');
  char *tail;

  item.kind = *line == 'M' ? 'A' : *line;
  if (data == NULL || strchr ("TREAN#*", item.kind) == NULL
      || (item.kind == '*' ? data != line + 1 : data < line + 2))
    return quoth_format_refuse (error, place->path, place->line,
                                "the line is no annotation that is known");
  *data++ = '\0';
  tail = strchr (data, '\t');
  if (tail != NULL)
    *tail++ = '\0';
  if (item.kind != '*')
    item.id = line;
  if (item.kind == 'T')
    {
      if (!parse_span (self, &item, data, tail, place, error))
        return FALSE;
    }
  else if (item.kind == 'R' || item.kind == 'E' || item.kind == '*')
    {
      if (!parse_arguments (self, &item, data, place, error))
        return FALSE;
    }
  else if (!parse_remark (&item, data, tail, place, error))
    return FALSE;
  g_array_append_val (self->items, item);
  return TRUE;
}

/* @out_mark: whether a byte order mark stood before it. */
static char *
load_utf8 (const char  *path,
           const char  *encoding,
           gboolean    *out_mark,
           char       **out_encoding,
           gsize       *out_n_bytes,
           GError     **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize n_bytes;
  char *utf8;

  if (!quoth_format_load (path, QUOTH_STANDOFF_MAX_BYTES, &bytes, &n_bytes, error))
    return NULL;
  *out_mark = n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0;
  utf8 = quoth_encoding_take (g_steal_pointer (&bytes), n_bytes, encoding, out_encoding,
                              out_n_bytes, &local_error);
  if (utf8 == NULL)
    quoth_format_refuse (error, path, 0, "%s", local_error->message);
  return utf8;
}

/**
 * quoth_standoff_add_file:
 * @self: a standoff
 * @path: a file of lines of standoff annotation
 * @encoding: (nullable): what to try when it is not UTF-8
 * @error: return location for a #QuothFormatError
 *
 * Cuts a file into items, as http://brat.nlplab.org/standoff.html describes them. Only
 * LF ends a line: the text of a span may hold any other line end. After an error the
 * standoff may only be freed.
 *
 * Returns: %TRUE when every line was understood
 */
gboolean
quoth_standoff_add_file (QuothStandoff  *self,
                         const char     *path,
                         const char     *encoding,
                         GError        **error)
{
  Place place = { NULL, 0 };
  char *buffer;
  gboolean mark;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  /* Without NUL, and ended by one. */
  buffer = load_utf8 (path, encoding, &mark, NULL, &n_bytes, error);
  if (buffer == NULL)
    return FALSE;
  g_ptr_array_add (self->buffers, buffer);
  place.path = g_strdup (path);
  g_ptr_array_add (self->buffers, (char *) place.path);
  for (char *line = buffer; line < buffer + n_bytes; )
    {
      char *end = memchr (line, '\n', (gsize) (buffer + n_bytes - line));
      char *next = end != NULL ? end + 1 : buffer + n_bytes;

      place.line++;
      if (end == NULL)
        end = next;
      if (end > line && end[-1] == '\r')
        end--;
      *end = '\0';
      if (line[strspn (line, " \t")] != '\0' && !parse_line (self, line, &place, error))
        return FALSE;
      line = next;
    }
  return index_ids (self, error);
}

/**
 * quoth_standoff_load_text:
 * @path: a text file
 * @encoding: (nullable): what to try when it is not UTF-8
 * @out_mark: (out): whether it began with U+FEFF, which is left out
 * @out_encoding: (out) (optional) (transfer full): the encoding it was in
 * @error: return location for a #QuothFormatError
 *
 * Returns: (transfer full): the text, exactly as it stands there
 */
QuothText *
quoth_standoff_load_text (const char  *path,
                          const char  *encoding,
                          gboolean    *out_mark,
                          char       **out_encoding,
                          GError     **error)
{
  g_autofree char *utf8 = NULL;
  g_autoptr (GError) local_error = NULL;
  QuothText *text;
  gsize n_bytes;

  utf8 = load_utf8 (path, encoding, out_mark, out_encoding, &n_bytes, error);
  if (utf8 == NULL)
    return NULL;
  text = quoth_text_new_take (g_steal_pointer (&utf8), n_bytes, &local_error);
  if (text == NULL)
    quoth_format_refuse (error, path, 0, "%s", local_error->message);
  return text;
}

/**
 * quoth_standoff_lookup:
 * @self: a standoff
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the item of that id
 */
const QuothStandoffItem *
quoth_standoff_lookup (QuothStandoff *self,
                       const char    *id)
{
  const QuothStandoffItem *items = (const QuothStandoffItem *) self->items->data;
  const IdPlace *places = (const IdPlace *) self->ids->data;
  guint64 key = key_of (id);
  guint low = 0;
  guint high = self->ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const QuothStandoffItem *item = &items[places[middle].index];
      int order = 0;

      if (places[middle].key != key)
        order = places[middle].key < key ? -1 : 1;
      else if (key >> 56 == 8)
        order = strcmp (item->id, id);
      if (order == 0)
        return item;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}
