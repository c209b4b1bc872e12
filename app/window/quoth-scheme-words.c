/* quoth-scheme-words.c - the default scheme in the user's language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-words"

#include "config.h"

#include "quoth-scheme-words.h"

#include "quoth-scheme-edit.h"

#include <glib/gi18n.h>

/* All that people read in model/default-scheme.json: that file is data and cannot be
 * marked for translation itself. A gate compares the two. */
static const char *const words[] G_GNUC_UNUSED = {
  NC_("scheme", "People and claims"),
  NC_("scheme", "Person"),
  NC_("scheme",
      "A mention of one individual: name, description or pronoun. Only the name, "
      "without title and without ’s."),
  NC_("scheme", "Claim"),
  NC_("scheme",
      "What somebody is said to have said, with its quotation marks and a leading "
      "“that”. Content that resumes after the cue is another part of the same "
      "claim."),
  NC_("scheme", "Cue"),
  NC_("scheme",
      "The word or words that signal the attribution, with auxiliaries and "
      "negation. One claim has at most one cue."),
  NC_("scheme", "Source"),
  NC_("scheme", "A speaker that is no person: an organisation, a state, a group, a document."),
  NC_("scheme", "Role"),
  NC_("scheme",
      "A title or description beside a name: “Foreign Minister”, “a leader of the "
      "movement”."),
  NC_("scheme", "Quotation"),
  NC_("scheme", "One pair of quotation marks."),
  NC_("scheme", "Zone"),
  NC_("scheme", "A stretch of the page that is not body text."),
  NC_("scheme", "Quote type"),
  NC_("scheme", "How much of the claim stands inside quotation marks."),
  NC_("scheme", "Direct"),
  NC_("scheme", "Indirect"),
  NC_("scheme", "Mixed"),
  NC_("scheme", "Attribution"),
  NC_("scheme", "Whether the article says that it was said."),
  NC_("scheme", "Asserted"),
  NC_("scheme", "Implied"),
  NC_("scheme", "Negated"),
  NC_("scheme", "Hypothetical"),
  NC_("scheme", "Future"),
  NC_("scheme", "Certainty"),
  NC_("scheme", "How sure the speaker is."),
  NC_("scheme", "Certain"),
  NC_("scheme", "Probable"),
  NC_("scheme", "Possible"),
  NC_("scheme", "Unknown"),
  NC_("scheme", "Polarity"),
  NC_("scheme", "Whether the claim says that something is so, or that it is not."),
  NC_("scheme", "Positive"),
  NC_("scheme", "Negative"),
  NC_("scheme", "Verifiable"),
  NC_("scheme", "Whether anybody could find out if the claim is true."),
  NC_("scheme", "Yes"),
  NC_("scheme", "Partly"),
  NC_("scheme", "No"),
  NC_("scheme", "Unsure"),
  NC_("scheme", "Worth checking"),
  NC_("scheme", "Whether readers would want to know if the claim is true."),
  NC_("scheme", "Not factual"),
  NC_("scheme", "Factual, unimportant"),
  NC_("scheme", "Stance"),
  NC_("scheme", "What the speaker thinks of the target."),
  NC_("scheme", "In favour"),
  NC_("scheme", "Against"),
  NC_("scheme", "Neutral"),
  NC_("scheme", "Stance target"),
  NC_("scheme", "What the stance is about."),
  NC_("scheme", "Topic"),
  NC_("scheme", "What the claim is about."),
  NC_("scheme", "Date said"),
  NC_("scheme", "When it was said."),
  NC_("scheme", "Confidence"),
  NC_("scheme", "How sure the annotator is, 5 being surest."),
  NC_("scheme", "No source in text"),
  NC_("scheme", "The text names nobody who said it."),
  NC_("scheme", "Summary"),
  NC_("scheme", "Only the act or the topic of speaking is told, not what was said."),
  NC_("scheme", "Medium"),
  NC_("scheme", "Speech"),
  NC_("scheme", "Writing"),
  NC_("scheme", "Thought"),
  NC_("scheme", "Act"),
  NC_("scheme", "Assertion"),
  NC_("scheme", "Denial"),
  NC_("scheme", "Accusation"),
  NC_("scheme", "Evaluation"),
  NC_("scheme", "Directive"),
  NC_("scheme", "Commitment"),
  NC_("scheme", "Decree"),
  NC_("scheme", "Attitude"),
  NC_("scheme", "No statement"),
  NC_("scheme", "Verdict"),
  NC_("scheme", "What a fact check found."),
  NC_("scheme", "Not checked"),
  NC_("scheme", "Supported"),
  NC_("scheme", "Refuted"),
  NC_("scheme", "Not enough information"),
  NC_("scheme", "Evidence"),
  NC_("scheme", "What the verdict rests on."),
  NC_("scheme", "Form"),
  NC_("scheme", "How the text mentions them."),
  NC_("scheme", "Name"),
  NC_("scheme", "Description"),
  NC_("scheme", "Pronoun"),
  NC_("scheme", "Quotation is"),
  NC_("scheme", "Direct speech"),
  NC_("scheme", "Fragment"),
  NC_("scheme", "Scare quotes"),
  NC_("scheme", "Title"),
  NC_("scheme", "Other"),
  NC_("scheme", "Zone is"),
  NC_("scheme", "Headline"),
  NC_("scheme", "Byline"),
  NC_("scheme", "Dateline"),
  NC_("scheme", "Caption"),
  NC_("scheme", "Credit"),
  NC_("scheme", "Related links"),
  NC_("scheme", "Correction"),
  NC_("scheme", "Status"),
  NC_("scheme", "New"),
  NC_("scheme", "In work"),
  NC_("scheme", "Done"),
  NC_("scheme", "In review"),
  NC_("scheme", "Accepted"),
  NC_("scheme", "Rejected"),
  NC_("scheme", "Genre"),
  NC_("scheme", "News report"),
  NC_("scheme", "Analysis"),
  NC_("scheme", "Opinion"),
  NC_("scheme", "Interview"),
  NC_("scheme", "Language"),
  NC_("scheme", "Publisher"),
  NC_("scheme", "Date"),
  NC_("scheme", "Author"),
  NC_("scheme", "Address"),
  NC_("scheme", "Topics"),
  NC_("scheme", "Licence"),
  NC_("scheme", "Speaker"),
  NC_("scheme", "Addressee"),
  NC_("scheme", "Via"),
  NC_("scheme", "Part of"),
  NC_("scheme", "Repeats"),
  NC_("scheme", "Contradicts"),
  NC_("scheme", "Supports"),
};

