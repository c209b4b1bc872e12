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
  QuothDb       *db;       /* nullable: not even its tables can be found */
  QuothProject  *backup;   /* nullable: has what @db has lost */
  QuothScheme   *scheme;
  QuothBulk     *bulk;
  QuothProgress *progress;
  GHashTable    *entities; /* ids that are in the new project */
  GHashTable    *saved;    /* hash of a text in it → how many annotations */
  GHashTable    *missing;  /* row of an article → hash of its text, which its tree lost */
  gboolean       marks_damaged; /* annotations cannot be read from end to end */
  QuothRecovered *result;
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

/* A mention whose entity is lost gets the one that the backup knows, else one that is
 * called like the mention, so that those who pointed to the same still do. */
static gboolean
replace_entity (Recovery        *recovery,
                QuothAnnotation *annotation,
                QuothText       *text)
{
  const QuothType *type = quoth_scheme_lookup_type (recovery->scheme, annotation->type);
  const char *kind = type != NULL ? type->entity_kind : NULL;
  g_autofree char *name = NULL;
  g_autoptr (QuothEntity) entity = NULL;
  QuothEntity *saved = NULL;

  if (!g_utf8_validate (annotation->entity, -1, NULL))
    {
      quoth_annotation_set_entity (annotation, NULL);
      return TRUE;
    }
  if (recovery->backup != NULL)
    saved = quoth_registry_lookup (quoth_project_get_registry (recovery->backup),
                                   annotation->entity);
  if (saved != NULL)
    return add_entity (recovery, saved);
  name = quoth_annotation_dup_text (annotation, text, " ");
  entity = quoth_entity_new (kind != NULL ? kind : "person", name);
  quoth_entity_set_id (entity, annotation->entity);
  return add_entity (recovery, entity);
}

/* @text: nullable; where it was found apart from its tree */
static gboolean
add_article (Recovery  *recovery,
             gint64     row,
             QuothText *text)
{
  g_autoptr (QuothArticleData) data = quoth_salvage_article (
    recovery->db, row, text, &recovery->result->lost_annotations);
  GError *local_error = NULL;
  gboolean ok;

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
  if (ok)
    {
      g_hash_table_insert (recovery->saved, g_strdup (data->article->hash),
                           GUINT_TO_POINTER (data->annotations->len));
      g_hash_table_remove (recovery->missing, &row);
    }
  return end_unit (recovery, ok, local_error);
}

static gboolean
recover_article (gint64   row,
                 gpointer user_data)
{
  Recovery *recovery = user_data;

  if (quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error))
    return FALSE;
  if (recovery->progress != NULL)
    quoth_progress_add (recovery->progress, 1);
  return add_article (recovery, row, NULL);
}

/* Every article has a text: at first all are missing. */
static gboolean
note_missing (gint64   row,
              gpointer user_data)
{
  Recovery *recovery = user_data;
  g_autofree char *hash = quoth_salvage_hash (recovery->db, row);

  if (quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error))
    return FALSE;
  if (hash != NULL)
    g_hash_table_insert (recovery->missing, g_memdup2 (&row, sizeof row),
                         g_steal_pointer (&hash));
  return TRUE;
}

/* Only its checksum proves a text that no tree leads to. */
static gboolean
found_text (gint64      row,
            const char *utf8,
            gsize       n_bytes,
            gpointer    user_data)
{
  Recovery *recovery = user_data;
  const char *wanted = g_hash_table_lookup (recovery->missing, &row);
  g_autoptr (QuothText) text = NULL;
  g_autofree char *hash = NULL;

  if (wanted == NULL || utf8 == NULL || *recovery->error != NULL)
    return wanted != NULL && *recovery->error == NULL;
  text = quoth_text_new (utf8, (gssize) n_bytes, NULL);
  hash = text != NULL ? quoth_text_get_hash (text) : NULL;
  if (g_strcmp0 (hash, wanted) != 0)
    return FALSE;
  return add_article (recovery, row, text);
}

static gboolean
recover_articles (Recovery *recovery)
{
  if (!quoth_salvage_rows (recovery->db, "article", note_missing, recovery)
      || !quoth_salvage_rows (recovery->db, "article_text", recover_article, recovery))
    return FALSE;
  if (g_hash_table_size (recovery->missing) > 0)
    quoth_salvage_texts (recovery->db, found_text, recovery->progress, recovery);
  return *recovery->error == NULL
         && !quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error);
}

