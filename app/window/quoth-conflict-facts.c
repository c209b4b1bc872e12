/* quoth-conflict-facts.c - what a version of a record says, one fact at a time, as people read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts-window"

#include "config.h"

#include "quoth-conflict-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-json.h"

/* Code points beside a part that tell where it stands. */
#define CONTEXT 28

typedef struct
{
  QuothProject     *project;
  QuothScheme      *scheme;
  QuothArticleData *data;  /* nullable */
  GPtrArray        *facts;
} Facts;

static void
fact_free (gpointer data)
{
  QuothFact *self = data;

  g_free (self->key);
  g_free (self->title);
  g_free (self->raw);
  g_free (self->markup);
  g_free (self);
}

static void
add (Facts      *self,
     const char *key,
     const char *title,
     const char *raw,
     const char *words)
{
  QuothFact *fact = g_new (QuothFact, 1);

  fact->key = g_strdup (key);
  fact->title = g_strdup (title);
  fact->raw = g_strdup (raw);
  fact->markup = g_markup_escape_text (words, -1);
  g_ptr_array_add (self->facts, fact);
}

static char *
dup_entity (Facts      *self,
            const char *id)
{
  QuothEntity *entity = quoth_registry_lookup (quoth_project_get_registry (self->project), id);

  return g_strdup (entity != NULL ? entity->name : id);
}

static QuothAnnotation *
find_annotation (Facts      *self,
                 const char *id)
{
  for (guint i = 0; self->data != NULL && i < self->data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) self->data->annotations->pdata[i])->id, id) == 0)
      return self->data->annotations->pdata[i];
  return NULL;
}

/* --- attributes and tags --- */

static const char *
value_name (const QuothAttribute *attribute, /* nullable */
            const char           *id)
{
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return ((QuothValue *) attribute->values->pdata[i])->name;
  return id;
}

static void
append_value (GString              *out,
              const QuothAttribute *attribute,
              JsonNode             *node)
{
  g_autofree char *json = NULL;

  if (out->len > 0)
    g_string_append (out, ", ");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append (out, value_name (attribute, json_node_get_string (node)));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? _("yes") : _("no"));
  else
    {
      json = json_to_string (node, FALSE);
      g_string_append (out, json);
    }
}

static char *
dup_value (const QuothAttribute *attribute,
           const char           *json)
{
  g_autoptr (JsonNode) node = quoth_json_parse (json, -1, NULL);
  GString *out = g_string_new (NULL);
  JsonArray *array;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        append_value (out, attribute, json_array_get_element (array, i));
    }
  else if (node != NULL)
    append_value (out, attribute, node);
  return g_string_free (out, FALSE);
}

static const char *
role_name (Facts      *self,
           const char *id)
{
  const QuothRole *role = quoth_scheme_lookup_role (self->scheme, id);

  return role != NULL ? role->name : id;
}

static void
add_attributes (Facts           *self,
                const char      *prefix,
                QuothAttributes *attributes) /* nullable */
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (attributes, i, &json);
      const QuothAttribute *attribute = quoth_scheme_lookup_attribute (self->scheme, name);
      g_autofree char *key = g_strconcat (prefix, name, NULL);
      g_autofree char *words = dup_value (attribute, json);

      /* An answer about the speaker, which the scheme knows as a role. */
      if (strcmp (name, "no_speaker") == 0)
        add (self, key, role_name (self, "speaker"), json,
             quoth_attributes_get_boolean (attributes, name) ? _("no source") : "–");
      else
        add (self, key, attribute != NULL ? attribute->name : name, json, words);
    }
}

/* --- annotations --- */

static void
append_escaped (GString    *out,
                QuothText  *text,
                guint       start,
                guint       end)
{
  g_autofree char *words = quoth_text_slice (text, start, end);
  g_autofree char *escaped = NULL;

  g_strdelimit (words, "\r\n\t", ' ');
  escaped = g_markup_escape_text (words, -1);
  g_string_append (out, escaped);
}

/* The words between their neighbours, which tell two places of the same words apart. */
static char *
dup_parts (QuothText       *text,
           QuothAnnotation *annotation)
{
  guint length = quoth_text_get_length (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      guint start = MIN (annotation->parts[i].start, length);
      guint end = MIN (annotation->parts[i].end, length);
      guint from = i == 0 ? (start > CONTEXT ? start - CONTEXT : 0)
                          : MIN (annotation->parts[i - 1].end, start);
      guint next = i + 1 < annotation->n_parts ? end : MIN (end + CONTEXT, length);

      if (i == 0 && from > 0)
        g_string_append (out, "…");
      if (start - from <= 2 * CONTEXT)
        append_escaped (out, text, from, start);
      else
        g_string_append (out, " … ");
      g_string_append (out, "<u>");
      append_escaped (out, text, start, end);
      g_string_append (out, "</u>");
      append_escaped (out, text, end, next);
      if (next > end && next < length)
        g_string_append (out, "…");
    }
  return g_string_free (out, FALSE);
}