/* Digits and the like have no translation; "" would ask for the header of the file. */
static const char *
translated (const char *text)
{
  return text != NULL && *text != '\0' ? g_dpgettext2 (NULL, "scheme", text) : text;
}

static void
translate_field (QuothScheme           **scheme,
                 const QuothSchemePlace *place,
                 QuothSchemeField        field)
{
  const char *text = quoth_scheme_get_text (*scheme, place, field);
  g_autoptr (QuothScheme) old = NULL;

  if (text == NULL || *text == '\0')
    return;
  old = *scheme;
  *scheme = quoth_scheme_with_text (old, place, field, translated (text));
}

static void
translate_entry (QuothScheme   **scheme,
                 QuothScheme    *plain,
                 QuothSchemePart part,
                 const char     *id)
{
  const QuothSchemePlace place = { .part = part, .id = id };
  const QuothAttribute *attribute = NULL;

  translate_field (scheme, &place, QUOTH_FIELD_NAME);
  translate_field (scheme, &place, QUOTH_FIELD_DESCRIPTION);
  if (part == QUOTH_SCHEME_ATTRIBUTES)
    attribute = quoth_scheme_lookup_attribute (plain, id);
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    {
      const QuothValue *value = g_ptr_array_index (attribute->values, i);
      const QuothSchemePlace inner = { .part = part, .id = id, .value = value->id };

      translate_field (scheme, &inner, QUOTH_FIELD_NAME);
    }
}

/**
 * quoth_scheme_words_new:
 *
 * Makes the scheme of a new project. Only names and descriptions are translated: ids,
 * which exports and scripts use, are the same everywhere. From then on the names belong
 * to the project, so that all who share it read the same words.
 *
 * Returns: (transfer full): the default scheme in the user's language
 */
QuothScheme *
quoth_scheme_words_new (void)
{
  g_autoptr (QuothScheme) plain = quoth_scheme_new_default ();
  QuothScheme *scheme = quoth_scheme_with_name (plain,
                                                translated (quoth_scheme_get_name (plain)));

  for (guint part = 0; part < QUOTH_SCHEME_N_PARTS; part++)
    for (guint i = 0; i < quoth_scheme_get_n_entries (plain, part); i++)
      translate_entry (&scheme, plain, part, quoth_scheme_get_id_at (plain, part, i));
  return scheme;
}
