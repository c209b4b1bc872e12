/* quoth-project-care.h - checking, backing up and recovering a project file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

/* Finds what is wrong: SQLite's integrity, offsets within texts, hashes, links and
 * entities that point nowhere, a journal that cannot be replayed backwards.
 * Returns: (transfer full): messages; empty = all is well; NULL with @error = cannot tell. */
GPtrArray *quoth_project_check   (QuothProject  *self,
                                  QuothProgress *progress,
                                  GError       **error);
/* A consistent copy while others work. */
gboolean   quoth_project_backup  (QuothProject  *self,
                                  const char    *path,
                                  QuothProgress *progress,
                                  GError       **error);
/* Rolling backups in @folder: the newest few, one a day for a week, one a week for
 * a month; makes one when the newest is older than @min_age_seconds and the journal moved.
 * A damaged project is not kept: the good ones stay. */
gboolean   quoth_project_roll_backups (QuothProject  *self,
                                       const char    *folder,
                                       guint          min_age_seconds,
                                       QuothProgress *progress,
                                       GError       **error);
GPtrArray *quoth_project_list_backups (const char    *path,
                                       const char    *folder);

/* An article of which there is no text left. */
typedef struct
{
  char  *id;
  char  *name;
  guint  n_annotations; /* that can still be read */
} QuothLostArticle;

/* What a recovery has saved, and what not. */
typedef struct
{
  guint64    n_articles;
  guint64    n_annotations;
  guint64    n_from_backup;     /* articles to which the backup has given anything */
  gboolean   lost_articles;     /* names and metadata of articles have, or may have, gaps */
  gboolean   lost_annotations;  /* so have annotations and links */
  gboolean   lost_entities;     /* so has the registry */
  gboolean   lost_scheme;       /* it is that of the backup, or the one projects begin with */
  GPtrArray *lost;              /* of QuothLostArticle, in the order of arrival */
  char      *lost_path;         /* where what is left of those was written; NULL = there are none */
} QuothRecovered;

void       quoth_recovered_free  (QuothRecovered *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothRecovered, quoth_recovered_free)

/* Saves every readable row of a damaged file into a new project, and what is lost from a
 * backup, where there is one. */
gboolean   quoth_project_recover (const char      *damaged,
                                  const char      *backup,
                                  const char      *target,
                                  QuothProgress   *progress,
                                  QuothRecovered **out_recovered,
                                  GError         **error);

G_END_DECLS
