/* quoth-measuring.h - the agreement of a project's layers
 *
 * Reads article after article and hands each to the statistics, which keep sums alone.
 * The command line and the window both measure by this, in a worker where somebody
 * waits: it reports articles as progress and stops between two of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-agreement.h"
#include "quoth-progress.h"
#include "quoth-project.h"

G_BEGIN_DECLS

#define QUOTH_TEAM_ERROR (quoth_team_error_quark ())

typedef enum
{
  QUOTH_TEAM_ERROR_FEW_LAYERS,  /* there are not two to compare: name or make more */
  QUOTH_TEAM_ERROR_MANY_LAYERS, /* choose some */
  QUOTH_TEAM_ERROR_NO_LAYER     /* the message is the name of a layer that is not there */
} QuothTeamError;

GQuark quoth_team_error_quark (void);

/* The agreement in one article that at least two of the layers have. */
typedef void (*QuothArticleMeasured) (QuothArticleData *data,
                                      QuothAgreement   *agreement,
                                      gpointer          user_data);

QuothAgreement *quoth_measure_project (QuothProject                  *project,
                                       const char *const             *layers,
                                       const QuothAgreementSettings  *settings,
                                       QuothProgress                 *progress,
                                       QuothArticleMeasured           measured,
                                       gpointer                       user_data,
                                       GError                       **error);

G_END_DECLS
