/* quoth-project-query-work.c - how far each annotator is, what was made when, who said it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-work.h"

#include <stdio.h>

#define SPEAKER "speaker"
#define IMPORTED "import"

static void
clear_share (gpointer data)
{
  g_free (((QuothLayerShare *) data)->layer);
  g_free (((QuothLayerShare *) data)->state);
}

static void
clear_day (gpointer data)
{
  g_free (((QuothLayerDay *) data)->layer);
}

static void
voice_free (gpointer data)
{
  g_free (((QuothEntityVoice *) data)->entity);
  g_free (data);
}

static QuothDb *
get_db (QuothProject  *self,
        GError       **error)
{
  QuothDb *db = quoth_project_get_db (self);

  if (db == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED, "the project is closed");
  return db;
}

/* A layer is known by its state, by its annotations, or by both. */
static const char states_sql[] =
  "SELECT w.text, coalesce (s.text, 'open'), d.has, count (*) FROM"
  " (SELECT article, layer, max (has) AS has, max (state) AS state FROM"
  "   (SELECT article, layer, 1 AS has, NULL AS state FROM annotation"
  "     UNION ALL SELECT article, layer, 0, state FROM layer)"
  "   GROUP BY article, layer) d"
  " JOIN article a ON a.row = d.article AND a.removed = 0"
  " JOIN word w ON w.row = d.layer LEFT JOIN word s ON s.row = d.state"
  " GROUP BY d.layer, d.state, d.has ORDER BY w.text";

/**
 * quoth_project_count_states:
 * @self: a project
 * @progress: (nullable): may cancel it
 * @error: return location
 *
 * Returns: (transfer full) (element-type QuothLayerShare) (nullable): how many articles of
 *   each layer are in which state, by layer; those with nothing marked apart
 */
GArray *
quoth_project_count_states (QuothProject   *self,
                            QuothProgress  *progress,
                            GError        **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (QuothLayerShare));
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);
  int rc = SQLITE_DONE;

  g_array_set_clear_func (shares, clear_share);
  if (db == NULL)
    return NULL;
  stmt = quoth_db_prepare (db, states_sql, error);
  if (stmt == NULL)
    return NULL;
  quoth_db_watch (db, progress);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothLayerShare share = {
        g_strdup (quoth_stmt_text_or_empty (stmt, 0)),
        g_strdup (quoth_stmt_text_or_empty (stmt, 1)), sqlite3_column_int (stmt, 2) != 0,
        (guint) sqlite3_column_int64 (stmt, 3)
      };

      g_array_append_val (shares, share);
    }
  quoth_db_watch (db, NULL);
  return rc == SQLITE_DONE ? g_steal_pointer (&shares) : NULL;
}

static void
clear_guidelines (gpointer data)
{
  g_free (((QuothLayerGuidelines *) data)->guidelines);
  g_free (((QuothLayerGuidelines *) data)->layer);
}

/**
 * quoth_project_count_guidelines:
 * @self: a project
 * @error: return location
 *
 * Returns: (transfer full) (element-type QuothLayerGuidelines) (nullable): in how many articles
 *   each layer was last worked on under each version of the guidelines, by their id, then by
 *   layer; where it is unknown, it does not count
 */
GArray *
quoth_project_count_guidelines (QuothProject  *self,
                                GError       **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (QuothLayerGuidelines));
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);
  int rc;

  g_array_set_clear_func (counts, clear_guidelines);
  if (db == NULL)
    return NULL;
  if (!quoth_db_has_guidelines (db))
    return g_steal_pointer (&counts);
  stmt = quoth_db_prepare (db, "SELECT g.text, w.text, count (*) FROM layer l"
                               " JOIN article a ON a.row = l.article AND a.removed = 0"
                               " JOIN word g ON g.row = l.guidelines"
                               " JOIN word w ON w.row = l.layer"
                               " GROUP BY l.guidelines, l.layer ORDER BY g.text, w.text", error);
  if (stmt == NULL)
    return NULL;
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothLayerGuidelines count = {
        g_strdup (quoth_stmt_text_or_empty (stmt, 0)),
        g_strdup (quoth_stmt_text_or_empty (stmt, 1)), (guint) sqlite3_column_int64 (stmt, 2)
      };

      g_array_append_val (counts, count);
    }
  return rc == SQLITE_DONE ? g_steal_pointer (&counts) : NULL;
}

/**
 * quoth_day_parse:
 * @time: (nullable): a time as ISO 8601 has it
 *
 * Returns: its day, as GDate counts them; 0 for anything else
 */
