/* quoth-window-rescue.h - ways back: backups, and what is left of a damaged project
 *
 * Both end in a new file. The damaged file and the backup stay as they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* Adds the actions "backups" and "recover". */
void  quoth_window_rescue_set_up     (QuothWindow *window);
/* Returns: (transfer full): where the rolling backups of all projects are */
char *quoth_window_rescue_dup_folder (void);
/* Returns: (transfer full) (nullable): the path of a project to write, ending as projects do */
char *quoth_window_rescue_dup_target (GListModel  *files);
/* Copies the file of @project to @path, where nothing may be; for a worker. */
gboolean quoth_window_rescue_copy  (QuothProject   *project,
                                    const char     *path,
                                    QuothProgress  *progress,
                                    GError        **error);
/* Offers to save what is readable of @path, or to go back to its newest backup. */
void  quoth_window_rescue_offer      (QuothWindow *window,
                                      const char  *path);

G_END_DECLS
