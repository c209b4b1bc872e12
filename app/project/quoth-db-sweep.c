/* quoth-db-sweep.c - reads what hangs on an article: annotations, links, layers
 *
 * These tables are clustered by article. Who reads one article after the other in the
 * order of the rows, as most exports do, only ever goes on in them: a statement and a
 * search in the tree for each article would take as long as the rows themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-sweep"

#include "config.h"

#include "quoth-db-private.h"

#include <string.h>

/* Beyond these, layers are looked up by a table. */
#define FEW_LAYERS 8

/* The first column is the article; rows come by article. @from is "=" or ">=". */
#define ANNOTATIONS(from) \
  "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation n WHERE article " from " ?1" \
  " ORDER BY article, id"
#define LINKS(from) \
  "SELECT article, annotation, role, target, attributes FROM link WHERE article " from " ?1" \
  " ORDER BY article, annotation, position"
#define LAYERS(from, guidelines) \
  "SELECT article, layer, state, " guidelines " FROM layer WHERE article " from " ?1" \
  " ORDER BY article"

/**
 * quoth_db_sweeps_init:
 * @self: what to set up; quoth_db_sweeps_clear() gives its statements back
 * @db: a connection, in a transaction
 * @many: whether articles follow
 */
void
quoth_db_sweeps_init (QuothDbSweeps *self,
                      QuothDb       *db,
                      gboolean       many)
{
  *self = (QuothDbSweeps) {
    .db = db,
    .annotations.sql = many ? ANNOTATIONS (">=") : ANNOTATIONS ("="),
    .links.sql = many ? LINKS (">=") : LINKS ("="),
    .layers.sql = quoth_db_has_guidelines (db)
                  ? (many ? LAYERS (">=", "guidelines") : LAYERS ("=", "guidelines"))
                  : (many ? LAYERS (">=", "NULL") : LAYERS ("=", "NULL")),
  };
}

void
quoth_db_sweeps_clear (QuothDbSweeps *self)
{
  g_clear_pointer (&self->annotations.stmt, quoth_stmt_release);
  g_clear_pointer (&self->links.stmt, quoth_stmt_release);
  g_clear_pointer (&self->layers.stmt, quoth_stmt_release);
}

static int
step (QuothDb       *db,
      QuothDbSweep  *self,
      GError       **error)
{
  int rc = quoth_db_step (db, self->stmt, error);

  self->at = rc == SQLITE_ROW ? sqlite3_column_int64 (self->stmt, 0) : G_MAXINT64;
  return rc;
}

/* `SQLITE_ROW` when @self stands on the first row of @article, `SQLITE_DONE` when there
 * is none. */
static int
go_to (QuothDb       *db,
       QuothDbSweep  *self,
       gint64         article,
       GError       **error)
{
  int rc;

  if (self->stmt != NULL && article > self->article && article <= self->at)
    {
      self->article = article;
      return self->at == article ? SQLITE_ROW : SQLITE_DONE;
    }
  if (self->stmt == NULL && (self->stmt = quoth_db_prepare (db, self->sql, error)) == NULL)
    return SQLITE_ERROR;
  sqlite3_reset (self->stmt);
  sqlite3_bind_int64 (self->stmt, 1, article);
  self->article = article;
  rc = step (db, self, error);
  return rc == SQLITE_ROW && self->at != article ? SQLITE_DONE : rc;
}

/* To the next row of the article. */
static int
go_on (QuothDb       *db,
       QuothDbSweep  *self,
       GError       **error)
{
  int rc = step (db, self, error);

  return rc == SQLITE_ROW && self->at != self->article ? SQLITE_DONE : rc;
}

/* Both lists are sorted by annotation id, so one pass joins them. */
static gboolean
join_links (QuothDbSweeps  *self,
            gint64          article,
            GPtrArray      *annotations,
            GError        **error)
{
  guint next = 0;
  int rc;

  for (rc = go_to (self->db, &self->links, article, error); rc == SQLITE_ROW;
       rc = go_on (self->db, &self->links, error))
    {
      const char *id = quoth_stmt_text (self->links.stmt, 1);
      int order = -1;

      while (id != NULL && next < annotations->len &&
             (order = strcmp (((QuothAnnotation *) annotations->pdata[next])->id, id)) < 0)
        next++;
      if (next < annotations->len && order == 0 &&
          !quoth_db_link_from_row (self->db, annotations->pdata[next], self->links.stmt, 2, error))
        return FALSE;
    }
  return rc == SQLITE_DONE;
}

