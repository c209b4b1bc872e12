/* quoth-team-tombstones.c - what was deleted, as the journal remembers it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team-state"

#include "config.h"

#include "quoth-team-state.h"

#include "quoth-json.h"

#include <string.h>

void
quoth_gone_clear (QuothGone *self)
{
  g_clear_pointer (&self->was, g_free);
  g_clear_pointer (&self->by, g_free);
}

/* Merging and deciding are done by somebody as well, but it is not they who deleted. */
static void
read_gone (const QuothHistoryRow *row,
           QuothAnnotation       *annotation,
           QuothGone             *out_gone)
{
  out_gone->was = quoth_record_to_content (QUOTH_RECORD_ANNOTATION, annotation);
  if (strcmp (row->verb, QUOTH_TEAM_MERGE_VERB) != 0
      && strcmp (row->verb, QUOTH_TEAM_SETTLE_VERB) != 0)
    out_gone->by = g_strdup (row->who);
}

/* What an annotation was before it was deleted, and by whom, its history tells. */
void
quoth_team_read_gone (QuothHistoryReader *reader,
                      QuothRecordKind     kind,
                      const char         *record,
                      QuothGone          *out_gone)
{
  g_autoptr (QuothHistoryRow) row = kind == QUOTH_RECORD_ANNOTATION
                                    ? quoth_history_reader_dup_last (reader, record) : NULL;
  g_autoptr (QuothAnnotation) annotation = NULL;

  if (row == NULL || row->before == NULL || row->after != NULL)
    return;
  annotation = quoth_annotation_new_from_json (row->before, -1, NULL);
  if (annotation != NULL)
    read_gone (row, annotation, out_gone);
}

/* What kind of record was deleted, in which layer and what it was, its history tells. */
QuothVersions *
quoth_team_make_tombstone (QuothHistoryReader *reader,
                           const char         *article,
                           const char         *record,
                           QuothGone          *out_gone)
{
  g_autoptr (QuothHistoryRow) row = quoth_history_reader_dup_last (reader, record);
  const char *json = row != NULL ? (row->before != NULL ? row->before : row->after) : NULL;
  g_autoptr (QuothAnnotation) annotation = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL)
    return NULL;
  node = quoth_json_parse (json, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  if (*article == '\0')
    return json_object_has_member (json_node_get_object (node), "aliases")
           && row->after == NULL ? quoth_versions_new (QUOTH_RECORD_ENTITY, record, NULL) : NULL;
  if (!json_object_has_member (json_node_get_object (node), "parts"))
    return quoth_versions_new (QUOTH_RECORD_LAYER, record, record);
  annotation = quoth_annotation_new_from_json (json, -1, NULL);
  if (annotation == NULL)
    return NULL;
  if (row->before != NULL && row->after == NULL)
    read_gone (row, annotation, out_gone);
  return quoth_versions_new (QUOTH_RECORD_ANNOTATION, record, annotation->layer);
}
