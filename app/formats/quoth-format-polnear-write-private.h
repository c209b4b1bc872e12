/* quoth-format-polnear-write-private.h - what the files of PolNeAR's writer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format-polnear-private.h"

G_BEGIN_DECLS

/* The roles of one layer: what describes a name and may become a part of its source. They
 * are borrowed. */
typedef struct
{
  QuothText  *text;     /* borrowed */
  GPtrArray  *by_start; /* of QuothAnnotation */
  GPtrArray  *by_end;
  GHashTable *adjoined; /* set of those that became part of a source */
} QuothPolnearRoles;

void     quoth_polnear_roles_init         (QuothPolnearRoles *self,
                                           QuothText         *text);
void     quoth_polnear_roles_clear        (QuothPolnearRoles *self);
/* @role has one part. */
void     quoth_polnear_roles_add          (QuothPolnearRoles *self,
                                           QuothAnnotation   *role);
/* When all are there. */
void     quoth_polnear_roles_sort         (QuothPolnearRoles *self);
/* Widens @span by all roles that adjoin it, and by those that adjoin these. */
void     quoth_polnear_roles_widen        (QuothPolnearRoles *self,
                                           QuothSpan         *span);
/* Whether @role has widened any span. */
gboolean quoth_polnear_roles_has_adjoined (QuothPolnearRoles *self,
                                           QuothAnnotation   *role);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothPolnearRoles, quoth_polnear_roles_clear)

G_END_DECLS
