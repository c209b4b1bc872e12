/* quoth-review-session-decide.c - decisions of a review, and what comes after them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-session"

#include "config.h"

#include "quoth-review-session.h"
#include "quoth-review-session-private.h"

#include "quoth-alike.h"
#include "quoth-review-find.h"

/* What is decided here, and in other articles with it. */
static QuothCommand *
make_command (QuothReviewSession   *self,
              const QuothDecision  *decision,
              QuothCommand         *elsewhere,
              GError              **error)
{
  g_autoptr (QuothCommand) here = quoth_review_decide (self->review, self->chosen, decision, error);
  QuothCommand *all;

  if (here == NULL || elsewhere == NULL)
    return g_steal_pointer (&here);
  all = quoth_command_new ("review-alike");
  quoth_alike_join (all, here);
  quoth_alike_join (all, elsewhere);
  return all;
}

/**
 * quoth_review_session_decide:
 * @self: a session
 * @verdict: what is to become of the current dispute, and those chosen with it
 * @variant: which variant, for verdicts that take one
 * @reason: (nullable): why
 * @elsewhere: (nullable): what becomes of other articles with it
 *
 * Returns: whether the decision is on the disk; the next dispute is current then
 */
gboolean
quoth_review_session_decide (QuothReviewSession *self,
                             QuothVerdict        verdict,
                             guint               variant,
                             const char         *reason,
                             QuothCommand       *elsewhere)
{
  QuothDecision decision = { verdict, variant, NULL, reason };
  QuothReview *review = self->review;
  QuothDispute *decided = self->current;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_REVIEW_SESSION (self), FALSE);

  if (self->state != QUOTH_REVIEW_READY || self->current == NULL
      || ((verdict == QUOTH_VERDICT_TAKE || verdict == QUOTH_VERDICT_EDIT)
          && variant >= self->current->variants->len))
    return FALSE;
  decision.by = quoth_project_get_annotator (self->project);
  command = make_command (self, &decision, elsewhere, &error);
  if (command == NULL || !quoth_workspace_commit (self->workspace, command, &error))
    {
      _quoth_review_session_fail (self, error);
      return FALSE;
    }
  if (verdict == QUOTH_VERDICT_EDIT && self->review == review)
    {
      g_autofree char *id = quoth_review_dup_taken (self->review, decided, variant);

      if (id != NULL)
        g_signal_emit_by_name (self, "edit", id);
    }
  return TRUE;
}

void
quoth_review_session_skip (QuothReviewSession *self)
{
  if (self->review != NULL)
    quoth_review_session_set_current (self, quoth_review_find_open (self->review, self->current));
}

static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (QuothReviewSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = quoth_review_find_next_finish (QUOTH_PROJECT (source), result,
                                                            &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->state = QUOTH_REVIEW_READY;
  if (error != NULL)
    _quoth_review_session_fail (self, error);
  if (article != NULL && quoth_workspace_open_article (self->workspace, article))
    return;
  self->exhausted = error == NULL;
  g_signal_emit_by_name (self, "changed");
}

/**
 * quoth_review_session_go_on:
 * @self: a session
 *
 * Takes what is agreed into gold and says that it is done, unless the project can only be
 * read; then looks for the next article.
 *
 * Returns: %FALSE while disputes are open
 */
gboolean
quoth_review_session_go_on (QuothReviewSession *self)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_REVIEW_SESSION (self), FALSE);

  if (self->state != QUOTH_REVIEW_READY || self->current != NULL)
    return FALSE;
  command = quoth_review_finish (self->review);
  if (!quoth_command_is_empty (command) && !quoth_project_is_read_only (self->project)
      && !quoth_workspace_commit (self->workspace, command, &error))
    {
      _quoth_review_session_fail (self, error);
      return TRUE;
    }
  self->state = QUOTH_REVIEW_BUSY;
  quoth_review_find_next_async (self->project, self->article, self->strategy,
                                _quoth_review_session_start_worker (self), next_cb,
                                g_object_ref (self));
  return TRUE;
}
