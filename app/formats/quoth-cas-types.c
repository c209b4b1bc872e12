/* quoth-cas-types.c - the types that a file, or TypeSystem.xml beside it, declares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cas"

#include "config.h"

#include "quoth-cas.h"
#include "quoth-xml-scan.h"

#include <string.h>

/* A hierarchy that is deeper goes in a circle. */
#define MAX_DEPTH 64
#define MAX_TYPES 100000
/* Every feature is looked for by the name of its type and its own. */
#define MAX_NAME 2048
/* How many answers are remembered. */
#define MAX_ASKED 1000

struct _QuothCasTypes
{
  grefcount   refs;
  GHashTable *supers; /* type → supertype */
  GHashTable *ranges; /* "type:feature" → range */
  GHashTable *asked;  /* as @ranges, inherited ones and NULL for none as well */
  GHashTable *shared; /* of those keys: structures of their own hold the values */
  GString    *key;    /* of @ranges, that is looked for */
};

QuothCasTypes *
quoth_cas_types_new (void)
{
  QuothCasTypes *self = g_new (QuothCasTypes, 1);

  g_ref_count_init (&self->refs);
  self->supers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ranges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->key = g_string_new (NULL);
  return self;
}

QuothCasTypes *
quoth_cas_types_ref (QuothCasTypes *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
quoth_cas_types_unref (QuothCasTypes *self)
{
  if (self == NULL || !g_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->supers);
  g_hash_table_unref (self->ranges);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->shared);
  g_string_free (self->key, TRUE);
  g_free (self);
}

static gboolean
is_long (const char *type)
{
  return strnlen (type, MAX_NAME + 1) > MAX_NAME;
}

void
quoth_cas_types_add (QuothCasTypes *self,
                     const char    *type,
                     const char    *super)
{
  if (g_hash_table_size (self->supers) >= MAX_TYPES || is_long (type) || is_long (super))
    return;
  g_hash_table_remove_all (self->asked);
  g_hash_table_insert (self->supers, g_strdup (type), g_strdup (super));
}

static void
set_key (QuothCasTypes *self,
         const char    *type,
         const char    *feature)
{
  g_string_assign (self->key, type);
  g_string_append_c (self->key, ':');
  g_string_append (self->key, feature);
}

void
quoth_cas_types_add_feature (QuothCasTypes *self,
                             const char    *type,
                             const char    *feature,
                             const char    *range,
                             gboolean       is_shared)
{
  if (g_hash_table_size (self->ranges) >= MAX_TYPES || is_long (type))
    return;
  g_hash_table_remove_all (self->asked);
  g_hash_table_insert (self->ranges, g_strconcat (type, ":", feature, NULL), g_strdup (range));
  if (is_shared)
    g_hash_table_add (self->shared, g_strconcat (type, ":", feature, NULL));
  else
    {
      set_key (self, type, feature);
      g_hash_table_remove (self->shared, self->key->str);
    }
}

static const char *
find_range (QuothCasTypes *self,
            const char    *type,
            const char    *feature)
{
  for (guint i = 0; type != NULL && i < MAX_DEPTH; i++)
    {
      const char *range;

      set_key (self, type, feature);
      range = g_hash_table_lookup (self->ranges, self->key->str);
      if (range != NULL)
        return range;
      type = g_hash_table_lookup (self->supers, type);
    }
  return NULL;
}

const char *
quoth_cas_types_get_range (QuothCasTypes *self,
                           const char    *type,
                           const char    *feature)
{
  const char *range;
  gpointer known;
  char *key;

  if (self == NULL || type == NULL || is_long (type))
    return NULL;
  set_key (self, type, feature);
  if (g_hash_table_lookup_extended (self->asked, self->key->str, NULL, &known))
    return known;
  /* A file may ask for features that no type has, without end. */
  if (g_hash_table_size (self->asked) >= MAX_ASKED)
    g_hash_table_remove_all (self->asked);
  key = g_strdup (self->key->str);
  range = find_range (self, type, feature);
  g_hash_table_insert (self->asked, key, (gpointer) range);
  return range;
}

gboolean
quoth_cas_types_is_shared (QuothCasTypes *self,
                           const char    *type,
                           const char    *feature)
{
  for (guint i = 0; self != NULL && type != NULL && !is_long (type) && i < MAX_DEPTH; i++)
    {
      set_key (self, type, feature);
      if (g_hash_table_contains (self->ranges, self->key->str))
        return g_hash_table_contains (self->shared, self->key->str);
      type = g_hash_table_lookup (self->supers, type);
    }
  return FALSE;
}

