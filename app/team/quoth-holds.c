/* quoth-holds.c - what must not go because something leads to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-holds"

#include "config.h"

#include "quoth-holds.h"

#include "quoth-remark.h"
#include "quoth-sort.h"

#include <string.h>

typedef struct
{
  GHashTable *gone;     /* "layer/id" -> QuothVersions that are deleted: borrowed */
  gboolean    learns;   /* whoever deleted those knows of all that leads there */
  GHashTable *standing; /* nullable */
  GQueue      waiting;  /* of content: borrowed: not looked at yet */
} Search;

static void
lead (Search     *self,
      const char *from,    /* id of what leads there */
      const char *subject) /* "layer/id" */
{
  QuothVersions *versions = g_hash_table_lookup (self->gone, subject);

  if (versions == NULL || versions->held || g_hash_table_contains (versions->knew, from))
    return;
  if (self->learns
      || (self->standing != NULL && !g_hash_table_contains (self->standing, versions->id)))
    {
      g_hash_table_add (versions->knew, g_strdup (from));
      return;
    }
  versions->held = TRUE;
  g_queue_push_tail (&self->waiting, ((QuothVersion *) versions->list->pdata[0])->was);
}

/* Nearly all lead nowhere, and reading them is what costs: then NULL. */
static QuothAnnotation *
read_leading (const char *content)
{
  if (strstr (content, "\"links\":[]") != NULL
      && strstr (content, "\"" QUOTH_ATTRIBUTE_SUBJECT "\"") == NULL)
    return NULL;
  return quoth_record_from_content (QUOTH_RECORD_ANNOTATION, content, NULL);
}

static void
follow (Search     *self,
        const char *content)
{
  g_autoptr (QuothAnnotation) annotation = read_leading (content);
  g_autofree char *subject = NULL;

  if (annotation == NULL)
    return;
  for (guint i = 0; i < annotation->n_links; i++)
    {
      g_autofree char *to = g_strconcat (annotation->layer, "/", annotation->links[i].to, NULL);

      lead (self, annotation->id, to);
    }
  subject = quoth_remark_is_comment (annotation) ? quoth_remark_dup_subject (annotation) : NULL;
  if (subject != NULL)
    lead (self, annotation->id, subject);
}

/* All that is shown or may be chosen, and whatever that leads to. */
static void
search_all (Search     *self,
            GHashTable *table)
{
  GHashTableIter iter;
  gpointer value;
  const char *content;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QuothVersions *versions = value;

      if (versions->kind != QUOTH_RECORD_ANNOTATION || versions->list->len == 0)
        continue;
      if (versions->held)
        g_queue_push_tail (&self->waiting, ((QuothVersion *) versions->list->pdata[0])->was);
      for (guint i = 0; i < versions->list->len; i++)
        {
          char *live = ((QuothVersion *) versions->list->pdata[i])->content;

          if (live != NULL)
            g_queue_push_tail (&self->waiting, live);
        }
    }
  while ((content = g_queue_pop_head (&self->waiting)) != NULL)
    follow (self, content);
}

static GHashTable *
new_gone (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * quoth_holds_find:
 * @table: key to #QuothVersions: all that is known of an article's records
 * @standing: (nullable): ids of the annotations that stand in the project
 *
 * Finds which of the deleted annotations are held.
 */
void
quoth_holds_find (GHashTable *table,
                  GHashTable *standing)
{
  g_autoptr (GHashTable) gone = new_gone ();
  Search search = { gone, FALSE, standing, G_QUEUE_INIT };
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      QuothVersions *versions = value;

      versions->held = FALSE;
      if (versions->kind == QUOTH_RECORD_ANNOTATION && quoth_versions_is_deleted (versions)
          && ((QuothVersion *) versions->list->pdata[0])->was != NULL)
        g_hash_table_insert (gone, g_strconcat (versions->layer, "/", versions->id, NULL),
                             versions);
    }
  if (g_hash_table_size (gone) > 0)
    search_all (&search, table);
}

