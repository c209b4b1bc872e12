/* quoth-review-alike.c - deciding the same dispute everywhere at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-alike"

#include "config.h"

#include "quoth-review-alike.h"

#include <glib/gi18n.h>

struct _QuothReviewAlike
{
  GObject             parent_instance;

  QuothWorkspace     *workspace; /* owned */
  QuothReviewSession *session;   /* owned */
  QuothJobBar        *bar;       /* weak, nullable: a widget of the page */
  QuothDispute       *dispute;   /* nullable, of the session's review: what the places are like */
  char               *pattern;   /* nullable */
  GPtrArray          *places;    /* nullable, of QuothAlikePlace */
  GArray             *taken;     /* of gboolean, by place */
  guint               serial;    /* of the session's review, when the places were asked for */
  const struct _Question *question; /* nullable, borrowed: of the decision that is being made */
  gboolean            choosing;  /* the session says that it changed because we changed it */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_NOTHING,
  SIGNAL_DECIDED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothReviewAlike, quoth_review_alike, G_TYPE_OBJECT)

/* What a worker is asked, and what it was asked about. */
typedef struct _Question
{
  QuothAlike     alike;
  char          *pattern;
  char          *answer;  /* nullable */
  char          *article; /* what is on the screen */
  GPtrArray     *all;     /* nullable: keeps those alive that are decided */
  GPtrArray     *places;  /* nullable, of borrowed ones: those elsewhere that are decided */
  QuothDecision  decision;
  char          *by;
  char          *reason;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->pattern);
  g_free (self->answer);
  g_free (self->article);
  g_free (self->by);
  g_free (self->reason);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_article (QuothReviewAlike *self)
{
  return quoth_document_get_article_id (quoth_review_session_get_gold (self->session));
}

static Question *
question_new (QuothReviewAlike *self)
{
  Question *question = g_new0 (Question, 1);

  question->pattern = g_strdup (self->pattern);
  question->article = g_strdup (get_article (self));
  question->alike.pattern = question->pattern;
  question->alike.strategy = quoth_review_session_get_strategy (self->session);
  return question;
}

/* --- the places --- */

static gboolean
is_here (QuothReviewAlike *self,
         guint             place)
{
  const QuothAlikePlace *found = self->places->pdata[place];

  return g_str_equal (found->article, get_article (self));
}

/* Tells the session which disputes of the open article go with the current one. */
static void
choose (QuothReviewAlike *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) alike = NULL;

  for (guint i = 0; i < self->places->len; i++)
    if (is_here (self, i) && g_array_index (self->taken, gboolean, i))
      g_hash_table_add (keys, ((QuothAlikePlace *) self->places->pdata[i])->key);
  alike = quoth_alike_list (quoth_review_session_get_review (self->session), self->pattern);
  for (guint i = 0; i < alike->len; i++)
    {
      g_autofree char *key = quoth_alike_dup_key (alike->pdata[i]);

      if (g_hash_table_contains (keys, key))
        g_ptr_array_add (chosen, alike->pdata[i]);
    }
  self->choosing = TRUE;
  quoth_review_session_set_chosen (self->session, chosen);
  self->choosing = FALSE;
}

