/* quoth-project-versions.h - texts that correct others
 *
 * An article whose metadata names the hash of another text (%QUOTH_METADATA_PREVIOUS) is a
 * later version of it. While it is in the project, lists, counts and exports leave the older
 * one out; it can still be opened, and is brought back when the later one goes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"

G_BEGIN_DECLS

/* Ids; NULL when there is none. */
char     *quoth_project_dup_next_version     (QuothProject      *self,
                                              const char        *article);
char     *quoth_project_dup_previous_version (QuothProject      *self,
                                              const char        *article);
/* The article that a text may be a later version of. */
char     *quoth_project_find_namesake        (QuothProject      *self,
                                              const char        *name,
                                              const char        *url,
                                              const char        *hash);
/* The article of this name that no version follows. */
char     *quoth_project_find_named           (QuothProject      *self,
                                              const char        *name,
                                              gboolean          *out_several);
/* Whether a gesture that is not undone made, changed or deleted the record. */
gboolean  quoth_project_was_touched          (QuothProject      *self,
                                              const char        *article,
                                              const char        *record);
/* As quoth_project_foreach_article(), with older versions. */
gboolean  quoth_project_foreach_version      (QuothProject      *project,
                                              const char *const *layers,
                                              QuothProgress     *progress,
                                              QuothArticleFunc   func,
                                              gpointer           user_data,
                                              GError           **error);

G_END_DECLS
