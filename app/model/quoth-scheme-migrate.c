/* quoth-scheme-migrate.c - what becomes of annotations when the scheme changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme"

#include "config.h"

#include "quoth-scheme-migrate.h"

#include "quoth-scheme-edit-private.h"

#include <string.h>

#define ARTICLE "article"

typedef struct
{
  QuothAnnotation *before;  /* borrowed */
  QuothAnnotation *after;   /* owned copy, NULL while nothing changes */
  gboolean         gone;
  gboolean         touched; /* its type is another, or means something else */
  gboolean         reached; /* a fate itself changed it */
} Draft;

typedef struct
{
  QuothScheme           *before;
  QuothScheme           *after;
  const QuothSchemeFate *fates;
  guint                  n_fates;
  GArray                *drafts; /* of Draft */
  GHashTable            *by_id;  /* id -> Draft */
} Migration;

static void
draft_clear (gpointer data)
{
  g_clear_pointer (&((Draft *) data)->after, quoth_annotation_unref);
}

static QuothAnnotation *
now (const Draft *draft)
{
  return draft->after != NULL ? draft->after : draft->before;
}

static QuothAnnotation *
change (Draft *draft)
{
  if (draft->after == NULL)
    draft->after = quoth_annotation_copy (draft->before);
  return draft->after;
}

static gboolean
permits (char       **types,
         const char  *type)
{
  return types[0] == NULL || g_strv_contains ((const char *const *) types, type);
}

/* What neither scheme ever knew came with a corpus and is nobody's business here. */
static gboolean
attribute_is_legal (QuothScheme *scheme,
                    QuothScheme *other,
                    const char  *id,
                    const char  *type)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);

  if (attribute == NULL)
    return quoth_scheme_lookup_attribute (other, id) == NULL;
  return quoth_attribute_applies (attribute, type);
}

static gboolean
link_is_legal (QuothScheme *scheme,
               QuothScheme *other,
               const char  *id,
               const char  *from,
               const char  *to)
{
  const QuothRole *role = quoth_scheme_lookup_role (scheme, id);

  if (role == NULL)
    return quoth_scheme_lookup_role (other, id) == NULL;
  return permits (role->from, from) && permits (role->to, to);
}

static gboolean
is_mention (QuothScheme *scheme,
            const char  *id)
{
  const QuothType *type = quoth_scheme_lookup_type (scheme, id);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION;
}

static void
set_attribute (Draft      *draft,
               const char *id,
               const char *json)
{
  QuothAnnotation *annotation = change (draft);

  quoth_annotation_take_attributes (annotation,
                                    quoth_attributes_with_json (annotation->attributes, id, json));
}

/* Takes off what was right on the old type and is not on the new one. */
static void
fit_members (Migration *self,
             Draft     *draft)
{
  const char *old = draft->before->type;
  QuothAttributes *attributes = draft->before->attributes;
  const char *type = now (draft)->type;

  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *id = quoth_attributes_get (attributes, i, NULL);

      if (attribute_is_legal (self->before, self->after, id, old)
          && !attribute_is_legal (self->after, self->before, id, type))
        {
          set_attribute (draft, id, NULL);
          draft->reached = TRUE;
        }
    }
  if (draft->before->entity != NULL && !is_mention (self->after, type))
    {
      quoth_annotation_set_entity (change (draft), NULL);
      draft->reached = TRUE;
    }
}

static void
migrate_type (Migration             *self,
              const QuothSchemeFate *fate,
              Draft                 *draft)
{
  if (draft->gone || draft->touched || strcmp (draft->before->type, fate->place.id) != 0)
    return;
  if (fate->kind == QUOTH_FATE_DELETE)
    {
      draft->gone = draft->reached = TRUE;
      return;
    }
  draft->touched = TRUE;
  if (fate->kind == QUOTH_FATE_MOVE)
    {
      quoth_annotation_set_type (change (draft), fate->heir);
      draft->reached = TRUE;
    }
  fit_members (self, draft);
}

static char *
string_to_json (const char *value)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_string (NULL, "v", value);

  return g_strdup (quoth_attributes_lookup (one, "v"));
}

static char *
strv_to_json (GPtrArray *values)
{
  g_autoptr (QuothAttributes) one = NULL;

  if (values->len == 0)
    return NULL;
  g_ptr_array_add (values, NULL);
  one = quoth_attributes_with_strv (NULL, "v", (const char *const *) values->pdata);
  return g_strdup (quoth_attributes_lookup (one, "v"));
}