/* What is said of a link itself. */
static void
append_link_attributes (GString         *raw,
                        GString         *words,
                        QuothAttributes *attributes) /* nullable */
{
  g_autofree char *json = attributes != NULL && quoth_attributes_get_n (attributes) > 0
                          ? quoth_attributes_to_json (attributes) : NULL;

  if (json == NULL)
    return;
  g_string_append_printf (raw, "%s\n", json);
  g_string_append_printf (words, " %s", json);
}

static void
add_links (Facts           *self,
           QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_links;)
    {
      const char *role = annotation->links[i].role;
      g_autofree char *key = g_strconcat ("link:", role, NULL);
      g_autoptr (GString) raw = g_string_new (NULL);
      g_autoptr (GString) words = g_string_new (NULL);

      /* They stand sorted by role. */
      for (; i < annotation->n_links && strcmp (annotation->links[i].role, role) == 0; i++)
        {
          QuothAnnotation *target = find_annotation (self, annotation->links[i].to);
          g_autofree char *quote = target != NULL && self->data->text != NULL
                                   ? quoth_annotation_dup_text (target, self->data->text, " … ")
                                   : g_strdup (_("something deleted"));

          g_string_append_printf (raw, "%s\n", annotation->links[i].to);
          g_string_append_printf (words, "%s“%s”", words->len > 0 ? ", " : "", quote);
          append_link_attributes (raw, words, annotation->links[i].attributes);
        }
      add (self, key, role_name (self, role), raw->str, words->str);
    }
}

static void
add_annotation (Facts           *self,
                QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (self->scheme, annotation->type);
  g_autofree char *entity = NULL;
  g_autoptr (GString) raw = g_string_new (NULL);

  add (self, "type", _("Type"), annotation->type, type != NULL ? type->name : annotation->type);
  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (raw, "%u-%u\n", annotation->parts[i].start, annotation->parts[i].end);
  add (self, "parts", _("Words"), raw->str, "–");
  if (self->data != NULL && self->data->text != NULL)
    {
      QuothFact *parts = self->facts->pdata[self->facts->len - 1];

      g_free (parts->markup);
      parts->markup = dup_parts (self->data->text, annotation);
    }
  if (annotation->entity != NULL)
    {
      entity = dup_entity (self, annotation->entity);
      add (self, "entity", _("Points to"), annotation->entity, entity);
    }
  add_links (self, annotation);
  add_attributes (self, "attribute:", annotation->attributes);
  if (annotation->note != NULL)
    add (self, "note", _("Note"), annotation->note, annotation->note);
}

/* --- records of the project --- */

static void
add_entity (Facts       *self,
            QuothEntity *entity)
{
  g_autofree char *aliases = g_strjoinv (", ", entity->aliases);
  g_autofree char *heir = NULL;

  add (self, "name", _("Name"), entity->name, entity->name);
  if (*aliases != '\0')
    add (self, "aliases", _("Other names"), aliases, aliases);
  add (self, "kind", _("Kind"), entity->kind, entity->kind);
  add (self, "status", _("Status"), entity->status,
       strcmp (entity->status, "unnamed") == 0 ? _("unnamed") : _("named"));
  if (entity->wikidata != NULL)
    add (self, "wikidata", _("Wikidata"), entity->wikidata, entity->wikidata);
  if (entity->note != NULL)
    add (self, "note", _("Note"), entity->note, entity->note);
  if (entity->merged_into == NULL)
    return;
  heir = dup_entity (self, entity->merged_into);
  add (self, "merged", _("Merged into"), entity->merged_into, heir);
}

static void
add_article (Facts        *self,
             QuothArticle *article)
{
  add (self, "name", _("Name"), article->name, article->name);
  if (article->language != NULL)
    add (self, "language", _("Language"), article->language, article->language);
  add_attributes (self, "tag:", article->tags);
  add_attributes (self, "metadata:", article->metadata);
}

/* Something of a type, an attribute or a role that is a fact by itself, unless it is what
 * goes without saying. */
static void
add_detail (Facts      *self,
            const char *owner, /* the key of whose it is */
            const char *name,
            const char *title,
            const char *value) /* nullable */
{
  g_autofree char *key = g_strjoin ("/", owner, title, NULL);
  g_autofree char *full = g_strjoin (" · ", name, title, NULL);

  if (value != NULL && *value != '\0')
    add (self, key, full, value, value);
}

static void
add_flag (Facts      *self,
          const char *owner,
          const char *name,
          const char *title,
          gboolean    value)
{
  add_detail (self, owner, name, title, value ? _("yes") : NULL);
}