static gboolean
was_removed (Recovery   *recovery,
             const char *id)
{
  g_autoptr (QuothStmt) stmt = NULL;

  if (recovery->db != NULL)
    stmt = quoth_db_prepare (recovery->db, "SELECT removed FROM article WHERE id = ?1", NULL);
  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, id);
  return quoth_db_step (recovery->db, stmt, NULL) == SQLITE_ROW
         && sqlite3_column_int (stmt, 0) == QUOTH_ARTICLE_REMOVED;
}

/* What somebody has taken away since the backup was made does not come back. */
static gboolean
is_lost (Recovery         *recovery,
         QuothArticleData *data)
{
  gpointer n_saved = NULL;

  if (g_hash_table_lookup_extended (recovery->saved, data->article->hash, NULL, &n_saved))
    return recovery->marks_damaged && n_saved == NULL && data->annotations->len > 0;
  return !was_removed (recovery, data->article->id);
}

static gboolean
fill_article (QuothArticleData  *data,
              gpointer           user_data,
              GError           **error)
{
  Recovery *recovery = user_data;
  QuothRegistry *registry = quoth_project_get_registry (recovery->backup);
  GError *local_error = NULL;
  gboolean ok;

  if (quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error))
    return FALSE;
  if (!is_lost (recovery, data))
    return TRUE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      const QuothAnnotation *annotation = data->annotations->pdata[i];
      QuothEntity *entity = annotation->entity != NULL
                              ? quoth_registry_lookup (registry, annotation->entity) : NULL;

      if (entity != NULL && !g_hash_table_contains (recovery->entities, entity->id)
          && !add_entity (recovery, entity))
        return FALSE;
    }
  if (!quoth_bulk_begin_unit (recovery->bulk, recovery->error))
    return FALSE;
  ok = quoth_bulk_add_article (recovery->bulk, data, &local_error);
  if (ok)
    g_hash_table_insert (recovery->saved, g_strdup (data->article->hash),
                         GUINT_TO_POINTER (data->annotations->len));
  recovery->result->n_from_backup += ok;
  return end_unit (recovery, ok, local_error);
}

/* Takes from the backup what could not be read. Returns FALSE when the new project cannot
 * be written; a backup that cannot be read to its end has given what it could. */
static gboolean
fill_from_backup (Recovery *recovery)
{
  if (recovery->backup == NULL)
    return TRUE;
  if (!quoth_project_foreach_article (recovery->backup, NULL, NULL, fill_article, recovery, NULL)
      && *recovery->error != NULL)
    return FALSE;
  return !quoth_progress_set_error_if_cancelled (recovery->progress, recovery->error);
}

/* What has gaps is known before anything is read: a page that is damaged may just seem to
 * hold less. */
static void
look_for_gaps (Recovery *recovery)
{
  QuothRecovered *result = recovery->result;
  QuothDb *db = recovery->db;
  gint64 n;

  result->lost_articles = db == NULL || !quoth_salvage_is_sound (db, "article");
  result->lost_annotations = db == NULL || !quoth_salvage_is_sound (db, "annotation")
                             || !quoth_salvage_is_sound (db, "link") || db->names_words;
  result->lost_entities = db == NULL || !quoth_salvage_is_sound (db, "entity")
                          || !quoth_salvage_is_sound (db, "alias");
  recovery->marks_damaged = db == NULL
                            || !quoth_db_get_int (db, "SELECT count (*) FROM annotation NOT INDEXED",
                                                  &n, NULL);
}

static gboolean
run (Recovery      *recovery,
     QuothProject  *target,
     GError       **error)
{
  QuothBulkCounts counts = { 0 };
  gboolean ok;

  recovery->bulk = quoth_bulk_begin (target, error);
  if (recovery->bulk == NULL)
    return FALSE;
  recovery->error = error;
  ok = (recovery->db == NULL
        || (quoth_salvage_rows (recovery->db, "entity", recover_entity, recovery)
            && recover_articles (recovery)))
       && fill_from_backup (recovery);
  quoth_bulk_get_counts (recovery->bulk, &counts);
  ok = quoth_bulk_finish (recovery->bulk, ok ? error : NULL) && ok;
  if (ok && counts.n_articles == 0 && counts.n_entities == 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                   "nothing in it can be read");
      return FALSE;
    }
  recovery->result->n_articles = counts.n_articles;
  recovery->result->n_annotations = counts.n_annotations;
  return ok
         && quoth_salvage_tell_lost (recovery->db, recovery->missing, recovery->saved,
                                     quoth_project_get_path (target), recovery->result, error);
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
recover_into (Recovery    *recovery,
              const char  *target,
              GError     **error)
{
  g_autoptr (QuothProject) project = quoth_project_create (target, recovery->scheme, error);
  gboolean ok;

  if (project == NULL)
    return FALSE;
  ok = run (recovery, project, error);
  quoth_project_close (project);
  if (!ok)
    delete_database (target);
  return ok;
}

