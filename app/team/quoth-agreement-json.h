/* quoth-agreement-json.h - agreement as JSON
 *
 * What `quothctl agreement --json` prints and what the data card of a release says: the
 * same from the command line and from the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-export.h"
#include "quoth-json-writer.h"
#include "quoth-measuring.h"

G_BEGIN_DECLS

/* The members of an open object: settings, then "all" and "pairs". */
void     quoth_agreement_json_write            (QuothJsonWriter           *writer,
                                                QuothAgreement            *agreement);
/* "all" and "pairs" alone, of the whole or of one article. */
void     quoth_agreement_json_write_pairs      (QuothJsonWriter           *writer,
                                                QuothAgreement            *agreement);
/* "guidelines" of an article, of an open object, when its layers were made under different
 * versions: layer → id of a version, null where it is unknown. Returns whether they were. */
gboolean quoth_agreement_json_write_guidelines (QuothJsonWriter           *writer,
                                                QuothArticleData          *data,
                                                QuothAgreement            *agreement);
gboolean quoth_agreement_json_measure          (QuothProject              *project,
                                                const QuothExportOptions  *options,
                                                QuothProgress             *progress,
                                                char                     **out_json,
                                                GError                   **error);

G_END_DECLS
