/* quoth-conflicts-window.c - what was changed in two places, version beside version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts-window"

#include "config.h"

#include "quoth-conflicts-window.h"

#include <glib/gi18n.h>

#include "quoth-conflict-words.h"
#include "quoth-decision-window.h"

/* What cannot be read is asked as it was: deciding tells why. */
static gboolean
renew (QuothProject *project,
       gpointer      item)
{
  g_autoptr (GError) error = NULL;

  return project == NULL || quoth_conflict_renew (item, project, &error) || error != NULL;
}

static void
show (QuothDecisionWindow *window,
      QuothProject        *project,
      gpointer             item)
{
  g_autoptr (QuothConflictWords) words = quoth_conflict_words_new (project, item);

  quoth_decision_window_set_heading (window, words->title, words->place, words->now);
  if (words->base != NULL)
    /* Translators: what all versions of something were made from */
    quoth_decision_window_add_row (window, FALSE, _("Before"), words->base, NULL);
  for (guint i = 0; i < words->versions->len; i++)
    quoth_decision_window_add_row (window, TRUE, words->authors->pdata[i],
                                   words->versions->pdata[i], words->choices->pdata[i]);
}

static QuothCommand *
decide (QuothProject  *project,
        gpointer       item,
        guint          choice,
        GError       **error)
{
  return quoth_conflict_settle (project, item, choice - 1, error);
}

static const QuothDecisionKind conflicts_kind = {
  .group = "conflicts",
  .title = N_("Conflicts"),
  .list_name = N_("Versions"),
  .footnote = N_("What is not taken stays in the history."),
  .empty_title = N_("Nothing waits for a decision"),
  .empty_text = N_("Where packages bring two versions of the same thing, both are kept and shown "
                   "here."),
  .taken = N_("Conflict settled"),
  .renew = renew,
  .show = show,
  .decide = decide,
};

/**
 * quoth_conflicts_window_new:
 * @window: the window whose project it is about
 * @conflicts: (transfer full) (element-type QuothConflict): what waits
 *
 * Returns: (transfer none): a modal window, to be presented
 */
GtkWidget *
quoth_conflicts_window_new (QuothWindow *window,
                            GPtrArray   *conflicts)
{
  return quoth_decision_window_new (window, &conflicts_kind, conflicts);
}
