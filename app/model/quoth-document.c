/* quoth-document.c - an open article: text, one layer's annotations, their index
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-document"

#include "config.h"

#include "quoth-document.h"

#include <string.h>

/* Commands with more changes rebuild the index once instead of moving it often. */
#define MAX_SINGLE_CHANGES 64

struct _QuothDocument
{
  GObject         parent_instance;
  QuothArticle   *article;
  QuothText      *text;
  char           *layer;       /* nullable: all layers, to be looked at only */
  QuothScheme    *scheme;
  QuothQuotes    *quotes;      /* made when first asked for */
  QuothSpanIndex *index;
  GHashTable     *annotations; /* id (borrowed from the value) -> QuothAnnotation, owned */
  GHashTable     *referrers;   /* id -> GPtrArray of annotations (borrowed) that link to it */
};

enum
{
  CHANGED,
  RELOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothDocument, quoth_document, G_TYPE_OBJECT)

/* An annotation with two links to the same other one counts once. */
static void
add_referrer (QuothDocument   *self,
              QuothAnnotation *annotation,
              const char      *to)
{
  GPtrArray *list = g_hash_table_lookup (self->referrers, to);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->referrers, g_strdup (to), list);
    }
  if (list->len == 0 || list->pdata[list->len - 1] != annotation)
    g_ptr_array_add (list, annotation);
}

static void
remove_referrer (QuothDocument   *self,
                 QuothAnnotation *annotation,
                 const char      *to)
{
  GPtrArray *list = g_hash_table_lookup (self->referrers, to);

  if (list == NULL)
    return;
  g_ptr_array_remove_fast (list, annotation);
  if (list->len == 0)
    g_hash_table_remove (self->referrers, to);
}

static void
insert_record (QuothDocument   *self,
               QuothAnnotation *annotation)
{
  g_hash_table_replace (self->annotations, annotation->id, quoth_annotation_ref (annotation));
  for (guint i = 0; i < annotation->n_links; i++)
    add_referrer (self, annotation, annotation->links[i].to);
}

static void
forget_record (QuothDocument   *self,
               QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_links; i++)
    remove_referrer (self, annotation, annotation->links[i].to);
  g_hash_table_remove (self->annotations, annotation->id);
}

static gboolean
is_mine (QuothDocument   *self,
         QuothAnnotation *annotation)
{
  return annotation != NULL
         && (self->layer == NULL || strcmp (annotation->layer, self->layer) == 0);
}

static void
load (QuothDocument    *self,
      QuothArticleData *data,
      QuothScheme      *scheme)
{
  g_autoptr (GPtrArray) mine = g_ptr_array_sized_new (data->annotations->len);

  g_clear_pointer (&self->article, quoth_article_unref);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->quotes, quoth_quotes_free);
  g_clear_pointer (&self->index, quoth_span_index_free);
  g_hash_table_remove_all (self->referrers);
  g_hash_table_remove_all (self->annotations);
  self->article = quoth_article_ref (data->article);
  self->text = quoth_text_ref (data->text);
  self->scheme = quoth_scheme_ref (scheme);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (!is_mine (self, annotation) || g_hash_table_contains (self->annotations, annotation->id))
        continue;
      insert_record (self, annotation);
      g_ptr_array_add (mine, annotation);
    }
  self->index = quoth_span_index_new ();
  quoth_span_index_add_all (self->index, mine);
}

/**
 * quoth_document_new:
 * @data: (transfer none): the article as it is on the disk
 * @layer: (nullable): whose annotations to hold; %NULL for those of all layers,
 *   which can then only be looked at
 * @scheme: (transfer none): the project's scheme
 *
 * Returns: (transfer full): an open article
 */
QuothDocument *
quoth_document_new (QuothArticleData *data,
                    const char       *layer,
                    QuothScheme      *scheme)
{
  QuothDocument *self;

  g_return_val_if_fail (data != NULL && scheme != NULL, NULL);

  self = g_object_new (QUOTH_TYPE_DOCUMENT, NULL);
  self->layer = g_strdup (layer);
  load (self, data, scheme);
  return self;
}

/**
 * quoth_document_get_article:
 * @self: a document
 *
 * Returns: (transfer none): the article as it is now; a change replaces it
 */
QuothArticle *
quoth_document_get_article (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->article;
}

const char *
quoth_document_get_article_id (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->article->id;
}

QuothText *
quoth_document_get_text (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->text;
}

/**
 * quoth_document_get_layer:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the layer it holds; %NULL for all
 */
const char *
quoth_document_get_layer (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->layer;
}

QuothScheme *
quoth_document_get_scheme (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->scheme;
}

/**
 * quoth_document_get_quotes:
 * @self: a document
 *
 * Returns: (transfer none): the quotation marks of the text, paired when first
 *   asked for
 */
QuothQuotes *
quoth_document_get_quotes (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  if (self->quotes == NULL)
    self->quotes = quoth_quotes_new (self->text);
  return self->quotes;
}

/**
 * quoth_document_get_index:
 * @self: a document
 *
 * Returns: (transfer none): the index; it changes when the document does, and a
 *   reload replaces it
 */
QuothSpanIndex *
quoth_document_get_index (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return self->index;
}

/**
 * quoth_document_lookup:
 * @self: a document
 * @id: id of an annotation
 *
 * Returns: (transfer none) (nullable): the annotation as it is now
 */
QuothAnnotation *
quoth_document_lookup (QuothDocument *self,
                       const char    *id)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->annotations, id) : NULL;
}

guint
quoth_document_get_n_annotations (QuothDocument *self)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self), 0);

  return g_hash_table_size (self->annotations);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;

  if (left->parts[0].start != right->parts[0].start)
    return left->parts[0].start < right->parts[0].start ? -1 : 1;
  return strcmp (left->id, right->id);
}

