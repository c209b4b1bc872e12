/* quoth-alike-pattern.c - what makes disputes the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-alike"

#include "config.h"

#include "quoth-alike.h"
#include "quoth-review-private.h"

#include "quoth-fold.h"
#include "quoth-sort.h"

#include <string.h>

#define ROLE_SPEAKER "speaker"
#define NO_SPEAKER "no_speaker"

/* Sorted, so that the order of layers and links does not matter. Takes @words. */
static void
append_sorted (GString   *out,
               GPtrArray *words)
{
  g_ptr_array_sort (words, quoth_compare_strings);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (out, "\n%s", (const char *) words->pdata[i]);
  g_ptr_array_unref (words);
}

static char *
fold_words (QuothReview     *review,
            QuothAnnotation *annotation)
{
  g_autofree char *words = quoth_annotation_dup_text (annotation, review->text, " … ");

  return quoth_fold_string (words);
}

static const char *
resolve (QuothReview *review,
         const char  *entity)
{
  QuothEntity *heir = review->registry != NULL ? quoth_registry_resolve (review->registry, entity)
                                               : NULL;

  return heir != NULL ? heir->id : entity;
}

static gboolean
is_claim (QuothReview     *review,
          QuothAnnotation *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (review->scheme, annotation->type);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
}

/* What a link leads to: a person where that is known, else words. */
static char *
tell_target (QuothReview     *review,
             QuothAnnotation *target)
{
  g_autofree char *folded = NULL;

  if (target->entity != NULL)
    return g_strconcat ("@", resolve (review, target->entity), NULL);
  folded = fold_words (review, target);
  return g_strdup_printf ("%s %s", target->type, folded);
}

/* @role: nullable: only links of it. */
static void
append_links (QuothReview     *review,
              QuothAnnotation *annotation,
              const char      *role,
              GString         *out)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      QuothAnnotation *target = quoth_review_get_target (review, annotation, link);
      g_autofree char *told = NULL;

      if (target == NULL || (role != NULL && strcmp (link->role, role) != 0))
        continue;
      told = tell_target (review, target);
      g_ptr_array_add (words, g_strdup_printf ("%s %s", link->role, told));
    }
  append_sorted (out, words);
}

/* Where the parts stand among all words in dispute, counted in folded text. */
static void
append_places (QuothReview        *review,
               const QuothDispute *dispute,
               QuothAnnotation    *annotation,
               GString            *out)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    {
      g_autofree char *before = quoth_text_slice (review->text, dispute->found->hull.start,
                                                  annotation->parts[i].start);
      g_autofree char *folded = quoth_fold_string (before);

      g_string_append_printf (out, " %ld", g_utf8_strlen (folded, -1));
    }
}

static void
append_attributes (QuothAnnotation *annotation,
                   GString         *out)
{
  g_string_append_c (out, '\n');
  if (annotation->attributes != NULL)
    quoth_attributes_append_json (annotation->attributes, out);
}

static gboolean
only_speaker (const QuothDispute *dispute)
{
  return dispute->found->causes == QUOTH_CAUSE_SPEAKER;
}

char *
quoth_alike_dup_answer (QuothReview        *review,
                        const QuothDispute *dispute,
                        guint               variant)
{
  QuothAnnotation *annotation = g_array_index (dispute->variants, QuothVariant,
                                               variant).annotation;
  GString *out = g_string_new (annotation->type);
  g_autofree char *words = NULL;

  if (only_speaker (dispute))
    {
      append_links (review, annotation, ROLE_SPEAKER, out);
      if (quoth_attributes_get_boolean (annotation->attributes, NO_SPEAKER))
        g_string_append (out, "\n" NO_SPEAKER);
      return g_string_free (out, FALSE);
    }
  words = fold_words (review, annotation);
  append_places (review, dispute, annotation, out);
  g_string_append_printf (out, "\n%s\n%s", words,
                          annotation->entity != NULL ? resolve (review, annotation->entity) : "");
  append_attributes (annotation, out);
  if (is_claim (review, annotation))
    append_links (review, annotation, NULL, out);
  return g_string_free (out, FALSE);
}

char *
quoth_alike_dup_pattern (QuothReview        *review,
                         const QuothDispute *dispute)
{
  GString *out = g_string_new (NULL);
  GPtrArray *answers = g_ptr_array_new_with_free_func (g_free);

  g_string_printf (out, "%u", dispute->found->causes);
  if (!only_speaker (dispute))
    {
      QuothSpan hull = dispute->found->hull;
      g_autofree char *words = quoth_text_slice (review->text, hull.start, hull.end);
      g_autofree char *folded = quoth_fold_string (words);

      g_string_append_printf (out, "\n%s", folded);
    }
  for (guint v = 0; v < dispute->variants->len; v++)
    g_ptr_array_add (answers, quoth_alike_dup_answer (review, dispute, v));
  append_sorted (out, answers);
  return g_string_free (out, FALSE);
}

guint
quoth_alike_find_answer (QuothReview        *review,
                         const QuothDispute *dispute,
                         const char         *answer)
{
  for (guint v = 0; v < dispute->variants->len; v++)
    {
      g_autofree char *told = quoth_alike_dup_answer (review, dispute, v);

      if (strcmp (told, answer) == 0)
        return v;
    }
  return G_MAXUINT;
}

/* The first in the alphabet, whatever the order of letters. */
char *
quoth_alike_dup_key (const QuothDispute *dispute)
{
  char *first = NULL;

  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      g_autofree char *key = member != NULL ? quoth_review_dup_key (member) : NULL;

      if (key != NULL && (first == NULL || strcmp (key, first) < 0))
        {
          g_free (first);
          first = g_steal_pointer (&key);
        }
    }
  return first;
}

/**
 * quoth_alike_list:
 * @review: a review
 * @pattern: of a dispute, of whatever article
 *
 * Returns: (transfer container) (element-type QuothDispute): open disputes of @review that
 *   are the same
 */
GPtrArray *
quoth_alike_list (QuothReview *review,
                  const char  *pattern)
{
  GPtrArray *alike = g_ptr_array_new ();
  guint causes = (guint) g_ascii_strtoull (pattern, NULL, 10);

  for (guint i = 0; i < review->disputes->len; i++)
    {
      QuothDispute *dispute = review->disputes->pdata[i];
      g_autofree char *told = NULL;

      /* The cheap question first: most disputes are not told in words at all. */
      if (dispute->found->causes != causes
          || quoth_review_get_settled (review, dispute) != QUOTH_SETTLED_NOT)
        continue;
      told = quoth_alike_dup_pattern (review, dispute);
      if (strcmp (told, pattern) == 0)
        g_ptr_array_add (alike, dispute);
    }
  return alike;
}
