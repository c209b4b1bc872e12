/* quoth-format-polnear.c - the PolNeAR corpus of attributions, and what is laid out like it
 *
 * brat standoff with a layout and words of its own: text/DOC.txt, and for each
 * annotator attributions/DOC_LAYER.ann, where an event binds a Cue (its trigger repeats
 * it), the Content (Content2 … are further parts of it) and its Sources. One source may
 * serve several events. Content becomes a claim, Cue the scheme's cue, Source a mention
 * of an individual or of another source (see quoth-polnear-individual.c). Discuss,
 * Discard and triggers that bind nothing stay as plain spans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-polnear"

#include "config.h"

#include "quoth-document-index.h"
#include "quoth-format-brat-private.h"
#include "quoth-format-polnear-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first type of a kind that is not hidden, then any; with @apart_from none whose
 * entities are of the same kind. */
static const QuothType *
find_type (QuothScheme     *scheme,
           QuothTypeKind    kind,
           const QuothType *apart_from)
{
  const QuothType *hidden = NULL;

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind != kind
          || (apart_from != NULL && g_strcmp0 (type->entity_kind, apart_from->entity_kind) == 0))
        continue;
      if (!type->hidden)
        return type;
      if (hidden == NULL)
        hidden = type;
    }
  return hidden;
}

/* Documented in quoth-format-polnear-private.h. */
void
quoth_polnear_types_init (QuothPolnearTypes *self,
                          QuothScheme       *scheme)
{
  const QuothType *individual = find_type (scheme, QUOTH_TYPE_KIND_MENTION, NULL);
  const QuothType *other = individual != NULL
                           ? find_type (scheme, QUOTH_TYPE_KIND_MENTION, individual) : NULL;
  const QuothType *claim = find_type (scheme, QUOTH_TYPE_KIND_CLAIM, NULL);
  const QuothType *cue = quoth_scheme_get_cue_type (scheme);

  if (other == NULL)
    other = individual;
  self->individual = g_strdup (individual != NULL ? individual->id : QUOTH_POLNEAR_SOURCE);
  self->other = g_strdup (other != NULL ? other->id : QUOTH_POLNEAR_SOURCE);
  self->claim = g_strdup (claim != NULL ? claim->id : QUOTH_POLNEAR_CONTENT);
  self->cue = g_strdup (cue != NULL ? cue->id : QUOTH_POLNEAR_CUE);
}

void
quoth_polnear_types_clear (QuothPolnearTypes *self)
{
  g_clear_pointer (&self->individual, g_free);
  g_clear_pointer (&self->other, g_free);
  g_clear_pointer (&self->claim, g_free);
  g_clear_pointer (&self->cue, g_free);
}

gboolean
quoth_polnear_is_own_type (const char *type)
{
  static const char *const types[] = { "Discuss", "Discard", QUOTH_POLNEAR_ATTRIBUTION,
                                       QUOTH_POLNEAR_NO_SOURCE, NULL };

  return g_strv_contains (types, type);
}

static gboolean
is_role (const char *role,
         const char *name)
{
  gsize length = strlen (name);

  return strncmp (role, name, length) == 0
         && strspn (role + length, "0123456789") == strlen (role + length);
}

/* Cuts "…/attributions/DOC_LAYER.ann"; the document is the longest for which there is a
 * text. FALSE when the path is not of this layout. */
static gboolean
split_path (const char  *path,
            char       **out_text,
            char       **out_document,
            char       **out_layer)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *stem = g_path_get_basename (path);
  gsize length;

  if (strcmp (folder_name, QUOTH_POLNEAR_FOLDER) != 0 || !g_str_has_suffix (stem, ".ann"))
    return FALSE;
  stem[strlen (stem) - strlen (".ann")] = '\0';
  length = strlen (stem);
  for (gsize end = length; end > 0; end--)
    {
      g_autofree char *document = NULL;
      g_autofree char *name = NULL;
      g_autofree char *text = NULL;

      if (end < length && stem[end] != '_')
        continue;
      document = g_strndup (stem, end);
      name = g_strconcat (document, ".txt", NULL);
      text = g_build_filename (above, QUOTH_POLNEAR_TEXTS, name, NULL);
      if (!g_file_test (text, G_FILE_TEST_IS_REGULAR))
        continue;
      *out_text = g_steal_pointer (&text);
      *out_layer = end < length && stem[end + 1] != '\0'
                   ? g_filename_display_name (stem + end + 1) : NULL;
      *out_document = g_filename_display_name (document);
      return TRUE;
    }
  return FALSE;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  g_autofree char *text = NULL;
  g_autofree char *document = NULL;
  g_autofree char *layer = NULL;

  return head != NULL && split_path (path, &text, &document, &layer) ? 95 : 0;
}

