/* quoth-review-session.c - the review of the open article, one dispute at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-session"

#include "config.h"

#include "quoth-review-session.h"
#include "quoth-review-session-private.h"

#include "quoth-review-find.h"
#include "quoth-review-letters.h"

#include <string.h>

/* Code points: up to here an article is compared at once, well within a frame or two, so
 * that no key press meets an article that is not there yet. */
#define MOST_AT_ONCE 60000

#define STRATEGY_SETTING "review-strategy"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewSession, quoth_review_session, G_TYPE_OBJECT)

void
_quoth_review_session_fail (QuothReviewSession *self,
                            const GError       *error)
{
  quoth_workspace_announce_failure (self->workspace, error);
}

static void
choose (QuothReviewSession *self,
        QuothDispute       *dispute)
{
  self->current = dispute;
  g_ptr_array_set_size (self->chosen, 0);
  if (dispute != NULL)
    g_ptr_array_add (self->chosen, dispute);
}

/* Of disputes at @span an open one, else a settled one, else NULL. */
static QuothDispute *
find_at (QuothReviewSession *self,
         QuothSpan           span)
{
  GPtrArray *disputes = quoth_review_get_disputes (self->review);
  QuothDispute *settled = NULL;

  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[i];

      if (dispute->found->hull.start >= span.end || dispute->found->hull.end <= span.start)
        continue;
      if (quoth_review_get_settled (self->review, dispute) == QUOTH_SETTLED_NOT)
        return dispute;
      settled = dispute;
    }
  return settled;
}

/* Where it was asked for, else the first that is open. */
static QuothDispute *
find_first (QuothReviewSession *self)
{
  QuothDispute *found = self->wanted.end > 0 ? find_at (self, self->wanted) : NULL;

  self->wanted = (QuothSpan) { 0, 0 };
  return found != NULL ? found : quoth_review_find_open (self->review, NULL);
}

static void
forget (QuothReviewSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  choose (self, NULL);
  self->serial++;
  self->exhausted = FALSE;
  g_clear_pointer (&self->review, quoth_review_free);
  g_clear_object (&self->all);
  g_clear_object (&self->gold);
}

