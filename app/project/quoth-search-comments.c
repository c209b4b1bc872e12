/* quoth-search-comments.c - comments that hold what is asked for
 *
 * There are few of them beside the articles, so that they are read, not indexed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-project-comments.h"
#include "quoth-remark.h"
#include "quoth-search-query-private.h"
#include "quoth-search.h"

#include <string.h>

/* Of hand-written remarks even a large team does not have more. */
#define MAX_COMMENTS 100000

static QuothHit *
find_in_comment (QuothQuery      *query,
                 QuothCommentRow *row)
{
  const char *note = row->comment->note != NULL ? row->comment->note : "";
  g_autoptr (QuothText) text = *note != '\0' ? quoth_text_new (note, -1, NULL) : NULL;
  g_autoptr (GArray) spans = text != NULL ? quoth_query_find (query, text, 1) : NULL;
  QuothHit *hit;

  if (spans == NULL || spans->len == 0)
    return NULL;
  hit = g_new0 (QuothHit, 1);
  hit->row = row->row;
  hit->article = g_strdup (row->article);
  hit->name = g_strdup (row->article_name);
  hit->span = row->comment->parts[0];
  hit->author = quoth_remark_dup_author (row->comment);
  if (hit->author == NULL)
    hit->author = g_strdup ("");
  quoth_kwic_cut (text, g_array_index (spans, QuothSpan, 0), &hit->before, &hit->match,
                  &hit->after);
  return hit;
}

/**
 * quoth_search_comments:
 * @project: a project
 * @query: what a person typed, understood as by quoth_search_run()
 * @limit: how many hits at most
 * @progress: (nullable): stops the search when cancelled
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * Returns: (transfer full) (element-type QuothHit) (nullable): one hit a comment, in the
 *   order of articles; the words are the comment's, the span is what it is about
 */
GPtrArray *
quoth_search_comments (QuothProject   *project,
                       const char     *query,
                       guint           limit,
                       QuothProgress  *progress,
                       GError        **error)
{
  g_autoptr (QuothQuery) parsed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_hit_free);

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && query != NULL, NULL);

  parsed = quoth_query_new (query, error);
  if (parsed == NULL)
    return NULL;
  if (parsed->terms->len == 0)
    return g_steal_pointer (&hits);
  rows = quoth_project_list_comments (project, NULL, NULL, MAX_COMMENTS, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len && hits->len < limit; i++)
    {
      QuothHit *hit;

      if (quoth_progress_set_error_if_cancelled (progress, error))
        return NULL;
      hit = find_in_comment (parsed, rows->pdata[i]);
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  return g_steal_pointer (&hits);
}
