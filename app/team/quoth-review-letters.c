/* quoth-review-letters.c - which annotator is A, which is B
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review-letters.h"

#include "quoth-measuring.h"
#include "quoth-remark.h"
#include "quoth-sort.h"

#include <string.h>

#define LETTERS "letters"

/* Borrowed names of the layers that people made. */
static GHashTable *
find_layers (QuothArticleData *data)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < data->layers->len; i++)
    g_hash_table_add (names, ((QuothLayer *) data->layers->pdata[i])->name);
  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (names, ((QuothAnnotation *) data->annotations->pdata[i])->layer);
  g_hash_table_remove (names, QUOTH_LAYER_GOLD);
  g_hash_table_remove (names, QUOTH_LAYER_REVIEW);
  g_hash_table_remove (names, QUOTH_LAYER_REMARKS);
  return names;
}

/**
 * quoth_review_letters_list:
 * @data: an article with the annotations of all layers
 * @known: (nullable) (array zero-terminated): names that have letters already
 *
 * New names follow by a sum of article and name, so that letters do not follow the
 * alphabet of names.
 *
 * Returns: (transfer full) (array zero-terminated): names, that of letter A first
 */
char **
quoth_review_letters_list (QuothArticleData  *data,
                           const char *const *known)
{
  g_autoptr (GHashTable) fresh = find_layers (data);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    {
      g_hash_table_remove (fresh, known[i]);
      g_strv_builder_add (builder, known[i]);
    }
  g_hash_table_iter_init (&iter, fresh);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *words = g_strjoin ("\n", data->article->id, name, NULL);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);

      g_ptr_array_add (sums, g_strconcat (sum, " ", name, NULL));
    }
  g_ptr_array_sort (sums, quoth_compare_strings);
  for (guint i = 0; i < sums->len; i++)
    g_strv_builder_add (builder, strchr (sums->pdata[i], ' ') + 1);
  return g_strv_builder_end (builder);
}

static char *
dup_setting_name (const char *article)
{
  return g_strconcat ("review-letters ", article, NULL);
}

/**
 * quoth_review_letters_read:
 * @project: a project
 * @article: an id
 *
 * Returns: (transfer full) (nullable): what was kept; %NULL when the article was never
 *   reviewed here
 */
char **
quoth_review_letters_read (QuothProject *project,
                           const char   *article)
{
  g_autofree char *name = dup_setting_name (article);
  g_autofree char *json = quoth_project_dup_setting (project, name);
  g_autoptr (QuothAttributes) kept
    = json != NULL ? quoth_attributes_with_json (NULL, LETTERS, json) : NULL;

  return kept != NULL ? quoth_attributes_dup_strv (kept, LETTERS) : NULL;
}

/**
 * quoth_review_letters_keep:
 * @project: a project that can be written
 * @article: an id
 * @letters: (array zero-terminated): names, that of letter A first
 * @error: return location, #QuothProjectError
 *
 * Returns: whether the order is on the disk
 */
gboolean
quoth_review_letters_keep (QuothProject       *project,
                           const char         *article,
                           const char *const  *letters,
                           GError            **error)
{
  g_auto (GStrv) known = quoth_review_letters_read (project, article);
  g_autofree char *name = dup_setting_name (article);
  g_autoptr (QuothAttributes) kept = NULL;

  if (known != NULL && g_strv_equal ((const char *const *) known, letters))
    return TRUE;
  kept = quoth_attributes_with_strv (NULL, LETTERS, letters);
  return quoth_project_set_setting (project, name, quoth_attributes_lookup (kept, LETTERS), error);
}
