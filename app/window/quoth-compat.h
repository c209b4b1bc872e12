/* quoth-compat.h - calls that newer versions of GTK and libadwaita replace
 *
 * The only file that may look at a library's version. Everything else uses what is
 * neither missing in GTK 4.8 and libadwaita 1.2 nor deprecated later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_FILE_OPEN,
  QUOTH_FILE_OPEN_MULTIPLE,
  QUOTH_FILE_SAVE,
  QUOTH_FILE_FOLDER
} QuothFileMode;

void  quoth_compat_load_css      (GtkCssProvider      *provider,
                                  const char          *css);

/* Asks for files; finish returns (transfer full) a GListModel of GFile, NULL when the
 * user thought better of it. @filter_name and @patterns (strv): NULL for all files. */
void        quoth_compat_choose_files_async  (GtkWindow           *parent,
                                              QuothFileMode        mode,
                                              const char          *title,
                                              const char          *name,
                                              const char          *filter_name,
                                              const char *const   *patterns,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GListModel *quoth_compat_choose_files_finish (GAsyncResult        *result);

/* Asks a question with "cancel" and one or two answers; finish returns the answer's id
 * ("cancel" when it was closed). @second_id may be NULL. */
void  quoth_compat_ask_async     (GtkWindow           *parent,
                                  const char          *heading,
                                  const char          *body,
                                  const char          *first_id,
                                  const char          *first_label,
                                  gboolean             destructive,
                                  const char          *second_id,
                                  const char          *second_label,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
char *quoth_compat_ask_finish    (GAsyncResult        *result);

void  quoth_compat_show_about    (GtkWindow           *parent);
void  quoth_compat_show_in_files (GtkWindow           *parent,
                                  GFile               *file);

G_END_DECLS
