/* quoth-cas-json-read.c - the feature structures of a CAS JSON file
 *
 * As the specification has it and as its implementations write it: structures in an
 * array or an object, in any order, with or without types, views and markers of offsets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas.h"
#include "quoth-json-scan.h"

#include <string.h>

/* How many structures go by between looks at whether the user has had enough. */
#define STRIDE 1024

typedef struct
{
  QuothCas      *cas;
  QuothCasTypes *types;    /* nullable: the file's own */
  QuothProgress *progress;
  QuothJsonScan  scan;
  GString       *key;
  GString       *refs;
  const char    *counted;  /* lines up to here are counted in @line */
  guint          line;

  /* Of the structure that is open, when it is a text. */
  gboolean       has_text;
  GString       *text;
  char          *view;
} Reader;

static void
reader_clear (Reader *self)
{
  quoth_json_scan_clear (&self->scan);
  g_string_free (self->key, TRUE);
  g_string_free (self->refs, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->view);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static guint
count_lines (Reader *self)
{
  while (self->counted < self->scan.p)
    {
      const char *newline = memchr (self->counted, '\n', (size_t) (self->scan.p - self->counted));

      if (newline == NULL)
        break;
      self->line++;
      self->counted = newline + 1;
    }
  self->counted = MAX (self->counted, self->scan.p);
  return self->line;
}

static void
keep_key (Reader     *self,
          QuothSlice  key)
{
  g_string_truncate (self->key, 0);
  g_string_append_len (self->key, key.bytes, (gssize) key.length);
}

static gboolean
skip (Reader *self)
{
  QuothSlice value;

  return quoth_json_scan_raw (&self->scan, &value);
}

/* One type: its features are the members that are no keywords. */
static gboolean
read_type (Reader     *self,
           const char *type)
{
  QuothJsonScan *scan = &self->scan;
  QuothSlice key;
  QuothSlice value;

  if (!quoth_json_scan_object (scan))
    return FALSE;
  while (quoth_json_scan_member (scan, &key))
    {
      keep_key (self, key);
      if (strcmp (self->key->str, "%SUPER_TYPE") == 0)
        {
          g_autofree char *super = quoth_json_scan_dup_nullable (scan);

          if (super != NULL)
            quoth_cas_types_add (self->types, type, super);
          continue;
        }
      if (quoth_json_scan_peek (scan) != '{')
        {
          skip (self);
          continue;
        }
      quoth_json_scan_object (scan);
      while (quoth_json_scan_member (scan, &key))
        {
          gboolean is_range = quoth_slice_is (key, "%RANGE");

          if (is_range && quoth_json_scan_peek (scan) == '"'
              && quoth_json_scan_string (scan, &value))
            {
              g_autofree char *range = g_strndup (value.bytes, value.length);

              quoth_cas_types_add_feature (self->types, type, self->key->str, range, TRUE);
            }
          else
            skip (self);
        }
    }
  return scan->error == NULL;
}

static gboolean
read_types (Reader *self)
{
  QuothSlice key;

  if (quoth_json_scan_null (&self->scan))
    return TRUE;
  if (!quoth_json_scan_object (&self->scan))
    return FALSE;
  while (quoth_json_scan_member (&self->scan, &key))
    {
      g_autofree char *type = g_strndup (key.bytes, key.length);

      if (!read_type (self, type))
        return FALSE;
    }
  return self->scan.error == NULL;
}

/* There are as many as structures, so that printf() would be seen. */
static void
append_id (GString *refs,
           guint    id)
{
  char digits[16];
  guint n = sizeof digits;

  for (; id > 0; id /= 10)
    digits[--n] = (char) ('0' + id % 10);
  if (refs->len > 0)
    g_string_append_c (refs, ' ');
  g_string_append_len (refs, digits + n, (gssize) (sizeof digits - n));
}

/* Ids, with null or 0 for none. */
static gboolean
read_refs (Reader     *self,
           const char *name)
{
  QuothJsonScan *scan = &self->scan;
  guint id;

  g_string_truncate (self->refs, 0);
  if (quoth_json_scan_peek (scan) == '[')
    {
      quoth_json_scan_array (scan);
      while (quoth_json_scan_element (scan))
        if (!quoth_json_scan_null (scan) && quoth_json_scan_offset (scan, &id) && id > 0)
          append_id (self->refs, id);
    }
  else if (!quoth_json_scan_null (scan) && quoth_json_scan_offset (scan, &id) && id > 0)
    append_id (self->refs, id);
  if (scan->error != NULL)
    return FALSE;
  if (self->refs->len > 0)
    quoth_cas_add_feature (self->cas, name, self->refs->str, self->refs->len, QUOTH_CAS_REFS);
  return TRUE;
}

/* Elements of an array of structures are ids; the type comes before them. */
static gboolean
holds_references (const char *type)
{
  return strcmp (type, "uima.cas.FSArray") == 0
         || (g_str_has_suffix (type, "[]") && !g_str_has_prefix (type, "uima.cas."))
         || strcmp (type, "uima.cas.TOP[]") == 0;
}

static gboolean
read_value (Reader     *self,
            const char *name)
{
  QuothJsonScan *scan = &self->scan;
  QuothSlice value;

  if (quoth_json_scan_null (scan))
    return TRUE;
  if (quoth_json_scan_peek (scan) == '"')
    {
      if (!quoth_json_scan_string (scan, &value))
        return FALSE;
      quoth_cas_add_feature (self->cas, name, value.bytes, value.length, QUOTH_CAS_STRING);
      return TRUE;
    }
  if (!quoth_json_scan_raw (scan, &value))
    return FALSE;
  quoth_cas_add_feature (self->cas, name, value.bytes, value.length, QUOTH_CAS_JSON);
  return TRUE;
}

static gboolean
read_text (Reader *self)
{
  QuothSlice text;

  if (quoth_json_scan_null (&self->scan))
    return TRUE;
  if (!quoth_json_scan_string (&self->scan, &text))
    return FALSE;
  self->has_text = TRUE;
  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, text.bytes, (gssize) text.length);
  return TRUE;
}

