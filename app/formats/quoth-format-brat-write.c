/* quoth-format-brat-write.c - writes brat standoff
 *
 * One folder per layer, DOC.txt and DOC.ann in it, one annotation.conf above all:
 *
 *   T1  claim 0 12;20 31<TAB>text text      parts, cut at line ends too
 *   R1  speaker Arg1:T1 Arg2:T2             a link, from the annotation to its target
 *   A1  quote_type T1 direct                a choice; without a value, a flag
 *   N1  Reference T2 Wikidata:Q42<TAB>name  the entity; Quoth:ID where it has no such id
 *   #1  AnnotatorNotes T1<TAB>topic=…       free text; name:json=… for any other value
 *   #2  AnnotatorNotes T1<TAB>…             the note; note=… where it could be read as another
 *
 * Attributes of links have no place and are named as lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"
#include "quoth-json-writer.h"

#include <string.h>

typedef struct
{
  QuothWriteOptions  options;
  char              *path;
  QuothScheme       *scheme;
  QuothLossFunc      loss;
  gpointer           loss_data;
  QuothBratNames    *names;
  GHashTable        *wide;      /* of char*: attributes and roles that stand anywhere */
  GHashTable        *documents; /* names of files that are taken */
  GHashTable        *entities;  /* id → QuothEntity */
  GString           *out;       /* the .ann file; kept, so that its memory is */
  GString           *later;     /* R, A, N and # lines of it */
} Writer;

/* One .ann file. */
typedef struct
{
  Writer            *writer;
  QuothArticleData  *data;
  QuothStandoffText *text;
  GHashTable        *numbers; /* id of an annotation → its T number */
  GPtrArray         *written; /* of QuothAnnotation, borrowed: T1 first */
  guint              n_references;
  guint              n_attributes;
  guint              n_relations;
  guint              n_notes;
} File;

static void
writer_free (Writer *self)
{
  g_free (self->path);
  quoth_scheme_unref (self->scheme);
  quoth_brat_names_free (self->names);
  g_hash_table_unref (self->wide);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->entities);
  g_string_free (self->out, TRUE);
  g_string_free (self->later, TRUE);
  g_free (self);
}

/* The scheme's names come first, so that they keep their spelling before any other. */
static void
learn_scheme (Writer *self)
{
  static const char *const kinds[] = { "span", "mention", "claim" };
  static const char *const sorts[] = { "single", "multiple", "text", "number", "date", "flag" };

  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (self->scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_TYPE, type->id, kinds[type->kind]);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_ATTRIBUTE, attribute->id,
                                sorts[attribute->kind]);
      for (guint j = 0; j < attribute->values->len; j++)
        quoth_brat_names_to_brat (self->names, QUOTH_BRAT_VALUE,
                                  ((QuothValue *) attribute->values->pdata[j])->id);
    }
  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    quoth_brat_names_to_brat (self->names, QUOTH_BRAT_ROLE,
                              quoth_scheme_get_role_at (self->scheme, i)->id);
}

gpointer
quoth_brat_writer_begin (const QuothWriteOptions  *options,
                         QuothLossFunc             loss,
                         gpointer                  loss_data,
                         GError                  **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->options = *options;
  self->path = g_strdup (options->path);
  self->options.path = self->path;
  self->scheme = quoth_scheme_ref (options->scheme);
  self->loss = loss;
  self->loss_data = loss_data;
  self->names = quoth_brat_names_new ();
  self->wide = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entities = quoth_format_entities_new ();
  self->out = g_string_new (NULL);
  self->later = g_string_new (NULL);
  learn_scheme (self);
  return self;
}

gboolean
quoth_brat_writer_entity (gpointer      state,
                          QuothEntity  *entity,
                          GError      **error)
{
  Writer *self = state;

  quoth_format_entities_add (self->entities, entity);
  return TRUE;
}

static int
compare_annotations (gconstpointer a,
                     gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;
  guint left_start = quoth_annotation_get_start (left);
  guint right_start = quoth_annotation_get_start (right);
  guint left_end = quoth_annotation_get_end (left);
  guint right_end = quoth_annotation_get_end (right);

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  if (left_end != right_end)
    return left_end > right_end ? -1 : 1;
  return strcmp (left->id, right->id);
}

/* By place: the file is read by people, too. */
static GPtrArray *
sort_annotations (GPtrArray *annotations)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, annotations, NULL, NULL);
  g_ptr_array_sort (sorted, compare_annotations);
  return sorted;
}

static void
write_spans (File *self)
{
  Writer *writer = self->writer;
  g_autoptr (GPtrArray) sorted = sort_annotations (self->data->annotations);

  for (guint i = 0; i < sorted->len; i++)
    {
      QuothAnnotation *annotation = sorted->pdata[i];
      gsize before = writer->out->len;

      quoth_standoff_append_begin (writer->out, 'T', self->written->len + 1,
                                   quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_TYPE,
                                                             annotation->type));
      if (!quoth_standoff_text_append (self->text, annotation->parts, annotation->n_parts,
                                       writer->out))
        {
          g_string_truncate (writer->out, before);
          writer->loss (writer->loss_data, self->data->article->id, annotation->id,
                        "covers nothing but line ends");
          continue;
        }
      g_string_append_c (writer->out, '\n');
      g_ptr_array_add (self->written, annotation);
      g_hash_table_insert (self->numbers, annotation->id, GUINT_TO_POINTER (self->written->len));
    }
}

