/* quoth-cas.c - a UIMA CAS in memory: what XMI, CAS JSON and WebAnno TSV say alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas.h"

#include "quoth-document-index.h"

#include <string.h>

/* Features are found by a walk over those of a structure, and any number may refer to it. */
#define MAX_FEATURES 10000
/* What one feature refers to: any number may share an array, and a list could bite its tail. */
#define MAX_REFS 10000
/* Each text looks through all structures for its own. */
#define MAX_TEXTS 1000

void
quoth_cas_init (QuothCas   *self,
                const char *path)
{
  memset (self, 0, sizeof *self);
  self->path = path;
  self->structures = g_array_new (FALSE, TRUE, sizeof (QuothCasFs));
  self->features = g_array_new (FALSE, FALSE, sizeof (QuothCasFeature));
  self->sofas = g_array_new (FALSE, FALSE, sizeof (QuothCasSofa));
  self->ids = g_hash_table_new (NULL, NULL);
  self->skipped = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (4096);
}

void
quoth_cas_clear (QuothCas *self)
{
  for (guint i = 0; self->sofas != NULL && i < self->sofas->len; i++)
    g_clear_pointer (&g_array_index (self->sofas, QuothCasSofa, i).text, quoth_text_unref);
  g_clear_pointer (&self->structures, g_array_unref);
  g_clear_pointer (&self->features, g_array_unref);
  g_clear_pointer (&self->sofas, g_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->skipped, g_hash_table_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
}

const char *
quoth_cas_short_name (const char *type)
{
  const char *dot = strrchr (type, '.');

  return dot != NULL ? dot + 1 : type;
}

/* What the text consists of is no annotation, nor is what a tool notes for itself. */
static gboolean
is_skipped (QuothCas   *self,
            const char *type)
{
  static const char *const skipped[] = {
    QUOTH_CAS_DKPRO "segmentation.type.Token",
    QUOTH_CAS_DKPRO "segmentation.type.TokenForm",
    QUOTH_CAS_DKPRO "segmentation.type.Sentence",
    QUOTH_CAS_DKPRO "segmentation.type.Paragraph",
    QUOTH_CAS_DKPRO "segmentation.type.Lemma",
    QUOTH_CAS_DKPRO "segmentation.type.Stem",
    QUOTH_CAS_DKPRO "metadata.type.TagsetDescription",
    QUOTH_CAS_DKPRO "metadata.type.TagDescription",
    "uima.cas.NULL",
  };

  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (strcmp (type, skipped[i]) == 0)
      return TRUE;
  return g_str_has_prefix (type, "de.tudarmstadt.ukp.clarin.webanno.api.type.")
         || g_str_has_prefix (type, "org.dkpro.core.api.xml.type.");
}

guint
quoth_cas_add (QuothCas   *self,
               const char *type,
               guint       id,
               guint       line)
{
  QuothCasFs fs = { .id = id, .begin = QUOTH_CAS_NO_OFFSET, .end = QUOTH_CAS_NO_OFFSET,
                    .line = line, .first = self->features->len };

  fs.type = "";
  g_array_append_val (self->structures, fs);
  if (type != NULL)
    quoth_cas_set_type (self, type, strlen (type));
  return self->structures->len - 1;
}

QuothCasFs *
quoth_cas_last (QuothCas *self)
{
  return quoth_cas_get (self, self->structures->len - 1);
}

/* Structures of one type mostly follow each other. */
void
quoth_cas_set_type (QuothCas   *self,
                    const char *type,
                    gsize       n_type)
{
  if (self->last_type == NULL || strlen (self->last_type) != n_type
      || memcmp (self->last_type, type, n_type) != 0)
    {
      g_autofree char *copy = g_strndup (type, n_type);

      self->last_type = g_string_chunk_insert_const (self->strings, copy);
    }
  quoth_cas_last (self)->type = self->last_type;
}

void
quoth_cas_add_feature (QuothCas          *self,
                       const char        *name,
                       const char        *value,
                       gsize              n_value,
                       QuothCasValueKind  kind)
{
  QuothCasFeature feature = { .kind = kind };

  if (*name == '\0')
    return;
  feature.name = g_string_chunk_insert_const (self->strings, name);
  feature.value = g_string_chunk_insert_len (self->strings, value, (gssize) n_value);
  g_array_append_val (self->features, feature);
  quoth_cas_last (self)->n_features++;
}

gboolean
quoth_cas_end (QuothCas  *self,
               GError   **error)
{
  QuothCasFs *fs = quoth_cas_last (self);
  guint index = self->structures->len;

  if (fs->n_features > MAX_FEATURES)
    return quoth_format_refuse (error, self->path, fs->line,
                                "a structure has more than %d features", MAX_FEATURES);
  if (fs->type != self->kept_type && is_skipped (self, fs->type))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->skipped, fs->type));

      g_hash_table_insert (self->skipped, (gpointer) fs->type, GUINT_TO_POINTER (n + 1));
      g_array_set_size (self->features, fs->first);
      g_array_set_size (self->structures, index - 1);
      return TRUE;
    }
  self->kept_type = fs->type;
  if (fs->id == 0)
    return TRUE;
  if (g_hash_table_contains (self->ids, GUINT_TO_POINTER (fs->id)))
    return quoth_format_refuse (error, self->path, fs->line, "two structures have the id %u",
                                fs->id);
  g_hash_table_insert (self->ids, GUINT_TO_POINTER (fs->id), GUINT_TO_POINTER (index));
  return TRUE;
}

