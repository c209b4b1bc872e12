/* quoth-flaw-words.c - what looks forgotten, and what can be done, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaw-words"

#include "config.h"

#include "quoth-flaw-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/**
 * quoth_flaw_words_kind:
 * @kind: a kind of findings
 *
 * Returns: a heading for them
 */
const char *
quoth_flaw_words_kind (QuothFlawKind kind)
{
  static const char *const names[QUOTH_N_FLAW_KINDS] = {
    [QUOTH_FLAW_SPEAKER] = N_("Claims without a speaker"),
    [QUOTH_FLAW_ALIAS] = N_("Known names that are not linked"),
    [QUOTH_FLAW_REGISTRY] = N_("Speakers who are not in the registry"),
    [QUOTH_FLAW_NAMESAKE] = N_("Names that mostly mean somebody else"),
    [QUOTH_FLAW_CUE] = N_("Cues without a claim"),
    [QUOTH_FLAW_ATTRIBUTE] = N_("Required attributes that are empty"),
    [QUOTH_FLAW_WORD] = N_("Ends inside a word"),
  };

  return _(names[kind]);
}

/**
 * quoth_flaw_words_dup_heading:
 * @kind: a kind of findings
 * @n_shown: how many of them are listed
 * @n: how many there are
 *
 * Returns: (transfer full): a heading for the list
 */
char *
quoth_flaw_words_dup_heading (QuothFlawKind kind,
                              guint         n_shown,
                              guint64       n)
{
  const char *name = quoth_flaw_words_kind (kind);

  if (n_shown >= n)
    return g_strdup_printf ("%s · %" PRIu64, name, n);
  /* Translators: a kind of finding, how many of them are listed, and how many there are */
  return g_strdup_printf (_("%s · the first %u of %" PRIu64), name, n_shown, n);
}

static char *
explain_namesake (const QuothFlaw *flaw,
                  QuothAnnotation *mention,
                  QuothRegistry   *registry)
{
  QuothEntity *now = mention != NULL && mention->entity != NULL
                     ? quoth_registry_resolve (registry, mention->entity) : NULL;
  QuothEntity *usual = quoth_registry_resolve (registry, flaw->detail);

  if (now == NULL || usual == NULL)
    return NULL;
  /* Translators: the first is the person a name is linked to here, the second the one that the
   * same name is linked to nearly everywhere */
  return g_strdup_printf (_("Linked to %s. Elsewhere this name mostly means %s."), now->name,
                          usual->name);
}

/**
 * quoth_flaw_words_explain:
 * @flaw: a finding
 * @document: its article
 * @registry: the project's registry
 *
 * Returns: (transfer full) (nullable): a sentence about this one; %NULL when the heading
 *   says all
 */
char *
quoth_flaw_words_explain (const QuothFlaw *flaw,
                          QuothDocument   *document,
                          QuothRegistry   *registry)
{
  QuothAnnotation *annotation = flaw->annotation != NULL
                                ? quoth_document_lookup (document, flaw->annotation) : NULL;
  const QuothAttribute *attribute;

  switch (flaw->kind)
    {
    case QUOTH_FLAW_ALIAS:
      return g_strdup (flaw->annotation == NULL ? _("The registry knows this name. It is not marked.")
                                                : _("The registry knows this name."));
    case QUOTH_FLAW_NAMESAKE:
      return explain_namesake (flaw, annotation, registry);
    case QUOTH_FLAW_ATTRIBUTE:
      attribute = quoth_scheme_lookup_attribute (quoth_document_get_scheme (document),
                                                 flaw->detail);
      if (attribute == NULL)
        return NULL;
      /* Translators: %s is the name of an attribute, such as Quote type */
      return g_strdup_printf (_("%s must be set."), attribute->name);
    case QUOTH_FLAW_SPEAKER:
    case QUOTH_FLAW_REGISTRY:
    case QUOTH_FLAW_CUE:
    case QUOTH_FLAW_WORD:
    default:
      return NULL;
    }
}

/**
 * quoth_flaw_words_repair:
 * @flaw: a finding
 * @repair: one of its repairs
 *
 * Returns: (transfer full): the label of its button
 */
char *
quoth_flaw_words_repair (const QuothFlaw   *flaw,
                         const QuothRepair *repair)
{
  switch (repair->kind)
    {
    case QUOTH_REPAIR_LINK:
      /* Translators: %s is a person or source: mark the name, and link it */
      return g_strdup_printf (flaw->annotation == NULL ? _("Mark as %s")
                              /* Translators: %s is a person or source */
                                                       : _("Link to %s"), repair->words);
    case QUOTH_REPAIR_NEW_ENTITY:
      /* Translators: %s is a person or source that is not yet in the registry */
      return g_strdup_printf (_("Add %s"), repair->words);
    case QUOTH_REPAIR_SPEAKER:
      /* Translators: %s are words of the article that name the speaker */
      return g_strdup_printf (_("Speaker: %s"), repair->words);
    case QUOTH_REPAIR_NO_SPEAKER:
      return g_strdup (_("No source in text"));
    case QUOTH_REPAIR_CUE_OF:
      /* Translators: %s are the words of a claim */
      return g_strdup_printf (_("Cue of “%s”"), repair->words);
    case QUOTH_REPAIR_REMOVE:
      return g_strdup (_("Remove the mark"));
    case QUOTH_REPAIR_WORDS:
      /* Translators: %s are the words that a mark then covers */
      return g_strdup_printf (_("Extend to “%s”"), repair->words);
    case QUOTH_REPAIR_VALUE:
    default:
      return g_strdup (repair->words);
    }
}