static void
set_state (QuothReviewSession *self,
           QuothReviewState    state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* So that a layer that comes later renames nobody. */
static void
keep_letters (QuothReviewSession *self)
{
  g_autoptr (GError) error = NULL;

  if (!quoth_project_is_read_only (self->project)
      && !quoth_review_letters_keep (self->project, self->article,
                                     quoth_review_get_layers (self->review), &error))
    _quoth_review_session_fail (self, error);
}

/* Takes what is in @found, which is NULL when @error is set. */
static void
take_found (QuothReviewSession *self,
            QuothReviewFound   *found,
            const GError       *error)
{
  g_autoptr (GError) local_error = NULL;

  if (found == NULL)
    {
      _quoth_review_session_fail (self, error);
      set_state (self, QUOTH_REVIEW_FAILED);
      return;
    }
  self->review = g_steal_pointer (&found->review);
  self->all = g_steal_pointer (&found->all);
  self->gold = quoth_project_open_document (self->project, self->article, QUOTH_LAYER_GOLD,
                                            &local_error);
  if (self->gold == NULL)
    {
      _quoth_review_session_fail (self, local_error);
      set_state (self, QUOTH_REVIEW_FAILED);
      return;
    }
  keep_letters (self);
  choose (self, find_first (self));
  set_state (self, quoth_review_can_compare (self->review) ? QUOTH_REVIEW_READY
                                                           : QUOTH_REVIEW_LONELY);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (QuothReviewSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothReviewFound) found
    = quoth_review_find_finish (QUOTH_PROJECT (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_found (self, found, error);
}

GCancellable *
_quoth_review_session_start_worker (QuothReviewSession *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
load (QuothReviewSession *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  forget (self);
  g_clear_pointer (&self->article, g_free);
  if (!self->running || document == NULL || self->project == NULL)
    {
      set_state (self, QUOTH_REVIEW_NO_ARTICLE);
      return;
    }
  self->article = g_strdup (quoth_document_get_article_id (document));
  if (quoth_text_get_length (quoth_document_get_text (document)) <= MOST_AT_ONCE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothReviewFound) found
        = quoth_review_find (self->project, self->article, self->strategy, &error);

      take_found (self, found, error);
      return;
    }
  set_state (self, QUOTH_REVIEW_BUSY);
  quoth_review_find_async (self->project, self->article, self->strategy,
                           _quoth_review_session_start_worker (self), found_cb,
                           g_object_ref (self));
}

static void
committed_cb (QuothReviewSession *self,
              QuothCommand       *command)
{
  QuothDispute *reopened;

  /* The worker may have read the article before this. */
  if (self->review == NULL && self->state == QUOTH_REVIEW_BUSY)
    {
      load (self);
      return;
    }
  if (self->review == NULL)
    return;
  if (!quoth_review_apply (self->review, command))
    {
      load (self);
      return;
    }
  reopened = quoth_review_find_reopened (self->review, command);
  if (reopened != NULL)
    choose (self, reopened);
  else if (self->current == NULL
           || quoth_review_get_settled (self->review, self->current) != QUOTH_SETTLED_NOT)
    choose (self, quoth_review_find_open (self->review, self->current));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Once a project: where nothing can be written, what is chosen holds as long as it is open. */
static void
read_strategy (QuothReviewSession *self)
{
  g_autofree char *strategy = quoth_project_dup_setting (self->project, STRATEGY_SETTING);

  self->strategy = g_strcmp0 (strategy, "majority") == 0 ? QUOTH_STRATEGY_MAJORITY
                                                         : QUOTH_STRATEGY_ALL;
}

static void
project_changed_cb (QuothReviewSession *self)
{
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  g_set_object (&self->project, quoth_workspace_get_project (self->workspace));
  if (self->project != NULL)
    {
      g_signal_connect_object (self->project, "committed", G_CALLBACK (committed_cb), self,
                               G_CONNECT_SWAPPED);
      read_strategy (self);
    }
  load (self);
}

/* Switching the layer to work on opens the same article anew: nothing to do then. */
static void
document_changed_cb (QuothReviewSession *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  if (document == NULL || self->review == NULL
      || g_strcmp0 (quoth_document_get_article_id (document), self->article) != 0)
    load (self);
}

QuothReviewSession *
quoth_review_session_new (QuothWorkspace *workspace)
{
  QuothReviewSession *self = g_object_new (QUOTH_TYPE_REVIEW_SESSION, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  project_changed_cb (self);
  return self;
}

/**
 * quoth_review_session_set_running:
 * @self: a session
 * @running: whether review is shown; else nothing is computed
 */
void
quoth_review_session_set_running (QuothReviewSession *self,
                                  gboolean            running)
{
  g_return_if_fail (QUOTH_IS_REVIEW_SESSION (self));

  if (self->running == running)
    return;
  self->running = running;
  load (self);
}

QuothReviewState
quoth_review_session_get_state (QuothReviewSession *self)
{
  return self->state;
}

QuothReview *
quoth_review_session_get_review (QuothReviewSession *self)
{
  return self->review;
}

QuothDocument *
quoth_review_session_get_gold (QuothReviewSession *self)
{
  return self->gold;
}

QuothDocument *
quoth_review_session_get_all (QuothReviewSession *self)
{
  return self->all;
}

QuothDispute *
quoth_review_session_get_current (QuothReviewSession *self)
{
  return self->current;
}

void
quoth_review_session_set_current (QuothReviewSession *self,
                                  QuothDispute       *dispute)
{
  choose (self, dispute);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
quoth_review_session_show (QuothReviewSession *self,
                           QuothSpan           span)
{
  g_return_if_fail (QUOTH_IS_REVIEW_SESSION (self));

  self->wanted = span;
  if (self->state == QUOTH_REVIEW_READY)
    quoth_review_session_set_current (self, find_first (self));
}

gboolean
quoth_review_session_is_exhausted (QuothReviewSession *self)
{
  return self->exhausted;
}

guint
quoth_review_session_get_serial (QuothReviewSession *self)
{
  return self->serial;
}

QuothStrategy
quoth_review_session_get_strategy (QuothReviewSession *self)
{
  return self->strategy;
}

void
quoth_review_session_set_strategy (QuothReviewSession *self,
                                   QuothStrategy       strategy)
{
  g_autoptr (GError) error = NULL;

  if (self->project == NULL || self->strategy == strategy)
    return;
  self->strategy = strategy;
  if (!quoth_project_is_read_only (self->project)
      && !quoth_project_set_setting (self->project, STRATEGY_SETTING,
                                     strategy == QUOTH_STRATEGY_MAJORITY ? "majority" : "all",
                                     &error))
    _quoth_review_session_fail (self, error);
  load (self);
}

GPtrArray *
quoth_review_session_get_chosen (QuothReviewSession *self)
{
  return self->chosen;
}

/**
 * quoth_review_session_set_chosen:
 * @self: a session
 * @disputes: (element-type QuothDispute): open ones of the article, like the current one,
 *   which stays first
 */
void
quoth_review_session_set_chosen (QuothReviewSession *self,
                                 GPtrArray          *disputes)
{
  g_return_if_fail (QUOTH_IS_REVIEW_SESSION (self));

  choose (self, self->current);
  for (guint i = 0; i < disputes->len; i++)
    if (disputes->pdata[i] != self->current)
      g_ptr_array_add (self->chosen, disputes->pdata[i]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
quoth_review_session_dispose (GObject *object)
{
  QuothReviewSession *self = QUOTH_REVIEW_SESSION (object);

  forget (self);
  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_review_session_parent_class)->dispose (object);
}

static void
quoth_review_session_finalize (GObject *object)
{
  QuothReviewSession *self = QUOTH_REVIEW_SESSION (object);

  g_free (self->article);
  g_ptr_array_unref (self->chosen);
  G_OBJECT_CLASS (quoth_review_session_parent_class)->finalize (object);
}

static void
quoth_review_session_class_init (QuothReviewSessionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_review_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_review_session_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
quoth_review_session_init (QuothReviewSession *self)
{
  self->chosen = g_ptr_array_new ();
}