static gboolean
read_type_name (Reader *self)
{
  QuothSlice type;

  if (!quoth_json_scan_string (&self->scan, &type))
    return FALSE;
  quoth_cas_set_type (self->cas, type.bytes, type.length);
  return TRUE;
}

/* The members that UIMA itself knows; FALSE in @out_done: it was none of them. */
static gboolean
read_known (Reader     *self,
            QuothSlice  key,
            gboolean   *out_done)
{
  QuothJsonScan *scan = &self->scan;
  QuothCasFs *fs = quoth_cas_last (self->cas);

  *out_done = TRUE;
  if (quoth_slice_is (key, "%ID"))
    return quoth_json_scan_offset (scan, &fs->id);
  if (quoth_slice_is (key, "%TYPE"))
    return read_type_name (self);
  if (quoth_slice_is (key, "@sofa"))
    return quoth_json_scan_null (scan) || quoth_json_scan_offset (scan, &fs->sofa);
  if (quoth_slice_is (key, "begin") || quoth_slice_is (key, "^begin"))
    return quoth_json_scan_offset (scan, &fs->begin);
  if (quoth_slice_is (key, "end") || quoth_slice_is (key, "^end"))
    return quoth_json_scan_offset (scan, &fs->end);
  if (quoth_slice_is (key, "sofaString"))
    return read_text (self);
  if (quoth_slice_is (key, "sofaID"))
    {
      g_free (self->view);
      self->view = quoth_json_scan_dup_nullable (scan);
      return scan->error == NULL;
    }
  *out_done = FALSE;
  return TRUE;
}

static gboolean
read_member (Reader     *self,
             QuothSlice  key)
{
  const char *name;
  gboolean done;

  if (!read_known (self, key, &done))
    return FALSE;
  if (done)
    return TRUE;
  keep_key (self, key);
  name = self->key->str;
  if (strcmp (name, "%ELEMENTS") == 0)
    return holds_references (quoth_cas_last (self->cas)->type) ? read_refs (self, "elements")
                                                               : read_value (self, "elements");
  if (*name == '@')
    return read_refs (self, name + 1);
  if (*name == '%')
    return skip (self);
  return read_value (self, *name == '^' || *name == '#' ? name + 1 : name);
}

