/* quoth-review-marks.c - what a review shows in the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-marks"

#include "config.h"

#include "quoth-review-marks.h"

#include "quoth-review-words.h"

/* A part of something that is not in gold yet. */
typedef struct
{
  QuothSpan     span;
  QuothDispute *dispute;
  guint         variant;
  guint         part;
} Mark;

/* All of them, for the review of @serial: a dispute that is decided meanwhile stays. */
typedef struct
{
  QuothReviewSession *session; /* owned */
  guint               serial;
  GArray             *marks;   /* of Mark, by start */
  GArray             *ends;    /* of guint: the furthest end up to each mark */
} Marks;

static void
marks_free (gpointer data)
{
  Marks *self = data;

  g_array_unref (self->marks);
  g_array_unref (self->ends);
  g_object_unref (self->session);
  g_free (self);
}

static int
compare_marks_cb (gconstpointer a,
                  gconstpointer b)
{
  const Mark *x = a, *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return (int) x->variant - (int) y->variant;
}

static void
add_marks (Marks     *self,
           GPtrArray *disputes)
{
  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[i];
      guint n = dispute->agreed ? MIN (1, dispute->variants->len) : dispute->variants->len;

      for (guint v = 0; v < n; v++)
        {
          QuothAnnotation *said = g_array_index (dispute->variants, QuothVariant, v).annotation;

          for (guint p = 0; p < said->n_parts; p++)
            g_array_append_val (self->marks, ((Mark) { said->parts[p], dispute, v, p }));
        }
    }
}

static void
find_marks (Marks       *self,
            QuothReview *review)
{
  guint end = 0;

  self->serial = quoth_review_session_get_serial (self->session);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->ends, 0);
  add_marks (self, quoth_review_get_disputes (review));
  add_marks (self, quoth_review_get_agreed (review));
  g_array_sort (self->marks, compare_marks_cb);
  for (guint i = 0; i < self->marks->len; i++)
    {
      end = MAX (end, g_array_index (self->marks, Mark, i).span.end);
      g_array_append_val (self->ends, end);
    }
}

/* The first mark that may reach beyond @start. */
static guint
find_first (Marks *self,
            guint  start)
{
  guint low = 0, high = self->ends->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->ends, guint, middle) <= start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
append_voice (Marks      *self,
              const Mark *mark,
              GArray     *out_voices)
{
  const QuothDispute *dispute = mark->dispute;
  QuothVoice voice = { mark->span, mark->variant,
                       dispute == quoth_review_session_get_current (self->session), "" };

  if (!dispute->agreed && mark->part == 0)
    quoth_review_words_letters (
      g_array_index (dispute->variants, QuothVariant, mark->variant).layers, voice.label,
      sizeof voice.label);
  else if (!dispute->agreed)
    g_strlcpy (voice.label, "…", sizeof voice.label);
  g_array_append_val (out_voices, voice);
}

static void
collect_voices (QuothSpan  range,
                GArray    *out_voices,
                gpointer   data)
{
  Marks *self = data;
  QuothReview *review = quoth_review_session_get_review (self->session);

  if (review == NULL)
    return;
  if (self->serial != quoth_review_session_get_serial (self->session))
    find_marks (self, review);
  for (guint i = find_first (self, range.start); i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (mark->span.start >= range.end)
        return;
      if (mark->span.end <= range.start)
        continue;
      if (mark->dispute->agreed ? !quoth_review_is_finished (review)
          : quoth_review_get_settled (review, mark->dispute) == QUOTH_SETTLED_NOT)
        append_voice (self, mark, out_voices);
    }
}

/**
 * quoth_review_marks_show_voices:
 * @session: a session
 * @view: shows its article with gold; to be drawn when @session changes
 *
 * From now on @view shows who says what of all that is not in gold yet; what is decided, gold
 * itself shows.
 */
void
quoth_review_marks_show_voices (QuothReviewSession *session,
                                QuothArticleView   *view)
{
  Marks *marks = g_new0 (Marks, 1);

  marks->session = g_object_ref (session);
  marks->serial = G_MAXUINT;
  marks->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  marks->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  quoth_article_view_set_voices (view, collect_voices, marks, marks_free);
}

/**
 * quoth_review_marks_show_place:
 * @session: a session that is ready
 * @view: shows its article
 *
 * Brings the current dispute into view, with its variants numbered.
 */
void
quoth_review_marks_show_place (QuothReviewSession *session,
                               QuothArticleView   *view)
{
  QuothDispute *current = quoth_review_session_get_current (session);
  GPtrArray *chosen = quoth_review_session_get_chosen (session);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) preview = g_array_new (FALSE, FALSE, sizeof (QuothSpan));

  for (guint v = 0; current != NULL && v < current->variants->len; v++)
    g_array_append_val (spans, g_array_index (current->variants, QuothVariant,
                                              v).annotation->parts[0]);
  for (guint i = 1; i < chosen->len; i++)
    g_array_append_val (preview, ((QuothDispute *) chosen->pdata[i])->found->hull);
  quoth_article_view_set_candidates (view, spans->len > 0 ? spans : NULL);
  quoth_article_view_set_preview (view, preview->len > 0 ? preview : NULL);
  if (current == NULL)
    return;
  quoth_article_view_scroll_to (view, current->found->hull);
  quoth_article_view_place_caret_later (view, current->found->hull.start);
}
