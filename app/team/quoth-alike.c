/* quoth-alike.c - the same dispute in all articles, and one decision about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-alike"

#include "config.h"

#include "quoth-alike.h"
#include "quoth-review-private.h"

#include "quoth-project-query.h"
#include "quoth-words.h"

#include <string.h>

#define PAGE 100

/* Code points: a sentence is shown so far before and behind the words in dispute. */
#define CONTEXT 80

void
quoth_alike_place_free (QuothAlikePlace *self)
{
  g_free (self->article);
  g_free (self->name);
  g_free (self->key);
  g_free (self->before);
  g_free (self->words);
  g_free (self->after);
  g_free (self);
}

/* On one line, in place. */
static char *
flatten (char *words)
{
  for (char *p = words; *p != '\0'; p++)
    if (g_ascii_isspace (*p))
      *p = ' ';
  return words;
}

QuothAlikePlace *
quoth_alike_place_new (QuothReview        *review,
                       QuothArticle       *article,
                       const QuothDispute *dispute)
{
  QuothAlikePlace *self = g_new0 (QuothAlikePlace, 1);
  QuothSpan hull = dispute->found->hull;
  QuothSpan sentence = quoth_sentence_at (review->text, hull.start);
  guint start = MIN (sentence.start, hull.start), end = MAX (sentence.end, hull.end);

  start = MAX (start, hull.start - MIN (hull.start, CONTEXT));
  end = MIN (end, hull.end + CONTEXT);
  self->article = g_strdup (article->id);
  self->name = g_strdup (article->name);
  self->key = quoth_alike_dup_key (dispute);
  self->span = hull;
  self->before = g_strchug (flatten (quoth_text_slice (review->text, start, hull.start)));
  self->words = flatten (quoth_text_slice (review->text, hull.start, hull.end));
  self->after = g_strchomp (flatten (quoth_text_slice (review->text, hull.end, end)));
  return self;
}

static QuothReview *
read_review (QuothProject   *project,
             const char     *article,
             QuothStrategy   strategy,
             GError        **error)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, NULL, error);

  if (data == NULL)
    return NULL;
  return quoth_review_new (quoth_project_get_scheme (project), data,
                           quoth_project_get_registry (project), strategy, NULL, error);
}

static void
search_article (QuothProject     *project,
                QuothArticle     *article,
                const QuothAlike *alike,
                GPtrArray        *places)
{
  /* What cannot be compared has no disputes; its page says why. */
  g_autoptr (QuothReview) review = read_review (project, article->id, alike->strategy, NULL);
  g_autoptr (GPtrArray) found = review != NULL ? quoth_alike_list (review, alike->pattern) : NULL;

  for (guint i = 0; found != NULL && i < found->len && places->len < QUOTH_ALIKE_MOST; i++)
    g_ptr_array_add (places, quoth_alike_place_new (review, article, found->pdata[i]));
}

/**
 * quoth_alike_search:
 * @project: of the calling thread
 * @alike: what is looked for; its answer is not looked at
 * @except: (nullable): an article that is left out, because it is on the screen
 * @progress: counts articles
 * @error: return location, %G_IO_ERROR_CANCELLED too
 *
 * Returns: (transfer full) (element-type QuothAlikePlace): open disputes that are the same,
 *   at most %QUOTH_ALIKE_MOST, by article
 */
GPtrArray *
quoth_alike_search (QuothProject      *project,
                    const QuothAlike  *alike,
                    const char        *except,
                    QuothProgress     *progress,
                    GError           **error)
{
  g_autoptr (GPtrArray) places
    = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_alike_place_free);
  gint64 row = 0, n = quoth_project_count_articles (project, NULL, error);

  if (n < 0)
    return NULL;
  quoth_progress_set_total (progress, (guint64) n);
  while (places->len < QUOTH_ALIKE_MOST)
    {
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (project, NULL, row, FALSE, PAGE,
                                                                error);

      if (rows == NULL)
        return NULL;
      if (rows->len == 0)
        break;
      for (guint i = 0; i < rows->len; i++)
        {
          QuothArticleRow *found = rows->pdata[i];

          row = found->row;
          if (quoth_progress_set_error_if_cancelled (progress, error))
            return NULL;
          if (g_strcmp0 (found->article->id, except) != 0)
            search_article (project, found->article, alike, places);
          quoth_progress_add (progress, 1);
        }
    }
  return g_steal_pointer (&places);
}

