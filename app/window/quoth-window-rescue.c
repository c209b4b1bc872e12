/* quoth-window-rescue.c - ways back: backups, and what is left of a damaged project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-rescue"

#include "config.h"

#include "quoth-window-rescue.h"

#include <glib/gi18n.h>

#include "quoth-backups-window.h"
#include "quoth-compat.h"
#include "quoth-project-care.h"
#include "quoth-report-window.h"

/* Where something comes from and where it goes, for a worker. */
typedef struct
{
  char     *from;
  char     *to;     /* NULL until the user chose */
  gboolean  backup; /* a backup is sound and is copied; else what is readable is saved */
} Rescue;

/* The new project, and what of it is from a backup or lost. */
typedef struct
{
  char           *path;
  QuothRecovered *recovered; /* nullable: it is the copy of a backup */
} Rescued;

static void
rescue_free (gpointer data)
{
  Rescue *rescue = data;

  g_free (rescue->from);
  g_free (rescue->to);
  g_free (rescue);
}

/**
 * quoth_window_rescue_dup_folder:
 *
 * Returns: (transfer full): where the rolling backups of all projects are
 */
char *
quoth_window_rescue_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "quoth", "backups", NULL);
}

/**
 * quoth_window_rescue_dup_target:
 * @files: what was chosen to save to
 *
 * A name without the ending would not be found again by the file dialog.
 *
 * Returns: (transfer full) (nullable): the path; %NULL where no file can be
 */
char *
quoth_window_rescue_dup_target (GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || g_str_has_suffix (path, ".quoth"))
    return g_steal_pointer (&path);
  return g_strconcat (path, ".quoth", NULL);
}

/**
 * quoth_window_rescue_copy:
 * @project: the worker's own
 * @path: where the copy goes
 * @progress: (nullable): counts pages
 * @error: %QUOTH_PROJECT_ERROR_EXISTS when something is there
 *
 * The file dialog asks before it replaces, but not when we added the ending; and the
 * log beside a project that is replaced would be replayed into its successor.
 *
 * Returns: whether the copy is there
 */
gboolean
quoth_window_rescue_copy (QuothProject   *project,
                          const char     *path,
                          QuothProgress  *progress,
                          GError        **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return quoth_project_backup (project, path, progress, error);
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS, "%s: is there already",
               path);
  return FALSE;
}

static char *
find_newest_backup (const char *path)
{
  g_autofree char *folder = quoth_window_rescue_dup_folder ();
  g_autoptr (GPtrArray) backups = quoth_project_list_backups (path, folder);

  return backups->len > 0 ? g_strdup (backups->pdata[0]) : NULL;
}

/* Takes @recovered. */
static Rescued *
rescued_new (const char     *path,
             QuothRecovered *recovered)
{
  Rescued *rescued = g_new (Rescued, 1);

  rescued->path = g_strdup (path);
  rescued->recovered = recovered;
  return rescued;
}

static void
rescued_free (Rescued *rescued)
{
  g_free (rescued->path);
  quoth_recovered_free (rescued->recovered);
  g_free (rescued);
}

static gpointer
rescue_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  Rescue *rescue = data;
  g_autoptr (QuothProject) backup = NULL;
  QuothRecovered *recovered = NULL;
  gboolean ok;

  if (rescue->backup)
    {
      backup = quoth_project_open (rescue->from, QUOTH_PROJECT_OPEN_READ_ONLY, error);
      ok = backup != NULL && quoth_window_rescue_copy (backup, rescue->to, progress, error);
      if (backup != NULL)
        quoth_project_close (backup);
    }
  else
    {
      g_autofree char *newest = find_newest_backup (rescue->from);

      ok = quoth_project_recover (rescue->from, newest, rescue->to, progress, &recovered, error);
    }
  return ok ? rescued_new (rescue->to, recovered) : NULL;
}

static void
say_from_backup (QuothWindow *window,
                 guint        n)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u article is as it was in the newest backup",
                                    "%u articles are as they were in the newest backup", n), n);
  quoth_window_toast (window, text, NULL, NULL);
}

/* By article, what is lost for good. */
static void
say_lost (QuothWindow          *window,
          const QuothRecovered *recovered)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *summary = g_strdup (_("Not everything could be read."));
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < recovered->lost->len; i++)
    {
      const QuothLostArticle *lost = recovered->lost->pdata[i];
      /* Translators: %s is the name of an article, %u how many annotations it has */
      g_autofree char *line =
        g_strdup_printf (ngettext ("%s: without its text, with %u annotation",
                                   "%s: without its text, with %u annotations",
                                   lost->n_annotations), lost->name, lost->n_annotations);

      g_strv_builder_add (builder, line);
    }
  if (recovered->lost_articles)
    g_strv_builder_add (builder, _("Names, dates and tags of articles may be lost"));
  if (recovered->lost_annotations)
    g_strv_builder_add (builder, _("Annotations or links may be lost"));
  if (recovered->lost_entities)
    g_strv_builder_add (builder, _("People and sources may be lost"));
  if (recovered->lost_scheme)
    g_strv_builder_add (builder, _("The scheme is lost"));
  lines = g_strv_builder_end (builder);
  if (lines[0] == NULL)
    return;
  if (recovered->lost_path != NULL)
    {
      g_autofree char *name = g_filename_display_basename (recovered->lost_path);

      g_free (summary);
      /* Translators: %s is the name of a file beside the new project */
      summary = g_strdup_printf (_("The texts of some articles are lost. What is left of these, "
                                   "annotations too, is in the file “%s”."), name);
    }
  quoth_report_window_show (GTK_WINDOW (window), _("Lost"), summary, (const char *const *) lines);
}