/* A text is no structure like the others. */
static gboolean
end_structure (Reader *self)
{
  QuothCas *cas = self->cas;
  QuothCasFs fs = *quoth_cas_last (cas);
  gboolean ok;

  if (*fs.type == '\0')
    return quoth_json_scan_refuse (&self->scan, "a feature structure has no %%TYPE");
  if (strcmp (fs.type, "uima.cas.Sofa") != 0)
    return quoth_cas_end (cas, &self->scan.error);
  g_array_set_size (cas->features, fs.first);
  g_array_set_size (cas->structures, cas->structures->len - 1);
  ok = quoth_cas_add_sofa (cas, fs.id, self->view, self->has_text ? self->text->str : NULL,
                           self->text->len, fs.line, &self->scan.error);
  return ok;
}

/* @id: where it stands in an object, the key; else 0. */
static gboolean
read_structure (Reader *self,
                guint   id)
{
  QuothSlice key;

  if (!quoth_json_scan_object (&self->scan))
    return FALSE;
  quoth_cas_add (self->cas, NULL, id, count_lines (self));
  self->has_text = FALSE;
  g_clear_pointer (&self->view, g_free);
  while (quoth_json_scan_member (&self->scan, &key))
    if (!read_member (self, key))
      return FALSE;
  if (self->scan.error != NULL)
    return FALSE;
  if (self->cas->structures->len % STRIDE == 0
      && quoth_progress_set_error_if_cancelled (self->progress, &self->scan.error))
    return FALSE;
  return end_structure (self);
}

static gboolean
read_structures (Reader *self)
{
  QuothJsonScan *scan = &self->scan;
  QuothSlice key;

  if (quoth_json_scan_peek (scan) == '{')
    {
      quoth_json_scan_object (scan);
      while (quoth_json_scan_member (scan, &key))
        {
          keep_key (self, key);
          if (!read_structure (self, (guint) MIN (g_ascii_strtoull (self->key->str, NULL, 10),
                                                  G_MAXUINT)))
            return FALSE;
        }
      return scan->error == NULL;
    }
  if (!quoth_json_scan_array (scan))
    return FALSE;
  while (quoth_json_scan_element (scan))
    if (!read_structure (self, 0))
      return FALSE;
  return scan->error == NULL;
}

static gboolean
read_document (Reader *self)
{
  gboolean found = FALSE;
  QuothSlice key;

  /* The short form is the structures alone. */
  if (quoth_json_scan_peek (&self->scan) == '[')
    return read_structures (self);
  if (!quoth_json_scan_object (&self->scan))
    return FALSE;
  while (quoth_json_scan_member (&self->scan, &key))
    {
      if (quoth_slice_is (key, "%TYPES"))
        read_types (self);
      else if (quoth_slice_is (key, "%FEATURE_STRUCTURES"))
        found = read_structures (self);
      else
        {
          /* A CAS in which nothing is has views only. */
          found = found || quoth_slice_is (key, "%VIEWS");
          skip (self);
        }
    }
  if (self->scan.error == NULL && !found)
    return quoth_json_scan_refuse_record (&self->scan, "no CAS: %%FEATURE_STRUCTURES is missing");
  return self->scan.error == NULL;
}

/**
 * quoth_cas_json_read:
 * @self: an empty CAS; its types must be there, to be filled
 * @bytes: a CAS JSON file
 * @n_bytes: its length
 * @progress: (nullable): stops the reading
 * @error: return location for a #QuothFormatError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when all was read
 */
gboolean
quoth_cas_json_read (QuothCas       *self,
                     const char     *bytes,
                     gsize           n_bytes,
                     QuothProgress  *progress,
                     GError        **error)
{
  g_auto (Reader) reader = { .cas = self, .types = self->types, .progress = progress, .line = 1 };

  reader.key = g_string_new (NULL);
  reader.refs = g_string_new (NULL);
  reader.text = g_string_new (NULL);
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      n_bytes -= 3;
    }
  reader.counted = bytes;
  quoth_json_scan_init (&reader.scan, self->path);
  quoth_json_scan_begin (&reader.scan, 1, bytes, n_bytes);
  read_document (&reader);
  return quoth_json_scan_finish (&reader.scan, error);
}
