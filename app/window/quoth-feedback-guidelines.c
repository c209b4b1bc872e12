/* quoth-feedback-guidelines.c - what the guidelines say about a card, and the card in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-feedback-guidelines"

#include "config.h"

#include "quoth-feedback-guidelines.h"

#include <string.h>

#include "quoth-feedback-words.h"
#include "quoth-guidelines-section.h"
#include "quoth-guidelines.h"

/* By which a heading of the guidelines may call the type of @card; free the array only. */
static const char **
list_names (QuothScheme             *scheme,
            const QuothFeedbackCard *card)
{
  const char *id = quoth_feedback_card_get_type_id (card);
  const QuothType *type = quoth_scheme_lookup_type (scheme, id);
  const char **names = g_new0 (const char *, 3);

  names[0] = type != NULL ? type->name : id;
  names[1] = id;
  return names;
}

static char *
dup_guidelines (QuothProject *project)
{
  g_autoptr (GPtrArray) versions = quoth_guidelines_list (project, NULL);

  return versions != NULL && versions->len > 0
         ? g_strdup (((QuothGuidelines *) versions->pdata[versions->len - 1])->text)
         : g_strdup ("");
}

char *
quoth_feedback_guidelines_dup (QuothProject            *project,
                               const QuothFeedbackCard *card)
{
  QuothScheme *scheme = quoth_project_get_scheme (project);
  const QuothType *type = quoth_scheme_lookup_type (scheme, quoth_feedback_card_get_type_id (card));
  g_autofree const char **names = list_names (scheme, card);
  g_autofree char *text = dup_guidelines (project);
  char *section = quoth_guidelines_dup_section (text, names);

  return section != NULL ? section : g_strdup (type != NULL ? type->description : NULL);
}

/**
 * quoth_feedback_guidelines_add:
 * @project: a project
 * @card: what shall become an example
 * @out_there: (out): whether the guidelines have that example; then nothing is to be done
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): new guidelines, to be committed; %NULL also when the
 *   example is there: twice the same one teaches nothing
 */
QuothCommand *
quoth_feedback_guidelines_add (QuothProject            *project,
                               const QuothFeedbackCard *card,
                               gboolean                *out_there,
                               GError                 **error)
{
  QuothScheme *scheme = quoth_project_get_scheme (project);
  g_autofree const char **names = list_names (scheme, card);
  g_autofree char *text = dup_guidelines (project);
  g_autofree char *example =
    quoth_feedback_words_example (card, scheme, quoth_project_get_registry (project));
  g_autofree char *longer = NULL;

  *out_there = strstr (text, example) != NULL;
  if (*out_there)
    return NULL;
  longer = quoth_guidelines_with_example (text, names, example);
  return quoth_guidelines_set (project, longer, error);
}
