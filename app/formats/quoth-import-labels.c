/* quoth-import-labels.c - the maps of labels that a project remembers, one per format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-private.h"

struct _QuothImportLabels
{
  QuothProject  *project; /* borrowed */
  QuothLabelMap *given;   /* nullable, borrowed: instead of what is remembered */
  GHashTable    *maps;    /* format → QuothLabelMap, NULL when the project has none */
};

static char *
setting_of (const char *format)
{
  return g_strconcat ("labels:", format, NULL);
}

/**
 * quoth_import_remembered_labels:
 * @project: a project
 * @format: the name of a format
 *
 * Returns: (transfer full) (nullable): what labels of files of @format became when an
 *   import was last given a map; %NULL when none ever was, or it named no label
 */
QuothLabelMap *
quoth_import_remembered_labels (QuothProject *project,
                                const char   *format)
{
  g_autofree char *name = setting_of (format);
  g_autofree char *json = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && format != NULL, NULL);

  json = quoth_project_dup_setting (project, name);
  return json != NULL ? quoth_label_map_new_from_json (json, -1, NULL) : NULL;
}

QuothImportLabels *
quoth_import_labels_new (QuothProject  *project,
                         QuothLabelMap *given)
{
  QuothImportLabels *self = g_new (QuothImportLabels, 1);

  self->project = project;
  self->given = given;
  self->maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
quoth_import_labels_free (QuothImportLabels *self)
{
  GHashTableIter iter;
  gpointer map;

  g_hash_table_iter_init (&iter, self->maps);
  while (g_hash_table_iter_next (&iter, NULL, &map))
    if (map != NULL)
      quoth_label_map_free (map);
  g_hash_table_unref (self->maps);
  g_free (self);
}

/* Returns: (transfer none) (nullable): NULL when labels of @format stay as they are */
QuothLabelMap *
quoth_import_labels_lookup (QuothImportLabels *self,
                            const char        *format)
{
  gpointer map;

  if (self->given != NULL)
    return self->given;
  if (!g_hash_table_lookup_extended (self->maps, format, NULL, &map))
    {
      map = quoth_import_remembered_labels (self->project, format);
      g_hash_table_insert (self->maps, g_strdup (format), map);
    }
  return map;
}

/* A map that was given is remembered for every format of @units. An empty one is a wish
 * to forget. The articles are in already, so failing is worth a notice and no more. */
void
quoth_import_labels_remember (QuothImportLabels *self,
                              GPtrArray         *units,
                              QuothImportReport *report)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *json = NULL;

  if (self->given == NULL)
    return;
  if (!quoth_label_map_is_empty (self->given))
    json = quoth_label_map_to_json (self->given);
  for (guint i = 0; i < units->len; i++)
    {
      QuothUnit *unit = units->pdata[i];
      g_autofree char *name = setting_of (unit->format);
      g_autoptr (GError) error = NULL;

      if (quoth_formats_lookup (unit->format)->plain || !g_hash_table_add (seen, unit->format))
        continue;
      if (!quoth_project_set_setting (self->project, name, json, &error))
        quoth_import_report_notice (report, NULL, 0, error->message);
    }
}
