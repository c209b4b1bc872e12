/* quoth-review-decide.c - a decision as a command, and the record of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-alike.h"
#include "quoth-review.h"
#include "quoth-review-private.h"

#include <string.h>

static const char *const verdicts[] = { "take", "both", "neither", "reject", "edit" };

/* Hidden and automatic, so that it is offered to nobody and counts as nobody's work. */
static const char record_scheme[] =
  "{\"name\":\"\",\"types\":[{\"id\":\"" REVIEW_TYPE "\",\"name\":\"Decision of a review\","
  "\"description\":\"What review decided about the layers; kept in the layer review.\","
  "\"kind\":\"span\",\"color\":\"#77767b\",\"hidden\":true,\"automatic\":true}],"
  "\"attributes\":["
  "{\"id\":\"review_verdict\",\"name\":\"Verdict\",\"kind\":\"text\","
  "\"types\":[\"" REVIEW_TYPE "\"],\"hidden\":true},"
  "{\"id\":\"review_cause\",\"name\":\"Cause\",\"kind\":\"text\","
  "\"types\":[\"" REVIEW_TYPE "\"],\"hidden\":true},"
  "{\"id\":\"review_by\",\"name\":\"Reviewer\",\"kind\":\"text\","
  "\"types\":[\"" REVIEW_TYPE "\"],\"hidden\":true},"
  "{\"id\":\"review_sources\",\"name\":\"Said by\",\"kind\":\"text\","
  "\"types\":[\"" REVIEW_TYPE "\"],\"hidden\":true},"
  "{\"id\":\"review_taken\",\"name\":\"Taken from\",\"kind\":\"text\","
  "\"types\":[\"" REVIEW_TYPE "\"],\"hidden\":true}],\"roles\":[]}";

/* A new reference to @scheme when it knows of records. */
QuothScheme *
quoth_review_scheme_with_record (QuothScheme *scheme)
{
  g_autoptr (QuothScheme) known = NULL;
  g_autoptr (GError) error = NULL;

  if (quoth_scheme_lookup_type (scheme, REVIEW_TYPE) != NULL)
    return quoth_scheme_ref (scheme);
  known = quoth_scheme_new_from_json (record_scheme, -1, &error);
  g_assert_no_error (error);
  return quoth_scheme_merge (scheme, known, NULL);
}

/* Whether gold was given what @source says, not only something it has in common. */
gboolean
quoth_review_was_taken (QuothReview     *self,
                        QuothAnnotation *source)
{
  g_autofree char *key = quoth_review_dup_key (source);
  QuothAnnotation *record = quoth_review_get_named (self, key);

  if (record != NULL)
    {
      g_auto (GStrv) taken = quoth_attributes_dup_strv (record->attributes, "review_taken");

      return taken != NULL && g_strv_contains ((const char *const *) taken, key);
    }
  return g_hash_table_contains (self->gold, quoth_review_get_gold_id (self, source));
}

static gboolean
takes_one (QuothVerdict verdict)
{
  return verdict == QUOTH_VERDICT_TAKE || verdict == QUOTH_VERDICT_EDIT;
}

static void
set_string (QuothAnnotation *record,
            const char      *name,
            const char      *value)
{
  quoth_annotation_take_attributes (record, quoth_attributes_with_string (record->attributes, name,
                                                                          value));
}

/* Takes @keys. */
static void
set_keys (QuothAnnotation *record,
          const char      *name,
          GPtrArray       *keys)
{
  g_ptr_array_add (keys, NULL);
  quoth_annotation_take_attributes (record,
    quoth_attributes_with_strv (record->attributes, name, (const char *const *) keys->pdata));
  g_ptr_array_unref (keys);
}

QuothAnnotation *
quoth_review_record_new (QuothReview         *self,
                         const QuothDispute  *dispute,
                         const QuothDecision *decision)
{
  QuothAnnotation *record = quoth_annotation_new (REVIEW_TYPE, QUOTH_LAYER_REVIEW,
                                                  &dispute->found->hull, 1);
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_free);

  for (guint l = 0; l < dispute->found->n_layers; l++)
    if (dispute->found->members[l] != NULL)
      g_ptr_array_add (sources, quoth_review_dup_key (dispute->found->members[l]));
  for (guint v = 0; v < dispute->variants->len; v++)
    if (decision->verdict == QUOTH_VERDICT_BOTH
        || (takes_one (decision->verdict) && v == decision->variant))
      g_ptr_array_add (taken, quoth_review_dup_key (
                                g_array_index (dispute->variants, QuothVariant, v).annotation));
  set_string (record, "review_verdict", verdicts[decision->verdict]);
  set_string (record, "review_cause",
              quoth_cause_get_id (quoth_case_get_cause (dispute->found)));
  if (decision->by != NULL)
    set_string (record, "review_by", decision->by);
  set_keys (record, "review_sources", sources);
  set_keys (record, "review_taken", taken);
  quoth_annotation_set_note (record, decision->reason);
  return record;
}

