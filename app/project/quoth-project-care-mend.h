/* quoth-project-care-mend.h - what can be made anew from the work is, when only that is hurt
 *
 * Promises: nothing is made anew unless all that holds work is proved whole afterwards, in
 * the same transaction; else the file stays as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-progress.h"

G_BEGIN_DECLS

/* What is hurt, and no more than that. */
typedef enum
{
  QUOTH_MEND_NOTHING, /* nothing, or what cannot be made anew */
  QUOTH_MEND_PAGES,   /* pages that belong to nothing take up room */
  QUOTH_MEND_SEARCH,  /* the full text index: empty now, to be filled behind */
  QUOTH_MEND_INDEXES  /* indexes of tables, and perhaps the full text index too */
} QuothMend;

QuothMend quoth_project_mend (const char     *path,
                              gboolean        keep,
                              QuothProgress  *progress,
                              GError        **error);

G_END_DECLS
