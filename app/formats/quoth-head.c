/* quoth-head.c - tells the beginning of a file in short
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-head"

#include "config.h"

#include "quoth-head.h"

#include "quoth-bytes.h"
#include "quoth-format.h"

#include <string.h>

/* How far to look for the members behind a long text. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 64
/* Of a string: a context of JSON-LD must be whole. */
#define MAX_STRING 64
/* Of an array inside a row: its first elements show what it holds. */
#define MAX_ELEMENTS 4

typedef struct
{
  char     *out;       /* of QUOTH_HEAD_BYTES */
  gsize     n_out;
  guint     depth;
  gboolean  is_array[MAX_DEPTH];
  guint     n_elements[MAX_DEPTH];
  guint     muted;     /* the depth of the array whose end is waited for; 0: none */
  char      before;    /* the last byte that was no blank, outside of strings */
  gboolean  in_string;
  gboolean  escaped;
  guint     n_string;
  gboolean  wrong;     /* no JSON after all */
} Condenser;

/* FALSE when there is room for no more. */
static gboolean
put (Condenser *self,
     char       byte)
{
  if (self->muted > 0)
    return TRUE;
  if (self->n_out >= QUOTH_HEAD_BYTES)
    return FALSE;
  self->out[self->n_out++] = byte;
  return TRUE;
}

static gboolean
put_all (Condenser  *self,
         const char *bytes,
         gsize       n_bytes)
{
  gsize n = MIN (n_bytes, QUOTH_HEAD_BYTES - self->n_out);

  memcpy (self->out + self->n_out, bytes, n);
  self->n_out += n;
  return n == n_bytes;
}

/* Takes what is left of a string, or of it in the bytes at hand; only its beginning is kept,
 * never the first half of an escape alone. */
static const char *
take_in_string (Condenser  *self,
                const char *p,
                const char *end)
{
  while (p < end)
    {
      gboolean second = self->escaped;
      guint room = self->muted > 0 || self->n_string >= MAX_STRING ? 0
                   : MAX_STRING - self->n_string;
      const char *mark = second ? p : quoth_bytes_find_json_mark (p, end);
      gsize n = MIN ((gsize) (mark - p), room);

      if (!put_all (self, p, n))
        return NULL;
      self->n_string += (guint) MIN ((gsize) (mark - p), MAX_STRING + 1);
      if (mark == end)
        return end;
      p = mark + 1;
      self->escaped = *mark == '\\' && !second;
      if (*mark == '"' && !second)
        {
          self->in_string = FALSE;
          self->before = '"';
          return put (self, '"') ? p : NULL;
        }
      if (self->n_string > MAX_STRING || (self->n_string == MAX_STRING && !second))
        self->n_string = MAX_STRING + 1;
      else if (self->n_string++, !put (self, *mark))
        return NULL;
    }
  return p;
}

/* What may stand where @byte stands, as far as text that only begins like JSON goes. */
static gboolean
may_follow (const Condenser *self,
            char             byte)
{
  if (self->depth == 0)
    return byte == '{' || byte == '[';
  if (self->before == '{')
    return byte == '"' || byte == '}';
  if (self->before == '[')
    return strchr ("[{\"]-tfn", byte) != NULL || g_ascii_isdigit (byte);
  return TRUE;
}

/* Takes a byte outside of strings. */
static gboolean
take (Condenser *self,
      char       byte)
{
  self->wrong = byte == '\0' || !may_follow (self, byte);
  if (self->wrong)
    return FALSE;
  self->before = byte;
  switch (byte)
    {
    case '"':
      self->in_string = TRUE;
      self->n_string = 0;
      break;
    case '{':
    case '[':
      if (++self->depth >= MAX_DEPTH)
        return FALSE;
      self->is_array[self->depth] = byte == '[';
      self->n_elements[self->depth] = 0;
      break;
    case '}':
    case ']':
      if (self->muted == self->depth)
        self->muted = 0;
      self->depth--;
      break;
    case ',':
      /* All rows of an array of rows count. */
      if (self->is_array[self->depth] && ++self->n_elements[self->depth] >= MAX_ELEMENTS
          && self->depth > 1 && self->muted == 0)
        self->muted = self->depth;
      break;
    default:
      break;
    }
  return put (self, byte);
}

/* Where nothing is kept: the next byte outside of strings that begins or ends something. */
static const char *
find_bracket (const char *p,
              const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes brackets = block & quoth_bytes_all (0xdf);
      QuothBytes fits = quoth_bytes_equal (brackets, '[') | quoth_bytes_equal (brackets, ']')
                        | quoth_bytes_equal (block, '"') | quoth_bytes_equal (block, '\0');

      if (quoth_bytes_any (fits))
        return p + quoth_bytes_first (fits);
    }
  while (p < end && strchr ("[]{}\"", *p) == NULL)
    p++;
  return p;
}

