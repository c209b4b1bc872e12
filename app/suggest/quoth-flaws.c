/* quoth-flaws.c - what in a layer looks as if it had been forgotten
 *
 * Two passes over the articles: the first counts whom each name means, the second applies
 * the rules, so that no more is kept than the findings and the names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaws"

#include "config.h"

#include "quoth-flaws.h"
#include "quoth-flaws-private.h"

#include "quoth-bulk.h"
#include "quoth-fold.h"
#include "quoth-remark.h"

#include <string.h>

/* Names beyond these are not compared. */
#define MAX_NAMES 200000

/* Whom a name means, and how often. */
typedef struct
{
  GHashTable *counts; /* entity → how often */
  const char *usual;  /* borrowed: whom most often; of equals, the first by id */
  guint       n;      /* how often that */
} Name;

typedef struct
{
  QuothProject  *project;
  QuothScheme   *scheme;
  QuothRegistry *registry;
  const char    *layer;
  GHashTable    *names;                     /* folded name → Name */
  GPtrArray     *found[QUOTH_N_FLAW_KINDS]; /* of QuothFlaw */
  QuothFlaws    *flaws;
} Run;

QuothFlaw *
quoth_flaw_copy (const QuothFlaw *self)
{
  QuothFlaw *copy = g_new0 (QuothFlaw, 1);

  copy->kind = self->kind;
  copy->article = g_strdup (self->article);
  copy->article_name = g_strdup (self->article_name);
  copy->annotation = g_strdup (self->annotation);
  copy->span = self->span;
  copy->detail = g_strdup (self->detail);
  copy->before = g_strdup (self->before);
  copy->match = g_strdup (self->match);
  copy->after = g_strdup (self->after);
  return copy;
}

void
quoth_flaw_free (QuothFlaw *self)
{
  g_free (self->article);
  g_free (self->article_name);
  g_free (self->annotation);
  g_free (self->detail);
  g_free (self->before);
  g_free (self->match);
  g_free (self->after);
  g_free (self);
}

void
quoth_flaws_free (QuothFlaws *self)
{
  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->articles);
  g_free (self);
}

/**
 * quoth_flaws_get_count:
 * @self: what was found
 * @article: id of an article
 * @kind: a kind
 *
 * Returns: how many it had when it was counted last, also those that are not in the list
 */
guint
quoth_flaws_get_count (QuothFlaws    *self,
                       const char    *article,
                       QuothFlawKind  kind)
{
  const guint *counts = g_hash_table_lookup (self->articles, article);

  return counts != NULL ? counts[kind] : 0;
}

/**
 * quoth_flaws_recount:
 * @self: what was found
 * @article: id of an article
 * @kind: a kind
 * @n: how many of @kind it has now
 *
 * Replaces what was counted for the article before, so that looking at it again counts
 * nothing twice.
 */
void
quoth_flaws_recount (QuothFlaws    *self,
                     const char    *article,
                     QuothFlawKind  kind,
                     guint          n)
{
  guint *counts = g_hash_table_lookup (self->articles, article);

  if (counts == NULL && n == 0)
    return;
  if (counts == NULL)
    {
      counts = g_new0 (guint, QUOTH_N_FLAW_KINDS);
      g_hash_table_insert (self->articles, g_strdup (article), counts);
    }
  self->counts[kind] += n;
  self->counts[kind] -= counts[kind];
  counts[kind] = n;
}

static void
name_free (gpointer data)
{
  g_hash_table_unref (((Name *) data)->counts);
  g_free (data);
}

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
    g_clear_pointer (&self->found[i], g_ptr_array_unref);
  g_clear_pointer (&self->flaws, quoth_flaws_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * quoth_flaw_dup_finding:
 * @self: a finding
 * @layer: the layer it was found in
 *
 * Returns: (transfer full): a name that stays the same while the same is found
 */
char *
quoth_flaw_dup_finding (const QuothFlaw *self,
                        const char      *layer)
{
  static const char *const kinds[QUOTH_N_FLAW_KINDS] = { "speaker", "alias", "registry",
                                                         "namesake", "cue", "attribute", "word" };
  gboolean by_place = self->annotation == NULL || self->kind == QUOTH_FLAW_WORD;
  g_autofree char *place =
    by_place ? g_strdup_printf (" %u-%u", self->span.start, self->span.end) : g_strdup ("");

  /* Whom a name mostly means changes with every article; that it is meant here does not. */
  return g_strconcat (kinds[self->kind], " ", layer, "/",
                      self->annotation != NULL ? self->annotation : "", place,
                      self->kind == QUOTH_FLAW_ATTRIBUTE ? " " : "",
                      self->kind == QUOTH_FLAW_ATTRIBUTE ? self->detail : "", NULL);
}

/**
 * quoth_flaw_accept:
 * @self: a finding
 * @document: its article, open in the layer in which it was found
 * @by: who says that it is right
 *
 * Verb: "accept-finding".
 *
 * Returns: (transfer full): the command after which it is not found again
 */
QuothCommand *
quoth_flaw_accept (const QuothFlaw *self,
                   QuothDocument   *document,
                   const char      *by)
{
  g_autofree char *finding = quoth_flaw_dup_finding (self, quoth_document_get_layer (document));
  QuothSpan span = self->span;

  /* A remark stands somewhere, also one about the whole article. */
  if (span.start == span.end)
    span.end = quoth_text_get_length (quoth_document_get_text (document));
  return quoth_remark_accept (quoth_document_get_scheme (document), self->article, span, finding,
                              by);
}

/* What people said is right. */
static GHashTable *
list_right (QuothArticleData *data)
{
  GHashTable *right = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *remark = data->annotations->pdata[i];
      char *finding = strcmp (remark->layer, QUOTH_LAYER_REMARKS) == 0
                      ? quoth_remark_dup_finding (remark) : NULL;

      if (finding != NULL)
        g_hash_table_add (right, finding);
    }
  return right;
}

