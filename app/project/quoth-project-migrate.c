/* quoth-project-migrate.c - a new scheme, and what becomes of the whole corpus under it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-migrate"

#include "config.h"

#include "quoth-project-migrate.h"

#include "quoth-project-private.h"

#include <string.h>

/* Changes held in memory before they are written. */
#define MAX_PENDING 200

#define NO_MORE G_MAXINT64

/* A walk over the articles that any of the fates may reach, in the order of rows. */
typedef struct
{
  QuothProject          *project;
  QuothDb               *db;
  QuothScheme           *before;
  QuothScheme           *after;
  const QuothSchemeFate *fates;
  guint                  n_fates;
  gint64                *next;     /* for each fate: the next row, NO_MORE when there is none */
  QuothProgress         *progress; /* nullable */
  QuothUseCounts         counts;
  QuothCommand          *pending;
  gint64                 seq;      /* the journal entry; 0 = only counting */
  gint64                 part;
} Walk;

static const char *
get_search (const QuothSchemeFate *fate,
            gboolean               tags)
{
  switch (fate->place.part)
    {
    case QUOTH_SCHEME_TYPES:
      return "SELECT article FROM annotation INDEXED BY annotation_type"
             " WHERE type = ?2 AND article > ?1 ORDER BY article LIMIT 1";
    case QUOTH_SCHEME_ROLES:
      return "SELECT article FROM link WHERE article > ?1 AND role = ?2 ORDER BY article LIMIT 1";
    case QUOTH_SCHEME_ATTRIBUTES:
    default:
      /* JSON stands there in canonical form: a name is followed by its colon at once, and
       * quotation marks within texts are escaped. */
      return tags ? "SELECT row FROM article WHERE row > ?1 AND instr (tags, ?2) > 0"
                    " AND instr (tags, ?3) > 0 ORDER BY row LIMIT 1"
                  : "SELECT article FROM annotation WHERE article > ?1"
                    " AND instr (attributes, ?2) > 0 AND instr (attributes, ?3) > 0"
                    " ORDER BY article LIMIT 1";
    }
}

/* @text as canonical JSON writes it. */
static char *
quote_json (const char *text)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_string (NULL, "v", text);

  return g_strdup (quoth_attributes_lookup (one, "v"));
}

static gboolean
find_next (Walk                   *self,
           const QuothSchemeFate  *fate,
           gboolean                tags,
           gint64                  after,
           gint64                 *out_row,
           GError                **error)
{
  g_autofree char *name = quote_json (fate->place.id);
  g_autofree char *member = g_strconcat (name, ":", NULL);
  g_autofree char *value = fate->place.value != NULL ? quote_json (fate->place.value) : NULL;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db, get_search (fate, tags), error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, after);
  if (fate->place.part != QUOTH_SCHEME_ATTRIBUTES)
    sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (self->db, fate->place.id));
  else
    {
      quoth_stmt_bind_text (stmt, 2, member);
      quoth_stmt_bind_text (stmt, 3, value != NULL ? value : member);
    }
  rc = quoth_db_step (self->db, stmt, error);
  if (rc == SQLITE_ROW)
    *out_row = MIN (*out_row, sqlite3_column_int64 (stmt, 0));
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* The next article after @row that a fate may reach; NO_MORE at the end. */
static gboolean
advance (Walk    *self,
         gint64   row,
         gint64  *out_row,
         GError **error)
{
  *out_row = NO_MORE;
  for (guint i = 0; i < self->n_fates; i++)
    {
      const QuothSchemeFate *fate = &self->fates[i];

      if (self->next[i] <= row)
        {
          self->next[i] = NO_MORE;
          if (!find_next (self, fate, FALSE, row, &self->next[i], error)
              || (fate->place.part == QUOTH_SCHEME_ATTRIBUTES
                  && !find_next (self, fate, TRUE, row, &self->next[i], error)))
            return FALSE;
        }
      *out_row = MIN (*out_row, self->next[i]);
    }
  return TRUE;
}

/* The article at @row; NULL without an error when it is none of ours: what an import
 * brought that was undone can never come back under the new scheme, and removed
 * articles are not seen by who counts. */