/**
 * quoth_document_list_referrers:
 * @self: a document
 * @id: id of an annotation, which need not be there
 *
 * Costs what it returns, however large the article.
 *
 * Returns: (transfer full) (element-type QuothAnnotation): what links to @id, each
 *   once, in the order in which they start
 */
GPtrArray *
quoth_document_list_referrers (QuothDocument *self,
                               const char    *id)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  GPtrArray *known;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self) && id != NULL, list);

  known = g_hash_table_lookup (self->referrers, id);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (list, quoth_annotation_ref (known->pdata[i]));
  g_ptr_array_sort (list, compare_places);
  return list;
}

/**
 * quoth_document_get_type_of:
 * @self: a document
 * @annotation: an annotation
 *
 * Returns: (transfer none) (nullable): its type; %NULL when the scheme lacks it
 */
const QuothType *
quoth_document_get_type_of (QuothDocument   *self,
                            QuothAnnotation *annotation)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (self) && annotation != NULL, NULL);

  return quoth_scheme_lookup_type (self->scheme, annotation->type);
}

static void
rebuild_index (QuothDocument *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer annotation;

  g_hash_table_iter_init (&iter, self->annotations);
  while (g_hash_table_iter_next (&iter, NULL, &annotation))
    g_ptr_array_add (all, annotation);
  quoth_span_index_free (self->index);
  self->index = quoth_span_index_new ();
  quoth_span_index_add_all (self->index, all);
}

static gboolean
apply_annotation (QuothDocument     *self,
                  const QuothChange *change,
                  gboolean           keep_index)
{
  QuothAnnotation *before = change->before;
  QuothAnnotation *after = change->after;
  QuothAnnotation *old;

  if (g_strcmp0 (change->article, self->article->id) != 0
      || (!is_mine (self, before) && !is_mine (self, after)))
    return FALSE;
  old = quoth_document_lookup (self, before != NULL ? before->id : after->id);
  if (old != NULL)
    {
      if (keep_index)
        quoth_span_index_remove (self->index, old);
      forget_record (self, old);
    }
  if (is_mine (self, after))
    {
      insert_record (self, after);
      if (keep_index)
        quoth_span_index_add (self->index, after);
    }
  return TRUE;
}

static gboolean
apply_change (QuothDocument     *self,
              const QuothChange *change,
              gboolean           keep_index)
{
  QuothArticle *article;

  switch (change->kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      return apply_annotation (self, change, keep_index);
    case QUOTH_RECORD_ARTICLE:
      article = change->after;
      if (article == NULL || strcmp (article->id, self->article->id) != 0)
        return FALSE;
      quoth_article_ref (article);
      quoth_article_unref (self->article);
      self->article = article;
      return TRUE;
    case QUOTH_RECORD_SCHEME:
      if (change->after == NULL)
        return FALSE;
      quoth_scheme_ref (change->after);
      quoth_scheme_unref (self->scheme);
      self->scheme = change->after;
      return TRUE;
    case QUOTH_RECORD_LAYER:
      return g_strcmp0 (change->article, self->article->id) == 0;
    case QUOTH_RECORD_ENTITY:
      /* Names of entities are shown beside the text. */
      return TRUE;
    case QUOTH_RECORD_SETTING:
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

/**
 * quoth_document_apply:
 * @self: a document
 * @command: a command that is on the disk
 *
 * Follows what @command changes in this article and layer, in the scheme and in the
 * registry, and emits ::changed once when there was any of it.
 */
void
quoth_document_apply (QuothDocument *self,
                      QuothCommand  *command)
{
  guint n_changes;
  gboolean keep_index;
  gboolean changed = FALSE;

  g_return_if_fail (QUOTH_IS_DOCUMENT (self) && command != NULL);

  n_changes = quoth_command_get_n_changes (command);
  keep_index = n_changes <= MAX_SINGLE_CHANGES;
  for (guint i = 0; i < n_changes; i++)
    if (apply_change (self, quoth_command_get_change (command, i), keep_index))
      changed = TRUE;
  if (!changed)
    return;
  if (!keep_index)
    rebuild_index (self);
  g_signal_emit (self, signals[CHANGED], 0, command);
}

/**
 * quoth_document_reload:
 * @self: a document
 * @data: (transfer none): the same article as it is on the disk now
 * @scheme: (transfer none): the project's scheme
 *
 * Starts anew after another process wrote, and emits ::reloaded.
 */
void
quoth_document_reload (QuothDocument    *self,
                       QuothArticleData *data,
                       QuothScheme      *scheme)
{
  g_return_if_fail (QUOTH_IS_DOCUMENT (self) && data != NULL && scheme != NULL);

  load (self, data, scheme);
  g_signal_emit (self, signals[RELOADED], 0);
}

static void
quoth_document_finalize (GObject *object)
{
  QuothDocument *self = QUOTH_DOCUMENT (object);

  g_clear_pointer (&self->index, quoth_span_index_free);
  g_hash_table_unref (self->referrers);
  g_hash_table_unref (self->annotations);
  g_clear_pointer (&self->quotes, quoth_quotes_free);
  g_clear_pointer (&self->article, quoth_article_unref);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_free (self->layer);
  G_OBJECT_CLASS (quoth_document_parent_class)->finalize (object);
}

static void
quoth_document_class_init (QuothDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = quoth_document_finalize;
  signals[CHANGED] = g_signal_new ("changed", QUOTH_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, QUOTH_TYPE_COMMAND);
  signals[RELOADED] = g_signal_new ("reloaded", QUOTH_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
quoth_document_init (QuothDocument *self)
{
  self->annotations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) quoth_annotation_unref);
  self->referrers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
}
