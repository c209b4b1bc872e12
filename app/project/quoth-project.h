/* quoth-project.h - the file NAME.quoth, the one place that writes
 *
 * A project is an SQLite database in WAL mode. A command is committed in one
 * transaction with one journal entry; when quoth_project_commit() returns %TRUE
 * it is on the disk, and open documents and the registry have changed. Nothing is
 * ever erased: undo appends the inverse. One object belongs to one thread; a
 * worker opens its own with quoth_project_open_again(). Another process may write
 * the same file: quoth_project_poll() notices, and a command made from stale
 * records is refused, never merged blindly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-progress.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

#define QUOTH_PROJECT_ERROR (quoth_project_error_quark ())

/* Each code is a decision the caller can take. */
typedef enum
{
  QUOTH_PROJECT_ERROR_FAILED,      /* tell the user; nothing changed */
  QUOTH_PROJECT_ERROR_NOT_PROJECT, /* not a Quoth file at all */
  QUOTH_PROJECT_ERROR_NEWER,       /* written by a newer Quoth: open read-only or update */
  QUOTH_PROJECT_ERROR_DAMAGED,     /* offer recovery */
  QUOTH_PROJECT_ERROR_READ_ONLY,   /* cannot be written here */
  QUOTH_PROJECT_ERROR_BUSY,        /* another program holds it; try again */
  QUOTH_PROJECT_ERROR_FULL,        /* no room on the disk */
  QUOTH_PROJECT_ERROR_STALE,       /* the record changed meanwhile: reload, try again */
  QUOTH_PROJECT_ERROR_EXISTS,      /* would replace something */
  QUOTH_PROJECT_ERROR_MISSING      /* no such record */
} QuothProjectError;

typedef enum
{
  QUOTH_PROJECT_OPEN_DEFAULT = 0,
  QUOTH_PROJECT_OPEN_READ_ONLY = 1 << 0
} QuothProjectOpenFlags;

#define QUOTH_TYPE_PROJECT (quoth_project_get_type ())

G_DECLARE_FINAL_TYPE (QuothProject, quoth_project, QUOTH, PROJECT, GObject)

/* signal ::committed (QuothProject *self, QuothCommand *command): also for undo and redo
 * signal ::reloaded (QuothProject *self): another process wrote; everything may differ
 * properties: "can-undo", "can-redo", "read-only" (boolean, notify on change) */

GQuark         quoth_project_error_quark   (void);

QuothProject  *quoth_project_create        (const char             *path,
                                            QuothScheme            *scheme,
                                            GError                **error);
QuothProject  *quoth_project_open          (const char             *path,
                                            QuothProjectOpenFlags   flags,
                                            GError                **error);
/* A second connection to the same file, for the calling worker thread. */
QuothProject  *quoth_project_open_again    (QuothProject           *self,
                                            GError                **error);
void           quoth_project_close         (QuothProject           *self);

const char    *quoth_project_get_path      (QuothProject           *self);
char          *quoth_project_dup_name      (QuothProject           *self);
gboolean       quoth_project_is_read_only  (QuothProject           *self);
QuothScheme   *quoth_project_get_scheme    (QuothProject           *self);
QuothRegistry *quoth_project_get_registry  (QuothProject           *self);

/* The annotator whose name the journal carries; by default the login name. */
const char    *quoth_project_get_annotator (QuothProject           *self);
void           quoth_project_set_annotator (QuothProject           *self,
                                            const char             *annotator);

gboolean       quoth_project_commit        (QuothProject           *self,
                                            QuothCommand           *command,
                                            GError                **error);
gboolean       quoth_project_can_undo      (QuothProject           *self);
gboolean       quoth_project_can_redo      (QuothProject           *self);
/* The verb of what undo or redo would do next; NULL when there is nothing. */
char          *quoth_project_dup_undo_verb (QuothProject           *self);
char          *quoth_project_dup_redo_verb (QuothProject           *self);
/* Returns: (transfer full): the command that was committed, to show where it was. */
QuothCommand  *quoth_project_undo          (QuothProject           *self,
                                            GError                **error);
QuothCommand  *quoth_project_redo          (QuothProject           *self,
                                            GError                **error);
/* The same for a worker, see quoth_project_get_step_size(). */
QuothCommand  *quoth_project_step          (QuothProject           *self,
                                            gboolean                redo,
                                            QuothProgress          *progress,
                                            GError                **error);
guint          quoth_project_get_step_size (QuothProject           *self,
                                            gboolean                redo);

/* Reads an article with one layer's annotations (@layer NULL: all layers). */
QuothArticleData *quoth_project_read_article (QuothProject         *self,
                                              const char           *article,
                                              const char           *layer,
                                              GError              **error);
/* An open document follows every command until it is disposed of. The same article
 * and layer give the same object. */
QuothDocument *quoth_project_open_document (QuothProject           *self,
                                            const char             *article,
                                            const char             *layer,
                                            GError                **error);
/* Notices what other processes wrote; cheap enough for every focus-in. */
gboolean       quoth_project_poll          (QuothProject           *self);

/* Between these, gestures do not wait for another writer but are refused as busy. */
void           quoth_project_begin_hurry   (QuothProject           *self);
void           quoth_project_end_hurry     (QuothProject           *self);

/* Small settings that travel with the file: reading positions, remembered maps. Those that
 * need history and undo are records of commands (quoth-setting.h); names must differ. */
char          *quoth_project_dup_setting   (QuothProject           *self,
                                            const char             *name);
gboolean       quoth_project_set_setting   (QuothProject           *self,
                                            const char             *name,
                                            const char             *value,
                                            GError                **error);

G_END_DECLS
