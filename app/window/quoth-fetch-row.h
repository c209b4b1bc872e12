/* quoth-fetch-row.h - one address, and what was found there
 *
 * Fetches when told, judges what came (new, in the project already, or why nothing),
 * and lets the user choose. Nothing is written to the project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-project.h"
#include "quoth-web.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_FETCH_WAITING,
  QUOTH_FETCH_RUNNING,
  QUOTH_FETCH_FOUND,
  QUOTH_FETCH_KNOWN, /* the text is in the project, or found at another address too */
  QUOTH_FETCH_FAILED
} QuothFetchState;

#define QUOTH_TYPE_FETCH_ROW (quoth_fetch_row_get_type ())

G_DECLARE_FINAL_TYPE (QuothFetchRow, quoth_fetch_row, QUOTH, FETCH_ROW, AdwPreferencesRow)

/* signal ::changed (): state or choice
 * signal ::retry (): the user wants another try; the state is WAITING then
 * signal ::show-article (char *id): the user wants the article that is in the project */

GtkWidget       *quoth_fetch_row_new           (const char     *address,
                                                QuothProject   *project);
const char      *quoth_fetch_row_get_address   (QuothFetchRow  *self);
QuothFetchState  quoth_fetch_row_get_state     (QuothFetchRow  *self);
/* Of the text that was found; NULL before. */
const char      *quoth_fetch_row_get_hash      (QuothFetchRow  *self);
gboolean         quoth_fetch_row_is_chosen     (QuothFetchRow  *self);
void             quoth_fetch_row_toggle        (QuothFetchRow  *self);
void             quoth_fetch_row_wait          (QuothFetchRow  *self);
void             quoth_fetch_row_start         (QuothFetchRow  *self);
void             quoth_fetch_row_stop          (QuothFetchRow  *self);
/* Another row found the same text first. */
void             quoth_fetch_row_set_same      (QuothFetchRow  *self);
/* (transfer full) (nullable): what was found; the row has it no longer. */
QuothWebArticle *quoth_fetch_row_steal_article (QuothFetchRow  *self);

G_END_DECLS