/* Passes over the rest of an array of which enough is known, up to where it may end. */
static const char *
pass_muted (Condenser  *self,
            const char *p,
            const char *end)
{
  const char *bracket = find_bracket (p, end);

  if (bracket > p)
    self->before = ',';
  return bracket;
}

/* FALSE: it needs no more bytes. */
static gboolean
feed (Condenser  *self,
      const char *bytes,
      gsize       n_bytes)
{
  const char *end = bytes + n_bytes;

  for (const char *p = bytes; p < end;)
    if (self->in_string)
      {
        p = take_in_string (self, p, end);
        if (p == NULL)
          return FALSE;
      }
    else if (self->muted > 0 && (p = pass_muted (self, p, end)) == end)
      return TRUE;
    else if (g_ascii_isspace (*p))
      p++;
    else if (!take (self, *p++))
      return FALSE;
  return TRUE;
}

/* What of UTF-16 is UTF-8, too, is told in it: XML and tables may be of either. A character that
 * the end cuts in two is left out. */
static gssize
decode (char   *head,
        gssize  n_head)
{
  gboolean little = (guchar) head[0] == 0xff && (guchar) head[1] == 0xfe;
  gboolean big = (guchar) head[0] == 0xfe && (guchar) head[1] == 0xff;
  gboolean marked = little || big;
  g_autofree char *utf8 = NULL;
  gsize n_utf8 = 0;

  if (!marked)
    {
      /* XML need have no mark: it begins with "<?". */
      little = memcmp (head, "<\0?\0", 4) == 0;
      big = memcmp (head, "\0<\0?", 4) == 0;
    }
  if (!little && !big)
    return n_head;
  for (gssize n = n_head & ~1, least = n - 4; utf8 == NULL && n > least && n > 0; n -= 2)
    utf8 = g_convert (head + (marked ? 2 : 0), n - (marked ? 2 : 0), "UTF-8",
                      little ? "UTF-16LE" : "UTF-16BE", NULL, &n_utf8, NULL);
  if (utf8 == NULL)
    return n_head;
  n_utf8 = MIN (n_utf8, QUOTH_HEAD_BYTES);
  memcpy (head, utf8, n_utf8);
  head[n_utf8] = '\0';
  return (gssize) n_utf8;
}

static const char *
skip_mark (const char *bytes,
           gsize       n_bytes)
{
  return n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? bytes + 3 : bytes;
}

/**
 * quoth_head_read:
 * @fd: a file, at its beginning
 * @path: for messages
 * @head: a buffer of %QUOTH_HEAD_BYTES + 1 bytes
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Reads what the probes of the formats judge a file by. Of JSON this is a digest of as much
 * of the file as fits: probes look for members without blanks around the colon. Of any other
 * file it is the first bytes, and of UTF-16 what they are in UTF-8. A NUL stands behind the head.
 *
 * Returns: the bytes of the head; -1 on error
 */
gssize
quoth_head_read (int          fd,
                 const char  *path,
                 char        *head,
                 GError     **error)
{
  g_autofree char *chunk = NULL;
  char out[QUOTH_HEAD_BYTES];
  Condenser condenser = { .out = out };
  gssize n_head = quoth_format_read (fd, path, head, QUOTH_HEAD_BYTES, error);
  const char *begin;
  gboolean more;
  gsize total;
  gssize n;

  head[MAX (n_head, 0)] = '\0';
  if (n_head <= 0)
    return n_head;
  if (n_head >= 4)
    {
      gssize n_utf8 = decode (head, n_head);

      /* Only its beginning is told. */
      if (n_utf8 != n_head)
        return n_utf8;
    }
  begin = skip_mark (head, (gsize) n_head);
  more = feed (&condenser, begin, (gsize) (head + n_head - begin)) && n_head == QUOTH_HEAD_BYTES;
  if (more)
    chunk = g_malloc (QUOTH_HEAD_BYTES * 4);
  for (total = (gsize) n_head; more && total < MAX_BYTES; total += (gsize) n)
    {
      n = quoth_format_read (fd, path, chunk, QUOTH_HEAD_BYTES * 4, error);
      if (n < 0)
        return -1;
      more = n > 0 && feed (&condenser, chunk, (gsize) n);
    }
  if (condenser.wrong || condenser.n_out == 0)
    return n_head;
  memcpy (head, out, condenser.n_out);
  head[condenser.n_out] = '\0';
  return (gssize) condenser.n_out;
}
