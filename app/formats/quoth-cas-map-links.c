/* quoth-cas-map-links.c - relations, slots and references become links
 *
 * A relation leads from its Governor to its Dependent. A slot is a structure of a role
 * and a target; a feature that names an annotation is a link of the feature's name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas-map-private.h"
#include "quoth-gather.h"

#include <string.h>

/* Adding a link costs a walk over those that are there. */
#define MAX_LINKS 1024
/* Of a whole view: more than one for each structure comes of arrays that many share. */
#define MIN_ALL_LINKS 100000

gboolean
quoth_cas_map_is_relation (QuothCasMap      *self,
                           const QuothCasFs *fs)
{
  if (strcmp (fs->type, QUOTH_CAS_RELATION) == 0)
    return TRUE;
  if (quoth_cas_get_feature (self->cas, fs, "Governor") != NULL
      && quoth_cas_get_feature (self->cas, fs, "Dependent") != NULL)
    return TRUE;
  return quoth_cas_types_get_range (self->cas->types, fs->type, "Governor") != NULL
         && quoth_cas_types_get_range (self->cas->types, fs->type, "Dependent") != NULL;
}

static void
add_link (QuothCasMap      *self,
          QuothCasGroup    *from,
          const char       *role,
          QuothCasGroup    *to,
          QuothAttributes  *attributes,
          const QuothCasFs *fs)
{
  const char *name = quoth_cas_short_name (fs->type);

  if (from == NULL || to == NULL)
    quoth_cas_map_tell (self, g_strdup_printf ("%s without an end that is kept: left out", name));
  else if (from == to)
    quoth_cas_map_tell (self, g_strdup_printf ("%s of an annotation to itself: left out", name));
  else if (from->annotation->n_links >= MAX_LINKS)
    quoth_cas_map_tell (self, g_strdup ("links beyond 1024 of an annotation are left out"));
  else if (self->n_links >= MAX (MIN_ALL_LINKS, 4 * self->cas->structures->len))
    quoth_cas_map_tell (self, g_strdup ("there are too many links: some are left out"));
  else
    {
      quoth_annotation_add_link (from->annotation, role, to->annotation->id, attributes);
      self->n_links++;
    }
}

/* The first annotation that a feature names. */
static QuothCasGroup *
find_end (QuothCasMap      *self,
          const QuothCasFs *fs,
          const char       *name)
{
  const QuothCasFeature *feature = quoth_cas_get_feature (self->cas, fs, name);
  guint index;

  if (feature == NULL)
    return NULL;
  index = quoth_cas_find (self->cas, (guint) g_ascii_strtoull (feature->value, NULL, 10));
  return index != G_MAXUINT ? quoth_cas_map_find (self, index) : NULL;
}

static guint
find_root (guint *parents,
           guint  group)
{
  while (parents[group] != group)
    {
      parents[group] = parents[parents[group]];
      group = parents[group];
    }
  return group;
}

static gboolean
contains (const char *text,
          const char *part)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return strstr (lower, part) != NULL;
}

/* Layers of coreference that are relations say that both ends mean one. */
static void
note_coreference (QuothCasMap      *self,
                  const QuothCasFs *fs,
                  QuothCasGroup    *from,
                  QuothCasGroup    *to)
{
  const QuothCasFeature *label = quoth_cas_map_label (self, fs);
  const QuothCasGroup *base = (const QuothCasGroup *) self->list->data;

  if (from == NULL || to == NULL || !contains (quoth_cas_short_name (fs->type), "coref")
      || (label != NULL && contains (label->value, "bridg")))
    return;
  if (self->parents == NULL)
    {
      self->parents = g_new (guint, self->list->len);
      for (guint i = 0; i < self->list->len; i++)
        self->parents[i] = i;
    }
  self->parents[find_root (self->parents, (guint) (from - base))]
    = find_root (self->parents, (guint) (to - base));
  g_hash_table_add (self->corefers, (gpointer) quoth_cas_get (self->cas, from->fs)->type);
  g_hash_table_add (self->corefers, (gpointer) quoth_cas_get (self->cas, to->fs)->type);
}

