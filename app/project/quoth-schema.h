/* quoth-schema.h - the tables of a project file and their versions
 *
 * Makes the tables of a new file and brings an older file up to date, one
 * transaction per step, after a copy of the file was set aside. The tables and
 * what always holds of them are described at the top of quoth-schema.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-db-private.h"

G_BEGIN_DECLS

#define QUOTH_SCHEMA_APPLICATION_ID 0x51756f74 /* "Quot" */
#define QUOTH_SCHEMA_VERSION 3

gboolean quoth_schema_create  (QuothDb     *db,
                               GError     **error);
gboolean quoth_schema_check   (QuothDb     *db,
                               int         *out_version,
                               GError     **error);
gboolean quoth_schema_migrate (QuothDb     *db,
                               int          version,
                               GError     **error);
/* quoth-schema-renew.c */
gboolean quoth_schema_renew_search  (QuothDb  *db,
                                     GError  **error);
gboolean quoth_schema_renew_indexes (QuothDb  *db,
                                     GError  **error);

G_END_DECLS