static gboolean
has_begun (QuothArticleData *data,
           const char       *layer)
{
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, layer) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_flaws (gconstpointer a,
               gconstpointer b)
{
  const QuothFlaw *left = *(const QuothFlaw *const *) a;
  const QuothFlaw *right = *(const QuothFlaw *const *) b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;
  return g_strcmp0 (left->annotation, right->annotation);
}

static void
drop_right (GPtrArray  *found,
            GHashTable *right,
            const char *layer)
{
  for (guint i = found->len; i > 0 && g_hash_table_size (right) > 0; i--)
    {
      g_autofree char *finding = quoth_flaw_dup_finding (found->pdata[i - 1], layer);

      if (g_hash_table_contains (right, finding))
        g_ptr_array_remove_index (found, i - 1);
    }
}

/* The name and the meanings of a linked mention; NULL when it is no name. */
static char *
fold_name (QuothDocument   *document,
           QuothAnnotation *mention)
{
  const QuothType *type = quoth_document_get_type_of (document, mention);
  g_autofree char *name = NULL;

  if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION || mention->entity == NULL)
    return NULL;
  name = quoth_flaws_dup_name (document, mention);
  return name != NULL ? quoth_fold_string (name) : NULL;
}

static Name *
find_name (Run        *self,
           const char *fold)
{
  Name *name = g_hash_table_lookup (self->names, fold);

  if (name == NULL && g_hash_table_size (self->names) < MAX_NAMES)
    {
      name = g_new0 (Name, 1);
      name->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->names, g_strdup (fold), name);
    }
  return name;
}

/* Counts only grow, so that whoever is counted is the only one who can become the usual. */
static void
count_name (Run        *self,
            const char *fold,
            const char *id)
{
  QuothEntity *entity = quoth_registry_resolve (self->registry, id);
  Name *name = entity != NULL ? find_name (self, fold) : NULL;
  gpointer key;
  gpointer value = NULL;
  guint n;

  if (name == NULL)
    return;
  if (!g_hash_table_lookup_extended (name->counts, entity->id, &key, &value))
    key = g_strdup (entity->id);
  else
    g_hash_table_steal (name->counts, key);
  n = GPOINTER_TO_UINT (value) + 1;
  g_hash_table_insert (name->counts, key, GUINT_TO_POINTER (n));
  if (name->usual == NULL || n > name->n || (n == name->n && strcmp (key, name->usual) < 0))
    {
      name->usual = key;
      name->n = n;
    }
}

static gboolean
count_names_cb (QuothArticleData  *data,
                gpointer           user_data,
                GError           **error)
{
  Run *self = user_data;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!has_begun (data, self->layer))
    return TRUE;
  document = quoth_document_new (data, self->layer, self->scheme);
  all = quoth_document_list (document, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *fold = fold_name (document, all->pdata[i]);

      if (fold != NULL)
        count_name (self, fold, ((QuothAnnotation *) all->pdata[i])->entity);
    }
  return TRUE;
}

static void
find_namesakes (Run           *self,
                QuothDocument *document,
                GPtrArray     *found)
{
  g_autoptr (GPtrArray) all = quoth_document_list (document, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      QuothAnnotation *mention = all->pdata[i];
      g_autofree char *fold = fold_name (document, mention);
      const Name *name = fold != NULL ? g_hash_table_lookup (self->names, fold) : NULL;
      QuothEntity *entity = name != NULL && g_hash_table_size (name->counts) > 1
                            ? quoth_registry_resolve (self->registry, mention->entity) : NULL;

      if (entity != NULL && strcmp (name->usual, entity->id) != 0)
        g_ptr_array_add (found, quoth_flaw_new (QUOTH_FLAW_NAMESAKE, document, mention,
                                                mention->parts[0], name->usual));
    }
}

