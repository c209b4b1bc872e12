/* quoth-cas-xmi-private.h - the two halves of the XMI format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas-write.h"

G_BEGIN_DECLS

#define QUOTH_CAS_TYPE_SYSTEM "TypeSystem.xml"

extern const QuothCasKind quoth_cas_xmi_kind;

gboolean quoth_cas_xmi_start (gpointer   writer,
                              GError   **error);
gboolean quoth_cas_xmi_end   (gpointer   writer,
                              GError   **error);

/* Loads the types that stand beside @folder's files, or one folder up; NULL when there
 * are none. Those that cannot be read are noticed. */
QuothCasTypes *quoth_cas_load_types (const char      *folder,
                                     const QuothSink *sink);

G_END_DECLS
