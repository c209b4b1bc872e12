/* quoth-application.h - the application: windows, projects, preferences
 *
 * One process; a project that is open already gets its window back instead of a
 * second one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_APPLICATION (quoth_application_get_type ())

G_DECLARE_FINAL_TYPE (QuothApplication, quoth_application, QUOTH, APPLICATION, AdwApplication)

QuothApplication *quoth_application_new (void);

G_END_DECLS
