/* quoth-db-private.h - one SQLite connection, for the files of this room
 *
 * Keeps prepared statements, turns SQLite's codes into #QuothProjectError, keeps
 * the words of table `word`, and reads and writes the records of the model. A
 * connection belongs to one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "quoth-attributes-cache.h"
#include "quoth-project.h"

G_BEGIN_DECLS

/* A statement in use. Releasing it (g_autoptr) resets it and gives it back to the
 * connection, which keeps it for the next time. Read columns with sqlite3_column_*(). */
typedef struct sqlite3_stmt QuothStmt;

#define QUOTH_DB_N_RECENT 64

/* Of pages, in KiB. */
#define QUOTH_DB_CACHE 2048

/* A statement found by where its SQL stands in memory, and what that SQL was. */
typedef struct
{
  const char *address;
  const char *sql;
  QuothStmt  *stmt;
} QuothDbRecent;

typedef struct
{
  sqlite3       *handle;
  char          *path;
  char          *session;    /* see QuothSession */
  gboolean       read_only;
  gboolean       in_transaction;
  gboolean       versions_changed; /* in this transaction: see quoth-db-versions.c */
  GHashTable    *statements; /* SQL → QuothStmt */
  QuothDbRecent  recent[QUOTH_DB_N_RECENT]; /* of @statements, by the address of the SQL */
  QuothAttributesCache *attributes;
  GPtrArray     *words;      /* by row: GRefString, NULL where not yet read */
  GHashTable    *word_rows;  /* text → row */
  GHashTable    *word_pointers; /* a word of @words, as pointer → row */
  gboolean       names_words; /* see quoth_db_learn_words() */
  QuothProgress *watched;    /* borrowed, see quoth_db_watch() */
  gboolean       has_guidelines; /* known to have that column in its layers */
} QuothDb;

typedef enum
{
  QUOTH_DB_READ_ONLY = 1 << 0,
  QUOTH_DB_IMMUTABLE = 1 << 1 /* nobody can write the file: read it without locks */
} QuothDbFlags;

/* quoth-db.c */
QuothDb    *quoth_db_open           (const char     *path,
                                     QuothDbFlags    flags,
                                     GError        **error);
void        quoth_db_free           (QuothDb        *self);
/* quoth-db-locks.c: before the first connection; later calls do nothing. */
void        quoth_db_keep_locks     (void);
/* The connection of a project; NULL once it is closed. */
QuothDb    *quoth_project_get_db    (QuothProject   *project);
gboolean    quoth_db_set_error      (QuothDb        *self,
                                     int             rc,
                                     GError        **error); /* always FALSE */
/* @sql is cached by its text: keep the number of variants small. */
QuothStmt  *quoth_db_prepare        (QuothDb        *self,
                                     const char     *sql,
                                     GError        **error);
void        quoth_stmt_release      (QuothStmt      *stmt);
/* SQLITE_ROW or SQLITE_DONE; anything else sets @error. */
int         quoth_db_step           (QuothDb        *self,
                                     QuothStmt      *stmt,
                                     GError        **error);
/* Steps a statement that returns no rows, and resets it for the next binding. */
gboolean    quoth_db_run            (QuothDb        *self,
                                     QuothStmt      *stmt,
                                     GError        **error);
gboolean    quoth_db_exec           (QuothDb        *self,
                                     const char     *sql,
                                     GError        **error);
/* The same, prepared once and kept: one statement without bindings. */
gboolean    quoth_db_repeat         (QuothDb        *self,
                                     const char     *sql,
                                     GError        **error);
/* The first column of the first row; 0 when there is no row. */
gboolean    quoth_db_get_int        (QuothDb        *self,
                                     const char     *sql,
                                     gint64         *out_value,
                                     GError        **error);
gboolean    quoth_db_begin          (QuothDb        *self, /* to write */
                                     GError        **error);
gboolean    quoth_db_begin_read     (QuothDb        *self, /* one snapshot */
                                     GError        **error);
gboolean    quoth_db_commit         (QuothDb        *self,
                                     GError        **error);
gboolean    quoth_db_sync_log       (QuothDb        *self,
                                     GError        **error);
