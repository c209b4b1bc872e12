/* quoth-cli-corpus-private.h - the options that export and release share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cli-private.h"
#include "quoth-export.h"

G_BEGIN_DECLS

typedef struct
{
  char   **layers;
  char    *zones;
  char    *split;
  char    *split_by;
  char    *seed;
  GArray  *splits; /* of QuothSplit, when parsed */
  GPtrArray *extras; /* of Extra: what formats offer, whichever is written */
} QuothCliCorpus;

void     quoth_cli_corpus_add_entries (QuothCliCorpus     *self,
                                       GArray             *entries);
/* What is wrong is told. @out borrows from @self. */
gboolean quoth_cli_corpus_parse       (QuothCliCorpus     *self,
                                       QuothExportOptions *out);
/* Whether the project has all layers that are chosen; what is wrong is told. */
gboolean quoth_cli_corpus_check_layers (QuothProject             *project,
                                        const QuothExportOptions *options,
                                        int                      *out_status);
/* Tells why nothing was written to @to; takes @error. Returns the exit status. */
int      quoth_cli_corpus_fail        (const char         *project,
                                       const char         *to,
                                       GError             *error);
/* What was written, on a terminal; what was wished in vain, even to a pipe. */
void     quoth_cli_corpus_print_counts (guint64            n_articles,
                                        guint64            n_annotations,
                                        guint              n_empty_splits);
void     quoth_cli_corpus_clear       (QuothCliCorpus     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothCliCorpus, quoth_cli_corpus_clear)

G_END_DECLS
