/* quoth-json.c - guarded reading of small JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json"

#include "config.h"

#include "quoth-json.h"
#include "quoth-json-writer.h"
#include "quoth-sort.h"

#include <errno.h>
#include <math.h>
#include <string.h>

/* A longer number is none that anybody wrote. */
#define QUOTH_JSON_MAX_DIGITS 400

G_DEFINE_QUARK (quoth-json-error-quark, quoth_json_error)

/**
 * quoth_json_check_depth:
 * @data: JSON text, not yet parsed
 * @length: its length in bytes
 * @max_depth: how many brackets may be open at once
 * @error: return location for %QUOTH_JSON_ERROR_TOO_DEEP
 *
 * Counts open brackets outside strings without recursion, so that a recursive
 * parser can be given @data safely. It does not check the syntax.
 *
 * Returns: %TRUE when @data nests no deeper than @max_depth
 */
gboolean
quoth_json_check_depth (const char  *data,
                        gsize        length,
                        guint        max_depth,
                        GError     **error)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  for (gsize i = 0; i < length; i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        {
          if (++depth > max_depth)
            {
              g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TOO_DEEP,
                           "nested deeper than %u levels", max_depth);
              return FALSE;
            }
        }
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

static gboolean
is_of_number (char c)
{
  return g_ascii_isdigit (c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static gboolean
is_in_range (const char *digits)
{
  errno = 0;
  if (strpbrk (digits, ".eE") == NULL)
    g_ascii_strtoll (digits, NULL, 10);
  else if (isfinite (g_ascii_strtod (digits, NULL)))
    return TRUE;
  return errno != ERANGE;
}

/* json-glib lets an integer that 64 bits do not hold become another one, and a number
 * too great for a double infinite. Numbers outside of strings are looked at here; their
 * syntax is the parser's business. */
static gboolean
check_numbers (const char  *data,
               gsize        length,
               GError     **error)
{
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gsize n = 0;
      char digits[QUOTH_JSON_MAX_DIGITS + 1];

      if (in_string || (data[i] != '-' && !g_ascii_isdigit (data[i])))
        {
          if (data[i] == '"')
            in_string = !in_string;
          else if (in_string && data[i] == '\\')
            i++;
          continue;
        }
      while (i + n < length && n < sizeof digits && is_of_number (data[i + n]))
        n++;
      if (n < sizeof digits)
        {
          memcpy (digits, data + i, n);
          digits[n] = '\0';
        }
      if (n == sizeof digits || !is_in_range (digits))
        {
          g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX,
                       "the number %.*s is out of range", (int) MIN (n, 40), data + i);
          return FALSE;
        }
      i += n - 1;
    }
  return TRUE;
}

/* The code unit of "uXXXX"; G_MAXUINT when it is something else. */
static guint
read_unit (const char *data,
           gsize       length)
{
  guint unit = 0;

  if (length < 5 || *data != 'u')
    return G_MAXUINT;
  for (guint i = 1; i < 5; i++)
    {
      if (!g_ascii_isxdigit (data[i]))
        return G_MAXUINT;
      unit = unit << 4 | (guint) g_ascii_xdigit_value (data[i]);
    }
  return unit;
}

/* How many bytes the escape behind a backslash takes; 0 when JSON knows none such. */
static gsize
measure_escape (const char *data,
                gsize       length)
{
  guint unit;

  if (length > 0 && *data != '\0' && strchr ("\"\\/bfnrt", *data) != NULL)
    return 1;
  unit = read_unit (data, length);
  if (unit == G_MAXUINT || (unit >= 0xdc00 && unit <= 0xdfff))
    return 0;
  if (unit < 0xd800 || unit > 0xdfff)
    return 5;
  if (length < 11 || data[5] != '\\')
    return 0;
  unit = read_unit (data + 6, length - 6);
  return unit >= 0xdc00 && unit <= 0xdfff ? 11 : 0;
}

/* json-glib makes half a pair of surrogates into what is no UTF-8. */
static gboolean
check_escapes (const char  *data,
               gsize        length,
               GError     **error)
{
  const char *end = data + length;

  /* Outside of strings a backslash is nothing that a parser takes. */
  for (const char *p = data; (p = memchr (p, '\\', (gsize) (end - p))) != NULL;)
    {
      gsize n = measure_escape (p + 1, (gsize) (end - p - 1));

      if (n == 0)
        {
          g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX,
                       "an escape is none of JSON, or half a surrogate pair");
          return FALSE;
        }
      p += 1 + n;
    }
  return TRUE;
}