void        quoth_db_end_read       (QuothDb        *self);
void        quoth_db_rollback       (QuothDb        *self);
/* Until called with NULL, every statement stops with G_IO_ERROR_CANCELLED soon
 * after @progress is cancelled. */
void        quoth_db_watch          (QuothDb        *self,
                                     QuothProgress  *progress);
/* Whether to wait for other writers only as long as a window may stand still. */
void        quoth_db_hurry          (QuothDb        *self,
                                     gboolean        hurry);
/* Binds without a copy: @text must live until the statement is reset. NULL is null. */
void        quoth_stmt_bind_text    (QuothStmt      *stmt,
                                     int             index,
                                     const char     *text);
const char *quoth_stmt_text         (QuothStmt      *stmt,
                                     int             column);
const char *quoth_stmt_text_or_empty (QuothStmt      *stmt,
                                      int             column); /* NULL for null */

/* quoth-db-words.c: 0 and NULL when there is none. */
gint64      quoth_db_find_word      (QuothDb        *self,
                                     const char     *text);
gint64      quoth_db_intern_word    (QuothDb        *self, /* in a transaction */
                                     const char     *text,
                                     GError        **error);
const char *quoth_db_get_word       (QuothDb        *self, /* a GRefString, borrowed */
                                     gint64          row);
void        quoth_db_forget_words   (QuothDb        *self); /* after a rollback */
void        quoth_db_learn_words    (QuothDb        *self); /* of a damaged file */

/* What article.removed holds. */
enum
{
  QUOTH_ARTICLE_THERE,
  QUOTH_ARTICLE_REMOVED,
  QUOTH_ARTICLE_OLDER
};

/* quoth-db-versions.c */
gboolean    quoth_db_judge_versions (QuothDb        *self,
                                     GError        **error);

/* quoth-db-records.c. Columns to select, and how many they are; tables must carry
 * the aliases a (article), n (annotation), e (entity). */
#define QUOTH_ARTICLE_COLUMNS \
  "a.row, a.id, a.hash, a.name, a.language, a.length, a.removed, a.metadata, a.tags"
#define QUOTH_ARTICLE_N_COLUMNS 9
#define QUOTH_ANNOTATION_COLUMNS \
  "n.article, n.id, n.layer, n.type, n.start, n.end, n.parts, n.entity, n.attributes, " \
  "n.n_links, n.origin, n.created, n.note"
#define QUOTH_ANNOTATION_N_COLUMNS 13

QuothArticle    *quoth_db_article_from_row    (QuothDb          *self,
                                               QuothStmt        *stmt,
                                               int               first_column,
                                               GError          **error);
/* Reads the links too. */
QuothAnnotation *quoth_db_annotation_from_row (QuothDb          *self,
                                               QuothStmt        *stmt,
                                               int               first_column,
                                               GError          **error);
QuothAnnotation *quoth_db_unlinked_from_row   (QuothDb          *self,
                                               QuothStmt        *stmt,
                                               int               first_column,
                                               GError          **error);
/* Columns role, target, attributes. */
gboolean         quoth_db_link_from_row       (QuothDb          *self,
                                               QuothAnnotation  *annotation,
                                               QuothStmt        *stmt,
                                               int               first_column,
                                               GError          **error);
gint64           quoth_db_hash_from_text      (const char       *text,
                                               guchar            out_bytes[32]);

/* quoth-db-registry.c */
gint64           quoth_db_article_row         (QuothDb          *self, /* 0 = none */
                                               const char       *id);
/* NULL without @error when there is none. */
QuothArticle    *quoth_db_read_article        (QuothDb          *self,
                                               const char       *id,
                                               GError          **error);
QuothAnnotation *quoth_db_read_annotation     (QuothDb          *self,
                                               gint64            article,
                                               const char       *id,
                                               GError          **error);
QuothEntity     *quoth_db_read_entity         (QuothDb          *self,
                                               const char       *id,
                                               GError          **error);
gboolean         quoth_db_has_guidelines      (QuothDb          *self);
QuothLayer      *quoth_db_layer_from_row      (QuothDb          *self,
                                               const char       *name,
                                               QuothStmt        *stmt,
                                               int               column);
QuothLayer      *quoth_db_read_layer          (QuothDb          *self,
                                               gint64            article,
                                               const char       *name,
                                               GError          **error);
