/* quoth-gather.c - what a reader of a foreign format finds becomes an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-gather"

#include "config.h"

#include "quoth-gather.h"

#include "quoth-named-values.h"
#include "quoth-scheme-edit.h"

#include <string.h>

/* Adding a link costs a walk over those that are there. */
#define MAX_LINKS 1024
/* How many different things are told of a file. */
#define MAX_NOTICED 1000

/**
 * quoth_gather_init:
 * @self: a struct to fill; clear it with quoth_gather_clear()
 * @path: the file, for messages; it must stay
 * @options: as for every reader
 * @sink: as for every reader
 */
void
quoth_gather_init (QuothGather            *self,
                   const char             *path,
                   const QuothReadOptions *options,
                   const QuothSink        *sink)
{
  *self = (QuothGather) { .path = path, .options = options, .sink = sink };
  self->scheme = options->scheme != NULL ? quoth_scheme_ref (options->scheme)
                                         : quoth_scheme_new_default ();
  self->entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) quoth_entity_unref);
  self->noticed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_layer_free);
}

void
quoth_gather_reset (QuothGather *self)
{
  g_clear_pointer (&self->text, quoth_text_unref);
  g_hash_table_remove_all (self->by_id);
  g_hash_table_remove_all (self->ids);
  g_ptr_array_set_size (self->annotations, 0);
  g_ptr_array_set_size (self->layers, 0);
}

void
quoth_gather_clear (QuothGather *self)
{
  if (self->annotations == NULL)
    return;
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->annotations, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->entities, g_hash_table_unref);
  g_clear_pointer (&self->noticed, g_hash_table_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
}

void
quoth_gather_notice (QuothGather *self,
                     guint        line,
                     const char  *format,
                     ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = quoth_format_phrase (format, args);
  va_end (args);
  self->sink->notice (self->sink->user_data, self->path, line, message);
}

void
quoth_gather_notice_once (QuothGather *self,
                          const char  *format,
                          ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = quoth_format_phrase (format, args);
  va_end (args);
  if (g_hash_table_size (self->noticed) >= MAX_NOTICED
      || g_hash_table_contains (self->noticed, message))
    return;
  self->sink->notice (self->sink->user_data, self->path, 0, message);
  g_hash_table_add (self->noticed, g_steal_pointer (&message));
}

/**
 * quoth_gather_map_type:
 * @scheme: a scheme
 * @label: what a file calls a type
 *
 * Returns: (transfer none): the type's id: the label's own, else that of a type whose id
 *   or name differs from it in case alone, else the label
 */
const char *
quoth_gather_map_type (QuothScheme *scheme,
                       const char  *label)
{
  if (quoth_scheme_lookup_type (scheme, label) != NULL)
    return label;
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (g_ascii_strcasecmp (type->id, label) == 0 || g_ascii_strcasecmp (type->name, label) == 0)
        return type->id;
    }
  return label;
}

/**
 * quoth_gather_map_role:
 * @scheme: a scheme
 * @label: what a file calls a relation
 *
 * Returns: (transfer none): the role's id, as quoth_gather_map_type() finds a type's
 */
const char *
quoth_gather_map_role (QuothScheme *scheme,
                       const char  *label)
{
  if (quoth_scheme_lookup_role (scheme, label) != NULL)
    return label;
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (scheme, i);

      if (g_ascii_strcasecmp (role->id, label) == 0 || g_ascii_strcasecmp (role->name, label) == 0)
        return role->id;
    }
  return label;
}

/* Makes sure that the scheme knows @type, as one of @kind when it is new. */
void
quoth_gather_know_type (QuothGather   *self,
                        const char    *type,
                        QuothTypeKind  kind)
{
  QuothScheme *scheme;

  if (quoth_scheme_lookup_type (self->scheme, type) != NULL || quoth_scheme_is_full (self->scheme))
    return;
  scheme = quoth_scheme_with_type (self->scheme, type, kind);
  quoth_scheme_unref (self->scheme);
  self->scheme = scheme;
}

/**
 * quoth_gather_find_wikidata:
 * @address: "Q42", alone or at the end of an address or a prefixed name
 *
 * Returns: (nullable) (transfer none): the id within @address
 */
const char *
quoth_gather_find_wikidata (const char *address)
{
  const char *id = address;

  for (const char *p = address; *p != '\0'; p++)
    if (*p == '/' || *p == ':')
      id = p + 1;
  return id[0] == 'Q' && id[1] >= '1' && id[1] <= '9' && strlen (id) <= 12
         && strspn (id + 1, "0123456789") == strlen (id + 1) ? id : NULL;
}

/* The layer of what no annotator is named for. */
const char *
quoth_gather_get_layer (QuothGather *self)
{
  return self->options->layer != NULL ? self->options->layer : "import";
}

