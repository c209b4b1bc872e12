/* quoth-format-polnear-write.c - writes attributions in the layout of PolNeAR
 *
 * A claim with a cue becomes an event: its sources (the mention with the roles that
 * adjoin it), cue, content, and a trigger that repeats the cue. A claim without a cue
 * stands as Content alone, for an event needs a trigger. All else is named as lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-polnear"

#include "config.h"

#include "quoth-format-polnear-write-private.h"
#include "quoth-json-writer.h"
#include "quoth-standoff.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef QuothPolnearWriter Writer;

/* One .ann file. */
typedef struct
{
  Writer            *writer;
  QuothArticleData  *data;
  QuothStandoffText *text;
  GPtrArray         *annotations; /* of the layer, by place; borrowed */
  GHashTable        *by_id;
  GHashTable        *numbers;     /* annotation → number of its T line, 0: not yet */
  QuothPolnearRoles *roles;
  guint              n_spans;
  guint              n_events;
} File;

gboolean
quoth_polnear_writer_start (gpointer   writer,
                            GError   **error)
{
  Writer *self = writer;

  self->sources = g_string_new (NULL);
  quoth_polnear_types_init (&self->types, self->base.options.scheme);
  return TRUE;
}

void
quoth_polnear_writer_clear (gpointer writer)
{
  Writer *self = writer;

  quoth_polnear_types_clear (&self->types);
  g_string_free (self->sources, TRUE);
}

static QuothTypeKind
kind_of (File            *self,
         QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->writer->base.options.scheme, annotation->type);

  return type != NULL ? type->kind : QUOTH_TYPE_KIND_SPAN;
}

static gboolean
is_cue (File            *self,
        QuothAnnotation *annotation)
{
  return strcmp (annotation->type, self->writer->types.cue) == 0;
}

/* A plain span that people make and that fills no slot: what describes a name. */
static gboolean
is_role (File            *self,
         QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->writer->base.options.scheme, annotation->type);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_SPAN && !type->automatic && !type->slot
         && annotation->n_parts == 1 && !is_cue (self, annotation)
         && !quoth_polnear_is_own_type (type->id);
}

/* Appends a T line; 0 when there is nothing to write. */
static guint
write_span (File            *self,
            const char      *type,
            const QuothSpan *parts,
            guint            n_parts)
{
  GString *out = self->writer->base.out;
  gsize before = out->len;

  quoth_standoff_append_begin (out, 'T', self->n_spans + 1, type);
  if (!quoth_standoff_text_append (self->text, parts, n_parts, out))
    {
      g_string_truncate (out, before);
      return 0;
    }
  quoth_json_append_literal (out, "\n");
  return ++self->n_spans;
}

/* The same, once per annotation: what several events name has one line. */
static guint
write_once (File            *self,
            const char      *type,
            QuothAnnotation *annotation)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, annotation));
  QuothSpan span = annotation->parts[0];

  if (number != 0)
    return number;
  if (annotation->n_parts == 1 && strcmp (type, QUOTH_POLNEAR_SOURCE) == 0)
    {
      quoth_polnear_roles_widen (self->roles, &span);
      number = write_span (self, type, &span, 1);
    }
  else
    {
      number = write_span (self, type, annotation->parts, annotation->n_parts);
    }
  if (number == 0)
    quoth_writer_lose (self->writer, annotation->id, "covers nothing but line ends");
  else
    g_hash_table_insert (self->numbers, annotation, GUINT_TO_POINTER (number));
  return number;
}

static void
append_reason (GString    *reasons,
               const char *what,
               const char *name)
{
  quoth_format_append_lost (reasons, what);
  if (name != NULL)
    {
      g_string_append_c (reasons, ' ');
      g_string_append (reasons, name);
    }
}

