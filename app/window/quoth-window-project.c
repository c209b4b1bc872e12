/* quoth-window-project.c - which project the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a project closes the one before it, goes on in the layer that was worked on
 * last, and opens what was read last.
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#include "quoth-measuring.h"
#include "quoth-project-query.h"
#include "quoth-scheme-words.h"
#include "quoth-window-care.h"
#include "quoth-window-close.h"
#include "quoth-window-rescue.h"

/* Continues the layer that was worked on last; else the annotator's own; else, when
 * somebody else's is the only one there, that one. */
static void
choose_layer (QuothWindow  *self,
              QuothProject *project)
{
  g_autofree char *layer = quoth_project_dup_setting (project, "layer");
  g_autoptr (QuothProjectInfo) info = NULL;
  const QuothNamedCount *best = NULL;

  if (layer != NULL)
    {
      quoth_workspace_set_layer (self->workspace, layer);
      return;
    }
  info = quoth_project_get_info (project, NULL);
  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    {
      const QuothNamedCount *count = &g_array_index (info->layer_counts, QuothNamedCount, i);

      if (g_strcmp0 (count->name, quoth_project_get_annotator (project)) == 0)
        return;
      if (!quoth_layer_is_about (count->name)
          && (best == NULL || count->count > best->count))
        best = count;
    }
  if (best != NULL)
    quoth_workspace_set_layer (self->workspace, best->name);
}

/* Opens what was read last, else the first article. */
static void
open_first_article (QuothWindow  *self,
                    QuothProject *project)
{
  g_autofree char *last = quoth_project_dup_setting (project, "article");
  g_autoptr (GPtrArray) rows = NULL;

  if (last != NULL && quoth_project_get_article_row (project, last) > 0)
    {
      quoth_workspace_open_article (self->workspace, last);
      return;
    }
  rows = quoth_project_list_articles (project, NULL, 0, FALSE, 1, NULL);
  if (rows != NULL && rows->len > 0)
    quoth_workspace_open_article (self->workspace,
                                  ((QuothArticleRow *) rows->pdata[0])->article->id);
}

void
_quoth_window_close_project (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autoptr (QuothProject) kept = project != NULL ? g_object_ref (project) : NULL;

  if (kept == NULL)
    return;
  quoth_job_bar_cancel (self->job_bar);
  quoth_annotate_page_settle (self->annotate);
  quoth_workspace_set_project (self->workspace, NULL);
  quoth_project_close (kept);
}

static void
take_project (QuothWindow  *self,
              QuothProject *project)
{
  g_autofree char *annotator = g_settings_get_string (self->settings, "annotator");
  g_autoptr (GFile) file = g_file_new_for_path (quoth_project_get_path (project));
  g_autofree char *uri = g_file_get_uri (file);

  _quoth_window_close_project (self);
  if (*annotator != '\0')
    quoth_project_set_annotator (project, annotator);
  g_signal_connect_object (project, "notify", G_CALLBACK (_quoth_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  quoth_workspace_set_project (self->workspace, project);
  _quoth_window_count_layers (self);
  choose_layer (self, project);
  open_first_article (self, project);
  g_settings_set_string (self->settings, "last-project", quoth_project_get_path (project));
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* What can be made anew is; else a damaged project is read, like one that is not to be
 * written, and a way back offered. */
static QuothProject *
open_somehow (QuothWindow *self,
              const char  *path,
              GError      *error,
              QuothMend   *out_mended)
{
  gboolean damaged = g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);

  *out_mended = damaged ? quoth_project_mend (path, TRUE, NULL, NULL) : QUOTH_MEND_NOTHING;
  if (*out_mended != QUOTH_MEND_NOTHING)
    return quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
  if (damaged)
    quoth_window_rescue_offer (self, path);
  else
    quoth_window_show_error (self, error);
  return damaged || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER)
         || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY)
           ? quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, NULL) : NULL;
}

/**
 * quoth_window_open:
 * @self: a window
 * @path: a project file
 *
 * Opens @path, read-only when a newer Quoth wrote it or it cannot be written.
 *
 * Returns: whether the project is open
 */
gboolean
quoth_window_open (QuothWindow *self,
                   const char  *path)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;
  QuothMend mended = QUOTH_MEND_NOTHING;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self), FALSE);

  if (!quoth_window_close_settle (self, FALSE))
    return FALSE;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  if (project == NULL)
    project = open_somehow (self, path, error, &mended);
  if (project == NULL)
    return FALSE;
  take_project (self, project);
  quoth_window_care_say_mended (self, mended);
  return TRUE;
}

/**
 * quoth_window_distrust:
 * @self: a window whose project turned out to be damaged
 *
 * Damage in the middle of a file shows only when that place is read. From then on
 * nothing is written to it any more.
 */
void
quoth_window_distrust (QuothWindow *self)
{
  g_autofree char *path = g_strdup (quoth_window_get_path (self));
  g_autoptr (QuothProject) project = NULL;

  g_return_if_fail (QUOTH_IS_WINDOW (self));

  if (path == NULL
      || quoth_project_is_read_only (quoth_workspace_get_project (self->workspace)))
    return;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, NULL);
  if (project != NULL)
    take_project (self, project);
  else
    _quoth_window_close_project (self);
  quoth_window_rescue_offer (self, path);
}

/**
 * quoth_window_create:
 * @self: a window
 * @path: where the new project shall be; nothing may be there
 *
 * Returns: whether the project is made and open
 */
gboolean
quoth_window_create (QuothWindow *self,
                     const char  *path)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_words_new ();
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self), FALSE);

  if (!quoth_window_close_settle (self, FALSE))
    return FALSE;
  project = quoth_project_create (path, scheme, &error);
  if (project == NULL)
    {
      quoth_window_show_error (self, error);
      return FALSE;
    }
  take_project (self, project);
  return TRUE;
}
