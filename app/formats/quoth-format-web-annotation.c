/* quoth-format-web-annotation.c - reads W3C Web Annotations of a plain text
 *
 * https://www.w3.org/TR/annotation-model/: a JSON-LD document beside the text that its
 * targets name. The first tag of an annotation is its type; "name=value" are attributes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#include "config.h"

#include "quoth-document-index.h"
#include "quoth-format-web-annotation-private.h"
#include "quoth-rows.h"
#include "quoth-standoff.h"

#include <glib/gi18n.h>
#include <string.h>

#define NOWHERE QUOTH_WEB_ANNOTATION_NOWHERE
/* What a relation without a name becomes, and an annotation without a tag. */
#define ANY_RELATION "related"
#define ANY_TYPE     "annotation"

typedef QuothWebAnnotationDocument Document;
typedef QuothWebAnnotationItem Item;
typedef QuothWebAnnotationBody Body;
typedef QuothWebAnnotationTarget Target;

typedef struct
{
  QuothGather      gather;
  Document         document;
  QuothAnnotation *metadata; /* holds what is said of the whole text */
  QuothAnnotation *tags;
  const char      *language; /* nullable */
} Reader;

static void
reader_clear (Reader *self)
{
  quoth_gather_clear (&self->gather);
  quoth_web_annotation_document_clear (&self->document);
  g_clear_pointer (&self->metadata, quoth_annotation_unref);
  g_clear_pointer (&self->tags, quoth_annotation_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Documented in quoth-format-web-annotation-private.h. */
void
quoth_web_annotation_append_name (GString    *out,
                                  const char *name)
{
  gsize length = strlen (name);
  gboolean json = g_str_has_suffix (name, ":json");

  for (gsize i = 0; i < length; i++)
    if (name[i] == '%' || name[i] == '=' || (json && i == length - strlen (":json")))
      g_string_append_printf (out, "%%%02X", (guint) name[i]);
    else
      g_string_append_c (out, name[i]);
}

/* Documented in quoth-format-web-annotation-private.h. */
char *
quoth_web_annotation_split_said (const char  *said,
                                 const char **out_value,
                                 gboolean    *out_json)
{
  const char *equals = strchr (said, '=');
  g_autofree char *name = NULL;
  char *plain;

  if (equals == NULL || equals == said)
    return NULL;
  name = g_strndup (said, (gsize) (equals - said));
  *out_value = equals + 1;
  *out_json = g_str_has_suffix (name, ":json") && strlen (name) > strlen (":json");
  if (*out_json)
    name[strlen (name) - strlen (":json")] = '\0';
  plain = g_uri_unescape_string (name, NULL);
  return plain != NULL ? plain : g_steal_pointer (&name);
}

/* How an IRI is known: ours by the id that we made it of. */
static char *
local_id (const char *iri)
{
  char *id = g_str_has_prefix (iri, QUOTH_URN)
             ? g_uri_unescape_string (iri + strlen (QUOTH_URN), NULL) : NULL;

  return id != NULL ? id : g_strdup (iri);
}

static void
add_said (Reader          *self,
          QuothAnnotation *annotation,
          const char      *said)
{
  const char *value = NULL;
  gboolean json = FALSE;
  g_autofree char *name = quoth_web_annotation_split_said (said, &value, &json);

  if (name == NULL)
    quoth_gather_add_value (&self->gather, 0, annotation, "tag", said);
  else if (json)
    quoth_gather_add_json (&self->gather, 0, annotation, name, value);
  else
    quoth_gather_add_value (&self->gather, 0, annotation, name, value);
}

static void
add_comment (QuothAnnotation *annotation,
             const char      *comment)
{
  g_autofree char *both = annotation->note != NULL
                          ? g_strconcat (annotation->note, "\n", comment, NULL) : NULL;

  quoth_annotation_set_note (annotation, both != NULL ? both : comment);
}

static gboolean
is_purpose (const Body *body,
            const char *purpose)
{
  return g_strcmp0 (body->purpose, purpose) == 0;
}

/* The body that names the type: the first tag, else the first class that is no
 * "name=value". */
static const Body *
find_label (Reader     *self,
            const Item *item)
{
  const Body *bodies = &g_array_index (self->document.bodies, Body, item->first_body);
  const Body *found = NULL;

  for (guint i = 0; i < item->n_bodies; i++)
    {
      if (bodies[i].value == NULL || *bodies[i].value == '\0')
        continue;
      if (is_purpose (&bodies[i], "tagging")
          || (bodies[i].purpose == NULL && g_strcmp0 (item->motivation, "tagging") == 0))
        return &bodies[i];
      if (found == NULL && is_purpose (&bodies[i], "classifying")
          && strchr (bodies[i].value, '=') == NULL)
        found = &bodies[i];
    }
  return found;
}

static gboolean
add_body (Reader           *self,
          QuothAnnotation  *annotation,
          const Body       *body,
          GError          **error)
{
  gboolean known = body->id != NULL && g_hash_table_contains (self->gather.entities, body->id);
  const char *source = known || body->source == NULL ? body->id : body->source;

  if (body->value != NULL)
    {
      if (is_purpose (body, "classifying") || is_purpose (body, "tagging"))
        add_said (self, annotation, body->value);
      else
        add_comment (annotation, body->value);
      return TRUE;
    }
  if (source == NULL)
    return TRUE;
  if (is_purpose (body, "identifying") || quoth_gather_find_wikidata (source) != NULL)
    return annotation->entity != NULL
           || quoth_gather_set_entity (&self->gather, annotation, source, body->name, error);
  add_comment (annotation, source);
  return TRUE;
}

/* The places of an annotation become its parts. */
static gboolean
add_item (Reader      *self,
          const Item  *item,
          GError     **error)
{
  const Target *targets = &g_array_index (self->document.targets, Target, item->first_target);
  const Body *bodies = &g_array_index (self->document.bodies, Body, item->first_body);
  const Body *label = find_label (self, item);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autofree char *id = item->id != NULL ? local_id (item->id) : NULL;
  QuothAnnotation *annotation;

  for (guint i = 0; i < item->n_targets; i++)
    {
      QuothSpan part = { targets[i].start, targets[i].end };

      if (targets[i].start != NOWHERE)
        g_array_append_val (parts, part);
    }
  if (parts->len == 0)
    {
      quoth_gather_notice (&self->gather, 0, "%s says nothing of a place in the text: left out",
                           item->id != NULL ? item->id : "an annotation");
      return TRUE;
    }
  annotation = quoth_gather_add (&self->gather, 0, id,
                                 label != NULL ? label->value
                                 : item->motivation != NULL && *item->motivation != '\0'
                                 ? item->motivation : ANY_TYPE,
                                 item->creator, (QuothSpan *) parts->data, parts->len);
  if (annotation == NULL)
    return TRUE;
  if (item->created != NULL && self->gather.keep_ids)
    quoth_annotation_set_created (annotation, item->created);
  for (guint i = 0; i < item->n_bodies; i++)
    if (&bodies[i] != label && !add_body (self, annotation, &bodies[i], error))
      return FALSE;
  return TRUE;
}

/* From the only target to what the bodies name. */
static void
add_body_links (Reader     *self,
                const Item *item,
                const char *from)
{
  const Body *bodies = &g_array_index (self->document.bodies, Body, item->first_body);
  const Body *label = find_label (self, item);

  for (guint i = 0; i < item->n_bodies; i++)
    {
      const char *iri = bodies[i].source != NULL ? bodies[i].source : bodies[i].id;
      g_autofree char *to = iri != NULL ? local_id (iri) : NULL;

      if (to != NULL && &bodies[i] != label && bodies[i].value == NULL)
        quoth_gather_link (&self->gather, 0, from, label != NULL ? label->value : ANY_RELATION, to,
                           NULL);
    }
}

/* From the first target to each of the others. */
static void
add_link (Reader     *self,
          const Item *item)
{
  const Target *targets = &g_array_index (self->document.targets, Target, item->first_target);
  const Body *bodies = &g_array_index (self->document.bodies, Body, item->first_body);
  const Body *label = find_label (self, item);
  const QuothSpan all = { 0, 1 };
  g_autoptr (QuothAnnotation) holder = quoth_annotation_new ("link", "link", &all, 1);
  g_autofree char *from = NULL;

  if (targets[0].source == NULL)
    return;
  from = local_id (targets[0].source);
  if (item->n_targets == 1)
    {
      add_body_links (self, item, from);
      return;
    }
  for (guint i = 0; i < item->n_bodies; i++)
    if (&bodies[i] != label && bodies[i].value != NULL)
      add_said (self, holder, bodies[i].value);
  for (guint i = 1; i < item->n_targets; i++)
    {
      g_autofree char *to = targets[i].source != NULL ? local_id (targets[i].source) : NULL;

      if (to != NULL)
        quoth_gather_link (&self->gather, 0, from, label != NULL ? label->value : ANY_RELATION, to,
                           holder->attributes);
    }
}

/* What is said of the text as a whole, or of an entity. */
static gboolean
add_about (Reader      *self,
           const Item  *item,
           GError     **error)
{
  const Target *target = &g_array_index (self->document.targets, Target, item->first_target);
  const Body *bodies = &g_array_index (self->document.bodies, Body, item->first_body);

  if (g_str_has_prefix (target->source, QUOTH_URN_ENTITY))
    {
      g_autoptr (QuothEntity) entity =
        item->n_bodies > 0 && bodies[0].value != NULL
        ? quoth_entity_new_from_json (bodies[0].value, -1, NULL) : NULL;

      return entity == NULL
             || quoth_gather_add_entity (&self->gather, target->source, entity, error);
    }
  if (target->language != NULL)
    self->language = target->language;
  for (guint i = 0; i < item->n_bodies; i++)
    {
      const char *iri = bodies[i].source != NULL ? bodies[i].source : bodies[i].id;

      if (bodies[i].value == NULL)
        {
          if (iri != NULL)
            quoth_gather_notice (&self->gather, 0, "what is said of the whole text by %.80s is left "
                                 "out", iri);
          continue;
        }
      if (is_purpose (&bodies[i], "assessing") && item->creator != NULL)
        quoth_gather_add_layer (&self->gather, item->creator, bodies[i].value);
      else if (is_purpose (&bodies[i], "describing"))
        add_said (self, self->metadata, bodies[i].value);
      else if (is_purpose (&bodies[i], "classifying") || is_purpose (&bodies[i], "tagging"))
        add_said (self, self->tags, bodies[i].value);
      else
        quoth_gather_notice (&self->gather, 0, "a comment on the whole text is left out: %.60s",
                             bodies[i].value);
    }
  return TRUE;
}

typedef enum
{
  ABOUT,
  PLACE,
  LINK
} Sort;

static Sort
sort_item (Reader     *self,
           const Item *item)
{
  const Target *targets = &g_array_index (self->document.targets, Target, item->first_target);

  for (guint i = 0; i < item->n_targets; i++)
    if (targets[i].has_selector)
      return PLACE;
  return item->n_targets > 1 || g_strcmp0 (item->motivation, "linking") == 0 ? LINK : ABOUT;
}

static gboolean
add_items (Reader  *self,
           Sort     sort,
           GError **error)
{
  for (guint i = 0; i < self->document.items->len; i++)
    {
      const Item *item = &g_array_index (self->document.items, Item, i);

      if (sort_item (self, item) != sort)
        continue;
      if (sort == LINK)
        add_link (self, item);
      else if (sort == PLACE ? !add_item (self, item, error) : !add_about (self, item, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
deliver (Reader  *self,
         GError **error)
{
  const char *part_of = self->document.part_of;
  g_autofree char *folder = g_path_get_dirname (self->gather.path);
  g_autofree char *base = g_path_get_basename (self->gather.path);
  g_autofree char *document = quoth_web_annotation_replace_extension (base, "");
  g_autofree char *shown = g_filename_display_name (document);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (QuothArticle) article = NULL;

  if (self->gather.keep_ids)
    id = g_uri_unescape_string (part_of + strlen (QUOTH_URN_ARTICLE), NULL);
  else
    quoth_document_index_lookup (folder, document, self->gather.options->session, &id, &name, NULL);
  if (self->document.label != NULL && *self->document.label != '\0')
    {
      g_free (name);
      name = g_strdup (self->document.label);
    }
  article = quoth_article_new (name != NULL ? name : shown, self->gather.text);
  if (id != NULL && *id != '\0')
    quoth_article_set_id (article, id);
  if (self->language != NULL && *self->language != '\0')
    quoth_article_set_language (article, self->language);
  quoth_article_take_metadata (article, quoth_attributes_ref (self->metadata->attributes));
  quoth_article_take_tags (article, quoth_attributes_ref (self->tags->attributes));
  return quoth_gather_deliver (&self->gather, article, error);
}

static gboolean
read_unit (const char             *path,
           const QuothReadOptions *options,
           const QuothSink        *sink,
           QuothProgress          *progress,
           GError                **error)
{
  const QuothSpan all = { 0, 1 };
  g_auto (Reader) self = { .language = NULL };
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  quoth_gather_init (&self.gather, path, options, sink);
  quoth_web_annotation_document_init (&self.document, path);
  self.metadata = quoth_annotation_new ("article", "metadata", &all, 1);
  self.tags = quoth_annotation_new ("article", "tags", &all, 1);
  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_format_load (path, QUOTH_STANDOFF_MAX_BYTES, &bytes, &n_bytes, error)
      || !quoth_web_annotation_document_parse (&self.document, bytes, n_bytes, error))
    return FALSE;
  if (self.document.items->len == 0 && self.document.part_of == NULL)
    return quoth_format_refuse (error, path, 0, "the file holds no annotation, only perhaps where "
                                "they are: save their page");
  self.gather.keep_ids = self.document.part_of != NULL
                         && g_str_has_prefix (self.document.part_of, QUOTH_URN_ARTICLE);
  if (!quoth_web_annotation_load_text (&self.gather, &self.document, error)
      || !quoth_web_annotation_resolve (&self.gather, &self.document, error))
    return FALSE;
  if (self.document.unknown)
    quoth_gather_notice (&self.gather, 0, "selectors that are not of plain text are left out");
  if (self.document.n_aimless > 0)
    quoth_gather_notice (&self.gather, 0, "%u annotations name no target: left out",
                         self.document.n_aimless);
  return add_items (&self, ABOUT, error) && add_items (&self, PLACE, error)
         && add_items (&self, LINK, error) && deliver (&self, error);
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  gboolean context;

  if (head == NULL || !(g_str_has_suffix (path, ".jsonld") || g_str_has_suffix (path, ".json")))
    return 0;
  context = quoth_rows_has (head, n_head, QUOTH_WEB_ANNOTATION_CONTEXT);
  if (context)
    return 92;
  return quoth_rows_has (head, n_head, "\"TextQuoteSelector\"")
         || quoth_rows_has (head, n_head, "\"TextPositionSelector\"") ? 88 : 0;
}

static char **
companions (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = quoth_web_annotation_replace_extension (path, ".txt");

  quoth_document_index_add_companions (builder, path, NULL);
  g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

static const char *const extensions[] = { "jsonld", NULL };

const QuothFormat quoth_format_web_annotation = {
  .name = "web-annotation",
  .title = N_("W3C Web Annotation"),
  .description = N_("Text files with pages of annotations beside them, for the web and archives"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
  .companions = companions,
  .writer_size = sizeof (QuothWriter),
  .entity = quoth_writer_keep_entity,
  .article = quoth_web_annotation_article,
  .names_documents = TRUE,
};
