/* quoth-review-words.c - disputes and variants in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-words"

#include "config.h"

#include "quoth-review-words.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"

static const struct
{
  QuothCause  cause;
  const char *name;
  const char *question;
} causes[] = {
  /* Translators: why annotators disagree; a heading over such cases */
  { QUOTH_CAUSE_MISSING, N_("Missing"), N_("Is it there at all?") },
  { QUOTH_CAUSE_TYPE, N_("Type"), N_("What is it?") },
  { QUOTH_CAUSE_BOUNDARY, N_("Boundary"), N_("Where does it begin and end?") },
  { QUOTH_CAUSE_SPEAKER, N_("Speaker"), N_("Who says it?") },
  { QUOTH_CAUSE_CUE, N_("Cue"), N_("Which word tells that it was said?") },
  { QUOTH_CAUSE_IDENTITY, N_("Identity"), N_("Who is meant?") },
  { QUOTH_CAUSE_ATTRIBUTE, N_("Attribute"), N_("Which value is right?") },
};

const char *
quoth_review_words_cause (QuothCause cause)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].cause == cause)
      return _(causes[i].name);
  return "";
}

const char *
quoth_review_words_question (QuothCause cause)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].cause == cause)
      return _(causes[i].question);
  return "";
}

/* Past Z, letters come in pairs. */
static void
append_letter (GString *out,
               guint    layer)
{
  if (layer >= 26)
    g_string_append_c (out, 'A');
  g_string_append_c (out, (char) ('A' + layer % 26));
}

char *
quoth_review_words_layers (QuothReview *review,
                           guint32      layers,
                           gboolean     names)
{
  GString *out = g_string_new (NULL);

  for (guint l = 0; l < quoth_review_get_n_layers (review); l++)
    {
      if (((layers >> l) & 1) == 0)
        continue;
      if (out->len > 0)
        g_string_append (out, ", ");
      append_letter (out, l);
      if (names)
        g_string_append_printf (out, " %s", quoth_review_get_layer (review, l));
    }
  return g_string_free (out, FALSE);
}

void
quoth_review_words_letters (guint32  layers,
                            char    *out,
                            gsize    size)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  gsize fits = 0;

  for (guint l = 0; l < 32; l++)
    {
      if (((layers >> l) & 1) == 0)
        continue;
      /* "AA" is one letter, not two. */
      if (l >= 26 && letters->len > 0)
        g_string_append_c (letters, ' ');
      append_letter (letters, l);
      if (letters->len + strlen ("…") < size)
        fits = letters->len;
    }
  if (letters->len >= size)
    {
      g_string_truncate (letters, fits);
      g_string_append (letters, "…");
    }
  g_strlcpy (out, letters->str, size);
}

static void
append_part (GString    *out,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = g_markup_printf_escaped ("\n<small>%s: %s</small>", name, value);

  g_string_append (out, escaped);
}

static void
append_cue (GString         *out,
            QuothDocument   *all,
            QuothAnnotation *claim)
{
  const QuothLink *link = quoth_annotation_get_link (claim, "cue");
  QuothAnnotation *cue = link != NULL ? quoth_document_lookup (all, link->to) : NULL;
  const QuothRole *role = quoth_scheme_lookup_role (quoth_document_get_scheme (all), "cue");
  g_autofree char *words = NULL;

  if (cue == NULL)
    return;
  words = quoth_annotation_dup_text (cue, quoth_document_get_text (all), " … ");
  append_part (out, role != NULL ? role->name : link->role, words);
}

/* What of a link of a disputed role can be told in words. */
static void
append_role (GString         *out,
             QuothDocument   *all,
             QuothAnnotation *annotation,
             const QuothRole *role)
{
  for (guint i = 0; i < annotation->n_links; i++)
    {
      QuothAnnotation *target = quoth_document_lookup (all, annotation->links[i].to);
      g_autofree char *words = NULL;

      if (target == NULL || !g_str_equal (annotation->links[i].role, role->id))
        continue;
      words = quoth_annotation_dup_text (target, quoth_document_get_text (all), " … ");
      append_part (out, role->name, words);
    }
}

static void
append_detail (GString         *out,
               QuothDocument   *all,
               QuothAnnotation *annotation,
               const char      *id)
{
  QuothScheme *scheme = quoth_document_get_scheme (all);
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, id);
  const QuothRole *role = quoth_scheme_lookup_role (scheme, id);
  g_autofree char *value = NULL;

  if (attribute == NULL)
    {
      if (role != NULL)
        append_role (out, all, annotation, role);
      return;
    }
  value = quoth_attributes_dup_string (annotation->attributes, id);
  if (value == NULL)
    value = g_strdup (quoth_attributes_lookup (annotation->attributes, id));
  if (value == NULL)
    value = g_strdup (attribute->initial != NULL ? attribute->initial : "–");
  for (guint v = 0; v < attribute->values->len; v++)
    {
      const QuothValue *known = attribute->values->pdata[v];

      if (g_str_equal (known->id, value))
        {
          append_part (out, attribute->name, known->name);
          return;
        }
    }
  append_part (out, attribute->name, value);
}

char *
quoth_review_words_variant (QuothDocument      *all,
                            QuothRegistry      *registry,
                            const QuothDispute *dispute,
                            guint               variant)
{
  QuothAnnotation *annotation
    = g_array_index (dispute->variants, QuothVariant, variant).annotation;
  g_autofree char *head = quoth_describe_annotation (all, registry, annotation);
  GString *out = g_string_new (head);

  append_cue (out, all, annotation);
  for (guint i = 0; i < dispute->found->details->len; i++)
    append_detail (out, all, annotation, dispute->found->details->pdata[i]);
  return g_string_free (out, FALSE);
}

/* Translators: how a disagreement was decided, and by whom */
static char *
tell_verdict (const char *verdict,
              const char *by)
{
  if (g_strcmp0 (verdict, "both") == 0)
    return g_strdup_printf (_("%s took all of them."), by);
  if (g_strcmp0 (verdict, "neither") == 0)
    return g_strdup_printf (_("%s found that nobody is right."), by);
  if (g_strcmp0 (verdict, "reject") == 0)
    return g_strdup_printf (_("%s decided that nothing is to be marked."), by);
  if (g_strcmp0 (verdict, "edit") == 0)
    return g_strdup_printf (_("%s took one of them and altered it."), by);
  return g_strdup_printf (_("%s took one of them."), by);
}

char *
quoth_review_words_record (QuothAnnotation *record)
{
  g_autofree char *verdict = quoth_attributes_dup_string (record->attributes, "review_verdict");
  g_autofree char *by = quoth_attributes_dup_string (record->attributes, "review_by");
  g_autofree char *said = tell_verdict (verdict, by != NULL ? by : "–");
  g_autofree char *all = g_strjoin (" ", said, record->note, NULL);

  return g_markup_escape_text (all, -1);
}
