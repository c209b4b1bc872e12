/* quoth-flaws-reach.c - where to look again after a change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaws"

#include "config.h"

#include "quoth-flaws-reach.h"

#include "quoth-project-query.h"
#include "quoth-scheme-migrate.h"

/* A command that reaches further is followed by looking at everything again. */
#define MAX_ARTICLES 20
/* Code points: of more than these, looking again is felt, and goes beside the main thread. */
#define MAX_CHARS 100000

/* No rule looks at what is hidden and set by Quoth alone, nor at hidden attributes. */
static gboolean
is_ruled (QuothScheme                 *scheme,
          const QuothSchemeDifference *difference)
{
  const QuothAttribute *attribute;
  const QuothType *type;

  switch (difference->part)
    {
    case QUOTH_SCHEME_TYPES:
      type = quoth_scheme_lookup_type (scheme, difference->id);
      return type != NULL && !(type->hidden && type->automatic);
    case QUOTH_SCHEME_ATTRIBUTES:
      attribute = quoth_scheme_lookup_attribute (scheme, difference->id);
      return attribute != NULL && !attribute->hidden;
    case QUOTH_SCHEME_ROLES:
    default:
      return TRUE;
    }
}

/* The first remark, or the first decision of a review, brings its types along: what was found
 * stays found. */
static gboolean
changes_rules (const QuothChange *change)
{
  g_autoptr (GPtrArray) differences = NULL;

  if (change->before == NULL || change->after == NULL)
    return TRUE;
  differences = quoth_scheme_find_differences (change->before, change->after);
  for (guint i = 0; i < differences->len; i++)
    if (is_ruled (change->before, differences->pdata[i])
        || is_ruled (change->after, differences->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What is found in an article hangs on its annotations, on its text and on the scheme. */
static gboolean
reaches_all (const QuothChange *change)
{
  if (change->kind == QUOTH_RECORD_SCHEME)
    return changes_rules (change);
  return change->article == NULL && change->kind == QUOTH_RECORD_ARTICLE
         && change->before != NULL;
}

static gboolean
is_long (QuothProject *project,
         GHashTable   *articles)
{
  guint64 n_chars = 0;
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (articles) > MAX_ARTICLES)
    return TRUE;
  g_hash_table_iter_init (&iter, articles);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (QuothArticle) article = quoth_project_lookup_article (project, id, NULL);

      n_chars += article != NULL ? article->length : 0;
    }
  return n_chars > MAX_CHARS;
}

/**
 * quoth_flaws_reach:
 * @project: the project, after @command
 * @command: what was changed; must live as long as the result
 *
 * Returns: (transfer full) (nullable): a set of articles' ids, %NULL for all
 */
GHashTable *
quoth_flaws_reach (QuothProject *project,
                   QuothCommand *command)
{
  g_autoptr (GHashTable) articles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (reaches_all (change))
        return NULL;
      if (change->article != NULL)
        g_hash_table_add (articles, change->article);
    }
  return is_long (project, articles) ? NULL : g_steal_pointer (&articles);
}