/* @text: NULL when the view is of something else. */
gboolean
quoth_cas_add_sofa (QuothCas    *self,
                    guint        id,
                    const char  *name,
                    const char  *text,
                    gsize        n_bytes,
                    guint        line,
                    GError     **error)
{
  QuothCasSofa sofa = { .id = id, .line = line };
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < self->sofas->len; i++)
    if (g_array_index (self->sofas, QuothCasSofa, i).id == id)
      return quoth_format_refuse (error, self->path, line, "two texts have the id %u", id);
  if (self->sofas->len >= MAX_TEXTS)
    return quoth_format_refuse (error, self->path, line, "more than %d texts", MAX_TEXTS);
  sofa.name = g_string_chunk_insert (self->strings, name != NULL ? name : "_InitialView");
  if (text != NULL)
    {
      sofa.text = quoth_text_new (text, (gssize) n_bytes, &local_error);
      if (sofa.text == NULL)
        return quoth_format_refuse (error, self->path, line, "%s", local_error->message);
    }
  g_array_append_val (self->sofas, sofa);
  return TRUE;
}

QuothCasFs *
quoth_cas_get (QuothCas *self,
               guint     index)
{
  return &g_array_index (self->structures, QuothCasFs, index);
}

guint
quoth_cas_find (QuothCas *self,
                guint     id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, GUINT_TO_POINTER (id))) - 1;
}

const QuothCasFeature *
quoth_cas_get_feature (QuothCas         *self,
                       const QuothCasFs *fs,
                       const char       *name)
{
  for (guint i = 0; i < fs->n_features; i++)
    {
      const QuothCasFeature *feature = &g_array_index (self->features, QuothCasFeature,
                                                       fs->first + i);

      if (strcmp (feature->name, name) == 0)
        return feature;
    }
  return NULL;
}

const char *
quoth_cas_get_string (QuothCas         *self,
                      const QuothCasFs *fs,
                      const char       *name)
{
  const QuothCasFeature *feature = quoth_cas_get_feature (self, fs, name);

  return feature != NULL && feature->kind == QUOTH_CAS_STRING ? feature->value : NULL;
}

/* Follows a chain of uima.cas.NonEmptyFSList. */
static void
resolve_list (QuothCas         *self,
              const QuothCasFs *fs,
              guint            *left,
              GArray           *out_indices)
{
  for (; fs != NULL && *left > 0; --*left)
    {
      const QuothCasFeature *head = quoth_cas_get_feature (self, fs, "head");
      const QuothCasFeature *tail = quoth_cas_get_feature (self, fs, "tail");
      guint index = head != NULL ? quoth_cas_find (self, (guint) g_ascii_strtoull (head->value,
                                                                                   NULL, 10))
                                 : G_MAXUINT;

      if (index != G_MAXUINT)
        g_array_append_val (out_indices, index);
      index = tail != NULL ? quoth_cas_find (self, (guint) g_ascii_strtoull (tail->value, NULL, 10))
                           : G_MAXUINT;
      fs = index != G_MAXUINT ? quoth_cas_get (self, index) : NULL;
    }
}

/* @deep: whether arrays and lists are opened; one in another is not. @left: how many steps
 * may still be made. */
static void
resolve (QuothCas   *self,
         const char *refs,
         gboolean    deep,
         guint      *left,
         GArray     *out_indices)
{
  char *end;

  for (const char *p = refs; *p != '\0' && *left > 0; p = end)
    {
      guint64 id = g_ascii_strtoull (p, &end, 10);
      guint index = id <= G_MAXUINT ? quoth_cas_find (self, (guint) id) : G_MAXUINT;
      const QuothCasFeature *elements;
      const QuothCasFs *fs;

      if (end == p)
        return;
      --*left;
      if (index == G_MAXUINT)
        continue;
      fs = quoth_cas_get (self, index);
      elements = deep ? quoth_cas_get_feature (self, fs, "elements") : NULL;
      if (elements != NULL && fs->begin == QUOTH_CAS_NO_OFFSET)
        resolve (self, elements->value, FALSE, left, out_indices);
      else if (deep && g_str_has_prefix (fs->type, "uima.cas.NonEmptyFSList"))
        resolve_list (self, fs, left, out_indices);
      else
        g_array_append_val (out_indices, index);
    }
}

void
quoth_cas_resolve (QuothCas   *self,
                   const char *refs,
                   GArray     *out_indices)
{
  guint left = MAX_REFS;

  resolve (self, refs, TRUE, &left, out_indices);
}

void
quoth_cas_file_init (QuothCasFile           *self,
                     const char             *path,
                     const QuothReadOptions *options,
                     const QuothSink        *sink)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  gboolean above = FALSE;

  if (dot != NULL && dot != base)
    *dot = '\0';
  memset (self, 0, sizeof *self);
  self->stem = g_filename_display_name (base);
  quoth_document_index_lookup (folder, self->stem, options->session, &self->id, &self->name,
                               &above);
  if (above)
    {
      g_autofree char *whole = g_canonicalize_filename (folder, NULL);

      self->layer = g_path_get_basename (whole);
    }
  self->context.options = options;
  self->context.sink = sink;
  self->context.id = self->id;
  self->context.name = self->name != NULL ? self->name : self->stem;
  self->context.layer = self->layer;
}

void
quoth_cas_file_clear (QuothCasFile *self)
{
  g_free (self->layer);
  g_free (self->stem);
  g_free (self->id);
  g_free (self->name);
}