/* What an annotation says beside what was written of it. */
static void
lose_rest (File            *self,
           QuothAnnotation *annotation,
           gboolean         bound)
{
  GString *reasons = self->writer->base.reasons;
  gboolean has_cue = FALSE;

  g_string_truncate (reasons, 0);
  for (guint i = 0; i < quoth_attributes_get_n (annotation->attributes); i++)
    {
      const char *name = quoth_attributes_get (annotation->attributes, i, NULL);

      if (!bound || strcmp (name, "no_speaker") != 0
          || quoth_annotation_get_link (annotation, "speaker") != NULL)
        append_reason (reasons, "attribute", name);
    }
  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      gboolean cue = bound && !has_cue && strcmp (link->role, "cue") == 0;

      has_cue = has_cue || cue;
      if (!cue && !(bound && strcmp (link->role, "speaker") == 0))
        append_reason (reasons, "link", link->role);
      else if (quoth_attributes_get_n (link->attributes) > 0)
        append_reason (reasons, "what is said of link", link->role);
    }
  if (annotation->entity != NULL)
    append_reason (reasons, "its entity", NULL);
  if (annotation->note != NULL)
    append_reason (reasons, "its note", NULL);
  if (reasons->len > 0)
    quoth_writer_lose (self->writer, annotation->id, reasons->str);
}

/* "Content:T3", or "Source2:T5" */
static void
append_argument (GString    *out,
                 const char *role,
                 guint       count,
                 guint       number)
{
  quoth_json_append_bytes (out, role, strlen (role));
  if (count > 1)
    quoth_json_append_uint (out, count);
  quoth_json_append_literal (out, ":");
  quoth_standoff_append_id (out, 'T', number);
}

/* " Source:T1 Source2:T5" into the writer's sources, the T lines already written. */
static void
list_sources (File            *self,
              QuothAnnotation *claim)
{
  GString *sources = self->writer->sources;
  guint n = 0;

  for (guint i = 0; i < claim->n_links; i++)
    {
      QuothAnnotation *target;
      guint number;

      if (strcmp (claim->links[i].role, "speaker") != 0)
        continue;
      target = g_hash_table_lookup (self->by_id, claim->links[i].to);
      number = target != NULL && kind_of (self, target) != QUOTH_TYPE_KIND_CLAIM
               && !is_cue (self, target) ? write_once (self, QUOTH_POLNEAR_SOURCE, target) : 0;
      if (number == 0)
        {
          quoth_writer_lose (self->writer, claim->id, "no place for link speaker: its target is no source of the file");
          continue;
        }
      quoth_json_append_literal (sources, " ");
      append_argument (sources, QUOTH_POLNEAR_SOURCE, ++n, number);
    }
}

static void
write_claim (File            *self,
             QuothAnnotation *claim)
{
  const QuothLink *link = quoth_annotation_get_link (claim, "cue");
  QuothAnnotation *cue = link != NULL ? g_hash_table_lookup (self->by_id, link->to) : NULL;
  GString *out = self->writer->base.out;
  GString *sources = self->writer->sources;
  const char *type = QUOTH_POLNEAR_ATTRIBUTION;
  guint cue_number = 0;
  guint content;
  guint trigger;

  g_string_truncate (sources, 0);
  if (cue != NULL && kind_of (self, cue) == QUOTH_TYPE_KIND_SPAN)
    cue_number = write_once (self, QUOTH_POLNEAR_CUE, cue);
  if (cue_number > 0)
    list_sources (self, claim);
  content = write_once (self, QUOTH_POLNEAR_CONTENT, claim);
  if (content == 0)
    return;
  lose_rest (self, claim, cue_number > 0);
  if (cue_number == 0)
    return;
  if (sources->len == 0 && quoth_attributes_get_boolean (claim->attributes, "no_speaker"))
    type = QUOTH_POLNEAR_NO_SOURCE;
  trigger = write_span (self, type, cue->parts, cue->n_parts);
  quoth_standoff_append_id (out, 'E', ++self->n_events);
  quoth_json_append_literal (out, "\t");
  append_argument (out, type, 1, trigger);
  quoth_json_append_literal (out, " ");
  append_argument (out, QUOTH_POLNEAR_CONTENT, 1, content);
  quoth_json_append_literal (out, " ");
  append_argument (out, QUOTH_POLNEAR_CUE, 1, cue_number);
  quoth_json_append_bytes (out, sources->str, sources->len);
  quoth_json_append_literal (out, "\n");
}