static void
draft_decision (QuothGoldDraft      *draft,
                const QuothDispute  *dispute,
                const QuothDecision *decision)
{
  const QuothVariant *chosen = NULL;

  if (decision->verdict == QUOTH_VERDICT_BOTH)
    {
      for (guint v = 0; v < dispute->variants->len; v++)
        quoth_gold_draft_take (draft, dispute,
                               &g_array_index (dispute->variants, QuothVariant, v), TRUE);
      return;
    }
  if (takes_one (decision->verdict))
    chosen = &g_array_index (dispute->variants, QuothVariant, decision->variant);
  quoth_gold_draft_drop (draft, dispute, chosen);
  if (chosen != NULL)
    quoth_gold_draft_take (draft, dispute, chosen, FALSE);
}

static void
add_scheme (QuothReview  *self,
            QuothCommand *command)
{
  g_autoptr (QuothScheme) scheme = quoth_review_scheme_with_record (self->scheme);

  if (scheme != self->scheme)
    quoth_command_add_scheme (command, self->scheme, scheme);
}

/* What is variant 1 of the first dispute may be variant 2 of one that is like it. */
static gboolean
find_variant (QuothReview         *self,
              const QuothDispute  *first,
              const QuothDispute  *dispute,
              QuothDecision       *decision,
              GError             **error)
{
  guint variant = decision->variant;

  if (!takes_one (decision->verdict))
    return TRUE;
  if (variant < first->variants->len && dispute != first)
    {
      g_autofree char *answer = quoth_alike_dup_answer (self, first, variant);

      decision->variant = quoth_alike_find_answer (self, dispute, answer);
    }
  if (decision->variant < dispute->variants->len)
    return TRUE;
  g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING, "no variant %u", variant + 1);
  return FALSE;
}

/**
 * quoth_review_decide:
 * @self: a review
 * @disputes: (element-type QuothDispute): of its own, at least one; the others are like
 *   the first, see quoth-alike.h
 * @decision: what is to become of each of them; its variant is one of the first
 * @error: return location for %QUOTH_MODEL_ERROR_MISSING
 *
 * Verb: "review", or "review-alike" for several. What was decided of them before stays
 * on record; the last word counts.
 *
 * Returns: (transfer full) (nullable): the command; %NULL when a dispute has no such variant
 */
QuothCommand *
quoth_review_decide (QuothReview         *self,
                     GPtrArray           *disputes,
                     const QuothDecision *decision,
                     GError             **error)
{
  g_autoptr (QuothCommand) command = NULL;
  g_auto (QuothGoldDraft) draft = { 0 };

  g_return_val_if_fail (self != NULL && disputes->len > 0, NULL);

  command = quoth_command_new (disputes->len > 1 ? "review-alike" : "review");
  add_scheme (self, command);
  quoth_gold_draft_init (&draft, self, REVIEW_ORIGIN);
  for (guint i = 0; i < disputes->len; i++)
    {
      const QuothDispute *dispute = disputes->pdata[i];
      g_autoptr (QuothAnnotation) record = NULL;
      QuothDecision here = *decision;

      if (!find_variant (self, disputes->pdata[0], dispute, &here, error))
        return NULL;
      draft_decision (&draft, dispute, &here);
      record = quoth_review_record_new (self, dispute, &here);
      quoth_command_add_annotation (command, self->article, NULL, record);
    }
  quoth_gold_draft_link (&draft);
  quoth_gold_draft_finish (&draft, command);
  return g_steal_pointer (&command);
}

/* Whether the strategy takes the first variant, rather than nothing. */
static gboolean
is_merged (const QuothDispute *dispute)
{
  return dispute->found->causes == 0
         || g_array_index (dispute->variants, QuothVariant, 0).n_layers * 2
            > dispute->found->n_present;
}

/**
 * quoth_review_finish:
 * @self: a review
 *
 * Takes into gold what is agreed and not there yet, and says that gold is done. Verb:
 * "review-finish". A second time there is nothing left to do, so that what was taken out
 * of a finished gold by hand stays out.
 *
 * Returns: (transfer full): the command
 */
QuothCommand *
quoth_review_finish (QuothReview *self)
{
  QuothCommand *command = quoth_command_new ("review-finish");
  g_auto (QuothGoldDraft) draft = { 0 };
  g_autoptr (QuothLayer) after = NULL;

  if (quoth_review_is_finished (self))
    return command;
  quoth_gold_draft_init (&draft, self, AGREED_ORIGIN);
  for (guint i = 0; i < self->agreed->len; i++)
    {
      const QuothDispute *dispute = self->agreed->pdata[i];

      if (is_merged (dispute) && quoth_review_get_record (self, dispute) == NULL
          && !quoth_gold_draft_has (&draft, dispute))
        quoth_gold_draft_take (&draft, dispute,
                               &g_array_index (dispute->variants, QuothVariant, 0), FALSE);
    }
  quoth_gold_draft_link (&draft);
  quoth_gold_draft_finish (&draft, command);
  after = self->gold_layer != NULL ? quoth_layer_copy (self->gold_layer)
                                   : quoth_layer_new (QUOTH_LAYER_GOLD, "done");
  quoth_layer_set_state (after, "done");
  quoth_command_add_layer (command, self->article, self->gold_layer, after);
  return command;
}