QuothScheme     *quoth_db_read_scheme         (QuothDb          *self,
                                               GError          **error);
/* NULL without @error when there is none. */
QuothSetting    *quoth_db_read_setting        (QuothDb          *self,
                                               const char       *name,
                                               GError          **error);
/* All entities, also merged ones, by id. */
GPtrArray       *quoth_db_read_entities       (QuothDb          *self,
                                               GError          **error);
QuothText       *quoth_db_text_from_row       (QuothStmt        *stmt,
                                               int               column,
                                               gint64            article,
                                               GError          **error);
QuothText       *quoth_db_read_text           (QuothDb          *self,
                                               gint64            article,
                                               GError          **error);
/* Whether an annotation of the kind that @scheme gives its type waits for work. */
gboolean         quoth_db_is_open             (QuothScheme      *scheme,
                                               QuothAnnotation  *annotation);

/* quoth-db-sweep.c. Where a table that is clustered by article has been read to. */
typedef struct
{
  const char *sql;
  QuothStmt  *stmt;    /* NULL: not yet begun */
  gint64      article; /* asked for last */
  gint64      at;      /* of the row that the statement stands on; G_MAXINT64 at the end */
} QuothDbSweep;

/* Reads articles one after the other, fastest in the order of their rows. */
typedef struct
{
  QuothDb      *db;
  QuothDbSweep  annotations;
  QuothDbSweep  links;
  QuothDbSweep  layers;
} QuothDbSweeps;

void             quoth_db_sweeps_init         (QuothDbSweeps    *self,
                                               QuothDb          *db,
                                               gboolean          many);
void             quoth_db_sweeps_clear        (QuothDbSweeps    *self);
/* Sorted by id, with links; of one layer or (NULL) all. */
gboolean         quoth_db_sweep_annotations   (QuothDbSweeps    *self,
                                               gint64            article,
                                               const char       *layer,
                                               GPtrArray        *annotations,
                                               GError          **error);
gboolean         quoth_db_sweep_layers        (QuothDbSweeps    *self,
                                               gint64            article,
                                               const char       *only,
                                               QuothArticleData *data,
                                               GError          **error);
/* The same for one article. */
gboolean         quoth_db_read_annotations    (QuothDb          *self,
                                               gint64            article,
                                               const char       *layer,
                                               GPtrArray        *annotations,
                                               GError          **error);
gboolean         quoth_db_read_layers         (QuothDb          *self,
                                               gint64            article,
                                               const char       *only,
                                               QuothArticleData *data,
                                               GError          **error);

/* quoth-db-write.c: all in a write transaction. @scheme decides what is open. */
gboolean         quoth_db_write_annotation    (QuothDb          *self,
                                               gint64            article,
                                               QuothAnnotation  *before, /* nullable */
                                               QuothAnnotation  *after,  /* nullable */
                                               QuothScheme      *scheme,
                                               GError          **error);
gboolean         quoth_db_insert_annotations  (QuothDb          *self,
                                               gint64            article,
                                               GPtrArray        *annotations,
                                               QuothScheme      *scheme,
                                               GError          **error);
gboolean         quoth_db_write_entity        (QuothDb          *self,
                                               QuothEntity      *before,
                                               QuothEntity      *after,
                                               GError          **error);
gboolean         quoth_db_write_article       (QuothDb          *self,
                                               gint64            row,
                                               QuothArticle     *after,
                                               GError          **error);
gboolean         quoth_db_write_layer         (QuothDb          *self,
                                               gint64            article,
                                               const QuothLayer *before,
                                               const QuothLayer *after,
                                               GError          **error);
gboolean         quoth_db_write_scheme        (QuothDb          *self,
                                               QuothScheme      *scheme,
                                               GError          **error);
gboolean         quoth_db_write_setting       (QuothDb          *self,
                                               const QuothSetting *before,
                                               const QuothSetting *after,
                                               GError          **error);
/* Sets `open` anew where @after gives a type another kind than @before. */
gboolean         quoth_db_refresh_open        (QuothDb          *self,
                                               QuothScheme      *before,
                                               QuothScheme      *after,
                                               GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothDb, quoth_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothStmt, quoth_stmt_release)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothDbSweeps, quoth_db_sweeps_clear)

G_END_DECLS