gboolean
quoth_cas_types_is_a (QuothCasTypes *self,
                      const char    *type,
                      const char    *ancestor)
{
  for (guint i = 0; type != NULL && i < MAX_DEPTH; i++)
    {
      if (strcmp (type, ancestor) == 0)
        return TRUE;
      type = self != NULL ? g_hash_table_lookup (self->supers, type) : NULL;
    }
  return FALSE;
}

/* Reads what XML of the resource specifier says, whatever its order. */
typedef struct
{
  QuothCasTypes *types;
  GString       *text;
  gboolean       in_feature;
  char          *type;
  char          *super;
  char          *feature;
  char          *range;
  gboolean       is_shared; /* the feature's values */
  GPtrArray     *pending; /* feature, range, shared …: until the type's name is known */
} Reader;

static gboolean
start_cb (gpointer                  user_data,
          const char               *uri,
          const char               *name,
          const QuothXmlAttribute  *attributes,
          guint                     n_attributes,
          guint                     line,
          GError                  **error)
{
  Reader *self = user_data;

  g_string_truncate (self->text, 0);
  if (strcmp (name, "featureDescription") == 0)
    {
      self->in_feature = TRUE;
      self->is_shared = FALSE;
    }
  return TRUE;
}

static void
take (Reader  *self,
      char   **slot)
{
  g_free (*slot);
  *slot = g_strstrip (g_strdup (self->text->str));
}

static void
end_type (Reader *self)
{
  if (self->type != NULL && *self->type != '\0')
    {
      quoth_cas_types_add (self->types, self->type,
                           self->super != NULL ? self->super : "uima.cas.TOP");
      for (guint i = 0; i + 2 < self->pending->len; i += 3)
        quoth_cas_types_add_feature (self->types, self->type, self->pending->pdata[i],
                                     self->pending->pdata[i + 1],
                                     *(char *) self->pending->pdata[i + 2] != '\0');
    }
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->super, g_free);
  g_ptr_array_set_size (self->pending, 0);
}

static void
end_feature (Reader *self)
{
  self->in_feature = FALSE;
  if (self->feature != NULL && self->range != NULL)
    {
      g_ptr_array_add (self->pending, g_steal_pointer (&self->feature));
      g_ptr_array_add (self->pending, g_steal_pointer (&self->range));
      g_ptr_array_add (self->pending, g_strdup (self->is_shared ? "shared" : ""));
    }
  g_clear_pointer (&self->feature, g_free);
  g_clear_pointer (&self->range, g_free);
}

static gboolean
end_cb (gpointer     user_data,
        const char  *uri,
        const char  *name,
        GError     **error)
{
  Reader *self = user_data;

  if (strcmp (name, "typeDescription") == 0)
    end_type (self);
  else if (strcmp (name, "featureDescription") == 0)
    end_feature (self);
  else if (strcmp (name, "name") == 0)
    take (self, self->in_feature ? &self->feature : &self->type);
  else if (strcmp (name, "supertypeName") == 0)
    take (self, &self->super);
  else if (strcmp (name, "rangeTypeName") == 0)
    take (self, &self->range);
  else if (strcmp (name, "multipleReferencesAllowed") == 0)
    self->is_shared = strcmp (g_strstrip (self->text->str), "true") == 0;
  g_string_truncate (self->text, 0);
  return TRUE;
}

static gboolean
text_cb (gpointer     user_data,
         const char  *text,
         gsize        n_bytes,
         GError     **error)
{
  Reader *self = user_data;

  g_string_append_len (self->text, text, (gssize) n_bytes);
  return TRUE;
}

/**
 * quoth_cas_types_read:
 * @self: where to add
 * @path: the file, for messages
 * @bytes: a type system description
 * @n_bytes: its length
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 *
 * Returns: %TRUE when it was well-formed
 */
gboolean
quoth_cas_types_read (QuothCasTypes  *self,
                      const char     *path,
                      const char     *bytes,
                      gsize           n_bytes,
                      GError        **error)
{
  const QuothXmlHandler handler = { start_cb, end_cb, text_cb };
  Reader reader = { .types = self, .text = g_string_new (NULL),
                    .pending = g_ptr_array_new_with_free_func (g_free) };
  gboolean ok = quoth_xml_scan (&handler, &reader, path, bytes, n_bytes, NULL, error);

  g_free (reader.type);
  g_free (reader.super);
  g_free (reader.feature);
  g_free (reader.range);
  g_ptr_array_unref (reader.pending);
  g_string_free (reader.text, TRUE);
  return ok;
}
