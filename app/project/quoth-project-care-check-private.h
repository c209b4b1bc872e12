/* quoth-project-care-check-private.h - what the parts of a check share
 *
 * Each part goes on after what it finds; it returns FALSE only when the check
 * cannot or shall not go on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-db-private.h"

G_BEGIN_DECLS

typedef struct
{
  QuothDb       *db;
  QuothProgress *progress;
  GPtrArray     *messages;   /* of char* */
  guint          n_messages; /* may exceed what is kept */
  GHashTable    *entities;   /* id → QuothEntity */
  QuothScheme   *scheme;     /* NULL when it cannot be read */
  gboolean       loose_pages;  /* pages that nobody owns are no finding */
} QuothCheck;

void     quoth_check_report     (QuothCheck  *check,
                                 const char  *format,
                                 ...) G_GNUC_PRINTF (2, 3);
/* Takes @local_error. */
gboolean quoth_check_take_error (QuothCheck  *check,
                                 const char  *where,
                                 GError      *local_error,
                                 GError     **error);

/* quoth-project-care.c */
GPtrArray *quoth_check_db       (QuothDb        *db,
                                 gboolean        loose_pages,
                                 QuothProgress  *progress,
                                 GError        **error);
gboolean quoth_search_verify    (QuothDb        *db,
                                 GError        **error);
/* quoth-project-care-check-articles.c */
gboolean quoth_check_articles   (QuothCheck  *check,
                                 GError     **error);
/* quoth-project-care-check-journal.c */
gboolean quoth_check_journal    (QuothCheck  *check,
                                 GError     **error);

G_END_DECLS