/* Makes sure that the scheme knows @name: by @json, a value of it, when it is new. */
void
quoth_gather_know_attribute (QuothGather *self,
                             const char  *type,
                             const char  *name,
                             const char  *json)
{
  QuothScheme *scheme;

  if (*name == '\0' || quoth_scheme_lookup_attribute (self->scheme, name) != NULL
      || quoth_scheme_is_full (self->scheme))
    return;
  scheme = quoth_scheme_with_attribute (self->scheme, type, name, json);
  quoth_scheme_unref (self->scheme);
  self->scheme = scheme;
}

static gboolean
has_layer (QuothGather *self,
           const char  *name)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (strcmp (((QuothLayer *) self->layers->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* A name that is known keeps its state; states that mean nothing are "open". */
void
quoth_gather_add_layer (QuothGather *self,
                        const char  *name,
                        const char  *state)
{
  static const char *const states[] = { "open", "done", "locked", NULL };

  if (*name != '\0' && self->layers->len < MAX_NOTICED && !has_layer (self, name))
    g_ptr_array_add (self->layers,
                     quoth_layer_new (name, state != NULL && g_strv_contains (states, state)
                                            ? state : "open"));
}

/* Takes an id of ours over, unless another annotation of the article has it. */
void
quoth_gather_set_id (QuothGather     *self,
                     QuothAnnotation *annotation,
                     const char      *id)
{
  if (!self->keep_ids || *id == '\0' || g_hash_table_contains (self->ids, id))
    return;
  g_hash_table_remove (self->ids, annotation->id);
  quoth_annotation_set_id (annotation, id);
  g_hash_table_add (self->ids, annotation->id);
}

void
quoth_gather_alias (QuothGather     *self,
                    const char      *id,
                    QuothAnnotation *annotation)
{
  if (id != NULL && !g_hash_table_contains (self->by_id, id))
    g_hash_table_insert (self->by_id, g_strdup (id), annotation);
}

void
quoth_gather_forget_ids (QuothGather *self)
{
  g_hash_table_remove_all (self->by_id);
}

/**
 * quoth_gather_add:
 * @self: a gatherer whose text is set
 * @line: where the annotation stands; 0 for none
 * @id: (nullable): how the file calls it
 * @label: what the file calls its type
 * @layer: (nullable): whose it is
 * @parts: (array length=n_parts): code points, within the text
 * @n_parts: how many
 *
 * Of a file with our ids, the annotation takes @id unless another of the article has it.
 *
 * Returns: (transfer none) (nullable): the annotation
 */
QuothAnnotation *
quoth_gather_add (QuothGather     *self,
                  guint            line,
                  const char      *id,
                  const char      *label,
                  const char      *layer,
                  const QuothSpan *parts,
                  guint            n_parts)
{
  g_autoptr (GArray) kept = g_array_sized_new (FALSE, FALSE, sizeof (QuothSpan), n_parts);
  QuothAnnotation *annotation;

  for (guint i = 0; i < n_parts; i++)
    if (parts[i].start < parts[i].end)
      g_array_append_val (kept, parts[i]);
  if (kept->len == 0)
    {
      quoth_gather_notice (self, line, "“%.60s” %.60s covers no text: left out", label,
                           id != NULL ? id : "");
      return NULL;
    }
  annotation = quoth_annotation_new (self->keep_ids ? label
                                                    : quoth_gather_map_type (self->scheme, label),
                                     layer != NULL && *layer != '\0' ? layer
                                                                     : quoth_gather_get_layer (self),
                                     (QuothSpan *) kept->data, kept->len);
  quoth_annotation_set_origin (annotation, "import");
  g_hash_table_add (self->ids, annotation->id);
  g_ptr_array_add (self->annotations, annotation);
  if (id != NULL && *id != '\0')
    {
      quoth_gather_set_id (self, annotation, id);
      quoth_gather_alias (self, id, annotation);
    }
  return annotation;
}

QuothAnnotation *
quoth_gather_find (QuothGather *self,
                   const char  *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/* A word of an attribute; more than one make a list. */
void
quoth_gather_add_value (QuothGather     *self,
                        guint            line,
                        QuothAnnotation *annotation,
                        const char      *name,
                        const char      *value)
{
  QuothAttributes *attributes = *name == '\0' ? NULL
                                : quoth_named_values_add (self->scheme, annotation->attributes,
                                                          name, value);

  if (attributes != NULL)
    quoth_annotation_take_attributes (annotation, attributes);
  else
    quoth_gather_notice (self, line, "a value of “%.60s” is left out: %s", name,
                         *name == '\0' ? "it has no name" : "there are too many");
}

void
quoth_gather_add_json (QuothGather     *self,
                       guint            line,
                       QuothAnnotation *annotation,
                       const char      *name,
                       const char      *json)
{
  if (*name == '\0' || quoth_attributes_get_n (annotation->attributes) >= MAX_LINKS)
    quoth_gather_notice (self, line, "a value of “%.60s” is left out: %s", name,
                         *name == '\0' ? "it has no name" : "there are too many");
  else
    quoth_annotation_take_attributes (annotation,
                                      quoth_attributes_with_json (annotation->attributes, name,
                                                                  json));
}

/* @from and @to: ids of the file. */
void
quoth_gather_link (QuothGather     *self,
                   guint            line,
                   const char      *from,
                   const char      *role,
                   const char      *to,
                   QuothAttributes *attributes)
{
  QuothAnnotation *start = quoth_gather_find (self, from);
  QuothAnnotation *end = quoth_gather_find (self, to);

  if (*role == '\0')
    quoth_gather_notice (self, line, "a relation of “%.60s” has no name: left out", from);
  else if (start == NULL || end == NULL)
    quoth_gather_notice (self, line, "relation “%.60s” names “%.60s”, which is not there: left out",
                         role, start == NULL ? from : to);
  else if (start == end)
    quoth_gather_notice (self, line, "relation “%.60s” joins “%.60s” to itself: left out", role,
                         from);
  else if (strcmp (start->layer, end->layer) != 0)
    quoth_gather_notice (self, line, "relation “%.60s” joins two layers: left out", role);
  else if (start->n_links >= MAX_LINKS)
    quoth_gather_notice (self, line, "“%.60s” has too many relations: one is left out", from);
  else
    quoth_annotation_add_link (start, self->keep_ids ? role
                                                     : quoth_gather_map_role (self->scheme, role),
                               end->id, attributes);
}

gboolean
quoth_gather_add_entity (QuothGather  *self,
                         const char   *key,
                         QuothEntity  *entity,
                         GError      **error)
{
  if (key == NULL)
    key = entity->id;
  if (g_hash_table_contains (self->entities, key))
    return TRUE;
  g_hash_table_insert (self->entities, g_strdup (key), quoth_entity_ref (entity));
  return self->sink->entity (self->sink->user_data, entity, error);
}

/**
 * quoth_gather_set_entity:
 * @self: a gatherer
 * @annotation: a mention; its type becomes one of mentions when it is new
 * @key: how the file knows the entity: an address, an id
 * @name: (nullable): what the file calls it
 * @error: return location for an error of the sink
 *
 * Returns: %FALSE when the sink wants no more
 */
gboolean
quoth_gather_set_entity (QuothGather      *self,
                         QuothAnnotation  *annotation,
                         const char       *key,
                         const char       *name,
                         GError          **error)
{
  QuothEntity *entity = g_hash_table_lookup (self->entities, key);
  const char *wikidata = quoth_gather_find_wikidata (key);
  const QuothType *type;
  g_autofree char *covered = NULL;

  quoth_gather_know_type (self, annotation->type, QUOTH_TYPE_KIND_MENTION);
  if (entity == NULL)
    {
      type = quoth_scheme_lookup_type (self->scheme, annotation->type);
      covered = quoth_annotation_dup_text (annotation, self->text, " ");
      entity = quoth_entity_new (type->entity_kind != NULL ? type->entity_kind : type->id,
                                 name != NULL && *name != '\0' ? name : covered);
      if (wikidata != NULL)
        quoth_entity_set_wikidata (entity, wikidata);
      else
        quoth_entity_set_note (entity, key);
      g_hash_table_insert (self->entities, g_strdup (key), entity);
      if (!self->sink->entity (self->sink->user_data, entity, error))
        return FALSE;
    }
  quoth_annotation_set_entity (annotation, entity->id);
  return TRUE;
}

/**
 * quoth_gather_deliver:
 * @self: a gatherer whose text is set
 * @article: what is known of the article
 * @error: return location for an error of the sink
 *
 * Returns: %FALSE when the sink wants no more
 */
gboolean
quoth_gather_deliver (QuothGather   *self,
                      QuothArticle  *article,
                      GError       **error)
{
  g_autoptr (QuothArticleData) data = quoth_article_data_new (article, self->text);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const QuothLayer *layer = self->layers->pdata[i];

      g_hash_table_add (seen, layer->name);
      quoth_article_data_add_layer (data, layer->name, layer->state);
    }
  for (guint i = 0; i < self->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->annotations->pdata[i];

      if (g_hash_table_add (seen, annotation->layer))
        quoth_article_data_add_layer (data, annotation->layer, "open");
      g_ptr_array_add (data->annotations, quoth_annotation_ref (annotation));
    }
  if (self->scheme != self->options->scheme && self->sink->scheme != NULL
      && !self->sink->scheme (self->sink->user_data, self->scheme, error))
    return FALSE;
  return self->sink->article (self->sink->user_data, data, error);
}
