/* quoth-agreement-json.c - agreement as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-agreement-json.h"

#include "quoth-guidelines-apart.h"

#include <math.h>
#include <string.h>

static void
write_estimate (QuothJsonWriter *writer,
                const char      *key,
                QuothEstimate   *estimate)
{
  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_key (writer, "value");
  quoth_json_writer_double (writer, estimate->value);
  quoth_json_writer_key (writer, "low");
  quoth_json_writer_double (writer, estimate->low);
  quoth_json_writer_key (writer, "high");
  quoth_json_writer_double (writer, estimate->high);
  quoth_json_writer_key (writer, "n");
  quoth_json_writer_int (writer, llround (estimate->n));
  quoth_json_writer_end_object (writer);
}

/* What does not rest on anything is left out. */
static void
write_type (QuothJsonWriter *writer,
            QuothAgreement  *agreement,
            guint            pair,
            guint            type)
{
  const QuothType *definition = quoth_agreement_get_type_at (agreement, type);
  QuothEstimate estimate;

  if (!quoth_agreement_estimate (agreement, pair, type, QUOTH_STATISTIC_F1_EXACT, &estimate))
    return;
  quoth_json_writer_key (writer, definition != NULL ? definition->id : "*");
  quoth_json_writer_begin_object (writer);
  for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
    if (quoth_agreement_estimate (agreement, pair, type, (QuothStatistic) s, &estimate)
        && (estimate.n > 0 || s == QUOTH_STATISTIC_F1_EXACT))
      write_estimate (writer, quoth_statistic_get_id ((QuothStatistic) s), &estimate);
  quoth_json_writer_end_object (writer);
}

static void
write_pair (QuothJsonWriter *writer,
            QuothAgreement  *agreement,
            guint            pair)
{
  QuothEstimate estimate;

  quoth_json_writer_key (writer, "types");
  quoth_json_writer_begin_object (writer);
  for (guint t = 0; t < quoth_agreement_get_n_types (agreement); t++)
    write_type (writer, agreement, pair, t);
  quoth_json_writer_end_object (writer);
  quoth_json_writer_key (writer, "attributes");
  quoth_json_writer_begin_object (writer);
  for (guint i = 0; i < quoth_agreement_get_n_attributes (agreement); i++)
    if (quoth_agreement_estimate_attribute (agreement, pair, i, &estimate))
      write_estimate (writer, quoth_agreement_get_attribute_at (agreement, i)->id, &estimate);
  quoth_json_writer_end_object (writer);
}

static gboolean
is_compared (QuothAgreement *agreement,
             guint           pair)
{
  QuothEstimate estimate;

  return quoth_agreement_estimate (agreement, pair, 0, QUOTH_STATISTIC_F1_EXACT, &estimate);
}

/* Documented in quoth-agreement-json.h. */
void
quoth_agreement_json_write_pairs (QuothJsonWriter *writer,
                                  QuothAgreement  *agreement)
{
  guint n_pairs = quoth_agreement_get_n_pairs (agreement);

  quoth_json_writer_key (writer, "all");
  quoth_json_writer_begin_object (writer);
  write_pair (writer, agreement, n_pairs);
  quoth_json_writer_end_object (writer);
  quoth_json_writer_key (writer, "pairs");
  quoth_json_writer_begin_array (writer);
  for (guint pair = 0; pair < n_pairs; pair++)
    {
      const char *a, *b;

      if (!is_compared (agreement, pair))
        continue;
      quoth_agreement_get_pair (agreement, pair, &a, &b);
      quoth_json_writer_begin_object (writer);
      quoth_json_writer_key (writer, "layers");
      quoth_json_writer_begin_array (writer);
      quoth_json_writer_string (writer, a);
      quoth_json_writer_string (writer, b);
      quoth_json_writer_end_array (writer);
      write_pair (writer, agreement, pair);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static gboolean
is_measured (QuothAgreement   *agreement,
             const QuothLayer *layer)
{
  return g_strv_contains (quoth_agreement_get_layers (agreement), layer->name);
}

/* Documented in quoth-agreement-json.h. */
gboolean
quoth_agreement_json_write_guidelines (QuothJsonWriter  *writer,
                                       QuothArticleData *data,
                                       QuothAgreement   *agreement)
{
  if (!quoth_guidelines_are_apart (data->layers, quoth_agreement_get_layers (agreement)))
    return FALSE;
  quoth_json_writer_key (writer, "guidelines");
  quoth_json_writer_begin_object (writer);
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      if (is_measured (agreement, layer))
        quoth_json_writer_member (writer, layer->name, layer->guidelines);
    }
  quoth_json_writer_end_object (writer);
  return TRUE;
}

/* Documented in quoth-agreement-json.h. */
void
quoth_agreement_json_write (QuothJsonWriter *writer,
                            QuothAgreement  *agreement)
{
  const QuothAgreementSettings *settings = quoth_agreement_get_settings (agreement);
  const char *const *layers = quoth_agreement_get_layers (agreement);

  quoth_json_writer_key (writer, "layers");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; layers[i] != NULL; i++)
    quoth_json_writer_string (writer, layers[i]);
  quoth_json_writer_end_array (writer);
  quoth_json_writer_key (writer, "seed");
  quoth_json_writer_int (writer, settings->seed);
  quoth_json_writer_key (writer, "gamma_samples");
  quoth_json_writer_int (writer, settings->n_samples);
  quoth_json_writer_key (writer, "bootstrap_samples");
  quoth_json_writer_int (writer, settings->n_replicates);
  quoth_json_writer_member (writer, "intervals",
                            "bootstrap over articles; null for what one article alone has, as "
                            "marks of one article depend on each other");
  quoth_json_writer_key (writer, "n_articles");
  quoth_json_writer_int (writer, quoth_agreement_get_n_articles (agreement));
  quoth_agreement_json_write_pairs (writer, agreement);
}

/**
 * quoth_agreement_json_measure:
 * @project: a project, of the calling thread
 * @options: what is released
 * @progress: (nullable): counts articles
 * @out_json: (out) (nullable) (transfer full): what the data card of a release says of
 *   agreement; %NULL where there is nothing to compare
 * @error: return location; besides errors of the project #QuothTeamError and
 *   #QuothAgreementError
 *
 * Measures the layers that are released, or all when none is named; the gold layer says
 * nothing of it. One layer agrees with nobody.
 *
 * Returns: whether nothing went wrong
 */
gboolean
quoth_agreement_json_measure (QuothProject              *project,
                              const QuothExportOptions  *options,
                              QuothProgress             *progress,
                              char                     **out_json,
                              GError                   **error)
{
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_autoptr (QuothAgreement) agreement = NULL;
  g_autoptr (GError) local_error = NULL;
  GString *json;
  QuothJsonWriter writer;

  *out_json = NULL;
  if (options->layer != NULL)
    return TRUE;
  agreement = quoth_measure_project (project, options->layers, &settings, progress, NULL, NULL,
                                     &local_error);
  if (agreement == NULL)
    {
      if (local_error->domain == QUOTH_TEAM_ERROR)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (quoth_agreement_get_n_articles (agreement) == 0)
    return TRUE;
  json = g_string_new (NULL);
  quoth_json_writer_init (&writer, json, TRUE);
  quoth_json_writer_begin_object (&writer);
  quoth_agreement_json_write (&writer, agreement);
  quoth_json_writer_end_object (&writer);
  *out_json = g_string_free (json, FALSE);
  return TRUE;
}
