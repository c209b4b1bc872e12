/* quoth-project-query.h - lists, counts and history read from a project
 *
 * Read-only. Pages go by key (the last row seen), never by OFFSET. All lists leave
 * out removed articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  const char *text;      /* nullable: name or title contains this, folded */
  const char *status;    /* nullable: tag "status"; "new" also matches articles without one */
  const char *type;      /* nullable: has an annotation of this type */
  const char *entity;    /* nullable: has a mention of this entity */
  const char *layer;     /* nullable: limits type, entity and open_tasks to this layer */
  gboolean    open_tasks; /* has a mention without entity or a claim without speaker */
  gboolean    open_comments; /* has a comment that is not resolved, on whatever layer */
} QuothArticleFilter;

typedef struct
{
  gint64        row;     /* key for paging: rows ascend in order of arrival */
  QuothArticle *article; /* owned reference */
  guint         n_annotations;
  guint         n_open_tasks;
  guint         n_open_comments;
} QuothArticleRow;

void           quoth_article_row_free          (QuothArticleRow          *self);

/* Up to @limit rows after (or, when @backwards, before) row @from; 0 = from the end it starts at.
 * Always in ascending order. */
GPtrArray     *quoth_project_list_articles     (QuothProject             *self,
                                                const QuothArticleFilter *filter,
                                                gint64                    from,
                                                gboolean                  backwards,
                                                guint                     limit,
                                                GError                  **error);
gint64         quoth_project_count_articles    (QuothProject             *self,
                                                const QuothArticleFilter *filter,
                                                GError                  **error);
/* How many articles that pass @filter stand at or before @row. */
gint64         quoth_project_article_position  (QuothProject             *self,
                                                const QuothArticleFilter *filter,
                                                gint64                    row,
                                                GError                  **error);
gint64         quoth_project_get_article_row   (QuothProject             *self,
                                                const char               *article);
QuothArticle  *quoth_project_lookup_article    (QuothProject             *self,
                                                const char               *article,
                                                GError                  **error);
/* Id of the article whose text has this hash; NULL when there is none. */
char          *quoth_project_find_by_hash      (QuothProject             *self,
                                                const char               *hash);

typedef struct
{
  char            *article;
  char            *article_name;
  QuothAnnotation *annotation;
  char            *before; /* context, for a concordance line */
  char            *quote;
  char            *after;
} QuothLedgerRow;

void           quoth_ledger_row_free           (QuothLedgerRow           *self);

/* Mentions of an entity, or (@claims) the claims whose speaker is one of them, in
 * every article; keyset paging by @after, an opaque key that the call advances. */
GPtrArray     *quoth_project_list_ledger       (QuothProject             *self,
                                                const char               *entity,
                                                const char               *layer,
                                                gboolean                  claims,
                                                char                    **inout_after,
                                                guint                     limit,
                                                GError                  **error);
gboolean       quoth_project_count_ledger      (QuothProject             *self,
                                                const char               *entity,
                                                gint64                   *out_mentions,
                                                gint64                   *out_claims,
                                                GError                  **error);

typedef struct
{
  gint64  sequence;
  char   *at;     /* ISO 8601 */
  char   *who;
  char   *verb;   /* as in the command; "undo:verb" and "redo:verb" for those */
  char   *before; /* nullable JSON of the record */
  char   *after;  /* nullable JSON */
} QuothHistoryRow;

void           quoth_history_row_free          (QuothHistoryRow          *self);
GPtrArray     *quoth_project_list_history      (QuothProject             *self,
                                                const char               *record,
                                                guint                     limit,
                                                GError                  **error);

/* Whether nothing but the link of this mention taught the alias, or reads like it. */
gboolean       quoth_project_alias_rests_on    (QuothProject             *self,
                                                QuothEntity              *entity,
                                                const char               *name,
                                                const char               *mention,
                                                GError                  **error);

typedef struct _QuothHistoryReader QuothHistoryReader;

QuothHistoryReader *quoth_history_reader_new      (QuothProject             *project);
void                quoth_history_reader_free     (QuothHistoryReader       *self);
QuothHistoryRow    *quoth_history_reader_dup_last (QuothHistoryReader       *self,
                                                   const char               *record);

typedef struct
{
  gint64 n_articles;
  gint64 n_annotations;
  gint64 n_entities;
  gint64 n_layers;
  GArray    *type_counts; /* of QuothNamedCount */
  GArray    *layer_counts; /* of QuothNamedCount: annotations */
  GArray    *status_counts; /* of QuothNamedCount: articles */
} QuothProjectInfo;