/**
 * quoth_db_sweep_annotations:
 * @self: sweeps
 * @article: row of an article
 * @layer: (nullable): only this layer
 * @annotations: where to add them, sorted by id; must be empty
 * @error: return location for a #QuothProjectError
 *
 * Returns: %FALSE with @error set
 */
gboolean
quoth_db_sweep_annotations (QuothDbSweeps  *self,
                            gint64          article,
                            const char     *layer,
                            GPtrArray      *annotations,
                            GError        **error)
{
  QuothDbSweep *sweep = &self->annotations;
  gint64 layer_row = layer != NULL ? quoth_db_find_word (self->db, layer) : 0;
  gboolean linked = FALSE;
  int rc;

  for (rc = go_to (self->db, sweep, article, error); rc == SQLITE_ROW;
       rc = go_on (self->db, sweep, error))
    {
      QuothAnnotation *annotation;

      if (layer != NULL && sqlite3_column_int64 (sweep->stmt, 2) != layer_row)
        continue;
      annotation = quoth_db_unlinked_from_row (self->db, sweep->stmt, 0, error);
      if (annotation == NULL)
        return FALSE;
      g_ptr_array_add (annotations, annotation);
      linked = linked || sqlite3_column_int (sweep->stmt, 9) > 0;
    }
  return rc == SQLITE_DONE && (!linked || join_links (self, article, annotations, error));
}

/* Adds the layers that only annotations prove. There may be thousands of either. */
static void
add_proved (QuothArticleData *data)
{
  g_autoptr (GHashTable) known = NULL;
  const char *last = NULL;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      const char *name = ((QuothAnnotation *) data->annotations->pdata[i])->layer;

      /* Interned: the same pointer is the same name. */
      if (name == last)
        continue;
      last = name;
      if (data->layers->len <= FEW_LAYERS)
        {
          quoth_article_data_add_layer (data, name, NULL);
          continue;
        }
      if (known == NULL)
        {
          known = g_hash_table_new (g_str_hash, g_str_equal);
          for (guint k = 0; k < data->layers->len; k++)
            g_hash_table_add (known, ((QuothLayer *) data->layers->pdata[k])->name);
        }
      if (g_hash_table_add (known, (gpointer) name))
        g_ptr_array_add (data->layers, quoth_layer_new (name, "open"));
    }
}

static int
compare_layers (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(QuothLayer *const *) a)->name, (*(QuothLayer *const *) b)->name);
}

/**
 * quoth_db_sweep_layers:
 * @self: sweeps
 * @article: row of an article
 * @only: (nullable): only this layer
 * @data: where to add the layers, by name: those with a state of their own, and
 *   those that only the annotations already in @data prove, which are open
 * @error: return location for a #QuothProjectError
 */
gboolean
quoth_db_sweep_layers (QuothDbSweeps     *self,
                       gint64             article,
                       const char        *only,
                       QuothArticleData  *data,
                       GError           **error)
{
  QuothDbSweep *sweep = &self->layers;
  int rc;

  for (rc = go_to (self->db, sweep, article, error); rc == SQLITE_ROW;
       rc = go_on (self->db, sweep, error))
    {
      const char *name = quoth_db_get_word (self->db, sqlite3_column_int64 (sweep->stmt, 1));

      /* The key of the table sees to it that none stands there twice. */
      if (name != NULL && (only == NULL || strcmp (only, name) == 0))
        g_ptr_array_add (data->layers, quoth_db_layer_from_row (self->db, name, sweep->stmt, 2));
    }
  add_proved (data);
  if (data->layers->len > 1)
    g_ptr_array_sort (data->layers, compare_layers);
  return rc == SQLITE_DONE;
}

gboolean
quoth_db_read_annotations (QuothDb     *self,
                           gint64       article,
                           const char  *layer,
                           GPtrArray   *annotations,
                           GError     **error)
{
  g_auto (QuothDbSweeps) sweeps = { NULL };

  quoth_db_sweeps_init (&sweeps, self, FALSE);
  return quoth_db_sweep_annotations (&sweeps, article, layer, annotations, error);
}

gboolean
quoth_db_read_layers (QuothDb           *self,
                      gint64             article,
                      const char        *only,
                      QuothArticleData  *data,
                      GError           **error)
{
  g_auto (QuothDbSweeps) sweeps = { NULL };

  quoth_db_sweeps_init (&sweeps, self, FALSE);
  return quoth_db_sweep_layers (&sweeps, article, only, data, error);
}
