/* quoth-export-split.c - divides a corpus without tearing groups apart
 *
 * Groups (articles, publishers, days, or articles that share an entity; articles with
 * almost the same text besides, when asked) are put in an order that depends on the seed
 * alone, and laid along the shares: a group goes where its middle falls. So shares are
 * met as closely as whole groups allow, and nothing depends on the order of import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-formats-private.h"
#include "quoth-project-query.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 1000

/* Length of an ISO 8601 date without its time. */
#define DATE_LENGTH 10

typedef struct
{
  guint64 id;    /* hash of the article's id */
  guint64 group; /* hash of its group */
  guint   split;
} Item;

struct _QuothSplitter
{
  guint64  seed;
  GArray  *items; /* of Item, sorted by id when done */
};

/* FNV-1a, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014), so that every
 * bit of the seed and the key counts. */
static guint64
hash (QuothSplitter *self,
      const char    *kind,
      const char    *key)
{
  guint64 h = G_GUINT64_CONSTANT (14695981039346656037) ^ (self->seed * 0x9e3779b97f4a7c15);
  const char *const strings[] = { kind, key };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    for (const char *p = strings[i]; *p != '\0'; p++)
      h = (h ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  h = (h ^ h >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ h >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return h ^ h >> 31;
}

static char *
group_key (QuothArticle *article,
           QuothSplitBy  by)
{
  const char *name = by == QUOTH_SPLIT_BY_PUBLISHER ? "publisher" : "date";
  char *key;

  if (by != QUOTH_SPLIT_BY_PUBLISHER && by != QUOTH_SPLIT_BY_DATE)
    return NULL;
  key = quoth_format_dup_fact (article, name);
  if (key != NULL && by == QUOTH_SPLIT_BY_DATE && strlen (key) > DATE_LENGTH)
    key[DATE_LENGTH] = '\0';
  return key;
}

static void
add_item (QuothSplitter *self,
          QuothArticle  *article,
          QuothSplitBy   by)
{
  Item item = { .id = hash (self, "article:", article->id) };
  g_autofree char *key = group_key (article, by);

  /* What says nothing is a group of its own. */
  item.group = key != NULL && *key != '\0' ? hash (self, "group:", key) : item.id;
  g_array_append_val (self->items, item);
}

static gboolean
collect (QuothSplitter  *self,
         QuothProject   *project,
         QuothSplitBy    by,
         QuothProgress  *progress,
         GError        **error)
{
  const QuothArticleFilter filter = { NULL };
  gint64 from = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      rows = quoth_project_list_articles (project, &filter, from, FALSE, PAGE, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const QuothArticleRow *row = rows->pdata[i];

          add_item (self, row->article, by);
          from = row->row;
        }
      if (rows->len < PAGE)
        return TRUE;
    }
}

/* What joins articles besides their group: entities and texts, which must be read. */
typedef struct
{
  QuothSplitter *splitter;
  QuothSplitBy   by;
  QuothRegistry *registry;
  QuothProgress *progress;
  GArray        *parents;  /* of guint: per article */
  GHashTable    *groups;   /* hash of a group to number of an article, counted from 1 */
  GHashTable    *entities; /* nullable: the same for entity ids */
  QuothSimilar  *similar;  /* nullable */
} Components;

/* Documented in quoth-export-private.h. */
guint
quoth_groups_find (GArray *parents,
                   guint   index)
{
  guint *parent = (guint *) (gpointer) parents->data;

  while (parent[index] != index)
    {
      parent[index] = parent[parent[index]];
      index = parent[index];
    }
  return index;
}

/* Documented in quoth-export-private.h. */
void
quoth_groups_join (GArray *parents,
                   guint   a,
                   guint   b)
{
  a = quoth_groups_find (parents, a);
  b = quoth_groups_find (parents, b);
  g_array_index (parents, guint, MAX (a, b)) = MIN (a, b);
}

/* Joins the article with the first one that had @key. Takes @key. */
static void
join_by_key (Components *self,
             GHashTable *seen,
             gpointer    key,
             guint       index)
{
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));

  if (other == 0)
    {
      g_hash_table_insert (seen, key, GUINT_TO_POINTER (index + 1));
      return;
    }
  g_free (key);
  quoth_groups_join (self->parents, index, other - 1);
}

static gboolean
join_article_cb (QuothArticleData  *data,
                 gpointer           user_data,
                 GError           **error)
{
  Components *self = user_data;
  guint index = self->parents->len;
  guint64 group;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  add_item (self->splitter, data->article, self->by);
  g_array_append_val (self->parents, index);
  group = g_array_index (self->splitter->items, Item, index).group;
  join_by_key (self, self->groups, g_memdup2 (&group, sizeof group), index);
  if (self->similar != NULL)
    quoth_similar_add (self->similar, index, data->text);
  for (guint i = 0; self->entities != NULL && i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      QuothEntity *entity;

      if (annotation->entity == NULL)
        continue;
      entity = quoth_registry_resolve (self->registry, annotation->entity);
      join_by_key (self, self->entities,
                   g_strdup (entity != NULL ? entity->id : annotation->entity), index);
    }
  return TRUE;
}

