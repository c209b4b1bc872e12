/* quoth-assign-packages.h - a package for everybody who has articles
 *
 * Blind, with what is assigned to each, in one new folder; all of them or none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-job.h"

G_BEGIN_DECLS

/* @finished gets the number of packages by GPOINTER_TO_UINT(); 0 without an error when nobody
 * has an article. */
void quoth_assign_packages_make (QuothJobBar      *bar,
                                 QuothProject     *project,
                                 const char       *path,
                                 QuothJobDoneFunc  finished,
                                 gpointer          owner);

G_END_DECLS
