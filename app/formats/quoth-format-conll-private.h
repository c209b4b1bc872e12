/* quoth-format-conll-private.h - the parts of the CoNLL-2003 format, shared by its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

G_BEGIN_DECLS

gpointer quoth_conll_writer_begin   (const QuothWriteOptions *options,
                                     QuothLossFunc            loss,
                                     gpointer                 loss_data,
                                     GError                 **error);
gboolean quoth_conll_writer_article (gpointer                 state,
                                     QuothArticleData        *data,
                                     GError                 **error);
gboolean quoth_conll_writer_finish  (gpointer                 state,
                                     gboolean                 ok,
                                     GError                 **error);

G_END_DECLS
