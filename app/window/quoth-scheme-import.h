/* quoth-scheme-import.h - a scheme from a file: what it changes, to merge or to replace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-fates.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_IMPORT (quoth_scheme_import_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeImport, quoth_scheme_import, QUOTH, SCHEME_IMPORT, AdwWindow)

GtkWidget *quoth_scheme_import_new (GtkWindow            *parent,
                                    QuothSchemeDraft     *draft,
                                    QuothJobBar          *bar,
                                    QuothScheme          *scheme,
                                    QuothSchemeFatesFunc  done,
                                    gpointer              owner);
/* Reads a scheme file; the error says what is wrong with it. */
QuothScheme *quoth_scheme_import_read (const char  *path,
                                       GError     **error);

G_END_DECLS