static void
rescued_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  Rescued *rescued = result;

  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    quoth_window_toast (owner, _("Too little of this file can be read. Go back to a backup."),
                        NULL, NULL);
  else if (error != NULL)
    quoth_window_show_error (owner, error);
  else if (quoth_window_open (owner, rescued->path) && rescued->recovered != NULL)
    {
      say_from_backup (owner, (guint) rescued->recovered->n_from_backup);
      say_lost (owner, rescued->recovered);
    }
  g_clear_pointer (&rescued, rescued_free);
}

static void
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  QuothWindow *window = QUOTH_WINDOW (source);
  QuothJobBar *bar = quoth_window_get_job_bar (window);
  Rescue *rescue = data;
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);

  if (files != NULL)
    rescue->to = quoth_window_rescue_dup_target (files);
  if (rescue->to != NULL && !quoth_job_bar_is_busy (bar))
    {
      quoth_job_bar_run (bar, rescue->backup ? _("Copying the backup…") : _("Recovering…"), NULL,
                         rescue_func, rescue, rescue_free, rescued_cb, window);
      return;
    }
  if (rescue->to != NULL)
    quoth_window_toast (window, _("Wait until the present work is done."), NULL, NULL);
  rescue_free (rescue);
}

/* Takes @rescue. */
static void
choose_target (QuothWindow *window,
               Rescue      *rescue,
               const char  *name)
{
  quoth_compat_choose_files_async (GTK_WINDOW (window), QUOTH_FILE_SAVE,
                                   rescue->backup ? _("Go Back to a Backup") : _("Recover"), name,
                                   NULL, NULL, target_chosen_cb, rescue);
}

/* The name of @path without its ending. */
static char *
dup_stem (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".quoth"))
    name[strlen (name) - strlen (".quoth")] = '\0';
  return name;
}

static void
restore (QuothWindow *window,
         const char  *path,
         const char  *backup)
{
  Rescue *rescue = g_new0 (Rescue, 1);
  g_autofree char *stem = dup_stem (path);
  /* Translators: the file name of a copy of a backup; keep the ending */
  g_autofree char *name = g_strdup_printf (_("%s (backup).quoth"), stem);

  rescue->from = g_strdup (backup);
  rescue->backup = TRUE;
  choose_target (window, rescue, name);
}

static void
recover (QuothWindow *window,
         const char  *path)
{
  Rescue *rescue = g_new0 (Rescue, 1);
  g_autofree char *stem = dup_stem (path);
  /* Translators: the file name of what was saved from a damaged project; keep the ending */
  g_autofree char *name = g_strdup_printf (_("%s (recovered).quoth"), stem);

  rescue->from = g_strdup (path);
  choose_target (window, rescue, name);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree char *path = data;
  g_autofree char *answer = quoth_compat_ask_finish (result);
  g_autofree char *backup = find_newest_backup (path);

  if (g_str_equal (answer, "recover"))
    recover (QUOTH_WINDOW (source), path);
  else if (g_str_equal (answer, "backup") && backup != NULL)
    restore (QUOTH_WINDOW (source), path, backup);
}

/**
 * quoth_window_rescue_offer:
 * @window: a window
 * @path: a damaged project file; it is only read
 */
void
quoth_window_rescue_offer (QuothWindow *window,
                           const char  *path)
{
  g_autofree char *backup = find_newest_backup (path);

  g_return_if_fail (QUOTH_IS_WINDOW (window));

  quoth_compat_ask_async (GTK_WINDOW (window), _("This Project Is Damaged"),
                          _("Quoth can save everything that is readable into a new project. The "
                            "damaged file stays as it is."),
                          "recover", _("_Recover…"), FALSE, backup != NULL ? "backup" : NULL,
                          _("Use the Newest _Backup…"), answer_cb, g_strdup (path));
}

static void
recover_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  recover (data, quoth_window_get_path (data));
}

static void
restore_cb (QuothWindow *window,
            const char  *backup)
{
  if (quoth_window_get_path (window) != NULL)
    restore (window, quoth_window_get_path (window), backup);
}

static void
backups_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  g_autofree char *folder = quoth_window_rescue_dup_folder ();
  g_autoptr (GPtrArray) backups =
    quoth_project_list_backups (quoth_window_get_path (data), folder);
  GtkWidget *dialog = quoth_backups_window_new (data, folder, backups);

  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { "backups", backups_cb },
  { "recover", recover_cb },
};

/**
 * quoth_window_rescue_set_up:
 * @window: a window
 *
 * Adds the actions "backups" and "recover".
 */
void
quoth_window_rescue_set_up (QuothWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
