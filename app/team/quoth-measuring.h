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

/* For those who look on meanwhile, or measured before; each may be %NULL. All but @lock are
 * called in the thread that measures. */
typedef struct
{
  /* How many articles there are to compare. */
  void            (*counted)  (guint             n_articles,
                               gpointer          user_data);
  /* Returns: (transfer full) (nullable): what the article came to when it was measured before:
   * then it is not read. */
  QuothAgreement *(*recall)   (const char       *article,
                               gpointer          user_data);
  /* @data: (nullable): when it was read */
  void            (*measured) (const char       *article,
                               QuothArticleData *data,
                               QuothAgreement   *agreement,
                               gpointer          user_data);
  /* After each article, when its sums have been added. */
  void            (*added)    (gpointer          user_data);
  GMutex           *lock;     /* held while sums are added, and by @measured */
  gpointer          user_data;
} QuothMeasuringHooks;

QuothAgreement *quoth_measure_project (QuothProject                  *project,
                                       const char *const             *layers,
                                       const QuothAgreementSettings  *settings,
                                       QuothProgress                 *progress,
                                       QuothArticleMeasured           measured,
                                       gpointer                       user_data,
                                       GError                       **error);

/* The same in two steps, for those who look at the sums while they grow. */
QuothAgreement *quoth_measuring_new   (QuothProject                  *project,
                                       const char *const             *layers,
                                       const QuothAgreementSettings  *settings,
                                       GError                       **error);
gboolean        quoth_measuring_run   (QuothProject                  *project,
                                       QuothAgreement                *agreement,
                                       const QuothMeasuringHooks     *hooks,
                                       QuothProgress                 *progress,
                                       GError                       **error);

G_END_DECLS
