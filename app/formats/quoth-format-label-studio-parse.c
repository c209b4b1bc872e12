/* quoth-format-label-studio-parse.c - the members of a task
 *
 * Only takes what stands there: members come in any order, so what it means is found out
 * when all of the task is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"

#include <string.h>

#define NOWHERE QUOTH_LABEL_STUDIO_NOWHERE
/* Of one result: labels, choices. */
#define MAX_WORDS 1024

typedef QuothLabelStudioReader Reader;
typedef QuothLabelStudioResult Result;
typedef QuothLabelStudioSet Set;

static const char *
keep (Reader     *self,
      QuothSlice  slice)
{
  return g_string_chunk_insert_len (self->strings, slice.bytes, (gssize) slice.length);
}

static const char *
keep_raw (Reader *self)
{
  QuothSlice value;

  return quoth_json_scan_raw (&self->scan, &value) ? keep (self, value) : NULL;
}

/* A string, or any other value as it stands; NULL for null. */
static const char *
read_word (Reader *self)
{
  QuothSlice value;

  if (quoth_json_scan_null (&self->scan))
    return NULL;
  if (quoth_json_scan_peek (&self->scan) != '"')
    return keep_raw (self);
  return quoth_json_scan_string (&self->scan, &value) ? keep (self, value) : NULL;
}

/* An offset, a number or its digits in a string, or NOWHERE for what is none: other regions name
 * paths. */
static guint
read_offset (Reader *self)
{
  guint offset = NOWHERE;
  guint64 number = 0;
  char first = quoth_json_scan_peek (&self->scan);
  const char *word = first == '"' ? read_word (self) : NULL;

  if (first == '"')
    return word != NULL && g_ascii_string_to_unsigned (word, 10, 0, NOWHERE - 1, &number, NULL)
           ? (guint) number : NOWHERE;
  if (g_ascii_isdigit (first) || first == '-')
    quoth_json_scan_offset (&self->scan, &offset);
  else
    quoth_json_scan_raw (&self->scan, NULL);
  return offset;
}

static void
add_word (GPtrArray  **words,
          const char  *word)
{
  if (*words == NULL)
    *words = g_ptr_array_new ();
  if (word != NULL && (*words)->len < MAX_WORDS)
    g_ptr_array_add (*words, (char *) word);
}

/* A path through a taxonomy reads as one word. */
static const char *
read_path (Reader *self)
{
  g_autoptr (GString) path = g_string_new (NULL);

  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    {
      const char *step = read_word (self);

      if (step != NULL)
        g_string_append_printf (path, "%s%s", path->len > 0 ? " / " : "", step);
    }
  return g_string_chunk_insert (self->strings, path->str);
}

/* A word or an array of words. */
static void
read_words (Reader     *self,
            GPtrArray **words)
{
  if (quoth_json_scan_peek (&self->scan) != '[')
    {
      add_word (words, read_word (self));
      return;
    }
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    add_word (words, quoth_json_scan_peek (&self->scan) == '[' ? read_path (self)
                                                               : read_word (self));
}

static gboolean
is_label_key (QuothSlice key)
{
  return key.length >= 6 && memcmp (key.bytes + key.length - 6, "labels", 6) == 0;
}

static gboolean
says_nothing (QuothSlice key)
{
  static const char *const keys[] = { "startOffset", "endOffset", "paragraphlabels",
                                      "score", "paragraphs" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (quoth_slice_is (key, keys[i]))
      return TRUE;
  return FALSE;
}

static void
read_global_offsets (Reader *self,
                     Result *result)
{
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_slice_is (key, "start"))
      result->global_start = read_offset (self);
    else if (quoth_slice_is (key, "end"))
      result->global_end = read_offset (self);
    else
      quoth_json_scan_raw (&self->scan, NULL);
}

