/* quoth-cas-map-entities.c - whom mentions mean
 *
 * An identifier is an entity, for all documents of the file: of Wikidata, of Wikipedia
 * (the "identity" of GUM), of any other base. A chain of coreference is one, and so are
 * the people that relations of coreference connect.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-map-private.h"
#include "quoth-gather.h"
#include "quoth-scheme-edit.h"

#include <string.h>

#define MAX_NAME 200

/* "Q42", alone or at the end of its address: what ends so elsewhere is something else. */
static const char *
find_wikidata_id (const char *identifier)
{
  return strchr (identifier, '/') == NULL || strstr (identifier, "wikidata.org/") != NULL
         ? quoth_gather_find_wikidata (identifier) : NULL;
}

static char *
dup_name (QuothCasMap   *self,
          QuothCasGroup *group)
{
  g_autofree char *covered = quoth_annotation_dup_text (group->annotation, self->sofa->text, " ");
  glong length = g_utf8_strlen (covered, -1);

  return g_utf8_substring (covered, 0, MIN (length, MAX_NAME));
}

/* What kind of entity a mention of the group means. */
static const char *
get_kind (QuothCasMap   *self,
          QuothCasGroup *group)
{
  const QuothType *type = quoth_scheme_lookup_type (self->scheme, group->type);
  const QuothCasFeature *label;

  if (type != NULL && type->entity_kind != NULL)
    return type->entity_kind;
  label = quoth_cas_map_label (self, quoth_cas_get (self->cas, group->fs));
  if (label == NULL)
    return group->type;
  return g_ascii_strncasecmp (label->value, "ORG", 3) == 0 ? "organisation" : label->value;
}

static gboolean
is_person (QuothCasMap   *self,
           QuothCasGroup *group)
{
  const QuothType *type = quoth_scheme_lookup_type (self->scheme, group->type);

  return type != NULL && g_strcmp0 (type->entity_kind, QUOTH_ENTITY_KIND_PERSON) == 0;
}

static void
set_entity (QuothCasMap   *self,
            QuothCasGroup *group,
            QuothEntity   *entity)
{
  QuothScheme *scheme;

  if (!quoth_scheme_is_full (self->scheme))
    {
      scheme = quoth_scheme_with_type (self->scheme, group->type, QUOTH_TYPE_KIND_MENTION);
      quoth_scheme_unref (self->scheme);
      self->scheme = scheme;
    }
  quoth_annotation_set_entity (group->annotation, entity->id);
}

static gboolean
give (QuothCasMap  *self,
      const char   *key,
      QuothEntity  *entity,
      GError      **error)
{
  g_hash_table_insert (self->entities, g_strdup (key), entity);
  return self->context->sink->entity (self->context->sink->user_data, entity, error);
}

/* @name: as the file calls it; NULL: as the text does. */
static gboolean
read_identifier (QuothCasMap    *self,
                 QuothCasGroup  *group,
                 const char     *identifier,
                 const char     *name,
                 GError        **error)
{
  const char *wikidata = find_wikidata_id (identifier);
  const char *key = wikidata != NULL ? wikidata : identifier;
  QuothEntity *entity = g_hash_table_lookup (self->entities, key);
  g_autofree char *covered = NULL;
  g_autofree char *id = NULL;

  if (entity != NULL)
    {
      set_entity (self, group, entity);
      return TRUE;
    }
  if (name == NULL || *name == '\0')
    name = covered = dup_name (self, group);
  entity = quoth_entity_new (get_kind (self, group), name);
  if (g_str_has_prefix (identifier, QUOTH_CAS_PERSON))
    id = g_uri_unescape_string (identifier + strlen (QUOTH_CAS_PERSON), NULL);
  if (wikidata != NULL)
    quoth_entity_set_wikidata (entity, wikidata);
  else if (id != NULL && *id != '\0')
    quoth_entity_set_id (entity, id);
  else if (covered != NULL)
    quoth_entity_set_note (entity, identifier);
  set_entity (self, group, entity);
  return give (self, key, entity, error);
}

