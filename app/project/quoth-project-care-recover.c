/* quoth-project-care-recover.c - saves what can be read of a damaged project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-bulk.h"
#include "quoth-project-care-salvage-private.h"
#include "quoth-project-care.h"

#include <glib/gstdio.h>

typedef struct
{
  QuothDb       *db;
  QuothScheme   *scheme;
  QuothBulk     *bulk;
  QuothProgress *progress;
  GHashTable    *entities; /* ids that are in the new project */
  GError       **error;    /* set when the new project cannot be written */
} Recovery;

/* What the new project refuses is passed over, unless it cannot be written at all. */
static gboolean
goes_on (Recovery *recovery,
         GError   *local_error)
{
  static const int fatal[] = { QUOTH_PROJECT_ERROR_FULL, QUOTH_PROJECT_ERROR_READ_ONLY,
                               QUOTH_PROJECT_ERROR_BUSY };

  for (guint i = 0; i < G_N_ELEMENTS (fatal); i++)
    if (g_error_matches (local_error, QUOTH_PROJECT_ERROR, fatal[i]))
      {
        g_propagate_error (recovery->error, local_error);
        return FALSE;
      }
  g_clear_error (&local_error);
  return TRUE;
}

static gboolean
end_unit (Recovery *recovery,
          gboolean  ok,
          GError   *local_error)
{
  if (ok && quoth_bulk_end_unit (recovery->bulk, &local_error))
    return TRUE;
  quoth_bulk_abort_unit (recovery->bulk);
  return goes_on (recovery, local_error);
}

static gboolean
add_entity (Recovery    *recovery,
            QuothEntity *entity)
{
  GError *local_error = NULL;
  gboolean ok;

  if (!quoth_bulk_begin_unit (recovery->bulk, recovery->error))
    return FALSE;
  ok = quoth_bulk_add_entity (recovery->bulk, entity, &local_error);
  if (ok)
    g_hash_table_add (recovery->entities, g_strdup (entity->id));
  return end_unit (recovery, ok, local_error);
}

static gboolean
recover_entity (gint64   row,
                gpointer user_data)
{
  Recovery *recovery = user_data;
  g_autoptr (QuothEntity) entity = quoth_salvage_entity (recovery->db, row);

  if (quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error))
    return FALSE;
  return entity == NULL || add_entity (recovery, entity);
}

/* A mention whose entity is lost gets one that is called like the mention, so that
 * those who pointed to the same still do. */
static gboolean
replace_entity (Recovery        *recovery,
                QuothAnnotation *annotation,
                QuothText       *text)
{
  const QuothType *type = quoth_scheme_lookup_type (recovery->scheme, annotation->type);
  const char *kind = type != NULL ? type->entity_kind : NULL;
  g_autofree char *name = NULL;
  g_autoptr (QuothEntity) entity = NULL;

  if (!g_utf8_validate (annotation->entity, -1, NULL))
    {
      quoth_annotation_set_entity (annotation, NULL);
      return TRUE;
    }
  name = quoth_annotation_dup_text (annotation, text, " ");
  entity = quoth_entity_new (kind != NULL ? kind : "person", name);
  quoth_entity_set_id (entity, annotation->entity);
  return add_entity (recovery, entity);
}

static gboolean
recover_article (gint64   row,
                 gpointer user_data)
{
  Recovery *recovery = user_data;
  g_autoptr (QuothArticleData) data = NULL;
  GError *local_error = NULL;
  gboolean ok;

  if (quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error))
    return FALSE;
  data = quoth_salvage_article (recovery->db, row);
  if (recovery->progress != NULL)
    quoth_progress_add (recovery->progress, 1);
  if (data == NULL)
    return TRUE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (annotation->entity != NULL
          && !g_hash_table_contains (recovery->entities, annotation->entity)
          && !replace_entity (recovery, annotation, data->text))
        return FALSE;
    }
  if (!quoth_bulk_begin_unit (recovery->bulk, recovery->error))
    return FALSE;
  ok = quoth_bulk_add_article (recovery->bulk, data, &local_error);
  return end_unit (recovery, ok, local_error);
}

static gboolean
run (Recovery      *recovery,
     QuothProject  *target,
     QuothBulkCounts *out_counts,
     GError       **error)
{
  gboolean ok;

  recovery->bulk = quoth_bulk_begin (target, error);
  if (recovery->bulk == NULL)
    return FALSE;
  recovery->error = error;
  ok = quoth_salvage_rows (recovery->db, "entity", recover_entity, recovery)
       && quoth_salvage_rows (recovery->db, "article_text", recover_article, recovery);
  quoth_bulk_get_counts (recovery->bulk, out_counts);
  ok = quoth_bulk_finish (recovery->bulk, ok ? error : NULL) && ok;
  if (ok && out_counts->n_articles == 0 && out_counts->n_entities == 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                   "nothing in it can be read");
      return FALSE;
    }
  return ok;
}

static void
delete_database (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static gboolean
recover_into (Recovery         *recovery,
              const char       *target,
              QuothBulkCounts  *out_counts,
              GError          **error)
{
  g_autoptr (QuothProject) project = quoth_project_create (target, recovery->scheme, error);
  gboolean ok;

  if (project == NULL)
    return FALSE;
  ok = run (recovery, project, out_counts, error);
  quoth_project_close (project);
  if (!ok)
    delete_database (target);
  return ok;
}

/**
 * quoth_project_recover:
 * @damaged: a file that cannot be opened, or not be trusted; it is only read
 * @target: where the new project shall stand; nothing may be there
 * @progress: (nullable): counts articles; stops the work when cancelled
 * @out_articles: (out) (optional): how many articles were saved
 * @out_annotations: (out) (optional): how many annotations were saved
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when nothing can be read
 *
 * Saves every row that can be read and makes sense into a new project: texts (one
 * that differs from its checksum says so in its metadata), annotations that lie
 * within them, links that point somewhere, the registry. History is not saved.
 *
 * Returns: %FALSE with @error set; nothing is at @target then
 */
gboolean
quoth_project_recover (const char     *damaged,
                       const char     *target,
                       QuothProgress  *progress,
                       guint64        *out_articles,
                       guint64        *out_annotations,
                       GError        **error)
{
  g_autofree char *scratch = NULL;
  g_autoptr (GHashTable) entities = NULL;
  QuothBulkCounts counts = { 0 };
  Recovery recovery = { 0 };
  gboolean ok;

  g_return_val_if_fail (damaged != NULL && target != NULL, FALSE);

  scratch = g_strconcat (target, ".scratch", NULL);
  entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  recovery.db = quoth_salvage_open (damaged, scratch, error);
  ok = recovery.db != NULL;
  if (ok)
    {
      recovery.progress = progress;
      recovery.entities = entities;
      recovery.scheme = quoth_db_read_scheme (recovery.db, NULL);
      if (recovery.scheme == NULL)
        recovery.scheme = quoth_scheme_new_default ();
      ok = recover_into (&recovery, target, &counts, error);
      quoth_scheme_unref (recovery.scheme);
      quoth_db_free (recovery.db);
    }
  delete_database (scratch);
  if (out_articles != NULL)
    *out_articles = counts.n_articles;
  if (out_annotations != NULL)
    *out_annotations = counts.n_annotations;
  return ok;
}