/* The open disputes of @review that are the same and have their key in @keys. */
static GPtrArray *
choose (QuothReview *review,
        const char  *pattern,
        GHashTable  *keys)
{
  g_autoptr (GPtrArray) alike = quoth_alike_list (review, pattern);
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < alike->len; i++)
    {
      g_autofree char *key = quoth_alike_dup_key (alike->pdata[i]);

      if (g_hash_table_contains (keys, key))
        g_ptr_array_add (chosen, alike->pdata[i]);
    }
  return chosen;
}

/* The scheme is one record of the project: it changes once in a command. */
void
quoth_alike_join (QuothCommand *command,
                  QuothCommand *other)
{
  gboolean has_scheme = FALSE;

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    if (quoth_command_get_change (command, i)->kind == QUOTH_RECORD_SCHEME)
      has_scheme = TRUE;
  for (guint i = 0; i < quoth_command_get_n_changes (other); i++)
    {
      const QuothChange *change = quoth_command_get_change (other, i);

      if (change->kind == QUOTH_RECORD_ANNOTATION)
        quoth_command_add_annotation (command, change->article, change->before, change->after);
      else if (change->kind == QUOTH_RECORD_SCHEME && !has_scheme)
        quoth_command_add_scheme (command, change->before, change->after);
    }
}

static gboolean
decide_article (QuothProject         *project,
                const QuothAlike     *alike,
                const char           *article,
                GHashTable           *keys,
                const QuothDecision  *decision,
                QuothCommand         *command,
                GError              **error)
{
  g_autoptr (QuothReview) review = read_review (project, article, alike->strategy, error);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (QuothCommand) part = NULL;
  QuothDecision here = *decision;

  if (review == NULL)
    return FALSE;
  chosen = choose (review, alike->pattern, keys);
  if (chosen->len == 0)
    return TRUE;
  if (alike->answer != NULL)
    here.variant = quoth_alike_find_answer (review, chosen->pdata[0], alike->answer);
  part = quoth_review_decide (review, chosen, &here, error);
  if (part == NULL)
    return FALSE;
  quoth_alike_join (command, part);
  return TRUE;
}

/**
 * quoth_alike_decide:
 * @project: of the calling thread
 * @alike: what was looked for, and what is right of it
 * @places: (element-type QuothAlikePlace): what quoth_alike_search() found, or some of it
 * @decision: what is to become of each; its variant is not looked at
 * @progress: counts places
 * @error: return location, %G_IO_ERROR_CANCELLED too
 *
 * A place that is no longer open, or no longer the same, is left alone.
 *
 * Returns: (transfer full) (nullable): the command, verb "review-alike"
 */
QuothCommand *
quoth_alike_decide (QuothProject         *project,
                    const QuothAlike     *alike,
                    GPtrArray            *places,
                    const QuothDecision  *decision,
                    QuothProgress        *progress,
                    GError              **error)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("review-alike");
  guint next;

  quoth_progress_set_total (progress, places->len);
  for (guint i = 0; i < places->len; i = next)
    {
      const QuothAlikePlace *first = places->pdata[i];
      g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

      if (quoth_progress_set_error_if_cancelled (progress, error))
        return NULL;
      for (next = i; next < places->len; next++)
        {
          const QuothAlikePlace *place = places->pdata[next];

          if (strcmp (place->article, first->article) != 0)
            break;
          g_hash_table_add (keys, place->key);
        }
      if (!decide_article (project, alike, first->article, keys, decision, command, error))
        return NULL;
      quoth_progress_add (progress, next - i);
    }
  return g_steal_pointer (&command);
}