/* A component is named by the smallest hash in it, whatever the order of the articles. */
static void
name_components (QuothSplitter *self,
                 GArray        *parents)
{
  Item *items = (Item *) (gpointer) self->items->data;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *root = &items[quoth_groups_find (parents, i)];

      root->group = MIN (root->group, items[i].group);
    }
  for (guint i = 0; i < self->items->len; i++)
    items[i].group = items[quoth_groups_find (parents, i)].group;
}

static gboolean
collect_components (QuothSplitter             *self,
                    QuothProject              *project,
                    const QuothExportOptions  *options,
                    QuothProgress             *progress,
                    GError                   **error)
{
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                         NULL);
  g_autoptr (GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (QuothSimilar) similar = options->keep_similar ? quoth_similar_new () : NULL;
  Components components = {
    .splitter = self,
    .by = options->split_by,
    .registry = quoth_project_get_registry (project),
    .progress = progress,
    .parents = parents,
    .groups = groups,
    .entities = options->split_by == QUOTH_SPLIT_BY_ENTITY ? entities : NULL,
    .similar = similar,
  };

  if (!quoth_project_foreach_article (project, NULL, NULL, join_article_cb, &components, error))
    return FALSE;
  if (similar != NULL)
    quoth_similar_join (similar, parents);
  name_components (self, parents);
  return TRUE;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const Item *left = a;
  const Item *right = b;

  return (left->group > right->group) - (left->group < right->group);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const Item *left = a;
  const Item *right = b;

  return (left->id > right->id) - (left->id < right->id);
}

static void
assign (QuothSplitter            *self,
        const QuothExportOptions *options)
{
  double sum = 0;
  guint end;

  for (guint i = 0; i < options->n_splits; i++)
    sum += options->splits[i].share;
  g_array_sort (self->items, compare_groups);
  for (guint begin = 0; begin < self->items->len; begin = end)
    {
      guint64 group = g_array_index (self->items, Item, begin).group;
      double middle;
      double border = 0;
      guint split = 0;

      for (end = begin; end < self->items->len; end++)
        if (g_array_index (self->items, Item, end).group != group)
          break;
      middle = (begin + end) / 2.0 / self->items->len * sum;
      for (; split + 1 < options->n_splits; split++)
        if (middle < (border += options->splits[split].share))
          break;
      for (guint i = begin; i < end; i++)
        g_array_index (self->items, Item, i).split = split;
    }
  g_array_sort (self->items, compare_ids);
}

/* Documented in quoth-export-private.h. */
QuothSplitter *
quoth_splitter_new (QuothProject              *project,
                    const QuothExportOptions  *options,
                    QuothProgress             *progress,
                    GError                   **error)
{
  g_autoptr (QuothSplitter) self = g_new0 (QuothSplitter, 1);
  gboolean ok;

  self->seed = options->seed;
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  if (options->split_by == QUOTH_SPLIT_BY_ENTITY || options->keep_similar)
    ok = collect_components (self, project, options, progress, error);
  else
    ok = collect (self, project, options->split_by, progress, error);
  if (!ok)
    return NULL;
  assign (self, options);
  return g_steal_pointer (&self);
}

guint
quoth_splitter_lookup (QuothSplitter *self,
                       const char    *article)
{
  const Item key = { .id = hash (self, "article:", article) };
  const Item *found = bsearch (&key, self->items->data, self->items->len, sizeof key, compare_ids);

  /* An article that came after the split was drawn joins the first. */
  return found != NULL ? found->split : 0;
}

void
quoth_splitter_free (QuothSplitter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/* Documented in quoth-export-private.h. */
gboolean
quoth_splits_check (const QuothExportOptions *options,
                    GError                  **error)
{
  for (guint i = 0; i < options->n_splits; i++)
    {
      const QuothSplit *split = &options->splits[i];
      gboolean ok = *split->name != '\0' && *split->name != '.' && strlen (split->name) < 200
                    && strpbrk (split->name, "/\\") == NULL && split->share > 0;

      for (guint k = 0; k < i; k++)
        ok = ok && g_ascii_strcasecmp (options->splits[k].name, split->name) != 0;
      if (ok)
        continue;
      g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN,
                   "split \"%s\" needs a share above 0 and a name of its own that can be a folder",
                   split->name);
      return FALSE;
    }
  return TRUE;
}