typedef struct
{
  char  *name;
  gint64 count;
} QuothNamedCount;

QuothProjectInfo *quoth_project_get_info       (QuothProject             *self,
                                                GError                  **error);
void           quoth_project_info_free         (QuothProjectInfo         *self);
char            **quoth_project_list_layers      (QuothProject             *self,
                                                 GError                  **error);
gint64         quoth_project_count_type        (QuothProject             *self,
                                                const char               *type);

/* One stretch of work on a file: from opening until closing it. Copies of a file go on from the
 * same journal, each with entries of the same numbers but in sessions of its own: by those they
 * are told apart. */
typedef struct
{
  gint64  first; /* its first journal entry; the next session's begins where this one's end */
  char   *id;    /* random, so that it tells nothing of when and where */
} QuothSession;

/* Of QuothSession, in order. Entries before the first were made before sessions were noted. */
GPtrArray     *quoth_project_list_sessions     (QuothProject             *self,
                                                GError                  **error);
/* What is done by @self belongs to it, or to a session that began since in the same file. */
const char    *quoth_project_get_session       (QuothProject             *self);

/* A record and a journal entry that touched it; nothing is owned. */
typedef struct
{
  const char *article;  /* "" for records of the project: entities, articles, scheme, settings */
  const char *record;
  gint64      sequence;
  const char *who;
  const char *verb;     /* without "undo:" */
  gboolean    imports;  /* the entry brought articles */
} QuothTouch;

/* Returns FALSE to stop. */
typedef gboolean (*QuothTouchFunc)             (const QuothTouch         *touch,
                                                gpointer                  user_data);

gboolean       quoth_project_foreach_touch     (QuothProject             *self,
                                                QuothTouchFunc            func,
                                                gpointer                  user_data,
                                                GError                  **error);
/* Where the journal and the articles ended when somebody looked. */
typedef struct
{
  gint64 entry;
  gint64 part;
  gint64 article;
} QuothMoment;

/* Changes of one entry; a large entry gives several. */
typedef struct
{
  gint64        sequence;
  char         *who;
  QuothCommand *command;
} QuothDeed;

void           quoth_deed_free                 (QuothDeed                *self);
gboolean       quoth_project_get_moment        (QuothProject             *self,
                                                QuothMoment              *out_moment,
                                                GError                  **error);
gboolean       quoth_project_begin_look        (QuothProject             *self,
                                                gboolean                 *out_begun,
                                                GError                  **error);
void           quoth_project_end_look          (QuothProject             *self,
                                                gboolean                  begun);
GPtrArray     *quoth_project_list_since        (QuothProject             *self,
                                                QuothMoment              *inout_moment,
                                                gboolean                 *out_large,
                                                GError                  **error);
void           quoth_deeds_foreach_touch       (GPtrArray                *deeds,
                                                QuothTouchFunc            func,
                                                gpointer                  user_data);
gboolean       quoth_project_is_removed        (QuothProject             *self,
                                                const char               *hash);
/* The whole registry by id, also entities that were merged into others. */
GPtrArray     *quoth_project_list_entities     (QuothProject             *self,
                                                GError                  **error);
gboolean       quoth_project_is_taken_back     (QuothProject             *self,
                                                const char               *article);
gboolean       quoth_project_has_layer         (QuothProject             *self,
                                                const char               *article,
                                                const char               *layer);
/* Under which version of the guidelines a layer was made: its id, NULL when unknown. */
char          *quoth_project_dup_layer_guidelines (QuothProject          *self,
                                                   const char            *article,
                                                   const char            *layer);

/* Commands that reach over many articles. */
QuothCommand  *quoth_project_merge_entities    (QuothProject             *self,
                                                const char               *from,
                                                const char               *into,
                                                GError                  **error);
/* Moves the named mentions (article id, annotation id pairs) to a new entity. */
QuothCommand  *quoth_project_split_entity      (QuothProject             *self,
                                                const char               *entity,
                                                const char               *new_name,
                                                GPtrArray                *ledger_rows,
                                                char                    **out_entity,
                                                GError                  **error);
QuothCommand  *quoth_project_remove_articles   (QuothProject             *self,
                                                const char *const        *articles,
                                                GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothArticleRow, quoth_article_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothLedgerRow, quoth_ledger_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothHistoryReader, quoth_history_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothHistoryRow, quoth_history_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothProjectInfo, quoth_project_info_free)

G_END_DECLS