static void
write_note (File       *self,
            guint       number,
            const char *prefix,
            const char *separator,
            const char *value)
{
  GString *out = self->writer->later;

  g_string_append_printf (out, "#%u\tAnnotatorNotes T%u\t", ++self->n_notes, number);
  g_string_append (out, prefix);
  g_string_append (out, separator);
  quoth_standoff_append_escaped (out, value);
  g_string_append_c (out, '\n');
}

static gboolean
is_value (const QuothAttribute *attribute,
          const char           *id)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
write_choice (File       *self,
              guint       number,
              const char *name,
              const char *value)
{
  quoth_standoff_append_begin (self->writer->later, 'A', ++self->n_attributes, name);
  g_string_append_c (self->writer->later, 'T');
  quoth_json_append_uint (self->writer->later, number);
  if (value != NULL)
    g_string_append_printf (self->writer->later, " %s",
                            quoth_brat_names_to_brat (self->writer->names, QUOTH_BRAT_VALUE,
                                                      value));
  g_string_append_c (self->writer->later, '\n');
}

/* As many lines as there are values; FALSE when they are not all strings of the scheme. */
static gboolean
write_choices (File                 *self,
               guint                 number,
               const QuothAttribute *attribute,
               const char           *name,
               const char           *json,
               const char *const    *values)
{
  g_autoptr (QuothAttributes) strings = NULL;
  const char *as_strings = NULL;

  if (values == NULL || values[0] == NULL)
    return FALSE;
  strings = quoth_attributes_with_strv (NULL, "values", values);
  quoth_attributes_get (strings, 0, &as_strings);
  if (strcmp (as_strings, json) != 0)
    return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    if (!is_value (attribute, values[i]))
      return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    write_choice (self, number, name, values[i]);
  return TRUE;
}

/* Each sort of attribute is written as the reader expects it of that sort; a value of
 * another sort goes as JSON, so that it comes back as it was. */
static void
write_attribute (File            *self,
                 QuothAnnotation *annotation,
                 guint            number,
                 const char      *id,
                 const char      *json)
{
  Writer *writer = self->writer;
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (writer->scheme, id);
  const char *name = quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_ATTRIBUTE, id);
  QuothAttributeKind kind = attribute != NULL ? attribute->kind : QUOTH_ATTRIBUTE_TEXT;
  gboolean is_string = *json == '"';
  g_autofree char *value = NULL;

  if (attribute != NULL && !quoth_attribute_applies (attribute, annotation->type))
    g_hash_table_add (writer->wide, g_strconcat ("attribute ", id, NULL));
  if (strcmp (json, "true") == 0 && (attribute == NULL || kind == QUOTH_ATTRIBUTE_FLAG))
    {
      write_choice (self, number, name, NULL);
      return;
    }
  if (*json == '[' && kind == QUOTH_ATTRIBUTE_MULTIPLE)
    {
      g_auto (GStrv) values = quoth_attributes_dup_strv (annotation->attributes, id);

      if (write_choices (self, number, attribute, name, json, (const char *const *) values))
        return;
    }
  value = is_string ? quoth_attributes_dup_string (annotation->attributes, id) : NULL;
  if (is_string && kind == QUOTH_ATTRIBUTE_SINGLE && is_value (attribute, value))
    write_choice (self, number, name, value);
  else if (is_string && (kind == QUOTH_ATTRIBUTE_SINGLE || kind == QUOTH_ATTRIBUTE_TEXT
                         || kind == QUOTH_ATTRIBUTE_DATE))
    write_note (self, number, name, "=", value);
  else if (kind == QUOTH_ATTRIBUTE_NUMBER && (*json == '-' || g_ascii_isdigit (*json)))
    write_note (self, number, name, "=", json);
  else
    write_note (self, number, name, ":json=", json);
}