/* What no claim has bound. */
static void
write_rest (File            *self,
            QuothAnnotation *annotation)
{
  QuothTypeKind kind = kind_of (self, annotation);

  if (kind == QUOTH_TYPE_KIND_CLAIM)
    return;
  if (g_hash_table_contains (self->numbers, annotation))
    {
      /* What a claim has bound is a cue or a source, whatever it was. */
      if (kind == QUOTH_TYPE_KIND_SPAN && !is_cue (self, annotation)
          && strcmp (annotation->type, QUOTH_POLNEAR_SOURCE) != 0)
        quoth_writer_lose (self->writer, annotation->id, "no place for its type");
      lose_rest (self, annotation, FALSE);
    }
  else if (is_cue (self, annotation))
    {
      if (write_once (self, QUOTH_POLNEAR_CUE, annotation) > 0)
        lose_rest (self, annotation, FALSE);
    }
  else if (quoth_polnear_is_own_type (annotation->type))
    {
      if (write_once (self, annotation->type, annotation) > 0)
        lose_rest (self, annotation, FALSE);
    }
  else if (kind == QUOTH_TYPE_KIND_MENTION)
    quoth_writer_lose (self->writer, annotation->id, "a mention that speaks for no claim with a cue");
  else if (quoth_polnear_roles_has_adjoined (self->roles, annotation))
    quoth_writer_lose (self->writer, annotation->id, "became part of the source beside it");
  else
    quoth_writer_lose (self->writer, annotation->id, "no place for its type");
}

static void
collect (File *self)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      g_ptr_array_add (self->annotations, annotation);
      g_hash_table_insert (self->by_id, annotation->id, annotation);
      if (is_role (self, annotation))
        quoth_polnear_roles_add (self->roles, annotation);
    }
  g_ptr_array_sort (self->annotations, quoth_format_compare_starts);
  quoth_polnear_roles_sort (self->roles);
}

/* @made: whether the folder is there; it is made before its first file. */
static gboolean
save (Writer      *self,
      const char  *folder,
      gboolean    *made,
      const char  *name,
      const char  *bytes,
      gsize        n_bytes,
      GError     **error)
{
  g_autofree char *place = g_build_filename (self->base.options.path, folder, NULL);
  g_autofree char *path = g_build_filename (place, name, NULL);

  if (self->base.options.dry_run)
    return TRUE;
  if (!*made && g_mkdir (place, 0777) != 0 && errno != EEXIST)
    {
      g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", place,
                   g_strerror (errno));
      return FALSE;
    }
  *made = TRUE;
  return quoth_format_save (path, bytes, n_bytes, error);
}

/* All of @data, which is the work of @layer. */
static gboolean
write_layer (Writer            *writer,
             QuothArticleData  *data,
             QuothStandoffText *text,
             const char        *layer,
             GHashTable        *codes,
             GError           **error)
{
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_auto (QuothPolnearRoles) roles = { 0 };
  g_autofree char *code = quoth_format_safe_name (layer, codes);
  g_autofree char *name = g_strconcat (quoth_writer_get_document (&writer->base), "_", code,
                                       ".ann", NULL);
  File file = { .writer = writer, .data = data, .text = text,
                .annotations = annotations, .by_id = by_id, .numbers = numbers, .roles = &roles };

  g_string_truncate (writer->base.out, 0);
  quoth_polnear_roles_init (&roles, data->text);
  collect (&file);
  for (guint i = 0; i < annotations->len; i++)
    if (kind_of (&file, annotations->pdata[i]) == QUOTH_TYPE_KIND_CLAIM)
      write_claim (&file, annotations->pdata[i]);
  for (guint i = 0; i < annotations->len; i++)
    write_rest (&file, annotations->pdata[i]);
  return save (writer, QUOTH_POLNEAR_FOLDER, &writer->has_folder, name, writer->base.out->str,
               writer->base.out->len, error);
}

gboolean
quoth_polnear_writer_article (gpointer           writer,
                              QuothArticleData  *data,
                              GError           **error)
{
  Writer *self = writer;
  g_autofree char *name = g_strconcat (quoth_writer_get_document (&self->base), ".txt", NULL);
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (QuothStandoffText) text = { 0 };
  const char *utf8;
  gsize n_bytes;

  quoth_standoff_text_init (&text, data->text);
  utf8 = quoth_standoff_text_get (&text, &n_bytes);
  if (!save (self, QUOTH_POLNEAR_TEXTS, &self->has_texts, name, utf8, n_bytes, error))
    return FALSE;
  for (guint i = 0; i < layers->len; i++)
    if (!write_layer (self, parts->pdata[i], &text, layers->pdata[i], codes, error))
      return FALSE;
  return TRUE;
}
