/* quoth-scheme-terms.c - what the scheme editor calls things
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-terms"

#include "config.h"

#include "quoth-scheme-terms.h"

#include <glib/gi18n.h>

const QuothNamedChoice quoth_type_kind_choices[3] = {
  /* Translators: kinds of annotation types: plain words; the mention of somebody in the
   * registry; what somebody says, with speaker and cue */
  [QUOTH_TYPE_KIND_SPAN] = { NULL, N_("Words") },
  [QUOTH_TYPE_KIND_MENTION] = { NULL, N_("Person or source") },
  [QUOTH_TYPE_KIND_CLAIM] = { NULL, N_("Claim") },
};

const QuothNamedChoice quoth_attribute_kind_choices[6] = {
  /* Translators: kinds of attributes */
  [QUOTH_ATTRIBUTE_SINGLE] = { NULL, N_("One of several values") },
  [QUOTH_ATTRIBUTE_MULTIPLE] = { NULL, N_("Any of several values") },
  [QUOTH_ATTRIBUTE_TEXT] = { NULL, N_("Text") },
  [QUOTH_ATTRIBUTE_NUMBER] = { NULL, N_("Number") },
  [QUOTH_ATTRIBUTE_DATE] = { NULL, N_("Date") },
  [QUOTH_ATTRIBUTE_FLAG] = { NULL, N_("Yes or no") },
};

const QuothNamedChoice quoth_entity_kind_choices[6] = {
  { "person", N_("Person") }, { "organisation", N_("Organisation") }, { "state", N_("State") },
  { "group", N_("Group") }, { "document", N_("Document") }, { "other", N_("Other") },
};

const QuothNamedChoice quoth_color_choices[19] = {
  /* Translators: names of colours */
  { "#3584e4", N_("Blue") },    { "#1c8fc0", N_("Sky blue") }, { "#2a7f8a", N_("Petrol") },
  { "#0f8c8c", N_("Teal") },    { "#1ca06e", N_("Mint") },     { "#26a269", N_("Green") },
  { "#4f7d1c", N_("Moss") },    { "#8f9a1c", N_("Olive") },    { "#b8860b", N_("Ochre") },
  { "#e66100", N_("Orange") },  { "#c05a1c", N_("Rust") },     { "#986a44", N_("Brown") },
  { "#7a6652", N_("Taupe") },   { "#b03a48", N_("Crimson") },  { "#c01c88", N_("Magenta") },
  { "#9141ac", N_("Purple") },  { "#a24fcf", N_("Violet") },   { "#5a4fcf", N_("Indigo") },
  { "#77767b", N_("Grey") },
};

int
quoth_named_choice_find (const QuothNamedChoice *choices,
                         guint                   n_choices,
                         const char             *id)
{
  for (guint i = 0; id != NULL && i < n_choices; i++)
    if (g_ascii_strcasecmp (choices[i].id, id) == 0)
      return (int) i;
  return -1;
}

/**
 * quoth_scheme_terms_problem:
 * @problem: what keeps a scheme from being used
 *
 * Returns: (transfer full): what is to be put right
 */
char *
quoth_scheme_terms_problem (const QuothSchemeProblem *problem)
{
  switch (problem->kind)
    {
    case QUOTH_PROBLEM_NO_NAME:
      return g_strdup (_("Give it a name."));
    case QUOTH_PROBLEM_BAD_COLOR:
      return g_strdup (_("Choose a colour."));
    case QUOTH_PROBLEM_BAD_KEY:
      return g_strdup (_("A key is one letter or sign that every keyboard has, and no digit."));
    case QUOTH_PROBLEM_NOWHERE:
      return g_strdup (_("Choose at least one type, or the whole article."));
    case QUOTH_PROBLEM_KEY_TAKEN:
    default:
      if (problem->other_attribute != NULL)
        /* Translators: the value of an attribute, and the attribute, that have the key already */
        return g_strdup_printf (_("This key already means “%s” of “%s”."), problem->other,
                                problem->other_attribute);
      /* Translators: %s is the type, attribute or action that has the key already */
      return g_strdup_printf (_("This key already means “%s”."), problem->other);
    }
}

/**
 * quoth_scheme_terms_entry:
 * @scheme: a scheme
 * @place: one of its entries
 *
 * Returns: (transfer full): its name, that of a value with its attribute
 */
char *
quoth_scheme_terms_entry (QuothScheme            *scheme,
                          const QuothSchemePlace *place)
{
  const QuothSchemePlace owner = { place->part, place->id };
  const char *name = quoth_scheme_get_text (scheme, place, QUOTH_FIELD_NAME);

  if (name == NULL || *name == '\0')
    name = place->value != NULL ? place->value : place->id;
  if (place->value == NULL)
    return g_strdup (name);
  return g_strdup_printf (_("%s: %s"), quoth_scheme_get_text (scheme, &owner, QUOTH_FIELD_NAME),
                          name);
}

/**
 * quoth_scheme_terms_uses:
 * @place: an entry of a scheme
 * @counts: how often it is used
 *
 * Returns: (transfer full): a sentence
 */
char *
quoth_scheme_terms_uses (const QuothSchemePlace *place,
                         const QuothUseCounts   *counts)
{
  g_autofree char *articles =
    g_strdup_printf (ngettext ("%u article", "%u articles", (guint) counts->n_articles),
                     (guint) counts->n_articles);

  if (counts->n_annotations == 0)
    /* Translators: %s is "3 articles" */
    return g_strdup_printf (_("It is set on %s."), articles);
  if (place->part == QUOTH_SCHEME_TYPES)
    /* Translators: %s is "3 articles" */
    return g_strdup_printf (ngettext ("%u annotation in %s has this type.",
                                      "%u annotations in %s have this type.",
                                      (guint) counts->n_annotations),
                            (guint) counts->n_annotations, articles);
  /* Translators: %s is "3 articles" */
  return g_strdup_printf (ngettext ("%u annotation in %s uses it.", "%u annotations in %s use it.",
                                    (guint) counts->n_annotations),
                          (guint) counts->n_annotations, articles);
}
