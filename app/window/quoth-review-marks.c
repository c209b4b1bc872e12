/* quoth-review-marks.c - what a review shows in the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-marks"

#include "config.h"

#include "quoth-review-marks.h"

#include "quoth-review-words.h"

static void
add_voices (QuothReviewSession *session,
            const QuothDispute *dispute,
            gboolean            agreed,
            GArray             *voices)
{
  QuothReview *review = quoth_review_session_get_review (session);

  for (guint v = 0; v < (agreed ? MIN (1, dispute->variants->len) : dispute->variants->len); v++)
    {
      const QuothVariant *variant = &g_array_index (dispute->variants, QuothVariant, v);
      g_autofree char *label = quoth_review_words_layers (review, variant->layers, FALSE);

      for (guint p = 0; p < variant->annotation->n_parts; p++)
        {
          QuothVoice voice = { variant->annotation->parts[p], agreed ? 0 : v,
                               dispute == quoth_review_session_get_current (session), "" };

          if (!agreed && p == 0)
            g_strlcpy (voice.label, label, sizeof voice.label);
          else if (!agreed)
            g_strlcpy (voice.label, "…", sizeof voice.label);
          g_array_append_val (voices, voice);
        }
    }
}

/**
 * quoth_review_marks_show_voices:
 * @session: a session that is ready
 * @view: shows its article with gold
 *
 * Shows who says what of all that is not in gold yet; what is decided, gold itself shows.
 */
void
quoth_review_marks_show_voices (QuothReviewSession *session,
                                QuothArticleView   *view)
{
  QuothReview *review = quoth_review_session_get_review (session);
  g_autoptr (GArray) voices = g_array_new (FALSE, FALSE, sizeof (QuothVoice));
  GPtrArray *disputes = quoth_review_get_disputes (review);
  GPtrArray *agreed = quoth_review_get_agreed (review);

  for (guint i = 0; i < disputes->len; i++)
    if (quoth_review_get_settled (review, disputes->pdata[i]) == QUOTH_SETTLED_NOT)
      add_voices (session, disputes->pdata[i], FALSE, voices);
  if (!quoth_review_is_finished (review))
    for (guint i = 0; i < agreed->len; i++)
      add_voices (session, agreed->pdata[i], TRUE, voices);
  quoth_article_view_set_voices (view, voices);
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
  quoth_article_view_place_caret (view, current->found->hull.start);
}
