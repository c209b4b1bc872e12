/* quoth-window-import.h - adding articles: files, folders, texts, web pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-attributes.h"
#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_import_set_up (QuothWindow     *window);
/* @files: of GFile, with paths of this machine. */
void quoth_window_import_files  (QuothWindow     *window,
                                 GListModel      *files);
/* @text: UTF-8, kept as it stands; @metadata: nullable */
void quoth_window_import_text   (QuothWindow     *window,
                                 const char      *name,
                                 const char      *text,
                                 QuothAttributes *metadata);
/* @articles: of QuothWebArticle */
void quoth_window_import_pages  (QuothWindow     *window,
                                 GPtrArray       *articles);

G_END_DECLS