/* The scheme of what is left, of the backup, or the one that every project begins with. */
static QuothScheme *
find_scheme (Recovery *recovery)
{
  QuothScheme *scheme = NULL;

  if (recovery->db != NULL)
    scheme = quoth_db_read_scheme (recovery->db, NULL);
  recovery->result->lost_scheme = scheme == NULL;
  if (scheme == NULL && recovery->backup != NULL)
    scheme = quoth_scheme_ref (quoth_project_get_scheme (recovery->backup));
  return scheme != NULL ? scheme : quoth_scheme_new_default ();
}

/* Opens what there is to read; FALSE when there is nothing. */
static gboolean
open_sources (Recovery    *recovery,
              const char  *damaged,
              const char  *backup,
              const char  *scratch,
              GError     **error)
{
  if (backup != NULL)
    recovery->backup = quoth_project_open (backup, QUOTH_PROJECT_OPEN_READ_ONLY, NULL);
  recovery->db = quoth_salvage_open (damaged, scratch, error);
  if (recovery->db == NULL && recovery->backup != NULL)
    g_clear_error (error);
  return recovery->db != NULL || recovery->backup != NULL;
}

static void
close_sources (Recovery *recovery)
{
  g_clear_pointer (&recovery->db, quoth_db_free);
  if (recovery->backup != NULL)
    quoth_project_close (recovery->backup);
  g_clear_object (&recovery->backup);
}

static gboolean
recover (Recovery    *recovery,
         const char  *target,
         GError     **error)
{
  g_autoptr (GHashTable) entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) saved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) missing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                          g_free);
  gboolean ok;

  recovery->entities = entities;
  recovery->saved = saved;
  recovery->missing = missing;
  recovery->scheme = find_scheme (recovery);
  look_for_gaps (recovery);
  ok = recover_into (recovery, target, error);
  quoth_scheme_unref (recovery->scheme);
  return ok;
}

/**
 * quoth_project_recover:
 * @damaged: a file that cannot be opened, or not be trusted; it is only read
 * @backup: (nullable): an earlier copy of it, to take from what cannot be read
 * @target: where the new project shall stand; nothing may be there
 * @progress: (nullable): counts articles; stops the work when cancelled
 * @out_recovered: (out) (optional) (transfer full): what was saved, and what not
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when nothing can be read
 *
 * Saves every row that can be read and makes sense into a new project: texts (one
 * that differs from its checksum says so in its metadata), annotations that lie
 * within them, links that point somewhere, the registry. History is not saved. An article
 * that is lost, or all of whose annotations are, is as it was in @backup. Of an article that
 * has no text left, what there is goes to a file beside @target, one line of JSON for each.
 *
 * Returns: %FALSE with @error set; nothing is at @target then
 */
gboolean
quoth_project_recover (const char      *damaged,
                       const char      *backup,
                       const char      *target,
                       QuothProgress   *progress,
                       QuothRecovered **out_recovered,
                       GError         **error)
{
  g_autofree char *scratch = NULL;
  g_autoptr (QuothRecovered) result = NULL;
  GError *local_error = NULL;
  Recovery recovery = { 0 };
  gboolean ok;

  g_return_val_if_fail (damaged != NULL && target != NULL, FALSE);

  scratch = g_strconcat (target, ".scratch", NULL);
  result = g_new0 (QuothRecovered, 1);
  result->lost = g_ptr_array_new_with_free_func (quoth_lost_article_free);
  recovery.result = result;
  recovery.progress = progress;
  ok = open_sources (&recovery, damaged, backup, scratch, &local_error)
       && recover (&recovery, target, &local_error);
  close_sources (&recovery);
  delete_database (scratch);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  if (ok && out_recovered != NULL)
    *out_recovered = g_steal_pointer (&result);
  return ok;
}