static char **
companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *index = g_build_filename (above, QUOTH_DOCUMENT_INDEX, NULL);
  g_autofree char *losses = g_build_filename (above, "losses.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *document = NULL;
  g_autofree char *layer = NULL;

  g_strv_builder_add_many (builder, index, losses, NULL);
  if (split_path (path, &text, &document, &layer))
    g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

static const QuothStandoffItem *
get_item (QuothBratReader *reader,
          guint            index)
{
  return &g_array_index (reader->standoff->items, QuothStandoffItem, index);
}

static void
make_sources (QuothBratReader         *reader,
              const QuothPolnearTypes *types)
{
  for (guint i = 0; i < reader->standoff->items->len; i++)
    {
      const QuothStandoffItem *item = get_item (reader, i);
      const char *type = NULL;

      if (item->kind != 'T')
        continue;
      if (strcmp (item->type, QUOTH_POLNEAR_SOURCE) == 0)
        type = quoth_polnear_is_individual (item->value) ? types->individual : types->other;
      else if (strcmp (item->type, QUOTH_POLNEAR_CUE) == 0)
        type = types->cue;
      else if (strcmp (item->type, QUOTH_POLNEAR_CONTENT) != 0
               && strcmp (item->type, QUOTH_POLNEAR_ATTRIBUTION) != 0
               && strcmp (item->type, QUOTH_POLNEAR_NO_SOURCE) != 0)
        type = item->type;
      if (type != NULL)
        reader->annotations[i] = quoth_brat_reader_make (reader, item, type);
    }
}

/* The claim of an event: the parts of all its contents. NULL when it has none. */
static QuothAnnotation *
make_claim (QuothBratReader         *reader,
            const QuothPolnearTypes *types,
            const QuothStandoffItem *event,
            GArray                  *contents)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothAnnotation *claim = NULL;

  for (guint i = 0; i < contents->len; i++)
    {
      const QuothStandoffItem *item = get_item (reader, g_array_index (contents, guint, i));
      g_autoptr (QuothAnnotation) piece = quoth_brat_reader_make (reader, item, types->claim);

      if (piece != NULL)
        g_array_append_vals (parts, piece->parts, piece->n_parts);
      if (claim == NULL)
        claim = g_steal_pointer (&piece);
    }
  if (claim == NULL)
    {
      quoth_brat_reader_notice (reader, event, "%s has no content: nothing is attributed",
                                event->id);
      return NULL;
    }
  quoth_annotation_set_parts (claim, (QuothSpan *) parts->data, parts->len);
  for (guint i = 0; i < contents->len; i++)
    quoth_brat_reader_stand_for (reader, g_array_index (contents, guint, i), claim);
  quoth_brat_reader_stand_for (reader, quoth_brat_reader_index (reader, event), claim);
  return claim;
}

static void
link_claim (QuothBratReader         *reader,
            const QuothStandoffItem *event,
            QuothAnnotation         *claim)
{
  gboolean has_source = FALSE;

  for (guint i = 0; i < event->n; i++)
    {
      const QuothStandoffArgument *argument = &g_array_index (reader->standoff->arguments,
                                                              QuothStandoffArgument,
                                                              event->first + i);
      QuothAnnotation *target = quoth_brat_reader_find (reader, argument->target);

      if (is_role (argument->role, QUOTH_POLNEAR_CONTENT))
        continue;
      if (target == NULL || target == claim || claim->n_links >= 1024)
        {
          quoth_brat_reader_notice (reader, event, "%s names %s, which is not there", event->id,
                                    argument->target);
          continue;
        }
      if (is_role (argument->role, QUOTH_POLNEAR_SOURCE))
        {
          has_source = TRUE;
          quoth_annotation_add_link (claim, "speaker", target->id, NULL);
        }
      else if (is_role (argument->role, QUOTH_POLNEAR_CUE))
        quoth_annotation_add_link (claim, "cue", target->id, NULL);
      else
        quoth_annotation_add_link (claim, argument->role, target->id, NULL);
    }
  if (!has_source && strcmp (event->type, QUOTH_POLNEAR_NO_SOURCE) == 0)
    quoth_annotation_take_attributes (
      claim, quoth_attributes_with_boolean (claim->attributes, "no_speaker", TRUE));
}

/* The trigger of an event: nothing of its own when it repeats the cue. Where there is
 * no cue it is one; where it differs the cue is believed. */