static gboolean
find_cb (QuothArticleData  *data,
         gpointer           user_data,
         GError           **error)
{
  Run *self = user_data;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GHashTable) right = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (!has_begun (data, self->layer))
    return TRUE;
  document = quoth_document_new (data, self->layer, self->scheme);
  right = list_right (data);
  found = quoth_flaws_in_document (document, self->registry);
  find_namesakes (self, document, found);
  drop_right (found, right, self->layer);
  g_ptr_array_sort (found, compare_flaws);
  for (guint i = 0; i < found->len; i++)
    {
      QuothFlaw *flaw = found->pdata[i];

      quoth_flaws_recount (self->flaws, flaw->article, flaw->kind,
                           quoth_flaws_get_count (self->flaws, flaw->article, flaw->kind) + 1);
      if (self->found[flaw->kind]->len < QUOTH_FLAWS_KEPT)
        g_ptr_array_add (self->found[flaw->kind], g_steal_pointer (&found->pdata[i]));
    }
  /* What was taken leaves a hole that must not be freed. */
  for (guint i = found->len; i > 0; i--)
    if (found->pdata[i - 1] == NULL)
      g_ptr_array_steal_index (found, i - 1);
  return TRUE;
}

/**
 * quoth_flaws_find:
 * @project: a project, of the calling thread
 * @layer: whose work to look at
 * @progress: (nullable): counts articles, stops it
 * @error: return location for a #QuothProjectError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was found
 */
QuothFlaws *
quoth_flaws_find (QuothProject   *project,
                  const char     *layer,
                  QuothProgress  *progress,
                  GError        **error)
{
  const char *const layers[] = { layer, QUOTH_LAYER_REMARKS, NULL };
  /* The bar shows the second pass, which is the long one. */
  g_autoptr (QuothProgress) first =
    quoth_progress_new (progress != NULL ? quoth_progress_get_cancellable (progress) : NULL);
  g_auto (Run) self = { .project = project, .layer = layer };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && layer != NULL, NULL);

  self.scheme = quoth_project_get_scheme (project);
  self.registry = quoth_project_get_registry (project);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      name_free);
  self.flaws = g_new0 (QuothFlaws, 1);
  self.flaws->list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free);
  self.flaws->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
    self.found[i] = g_ptr_array_new ();
  if (!quoth_project_foreach_article (project, layers, first, count_names_cb, &self, error)
      || !quoth_project_foreach_article (project, layers, progress, find_cb, &self, error))
    {
      for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
        g_ptr_array_set_free_func (self.found[i], (GDestroyNotify) quoth_flaw_free);
      return NULL;
    }
  for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
    g_ptr_array_extend_and_steal (self.flaws->list, g_steal_pointer (&self.found[i]));
  return g_steal_pointer (&self.flaws);
}

/* Whether the mention still is linked to another than most of its name. */
static gboolean
is_namesake (const QuothFlaw *flaw,
             QuothDocument   *document)
{
  QuothAnnotation *mention =
    flaw->kind == QUOTH_FLAW_NAMESAKE
        && strcmp (flaw->article, quoth_document_get_article_id (document)) == 0
      ? quoth_document_lookup (document, flaw->annotation) : NULL;

  return mention != NULL && mention->entity != NULL
         && g_strcmp0 (mention->entity, flaw->detail) != 0;
}

static GPtrArray *
find_in_article (QuothProject     *project,
                 QuothArticleData *data,
                 const char       *layer,
                 GPtrArray        *known)
{
  g_autoptr (QuothDocument) document =
    quoth_document_new (data, layer, quoth_project_get_scheme (project));
  g_autoptr (GHashTable) right = list_right (data);
  GPtrArray *found = quoth_flaws_in_document (document, quoth_project_get_registry (project));

  for (guint i = 0; known != NULL && i < known->len; i++)
    if (is_namesake (known->pdata[i], document))
      g_ptr_array_add (found, quoth_flaw_copy (known->pdata[i]));
  drop_right (found, right, layer);
  g_ptr_array_sort (found, compare_flaws);
  return found;
}

/**
 * quoth_flaws_of_article:
 * @project: a project
 * @article: id of an article
 * @layer: whose work to look at
 * @known: (nullable) (element-type QuothFlaw): namesakes that were found before, which one
 *   article alone does not tell; those that still are some are found again
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable) (element-type QuothFlaw): by kind and place
 */
GPtrArray *
quoth_flaws_of_article (QuothProject  *project,
                        const char    *article,
                        const char    *layer,
                        GPtrArray     *known,
                        GError       **error)
{
  QuothArticleData *data;
  GPtrArray *found;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && article != NULL && layer != NULL, NULL);

  data = quoth_project_read_article (project, article, NULL, error);
  if (data == NULL)
    return NULL;
  found = has_begun (data, layer)
          ? find_in_article (project, data, layer, known)
          : g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free);
  quoth_article_data_free (data);
  return found;
}