static QuothArticle *
read_article (Walk    *self,
              gint64   row,
              GError **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT " QUOTH_ARTICLE_COLUMNS " FROM article a WHERE a.row = ?1 AND (a.removed <> 1"
    " OR (?2 AND EXISTS (SELECT 1 FROM journal j WHERE j.seq = a.import AND j.state = 0)))",
    error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  sqlite3_bind_int (stmt, 2, self->seq != 0);
  return quoth_db_step (self->db, stmt, error) == SQLITE_ROW
           ? quoth_db_article_from_row (self->db, stmt, 0, error) : NULL;
}

static gboolean
flush (Walk      *self,
       guint      more_than,
       GError   **error)
{
  QuothCommand *written = self->pending;
  gboolean ok = TRUE;

  if (quoth_command_get_n_changes (written) <= more_than && self->seq != 0)
    return TRUE;
  if (self->seq != 0)
    ok = quoth_project_write_changes (self->project, written, error)
         && quoth_journal_add_changes (self->db, self->seq, &self->part, written, error);
  self->pending = quoth_command_new (quoth_command_get_verb (written));
  quoth_command_unref (written);
  return ok;
}

static gboolean
visit (Walk    *self,
       gint64   row,
       GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothArticle) article = read_article (self, row, &local_error);
  g_autoptr (GPtrArray) annotations = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (article == NULL)
    return TRUE;
  annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  if (!quoth_db_read_annotations (self->db, row, NULL, annotations, error))
    return FALSE;
  quoth_scheme_migrate_article (self->before, self->after, self->fates, self->n_fates, article,
                                annotations, self->pending, &self->counts);
  return flush (self, MAX_PENDING, error);
}

static gboolean
walk (Walk    *self,
      GError **error)
{
  gint64 last = 0;
  gint64 total;
  gint64 row;

  if (!quoth_db_get_int (self->db, "SELECT coalesce (max (row), 0) FROM article", &total, error))
    return FALSE;
  if (self->progress != NULL)
    quoth_progress_set_total (self->progress, (guint64) total);
  while (TRUE)
    {
      if (self->progress != NULL
          && quoth_progress_set_error_if_cancelled (self->progress, error))
        return FALSE;
      if (!advance (self, last, &row, error))
        return FALSE;
      if (row == NO_MORE)
        return TRUE;
      if (!visit (self, row, error))
        return FALSE;
      if (self->progress != NULL)
        quoth_progress_add (self->progress, (guint64) (row - last));
      last = row;
    }
}

static void
walk_init (Walk                  *self,
           QuothProject          *project,
           QuothScheme           *scheme,
           const QuothSchemeFate *fates,
           guint                  n_fates,
           QuothProgress         *progress)
{
  *self = (Walk){ project, project->db, quoth_scheme_ref (project->scheme), scheme, fates,
                  n_fates };
  self->next = g_new0 (gint64, n_fates);
  self->progress = progress;
  self->pending = quoth_command_new ("change-scheme");
  quoth_db_watch (self->db, progress);
}