/* @json with @heir (nullable) in place of the value @id. */
static char *
replace_value (const char *json,
               const char *id,
               const char *heir)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_json (NULL, "v", json);
  g_auto (GStrv) values = quoth_attributes_dup_strv (one, "v");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (values == NULL || !g_strv_contains ((const char *const *) values, id))
    return g_strdup (json);
  if (json[0] != '[')
    return heir != NULL ? string_to_json (heir) : NULL;
  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *value = strcmp (values[i], id) == 0 ? heir : values[i];

      if (value != NULL && !g_ptr_array_find_with_equal_func (kept, value, g_str_equal, NULL))
        g_ptr_array_add (kept, (gpointer) value);
    }
  return strv_to_json (kept);
}

/* What the fate makes of a value on something of @type; NULL: nothing is left. */
static char *
get_fate_of_value (Migration             *self,
                   const QuothSchemeFate *fate,
                   const char            *type,
                   const char            *json)
{
  const QuothAttribute *attribute;

  if (fate->place.value != NULL)
    return replace_value (json, fate->place.value,
                          fate->kind == QUOTH_FATE_MOVE ? fate->heir : NULL);
  if (fate->kind == QUOTH_FATE_DELETE)
    return NULL;
  attribute = quoth_scheme_lookup_attribute (self->after,
                                             fate->kind == QUOTH_FATE_MOVE ? fate->heir
                                                                           : fate->place.id);
  if (attribute == NULL || !quoth_attribute_applies (attribute, type))
    return NULL;
  return quoth_attribute_fit_value (attribute, json);
}

/* Whether the fate changes the attributes of something of @type, and to what. What the
 * heir of an attribute has already is not overwritten. */
static gboolean
migrate_attributes (Migration              *self,
                    const QuothSchemeFate  *fate,
                    const char             *type,
                    QuothAttributes        *attributes,
                    QuothAttributes       **out_attributes)
{
  const char *id = fate->place.id;
  const char *json = quoth_attributes_lookup (attributes, id);
  const char *heir = fate->kind == QUOTH_FATE_MOVE && fate->place.value == NULL ? fate->heir : NULL;
  g_autofree char *value = NULL;
  g_autoptr (QuothAttributes) without = NULL;

  if (json == NULL)
    return FALSE;
  value = get_fate_of_value (self, fate, type, json);
  if (heir == NULL && g_strcmp0 (value, json) == 0)
    return FALSE;
  if (heir != NULL && value != NULL && quoth_attributes_lookup (attributes, heir) == NULL)
    {
      without = quoth_attributes_with_json (attributes, id, NULL);
      *out_attributes = quoth_attributes_with_json (without, heir, value);
    }
  else
    *out_attributes = quoth_attributes_with_json (attributes, id, heir == NULL ? value : NULL);
  return TRUE;
}

static void
migrate_attribute (Migration             *self,
                   const QuothSchemeFate *fate,
                   Draft                 *draft)
{
  QuothAttributes *changed;

  if (draft->gone || !migrate_attributes (self, fate, now (draft)->type, now (draft)->attributes,
                                          &changed))
    return;
  quoth_annotation_take_attributes (change (draft), changed);
  draft->reached = TRUE;
}

static const QuothSchemeFate *
find_role_fate (Migration  *self,
                const char *role)
{
  for (guint i = 0; i < self->n_fates; i++)
    if (self->fates[i].place.part == QUOTH_SCHEME_ROLES
        && strcmp (self->fates[i].place.id, role) == 0)
      return &self->fates[i];
  return NULL;
}

/* The role that a link shall have; NULL: it goes. */
static const char *
get_fate_of_link (Migration       *self,
                  const Draft     *draft,
                  const QuothLink *link,
                  gboolean        *out_reached)
{
  const QuothSchemeFate *fate = find_role_fate (self, link->role);
  const Draft *target = g_hash_table_lookup (self->by_id, link->to);
  const char *role = link->role;
  const char *from = now (draft)->type;
  const char *to;

  *out_reached = FALSE;
  if (target == NULL)
    return role;
  if (target->gone)
    return NULL;
  to = now (target)->type;
  if (fate != NULL && fate->kind == QUOTH_FATE_DELETE)
    role = NULL;
  else if (fate != NULL && fate->kind == QUOTH_FATE_MOVE)
    role = link_is_legal (self->after, self->before, fate->heir, from, to) ? fate->heir : NULL;
  else if ((fate != NULL || draft->touched || target->touched)
           && link_is_legal (self->before, self->after, role, draft->before->type,
                             target->before->type)
           && !link_is_legal (self->after, self->before, role, from, to))
    role = NULL;
  *out_reached = fate != NULL && role != link->role;
  return role;
}