/* Whether a reader could take the note for "name=value". */
static gboolean
looks_named (const char *note)
{
  gsize length = strspn (note, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789_-");

  return *note == '\0' || *note == '\t'
         || (length > 0 && (note[length] == '=' || note[length] == ':'));
}

static void
write_reference (File            *self,
                 QuothAnnotation *annotation,
                 guint            number)
{
  Writer *writer = self->writer;
  QuothEntity *entity = quoth_format_entities_find (writer->entities, annotation->entity);

  if (entity == NULL)
    {
      writer->loss (writer->loss_data, self->data->article->id, annotation->id,
                    "its entity is not in the registry");
      return;
    }
  g_string_append_printf (writer->later, "N%u\tReference T%u ", ++self->n_references, number);
  if (entity->wikidata != NULL)
    g_string_append_printf (writer->later, "Wikidata:%s\t", entity->wikidata);
  else
    {
      g_autofree char *id = g_uri_escape_string (entity->id, ":/,;=@", TRUE);

      g_string_append_printf (writer->later, "Quoth:%s\t", id);
    }
  quoth_standoff_append_escaped (writer->later, entity->name);
  g_string_append_c (writer->later, '\n');
}

static gboolean
has_type (char       **types,
          const char  *type)
{
  return types == NULL || types[0] == NULL || g_strv_contains ((const char *const *) types, type);
}

static void
write_links (File            *self,
             QuothAnnotation *annotation,
             guint            number)
{
  Writer *writer = self->writer;

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      guint target = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, link->to));
      const QuothRole *role = quoth_scheme_lookup_role (writer->scheme, link->role);
      QuothAnnotation *to;
      g_autofree char *reason = NULL;

      if (target == 0)
        {
          reason = g_strdup_printf ("link %s: its target is not in the file", link->role);
          writer->loss (writer->loss_data, self->data->article->id, annotation->id, reason);
          continue;
        }
      if (quoth_attributes_get_n (link->attributes) > 0)
        {
          reason = g_strdup_printf ("link %s: relations hold no attributes", link->role);
          writer->loss (writer->loss_data, self->data->article->id, annotation->id, reason);
        }
      to = self->written->pdata[target - 1];
      if (role != NULL
          && !(has_type (role->from, annotation->type) && has_type (role->to, to->type)))
        g_hash_table_add (writer->wide, g_strconcat ("role ", link->role, NULL));
      g_string_append_printf (writer->later, "R%u\t%s Arg1:T%u Arg2:T%u\n", ++self->n_relations,
                              quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_ROLE,
                                                        link->role),
                              number, target);
    }
}

static void
write_remarks (File *self)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      QuothAnnotation *annotation = self->written->pdata[i];
      guint number = i + 1;

      write_links (self, annotation, number);
      for (guint j = 0; j < quoth_attributes_get_n (annotation->attributes); j++)
        {
          const char *json;
          const char *id = quoth_attributes_get (annotation->attributes, j, &json);

          write_attribute (self, annotation, number, id, json);
        }
      if (annotation->entity != NULL)
        write_reference (self, annotation, number);
      if (annotation->note != NULL)
        write_note (self, number, looks_named (annotation->note) ? "note=" : "", "",
                    annotation->note);
      if (self->writer->options.flags & QUOTH_WRITE_IDS)
        write_note (self, number, "quoth:id", "=", annotation->id);
    }
}

static gboolean
save (Writer      *self,
      const char  *folder,
      const char  *document,
      const char  *extension,
      const char  *bytes,
      gsize        n_bytes,
      GError     **error)
{
  g_autofree char *name = g_strconcat (document, extension, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return quoth_format_save (path, bytes, n_bytes, error);
}

/* All of @data, which is the work of @layer; NULL for all layers in one file. */
static gboolean
write_file (Writer            *self,
            QuothArticleData  *data,
            QuothStandoffText *text,
            const char        *document,
            const char        *layer,
            GError           **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  File file = { .writer = self, .data = data, .text = text, .numbers = numbers,
                .written = written };
  const char *utf8;
  gsize n_bytes;

  g_string_truncate (self->out, 0);
  g_string_truncate (self->later, 0);
  write_spans (&file);
  write_remarks (&file);
  if (self->options.dry_run)
    return TRUE;
  folder = quoth_format_layer_folder (&self->options, layer, error);
  if (folder == NULL)
    return FALSE;
  base = g_path_get_basename (folder);
  if (layer != NULL)
    quoth_brat_names_set (self->names, QUOTH_BRAT_LAYER, base, layer, NULL);
  g_string_append_len (self->out, self->later->str, (gssize) self->later->len);
  utf8 = quoth_standoff_text_get (text, &n_bytes);
  return save (self, folder, document, ".txt", utf8, n_bytes, error)
         && save (self, folder, document, ".ann", self->out->str, self->out->len, error);
}

gboolean
quoth_brat_writer_article (gpointer           state,
                           QuothArticleData  *data,
                           GError           **error)
{
  Writer *self = state;
  g_autofree char *document = quoth_format_safe_name (data->article->id, self->documents);
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);
  g_auto (QuothStandoffText) text = { 0 };

  quoth_standoff_text_init (&text, data->text);
  if (!self->options.layer_folders || layers->len == 0)
    {
      if (layers->len == 1)
        quoth_brat_names_set (self->names, QUOTH_BRAT_LAYER, ".", layers->pdata[0], NULL);
      return write_file (self, data, &text, document, NULL, error);
    }
  for (guint i = 0; i < layers->len; i++)
    if (!write_file (self, parts->pdata[i], &text, document, layers->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
quoth_brat_writer_finish (gpointer   state,
                          gboolean   ok,
                          GError   **error)
{
  Writer *self = state;

  if (ok && !self->options.dry_run)
    {
      g_string_truncate (self->out, 0);
      quoth_brat_append_conf (self->names, self->scheme, self->wide, self->out);
      ok = save (self, self->path, "annotation", ".conf", self->out->str, self->out->len, error);
    }
  writer_free (self);
  return ok;
}