static void
read_relation (QuothCasMap      *self,
               const QuothCasFs *fs)
{
  QuothCasGroup *from = find_end (self, fs, "Governor");
  QuothCasGroup *to = find_end (self, fs, "Dependent");
  const char *short_name = quoth_cas_short_name (fs->type);
  const char *role = quoth_cas_get_string (self->cas, fs, "label");
  const char *used = NULL;
  g_autoptr (QuothAttributes) attributes = NULL;

  if (strcmp (fs->type, QUOTH_CAS_RELATION) != 0 || role == NULL || *role == '\0')
    {
      const QuothCasFeature *label = quoth_cas_map_label (self, fs);

      role = quoth_gather_map_role (self->scheme, short_name);
      if (quoth_scheme_lookup_role (self->scheme, role) == NULL && label != NULL
          && quoth_scheme_lookup_role (self->scheme,
                                       quoth_gather_map_role (self->scheme, label->value)) != NULL)
        {
          role = quoth_gather_map_role (self->scheme, label->value);
          used = label->name;
        }
    }
  attributes = quoth_cas_map_values (self, fs, used);
  add_link (self, from, role, to, attributes, fs);
  note_coreference (self, fs, from, to);
}

/* @index: of what a feature names. */
static void
read_reference (QuothCasMap           *self,
                const QuothCasFs      *fs,
                QuothCasGroup         *from,
                const QuothCasFeature *feature,
                guint                  index)
{
  const QuothCasFs *slot = quoth_cas_get (self->cas, index);
  QuothCasGroup *to = quoth_cas_map_find (self, index);
  const char *role = quoth_cas_get_string (self->cas, slot, "role");

  if (role == NULL || *role == '\0')
    role = feature->name;
  if (to != NULL)
    add_link (self, from, quoth_gather_map_role (self->scheme, feature->name), to, NULL, fs);
  else if (slot->begin == QUOTH_CAS_NO_OFFSET
           && quoth_cas_get_feature (self->cas, slot, "target") != NULL)
    add_link (self, from, quoth_gather_map_role (self->scheme, role),
              find_end (self, slot, "target"), NULL, slot);
  else
    quoth_cas_map_tell (self, g_strdup_printf ("%s of %s names no annotation that is kept: left "
                                               "out", feature->name,
                                               quoth_cas_short_name (fs->type)));
}

static void
read_references (QuothCasMap   *self,
                 QuothCasGroup *from)
{
  const QuothCasFs *fs = quoth_cas_get (self->cas, from->fs);

  for (guint i = 0; i < fs->n_features; i++)
    {
      const QuothCasFeature *feature = &g_array_index (self->cas->features, QuothCasFeature,
                                                       fs->first + i);
      g_autoptr (GArray) indices = NULL;

      if (strcmp (feature->name, "next") == 0 || quoth_cas_map_is_list (self, feature)
          || !quoth_cas_map_is_slot (self, feature))
        continue;
      indices = g_array_new (FALSE, FALSE, sizeof (guint));
      quoth_cas_resolve (self->cas, feature->value, indices);
      for (guint k = 0; k < MIN (indices->len, MAX_LINKS); k++)
        read_reference (self, fs, from, feature, g_array_index (indices, guint, k));
    }
}

void
quoth_cas_map_links (QuothCasMap *self)
{
  for (guint i = 0; i < self->list->len; i++)
    read_references (self, quoth_cas_map_get (self, i));
  for (guint i = 0; i < self->cas->structures->len; i++)
    {
      const QuothCasFs *fs = quoth_cas_get (self->cas, i);

      if (quoth_cas_map_is_of_view (self, fs) && quoth_cas_map_is_relation (self, fs))
        read_relation (self, fs);
    }
}