static void
read_value (Reader *self,
            Result *result)
{
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "start"))
        result->start = read_offset (self);
      else if (quoth_slice_is (key, "end"))
        result->end = read_offset (self);
      else if (quoth_slice_is (key, "text") && quoth_json_scan_peek (&self->scan) == '"')
        result->covered = read_word (self);
      else if (is_label_key (key))
        read_words (self, &result->labels);
      else if (quoth_slice_is (key, "globalOffsets"))
        read_global_offsets (self, result);
      else if (says_nothing (key))
        quoth_json_scan_raw (&self->scan, NULL);
      else
        read_words (self, &result->words);
    }
}

/* What we say of a region beside what Label Studio has controls for, and its own notes. */
static void
read_meta (Reader *self,
           Result *result)
{
  g_autoptr (GPtrArray) notes = NULL;
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "text"))
        read_words (self, &notes);
      else if (quoth_slice_is (key, "entity"))
        result->entity = read_word (self);
      else if (quoth_slice_is (key, "attributes"))
        result->attributes = keep_raw (self);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  if (notes != NULL && notes->len > 0)
    {
      g_autofree char *note = NULL;

      g_ptr_array_add (notes, NULL);
      note = g_strjoinv ("\n", (char **) notes->pdata);
      result->note = g_string_chunk_insert (self->strings, note);
    }
}

static void
read_result (Reader *self)
{
  Result result = { .start = NOWHERE, .end = NOWHERE, .next = NOWHERE };
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "id"))
        result.id = read_word (self);
      else if (quoth_slice_is (key, "from_name"))
        result.from_name = read_word (self);
      else if (quoth_slice_is (key, "to_name"))
        result.to_name = read_word (self);
      else if (quoth_slice_is (key, "type"))
        result.type = read_word (self);
      else if (quoth_slice_is (key, "value") && quoth_json_scan_peek (&self->scan) == '{')
        read_value (self, &result);
      else if (quoth_slice_is (key, "meta"))
        read_meta (self, &result);
      else if (quoth_slice_is (key, "attributes"))
        result.attributes = keep_raw (self);
      else if (quoth_slice_is (key, "from_id"))
        result.from_id = read_word (self);
      else if (quoth_slice_is (key, "to_id"))
        result.to_id = read_word (self);
      else if (quoth_slice_is (key, "direction"))
        result.direction = read_word (self);
      else if (quoth_slice_is (key, "labels"))
        read_words (self, &result.relations);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  g_array_append_val (self->results, result);
}

/* A region is known by its place alone, which is all that is told of it. */
static void
read_flat_result (Reader     *self,
                  const char *control)
{
  Result result = { .start = NOWHERE, .end = NOWHERE, .next = NOWHERE, .from_name = control };

  read_value (self, &result);
  g_array_append_val (self->results, result);
}

static void
read_flat_results (Reader     *self,
                   const char *control)
{
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    if (quoth_json_scan_peek (&self->scan) == '{')
      read_flat_result (self, control);
    else
      quoth_json_scan_raw (&self->scan, NULL);
}

/* A number, or an object that describes a user. */
static void
read_annotator (Reader *self,
                Set    *set)
{
  const char *words[4] = { NULL };
  static const char *const keys[] = { "email", "username", "name", "id" };
  QuothSlice key;
  char first = quoth_json_scan_peek (&self->scan);

  if (first != '{')
    {
      set->who = read_word (self);
      if (g_ascii_isdigit (first) && set->who != NULL)
        {
          set->number = g_ascii_strtoll (set->who, NULL, 10);
          set->who = NULL;
        }
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (keys) && !quoth_slice_is (key, keys[i]))
        i++;
      if (i < G_N_ELEMENTS (keys))
        words[i] = read_word (self);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (words) && set->who == NULL; i++)
    if (words[i] != NULL && *words[i] != '\0')
      set->who = words[i];
}