guint32
quoth_day_parse (const char *time)
{
  guint year, month, day;
  GDate date;

  if (time == NULL || sscanf (time, "%4u-%2u-%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) MIN (month, 99),
                            (GDateYear) year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * quoth_project_count_days:
 * @self: a project
 * @progress: (nullable): may cancel it
 * @error: return location
 *
 * Days are those of UTC, in which annotations tell when they were made. What was imported
 * is counted apart: it was made elsewhere.
 *
 * Returns: (transfer full) (element-type QuothLayerDay) (nullable): annotations made in each
 *   layer on each day, by layer, then day
 */
GArray *
quoth_project_count_days (QuothProject   *self,
                          QuothProgress  *progress,
                          GError        **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (QuothLayerDay));
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);
  int rc = SQLITE_DONE;

  g_array_set_clear_func (days, clear_day);
  if (db == NULL)
    return NULL;
  stmt = quoth_db_prepare (db, "SELECT w.text, c.day, c.n, c.made FROM"
                               " (SELECT n.layer, substr (n.created, 1, 10) AS day,"
                               "   count (*) AS n, sum (n.origin <> ?1) AS made FROM annotation n"
                               "   JOIN article a ON a.row = n.article AND a.removed = 0"
                               "   GROUP BY 1, 2) c"
                               " JOIN word w ON w.row = c.layer ORDER BY w.text, c.day", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, quoth_db_find_word (db, IMPORTED));
  quoth_db_watch (db, progress);
  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothLayerDay day = { NULL, quoth_day_parse (quoth_stmt_text_or_empty (stmt, 1)),
                            (guint) sqlite3_column_int64 (stmt, 2),
                            (guint) sqlite3_column_int64 (stmt, 3) };

      if (day.julian == 0)
        continue;
      day.layer = g_strdup (quoth_stmt_text_or_empty (stmt, 0));
      g_array_append_val (days, day);
    }
  quoth_db_watch (db, NULL);
  return rc == SQLITE_DONE ? g_steal_pointer (&days) : NULL;
}

/* Days as count_days() has them: for times that are none. */
static gboolean
search_days (QuothProject       *self,
             const char *const  *layers,
             QuothProgress      *progress,
             guint32            *out_first,
             guint32            *out_last,
             GError            **error)
{
  g_autoptr (GArray) days = quoth_project_count_days (self, progress, error);

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const QuothLayerDay *day = &g_array_index (days, QuothLayerDay, i);

      if (!g_strv_contains (layers, day->layer))
        continue;
      *out_first = *out_first == 0 ? day->julian : MIN (*out_first, day->julian);
      *out_last = MAX (*out_last, day->julian);
    }
  return days != NULL;
}

/**
 * quoth_project_find_days:
 * @self: a project
 * @layers: (array zero-terminated): names of layers
 * @progress: (nullable): may cancel it
 * @out_first: (out): the first day on which an annotation of them was made; 0: there is none
 * @out_last: (out): the last one
 * @error: return location
 *
 * A third of the work of quoth_project_count_days(): nothing is sorted.
 *
 * Returns: whether it could be found out
 */
gboolean
quoth_project_find_days (QuothProject       *self,
                         const char *const  *layers,
                         QuothProgress      *progress,
                         guint32            *out_first,
                         guint32            *out_last,
                         GError            **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT min (n.created), max (n.created)"
                                          " FROM annotation n WHERE n.article NOT IN"
                                          " (SELECT row FROM article WHERE removed <> 0)"
                                          " AND n.layer IN (0");
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);
  gboolean empty = TRUE;
  int rc;

  *out_first = *out_last = 0;
  if (db == NULL)
    return FALSE;
  for (guint i = 0; layers[i] != NULL; i++)
    g_string_append_printf (sql, ", %" G_GINT64_FORMAT, quoth_db_find_word (db, layers[i]));
  g_string_append_c (sql, ')');
  stmt = quoth_db_prepare (db, sql->str, error);
  if (stmt == NULL)
    return FALSE;
  quoth_db_watch (db, progress);
  rc = quoth_db_step (db, stmt, error);
  if (rc == SQLITE_ROW)
    {
      empty = sqlite3_column_type (stmt, 0) == SQLITE_NULL;
      *out_first = quoth_day_parse (quoth_stmt_text_or_empty (stmt, 0));
      *out_last = quoth_day_parse (quoth_stmt_text_or_empty (stmt, 1));
    }
  quoth_db_watch (db, NULL);
  if (rc != SQLITE_ROW)
    return FALSE;
  if (empty || (*out_first != 0 && *out_last != 0))
    return TRUE;
  *out_first = *out_last = 0;
  return search_days (self, layers, progress, out_first, out_last, error);
}

/* "start end start end …"; null when there is one part. */
static guint
count_chars (QuothStmt *stmt)
{
  const char *parts = quoth_stmt_text (stmt, 4);
  guint n = 0;

  if (parts == NULL)
    return (guint) (sqlite3_column_int64 (stmt, 3) - sqlite3_column_int64 (stmt, 2));
  while (*parts != '\0')
    {
      char *end;
      guint64 from = g_ascii_strtoull (parts, &end, 10);
      guint64 to = g_ascii_strtoull (end, &end, 10);

      if (end == parts || to < from)
        break;
      n += (guint) (to - from);
      parts = end;
    }
  return n;
}