static void
add_types (Facts       *self,
           const char  *owner,
           const char  *name,
           const char  *title,
           char       **types)
{
  g_autofree char *all = g_strjoinv (", ", types);

  add_detail (self, owner, name, title, all);
}

static void
add_type (Facts           *self,
          const QuothType *type)
{
  static const char *const kinds[] = { "span", "mention", "claim" };
  g_autofree char *key = g_strconcat ("type:", type->id, NULL);

  add (self, key, _("Type"), type->name, type->name);
  add_detail (self, key, type->name, _("Description"), type->description);
  add_detail (self, key, type->name, _("Kind"), kinds[type->kind]);
  add_detail (self, key, type->name, _("New entries are"), type->entity_kind);
  add_detail (self, key, type->name, _("Colour"), type->color);
  add_detail (self, key, type->name, _("Key"), type->key);
  add_flag (self, key, type->name, _("Hidden"), type->hidden);
}

static void
add_attribute (Facts                *self,
               const QuothAttribute *attribute)
{
  static const char *const kinds[] = { "single", "multiple", "text", "number", "date", "flag" };
  g_autofree char *key = g_strconcat ("attribute:", attribute->id, NULL);
  const char *name = attribute->name;
  g_autoptr (GString) words = g_string_new (name);

  for (guint v = 0; v < attribute->values->len; v++)
    {
      const QuothValue *value = attribute->values->pdata[v];

      g_string_append_printf (words, "%s%s", v == 0 ? ": " : ", ", value->name);
      if (value->key != NULL)
        g_string_append_printf (words, " (%s)", value->key);
    }
  add (self, key, _("Attribute"), words->str, words->str);
  add_detail (self, key, name, _("Description"), attribute->description);
  add_detail (self, key, name, _("Holds"), kinds[attribute->kind]);
  add_types (self, key, name, _("Applies to"), attribute->types);
  add_detail (self, key, name, _("Initial value"), attribute->initial != NULL
                                             ? value_name (attribute, attribute->initial) : NULL);
  add_detail (self, key, name, _("Key"), attribute->key);
  add_flag (self, key, name, _("Required"), attribute->required);
  add_flag (self, key, name, _("Hidden"), attribute->hidden);
}

static void
add_role (Facts           *self,
          const QuothRole *role)
{
  g_autofree char *key = g_strconcat ("role:", role->id, NULL);

  add (self, key, _("Link"), role->name, role->name);
  add_types (self, key, role->name, _("From"), role->from);
  add_types (self, key, role->name, _("To"), role->to);
  add_flag (self, key, role->name, _("Several at once"), role->multiple);
  add_flag (self, key, role->name, _("Required"), role->required);
  add_detail (self, key, role->name, _("Key"), role->key);
}

static void
add_scheme (Facts       *self,
            QuothScheme *scheme)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    add_type (self, quoth_scheme_get_type_at (scheme, i));
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    add_attribute (self, quoth_scheme_get_attribute_at (scheme, i));
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    add_role (self, quoth_scheme_get_role_at (scheme, i));
}

static const char *
state_name (const char *state)
{
  if (strcmp (state, "done") == 0)
    return _("done");
  if (strcmp (state, "locked") == 0)
    return _("locked");
  return strcmp (state, "open") == 0 ? _("open") : state;
}

GPtrArray *
quoth_facts_new (QuothProject     *project,
                 QuothArticleData *data,
                 QuothRecordKind   kind,
                 const char       *content)
{
  Facts self = { project, quoth_project_get_scheme (project), data,
                 g_ptr_array_new_with_free_func (fact_free) };
  gpointer record = strcmp (content, "null") != 0
                    ? quoth_record_from_content (kind, content, NULL) : NULL;

  if (record == NULL)
    return self.facts;
  if (kind == QUOTH_RECORD_ANNOTATION)
    add_annotation (&self, record);
  else if (kind == QUOTH_RECORD_ENTITY)
    add_entity (&self, record);
  else if (kind == QUOTH_RECORD_ARTICLE)
    add_article (&self, record);
  else if (kind == QUOTH_RECORD_SCHEME)
    add_scheme (&self, record);
  else if (kind == QUOTH_RECORD_LAYER)
    add (&self, "state", _("State"), ((QuothLayer *) record)->state,
         state_name (((QuothLayer *) record)->state));
  quoth_content_unref (kind, record);
  return self.facts;
}

const QuothFact *
quoth_facts_lookup (GPtrArray  *facts,
                    const char *key)
{
  for (guint i = 0; i < facts->len; i++)
    if (strcmp (((QuothFact *) facts->pdata[i])->key, key) == 0)
      return facts->pdata[i];
  return NULL;
}