static gboolean
has_link (QuothAnnotation *annotation,
          const char      *role,
          const char      *to)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (strcmp (annotation->links[i].role, role) == 0
        && strcmp (annotation->links[i].to, to) == 0)
      return TRUE;
  return FALSE;
}

static void
migrate_links (Migration *self,
               Draft     *draft)
{
  QuothAnnotation *before = draft->before;

  for (guint i = 0; !draft->gone && i < before->n_links; i++)
    {
      const QuothLink *link = &before->links[i];
      gboolean reached;
      const char *role = get_fate_of_link (self, draft, link, &reached);

      if (role == link->role)
        continue;
      quoth_annotation_remove_link (change (draft), link->role, link->to);
      if (role != NULL && !has_link (now (draft), role, link->to))
        quoth_annotation_add_link (change (draft), role, link->to, link->attributes);
      draft->reached = draft->reached || reached;
    }
}

static gboolean
migrate_tags (Migration    *self,
              QuothArticle *article,
              QuothCommand *command)
{
  g_autoptr (QuothArticle) after = NULL;

  for (guint i = 0; i < self->n_fates; i++)
    {
      QuothAttributes *tags = after != NULL ? after->tags : article->tags;
      QuothAttributes *changed;

      if (self->fates[i].place.part != QUOTH_SCHEME_ATTRIBUTES
          || !migrate_attributes (self, &self->fates[i], ARTICLE, tags, &changed))
        continue;
      if (after == NULL)
        after = quoth_article_copy (article);
      quoth_article_take_tags (after, changed);
    }
  if (after != NULL)
    quoth_command_add_article (command, article, after);
  return after != NULL;
}

static void
collect (Migration *self,
         GPtrArray *annotations)
{
  self->drafts = g_array_sized_new (FALSE, TRUE, sizeof (Draft), annotations->len);
  g_array_set_clear_func (self->drafts, draft_clear);
  g_array_set_size (self->drafts, annotations->len);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < annotations->len; i++)
    {
      Draft *draft = &g_array_index (self->drafts, Draft, i);

      draft->before = annotations->pdata[i];
      g_hash_table_insert (self->by_id, draft->before->id, draft);
    }
}

/**
 * quoth_scheme_migrate_article:
 * @before: the scheme so far
 * @after: the scheme that is to be
 * @fates: (array length=n_fates): what becomes of what used entries of @before
 * @n_fates: how many
 * @article: an article
 * @annotations: (element-type QuothAnnotation): all that stand in it, of every layer
 * @command: gets the changes
 * @counts: (inout): raised by what the fates reach
 *
 * What goes takes the links to it along. An annotation of another type keeps the
 * attributes, links and entity that @after allows there.
 */
void
quoth_scheme_migrate_article (QuothScheme           *before,
                              QuothScheme           *after,
                              const QuothSchemeFate *fates,
                              guint                  n_fates,
                              QuothArticle          *article,
                              GPtrArray             *annotations,
                              QuothCommand          *command,
                              QuothUseCounts        *counts)
{
  Migration self = { before, after, fates, n_fates };
  gboolean reached;

  g_return_if_fail (before != NULL && after != NULL && article != NULL && command != NULL);

  reached = migrate_tags (&self, article, command);
  collect (&self, annotations);
  for (guint i = 0; i < n_fates; i++)
    for (guint j = 0; j < self.drafts->len; j++)
      {
        Draft *draft = &g_array_index (self.drafts, Draft, j);

        if (fates[i].place.part == QUOTH_SCHEME_TYPES)
          migrate_type (&self, &fates[i], draft);
        else if (fates[i].place.part == QUOTH_SCHEME_ATTRIBUTES)
          migrate_attribute (&self, &fates[i], draft);
      }
  for (guint j = 0; j < self.drafts->len; j++)
    migrate_links (&self, &g_array_index (self.drafts, Draft, j));
  for (guint j = 0; j < self.drafts->len; j++)
    {
      Draft *draft = &g_array_index (self.drafts, Draft, j);

      counts->n_annotations += draft->reached;
      reached = reached || draft->reached;
      if (draft->gone || draft->after != NULL)
        quoth_command_add_annotation (command, article->id, draft->before,
                                      draft->gone ? NULL : draft->after);
    }
  counts->n_articles += reached;
  g_hash_table_unref (self.by_id);
  g_array_unref (self.drafts);
}