static void
read_set (Reader   *self,
          gboolean  prediction)
{
  Set set = { .first = self->results->len };
  QuothSlice key;

  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "result") && quoth_json_scan_peek (&self->scan) == '[')
        {
          quoth_json_scan_array (&self->scan);
          while (quoth_json_scan_element (&self->scan))
            read_result (self);
        }
      else if (quoth_slice_is (key, "completed_by"))
        read_annotator (self, &set);
      else if (prediction && quoth_slice_is (key, "model_version"))
        set.who = read_word (self);
      else if (quoth_slice_is (key, "was_cancelled") && quoth_json_scan_peek (&self->scan) != 'n')
        quoth_json_scan_boolean (&self->scan, &set.cancelled);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  if (prediction && (set.who == NULL || *set.who == '\0'))
    set.who = "predictions";
  set.n = self->results->len - set.first;
  g_array_append_val (self->sets, set);
}

static void
read_sets (Reader   *self,
           gboolean  prediction)
{
  if (quoth_json_scan_peek (&self->scan) != '[')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_array (&self->scan);
  while (quoth_json_scan_element (&self->scan))
    if (quoth_json_scan_peek (&self->scan) == '{')
      read_set (self, prediction);
    else /* only the number of one that is elsewhere */
      quoth_json_scan_raw (&self->scan, NULL);
}

/* Takes the value that stands next. */
static void
keep_fact (Reader     *self,
           QuothSlice  key)
{
  char *name = g_strndup (key.bytes, key.length);
  QuothSlice value = { "null", 4 };

  quoth_json_scan_raw (&self->scan, &value);
  g_hash_table_replace (self->data, name, g_strndup (value.bytes, value.length));
  if (g_hash_table_size (self->data) > QUOTH_FORMAT_MAX_FACTS)
    quoth_json_scan_refuse (&self->scan, "the data of a task have more than %d members",
                            QUOTH_FORMAT_MAX_FACTS);
}

static void
read_data (Reader *self)
{
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      quoth_json_scan_refuse (&self->scan, "the data of a task is no object");
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    keep_fact (self, key);
}

/* A task of the export "JSON-MIN": what stands in the data of a whole one, and by the name of
 * each control what it says, all in one object. Its relations are gone. */
static gboolean
parse_flat (Reader      *self,
            const char  *bytes,
            gsize        n_bytes,
            GError     **error)
{
  Set set = { .first = self->results->len };
  QuothSlice key;

  quoth_json_scan_begin (&self->scan, self->line, bytes, n_bytes);
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      char first = quoth_json_scan_peek (&self->scan);

      if (quoth_slice_is (key, "annotator"))
        read_annotator (self, &set);
      else if (first == '[')
        read_flat_results (self, keep (self, key));
      else if (first == '{')
        read_flat_result (self, keep (self, key));
      else if (first != '"' || quoth_slice_is (key, "created_at") || quoth_slice_is (key, "updated_at"))
        quoth_json_scan_raw (&self->scan, NULL);
      else
        keep_fact (self, key);
    }
  set.n = self->results->len - set.first;
  if (set.n > 0)
    g_array_append_val (self->sets, set);
  if (g_hash_table_size (self->data) == 0)
    quoth_json_scan_refuse (&self->scan, "a task has no data");
  return quoth_json_scan_finish (&self->scan, error);
}

/* Documented in quoth-format-label-studio-private.h. */
gboolean
quoth_label_studio_parse (Reader      *self,
                          const char  *bytes,
                          gsize        n_bytes,
                          GError     **error)
{
  gboolean has_data = FALSE;
  QuothSlice key;

  quoth_json_scan_begin (&self->scan, self->line, bytes, n_bytes);
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "data"))
        {
          read_data (self);
          has_data = TRUE;
        }
      else if (quoth_slice_is (key, "annotations") || quoth_slice_is (key, "completions"))
        read_sets (self, FALSE);
      else if (quoth_slice_is (key, "predictions"))
        read_sets (self, TRUE);
      else
        quoth_json_scan_raw (&self->scan, NULL);
    }
  if (!quoth_json_scan_finish (&self->scan, error))
    return FALSE;
  return has_data || parse_flat (self, bytes, n_bytes, error);
}
