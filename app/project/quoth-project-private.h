/* quoth-project-private.h - what the files that make up a project share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-db-private.h"

G_BEGIN_DECLS

struct _QuothProject
{
  GObject        parent_instance;

  QuothDb       *db;        /* NULL once closed */
  char          *path;
  char          *session;   /* never changes, see QuothSession */
  char          *annotator;
  gboolean       read_only;
  QuothScheme   *scheme;
  QuothRegistry *registry;  /* NULL until first asked for: workers rarely need it */
  GPtrArray     *documents; /* of GWeakRef */
  gint64         data_version;
  char          *guidelines; /* nullable: id of their newest version */
  gboolean       knows_guidelines;
  gboolean       can_undo;
  gboolean       can_redo;
  guint          n_hurries; /* see quoth_project_begin_hurry() */
};

typedef enum
{
  QUOTH_JOURNAL_DO,
  QUOTH_JOURNAL_UNDO,
  QUOTH_JOURNAL_REDO
} QuothJournalKind;

typedef enum
{
  QUOTH_JOURNAL_ACTIVE,
  QUOTH_JOURNAL_UNDONE,
  QUOTH_JOURNAL_DISCARDED
} QuothJournalState;

/* An entry of the stack, as read. */
typedef struct
{
  gint64  seq;
  gint64  n_articles;
  char   *verb;
} QuothJournalEntry;

/* Texts are some kilobytes long: in large pages less room is left at their ends, and an import
 * writes fewer of them; a gesture, which writes some pages whole, would not gain by larger. */
#define QUOTH_PROJECT_PAGE_BYTES 16384

/* quoth-project-open.c */
QuothProject *quoth_project_create_paged     (const char         *path,
                                              QuothScheme        *scheme,
                                              guint               page_bytes,
                                              GError            **error);

/* quoth-project.c */
gboolean      quoth_project_check_writable   (QuothProject       *self,
                                              GError            **error);
gboolean      quoth_project_update_stack     (QuothProject       *self,
                                              GError            **error);
gboolean      quoth_project_reload           (QuothProject       *self);
void          quoth_project_emit_committed   (QuothProject       *self,
                                              QuothCommand       *command,
                                              gboolean            can_undo,
                                              gboolean            can_redo);
void          quoth_project_emit_reloaded    (QuothProject       *self);

/* quoth-project-commit.c */
QuothScheme  *quoth_project_begin_gesture    (QuothProject       *self,
                                              GError            **error);
void          quoth_project_roll_back        (QuothProject       *self,
                                              QuothScheme        *scheme);

/* quoth-project-read.c */
void          quoth_project_apply_to_open    (QuothProject       *self,
                                              QuothCommand       *command);
void          quoth_project_reload_documents (QuothProject       *self);

/* quoth-project-journal.c: all but those that read in a write transaction. */
gboolean      quoth_journal_peek             (QuothDb            *db,
                                              QuothJournalState   state,
                                              QuothJournalEntry  *out_entry, /* zeroed when none */
                                              GError            **error);
GPtrArray    *quoth_journal_read_parts       (QuothDb            *db, /* of QuothCommand */
                                              QuothJournalEntry  *entry,
                                              GError            **error);
GArray       *quoth_journal_list_parts       (QuothDb            *db, /* of gint64: numbers */
                                              gint64              seq,
                                              GError            **error);
QuothCommand *quoth_journal_read_part        (QuothDb            *db,
                                              QuothJournalEntry  *entry,
                                              gint64              part,
                                              GError            **error);
gint64        quoth_journal_append           (QuothDb            *db, /* 0 = error */
                                              const char         *who,
                                              const char         *verb,
                                              QuothJournalKind    kind,
                                              gint64              target,
                                              gint64              n_articles,
                                              GError            **error);
gboolean      quoth_journal_add_changes      (QuothDb            *db,
                                              gint64              seq,
                                              gint64             *inout_part,
                                              QuothCommand       *command,
                                              GError            **error);
gboolean      quoth_journal_set_state        (QuothDb            *db,
                                              gint64              seq,
                                              QuothJournalState   state,
                                              GError            **error);
gboolean      quoth_journal_discard_undone   (QuothDb            *db,
                                              GError            **error);
void          quoth_journal_entry_clear      (QuothJournalEntry  *entry);

/* quoth-project-sessions.c */
gboolean      quoth_db_note_session          (QuothDb            *db, /* in a write transaction */
                                              gint64              seq,
                                              GError            **error);
void          quoth_project_join_session     (QuothProject       *self,
                                              QuothProject       *other);

/* quoth-project-stamp.c */
QuothCommand *quoth_project_stamp_layers     (QuothProject       *self,
                                              QuothCommand       *command,
                                              GError            **error);
void          quoth_project_forget_guidelines (QuothProject      *self);

/* quoth-project-apply.c: in a write transaction. */
gboolean      quoth_project_write_changes    (QuothProject       *self,
                                              QuothCommand       *command,
                                              GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothJournalEntry, quoth_journal_entry_clear)

G_END_DECLS