static void
forget (QuothReviewAlike *self)
{
  self->dispute = NULL;
  g_clear_pointer (&self->pattern, g_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_array_set_size (self->taken, 0);
}

/* Whether the dispute that was asked about is still the one on the screen. */
static gboolean
is_current (QuothReviewAlike *self)
{
  return self->dispute != NULL && self->serial == quoth_review_session_get_serial (self->session)
         && self->dispute == quoth_review_session_get_current (self->session);
}

/* Another dispute has other places. */
static void
session_changed_cb (QuothReviewAlike *self)
{
  if (self->choosing || self->dispute == NULL || is_current (self))
    return;
  forget (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GPtrArray *
list_here (QuothReviewAlike *self)
{
  QuothReview *review = quoth_review_session_get_review (self->session);
  QuothArticle *article
    = quoth_document_get_article (quoth_review_session_get_gold (self->session));
  g_autoptr (GPtrArray) alike = quoth_alike_list (review, self->pattern);
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_alike_place_free);

  for (guint i = 0; i < alike->len && places->len < QUOTH_ALIKE_MOST; i++)
    if (alike->pdata[i] != self->dispute)
      g_ptr_array_add (places, quoth_alike_place_new (review, article, alike->pdata[i]));
  return places;
}

static gpointer
search_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  Question *question = data;

  return quoth_alike_search (project, &question->alike, question->article, progress, error);
}

static void
searched_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  QuothReviewAlike *self = owner;
  g_autoptr (GPtrArray) found = result;
  gboolean yes = TRUE;

  if (error != NULL || !is_current (self))
    {
      forget (self);
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  self->places = list_here (self);
  g_ptr_array_extend_and_steal (self->places, g_steal_pointer (&found));
  for (guint i = 0; i < self->places->len; i++)
    g_array_append_val (self->taken, yes);
  if (self->places->len == 0)
    {
      forget (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      g_signal_emit (self, signals[SIGNAL_NOTHING], 0);
      return;
    }
  choose (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
quoth_review_alike_toggle (QuothReviewAlike *self)
{
  QuothDispute *current = quoth_review_session_get_current (self->session);
  QuothReview *review = quoth_review_session_get_review (self->session);

  g_return_if_fail (QUOTH_IS_REVIEW_ALIKE (self));

  if (quoth_review_alike_clear (self) || current == NULL || self->bar == NULL
      || quoth_job_bar_is_busy (self->bar))
    return;
  self->dispute = current;
  self->serial = quoth_review_session_get_serial (self->session);
  self->pattern = quoth_alike_dup_pattern (review, current);
  quoth_job_bar_run (self->bar, _("Looking for the same dispute…"),
                     quoth_workspace_get_project (self->workspace), search_func,
                     question_new (self), question_free, searched_cb, self);
}

gboolean
quoth_review_alike_clear (QuothReviewAlike *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_val_if_fail (QUOTH_IS_REVIEW_ALIKE (self), FALSE);

  if (quoth_review_alike_is_busy (self))
    {
      quoth_job_bar_cancel (self->bar);
      return TRUE;
    }
  if (self->places == NULL)
    return FALSE;
  forget (self);
  quoth_review_session_set_chosen (self->session, none);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

gboolean
quoth_review_alike_is_busy (QuothReviewAlike *self)
{
  return self->bar != NULL && quoth_job_bar_is_busy (self->bar);
}

gboolean
quoth_review_alike_is_deciding (QuothReviewAlike *self)
{
  return self->question != NULL;
}

GPtrArray *
quoth_review_alike_get_places (QuothReviewAlike *self)
{
  return self->places;
}

guint
quoth_review_alike_count (QuothReviewAlike *self)
{
  guint n = 0;

  for (guint i = 0; i < self->taken->len; i++)
    n += g_array_index (self->taken, gboolean, i);
  return n;
}

gboolean
quoth_review_alike_get_taken (QuothReviewAlike *self,
                              guint             place)
{
  g_return_val_if_fail (place < self->taken->len, FALSE);

  return g_array_index (self->taken, gboolean, place);
}

void
quoth_review_alike_set_taken (QuothReviewAlike *self,
                              guint             place,
                              gboolean          taken)
{
  g_return_if_fail (place < self->taken->len);

  if (g_array_index (self->taken, gboolean, place) == taken)
    return;
  g_array_index (self->taken, gboolean, place) = taken;
  choose (self);
}

/* --- the decision --- */

static gpointer
decide_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  Question *question = data;

  return quoth_alike_decide (project, &question->alike, question->places, &question->decision,
                             progress, error);
}

static gboolean
commit (QuothReviewAlike *self,
        QuothVerdict      verdict,
        guint             variant,
        const char       *reason,
        QuothCommand     *elsewhere)
{
  gboolean done = quoth_review_session_decide (self->session, verdict, variant, reason, elsewhere);

  if (done)
    g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
  return done;
}

/* The worker has only put the command together: it is committed here, where undo, the
 * lists and the text learn of it. */
static void
decided_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  QuothReviewAlike *self = owner;
  g_autoptr (QuothCommand) elsewhere = result;
  const Question *question = self->question;

  self->question = NULL;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  if (error != NULL)
    return;
  if (is_current (self))
    commit (self, question->decision.verdict, question->decision.variant, question->reason,
            elsewhere);
  else
    {
      /* Undo, or another article, came in between. */
      g_autoptr (GError) late = g_error_new_literal (
        G_IO_ERROR, G_IO_ERROR_FAILED,
        _("Nothing was decided, because the dispute changed in the meantime"));

      g_signal_emit (self, signals[SIGNAL_FAILED], 0, late);
    }
}

static GPtrArray *
list_elsewhere (QuothReviewAlike *self)
{
  GPtrArray *elsewhere = g_ptr_array_new ();

  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    if (!is_here (self, i) && g_array_index (self->taken, gboolean, i))
      g_ptr_array_add (elsewhere, self->places->pdata[i]);
  return elsewhere;
}

gboolean
quoth_review_alike_decide (QuothReviewAlike *self,
                           QuothVerdict      verdict,
                           guint             variant,
                           const char       *reason)
{
  g_autoptr (GPtrArray) elsewhere = NULL;
  Question *question;

  g_return_val_if_fail (QUOTH_IS_REVIEW_ALIKE (self), FALSE);

  if (quoth_review_alike_is_busy (self))
    return FALSE;
  /* What is altered by hand is altered in one place. */
  if (verdict == QUOTH_VERDICT_EDIT)
    quoth_review_alike_clear (self);
  elsewhere = list_elsewhere (self);
  if (elsewhere->len == 0)
    return commit (self, verdict, variant, reason, NULL);
  if (verdict == QUOTH_VERDICT_TAKE && variant >= self->dispute->variants->len)
    return FALSE;
  question = question_new (self);
  question->all = g_ptr_array_ref (self->places);
  question->places = g_steal_pointer (&elsewhere);
  question->by = g_strdup (quoth_project_get_annotator (
    quoth_workspace_get_project (self->workspace)));
  question->reason = g_strdup (reason);
  question->decision = (QuothDecision) { verdict, variant, question->by, question->reason };
  if (verdict == QUOTH_VERDICT_TAKE)
    question->answer = quoth_alike_dup_answer (quoth_review_session_get_review (self->session),
                                               self->dispute, variant);
  question->alike.answer = question->answer;
  self->question = question;
  quoth_job_bar_run (self->bar, _("Deciding…"), quoth_workspace_get_project (self->workspace),
                     decide_func, question, question_free, decided_cb, self);
  return TRUE;
}

/**
 * quoth_review_alike_explain:
 * @self: what decides
 * @number: whether a number was chosen; else something that cannot be done now
 *
 * Returns: (transfer none): why nothing came of it
 */
const char *
quoth_review_alike_explain (QuothReviewAlike *self,
                            gboolean          number)
{
  g_return_val_if_fail (QUOTH_IS_REVIEW_ALIKE (self), NULL);

  if (number ? quoth_review_alike_is_busy (self) : quoth_review_alike_is_deciding (self))
    return _("Wait until the present work is done.");
  if (number)
    return _("Nothing has this number here");
  return quoth_review_session_get_current (self->session) == NULL
         ? _("Nothing is in dispute here any more") : _("First settle or skip this dispute");
}

QuothReviewAlike *
quoth_review_alike_new (QuothWorkspace     *workspace,
                        QuothReviewSession *session,
                        QuothJobBar        *bar)
{
  QuothReviewAlike *self = g_object_new (QUOTH_TYPE_REVIEW_ALIKE, NULL);

  self->workspace = g_object_ref (workspace);
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->bar, bar);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
quoth_review_alike_dispose (GObject *object)
{
  QuothReviewAlike *self = QUOTH_REVIEW_ALIKE (object);

  g_clear_weak_pointer (&self->bar);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_review_alike_parent_class)->dispose (object);
}

static void
quoth_review_alike_finalize (GObject *object)
{
  QuothReviewAlike *self = QUOTH_REVIEW_ALIKE (object);

  forget (self);
  g_array_unref (self->taken);
  G_OBJECT_CLASS (quoth_review_alike_parent_class)->finalize (object);
}

static void
quoth_review_alike_class_init (QuothReviewAlikeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = quoth_review_alike_dispose;
  object_class->finalize = quoth_review_alike_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_NOTHING] = g_signal_new ("nothing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_DECIDED] = g_signal_new ("decided", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
quoth_review_alike_init (QuothReviewAlike *self)
{
  self->taken = g_array_new (FALSE, FALSE, sizeof (gboolean));
}