static void
add_claim (GHashTable    *voices,
           QuothRegistry *registry,
           const char    *entity,
           guint          n_chars)
{
  QuothEntity *heir = entity != NULL ? quoth_registry_resolve (registry, entity) : NULL;
  const char *id = heir != NULL ? heir->id : entity != NULL ? entity : "";
  QuothEntityVoice *voice = g_hash_table_lookup (voices, id);

  if (voice == NULL)
    {
      voice = g_new0 (QuothEntityVoice, 1);
      voice->entity = *id != '\0' ? g_strdup (id) : NULL;
      g_hash_table_insert (voices, g_strdup (id), voice);
    }
  voice->n_claims++;
  voice->n_chars += n_chars;
}

/* Speakers of one claim come together: its mentions of one entity count once. */
static int
read_voices (QuothDb        *db,
             QuothStmt      *stmt,
             QuothRegistry  *registry,
             GHashTable     *voices,
             GError        **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *claim = NULL;
  gint64 article = 0;
  int rc;

  while ((rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      const char *id = quoth_stmt_text_or_empty (stmt, 1);
      const char *entity = quoth_stmt_text (stmt, 5);

      if (article != sqlite3_column_int64 (stmt, 0) || g_strcmp0 (claim, id) != 0)
        {
          article = sqlite3_column_int64 (stmt, 0);
          g_free (claim);
          claim = g_strdup (id);
          g_hash_table_remove_all (seen);
        }
      if (g_hash_table_add (seen, g_strdup (entity != NULL ? entity : "")))
        add_claim (voices, registry, entity, count_chars (stmt));
    }
  return rc;
}

static int
compare_voices_cb (gconstpointer a,
                   gconstpointer b)
{
  const QuothEntityVoice *x = *(const QuothEntityVoice *const *) a;
  const QuothEntityVoice *y = *(const QuothEntityVoice *const *) b;

  if (x->n_claims != y->n_claims)
    return x->n_claims < y->n_claims ? 1 : -1;
  if (x->n_chars != y->n_chars)
    return x->n_chars < y->n_chars ? 1 : -1;
  return g_strcmp0 (x->entity, y->entity);
}

/**
 * quoth_project_count_voices:
 * @self: a project
 * @layer: whose work to count; of several, each claim would count several times
 * @progress: (nullable): may cancel it
 * @error: return location
 *
 * A claim of two speakers counts for both.
 *
 * Returns: (transfer full) (element-type QuothEntityVoice) (nullable): entities that speak, those
 *   with most claims first; one without an entity: speakers that are not linked yet
 */
GPtrArray *
quoth_project_count_voices (QuothProject   *self,
                            const char     *layer,
                            QuothProgress  *progress,
                            GError        **error)
{
  g_autoptr (GHashTable) voices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (voice_free);
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = get_db (self, error);
  GHashTableIter iter;
  gpointer voice;
  int rc;

  if (db == NULL)
    return NULL;
  stmt = quoth_db_prepare (db, "SELECT n.article, n.id, n.start, n.end, n.parts, m.entity"
                               " FROM annotation n CROSS JOIN article a ON a.row = n.article"
                               " CROSS JOIN link l ON l.article = n.article AND l.annotation = n.id"
                               " CROSS JOIN annotation m ON m.article = l.article"
                               "   AND m.id = l.target"
                               " WHERE n.layer = ?1 AND n.n_links > 0 AND a.removed = 0"
                               " AND l.role = ?2 ORDER BY n.article, n.id", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, quoth_db_find_word (db, layer));
  sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (db, SPEAKER));
  quoth_db_watch (db, progress);
  rc = read_voices (db, stmt, quoth_project_get_registry (self), voices, error);
  quoth_db_watch (db, NULL);
  g_hash_table_iter_init (&iter, voices);
  while (g_hash_table_iter_next (&iter, NULL, &voice))
    g_ptr_array_add (list, voice);
  g_ptr_array_sort (list, compare_voices_cb);
  return rc == SQLITE_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * quoth_project_count_article_layers:
 * @self: a project
 * @row: an article's row
 *
 * Cheap: neither the text nor the annotations are read.
 *
 * Returns: how many layers the article has
 */
guint
quoth_project_count_article_layers (QuothProject *self,
                                    gint64        row)
{
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db = quoth_project_get_db (self);

  stmt = db != NULL ? quoth_db_prepare (db, "SELECT count (*) FROM (SELECT layer FROM annotation"
                                            " WHERE article = ?1 UNION SELECT layer FROM layer"
                                            " WHERE article = ?1)", NULL) : NULL;
  if (stmt == NULL)
    return 0;
  sqlite3_bind_int64 (stmt, 1, row);
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW ? (guint) sqlite3_column_int64 (stmt, 0) : 0;
}
