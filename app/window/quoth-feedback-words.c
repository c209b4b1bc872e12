/* quoth-feedback-words.c - cards of the feedback deck, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-feedback-words"

#include "config.h"

#include "quoth-feedback-words.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-guidelines-section.h"
#include "quoth-kwic.h"

#include <string.h>

#define EXAMPLE_CHARS 200

static void
append_line (GString    *out,
             const char *name,
             const char *value)
{
  /* Translators: the name of something about an annotation, and what it is */
  g_autofree char *line = g_strdup_printf (_("%s: %s"), name, value);

  g_string_append_printf (out, "\n%s", line);
}

/* A value as people read it: the name of a choice, else what was typed. */
static char *
dup_value (const QuothAttribute *attribute,
           QuothAttributes      *attributes)
{
  g_autofree char *value = quoth_attributes_dup_string (attributes, attribute->id);

  for (guint i = 0; value != NULL && i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, value) == 0)
      return g_strdup (((QuothValue *) attribute->values->pdata[i])->name);
  if (value == NULL && quoth_attributes_lookup (attributes, attribute->id) != NULL)
    return g_strdup (quoth_attributes_lookup (attributes, attribute->id));
  return g_steal_pointer (&value);
}

static void
append_details (GString                 *out,
                const QuothFeedbackCard *card,
                const QuothFeedbackSide *side,
                QuothScheme             *scheme)
{
  for (guint i = 0; i < card->details->len; i++)
    {
      const char *id = card->details->pdata[i];
      const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
      const QuothRole *role = quoth_scheme_lookup_role (scheme, id);
      g_autofree char *value = attribute != NULL
                                 ? dup_value (attribute, side->annotation->attributes)
                                 : g_strdup (side->linked->pdata[i]);

      if (attribute != NULL || role != NULL)
        append_line (out, attribute != NULL ? attribute->name : role->name,
                     value != NULL ? value : "—");
    }
}

/**
 * quoth_feedback_words_side:
 * @card: a card
 * @side: (nullable): one side of it
 * @scheme: the project's scheme
 * @registry: the project's registry
 *
 * Returns: (transfer full): what the side says, and beside the words only that in which the
 *   sides differ; the first line is the type and the words
 */
char *
quoth_feedback_words_side (const QuothFeedbackCard *card,
                           const QuothFeedbackSide *side,
                           QuothScheme             *scheme,
                           QuothRegistry           *registry)
{
  GString *out = g_string_new (NULL);
  g_autofree char *head = NULL;
  const QuothType *type;

  if (side == NULL)
    {
      g_string_append (out, _("Nothing is marked here."));
      return g_string_free (out, FALSE);
    }
  type = quoth_scheme_lookup_type (scheme, side->annotation->type);
  head = quoth_describe_words (type != NULL ? type->name : side->annotation->type, side->words);
  g_string_append (out, head);
  if (card->causes & QUOTH_CAUSE_SPEAKER)
    append_line (out, _("Speaker"), side->speaker != NULL ? side->speaker : "—");
  if (card->causes & QUOTH_CAUSE_CUE)
    append_line (out, _("Cue"), side->cue != NULL ? side->cue : "—");
  if (card->causes & QUOTH_CAUSE_IDENTITY)
    {
      QuothEntity *entity = side->annotation->entity != NULL
                            ? quoth_registry_resolve (registry, side->annotation->entity) : NULL;

      append_line (out, _("Linked to"), entity != NULL ? entity->name : "—");
    }
  append_details (out, card, side, scheme);
  return g_string_free (out, FALSE);
}

static char *
escape_line (const char *words)
{
  g_autofree char *line = quoth_kwic_line (words, strlen (words), EXAMPLE_CHARS);

  return quoth_guidelines_escape (line);
}

/* The last words of what stands before, the first of what stands after. */
static char *
escape_tail (const char *words)
{
  glong n = g_utf8_strlen (words, -1);

  return escape_line (n > EXAMPLE_CHARS / 2 ? g_utf8_offset_to_pointer (words, n - EXAMPLE_CHARS / 2)
                                            : words);
}

/**
 * quoth_feedback_words_example:
 * @card: a card
 * @scheme: the project's scheme
 * @registry: the project's registry
 *
 * Returns: (transfer full): the card as an example in Markdown
 */
char *
quoth_feedback_words_example (const QuothFeedbackCard *card,
                              QuothScheme             *scheme,
                              QuothRegistry           *registry)
{
  g_autofree char *before = escape_tail (card->before);
  g_autofree char *match = escape_line (card->match);
  g_autofree char *after = escape_line (card->after);
  g_autofree char *gold_words = quoth_feedback_words_side (card, card->gold, scheme, registry);
  g_autofree char *their_words = quoth_feedback_words_side (card, card->theirs, scheme, registry);
  g_autofree char *gold = escape_line (gold_words);
  g_autofree char *theirs = escape_line (their_words);
  g_autofree char *reason = card->reason != NULL ? escape_line (card->reason) : NULL;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "> %s**%s**%s\n\n", before, match, after);
  /* Translators: an example in the guidelines: what is right */
  g_string_append_printf (out, "- %s %s\n", _("Right:"), gold);
  /* Translators: an example in the guidelines: what is wrong */
  g_string_append_printf (out, "- %s %s", _("Wrong:"), theirs);
  if (reason != NULL && *reason != '\0')
    /* Translators: an example in the guidelines: why it is so */
    g_string_append_printf (out, "\n- %s %s", _("Why:"), reason);
  return g_string_free (out, FALSE);
}

/* Documented in quoth-feedback-words.h. */
char *
quoth_feedback_words_heard (const char              *title,
                            const QuothFeedbackCard *card,
                            const char              *theirs,
                            const char              *gold)
{
  GString *heard = g_string_new (title);

  g_string_append_printf (heard, ". %s%s%s. %s: %s. %s: %s.", card->before, card->match,
                          card->after, _("Marked"), theirs, _("Right"), gold);
  if (card->reason != NULL && *card->reason != '\0')
    g_string_append_printf (heard, " %s: %s.", _("Why"), card->reason);
  return g_string_free (heard, FALSE);
}