static gboolean
read_identifiers (QuothCasMap  *self,
                  GError      **error)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      QuothCasGroup *group = quoth_cas_map_get (self, i);
      const QuothCasFs *fs = quoth_cas_get (self->cas, group->fs);
      gboolean own = strcmp (fs->type, QUOTH_CAS_SPAN) == 0;
      const char *identifier = quoth_cas_get_string (self->cas, fs, "identifier");
      const char *identity = own ? NULL : quoth_cas_get_string (self->cas, fs, "identity");
      const char *entity = own ? quoth_cas_get_string (self->cas, fs, "entity") : NULL;
      g_autofree char *title = NULL;

      if (identifier != NULL && *identifier != '\0')
        {
          if (!read_identifier (self, group, identifier, entity, error))
            return FALSE;
        }
      else if (identity != NULL && *identity != '\0')
        {
          title = g_strdelimit (g_strdup (identity), "_", ' ');
          if (!read_identifier (self, group, identity, title, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Whether a mention names somebody: a word in it is written with a capital, and it is
 * no pronoun at the beginning of a sentence. */
static gboolean
is_name (const char *text)
{
  static const char *const pronouns[] = { "i", "he", "she", "it", "we", "you", "they", "his",
                                          "her", "its", "my", "our", "your", "their", "this",
                                          "that", "these", "those", "who", "one" };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  gboolean starts = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (pronouns); i++)
    if (strcmp (lower, pronouns[i]) == 0)
      return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (starts && g_unichar_isupper (c) && (p > text || strchr (text, ' ') == NULL))
        return TRUE;
      starts = g_unichar_isspace (c);
    }
  return FALSE;
}

/* One entity for all: that of the first which has one, else a new one after the first
 * that is a name. @members: of guint, groups. */
static gboolean
unite (QuothCasMap  *self,
       GArray       *members,
       gboolean      only_people,
       GError      **error)
{
  const char *known = NULL;
  QuothCasGroup *best = NULL;
  g_autofree char *name = NULL;
  QuothEntity *entity;
  gboolean people = FALSE;

  for (guint i = 0; i < members->len; i++)
    {
      QuothCasGroup *group = quoth_cas_map_get (self, g_array_index (members, guint, i));
      g_autofree char *covered = dup_name (self, group);

      if (known == NULL)
        known = group->annotation->entity;
      people = people || is_person (self, group);
      if (best == NULL || (!is_name (name) && is_name (covered)))
        {
          best = group;
          g_free (name);
          name = g_steal_pointer (&covered);
        }
    }
  if (best == NULL || (known == NULL && only_people && !people))
    return TRUE;
  entity = known == NULL ? quoth_entity_new (only_people ? QUOTH_ENTITY_KIND_PERSON
                                                         : get_kind (self, best), name) : NULL;
  if (entity != NULL && !is_name (name))
    quoth_entity_set_status (entity, "unnamed");
  if (entity != NULL && !give (self, entity->id, entity, error))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      QuothCasGroup *group = quoth_cas_map_get (self, g_array_index (members, guint, i));

      if (group->annotation->entity != NULL)
        continue;
      if (entity != NULL)
        set_entity (self, group, entity);
      else
        quoth_annotation_set_entity (group->annotation, known);
    }
  return TRUE;
}

/* A chain is a structure whose "first" leads to a link, and each link to its "next". */
static gboolean
read_chain (QuothCasMap       *self,
            const QuothCasFs  *chain,
            GError           **error)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  const QuothCasFeature *next = quoth_cas_get_feature (self->cas, chain, "first");

  while (next != NULL)
    {
      guint fs = quoth_cas_find (self->cas, (guint) g_ascii_strtoull (next->value, NULL, 10));
      QuothCasGroup *group = fs != G_MAXUINT ? quoth_cas_map_find (self, fs) : NULL;
      guint index = group != NULL ? (guint) (group - (QuothCasGroup *) self->list->data) : 0;

      /* One that has been here before: chains meet, or one bites its tail. */
      if (group == NULL || !g_hash_table_add (self->chained, group))
        break;
      g_array_append_val (members, index);
      next = quoth_cas_get_feature (self->cas, quoth_cas_get (self->cas, fs), "next");
    }
  return unite (self, members, FALSE, error);
}

static gboolean
read_chains (QuothCasMap  *self,
             GError      **error)
{
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const QuothCasFs *fs = quoth_cas_get (self->cas, i);

      if (fs->begin == QUOTH_CAS_NO_OFFSET && quoth_cas_map_is_of_view (self, fs)
          && quoth_cas_get_feature (self->cas, fs, "first") != NULL
          && !read_chain (self, fs, error))
        return FALSE;
    }
  return TRUE;
}

static guint
find_root (guint *parents,
           guint  group)
{
  while (parents[group] != group)
    group = parents[group];
  return group;
}

static void
clear_cluster (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static gboolean
read_clusters (QuothCasMap  *self,
               GError      **error)
{
  g_autoptr (GPtrArray) clusters = NULL;

  if (self->parents == NULL)
    return TRUE;
  clusters = g_ptr_array_new_with_free_func (clear_cluster);
  g_ptr_array_set_size (clusters, (int) self->list->len);
  for (guint i = 0; i < self->list->len; i++)
    {
      guint root = find_root (self->parents, i);
      const QuothCasFs *fs = quoth_cas_get (self->cas, quoth_cas_map_get (self, i)->fs);

      if (!g_hash_table_contains (self->corefers, fs->type))
        continue;
      if (clusters->pdata[root] == NULL)
        clusters->pdata[root] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val ((GArray *) clusters->pdata[root], i);
    }
  for (guint i = 0; i < clusters->len; i++)
    if (clusters->pdata[i] != NULL && !unite (self, clusters->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

gboolean
quoth_cas_map_entities (QuothCasMap  *self,
                        GError      **error)
{
  return read_identifiers (self, error) && read_chains (self, error)
         && read_clusters (self, error);
}