/**
 * quoth_holds_learn:
 * @table: as for quoth_holds_find(), which was called with it
 * @versions: of an annotation that is being deleted
 *
 * Notes what leads to it, so that it is not held again.
 */
void
quoth_holds_learn (GHashTable    *table,
                   QuothVersions *versions)
{
  g_autoptr (GHashTable) gone = new_gone ();
  Search search = { gone, TRUE, NULL, G_QUEUE_INIT };

  g_hash_table_insert (gone, g_strconcat (versions->layer, "/", versions->id, NULL), versions);
  search_all (&search, table);
}

static void
add_lead (GHashTable      *index,
          char            *subject, /* transfer full */
          QuothAnnotation *annotation)
{
  GPtrArray *list = g_hash_table_lookup (index, subject);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
      g_hash_table_insert (index, subject, list);
    }
  else
    g_free (subject);
  g_ptr_array_add (list, quoth_annotation_ref (annotation));
}

/**
 * quoth_holds_index:
 * @table: as for quoth_holds_find(), which was called with it
 *
 * Returns: (transfer full): where everything that stands leads to
 */
GHashTable *
quoth_holds_index (GHashTable *table)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (table, &n);

  for (guint i = 0; i < n; i++)
    {
      const QuothVersions *versions = g_hash_table_lookup (table, keys[i]);
      g_autofree char *shown = versions->kind == QUOTH_RECORD_ANNOTATION
                               ? quoth_versions_dup_shown (versions) : NULL;
      g_autoptr (QuothAnnotation) annotation = shown != NULL ? read_leading (shown) : NULL;
      char *subject;

      if (annotation == NULL)
        continue;
      for (guint k = 0; k < annotation->n_links; k++)
        add_lead (index, g_strconcat (annotation->layer, "/", annotation->links[k].to, NULL),
                  annotation);
      subject = quoth_remark_is_comment (annotation) ? quoth_remark_dup_subject (annotation) : NULL;
      if (subject != NULL)
        add_lead (index, subject, annotation);
    }
  return index;
}

void
quoth_holds_list (GHashTable          *index,
                  const QuothVersions *versions,
                  GPtrArray           *leads)
{
  g_autofree char *subject = g_strconcat (versions->layer, "/", versions->id, NULL);
  const GPtrArray *list = g_hash_table_lookup (index, subject);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!g_hash_table_contains (versions->knew, ((QuothAnnotation *) list->pdata[i])->id))
      g_ptr_array_add (leads, quoth_annotation_ref (list->pdata[i]));
}

static void
forget_others (GHashTable *table,
               const char *layer,
               GHashTable *ids)
{
  GHashTableIter iter;
  GHashTableIter knew;
  gpointer value;
  gpointer id;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QuothVersions *versions = value;

      if (versions->layer != NULL && strcmp (versions->layer, layer) != 0)
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      g_hash_table_iter_init (&knew, versions->knew);
      while (g_hash_table_iter_next (&knew, &id, NULL))
        if (!g_hash_table_contains (ids, id))
          g_hash_table_iter_remove (&knew);
    }
}

/**
 * quoth_holds_keep_layer:
 * @table: key to #QuothVersions of one article; left with what is of @layer, or of none
 * @layer: a layer's name
 * @annotations: (element-type QuothAnnotation): those of @layer that stand in the project;
 *   what only others hold is taken out
 *
 * Who is blind does not learn that somebody else leads to what they deleted.
 */
void
quoth_holds_keep_layer (GHashTable *table,
                        const char *layer,
                        GPtrArray  *annotations)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_add (ids, ((QuothAnnotation *) annotations->pdata[i])->id);
  forget_others (table, layer, ids);
  quoth_holds_find (table, NULL);
  for (guint i = annotations->len; i > 0; i--)
    {
      QuothAnnotation *annotation = annotations->pdata[i - 1];
      g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ANNOTATION, annotation->id);
      const QuothVersions *versions = g_hash_table_lookup (table, key);

      if (versions != NULL && quoth_versions_is_deleted (versions) && !versions->held)
        g_ptr_array_remove_index (annotations, i - 1);
    }
}
