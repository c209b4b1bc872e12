/* quoth-scheme-fate-dialog.h - asks what becomes of what uses an entry of the scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-migrate.h"

G_BEGIN_DECLS

/* One answer that can be given. */
typedef struct
{
  char          *label;
  char          *subtitle;    /* nullable */
  QuothScheme   *scheme;      /* owned: what it makes of the scheme */
  gboolean       has_fate;    /* else annotations stay as they are */
  QuothFateKind  kind;
  GPtrArray     *heirs;       /* for %QUOTH_FATE_MOVE: of char*, ids */
  GPtrArray     *heir_names;  /* of char* */
} QuothFateOption;

void quoth_fate_option_free (QuothFateOption *self);

#define QUOTH_TYPE_SCHEME_FATE_DIALOG (quoth_scheme_fate_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeFateDialog, quoth_scheme_fate_dialog, QUOTH, SCHEME_FATE_DIALOG,
                      AdwWindow)

/* signal ::answered (QuothFateOption *option, const char *heir): @option NULL: cancelled;
 * emitted once */

GtkWidget *quoth_scheme_fate_dialog_new (GtkWindow  *parent,
                                         const char *heading,
                                         const char *body,
                                         GPtrArray  *options);

G_END_DECLS
