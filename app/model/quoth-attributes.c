/* quoth-attributes.c - named JSON values, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-attributes"

#include "config.h"

#include "quoth-attributes.h"

#include "quoth-annotation.h"
#include "quoth-attributes-private.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"
#include "quoth-json.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *json; /* canonical */
} Pair;

/* One block: the pairs are followed by the strings they point to. */
struct _QuothAttributes
{
  gatomicrefcount ref_count;
  guint           n_pairs;
  Pair            pairs[];
};

/* @pairs: sorted by name, each name once. */
static QuothAttributes *
attributes_build (const Pair *pairs,
                  guint       n_pairs)
{
  QuothAttributes *self;
  gsize n_bytes = 0;
  char *at;

  if (n_pairs == 0)
    return NULL;
  for (guint i = 0; i < n_pairs; i++)
    n_bytes += strlen (pairs[i].name) + strlen (pairs[i].json) + 2;
  self = g_malloc (sizeof *self + n_pairs * sizeof (Pair) + n_bytes);
  g_atomic_ref_count_init (&self->ref_count);
  self->n_pairs = n_pairs;
  at = (char *) (self->pairs + n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    {
      self->pairs[i].name = at;
      at = g_stpcpy (at, pairs[i].name) + 1;
      self->pairs[i].json = at;
      at = g_stpcpy (at, pairs[i].json) + 1;
    }
  return self;
}

static gboolean
is_plain_integer (const char *json,
                  gsize       length)
{
  gsize first = length > 0 && json[0] == '-';

  if (length - first == 0 || length > 18 || (json[first] == '0' && length > 1))
    return FALSE;
  for (gsize i = first; i < length; i++)
    if (!g_ascii_isdigit (json[i]))
      return FALSE;
  return TRUE;
}

/* A string that reads the same with and without escapes. U+0085 (C2 85) and
 * U+2028/9 (E2 80 A8/9) are written escaped; other characters that begin with
 * these bytes merely take the slow way. */
static gboolean
is_plain_string (const char *json,
                 gsize       length)
{
  if (length < 2 || json[0] != '"' || json[length - 1] != '"')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    {
      guchar byte = (guchar) json[i];

      if (byte < 0x20 || byte == 0x7f || byte == '"' || byte == '\\')
        return FALSE;
      if ((byte == 0xc2 && (guchar) json[i + 1] == 0x85)
          || (byte == 0xe2 && (guchar) json[i + 1] == 0x80 && ((guchar) json[i + 2] | 1) == 0xa9))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_word (const char *json,
         gsize       length,
         const char *word)
{
  return strlen (word) == length && memcmp (json, word, length) == 0;
}

/* @json is valid UTF-8. Nearly all values are plain and cost no parser. */
static char *
canonical_value (const char  *json,
                 gsize        length,
                 GError     **error)
{
  if (is_plain_string (json, length) || is_plain_integer (json, length)
      || is_word (json, length, "true") || is_word (json, length, "false")
      || is_word (json, length, "null"))
    return g_strndup (json, length);
  return quoth_json_canonical (json, (gssize) length, error);
}

typedef struct
{
  char  *name;
  char  *json;
  guint  order;
} Member;

static void
member_clear (gpointer data)
{
  Member *self = data;

  g_free (self->name);
  g_free (self->json);
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;
  int result = strcmp (left->name, right->name);

  return result != 0 ? result : (left->order > right->order) - (left->order < right->order);
}

/* Of members with one name the last counts, as in every JSON reader. */
static QuothAttributes *
attributes_from_members (GArray *members)
{
  g_autofree Pair *pairs = g_new (Pair, members->len);
  guint n_pairs = 0;

  g_array_sort (members, compare_members);
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (n_pairs > 0 && strcmp (pairs[n_pairs - 1].name, member->name) == 0)
        n_pairs--;
      pairs[n_pairs].name = member->name;
      pairs[n_pairs++].json = member->json;
    }
  return attributes_build (pairs, n_pairs);
}

/**
 * quoth_attributes_new_from_json:
 * @json: a JSON object in UTF-8, or `null`
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID or a #QuothJsonError
 *
 * Returns: (transfer full) (nullable): the set; %NULL without @error when it is
 *   empty
 */
QuothAttributes *
quoth_attributes_new_from_json (const char  *json,
                                gssize       length,
                                GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (GArray) members = NULL;
  gboolean first = TRUE;
  const char *name;

  g_return_val_if_fail (json != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (json);
  if (is_word (json, (gsize) length, "{}") || is_word (json, (gsize) length, "null"))
    return NULL;
  if (!quoth_json_cursor_init (&cursor, "attributes", json, length, error)
      || !quoth_json_cursor_enter (&cursor, '{'))
    return NULL;

  members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (members, member_clear);
  while ((name = quoth_json_cursor_member (&cursor, &first)) != NULL)
    {
      Member member = { .order = members->len };
      const char *value;
      gsize n_bytes;

      if (!quoth_json_cursor_raw (&cursor, &value, &n_bytes))
        return NULL;
      member.json = canonical_value (value, n_bytes, error);
      if (member.json == NULL)
        {
          g_prefix_error (error, "attribute \"%s\": ", name);
          return NULL;
        }
      member.name = g_strdup (name);
      g_array_append_val (members, member);
    }
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  return attributes_from_members (members);
}

/**
 * quoth_attributes_ref:
 * @self: (nullable): a set
 *
 * Returns: (transfer full) (nullable): @self; safe from any thread
 */
QuothAttributes *
quoth_attributes_ref (QuothAttributes *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_attributes_unref:
 * @self: (nullable) (transfer full): a set
 */
void
quoth_attributes_unref (QuothAttributes *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * quoth_attributes_to_json:
 * @self: (nullable): a set
 *
 * Returns: (transfer full): a JSON object on one line, members sorted by name
 */
char *
quoth_attributes_to_json (QuothAttributes *self)
{
  GString *out = g_string_new (NULL);

  quoth_attributes_append_json (self, out);
  return g_string_free (out, FALSE);
}

/**
 * quoth_attributes_append_json:
 * @self: (nullable): a set
 * @out: where to append what quoth_attributes_to_json() returns
 */
void
quoth_attributes_append_json (QuothAttributes *self,
                              GString         *out)
{
  QuothJsonWriter writer;

  if (self == NULL)
    {
      quoth_json_append_literal (out, "{}");
      return;
    }
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  for (guint i = 0; i < quoth_attributes_get_n (self); i++)
    {
      quoth_json_writer_key (&writer, self->pairs[i].name);
      quoth_json_writer_raw (&writer, self->pairs[i].json);
    }
  quoth_json_writer_end_object (&writer);
}

/**
 * quoth_attributes_equal:
 * @a: (nullable): a set
 * @b: (nullable): another
 *
 * Returns: whether both hold the same names with the same values
 */
gboolean
quoth_attributes_equal (QuothAttributes *a,
                        QuothAttributes *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n_pairs != b->n_pairs)
    return FALSE;
  for (guint i = 0; i < a->n_pairs; i++)
    if (strcmp (a->pairs[i].name, b->pairs[i].name) != 0
        || strcmp (a->pairs[i].json, b->pairs[i].json) != 0)
      return FALSE;
  return TRUE;
}

/**
 * quoth_attributes_get_n:
 * @self: (nullable): a set
 *
 * Returns: how many names it holds
 */
guint
quoth_attributes_get_n (QuothAttributes *self)
{
  return self != NULL ? self->n_pairs : 0;
}

/**
 * quoth_attributes_get:
 * @self: a set
 * @index: below quoth_attributes_get_n()
 * @out_json: (out) (optional) (transfer none): the value as canonical JSON
 *
 * Returns: (transfer none): the name at @index, in the order of names
 */
const char *
quoth_attributes_get (QuothAttributes  *self,
                      guint             index,
                      const char      **out_json)
{
  g_return_val_if_fail (index < quoth_attributes_get_n (self), NULL);

  if (out_json != NULL)
    *out_json = self->pairs[index].json;
  return self->pairs[index].name;
}

/* The place of @name, or where it would be inserted. */
static gboolean
find_name (QuothAttributes *self,
           const char      *name,
           guint           *out_index)
{
  guint low = 0;
  guint high = quoth_attributes_get_n (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int result = strcmp (self->pairs[middle].name, name);

      if (result == 0)
        {
          *out_index = middle;
          return TRUE;
        }
      if (result < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *out_index = low;
  return FALSE;
}

/**
 * quoth_attributes_lookup:
 * @self: (nullable): a set
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the value as canonical JSON
 */
const char *
quoth_attributes_lookup (QuothAttributes *self,
                         const char      *name)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return find_name (self, name, &index) ? self->pairs[index].json : NULL;
}

/* @json: canonical, or NULL to take the name out. */
QuothAttributes *
quoth_attributes_with_canonical (QuothAttributes *self,
                                 const char      *name,
                                 const char      *json)
{
  guint n_pairs = quoth_attributes_get_n (self);
  g_autofree Pair *pairs = g_new (Pair, n_pairs + 1);
  guint index;
  gboolean found = find_name (self, name, &index);

  if (found ? json != NULL && strcmp (self->pairs[index].json, json) == 0 : json == NULL)
    return quoth_attributes_ref (self);
  for (guint i = 0; i < index; i++)
    pairs[i] = self->pairs[i];
  if (json != NULL)
    pairs[index] = (Pair) { name, json };
  for (guint i = index + (found ? 1 : 0); i < n_pairs; i++)
    pairs[i - (found ? 1 : 0) + (json != NULL ? 1 : 0)] = self->pairs[i];
  return attributes_build (pairs, n_pairs - (found ? 1 : 0) + (json != NULL ? 1 : 0));
}

/**
 * quoth_attributes_with_json:
 * @self: (nullable): a set, which does not change
 * @name: a name
 * @json: (nullable): one JSON value, or %NULL to take @name out
 *
 * What is no JSON value is kept as a string, so that nothing is lost; callers
 * that must refuse it check with quoth_json_canonical() first.
 *
 * Returns: (transfer full) (nullable): the new set
 */
QuothAttributes *
quoth_attributes_with_json (QuothAttributes *self,
                            const char      *name,
                            const char      *json)
{
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (name != NULL, quoth_attributes_ref (self));

  if (json == NULL)
    return quoth_attributes_with_canonical (self, name, NULL);
  if (g_utf8_validate (json, -1, NULL))
    canonical = canonical_value (json, strlen (json), NULL);
  if (canonical == NULL)
    return quoth_attributes_with_string (self, name, json);
  return quoth_attributes_with_canonical (self, name, canonical);
}
