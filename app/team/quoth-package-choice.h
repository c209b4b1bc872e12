/* quoth-package-choice.h - what goes along in a package, and what a blind one leaves out
 *
 * The rules of quoth-package.h: who asks gets the records that may be seen, and in a table,
 * key -> QuothVersions, what is known of their versions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-package.h"
#include "quoth-project-versions.h"
#include "quoth-team-state.h"

G_BEGIN_DECLS

typedef struct
{
  QuothProject              *project;
  const QuothPackageOptions *options;
  QuothTeamState            *state;  /* owned; nullable: nothing was sent or taken yet */
  GHashTable                *chosen; /* the ids of options->articles; nullable: all */
  GHashTable                *used;   /* ids of entities that the package's mentions point to */
} QuothPackageChoice;

/* Borrows @project and @options. */
void          quoth_package_choice_init          (QuothPackageChoice         *self,
                                                  QuothProject               *project,
                                                  const QuothPackageOptions  *options);
void          quoth_package_choice_clear         (QuothPackageChoice         *self);
gboolean      quoth_package_choice_is_blind      (QuothPackageChoice         *self);
gboolean      quoth_package_choice_wants_layer   (QuothPackageChoice         *self,
                                                  const char                 *layer);
/* Asked before records are dropped: an assigned article is known by its layers. */
gboolean      quoth_package_choice_wants_article (QuothPackageChoice         *self,
                                                  QuothArticleData           *data);
/* Looks through the project for what is to be known before entities are listed. */
gboolean      quoth_package_choice_find_used     (QuothPackageChoice         *self,
                                                  GError                    **error);
/* (transfer full): of QuothEntity */
GPtrArray    *quoth_package_choice_list_entities (QuothPackageChoice         *self,
                                                  GHashTable                 *table,
                                                  GError                    **error);
QuothScheme  *quoth_package_choice_dup_scheme    (QuothPackageChoice         *self,
                                                  GHashTable                 *table,
                                                  GError                    **error);
/* Takes the annotations and layers of others out of @data. */
void          quoth_package_choice_drop_others   (QuothPackageChoice         *self,
                                                  QuothArticleData           *data);
/* Takes out a layer that nothing proved but what others hold. */
void          quoth_package_choice_drop_unproved (QuothPackageChoice         *self,
                                                  QuothArticleData           *data);
/* Leaves in @data what goes along; (transfer full): what is known of it. */
GHashTable   *quoth_package_choice_take_records  (QuothPackageChoice         *self,
                                                  QuothArticleData           *data,
                                                  GError                    **error);

/* Calls with all articles that may go along; older versions go along where all does, or where
 * articles are chosen. */
gboolean    quoth_package_choice_foreach       (QuothPackageChoice  *self,
                                                QuothProgress       *progress,
                                                QuothArticleFunc     func,
                                                gpointer             user_data,
                                                GError             **error);

G_END_DECLS
