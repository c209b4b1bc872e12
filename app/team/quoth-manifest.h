/* quoth-manifest.h - what a package says of itself: package.json
 *
 * A package names the project it belongs to by a random word that all files of one team
 * share: who makes the first package chooses it (in all copies of one file the same), who
 * takes a package without having one of their own adopts it. So the work of another team is never mixed in by mistake. A
 * folder without package.json is plain quoth-jsonl and belongs to nobody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

#define QUOTH_PACKAGE_MANIFEST "package.json"

typedef struct
{
  char   *project;    /* nullable: which team's */
  char   *annotator;  /* nullable: whom it is for */
  gint64  guidelines; /* how many versions the sender had */
} QuothManifest;

void           quoth_manifest_free     (QuothManifest        *self);
gboolean       quoth_manifest_write    (const QuothManifest  *self,
                                        const char           *folder,
                                        GError              **error);
QuothManifest *quoth_manifest_read     (const char           *folder,
                                        GError              **error);

/* The team's word, made when there is none; nullable on error. */
char          *quoth_team_dup_name     (QuothProject         *project,
                                        GError              **error);
/* Whether a package may come in: refuses that of another team. */
gboolean       quoth_team_check_name   (QuothProject         *project,
                                        const QuothManifest  *manifest,
                                        const char           *folder,
                                        GError              **error);
/* Without a word of its own the project takes on that of the package. */
gboolean       quoth_team_adopt_name   (QuothProject         *project,
                                        const QuothManifest  *manifest,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothManifest, quoth_manifest_free)

G_END_DECLS
