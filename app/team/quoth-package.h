/* quoth-package.h - what is sent around: articles with all that is known of their versions
 *
 * A package is a folder of quoth-jsonl, so that any program can read the work, and
 * beside it package.json (what this is, and for whom), versions.jsonl (clocks, what was
 * deleted, and conflicts) and the guidelines with every version; with everything in it, also
 * letters.json: by which letters reviewers call the annotators of an article. A folder and
 * no project file, because the same content must give the same bytes: a database has a
 * journal, times and pages of its own. For one annotator it is blind:
 *
 * - of annotations and layers only their own;
 * - of the registry, the scheme and what is said of articles only what was done apart
 *   from annotations: an entry that somebody added while annotating comes along when a
 *   mention in the package points to it, and else not;
 * - what they deleted is deleted, even where the links or comments of others hold it (see
 *   quoth-holds.h);
 * - no journal, no names of others, no times but those of the records themselves.
 *
 * So no byte of it derives from another's layer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

#define QUOTH_PACKAGE_VERSIONS "versions.jsonl"
#define QUOTH_PACKAGE_GUIDELINES "guidelines.json"
#define QUOTH_PACKAGE_LETTERS "letters.json"
#define QUOTH_PACKAGE_GUIDELINES_TEXT "guidelines.md"

typedef struct
{
  const char        *annotator; /* nullable: whom it is for; NULL = everything, to give back */
  const char *const *articles;  /* nullable strv of ids: only these */
  gboolean           assigned;  /* only articles where @annotator has a layer */
} QuothPackageOptions;

typedef struct
{
  guint64 n_articles;
  guint64 n_annotations;
} QuothPackageCounts;

/* @folder must not exist. */
gboolean quoth_package_write (QuothProject               *project,
                              const char                 *folder,
                              const QuothPackageOptions  *options,
                              QuothProgress              *progress,
                              QuothPackageCounts         *out_counts,
                              GError                    **error);
/* One blind package for each, in a folder that must not exist; all of them or none. */
gboolean quoth_package_write_each (QuothProject            *project,
                              const char                 *folder,
                              const char *const          *annotators,
                              const char *const          *names,
                              QuothProgress              *progress,
                              GError                    **error);
/* How much that would be. */
gboolean quoth_package_count (QuothProject               *project,
                              const QuothPackageOptions  *options,
                              QuothProgress              *progress,
                              QuothPackageCounts         *out_counts,
                              GError                    **error);

/* quoth-package-letters.c */
void     quoth_package_append_letters (GString         *letters,
                                       QuothProject    *project,
                                       const char      *article);

G_END_DECLS