static void
walk_clear (Walk *self)
{
  quoth_db_watch (self->db, NULL);
  quoth_scheme_unref (self->before);
  quoth_command_unref (self->pending);
  g_free (self->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* The index knows how often a type is used: no need to read what uses it. */
static gboolean
count_type (QuothDb         *db,
            const char      *type,
            QuothUseCounts  *out_counts,
            GError         **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db,
    "SELECT count (*), count (DISTINCT n.article) FROM annotation n INDEXED BY annotation_type"
    " CROSS JOIN article a ON a.row = n.article WHERE n.type = ?1 AND a.removed <> 1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_find_word (db, type));
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return FALSE;
  out_counts->n_annotations = (guint64) sqlite3_column_int64 (stmt, 0);
  out_counts->n_articles = (guint64) sqlite3_column_int64 (stmt, 1);
  return TRUE;
}

/**
 * quoth_project_count_uses:
 * @self: a project
 * @scheme: what the scheme would be
 * @fates: (array length=n_fates): what would become of what uses entries of the scheme
 * @n_fates: how many
 * @progress: (nullable): counts articles; cancelling ends it
 * @out_counts: (out): what quoth_project_migrate_scheme() would reach in articles that
 *   are not removed
 * @error: return location for a #QuothProjectError or %G_IO_ERROR_CANCELLED
 *
 * Changes nothing.
 */
gboolean
quoth_project_count_uses (QuothProject           *self,
                          QuothScheme            *scheme,
                          const QuothSchemeFate  *fates,
                          guint                   n_fates,
                          QuothProgress          *progress,
                          QuothUseCounts         *out_counts,
                          GError                **error)
{
  g_auto (Walk) counting = { NULL };
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (scheme != NULL && out_counts != NULL, FALSE);

  walk_init (&counting, self, scheme, fates, n_fates, progress);
  if (n_fates == 1 && fates->place.part == QUOTH_SCHEME_TYPES && fates->kind != QUOTH_FATE_FIT)
    return count_type (self->db, fates->place.id, out_counts, error);
  if (!quoth_db_begin_read (self->db, error))
    return FALSE;
  ok = walk (&counting, error);
  quoth_db_end_read (self->db);
  *out_counts = counting.counts;
  return ok;
}

static gboolean
check_fates (QuothScheme           *scheme,
             const QuothSchemeFate *fates,
             guint                  n_fates,
             GError               **error)
{
  for (guint i = 0; i < n_fates; i++)
    {
      QuothSchemePlace heir = fates[i].place;

      if (fates[i].kind != QUOTH_FATE_MOVE)
        continue;
      if (heir.value != NULL)
        heir.value = fates[i].heir;
      else
        heir.id = fates[i].heir;
      if (fates[i].heir == NULL || !quoth_scheme_has (scheme, &heir))
        {
          g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                       "the scheme has no “%s”", fates[i].heir != NULL ? fates[i].heir : "");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_all (Walk    *self,
           GError **error)
{
  if (!quoth_journal_discard_undone (self->db, error))
    return FALSE;
  self->seq = quoth_journal_append (self->db, self->project->annotator,
                                    quoth_command_get_verb (self->pending), QUOTH_JOURNAL_DO, 0, 0,
                                    error);
  if (self->seq == 0)
    return FALSE;
  quoth_command_add_scheme (self->pending, self->before, self->after);
  if (!flush (self, 0, error) || !walk (self, error) || !flush (self, 0, error))
    return FALSE;
  /* From here on it is too late to stop. */
  quoth_db_watch (self->db, NULL);
  return quoth_db_commit (self->db, error);
}

/**
 * quoth_project_migrate_scheme:
 * @self: a project
 * @scheme: what the scheme shall be
 * @fates: (array length=n_fates): what becomes of what uses entries of the scheme
 * @n_fates: how many
 * @progress: (nullable): counts articles; cancelling takes all back
 * @out_counts: (out): what the fates reached, also in removed articles
 * @error: return location for a #QuothProjectError or %G_IO_ERROR_CANCELLED
 *
 * The whole is one transaction and one journal entry of the verb "change-scheme". Removed
 * articles are changed, too, so that they fit when they come back. Ends with ::reloaded.
 *
 * Returns: %FALSE with @error set, and nothing has changed
 */
gboolean
quoth_project_migrate_scheme (QuothProject           *self,
                              QuothScheme            *scheme,
                              const QuothSchemeFate  *fates,
                              guint                   n_fates,
                              QuothProgress          *progress,
                              QuothUseCounts         *out_counts,
                              GError                **error)
{
  g_autoptr (QuothScheme) old = NULL;
  g_auto (Walk) writing = { NULL };

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (scheme != NULL && out_counts != NULL, FALSE);

  old = quoth_project_begin_gesture (self, error);
  if (old == NULL)
    return FALSE;
  walk_init (&writing, self, scheme, fates, n_fates, progress);
  if (!check_fates (scheme, fates, n_fates, error) || !write_all (&writing, error))
    {
      quoth_project_roll_back (self, old);
      return FALSE;
    }
  *out_counts = writing.counts;
  quoth_project_reload (self);
  return TRUE;
}