static void
read_trigger (QuothBratReader         *reader,
              const QuothPolnearTypes *types,
              const QuothStandoffItem *event,
              QuothAnnotation         *claim)
{
  const QuothStandoffItem *item = quoth_standoff_lookup (reader->standoff, event->target);
  const QuothLink *link = quoth_annotation_get_link (claim, "cue");
  g_autoptr (QuothAnnotation) cue = NULL;

  if (item == NULL || item->kind != 'T')
    {
      quoth_brat_reader_notice (reader, event, "the trigger %s of %s is not there", event->target,
                                event->id);
      return;
    }
  if (link == NULL)
    {
      cue = quoth_brat_reader_make (reader, item, types->cue);
      if (cue == NULL)
        return;
      quoth_annotation_add_link (claim, "cue", cue->id, NULL);
      g_ptr_array_add (reader->extra, quoth_annotation_ref (cue));
    }
  quoth_brat_reader_stand_for (reader, quoth_brat_reader_index (reader, item), claim);
}

static void
read_event (QuothBratReader         *reader,
            const QuothPolnearTypes *types,
            const QuothStandoffItem *event)
{
  g_autoptr (GArray) contents = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (QuothAnnotation) claim = NULL;

  for (guint i = 0; i < event->n; i++)
    {
      const QuothStandoffArgument *argument = &g_array_index (reader->standoff->arguments,
                                                              QuothStandoffArgument,
                                                              event->first + i);
      const QuothStandoffItem *item = quoth_standoff_lookup (reader->standoff, argument->target);

      if (!is_role (argument->role, QUOTH_POLNEAR_CONTENT))
        continue;
      if (item != NULL && item->kind == 'T')
        {
          guint index = quoth_brat_reader_index (reader, item);

          g_array_append_val (contents, index);
        }
      else
        {
          quoth_brat_reader_notice (reader, event, "%s names %s, which is not there", event->id,
                                    argument->target);
        }
    }
  claim = make_claim (reader, types, event, contents);
  if (claim == NULL)
    return;
  link_claim (reader, event, claim);
  read_trigger (reader, types, event, claim);
}

static void
make_annotations (QuothBratReader         *reader,
                  const QuothPolnearTypes *types)
{
  guint n = reader->standoff->items->len;

  quoth_brat_reader_know_type (reader, types->individual, QUOTH_TYPE_KIND_MENTION);
  quoth_brat_reader_know_type (reader, types->other, QUOTH_TYPE_KIND_MENTION);
  quoth_brat_reader_know_type (reader, types->claim, QUOTH_TYPE_KIND_CLAIM);
  make_sources (reader, types);
  for (guint i = 0; i < n; i++)
    if (get_item (reader, i)->kind == 'E')
      read_event (reader, types, get_item (reader, i));
  for (guint i = 0; i < n; i++)
    {
      const QuothStandoffItem *item = get_item (reader, i);

      if (item->kind == 'T' && reader->annotations[i] == NULL)
        reader->annotations[i] = quoth_brat_reader_make (
          reader, item,
          strcmp (item->type, QUOTH_POLNEAR_CONTENT) == 0 ? types->claim : item->type);
    }
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  g_auto (QuothBratReader) reader = { 0 };
  g_auto (QuothPolnearTypes) types = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *document = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  const char *const paths[] = { path, NULL };

  if (quoth_progress_set_error_if_cancelled (progress, error))
    return FALSE;
  if (!split_path (path, &text, &document, &layer))
    return quoth_format_refuse (error, path, 0, "no text of that name stands in the folder ../"
                                                QUOTH_POLNEAR_TEXTS);
  quoth_brat_reader_init (&reader, options, sink);
  if (layer != NULL)
    reader.layer = layer;
  if (!quoth_brat_reader_load (&reader, text, paths, error))
    return FALSE;
  quoth_polnear_types_init (&types, reader.scheme);
  make_annotations (&reader, &types);
  reader.ids_are_used = TRUE;
  quoth_brat_reader_remarks (&reader);
  quoth_brat_reader_relations (&reader, FALSE);
  folder = g_path_get_dirname (path);
  quoth_document_index_lookup (folder, document, options->session, &id, &name, NULL);
  return quoth_brat_reader_deliver (&reader, name != NULL ? name : document, id, error);
}

static const char *const extensions[] = { "ann", NULL };

const QuothFormat quoth_format_polnear = {
  .name = "polnear",
  .title = N_("PolNeAR"),
  .description = N_("Sources, cues and contents as in the PolNeAR corpus; loses the rest"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .writer_size = sizeof (QuothPolnearWriter),
  .start = quoth_polnear_writer_start,
  .article = quoth_polnear_writer_article,
  .clear = quoth_polnear_writer_clear,
  .names_documents = TRUE,
};
