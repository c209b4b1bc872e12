/* quoth-scheme-migrate.h - what becomes of annotations when the scheme changes
 *
 * A fate says what happens to what used an entry of the scheme. The functions here look
 * at one article at a time and add changes to a command, so that a corpus of any size
 * can be carried over without being held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme-edit.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_FATE_DELETE, /* annotations of the type, the attribute's or the role's uses: they go */
  QUOTH_FATE_MOVE,   /* they become those of @heir, as far as the new scheme allows */
  QUOTH_FATE_FIT     /* they stay as far as the new scheme allows */
} QuothFateKind;

typedef struct
{
  QuothSchemePlace  place;
  QuothFateKind     kind;
  const char       *heir;  /* for %QUOTH_FATE_MOVE: an id of the same part, or of a value */
} QuothSchemeFate;

typedef struct
{
  guint64 n_annotations; /* that a fate itself reaches */
  guint64 n_articles;    /* that have such annotations, or such a tag */
} QuothUseCounts;

void       quoth_scheme_migrate_article (QuothScheme            *before,
                                         QuothScheme            *after,
                                         const QuothSchemeFate  *fates,
                                         guint                   n_fates,
                                         QuothArticle           *article,
                                         GPtrArray              *annotations,
                                         QuothCommand           *command,
                                         QuothUseCounts         *counts);
char      *quoth_attribute_fit_value    (const QuothAttribute   *attribute,
                                         const char             *json);

typedef enum
{
  QUOTH_DIFFERENCE_ADDED,
  QUOTH_DIFFERENCE_CHANGED,
  QUOTH_DIFFERENCE_REMOVED
} QuothDifferenceKind;

typedef struct
{
  QuothDifferenceKind  kind;
  QuothSchemePart      part;
  char                *id;
  char                *value; /* nullable */
} QuothSchemeDifference;

void         quoth_scheme_difference_free  (QuothSchemeDifference  *self);
GPtrArray   *quoth_scheme_find_differences (QuothScheme            *before,
                                            QuothScheme            *after);
QuothScheme *quoth_scheme_with_kept        (QuothScheme            *self,
                                            QuothScheme            *from,
                                            const QuothSchemePlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSchemeDifference, quoth_scheme_difference_free)

G_END_DECLS
