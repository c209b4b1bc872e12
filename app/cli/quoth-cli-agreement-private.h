/* quoth-cli-agreement-private.h - agreement as a table and as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-json-writer.h"
#include "quoth-measuring.h"

G_BEGIN_DECLS

void quoth_cli_agreement_print       (QuothAgreement  *agreement);
/* The members of an open object: settings, then "all" and "pairs". */
void quoth_cli_agreement_write       (QuothJsonWriter *writer,
                                      QuothAgreement  *agreement);
/* "all" and "pairs" alone, of the whole or of one article. */
void quoth_cli_agreement_write_pairs (QuothJsonWriter *writer,
                                      QuothAgreement  *agreement);
/* "guidelines" of an article, of an open object, when its layers were made under different
 * versions: layer → id of a version, null where it is unknown. Returns whether they were. */
gboolean quoth_cli_agreement_write_guidelines (QuothJsonWriter  *writer,
                                               QuothArticleData *data,
                                               QuothAgreement   *agreement);

G_END_DECLS