/* Of several values one behind another json-glib takes the last and leaks the others. */
static gboolean
check_single (const char  *data,
              gsize        length,
              GError     **error)
{
  guint depth = 0;
  guint n_values = 0;
  gboolean in_word = FALSE;

  for (gsize i = 0; i < length && n_values <= 1; i++)
    {
      char c = data[i];
      gboolean opens = c == '[' || c == '{';

      if (depth == 0 && g_ascii_isspace (c))
        {
          in_word = FALSE;
          continue;
        }
      if (depth == 0 && (opens || c == '"' || !in_word))
        n_values++;
      in_word = depth == 0 && !opens && c != '"';
      if (c == '"')
        for (i++; i < length && data[i] != '"'; i++)
          i += data[i] == '\\';
      else if (opens)
        depth++;
      else if ((c == ']' || c == '}') && depth > 0)
        depth--;
    }
  if (n_values <= 1)
    return TRUE;
  g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX, "something stands behind the value");
  return FALSE;
}

/**
 * quoth_json_parse:
 * @data: JSON text in UTF-8
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for a #QuothJsonError
 *
 * Parses one JSON value of at most %QUOTH_JSON_MAX_BYTES and
 * %QUOTH_JSON_MAX_DEPTH levels.
 *
 * Returns: (transfer full) (nullable): the value
 */
JsonNode *
quoth_json_parse (const char  *data,
                  gssize       length,
                  GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize n_bytes;

  g_return_val_if_fail (data != NULL, NULL);

  n_bytes = length < 0 ? strlen (data) : (gsize) length;
  if (n_bytes > QUOTH_JSON_MAX_BYTES)
    {
      g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TOO_LARGE,
                   "larger than %d bytes", QUOTH_JSON_MAX_BYTES);
      return NULL;
    }
  if (!g_utf8_validate (data, (gssize) n_bytes, NULL))
    {
      g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX, "not valid UTF-8");
      return NULL;
    }
  if (!quoth_json_check_depth (data, n_bytes, QUOTH_JSON_MAX_DEPTH, error)
      || !check_single (data, n_bytes, error) || !check_escapes (data, n_bytes, error)
      || !check_numbers (data, n_bytes, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) n_bytes, &local_error))
    {
      g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX, "line %u: %s",
                   json_parser_get_current_line (parser), local_error->message);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX, "holds no value");
      return NULL;
    }
  return json_node_copy (json_parser_get_root (parser));
}

static void
write_node (QuothJsonWriter *writer,
            JsonNode        *node)
{
  if (node == NULL || json_node_is_null (node))
    quoth_json_writer_null (writer);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      quoth_json_writer_begin_array (writer);
      for (guint i = 0; i < json_array_get_length (array); i++)
        write_node (writer, json_array_get_element (array, i));
      quoth_json_writer_end_array (writer);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      JsonObjectIter iter;
      const char *name;

      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, &name, NULL))
        g_ptr_array_add (names, (gpointer) name);
      g_ptr_array_sort (names, quoth_compare_strings);
      quoth_json_writer_begin_object (writer);
      for (guint i = 0; i < names->len; i++)
        {
          quoth_json_writer_key (writer, names->pdata[i]);
          write_node (writer, json_object_get_member (object, names->pdata[i]));
        }
      quoth_json_writer_end_object (writer);
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    quoth_json_writer_string (writer, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    quoth_json_writer_boolean (writer, json_node_get_boolean (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    quoth_json_writer_int (writer, json_node_get_int (node));
  else
    quoth_json_writer_double (writer, json_node_get_double (node));
}

/**
 * quoth_json_canonical:
 * @data: JSON text in UTF-8
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for a #QuothJsonError
 *
 * Returns: (transfer full) (nullable): the same value on one line, members
 *   sorted by name, without blanks: equal values give equal bytes
 */
char *
quoth_json_canonical (const char  *data,
                      gssize       length,
                      GError     **error)
{
  g_autoptr (JsonNode) node = quoth_json_parse (data, length, error);
  GString *out;
  QuothJsonWriter writer;

  if (node == NULL)
    return NULL;
  out = g_string_new (NULL);
  quoth_json_writer_init (&writer, out, FALSE);
  write_node (&writer, node);
  return g_string_free (out, FALSE);
}
