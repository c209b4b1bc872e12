/* quoth-scheme-files.h - a scheme from a file and into one
 *
 * Asks for the file; what is read is shown before anything changes. A file that cannot be
 * read or written is said so, and nothing else happens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme-fates.h"

G_BEGIN_DECLS

/* @owner is the parent. */
typedef void (*QuothSchemeSayFunc) (gpointer    owner,
                                    const char *text);

void quoth_scheme_files_import (GtkWindow            *parent,
                                QuothSchemeDraft     *draft,
                                QuothJobBar          *bar,
                                QuothSchemeSayFunc    say,
                                QuothSchemeFatesFunc  done);
void quoth_scheme_files_export (GtkWindow            *parent,
                                QuothSchemeDraft     *draft,
                                QuothSchemeSayFunc    say);

G_END_DECLS
