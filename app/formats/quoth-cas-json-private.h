/* quoth-cas-json-private.h - the two halves of the CAS JSON format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas-write.h"

G_BEGIN_DECLS

gpointer quoth_cas_json_begin   (const QuothWriteOptions *options,
                                 QuothLossFunc            loss,
                                 gpointer                 loss_data,
                                 GError                 **error);
gboolean quoth_cas_json_article (gpointer                 state,
                                 QuothArticleData        *data,
                                 GError                 **error);
gboolean quoth_cas_json_finish  (gpointer                 state,
                                 gboolean                 ok,
                                 GError                 **error);

G_END_DECLS
